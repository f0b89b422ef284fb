/**
 * The passes, in the order in which each instruction meets them, and the two things they are run over: root traces and
 * bridges. A pass is a file and a line here; its switch comes with it.
 */

import type { Ins } from "../trace/ir.ts";
import type { Recording } from "../trace/recorder.ts";
import { verification } from "../trace/verify.ts";
import type { PassName } from "./pass_names.ts";
import { cse } from "./passes/cse.ts";
import { fold } from "./passes/fold.ts";
import { forward } from "./passes/forward.ts";
import { guards } from "./passes/guards.ts";
import { emitRecorded, mapped, peel, plainLoop, type RootBody } from "./passes/peel.ts";
import { unbox } from "./passes/unbox.ts";
import { type Inheritance, type Pass, Reducer } from "./reducer.ts";
import { verifyBridge, verifyRoot } from "./verify.ts";

export const PASSES: readonly Pass[] = [fold, unbox, guards, cse, forward];

/** Passes to leave out. */
export type Disabled = ReadonlySet<PassName>;
const NONE: Disabled = new Set();

const enabled = (disabled: Disabled): readonly Pass[] => PASSES.filter((pass) => !disabled.has(pass.name));

/** Optimises a loop or a function. */
export function optimizeRoot(
  recording: Recording,
  newExit: () => number,
  disabled: Disabled = NONE,
): RootBody {
  const root = makeRoot(recording, newExit, disabled);
  if (verification.isOn) verifyRoot(root);
  return root;
}

function makeRoot(recording: Recording, newExit: () => number, disabled: Disabled): RootBody {
  const passes = enabled(disabled);
  if (recording.ending.kind === "return") return throughFunction(recording, passes, newExit);
  // The work of a loop that runs another loop is there: peeling would only double the code around it.
  const worthIt = !disabled.has("peel") && recording.dependencies.trees.size === 0;
  const peeled = worthIt ? peel(recording, passes, newExit) : null;
  return peeled ?? plainLoop(recording, passes, newExit);
}

/** A function, from its entry to its return: all of it is preamble. */
function throughFunction(
  { params, list, ending }: Recording,
  passes: readonly Pass[],
  newExit: () => number,
): RootBody {
  const reducer = new Reducer(passes, "preamble");
  const map = new Map<Ins, Ins>(params.map((param) => [param, param]));
  for (const raw of list) emitRecorded(raw, map, reducer, newExit);
  const result = ending.kind === "return" ? mapped(ending.value, map, reducer) : null;
  const preamble = reducer.out.splice(0);
  return { params, preamble, loop: [], moves: [], atHead: params, peeled: false, reducer, result };
}

export interface BridgeBody {
  readonly list: readonly Ins[];
  /** Root frame's slots where it rejoins the loop's start, or null when it leaves. */
  readonly slots: readonly Ins[] | null;
  /** What the function returns where the bridge ends with that; else null. */
  readonly result: Ins | null;
  readonly reducer: Reducer;
  readonly leave: Ins["snapshot"];
}

/** Optimises what follows a side exit; it starts with what its parent knows there. */
export function optimizeBridge(
  recording: Recording,
  inherited: Inheritance,
  newExit: () => number,
  disabled: Disabled = NONE,
): BridgeBody {
  const reducer = new Reducer(enabled(disabled), "bridge", inherited);
  const map = new Map<Ins, Ins>();
  for (const raw of recording.list) emitRecorded(raw, map, reducer, newExit);
  const { ending } = recording;
  const final = (one: Ins): Ins => mapped(one, map, reducer);
  const body: BridgeBody = {
    list: reducer.out,
    slots: ending.kind === "head" ? ending.slots.map(final) : null,
    result: ending.kind === "return" ? final(ending.value) : null,
    leave: ending.kind === "exit" ? reducer.mapSnapshot(ending.snapshot, final, newExit()) : null,
    reducer,
  };
  if (verification.isOn) verifyBridge(body, inherited);
  return body;
}
