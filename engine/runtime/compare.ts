/**
 * Comparison, truth and hashing of any two values.
 *
 * Ints, floats, bools and strs are compared in place; other built-in types through their entry in protocols.ts; the
 * rest by `__eq__`, `__lt__`, … with the reflected method of a subclass tried first, as the language has it.
 *
 * Internal hashes are 31 bits and never negative: the low 31 bits of what `hash()` returns, save that an int is hashed
 * as its own low bits (so −1 and −2 differ here). Equal numbers hash equal whatever their types.
 */
import {
  type Address,
  FLOAT_LIMIT,
  OBJ_TYPE,
  type Slot,
  STR_LENGTH,
  T,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { codePointAt, equalStrings, hashString } from "../heap/strings.ts";
import {
  copyValue,
  floatAt,
  intAt,
  isBool,
  isInt,
  isNone,
  isRef,
  isSame,
  refAt,
  setBool,
  typeOf,
} from "../heap/values.ts";
import { floatHash } from "../objects/float.ts";
import { hashOfInt, intCompare, intHash, isExactInt } from "../objects/int.ts";
import { isSubtype, lookupInType, typeNameOf } from "../objects/type.ts";
import { N } from "./names.ts";
import { indexValue } from "./number.ts";
import { comparisons, hashes, lengths, protocolRow } from "./protocols.ts";
import { raise } from "./raise.ts";
import { callSpecial0, callSpecialWith, isNotImplemented } from "./special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "./state.ts";

export const LT = 0;
export const LE = 1;
export const EQ = 2;
export const NE = 3;
export const GT = 4;
export const GE = 5;
const REFLECTED = [GT, GE, EQ, NE, LT, LE] as const;
const SIGNS = ["<", "<=", "==", "!=", ">", ">="] as const;

/** `x op y` for numbers, or for the sign of a three-way comparison against 0. */
export function compareNumbers(op: number, x: number, y: number): boolean {
  switch (op) {
    case LT:
      return x < y;
    case LE:
      return x <= y;
    case EQ:
      return x === y;
    case NE:
      return x !== y;
    case GT:
      return x > y;
    default:
      return x >= y;
  }
}

/** Negative, zero or positive as the text of `a` comes before, is, or comes after that of `b`. */
export function compareStrings(a: Address, b: Address): number {
  if (a === b) return 0;
  const lengthA = I32[(a + STR_LENGTH) >> 2];
  const lengthB = I32[(b + STR_LENGTH) >> 2];
  const length = Math.min(lengthA, lengthB);
  for (let i = 0; i < length; i++) {
    const difference = codePointAt(a, i) - codePointAt(b, i);
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

/** Whether the high word is that of an immediate number: int, bool or float. */
const isNumberTag = (hi: number): boolean => hi >>> 0 < FLOAT_LIMIT || hi === TAG_INT || hi === TAG_BOOL;
const numberAt = (slot: Slot, hi: number): number =>
  hi === TAG_INT || hi === TAG_BOOL ? I32[slot >> 2] : floatAt(slot);
const isPlainString = (slot: Slot, hi: number): boolean =>
  hi === TAG_REF && I32[(I32[slot >> 2] + OBJ_TYPE) >> 2] === T.str;

/** `a op b`, any value to `out`. */
export function richCompare(op: number, a: Slot, b: Slot, out: Slot): void {
  const hiA = I32[(a >> 2) + 1];
  const hiB = I32[(b >> 2) + 1];
  if (isNumberTag(hiA) && isNumberTag(hiB))
    setBool(out, compareNumbers(op, numberAt(a, hiA), numberAt(b, hiB)));
  else if (isPlainString(a, hiA) && isPlainString(b, hiB)) setBool(out, compareTexts(op, refAt(a), refAt(b)));
  else richCompareSlow(op, a, b, out);
}

const compareTexts = (op: number, a: Address, b: Address): boolean =>
  op === EQ
    ? equalStrings(a, b)
    : op === NE
      ? !equalStrings(a, b)
      : compareNumbers(op, compareStrings(a, b), 0);

function richCompareSlow(op: number, a: Slot, b: Slot, out: Slot): void {
  if (isExactInt(a) && isExactInt(b)) {
    setBool(out, compareNumbers(op, intCompare(a, b), 0));
    return;
  }
  const mark = markTemps();
  const held = pushTemps(3);
  const x = held;
  const y = held + 8;
  const result = held + 16;
  copyValue(a, x);
  copyValue(b, y);
  const typeA = typeOf(x);
  const typeB = typeOf(y);
  // A subclass on the right answers first.
  const reflectedFirst = typeA !== typeB && isSubtype(typeB, typeA);
  const answered =
    (reflectedFirst && tryCompare(REFLECTED[op] as number, y, x, result)) ||
    tryCompare(op, x, y, result) ||
    (!reflectedFirst && tryCompare(REFLECTED[op] as number, y, x, result));
  if (!answered) compareUnanswered(op, x, y, result);
  copyValue(result, out);
  releaseTemps(mark);
}

/** Neither type knows: `==` and `!=` ask for identity. */
function compareUnanswered(op: number, x: Slot, y: Slot, out: Slot): void {
  if (op === EQ || op === NE) setBool(out, isSame(x, y) === (op === EQ));
  else {
    const names = `'${typeNameOf(x)}' and '${typeNameOf(y)}'`;
    throw raise(T.TypeError, `'${SIGNS[op]}' not supported between instances of ${names}`);
  }
}

/** What is left of a comparison where the method of `a`, which was asked first, has given NotImplemented. */
export function compareAfter(op: number, a: Slot, b: Slot, out: Slot): void {
  const mark = markTemps();
  const result = pushTemp();
  if (!tryCompare(REFLECTED[op] as number, b, a, result)) compareUnanswered(op, a, b, result);
  copyValue(result, out);
  releaseTemps(mark);
}

/** The name of a comparison's method. */
export function comparisonMethod(op: number): Address {
  switch (op) {
    case LT:
      return N.__lt__;
    case LE:
      return N.__le__;
    case EQ:
      return N.__eq__;
    case NE:
      return N.__ne__;
    case GT:
      return N.__gt__;
    default:
      return N.__ge__;
  }
}

/** Asks the type of `a`. False: it does not know (nothing that matters is in `out`). */
function tryCompare(op: number, a: Slot, b: Slot, out: Slot): boolean {
  const type = typeOf(a);
  const row = protocolRow(type);
  if (row >= 0) {
    const compare = comparisons[row];
    if (compare !== undefined) return compare(op, a, b, out);
  }
  const name = comparisonMethod(op);
  const found = lookupInType(type, name);
  if (found === 0 || isNone(found)) return false;
  if (isSame(found, lookupInType(T.object, name))) {
    // What object itself does, without the call: only identity; != is the negation of ==.
    if (op === EQ) {
      if (!isSame(a, b)) return false;
      setBool(out, true);
      return true;
    }
    if (op !== NE || !tryCompare(EQ, a, b, out)) return false;
    setBool(out, !isTrue(out));
    return true;
  }
  return callSpecialWith(a, name, b, out) && !isNotImplemented(out);
}

/** Whether two values are the same object or equal, as containers compare. */
export function equals(a: Slot, b: Slot): boolean {
  const hiA = I32[(a >> 2) + 1];
  const hiB = I32[(b >> 2) + 1];
  if (I32[a >> 2] === I32[b >> 2] && hiA === hiB) return true;
  if (isNumberTag(hiA)) {
    if (isNumberTag(hiB)) return numberAt(a, hiA) === numberAt(b, hiB);
  } else if (isPlainString(a, hiA)) {
    if (isPlainString(b, hiB)) return equalStrings(I32[a >> 2], I32[b >> 2]);
  }
  if (hiA !== TAG_REF && hiB !== TAG_REF) return false;
  return equalsSlow(a, b);
}

function equalsSlow(a: Slot, b: Slot): boolean {
  const mark = markTemps();
  const result = pushTemp();
  richCompareSlow(EQ, a, b, result);
  const answer = isTrue(result);
  releaseTemps(mark);
  return answer;
}

/** `a op b` as a truth value. */
export function compareTrue(op: number, a: Slot, b: Slot): boolean {
  const hiA = I32[(a >> 2) + 1];
  const hiB = I32[(b >> 2) + 1];
  if (isNumberTag(hiA) && isNumberTag(hiB)) return compareNumbers(op, numberAt(a, hiA), numberAt(b, hiB));
  if (isPlainString(a, hiA) && isPlainString(b, hiB)) return compareTexts(op, refAt(a), refAt(b));
  const mark = markTemps();
  const result = pushTemp();
  richCompareSlow(op, a, b, result);
  const answer = isTrue(result);
  releaseTemps(mark);
  return answer;
}

/** `a < b` as a truth value. */
export const lessThan = (a: Slot, b: Slot): boolean => compareTrue(LT, a, b);

/** `a is b`. */
export const isSameObject = isSame;

// ---- Truth -------------------------------------------------------------------------------------------------------

/** `bool(value)`. May run Python. */
export function isTrue(slot: Slot): boolean {
  const hi = I32[(slot >> 2) + 1];
  if (hi === TAG_BOOL || hi === TAG_INT) return I32[slot >> 2] !== 0;
  if (hi === TAG_NONE) return false;
  if (hi === TAG_REF) return isTrueObject(slot);
  return floatAt(slot) !== 0; // NaN is true
}

function isTrueObject(slot: Slot): boolean {
  const object = refAt(slot);
  const type = I32[(object + OBJ_TYPE) >> 2];
  if (type === T.str) return I32[(object + STR_LENGTH) >> 2] !== 0;
  if (type === T.int) return true; // an int object is never 0
  const row = protocolRow(type);
  if (row >= 0) {
    const length = lengths[row];
    if (length !== undefined) return length(object) !== 0;
  }
  return isTrueSlow(slot);
}

function isTrueSlow(slot: Slot): boolean {
  const type = typeOf(slot);
  const mark = markTemps();
  const result = pushTemp();
  let answer = true;
  if (lookupInType(type, N.__bool__) !== 0) {
    if (callSpecial0(slot, N.__bool__, result)) {
      if (!isBool(result))
        throw raise(T.TypeError, `__bool__ should return bool, returned ${typeNameOf(result)}`);
      answer = intAt(result) !== 0;
    }
  } else if (callSpecial0(slot, N.__len__, result)) answer = lengthResult(result) !== 0;
  releaseTemps(mark);
  return answer;
}

/** The number that a `__len__` returned, checked. */
export function lengthResult(slot: Slot): number {
  const length = isInt(slot)
    ? intAt(slot)
    : indexValue(slot, `cannot fit '${typeNameOf(slot)}' into an index-sized integer`);
  if (length < 0) throw raise(T.ValueError, "__len__() should return >= 0");
  return length;
}

// ---- Hashing -------------------------------------------------------------------------------------------------------

const NONE_HASH = 0x1d3a5f71;

/** Internal hash of a value. Raises TypeError for an unhashable one; may run Python. */
export function hashOf(slot: Slot): number {
  const hi = I32[(slot >> 2) + 1];
  if (hi === TAG_INT || hi === TAG_BOOL) return hashOfInt(I32[slot >> 2]);
  if (hi === TAG_REF) {
    const object = I32[slot >> 2];
    const type = I32[(object + OBJ_TYPE) >> 2];
    if (type === T.str) return hashString(object);
    if (type === T.int) return intHash(slot) & 0x7fffffff;
    const row = protocolRow(type);
    if (row >= 0) {
      const hash = hashes[row];
      if (hash !== undefined) return hash(slot);
    }
    return hashObject(slot, type);
  }
  if (hi === TAG_NONE) return NONE_HASH;
  return floatHash(floatAt(slot)) & 0x7fffffff;
}

/** Hash by `__hash__`. */
function hashObject(slot: Slot, type: Address): number {
  const found = lookupInType(type, N.__hash__);
  if (found === 0 || isNone(found)) throw raise(T.TypeError, `unhashable type: '${typeNameOf(slot)}'`);
  if (isSame(found, lookupInType(T.object, N.__hash__))) return hashAddress(refAt(slot));
  const mark = markTemps();
  const result = pushTemp();
  callSpecial0(slot, N.__hash__, result);
  let hash: number;
  if (isInt(result) || isBool(result)) hash = intAt(result);
  else if (isRef(result) && isSubtype(typeOf(result), T.int)) hash = intHash(result);
  else throw raise(T.TypeError, "__hash__ method should return an integer");
  releaseTemps(mark);
  return hash & 0x7fffffff;
}

/** Hash of an object by its identity. Objects are 16-aligned, so the low bits would all be 0. */
export const hashAddress = (object: Address): number => object >>> 4;
