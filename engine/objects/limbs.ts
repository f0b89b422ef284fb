/**
 * Arithmetic on the limbs of large ints, in linear memory: sums, products and quotients by one limb, without BigInt.
 *
 * Converting to BigInt and back costs more than the operation itself for all but long products, so that sums and what
 * loops do with one small operand (a factorial, the digits of a number) stay here. An operand is given by its count of
 * limbs and the index of the first in `U32`; magnitudes only, signs are the caller's.
 *
 * The loops are the kernel's (kernel/limbs.ts) where WebAssembly may be compiled, and then reach further: longer products, and
 * quotients by more than one limb. Those here have no 64-bit ints: they split a product of 32-bit limbs into halves of 16 bits, so
 * that every intermediate value is below 2^53. The results are the same, cell for cell.
 *
 * Hot: no allocation but the result's, no closures.
 */
import { allocateObject } from "../heap/allocate.ts";
import { type Address, INT_DICT, INT_LIMBS, INT_SIZE, type Slot, T } from "../heap/layout.ts";
import { I32, U8, U32 } from "../heap/memory.ts";
import { setInt, setRef } from "../heap/values.ts";
import { scratchBytes } from "../runtime/state.ts";

/** The kernel's loops, by its names. */
export interface LimbLoops {
  limbsAdd(r: number, a: number, aCount: number, b: number, bCount: number): void;
  limbsSubtract(r: number, a: number, aCount: number, b: number, bCount: number): void;
  limbsMultiply(r: number, a: number, aCount: number, b: number, bCount: number): void;
  limbsDivideShort(r: number, a: number, aCount: number, divisor: number): number;
  limbsModulo(a: number, aCount: number, divisor: number): number;
  limbsDivide(q: number, u: number, uCount: number, v: number, vCount: number): void;
  limbsShiftLeft(r: number, a: number, aCount: number, bits: number): void;
  limbsShiftRight(r: number, a: number, aCount: number, bits: number): void;
  limbsCombine(op: number, r: number, a: number, b: number, count: number): void;
  limbsToHex(to: number, a: number, count: number): void;
  limbsFromHex(r: number, from: number, length: number): number;
}

let kernel: LimbLoops | null = null;
/** Takes the loops of the present engine's kernel; null: there is none. */
export function setLimbLoops(loops: LimbLoops | null): void {
  kernel = loops;
}

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
  if (kernel !== null) kernel.limbsAdd(r, a, aCount, b, bCount);
  else addLoop(r, a, aCount, b, bCount);
  storeLimbs(object, aCount + 1, negative, out);
}

function addLoop(r: number, a: number, aCount: number, b: number, bCount: number): void {
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
  if (kernel !== null) kernel.limbsSubtract(r, a, aCount, b, bCount);
  else subtractLoop(r, a, aCount, b, bCount);
  storeLimbs(object, aCount, negative, out);
}

function subtractLoop(r: number, a: number, aCount: number, b: number, bCount: number): void {
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
}

const INVERSE_16 = 1 / 65536;

/** Up to this many limbs of the shorter factor the schoolbook beats converting to BigInt and back: here, and in the kernel. */
const SCHOOLBOOK_LIMBS = 24;
const SCHOOLBOOK_KERNEL = 100;

/** |a| · |b| by the schoolbook, for aCount >= bCount; false, with nothing done, when b is too long for that. */
export function multiplyLimbs(
  a: number,
  aCount: number,
  b: number,
  bCount: number,
  negative: boolean,
  out: Slot,
): boolean {
  const count = aCount + bCount;
  if (bCount > SCHOOLBOOK_LIMBS) {
    const scratch = bCount > SCHOOLBOOK_KERNEL || kernel === null ? 0 : scratchBytes(4 * count);
    if (scratch === 0) return false;
    kernel?.limbsMultiply(scratch >> 2, a, aCount, b, bCount);
    storeExactly(U32, scratch >> 2, count, negative, out);
    return true;
  }
  const object = allocateLimbs(count);
  const r = (object + INT_LIMBS) >> 2;
  if (kernel !== null) kernel.limbsMultiply(r, a, aCount, b, bCount);
  else multiplyLoop(r, a, aCount, b, bCount);
  storeLimbs(object, count, negative, out);
  return true;
}

/** An int of just the size it takes, as one that comes from a BigInt: from limbs that lie elsewhere, or in scratch. */
function storeExactly(limbs: Uint32Array, at: number, count: number, negative: boolean, out: Slot): void {
  let size = count;
  while (size > 0 && limbs[at + size - 1] === 0) size--;
  const only = size === 0 ? 0 : size === 1 ? (limbs[at] as number) : Number.POSITIVE_INFINITY;
  if (only < 0x80000000 || (negative && only === 0x80000000)) {
    setInt(out, negative ? -only : only);
    return;
  }
  const object = allocateLimbs(size);
  const r = (object + INT_LIMBS) >> 2;
  // NB: if the memory has grown its old view is empty.
  const source = limbs.length === 0 ? U32 : limbs;
  for (let i = 0; i < size; i++) U32[r + i] = source[at + i] as number;
  storeLimbs(object, size, negative, out);
}

function multiplyLoop(r: number, a: number, aCount: number, b: number, bCount: number): void {
  U32.fill(0, r, r + aCount + bCount);
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
}

/** Remainder of |a| by a divisor below 2^32. */
export function remainderOfLimbs(a: number, aCount: number, divisor: number): number {
  if (kernel !== null) return kernel.limbsModulo(a, aCount, divisor) >>> 0;
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
  if (kernel !== null) kernel.limbsDivideShort(r, a, aCount, divisor);
  else divideLoop(r, a, aCount, divisor);
  U32[r + aCount] = 0;
  for (let i = 0, carry = addend; carry > 0; i++) {
    const sum = U32[r + i] + carry;
    U32[r + i] = sum;
    carry = sum > 0xffffffff ? 1 : 0;
  }
  storeLimbs(object, aCount + 1, negative, out);
}

function divideLoop(r: number, a: number, aCount: number, divisor: number): void {
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
}

/** So many steps of the kernel's division take less time than converting to BigInt and back. */
const LONG_DIVISION = 100_000;

/**
 * Floor division of a by b, of which b has two limbs at least: quotient and remainder as Python has them, each unless its slot is 0.
 * False, with nothing done, when that is for BigInt.
 */
export function divideLong(
  a: number,
  aSize: number,
  b: number,
  bSize: number,
  quotient: Slot,
  rest: Slot,
): boolean {
  const aCount = Math.abs(aSize);
  const bCount = Math.abs(bSize);
  if (kernel === null) return false;
  if (aCount < bCount) {
    if (aSize < 0 !== bSize < 0) return false;
    if (rest !== 0) storeExactly(U32, a, aCount, aSize < 0, rest);
    if (quotient !== 0) setInt(quotient, 0);
    return true;
  }
  if (bCount * (aCount - bCount + 1) > LONG_DIVISION) return false;
  // The dividend with a limb more, the divisor twice (once to be spoilt), the quotient with a limb more.
  const scratch = scratchBytes(4 * (aCount + 1 + bCount + aCount - bCount + 2));
  if (scratch === 0) return false;
  const u = scratch >> 2;
  const v = u + aCount + 1;
  const q = v + bCount;
  const words = I32;
  words.copyWithin(u, a, a + aCount);
  words.copyWithin(v, b, b + bCount);
  kernel.limbsDivide(q, u, aCount, v, bCount);
  const qCount = aCount - bCount + 1;
  words[q + qCount] = 0;
  const negative = aSize < 0 !== bSize < 0;
  if (negative && !isZero(u, bCount)) {
    // Rounded towards zero so far: one less, and what is left over is counted from the other side.
    for (let i = 0; ; i++) if ((words[q + i] = (words[q + i] + 1) | 0) !== 0) break;
    kernel.limbsSubtract(u, b, bCount, u, bCount);
  }
  // The scratch is read before a result is written: `out` may be the operand's slot, but not the scratch.
  if (quotient !== 0) storeExactly(U32, q, qCount + 1, negative, quotient);
  if (rest !== 0) storeExactly(U32, u, bCount, bSize < 0, rest);
  return true;
}

function isZero(at: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (I32[at + i] !== 0) return false;
  return true;
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
  if (kernel !== null) kernel.limbsCombine(op, r, a, b, bCount);
  else
    for (let i = 0; i < bCount; i++) {
      const x = I32[a + i];
      const y = I32[b + i];
      I32[r + i] = op === AND ? x & y : op === OR ? x | y : x ^ y;
    }
  if (count > bCount) I32.copyWithin(r + bCount, a + bCount, a + count);
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
  if (kernel !== null) kernel.limbsShiftLeft(r + whole, a, aCount, bits);
  else shiftLeftLoop(r + whole, a, aCount, bits);
  storeLimbs(object, count, negative, out);
}

function shiftLeftLoop(r: number, a: number, aCount: number, bits: number): void {
  let carry = 0;
  for (let i = 0; i < aCount; i++) {
    const limb = I32[a + i];
    I32[r + i] = (limb << bits) | carry;
    carry = bits === 0 ? 0 : limb >>> (32 - bits);
  }
  I32[r + aCount] = carry;
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
  if (kernel !== null) kernel.limbsShiftRight(r, a + whole, count, bits);
  else shiftRightLoop(r, a + whole, count, bits);
  storeLimbs(object, count, false, out);
}

function shiftRightLoop(r: number, a: number, aCount: number, bits: number): void {
  for (let i = 0; i < aCount; i++) {
    const above = i + 1 < aCount && bits !== 0 ? I32[a + i + 1] << (32 - bits) : 0;
    I32[r + i] = (I32[a + i] >>> bits) | above;
  }
}

// ---- Bytes ---------------------------------------------------------------------------------------------------------

/** Number of bits of a magnitude without leading zeros. */
export const bitsOfLimbs = (a: number, count: number): number =>
  count === 0 ? 0 : 32 * count - Math.clz32(I32[a + count - 1]);

/** Writes the lowest `length` bytes of a value in two's complement to an address, lowest first unless `big`. */
export function limbsToBytes(
  a: number,
  count: number,
  negative: boolean,
  to: number,
  length: number,
  big: boolean,
): void {
  const bytes = U8;
  let carry = negative ? 1 : 0;
  for (let i = 0; i < length; i++) {
    const limb = i >> 2 < count ? I32[a + (i >> 2)] : 0;
    let byte = (limb >>> (8 * (i & 3))) & 255;
    if (negative) {
      byte = (byte ^ 255) + carry;
      carry = byte >> 8;
    }
    bytes[big ? to + length - 1 - i : to + i] = byte;
  }
}

/** Writes the int that `length` bytes at an address stand for, lowest first unless `big`. */
export function bytesToLimbs(from: number, length: number, big: boolean, signed: boolean, out: Slot): void {
  let end = length;
  const byteAt = (i: number): number => U8[big ? from + length - 1 - i : from + i];
  const negative = signed && length > 0 && byteAt(length - 1) > 127;
  const padding = negative ? 255 : 0;
  while (end > 0 && byteAt(end - 1) === padding) end--;
  // One limb more than there are bytes for, since a negative one's magnitude may take it.
  const count = (end >> 2) + 1;
  const limbs = new Uint32Array(count);
  for (let i = 0; i < end; i++) limbs[i >> 2] = (limbs[i >> 2] as number) | (byteAt(i) << (8 * (i & 3)));
  if (negative) {
    for (let i = end; i < 4 * count; i++) limbs[i >> 2] = (limbs[i >> 2] as number) | (255 << (8 * (i & 3)));
    let carry = 1;
    for (let i = 0; i < count; i++) {
      limbs[i] = ~(limbs[i] as number) + carry;
      if (limbs[i] !== 0) carry = 0;
    }
  }
  storeExactly(limbs, 0, count, negative, out);
}

// ---- BigInt ----------------------------------------------------------------------------------------------------------

const HEX = new TextEncoder().encode("0123456789abcdef");
const decoder = new TextDecoder();
const encoder = new TextEncoder();
let digits = new Uint8Array(1024);

/** The magnitude as a BigInt, by way of hexadecimal text, which takes linear time. */
export function limbsToBigInt(a: number, count: number): bigint {
  if (count <= 2) return (BigInt(U32[a + 1]) << 32n) | BigInt(U32[a]);
  const length = 8 * count;
  const scratch = kernel === null ? 0 : scratchBytes(length);
  if (scratch !== 0) {
    kernel?.limbsToHex(scratch, a, count);
    return BigInt(`0x${decoder.decode(U8.subarray(scratch, scratch + length))}`);
  }
  if (digits.length < length) digits = new Uint8Array(2 * length);
  for (let i = 0, at = 8 * (count - 1); i < count; i++, at -= 8) {
    let limb = U32[a + i];
    for (let k = 7; k >= 0; k--) {
      digits[at + k] = HEX[limb & 15];
      limb >>>= 4;
    }
  }
  return BigInt(`0x${decoder.decode(digits.subarray(0, length))}`);
}

/** Fills the limbs at `r` from the hexadecimal text of a magnitude; returns how many. */
export function limbsFromHex(r: number, hex: string): number {
  const scratch = kernel === null ? 0 : scratchBytes(hex.length);
  if (scratch !== 0 && kernel !== null) {
    encoder.encodeInto(hex, U8.subarray(scratch, scratch + hex.length));
    return kernel.limbsFromHex(r, scratch, hex.length);
  }
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
