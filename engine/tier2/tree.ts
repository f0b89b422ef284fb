/**
 * A trace tree: a loop or a function, and the bridges grown from its side exits. It is compiled as one, or bridges have code of
 * their own for a while.
 */
import { type Address, FRAME_LASTI } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { liveInstructions } from "../optimize/passes/deadcode.ts";
import type { RootBody } from "../optimize/passes/peel.ts";
import type { BridgeBody } from "../optimize/pipeline.ts";
import { frameUses, type Ins, type Snapshot } from "../trace/ir.ts";
import type { Recording, TraceHead } from "../trace/recorder.ts";
import type { FrameLinker } from "./exits.ts";
import type { Restore } from "./restore.ts";

export interface Exit {
  readonly id: number;
  readonly snapshot: Snapshot;
  /** The guard, call or end of a bridge that leaves here. */
  readonly at: Ins | null;
  /** The bridge whose code the exit belongs to, or null for the root's. */
  readonly owner: Bridge | null;
  /** Makes the frames' headers. */
  readonly link: FrameLinker;
  /** What its present code returns when it is taken. */
  number: number;
  /** What that leaves behind, in order, from which a bridge takes up its values; null when it writes the slots itself. */
  left: readonly Ins[] | null;
  /**
   * Where it stands, as callers know it: they go on in the same way from all exits of a tree with this number, and no bridge grows
   * there. 0: no caller relies on it.
   */
  landing: number;
  count: number;
  /** How often a bridge was tried in vain, and `count` at the last try. */
  failures: number;
  triedAt: number;
  bridge: Bridge | null;
}

export interface Bridge {
  readonly id: number;
  readonly from: Exit;
  readonly recording: Recording;
  readonly body: BridgeBody;
  /** Its own code, until the tree is compiled as a whole. */
  module: CompiledModule | null;
}

/**
 * Runs a tree from the frame at `fp`; returns the exit taken, FUEL_EXIT or RETURNED. A function's needs no more of that
 * frame than its arguments.
 */
export type TreeCode = (fp: Address) => number;

/** Exit number that means: the budget of turns is spent, and the state is that at the head. */
export const FUEL_EXIT = -1;
/** Exit number that means: the function has returned, its value is in STATE_RESULT. */
export const RETURNED = -2;
/** As FUEL_EXIT, where the slots of the frame are in memory as they are at the head. */
export const HEAD_EXIT = -3;
/** What a bridge with code of its own returns where the loop starts afresh. */
export const AGAIN = -4;
/** What stands in for the code of a tree that another may not call from Wasm to Wasm: nothing was run. */
export const NOT_ENTERED = -5;

/**
 * What code returns by an exit whose slots it has written itself: always the same for an exit, so that callers can ask for
 * it. Its lowest bits are the landing.
 */
const WRITTEN = 1 << 30;
const LANDING_BITS = 6;
/** Landings of a tree, at most: the numbers below 0 must not look like more. */
export const LANDING_LIMIT = 40;
export const writtenNumber = (exit: number, landing: number): number =>
  WRITTEN | (exit << LANDING_BITS) | landing;
/** Of such a number, what is the same for all exits with one landing. */
export const landingMask = writtenNumber(0, (1 << LANDING_BITS) - 1);

/** What lies at a tree's `validity`: that word, and what is counted wherever the tree is run, from Wasm too. */
export const TREE_ENTRIES = 8;
export const TREE_TURNS = 12;
export const TREE_CELL_BYTES = 16;

/** Where a function that was called by another trace notes the exit that it took: in its frame, which is none yet. */
export const EXIT_NOTE = FRAME_LASTI;

export interface CompiledModule {
  readonly bytes: Uint8Array;
  /** Of the host's stack, at most, for one activation. */
  readonly activationBytes: number;
  readonly lowerMs: number;
  readonly compileMs: number;
  /** Text of the module, made when asked for. */
  text(): readonly { readonly text: string; readonly ir: number | null }[];
}

export interface Tree {
  readonly id: number;
  readonly head: TraceHead;
  /** Globals of the frames it serves. */
  readonly globals: Address;
  readonly recording: Recording;
  readonly root: RootBody;
  /** What nothing needs is computed all the same: the pass "dce" is left out. */
  readonly keepsDead: boolean;
  readonly bridges: Bridge[];
  readonly exits: Map<number, Exit>;
  /** Landings by where they are: unit and number of slots. */
  readonly landings: Map<string, number>;
  /** State at the head, for FUEL_EXIT. */
  readonly fuelSnapshot: Snapshot;
  readonly linkAtHead: FrameLinker;
  /** A word in memory that is nonzero once the tree is invalid. */
  readonly validity: Address;
  valid: boolean;
  /** Trees that call this one. */
  readonly callers: Set<Tree>;
  /** Trees that it runs. */
  readonly inners: Set<Tree>;
  /** It calls functions' traces: values are then in no frame while those run. */
  callsFunctions: boolean;
  trial: Trial;
  /** It has passed a judgement. */
  hasPaid: boolean;
  /** It does not pay, and the bridge that it lacks cannot be afforded yet: until then it is not entered. */
  rests: boolean;
  run: TreeCode | null;
  /** Goes on from an exit that its code was left by, if bridges have code of their own. */
  goOn: ((fp: Address, exit: number) => number) | null;
  /** Ways out of its code, the present and older one, by what it returns. */
  readonly ways: Map<number, { readonly exit: Exit | null; readonly restore: Restore | null }>;
  /** Ways from code to the code of bridges, taken since the tree was compiled as a whole. */
  crossings: number;
  /** Of its WebAssembly, with that of bridges that have their own. */
  bytes: number;
  module: CompiledModule | null;
  /** Deepest inlining and the bytes it may need, over all bodies. */
  depth: number;
  frameBytes: number;
}

/** What a tree has done since it was last judged (tier.ts). */
export interface Trial {
  /** Exits taken, and the uops of the bridges that they belong to. */
  exits: number;
  uops: number;
  /** Turns that were done by then. */
  readonly since: number;
}
export const newTrial = (since: number): Trial => ({ exits: 0, uops: 0, since });

export const entriesOf = ({ validity }: Tree): number => I32[(validity + TREE_ENTRIES) >> 2] >>> 0;
export const turnsOf = ({ validity }: Tree): number => I32[(validity + TREE_TURNS) >> 2] as number;

/** Notes that a tree was run, and the turns it did. */
export function countRun({ validity }: Tree, turns: number): void {
  I32[(validity + TREE_ENTRIES) >> 2]++;
  I32[(validity + TREE_TURNS) >> 2] += turns;
}

/** Every list of instructions of a tree, root first. */
export const treeLists = (tree: Tree): (readonly Ins[])[] => [
  tree.root.preamble,
  tree.root.loop,
  ...tree.bridges.map((bridge) => bridge.body.list),
];

/** What of a tree's instructions is needed, or of a bridge's that stands by itself. */
export function liveOf(tree: Tree, alone: Bridge | null = null): ReadonlySet<Ins> {
  const bridges = alone === null ? tree.bridges : [alone];
  const lists = alone === null ? treeLists(tree) : [alone.body.list];
  if (tree.keepsDead) return new Set([...lists.flat(), ...tree.root.params]);
  const { atHead, result, moves } = tree.root;
  const handedOn = bridges.flatMap(({ body }) => [
    ...(body.slots ?? []),
    ...(body.result === null ? [] : [body.result]),
    ...(body.leave?.frames.flatMap(frameUses) ?? []),
  ]);
  if (alone === null) handedOn.push(...atHead, ...(result === null ? [] : [result]));
  return liveInstructions(
    lists,
    alone === null ? moves : [],
    handedOn.flatMap((one) => [one, ...one.args]),
  );
}
