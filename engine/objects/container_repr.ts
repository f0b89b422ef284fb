/**
 * `repr` of containers: items by their own `__repr__`, and "[...]" where a container contains itself.
 *
 * The containers being printed are on a stack of addresses; it is short, and is emptied on every way out.
 */
import { type Address, type Slot, T } from "../heap/layout.ts";
import { newString } from "../heap/strings.ts";
import { copyValue, isExactly, refAt, setRef } from "../heap/values.ts";
import { reprOf } from "../runtime/format.ts";
import { markTemps, pushTemp, releaseTemps } from "../runtime/state.ts";
import { dictKeyAt, dictNext, dictValueAt } from "./dict.ts";
import { sequenceItems, sequenceLength } from "./sequence.ts";
import { setEntries } from "./set.ts";
import { typeNameOf } from "./type.ts";

let printing: Address[] = [];
export function resetContainerRepr(): void {
  printing = [];
}

/** Runs `write` unless the object is being printed already: then the answer is `inside`. */
export function guardRepr(object: Address, inside: string, write: () => string): string {
  if (printing.includes(object)) return inside;
  printing.push(object);
  try {
    return write();
  } finally {
    printing.pop();
  }
}

/** `repr` of a slot that Python code may overwrite meanwhile. */
function reprOfItem(slot: Slot): string {
  const mark = markTemps();
  const held = pushTemp();
  copyValue(slot, held);
  const text = reprOf(held);
  releaseTemps(mark);
  return text;
}

function itemsText(sequence: Address, inline: boolean): string {
  const parts: string[] = [];
  for (let i = 0; i < sequenceLength(sequence); i++)
    parts.push(reprOfItem(sequenceItems(sequence, inline) + 8 * i));
  return parts.join(", ");
}

export function list_repr(args: Slot, out: Slot): void {
  const list = refAt(args);
  setRef(out, newString(guardRepr(list, "[...]", () => `[${itemsText(list, false)}]`)));
}

export function tuple_repr(args: Slot, out: Slot): void {
  const tuple = refAt(args);
  const text = guardRepr(
    tuple,
    "(...)",
    () => `(${itemsText(tuple, true)}${sequenceLength(tuple) === 1 ? "," : ""})`,
  );
  setRef(out, newString(text));
}

/** "{key: value, …}" of a dict's entries. */
export function dictText(dict: Address): string {
  return guardRepr(dict, "{...}", () => {
    const parts: string[] = [];
    for (let i = dictNext(dict, 0); i >= 0; i = dictNext(dict, i + 1)) {
      const mark = markTemps();
      const value = pushTemp();
      copyValue(dictValueAt(dict, i), value);
      parts.push(`${reprOfItem(dictKeyAt(dict, i))}: ${reprOf(value)}`);
      releaseTemps(mark);
    }
    return `{${parts.join(", ")}}`;
  });
}

export function dict_repr(args: Slot, out: Slot): void {
  setRef(out, newString(dictText(refAt(args))));
}

export function set_repr(args: Slot, out: Slot): void {
  const set = refAt(args);
  const name = typeNameOf(args);
  const text = guardRepr(set, `${name}(...)`, () => {
    const parts: string[] = [];
    for (const slot of setEntries(set)) parts.push(reprOf(slot));
    if (parts.length === 0) return `${name}()`;
    return isExactly(args, T.set) ? `{${parts.join(", ")}}` : `${name}({${parts.join(", ")}})`;
  });
  setRef(out, newString(text));
}
