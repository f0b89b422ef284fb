/**
 * dict_keys, dict_values, dict_items: live views of a dict, the first and last of them sets; and mappingproxy, the
 * read-only window on a class's dict or on any other mapping.
 */
import { allocateObject } from "../heap/allocate.ts";
import { type Address, NOT_IMPLEMENTED, type Slot, T, TYPE_NAME, VIEW_DICT } from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../heap/values.ts";
import { callMethod } from "../runtime/call.ts";
import { EQ, equals, GE, GT, LE, LT, NE, richCompare } from "../runtime/compare.ts";
import { reprOf, toStr } from "../runtime/format.ts";
import { forEach, getIterator } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { binaryOperation, NB_OR } from "../runtime/number.ts";
import { registerProtocols } from "../runtime/protocols.ts";
import { raise } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../runtime/state.ts";
import { contains, getItem, getLength } from "../runtime/subscript.ts";
import { guardRepr } from "./container_repr.ts";
import { defineType, type MethodRow } from "./define.ts";
import { dictFind, dictLength } from "./dict.ts";
import { newDictIterator } from "./iterators.ts";
import { isListValue, isTupleValue } from "./sequence.ts";
import { isSetValue, newSet, setAdd, setDiscard, setUpdate } from "./set.ts";
import { tupleItem, tupleLength } from "./tuple.ts";
import { lookupInType, newMappingProxy, typeNameOf } from "./type.ts";

/** A new view (T.dict_keys, T.dict_values or T.dict_items) of a dict. */
export function newView(type: Address, dict: Address): Address {
  const view = allocateObject(type, 16);
  I32[(view + VIEW_DICT) >> 2] = dict;
  I32[(view + VIEW_DICT + 4) >> 2] = 0;
  return view;
}

const dictOf = (view: Slot): Address => I32[(refAt(view) + VIEW_DICT) >> 2];
const isSetView = (slot: Slot): boolean => isExactly(slot, T.dict_keys) || isExactly(slot, T.dict_items);
const isSetLike = (slot: Slot): boolean => isSetView(slot) || isSetValue(slot);

const keys_contains = (self: Slot, key: Slot): boolean => dictFind(dictOf(self), key) !== 0;

function items_contains(self: Slot, item: Slot): boolean {
  if (!isExactly(item, T.tuple) || tupleLength(refAt(item)) !== 2) return false;
  const pair = refAt(item);
  const found = dictFind(dictOf(self), tupleItem(pair, 0));
  return found !== 0 && equals(found, tupleItem(pair, 1));
}

/** Whether every item of the iterable is in the container. */
function allIn(items: Slot, container: Slot): boolean {
  let all = true;
  forEach(items, (item) => {
    all = contains(container, item);
    return all;
  });
  return all;
}

/** Comparison of key and item views with views and sets, as sets. */
function compareViews(op: number, a: Slot, b: Slot, out: Slot): boolean {
  if (!isSetLike(b)) return false;
  const sizeA = getLength(a);
  const sizeB = getLength(b);
  let answer: boolean;
  switch (op) {
    case EQ:
      answer = sizeA === sizeB && allIn(a, b);
      break;
    case NE:
      answer = !(sizeA === sizeB && allIn(a, b));
      break;
    case LT:
      answer = sizeA < sizeB && allIn(a, b);
      break;
    case LE:
      answer = sizeA <= sizeB && allIn(a, b);
      break;
    case GT:
      answer = sizeA > sizeB && allIn(b, a);
      break;
    default:
      answer = sizeA >= sizeB && allIn(b, a);
  }
  setBool(out, answer);
  return true;
}

const comparison =
  (op: number) =>
  (args: Slot, out: Slot): void => {
    if (!compareViews(op, args, args + 8, out)) setRef(out, NOT_IMPLEMENTED);
  };

/** An operator of views: a new set that starts with the items of the left operand. */
const operator =
  (combine: (set: Address, other: Slot) => void) =>
  (args: Slot, out: Slot): void =>
    combineViews(args, args + 8, combine, out);
const reflected =
  (combine: (set: Address, other: Slot) => void) =>
  (args: Slot, out: Slot): void =>
    combineViews(args + 8, args, combine, out);

function combineViews(
  left: Slot,
  right: Slot,
  combine: (set: Address, other: Slot) => void,
  out: Slot,
): void {
  const mark = markTemps();
  const held = pushTemp();
  const set = newSet();
  setRef(held, set);
  setUpdate(set, left);
  combine(set, right);
  copyValue(held, out);
  releaseTemps(mark);
}

function removeAll(set: Address, other: Slot): void {
  forEach(other, (item) => {
    setDiscard(set, item);
  });
}

function toggleAll(set: Address, other: Slot): void {
  const mark = markTemps();
  const held = pushTemp();
  const others = newSet();
  setRef(held, others);
  setUpdate(others, other);
  forEach(held, (item) => {
    if (!setDiscard(set, item)) setAdd(set, item);
  });
  releaseTemps(mark);
}

/** `view & other`: walks the other side, as CPython does, which decides the order of the result. */
function view_and(args: Slot, out: Slot): void {
  let view = args;
  let other = args + 8;
  if (!isSetView(args) || (isSetView(other) && getLength(other) > getLength(view)))
    [view, other] = [other, view];
  const mark = markTemps();
  const held = pushTemp();
  const result = newSet();
  setRef(held, result);
  forEach(other, (item) => {
    if (contains(view, item)) setAdd(result, item);
  });
  copyValue(held, out);
  releaseTemps(mark);
}

function view_isdisjoint(args: Slot, out: Slot): void {
  let disjoint = true;
  forEach(args + 8, (item) => {
    disjoint = !contains(args, item);
    return disjoint;
  });
  setBool(out, disjoint);
}

function view_repr(args: Slot, out: Slot): void {
  const name = jsString(I32[(typeOf(args) + TYPE_NAME) >> 2]);
  const text = guardRepr(refAt(args), "...", () => {
    const parts: string[] = [];
    forEach(args, (item) => {
      parts.push(reprOf(item));
    });
    return `${name}([${parts.join(", ")}])`;
  });
  setRef(out, newString(text));
}

/** Rows of the views that are sets. A function: nothing is read while modules load. */
const setMethods = (): Readonly<Record<string, MethodRow>> => ({
  __lt__: ["(self, value, /)", comparison(LT)],
  __le__: ["(self, value, /)", comparison(LE)],
  __eq__: ["(self, value, /)", comparison(EQ)],
  __ne__: ["(self, value, /)", comparison(NE)],
  __gt__: ["(self, value, /)", comparison(GT)],
  __ge__: ["(self, value, /)", comparison(GE)],
  __hash__: null,
  __or__: ["(self, value, /)", operator(setUpdate)],
  __ror__: ["(self, value, /)", reflected(setUpdate)],
  __and__: ["(self, value, /)", view_and],
  __rand__: ["(self, value, /)", view_and],
  __sub__: ["(self, value, /)", operator(removeAll)],
  __rsub__: ["(self, value, /)", reflected(removeAll)],
  __xor__: ["(self, value, /)", operator(toggleAll)],
  __rxor__: ["(self, value, /)", reflected(toggleAll)],
  isdisjoint: ["(self, other, /)", view_isdisjoint, "Whether the two have no element in common."],
});

function defineView(
  type: Address,
  forwards: Address,
  backwards: Address,
  has: ((self: Slot, item: Slot) => boolean) | null,
): void {
  const iterate = (self: Slot, out: Slot): void => setRef(out, newDictIterator(forwards, dictOf(self)));
  registerProtocols(type, {
    iterate,
    length: (view) => dictLength(I32[(view + VIEW_DICT) >> 2]),
    ...(has === null ? {} : { contains: has, compare: compareViews }),
  });
  defineType(type, {
    size: 16,
    refs: [VIEW_DICT],
    methods: {
      __repr__: ["(self, /)", view_repr],
      __len__: ["(self, /)", (args, out) => setInt(out, dictLength(dictOf(args)))],
      __iter__: ["(self, /)", iterate],
      __reversed__: ["(self, /)", (args, out) => setRef(out, newDictIterator(backwards, dictOf(args)))],
      ...(has === null ? {} : { ...setMethods(), __contains__: containsRow(has) }),
    },
    getset: { mapping: [(self, out) => setRef(out, newMappingProxy(dictOf(self)))] },
  });
}

const containsRow = (has: (self: Slot, item: Slot) => boolean): MethodRow => [
  "(self, key, /)",
  (args, out) => setBool(out, has(args, args + 8)),
];

export function defineViewTypes(): void {
  defineView(T.dict_keys, T.dict_keyiterator, T.dict_reversekeyiterator, keys_contains);
  defineView(T.dict_values, T.dict_valueiterator, T.dict_reversevalueiterator, null);
  defineView(T.dict_items, T.dict_itemiterator, T.dict_reverseitemiterator, items_contains);
}

// ---- mappingproxy ----------------------------------------------------------------------------------------------------

/** Runs `act` with a held slot of the mapping behind a proxy. */
function withMapping(self: Slot, act: (mapping: Slot) => void): void {
  const mark = markTemps();
  const mapping = pushTemp();
  setRef(mapping, dictOf(self));
  act(mapping);
  releaseTemps(mark);
}

function proxy_new(args: Slot, out: Slot): void {
  // A sequence is none, though it has __getitem__ too.
  const isMapping =
    isRef(args + 8) &&
    !isListValue(args + 8) &&
    !isTupleValue(args + 8) &&
    lookupInType(typeOf(args + 8), N.__getitem__) !== 0;
  if (!isMapping)
    throw raise(T.TypeError, `mappingproxy() argument must be a mapping, not ${typeNameOf(args + 8)}`);
  setRef(out, newMappingProxy(refAt(args + 8)));
}

const proxy_getitem = (self: Slot, key: Slot, out: Slot): void =>
  withMapping(self, (mapping) => getItem(mapping, key, out));

function proxy_contains(self: Slot, key: Slot): boolean {
  let answer = false;
  withMapping(self, (mapping) => {
    answer = contains(mapping, key);
  });
  return answer;
}

function proxy_length(self: Slot): number {
  let length = 0;
  withMapping(self, (mapping) => {
    length = getLength(mapping);
  });
  return length;
}

const proxy_iter = (self: Slot, out: Slot): void => withMapping(self, (mapping) => getIterator(mapping, out));

/** A method of the mapping itself: keys, values, items, copy, __reversed__. */
const forwarded =
  (name: Address) =>
  (args: Slot, out: Slot): void =>
    withMapping(args, (mapping) => callMethod(mapping, name, args, 0, out));

function proxy_get(args: Slot, out: Slot): void {
  withMapping(args, (mapping) => {
    const given = pushTemps(2);
    copyValue(args + 8, given);
    if (isUnbound(args + 16)) setNone(given + 8);
    else copyValue(args + 16, given + 8);
    callMethod(mapping, N.get, given, 2, out);
  });
}

/** Compares or merges with what is behind the other side, when that is a proxy too. */
function withBoth(args: Slot, act: (left: Slot, right: Slot) => void): void {
  const mark = markTemps();
  const held = pushTemps(2);
  for (let i = 0; i < 2; i++) {
    const slot = args + 8 * i;
    if (isExactly(slot, T.mappingproxy)) setRef(held + 8 * i, dictOf(slot));
    else copyValue(slot, held + 8 * i);
  }
  act(held, held + 8);
  releaseTemps(mark);
}

const proxyComparison =
  (op: number) =>
  (args: Slot, out: Slot): void =>
    withBoth(args, (left, right) => richCompare(op, left, right, out));

export function defineMappingProxyType(): void {
  registerProtocols(T.mappingproxy, {
    iterate: proxy_iter,
    getItem: proxy_getitem,
    contains: proxy_contains,
  });
  defineType(T.mappingproxy, {
    size: 16,
    refs: [VIEW_DICT],
    doc: "A read-only view of a mapping.",
    methods: {
      __new__: ["(type, mapping)", proxy_new],
      __repr__: [
        "(self, /)",
        (args, out) =>
          withMapping(args, (mapping) => setRef(out, newString(`mappingproxy(${reprOf(mapping)})`))),
      ],
      __str__: ["(self, /)", (args, out) => withMapping(args, (mapping) => toStr(mapping, out))],
      __len__: ["(self, /)", (args, out) => setInt(out, proxy_length(args))],
      __getitem__: ["(self, key, /)", (args, out) => proxy_getitem(args, args + 8, out)],
      __contains__: ["(self, key, /)", (args, out) => setBool(out, proxy_contains(args, args + 8))],
      __iter__: ["(self, /)", proxy_iter],
      __reversed__: ["(self, /)", (args, out) => forwarded(N.__reversed__)(args, out)],
      __eq__: ["(self, value, /)", proxyComparison(EQ)],
      __ne__: ["(self, value, /)", proxyComparison(NE)],
      __hash__: null,
      __or__: [
        "(self, value, /)",
        (args, out) => withBoth(args, (left, right) => binaryOperation(NB_OR, left, right, out)),
      ],
      __ror__: [
        "(self, value, /)",
        (args, out) => withBoth(args, (left, right) => binaryOperation(NB_OR, right, left, out)),
      ],
      get: ["(self, key, default=None, /)", proxy_get, "The value of the key, or the default."],
      keys: ["(self, /)", (args, out) => forwarded(N.keys)(args, out), "The keys."],
      values: ["(self, /)", (args, out) => forwarded(N.values)(args, out), "The values."],
      items: ["(self, /)", (args, out) => forwarded(N.items)(args, out), "The entries as pairs."],
      copy: ["(self, /)", (args, out) => forwarded(N.copy)(args, out), "A shallow copy of the mapping."],
    },
  });
}
