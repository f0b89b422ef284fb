/**
 * list: values in a storage cell that grows by CPython's rule.
 *
 * LIST_CAPACITY follows CPython's over-allocation exactly; the storage behind it may be roomier, and then the capacity
 * grows in place, as `realloc` does it, without a copy. Slots at and after LIST_LENGTH are don't-care.
 */
import { allocateObject, allocateStorage, storageBytes } from "../heap/allocate.ts";
import {
  type Address,
  KIND_LIST,
  LIST_CAPACITY,
  LIST_DICT,
  LIST_ITEMS,
  LIST_LENGTH,
  LIST_SIZE,
  NOT_IMPLEMENTED,
  SEQ_ITER_INDEX,
  SEQ_ITER_SEQ,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  type Slot,
  T,
  TAG_UNBOUND,
  TF_BASE,
  TF_LIST,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { codePointAt } from "../heap/strings.ts";
import { copyValue, copyValues, isExactly, refAt, setBool, setInt, setRef, typeOf } from "../heap/values.ts";
import { isTrue } from "../runtime/compare.ts";
import { forEach, isIterable, listOf } from "../runtime/iterate.ts";
import { indexValue } from "../runtime/number.ts";
import { lengths, protocolRow, registerProtocols } from "../runtime/protocols.ts";
import { isRaisedInstance, raise, takeRaised } from "../runtime/raise.ts";
import { markTemps, pushTemp, RAISED, releaseTemps } from "../runtime/state.ts";
import { clampedIndex, isIndex, resolveParts, resolveSlice, sequenceIndex } from "../runtime/subscript.ts";
import { allocateOf } from "./allocate_of.ts";
import { list_repr } from "./container_repr.ts";
import { defineType } from "./define.ts";
import {
  compareSequences,
  countInSequence,
  indexInSequence,
  isListValue,
  raiseNotConcatenable,
  repeatCount,
  repeatValues,
  searchSequence,
  sequenceItems,
  sequenceLength,
} from "./sequence.ts";
import { sortList } from "./sort.ts";
import { characterString, strLength } from "./text.ts";
import { typeNameOf } from "./type.ts";
import { class_getitem } from "./union.ts";

/** An empty list with room for exactly `capacity` items. */
export function newList(capacity: number): Address {
  const list = allocateObject(T.list, LIST_SIZE);
  I32[(list + LIST_LENGTH) >> 2] = 0;
  I32[(list + LIST_CAPACITY) >> 2] = capacity;
  I32[(list + LIST_ITEMS) >> 2] = 0;
  I32[(list + LIST_DICT) >> 2] = 0;
  if (capacity > 0) {
    const storage = allocateStorage(8 * capacity);
    I32[(list + LIST_ITEMS) >> 2] = storage;
  }
  return list;
}

/** A list of the `count` values that start at `from`. */
export function newListFrom(from: Slot, count: number): Address {
  const list = newList(count);
  copyValues(from, I32[(list + LIST_ITEMS) >> 2], count);
  I32[(list + LIST_LENGTH) >> 2] = count;
  return list;
}

export const listLength = (list: Address): number => I32[(list + LIST_LENGTH) >> 2];
/** Slot of an item; good until the list is resized. */
export const listItem = (list: Address, index: number): Slot => I32[(list + LIST_ITEMS) >> 2] + 8 * index;

/** Sets the length to `length`, growing or shrinking the storage by CPython's rule. New items are not written. */
export function resizeList(list: Address, length: number): void {
  const capacity = I32[(list + LIST_CAPACITY) >> 2];
  if (length > capacity || length < capacity >> 1) reallocateItems(list, length);
  I32[(list + LIST_LENGTH) >> 2] = length;
}

function reallocateItems(list: Address, length: number): void {
  const used = I32[(list + LIST_LENGTH) >> 2];
  const items = I32[(list + LIST_ITEMS) >> 2];
  let capacity = (length + (length >> 3) + 6) & ~3;
  if (length - used > capacity - length) capacity = (length + 3) & ~3;
  if (length === 0) {
    I32[(list + LIST_ITEMS) >> 2] = I32[(list + LIST_CAPACITY) >> 2] = 0;
    return;
  }
  const room = items === 0 ? 0 : storageBytes(items) >> 3;
  if (capacity > room || capacity < room >> 2) {
    // Roomier than the capacity when growing one by one, so that few growths copy.
    const storage = allocateStorage(8 * (used < length && used > 16 ? capacity + (capacity >> 1) : capacity));
    copyValues(items, storage, Math.min(used, length));
    I32[(list + LIST_ITEMS) >> 2] = storage;
  }
  I32[(list + LIST_CAPACITY) >> 2] = capacity;
}

/** Makes room for one more item. */
export const growList = (list: Address): void => reallocateItems(list, I32[(list + LIST_LENGTH) >> 2] + 1);

/** Appends the value in `value`. */
export function list_append(list: Address, value: Slot): void {
  const length = I32[(list + LIST_LENGTH) >> 2];
  if (length >= I32[(list + LIST_CAPACITY) >> 2]) growList(list);
  const at = (I32[(list + LIST_ITEMS) >> 2] >> 2) + 2 * length;
  I32[at] = I32[value >> 2];
  I32[at + 1] = I32[(value >> 2) + 1];
  I32[(list + LIST_LENGTH) >> 2] = length + 1;
}

// ---- Slices and items ----------------------------------------------------------------------------------------------

/** A new list of `count` items of `list`, every `step`th from `start`. */
function copySlice(list: Address, start: number, step: number, count: number): Address {
  const result = newList(count);
  const items = I32[(list + LIST_ITEMS) >> 2];
  const to = I32[(result + LIST_ITEMS) >> 2];
  if (step === 1) copyValues(items + 8 * start, to, count);
  else for (let i = 0; i < count; i++) copyValue(items + 8 * (start + i * step), to + 8 * i);
  I32[(result + LIST_LENGTH) >> 2] = count;
  return result;
}

/** `list[start:stop:step]`, from the slots of the three. */
export function list_slice(list: Address, first: Slot, last: Slot, by: Slot): Address {
  const { start, step, count } = resolveParts(first, last, by, I32[(list + LIST_LENGTH) >> 2]);
  return copySlice(list, start, step, count);
}

/** `list[key]`. */
export function list_getitem(self: Slot, key: Slot, out: Slot): void {
  const list = refAt(self);
  if (isExactly(key, T.slice)) {
    const slice = refAt(key);
    setRef(out, list_slice(list, slice + SLICE_START, slice + SLICE_STOP, slice + SLICE_STEP));
    return;
  }
  copyValue(listItem(list, checkedIndex(list, key, "list index out of range")), out);
}

function list_getrange(self: Slot, start: number, stop: number, out: Slot): void {
  setRef(out, copySlice(refAt(self), start, 1, Math.max(0, stop - start)));
}

function list_setrange(self: Slot, start: number, stop: number, value: Slot): void {
  const mark = markTemps();
  const list = refAt(self);
  let source = refAt(value);
  if (source === list) {
    source = list_copy(list);
    setRef(pushTemp(), source);
  }
  replaceRange(list, start, Math.max(start, stop), listItem(source, 0), I32[(source + LIST_LENGTH) >> 2]);
  releaseTemps(mark);
}

function checkedIndex(list: Address, key: Slot, message: string): number {
  if (!isIndex(key))
    throw raise(T.TypeError, `list indices must be integers or slices, not ${typeNameOf(key)}`);
  let index = sequenceIndex(key);
  const length = I32[(list + LIST_LENGTH) >> 2];
  if (index < 0) index += length;
  if (index < 0 || index >= length) throw raise(T.IndexError, message);
  return index;
}

/** `list[key] = value`. */
export function list_setitem(self: Slot, key: Slot, value: Slot): void {
  const list = refAt(self);
  if (isExactly(key, T.slice)) assignSlice(list, refAt(key), value);
  else {
    const index = checkedIndex(list, key, "list assignment index out of range");
    copyValue(value, listItem(list, index));
  }
}

function assignSlice(list: Address, slice: Address, value: Slot): void {
  const mark = markTemps();
  const held = pushTemp();
  // The items come first: collecting them may run Python and resize the list. A copy when they are the list's own.
  if (isExactly(value, T.list) && refAt(value) !== list) copyValue(value, held);
  else if (isExactly(value, T.tuple)) copyValue(value, held);
  else setRef(held, listForSlice(value));
  const inline = isExactly(held, T.tuple);
  const { start, stop, step, count } = resolveSlice(slice, I32[(list + LIST_LENGTH) >> 2]);
  const source = refAt(held);
  const size = sequenceLength(source);
  if (step === 1) replaceRange(list, start, Math.max(start, stop), sequenceItems(source, inline), size);
  else {
    if (size !== count)
      throw raise(
        T.ValueError,
        `attempt to assign sequence of size ${size} to extended slice of size ${count}`,
      );
    const from = sequenceItems(source, inline);
    for (let i = 0; i < count; i++) copyValue(from + 8 * i, listItem(list, start + i * step));
  }
  releaseTemps(mark);
}

function listForSlice(value: Slot): Address {
  try {
    return listOf(value);
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(T.TypeError) || isIterable(value)) throw error;
    takeRaised();
    throw raise(T.TypeError, "must assign iterable to extended slice");
  }
}

/** Replaces the items start … stop − 1 by `count` values, which do not lie in this list. */
function replaceRange(list: Address, start: number, stop: number, values: Slot, count: number): void {
  const length = I32[(list + LIST_LENGTH) >> 2];
  const change = count - (stop - start);
  if (change !== 0) {
    // A shrinking list moves its tail before the storage may shrink, a growing one after it has grown.
    if (change < 0) copyValues(listItem(list, stop), listItem(list, stop + change), length - stop);
    resizeList(list, length + change);
    if (change > 0) copyValues(listItem(list, stop), listItem(list, stop + change), length - stop);
  }
  if (count > 0) copyValues(values, listItem(list, start), count);
}

/** `del list[key]`. */
export function list_delitem(self: Slot, key: Slot): void {
  const list = refAt(self);
  if (!isExactly(key, T.slice)) {
    const index = checkedIndex(list, key, "list assignment index out of range");
    replaceRange(list, index, index + 1, 0, 0);
    return;
  }
  const { start, step, count } = resolveSlice(refAt(key), I32[(list + LIST_LENGTH) >> 2]);
  if (count === 0) return;
  const first = step > 0 ? start : start + (count - 1) * step;
  const stride = Math.abs(step);
  if (stride === 1) {
    replaceRange(list, first, first + count, 0, 0);
    return;
  }
  const length = I32[(list + LIST_LENGTH) >> 2];
  let to = first;
  for (let i = first; i < length; i++) {
    if ((i - first) % stride === 0 && (i - first) / stride < count) continue;
    copyValue(listItem(list, i), listItem(list, to++));
  }
  resizeList(list, to);
}

// ---- Methods -----------------------------------------------------------------------------------------------------

/** `list.extend(iterable)`. A list or tuple is copied at once; others are followed item by item. */
export function list_extend(list: Address, iterable: Slot): void {
  const type = typeOf(iterable);
  if (type === T.list || type === T.tuple) {
    const source = refAt(iterable);
    const count = sequenceLength(source);
    const length = I32[(list + LIST_LENGTH) >> 2];
    if (count === 0) return;
    resizeList(list, length + count);
    // Read after the resize: the source may be this list.
    copyValues(sequenceItems(source, type === T.tuple), listItem(list, length), count);
    return;
  }
  const row = protocolRow(type);
  const known = row >= 0 ? lengths[row] : undefined;
  if (known !== undefined && I32[(list + LIST_CAPACITY) >> 2] === 0) {
    // As CPython, which allots exactly the announced length to an empty list.
    const length = known(refAt(iterable));
    if (length > 0 && length < 0x4000000) {
      setWord(list + LIST_ITEMS, allocateStorage(8 * length));
      I32[(list + LIST_CAPACITY) >> 2] = length;
    }
  }
  if (type === T.str) {
    appendCharacters(list, refAt(iterable));
    return;
  }
  forEach(iterable, (item) => {
    list_append(list, item);
  });
}

function appendCharacters(list: Address, str: Address): void {
  const length = I32[(list + LIST_LENGTH) >> 2];
  const count = strLength(str);
  resizeList(list, length + count);
  // Memory may end on the way: the list has what there is.
  I32[(list + LIST_LENGTH) >> 2] = length;
  for (let i = 0; i < count; i++) {
    setRef(listItem(list, length + i), characterString(codePointAt(str, i)));
    I32[(list + LIST_LENGTH) >> 2] = length + i + 1;
  }
}

/** Removes the item at `index`, which is in range, and writes it to `out`. */
export function list_popAt(list: Address, index: number, out: Slot): void {
  const length = I32[(list + LIST_LENGTH) >> 2];
  const slot = listItem(list, index);
  const low = I32[slot >> 2];
  const high = I32[(slot >> 2) + 1];
  if (index < length - 1) copyValues(slot + 8, slot, length - 1 - index);
  resizeList(list, length - 1);
  I32[out >> 2] = low;
  I32[(out >> 2) + 1] = high;
}

function list_pop(args: Slot, out: Slot): void {
  const list = refAt(args);
  let index = I32[(args + 12) >> 2] === TAG_UNBOUND ? -1 : indexValue(args + 8);
  const length = I32[(list + LIST_LENGTH) >> 2];
  if (length === 0) throw raise(T.IndexError, "pop from empty list");
  if (index < 0) index += length;
  if (index < 0 || index >= length) throw raise(T.IndexError, "pop index out of range");
  list_popAt(list, index, out);
}

/** Inserts a value before `index`, which is brought into the list. */
export function list_insertAt(list: Address, index: number, value: Slot): void {
  const length = I32[(list + LIST_LENGTH) >> 2];
  const at = index < 0 ? Math.max(0, index + length) : Math.min(index, length);
  const low = I32[value >> 2];
  const high = I32[(value >> 2) + 1];
  resizeList(list, length + 1);
  const slot = listItem(list, at);
  if (at < length) copyValues(slot, slot + 8, length - at);
  I32[slot >> 2] = low;
  I32[(slot >> 2) + 1] = high;
}

function list_insert(args: Slot): void {
  list_insertAt(refAt(args), isIndex(args + 8) ? clampedIndex(args + 8) : indexValue(args + 8), args + 16);
}

function list_remove(args: Slot): void {
  const list = refAt(args);
  const index = searchSequence(list, false, args + 8, 0, Number.MAX_SAFE_INTEGER);
  if (index < 0) throw raise(T.ValueError, "list.remove(x): x not in list");
  if (index < I32[(list + LIST_LENGTH) >> 2]) replaceRange(list, index, index + 1, 0, 0);
}

/** Empties the list. */
export function list_clear(list: Address): void {
  I32[(list + LIST_LENGTH) >> 2] = 0;
  I32[(list + LIST_CAPACITY) >> 2] = 0;
  I32[(list + LIST_ITEMS) >> 2] = 0;
}

function list_index(args: Slot, out: Slot): void {
  const index = indexInSequence(refAt(args), false, args);
  if (index < 0) throw raise(T.ValueError, "list.index(x): x not in list");
  setInt(out, index);
}

/** Reverses the list in place. */
export function list_reverse(list: Address): void {
  const items = I32[(list + LIST_ITEMS) >> 2] >> 2;
  for (let i = 0, j = I32[(list + LIST_LENGTH) >> 2] - 1; i < j; i++, j--) {
    const low = I32[items + 2 * i];
    const high = I32[items + 2 * i + 1];
    I32[items + 2 * i] = I32[items + 2 * j];
    I32[items + 2 * i + 1] = I32[items + 2 * j + 1];
    I32[items + 2 * j] = low;
    I32[items + 2 * j + 1] = high;
  }
}

/** A new list with the same items. */
export const list_copy = (list: Address): Address => copySlice(list, 0, 1, I32[(list + LIST_LENGTH) >> 2]);

/** `a + b` of two lists. */
export function listConcat(a: Address, b: Address): Address {
  const lengthA = I32[(a + LIST_LENGTH) >> 2];
  const lengthB = I32[(b + LIST_LENGTH) >> 2];
  const result = newList(lengthA + lengthB);
  const items = I32[(result + LIST_ITEMS) >> 2];
  copyValues(I32[(a + LIST_ITEMS) >> 2], items, lengthA);
  copyValues(I32[(b + LIST_ITEMS) >> 2], items + 8 * lengthA, lengthB);
  I32[(result + LIST_LENGTH) >> 2] = lengthA + lengthB;
  return result;
}

/** `list * count`. */
export function listRepeat(list: Address, count: number): Address {
  const length = I32[(list + LIST_LENGTH) >> 2];
  const result = newList(length * count);
  repeatValues(I32[(list + LIST_ITEMS) >> 2], length, I32[(result + LIST_ITEMS) >> 2], count);
  I32[(result + LIST_LENGTH) >> 2] = length * count;
  return result;
}

function list_mul(args: Slot, out: Slot): void {
  if (!isIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const list = refAt(args);
  setRef(out, listRepeat(list, repeatCount(args + 8, I32[(list + LIST_LENGTH) >> 2])));
}

function list_imul(args: Slot, out: Slot): void {
  if (!isIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const list = refAt(args);
  const length = I32[(list + LIST_LENGTH) >> 2];
  const count = repeatCount(args + 8, length);
  resizeList(list, length * count);
  const items = I32[(list + LIST_ITEMS) >> 2];
  if (count > 1) repeatValues(items, length, items + 8 * length, count - 1);
  copyValue(args, out);
}

function list_add(args: Slot, out: Slot): void {
  if (!isListValue(args + 8)) throw raiseNotConcatenable("list", args + 8);
  setRef(out, listConcat(refAt(args), refAt(args + 8)));
}

function list_iadd(args: Slot, out: Slot): void {
  list_extend(refAt(args), args + 8);
  copyValue(args, out);
}

/** Comparison of exact or derived lists; false (NotImplemented) for anything else on the right. */
function compareLists(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isListValue(b)) return false;
  compareSequences(op, refAt(a), refAt(b), false, out);
  return true;
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareLists(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

const list_contains = (self: Slot, item: Slot): boolean =>
  searchSequence(refAt(self), false, item, 0, Number.MAX_SAFE_INTEGER) >= 0;

/** A new list_iterator or list_reverseiterator. */
function newListIterator(type: Address, list: Address, index: number): Address {
  const iterator = allocateObject(type, 16);
  I32[(iterator + SEQ_ITER_SEQ) >> 2] = list;
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index;
  return iterator;
}

function list_iter(self: Slot, out: Slot): void {
  setRef(out, newListIterator(T.list_iterator, refAt(self), 0));
}

function list_new(args: Slot, out: Slot): void {
  setRef(out, allocateOf(refAt(args)));
}

function list_init(args: Slot): void {
  list_clear(refAt(args));
  if (I32[(args + 12) >> 2] !== TAG_UNBOUND) list_extend(refAt(args), args + 8);
}

function list_sort(args: Slot): void {
  const key = args + 8;
  const reverse = I32[(args + 20) >> 2] !== TAG_UNBOUND && isTrue(args + 16);
  sortList(refAt(args), key, reverse);
}

export function defineListType(): void {
  registerProtocols(T.list, {
    iterate: list_iter,
    length: sequenceLength,
    getItem: list_getitem,
    setItem: list_setitem,
    deleteItem: list_delitem,
    getRange: list_getrange,
    setRange: list_setrange,
    contains: list_contains,
    compare: compareLists,
  });
  defineType(T.list, {
    kind: KIND_LIST,
    size: LIST_SIZE,
    flags: TF_BASE | TF_LIST,
    dictOffset: LIST_DICT,
    doc: "A mutable sequence: any values, in order.",
    methods: {
      __new__: ["(type, /, *args, **kwargs)", list_new],
      __init__: ["(self, iterable=(), /)", list_init],
      __class_getitem__: ["(type, object, /)", class_getitem],
      __repr__: ["(self, /)", list_repr],
      __hash__: null,
      __len__: ["(self, /)", (args, out) => setInt(out, sequenceLength(refAt(args)))],
      __getitem__: ["(self, index, /)", (args, out) => list_getitem(args, args + 8, out)],
      __setitem__: ["(self, key, value, /)", (args) => list_setitem(args, args + 8, args + 16)],
      __delitem__: ["(self, key, /)", (args) => list_delitem(args, args + 8)],
      __contains__: ["(self, key, /)", (args, out) => setBool(out, list_contains(args, args + 8))],
      __iter__: ["(self, /)", list_iter],
      __reversed__: [
        "(self, /)",
        (args, out) =>
          setRef(out, newListIterator(T.list_reverseiterator, refAt(args), sequenceLength(refAt(args)) - 1)),
      ],
      __add__: ["(self, value, /)", list_add],
      __iadd__: ["(self, value, /)", list_iadd],
      __mul__: ["(self, value, /)", list_mul],
      __rmul__: ["(self, value, /)", list_mul],
      __imul__: ["(self, value, /)", list_imul],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(2)],
      __ne__: ["(self, value, /)", comparison(3)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      __sizeof__: [
        "(self, /)",
        // 40 bytes of header and 8 an item, the figures of a 64-bit CPython without its collector's header.
        (args, out) => setInt(out, 40 + 8 * I32[(refAt(args) + LIST_CAPACITY) >> 2]),
      ],
      append: ["(self, object, /)", (args) => list_append(refAt(args), args + 8), "Adds an item at the end."],
      extend: [
        "(self, iterable, /)",
        (args) => list_extend(refAt(args), args + 8),
        "Adds the items of an iterable.",
      ],
      insert: ["(self, index, object, /)", list_insert, "Adds an item before an index."],
      remove: ["(self, value, /)", list_remove, "Removes the first item equal to the value."],
      pop: ["(self, index=-1, /)", list_pop, "Removes the item at an index and returns it."],
      clear: ["(self, /)", (args) => list_clear(refAt(args)), "Removes all items."],
      index: [
        "(self, value, start=0, stop=2147483647, /)",
        list_index,
        "Index of the first item equal to the value.",
      ],
      count: [
        "(self, value, /)",
        (args, out) => setInt(out, countInSequence(refAt(args), false, args + 8)),
        "How many items equal the value.",
      ],
      sort: [
        "(self, /, *, key=None, reverse=False)",
        list_sort,
        "Sorts in place; equal items keep their order.",
      ],
      reverse: ["(self, /)", (args) => list_reverse(refAt(args)), "Reverses in place."],
      copy: [
        "(self, /)",
        (args, out) => setRef(out, list_copy(refAt(args))),
        "A new list with the same items.",
      ],
    },
  });
}
