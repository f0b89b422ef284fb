/**
 * memoryview: a window on the bytes of a bytes object or a bytearray, one byte an item.
 *
 * A view remembers its object, the first byte and the step; a bytearray that is resized under a view (CPython refuses
 * that) leaves the view with the bytes that are still there.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  BYTES_LENGTH,
  NOT_IMPLEMENTED,
  OBJ_HEADER,
  OBJ_TYPE,
  type Slot,
  T,
} from "../heap/layout.ts";
import { I32, U8 } from "../heap/memory.ts";
import { intern, newString } from "../heap/strings.ts";
import { copyValue, isExactly, refAt, setBool, setInt, setNone, setRef } from "../heap/values.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemp, releaseTemps } from "../runtime/state.ts";
import { isIndex, resolveSlice, sequenceIndex } from "../runtime/subscript.ts";
import {
  bytesOf,
  byteValue,
  compareBytes,
  dataAddress,
  isBytearray,
  isBytesLike,
  newBytes,
} from "./bytes.ts";
import { defineType } from "./define.ts";
import { newSequenceIterator } from "./iterators.ts";
import { list_append, newList } from "./list.ts";
import { addressText } from "./object.ts";
import { newTuple, tupleItem } from "./tuple.ts";
import { typeNameOf } from "./type.ts";

const VIEW_LENGTH = BYTES_LENGTH;
const VIEW_OBJECT = OBJ_HEADER + 4; // 0 when released
const VIEW_START = OBJ_HEADER + 8;
const VIEW_STEP = OBJ_HEADER + 12;
const VIEW_SIZE = OBJ_HEADER + 24;

const get = (view: Address, field: number): number => I32[(view + field) >> 2];

function newView(object: Address, start: number, step: number, length: number): Address {
  const view = allocateObject(T.memoryview, VIEW_SIZE);
  const set = (field: number, value: number): void => {
    I32[(view + field) >> 2] = value;
  };
  set(VIEW_LENGTH, length);
  set(VIEW_OBJECT, object);
  set(VIEW_START, start);
  set(VIEW_STEP, step);
  set(VIEW_STEP + 4, 0);
  set(VIEW_STEP + 8, 0);
  return view;
}

/** Whether the slot holds a view that serves as bytes: one whose bytes lie side by side. */
export const isContiguousView = (slot: Slot): boolean =>
  isExactly(slot, T.memoryview) && get(refAt(slot), VIEW_STEP) === 1 && get(refAt(slot), VIEW_OBJECT) !== 0;

/** Address of the first byte of a contiguous view. */
export const viewAddress = (view: Address): number =>
  dataAddress(get(view, VIEW_OBJECT)) + get(view, VIEW_START);

function checkLive(slot: Slot): Address {
  const view = refAt(slot);
  if (get(view, VIEW_OBJECT) === 0)
    throw raise(T.ValueError, "operation forbidden on released memoryview object");
  return view;
}

const byteAddress = (view: Address, index: number): number =>
  viewAddress(view) + index * get(view, VIEW_STEP);
const isReadonly = (view: Address): boolean => I32[(get(view, VIEW_OBJECT) + OBJ_TYPE) >> 2] === T.bytes;

function contents(slot: Slot): Uint8Array {
  const view = checkLive(slot);
  return Uint8Array.from({ length: get(view, VIEW_LENGTH) }, (_, i) => U8[byteAddress(view, i)]);
}

function memoryview_new(args: Slot, out: Slot): void {
  const source = args + 8;
  if (isExactly(source, T.memoryview)) {
    const view = checkLive(source);
    setRef(
      out,
      newView(get(view, VIEW_OBJECT), get(view, VIEW_START), get(view, VIEW_STEP), get(view, VIEW_LENGTH)),
    );
  } else if (isBytesLike(source) || isBytearray(source))
    setRef(out, newView(refAt(source), 0, 1, bytesOf(source).length));
  else throw raise(T.TypeError, `memoryview: a bytes-like object is required, not '${typeNameOf(source)}'`);
}

function indexArgument(view: Address, key: Slot): number {
  const length = get(view, VIEW_LENGTH);
  let index = sequenceIndex(key);
  if (index < 0) index += length;
  if (index < 0 || index >= length) throw raise(T.IndexError, "index out of bounds on dimension 1");
  return index;
}

function memoryview_getitem(container: Slot, key: Slot, out: Slot): void {
  const view = checkLive(container);
  if (isIndex(key)) setInt(out, U8[byteAddress(view, indexArgument(view, key))]);
  else if (isExactly(key, T.slice)) {
    const { start, step, count } = resolveSlice(refAt(key), get(view, VIEW_LENGTH));
    const own = get(view, VIEW_STEP);
    setRef(out, newView(get(view, VIEW_OBJECT), get(view, VIEW_START) + start * own, own * step, count));
  } else throw raise(T.TypeError, "memoryview: invalid slice key");
}

function memoryview_setitem(container: Slot, key: Slot, value: Slot): void {
  const view = checkLive(container);
  if (isReadonly(view)) throw raise(T.TypeError, "cannot modify read-only memory");
  if (isIndex(key)) {
    const index = indexArgument(view, key);
    const byte = byteValue(value, "byte");
    U8[byteAddress(view, index)] = byte;
  } else if (isExactly(key, T.slice)) {
    if (!isBytesLike(value))
      throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(value)}'`);
    const bytes = bytesOf(value).slice();
    const { start, step, count } = resolveSlice(refAt(key), get(view, VIEW_LENGTH));
    if (bytes.length !== count)
      throw raise(T.ValueError, "memoryview assignment: lvalue and rvalue have different structures");
    for (let i = 0; i < count; i++) U8[byteAddress(view, start + i * step)] = bytes[i];
  } else throw raise(T.TypeError, "memoryview: invalid slice key");
}

function memoryview_compare(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (op !== 2 && op !== 3) return false;
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, newBytes(contents(a)));
  const known = compareBytes(op, held, b, out);
  releaseTemps(mark);
  return known;
}

function memoryview_tolist(args: Slot, out: Slot): void {
  const bytes = contents(args);
  const list = newList(bytes.length);
  const held = pushTemp();
  for (const byte of bytes) {
    setInt(held, byte);
    list_append(list, held);
  }
  setRef(out, list);
}

function memoryview_iterate(object: Slot, out: Slot): void {
  // Iterating goes over the bytes as they are now.
  setRef(out, newSequenceIterator(T.bytes_iterator, newBytes(contents(object)), 0));
}

export function defineMemoryviewType(): void {
  const single =
    (value: number) =>
    (_self: Slot, out: Slot): void => {
      const tuple = newTuple(1);
      setInt(tupleItem(tuple, 0), value);
      setRef(out, tuple);
    };
  const length = (self: Slot, out: Slot): void => setInt(out, get(checkLive(self), VIEW_LENGTH));
  const equality =
    (op: number) =>
    (args: Slot, out: Slot): void => {
      if (!memoryview_compare(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
    };
  defineType(T.memoryview, {
    name: "memoryview",
    size: VIEW_SIZE,
    refs: [VIEW_OBJECT],
    doc: "Create a new memoryview object which references the given object.",
    methods: {
      __new__: ["(cls, object)", memoryview_new],
      __len__: ["(self, /)", (args, out) => length(args, out)],
      __getitem__: ["(self, key, /)", (args, out) => memoryview_getitem(args, args + 8, out)],
      __setitem__: ["(self, key, value, /)", (args) => memoryview_setitem(args, args + 8, args + 16)],
      __iter__: ["(self, /)", (args, out) => memoryview_iterate(args, out)],
      __eq__: ["(self, value, /)", equality(2)],
      __ne__: ["(self, value, /)", equality(3)],
      __hash__: null,
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(`<memory at ${addressText(args)}>`))],
      __bytes__: ["(self, /)", (args, out) => setRef(out, newBytes(contents(args)))],
      __enter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __exit__: [
        "(self, /, *args)",
        (args, out) => {
          I32[(refAt(args) + VIEW_OBJECT) >> 2] = 0;
          setNone(out);
        },
      ],
      release: [
        "(self, /)",
        (args) => {
          I32[(refAt(args) + VIEW_OBJECT) >> 2] = 0;
        },
      ],
      tobytes: ["(self, /, order='C')", (args, out) => setRef(out, newBytes(contents(args)))],
      tolist: ["(self, /)", memoryview_tolist],
      hex: [
        "(self, /)",
        (args, out) =>
          setRef(
            out,
            newString(Array.from(contents(args), (byte) => byte.toString(16).padStart(2, "0")).join("")),
          ),
      ],
      toreadonly: [
        "(self, /)",
        (args, out) => setRef(out, newView(newBytes(contents(args)), 0, 1, contents(args).length)),
      ],
    },
    getset: {
      nbytes: [length],
      itemsize: [(_self, out) => setInt(out, 1)],
      ndim: [(_self, out) => setInt(out, 1)],
      format: [(_self, out) => setRef(out, intern("B"))],
      shape: [(self, out) => single(get(checkLive(self), VIEW_LENGTH))(self, out)],
      strides: [(self, out) => single(get(checkLive(self), VIEW_STEP))(self, out)],
      readonly: [(self, out) => setBool(out, isReadonly(checkLive(self)))],
      contiguous: [(self, out) => setBool(out, isContiguousView(self))],
      obj: [(self, out) => setRef(out, get(checkLive(self), VIEW_OBJECT))],
    },
  });
  registerProtocols(T.memoryview, {
    iterate: memoryview_iterate,
    length: (view) => get(view, VIEW_LENGTH),
    getItem: memoryview_getitem,
    setItem: memoryview_setitem,
    compare: memoryview_compare,
  });
}
