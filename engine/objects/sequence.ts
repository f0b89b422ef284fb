/**
 * What list and tuple share: reading items, searching, comparing item by item.
 *
 * Both keep their length in the same word; a tuple's items lie inside it, a list's behind LIST_ITEMS. Comparing items may
 * run Python, which may resize a list: length and items are re-read each turn.
 */
import {
  type Address,
  LIST_ITEMS,
  LIST_LENGTH,
  OBJ_TYPE,
  type Slot,
  STR_LENGTH,
  T,
  TAG_UNBOUND,
  TF_LIST,
  TF_TUPLE,
  TUPLE_ITEMS,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { equalStrings } from "../heap/strings.ts";
import { copyValue, isExactly, isRef, refAt, setBool } from "../heap/values.ts";
import { compareNumbers, EQ, equals, NE, richCompare } from "../runtime/compare.ts";
import { raise } from "../runtime/raise.ts";
import { pushTemps, type RAISED } from "../runtime/state.ts";
import { clampedIndex, FAR, isIndex } from "../runtime/subscript.ts";
import { typeNameOf } from "./type.ts";

/** Whether the slot holds a list, an instance of a subclass included. */
export const isListValue = (slot: Slot): boolean => hasFlag(slot, TF_LIST);
/** Whether the slot holds a tuple, an instance of a subclass included. */
export const isTupleValue = (slot: Slot): boolean => hasFlag(slot, TF_TUPLE);
const hasFlag = (slot: Slot, flag: number): boolean =>
  isRef(slot) && (I32[(I32[(refAt(slot) + OBJ_TYPE) >> 2] + TYPE_FLAGS) >> 2] & flag) !== 0;

/** Number of items of a list or tuple. */
export const sequenceLength = (sequence: Address): number => I32[(sequence + LIST_LENGTH) >> 2];
/** Slot of the first item. */
export const sequenceItems = (sequence: Address, inline: boolean): Slot =>
  inline ? sequence + TUPLE_ITEMS : I32[(sequence + LIST_ITEMS) >> 2];

/** Index of the first item equal to `item` in start … stop − 1, or −1. May run Python. */
export function searchSequence(
  sequence: Address,
  inline: boolean,
  item: Slot,
  start: number,
  stop: number,
): number {
  for (let i = start; i < stop && i < sequenceLength(sequence); i++)
    if (equals(sequenceItems(sequence, inline) + 8 * i, item)) return i;
  return -1;
}

/** Of a str: nearly all other items are told from it by one look. */
function countText(sequence: Address, inline: boolean, item: Slot): number {
  const text = refAt(item);
  const length = I32[(text + STR_LENGTH) >> 2];
  let count = 0;
  for (let i = 0; i < sequenceLength(sequence); i++) {
    const other = sequenceItems(sequence, inline) + 8 * i;
    if (!isRef(other)) continue;
    const object = refAt(other);
    if (I32[(object + OBJ_TYPE) >> 2] !== T.str) {
      if (equals(other, item)) count++;
    } else if (I32[(object + STR_LENGTH) >> 2] === length && equalStrings(object, text)) count++;
  }
  return count;
}

/** How many items equal `item`. */
export function countInSequence(sequence: Address, inline: boolean, item: Slot): number {
  let count = 0;
  if (isExactly(item, T.str)) return countText(sequence, inline, item);
  for (let i = 0; i < sequenceLength(sequence); i++)
    if (equals(sequenceItems(sequence, inline) + 8 * i, item)) count++;
  return count;
}

/** The method `index(value, start, stop)` of both; −1 when absent. */
export function indexInSequence(sequence: Address, inline: boolean, args: Slot): number {
  const length = sequenceLength(sequence);
  const start = bound(args + 16, length, 0);
  const stop = bound(args + 24, length, length);
  return searchSequence(sequence, inline, args + 8, start, stop);
}

/** An optional start or stop argument of a search, brought into the sequence. */
export function bound(slot: Slot, length: number, otherwise: number): number {
  const hi = I32[(slot >> 2) + 1];
  if (hi === TAG_UNBOUND) return otherwise;
  if (!isIndex(slot)) throw raise(T.TypeError, "slice indices must be integers or have an __index__ method");
  const value = clampedIndex(slot);
  return value < 0 ? Math.max(0, value + length) : value;
}

/** Compares two lists or two tuples item by item. */
export function compareSequences(op: number, a: Address, b: Address, inline: boolean, out: Slot): void {
  if ((op === EQ || op === NE) && sequenceLength(a) !== sequenceLength(b)) {
    setBool(out, op === NE);
    return;
  }
  let i = 0;
  for (; i < sequenceLength(a) && i < sequenceLength(b); i++) {
    if (!equals(sequenceItems(a, inline) + 8 * i, sequenceItems(b, inline) + 8 * i)) break;
  }
  if (i >= sequenceLength(a) || i >= sequenceLength(b))
    setBool(out, compareNumbers(op, sequenceLength(a), sequenceLength(b)));
  else if (op === EQ || op === NE) setBool(out, op === NE);
  else richCompare(op, sequenceItems(a, inline) + 8 * i, sequenceItems(b, inline) + 8 * i, out);
}

/**
 * As `compareSequences`, for objects of one kind whose items `read` writes to a slot. Comparing them may run Python, which may
 * change their lengths. The caller releases the temporaries.
 */
export function compareByItems(
  op: number,
  a: Address,
  b: Address,
  lengthOf: (sequence: Address) => number,
  read: (sequence: Address, index: number, to: Slot) => void,
  out: Slot,
): void {
  if ((op === EQ || op === NE) && lengthOf(a) !== lengthOf(b)) {
    setBool(out, op === NE);
    return;
  }
  const held = pushTemps(2);
  for (let i = 0; i < lengthOf(a) && i < lengthOf(b); i++) {
    read(a, i, held);
    read(b, i, held + 8);
    if (equals(held, held + 8)) continue;
    if (op === EQ || op === NE) setBool(out, op === NE);
    else richCompare(op, held, held + 8, out);
    return;
  }
  setBool(out, compareNumbers(op, lengthOf(a), lengthOf(b)));
}

/** How often `sequence * count` repeats, never negative. `slot` is an index. Raises for a result no memory could hold. */
export function repeatCount(slot: Slot, length: number): number {
  const count = Math.max(0, clampedIndex(slot));
  if (count === FAR)
    throw raise(T.OverflowError, `cannot fit '${typeNameOf(slot)}' into an index-sized integer`);
  if (count * length > 0x0fffffff) throw raise(T.MemoryError, "");
  return count;
}

/** Below this many copies of one value a loop is faster than calls. */
const FEW = 16;

/** Writes `length` values from `from`, `count` times over, to `to`. */
export function repeatValues(from: Slot, length: number, to: Slot, count: number): void {
  if (length === 1 && count <= FEW) {
    for (let i = 0; i < count; i++) copyValue(from, to + 8 * i);
    return;
  }
  if (count === 0 || length === 0) return;
  const words = 2 * length;
  const total = words * count;
  const first = to >> 2;
  I32.copyWithin(first, from >> 2, (from >> 2) + words);
  for (let done = words; done < total; done *= 2)
    I32.copyWithin(first + done, first, first + Math.min(done, total - done));
}

/** The error of `list + other` and `tuple + other`. */
export const raiseNotConcatenable = (name: string, other: Slot): typeof RAISED =>
  raise(T.TypeError, `can only concatenate ${name} (not "${typeNameOf(other)}") to ${name}`);
