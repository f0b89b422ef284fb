/**
 * The values of literals: the text of a NUMBER or STRING token to the value it denotes.
 *
 * Escapes that Python refuses are reported by `LiteralError`, in the words of the codec that CPython uses; the
 * positions in such a message count every character outside ASCII as the ten of `\UXXXXXXXX`, because
 * CPython rewrites the string that way before it decodes it.
 */

import type { ConstantValue } from "../ast.ts";

/** A literal without a value: the message of the SyntaxError to raise at its token. */
export class LiteralError {
  constructor(readonly message: string) {}
}

/** Told of each escape sequence that Python does not know, with its offset in the text. */
export type EscapeListener = (escape: string, offset: number) => void;

const MAX_DECIMAL_DIGITS = 4300;

/** The value of a NUMBER token. Throws LiteralError for a decimal integer of more than 4300 digits. */
export function parseNumber(token: string): ConstantValue {
  const text = token.includes("_") ? token.replaceAll("_", "") : token;
  const last = text.charCodeAt(text.length - 1);
  const second = text.charCodeAt(1) | 32;
  // 0x, 0o, 0b: before anything else, because e and j may be hexadecimal digits' neighbours.
  if (text.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) {
    return { type: "int", value: BigInt(text) };
  }
  if ((last | 32) === 106) return { type: "complex", imag: Number(text.slice(0, -1)) };
  if (/[.eE]/.test(text)) return { type: "float", value: Number(text) };
  if (text.length > MAX_DECIMAL_DIGITS) {
    throw new LiteralError(
      `Exceeds the limit (${MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has ${text.length} ` +
        "digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer " +
        "literals to avoid decimal conversion limits.",
    );
  }
  return { type: "int", value: BigInt(text) };
}

/** A STRING token taken apart. */
export interface StringLiteral {
  readonly value: ConstantValue;
  readonly unicodePrefix: boolean;
}

/** The value of a STRING token, prefix and quotes included. Throws LiteralError. */
export function parseString(token: string, onUnknownEscape: EscapeListener): StringLiteral {
  let quote = 0;
  let raw = false;
  let bytes = false;
  let unicodePrefix = false;
  for (; ; quote++) {
    const code = token.charCodeAt(quote) | 32;
    if (code === 114) raw = true;
    else if (code === 98) bytes = true;
    else if (code === 117) unicodePrefix = true;
    else break;
  }
  const mark = token.charCodeAt(quote);
  const triple =
    token.length >= quote + 6 && token.charCodeAt(quote + 1) === mark && token.charCodeAt(quote + 2) === mark;
  const quoteSize = triple ? 3 : 1;
  const start = quote + quoteSize;
  const body = token.slice(start, token.length - quoteSize);
  const escaped = !raw && body.includes("\\");
  const listener: EscapeListener = (escape, offset) => onUnknownEscape(escape, offset + start);
  if (bytes) return { value: { type: "bytes", value: decodeBytes(body, escaped, listener) }, unicodePrefix };
  return { value: { type: "str", value: escaped ? decodeEscapes(body, listener) : body }, unicodePrefix };
}

const simpleEscapes = new Map<string, string>([
  ["\n", ""],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** Replaces the escape sequences of a str. An unknown one stays as it is. Throws LiteralError. */
export function decodeEscapes(text: string, onUnknownEscape: EscapeListener): string {
  let result = "";
  let position = 0;
  for (;;) {
    const backslash = text.indexOf("\\", position);
    if (backslash < 0) return result + text.slice(position);
    result += text.slice(position, backslash);
    const letter = text.charAt(backslash + 1);
    position = backslash + 2;
    const simple = simpleEscapes.get(letter);
    if (simple !== undefined) {
      result += simple;
    } else if (letter >= "0" && letter <= "7") {
      const digits = octalDigits(text, backslash + 1);
      const code = Number.parseInt(digits, 8);
      if (code > 0o377) onUnknownEscape(digits, backslash);
      result += String.fromCharCode(code);
      position = backslash + 1 + digits.length;
    } else if (letter === "x" || letter === "u" || letter === "U") {
      const size = letter === "x" ? 2 : letter === "u" ? 4 : 8;
      result += decodeHexadecimal(text, backslash, letter, size);
      position += size;
    } else if (letter === "N") {
      refuseCharacterName(text, backslash);
    } else {
      result += "\\";
      position = backslash + 1;
      if (letter !== "") onUnknownEscape(letter, backslash);
    }
  }
}

function octalDigits(text: string, start: number): string {
  let end = start;
  while (end < start + 3 && text.charCodeAt(end) >= 48 && text.charCodeAt(end) < 56) end++;
  return text.slice(start, end);
}

function countHexadecimal(text: string, start: number, limit: number): number {
  let count = 0;
  while (count < limit && /[0-9A-Fa-f]/.test(text.charAt(start + count))) count++;
  return count;
}

function decodeHexadecimal(text: string, backslash: number, letter: string, size: number): string {
  const start = backslash + 2;
  const count = countHexadecimal(text, start, size);
  if (count < size) {
    failDecoding(text, backslash, start + count, `truncated \\${letter}${"X".repeat(size)} escape`);
  }
  const code = Number.parseInt(text.slice(start, start + size), 16);
  if (code > 0x10ffff) failDecoding(text, backslash, start + size, "illegal Unicode character");
  // A surrogate written as an escape stays alone in Python, but a pair would join in a JS string. Escaped
  // pairs are so rare (they are not text) that they are taken as the character they encode.
  return String.fromCodePoint(code);
}

function refuseCharacterName(text: string, backslash: number): never {
  const match = /^\{([^}]+)\}/.exec(text.slice(backslash + 2));
  if (match === null) {
    const brace = text.charAt(backslash + 2) === "{" ? text.indexOf("}", backslash) : -1;
    const end = brace < 0 ? (text.charAt(backslash + 2) === "{" ? text.length : backslash + 2) : brace + 1;
    failDecoding(text, backslash, end, "malformed \\N character escape");
  }
  throw new LiteralError(
    `(unicode error) \\N{${match[1]}} is not supported: this engine has no table of character names; ` +
      "write the character itself, or its number with \\u or \\U",
  );
}

function failDecoding(text: string, start: number, end: number, reason: string): never {
  let extra = 0;
  const before = [...text.slice(0, start)];
  for (const character of before) if (character.charCodeAt(0) >= 0x80) extra += 9;
  const from = before.length + extra;
  const to = from + (end - start) - 1;
  const place = from === to ? `byte 0x5c in position ${from}` : `bytes in position ${from}-${to}`;
  throw new LiteralError(`(unicode error) 'unicodeescape' codec can't decode ${place}: ${reason}`);
}

function decodeBytes(text: string, escaped: boolean, onUnknownEscape: EscapeListener): Uint8Array {
  const result = new Uint8Array(text.length);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 0x80) throw new LiteralError("bytes can only contain ASCII literal characters");
  }
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 92 || !escaped) {
      result[size++] = code;
      continue;
    }
    const letter = text.charAt(++i);
    const simple = simpleEscapes.get(letter);
    if (simple !== undefined) {
      if (simple !== "") result[size++] = simple.charCodeAt(0);
    } else if (letter >= "0" && letter <= "7") {
      const digits = octalDigits(text, i);
      const value = Number.parseInt(digits, 8);
      if (value > 0o377) onUnknownEscape(digits, i - 1);
      result[size++] = value & 0xff;
      i += digits.length - 1;
    } else if (letter === "x") {
      if (countHexadecimal(text, i + 1, 2) < 2) {
        throw new LiteralError(`(value error) invalid \\x escape at position ${i - 1}`);
      }
      result[size++] = Number.parseInt(text.slice(i + 1, i + 3), 16);
      i += 2;
    } else {
      result[size++] = 92;
      onUnknownEscape(letter, i - 1);
      i--;
    }
  }
  return result.slice(0, size);
}
