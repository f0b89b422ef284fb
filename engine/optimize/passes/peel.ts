/**
 * PEEL: loop peeling by copy-substitution (Pall's formulation, LuaJIT's lj_opt_loop.c), which makes every other pass
 * reach across the back-edge.
 *
 * The recorded turn is emitted twice through the passes. The first copy, the preamble, starts from unknown values and
 * checks them; the second, the loop, starts from what the first copy ended with, so whatever the first has established is
 * simply there: invariant loads and checks are found again (hoisted), values stay unboxed.
 *
 *     preamble   v1 = param 0          guard is_float v1    v3 = unbox_float v1    v5 = mul_f64 v3, v3
 *     loop                                                                         v9 = mul_f64 v5, v5
 *     moves      v5 ← v9
 *
 * A value of the preamble that the loop uses either comes out the same in both copies (invariant) or is loop-carried:
 * at the back-edge it takes the value that the second copy computed for the same recorded instruction.
 *
 * What the loop took from the preamble held for the preamble's values; it has to hold for those of every later turn. For
 * each guard that the loop dropped on the word of the preamble, its condition is formed anew from the next turn's values
 * and, where that is not known too, checked at the end of the loop. Whatever does not fit this scheme (a slot whose next
 * value is not the one its carried value gets) gives up peeling: the loop then carries boxed values.
 */

import { RecordingAborted } from "../../trace/aborts.ts";
import {
  frameUses,
  type Ins,
  type IrOp,
  insideBox,
  irOps,
  isBox,
  isConst,
  type Move,
  type Snapshot,
} from "../../trace/ir.ts";
import type { Recording } from "../../trace/recorder.ts";
import { type Pass, Reducer } from "../reducer.ts";
import { truthOf } from "./guards.ts";

export interface RootBody {
  readonly params: readonly Ins[];
  readonly preamble: readonly Ins[];
  readonly loop: readonly Ins[];
  readonly moves: readonly Move[];
  /** The root frame's slots at the head of the loop, for leaving there. */
  readonly atHead: readonly Ins[];
  readonly peeled: boolean;
  readonly reducer: Reducer;
  /** What a function returns; null for a loop. */
  readonly result: Ins | null;
}

/** Emits a recorded instruction; `map` holds what the ones before became. Returns what stands for it. */
export function emitRecorded(raw: Ins, map: Map<Ins, Ins>, reducer: Reducer, newExit: () => number): void {
  reducer.at(raw.origin);
  const became = (one: Ins): Ins => mapped(one, map, reducer);
  const snapshot = raw.snapshot === null ? null : reducer.leaving(raw, raw.snapshot, became, newExit);
  const args = raw.args.map(became);
  const { imm, words, alias, call } = raw;
  const result = reducer.emit(raw.op, args, { imm, words, alias, call, snapshot });
  if (result !== null) map.set(raw, result);
}

/** What stands for a recorded value. */
export function mapped(raw: Ins, map: ReadonlyMap<Ins, Ins>, reducer: Reducer): Ins {
  return map.get(raw) ?? (isConst(raw) ? reducer.literal(raw) : raw);
}

/** The values that an instruction and its exit really need: a box is made where it is needed, from what is inside. */
export function uses(ins: Ins): Ins[] {
  const direct = [...ins.args, ...(ins.snapshot?.frames.flatMap(frameUses) ?? [])];
  return direct.map(insideBox);
}
interface Elimination {
  readonly condition: Ins;
  readonly expected: boolean;
}

export function peel(recording: Recording, passes: readonly Pass[], newExit: () => number): RootBody | null {
  if (recording.ending.kind !== "head") throw new RecordingAborted("leftLoop");
  const reducer = new Reducer(passes, "preamble");
  const first = new Map<Ins, Ins>(recording.params.map((param) => [param, param]));
  for (const raw of recording.list) emitRecorded(raw, first, reducer, newExit);
  const preamble = reducer.out.splice(0);
  const atHead = recording.ending.slots.map((slot) => mapped(slot, first, reducer));

  reducer.begin("loop");
  const inPreamble = new Set<Ins>([...preamble, ...recording.params]);
  const eliminated: Elimination[] = [];
  reducer.onElimination = (condition, by, fields) => {
    if (by === null || inPreamble.has(by)) eliminated.push({ condition, expected: fields.imm === 1 });
  };
  const second = new Map<Ins, Ins>();
  recording.params.forEach((param, k) => second.set(param, atHead[k] as Ins));
  for (const raw of recording.list) {
    emitRecorded(raw, second, reducer, newExit);
    checkStable(raw, second, reducer);
  }
  const atEnd = recording.ending.slots.map((slot) => mapped(slot, second, reducer));

  const next = nextValues(recording, first, second, reducer);
  if (next === null) return null;
  const nextOf = (ins: Ins): Ins | null => {
    if (isConst(ins)) return ins;
    if (!isBox(ins) || next.has(ins)) return next.get(ins) ?? null;
    const inner = nextOf(ins.args[0] as Ins);
    return inner === null ? null : reducer.value(ins.op, [inner]);
  };
  reducer.onElimination = null;
  if (!slotsAgree(atHead, atEnd, nextOf)) return null;
  if (!checkNextTurn(eliminated, nextOf, reducer, recording.ending.snapshot, second, newExit)) return null;

  const loop = reducer.out.splice(0);
  const moves = carriedValues([...loop.flatMap(uses), ...atHead.map(insideBox)], inPreamble, nextOf);
  if (moves === null) return null;
  return { params: recording.params, preamble, loop, moves, atHead, peeled: true, reducer, result: null };
}

/** A guard that the second turn is known to fail would make the loop useless. */
function checkStable(raw: Ins, map: ReadonlyMap<Ins, Ins>, reducer: Reducer): void {
  if (raw.op !== "guard") return;
  const known = truthOf(mapped(raw.args[0] as Ins, map, reducer), reducer);
  if (known !== null && known.value !== (raw.imm === 1)) throw new RecordingAborted("unstable");
}

/** For each value of the preamble, what the second copy computed in its stead. Null when one has two answers. */
function nextValues(
  recording: Recording,
  first: ReadonlyMap<Ins, Ins>,
  second: ReadonlyMap<Ins, Ins>,
  reducer: Reducer,
): Map<Ins, Ins | null> | null {
  const next = new Map<Ins, Ins | null>();
  for (const raw of [...recording.params, ...recording.list]) {
    const a = first.get(raw);
    const b = second.get(raw);
    if (a === undefined || b === undefined) continue;
    if (isConst(a)) {
      if (a !== b && !(isConst(b) && reducer.literal(b) === reducer.literal(a))) return null;
      continue;
    }
    const before = next.get(a);
    // Two answers are no harm unless the value is carried: null says so.
    next.set(a, before === undefined || before === b ? b : null);
  }
  return next;
}

/** The next value of each slot must be what its carried value takes. */
function slotsAgree(
  atHead: readonly Ins[],
  atEnd: readonly Ins[],
  nextOf: (ins: Ins) => Ins | null,
): boolean {
  return atHead.every((value, k) => {
    const end = atEnd[k] as Ins;
    if (isConst(value)) return value === end;
    return nextOf(value) === end;
  });
}

/** Makes sure, at the end of the loop, of what the loop took from the preamble. */
function checkNextTurn(
  eliminated: readonly Elimination[],
  nextOf: (ins: Ins) => Ins | null,
  reducer: Reducer,
  end: Snapshot,
  second: ReadonlyMap<Ins, Ins>,
  newExit: () => number,
): boolean {
  let snapshot: Snapshot | null = null;
  for (const { condition, expected } of eliminated) {
    const image = imageOf(condition, nextOf, reducer);
    if (image === null) return false;
    if (image === condition) continue;
    const known = truthOf(image, reducer);
    if (known?.value === expected) continue;
    snapshot ??= reducer.mapSnapshot(end, (one) => mapped(one, second, reducer), newExit());
    reducer.emit("guard", [image], { imm: expected ? 1 : 0, snapshot });
  }
  return true;
}

/** The same condition on the next turn's values. */
function imageOf(ins: Ins, nextOf: (ins: Ins) => Ins | null, reducer: Reducer): Ins | null {
  const carried = nextOf(ins);
  if (carried !== null) return carried;
  if (irOps[ins.op].class !== "pure") return null;
  const args = ins.args.map((arg) => imageOf(arg, nextOf, reducer));
  if (args.some((arg) => arg === null)) return null;
  return reducer.value(ins.op as IrOp, args as Ins[], { imm: ins.imm });
}

/** The moves at the back-edge: every value of the preamble that the loop needs and that changes. */
function carriedValues(
  needed: Ins[],
  inPreamble: ReadonlySet<Ins>,
  nextOf: (ins: Ins) => Ins | null,
): Move[] | null {
  const moves: Move[] = [];
  const seen = new Set<Ins>();
  const todo = needed;
  for (let value = todo.pop(); value !== undefined; value = todo.pop()) {
    if (seen.has(value) || !inPreamble.has(value)) continue;
    seen.add(value);
    const next = nextOf(value);
    if (next === null) return null;
    if (next === value) continue;
    moves.push({ to: value, from: next });
    todo.push(insideBox(next));
  }
  return moves;
}

/** The loop without a peeled turn: its values are carried boxed, in the slots. */
export function plainLoop(recording: Recording, passes: readonly Pass[], newExit: () => number): RootBody {
  if (recording.ending.kind !== "head") throw new RecordingAborted("leftLoop");
  const reducer = new Reducer(passes, "loop");
  const map = new Map<Ins, Ins>(recording.params.map((param) => [param, param]));
  for (const raw of recording.list) {
    emitRecorded(raw, map, reducer, newExit);
    checkStable(raw, map, reducer);
  }
  const moves: Move[] = [];
  recording.ending.slots.forEach((slot, k) => {
    const from = mapped(slot, map, reducer);
    const to = recording.params[k] as Ins;
    if (from !== to) moves.push({ to, from });
  });
  const loop = reducer.out.splice(0);
  return {
    params: recording.params,
    preamble: [],
    loop,
    moves,
    atHead: recording.params,
    peeled: false,
    reducer,
    result: null,
  };
}
