/** _struct: packing values into bytes by a format, and back. A format is parsed once and kept. */
import { type Address, type Slot, T, TF_BASE, TUPLE_ITEMS } from "../../heap/layout.ts";
import { U8 } from "../../heap/memory.ts";
import { newString } from "../../heap/strings.ts";
import {
  copyValue,
  isFloat,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setRef,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { bytesOf, dataAddress, isBytesLike, newBytes } from "../../objects/bytes.ts";
import { makeType } from "../../objects/define.ts";
import { int_set, isIntValue } from "../../objects/int.ts";
import { list_append, list_popAt, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { newTuple } from "../../objects/tuple.ts";
import { typeNameOf } from "../../objects/type.ts";
import { isTrue } from "../../runtime/compare.ts";
import { hasIndex, indexValue, isNumberValue, numberValue, toIndexBigInt } from "../../runtime/number.ts";
import { raise, raiseStopIteration } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, type RAISED, releaseTemps } from "../../runtime/state.ts";
import { addExceptionType, addFunctions, addObject, type FunctionTable } from "../functions/table.ts";

interface Field {
  readonly code: string;
  readonly at: number;
  /** Bytes of one value; for `s` and `p` of the whole text. */
  readonly size: number;
}
interface Format {
  readonly text: string;
  readonly little: boolean;
  readonly size: number;
  readonly fields: readonly Field[];
}

/** Sizes in the standard forms, and the native ones where they differ (a 32-bit machine, as sys.maxsize says). */
const SIZES: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  n: 4,
  N: 4,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
  P: 4,
};

let formats = new Map<string, Format>();
let errorType: Address = 0;

const fail = (message: string): typeof RAISED => raise(errorType, message);

function parseFormat(text: string): Format {
  const known = formats.get(text);
  if (known !== undefined) return known;
  const order = /^[@=<>!]/.test(text) ? text[0] : "@";
  const native = order === "@";
  const fields: Field[] = [];
  let size = 0;
  let at = /^[@=<>!]/.test(text) ? 1 : 0;
  while (at < text.length) {
    const [whole, digits, code] = /^\s*(\d*)(.?)/s.exec(text.slice(at)) as unknown as [
      string,
      string,
      string,
    ];
    at += whole.length;
    if (code === "") {
      if (digits !== "") throw fail("repeat count given without format specifier");
      break;
    }
    const unit = SIZES[code];
    if (unit === undefined || (!native && /[nNP]/.test(code))) throw fail("bad char in struct format");
    const count = digits === "" ? 1 : Number(digits);
    if (native && !/[xcbB?sp]/.test(code)) size = Math.ceil(size / unit) * unit;
    if (size + count * unit > 0x7fffffff) throw fail("total struct size too long");
    if (code === "s" || code === "p") {
      fields.push({ code, at: size, size: count });
      size += count;
    } else {
      for (let i = 0; i < count; i++, size += unit)
        if (code !== "x") fields.push({ code, at: size, size: unit });
    }
  }
  const format = { text, little: order !== ">" && order !== "!", size, fields };
  formats.set(text, format);
  return format;
}

function formatText(slot: Slot): string {
  if (isStrValue(slot)) return textOf(slot);
  if (isBytesLike(slot)) return String.fromCharCode(...bytesOf(slot));
  throw raise(T.TypeError, `Struct() argument 1 must be a str or bytes object, not ${typeNameOf(slot)}`);
}

const INTEGER = /[bBhHiIlLqQnNP]/;

function packInteger(view: DataView, field: Field, value: Slot, little: boolean): void {
  if (!isIntValue(value) && !hasIndex(value)) throw fail("required argument is not an integer");
  const number = toIndexBigInt(value);
  const bits = BigInt(8 * field.size);
  const signed = /[bhilqn]/.test(field.code);
  const low = signed ? -(1n << (bits - 1n)) : 0n;
  const high = signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (number < low || number > high) {
    if (field.size === 8 || field.code === "P") throw fail("int too large to convert");
    throw fail(`'${field.code}' format requires ${low} <= number <= ${high}`);
  }
  if (field.size === 8) view.setBigUint64(field.at, BigInt.asUintN(64, number), little);
  else if (field.size === 4) view.setUint32(field.at, Number(BigInt.asUintN(32, number)), little);
  else if (field.size === 2) view.setUint16(field.at, Number(BigInt.asUintN(16, number)), little);
  else view.setUint8(field.at, Number(BigInt.asUintN(8, number)));
}

/** The nearest half-precision float, as its 16 bits; ties go to even. Null when it is too large. */
function halfBits(value: number): number | null {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (size < 2 ** -14) {
    return sign | roundEven(size / 2 ** -24);
  }
  const exponent = Math.floor(Math.log2(size));
  const power = size < 2 ** exponent ? exponent - 1 : exponent;
  const mantissa = roundEven((size / 2 ** power - 1) * 1024);
  const bits = ((power + 15) << 10) + mantissa;
  return bits >= 0x7c00 ? null : sign | bits;
}
function roundEven(value: number): number {
  const down = Math.floor(value);
  const rest = value - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
}
function halfValue(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const power = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  if (power === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (power === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (power - 15));
}

function packOne(bytes: Uint8Array, field: Field, value: Slot, little: boolean): void {
  const view = new DataView(bytes.buffer);
  const { code, at, size } = field;
  if (INTEGER.test(code)) packInteger(view, field, value, little);
  else if (code === "c") {
    if (!isBytesLike(value) || bytesOf(value).length !== 1)
      throw fail("char format requires a bytes object of length 1");
    bytes[at] = bytesOf(value)[0] as number;
  } else if (code === "?") bytes[at] = isTrue(value) ? 1 : 0;
  else if (code === "s" || code === "p") {
    if (!isBytesLike(value)) throw fail(`argument for '${code}' must be a bytes object`);
    const text = bytesOf(value);
    if (code === "s") bytes.set(text.subarray(0, size), at);
    else if (size > 0) {
      const length = Math.min(text.length, size - 1, 255);
      bytes[at] = length;
      bytes.set(text.subarray(0, length), at + 1);
    }
  } else {
    if (!isFloat(value) && !isNumberValue(value)) throw fail("required argument is not a float");
    const number = numberValue(value);
    if (code === "d") view.setFloat64(at, number, little);
    else if (code === "f") {
      if (Number.isFinite(number) && !Number.isFinite(Math.fround(number)))
        throw raise(T.OverflowError, "float too large to pack with f format");
      view.setFloat32(at, number, little);
    } else {
      const half = halfBits(number);
      if (half === null) throw raise(T.OverflowError, "float too large to pack with e format");
      view.setUint16(at, half, little);
    }
  }
}

function pack(format: Format, values: Slot, count: number, name: string): Uint8Array {
  if (count !== format.fields.length)
    throw fail(`${name} expected ${format.fields.length} items for packing (got ${count})`);
  const bytes = new Uint8Array(format.size);
  format.fields.forEach((field, i) => packOne(bytes, field, values + 8 * i, format.little));
  return bytes;
}

/** A NaN with other bits could pass for another value. */
const plainNan = (value: number): number => (value === value ? value : Number.NaN);

function unpackOne(view: DataView, base: number, field: Field, little: boolean, out: Slot): void {
  const at = base + field.at;
  const { code, size } = field;
  switch (code) {
    case "c":
      return setRef(out, newBytes([view.getUint8(at)]));
    case "?":
      return setBool(out, view.getUint8(at) !== 0);
    case "b":
      return setInt(out, view.getInt8(at));
    case "B":
      return setInt(out, view.getUint8(at));
    case "h":
      return setInt(out, view.getInt16(at, little));
    case "H":
      return setInt(out, view.getUint16(at, little));
    case "i":
    case "l":
    case "n":
      return setInt(out, view.getInt32(at, little));
    case "I":
    case "L":
    case "N":
    case "P":
      return int_set(out, view.getUint32(at, little));
    case "q":
      return int_set(out, view.getBigInt64(at, little));
    case "Q":
      return int_set(out, view.getBigUint64(at, little));
    case "d":
      return setFloat(out, plainNan(view.getFloat64(at, little)));
    case "f":
      return setFloat(out, plainNan(view.getFloat32(at, little)));
    case "e":
      return setFloat(out, halfValue(view.getUint16(at, little)));
    default: {
      const text = new Uint8Array(view.buffer, view.byteOffset + at, size);
      const length = code === "p" && size > 0 ? Math.min(text[0] as number, size - 1) : size;
      return setRef(out, newBytes(code === "p" ? text.slice(1, 1 + length) : text.slice()));
    }
  }
}

/** A tuple of the values that lie at `offset` of a copy of the bytes. */
function unpack(format: Format, bytes: Uint8Array, offset: number, out: Slot): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = markTemps();
  const temps = pushTemps(2);
  const tuple = newTuple(format.fields.length);
  setRef(temps, tuple);
  format.fields.forEach((field, i) => {
    unpackOne(view, offset, field, format.little, temps + 8);
    copyValue(temps + 8, tuple + TUPLE_ITEMS + 8 * i);
  });
  copyValue(temps, out);
  releaseTemps(mark);
}

function buffer(slot: Slot): Uint8Array {
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(slot)}'`);
  return bytesOf(slot).slice();
}

function unpackExact(format: Format, data: Slot, out: Slot): void {
  const bytes = buffer(data);
  if (bytes.length !== format.size) throw fail(`unpack requires a buffer of ${format.size} bytes`);
  unpack(format, bytes, 0, out);
}

function unpackFrom(format: Format, data: Slot, offsetSlot: Slot, out: Slot): void {
  const bytes = buffer(data);
  const given = isUnbound(offsetSlot) ? 0 : indexValue(offsetSlot);
  const offset = given < 0 ? given + bytes.length : given;
  if (offset < 0) throw fail(`offset ${given} out of range for ${bytes.length}-byte buffer`);
  if (bytes.length - offset < format.size)
    throw fail(
      `unpack_from requires a buffer of at least ${format.size + offset} bytes for unpacking ${format.size} bytes at offset ${offset} (actual buffer size is ${bytes.length})`,
    );
  unpack(format, bytes, offset, out);
}

function packInto(format: Format, target: Slot, offsetSlot: Slot, values: Slot, count: number): void {
  const packed = pack(format, values, count, "pack_into");
  if (!isBytesLike(target))
    throw raise(T.TypeError, `a read-write bytes-like object is required, not '${typeNameOf(target)}'`);
  const length = bytesOf(target).length;
  const given = indexValue(offsetSlot);
  const offset = given < 0 ? given + length : given;
  if (offset < 0) throw fail(`offset ${given} out of range for ${length}-byte buffer`);
  if (length - offset < packed.length)
    throw fail(
      `pack_into requires a buffer of at least ${packed.length + offset} bytes for packing ${packed.length} bytes at offset ${offset} (actual buffer size is ${length})`,
    );
  U8.set(packed, dataAddress(refAt(target)) + offset);
}

const FORMAT_VALUE = 8;

const FUNCTIONS: FunctionTable = {
  calcsize: ["(format, /)", (args, out) => int_set(out, parseFormat(formatText(args)).size)],
  pack: [
    "(format, /, *values)",
    (args, out, extra) => setRef(out, newBytes(pack(parseFormat(formatText(args)), args + 8, extra, "pack"))),
  ],
  unpack: ["(format, buffer, /)", (args, out) => unpackExact(parseFormat(formatText(args)), args + 8, out)],
  unpack_from: [
    "(format, /, buffer, offset=0)",
    (args, out) => unpackFrom(parseFormat(formatText(args)), args + 8, args + 16, out),
  ],
  pack_into: [
    "(format, buffer, offset, /, *values)",
    (args, _out, extra) => packInto(parseFormat(formatText(args)), args + 8, args + 16, args + 24, extra),
  ],
  _clearcache: ["()", () => formats.clear()],
};

/** Makes the module. */
export function makeStruct(): Address {
  const module = newModule("_struct");
  formats = new Map();
  errorType = addExceptionType(module, "error", T.Exception, "struct");
  addFunctions(module, FUNCTIONS);

  const own = (self: Slot): Format => parseFormat(textOf(refAt(self) + FORMAT_VALUE));
  const iteratorType = makeType("_struct.unpack_iterator", {
    size: 16,
    values: [8, 1],
    methods: {
      __iter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __next__: [
        "(self, /)",
        (args, out) => {
          // A list of tuples, taken from its end.
          const list = refAt(refAt(args) + 8);
          if (listLength(list) === 0) throw raiseStopIteration(pushTemp());
          list_popAt(list, listLength(list) - 1, out);
        },
      ],
    },
  });
  const iterate = (format: Format, data: Slot, out: Slot): void => {
    const bytes = buffer(data);
    if (format.size === 0) throw fail("cannot iteratively unpack with a struct of length 0");
    if (bytes.length % format.size !== 0)
      throw fail(`iterative unpacking requires a buffer of a multiple of ${format.size} bytes`);
    const held = pushTemps(3);
    setRef(held, newList(bytes.length / format.size));
    for (let at = bytes.length - format.size; at >= 0; at -= format.size) {
      unpack(format, bytes, at, held + 8);
      list_append(refAt(held), held + 8);
    }
    const iterator = allocateOf(iteratorType);
    copyValue(held, iterator + 8);
    setRef(out, iterator);
  };
  addFunctions(module, {
    iter_unpack: [
      "(format, buffer, /)",
      (args, out) => iterate(parseFormat(formatText(args)), args + 8, out),
    ],
  });
  addObject(
    module,
    "Struct",
    makeType("_struct.Struct", {
      size: 24,
      values: [FORMAT_VALUE, 1],
      refs: [16],
      dictOffset: 16,
      flags: TF_BASE,
      module: "_struct",
      doc: "Struct(fmt) --> compiled struct object",
      methods: {
        __new__: ["(cls, /, *args, **kwargs)", (args, out) => setRef(out, allocateOf(refAt(args)))],
        __init__: [
          "(self, /, format)",
          (args) => {
            const text = formatText(args + 8);
            parseFormat(text);
            setRef(refAt(args) + FORMAT_VALUE, newString(text));
          },
        ],
        pack: [
          "(self, /, *values)",
          (args, out, extra) => setRef(out, newBytes(pack(own(args), args + 8, extra, "pack"))),
        ],
        unpack: ["(self, buffer, /)", (args, out) => unpackExact(own(args), args + 8, out)],
        unpack_from: [
          "(self, /, buffer, offset=0)",
          (args, out) => unpackFrom(own(args), args + 8, args + 16, out),
        ],
        pack_into: [
          "(self, buffer, offset, /, *values)",
          (args, _out, extra) => packInto(own(args), args + 8, args + 16, args + 24, extra),
        ],
        iter_unpack: ["(self, buffer, /)", (args, out) => iterate(own(args), args + 8, out)],
        __repr__: [
          "(self, /)",
          (args, out) =>
            setRef(out, newString(`_struct.Struct(${JSON.stringify(own(args).text).replaceAll('"', "'")})`)),
        ],
      },
      getset: {
        format: [(self, out) => copyValue(refAt(self) + FORMAT_VALUE, out)],
        size: [(self, out) => int_set(out, own(self).size)],
      },
    }),
  );
  return module;
}
