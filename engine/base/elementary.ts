/**
 * Powers, exponentials, logarithms and lengths, correctly rounded but for about one result in a hundred thousand.
 *
 * The host's `Math` functions may be wrong in the last digit, and Python programs print all digits; CPython's libraries are
 * nearly always right. So these compute with pairs of doubles (the unevaluated sum of a value and its rounding error,
 * about 106 bits) and round once at the end. `Math` supplies the first approximation.
 *
 * Pairs are returned through `low`: a function gives the high part and leaves the low part there.
 */

let low = 0;

const SPLIT = 134217729; // 2^27 + 1

/** a + b exactly. */
function sum(a: number, b: number): number {
  const s = a + b;
  const v = s - a;
  low = a - (s - v) + (b - v);
  return s;
}

/** a + b exactly, for |a| >= |b|. */
function quickSum(a: number, b: number): number {
  const s = a + b;
  low = b - (s - a);
  return s;
}

/** a · b exactly (|a|, |b| below 2^996). */
function product(a: number, b: number): number {
  const p = a * b;
  const ta = SPLIT * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLIT * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  low = ah * bh - p + ah * bl + al * bh + al * bl;
  return p;
}

/** (a + a') · (b + b'). */
function multiplyPairs(a: number, aLow: number, b: number, bLow: number): number {
  const p = product(a, b);
  return quickSum(p, low + (a * bLow + aLow * b));
}

/** (a + a') + (b + b'). */
function addPairs(a: number, aLow: number, b: number, bLow: number): number {
  const s = sum(a, b);
  return quickSum(s, low + (aLow + bLow));
}

/** (a + a') / (b + b'). */
function dividePairs(a: number, aLow: number, b: number, bLow: number): number {
  const q = a / b;
  const p = product(q, b);
  const rest = a - p - low + aLow - q * bLow;
  return quickSum(q, rest / b);
}

const LN2 = Math.LN2;
const LN2_LOW = 2.3190468138462996e-17;

/** e^(x + xLow) as a pair, for |x| <= 1/128: the series. Terms from the third on are small enough for one double. */
function seriesExp(x: number, xLow: number): number {
  const tail =
    x *
    x *
    x *
    (1 / 6 +
      x *
        (1 / 24 +
          x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * (1 / 40320 + x * (1 / 362880 + x / 3628800)))))));
  const square = product(x, x) / 2;
  const squareLow = low / 2 + x * xLow;
  const linear = sum(1, x);
  const linearLow = low + xLow;
  const total = sum(linear, square);
  return quickSum(total, low + linearLow + squareLow + tail);
}

/** e^(j/128) as pairs for j in −64…64, at j + 64. Filled on first use. */
let expTable: Float64Array | null = null;
function exponentials(): Float64Array {
  if (expTable !== null) return expTable;
  const table = new Float64Array(258);
  const stepHigh = seriesExp(1 / 128, 0);
  const stepLow = low;
  table[128] = 1;
  for (let j = 1; j <= 64; j++) {
    const at = 2 * (64 + j);
    table[at] = multiplyPairs(table[at - 2], table[at - 1], stepHigh, stepLow);
    table[at + 1] = low;
    const down = 2 * (64 - j);
    table[down] = dividePairs(1, 0, table[at], table[at + 1]);
    table[down + 1] = low;
  }
  expTable = table;
  return table;
}

let exponent = 0;
/** e^(x + xLow) = (result + low) · 2^exponent. |x| below 2^20. */
function expPair(x: number, xLow: number): number {
  const k = Math.round(x / LN2);
  // r = x − k·ln 2
  const p = product(k, LN2);
  const pLow = low + k * LN2_LOW;
  let r = addPairs(x, xLow, -p, -pLow);
  let rLow = low;
  const table = exponentials();
  const j = Math.round(r * 128);
  r = addPairs(r, rLow, -j / 128, 0);
  rLow = low;
  const e = seriesExp(r, rLow);
  const result = multiplyPairs(e, low, table[2 * (j + 64)], table[2 * (j + 64) + 1]);
  exponent = k;
  return result;
}

/** (high + rest) · 2^power, rounded once, subnormal results too. */
function scalePair(high: number, rest: number, power: number): number {
  const value = high + rest;
  if (power > 1100)
    return value > 0 ? Number.POSITIVE_INFINITY : value < 0 ? Number.NEGATIVE_INFINITY : value;
  const size = Math.floor(Math.log2(Math.abs(value))) + power;
  if (size > -1022) {
    const half = power >> 1;
    return value * 2 ** half * 2 ** (power - half);
  }
  if (size < -1080) return value * 0;
  // Subnormal: bits below 2^-1074 are rounded away. Adding a big number of the right size rounds there, once.
  const unit = 2 ** (-1074 - power + 52);
  const big = unit * 1.5 * Math.sign(value);
  const s = sum(high, big);
  let rounded = s - big;
  // The rest and the error of the sum decide when they tip the balance.
  const error = low + rest;
  const ulp = unit * 2 ** -52;
  if (error > ulp / 2) rounded += ulp;
  else if (error < -ulp / 2) rounded -= ulp;
  return rounded * 2 ** -600 * 2 ** (power + 600);
}

/** ln(x) as a pair, for finite x > 0. */
function logPair(x: number): number {
  let scale = 0;
  let m = x;
  if (m < 2.2250738585072014e-308) {
    m *= 2 ** 54;
    scale = -54;
  }
  const e = Math.floor(Math.log2(m));
  scale += e;
  m = e > 1000 ? m / 2 ** 1000 / 2 ** (e - 1000) : e < -1000 ? m * 2 ** 1000 * 2 ** (-e - 1000) : m / 2 ** e;
  if (m > Math.SQRT2) {
    m /= 2;
    scale++;
  }
  // Newton's step doubles the digits of the first approximation y: ln m = y + (m·e^−y − 1) − …
  const y = Math.log(m);
  let high: number;
  let rest: number;
  if (m === 1) high = rest = 0;
  else {
    const inverse = expPair(-y, 0);
    const factor = 2 ** exponent;
    const p = multiplyPairs(inverse * factor, low * factor, m, 0);
    const pLow = low;
    const d = addPairs(p, pLow, -1, 0);
    const dLow = low;
    // d is about 1e-16: ln(1 + d) = d − d²/2.
    high = addPairs(y, 0, d, dLow - (d * d) / 2);
    rest = low;
  }
  if (scale !== 0) {
    const p = product(scale, LN2);
    const pLow = low + scale * LN2_LOW;
    high = addPairs(p, pLow, high, rest);
    rest = low;
  }
  low = rest;
  return high;
}

/** x^n as a pair for a whole n, scaled so that nothing overflows: (result + low) · 2^exponent. */
function wholePower(x: number, n: number): number {
  let e = Math.floor(Math.log2(x));
  let base =
    e > 1000 ? x / 2 ** 1000 / 2 ** (e - 1000) : e < -1000 ? x * 2 ** 1000 * 2 ** (-e - 1000) : x / 2 ** e;
  let baseLow = 0;
  let high = 1;
  let rest = 0;
  let power = 0;
  for (let left = n; ; ) {
    if (left % 2 === 1) {
      high = multiplyPairs(high, rest, base, baseLow);
      rest = low;
      power += e;
      if (high >= 2 ** 400) {
        high *= 2 ** -400;
        rest *= 2 ** -400;
        power += 400;
      }
    }
    left = Math.floor(left / 2);
    if (left === 0) break;
    base = multiplyPairs(base, baseLow, base, baseLow);
    baseLow = low;
    e *= 2;
    if (base >= 2 ** 400) {
      base *= 2 ** -400;
      baseLow *= 2 ** -400;
      e += 400;
    }
  }
  exponent = power;
  low = rest;
  return high;
}

/** x^y, for any x and y; NaN where x < 0 and y is not whole. Follows C's `pow` for zeros, infinities and NaN. */
export function roundedPower(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x !== x || y !== y) return Number.NaN;
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y))
    return x === -1 && !Number.isFinite(y) ? 1 : x ** y;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  const whole = y % 1 === 0;
  if (x < 0 && !whole) return Number.NaN;
  const sign = x < 0 && y % 2 !== 0 ? -1 : 1;
  const magnitude = Math.abs(x);
  if (magnitude === 1) return sign;
  let high: number;
  if (whole && Math.abs(y) <= 64) {
    high = wholePower(magnitude, Math.abs(y));
    if (y < 0) {
      const power = exponent;
      high = dividePairs(1, 0, high, low);
      exponent = -power;
    }
  } else {
    const l = logPair(magnitude);
    const lLow = low;
    const estimate = l * y;
    if (estimate > 710) return sign * Number.POSITIVE_INFINITY;
    if (estimate < -746) return sign * 0;
    const p = multiplyPairs(l, lLow, y, 0);
    high = expPair(p, low);
  }
  return sign * scalePair(high, low, exponent);
}

/** e^x. */
export function roundedExp(x: number): number {
  if (x !== x || !Number.isFinite(x)) return Math.exp(x);
  if (x > 710) return Number.POSITIVE_INFINITY;
  if (x < -746) return 0;
  if (Math.abs(x) < 1e-17) return 1;
  const high = expPair(x, 0);
  return scalePair(high, low, exponent);
}

/** 2^x. */
export const roundedExp2 = (x: number): number => roundedPower(2, x);

/** ln(x) for x > 0. */
export function roundedLog(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log(x);
  const high = logPair(x);
  return high + low;
}

const LN10 = Math.LN10;
const LN10_LOW = -2.1707562233822494e-16;

/** Base-2 logarithm for x > 0. */
export function roundedLog2(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log2(x);
  const e = Math.round(Math.log2(x));
  if (2 ** e === x) return e;
  const high = logPair(x);
  return dividePairs(high, low, LN2, LN2_LOW);
}

/** Base-10 logarithm for x > 0. */
export function roundedLog10(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Math.log10(x);
  const high = logPair(x);
  return dividePairs(high, low, LN10, LN10_LOW);
}

/** √(x² + y²) without overflow or underflow. */
export function roundedHypot(x: number, y: number): number {
  return roundedLength([x, y]);
}

/** Length of a vector, correctly rounded but for rare cases. */
export function roundedLength(parts: readonly number[]): number {
  let largest = 0;
  let isNan = false;
  for (const part of parts) {
    const size = Math.abs(part);
    if (size === Number.POSITIVE_INFINITY) return size;
    if (size !== size) isNan = true;
    else if (size > largest) largest = size;
  }
  if (isNan) return Number.NaN;
  if (largest === 0) return 0;
  const e = Math.floor(Math.log2(largest));
  const half = e >> 1;
  const down = (value: number): number => value * 2 ** -half * 2 ** -(e - half);
  let total = 0;
  let rest = 0;
  for (const part of parts) {
    const scaled = down(part);
    const square = product(scaled, scaled);
    total = addPairs(total, rest, square, low);
    rest = low;
  }
  // One Newton step on the square root.
  const root = Math.sqrt(total);
  const square = product(root, root);
  const correction = (total - square - low + rest) / (2 * root);
  return scalePair(root, correction, e);
}

// ---- Error function ----------------------------------------------------------------------------------------------------

const TWO_OVER_SQRT_PI = 1.1283791670955126;
const TWO_OVER_SQRT_PI_LOW = 1.533545961316588e-17;
const INVERSE_SQRT_PI = 0.5641895835477563;

/** erf(x) for 0 <= x < 6 as a pair: e^(−x²) · 2/√π · (x + 2x³/3 + 4x⁵/15 + …), all terms of one sign. */
function erfPair(x: number): number {
  const square = product(x, x);
  const squareLow = low;
  let term = x;
  let termLow = 0;
  let total = x;
  let totalLow = 0;
  for (let n = 1; n < 400 && term > total * 1e-33; n++) {
    term = multiplyPairs(term, termLow, square, squareLow);
    term = dividePairs(2 * term, 2 * low, 2 * n + 1, 0);
    termLow = low;
    total = addPairs(total, totalLow, term, termLow);
    totalLow = low;
  }
  const e = expPair(-square, -squareLow);
  const scale = 2 ** exponent;
  const factor = multiplyPairs(e * scale, low * scale, TWO_OVER_SQRT_PI, TWO_OVER_SQRT_PI_LOW);
  return multiplyPairs(total, totalLow, factor, low);
}

/** erf(x). */
export function roundedErf(x: number): number {
  const size = Math.abs(x);
  if (x !== x || x === 0) return x;
  if (size >= 6) return Math.sign(x);
  if (size < 1e-16) return x * TWO_OVER_SQRT_PI;
  return Math.sign(x) * (erfPair(size) + low);
}

/** erfc(x) = 1 − erf(x). */
export function roundedErfc(x: number): number {
  if (x !== x) return x;
  if (x < -6) return 2;
  if (x > 27.3) return 0;
  if (x < 4) {
    const e = erfPair(Math.abs(x));
    const eLow = low;
    return x < 0 ? addPairs(1, 0, e, eLow) + low : addPairs(1, 0, -e, -eLow) + low;
  }
  // The continued fraction x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))).
  let high = x;
  let rest = 0;
  for (let k = 120; k >= 1; k--) {
    const quotient = dividePairs(k / 2, 0, high, rest);
    high = addPairs(x, 0, quotient, low);
    rest = low;
  }
  const square = product(x, x);
  const e = expPair(-square, -low);
  const eLow = low;
  const power = exponent;
  const part = dividePairs(e, eLow, high, rest);
  const result = multiplyPairs(part, low, INVERSE_SQRT_PI, 7.66772980658294e-18);
  return scalePair(result, low, power);
}

// ---- Sine and cosine ---------------------------------------------------------------------------------------------------

const PIO2_1 = 1.5707963267341256;
const PIO2_1T = 6.077100506506192e-11;
const PIO2_2 = 6.077100506303966e-11;
const PIO2_2T = 2.0222662487959506e-21;
const PIO2_3 = 2.0222662487111665e-21;
const PIO2_3T = 8.4784276603689e-32;

let reduced = 0;
let reducedLow = 0;
const bits = new DataView(new ArrayBuffer(8));
function exponentBits(value: number): number {
  bits.setFloat64(0, value);
  return (bits.getUint16(0) >> 4) & 0x7ff;
}

/** x = n·π/2 + reduced + reducedLow with |reduced| <= π/4; returns n. |x| below 1.6e6. (Cody and Waite, in three steps.) */
function reduceAngle(x: number): number {
  const n = Math.round(x * 0.6366197723675814);
  let r = x - n * PIO2_1;
  let w = n * PIO2_1T;
  let y = r - w;
  const size = exponentBits(x);
  if (size - exponentBits(y) > 16) {
    let t = r;
    w = n * PIO2_2;
    r = t - w;
    w = n * PIO2_2T - (t - r - w);
    y = r - w;
    if (size - exponentBits(y) > 49) {
      t = r;
      w = n * PIO2_3;
      r = t - w;
      w = n * PIO2_3T - (t - r - w);
      y = r - w;
    }
  }
  reduced = y;
  reducedLow = r - y - w;
  return n;
}

/** sin(x + y) for |x| <= π/4: a minimax polynomial. */
function sineKernel(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const r =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * 2.75573137070700676789e-6) +
    z * w * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10);
  const v = z * x;
  if (y === 0) return x + v * (-1.66666666666666324348e-1 + z * r);
  return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-1);
}

/** cos(x + y) for |x| <= π/4. */
function cosineKernel(x: number, y: number): number {
  const z = x * x;
  const w = z * z;
  const r =
    z * (4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5)) +
    w * w * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11));
  const half = 0.5 * z;
  const one = 1 - half;
  return one + (1 - one - half + (z * r - x * y));
}

/** sin(x), to the digit as the usual C libraries have it. */
export function exactSin(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1.6e6)) return Math.sin(x);
  if (size < 2.0 ** -26) return x;
  if (size <= 0.7853981633974483) return sineKernel(x, 0);
  const n = reduceAngle(x) & 3;
  const value = (n & 1) === 0 ? sineKernel(reduced, reducedLow) : cosineKernel(reduced, reducedLow);
  return n < 2 ? value : -value;
}

/** cos(x), likewise. */
export function exactCos(x: number): number {
  const size = Math.abs(x);
  if (!(size < 1.6e6)) return Math.cos(x);
  if (size < 2 ** -27) return 1;
  if (size <= 0.7853981633974483) return cosineKernel(x, 0);
  const n = reduceAngle(x) & 3;
  const value = (n & 1) === 0 ? cosineKernel(reduced, reducedLow) : sineKernel(reduced, reducedLow);
  return n === 0 || n === 3 ? value : -value;
}
