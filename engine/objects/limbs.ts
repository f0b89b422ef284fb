/**
 * Arithmetic on the limbs of large ints, in linear memory: sums, products and quotients by one limb, without BigInt.
 *
 * Converting to BigInt and back costs more than the operation itself for all but long products, so that sums and what
 * loops do with one small operand (a factorial, the digits of a number) stay here. An operand is given by its count of
 * limbs and the index of the first in `U32`; magnitudes only, signs are the caller's.
 *
 * Hot: no allocation but the result's, no closures. Products of a 32-bit limb are split into halves of 16 bits, so that
 * every intermediate value is below 2^53.
 */
import { allocateObject } from "../heap/allocate.ts";
import { type Address, INT_DICT, INT_LIMBS, INT_SIZE, type Slot, T } from "../heap/layout.ts";
import { I32, U32 } from "../heap/memory.ts";
import { setInt, setRef } from "../heap/values.ts";

/** An int object of `count` limbs to be filled, at least two of them (zero). */
export function allocateLimbs(count: number): Address {
  const object = allocateObject(T.int, INT_LIMBS + 4 * Math.max(2, count));
  I32[(object + INT_DICT) >> 2] = 0;
  const first = (object + INT_LIMBS) >> 2;
  I32[first] = I32[first + 1] = 0;
  return object;
}

/** Strips leading zeros and writes the value: an immediate when it fits. */
export function storeLimbs(object: Address, count: number, negative: boolean, out: Slot): void {
  const first = (object + INT_LIMBS) >> 2;
  let size = count;
  while (size > 0 && U32[first + size - 1] === 0) size--;
  if (size === 0) setInt(out, 0);
  else if (size === 1 && (U32[first] < 0x80000000 || (negative && U32[first] === 0x80000000)))
    setInt(out, negative ? -U32[first] : U32[first]);
  else {
    I32[(object + INT_SIZE) >> 2] = negative ? -size : size;
    if (size === 1) I32[first + 1] = 0;
    setRef(out, object);
  }
}

/** Order of two magnitudes without leading zeros. */
export function compareLimbs(a: number, aCount: number, b: number, bCount: number): number {
  if (aCount !== bCount) return aCount - bCount;
  for (let i = aCount - 1; i >= 0; i--) {
    const x = U32[a + i];
    const y = U32[b + i];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** |a| + |b|, for aCount >= bCount. */
export function addLimbs(
  a: number,
  aCount: number,
  b: number,
  bCount: number,
  negative: boolean,
  out: Slot,
): void {
  const object = allocateLimbs(aCount + 1);
  const r = (object + INT_LIMBS) >> 2;
  let carry = 0;
  let i = 0;
  for (; i < bCount; i++) {
    const sum = U32[a + i] + U32[b + i] + carry;
    U32[r + i] = sum;
    carry = sum > 0xffffffff ? 1 : 0;
  }
  for (; i < aCount; i++) {
    const sum = U32[a + i] + carry;
    U32[r + i] = sum;
    carry = sum > 0xffffffff ? 1 : 0;
  }
  U32[r + aCount] = carry;
  storeLimbs(object, aCount + 1, negative, out);
}

/** |a| − |b|, for |a| >= |b|. */
export function subtractLimbs(
  a: number,
  aCount: number,
  b: number,
  bCount: number,
  negative: boolean,
  out: Slot,
): void {
  const object = allocateLimbs(aCount);
  const r = (object + INT_LIMBS) >> 2;
  let borrow = 0;
  let i = 0;
  for (; i < bCount; i++) {
    const difference = U32[a + i] - U32[b + i] - borrow;
    U32[r + i] = difference;
    borrow = difference < 0 ? 1 : 0;
  }
  for (; i < aCount; i++) {
    const difference = U32[a + i] - borrow;
    U32[r + i] = difference;
    borrow = difference < 0 ? 1 : 0;
  }
  storeLimbs(object, aCount, negative, out);
}

const INVERSE_16 = 1 / 65536;

/** |a| · |b| by the schoolbook, for a short b. */
export function multiplyLimbs(
  a: number,
  aCount: number,
  b: number,
  bCount: number,
  negative: boolean,
  out: Slot,
): void {
  const count = aCount + bCount;
  const object = allocateLimbs(count);
  const r = (object + INT_LIMBS) >> 2;
  U32.fill(0, r, r + count);
  for (let j = 0; j < bCount; j++) {
    const factor = U32[b + j];
    let carry = 0;
    for (let i = 0; i < aCount; i++) {
      const limb = U32[a + i];
      const low = (limb & 0xffff) * factor + U32[r + i + j] + carry;
      const high = (limb >>> 16) * factor + Math.floor(low * INVERSE_16);
      U32[r + i + j] = ((high & 0xffff) << 16) | (low & 0xffff);
      carry = Math.floor(high * INVERSE_16);
    }
    U32[r + j + aCount] = carry;
  }
  storeLimbs(object, count, negative, out);
}

/** Remainder of |a| by a divisor below 2^32. */
export function remainderOfLimbs(a: number, aCount: number, divisor: number): number {
  let rest = 0;
  for (let i = aCount - 1; i >= 0; i--) {
    const limb = U32[a + i];
    rest = (rest * 65536 + (limb >>> 16)) % divisor;
    rest = (rest * 65536 + (limb & 0xffff)) % divisor;
  }
  return rest;
}

/**
 * Quotient of |a| by a divisor below 2^32, rounded down, plus `addend` (0 or 1: the step of floor division past a
 * negative remainder).
 */
export function divideLimbs(
  a: number,
  aCount: number,
  divisor: number,
  addend: number,
  negative: boolean,
  out: Slot,
): void {
  const object = allocateLimbs(aCount + 1);
  const r = (object + INT_LIMBS) >> 2;
  let rest = 0;
  for (let i = aCount - 1; i >= 0; i--) {
    const limb = U32[a + i];
    const upper = rest * 65536 + (limb >>> 16);
    const first = Math.floor(upper / divisor);
    const lower = (upper - first * divisor) * 65536 + (limb & 0xffff);
    const second = Math.floor(lower / divisor);
    rest = lower - second * divisor;
    U32[r + i] = first * 65536 + second;
  }
  U32[r + aCount] = 0;
  for (let i = 0, carry = addend; carry > 0; i++) {
    const sum = U32[r + i] + carry;
    U32[r + i] = sum;
    carry = sum > 0xffffffff ? 1 : 0;
  }
  storeLimbs(object, aCount + 1, negative, out);
}

export const AND = 0;
export const OR = 1;
export const XOR = 2;

/** a & b, a | b or a ^ b of values that are not negative, for aCount >= bCount. */
export function combineLimbs(
  op: number,
  a: number,
  aCount: number,
  b: number,
  bCount: number,
  out: Slot,
): void {
  const count = op === AND ? bCount : aCount;
  const object = allocateLimbs(count);
  const r = (object + INT_LIMBS) >> 2;
  for (let i = 0; i < bCount; i++) {
    const x = I32[a + i];
    const y = I32[b + i];
    I32[r + i] = op === AND ? x & y : op === OR ? x | y : x ^ y;
  }
  for (let i = bCount; i < count; i++) I32[r + i] = I32[a + i];
  storeLimbs(object, count, false, out);
}

/** |a| · 2^shift. */
export function shiftLimbsLeft(a: number, aCount: number, shift: number, negative: boolean, out: Slot): void {
  const whole = Math.floor(shift / 32);
  const bits = shift % 32;
  const count = aCount + whole + 1;
  const object = allocateLimbs(count);
  const r = (object + INT_LIMBS) >> 2;
  I32.fill(0, r, r + whole);
  let carry = 0;
  for (let i = 0; i < aCount; i++) {
    const limb = I32[a + i];
    I32[r + whole + i] = (limb << bits) | carry;
    carry = bits === 0 ? 0 : limb >>> (32 - bits);
  }
  I32[r + whole + aCount] = carry;
  storeLimbs(object, count, negative, out);
}

/** a >> shift of a value that is not negative. */
export function shiftLimbsRight(a: number, aCount: number, shift: number, out: Slot): void {
  const whole = Math.floor(shift / 32);
  const bits = shift % 32;
  const count = aCount - whole;
  if (count <= 0) {
    setInt(out, 0);
    return;
  }
  const object = allocateLimbs(count);
  const r = (object + INT_LIMBS) >> 2;
  for (let i = 0; i < count; i++) {
    const above = i + 1 < count && bits !== 0 ? I32[a + whole + i + 1] << (32 - bits) : 0;
    I32[r + i] = (I32[a + whole + i] >>> bits) | above;
  }
  storeLimbs(object, count, false, out);
}

// ---- BigInt ----------------------------------------------------------------------------------------------------------

const HEX = new TextEncoder().encode("0123456789abcdef");
const decoder = new TextDecoder("latin1");
let digits = new Uint8Array(1024);

/** The magnitude as a BigInt, by way of hexadecimal text, which takes linear time. */
export function limbsToBigInt(a: number, count: number): bigint {
  if (count <= 2) return (BigInt(U32[a + 1]) << 32n) | BigInt(U32[a]);
  const length = 2 + 8 * count;
  if (digits.length < length) digits = new Uint8Array(2 * length);
  digits[0] = 48;
  digits[1] = 120;
  for (let i = 0, at = 2 + 8 * (count - 1); i < count; i++, at -= 8) {
    let limb = U32[a + i];
    for (let k = 7; k >= 0; k--) {
      digits[at + k] = HEX[limb & 15];
      limb >>>= 4;
    }
  }
  return BigInt(decoder.decode(digits.subarray(0, length)));
}

/** Fills the limbs at `r` from the hexadecimal text of a magnitude; returns how many. */
export function limbsFromHex(r: number, hex: string): number {
  let count = 0;
  for (let end = hex.length; end > 0; end -= 8) {
    let limb = 0;
    for (let i = Math.max(0, end - 8); i < end; i++) {
      const code = hex.charCodeAt(i);
      limb = (limb << 4) | (code < 58 ? code - 48 : code - 87);
    }
    I32[r + count++] = limb;
  }
  return count;
}
