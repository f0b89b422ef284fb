/**
 * Decimal numbers and rounding, after Mike Cowlishaw's General Decimal Arithmetic: a sign, a coefficient of any size and a
 * power of ten. What an operation meets on its way is noted in the status; who asked for it raises it.
 */

export const FINITE = 0;
export const INFINITE = 1;
export const QUIET = 2;
export const SIGNALING = 3;
export type Kind = typeof FINITE | typeof INFINITE | typeof QUIET | typeof SIGNALING;
export type Sign = 0 | 1;

/** A number. Of a NaN the coefficient is what it carries; of an infinity it is 0. */
export interface Num {
  readonly sign: Sign;
  readonly kind: Kind;
  readonly coef: bigint;
  readonly exp: number;
}

export const ROUNDINGS = [
  "ROUND_UP",
  "ROUND_DOWN",
  "ROUND_CEILING",
  "ROUND_FLOOR",
  "ROUND_HALF_UP",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_05UP",
] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** What a context says of results. */
export interface Rules {
  prec: number;
  rounding: Rounding;
  emin: number;
  emax: number;
  clamp: Sign;
}

/** Conditions, as bits of a status. Several of them are the signal InvalidOperation. */
export const Condition = {
  Clamped: 1,
  ConversionSyntax: 2,
  DivisionByZero: 4,
  DivisionImpossible: 8,
  DivisionUndefined: 16,
  Inexact: 64,
  InvalidContext: 128,
  InvalidOperation: 256,
  FloatOperation: 1024,
  Overflow: 2048,
  Rounded: 4096,
  Subnormal: 8192,
  Underflow: 16384,
} as const;

/** An operation under way: the rules it follows, and what it has met. */
export class Work {
  status = 0;
  readonly rules: Readonly<Rules>;

  constructor(rules: Readonly<Rules>) {
    this.rules = rules;
  }

  get etiny(): number {
    return this.rules.emin - this.rules.prec + 1;
  }
  get etop(): number {
    return this.rules.emax - this.rules.prec + 1;
  }

  /** Notes an invalid operation; the result is NaN. */
  invalid(condition: number = Condition.InvalidOperation): Num {
    this.status |= condition;
    return NAN;
  }
}

export const finite = (sign: Sign, coef: bigint, exp: number): Num => ({ sign, kind: FINITE, coef, exp });
export const infinity = (sign: Sign): Num => ({ sign, kind: INFINITE, coef: 0n, exp: 0 });
export const NAN: Num = { sign: 0, kind: QUIET, coef: 0n, exp: 0 };
export const ZERO = finite(0, 0n, 0);
export const ONE = finite(0, 1n, 0);

export const isNan = ({ kind }: Num): boolean => kind >= QUIET;
export const isZero = ({ kind, coef }: Num): boolean => kind === FINITE && coef === 0n;
export const withSign = (x: Num, sign: Sign): Num => (x.sign === sign ? x : { ...x, sign });
export const flip = (sign: Sign): Sign => (sign === 0 ? 1 : 0);
export const negated = (x: Num): Num => ({ ...x, sign: flip(x.sign) });

// ---- Digits ----------------------------------------------------------------------------------------------------------

const powers: bigint[] = [1n];
/** 10 to the power of n. */
export function power10(n: number): bigint {
  if (n > 1000) return 10n ** BigInt(n);
  for (let i = powers.length; i <= n; i++) powers.push((powers[i - 1] as bigint) * 10n);
  return powers[n] as bigint;
}

/** Decimal digits of a number; of 0 there is one. */
export function digitCount(n: bigint): number {
  if (n < 10n) return 1;
  if (n < 9007199254740992n) {
    const x = Number(n);
    const guess = Math.floor(Math.log10(x)) + 1;
    // The logarithm may be off where the digits change.
    return x >= 10 ** guess ? guess + 1 : x < 10 ** (guess - 1) ? guess - 1 : guess;
  }
  const hex = n.toString(16);
  const bits = 4 * hex.length - Math.clz32(Number.parseInt(hex[0] as string, 16)) + 28;
  const least = Math.floor((bits - 1) * 0.30102999566398114);
  return n >= power10(least + 1) ? least + 2 : least + 1;
}

/** The exponent of the first digit. */
export const adjusted = (x: Num): number => x.exp + digitCount(x.coef) - 1;

/** Whether the last digit goes up when a rest is dropped, which is compared with half of the place. */
function goesUp(mode: Rounding, sign: Sign, last: bigint, half: number): boolean {
  switch (mode) {
    case "ROUND_UP":
      return true;
    case "ROUND_DOWN":
      return false;
    case "ROUND_CEILING":
      return sign === 0;
    case "ROUND_FLOOR":
      return sign === 1;
    case "ROUND_HALF_UP":
      return half >= 0;
    case "ROUND_HALF_DOWN":
      return half > 0;
    case "ROUND_HALF_EVEN":
      return half > 0 || (half === 0 && (last & 1n) === 1n);
    case "ROUND_05UP":
      return last % 5n === 0n;
  }
}

/** A coefficient without its last `drop` digits. `changed`: what was dropped was not 0. */
export function dropDigits(
  coef: bigint,
  drop: number,
  sign: Sign,
  mode: Rounding,
): { readonly coef: bigint; readonly changed: boolean } {
  if (drop <= 0) return { coef: coef * power10(-drop), changed: false };
  // Past its first digit nothing of the coefficient is left but that it was there.
  const digits = digitCount(coef);
  if (drop > digits + 1) {
    if (coef === 0n) return { coef, changed: false };
    return { coef: goesUp(mode, sign, 0n, -1) ? 1n : 0n, changed: true };
  }
  const unit = power10(drop);
  const kept = coef / unit;
  const rest = coef - kept * unit;
  if (rest === 0n) return { coef: kept, changed: false };
  const twice = 2n * rest;
  const half = twice > unit ? 1 : twice < unit ? -1 : 0;
  return { coef: goesUp(mode, sign, kept, half) ? kept + 1n : kept, changed: true };
}

/** A finite number with another exponent, rounded; notes nothing. */
export const rescaled = (x: Num, exp: number, mode: Rounding): Num =>
  finite(x.sign, x.coef === 0n ? 0n : dropDigits(x.coef, exp - x.exp, x.sign, mode).coef, exp);

function overflow(work: Work, sign: Sign): Num {
  const { rounding, prec } = work.rules;
  work.status |= Condition.Overflow | Condition.Inexact | Condition.Rounded;
  const toLargest =
    rounding === "ROUND_DOWN" ||
    rounding === "ROUND_05UP" ||
    (rounding === "ROUND_CEILING" && sign === 1) ||
    (rounding === "ROUND_FLOOR" && sign === 0);
  return toLargest ? finite(sign, power10(prec) - 1n, work.etop) : infinity(sign);
}

/** A result as the rules want it: rounded to the precision, its exponent in range. */
export function finish(work: Work, x: Num): Num {
  if (x.kind !== FINITE) return x.kind === INFINITE ? x : finishNan(work, x);
  const { prec, emax, clamp, rounding } = work.rules;
  const { etiny, etop } = work;
  const { sign, coef } = x;
  if (coef === 0n) {
    const exp = Math.min(Math.max(x.exp, etiny), clamp === 1 ? etop : emax);
    if (exp === x.exp) return x;
    work.status |= Condition.Clamped;
    return finite(sign, 0n, exp);
  }
  const digits = digitCount(coef);
  let least = digits + x.exp - prec;
  if (least > etop) return overflow(work, sign);
  const subnormal = least < etiny;
  if (subnormal) least = etiny;
  if (x.exp < least) {
    let { coef: kept, changed } = dropDigits(coef, least - x.exp, sign, rounding);
    if (digitCount(kept) > prec) {
      kept /= 10n;
      least++;
    }
    const result = least > etop ? overflow(work, sign) : finite(sign, kept, least);
    if (changed && subnormal) work.status |= Condition.Underflow;
    if (subnormal) work.status |= Condition.Subnormal;
    if (changed) work.status |= Condition.Inexact;
    work.status |= Condition.Rounded;
    if (isZero(result)) work.status |= Condition.Clamped;
    return result;
  }
  if (subnormal) work.status |= Condition.Subnormal;
  if (clamp === 1 && x.exp > etop) {
    work.status |= Condition.Clamped;
    return finite(sign, coef * power10(x.exp - etop), etop);
  }
  return x;
}

/** A NaN that carries no more than the precision has room for. */
export function finishNan(work: Work, x: Num): Num {
  const room = work.rules.prec - work.rules.clamp;
  return digitCount(x.coef) > room ? { ...x, coef: x.coef % power10(Math.max(room, 0)) } : x;
}

/** What an operation on NaNs gives: the first that signals, or the first; null when there is none. */
export function nanOf(work: Work, a: Num, b: Num = ZERO, c: Num = ZERO): Num | null {
  for (const x of [a, b, c])
    if (x.kind === SIGNALING) {
      work.status |= Condition.InvalidOperation;
      return finishNan(work, { ...x, kind: QUIET });
    }
  for (const x of [a, b, c]) if (x.kind === QUIET) return finishNan(work, x);
  return null;
}

/** −1, 0 or 1, of numbers that are no NaN. */
export function compareNums(a: Num, b: Num): number {
  const signA = isZero(a) ? 0 : a.sign === 1 ? -1 : 1;
  const signB = isZero(b) ? 0 : b.sign === 1 ? -1 : 1;
  if (signA !== signB) return signA < signB ? -1 : 1;
  if (signA === 0) return 0;
  return signA * compareSizes(a, b);
}

/** Compares without signs. */
export function compareSizes(a: Num, b: Num): number {
  if (a.kind === INFINITE || b.kind === INFINITE)
    return (a.kind === INFINITE ? 1 : 0) - (b.kind === INFINITE ? 1 : 0);
  if (a.coef === 0n || b.coef === 0n) return (a.coef === 0n ? 0 : 1) - (b.coef === 0n ? 0 : 1);
  const first = adjusted(a) - adjusted(b);
  if (first !== 0) return first < 0 ? -1 : 1;
  const low = Math.min(a.exp, b.exp);
  const x = a.coef * power10(a.exp - low);
  const y = b.coef * power10(b.exp - low);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The total order (IEEE 754), in which every two representations differ. */
export function compareTotal(a: Num, b: Num): number {
  if (a.sign !== b.sign) return a.sign === 1 ? -1 : 1;
  const direction = a.sign === 1 ? -1 : 1;
  const rank = ({ kind }: Num): number => (kind === QUIET ? 3 : kind === SIGNALING ? 2 : 0);
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? -direction : direction;
  if (rank(a) > 0) return a.coef === b.coef ? 0 : a.coef < b.coef ? -direction : direction;
  const order = compareSizes(a, b);
  if (order !== 0) return direction * order;
  return a.exp === b.exp ? 0 : a.exp < b.exp ? -direction : direction;
}

/** Whether a number has no digits after the point. */
export const isInteger = (x: Num): boolean =>
  x.kind === FINITE &&
  (x.exp >= 0 || x.coef === 0n || (digitCount(x.coef) > -x.exp && x.coef % power10(-x.exp) === 0n));

/** The whole part, without its sign. */
export const wholePart = (x: Num): bigint =>
  x.exp >= 0 ? x.coef * power10(x.exp) : -x.exp > digitCount(x.coef) ? 0n : x.coef / power10(-x.exp);
