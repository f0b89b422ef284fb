/**
 * What the dispatch function calls: calls and returns that are not the plain ones, generators, raising, the runtime
 * functions of uops (bytecode/runtime.ts), and the doors to specialisation and traces.
 */

import { EngineBug } from "../base/assert.ts";
import { nameOf } from "../bytecode/instructions.ts";
import { allocateObject } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { addInstanceSlot } from "../heap/shapes.ts";
import { codePointAt } from "../heap/strings.ts";
import {
  copyValue,
  copyValues,
  intAt,
  isExactly,
  isRef,
  isSame,
  isUnbound,
  refAt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { dictFind, dictSet } from "../objects/dict.ts";
import { raiseStatement } from "../objects/exceptions.ts";
import { list_append, list_slice } from "../objects/list.ts";
import { newInstance } from "../objects/object.ts";
import { range_iter, range_ofInts } from "../objects/range.ts";
import { setAdd, setContains, setDiscard } from "../objects/set.ts";
import { characterString } from "../objects/text.ts";
import { newTuple, tupleOf } from "../objects/tuple.ts";
import { isSubtype, lookupInType, typeNameOf } from "../objects/type.ts";
import { callFunctionEx, callNative, callValue, nativeConstructor } from "../runtime/call.ts";
import { compareStrings as orderStrings } from "../runtime/compare.ts";
import { currentFrame, frameCode, popFrame } from "../runtime/frames.ts";
import { isIterable, iterNext } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { isNative, nativeOf, takesAsTheyAre } from "../runtime/native.ts";
import { binaryOperation } from "../runtime/number.ts";
import { raise, raiseKeyError } from "../runtime/raise.ts";
import { markTemps, pushTemps, releaseTemps, setRaised } from "../runtime/state.ts";
import { setSlice } from "../runtime/subscript.ts";
import { bindFrame } from "./bind_frame.ts";
import { calleeText } from "./callee.ts";
import { finishGenerator, handReturn, sendByCall } from "./generators.ts";
import { pythonInit } from "./python_init.ts";
import { LEFT, LEFT_RAISED, LEFT_RETURN } from "./reasons.ts";
import { noteReraise } from "./reraise.ts";
import { resumption } from "./resumption.ts";
import { finishSpecial, planNative, plannedForm, specialFlags } from "./special_frames.ts";
import { twinOf } from "./twins.ts";

export { builtins } from "./builtins.ts";
export { enterGenerator, returnGenerator, send, yieldValue } from "./generators.ts";
export { LEFT, LEFT_FUEL, LEFT_HOT, LEFT_HOT_CALL } from "./reasons.ts";
export { forIter } from "./special_frames.ts";
export { miss, quickenJump, specialize } from "./specialize.ts";
export { enterFunctionTrace, enterTrace } from "./traces.ts";

/** Writes the registers back after the views were renewed. */
export function leave(f: number, pc: number, sp: number): number {
  I32[f + (L.FRAME_PC >> 2)] = pc << 1;
  I32[f + (L.FRAME_SP >> 2)] = sp << 2;
  return LEFT;
}

// ---- Calls ---------------------------------------------------------------------------------------------------------

const CALL_KW = 55;
const CALL_FUNCTION_EX = 4;

/**
 * CALL, CALL_KW and CALL_FUNCTION_EX of any callable. Returns the new top of the stack, the result below it; or 0 when
 * a Python frame was pushed, which will leave its result there. The caller's FRAME_PC is past the instruction.
 */
export function call(top: Slot, opcode: number, arg: number): Slot {
  if (opcode === CALL_FUNCTION_EX) return callSpread(top);
  const keywordNames = opcode === CALL_KW ? refAt(top - 8) : 0;
  const end = opcode === CALL_KW ? top - 8 : top;
  const base = end - 8 * (arg + 2);
  const bound = !isUnbound(base + 8);
  return callAt(base, bound ? base + 8 : base + 16, bound ? arg + 1 : arg, keywordNames);
}

/** Calls what lies at `base` with `count` arguments at `args`; the result goes to `base`. */
function callAt(base: Slot, args: Slot, count: number, keywordNames: Address): Slot {
  if (isRef(base)) {
    const callable = refAt(base);
    const type = I32[(callable + L.OBJ_TYPE) >> 2];
    if (type === L.T.function) {
      pushCall(callable, args, count, keywordNames, base, 0);
      return 0;
    }
    const method = keywordNames === 0 ? planNative(callable, args, count) : 0;
    if (method !== 0) {
      pushCall(method, args, 1, 0, base, specialFlags(plannedForm.finish, 0));
      return 0;
    }
    if (type === L.T.builtin_function_or_method || type === L.T.method_descriptor || type === L.T.type) {
      const twin = twinOf(callable, args, count, keywordNames);
      if (twin !== 0) {
        pushCall(twin, args, count, keywordNames, base, 0);
        return 0;
      }
    }
    if (keywordNames === 0 && resumesByCall(callable, base, args, count)) return 0;
    if (type === L.T.method && args === base + 16) {
      // The self slot is free: the object moves into it.
      copyValue(callable + L.METHOD_SELF, base + 8);
      copyValue(callable + L.METHOD_FUNC, base);
      return callAt(base, base + 8, count + 1, keywordNames);
    }
    if (args === base + 16) {
      const init = isPlainClass(callable) ? pythonInit(callable) : 0;
      if (init !== 0) {
        const object = newInstance(callable);
        setRef(base, object);
        setRef(base + 8, object);
        pushCall(init, base + 8, count + 1, keywordNames, base + 8, L.FF_INIT);
        return 0;
      }
      const call = callMethod(type);
      if (call !== 0) {
        setRef(base + 8, callable);
        pushCall(call, base + 8, count + 1, keywordNames, base, 0);
        return 0;
      }
    }
  }
  callInto(base, args, count, keywordNames);
  return base + 8;
}

/** Whether a call of the object makes an instance of it as `type` does. */
function isPlainClass(object: Address): boolean {
  const type = I32[(object + L.OBJ_TYPE) >> 2];
  if (type === L.T.type) return true;
  if (!isSubtype(type, L.T.type)) return false;
  return isSame(lookupInType(type, N.__call__), lookupInType(L.T.type, N.__call__));
}

/** The `__call__` of a class that a program has made, if that is a Python function, else 0. */
function callMethod(type: Address): Address {
  if ((I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_HEAP) === 0) return 0;
  const found = lookupInType(type, N.__call__);
  return found !== 0 && isExactly(found, L.T.function) ? refAt(found) : 0;
}

/** A call of a generator's `send` or `throw`, or of `next`, that pushes its frame; a bound one's self moves into the free slot. */
function resumesByCall(callable: Address, base: Slot, args: Slot, count: number): boolean {
  const native = resumption(callable);
  if (native === null) return false;
  if (args === base + 8) return sendByCall(native, base, args, count);
  if (isUnbound(callable + L.NATIVE_SELF)) return sendByCall(native, base, args, count);
  copyValue(callable + L.NATIVE_SELF, base + 8);
  const pushed = sendByCall(native, base, base + 8, count + 1);
  if (!pushed) setUnbound(base + 8);
  return pushed;
}

/** Calls what lies at `base`, which the result replaces at the very end: a native that pauses is called again. */
function callInto(base: Slot, args: Slot, count: number, keywordNames: Address): void {
  const mark = markTemps();
  const out = pushTemps(1);
  callValue(base, args, count, keywordNames, out);
  copyValue(out, base);
  releaseTemps(mark);
}

/** Pushes the frame of a Python call; the caller's stack ends at `callerTop`. Raises what binding raises. */
function pushCall(
  func: Address,
  args: Slot,
  count: number,
  keywordNames: Address,
  callerTop: Slot,
  flags: number,
): void {
  const caller = currentFrame();
  bindFrame(func, args, count, keywordNames, flags);
  I32[(caller + L.FRAME_SP) >> 2] = callerTop;
}

/** `(callable, unbound, positional, keywords_or_unbound -- result)` */
function callSpread(top: Slot): Slot {
  const base = top - 32;
  const keywords = isUnbound(top - 8) ? 0 : refAt(top - 8);
  const positional = spreadTuple(base, top - 16);
  if (isRef(base) && spreadsInto(base)) {
    const count = I32[(positional + L.TUPLE_LENGTH) >> 2];
    const named = keywords === 0 ? 0 : I32[(keywords + L.DICT_USED) >> 2];
    const mark = markTemps();
    // As on the stack: room for the object that a method is bound to, then the arguments.
    const args = pushTemps(1 + Math.max(1, count + named)) + 8;
    copyValues(positional + L.TUPLE_ITEMS, args, count);
    const names = named === 0 ? 0 : spreadKeywords(keywords, args + 8 * count, named);
    const callable = refAt(base);
    if (typeOf(base) === L.T.function) pushCall(callable, args, count + named, names, base, 0);
    else if (typeOf(base) === L.T.method) {
      copyValue(callable + L.METHOD_SELF, args - 8);
      pushCall(refAt(callable + L.METHOD_FUNC), args - 8, count + named + 1, names, base, 0);
    } else {
      const object = newInstance(callable);
      setRef(base, object);
      setRef(args - 8, object);
      pushCall(pythonInit(callable), args - 8, count + named + 1, names, base + 8, L.FF_INIT);
    }
    releaseTemps(mark);
    return 0;
  }
  const mark = markTemps();
  const out = pushTemps(1);
  callFunctionEx(base, positional, keywords, out);
  copyValue(out, base);
  releaseTemps(mark);
  return base + 8;
}

/** Whether a call of what lies at `base` pushes a frame, whatever the arguments. */
function spreadsInto(base: Slot): boolean {
  const callable = refAt(base);
  if (typeOf(base) === L.T.function) return true;
  if (typeOf(base) === L.T.method) return isExactly(callable + L.METHOD_FUNC, L.T.function);
  return isPlainClass(callable) && pythonInit(callable) !== 0;
}

function spreadTuple(callable: Slot, positional: Slot): Address {
  if (typeOf(positional) === L.T.tuple) return refAt(positional);
  if (isIterable(positional)) {
    setRef(positional, tupleOf(positional));
    return refAt(positional);
  }
  throw raise(
    L.T.TypeError,
    `${calleeText(callable)} argument after * must be an iterable, not ${typeNameOf(positional)}`,
  );
}

function spreadKeywords(dict: Address, to: Slot, count: number): Address {
  const names = newTuple(count);
  let written = 0;
  const entries = I32[(dict + L.DICT_ENTRIES) >> 2];
  for (let i = 0; i < I32[(dict + L.DICT_NEXT) >> 2]; i++) {
    const entry = entries + L.ENTRY_BYTES * i;
    if (isUnbound(entry + L.ENTRY_KEY)) continue;
    copyValue(entry + L.ENTRY_KEY, names + L.TUPLE_ITEMS + 8 * written);
    copyValue(entry + L.ENTRY_VALUE, to + 8 * written);
    written++;
  }
  return names;
}

/** CALL of the native whose identity was guarded; the callable lies at `base`. Returns the new top. */
export function callNativeFast(base: Slot, arg: number): Slot {
  const object = refAt(base);
  const isMethod = !isUnbound(base + 8);
  // The native that a site knew may be gone, and something else have its address.
  if (!isNative(object)) return callInGeneral(base, isMethod, arg);
  const native = nativeOf(object);
  const given = isMethod ? base + 8 : base + 16;
  // What a native is bound to comes first.
  const isBound = !isMethod && !isUnbound(object + L.NATIVE_SELF);
  const count = isMethod || isBound ? arg + 1 : arg;
  const owner = I32[(object + L.NATIVE_OWNER) >> 2];
  const fits = isBound || owner === 0 || isSubtype(typeOf(given), owner);
  if (!fits || !takesAsTheyAre(native, count)) return callInGeneral(base, isMethod, arg);
  const mark = markTemps();
  const width = native.parameters.length;
  let args = given;
  if (isBound) {
    args = pushTemps(width);
    copyValue(object + L.NATIVE_SELF, args);
    copyValues(given, args + 8, arg);
  } else if (width !== count) {
    args = pushTemps(width);
    copyValues(given, args, count);
  }
  setNone(L.STATE_RESULT);
  native.call(args, L.STATE_RESULT, 0);
  copyValue(L.STATE_RESULT, base);
  releaseTemps(mark);
  return base + 8;
}

function callInGeneral(base: Slot, isMethod: boolean, arg: number): Slot {
  callInto(base, isMethod ? base + 8 : base + 16, isMethod ? arg + 1 : arg, 0);
  return base + 8;
}

/** CALL of the built-in class whose identity was guarded, made wholly by its `__new__`. Returns the new top. */
export function callClassFast(base: Slot, arg: number): Slot {
  if (!isUnbound(base + 8)) {
    callInto(base, base + 8, arg + 1, 0);
    return base + 8;
  }
  const type = refAt(base);
  const native = nativeOf(nativeConstructor(type));
  const mark = markTemps();
  const bound = pushTemps(Math.max(native.parameters.length, arg + 1));
  setRef(bound, type);
  copyValues(base + 16, bound + 8, arg);
  callNative(native, bound, arg + 1, 0, L.STATE_RESULT);
  copyValue(L.STATE_RESULT, base);
  releaseTemps(mark);
  return base + 8;
}

/** A fresh instance whose `__init__` runs next. */
export const newInstanceAt = (type: Address): Address => newInstance(type);

/**
 * RETURN_VALUE from a frame with flags. Puts the value where it belongs and pops the frame; returns a reason to leave
 * the dispatch function, or 0 to go on with the frame now on top.
 */
export function returnFromMarked(lo: number, hi: number): number {
  const frame = currentFrame();
  const flags = I32[(frame + L.FRAME_FLAGS) >> 2];
  const owner = I32[(frame + L.FRAME_OWNER) >> 2];
  popFrame();
  if (owner !== 0) finishGenerator(owner);
  if ((flags & L.FF_ENTRY) !== 0) {
    writeWords(L.STATE_RESULT, lo, hi);
    return LEFT_RETURN;
  }
  if ((flags & (L.FF_GENERATOR | L.FF_CALL)) !== 0) return handReturn(flags, lo, hi);
  if ((flags & L.FF_SPECIAL) !== 0) {
    writeWords(L.STATE_RESULT, lo, hi);
    finishSpecial(flags, L.STATE_RESULT);
    return 0;
  }
  const caller = currentFrame();
  const top = I32[(caller + L.FRAME_SP) >> 2];
  if ((flags & L.FF_INIT) !== 0) {
    if (hi === L.TAG_NONE) return 0;
    writeWords(L.STATE_RESULT, lo, hi);
    raise(L.T.TypeError, `__init__() should return None, not '${typeNameOf(L.STATE_RESULT)}'`);
    return LEFT_RAISED;
  }
  writeWords(top, lo, hi);
  I32[(caller + L.FRAME_SP) >> 2] = top + 8;
  return 0;
}

function writeWords(slot: Slot, lo: number, hi: number): void {
  I32[slot >> 2] = lo;
  I32[(slot >> 2) + 1] = hi;
}

export function copyFreeVars(frame: Address, count: number): void {
  const closure = I32[(I32[(frame + L.FRAME_FUNC) >> 2] + L.FUNC_CLOSURE) >> 2];
  const locals = I32[(frameCode(frame) + L.CODE_LOCALS) >> 2];
  copyValues(closure + L.TUPLE_ITEMS, frame + L.FRAME_HEADER + 8 * (locals - count), count);
}

// ---- Raising -----------------------------------------------------------------------------------------------------

const RAISE_VARARGS = 104;

/** RAISE_VARARGS and RERAISE. Always leaves STATE_RAISED set. */
export function raiseInstruction(top: Slot, opcode: number, arg: number): number {
  if (opcode === RAISE_VARARGS) raiseVarargs(top, arg);
  else {
    const frame = currentFrame();
    noteReraise();
    // RERAISE n: the offset of the first raise lies n below the exception.
    if (arg > 0) {
      const lasti = I32[(top - 8 - 8 * arg) >> 2];
      I32[(frame + L.FRAME_LASTI) >> 2] = I32[(frameCode(frame) + L.CODE_UNITS) >> 2] + 2 * lasti;
    }
    setRaised(refAt(top - 8));
  }
  return LEFT_RAISED;
}

function raiseVarargs(top: Slot, arg: number): void {
  if (arg > 0) {
    raiseStatement(top - 8 * arg, arg === 2 ? top - 8 : 0);
    return;
  }
  if (isRef(L.STATE_HANDLED)) {
    noteReraise();
    setRaised(refAt(L.STATE_HANDLED));
  } else raise(L.T.RuntimeError, "No active exception to reraise");
}

export function unknownInstruction(opcode: number): never {
  throw new EngineBug(`no such instruction: ${nameOf(opcode)}`);
}

// ---- Runtime functions of uops (bytecode/runtime.ts) -------------------------------------------------------------

export function powFloat(a: Slot, b: Slot, out: Slot): void {
  binaryOperation(8, a, b, out);
}
export function integerOp(a: Slot, b: Slot, op: number, out: Slot): void {
  binaryOperation(op, a, b, out);
}
export function concatStrings(a: Slot, b: Slot, out: Slot): void {
  binaryOperation(0, a, b, out);
}
/** 1 when the comparison that the COMPARE_OP operand asks for holds. */
export function compareStrings(a: Slot, b: Slot, operand: number): number {
  const order = orderStrings(refAt(a), refAt(b));
  return ((order < 0 ? 2 : order > 0 ? 4 : 8) & operand) !== 0 ? 1 : 0;
}
export function charAt(str: Slot, index: number, out: Slot): void {
  setRef(out, characterString(codePointAt(refAt(str), index)));
}
export const newRange = (start: Slot, stop: Slot, out: Slot): void =>
  range_ofInts(intAt(start), intAt(stop), out);
export const iterateRange = (range: Slot, out: Slot): void => range_iter(range, out);
export function appendToList(list: Slot, value: Slot): void {
  list_append(refAt(list), value);
}
export function sliceList(list: Slot, start: Slot, stop: Slot, step: Slot, out: Slot): void {
  setRef(out, list_slice(refAt(list), start, stop, step));
}
export function storeSliceList(list: Slot, start: Slot, stop: Slot, items: Slot): void {
  setSlice(list, start, stop, items);
}
export function subscribeDict(dict: Slot, key: Slot, out: Slot): void {
  const found = dictFind(refAt(dict), key);
  if (found === 0) throw raiseKeyError(key);
  copyValue(found, out);
}
export const dictHas = (dict: Slot, key: Slot): number => (dictFind(refAt(dict), key) !== 0 ? 1 : 0);
export function storeDict(dict: Slot, key: Slot, value: Slot): void {
  dictSet(refAt(dict), key, value);
}
export const setHas = (set: Slot, item: Slot): number => (setContains(refAt(set), item) ? 1 : 0);
export function addToSet(set: Slot, item: Slot): void {
  setAdd(refAt(set), item);
}
export function discardFromSet(set: Slot, item: Slot): void {
  setDiscard(refAt(set), item);
}
export function newCell(value: Slot, out: Slot): void {
  const cell = allocateObject(L.T.cell, 16);
  copyValue(value, cell + L.CELL_VALUE);
  setRef(out, cell);
}
export function addAttribute(object: Address, name: Address, value: Slot): void {
  copyValue(value, addInstanceSlot(object, name));
}
export function newInstanceOf(type: Address, out: Slot): void {
  setRef(out, newInstance(type));
}
export function nextItem(iterator: Slot, out: Slot): void {
  const mark = markTemps();
  const item = pushTemps(1);
  if (!iterNext(iterator, item)) setUnbound(item);
  copyValue(item, out);
  releaseTemps(mark);
}
export {
  nextItem as nextKey,
  nextItem as nextOfSet,
  nextItem as nextOfStr,
  nextItem as nextPair,
  nextItem as nextValue,
};
