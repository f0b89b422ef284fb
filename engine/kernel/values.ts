/** Values in memory: heap/values.ts for the kernel. A slot is the address of 64 bits. */
import {
  FLOAT_LIMIT,
  OBJ_TYPE,
  T_dict,
  T_str,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
  TAG_UNBOUND,
} from "../generated/kernel_layout";

export function word(address: i32): i32 {
  return load<i32>(address);
}
export function setWord(address: i32, value: i32): void {
  store<i32>(address, value);
}
export function low(slot: i32): i32 {
  return load<i32>(slot);
}
export function tag(slot: i32): i32 {
  return load<i32>(slot, 4);
}
export function bits(slot: i32): i64 {
  return load<i64>(slot);
}
export function copyValue(from: i32, to: i32): void {
  store<i64>(to, load<i64>(from));
}
/** Upwards: where the ranges overlap, `to` is the lower one. */
export function copyValues(from: i32, to: i32, count: i32): void {
  if (count > 32) {
    memory.copy(to, from, count << 3);
    return;
  }
  for (let end = from + (count << 3); from < end; from += 8, to += 8) store<i64>(to, load<i64>(from));
}

export function tagged(tag: i32, word: i32): i64 {
  return ((<i64>tag) << 32) | <i64>(<u32>word);
}
export function setInt(slot: i32, value: i32): void {
  store<i64>(slot, tagged(TAG_INT, value));
}
export function setBool(slot: i32, value: bool): void {
  store<i64>(slot, tagged(TAG_BOOL, value ? 1 : 0));
}
export function setRef(slot: i32, object: i32): void {
  store<i64>(slot, tagged(TAG_REF, object));
}
export function setNone(slot: i32): void {
  store<i64>(slot, tagged(TAG_NONE, 0));
}
export function setUnbound(slot: i32): void {
  store<i64>(slot, tagged(TAG_UNBOUND, 0));
}

export function isInt(slot: i32): bool {
  return tag(slot) === TAG_INT;
}
export function isRef(slot: i32): bool {
  return tag(slot) === TAG_REF;
}
export function isFloat(slot: i32): bool {
  return <u32>tag(slot) < <u32>FLOAT_LIMIT;
}
export function typeAt(object: i32): i32 {
  return load<i32>(object, OBJ_TYPE);
}
/** Whether the slot holds an object of exactly this type. */
export function isExactly(slot: i32, type: i32): bool {
  return tag(slot) === TAG_REF && typeAt(low(slot)) === type;
}
/** Whether the slot holds a key that is found without calling anything: an int of 32 bits or an exact str. */
export function isPlainKey(slot: i32): bool {
  const high = tag(slot);
  return high === TAG_INT || (high === TAG_REF && typeAt(low(slot)) === T_str);
}
export function isDict(slot: i32): bool {
  return isExactly(slot, T_dict);
}
