/**
 * enumerate, zip, map, filter and reversed: iterators over other iterators.
 *
 * They pull one item from each source a turn. What they hold is in their value slots, so an item that was pulled is
 * reachable (in a temporary) while the next one is computed.
 */
import {
  type Address,
  COMBINE_FUNC,
  COMBINE_ITERS,
  COMBINE_STRICT,
  ENUMERATE_INDEX,
  ENUMERATE_ITER,
  INDEX_ITER_INDEX,
  INDEX_ITER_OBJECT,
  type Slot,
  T,
  TAG_INT,
  TF_BASE,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { copyValue, isNone, isUnbound, refAt, setInt, setRef, setUnbound, typeOf } from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import { isTrue } from "../runtime/compare.ts";
import { getIterator, iterNext } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { addToInt, toIndex } from "../runtime/number.ts";
import { isRaisedInstance, raise, takeRaised } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { getItem, getLength } from "../runtime/subscript.ts";
import { allocateOf } from "./allocate_of.ts";
import { defineIterator } from "./iterators.ts";
import { newTuple, newTupleFrom, tupleItem, tupleLength } from "./tuple.ts";
import { isSubtype, lookupInType, typeNameOf } from "./type.ts";
import { class_getitem } from "./union.ts";

// ---- enumerate -------------------------------------------------------------------------------------------------------

function enumerate_new(args: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemps(2);
  if (isUnbound(args + 16)) setInt(held, 0);
  else toIndex(args + 16, held);
  getIterator(args + 8, held + 8);
  const object = allocateOf(refAt(args));
  copyValue(held + 8, object + ENUMERATE_ITER);
  copyValue(held, object + ENUMERATE_INDEX);
  setRef(out, object);
  releaseTemps(mark);
}

/** Advances an enumerate object. */
export function nextOfEnumerate(iterator: Address, out: Slot): boolean {
  const mark = markTemps();
  const item = pushTemp();
  if (!iterNext(iterator + ENUMERATE_ITER, item)) {
    releaseTemps(mark);
    return false;
  }
  const pair = newTuple(2);
  const index = iterator + ENUMERATE_INDEX;
  copyValue(index, tupleItem(pair, 0));
  copyValue(item, tupleItem(pair, 1));
  if (I32[(index + 4) >> 2] === TAG_INT && I32[index >> 2] < 0x7fffffff) I32[index >> 2]++;
  else addToInt(index, 1);
  setRef(out, pair);
  releaseTemps(mark);
  return true;
}

// ---- zip -------------------------------------------------------------------------------------------------------------

/** A tuple of iterators over the `count` iterables at `first`, in a held slot. */
function iteratorsOf(first: Slot, count: number, held: Slot): void {
  const tuple = newTuple(count);
  setRef(held, tuple);
  for (let i = 0; i < count; i++) getIterator(first + 8 * i, tupleItem(tuple, i));
}

function zip_new(args: Slot, out: Slot, extra: number): void {
  const mark = markTemps();
  const held = pushTemp();
  const strict = !isUnbound(args + 8) && isTrue(args + 8);
  iteratorsOf(args + 16, extra, held);
  const object = allocateOf(refAt(args));
  setUnbound(object + COMBINE_FUNC);
  copyValue(held, object + COMBINE_ITERS);
  I32[(object + COMBINE_STRICT) >> 2] = strict ? 1 : 0;
  setRef(out, object);
  releaseTemps(mark);
}

/**
 * Pulls one item from each iterator into the slots from `items`. False when one is at its end; a strict object then
 * checks that all are.
 */
function pullAll(object: Address, items: Slot, name: string): boolean {
  const iterators = refAt(object + COMBINE_ITERS);
  const count = tupleLength(iterators);
  for (let i = 0; i < count; i++) {
    if (iterNext(tupleItem(iterators, i), items + 8 * i)) continue;
    if (I32[(object + COMBINE_STRICT) >> 2] !== 0) checkAllEnded(iterators, i, items, name);
    return false;
  }
  return count > 0;
}

function checkAllEnded(iterators: Address, ended: number, scratch: Slot, name: string): void {
  const before = (i: number): string => (i === 1 ? "argument 1" : `arguments 1-${i}`);
  if (ended > 0)
    throw raise(T.ValueError, `${name}() argument ${ended + 1} is shorter than ${before(ended)}`);
  for (let i = 1; i < tupleLength(iterators); i++)
    if (iterNext(tupleItem(iterators, i), scratch))
      throw raise(T.ValueError, `${name}() argument ${i + 1} is longer than ${before(i)}`);
}

/** Advances a zip object. */
export function nextOfZip(object: Address, out: Slot): boolean {
  const count = tupleLength(refAt(object + COMBINE_ITERS));
  const mark = markTemps();
  const items = pushTemps(count);
  const more = pullAll(object, items, "zip");
  if (more) setRef(out, newTupleFrom(items, count));
  releaseTemps(mark);
  return more;
}

// ---- map, filter -----------------------------------------------------------------------------------------------------

function map_new(args: Slot, out: Slot, extra: number): void {
  if (extra < 2) throw raise(T.TypeError, "map() must have at least two arguments.");
  const mark = markTemps();
  const held = pushTemp();
  const strict = !isUnbound(args + 8) && isTrue(args + 8);
  iteratorsOf(args + 24, extra - 1, held);
  const object = allocateOf(refAt(args));
  copyValue(args + 16, object + COMBINE_FUNC);
  copyValue(held, object + COMBINE_ITERS);
  I32[(object + COMBINE_STRICT) >> 2] = strict ? 1 : 0;
  setRef(out, object);
  releaseTemps(mark);
}

/** Advances a map object. */
export function nextOfMap(object: Address, out: Slot): boolean {
  const count = tupleLength(refAt(object + COMBINE_ITERS));
  const mark = markTemps();
  const items = pushTemps(count);
  let more = pullAll(object, items, "map");
  try {
    if (more) callValue(object + COMBINE_FUNC, items, count, 0, out);
  } catch (error) {
    more = endOnStopIteration(error);
  }
  releaseTemps(mark);
  return more;
}

/** A function that raises StopIteration ends the iteration, as it would by the way its iterator is advanced. */
function endOnStopIteration(error: unknown): false {
  if (error !== RAISED || !isRaisedInstance(T.StopIteration)) throw error;
  takeRaised();
  return false;
}

function filter_new(args: Slot, out: Slot): void {
  const mark = markTemps();
  const held = pushTemp();
  getIterator(args + 16, held);
  const object = allocateOf(refAt(args));
  copyValue(args + 8, object + COMBINE_FUNC);
  copyValue(held, object + COMBINE_ITERS);
  setRef(out, object);
  releaseTemps(mark);
}

/** Advances a filter object. */
export function nextOfFilter(object: Address, out: Slot): boolean {
  const mark = markTemps();
  const items = pushTemps(2);
  const func = object + COMBINE_FUNC;
  // `filter(None, …)` and `filter(bool, …)` keep what is true.
  const byTruth = isNone(func) || (I32[func >> 2] === T.bool && !isUnbound(func));
  let found = false;
  while (!found && iterNext(object + COMBINE_ITERS, items)) {
    if (byTruth) found = isTrue(items);
    else {
      try {
        callValue(func, items, 1, 0, items + 8);
      } catch (error) {
        endOnStopIteration(error);
        break;
      }
      found = isTrue(items + 8);
    }
  }
  if (found) copyValue(items, out);
  releaseTemps(mark);
  return found;
}

// ---- reversed --------------------------------------------------------------------------------------------------------

/** Writes `reversed(object)`: what `__reversed__` returns, or an iterator by index. */
export function reversedOf(type: Address, object: Slot, out: Slot): void {
  const own = lookupInType(typeOf(object), N.__reversed__);
  if (own !== 0 && !isNone(own)) {
    callSpecial0(object, N.__reversed__, out);
    return;
  }
  if (own !== 0 || !isReversible(typeOf(object)))
    throw raise(T.TypeError, `'${typeNameOf(object)}' object is not reversible`);
  const length = getLength(object);
  const iterator = allocateOf(type);
  copyValue(object, iterator + INDEX_ITER_OBJECT);
  I32[(iterator + INDEX_ITER_INDEX) >> 2] = length - 1;
  setRef(out, iterator);
}

const isReversible = (type: Address): boolean =>
  lookupInType(type, N.__getitem__) !== 0 && !isSubtype(type, T.dict);

function nextOfReversed(iterator: Address, out: Slot): boolean {
  const object = iterator + INDEX_ITER_OBJECT;
  const index = I32[(iterator + INDEX_ITER_INDEX) >> 2];
  if (isUnbound(object)) return false;
  if (index < 0) {
    setUnbound(object);
    return false;
  }
  I32[(iterator + INDEX_ITER_INDEX) >> 2] = index - 1;
  const mark = markTemps();
  const key = pushTemp();
  setInt(key, index);
  try {
    getItem(object, key, out);
  } catch (error) {
    if (error !== RAISED || !(isRaisedInstance(T.IndexError) || isRaisedInstance(T.StopIteration)))
      throw error;
    takeRaised();
    setUnbound(object);
    releaseTemps(mark);
    return false;
  }
  releaseTemps(mark);
  return true;
}

export function defineCombinedIteratorTypes(): void {
  defineIterator(T.enumerate, nextOfEnumerate, {
    size: 24,
    values: [ENUMERATE_ITER, 2],
    flags: TF_BASE,
    doc: "Pairs of a count and an item.",
    methods: {
      __class_getitem__: ["(type, object, /)", class_getitem],
      __new__: ["(type, iterable, start=0)", enumerate_new],
    },
  });
  const combined = { size: 32, values: [COMBINE_FUNC, 2], flags: TF_BASE } as const;
  defineIterator(T.zip, nextOfZip, {
    ...combined,
    doc: "Tuples of one item from each iterable, until one ends.",
    methods: { __new__: ["(type, /, *iterables, strict=False)", zip_new] },
  });
  defineIterator(T.map, nextOfMap, {
    ...combined,
    doc: "The function's results for the items of the iterables.",
    methods: { __new__: ["(type, /, *args, strict=False)", map_new] },
  });
  defineIterator(T.filter, nextOfFilter, {
    ...combined,
    doc: "The items for which the function is true.",
    methods: { __new__: ["(type, function, iterable, /)", filter_new] },
  });
  defineIterator(T.reversed, nextOfReversed, {
    size: 24,
    values: [INDEX_ITER_OBJECT, 1],
    flags: TF_BASE,
    doc: "The items of a sequence, last to first.",
    methods: {
      __new__: [
        "(type, /, *args)",
        (args, out, extra) => {
          if (extra !== 1) throw raise(T.TypeError, `reversed expected 1 argument, got ${extra}`);
          reversedOf(refAt(args), args + 8, out);
        },
      ],
      __length_hint__: [
        "(self, /)",
        (args, out) =>
          setInt(
            out,
            isUnbound(refAt(args) + INDEX_ITER_OBJECT) ? 0 : I32[(refAt(args) + INDEX_ITER_INDEX) >> 2] + 1,
          ),
      ],
    },
  });
}
