/**
 * Cells from the free lists, whose heads lie in memory (heap/allocate.ts); the engine fills them and makes large ones. Address 0:
 * there is no memory. Whoever is told so hands over to the engine, which raises MemoryError.
 */
import {
  FREE_LISTS,
  LIST_CAPACITY,
  LIST_DICT,
  LIST_ITEMS,
  LIST_LENGTH,
  LIST_SIZE,
  OBJ_GC,
  OBJ_TYPE,
  SMALL_BYTES,
  STORAGE,
  STORAGE_HEADER,
  T_list,
  T_tuple,
  TUPLE_DICT,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "../generated/kernel_layout";
import * as host from "./host";

function headOf(bytes: i32): i32 {
  return FREE_LISTS + (((bytes + 15) >> 4) << 2);
}

/** Whether a small cell can be had without asking the engine. */
export function hasCell(bytes: i32): bool {
  return load<i32>(headOf(bytes)) !== 0;
}

/** A cell whose header names `type`, or 0. Other fields are the caller's. */
export function allocateObject(type: i32, bytes: i32): i32 {
  let cell = 0;
  if (bytes <= SMALL_BYTES) {
    const head = headOf(bytes);
    cell = load<i32>(head);
    if (cell !== 0) store<i32>(head, load<i32>(cell));
    else cell = host.allocateCell(bytes);
  } else cell = host.allocateCell(bytes);
  if (cell === 0) return 0;
  store<i32>(cell, type, OBJ_TYPE);
  store<i32>(cell, 0, OBJ_GC);
  return cell;
}

/** Address of `bytes` of payload for the variable part of one object, or 0. */
export function allocateStorage(bytes: i32): i32 {
  const storage = allocateObject(STORAGE, bytes + STORAGE_HEADER);
  return storage === 0 ? 0 : storage + STORAGE_HEADER;
}

/** A list with room for `capacity` items, and none in it; or 0. */
export function newList(capacity: i32): i32 {
  const list = allocateObject(T_list, LIST_SIZE);
  if (list === 0) return 0;
  store<i32>(list, 0, LIST_LENGTH);
  store<i32>(list, 0, LIST_CAPACITY);
  store<i32>(list, 0, LIST_ITEMS);
  store<i32>(list, 0, LIST_DICT);
  if (capacity > 0) {
    const items = allocateStorage(8 * capacity);
    if (items === 0) return 0;
    store<i32>(list, capacity, LIST_CAPACITY);
    store<i32>(list, items, LIST_ITEMS);
  }
  return list;
}

/** A tuple whose items are not yet written, or 0; the empty one has another way. */
export function newTuple(length: i32): i32 {
  const tuple = allocateObject(T_tuple, TUPLE_ITEMS + 8 * length);
  if (tuple === 0) return 0;
  store<i32>(tuple, length, TUPLE_LENGTH);
  store<i32>(tuple, 0, TUPLE_DICT);
  return tuple;
}
