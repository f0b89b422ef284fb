/**
 * Roots, exponentials, logarithms and powers of decimal numbers, correctly rounded.
 *
 * They are computed in binary fixed point with more bits than the result needs. When the digits past the precision are so
 * near to a half or to nothing that the error could decide how to round, it is done again with more.
 */
import { divide, multiply } from "./arithmetic.ts";
import {
  adjusted,
  Condition,
  compareNums,
  compareSizes,
  digitCount,
  FINITE,
  finish,
  finite,
  INFINITE,
  infinity,
  isInteger,
  isZero,
  type Num,
  nanOf,
  ONE,
  power10,
  rescaled,
  type Sign,
  Work,
  wholePart,
  withSign,
} from "./number.ts";

function squareRootOf(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

export function squareRoot(work: Work, a: Num): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  if (isZero(a)) return finish(work, finite(a.sign, 0n, Math.floor(a.exp / 2)));
  if (a.sign === 1) return work.invalid();
  if (a.kind === INFINITE) return a;
  const digits = digitCount(a.coef);
  const odd = a.exp % 2 !== 0;
  let exp = Math.floor(a.exp / 2);
  let coef = odd ? a.coef * 10n : a.coef;
  const shift = work.rules.prec + 1 - (odd ? (digits >> 1) + 1 : (digits + 1) >> 1);
  let exact = true;
  if (shift >= 0) coef *= power10(2 * shift);
  else {
    const unit = power10(-2 * shift);
    exact = coef % unit === 0n;
    coef /= unit;
  }
  exp -= shift;
  let root = squareRootOf(coef);
  exact = exact && root * root === coef;
  if (exact) {
    // As many digits as the exponent of an exact root wants.
    root = shift >= 0 ? root / power10(shift) : root * power10(-shift);
    exp += shift;
  } else if (root % 5n === 0n) root++;
  return finishEven(work, finite(0, root, exp));
}

/** Rounds half to even whatever the context says, as these functions do. */
function finishEven(work: Work, x: Num): Num {
  const inner = new Work({ ...work.rules, rounding: "ROUND_HALF_EVEN" });
  const result = finish(inner, x);
  work.status |= inner.status;
  return result;
}

// ---- Fixed point -----------------------------------------------------------------------------------------------------

/** Of 1/n: the sum of odd powers over their number. */
function inverseTangent(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= n * n;
    sum += power / k;
  }
  return sum;
}

let constants = { bits: 0, ln2: 0n, ln10: 0n };

/** ln 2 and ln 10, by sums of inverse hyperbolic tangents. */
function logarithms(bits: number): { readonly ln2: bigint; readonly ln10: bigint } {
  if (constants.bits < bits) {
    const wide = bits + 64;
    const [a, b, c] = [26n, 4801n, 8749n].map((n) => inverseTangent(n, wide)) as [bigint, bigint, bigint];
    const ln2 = 18n * a - 2n * b + 8n * c;
    const [d, e, f] = [31n, 49n, 161n].map((n) => inverseTangent(n, wide)) as [bigint, bigint, bigint];
    constants = { bits: wide - 16, ln2: ln2 >> 16n, ln10: (46n * d + 34n * e + 20n * f) >> 16n };
  }
  const extra = BigInt(constants.bits - bits);
  return { ln2: constants.ln2 >> extra, ln10: constants.ln10 >> extra };
}

/** exp of a fixed-point number in [0, 4): halved, summed and squared. */
function exponential(x: bigint, bits: number): bigint {
  const halvings = Math.ceil(Math.sqrt(bits));
  const guard = halvings + 16;
  const wide = BigInt(bits + guard);
  const small = (x << BigInt(guard)) >> BigInt(halvings);
  const unit = 1n << wide;
  let term = unit;
  let sum = unit;
  for (let k = 1n; term !== 0n; k++) {
    term = ((term * small) >> wide) / k;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) >> wide;
  return sum >> BigInt(guard);
}

/** ln of a fixed-point number in [1, 2), by Halley's iteration over exp. */
function logarithmOf(m: bigint, bits: number): bigint {
  const unit = 1n << BigInt(bits);
  const start = Math.log(Number(m >> BigInt(Math.max(0, bits - 60))) / 2 ** Math.min(60, bits));
  let y = BigInt(Math.round(start * 2 ** 52)) << BigInt(Math.max(0, bits - 52));
  if (bits < 52) y = BigInt(Math.round(start * 2 ** bits));
  for (let right = 45; right < bits * 1.05; right *= 3) {
    const e = y >= 0n ? exponential(y, bits) : (unit * unit) / exponential(-y, bits);
    y += ((2n * (m - e)) << BigInt(bits)) / (m + e);
  }
  return y;
}

const bitsFor = (digits: number): number => Math.ceil(digits * 3.3219280948873626);

/** Digits of exp(x): a coefficient of about `digits` digits and its exponent. */
function exponentialDigits(x: Num, digits: number): Num {
  const bits = bitsFor(digits) + 32 + Math.max(0, bitsFor(adjusted(x) + 1));
  const unit = BigInt(bits);
  const scaled = x.exp >= 0 ? (x.coef * power10(x.exp)) << unit : (x.coef << unit) / power10(-x.exp);
  const value = x.sign === 1 ? -scaled : scaled;
  const { ln10 } = logarithms(bits);
  let tens = value / ln10;
  if (value < 0n && tens * ln10 !== value) tens--;
  const e = exponential(value - tens * ln10, bits);
  return finite(0, (e * power10(digits - 1)) >> unit, Number(tens) - digits + 1);
}

/** Digits of ln(x), `base10`: of log10(x), for a positive x other than 1. */
function logarithmDigits(x: Num, digits: number, base10: boolean): Num {
  for (let bits = bitsFor(digits) + 48; ; bits += bits >> 1) {
    const length = x.coef.toString(2).length - 1;
    const unit = BigInt(bits);
    const m = length <= bits ? x.coef << BigInt(bits - length) : x.coef >> BigInt(length - bits);
    const { ln2, ln10 } = logarithms(bits);
    let value = logarithmOf(m, bits) + BigInt(length) * ln2 + BigInt(x.exp) * ln10;
    if (base10) value = (value << unit) / ln10;
    const size = value < 0n ? -value : value;
    // Near 1 the first digits cancel.
    if (size.toString(2).length < bitsFor(digits) + 24) continue;
    const sign: Sign = value < 0n ? 1 : 0;
    // The number has this many digits before the point, or minus so many zeros behind it.
    let before = digitCount(size >> unit);
    if (size >> unit === 0n) {
      before = 0;
      while ((size * power10(1 - before)) >> unit === 0n) before--;
    }
    const places = digits - before;
    const coef = places >= 0 ? (size * power10(places)) >> unit : (size >> unit) / power10(-places);
    return finite(sign, coef, -places);
  }
}

/** Asks for more digits until there is no doubt how they are rounded, and rounds: to even, or (`round`) as the context says. */
function settle(work: Work, compute: (digits: number) => Num, round = finishEven): Num {
  for (let extra = 4; ; extra += 4) {
    const digits = work.rules.prec + extra;
    const x = compute(digits);
    const unit = power10(Math.max(0, digitCount(x.coef) - work.rules.prec));
    const rest = x.coef % unit;
    const near = (point: bigint): boolean => rest - point < 3n && point - rest < 3n;
    const doubtful = near(0n) || near(unit / 2n) || near(unit);
    if (doubtful && extra < 60) continue;
    // What is so near to a number of few digits is that number.
    const result = round(work, doubtful ? rescaled(x, x.exp + 8, "ROUND_HALF_EVEN") : x);
    work.status |= Condition.Inexact | Condition.Rounded;
    return result;
  }
}

// ---- Functions -------------------------------------------------------------------------------------------------------

export function exponentialOf(work: Work, a: Num): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return a.sign === 1 ? finite(0, 0n, 0) : a;
  if (a.coef === 0n) return ONE;
  const { prec, emax } = work.rules;
  const first = adjusted(a);
  if (a.sign === 0 && first > String((emax + 1) * 3).length) return finishEven(work, finite(0, 1n, emax + 1));
  if (a.sign === 1 && first > String((1 - work.etiny) * 3).length)
    return finishEven(work, finite(0, 1n, work.etiny - 1));
  // So near to 0 that only the side of 1 counts.
  if (a.sign === 0 && first < -prec) return finishEven(work, finite(0, power10(prec) + 1n, -prec));
  if (a.sign === 1 && first < -prec - 1)
    return finishEven(work, finite(0, power10(prec + 1) - 1n, -prec - 1));
  return settle(work, (digits) => exponentialDigits(a, digits));
}

function logarithm(work: Work, a: Num, base10: boolean): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  if (isZero(a)) return infinity(1);
  if (a.sign === 1) return work.invalid();
  if (a.kind === INFINITE) return a;
  if (compareNums(a, ONE) === 0) return finite(0, 0n, 0);
  if (base10) {
    const power = adjusted(a);
    // An exact power of ten.
    if (a.coef === power10(digitCount(a.coef) - 1))
      return finish(work, finite(power < 0 ? 1 : 0, BigInt(Math.abs(power)), 0));
  }
  return settle(work, (digits) => logarithmDigits(a, digits, base10));
}
export const naturalLogarithm = (work: Work, a: Num): Num => logarithm(work, a, false);
export const decimalLogarithm = (work: Work, a: Num): Num => logarithm(work, a, true);

/** A whole power by squaring, with enough digits to spare. */
function wholePower(work: Work, a: Num, b: Num, sign: Sign): Num {
  const inner = new Work({
    ...work.rules,
    prec: work.rules.prec + digitCount(b.coef) + b.exp + 2 + b.sign,
    rounding: "ROUND_HALF_EVEN",
    clamp: 0,
  });
  const base = b.sign === 1 ? divide(inner, ONE, a) : a;
  let result: Num = ONE;
  for (const bit of wholePart(b).toString(2)) {
    result = multiply(inner, result, result);
    if (bit === "1") result = multiply(inner, result, base);
    if (result.kind !== FINITE || (isZero(result) && (inner.status & Condition.Clamped) !== 0)) break;
  }
  work.status |= inner.status;
  return finish(work, withSign(result, sign));
}

export function powerOf(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  if (isZero(b)) return isZero(a) ? work.invalid() : ONE;
  const integer = isInteger(b);
  const sign: Sign = a.sign === 1 && integer && (wholePart(b) & 1n) === 1n ? 1 : 0;
  const { prec } = work.rules;
  /** 1 with all its digits, which is no exact result. */
  const inexactOne = (): Num => {
    work.status |= Condition.Inexact | Condition.Rounded;
    return finite(0, power10(prec - 1), 1 - prec);
  };
  if (isZero(a)) return b.sign === 0 ? finite(sign, 0n, 0) : infinity(sign);
  if (a.sign === 1 && !integer) return work.invalid();
  if (a.kind === INFINITE) return b.sign === 0 ? infinity(sign) : finite(sign, 0n, 0);
  if (b.kind === INFINITE) {
    const order = compareSizes(a, ONE);
    if (order === 0) return inexactOne();
    return order > 0 === (b.sign === 0) ? infinity(0) : finite(0, 0n, 0);
  }
  // How many digits the result has before or behind the point decides early on what is far out of range.
  const size = Math.log10(Math.max(Math.abs(adjusted(a)), 1)) + adjusted(b);
  if (size > 12 && compareSizes(a, ONE) !== 0) {
    const grows = compareSizes(a, ONE) > 0 === (b.sign === 0);
    return finish(work, finite(sign, 1n, grows ? work.rules.emax + 1 : work.etiny - prec - 1));
  }
  if (integer) return wholePower(work, a, b, sign);
  if (compareNums(a, ONE) === 0) return inexactOne();
  return settle(
    work,
    (digits) => {
      const log = logarithmDigits(a, digits + 24, false);
      return exponentialWithin(
        work,
        finite(log.sign === b.sign ? 0 : 1, log.coef * b.coef, log.exp + b.exp),
        digits,
      );
    },
    finish,
  );
}

/** As `exponentialDigits`, of an argument that may lead out of all ranges. */
function exponentialWithin(work: Work, x: Num, digits: number): Num {
  if (adjusted(x) > 10)
    return finite(0, 7n, x.sign === 0 ? work.rules.emax + 1 : work.etiny - work.rules.prec - 1);
  return exponentialDigits(x, digits);
}
