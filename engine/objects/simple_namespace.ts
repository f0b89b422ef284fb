/**
 * types.SimpleNamespace: an object whose attributes are what it was made with.
 */
import { type Address, NOT_IMPLEMENTED, type Slot, T, TF_BASE } from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import { copyValue, isExactly, refAt, setRef, typeOf } from "../heap/values.ts";
import { EQ, richCompare } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { guardRepr } from "./container_repr.ts";
import { defineType } from "./define.ts";
import { dictKeyAt, dictNext, dictSet, dictSetName, dictValueAt, newDict } from "./dict.ts";
import { object_getDict } from "./object.ts";
import { isInstance, typeNameOf } from "./type.ts";

const NAMESPACE = T["types.SimpleNamespace"];
const NAMESPACE_DICT = 8;

const dictOf = (self: Slot): Address => I32[(refAt(self) + NAMESPACE_DICT) >> 2];

function namespace_new(args: Slot, out: Slot): void {
  const namespace = allocateOf(refAt(args));
  setWord(namespace + NAMESPACE_DICT, newDict());
  setRef(out, namespace);
}

/** A new namespace; each function writes the value of an attribute. */
export function newNamespace(fields: Readonly<Record<string, (out: Slot) => void>>): Address {
  const mark = markTemps();
  const held = pushTemps(2);
  const dict = newDict();
  setRef(held, dict);
  for (const [name, write] of Object.entries(fields)) {
    write(held + 8);
    dictSetName(dict, intern(name), held + 8);
  }
  const namespace = allocateOf(NAMESPACE);
  setWord(namespace + NAMESPACE_DICT, dict);
  releaseTemps(mark);
  return namespace;
}

function update(self: Slot, from: Address): void {
  for (let at = dictNext(from, 0); at >= 0; at = dictNext(from, at + 1))
    dictSet(dictOf(self), dictKeyAt(from, at), dictValueAt(from, at));
}

function namespace_init(args: Slot, _out: Slot, extra: number): void {
  if (extra > 1) throw raise(T.TypeError, `SimpleNamespace expected at most 1 argument, got ${extra}`);
  if (extra === 1) {
    if (!isInstance(args + 16, T.dict))
      throw raise(T.TypeError, `cannot convert '${typeNameOf(args + 16)}' object to a mapping`);
    update(args, refAt(args + 16));
  }
  update(args, refAt(args + 8));
}

function namespace_repr(args: Slot, out: Slot): void {
  const name = typeOf(args) === NAMESPACE ? "namespace" : typeNameOf(args);
  const text = guardRepr(refAt(args), `${name}(...)`, () => {
    const parts: string[] = [];
    const dict = dictOf(args);
    for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1)) {
      const key = dictKeyAt(dict, at);
      if (isExactly(key, T.str)) parts.push(`${jsString(refAt(key))}=${reprOf(dictValueAt(dict, at))}`);
    }
    return `${name}(${parts.join(", ")})`;
  });
  setRef(out, newString(text));
}

function namespace_eq(args: Slot, out: Slot): void {
  if (!isInstance(args + 8, NAMESPACE)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const temps = pushTemps(3);
  setRef(temps, dictOf(args));
  setRef(temps + 8, dictOf(args + 8));
  richCompare(EQ, temps, temps + 8, temps + 16);
  copyValue(temps + 16, out);
}

export function defineSimpleNamespaceType(): void {
  defineType(NAMESPACE, {
    size: 16,
    flags: TF_BASE,
    refs: [NAMESPACE_DICT],
    dictOffset: NAMESPACE_DICT,
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", namespace_new],
      __init__: ["(self, /, *args, **kwargs)", namespace_init],
      __repr__: ["(self, /)", namespace_repr],
      __eq__: ["(self, value, /)", namespace_eq],
      __hash__: null,
    },
    getset: { __dict__: [object_getDict] },
  });
}
