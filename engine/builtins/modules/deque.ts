/**
 * collections.deque: a ring buffer. The items lie in a list that only the deque knows, whose length is a power of two; the
 * first is at `head`.
 *
 * Any change of length changes the version, by which iterators notice it.
 */

import { allocateObject } from "../../heap/allocate.ts";
import {
  type Address,
  LIST_ITEMS,
  NOT_IMPLEMENTED,
  OBJ_HEADER,
  type Slot,
  T,
  TF_BASE,
} from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { newString } from "../../heap/strings.ts";
import {
  copyValue,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { guardRepr } from "../../objects/container_repr.ts";
import { makeType } from "../../objects/define.ts";
import { iterator_iter, iterator_next } from "../../objects/iterators.ts";
import { listItem, listLength, newList, resizeList } from "../../objects/list.ts";
import { compareByItems } from "../../objects/sequence.ts";
import { emptyTuple, newTuple, newTupleFrom, tupleItem } from "../../objects/tuple.ts";
import { isInstance, typeName, typeNameOf } from "../../objects/type.ts";
import { class_getitem } from "../../objects/union.ts";
import { EQ, equals, NE } from "../../runtime/compare.ts";
import { reprOf } from "../../runtime/format.ts";
import { forEach, listOf } from "../../runtime/iterate.ts";
import type { Native } from "../../runtime/native.ts";
import { hasIndex, indexValue } from "../../runtime/number.ts";
import { moduleNexts } from "../../runtime/protocols.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { clampedIndex, isIndex, sequenceIndex } from "../../runtime/subscript.ts";
import { addObject } from "../functions/table.ts";

const RING = OBJ_HEADER; // list
const HEAD = OBJ_HEADER + 4;
const LENGTH = OBJ_HEADER + 8;
const LIMIT = OBJ_HEADER + 12; // −1: none
const VERSION = OBJ_HEADER + 16;
const DICT = OBJ_HEADER + 20;
const SIZE = OBJ_HEADER + 24;

let dequeType: Address = 0;
let iteratorType: Address = 0;
let reverseType: Address = 0;

const get = (object: Address, field: number): number => I32[(object + field) >> 2];
const set = (object: Address, field: number, value: number): void => {
  I32[(object + field) >> 2] = value;
};
const lengthOf = (deque: Address): number => get(deque, LENGTH);
const capacityOf = (deque: Address): number => listLength(get(deque, RING));
const changed = (deque: Address): void => set(deque, VERSION, get(deque, VERSION) + 1);

/** Slot of item `index`, which is in range. */
function itemSlot(deque: Address, index: number): Slot {
  const ring = get(deque, RING);
  return I32[(ring + LIST_ITEMS) >> 2] + 8 * ((get(deque, HEAD) + index) & (listLength(ring) - 1));
}

function newRing(capacity: number): Address {
  const ring = newList(capacity);
  resizeList(ring, capacity);
  for (let i = 0; i < capacity; i++) setNone(listItem(ring, i));
  return ring;
}

function grow(deque: Address): void {
  const ring = newRing(capacityOf(deque) * 2);
  const count = lengthOf(deque);
  for (let i = 0; i < count; i++) copyValue(itemSlot(deque, i), listItem(ring, i));
  set(deque, RING, ring);
  set(deque, HEAD, 0);
}

function append(deque: Address, value: Slot): void {
  if (lengthOf(deque) === capacityOf(deque)) grow(deque);
  copyValue(value, itemSlot(deque, lengthOf(deque)));
  set(deque, LENGTH, lengthOf(deque) + 1);
  changed(deque);
  const limit = get(deque, LIMIT);
  if (limit >= 0 && lengthOf(deque) > limit) dropFirst(deque);
}

function appendLeft(deque: Address, value: Slot): void {
  if (lengthOf(deque) === capacityOf(deque)) grow(deque);
  set(deque, HEAD, (get(deque, HEAD) - 1) & (capacityOf(deque) - 1));
  set(deque, LENGTH, lengthOf(deque) + 1);
  copyValue(value, itemSlot(deque, 0));
  changed(deque);
  const limit = get(deque, LIMIT);
  if (limit >= 0 && lengthOf(deque) > limit) dropLast(deque);
}

function dropFirst(deque: Address): void {
  setNone(itemSlot(deque, 0));
  set(deque, HEAD, (get(deque, HEAD) + 1) & (capacityOf(deque) - 1));
  set(deque, LENGTH, lengthOf(deque) - 1);
  changed(deque);
}

function dropLast(deque: Address): void {
  setNone(itemSlot(deque, lengthOf(deque) - 1));
  set(deque, LENGTH, lengthOf(deque) - 1);
  changed(deque);
}

function clear(deque: Address): void {
  set(deque, RING, newRing(8));
  set(deque, HEAD, 0);
  set(deque, LENGTH, 0);
  changed(deque);
}

/** A new deque of a class, with the limit of another. */
function newDeque(type: Address, limit: number): Address {
  const deque = allocateOf(type);
  const mark = markTemps();
  setRef(pushTemp(), deque);
  set(deque, LIMIT, limit);
  set(deque, RING, newRing(8));
  releaseTemps(mark);
  return deque;
}

function extend(deque: Address, iterable: Slot, left: boolean): void {
  const held = pushTemp();
  if (isRef(iterable) && refAt(iterable) === deque) {
    setRef(held, listOf(iterable));
    forEach(held, (item) => (left ? appendLeft(deque, item) : append(deque, item)));
  } else forEach(iterable, (item) => (left ? appendLeft(deque, item) : append(deque, item)));
}

function deque_init(args: Slot): void {
  const deque = refAt(args);
  let limit = -1;
  if (!isUnbound(args + 16) && !isNone(args + 16)) {
    if (!hasIndex(args + 16)) throw raise(T.TypeError, `an integer is required`);
    limit = indexValue(args + 16);
    if (limit < 0) throw raise(T.ValueError, "maxlen must be non-negative");
  }
  set(deque, LIMIT, limit);
  if (lengthOf(deque) > 0) clear(deque);
  if (!isUnbound(args + 8)) extend(deque, args + 8, false);
}

function popEnd(left: boolean): Native {
  return (args, out) => {
    const deque = refAt(args);
    const count = lengthOf(deque);
    if (count === 0) throw raise(T.IndexError, "pop from an empty deque");
    const mark = markTemps();
    const held = pushTemp();
    copyValue(itemSlot(deque, left ? 0 : count - 1), held);
    if (left) dropFirst(deque);
    else dropLast(deque);
    copyValue(held, out);
    releaseTemps(mark);
  };
}

/** The items as a JS function of an index, for rewriting them all. */
function rewrite(deque: Address, count: number, from: (index: number) => number): void {
  const mark = markTemps();
  const held = pushTemps(Math.max(count, 1));
  for (let i = 0; i < count; i++) copyValue(itemSlot(deque, from(i)), held + 8 * i);
  const old = lengthOf(deque);
  for (let i = 0; i < count; i++) copyValue(held + 8 * i, itemSlot(deque, i));
  for (let i = count; i < old; i++) setNone(itemSlot(deque, i));
  if (count !== old) {
    set(deque, LENGTH, count);
    changed(deque);
  }
  releaseTemps(mark);
}

function indexArgument(deque: Address, key: Slot): number {
  if (!isIndex(key)) throw raise(T.TypeError, `sequence index must be integer, not '${typeNameOf(key)}'`);
  let index = sequenceIndex(key);
  if (index < 0) index += lengthOf(deque);
  if (index < 0 || index >= lengthOf(deque)) throw raise(T.IndexError, "deque index out of range");
  return index;
}

function removeAt(deque: Address, index: number): void {
  for (let i = index; i < lengthOf(deque) - 1; i++) copyValue(itemSlot(deque, i + 1), itemSlot(deque, i));
  dropLast(deque);
}

/** Compares each item with `value`; `visit` gets the index of an equal one. Raises when the deque changes meanwhile. */
function scan(
  deque: Address,
  value: Slot,
  start: number,
  stop: number,
  visit: (index: number) => boolean,
): void {
  const version = get(deque, VERSION);
  const mark = markTemps();
  const held = pushTemp();
  for (let i = start; i < stop; i++) {
    copyValue(itemSlot(deque, i), held);
    const same = equals(held, value);
    if (version !== get(deque, VERSION)) throw raise(T.RuntimeError, "deque mutated during iteration");
    if (same && !visit(i)) break;
  }
  releaseTemps(mark);
}

function deque_index(args: Slot, out: Slot): void {
  const deque = refAt(args);
  const count = lengthOf(deque);
  const bound = (slot: Slot, otherwise: number): number => {
    if (isUnbound(slot)) return otherwise;
    const value = clampedIndex(slot);
    return Math.min(Math.max(value < 0 ? value + count : value, 0), count);
  };
  let found = -1;
  scan(deque, args + 8, bound(args + 16, 0), bound(args + 24, count), (index) => {
    found = index;
    return false;
  });
  if (found < 0) throw raise(T.ValueError, "deque.index(x): x not in deque");
  setInt(out, found);
}

function deque_count(args: Slot, out: Slot): void {
  let count = 0;
  scan(refAt(args), args + 8, 0, lengthOf(refAt(args)), () => {
    count++;
    return true;
  });
  setInt(out, count);
}

function deque_remove(args: Slot): void {
  const deque = refAt(args);
  let found = -1;
  scan(deque, args + 8, 0, lengthOf(deque), (index) => {
    found = index;
    return false;
  });
  if (found < 0) throw raise(T.ValueError, "deque.remove(x): x not in deque");
  removeAt(deque, found);
}

function deque_insert(args: Slot): void {
  const deque = refAt(args);
  const count = lengthOf(deque);
  if (count === get(deque, LIMIT)) throw raise(T.IndexError, "deque already at its maximum size");
  let index = clampedIndex(args + 8);
  if (index < 0) index = Math.max(0, index + count);
  index = Math.min(index, count);
  append(deque, args + 16);
  for (let i = count; i > index; i--) copyValue(itemSlot(deque, i - 1), itemSlot(deque, i));
  copyValue(args + 16, itemSlot(deque, index));
}

function deque_rotate(args: Slot): void {
  const deque = refAt(args);
  const count = lengthOf(deque);
  const steps = isUnbound(args + 8) ? 1 : indexValue(args + 8);
  if (count < 2) return;
  const shift = ((steps % count) + count) % count;
  if (shift !== 0) rewrite(deque, count, (i) => (i - shift + count) % count);
}

function copyDeque(deque: Address, type: Address, out: Slot): void {
  const mark = markTemps();
  const copy = newDeque(type, get(deque, LIMIT));
  setRef(pushTemp(), copy);
  const held = pushTemp();
  for (let i = 0; i < lengthOf(deque); i++) {
    copyValue(itemSlot(deque, i), held);
    append(copy, held);
  }
  setRef(out, copy);
  releaseTemps(mark);
}

const isDeque = (slot: Slot): boolean => isRef(slot) && isInstance(slot, dequeType);

function deque_add(args: Slot, out: Slot): void {
  if (!isDeque(args + 8))
    throw raise(T.TypeError, `can only concatenate deque (not "${typeNameOf(args + 8)}") to deque`);
  const result = pushTemp();
  copyDeque(refAt(args), typeOf(args), result);
  extend(refAt(result), args + 8, false);
  copyValue(result, out);
}

function repeat(deque: Address, source: Address, times: number): void {
  const held = pushTemp();
  const count = lengthOf(source);
  const limit = get(deque, LIMIT);
  for (let n = 0; n < times; n++)
    for (let i = 0; i < count; i++) {
      copyValue(itemSlot(source, i), held);
      append(deque, held);
      if (limit === 0) return;
    }
}

function deque_mul(args: Slot, out: Slot): void {
  if (!hasIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const source = refAt(args);
  const result = pushTemp();
  setRef(result, newDeque(typeOf(args), get(source, LIMIT)));
  repeat(refAt(result), source, indexValue(args + 8));
  copyValue(result, out);
}

const readItem = (deque: Address, index: number, to: Slot): void => copyValue(itemSlot(deque, index), to);

function comparison(op: number): Native {
  return (args, out) => {
    if (!isDeque(args + 8)) {
      setRef(out, NOT_IMPLEMENTED);
      return;
    }
    compareByItems(op, refAt(args), refAt(args + 8), lengthOf, readItem, out);
  };
}

/** For pickling: the class, an empty deque's arguments, the dict of a subclass, and the items. */
function deque_reduce(args: Slot, out: Slot): void {
  const deque = refAt(args);
  const held = pushTemps(3);
  const limit = get(deque, LIMIT);
  setRef(held, emptyTuple());
  if (limit >= 0) {
    setInt(held + 8, limit);
    setRef(held, newTupleFrom(held, 2));
  }
  newIterator(iteratorType, deque, held + 16);
  const result = newTuple(4);
  setRef(tupleItem(result, 0), typeOf(args));
  copyValue(held, tupleItem(result, 1));
  if (get(deque, DICT) === 0) setNone(tupleItem(result, 2));
  else setRef(tupleItem(result, 2), get(deque, DICT));
  copyValue(held + 16, tupleItem(result, 3));
  setRef(out, result);
}

/** `__name__` of a class. */
const shortName = (type: Address): string => typeName(type).slice(typeName(type).lastIndexOf(".") + 1);

function deque_repr(args: Slot, out: Slot): void {
  const deque = refAt(args);
  const text = guardRepr(deque, "[...]", () => {
    const parts: string[] = [];
    const mark = markTemps();
    const held = pushTemp();
    for (let i = 0; i < lengthOf(deque); i++) {
      copyValue(itemSlot(deque, i), held);
      parts.push(reprOf(held));
    }
    releaseTemps(mark);
    const limit = get(deque, LIMIT);
    return `${shortName(typeOf(args))}([${parts.join(", ")}]${limit >= 0 ? `, maxlen=${limit}` : ""})`;
  });
  setRef(out, newString(text));
}

// ---- Iterators -------------------------------------------------------------------------------------------------------

const ITER_DEQUE = OBJ_HEADER; // 0 when exhausted
const ITER_INDEX = OBJ_HEADER + 4;
const ITER_VERSION = OBJ_HEADER + 8;

function newIterator(type: Address, deque: Address, out: Slot): void {
  const iterator = allocateObject(type, 24);
  set(iterator, ITER_DEQUE, deque);
  set(iterator, ITER_INDEX, 0);
  set(iterator, ITER_VERSION, get(deque, VERSION));
  set(iterator, ITER_VERSION + 4, 0);
  setRef(out, iterator);
}

const advance =
  (reverse: boolean) =>
  (iterator: Address, out: Slot): boolean => {
    const deque = get(iterator, ITER_DEQUE);
    if (deque === 0) return false;
    if (get(deque, VERSION) !== get(iterator, ITER_VERSION)) {
      set(iterator, ITER_DEQUE, 0);
      throw raise(T.RuntimeError, "deque mutated during iteration");
    }
    const index = get(iterator, ITER_INDEX);
    if (index >= lengthOf(deque)) {
      set(iterator, ITER_DEQUE, 0);
      return false;
    }
    set(iterator, ITER_INDEX, index + 1);
    copyValue(itemSlot(deque, reverse ? lengthOf(deque) - 1 - index : index), out);
    return true;
  };

function makeIteratorType(name: string, reverse: boolean): Address {
  const type = makeType(name, {
    module: "collections",
    size: 24,
    refs: [ITER_DEQUE],
    methods: {
      __iter__: ["(self, /)", iterator_iter],
      __next__: ["(self, /)", iterator_next],
      __length_hint__: [
        "(self, /)",
        (args, out) => {
          const deque = get(refAt(args), ITER_DEQUE);
          setInt(out, deque === 0 ? 0 : lengthOf(deque) - get(refAt(args), ITER_INDEX));
        },
      ],
    },
  });
  moduleNexts.set(type, advance(reverse));
  return type;
}

/** Makes the type and enters it into the module. */
export function addDeque(module: Address): void {
  iteratorType = makeIteratorType("collections._deque_iterator", false);
  reverseType = makeIteratorType("collections._deque_reverse_iterator", true);
  dequeType = makeType("collections.deque", {
    module: "collections",
    size: SIZE,
    refs: [RING, DICT],
    dictOffset: DICT,
    flags: TF_BASE,
    doc: "A list-like sequence optimized for data accesses near its endpoints.",
    methods: {
      __new__: ["(cls, *args, **kwargs)", (args, out) => setRef(out, newDeque(refAt(args), -1))],
      __init__: ["(self, iterable=(), maxlen=None)", deque_init],
      __hash__: null,
      __len__: ["(self, /)", (args, out) => setInt(out, lengthOf(refAt(args)))],
      __bool__: ["(self, /)", (args, out) => setBool(out, lengthOf(refAt(args)) > 0)],
      __iter__: ["(self, /)", (args, out) => newIterator(iteratorType, refAt(args), out)],
      __reversed__: ["(self, /)", (args, out) => newIterator(reverseType, refAt(args), out)],
      __getitem__: [
        "(self, key, /)",
        (args, out) => copyValue(itemSlot(refAt(args), indexArgument(refAt(args), args + 8)), out),
      ],
      __setitem__: [
        "(self, key, value, /)",
        (args) => copyValue(args + 16, itemSlot(refAt(args), indexArgument(refAt(args), args + 8))),
      ],
      __delitem__: ["(self, key, /)", (args) => removeAt(refAt(args), indexArgument(refAt(args), args + 8))],
      __contains__: [
        "(self, key, /)",
        (args, out) => {
          let found = false;
          scan(refAt(args), args + 8, 0, lengthOf(refAt(args)), () => {
            found = true;
            return false;
          });
          setBool(out, found);
        },
      ],
      __add__: ["(self, value, /)", deque_add],
      __iadd__: [
        "(self, value, /)",
        (args, out) => {
          extend(refAt(args), args + 8, false);
          copyValue(args, out);
        },
      ],
      __mul__: ["(self, value, /)", deque_mul],
      __rmul__: ["(self, value, /)", deque_mul],
      __imul__: [
        "(self, value, /)",
        (args, out) => {
          const deque = refAt(args);
          const copy = pushTemp();
          copyDeque(deque, dequeType, copy);
          clear(deque);
          repeat(deque, refAt(copy), indexValue(args + 8));
          setRef(out, deque);
        },
      ],
      __repr__: ["(self, /)", deque_repr],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(EQ)],
      __ne__: ["(self, value, /)", comparison(NE)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      __reduce__: ["(self, /)", deque_reduce],
      __copy__: ["(self, /)", (args, out) => copyDeque(refAt(args), typeOf(args), out)],
      __class_getitem__: ["(cls, object, /)", class_getitem],
      append: ["(self, item, /)", (args) => append(refAt(args), args + 8)],
      appendleft: ["(self, item, /)", (args) => appendLeft(refAt(args), args + 8)],
      pop: ["(self, /)", popEnd(false)],
      popleft: ["(self, /)", popEnd(true)],
      extend: ["(self, iterable, /)", (args) => extend(refAt(args), args + 8, false)],
      extendleft: ["(self, iterable, /)", (args) => extend(refAt(args), args + 8, true)],
      clear: ["(self, /)", (args) => clear(refAt(args))],
      copy: ["(self, /)", (args, out) => copyDeque(refAt(args), typeOf(args), out)],
      count: ["(self, value, /)", deque_count],
      index: ["(self, value, start=0, stop=<unrepresentable>, /)", deque_index],
      insert: ["(self, index, value, /)", deque_insert],
      remove: ["(self, value, /)", deque_remove],
      reverse: [
        "(self, /)",
        (args) => {
          const count = lengthOf(refAt(args));
          rewrite(refAt(args), count, (i) => count - 1 - i);
        },
      ],
      rotate: ["(self, n=1, /)", deque_rotate],
    },
    getset: {
      maxlen: [
        (self, out) => {
          const limit = get(refAt(self), LIMIT);
          if (limit < 0) setNone(out);
          else setInt(out, limit);
        },
      ],
    },
  });
  addObject(module, "deque", dequeType);
}
