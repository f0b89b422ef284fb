/**
 * Tier 2 and the JIT behind one interface: which loops are recorded, what becomes of recordings, how trees are entered
 * and left, when they grow and when they are dropped.
 *
 *     cold ── count ──► hot ── record ──► optimise ──► compile ──► entered by ENTER_EXECUTOR
 *                        ▲        │ abort: penalty, then left alone        │ exit often taken: bridge, compiled anew
 *                        └────────┘                                         │ something it relied on changed: dropped
 */
import { assert } from "../base/assert.ts";
import { aborts, metrics } from "../base/metrics.ts";
import { enterTrace, leavesTraces, leaveTrace } from "../base/stress.ts";
import { tuning } from "../base/tuning.ts";
import { lineAt } from "../bytecode/code.ts";
import { CodeFlag, cacheUnits, Op } from "../bytecode/instructions.ts";
import { ownInstructions } from "../bytecode/uops.ts";
import { allocateStorage } from "../heap/allocate.ts";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import type { RootVisitor } from "../heap/roots.ts";
import type { CodePlace, TraceView } from "../inspect/views.ts";
import { addHeat, isRecording, recordEvent } from "../interp/events.ts";
import { collectionGate } from "../interp/gate.ts";
import { LEFT, LEFT_FUEL, LEFT_HOT, LEFT_HOT_CALL, LEFT_RAISED } from "../interp/reasons.ts";
import { isAwaited, runCallee } from "../interp/run.ts";
import { familyHead } from "../interp/specialize.ts";
import { returnFromMarked } from "../interp/support.ts";
import type { TraceTier } from "../interp/traces.ts";
import { dictFindName } from "../objects/dict.ts";
import type { RootBody } from "../optimize/passes/peel.ts";
import { type Disabled, optimizeBridge, optimizeRoot } from "../optimize/pipeline.ts";
import { verifyExits } from "../optimize/verify.ts";
import { codeHost, unitAddress, unitIndex } from "../runtime/codes.ts";
import { currentFrame, frameCode, functionStart, writeFrameHeader } from "../runtime/frames.ts";
import { type AbortReason, abortReasons, LASTING, RecordingAborted } from "../trace/aborts.ts";
import {
  type CalledFunction,
  type CallTarget,
  type FrameState,
  frameUses,
  type InnerTree,
  type Ins,
  insideBox,
  isConst,
  makeIns,
  resetIds,
  type Snapshot,
} from "../trace/ir.ts";
import {
  type OtherTraces,
  type RecordedEnding,
  Recorder,
  type Recording,
  type TraceHead,
} from "../trace/recorder.ts";
import { verification } from "../trace/verify.ts";
import { Allowance } from "./allowance.ts";
import { makeExecutor, TRACE_BUDGET } from "./execute.ts";
import { makeLinker } from "./exits.ts";
import {
  type Bridge,
  countRun,
  EXIT_NOTE,
  type Exit,
  FUEL_EXIT,
  HEAD_EXIT,
  LANDING_LIMIT,
  NOT_ENTERED,
  newTrial,
  RETURNED,
  TREE_CELL_BYTES,
  type Tree,
  type TreeCode,
  turnsOf,
  writtenNumber,
} from "./tree.ts";
import { traceViews } from "./views.ts";

export interface TraceControl extends TraceTier {
  /** The program runs from now on, or waits from now on. */
  resume(): void;
  pause(): void;
  /** An object that traces may rely on changed. */
  invalidate(object: Address): void;
  visitRoots(visit: RootVisitor): void;
  views(): TraceView[];
  trees(): readonly Tree[];
}

/** The code generator. */
export interface Compiler {
  /** Gives a tree its code, which calls `renewBudget` where it has used up its turns: 0 if it may go on. */
  compile(tree: Tree, renewBudget: () => number): void;
  /** From now on others' code finds no more that it could call. */
  retire(tree: Tree): void;
  /** Gives a bridge of a loop code of its own, which the tree's code is followed by from now on. */
  link(tree: Tree, bridge: Bridge): void;
}

export interface TraceOptions {
  /** Compiles traces to Wasm; null: the Tier 2 interpreter runs them. */
  readonly compiler: Compiler | null;
  /** Turns before recording. */
  readonly threshold: number;
  /** Spend no more time on traces than a share of what the program has run: not for who has chosen a threshold, and wants to see them then. */
  readonly thrifty: boolean;
  /** Passes to leave out. */
  readonly disabled: Disabled;
}

/** Traces entered one after the other before the world outside is looked at. */
const HOP_LIMIT = 1000;

/** JUMP_BACKWARD, or what stands in its place, with its cache. */
const JUMP_UNITS = 1 + cacheUnits(Op.JUMP_BACKWARD);
/** Frames below a function's own that are looked at for another of the same function. */
const CALLERS_SEEN = 60;
/** Quanta of fuel that a call of a function by itself may take while a recording waits for it. */
const CALLEE_QUANTA = 10;
/** Bytes of the host's stack that calls between traces may use. */
const HOST_STACK = 300_000;
/** Bytes of it that the Tier 2 interpreter needs for a call. */
const INTERPRETED_ACTIVATION = 2000;

/** Code whose frame may be paused. */
const SUSPENDING = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** Budgets that a pause may have to wait while something is recorded: of about a millisecond each. */
const PAUSE_PATIENCE = 10;

/** What a failure counts for whose reason is a lasting one. */
const LASTING_WEIGHT = 3;

/** Recordings that may fail at one side exit before it is left alone. */
const EXIT_PATIENCE = 3;

export function createTraceTier(options: TraceOptions): TraceControl {
  const trees: Tree[] = [];
  const byHead = new Map<Address, Tree>();
  /** Recordings that failed, by the head. */
  const failures = new Map<Address, number>();
  const RESUME_EXECUTOR = ownInstructions.RESUME_EXECUTOR.opcode;
  /** Fuel is no matter while recording: the recorder sets the pace. */
  const UNLIMITED = 1 << 30;
  const { compiler } = options;
  let recording: Recorder | null = null;
  let nextExitId = 0;
  let bridgeCount = 0;
  /** Turns until a trace is left for the world outside. A function's first is its entry: it could not begin with one. */
  const turnsAtATime = ({ head }: Tree): number =>
    !leavesTraces() ? TRACE_BUDGET : head.kind === "function" ? 2 : 1;
  const trial = options.thrifty
    ? { exits: tuning.trialExits, uops: tuning.exitUops }
    : { exits: tuning.patientTrialExits, uops: tuning.patientExitUops };
  const exitThreshold = Math.min(tuning.exitThreshold, options.threshold);
  resetIds();

  const newExit = (): number => nextExitId++;
  const placeOf = (code: Address, unit: number): CodePlace => {
    const host = codeHost(code);
    const line = lineAt(host.object, unit);
    return { code: host.id, offset: 2 * unit, line: line < 1 ? null : line };
  };

  // ---- recording

  interface Attempt {
    readonly reason: number;
    readonly recording: Recording | null;
    readonly aborted: AbortReason | null;
  }

  /** Drives recorder and Tier 1 in step until the trace is complete or given up. */
  function record(recorder: Recorder, step: () => number, place: CodePlace): Attempt {
    const start = performance.now();
    const fuel = I32[L.STATE_FUEL >> 2];
    const room = I32[L.STATE_ROOM >> 2];
    I32[L.STATE_FUEL >> 2] = UNLIMITED;
    I32[L.STATE_ROOM >> 2] = roomAbove(currentFrame());
    recording = recorder;
    waits = 0;
    let reason = LEFT;
    let ending: RecordedEnding | null = null;
    try {
      while (ending === null) {
        const next = recorder.next();
        if (next?.kind === "inner") {
          reason = runInner(next.inner, recorder);
          if (reason !== LEFT) throw new RecordingAborted("interrupted");
          continue;
        }
        if (next?.kind === "jumped") {
          recorder.stepped();
          continue;
        }
        if (next?.kind === "function") {
          reason = step();
          if (reason === LEFT) reason = runCallee(CALLEE_QUANTA);
          I32[L.STATE_FUEL >> 2] = UNLIMITED;
          if (reason === LEFT_RAISED) throw new RecordingAborted("raised");
          if (reason !== LEFT) throw new RecordingAborted("recursion");
          recorder.stepped();
          continue;
        }
        ending = next;
        if (ending !== null) break;
        reason = step();
        if (reason === LEFT_HOT || reason === LEFT_HOT_CALL) reason = LEFT;
        if (reason === LEFT_RAISED) throw new RecordingAborted("raised");
        if (reason === LEFT_FUEL) throw new RecordingAborted("interrupted");
        if (reason !== LEFT) throw new RecordingAborted("leftLoop");
        recorder.stepped();
      }
      return { reason: LEFT, recording: recorder.finish(ending), aborted: null };
    } catch (error) {
      return { reason, recording: null, aborted: noteAbort(error, place) };
    } finally {
      recording = null;
      I32[L.STATE_ROOM >> 2] = room;
      if (I32[L.STATE_REQUEST >> 2] === 0) I32[L.STATE_FUEL >> 2] = Math.max(fuel, 1);
      else I32[L.STATE_FUEL >> 2] = 0;
      metrics.recordMs += performance.now() - start;
    }
  }

  /**
   * Runs the trace of an inner loop that a recording has come to, and tells the recorder how it was left. Returns a
   * reason: Tier 1 goes on from there if the recording does not.
   */
  function runInner(inner: InnerTree, recorder: Recorder): number {
    const tree = trees[inner.id - 1] as Tree;
    const frame = currentFrame();
    if (!fits(tree, frame)) throw new RecordingAborted("innerTrace");
    const exit = exitTaken(tree, runBudget(tree, frame), frame);
    if (exit === null) {
      tree.linkAtHead(frame);
      return LEFT_FUEL;
    }
    const { snapshot } = exit;
    // What a check found may be gone next time; and in a function that was called, the way from there to its return will come
    // first, as a bridge.
    const isPassing = recorder.isInlining || !(snapshot.forks || exit.at === null);
    const unfinished = isPassing && exit.landing === 0 && exit.failures <= EXIT_PATIENCE;
    if (unfinished || snapshot.raises || snapshot.frames.length > 1 || isMidCall(exit.at)) {
      const reason = leave(tree, exit, frame);
      if (reason !== LEFT) return reason;
      throw new RecordingAborted("innerTrace");
    }
    exit.link(frame);
    recorder.callTree(inner, snapshot, land(tree, exit));
    return LEFT;
  }

  /** Counts an abort, and says why; anything else that was thrown goes on. */
  function noteAbort(error: unknown, place: CodePlace): AbortReason {
    if (!(error instanceof RecordingAborted)) throw error;
    aborts[error.reason] = (aborts[error.reason] ?? 0) + 1;
    recordEvent(
      "abort",
      place,
      () => `Gave up a trace at line ${place.line}: ${abortReasons[error.reason]}.`,
    );
    return error.reason;
  }

  /** Whether nearly all of a turn is in the runtime; a turn that runs another trace has its work there. */
  function heavy(one: Recording): boolean {
    return one.dependencies.trees.size === 0 && one.heavyCalls * tuning.callWeight > one.uops.length;
  }

  /** While a recording is under way, or the program has not run long enough, nothing is recorded. */
  const isBusy = (): boolean => recording !== null || !canAfford();
  const allowance = options.thrifty ? new Allowance() : null;
  const canAfford = (): boolean => allowance === null || allowance.isEnough(savedMs());

  /** What traces have saved, by what they have done: an exit costs as much as so many uops save. */
  function savedMs(): number {
    let uops = -trial.uops * metrics.sideExits;
    for (const tree of trees) uops += turnsOf(tree) * tree.recording.uops.length;
    return Math.max(0, uops) * tuning.uopSavesMs;
  }

  function isResting(tree: Tree): boolean {
    if (tree.rests) tree.rests = !canAfford();
    return tree.rests;
  }

  function hotLoop(step: () => number): number {
    const frame = currentFrame();
    const code = frameCode(frame);
    const head: TraceHead = {
      kind: "loop",
      code,
      unit: unitIndex(code, I32[(frame + L.FRAME_PC) >> 2]),
    };
    const jump = I32[(frame + L.FRAME_LASTI) >> 2] >> 1;
    const key = unitAddress(code, head.unit);
    const known = byHead.get(key);
    if (known?.valid && !isResting(known)) {
      patch(jump, known);
      return LEFT;
    }
    if (known?.valid || isBusy() || isConsumed(frame)) {
      U16[jump + 1] = Math.min(options.threshold, 0xffff);
      return LEFT;
    }
    const { tree, reason } = recordRoot(head, step, (line) => `The loop at line ${line} is hot`);
    if (tree === null) penalize(key, jump);
    else patch(jump, tree);
    return reason;
  }

  /**
   * Whether a generator's loop is better left alone: the loop that takes its items, or one that takes that one's, has a
   * trace, or is going to have one soon, and that has all of them. One that turns much more seldom would be all inner loop.
   */
  function isConsumed(frame: Address): boolean {
    const consumer = I32[(frame + L.FRAME_PREVIOUS) >> 2];
    if (I32[(frame + L.FRAME_OWNER) >> 2] === 0 || consumer === 0) return false;
    const at = I32[(consumer + L.FRAME_LASTI) >> 2] >> 1;
    if (familyHead(U16[at] & 0xff) !== Op.FOR_ITER) return false;
    let turns = 0;
    const end = at + 1 + cacheUnits(Op.FOR_ITER) + (U16[at] >> 8);
    for (let unit = at; unit < end; ) {
      const opcode = U16[unit] & 0xff;
      const isEntry = opcode === Op.ENTER_EXECUTOR;
      // A jump back for each way through the loop, with a counter of its own.
      if (unit + JUMP_UNITS - (U16[unit] >> 8) === at) {
        if (isEntry) return true;
        if (opcode === Op.JUMP_BACKWARD_JIT) turns += Math.max(0, options.threshold - U16[unit + 1]);
      }
      unit += isEntry ? JUMP_UNITS : 1 + cacheUnits(familyHead(opcode));
    }
    return turns > options.threshold * tuning.consumerShare || isConsumed(consumer);
  }

  /** Code of a function that begins with its RESUME, with arguments that are merely copied, and is no generator. */
  const mayBeTraced = (code: Address, unit: number): boolean =>
    unit === 0 &&
    I32[(code + L.CODE_EXACT_ARGS) >> 2] >= 0 &&
    (I32[(code + L.CODE_FLAGS) >> 2] & SUSPENDING) === 0;

  /** Whether a function's own callers are at work below its frame. */
  function callsItself(frame: Address): boolean {
    const code = frameCode(frame);
    let below = I32[(frame + L.FRAME_PREVIOUS) >> 2];
    for (let i = 0; below !== 0 && i < CALLERS_SEEN; i++) {
      if (frameCode(below) === code) return true;
      below = I32[(below + L.FRAME_PREVIOUS) >> 2];
    }
    return false;
  }

  /**
   * Functions that call themselves get a trace from their entry, which calls itself in turn; all others are inlined where
   * a loop calls them.
   */
  function hotFunction(step: () => number): number {
    const frame = currentFrame();
    const code = frameCode(frame);
    const resume = I32[(frame + L.FRAME_LASTI) >> 2] >> 1;
    const head: TraceHead = { kind: "function", code, unit: unitIndex(code, 2 * resume) };
    const key = unitAddress(code, head.unit);
    const known = byHead.get(key);
    if (known?.valid && !isResting(known)) write(resume, RESUME_EXECUTOR);
    else if (known?.valid || isBusy()) I32[(code + L.CODE_HEAT) >> 2] = options.threshold;
    else if (!mayBeTraced(code, head.unit)) write(resume, Op.RESUME_CHECK);
    else if (!callsItself(frame)) {
      fail(key);
      cool(key, code, resume);
      // One that calls itself may do so next.
      if (failuresOf(key) === 1) I32[(code + L.CODE_HEAT) >> 2] = 1;
    } else {
      const { tree, reason } = recordRoot(
        head,
        step,
        () => `${codeHost(code).object.qualname} is called often`,
      );
      if (tree === null) cool(key, code, resume);
      else write(resume, RESUME_EXECUTOR);
      return reason;
    }
    return LEFT;
  }

  function cool(key: Address, code: Address, resume: number): void {
    const failed = failuresOf(key);
    if (failed >= tuning.abortLimit) write(resume, Op.RESUME_CHECK);
    else I32[(code + L.CODE_HEAT) >> 2] = options.threshold * 2 ** failed;
  }

  /** Records from where the frame on top stands and makes a tree of it, if that succeeds. */
  function recordRoot(
    head: TraceHead,
    step: () => number,
    why: (line: number | null) => string,
  ): { readonly tree: Tree | null; readonly reason: number } {
    const frame = currentFrame();
    const place = placeOf(head.code, head.unit);
    const what = head.kind === "loop" ? "one turn" : "one call";
    recordEvent("record", place, () => `${why(place.line)}: recording ${what} of it.`);
    const validity = allocateStorage(TREE_CELL_BYTES);
    I32.fill(0, validity >> 2, (validity + TREE_CELL_BYTES) >> 2);
    const key = unitAddress(head.code, head.unit);
    let attempt: Attempt = { reason: LEFT, recording: null, aborted: null };
    let tree: Tree | null = null;
    try {
      const recorder = new Recorder(head, null, nextExitId, validity, othersOf(null));
      attempt = record(recorder, step, place);
      nextExitId = Math.max(nextExitId, recorder.nextExit);
      if (attempt.recording !== null) tree = makeTree(attempt.recording, frame, head, validity);
    } catch (error) {
      attempt = { ...attempt, aborted: noteAbort(error, place) };
    }
    if (tree !== null) byHead.set(key, tree);
    else fail(key, attempt.aborted);
    return { tree, reason: attempt.reason };
  }

  function makeTree(one: Recording, frame: Address, head: TraceHead, validity: Address): Tree {
    if (heavy(one)) throw new RecordingAborted("mostlyCalls");
    metrics.tracesRecorded++;
    const start = performance.now();
    const root = optimizeRoot(one, newExit, options.disabled);
    metrics.optimizeMs += performance.now() - start;
    const end = one.ending.snapshot;
    const fuelSnapshot = atHead(head, root, end);
    const tree: Tree = {
      id: trees.length + 1,
      head,
      globals: I32[(frame + L.FRAME_GLOBALS) >> 2],
      recording: one,
      root,
      keepsDead: options.disabled.has("dce"),
      bridges: [],
      exits: new Map(),
      landings: new Map(),
      fuelSnapshot,
      linkAtHead: makeLinker(fuelSnapshot),
      ways: new Map(),
      validity,
      valid: true,
      callers: new Set(),
      inners: new Set(),
      callsFunctions: false,
      trial: newTrial(0),
      hasPaid: false,
      rests: false,
      run: null,
      goOn: null,
      crossings: 0,
      bytes: 0,
      module: null,
      depth: one.depth,
      frameBytes: one.frameBytes,
    };
    addExits(tree, null, [...root.preamble, ...root.loop]);
    const place = placeOf(head.code, head.unit);
    recordEvent(
      "optimise",
      place,
      () =>
        `Trace ${tree.id}: ${one.list.length} recorded instructions became ${
          head.kind === "loop" ? `${root.loop.length} in the loop` : root.preamble.length
        }.`,
      tree.id,
    );
    noteCalls(tree, one);
    build(tree);
    trees.push(tree);
    return tree;
  }

  /** The state at a tree's head, where it leaves when its budget is spent. */
  function atHead(head: TraceHead, root: RootBody, end: Snapshot): Snapshot {
    const [own] = end.frames as [FrameState];
    if (head.kind === "loop") {
      return {
        ...end,
        exit: FUEL_EXIT,
        frames: end.frames.map((state) => ({ ...state, slots: root.atHead })),
      };
    }
    // The arguments, and locals that are not bound yet.
    const unbound = makeIns("const_value", [], { code: head.code, unit: head.unit, uop: -1 }, "preamble", {
      words: [0, L.TAG_UNBOUND],
    });
    const slots = Array.from({ length: own.locals }, (_, i) => root.params[i] ?? unbound);
    return {
      ...end,
      exit: FUEL_EXIT,
      reason: "the turns are used up",
      frames: [{ ...own, slots, unit: head.unit, lasti: head.unit }],
    };
  }

  const makeExit = (tree: Tree, snapshot: Snapshot, at: Ins | null, owner: Bridge | null): Exit => ({
    id: snapshot.exit,
    snapshot,
    at,
    owner,
    link: makeLinker(snapshot),
    number: snapshot.exit,
    left: null,
    landing: landingOf(tree, snapshot, at, false),
    count: 0,
    failures: 0,
    triedAt: 0,
    bridge: null,
  });

  function isAtReturn({ code, unit }: FrameState): boolean {
    return (U16[unitAddress(code, unit) >> 1] & 255) === Op.RETURN_VALUE;
  }

  /** Whether an exit is in the middle of a call of another trace: where the program stands then, that one's exit says. */
  const isMidCall = (at: Ins | null): boolean => at?.op === "call_tree" || at?.op === "call_function";

  /**
   * The landing where an exit stands, if it stands in the tree's own frame; `wanted`: there is to be one. Whichever return it
   * stands at, the caller goes on in the same way.
   */
  function landingOf({ landings }: Tree, snapshot: Snapshot, at: Ins | null, wanted: boolean): number {
    const [own, inlined] = snapshot.frames as [FrameState, FrameState?];
    if (inlined !== undefined || snapshot.raises || isMidCall(at)) return 0;
    const atReturn = isAtReturn(own);
    const place = `${atReturn ? "return" : own.unit} ${own.slots.length}`;
    const known = landings.get(place) ?? 0;
    if (known !== 0 || !(wanted || atReturn) || landings.size === LANDING_LIMIT) return known;
    landings.set(place, landings.size + 1);
    return landings.size;
  }

  /** The landing of an exit that a caller is going to rely on: that of all exits which stand there. */
  function land(tree: Tree, exit: Exit): number {
    const landing = landingOf(tree, exit.snapshot, exit.at, true);
    if (landing === 0) throw new RecordingAborted("innerTrace");
    for (const other of tree.exits.values()) {
      other.landing = landingOf(tree, other.snapshot, other.at, false);
    }
    return landing;
  }

  function noteCalls(tree: Tree, one: Recording): void {
    for (const inner of innersOf(one)) {
      inner.callers.add(tree);
      tree.inners.add(inner);
      // Its code is to know the exits that callers rely on.
      const isNews = [...inner.exits.values()].some(
        ({ id, landing, number, bridge }) =>
          landing !== 0 && bridge === null && number !== writtenNumber(id, landing),
      );
      if (compiler !== null && isNews) build(inner);
    }
    const { depth, frameBytes } = needsOf(tree, one);
    enlarge(tree, depth, frameBytes);
    tree.callsFunctions ||= one.list.some((ins) => ins.op === "call_function");
  }

  const innersOf = (one: Recording): Tree[] => [...one.dependencies.trees].map((id) => trees[id - 1] as Tree);

  /** Frames above a tree's own, and their bytes, that a recording of it may make, with those of traces that it runs. */
  function needsOf(tree: Tree, one: Recording): { readonly depth: number; readonly frameBytes: number } {
    const inners = innersOf(one);
    const below = one === tree.recording ? 0 : tree.recording.frameBytes;
    return {
      depth: one.depth + Math.max(0, ...inners.map(({ depth }) => depth)),
      frameBytes: below + one.frameBytes + Math.max(0, ...inners.map(({ frameBytes }) => frameBytes)),
    };
  }

  /** Whether a tree may grow by this: code below on the host's stack has looked for the room that the tree needed so far. */
  function hasRoom(tree: Tree, one: Recording): boolean {
    const { depth, frameBytes } = needsOf(tree, one);
    return activations === 0 || (depth <= tree.depth && frameBytes <= tree.frameBytes);
  }

  /** A tree may need more room for frames than before, and so may those that run it: each once, for functions may call each other in a circle. */
  function enlarge(tree: Tree, depth: number, frameBytes: number): void {
    const deeper = Math.max(0, depth - tree.depth);
    const larger = Math.max(0, frameBytes - tree.frameBytes);
    if (deeper + larger === 0) return;
    const above = new Set([tree]);
    for (const one of above) {
      one.depth += deeper;
      one.frameBytes += larger;
      for (const caller of one.callers) above.add(caller);
    }
  }

  function addExits(tree: Tree, owner: Bridge | null, list: readonly Ins[]): void {
    for (const at of list) {
      const { snapshot } = at;
      // Checks that share an exit stand behind the first of them.
      if (snapshot === null || tree.exits.has(snapshot.exit)) continue;
      tree.exits.set(snapshot.exit, makeExit(tree, snapshot, at, owner));
    }
    if (verification.isOn) verifyExits(tree.exits, list);
  }

  /** (Re)makes what runs the tree. */
  function build(tree: Tree): void {
    if (tree.head.kind === "function") {
      const own = I32[(tree.head.code + L.CODE_FRAME_BYTES) >> 2];
      largestFrames = Math.max(largestFrames, own + tree.frameBytes);
    }
    if (compiler === null) {
      tree.run = makeExecutor(tree, renewBudget);
      largestActivation = INTERPRETED_ACTIVATION;
      return;
    }
    compiler.compile(tree, renewBudget);
    tree.crossings = 0;
    tree.bytes = tree.module?.bytes.length ?? 0;
    for (const bridge of tree.bridges) bridge.module = null;
    largestActivation = Math.max(largestActivation, tree.module?.activationBytes ?? 0);
    metrics.tracesCompiled++;
    recordEvent(
      "compile",
      placeOf(tree.head.code, tree.head.unit),
      () =>
        `Trace ${tree.id} compiled to ${tree.module?.bytes.length} bytes of WebAssembly in ${((tree.module?.lowerMs ?? 0) + (tree.module?.compileMs ?? 0)).toFixed(1)} ms.`,
      tree.id,
    );
  }

  function write(unit: number, opcode: number): void {
    U16[unit] = (U16[unit] & 0xff00) | opcode;
  }

  function patch(jump: number, tree: Tree): void {
    write(jump, Op.ENTER_EXECUTOR);
    U16[jump + 1] = tree.id;
  }

  const failuresOf = (key: Address): number => failures.get(key) ?? 0;
  /** Counts a failure at a head; one for a lasting reason as several. */
  function fail(key: Address, aborted: AbortReason | null = null): void {
    const weight = aborted !== null && LASTING.has(aborted) ? LASTING_WEIGHT : 1;
    failures.set(key, failuresOf(key) + weight);
  }

  /** Waits longer before the next try, and at last never tries again. */
  function penalize(key: Address, jump: number): void {
    const failed = failuresOf(key);
    if (failed >= tuning.abortLimit) return write(jump, Op.JUMP_BACKWARD_NO_JIT);
    const wait = Math.min(options.threshold, tuning.abortPenalty) * 2 ** failed;
    U16[jump + 1] = Math.min(0xffff, wait + ((key >> 1) % 7));
  }

  // ---- entering and leaving

  function enter(id: number): number {
    const first = trees[id - 1] as Tree;
    if (!first.valid || isResting(first)) {
      const jump = I32[(currentFrame() + L.FRAME_LASTI) >> 2] >> 1;
      const failed = failuresOf(unitAddress(first.head.code, first.head.unit));
      write(jump, failed >= tuning.abortLimit ? Op.JUMP_BACKWARD_NO_JIT : Op.JUMP_BACKWARD_JIT);
      U16[jump + 1] = Math.min(options.threshold, 0xffff);
      return LEFT;
    }
    // Where one trace leaves to the head of another, that one goes on at once.
    for (let tree: Tree | undefined = first, hops = 0; ; hops++) {
      const frame = currentFrame();
      if (tree === undefined || !tree.valid || isResting(tree) || !fits(tree, frame)) return LEFT;
      if (hops === HOP_LIMIT) return LEFT_FUEL;
      const reason = runTree(tree, frame);
      if (reason !== LEFT) return reason;
      const next = byHead.get(I32[(currentFrame() + L.FRAME_PC) >> 2]);
      // A trace that its own first guards turn away is not asked again: Tier 1 takes that turn.
      tree = next === tree && currentFrame() === frame ? undefined : next;
    }
  }

  function enterFunction(): number {
    const frame = currentFrame();
    const code = frameCode(frame);
    const resume = I32[(frame + L.FRAME_LASTI) >> 2];
    const tree = byHead.get(resume);
    if (tree === undefined || isResting(tree)) {
      const failed = failuresOf(resume);
      write(resume >> 1, failed >= tuning.abortLimit ? Op.RESUME_CHECK : Op.RESUME);
      I32[(code + L.CODE_HEAT) >> 2] = options.threshold;
      return LEFT;
    }
    // The first thing that the trace would do is to leave.
    if (I32[L.STATE_REQUEST >> 2] !== 0 || !fits(tree, frame)) return LEFT;
    return runTree(tree, frame);
  }

  /** Runs a tree with a fresh budget of turns; returns the exit. */
  function runBudget(tree: Tree, frame: Address): number {
    const turns = turnsAtATime(tree);
    I32[L.STATE_BUDGET >> 2] = turns;
    const exitId = runOn(tree, frame);
    metrics.turnsTrace += turns - I32[L.STATE_BUDGET >> 2];
    return exitId;
  }

  /** A trace has used up its budget where it need not be left for that. 0: it goes on, with a new one. */
  function renewBudget(): number {
    // A recording that comes through here would be in vain.
    if (isAwaited(recording !== null && ++waits <= PAUSE_PATIENCE)) return 1;
    const used = TRACE_BUDGET - I32[L.STATE_BUDGET >> 2];
    metrics.turnsTrace += used;
    renewed += used;
    I32[L.STATE_BUDGET >> 2] = TRACE_BUDGET;
    return 0;
  }
  /** Budgets renewed while the present recording is under way. */
  let waits = 0;
  /** Turns that were added to budgets so far. */
  let renewed = 0;

  /** Frames that traces may add above one by calling each other, without danger for the stack of the host. */
  function roomAbove(frame: Address): number {
    const python = I32[L.STATE_DEPTH_LIMIT >> 2] - I32[L.STATE_DEPTH >> 2];
    const frames = ((L.FRAMES_END - I32[(frame + L.FRAME_TOP) >> 2]) / largestFrames) | 0;
    const host = (HOST_STACK / largestActivation) | 0;
    return Math.max(0, Math.min(python, frames - 1, host >> hostNesting));
  }
  /** Bytes that one call of a function's trace may need, in the area of frames and on the host's stack. */
  let largestFrames = 1;
  let largestActivation = 1;
  /** Traces entered while others are under way on the host's stack: each time half of what is left. */
  let hostNesting = 0;

  /** Runs a tree with what is left of the budget. */
  function runOn(tree: Tree, frame: Address): number {
    const budget = I32[L.STATE_BUDGET >> 2] - renewed;
    activations++;
    enterTrace();
    const exitId = isOpen(tree) ? runOpen(tree, frame) : (tree.run as TreeCode)(frame);
    leaveTrace();
    activations--;
    countRun(tree, budget - I32[L.STATE_BUDGET >> 2] + renewed);
    consolidate(tree);
    if (isRecording()) {
      noteHeat(tree);
      tree.inners.forEach(noteHeat);
    }
    return exitId;
  }
  /** Traces under way on the host's stack, but for those called from Wasm. */
  let activations = 0;

  const isOpen = ({ head, callsFunctions }: Tree): boolean => head.kind === "function" || callsFunctions;

  /** Runs a tree that calls functions, meanwhile with values that are in no frame. */
  function runOpen(tree: Tree, frame: Address): number {
    const room = I32[L.STATE_ROOM >> 2];
    I32[L.STATE_ROOM >> 2] = roomAbove(frame);
    collectionGate.closed++;
    hostNesting++;
    const exitId = (tree.run as TreeCode)(frame);
    hostNesting--;
    collectionGate.closed--;
    I32[L.STATE_ROOM >> 2] = room;
    return exitId;
  }

  function runTree(tree: Tree, frame: Address): number {
    const exitId = runBudget(tree, frame);
    if (exitId === RETURNED) {
      return returnFromMarked(I32[L.STATE_RESULT >> 2] as number, I32[(L.STATE_RESULT >> 2) + 1] as number);
    }
    return leaveTree(tree, exitId, frame);
  }

  /** The exit that a tree was left by, with the slots of its frames restored; null: it was left at its head. */
  function exitTaken(tree: Tree, id: number, frame: Address): Exit | null {
    if (id === HEAD_EXIT) return null;
    if (tree.module === null) return id === FUEL_EXIT ? null : (tree.exits.get(id) as Exit);
    const way = tree.ways.get(id);
    assert(way !== undefined, "code is left by a way that it has", id);
    way.restore?.(frame);
    return way.exit;
  }

  function leaveTree(tree: Tree, id: number, frame: Address): number {
    const exit = exitTaken(tree, id, frame);
    if (exit !== null) return leave(tree, exit, frame);
    tree.linkAtHead(frame);
    return LEFT_FUEL;
  }

  const heatNoted = new Map<Tree, number>();
  /** Adds the turns that a tree has done since the last time to its lines. */
  function noteHeat(tree: Tree): void {
    const turns = turnsOf(tree) - (heatNoted.get(tree) ?? 0);
    if (turns === 0) return;
    heatNoted.set(tree, turnsOf(tree));
    for (const line of linesOf(tree)) addHeat(line, "trace", turns);
  }

  const lines = new Map<Tree, ReadonlySet<number>>();
  /** Lines that one turn of a tree's loop goes through. */
  function linesOf(tree: Tree): ReadonlySet<number> {
    let set = lines.get(tree);
    if (set === undefined) {
      set = new Set(tree.recording.uops.map(({ code, unit }) => placeOf(code, unit).line ?? 0));
      lines.set(tree, set);
    }
    return set;
  }

  /** Whether the frames that a tree may rebuild fit under the limits, and it is the same module's code. */
  function fits(tree: Tree, frame: Address): boolean {
    return (
      I32[(frame + L.FRAME_GLOBALS) >> 2] === tree.globals &&
      I32[L.STATE_DEPTH >> 2] + tree.depth <= I32[L.STATE_DEPTH_LIMIT >> 2] &&
      I32[(frame + L.FRAME_TOP) >> 2] + tree.frameBytes <= L.FRAMES_END
    );
  }

  /** How the innermost trees that a call of theirs has left in an unexpected way were left, innermost first. */
  const unexpected: { readonly tree: Tree; readonly frame: Address; readonly exit: Exit | null }[] = [];

  const innerOf = (tree: Tree): InnerTree => ({
    id: tree.id,
    cell: tree.validity,
    run(frame, landing, code, budget) {
      let left = code;
      if (code !== NOT_ENTERED) {
        activations++;
        left = tree.goOn?.(frame, code) ?? code;
        activations--;
        countRun(tree, budget - I32[L.STATE_BUDGET >> 2]);
        consolidate(tree);
      } else if (!tree.valid || !fits(tree, frame)) {
        unexpected.push({ tree, frame, exit: null });
        return false;
      } else left = runOn(tree, frame);
      const exit = exitTaken(tree, left, frame);
      if (exit === null) tree.linkAtHead(frame);
      else if (exit.landing === landing) return true;
      unexpected.push({ tree, frame, exit });
      return false;
    },
  });

  const calledOf = (tree: Tree): CalledFunction => ({
    id: tree.id,
    run: (frame) => (tree.run as TreeCode)(frame),
  });

  /** After a call of another tree that was left in an unexpected way: the state is that of its exit. */
  function leaveInner(): number {
    const inner = unexpected.pop();
    assert(inner !== undefined, "an inner trace has told how it was left");
    return inner.exit === null ? LEFT_FUEL : leave(inner.tree, inner.exit, inner.frame);
  }

  /**
   * A function that was called has left its trace, and then so have all below it. Makes the frames of callers, one after
   * the other, and at last that of the function that was the first to leave; which is then left as ever.
   */
  function leaveCallee(caller: Tree, call: Exit, frame: Address): number {
    call.link(frame);
    const target = call.at?.call as CallTarget & { readonly kind: "function" };
    const tree = target.callee === null ? caller : (trees[target.callee.id - 1] as Tree);
    const below = currentFrame();
    const own = I32[(below + L.FRAME_TOP) >> 2];
    const id = I32[(own + EXIT_NOTE) >> 2];
    const bytes = I32[(target.code + L.CODE_FRAME_BYTES) >> 2];
    writeFrameHeader(own, below, own + bytes, functionStart(target.func, 0));
    I32[L.STATE_DEPTH >> 2]++;
    I32[L.STATE_FRAME >> 2] = own;
    return leaveTree(tree, id, own);
  }

  function leave(tree: Tree, exit: Exit, frame: Address): number {
    if (exit.at?.op === "call_function") return leaveCallee(tree, exit, frame);
    metrics.sideExits++;
    exit.count++;
    if (exit.at?.op === "call_tree") {
      const reason = leaveInner();
      if (tree.valid && ++tree.trial.exits >= trial.exits) judge(tree);
      return reason;
    }
    if (exit.snapshot.raises) {
      // An instruction over the value stack has made its frames real already.
      if (exit.at?.op !== "call_stack") exit.link(frame);
      return LEFT_RAISED;
    }
    exit.link(frame);
    if (!tree.valid) return LEFT;
    // A call has run Python code, and the trace was left behind it; it is as good as before.
    I32[tree.validity >> 2] = 0;
    tree.trial.uops += exit.owner?.recording.uops.length ?? 0;
    if (++tree.trial.exits >= trial.exits) judge(tree);
    if (!tree.valid) return LEFT;
    if (recording !== null || !isHot(tree, exit) || !mayGrow(tree)) return LEFT;
    if (canAfford()) return grow(tree, exit);
    tree.rests = !pays(tree);
    return LEFT;
  }

  /**
   * Whether an exit was taken often enough for a bridge; each try in vain doubles the wait.
   */
  function isHot(tree: Tree, exit: Exit): boolean {
    const { count, failures, triedAt, landing } = exit;
    if (landing !== 0 || failures > EXIT_PATIENCE) return false;
    // A function is compiled anew as a whole.
    const weight = tree.head.kind === "function" ? kilobytes(tree) : 1;
    return count - triedAt >= exitThreshold * weight * 2 ** failures && !isTakenOver(exit);
  }

  /** Whether a bridge ends where another trace goes on, or another run of the same. */
  function isTakenOver({ at, snapshot }: Exit): boolean {
    const { code, unit } = snapshot.frames.at(-1) as FrameState;
    return at === null && snapshot.frames.length > 1 && byHead.get(unitAddress(code, unit))?.valid === true;
  }

  const kilobytes = ({ bytes }: Tree): number => Math.max(1, bytes >> 10);

  /** Compiles a tree as a whole, once the ways between its pieces have cost about as much as that will. */
  function consolidate(tree: Tree): void {
    const { crossings, bytes, valid } = tree;
    if (crossings === 0 || crossings < tuning.crossings * kilobytes(tree)) return;
    if (valid && bytes <= tuning.treeBytesLimit) build(tree);
  }

  const mayGrow = (tree: Tree): boolean =>
    tree.bridges.length < tuning.bridgeLimit && tree.bytes < tuning.treeBytesLimit;

  /** Records what follows a side exit, as a bridge. */
  function grow(tree: Tree, exit: Exit): number {
    const state = exit.snapshot.frames[exit.snapshot.frames.length - 1]!;
    const place = placeOf(state.code, state.unit);
    let attempt: Attempt;
    try {
      const recorder = new Recorder(tree.head, exit.snapshot, nextExitId, tree.validity, othersOf(tree));
      attempt = record(recorder, stepOnceInTier1, place);
      nextExitId = Math.max(nextExitId, recorder.nextExit);
      const one = attempt.recording;
      if (one !== null && tree.valid && hasRoom(tree, one) && isWorthIt(tree, one)) {
        addBridge(tree, exit, one, place);
      } else delay(exit);
    } catch (error) {
      noteAbort(error, place);
      delay(exit);
      attempt = { reason: LEFT, recording: null, aborted: null };
    }
    return attempt.reason;
  }

  /** A bridge that mostly calls the runtime saves next to nothing: a tree gets it only where it pays already. */
  const isWorthIt = (tree: Tree, one: Recording): boolean => !heavy(one) || pays(tree);

  function delay(exit: Exit): void {
    exit.failures++;
    exit.triedAt = exit.count;
  }

  const recordings = function* (): Generator<Recording> {
    for (const tree of trees) {
      if (!tree.valid) continue;
      yield tree.recording;
      for (const bridge of tree.bridges) yield bridge.recording;
    }
  };
  const has = (names: readonly { dict: Address; name: Address }[], dict: Address, name: Address): boolean =>
    names.some((one) => one.dict === dict && one.name === name);
  /** Whether running `tree` may run `other`. */
  function reaches(tree: Tree, other: Tree, seen = new Set<Tree>()): boolean {
    if (tree === other) return true;
    if (seen.has(other)) return false;
    seen.add(other);
    return [...other.callers].some((caller) => reaches(tree, caller, seen));
  }
  /** For a recording that becomes part of `owner`, or a tree of its own. */
  const othersOf = (owner: Tree | null): OtherTraces => ({
    isHead: (unit) => byHead.get(unit)?.valid === true,
    innerAt(unit) {
      const tree = byHead.get(unit);
      if (tree?.valid !== true || (owner !== null && reaches(tree, owner))) return null;
      return innerOf(tree);
    },
    functionOf(func) {
      const code = I32[(func + L.FUNC_CODE) >> 2];
      const tree = byHead.get(unitAddress(code, 0));
      const serves = tree?.valid === true && tree.head.kind === "function";
      return serves && tree.globals === I32[(func + L.FUNC_GLOBALS) >> 2] ? calledOf(tree) : null;
    },
    wantFunction(code) {
      if (I32[(code + L.CODE_HEAT) >> 2] > 1) I32[(code + L.CODE_HEAT) >> 2] = 1;
    },
    isConstant: (dict, name) => [...recordings()].some((one) => has(one.dependencies.globals, dict, name)),
    isStored: (dict, name) => [...recordings()].some((one) => has(one.dependencies.stored, dict, name)),
  });

  function addBridge(tree: Tree, exit: Exit, one: Recording, place: CodePlace): void {
    const start = performance.now();
    const body = optimizeBridge(one, inheritance(tree, exit), newExit, options.disabled);
    metrics.optimizeMs += performance.now() - start;
    metrics.bridges++;
    const bridge: Bridge = { id: ++bridgeCount, from: exit, recording: one, body, module: null };
    exit.bridge = bridge;
    tree.bridges.push(bridge);
    tree.trial = newTrial(turnsOf(tree));
    noteCalls(tree, one);
    addExits(tree, bridge, body.list);
    if (body.leave !== null) {
      const { leave: snapshot } = body;
      tree.exits.set(snapshot.exit, makeExit(tree, snapshot, null, bridge));
    }
    recordEvent(
      "bridge",
      place,
      () => `Exit ${exit.id} of trace ${tree.id} was taken ${exit.count} times: it goes on in a bridge now.`,
      tree.id,
    );
    // Without what its exit has left behind a bridge cannot stand by itself.
    if (exit.left === null || compiler === null || tree.head.kind === "function") build(tree);
    else {
      compiler.link(tree, bridge);
      tree.bytes += bridge.module?.bytes.length ?? 0;
    }
  }

  /** What a bridge knows: all that was established on the way to its exit, of the values that its snapshot holds. */
  function inheritance(tree: Tree, exit: Exit): Parameters<typeof optimizeBridge>[1] {
    const { owner, snapshot } = exit;
    const list = owner === null ? [...tree.root.preamble, ...tree.root.loop] : owner.body.list;
    const position = new Map<Ins, number>(list.map((ins, i) => [ins, i]));
    const limit = exit.at === null ? list.length : (position.get(exit.at) as number);
    const held = new Set(snapshot.frames.flatMap(frameUses).map(insideBox));
    return {
      reducer: owner === null ? tree.root.reducer : owner.body.reducer,
      before: (ins) => (position.get(ins) ?? Number.POSITIVE_INFINITY) < limit,
      mayUse: (ins) => isConst(ins) || held.has(insideBox(ins)),
    };
  }

  let stepOnceInTier1: () => number = () => LEFT;

  // ---- invalidation

  function invalidate(object: Address): void {
    for (const tree of trees) {
      if (!tree.valid) continue;
      const recordings = [tree.recording, ...tree.bridges.map((bridge) => bridge.recording)];
      if (recordings.some((one) => one.dependencies.types.has(object) || globalsChanged(one, object)))
        drop(tree);
    }
  }

  function globalsChanged(one: Recording, dict: Address): boolean {
    return one.dependencies.globals.some((global) => {
      if (global.dict !== dict) return false;
      const slot = dictFindName(dict, global.name);
      return slot === 0 || I32[slot >> 2] !== global.lo || I32[(slot >> 2) + 1] !== global.hi;
    });
  }

  /** Whether what a tree has done on trial is worth entering and leaving it. */
  function pays(tree: Tree): boolean {
    const { exits, uops, since } = tree.trial;
    return uops + (turnsOf(tree) - since) * tree.recording.uops.length >= trial.uops * exits;
  }

  /**
   * Gives up a tree that is left after few turns. If it did pay once, the loop is recorded again as it runs now; else it is
   * left alone from now on.
   */
  function judge(tree: Tree): void {
    const hasPaid = pays(tree);
    tree.trial = newTrial(turnsOf(tree));
    if (hasPaid) {
      tree.hasPaid = true;
      return;
    }
    const key = unitAddress(tree.head.code, tree.head.unit);
    failures.set(key, tree.hasPaid ? failuresOf(key) + 1 : tuning.abortLimit);
    drop(tree, `Trace ${tree.id} was left after few turns, again and again: it is dropped.`);
  }

  function drop(
    tree: Tree,
    text = `Something that trace ${tree.id} relied on changed: it is dropped.`,
  ): void {
    tree.valid = false;
    I32[tree.validity >> 2] = 1;
    byHead.delete(unitAddress(tree.head.code, tree.head.unit));
    compiler?.retire(tree);
    metrics.invalidations++;
    const place = placeOf(tree.head.code, tree.head.unit);
    recordEvent("invalidate", place, () => text, tree.id);
    for (const caller of tree.callers)
      if (caller.valid) drop(caller, `Trace ${caller.id} calls trace ${tree.id}: it is dropped too.`);
  }

  return {
    hotLoop(step) {
      stepOnceInTier1 = step;
      return hotLoop(step);
    },
    hotFunction(step) {
      stepOnceInTier1 = step;
      return hotFunction(step);
    },
    enter,
    enterFunction,
    resume: () => allowance?.resume(),
    pause: () => allowance?.pause(),
    invalidate,
    visitRoots(visit) {
      recording?.visitObjects((object) => visit.object(object));
      for (const tree of trees) {
        visit.storage(tree.validity);
        for (const one of [tree.recording, ...tree.bridges.map((bridge) => bridge.recording)]) {
          for (const object of one.dependencies.objects) visit.object(object);
        }
      }
    },
    views: () => traceViews(trees, placeOf),
    trees: () => trees,
  };
}
