/**
 * Text of values: `repr`, `str`, `ascii`, and `format` with its mini-language.
 *
 *     spec  =  [[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]
 *
 * Numbers, strs, bools and None are written here directly; everything else by `__repr__`, `__str__` and `__format__`.
 * Functions that return a JS string make no Python object; those with `out` write a str.
 */
import {
  type Address,
  type Slot,
  STR_LENGTH,
  T,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import { copyValue, floatAt, intAt, refAt, setRef, typeOf } from "../heap/values.ts";
import { exponentText, fixedText, floatText, generalText } from "../objects/float.ts";
import { intText, intToDouble, safeNumber, toBigInt } from "../objects/int.ts";
import { isStrValue, textOf } from "../objects/str.ts";
import { characterString, emptyString, plainString } from "../objects/text.ts";
import { typeName, typeNameOf } from "../objects/type.ts";
import { escapeNonAscii, quoteText } from "../objects/unicode.ts";
import { N } from "./names.ts";
import { raise } from "./raise.ts";
import { callSpecial0, callSpecialWith } from "./special.ts";
import { markTemps, pushTemp, releaseTemps } from "./state.ts";

// ---- repr, str, ascii ------------------------------------------------------------------------------------------------

/** Text of a value whose `repr` runs no Python and that is no container; undefined for all others. */
function simpleText(slot: Slot): string | undefined {
  const tag = I32[(slot >> 2) + 1];
  if (tag === TAG_INT) return String(intAt(slot));
  if (tag === TAG_BOOL) return intAt(slot) !== 0 ? "True" : "False";
  if (tag === TAG_NONE) return "None";
  if (tag !== TAG_REF) return floatText(floatAt(slot));
  return typeOf(slot) === T.int ? intText(slot) : undefined;
}

/** `repr(value)` as a JS string. May run Python. */
export function reprOf(slot: Slot): string {
  const simple = simpleText(slot);
  if (simple !== undefined) return simple;
  if (typeOf(slot) === T.str) return quoteText(jsString(refAt(slot)));
  return textByMethod(slot, N.__repr__, "__repr__");
}

/** `str(value)` as a JS string. May run Python. */
export function strOf(slot: Slot): string {
  const simple = simpleText(slot);
  if (simple !== undefined) return simple;
  if (typeOf(slot) === T.str) return jsString(refAt(slot));
  return textByMethod(slot, N.__str__, "__str__");
}

/** `ascii(value)` as a JS string. May run Python. */
export const asciiOf = (slot: Slot): string => escapeNonAscii(reprOf(slot));

function textByMethod(slot: Slot, name: Address, shown: string): string {
  const mark = markTemps();
  const result = pushTemp();
  callTextMethod(slot, name, shown, result);
  const text = jsString(refAt(result));
  releaseTemps(mark);
  return text;
}

function callTextMethod(slot: Slot, name: Address, shown: string, out: Slot): void {
  const mark = markTemps();
  const result = pushTemp();
  if (!callSpecial0(slot, name, result))
    throw raise(T.TypeError, `'${typeNameOf(slot)}' object has no ${shown}`);
  if (!isStrValue(result))
    throw raise(T.TypeError, `${shown} returned non-string (type ${typeNameOf(result)})`);
  copyValue(result, out);
  releaseTemps(mark);
}

/** `repr(value)`. May run Python. */
export function repr(slot: Slot, out: Slot): void {
  const tag = I32[(slot >> 2) + 1];
  const type = typeOf(slot);
  if (tag !== TAG_REF || type === T.int || type === T.str) setRef(out, newString(reprOf(slot)));
  else callTextMethod(slot, N.__repr__, "__repr__", out);
}

/** `str(value)`: a plain str is itself. May run Python. */
export function toStr(slot: Slot, out: Slot): void {
  const simple = simpleText(slot);
  if (simple !== undefined)
    setRef(out, I32[(slot >> 2) + 1] === TAG_REF ? newString(simple) : shortString(simple));
  else if (typeOf(slot) === T.str) copyValue(slot, out);
  else callTextMethod(slot, N.__str__, "__str__", out);
}

/** `ascii(value)`. May run Python. */
export function toAscii(slot: Slot, out: Slot): void {
  setRef(out, newString(asciiOf(slot)));
}

/** One digit is a character that is there anyway. */
const shortString = (text: string): Address =>
  text.length === 1 ? characterString(text.charCodeAt(0)) : newString(text);

// ---- format --------------------------------------------------------------------------------------------------------

/** `format(value, spec)`; spec is a str's address, or 0 for the empty one. May run Python. */
export function formatValue(value: Slot, spec: Address, out: Slot): void {
  const type = typeOf(value);
  if (spec === 0 || I32[(spec + STR_LENGTH) >> 2] === 0) {
    if (type === T.str || type === T.int || type === T.float || type === T.bool || type === T.NoneType) {
      toStr(value, out);
      return;
    }
  } else if (type === T.int || type === T.bool) {
    setRef(out, newString(formatIntegerSpec(value, jsString(spec))));
    return;
  } else if (type === T.float) {
    setRef(out, newString(formatFloatSpec(floatAt(value), jsString(spec))));
    return;
  } else if (type === T.str) {
    setRef(out, newString(formatTextSpec(jsString(refAt(value)), jsString(spec))));
    return;
  }
  const mark = markTemps();
  const result = pushTemp();
  const argument = pushTemp();
  setRef(argument, spec === 0 ? emptyString() : plainString(spec));
  if (!callSpecialWith(value, N.__format__, argument, result))
    throw raise(T.TypeError, `Type ${typeNameOf(value)} doesn't define __format__`);
  if (!isStrValue(result))
    throw raise(T.TypeError, `__format__ must return a str, not ${typeNameOf(result)}`);
  copyValue(result, out);
  releaseTemps(mark);
}

interface Spec {
  fill: string;
  align: string;
  sign: string;
  /** `z`: a result of minus zero is written without its sign. */
  noNegativeZero: boolean;
  alternate: boolean;
  width: number;
  grouping: string;
  precision: number;
  fractionGrouping: string;
  type: string;
}

/** Specs that were parsed before, by their text; one table for each default alignment. They are never changed. */
const parsedSpecs: Readonly<Record<string, Map<string, Spec>>> = { "<": new Map(), ">": new Map() };
const SPECS_KEPT = 1000;

function parseSpec(text: string, typeOfObject: string, defaultAlign: "<" | ">"): Readonly<Spec> {
  const table = parsedSpecs[defaultAlign] as Map<string, Spec>;
  let spec = table.get(text);
  if (spec === undefined) {
    spec = parseSpecText(text, typeOfObject, defaultAlign);
    if (table.size >= SPECS_KEPT) table.clear();
    table.set(text, spec);
  }
  return spec;
}

function parseSpecText(text: string, typeOfObject: string, defaultAlign: string): Spec {
  const points = Array.from(text);
  let at = 0;
  const spec: Spec = {
    fill: " ",
    align: defaultAlign,
    sign: "",
    noNegativeZero: false,
    alternate: false,
    width: -1,
    grouping: "",
    precision: -1,
    fractionGrouping: "",
    type: "",
  };
  const isAlign = (character: string | undefined): boolean =>
    character === "<" || character === ">" || character === "=" || character === "^";
  let fillGiven = false;
  let alignGiven = false;
  if (isAlign(points[1])) {
    spec.fill = points[0] as string;
    spec.align = points[1] as string;
    fillGiven = alignGiven = true;
    at = 2;
  } else if (isAlign(points[0])) {
    spec.align = points[0] as string;
    alignGiven = true;
    at = 1;
  }
  if (points[at] === "+" || points[at] === "-" || points[at] === " ") spec.sign = points[at++] as string;
  if (points[at] === "z") {
    spec.noNegativeZero = true;
    at++;
  }
  if (points[at] === "#") {
    spec.alternate = true;
    at++;
  }
  if (!fillGiven && points[at] === "0") {
    spec.fill = "0";
    if (!alignGiven && defaultAlign === ">") spec.align = "=";
    at++;
  }
  const readDigits = (): number => {
    let digits = "";
    while (at < points.length && /[0-9]/.test(points[at] as string)) digits += points[at++];
    if (digits === "") return -1;
    if (Number(digits) > 0x7fffffff) throw raise(T.ValueError, "Too many decimal digits in format string");
    return Number(digits);
  };
  const readGrouping = (): string => {
    let grouping = "";
    if (points[at] === ",") {
      grouping = ",";
      at++;
    }
    if (points[at] === "_") {
      if (grouping !== "") throw raise(T.ValueError, "Cannot specify both ',' and '_'.");
      grouping = "_";
      at++;
    }
    if (points[at] === "," && grouping === "_") throw raise(T.ValueError, "Cannot specify both ',' and '_'.");
    return grouping;
  };
  spec.width = readDigits();
  spec.grouping = readGrouping();
  if (points[at] === ".") {
    at++;
    const from = at;
    spec.precision = readDigits();
    spec.fractionGrouping = readGrouping();
    if (at === from) throw raise(T.ValueError, "Format specifier missing precision");
  }
  if (points.length - at > 1)
    throw raise(T.ValueError, `Invalid format specifier '${text}' for object of type '${typeOfObject}'`);
  spec.type = points[at] ?? "";
  checkGrouping(spec);
  return spec;
}

function checkGrouping(spec: Spec): void {
  const { grouping, type } = spec;
  if (grouping !== "" && !/^[defgEG%F]?$/.test(type) && !(grouping === "_" && /^[boxX]$/.test(type)))
    throw raise(T.ValueError, `Cannot specify '${grouping}' with '${type}'.`);
  if (spec.fractionGrouping !== "" && type === "n")
    throw raise(T.ValueError, `Cannot specify '${spec.fractionGrouping}' with 'n'.`);
}

function raiseUnknownCode(type: string, typeOfObject: string): never {
  const point = type.codePointAt(0) as number;
  const shown = point > 32 && point < 128 ? `'${type}'` : `'\\x${point.toString(16)}'`;
  throw raise(T.ValueError, `Unknown format code ${shown} for object of type '${typeOfObject}'`);
}

const lengthOf = (text: string): number =>
  /[\ud800-\udfff]/.test(text) ? Array.from(text).length : text.length;

/** Pads a text that has no sign. */
function pad(text: string, spec: Spec, align: string): string {
  const missing = spec.width - lengthOf(text);
  if (missing <= 0) return text;
  if (align === ">" || align === "=") return spec.fill.repeat(missing) + text;
  if (align === "^")
    return spec.fill.repeat(missing >> 1) + text + spec.fill.repeat(missing - (missing >> 1));
  return text + spec.fill.repeat(missing);
}

/** `format()` of a str. Raises ValueError. */
export function formatTextSpec(text: string, specText: string): string {
  const spec = parseSpec(specText, "str", "<");
  if (spec.type !== "" && spec.type !== "s") raiseUnknownCode(spec.type, "str");
  if (spec.sign !== "")
    throw raise(
      T.ValueError,
      `${spec.sign === " " ? "Space" : "Sign"} not allowed in string format specifier`,
    );
  if (spec.noNegativeZero)
    throw raise(T.ValueError, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) throw raise(T.ValueError, "Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") throw raise(T.ValueError, "'=' alignment not allowed in string format specifier");
  if (spec.grouping !== "") throw raise(T.ValueError, `Cannot specify '${spec.grouping}' with 's'.`);
  const cut =
    spec.precision >= 0 && lengthOf(text) > spec.precision
      ? Array.from(text).slice(0, spec.precision).join("")
      : text;
  return pad(cut, spec, spec.align);
}

/** Puts separators between groups of digits; with `minimumWidth`, zeros in front until it is reached. */
function groupDigits(digits: string, separator: string, size: number, minimumWidth: number): string {
  let rest = digits.length;
  let width = minimumWidth;
  let result = "";
  for (;;) {
    const length = Math.min(size, Math.max(rest, width, 1));
    const taken = Math.max(0, Math.min(rest, length));
    result =
      "0".repeat(length - taken) +
      digits.slice(rest - taken, rest) +
      (result === "" ? "" : separator) +
      result;
    rest -= taken;
    width -= length;
    if (rest <= 0 && width <= 0) return result;
    width -= separator.length;
  }
}

/** Groups a fraction's digits from the point on. */
function groupFraction(digits: string, separator: string): string {
  return separator === "" ? digits : (digits.match(/.{1,3}/g) ?? []).join(separator);
}

/** Sign, prefix, digits and tail, grouped and padded. */
function assembleNumber(
  negative: boolean,
  prefix: string,
  digits: string,
  tail: string,
  spec: Spec,
  groupSize = 3,
): string {
  const sign = negative ? "-" : spec.sign === "+" || spec.sign === " " ? spec.sign : "";
  const zeros = spec.fill === "0" && spec.align === "=";
  const around = sign.length + prefix.length + tail.length;
  let body = digits;
  if (spec.grouping !== "")
    body = groupDigits(digits, spec.grouping, groupSize, zeros ? spec.width - around : 0);
  else if (zeros) body = digits.padStart(spec.width - around, "0");
  if (spec.align === "=") {
    const missing = spec.width - around - body.length;
    return sign + prefix + (missing > 0 ? spec.fill.repeat(missing) : "") + body + tail;
  }
  return pad(sign + prefix + body + tail, spec, spec.align);
}

/** `format()` of an int, a bool or an instance of a subclass. Raises ValueError, OverflowError. */
export function formatIntegerSpec(value: Slot, specText: string): string {
  if (specText === "") return strOf(value);
  const name = typeName(typeOf(value));
  const spec = parseSpec(specText, name, ">");
  const { type } = spec;
  if (/^[eEfFgG%]$/.test(type)) return formatParsedFloat(intToDouble(value), spec);
  if (!/^[bcdoxXn]?$/.test(type)) raiseUnknownCode(type, name);
  if (spec.precision >= 0 || spec.fractionGrouping !== "")
    throw raise(T.ValueError, "Precision not allowed in integer format specifier");
  if (spec.noNegativeZero)
    throw raise(T.ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
  if (type === "c") return formatCharacter(value, spec);
  const base = type === "b" ? 2 : type === "o" ? 8 : type === "x" || type === "X" ? 16 : 10;
  let digits: string;
  if (base === 10) digits = intText(value);
  else {
    const safe = safeNumber(value);
    digits = safe === safe ? safe.toString(base) : toBigInt(value).toString(base);
  }
  const negative = digits.startsWith("-");
  if (negative) digits = digits.slice(1);
  let prefix = spec.alternate && base !== 10 ? `0${type}` : "";
  if (type === "X") {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return assembleNumber(negative, prefix, digits, "", spec, base === 10 ? 3 : 4);
}

function formatCharacter(value: Slot, spec: Spec): string {
  if (spec.sign !== "") throw raise(T.ValueError, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate)
    throw raise(T.ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
  const point = safeNumber(value);
  if (!(Math.abs(point) <= 0x7fffffff))
    throw raise(T.OverflowError, "Python int too large to convert to C long");
  if (!(point >= 0 && point <= 0x10ffff)) throw raise(T.OverflowError, "%c arg not in range(0x110000)");
  return pad(String.fromCodePoint(point), spec, spec.align);
}

/** `format()` of a float. Raises ValueError. */
export function formatFloatSpec(value: number, specText: string, name = "float"): string {
  if (specText === "") return floatText(value);
  const spec = parseSpec(specText, name, ">");
  if (!/^[eEfFgGn%]?$/.test(spec.type)) raiseUnknownCode(spec.type, name);
  return formatParsedFloat(value, spec);
}

/** Digits of a float that is not negative, for a presentation type: the body of `%e`, `%f`, `%g` and kin. */
export function floatBody(magnitude: number, type: string, precision: number, alternate: boolean): string {
  if (magnitude !== magnitude) return "nan";
  if (magnitude === Number.POSITIVE_INFINITY) return "inf";
  let text: string;
  switch (type.toLowerCase()) {
    case "e":
      text = exponentText(magnitude, precision < 0 ? 6 : precision);
      if (alternate && precision === 0) text = text.replace("e", ".e");
      break;
    case "f":
    case "%":
      text = fixedText(magnitude, precision < 0 ? 6 : precision);
      if (alternate && precision === 0) text += ".";
      break;
    case "g":
    case "n":
      text = generalText(magnitude, precision < 0 ? 6 : precision, alternate);
      break;
    default:
      if (precision < 0) text = floatText(magnitude);
      else {
        const count = Math.max(precision, 1);
        text = generalText(magnitude, count, alternate, Math.max(count - 1, 0));
        if (!/[.e]/.test(text)) text += ".0";
        else if (text.endsWith(".")) text += "0";
      }
      if (alternate && precision < 0 && text.includes("e") && !text.includes("."))
        text = text.replace("e", ".e");
  }
  return text;
}

function formatParsedFloat(value: number, spec: Spec): string {
  const scaled = spec.type === "%" ? value * 100 : value;
  let body = floatBody(Math.abs(scaled), spec.type, spec.precision, spec.alternate);
  let negative = scaled < 0 || (scaled === 0 && 1 / scaled < 0);
  if (negative && spec.noNegativeZero && /^[0.]*(e[+-]\d+)?$/.test(body)) negative = false;
  if (spec.type === "%") body += "%";
  if (/^[EFG]$/.test(spec.type)) body = body.toUpperCase();
  const match = /^([0-9]*)(?:\.([0-9]*))?(.*)$/.exec(body) as RegExpExecArray;
  const digits = match[1] as string;
  if (digits === "") {
    // inf and nan: zeros pad them too, as CPython has it.
    const plain = { ...spec, grouping: "" };
    return assembleNumber(negative, "", body, "", plain);
  }
  const fraction = match[2] === undefined ? "" : `.${groupFraction(match[2], spec.fractionGrouping)}`;
  return assembleNumber(negative, "", digits, fraction + match[3], spec);
}

/** One part of a complex number: like a float, without padding. `signed` forces a sign. */
export function formatComplexPart(
  value: number,
  type: string,
  precision: number,
  alternate: boolean,
  sign: string,
): string {
  const body = floatBody(Math.abs(value), type, precision, alternate);
  const negative = value < 0 || (value === 0 && 1 / value < 0);
  return (
    (negative ? "-" : sign === "+" || sign === " " ? sign : "") +
    (/^[EFG]$/.test(type) ? body.toUpperCase() : body)
  );
}

/** `format()` of a complex number. Raises ValueError. */
export function formatComplexSpec(real: number, imaginary: number, specText: string): string {
  const spec = parseSpec(specText, "complex", ">");
  if (!/^[eEfFgGn]?$/.test(spec.type)) raiseUnknownCode(spec.type, "complex");
  if (spec.fill === "0") throw raise(T.ValueError, "Zero padding is not allowed in complex format specifier");
  if (spec.align === "=")
    throw raise(T.ValueError, "'=' alignment flag is not allowed in complex format specifier");
  const bare = spec.type === "";
  const part = (value: number, sign: string): string => {
    let text = formatComplexPart(
      value,
      bare && spec.precision >= 0 ? "g" : spec.type,
      spec.precision,
      spec.alternate,
      sign,
    );
    if (bare && spec.precision < 0) text = text.replace(/\.0$/, "");
    return text;
  };
  const skipReal = bare && real === 0 && 1 / real > 0;
  const second = `${part(imaginary, skipReal ? spec.sign : "+")}j`;
  const text = skipReal ? second : part(real, spec.sign) + second;
  return pad(bare && !skipReal ? `(${text})` : text, spec, spec.align);
}

/** A value's text for `format_spec` arguments. Raises TypeError when it is no str. */
export function specText(slot: Slot): string {
  if (!isStrValue(slot))
    throw raise(T.TypeError, `__format__() argument must be str, not ${typeNameOf(slot)}`);
  return textOf(slot);
}
