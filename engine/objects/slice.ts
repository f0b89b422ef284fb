/**
 * slice: three values, any of them; what they mean for a sequence is worked out in runtime/subscript.ts.
 */
import {
  NOT_IMPLEMENTED,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  type Slot,
  T,
  TUPLE_ITEMS,
} from "../heap/layout.ts";
import { newString } from "../heap/strings.ts";
import { copyValue, isExactly, isUnbound, refAt, setInt, setNone, setRef } from "../heap/values.ts";
import { hashOf, richCompare } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { indexValue } from "../runtime/number.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { newSlice, resolveSlice } from "../runtime/subscript.ts";
import { defineType } from "./define.ts";
import { int_set } from "./int.ts";
import { newTuple, newTupleFrom, newTupleOf, tuple_hash } from "./tuple.ts";

export { newSlice };

function slice_new(args: Slot, out: Slot): void {
  const mark = markTemps();
  const parts = pushTemps(3);
  for (let i = 0; i < 3; i++) setNone(parts + 8 * i);
  if (isUnbound(args + 16)) copyValue(args + 8, parts + 8);
  else {
    copyValue(args + 8, parts);
    copyValue(args + 16, parts + 8);
    if (!isUnbound(args + 24)) copyValue(args + 24, parts + 16);
  }
  setRef(out, newSlice(parts, parts + 8, parts + 16));
  releaseTemps(mark);
}

function slice_repr(args: Slot, out: Slot): void {
  const slice = refAt(args);
  const parts = [SLICE_START, SLICE_STOP, SLICE_STEP].map((offset) => reprOf(slice + offset));
  setRef(out, newString(`slice(${parts.join(", ")})`));
}

function slice_indices(args: Slot, out: Slot): void {
  const length = indexValue(args + 8);
  if (length < 0) throw raise(T.ValueError, "length should not be negative");
  const { start, stop, step } = resolveSlice(refAt(args), length);
  const result = newTuple(3);
  [start, stop, step].forEach((value, i) => {
    int_set(result + TUPLE_ITEMS + 8 * i, value);
  });
  setRef(out, result);
}

/** Slices compare as the tuples of their parts. */
function compareSlices(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isExactly(b, T.slice)) return false;
  const mark = markTemps();
  const held = pushTemps(2);
  setRef(held, newTupleFrom(refAt(a) + SLICE_START, 3));
  setRef(held + 8, newTupleFrom(refAt(b) + SLICE_START, 3));
  richCompare(op, held, held + 8, out);
  releaseTemps(mark);
  return true;
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareSlices(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

function slice_hash(self: Slot): number {
  const mark = markTemps();
  const held = pushTemps(1);
  setRef(held, newTupleFrom(refAt(self) + SLICE_START, 3));
  const hash = tuple_hash(held);
  releaseTemps(mark);
  return hash;
}

export function defineSliceType(): void {
  registerProtocols(T.slice, { compare: compareSlices, hash: slice_hash });
  defineType(T.slice, {
    size: 32,
    values: [SLICE_START, 3],
    doc: "Start, stop and step of a subscript.",
    methods: {
      __reduce__: [
        "(self, /)",
        (args, out) => {
          const held = pushTemp();
          setRef(held, newTupleFrom(refAt(args) + SLICE_START, 3));
          setRef(out, newTupleOf(T.slice, refAt(held)));
        },
      ],
      __new__: ["(type, start, stop=None, step=None, /)", slice_new],
      __repr__: ["(self, /)", slice_repr],
      __hash__: ["(self, /)", (args, out) => setInt(out, hashOf(args))],
      __lt__: ["(self, value, /)", comparison(0)],
      __le__: ["(self, value, /)", comparison(1)],
      __eq__: ["(self, value, /)", comparison(2)],
      __ne__: ["(self, value, /)", comparison(3)],
      __gt__: ["(self, value, /)", comparison(4)],
      __ge__: ["(self, value, /)", comparison(5)],
      indices: ["(self, length, /)", slice_indices, "Start, stop and step for a sequence of that length."],
    },
    getset: {
      start: [(self, out) => copyValue(refAt(self) + SLICE_START, out)],
      stop: [(self, out) => copyValue(refAt(self) + SLICE_STOP, out)],
      step: [(self, out) => copyValue(refAt(self) + SLICE_STEP, out)],
    },
  });
}
