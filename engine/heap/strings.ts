/**
 * Python strings in memory (PEP 393) and their JS counterparts: making, reading, hashing, interning.
 *
 * A str holds its code points in 1, 2 or 4 bytes each, the narrowest that fits, so equal strings have equal layout.
 * Names are interned: one object a text, alive for ever, compared by address. Lone surrogates pass through unchanged.
 */
import { allocateObject } from "./allocate.ts";
import {
  type Address,
  BUFFER_DATA,
  OBJ_TYPE,
  STR_ASCII,
  STR_BUFFER,
  STR_DATA,
  STR_DICT,
  STR_FLAGS,
  STR_GROWN,
  STR_HASH,
  STR_INTERNED,
  STR_LENGTH,
  STR_WIDTH_MASK,
  T,
} from "./layout.ts";
import { I32, U8, U16, U32 } from "./memory.ts";

/** From here on the host encodes and decodes ASCII faster than a loop does. */
const LONG_TEXT = 256;
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
/** No host has longer strings than that, or at least none needs them. */
const LONGEST_TEXT = 0x1fffffe8;

/** ASCII as a JS string. Throws RangeError where the host has no string as long. */
export function decodeAscii(bytes: Uint8Array): string {
  if (bytes.length > LONGEST_TEXT) throw new RangeError("Invalid string length");
  return DECODER.decode(bytes);
}

/** Where its code points are: behind its header, or in the buffer of a str that grew. */
export function textAddress(str: Address): Address {
  return (I32[(str + STR_FLAGS) >> 2] & STR_GROWN) === 0
    ? str + STR_DATA
    : I32[(str + STR_BUFFER) >> 2] + BUFFER_DATA;
}

/** A str of `length` code points of `width` bytes whose data are the caller's to fill. */
export function allocateString(length: number, width: 1 | 2 | 4, ascii: boolean): Address {
  const str = allocateObject(T.str, STR_DATA + length * width);
  I32[(str + STR_LENGTH) >> 2] = length;
  I32[(str + STR_HASH) >> 2] = -1;
  I32[(str + STR_FLAGS) >> 2] = width | (ascii ? STR_ASCII : 0);
  I32[(str + STR_DICT) >> 2] = 0;
  return str;
}

/** A new str with the text of a JS string. */
export function newString(text: string): Address {
  if (text.length > LONG_TEXT) {
    const bytes = ENCODER.encode(text);
    if (bytes.length === text.length) {
      const str = allocateString(text.length, 1, true);
      U8.set(bytes, str + STR_DATA);
      return str;
    }
  }
  let highest = 0;
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > highest) highest = unit;
    if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        highest = 0x10ffff;
        length--;
        i++;
      }
    }
  }
  const width = highest < 256 ? 1 : highest < 65536 ? 2 : 4;
  const str = allocateString(length, width, highest < 128);
  const data = str + STR_DATA;
  if (width === 1) for (let i = 0; i < length; i++) U8[data + i] = text.charCodeAt(i);
  else if (width === 2) for (let i = 0; i < length; i++) U16[(data >> 1) + i] = text.charCodeAt(i);
  else {
    let at = data >> 2;
    for (let i = 0; i < text.length; i++) {
      const point = text.codePointAt(i) as number;
      U32[at++] = point;
      if (point > 0xffff) i++;
    }
  }
  return str;
}

/** The text of a str as a JS string. */
export function jsString(str: Address): string {
  const length = I32[(str + STR_LENGTH) >> 2];
  const width = I32[(str + STR_FLAGS) >> 2] & STR_WIDTH_MASK;
  const data = textAddress(str);
  if (length > LONG_TEXT && (I32[(str + STR_FLAGS) >> 2] & STR_ASCII) !== 0)
    return decodeAscii(U8.subarray(data, data + length));
  let text = "";
  const CHUNK = 4096;
  for (let start = 0; start < length; start += CHUNK) {
    const end = Math.min(length, start + CHUNK);
    if (width === 1)
      text += String.fromCharCode.apply(null, U8.subarray(data + start, data + end) as unknown as number[]);
    else if (width === 2)
      text += String.fromCharCode.apply(
        null,
        U16.subarray((data >> 1) + start, (data >> 1) + end) as unknown as number[],
      );
    else
      text += String.fromCodePoint.apply(
        null,
        U32.subarray((data >> 2) + start, (data >> 2) + end) as unknown as number[],
      );
  }
  return text;
}

/** The code point at `index`, which is in range. */
export function codePointAt(str: Address, index: number): number {
  const width = I32[(str + STR_FLAGS) >> 2] & STR_WIDTH_MASK;
  const data = textAddress(str);
  return width === 1 ? U8[data + index] : width === 2 ? U16[(data >> 1) + index] : U32[(data >> 2) + index];
}

/** Hash of a str, 31 bits, computed once. (Python's value differs by design: it is randomised from run to run.) */
export function hashString(str: Address): number {
  const known = I32[(str + STR_HASH) >> 2];
  if (known !== -1) return known;
  const length = I32[(str + STR_LENGTH) >> 2];
  const width = I32[(str + STR_FLAGS) >> 2] & STR_WIDTH_MASK;
  const data = textAddress(str);
  // FNV-1a over code points with a final mix, so that the low bits index tables well.
  let hash = 0x811c9dc5;
  if (width === 1) {
    const bytes = U8;
    for (let at = data; at < data + length; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  } else {
    const units = width === 2 ? U16 : U32;
    const start = data >> (width >> 1);
    for (let at = start; at < start + length; at++) hash = Math.imul(hash ^ units[at], 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash = (hash ^ (hash >>> 13)) & 0x7fffffff;
  I32[(str + STR_HASH) >> 2] = hash;
  return hash;
}

/** Whether two strs hold the same text. */
export function equalStrings(a: Address, b: Address): boolean {
  if (a === b) return true;
  const length = I32[(a + STR_LENGTH) >> 2];
  if (length !== I32[(b + STR_LENGTH) >> 2]) return false;
  const flags = I32[(a + STR_FLAGS) >> 2] ^ I32[(b + STR_FLAGS) >> 2];
  if ((flags & STR_WIDTH_MASK) !== 0) return false;
  if ((flags & STR_INTERNED) === 0 && (I32[(a + STR_FLAGS) >> 2] & STR_INTERNED) !== 0) return false;
  // Cells begin at a multiple of 16 and data at a word.
  const first = textAddress(a);
  const second = textAddress(b);
  const size = length * (I32[(a + STR_FLAGS) >> 2] & STR_WIDTH_MASK);
  let at = 0;
  for (const words = I32; at + 4 <= size; at += 4)
    if (words[(first + at) >> 2] !== words[(second + at) >> 2]) return false;
  for (const bytes = U8; at < size; at++) if (bytes[first + at] !== bytes[second + at]) return false;
  return true;
}

let interned = new Map<string, Address>();

export function resetInterned(): void {
  interned = new Map();
}

/** The interned str with this text. Interned strs live for ever (roots). */
export function intern(text: string): Address {
  let str = interned.get(text);
  if (str === undefined) {
    str = newString(text);
    I32[(str + STR_FLAGS) >> 2] |= STR_INTERNED;
    interned.set(text, str);
  }
  return str;
}

/** The interned twin of a str (itself when it is interned already). Subclass instances yield a plain str. */
export function internObject(str: Address): Address {
  if ((I32[(str + STR_FLAGS) >> 2] & STR_INTERNED) !== 0) return str;
  const text = jsString(str);
  const known = interned.get(text);
  if (known !== undefined) return known;
  if (I32[(str + OBJ_TYPE) >> 2] !== T.str) return intern(text);
  I32[(str + STR_FLAGS) >> 2] |= STR_INTERNED;
  interned.set(text, str);
  return str;
}

/** All interned strs, for the collector. */
export const internedStrings = (): IterableIterator<Address> => interned.values();
