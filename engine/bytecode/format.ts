/** Constants as Python's `repr` prints them, for the disassembler and for error messages. */

import type { CodeObject, Const } from "./code.ts";

/** `repr` of a float. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const [digits, exponentText] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  // Python uses exponents from 1e16 up and below 1e-4, with two digits at least.
  if (exponent < -4 || exponent >= 16) {
    const magnitude = String(Math.abs(exponent)).padStart(2, "0");
    return `${digits}e${exponent < 0 ? "-" : "+"}${magnitude}`;
  }
  const text = fixedNotation(digits, exponent);
  return text.includes(".") ? text : `${text}.0`;
}

function fixedNotation(digits: string, exponent: number): string {
  const negative = digits.startsWith("-");
  const figures = digits.replace("-", "").replace(".", "");
  const text =
    exponent < 0
      ? `0.${"0".repeat(-exponent - 1)}${figures}`
      : figures.length <= exponent + 1
        ? figures.padEnd(exponent + 1, "0")
        : `${figures.slice(0, exponent + 1)}.${figures.slice(exponent + 1)}`;
  return negative ? `-${text}` : text;
}

function formatPart(value: number): string {
  const text = formatFloat(value);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

function formatComplex(real: number, imag: number): string {
  const imaginary = `${formatPart(imag)}j`;
  if (real === 0 && !Object.is(real, -0)) return imaginary;
  const sign = imaginary.startsWith("-") ? "" : "+";
  return `(${formatPart(real)}${sign}${imaginary})`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

// Control and format characters, surrogates, private use, unassigned, and separators other than the space.
const UNPRINTABLE = /[\p{C}\p{Z}]/u;

/** `repr` of a str. */
export function formatString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let result = quote;
  for (const char of value) {
    const point = char.codePointAt(0) ?? 0;
    if (char === quote) result += `\\${char}`;
    else if (ESCAPES[char] !== undefined) result += ESCAPES[char];
    else if (char === " " || (point >= 0x20 && point < 0x7f)) result += char;
    else if (!UNPRINTABLE.test(char)) result += char;
    else if (point < 0x100) result += `\\x${point.toString(16).padStart(2, "0")}`;
    else if (point < 0x10000) result += `\\u${point.toString(16).padStart(4, "0")}`;
    else result += `\\U${point.toString(16).padStart(8, "0")}`;
  }
  return result + quote;
}

/** `repr` of a bytes object. */
export function formatBytes(value: Uint8Array): string {
  const quote = value.includes(0x27) && !value.includes(0x22) ? '"' : "'";
  let result = `b${quote}`;
  for (const byte of value) {
    const char = String.fromCharCode(byte);
    if (char === quote) result += `\\${char}`;
    else if (ESCAPES[char] !== undefined) result += ESCAPES[char];
    else if (byte >= 0x20 && byte < 0x7f) result += char;
    else result += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return result + quote;
}

/** `repr` of a code object; code objects have no address here, so none is shown. */
export function formatCode(code: CodeObject): string {
  return `<code object ${code.name}, file "${code.filename}", line ${code.firstlineno}>`;
}

/** `repr` of a constant. */
export function formatConst(constant: Const): string {
  switch (constant.kind) {
    case "none":
      return "None";
    case "ellipsis":
      return "Ellipsis";
    case "bool":
      return constant.value ? "True" : "False";
    case "int":
      return String(constant.value);
    case "float":
      return formatFloat(constant.value);
    case "complex":
      return formatComplex(constant.real, constant.imag);
    case "str":
      return formatString(constant.value);
    case "bytes":
      return formatBytes(constant.value);
    case "tuple":
      return constant.items.length === 1
        ? `(${formatConst(constant.items[0])},)`
        : `(${constant.items.map(formatConst).join(", ")})`;
    case "frozenset":
      return constant.items.length === 0
        ? "frozenset()"
        : `frozenset({${constant.items.map(formatConst).join(", ")}})`;
    case "slice":
      return `slice(${formatConst(constant.start)}, ${formatConst(constant.stop)}, ${formatConst(constant.step)})`;
    case "code":
      return formatCode(constant.value);
  }
}
