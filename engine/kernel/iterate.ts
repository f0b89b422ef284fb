/** Built-in iterators: objects/iterators.ts and enumerate.ts for the kernel. */
import {
  COMBINE_ITERS,
  COMBINE_STRICT,
  DICT_ENTRIES,
  DICT_FIRST,
  DICT_NEXT,
  DICT_USED,
  ENTRY_BYTES,
  ENTRY_KEY,
  ENTRY_VALUE,
  ENUMERATE_INDEX,
  ENUMERATE_ITER,
  LIST_ITEMS,
  LIST_LENGTH,
  RANGE_ITER_LEFT,
  RANGE_ITER_NEXT,
  RANGE_ITER_STEP,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  RANGE_STOP,
  SEQ_ITER_INDEX,
  SEQ_ITER_SEQ,
  SET_ENTRIES,
  SET_ENTRY_BYTES,
  SET_ENTRY_KEY,
  SET_INDEX,
  SET_MASK,
  SET_USED,
  STR_ASCII,
  T_ascii_str_iterator,
  T_dict,
  T_dict_itemiterator,
  T_dict_items,
  T_dict_keyiterator,
  T_dict_keys,
  T_dict_valueiterator,
  T_dict_values,
  T_enumerate,
  T_generator,
  T_list,
  T_list_iterator,
  T_range,
  T_range_iterator,
  T_set,
  T_set_iterator,
  T_str,
  T_str_iterator,
  T_tuple,
  T_tuple_iterator,
  T_zip,
  TABLE_ITER_LEFT,
  TABLE_ITER_NEXT,
  TABLE_ITER_TABLE,
  TABLE_ITER_USED,
  TAG_UNBOUND,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  VIEW_DICT,
} from "../generated/kernel_layout";
import { allocateObject, hasCell, newTuple } from "./allocate";
import * as host from "./host";
import { character, flagsOf, isMade, isNarrow, lengthOf, textOf } from "./strings";
import { bits, copyValue, isInt, isRef, low, setInt, setRef, setUnbound, tag, typeAt } from "./values";

/** The end; the container is let go. */
export const ENDED: i32 = 0;
export const ITEM: i32 = 1;
/** The engine has to be asked; nothing has happened. */
export const UNKNOWN: i32 = 2;

/** What an item that is a pair takes: it is made after its parts were taken, and then it must not fail. */
const PAIR_BYTES = TUPLE_ITEMS + 16;

/** Whether an iterator over a table may be advanced here, and where to: an entry, or −1. */
let entryAt: i32 = 0;

function advanceDict(iterator: i32): bool {
  const dict = load<i32>(iterator, TABLE_ITER_TABLE);
  if (dict === 0 || load<i32>(iterator, TABLE_ITER_USED) !== load<i32>(dict, DICT_USED)) return false;
  if (load<i32>(iterator, TABLE_ITER_LEFT) === 0) return false;
  const end = load<i32>(dict, DICT_NEXT);
  const entries = load<i32>(dict, DICT_ENTRIES);
  for (let at = load<i32>(iterator, TABLE_ITER_NEXT); at < end; at++) {
    const entry = entries + at * ENTRY_BYTES;
    if (tag(entry + ENTRY_KEY) === TAG_UNBOUND) continue;
    entryAt = entry;
    store<i32>(iterator, at + 1, TABLE_ITER_NEXT);
    store<i32>(iterator, load<i32>(iterator, TABLE_ITER_LEFT) - 1, TABLE_ITER_LEFT);
    return true;
  }
  return false;
}

function advanceSet(iterator: i32): bool {
  const set = load<i32>(iterator, TABLE_ITER_TABLE);
  if (set === 0 || load<i32>(iterator, TABLE_ITER_USED) !== load<i32>(set, SET_USED)) return false;
  const mask = load<i32>(set, SET_MASK);
  const index = load<i32>(set, SET_INDEX);
  for (let place = load<i32>(iterator, TABLE_ITER_NEXT); place <= mask; place++) {
    const n = load<i32>(index + (place << 2));
    if (n < 0) continue;
    entryAt = load<i32>(set, SET_ENTRIES) + n * SET_ENTRY_BYTES;
    store<i32>(iterator, place + 1, TABLE_ITER_NEXT);
    store<i32>(iterator, load<i32>(iterator, TABLE_ITER_LEFT) - 1, TABLE_ITER_LEFT);
    return true;
  }
  return false;
}

/** Position of the next item of an iterator over a sequence of so many, or −1: it is at its end. */
function advanceSequence(iterator: i32, length: i32): i32 {
  const index = load<i32>(iterator, SEQ_ITER_INDEX);
  if (index >= length) {
    store<i32>(iterator, 0, SEQ_ITER_SEQ);
    return -1;
  }
  store<i32>(iterator, index + 1, SEQ_ITER_INDEX);
  return index;
}

function nextOfSequence(iterator: i32, type: i32, out: i32): i32 {
  const sequence = load<i32>(iterator, SEQ_ITER_SEQ);
  if (sequence === 0) return ENDED;
  if (type === T_list_iterator) {
    const index = advanceSequence(iterator, load<i32>(sequence, LIST_LENGTH));
    if (index < 0) return ENDED;
    copyValue(load<i32>(sequence, LIST_ITEMS) + (index << 3), out);
    return ITEM;
  }
  if (type === T_tuple_iterator) {
    const index = advanceSequence(iterator, load<i32>(sequence, TUPLE_LENGTH));
    if (index < 0) return ENDED;
    copyValue(sequence + TUPLE_ITEMS + (index << 3), out);
    return ITEM;
  }
  if (!isNarrow(flagsOf(sequence))) return UNKNOWN;
  const at = load<i32>(iterator, SEQ_ITER_INDEX);
  if (at < lengthOf(sequence)) {
    const made = character(<i32>load<u8>(textOf(sequence) + at));
    if (made === 0) return UNKNOWN;
    setRef(out, made);
  }
  return advanceSequence(iterator, lengthOf(sequence)) < 0 ? ENDED : ITEM;
}

function nextOfEnumerate(iterator: i32, out: i32): i32 {
  const index = iterator + ENUMERATE_INDEX;
  if (!isInt(index) || low(index) === i32.MAX_VALUE) return UNKNOWN;
  const inner = iterator + ENUMERATE_ITER;
  if (!isSimple(inner) || !hasCell(PAIR_BYTES)) return UNKNOWN;
  const found = next(inner, out);
  if (found !== ITEM) return found;
  const pair = newTuple(2);
  copyValue(index, pair + TUPLE_ITEMS);
  copyValue(out, pair + TUPLE_ITEMS + 8);
  setInt(index, low(index) + 1);
  setRef(out, pair);
  return ITEM;
}

/** Of two iterators that need nothing of the engine. */
function nextOfZip(object: i32, out: i32): i32 {
  const iterators = low(object + COMBINE_ITERS);
  if (load<i32>(object, COMBINE_STRICT) !== 0 || load<i32>(iterators, TUPLE_LENGTH) !== 2) return UNKNOWN;
  const first = iterators + TUPLE_ITEMS;
  if (!isReady(first) || !isReady(first + 8) || !hasCell(PAIR_BYTES)) return UNKNOWN;
  const before = bits(out);
  if (next(first, out) !== ITEM) return ENDED;
  const item = bits(out);
  if (next(first + 8, out) !== ITEM) {
    store<i64>(out, before);
    return ENDED;
  }
  const pair = newTuple(2);
  store<i64>(pair, item, TUPLE_ITEMS);
  copyValue(out, pair + TUPLE_ITEMS + 8);
  setRef(out, pair);
  return ITEM;
}

/** Whether an iterator holds no other. */
function isSimple(iterator: i32): bool {
  if (!isRef(iterator)) return false;
  const type = typeAt(low(iterator));
  return type !== T_enumerate && type !== T_zip;
}

/** Whether `next` will not ask the engine: of lists, tuples, ranges and narrow strs. */
function isReady(iterator: i32): bool {
  if (!isRef(iterator)) return false;
  const object = low(iterator);
  const type = typeAt(object);
  if (type === T_list_iterator || type === T_tuple_iterator || type === T_range_iterator) return true;
  if (type !== T_str_iterator && type !== T_ascii_str_iterator) return false;
  const str = load<i32>(object, SEQ_ITER_SEQ);
  if (str === 0) return true;
  if (!isNarrow(flagsOf(str))) return false;
  const at = load<i32>(object, SEQ_ITER_INDEX);
  return at >= lengthOf(str) || isMade(<i32>load<u8>(textOf(str) + at));
}

/** Advances an iterator: writes the next item to `out`, if there is one. */
function next(iterator: i32, out: i32): i32 {
  if (!isRef(iterator)) return UNKNOWN;
  const object = low(iterator);
  const type = typeAt(object);
  if (
    type === T_list_iterator ||
    type === T_tuple_iterator ||
    type === T_str_iterator ||
    type === T_ascii_str_iterator
  )
    return nextOfSequence(object, type, out);
  if (type === T_range_iterator) {
    const left = load<i32>(object, RANGE_ITER_LEFT);
    if (left <= 0) return ENDED;
    const value = load<i32>(object, RANGE_ITER_NEXT);
    store<i32>(object, left - 1, RANGE_ITER_LEFT);
    store<i32>(object, value + load<i32>(object, RANGE_ITER_STEP), RANGE_ITER_NEXT);
    setInt(out, value);
    return ITEM;
  }
  if (type === T_dict_keyiterator || type === T_dict_valueiterator) {
    if (!advanceDict(object)) return UNKNOWN;
    copyValue(entryAt + (type === T_dict_keyiterator ? ENTRY_KEY : ENTRY_VALUE), out);
    return ITEM;
  }
  if (type === T_dict_itemiterator) {
    if (!hasCell(PAIR_BYTES) || !advanceDict(object)) return UNKNOWN;
    const entry = entryAt;
    const pair = newTuple(2);
    copyValue(entry + ENTRY_KEY, pair + TUPLE_ITEMS);
    copyValue(entry + ENTRY_VALUE, pair + TUPLE_ITEMS + 8);
    setRef(out, pair);
    return ITEM;
  }
  if (type === T_set_iterator) {
    if (!advanceSet(object)) return UNKNOWN;
    copyValue(entryAt + SET_ENTRY_KEY, out);
    return ITEM;
  }
  if (type === T_enumerate) return nextOfEnumerate(object, out);
  if (type === T_zip) return nextOfZip(object, out);
  return UNKNOWN;
}

/** The next item for a trace; unbound at the end. */
export function nextItem(iterator: i32, out: i32): void {
  const found = next(iterator, out);
  if (found === UNKNOWN) host.nextItem(iterator, out);
  else if (found === ENDED) setUnbound(out);
}

/** FOR_ITER of any iterator: the item goes to `top`; 0 at the end. */
export function forIter(top: i32, arg: i32): i32 {
  const found = next(top - 8, top);
  return found === UNKNOWN ? host.forIter(top, arg) : found;
}

function sequenceIterator(type: i32, sequence: i32): i32 {
  const iterator = allocateObject(type, 16);
  if (iterator === 0) return 0;
  store<i32>(iterator, sequence, SEQ_ITER_SEQ);
  store<i32>(iterator, 0, SEQ_ITER_INDEX);
  return iterator;
}

/** Of a range of 32-bit ints with step 1, or 0. */
function rangeIterator(range: i32): i32 {
  const isPlain = isInt(range + RANGE_START) && isInt(range + RANGE_STOP) && isInt(range + RANGE_LENGTH);
  if (!isPlain || !isInt(range + RANGE_STEP) || low(range + RANGE_STEP) !== 1) return 0;
  const iterator = allocateObject(T_range_iterator, 24);
  if (iterator === 0) return 0;
  store<i32>(iterator, low(range + RANGE_START), RANGE_ITER_NEXT);
  store<i32>(iterator, 1, RANGE_ITER_STEP);
  store<i32>(iterator, low(range + RANGE_LENGTH), RANGE_ITER_LEFT);
  return iterator;
}

function tableIterator(type: i32, table: i32, first: i32, used: i32): i32 {
  const iterator = allocateObject(type, 24);
  if (iterator === 0) return 0;
  store<i32>(iterator, table, TABLE_ITER_TABLE);
  store<i32>(iterator, first, TABLE_ITER_NEXT);
  store<i32>(iterator, used, TABLE_ITER_USED);
  store<i32>(iterator, used, TABLE_ITER_LEFT);
  return iterator;
}

function dictIterator(type: i32, dict: i32): i32 {
  return tableIterator(type, dict, load<i32>(dict, DICT_FIRST), load<i32>(dict, DICT_USED));
}

/** `(iterable -- iterator)` */
export function getIter(top: i32): i32 {
  const slot = top - 8;
  if (!isRef(slot)) return host.getIter(top);
  const object = low(slot);
  const type = typeAt(object);
  let made = 0;
  if (type === T_list) made = sequenceIterator(T_list_iterator, object);
  else if (type === T_tuple) made = sequenceIterator(T_tuple_iterator, object);
  else if (type === T_str)
    made = sequenceIterator(
      (flagsOf(object) & STR_ASCII) !== 0 ? T_ascii_str_iterator : T_str_iterator,
      object,
    );
  else if (type === T_dict) made = dictIterator(T_dict_keyiterator, object);
  else if (type === T_dict_items) made = dictIterator(T_dict_itemiterator, load<i32>(object, VIEW_DICT));
  else if (type === T_dict_values) made = dictIterator(T_dict_valueiterator, load<i32>(object, VIEW_DICT));
  else if (type === T_dict_keys) made = dictIterator(T_dict_keyiterator, load<i32>(object, VIEW_DICT));
  else if (type === T_set) made = tableIterator(T_set_iterator, object, 0, load<i32>(object, SET_USED));
  else if (type === T_range) made = rangeIterator(object);
  else if (type === T_generator) return top;
  if (made === 0) return host.getIter(top);
  setRef(slot, made);
  return top;
}
