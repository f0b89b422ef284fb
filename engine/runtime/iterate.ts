/**
 * Iteration: making iterators, advancing them, and what natives do with whole iterables.
 *
 * The end of an iteration is `false`, not an exception: StopIteration exists only where Python code raised it, and is
 * swallowed here. Built-in iterators advance through their entry in protocols.ts.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  INDEX_ITER_INDEX,
  INDEX_ITER_OBJECT,
  LIST_ITEMS,
  LIST_LENGTH,
  OBJ_TYPE,
  type Slot,
  T,
  TAG_REF,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import {
  copyValue,
  copyValues,
  intAt,
  isInt,
  isNone,
  isRef,
  refAt,
  setNone,
  setRef,
  typeOf,
} from "../heap/values.ts";
import { dictLength } from "../objects/dict.ts";
import { list_extend, newList } from "../objects/list.ts";
import { isSubtype, lookupInType, typeNameOf } from "../objects/type.ts";
import { N } from "./names.ts";
import { iterators, lengths, moduleNexts, nexts, protocolRow } from "./protocols.ts";
import { isRaisedInstance, raise, takeRaised } from "./raise.ts";
import { callSpecial0, isNotImplemented } from "./special.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "./state.ts";
import { interpreter } from "./tierup.ts";

/** Writes an iterator over `object`. Raises TypeError when it is not iterable. */
export function getIterator(object: Slot, out: Slot): void {
  const row = protocolRow(typeOf(object));
  if (row >= 0) {
    const iterate = iterators[row];
    if (iterate !== undefined) {
      iterate(object, out);
      return;
    }
  }
  getIteratorSlow(object, out);
}

function getIteratorSlow(object: Slot, out: Slot): void {
  const type = typeOf(object);
  const found = lookupInType(type, N.__iter__);
  if (found !== 0 && !isNone(found)) {
    callSpecial0(object, N.__iter__, out);
    if (!isIterator(out))
      throw raise(T.TypeError, `iter() returned non-iterator of type '${typeNameOf(out)}'`);
    return;
  }
  if (found !== 0 || !isSequence(type))
    throw raise(T.TypeError, `'${typeNameOf(object)}' object is not iterable`);
  const iterator = allocateObject(T.iterator, 24);
  copyValue(object, iterator + INDEX_ITER_OBJECT);
  I32[(iterator + INDEX_ITER_INDEX) >> 2] = 0;
  setRef(out, iterator);
}

/** Whether objects of the type can be indexed by position: they have `__getitem__` and are no dicts. */
function isSequence(type: Address): boolean {
  return !isSubtype(type, T.dict) && lookupInType(type, N.__getitem__) !== 0;
}

/** Whether the value has `__next__`. */
export const isIterator = (slot: Slot): boolean => isIteratorType(typeOf(slot));

/** Whether objects of the type have it. */
export function isIteratorType(type: Address): boolean {
  const row = protocolRow(type);
  if (row >= 0 && nexts[row] !== undefined) return true;
  const found = lookupInType(type, N.__next__);
  return found !== 0 && !isNone(found);
}

/** Advances an iterator: writes the next item and returns true, or returns false at the end. */
export function iterNext(iterator: Slot, out: Slot): boolean {
  const hi = I32[(iterator >> 2) + 1];
  if (hi === TAG_REF) {
    const object = I32[iterator >> 2];
    const type = I32[(object + OBJ_TYPE) >> 2];
    const row = protocolRow(type);
    if (row >= 0) {
      const next = nexts[row];
      if (next !== undefined) return next(object, out);
      if (type === T.generator) return nextOfGenerator(iterator, out);
    } else {
      const next = moduleNexts.get(type);
      if (next !== undefined) return next(object, out);
    }
  }
  return iterNextSlow(iterator, out);
}

function nextOfGenerator(generator: Slot, out: Slot): boolean {
  const mark = markTemps();
  const sent = pushTemp();
  setNone(sent);
  const yielded = interpreter.resumeGenerator(refAt(generator), sent, 0, out);
  releaseTemps(mark);
  return yielded;
}

function iterNextSlow(iterator: Slot, out: Slot): boolean {
  const mark = markTemps();
  try {
    if (!callSpecial0(iterator, N.__next__, out))
      throw raise(T.TypeError, `'${typeNameOf(iterator)}' object is not an iterator`);
    return true;
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(T.StopIteration)) throw error;
    takeRaised();
    releaseTemps(mark);
    return false;
  }
}

/**
 * Calls `visit` with the slot of each item, until it returns false. The slot is one and the same each turn, and is
 * reachable; the visitor may run Python. A list that grows meanwhile is followed, as `for` does.
 */
export function forEach(iterable: Slot, visit: (item: Slot) => unknown): void {
  const mark = markTemps();
  const held = pushTemps(2);
  const item = held + 8;
  const inner = markTemps();
  const type = typeOf(iterable);
  if (type === T.list || type === T.tuple) {
    copyValue(iterable, held);
    const object = refAt(held);
    const inline = type === T.tuple;
    for (let i = 0; i < I32[(object + (inline ? TUPLE_LENGTH : LIST_LENGTH)) >> 2]; i++) {
      copyValue((inline ? object + TUPLE_ITEMS : I32[(object + LIST_ITEMS) >> 2]) + 8 * i, item);
      const answer = visit(item);
      releaseTemps(inner);
      if (answer === false) break;
    }
  } else {
    getIterator(iterable, held);
    while (iterNext(held, item)) {
      const answer = visit(item);
      releaseTemps(inner);
      if (answer === false) break;
    }
  }
  releaseTemps(mark);
}

/** A new list of the items of an iterable. The list is not reachable: the caller stores it before Python runs. */
export function listOf(iterable: Slot): Address {
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, newList(0));
  extendFrom(refAt(held), iterable);
  const list = refAt(held);
  releaseTemps(mark);
  return list;
}

/** Appends the items of an iterable to a list that the caller keeps reachable. */
export const extendFrom = (list: Address, iterable: Slot): void => list_extend(list, iterable);

/**
 * Unpacks exactly `count` items to the slots from `first` upwards. The slots may hold anything before, and are written
 * only when the count is right.
 */
export function unpackInto(iterable: Slot, first: Slot, count: number): void {
  const type = typeOf(iterable);
  if (type === T.tuple || type === T.list) {
    const object = refAt(iterable);
    const inline = type === T.tuple;
    const length = I32[(object + (inline ? TUPLE_LENGTH : LIST_LENGTH)) >> 2];
    if (length < count) throw raiseTooFew(count, length, false);
    if (length > count) throw raiseTooMany(count, length);
    copyValues(inline ? object + TUPLE_ITEMS : I32[(object + LIST_ITEMS) >> 2], first, count);
    return;
  }
  const mark = markTemps();
  const held = pushTemps(count + 2);
  getIteratorToUnpack(iterable, held + 8);
  for (let i = 0; i < count; i++) {
    if (!iterNext(held + 8, held + 16 + 8 * i)) throw raiseTooFew(count, i, false);
  }
  if (iterNext(held + 8, held)) throw raiseTooMany(count, type === T.dict ? dictLength(refAt(iterable)) : -1);
  copyValues(held + 16, first, count);
  releaseTemps(mark);
}

/** `a, *b, c = iterable`: `before` items, a list of the middle ones, `after` items, from `first` upwards. */
export function unpackStarred(iterable: Slot, first: Slot, before: number, after: number): void {
  const mark = markTemps();
  const held = pushTemps(before + 2);
  const list = held + 8 * (before + 1);
  getIteratorToUnpack(iterable, held);
  for (let i = 0; i < before; i++) {
    if (!iterNext(held, held + 8 + 8 * i)) throw raiseTooFew(before + after, i, true);
  }
  setRef(list, listOf(held));
  const rest = refAt(list);
  const length = I32[(rest + LIST_LENGTH) >> 2];
  if (length < after) throw raiseTooFew(before + after, before + length, true);
  const items = I32[(rest + LIST_ITEMS) >> 2];
  copyValues(held + 8, first, before);
  setRef(first + 8 * before, rest);
  if (after > 0) copyValues(items + 8 * (length - after), first + 8 * (before + 1), after);
  I32[(rest + LIST_LENGTH) >> 2] = length - after;
  releaseTemps(mark);
}

/** Whether `iter()` finds something to call on the value. */
export function isIterable(slot: Slot): boolean {
  const type = typeOf(slot);
  const row = protocolRow(type);
  return (
    (row >= 0 && iterators[row] !== undefined) || lookupInType(type, N.__iter__) !== 0 || isSequence(type)
  );
}

function getIteratorToUnpack(iterable: Slot, out: Slot): void {
  if (!isIterable(iterable))
    throw raise(T.TypeError, `cannot unpack non-iterable ${typeNameOf(iterable)} object`);
  getIterator(iterable, out);
}

const raiseTooFew = (expected: number, got: number, starred: boolean): typeof RAISED =>
  raise(
    T.ValueError,
    `not enough values to unpack (expected ${starred ? "at least " : ""}${expected}, got ${got})`,
  );
const raiseTooMany = (expected: number, got: number): typeof RAISED =>
  raise(T.ValueError, `too many values to unpack (expected ${expected}${got < 0 ? "" : `, got ${got}`})`);

/** About how many items an iterable has: its length, else `__length_hint__`, else `otherwise`. */
export function lengthHint(object: Slot, otherwise: number): number {
  const row = protocolRow(typeOf(object));
  const length = row >= 0 && isRef(object) ? lengths[row] : undefined;
  if (length !== undefined) return length(refAt(object));
  const mark = markTemps();
  const result = pushTemp();
  let hint = otherwise;
  try {
    const known = callSpecial0(object, N.__len__, result) || callSpecial0(object, N.__length_hint__, result);
    if (known && !isNotImplemented(result)) {
      if (!isInt(result))
        throw raise(T.TypeError, `__length_hint__ must be an integer, not ${typeNameOf(result)}`);
      if (intAt(result) < 0) throw raise(T.ValueError, "__length_hint__() should return >= 0");
      hint = intAt(result);
    }
  } catch (error) {
    // As CPython: a TypeError only means that nothing is known.
    if (error !== RAISED || !isRaisedInstance(T.TypeError)) throw error;
    takeRaised();
  }
  releaseTemps(mark);
  return hint;
}
