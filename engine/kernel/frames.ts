/** Returns that are not the plain ones (interp/support.ts), and generators (interp/generators.ts). */
import {
  CODE_FLAGS,
  CODE_FRAME_BYTES,
  CODE_LOCALS,
  CODE_NAME,
  CODE_QUALNAME,
  FF_AWAITABLE,
  FF_CALL,
  FF_ENTRY,
  FF_GENERATOR,
  FF_INIT,
  FF_OFFSET_SHIFT,
  FF_SPECIAL,
  FINISH_BINARY,
  FINISH_BITS,
  FINISH_COMPARE,
  FINISH_INPLACE,
  FINISH_LENGTH,
  FINISH_LENGTH_TRUTH,
  FINISH_NEXT,
  FINISH_REFLECTED,
  FINISH_REPR,
  FINISH_STORE,
  FINISH_STR,
  FINISH_TRUTH,
  FINISH_UNEQUAL,
  FRAME_CODE,
  FRAME_FLAGS,
  FRAME_FUNC,
  FRAME_HEADER,
  FRAME_OWNER,
  FRAME_PC,
  FRAME_PREVIOUS,
  FRAME_SP,
  FRAME_TOP,
  FUNC_CLOSURE,
  FUNC_NAME,
  FUNC_QUALNAME,
  GEN_CREATED,
  GEN_DONE,
  GEN_FLAGS,
  GEN_FRAME,
  GEN_HANDLED,
  GEN_NAME,
  GEN_ORIGIN,
  GEN_OUTER,
  GEN_QUALNAME,
  GEN_RUNNING,
  GEN_STATE,
  GEN_SUSPENDED,
  NOT_IMPLEMENTED,
  STATE_DEPTH,
  STATE_DEPTH_LIMIT,
  STATE_FRAME,
  STATE_HANDLED,
  T_generator,
  T_str,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
  TUPLE_ITEMS,
} from "../generated/kernel_layout";
import { allocateObject } from "./allocate";
import * as host from "./host";
import { bits, copyValue, copyValues, setNone, setRef, tag, typeAt } from "./values";

const CO_GENERATOR = 0x20;

function popFrame(frame: i32): void {
  store<i32>(STATE_FRAME, load<i32>(frame, FRAME_PREVIOUS));
  store<i32>(STATE_DEPTH, load<i32>(STATE_DEPTH) - 1);
}

export function copyFreeVars(frame: i32, count: i32): void {
  const closure = load<i32>(load<i32>(frame, FRAME_FUNC), FUNC_CLOSURE);
  const locals = load<i32>(load<i32>(frame, FRAME_CODE), CODE_LOCALS);
  copyValues(closure + TUPLE_ITEMS, frame + FRAME_HEADER + ((locals - count) << 3), count);
}

/** Keeps what the generator was handling for its next turn, and gives the resumer back its own. */
function restoreHandled(generator: i32): void {
  const outer = generator + GEN_OUTER;
  if (bits(outer) === bits(STATE_HANDLED)) setNone(generator + GEN_HANDLED);
  else copyValue(STATE_HANDLED, generator + GEN_HANDLED);
  copyValue(outer, STATE_HANDLED);
  setNone(outer);
}

/** Leaves a result on a stack from which operands go. */
function replace(caller: i32, operands: i32, lo: i32, hi: i32): bool {
  const out = load<i32>(caller, FRAME_SP) - 8 * operands;
  store<i32>(out, lo);
  store<i32>(out, hi, 4);
  store<i32>(caller, out + 8, FRAME_SP);
  return true;
}

/** What a special method has returned becomes the result of its caller's instruction; false: Python would be asked, or it is an error. */
function finish(caller: i32, flags: i32, lo: i32, hi: i32): bool {
  switch ((flags >> FF_OFFSET_SHIFT) & ((1 << FINISH_BITS) - 1)) {
    case FINISH_BINARY:
    case FINISH_INPLACE:
    case FINISH_REFLECTED:
      return (hi !== TAG_REF || lo !== NOT_IMPLEMENTED) && replace(caller, 2, lo, hi);
    case FINISH_COMPARE:
      return hi === TAG_BOOL && replace(caller, 2, lo, hi);
    case FINISH_UNEQUAL:
      return hi === TAG_BOOL && replace(caller, 2, 1 - lo, hi);
    case FINISH_TRUTH:
      return hi === TAG_BOOL && replace(caller, 1, lo, hi);
    case FINISH_LENGTH_TRUTH:
      return hi === TAG_INT && lo >= 0 && replace(caller, 1, lo !== 0 ? 1 : 0, TAG_BOOL);
    case FINISH_LENGTH:
      return hi === TAG_INT && lo >= 0 && replace(caller, 0, lo, hi);
    case FINISH_STORE:
      store<i32>(caller, load<i32>(caller, FRAME_SP) - 24, FRAME_SP);
      return true;
    case FINISH_NEXT:
      return replace(caller, 0, lo, hi);
    case FINISH_STR:
    case FINISH_REPR:
      return hi === TAG_REF && typeAt(lo) === T_str && replace(caller, 0, lo, hi);
    default:
      return false;
  }
}

/** RETURN_VALUE from a frame with flags, but for what leaves the dispatch function. */
export function returnFromMarked(lo: i32, hi: i32): i32 {
  const frame = load<i32>(STATE_FRAME);
  const flags = load<i32>(frame, FRAME_FLAGS);
  if ((flags & (FF_SPECIAL | FF_ENTRY)) === FF_SPECIAL) {
    if (!finish(load<i32>(frame, FRAME_PREVIOUS), flags, lo, hi)) return host.returnFromMarked(lo, hi);
    popFrame(frame);
    return 0;
  }
  const isOther = (flags & (FF_ENTRY | FF_AWAITABLE | FF_CALL)) !== 0;
  if (isOther || ((flags & FF_INIT) !== 0 && hi !== TAG_NONE)) return host.returnFromMarked(lo, hi);
  const owner = load<i32>(frame, FRAME_OWNER);
  popFrame(frame);
  if (owner !== 0) {
    restoreHandled(owner);
    setNone(owner + GEN_HANDLED);
    store<i32>(owner, GEN_DONE, GEN_STATE);
  }
  if ((flags & FF_INIT) !== 0) return 0;
  const caller = load<i32>(STATE_FRAME);
  const top = load<i32>(caller, FRAME_SP);
  store<i32>(top, lo);
  store<i32>(top, hi, 4);
  store<i32>(caller, top + 8, FRAME_SP);
  if ((flags & FF_GENERATOR) !== 0)
    store<i32>(caller, load<i32>(caller, FRAME_PC) + 2 * (flags >> FF_OFFSET_SHIFT), FRAME_PC);
  return 0;
}

/** RETURN_GENERATOR of a plain generator, called by Python. */
export function returnGenerator(): i32 {
  const frame = load<i32>(STATE_FRAME);
  const code = load<i32>(frame, FRAME_CODE);
  const flags = load<i32>(frame, FRAME_FLAGS);
  if ((load<i32>(code, CODE_FLAGS) & CO_GENERATOR) === 0 || (flags & (FF_ENTRY | FF_INIT)) !== 0)
    return host.returnGenerator();
  const bytes = load<i32>(code, CODE_FRAME_BYTES);
  const generator = allocateObject(T_generator, GEN_FRAME + bytes);
  if (generator === 0) return host.returnGenerator();
  const inner = generator + GEN_FRAME;
  // Nothing above the stack's top counts.
  copyValues(frame, inner, (load<i32>(frame, FRAME_SP) - frame) >> 3);
  store<i32>(generator, GEN_CREATED, GEN_STATE);
  store<i32>(generator, 0, GEN_FLAGS);
  setNone(generator + GEN_HANDLED);
  setNone(generator + GEN_OUTER);
  setNone(generator + GEN_ORIGIN);
  const func = load<i32>(frame, FRAME_FUNC);
  store<i32>(generator, func === 0 ? load<i32>(code, CODE_NAME) : load<i32>(func, FUNC_NAME), GEN_NAME);
  store<i32>(
    generator,
    func === 0 ? load<i32>(code, CODE_QUALNAME) : load<i32>(func, FUNC_QUALNAME),
    GEN_QUALNAME,
  );
  store<i32>(inner, load<i32>(frame, FRAME_SP) - frame + inner, FRAME_SP);
  store<i32>(inner, 0, FRAME_PREVIOUS);
  store<i32>(inner, generator, FRAME_OWNER);
  store<i32>(inner, 0, FRAME_FLAGS);
  popFrame(frame);
  const caller = load<i32>(STATE_FRAME);
  const top = load<i32>(caller, FRAME_SP);
  setRef(top, generator);
  store<i32>(caller, top + 8, FRAME_SP);
  return 0;
}

/** Puts a generator's frame on top, with the sent value on its stack; 0 when the recursion limit forbids it. */
export function enterGenerator(generator: i32, lo: i32, hi: i32, offset: i32): i32 {
  if (load<i32>(STATE_DEPTH) >= load<i32>(STATE_DEPTH_LIMIT)) return 0;
  const frame = generator + GEN_FRAME;
  const resumer = load<i32>(STATE_FRAME);
  store<i32>(frame, resumer, FRAME_PREVIOUS);
  store<i32>(frame, load<i32>(resumer, FRAME_TOP), FRAME_TOP);
  store<i32>(frame, FF_GENERATOR | (offset << FF_OFFSET_SHIFT), FRAME_FLAGS);
  store<i32>(generator, GEN_RUNNING, GEN_STATE);
  copyValue(STATE_HANDLED, generator + GEN_OUTER);
  if (tag(generator + GEN_HANDLED) !== TAG_NONE) copyValue(generator + GEN_HANDLED, STATE_HANDLED);
  store<i32>(STATE_DEPTH, load<i32>(STATE_DEPTH) + 1);
  store<i32>(STATE_FRAME, frame);
  const top = load<i32>(frame, FRAME_SP);
  store<i32>(top, lo);
  store<i32>(top, hi, 4);
  store<i32>(frame, top + 8, FRAME_SP);
  return 1;
}

/** YIELD_VALUE: pauses the generator on top and hands the value below `top` to its resumer, if that is Python. */
export function yieldValue(top: i32): i32 {
  const frame = load<i32>(STATE_FRAME);
  const flags = load<i32>(frame, FRAME_FLAGS);
  if ((flags & (FF_ENTRY | FF_AWAITABLE)) !== 0) return host.yieldValue(top);
  const generator = load<i32>(frame, FRAME_OWNER);
  store<i32>(frame, top - 8, FRAME_SP);
  popFrame(frame);
  store<i32>(frame, 0, FRAME_PREVIOUS);
  store<i32>(generator, GEN_SUSPENDED, GEN_STATE);
  restoreHandled(generator);
  const resumer = load<i32>(STATE_FRAME);
  const stack = load<i32>(resumer, FRAME_SP);
  const to = (flags & FF_CALL) !== 0 ? stack - 8 : stack;
  copyValue(top - 8, to);
  store<i32>(resumer, to + 8, FRAME_SP);
  return 0;
}
