/**
 * The allocator: size-classed free lists over 64 KiB blocks; objects never move.
 *
 * Each block holds cells of one size. A small request pops its class's free list, whose heads lie in linear memory so
 * that compiled traces pop them too. An empty list takes a fresh block. Requests over half a block get whole blocks.
 *
 * Allocation never collects. When the blocks in use pass the allowance that the last collection set, a collection is
 * requested and happens at the next safepoint; meanwhile allocation goes on. Only the memory limit makes it fail,
 * with `OutOfMemory`, which the interpreter turns into MemoryError; a reserve is kept back for what that takes.
 *
 * A fresh cell is not cleared: whoever allocates writes every field before the next safepoint.
 */
import { assert } from "../base/assert.ts";
import { atAllocation, watchesAllocations } from "../base/stress.ts";
import {
  type Address,
  BLOCK_BYTES,
  FREE_LISTS,
  GC_FREE,
  HEAP_BASE,
  OBJ_GC,
  OBJ_TYPE,
  STATE_FUEL,
  STATE_REQUEST,
  STORAGE,
  STORAGE_HEADER,
} from "./layout.ts";
import { growMemory, I32, memory, memoryLimit } from "./memory.ts";

/** The memory limit is reached. Raised in Python as MemoryError. */
export class OutOfMemory extends Error {
  override name = "OutOfMemory";
}

/** STATE_REQUEST bits. */
export const REQUEST_COLLECT = 1;
export const REQUEST_INTERRUPT = 2;

/** Up to here the size class is the size in units of 16 bytes. */
export const SMALL_BYTES = 512;
/** Cell sizes: multiples of 16 up to 512, then four to a doubling up to half a block. */
export const CLASS_BYTES: readonly number[] = (() => {
  const sizes = [0];
  for (let bytes = 16; bytes <= SMALL_BYTES; bytes += 16) sizes.push(bytes);
  for (let base = SMALL_BYTES; base < BLOCK_BYTES / 2; base *= 2)
    for (let quarter = 5; quarter <= 8; quarter++) sizes.push((base * quarter) / 4);
  return sizes;
})();
const LARGEST_CELL = CLASS_BYTES[CLASS_BYTES.length - 1] as number;

/** What a block holds: 0 free, a size class, LARGE_HEAD (with its length in `largeBlocks`) or LARGE_REST. */
export const LARGE_HEAD = 254;
export const LARGE_REST = 255;
export let blockClass: Uint8Array;
export let largeBlocks: Uint32Array;
/** Blocks carved from memory so far, free ones included. */
export let blockCount = 0;
/** Blocks that hold cells. */
let usedBlocks = 0;
/** Past this many used blocks a collection is requested. */
let allowedBlocks = 0;
let firstFree = 0;
/** Blocks kept back for raising MemoryError and printing it; open from the first failure to the next collection. */
let reserveBlocks = 0;
let reserveOpen = false;
const RESERVE_BLOCKS = 64;

/** Blocks that may be used before the first collection, and at least after each (32 MiB). */
const MINIMUM_ALLOWANCE = 512;

export const blockAddress = (block: number): Address => HEAP_BASE + block * BLOCK_BYTES;

/** Starts with an empty heap in a fresh memory. */
export function resetAllocator(): void {
  blockClass = new Uint8Array(32768);
  largeBlocks = new Uint32Array(32768);
  blockCount = usedBlocks = firstFree = 0;
  hidden.fill(0);
  reserveBlocks = Math.min(RESERVE_BLOCKS, limitBlocks() >> 3);
  setAllowance();
}

/** Blocks that the memory limit has room for. */
const limitBlocks = (): number => Math.floor((memoryLimit - HEAP_BASE) / BLOCK_BYTES);

/** Where the part of the memory that has ever been written ends. */
export const heapEnd = (): Address => blockAddress(blockCount);

export const usedBytes = (): number => usedBlocks * BLOCK_BYTES;

/** Size class whose cells hold `bytes`; 0 when it needs whole blocks. */
export function sizeClass(bytes: number): number {
  if (bytes <= SMALL_BYTES) return (bytes + 15) >> 4;
  if (bytes > LARGEST_CELL) return 0;
  const doubling = 31 - Math.clz32((bytes - 1) >> 9); // 0 for 513…1024
  const quarter = (bytes - 1) >> (7 + doubling); // 4…7
  return 32 + 4 * doubling + (quarter - 4) + 1;
}

/** A cell of at least `bytes`, its header unset. Throws `OutOfMemory` at the limit. */
export function allocateCell(bytes: number): Address {
  if (bytes <= SMALL_BYTES) {
    const head = (FREE_LISTS >> 2) + ((bytes + 15) >> 4);
    const cell = I32[head];
    if (cell !== 0) {
      I32[head] = I32[cell >> 2];
      return cell;
    }
  }
  return allocateSlow(bytes);
}

function allocateSlow(bytes: number): Address {
  const cls = sizeClass(bytes);
  if (watchesAllocations()) makeTrouble(cls);
  if (cls === 0) return allocateLarge(bytes);
  const head = (FREE_LISTS >> 2) + cls;
  if (I32[head] === 0) carveBlock(cls);
  const cell = I32[head];
  I32[head] = I32[cell >> 2];
  if (watchesAllocations()) hideList(cls);
  return cell;
}

/** Where allocations are watched free lists are kept here, so that compiled code finds them empty and asks. */
const hidden = new Int32Array(CLASS_BYTES.length);

function hideList(cls: number): void {
  const head = (FREE_LISTS >> 2) + cls;
  hidden[cls] = I32[head];
  I32[head] = 0;
}

/** What a test wants to happen at an allocation (base/stress.ts); then the list of the class is there again. */
function makeTrouble(cls: number): void {
  const trouble = atAllocation();
  if (trouble === "fail") throw outOfMemory();
  if (trouble === "grow") growMemory(memory.buffer.byteLength + BLOCK_BYTES, false);
  I32[(FREE_LISTS >> 2) + cls] = hidden[cls] as number;
  hidden[cls] = 0;
}

/** Fills the free list of a class from a fresh block; lowest addresses come first. */
function carveBlock(cls: number): void {
  const block = takeBlocks(1);
  blockClass[block] = cls;
  const bytes = CLASS_BYTES[cls] as number;
  const start = blockAddress(block);
  let next = I32[(FREE_LISTS >> 2) + cls];
  for (let cell = start + Math.floor(BLOCK_BYTES / bytes - 1) * bytes; cell >= start; cell -= bytes) {
    I32[(cell + OBJ_TYPE) >> 2] = next;
    I32[(cell + OBJ_GC) >> 2] = GC_FREE;
    next = cell;
  }
  I32[(FREE_LISTS >> 2) + cls] = next;
}

function allocateLarge(bytes: number): Address {
  const count = Math.ceil(bytes / BLOCK_BYTES);
  const block = takeBlocks(count);
  blockClass[block] = LARGE_HEAD;
  blockClass.fill(LARGE_REST, block + 1, block + count);
  largeBlocks[block] = count;
  return blockAddress(block);
}

/** First of `count` adjacent free blocks, from freed ones first. Requests a collection past the allowance. */
function takeBlocks(count: number): number {
  if (usedBlocks + count > limitBlocks() - (reserveOpen ? 0 : reserveBlocks)) throw outOfMemory();
  usedBlocks += count;
  if (usedBlocks > allowedBlocks) requestSafepoint(REQUEST_COLLECT);
  let run = 0;
  for (let block = firstFree; block < blockCount; block++) {
    run = blockClass[block] === 0 ? run + 1 : 0;
    if (run === count) {
      if (count === 1) firstFree = block + 1;
      return block - count + 1;
    }
  }
  const first = blockCount - run;
  const end = blockAddress(first + count);
  if (end > memory.buffer.byteLength && !growMemory(end)) {
    usedBlocks -= count;
    throw outOfMemory();
  }
  blockCount = first + count;
  if (count === 1) firstFree = blockCount;
  return first;
}

function outOfMemory(): OutOfMemory {
  reserveOpen = true;
  requestSafepoint(REQUEST_COLLECT);
  return new OutOfMemory("memory limit reached");
}

/** Makes the running code reach a safepoint soon: its fuel is taken away. */
export function requestSafepoint(bit: number): void {
  I32[STATE_REQUEST >> 2] |= bit;
  I32[STATE_FUEL >> 2] = 0;
}

/** Gives a swept block back. The sweeper rebuilds free lists itself. */
export function releaseBlocks(block: number, count: number): void {
  assert(block + count <= blockCount, "block out of range", block);
  blockClass.fill(0, block, block + count);
  usedBlocks -= count;
  if (block < firstFree) firstFree = block;
}

/**
 * Sets what may be used before the next collection: twice what lives, at least the minimum; but never more than half
 * of the way to the limit, so that garbage is collected before memory runs out. Closes the reserve.
 */
export function setAllowance(): void {
  const halfway = Math.ceil((usedBlocks + limitBlocks()) / 2);
  allowedBlocks = Math.min(Math.max(MINIMUM_ALLOWANCE, usedBlocks * 2), halfway);
  reserveOpen = false;
  if (watchesAllocations()) CLASS_BYTES.forEach((_, cls) => hideList(cls));
}

/** A cell of `bytes` whose header names `type` (an object is born unmarked). Other fields are the caller's. */
export function allocateObject(type: Address, bytes: number): Address {
  const object = allocateCell(bytes);
  I32[(object + OBJ_TYPE) >> 2] = type;
  I32[(object + OBJ_GC) >> 2] = 0;
  return object;
}

/** Storage for one object's variable part: address of `bytes` of payload, which the owner scans and nobody else holds. */
export function allocateStorage(bytes: number): Address {
  return allocateObject(STORAGE, bytes + STORAGE_HEADER) + STORAGE_HEADER;
}

/** Bytes of payload that the storage at `payload` really has. */
export function storageBytes(payload: Address): number {
  const block = Math.floor((payload - HEAP_BASE) / BLOCK_BYTES);
  const cls = blockClass[block] as number;
  const cell =
    cls === LARGE_HEAD ? (largeBlocks[block] as number) * BLOCK_BYTES : (CLASS_BYTES[cls] as number);
  return cell - STORAGE_HEADER;
}
