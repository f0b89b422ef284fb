/**
 * Sorting: a stable natural merge sort (runs found first, short ones filled up by binary insertion), as list.sort's.
 *
 * What is sorted is a permutation of positions, while keys stay where they are. If all keys are ints, all floats or all
 * strs, they are compared without the general protocol; all ints without a key are sorted as plain numbers. Otherwise
 * `__lt__` decides, and may run Python: the list is empty meanwhile, as in CPython, and a list that was touched raises
 * ValueError. On an exception the list gets its items back, in some order.
 */
import {
  type Address,
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  OBJ_TYPE,
  type Slot,
  T,
  TAG_INT,
  TAG_REF,
  TAG_UNBOUND,
} from "../heap/layout.ts";
import { F64, I32 } from "../heap/memory.ts";
import { copyValue, isFloat, isNone, setRef } from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import { compareStrings, lessThan } from "../runtime/compare.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";
import { newList } from "./list.ts";

/** Whether the key at position i comes before the one at j. */
type Less = (i: number, j: number) => boolean;

/** Sorts a list in place. `key`: a callable's slot, holding None or unbound for none. May run Python. */
export function sortList(list: Address, key: Slot, reverse: boolean): void {
  const length = I32[(list + LIST_LENGTH) >> 2];
  const keyed = !isNone(key) && I32[(key >> 2) + 1] !== TAG_UNBOUND;
  if (length < 2 && !keyed) return;
  if (!keyed && sortInts(I32[(list + LIST_ITEMS) >> 2], length, reverse)) return;

  const mark = markTemps();
  const held = pushTemps(3);
  // The items move to a list that nobody else sees; the keys, if any, to another.
  const work = newList(0);
  setRef(held, work);
  const capacity = I32[(list + LIST_CAPACITY) >> 2];
  const items = I32[(list + LIST_ITEMS) >> 2];
  I32[(work + LIST_LENGTH) >> 2] = length;
  I32[(work + LIST_CAPACITY) >> 2] = capacity;
  I32[(work + LIST_ITEMS) >> 2] = items;
  emptyList(list);
  let order: Int32Array | null = null;
  let touched = false;
  try {
    let keys = items;
    if (keyed) {
      const keyList = newList(length);
      setRef(held + 8, keyList);
      keys = I32[(keyList + LIST_ITEMS) >> 2];
      for (let i = 0; i < length; i++) {
        copyValue(items + 8 * i, held + 16);
        callValue(key, held + 16, 1, 0, held + 16);
        copyValue(held + 16, keys + 8 * i);
        I32[(keyList + LIST_LENGTH) >> 2] = i + 1;
      }
    }
    order = sortedPositions(keys, length, reverse);
  } finally {
    touched = I32[(list + LIST_ITEMS) >> 2] !== 0 || I32[(list + LIST_LENGTH) >> 2] !== 0;
    if (order !== null) applyOrder(items, order);
    I32[(list + LIST_LENGTH) >> 2] = length;
    I32[(list + LIST_CAPACITY) >> 2] = capacity;
    I32[(list + LIST_ITEMS) >> 2] = items;
    emptyList(work);
  }
  if (touched) throw raise(T.ValueError, "list modified during sort");
  releaseTemps(mark);
}

/** Sorts a list by the keys in another, both of which nobody else sees. May run Python. */
export function sortByKeys(list: Address, keys: Address, reverse: boolean): void {
  const order = sortedPositions(I32[(keys + LIST_ITEMS) >> 2], I32[(keys + LIST_LENGTH) >> 2], reverse);
  applyOrder(I32[(list + LIST_ITEMS) >> 2], order);
}

function emptyList(list: Address): void {
  I32[(list + LIST_LENGTH) >> 2] = I32[(list + LIST_CAPACITY) >> 2] = I32[(list + LIST_ITEMS) >> 2] = 0;
}

/** Sorts values that are all immediate ints, in place; false when one is not. Equal ints are identical: order is moot. */
function sortInts(items: Slot, length: number, reverse: boolean): boolean {
  const first = items >> 2;
  for (let i = 0; i < length; i++) if (I32[first + 2 * i + 1] !== TAG_INT) return false;
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = I32[first + 2 * i];
  numbers.sort();
  if (reverse) for (let i = 0; i < length; i++) I32[first + 2 * i] = numbers[length - 1 - i] as number;
  else for (let i = 0; i < length; i++) I32[first + 2 * i] = numbers[i] as number;
  return true;
}

/** Rearranges values so that place i gets what was at order[i]. */
function applyOrder(items: Slot, order: Int32Array): void {
  const first = items >> 2;
  const old = I32.slice(first, first + 2 * order.length);
  for (let i = 0; i < order.length; i++) {
    const from = 2 * (order[i] as number);
    I32[first + 2 * i] = old[from] as number;
    I32[first + 2 * i + 1] = old[from + 1] as number;
  }
}

/** Positions of the keys in sorted order. */
function sortedPositions(keys: Slot, length: number, reverse: boolean): Int32Array {
  const order = new Int32Array(length);
  // A stable descending sort is an ascending one of the reversed sequence, reversed.
  for (let i = 0; i < length; i++) order[i] = reverse ? length - 1 - i : i;
  mergeSort(order, chooseLess(keys, length));
  if (reverse) order.reverse();
  return order;
}

/** The cheapest comparison that is right for all these keys. */
function chooseLess(keys: Slot, length: number): Less {
  const first = keys >> 2;
  let ints = true;
  let numbers = true;
  let strings = true;
  for (let i = 0; i < length; i++) {
    const hi = I32[first + 2 * i + 1];
    if (hi !== TAG_INT) ints = false;
    if (hi !== TAG_INT && !isFloat(keys + 8 * i)) numbers = false;
    if (hi !== TAG_REF || I32[(I32[first + 2 * i] + OBJ_TYPE) >> 2] !== T.str) strings = false;
  }
  if (ints) {
    const values = new Int32Array(length);
    for (let i = 0; i < length; i++) values[i] = I32[first + 2 * i];
    return (i, j) => (values[i] as number) < (values[j] as number);
  }
  if (numbers) {
    const values = new Float64Array(length);
    for (let i = 0; i < length; i++)
      values[i] = I32[first + 2 * i + 1] === TAG_INT ? I32[first + 2 * i] : F64[(keys >> 3) + i];
    return (i, j) => (values[i] as number) < (values[j] as number);
  }
  if (strings) return (i, j) => compareStrings(I32[first + 2 * i], I32[first + 2 * j]) < 0;
  return (i, j) => lessThan(keys + 8 * i, keys + 8 * j);
}

/** Length below which a run is filled up by binary insertion: n / 2^k between 32 and 64. */
function minimumRun(length: number): number {
  let n = length;
  let odd = 0;
  while (n >= 64) {
    odd |= n & 1;
    n >>= 1;
  }
  return n + odd;
}

function mergeSort(order: Int32Array, less: Less): void {
  const length = order.length;
  if (length < 2) return;
  const minimum = minimumRun(length);
  const scratch = new Int32Array(length);
  const starts: number[] = [];
  const sizes: number[] = [];
  let at = 0;
  while (at < length) {
    let size = countRun(order, at, length, less);
    if (size < minimum) {
      const wanted = Math.min(minimum, length - at);
      insertRun(order, at, at + wanted, at + size, less);
      size = wanted;
    }
    starts.push(at);
    sizes.push(size);
    at += size;
    collapseRuns(order, scratch, starts, sizes, less, false);
  }
  collapseRuns(order, scratch, starts, sizes, less, true);
}

/** Length of the run at `start`; a strictly descending one is reversed. */
function countRun(order: Int32Array, start: number, end: number, less: Less): number {
  let i = start + 1;
  if (i >= end) return 1;
  if (less(order[i] as number, order[i - 1] as number)) {
    for (i++; i < end && less(order[i] as number, order[i - 1] as number); ) i++;
    order.subarray(start, i).reverse();
  } else for (i++; i < end && !less(order[i] as number, order[i - 1] as number); ) i++;
  return i - start;
}

/** Sorts start … end − 1, of which start … sorted − 1 is sorted already. */
function insertRun(order: Int32Array, start: number, end: number, sorted: number, less: Less): void {
  for (let i = sorted; i < end; i++) {
    const pivot = order[i] as number;
    let low = start;
    let high = i;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (less(pivot, order[middle] as number)) high = middle;
      else low = middle + 1;
    }
    order.copyWithin(low + 1, low, i);
    order[low] = pivot;
  }
}

/** Merges neighbouring runs until their sizes fall steeply from bottom to top (or one is left). */
function collapseRuns(
  order: Int32Array,
  scratch: Int32Array,
  starts: number[],
  sizes: number[],
  less: Less,
  all: boolean,
): void {
  while (sizes.length > 1) {
    let n = sizes.length - 2;
    const size = (i: number): number => sizes[i] as number;
    const steep =
      !(n > 0 && size(n - 1) <= size(n) + size(n + 1)) && !(n > 1 && size(n - 2) <= size(n - 1) + size(n));
    if (!all && steep && size(n) > size(n + 1)) return;
    if (n > 0 && size(n - 1) < size(n + 1) && (all || !steep)) n--;
    const start = starts[n] as number;
    const middle = start + size(n);
    mergeRuns(order, scratch, start, middle, middle + size(n + 1), less);
    sizes[n] = size(n) + size(n + 1);
    sizes.splice(n + 1, 1);
    starts.splice(n + 1, 1);
  }
}

/** Merges two adjacent sorted ranges, stably. */
function mergeRuns(
  order: Int32Array,
  scratch: Int32Array,
  start: number,
  middle: number,
  end: number,
  less: Less,
): void {
  // Already in order: nothing to do (sorted halves are common).
  if (!less(order[middle] as number, order[middle - 1] as number)) return;
  const size = middle - start;
  scratch.set(order.subarray(start, middle), 0);
  let i = 0;
  let j = middle;
  let to = start;
  while (i < size && j < end) {
    const left = scratch[i] as number;
    const right = order[j] as number;
    if (less(right, left)) {
      order[to++] = right;
      j++;
    } else {
      order[to++] = left;
      i++;
    }
  }
  while (i < size) order[to++] = scratch[i++] as number;
}
