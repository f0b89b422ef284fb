/**
 * The module math.
 *
 * Integer functions are exact at any size; the others come from base/elementary.ts where the host's `Math` is not right
 * to the last digit.
 */
import {
  exactCos,
  exactSin,
  roundedErf,
  roundedErfc,
  roundedExp,
  roundedExp2,
  roundedLength,
  roundedLog,
  roundedLog2,
  roundedLog10,
  roundedPower,
} from "../../base/elementary.ts";
import { type Address, type Slot, T } from "../../heap/layout.ts";
import {
  copyValue,
  isFloat,
  isInt,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setRef,
} from "../../heap/values.ts";
import { floatText, floatToBigInt, floatValue, isFloatValue, realNumber } from "../../objects/float.ts";
import {
  bitLength,
  checkBits,
  int_set,
  intSign,
  isIntValue,
  realValue,
  safeNumber,
  toBigInt,
} from "../../objects/int.ts";
import { listItem, listLength } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { raiseMemory } from "../../objects/text.ts";
import { newTuple, tupleItem } from "../../objects/tuple.ts";
import { typeNameOf } from "../../objects/type.ts";
import { forEach, listOf } from "../../runtime/iterate.ts";
import { N } from "../../runtime/names.ts";
import type { Native } from "../../runtime/native.ts";
import { binaryOperation, NB_ADD, NB_MULTIPLY, toIndexBigInt } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { callSpecial0 } from "../../runtime/special.ts";
import { pushTemp, pushTemps } from "../../runtime/state.ts";
import { addFloat, addFunctions, type FunctionTable } from "../functions/table.ts";

const raiseDomain = (text = "math domain error") => raise(T.ValueError, text);
const raiseMathRange = () => raise(T.OverflowError, "math range error");

/** A function of one float. A NaN or an infinity that was not in the argument is an error. */
function real(
  compute: (x: number) => number,
  refusal: (x: number) => string = () => "math domain error",
): Native {
  return (args, out) => {
    const x = isFloat(args) ? floatValue(args) : realNumber(args);
    const y = compute(x);
    if (y !== y && x === x) throw raiseDomain(refusal(x));
    if (!Number.isFinite(y) && Number.isFinite(x)) throw raiseMathRange();
    setFloat(out, y);
  };
}

const finiteInput = (x: number): string => `expected a finite input, got ${floatText(x)}`;
const unitInput = (x: number): string => `expected a number in range from -1 up to 1, got ${floatText(x)}`;

// ---- Hyperbolic functions ------------------------------------------------------------------------------------------------

export function cosh(value: number): number {
  const x = Math.abs(value);
  if (x < Math.LN2) {
    if (x < 2 ** -26) return 1;
    const t = Math.expm1(x);
    return 1 + (t * t) / (2 * (1 + t));
  }
  if (x < 709.78) {
    const t = roundedExp(x);
    return 0.5 * (t + 1 / t);
  }
  const t = roundedExp(x / 2);
  return 0.5 * t * t;
}

export function tanh(value: number): number {
  const x = Math.abs(value);
  let result: number;
  if (x > 20) result = 1;
  else if (x > 0.5493061443340549) result = 1 - 2 / (Math.expm1(2 * x) + 2);
  else if (x > 0.25541281188299536) {
    const t = Math.expm1(2 * x);
    result = t / (t + 2);
  } else {
    const t = Math.expm1(-2 * x);
    result = x < 2 ** -1022 ? x : -t / (t + 2);
  }
  return value < 0 || (value === 0 && 1 / value < 0) ? -result : value !== value ? value : result;
}

export function asinh(value: number): number {
  const x = Math.abs(value);
  let result = x;
  if (x >= 2 ** 26) result = roundedLog(x) + Math.LN2;
  else if (x >= 2) result = roundedLog(2 * x + 1 / (Math.sqrt(x * x + 1) + x));
  else if (x >= 2 ** -26) result = Math.log1p(x + (x * x) / (Math.sqrt(x * x + 1) + 1));
  return value < 0 || (value === 0 && 1 / value < 0) ? -result : result;
}

function acosh(x: number): number {
  if (x < 1) return Number.NaN;
  if (x < 2) return Math.log1p(x - 1 + Math.sqrt((x - 1) * (x - 1) + 2 * (x - 1)));
  if (x < 2 ** 26) return roundedLog(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  return roundedLog(x) + Math.LN2;
}

// ---- Logarithms ----------------------------------------------------------------------------------------------------------

/** Logarithm of any real number by `log` of floats; an int too large for a float is split first. */
function logarithm(value: Slot, log: (x: number) => number): number {
  if (isIntValue(value)) {
    if (intSign(value) <= 0) throw raiseDomain("expected a positive input");
    const safe = safeNumber(value);
    if (safe === safe) return log(safe);
    const big = toBigInt(value);
    const x = Number(big);
    if (Number.isFinite(x)) return log(x);
    const shift = bitLength(big) - 64;
    // As frexp does: a fraction in [0.5, 1) and a power of two.
    const mantissa = Number(big >> BigInt(shift)) / 2 ** 64;
    return log(mantissa) + log(2) * (shift + 64);
  }
  const x = realNumber(value);
  if (x <= 0) throw raiseDomain(`expected a positive input, got ${floatText(x)}`);
  return x === Number.POSITIVE_INFINITY ? x : log(x);
}

function math_log(args: Slot, out: Slot): void {
  const numerator = logarithm(args, roundedLog);
  if (isUnbound(args + 8)) setFloat(out, numerator);
  else {
    const denominator = logarithm(args + 8, roundedLog);
    if (denominator === 0) throw raise(T.ZeroDivisionError, "division by zero");
    setFloat(out, numerator / denominator);
  }
}

// ---- Gamma ---------------------------------------------------------------------------------------------------------------

// Lanczos' approximation with g = 6.0246800407767296 and thirteen terms.
const LANCZOS_G = 6.02468004077673;
const LANCZOS_G_MINUS_HALF = 5.52468004077673;
const LANCZOS_NUMERATOR = [
  23531376880.41076,
  42919803642.6491,
  35711959237.35567,
  17921034426.03721,
  6039542586.352028,
  1439720407.3117216,
  248874557.86205417,
  31426415.585400194,
  2876370.6289353725,
  186056.26539522348,
  8071.672002365816,
  210.82427775157936,
  Math.sqrt(2 * Math.PI),
];
const LANCZOS_DENOMINATOR = [
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
];

function lanczosSum(x: number): number {
  let numerator = 0;
  let denominator = 0;
  if (x < 5)
    for (let i = 12; i >= 0; i--) {
      numerator = numerator * x + (LANCZOS_NUMERATOR[i] as number);
      denominator = denominator * x + (LANCZOS_DENOMINATOR[i] as number);
    }
  else
    for (let i = 0; i <= 12; i++) {
      numerator = numerator / x + (LANCZOS_NUMERATOR[i] as number);
      denominator = denominator / x + (LANCZOS_DENOMINATOR[i] as number);
    }
  return numerator / denominator;
}

/** sin(πx), right also for large x. */
function sinPi(value: number): number {
  const y = Math.abs(value) % 2;
  const n = Math.round(2 * y);
  let result: number;
  if (n === 0) result = exactSin(Math.PI * y);
  else if (n === 1) result = exactCos(Math.PI * (y - 0.5));
  else if (n === 2) result = exactSin(Math.PI * (1 - y));
  else if (n === 3) result = -exactCos(Math.PI * (y - 1.5));
  else result = exactSin(Math.PI * (y - 2));
  return value < 0 ? -result : result;
}

const noPole = (x: number): string => `expected a noninteger or positive integer, got ${floatText(x)}`;

function gamma(x: number): number {
  if (x === Number.POSITIVE_INFINITY || x !== x) return x;
  if (x === Number.NEGATIVE_INFINITY || x === 0) return Number.NaN;
  if (x % 1 === 0) {
    if (x < 0) return Number.NaN;
    if (x <= 23) {
      let product = 1;
      for (let i = 2; i < x; i++) product *= i;
      return product;
    }
  }
  const size = Math.abs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Number.POSITIVE_INFINITY;
  const y = size + LANCZOS_G_MINUS_HALF;
  let z = size > LANCZOS_G_MINUS_HALF ? y - size - LANCZOS_G_MINUS_HALF : y - LANCZOS_G_MINUS_HALF - size;
  z = (z * LANCZOS_G) / y;
  let result: number;
  if (x < 0) {
    result = ((-Math.PI / sinPi(size) / size) * roundedExp(y)) / lanczosSum(size);
    result -= z * result;
    if (size < 140) result /= roundedPower(y, size - 0.5);
    else {
      const root = roundedPower(y, size / 2 - 0.25);
      result = result / root / root;
    }
  } else {
    result = lanczosSum(size) / roundedExp(y);
    result += z * result;
    if (size < 140) result *= roundedPower(y, size - 0.5);
    else {
      const root = roundedPower(y, size / 2 - 0.25);
      result = result * root * root;
    }
  }
  return result;
}

export function logGamma(x: number): number {
  if (x !== x) return x;
  if (!Number.isFinite(x)) return Number.POSITIVE_INFINITY;
  if (x % 1 === 0 && x <= 2) return x <= 0 ? Number.NaN : 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -roundedLog(size);
  let result = roundedLog(lanczosSum(size)) - LANCZOS_G;
  result += (size - 0.5) * (roundedLog(size + LANCZOS_G - 0.5) - 1);
  if (x < 0) result = 1.1447298858494002 - roundedLog(Math.abs(sinPi(size))) - roundedLog(size) - result;
  return result;
}

// ---- Rounding and parts ---------------------------------------------------------------------------------------------------

function roundBy(name: "__floor__" | "__ceil__", compute: (x: number) => number): Native {
  return (args, out) => {
    if (isInt(args)) copyValue(args, out);
    else {
      if (!isFloat(args) && callSpecial0(args, N[name], out)) return;
      const x = compute(realNumber(args));
      int_set(out, Number.isSafeInteger(x) ? (x === 0 ? 0 : x) : floatToBigInt(x));
    }
  };
}

function math_trunc(args: Slot, out: Slot): void {
  if (!callSpecial0(args, N.__trunc__, out))
    throw raise(T.TypeError, `type ${typeNameOf(args)} doesn't define __trunc__ method`);
}

/** A fraction in [0.5, 1) and a power of two whose product is x. */
export function splitFloat(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let fraction = x;
  let exponent = 0;
  if (Math.abs(fraction) < 2 ** -1000) {
    fraction *= 2 ** 200;
    exponent = -200;
  }
  const guess = Math.floor(Math.log2(Math.abs(fraction))) + 1;
  fraction = guess > 1000 ? fraction / 2 ** 1000 / 2 ** (guess - 1000) : fraction / 2 ** guess;
  exponent += guess;
  if (Math.abs(fraction) >= 1) return [fraction / 2, exponent + 1];
  if (Math.abs(fraction) < 0.5) return [fraction * 2, exponent - 1];
  return [fraction, exponent];
}

function pairOf(out: Slot, first: (slot: Slot) => void, second: (slot: Slot) => void): void {
  const tuple = newTuple(2);
  first(tupleItem(tuple, 0));
  second(tupleItem(tuple, 1));
  setRef(out, tuple);
}

function math_frexp(args: Slot, out: Slot): void {
  const [fraction, exponent] = splitFloat(realNumber(args));
  pairOf(
    out,
    (slot) => setFloat(slot, fraction),
    (slot) => setInt(slot, exponent),
  );
}

function math_ldexp(args: Slot, out: Slot): void {
  const x = realNumber(args);
  if (!isIntValue(args + 8)) throw raise(T.TypeError, "Expected an int as second argument to ldexp.");
  const safe = safeNumber(args + 8);
  const exponent = Number.isNaN(safe)
    ? intSign(args + 8) < 0
      ? -100000
      : 100000
    : Math.max(-100000, Math.min(100000, safe));
  if (x === 0 || !Number.isFinite(x)) {
    setFloat(out, x);
    return;
  }
  const [fraction, own] = splitFloat(x);
  const power = own + exponent;
  if (power > 1024) throw raiseMathRange();
  if (power >= -1021) setFloat(out, fraction * 2 * 2 ** (power - 1));
  else if (power < -1080) setFloat(out, fraction * 0);
  // One rounding: the fraction is scaled exactly first, then divided into the subnormal range.
  else setFloat(out, fraction * 2 ** (power + 1074) * 2 ** -1074);
}

function math_modf(args: Slot, out: Slot): void {
  const x = realNumber(args);
  const whole = Math.trunc(x);
  const fraction = Number.isFinite(x) ? x - whole : 0;
  const signed = (value: number): number => (value === 0 && (x < 0 || 1 / x < 0) ? -0 : value);
  pairOf(
    out,
    (slot) => setFloat(slot, x === x ? signed(fraction) : x),
    (slot) => setFloat(slot, signed(whole)),
  );
}

function math_fmod(args: Slot, out: Slot): void {
  const x = realNumber(args);
  const y = realNumber(args + 8);
  const rest = x % y;
  if (rest !== rest && x === x && y === y) throw raiseDomain();
  setFloat(out, rest);
}

/** The IEEE remainder: of the nearest multiple, the even one when two are as near. */
function math_remainder(args: Slot, out: Slot): void {
  const x = realNumber(args);
  const y = realNumber(args + 8);
  if (x !== x || y !== y) {
    setFloat(out, Number.NaN);
    return;
  }
  if (!Number.isFinite(x) || y === 0) throw raiseDomain();
  if (!Number.isFinite(y)) {
    setFloat(out, x);
    return;
  }
  const absX = Math.abs(x);
  const absY = Math.abs(y);
  const m = absX % absY;
  const c = absY - m;
  let rest: number;
  if (m < c) rest = m;
  else if (m > c) rest = -c;
  else rest = m - 2 * ((0.5 * (absX - m)) % absY);
  setFloat(out, x < 0 || (x === 0 && 1 / x < 0) ? -rest : rest);
}

function math_pow(args: Slot, out: Slot): void {
  const x = realNumber(args);
  const y = realNumber(args + 8);
  const power = roundedPower(x, y);
  if (power !== power && x === x && y === y) throw raiseDomain();
  if (!Number.isFinite(power) && Number.isFinite(x) && Number.isFinite(y)) {
    if (x === 0) throw raiseDomain();
    throw raiseMathRange();
  }
  setFloat(out, power);
}

// ---- Neighbours -------------------------------------------------------------------------------------------------------

const words = new DataView(new ArrayBuffer(8));
/** Floats as integers in their order. */
function ordinal(x: number): bigint {
  words.setFloat64(0, x);
  const bits = words.getBigInt64(0);
  return bits >= 0n ? bits : -(bits & 0x7fffffffffffffffn);
}
function fromOrdinal(n: bigint): number {
  words.setBigInt64(0, n >= 0n ? n : BigInt.asIntN(64, -n | (1n << 63n)));
  return words.getFloat64(0);
}

function math_nextafter(args: Slot, out: Slot): void {
  const x = realNumber(args);
  const y = realNumber(args + 8);
  let steps = 1n;
  if (!isUnbound(args + 16) && !isNone(args + 16)) {
    steps = toIndexBigInt(args + 16);
    if (steps < 0n) throw raise(T.ValueError, "steps must be a non-negative integer");
  }
  if (x !== x || y !== y) setFloat(out, Number.NaN);
  else if (steps === 0n) setFloat(out, x);
  else if (x === y) setFloat(out, y);
  else {
    const from = ordinal(x);
    const to = ordinal(y);
    const reached =
      from < to ? (from + steps >= to ? to : from + steps) : from - steps <= to ? to : from - steps;
    setFloat(out, reached === to ? y : reached === 0n && from < 0n ? -0 : fromOrdinal(reached));
  }
}

function math_ulp(args: Slot, out: Slot): void {
  const x = Math.abs(realNumber(args));
  if (!Number.isFinite(x)) setFloat(out, x);
  else if (x === Number.MAX_VALUE) setFloat(out, x - fromOrdinal(ordinal(x) - 1n));
  else setFloat(out, fromOrdinal(ordinal(x) + 1n) - x);
}

// ---- Sums ----------------------------------------------------------------------------------------------------------------

/** The exactly rounded sum of floats (Shewchuk's partial sums, which do not overlap). */
export class ExactSum {
  private partials: number[] = [];
  private special = 0;
  private sawSpecial = false;
  private infinities = 0;

  add(value: number): void {
    let x = value;
    if (!Number.isFinite(x)) {
      this.sawSpecial = true;
      if (x === x) this.infinities += x;
      this.special += x;
      return;
    }
    let count = 0;
    const { partials } = this;
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[count++] = low;
      x = high;
    }
    if (!Number.isFinite(x)) throw raise(T.OverflowError, "intermediate overflow in fsum");
    partials.length = count;
    if (x !== 0) partials.push(x);
  }

  get result(): number {
    if (this.sawSpecial) {
      if (this.infinities !== this.infinities) throw raise(T.ValueError, "-inf + inf in fsum");
      return this.special;
    }
    const { partials } = this;
    let n = partials.length;
    if (n === 0) return 0;
    let high = partials[--n] as number;
    let low = 0;
    while (n > 0) {
      const x = high;
      const y = partials[--n] as number;
      high = x + y;
      low = y - (high - x);
      if (low !== 0) break;
    }
    // Half-even rounding across several partials: the next one decides a tie.
    if (
      n > 0 &&
      ((low < 0 && (partials[n - 1] as number) < 0) || (low > 0 && (partials[n - 1] as number) > 0))
    ) {
      const y = low * 2;
      const x = high + y;
      if (y === x - high) high = x;
    }
    return high;
  }
}

function math_fsum(args: Slot, out: Slot): void {
  const sum = new ExactSum();
  forEach(args, (item) => sum.add(realNumber(item)) as undefined);
  setFloat(out, sum.result);
}

/** The exact error of a product of floats. */
function productError(a: number, b: number, p: number): number {
  const ta = 134217729 * a;
  const ah = ta - (ta - a);
  const tb = 134217729 * b;
  const bh = tb - (tb - b);
  return ah * bh - p + ah * (b - bh) + (a - ah) * bh + (a - ah) * (b - bh);
}

function math_fma(args: Slot, out: Slot): void {
  const x = realNumber(args);
  const y = realNumber(args + 8);
  const z = realNumber(args + 16);
  const p = x * y;
  if (!Number.isFinite(p) || !Number.isFinite(z) || p === 0) {
    const result = Number.isFinite(x) && Number.isFinite(y) && !Number.isFinite(z) ? z : p + z;
    if (result !== result && x === x && y === y && z === z) throw raiseDomain("invalid operation in fma");
    if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z))
      throw raise(T.OverflowError, "overflow in fma");
    setFloat(out, result);
    return;
  }
  const sum = new ExactSum();
  sum.add(p);
  sum.add(productError(x, y, p));
  sum.add(z);
  setFloat(out, sum.result);
}

function math_sumprod(args: Slot, out: Slot): void {
  const temps = pushTemps(4);
  setRef(temps, listOf(args));
  setRef(temps + 8, listOf(args + 8));
  const left = refAt(temps);
  const right = refAt(temps + 8);
  if (listLength(left) !== listLength(right)) throw raise(T.ValueError, "Inputs are not the same length");
  const count = listLength(left);
  let whole = true;
  let real = true;
  for (let i = 0; i < count; i++)
    for (const slot of [listItem(left, i), listItem(right, i)]) {
      whole &&= isIntValue(slot);
      real &&= isIntValue(slot) || isFloatValue(slot);
    }
  if (real && !whole) {
    const sum = new ExactSum();
    for (let i = 0; i < count; i++) {
      const x = realValue(listItem(left, i));
      const y = realValue(listItem(right, i));
      const p = x * y;
      sum.add(p);
      if (Number.isFinite(p)) sum.add(productError(x, y, p));
    }
    setFloat(out, sum.result);
    return;
  }
  setInt(temps + 16, 0);
  for (let i = 0; i < count; i++) {
    binaryOperation(NB_MULTIPLY, listItem(left, i), listItem(right, i), temps + 24);
    binaryOperation(NB_ADD, temps + 16, temps + 24, temps + 16);
  }
  copyValue(temps + 16, out);
}

function math_prod(args: Slot, out: Slot): void {
  const total = pushTemp();
  if (isUnbound(args + 8)) setInt(total, 1);
  else copyValue(args + 8, total);
  forEach(args, (item) => binaryOperation(NB_MULTIPLY, total, item, total) as undefined);
  copyValue(total, out);
}

function math_hypot(args: Slot, out: Slot, extra: number): void {
  const parts: number[] = [];
  for (let i = 0; i < extra; i++) parts.push(realNumber(args + 8 * i));
  setFloat(out, roundedLength(parts));
}

function math_dist(args: Slot, out: Slot): void {
  const temps = pushTemps(2);
  setRef(temps, listOf(args));
  setRef(temps + 8, listOf(args + 8));
  const p = refAt(temps);
  const q = refAt(temps + 8);
  if (listLength(p) !== listLength(q))
    throw raise(T.ValueError, "both points must have the same number of dimensions");
  const parts: number[] = [];
  for (let i = 0; i < listLength(p); i++) parts.push(realNumber(listItem(p, i)) - realNumber(listItem(q, i)));
  setFloat(out, roundedLength(parts));
}

function math_isclose(args: Slot, out: Slot): void {
  const a = realNumber(args);
  const b = realNumber(args + 8);
  const relative = isUnbound(args + 16) ? 1e-9 : realNumber(args + 16);
  const absolute = isUnbound(args + 24) ? 0 : realNumber(args + 24);
  if (relative < 0 || absolute < 0) throw raise(T.ValueError, "tolerances must be non-negative");
  if (a === b) setBool(out, true);
  else if (!Number.isFinite(a) || !Number.isFinite(b)) setBool(out, false);
  else {
    const difference = Math.abs(b - a);
    setBool(
      out,
      difference <= Math.abs(relative * b) || difference <= Math.abs(relative * a) || difference <= absolute,
    );
  }
}

// ---- Integers ------------------------------------------------------------------------------------------------------------

/** From this size on Euclid's steps are taken many at a time. */
const LONG_GCD = 1n << 200n;
/** Bits of the leading parts: products of two of them and a cofactor stay exact. */
const LEADING_BITS = 50;

function gcdBig(x: bigint, y: bigint): bigint {
  let a = x < 0n ? -x : x;
  let b = y < 0n ? -y : y;
  if (a < b) [a, b] = [b, a];
  while (b !== 0n) {
    if (a <= 9007199254740991n) return BigInt(gcdNumbers(Number(a), Number(b)));
    [a, b] = b > LONG_GCD ? gcdStep(a, b) : [b, a % b];
  }
  return a;
}

/**
 * Lehmer's step: Euclid's algorithm on the leading bits of a >= b, as long as its quotients are those of the whole numbers, which are
 * then brought to the same place at once. At least one step is done.
 */
function gcdStep(a: bigint, b: bigint): [bigint, bigint] {
  const shift = BigInt(bitLength(a) - LEADING_BITS);
  let x = Number(a >> shift);
  let y = Number(b >> shift);
  let [s, t, u, v] = [1, 0, 0, 1];
  // Collins' condition: both ends of what the leading bits leave open have the same quotient.
  while (y + u !== 0 && y + v !== 0) {
    const quotient = Math.floor((x + s) / (y + u));
    if (quotient !== Math.floor((x + t) / (y + v))) break;
    const [nextU, nextV] = [s - quotient * u, t - quotient * v];
    if (Math.abs(nextU) > 0x3ffffff || Math.abs(nextV) > 0x3ffffff) break;
    [s, u, t, v] = [u, nextU, v, nextV];
    [x, y] = [y, x - quotient * y];
  }
  if (t === 0) return [b, a % b];
  return [BigInt(s) * a + BigInt(t) * b, BigInt(u) * a + BigInt(v) * b];
}

function gcdNumbers(x: number, y: number): number {
  let a = Math.abs(x);
  let b = Math.abs(y);
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

function math_gcd(args: Slot, out: Slot, extra: number): void {
  if (extra === 2 && isInt(args) && isInt(args + 8)) {
    int_set(out, gcdNumbers(safeNumber(args), safeNumber(args + 8)));
    return;
  }
  let result = 0n;
  for (let i = 0; i < extra; i++) result = gcdBig(result, toIndexBigInt(args + 8 * i));
  int_set(out, result);
}

function math_lcm(args: Slot, out: Slot, extra: number): void {
  let result = 1n;
  for (let i = 0; i < extra; i++) {
    const value = toIndexBigInt(args + 8 * i);
    if (value === 0n) result = 0n;
    else if (result !== 0n) result = (result / gcdBig(result, value)) * value;
    if (result < 0n) result = -result;
  }
  int_set(out, result);
}

/** first · (first + 1) · … · last, halves first, so that the factors stay of one size. */
function productOfRange(first: bigint, last: bigint): bigint {
  if (first > last) return 1n;
  if (last - first < 8n) {
    let product = first;
    for (let n = first + 1n; n <= last; n++) product *= n;
    return product;
  }
  const middle = (first + last) / 2n;
  return productOfRange(first, middle) * productOfRange(middle + 1n, last);
}

const factorials: number[] = [1];
for (let n = 1; n <= 18; n++) factorials.push((factorials[n - 1] as number) * n);

function math_factorial(args: Slot, out: Slot): void {
  const n = toIndexBigInt(args);
  if (n < 0n) throw raise(T.ValueError, "factorial() not defined for negative values");
  if (n > 0x7fffffffn) throw raise(T.OverflowError, "factorial() argument should not exceed 2147483647");
  if (n <= 18n) int_set(out, factorials[Number(n)] as number);
  else {
    if (n > 5000000n) throw raiseMemory();
    int_set(out, productOfRange(2n, n));
  }
}

function nonNegative(slot: Slot, name: string): bigint {
  const value = toIndexBigInt(slot);
  if (value < 0n) throw raise(T.ValueError, `${name} must be a non-negative integer`);
  return value;
}

/** The logarithm to base 2, or a little less. `n` is positive. */
const leastLog2 = (n: bigint): number => (n <= 9007199254740991n ? Math.log2(Number(n)) : bitLength(n) - 1);

function math_comb(args: Slot, out: Slot): void {
  const n = nonNegative(args, "n");
  let k = nonNegative(args + 8, "k");
  if (k > n) {
    setInt(out, 0);
    return;
  }
  if (n - k < k) k = n - k;
  if (k > 0x7fffffffn) throw raise(T.OverflowError, "min(n - k, k) must not exceed 2147483647");
  // The result is (n / k)^k at least.
  if (k > 0n) checkBits(Number(k) * (leastLog2(n) - Math.log2(Number(k))));
  let result = 1n;
  for (let i = 1n; i <= k; i++) result = (result * (n - k + i)) / i;
  int_set(out, result);
}

function math_perm(args: Slot, out: Slot): void {
  if (isUnbound(args + 8) || isNone(args + 8)) {
    math_factorial(args, out);
    return;
  }
  const n = nonNegative(args, "n");
  const k = nonNegative(args + 8, "k");
  if (k > n) setInt(out, 0);
  else {
    checkBits(Number(k) * leastLog2(n - k + 1n));
    int_set(out, productOfRange(n - k + 1n, n));
  }
}

/** The integer part of a square root. */
export function integerSquareRoot(n: bigint): bigint {
  if (n < 4503599627370496n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  // Newton's method, one step for each precision, which doubles (as CPython: the result is at most one too high).
  const half = (bitLength(n) - 1) >> 1;
  let root = 1n;
  let bits = 0;
  for (let shift = 31 - Math.clz32(half); shift >= 0; shift--) {
    const before = bits;
    bits = Math.floor(half / 2 ** shift);
    root = (root << BigInt(bits - before - 1)) + (n >> BigInt(2 * half - before - bits + 1)) / root;
  }
  return root * root > n ? root - 1n : root;
}

function math_isqrt(args: Slot, out: Slot): void {
  const n = toIndexBigInt(args);
  if (n < 0n) throw raise(T.ValueError, "isqrt() argument must be nonnegative");
  int_set(out, integerSquareRoot(n));
}

const FUNCTIONS: FunctionTable = {
  acos: ["(x, /)", real(Math.acos, unitInput)],
  acosh: ["(x, /)", real(acosh, (x) => `expected argument value not less than 1, got ${floatText(x)}`)],
  asin: ["(x, /)", real(Math.asin, unitInput)],
  asinh: ["(x, /)", real(asinh)],
  atan: ["(x, /)", real(Math.atan)],
  atan2: ["(y, x, /)", (args, out) => setFloat(out, Math.atan2(realNumber(args), realNumber(args + 8)))],
  atanh: [
    "(x, /)",
    real(
      (x) => (Math.abs(x) >= 1 ? Number.NaN : Math.atanh(x)),
      (x) => `expected a number between -1 and 1, got ${floatText(x)}`,
    ),
  ],
  cbrt: ["(x, /)", real(Math.cbrt)],
  ceil: ["(x, /)", roundBy("__ceil__", Math.ceil)],
  comb: ["(n, k, /)", math_comb],
  copysign: [
    "(x, y, /)",
    (args, out) => {
      const x = Math.abs(realNumber(args));
      const y = realNumber(args + 8);
      setFloat(out, y < 0 || (y === 0 && 1 / y < 0) ? -x : x);
    },
  ],
  cos: ["(x, /)", real(exactCos, finiteInput)],
  cosh: ["(x, /)", real(cosh)],
  degrees: ["(x, /)", (args, out) => setFloat(out, realNumber(args) * (180 / Math.PI))],
  dist: ["(p, q, /)", math_dist],
  erf: ["(x, /)", real(roundedErf)],
  erfc: ["(x, /)", real(roundedErfc)],
  exp: ["(x, /)", real(roundedExp)],
  exp2: ["(x, /)", real(roundedExp2)],
  expm1: ["(x, /)", real(Math.expm1)],
  fabs: ["(x, /)", (args, out) => setFloat(out, Math.abs(realNumber(args)))],
  factorial: ["(n, /)", math_factorial],
  floor: ["(x, /)", roundBy("__floor__", Math.floor)],
  fma: ["(x, y, z, /)", math_fma],
  fmod: ["(x, y, /)", math_fmod],
  frexp: ["(x, /)", math_frexp],
  fsum: ["(seq, /)", math_fsum],
  gamma: ["(x, /)", real(gamma, noPole)],
  gcd: ["(*integers)", math_gcd],
  hypot: ["(*coordinates)", math_hypot],
  isclose: ["(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose],
  isfinite: ["(x, /)", (args, out) => setBool(out, Number.isFinite(realNumber(args)))],
  isinf: ["(x, /)", (args, out) => setBool(out, Math.abs(realNumber(args)) === Number.POSITIVE_INFINITY)],
  isnan: ["(x, /)", (args, out) => setBool(out, Number.isNaN(realNumber(args)))],
  isqrt: ["(n, /)", math_isqrt],
  lcm: ["(*integers)", math_lcm],
  ldexp: ["(x, i, /)", math_ldexp],
  lgamma: ["(x, /)", real(logGamma, noPole)],
  log: ["(x, base=<unrepresentable>, /)", math_log],
  log10: ["(x, /)", (args, out) => setFloat(out, logarithm(args, roundedLog10))],
  log1p: [
    "(x, /)",
    real(
      (x) => (x <= -1 ? Number.NaN : Math.log1p(x)),
      (x) => `expected argument value > -1, got ${floatText(x)}`,
    ),
  ],
  log2: ["(x, /)", (args, out) => setFloat(out, logarithm(args, roundedLog2))],
  modf: ["(x, /)", math_modf],
  nextafter: ["(x, y, /, *, steps=None)", math_nextafter],
  perm: ["(n, k=None, /)", math_perm],
  pow: ["(x, y, /)", math_pow],
  prod: ["(iterable, /, *, start=1)", math_prod],
  radians: ["(x, /)", (args, out) => setFloat(out, realNumber(args) * (Math.PI / 180))],
  remainder: ["(x, y, /)", math_remainder],
  sin: ["(x, /)", real(exactSin, finiteInput)],
  sinh: ["(x, /)", real(Math.sinh)],
  sqrt: ["(x, /)", real(Math.sqrt, (x) => `expected a nonnegative input, got ${floatText(x)}`)],
  sumprod: ["(p, q, /)", math_sumprod],
  tan: ["(x, /)", real(Math.tan, finiteInput)],
  tanh: ["(x, /)", real(tanh)],
  trunc: ["(x, /)", math_trunc],
  ulp: ["(x, /)", math_ulp],
};

export function makeMathModule(): Address {
  const module = newModule("math");
  addFunctions(module, FUNCTIONS);
  for (const [name, value] of Object.entries({
    pi: Math.PI,
    e: Math.E,
    tau: 2 * Math.PI,
    inf: Number.POSITIVE_INFINITY,
    nan: Number.NaN,
  }))
    addFloat(module, name, value);
  return module;
}
