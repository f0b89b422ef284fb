/** NoneType: the type of None, which is an immediate. */
import { type Slot, T } from "../heap/layout.ts";
import { intern } from "../heap/strings.ts";
import { setBool, setInt, setNone, setRef } from "../heap/values.ts";
import { raise } from "../runtime/raise.ts";
import { defineType } from "./define.ts";

function none_new(_args: Slot, out: Slot, extra: number): void {
  if (extra > 0) throw raise(T.TypeError, "NoneType takes no arguments");
  setNone(out);
}

export function defineNoneType(): void {
  defineType(T.NoneType, {
    name: "NoneType",
    base: T.object,
    doc: "The type of the None singleton.",
    methods: {
      __new__: ["(cls, *args)", none_new],
      __repr__: ["(self, /)", (_args, out) => setRef(out, intern("None"))],
      __bool__: ["(self, /)", (_args, out) => setBool(out, false)],
      __hash__: ["(self, /)", (_args, out) => setInt(out, 0x0fca86420 | 0)],
    },
  });
}
