/**
 * Text encodings: str to bytes and back, with the usual error handlers.
 *
 * Known here are utf-8, utf-8-sig, ascii, latin-1, utf-16 and utf-32 with their byte orders; for others the library's
 * `codecs` is asked.
 */
import { utf8Length } from "../base/bytes.ts";
import { type Address, BYTES_DATA, EXC_VALUE, type Slot, STR_DATA, T } from "../heap/layout.ts";
import { U8 } from "../heap/memory.ts";
import { allocateString, intern, jsString, newString, textAddress } from "../heap/strings.ts";
import { copyValue, refAt, setInt, setRef } from "../heap/values.ts";
import { callMethod } from "../runtime/call.ts";
import { importModule } from "../runtime/import.ts";
import { isRaisedInstance, raise, raiseValue, takeRaised } from "../runtime/raise.ts";
import { markTemps, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { allocateBytes, bytesOf, newBytes } from "./bytes.ts";
import { newException } from "./exceptions.ts";
import {
  characterString,
  emptyString,
  isAsciiRange,
  isAsciiStr,
  strLength,
  strWidth,
  unitsAt,
  unitsOf,
  type Width,
} from "./text.ts";
import { newTupleFrom, tupleItem } from "./tuple.ts";
import { escapePoint } from "./unicode.ts";

type Codec =
  | "utf-8"
  | "utf-8-sig"
  | "ascii"
  | "latin-1"
  | "utf-16"
  | "utf-16-le"
  | "utf-16-be"
  | "utf-32"
  | "utf-32-le"
  | "utf-32-be";

const NAMES: Readonly<Record<string, Codec>> = {
  utf8: "utf-8",
  u8: "utf-8",
  cp65001: "utf-8",
  utf: "utf-8",
  utf8sig: "utf-8-sig",
  ascii: "ascii",
  usascii: "ascii",
  "646": "ascii",
  latin1: "latin-1",
  iso88591: "latin-1",
  latin: "latin-1",
  l1: "latin-1",
  "88591": "latin-1",
  utf16: "utf-16",
  u16: "utf-16",
  utf16le: "utf-16-le",
  utf16be: "utf-16-be",
  utf32: "utf-32",
  u32: "utf-32",
  utf32le: "utf-32-le",
  utf32be: "utf-32-be",
};

const findCodec = (encoding: string): Codec | undefined =>
  encoding === "utf-8" ? "utf-8" : NAMES[encoding.toLowerCase().replace(/[-_ ]/g, "")];

/** Has a codec of the library do it: `codecs.lookup(encoding).encode(value, errors)[0]`, or decode. Raises LookupError. */
function callCodec(encoding: string, errors: string, which: "encode" | "decode", value: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(3);
  try {
    importModule("codecs", temps);
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(T.ModuleNotFoundError)) throw error;
    takeRaised();
    throw raise(T.LookupError, `unknown encoding: ${encoding}`);
  }
  setRef(temps + 8, newString(encoding));
  callMethod(temps, intern("lookup"), temps + 8, 1, temps);
  copyValue(value, temps + 8);
  setRef(temps + 16, newString(errors));
  callMethod(temps, intern(which), temps + 8, 2, temps);
  copyValue(tupleItem(refAt(temps), 0), value);
  releaseTemps(mark);
}

/** UnicodeEncodeError or UnicodeDecodeError with its five arguments. */
function raiseCodec(
  type: Address,
  codec: string,
  object: Address,
  start: number,
  end: number,
  reason: string,
): typeof RAISED {
  const args = pushTemps(5);
  setRef(args, newString(codec));
  setRef(args + 8, object);
  setInt(args + 16, start);
  setInt(args + 24, end);
  setRef(args + 32, newString(reason));
  const exception = newException(type, args, 5);
  // The fields of these classes are the arguments, in order.
  setRef(exception + EXC_VALUE, newTupleFrom(args, 5));
  return raiseValue(exception);
}

function checkHandler(errors: string): void {
  if (
    !/^(strict|ignore|replace|backslashreplace|xmlcharrefreplace|surrogateescape|surrogatepass)$/.test(errors)
  )
    throw raise(T.LookupError, `unknown error handler name '${errors}'`);
}

/** What an error handler puts for a character that cannot be encoded: text to encode in its place, or a raw byte. */
function replacePoint(point: number, errors: string): string | number | undefined {
  if (errors === "ignore") return "";
  if (errors === "replace") return "?";
  if (errors === "backslashreplace") return escapePoint(point);
  if (errors === "xmlcharrefreplace") return `&#${point};`;
  if (errors === "surrogateescape" && point >= 0xdc80 && point <= 0xdcff) return point - 0xdc00;
  return undefined;
}

// ---- From memory to memory: what is usual and good ---------------------------------------------------------------

/** The bytes of a str, or 0 where it takes `encodeText`: other codecs, text that has an error. */
export function encodeMemory(str: Address, encoding: string): Address {
  const codec = findCodec(encoding);
  const length = strLength(str);
  const width = strWidth(str);
  const plain =
    codec === "latin-1" ? width === 1 : isAsciiStr(str) && (codec === "utf-8" || codec === "ascii");
  if (plain) {
    const bytes = allocateBytes(length);
    const text = textAddress(str);
    U8.copyWithin(bytes + BYTES_DATA, text, text + length);
    return bytes;
  }
  return codec === "utf-8" ? encodeUtf8(str, length, width) : 0;
}

function encodeUtf8(str: Address, length: number, width: Width): Address {
  const units = unitsOf(width);
  const from = unitsAt(str);
  let size = 0;
  for (let i = from; i < from + length; i++) {
    const point = units[i] as number;
    if (point >= 0xd800 && point < 0xe000) return 0;
    size += utf8Length(point);
  }
  const result = allocateBytes(size);
  // NB: the memory may have grown: the views are looked up anew.
  const source = unitsOf(width);
  const bytes = U8;
  let to = result + BYTES_DATA;
  for (let i = from; i < from + length; i++) {
    const point = source[i] as number;
    if (point < 0x80) bytes[to++] = point;
    else if (point < 0x800) {
      bytes[to++] = 0xc0 | (point >> 6);
      bytes[to++] = 0x80 | (point & 63);
    } else {
      if (point < 0x10000) bytes[to++] = 0xe0 | (point >> 12);
      else {
        bytes[to++] = 0xf0 | (point >> 18);
        bytes[to++] = 0x80 | ((point >> 12) & 63);
      }
      bytes[to++] = 0x80 | ((point >> 6) & 63);
      bytes[to++] = 0x80 | (point & 63);
    }
  }
  return result;
}

/** The str that bytes in memory encode, or 0 where it takes `decodeBytes`: other codecs, bytes that have an error. */
export function decodeMemory(data: number, length: number, encoding: string): Address {
  const codec = findCodec(encoding);
  if (codec !== "utf-8" && codec !== "ascii" && codec !== "latin-1") return 0;
  if (length < 2) {
    if (length === 0) return emptyString();
    return U8[data] < 128 || codec === "latin-1" ? characterString(U8[data]) : 0;
  }
  const ascii = isAsciiRange(data, length);
  if (ascii || codec === "latin-1") {
    const str = allocateString(length, 1, ascii);
    U8.copyWithin(str + STR_DATA, data, data + length);
    return str;
  }
  return codec === "utf-8" ? decodeUtf8(data, length) : 0;
}

function decodeUtf8(data: number, length: number): Address {
  const end = data + length;
  let bytes = U8;
  let count = 0;
  let highest = 0;
  for (let at = data; at < end; count++) {
    const point = readUtf8(bytes, at, end);
    if (point < 0) return 0;
    if (point > highest) highest = point;
    at += utf8Length(point);
  }
  if (count === 1) return characterString(highest);
  const width = highest < 256 ? 1 : highest < 65536 ? 2 : 4;
  const str = allocateString(count, width, false);
  bytes = U8;
  const units = unitsOf(width);
  let to = unitsAt(str);
  for (let at = data; at < end; ) {
    const lead = bytes[at];
    if (lead < 0x80) {
      units[to++] = lead;
      at++;
    } else if (lead < 0xe0) {
      units[to++] = ((lead & 31) << 6) | (bytes[at + 1] & 63);
      at += 2;
    } else if (lead < 0xf0) {
      units[to++] = ((lead & 15) << 12) | ((bytes[at + 1] & 63) << 6) | (bytes[at + 2] & 63);
      at += 3;
    } else {
      units[to++] = readUtf8(bytes, at, end);
      at += 4;
    }
  }
  return str;
}

/** The code point that begins at an address, −1 where the encoding is not as it must be. */
function readUtf8(bytes: Uint8Array, at: number, end: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return lead;
  if (lead < 0xc2 || lead > 0xf4) return -1;
  const count = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  if (at + count >= end) return -1;
  let point = lead & (0x3f >> count);
  for (let k = 1; k <= count; k++) {
    const next = bytes[at + k];
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 63);
  }
  if (count === 2 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) return -1;
  if (count === 3 && (point < 0x10000 || point > 0x10ffff)) return -1;
  return point;
}

/** Encodes a text. Raises UnicodeEncodeError, LookupError. */
export function encodeText(source: string, encoding: string, errors: string): Uint8Array {
  const codec = findCodec(encoding);
  if (codec === undefined) {
    const value = pushTemps(1);
    setRef(value, newString(source));
    callCodec(encoding, errors, "encode", value);
    return bytesOf(value).slice();
  }
  if (codec === "utf-8" && !/[\ud800-\udfff]/u.test(source)) return new TextEncoder().encode(source);
  if (errors !== "strict") checkHandler(errors);
  const points = Array.from(source, (character) => character.codePointAt(0) as number);
  const bytes: number[] = [];
  const fail = (at: number, last: (point: number) => boolean, reason: string): never => {
    let end = at + 1;
    while (end < points.length && last(points[end])) end++;
    throw raiseCodec(T.UnicodeEncodeError, codec, newString(source), at, end, reason);
  };
  const replaceOr = (
    i: number,
    put: (point: number) => void,
    bad: (point: number) => boolean,
    reason: string,
  ): void => {
    const other = replacePoint(points[i], errors);
    if (other === undefined) fail(i, bad, reason);
    else if (typeof other === "number") bytes.push(other);
    else for (const character of other) put(character.codePointAt(0) as number);
  };
  const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;
  if (codec === "ascii" || codec === "latin-1") {
    const limit = codec === "ascii" ? 128 : 256;
    points.forEach((point, i) => {
      if (point < limit) bytes.push(point);
      else
        replaceOr(
          i,
          (p) => bytes.push(p),
          (p) => p >= limit,
          `ordinal not in range(${limit})`,
        );
    });
  } else if (codec === "utf-8" || codec === "utf-8-sig") {
    if (codec === "utf-8-sig") bytes.push(0xef, 0xbb, 0xbf);
    const put = (point: number): void => {
      if (point < 0x80) bytes.push(point);
      else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
      else if (point < 0x10000)
        bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
      else
        bytes.push(
          0xf0 | (point >> 18),
          0x80 | ((point >> 12) & 63),
          0x80 | ((point >> 6) & 63),
          0x80 | (point & 63),
        );
    };
    points.forEach((point, i) => {
      if (!isSurrogate(point) || errors === "surrogatepass") put(point);
      else replaceOr(i, put, isSurrogate, "surrogates not allowed");
    });
  } else {
    const wide = codec.startsWith("utf-32");
    const big = codec.endsWith("be");
    const unit = (value: number, size: number): void => {
      for (let i = 0; i < size; i++) bytes.push((value >>> (8 * (big ? size - 1 - i : i))) & 255);
    };
    const put = (point: number): void => {
      if (wide) unit(point, 4);
      else if (point < 0x10000) unit(point, 2);
      else {
        unit(0xd800 + ((point - 0x10000) >> 10), 2);
        unit(0xdc00 + ((point - 0x10000) & 1023), 2);
      }
    };
    if (codec === "utf-16" || codec === "utf-32") put(0xfeff);
    points.forEach((point, i) => {
      if (!isSurrogate(point) || errors === "surrogatepass") put(point);
      else replaceOr(i, put, isSurrogate, "surrogates not allowed");
    });
  }
  return Uint8Array.from(bytes);
}

/** Decodes bytes. Raises UnicodeDecodeError, LookupError. */
export function decodeBytes(bytes: Uint8Array, encoding: string, errors: string): string {
  const codec = findCodec(encoding);
  if (codec === undefined) {
    const value = pushTemps(1);
    setRef(value, newBytes(bytes));
    callCodec(encoding, errors, "decode", value);
    return jsString(refAt(value));
  }
  if (errors !== "strict") checkHandler(errors);
  if (codec === "utf-8" || codec === "utf-8-sig") {
    const start =
      codec === "utf-8-sig" && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
        start === 0 ? bytes : bytes.subarray(start),
      );
    } catch {
      return decodeUtf8Slow(bytes, start, errors);
    }
  }
  if (codec === "ascii" || codec === "latin-1") {
    let result = "";
    bytes.forEach((byte, i) => {
      if (byte < 128 || codec === "latin-1") result += String.fromCharCode(byte);
      else result += handleBytes(bytes, i, i + 1, errors, codec, "ordinal not in range(128)");
    });
    return result;
  }
  return decodeUnits(bytes, codec, errors);
}

/** What the error handler puts for the undecodable bytes `start` … `end` − 1. */
function handleBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  errors: string,
  codec: string,
  reason: string,
): string {
  if (errors === "ignore") return "";
  if (errors === "replace") return "\ufffd";
  const bad = Array.from(bytes.subarray(start, end));
  if (errors === "backslashreplace")
    return bad.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  if (errors === "surrogateescape" && bad.every((byte) => byte >= 128))
    return bad.map((byte) => String.fromCharCode(0xdc00 + byte)).join("");
  throw raiseCodec(T.UnicodeDecodeError, codec, newBytes(bytes), start, end, reason);
}

function decodeUtf8Slow(bytes: Uint8Array, from: number, errors: string): string {
  let result = "";
  let i = from;
  while (i < bytes.length) {
    const lead = bytes[i];
    if (lead < 0x80) {
      result += String.fromCharCode(lead);
      i++;
      continue;
    }
    const count =
      lead >= 0xc2 && lead <= 0xdf
        ? 1
        : lead >= 0xe0 && lead <= 0xef
          ? 2
          : lead >= 0xf0 && lead <= 0xf4
            ? 3
            : 0;
    if (count === 0) {
      result += handleBytes(bytes, i, i + 1, errors, "utf-8", "invalid start byte");
      i++;
      continue;
    }
    let point = lead & (0x3f >> count);
    let good = 0;
    while (good < count && i + 1 + good < bytes.length) {
      const next = bytes[i + 1 + good];
      let valid = (next & 0xc0) === 0x80;
      if (good === 0 && valid) {
        if (lead === 0xe0) valid = next >= 0xa0;
        else if (lead === 0xed && errors !== "surrogatepass") valid = next < 0xa0;
        else if (lead === 0xf0) valid = next >= 0x90;
        else if (lead === 0xf4) valid = next < 0x90;
      }
      if (!valid) break;
      point = (point << 6) | (next & 63);
      good++;
    }
    if (good === count) {
      result += String.fromCodePoint(point);
      i += count + 1;
    } else {
      const ended = i + 1 + good >= bytes.length;
      const reason = ended ? "unexpected end of data" : "invalid continuation byte";
      result += handleBytes(bytes, i, i + 1 + good, errors, "utf-8", reason);
      i += 1 + good;
    }
  }
  return result;
}

function decodeUnits(bytes: Uint8Array, codec: Codec, errors: string): string {
  const size = codec.startsWith("utf-32") ? 4 : 2;
  let big = codec.endsWith("be");
  let i = 0;
  const unit = (at: number): number => {
    let value = 0;
    for (let k = 0; k < size; k++) value = value * 256 + bytes[at + (big ? k : size - 1 - k)];
    return value;
  };
  if ((codec === "utf-16" || codec === "utf-32") && bytes.length >= size) {
    if (unit(0) === 0xfeff) i = size;
    else {
      big = true;
      if (unit(0) === 0xfeff) i = size;
      else big = false;
    }
  }
  const named = codec === "utf-16" || codec === "utf-32" ? `${codec}${big ? "-be" : "-le"}` : codec;
  let result = "";
  while (i < bytes.length) {
    if (i + size > bytes.length) {
      result += handleBytes(bytes, i, bytes.length, errors, named, "truncated data");
      break;
    }
    const value = unit(i);
    if (size === 4) {
      if (value > 0x10ffff)
        result += handleBytes(bytes, i, i + 4, errors, named, "code point not in range(0x110000)");
      else if (value >= 0xd800 && value <= 0xdfff && errors !== "surrogatepass")
        result += handleBytes(
          bytes,
          i,
          i + 4,
          errors,
          named,
          "code point in surrogate code point range(0xd800, 0xe000)",
        );
      else result += String.fromCodePoint(value);
    } else if (value >= 0xd800 && value < 0xdc00) {
      const low = i + 4 <= bytes.length ? unit(i + 2) : -1;
      if (low >= 0xdc00 && low <= 0xdfff) {
        result += String.fromCharCode(value, low);
        i += 2;
      } else if (errors === "surrogatepass") result += String.fromCharCode(value);
      else
        result += handleBytes(
          bytes,
          i,
          low < 0 ? bytes.length : i + 2,
          errors,
          named,
          low < 0 ? "unexpected end of data" : "illegal UTF-16 surrogate",
        );
    } else if (value >= 0xdc00 && value <= 0xdfff && errors !== "surrogatepass")
      result += handleBytes(bytes, i, i + 2, errors, named, "illegal encoding");
    else result += String.fromCharCode(value);
    i += size;
  }
  return result;
}
