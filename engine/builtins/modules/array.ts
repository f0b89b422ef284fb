/**
 * array: sequences of numbers of one kind, side by side in memory.
 *
 * An array is laid out like a bytearray (objects/bytes.ts): its length in bytes, its storage, its `__dict__`; then its kind,
 * an index into KINDS. So whatever takes bytes takes an array. Sizes are those of a 32-bit machine, as sys.maxsize says.
 */

import { concatenateBytes } from "../../base/bytes.ts";
import { allocateObject, allocateStorage, storageBytes } from "../../heap/allocate.ts";
import {
  type Address,
  BYTES_LENGTH,
  NOT_IMPLEMENTED,
  OBJ_HEADER,
  type Slot,
  STORAGE_HEADER,
  T,
  TF_BASE,
} from "../../heap/layout.ts";
import { F64, I32, U8, U16, U32 } from "../../heap/memory.ts";
import { codePointAt, intern, newString } from "../../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isInt,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import {
  BYTEARRAY_DICT,
  BYTEARRAY_START,
  BYTEARRAY_STORAGE,
  bytesOf,
  dataAddress,
  isBytearray,
  isBytesLike,
  newBytes,
  setArrayType,
} from "../../objects/bytes.ts";
import { makeType } from "../../objects/define.ts";
import { realNumber } from "../../objects/float.ts";
import { int_set, toBigInt } from "../../objects/int.ts";
import { iterator_iter, iterator_next } from "../../objects/iterators.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { compareByItems } from "../../objects/sequence.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { characterString, raiseMemory, strLength } from "../../objects/text.ts";
import { newTuple, tupleItem } from "../../objects/tuple.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { class_getitem } from "../../objects/union.ts";
import { findAttribute, getAttribute } from "../../runtime/attributes.ts";
import { callMethod, callValue } from "../../runtime/call.ts";
import { EQ, equals, NE } from "../../runtime/compare.ts";
import { reprOf } from "../../runtime/format.ts";
import { importModule } from "../../runtime/import.ts";
import { forEach } from "../../runtime/iterate.ts";
import type { Native } from "../../runtime/native.ts";
import { hasIndex, indexValue, toIndex } from "../../runtime/number.ts";
import { moduleNexts } from "../../runtime/protocols.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { clampedIndex, isIndex, resolveSlice, sequenceIndex } from "../../runtime/subscript.ts";
import { warn } from "../../runtime/warn.ts";
import { addFunctions, addObject, addText } from "../functions/table.ts";

const KIND = OBJ_HEADER + 12; // index into KINDS
const ARRAY_SIZE = 32;

interface Kind {
  readonly code: string;
  readonly bytes: number;
  /** Writes the item at an address to a slot. May allocate. */
  read(at: number, out: Slot): void;
  /** The item that a value is, checked and ready to be written. May run Python. */
  convert(value: Slot): number | bigint;
  write(at: number, item: number | bigint): void;
}

// ---- Kinds -----------------------------------------------------------------------------------------------------------

/** An int from a value, as the converters of CPython's C functions take it. */
function wholeNumber(value: Slot): bigint {
  const held = pushTemp();
  toIndex(value, held);
  return toBigInt(held);
}

/** A converter for ints in a range; `tooSmall` and `tooLarge` are what is said of others. */
const ranged =
  (low: number, high: number, tooSmall: string, tooLarge: string) =>
  (value: Slot): number => {
    if (isInt(value)) {
      const item = I32[value >> 2];
      if (item >= low && item <= high) return item;
      throw raise(T.OverflowError, item < low ? tooSmall : tooLarge);
    }
    const item = wholeNumber(value);
    if (item > 0x7fffffffn || item < -0x80000000n)
      throw raise(T.OverflowError, "Python int too large to convert to C long");
    if (item < low || item > high) throw raise(T.OverflowError, item < low ? tooSmall : tooLarge);
    return Number(item);
  };

function unsigned32(value: Slot): number {
  if (!hasIndex(value))
    throw raise(T.TypeError, `'${typeNameOf(value)}' object cannot be interpreted as an integer`);
  const item = wholeNumber(value);
  if (item < 0n) throw raise(T.OverflowError, "can't convert negative value to unsigned int");
  if (item > 0xffffffffn) throw raise(T.OverflowError, "Python int too large to convert to C unsigned long");
  return Number(item);
}

const wide = (low: bigint, high: bigint) => (value: Slot) => {
  if (!hasIndex(value))
    throw raise(T.TypeError, `'${typeNameOf(value)}' object cannot be interpreted as an integer`);
  const item = wholeNumber(value);
  if (low === 0n && item < 0n) throw raise(T.OverflowError, "can't convert negative int to unsigned");
  if (item < low || item > high) throw raise(T.OverflowError, "int too big to convert");
  return item;
};

function character(value: Slot): number {
  if (!isStrValue(value))
    throw raise(T.TypeError, `array item must be a unicode character, not ${typeNameOf(value)}`);
  const length = strLength(refAt(value));
  if (length !== 1)
    throw raise(T.TypeError, `array item must be a unicode character, not a string of length ${length}`);
  return codePointAt(refAt(value), 0);
}

const single = new DataView(new ArrayBuffer(8));

const int = (
  code: string,
  bytes: 1 | 2 | 4,
  convert: Kind["convert"],
  read: (at: number, out: Slot) => void,
): Kind => ({
  code,
  bytes,
  convert,
  read,
  write(at, item) {
    if (bytes === 1) U8[at] = item as number;
    else if (bytes === 2) U16[at >> 1] = item as number;
    else I32[at >> 2] = item as number;
  },
});

const int64 = (code: string, signed: boolean, convert: Kind["convert"]): Kind => ({
  code,
  bytes: 8,
  convert,
  read(at, out) {
    const bits = (BigInt(U32[(at + 4) >> 2]) << 32n) | BigInt(U32[at >> 2]);
    int_set(out, signed ? BigInt.asIntN(64, bits) : bits);
  },
  write(at, item) {
    const bits = BigInt.asUintN(64, item as bigint);
    U32[at >> 2] = Number(bits & 0xffffffffn);
    U32[(at + 4) >> 2] = Number(bits >> 32n);
  },
});

const unicode = (code: string): Kind =>
  int(code, 4, character, (at, out) => {
    const point = U32[at >> 2];
    if (point > 0x10ffff)
      throw raise(T.ValueError, `character U+${point.toString(16)} is not in range [U+0000; U+10ffff]`);
    setRef(out, characterString(point));
  });

const signed32 = ranged(
  -0x80000000,
  0x7fffffff,
  "signed integer is less than minimum",
  "signed integer is greater than maximum",
);

const KINDS: readonly Kind[] = [
  int(
    "b",
    1,
    ranged(-128, 127, "signed char is less than minimum", "signed char is greater than maximum"),
    (at, out) => setInt(out, (U8[at] << 24) >> 24),
  ),
  int(
    "B",
    1,
    ranged(
      0,
      255,
      "unsigned byte integer is less than minimum",
      "unsigned byte integer is greater than maximum",
    ),
    (at, out) => setInt(out, U8[at]),
  ),
  unicode("u"),
  unicode("w"),
  int(
    "h",
    2,
    ranged(
      -0x8000,
      0x7fff,
      "signed short integer is less than minimum",
      "signed short integer is greater than maximum",
    ),
    (at, out) => setInt(out, (U16[at >> 1] << 16) >> 16),
  ),
  int(
    "H",
    2,
    ranged(0, 0xffff, "unsigned short is less than minimum", "unsigned short is greater than maximum"),
    (at, out) => setInt(out, U16[at >> 1]),
  ),
  int("i", 4, signed32, (at, out) => setInt(out, I32[at >> 2])),
  int("I", 4, unsigned32, (at, out) => int_set(out, U32[at >> 2])),
  int("l", 4, signed32, (at, out) => setInt(out, I32[at >> 2])),
  int("L", 4, unsigned32, (at, out) => int_set(out, U32[at >> 2])),
  int64("q", true, wide(-(2n ** 63n), 2n ** 63n - 1n)),
  int64("Q", false, wide(0n, 2n ** 64n - 1n)),
  {
    code: "f",
    bytes: 4,
    convert: (value) => realNumber(value),
    read(at, out) {
      single.setUint32(0, U32[at >> 2]);
      const value = single.getFloat32(0);
      setFloat(out, value === value ? value : Number.NaN);
    },
    write(at, item) {
      single.setFloat32(0, item as number);
      U32[at >> 2] = single.getUint32(0);
    },
  },
  {
    code: "d",
    bytes: 8,
    convert: (value) => realNumber(value),
    read(at, out) {
      const value = F64[at >> 3];
      // A NaN with other bits could pass for another value.
      setFloat(out, value === value ? value : Number.NaN);
    },
    write(at, item) {
      F64[at >> 3] = item as number;
    },
  },
];

// ---- Layout ----------------------------------------------------------------------------------------------------------

let arrayType: Address = 0;
let iteratorType: Address = 0;

const kindOf = (array: Address): Kind => KINDS[I32[(array + KIND) >> 2]] as Kind;
const byteLength = (array: Address): number => I32[(array + BYTES_LENGTH) >> 2];
const lengthOf = (array: Address): number => byteLength(array) / kindOf(array).bytes;
const isArray = (slot: Slot): boolean => isRef(slot) && isInstance(slot, arrayType);
const itemAddress = (array: Address, index: number): number =>
  dataAddress(array) + index * kindOf(array).bytes;
const readItem = (array: Address, index: number, out: Slot): void =>
  kindOf(array).read(itemAddress(array, index), out);

const LARGEST = 0x7fffffff;

/** Makes room for `bytes` bytes, which the array has from now on; new ones are not set. */
function resize(array: Address, bytes: number): void {
  if (bytes > LARGEST) throw raiseMemory();
  const storage = I32[(array + BYTEARRAY_STORAGE) >> 2] + STORAGE_HEADER;
  if (bytes > storageBytes(storage)) {
    const grown = allocateStorage(bytes + (bytes >> 3) + 8);
    U8.copyWithin(grown, storage, storage + byteLength(array));
    I32[(array + BYTEARRAY_STORAGE) >> 2] = grown - STORAGE_HEADER;
  }
  I32[(array + BYTES_LENGTH) >> 2] = bytes;
}

/** An array of a class with room for `length` items, not yet set. */
function newArray(type: Address, kind: number, length: number): Address {
  const bytes = length * (KINDS[kind] as Kind).bytes;
  if (bytes > LARGEST) throw raiseMemory();
  const array = allocateOf(type);
  I32[(array + KIND) >> 2] = kind;
  I32[(array + BYTEARRAY_START) >> 2] = 0;
  const mark = markTemps();
  setRef(pushTemp(), array);
  const storage = allocateStorage(Math.max(bytes, 8));
  I32[(array + BYTEARRAY_STORAGE) >> 2] = storage - STORAGE_HEADER;
  I32[(array + BYTES_LENGTH) >> 2] = bytes;
  releaseTemps(mark);
  return array;
}

const kindIndex = (array: Address): number => I32[(array + KIND) >> 2];

/** A plain array with a copy of these bytes. */
function arrayOf(kind: number, bytes: Uint8Array): Address {
  const copy = bytes.slice();
  const array = newArray(arrayType, kind, copy.length / (KINDS[kind] as Kind).bytes);
  U8.set(copy, dataAddress(array));
  return array;
}

const contentsOf = (array: Address): Uint8Array => {
  const start = dataAddress(array);
  return U8.subarray(start, start + byteLength(array));
};

function setContents(array: Address, bytes: Uint8Array): void {
  const copy = bytes.slice();
  resize(array, copy.length);
  U8.set(copy, dataAddress(array));
}

function append(array: Address, value: Slot): void {
  const kind = kindOf(array);
  const item = kind.convert(value);
  const bytes = byteLength(array);
  resize(array, bytes + kind.bytes);
  kind.write(dataAddress(array) + bytes, item);
}

function extend(array: Address, source: Slot): void {
  if (isArray(source)) {
    if (kindIndex(refAt(source)) !== kindIndex(array))
      throw raise(T.TypeError, "can only extend with array of same kind");
    const before = byteLength(array);
    const added = contentsOf(refAt(source)).slice();
    resize(array, before + added.length);
    U8.set(added, dataAddress(array) + before);
  } else forEach(source, (item) => append(array, item));
}

function appendBytes(array: Address, bytes: Uint8Array): void {
  if (bytes.length % kindOf(array).bytes !== 0)
    throw raise(T.ValueError, "bytes length not a multiple of item size");
  const before = byteLength(array);
  resize(array, before + bytes.length);
  U8.set(bytes, dataAddress(array) + before);
}

function appendText(array: Address, value: Slot): void {
  const { code } = kindOf(array);
  if (code !== "u" && code !== "w")
    throw raise(T.ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  const text = refAt(value);
  const count = strLength(text);
  const before = byteLength(array);
  resize(array, before + 4 * count);
  const data = dataAddress(array) + before;
  for (let i = 0; i < count; i++) U32[(data >> 2) + i] = codePointAt(text, i);
}

function textOfArray(array: Address): string {
  const { code } = kindOf(array);
  if (code !== "u" && code !== "w")
    throw raise(T.ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  let text = "";
  const held = pushTemp();
  for (let i = 0; i < lengthOf(array); i++) {
    readItem(array, i, held);
    text += textOf(held);
  }
  return text;
}

function listOfArray(array: Address, out: Slot): void {
  const count = lengthOf(array);
  const list = newList(count);
  setRef(out, list);
  const held = pushTemp();
  for (let i = 0; i < count; i++) {
    readItem(array, i, held);
    list_append(list, held);
  }
}

// ---- Making ----------------------------------------------------------------------------------------------------------

function kindArgument(slot: Slot, func: string): number {
  if (!isStrValue(slot) || strLength(refAt(slot)) !== 1) {
    const given = isStrValue(slot) ? `a string of length ${strLength(refAt(slot))}` : typeNameOf(slot);
    throw raise(T.TypeError, `${func} argument 1 must be a unicode character, not ${given}`);
  }
  const code = textOf(slot);
  const kind = KINDS.findIndex((known) => known.code === code);
  if (kind < 0)
    throw raise(T.ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
  if (code === "u")
    warn(T.DeprecationWarning, "The 'u' type code is deprecated and will be removed in Python 3.16");
  return kind;
}

function array_new(args: Slot, out: Slot): void {
  const kind = kindArgument(args + 8, "array()");
  const { code } = KINDS[kind] as Kind;
  const source = args + 16;
  const given = !isUnbound(source);
  const isText = code === "u" || code === "w";
  if (given && isStrValue(source) && !isText)
    throw raise(T.TypeError, `cannot use a str to initialize an array with typecode '${code}'`);
  if (given && isArray(source) && !isText) {
    const from = kindOf(refAt(source)).code;
    if (from === "u" || from === "w")
      throw raise(T.TypeError, `cannot use a unicode array to initialize an array with typecode '${code}'`);
  }
  const held = pushTemp();
  setRef(held, newArray(refAt(args), kind, 0));
  if (given) {
    const array = refAt(held);
    if (isStrValue(source)) appendText(array, source);
    else if (isExactly(source, T.bytes) || isBytearray(source)) appendBytes(array, bytesOf(source).slice());
    else if (isArray(source) && kindIndex(refAt(source)) === kind)
      setContents(array, contentsOf(refAt(source)));
    else forEach(source, (item) => append(array, item));
  }
  copyValue(held, out);
}

// ---- Items -----------------------------------------------------------------------------------------------------------

function indexArgument(array: Address, key: Slot, what: string): number {
  const length = lengthOf(array);
  let index = sequenceIndex(key);
  if (index < 0) index += length;
  if (index < 0 || index >= length) throw raise(T.IndexError, `array ${what}index out of range`);
  return index;
}

function array_getitem(args: Slot, out: Slot): void {
  const array = refAt(args);
  if (isIndex(args + 8)) readItem(array, indexArgument(array, args + 8, ""), out);
  else if (isExactly(args + 8, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(args + 8), lengthOf(array));
    const size = kindOf(array).bytes;
    const contents = contentsOf(array);
    const bytes = new Uint8Array(count * size);
    if (step === 1) bytes.set(contents.subarray(start * size, (start + count) * size));
    else
      for (let i = 0; i < count; i++) {
        const at = (start + i * step) * size;
        bytes.set(contents.subarray(at, at + size), i * size);
      }
    setRef(out, arrayOf(kindIndex(array), bytes));
  } else throw raise(T.TypeError, "array indices must be integers");
}

function assignSlice(array: Address, slice: Address, items: Uint8Array): void {
  const size = kindOf(array).bytes;
  const { start, stop, step, count } = resolveSlice(slice, lengthOf(array));
  const contents = contentsOf(array);
  const given = items.length / size;
  if (step === 1) {
    const end = Math.max(start, stop);
    setContents(
      array,
      concatenateBytes([contents.subarray(0, start * size), items, contents.subarray(end * size)]),
    );
    return;
  }
  if (given !== count)
    throw raise(T.ValueError, `attempt to assign array of size ${given} to extended slice of size ${count}`);
  for (let i = 0; i < count; i++)
    contents.set(items.subarray(i * size, (i + 1) * size), (start + i * step) * size);
}

function array_setitem(args: Slot): void {
  const array = refAt(args);
  const key = args + 8;
  const value = args + 16;
  if (isIndex(key)) {
    const index = indexArgument(array, key, "assignment ");
    const kind = kindOf(array);
    const item = kind.convert(value);
    // NB: the conversion may have run Python, which may have shortened the array.
    if (index >= lengthOf(array)) throw raise(T.IndexError, "array assignment index out of range");
    kind.write(itemAddress(array, index), item);
  } else if (isExactly(key, T.slice)) {
    if (!isArray(value))
      throw raise(T.TypeError, `can only assign array (not "${typeNameOf(value)}") to array slice`);
    if (kindIndex(refAt(value)) !== kindIndex(array))
      throw raise(T.TypeError, "bad argument type for built-in operation");
    assignSlice(array, refAt(key), contentsOf(refAt(value)).slice());
  } else throw raise(T.TypeError, "array indices must be integers");
}

/** Takes out the items at these indices. */
function removeItems(array: Address, removed: ReadonlySet<number>): void {
  const size = kindOf(array).bytes;
  setContents(
    array,
    contentsOf(array).filter((_, i) => !removed.has(Math.floor(i / size))),
  );
}

function removeAt(array: Address, index: number): void {
  const size = kindOf(array).bytes;
  const start = dataAddress(array);
  U8.copyWithin(start + index * size, start + (index + 1) * size, start + byteLength(array));
  I32[(array + BYTES_LENGTH) >> 2] -= size;
}

function array_delitem(args: Slot): void {
  const array = refAt(args);
  if (isIndex(args + 8)) removeAt(array, indexArgument(array, args + 8, "assignment "));
  else if (isExactly(args + 8, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(args + 8), lengthOf(array));
    removeItems(array, new Set(Array.from({ length: count }, (_, i) => start + i * step)));
  } else throw raise(T.TypeError, "array indices must be integers");
}

/** The first item from `start` that equals the value, below `stop`; −1 when there is none. May run Python. */
function findItem(array: Address, value: Slot, start: number, stop: number): number {
  const held = pushTemp();
  for (let i = start; i < stop && i < lengthOf(array); i++) {
    readItem(array, i, held);
    if (equals(held, value)) return i;
  }
  return -1;
}

function array_index(args: Slot, out: Slot): void {
  const array = refAt(args);
  const length = lengthOf(array);
  const bound = (slot: Slot, otherwise: number): number => {
    if (isUnbound(slot)) return otherwise;
    const value = clampedIndex(slot);
    return Math.max(0, value < 0 ? value + length : value);
  };
  const found = findItem(array, args + 8, bound(args + 16, 0), bound(args + 24, length));
  if (found < 0) throw raise(T.ValueError, "array.index(x): x not in array");
  setInt(out, found);
}

function array_count(args: Slot, out: Slot): void {
  const array = refAt(args);
  let count = 0;
  for (let at = 0; ; count++) {
    at = findItem(array, args + 8, at, lengthOf(array)) + 1;
    if (at === 0) break;
  }
  setInt(out, count);
}

function array_insert(args: Slot): void {
  const array = refAt(args);
  let index = clampedIndex(args + 8);
  const kind = kindOf(array);
  const item = kind.convert(args + 16);
  const length = lengthOf(array);
  if (index < 0) index = Math.max(0, index + length);
  index = Math.min(index, length);
  resize(array, (length + 1) * kind.bytes);
  const at = itemAddress(array, index);
  U8.copyWithin(at + kind.bytes, at, dataAddress(array) + length * kind.bytes);
  kind.write(at, item);
}

function array_pop(args: Slot, out: Slot): void {
  const array = refAt(args);
  const length = lengthOf(array);
  if (length === 0) throw raise(T.IndexError, "pop from empty array");
  let index = isUnbound(args + 8) ? -1 : indexValue(args + 8);
  if (index < 0) index += length;
  if (index < 0 || index >= length) throw raise(T.IndexError, "pop index out of range");
  const held = pushTemp();
  readItem(array, index, held);
  removeAt(array, index);
  copyValue(held, out);
}

function array_fromlist(args: Slot): void {
  const array = refAt(args);
  if (!isRef(args + 8) || !isInstance(args + 8, T.list)) throw raise(T.TypeError, "arg must be list");
  const list = refAt(args + 8);
  const before = byteLength(array);
  const count = listLength(list);
  const held = pushTemp();
  try {
    for (let i = 0; i < listLength(list); i++) {
      copyValue(listItem(list, i), held);
      append(array, held);
      if (listLength(list) !== count) throw raise(T.RuntimeError, "list changed size during iteration");
    }
  } catch (error) {
    I32[(array + BYTES_LENGTH) >> 2] = before;
    throw error;
  }
}

function array_byteswap(args: Slot): void {
  const contents = contentsOf(refAt(args));
  const size = kindOf(refAt(args)).bytes;
  if (size > 1) for (let at = 0; at < contents.length; at += size) contents.subarray(at, at + size).reverse();
}

function array_reverse(args: Slot): void {
  const array = refAt(args);
  // All bytes turned round, then those of each item back again.
  contentsOf(array).reverse();
  array_byteswap(args);
}

function array_fromfile(args: Slot): void {
  const array = refAt(args);
  const count = indexValue(args + 16);
  if (count < 0) throw raise(T.ValueError, "negative count");
  const wanted = count * kindOf(array).bytes;
  const temps = pushTemps(2);
  int_set(temps, wanted);
  callMethod(args + 8, intern("read"), temps, 1, temps + 8);
  if (!isBytesLike(temps + 8)) throw raise(T.TypeError, "read() didn't return bytes");
  const bytes = bytesOf(temps + 8).slice();
  appendBytes(array, bytes);
  if (bytes.length !== wanted) throw raise(T.EOFError, "read() didn't return enough bytes");
}

// ---- Operators -------------------------------------------------------------------------------------------------------

function array_add(args: Slot, out: Slot): void {
  if (!isArray(args + 8))
    throw raise(T.TypeError, `can only append array (not "${typeNameOf(args + 8)}") to array`);
  const [a, b] = [refAt(args), refAt(args + 8)];
  if (kindIndex(a) !== kindIndex(b)) throw raise(T.TypeError, "bad argument type for built-in operation");
  setRef(out, arrayOf(kindIndex(a), concatenateBytes([contentsOf(a), contentsOf(b)])));
}

function array_iadd(args: Slot, out: Slot): void {
  if (!isArray(args + 8))
    throw raise(T.TypeError, `can only extend with array (not "${typeNameOf(args + 8)}")`);
  extend(refAt(args), args + 8);
  copyValue(args, out);
}

function repeated(bytes: Uint8Array, times: number): Uint8Array {
  const count = Math.max(0, times);
  if (bytes.length * count > LARGEST) throw raiseMemory();
  const all = new Uint8Array(bytes.length * count);
  for (let i = 0; i < count; i++) all.set(bytes, i * bytes.length);
  return all;
}

/** How often `* value` repeats. */
function repetitions(value: Slot): number {
  if (!hasIndex(value))
    throw raise(T.TypeError, `can't multiply sequence by non-int of type '${typeNameOf(value)}'`);
  return indexValue(value);
}

const array_mul: Native = (args, out) =>
  setRef(out, arrayOf(kindIndex(refAt(args)), repeated(contentsOf(refAt(args)), repetitions(args + 8))));

function comparison(op: number): Native {
  return (args, out) => {
    if (!isArray(args) || !isArray(args + 8)) {
      setRef(out, NOT_IMPLEMENTED);
      return;
    }
    compareByItems(op, refAt(args), refAt(args + 8), lengthOf, readItem, out);
  };
}

function array_repr(args: Slot, out: Slot): void {
  const array = refAt(args);
  const { code } = kindOf(array);
  const held = pushTemp();
  getAttribute(args, intern("__class__"), held);
  getAttribute(held, intern("__name__"), held);
  const name = textOf(held);
  if (lengthOf(array) === 0) {
    setRef(out, newString(`${name}('${code}')`));
    return;
  }
  if (code === "u" || code === "w") setRef(held, newString(textOfArray(array)));
  else listOfArray(array, held);
  setRef(out, newString(`${name}('${code}', ${reprOf(held)})`));
}

// ---- Pickling --------------------------------------------------------------------------------------------------------

/** The number of the machine format, as `_array_reconstructor` knows it (PEP 3118 has no names for them). */
const MACHINE_FORMATS: Readonly<Record<string, number>> = {
  b: 1,
  B: 0,
  u: 20,
  w: 20,
  h: 4,
  H: 2,
  i: 8,
  I: 6,
  l: 8,
  L: 6,
  q: 12,
  Q: 10,
  f: 14,
  d: 16,
};

function array_reduce(args: Slot, out: Slot): void {
  const array = refAt(args);
  const { code } = kindOf(array);
  const protocol = indexValue(args + 8);
  const temps = pushTemps(4);
  if (!findAttribute(args, intern("__dict__"), temps)) setNone(temps);
  const result = newTuple(3);
  setRef(temps + 8, result);
  copyValue(temps, tupleItem(result, 2));
  setRef(tupleItem(result, 0), typeOf(args));
  if (protocol < 3) {
    const parts = newTuple(2);
    setRef(temps + 16, parts);
    setRef(tupleItem(parts, 0), intern(code));
    listOfArray(array, tupleItem(parts, 1));
    setRef(tupleItem(result, 1), parts);
  } else {
    importModule("array", temps + 16);
    getAttribute(temps + 16, intern("_array_reconstructor"), tupleItem(result, 0));
    const parts = newTuple(4);
    setRef(temps + 24, parts);
    setRef(tupleItem(parts, 0), typeOf(args));
    setRef(tupleItem(parts, 1), intern(code));
    setInt(tupleItem(parts, 2), MACHINE_FORMATS[code] as number);
    setRef(tupleItem(parts, 3), newBytes(contentsOf(array).slice()));
    setRef(tupleItem(result, 1), parts);
  }
  copyValue(temps + 8, out);
}

/** Makes an array of a class from the bytes of another machine. */
function array_reconstruct(args: Slot, out: Slot): void {
  if (!isRef(args) || !isInstance(args, T.type))
    throw raise(T.TypeError, `first argument must be a type object, not ${typeNameOf(args)}`);
  kindArgument(args + 8, "_array_reconstructor()");
  const format = indexValue(args + 16);
  if (format < 0 || format > 21)
    throw raise(T.ValueError, "third argument must be a valid machine format code.");
  if (!isExactly(args + 24, T.bytes))
    throw raise(T.TypeError, `fourth argument should be bytes, not ${typeNameOf(args + 24)}`);
  if (Object.values(MACHINE_FORMATS).includes(format)) {
    const temps = pushTemps(3);
    copyValue(args + 8, temps);
    copyValue(args + 24, temps + 8);
    callValue(args, temps, 2, 0, out);
    return;
  }
  throw raise(T.NotImplementedError, "arrays of another byte order are not read here");
}

// ---- The type --------------------------------------------------------------------------------------------------------

const ITER_ARRAY = OBJ_HEADER; // 0 when exhausted
const ITER_INDEX = OBJ_HEADER + 4;

function makeIteratorType(): Address {
  const type = makeType("array.arrayiterator", {
    module: "array",
    size: 16,
    refs: [ITER_ARRAY],
    methods: {
      __iter__: ["(self, /)", iterator_iter],
      __next__: ["(self, /)", iterator_next],
    },
  });
  moduleNexts.set(type, (iterator, out) => {
    const array = I32[(iterator + ITER_ARRAY) >> 2];
    if (array === 0) return false;
    const index = I32[(iterator + ITER_INDEX) >> 2];
    if (index >= lengthOf(array)) {
      I32[(iterator + ITER_ARRAY) >> 2] = 0;
      return false;
    }
    I32[(iterator + ITER_INDEX) >> 2] = index + 1;
    readItem(array, index, out);
    return true;
  });
  return type;
}

function array_iter(args: Slot, out: Slot): void {
  const iterator = allocateObject(iteratorType, 16);
  I32[(iterator + ITER_ARRAY) >> 2] = refAt(args);
  I32[(iterator + ITER_INDEX) >> 2] = 0;
  setRef(out, iterator);
}

const copyOf: Native = (args, out) => setRef(out, arrayOf(kindIndex(refAt(args)), contentsOf(refAt(args))));

function defineArray(): Address {
  return makeType("array.array", {
    module: "array",
    size: ARRAY_SIZE,
    refs: [BYTEARRAY_STORAGE, BYTEARRAY_DICT],
    dictOffset: BYTEARRAY_DICT,
    flags: TF_BASE,
    doc: "array(typecode [, initializer]) -> array",
    methods: {
      __new__: ["(cls, typecode, initializer=<unrepresentable>, /)", array_new],
      __repr__: ["(self, /)", array_repr],
      __hash__: null,
      __len__: ["(self, /)", (args, out) => setInt(out, lengthOf(refAt(args)))],
      __getitem__: ["(self, key, /)", array_getitem],
      __setitem__: ["(self, key, value, /)", array_setitem],
      __delitem__: ["(self, key, /)", array_delitem],
      __contains__: [
        "(self, key, /)",
        (args, out) => setBool(out, findItem(refAt(args), args + 8, 0, Number.POSITIVE_INFINITY) >= 0),
      ],
      __iter__: ["(self, /)", array_iter],
      __add__: ["(self, value, /)", array_add],
      __iadd__: ["(self, value, /)", array_iadd],
      __mul__: ["(self, value, /)", array_mul],
      __rmul__: ["(self, value, /)", array_mul],
      __imul__: [
        "(self, value, /)",
        (args, out) => {
          const times = repetitions(args + 8);
          setContents(refAt(args), repeated(contentsOf(refAt(args)), times));
          copyValue(args, out);
        },
      ],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(EQ)],
      __ne__: ["(self, value, /)", comparison(NE)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      __copy__: ["(self, /)", copyOf, "Return a copy of the array."],
      __deepcopy__: ["(self, unused, /)", copyOf, "Return a copy of the array."],
      __reduce_ex__: ["(self, value, /)", array_reduce, "Return state information for pickling."],
      __class_getitem__: ["(cls, object, /)", class_getitem],
      append: [
        "(self, v, /)",
        (args) => append(refAt(args), args + 8),
        "Append new value v to the end of the array.",
      ],
      buffer_info: [
        "(self, /)",
        (args, out) => {
          const pair = newTuple(2);
          setInt(tupleItem(pair, 0), dataAddress(refAt(args)));
          setInt(tupleItem(pair, 1), lengthOf(refAt(args)));
          setRef(out, pair);
        },
        "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.",
      ],
      byteswap: ["(self, /)", array_byteswap, "Byteswap all items of the array."],
      clear: ["(self, /)", (args) => resize(refAt(args), 0), "Remove all items from the array."],
      count: ["(self, v, /)", array_count, "Return number of occurrences of v in the array."],
      extend: [
        "(self, bb, /)",
        (args) => extend(refAt(args), args + 8),
        "Append items to the end of the array.",
      ],
      frombytes: [
        "(self, buffer, /)",
        (args) => {
          if (!isBytesLike(args + 8))
            throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(args + 8)}'`);
          appendBytes(refAt(args), bytesOf(args + 8).slice());
        },
        "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.",
      ],
      fromfile: [
        "(self, f, n, /)",
        array_fromfile,
        "Read n objects from the file object f and append them to the end of the array.",
      ],
      fromlist: ["(self, list, /)", array_fromlist, "Append items to array from list."],
      fromunicode: [
        "(self, ustr, /)",
        (args) => {
          if (!isStrValue(args + 8))
            throw raise(T.TypeError, `fromunicode() argument must be str, not ${typeNameOf(args + 8)}`);
          appendText(refAt(args), args + 8);
        },
        "Extends this array with data from the unicode string ustr.",
      ],
      index: [
        "(self, v, start=0, stop=sys.maxsize, /)",
        array_index,
        "Return index of first occurrence of v in the array.",
      ],
      insert: ["(self, i, v, /)", array_insert, "Insert a new item v into the array before position i."],
      pop: ["(self, i=-1, /)", array_pop, "Return the i-th element and delete it from the array."],
      remove: [
        "(self, v, /)",
        (args) => {
          const found = findItem(refAt(args), args + 8, 0, Number.POSITIVE_INFINITY);
          if (found < 0) throw raise(T.ValueError, "array.remove(x): x not in array");
          removeAt(refAt(args), found);
        },
        "Remove the first occurrence of v in the array.",
      ],
      reverse: ["(self, /)", array_reverse, "Reverse the order of the items in the array."],
      tobytes: [
        "(self, /)",
        (args, out) => setRef(out, newBytes(contentsOf(refAt(args)).slice())),
        "Convert the array to an array of machine values and return the bytes representation.",
      ],
      tofile: [
        "(self, f, /)",
        (args) => {
          const temps = pushTemps(2);
          setRef(temps, newBytes(contentsOf(refAt(args)).slice()));
          callMethod(args + 8, intern("write"), temps, 1, temps + 8);
        },
        "Write all items (as machine values) to the file object f.",
      ],
      tolist: [
        "(self, /)",
        (args, out) => {
          const held = pushTemp();
          listOfArray(refAt(args), held);
          copyValue(held, out);
        },
        "Convert array to an ordinary list with the same items.",
      ],
      tounicode: [
        "(self, /)",
        (args, out) => setRef(out, newString(textOfArray(refAt(args)))),
        "Extends this array with data from the unicode string ustr.",
      ],
    },
    getset: {
      typecode: [(self, out) => setRef(out, intern(kindOf(refAt(self)).code))],
      itemsize: [(self, out) => setInt(out, kindOf(refAt(self)).bytes)],
    },
  });
}

/** Makes the module. */
export function makeArray(): Address {
  const module = newModule("array");
  iteratorType = makeIteratorType();
  arrayType = defineArray();
  setArrayType(arrayType);
  addObject(module, "array", arrayType);
  addObject(module, "ArrayType", arrayType);
  addText(module, "typecodes", KINDS.map(({ code }) => code).join(""));
  addFunctions(module, {
    _array_reconstructor: ["(arraytype, typecode, mformat_code, items, /)", array_reconstruct],
  });
  return module;
}
