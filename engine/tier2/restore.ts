/**
 * What an exit of compiled code leaves behind, and how the slots of Tier 1's frames come of it.
 *
 * Most exits are never taken, yet their code was nine tenths of a tree's: a slot is often a constant, or what another slot is
 * too. So the code only stores the values that it needs, each once and unboxed, side by side; a list of steps made here
 * says which slot gets which, in which box.
 */
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { type Ins, insideBox, isConst, type Snapshot } from "../trace/ir.ts";
import type { TraceHead } from "../trace/recorder.ts";
import { aboveRoot, inlinedOffset, RESULTS } from "./exits.ts";

/** Writes the slots of the frames, when `root` is the trace's own. */
export type Restore = (root: Address) => void;

export interface Restoration {
  /** What the code stores, eight bytes each, from `leftAt` on. */
  readonly values: readonly Ins[];
  readonly restore: Restore;
}

/** Where a trace's code leaves its values: a function has no place of its own but where its frame is going to be. */
export const leftAt = ({ kind }: TraceHead, root: Address): Address =>
  kind === "function" ? root + L.FRAME_HEADER : RESULTS;

const TAGS: { readonly [op in Ins["op"]]?: number } = {
  box_int: L.TAG_INT,
  box_bool: L.TAG_BOOL,
  box_ref: L.TAG_REF,
};

/** A step writes one slot: where, the index of a value or −1, and a tag or the words of a constant. */
interface Step {
  readonly offset: number;
  readonly value: number;
  /** High word, but for floats and values, which bring theirs: then `whole`. */
  readonly hi: number;
  readonly lo: number;
  readonly whole: boolean;
}

interface FramePlan {
  /** Index of the generator in whose object the frame lies, or −1. */
  readonly generator: number;
  /** Bytes from the end of the root frame, or −1 for the root frame itself. */
  readonly above: number;
  /** Index of the function, or −1 when it is known. */
  readonly func: number;
  readonly steps: readonly Step[];
}

const wordsOf = new Int32Array(2);
const floatOf = new Float64Array(wordsOf.buffer);

/** `isInPlace` says of a frame's slot that it holds its value already. */
export function planRestoration(
  head: TraceHead,
  { frames }: Snapshot,
  isInPlace: (depth: number, i: number) => boolean,
): Restoration {
  const values: Ins[] = [];
  const indexOf = (ins: Ins): number => {
    const at = values.indexOf(ins);
    return at >= 0 ? at : values.push(ins) - 1;
  };
  const stepOf = (slot: Ins, i: number): Step => {
    const offset = L.FRAME_HEADER + 8 * i;
    if (slot.op === "const_value") {
      const [lo, hi] = slot.words as readonly [number, number];
      return { offset, value: -1, lo, hi, whole: false };
    }
    const inner = insideBox(slot);
    const whole = slot.op === "box_float" || slot === inner;
    const hi = TAGS[slot.op] ?? 0;
    if (!isConst(inner)) return { offset, value: indexOf(inner), lo: 0, hi, whole };
    if (!whole) return { offset, value: -1, lo: inner.imm, hi, whole };
    floatOf[0] = inner.imm;
    return { offset, value: -1, lo: wordsOf[0] as number, hi: wordsOf[1] as number, whole };
  };
  const plans = frames.map(
    ({ slots, generator, func }, depth): FramePlan => ({
      generator: generator === null ? -1 : indexOf(generator),
      above: depth === 0 ? -1 : inlinedOffset(frames, depth),
      func: func === null || isConst(func) ? -1 : indexOf(func),
      steps: slots.flatMap((slot, i) => (isInPlace(depth, i) ? [] : [stepOf(slot, i)])),
    }),
  );
  return { values, restore: makeRestore(head, values.length, plans) };
}

function makeRestore(head: TraceHead, count: number, plans: readonly FramePlan[]): Restore {
  const los = new Int32Array(count);
  const his = new Int32Array(count);
  return (root) => {
    const words = I32;
    const from = leftAt(head, root) >> 2;
    for (let k = 0; k < count; k++) {
      los[k] = words[from + 2 * k];
      his[k] = words[from + 2 * k + 1];
    }
    const end = aboveRoot(head, root);
    for (const { generator, above, func, steps } of plans) {
      const start =
        generator >= 0 ? (los[generator] as number) + L.GEN_FRAME : above < 0 ? root : end + above;
      if (func >= 0) words[(start + L.FRAME_FUNC) >> 2] = los[func] as number;
      for (const { offset, value, lo, hi, whole } of steps) {
        const at = (start + offset) >> 2;
        words[at] = value < 0 ? lo : (los[value] as number);
        words[at + 1] = value >= 0 && whole ? (his[value] as number) : hi;
      }
    }
  };
}
