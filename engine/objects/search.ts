/**
 * Searching in the memory of strs and bytes: first and last place of one run of units (bytes, or 2 or 4 bytes wide) in another.
 *
 * Usual needles are short: their first unit is looked for, then the rest is compared. Longer ones in longer texts are looked for
 * from their end (Horspool), which skips most of the text. Both take quadratic time on texts such as "aaa…": once more units have
 * been compared than the text is long, Knuth, Morris and Pratt's way goes on, which never steps back.
 */

export type Units = Uint8Array | Uint16Array | Uint32Array;

/** What is looked for: `length` units from `at` on, as wide as the text's. */
export interface Needle {
  readonly units: Units;
  readonly at: number;
  readonly length: number;
}

/** Up to here a loop is faster than making a view for the host's search. */
const SHORT_SCAN = 100;
/** For needles from this length on, past so many units of the text, preparing a table of skips pays. */
const LONG_NEEDLE = 6;
const LONG_TEXT = 500;

/** Index of a unit in `start` … `end` − 1, or −1. */
export function findUnit(text: Units, unit: number, start: number, end: number): number {
  const near = end - start > SHORT_SCAN ? start + SHORT_SCAN : end;
  for (let i = start; i < near; i++) if (text[i] === unit) return i;
  if (near === end) return -1;
  const found = text.subarray(near, end).indexOf(unit);
  return found < 0 ? -1 : found + near;
}

/** The last index of a unit in `start` … `end` − 1, or −1. */
function findLastUnit(text: Units, unit: number, start: number, end: number): number {
  const near = end - start > SHORT_SCAN ? end - SHORT_SCAN : start;
  for (let i = end - 1; i >= near; i--) if (text[i] === unit) return i;
  if (near === start) return -1;
  const found = text.subarray(start, near).lastIndexOf(unit);
  return found < 0 ? -1 : found + start;
}

/** Whether the units at two places agree. */
export function sameUnits(a: Units, at: number, b: Units, other: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (a[at + i] !== b[other + i]) return false;
  return true;
}

/**
 * First index at which the `length` units of `needle` from `at` on stand within `start` … `end` − 1 of the text, or −1. An empty
 * needle stands at `start`, if that is not past `end`. Runs no Python, allocates nothing in the heap.
 */
export function findUnits(text: Units, start: number, end: number, needle: Needle): number {
  const { units, at, length } = needle;
  if (length === 0) return start <= end ? start : -1;
  if (end - start < length) return -1;
  if (length === 1) return findUnit(text, units[at] as number, start, end);
  const first = units[at] as number;
  const last = end - length + 1;
  let budget = end - start + SHORT_SCAN;
  const near = length >= LONG_NEEDLE && last - start > LONG_TEXT ? start + LONG_TEXT : last;
  for (let i = start; i < last; i++) {
    i = findUnit(text, first, i, last);
    if (i < 0) return -1;
    if (i >= near && near < last) return findFromEnd(text, i, end, needle);
    let k = 1;
    while (k < length && text[i + k] === units[at + k]) k++;
    if (k === length) return i;
    budget -= k;
    if (budget < 0) return findLinear(text, i + 1, end, needle);
  }
  return -1;
}

const SKIPS = new Int32Array(256);

/** Horspool: how far to go on follows from the unit under the needle's last one (its low byte). */
function findFromEnd(text: Units, start: number, end: number, needle: Needle): number {
  const { units, at, length } = needle;
  const skips = SKIPS;
  skips.fill(length);
  const tail = length - 1;
  for (let k = 0; k < tail; k++) skips[(units[at + k] as number) & 255] = tail - k;
  const ending = units[at + tail] as number;
  let budget = 2 * (end - start);
  for (let i = start + tail; i < end; ) {
    const unit = text[i] as number;
    if (unit === ending) {
      const from = i - tail;
      let k = 0;
      while (k < tail && text[from + k] === units[at + k]) k++;
      if (k === tail) return from;
      budget -= k;
    }
    if (--budget < 0) return findLinear(text, i - tail, end, needle);
    i += skips[unit & 255] as number;
  }
  return -1;
}

/** Knuth, Morris and Pratt: each unit of the text is looked at once; `borders` says how much of a match goes on as another. */
function findLinear(text: Units, start: number, end: number, needle: Needle): number {
  const { units, at, length } = needle;
  const borders = bordersOf(needle);
  let matched = 0;
  for (let i = start; i < end; i++) {
    const unit = text[i] as number;
    while (matched > 0 && units[at + matched] !== unit) matched = borders[matched - 1] as number;
    if (units[at + matched] === unit) matched++;
    if (matched === length) return i - length + 1;
  }
  return -1;
}

/** For each beginning of the needle, the length of its longest proper part that both begins and ends it. */
function bordersOf({ units, at, length }: Needle): Int32Array {
  const borders = new Int32Array(length);
  for (let i = 1, matched = 0; i < length; i++) {
    while (matched > 0 && units[at + i] !== units[at + matched]) matched = borders[matched - 1] as number;
    if (units[at + i] === units[at + matched]) matched++;
    borders[i] = matched;
  }
  return borders;
}

/** The last such index, or −1. An empty needle stands at `end`. */
export function findLastUnits(text: Units, start: number, end: number, needle: Needle): number {
  const { units, at, length } = needle;
  if (length === 0) return start <= end ? end : -1;
  const first = units[at] as number;
  let budget = end - start + SHORT_SCAN;
  for (let last = end - length + 1; last > start; ) {
    const i = findLastUnit(text, first, start, last);
    if (i < 0) return -1;
    let k = 1;
    while (k < length && text[i + k] === units[at + k]) k++;
    if (k === length) return i;
    budget -= k;
    if (budget < 0) return lastOfLinear(text, start, i + length - 1, needle);
    last = i;
  }
  return -1;
}

function lastOfLinear(text: Units, start: number, end: number, { units, at, length }: Needle): number {
  // From the end to the beginning, everything turned round.
  const turned = units.slice(at, at + length).reverse();
  const borders = bordersOf({ units: turned, at: 0, length });
  let matched = 0;
  for (let i = end - 1; i >= start; i--) {
    const unit = text[i] as number;
    while (matched > 0 && turned[matched] !== unit) matched = borders[matched - 1] as number;
    if (turned[matched] === unit) matched++;
    if (matched === length) return i;
  }
  return -1;
}

/** How often the needle stands there without overlap. */
export function countUnits(text: Units, start: number, end: number, needle: Needle): number {
  const { units, at, length } = needle;
  if (length === 0) return start <= end ? end - start + 1 : 0;
  let count = 0;
  if (length === 1) {
    const unit = units[at];
    for (let i = start; i < end; i++) if (text[i] === unit) count++;
    return count;
  }
  for (let i = findUnits(text, start, end, needle); i >= 0; i = findUnits(text, i + length, end, needle))
    count++;
  return count;
}
