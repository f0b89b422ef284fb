/** binascii: bytes as text and back (hexadecimal, base64, uuencode, quoted-printable), and checksums. */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { isNone, isUnbound, refAt, setInt, setRef } from "../../heap/values.ts";
import { bytesOf, isBytesLike, newBytes } from "../../objects/bytes.ts";
import { int_set } from "../../objects/int.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { isAsciiStr } from "../../objects/text.ts";
import { typeNameOf } from "../../objects/type.ts";
import { isTrue } from "../../runtime/compare.ts";
import { indexValue, toIndexBigInt } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import type { RAISED } from "../../runtime/state.ts";
import { addExceptionType, addFunctions, type FunctionTable } from "../functions/table.ts";

let errorType: Address = 0;

const fail = (message: string): typeof RAISED => raise(errorType, message);

/** A copy of the contents of a bytes-like argument. */
function bytesArgument(slot: Slot): Uint8Array {
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(slot)}'`);
  return bytesOf(slot).slice();
}

/** The same, and ASCII text stands for its bytes. */
function asciiArgument(slot: Slot): Uint8Array {
  if (isStrValue(slot)) {
    if (!isAsciiStr(refAt(slot)))
      throw raise(T.ValueError, "string argument should contain only ASCII characters");
    return new TextEncoder().encode(textOf(slot));
  }
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `argument should be bytes, buffer or ASCII string, not '${typeNameOf(slot)}'`);
  return bytesOf(slot).slice();
}

const flag = (slot: Slot, otherwise: boolean): boolean => (isUnbound(slot) ? otherwise : isTrue(slot));

// ---- Hexadecimal -----------------------------------------------------------------------------------------------------

const HEX = new TextEncoder().encode("0123456789abcdef");

/** The separator's byte, or −1. */
function separatorByte(slot: Slot): number {
  if (isUnbound(slot) || isNone(slot)) return -1;
  if (isStrValue(slot)) {
    const text = textOf(slot);
    if ([...text].length !== 1) throw raise(T.ValueError, "sep must be length 1.");
    const code = text.charCodeAt(0);
    if (code > 127) throw raise(T.ValueError, "sep must be ASCII.");
    return code;
  }
  if (!isBytesLike(slot)) throw raise(T.TypeError, "sep must be str or bytes.");
  const bytes = bytesOf(slot);
  if (bytes.length !== 1) throw raise(T.ValueError, "sep must be length 1.");
  if ((bytes[0] as number) > 127) throw raise(T.ValueError, "sep must be ASCII.");
  return bytes[0] as number;
}

/** Groups of a positive size are counted from the right, of a negative one from the left. */
function writeHex(data: Uint8Array, separator: number, groupSize: number): Uint8Array {
  const size = Math.abs(groupSize);
  const separators = separator < 0 || size === 0 ? 0 : Math.max(0, Math.ceil(data.length / size) - 1);
  const out = new Uint8Array(2 * data.length + separators);
  let at = 0;
  data.forEach((byte, i) => {
    const before = groupSize > 0 ? data.length - i : i;
    if (separators > 0 && i > 0 && before % size === 0) out[at++] = separator;
    out[at++] = HEX[byte >> 4] as number;
    out[at++] = HEX[byte & 15] as number;
  });
  return out;
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function binascii_b2a_hex(args: Slot, out: Slot): void {
  const data = bytesArgument(args);
  const separator = separatorByte(args + 8);
  setRef(out, newBytes(writeHex(data, separator, isUnbound(args + 16) ? 1 : indexValue(args + 16))));
}

function binascii_a2b_hex(args: Slot, out: Slot): void {
  const text = asciiArgument(args);
  if (text.length % 2 !== 0) throw fail("Odd-length string");
  const data = new Uint8Array(text.length / 2);
  for (let i = 0; i < data.length; i++) {
    const high = hexDigit(text[2 * i]);
    const low = hexDigit(text[2 * i + 1]);
    if (high < 0 || low < 0) throw fail("Non-hexadecimal digit found");
    data[i] = 16 * high + low;
  }
  setRef(out, newBytes(data));
}

// ---- Base64 ----------------------------------------------------------------------------------------------------------

const BASE64 = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const BASE64_VALUES = new Int8Array(256).fill(-1);
BASE64.forEach((code, value) => {
  BASE64_VALUES[code] = value;
});
const PAD = 61;

function binascii_b2a_base64(args: Slot, out: Slot): void {
  const data = bytesArgument(args);
  const newline = flag(args + 8, true);
  const text = new Uint8Array(4 * Math.ceil(data.length / 3) + (newline ? 1 : 0));
  let at = 0;
  for (let i = 0; i < data.length; i += 3) {
    const left = data.length - i;
    const bits =
      ((data[i] as number) << 16) | ((left > 1 ? data[i + 1] : 0) << 8) | (left > 2 ? data[i + 2] : 0);
    text[at++] = BASE64[bits >> 18] as number;
    text[at++] = BASE64[(bits >> 12) & 63] as number;
    text[at++] = left > 1 ? BASE64[(bits >> 6) & 63] : PAD;
    text[at++] = left > 2 ? BASE64[bits & 63] : PAD;
  }
  if (newline) text[at] = 10;
  setRef(out, newBytes(text));
}

function decodeBase64(text: Uint8Array, strict: boolean): Uint8Array {
  const data = new Uint8Array(3 * Math.ceil(text.length / 4));
  if (strict && text[0] === PAD) throw fail("Leading padding not allowed");
  let at = 0;
  let quad = 0;
  let left = 0;
  let pads = 0;
  let padded = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === PAD) {
      padded = true;
      if (strict && quad === 0) throw fail("Excess padding not allowed");
      if (quad >= 2 && quad + ++pads >= 4) {
        if (strict && i + 1 < text.length) throw fail("Excess data after padding");
        return data.subarray(0, at);
      }
      continue;
    }
    const value = BASE64_VALUES[text[i]];
    if (value < 0) {
      if (strict) throw fail("Only base64 data is allowed");
      continue;
    }
    if (strict && padded) throw fail("Discontinuous padding not allowed");
    pads = 0;
    if (quad > 0) data[at++] = ((left << 6) | value) >> (6 - 2 * quad);
    left = value;
    quad = (quad + 1) & 3;
  }
  if (quad === 1)
    throw fail(
      `Invalid base64-encoded string: number of data characters (${Math.floor(at / 3) * 4 + 1}) cannot be 1 more than a multiple of 4`,
    );
  if (quad !== 0) throw fail("Incorrect padding");
  return data.subarray(0, at);
}

// ---- Uuencode --------------------------------------------------------------------------------------------------------

function binascii_a2b_uu(args: Slot, out: Slot): void {
  const text = asciiArgument(args);
  const length = ((text[0] ?? 0) - 32) & 63;
  const data = new Uint8Array(length);
  let at = 0;
  let left = 0;
  let bits = 0;
  let i = 1;
  for (; at < length; i++) {
    let value = text[i] ?? 0;
    // Spaces at the end of a line may have been eaten.
    if (value === 10 || value === 13 || i >= text.length) value = 0;
    else {
      if (value < 32 || value > 96) throw fail("Illegal char");
      value = (value - 32) & 63;
    }
    left = (left << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      data[at++] = left >> bits;
      left &= (1 << bits) - 1;
    }
  }
  for (; i < text.length; i++)
    if (![32, 96, 10, 13].includes(text[i] as number)) throw fail("Trailing garbage");
  setRef(out, newBytes(data));
}

function binascii_b2a_uu(args: Slot, out: Slot): void {
  const data = bytesArgument(args);
  const backtick = flag(args + 8, false);
  if (data.length > 45) throw fail("At most 45 bytes at once");
  const letter = (value: number): number => (backtick && value === 0 ? 96 : 32 + value);
  const text = [letter(data.length)];
  for (let i = 0; i < data.length; i += 3) {
    const bits = ((data[i] as number) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    for (const shift of [18, 12, 6, 0]) text.push(letter((bits >> shift) & 63));
  }
  text.push(10);
  setRef(out, newBytes(text));
}

// ---- Quoted-printable ------------------------------------------------------------------------------------------------

const LINE_LIMIT = 76;
const EQUALS = 61;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

function binascii_a2b_qp(args: Slot, out: Slot): void {
  const text = asciiArgument(args);
  const header = flag(args + 8, false);
  const data: number[] = [];
  for (let i = 0; i < text.length; ) {
    const code = text[i++] as number;
    if (code !== EQUALS) {
      data.push(header && code === 95 ? SPACE : code);
      continue;
    }
    if (i >= text.length) break;
    if (text[i] === LF || text[i] === CR) {
      // A soft break: the rest of the line goes.
      while (i < text.length && text[i] !== LF) i++;
      i++;
    } else if (text[i] === EQUALS) {
      data.push(EQUALS);
      i++;
    } else if (hexDigit(text[i]) >= 0 && hexDigit(text[i + 1]) >= 0) {
      data.push(16 * hexDigit(text[i]) + hexDigit(text[i + 1]));
      i += 2;
    } else data.push(EQUALS);
  }
  setRef(out, newBytes(data));
}

function encodeQuoted(data: Uint8Array, quoteTabs: boolean, isText: boolean, header: boolean): number[] {
  const out: number[] = [];
  const feed = data.indexOf(LF);
  const lineEnd = feed > 0 && data[feed - 1] === CR ? [CR, LF] : [LF];
  let length = 0;
  const softBreak = (): void => {
    out.push(EQUALS, ...lineEnd);
    length = 0;
  };
  const quote = (byte: number): void => {
    for (const digit of [byte >> 4, byte & 15]) out.push(digit < 10 ? 48 + digit : 55 + digit);
  };
  for (let i = 0; i < data.length; ) {
    const byte = data[i] as number;
    const next = data[i + 1];
    const atEnd = i + 1 === data.length;
    const isBreak = byte === LF || byte === CR;
    const isBlank = byte === TAB || byte === SPACE;
    if (
      byte > 126 ||
      byte === EQUALS ||
      (header && byte === 95) ||
      (byte === 46 && length === 0 && (atEnd || next === LF || next === CR || next === 0)) ||
      (!isText && isBreak) ||
      (isBlank && atEnd) ||
      (byte < 33 && !isBreak && (quoteTabs || !isBlank))
    ) {
      if (length + 3 >= LINE_LIMIT) softBreak();
      out.push(EQUALS);
      quote(byte);
      length += 3;
      i++;
    } else if (isText && (byte === LF || (byte === CR && next === LF))) {
      length = 0;
      const last = out.at(-1);
      // A blank at the end of a line would be lost.
      if (last === SPACE || last === TAB) {
        out[out.length - 1] = EQUALS;
        quote(last);
      }
      out.push(...lineEnd);
      i += byte === CR ? 2 : 1;
    } else {
      if (!atEnd && next !== LF && length + 1 >= LINE_LIMIT) softBreak();
      length++;
      out.push(header && byte === SPACE ? 95 : byte);
      i++;
    }
  }
  return out;
}

// ---- Checksums -------------------------------------------------------------------------------------------------------

let crcTable: Int32Array | null = null;

/** The checksum of zip and gzip, continued from `crc`. */
export function crc32(data: Uint8Array, crc: number): number {
  crcTable ??= Int32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = (n & 1) !== 0 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  let rest = ~crc;
  for (const byte of data) rest = (crcTable[(rest ^ byte) & 255] as number) ^ (rest >>> 8);
  return ~rest >>> 0;
}

function crcHqx(data: Uint8Array, crc: number): number {
  let rest = crc;
  for (const byte of data) {
    rest ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 0x8000) !== 0 ? (rest << 1) ^ 0x1021 : rest << 1;
    rest &= 0xffff;
  }
  return rest;
}

/** The start value of a checksum: the low 32 bits of an int. */
export const crcStart = (slot: Slot, otherwise: number): number =>
  isUnbound(slot) ? otherwise : Number(BigInt.asUintN(32, toIndexBigInt(slot)));

const FUNCTIONS: FunctionTable = {
  a2b_base64: [
    "(data, /, *, strict_mode=False)",
    (args, out) => setRef(out, newBytes(decodeBase64(asciiArgument(args), flag(args + 8, false)))),
    "Decode a line of base64 data.",
  ],
  b2a_base64: ["(data, /, *, newline=True)", binascii_b2a_base64, "Base64-code line of data."],
  a2b_hex: ["(hexstr, /)", binascii_a2b_hex, "Binary data of hexadecimal representation."],
  unhexlify: ["(hexstr, /)", binascii_a2b_hex, "Binary data of hexadecimal representation."],
  b2a_hex: [
    "(data, sep=<unrepresentable>, bytes_per_sep=1)",
    binascii_b2a_hex,
    "Hexadecimal representation of binary data.",
  ],
  hexlify: [
    "(data, sep=<unrepresentable>, bytes_per_sep=1)",
    binascii_b2a_hex,
    "Hexadecimal representation of binary data.",
  ],
  a2b_uu: ["(data, /)", binascii_a2b_uu, "Decode a line of uuencoded data."],
  b2a_uu: ["(data, /, *, backtick=False)", binascii_b2a_uu, "Uuencode line of data."],
  a2b_qp: ["(data, header=False)", binascii_a2b_qp, "Decode a string of qp-encoded data."],
  b2a_qp: [
    "(data, quotetabs=False, istext=True, header=False)",
    (args, out) => {
      const encoded = encodeQuoted(
        bytesArgument(args),
        flag(args + 8, false),
        flag(args + 16, true),
        flag(args + 24, false),
      );
      setRef(out, newBytes(encoded));
    },
    "Encode a string using quoted-printable encoding.",
  ],
  crc32: [
    "(data, crc=0, /)",
    (args, out) => int_set(out, crc32(bytesArgument(args), crcStart(args + 8, 0))),
    "Compute CRC-32 incrementally.",
  ],
  crc_hqx: [
    "(data, crc, /)",
    (args, out) => setInt(out, crcHqx(bytesArgument(args), crcStart(args + 8, 0) & 0xffff)),
    "Compute CRC-CCITT incrementally.",
  ],
};

/** Makes the module. */
export function makeBinascii(): Address {
  const module = newModule("binascii");
  errorType = addExceptionType(module, "Error", T.ValueError, "binascii");
  addExceptionType(module, "Incomplete", T.Exception, "binascii");
  addFunctions(module, FUNCTIONS);
  return module;
}
