/**
 * float: IEEE 754 doubles, held in the value itself. Only instances of subclasses are heap objects.
 *
 * Text is the shortest that reads back as the same float, in Python's form (JS finds the same digits and lays them out
 * otherwise). Rounding to decimals is exact with halves to even; JS rounds halves up, so ties are told apart first.
 */
import { exactCos, exactSin, roundedPower } from "../base/elementary.ts";
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  EXC_ARGS,
  FLOAT_LIMIT,
  FLOATOBJ_DICT,
  FLOATOBJ_VALUE,
  KIND_FLOAT,
  NOT_IMPLEMENTED,
  OBJ_TYPE,
  type Slot,
  T,
  TAG_REF,
  TF_BASE,
  TF_FLOAT,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { F64, I32 } from "../heap/memory.ts";
import { newString } from "../heap/strings.ts";
import {
  floatAt,
  isFloat,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setRef,
} from "../heap/values.ts";
import { formatFloatSpec, reprOf, specText, strOf } from "../runtime/format.ts";
import { N } from "../runtime/names.ts";
import type { Native } from "../runtime/native.ts";
import { hasIndex, toIndex, toIndexBigInt } from "../runtime/number.ts";
import { allocateException, raise, raiseValue } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { pushTemp, type RAISED } from "../runtime/state.ts";
import { bytesOf, isBytesLike } from "./bytes.ts";
import { setComplex } from "./complex.ts";
import { defineType } from "./define.ts";
import {
  int_set,
  intToDouble,
  isExactInt,
  isIntValue,
  normalizeNumeral,
  safeNumber,
  toBigInt,
} from "./int.ts";
import { isStrValue, textOf } from "./str.ts";
import { newTuple, tupleItem } from "./tuple.ts";
import { typeNameOf } from "./type.ts";

/** Whether the slot holds a float or an instance of a subclass. */
export function isFloatValue(slot: Slot): boolean {
  const tag = I32[(slot >> 2) + 1];
  if (tag >>> 0 < FLOAT_LIMIT) return true;
  return tag === TAG_REF && (I32[(I32[(I32[slot >> 2] + OBJ_TYPE) >> 2] + TYPE_FLAGS) >> 2] & TF_FLOAT) !== 0;
}

/** The number in a slot that holds a float or an instance of a subclass. */
export const floatValue = (slot: Slot): number =>
  I32[(slot >> 2) + 1] === TAG_REF ? F64[(I32[slot >> 2] + FLOATOBJ_VALUE) >> 3] : F64[slot >> 3];

/** The integer part of a float of any size. Raises ValueError for NaN, OverflowError for infinities. */
export function floatToBigInt(value: number): bigint {
  if (value !== value) throw raise(T.ValueError, "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) throw raise(T.OverflowError, "cannot convert float infinity to integer");
  return BigInt(Math.trunc(value));
}

// ---- Text ----------------------------------------------------------------------------------------------------------

/** `repr()` of a float. */
export function floatText(value: number): string {
  const magnitude = Math.abs(value);
  if ((magnitude >= 1e-4 && magnitude < 1e16) || value === 0) {
    const text = String(value);
    if (value % 1 !== 0) return text;
    return value === 0 && 1 / value < 0 ? "-0.0" : `${text}.0`;
  }
  if (value !== value) return "nan";
  if (magnitude === Number.POSITIVE_INFINITY) return value > 0 ? "inf" : "-inf";
  return padExponent(value.toExponential());
}

/** Gives an exponent at least two digits: `1e+16`, `1e-05`. */
export const padExponent = (text: string): string => text.replace(/e([+-])(\d)$/, "e$10$2");

/** Numerator and denominator of a finite float, exactly; the denominator is a power of two, not in lowest terms. */
function exactFraction(value: number): [bigint, bigint] {
  let exponent = 0;
  let mantissa = value;
  if (Math.abs(mantissa) < 2 ** -970) {
    mantissa *= 2 ** 1000;
    mantissa *= 2 ** 60;
    exponent = 1060;
  }
  if (mantissa % 1 !== 0) {
    const scale = Math.max(0, 52 - Math.floor(Math.log2(Math.abs(mantissa))) + 1);
    if (scale <= 1000) mantissa *= 2 ** scale;
    else mantissa = mantissa * 2 ** 1000 * 2 ** (scale - 1000);
    exponent += scale;
  }
  return [BigInt(mantissa), 1n << BigInt(exponent)];
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  return twice > denominator || (twice === denominator && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** No float has more decimals, nor more digits: what is asked for past them is zeros. */
const MOST_DECIMALS = 1074;

/** A finite float with `decimals` digits after the point, halves to even: what `%.*f` gives. */
export function fixedText(value: number, decimals: number): string {
  if (decimals > MOST_DECIMALS) return fixedText(value, MOST_DECIMALS) + "0".repeat(decimals - MOST_DECIMALS);
  const magnitude = Math.abs(value);
  const sign = value < 0 || (value === 0 && 1 / value < 0) ? "-" : "";
  // A tie needs an odd multiple of half a unit: an odd number of 2^-(decimals+1).
  if (magnitude < 1e21 && decimals <= 100 && (magnitude * 2 ** (decimals + 1)) % 2 !== 1)
    return sign + magnitude.toFixed(decimals);
  const [numerator, denominator] = exactFraction(magnitude);
  const digits = divideHalfEven(numerator * 10n ** BigInt(decimals), denominator)
    .toString()
    .padStart(decimals + 1, "0");
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A finite float's digits (`count` of them, at least 1) and the decimal exponent of the first, halves to even. */
export function significantDigits(value: number, count: number): [digits: string, exponent: number] {
  if (count > MOST_DECIMALS) {
    const [digits, exponent] = significantDigits(value, MOST_DECIMALS);
    return [digits + "0".repeat(count - MOST_DECIMALS), exponent];
  }
  const magnitude = Math.abs(value);
  if (magnitude === 0) return ["0".repeat(count), 0];
  if (count <= 100) {
    const longer = magnitude.toExponential(count);
    if (longer[longer.indexOf("e") - 1] !== "5") {
      const text = magnitude.toExponential(count - 1);
      const mark = text.indexOf("e");
      return [text.slice(0, mark).replace(".", ""), Number(text.slice(mark + 1))];
    }
  }
  const [numerator, denominator] = exactFraction(magnitude);
  let exponent = Number(magnitude.toExponential(20).split("e")[1]);
  const shift = count - 1 - exponent;
  const rounded =
    shift >= 0
      ? divideHalfEven(numerator * 10n ** BigInt(shift), denominator)
      : divideHalfEven(numerator, denominator * 10n ** BigInt(-shift));
  let digits = rounded.toString();
  if (digits.length > count) {
    digits = digits.slice(0, count);
    exponent++;
  }
  return [digits, exponent];
}

/** A finite float as `d.ddde±XX` with `decimals` digits after the point: what `%.*e` gives. */
export function exponentText(value: number, decimals: number): string {
  const [digits, exponent] = significantDigits(value, decimals + 1);
  const sign = value < 0 || (value === 0 && 1 / value < 0) ? "-" : "";
  const mantissa = decimals === 0 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** A finite float as `%.*g` gives it; `keepZeros` is the `#` flag, `minimumFixed` what exponents may still be fixed. */
export function generalText(
  value: number,
  precision: number,
  keepZeros: boolean,
  fixedBelow = Math.max(precision, 1),
): string {
  const count = Math.max(precision, 1);
  const [digits, exponent] = significantDigits(value, count);
  return layOut(value < 0 || (value === 0 && 1 / value < 0), digits, exponent, keepZeros, fixedBelow);
}

function layOut(
  negative: boolean,
  digits: string,
  exponent: number,
  keepZeros: boolean,
  fixedBelow: number,
): string {
  let text: string;
  if (exponent >= -4 && exponent < fixedBelow) {
    if (exponent < 0) text = `0.${"0".repeat(-exponent - 1)}${digits}`;
    else if (digits.length > exponent + 1)
      text = `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
    else text = `${digits.padEnd(exponent + 1, "0")}.`;
    if (!keepZeros) text = text.replace(/\.?0*$/, (tail) => (text.includes(".") ? "" : tail));
    else if (!text.includes(".")) text += ".";
  } else {
    let mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : keepZeros ? `${digits}.` : digits;
    if (!keepZeros && mantissa.includes(".")) mantissa = mantissa.replace(/\.?0*$/, "");
    text = `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  return negative ? `-${text}` : text;
}

/** What most numerals are. */
const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const FLOAT_PATTERN =
  /^[+-]?(?:(?:\d+(?:_\d+)*)(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:[eE][+-]?\d+(?:_\d+)*)?$/;

/** Parses as `float(text)` does; undefined when it is no numeral. */
export function parseFloatText(text: string): number | undefined {
  if (PLAIN_NUMBER.test(text)) return Number(text);
  const plain = normalizeNumeral(text);
  if (FLOAT_PATTERN.test(plain)) return Number(plain.replaceAll("_", ""));
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
  if (word === null) return undefined;
  const value = (word[2] as string).toLowerCase() === "nan" ? Number.NaN : Number.POSITIVE_INFINITY;
  return word[1] === "-" ? -value : value;
}

// ---- Arithmetic ----------------------------------------------------------------------------------------------------

function raiseZeroDivision(): never {
  throw raise(T.ZeroDivisionError, "division by zero");
}

/** `x / y`. Raises ZeroDivisionError. */
export function divideFloats(x: number, y: number): number {
  if (y === 0) raiseZeroDivision();
  return x / y;
}

/** `x % y`, with the sign of `y`. Raises ZeroDivisionError. */
export function remainderFloats(x: number, y: number): number {
  if (y === 0) raiseZeroDivision();
  const rest = x % y;
  if (rest === 0) return y < 0 ? -0 : 0;
  return rest < 0 !== y < 0 ? rest + y : rest;
}

/** `x // y`. Raises ZeroDivisionError. */
export function floorDivideFloats(x: number, y: number): number {
  if (y === 0) raiseZeroDivision();
  const rest = x % y;
  let quotient = (x - rest) / y;
  if (rest !== 0 && rest < 0 !== y < 0) quotient -= 1;
  if (quotient === 0) return 1 / (x / y) < 0 ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** `x ** y` where the result is real. NaN marks the other case, `isComplexPower`. Raises ZeroDivisionError, OverflowError. */
export function powerFloats(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 2) return checkOverflow(x * x, x, y);
  if (x !== x || y !== y) return Number.NaN;
  if (x === -1 && !Number.isFinite(y)) return 1;
  if (x === 0 && y === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (x === 0 && y < 0) throw raise(T.ZeroDivisionError, "zero to a negative power");
  return checkOverflow(roundedPower(x, y), x, y);
}

function checkOverflow(result: number, x: number, y: number): number {
  if (!Number.isFinite(result) && result === result && Number.isFinite(x) && Number.isFinite(y))
    throw raiseRange();
  return result;
}

/** OverflowError as the platform's C library words it. */
export function raiseRange(): typeof RAISED {
  const args = newTuple(2);
  setInt(tupleItem(args, 0), 68);
  setRef(tupleItem(args, 1), newString("Result not representable"));
  const exception = allocateException(T.OverflowError);
  I32[(exception + EXC_ARGS) >> 2] = args;
  return raiseValue(exception);
}

/** Whether `x ** y` of floats is a complex number. */
export const isComplexPower = (x: number, y: number): boolean =>
  x < 0 && Number.isFinite(x) && Number.isFinite(y) && y % 1 !== 0;

/** `x ** y` of floats into a slot. */
export function floatPower(x: number, y: number, out: Slot): void {
  if (isComplexPower(x, y)) {
    const radius = roundedPower(-x, y);
    if (!Number.isFinite(radius)) throw raise(T.OverflowError, "complex exponentiation");
    const angle = Math.PI * y;
    setComplex(out, radius * exactCos(angle), radius * exactSin(angle));
  } else setFloat(out, powerFloats(x, y));
}

/** `hash()` of a float: equal to that of an equal int. */
export function floatHash(value: number): number {
  if (value % 1 === 0 && Math.abs(value) <= 9007199254740992) {
    const hash = value % 0x7fffffff;
    return hash === -1 ? -2 : hash | 0;
  }
  if (value !== value) return 0;
  if (!Number.isFinite(value)) return value > 0 ? 314159 : -314159;
  // The mantissa's bits go in 28 at a time; dividing by 2 is rotating, modulo 2^31 − 1.
  const exponentOf = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value)));
  let [mantissa, exponent] = [Math.abs(value), 0];
  // frexp: mantissa in [0.5, 1).
  exponent = exponentOf + 1;
  mantissa =
    exponent > 1000
      ? mantissa / 2 ** 1000 / 2 ** (exponent - 1000)
      : exponent < -1000
        ? mantissa * 2 ** 1000 * 2 ** (-exponent - 1000)
        : mantissa / 2 ** exponent;
  while (mantissa >= 1) {
    mantissa /= 2;
    exponent++;
  }
  while (mantissa < 0.5) {
    mantissa *= 2;
    exponent--;
  }
  let hash = 0;
  while (mantissa !== 0) {
    hash = ((hash << 28) & 0x7fffffff) | (hash >>> 3);
    mantissa *= 268435456;
    exponent -= 28;
    const part = Math.floor(mantissa);
    mantissa -= part;
    hash += part;
    if (hash >= 0x7fffffff) hash -= 0x7fffffff;
  }
  const turn = exponent >= 0 ? exponent % 31 : 30 - ((-1 - exponent) % 31);
  if (turn !== 0) hash = ((hash << turn) & 0x7fffffff) | (hash >>> (31 - turn));
  if (value < 0) hash = -hash;
  return hash === -1 ? -2 : hash;
}

/** Order of a float and an int of any size, exactly: −1, 0, 1, or NaN when the float is NaN. */
export function compareFloatWithInt(x: number, int: Slot): number {
  const y = safeNumber(int);
  if (x !== x) return Number.NaN;
  if (y === y) return x < y ? -1 : x > y ? 1 : 0;
  const big = toBigInt(int);
  return x < big ? -1 : x > big ? 1 : 0;
}

/** The nearest multiple of 10**-digits, halves to even. Raises OverflowError. */
export function roundFloat(value: number, digits: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  if (digits > 323 || (digits >= 0 && Math.abs(value) >= 4503599627370496)) return value;
  if (digits < -308) return value < 0 ? -0 : 0;
  if (digits >= 0) return Number(fixedText(value, digits));
  const [numerator, denominator] = exactFraction(Math.abs(value));
  const unit = 10n ** BigInt(-digits);
  const result = Number(divideHalfEven(numerator, denominator * unit) * unit);
  if (!Number.isFinite(result)) throw raise(T.OverflowError, "rounded value too large to represent");
  return value < 0 ? -result : result;
}

/** The nearest integer, halves to even. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

// ---- Methods -------------------------------------------------------------------------------------------------------

/** A heap float: an instance of a subclass. */
export function newFloatObject(type: Address, value: number): Address {
  const object = allocateObject(type, FLOATOBJ_VALUE + 8);
  I32[(object + FLOATOBJ_DICT) >> 2] = 0;
  F64[(object + FLOATOBJ_VALUE) >> 3] = value;
  return object;
}

/** `float(value)`. May run Python (`__float__`, `__index__`). Raises TypeError, ValueError, OverflowError. */
export function toFloat(value: Slot): number {
  if (isFloat(value)) return floatAt(value);
  if (isStrValue(value) || isBytesLike(value)) {
    const text = isStrValue(value) ? textOf(value) : String.fromCharCode(...bytesOf(value));
    const parsed = parseFloatText(text);
    if (parsed === undefined)
      throw raise(T.ValueError, `could not convert string to float: ${reprOf(value)}`);
    return parsed;
  }
  return realNumber(value, "float() argument must be a string or a real number, not", true);
}

/** The value of any real number as a float: of `math` arguments and the like. `message` ends before the type's name. */
export function realNumber(value: Slot, message = "must be real number, not", quoted = false): number {
  if (isFloat(value)) return floatAt(value);
  if (isExactInt(value)) return intToDouble(value);
  const result = pushTemp();
  if (callSpecial0(value, N.__float__, result)) {
    if (!isFloatValue(result))
      throw raise(
        T.TypeError,
        `${typeNameOf(value)}.__float__() returned non-float (type ${typeNameOf(result)})`,
      );
    return floatValue(result);
  }
  if (hasIndex(value)) {
    toIndex(value, result);
    return intToDouble(result);
  }
  const name = typeNameOf(value);
  throw raise(T.TypeError, quoted ? `${message} '${name}'` : `${message} ${name}`);
}

function float_new(args: Slot, out: Slot): void {
  const value = isUnbound(args + 8) ? 0 : toFloat(args + 8);
  const type = refAt(args);
  if (type === T.float) setFloat(out, value);
  else setRef(out, newFloatObject(type, value));
}

/** The other operand of a float operation as a number; sets `operandIsReal` false when it is none. */
let operandIsReal = true;
function operand(slot: Slot): number {
  operandIsReal = true;
  if (isFloatValue(slot)) return floatValue(slot);
  if (isIntValue(slot)) return intToDouble(slot);
  operandIsReal = false;
  return 0;
}

function binary(operation: (x: number, y: number) => number, reflect = false): Native {
  return (args, out) => {
    const y = operand(args + 8);
    if (!operandIsReal) setRef(out, NOT_IMPLEMENTED);
    else if (reflect) setFloat(out, operation(y, operand(args)));
    else setFloat(out, operation(operand(args), y));
  };
}

function comparison(test: (order: number) => boolean, unordered = false): Native {
  return (args, out) => {
    const x = floatValue(args);
    let order: number;
    if (isFloatValue(args + 8)) {
      const y = floatValue(args + 8);
      order = x < y ? -1 : x > y ? 1 : x === y ? 0 : Number.NaN;
    } else if (isIntValue(args + 8)) order = compareFloatWithInt(x, args + 8);
    else {
      setRef(out, NOT_IMPLEMENTED);
      return;
    }
    setBool(out, order === order ? test(order) : unordered);
  };
}

function divmodFloats(x: number, y: number, out: Slot): void {
  const quotient = floorDivideFloats(x, y);
  const rest = remainderFloats(x, y);
  const tuple = newTuple(2);
  setFloat(tupleItem(tuple, 0), quotient);
  setFloat(tupleItem(tuple, 1), rest);
  setRef(out, tuple);
}

function float_divmod(args: Slot, out: Slot): void {
  const y = operand(args + 8);
  if (operandIsReal) divmodFloats(floatValue(args), y, out);
  else setRef(out, NOT_IMPLEMENTED);
}
function float_rdivmod(args: Slot, out: Slot): void {
  const x = operand(args + 8);
  if (operandIsReal) divmodFloats(x, floatValue(args), out);
  else setRef(out, NOT_IMPLEMENTED);
}

function float_pow(args: Slot, out: Slot): void {
  const y = operand(args + 8);
  if (!operandIsReal) setRef(out, NOT_IMPLEMENTED);
  else if (!isUnbound(args + 16) && !isNone(args + 16))
    throw raise(T.TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  else floatPower(floatValue(args), y, out);
}
function float_rpow(args: Slot, out: Slot): void {
  const x = operand(args + 8);
  if (operandIsReal) floatPower(x, floatValue(args), out);
  else setRef(out, NOT_IMPLEMENTED);
}

function setWhole(out: Slot, value: number): void {
  int_set(out, Number.isSafeInteger(value) ? (value === 0 ? 0 : value) : floatToBigInt(value));
}

function float_round(args: Slot, out: Slot): void {
  const value = floatValue(args);
  if (isUnbound(args + 8) || isNone(args + 8)) {
    if (!Number.isFinite(value)) floatToBigInt(value);
    setWhole(out, roundHalfEven(value));
    return;
  }
  const digits = toIndexBigInt(args + 8);
  setFloat(out, roundFloat(value, Number(digits > 1000n ? 1000n : digits < -1000n ? -1000n : digits)));
}

function float_as_integer_ratio(args: Slot, out: Slot): void {
  const value = floatValue(args);
  if (value !== value) throw raise(T.ValueError, "cannot convert NaN to integer ratio");
  if (!Number.isFinite(value)) throw raise(T.OverflowError, "cannot convert Infinity to integer ratio");
  let [numerator, denominator] = value === 0 ? [0n, 1n] : exactFraction(value);
  while (denominator > 1n && (numerator & 1n) === 0n) {
    numerator /= 2n;
    denominator >>= 1n;
  }
  const tuple = newTuple(2);
  int_set(tupleItem(tuple, 0), numerator);
  int_set(tupleItem(tuple, 1), denominator);
  setRef(out, tuple);
}

/** `float.hex`: `0x1.8000000000000p+1`. */
export function hexText(value: number): string {
  if (!Number.isFinite(value)) return floatText(value);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const high = view.getUint32(0);
  const digits =
    (high & 0xfffff).toString(16).padStart(5, "0") + view.getUint32(4).toString(16).padStart(8, "0");
  const sign = high >>> 31 === 1 ? "-" : "";
  const biased = (high >>> 20) & 0x7ff;
  if (value === 0) return `${sign}0x0.0p+0`;
  const exponent = biased === 0 ? -1022 : biased - 1023;
  return `${sign}0x${biased === 0 ? 0 : 1}.${digits}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

function float_fromhex(args: Slot, out: Slot): void {
  if (!isStrValue(args + 8)) throw raise(T.TypeError, "bad argument type for built-in operation");
  const text = textOf(args + 8).trim();
  const match = /^([+-]?)(?:0[xX])?([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?$/.exec(text);
  let value: number;
  if (/^[+-]?(inf|infinity|nan)$/i.test(text)) value = parseFloatText(text) as number;
  else {
    const whole = match?.[2] ?? "";
    const fraction = match?.[3] ?? "";
    if (match === null || whole + fraction === "")
      throw raise(T.ValueError, "invalid hexadecimal floating-point string");
    const exponent = Number(match[4] ?? 0) - 4 * fraction.length;
    value = scaleExactly(BigInt(`0x${whole}${fraction}`), exponent);
    if (match[1] === "-") value = -value;
  }
  const type = refAt(args);
  if (type === T.float) setFloat(out, value);
  else setRef(out, newFloatObject(type, value));
}

/** `digits * 2**exponent`, rounded once. */
function scaleExactly(digits: bigint, exponent: number): number {
  if (digits === 0n) return 0;
  if (exponent >= 0) {
    if (exponent > 2000) throw raise(T.OverflowError, "hexadecimal value too large to represent as a float");
    const value = Number(digits << BigInt(exponent));
    if (!Number.isFinite(value))
      throw raise(T.OverflowError, "hexadecimal value too large to represent as a float");
    return value;
  }
  const bits = digits.toString(2).length;
  const cut = Math.max(bits - 53, -1074 - exponent, 0);
  if (cut > bits + 1) return 0;
  const mantissa = divideHalfEven(digits, 1n << BigInt(cut));
  const scale = exponent + cut;
  const value =
    scale < -1000 ? Number(mantissa) * 2 ** -1000 * 2 ** (scale + 1000) : Number(mantissa) * 2 ** scale;
  if (!Number.isFinite(value))
    throw raise(T.OverflowError, "hexadecimal value too large to represent as a float");
  return value;
}

function float_format(args: Slot, out: Slot): void {
  const spec = specText(args + 8);
  setRef(
    out,
    newString(spec === "" ? strOf(args) : formatFloatSpec(floatValue(args), spec, typeNameOf(args))),
  );
}

export function defineFloatType(): void {
  const self: Native = (args, out) => setFloat(out, floatValue(args));
  const add = (x: number, y: number): number => x + y;
  const subtract = (x: number, y: number): number => x - y;
  const multiply = (x: number, y: number): number => x * y;
  defineType(T.float, {
    name: "float",
    base: T.object,
    kind: KIND_FLOAT,
    size: FLOATOBJ_VALUE + 8,
    flags: TF_BASE | TF_FLOAT,
    dictOffset: FLOATOBJ_DICT,
    doc: "Convert a string or number to a floating-point number, if possible.",
    methods: {
      __new__: ["(cls, x=0, /)", float_new],
      __add__: ["(self, value, /)", binary(add)],
      __radd__: ["(self, value, /)", binary(add, true)],
      __sub__: ["(self, value, /)", binary(subtract)],
      __rsub__: ["(self, value, /)", binary(subtract, true)],
      __mul__: ["(self, value, /)", binary(multiply)],
      __rmul__: ["(self, value, /)", binary(multiply, true)],
      __truediv__: ["(self, value, /)", binary(divideFloats)],
      __rtruediv__: ["(self, value, /)", binary(divideFloats, true)],
      __floordiv__: ["(self, value, /)", binary(floorDivideFloats)],
      __rfloordiv__: ["(self, value, /)", binary(floorDivideFloats, true)],
      __mod__: ["(self, value, /)", binary(remainderFloats)],
      __rmod__: ["(self, value, /)", binary(remainderFloats, true)],
      __divmod__: ["(self, value, /)", float_divmod],
      __rdivmod__: ["(self, value, /)", float_rdivmod],
      __pow__: ["(self, value, mod=None, /)", float_pow],
      __rpow__: ["(self, value, mod=None, /)", float_rpow],
      __neg__: ["(self, /)", (args, out) => setFloat(out, -floatValue(args))],
      __pos__: ["(self, /)", self],
      __abs__: ["(self, /)", (args, out) => setFloat(out, Math.abs(floatValue(args)))],
      __bool__: ["(self, /)", (args, out) => setBool(out, floatValue(args) !== 0)],
      __int__: ["(self, /)", (args, out) => setWhole(out, Math.trunc(floatValue(args)))],
      __trunc__: ["(self, /)", (args, out) => setWhole(out, Math.trunc(floatValue(args)))],
      __floor__: ["(self, /)", (args, out) => setWhole(out, Math.floor(floatValue(args)))],
      __ceil__: ["(self, /)", (args, out) => setWhole(out, Math.ceil(floatValue(args)))],
      __float__: ["(self, /)", self],
      __round__: ["(self, ndigits=None, /)", float_round],
      __hash__: ["(self, /)", (args, out) => setInt(out, floatHash(floatValue(args)))],
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(floatText(floatValue(args))))],
      __format__: ["(self, format_spec, /)", float_format],
      __eq__: ["(self, value, /)", comparison((order) => order === 0)],
      __ne__: ["(self, value, /)", comparison((order) => order !== 0, true)],
      __lt__: ["(self, value, /)", comparison((order) => order < 0)],
      __le__: ["(self, value, /)", comparison((order) => order <= 0)],
      __gt__: ["(self, value, /)", comparison((order) => order > 0)],
      __ge__: ["(self, value, /)", comparison((order) => order >= 0)],
      __getnewargs__: [
        "(self, /)",
        (args, out) => {
          const value = floatValue(args);
          const tuple = newTuple(1);
          setFloat(tupleItem(tuple, 0), value);
          setRef(out, tuple);
        },
      ],
      conjugate: ["(self, /)", self],
      as_integer_ratio: ["(self, /)", float_as_integer_ratio],
      is_integer: ["(self, /)", (args, out) => setBool(out, Number.isInteger(floatValue(args)))],
      hex: ["(self, /)", (args, out) => setRef(out, newString(hexText(floatValue(args))))],
    },
    classMethods: {
      fromhex: ["(type, string, /)", float_fromhex],
      from_number: [
        "(type, number, /)",
        (args, out) => {
          const value = realNumber(args + 8);
          const type = refAt(args);
          if (type === T.float) setFloat(out, value);
          else setRef(out, newFloatObject(type, value));
        },
      ],
    },
    getset: {
      real: [self],
      imag: [(_args, out) => setFloat(out, 0)],
    },
  });
}
