/**
 * range: start, stop, step and length, ints of any size, and its two iterators: range_iterator counts in 32-bit words
 * (what `for i in range(n)` runs on, in every tier), longrange_iterator in ints of any size.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  LONGRANGE_LEFT,
  LONGRANGE_NEXT,
  LONGRANGE_STEP,
  NOT_IMPLEMENTED,
  RANGE_ITER_LEFT,
  RANGE_ITER_NEXT,
  RANGE_ITER_STEP,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  RANGE_STOP,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  type Slot,
  T,
  TAG_INT,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { newString } from "../heap/strings.ts";
import {
  copyValue,
  floatAt,
  intAt,
  isBool,
  isExactly,
  isFloat,
  isInt,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
} from "../heap/values.ts";
import { EQ, equals, NE } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { forEach } from "../runtime/iterate.ts";
import { toIndex, toIndexBigInt } from "../runtime/number.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { isIndex } from "../runtime/subscript.ts";
import { defineType } from "./define.ts";
import { int_set, intSign, isExactInt, safeNumber, toBigInt } from "./int.ts";
import { newTuple, newTupleFrom, newTupleOf, tuple_hash, tupleItem } from "./tuple.ts";
import { typeNameOf } from "./type.ts";

const RANGE_SIZE = 40;
const fits32 = (value: number): boolean => value === (value | 0);

/** A new range of the ints in three slots (exact ints). The step is not 0. */
export function newRange(start: Slot, stop: Slot, step: Slot): Address {
  const range = allocateObject(T.range, RANGE_SIZE);
  copyValue(start, range + RANGE_START);
  copyValue(stop, range + RANGE_STOP);
  copyValue(step, range + RANGE_STEP);
  setInt(range + RANGE_LENGTH, 0);
  const a = safeNumber(start);
  const b = safeNumber(stop);
  const c = safeNumber(step);
  // Sums of numbers below 2^52 are exact.
  if (Math.abs(a) < 2 ** 52 && Math.abs(b) < 2 ** 52 && Math.abs(c) < 2 ** 52) {
    const span = c > 0 ? b - a : a - b;
    int_set(range + RANGE_LENGTH, span <= 0 ? 0 : Math.floor((span - 1) / Math.abs(c)) + 1);
  } else {
    const wide = toBigInt(step);
    const span = wide > 0n ? toBigInt(stop) - toBigInt(start) : toBigInt(start) - toBigInt(stop);
    int_set(range + RANGE_LENGTH, span <= 0n ? 0 : (span - 1n) / (wide < 0n ? -wide : wide) + 1n);
  }
  return range;
}

/** Writes a range of two 32-bit ints with step 1. */
export function range_ofInts(start: number, stop: number, out: Slot): void {
  const range = allocateObject(T.range, RANGE_SIZE);
  setInt(range + RANGE_START, start);
  setInt(range + RANGE_STOP, stop);
  setInt(range + RANGE_STEP, 1);
  int_set(range + RANGE_LENGTH, Math.max(0, stop - start));
  setRef(out, range);
}

/** Writes `start + index * step`. */
function writeItem(range: Address, index: number | bigint, out: Slot): void {
  if (typeof index === "number") {
    const value = safeNumber(range + RANGE_START) + index * safeNumber(range + RANGE_STEP);
    if (Math.abs(value) < 2 ** 53 && Math.abs(index) < 2 ** 53) {
      int_set(out, value);
      return;
    }
  }
  int_set(out, toBigInt(range + RANGE_START) + BigInt(index) * toBigInt(range + RANGE_STEP));
}

function range_new(args: Slot, out: Slot): void {
  if (isInt(args + 8)) {
    // Nearly every range is one of these: no steps between, no temporaries.
    if (isUnbound(args + 16)) return range_ofInts(0, intAt(args + 8), out);
    if (isInt(args + 16) && isUnbound(args + 24)) return range_ofInts(intAt(args + 8), intAt(args + 16), out);
  }
  const mark = markTemps();
  const parts = pushTemps(3);
  setInt(parts, 0);
  setInt(parts + 16, 1);
  if (isUnbound(args + 16)) toIndex(args + 8, parts + 8);
  else {
    toIndex(args + 8, parts);
    toIndex(args + 16, parts + 8);
    if (!isUnbound(args + 24)) {
      toIndex(args + 24, parts + 16);
      if (intSign(parts + 16) === 0) throw raise(T.ValueError, "range() arg 3 must not be zero");
    }
  }
  setRef(out, newRange(parts, parts + 8, parts + 16));
  releaseTemps(mark);
}

/** Number of items; raises OverflowError past what `len()` may return. */
function range_length(range: Address): number {
  const length = safeNumber(range + RANGE_LENGTH);
  if (!(length <= 0x7fffffff)) throw raise(T.OverflowError, "Python int too large to convert to C ssize_t");
  return length;
}

/** `range[key]`. */
function range_getitem(self: Slot, key: Slot, out: Slot): void {
  const range = refAt(self);
  if (isExactly(key, T.slice)) {
    sliceRange(range, refAt(key), out);
    return;
  }
  if (!isIndex(key))
    throw raise(T.TypeError, `range indices must be integers or slices, not ${typeNameOf(key)}`);
  const length = safeNumber(range + RANGE_LENGTH);
  const small = I32[(key >> 2) + 1] === TAG_INT || isBool(key) ? I32[key >> 2] : Number.NaN;
  if (small === small && length === length) {
    const index = small < 0 ? small + length : small;
    if (index < 0 || index >= length) throw raise(T.IndexError, "range object index out of range");
    writeItem(range, index, out);
    return;
  }
  const wide = toBigInt(range + RANGE_LENGTH);
  let index = toIndexBigInt(key);
  if (index < 0n) index += wide;
  if (index < 0n || index >= wide) throw raise(T.IndexError, "range object index out of range");
  writeItem(range, index, out);
}

function sliceRange(range: Address, slice: Address, out: Slot): void {
  const length = toBigInt(range + RANGE_LENGTH);
  const part = (slot: Slot): bigint => {
    if (!isIndex(slot))
      throw raise(T.TypeError, "slice indices must be integers or None or have an __index__ method");
    return toIndexBigInt(slot);
  };
  const step = isNone(slice + SLICE_STEP) ? 1n : part(slice + SLICE_STEP);
  if (step === 0n) throw raise(T.ValueError, "slice step cannot be zero");
  const lowest = step < 0n ? -1n : 0n;
  const highest = step < 0n ? length - 1n : length;
  const end = (slot: Slot, otherwise: bigint): bigint => {
    if (isNone(slot)) return otherwise;
    let value = part(slot);
    if (value < 0n) value += length;
    return value < lowest ? lowest : value > highest ? highest : value;
  };
  const start = end(slice + SLICE_START, step < 0n ? highest : lowest);
  const stop = end(slice + SLICE_STOP, step < 0n ? lowest : highest);
  const mark = markTemps();
  const parts = pushTemps(3);
  writeItem(range, start, parts);
  writeItem(range, stop, parts + 8);
  int_set(parts + 16, toBigInt(range + RANGE_STEP) * step);
  setRef(out, newRange(parts, parts + 8, parts + 16));
  releaseTemps(mark);
}

/** Position of an int in the range, or −1. */
function positionOf(range: Address, item: Slot): number | bigint {
  const value = safeNumber(item);
  const start = safeNumber(range + RANGE_START);
  const step = safeNumber(range + RANGE_STEP);
  const length = safeNumber(range + RANGE_LENGTH);
  const distance = value - start;
  if (Math.abs(distance) < 2 ** 53 && step === step && length === length) {
    if (distance % step !== 0) return -1;
    const position = distance / step;
    return position >= 0 && position < length ? position : -1;
  }
  const wide = toBigInt(item) - toBigInt(range + RANGE_START);
  const wideStep = toBigInt(range + RANGE_STEP);
  if (wide % wideStep !== 0n) return -1;
  const position = wide / wideStep;
  return position >= 0n && position < toBigInt(range + RANGE_LENGTH) ? position : -1;
}

function range_contains(self: Slot, item: Slot): boolean {
  const range = refAt(self);
  if (isExactInt(item) || isBool(item)) return positionOf(range, item) >= 0;
  if (isFloat(item)) {
    const value = floatAt(item);
    if (!Number.isInteger(value)) return false;
    const mark = markTemps();
    const held = pushTemp();
    int_set(held, BigInt(value));
    const found = positionOf(range, held) >= 0;
    releaseTemps(mark);
    return found;
  }
  return searchRange(self, item) >= 0;
}

/** First position whose int equals any object, by comparing one after the other. */
function searchRange(self: Slot, item: Slot): number {
  let position = 0;
  let found = -1;
  forEach(self, (candidate) => {
    if (equals(candidate, item)) {
      found = position;
      return false;
    }
    position++;
    return true;
  });
  return found;
}

function range_index(args: Slot, out: Slot): void {
  if (isExactInt(args + 8) || isBool(args + 8)) {
    const position = positionOf(refAt(args), args + 8);
    if (position < 0) throw raise(T.ValueError, "range.index(x): x not in range");
    int_set(out, position);
    return;
  }
  const position = searchRange(args, args + 8);
  if (position < 0) throw raise(T.ValueError, "sequence.index(x): x not in sequence");
  int_set(out, position);
}

function range_count(args: Slot, out: Slot): void {
  setInt(out, range_contains(args, args + 8) ? 1 : 0);
}

/** Ranges are equal when they are the same sequence. */
function compareRanges(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if ((op !== EQ && op !== NE) || !isExactly(b, T.range)) return false;
  const x = refAt(a);
  const y = refAt(b);
  let equal = equals(x + RANGE_LENGTH, y + RANGE_LENGTH);
  if (equal && intSign(x + RANGE_LENGTH) !== 0) {
    equal = equals(x + RANGE_START, y + RANGE_START);
    if (equal && safeNumber(x + RANGE_LENGTH) !== 1) equal = equals(x + RANGE_STEP, y + RANGE_STEP);
  }
  setBool(out, equal === (op === EQ));
  return true;
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareRanges(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

function range_hash(self: Slot): number {
  const range = refAt(self);
  const length = safeNumber(range + RANGE_LENGTH);
  const mark = markTemps();
  const held = pushTemp();
  const key = newTuple(3);
  setRef(held, key);
  copyValue(range + RANGE_LENGTH, tupleItem(key, 0));
  if (length === 0) setNone(tupleItem(key, 1));
  else copyValue(range + RANGE_START, tupleItem(key, 1));
  if (length <= 1) setNone(tupleItem(key, 2));
  else copyValue(range + RANGE_STEP, tupleItem(key, 2));
  const hash = tuple_hash(held);
  releaseTemps(mark);
  return hash;
}

function range_repr(args: Slot, out: Slot): void {
  const range = refAt(args);
  const step = safeNumber(range + RANGE_STEP) === 1 ? "" : `, ${reprOf(range + RANGE_STEP)}`;
  setRef(out, newString(`range(${reprOf(range + RANGE_START)}, ${reprOf(range + RANGE_STOP)}${step})`));
}

// ---- Iterators ---------------------------------------------------------------------------------------------------

/** A range_iterator. All its ints must fit 32 bits. */
export function newRangeIterator(next: number, step: number, left: number): Address {
  const iterator = allocateObject(T.range_iterator, 24);
  I32[(iterator + RANGE_ITER_NEXT) >> 2] = next;
  I32[(iterator + RANGE_ITER_STEP) >> 2] = step;
  I32[(iterator + RANGE_ITER_LEFT) >> 2] = left;
  return iterator;
}

/** Writes an iterator over `length` ints from `start`; all three in slots. */
function writeIterator(start: Slot, step: Slot, length: Slot, out: Slot): void {
  const first = safeNumber(start);
  const stride = safeNumber(step);
  const count = safeNumber(length);
  if (fits32(first) && fits32(stride) && fits32(count) && fits32(first + stride * Math.max(0, count - 1))) {
    setRef(out, newRangeIterator(first, stride, count));
    return;
  }
  const iterator = allocateObject(T.longrange_iterator, 32);
  copyValue(start, iterator + LONGRANGE_NEXT);
  copyValue(step, iterator + LONGRANGE_STEP);
  copyValue(length, iterator + LONGRANGE_LEFT);
  setRef(out, iterator);
}

export function range_iter(self: Slot, out: Slot): void {
  const range = refAt(self);
  if (
    isInt(range + RANGE_START) &&
    isInt(range + RANGE_STOP) &&
    isInt(range + RANGE_LENGTH) &&
    intAt(range + RANGE_STEP) === 1 &&
    isInt(range + RANGE_STEP)
  ) {
    setRef(out, newRangeIterator(intAt(range + RANGE_START), 1, intAt(range + RANGE_LENGTH)));
    return;
  }
  writeIterator(range + RANGE_START, range + RANGE_STEP, range + RANGE_LENGTH, out);
}

function range_reversed(args: Slot, out: Slot): void {
  const range = refAt(args);
  const mark = markTemps();
  const parts = pushTemps(2);
  writeItem(range, toBigInt(range + RANGE_LENGTH) - 1n, parts);
  int_set(parts + 8, -toBigInt(range + RANGE_STEP));
  writeIterator(parts, parts + 8, range + RANGE_LENGTH, out);
  releaseTemps(mark);
}

/** Advances a range_iterator. */
export function nextOfRange(iterator: Address, out: Slot): boolean {
  const left = I32[(iterator + RANGE_ITER_LEFT) >> 2];
  if (left <= 0) return false;
  const value = I32[(iterator + RANGE_ITER_NEXT) >> 2];
  I32[(iterator + RANGE_ITER_NEXT) >> 2] = value + I32[(iterator + RANGE_ITER_STEP) >> 2];
  I32[(iterator + RANGE_ITER_LEFT) >> 2] = left - 1;
  setInt(out, value);
  return true;
}

/** Advances a longrange_iterator. */
export function nextOfLongRange(iterator: Address, out: Slot): boolean {
  if (intSign(iterator + LONGRANGE_LEFT) <= 0) return false;
  const mark = markTemps();
  const value = pushTemp();
  copyValue(iterator + LONGRANGE_NEXT, value);
  int_set(iterator + LONGRANGE_NEXT, toBigInt(value) + toBigInt(iterator + LONGRANGE_STEP));
  int_set(iterator + LONGRANGE_LEFT, toBigInt(iterator + LONGRANGE_LEFT) - 1n);
  copyValue(value, out);
  releaseTemps(mark);
  return true;
}

export function defineRangeType(): void {
  registerProtocols(T.range, {
    iterate: range_iter,
    length: range_length,
    getItem: range_getitem,
    contains: range_contains,
    compare: compareRanges,
    hash: range_hash,
  });
  defineType(T.range, {
    size: RANGE_SIZE,
    values: [RANGE_START, 4],
    doc: "Evenly spaced ints, computed when asked for.",
    methods: {
      __new__: ["(type, start, stop=None, step=1, /)", range_new],
      __repr__: ["(self, /)", range_repr],
      __hash__: ["(self, /)", (args, out) => setInt(out, range_hash(args))],
      __bool__: ["(self, /)", (args, out) => setBool(out, intSign(refAt(args) + RANGE_LENGTH) !== 0)],
      __len__: ["(self, /)", (args, out) => setInt(out, range_length(refAt(args)))],
      __getitem__: ["(self, key, /)", (args, out) => range_getitem(args, args + 8, out)],
      __reduce__: [
        "(self, /)",
        (args, out) => {
          const held = pushTemp();
          setRef(held, newTupleFrom(refAt(args) + RANGE_START, 3));
          setRef(out, newTupleOf(T.range, refAt(held)));
        },
      ],
      __contains__: ["(self, key, /)", (args, out) => setBool(out, range_contains(args, args + 8))],
      __iter__: ["(self, /)", range_iter],
      __reversed__: ["(self, /)", range_reversed],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(2)],
      __ne__: ["(self, value, /)", comparison(3)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      index: ["(self, value, /)", range_index, "Position of the value. Raises ValueError when it is absent."],
      count: ["(self, value, /)", range_count, "How many items equal the value."],
    },
    getset: {
      start: [(self, out) => copyValue(refAt(self) + RANGE_START, out)],
      stop: [(self, out) => copyValue(refAt(self) + RANGE_STOP, out)],
      step: [(self, out) => copyValue(refAt(self) + RANGE_STEP, out)],
    },
  });
}
