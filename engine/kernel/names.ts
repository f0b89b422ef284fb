/** Names in namespaces (interp/stack_ops.ts): the dicts of modules and of class bodies. */
import {
  CODE_NAMES,
  ENTRY_VALUE,
  FRAME_BUILTINS,
  FRAME_CODE,
  FRAME_GLOBALS,
  FRAME_LOCALS,
  STATE_FRAME,
  T_dict,
  UNDECIDED,
} from "../generated/kernel_layout";
import * as host from "./host";
import { dict_find_str, setNamed } from "./tables";
import { copyValue, setUnbound, typeAt } from "./values";

function nameAt(frame: i32, index: i32): i32 {
  return load<i32>(load<i32>(load<i32>(frame, FRAME_CODE), CODE_NAMES) + (index << 2));
}

/** Copies what a name stands for in one of two dicts; false: in neither, or only Python knows. */
function find(first: i32, second: i32, name: i32, out: i32): bool {
  let entry = dict_find_str(first, name);
  if (entry === 0) entry = dict_find_str(second, name);
  if (entry === 0 || entry === UNDECIDED) return false;
  copyValue(entry + ENTRY_VALUE, out);
  return true;
}

/** `( -- value)`, or with the low bit `( -- value, unbound)` */
export function loadGlobal(top: i32, arg: i32): i32 {
  const frame = load<i32>(STATE_FRAME);
  const name = nameAt(frame, arg >> 1);
  if (!find(load<i32>(frame, FRAME_GLOBALS), load<i32>(frame, FRAME_BUILTINS), name, top))
    return host.loadGlobal(top, arg);
  if ((arg & 1) === 0) return top + 8;
  setUnbound(top + 8);
  return top + 16;
}

/** `( -- value)` */
export function loadName(top: i32, arg: i32): i32 {
  const frame = load<i32>(STATE_FRAME);
  const space = load<i32>(frame, FRAME_LOCALS);
  if (typeAt(space) !== T_dict) return host.loadName(top, arg);
  const name = nameAt(frame, arg);
  const entry = dict_find_str(space, name);
  if (entry === UNDECIDED) return host.loadName(top, arg);
  if (entry !== 0) copyValue(entry + ENTRY_VALUE, top);
  else if (!find(load<i32>(frame, FRAME_GLOBALS), load<i32>(frame, FRAME_BUILTINS), name, top))
    return host.loadName(top, arg);
  return top + 8;
}

/** `(value -- )` */
export function storeGlobal(top: i32, arg: i32): i32 {
  const frame = load<i32>(STATE_FRAME);
  const isStored = setNamed(load<i32>(frame, FRAME_GLOBALS), nameAt(frame, arg), top - 8);
  return isStored ? top - 8 : host.storeGlobal(top, arg);
}

/** `(value -- )` */
export function storeName(top: i32, arg: i32): i32 {
  const frame = load<i32>(STATE_FRAME);
  const space = load<i32>(frame, FRAME_LOCALS);
  const isStored = typeAt(space) === T_dict && setNamed(space, nameAt(frame, arg), top - 8);
  return isStored ? top - 8 : host.storeName(top, arg);
}
