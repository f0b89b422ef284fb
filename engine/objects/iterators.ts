/**
 * The iterator types of the built-in containers, and the two that are made by `iter()` itself: over an object with
 * `__getitem__`, and over a callable with a sentinel.
 *
 * Each has one function that advances it (registered in runtime/protocols.ts, where `for` finds it); `__next__` is that
 * function behind a method. An exhausted iterator drops its container, and stays exhausted.
 *
 * A dict or set iterator checks each turn that the container has as many entries as when it began.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  BYTES_LENGTH,
  CALL_ITER_CALLABLE,
  CALL_ITER_SENTINEL,
  DICT_FIRST,
  DICT_NEXT,
  DICT_USED,
  INDEX_ITER_INDEX,
  INDEX_ITER_OBJECT,
  LIST_ITEMS,
  LIST_LENGTH,
  LONGRANGE_LEFT,
  RANGE_ITER_LEFT,
  SEQ_ITER_INDEX,
  SEQ_ITER_SEQ,
  SET_USED,
  type Slot,
  STR_ASCII,
  STR_FLAGS,
  STR_LENGTH,
  T,
  TABLE_ITER_LEFT,
  TABLE_ITER_NEXT,
  TABLE_ITER_TABLE,
  TABLE_ITER_USED,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASE,
} from "../heap/layout.ts";
import { I32, U8 } from "../heap/memory.ts";
import { codePointAt, textAddress } from "../heap/strings.ts";
import { copyValue, isUnbound, refAt, setInt, setRef, setUnbound, typeOf } from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import { equals } from "../runtime/compare.ts";
import { iterNext } from "../runtime/iterate.ts";
import { moduleNexts, nexts, type Protocols, protocolRow, registerProtocols } from "../runtime/protocols.ts";
import { isRaisedInstance, raise, raiseStopIteration, takeRaised } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { getItem, getLength } from "../runtime/subscript.ts";
import { dataAddress } from "./bytes.ts";
import { defineType, type GetSetRow, type MethodRow, type TypeDefinition } from "./define.ts";
import { dictKeyAt, dictNext, dictValueAt } from "./dict.ts";
import { nextOfLongRange, nextOfRange } from "./range.ts";
import { setKeyAt, setNext } from "./set.ts";
import { characterString } from "./text.ts";
import { newTuple, tupleItem } from "./tuple.ts";

// ---- Sequences -------------------------------------------------------------------------------------------------------

/** A new iterator of one of the types that hold a sequence and an index. */
export function newSequenceIterator(type: Address, sequence: Address, index: number): Address {
  const iterator = allocateObject(type, 16);
  I32[(iterator + SEQ_ITER_SEQ) >> 2] = sequence;
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index;
  return iterator;
}

function finish(iterator: Address): false {
  I32[(iterator + SEQ_ITER_SEQ) >> 2] = 0;
  return false;
}

function nextOfList(iterator: Address, out: Slot): boolean {
  const list = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  if (list === 0) return false;
  const index = I32[(iterator + SEQ_ITER_INDEX) >> 2];
  if (index >= I32[(list + LIST_LENGTH) >> 2]) return finish(iterator);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index + 1;
  copyValue(I32[(list + LIST_ITEMS) >> 2] + 8 * index, out);
  return true;
}

function nextOfReversedList(iterator: Address, out: Slot): boolean {
  const list = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  if (list === 0) return false;
  const index = I32[(iterator + SEQ_ITER_INDEX) >> 2];
  if (index < 0 || index >= I32[(list + LIST_LENGTH) >> 2]) return finish(iterator);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index - 1;
  copyValue(I32[(list + LIST_ITEMS) >> 2] + 8 * index, out);
  return true;
}

function nextOfTuple(iterator: Address, out: Slot): boolean {
  const tuple = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  if (tuple === 0) return false;
  const index = I32[(iterator + SEQ_ITER_INDEX) >> 2];
  if (index >= I32[(tuple + TUPLE_LENGTH) >> 2]) return finish(iterator);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index + 1;
  copyValue(tuple + TUPLE_ITEMS + 8 * index, out);
  return true;
}

function nextOfString(iterator: Address, out: Slot): boolean {
  const str = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  if (str === 0) return false;
  const index = I32[(iterator + SEQ_ITER_INDEX) >> 2];
  if (index >= I32[(str + STR_LENGTH) >> 2]) return finish(iterator);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index + 1;
  setRef(out, characterString(codePointAt(str, index)));
  return true;
}

function nextOfAsciiString(iterator: Address, out: Slot): boolean {
  const str = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  if (str === 0) return false;
  const index = I32[(iterator + SEQ_ITER_INDEX) >> 2];
  if (index >= I32[(str + STR_LENGTH) >> 2]) return finish(iterator);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index + 1;
  setRef(out, characterString(U8[textAddress(str) + index] as number));
  return true;
}

function nextOfBytes(iterator: Address, out: Slot): boolean {
  const bytes = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  if (bytes === 0) return false;
  const index = I32[(iterator + SEQ_ITER_INDEX) >> 2];
  if (index >= I32[(bytes + BYTES_LENGTH) >> 2]) return finish(iterator);
  I32[(iterator + SEQ_ITER_INDEX) >> 2] = index + 1;
  setInt(out, U8[dataAddress(bytes) + index] as number);
  return true;
}

/** Writes an iterator over a str. */
export function iterateString(self: Slot, out: Slot): void {
  const str = refAt(self);
  const type = (I32[(str + STR_FLAGS) >> 2] & STR_ASCII) !== 0 ? T.ascii_str_iterator : T.str_iterator;
  setRef(out, newSequenceIterator(type, str, 0));
}

/** Writes an iterator over bytes or a bytearray. */
export function iterateBytes(self: Slot, out: Slot): void {
  setRef(out, newSequenceIterator(T.bytes_iterator, refAt(self), 0));
}

// ---- Tables ----------------------------------------------------------------------------------------------------------

/** A new iterator over a dict; a reversed one begins at the last entry. */
export function newDictIterator(type: Address, dict: Address): Address {
  const iterator = allocateObject(type, 24);
  const used = I32[(dict + DICT_USED) >> 2];
  I32[(iterator + TABLE_ITER_TABLE) >> 2] = dict;
  I32[(iterator + TABLE_ITER_NEXT) >> 2] = REVERSED.includes(type)
    ? I32[(dict + DICT_NEXT) >> 2] - 1
    : I32[(dict + DICT_FIRST) >> 2];
  I32[(iterator + TABLE_ITER_USED) >> 2] = used;
  I32[(iterator + TABLE_ITER_LEFT) >> 2] = used;
  return iterator;
}
const REVERSED: readonly Address[] = [
  T.dict_reversekeyiterator,
  T.dict_reversevalueiterator,
  T.dict_reverseitemiterator,
];

/** Number of the next entry of a dict iterator's dict, or −1 at the end. Raises when the dict changed. */
function advanceDict(iterator: Address, backwards: boolean): number {
  const dict = I32[(iterator + TABLE_ITER_TABLE) >> 2];
  if (dict === 0) return -1;
  if (I32[(iterator + TABLE_ITER_USED) >> 2] !== I32[(dict + DICT_USED) >> 2]) {
    I32[(iterator + TABLE_ITER_USED) >> 2] = -1; // and so for ever
    throw raise(T.RuntimeError, "dictionary changed size during iteration");
  }
  let at = I32[(iterator + TABLE_ITER_NEXT) >> 2];
  if (backwards) while (at >= 0 && isUnbound(dictKeyAt(dict, at))) at--;
  else at = dictNext(dict, at);
  if (at < 0) {
    I32[(iterator + TABLE_ITER_TABLE) >> 2] = 0;
    return -1;
  }
  if (I32[(iterator + TABLE_ITER_LEFT) >> 2] === 0) {
    I32[(iterator + TABLE_ITER_TABLE) >> 2] = 0;
    throw raise(T.RuntimeError, "dictionary keys changed during iteration");
  }
  I32[(iterator + TABLE_ITER_NEXT) >> 2] = backwards ? at - 1 : at + 1;
  I32[(iterator + TABLE_ITER_LEFT) >> 2]--;
  return at;
}

type Next = (iterator: Address, out: Slot) => boolean;

const nextKey =
  (backwards: boolean): Next =>
  (iterator, out) => {
    const at = advanceDict(iterator, backwards);
    if (at < 0) return false;
    copyValue(dictKeyAt(I32[(iterator + TABLE_ITER_TABLE) >> 2], at), out);
    return true;
  };
const nextValue =
  (backwards: boolean): Next =>
  (iterator, out) => {
    const at = advanceDict(iterator, backwards);
    if (at < 0) return false;
    copyValue(dictValueAt(I32[(iterator + TABLE_ITER_TABLE) >> 2], at), out);
    return true;
  };
const nextItem =
  (backwards: boolean): Next =>
  (iterator, out) => {
    const at = advanceDict(iterator, backwards);
    if (at < 0) return false;
    const dict = I32[(iterator + TABLE_ITER_TABLE) >> 2];
    const pair = newTuple(2);
    copyValue(dictKeyAt(dict, at), tupleItem(pair, 0));
    copyValue(dictValueAt(dict, at), tupleItem(pair, 1));
    setRef(out, pair);
    return true;
  };

function nextOfSet(iterator: Address, out: Slot): boolean {
  const set = I32[(iterator + TABLE_ITER_TABLE) >> 2];
  if (set === 0) return false;
  if (I32[(iterator + TABLE_ITER_USED) >> 2] !== I32[(set + SET_USED) >> 2]) {
    I32[(iterator + TABLE_ITER_USED) >> 2] = -1;
    throw raise(T.RuntimeError, "Set changed size during iteration");
  }
  const place = setNext(set, I32[(iterator + TABLE_ITER_NEXT) >> 2]);
  if (place < 0) {
    I32[(iterator + TABLE_ITER_TABLE) >> 2] = 0;
    return false;
  }
  I32[(iterator + TABLE_ITER_NEXT) >> 2] = place + 1;
  I32[(iterator + TABLE_ITER_LEFT) >> 2]--;
  copyValue(setKeyAt(set, place), out);
  return true;
}

// ---- Made by iter() ----------------------------------------------------------------------------------------------------

/** An iterator that calls `callable` until it returns something equal to `sentinel`. */
export function newCallableIterator(callable: Slot, sentinel: Slot): Address {
  const iterator = allocateObject(T.callable_iterator, 24);
  copyValue(callable, iterator + CALL_ITER_CALLABLE);
  copyValue(sentinel, iterator + CALL_ITER_SENTINEL);
  return iterator;
}

/** What an iterator that calls Python does when StopIteration is raised: ends. Anything else goes on. */
function endOnStop(error: unknown, held: Slot): false {
  if (error !== RAISED || !isRaisedInstance(T.StopIteration)) throw error;
  takeRaised();
  setUnbound(held);
  return false;
}

function nextOfCallable(iterator: Address, out: Slot): boolean {
  if (isUnbound(iterator + CALL_ITER_CALLABLE)) return false;
  const mark = markTemps();
  const held = pushTemps(2);
  setRef(held, iterator);
  try {
    callValue(iterator + CALL_ITER_CALLABLE, held, 0, 0, held + 8);
    if (equals(held + 8, iterator + CALL_ITER_SENTINEL)) {
      setUnbound(iterator + CALL_ITER_CALLABLE);
      releaseTemps(mark);
      return false;
    }
  } catch (error) {
    endOnStop(error, iterator + CALL_ITER_CALLABLE);
    releaseTemps(mark);
    return false;
  }
  copyValue(held + 8, out);
  releaseTemps(mark);
  return true;
}

function nextByIndex(iterator: Address, out: Slot): boolean {
  if (isUnbound(iterator + INDEX_ITER_OBJECT)) return false;
  const index = I32[(iterator + INDEX_ITER_INDEX) >> 2];
  const mark = markTemps();
  const held = pushTemps(3);
  setRef(held, iterator);
  setInt(held + 8, index);
  I32[(iterator + INDEX_ITER_INDEX) >> 2] = index + 1;
  try {
    getItem(iterator + INDEX_ITER_OBJECT, held + 8, held + 16);
  } catch (error) {
    if (error === RAISED && isRaisedInstance(T.IndexError)) {
      takeRaised();
      setUnbound(iterator + INDEX_ITER_OBJECT);
    } else endOnStop(error, iterator + INDEX_ITER_OBJECT);
    releaseTemps(mark);
    return false;
  }
  copyValue(held + 16, out);
  releaseTemps(mark);
  return true;
}

// ---- Types -----------------------------------------------------------------------------------------------------------

/** `__next__` of every built-in iterator: advances by the function of the built-in type that the object's class derives from. */
export function iterator_next(args: Slot, out: Slot): void {
  const mark = markTemps();
  const none = pushTemp();
  let type = typeOf(args);
  while (protocolRow(type) < 0 && !moduleNexts.has(type)) type = I32[(type + TYPE_BASE) >> 2];
  const next = protocolRow(type) < 0 ? moduleNexts.get(type) : nexts[protocolRow(type)];
  if (next === undefined ? !iterNext(args, out) : !next(refAt(args), out)) throw raiseStopIteration(none);
  releaseTemps(mark);
}

/** `__iter__` of every iterator. */
export const iterator_iter = (args: Slot, out: Slot): void => copyValue(args, out);

/** Enters an iterator type: its advance function and the methods that all iterators have. */
export function defineIterator(type: Address, next: Next, definition: TypeDefinition): void {
  const protocols: Protocols = { iterate: iterator_iter, next };
  registerProtocols(type, protocols);
  defineType(type, {
    ...definition,
    methods: {
      __iter__: ["(self, /)", iterator_iter],
      __next__: ["(self, /)", iterator_next],
      ...definition.methods,
    } satisfies Record<string, MethodRow>,
    ...(definition.getset === undefined
      ? {}
      : { getset: definition.getset satisfies Record<string, GetSetRow> }),
  });
}

const hint = (left: (iterator: Address) => number): Record<string, MethodRow> => ({
  __length_hint__: ["(self, /)", (args, out) => setInt(out, Math.max(0, left(refAt(args))))],
});

const sequenceLeft = (iterator: Address): number => {
  const sequence = I32[(iterator + SEQ_ITER_SEQ) >> 2];
  // A list's, tuple's, str's and bytes' length is in the same word.
  return sequence === 0 ? 0 : I32[(sequence + LIST_LENGTH) >> 2] - I32[(iterator + SEQ_ITER_INDEX) >> 2];
};
const reversedLeft = (iterator: Address): number =>
  I32[(iterator + SEQ_ITER_SEQ) >> 2] === 0 ? 0 : I32[(iterator + SEQ_ITER_INDEX) >> 2] + 1;
const tableLeft = (iterator: Address): number =>
  I32[(iterator + TABLE_ITER_TABLE) >> 2] === 0 ? 0 : I32[(iterator + TABLE_ITER_LEFT) >> 2];

export function defineIteratorTypes(): void {
  const sequence: TypeDefinition = { size: 16, refs: [SEQ_ITER_SEQ], methods: hint(sequenceLeft) };
  defineIterator(T.list_iterator, nextOfList, sequence);
  defineIterator(T.list_reverseiterator, nextOfReversedList, { ...sequence, methods: hint(reversedLeft) });
  defineIterator(T.tuple_iterator, nextOfTuple, sequence);
  defineIterator(T.str_iterator, nextOfString, sequence);
  defineIterator(T.ascii_str_iterator, nextOfAsciiString, { ...sequence, name: "str_ascii_iterator" });
  defineIterator(T.bytes_iterator, nextOfBytes, sequence);
  defineIterator(T.range_iterator, nextOfRange, {
    size: 24,
    methods: hint((iterator) => I32[(iterator + RANGE_ITER_LEFT) >> 2]),
  });
  defineIterator(T.longrange_iterator, nextOfLongRange, {
    size: 32,
    values: [8, 3],
    methods: { __length_hint__: ["(self, /)", (args, out) => copyValue(refAt(args) + LONGRANGE_LEFT, out)] },
  });
  const table: TypeDefinition = { size: 24, refs: [TABLE_ITER_TABLE], methods: hint(tableLeft) };
  defineIterator(T.dict_keyiterator, nextKey(false), table);
  defineIterator(T.dict_valueiterator, nextValue(false), table);
  defineIterator(T.dict_itemiterator, nextItem(false), table);
  defineIterator(T.dict_reversekeyiterator, nextKey(true), table);
  defineIterator(T.dict_reversevalueiterator, nextValue(true), table);
  defineIterator(T.dict_reverseitemiterator, nextItem(true), table);
  defineIterator(T.set_iterator, nextOfSet, table);
  defineIterator(T.callable_iterator, nextOfCallable, { size: 24, values: [CALL_ITER_CALLABLE, 2] });
  defineIterator(T.iterator, nextByIndex, {
    size: 24,
    values: [INDEX_ITER_OBJECT, 1],
    methods: {
      __length_hint__: [
        "(self, /)",
        (args, out) => {
          const iterator = refAt(args);
          const left = isUnbound(iterator + INDEX_ITER_OBJECT)
            ? 0
            : getLength(iterator + INDEX_ITER_OBJECT) - I32[(iterator + INDEX_ITER_INDEX) >> 2];
          setInt(out, Math.max(0, left));
        },
      ],
    },
  });
}
