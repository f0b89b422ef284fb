/**
 * cmath: functions of complex numbers.
 *
 * The formulas are Kahan's ("Branch cuts for complex elementary functions"), as in CPython. What is infinite or not a number is looked up:
 * each such function has a table of seven by seven results, for the real and the imaginary part −∞, negative, −0, 0,
 * positive, ∞ and NaN. A result is two letters, real part and imaginary part (`VALUES`); ".." is computed.
 */
import { exactCos, exactSin, roundedExp, roundedHypot, roundedLog } from "../../base/elementary.ts";
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { isUnbound, setBool, setFloat, setRef } from "../../heap/values.ts";
import { setComplex, toComplex } from "../../objects/complex.ts";
import { realNumber } from "../../objects/float.ts";
import { newModule } from "../../objects/module.ts";
import { newTuple, tupleItem } from "../../objects/tuple.ts";
import type { Native } from "../../runtime/native.ts";
import { raise } from "../../runtime/raise.ts";
import { addFloat, addFunctions, addValue, type FunctionTable } from "../functions/table.ts";
import { asinh, cosh, tanh } from "./math.ts";

type Complex = readonly [real: number, imaginary: number];

const { PI, E, LN2, LN10, abs, atan2, max, min, sqrt, log1p, tan } = Math;
const INF = Number.POSITIVE_INFINITY;
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = sqrt(LARGE);
const LOG_LARGE = roundedLog(LARGE);
const SMALLEST_NORMAL = 2 ** -1022;
const SQRT_SMALLEST = sqrt(SMALLEST_NORMAL);

const isMinus = (x: number): boolean => x < 0 || Object.is(x, -0);
const copySign = (x: number, sign: number): number => (isMinus(x) === isMinus(sign) ? x : -x);
const isInfinite = (x: number): boolean => abs(x) === INF;

const raiseDomain = () => raise(T.ValueError, "math domain error");
const raiseMathRange = () => raise(T.OverflowError, "math range error");

// ---- Special values --------------------------------------------------------------------------------------------------

const VALUES: Readonly<Record<string, number>> = {
  I: INF,
  i: -INF,
  Z: 0,
  z: -0,
  O: 1,
  o: -1,
  N: Number.NaN,
  P: PI,
  p: -PI,
  H: PI / 2,
  h: -PI / 2,
  Q: PI / 4,
  q: -PI / 4,
  T: 0.75 * PI,
  t: -0.75 * PI,
};

// biome-ignore format: tables
const SPECIAL = {
  acos: "TI PI PI Pi Pi Ti NI|HI .. .. .. .. Hi NN|HI .. HZ Hz .. Hi HN|HI .. HZ Hz .. Hi HN|HI .. .. .. .. Hi NN|QI ZI ZI Zi Zi Qi NI|NI NN NN NN NN Ni NN",
  acosh: "It Ip Ip IP IP IT IN|Ih .. .. .. .. IH NN|Ih .. Zh ZH .. IH NH|Ih .. Zh ZH .. IH NH|Ih .. .. .. .. IH NN|Iq Iz Iz IZ IZ IQ IN|IN NN NN NN NN IN NN",
  asinh: "iq iz iz iZ iZ iQ iN|ih .. .. .. .. iH NN|ih .. zz zZ .. iH NN|Ih .. Zz ZZ .. IH NN|Ih .. .. .. .. IH NN|Iq Iz Iz IZ IZ IQ IN|IN NN Nz NZ NN IN NN",
  atanh: "zh zh zh zH zH zH zN|zh .. .. .. .. zH NN|zh .. zz zZ .. zH zN|Zh .. Zz ZZ .. ZH ZN|Zh .. .. .. .. ZH NN|Zh Zh Zh ZH ZH ZH ZN|Zh NN NN NN NN ZH NN",
  cosh: "IN .. IZ Iz .. IN IN|NN .. .. .. .. NN NN|NZ .. OZ Oz .. NZ NZ|NZ .. Oz OZ .. NZ NZ|NN .. .. .. .. NN NN|IN .. Iz IZ .. IN IN|NN NN NZ NZ NN NN NN",
  exp: "ZZ .. Zz ZZ .. ZZ ZZ|NN .. .. .. .. NN NN|NN .. Oz OZ .. NN NN|NN .. Oz OZ .. NN NN|NN .. .. .. .. NN NN|IN .. Iz IZ .. IN IN|NN NN Nz NZ NN NN NN",
  log: "It Ip Ip IP IP IT IN|Ih .. .. .. .. IH NN|Ih .. ip iP .. IH NN|Ih .. iz iZ .. IH NN|Ih .. .. .. .. IH NN|Iq Iz Iz IZ IZ IQ IN|IN NN NN NN NN IN NN",
  sinh: "IN .. iz iZ .. IN IN|NN .. .. .. .. NN NN|ZN .. zz zZ .. ZN ZN|ZN .. Zz ZZ .. ZN ZN|NN .. .. .. .. NN NN|IN .. Iz IZ .. IN IN|NN NN Nz NZ NN NN NN",
  sqrt: "Ii Zi Zi ZI ZI II NI|Ii .. .. .. .. II NN|Ii .. Zz ZZ .. II NN|Ii .. Zz ZZ .. II NN|Ii .. .. .. .. II NN|Ii Iz Iz IZ IZ II IN|Ii NN NN NN NN II NN",
  tanh: "oZ .. oz oZ .. oZ oZ|NN .. .. .. .. NN NN|zN .. zz zZ .. zN zN|ZN .. Zz ZZ .. ZN ZN|NN .. .. .. .. NN NN|OZ .. Oz OZ .. OZ OZ|NN NN Nz NZ NN NN NN",
  rect: "IN .. iZ iz .. IN IN|NN .. .. .. .. NN NN|ZZ .. zZ zz .. ZZ ZZ|ZZ .. Zz ZZ .. ZZ ZZ|NN .. .. .. .. NN NN|IN .. Iz IZ .. IN IN|NN NN NZ NZ NN NN NN",
} as const;

/** The column, or row, of a number in the tables. */
function kindOf(x: number): number {
  if (x !== x) return 6;
  if (x === 0) return isMinus(x) ? 2 : 3;
  if (isInfinite(x)) return x < 0 ? 0 : 5;
  return x < 0 ? 1 : 4;
}

/** The table's result for a number with a part that is not finite. */
function special(name: keyof typeof SPECIAL, x: number, y: number): Complex | null {
  if (Number.isFinite(x) && Number.isFinite(y)) return null;
  const cell = SPECIAL[name].split("|")[kindOf(x)]?.split(" ")[kindOf(y)] as string;
  return [VALUES[cell[0] as string] as number, VALUES[cell[1] as string] as number];
}

/** A direction that is infinitely far away: what cos and sin say of the signs. */
const towards = (size: number, y: number): Complex => [
  copySign(size, exactCos(y)),
  copySign(size, exactSin(y)),
];
const isFarAway = (x: number, y: number): boolean => isInfinite(x) && Number.isFinite(y) && y !== 0;

// ---- Functions -------------------------------------------------------------------------------------------------------

const half = (x: number, y: number): number => roundedLog(roundedHypot(x / 2, y / 2));
const isLarge = (x: number, y: number): boolean => abs(x) > LARGE || abs(y) > LARGE;

function complexSqrt(x: number, y: number): Complex {
  const known = special("sqrt", x, y);
  if (known !== null) return known;
  if (x === 0 && y === 0) return [0, y];
  let ax = abs(x);
  const ay = abs(y);
  let s: number;
  if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    ax *= 2 ** 53;
    s = sqrt(ax + roundedHypot(ax, ay * 2 ** 53)) * 2 ** -27;
  } else {
    ax /= 8;
    s = 2 * sqrt(ax + roundedHypot(ax, ay / 8));
  }
  const d = ay / (2 * s);
  return x >= 0 ? [s, copySign(d, y)] : [d, copySign(s, y)];
}

function complexAcos(x: number, y: number): Complex {
  const known = special("acos", x, y);
  if (known !== null) return known;
  if (isLarge(x, y)) {
    const size = half(x, y) + 2 * LN2;
    return [atan2(abs(y), x), x < 0 ? -copySign(size, y) : copySign(size, -y)];
  }
  const [a, b] = complexSqrt(1 - x, -y);
  const [c, d] = complexSqrt(1 + x, y);
  return [2 * atan2(a, c), asinh(c * b - d * a)];
}

function complexAcosh(x: number, y: number): Complex {
  const known = special("acosh", x, y);
  if (known !== null) return known;
  if (isLarge(x, y)) return [half(x, y) + 2 * LN2, atan2(y, x)];
  const [a, b] = complexSqrt(x - 1, y);
  const [c, d] = complexSqrt(x + 1, y);
  return [asinh(a * c + b * d), 2 * atan2(b, c)];
}

function complexAsinh(x: number, y: number): Complex {
  const known = special("asinh", x, y);
  if (known !== null) return known;
  if (isLarge(x, y)) {
    const size = half(x, y) + 2 * LN2;
    return [y >= 0 ? copySign(size, x) : -copySign(size, -x), atan2(y, abs(x))];
  }
  const [a, b] = complexSqrt(1 + y, -x);
  const [c, d] = complexSqrt(1 - y, x);
  return [asinh(a * d - c * b), atan2(y, a * c - b * d)];
}

function complexAtanh(x: number, y: number): Complex {
  const known = special("atanh", x, y);
  if (known !== null) return known;
  if (isMinus(x)) {
    const [a, b] = complexAtanh(-x, -y);
    return [-a, -b];
  }
  const ay = abs(y);
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    const h = roundedHypot(x / 2, y / 2);
    return [x / 4 / h / h, -copySign(PI / 2, -y)];
  }
  if (x === 1 && ay < SQRT_SMALLEST) {
    if (ay === 0) throw raiseDomain();
    return [-roundedLog(sqrt(ay) / sqrt(roundedHypot(ay, 2))), copySign(atan2(2, -ay) / 2, y)];
  }
  return [
    log1p((4 * x) / ((1 - x) * (1 - x) + ay * ay)) / 4,
    -atan2(-2 * y, (1 - x) * (1 + x) - ay * ay) / 2,
  ];
}

/** What came of finite arguments must be finite. */
function finite(x: number, y: number): Complex {
  if (isInfinite(x) || isInfinite(y)) throw raiseMathRange();
  return [x, y];
}

function complexCosh(x: number, y: number): Complex {
  if (isFarAway(x, y)) {
    const [a, b] = towards(INF, y);
    return [a, x > 0 ? b : -b];
  }
  const known = special("cosh", x, y);
  if (known !== null) {
    if (isInfinite(y) && x === x) throw raiseDomain();
    return known;
  }
  if (abs(x) > LOG_LARGE) {
    const nearer = x - copySign(1, x);
    return finite(exactCos(y) * cosh(nearer) * E, exactSin(y) * Math.sinh(nearer) * E);
  }
  return finite(exactCos(y) * cosh(x), exactSin(y) * Math.sinh(x));
}

function complexSinh(x: number, y: number): Complex {
  if (isFarAway(x, y)) {
    const [a, b] = towards(INF, y);
    return [x > 0 ? a : -a, b];
  }
  const known = special("sinh", x, y);
  if (known !== null) {
    if (isInfinite(y) && x === x) throw raiseDomain();
    return known;
  }
  if (abs(x) > LOG_LARGE) {
    const nearer = x - copySign(1, x);
    return finite(exactCos(y) * Math.sinh(nearer) * E, exactSin(y) * cosh(nearer) * E);
  }
  return finite(exactCos(y) * Math.sinh(x), exactSin(y) * cosh(x));
}

function complexTanh(x: number, y: number): Complex {
  if (isFarAway(x, y)) return [x > 0 ? 1 : -1, copySign(0, 2 * exactSin(y) * exactCos(y))];
  const known = special("tanh", x, y);
  if (known !== null) {
    if (isInfinite(y) && Number.isFinite(x)) throw raiseDomain();
    return known;
  }
  if (abs(x) > LOG_LARGE) return [copySign(1, x), 4 * exactSin(y) * exactCos(y) * roundedExp(-2 * abs(x))];
  const tx = tanh(x);
  const ty = tan(y);
  const cx = 1 / cosh(x);
  const both = tx * ty;
  const denominator = 1 + both * both;
  return [(tx * (1 + ty * ty)) / denominator, (ty / denominator) * cx * cx];
}

function complexExp(x: number, y: number): Complex {
  if (isFarAway(x, y)) return towards(x > 0 ? INF : 0, y);
  const known = special("exp", x, y);
  if (known !== null) {
    if (isInfinite(y) && (Number.isFinite(x) || x === INF)) throw raiseDomain();
    return known;
  }
  if (x > LOG_LARGE) {
    const size = roundedExp(x - 1);
    return finite(size * exactCos(y) * E, size * exactSin(y) * E);
  }
  const size = roundedExp(x);
  return finite(size * exactCos(y), size * exactSin(y));
}

function complexLog(x: number, y: number): Complex {
  const known = special("log", x, y);
  if (known !== null) return known;
  const ax = abs(x);
  const ay = abs(y);
  let size: number;
  if (isLarge(x, y)) size = half(x, y) + LN2;
  else if (ax < SMALLEST_NORMAL && ay < SMALLEST_NORMAL) {
    if (ax === 0 && ay === 0) throw raiseDomain();
    size = roundedLog(roundedHypot(ax * 2 ** 53, ay * 2 ** 53)) - 53 * LN2;
  } else {
    const h = roundedHypot(ax, ay);
    if (h >= 0.71 && h <= 1.73) {
      const am = max(ax, ay);
      const an = min(ax, ay);
      size = log1p((am - 1) * (am + 1) + an * an) / 2;
    } else size = roundedLog(h);
  }
  return [size, atan2(y, x)];
}

function quotient(a: Complex, b: Complex): Complex {
  const [p, q] = a;
  const [r, s] = b;
  if (r === 0 && s === 0) throw raiseDomain();
  if (abs(r) >= abs(s)) {
    const ratio = s / r;
    const denominator = r + s * ratio;
    return [(p + q * ratio) / denominator, (q - p * ratio) / denominator];
  }
  const ratio = r / s;
  const denominator = r * ratio + s;
  return [(p * ratio + q) / denominator, (q * ratio - p) / denominator];
}

/** The function along the other axis: f(z) = −i·g(iz), as sin is to sinh. */
const turned =
  (along: (x: number, y: number) => Complex) =>
  (x: number, y: number): Complex => {
    const [a, b] = along(-y, x);
    return [b, -a];
  };

function magnitude(x: number, y: number): number {
  const size = roundedHypot(x, y);
  if (isInfinite(size) && Number.isFinite(x) && Number.isFinite(y)) throw raiseMathRange();
  return size;
}

function complexRect(size: number, angle: number): Complex {
  if (isFarAway(size, angle)) {
    const [a, b] = towards(INF, angle);
    return size > 0 ? [a, b] : [-a, -b];
  }
  const known = special("rect", size, angle);
  if (known !== null) {
    if (size !== 0 && size === size && isInfinite(angle)) throw raiseDomain();
    return known;
  }
  if (angle === 0) return [size, size * angle];
  return [size * exactCos(angle), size * exactSin(angle)];
}

function cmath_polar(args: Slot, out: Slot): void {
  const [x, y] = toComplex(args);
  const size = magnitude(x, y);
  const pair = newTuple(2);
  setFloat(tupleItem(pair, 0), size);
  setFloat(tupleItem(pair, 1), atan2(y, x));
  setRef(out, pair);
}

function cmath_log(args: Slot, out: Slot): void {
  const [x, y] = toComplex(args);
  if (isUnbound(args + 8)) setComplex(out, ...complexLog(x, y));
  else {
    const [bx, by] = toComplex(args + 8);
    setComplex(out, ...quotient(complexLog(x, y), complexLog(bx, by)));
  }
}

function cmath_isclose(args: Slot, out: Slot): void {
  const [ax, ay] = toComplex(args);
  const [bx, by] = toComplex(args + 8);
  const relative = isUnbound(args + 16) ? 1e-9 : realNumber(args + 16);
  const absolute = isUnbound(args + 24) ? 0 : realNumber(args + 24);
  if (relative < 0 || absolute < 0) throw raise(T.ValueError, "tolerances must be non-negative");
  if (ax === bx && ay === by) setBool(out, true);
  else if ([ax, ay, bx, by].some(isInfinite)) setBool(out, false);
  else {
    const difference = roundedHypot(ax - bx, ay - by);
    setBool(
      out,
      difference <= relative * roundedHypot(bx, by) ||
        difference <= relative * roundedHypot(ax, ay) ||
        difference <= absolute,
    );
  }
}

/** A function of one complex number. */
const unary =
  (compute: (x: number, y: number) => Complex): Native =>
  (args, out) => {
    const [x, y] = toComplex(args);
    setComplex(out, ...compute(x, y));
  };
const test =
  (holds: (x: number, y: number) => boolean): Native =>
  (args, out) => {
    const [x, y] = toComplex(args);
    setBool(out, holds(x, y));
  };

const FUNCTIONS: FunctionTable = {
  acos: ["(z, /)", unary(complexAcos), "Return the arc cosine of z."],
  acosh: ["(z, /)", unary(complexAcosh), "Return the inverse hyperbolic cosine of z."],
  asin: ["(z, /)", unary(turned(complexAsinh)), "Return the arc sine of z."],
  asinh: ["(z, /)", unary(complexAsinh), "Return the inverse hyperbolic sine of z."],
  atan: ["(z, /)", unary(turned(complexAtanh)), "Return the arc tangent of z."],
  atanh: ["(z, /)", unary(complexAtanh), "Return the inverse hyperbolic tangent of z."],
  cos: ["(z, /)", unary((x, y) => complexCosh(-y, x)), "Return the cosine of z."],
  cosh: ["(z, /)", unary(complexCosh), "Return the hyperbolic cosine of z."],
  exp: ["(z, /)", unary(complexExp), "Return the exponential value e**z."],
  isclose: [
    "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
    cmath_isclose,
    "Determine whether two complex numbers are close in value.",
  ],
  isfinite: [
    "(z, /)",
    test((x, y) => Number.isFinite(x) && Number.isFinite(y)),
    "Return True if both the real and imaginary parts of z are finite, else False.",
  ],
  isinf: [
    "(z, /)",
    test((x, y) => isInfinite(x) || isInfinite(y)),
    "Checks if the real or imaginary part of z is infinite.",
  ],
  isnan: [
    "(z, /)",
    test((x, y) => x !== x || y !== y),
    "Checks if the real or imaginary part of z not a number (NaN).",
  ],
  log: [
    "(z, base=<unrepresentable>, /)",
    cmath_log,
    "log(z[, base]) -> the logarithm of z to the given base.",
  ],
  log10: [
    "(z, /)",
    unary((x, y) => {
      const [a, b] = complexLog(x, y);
      return [a / LN10, b / LN10];
    }),
    "Return the base-10 logarithm of z.",
  ],
  phase: [
    "(z, /)",
    (args, out) => {
      const [x, y] = toComplex(args);
      setFloat(out, atan2(y, x));
    },
    "Return argument, also known as the phase angle, of a complex.",
  ],
  polar: ["(z, /)", cmath_polar, "Convert a complex from rectangular coordinates to polar coordinates."],
  rect: [
    "(r, phi, /)",
    (args, out) => setComplex(out, ...complexRect(realNumber(args), realNumber(args + 8))),
    "Convert from polar coordinates to rectangular coordinates.",
  ],
  sin: ["(z, /)", unary(turned(complexSinh)), "Return the sine of z."],
  sinh: ["(z, /)", unary(complexSinh), "Return the hyperbolic sine of z."],
  sqrt: ["(z, /)", unary(complexSqrt), "Return the square root of z."],
  tan: ["(z, /)", unary(turned(complexTanh)), "Return the tangent of z."],
  tanh: ["(z, /)", unary(complexTanh), "Return the hyperbolic tangent of z."],
};

/** Makes the module. */
export function makeCmath(): Address {
  const module = newModule("cmath");
  addFunctions(module, FUNCTIONS);
  for (const [name, value] of Object.entries({ e: E, inf: INF, nan: Number.NaN, pi: PI, tau: 2 * PI }))
    addFloat(module, name, value);
  addValue(module, "infj", (out) => setComplex(out, 0, INF));
  addValue(module, "nanj", (out) => setComplex(out, 0, Number.NaN));
  return module;
}
