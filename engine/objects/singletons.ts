/** Ellipsis and NotImplemented: one object each, at a fixed address. */
import { ELLIPSIS, NOT_IMPLEMENTED, OBJ_GC, OBJ_TYPE, type Slot, T } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern } from "../heap/strings.ts";
import { setRef } from "../heap/values.ts";
import { raise } from "../runtime/raise.ts";
import { defineType } from "./define.ts";

/** Writes the headers of the static singletons. */
function placeSingletons(): void {
  I32[(ELLIPSIS + OBJ_TYPE) >> 2] = T.ellipsis;
  I32[(ELLIPSIS + OBJ_GC) >> 2] = 0;
  I32[(NOT_IMPLEMENTED + OBJ_TYPE) >> 2] = T.NotImplementedType;
  I32[(NOT_IMPLEMENTED + OBJ_GC) >> 2] = 0;
}

function maker(typeName: string, object: number) {
  return (_args: Slot, out: Slot, extra: number): void => {
    if (extra > 0) throw raise(T.TypeError, `${typeName} takes no arguments`);
    setRef(out, object);
  };
}

export function defineSingletonTypes(): void {
  placeSingletons();
  defineType(T.ellipsis, {
    name: "ellipsis",
    base: T.object,
    doc: "The type of the Ellipsis singleton.",
    methods: {
      __new__: ["(cls, *args)", maker("EllipsisType", ELLIPSIS)],
      __repr__: ["(self, /)", (_args, out) => setRef(out, intern("Ellipsis"))],
      __reduce__: ["(self, /)", (_args, out) => setRef(out, intern("Ellipsis"))],
    },
  });
  defineType(T.NotImplementedType, {
    name: "NotImplementedType",
    base: T.object,
    doc: "The type of the NotImplemented singleton.",
    methods: {
      __new__: ["(cls, *args)", maker("NotImplementedType", NOT_IMPLEMENTED)],
      __repr__: ["(self, /)", (_args, out) => setRef(out, intern("NotImplemented"))],
      __bool__: [
        "(self, /)",
        () => {
          throw raise(T.TypeError, "NotImplemented should not be used in a boolean context");
        },
      ],
      __reduce__: ["(self, /)", (_args, out) => setRef(out, intern("NotImplemented"))],
    },
  });
}
