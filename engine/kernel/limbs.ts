/**
 * Loops over the limbs of large ints, for objects/limbs.ts: magnitudes of 32-bit limbs, lowest first, given by the index of the first
 * (the address divided by four) and their count. They allocate nothing and call nobody.
 */

/** r = a + b, for aCount >= bCount; r has one limb more than a, and may be a. */
export function limbsAdd(r: i32, a: i32, aCount: i32, b: i32, bCount: i32): void {
  let to = r << 2;
  let from = a << 2;
  let other = b << 2;
  const middle = from + (bCount << 2);
  const end = from + (aCount << 2);
  let carry: u64 = 0;
  for (; from < middle; from += 4, other += 4, to += 4) {
    carry += <u64>load<u32>(from) + <u64>load<u32>(other);
    store<u32>(to, <u32>carry);
    carry >>= 32;
  }
  for (; from < end; from += 4, to += 4) {
    carry += <u64>load<u32>(from);
    store<u32>(to, <u32>carry);
    carry >>= 32;
  }
  store<u32>(to, <u32>carry);
}

/** r = a − b, for a >= b; r has as many limbs as a, and may be either. */
export function limbsSubtract(r: i32, a: i32, aCount: i32, b: i32, bCount: i32): void {
  let to = r << 2;
  let from = a << 2;
  let other = b << 2;
  const middle = from + (bCount << 2);
  const end = from + (aCount << 2);
  let borrow: i64 = 0;
  for (; from < middle; from += 4, other += 4, to += 4) {
    borrow += <i64>load<u32>(from) - <i64>load<u32>(other);
    store<u32>(to, <u32>borrow);
    borrow >>= 32;
  }
  for (; from < end; from += 4, to += 4) {
    borrow += <i64>load<u32>(from);
    store<u32>(to, <u32>borrow);
    borrow >>= 32;
  }
}

/** r = a · b, by the schoolbook; r has aCount + bCount limbs, and is neither. */
export function limbsMultiply(r: i32, a: i32, aCount: i32, b: i32, bCount: i32): void {
  const first = a << 2;
  const end = first + (aCount << 2);
  memory.fill(r << 2, 0, aCount << 2);
  for (let j = 0; j < bCount; j++) {
    const factor = <u64>load<u32>((b + j) << 2);
    let to = (r + j) << 2;
    let carry: u64 = 0;
    for (let from = first; from < end; from += 4, to += 4) {
      carry += <u64>load<u32>(from) * factor + <u64>load<u32>(to);
      store<u32>(to, <u32>carry);
      carry >>= 32;
    }
    store<u32>(to, <u32>carry);
  }
}

/** r = a / divisor, rounded down; r has as many limbs as a, and may be a. Returns the remainder. */
export function limbsDivideShort(r: i32, a: i32, aCount: i32, divisor: u32): u32 {
  let rest: u64 = 0;
  for (let i = aCount - 1; i >= 0; i--) {
    rest = (rest << 32) | <u64>load<u32>((a + i) << 2);
    const quotient = rest / <u64>divisor;
    store<u32>((r + i) << 2, <u32>quotient);
    rest -= quotient * <u64>divisor;
  }
  return <u32>rest;
}

/** a modulo the divisor. */
export function limbsModulo(a: i32, aCount: i32, divisor: u32): u32 {
  let rest: u64 = 0;
  for (let i = aCount - 1; i >= 0; i--) rest = ((rest << 32) | <u64>load<u32>((a + i) << 2)) % <u64>divisor;
  return <u32>rest;
}

/** r = a · 2^bits for less than 32 bits; r has one limb more than a. */
export function limbsShiftLeft(r: i32, a: i32, aCount: i32, bits: u32): void {
  let carry: u64 = 0;
  for (let i = 0; i < aCount; i++) {
    carry |= (<u64>load<u32>((a + i) << 2)) << bits;
    store<u32>((r + i) << 2, <u32>carry);
    carry >>= 32;
  }
  store<u32>((r + aCount) << 2, <u32>carry);
}

/** r = a / 2^bits for less than 32 bits, rounded down; r has as many limbs as a. */
export function limbsShiftRight(r: i32, a: i32, aCount: i32, bits: u32): void {
  let above: u64 = 0;
  for (let i = aCount - 1; i >= 0; i--) {
    above = (above << 32) | <u64>load<u32>((a + i) << 2);
    store<u32>((r + i) << 2, <u32>(above >> bits));
  }
}

/** r = a & b (op 0), a | b (1) or a ^ b (2), of so many limbs. */
export function limbsCombine(op: i32, r: i32, a: i32, b: i32, count: i32): void {
  for (let i = 0; i < count; i++) {
    const x = load<u32>((a + i) << 2);
    const y = load<u32>((b + i) << 2);
    store<u32>((r + i) << 2, op === 0 ? x & y : op === 1 ? x | y : x ^ y);
  }
}

/** Shifts so many limbs left by less than 32 bits, in place; returns what goes out at the top. */
function shiftLeft(at: i32, count: i32, bits: u32): u32 {
  let carry: u64 = 0;
  for (let i = 0; i < count; i++) {
    carry |= (<u64>load<u32>((at + i) << 2)) << bits;
    store<u32>((at + i) << 2, <u32>carry);
    carry >>= 32;
  }
  return <u32>carry;
}

/**
 * Knuth's algorithm D: q = u / v and the remainder in the first vCount limbs of u. u has one limb more than uCount says; v has two at
 * least, the highest not zero, and is spoilt; q has uCount − vCount + 1 limbs.
 */
export function limbsDivide(q: i32, u: i32, uCount: i32, v: i32, vCount: i32): void {
  // The divisor's highest bit is set first: then a quotient's limb is guessed too high by two at most.
  const shift = <u32>clz<u32>(load<u32>((v + vCount - 1) << 2));
  shiftLeft(v, vCount, shift);
  store<u32>((u + uCount) << 2, shiftLeft(u, uCount, shift));
  const top = <u64>load<u32>((v + vCount - 1) << 2);
  const second = <u64>load<u32>((v + vCount - 2) << 2);
  for (let j = uCount - vCount; j >= 0; j--) {
    const high = (u + j + vCount) << 2;
    const pair = ((<u64>load<u32>(high)) << 32) | <u64>load<u32>(high - 4);
    let guess = pair / top;
    let rest = pair - guess * top;
    while (guess > 0xffffffff || guess * second > ((rest << 32) | <u64>load<u32>(high - 8))) {
      guess--;
      rest += top;
      if (rest > 0xffffffff) break;
    }
    let borrow: i64 = 0;
    let carry: u64 = 0;
    let to = (u + j) << 2;
    for (let from = v << 2, end = from + (vCount << 2); from < end; from += 4, to += 4) {
      carry += guess * <u64>load<u32>(from);
      borrow += <i64>load<u32>(to) - <i64>(carry & 0xffffffff);
      store<u32>(to, <u32>borrow);
      borrow >>= 32;
      carry >>= 32;
    }
    borrow += <i64>load<u32>(to) - <i64>carry;
    store<u32>(to, <u32>borrow);
    if (borrow < 0) {
      guess--;
      addBack((u + j) << 2, v << 2, vCount);
    }
    store<u32>((q + j) << 2, <u32>guess);
  }
  limbsShiftRight(u, u, vCount, shift);
}

/** One divisor more, where the guess was one too high. */
function addBack(to: i32, from: i32, count: i32): void {
  let carry: u64 = 0;
  for (let end = from + (count << 2); from < end; from += 4, to += 4) {
    carry += <u64>load<u32>(to) + <u64>load<u32>(from);
    store<u32>(to, <u32>carry);
    carry >>= 32;
  }
  store<u32>(to, load<u32>(to) + <u32>carry);
}

/** Eight hexadecimal digits for each limb, the highest first, to an address. */
export function limbsToHex(to: i32, a: i32, count: i32): void {
  for (let i = count - 1; i >= 0; i--) {
    let limb = load<u32>((a + i) << 2);
    for (let k = 7; k >= 0; k--) {
      const digit = limb & 15;
      store<u8>(to + k, <u8>(digit < 10 ? 48 + digit : 87 + digit));
      limb >>= 4;
    }
    to += 8;
  }
}

/** The limbs of so many hexadecimal digits at an address, the highest first; returns how many limbs. */
export function limbsFromHex(r: i32, from: i32, length: i32): i32 {
  let count = 0;
  for (let end = from + length; end > from; end -= 8) {
    let limb: u32 = 0;
    for (let at = max(from, end - 8); at < end; at++) {
      const code = <u32>load<u8>(at);
      limb = (limb << 4) | (code < 58 ? code - 48 : code - 87);
    }
    store<u32>((r + count) << 2, limb);
    count++;
  }
  return count;
}
