/**
 * bytes and bytearray.
 *
 * bytes lie inline behind their length. A bytearray keeps its length, the address of its storage (payload of a storage
 * cell) and that storage's size. Methods that only read serve both types, through `bytesOf`.
 */
import { concatenateBytes } from "../base/bytes.ts";
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
  T,
  TF_BASE,
  TF_BYTES,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32, U8 } from "../heap/memory.ts";
import { newString } from "../heap/strings.ts";
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
import { markTemps, pushTemp, releaseTemps } from "../runtime/state.ts";
import { clampedIndex, isIndex, resolveSlice, sequenceIndex } from "../runtime/subscript.ts";
import { decodeBytes, encodeText } from "./codecs.ts";
import { defineType, type MethodRow } from "./define.ts";
import { isIntValue } from "./int.ts";
import { iterateBytes } from "./iterators.ts";
import { list_append, listItem, listLength, newList } from "./list.ts";
import { isContiguousView, viewAddress } from "./memoryview.ts";
import { codecArgument, isStrValue, textOf } from "./str.ts";
import { raiseMemory } from "./text.ts";
import { newTuple, newTupleOf, tupleItem, tupleLength } from "./tuple.ts";
import { isInstance, lookupInType, typeNameOf } from "./type.ts";

// A bytearray's fields. It is of fixed size; its storage is scanned through TYPE_REFS as an address of a storage payload.
export const BYTEARRAY_LENGTH = 8;
export const BYTEARRAY_STORAGE = 12;
export const BYTEARRAY_DICT = 16;
const BYTEARRAY_SIZE = 24;

/** A new bytes object with these contents. */
export function newBytes(contents: ArrayLike<number>, type: Address = T.bytes): Address {
  const bytes = allocateObject(type, BYTES_DATA + contents.length);
  I32[(bytes + BYTES_LENGTH) >> 2] = contents.length;
  I32[(bytes + BYTES_HASH) >> 2] = -1;
  I32[(bytes + BYTES_DICT) >> 2] = 0;
  U8.set(contents, bytes + BYTES_DATA);
  return bytes;
}

/** A new bytearray with these contents. */
export function newBytearray(contents: ArrayLike<number>, type: Address = T.bytearray): Address {
  const storage = allocateStorage(Math.max(contents.length, 8));
  const object = allocateObject(type, BYTEARRAY_SIZE);
  I32[(object + BYTEARRAY_LENGTH) >> 2] = contents.length;
  // The word names the storage cell, so that the collector follows it as it follows any object.
  I32[(object + BYTEARRAY_STORAGE) >> 2] = storage - STORAGE_HEADER;
  I32[(object + BYTEARRAY_DICT) >> 2] = 0;
  U8.set(contents, storage);
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
  return I32[(object + BYTEARRAY_STORAGE) >> 2] + STORAGE_HEADER;
}
// All three keep their length in the same word.
const lengthOf = (object: Address): number => I32[(object + BYTES_LENGTH) >> 2];

/** The contents of a bytes-like value: a view that the next allocation may invalidate. */
export const bytesOf = (slot: Slot): Uint8Array => viewOf(refAt(slot));
function viewOf(object: Address): Uint8Array {
  const data = dataAddress(object);
  return U8.subarray(data, data + lengthOf(object));
}

/** A result of the same kind as the receiver: bytes or bytearray. */
function writeLike(self: Slot, contents: ArrayLike<number>, out: Slot): void {
  // Copied first: the contents may be a view of memory, and allocating may grow it.
  const copy = contents instanceof Uint8Array ? contents.slice() : contents;
  setRef(out, isBytes(self) ? newBytes(copy) : newBytearray(copy));
}

/** Gives a bytearray other contents, in place. */
function assign(object: Address, contents: Uint8Array): void {
  const copy = contents.slice();
  const storage = I32[(object + BYTEARRAY_STORAGE) >> 2] + STORAGE_HEADER;
  if (copy.length > storageBytes(storage)) {
    const grown = allocateStorage(Math.max(copy.length + (copy.length >> 3) + 8, 16));
    I32[(object + BYTEARRAY_STORAGE) >> 2] = grown - STORAGE_HEADER;
    U8.set(copy, grown);
  } else U8.set(copy, storage);
  I32[(object + BYTEARRAY_LENGTH) >> 2] = copy.length;
}

// ---- Text ----------------------------------------------------------------------------------------------------------

/** `repr()` of bytes; a bytearray escapes apostrophes even between double quotes. */
export function bytesText(contents: Uint8Array, escapeApostrophe = false): string {
  const quote = contents.includes(39) && !contents.includes(34) ? '"' : "'";
  let text = `b${quote}`;
  for (const byte of contents) {
    const character = String.fromCharCode(byte);
    if (character === quote || byte === 92 || (escapeApostrophe && byte === 39)) text += `\\${character}`;
    else if (byte === 9) text += "\\t";
    else if (byte === 10) text += "\\n";
    else if (byte === 13) text += "\\r";
    else if (byte < 32 || byte > 126) text += `\\x${byte.toString(16).padStart(2, "0")}`;
    else text += character;
  }
  return text + quote;
}

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
  const items: number[] = [];
  if (!isIterable(source))
    throw raise(T.TypeError, `cannot convert '${typeNameOf(source)}' object to ${name}`);
  forEach(source, (item) => {
    items.push(byteValue(item, "bytes"));
  });
  return Uint8Array.from(items);
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
    const contents: number[] = [];
    for (let i = 0; i < text.length; ) {
      if (/[ \t\n\r\f\v]/.test(text[i] as string)) {
        i++;
        continue;
      }
      for (let k = 0; k < 2; k++)
        if (!/[0-9a-fA-F]/.test(text[i + k] ?? "")) {
          if (i + k >= text.length)
            throw raise(T.ValueError, "fromhex() arg must contain an even number of hexadecimal digits");
          throw raise(T.ValueError, `non-hexadecimal number found in fromhex() arg at position ${i + k}`);
        }
      contents.push(Number.parseInt(text.slice(i, i + 2), 16));
      i += 2;
    }
    setRef(out, make(Uint8Array.from(contents), refAt(args)));
  };
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
    const view = viewOf(object);
    if (step === 1) writeLike(container, view.subarray(start, start + count), out);
    else
      writeLike(
        container,
        Uint8Array.from({ length: count }, (_, i) => view[start + i * step]),
        out,
      );
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
      const end = Math.max(start, stop);
      assign(object, Uint8Array.from([...view.subarray(0, start), ...contents, ...view.subarray(end)]));
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
  const removed = new Set<number>();
  if (isIndex(key)) {
    let index = sequenceIndex(key);
    if (index < 0) index += length;
    if (index < 0 || index >= length) throw raise(T.IndexError, "bytearray index out of range");
    removed.add(index);
  } else if (isExactly(key, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(key), length);
    for (let i = 0; i < count; i++) removed.add(start + i * step);
  } else throw raise(T.TypeError, `bytearray indices must be integers or slices, not ${typeNameOf(key)}`);
  assign(
    object,
    viewOf(object).filter((_, i) => !removed.has(i)),
  );
}

function bytes_contains(container: Slot, item: Slot): boolean {
  if (isBytesLike(item))
    return findBytes(bytesOf(container), bytesOf(item), 0, bytesOf(container).length) >= 0;
  if (!hasIndex(item)) throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(item)}'`);
  return bytesOf(container).includes(byteValue(item, "byte"));
}

// ---- Search and splitting ------------------------------------------------------------------------------------------

function findBytes(text: Uint8Array, needle: Uint8Array, start: number, end: number): number {
  for (let at = start; at + needle.length <= end; at++) {
    let i = 0;
    while (i < needle.length && text[at + i] === needle[i]) i++;
    if (i === needle.length) return at;
  }
  return -1;
}

function findLastBytes(text: Uint8Array, needle: Uint8Array, start: number, end: number): number {
  for (let at = end - needle.length; at >= start; at--) {
    let i = 0;
    while (i < needle.length && text[at + i] === needle[i]) i++;
    if (i === needle.length) return at;
  }
  return -1;
}

function countBytes(text: Uint8Array, needle: Uint8Array, start: number, end: number): number {
  if (needle.length === 0) return start <= end ? end - start + 1 : 0;
  let count = 0;
  for (
    let at = findBytes(text, needle, start, end);
    at >= 0;
    at = findBytes(text, needle, at + needle.length, end)
  )
    count++;
  return count;
}

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

function search(find: typeof findBytes, mustBeThere: boolean): Native {
  return (args, out) => {
    const text = bytesOf(args);
    const needle = byteOrBytes(args + 8);
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
      return affix.every((byte, i) => text[at + i] === byte);
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

function writeList(self: Slot, pieces: readonly Uint8Array[], out: Slot): void {
  const list = newList(pieces.length);
  const mark = markTemps();
  const temp = pushTemp();
  for (const piece of pieces) {
    writeLike(self, piece, temp);
    list_append(list, temp);
  }
  releaseTemps(mark);
  setRef(out, list);
}

function split(fromEnd: boolean): Native {
  return (args, out) => {
    const text = bytesOf(args).slice();
    const given = isUnbound(args + 16) ? -1 : indexValue(args + 16);
    const limit = given < 0 ? Number.POSITIVE_INFINITY : given;
    const pieces: Uint8Array[] = [];
    if (isUnbound(args + 8) || isNone(args + 8)) {
      const words: [number, number][] = [];
      for (let i = 0; i < text.length; ) {
        if (isSpaceByte(text[i])) {
          i++;
          continue;
        }
        const start = i;
        while (i < text.length && !isSpaceByte(text[i])) i++;
        words.push([start, i]);
      }
      if (words.length > limit) {
        if (fromEnd) words.splice(0, words.length - limit, [0, words[words.length - limit - 1][1]]);
        else words.splice(limit, words.length - limit, [words[limit][0], text.length]);
      }
      for (const [start, end] of words) pieces.push(text.subarray(start, end));
    } else {
      const separator = bytesArgument(args + 8);
      if (separator.length === 0) throw raise(T.ValueError, "empty separator");
      let from = 0;
      let end = text.length;
      while (pieces.length < limit) {
        const found = fromEnd
          ? findLastBytes(text, separator, 0, end)
          : findBytes(text, separator, from, text.length);
        if (found < 0) break;
        if (fromEnd) {
          pieces.push(text.subarray(found + separator.length, end));
          end = found;
        } else {
          pieces.push(text.subarray(from, found));
          from = found + separator.length;
        }
      }
      pieces.push(text.subarray(from, end));
      if (fromEnd) pieces.reverse();
    }
    writeList(args, pieces, out);
  };
}

function bytes_splitlines(args: Slot, out: Slot): void {
  const text = bytesOf(args).slice();
  const keep = !isUnbound(args + 8) && isTrue(args + 8);
  const pieces: Uint8Array[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== 10 && text[i] !== 13) continue;
    const next = text[i] === 13 && text[i + 1] === 10 ? i + 2 : i + 1;
    pieces.push(text.subarray(start, keep ? next : i));
    start = next;
    i = next - 1;
  }
  if (start < text.length) pieces.push(text.subarray(start));
  writeList(args, pieces, out);
}

function bytes_join(args: Slot, out: Slot): void {
  const separator = bytesOf(args).slice();
  const items = listOf(args + 8);
  const parts: Uint8Array[] = [];
  for (let i = 0; i < listLength(items); i++) {
    const item = listItem(items, i);
    if (!isBytesLike(item))
      throw raise(T.TypeError, `sequence item ${i}: expected a bytes-like object, ${typeNameOf(item)} found`);
    if (i > 0) parts.push(separator);
    parts.push(bytesOf(item).slice());
  }
  writeLike(args, concatenateBytes(parts), out);
}

function partition(fromEnd: boolean): Native {
  return (args, out) => {
    const text = bytesOf(args).slice();
    const separator = bytesArgument(args + 8);
    if (separator.length === 0) throw raise(T.ValueError, "empty separator");
    const found = (fromEnd ? findLastBytes : findBytes)(text, separator, 0, text.length);
    const none = new Uint8Array(0);
    const parts =
      found >= 0
        ? [text.subarray(0, found), separator, text.subarray(found + separator.length)]
        : fromEnd
          ? [none, none, text]
          : [text, none, none];
    const tuple = newTuple(3);
    parts.forEach((part, i) => writeLike(args, part, tupleItem(tuple, i)));
    setRef(out, tuple);
  };
}

function bytes_replace(args: Slot, out: Slot): void {
  const text = bytesOf(args).slice();
  const old = bytesArgument(args + 8);
  const replacement = bytesArgument(args + 16);
  const given = isUnbound(args + 24) ? -1 : indexValue(args + 24);
  const limit = given < 0 ? Number.POSITIVE_INFINITY : given;
  const parts: Uint8Array[] = [];
  let from = 0;
  if (old.length === 0) {
    let count = 0;
    for (let i = 0; i <= text.length; i++) {
      if (count < limit) {
        parts.push(replacement);
        count++;
      }
      parts.push(text.subarray(i, i + 1));
    }
  } else {
    for (let count = 0; count < limit; count++) {
      const found = findBytes(text, old, from, text.length);
      if (found < 0) break;
      parts.push(text.subarray(from, found), replacement);
      from = found + old.length;
    }
    parts.push(text.subarray(from));
  }
  writeLike(args, concatenateBytes(parts), out);
}

function strip(left: boolean, right: boolean): Native {
  return (args, out) => {
    const text = bytesOf(args);
    const set = isUnbound(args + 8) || isNone(args + 8) ? null : bytesArgument(args + 8);
    const isTrimmed = (byte: number): boolean => (set === null ? isSpaceByte(byte) : set.includes(byte));
    let start = 0;
    let end = text.length;
    if (left) while (start < end && isTrimmed(text[start])) start++;
    if (right) while (end > start && isTrimmed(text[end - 1])) end--;
    writeLike(args, text.subarray(start, end), out);
  };
}

function removeAffix(atEnd: boolean): Native {
  return (args, out) => {
    const text = bytesOf(args);
    const affix = bytesArgument(args + 8);
    const at = atEnd ? text.length - affix.length : 0;
    const there = at >= 0 && affix.every((byte, i) => text[at + i] === byte);
    writeLike(args, !there ? text : atEnd ? text.subarray(0, at) : text.subarray(affix.length), out);
  };
}

function justify(side: "left" | "right" | "both"): Native {
  return (args, out) => {
    const text = bytesOf(args).slice();
    const width = indexValue(args + 8);
    const fill = isUnbound(args + 16) ? 32 : bytesArgument(args + 16)[0];
    const missing = Math.max(0, width - text.length);
    const left = side === "left" ? 0 : side === "right" ? missing : (missing >> 1) + (missing & width & 1);
    const parts = [new Uint8Array(left).fill(fill), text, new Uint8Array(missing - left).fill(fill)];
    writeLike(args, concatenateBytes(parts), out);
  };
}

function bytes_zfill(args: Slot, out: Slot): void {
  const text = bytesOf(args).slice();
  const missing = Math.max(0, indexValue(args + 8) - text.length);
  const sign = missing > 0 && (text[0] === 43 || text[0] === 45) ? 1 : 0;
  writeLike(
    args,
    concatenateBytes([text.subarray(0, sign), new Uint8Array(missing).fill(48), text.subarray(sign)]),
    out,
  );
}

// ---- Case and classes (ASCII) ----------------------------------------------------------------------------------------

const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;
const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
const isLetter = (byte: number): boolean => isLower(byte) || isUpper(byte);
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;

const mapBytes =
  (map: (byte: number, previous: number, index: number) => number): Native =>
  (args, out) => {
    const text = bytesOf(args);
    writeLike(
      args,
      text.map((byte, i) => map(byte, i === 0 ? 0 : text[i - 1], i)),
      out,
    );
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
  setRef(out, newString(decodeBytes(bytesOf(args).slice(), encoding, errors)));
}

function bytes_hex(args: Slot, out: Slot): void {
  const hex = Array.from(bytesOf(args), (byte) => byte.toString(16).padStart(2, "0"));
  if (isUnbound(args + 8)) {
    setRef(out, newString(hex.join("")));
    return;
  }
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

function bytes_translate(args: Slot, out: Slot): void {
  const table = isNone(args + 8) ? null : bytesArgument(args + 8);
  if (table !== null && table.length !== 256)
    throw raise(T.ValueError, "translation table must be 256 characters long");
  const removed = isUnbound(args + 16) ? new Uint8Array(0) : bytesArgument(args + 16);
  const kept = bytesOf(args).filter((byte) => !removed.includes(byte));
  writeLike(args, table === null ? kept : kept.map((byte) => table[byte]), out);
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
  writeLike(args, concatenateBytes([bytesOf(args), bytesOf(args + 8)]), out);
}

function bytes_mul(args: Slot, out: Slot): void {
  if (!hasIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  writeLike(args, repeat(bytesOf(args), clippedIndex(args + 8)), out);
}

function repeat(text: Uint8Array, times: number): Uint8Array {
  const count = Math.max(0, times);
  if (text.length * count > 0x7f000000) throw raiseMemory();
  const result = new Uint8Array(text.length * count);
  for (let i = 0; i < count; i++) result.set(text, i * text.length);
  return result;
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
  const x = bytesOf(a);
  const y = bytesOf(b);
  let i = 0;
  while (i < x.length && i < y.length && x[i] === y[i]) i++;
  const order = i < x.length && i < y.length ? x[i] - y[i] : x.length - y.length;
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
  const length = lengthOf(object);
  const storage = I32[(object + BYTEARRAY_STORAGE) >> 2] + STORAGE_HEADER;
  if (length < storageBytes(storage)) {
    U8[storage + length] = byte;
    I32[(object + BYTEARRAY_LENGTH) >> 2] = length + 1;
  } else assign(object, concatenateBytes([viewOf(object), Uint8Array.of(byte)]));
}

function bytearray_extend(args: Slot): void {
  const added = isBytesLike(args + 8) ? bytesOf(args + 8).slice() : collectBytes(args + 8, "bytearray");
  assign(refAt(args), concatenateBytes([bytesOf(args), added]));
}

function bytearray_insert(args: Slot): void {
  const index = indexValue(args + 8);
  const byte = byteValue(args + 16, "byte");
  const items = Array.from(bytesOf(args));
  items.splice(index < 0 ? Math.max(0, items.length + index) : index, 0, byte);
  assign(refAt(args), Uint8Array.from(items));
}

function bytearray_pop(args: Slot, out: Slot): void {
  const items = Array.from(bytesOf(args));
  if (items.length === 0) throw raise(T.IndexError, "pop from empty bytearray");
  let index = isUnbound(args + 8) ? -1 : indexValue(args + 8);
  if (index < 0) index += items.length;
  if (index < 0 || index >= items.length) throw raise(T.IndexError, "pop index out of range");
  const [byte] = items.splice(index, 1);
  assign(refAt(args), Uint8Array.from(items));
  setInt(out, byte);
}

function bytearray_remove(args: Slot): void {
  const byte = byteValue(args + 8, "byte");
  const items = Array.from(bytesOf(args));
  const index = items.indexOf(byte);
  if (index < 0) throw raise(T.ValueError, "value not found in bytearray");
  items.splice(index, 1);
  assign(refAt(args), Uint8Array.from(items));
}

function bytearray_iadd(args: Slot, out: Slot): void {
  if (!isBytesLike(args + 8)) throw raise(T.TypeError, `can't concat ${typeNameOf(args + 8)} to bytearray`);
  assign(refAt(args), concatenateBytes([bytesOf(args), bytesOf(args + 8)]));
  setRef(out, refAt(args));
}

function bytearray_imul(args: Slot, out: Slot): void {
  assign(refAt(args), repeat(bytesOf(args), indexValue(args + 8)));
  setRef(out, refAt(args));
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
      reverse: ["(self, /)", (args) => assign(refAt(args), bytesOf(args).slice().reverse())],
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
