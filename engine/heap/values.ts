/**
 * Reading and writing NaN-boxed values in memory (layout.ts draws them).
 *
 * TypeScript never holds a Python value as a JS number or object: it holds the address of the slot the value lies in.
 * A value's bits are copied as two words, since engines may rewrite the bits of a NaN that passes through a number.
 */
import {
  type Address,
  FLOAT_LIMIT,
  OBJ_TYPE,
  type Slot,
  T,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
  TAG_UNBOUND,
} from "./layout.ts";
import { F64, I32 } from "./memory.ts";

export const isInt = (slot: Slot): boolean => I32[(slot >> 2) + 1] === TAG_INT;
export const isFloat = (slot: Slot): boolean => I32[(slot >> 2) + 1] >>> 0 < FLOAT_LIMIT;
export const isBool = (slot: Slot): boolean => I32[(slot >> 2) + 1] === TAG_BOOL;
export const isNone = (slot: Slot): boolean => I32[(slot >> 2) + 1] === TAG_NONE;
export const isUnbound = (slot: Slot): boolean => I32[(slot >> 2) + 1] === TAG_UNBOUND;
export const isRef = (slot: Slot): boolean => I32[(slot >> 2) + 1] === TAG_REF;
/** Whether the slot holds an object whose type is exactly the one at `type` (not for int, float, bool, None). */
export const isExactly = (slot: Slot, type: Address): boolean =>
  I32[(slot >> 2) + 1] === TAG_REF && I32[(I32[slot >> 2] + OBJ_TYPE) >> 2] === type;

/** The int in the slot (also 0/1 of a bool); the tag is the caller's business. */
export const intAt = (slot: Slot): number => I32[slot >> 2];
export const floatAt = (slot: Slot): number => F64[slot >> 3];
export const boolAt = (slot: Slot): boolean => I32[slot >> 2] !== 0;
/** Address of the object in the slot; the tag is the caller's business. */
export const refAt = (slot: Slot): Address => I32[slot >> 2];

/** Writes an int that is known to fit 32 bits (`int_set` in objects/int.ts takes any). */
export function setInt(slot: Slot, value: number): void {
  I32[slot >> 2] = value;
  I32[(slot >> 2) + 1] = TAG_INT;
}
export function setFloat(slot: Slot, value: number): void {
  F64[slot >> 3] = value;
}
export function setBool(slot: Slot, value: boolean): void {
  I32[slot >> 2] = value ? 1 : 0;
  I32[(slot >> 2) + 1] = TAG_BOOL;
}
export function setNone(slot: Slot): void {
  I32[slot >> 2] = 0;
  I32[(slot >> 2) + 1] = TAG_NONE;
}
export function setUnbound(slot: Slot): void {
  I32[slot >> 2] = 0;
  I32[(slot >> 2) + 1] = TAG_UNBOUND;
}
export function setRef(slot: Slot, object: Address): void {
  I32[slot >> 2] = object;
  I32[(slot >> 2) + 1] = TAG_REF;
}
/** Copies the value in `from` to `to`. */
export function copyValue(from: Slot, to: Slot): void {
  I32[to >> 2] = I32[from >> 2];
  I32[(to >> 2) + 1] = I32[(from >> 2) + 1];
}
/** Copies `count` values upwards in memory order; the ranges may overlap. */
export function copyValues(from: Slot, to: Slot, count: number): void {
  const words = I32;
  const end = 2 * count;
  if (end > COPY_WORDS) {
    words.copyWithin(to >> 2, from >> 2, (from >> 2) + end);
    return;
  }
  const source = from >> 2;
  const target = to >> 2;
  if (target <= source) for (let i = 0; i < end; i++) words[target + i] = words[source + i] as number;
  else for (let i = end - 1; i >= 0; i--) words[target + i] = words[source + i] as number;
}
/** Up to so many words a loop is faster than the call of the host's own copy. */
const COPY_WORDS = 64;
/** `is`: the same bits. (Equal floats are identical here: a float has no other identity than its bits.) */
export const isSame = (a: Slot, b: Slot): boolean =>
  I32[a >> 2] === I32[b >> 2] && I32[(a >> 2) + 1] === I32[(b >> 2) + 1];

/** Address of the type of the value in the slot. */
export function typeOf(slot: Slot): Address {
  const hi = I32[(slot >> 2) + 1];
  return hi === TAG_REF ? I32[(I32[slot >> 2] + OBJ_TYPE) >> 2] : typeOfTag(hi);
}

/** Type of a value that is no object, by its high word. */
export function typeOfTag(hi: number): Address {
  if (hi === TAG_INT) return T.int;
  if (hi === TAG_BOOL) return T.bool;
  if (hi === TAG_NONE) return T.NoneType;
  return T.float;
}
