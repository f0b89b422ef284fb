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

const LINES = 1024;
const NOWHERE = 0;
/** `where` is the offset in the instance. */
const INLINE = 1;
/** `where` is the offset in its overflow storage. */
const OVERFLOW = 2;
/** `where` is the address of a function in its class. */
const METHOD = 3;

class AttributeCache {
  private readonly tokens = new Int32Array(LINES);
  private readonly names = new Int32Array(LINES);
  private readonly kinds = new Uint8Array(LINES);
  private readonly places = new Int32Array(LINES);
  /** What the latest `find` found, when that is a method. */
  method: Address = 0;

  /** `hooks`: the flag of types that have a hook of their own for this access. */
  constructor(private readonly hooks: number) {}

  clear(): void {
    this.tokens.fill(0);
  }

  /** Slot of the instance's attribute, or 0: it is `method`, or not to be had here. */
  find(object: Address, name: Address): Slot {
    const shape = I32[(object + L.INSTANCE_SHAPE) >> 2];
    const token = I32[(shape + L.SHAPE_TOKEN) >> 2];
    const line = ((token * 31) ^ (name >> 4)) & (LINES - 1);
    if (this.tokens[line] !== token || this.names[line] !== name) this.fill(line, object, shape, token, name);
    const where = this.places[line] as number;
    this.method = 0;
    switch (this.kinds[line]) {
      case INLINE:
        return object + where;
      case OVERFLOW:
        return I32[(object + L.INSTANCE_OVERFLOW) >> 2] + where;
      case METHOD:
        this.method = where;
    }
    return 0;
  }

  private fill(line: number, object: Address, address: Address, token: number, name: Address): void {
    this.tokens[line] = token;
    this.names[line] = name;
    this.kinds[line] = NOWHERE;
    const type = I32[object >> 2];
    const shape = shapeAt(address);
    if (shape.dictMode || (I32[(type + L.TYPE_FLAGS) >> 2] & this.hooks) !== 0) return;
    const inType = lookupInType(type, name);
    const index = shape.index.get(name);
    if (inType === 0) {
      if (index !== undefined) this.keepSlot(line, index, shape.inlineSlots);
    } else if (typeOf(inType) === T.member_descriptor) {
      this.keepSlot(line, I32[(refAt(inType) + L.NATIVE_HOST) >> 2], shape.inlineSlots);
    } else if (typeOf(inType) === T.function) {
      if (index !== undefined) this.keepSlot(line, index, shape.inlineSlots);
      else {
        this.kinds[line] = METHOD;
        this.places[line] = refAt(inType);
      }
    }
  }

  private keepSlot(line: number, index: number, inlineSlots: number): void {
    const inline = index < inlineSlots;
    this.kinds[line] = inline ? INLINE : OVERFLOW;
    this.places[line] = inline ? L.INSTANCE_SLOTS + 8 * index : 8 * (index - inlineSlots);
  }
}

export const loadCache = new AttributeCache(L.TF_GETATTR);
export const storeCache = new AttributeCache(L.TF_SETATTR);

/** Forgets all: the addresses are those of an engine that has ended. */
export function resetAttributeCaches(): void {
  loadCache.clear();
  storeCache.clear();
}
