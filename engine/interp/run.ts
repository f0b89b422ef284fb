/**
 * The loop around the dispatch function: safepoints, exceptions, nested runs, and the interface that natives call back
 * through (runtime/tierup.ts).
 *
 * A `run` goes from a frame marked FF_ENTRY until that frame returns, yields or raises. The outermost run can be paused
 * wherever fuel runs out; a run nested inside a native cannot, since the native sits on the host's stack.
 */

import { metrics } from "../base/metrics.ts";
import { isInterrupted, leavesTraces } from "../base/stress.ts";
import { tuning } from "../base/tuning.ts";
import { findHandler } from "../bytecode/code.ts";
import { Op } from "../bytecode/instructions.ts";
import { makeInterpret, makeStep } from "../generated/tier1.ts";
import { OutOfMemory, REQUEST_COLLECT, REQUEST_INTERRUPT } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { F64, I32, U16 } from "../heap/memory.ts";
import { copyValue, isNone, refAt, setInt, setNone, setRef } from "../heap/values.ts";
import { addTraceback } from "../objects/exceptions.ts";
import { codeHost, isHidden, unitIndex } from "../runtime/codes.ts";
import { currentFrame, frameCode, frameStack, popFrame, pushFrame } from "../runtime/frames.ts";
import { raiseHostFailure } from "../runtime/host_failure.ts";
import { allocateException, raise, raiseValue } from "../runtime/raise.ts";
import { clearRaised, markTemps, PAUSED, RAISED, releaseTemps, setRaised } from "../runtime/state.ts";
import { bindFrame } from "./bind_frame.ts";
import { collectionGate, PythonForbidden, pythonRuns } from "./gate.ts";
import { finishGenerator, handRaise, linkThrow, pushOn, resumeFrame } from "./generators.ts";
import { LEFT, LEFT_FUEL, LEFT_HOT, LEFT_HOT_CALL, LEFT_RAISED, LEFT_RETURN, LEFT_YIELD } from "./reasons.ts";
import { takeReraised } from "./reraise.ts";
import { endsLoop } from "./special_frames.ts";
import { adaptive } from "./specialize.ts";
import { traceTier } from "./traces.ts";
import { type Interpreter, instantiateInterpret } from "./wasm_build.ts";

export type Outcome = "returned" | "yielded" | "raised" | "paused";

let interpreter: Interpreter = "typescript";
let interpret: () => number;
/** The view on memory that `interpret` was made for; the TypeScript build is made anew when memory has grown. */
let interpretViews: Int32Array | null = null;
let step: () => number;
let stepViews: Int32Array | null = null;
/** Runs inside natives, on the host's stack. */
let nested = 0;
/** Nested runs that the host's stack surely holds. */
const NESTED_LIMIT = 90;

/** What happens at safepoints besides collecting; set by the engine. */
export interface SafepointHooks {
  collect(): void;
  /** Whether the outermost run should pause now. */
  shouldPause(): boolean;
  /** Called whenever a quantum of fuel was used. */
  tick(): void;
  /** Back-edges and calls from one safepoint to the next. */
  quantum: number;
  /** Collect at every safepoint. */
  stress: boolean;
}
let hooks: SafepointHooks;

export function resetRun(safepointHooks: SafepointHooks, build: Interpreter): void {
  hooks = safepointHooks;
  // NB: the TypeScript build serves the next engine too if that has the same memory, and stays optimised.
  if (build === "wasm" || build !== interpreter) interpretViews = null;
  interpreter = build;
  nested = 0;
  collectionGate.closed = 0;
  I32[L.STATE_FRAME >> 2] = 0;
  I32[L.STATE_DEPTH >> 2] = 0;
  I32[L.STATE_DEPTH_LIMIT >> 2] = tuning.recursionLimit;
  refuel();
}

/** The fuel given out last. */
let quantum = 0;
/** Under stress: the turns from one collection to the next, by how many a program has seen. */
const STRESS_TURNS = [
  { until: 3000, turns: 1 },
  { until: 10_000, turns: 40 },
  { until: Number.POSITIVE_INFINITY, turns: 1000 },
];
const stressTurns = (): number =>
  (STRESS_TURNS.find(({ until }) => metrics.collections < until) as (typeof STRESS_TURNS)[number]).turns;

function refuel(): void {
  quantum = hooks.stress ? stressTurns() : hooks.quantum;
  I32[L.STATE_FUEL >> 2] = quantum;
}

/** Makes the dispatch function fit for the memory as it is. */
function renewInterpret(): void {
  if (interpreter === "typescript") interpret = makeInterpret({ I: I32, F: F64, U: U16 });
  else if (interpretViews === null) interpret = instantiateInterpret();
  interpretViews = I32;
}

/** Runs one instruction of the frame on top, for the recorder: always in the TypeScript build. */
export function stepOnce(): number {
  if (stepViews !== I32) {
    step = makeStep({ I: I32, F: F64, U: U16 });
    stepViews = I32;
  }
  try {
    return step();
  } catch (error) {
    return caught(error);
  }
}

/** Turns what a native threw into a reason. Bugs of the engine go on. */
function caught(error: unknown): number {
  if (error === RAISED) return LEFT_RAISED;
  if (!raiseHostFailure(error)) throw error;
  return LEFT_RAISED;
}

/** Runs from the frame on top until its entry frame is left, or as many quanta of fuel are used. */
export function run(pausable: boolean, quanta = Number.POSITIVE_INFINITY): Outcome {
  const temps = markTemps();
  let left = quanta;
  for (;;) {
    let reason: number;
    try {
      if (interpretViews !== I32) renewInterpret();
      reason = interpret();
    } catch (error) {
      releaseTemps(temps);
      if (error === PAUSED && (pausable || quanta !== Number.POSITIVE_INFINITY)) {
        const frame = currentFrame();
        I32[(frame + L.FRAME_PC) >> 2] = I32[(frame + L.FRAME_LASTI) >> 2];
        return "paused";
      }
      reason = caught(error);
    }
    if (reason === LEFT_HOT || reason === LEFT_HOT_CALL) {
      const tier = traceTier();
      if (tier === null) reason = leaveAlone();
      else reason = reason === LEFT_HOT ? tier.hotLoop(stepOnce) : tier.hotFunction(stepOnce);
    }
    switch (reason) {
      case LEFT:
        break;
      case LEFT_RETURN:
        return "returned";
      case LEFT_YIELD:
        return "yielded";
      case LEFT_FUEL:
        if (safepoint()) {
          if (--left <= 0 || (pausable && hooks.shouldPause())) return "paused";
          break;
        }
        reason = LEFT_RAISED;
    }
    if (reason === LEFT_RAISED && !unwind()) return "raised";
  }
}

/**
 * Runs the frame on top, for a recording that goes on behind the call. LEFT: it has returned, and its value lies on the
 * stack of the frame now on top. LEFT_FUEL: it is not done after so many quanta of fuel, and stands as if it had not been
 * run from here.
 */
export function runCallee(quanta: number): number {
  const flags = (currentFrame() + L.FRAME_FLAGS) >> 2;
  I32[flags] |= L.FF_ENTRY;
  refuel();
  const outcome = run(false, quanta);
  if (outcome === "raised") return LEFT_RAISED;
  if (outcome !== "returned") {
    I32[flags] &= ~L.FF_ENTRY;
    return LEFT_FUEL;
  }
  const stack = (currentFrame() + L.FRAME_SP) >> 2;
  copyValue(L.STATE_RESULT, I32[stack]);
  I32[stack] += 8;
  return LEFT;
}

/** For a trace that has used up its turns: whether someone waits for it to be left. A mere pause can wait if `patient`. */
export function isAwaited(patient: boolean): boolean {
  hooks.tick();
  const isAsked = hooks.stress || leavesTraces() || I32[L.STATE_REQUEST >> 2] !== 0;
  return isAsked || (!patient && hooks.shouldPause());
}

/** Without a trace tier nothing is counted: the frame on top is past a RESUME. */
function leaveAlone(): number {
  if (!adaptive.specialize) return LEFT;
  const at = I32[(currentFrame() + L.FRAME_LASTI) >> 2] >> 1;
  U16[at] = (U16[at] & 0xff00) | Op.RESUME_CHECK;
  return LEFT;
}

/** Everything is in memory: collect, hear of an interrupt, give fuel. False: an exception is raised. */
export function safepoint(): boolean {
  const used = quantum - Math.max(0, I32[L.STATE_FUEL >> 2]);
  metrics.turnsTier1 += used;
  const request = I32[L.STATE_REQUEST >> 2];
  I32[L.STATE_REQUEST >> 2] = 0;
  hooks.tick();
  refuel();
  if ((request & REQUEST_COLLECT) !== 0 || hooks.stress) {
    if (collectionGate.closed === 0) hooks.collect();
    else I32[L.STATE_REQUEST >> 2] |= REQUEST_COLLECT;
  }
  if ((request & REQUEST_INTERRUPT) !== 0 || isInterrupted()) {
    const frame = currentFrame();
    I32[(frame + L.FRAME_LASTI) >> 2] = I32[(frame + L.FRAME_PC) >> 2];
    raiseValue(allocateException(L.T.KeyboardInterrupt));
    return false;
  }
  return true;
}

// ---- Exceptions ------------------------------------------------------------------------------------------------------

/**
 * Finds the handler of the exception in STATE_RAISED (language reference, "Exceptions"; CPython's exception tables):
 * frames without one are popped, each leaving a traceback entry. False when the entry frame was popped too: the
 * exception is still raised, for whoever called `run`.
 */
function unwind(): boolean {
  let reraised = takeReraised();
  for (;;) {
    const frame = currentFrame();
    const code = frameCode(frame);
    const unit = unitIndex(code, I32[(frame + L.FRAME_LASTI) >> 2]);
    const exception = refAt(L.STATE_RAISED);
    if (reraised < 0 && !isHidden(code)) addEntry(exception, code, unit);
    const handler = findHandler(codeHost(code).object, reraised < 0 ? unit : reraised);
    reraised = -1;
    if (handler !== undefined) {
      let top = frameStack(frame) + 8 * handler.depth;
      if (handler.lasti) {
        setInt(top, unit);
        top += 8;
      }
      setRef(top, exception);
      I32[(frame + L.FRAME_SP) >> 2] = top + 8;
      I32[(frame + L.FRAME_PC) >> 2] = I32[(code + L.CODE_UNITS) >> 2] + 2 * handler.target;
      clearRaised();
      return true;
    }
    const flags = I32[(frame + L.FRAME_FLAGS) >> 2];
    const owner = I32[(frame + L.FRAME_OWNER) >> 2];
    popFrame();
    if (owner !== 0) finishGenerator(owner);
    if ((flags & L.FF_ENTRY) !== 0) return false;
    if (handRaise(flags) || endsLoop(flags)) return true;
  }
}

/** Adds the frame on top to the traceback, unless memory is out: the exception matters more. */
function addEntry(exception: Address, code: Address, unit: number): void {
  try {
    addTraceback(exception, code, unit);
  } catch (error) {
    if (!(error instanceof OutOfMemory)) throw error;
  }
}

// ---- Natives that call Python ----------------------------------------------------------------------------------------

/** Throws when no Python code may run inside a native now. */
function requireNesting(): void {
  if (pythonRuns.forbidden) throw new PythonForbidden();
  if (nested >= NESTED_LIMIT) throw raise(L.T.RecursionError, "maximum recursion depth exceeded");
}

/** Runs the frame on top (marked as entry) to its end. False: it raised, or (`yielded`) see `lastOutcome`. */
function runNested(): Outcome {
  try {
    requireNesting();
  } catch (error) {
    popFrame();
    throw error;
  }
  nested++;
  pythonRuns.count++;
  try {
    return run(false);
  } finally {
    nested--;
  }
}

export function callFunction(
  func: Address,
  args: Slot,
  count: number,
  keywordNames: Address,
  out: Slot,
): void {
  bindFrame(func, args, count, keywordNames, L.FF_ENTRY);
  if (runNested() === "raised") throw RAISED;
  copyValue(L.STATE_RESULT, out);
}

/** What a generator, coroutine or asynchronous generator is called in messages. */
const KIND_TEXT: Readonly<Record<Address, string>> = {
  [L.T.generator]: "generator",
  [L.T.coroutine]: "coroutine",
  [L.T.async_generator]: "async generator",
};

export function resumeGenerator(
  generator: Address,
  sent: Slot,
  thrown: Address,
  out: Slot,
  closes = true,
): boolean {
  const state = I32[(generator + L.GEN_STATE) >> 2];
  const type = I32[(generator + L.OBJ_TYPE) >> 2];
  if (state === L.GEN_RUNNING) throw raise(L.T.ValueError, `${KIND_TEXT[type]} already executing`);
  if (state === L.GEN_DONE) {
    if (type === L.T.coroutine) throw raise(L.T.RuntimeError, "cannot reuse already awaited coroutine");
    if (thrown !== 0) {
      setRaised(thrown);
      throw RAISED;
    }
    setNone(out);
    return false;
  }
  if (state === L.GEN_CREATED && thrown === 0 && !isNone(sent))
    throw raise(L.T.TypeError, `can't send non-None value to a just-started ${KIND_TEXT[type]}`);
  if (I32[L.STATE_DEPTH >> 2] >= I32[L.STATE_DEPTH_LIMIT >> 2])
    throw raise(L.T.RecursionError, "maximum recursion depth exceeded");
  requireNesting();
  let goesOn = true;
  if (thrown !== 0) goesOn = linkThrow(generator, thrown, L.FF_ENTRY, closes) === "runs" || unwind();
  else {
    resumeFrame(generator, L.FF_ENTRY);
    pushOn(generator + L.GEN_FRAME, sent);
  }
  const outcome = goesOn ? runNested() : "raised";
  if (outcome === "raised") throw RAISED;
  copyValue(L.STATE_RESULT, out);
  return outcome === "yielded";
}

/** Runs a code object over a namespace (a module's or class's body) to its end. */
export function runBody(
  code: Address,
  func: Address,
  globals: Address,
  builtins: Address,
  locals: Address,
  out: Slot,
): void {
  pushFrame({ code, func, globals, builtins, locals, flags: L.FF_ENTRY });
  if (runNested() === "raised") throw RAISED;
  copyValue(L.STATE_RESULT, out);
}

/** Whether a run is going on inside a native: then nothing can pause. */
export const isNested = (): boolean => nested > 0;
