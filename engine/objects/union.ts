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
import { intern, jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isNone,
  isSame,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
} from "../heap/values.ts";
import { attributeName, findAttribute, getAttribute, getAttributeGeneric } from "../runtime/attributes.ts";
import { callValue, callWithDict } from "../runtime/call.ts";
import { equals, hashOf } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { importModule } from "../runtime/import.ts";
import { getIterator } from "../runtime/iterate.ts";
import { raise, raiseAttributeError } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { defineType } from "./define.ts";
import { parametersOf, substitute } from "./generic_parameters.ts";
import { list_append, newList } from "./list.ts";
import { newTupleFrom, tupleItem, tupleLength, tupleOf } from "./tuple.ts";
import { checkInstance, checkSubclass, fullTypeName, isInstance, isType } from "./type.ts";

const UNION = T["types.UnionType"];
const ALIAS = T["types.GenericAlias"];
// Fields: a union's members; an alias' origin (a value) and arguments.
const UNION_ARGS = 8;
const ALIAS_ORIGIN = 8;
const ALIAS_ARGS = 16;
const ALIAS_DICT = 20;
/** 1: unpacked, as in `*tuple[int, str]`. */
const ALIAS_STARRED = 24;
const ALIAS_SIZE = 32;

const unionArgs = (slot: Slot): Address => I32[(refAt(slot) + UNION_ARGS) >> 2];

/** Whether a value may stand in a union. */
const isUnionable = (slot: Slot): boolean =>
  isNone(slot) || isType(slot) || isExactly(slot, UNION) || isExactly(slot, ALIAS);

/** `a | b` for types; NotImplemented when one of them is no type. */
export function newUnion(a: Slot, b: Slot, out: Slot): void {
  if (isUnionable(a) && isUnionable(b)) uniteAll([a, b], out);
  else setRef(out, NOT_IMPLEMENTED);
}

/** Writes the union of values, of which each counts once; of one, that itself. */
function uniteAll(values: readonly Slot[], out: Slot): void {
  const mark = markTemps();
  const held = pushTemps(2);
  setRef(held, newList(0));
  const add = (slot: Slot): void => {
    if (isExactly(slot, UNION)) {
      const args = unionArgs(slot);
      for (let i = 0; i < tupleLength(args); i++) add(tupleItem(args, i));
      return;
    }
    if (isNone(slot)) setRef(held + 8, T.NoneType);
    else copyValue(slot, held + 8);
    const known = tupleOf(held);
    for (let i = 0; i < tupleLength(known); i++)
      if (isSame(tupleItem(known, i), held + 8) || equals(tupleItem(known, i), held + 8)) return;
    list_append(refAt(held), held + 8);
  };
  for (const value of values) add(value);
  const args = tupleOf(held);
  if (tupleLength(args) === 1) copyValue(tupleItem(args, 0), out);
  else {
    const union = allocateObject(UNION, 16);
    I32[(union + UNION_ARGS) >> 2] = args;
    I32[(union + UNION_ARGS + 4) >> 2] = 0;
    setRef(out, union);
  }
  releaseTemps(mark);
}

/** `Union[a, b]`: of anything that `typing` takes for a type, a str too. */
function union_classGetItem(args: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemps(4);
  setRef(held, isExactly(args + 8, T.tuple) ? refAt(args + 8) : newTupleFrom(args + 8, 1));
  const given = refAt(held);
  if (tupleLength(given) === 0) throw raise(T.TypeError, "Cannot take a Union of no types.");
  setRef(held + 8, newList(0));
  for (let i = 0; i < tupleLength(given); i++) {
    const member = tupleItem(given, i);
    if (isNone(member) || isType(member)) copyValue(member, held + 16);
    else checkedType(member, held + 16);
    list_append(refAt(held + 8), held + 16);
  }
  setRef(held + 8, tupleOf(held + 8));
  const checked = refAt(held + 8);
  uniteAll(
    Array.from({ length: tupleLength(checked) }, (_, i) => tupleItem(checked, i)),
    out,
  );
  releaseTemps(mark);
}

/** `typing._type_check(value, …)`, which makes a forward reference of a str. */
function checkedType(value: Slot, out: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(3);
  importModule("typing", temps);
  getAttribute(temps, intern("_type_check"), temps);
  copyValue(value, temps + 8);
  setRef(temps + 16, newString("Union[arg, ...]: each arg must be a type."));
  callValue(temps, temps + 8, 2, 0, out);
  releaseTemps(mark);
}

function union_getItem(args: Slot, out: Slot): void {
  const members = unionArgs(args);
  const held = pushTemps(2);
  setRef(held, parametersOf(members));
  setRef(held + 8, substitute(args, members, refAt(held), args + 8));
  const replaced = refAt(held + 8);
  uniteAll(
    Array.from({ length: tupleLength(replaced) }, (_, i) => tupleItem(replaced, i)),
    out,
  );
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
  const mark = markTemps();
  const held = pushTemps(2);
  const has = (name: string, out: Slot): boolean => findAttribute(slot, intern(name), out);
  let text: string | null = null;
  if (!(has("__origin__", held) && has("__args__", held))) {
    const named = has("__qualname__", held) && has("__module__", held + 8);
    if (named && isInstance(held, T.str) && isInstance(held + 8, T.str)) {
      const module = jsString(refAt(held + 8));
      text = `${module === "builtins" ? "" : `${module}.`}${jsString(refAt(held))}`;
    }
  }
  releaseTemps(mark);
  return text ?? reprOf(slot);
}

/** A list of arguments (`Callable[[int, str], int]`) is shown as such. */
function argumentText(slot: Slot): string {
  if (!isExactly(slot, T.list)) return partText(slot);
  const tuple = tupleOf(slot);
  return `[${Array.from({ length: tupleLength(tuple) }, (_, i) => partText(tupleItem(tuple, i))).join(", ")}]`;
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

const isStarred = (alias: Slot): boolean => I32[(refAt(alias) + ALIAS_STARRED) >> 2] !== 0;
const aliasArgs = (alias: Slot): Address => I32[(refAt(alias) + ALIAS_ARGS) >> 2];

function alias_getItem(args: Slot, out: Slot): void {
  const held = pushTemps(2);
  setRef(held, parametersOf(aliasArgs(args)));
  setRef(held + 8, substitute(args, aliasArgs(args), refAt(held), args + 8));
  const starred = isStarred(args);
  newGenericAlias(refAt(args) + ALIAS_ORIGIN, held + 8, held);
  I32[(refAt(held) + ALIAS_STARRED) >> 2] = Number(starred);
  copyValue(held, out);
}

/** `*tuple[int, str]`: one item, the same but unpacked. */
function alias_iter(args: Slot, out: Slot): void {
  const held = pushTemps(2);
  setRef(held, aliasArgs(args));
  newGenericAlias(refAt(args) + ALIAS_ORIGIN, held, held + 8);
  I32[(refAt(held + 8) + ALIAS_STARRED) >> 2] = 1;
  setRef(held, newTupleFrom(held + 8, 1));
  getIterator(held, out);
}

function alias_repr(args: Slot, out: Slot): void {
  const tuple = I32[(refAt(args) + ALIAS_ARGS) >> 2];
  const parts = Array.from({ length: tupleLength(tuple) }, (_, i) => argumentText(tupleItem(tuple, i)));
  const star = isStarred(args) ? "*" : "";
  setRef(out, newString(`${star}${partText(refAt(args) + ALIAS_ORIGIN)}[${parts.join(", ") || "()"}]`));
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
  "__unpacked__",
  "__typing_unpacked_tuple_args__",
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
      __class_getitem__: ["(cls, object, /)", union_classGetItem],
      __getitem__: ["(self, key, /)", union_getItem],
      __mro_entries__: [
        "(self, bases, /)",
        (args) => {
          throw raise(T.TypeError, `Cannot subclass ${reprOf(args)}`);
        },
      ],
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
      __name__: [(_self, out) => setRef(out, intern("Union"))],
      __qualname__: [(_self, out) => setRef(out, intern("Union"))],
      __origin__: [(_self, out) => setRef(out, UNION)],
      __parameters__: [(self, out) => setRef(out, parametersOf(unionArgs(self)))],
    },
  });
  defineType(ALIAS, {
    size: ALIAS_SIZE,
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
      __getitem__: ["(self, key, /)", alias_getItem],
      __iter__: ["(self, /)", alias_iter],
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
      __parameters__: [(self, out) => setRef(out, parametersOf(aliasArgs(self)))],
      __unpacked__: [(self, out) => setBool(out, isStarred(self))],
      __typing_unpacked_tuple_args__: [
        (self, out) => {
          const origin = refAt(self) + ALIAS_ORIGIN;
          if (isStarred(self) && isType(origin) && refAt(origin) === T.tuple) setRef(out, aliasArgs(self));
          else setNone(out);
        },
      ],
    },
  });
}
