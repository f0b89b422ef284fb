/**
 * Constant folding: Python's operators on constants.
 *
 * An operation that would raise, or whose result would be large, is left to run time: every function here returns
 * undefined for "do not fold". Arithmetic must be Python's to the last bit, since a program can print it; where the
 * host's is not (division of large ints, powers), the exact value is computed with integers and rounded once.
 */

import type { Const } from "../bytecode/code.ts";
import { BinaryOperator } from "../bytecode/instructions.ts";
import { FALSE, isTrue, TRUE } from "./constants.ts";

const MAX_INT_BITS = 128;
const MAX_COLLECTION_ITEMS = 256;
const MAX_STRING_LENGTH = 4096;
const MAX_TOTAL_ITEMS = 1024;

type Folded = Const | undefined;

function int(value: bigint): Const {
  return { kind: "int", value };
}

function float(value: number): Const {
  return { kind: "float", value };
}

function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  return magnitude === 0n ? 0 : magnitude.toString(2).length;
}

/** The value of an int or bool, or undefined. */
function asInt(constant: Const): bigint | undefined {
  if (constant.kind === "int") return constant.value;
  if (constant.kind === "bool") return constant.value ? 1n : 0n;
  return undefined;
}

/** The value of an int, bool or float as a float; undefined for others and for an int too large. */
function asFloat(constant: Const): number | undefined {
  if (constant.kind === "float") return constant.value;
  const value = asInt(constant);
  if (value === undefined) return undefined;
  const result = Number(value);
  return Number.isFinite(result) ? result : undefined;
}

/** The float nearest to `numerator / denominator` (ties to even), or undefined when it is too large. */
export function divideExactly(numerator: bigint, denominator: bigint): number | undefined {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  if (n === 0n) return negative ? -0 : 0;
  // Choose a scale so that the quotient has 55 bits or a few more, fewer when the result is subnormal.
  let shift = 55 - (bitLength(n) - bitLength(d));
  shift = Math.min(shift, 1076);
  let quotient = shift >= 0 ? (n << BigInt(shift)) / d : n / (d << BigInt(-shift));
  const exact = shift >= 0 ? n << BigInt(shift) === quotient * d : n === quotient * (d << BigInt(-shift));
  // A sticky bit makes one rounding right.
  quotient = (quotient << 1n) | (exact ? 0n : 1n);
  const scaled = roundScaled(quotient, -shift - 1);
  if (!Number.isFinite(scaled)) return undefined;
  return negative ? -scaled : scaled;
}

/** `mantissa * 2 ** exponent`, rounded once. */
function roundScaled(mantissa: bigint, exponent: number): number {
  const bits = bitLength(mantissa);
  const keep = Math.min(53, bits + exponent + 1074);
  if (keep < 0) return 0;
  const drop = bits - keep;
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    const rest = mantissa & ((1n << BigInt(drop)) - 1n);
    let kept = mantissa >> BigInt(drop);
    if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
    return scaleFloat(Number(kept), exponent + drop);
  }
  return scaleFloat(Number(mantissa), exponent);
}

function scaleFloat(value: number, exponent: number): number {
  let result = value;
  let rest = exponent;
  while (rest > 1000) {
    result *= 2 ** 1000;
    rest -= 1000;
  }
  while (rest < -1000) {
    // Exact: the value has as many bits as the result may have.
    result *= 2 ** -1000;
    rest += 1000;
  }
  return result * 2 ** rest;
}

function floorDivideInt(left: bigint, right: bigint): bigint {
  const quotient = left / right;
  return left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient;
}

/** Python's `divmod` on floats, `right` not being zero. */
function divmodFloat(left: number, right: number): [quotient: number, remainder: number] {
  let remainder = left % right;
  let quotient = (left - remainder) / right;
  if (remainder !== 0) {
    if (right < 0 !== remainder < 0) {
      remainder += right;
      quotient -= 1;
    }
  } else {
    remainder = right < 0 ? -0 : 0;
  }
  if (quotient !== 0) {
    let floored = Math.floor(quotient);
    if (quotient - floored > 0.5) floored += 1;
    return [floored, remainder];
  }
  return [left / right < 0 || Object.is(left / right, -0) ? -0 : 0, remainder];
}

function fractionOf(value: number): [numerator: bigint, denominator: bigint] {
  let scaled = value;
  let exponent = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    exponent++;
  }
  return [BigInt(scaled), 1n << BigInt(exponent)];
}

/** Integer exponents up to this size are computed exactly. */
const MAX_EXACT_EXPONENT = 1024;

function powFloat(base: number, exponent: number): Folded {
  if (base === 0 && exponent < 0) return undefined;
  if (
    Number.isInteger(exponent) &&
    Math.abs(exponent) <= MAX_EXACT_EXPONENT &&
    Number.isFinite(base) &&
    base !== 0
  ) {
    const [numerator, denominator] = fractionOf(base);
    const times = BigInt(Math.abs(exponent));
    const result =
      exponent >= 0
        ? divideExactly(numerator ** times, denominator ** times)
        : divideExactly(denominator ** times, numerator ** times);
    return result === undefined ? undefined : float(result);
  }
  // A negative base with a fraction as exponent gives a complex number, which is left to run time.
  if (base < 0 && Number.isFinite(base) && !Number.isInteger(exponent)) return undefined;
  if (base === 1 || exponent === 0) return float(1);
  const result = exponent === 0.5 && base > 0 && Number.isFinite(base) ? Math.sqrt(base) : base ** exponent;
  return Number.isFinite(result) || !Number.isFinite(base) || !Number.isFinite(exponent)
    ? float(result)
    : undefined;
}

function powInt(base: bigint, exponent: bigint): Folded {
  // A negative exponent gives a float.
  if (exponent < 0n) return foldFloats(BinaryOperator.NB_POWER, Number(base), Number(exponent));
  if (base !== 0n && exponent > 0n && BigInt(bitLength(base)) > BigInt(MAX_INT_BITS) / exponent)
    return undefined;
  return int(base ** exponent);
}

/** What is left of `limit` after counting the items of nested tuples; negative when it is used up. */
function countItems(constant: Const, limit: number): number {
  if (constant.kind !== "tuple") return limit;
  let rest = limit - constant.items.length;
  for (const item of constant.items) {
    if (rest < 0) return rest;
    rest = countItems(item, rest);
  }
  return rest;
}

/** The number of code points. */
function pointCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function repeat(sequence: Const, times: bigint): Folded {
  switch (sequence.kind) {
    case "tuple": {
      const size = sequence.items.length;
      if (size === 0) return sequence;
      if (times < 0n || times > BigInt(Math.floor(MAX_COLLECTION_ITEMS / size))) return undefined;
      const n = Number(times);
      if (n !== 0 && countItems(sequence, Math.floor(MAX_TOTAL_ITEMS / n)) < 0) return undefined;
      return { kind: "tuple", items: Array.from({ length: n }, () => sequence.items).flat() };
    }
    case "str": {
      const size = pointCount(sequence.value);
      if (size === 0) return sequence;
      if (times < 0n || times > BigInt(Math.floor(MAX_STRING_LENGTH / size))) return undefined;
      return { kind: "str", value: sequence.value.repeat(Number(times)) };
    }
    case "bytes": {
      const size = sequence.value.length;
      if (size === 0) return sequence;
      if (times < 0n || times > BigInt(Math.floor(MAX_STRING_LENGTH / size))) return undefined;
      const value = new Uint8Array(size * Number(times));
      for (let at = 0; at < value.length; at += size) value.set(sequence.value, at);
      return { kind: "bytes", value };
    }
    default:
      return undefined;
  }
}

function concatenate(left: Const, right: Const): Folded {
  if (left.kind === "str" && right.kind === "str") return { kind: "str", value: left.value + right.value };
  if (left.kind === "tuple" && right.kind === "tuple")
    return { kind: "tuple", items: [...left.items, ...right.items] };
  if (left.kind === "bytes" && right.kind === "bytes") {
    const value = new Uint8Array(left.value.length + right.value.length);
    value.set(left.value);
    value.set(right.value, left.value.length);
    return { kind: "bytes", value };
  }
  return undefined;
}

function sliceIndices(slice: Const & { kind: "slice" }, length: number): number[] | undefined {
  const part = (constant: Const): number | null | undefined => {
    if (constant.kind === "none") return null;
    const value = asInt(constant);
    return value === undefined ? undefined : Number(value);
  };
  const step = part(slice.step) ?? (slice.step.kind === "none" ? 1 : undefined);
  const start = part(slice.start);
  const stop = part(slice.stop);
  if (step === undefined || step === 0 || start === undefined || stop === undefined) return undefined;
  const clamp = (value: number, low: number, high: number): number => {
    const fromEnd = value < 0 ? value + length : value;
    return Math.max(low, Math.min(high, fromEnd));
  };
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const first = start === null ? (step > 0 ? low : high) : clamp(start, low, high);
  const last = stop === null ? (step > 0 ? high : low) : clamp(stop, low, high);
  const indices: number[] = [];
  for (let i = first; step > 0 ? i < last : i > last; i += step) indices.push(i);
  return indices;
}

function subscript(sequence: Const, index: Const): Folded {
  const elements: readonly unknown[] | undefined =
    sequence.kind === "str"
      ? [...sequence.value]
      : sequence.kind === "bytes"
        ? [...sequence.value]
        : sequence.kind === "tuple"
          ? sequence.items
          : undefined;
  if (elements === undefined) return undefined;
  if (index.kind === "slice") {
    const indices = sliceIndices(index, elements.length);
    if (indices === undefined) return undefined;
    const picked = indices.map((i) => elements[i]);
    if (sequence.kind === "str") return { kind: "str", value: picked.join("") };
    if (sequence.kind === "bytes") return { kind: "bytes", value: Uint8Array.from(picked as number[]) };
    return { kind: "tuple", items: picked as Const[] };
  }
  const at = asInt(index);
  if (at === undefined) return undefined;
  const position = at < 0n ? at + BigInt(elements.length) : at;
  if (position < 0n || position >= BigInt(elements.length)) return undefined;
  const element = elements[Number(position)];
  if (sequence.kind === "str") return { kind: "str", value: element as string };
  if (sequence.kind === "bytes") return int(BigInt(element as number));
  return element as Const;
}

function foldInts(operator: number, left: bigint, right: bigint): Folded {
  switch (operator) {
    case BinaryOperator.NB_ADD:
      return int(left + right);
    case BinaryOperator.NB_SUBTRACT:
      return int(left - right);
    case BinaryOperator.NB_MULTIPLY:
      if (left !== 0n && right !== 0n && bitLength(left) + bitLength(right) > MAX_INT_BITS) return undefined;
      return int(left * right);
    case BinaryOperator.NB_TRUE_DIVIDE: {
      const result = right === 0n ? undefined : divideExactly(left, right);
      // An int has no negative zero.
      return result === undefined ? undefined : float(left === 0n ? 0 : result);
    }
    case BinaryOperator.NB_FLOOR_DIVIDE:
      return right === 0n ? undefined : int(floorDivideInt(left, right));
    case BinaryOperator.NB_REMAINDER:
      return right === 0n ? undefined : int(left - floorDivideInt(left, right) * right);
    case BinaryOperator.NB_POWER:
      return powInt(left, right);
    case BinaryOperator.NB_LSHIFT:
      if (right < 0n) return undefined;
      if (left !== 0n && right !== 0n && BigInt(bitLength(left)) + right > BigInt(MAX_INT_BITS))
        return undefined;
      return int(left === 0n ? 0n : left << right);
    case BinaryOperator.NB_RSHIFT:
      if (right < 0n) return undefined;
      return int(right > 1_000_000n ? (left < 0n ? -1n : 0n) : left >> right);
    case BinaryOperator.NB_AND:
      return int(left & right);
    case BinaryOperator.NB_OR:
      return int(left | right);
    case BinaryOperator.NB_XOR:
      return int(left ^ right);
    default:
      return undefined;
  }
}

function foldFloats(operator: number, left: number, right: number): Folded {
  switch (operator) {
    case BinaryOperator.NB_ADD:
      return float(left + right);
    case BinaryOperator.NB_SUBTRACT:
      return float(left - right);
    case BinaryOperator.NB_MULTIPLY:
      return float(left * right);
    case BinaryOperator.NB_TRUE_DIVIDE:
      return right === 0 ? undefined : float(left / right);
    case BinaryOperator.NB_FLOOR_DIVIDE:
      return right === 0 ? undefined : float(divmodFloat(left, right)[0]);
    case BinaryOperator.NB_REMAINDER:
      return right === 0 ? undefined : float(divmodFloat(left, right)[1]);
    case BinaryOperator.NB_POWER:
      return powFloat(left, right);
    default:
      return undefined;
  }
}

interface Complex {
  readonly real: number;
  readonly imag: number;
}

function asComplex(constant: Const): Complex | undefined {
  if (constant.kind === "complex") return constant;
  const real = asFloat(constant);
  return real === undefined ? undefined : { real, imag: 0 };
}

function complex(real: number, imag: number): Const {
  return { kind: "complex", real, imag };
}

function multiplyComplex(a: Complex, b: Complex): Complex {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** Smith's method, which does not overflow where the result does not. */
function divideComplex(a: Complex, b: Complex): Complex | undefined {
  if (Math.abs(b.real) >= Math.abs(b.imag)) {
    if (b.real === 0) return undefined;
    const ratio = b.imag / b.real;
    const divisor = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / divisor, imag: (a.imag - a.real * ratio) / divisor };
  }
  const ratio = b.real / b.imag;
  const divisor = b.real * ratio + b.imag;
  return { real: (a.real * ratio + a.imag) / divisor, imag: (a.imag * ratio - a.real) / divisor };
}

function powComplex(base: Complex, exponent: Complex): Complex | undefined {
  if (exponent.imag !== 0 || !Number.isInteger(exponent.real) || Math.abs(exponent.real) > 100)
    return undefined;
  let result: Complex = { real: 1, imag: 0 };
  let power = base;
  for (let rest = Math.abs(exponent.real); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiplyComplex(result, power);
    power = multiplyComplex(power, power);
  }
  return exponent.real < 0 ? divideComplex({ real: 1, imag: 0 }, result) : result;
}

function foldComplex(operator: number, leftConst: Const, rightConst: Const): Folded {
  const left = asComplex(leftConst);
  const right = asComplex(rightConst);
  if (left === undefined || right === undefined) return undefined;
  // A real operand touches the imaginary part not at all, not even the sign of its zero.
  const leftReal = leftConst.kind !== "complex";
  const rightReal = rightConst.kind !== "complex";
  let result: Complex | undefined;
  switch (operator) {
    case BinaryOperator.NB_ADD:
      return complex(
        left.real + right.real,
        leftReal ? right.imag : rightReal ? left.imag : left.imag + right.imag,
      );
    case BinaryOperator.NB_SUBTRACT:
      return complex(
        left.real - right.real,
        leftReal ? -right.imag : rightReal ? left.imag : left.imag - right.imag,
      );
    case BinaryOperator.NB_MULTIPLY:
      if (leftReal) return complex(left.real * right.real, left.real * right.imag);
      if (rightReal) return complex(left.real * right.real, left.imag * right.real);
      result = multiplyComplex(left, right);
      break;
    case BinaryOperator.NB_TRUE_DIVIDE:
      if (rightReal)
        return right.real === 0 ? undefined : complex(left.real / right.real, left.imag / right.real);
      result = divideComplex(left, right);
      break;
    case BinaryOperator.NB_POWER:
      result = powComplex(left, right);
      break;
    default:
      return undefined;
  }
  return result === undefined ? undefined : complex(result.real, result.imag);
}

/** `left operator right` (an operand of BINARY_OP), or undefined when it is to be left to run time. */
export function foldBinary(operator: number, left: Const, right: Const): Folded {
  if (operator === BinaryOperator.NB_SUBSCR) return subscript(left, right);
  const leftInt = asInt(left);
  const rightInt = asInt(right);
  if (leftInt !== undefined && rightInt !== undefined) {
    const result = foldInts(operator, leftInt, rightInt);
    const bitwise =
      operator === BinaryOperator.NB_AND ||
      operator === BinaryOperator.NB_OR ||
      operator === BinaryOperator.NB_XOR;
    // Bitwise operators on two bools give a bool.
    if (bitwise && left.kind === "bool" && right.kind === "bool" && result !== undefined)
      return isTrue(result) ? TRUE : FALSE;
    return result;
  }
  if (left.kind === "complex" || right.kind === "complex") return foldComplex(operator, left, right);
  const leftFloat = asFloat(left);
  const rightFloat = asFloat(right);
  if (leftFloat !== undefined && rightFloat !== undefined) return foldFloats(operator, leftFloat, rightFloat);
  if (operator === BinaryOperator.NB_ADD) return concatenate(left, right);
  if (operator === BinaryOperator.NB_MULTIPLY) {
    if (leftInt !== undefined) return repeat(right, leftInt);
    if (rightInt !== undefined) return repeat(left, rightInt);
  }
  return undefined;
}

/** `-operand`, or undefined. */
export function foldNegative(operand: Const): Folded {
  const value = asInt(operand);
  if (value !== undefined) return int(-value);
  if (operand.kind === "float") return float(-operand.value);
  if (operand.kind === "complex") return complex(-operand.real, -operand.imag);
  return undefined;
}

/** `+operand`, or undefined. */
export function foldPositive(operand: Const): Folded {
  const value = asInt(operand);
  if (value !== undefined) return int(value);
  return operand.kind === "float" || operand.kind === "complex" ? operand : undefined;
}

/** `~operand`, or undefined. Inverting a bool warns, so it is left to run time. */
export function foldInvert(operand: Const): Folded {
  return operand.kind === "int" ? int(~operand.value) : undefined;
}

/** `not operand`. */
export function foldNot(operand: Const): Const {
  return isTrue(operand) ? FALSE : TRUE;
}
