/**
 * The caches behind LOAD_ATTR and STORE_ATTR in their general form: where instances of several shapes come by, a member of the
 * family would miss again and again, and the full lookup costs ten times as much as a look here.
 *
 * A direct-mapped table from (token of the shape, name) to where the attribute is. A token changes with its type
 * (heap/shapes.ts), so what is found here is what a lookup would find. V8 calls such a table its megamorphic stub cache.
 */

import * as L from "../heap/layout.ts";
import { type Address, type Slot, T } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { shapeAt } from "../heap/shapes.ts";
import { isRef, refAt, typeOf } from "../heap/values.ts";
import { lookupInType } from "../objects/type.ts";

/** Whether a value is an instance with a shape. */
export const isInstanceObject = (v: Slot): boolean =>
  isRef(v) && (I32[(refAt(v) + L.OBJ_GC) >> 2] & L.GC_INSTANCE) !== 0;

/** One of the two tables, which lie in memory for the kernel to look into. */
class AttributeCache {
  /** What the latest `find` found, when that is a method. */
  method: Address = 0;

  /** `lines`: the address of the table; `hooks`: the flag of types that have a hook of their own for this access. */
  constructor(
    private readonly lines: Address,
    private readonly hooks: number,
  ) {}

  clear(): void {
    I32.fill(0, this.lines >> 2, (this.lines + L.CACHE_LINES * L.CACHE_LINE_BYTES) >> 2);
  }

  /** Slot of the instance's attribute, or 0: it is `method`, or not to be had here. */
  find(object: Address, name: Address): Slot {
    const shape = I32[(object + L.INSTANCE_SHAPE) >> 2];
    const token = I32[(shape + L.SHAPE_TOKEN) >> 2];
    const number = ((token * 31) ^ (name >> 4)) & (L.CACHE_LINES - 1);
    const line = this.lines + number * L.CACHE_LINE_BYTES;
    if (I32[(line + L.CACHE_TOKEN) >> 2] !== token || I32[(line + L.CACHE_NAME) >> 2] !== name)
      this.fill(line, object, shape, token, name);
    const place = I32[(line + L.CACHE_PLACE) >> 2];
    this.method = 0;
    switch (I32[(line + L.CACHE_KIND) >> 2]) {
      case L.CACHE_INLINE:
        return object + place;
      case L.CACHE_OVERFLOW:
        return I32[(object + L.INSTANCE_OVERFLOW) >> 2] + place;
      case L.CACHE_METHOD:
        this.method = place;
    }
    return 0;
  }

  private fill(line: Address, object: Address, address: Address, token: number, name: Address): void {
    I32[(line + L.CACHE_TOKEN) >> 2] = token;
    I32[(line + L.CACHE_NAME) >> 2] = name;
    keep(line, L.CACHE_NOWHERE, 0);
    const type = I32[object >> 2];
    const shape = shapeAt(address);
    if (shape.dictMode || (I32[(type + L.TYPE_FLAGS) >> 2] & this.hooks) !== 0) return;
    const inType = lookupInType(type, name);
    const index = shape.index.get(name);
    if (inType === 0) {
      if (index !== undefined) keepSlot(line, index, shape.inlineSlots);
    } else if (typeOf(inType) === T.member_descriptor) {
      keepSlot(line, I32[(refAt(inType) + L.NATIVE_HOST) >> 2], shape.inlineSlots);
    } else if (typeOf(inType) === T.function) {
      if (index !== undefined) keepSlot(line, index, shape.inlineSlots);
      else keep(line, L.CACHE_METHOD, refAt(inType));
    }
  }
}

function keep(line: Address, kind: number, place: number): void {
  I32[(line + L.CACHE_KIND) >> 2] = kind;
  I32[(line + L.CACHE_PLACE) >> 2] = place;
}

function keepSlot(line: Address, index: number, inlineSlots: number): void {
  if (index < inlineSlots) keep(line, L.CACHE_INLINE, L.INSTANCE_SLOTS + 8 * index);
  else keep(line, L.CACHE_OVERFLOW, 8 * (index - inlineSlots));
}

export const loadCache = new AttributeCache(L.LOAD_CACHE, L.TF_GETATTR);
export const storeCache = new AttributeCache(L.STORE_CACHE, L.TF_SETATTR);

/** Forgets all: the addresses are those of an engine that has ended. */
export function resetAttributeCaches(): void {
  loadCache.clear();
  storeCache.clear();
}
