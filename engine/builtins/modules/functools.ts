/**
 * _functools: reduce and partial; the rest of functools is Python.
 *
 * The caches are Python too: a function that calls itself through its cache then needs no room on the host's stack. A
 * bounded cache keeps its entries in order of use: a hit moves its entry to the end, and the first is dropped.
 */
import { type Address, OBJ_HEADER, type Slot, T, TF_BASE } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { addRoots } from "../../heap/roots.ts";
import { intern, newString } from "../../heap/strings.ts";
import {
  copyValue,
  copyValues,
  isExactly,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { makeType } from "../../objects/define.ts";
import {
  dictCopy,
  dictKeyAt,
  dictLength,
  dictNext,
  dictSet,
  dictValueAt,
  newDict,
} from "../../objects/dict.ts";
import { newModule } from "../../objects/module.ts";
import { object_getDict, object_setDict } from "../../objects/object.ts";
import { newTuple, newTupleFrom, newTupleOf, tupleItem, tupleLength } from "../../objects/tuple.ts";
import { fullTypeName, isInstance } from "../../objects/type.ts";
import { class_getitem } from "../../objects/union.ts";
import { newMethod } from "../../runtime/attributes.ts";
import { callValue, callWithDict } from "../../runtime/call.ts";
import { reprOf, strOf } from "../../runtime/format.ts";
import { forEach } from "../../runtime/iterate.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { isCallable } from "../functions/objects.ts";
import { addFunctions, addObject } from "../functions/table.ts";

// ---- reduce ----------------------------------------------------------------------------------------------------------

function functools_reduce(args: Slot, out: Slot): void {
  const pair = pushTemps(2);
  let any = !isUnbound(args + 16);
  if (any) copyValue(args + 16, pair);
  forEach(args + 8, (item) => {
    if (!any) {
      copyValue(item, pair);
      any = true;
      return;
    }
    copyValue(item, pair + 8);
    callValue(args, pair, 2, 0, pair);
  });
  if (!any) throw raise(T.TypeError, "reduce() of empty iterable with no initial value");
  copyValue(pair, out);
}

// ---- partial ---------------------------------------------------------------------------------------------------------

const PARTIAL_FUNC = OBJ_HEADER;
const PARTIAL_ARGS = OBJ_HEADER + 8;
const PARTIAL_KEYWORDS = OBJ_HEADER + 16;
const PARTIAL_DICT = OBJ_HEADER + 24;

let partialType: Address = 0;
/** Stands for an argument that a partial leaves to its call. */
let placeholder: Address = 0;

const isPlaceholder = (slot: Slot): boolean => isRef(slot) && refAt(slot) === placeholder;

/** The arguments of a partial, its placeholders filled from `more`, what is left of which follows. Fills as far as there is. */
function fillPlaceholders(given: Address, more: Slot, count: number): Address {
  let holes = 0;
  for (let i = 0; i < tupleLength(given); i++) if (isPlaceholder(tupleItem(given, i))) holes++;
  const filled = newTuple(tupleLength(given) + Math.max(0, count - holes));
  let next = 0;
  for (let i = 0; i < tupleLength(given); i++) {
    const from = isPlaceholder(tupleItem(given, i)) && next < count ? more + 8 * next++ : tupleItem(given, i);
    copyValue(from, tupleItem(filled, i));
  }
  for (let i = tupleLength(given); next < count; i++) copyValue(more + 8 * next++, tupleItem(filled, i));
  return filled;
}

/** Arguments: the class, the callable, the keywords, then positional arguments. */
function partial_new(args: Slot, out: Slot, extra: number): void {
  if (!isCallable(args + 8)) throw raise(T.TypeError, "the first argument must be callable");
  const mark = markTemps();
  const held = pushTemp();
  const made = allocateOf(refAt(args));
  setRef(held, made);
  const outer = args + 8;
  const keywords = isUnbound(args + 16) ? newDict() : dictCopy(refAt(args + 16));
  setRef(made + PARTIAL_KEYWORDS, keywords);
  if (extra > 0 && isPlaceholder(args + 24 + 8 * (extra - 1)))
    throw raise(T.TypeError, "trailing Placeholders are not allowed");
  for (let i = dictNext(keywords, 0); i >= 0; i = dictNext(keywords, i + 1))
    if (isPlaceholder(dictValueAt(keywords, i)))
      throw raise(T.TypeError, "Placeholder cannot be passed as a keyword argument");
  if (isExactly(outer, partialType) && refAt(args) === partialType) {
    // A partial of a partial becomes one.
    const inner = refAt(outer);
    copyValue(inner + PARTIAL_FUNC, made + PARTIAL_FUNC);
    setRef(made + PARTIAL_ARGS, fillPlaceholders(refAt(inner + PARTIAL_ARGS), args + 24, extra));
    const all = dictCopy(refAt(inner + PARTIAL_KEYWORDS));
    setRef(made + PARTIAL_KEYWORDS, all);
    mergeDict(all, keywords);
  } else {
    copyValue(outer, made + PARTIAL_FUNC);
    setRef(made + PARTIAL_ARGS, newTupleFrom(args + 24, extra));
  }
  setRef(out, made);
  releaseTemps(mark);
}

/** Copies str keys and values: runs no Python. */
function mergeDict(dict: Address, more: Address): void {
  for (let i = dictNext(more, 0); i >= 0; i = dictNext(more, i + 1))
    dictSet(dict, dictKeyAt(more, i), dictValueAt(more, i));
}

/** Arguments: self, the keywords, then positional arguments. */
function partial_call(args: Slot, out: Slot, extra: number): void {
  const self = refAt(args);
  const mark = markTemps();
  const given = refAt(self + PARTIAL_ARGS);
  const func = pushTemp();
  copyValue(self + PARTIAL_FUNC, func);
  let holes = 0;
  for (let i = 0; i < tupleLength(given); i++) if (isPlaceholder(tupleItem(given, i))) holes++;
  if (extra < holes)
    throw raise(
      T.TypeError,
      `missing positional arguments in 'partial' call; expected at least ${holes}, got ${extra}`,
    );
  const count = tupleLength(given) - holes + extra;
  const spread = pushTemps(count + 1);
  let next = 0;
  for (let i = 0; i < tupleLength(given); i++) {
    const hole = holes > 0 && isPlaceholder(tupleItem(given, i));
    copyValue(hole ? args + 16 + 8 * next++ : tupleItem(given, i), spread + 8 * i);
  }
  for (let i = tupleLength(given); i < count; i++) copyValue(args + 16 + 8 * next++, spread + 8 * i);
  let keywords = refAt(self + PARTIAL_KEYWORDS);
  if (!isUnbound(args + 8) && dictLength(refAt(args + 8)) > 0) {
    if (dictLength(keywords) === 0) keywords = refAt(args + 8);
    else {
      const merged = dictCopy(keywords);
      setRef(pushTemp(), merged);
      mergeDict(merged, refAt(args + 8));
      keywords = merged;
    }
  }
  callWithDict(func, spread, count, keywords, out);
  releaseTemps(mark);
}

function partial_repr(args: Slot, out: Slot): void {
  const self = refAt(args);
  const parts = [reprOf(self + PARTIAL_FUNC)];
  const given = refAt(self + PARTIAL_ARGS);
  for (let i = 0; i < tupleLength(given); i++) parts.push(reprOf(tupleItem(given, i)));
  const keywords = refAt(self + PARTIAL_KEYWORDS);
  for (let i = dictNext(keywords, 0); i >= 0; i = dictNext(keywords, i + 1))
    parts.push(`${strOf(dictKeyAt(keywords, i))}=${reprOf(dictValueAt(keywords, i))}`);
  setRef(out, newString(`${fullTypeName(typeOf(args))}(${parts.join(", ")})`));
}

/** For pickling: the class, the callable, and the rest as a state. */
function partial_reduce(args: Slot, out: Slot): void {
  const self = refAt(args);
  const held = pushTemps(4);
  setRef(held, newTupleFrom(self + PARTIAL_FUNC, 1));
  copyValues(self + PARTIAL_FUNC, held + 8, 3);
  const state = newTuple(4);
  copyValues(held + 8, tupleItem(state, 0), 3);
  if (I32[(self + PARTIAL_DICT) >> 2] === 0) setNone(tupleItem(state, 3));
  else setRef(tupleItem(state, 3), I32[(self + PARTIAL_DICT) >> 2]);
  setRef(held + 8, state);
  setRef(out, newTupleOf(typeOf(args), refAt(held), state));
}

function partial_setstate(args: Slot): void {
  const self = refAt(args);
  const state = args + 8;
  const parts = isRef(state) && isInstance(state, T.tuple) ? refAt(state) : 0;
  if (
    parts === 0 ||
    tupleLength(parts) !== 4 ||
    !isCallable(tupleItem(parts, 0)) ||
    !isExactly(tupleItem(parts, 1), T.tuple) ||
    !(isNone(tupleItem(parts, 2)) || isExactly(tupleItem(parts, 2), T.dict))
  )
    throw raise(T.TypeError, "invalid partial state");
  copyValue(tupleItem(parts, 0), self + PARTIAL_FUNC);
  copyValue(tupleItem(parts, 1), self + PARTIAL_ARGS);
  setRef(self + PARTIAL_KEYWORDS, isNone(tupleItem(parts, 2)) ? newDict() : refAt(tupleItem(parts, 2)));
  if (!isNone(tupleItem(parts, 3))) I32[(self + PARTIAL_DICT) >> 2] = refAt(tupleItem(parts, 3));
}

/** A method when it is found in a class: binds to the instance. */
function bindSelf(args: Slot, out: Slot): void {
  if (isNone(args + 8)) copyValue(args, out);
  else setRef(out, newMethod(args, args + 8));
}

function addPlaceholder(module: Address): void {
  const type = makeType("functools._PlaceholderType", {
    module: "functools",
    doc: "The type of the Placeholder singleton.",
    methods: {
      __new__: [
        "(cls, /, *args, **kwargs)",
        (_args, out, extra) => {
          if (extra > 0) throw raise(T.TypeError, "_PlaceholderType takes no arguments");
          setRef(out, placeholder);
        },
      ],
      __repr__: ["(self, /)", (_args, out) => setRef(out, intern("Placeholder"))],
      __reduce__: ["(self, /)", (_args, out) => setRef(out, intern("Placeholder"))],
    },
  });
  placeholder = allocateOf(type);
  const object = placeholder;
  addRoots((visit) => visit.object(object));
  addObject(module, "Placeholder", object);
}

function addPartial(module: Address): void {
  partialType = makeType("functools.partial", {
    module: "functools",
    size: PARTIAL_DICT + 8,
    values: [PARTIAL_FUNC, 3],
    refs: [PARTIAL_DICT],
    dictOffset: PARTIAL_DICT,
    flags: TF_BASE,
    doc: "Create a new function with partial application of the given arguments and keywords.",
    methods: {
      __new__: ["(cls, func, /, *args, **keywords)", partial_new],
      __call__: ["(self, /, *args, **kwargs)", partial_call],
      __repr__: ["(self, /)", partial_repr],
      __get__: ["(self, instance, owner=None, /)", bindSelf],
      __reduce__: ["(self, /)", partial_reduce],
      __setstate__: ["(self, state, /)", partial_setstate],
      __class_getitem__: ["(cls, object, /)", class_getitem],
    },
    getset: {
      __dict__: [object_getDict, object_setDict],
      func: [(self, out) => copyValue(refAt(self) + PARTIAL_FUNC, out)],
      args: [(self, out) => copyValue(refAt(self) + PARTIAL_ARGS, out)],
      keywords: [(self, out) => copyValue(refAt(self) + PARTIAL_KEYWORDS, out)],
    },
  });
  addObject(module, "partial", partialType);
}

/** Makes the module. */
export function makeFunctools(): Address {
  const module = newModule("_functools");
  addFunctions(module, {
    reduce: [
      "(function, iterable, /, initial=<unrepresentable>)",
      functools_reduce,
      "Apply a function of two arguments cumulatively.",
    ],
  });
  addPlaceholder(module);
  addPartial(module);
  return module;
}
