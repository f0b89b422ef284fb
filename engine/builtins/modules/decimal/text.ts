/** Decimal numbers as text: read, shown, and formatted by a specification. */
import { decimalDigitValue } from "../../../objects/int.ts";
import {
  adjusted,
  digitCount,
  FINITE,
  finite,
  INFINITE,
  infinity,
  isZero,
  type Kind,
  type Num,
  power10,
  QUIET,
  type Rounding,
  rescaled,
  SIGNALING,
  type Sign,
} from "./number.ts";

const NUMERAL = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|(s?)nan(\d*))$/i;

/** A number from text, exact; null when it is none. `strict`: without spaces around it and underscores in it. */
export function parseNum(text: string, strict = false): Num | null {
  let plain = strict ? text : text.trim().replaceAll("_", "");
  if (/[^\x00-\x7f]/.test(plain))
    plain = [...plain]
      .map((character) => {
        const digit = decimalDigitValue(character.codePointAt(0) as number);
        return digit >= 0 ? String(digit) : character;
      })
      .join("");
  const match = NUMERAL.exec(plain);
  if (match !== null) {
    const [, sign, whole = "", part = "", onlyPart = "", exponent = "0"] = match;
    const digits = whole + part + onlyPart;
    const exp = Number(exponent) - part.length - onlyPart.length;
    return finite(sign === "-" ? 1 : 0, BigInt(digits), exp);
  }
  const special = SPECIAL.exec(plain);
  if (special === null) return null;
  const [, minus, isInfinite, signals, payload] = special;
  const sign: Sign = minus === "-" ? 1 : 0;
  if (isInfinite !== undefined) return infinity(sign);
  return { sign, kind: signals === "" ? QUIET : SIGNALING, coef: BigInt(payload || "0"), exp: 0 };
}

/** Exactly a float. */
export function numOfFloat(value: number): Num {
  if (Number.isNaN(value)) return { sign: 0, kind: QUIET, coef: 0n, exp: 0 };
  const sign: Sign = value < 0 || Object.is(value, -0) ? 1 : 0;
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return infinity(sign);
  // A power of two below 1 is a power of five over a power of ten.
  let mantissa = size;
  let twos = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    twos++;
  }
  return finite(sign, BigInt(mantissa) * 5n ** BigInt(twos), -twos);
}

const SPECIAL_TEXT: Readonly<Record<Kind, string>> = {
  [FINITE]: "",
  [INFINITE]: "Infinity",
  [QUIET]: "NaN",
  [SIGNALING]: "sNaN",
};

/** `str()` of a number; `engineering`: the exponent is a multiple of three. */
export function numText(x: Num, capitals = true, engineering = false): string {
  const sign = x.sign === 1 ? "-" : "";
  if (x.kind !== FINITE)
    return sign + SPECIAL_TEXT[x.kind] + (x.kind !== INFINITE && x.coef !== 0n ? x.coef.toString() : "");
  const digits = x.coef.toString();
  const left = x.exp + digits.length;
  let point: number;
  if (x.exp <= 0 && left > -6) point = left;
  else if (!engineering) point = 1;
  else if (x.coef === 0n) point = ((((left + 1) % 3) + 3) % 3) - 1;
  else point = ((((left - 1) % 3) + 3) % 3) + 1;
  let whole: string;
  let part: string;
  if (point <= 0) {
    whole = "0";
    part = `.${"0".repeat(-point)}${digits}`;
  } else if (point >= digits.length) {
    whole = digits + "0".repeat(point - digits.length);
    part = "";
  } else {
    whole = digits.slice(0, point);
    part = `.${digits.slice(point)}`;
  }
  const power = left - point;
  const exponent = power === 0 ? "" : `${capitals ? "E" : "e"}${power < 0 ? "" : "+"}${power}`;
  return sign + whole + part + exponent;
}

// ---- Formatting ------------------------------------------------------------------------------------------------------

const SPECIFICATION = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgGn%])?$/su;

interface Specification {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly noMinusZero: boolean;
  readonly alternate: boolean;
  readonly zeros: boolean;
  readonly width: number;
  readonly separator: string;
  readonly precision: number | null;
  readonly type: string;
}

function parseSpecification(text: string, capitals: boolean): Specification | null {
  const match = SPECIFICATION.exec(text);
  if (match === null) return null;
  const [, fill, align, sign = "-", z, alternate, zero, width, separator = "", precision, type] = match;
  if (zero !== undefined && align !== undefined) {
    // A fill of zeros and an alignment of its own exclude each other.
    if (fill !== undefined && fill !== "0") return null;
  }
  if (type === "n" && separator !== "") return null;
  return {
    fill: fill ?? (zero !== undefined && align === undefined ? "0" : " "),
    align: align ?? (zero !== undefined ? "=" : ">"),
    sign,
    noMinusZero: z !== undefined,
    alternate: alternate !== undefined,
    zeros: zero !== undefined && align === undefined,
    width: Number(width ?? 0),
    separator,
    precision: precision === undefined ? null : Number(precision),
    type: type === "n" ? "g" : (type ?? (capitals ? "G" : "g")),
  };
}

/** Groups of three, filled with zeros up to a width. */
function grouped(digits: string, separator: string, width: number, zeros: boolean): string {
  if (separator === "") return zeros ? digits.padStart(width, "0") : digits;
  let text = digits;
  const join = (of: string): string => of.replace(/\B(?=(\d{3})+$)/g, separator);
  if (zeros) while (join(text).length < width) text = `0${text}`;
  return join(text);
}

function aligned(sign: string, body: string, { fill, align, width }: Specification): string {
  const room = Math.max(0, width - [...sign, ...body].length);
  if (align === "<") return sign + body + fill.repeat(room);
  if (align === "=") return sign + fill.repeat(room) + body;
  if (align === "^") return fill.repeat(room >> 1) + sign + body + fill.repeat(room - (room >> 1));
  return fill.repeat(room) + sign + body;
}

/** To so many digits. */
function rounded(x: Num, digits: number, mode: Rounding): Num {
  if (x.coef === 0n) return x;
  const result = rescaled(x, adjusted(x) + 1 - digits, mode);
  // 9.99 became 10.0: a digit too many.
  return digitCount(result.coef) > digits ? finite(x.sign, result.coef / 10n, result.exp + 1) : result;
}

/** `format()` of a number; null when the specification is none. */
export function formatNum(given: Num, text: string, mode: Rounding, capitals: boolean): string | null {
  const spec = parseSpecification(text, capitals);
  if (spec === null) return null;
  const signOf = (sign: Sign): string => (sign === 1 ? "-" : spec.sign === "-" ? "" : spec.sign);
  if (given.kind !== FINITE) {
    const body = numText({ ...given, sign: 0 }) + (spec.type === "%" ? "%" : "");
    return aligned(signOf(given.sign), body, spec.zeros ? { ...spec, fill: " ", align: ">" } : spec);
  }
  const { type, precision } = spec;
  const lower = type.toLowerCase();
  let x = type === "%" ? finite(given.sign, given.coef, given.exp + 2) : given;
  if (precision !== null) {
    if (lower === "e") x = rounded(x, precision + 1, mode);
    else if (lower === "f" || type === "%") x = rescaled(x, -precision, mode);
    else if (digitCount(x.coef) > precision) x = rounded(x, Math.max(precision, 1), mode);
  }
  if (x.coef === 0n && x.exp > 0 && (lower === "f" || type === "%")) x = rescaled(x, 0, mode);
  const digits = x.coef.toString();
  const left = x.exp + digits.length;
  let point: number;
  if (lower === "e") point = x.coef === 0n && precision !== null ? 1 - precision : 1;
  else if (lower === "f" || type === "%") point = left;
  else point = x.exp <= 0 && left > -6 ? left : 1;
  let whole: string;
  let part: string;
  if (point < 0) {
    whole = "0";
    part = "0".repeat(-point) + digits;
  } else if (point > digits.length) {
    whole = digits + "0".repeat(point - digits.length);
    part = "";
  } else {
    whole = digits.slice(0, point) || "0";
    part = digits.slice(point);
  }
  const power = left - point;
  let tail = part !== "" || spec.alternate ? `.${part}` : "";
  if (power !== 0 || lower === "e")
    tail += `${type === "E" || type === "G" ? "E" : "e"}${power < 0 ? "" : "+"}${power}`;
  if (type === "%") tail += "%";
  const sign = signOf(isZero(x) && spec.noMinusZero ? 0 : x.sign);
  const body = grouped(whole, spec.separator, spec.width - tail.length - sign.length, spec.zeros) + tail;
  return aligned(sign, body, spec);
}

/** The numbers `numerator / denominator` of a finite number, in lowest terms. */
export function ratioOf(x: Num): readonly [bigint, bigint] {
  const signed = x.sign === 1 ? -x.coef : x.coef;
  if (x.exp >= 0) return [signed * power10(x.exp), 1n];
  let numerator = signed;
  let denominator = power10(-x.exp);
  let [a, b] = [x.coef, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  numerator /= a;
  denominator /= a;
  return [numerator, denominator];
}
