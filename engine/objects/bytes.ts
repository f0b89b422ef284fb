/**
 * bytes and bytearray.
 *
 * bytes lie inline behind their length. A bytearray keeps its length, its storage cell, and where in that storage its first byte
 * lies: what is deleted at the front is only stepped over. Methods that only read serve both types, through `bytesOf`; results
 * are copied within memory, by address (allocating may make the views anew, but moves nothing).
 */
import { allocateObject, allocateStorage, storageBytes } from "../heap/allocate.ts";
import {
  type Address,
  BYTES_DATA,
  BYTES_DICT,
  BYTES_HASH,
  BYTES_LENGTH,
  KIND_BYTES,
  NOT_IMPLEMENTED,
  OBJ_TYPE,
  type Slot,
  STORAGE_HEADER,
  STR_DATA,
  T,
  TAG_INT,
  TF_BASE,
  TF_BYTES,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32, U8 } from "../heap/memory.ts";
import { allocateString, decodeAscii, newString } from "../heap/strings.ts";
import {
  isExactly,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../heap/values.ts";
import { compareNumbers, isTrue } from "../runtime/compare.ts";
import { percentFormatBytes } from "../runtime/format_text.ts";
import { forEach, listOf } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import type { Native } from "../runtime/native.ts";
import { clippedIndex, hasIndex, indexValue } from "../runtime/number.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { clampedIndex, isIndex, resolveSlice, sequenceIndex } from "../runtime/subscript.ts";
import { decodeBytes, decodeMemory, encodeText } from "./codecs.ts";
import { defineType, type MethodRow } from "./define.ts";
import { isIntValue } from "./int.ts";
import { iterateBytes } from "./iterators.ts";
import { list_append, listItem, listLength, newList } from "./list.ts";
import { isContiguousView, viewAddress } from "./memoryview.ts";
import { countUnits, findLastUnits, findUnit, findUnits, type Needle, sameUnits } from "./search.ts";
import { codecArgument, isStrValue, textOf } from "./str.ts";
import { emptyString, raiseMemory } from "./text.ts";
import { newTuple, newTupleFrom, newTupleOf, tupleItem, tupleLength } from "./tuple.ts";
import { isInstance, lookupInType, typeNameOf } from "./type.ts";

// A bytearray's fields. It is of fixed size; its storage is scanned through TYPE_REFS as an address of a storage payload.
export const BYTEARRAY_LENGTH = 8;
export const BYTEARRAY_STORAGE = 12;
export const BYTEARRAY_DICT = 16;
/** How many bytes of the storage lie before the first one; an `array.array` has 0 there. */
export const BYTEARRAY_START = 24;
const BYTEARRAY_SIZE = 32;
const LONGEST = 0x7f000000;

/** A new bytes object whose `length` bytes are the caller's to fill, from BYTES_DATA on. */
export function allocateBytes(length: number, type: Address = T.bytes): Address {
  if (length > LONGEST) throw raiseMemory();
  const bytes = allocateObject(type, BYTES_DATA + length);
  I32[(bytes + BYTES_LENGTH) >> 2] = length;
  I32[(bytes + BYTES_HASH) >> 2] = -1;
  I32[(bytes + BYTES_DICT) >> 2] = 0;
  return bytes;
}

/** A new bytes object with these contents, which are no view of the memory. */
export function newBytes(contents: ArrayLike<number>, type: Address = T.bytes): Address {
  const bytes = allocateBytes(contents.length, type);
  U8.set(contents, bytes + BYTES_DATA);
  return bytes;
}

/** A new bytearray whose `length` bytes are the caller's to fill, at `dataAddress`. */
function allocateBytearray(length: number, type: Address = T.bytearray): Address {
  if (length > LONGEST) throw raiseMemory();
  const storage = allocateStorage(Math.max(length, 8));
  const object = allocateObject(type, BYTEARRAY_SIZE);
  I32[(object + BYTEARRAY_LENGTH) >> 2] = length;
  // The word names the storage cell, so that the collector follows it as it follows any object.
  I32[(object + BYTEARRAY_STORAGE) >> 2] = storage - STORAGE_HEADER;
  I32[(object + BYTEARRAY_DICT) >> 2] = 0;
  I32[(object + BYTEARRAY_START) >> 2] = 0;
  return object;
}

/** A new bytearray with these contents, which are no view of the memory. */
export function newBytearray(contents: ArrayLike<number>, type: Address = T.bytearray): Address {
  const object = allocateBytearray(contents.length, type);
  U8.set(contents, dataAddress(object));
  return object;
}

const isBytesObject = (object: Address): boolean =>
  (I32[(I32[(object + OBJ_TYPE) >> 2] + TYPE_FLAGS) >> 2] & TF_BYTES) !== 0;

/** Whether the slot holds a bytearray, subclasses included. */
export const isBytearray = (slot: Slot): boolean =>
  isExactly(slot, T.bytearray) || (isRef(slot) && isInstance(slot, T.bytearray));
const isBytes = (slot: Slot): boolean => isRef(slot) && isBytesObject(refAt(slot));
/** The type `array.array`, laid out like a bytearray; 0 until a program imports it. */
let arrayType: Address = 0;
export function setArrayType(type: Address): void {
  arrayType = type;
}
const isArray = (slot: Slot): boolean => arrayType !== 0 && isInstance(slot, arrayType);

/** Whether the slot holds bytes, a bytearray, an array (subclasses included) or a contiguous memoryview. */
export const isBytesLike = (slot: Slot): boolean =>
  isRef(slot) && (isBytesObject(refAt(slot)) || isBytearray(slot) || isContiguousView(slot) || isArray(slot));

/** Address of the first byte of a bytes-like object. */
export function dataAddress(object: Address): number {
  if (isBytesObject(object)) return object + BYTES_DATA;
  if (I32[(object + OBJ_TYPE) >> 2] === T.memoryview) return viewAddress(object);
  return I32[(object + BYTEARRAY_STORAGE) >> 2] + STORAGE_HEADER + I32[(object + BYTEARRAY_START) >> 2];
}
// All three keep their length in the same word.
const lengthOf = (object: Address): number => I32[(object + BYTES_LENGTH) >> 2];

/** The contents of a bytes-like value: a view that the next allocation may invalidate. */
export const bytesOf = (slot: Slot): Uint8Array => viewOf(refAt(slot));
function viewOf(object: Address): Uint8Array {
  const data = dataAddress(object);
  return U8.subarray(data, data + lengthOf(object));
}

/** A new object of the same kind as the receiver, bytes or bytearray, whose bytes are the caller's to fill. */
const allocateLike = (self: Slot, length: number): Address =>
  isBytes(self) ? allocateBytes(length) : allocateBytearray(length);

/** A result of the same kind as the receiver; the contents are no view of the memory. */
function writeLike(self: Slot, contents: ArrayLike<number>, out: Slot): void {
  setRef(out, isBytes(self) ? newBytes(contents) : newBytearray(contents));
}

/** A copy of so many bytes at an address, of the same kind as the receiver. */
function copyLike(self: Slot, address: number, length: number): Address {
  const copy = allocateLike(self, length);
  copyBytes(address, dataAddress(copy), length);
  return copy;
}

/** Up to here a loop is faster than a call of the host. */
const SHORT_COPY = 24;

function copyBytes(from: number, to: number, length: number): void {
  const bytes = U8;
  if (length < SHORT_COPY && (to <= from || to >= from + length))
    for (let i = 0; i < length; i++) bytes[to + i] = bytes[from + i];
  else bytes.copyWithin(to, from, from + length);
}

/** Part of the receiver; all of a bytes object is itself. */
function partOf(self: Slot, start: number, end: number, out: Slot): void {
  const object = refAt(self);
  if (start === 0 && end === lengthOf(object) && isExactly(self, T.bytes)) setRef(out, object);
  else setRef(out, copyLike(self, dataAddress(object) + start, end - start));
}

/** A bytearray that shrinks below so much of its storage gets a smaller one. */
const SPARSE = 4;
const SMALL_STORAGE = 64;

/**
 * Makes room in a bytearray: `removed` bytes from `at` on give way to `added` ones, which the caller fills. Returns their address.
 * The front moves where nothing else has to.
 */
function splice(object: Address, at: number, removed: number, added: number): number {
  const length = lengthOf(object);
  const start = I32[(object + BYTEARRAY_START) >> 2];
  const storage = I32[(object + BYTEARRAY_STORAGE) >> 2] + STORAGE_HEADER;
  const rest = length - at - removed;
  const wanted = at + added + rest;
  if (wanted > LONGEST) throw raiseMemory();
  const capacity = storageBytes(storage);
  const sparse = capacity > SMALL_STORAGE && wanted * SPARSE < capacity;
  if (at === 0 && added <= removed && !sparse) {
    I32[(object + BYTEARRAY_START) >> 2] = start + removed - added;
    I32[(object + BYTEARRAY_LENGTH) >> 2] = wanted;
    return storage + start + removed - added;
  }
  if (sparse || start + wanted > capacity) {
    const fits = !sparse && wanted <= capacity - (capacity >> 3);
    const target = fits ? storage : allocateStorage(Math.max(wanted + (wanted >> 3) + 8, 16));
    // In place the front goes first: it moves down, and so does what follows or it stays where it is.
    if (fits && start + at + removed < at + added) {
      copyBytes(storage + start + at + removed, storage + at + added, rest);
      copyBytes(storage + start, storage, at);
    } else {
      copyBytes(storage + start, target, at);
      copyBytes(storage + start + at + removed, target + at + added, rest);
    }
    I32[(object + BYTEARRAY_STORAGE) >> 2] = target - STORAGE_HEADER;
    I32[(object + BYTEARRAY_START) >> 2] = 0;
  } else if (added !== removed) {
    const data = storage + start + at;
    copyBytes(data + removed, data + added, rest);
  }
  I32[(object + BYTEARRAY_LENGTH) >> 2] = wanted;
  return dataAddress(object) + at;
}

/** Gives a bytearray other contents, in place; they are no view of the memory. */
function assign(object: Address, contents: Uint8Array): void {
  const place = splice(object, 0, lengthOf(object), contents.length);
  U8.set(contents, place);
}

// ---- Text ----------------------------------------------------------------------------------------------------------

/** `repr()` of bytes; a bytearray escapes apostrophes even between double quotes. */
export function bytesText(contents: Uint8Array, escapeApostrophe = false): string {
  const quote = contents.includes(39) && !contents.includes(34) ? 34 : 39;
  const escapes = escapeApostrophe || quote === 39;
  // A byte takes four characters at most.
  const text = new Uint8Array(4 * contents.length + 3);
  text[0] = 98;
  text[1] = quote;
  let to = 2;
  for (let i = 0; i < contents.length; i++) {
    const byte = contents[i];
    if (byte >= 32 && byte <= 126 && byte !== 92) {
      if (byte === 39 && escapes) text[to++] = 92;
      text[to++] = byte;
    } else {
      const escape = BYTE_ESCAPES[byte];
      for (let k = 0; k < escape.length; k++) text[to++] = escape.charCodeAt(k);
    }
  }
  text[to++] = quote;
  return decodeAscii(text.subarray(0, to));
}

/** How `repr()` shows the bytes that do not stand for themselves. */
const BYTE_ESCAPES: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  if (byte === 9) return "\\t";
  if (byte === 10) return "\\n";
  if (byte === 13) return "\\r";
  if (byte === 92) return "\\\\";
  return `\\x${byte.toString(16).padStart(2, "0")}`;
});

// ---- Making ----------------------------------------------------------------------------------------------------------

/** A byte from an index argument. */
export function byteValue(slot: Slot, name: string): number {
  if (!hasIndex(slot))
    throw raise(T.TypeError, `'${typeNameOf(slot)}' object cannot be interpreted as an integer`);
  const value = clippedIndex(slot);
  if (value < 0 || value > 255)
    throw raise(
      T.ValueError,
      name === "bytes" ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)",
    );
  return value;
}

/** The contents that `bytes(source, encoding, errors)` asks for. May run Python. */
function readSource(args: Slot, name: string): Uint8Array {
  const source = args + 8;
  if (!isUnbound(args + 16) || !isUnbound(args + 24)) {
    const given = isUnbound(args + 16) ? "errors" : "encoding";
    if (isUnbound(source) || !isStrValue(source))
      throw raise(T.TypeError, `${given} without a string argument`);
    return encodeText(
      textOf(source),
      codecArgument(args + 16, name, "encoding", "utf-8"),
      codecArgument(args + 24, name, "errors", "strict"),
    );
  }
  if (isUnbound(source)) return new Uint8Array(0);
  if (isStrValue(source)) throw raise(T.TypeError, "string argument without an encoding");
  if (isBytesLike(source)) return bytesOf(source).slice();
  const result = pushTemp();
  if (name === "bytes" && callSpecial0(source, N.__bytes__, result)) {
    if (!isBytes(result))
      throw raise(T.TypeError, `__bytes__ returned non-bytes (type ${typeNameOf(result)})`);
    return bytesOf(result).slice();
  }
  if (hasIndex(source)) {
    const count = indexValue(source);
    if (count < 0) throw raise(T.ValueError, "negative count");
    return new Uint8Array(count);
  }
  return collectBytes(source, name);
}

function collectBytes(source: Slot, name: string): Uint8Array {
  const small = smallInts(source);
  if (small !== null) return small;
  const items: number[] = [];
  if (!isIterable(source))
    throw raise(T.TypeError, `cannot convert '${typeNameOf(source)}' object to ${name}`);
  forEach(source, (item) => {
    items.push(byteValue(item, "bytes"));
  });
  return Uint8Array.from(items);
}

/** The items of a list or tuple that holds nothing but ints from 0 to 255; null for others. */
function smallInts(source: Slot): Uint8Array | null {
  const isList = isExactly(source, T.list);
  if (!isList && !isExactly(source, T.tuple)) return null;
  const object = refAt(source);
  const count = isList ? listLength(object) : tupleLength(object);
  const first = (isList ? listItem(object, 0) : tupleItem(object, 0)) >> 2;
  const words = I32;
  const contents = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const value = words[first + 2 * i];
    if (words[first + 2 * i + 1] !== TAG_INT || value < 0 || value > 255) return null;
    contents[i] = value;
  }
  return contents;
}

function isIterable(slot: Slot): boolean {
  return lookupInType(typeOf(slot), N.__iter__) !== 0 || lookupInType(typeOf(slot), N.__getitem__) !== 0;
}

function bytes_new(args: Slot, out: Slot): void {
  if (
    refAt(args) === T.bytes &&
    isExactly(args + 8, T.bytes) &&
    isUnbound(args + 16) &&
    isUnbound(args + 24)
  ) {
    setRef(out, refAt(args + 8));
    return;
  }
  setRef(out, newBytes(readSource(args, "bytes"), refAt(args)));
}

function bytearray_new(args: Slot, out: Slot): void {
  setRef(out, newBytearray(readSource(args, "bytearray"), refAt(args)));
}

function fromhex(make: (contents: Uint8Array, type: Address) => Address): Native {
  return (args, out) => {
    if (!isStrValue(args + 8))
      throw raise(T.TypeError, `fromhex() argument must be str or bytes-like, not ${typeNameOf(args + 8)}`);
    const text = textOf(args + 8);
    const contents = new Uint8Array(text.length >> 1);
    let count = 0;
    for (let i = 0; i < text.length; ) {
      if (isSpaceByte(text.charCodeAt(i))) {
        i++;
        continue;
      }
      const high = hexDigit(text.charCodeAt(i));
      const low = hexDigit(text.charCodeAt(i + 1));
      if (high < 0 || low < 0) {
        const at = high < 0 ? i : i + 1;
        if (at >= text.length)
          throw raise(T.ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
        throw raise(T.ValueError, `non-hexadecimal number found in fromhex() arg at position ${at}`);
      }
      contents[count++] = (high << 4) | low;
      i += 2;
    }
    setRef(out, make(contents.subarray(0, count), refAt(args)));
  };
}

/** Value of a hexadecimal digit's code, −1 for others (NaN included). */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

// ---- Items -----------------------------------------------------------------------------------------------------------

function bytes_getitem(container: Slot, key: Slot, out: Slot): void {
  const object = refAt(container);
  const length = lengthOf(object);
  const name = isBytes(container) ? "byte" : "bytearray";
  if (isIndex(key)) {
    let index = sequenceIndex(key);
    if (index < 0) index += length;
    if (index < 0 || index >= length)
      throw raise(T.IndexError, name === "byte" ? "index out of range" : "bytearray index out of range");
    setInt(out, U8[dataAddress(object) + index]);
  } else if (isExactly(key, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(key), length);
    if (step === 1) partOf(container, start, start + count, out);
    else {
      const result = allocateLike(container, count);
      const bytes = U8;
      const to = dataAddress(result);
      for (let i = 0, at = dataAddress(object) + start; i < count; i++, at += step) bytes[to + i] = bytes[at];
      setRef(out, result);
    }
  } else throw raise(T.TypeError, `${name} indices must be integers or slices, not ${typeNameOf(key)}`);
}

function bytearray_setitem(container: Slot, key: Slot, value: Slot): void {
  const object = refAt(container);
  if (isIndex(key)) {
    let index = sequenceIndex(key);
    if (index < 0) index += lengthOf(object);
    if (index < 0 || index >= lengthOf(object)) throw raise(T.IndexError, "bytearray index out of range");
    const byte = byteValue(value, "byte");
    U8[dataAddress(object) + index] = byte;
  } else if (isExactly(key, T.slice)) {
    const contents = isBytesLike(value) ? bytesOf(value).slice() : collectBytes(value, "bytearray");
    const { start, stop, step, count } = resolveSlice(refAt(key), lengthOf(object));
    const view = viewOf(object);
    if (step === 1) {
      const removed = Math.max(start, stop) - start;
      const place = splice(object, start, removed, contents.length);
      U8.set(contents, place);
    } else {
      if (contents.length !== count)
        throw raise(
          T.ValueError,
          `attempt to assign bytes of size ${contents.length} to extended slice of size ${count}`,
        );
      for (let i = 0; i < count; i++) view[start + i * step] = contents[i];
    }
  } else throw raise(T.TypeError, `bytearray indices must be integers or slices, not ${typeNameOf(key)}`);
}

function bytearray_delitem(container: Slot, key: Slot): void {
  const object = refAt(container);
  const length = lengthOf(object);
  if (isIndex(key)) {
    let index = sequenceIndex(key);
    if (index < 0) index += length;
    if (index < 0 || index >= length) throw raise(T.IndexError, "bytearray index out of range");
    splice(object, index, 1, 0);
  } else if (isExactly(key, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(key), length);
    if (step === 1) splice(object, start, count, 0);
    else deleteStrided(object, step > 0 ? start : start + (count - 1) * step, Math.abs(step), count);
  } else throw raise(T.TypeError, `bytearray indices must be integers or slices, not ${typeNameOf(key)}`);
}

/** Deletes `count` bytes, each `step` after the one before. */
function deleteStrided(object: Address, first: number, step: number, count: number): void {
  if (count <= 0) return;
  const bytes = U8;
  const data = dataAddress(object);
  const length = lengthOf(object);
  let to = data + first;
  for (let i = first; i < length; i++)
    if ((i - first) % step !== 0 || i - first >= count * step) bytes[to++] = bytes[data + i];
  splice(object, length - count, count, 0);
}

function bytes_contains(container: Slot, item: Slot): boolean {
  const text = refAt(container);
  if (isBytesLike(item)) {
    const data = dataAddress(text);
    const needle = { units: U8, at: dataAddress(refAt(item)), length: lengthOf(refAt(item)) };
    return findUnits(U8, data, data + lengthOf(text), needle) >= 0;
  }
  if (!hasIndex(item)) throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(item)}'`);
  const byte = byteValue(item, "byte");
  // NB: an `__index__` of Python's may have moved the data.
  return findUnit(U8, byte, dataAddress(text), dataAddress(text) + lengthOf(text)) >= 0;
}

// ---- Search and splitting ------------------------------------------------------------------------------------------

/** A search within `start` … `end` of the text; the needle is a copy or a view of the memory. */
type Finder = (text: Uint8Array, needle: Uint8Array, start: number, end: number) => number;

const needleOf = (bytes: Uint8Array): Needle => ({ units: bytes, at: 0, length: bytes.length });
const findBytes: Finder = (text, needle, start, end) => findUnits(text, start, end, needleOf(needle));
const findLastBytes: Finder = (text, needle, start, end) => findLastUnits(text, start, end, needleOf(needle));
const countBytes: Finder = (text, needle, start, end) => countUnits(text, start, end, needleOf(needle));

/** A bytes-like argument's contents. */
function bytesArgument(slot: Slot): Uint8Array {
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(slot)}'`);
  return bytesOf(slot).slice();
}
const byteOrBytes = (slot: Slot): Uint8Array => {
  if (isIntValue(slot)) return Uint8Array.of(byteValue(slot, "byte"));
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `argument should be integer or bytes-like object, not '${typeNameOf(slot)}'`);
  return bytesOf(slot).slice();
};

function rangeBound(slot: Slot, length: number, otherwise: number): number {
  if (isUnbound(slot) || isNone(slot)) return otherwise;
  const value = clampedIndex(slot);
  return Math.min(
    value < 0 ? Math.max(0, value + length) : value,
    value < 0 ? length : Number.MAX_SAFE_INTEGER,
  );
}

function search(find: Finder, mustBeThere: boolean): Native {
  return (args, out) => {
    const needle = byteOrBytes(args + 8);
    const text = bytesOf(args);
    const start = rangeBound(args + 16, text.length, 0);
    const end = Math.min(rangeBound(args + 24, text.length, text.length), text.length);
    const found = find(text, needle, start, end);
    if (mustBeThere && found < 0) throw raise(T.ValueError, "subsection not found");
    setInt(out, found);
  };
}

function affixTest(name: string, atEnd: boolean): Native {
  return (args, out) => {
    const text = bytesOf(args);
    const start = rangeBound(args + 16, text.length, 0);
    const end = Math.min(rangeBound(args + 24, text.length, text.length), text.length);
    const test = (affix: Uint8Array): boolean => {
      if (end - start < affix.length) return false;
      const at = atEnd ? end - affix.length : start;
      return sameUnits(text, at, affix, 0, affix.length);
    };
    if (isBytesLike(args + 8)) setBool(out, test(bytesOf(args + 8)));
    else if (isRef(args + 8) && isInstance(args + 8, T.tuple)) {
      const tuple = refAt(args + 8);
      let found = false;
      for (let i = 0; i < tupleLength(tuple) && !found; i++) found = test(bytesArgument(tupleItem(tuple, i)));
      setBool(out, found);
    } else
      throw raise(
        T.TypeError,
        `${name} first arg must be bytes or a tuple of bytes, not ${typeNameOf(args + 8)}`,
      );
  };
}

const isSpaceByte = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13);

/** Appends part of the receiver to a list that no Python code has seen yet. */
function appendPart(self: Slot, list: Address, start: number, end: number): void {
  const mark = markTemps();
  const temp = pushTemp();
  setRef(temp, copyLike(self, dataAddress(refAt(self)) + start, end - start));
  list_append(list, temp);
  releaseTemps(mark);
}

function writeList(self: Slot, pieces: readonly (readonly [start: number, end: number])[], out: Slot): void {
  const list = newList(pieces.length);
  for (const [start, end] of pieces) appendPart(self, list, start, end);
  setRef(out, list);
}

function split(fromEnd: boolean): Native {
  return (args, out) => {
    const given = isUnbound(args + 16) ? -1 : indexValue(args + 16);
    const limit = given < 0 ? Number.POSITIVE_INFINITY : given;
    const pieces: [start: number, end: number][] = [];
    if (isUnbound(args + 8) || isNone(args + 8)) {
      const text = bytesOf(args);
      for (let i = 0; i < text.length; ) {
        if (isSpaceByte(text[i])) {
          i++;
          continue;
        }
        const start = i;
        while (i < text.length && !isSpaceByte(text[i])) i++;
        pieces.push([start, i]);
      }
      if (pieces.length > limit) {
        if (fromEnd) pieces.splice(0, pieces.length - limit, [0, pieces[pieces.length - limit - 1][1]]);
        else pieces.splice(limit, pieces.length - limit, [pieces[limit][0], text.length]);
      }
    } else {
      const separator = bytesArgument(args + 8);
      if (separator.length === 0) throw raise(T.ValueError, "empty separator");
      const text = bytesOf(args);
      let from = 0;
      let end = text.length;
      while (pieces.length < limit) {
        const found = fromEnd
          ? findLastBytes(text, separator, 0, end)
          : findBytes(text, separator, from, text.length);
        if (found < 0) break;
        if (fromEnd) {
          pieces.push([found + separator.length, end]);
          end = found;
        } else {
          pieces.push([from, found]);
          from = found + separator.length;
        }
      }
      pieces.push([from, end]);
      if (fromEnd) pieces.reverse();
    }
    writeList(args, pieces, out);
  };
}

function bytes_splitlines(args: Slot, out: Slot): void {
  const keep = !isUnbound(args + 8) && isTrue(args + 8);
  const text = bytesOf(args);
  const pieces: [start: number, end: number][] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== 10 && text[i] !== 13) continue;
    const next = text[i] === 13 && text[i + 1] === 10 ? i + 2 : i + 1;
    pieces.push([start, keep ? next : i]);
    start = next;
    i = next - 1;
  }
  if (start < text.length) pieces.push([start, text.length]);
  writeList(args, pieces, out);
}

function bytes_join(args: Slot, out: Slot): void {
  const items = listOf(args + 8);
  const count = listLength(items);
  const gap = lengthOf(refAt(args));
  let length = count > 0 ? gap * (count - 1) : 0;
  for (let i = 0; i < count; i++) {
    const item = listItem(items, i);
    if (!isBytesLike(item))
      throw raise(T.TypeError, `sequence item ${i}: expected a bytes-like object, ${typeNameOf(item)} found`);
    length += lengthOf(refAt(item));
  }
  if (count === 1 && isBytes(args) && isExactly(listItem(items, 0), T.bytes)) {
    setRef(out, refAt(listItem(items, 0)));
    return;
  }
  const result = allocateLike(args, length);
  let at = dataAddress(result);
  for (let i = 0; i < count; i++) {
    if (i > 0 && gap > 0) {
      copyBytes(dataAddress(refAt(args)), at, gap);
      at += gap;
    }
    const item = refAt(listItem(items, i));
    copyBytes(dataAddress(item), at, lengthOf(item));
    at += lengthOf(item);
  }
  setRef(out, result);
}

function partition(fromEnd: boolean): Native {
  return (args, out) => {
    const separator = bytesArgument(args + 8);
    if (separator.length === 0) throw raise(T.ValueError, "empty separator");
    const text = bytesOf(args);
    const length = text.length;
    const found = (fromEnd ? findLastBytes : findBytes)(text, separator, 0, length);
    const mark = markTemps();
    const held = pushTemps(3);
    const after = found + separator.length;
    if (found >= 0) {
      partOf(args, 0, found, held);
      writeLike(args, separator, held + 8);
      partOf(args, after, length, held + 16);
    } else {
      partOf(args, 0, length, fromEnd ? held + 16 : held);
      partOf(args, 0, 0, held + 8);
      partOf(args, 0, 0, fromEnd ? held : held + 16);
    }
    setRef(out, newTupleFrom(held, 3));
    releaseTemps(mark);
  };
}

function bytes_replace(args: Slot, out: Slot): void {
  const old = bytesArgument(args + 8);
  const replacement = bytesArgument(args + 16);
  const given = isUnbound(args + 24) ? -1 : indexValue(args + 24);
  const limit = given < 0 ? Number.POSITIVE_INFINITY : given;
  const text = bytesOf(args);
  const places: number[] = [];
  if (old.length === 0) for (let i = 0; i <= text.length && places.length < limit; i++) places.push(i);
  else
    for (let at = 0; places.length < limit; at += old.length) {
      at = findBytes(text, old, at, text.length);
      if (at < 0) break;
      places.push(at);
    }
  if (places.length === 0) {
    partOf(args, 0, text.length, out);
    return;
  }
  const length = text.length;
  const result = allocateLike(args, length + places.length * (replacement.length - old.length));
  const data = dataAddress(refAt(args));
  let to = dataAddress(result);
  let from = 0;
  for (const place of places) {
    copyBytes(data + from, to, place - from);
    to += place - from;
    U8.set(replacement, to);
    to += replacement.length;
    from = place + old.length;
  }
  copyBytes(data + from, to, length - from);
  setRef(out, result);
}

function strip(left: boolean, right: boolean): Native {
  return (args, out) => {
    const set = isUnbound(args + 8) || isNone(args + 8) ? null : bytesArgument(args + 8);
    const text = bytesOf(args);
    const isTrimmed = (byte: number): boolean => (set === null ? isSpaceByte(byte) : set.includes(byte));
    let start = 0;
    let end = text.length;
    if (left) while (start < end && isTrimmed(text[start])) start++;
    if (right) while (end > start && isTrimmed(text[end - 1])) end--;
    partOf(args, start, end, out);
  };
}

function removeAffix(atEnd: boolean): Native {
  return (args, out) => {
    const affix = bytesArgument(args + 8);
    const text = bytesOf(args);
    const at = atEnd ? text.length - affix.length : 0;
    const there = at >= 0 && sameUnits(text, at, affix, 0, affix.length);
    if (!there) partOf(args, 0, text.length, out);
    else partOf(args, atEnd ? 0 : affix.length, atEnd ? at : text.length, out);
  };
}

function justify(side: "left" | "right" | "both"): Native {
  return (args, out) => {
    const width = indexValue(args + 8);
    const fill = isUnbound(args + 16) ? 32 : bytesArgument(args + 16)[0];
    const length = lengthOf(refAt(args));
    const missing = Math.max(0, width - length);
    const left = side === "left" ? 0 : side === "right" ? missing : (missing >> 1) + (missing & width & 1);
    const result = allocateLike(args, length + missing);
    const data = dataAddress(result);
    U8.fill(fill, data, data + left);
    copyBytes(dataAddress(refAt(args)), data + left, length);
    U8.fill(fill, data + left + length, data + length + missing);
    setRef(out, result);
  };
}

function bytes_zfill(args: Slot, out: Slot): void {
  const width = indexValue(args + 8);
  const length = lengthOf(refAt(args));
  const missing = Math.max(0, width - length);
  const result = allocateLike(args, length + missing);
  const from = dataAddress(refAt(args));
  const to = dataAddress(result);
  const sign = missing > 0 && length > 0 && (U8[from] === 43 || U8[from] === 45) ? 1 : 0;
  copyBytes(from, to, sign);
  U8.fill(48, to + sign, to + sign + missing);
  copyBytes(from + sign, to + sign + missing, length - sign);
  setRef(out, result);
}

// ---- Case and classes (ASCII) ----------------------------------------------------------------------------------------

const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;
const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
const isLetter = (byte: number): boolean => isLower(byte) || isUpper(byte);
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

const mapBytes =
  (map: (byte: number, previous: number, index: number) => number): Native =>
  (args, out) => {
    const length = lengthOf(refAt(args));
    const result = allocateLike(args, length);
    const from = dataAddress(refAt(args));
    const to = dataAddress(result);
    const bytes = U8;
    let previous = 0;
    for (let i = 0; i < length; i++) {
      const byte = bytes[from + i];
      bytes[to + i] = map(byte, previous, i);
      previous = byte;
    }
    setRef(out, result);
  };
const everyByte =
  (test: (byte: number) => boolean): Native =>
  (args, out) =>
    setBool(out, bytesOf(args).length > 0 && bytesOf(args).every(test));

function bytes_istitle(args: Slot, out: Slot): void {
  let cased = false;
  let inWord = false;
  for (const byte of bytesOf(args)) {
    if (isLetter(byte)) {
      if (isUpper(byte) === inWord) {
        setBool(out, false);
        return;
      }
      inWord = cased = true;
    } else inWord = false;
  }
  setBool(out, cased);
}

const lower = (byte: number): number => (isUpper(byte) ? byte + 32 : byte);
const upper = (byte: number): number => (isLower(byte) ? byte - 32 : byte);

// ---- Conversion and operators ------------------------------------------------------------------------------------------

function bytes_decode(args: Slot, out: Slot): void {
  const encoding = codecArgument(args + 8, "decode", "encoding", "utf-8");
  const errors = codecArgument(args + 16, "decode", "errors", "strict");
  setRef(out, decodeObject(refAt(args), encoding, errors));
}

/** The str that the bytes of a bytes-like object encode. Raises UnicodeDecodeError, LookupError. */
export function decodeObject(object: Address, encoding: string, errors: string): Address {
  const str = decodeMemory(dataAddress(object), lengthOf(object), encoding);
  return str !== 0 ? str : newString(decodeBytes(viewOf(object).slice(), encoding, errors));
}

function bytes_hex(args: Slot, out: Slot): void {
  if (isUnbound(args + 8)) {
    setRef(out, hexOf(refAt(args)));
    return;
  }
  const hex = Array.from(bytesOf(args), (byte) => byte.toString(16).padStart(2, "0"));
  const separator = isStrValue(args + 8) ? textOf(args + 8) : String.fromCharCode(...bytesArgument(args + 8));
  if (separator.length !== 1) throw raise(T.ValueError, "sep must be length 1.");
  const size = isUnbound(args + 16) ? 1 : indexValue(args + 16);
  const width = Math.abs(size);
  let text = "";
  hex.forEach((digits, i) => {
    const boundary = width !== 0 && i > 0 && (size > 0 ? (hex.length - i) % width === 0 : i % width === 0);
    text += (boundary ? separator : "") + digits;
  });
  setRef(out, newString(text));
}

/** The bytes as pairs of hexadecimal digits. */
function hexOf(object: Address): Address {
  const length = lengthOf(object);
  if (length === 0) return emptyString();
  if (2 * length > LONGEST) throw raiseMemory();
  const str = allocateString(2 * length, 1, true);
  const bytes = U8;
  const digit = (value: number): number => (value < 10 ? 48 + value : 87 + value);
  let to = str + STR_DATA;
  for (let at = dataAddress(object), end = at + length; at < end; at++, to += 2) {
    bytes[to] = digit(bytes[at] >> 4);
    bytes[to + 1] = digit(bytes[at] & 15);
  }
  return str;
}

function bytes_translate(args: Slot, out: Slot): void {
  const table = isNone(args + 8) ? null : bytesArgument(args + 8);
  if (table !== null && table.length !== 256)
    throw raise(T.ValueError, "translation table must be 256 characters long");
  const removed = isUnbound(args + 16) ? new Uint8Array(0) : bytesArgument(args + 16);
  const goes = new Uint8Array(256);
  for (const byte of removed) goes[byte] = 1;
  const text = bytesOf(args);
  const kept = new Uint8Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text[i];
    if (goes[byte] === 0) kept[count++] = table === null ? byte : table[byte];
  }
  writeLike(args, kept.subarray(0, count), out);
}

function bytes_maketrans(args: Slot, out: Slot): void {
  const from = bytesArgument(args);
  const to = bytesArgument(args + 8);
  if (from.length !== to.length) throw raise(T.ValueError, "maketrans arguments must have same length");
  const table = Uint8Array.from({ length: 256 }, (_, i) => i);
  from.forEach((byte, i) => {
    table[byte] = to[i];
  });
  setRef(out, newBytes(table));
}

function bytes_add(args: Slot, out: Slot): void {
  if (!isBytesLike(args + 8))
    throw raise(
      T.TypeError,
      `can't concat ${typeNameOf(args + 8)} to ${isBytes(args) ? "bytes" : "bytearray"}`,
    );
  const a = refAt(args);
  const b = refAt(args + 8);
  const first = lengthOf(a);
  const second = lengthOf(b);
  const result = allocateLike(args, first + second);
  copyBytes(dataAddress(a), dataAddress(result), first);
  copyBytes(dataAddress(b), dataAddress(result) + first, second);
  setRef(out, result);
}

function bytes_mul(args: Slot, out: Slot): void {
  if (!hasIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const times = Math.max(0, clippedIndex(args + 8));
  const length = lengthOf(refAt(args));
  const result = allocateLike(args, length * times);
  const data = dataAddress(result);
  copyBytes(dataAddress(refAt(args)), data, times > 0 ? length : 0);
  repeatFirst(data, length, length * times);
  setRef(out, result);
}

/** Fills `total` bytes with copies of the first `length`: what is there is doubled until all is. */
function repeatFirst(data: number, length: number, total: number): void {
  if (length === 1 && total > 1) U8.fill(U8[data], data, data + total);
  else if (length > 0)
    for (let done = length; done < total; done *= 2)
      U8.copyWithin(data + done, data, data + Math.min(done, total - done));
}

function bytes_hash(slot: Slot): number {
  const object = refAt(slot);
  const known = I32[(object + BYTES_HASH) >> 2];
  if (known !== -1) return known;
  let hash = 0x811c9dc5;
  for (const byte of viewOf(object)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 15;
  hash = (Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13)) & 0x7fffffff;
  I32[(object + BYTES_HASH) >> 2] = hash;
  return hash;
}

/** Compares two bytes-like objects by operator; false when the other operand is none. */
export function compareBytes(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isBytesLike(b)) return false;
  const x = dataAddress(refAt(a));
  const y = dataAddress(refAt(b));
  const lengthA = lengthOf(refAt(a));
  const lengthB = lengthOf(refAt(b));
  const common = Math.min(lengthA, lengthB);
  const bytes = U8;
  let i = 0;
  while (i < common && bytes[x + i] === bytes[y + i]) i++;
  const order = i < common ? bytes[x + i] - bytes[y + i] : lengthA - lengthB;
  setBool(out, compareNumbers(op, order, 0));
  return true;
}
const comparison =
  (op: number): Native =>
  (args, out) => {
    if (!compareBytes(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

// ---- bytearray alone -------------------------------------------------------------------------------------------------

function bytearray_append(args: Slot): void {
  const byte = byteValue(args + 8, "byte");
  const object = refAt(args);
  // NB: the memory is looked up after room has been made.
  const place = splice(object, lengthOf(object), 0, 1);
  U8[place] = byte;
}

/** Puts the contents of a bytes-like object at the end. */
function extendBytes(object: Address, source: Slot): void {
  const other = refAt(source);
  const count = lengthOf(other);
  if (other !== object && !isExactly(source, T.memoryview)) {
    const place = splice(object, lengthOf(object), 0, count);
    copyBytes(dataAddress(other), place, count);
    return;
  }
  const added = viewOf(other).slice();
  const place = splice(object, lengthOf(object), 0, count);
  U8.set(added, place);
}

function bytearray_extend(args: Slot): void {
  if (isBytesLike(args + 8)) {
    extendBytes(refAt(args), args + 8);
    return;
  }
  const added = collectBytes(args + 8, "bytearray");
  const place = splice(refAt(args), lengthOf(refAt(args)), 0, added.length);
  U8.set(added, place);
}

function bytearray_insert(args: Slot): void {
  const index = indexValue(args + 8);
  const byte = byteValue(args + 16, "byte");
  const length = lengthOf(refAt(args));
  const at = index < 0 ? Math.max(0, length + index) : Math.min(index, length);
  const place = splice(refAt(args), at, 0, 1);
  U8[place] = byte;
}

function bytearray_pop(args: Slot, out: Slot): void {
  const object = refAt(args);
  if (lengthOf(object) === 0) throw raise(T.IndexError, "pop from empty bytearray");
  let index = isUnbound(args + 8) ? -1 : indexValue(args + 8);
  if (index < 0) index += lengthOf(object);
  if (index < 0 || index >= lengthOf(object)) throw raise(T.IndexError, "pop index out of range");
  const byte = U8[dataAddress(object) + index];
  splice(object, index, 1, 0);
  setInt(out, byte);
}

function bytearray_remove(args: Slot): void {
  const byte = byteValue(args + 8, "byte");
  const object = refAt(args);
  const data = dataAddress(object);
  const found = findUnit(U8, byte, data, data + lengthOf(object));
  if (found < 0) throw raise(T.ValueError, "value not found in bytearray");
  splice(object, found - data, 1, 0);
}

function bytearray_iadd(args: Slot, out: Slot): void {
  if (!isBytesLike(args + 8)) throw raise(T.TypeError, `can't concat ${typeNameOf(args + 8)} to bytearray`);
  extendBytes(refAt(args), args + 8);
  setRef(out, refAt(args));
}

function bytearray_imul(args: Slot, out: Slot): void {
  const times = Math.max(0, indexValue(args + 8));
  const object = refAt(args);
  const length = lengthOf(object);
  splice(object, length, 0, length * times - length);
  repeatFirst(dataAddress(object), length, length * times);
  setRef(out, object);
}

function bytearray_reverse(args: Slot): void {
  bytesOf(args).reverse();
}

function bytearray_repr(args: Slot, out: Slot): void {
  setRef(out, newString(`${typeNameOf(args)}(${bytesText(bytesOf(args), true)})`));
}

/** For pickling: the class, its bytes, and the dict of a subclass. */
function bytearray_reduce(args: Slot, out: Slot): void {
  const held = pushTemp();
  setRef(held, newBytes(bytesOf(args).slice()));
  setRef(held, newTupleOf(refAt(held)));
  const result = newTuple(3);
  setRef(tupleItem(result, 0), typeOf(args));
  setRef(tupleItem(result, 1), refAt(held));
  const dict = I32[(refAt(args) + BYTEARRAY_DICT) >> 2];
  if (dict === 0) setNone(tupleItem(result, 2));
  else setRef(tupleItem(result, 2), dict);
  setRef(out, result);
}

export function defineBytesTypes(): void {
  arrayType = 0;
  const shared: Record<string, MethodRow> = {
    __len__: ["(self, /)", (args, out) => setInt(out, lengthOf(refAt(args)))],
    __getitem__: ["(self, key, /)", (args, out) => bytes_getitem(args, args + 8, out)],
    __contains__: ["(self, key, /)", (args, out) => setBool(out, bytes_contains(args, args + 8))],
    __iter__: ["(self, /)", (args, out) => iterateBytes(args, out)],
    __add__: ["(self, value, /)", bytes_add],
    __mul__: ["(self, value, /)", bytes_mul],
    __rmul__: ["(self, value, /)", bytes_mul],
    __mod__: [
      "(self, value, /)",
      (args, out) => writeLike(args, percentFormatBytes(bytesOf(args).slice(), args + 8), out),
    ],
    __rmod__: [
      "(self, value, /)",
      (args, out) => {
        if (isBytesLike(args + 8))
          writeLike(args + 8, percentFormatBytes(bytesOf(args + 8).slice(), args), out);
        else setRef(out, NOT_IMPLEMENTED);
      },
    ],
    __eq__: ["(self, value, /)", comparison(2)],
    __ne__: ["(self, value, /)", comparison(3)],
    __lt__: ["(self, value, /)", comparison(0)],
    __le__: ["(self, value, /)", comparison(1)],
    __gt__: ["(self, value, /)", comparison(4)],
    __ge__: ["(self, value, /)", comparison(5)],
    find: ["(self, sub, start=None, end=None, /)", search(findBytes, false)],
    rfind: ["(self, sub, start=None, end=None, /)", search(findLastBytes, false)],
    index: ["(self, sub, start=None, end=None, /)", search(findBytes, true)],
    rindex: ["(self, sub, start=None, end=None, /)", search(findLastBytes, true)],
    count: ["(self, sub, start=None, end=None, /)", search(countBytes, false)],
    startswith: ["(self, prefix, start=None, end=None, /)", affixTest("startswith", false)],
    endswith: ["(self, suffix, start=None, end=None, /)", affixTest("endswith", true)],
    split: ["(self, /, sep=None, maxsplit=-1)", split(false)],
    rsplit: ["(self, /, sep=None, maxsplit=-1)", split(true)],
    splitlines: ["(self, /, keepends=False)", bytes_splitlines],
    join: ["(self, iterable_of_bytes, /)", bytes_join],
    partition: ["(self, sep, /)", partition(false)],
    rpartition: ["(self, sep, /)", partition(true)],
    replace: ["(self, old, new, count=-1, /)", bytes_replace],
    strip: ["(self, bytes=None, /)", strip(true, true)],
    lstrip: ["(self, bytes=None, /)", strip(true, false)],
    rstrip: ["(self, bytes=None, /)", strip(false, true)],
    removeprefix: ["(self, prefix, /)", removeAffix(false)],
    removesuffix: ["(self, suffix, /)", removeAffix(true)],
    center: ["(self, width, fillchar=b' ', /)", justify("both")],
    ljust: ["(self, width, fillchar=b' ', /)", justify("left")],
    rjust: ["(self, width, fillchar=b' ', /)", justify("right")],
    zfill: ["(self, width, /)", bytes_zfill],
    lower: ["(self, /)", mapBytes(lower)],
    upper: ["(self, /)", mapBytes(upper)],
    swapcase: ["(self, /)", mapBytes((byte) => (isLetter(byte) ? byte ^ 32 : byte))],
    title: ["(self, /)", mapBytes((byte, previous) => (isLetter(previous) ? lower(byte) : upper(byte)))],
    capitalize: ["(self, /)", mapBytes((byte, _previous, i) => (i === 0 ? upper(byte) : lower(byte)))],
    isalpha: ["(self, /)", everyByte(isLetter)],
    isalnum: ["(self, /)", everyByte((byte) => isLetter(byte) || isDigit(byte))],
    isdigit: ["(self, /)", everyByte(isDigit)],
    isspace: ["(self, /)", everyByte(isSpaceByte)],
    isascii: [
      "(self, /)",
      (args, out) =>
        setBool(
          out,
          bytesOf(args).every((byte) => byte < 128),
        ),
    ],
    islower: [
      "(self, /)",
      (args, out) => setBool(out, bytesOf(args).some(isLower) && !bytesOf(args).some(isUpper)),
    ],
    isupper: [
      "(self, /)",
      (args, out) => setBool(out, bytesOf(args).some(isUpper) && !bytesOf(args).some(isLower)),
    ],
    istitle: ["(self, /)", bytes_istitle],
    decode: ["(self, /, encoding='utf-8', errors='strict')", bytes_decode],
    hex: ["(self, /, sep=<unrepresentable>, bytes_per_sep=1)", bytes_hex],
    translate: ["(self, table, /, delete=b'')", bytes_translate],
  };
  defineType(T.bytes, {
    name: "bytes",
    base: T.object,
    kind: KIND_BYTES,
    size: BYTES_DATA,
    flags: TF_BASE | TF_BYTES,
    dictOffset: BYTES_DICT,
    doc: "bytes(iterable_of_ints) -> bytes",
    methods: {
      ...shared,
      __new__: ["(cls, source=b'', encoding='utf-8', errors='strict')", bytes_new],
      __hash__: ["(self, /)", (args, out) => setInt(out, bytes_hash(args))],
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(bytesText(bytesOf(args))))],
      __str__: ["(self, /)", (args, out) => setRef(out, newString(bytesText(bytesOf(args))))],
      __bytes__: [
        "(self, /)",
        (args, out) => setRef(out, isExactly(args, T.bytes) ? refAt(args) : newBytes(bytesOf(args).slice())),
      ],
    },
    classMethods: { fromhex: ["(type, string, /)", fromhex(newBytes)] },
    staticMethods: { maketrans: ["(frm, to, /)", bytes_maketrans] },
  });
  defineType(T.bytearray, {
    name: "bytearray",
    base: T.object,
    size: BYTEARRAY_SIZE,
    flags: TF_BASE,
    refs: [BYTEARRAY_STORAGE, BYTEARRAY_DICT],
    dictOffset: BYTEARRAY_DICT,
    doc: "bytearray(iterable_of_ints) -> bytearray",
    methods: {
      ...shared,
      __new__: ["(cls, source=b'', encoding='utf-8', errors='strict')", bytearray_new],
      __init__: ["(self, source=b'', encoding='utf-8', errors='strict')", (_args, out) => setNone(out)],
      __hash__: null,
      __repr__: ["(self, /)", bytearray_repr],
      __reduce__: ["(self, /)", bytearray_reduce],
      __str__: ["(self, /)", bytearray_repr],
      __setitem__: ["(self, key, value, /)", (args) => bytearray_setitem(args, args + 8, args + 16)],
      __delitem__: ["(self, key, /)", (args) => bytearray_delitem(args, args + 8)],
      __iadd__: ["(self, value, /)", bytearray_iadd],
      __imul__: ["(self, value, /)", bytearray_imul],
      append: ["(self, item, /)", bytearray_append],
      extend: ["(self, iterable_of_ints, /)", bytearray_extend],
      insert: ["(self, index, item, /)", bytearray_insert],
      pop: ["(self, index=-1, /)", bytearray_pop],
      remove: ["(self, value, /)", bytearray_remove],
      clear: ["(self, /)", (args) => assign(refAt(args), new Uint8Array(0))],
      copy: ["(self, /)", (args, out) => setRef(out, newBytearray(bytesOf(args).slice()))],
      reverse: ["(self, /)", bytearray_reverse],
    },
    classMethods: { fromhex: ["(type, string, /)", fromhex(newBytearray)] },
    staticMethods: { maketrans: ["(frm, to, /)", bytes_maketrans] },
  });
  const readers = {
    iterate: iterateBytes,
    length: lengthOf,
    getItem: bytes_getitem,
    contains: bytes_contains,
    compare: compareBytes,
  };
  registerProtocols(T.bytes, { ...readers, hash: bytes_hash });
  registerProtocols(T.bytearray, { ...readers, setItem: bytearray_setitem, deleteItem: bytearray_delitem });
}
