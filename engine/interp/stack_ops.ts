/**
 * Instructions that are one function over the value stack in memory.
 *
 * Each takes `top`, the byte address of the first free slot, and the operand, and returns the new top. Operands lie
 * below `top`, deepest first; results replace them. Whatever a function may do (raise, run Python, collect in between)
 * finds the frame readable: FRAME_LASTI and FRAME_SP were set before the call, and operands stay in their slots until
 * the result is written.
 */
import { EngineBug } from "../base/assert.ts";
import { CodeFlag, Conversion, Intrinsic1, specialMethods } from "../bytecode/instructions.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern, jsString } from "../heap/strings.ts";
import {
  copyValue,
  isBool,
  isExactly,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { wrapYielded } from "../objects/async_generator.ts";
import {
  getAwaitable as awaitableOf,
  getAsyncIterator,
  getNextAwaitable,
  hasMethod,
  isCoroutine,
} from "../objects/awaiting.ts";
import {
  dictDeleteName,
  dictFind,
  dictFindName,
  dictSet,
  dictSetName,
  eachEntry,
  isDictValue,
  newDict,
  dictUpdate as updateDict,
} from "../objects/dict.ts";
import { exceptionMatches, matchGroup, prepareReraiseStar } from "../objects/exceptions.ts";
import { newFunction } from "../objects/function.ts";
import { delegateOf } from "../objects/generator.ts";
import { newListFrom } from "../objects/list.ts";
import { setAdd as addToSet, newSet, setUpdate as updateSet } from "../objects/set.ts";
import { getSuperAttribute, loadSuperMethod } from "../objects/super.ts";
import { newInterpolation, newTemplate } from "../objects/template.ts";
import { emptyString, joinStrings } from "../objects/text.ts";
import { emptyTuple, newTupleFrom, tupleOf } from "../objects/tuple.ts";
import { isInstance, isSubtype, typeNameOf } from "../objects/type.ts";
import {
  deleteAttribute,
  findAttribute,
  getAttribute,
  loadMethod,
  lookupSpecial,
  setAttribute,
} from "../runtime/attributes.ts";
import { callValue } from "../runtime/call.ts";
import { codeHost } from "../runtime/codes.ts";
import { isTrue, richCompare } from "../runtime/compare.ts";
import { formatValue, repr, toAscii, toStr } from "../runtime/format.ts";
import { currentFrame, frameCode, frameLocals } from "../runtime/frames.ts";
import {
  importFrom as importAttribute,
  importName as importModule,
  importStar,
  modulesDict,
} from "../runtime/import.ts";
import { extendFrom, getIterator, isIterable, unpackInto, unpackStarred } from "../runtime/iterate.ts";
import { matchClass as matchClassPattern, matchKeys as matchMappingKeys } from "../runtime/match.ts";
import { N } from "../runtime/names.ts";
import { binaryOperation, invert, negate, positive } from "../runtime/number.ts";
import { isRaisedInstance, raise, raiseNameError, raiseValue, takeRaised } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps, setRaised } from "../runtime/state.ts";
import {
  contains,
  deleteItem,
  getItem,
  getLength,
  getSlice,
  newSlice,
  setItem,
  setSlice,
} from "../runtime/subscript.ts";
import { isInstanceObject, loadCache, storeCache } from "./attribute_cache.ts";
import { calleeText } from "./callee.ts";
import { noteReraise } from "./reraise.ts";
import { typeIntrinsic1, typeIntrinsic2 } from "./type_parameters.ts";

const nameAt = (index: number): Address =>
  I32[(I32[(frameCode(currentFrame()) + L.CODE_NAMES) >> 2] >> 2) + index];
const localSlot = (index: number): Slot => frameLocals(currentFrame()) + 8 * index;
const globals = (): Address => I32[(currentFrame() + L.FRAME_GLOBALS) >> 2];
const builtinsDict = (): Address => I32[(currentFrame() + L.FRAME_BUILTINS) >> 2];
const namespace = (): Address => I32[(currentFrame() + L.FRAME_LOCALS) >> 2];

// ---- Operators ---------------------------------------------------------------------------------------------------

export function binaryOp(top: Slot, arg: number): Slot {
  if (arg === 26) getItem(top - 16, top - 8, top - 16);
  else binaryOperation(arg, top - 16, top - 8, top - 16);
  return top - 8;
}

export function unaryNegative(top: Slot): Slot {
  negate(top - 8, top - 8);
  return top;
}

export function unaryInvert(top: Slot): Slot {
  invert(top - 8, top - 8);
  return top;
}

/** The operand's upper bits name the comparison; bit 4 asks for a bool. */
export function compareOp(top: Slot, arg: number): Slot {
  richCompare(arg >> 5, top - 16, top - 8, top - 16);
  if ((arg & 16) !== 0 && !isBool(top - 16)) setBool(top - 16, isTrue(top - 16));
  return top - 8;
}

export function containsOp(top: Slot, arg: number): Slot {
  setBool(top - 16, contains(top - 8, top - 16) !== (arg === 1));
  return top - 8;
}

export function toBool(top: Slot): Slot {
  setBool(top - 8, isTrue(top - 8));
  return top;
}

// ---- Subscripts --------------------------------------------------------------------------------------------------

/** `(container, start, stop -- slice)` */
export function binarySlice(top: Slot): Slot {
  getSlice(top - 24, top - 16, top - 8, top - 24);
  return top - 16;
}

/** `(value, container, start, stop -- )` */
export function storeSlice(top: Slot): Slot {
  setSlice(top - 24, top - 16, top - 8, top - 32);
  return top - 32;
}

/** `(value, container, key -- )` */
export function storeSubscr(top: Slot): Slot {
  setItem(top - 16, top - 8, top - 24);
  return top - 24;
}

export function deleteSubscr(top: Slot): Slot {
  deleteItem(top - 16, top - 8);
  return top - 16;
}

// ---- Names -------------------------------------------------------------------------------------------------------

function undefinedName(name: Address): typeof RAISED {
  return raiseNameError(L.T.NameError, name, `name '${jsString(name)}' is not defined`);
}

/** Looks a name up in globals, then builtins; writes it to `out` or raises NameError. */
function loadFromGlobals(name: Address, out: Slot): void {
  const found = dictFindName(globals(), name) || dictFindName(builtinsDict(), name);
  if (found === 0) throw undefinedName(name);
  copyValue(found, out);
}

/** Looks a name up in a namespace, which a metaclass may have made any mapping. */
function findInNamespace(space: Address, name: Address, out: Slot): boolean {
  if (I32[(space + L.OBJ_TYPE) >> 2] === L.T.dict) {
    const found = dictFindName(space, name);
    if (found !== 0) copyValue(found, out);
    return found !== 0;
  }
  const mark = markTemps();
  const at = pushTemps(2);
  setRef(at, space);
  setRef(at + 8, name);
  try {
    getItem(at, at + 8, out);
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(L.T.KeyError)) throw error;
    takeRaised();
    return false;
  } finally {
    releaseTemps(mark);
  }
  return true;
}

export function loadGlobal(top: Slot, arg: number): Slot {
  loadFromGlobals(nameAt(arg >> 1), top);
  if ((arg & 1) === 0) return top + 8;
  setUnbound(top + 8);
  return top + 16;
}

export function storeGlobal(top: Slot, arg: number): Slot {
  dictSetName(globals(), nameAt(arg), top - 8);
  return top - 8;
}

export function deleteGlobal(top: Slot, arg: number): Slot {
  if (!dictDeleteName(globals(), nameAt(arg))) throw undefinedName(nameAt(arg));
  return top;
}

export function loadName(top: Slot, arg: number): Slot {
  const name = nameAt(arg);
  if (!findInNamespace(namespace(), name, top)) loadFromGlobals(name, top);
  return top + 8;
}

export function storeName(top: Slot, arg: number): Slot {
  const space = namespace();
  if (I32[(space + L.OBJ_TYPE) >> 2] === L.T.dict) dictSetName(space, nameAt(arg), top - 8);
  else {
    const mark = markTemps();
    const at = pushTemps(2);
    setRef(at, space);
    setRef(at + 8, nameAt(arg));
    setItem(at, at + 8, top - 8);
    releaseTemps(mark);
  }
  return top - 8;
}

export function deleteName(top: Slot, arg: number): Slot {
  const space = namespace();
  if (I32[(space + L.OBJ_TYPE) >> 2] === L.T.dict) {
    if (!dictDeleteName(space, nameAt(arg))) throw undefinedName(nameAt(arg));
    return top;
  }
  const mark = markTemps();
  const at = pushTemps(2);
  setRef(at, space);
  setRef(at + 8, nameAt(arg));
  deleteItem(at, at + 8);
  releaseTemps(mark);
  return top;
}

/** `(mapping -- value)` */
export function loadFromDictOrGlobals(top: Slot, arg: number): Slot {
  const name = nameAt(arg);
  if (!findInNamespace(refAt(top - 8), name, top - 8)) loadFromGlobals(name, top - 8);
  return top;
}

export function loadLocals(top: Slot): Slot {
  const space = namespace();
  if (space === 0) throw raise(L.T.SystemError, "no locals");
  setRef(top, space);
  return top + 8;
}

export function loadBuildClass(top: Slot): Slot {
  const found = dictFindName(builtinsDict(), intern("__build_class__"));
  if (found === 0) throw raise(L.T.NameError, "__build_class__ not found");
  copyValue(found, top);
  return top + 8;
}

/** AssertionError, NotImplementedError, tuple, all, any: whatever the program calls so now. */
export function loadCommonConstant(top: Slot, arg: number): Slot {
  if (arg < 3) setRef(top, [L.T.AssertionError, L.T.NotImplementedError, L.T.tuple][arg] as Address);
  else copyValue(dictFindName(builtinsDict(), intern(arg === 3 ? "all" : "any")), top);
  return top + 8;
}

// ---- Locals and cells ----------------------------------------------------------------------------------------------

function raiseUnboundLocal(index: number): typeof RAISED {
  const name = codeHost(frameCode(currentFrame())).object.localsplusnames[index] as string;
  return raiseNameError(
    L.T.UnboundLocalError,
    intern(name),
    `cannot access local variable '${name}' where it is not associated with a value`,
  );
}

/** Reached when the local is unbound. */
export function loadFastCheck(_top: Slot, arg: number): Slot {
  throw raiseUnboundLocal(arg);
}
export function deleteFast(_top: Slot, arg: number): Slot {
  throw raiseUnboundLocal(arg);
}

function raiseUnboundCell(index: number): typeof RAISED {
  const { localsplusnames, nlocals, localspluskinds } = codeHost(frameCode(currentFrame())).object;
  const name = localsplusnames[index] as string;
  const free = ((localspluskinds[index] as number) & 0x80) !== 0 && index >= nlocals;
  return free
    ? raiseNameError(
        L.T.NameError,
        intern(name),
        `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
      )
    : raiseUnboundLocal(index);
}

export function loadDeref(top: Slot, arg: number): Slot {
  const cell = refAt(localSlot(arg));
  if (isUnbound(cell + L.CELL_VALUE)) throw raiseUnboundCell(arg);
  copyValue(cell + L.CELL_VALUE, top);
  return top + 8;
}

export function deleteDeref(top: Slot, arg: number): Slot {
  const cell = refAt(localSlot(arg));
  if (isUnbound(cell + L.CELL_VALUE)) throw raiseUnboundCell(arg);
  setUnbound(cell + L.CELL_VALUE);
  return top;
}

/** `(mapping -- value)` */
export function loadFromDictOrDeref(top: Slot, arg: number): Slot {
  const name = codeHost(frameCode(currentFrame())).object.localsplusnames[arg] as string;
  if (!findInNamespace(refAt(top - 8), intern(name), top - 8)) {
    const cell = refAt(localSlot(arg));
    if (isUnbound(cell + L.CELL_VALUE)) throw raiseUnboundCell(arg);
    copyValue(cell + L.CELL_VALUE, top - 8);
  }
  return top;
}

// ---- Attributes --------------------------------------------------------------------------------------------------

/** `(owner -- value)`, or with the low bit `(owner -- function, self)` / `(owner -- value, unbound)`. */
export function loadAttr(top: Slot, arg: number): Slot {
  const name = nameAt(arg >> 1);
  if (isInstanceObject(top - 8)) {
    const found = loadCache.find(refAt(top - 8), name);
    if (found !== 0 && !isUnbound(found)) {
      copyValue(found, top - 8);
      if ((arg & 1) === 0) return top;
      setUnbound(top);
      return top + 8;
    }
    if (loadCache.method !== 0 && (arg & 1) !== 0) {
      copyValue(top - 8, top);
      setRef(top - 8, loadCache.method);
      return top + 8;
    }
  }
  if ((arg & 1) === 0) {
    getAttribute(top - 8, name, top - 8);
    return top;
  }
  const mark = markTemps();
  const found = pushTemps(2);
  loadMethod(top - 8, name, found, found + 8);
  copyValue(found, top - 8);
  copyValue(found + 8, top);
  releaseTemps(mark);
  return top + 8;
}

/** `(value, owner -- )` */
export function storeAttr(top: Slot, arg: number): Slot {
  if (isInstanceObject(top - 8)) {
    const found = storeCache.find(refAt(top - 8), nameAt(arg));
    if (found !== 0) {
      copyValue(top - 16, found);
      return top - 16;
    }
  }
  setAttribute(top - 8, nameAt(arg), top - 16);
  return top - 16;
}

export function deleteAttr(top: Slot, arg: number): Slot {
  deleteAttribute(top - 8, nameAt(arg));
  return top - 8;
}

/** `(super, class, self -- value)` or, with the low bit, `(… -- function, self)`. */
export function loadSuperAttr(top: Slot, arg: number): Slot {
  const name = nameAt(arg >> 2);
  const method = (arg & 1) !== 0;
  const callee = top - 24;
  const mark = markTemps();
  const found = pushTemps(2);
  if (isRef(callee) && refAt(callee) === L.T.super) {
    if (method) loadSuperMethod(refAt(top - 16), top - 8, name, found, found + 8);
    else getSuperAttribute(refAt(top - 16), top - 8, name, found);
  } else {
    // The program has a `super` of its own.
    callValue(callee, top - 16, (arg & 2) !== 0 ? 2 : 0, 0, found);
    getAttribute(found, name, found);
  }
  copyValue(found, callee);
  if (method) copyValue(found + 8, top - 16);
  releaseTemps(mark);
  return method ? top - 8 : top - 16;
}

// ---- Building ----------------------------------------------------------------------------------------------------

export function buildTuple(top: Slot, arg: number): Slot {
  const from = top - 8 * arg;
  setRef(from, arg === 0 ? emptyTuple() : newTupleFrom(from, arg));
  return from + 8;
}

export function buildList(top: Slot, arg: number): Slot {
  const from = top - 8 * arg;
  setRef(from, newListFrom(from, arg));
  return from + 8;
}

export function buildSet(top: Slot, arg: number): Slot {
  const from = top - 8 * arg;
  const mark = markTemps();
  const at = pushTemp();
  setRef(at, newSet());
  for (let i = 0; i < arg; i++) addToSet(refAt(at), from + 8 * i);
  copyValue(at, from);
  releaseTemps(mark);
  return from + 8;
}

export function buildMap(top: Slot, arg: number): Slot {
  const from = top - 16 * arg;
  const mark = markTemps();
  const at = pushTemp();
  setRef(at, newDict());
  for (let i = 0; i < arg; i++) dictSet(refAt(at), from + 16 * i, from + 16 * i + 8);
  copyValue(at, from);
  releaseTemps(mark);
  return from + 8;
}

export function buildSlice(top: Slot, arg: number): Slot {
  const from = top - 8 * arg;
  const mark = markTemps();
  const step = pushTemp();
  if (arg === 3) copyValue(from + 16, step);
  else setNone(step);
  setRef(from, newSlice(from, from + 8, step));
  releaseTemps(mark);
  return from + 8;
}

/** Strings only: FORMAT_SIMPLE made them. */
export function buildString(top: Slot, arg: number): Slot {
  const from = top - 8 * arg;
  setRef(
    from,
    joinStrings(emptyString(), arg, (i) => refAt(from + 8 * i)),
  );
  return from + 8;
}

/** `(strings, interpolations -- template)` */
export function buildTemplate(top: Slot): Slot {
  setRef(top - 16, newTemplate(refAt(top - 16), refAt(top - 8)));
  return top - 8;
}

/** `(value, expression[, format] -- interpolation)`: the low bit says whether there is a format, the others the conversion. */
export function buildInterpolation(top: Slot, arg: number): Slot {
  const hasFormat = (arg & 1) !== 0;
  const from = top - (hasFormat ? 24 : 16);
  const format = hasFormat ? refAt(top - 8) : emptyString();
  setRef(from, newInterpolation(from, refAt(from + 8), arg >> 2, format));
  return from + 8;
}

/** The container lies `arg` below the top, the item on top of that. */
export function listExtend(top: Slot, arg: number): Slot {
  if (!isIterable(top - 8))
    throw raise(L.T.TypeError, `Value after * must be an iterable, not ${typeNameOf(top - 8)}`);
  extendFrom(refAt(top - 8 - 8 * arg), top - 8);
  return top - 8;
}

export function setAdd(top: Slot, arg: number): Slot {
  addToSet(refAt(top - 8 - 8 * arg), top - 8);
  return top - 8;
}

export function setUpdate(top: Slot, arg: number): Slot {
  updateSet(refAt(top - 8 - 8 * arg), top - 8);
  return top - 8;
}

/** `(dict, …, key, value -- dict, …)` */
export function mapAdd(top: Slot, arg: number): Slot {
  dictSet(refAt(top - 16 - 8 * arg), top - 16, top - 8);
  return top - 16;
}

/** `{**mapping}` */
export function dictUpdate(top: Slot, arg: number): Slot {
  requireMapping(top - 8, () => `'${typeNameOf(top - 8)}' object is not a mapping`);
  updateDict(refAt(top - 8 - 8 * arg), top - 8);
  return top - 8;
}

/** `f(**mapping)`: keys must be new strs. The callable lies three below the dict. */
export function dictMerge(top: Slot, arg: number): Slot {
  const dict = top - 8 - 8 * arg;
  const callee = dict - 24;
  requireMapping(
    top - 8,
    () => `${calleeText(callee)} argument after ** must be a mapping, not ${typeNameOf(top - 8)}`,
  );
  const mark = markTemps();
  const at = pushTemp();
  setRef(at, newDict());
  updateDict(refAt(at), top - 8);
  eachEntry(refAt(at), (key, value) => {
    if (!isInstance(key, L.T.str)) throw raise(L.T.TypeError, "keywords must be strings");
    if (dictFind(refAt(dict), key) !== 0) {
      throw raise(
        L.T.TypeError,
        `${calleeText(callee)} got multiple values for keyword argument '${jsString(refAt(key))}'`,
      );
    }
    dictSet(refAt(dict), key, value);
  });
  releaseTemps(mark);
  return top - 8;
}

function requireMapping(value: Slot, complaint: () => string): void {
  if (isDictValue(value)) return;
  const mark = markTemps();
  const has = findAttribute(value, N.keys, pushTemp());
  releaseTemps(mark);
  if (!has) throw raise(L.T.TypeError, complaint());
}

export function formatSimple(top: Slot): Slot {
  if (!isExactly(top - 8, L.T.str)) formatValue(top - 8, 0, top - 8);
  return top;
}

export function formatWithSpec(top: Slot): Slot {
  formatValue(top - 16, refAt(top - 8), top - 16);
  return top - 8;
}

export function convertValue(top: Slot, arg: number): Slot {
  if (arg === Conversion.STR) toStr(top - 8, top - 8);
  else if (arg === Conversion.REPR) repr(top - 8, top - 8);
  else toAscii(top - 8, top - 8);
  return top;
}

export function makeFunction(top: Slot): Slot {
  setRef(top - 8, newFunction(refAt(top - 8), globals()));
  return top;
}

/** `(value, function -- function)` */
export function setFunctionAttribute(top: Slot, arg: number): Slot {
  const func = refAt(top - 8);
  const value = top - 16;
  if (arg === 1) I32[(func + L.FUNC_DEFAULTS) >> 2] = refAt(value);
  else if (arg === 2) I32[(func + L.FUNC_KWDEFAULTS) >> 2] = refAt(value);
  else if (arg === 4) I32[(func + L.FUNC_ANNOTATIONS) >> 2] = refAt(value);
  else if (arg === 8) I32[(func + L.FUNC_CLOSURE) >> 2] = refAt(value);
  else copyValue(value, func + L.FUNC_ANNOTATE);
  setRef(value, func);
  return top - 8;
}

// ---- Unpacking and matching ----------------------------------------------------------------------------------------

export function unpackSequence(top: Slot, arg: number): Slot {
  const mark = markTemps();
  const items = pushTemps(Math.max(1, arg));
  unpackInto(top - 8, items, arg);
  return pushReversed(items, arg, top - 8, mark);
}

/** Moves `count` temporaries to the stack, the first on top. */
function pushReversed(items: Slot, count: number, to: Slot, mark: Slot): Slot {
  for (let i = 0; i < count; i++) copyValue(items + 8 * (count - 1 - i), to + 8 * i);
  releaseTemps(mark);
  return to + 8 * count;
}

export const unpackTuple = unpackSequence;
export const unpackList = unpackSequence;

/** Low byte of the operand: items before the star; next byte: after. */
export function unpackEx(top: Slot, arg: number): Slot {
  const before = arg & 255;
  const after = arg >> 8;
  const mark = markTemps();
  const items = pushTemps(before + 1 + after);
  unpackStarred(top - 8, items, before, after);
  return pushReversed(items, before + 1 + after, top - 8, mark);
}

export function getLen(top: Slot): Slot {
  setInt(top, getLength(top - 8));
  return top + 8;
}

export function matchSequence(top: Slot): Slot {
  const type = typeOf(top - 8);
  const text = isSubtype(type, L.T.str) || isSubtype(type, L.T.bytes) || isSubtype(type, L.T.bytearray);
  const sequence = isSubtype(type, L.T.list) || isSubtype(type, L.T.tuple) || isSubtype(type, L.T.range);
  setBool(top, sequence && !text);
  return top + 8;
}

export function matchMapping(top: Slot): Slot {
  const type = typeOf(top - 8);
  setBool(top, isSubtype(type, L.T.dict) || isSubtype(type, L.T.mappingproxy));
  return top + 8;
}

/** `(subject, keys -- subject, keys, values_or_None)` */
export function matchKeys(top: Slot): Slot {
  matchMappingKeys(top - 16, refAt(top - 8), top);
  return top + 8;
}

/** `(subject, type, names -- attributes_or_None)` */
export function matchClass(top: Slot, arg: number): Slot {
  matchClassPattern(top - 24, top - 16, arg, refAt(top - 8), top - 24);
  return top - 16;
}

// ---- Iteration ---------------------------------------------------------------------------------------------------

export function getIter(top: Slot): Slot {
  getIterator(top - 8, top - 8);
  return top;
}

export function getYieldFromIter(top: Slot): Slot {
  if (isExactly(top - 8, L.T.coroutine)) {
    const flags = I32[(frameCode(currentFrame()) + L.CODE_FLAGS) >> 2];
    if ((flags & (CodeFlag.COROUTINE | CodeFlag.ITERABLE_COROUTINE)) === 0)
      throw raise(L.T.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
  } else if (!isExactly(top - 8, L.T.generator)) getIterator(top - 8, top - 8);
  return top;
}

// ---- Coroutines ----------------------------------------------------------------------------------------------------

const FROM_ENTER = 1;
const FROM_EXIT = 2;

/** `(awaitable -- iterator)`; the operand says what gave the awaitable: `await` (0), `__aenter__` or `__aexit__`. */
export function getAwaitable(top: Slot, arg: number): Slot {
  const value = top - 8;
  if ((arg === FROM_ENTER || arg === FROM_EXIT) && !isCoroutine(value) && !hasMethod(value, N.__await__)) {
    const method = arg === FROM_ENTER ? "__aenter__" : "__aexit__";
    throw raise(
      L.T.TypeError,
      `'async with' received an object from ${method} that does not implement __await__: ${typeNameOf(value)}`,
    );
  }
  awaitableOf(value, value);
  if (isExactly(value, L.T.coroutine) && delegateOf(refAt(value)) !== 0)
    throw raise(L.T.RuntimeError, "coroutine is being awaited already");
  return top;
}

/** `(object -- asynchronous iterator)` */
export function getAiter(top: Slot): Slot {
  getAsyncIterator(top - 8, top - 8);
  return top;
}

/** `(asynchronous iterator -- the same, awaitable)` */
export function getAnext(top: Slot): Slot {
  getNextAwaitable(top - 8, top);
  return top + 8;
}

/** `(awaitable, exception -- )`: StopAsyncIteration ends an `async for`; everything else is raised on. */
export function endAsyncFor(top: Slot): Slot {
  if (!isInstance(top - 8, L.T.StopAsyncIteration)) {
    noteReraise();
    throw raiseOn(refAt(top - 8));
  }
  return top - 16;
}

function raiseOn(exception: Address): typeof RAISED {
  setRaised(exception);
  return RAISED;
}

/** `(iterator, last_sent, exception -- None, value)`: a sub-iterator answered `throw` with StopIteration; or raise on. */
export function cleanupThrow(top: Slot): Slot {
  const exception = refAt(top - 8);
  if (!isInstance(top - 8, L.T.StopIteration)) {
    noteReraise();
    throw raiseValue(exception);
  }
  const value = exception + L.EXC_VALUE;
  setNone(top - 24);
  if (isUnbound(value)) setNone(top - 16);
  else copyValue(value, top - 16);
  return top - 8;
}

// ---- Exceptions and with -------------------------------------------------------------------------------------------

/** `(exception -- previous, exception)`: the exception becomes the handled one. */
export function pushExcInfo(top: Slot): Slot {
  copyValue(top - 8, top);
  copyValue(L.STATE_HANDLED, top - 8);
  copyValue(top, L.STATE_HANDLED);
  return top + 8;
}

export function popExcept(top: Slot): Slot {
  copyValue(top - 8, L.STATE_HANDLED);
  return top - 8;
}

/** `(exception, classes -- exception, bool)` */
export function checkExcMatch(top: Slot): Slot {
  setBool(top - 8, exceptionMatches(top - 16, top - 8));
  return top;
}

/** `(exception, classes -- rest, match)` */
export function checkEgMatch(top: Slot): Slot {
  const mark = markTemps();
  const parts = pushTemps(2);
  matchGroup(top - 16, top - 8, parts, parts + 8);
  // What matches is what `sys.exception()` names in the clause.
  if (!isNone(parts)) copyValue(parts, L.STATE_HANDLED);
  copyValue(parts + 8, top - 16);
  copyValue(parts, top - 8);
  releaseTemps(mark);
  return top;
}

/** `(object -- method, self)` for `with`. */
export function loadSpecial(top: Slot, arg: number): Slot {
  const name = specialMethods[arg] as string;
  const mark = markTemps();
  const found = pushTemps(2);
  if (!lookupSpecial(top - 8, intern(name), found, found + 8)) {
    const kind = arg < 2 ? "the context manager protocol" : "the asynchronous context manager protocol";
    throw raise(
      L.T.TypeError,
      `'${typeNameOf(top - 8)}' object does not support ${kind} (missed ${name} method)`,
    );
  }
  copyValue(found, top - 8);
  copyValue(found + 8, top);
  releaseTemps(mark);
  return top + 8;
}

/** `(exit, self, lasti, previous, exception -- exit, self, lasti, previous, exception, result)` */
export function withExceptStart(top: Slot): Slot {
  const exit = top - 40;
  const self = top - 32;
  const exception = top - 8;
  const mark = markTemps();
  const args = pushTemps(4);
  const bound = !isUnbound(self);
  if (bound) copyValue(self, args);
  const first = bound ? args + 8 : args;
  setRef(first, typeOf(exception));
  copyValue(exception, first + 8);
  const traceback = I32[(refAt(exception) + L.EXC_TRACEBACK) >> 2];
  if (traceback === 0) setNone(first + 16);
  else setRef(first + 16, traceback);
  callValue(exit, args, bound ? 4 : 3, 0, top);
  releaseTemps(mark);
  return top + 8;
}

// ---- Intrinsics, imports -------------------------------------------------------------------------------------------

export function callIntrinsic1(top: Slot, arg: number): Slot {
  const value = top - 8;
  switch (arg) {
    case Intrinsic1.PRINT:
      displayValue(value);
      setNone(value);
      return top;
    case Intrinsic1.IMPORT_STAR:
      importStarInto(value);
      setNone(value);
      return top;
    case Intrinsic1.STOPITERATION_ERROR:
      stopIterationToRuntimeError(value);
      return top;
    case Intrinsic1.ASYNC_GEN_WRAP:
      wrapYielded(value);
      return top;
    case Intrinsic1.UNARY_POSITIVE:
      positive(value, value);
      return top;
    case Intrinsic1.LIST_TO_TUPLE:
      setRef(value, tupleOf(value));
      return top;
    default:
      if (!typeIntrinsic1(value, arg)) throw new EngineBug(`no such intrinsic: ${arg}`);
      return top;
  }
}

/** An expression statement at a prompt: what it gives goes to `sys.displayhook`. */
function displayValue(value: Slot): void {
  const mark = markTemps();
  const held = pushTemps(2);
  const hook = dictFindName(
    I32[(refAt(dictFindName(modulesDict(), intern("sys"))) + L.MODULE_DICT) >> 2],
    intern("displayhook"),
  );
  if (hook === 0) throw raise(L.T.RuntimeError, "lost sys.displayhook");
  copyValue(hook, held);
  callValue(held, value, 1, 0, held + 8);
  releaseTemps(mark);
}

function importStarInto(module: Slot): void {
  const mark = markTemps();
  const space = pushTemp();
  setRef(space, namespace());
  importStar(module, space);
  releaseTemps(mark);
}

/** PEP 479: a StopIteration that leaves a generator becomes RuntimeError; one that leaves an asynchronous one too, of either kind. */
function stopIterationToRuntimeError(value: Slot): void {
  const flags = I32[(frameCode(currentFrame()) + L.CODE_FLAGS) >> 2];
  const isAsync = (flags & CodeFlag.ASYNC_GENERATOR) !== 0;
  const isStop = isInstance(value, L.T.StopIteration);
  if (!isStop && !(isAsync && isInstance(value, L.T.StopAsyncIteration))) return;
  const cause = refAt(value);
  const kind = isAsync ? "async generator" : (flags & CodeFlag.COROUTINE) !== 0 ? "coroutine" : "generator";
  raise(L.T.RuntimeError, `${kind} raised ${isStop ? "StopIteration" : "StopAsyncIteration"}`);
  const error = takeRaised();
  I32[(error + L.EXC_CAUSE) >> 2] = cause;
  I32[(error + L.EXC_CONTEXT) >> 2] = cause;
  I32[(error + L.EXC_SUPPRESS) >> 2] = 1;
  setRef(value, error);
}

export function callIntrinsic2(top: Slot, arg: number): Slot {
  if (typeIntrinsic2(top - 16, top - 8, arg)) return top - 8;
  prepareReraiseStar(top - 16, top - 8, top - 16);
  return top - 8;
}

/** `(level, fromlist -- module)` */
export function importName(top: Slot, arg: number): Slot {
  importModule(jsString(nameAt(arg)), globals(), top - 8, I32[(top - 16) >> 2], top - 16);
  return top - 8;
}

/** `(module -- module, value)` */
export function importFrom(top: Slot, arg: number): Slot {
  importAttribute(top - 8, nameAt(arg), top);
  return top + 8;
}

export function setupAnnotations(top: Slot): Slot {
  const name = intern("__annotations__");
  const space = namespace();
  if (dictFindName(space, name) === 0) {
    const mark = markTemps();
    const at = pushTemp();
    setRef(at, newDict());
    dictSetName(space, name, at);
    releaseTemps(mark);
  }
  return top;
}
