/**
 * Frames of generators, coroutines and asynchronous generators: made, put on the chain, taken off it.
 *
 * While one is paused its frame lies inside its object; while it runs that frame is linked above its resumer's, so that its
 * depth is not the host's. How its yield and its return are taken is in FRAME_FLAGS:
 *
 *     FF_ENTRY                      they leave the `run`: resumed by a native
 *     FF_GENERATOR                  FOR_ITER or SEND: a return skips code units of the resumer
 *     FF_GENERATOR | FF_AWAITABLE   SEND to an awaitable of an asynchronous generator, which decides (objects/async_generator.ts)
 *     FF_CALL                       a call of `send`, `throw` or `next`: the generator lies in the place of the result, and a
 *                                   return raises StopIteration
 *
 * An exception that is thrown in goes to the innermost delegate, through as many frames as there are (`linkThrow`): each is
 * linked as if it stood in the SEND that it waits in.
 */
import { CodeFlag } from "../bytecode/instructions.ts";
import { allocateObject } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import {
  copyValue,
  isExactly,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setNone,
  setRef,
  typeOf,
} from "../heap/values.ts";
import { beginTurn, settleRaised, settleReturned, settleYielded } from "../objects/async_generator.ts";
import { delegateOf } from "../objects/generator.ts";
import { isInstance, typeNameOf } from "../objects/type.ts";
import { findAttribute } from "../runtime/attributes.ts";
import { callMethod, callValue } from "../runtime/call.ts";
import { currentFrame, frameCode, popFrame } from "../runtime/frames.ts";
import { iterNext } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { moduleNexts, nexts, protocolRow } from "../runtime/protocols.ts";
import { isRaisedInstance, raise, raiseStopIteration, setContext, takeRaised } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { markTemps, pushTemps, RAISED, releaseTemps, setRaised } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";
import { noteCoroutine } from "../runtime/unawaited.ts";
import { LEFT_RAISED, LEFT_RETURN, LEFT_YIELD } from "./reasons.ts";
import type { Resumption } from "./resumption.ts";

function writeWords(slot: Slot, lo: number, hi: number): void {
  I32[slot >> 2] = lo;
  I32[(slot >> 2) + 1] = hi;
}

// ---- Made ------------------------------------------------------------------------------------------------------------

/** RETURN_GENERATOR: the frame on top moves into a new generator, coroutine or asynchronous generator, which is the result of the call. */
export function returnGenerator(): number {
  const frame = currentFrame();
  const code = frameCode(frame);
  const kind = I32[(code + L.CODE_FLAGS) >> 2];
  const type =
    (kind & CodeFlag.GENERATOR) !== 0
      ? L.T.generator
      : (kind & CodeFlag.COROUTINE) !== 0
        ? L.T.coroutine
        : L.T.async_generator;
  const bytes = I32[(code + L.CODE_FRAME_BYTES) >> 2];
  const generator = allocateObject(type, L.GEN_FRAME + bytes);
  const inner = generator + L.GEN_FRAME;
  // A loop: `copyWithin` costs more than the twenty words. Nothing above the stack's top counts.
  const words = (I32[(frame + L.FRAME_SP) >> 2] - frame) >> 2;
  for (let i = 0; i < words; i++) I32[(inner >> 2) + i] = I32[(frame >> 2) + i];
  I32[(generator + L.GEN_STATE) >> 2] = L.GEN_CREATED;
  I32[(generator + L.GEN_FLAGS) >> 2] = 0;
  setNone(generator + L.GEN_HANDLED);
  setNone(generator + L.GEN_OUTER);
  setNone(generator + L.GEN_ORIGIN);
  const func = I32[(frame + L.FRAME_FUNC) >> 2];
  I32[(generator + L.GEN_NAME) >> 2] =
    I32[((func === 0 ? code : func) + (func === 0 ? L.CODE_NAME : L.FUNC_NAME)) >> 2];
  I32[(generator + L.GEN_QUALNAME) >> 2] =
    I32[((func === 0 ? code : func) + (func === 0 ? L.CODE_QUALNAME : L.FUNC_QUALNAME)) >> 2];
  I32[(inner + L.FRAME_SP) >> 2] = I32[(frame + L.FRAME_SP) >> 2] - frame + inner;
  I32[(inner + L.FRAME_PREVIOUS) >> 2] = 0;
  I32[(inner + L.FRAME_OWNER) >> 2] = generator;
  const flags = I32[(frame + L.FRAME_FLAGS) >> 2];
  I32[(inner + L.FRAME_FLAGS) >> 2] = 0;
  popFrame();
  if (type === L.T.coroutine) noteCoroutine(generator);
  if ((flags & L.FF_ENTRY) !== 0) {
    setRef(L.STATE_RESULT, generator);
    return LEFT_RETURN;
  }
  const caller = currentFrame();
  const top = I32[(caller + L.FRAME_SP) >> 2];
  if ((flags & L.FF_INIT) !== 0) {
    const made =
      type === L.T.generator ? "generator" : type === L.T.coroutine ? "coroutine" : "async_generator";
    raise(L.T.TypeError, `__init__() should return None, not '${made}'`);
    return LEFT_RAISED;
  }
  setRef(top, generator);
  I32[(caller + L.FRAME_SP) >> 2] = top + 8;
  return 0;
}

// ---- Resumed ---------------------------------------------------------------------------------------------------------

const isTooDeep = (): boolean => I32[L.STATE_DEPTH >> 2] >= I32[L.STATE_DEPTH_LIMIT >> 2];

/** Whether a value is a generator or a coroutine that can be resumed: it is created, or paused. */
function isResumable(slot: Slot): boolean {
  if (!isExactly(slot, L.T.generator) && !isExactly(slot, L.T.coroutine)) return false;
  return I32[(refAt(slot) + L.GEN_STATE) >> 2] <= L.GEN_SUSPENDED;
}

/**
 * Puts a generator's frame on top, with the sent value on its stack. `offset` code units are skipped when it returns.
 * False when the recursion limit forbids it.
 */
export function enterGenerator(generator: Address, lo: number, hi: number, offset: number): boolean {
  if (isTooDeep()) return false;
  resumeFrame(generator, L.FF_GENERATOR | (offset << L.FF_OFFSET_SHIFT));
  pushWords(generator + L.GEN_FRAME, lo, hi);
  return true;
}

function pushWords(frame: Address, lo: number, hi: number): void {
  const top = I32[(frame + L.FRAME_SP) >> 2];
  writeWords(top, lo, hi);
  I32[(frame + L.FRAME_SP) >> 2] = top + 8;
}

/** Pushes a value on the stack of a frame that is not running. */
export function pushOn(frame: Address, value: Slot): void {
  pushWords(frame, I32[value >> 2], I32[(value >> 2) + 1]);
}

/** Links a paused generator's frame above the one on top. */
export function resumeFrame(generator: Address, flags: number): void {
  const frame = generator + L.GEN_FRAME;
  const resumer = currentFrame();
  I32[(frame + L.FRAME_PREVIOUS) >> 2] = resumer;
  I32[(frame + L.FRAME_TOP) >> 2] = resumer === 0 ? L.FRAMES_BASE : I32[(resumer + L.FRAME_TOP) >> 2];
  I32[(frame + L.FRAME_FLAGS) >> 2] = flags;
  I32[(generator + L.GEN_STATE) >> 2] = L.GEN_RUNNING;
  copyValue(L.STATE_HANDLED, generator + L.GEN_OUTER);
  if (!isNone(generator + L.GEN_HANDLED)) copyValue(generator + L.GEN_HANDLED, L.STATE_HANDLED);
  I32[L.STATE_DEPTH >> 2]++;
  I32[L.STATE_FRAME >> 2] = frame;
}

const PUSHED = 0;
const YIELDED = 1;
const RETURNED = 2;

/**
 * SEND to anything: `(receiver, value -- receiver, yielded)`; or, with the return value in that place, on past `offset`
 * code units. PUSHED: a frame does it, which was put on top.
 */
export function send(top: Slot, offset: number): number {
  const receiver = top - 16;
  const value = top - 8;
  if (isResumable(receiver) && !isTooDeep()) {
    I32[(currentFrame() + L.FRAME_SP) >> 2] = value;
    enterGenerator(refAt(receiver), I32[value >> 2], I32[(value >> 2) + 1], offset);
    return PUSHED;
  }
  if (isExactly(receiver, L.T.async_generator_asend) || isExactly(receiver, L.T.async_generator_athrow))
    return sendToAwaitable(receiver, value, offset);
  if (isExactly(receiver, L.T.generator) || isExactly(receiver, L.T.coroutine))
    return interpreter.resumeGenerator(refAt(receiver), value, 0, value) ? YIELDED : RETURNED;
  if (isNone(value) && advancesNatively(typeOf(receiver))) {
    if (iterNext(receiver, value)) return YIELDED;
    setNone(value);
    return RETURNED;
  }
  try {
    if (!isNone(value)) callMethod(receiver, N.send, value, 1, value);
    else if (!callSpecial0(receiver, N.__next__, value))
      throw raise(L.T.TypeError, `'${typeNameOf(receiver)}' object is not an iterator`);
    return YIELDED;
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(L.T.StopIteration)) throw error;
    const exception = takeRaised();
    if (isUnbound(exception + L.EXC_VALUE)) setNone(value);
    else copyValue(exception + L.EXC_VALUE, value);
    return RETURNED;
  }
}

/** Whether iterators of the type advance without Python code: they end without a value. */
function advancesNatively(type: Address): boolean {
  const row = protocolRow(type);
  return row >= 0 ? nexts[row] !== undefined : moduleNexts.has(type);
}

function sendToAwaitable(receiver: Slot, value: Slot, offset: number): number {
  if (isTooDeep()) throw raise(L.T.RecursionError, "maximum recursion depth exceeded");
  const start = beginTurn(receiver, value);
  const flags = L.FF_GENERATOR | L.FF_AWAITABLE | (offset << L.FF_OFFSET_SHIFT);
  const generator = I32[(refAt(receiver) + L.AWAITABLE_GENERATOR) >> 2];
  const isDone = I32[(generator + L.GEN_STATE) >> 2] === L.GEN_DONE;
  if (isDone && start === "send") settleReturned(receiver);
  if (isDone || start === "ended") {
    setNone(value);
    return RETURNED;
  }
  I32[(currentFrame() + L.FRAME_SP) >> 2] = value;
  if (start === "throw") {
    if (linkThrow(generator, refAt(value), flags, false) === "raised") throw RAISED;
    return PUSHED;
  }
  resumeFrame(generator, flags);
  pushOn(generator + L.GEN_FRAME, value);
  return PUSHED;
}

/**
 * A call of `next` or `send` (or of `throw`, with an exception) with a generator or coroutine that can be resumed, by code: its
 * frame is put on top, and its yield is the call's result, at `base`. False: it is the native's to do.
 */
export function sendByCall(native: Resumption, base: Slot, args: Slot, count: number): boolean {
  if (!isResumable(args) || isTooDeep()) return false;
  const generator = refAt(args);
  const created = I32[(generator + L.GEN_STATE) >> 2] === L.GEN_CREATED;
  const argument = args + 8;
  if (native === "next") {
    if (count !== 1 || !isExactly(args, L.T.generator)) return false;
  } else if (native === "send") {
    if (count !== 2 || (created && !isNone(argument))) return false;
  } else if (count !== 2 || created || !isInstance(argument, L.T.BaseException)) return false;
  const [lo, hi] = native === "next" ? [0, L.TAG_NONE] : [I32[argument >> 2], I32[(argument >> 2) + 1]];
  setRef(base, generator);
  I32[(currentFrame() + L.FRAME_SP) >> 2] = base + 8;
  if (native === "throw") {
    if (linkThrow(generator, lo, L.FF_CALL, true) === "raised") throw RAISED;
    return true;
  }
  resumeFrame(generator, L.FF_CALL);
  pushWords(generator + L.GEN_FRAME, lo, hi);
  return true;
}

// ---- Thrown into -----------------------------------------------------------------------------------------------------

/** The generator whose frame a delegate's `throw` would resume, if it is paused; else 0. */
function pausedBehind(delegate: Slot): Address {
  if (!isRef(delegate)) return 0;
  const object = refAt(delegate);
  let generator = object;
  switch (typeOf(delegate)) {
    case L.T.generator:
    case L.T.coroutine:
      break;
    case L.T.coroutine_wrapper:
      generator = I32[(object + L.WRAPPER_COROUTINE) >> 2];
      break;
    case L.T.async_generator_asend:
    case L.T.async_generator_athrow:
      if (I32[(object + L.AWAITABLE_STATE) >> 2] !== L.AWAITABLE_ITER) return 0;
      generator = I32[(object + L.AWAITABLE_GENERATOR) >> 2];
      break;
    default:
      return 0;
  }
  return I32[(generator + L.GEN_STATE) >> 2] === L.GEN_SUSPENDED ? generator : 0;
}

/** A paused frame goes back into the SEND that it waits in: what that pushes is yielded on. Returns SEND's operand. */
function standInSend(frame: Address): number {
  const yields = I32[(frame + L.FRAME_PC) >> 2] - 2;
  I32[(frame + L.FRAME_PC) >> 2] = yields;
  I32[(frame + L.FRAME_LASTI) >> 2] = yields;
  // SEND has one unit of cache.
  return U16[(yields >> 1) - 2] >> 8;
}

/**
 * Throws an exception into a paused generator, or into what it delegates to (PEP 380): links the frames, the generator's own
 * with `flags`. "raised": it is raised in the frame that is on top now. "runs": the frame on top goes on.
 * `closes`: what it delegates to is closed first by a GeneratorExit, which is then raised in the generator itself.
 */
export function linkThrow(
  generator: Address,
  exception: Address,
  flags: number,
  closes: boolean,
): "raised" | "runs" {
  const mark = markTemps();
  const held = pushTemps(2);
  setRef(held, exception);
  let [inner, innerFlags, closesInner] = [generator, flags, closes];
  for (;;) {
    const frame = inner + L.GEN_FRAME;
    const delegate = delegateOf(inner);
    const exits = closesInner && isInstance(held, L.T.GeneratorExit);
    const next = delegate === 0 || exits || isTooDeep() ? 0 : pausedBehind(delegate);
    if (next === 0) {
      const yielded = delegate !== 0 && throwIntoForeign(inner, delegate, exits, held, held + 8);
      resumeFrame(inner, innerFlags);
      if (yielded) {
        standInSend(frame);
        pushOn(frame, held + 8);
      } else {
        if (!isNone(inner + L.GEN_HANDLED)) setContext(refAt(held));
        setRaised(refAt(held));
      }
      releaseTemps(mark);
      return yielded ? "runs" : "raised";
    }
    const ofAwaitable =
      typeOf(delegate) === L.T.async_generator_asend || typeOf(delegate) === L.T.async_generator_athrow;
    resumeFrame(inner, innerFlags);
    const offset = standInSend(frame);
    innerFlags = L.FF_GENERATOR | (ofAwaitable ? L.FF_AWAITABLE : 0) | (offset << L.FF_OFFSET_SHIFT);
    closesInner ||= ofAwaitable;
    inner = next;
  }
}

/**
 * Calls `throw` (or `close`) of what a generator delegates to. True: it yielded, into `out`. False: `held` has what is to be
 * raised in the generator itself.
 */
function throwIntoForeign(
  generator: Address,
  delegate: Slot,
  closes: boolean,
  held: Slot,
  out: Slot,
): boolean {
  const mark = markTemps();
  const method = pushTemps(1);
  I32[(generator + L.GEN_STATE) >> 2] = L.GEN_RUNNING;
  try {
    if (closes) {
      if (findAttribute(delegate, N.close, method)) callValue(method, method, 0, 0, method);
      return false;
    }
    if (!findAttribute(delegate, N.throw, method)) return false;
    callValue(method, held, 1, 0, out);
    return true;
  } catch (error) {
    if (error !== RAISED) throw error;
    setRef(held, takeRaised());
    return false;
  } finally {
    I32[(generator + L.GEN_STATE) >> 2] = L.GEN_SUSPENDED;
    releaseTemps(mark);
  }
}

// ---- Paused and finished ---------------------------------------------------------------------------------------------

/** Keeps what the generator was handling for its next turn, and gives the resumer back its own. */
function restoreHandled(generator: Address): void {
  const outer = generator + L.GEN_OUTER;
  const same =
    I32[outer >> 2] === I32[L.STATE_HANDLED >> 2] &&
    I32[(outer >> 2) + 1] === I32[(L.STATE_HANDLED >> 2) + 1];
  if (same) setNone(generator + L.GEN_HANDLED);
  else copyValue(L.STATE_HANDLED, generator + L.GEN_HANDLED);
  copyValue(outer, L.STATE_HANDLED);
  setNone(outer);
}

/** The generator returned or raised: nothing of its frame is needed any more. */
export function finishGenerator(generator: Address): void {
  restoreHandled(generator);
  setNone(generator + L.GEN_HANDLED);
  I32[(generator + L.GEN_STATE) >> 2] = L.GEN_DONE;
}

/** YIELD_VALUE: pauses the generator on top and hands the value below `top` to its resumer. */
export function yieldValue(top: Slot): number {
  const frame = currentFrame();
  const generator = I32[(frame + L.FRAME_OWNER) >> 2];
  const flags = I32[(frame + L.FRAME_FLAGS) >> 2];
  I32[(frame + L.FRAME_SP) >> 2] = top - 8;
  popFrame();
  I32[(frame + L.FRAME_PREVIOUS) >> 2] = 0;
  I32[(generator + L.GEN_STATE) >> 2] = L.GEN_SUSPENDED;
  restoreHandled(generator);
  if ((flags & L.FF_ENTRY) !== 0) {
    copyValue(top - 8, L.STATE_RESULT);
    return LEFT_YIELD;
  }
  const resumer = currentFrame();
  const stack = I32[(resumer + L.FRAME_SP) >> 2];
  const to = (flags & L.FF_CALL) !== 0 ? stack - 8 : stack;
  copyValue(top - 8, to);
  I32[(resumer + L.FRAME_SP) >> 2] = to + 8;
  if ((flags & L.FF_AWAITABLE) !== 0 && settleYielded(to - 8, to)) skip(resumer, flags);
  return 0;
}

function skip(resumer: Address, flags: number): void {
  I32[(resumer + L.FRAME_PC) >> 2] += 2 * (flags >> L.FF_OFFSET_SHIFT);
}

/** A generator's frame was popped by its return of the value with these words: what that means to the one that resumed it, which is on top. */
export function handReturn(flags: number, lo: number, hi: number): number {
  const resumer = currentFrame();
  if ((flags & L.FF_CALL) !== 0) {
    writeWords(L.STATE_RESULT, lo, hi);
    raiseStopIteration(L.STATE_RESULT);
    return LEFT_RAISED;
  }
  const to = I32[(resumer + L.FRAME_SP) >> 2];
  if ((flags & L.FF_AWAITABLE) !== 0) {
    settleReturned(to - 8);
    setNone(to);
  } else writeWords(to, lo, hi);
  I32[(resumer + L.FRAME_SP) >> 2] = to + 8;
  skip(resumer, flags);
  return 0;
}

/** An exception went through a generator's frame with these flags: whether its resumer, which is on top, goes on all the same. */
export function handRaise(flags: number): boolean {
  if ((flags & L.FF_AWAITABLE) === 0) return false;
  const resumer = currentFrame();
  const to = I32[(resumer + L.FRAME_SP) >> 2];
  if (!settleRaised(to - 8)) return false;
  setNone(to);
  I32[(resumer + L.FRAME_SP) >> 2] = to + 8;
  skip(resumer, flags);
  return true;
}
