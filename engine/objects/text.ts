/**
 * Operations on the memory of strs: slices, concatenation, search, counting, joining.
 *
 * Everything here takes addresses of strs (of any str class) and code point indexes, and runs no Python. What must hold
 * is PEP 393's rule, on which equality rests: a str is as narrow as its code points allow, and STR_ASCII is exact.
 */

import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  CHARACTERS,
  EMPTY_STRING,
  OBJ_TYPE,
  STR_ASCII,
  STR_DATA,
  STR_DICT,
  STR_FLAGS,
  STR_HASH,
  STR_LENGTH,
  STR_WIDTH_MASK,
  T,
} from "../heap/layout.ts";
import { I32, setWord, U8, U16, U32 } from "../heap/memory.ts";
import { allocateString, intern } from "../heap/strings.ts";
import { allocateException, raiseValue } from "../runtime/raise.ts";
import type { RAISED } from "../runtime/state.ts";

export type Width = 1 | 2 | 4;

export const strLength = (str: Address): number => I32[(str + STR_LENGTH) >> 2];
export const strWidth = (str: Address): Width => (I32[(str + STR_FLAGS) >> 2] & STR_WIDTH_MASK) as Width;
export const isAsciiStr = (str: Address): boolean => (I32[(str + STR_FLAGS) >> 2] & STR_ASCII) !== 0;

/** MemoryError, without arguments as the allocator raises it. */
export function raiseMemory(): typeof RAISED {
  return raiseValue(allocateException(T.MemoryError));
}

/** Code point at an index in range. */
export function pointAt(str: Address, index: number): number {
  const width = I32[(str + STR_FLAGS) >> 2] & STR_WIDTH_MASK;
  if (width === 1) return U8[str + STR_DATA + index];
  if (width === 2) return U16[((str + STR_DATA) >> 1) + index];
  return U32[((str + STR_DATA) >> 2) + index];
}

/** Makes the empty str, and forgets those of one character. `resetInterned` comes first. */
export function resetText(): void {
  I32.fill(0, CHARACTERS >> 2, (CHARACTERS >> 2) + 256);
  setWord(EMPTY_STRING, intern(""));
}

/** The empty str. */
export const emptyString = (): Address => I32[EMPTY_STRING >> 2];

/** A str of one code point; those of Latin-1 are made once. */
export function characterString(point: number): Address {
  if (point < 256) {
    const place = (CHARACTERS >> 2) + point;
    if (I32[place] === 0) {
      const str = intern(String.fromCharCode(point));
      I32[place] = str;
    }
    return I32[place];
  }
  const str = allocateString(1, point < 65536 ? 2 : 4, false);
  if (point < 65536) U16[(str + STR_DATA) >> 1] = point;
  else U32[(str + STR_DATA) >> 2] = point;
  return str;
}

/** Up to here a loop is faster than a call of the host. */
const SHORT_COPY = 24;

/** Copies `count` code points from `from` at `start` to the data of `to` at `at`, widening as needed. */
export function copyText(from: Address, start: number, count: number, to: Address, at: number): void {
  const width = strWidth(from);
  const target = strWidth(to);
  const source = from + STR_DATA + start * width;
  const goal = to + STR_DATA + at * target;
  if (width === target) {
    const bytes = U8;
    if (count < SHORT_COPY && width === 1)
      for (let i = 0; i < count; i++) bytes[goal + i] = bytes[source + i] as number;
    else bytes.copyWithin(goal, source, source + count * width);
  } else if (target === 2) for (let i = 0; i < count; i++) U16[(goal >> 1) + i] = U8[source + i];
  else if (width === 1) for (let i = 0; i < count; i++) U32[(goal >> 2) + i] = U8[source + i];
  else for (let i = 0; i < count; i++) U32[(goal >> 2) + i] = U16[(source >> 1) + i];
}

function isAsciiRange(data: number, count: number): boolean {
  const bytes = U8;
  for (let i = 0; i < count; i++) if ((bytes[data + i] as number) > 127) return false;
  return true;
}

/** Bound of the code points in a range, as one of 127, 255, 65535, 1114111. */
function highestClass(str: Address, start: number, end: number): number {
  const width = strWidth(str);
  if (width === 1) return isAsciiStr(str) || isAsciiRange(str + STR_DATA + start, end - start) ? 127 : 255;
  let bits = 0;
  if (width === 2) {
    const data = (str + STR_DATA) >> 1;
    for (let i = start; i < end; i++) bits |= U16[data + i];
  } else {
    const data = (str + STR_DATA) >> 2;
    for (let i = start; i < end; i++) bits |= U32[data + i];
  }
  return bits < 128 ? 127 : bits < 256 ? 255 : bits < 65536 ? 65535 : 1114111;
}

/** A str for code points bounded by `highest` (of `highestClass`), its data to be filled. */
function allocateFor(length: number, highest: number): Address {
  const width = highest < 256 ? 1 : highest < 65536 ? 2 : 4;
  if (length * width > 0x7f000000) throw raiseMemory();
  return allocateString(length, width, highest < 128);
}

/** The code points `start` … `end` − 1 as a plain str; the whole of a plain str is itself. */
export function substring(str: Address, start: number, end: number): Address {
  const count = end - start;
  if (count <= 0) return emptyString();
  if (count === 1) return characterString(pointAt(str, start));
  if (count === strLength(str) && I32[(str + OBJ_TYPE) >> 2] === T.str) return str;
  const result = allocateFor(count, highestClass(str, start, end));
  if (strWidth(result) === strWidth(str)) copyText(str, start, count, result, 0);
  else if (strWidth(result) === 1) {
    const data = result + STR_DATA;
    for (let i = 0; i < count; i++) U8[data + i] = pointAt(str, start + i);
  } else {
    const data = (result + STR_DATA) >> 1;
    for (let i = 0; i < count; i++) U16[data + i] = pointAt(str, start + i);
  }
  return result;
}

/** Every `step`-th code point from `start`, `count` of them. */
export function strided(str: Address, start: number, step: number, count: number): Address {
  if (count === 0) return emptyString();
  if (step === 1) return substring(str, start, start + count);
  const points: number[] = [];
  for (let i = 0; i < count; i++) points.push(pointAt(str, start + i * step));
  return stringOfPoints(points);
}

/** A str of these code points. */
export function stringOfPoints(points: ArrayLike<number>): Address {
  const length = points.length;
  if (length === 0) return emptyString();
  let bits = 0;
  for (let i = 0; i < length; i++) bits |= points[i];
  const str = allocateFor(length, bits);
  const width = strWidth(str);
  const data = str + STR_DATA;
  if (width === 1) for (let i = 0; i < length; i++) U8[data + i] = points[i];
  else if (width === 2) for (let i = 0; i < length; i++) U16[(data >> 1) + i] = points[i];
  else for (let i = 0; i < length; i++) U32[(data >> 2) + i] = points[i];
  return str;
}

/** A plain str with the text of `str` (itself when it is plain). */
export const plainString = (str: Address): Address =>
  I32[(str + OBJ_TYPE) >> 2] === T.str ? str : copyAs(T.str, str);

/** A str object of another class with the same text. */
export function copyAs(type: Address, str: Address): Address {
  const bytes = strLength(str) * strWidth(str);
  const copy = allocateObject(type, STR_DATA + bytes);
  I32[(copy + STR_LENGTH) >> 2] = strLength(str);
  I32[(copy + STR_HASH) >> 2] = I32[(str + STR_HASH) >> 2];
  I32[(copy + STR_FLAGS) >> 2] = strWidth(str) | (isAsciiStr(str) ? STR_ASCII : 0);
  I32[(copy + STR_DICT) >> 2] = 0;
  U8.copyWithin(copy + STR_DATA, str + STR_DATA, str + STR_DATA + bytes);
  return copy;
}

// A str as wide as the widest of two.
const widestOf = (a: Address, b: Address): number =>
  strWidth(a) === 1 && strWidth(b) === 1
    ? isAsciiStr(a) && isAsciiStr(b)
      ? 127
      : 255
    : strWidth(a) === 4 || strWidth(b) === 4
      ? 1114111
      : 65535;

/** `a + b`. */
export function str_concat(a: Address, b: Address): Address {
  const first = strLength(a);
  const second = strLength(b);
  if (first === 0) return plainString(b);
  if (second === 0) return plainString(a);
  const result = allocateFor(first + second, widestOf(a, b));
  copyText(a, 0, first, result, 0);
  copyText(b, 0, second, result, first);
  return result;
}

/** `str * times`. Raises MemoryError. */
export function str_repeat(str: Address, times: number): Address {
  const length = strLength(str);
  if (times <= 0 || length === 0) return emptyString();
  if (times === 1) return plainString(str);
  const width = strWidth(str);
  if (length * times * width > 0x7f000000) throw raiseMemory();
  const result = allocateString(length * times, width, isAsciiStr(str));
  const data = result + STR_DATA;
  const bytes = length * width;
  if (bytes === 1) U8.fill(U8[str + STR_DATA], data, data + times);
  else {
    U8.copyWithin(data, str + STR_DATA, str + STR_DATA + bytes);
    // What is there is doubled until all is.
    for (let done = bytes, total = bytes * times; done < total; done *= 2)
      U8.copyWithin(data + done, data, data + Math.min(done, total - done));
  }
  return result;
}

/** Joins `count` strs, the i-th given by `at(i)`, with a separator between. */
export function joinStrings(separator: Address, count: number, at: (index: number) => Address): Address {
  if (count === 0) return emptyString();
  if (count === 1) return plainString(at(0));
  if (count === 2 && strLength(separator) === 0) return str_concat(at(0), at(1));
  const gap = strLength(separator);
  let length = gap * (count - 1);
  let highest = gap === 0 ? 0 : boundOf(separator);
  for (let i = 0; i < count; i++) {
    const piece = at(i);
    length += strLength(piece);
    if (strLength(piece) > 0) highest = Math.max(highest, boundOf(piece));
  }
  const result = allocateFor(length, highest);
  let end = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0 && gap > 0) {
      copyText(separator, 0, gap, result, end);
      end += gap;
    }
    const piece = at(i);
    const size = strLength(piece);
    copyText(piece, 0, size, result, end);
    end += size;
  }
  return result;
}

const boundOf = (str: Address): number => {
  const width = strWidth(str);
  return width === 1 ? (isAsciiStr(str) ? 127 : 255) : width === 2 ? 65535 : 1114111;
};

// ---- Search --------------------------------------------------------------------------------------------------------

/** Up to here a loop is faster than making a view for the host's search. */
const SHORT_SEARCH = 100;

/** Index of a code point in `start` … `end` − 1, or −1. */
function findPoint(str: Address, point: number, start: number, end: number): number {
  const width = strWidth(str);
  let found: number;
  if (width === 1) {
    if (point > 255) return -1;
    const data = str + STR_DATA;
    if (end - start < SHORT_SEARCH) {
      const bytes = U8;
      for (let i = start; i < end; i++) if (bytes[data + i] === point) return i;
      return -1;
    }
    found = U8.subarray(data + start, data + end).indexOf(point);
  } else if (width === 2) {
    if (point > 65535) return -1;
    const data = (str + STR_DATA) >> 1;
    found = U16.subarray(data + start, data + end).indexOf(point);
  } else {
    const data = (str + STR_DATA) >> 2;
    found = U32.subarray(data + start, data + end).indexOf(point);
  }
  return found < 0 ? -1 : found + start;
}

function matchesAt(str: Address, needle: Address, at: number, length: number): boolean {
  if (strWidth(str) === 1 && strWidth(needle) === 1) {
    const bytes = U8;
    const a = str + STR_DATA + at;
    const b = needle + STR_DATA;
    for (let i = 0; i < length; i++) if (bytes[a + i] !== bytes[b + i]) return false;
    return true;
  }
  for (let i = 0; i < length; i++) if (pointAt(str, at + i) !== pointAt(needle, i)) return false;
  return true;
}

/** First index of `needle` within `start` … `end`, or −1. An empty needle is found at `start` when `start <= end`. */
export function findText(str: Address, needle: Address, start: number, end: number): number {
  const length = strLength(needle);
  if (length === 0) return start <= end ? start : -1;
  if (end - start < length || strWidth(needle) > strWidth(str)) return -1;
  const first = pointAt(needle, 0);
  if (length === 1) return findPoint(str, first, start, end);
  const last = end - length + 1;
  for (let at = start; at < last; at++) {
    at = findPoint(str, first, at, last);
    if (at < 0) return -1;
    if (matchesAt(str, needle, at, length)) return at;
  }
  return -1;
}

/** Last index of `needle` within `start` … `end`, or −1. */
export function findLastText(str: Address, needle: Address, start: number, end: number): number {
  const length = strLength(needle);
  if (length === 0) return start <= end ? end : -1;
  if (strWidth(needle) > strWidth(str)) return -1;
  for (let at = end - length; at >= start; at--) if (matchesAt(str, needle, at, length)) return at;
  return -1;
}

/** How often `needle` occurs within `start` … `end` without overlap. */
export function countText(str: Address, needle: Address, start: number, end: number): number {
  const length = strLength(needle);
  if (length === 0) return start <= end ? end - start + 1 : 0;
  let count = 0;
  for (let at = findText(str, needle, start, end); at >= 0; at = findText(str, needle, at + length, end))
    count++;
  return count;
}

/** Replaces the first `limit` occurrences of `old` (all when negative). */
export function replaceText(str: Address, old: Address, replacement: Address, limit: number): Address {
  const length = strLength(str);
  const size = strLength(old);
  const places: number[] = [];
  if (size === 0) for (let i = 0; i <= length && (limit < 0 || places.length < limit); i++) places.push(i);
  else
    for (
      let at = findText(str, old, 0, length);
      at >= 0 && (limit < 0 || places.length < limit);
      at = findText(str, old, at + size, length)
    )
      places.push(at);
  if (places.length === 0) return plainString(str);
  const gain = strLength(replacement);
  // The bound may be too high when what is replaced was the widest; then the result is narrowed by copying.
  const result = allocateFor(
    length + places.length * (gain - size),
    gain === 0 ? boundOf(str) : Math.max(boundOf(str), boundOf(replacement)),
  );
  let end = 0;
  let from = 0;
  for (const place of places) {
    copyText(str, from, place - from, result, end);
    end += place - from;
    copyText(replacement, 0, gain, result, end);
    end += gain;
    from = place + size;
  }
  copyText(str, from, length - from, result, end);
  end += length - from;
  return isAsciiStr(result) ? (end === 0 ? emptyString() : result) : narrow(result);
}

/** The same text as narrow as can be. */
function narrow(str: Address): Address {
  const length = strLength(str);
  const highest = highestClass(str, 0, length);
  if (highest === boundOf(str)) return str;
  const result = allocateFor(length, highest);
  for (let i = 0; i < length; i++) {
    const point = pointAt(str, i);
    if (strWidth(result) === 1) U8[result + STR_DATA + i] = point;
    else U16[((result + STR_DATA) >> 1) + i] = point;
  }
  return result;
}
