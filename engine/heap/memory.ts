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

/** Memory pages a module must name as its import's maximum. */
export const MAXIMUM_PAGES = 32767;
const INITIAL_BYTES = HEAP_BASE + 64 * BLOCK_BYTES;

function refreshViews(): void {
  const buffer = memory.buffer;
  I32 = new Int32Array(buffer);
  U32 = new Uint32Array(buffer);
  F64 = new Float64Array(buffer);
  U8 = new Uint8Array(buffer);
  U16 = new Uint16Array(buffer);
}

/** Starts from an empty, zeroed memory that may grow to `limitBytes`. */
export function createMemory(limitBytes: number): void {
  memoryLimit = Math.min(limitBytes, MAXIMUM_PAGES * BLOCK_BYTES);
  memory = new WebAssembly.Memory({ initial: INITIAL_BYTES / BLOCK_BYTES, maximum: MAXIMUM_PAGES });
  refreshViews();
}

/**
 * Grows the memory so that it reaches at least `end` bytes. Returns false when the limit or the host forbids it.
 * Grows by a quarter at a time, since each growth costs fresh views and, in some engines, a copy.
 */
export function growMemory(end: number): boolean {
  const size = memory.buffer.byteLength;
  assert(end > size, "growth asked for memory that is there", end);
  if (end > memoryLimit) return false;
  const wanted = Math.min(memoryLimit, Math.max(end, size + (size >> 2)));
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
