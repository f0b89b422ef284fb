/**
 * Calls that traces make into the runtime. Both executors use the same: arguments wait in STATE_ARGS (values) or come as
 * numbers, results lie in STATE_RESULT or, for instructions over the value stack, in the exit buffer. 0: done; 1: an
 * exception is raised.
 */

import { pushedBy } from "../bytecode/instructions.ts";
import { type RuntimeName, runtimeFunctions } from "../bytecode/runtime.ts";
import { type Instruction, instructions } from "../bytecode/uops.ts";
import { OutOfMemory } from "../heap/allocate.ts";
import type { Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { copyValue, copyValues, isUnbound, refAt, typeOf } from "../heap/values.ts";
import { collectionGate } from "../interp/gate.ts";
import { opname } from "../interp/opnames.ts";
import * as ops from "../interp/stack_ops.ts";
import * as support from "../interp/support.ts";
import { callValue } from "../runtime/call.ts";
import { currentFrame } from "../runtime/frames.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import type { CallTarget, Snapshot } from "../trace/ir.ts";
import { EXIT_BUFFER, rebuildFrames } from "./exits.ts";

export type RuntimeCall = (...numbers: number[]) => number;

/** Turns a throw of the runtime into a status; bugs go on. */
function statusOf(error: unknown): number {
  if (error === RAISED) return 1;
  if (error instanceof OutOfMemory) raise(L.T.MemoryError, "");
  else if (error instanceof RangeError && /call stack/i.test(error.message)) {
    raise(L.T.RecursionError, "maximum recursion depth exceeded");
  } else throw error;
  return 1;
}

/** What runs in the runtime while values of the trace are not in memory: nothing may be collected. */
function guarded(call: () => void): number {
  const mark = markTemps();
  collectionGate.closed++;
  try {
    call();
    return 0;
  } catch (error) {
    return statusOf(error);
  } finally {
    collectionGate.closed--;
    releaseTemps(mark);
  }
}

/** A call of a runtime function: numbers in the order of its `i` parameters. */
export function runtimeCall(fn: RuntimeName): RuntimeCall {
  const { takes, gives } = runtimeFunctions[fn];
  const target = support[fn] as (...args: number[]) => unknown;
  return (...numbers) =>
    guarded(() => {
      const slots = takeArguments([...takes].filter((one) => one === "v").length);
      let value = 0;
      let number = 0;
      const args = [...takes].map((one) =>
        one === "v" ? slots + 8 * value++ : (numbers[number++] as number),
      );
      if (gives === "value") args.push(L.STATE_RESULT);
      const result = target(...args);
      if (gives === "i32") I32[L.STATE_RESULT >> 2] = result as number;
    });
}

/** Moves the arguments out of STATE_ARGS, which a trace entered meanwhile would use too. */
function takeArguments(count: number): Slot {
  const slots = pushTemps(Math.max(1, count));
  copyValues(L.STATE_ARGS, slots, count);
  return slots;
}

/** An instruction over its operands alone: they wait in STATE_ARGS, the results go to the exit buffer. */
export function operandCall(target: CallTarget & { kind: "operands" }, count: number): RuntimeCall {
  const name = opname(target.opcode);
  const row = (instructions as Record<string, Instruction | undefined>)[name];
  const run = (ops as unknown as Record<string, (top: Slot, arg: number) => Slot>)[row?.runtime as string];
  return () =>
    guarded(() => {
      // Results may take more room than operands.
      const mark = pushTemps(count + target.pushes + 2);
      copyValues(L.STATE_ARGS, mark, count);
      const top = run?.(mark + 8 * count, target.arg) as Slot;
      copyValues(top - 8 * target.pushes, EXIT_BUFFER, target.pushes);
    });
}

/** A call of a built-in: callable, self or unbound, arguments. */
export function nativeCall(count: number): RuntimeCall {
  return () =>
    guarded(() => {
      const base = takeArguments(count);
      if (typeOf(base) === L.T.type) {
        const bound = !isUnbound(base + 8);
        callValue(base, bound ? base + 8 : base + 16, bound ? count - 1 : count - 2, 0, base);
      } else support.callNativeFast(base, count - 2);
      copyValue(base, L.STATE_RESULT);
    });
}

const CALLS = new Set(["CALL", "CALL_KW", "CALL_FUNCTION_EX"]);

/**
 * An instruction in its general form. The snapshot's values are in the exit buffer: the frames are made real, the
 * instruction's function runs over the value stack, its results go to the exit buffer, and the frames are taken back. When it
 * raises, the frames stay.
 */
export function stackCall(target: CallTarget & { kind: "stack" }, snapshot: Snapshot): RuntimeCall {
  const name = opname(target.opcode);
  const row = (instructions as Record<string, Instruction | undefined>)[name];
  const run = CALLS.has(name)
    ? (top: Slot) => callHere(top, name, target.arg)
    : (ops as unknown as Record<string, (top: Slot, arg: number) => Slot>)[row?.runtime as string];
  const pushes = pushedBy(target.opcode, target.arg);
  return () => {
    const root = currentFrame();
    const depth = I32[L.STATE_DEPTH >> 2];
    rebuildFrames(snapshot, root);
    const mark = markTemps();
    try {
      const frame = currentFrame();
      const top = run?.(I32[(frame + L.FRAME_SP) >> 2], target.arg) as Slot;
      copyValues(top - 8 * pushes, EXIT_BUFFER, pushes);
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
