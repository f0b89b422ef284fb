/**
 * str: immutable text. Search, slices and joining work on memory (text.ts); case and classes of characters go through the
 * host's Unicode tables (unicode.ts).
 *
 * Methods take instances of subclasses too and give plain strs.
 */
import {
  type Address,
  KIND_STR,
  NOT_IMPLEMENTED,
  OBJ_TYPE,
  type Slot,
  STR_BUFFER,
  STR_DATA,
  STR_DICT,
  STR_HASH,
  T,
  TAG_REF,
  TF_BASE,
  TF_STR,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32, U8 } from "../heap/memory.ts";
import { codePointAt, hashString, jsString, newString, textAddress } from "../heap/strings.ts";
import {
  copyValue,
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
import { compareNumbers, compareStrings, EQ, isTrue, NE } from "../runtime/compare.ts";
import { formatTextSpec, specText, toStr } from "../runtime/format.ts";
import { formatTemplate, percentFormat } from "../runtime/format_text.ts";
import { listOf } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import type { Native } from "../runtime/native.ts";
import { clippedIndex, hasIndex, indexValue } from "../runtime/number.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { isRaisedInstance, raise, takeRaised } from "../runtime/raise.ts";
import { markTemps, pushTemp, RAISED, releaseTemps } from "../runtime/state.ts";
import { clampedIndex, FAR, getItem, isIndex, resolveSlice, sequenceIndex } from "../runtime/subscript.ts";
import { decodeObject, isBytesLike, newBytes } from "./bytes.ts";
import { encodeMemory, encodeText } from "./codecs.ts";
import { defineType } from "./define.ts";
import { dictKeyAt, dictNext, dictSet, dictValueAt, newDict } from "./dict.ts";
import { isIntValue } from "./int.ts";
import { iterateString } from "./iterators.ts";
import { list_append, listItem, listLength, newList } from "./list.ts";
import { sameUnits } from "./search.ts";
import {
  characterString,
  copyAs,
  countText,
  emptyString,
  findLastText,
  findText,
  isAsciiStr,
  joinStrings,
  Points,
  plainString,
  replaceText,
  str_concat,
  str_repeat,
  strided,
  strLength,
  strWidth,
  substring,
} from "./text.ts";
import { newTuple, tupleItem, tupleLength } from "./tuple.ts";
import { isInstance, lookupInType, typeNameOf } from "./type.ts";
import {
  capitalizeText,
  foldCase,
  isAlnumPoint,
  isAlphaPoint,
  isCasedPoint,
  isDecimalPoint,
  isDigitPoint,
  isIdentifierPart,
  isIdentifierStart,
  isLineBreak,
  isLowerPoint,
  isNumericPoint,
  isPrintablePoint,
  isSpacePoint,
  isTitlePoint,
  isUpperPoint,
  quoteText,
  swapCase,
  titleText,
} from "./unicode.ts";

/** Whether the slot holds a str, an instance of a subclass included. */
export function isStrValue(slot: Slot): boolean {
  if (I32[(slot >> 2) + 1] !== TAG_REF) return false;
  const type = I32[(I32[slot >> 2] + OBJ_TYPE) >> 2];
  return type === T.str || (I32[(type + TYPE_FLAGS) >> 2] & TF_STR) !== 0;
}

/** The text of the str in a slot. */
export const textOf = (slot: Slot): string => jsString(refAt(slot));

// ---- Arguments -----------------------------------------------------------------------------------------------------

/** The str in an argument slot, or TypeError in the words of the method. */
function strArgument(slot: Slot, what: string): Address {
  if (!isStrValue(slot)) throw raise(T.TypeError, `${what} must be str, not ${typeNameOf(slot)}`);
  return refAt(slot);
}

const isMissing = (slot: Slot): boolean => isUnbound(slot) || isNone(slot);

let rangeStart = 0;
let rangeEnd = 0;
/** Reads optional `start` and `end` arguments as slice bounds into rangeStart and rangeEnd. */
function readRange(start: Slot, length: number): void {
  rangeStart = searchBound(start, length, 0);
  rangeEnd = Math.min(searchBound(start + 8, length, length), length);
}
function searchBound(slot: Slot, length: number, otherwise: number): number {
  if (isMissing(slot)) return otherwise;
  if (!isIndex(slot))
    throw raise(T.TypeError, "slice indices must be integers or None or have an __index__ method");
  const value = clampedIndex(slot);
  return value < 0 ? Math.max(0, value + length) : value;
}

// ---- Search --------------------------------------------------------------------------------------------------------

type Finder = (str: Address, needle: Address, start: number, end: number) => number;

function search(name: string, find: Finder, mustBeThere: boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    const needle = strArgument(args + 8, `${name}() argument 1`);
    readRange(args + 16, strLength(str));
    const found = find(str, needle, rangeStart, rangeEnd);
    if (mustBeThere && found < 0) throw raise(T.ValueError, "substring not found");
    setInt(out, found);
  };
}

/** Whether the text from `start` to `end` begins (or ends) with `affix`. */
function hasAffix(str: Address, affix: Address, start: number, end: number, atEnd: boolean): boolean {
  const size = strLength(affix);
  if (end - start < size || start > end) return false;
  const at = atEnd ? end - size : start;
  if (strWidth(str) === 1 && strWidth(affix) === 1)
    return sameUnits(U8, textAddress(str) + at, U8, textAddress(affix), size);
  for (let i = 0; i < size; i++) if (codePointAt(str, at + i) !== codePointAt(affix, i)) return false;
  return true;
}

function affixTest(name: string, atEnd: boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    readRange(args + 16, strLength(str));
    const start = rangeStart;
    const end = rangeEnd;
    if (isStrValue(args + 8)) {
      setBool(out, hasAffix(str, refAt(args + 8), start, end, atEnd));
      return;
    }
    if (!isRef(args + 8) || !isInstance(args + 8, T.tuple))
      throw raise(
        T.TypeError,
        `${name} first arg must be str or a tuple of str, not ${typeNameOf(args + 8)}`,
      );
    const tuple = refAt(args + 8);
    let found = false;
    for (let i = 0; i < tupleLength(tuple) && !found; i++) {
      const item = tupleItem(tuple, i);
      if (!isStrValue(item))
        throw raise(T.TypeError, `tuple for ${name} must only contain str, not ${typeNameOf(item)}`);
      found = hasAffix(str, refAt(item), start, end, atEnd);
    }
    setBool(out, found);
  };
}

function str_contains(container: Slot, item: Slot): boolean {
  if (!isStrValue(item))
    throw raise(T.TypeError, `'in <string>' requires string as left operand, not ${typeNameOf(item)}`);
  const str = refAt(container);
  return findText(str, refAt(item), 0, strLength(str)) >= 0;
}

// ---- Items -----------------------------------------------------------------------------------------------------------

/** `text[key]`. */
export function str_getitem(container: Slot, key: Slot, out: Slot): void {
  const str = refAt(container);
  const length = strLength(str);
  if (isIndex(key)) {
    let index = sequenceIndex(key);
    if (index < 0) index += length;
    if (index < 0 || index >= length) throw raise(T.IndexError, "string index out of range");
    setRef(out, characterString(codePointAt(str, index)));
  } else if (isExactly(key, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(key), length);
    setRef(out, strided(str, start, step, count));
  } else throw raise(T.TypeError, `string indices must be integers, not '${typeNameOf(key)}'`);
}

// ---- Splitting and joining -------------------------------------------------------------------------------------------

/** Appends a str to a list that no Python code has seen yet. */
function appendText(list: Address, str: Address): void {
  const mark = markTemps();
  const temp = pushTemp();
  setRef(temp, str);
  list_append(list, temp);
  releaseTemps(mark);
}

/** The argument `maxsplit`: a negative one is no limit. */
function splitLimit(slot: Slot): number {
  const limit = isUnbound(slot) ? -1 : indexValue(slot);
  return limit < 0 ? Number.POSITIVE_INFINITY : limit;
}

function str_split(args: Slot, out: Slot): void {
  const str = refAt(args);
  const limit = splitLimit(args + 16);
  const length = strLength(str);
  const list = newList(0);
  if (isMissing(args + 8)) {
    let at = 0;
    let pieces = 0;
    for (;;) {
      while (at < length && isSpacePoint(codePointAt(str, at))) at++;
      if (at === length) break;
      const start = at;
      if (pieces === limit) {
        appendText(list, substring(str, start, length));
        break;
      }
      while (at < length && !isSpacePoint(codePointAt(str, at))) at++;
      appendText(list, substring(str, start, at));
      pieces++;
    }
  } else {
    const separator = separatorArgument(args + 8);
    const size = strLength(separator);
    let from = 0;
    for (let pieces = 0; pieces < limit; pieces++) {
      const found = findText(str, separator, from, length);
      if (found < 0) break;
      appendText(list, substring(str, from, found));
      from = found + size;
    }
    appendText(list, substring(str, from, length));
  }
  setRef(out, list);
}

function separatorArgument(slot: Slot): Address {
  if (!isStrValue(slot)) throw raise(T.TypeError, `must be str or None, not ${typeNameOf(slot)}`);
  if (strLength(refAt(slot)) === 0) throw raise(T.ValueError, "empty separator");
  return refAt(slot);
}

function str_rsplit(args: Slot, out: Slot): void {
  const str = refAt(args);
  const limit = splitLimit(args + 16);
  const pieces: Address[] = [];
  let end = strLength(str);
  if (isMissing(args + 8)) {
    for (;;) {
      while (end > 0 && isSpacePoint(codePointAt(str, end - 1))) end--;
      if (end === 0) break;
      if (pieces.length === limit) {
        pieces.push(substring(str, 0, end));
        break;
      }
      let start = end;
      while (start > 0 && !isSpacePoint(codePointAt(str, start - 1))) start--;
      pieces.push(substring(str, start, end));
      end = start;
    }
  } else {
    const separator = separatorArgument(args + 8);
    while (pieces.length < limit) {
      const found = findLastText(str, separator, 0, end);
      if (found < 0) break;
      pieces.push(substring(str, found + strLength(separator), end));
      end = found;
    }
    pieces.push(substring(str, 0, end));
  }
  const list = newList(pieces.length);
  for (const piece of pieces.reverse()) appendText(list, piece);
  setRef(out, list);
}

function str_splitlines(args: Slot, out: Slot): void {
  const keep = !isUnbound(args + 8) && isTrue(args + 8);
  const str = refAt(args);
  const length = strLength(str);
  const list = newList(0);
  let start = 0;
  for (let at = 0; at < length; at++) {
    const point = codePointAt(str, at);
    if (!isLineBreak(point)) continue;
    const next = point === 13 && at + 1 < length && codePointAt(str, at + 1) === 10 ? at + 2 : at + 1;
    appendText(list, substring(str, start, keep ? next : at));
    start = next;
    at = next - 1;
  }
  if (start < length) appendText(list, substring(str, start, length));
  setRef(out, list);
}

/** `separator.join(iterable)`. May run Python. */
export function str_join(args: Slot, out: Slot): void {
  const separator = refAt(args);
  let items: Address;
  let inTuple = false;
  if (isExactly(args + 8, T.list)) items = refAt(args + 8);
  else if (isExactly(args + 8, T.tuple)) {
    items = refAt(args + 8);
    inTuple = true;
  } else {
    try {
      items = listOf(args + 8);
    } catch (error) {
      throw rewordNotIterable(error, args + 8);
    }
  }
  const count = inTuple ? tupleLength(items) : listLength(items);
  const at = (i: number): Slot => (inTuple ? tupleItem(items, i) : listItem(items, i));
  for (let i = 0; i < count; i++) {
    const item = at(i);
    if (!isStrValue(item))
      throw raise(T.TypeError, `sequence item ${i}: expected str instance, ${typeNameOf(item)} found`);
  }
  setRef(
    out,
    joinStrings(separator, count, (i) => refAt(at(i))),
  );
}

/** `join` has words of its own for what cannot be iterated at all. */
function rewordNotIterable(error: unknown, slot: Slot): unknown {
  if (error !== RAISED || !isRaisedInstance(T.TypeError) || hasIterator(slot)) return error;
  takeRaised();
  return raise(T.TypeError, "can only join an iterable");
}

function hasIterator(slot: Slot): boolean {
  return lookupInType(typeOf(slot), N.__iter__) !== 0 || lookupInType(typeOf(slot), N.__getitem__) !== 0;
}

function separatorOf(slot: Slot): Address {
  if (!isStrValue(slot)) throw raise(T.TypeError, `must be str, not ${typeNameOf(slot)}`);
  return refAt(slot);
}

function partition(fromEnd: boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    const separator = separatorOf(args + 8);
    const length = strLength(str);
    if (strLength(separator) === 0) throw raise(T.ValueError, "empty separator");
    const found = fromEnd ? findLastText(str, separator, 0, length) : findText(str, separator, 0, length);
    const tuple = newTuple(3);
    const parts =
      found >= 0
        ? [
            substring(str, 0, found),
            plainString(separator),
            substring(str, found + strLength(separator), length),
          ]
        : fromEnd
          ? [emptyString(), emptyString(), plainString(str)]
          : [plainString(str), emptyString(), emptyString()];
    parts.forEach((part, i) => setRef(tupleItem(tuple, i), part));
    setRef(out, tuple);
  };
}

function str_replace(args: Slot, out: Slot): void {
  const old = strArgument(args + 8, "replace() argument 1");
  const replacement = strArgument(args + 16, "replace() argument 2");
  const limit = isUnbound(args + 24) ? -1 : indexValue(args + 24);
  setRef(out, replaceText(refAt(args), old, replacement, limit));
}

// ---- Trimming and padding ----------------------------------------------------------------------------------------------

function strip(name: string, left: boolean, right: boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    let start = 0;
    let end = strLength(str);
    let isTrimmed: (point: number) => boolean = isSpacePoint;
    if (!isMissing(args + 8)) {
      if (!isStrValue(args + 8)) throw raise(T.TypeError, `${name} arg must be None or str`);
      const set = refAt(args + 8);
      const size = strLength(set);
      isTrimmed = (point) => {
        for (let i = 0; i < size; i++) if (codePointAt(set, i) === point) return true;
        return false;
      };
    }
    if (left) while (start < end && isTrimmed(codePointAt(str, start))) start++;
    if (right) while (end > start && isTrimmed(codePointAt(str, end - 1))) end--;
    setRef(out, substring(str, start, end));
  };
}

function removeAffix(name: string, atEnd: boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    const affix = strArgument(args + 8, `${name}() argument`);
    const length = strLength(str);
    if (!hasAffix(str, affix, 0, length, atEnd)) setRef(out, plainString(str));
    else if (atEnd) setRef(out, substring(str, 0, length - strLength(affix)));
    else setRef(out, substring(str, strLength(affix), length));
  };
}

/** The fill character of `center` and kin. */
function fillArgument(slot: Slot): Address {
  if (isUnbound(slot)) return characterString(32);
  if (!isStrValue(slot))
    throw raise(T.TypeError, `The fill character must be a unicode character, not ${typeNameOf(slot)}`);
  if (strLength(refAt(slot)) !== 1)
    throw raise(T.TypeError, "The fill character must be exactly one character long");
  return refAt(slot);
}

function padText(str: Address, left: number, right: number, fill: Address): Address {
  if (left <= 0 && right <= 0) return plainString(str);
  return joinStrings(emptyString(), 3, (i) => (i === 1 ? str : str_repeat(fill, i === 0 ? left : right)));
}

function justify(side: "left" | "right" | "both"): Native {
  return (args, out) => {
    const str = refAt(args);
    const width = indexValue(args + 8);
    const missing = Math.max(0, width - strLength(str));
    const fill = fillArgument(args + 16);
    // The odd blank of a centred text goes left when the width is odd.
    const left = side === "left" ? 0 : side === "right" ? missing : (missing >> 1) + (missing & width & 1);
    setRef(out, padText(str, left, missing - left, fill));
  };
}

function str_zfill(args: Slot, out: Slot): void {
  const str = refAt(args);
  const missing = indexValue(args + 8) - strLength(str);
  if (missing <= 0) {
    setRef(out, plainString(str));
    return;
  }
  const zeros = str_repeat(characterString(48), missing);
  const first = strLength(str) > 0 ? codePointAt(str, 0) : 0;
  if (first !== 43 && first !== 45) setRef(out, str_concat(zeros, str));
  else
    setRef(
      out,
      joinStrings(zeros, 2, (i) => (i === 0 ? substring(str, 0, 1) : substring(str, 1, strLength(str)))),
    );
}

function str_expandtabs(args: Slot, out: Slot): void {
  const size = isUnbound(args + 8) ? 8 : indexValue(args + 8);
  const str = refAt(args);
  const length = strLength(str);
  const points = new Points(length);
  let column = 0;
  for (let i = 0; i < length; i++) {
    const point = codePointAt(str, i);
    if (point !== 9) {
      points.push(point);
      column = point === 10 || point === 13 ? 0 : column + 1;
    } else if (size > 0) {
      const blanks = size - (column % size);
      points.fill(32, blanks);
      column += blanks;
    }
  }
  setRef(out, points.toStr());
}

// ---- Case and classes ------------------------------------------------------------------------------------------------

/** Maps ASCII letters in memory, everything else by the host's tables. */
function convertCase(first: number, last: number, map: (text: string) => string): Native {
  return (args, out) => {
    const str = refAt(args);
    if (!isAsciiStr(str)) {
      setRef(out, newString(map(jsString(str))));
      return;
    }
    const copy = copyAs(T.str, str);
    I32[(copy + STR_HASH) >> 2] = -1;
    const data = copy + STR_DATA;
    const length = strLength(str);
    for (let i = 0; i < length; i++) {
      const point = U8[data + i];
      if (point >= first && point <= last) U8[data + i] = point ^ 32;
    }
    setRef(out, length === 1 ? characterString(U8[data]) : copy);
  };
}

const isAsciiUpper = (point: number): boolean => point >= 65 && point <= 90;
const isAsciiLetter = (point: number): boolean => (point | 32) >= 97 && (point | 32) <= 122;

/** ASCII letters get the case that `wantsUpper` says, in memory; everything else goes by the host's tables. */
function mapCase(
  wantsUpper: (point: number, previous: number, index: number) => boolean,
  map: (text: string) => string,
): Native {
  return (args, out) => {
    const str = refAt(args);
    const length = strLength(str);
    if (!isAsciiStr(str) || length < 2) {
      setRef(out, newString(map(jsString(str))));
      return;
    }
    const copy = copyAs(T.str, str);
    I32[(copy + STR_HASH) >> 2] = -1;
    const bytes = U8;
    const data = copy + STR_DATA;
    let previous = 0;
    for (let i = 0; i < length; i++) {
      const point = bytes[data + i];
      if (isAsciiLetter(point) && isAsciiUpper(point) !== wantsUpper(point, previous, i))
        bytes[data + i] = point ^ 32;
      previous = point;
    }
    setRef(out, copy);
  };
}

/** Whether the str is not empty and every character passes. */
function everyPoint(test: (point: number) => boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    const length = strLength(str);
    let good = length > 0;
    for (let i = 0; i < length && good; i++) good = test(codePointAt(str, i));
    setBool(out, good);
  };
}

/** Whether there is a cased character and none of the wrong case. */
function uniformCase(wrong: (point: number) => boolean): Native {
  return (args, out) => {
    const str = refAt(args);
    const length = strLength(str);
    let cased = false;
    for (let i = 0; i < length; i++) {
      const point = codePointAt(str, i);
      if (wrong(point)) {
        setBool(out, false);
        return;
      }
      cased ||= isCasedPoint(point);
    }
    setBool(out, cased);
  };
}

function str_istitle(args: Slot, out: Slot): void {
  const str = refAt(args);
  let cased = false;
  let inWord = false;
  for (let i = 0; i < strLength(str); i++) {
    const point = codePointAt(str, i);
    const upper = isUpperPoint(point) || isTitlePoint(point);
    if (upper || isLowerPoint(point)) {
      if (upper === inWord) {
        setBool(out, false);
        return;
      }
      inWord = cased = true;
    } else inWord = false;
  }
  setBool(out, cased);
}

/** Whether a text is an identifier. */
export function isIdentifier(text: string): boolean {
  let first = true;
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (!(first ? isIdentifierStart(point) : isIdentifierPart(point))) return false;
    first = false;
  }
  return !first;
}

// ---- Translation -----------------------------------------------------------------------------------------------------

function str_maketrans(args: Slot, out: Slot): void {
  const table = newDict();
  const key = pushTemp();
  const value = pushTemp();
  setRef(out, table);
  if (isUnbound(args + 8)) {
    if (!isExactly(args, T.dict) && !(isRef(args) && isInstance(args, T.dict)))
      throw raise(T.TypeError, "if you give only one argument to maketrans it must be a dict");
    const source = refAt(args);
    const result = pushTemp();
    setRef(result, table);
    for (let i = dictNext(source, 0); i >= 0; i = dictNext(source, i + 1)) {
      const from = dictKeyAt(source, i);
      if (isStrValue(from)) {
        if (strLength(refAt(from)) !== 1)
          throw raise(T.ValueError, "string keys in translate table must be of length 1");
        setInt(key, codePointAt(refAt(from), 0));
      } else if (isIntValue(from)) copyValue(from, key);
      else throw raise(T.TypeError, "keys in translate table must be strings or integers");
      copyValue(dictValueAt(source, i), value);
      dictSet(table, key, value);
    }
    setRef(out, table);
    return;
  }
  const from = strArgument(args, "first maketrans argument");
  const to = strArgument(args + 8, "second maketrans argument");
  if (strLength(from) !== strLength(to))
    throw raise(T.ValueError, "the first two maketrans arguments must have equal length");
  for (let i = 0; i < strLength(from); i++) {
    setInt(key, codePointAt(from, i));
    setInt(value, codePointAt(to, i));
    dictSet(table, key, value);
  }
  if (!isUnbound(args + 16)) {
    const removed = strArgument(args + 16, "third maketrans argument");
    setNone(value);
    for (let i = 0; i < strLength(removed); i++) {
      setInt(key, codePointAt(removed, i));
      dictSet(table, key, value);
    }
  }
  setRef(out, table);
}

/** What becomes of a character: a code point, several (as text), or DELETED. */
type Translated = number | string;
const DELETED = -1;

/** Asks the table; a character that it does not know stays. May run Python. */
function translatePoint(table: Slot, point: number, key: Slot, value: Slot): Translated {
  setInt(key, point);
  try {
    getItem(table, key, value);
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(T.LookupError)) throw error;
    takeRaised();
    return point;
  }
  if (isNone(value)) return DELETED;
  if (isStrValue(value)) return textOf(value);
  if (!isIntValue(value)) throw raise(T.TypeError, "character mapping must return integer, None or str");
  const other = indexValue(value);
  if (other < 0 || other > 0x10ffff)
    throw raise(T.ValueError, "character mapping must be in range(0x110000)");
  return other;
}

function str_translate(args: Slot, out: Slot): void {
  const str = refAt(args);
  const length = strLength(str);
  const known = new Map<number, Translated>();
  const narrow: (Translated | undefined)[] = new Array(256).fill(undefined);
  const key = pushTemp();
  const value = pushTemp();
  const points = new Points(length);
  for (let i = 0; i < length; i++) {
    const point = codePointAt(str, i);
    let translated = point < 256 ? narrow[point] : known.get(point);
    if (translated === undefined) {
      translated = translatePoint(args + 8, point, key, value);
      if (point < 256) narrow[point] = translated;
      else known.set(point, translated);
    }
    if (typeof translated === "number") {
      if (translated !== DELETED) points.push(translated);
    } else for (const character of translated) points.push(character.codePointAt(0) as number);
  }
  setRef(out, points.toStr());
}

// ---- Making and operators ----------------------------------------------------------------------------------------------

function str_new(args: Slot, out: Slot): void {
  const type = refAt(args);
  const result = pushTemp();
  if (isUnbound(args + 16) && isUnbound(args + 24)) {
    if (isUnbound(args + 8)) setRef(result, emptyString());
    else toStr(args + 8, result);
  } else {
    if (isUnbound(args + 8)) setRef(result, emptyString());
    else if (isStrValue(args + 8)) throw raise(T.TypeError, "decoding str is not supported");
    else if (!isBytesLike(args + 8))
      throw raise(T.TypeError, `decoding to str: need a bytes-like object, ${typeNameOf(args + 8)} found`);
    else
      setRef(
        result,
        decodeObject(
          refAt(args + 8),
          codecArgument(args + 16, "str", "encoding", "utf-8"),
          codecArgument(args + 24, "str", "errors", "strict"),
        ),
      );
  }
  setRef(out, type === T.str ? refAt(result) : copyAs(type, refAt(result)));
}

/** An `encoding` or `errors` argument of a function. */
export function codecArgument(slot: Slot, func: string, name: string, otherwise: string): string {
  if (isUnbound(slot)) return otherwise;
  if (!isStrValue(slot))
    throw raise(T.TypeError, `${func}() argument '${name}' must be str, not ${typeNameOf(slot)}`);
  return textOf(slot);
}

function str_encode(args: Slot, out: Slot): void {
  const encoding = codecArgument(args + 8, "encode", "encoding", "utf-8");
  const errors = codecArgument(args + 16, "encode", "errors", "strict");
  const bytes = encodeMemory(refAt(args), encoding);
  setRef(out, bytes !== 0 ? bytes : newBytes(encodeText(textOf(args), encoding, errors)));
}

function str_add(args: Slot, out: Slot): void {
  if (!isStrValue(args + 8))
    throw raise(T.TypeError, `can only concatenate str (not "${typeNameOf(args + 8)}") to str`);
  setRef(out, str_concat(refAt(args), refAt(args + 8)));
}

function str_mul(args: Slot, out: Slot): void {
  if (!hasIndex(args + 8)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const times = clippedIndex(args + 8);
  if (times > FAR)
    throw raise(T.OverflowError, `cannot fit '${typeNameOf(args + 8)}' into an index-sized integer`);
  setRef(out, str_repeat(refAt(args), times));
}

function str_mod(args: Slot, out: Slot): void {
  setRef(out, newString(percentFormat(textOf(args), args + 8)));
}

function str_rmod(args: Slot, out: Slot): void {
  if (isStrValue(args + 8)) setRef(out, newString(percentFormat(textOf(args + 8), args)));
  else setRef(out, NOT_IMPLEMENTED);
}

/** Compares two strs by operator; false when the other operand is none. */
function compareStrs(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isStrValue(b)) return false;
  const order = compareStrings(refAt(a), refAt(b));
  setBool(out, compareNumbers(op, order, 0));
  return true;
}

function comparison(op: number): Native {
  return (args, out) => {
    if (!compareStrs(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };
}

function str_format_map(args: Slot, out: Slot): void {
  setRef(out, newString(formatTemplate(textOf(args), 0, -1, args + 8)));
}

/** `format(*args, **kwargs)`: the keyword dict is the parameter after self, the positional arguments follow it. */
function str_format(args: Slot, out: Slot, extra: number): void {
  setRef(out, newString(formatTemplate(textOf(args), args + 16, extra, args + 8)));
}

export function defineStrType(): void {
  defineType(T.str, {
    name: "str",
    base: T.object,
    kind: KIND_STR,
    size: STR_DATA,
    flags: TF_BASE | TF_STR,
    dictOffset: STR_DICT,
    refs: [STR_BUFFER],
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str",
    methods: {
      __new__: ["(cls, object='', encoding='utf-8', errors='strict')", str_new],
      __len__: ["(self, /)", (args, out) => setInt(out, strLength(refAt(args)))],
      __getitem__: ["(self, key, /)", (args, out) => str_getitem(args, args + 8, out)],
      __contains__: ["(self, key, /)", (args, out) => setBool(out, str_contains(args, args + 8))],
      __iter__: ["(self, /)", (args, out) => iterateString(args, out)],
      __add__: ["(self, value, /)", str_add],
      __mul__: ["(self, value, /)", str_mul],
      __rmul__: ["(self, value, /)", str_mul],
      __mod__: ["(self, value, /)", str_mod],
      __rmod__: ["(self, value, /)", str_rmod],
      __hash__: ["(self, /)", (args, out) => setInt(out, hashString(refAt(args)))],
      __eq__: ["(self, value, /)", comparison(EQ)],
      __ne__: ["(self, value, /)", comparison(NE)],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(quoteText(textOf(args))))],
      __str__: ["(self, /)", (args, out) => setRef(out, plainString(refAt(args)))],
      __format__: [
        "(self, format_spec, /)",
        (args, out) => {
          const spec = specText(args + 8);
          if (spec === "") toStr(args, out);
          else setRef(out, newString(formatTextSpec(textOf(args), spec)));
        },
      ],
      __getnewargs__: [
        "(self, /)",
        (args, out) => {
          const tuple = newTuple(1);
          setRef(tupleItem(tuple, 0), plainString(refAt(args)));
          setRef(out, tuple);
        },
      ],
      __sizeof__: [
        "(self, /)",
        (args, out) => {
          const str = refAt(args);
          setInt(out, (isAsciiStr(str) ? 20 : 28) + (strLength(str) + 1) * strWidth(str));
        },
      ],
      find: ["(self, sub, start=None, end=None, /)", search("find", findText, false)],
      rfind: ["(self, sub, start=None, end=None, /)", search("rfind", findLastText, false)],
      index: ["(self, sub, start=None, end=None, /)", search("index", findText, true)],
      rindex: ["(self, sub, start=None, end=None, /)", search("rindex", findLastText, true)],
      count: ["(self, sub, start=None, end=None, /)", search("count", countText, false)],
      startswith: ["(self, prefix, start=None, end=None, /)", affixTest("startswith", false)],
      endswith: ["(self, suffix, start=None, end=None, /)", affixTest("endswith", true)],
      split: ["(self, /, sep=None, maxsplit=-1)", str_split],
      rsplit: ["(self, /, sep=None, maxsplit=-1)", str_rsplit],
      splitlines: ["(self, /, keepends=False)", str_splitlines],
      join: ["(self, iterable, /)", str_join],
      partition: ["(self, sep, /)", partition(false)],
      rpartition: ["(self, sep, /)", partition(true)],
      replace: ["(self, old, new, /, count=-1)", str_replace],
      strip: ["(self, chars=None, /)", strip("strip", true, true)],
      lstrip: ["(self, chars=None, /)", strip("lstrip", true, false)],
      rstrip: ["(self, chars=None, /)", strip("rstrip", false, true)],
      removeprefix: ["(self, prefix, /)", removeAffix("removeprefix", false)],
      removesuffix: ["(self, suffix, /)", removeAffix("removesuffix", true)],
      center: ["(self, width, fillchar=' ', /)", justify("both")],
      ljust: ["(self, width, fillchar=' ', /)", justify("left")],
      rjust: ["(self, width, fillchar=' ', /)", justify("right")],
      zfill: ["(self, width, /)", str_zfill],
      expandtabs: ["(self, /, tabsize=8)", str_expandtabs],
      upper: ["(self, /)", convertCase(97, 122, (text) => text.toUpperCase())],
      lower: ["(self, /)", convertCase(65, 90, (text) => text.toLowerCase())],
      title: ["(self, /)", mapCase((_point, previous) => !isAsciiLetter(previous), titleText)],
      capitalize: ["(self, /)", mapCase((_point, _previous, index) => index === 0, capitalizeText)],
      swapcase: ["(self, /)", mapCase((point) => !isAsciiUpper(point), swapCase)],
      casefold: ["(self, /)", convertCase(65, 90, foldCase)],
      isalpha: ["(self, /)", everyPoint(isAlphaPoint)],
      isalnum: ["(self, /)", everyPoint(isAlnumPoint)],
      isdecimal: ["(self, /)", everyPoint(isDecimalPoint)],
      isdigit: ["(self, /)", everyPoint(isDigitPoint)],
      isnumeric: ["(self, /)", everyPoint(isNumericPoint)],
      isspace: ["(self, /)", everyPoint(isSpacePoint)],
      isprintable: [
        "(self, /)",
        (args, out) => {
          const str = refAt(args);
          let good = true;
          for (let i = 0; i < strLength(str) && good; i++) good = isPrintablePoint(codePointAt(str, i));
          setBool(out, good);
        },
      ],
      isascii: ["(self, /)", (args, out) => setBool(out, isAsciiStr(refAt(args)))],
      islower: ["(self, /)", uniformCase((point) => isUpperPoint(point) || isTitlePoint(point))],
      isupper: ["(self, /)", uniformCase((point) => isLowerPoint(point) || isTitlePoint(point))],
      istitle: ["(self, /)", str_istitle],
      isidentifier: ["(self, /)", (args, out) => setBool(out, isIdentifier(textOf(args)))],
      encode: ["(self, /, encoding='utf-8', errors='strict')", str_encode],
      format: ["(self, /, *args, **kwargs)", str_format],
      format_map: ["(self, mapping, /)", str_format_map],
      translate: ["(self, table, /)", str_translate],
    },
    staticMethods: {
      maketrans: ["(x, y=<unrepresentable>, z=<unrepresentable>, /)", str_maketrans],
    },
  });
  registerProtocols(T.str, {
    iterate: iterateString,
    length: strLength,
    getItem: str_getitem,
    getRange: (self, start, stop, out) => setRef(out, substring(refAt(self), start, stop)),
    contains: str_contains,
    compare: compareStrs,
    hash: (slot) => hashString(refAt(slot)),
  });
}
