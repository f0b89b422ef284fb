/**
 * bool: the two immediates True and False, a subclass of int.
 *
 * Arithmetic is int's. `&`, `|` and `^` of two bools give a bool.
 */
import { INT_LIMBS, KIND_INT, NOT_IMPLEMENTED, type Slot, T } from "../heap/layout.ts";
import { intern } from "../heap/strings.ts";
import { intAt, isBool, isUnbound, setBool, setRef } from "../heap/values.ts";
import { isTrue } from "../runtime/compare.ts";
import type { Native } from "../runtime/native.ts";
import { defineType } from "./define.ts";
import { intAnd, intOr, intXor, isIntValue } from "./int.ts";

function bool_new(args: Slot, out: Slot): void {
  setBool(out, !isUnbound(args + 8) && isTrue(args + 8));
}

function logical(
  bits: (x: number, y: number) => number,
  ints: (a: Slot, b: Slot, out: Slot) => void,
): Native {
  return (args, out) => {
    if (isBool(args) && isBool(args + 8)) setBool(out, bits(intAt(args), intAt(args + 8)) !== 0);
    else if (isIntValue(args + 8)) ints(args, args + 8, out);
    else setRef(out, NOT_IMPLEMENTED);
  };
}

export function defineBoolType(): void {
  const and = logical((x, y) => x & y, intAnd);
  const or = logical((x, y) => x | y, intOr);
  const xor = logical((x, y) => x ^ y, intXor);
  defineType(T.bool, {
    name: "bool",
    base: T.int,
    kind: KIND_INT,
    size: INT_LIMBS,
    dictOffset: 0,
    doc: "Returns True when the argument is true, False otherwise.",
    methods: {
      __new__: ["(cls, object=False, /)", bool_new],
      __repr__: ["(self, /)", (args, out) => setRef(out, intern(intAt(args) !== 0 ? "True" : "False"))],
      __and__: ["(self, value, /)", and],
      __rand__: ["(self, value, /)", and],
      __or__: ["(self, value, /)", or],
      __ror__: ["(self, value, /)", or],
      __xor__: ["(self, value, /)", xor],
      __rxor__: ["(self, value, /)", xor],
    },
  });
}
