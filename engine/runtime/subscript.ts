/**
 * Subscripts, lengths, membership and slices of any container.
 *
 * Lists, tuples and dicts with the usual keys answer here, without a call; other built-in types through protocols.ts;
 * the rest by `__getitem__` and its kin.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  INT_SIZE,
  LIST_ITEMS,
  LIST_LENGTH,
  OBJ_TYPE,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  type Slot,
  T,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
  TF_DICT,
  TF_INT,
  TF_LIST,
  TF_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { copyValue, isNone, isRef, isSame, refAt, setNone, setRef, typeOf } from "../heap/values.ts";
import { toBigInt } from "../objects/int.ts";
import { lookupInType, typeName, typeNameOf } from "../objects/type.ts";
import { newGenericAlias } from "../objects/union.ts";
import { findAttribute } from "./attributes.ts";
import { callValue } from "./call.ts";
import { equals, isTrue, lengthResult } from "./compare.ts";
import { getIterator, iterNext } from "./iterate.ts";
import { N } from "./names.ts";
import { toIndexBigInt } from "./number.ts";
import {
  containments,
  itemDeleters,
  itemGetters,
  itemSetters,
  iterators,
  lengths,
  protocolRow,
  rangeGetters,
  rangeSetters,
} from "./protocols.ts";
import { raise } from "./raise.ts";
import { callSpecial0, callSpecialWith, callSpecialWithTwo } from "./special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "./state.ts";

// ---- Items -------------------------------------------------------------------------------------------------------

/** `container[key]`. */
export function getItem(container: Slot, key: Slot, out: Slot): void {
  const type = typeOf(container);
  if (I32[(key >> 2) + 1] === TAG_INT) {
    const object = I32[container >> 2];
    let index = I32[key >> 2];
    if (type === T.list) {
      const length = I32[(object + LIST_LENGTH) >> 2];
      if (index < 0) index += length;
      if (index >= 0 && index < length) {
        copyValue(I32[(object + LIST_ITEMS) >> 2] + 8 * index, out);
        return;
      }
    } else if (type === T.tuple) {
      const length = I32[(object + TUPLE_LENGTH) >> 2];
      if (index < 0) index += length;
      if (index >= 0 && index < length) {
        copyValue(object + TUPLE_ITEMS + 8 * index, out);
        return;
      }
    }
  }
  const row = protocolRow(type);
  const get = row >= 0 ? itemGetters[row] : undefined;
  if (get !== undefined) get(container, key, out);
  else getItemSlow(container, key, out);
}

/** Row of dict or list for an instance of a subclass that inherits the method, else −1. */
function inheritedRow(type: Address, method: Address): number {
  const flags = I32[(type + TYPE_FLAGS) >> 2];
  const base = (flags & TF_DICT) !== 0 ? T.dict : (flags & TF_LIST) !== 0 ? T.list : 0;
  return base !== 0 && isSame(lookupInType(type, method), lookupInType(base, method))
    ? protocolRow(base)
    : -1;
}

function getItemSlow(container: Slot, key: Slot, out: Slot): void {
  const row = inheritedRow(typeOf(container), N.__getitem__);
  if (row >= 0) {
    itemGetters[row]?.(container, key, out);
    return;
  }
  if (callSpecialWith(container, N.__getitem__, key, out)) return;
  if (isRef(container) && (I32[(typeOf(container) + TYPE_FLAGS) >> 2] & TF_TYPE) !== 0) {
    getClassItem(container, key, out);
    return;
  }
  throw raise(T.TypeError, `'${typeNameOf(container)}' object is not subscriptable`);
}

/** `SomeClass[key]`: by `__class_getitem__`. */
function getClassItem(type: Slot, key: Slot, out: Slot): void {
  // `type` itself has none, lest every class had.
  if (refAt(type) === T.type) return newGenericAlias(type, key, out);
  const mark = markTemps();
  const held = pushTemps(2);
  copyValue(key, held + 8);
  if (!findAttribute(type, N.__class_getitem__, held))
    throw raise(T.TypeError, `type '${typeName(refAt(type))}' is not subscriptable`);
  callValue(held, held + 8, 1, 0, out);
  releaseTemps(mark);
}

/** `container[key] = value`. */
export function setItem(container: Slot, key: Slot, value: Slot): void {
  const type = typeOf(container);
  if (type === T.list && I32[(key >> 2) + 1] === TAG_INT) {
    const list = I32[container >> 2];
    let index = I32[key >> 2];
    const length = I32[(list + LIST_LENGTH) >> 2];
    if (index < 0) index += length;
    if (index >= 0 && index < length) {
      copyValue(value, I32[(list + LIST_ITEMS) >> 2] + 8 * index);
      return;
    }
  }
  const row = protocolRow(type);
  const at = row >= 0 ? row : inheritedRow(type, N.__setitem__);
  const set = at >= 0 ? itemSetters[at] : undefined;
  if (set !== undefined) set(container, key, value);
  else if (!callSpecialWithTwo(container, N.__setitem__, key, value))
    throw raise(T.TypeError, `'${typeNameOf(container)}' object does not support item assignment`);
}

/** `del container[key]`. */
export function deleteItem(container: Slot, key: Slot): void {
  const row = protocolRow(typeOf(container));
  const remove = row >= 0 ? itemDeleters[row] : undefined;
  if (remove !== undefined) {
    remove(container, key);
    return;
  }
  const mark = markTemps();
  if (!callSpecialWith(container, N.__delitem__, key, pushTemp()))
    throw raise(T.TypeError, `'${typeNameOf(container)}' object doesn't support item deletion`);
  releaseTemps(mark);
}

/** `len(object)`. */
export function getLength(object: Slot): number {
  const row = protocolRow(typeOf(object));
  const length = row >= 0 ? lengths[row] : undefined;
  if (length !== undefined) return length(refAt(object));
  const mark = markTemps();
  const result = pushTemp();
  if (!callSpecial0(object, N.__len__, result))
    throw raise(T.TypeError, `object of type '${typeNameOf(object)}' has no len()`);
  const answer = lengthResult(result);
  releaseTemps(mark);
  return answer;
}

/** `item in container`. */
export function contains(container: Slot, item: Slot): boolean {
  const type = typeOf(container);
  const row = protocolRow(type);
  const has = row >= 0 ? containments[row] : undefined;
  if (has !== undefined) return has(container, item);
  const mark = markTemps();
  const held = pushTemps(3);
  let answer = false;
  const found = lookupInType(type, N.__contains__);
  if (found !== 0 && !isNone(found)) {
    callSpecialWith(container, N.__contains__, item, held);
    answer = isTrue(held);
  } else {
    const iterates =
      found === 0 &&
      ((row >= 0 && iterators[row] !== undefined) ||
        lookupInType(type, N.__iter__) !== 0 ||
        lookupInType(type, N.__getitem__) !== 0);
    if (!iterates)
      throw raise(T.TypeError, `argument of type '${typeNameOf(container)}' is not a container or iterable`);
    copyValue(item, held + 16);
    getIterator(container, held);
    while (!answer && iterNext(held, held + 8)) answer = equals(held + 8, held + 16);
  }
  releaseTemps(mark);
  return answer;
}

// ---- Indices -----------------------------------------------------------------------------------------------------

/** Whether the value is an int or has `__index__`. */
export function isIndex(slot: Slot): boolean {
  const hi = I32[(slot >> 2) + 1];
  if (hi === TAG_INT || hi === TAG_BOOL) return true;
  if (hi !== TAG_REF) return false;
  const type = I32[(I32[slot >> 2] + OBJ_TYPE) >> 2];
  return (I32[(type + TYPE_FLAGS) >> 2] & TF_INT) !== 0 || lookupInType(type, N.__index__) !== 0;
}

/** The int of an index that is in range of 32 bits. An int beyond raises IndexError as CPython does. */
export function sequenceIndex(key: Slot): number {
  const hi = I32[(key >> 2) + 1];
  if (hi === TAG_INT || hi === TAG_BOOL) return I32[key >> 2];
  const value = clampedIndex(key);
  if (value > 0x7fffffff || value < -0x80000000)
    throw raise(T.IndexError, `cannot fit '${typeNameOf(key)}' into an index-sized integer`);
  return value;
}

/** Beyond every length and every index there can be. */
export const FAR = 2 ** 40;

/** An index as a number, cut off at ±FAR. */
export function clampedIndex(slot: Slot): number {
  const hi = I32[(slot >> 2) + 1];
  if (hi === TAG_INT || hi === TAG_BOOL) return I32[slot >> 2];
  let value: bigint;
  if (hi === TAG_REF && typeOf(slot) === T.int) {
    if (Math.abs(I32[(refAt(slot) + INT_SIZE) >> 2]) > 1)
      return I32[(refAt(slot) + INT_SIZE) >> 2] < 0 ? -FAR : FAR;
    value = toBigInt(slot);
  } else value = toIndexBigInt(slot);
  return value > FAR ? FAR : value < -FAR ? -FAR : Number(value);
}

// ---- Slices ------------------------------------------------------------------------------------------------------

export interface ResolvedSlice {
  /** First index; valid when count > 0. */
  readonly start: number;
  readonly step: number;
  readonly count: number;
  /** Where the slice ends (for assignment of an empty slice: equal to start or below it). */
  readonly stop: number;
}

function slicePart(slot: Slot): number {
  if (!isIndex(slot))
    throw raise(T.TypeError, "slice indices must be integers or None or have an __index__ method");
  return clampedIndex(slot);
}

/** One end of a slice, brought into the sequence. */
function sliceEnd(slot: Slot, length: number, lowest: number, highest: number, otherwise: number): number {
  if (I32[(slot >> 2) + 1] === TAG_NONE) return otherwise;
  let value = slicePart(slot);
  if (value < 0) value += length;
  return Math.max(lowest, Math.min(value, highest));
}

/** Applies a slice object to a sequence of `length` items. May run `__index__`. */
export const resolveSlice = (slice: Address, length: number): ResolvedSlice =>
  resolveParts(slice + SLICE_START, slice + SLICE_STOP, slice + SLICE_STEP, length);

/** As `resolveSlice`, from the slots of the three parts. */
export function resolveParts(first: Slot, last: Slot, by: Slot, length: number): ResolvedSlice {
  const step = isNone(by) ? 1 : slicePart(by);
  if (step === 0) throw raise(T.ValueError, "slice step cannot be zero");
  if (step > 0) {
    const start = sliceEnd(first, length, 0, length, 0);
    const stop = sliceEnd(last, length, 0, length, length);
    return { start, stop, step, count: start < stop ? Math.floor((stop - start - 1) / step) + 1 : 0 };
  }
  const start = sliceEnd(first, length, -1, length - 1, length - 1);
  const stop = sliceEnd(last, length, -1, length - 1, -1);
  return { start, stop, step, count: stop < start ? Math.floor((start - stop - 1) / -step) + 1 : 0 };
}

/** A new slice object. */
export function newSlice(start: Slot, stop: Slot, step: Slot): Address {
  const slice = allocateObject(T.slice, 32);
  copyValue(start, slice + SLICE_START);
  copyValue(stop, slice + SLICE_STOP);
  copyValue(step, slice + SLICE_STEP);
  return slice;
}

/** Writes `slice(start, stop)` to a temporary. */
function pushSlice(start: Slot, stop: Slot): Slot {
  const held = pushTemps(2);
  setNone(held + 8);
  setRef(held, newSlice(start, stop, held + 8));
  return held;
}

/** An end of a slice that needs no Python code to be read. */
const isPlainEnd = (slot: Slot): boolean => {
  const tag = I32[(slot >> 2) + 1];
  return tag === TAG_INT || tag === TAG_NONE;
};

/** `container[start:stop]`. */
export function getSlice(container: Slot, start: Slot, stop: Slot, out: Slot): void {
  const row = protocolRow(typeOf(container));
  const get = row >= 0 ? rangeGetters[row] : undefined;
  if (get !== undefined && isPlainEnd(start) && isPlainEnd(stop)) {
    const length = lengths[row]!(refAt(container));
    get(container, sliceEnd(start, length, 0, length, 0), sliceEnd(stop, length, 0, length, length), out);
    return;
  }
  const mark = markTemps();
  getItem(container, pushSlice(start, stop), out);
  releaseTemps(mark);
}

/** `container[start:stop] = value`. */
export function setSlice(container: Slot, start: Slot, stop: Slot, value: Slot): void {
  const row = protocolRow(typeOf(container));
  const set = row >= 0 ? rangeSetters[row] : undefined;
  // Other values may change the container while their items are collected.
  if (set !== undefined && isPlainEnd(start) && isPlainEnd(stop) && typeOf(value) === T.list) {
    const length = lengths[row]!(refAt(container));
    set(container, sliceEnd(start, length, 0, length, 0), sliceEnd(stop, length, 0, length, length), value);
    return;
  }
  const mark = markTemps();
  setItem(container, pushSlice(start, stop), value);
  releaseTemps(mark);
}
