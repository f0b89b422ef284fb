/**
 * int: exact integers of any size.
 *
 * A value that fits 32 bits is immediate; a larger one is an object of 32-bit limbs, sign and magnitude. Three ways of
 * computing, tried in this order, all exact:
 *
 *   1. as JS numbers, while operands and result stay below 2^53;
 *   2. as pairs of 32-bit words, for products and bit operations within 64 bits (hashes, random numbers, masks);
 *   3. on limbs (limbs.ts), for sums and where one operand is short; else as BigInt, converted from and to limbs.
 *
 * The operations take slots that hold an int, a bool or an instance of a subclass, and always write a plain int.
 * Hashes are CPython's on a 32-bit platform (the modulus is 2^31 − 1), so they fit an immediate.
 */
import { roundedPower } from "../base/elementary.ts";
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  BYTES_DATA,
  BYTES_LENGTH,
  INT_DICT,
  INT_LIMBS,
  INT_SIZE,
  KIND_INT,
  NOT_IMPLEMENTED,
  OBJ_TYPE,
  type Slot,
  STR_ASCII,
  STR_FLAGS,
  STR_LENGTH,
  T,
  TAG_BOOL,
  TAG_INT,
  TAG_REF,
  TF_BASE,
  TF_INT,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { I32, U8, U32 } from "../heap/memory.ts";
import { intern, newString, textAddress } from "../heap/strings.ts";
import {
  boolAt,
  copyValue,
  floatAt,
  intAt,
  isExactly,
  isFloat,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setRef,
} from "../heap/values.ts";
import { isTrue } from "../runtime/compare.ts";
import { formatIntegerSpec, reprOf, specText } from "../runtime/format.ts";
import { forEach } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import type { Native } from "../runtime/native.ts";
import { hasIndex, indexValue, toIndex, toIndexBigInt } from "../runtime/number.ts";
import { raise } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { allocateBytes, bytesOf, dataAddress, isBytesLike } from "./bytes.ts";
import { defineType } from "./define.ts";
import { floatToBigInt, floatValue, isFloatValue } from "./float.ts";
import {
  AND,
  addLimbs,
  bitsOfLimbs,
  bytesToLimbs,
  combineLimbs,
  compareLimbs,
  divideLimbs,
  divideLong,
  limbsFromHex,
  limbsToBigInt,
  limbsToBytes,
  multiplyLimbs,
  OR,
  remainderOfLimbs,
  setLimbLoops,
  shiftLimbsLeft,
  shiftLimbsRight,
  subtractLimbs,
  XOR,
} from "./limbs.ts";
import { isStrValue, textOf } from "./str.ts";
import { raiseMemory } from "./text.ts";
import { newTuple, tupleItem } from "./tuple.ts";
import { typeNameOf } from "./type.ts";

/** The largest number of decimal digits that `int()` and `str()` convert; 0: no limit. */
export let maxStrDigits = 4300;
export function setMaxStrDigits(digits: number): void {
  maxStrDigits = digits;
}
export function resetIntLimits(): void {
  maxStrDigits = 4300;
  setLimbLoops(null);
}

const SAFE = Number.MAX_SAFE_INTEGER;
const TWO32 = 4294967296;
/** Products below this (2^64) are computed in two words. */
const TWO64 = 18446744073709551616;

// ---- Reading -------------------------------------------------------------------------------------------------------

/** Whether the slot holds an int: immediate, bool, large, or an instance of a subclass. */
export function isIntValue(slot: Slot): boolean {
  const tag = I32[(slot >> 2) + 1];
  if (tag === TAG_INT || tag === TAG_BOOL) return true;
  if (tag !== TAG_REF) return false;
  const type = I32[(I32[slot >> 2] + OBJ_TYPE) >> 2];
  return type === T.int || (I32[(type + TYPE_FLAGS) >> 2] & TF_INT) !== 0;
}

/** Whether the slot holds an int proper (neither bool nor a subclass). */
export const isExactInt = (slot: Slot): boolean => {
  const tag = I32[(slot >> 2) + 1];
  return tag === TAG_INT || (tag === TAG_REF && I32[(I32[slot >> 2] + OBJ_TYPE) >> 2] === T.int);
};

/** The value as a JS number if its magnitude is below 2^53, else NaN. */
export function safeNumber(slot: Slot): number {
  if (I32[(slot >> 2) + 1] !== TAG_REF) return I32[slot >> 2];
  const object = I32[slot >> 2];
  const size = I32[(object + INT_SIZE) >> 2];
  if (size > 2 || size < -2) return Number.NaN;
  const high = U32[(object + INT_LIMBS + 4) >> 2];
  if (high >= 0x200000) return Number.NaN;
  const magnitude = high * TWO32 + U32[(object + INT_LIMBS) >> 2];
  return size < 0 ? -magnitude : magnitude;
}

/** The value as a BigInt. */
export function toBigInt(slot: Slot): bigint {
  if (I32[(slot >> 2) + 1] !== TAG_REF) return BigInt(I32[slot >> 2]);
  return objectToBigInt(I32[slot >> 2]);
}

function objectToBigInt(object: Address): bigint {
  const size = I32[(object + INT_SIZE) >> 2];
  const value = limbsToBigInt((object + INT_LIMBS) >> 2, size < 0 ? -size : size);
  return size < 0 ? -value : value;
}

/** The nearest float. Raises OverflowError when the value is too large. */
export function intToDouble(slot: Slot): number {
  const safe = safeNumber(slot);
  if (safe === safe) return safe;
  const value = Number(toBigInt(slot));
  if (!Number.isFinite(value)) throw raise(T.OverflowError, "int too large to convert to float");
  return value;
}

/** −1, 0 or 1. */
export function intSign(slot: Slot): number {
  if (I32[(slot >> 2) + 1] !== TAG_REF) return Math.sign(I32[slot >> 2]);
  return Math.sign(I32[(I32[slot >> 2] + INT_SIZE) >> 2]);
}

// ---- Writing -------------------------------------------------------------------------------------------------------

/** Writes an int of any size. A number must be an integer below 2^53 in magnitude. Allocates past 32 bits. */
export function int_set(slot: Slot, value: bigint | number): void {
  if (typeof value === "number") {
    if ((value | 0) === value) setInt(slot, value);
    else {
      const magnitude = Math.abs(value);
      storeMagnitude(slot, value < 0, Math.floor(magnitude / TWO32), magnitude >>> 0);
    }
  } else if (BigInt.asIntN(32, value) === value) setInt(slot, Number(value));
  else setRef(slot, newIntObject(T.int, value));
}

function storeMagnitude(out: Slot, negative: boolean, high: number, low: number): void {
  const object = allocateObject(T.int, INT_LIMBS + 8);
  I32[(object + INT_SIZE) >> 2] = (negative ? -1 : 1) * (high === 0 ? 1 : 2);
  I32[(object + INT_DICT) >> 2] = 0;
  I32[(object + INT_LIMBS) >> 2] = low;
  I32[(object + INT_LIMBS + 4) >> 2] = high;
  setRef(out, object);
}

/** An int object in limbs whatever its size: a large int, or an instance of a subclass. */
export function newIntObject(type: Address, value: bigint): Address {
  const negative = value < 0n;
  const hex = value === 0n ? "" : (negative ? -value : value).toString(16);
  const object = allocateObject(type, INT_LIMBS + 4 * Math.max(2, Math.ceil(hex.length / 8)));
  I32[(object + INT_DICT) >> 2] = 0;
  const first = (object + INT_LIMBS) >> 2;
  I32[first] = I32[first + 1] = 0;
  const count = limbsFromHex(first, hex);
  I32[(object + INT_SIZE) >> 2] = negative ? -count : count;
  return object;
}

// Two's complement pairs: the second way of computing.
let pairHigh = 0;
let pairLow = 0;

/** Loads a value of less than 2^63 in magnitude into the pair; false when it is larger. */
function loadPair(slot: Slot): boolean {
  if (I32[(slot >> 2) + 1] !== TAG_REF) {
    pairLow = I32[slot >> 2];
    pairHigh = pairLow >> 31;
    return true;
  }
  const object = I32[slot >> 2];
  const size = I32[(object + INT_SIZE) >> 2];
  if (size > 2 || size < -2) return false;
  const low = I32[(object + INT_LIMBS) >> 2];
  const high = I32[(object + INT_LIMBS + 4) >> 2];
  if (high < 0) return false;
  pairLow = size < 0 ? -low | 0 : low;
  pairHigh = size < 0 ? (~high + (low === 0 ? 1 : 0)) | 0 : high;
  return true;
}

function storePair(out: Slot, high: number, low: number): void {
  if (high === low >> 31) setInt(out, low);
  else if (high >= 0) storeMagnitude(out, false, high, low);
  else storeMagnitude(out, true, (~high + (low === 0 ? 1 : 0)) >>> 0, -low | 0);
}

// ---- Arithmetic ----------------------------------------------------------------------------------------------------

/** Signed number of limbs of an int; an immediate one lies in a scratch slot as one limb. */
let limbsAt = 0;
function readLimbs(slot: Slot, scratch: Slot): number {
  if (I32[(slot >> 2) + 1] === TAG_REF) {
    const object = I32[slot >> 2];
    limbsAt = (object + INT_LIMBS) >> 2;
    return I32[(object + INT_SIZE) >> 2];
  }
  const value = I32[slot >> 2];
  limbsAt = scratch >> 2;
  U32[limbsAt] = value < 0 ? -value : value;
  return value < 0 ? -1 : value === 0 ? 0 : 1;
}

/** a + b, or a − b, on limbs. */
function addSigned(a: Slot, b: Slot, subtract: boolean, out: Slot): void {
  const mark = markTemps();
  const scratch = pushTemps(2);
  const aSize = readLimbs(a, scratch);
  const aAt = limbsAt;
  const signed = readLimbs(b, scratch + 8);
  const bAt = limbsAt;
  const bSize = subtract ? -signed : signed;
  const aCount = Math.abs(aSize);
  const bCount = Math.abs(bSize);
  if (aSize < 0 === bSize < 0) {
    if (aCount >= bCount) addLimbs(aAt, aCount, bAt, bCount, aSize < 0, out);
    else addLimbs(bAt, bCount, aAt, aCount, bSize < 0, out);
  } else if (compareLimbs(aAt, aCount, bAt, bCount) >= 0)
    subtractLimbs(aAt, aCount, bAt, bCount, aSize < 0, out);
  else subtractLimbs(bAt, bCount, aAt, aCount, bSize < 0, out);
  releaseTemps(mark);
}

/** `a + b` for ints of any size. */
export function intAddSlow(a: Slot, b: Slot, out: Slot): void {
  const sum = safeNumber(a) + safeNumber(b);
  if (sum <= SAFE && sum >= -SAFE) int_set(out, sum);
  else addSigned(a, b, false, out);
}

/** `a - b` for ints of any size. */
export function intSubtractSlow(a: Slot, b: Slot, out: Slot): void {
  const difference = safeNumber(a) - safeNumber(b);
  if (difference <= SAFE && difference >= -SAFE) int_set(out, difference);
  else addSigned(a, b, true, out);
}

/** `a * b` for ints of any size. */
export function intMultiplySlow(a: Slot, b: Slot, out: Slot): void {
  const x = safeNumber(a);
  const y = safeNumber(b);
  const product = x * y;
  if (product <= SAFE && product >= -SAFE) {
    int_set(out, product === 0 ? 0 : product);
    return;
  }
  const magnitude = Math.abs(product);
  if (magnitude < TWO64) {
    // The low word is exact; the rounding error of the product (under 2^12) cannot reach the high word.
    const low = Math.imul(Math.abs(x), Math.abs(y)) >>> 0;
    const high = Math.round((magnitude - low) / TWO32);
    if (high < TWO32) {
      storeMagnitude(out, product < 0, high, low);
      return;
    }
  }
  const mark = markTemps();
  const scratch = pushTemps(2);
  const aSize = readLimbs(a, scratch);
  const aAt = limbsAt;
  const bSize = readLimbs(b, scratch + 8);
  const bAt = limbsAt;
  const aCount = Math.abs(aSize);
  const bCount = Math.abs(bSize);
  const negative = aSize < 0 !== bSize < 0;
  const done =
    aCount >= bCount
      ? multiplyLimbs(aAt, aCount, bAt, bCount, negative, out)
      : multiplyLimbs(bAt, bCount, aAt, aCount, negative, out);
  if (!done) int_set(out, toBigInt(a) * toBigInt(b));
  releaseTemps(mark);
}

/** Floor division of two ints past 32 bits, in limbs: into the slots that are not 0. False: with BigInt. */
function divideObjects(a: Slot, b: Slot, quotient: Slot, rest: Slot): boolean {
  if (I32[(b >> 2) + 1] !== TAG_REF) return false;
  const y = I32[b >> 2];
  const bSize = I32[(y + INT_SIZE) >> 2];
  if (bSize < 2 && bSize > -2) return false;
  const mark = markTemps();
  const aSize = readLimbs(a, pushTemp());
  const done = divideLong(limbsAt, aSize, (y + INT_LIMBS) >> 2, bSize, quotient, rest);
  releaseTemps(mark);
  return done;
}

function raiseZeroDivision(): never {
  throw raise(T.ZeroDivisionError, "division by zero");
}

/** Floor quotient of BigInts, rounded towards minus infinity as Python's. */
export function floorDivideBig(x: bigint, y: bigint): bigint {
  const quotient = x / y;
  return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient;
}

/** Remainder of BigInts with the sign of the divisor. */
export function remainderBig(x: bigint, y: bigint): bigint {
  const rest = x % y;
  return rest !== 0n && rest < 0n !== y < 0n ? rest + y : rest;
}

/** `a // b`. Raises ZeroDivisionError. */
export function intFloorDivide(a: Slot, b: Slot, out: Slot): void {
  const x = safeNumber(a);
  const y = safeNumber(b);
  if (y === 0) raiseZeroDivision();
  if (x === x && y === y) {
    const rest = x % y;
    const quotient = (x - rest) / y;
    int_set(out, rest !== 0 && rest < 0 !== y < 0 ? quotient - 1 : quotient === 0 ? 0 : quotient);
  } else if (Math.abs(y) < TWO32) divideBySmall(a, y, out);
  else if (!divideObjects(a, b, out, 0)) int_set(out, floorDivideBig(toBigInt(a), toBigInt(b)));
}

/** Floor division of a large int by a number below 2^32 in magnitude. */
function divideBySmall(a: Slot, y: number, out: Slot): void {
  const object = I32[a >> 2];
  const size = I32[(object + INT_SIZE) >> 2];
  const limbs = (object + INT_LIMBS) >> 2;
  const divisor = Math.abs(y);
  const negative = size < 0 !== y < 0;
  const count = Math.abs(size);
  const step = negative && remainderOfLimbs(limbs, count, divisor) !== 0 ? 1 : 0;
  divideLimbs(limbs, count, divisor, step, negative, out);
}

/** Remainder of a large int by a number below 2^32 in magnitude, with its sign. */
function remainderBySmall(a: Slot, y: number): number {
  const object = I32[a >> 2];
  const size = I32[(object + INT_SIZE) >> 2];
  const rest = remainderOfLimbs((object + INT_LIMBS) >> 2, Math.abs(size), Math.abs(y));
  if (rest === 0) return 0;
  const signed = size < 0 ? -rest : rest;
  return signed < 0 !== y < 0 ? signed + y : signed;
}

/** `a % b`. Raises ZeroDivisionError. */
export function intRemainder(a: Slot, b: Slot, out: Slot): void {
  const x = safeNumber(a);
  const y = safeNumber(b);
  if (y === 0) raiseZeroDivision();
  if (x === x && y === y) {
    const rest = x % y;
    int_set(out, rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest === 0 ? 0 : rest);
  } else if (Math.abs(y) < TWO32) int_set(out, remainderBySmall(a, y));
  else if (!divideObjects(a, b, 0, out)) int_set(out, remainderBig(toBigInt(a), toBigInt(b)));
}

/** `divmod(a, b)` into two slots, neither of which may be `b`. Raises ZeroDivisionError. */
export function intDivmod(a: Slot, b: Slot, quotient: Slot, rest: Slot): void {
  if (intSign(b) === 0) raiseZeroDivision();
  const divisor = safeNumber(b);
  if (Math.abs(divisor) < TWO32) {
    // Each for itself: neither runs Python, and the operands stay where they are.
    intFloorDivide(a, b, quotient);
    intRemainder(a, b, rest);
    return;
  }
  if (divideObjects(a, b, quotient, rest)) return;
  const x = toBigInt(a);
  const y = toBigInt(b);
  int_set(quotient, floorDivideBig(x, y));
  int_set(rest, remainderBig(x, y));
}

/** The correctly rounded quotient of two BigInts. Raises OverflowError. `y` is not 0. */
export function divideBig(x: bigint, y: bigint): number {
  if (x === 0n) return 0;
  const negative = x < 0n !== y < 0n;
  let numerator = x < 0n ? -x : x;
  let denominator = y < 0n ? -y : y;
  // Scale so that the quotient has at least 66 bits, then let one sticky bit stand for the remainder. For results in
  // the subnormal range the scaling is capped, so that the final multiplication by a power of two rounds only once.
  const shift = bitLength(numerator) - bitLength(denominator) - 66;
  if (shift > 1024) throw raise(T.OverflowError, "integer division result too large for a float");
  if (shift < -1300) return negative ? -0 : 0;
  if (shift < 0) numerator <<= BigInt(-shift);
  else denominator <<= BigInt(shift);
  let quotient = numerator / denominator;
  if (quotient * denominator !== numerator) quotient |= 1n;
  // Bits of the result: those above 2^-1074, at most 53.
  const bits = bitLength(quotient);
  const lowest = Math.max(bits - 53, -1074 - shift);
  if (lowest > 0) {
    const half = 1n << BigInt(lowest - 1);
    const cut = quotient & ((1n << BigInt(lowest)) - 1n);
    quotient >>= BigInt(lowest);
    if (cut > half || (cut === half && (quotient & 1n) === 1n)) quotient += 1n;
  }
  const exponent = shift + Math.max(lowest, 0);
  const mantissa = Number(quotient);
  const value =
    exponent < -1000
      ? mantissa * 2 ** -1000 * 2 ** (exponent + 1000)
      : mantissa * 2 ** Math.min(exponent, 971) * 2 ** Math.max(exponent - 971, 0);
  if (!Number.isFinite(value)) throw raise(T.OverflowError, "integer division result too large for a float");
  return negative ? -value : value;
}

/** `a / b`: the correctly rounded float. Raises ZeroDivisionError, OverflowError. */
export function intTrueDivide(a: Slot, b: Slot, out: Slot): void {
  const x = safeNumber(a);
  const y = safeNumber(b);
  if (y === 0) raiseZeroDivision();
  if (x === 0) setFloat(out, intSign(b) < 0 ? -0 : 0);
  else if (x === x && y === y) setFloat(out, x / y);
  else setFloat(out, divideBig(toBigInt(a), toBigInt(b)));
}

/** Number of bits of a BigInt's magnitude. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude <= 0xffffffffn) return 32 - Math.clz32(Number(magnitude));
  const hex = magnitude.toString(16);
  return 4 * hex.length - (Math.clz32(Number.parseInt(hex[0] as string, 16)) - 28);
}

const LARGEST_BITS = 1 << 28;

/** Makes sure a result of about this many bits can exist. Raises MemoryError. */
export function checkBits(bits: number): void {
  if (bits > LARGEST_BITS) throw raiseMemory();
}

/** `a ** b`; a negative exponent gives a float. Raises ZeroDivisionError, OverflowError, MemoryError. */
export function intPower(a: Slot, b: Slot, out: Slot): void {
  const exponent = safeNumber(b);
  if (intSign(b) < 0) {
    const base = intToDouble(a);
    if (base === 0) throw raise(T.ZeroDivisionError, "zero to a negative power");
    setFloat(out, roundedPower(base, intToDouble(b)));
    return;
  }
  const x = safeNumber(a);
  if (exponent === 2 && x === x && x * x <= SAFE) {
    int_set(out, x * x);
    return;
  }
  if (x === 0 || x === 1 || exponent === 0) {
    setInt(out, intSign(b) === 0 ? 1 : x);
    return;
  }
  if (exponent !== exponent) {
    if (x === -1) setInt(out, (toBigInt(b) & 1n) === 0n ? 1 : -1);
    else throw raiseMemory();
    return;
  }
  if (x === x && exponent <= 53) {
    let result = 1;
    let factor = x;
    for (let left = exponent; ; ) {
      if ((left & 1) === 1) result *= factor;
      left >>= 1;
      if (left === 0) break;
      factor *= factor;
      if (!(factor <= SAFE && factor >= -SAFE)) {
        result = Number.NaN;
        break;
      }
    }
    if (result <= SAFE && result >= -SAFE) {
      int_set(out, result);
      return;
    }
  }
  const base = toBigInt(a);
  checkBits(bitLength(base) * exponent);
  int_set(out, base ** BigInt(exponent));
}

/** `pow(a, b, modulus)`. Raises ValueError. */
export function intPowerModulo(a: Slot, b: Slot, modulus: Slot, out: Slot): void {
  const m = toBigInt(modulus);
  if (m === 0n) throw raise(T.ValueError, "pow() 3rd argument cannot be 0");
  const size = m < 0n ? -m : m;
  let base = remainderBig(toBigInt(a), size);
  let exponent = toBigInt(b);
  if (exponent < 0n) {
    base = invertModulo(base, size);
    exponent = -exponent;
  }
  let result = 1n % size;
  if (size < 94906265n) {
    // Squares stay below 2^53.
    const n = Number(size);
    let factor = Number(base);
    let power = Number(result);
    for (const bit of exponent.toString(2).split("").reverse()) {
      if (bit === "1") power = (power * factor) % n;
      factor = (factor * factor) % n;
    }
    result = BigInt(power);
  } else {
    for (const bit of exponent.toString(2)) {
      result = (result * result) % size;
      if (bit === "1") result = (result * base) % size;
    }
  }
  int_set(out, m < 0n && result !== 0n ? result + m : result);
}

function invertModulo(value: bigint, modulus: bigint): bigint {
  let [x, y] = [value, modulus];
  let [s, t] = [1n, 0n];
  while (y !== 0n) {
    const quotient = x / y;
    [x, y] = [y, x - quotient * y];
    [s, t] = [t, s - quotient * t];
  }
  if (x !== 1n) throw raise(T.ValueError, "base is not invertible for the given modulus");
  return remainderBig(s, modulus);
}

/** `a << b`. Raises ValueError, OverflowError, MemoryError. */
export function intLeftShift(a: Slot, b: Slot, out: Slot): void {
  if (intSign(b) < 0) throw raise(T.ValueError, "negative shift count");
  if (intSign(a) === 0) {
    setInt(out, 0);
    return;
  }
  const count = safeNumber(b);
  if (!(count <= 0xffffffff)) throw raise(T.OverflowError, "too many digits in integer");
  const shifted = count < 53 ? safeNumber(a) * 2 ** count : Number.NaN;
  if (shifted <= SAFE && shifted >= -SAFE) int_set(out, shifted);
  else {
    checkBits(count);
    const mark = markTemps();
    const size = readLimbs(a, pushTemps(1));
    shiftLimbsLeft(limbsAt, Math.abs(size), count, size < 0, out);
    releaseTemps(mark);
  }
}

/** `a >> b`: floor division by a power of two. Raises ValueError. */
export function intRightShift(a: Slot, b: Slot, out: Slot): void {
  if (intSign(b) < 0) throw raise(T.ValueError, "negative shift count");
  const count = safeNumber(b);
  if (loadPair(a)) {
    const high = pairHigh;
    const low = pairLow;
    if (count >= 64 || count !== count) setInt(out, high >> 31);
    else if (count >= 32) setInt(out, high >> (count - 32));
    else if (count === 0) storePair(out, high, low);
    else storePair(out, high >> count, (low >>> count) | (high << (32 - count)));
  } else if (count !== count || count > 0xffffffff) setInt(out, intSign(a) < 0 ? -1 : 0);
  else {
    const object = I32[a >> 2];
    const size = I32[(object + INT_SIZE) >> 2];
    if (size > 0) shiftLimbsRight((object + INT_LIMBS) >> 2, size, count, out);
    else int_set(out, toBigInt(a) >> BigInt(count));
  }
}

/** A bit operation on limbs; false, with nothing written, when an operand is negative. */
function combine(op: number, a: Slot, b: Slot, out: Slot): boolean {
  const mark = markTemps();
  const scratch = pushTemps(2);
  const aCount = readLimbs(a, scratch);
  const aAt = limbsAt;
  const bCount = readLimbs(b, scratch + 8);
  const bAt = limbsAt;
  if (aCount >= 0 && bCount >= 0) {
    if (aCount >= bCount) combineLimbs(op, aAt, aCount, bAt, bCount, out);
    else combineLimbs(op, bAt, bCount, aAt, aCount, out);
  }
  releaseTemps(mark);
  return aCount >= 0 && bCount >= 0;
}

/** `a & b`. */
export function intAnd(a: Slot, b: Slot, out: Slot): void {
  if (loadPair(a)) {
    const high = pairHigh;
    const low = pairLow;
    if (loadPair(b)) {
      storePair(out, high & pairHigh, low & pairLow);
      return;
    }
  }
  if (!combine(AND, a, b, out)) int_set(out, toBigInt(a) & toBigInt(b));
}

/** `a | b`. */
export function intOr(a: Slot, b: Slot, out: Slot): void {
  if (loadPair(a)) {
    const high = pairHigh;
    const low = pairLow;
    if (loadPair(b)) {
      storePair(out, high | pairHigh, low | pairLow);
      return;
    }
  }
  if (!combine(OR, a, b, out)) int_set(out, toBigInt(a) | toBigInt(b));
}

/** `a ^ b`. */
export function intXor(a: Slot, b: Slot, out: Slot): void {
  if (loadPair(a)) {
    const high = pairHigh;
    const low = pairLow;
    if (loadPair(b)) {
      storePair(out, high ^ pairHigh, low ^ pairLow);
      return;
    }
  }
  if (!combine(XOR, a, b, out)) int_set(out, toBigInt(a) ^ toBigInt(b));
}

export function intNegate(a: Slot, out: Slot): void {
  const x = safeNumber(a);
  if (x === x) int_set(out, x === 0 ? 0 : -x);
  else int_set(out, -toBigInt(a));
}

export function intInvert(a: Slot, out: Slot): void {
  const x = safeNumber(a);
  if (Math.abs(x) < SAFE) int_set(out, -1 - x);
  else int_set(out, ~toBigInt(a));
}

export function intAbsolute(a: Slot, out: Slot): void {
  if (intSign(a) < 0) intNegate(a, out);
  else intPositive(a, out);
}

/** `+a`: the value as a plain int. */
export function intPositive(a: Slot, out: Slot): void {
  if (isExactInt(a)) copyValue(a, out);
  else int_set(out, toBigInt(a));
}

/** −1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function intCompare(a: Slot, b: Slot): number {
  const x = safeNumber(a);
  const y = safeNumber(b);
  if (x === x && y === y) return x < y ? -1 : x > y ? 1 : 0;
  const mark = markTemps();
  const scratch = pushTemps(2);
  const aSize = readLimbs(a, scratch);
  const aAt = limbsAt;
  const bSize = readLimbs(b, scratch + 8);
  const bAt = limbsAt;
  releaseTemps(mark);
  if (aSize !== bSize) return aSize < bSize ? -1 : 1;
  const order = Math.sign(compareLimbs(aAt, Math.abs(aSize), bAt, Math.abs(bSize)));
  return aSize < 0 ? -order : order;
}

/** `hash()` of an int: its residue modulo 2^31 − 1 with its sign, never −1. */
export function intHash(slot: Slot): number {
  const x = safeNumber(slot);
  let hash = x % 0x7fffffff;
  if (x !== x) {
    const object = I32[slot >> 2];
    const size = I32[(object + INT_SIZE) >> 2];
    hash = remainderOfLimbs((object + INT_LIMBS) >> 2, Math.abs(size), 0x7fffffff);
    if (size < 0) hash = -hash;
  }
  return hash === -1 ? -2 : hash | 0;
}

/**
 * What dicts and sets take for the hash of an immediate int: `hash()` without its sign bit, which is the int itself but for
 * the few where the residue is another.
 */
export function hashOfInt(value: number): number {
  if (value === -1) return -2 & 0x7fffffff;
  if (value > -0x7fffffff && value < 0x7fffffff) return value & 0x7fffffff;
  return value === -0x80000000 ? -2 & 0x7fffffff : 0;
}

// ---- Text ----------------------------------------------------------------------------------------------------------

/** Decimal digits of an int. Raises ValueError past the limit of digits. */
export function intText(slot: Slot): string {
  const x = safeNumber(slot);
  return x === x ? String(x) : bigIntText(toBigInt(slot));
}

/** Decimal digits of a BigInt. Raises ValueError past the limit of digits. */
export function bigIntText(value: bigint): string {
  if (maxStrDigits > 0 && bitLength(value) > maxStrDigits * 3.33) {
    const text = value.toString();
    if (text.length - (value < 0n ? 1 : 0) > maxStrDigits)
      throw raise(
        T.ValueError,
        `Exceeds the limit (${maxStrDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
      );
    return text;
  }
  return value.toString();
}

const DECIMAL_ZERO = /\p{Nd}/u;
/** Value of a decimal digit of any script, or −1. Digits come in runs of ten that start at a multiple-of-ten offset. */
export function decimalDigitValue(point: number): number {
  if (point < 128) return point >= 48 && point <= 57 ? point - 48 : -1;
  if (!DECIMAL_ZERO.test(String.fromCodePoint(point))) return -1;
  // Runs are of ten each and never touch a run at another alignment but mathematical digits (1D7CE…1D7FF).
  if (point >= 0x1d7ce && point <= 0x1d7ff) return (point - 0x1d7ce) % 10;
  let first = point;
  while (point - first < 9 && DECIMAL_ZERO.test(String.fromCodePoint(first - 1))) first--;
  return (point - first) % 10;
}

/** Text with digits of any script as ASCII and Unicode spaces trimmed. */
export function normalizeNumeral(text: string): string {
  let plain = "";
  let ascii = true;
  for (let i = 0; i < text.length && ascii; i++) ascii = text.charCodeAt(i) < 128;
  if (ascii) plain = text;
  else
    for (const character of text) {
      const digit = decimalDigitValue(character.codePointAt(0) as number);
      plain += digit >= 0 ? String(digit) : character;
    }
  return plain.replace(/^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g, "");
}

/** Parses as `int(text, base)` does; undefined when it is no such numeral. Raises ValueError past the limit of digits. */
export function parseInteger(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)(0[xX]_?|0[oO]_?|0[bB]_?)?([0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(
    normalizeNumeral(text),
  );
  if (match === null) return undefined;
  let [, sign, prefix = "", digits] = match as unknown as [string, string, string | undefined, string];
  const prefixBase =
    prefix === "" ? 0 : { x: 16, o: 8, b: 2 }[(prefix[1] as string).toLowerCase() as "x" | "o" | "b"];
  if (prefixBase !== 0 && base !== prefixBase && base !== 0) {
    // The letter is a digit of this base (0b1 in base 16), or an error.
    digits = prefix + digits;
  } else if (base === 0) {
    if (prefixBase === 0 && /^0[0_]*[1-9]/.test(digits)) return undefined;
    base = prefixBase === 0 ? 10 : prefixBase;
  }
  digits = digits.replaceAll("_", "").toLowerCase();
  if (base === 10) {
    if (!/^[0-9]+$/.test(digits)) return undefined;
    if (maxStrDigits > 0 && digits.length > maxStrDigits)
      throw raise(
        T.ValueError,
        `Exceeds the limit (${maxStrDigits} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
      );
    const value = BigInt(digits);
    return sign === "-" ? -value : value;
  }
  let value = 0n;
  if (base === 16 || base === 8 || base === 2) {
    if (!(base === 16 ? /^[0-9a-f]+$/ : base === 8 ? /^[0-7]+$/ : /^[01]+$/).test(digits)) return undefined;
    value = BigInt((base === 16 ? "0x" : base === 8 ? "0o" : "0b") + digits);
  } else {
    const radix = BigInt(base);
    for (const character of digits) {
      const digit = Number.parseInt(character, 36);
      if (digit >= base) return undefined;
      value = value * radix + BigInt(digit);
    }
  }
  return sign === "-" ? -value : value;
}

// ---- Methods -------------------------------------------------------------------------------------------------------

function int_new(args: Slot, out: Slot): void {
  const type = refAt(args);
  const result = type === T.int ? out : pushTemp();
  convertToInt(args + 8, args + 16, result);
  if (type !== T.int) setRef(out, newIntObject(type, toBigInt(result)));
}

/** `int(value, base)` into `out`; either may be unbound. May run Python (`__int__`, `__index__`, `__trunc__`). */
export function convertToInt(value: Slot, base: Slot, out: Slot): void {
  if (isUnbound(value)) {
    if (!isUnbound(base)) throw raise(T.TypeError, "int() missing string argument");
    setInt(out, 0);
    return;
  }
  if (!isUnbound(base)) {
    const radix = indexValue(base);
    if (radix !== 0 && (radix < 2 || radix > 36))
      throw raise(T.ValueError, "int() base must be >= 2 and <= 36, or 0");
    if (!isStrValue(value) && !isBytesLike(value))
      throw raise(T.TypeError, "int() can't convert non-string with explicit base");
    convertText(value, radix, out);
    return;
  }
  if (isExactInt(value)) copyValue(value, out);
  else if (isFloat(value)) floatToInt(floatAt(value), out);
  else if (isStrValue(value) || isBytesLike(value)) convertText(value, 10, out);
  else convertByMethod(value, out);
}

/** A short ASCII numeral of decimal digits, the usual case; NaN when it is anything else. */
function shortNumeral(str: Address): number {
  const length = I32[(str + STR_LENGTH) >> 2];
  if (length > 15 || (I32[(str + STR_FLAGS) >> 2] & STR_ASCII) === 0) return Number.NaN;
  const data = textAddress(str);
  const first = U8[data];
  let at = first === 43 || first === 45 ? 1 : 0;
  if (at === length) return Number.NaN;
  let result = 0;
  for (; at < length; at++) {
    const digit = U8[data + at] - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    result = result * 10 + digit;
  }
  return first === 45 && result !== 0 ? -result : result;
}

function convertText(value: Slot, radix: number, out: Slot): void {
  if (radix === 10 && isStrValue(value)) {
    const short = shortNumeral(refAt(value));
    if (short === short) {
      int_set(out, short);
      return;
    }
  }
  const text = isStrValue(value) ? textOf(value) : String.fromCharCode(...bytesOf(value));
  const parsed = parseInteger(text, radix);
  if (parsed === undefined)
    throw raise(T.ValueError, `invalid literal for int() with base ${radix}: ${reprOf(value).slice(0, 200)}`);
  int_set(out, parsed);
}

function convertByMethod(value: Slot, out: Slot): void {
  const result = pushTemp();
  if (callSpecial0(value, N.__int__, result)) {
    if (!isIntValue(result))
      throw raise(T.TypeError, `__int__ returned non-int (type ${typeNameOf(result)})`);
    intPositive(result, out);
  } else if (hasIndex(value)) toIndex(value, out);
  else
    throw raise(
      T.TypeError,
      `int() argument must be a string, a bytes-like object or a real number, not '${typeNameOf(value)}'`,
    );
}

/** The integer part of a float. Raises for NaN and infinities. */
export function floatToInt(value: number, out: Slot): void {
  const whole = Math.trunc(value);
  if (whole <= SAFE && whole >= -SAFE) int_set(out, whole === 0 ? 0 : whole);
  else int_set(out, floatToBigInt(value));
}

/** A native for a binary dunder: NotImplemented when the other operand is no int. */
function binary(operation: (a: Slot, b: Slot, out: Slot) => void): Native {
  return (args, out) => {
    if (isIntValue(args) && isIntValue(args + 8)) operation(args, args + 8, out);
    else setRef(out, NOT_IMPLEMENTED);
  };
}
function reflected(operation: (a: Slot, b: Slot, out: Slot) => void): Native {
  return (args, out) => {
    if (isIntValue(args) && isIntValue(args + 8)) operation(args + 8, args, out);
    else setRef(out, NOT_IMPLEMENTED);
  };
}
function comparison(test: (order: number) => boolean): Native {
  return (args, out) => {
    if (isIntValue(args + 8)) setBool(out, test(intCompare(args, args + 8)));
    else setRef(out, NOT_IMPLEMENTED);
  };
}
const unary =
  (operation: (a: Slot, out: Slot) => void): Native =>
  (args, out) =>
    operation(args, out);

function divmodTuple(a: Slot, b: Slot, out: Slot): void {
  const pair = pushTemps(2);
  intDivmod(a, b, pair, pair + 8);
  const tuple = newTuple(2);
  copyValue(pair, tupleItem(tuple, 0));
  copyValue(pair + 8, tupleItem(tuple, 1));
  setRef(out, tuple);
}

function int_pow(args: Slot, out: Slot): void {
  if (!isIntValue(args + 8)) setRef(out, NOT_IMPLEMENTED);
  else if (isUnbound(args + 16) || isNone(args + 16)) intPower(args, args + 8, out);
  else if (isIntValue(args + 16)) intPowerModulo(args, args + 8, args + 16, out);
  else setRef(out, NOT_IMPLEMENTED);
}

function int_rpow(args: Slot, out: Slot): void {
  if (isIntValue(args + 8)) intPower(args + 8, args, out);
  else setRef(out, NOT_IMPLEMENTED);
}

function int_repr(args: Slot, out: Slot): void {
  setRef(out, newString(intText(args)));
}

/** Rounds to a multiple of 10**-ndigits, halves to the even multiple. */
function int_round(args: Slot, out: Slot): void {
  if (isUnbound(args + 8) || isNone(args + 8)) {
    intPositive(args, out);
    return;
  }
  const digits = toIndexBigInt(args + 8);
  if (digits >= 0n) {
    intPositive(args, out);
    return;
  }
  const value = toBigInt(args);
  if (-digits > 100000n) {
    setInt(out, 0);
    return;
  }
  const unit = 10n ** -digits;
  const rest = remainderBig(value, unit);
  let result = value - rest;
  if (rest * 2n > unit || (rest * 2n === unit && (result / unit) % 2n !== 0n)) result += unit;
  int_set(out, result);
}

function int_format(args: Slot, out: Slot): void {
  setRef(out, newString(formatIntegerSpec(args, specText(args + 8))));
}

function int_bit_length(args: Slot, out: Slot): void {
  const x = safeNumber(args);
  if ((x | 0) === x) setInt(out, 32 - Math.clz32(Math.abs(x)));
  else {
    const object = I32[args >> 2];
    setInt(out, bitsOfLimbs((object + INT_LIMBS) >> 2, Math.abs(I32[(object + INT_SIZE) >> 2])));
  }
}

/** Number of bits of a 32-bit word that are set: sums of two, four, eight, then all bytes in the highest one. */
function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function int_bit_count(args: Slot, out: Slot): void {
  const mark = markTemps();
  const size = Math.abs(readLimbs(args, pushTemp()));
  let count = 0;
  for (let i = 0; i < size; i++) count += countBits(I32[limbsAt + i]);
  releaseTemps(mark);
  setInt(out, count);
}

function readByteOrder(slot: Slot): boolean {
  if (isUnbound(slot) || (isExactly(slot, T.str) && refAt(slot) === intern("big"))) return false;
  const order = isStrValue(slot) ? textOf(slot) : "";
  if (order !== "big" && order !== "little")
    throw raise(T.ValueError, "byteorder must be either 'little' or 'big'");
  return order === "little";
}

function int_to_bytes(args: Slot, out: Slot): void {
  const length = isUnbound(args + 8) ? 1 : indexValue(args + 8);
  const little = readByteOrder(args + 16);
  const signed = !isUnbound(args + 24) && isTrue(args + 24);
  if (length < 0) throw raise(T.ValueError, "length argument must be non-negative");
  if (length > 0x7f000000) throw raiseMemory();
  if (intSign(args) < 0 && !signed) throw raise(T.OverflowError, "can't convert negative int to unsigned");
  const scratch = pushTemp();
  const size = readLimbs(args, scratch);
  const count = Math.abs(size);
  const bits = bitsOfLimbs(limbsAt, count);
  const room = signed ? 8 * length - 1 : 8 * length;
  // Of the negative ones there is one more: −2^room.
  if (bits > room && !(size < 0 && bits === room + 1 && isPowerOfTwo(limbsAt, count)) && size !== 0)
    throw raise(T.OverflowError, "int too big to convert");
  const bytes = allocateBytes(length);
  readLimbs(args, scratch);
  limbsToBytes(limbsAt, count, size < 0, bytes + BYTES_DATA, length, !little);
  setRef(out, bytes);
}

function isPowerOfTwo(limbs: number, count: number): boolean {
  for (let i = 0; i < count - 1; i++) if (I32[limbs + i] !== 0) return false;
  return countBits(I32[limbs + count - 1]) === 1;
}

function int_from_bytes(args: Slot, out: Slot): void {
  const little = readByteOrder(args + 16);
  const signed = !isUnbound(args + 24) && isTrue(args + 24);
  let bytes: Uint8Array;
  if (isBytesLike(args + 8)) {
    if (refAt(args) === T.int) {
      const source = refAt(args + 8);
      bytesToLimbs(dataAddress(source), I32[(source + BYTES_LENGTH) >> 2], !little, signed, out);
      return;
    }
    bytes = bytesOf(args + 8).slice();
  } else {
    const items: number[] = [];
    if (isStrValue(args + 8))
      throw raise(T.TypeError, `cannot convert '${typeNameOf(args + 8)}' object to bytes`);
    forEach(args + 8, (item) => {
      const byte = indexValue(item);
      if (byte < 0 || byte > 255) throw raise(T.ValueError, "bytes must be in range(0, 256)");
      items.push(byte);
    });
    bytes = Uint8Array.from(items);
  }
  if (little) bytes.reverse();
  let hex = "0x0";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  let value = BigInt(hex);
  if (signed) value = BigInt.asIntN(8 * bytes.length, value);
  const type = refAt(args);
  if (type === T.int) int_set(out, value);
  else if (type === T.bool) setBool(out, value !== 0n);
  else setRef(out, newIntObject(type, value));
}

function int_as_integer_ratio(args: Slot, out: Slot): void {
  const value = pushTemp();
  intPositive(args, value);
  const tuple = newTuple(2);
  copyValue(value, tupleItem(tuple, 0));
  setInt(tupleItem(tuple, 1), 1);
  setRef(out, tuple);
}

function int_getnewargs(args: Slot, out: Slot): void {
  const value = pushTemp();
  intPositive(args, value);
  const tuple = newTuple(1);
  copyValue(value, tupleItem(tuple, 0));
  setRef(out, tuple);
}

function int_sizeof(args: Slot, out: Slot): void {
  setInt(out, 12 + 4 * Math.max(1, Math.ceil(bitLength(toBigInt(args)) / 30)));
}

/** Whether the slot holds a number that `float()` takes without a method: int or float. */
export const isRealValue = (slot: Slot): boolean => isIntValue(slot) || isFloatValue(slot);
/** The value of an int or float as a double. Raises OverflowError. */
export const realValue = (slot: Slot): number => (isFloatValue(slot) ? floatValue(slot) : intToDouble(slot));

export function defineIntType(): void {
  const self = unary(intPositive);
  defineType(T.int, {
    name: "int",
    base: T.object,
    kind: KIND_INT,
    size: INT_LIMBS,
    flags: TF_BASE | TF_INT,
    dictOffset: INT_DICT,
    doc: "int([x]) -> integer\nint(x, base=10) -> integer",
    methods: {
      __new__: ["(cls, x=0, /, base=10)", int_new],
      __add__: ["(self, value, /)", binary(intAddSlow)],
      __radd__: ["(self, value, /)", reflected(intAddSlow)],
      __sub__: ["(self, value, /)", binary(intSubtractSlow)],
      __rsub__: ["(self, value, /)", reflected(intSubtractSlow)],
      __mul__: ["(self, value, /)", binary(intMultiplySlow)],
      __rmul__: ["(self, value, /)", reflected(intMultiplySlow)],
      __floordiv__: ["(self, value, /)", binary(intFloorDivide)],
      __rfloordiv__: ["(self, value, /)", reflected(intFloorDivide)],
      __truediv__: ["(self, value, /)", binary(intTrueDivide)],
      __rtruediv__: ["(self, value, /)", reflected(intTrueDivide)],
      __mod__: ["(self, value, /)", binary(intRemainder)],
      __rmod__: ["(self, value, /)", reflected(intRemainder)],
      __divmod__: ["(self, value, /)", binary(divmodTuple)],
      __rdivmod__: ["(self, value, /)", reflected(divmodTuple)],
      __pow__: ["(self, value, mod=None, /)", int_pow],
      __rpow__: ["(self, value, mod=None, /)", int_rpow],
      __lshift__: ["(self, value, /)", binary(intLeftShift)],
      __rlshift__: ["(self, value, /)", reflected(intLeftShift)],
      __rshift__: ["(self, value, /)", binary(intRightShift)],
      __rrshift__: ["(self, value, /)", reflected(intRightShift)],
      __and__: ["(self, value, /)", binary(intAnd)],
      __rand__: ["(self, value, /)", reflected(intAnd)],
      __or__: ["(self, value, /)", binary(intOr)],
      __ror__: ["(self, value, /)", reflected(intOr)],
      __xor__: ["(self, value, /)", binary(intXor)],
      __rxor__: ["(self, value, /)", reflected(intXor)],
      __neg__: ["(self, /)", unary(intNegate)],
      __pos__: ["(self, /)", self],
      __abs__: ["(self, /)", unary(intAbsolute)],
      __invert__: ["(self, /)", unary(intInvert)],
      __bool__: ["(self, /)", (args, out) => setBool(out, intSign(args) !== 0)],
      __int__: ["(self, /)", self],
      __index__: ["(self, /)", self],
      __trunc__: ["(self, /)", self],
      __floor__: ["(self, /)", self],
      __ceil__: ["(self, /)", self],
      __float__: ["(self, /)", (args, out) => setFloat(out, intToDouble(args))],
      __round__: ["(self, ndigits=None, /)", int_round],
      __hash__: ["(self, /)", (args, out) => setInt(out, intHash(args))],
      __repr__: ["(self, /)", int_repr],
      __format__: ["(self, format_spec, /)", int_format],
      __eq__: ["(self, value, /)", comparison((order) => order === 0)],
      __ne__: ["(self, value, /)", comparison((order) => order !== 0)],
      __lt__: ["(self, value, /)", comparison((order) => order < 0)],
      __le__: ["(self, value, /)", comparison((order) => order <= 0)],
      __gt__: ["(self, value, /)", comparison((order) => order > 0)],
      __ge__: ["(self, value, /)", comparison((order) => order >= 0)],
      __getnewargs__: ["(self, /)", int_getnewargs],
      __sizeof__: ["(self, /)", int_sizeof],
      conjugate: ["(self, /)", self],
      bit_length: ["(self, /)", int_bit_length],
      bit_count: ["(self, /)", int_bit_count],
      to_bytes: ["(self, /, length=1, byteorder='big', *, signed=False)", int_to_bytes],
      as_integer_ratio: ["(self, /)", int_as_integer_ratio],
      is_integer: ["(self, /)", (_args, out) => setBool(out, true)],
    },
    classMethods: {
      from_bytes: ["(type, /, bytes, byteorder='big', *, signed=False)", int_from_bytes],
    },
    getset: {
      real: [self],
      imag: [(_args, out) => setInt(out, 0)],
      numerator: [self],
      denominator: [(_args, out) => setInt(out, 1)],
    },
  });
}

/** The int (or bool) in the slot when it is immediate, else NaN: for callers that only want small ones. */
export function smallInt(slot: Slot): number {
  const tag = I32[(slot >> 2) + 1];
  if (tag === TAG_INT) return intAt(slot);
  return tag === TAG_BOOL ? (boolAt(slot) ? 1 : 0) : Number.NaN;
}
