/** Instructions that make objects (interp/stack_ops.ts says what each finds on the stack). */
import {
  CELL_VALUE,
  GC_INSTANCE,
  INSTANCE_OVERFLOW,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  OBJ_GC,
  T_cell,
  T_list,
  T_tuple,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_INLINE_SLOTS,
  TYPE_SHAPE,
} from "../generated/kernel_layout";
import { allocateObject, allocateStorage, newList, newTuple } from "./allocate";
import * as host from "./host";
import { join } from "./strings";
import { addElement, newDict, setEntry } from "./tables";
import { copyValue, copyValues, isPlainKey, isRef, low, setRef, setUnbound, typeAt } from "./values";

/** Items that the first storage of a list which grows has room for (`reallocateItems` in objects/list.ts). */
const FIRST_CAPACITY = 4;

export function buildTuple(top: i32, arg: i32): i32 {
  if (arg === 0) return host.buildTuple(top, arg);
  const from = top - (arg << 3);
  const tuple = newTuple(arg);
  if (tuple === 0) return host.buildTuple(top, arg);
  copyValues(from, tuple + TUPLE_ITEMS, arg);
  setRef(from, tuple);
  return from + 8;
}

export function buildList(top: i32, arg: i32): i32 {
  const from = top - (arg << 3);
  const list = newList(arg);
  if (list === 0) return host.buildList(top, arg);
  if (arg > 0) copyValues(from, load<i32>(list, LIST_ITEMS), arg);
  store<i32>(list, arg, LIST_LENGTH);
  setRef(from, list);
  return from + 8;
}

/** An empty one; others are rarer, and hold their dict in a temporary. */
export function buildMap(top: i32, arg: i32): i32 {
  if (arg !== 0) return host.buildMap(top, arg);
  const dict = newDict();
  if (dict === 0) return host.buildMap(top, arg);
  setRef(top, dict);
  return top + 8;
}

/** Of two and more narrow strs; strs only. */
export function buildString(top: i32, arg: i32): i32 {
  const from = top - (arg << 3);
  const made = join(0, from, arg);
  if (made === 0) return host.buildString(top, arg);
  setRef(from, made);
  return from + 8;
}

/** `(dict, …, key, value -- dict, …)` */
export function mapAdd(top: i32, arg: i32): i32 {
  const key = top - 16;
  if (!isPlainKey(key) || !setEntry(low(top - 16 - (arg << 3)), key, top - 8)) return host.mapAdd(top, arg);
  return top - 16;
}

/** `(set, …, key -- set, …)` */
export function setAdd(top: i32, arg: i32): i32 {
  const key = top - 8;
  if (!isPlainKey(key) || !addElement(low(top - 8 - (arg << 3)), key)) return host.setAdd(top, arg);
  return top - 8;
}

/** `(sequence -- items, the first on top)` */
export function unpackSequence(top: i32, arg: i32): i32 {
  const slot = top - 8;
  if (!isRef(slot)) return host.unpackSequence(top, arg);
  const object = low(slot);
  const type = typeAt(object);
  let items = 0;
  if (type === T_tuple && load<i32>(object, TUPLE_LENGTH) === arg) items = object + TUPLE_ITEMS;
  else if (type === T_list && load<i32>(object, LIST_LENGTH) === arg) items = load<i32>(object, LIST_ITEMS);
  else return host.unpackSequence(top, arg);
  for (let i = 0; i < arg; i++) copyValue(items + ((arg - 1 - i) << 3), slot + (i << 3));
  return slot + (arg << 3);
}
export function unpackTuple(top: i32, arg: i32): i32 {
  return unpackSequence(top, arg);
}
export function unpackList(top: i32, arg: i32): i32 {
  return unpackSequence(top, arg);
}

/** Makes the first room of a list that has none, as the engine would; false: it has some, or there is no memory. */
function beginItems(list: i32): bool {
  if (load<i32>(list, LIST_ITEMS) !== 0 || load<i32>(list, LIST_LENGTH) !== 0) return false;
  const items = allocateStorage(8 * FIRST_CAPACITY);
  if (items === 0) return false;
  store<i32>(list, items, LIST_ITEMS);
  store<i32>(list, FIRST_CAPACITY, LIST_CAPACITY);
  return true;
}

export function appendToList(list: i32, value: i32): void {
  const object = low(list);
  const length = load<i32>(object, LIST_LENGTH);
  if (length >= load<i32>(object, LIST_CAPACITY) && !beginItems(object) && !host.growList(object)) {
    host.appendToList(list, value);
    return;
  }
  copyValue(value, load<i32>(object, LIST_ITEMS) + (length << 3));
  store<i32>(object, length + 1, LIST_LENGTH);
}

export function newCell(value: i32, out: i32): void {
  const cell = allocateObject(T_cell, 16);
  if (cell === 0) {
    host.newCell(value, out);
    return;
  }
  copyValue(value, cell + CELL_VALUE);
  setRef(out, cell);
}

/** A fresh instance of a class whose instances have shapes, or 0. */
function newInstance(type: i32): i32 {
  const bytes = load<i32>(type, TYPE_INLINE_SLOTS) << 3;
  const made = allocateObject(type, INSTANCE_SLOTS + bytes);
  if (made === 0) return 0;
  store<i32>(made, GC_INSTANCE, OBJ_GC);
  store<i32>(made, load<i32>(type, TYPE_SHAPE), INSTANCE_SHAPE);
  store<i32>(made, 0, INSTANCE_OVERFLOW);
  const end = made + INSTANCE_SLOTS + bytes;
  for (let slot = made + INSTANCE_SLOTS; slot < end; slot += 8) setUnbound(slot);
  return made;
}

export function newInstanceAt(type: i32): i32 {
  const made = newInstance(type);
  return made !== 0 ? made : host.newInstanceAt(type);
}

/** The same for traces, which take values from slots. */
export function newInstanceOf(type: i32, out: i32): void {
  const made = newInstance(type);
  if (made !== 0) setRef(out, made);
  else host.newInstanceOf(type, out);
}
