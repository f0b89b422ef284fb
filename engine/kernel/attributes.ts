/** Attributes of instances by the caches that the engine fills (interp/attribute_cache.ts). */
import {
  CACHE_INLINE,
  CACHE_KIND,
  CACHE_LINE_BYTES,
  CACHE_LINES,
  CACHE_METHOD,
  CACHE_NAME,
  CACHE_OVERFLOW,
  CACHE_PLACE,
  CACHE_TOKEN,
  CODE_NAMES,
  FRAME_CODE,
  GC_INSTANCE,
  INSTANCE_OVERFLOW,
  INSTANCE_SHAPE,
  LOAD_CACHE,
  OBJ_GC,
  SHAPE_TOKEN,
  STATE_FRAME,
  STORE_CACHE,
  TAG_UNBOUND,
} from "../generated/kernel_layout";
import * as host from "./host";
import { copyValue, isRef, low, setRef, setUnbound, tag } from "./values";

/** The line for an attribute of the instance in a slot; 0: there is none, or no instance. */
function lineOf(cache: i32, owner: i32, index: i32): i32 {
  if (!isRef(owner)) return 0;
  const object = low(owner);
  if ((load<i32>(object, OBJ_GC) & GC_INSTANCE) === 0) return 0;
  const token = load<i32>(load<i32>(object, INSTANCE_SHAPE), SHAPE_TOKEN);
  const code = load<i32>(load<i32>(STATE_FRAME), FRAME_CODE);
  const name = load<i32>(load<i32>(code, CODE_NAMES) + (index << 2));
  const line = cache + (((token * 31) ^ (name >> 4)) & (CACHE_LINES - 1)) * CACHE_LINE_BYTES;
  return load<i32>(line, CACHE_TOKEN) === token && load<i32>(line, CACHE_NAME) === name ? line : 0;
}

/** Slot of the attribute that a line says where to find; 0: it is no slot. */
function slotAt(line: i32, object: i32): i32 {
  const kind = load<i32>(line, CACHE_KIND);
  if (kind === CACHE_INLINE) return object + load<i32>(line, CACHE_PLACE);
  if (kind === CACHE_OVERFLOW) return load<i32>(object, INSTANCE_OVERFLOW) + load<i32>(line, CACHE_PLACE);
  return 0;
}

/** `(owner -- value)`, or with the low bit `(owner -- function, self)` / `(owner -- value, unbound)`. */
export function loadAttr(top: i32, arg: i32): i32 {
  const owner = top - 8;
  const line = lineOf(LOAD_CACHE, owner, arg >> 1);
  if (line === 0) return host.loadAttr(top, arg);
  const slot = slotAt(line, low(owner));
  if (slot !== 0 && tag(slot) !== TAG_UNBOUND) {
    copyValue(slot, owner);
    if ((arg & 1) === 0) return top;
    setUnbound(top);
    return top + 8;
  }
  if ((arg & 1) === 0 || load<i32>(line, CACHE_KIND) !== CACHE_METHOD) return host.loadAttr(top, arg);
  copyValue(owner, top);
  setRef(owner, load<i32>(line, CACHE_PLACE));
  return top + 8;
}

/** `(value, owner -- )` */
export function storeAttr(top: i32, arg: i32): i32 {
  const owner = top - 8;
  const line = lineOf(STORE_CACHE, owner, arg);
  const slot = line === 0 ? 0 : slotAt(line, low(owner));
  if (slot === 0) return host.storeAttr(top, arg);
  copyValue(top - 16, slot);
  return top - 16;
}
