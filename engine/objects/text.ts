/**
 * Operations on the memory of strs: slices, concatenation, search, counting, joining.
 *
 * Everything here takes addresses of strs (of any str class) and code point indexes, and runs no Python. What must hold
 * is PEP 393's rule, on which equality rests: a str is as narrow as its code points allow, and STR_ASCII is exact.
 */

import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  BUFFER_CAPACITY,
  BUFFER_DATA,
  BUFFER_USED,
  CHARACTERS,
  EMPTY_STRING,
  GROWS_FROM,
  OBJ_TYPE,
  STORAGE,
  STR_ASCII,
  STR_BUFFER,
  STR_DATA,
  STR_DICT,
  STR_FLAGS,
  STR_GROWN,
  STR_HASH,
  STR_LENGTH,
  STR_WIDTH_MASK,
  T,
} from "../heap/layout.ts";
import { I32, memoryLimit, setWord, U8, U16, U32 } from "../heap/memory.ts";
import { allocateString, codePointAt, intern, textAddress } from "../heap/strings.ts";
import { allocateException, raiseValue } from "../runtime/raise.ts";
import type { RAISED } from "../runtime/state.ts";
import { countUnits, findLastUnits, findUnit, findUnits, type Needle, type Units } from "./search.ts";

export type Width = 1 | 2 | 4;

export const strLength = (str: Address): number => I32[(str + STR_LENGTH) >> 2];
export const strWidth = (str: Address): Width => (I32[(str + STR_FLAGS) >> 2] & STR_WIDTH_MASK) as Width;
export const isAsciiStr = (str: Address): boolean => (I32[(str + STR_FLAGS) >> 2] & STR_ASCII) !== 0;

/** MemoryError, without arguments as the allocator raises it. */
export function raiseMemory(): typeof RAISED {
  return raiseValue(allocateException(T.MemoryError));
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
  const source = textAddress(from) + start * width;
  const goal = textAddress(to) + at * target;
  if (width === target) {
    const bytes = U8;
    if (count < SHORT_COPY && width === 1)
      for (let i = 0; i < count; i++) bytes[goal + i] = bytes[source + i] as number;
    else bytes.copyWithin(goal, source, source + count * width);
  } else if (target === 2) for (let i = 0; i < count; i++) U16[(goal >> 1) + i] = U8[source + i];
  else if (width === 1) for (let i = 0; i < count; i++) U32[(goal >> 2) + i] = U8[source + i];
  else for (let i = 0; i < count; i++) U32[(goal >> 2) + i] = U16[(source >> 1) + i];
}

/** Whether so many bytes from an address on are below 128. */
export function isAsciiRange(data: number, count: number): boolean {
  const bytes = U8;
  const end = data + count;
  let at = data;
  while (at < end && (at & 3) !== 0) if ((bytes[at++] as number) > 127) return false;
  const words = I32;
  for (; at + 4 <= end; at += 4) if ((words[at >> 2] & 0x80808080) !== 0) return false;
  while (at < end) if ((bytes[at++] as number) > 127) return false;
  return true;
}

/** Bound of the code points in a range, as one of 127, 255, 65535, 1114111. */
function highestClass(str: Address, start: number, end: number): number {
  const width = strWidth(str);
  if (width === 1) return isAsciiStr(str) || isAsciiRange(textAddress(str) + start, end - start) ? 127 : 255;
  let bits = 0;
  if (width === 2) {
    const data = textAddress(str) >> 1;
    for (let i = start; i < end; i++) bits |= U16[data + i];
  } else {
    const data = textAddress(str) >> 2;
    for (let i = start; i < end; i++) bits |= U32[data + i];
  }
  return bits < 128 ? 127 : bits < 256 ? 255 : bits < 65536 ? 65535 : 1114111;
}

/** Bytes that the text of one str may have. */
const LARGEST_TEXT = 0x7f000000;

/** A str for code points bounded by `highest` (of `highestClass`), its data to be filled. */
function allocateFor(length: number, highest: number): Address {
  const width = highest < 256 ? 1 : highest < 65536 ? 2 : 4;
  if (length * width > LARGEST_TEXT) throw raiseMemory();
  return allocateString(length, width, highest < 128);
}

/** The code points `start` … `end` − 1 as a plain str; the whole of a plain str is itself. */
export function substring(str: Address, start: number, end: number): Address {
  const count = end - start;
  if (count <= 0) return emptyString();
  if (count === 1) return characterString(codePointAt(str, start));
  if (count === strLength(str) && I32[(str + OBJ_TYPE) >> 2] === T.str) return str;
  const result = allocateFor(count, highestClass(str, start, end));
  if (strWidth(result) === strWidth(str)) copyText(str, start, count, result, 0);
  else if (strWidth(result) === 1) {
    const data = result + STR_DATA;
    for (let i = 0; i < count; i++) U8[data + i] = codePointAt(str, start + i);
  } else {
    const data = (result + STR_DATA) >> 1;
    for (let i = 0; i < count; i++) U16[data + i] = codePointAt(str, start + i);
  }
  return result;
}

/** Every `step`-th code point from `start`, `count` of them. */
export function strided(str: Address, start: number, step: number, count: number): Address {
  if (count === 0) return emptyString();
  if (step === 1) return substring(str, start, start + count);
  if (count === 1) return characterString(codePointAt(str, start));
  const width = strWidth(str);
  // What is left out may have been the widest.
  const result = allocateString(count, width, isAsciiStr(str));
  const units = unitsOf(width);
  const target = unitsAt(result);
  for (let i = 0, at = unitsAt(str) + start; i < count; i++, at += step)
    units[target + i] = units[at] as number;
  return isAsciiStr(result) ? result : narrow(result);
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

/** Code points that are gathered for a new str, as narrow as they allow. */
export class Points {
  private points: Units;
  /** The first code point that is too wide. */
  private limit = 256;
  length = 0;

  constructor(expected: number) {
    this.points = new Uint8Array(expected + 8);
  }

  /** Raises MemoryError where the str would be longer than the memory. */
  push(point: number): void {
    if (point >= this.limit) this.widen(point);
    if (this.length === this.points.length) this.reserve(1);
    this.points[this.length++] = point;
  }

  /** The same code point, below 256, so many times. Raises MemoryError. */
  fill(point: number, count: number): void {
    this.reserve(count);
    this.points.fill(point, this.length, this.length + count);
    this.length += count;
  }

  private widen(point: number): void {
    const wide = point < 65536 ? new Uint16Array(this.points.length) : new Uint32Array(this.points.length);
    wide.set(this.points);
    this.points = wide;
    this.limit = point < 65536 ? 65536 : 0x110000;
  }

  private reserve(count: number): void {
    const wanted = this.length + count;
    if (wanted <= this.points.length) return;
    if (wanted * this.points.BYTES_PER_ELEMENT > memoryLimit) throw raiseMemory();
    const most = Math.floor(memoryLimit / this.points.BYTES_PER_ELEMENT);
    const size = Math.min(Math.max(wanted, this.points.length * 2), most);
    const grown =
      this.limit === 256
        ? new Uint8Array(size)
        : this.limit === 65536
          ? new Uint16Array(size)
          : new Uint32Array(size);
    grown.set(this.points.subarray(0, this.length));
    this.points = grown;
  }

  toStr(): Address {
    return stringOfPoints(this.points.subarray(0, this.length));
  }
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
  const data = textAddress(str);
  U8.copyWithin(copy + STR_DATA, data, data + bytes);
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

/** What a text may get for growing, in bytes. */
const MOST_ROOM = 0x4000000;

/** `a + b`. */
export function str_concat(a: Address, b: Address): Address {
  const first = strLength(a);
  const second = strLength(b);
  if (first === 0) return plainString(b);
  if (second === 0) return plainString(a);
  if (grows(a, b)) return growText(a, b);
  const result = allocateFor(first + second, widestOf(a, b));
  copyText(a, 0, first, result, 0);
  copyText(b, 0, second, result, first);
  return result;
}

/** Whether `a + b` is made by growing: of a long text by a shorter one that is no wider. */
const grows = (a: Address, b: Address): boolean =>
  strLength(a) * strWidth(a) >= GROWS_FROM &&
  strLength(b) <= strLength(a) &&
  strWidth(b) <= strWidth(a) &&
  (strLength(a) + strLength(b)) * strWidth(a) + MOST_ROOM <= LARGEST_TEXT;

/**
 * `a + b` where b is written behind a's own text, which nobody sees who has `a`. So a text that is put together piece by piece
 * takes time in proportion to its length, whoever keeps it and whoever looks at it meanwhile.
 */
function growText(a: Address, b: Address): Address {
  const width = strWidth(a);
  const before = strLength(a) * width;
  const bytes = before + strLength(b) * width;
  let buffer = (I32[(a + STR_FLAGS) >> 2] & STR_GROWN) !== 0 ? I32[(a + STR_BUFFER) >> 2] : 0;
  const isLast = buffer !== 0 && I32[(buffer + BUFFER_USED) >> 2] === before;
  if (!isLast || I32[(buffer + BUFFER_CAPACITY) >> 2] < bytes) {
    // What has grown goes on growing; what has not may never do it again.
    const capacity = bytes + Math.min(isLast ? bytes >>> 1 : bytes >>> 3, MOST_ROOM);
    buffer = allocateObject(STORAGE, BUFFER_DATA + capacity);
    I32[(buffer + BUFFER_CAPACITY) >> 2] = capacity;
    const text = textAddress(a);
    U8.copyWithin(buffer + BUFFER_DATA, text, text + before);
  }
  const result = allocateObject(T.str, STR_DATA);
  I32[(result + STR_LENGTH) >> 2] = strLength(a) + strLength(b);
  I32[(result + STR_HASH) >> 2] = -1;
  I32[(result + STR_FLAGS) >> 2] = STR_GROWN | width | (isAsciiStr(a) && isAsciiStr(b) ? STR_ASCII : 0);
  I32[(result + STR_BUFFER) >> 2] = buffer;
  I32[(buffer + BUFFER_USED) >> 2] = bytes;
  copyText(b, 0, strLength(b), result, strLength(a));
  return result;
}

/** `str * times`. Raises MemoryError. */
export function str_repeat(str: Address, times: number): Address {
  const length = strLength(str);
  if (times <= 0 || length === 0) return emptyString();
  if (times === 1) return plainString(str);
  const width = strWidth(str);
  if (length * times * width > LARGEST_TEXT) throw raiseMemory();
  const result = allocateString(length * times, width, isAsciiStr(str));
  const data = result + STR_DATA;
  const bytes = length * width;
  const source = textAddress(str);
  if (bytes === 1) U8.fill(U8[source], data, data + times);
  else {
    U8.copyWithin(data, source, source + bytes);
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

/** The memory as units of a width; the data of a str of that width begin at `unitsAt(str)`. */
export const unitsOf = (width: Width): Units => (width === 1 ? U8 : width === 2 ? U16 : U32);
export const unitsAt = (str: Address): number => textAddress(str) >> (strWidth(str) >> 1);

/** A str to be looked for in text of a width, which its code points must fit. */
function needleOf(str: Address, width: Width): Needle {
  const length = strLength(str);
  if (strWidth(str) === width) return { units: unitsOf(width), at: unitsAt(str), length };
  const wide = width === 2 ? new Uint16Array(length) : new Uint32Array(length);
  for (let i = 0; i < length; i++) wide[i] = codePointAt(str, i);
  return { units: wide, at: 0, length };
}

/** First index of `needle` within `start` … `end`, or −1. An empty needle is found at `start` when `start <= end`. */
export function findText(str: Address, needle: Address, start: number, end: number): number {
  const length = strLength(needle);
  if (length === 0) return start <= end ? start : -1;
  const width = strWidth(str);
  if (end - start < length || strWidth(needle) > width) return -1;
  const base = unitsAt(str);
  const found = findUnits(unitsOf(width), base + start, base + end, needleOf(needle, width));
  return found < 0 ? -1 : found - base;
}

/** Last index of `needle` within `start` … `end`, or −1. */
export function findLastText(str: Address, needle: Address, start: number, end: number): number {
  const length = strLength(needle);
  if (length === 0) return start <= end ? end : -1;
  const width = strWidth(str);
  if (end - start < length || strWidth(needle) > width) return -1;
  const base = unitsAt(str);
  const found = findLastUnits(unitsOf(width), base + start, base + end, needleOf(needle, width));
  return found < 0 ? -1 : found - base;
}

/** How often `needle` occurs within `start` … `end` without overlap. */
export function countText(str: Address, needle: Address, start: number, end: number): number {
  const length = strLength(needle);
  if (length === 0) return start <= end ? end - start + 1 : 0;
  const width = strWidth(str);
  if (end - start < length || strWidth(needle) > width) return 0;
  const base = unitsAt(str);
  return countUnits(unitsOf(width), base + start, base + end, needleOf(needle, width));
}

/** Replaces the first `limit` occurrences of `old` (all when negative). */
export function replaceText(str: Address, old: Address, replacement: Address, limit: number): Address {
  const length = strLength(str);
  const size = strLength(old);
  if (size === 1 && strLength(replacement) === 1 && limit < 0)
    return replaceCharacter(str, codePointAt(old, 0), codePointAt(replacement, 0));
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

/** Puts one code point in the place of another. */
function replaceCharacter(str: Address, old: number, other: number): Address {
  const length = strLength(str);
  const width = strWidth(str);
  const base = unitsAt(str);
  const first = old >= 2 ** (8 * width) ? -1 : findUnit(unitsOf(width), old, base, base + length);
  if (first < 0) return plainString(str);
  if (length === 1) return characterString(other);
  const bound = other < 128 ? 127 : other < 256 ? 255 : other < 65536 ? 65535 : 1114111;
  const result = allocateFor(length, Math.max(boundOf(str), bound));
  copyText(str, 0, length, result, 0);
  const units = unitsOf(strWidth(result));
  const end = unitsAt(result) + length;
  for (let at = unitsAt(result) + first - base; at < end; at++) if (units[at] === old) units[at] = other;
  return isAsciiStr(result) ? result : narrow(result);
}

/** The same text as narrow as can be. */
function narrow(str: Address): Address {
  const length = strLength(str);
  const highest = highestClass(str, 0, length);
  if (highest === boundOf(str)) return str;
  if (length === 1) return characterString(codePointAt(str, 0));
  const result = allocateFor(length, highest);
  if (strWidth(result) === strWidth(str)) copyText(str, 0, length, result, 0);
  else {
    const units = unitsOf(strWidth(result));
    const base = unitsAt(result);
    for (let i = 0; i < length; i++) units[base + i] = codePointAt(str, i);
  }
  return result;
}
