/** The module operator: the operators as functions, and callables that fetch items and attributes or call a method. */
import { allocateObject } from "../../heap/allocate.ts";
import { type Address, OBJ_HEADER, type Slot, T } from "../../heap/layout.ts";
import { intern, jsString, newString } from "../../heap/strings.ts";
import {
  copyValue,
  isNone,
  isSame,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { bytesOf, isBytesLike } from "../../objects/bytes.ts";
import { makeType } from "../../objects/define.ts";
import { dictFindName, dictKeyAt, dictLength, dictNext, dictValueAt, newDict } from "../../objects/dict.ts";
import { moduleDict, newModule } from "../../objects/module.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { isAsciiStr } from "../../objects/text.ts";
import { newTuple, newTupleFrom, tupleItem, tupleLength } from "../../objects/tuple.ts";
import { lookupInType, typeNameOf } from "../../objects/type.ts";
import { getAttribute } from "../../runtime/attributes.ts";
import { callWithDict } from "../../runtime/call.ts";
import { equals, isTrue, richCompare } from "../../runtime/compare.ts";
import { reprOf } from "../../runtime/format.ts";
import { forEach, lengthHint } from "../../runtime/iterate.ts";
import { N } from "../../runtime/names.ts";
import type { Native } from "../../runtime/native.ts";
import {
  absolute,
  binaryOperation,
  indexValue,
  invert,
  NB_ADD,
  NB_AND,
  NB_FLOOR_DIVIDE,
  NB_INPLACE,
  NB_LSHIFT,
  NB_MATRIX_MULTIPLY,
  NB_MULTIPLY,
  NB_OR,
  NB_POWER,
  NB_REMAINDER,
  NB_RSHIFT,
  NB_SUBTRACT,
  NB_TRUE_DIVIDE,
  NB_XOR,
  negate,
  positive,
  toIndex,
} from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { contains, deleteItem, getItem, setItem } from "../../runtime/subscript.ts";
import { addFunctions, addObject, type FunctionTable } from "../functions/table.ts";

const binary =
  (op: number): Native =>
  (args, out) =>
    binaryOperation(op, args, args + 8, out);
const compare =
  (op: number): Native =>
  (args, out) =>
    richCompare(op, args, args + 8, out);

function operator_countOf(args: Slot, out: Slot): void {
  let count = 0;
  forEach(args, (item) => {
    if (equals(item, args + 8)) count++;
  });
  setInt(out, count);
}

function operator_indexOf(args: Slot, out: Slot): void {
  let index = 0;
  let found = false;
  forEach(args, (item) => {
    found = equals(item, args + 8);
    if (!found) index++;
    return !found;
  });
  if (!found) throw raise(T.ValueError, "sequence.index(x): x not in sequence");
  setInt(out, index);
}

function operator_concat(args: Slot, out: Slot): void {
  if (lookupInType(typeOf(args), N.__getitem__) === 0)
    throw raise(T.TypeError, `'${typeNameOf(args)}' object can't be concatenated`);
  binaryOperation(NB_ADD, args, args + 8, out);
}

const OPERATIONS: Readonly<Record<string, number>> = {
  add: NB_ADD,
  and_: NB_AND,
  floordiv: NB_FLOOR_DIVIDE,
  lshift: NB_LSHIFT,
  matmul: NB_MATRIX_MULTIPLY,
  mul: NB_MULTIPLY,
  mod: NB_REMAINDER,
  or_: NB_OR,
  pow: NB_POWER,
  rshift: NB_RSHIFT,
  sub: NB_SUBTRACT,
  truediv: NB_TRUE_DIVIDE,
  xor: NB_XOR,
};
const INPLACE_NAMES: Readonly<Record<string, string>> = {
  add: "iadd",
  and_: "iand",
  floordiv: "ifloordiv",
  lshift: "ilshift",
  matmul: "imatmul",
  mul: "imul",
  mod: "imod",
  or_: "ior",
  pow: "ipow",
  rshift: "irshift",
  sub: "isub",
  truediv: "itruediv",
  xor: "ixor",
};

function functionTable(): FunctionTable {
  const table: Record<string, readonly [string, Native]> = {
    lt: ["(a, b, /)", compare(0)],
    le: ["(a, b, /)", compare(1)],
    eq: ["(a, b, /)", compare(2)],
    ne: ["(a, b, /)", compare(3)],
    gt: ["(a, b, /)", compare(4)],
    ge: ["(a, b, /)", compare(5)],
    not_: ["(a, /)", (args, out) => setBool(out, !isTrue(args))],
    truth: ["(a, /)", (args, out) => setBool(out, isTrue(args))],
    is_: ["(a, b, /)", (args, out) => setBool(out, isSame(args, args + 8))],
    is_not: ["(a, b, /)", (args, out) => setBool(out, !isSame(args, args + 8))],
    is_none: ["(a, /)", (args, out) => setBool(out, isNone(args))],
    is_not_none: ["(a, /)", (args, out) => setBool(out, !isNone(args))],
    abs: ["(a, /)", (args, out) => absolute(args, out)],
    neg: ["(a, /)", (args, out) => negate(args, out)],
    pos: ["(a, /)", (args, out) => positive(args, out)],
    inv: ["(a, /)", (args, out) => invert(args, out)],
    invert: ["(a, /)", (args, out) => invert(args, out)],
    index: ["(a, /)", (args, out) => toIndex(args, out)],
    concat: ["(a, b, /)", operator_concat],
    contains: ["(a, b, /)", (args, out) => setBool(out, contains(args, args + 8))],
    getitem: ["(a, b, /)", (args, out) => getItem(args, args + 8, out)],
    setitem: ["(a, b, c, /)", (args) => setItem(args, args + 8, args + 16)],
    delitem: ["(a, b, /)", (args) => deleteItem(args, args + 8)],
    countOf: ["(a, b, /)", operator_countOf],
    indexOf: ["(a, b, /)", operator_indexOf],
    length_hint: [
      "(obj, default=0, /)",
      (args, out) => setInt(out, lengthHint(args, isUnbound(args + 8) ? 0 : indexValue(args + 8))),
    ],
    call: [
      "(obj, /, *args, **kwargs)",
      (args, out, extra) =>
        callWithDict(args, args + 16, extra, isUnbound(args + 8) ? newDict() : refAt(args + 8), out),
    ],
  };
  for (const [name, op] of Object.entries(OPERATIONS)) {
    table[name] = ["(a, b, /)", binary(op)];
    table[INPLACE_NAMES[name] as string] = ["(a, b, /)", binary(op + NB_INPLACE)];
  }
  return table;
}

// ---- itemgetter, attrgetter, methodcaller ----------------------------------------------------------------------------

const HELD = OBJ_HEADER; // value: a tuple of the keys, or of the method's name and arguments
const KEYWORDS = OBJ_HEADER + 8; // value: the dict of keyword arguments of a methodcaller

function makeGetter(type: Address, args: Slot, count: number, out: Slot): void {
  const getter = allocateObject(type, 24);
  setRef(getter + HELD, newTupleFrom(args, count));
  setInt(getter + KEYWORDS, 0);
  setRef(out, getter);
}

/** Fetches by each key: the value itself for one key, else a tuple. */
function fetchAll(
  getter: Slot,
  object: Slot,
  fetch: (object: Slot, key: Slot, out: Slot) => void,
  out: Slot,
): void {
  const keys = refAt(refAt(getter) + HELD);
  const count = tupleLength(keys);
  if (count === 1) {
    fetch(object, tupleItem(keys, 0), out);
    return;
  }
  const mark = markTemps();
  const held = pushTemps(2);
  const result = newTuple(count);
  setRef(held, result);
  for (let i = 0; i < count; i++) {
    fetch(object, tupleItem(keys, i), held + 8);
    copyValue(held + 8, tupleItem(result, i));
  }
  setRef(out, result);
  releaseTemps(mark);
}

/** An attribute by a dotted path. */
function fetchAttribute(object: Slot, path: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemp();
  copyValue(object, held);
  for (const name of textOf(path).split(".")) getAttribute(held, intern(name), held);
  copyValue(held, out);
  releaseTemps(mark);
}

function getterRepr(name: string): Native {
  return (args, out) => {
    const keys = refAt(refAt(args) + HELD);
    const parts = Array.from({ length: tupleLength(keys) }, (_, i) => reprOf(tupleItem(keys, i)));
    const keywords = refAt(args) + KEYWORDS;
    if (name === "methodcaller") {
      const dict = refAt(keywords);
      for (let i = dictNext(dict, 0); i >= 0; i = dictNext(dict, i + 1))
        parts.push(`${jsString(refAt(dictKeyAt(dict, i)))}=${reprOf(dictValueAt(dict, i))}`);
    }
    setRef(out, newString(`operator.${name}(${parts.join(", ")})`));
  };
}

function addGetters(module: Address): void {
  const fields = { module: "operator", size: 24, values: [HELD, 2] as const };
  addObject(
    module,
    "itemgetter",
    makeType("operator.itemgetter", {
      ...fields,
      methods: {
        __new__: [
          "(cls, item, /, *items)",
          (args, out, extra) => makeGetter(refAt(args), args + 8, extra + 1, out),
        ],
        __call__: ["(self, obj, /)", (args, out) => fetchAll(args, args + 8, getItem, out)],
        __repr__: ["(self, /)", getterRepr("itemgetter")],
      },
    }),
  );
  addObject(
    module,
    "attrgetter",
    makeType("operator.attrgetter", {
      ...fields,
      methods: {
        __new__: [
          "(cls, attr, /, *attrs)",
          (args, out, extra) => {
            for (let i = 0; i <= extra; i++)
              if (!isStrValue(args + 8 + 8 * i)) throw raise(T.TypeError, "attribute name must be a string");
            makeGetter(refAt(args), args + 8, extra + 1, out);
          },
        ],
        __call__: ["(self, obj, /)", (args, out) => fetchAll(args, args + 8, fetchAttribute, out)],
        __repr__: ["(self, /)", getterRepr("attrgetter")],
      },
    }),
  );
  addObject(
    module,
    "methodcaller",
    makeType("operator.methodcaller", {
      ...fields,
      methods: {
        __new__: ["(cls, name, /, *args, **kwargs)", methodcaller_new],
        __call__: ["(self, obj, /)", methodcaller_call],
        __repr__: ["(self, /)", getterRepr("methodcaller")],
      },
    }),
  );
}

/** Arguments: the class, the name, the keywords, then the method's arguments. */
function methodcaller_new(args: Slot, out: Slot, extra: number): void {
  if (!isStrValue(args + 8)) throw raise(T.TypeError, "method name must be a string");
  const mark = markTemps();
  const held = pushTemps(extra + 1);
  copyValue(args + 8, held);
  for (let i = 0; i < extra; i++) copyValue(args + 24 + 8 * i, held + 8 + 8 * i);
  const caller = pushTemp();
  makeGetter(refAt(args), held, extra + 1, caller);
  if (isUnbound(args + 16) || dictLength(refAt(args + 16)) === 0) setRef(refAt(caller) + KEYWORDS, newDict());
  else copyValue(args + 16, refAt(caller) + KEYWORDS);
  copyValue(caller, out);
  releaseTemps(mark);
}

function methodcaller_call(args: Slot, out: Slot): void {
  const caller = refAt(args);
  const mark = markTemps();
  const method = pushTemp();
  const parts = refAt(caller + HELD);
  fetchAttribute(args + 8, tupleItem(parts, 0), method);
  const count = tupleLength(parts) - 1;
  const spread = pushTemps(Math.max(count, 1));
  for (let i = 0; i < count; i++) copyValue(tupleItem(parts, i + 1), spread + 8 * i);
  callWithDict(method, spread, count, refAt(caller + KEYWORDS), out);
  releaseTemps(mark);
}

/** Whether two secrets are the same; it takes as long whatever they differ in. */
function compareDigest(args: Slot, out: Slot): void {
  const [a, b] = [args, args + 8];
  if (isStrValue(a) && isStrValue(b)) {
    if (!isAsciiStr(refAt(a)) || !isAsciiStr(refAt(b)))
      throw raise(T.TypeError, "comparing strings with non-ASCII characters is not supported");
    const encoder = new TextEncoder();
    setBool(out, sameBytes(encoder.encode(textOf(a)), encoder.encode(textOf(b))));
  } else if (isBytesLike(a) && isBytesLike(b)) setBool(out, sameBytes(bytesOf(a), bytesOf(b)));
  else
    throw raise(
      T.TypeError,
      `unsupported operand types(s) or combination of types: '${typeNameOf(a)}' and '${typeNameOf(b)}'`,
    );
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= (a[i] ?? 0) ^ (b[i] as number);
  return difference === 0;
}

export function makeOperatorModule(): Address {
  const module = newModule("operator");
  addFunctions(module, functionTable());
  addFunctions(module, {
    _compare_digest: [
      "(a, b, /)",
      compareDigest,
      "Return 'a == b', in a time that does not depend on where they differ.",
    ],
  });
  addGetters(module);
  for (const name of [
    "lt",
    "le",
    "eq",
    "ne",
    "gt",
    "ge",
    "abs",
    "add",
    "floordiv",
    "index",
    "inv",
    "invert",
    "lshift",
    "mod",
    "mul",
    "matmul",
    "neg",
    "pos",
    "pow",
    "rshift",
    "sub",
    "truediv",
    "xor",
    "concat",
    "contains",
    "delitem",
    "getitem",
    "setitem",
    "call",
  ])
    addObject(module, `__${name}__`, refAt(dictFindName(moduleDict(module), intern(name))));
  return module;
}
