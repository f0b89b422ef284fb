/**
 * The collector: precise mark and sweep, run only at safepoints; objects do not move (see allocate.ts).
 *
 * Marking follows an object by its type: the fixed value slots and address words that the type lists, and for the
 * kinds of variable layout the part that only this file and the kind's own file know. Storage cells belong to one owner
 * and are marked with it. Sweeping rebuilds every free list in address order and gives empty blocks back.
 *
 *     white  mark bit clear      garbage when marking is done
 *     grey   marked, on `stack`  its references are still to be followed
 *     black  marked, off `stack`
 */
import { metrics } from "../../base/metrics.ts";
import {
  blockAddress,
  blockClass,
  blockCount,
  CLASS_BYTES,
  LARGE_HEAD,
  largeBlocks,
  releaseBlocks,
  setAllowance,
} from "../allocate.ts";
import type { Address, Slot } from "../layout.ts";
import * as L from "../layout.ts";
import { I32 } from "../memory.ts";
import { visitRoots, visitWeak } from "../roots.ts";
import { allShapes, shapeAt } from "../shapes.ts";
import { internedStrings } from "../strings.ts";
import { verifyHeap } from "../verify.ts";

let stack = new Int32Array(1 << 12);
let depth = 0;

export const collectorDebug = {
  /** Fill freed cells with a pattern that no program survives reading. */
  poison: false,
  /** Check the whole heap after every so many collections; 0: never. */
  verifyEvery: 0,
};
let untilVerify = 0;
const POISON = 0x5ead5ead;

function markObject(object: Address): void {
  if (object === 0) return;
  const word = (object + L.OBJ_GC) >> 2;
  const gc = I32[word];
  if ((gc & L.GC_MARK) !== 0) return;
  I32[word] = gc | L.GC_MARK;
  if (depth === stack.length) {
    const wider = new Int32Array(stack.length * 2);
    wider.set(stack);
    stack = wider;
  }
  stack[depth++] = object;
}

function markSlot(slot: Slot): void {
  if (I32[(slot >> 2) + 1] === L.TAG_REF) markObject(I32[slot >> 2]);
}

function markSlots(from: Slot, to: Slot): void {
  for (let at = from >> 2; at < to >> 2; at += 2) if (I32[at + 1] === L.TAG_REF) markObject(I32[at]);
}

/** Marks the storage cell whose payload starts at `payload`; it holds nothing that its owner does not scan. */
function markStorage(payload: Address): void {
  if (payload !== 0) I32[(payload - L.STORAGE_HEADER + L.OBJ_GC) >> 2] |= L.GC_MARK;
}

/** Marks everything that can be reached, then frees the rest. Every frame and temporary is in memory. */
export function collect(): void {
  const start = performance.now();
  visitRoots({ object: markObject, slot: markSlot, storage: markStorage });
  for (const str of internedStrings()) markObject(str);
  for (const shape of allShapes()) markStorage(shape.address);
  markSlot(L.STATE_RAISED);
  markSlot(L.STATE_HANDLED);
  markSlot(L.STATE_RESULT);
  markFrames(I32[L.STATE_FRAME >> 2]);
  drain();
  visitWeak((object) => object < L.HEAP_BASE || (I32[(object + L.OBJ_GC) >> 2] & L.GC_MARK) !== 0);
  sweep();
  setAllowance();
  metrics.collections++;
  metrics.collectMs += performance.now() - start;
  if (collectorDebug.verifyEvery > 0 && --untilVerify <= 0) {
    untilVerify = collectorDebug.verifyEvery;
    verifyHeap();
  }
}

function drain(): void {
  while (depth > 0) scan(stack[--depth]);
}

function markFrames(top: Address): void {
  for (let frame = top; frame !== 0; frame = I32[(frame + L.FRAME_PREVIOUS) >> 2]) {
    const owner = I32[(frame + L.FRAME_OWNER) >> 2];
    if (owner !== 0) markObject(owner);
    markFrame(frame);
  }
}

function markFrame(frame: Address): void {
  markObject(I32[(frame + L.FRAME_CODE) >> 2]);
  markObject(I32[(frame + L.FRAME_FUNC) >> 2]);
  markObject(I32[(frame + L.FRAME_GLOBALS) >> 2]);
  markObject(I32[(frame + L.FRAME_BUILTINS) >> 2]);
  markObject(I32[(frame + L.FRAME_LOCALS) >> 2]);
  markSlots(frame + L.FRAME_HEADER, I32[(frame + L.FRAME_SP) >> 2]);
}

/** Follows what a marked object refers to. */
function scan(object: Address): void {
  const type = I32[object >> 2];
  // Storage that its owner lists among its words (a bytearray's) holds no references.
  if (type === L.STORAGE) return;
  markObject(type);
  const values = I32[(type + L.TYPE_VALUES) >> 2];
  if (values !== 0) {
    const first = object + (values & 0xffff);
    markSlots(first, first + 8 * (values >>> 16));
  }
  for (let refs = I32[(type + L.TYPE_REFS) >> 2]; refs !== 0; refs &= refs - 1) {
    markObject(I32[(object >> 2) + (31 - Math.clz32(refs & -refs))]);
  }
  const dict = I32[(type + L.TYPE_DICT_OFFSET) >> 2];
  if (dict !== 0) markObject(I32[(object + dict) >> 2]);
  switch (I32[(type + L.TYPE_KIND) >> 2]) {
    case L.KIND_TUPLE:
      return markSlots(
        object + L.TUPLE_ITEMS,
        object + L.TUPLE_ITEMS + 8 * I32[(object + L.TUPLE_LENGTH) >> 2],
      );
    case L.KIND_LIST: {
      const items = I32[(object + L.LIST_ITEMS) >> 2];
      markStorage(items);
      return markSlots(items, items + 8 * I32[(object + L.LIST_LENGTH) >> 2]);
    }
    case L.KIND_DICT:
      return scanTable(object, L.DICT_INDEX, L.DICT_ENTRIES, L.DICT_NEXT, L.ENTRY_BYTES, L.ENTRY_KEY, 2);
    case L.KIND_SET:
      return scanTable(object, L.SET_INDEX, L.SET_ENTRIES, L.SET_NEXT, L.SET_ENTRY_BYTES, L.SET_ENTRY_KEY, 1);
    case L.KIND_INSTANCE:
      return scanInstance(object);
    case L.KIND_GENERATOR:
      return scanGenerator(object);
    case L.KIND_CODE:
      return scanCode(object);
    case L.KIND_TYPE:
      for (const field of TYPE_FIELDS) markObject(I32[(object + field) >> 2]);
  }
}

const TYPE_FIELDS = [L.TYPE_NAME, L.TYPE_BASE, L.TYPE_BASES, L.TYPE_MRO, L.TYPE_DICT, L.TYPE_QUALNAME];

function scanTable(
  object: Address,
  index: number,
  entries: number,
  next: number,
  bytes: number,
  key: number,
  values: number,
): void {
  markStorage(I32[(object + index) >> 2]);
  const first = I32[(object + entries) >> 2];
  markStorage(first);
  const count = I32[(object + next) >> 2];
  for (let i = 0; i < count; i++) {
    const at = first + bytes * i + key;
    markSlots(at, at + 8 * values);
  }
}

function scanInstance(object: Address): void {
  const shape = shapeAt(I32[(object + L.INSTANCE_SHAPE) >> 2]);
  const overflow = I32[(object + L.INSTANCE_OVERFLOW) >> 2];
  const inside = Math.min(shape.names.length, shape.inlineSlots);
  markSlots(object + L.INSTANCE_SLOTS, object + L.INSTANCE_SLOTS + 8 * inside);
  if (shape.dictMode) markObject(overflow);
  else if (overflow !== 0) {
    markStorage(overflow);
    markSlots(overflow, overflow + 8 * Math.max(0, shape.names.length - shape.inlineSlots));
  }
}

function scanGenerator(generator: Address): void {
  markObject(I32[(generator + L.GEN_NAME) >> 2]);
  markObject(I32[(generator + L.GEN_QUALNAME) >> 2]);
  markSlot(generator + L.GEN_HANDLED);
  markSlot(generator + L.GEN_OUTER);
  markSlot(generator + L.GEN_ORIGIN);
  // NB: a running generator's frame need not be on the chain: `throw` may be at work in what it delegates to.
  if (I32[(generator + L.GEN_STATE) >> 2] !== L.GEN_DONE) markFrame(generator + L.GEN_FRAME);
}

function scanCode(code: Address): void {
  markStorage(I32[(code + L.CODE_UNITS) >> 2]);
  const consts = I32[(code + L.CODE_CONSTS) >> 2];
  markStorage(consts);
  markStorage(I32[(code + L.CODE_NAMES) >> 2]);
  markSlots(consts, consts + 8 * I32[(code + L.CODE_CONST_COUNT) >> 2]);
  markObject(I32[(code + L.CODE_NAME) >> 2]);
  markObject(I32[(code + L.CODE_QUALNAME) >> 2]);
}

// ---- Sweeping --------------------------------------------------------------------------------------------------------

function sweep(): void {
  const heads = L.FREE_LISTS >> 2;
  I32.fill(0, heads, heads + CLASS_BYTES.length);
  for (let block = blockCount - 1; block >= 0; block--) {
    const cls = blockClass[block] as number;
    if (cls === LARGE_HEAD) sweepLarge(block);
    else if (cls > 0 && cls < CLASS_BYTES.length) sweepBlock(block, cls);
  }
  // Static objects were marked with the rest.
  for (let at = L.STATIC_OBJECTS; at < L.STATIC_OBJECTS + 48; at += 16)
    I32[(at + L.OBJ_GC) >> 2] &= ~L.GC_MARK;
  for (let type = 0; type < L.STATIC_TYPES.length; type++) {
    I32[(L.STATIC_TYPES_BASE + L.TYPE_BYTES * type + L.OBJ_GC) >> 2] &= ~L.GC_MARK;
  }
}

function sweepBlock(block: number, cls: number): void {
  const bytes = CLASS_BYTES[cls] as number;
  const start = blockAddress(block);
  const count = Math.floor(L.BLOCK_BYTES / bytes);
  const head = (L.FREE_LISTS >> 2) + cls;
  const before = I32[head];
  let next = before;
  let live = 0;
  for (let cell = start + (count - 1) * bytes; cell >= start; cell -= bytes) {
    const word = (cell + L.OBJ_GC) >> 2;
    const gc = I32[word];
    if ((gc & L.GC_MARK) !== 0 && gc !== L.GC_FREE) {
      I32[word] = gc & ~L.GC_MARK;
      live++;
      continue;
    }
    if (collectorDebug.poison && gc !== L.GC_FREE) I32.fill(POISON, (cell + 8) >> 2, (cell + bytes) >> 2);
    I32[word] = L.GC_FREE;
    I32[cell >> 2] = next;
    next = cell;
  }
  if (live === 0) releaseBlocks(block, 1);
  else I32[head] = next;
}

function sweepLarge(block: number): void {
  const word = (blockAddress(block) + L.OBJ_GC) >> 2;
  if ((I32[word] & L.GC_MARK) !== 0) {
    I32[word] &= ~L.GC_MARK;
    return;
  }
  const count = largeBlocks[block] as number;
  if (collectorDebug.poison) {
    const from = blockAddress(block) >> 2;
    I32.fill(POISON, from + 2, from + (count * L.BLOCK_BYTES) / 4);
  }
  I32[word] = L.GC_FREE;
  releaseBlocks(block, count);
}
