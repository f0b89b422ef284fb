/**
 * The one linear memory that holds every Python object, and the typed-array views on it.
 *
 * `I32`, `F64`, … are live bindings: they change when the memory grows (growing detaches the old buffer), so no
 * caller may keep a view across an allocation. Only this file makes views.
 */
import { assert } from "../base/assert.ts";
import { BLOCK_BYTES, HEAP_BASE } from "./layout.ts";

export let memory: WebAssembly.Memory;
export let I32: Int32Array;
export let U32: Uint32Array;
export let F64: Float64Array;
export let U8: Uint8Array;
export let U16: Uint16Array;
/** Bytes the memory may reach; past it an allocation raises MemoryError. */
export let memoryLimit = 0;

/**
 * Writes a word that is being computed: what computes it may make the memory grow. An assignment `I32[…] = make()` would look up
 * the view first, and write to the one that is gone (a test looks for those).
 */
export function setWord(address: number, word: number): void {
  I32[address >> 2] = word;
}

/** Memory pages a module must name as its import's maximum. */
export const MAXIMUM_PAGES = 32767;
/**
 * Bytes of a fresh memory: address space rather than storage, since the host provides pages when they are touched.
 * Programs of ordinary size never grow it. That matters: V8 compiles the interpreter for these very views, and after
 * a growth it runs a fifth slower (engine/docs/heap.md).
 */
const INITIAL_BYTES = 256 << 20;

const SMALLEST_HEAP = 4 << 20;

function refreshViews(): void {
  const buffer = memory.buffer;
  I32 = new Int32Array(buffer);
  U32 = new Uint32Array(buffer);
  F64 = new Float64Array(buffer);
  U8 = new Uint8Array(buffer);
  U16 = new Uint16Array(buffer);
}

/**
 * Starts from an empty, zeroed memory that may grow to `limitBytes`. The memory of the engine before, if it never
 * grew, serves again with the same views, and all code that V8 has optimised for them with it; `dirtyEnd` tells up
 * to where that engine wrote.
 */
export function createMemory(limitBytes: number, dirtyEnd: number = Number.POSITIVE_INFINITY): void {
  memoryLimit = Math.min(limitBytes, MAXIMUM_PAGES * BLOCK_BYTES);
  const initialBytes = Math.min(INITIAL_BYTES, Math.max(memoryLimit, HEAP_BASE) & -BLOCK_BYTES);
  if (memory !== undefined && memory.buffer.byteLength === initialBytes) {
    U8.fill(0, 0, Math.min(dirtyEnd, initialBytes));
    return;
  }
  memory = reserveMemory(initialBytes);
  refreshViews();
}

/** As much as is wanted or, where the host has no room for that, what an engine needs to begin. */
function reserveMemory(bytes: number): WebAssembly.Memory {
  const pages = (size: number): WebAssembly.MemoryDescriptor => ({
    initial: size / BLOCK_BYTES,
    maximum: MAXIMUM_PAGES,
  });
  try {
    return new WebAssembly.Memory(pages(bytes));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new WebAssembly.Memory(pages(Math.min(bytes, HEAP_BASE + SMALLEST_HEAP)));
  }
}

/**
 * Grows the memory so that it reaches at least `end` bytes. Returns false when the limit or the host forbids it.
 * Doubles (`amply`), since each growth costs fresh views, the code optimised for the old ones and, in some engines, a copy.
 */
export function growMemory(end: number, amply = true): boolean {
  const size = memory.buffer.byteLength;
  assert(end > size, "growth asked for memory that is there", end);
  if (end > memoryLimit) return false;
  const wanted = amply ? Math.min(memoryLimit, Math.max(end, 2 * size)) : end;
  for (const target of [wanted, end]) {
    try {
      memory.grow(Math.ceil((target - size) / BLOCK_BYTES));
      refreshViews();
      return true;
    } catch {
      // The host has less than wanted: try the bare need, then give up.
    }
  }
  return false;
}
