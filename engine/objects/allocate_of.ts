/**
 * Allocation of an object of a given class, be it a built-in type of fixed size or a class derived from one: its words
 * are zero and its value slots (those of `__slots__` included) unbound, so that the collector may see it at once.
 */
import { allocateObject } from "../heap/allocate.ts";
import { type Address, OBJ_HEADER, TYPE_SIZE, TYPE_VALUES } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { setUnbound } from "../heap/values.ts";

/** A fresh object of `type`, whose layout is of fixed size. */
export function allocateOf(type: Address): Address {
  const bytes = I32[(type + TYPE_SIZE) >> 2];
  const object = allocateObject(type, bytes);
  I32.fill(0, (object + OBJ_HEADER) >> 2, (object + bytes) >> 2);
  const values = I32[(type + TYPE_VALUES) >> 2];
  const start = object + (values & 0xffff);
  for (let i = 0; i < values >>> 16; i++) setUnbound(start + 8 * i);
  return object;
}
