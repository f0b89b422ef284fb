/**
 * Images: code objects as bytes, written when the library is built and read when a module is imported, as CPython's
 * marshalled `.pyc` files are. An import then costs loading, not parsing.
 *
 *     image := "TPI" version  strings  code
 *     code  := numbers (LEB128), name, instructions without their caches, constants, exception table, positions
 *
 * Strings are kept once, in a table at the front; an index stands for each. Positions are more than half of an image and
 * wanted by tracebacks only: they are read when they are first asked for.
 *
 * What must hold: an image is read by the version that wrote it; `readImage` refuses any other.
 */
import { assert } from "../base/assert.ts";
import type { CodeObject, Const, ExceptionTableEntry } from "./code.ts";
import { cacheUnits } from "./instructions.ts";

const MAGIC = [0x54, 0x50, 0x49, 1] as const;

const CONST_KINDS = [
  "none",
  "bool",
  "ellipsis",
  "int",
  "float",
  "complex",
  "str",
  "bytes",
  "tuple",
  "frozenset",
  "slice",
  "code",
] as const satisfies readonly Const["kind"][];

// ---- Writing ---------------------------------------------------------------------------------------------------------

class Writer {
  private bytes = new Uint8Array(1 << 12);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const grown = new Uint8Array(2 * this.length);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes[this.length++] = value;
  }
  /** A number from 0 to 2^32 − 1. */
  number(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.byte((rest & 127) | 128);
      rest = Math.floor(rest / 128);
    }
    this.byte(rest);
  }
  /** A signed number of 31 bits. */
  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }
  float(value: number): void {
    for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.byte(byte);
  }
  block(bytes: Uint8Array): void {
    this.number(bytes.length);
    for (const byte of bytes) this.byte(byte);
  }
  taken(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** A code object, and all those inside it, as bytes. The file name is not kept: the reader gives it. */
export function writeImage(code: CodeObject): Uint8Array {
  const strings = new Map<string, number>();
  const body = new Writer();
  const text = (value: string): void => {
    let index = strings.get(value);
    if (index === undefined) strings.set(value, (index = strings.size));
    body.number(index);
  };
  const constant = (value: Const): void => {
    body.byte(CONST_KINDS.indexOf(value.kind));
    switch (value.kind) {
      case "none":
      case "ellipsis":
        return;
      case "bool":
        return body.byte(value.value ? 1 : 0);
      case "int":
        return text(value.value.toString());
      case "float":
        return body.float(value.value);
      case "complex":
        body.float(value.real);
        return body.float(value.imag);
      case "str":
        return text(value.value);
      case "bytes":
        return body.block(value.value);
      case "tuple":
      case "frozenset":
        body.number(value.items.length);
        return value.items.forEach(constant);
      case "slice":
        return [value.start, value.stop, value.step].forEach(constant);
      case "code":
        return writeCode(value.value);
    }
  };
  const writeCode = (one: CodeObject): void => {
    text(one.name);
    text(one.qualname);
    for (const value of [
      one.firstlineno,
      one.flags,
      one.argcount,
      one.posonlyargcount,
      one.kwonlyargcount,
      one.stacksize,
      one.nlocals,
    ])
      body.number(value);
    body.number(one.localsplusnames.length);
    one.localsplusnames.forEach((name, i) => {
      text(name);
      body.byte(one.localspluskinds[i]);
    });
    body.number(one.names.length);
    one.names.forEach(text);
    body.number(one.code.length);
    for (let unit = 0; unit < one.code.length; ) {
      const opcode = one.code[unit] & 255;
      body.byte(opcode);
      body.byte(one.code[unit] >> 8);
      unit += 1 + cacheUnits(opcode);
    }
    body.number(one.exceptionTable.length);
    for (const entry of one.exceptionTable) {
      for (const value of [entry.start, entry.end, entry.target, entry.depth]) body.number(value);
      body.byte(entry.lasti ? 1 : 0);
    }
    body.block(packPositions(one.positions));
    body.number(one.consts.length);
    one.consts.forEach(constant);
  };
  writeCode(code);

  const whole = new Writer();
  for (const byte of MAGIC) whole.byte(byte);
  whole.number(strings.size);
  const encoder = new TextEncoder();
  for (const value of strings.keys()) {
    // A lone surrogate has no UTF-8: such a string is kept as its code units.
    const isPlain = !/\p{Surrogate}/u.test(value);
    whole.byte(isPlain ? 0 : 1);
    whole.block(isPlain ? encoder.encode(value) : new Uint8Array(Uint16Array.from(value, codeUnit).buffer));
  }
  for (const byte of body.taken()) whole.byte(byte);
  return whole.taken();
}

const codeUnit = (character: string): number => character.charCodeAt(0);

/** Runs of equal positions, each as its length and four differences to the run before. */
function packPositions(positions: Int32Array): Uint8Array {
  const writer = new Writer();
  const last = [0, 0, 0, 0];
  for (let at = 0; at < positions.length; ) {
    let end = at + 4;
    while (end < positions.length && [0, 1, 2, 3].every((k) => positions[end + k] === positions[at + k]))
      end += 4;
    writer.number((end - at) / 4);
    for (let k = 0; k < 4; k++) {
      writer.signed(positions[at + k] - last[k]);
      last[k] = positions[at + k];
    }
    at = end;
  }
  return writer.taken();
}

// ---- Reading ---------------------------------------------------------------------------------------------------------

class Reader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  byte(): number {
    return this.bytes[this.at++];
  }
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  float(): number {
    const { buffer, byteOffset } = this.bytes;
    const at = byteOffset + this.at;
    this.at += 8;
    return new DataView(buffer).getFloat64(at, true);
  }
  /** A view of the image. */
  block(): Uint8Array {
    const length = this.number();
    return this.bytes.subarray(this.at, (this.at += length));
  }
  isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }
}

/** The code object of an image, as if compiled from a file of this name. Throws when the bytes are no image of this version. */
export function readImage(image: Uint8Array, filename: string): CodeObject {
  assert(
    MAGIC.every((byte, i) => image[i] === byte),
    "an image of another version: build the library again",
    filename,
  );
  const reader = new Reader(image.subarray(MAGIC.length));
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const strings: string[] = [];
  for (let left = reader.number(); left > 0; left--) {
    const isPlain = reader.byte() === 0;
    const bytes = reader.block();
    strings.push(
      isPlain
        ? decoder.decode(bytes)
        : String.fromCharCode(...new Uint16Array(Uint8Array.from(bytes).buffer)),
    );
  }
  const text = (): string => strings[reader.number()];
  const list = <T>(read: () => T): T[] => {
    const items: T[] = [];
    for (let left = reader.number(); left > 0; left--) items.push(read());
    return items;
  };
  const constant = (): Const => {
    const kind = CONST_KINDS[reader.byte()];
    switch (kind) {
      case "none":
      case "ellipsis":
        return { kind };
      case "bool":
        return { kind, value: reader.byte() === 1 };
      case "int":
        return { kind, value: BigInt(text()) };
      case "float":
        return { kind, value: reader.float() };
      case "complex":
        return { kind, real: reader.float(), imag: reader.float() };
      case "str":
        return { kind, value: text() };
      case "bytes":
        return { kind, value: Uint8Array.from(reader.block()) };
      case "tuple":
      case "frozenset":
        return { kind, items: list(constant) };
      case "slice":
        return { kind, start: constant(), stop: constant(), step: constant() };
      case "code":
        return { kind, value: readCode() };
    }
  };
  const exceptionEntry = (): ExceptionTableEntry => ({
    start: reader.number(),
    end: reader.number(),
    target: reader.number(),
    depth: reader.number(),
    lasti: reader.byte() === 1,
  });
  const readCode = (): CodeObject => {
    const name = text();
    const qualname = text();
    const [firstlineno, flags, argcount, posonlyargcount, kwonlyargcount, stacksize, nlocals] = Array.from(
      { length: 7 },
      () => reader.number(),
    ) as [number, number, number, number, number, number, number];
    const kinds: number[] = [];
    const localsplusnames = list(() => {
      const local = text();
      kinds.push(reader.byte());
      return local;
    });
    const names = list(text);
    const code = new Uint16Array(reader.number());
    for (let unit = 0; unit < code.length; ) {
      const opcode = reader.byte();
      code[unit] = opcode | (reader.byte() << 8);
      unit += 1 + cacheUnits(opcode);
    }
    const exceptionTable = list(exceptionEntry);
    const packed = reader.block();
    let positions: Int32Array | null = null;
    return {
      filename,
      name,
      qualname,
      firstlineno,
      flags,
      argcount,
      posonlyargcount,
      kwonlyargcount,
      stacksize,
      localsplusnames,
      localspluskinds: Uint8Array.from(kinds),
      nlocals,
      code,
      consts: list(constant),
      names,
      exceptionTable,
      get positions() {
        return (positions ??= unpackPositions(packed, code.length));
      },
    };
  };
  return readCode();
}

function unpackPositions(packed: Uint8Array, units: number): Int32Array {
  const positions = new Int32Array(4 * units);
  const reader = new Reader(packed);
  const last = [0, 0, 0, 0];
  for (let at = 0; !reader.isAtEnd(); ) {
    const run = reader.number();
    for (let k = 0; k < 4; k++) last[k] += reader.signed();
    for (let i = 0; i < run; i++, at += 4) positions.set(last, at);
  }
  return positions;
}
