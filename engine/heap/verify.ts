/**
 * The heap verifier: walks every cell that a collection left alive, every frame and every root, and checks that each
 * reference leads to a live cell of the right sort. It runs in the collector's stress mode and throws at the first
 * thing that does not hold, with the path to it in a sentence.
 *
 * It is written apart from the collector on purpose: a field that the collector forgets shows here as a reference to
 * a freed cell. What must hold after a collection:
 *   - a value's tag is one of layout.ts's, and a reference leads to the start of a cell that is not free;
 *   - an object's type is a type; storage belongs to exactly one object (a buffer of text to several strs) and is large
 *     enough for what that uses;
 *   - lengths fit capacities, table indices lie within entries, a shape's slots lie within the instance.
 */
import { EngineBug } from "../base/assert.ts";
import { blockAddress, blockClass, blockCount, CLASS_BYTES, LARGE_HEAD, storageBytes } from "./allocate.ts";
import type { Address, Slot } from "./layout.ts";
import * as L from "./layout.ts";
import { I32 } from "./memory.ts";
import { visitRoots } from "./roots.ts";
import { allShapes, shapeAt } from "./shapes.ts";
import { internedStrings, jsString } from "./strings.ts";

/** Storage cells seen so far, with their owner. */
let owners = new Map<Address, Address>();
const LAST_TAG = L.TAG_UNBOUND >>> 0;

/** Checks the whole heap. Every frame and temporary must be in memory, and nothing marked. */
export function verifyHeap(): void {
  owners = new Map();
  for (const shape of allShapes()) checkStorage(shape.address, L.SHAPE_BYTES, shape.type, "a shape");
  visitRoots({
    object: (object) => checkOptional(object, 0, "a root of the host"),
    slot: (slot) => checkSlot(slot, 0, "a root of the host"),
    storage: (payload) => {
      if (payload !== 0) checkStorage(payload, 0, payload, "storage of the host");
    },
  });
  for (const str of internedStrings()) checkObject(str, 0, "the table of interned strings");
  for (const slot of [L.STATE_RAISED, L.STATE_HANDLED, L.STATE_RESULT]) checkSlot(slot, 0, "the state");
  for (let frame = I32[L.STATE_FRAME >> 2]; frame !== 0; frame = I32[(frame + L.FRAME_PREVIOUS) >> 2]) {
    checkFrame(frame, 0);
  }
  for (let type = 0; type < L.STATIC_TYPES.length; type++)
    verifyObject(L.STATIC_TYPES_BASE + L.TYPE_BYTES * type);
  for (let block = 0; block < blockCount; block++) verifyBlock(block);
  owners.clear();
}

function verifyBlock(block: number): void {
  const cls = blockClass[block] as number;
  const start = blockAddress(block);
  if (cls === LARGE_HEAD) verifyCell(start);
  else if (cls > 0 && cls < CLASS_BYTES.length) {
    const bytes = CLASS_BYTES[cls] as number;
    for (let cell = start; cell + bytes <= start + L.BLOCK_BYTES; cell += bytes) verifyCell(cell);
  }
}

function verifyCell(cell: Address): void {
  const gc = I32[(cell + L.OBJ_GC) >> 2];
  if (gc === L.GC_FREE || I32[cell >> 2] === L.STORAGE) return;
  if ((gc & ~L.GC_INSTANCE) !== 0) fail(cell, "its collector word is marked", gc);
  verifyObject(cell);
}

function verifyObject(object: Address): void {
  const type = I32[object >> 2];
  checkObject(type, object, "its type");
  if (!isType(type)) fail(object, "its type is not a type", type);
  const values = I32[(type + L.TYPE_VALUES) >> 2];
  checkSlots(object + (values & 0xffff), values >>> 16, object, "a value");
  const refs = I32[(type + L.TYPE_REFS) >> 2];
  for (let word = 0; word < 32; word++) {
    if (((refs >>> word) & 1) !== 0) checkWord(I32[(object >> 2) + word], object, `word ${word}`);
  }
  const dict = I32[(type + L.TYPE_DICT_OFFSET) >> 2];
  if (dict !== 0) checkOptional(I32[(object + dict) >> 2], object, "its __dict__");
  verifyKind(object, I32[(type + L.TYPE_KIND) >> 2]);
}

function verifyKind(object: Address, kind: number): void {
  switch (kind) {
    case L.KIND_TUPLE:
      return checkSlots(object + L.TUPLE_ITEMS, I32[(object + L.TUPLE_LENGTH) >> 2], object, "an item");
    case L.KIND_STR:
      return verifyText(object);
    case L.KIND_LIST:
      return verifyList(object);
    case L.KIND_DICT:
      return verifyTable(object, {
        index: L.DICT_INDEX,
        entries: L.DICT_ENTRIES,
        next: L.DICT_NEXT,
        mask: L.DICT_MASK,
        bytes: L.ENTRY_BYTES,
        key: L.ENTRY_KEY,
        values: 2,
      });
    case L.KIND_SET:
      return verifyTable(object, {
        index: L.SET_INDEX,
        entries: L.SET_ENTRIES,
        next: L.SET_NEXT,
        mask: L.SET_MASK,
        bytes: L.SET_ENTRY_BYTES,
        key: L.SET_ENTRY_KEY,
        values: 1,
      });
    case L.KIND_INSTANCE:
      return verifyInstance(object);
    case L.KIND_GENERATOR:
      return verifyGenerator(object);
    case L.KIND_CODE:
      return verifyCode(object);
    case L.KIND_TYPE:
      for (const field of [
        L.TYPE_NAME,
        L.TYPE_BASE,
        L.TYPE_BASES,
        L.TYPE_MRO,
        L.TYPE_DICT,
        L.TYPE_QUALNAME,
      ]) {
        checkOptional(I32[(object + field) >> 2], object, `its field at ${field}`);
      }
  }
}

function verifyText(str: Address): void {
  if (!hasGrown(str)) return;
  const buffer = I32[(str + L.STR_BUFFER) >> 2];
  const size = I32[(str + L.STR_LENGTH) >> 2] * (I32[(str + L.STR_FLAGS) >> 2] & L.STR_WIDTH_MASK);
  const used = I32[(buffer + L.BUFFER_USED) >> 2];
  const capacity = I32[(buffer + L.BUFFER_CAPACITY) >> 2];
  if (size > used || used > capacity) fail(str, `its buffer holds ${used} bytes of ${capacity}`, size);
}

function verifyList(list: Address): void {
  const length = I32[(list + L.LIST_LENGTH) >> 2];
  const capacity = I32[(list + L.LIST_CAPACITY) >> 2];
  const items = I32[(list + L.LIST_ITEMS) >> 2];
  if (length < 0 || length > capacity) fail(list, `its length exceeds its capacity of ${capacity}`, length);
  if (capacity > 0) checkStorage(items, 8 * capacity, list, "its items");
  checkSlots(items, length, list, "an item");
}

interface TableFields {
  readonly index: number;
  readonly entries: number;
  readonly next: number;
  readonly mask: number;
  readonly bytes: number;
  readonly key: number;
  readonly values: number;
}

function verifyTable(table: Address, fields: TableFields): void {
  const mask = I32[(table + fields.mask) >> 2];
  if (mask < 0) return;
  const index = I32[(table + fields.index) >> 2];
  const entries = I32[(table + fields.entries) >> 2];
  const next = I32[(table + fields.next) >> 2];
  checkStorage(index, 4 * (mask + 1), table, "its index");
  checkStorage(entries, fields.bytes * next, table, "its entries");
  // A set keeps the number of a removed entry in its index: −2 − n.
  const lowest = fields.values === 1 ? Math.min(-1, -1 - next) : -2;
  for (let i = 0; i <= mask; i++) {
    const entry = I32[(index >> 2) + i];
    if (entry < lowest || entry >= next)
      fail(table, `entry ${i} of its index lies outside its ${next} entries`, entry);
  }
  for (let i = 0; i < next; i++)
    checkSlots(entries + fields.bytes * i + fields.key, fields.values, table, "an entry");
}

function verifyInstance(object: Address): void {
  if ((I32[(object + L.OBJ_GC) >> 2] & L.GC_INSTANCE) === 0)
    fail(object, "it is not marked as an instance", 0);
  const address = I32[(object + L.INSTANCE_SHAPE) >> 2];
  if (!owners.has(address)) fail(object, "its shape is no shape", address);
  const shape = shapeAt(address);
  if (shape.type !== I32[object >> 2]) fail(object, "its shape belongs to another type", shape.type);
  const overflow = I32[(object + L.INSTANCE_OVERFLOW) >> 2];
  const inline = Math.min(shape.names.length, shape.inlineSlots);
  checkSlots(object + L.INSTANCE_SLOTS, inline, object, "an attribute");
  const outside = shape.dictMode ? 0 : Math.max(0, shape.names.length - shape.inlineSlots);
  if (shape.dictMode) checkOptional(overflow, object, "its __dict__");
  else if (outside > 0) {
    checkStorage(overflow, 8 * outside, object, "its overflow");
    checkSlots(overflow, outside, object, "an attribute");
  }
}

function verifyGenerator(generator: Address): void {
  checkObject(I32[(generator + L.GEN_NAME) >> 2], generator, "its name");
  checkObject(I32[(generator + L.GEN_QUALNAME) >> 2], generator, "its qualname");
  checkSlot(generator + L.GEN_HANDLED, generator, "what it handles");
  checkSlot(generator + L.GEN_OUTER, generator, "what its resumer handled");
  checkSlot(generator + L.GEN_ORIGIN, generator, "its origin or finaliser");
  if (I32[(generator + L.GEN_STATE) >> 2] !== L.GEN_DONE) checkFrame(generator + L.GEN_FRAME, generator);
}

function verifyCode(code: Address): void {
  const consts = I32[(code + L.CODE_CONSTS) >> 2];
  const count = I32[(code + L.CODE_CONST_COUNT) >> 2];
  checkStorage(I32[(code + L.CODE_UNITS) >> 2], 2 * I32[(code + L.CODE_UNIT_COUNT) >> 2], code, "its units");
  checkStorage(consts, 8 * count, code, "its constants");
  checkStorage(I32[(code + L.CODE_NAMES) >> 2], 0, code, "its names");
  checkSlots(consts, count, code, "a constant");
  checkObject(I32[(code + L.CODE_NAME) >> 2], code, "its name");
  checkObject(I32[(code + L.CODE_QUALNAME) >> 2], code, "its qualname");
}

function checkFrame(frame: Address, owner: Address): void {
  const code = I32[(frame + L.FRAME_CODE) >> 2];
  checkObject(code, owner, "a frame's code");
  if (I32[code >> 2] !== L.T.code) fail(owner, "a frame's code is no code object", code);
  for (const field of [L.FRAME_FUNC, L.FRAME_GLOBALS, L.FRAME_BUILTINS, L.FRAME_LOCALS, L.FRAME_OWNER]) {
    checkOptional(I32[(frame + field) >> 2], owner, `a frame's field at ${field}`);
  }
  const first = frame + L.FRAME_HEADER;
  const slots = (I32[(frame + L.FRAME_SP) >> 2] - first) / 8;
  const most = I32[(code + L.CODE_LOCALS) >> 2] + I32[(code + L.CODE_STACK) >> 2];
  if (slots < 0 || slots > most) fail(owner, `a frame of ${most} slots uses too many`, slots);
  checkSlots(first, slots, owner, "a slot of a frame");
}

// ---- References ------------------------------------------------------------------------------------------------------

function checkSlots(from: Slot, count: number, owner: Address, what: string): void {
  for (let i = 0; i < count; i++) checkSlot(from + 8 * i, owner, what);
}

function checkSlot(slot: Slot, owner: Address, what: string): void {
  const tag = I32[(slot >> 2) + 1];
  if (tag === L.TAG_REF) checkObject(I32[slot >> 2], owner, what);
  else if (tag >>> 0 >= L.FLOAT_LIMIT && tag >>> 0 < LAST_TAG) fail(owner, `${what} has no such tag`, tag);
}

/** A word that the type lists: 0, an object, or storage without references. */
function checkWord(cell: Address, owner: Address, what: string): void {
  if (!isCell(cell) || I32[cell >> 2] !== L.STORAGE) checkOptional(cell, owner, what);
  else if (hasGrown(owner)) checkStorageCell(cell + L.STORAGE_HEADER, 0, owner, what);
  else checkStorage(cell + L.STORAGE_HEADER, 0, owner, what);
}

/** Whether its text lies in a buffer, which belongs to several strs. */
const hasGrown = (object: Address): boolean =>
  I32[object >> 2] === L.T.str && (I32[(object + L.STR_FLAGS) >> 2] & L.STR_GROWN) !== 0;

function checkOptional(object: Address, owner: Address, what: string): void {
  if (object !== 0) checkObject(object, owner, what);
}

function checkObject(object: Address, owner: Address, what: string): void {
  if (isStatic(object)) return;
  if (!isCell(object)) fail(owner, `${what} is not the address of a cell`, object);
  if (I32[(object + L.OBJ_GC) >> 2] === L.GC_FREE) fail(owner, `${what} was freed`, object);
  if (I32[object >> 2] === L.STORAGE) fail(owner, `${what} is storage, not an object`, object);
}

function checkStorageCell(payload: Address, bytes: number, owner: Address, what: string): void {
  const cell = payload - L.STORAGE_HEADER;
  if (!isCell(cell)) fail(owner, `${what} are not the address of a cell`, cell);
  if (I32[(cell + L.OBJ_GC) >> 2] === L.GC_FREE) fail(owner, `${what} were freed`, cell);
  if (I32[cell >> 2] !== L.STORAGE) fail(owner, `${what} are not storage`, cell);
  if (storageBytes(payload) < bytes) fail(owner, `${what} need ${bytes} bytes`, storageBytes(payload));
}

/** Storage that nobody else has. */
function checkStorage(payload: Address, bytes: number, owner: Address, what: string): void {
  checkStorageCell(payload, bytes, owner, what);
  const other = owners.get(payload);
  if (other !== undefined) fail(owner, `${what} belong to another object`, other);
  owners.set(payload, owner);
}

function isStatic(object: Address): boolean {
  if (object >= L.STATIC_OBJECTS && object < L.STATIC_OBJECTS + 48) return object % 16 === 0;
  const type = object - L.STATIC_TYPES_BASE;
  return type >= 0 && type < L.TYPE_BYTES * L.STATIC_TYPES.length && type % L.TYPE_BYTES === 0;
}

function isCell(address: Address): boolean {
  const block = Math.floor((address - L.HEAP_BASE) / L.BLOCK_BYTES);
  if (block < 0 || block >= blockCount) return false;
  const cls = blockClass[block] as number;
  if (cls === LARGE_HEAD) return address === blockAddress(block);
  return (
    cls > 0 &&
    cls < CLASS_BYTES.length &&
    (address - blockAddress(block)) % (CLASS_BYTES[cls] as number) === 0
  );
}

/** Whether the object is a class: its own type is `type` or a metaclass. */
function isType(object: Address): boolean {
  return (I32[(I32[object >> 2] + L.TYPE_KIND) >> 2] as number) === L.KIND_TYPE;
}

function fail(owner: Address, what: string, value: number): never {
  throw new EngineBug(`heap: ${describeOwner(owner)}: ${what} (${value})`);
}

function describeOwner(owner: Address): string {
  if (owner === 0) return "outside the heap";
  const type = I32[owner >> 2];
  const name = isStatic(type) || isCell(type) ? I32[(type + L.TYPE_NAME) >> 2] : 0;
  return `${isCell(name) ? `'${jsString(name)}'` : "an"} object at ${owner}`;
}
