/**
 * _heapq: a list as a binary heap, its smallest item first (children of i at 2i + 1 and 2i + 2).
 *
 * Items are compared by `<` only, in the order CPython compares them: an item on its way down is first sunk to a leaf
 * along the smaller children, then raised to its place, which takes fewer comparisons than stopping early.
 */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { copyValue, refAt } from "../../heap/values.ts";
import { list_append, list_popAt, listItem, listLength } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isListValue } from "../../objects/sequence.ts";
import { typeNameOf } from "../../objects/type.ts";
import { lessThan } from "../../runtime/compare.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { addFunctions } from "../functions/table.ts";

/** `list[i] < list[j]`; the comparison may run Python, which must leave the list's length alone. */
function comesBefore(list: Address, i: number, j: number): boolean {
  const length = listLength(list);
  const mark = markTemps();
  const held = pushTemps(2);
  copyValue(listItem(list, i), held);
  copyValue(listItem(list, j), held + 8);
  const answer = lessThan(held, held + 8);
  releaseTemps(mark);
  if (listLength(list) !== length) throw raise(T.RuntimeError, "list changed size during iteration");
  return answer;
}

/** Raises the item at `at` towards `top` while it comes before its parent. */
function raiseItem(list: Address, top: number, at: number): void {
  let place = at;
  while (place > top) {
    const parent = (place - 1) >> 1;
    if (!comesBefore(list, place, parent)) return;
    swap(list, place, parent);
    place = parent;
  }
}

function swap(list: Address, i: number, j: number): void {
  const mark = markTemps();
  const held = pushTemp();
  copyValue(listItem(list, i), held);
  copyValue(listItem(list, j), listItem(list, i));
  copyValue(held, listItem(list, j));
  releaseTemps(mark);
}

/** Sinks the item at `top` to a leaf, then raises it to its place. */
function sinkItem(list: Address, top: number): void {
  const end = listLength(list);
  let place = top;
  while (2 * place + 1 < end) {
    let child = 2 * place + 1;
    if (child + 1 < end && !comesBefore(list, child, child + 1)) child++;
    swap(list, place, child);
    place = child;
  }
  raiseItem(list, top, place);
}

function heapOf(slot: Slot): Address {
  if (!isListValue(slot)) throw raise(T.TypeError, `heap argument must be a list, not ${typeNameOf(slot)}`);
  return refAt(slot);
}

function heappush(args: Slot): void {
  const list = heapOf(args);
  list_append(list, args + 8);
  raiseItem(list, 0, listLength(list) - 1);
}

function heappop(args: Slot, out: Slot): void {
  const list = heapOf(args);
  const length = listLength(list);
  if (length === 0) throw raise(T.IndexError, "index out of range");
  const mark = markTemps();
  const held = pushTemp();
  list_popAt(list, length - 1, held);
  if (length > 1) {
    const last = pushTemp();
    copyValue(held, last);
    copyValue(listItem(list, 0), held);
    copyValue(last, listItem(list, 0));
    sinkItem(list, 0);
  }
  copyValue(held, out);
  releaseTemps(mark);
}

function heapreplace(args: Slot, out: Slot): void {
  const list = heapOf(args);
  if (listLength(list) === 0) throw raise(T.IndexError, "index out of range");
  const mark = markTemps();
  const held = pushTemp();
  copyValue(listItem(list, 0), held);
  copyValue(args + 8, listItem(list, 0));
  sinkItem(list, 0);
  copyValue(held, out);
  releaseTemps(mark);
}

function heappushpop(args: Slot, out: Slot): void {
  const list = heapOf(args);
  const mark = markTemps();
  const first = pushTemp();
  if (listLength(list) > 0) copyValue(listItem(list, 0), first);
  const smaller = listLength(list) > 0 && lessThan(first, args + 8);
  releaseTemps(mark);
  if (smaller) heapreplace(args, out);
  else copyValue(args + 8, out);
}

function heapify(args: Slot): void {
  const list = heapOf(args);
  for (let i = (listLength(list) >> 1) - 1; i >= 0; i--) sinkItem(list, i);
}

/** Makes the module. */
export function makeHeapq(): Address {
  const module = newModule("_heapq");
  addFunctions(module, {
    heappush: ["(heap, item, /)", heappush, "Adds an item."],
    heappop: ["(heap, /)", heappop, "Removes the smallest item and returns it."],
    heapreplace: ["(heap, item, /)", heapreplace, "Removes the smallest item, returns it, and adds another."],
    heappushpop: [
      "(heap, item, /)",
      heappushpop,
      "Adds an item, then removes the smallest one and returns it.",
    ],
    heapify: ["(heap, /)", heapify, "Makes any list a heap."],
  });
  return module;
}
