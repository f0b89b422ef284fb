/**
 * tuple: a length and that many values, inline. Never changes once its maker has filled it.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  EMPTY_TUPLE,
  KIND_TUPLE,
  LIST_ITEMS,
  LIST_LENGTH,
  NOT_IMPLEMENTED,
  OBJ_GC,
  OBJ_TYPE,
  SEQ_ITER_INDEX,
  SEQ_ITER_SEQ,
  type Slot,
  T,
  TAG_UNBOUND,
  TF_BASE,
  TF_TUPLE,
  TUPLE_DICT,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import {
  copyValue,
  copyValues,
  isExactly,
  refAt,
  setBool,
  setInt,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { hashOf } from "../runtime/compare.ts";
import { listOf } from "../runtime/iterate.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise } from "../runtime/raise.ts";
import { isIndex, resolveSlice, sequenceIndex } from "../runtime/subscript.ts";
import { tuple_repr } from "./container_repr.ts";
import { defineType } from "./define.ts";
import {
  compareSequences,
  countInSequence,
  indexInSequence,
  isTupleValue,
  raiseNotConcatenable,
  repeatCount,
  repeatValues,
  searchSequence,
  sequenceLength,
} from "./sequence.ts";
import { typeNameOf } from "./type.ts";
import { class_getitem } from "./union.ts";

/** The one empty tuple. */
export function emptyTuple(): Address {
  // The static cell is written on first use: memory starts zeroed, and types need tuples before tables exist.
  if (I32[(EMPTY_TUPLE + OBJ_TYPE) >> 2] === 0) {
    I32[(EMPTY_TUPLE + OBJ_TYPE) >> 2] = T.tuple;
    I32[(EMPTY_TUPLE + OBJ_GC) >> 2] = 0;
    I32[(EMPTY_TUPLE + TUPLE_LENGTH) >> 2] = 0;
    I32[(EMPTY_TUPLE + TUPLE_DICT) >> 2] = 0;
  }
  return EMPTY_TUPLE;
}

/** A tuple of `length` items, all unbound until the caller writes them; the empty tuple for 0. */
export function newTuple(length: number): Address {
  if (length === 0) return emptyTuple();
  const tuple = allocateTuple(T.tuple, length);
  for (let i = 0; i < length; i++) setUnbound(tuple + TUPLE_ITEMS + 8 * i);
  return tuple;
}

/** A tuple of `type` (tuple or a subclass) whose items are not yet written. */
export function allocateTuple(type: Address, length: number): Address {
  const tuple = allocateObject(type, TUPLE_ITEMS + 8 * length);
  I32[(tuple + TUPLE_LENGTH) >> 2] = length;
  I32[(tuple + TUPLE_DICT) >> 2] = 0;
  return tuple;
}

/** A tuple of the `count` values that start at `from`. */
export function newTupleFrom(from: Slot, count: number): Address {
  if (count === 0) return emptyTuple();
  const tuple = allocateTuple(T.tuple, count);
  copyValues(from, tuple + TUPLE_ITEMS, count);
  return tuple;
}

/** A tuple of objects given by address. */
export function newTupleOf(...objects: Address[]): Address {
  const tuple = newTuple(objects.length);
  objects.forEach((object, i) => setRef(tuple + TUPLE_ITEMS + 8 * i, object));
  return tuple;
}

export const tupleLength = (tuple: Address): number => I32[(tuple + TUPLE_LENGTH) >> 2];
export const tupleItem = (tuple: Address, index: number): Slot => tuple + TUPLE_ITEMS + 8 * index;

/** A tuple of the items of an iterable; itself when it is exactly a tuple. May run Python. */
export function tupleOf(iterable: Slot): Address {
  const type = typeOf(iterable);
  if (type === T.tuple) return refAt(iterable);
  const list = type === T.list ? refAt(iterable) : listOf(iterable);
  return newTupleFrom(I32[(list + LIST_ITEMS) >> 2], I32[(list + LIST_LENGTH) >> 2]);
}

// ---- Methods -----------------------------------------------------------------------------------------------------

function tuple_new(args: Slot, out: Slot): void {
  const type = refAt(args);
  const given = I32[(args + 12) >> 2] !== TAG_UNBOUND;
  const items = given ? tupleOf(args + 8) : emptyTuple();
  if (type === T.tuple) {
    setRef(out, items);
    return;
  }
  const length = tupleLength(items);
  const tuple = allocateTuple(type, length);
  copyValues(items + TUPLE_ITEMS, tuple + TUPLE_ITEMS, length);
  setRef(out, tuple);
}

/** `tuple[key]`. */
export function tuple_getitem(self: Slot, key: Slot, out: Slot): void {
  const tuple = refAt(self);
  const length = tupleLength(tuple);
  if (isExactly(key, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(key), length);
    if (count === length && step === 1 && isExactly(self, T.tuple)) setRef(out, tuple);
    else {
      const result = newTuple(count);
      for (let i = 0; i < count; i++) copyValue(tupleItem(tuple, start + i * step), tupleItem(result, i));
      setRef(out, result);
    }
    return;
  }
  if (!isIndex(key))
    throw raise(T.TypeError, `tuple indices must be integers or slices, not ${typeNameOf(key)}`);
  let index = sequenceIndex(key);
  if (index < 0) index += length;
  if (index < 0 || index >= length) throw raise(T.IndexError, "tuple index out of range");
  copyValue(tupleItem(tuple, index), out);
}

/** `a + b` of two tuples. */
export function tupleConcat(a: Address, b: Address): Address {
  const lengthA = tupleLength(a);
  const lengthB = tupleLength(b);
  if (lengthA + lengthB === 0) return emptyTuple();
  const result = allocateTuple(T.tuple, lengthA + lengthB);
  copyValues(a + TUPLE_ITEMS, result + TUPLE_ITEMS, lengthA);
  copyValues(b + TUPLE_ITEMS, result + TUPLE_ITEMS + 8 * lengthA, lengthB);
  return result;
}

/** `tuple * count`. */
export function tupleRepeat(tuple: Address, count: number): Address {
  const length = tupleLength(tuple);
  if (length * count === 0) return emptyTuple();
  const result = allocateTuple(T.tuple, length * count);
  repeatValues(tuple + TUPLE_ITEMS, length, result + TUPLE_ITEMS, count);
  return result;
}

function tuple_add(args: Slot, out: Slot): void {
  if (!isTupleValue(args + 8)) throw raiseNotConcatenable("tuple", args + 8);
  if (isExactly(args, T.tuple) && tupleLength(refAt(args + 8)) === 0) setRef(out, refAt(args));
  else if (isExactly(args + 8, T.tuple) && tupleLength(refAt(args)) === 0) setRef(out, refAt(args + 8));
  else setRef(out, tupleConcat(refAt(args), refAt(args + 8)));
}

function tuple_mul(args: Slot, out: Slot): void {
  if (!isIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const tuple = refAt(args);
  const count = repeatCount(args + 8, tupleLength(tuple));
  setRef(out, count === 1 && isExactly(args, T.tuple) ? tuple : tupleRepeat(tuple, count));
}

function tuple_index(args: Slot, out: Slot): void {
  const index = indexInSequence(refAt(args), true, args);
  if (index < 0) throw raise(T.ValueError, "tuple.index(x): x not in tuple");
  setInt(out, index);
}

/** Internal hash: the items' hashes mixed one after the other, and the length. */
export function tuple_hash(self: Slot): number {
  const tuple = refAt(self);
  const length = tupleLength(tuple);
  let hash = 0x165667b1;
  for (let i = 0; i < length; i++) {
    hash = Math.imul(hash ^ Math.imul(hashOf(tupleItem(tuple, i)), 0x85ebca77), 0x9e3779b1);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash ^= length;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & 0x7fffffff;
}

function compareTuples(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isTupleValue(b)) return false;
  compareSequences(op, refAt(a), refAt(b), true, out);
  return true;
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareTuples(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

const tuple_contains = (self: Slot, item: Slot): boolean =>
  searchSequence(refAt(self), true, item, 0, Number.MAX_SAFE_INTEGER) >= 0;

function tuple_iter(self: Slot, out: Slot): void {
  const iterator = allocateObject(T.tuple_iterator, 16);
  I32[(iterator + SEQ_ITER_SEQ) >> 2] = refAt(self);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = 0;
  setRef(out, iterator);
}

export function defineTupleType(): void {
  registerProtocols(T.tuple, {
    iterate: tuple_iter,
    length: sequenceLength,
    getItem: tuple_getitem,
    contains: tuple_contains,
    compare: compareTuples,
    hash: tuple_hash,
  });
  defineType(T.tuple, {
    kind: KIND_TUPLE,
    size: TUPLE_ITEMS,
    flags: TF_BASE | TF_TUPLE,
    dictOffset: TUPLE_DICT,
    doc: "An immutable sequence: any values, in order.",
    methods: {
      __new__: ["(type, iterable=(), /)", tuple_new],
      __class_getitem__: ["(type, object, /)", class_getitem],
      __repr__: ["(self, /)", tuple_repr],
      __hash__: ["(self, /)", (args, out) => setInt(out, tuple_hash(args))],
      __len__: ["(self, /)", (args, out) => setInt(out, tupleLength(refAt(args)))],
      __getitem__: ["(self, key, /)", (args, out) => tuple_getitem(args, args + 8, out)],
      __contains__: ["(self, key, /)", (args, out) => setBool(out, tuple_contains(args, args + 8))],
      __iter__: ["(self, /)", tuple_iter],
      __add__: ["(self, value, /)", tuple_add],
      __mul__: ["(self, value, /)", tuple_mul],
      __rmul__: ["(self, value, /)", tuple_mul],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(2)],
      __ne__: ["(self, value, /)", comparison(3)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      __getnewargs__: [
        "(self, /)",
        (args, out) =>
          setRef(out, newTupleOf(newTupleFrom(refAt(args) + TUPLE_ITEMS, tupleLength(refAt(args))))),
      ],
      index: [
        "(self, value, start=0, stop=2147483647, /)",
        tuple_index,
        "Index of the first item equal to the value.",
      ],
      count: [
        "(self, value, /)",
        (args, out) => setInt(out, countInSequence(refAt(args), true, args + 8)),
        "How many items equal the value.",
      ],
    },
  });
}
