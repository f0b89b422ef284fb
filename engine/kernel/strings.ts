/** strs (PEP 393): heap/strings.ts and objects/text.ts for the kernel. "Narrow" ones have a byte for each code point. */
import {
  BUFFER_CAPACITY,
  BUFFER_DATA,
  BUFFER_USED,
  CHARACTERS,
  EMPTY_STRING,
  GROWS_FROM,
  STORAGE,
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
  T_str,
} from "../generated/kernel_layout";
import { allocateObject } from "./allocate";
import * as host from "./host";
import { isExactly, low, setRef } from "./values";

export function lengthOf(str: i32): i32 {
  return load<i32>(str, STR_LENGTH);
}
export function flagsOf(str: i32): i32 {
  return load<i32>(str, STR_FLAGS);
}
/** Where its code points are. */
export function textOf(str: i32): i32 {
  return (flagsOf(str) & STR_GROWN) === 0 ? str + STR_DATA : load<i32>(str, STR_BUFFER) + BUFFER_DATA;
}
export function isNarrow(flags: i32): bool {
  return (flags & STR_WIDTH_MASK) === 1;
}

/** Hash of a str, 31 bits, computed once. */
export function hashString(str: i32): i32 {
  const known = load<i32>(str, STR_HASH);
  if (known !== -1) return known;
  const length = lengthOf(str);
  const width = flagsOf(str) & STR_WIDTH_MASK;
  let hash: u32 = 0x811c9dc5;
  let at = textOf(str);
  for (let i = 0; i < length; i++, at += width) {
    const point = width === 1 ? <u32>load<u8>(at) : width === 2 ? <u32>load<u16>(at) : load<u32>(at);
    hash = (hash ^ point) * 0x01000193;
  }
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6d;
  hash = (hash ^ (hash >> 13)) & 0x7fffffff;
  store<i32>(str, <i32>hash, STR_HASH);
  return <i32>hash;
}

/** Whether so many bytes are the same. */
function sameBytes(a: i32, b: i32, count: i32): bool {
  const end = a + count;
  for (; a + 8 <= end; a += 8, b += 8) if (load<i64>(a) !== load<i64>(b)) return false;
  for (; a < end; a++, b++) if (load<u8>(a) !== load<u8>(b)) return false;
  return true;
}

export function equalStrings(a: i32, b: i32): bool {
  if (a === b) return true;
  const length = lengthOf(a);
  if (length !== lengthOf(b)) return false;
  const flags = flagsOf(a);
  const difference = flags ^ flagsOf(b);
  if ((difference & STR_WIDTH_MASK) !== 0) return false;
  if ((difference & STR_INTERNED) === 0 && (flags & STR_INTERNED) !== 0) return false;
  return sameBytes(textOf(a), textOf(b), length * (flags & STR_WIDTH_MASK));
}

/** Negative, zero or positive, of narrow strs. */
export function orderNarrow(a: i32, b: i32): i32 {
  const first = lengthOf(a);
  const second = lengthOf(b);
  const common = min(first, second);
  const left = textOf(a);
  const right = textOf(b);
  for (let i = 0; i < common; i++) {
    const difference = <i32>load<u8>(left + i) - <i32>load<u8>(right + i);
    if (difference !== 0) return difference;
  }
  return first - second;
}

/** A narrow str whose data are the caller's to fill, or 0. */
export function newNarrow(length: i32, ascii: i32): i32 {
  const str = allocateObject(T_str, STR_DATA + length);
  if (str === 0) return 0;
  store<i32>(str, length, STR_LENGTH);
  store<i32>(str, -1, STR_HASH);
  store<i32>(str, 1 | ascii, STR_FLAGS);
  store<i32>(str, 0, STR_DICT);
  return str;
}

/** Copies `count` bytes of data: from a narrow str at an index, to a narrow str at an index. */
export function copyNarrow(from: i32, start: i32, count: i32, to: i32, at: i32): void {
  let source = textOf(from) + start;
  let target = textOf(to) + at;
  if (count > 64) {
    memory.copy(target, source, count);
    return;
  }
  const end = source + count;
  for (; source + 8 <= end; source += 8, target += 8) store<i64>(target, load<i64>(source));
  for (; source < end; source++, target++) store<u8>(target, load<u8>(source));
}

/** Narrow ones, neither empty; 0: they are not, or there is no memory. */
export function concatenate(a: i32, b: i32): i32 {
  const first = lengthOf(a);
  const second = lengthOf(b);
  const flags = flagsOf(a) & flagsOf(b);
  if (first === 0 || second === 0 || !isNarrow(flagsOf(a)) || !isNarrow(flagsOf(b))) return 0;
  if ((first | second) > 0xffffff) return 0;
  const grows = first >= GROWS_FROM && second <= first;
  const made = grows
    ? growing(a, first + second, flags & STR_ASCII)
    : newNarrow(first + second, flags & STR_ASCII);
  if (made === 0) return 0;
  if (!grows) copyNarrow(a, 0, first, made, 0);
  copyNarrow(b, 0, second, made, first);
  return made;
}

/** A narrow str that begins as `str`, whose text it shares, and whose rest is the caller's to fill; or 0 (objects/text.ts). */
function growing(str: i32, length: i32, ascii: i32): i32 {
  const before = lengthOf(str);
  let buffer = (flagsOf(str) & STR_GROWN) === 0 ? 0 : load<i32>(str, STR_BUFFER);
  const isLast = buffer !== 0 && load<i32>(buffer, BUFFER_USED) === before;
  if (!isLast || load<i32>(buffer, BUFFER_CAPACITY) < length) {
    const capacity = length + (isLast ? length >>> 1 : length >>> 3);
    buffer = allocateObject(STORAGE, BUFFER_DATA + capacity);
    if (buffer === 0) return 0;
    store<i32>(buffer, before, BUFFER_USED);
    store<i32>(buffer, capacity, BUFFER_CAPACITY);
    memory.copy(buffer + BUFFER_DATA, textOf(str), before);
  }
  const made = allocateObject(T_str, STR_DATA);
  if (made === 0) return 0;
  store<i32>(made, length, STR_LENGTH);
  store<i32>(made, -1, STR_HASH);
  store<i32>(made, STR_GROWN | 1 | ascii, STR_FLAGS);
  store<i32>(made, buffer, STR_BUFFER);
  store<i32>(buffer, length, BUFFER_USED);
  return made;
}

/** Pieces and lengths up to here are put together in the kernel. */
const LONGEST_PIECE = 0xffff;
const LONGEST_JOINED = 0xffffff;

/** Whether the slot holds an exact str that is narrow. */
export function isNarrowStr(slot: i32): bool {
  return isExactly(slot, T_str) && isNarrow(flagsOf(low(slot)));
}

/**
 * So many strs at `items`, with a narrow one (0: nothing) between them, as objects/text.ts joins them; 0: they are fewer than two,
 * not all narrow, too long, or all empty.
 */
export function join(separator: i32, items: i32, count: i32): i32 {
  if (count < 2 || count > LONGEST_PIECE) return 0;
  const gap = separator === 0 ? 0 : lengthOf(separator);
  const end = items + (count << 3);
  let ascii = gap === 0 ? STR_ASCII : flagsOf(separator) & STR_ASCII;
  let length = gap * (count - 1);
  for (let slot = items; slot < end; slot += 8) {
    if (!isNarrowStr(slot)) return 0;
    const size = lengthOf(low(slot));
    if (size > LONGEST_PIECE) return 0;
    if (size > 0) ascii &= flagsOf(low(slot));
    length += size;
  }
  if (length === 0 || length > LONGEST_JOINED) return 0;
  if (count === 2 && gap === 0) return concatenate(low(items), low(items + 8));
  const made = newNarrow(length, ascii);
  if (made === 0) return 0;
  let at = 0;
  for (let slot = items; slot < end; slot += 8) {
    if (slot > items && gap > 0) {
      copyNarrow(separator, 0, gap, made, at);
      at += gap;
    }
    const size = lengthOf(low(slot));
    copyNarrow(low(slot), 0, size, made, at);
    at += size;
  }
  return made;
}

/** Whether the str of a Latin-1 character is there. */
export function isMade(point: i32): bool {
  return load<i32>(CHARACTERS + (point << 2)) !== 0;
}

/** The str of a Latin-1 character, or 0. */
export function character(point: i32): i32 {
  const made = load<i32>(CHARACTERS + (point << 2));
  return made !== 0 ? made : host.character(point);
}

/** `start` … `end` − 1 of a narrow str as objects/text.ts makes it, or 0. */
export function substring(str: i32, start: i32, end: i32): i32 {
  const count = end - start;
  if (count <= 0) return load<i32>(EMPTY_STRING);
  if (count === 1) return character(<i32>load<u8>(textOf(str) + start));
  if (count === lengthOf(str)) return str;
  let ascii = flagsOf(str) & STR_ASCII;
  if (ascii === 0) {
    ascii = STR_ASCII;
    const text = textOf(str);
    for (let i = start; i < end; i++) {
      if (load<u8>(text + i) > 127) {
        ascii = 0;
        break;
      }
    }
  }
  const made = newNarrow(count, ascii);
  if (made === 0) return 0;
  copyNarrow(str, start, count, made, 0);
  return made;
}

/** Puts a str that was made into a slot; false: there is none. */
export function give(out: i32, str: i32): bool {
  if (str !== 0) setRef(out, str);
  return str !== 0;
}

/** Where one narrow str begins in another, at or after an index; −1: nowhere. */
export function find(text: i32, part: i32, from: i32): i32 {
  const count = lengthOf(part);
  const last = lengthOf(text) - count;
  if (count === 0) return from <= lengthOf(text) ? from : -1;
  const data = textOf(text);
  const sought = textOf(part);
  const first = load<u8>(sought);
  for (let i = from; i <= last; i++) {
    if (load<u8>(data + i) !== first) continue;
    if (sameBytes(data + i, sought, count)) return i;
  }
  return -1;
}

/** Whether one narrow str stands in another at an index, which may lie outside. */
export function isAt(text: i32, part: i32, at: i32): bool {
  const count = lengthOf(part);
  if (at < 0 || at + count > lengthOf(text)) return false;
  return sameBytes(textOf(text) + at, textOf(part), count);
}
