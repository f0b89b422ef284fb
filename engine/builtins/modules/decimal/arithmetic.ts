/** The operations of decimal arithmetic that need no approximation: each gives the exact result, rounded once. */
import {
  adjusted,
  Condition,
  compareNums,
  compareSizes,
  compareTotal,
  digitCount,
  FINITE,
  finish,
  finite,
  flip,
  INFINITE,
  infinity,
  isInteger,
  isNan,
  isZero,
  type Num,
  nanOf,
  negated,
  ONE,
  power10,
  QUIET,
  type Rounding,
  rescaled,
  SIGNALING,
  type Sign,
  Work,
  wholePart,
  withSign,
  ZERO,
} from "./number.ts";

export function add(work: Work, a: Num, b: Num): Num {
  const nan = isNan(a) || isNan(b) ? nanOf(work, a, b) : null;
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return b.kind === INFINITE && a.sign !== b.sign ? work.invalid() : a;
  if (b.kind === INFINITE) return b;
  const { prec, rounding } = work.rules;
  let exp = Math.min(a.exp, b.exp);
  // Of zeros that cancel, only rounding down is negative.
  const zeroSign: Sign = rounding === "ROUND_FLOOR" && a.sign !== b.sign ? 1 : 0;
  if (a.coef === 0n && b.coef === 0n)
    return finish(work, finite(a.sign === b.sign ? a.sign : zeroSign, 0n, exp));
  if (a.coef === 0n || b.coef === 0n) {
    const other = a.coef === 0n ? b : a;
    const wanted = Math.max(exp, other.exp - prec - 1);
    return finish(work, wanted < other.exp ? rescaled(other, wanted, rounding) : other);
  }
  let [x, y] = a.exp >= b.exp ? [a, b] : [b, a];
  // A number far below the other's last digit only says on which side of it the sum is.
  const floor = x.exp + Math.min(-1, digitCount(x.coef) - prec - 2);
  if (digitCount(y.coef) + y.exp - 1 < floor) y = finite(y.sign, 1n, floor);
  exp = y.exp;
  const p = x.coef * power10(x.exp - exp);
  const sum = (x.sign === 1 ? -p : p) + (y.sign === 1 ? -y.coef : y.coef);
  if (sum === 0n) return finish(work, finite(zeroSign, 0n, Math.min(a.exp, b.exp)));
  return finish(work, sum < 0n ? finite(1, -sum, exp) : finite(0, sum, exp));
}

export const subtract = (work: Work, a: Num, b: Num): Num => {
  if (isNan(b)) return nanOf(work, a, b) as Num;
  return add(work, a, negated(b));
};

const signOf = (a: Num, b: Num): Sign => (a.sign === b.sign ? 0 : 1);

/** The product, not rounded; null: one of them is not finite. */
const exactProduct = (a: Num, b: Num): Num | null =>
  a.kind === FINITE && b.kind === FINITE ? finite(signOf(a, b), a.coef * b.coef, a.exp + b.exp) : null;

export function multiply(work: Work, a: Num, b: Num): Num {
  const product = exactProduct(a, b);
  if (product !== null) return finish(work, product);
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  return isZero(a) || isZero(b) ? work.invalid() : infinity(signOf(a, b));
}

export function multiplyAdd(work: Work, a: Num, b: Num, c: Num): Num {
  const product = exactProduct(a, b);
  if (product !== null) return add(work, product, c);
  const nan = nanOf(work, a, b);
  if (nan !== null) return a.kind === SIGNALING || b.kind === SIGNALING ? nan : add(work, nan, c);
  if (isZero(a) || isZero(b)) return work.invalid();
  return add(work, infinity(signOf(a, b)), c);
}

export function divide(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  const sign = signOf(a, b);
  if (a.kind === INFINITE) return b.kind === INFINITE ? work.invalid() : infinity(sign);
  if (b.kind === INFINITE) {
    work.status |= Condition.Clamped;
    return finite(sign, 0n, work.etiny);
  }
  if (b.coef === 0n) {
    if (a.coef === 0n) return work.invalid(Condition.DivisionUndefined);
    work.status |= Condition.DivisionByZero;
    return infinity(sign);
  }
  if (a.coef === 0n) return finish(work, finite(sign, 0n, a.exp - b.exp));
  const shift = digitCount(b.coef) - digitCount(a.coef) + work.rules.prec + 1;
  let exp = a.exp - b.exp - shift;
  const numerator = shift >= 0 ? a.coef * power10(shift) : a.coef;
  const denominator = shift >= 0 ? b.coef : b.coef * power10(-shift);
  let coef = numerator / denominator;
  if (coef * denominator !== numerator) {
    // A last digit of 0 or 5 must not look like an exact one.
    if (coef % 5n === 0n) coef++;
  } else
    while (exp < a.exp - b.exp && coef % 10n === 0n) {
      coef /= 10n;
      exp++;
    }
  return finish(work, finite(sign, coef, exp));
}

/** Quotient and rest of finite numbers, the second not 0; null: the quotient does not fit the precision. */
function divideWhole(work: Work, a: Num, b: Num): readonly [quotient: Num, rest: Num] | null {
  const sign = signOf(a, b);
  const low = b.kind === INFINITE ? a.exp : Math.min(a.exp, b.exp);
  const { prec, rounding } = work.rules;
  const distance = b.kind === INFINITE ? -2 : adjusted(a) - adjusted(b);
  if (a.coef === 0n || distance <= -2) return [finite(sign, 0n, 0), rescaled(a, low, rounding)];
  if (distance <= prec) {
    const x = a.coef * power10(Math.max(0, a.exp - b.exp));
    const y = b.coef * power10(Math.max(0, b.exp - a.exp));
    const quotient = x / y;
    if (quotient < power10(prec)) return [finite(sign, quotient, 0), finite(a.sign, x - quotient * y, low)];
  }
  return null;
}

export function divideInteger(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  const sign = signOf(a, b);
  if (a.kind === INFINITE) return b.kind === INFINITE ? work.invalid() : infinity(sign);
  if (isZero(b)) {
    if (isZero(a)) return work.invalid(Condition.DivisionUndefined);
    work.status |= Condition.DivisionByZero;
    return infinity(sign);
  }
  return divideWhole(work, a, b)?.[0] ?? work.invalid(Condition.DivisionImpossible);
}

export function remainder(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return work.invalid();
  if (isZero(b)) return work.invalid(isZero(a) ? Condition.DivisionUndefined : Condition.InvalidOperation);
  const parts = divideWhole(work, a, b);
  return parts === null ? work.invalid(Condition.DivisionImpossible) : finish(work, parts[1]);
}

export function divideBoth(work: Work, a: Num, b: Num): readonly [Num, Num] {
  const nan = nanOf(work, a, b);
  if (nan !== null) return [nan, nan];
  const sign = signOf(a, b);
  if (a.kind === INFINITE) {
    const invalid = work.invalid();
    return [b.kind === INFINITE ? invalid : infinity(sign), invalid];
  }
  if (isZero(b)) {
    if (isZero(a)) {
      const undefinedResult = work.invalid(Condition.DivisionUndefined);
      return [undefinedResult, undefinedResult];
    }
    work.status |= Condition.DivisionByZero;
    return [infinity(sign), work.invalid()];
  }
  const parts = divideWhole(work, a, b);
  if (parts === null) {
    const impossible = work.invalid(Condition.DivisionImpossible);
    return [impossible, impossible];
  }
  return [parts[0], finish(work, parts[1])];
}

export function remainderNear(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return work.invalid();
  if (isZero(b)) return work.invalid(isZero(a) ? Condition.DivisionUndefined : Condition.InvalidOperation);
  if (b.kind === INFINITE) return finish(work, a);
  const low = Math.min(a.exp, b.exp);
  if (a.coef === 0n) return finish(work, finite(a.sign, 0n, low));
  const distance = adjusted(a) - adjusted(b);
  const { prec, rounding } = work.rules;
  if (distance >= prec + 1) return work.invalid(Condition.DivisionImpossible);
  if (distance <= -2) return finish(work, rescaled(a, low, rounding));
  const x = a.coef * power10(Math.max(0, a.exp - b.exp));
  const y = b.coef * power10(Math.max(0, b.exp - a.exp));
  let quotient = x / y;
  let rest = x - quotient * y;
  if (2n * rest + (quotient & 1n) > y) {
    rest -= y;
    quotient++;
  }
  if (quotient >= power10(prec)) return work.invalid(Condition.DivisionImpossible);
  return finish(work, rest < 0n ? finite(flip(a.sign), -rest, low) : finite(a.sign, rest, low));
}

// ---- One operand -----------------------------------------------------------------------------------------------------

export function plus(work: Work, a: Num): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  return finish(work, isZero(a) && work.rules.rounding !== "ROUND_FLOOR" ? withSign(a, 0) : a);
}
export function minus(work: Work, a: Num): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  return finish(work, isZero(a) && work.rules.rounding !== "ROUND_FLOOR" ? withSign(a, 0) : negated(a));
}
export const absolute = (work: Work, a: Num): Num => (a.sign === 1 ? minus(work, a) : plus(work, a));

/** Without zeros at the end. */
export function normalize(work: Work, a: Num): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  const x = finish(work, a);
  if (x.kind !== FINITE) return x;
  if (x.coef === 0n) return finite(x.sign, 0n, 0);
  const highest = work.rules.clamp === 1 ? work.etop : work.rules.emax;
  let { coef, exp } = x;
  while (exp < highest && coef % 10n === 0n) {
    coef /= 10n;
    exp++;
  }
  return finite(x.sign, coef, exp);
}

/** To a whole number. `exact`: what is lost is noted. */
export function toIntegral(work: Work, a: Num, mode: Rounding, exact: boolean): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE || a.exp >= 0) return a;
  if (a.coef === 0n) return finite(a.sign, 0n, 0);
  const result = rescaled(a, 0, mode);
  if (exact) {
    work.status |= Condition.Rounded;
    if (compareNums(a, result) !== 0) work.status |= Condition.Inexact;
  }
  return result;
}

/** The first with the exponent of the second. */
export function quantize(work: Work, a: Num, b: Num, mode: Rounding = work.rules.rounding): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  if (a.kind === INFINITE || b.kind === INFINITE)
    return a.kind === INFINITE && b.kind === INFINITE ? a : work.invalid();
  const { emax, emin, prec } = work.rules;
  if (b.exp < work.etiny || b.exp > emax) return work.invalid();
  if (a.coef === 0n) return finish(work, finite(a.sign, 0n, b.exp));
  const first = adjusted(a);
  if (first > emax || first - b.exp + 1 > prec) return work.invalid();
  const result = rescaled(a, b.exp, mode);
  if (adjusted(result) > emax || digitCount(result.coef) > prec) return work.invalid();
  if (result.coef !== 0n && adjusted(result) < emin) work.status |= Condition.Subnormal;
  if (result.exp > a.exp) {
    if (compareNums(a, result) !== 0) work.status |= Condition.Inexact;
    work.status |= Condition.Rounded;
  }
  return finish(work, result);
}

// ---- Comparison ------------------------------------------------------------------------------------------------------

const whole = (value: number): Num => finite(value < 0 ? 1 : 0, BigInt(Math.abs(value)), 0);

export function compare(work: Work, a: Num, b: Num): Num {
  return nanOf(work, a, b) ?? whole(compareNums(a, b));
}
export function compareSignal(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan === null) return whole(compareNums(a, b));
  work.status |= Condition.InvalidOperation;
  return nan;
}
export const compareTotalNum = (_work: Work, a: Num, b: Num): Num => whole(compareTotal(a, b));
export const compareTotalSize = (_work: Work, a: Num, b: Num): Num =>
  whole(compareTotal(withSign(a, 0), withSign(b, 0)));

/** The larger or smaller of two; a number wins over a quiet NaN. `bySize`: signs count only among equals. */
const extreme =
  (wanted: 1 | -1, bySize: boolean) =>
  (work: Work, a: Num, b: Num): Num => {
    if (a.kind !== SIGNALING && b.kind !== SIGNALING && (a.kind === QUIET) !== (b.kind === QUIET))
      return finish(work, a.kind === QUIET ? b : a);
    const nan = nanOf(work, a, b);
    if (nan !== null) return nan;
    let order = bySize ? compareSizes(a, b) : compareNums(a, b);
    if (order === 0) order = compareTotal(a, b);
    return finish(work, order === wanted ? a : b);
  };
export const maximum = extreme(1, false);
export const minimum = extreme(-1, false);
export const maximumSize = extreme(1, true);
export const minimumSize = extreme(-1, true);

// ---- Neighbours ------------------------------------------------------------------------------------------------------

/** The next representable number above (`up`) or below. */
function neighbour(work: Work, a: Num, up: boolean): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  const outward: Sign = up ? 0 : 1;
  if (a.kind === INFINITE)
    return a.sign === outward ? a : finite(a.sign, power10(work.rules.prec) - 1n, work.etop);
  const inner = new Work({ ...work.rules, rounding: up ? "ROUND_CEILING" : "ROUND_FLOOR" });
  const rounded = finish(inner, a);
  if (rounded.kind !== FINITE || compareNums(rounded, a) !== 0) return rounded;
  return add(inner, a, finite(outward, 1n, work.etiny - 1));
}
export const nextPlus = (work: Work, a: Num): Num => neighbour(work, a, true);
export const nextMinus = (work: Work, a: Num): Num => neighbour(work, a, false);

export function nextToward(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  const order = compareNums(a, b);
  if (order === 0) return withSign(a, b.sign);
  const result = neighbour(work, a, order < 0);
  if (result.kind === INFINITE) work.status |= Condition.Overflow | Condition.Inexact | Condition.Rounded;
  else if (adjusted(result) < work.rules.emin) {
    work.status |= Condition.Underflow | Condition.Subnormal | Condition.Inexact | Condition.Rounded;
    if (isZero(result)) work.status |= Condition.Clamped;
  }
  return result;
}

// ---- Digits ----------------------------------------------------------------------------------------------------------

/** The int that an operand is, between two bounds; null when it is none. */
function boundedInteger(b: Num, bound: number): number | null {
  if (b.kind !== FINITE || b.exp !== 0) return null;
  if (b.coef > BigInt(bound)) return null;
  return b.sign === 1 ? -Number(b.coef) : Number(b.coef);
}

export function scaleByPower(work: Work, a: Num, b: Num): Num {
  const nan = nanOf(work, a, b);
  if (nan !== null) return nan;
  const by = boundedInteger(b, 2 * (work.rules.emax + work.rules.prec));
  if (by === null) return work.invalid();
  return a.kind === INFINITE ? a : finish(work, finite(a.sign, a.coef, a.exp + by));
}

/** Moves digits to the left or right, or (`turn`) round and round, within the precision. */
const moveDigits =
  (turn: boolean) =>
  (work: Work, a: Num, b: Num): Num => {
    const nan = nanOf(work, a, b);
    if (nan !== null) return nan;
    const { prec } = work.rules;
    const by = boundedInteger(b, prec);
    if (by === null) return work.invalid();
    if (a.kind === INFINITE) return a;
    const coef = a.coef % power10(prec);
    if (turn) {
      const left = by < 0 ? by + prec : by;
      const text = coef.toString().padStart(prec, "0");
      return finite(a.sign, BigInt(text.slice(left) + text.slice(0, left)), a.exp);
    }
    const moved = by < 0 ? coef / power10(-by) : (coef * power10(by)) % power10(prec);
    return finite(a.sign, moved, a.exp);
  };
export const shiftDigits = moveDigits(false);
export const rotateDigits = moveDigits(true);

const isLogical = (a: Num): boolean =>
  a.kind === FINITE && a.sign === 0 && a.exp === 0 && /^[01]*$/.test(a.coef.toString());

/** An operation on digits that are 0 and 1. */
const logical =
  (combine: (x: bigint, y: bigint) => bigint) =>
  (work: Work, a: Num, b: Num): Num => {
    if (!isLogical(a) || !isLogical(b)) return work.invalid();
    const bits = (x: Num): bigint => BigInt(`0b${x.coef.toString()}`);
    const result = combine(bits(a), bits(b)).toString(2);
    return finite(0, BigInt(result.slice(-work.rules.prec)), 0);
  };
export const logicalAnd = logical((x, y) => x & y);
export const logicalOr = logical((x, y) => x | y);
export const logicalXor = logical((x, y) => x ^ y);
export const logicalInvert = (work: Work, a: Num): Num =>
  logicalXor(work, a, finite(0, (power10(work.rules.prec) - 1n) / 9n, 0));

export function logB(work: Work, a: Num): Num {
  const nan = nanOf(work, a);
  if (nan !== null) return nan;
  if (a.kind === INFINITE) return infinity(0);
  if (a.coef === 0n) {
    work.status |= Condition.DivisionByZero;
    return infinity(1);
  }
  return finish(work, whole(adjusted(a)));
}

/** The power of whole numbers, modulo a third. */
export function powerModulo(work: Work, a: Num, b: Num, c: Num): Num {
  const nan = nanOf(work, a, b, c);
  if (nan !== null) return nan;
  if (
    !isInteger(a) ||
    !isInteger(b) ||
    !isInteger(c) ||
    (b.sign === 1 && !isZero(b)) ||
    isZero(c) ||
    (isZero(a) && isZero(b))
  )
    return work.invalid();
  if (adjusted(c) >= work.rules.prec) return work.invalid();
  const modulus = wholePart(c);
  let exponent = wholePart(b);
  const sign: Sign = a.sign === 1 && (exponent & 1n) === 1n ? 1 : 0;
  let base = wholePart(a) % modulus;
  let result = 1n % modulus;
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return finite(sign, result, 0);
}

export function numberClass(work: Work, a: Num): string {
  if (a.kind === SIGNALING) return "sNaN";
  if (a.kind === QUIET) return "NaN";
  const sign = a.sign === 1 ? "-" : "+";
  if (a.kind === INFINITE) return `${sign}Infinity`;
  if (a.coef === 0n) return `${sign}Zero`;
  return sign + (adjusted(a) < work.rules.emin ? "Subnormal" : "Normal");
}
export { ONE, ZERO };
