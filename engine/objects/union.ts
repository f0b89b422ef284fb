/**
 * `int | str` (types.UnionType) and `list[int]` (types.GenericAlias): values that annotations are made of, and that
 * `isinstance` accepts (unions) or refuses (aliases).
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  NOT_IMPLEMENTED,
  type Slot,
  T,
  TF_BASE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import { copyValue, isExactly, isNone, isSame, refAt, setBool, setInt, setRef } from "../heap/values.ts";
import { attributeName, findAttribute, getAttributeGeneric } from "../runtime/attributes.ts";
import { callWithDict } from "../runtime/call.ts";
import { equals, hashOf } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { raise, raiseAttributeError } from "../runtime/raise.ts";
import { pushTemp, pushTemps } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { defineType } from "./define.ts";
import { newTuple, newTupleFrom, tupleItem, tupleLength } from "./tuple.ts";
import { checkInstance, checkSubclass, fullTypeName, isType } from "./type.ts";

const UNION = T["types.UnionType"];
const ALIAS = T["types.GenericAlias"];
// Fields: a union's members; an alias' origin (a value) and arguments.
const UNION_ARGS = 8;
const ALIAS_ORIGIN = 8;
const ALIAS_ARGS = 16;
const ALIAS_DICT = 20;

const unionArgs = (slot: Slot): Address => I32[(refAt(slot) + UNION_ARGS) >> 2];

/** Whether a value may stand in a union. */
const isUnionable = (slot: Slot): boolean =>
  isNone(slot) || isType(slot) || isExactly(slot, UNION) || isExactly(slot, ALIAS);

/** `a | b` for types; NotImplemented when one of them is no type. */
export function newUnion(a: Slot, b: Slot, out: Slot): void {
  if (!isUnionable(a) || !isUnionable(b)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const members: Slot[] = [];
  const temps = pushTemps(2);
  const add = (slot: Slot): void => {
    if (isExactly(slot, UNION)) {
      const args = unionArgs(slot);
      for (let i = 0; i < tupleLength(args); i++) add(tupleItem(args, i));
    } else if (!members.some((member) => isSame(member, slot) || equals(member, slot))) members.push(slot);
  };
  const side = (slot: Slot, temp: Slot): void => {
    if (isNone(slot)) setRef(temp, T.NoneType);
    else copyValue(slot, temp);
    add(temp);
  };
  side(a, temps);
  side(b, temps + 8);
  if (members.length === 1) {
    copyValue(members[0]!, out);
    return;
  }
  const args = newTuple(members.length);
  members.forEach((member, i) => copyValue(member, tupleItem(args, i)));
  const union = allocateObject(UNION, 16);
  I32[(union + UNION_ARGS) >> 2] = args;
  I32[(union + UNION_ARGS + 4) >> 2] = 0;
  setRef(out, union);
}

/** `origin[args]`: a generic alias. `args` is one value, or a tuple of several. */
export function newGenericAlias(origin: Slot, args: Slot, out: Slot, type: Address = ALIAS): void {
  const tuple = isExactly(args, T.tuple) ? refAt(args) : newTupleFrom(args, 1);
  const alias = allocateOf(type);
  copyValue(origin, alias + ALIAS_ORIGIN);
  I32[(alias + ALIAS_ARGS) >> 2] = tuple;
  setRef(out, alias);
}

/** `cls.__class_getitem__` of the built-in generic types: a row for their tables. */
export function class_getitem(args: Slot, out: Slot): void {
  newGenericAlias(args, args + 8, out);
}

/** How a member of a union or alias is shown. */
function partText(slot: Slot): string {
  if (isExactly(slot, T.ellipsis)) return "...";
  if (isExactly(slot, ALIAS)) return reprOf(slot);
  if (isType(slot)) return refAt(slot) === T.NoneType ? "None" : fullTypeName(refAt(slot));
  if (isExactly(slot, T.list)) return reprOf(slot);
  return reprOf(slot);
}

function union_repr(args: Slot, out: Slot): void {
  const members = unionArgs(args);
  const parts = Array.from({ length: tupleLength(members) }, (_, i) => partText(tupleItem(members, i)));
  setRef(out, newString(parts.join(" | ")));
}

function union_eq(args: Slot, out: Slot): void {
  if (!isExactly(args + 8, UNION)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const [a, b] = [unionArgs(args), unionArgs(args + 8)];
  const has = (tuple: Address, slot: Slot): boolean =>
    Array.from({ length: tupleLength(tuple) }).some((_, i) => equals(tupleItem(tuple, i), slot));
  let same = tupleLength(a) === tupleLength(b);
  for (let i = 0; same && i < tupleLength(a); i++) same = has(b, tupleItem(a, i));
  setBool(out, same);
}

function hashTuple(tuple: Address): number {
  let hash = 0x1f351f35;
  for (let i = 0; i < I32[(tuple + TUPLE_LENGTH) >> 2]; i++)
    hash ^= Math.imul(hashOf(tuple + TUPLE_ITEMS + 8 * i), 0x9e3779b1);
  return hash & 0x7fffffff;
}

function alias_repr(args: Slot, out: Slot): void {
  const tuple = I32[(refAt(args) + ALIAS_ARGS) >> 2];
  const parts = Array.from({ length: tupleLength(tuple) }, (_, i) => partText(tupleItem(tuple, i)));
  setRef(out, newString(`${partText(refAt(args) + ALIAS_ORIGIN)}[${parts.join(", ") || "()"}]`));
}

function alias_call(args: Slot, out: Slot, extra: number): void {
  const result = pushTemp();
  callWithDict(refAt(args) + ALIAS_ORIGIN, args + 16, extra, refAt(args + 8), result);
  copyValue(result, out);
}

function alias_eq(args: Slot, out: Slot): void {
  if (!isExactly(args + 8, ALIAS)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const temps = pushTemps(2);
  setRef(temps, I32[(refAt(args) + ALIAS_ARGS) >> 2]);
  setRef(temps + 8, I32[(refAt(args + 8) + ALIAS_ARGS) >> 2]);
  setBool(
    out,
    equals(refAt(args) + ALIAS_ORIGIN, refAt(args + 8) + ALIAS_ORIGIN) && equals(temps, temps + 8),
  );
}

/** Attributes that an alias does not pass on to its origin. */
const OWN = new Set([
  "__origin__",
  "__args__",
  "__parameters__",
  "__mro_entries__",
  "__class__",
  "__reduce__",
  "__reduce_ex__",
]);

function alias_getattribute(args: Slot, out: Slot): void {
  const name = attributeName(args + 8);
  const text = jsString(name);
  if (
    OWN.has(text) ||
    (text.startsWith("__") &&
      text.endsWith("__") &&
      !["__name__", "__qualname__", "__doc__", "__module__"].includes(text))
  )
    getAttributeGeneric(args, name, out);
  else if (!findAttribute(refAt(args) + ALIAS_ORIGIN, name, out)) throw raiseAttributeError(args, name);
}

/** Attribute of an alias: see `alias_getattribute`. Returns whether it is there. */
export function findAliasAttribute(object: Slot, name: Address, out: Slot): boolean {
  const text = jsString(name);
  if (OWN.has(text) || (text.startsWith("__") && text.endsWith("__"))) return false;
  return findAttribute(refAt(object) + ALIAS_ORIGIN, name, out);
}

export function defineUnionTypes(): void {
  defineType(UNION, {
    name: "typing.Union",
    size: 16,
    refs: [UNION_ARGS],
    methods: {
      __repr__: ["(self, /)", union_repr],
      __eq__: ["(self, value, /)", union_eq],
      __hash__: ["(self, /)", (args, out) => setInt(out, hashTuple(unionArgs(args)))],
      __or__: ["(self, value, /)", (args, out) => newUnion(args, args + 8, out)],
      __ror__: ["(self, value, /)", (args, out) => newUnion(args + 8, args, out)],
      __instancecheck__: [
        "(self, instance, /)",
        (args, out) => {
          const members = unionArgs(args);
          let is = false;
          for (let i = 0; !is && i < tupleLength(members); i++)
            is = checkInstance(args + 8, tupleItem(members, i));
          setBool(out, is);
        },
      ],
      __subclasscheck__: [
        "(self, cls, /)",
        (args, out) => {
          const members = unionArgs(args);
          let is = false;
          for (let i = 0; !is && i < tupleLength(members); i++)
            is = checkSubclass(args + 8, tupleItem(members, i));
          setBool(out, is);
        },
      ],
    },
    getset: {
      __args__: [(self, out) => setRef(out, unionArgs(self))],
      __origin__: [(_self, out) => setRef(out, UNION)],
      __parameters__: [(_self, out) => setRef(out, newTuple(0))],
    },
  });
  defineType(ALIAS, {
    size: 24,
    flags: TF_BASE,
    values: [ALIAS_ORIGIN, 1],
    refs: [ALIAS_ARGS, ALIAS_DICT],
    dictOffset: ALIAS_DICT,
    methods: {
      __new__: [
        "(cls, origin, args, /)",
        (args, out) => newGenericAlias(args + 8, args + 16, out, refAt(args)),
      ],
      __repr__: ["(self, /)", alias_repr],
      __eq__: ["(self, value, /)", alias_eq],
      __hash__: ["(self, /)", (args, out) => setInt(out, hashTuple(I32[(refAt(args) + ALIAS_ARGS) >> 2]))],
      __call__: ["(self, /, *args, **kwargs)", alias_call],
      __or__: ["(self, value, /)", (args, out) => newUnion(args, args + 8, out)],
      __ror__: ["(self, value, /)", (args, out) => newUnion(args + 8, args, out)],
      __mro_entries__: [
        "(self, bases, /)",
        (args, out) => setRef(out, newTupleFrom(refAt(args) + ALIAS_ORIGIN, 1)),
      ],
      __instancecheck__: [
        "(self, instance, /)",
        () => {
          throw raise(T.TypeError, "isinstance() argument 2 cannot be a parameterized generic");
        },
      ],
      __subclasscheck__: [
        "(self, cls, /)",
        () => {
          throw raise(T.TypeError, "issubclass() argument 2 cannot be a parameterized generic");
        },
      ],
      __getattribute__: ["(self, name, /)", alias_getattribute],
    },
    getset: {
      __origin__: [(self, out) => copyValue(refAt(self) + ALIAS_ORIGIN, out)],
      __args__: [(self, out) => setRef(out, I32[(refAt(self) + ALIAS_ARGS) >> 2])],
      __parameters__: [(_self, out) => setRef(out, newTuple(0))],
    },
  });
}
