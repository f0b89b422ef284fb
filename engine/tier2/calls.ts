/**
 * Calls that traces make into the runtime. Both executors use the same: arguments wait in STATE_ARGS (values) or come as
 * numbers, results lie in STATE_RESULT or, for instructions over the value stack, in RESULTS. 0: done; 1: an
 * exception is raised.
 */

import { assert } from "../base/assert.ts";
import { Op, pushedBy } from "../bytecode/instructions.ts";
import { runtimeFunctions } from "../bytecode/runtime.ts";
import { type Instruction, instructions } from "../bytecode/uops.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { copyValue, copyValues, isUnbound, refAt, setInt, setNone, typeOf } from "../heap/values.ts";
import { collectionGate, pythonRuns } from "../interp/gate.ts";
import { opname } from "../interp/opnames.ts";
import * as ops from "../interp/stack_ops.ts";
import * as support from "../interp/support.ts";
import { newTuple } from "../objects/tuple.ts";
import { callValue, nativeConstructor } from "../runtime/call.ts";
import { currentFrame } from "../runtime/frames.ts";
import { raiseHostFailure } from "../runtime/host_failure.ts";
import { nativeByIndex } from "../runtime/native.ts";
import { markTemps, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import type { CallTarget, Snapshot } from "../trace/ir.ts";
import { makeLinker, RESULTS } from "./exits.ts";

export type RuntimeCall = (...numbers: number[]) => number;

/** Turns a throw of the runtime into a status; bugs go on. */
function statusOf(error: unknown): number {
  if (error !== RAISED && !raiseHostFailure(error)) throw error;
  return 1;
}

/** A runtime function that runs no Python code: nothing is collected meanwhile, and no other trace is entered. */
function calm(call: (number: number) => void): RuntimeCall {
  return (number) => {
    const mark = markTemps();
    try {
      call(number as number);
      return 0;
    } catch (error) {
      releaseTemps(mark);
      return statusOf(error);
    }
  };
}

/** The same of a native or an instruction, which leaves its temporaries to the caller. */
function tidied(call: () => void): RuntimeCall {
  return () => {
    const mark = markTemps();
    try {
      call();
      return 0;
    } catch (error) {
      return statusOf(error);
    } finally {
      releaseTemps(mark);
    }
  };
}

/**
 * What may run Python code while values of the trace are not in memory: nothing may be collected. If it does though it did
 * not when it was recorded, all that the trace knows of the heap is void: its validity word sees to it that it is left
 * right behind the call.
 */
function guarded(
  { ranPython = false }: { readonly ranPython?: boolean },
  validity: Address,
  call: (number: number) => void,
): RuntimeCall {
  return (number) => {
    const mark = markTemps();
    const runs = pythonRuns.count;
    collectionGate.closed++;
    try {
      call(number as number);
      if (pythonRuns.count !== runs && !ranPython) I32[validity >> 2] = 1;
      return 0;
    } catch (error) {
      return statusOf(error);
    } finally {
      collectionGate.closed--;
      releaseTemps(mark);
    }
  };
}

type Target = (...args: number[]) => number;

/**
 * Calls a runtime function with `values` slots from `first` on, a number if it takes one, and where its result goes
 * (which those without one do not look at). Spelt out: this is what a trace does most, and a spread would cost more.
 */
function applied(target: Target, values: number, number: boolean): (first: Slot, number: number) => number {
  const out = L.STATE_RESULT;
  switch (values) {
    case 0:
      return (_, n) => target(n, out);
    case 1:
      return number ? (a, n) => target(a, n, out) : (a) => target(a, out);
    case 2:
      return number ? (a, n) => target(a, a + 8, n, out) : (a) => target(a, a + 8, out);
    case 3:
      return number ? (a, n) => target(a, a + 8, a + 16, n, out) : (a) => target(a, a + 8, a + 16, out);
    default:
      return (a) => target(a, a + 8, a + 16, a + 24, out);
  }
}

/** A call of a runtime function: at most four values, or three and a number. */
export function runtimeCall(target: CallTarget & { kind: "runtime" }, validity: Address): RuntimeCall {
  const { takes, gives, effect } = runtimeFunctions[target.fn];
  const values = takes.lastIndexOf("v") + 1;
  assert(
    values <= 4 && takes.length - values <= (values < 4 ? 1 : 0),
    "a call of a shape that is not spelt out",
    target.fn,
  );
  const apply = applied(support[target.fn] as Target, values, takes.endsWith("i"));
  const settle =
    gives === "i32"
      ? (result: number): void => {
          setInt(L.STATE_RESULT, result);
        }
      : (): void => {};
  return effect === "escapes"
    ? guarded(target, validity, (number) => settle(apply(takeArguments(values), number)))
    : calm((number) => settle(apply(L.STATE_ARGS, number)));
}

/** Moves the arguments out of STATE_ARGS, which a trace entered meanwhile would use too. */
function takeArguments(count: number): Slot {
  const slots = pushTemps(Math.max(1, count));
  copyValues(L.STATE_ARGS, slots, count);
  return slots;
}

/** An instruction over its operands alone: they wait in STATE_ARGS, the results go to RESULTS. */
export function operandCall(
  target: CallTarget & { kind: "operands" },
  count: number,
  validity: Address,
): RuntimeCall {
  const name = opname(target.opcode);
  const row = (instructions as Record<string, Instruction | undefined>)[name];
  const run = (ops as unknown as Record<string, (top: Slot, arg: number) => Slot>)[row?.runtime as string];
  if (target.isCalm) {
    const end = L.STATE_ARGS + 8 * count;
    return tidied(() => {
      const top = run?.(end, target.arg) as Slot;
      copyValues(top - 8 * target.pushes, RESULTS, target.pushes);
    });
  }
  return guarded(target, validity, () => {
    // Results may take more room than operands.
    const mark = pushTemps(count + target.pushes + 2);
    copyValues(L.STATE_ARGS, mark, count);
    const top = run?.(mark + 8 * count, target.arg) as Slot;
    copyValues(top - 8 * target.pushes, RESULTS, target.pushes);
  });
}

/** A tuple of what waits in STATE_ARGS: its address, or 0 when an exception is raised. */
export const tupleCall =
  (count: number): RuntimeCall =>
  () => {
    try {
      const tuple = newTuple(count);
      copyValues(L.STATE_ARGS, tuple + L.TUPLE_ITEMS, count);
      return tuple;
    } catch (error) {
      statusOf(error);
      return 0;
    }
  };

/** A call of a built-in. */
export function nativeCall(
  target: CallTarget & { kind: "native" },
  count: number,
  validity: Address,
): RuntimeCall {
  if (target.isCalm) {
    const { call } = nativeByIndex(target.index);
    return tidied(() => {
      setNone(L.STATE_RESULT);
      call(L.STATE_ARGS, L.STATE_RESULT, 0);
    });
  }
  return guarded(target, validity, () => {
    const base = takeArguments(count);
    if (typeOf(base) === L.T.type) {
      const bound = !isUnbound(base + 8);
      if (!bound && nativeConstructor(refAt(base)) !== 0) support.callClassFast(base, count - 2);
      else callValue(base, bound ? base + 8 : base + 16, bound ? count - 1 : count - 2, 0, base);
    } else support.callNativeFast(base, count - 2);
    copyValue(base, L.STATE_RESULT);
  });
}

/**
 * Another trace, from the innermost frame of the snapshot, whose values lie in their frames already. When it was left in
 * another way than expected, the frames stay as they are then (tier.ts knows how to go on). `exit`: what its code returned, if
 * Wasm has called that already; NOT_ENTERED: it is still to be run.
 */
export function treeCall({ inner, landing }: CallTarget & { kind: "tree" }, snapshot: Snapshot): RuntimeCall {
  const link = makeLinker(snapshot);
  return (exit, budget) => {
    const root = currentFrame();
    const depth = I32[L.STATE_DEPTH >> 2];
    link(root);
    collectionGate.closed++;
    const asExpected = inner.run(currentFrame(), landing, exit as number, budget as number);
    collectionGate.closed--;
    if (!asExpected) return 1;
    I32[L.STATE_FRAME >> 2] = root;
    I32[L.STATE_DEPTH >> 2] = depth;
    return 0;
  };
}

const CALLS = new Set(["CALL", "CALL_KW", "CALL_FUNCTION_EX"]);

/**
 * An instruction in its general form. The snapshot's values lie in their frames already: the frames are made real, the
 * instruction's function runs over the value stack, its results go to RESULTS, and the frames are taken back. When it
 * raises, the frames stay.
 */
export function stackCall(target: CallTarget & { kind: "stack" }, snapshot: Snapshot): RuntimeCall {
  const name = opname(target.opcode);
  const row = (instructions as Record<string, Instruction | undefined>)[name];
  const run = CALLS.has(name)
    ? (top: Slot) => callHere(top, name, target.arg)
    : target.opcode === Op.RETURN_GENERATOR
      ? newGenerator
      : (ops as unknown as Record<string, (top: Slot, arg: number) => Slot>)[row?.runtime as string];
  const pushes = target.opcode === Op.RETURN_GENERATOR ? 1 : pushedBy(target.opcode, target.arg);
  const link = makeLinker(snapshot);
  return () => {
    const root = currentFrame();
    const depth = I32[L.STATE_DEPTH >> 2];
    link(root);
    const mark = markTemps();
    try {
      const frame = currentFrame();
      const top = run?.(I32[(frame + L.FRAME_SP) >> 2], target.arg) as Slot;
      copyValues(top - 8 * pushes, RESULTS, pushes);
      I32[L.STATE_FRAME >> 2] = root;
      I32[L.STATE_DEPTH >> 2] = depth;
      return 0;
    } catch (error) {
      return statusOf(error);
    } finally {
      releaseTemps(mark);
    }
  };
}

/** RETURN_GENERATOR: the frame on top moves into a generator, which lies on the caller's stack then. */
function newGenerator(): Slot {
  I32[(currentFrame() + L.FRAME_PC) >> 2] += 2;
  support.returnGenerator();
  return I32[(currentFrame() + L.FRAME_SP) >> 2];
}

/** CALL, CALL_KW and CALL_FUNCTION_EX of something that is no Python function. */
function callHere(top: Slot, name: string, arg: number): Slot {
  if (name === "CALL_FUNCTION_EX") return support.call(top, 4, arg);
  const keywordNames = name === "CALL_KW" ? refAt(top - 8) : 0;
  const end = name === "CALL_KW" ? top - 8 : top;
  const base = end - 8 * (arg + 2);
  const bound = !isUnbound(base + 8);
  callValue(base, bound ? base + 8 : base + 16, bound ? arg + 1 : arg, keywordNames, base);
  return base + 8;
}
