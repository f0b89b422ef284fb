/** complex: two floats. */
import {
  exactCos,
  exactSin,
  roundedExp,
  roundedHypot,
  roundedLog,
  roundedPower,
} from "../base/elementary.ts";
import { allocateObject } from "../heap/allocate.ts";
import { type Address, NOT_IMPLEMENTED, type Slot, T, TF_BASE } from "../heap/layout.ts";
import { F64 } from "../heap/memory.ts";
import { newString } from "../heap/strings.ts";
import { isExactly, isRef, isUnbound, refAt, setBool, setFloat, setInt, setRef } from "../heap/values.ts";
import { formatComplexSpec, reprOf, specText, strOf } from "../runtime/format.ts";
import { N } from "../runtime/names.ts";
import type { Native } from "../runtime/native.ts";
import { raise } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { pushTemp } from "../runtime/state.ts";
import { defineType } from "./define.ts";
import {
  compareFloatWithInt,
  floatHash,
  floatText,
  floatValue,
  isFloatValue,
  raiseRange,
  realNumber,
} from "./float.ts";
import { intToDouble, isIntValue, normalizeNumeral } from "./int.ts";
import { isStrValue, textOf } from "./str.ts";
import { newTuple, tupleItem } from "./tuple.ts";
import { isInstance, typeNameOf } from "./type.ts";

const COMPLEX_REAL = 8;
const COMPLEX_IMAG = 16;

/** Writes a new complex number. */
export function setComplex(out: Slot, real: number, imaginary: number): void {
  setRef(out, newComplex(T.complex, real, imaginary));
}

function newComplex(type: Address, real: number, imaginary: number): Address {
  const object = allocateObject(type, 24);
  F64[(object + COMPLEX_REAL) >> 3] = real;
  F64[(object + COMPLEX_IMAG) >> 3] = imaginary;
  return object;
}

export const isComplexValue = (slot: Slot): boolean =>
  isExactly(slot, T.complex) || (isRef(slot) && isInstance(slot, T.complex));

/** The real part of any number. */
export function realPart(slot: Slot): number {
  if (isFloatValue(slot)) return floatValue(slot);
  return isIntValue(slot) ? intToDouble(slot) : F64[(refAt(slot) + COMPLEX_REAL) >> 3];
}
/** The imaginary part of any number. */
export const imaginaryPart = (slot: Slot): number =>
  isComplexValue(slot) ? F64[(refAt(slot) + COMPLEX_IMAG) >> 3] : 0;

export function complexAdd(a: Slot, b: Slot, out: Slot): void {
  setComplex(
    out,
    realPart(a) + realPart(b),
    isComplexValue(a)
      ? isComplexValue(b)
        ? imaginaryPart(a) + imaginaryPart(b)
        : imaginaryPart(a)
      : imaginaryPart(b),
  );
}

/** A real operand has no imaginary part at all, so that its sign of zero cannot leak. */
export function complexSubtract(a: Slot, b: Slot, out: Slot): void {
  const imaginary = isComplexValue(a)
    ? isComplexValue(b)
      ? imaginaryPart(a) - imaginaryPart(b)
      : imaginaryPart(a)
    : -imaginaryPart(b);
  setComplex(out, realPart(a) - realPart(b), imaginary);
}

export function complexMultiply(a: Slot, b: Slot, out: Slot): void {
  const p = realPart(a);
  const r = realPart(b);
  if (!isComplexValue(a)) setComplex(out, p * r, p * imaginaryPart(b));
  else if (!isComplexValue(b)) setComplex(out, p * r, imaginaryPart(a) * r);
  else {
    const q = imaginaryPart(a);
    const s = imaginaryPart(b);
    setComplex(out, p * r - q * s, p * s + q * r);
  }
}

/** Raises ZeroDivisionError. */
export function complexDivide(a: Slot, b: Slot, out: Slot): void {
  const p = realPart(a);
  const q = imaginaryPart(a);
  const r = realPart(b);
  const s = imaginaryPart(b);
  if (r === 0 && s === 0) throw raise(T.ZeroDivisionError, "division by zero");
  if (!isComplexValue(b)) setComplex(out, p / r, q / r);
  else if (Math.abs(r) >= Math.abs(s)) {
    const ratio = s / r;
    const denominator = r + s * ratio;
    setComplex(out, (p + q * ratio) / denominator, (q - p * ratio) / denominator);
  } else {
    const ratio = r / s;
    const denominator = r * ratio + s;
    setComplex(out, (p * ratio + q) / denominator, (q * ratio - p) / denominator);
  }
}

/** Raises ZeroDivisionError, OverflowError. */
export function complexPower(a: Slot, b: Slot, out: Slot): void {
  let p = realPart(a);
  let q = imaginaryPart(a);
  const r = realPart(b);
  const s = imaginaryPart(b);
  if (r === 0 && s === 0) setComplex(out, 1, 0);
  else if (p === 0 && q === 0) {
    if (s !== 0 || r < 0) throw raise(T.ZeroDivisionError, "zero to a negative or complex power");
    setComplex(out, 0, 0);
  } else if (s === 0 && Number.isInteger(r) && Math.abs(r) <= 100) {
    // Small whole powers by squaring.
    let [x, y] = [1, 0];
    for (let mask = 1, n = Math.abs(r); mask <= n; mask *= 2) {
      if ((n & mask) !== 0) [x, y] = [x * p - y * q, x * q + y * p];
      [p, q] = [p * p - q * q, p * q + q * p];
    }
    if (r < 0) {
      const denominator = x * x + y * y;
      [x, y] = [x / denominator, -y / denominator];
    }
    checkFinite(x, y);
    setComplex(out, x, y);
  } else {
    const radius = roundedHypot(p, q);
    const angle = Math.atan2(q, p);
    let length = roundedPower(radius, r);
    let phase = angle * r;
    if (s !== 0) {
      length *= roundedExp(-angle * s);
      phase += s * roundedLog(radius);
    }
    checkFinite(length, 0);
    setComplex(out, length * exactCos(phase), length * exactSin(phase));
  }
}

function checkFinite(x: number, y: number): void {
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw raise(T.OverflowError, "complex exponentiation");
}

export function complexNegate(a: Slot, out: Slot): void {
  setComplex(out, -realPart(a), -imaginaryPart(a));
}

// ---- Text ----------------------------------------------------------------------------------------------------------

/** `repr()` of a complex number. */
export function complexText(real: number, imaginary: number): string {
  const part = (value: number): string => floatText(value).replace(/\.0$/, "");
  if (real === 0 && 1 / real > 0) return `${part(imaginary)}j`;
  const second = part(imaginary);
  return `(${part(real)}${second.startsWith("-") ? "" : "+"}${second}j)`;
}

const NUMBER =
  "(?:\\d+(?:_\\d+)*\\.?(?:\\d+(?:_\\d+)*)?|\\.\\d+(?:_\\d+)*)(?:[eE][+-]?\\d+(?:_\\d+)*)?|inf(?:inity)?|nan";
const COMPLEX_PATTERN = new RegExp(`^(?:([+-]?(?:${NUMBER}))?(?:([+-]?(?:${NUMBER})?)j)?)$`, "i");

function parseComplex(text: string): [number, number] | undefined {
  let plain = normalizeNumeral(text);
  if (plain.startsWith("(") && plain.endsWith(")")) plain = normalizeNumeral(plain.slice(1, -1));
  if (plain === "") return undefined;
  const value = (part: string): number => {
    const bare = part.replaceAll("_", "").toLowerCase();
    const magnitude = bare.replace(/^[+-]/, "");
    const number =
      magnitude === ""
        ? 1
        : magnitude.startsWith("inf")
          ? Number.POSITIVE_INFINITY
          : magnitude === "nan"
            ? Number.NaN
            : Number(magnitude);
    return bare.startsWith("-") ? -number : number;
  };
  const onlyImaginary = new RegExp(`^([+-]?(?:${NUMBER})?)j$`, "i").exec(plain);
  if (onlyImaginary !== null) return [0, value(onlyImaginary[1] as string)];
  const match = COMPLEX_PATTERN.exec(plain);
  if (match === null || match[1] === undefined) return undefined;
  if (match[2] !== undefined && !/^[+-]/.test(match[2])) return undefined;
  return [value(match[1]), match[2] === undefined ? 0 : value(match[2])];
}

// ---- Methods -------------------------------------------------------------------------------------------------------

function complex_new(args: Slot, out: Slot): void {
  const type = refAt(args);
  let real = 0;
  let imaginary = 0;
  if (!isUnbound(args + 8) && isStrValue(args + 8)) {
    if (!isUnbound(args + 16))
      throw raise(T.TypeError, "complex() can't take second arg if first is a string");
    const parsed = parseComplex(textOf(args + 8));
    if (parsed === undefined)
      throw raise(
        T.ValueError,
        textOf(args + 8).includes("_")
          ? `could not convert string to complex: ${reprOf(args + 8)}`
          : "complex() arg is a malformed string",
      );
    [real, imaginary] = parsed;
  } else {
    if (!isUnbound(args + 8))
      [real, imaginary] = toComplex(
        args + 8,
        isUnbound(args + 16)
          ? "complex() argument must be a string or a number, not"
          : "complex() argument 'real' must be a real number, not",
      );
    if (!isUnbound(args + 16)) {
      if (isStrValue(args + 16))
        throw raise(T.TypeError, "complex() argument 'imag' must be a real number, not str");
      const [x, y] = toComplex(args + 16, "complex() argument 'imag' must be a real number, not");
      // Zeros are added only where there is something to add, so that a minus zero stays one.
      if (isComplexValue(args + 16)) real -= y;
      imaginary = !isUnbound(args + 8) && isComplexValue(args + 8) ? imaginary + x : x;
    }
  }
  setRef(out, newComplex(type, real, imaginary));
}

/** Real and imaginary part of any number; `message` ends before the name of the type that is none. */
export function toComplex(value: Slot, message = "must be real number, not"): [number, number] {
  if (isComplexValue(value)) return [realPart(value), imaginaryPart(value)];
  if (isIntValue(value) || isFloatValue(value)) return [realPart(value), 0];
  const result = pushTemp();
  if (callSpecial0(value, N.__complex__, result)) {
    if (!isComplexValue(result))
      throw raise(
        T.TypeError,
        `${typeNameOf(value)}.__complex__() must return a complex, not ${typeNameOf(result)}`,
      );
    return [realPart(result), imaginaryPart(result)];
  }
  return [realNumber(value, message), 0];
}

const isNumber = (slot: Slot): boolean => isComplexValue(slot) || isIntValue(slot) || isFloatValue(slot);
function binary(operation: (a: Slot, b: Slot, out: Slot) => void, reflect = false): Native {
  return (args, out) => {
    if (!isNumber(args + 8)) setRef(out, NOT_IMPLEMENTED);
    else if (reflect) operation(args + 8, args, out);
    else operation(args, args + 8, out);
  };
}

function equality(wanted: boolean): Native {
  return (args, out) => {
    if (!isNumber(args + 8)) {
      setRef(out, NOT_IMPLEMENTED);
      return;
    }
    let same = imaginaryPart(args) === imaginaryPart(args + 8);
    if (same && isIntValue(args + 8)) same = compareFloatWithInt(realPart(args), args + 8) === 0;
    else same = same && realPart(args) === realPart(args + 8);
    setBool(out, same === wanted);
  };
}

function complex_abs(args: Slot, out: Slot): void {
  const value = roundedHypot(realPart(args), imaginaryPart(args));
  if (
    value === Number.POSITIVE_INFINITY &&
    Number.isFinite(realPart(args)) &&
    Number.isFinite(imaginaryPart(args))
  )
    throw raiseRange();
  setFloat(out, value);
}

function complex_hash(args: Slot, out: Slot): void {
  const hash = (floatHash(realPart(args)) + Math.imul(1000003, floatHash(imaginaryPart(args)))) | 0;
  setInt(out, hash === -1 ? -2 : hash);
}

function complex_format(args: Slot, out: Slot): void {
  const spec = specText(args + 8);
  setRef(
    out,
    newString(spec === "" ? strOf(args) : formatComplexSpec(realPart(args), imaginaryPart(args), spec)),
  );
}

export function defineComplexType(): void {
  defineType(T.complex, {
    name: "complex",
    base: T.object,
    size: 24,
    flags: TF_BASE,
    doc: "Create a complex number from a string or numbers.",
    methods: {
      __new__: ["(cls, real=0, imag=0)", complex_new],
      __add__: ["(self, value, /)", binary(complexAdd)],
      __radd__: ["(self, value, /)", binary(complexAdd, true)],
      __sub__: ["(self, value, /)", binary(complexSubtract)],
      __rsub__: ["(self, value, /)", binary(complexSubtract, true)],
      __mul__: ["(self, value, /)", binary(complexMultiply)],
      __rmul__: ["(self, value, /)", binary(complexMultiply, true)],
      __truediv__: ["(self, value, /)", binary(complexDivide)],
      __rtruediv__: ["(self, value, /)", binary(complexDivide, true)],
      __pow__: ["(self, value, mod=None, /)", binary(complexPower)],
      __rpow__: ["(self, value, mod=None, /)", binary(complexPower, true)],
      __neg__: ["(self, /)", (args, out) => complexNegate(args, out)],
      __pos__: ["(self, /)", (args, out) => setComplex(out, realPart(args), imaginaryPart(args))],
      __abs__: ["(self, /)", complex_abs],
      __bool__: ["(self, /)", (args, out) => setBool(out, realPart(args) !== 0 || imaginaryPart(args) !== 0)],
      __complex__: ["(self, /)", (args, out) => setComplex(out, realPart(args), imaginaryPart(args))],
      __eq__: ["(self, value, /)", equality(true)],
      __ne__: ["(self, value, /)", equality(false)],
      __hash__: ["(self, /)", complex_hash],
      __repr__: [
        "(self, /)",
        (args, out) => setRef(out, newString(complexText(realPart(args), imaginaryPart(args)))),
      ],
      __format__: ["(self, format_spec, /)", complex_format],
      __getnewargs__: [
        "(self, /)",
        (args, out) => {
          const tuple = newTuple(2);
          setFloat(tupleItem(tuple, 0), realPart(args));
          setFloat(tupleItem(tuple, 1), imaginaryPart(args));
          setRef(out, tuple);
        },
      ],
      conjugate: ["(self, /)", (args, out) => setComplex(out, realPart(args), -imaginaryPart(args))],
    },
    getset: {
      real: [(self, out) => setFloat(out, realPart(self))],
      imag: [(self, out) => setFloat(out, imaginaryPart(self))],
    },
  });
}
