/**
 * itertools: iterators built from iterators, after the functional languages' lists.
 *
 * Every one is a native type with a row of value slots and a function that advances it; what it holds (sources,
 * counters, pools as tuples, indices as lists of ints) is in those slots, where the collector finds it.
 */
import { type Address, LIST_ITEMS, OBJ_HEADER, type Slot, T, TF_BASE } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { newString } from "../../heap/strings.ts";
import {
  copyValue,
  copyValues,
  intAt,
  isExactly,
  isInt,
  isNone,
  isUnbound,
  refAt,
  setInt,
  setNone,
  setRef,
  setUnbound,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { type MethodRow, makeType } from "../../objects/define.ts";
import { int_set } from "../../objects/int.ts";
import { iterator_iter, iterator_next } from "../../objects/iterators.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { newTuple, newTupleFrom, tupleItem, tupleLength, tupleOf } from "../../objects/tuple.ts";
import { typeNameOf } from "../../objects/type.ts";
import { class_getitem } from "../../objects/union.ts";
import { callValue } from "../../runtime/call.ts";
import { equals, isTrue } from "../../runtime/compare.ts";
import { reprOf } from "../../runtime/format.ts";
import { getIterator, iterNext } from "../../runtime/iterate.ts";
import { binaryOperation, indexValue, NB_ADD } from "../../runtime/number.ts";
import { moduleNexts } from "../../runtime/protocols.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { clampedIndex, FAR, isIndex } from "../../runtime/subscript.ts";
import { addFunctions, addObject } from "../functions/table.ts";

/** Slot i of an iterator. */
const field = (object: Address, index: number): Slot => object + OBJ_HEADER + 8 * index;

/** What an iterator type is made of. */
interface Tool {
  /** Number of value slots. */
  readonly slots: number;
  readonly signature: string;
  /** Fills the slots of a fresh object (held by the caller) from the arguments. */
  readonly create: (object: Address, args: Slot, extra: number) => void;
  readonly next: (object: Address, out: Slot) => boolean;
  readonly methods?: Readonly<Record<string, MethodRow>>;
  readonly classMethods?: Readonly<Record<string, MethodRow>>;
  readonly doc: string;
}

function defineTool(module: Address, name: string, tool: Tool, shown = true): Address {
  const type = makeType(`itertools.${name}`, {
    size: OBJ_HEADER + 8 * tool.slots,
    values: [OBJ_HEADER, tool.slots],
    flags: TF_BASE,
    doc: tool.doc,
    methods: {
      __new__: [
        tool.signature,
        (args, out, extra) => {
          const mark = markTemps();
          const held = pushTemp();
          const object = allocateOf(refAt(args));
          setRef(held, object);
          tool.create(object, args, extra);
          copyValue(held, out);
          releaseTemps(mark);
        },
      ],
      __iter__: ["(self, /)", iterator_iter],
      __next__: ["(self, /)", iterator_next],
      ...tool.methods,
    },
    classMethods: tool.classMethods ?? {},
  });
  moduleNexts.set(type, tool.next);
  if (shown) addObject(module, name, type);
  return type;
}

/** Runs `act` with `count` held slots. */
function withTemps<R>(count: number, act: (held: Slot) => R): R {
  const mark = markTemps();
  const answer = act(pushTemps(count));
  releaseTemps(mark);
  return answer;
}

/** Adds 1 to the int in a slot. */
const increment = (slot: Slot): void => int_set(slot, intAt(slot) + 1);

// ---- Without end -----------------------------------------------------------------------------------------------------

const count: Tool = {
  slots: 2,
  signature: "(type, start=0, step=1)",
  doc: "Evenly spaced numbers from a start, without end.",
  create(object, args) {
    if (isUnbound(args + 8)) setInt(field(object, 0), 0);
    else {
      checkNumber(args + 8);
      copyValue(args + 8, field(object, 0));
    }
    if (isUnbound(args + 16)) setInt(field(object, 1), 1);
    else {
      checkNumber(args + 16);
      copyValue(args + 16, field(object, 1));
    }
  },
  next(object, out) {
    const current = field(object, 0);
    const step = field(object, 1);
    return withTemps(1, (held) => {
      copyValue(current, held);
      if (isInt(current) && isInt(step)) int_set(current, intAt(current) + intAt(step));
      else binaryOperation(NB_ADD, current, step, current);
      copyValue(held, out);
      return true;
    });
  },
  methods: {
    __repr__: [
      "(self, /)",
      (args, out) => {
        const object = refAt(args);
        const step = field(object, 1);
        const tail = isInt(step) && intAt(step) === 1 ? "" : `, ${reprOf(step)}`;
        setRef(out, newString(`count(${reprOf(field(object, 0))}${tail})`));
      },
    ],
  },
};

function checkNumber(slot: Slot): void {
  const type = typeNameOf(slot);
  if (type === "str" || type === "NoneType" || type === "list" || type === "tuple" || type === "dict")
    throw raise(T.TypeError, "a number is required");
}

const cycle: Tool = {
  slots: 3, // iterator (unbound at its end), items seen, index
  signature: "(type, iterable, /)",
  doc: "The items of an iterable, over and over.",
  create(object, args) {
    getIterator(args + 8, field(object, 0));
    setRef(field(object, 1), newList(0));
    setInt(field(object, 2), 0);
  },
  next(object, out) {
    const seen = refAt(field(object, 1));
    if (!isUnbound(field(object, 0))) {
      if (iterNext(field(object, 0), out)) {
        list_append(seen, out);
        return true;
      }
      setUnbound(field(object, 0));
    }
    const length = listLength(seen);
    if (length === 0) return false;
    const index = intAt(field(object, 2));
    setInt(field(object, 2), index + 1 === length ? 0 : index + 1);
    copyValue(listItem(seen, index), out);
    return true;
  },
};

const repeat: Tool = {
  slots: 2, // object, times left (None: for ever)
  signature: "(type, object, times=None)",
  doc: "One value, a number of times or without end.",
  create(object, args) {
    copyValue(args + 8, field(object, 0));
    if (isUnbound(args + 16)) setNone(field(object, 1));
    else int_set(field(object, 1), Math.max(0, indexValue(args + 16)));
  },
  next(object, out) {
    const left = field(object, 1);
    if (!isNone(left)) {
      if (intAt(left) <= 0) return false;
      setInt(left, intAt(left) - 1);
    }
    copyValue(field(object, 0), out);
    return true;
  },
  methods: {
    __repr__: [
      "(self, /)",
      (args, out) => {
        const object = refAt(args);
        const tail = isNone(field(object, 1)) ? "" : `, ${reprOf(field(object, 1))}`;
        setRef(out, newString(`repeat(${reprOf(field(object, 0))}${tail})`));
      },
    ],
    __length_hint__: [
      "(self, /)",
      (args, out) => {
        if (isNone(field(refAt(args), 1))) throw raise(T.TypeError, "len() of unsized object");
        copyValue(field(refAt(args), 1), out);
      },
    ],
  },
};

// ---- Until the shortest ends -------------------------------------------------------------------------------------------

const accumulate: Tool = {
  slots: 4, // iterator, function, total so far (unbound before the first), initial value not yet given out
  signature: "(type, iterable, func=None, *, initial=None)",
  doc: "Running totals, or the results of another function of two arguments.",
  create(object, args) {
    getIterator(args + 8, field(object, 0));
    if (!isUnbound(args + 16) && !isNone(args + 16)) copyValue(args + 16, field(object, 1));
    if (!isUnbound(args + 24) && !isNone(args + 24)) copyValue(args + 24, field(object, 3));
  },
  next(object, out) {
    const total = field(object, 2);
    if (!isUnbound(field(object, 3))) {
      copyValue(field(object, 3), total);
      setUnbound(field(object, 3));
      copyValue(total, out);
      return true;
    }
    return withTemps(2, (held) => {
      if (!iterNext(field(object, 0), held + 8)) return false;
      if (isUnbound(total)) copyValue(held + 8, total);
      else {
        copyValue(total, held);
        if (isUnbound(field(object, 1))) binaryOperation(NB_ADD, held, held + 8, total);
        else callValue(field(object, 1), held, 2, 0, total);
      }
      copyValue(total, out);
      return true;
    });
  },
};

const chain: Tool = {
  slots: 2, // iterator over the iterables, the one being walked
  signature: "(type, /, *iterables)",
  doc: "The items of one iterable after those of another.",
  create(object, args, extra) {
    withTemps(1, (held) => {
      setRef(held, newTupleFrom(args + 8, extra));
      getIterator(held, field(object, 0));
    });
  },
  next(object, out) {
    const outer = field(object, 0);
    const inner = field(object, 1);
    for (;;) {
      if (!isUnbound(inner)) {
        if (iterNext(inner, out)) return true;
        setUnbound(inner);
      }
      if (isUnbound(outer)) return false;
      const more = withTemps(1, (held) => {
        if (!iterNext(outer, held)) return false;
        getIterator(held, inner);
        return true;
      });
      if (!more) {
        setUnbound(outer);
        return false;
      }
    }
  },
  methods: { __class_getitem__: ["(type, object, /)", class_getitem] },
  classMethods: {
    from_iterable: [
      "(type, iterable, /)",
      (args, out) => {
        const object = allocateOf(refAt(args));
        withTemps(1, (held) => {
          setRef(held, object);
          getIterator(args + 8, field(object, 0));
          copyValue(held, out);
        });
      },
    ],
  },
};

const compress: Tool = {
  slots: 2,
  signature: "(type, data, selectors)",
  doc: "The items whose selectors are true.",
  create(object, args) {
    getIterator(args + 8, field(object, 0));
    getIterator(args + 16, field(object, 1));
  },
  next: (object, out) =>
    withTemps(2, (held) => {
      while (iterNext(field(object, 0), held) && iterNext(field(object, 1), held + 8)) {
        if (!isTrue(held + 8)) continue;
        copyValue(held, out);
        return true;
      }
      return false;
    }),
};

/** `predicate(item)` as a truth value; with None as predicate, the item's own. */
function test(predicate: Slot, item: Slot): boolean {
  if (isNone(predicate)) return isTrue(item);
  return withTemps(1, (held) => {
    callValue(predicate, item, 1, 0, held);
    return isTrue(held);
  });
}

const predicated = (doc: string, next: Tool["next"]): Tool => ({
  slots: 3, // predicate, iterator, state
  signature: "(type, predicate, iterable, /)",
  doc,
  create(object, args) {
    copyValue(args + 8, field(object, 0));
    getIterator(args + 16, field(object, 1));
  },
  next,
});

const dropwhile = predicated(
  "The items from the first one for which the predicate is false.",
  (object, out) =>
    withTemps(1, (held) => {
      while (iterNext(field(object, 1), held)) {
        if (isUnbound(field(object, 2)) && test(field(object, 0), held)) continue;
        setNone(field(object, 2));
        copyValue(held, out);
        return true;
      }
      return false;
    }),
);

const takewhile = predicated(
  "The items before the first one for which the predicate is false.",
  (object, out) =>
    withTemps(1, (held) => {
      if (!isUnbound(field(object, 2)) || !iterNext(field(object, 1), held)) return false;
      if (!test(field(object, 0), held)) {
        setNone(field(object, 2));
        return false;
      }
      copyValue(held, out);
      return true;
    }),
);

const filterfalse = predicated("The items for which the predicate is false.", (object, out) =>
  withTemps(1, (held) => {
    while (iterNext(field(object, 1), held)) {
      if (test(field(object, 0), held)) continue;
      copyValue(held, out);
      return true;
    }
    return false;
  }),
);

const starmap: Tool = {
  slots: 2,
  signature: "(type, function, iterable, /)",
  doc: "The function's results for tuples of arguments.",
  create(object, args) {
    copyValue(args + 8, field(object, 0));
    getIterator(args + 16, field(object, 1));
  },
  next: (object, out) =>
    withTemps(2, (held) => {
      if (!iterNext(field(object, 1), held)) return false;
      setRef(held + 8, tupleOf(held));
      const args = refAt(held + 8);
      const count = tupleLength(args);
      const given = pushTemps(count);
      copyValues(tupleItem(args, 0), given, count);
      callValue(field(object, 0), given, count, 0, out);
      return true;
    }),
};

const pairwise: Tool = {
  slots: 2, // iterator, item before
  signature: "(type, iterable, /)",
  doc: "Pairs of neighbouring items.",
  create(object, args) {
    getIterator(args + 8, field(object, 0));
  },
  next: (object, out) =>
    withTemps(1, (held) => {
      const before = field(object, 1);
      if (isUnbound(before) && !iterNext(field(object, 0), before)) return false;
      if (!iterNext(field(object, 0), held)) return false;
      const pair = newTuple(2);
      copyValue(before, tupleItem(pair, 0));
      copyValue(held, tupleItem(pair, 1));
      copyValue(held, before);
      setRef(out, pair);
      return true;
    }),
};

const batched: Tool = {
  slots: 3, // iterator, size, strict
  signature: "(type, iterable, n, *, strict=False)",
  doc: "Tuples of n items; the last may be shorter.",
  create(object, args) {
    const size = indexValue(args + 16);
    if (size < 1) throw raise(T.ValueError, "n must be at least one");
    getIterator(args + 8, field(object, 0));
    int_set(field(object, 1), size);
    setInt(field(object, 2), !isUnbound(args + 24) && isTrue(args + 24) ? 1 : 0);
  },
  next: (object, out) =>
    withTemps(2, (held) => {
      if (isUnbound(field(object, 0))) return false;
      const items = newList(0);
      setRef(held, items);
      const size = intAt(field(object, 1));
      while (listLength(items) < size && iterNext(field(object, 0), held + 8)) list_append(items, held + 8);
      const length = listLength(items);
      if (length < size) {
        setUnbound(field(object, 0));
        if (length === 0) return false;
        if (intAt(field(object, 2)) !== 0) throw raise(T.ValueError, "batched(): incomplete batch");
      }
      setRef(out, newTupleFrom(I32[(items + LIST_ITEMS) >> 2], length));
      return true;
    }),
};

const islice: Tool = {
  slots: 5, // iterator, position, next position wanted, stop (None: none), step
  signature: "(type, iterable, /, *args)",
  doc: "Chosen items of an iterable, as a slice would choose them.",
  create(object, args, extra) {
    const given = args + 16;
    if (extra < 1) throw raise(T.TypeError, "islice expected at least 2 arguments, got 1");
    if (extra > 3) throw raise(T.TypeError, `islice expected at most 4 arguments, got ${extra + 1}`);
    const bounded = (slot: Slot, message: string): number => {
      const value = isIndex(slot) ? clampedIndex(slot) : -1;
      if (value < 0 || value === FAR) throw raise(T.ValueError, message);
      return value;
    };
    const stop = extra === 1 ? given : given + 8;
    const stopMessage =
      extra === 1
        ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        : "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const startAt =
      extra === 1 || isNone(given)
        ? 0
        : bounded(given, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (isNone(stop)) setNone(field(object, 3));
    else int_set(field(object, 3), bounded(stop, stopMessage));
    let step = 1;
    if (extra === 3 && !isNone(given + 16)) {
      step = isIndex(given + 16) ? clampedIndex(given + 16) : 0;
      if (step < 1) throw raise(T.ValueError, "Step for islice() must be a positive integer or None.");
    }
    getIterator(args + 8, field(object, 0));
    setInt(field(object, 1), 0);
    int_set(field(object, 2), startAt);
    int_set(field(object, 4), step);
  },
  next(object, out) {
    if (isUnbound(field(object, 0))) return false;
    const stop = isNone(field(object, 3)) ? Number.POSITIVE_INFINITY : intAt(field(object, 3));
    const wanted = intAt(field(object, 2));
    const position = field(object, 1);
    return withTemps(1, (held) => {
      while (intAt(position) < Math.min(wanted, stop)) {
        if (!iterNext(field(object, 0), held)) return endSlice(object);
        increment(position);
      }
      if (wanted >= stop || !iterNext(field(object, 0), held)) return endSlice(object);
      increment(position);
      int_set(field(object, 2), Math.min(wanted + intAt(field(object, 4)), stop));
      copyValue(held, out);
      return true;
    });
  },
};

function endSlice(object: Address): false {
  setUnbound(field(object, 0));
  return false;
}

const zipLongest: Tool = {
  slots: 3, // list of iterators (None for ended ones), fill value, number still going
  signature: "(type, /, *iterables, fillvalue=None)",
  doc: "Tuples of one item from each iterable, the ended ones replaced by a fill value.",
  create(object, args, extra) {
    const iterators = newTuple(extra);
    setRef(field(object, 0), iterators);
    for (let i = 0; i < extra; i++) getIterator(args + 16 + 8 * i, tupleItem(iterators, i));
    if (isUnbound(args + 8)) setNone(field(object, 1));
    else copyValue(args + 8, field(object, 1));
    setInt(field(object, 2), extra);
  },
  next(object, out) {
    const iterators = refAt(field(object, 0));
    const count = tupleLength(iterators);
    const going = field(object, 2);
    if (intAt(going) === 0) return false;
    return withTemps(count, (items) => {
      for (let i = 0; i < count; i++) {
        const iterator = tupleItem(iterators, i);
        if (!isNone(iterator)) {
          if (iterNext(iterator, items + 8 * i)) continue;
          setNone(iterator);
          setInt(going, intAt(going) - 1);
          if (intAt(going) === 0) return false;
        }
        copyValue(field(object, 1), items + 8 * i);
      }
      setRef(out, newTupleFrom(items, count));
      return true;
    });
  },
};

// ---- groupby -----------------------------------------------------------------------------------------------------------

// Slots of a groupby: iterator, key function, key of the current group, key of the item read, the item read, group number.
const GROUP_ITERATOR = 0;
const GROUP_FUNCTION = 1;
const GROUP_KEY = 2;
const GROUP_READ_KEY = 3;
const GROUP_READ = 4;
const GROUP_NUMBER = 5;

/** Reads one item and its key; false at the end. */
function readGrouped(object: Address): boolean {
  return withTemps(1, (held) => {
    if (!iterNext(field(object, GROUP_ITERATOR), held)) return false;
    copyValue(held, field(object, GROUP_READ));
    if (isNone(field(object, GROUP_FUNCTION))) copyValue(held, field(object, GROUP_READ_KEY));
    else callValue(field(object, GROUP_FUNCTION), held, 1, 0, field(object, GROUP_READ_KEY));
    return true;
  });
}

const groupby = (grouper: () => Address): Tool => ({
  slots: 6,
  signature: "(type, iterable, key=None)",
  doc: "Pairs of a key and an iterator over the neighbouring items with that key.",
  create(object, args) {
    getIterator(args + 8, field(object, GROUP_ITERATOR));
    if (isUnbound(args + 16)) setNone(field(object, GROUP_FUNCTION));
    else copyValue(args + 16, field(object, GROUP_FUNCTION));
    setInt(field(object, GROUP_NUMBER), 0);
  },
  next(object, out) {
    increment(field(object, GROUP_NUMBER));
    // The rest of the current group is passed over.
    while (
      isUnbound(field(object, GROUP_READ_KEY)) ||
      (!isUnbound(field(object, GROUP_KEY)) &&
        equals(field(object, GROUP_KEY), field(object, GROUP_READ_KEY)))
    )
      if (!readGrouped(object)) return false;
    copyValue(field(object, GROUP_READ_KEY), field(object, GROUP_KEY));
    return withTemps(1, (held) => {
      const group = allocateOf(grouper());
      setRef(held, group);
      setRef(field(group, 0), object);
      copyValue(field(object, GROUP_NUMBER), field(group, 1));
      copyValue(field(object, GROUP_KEY), field(group, 2));
      const pair = newTuple(2);
      copyValue(field(object, GROUP_KEY), tupleItem(pair, 0));
      copyValue(held, tupleItem(pair, 1));
      setRef(out, pair);
      return true;
    });
  },
});

const grouperTool: Tool = {
  slots: 3, // groupby, its number, key
  signature: "(type, parent, key, /)",
  doc: "The items of one group.",
  create(object, args) {
    copyValue(args + 8, field(object, 0));
    setInt(field(object, 1), -1);
    copyValue(args + 16, field(object, 2));
  },
  next(object, out) {
    const parent = refAt(field(object, 0));
    if (intAt(field(object, 1)) !== intAt(field(parent, GROUP_NUMBER))) return false;
    if (isUnbound(field(parent, GROUP_READ)) && !readGrouped(parent)) return false;
    if (!equals(field(object, 2), field(parent, GROUP_READ_KEY))) return false;
    copyValue(field(parent, GROUP_READ), out);
    setUnbound(field(parent, GROUP_READ));
    return true;
  },
};

// ---- Combinatorics -----------------------------------------------------------------------------------------------------

/** A list of ints in a fresh list object. */
function listOfInts(values: readonly number[]): Address {
  const list = newList(values.length);
  withTemps(1, (held) => {
    for (const value of values) {
      setInt(held, value);
      list_append(list, held);
    }
  });
  return list;
}
const entry = (list: Address, i: number): number => intAt(listItem(list, i));
const setEntry = (list: Address, i: number, value: number): void => setInt(listItem(list, i), value);

/** Writes the tuple of the pool's items at the indices. */
function choose(pool: Address, indices: Address, count: number, out: Slot): true {
  const result = newTuple(count);
  for (let i = 0; i < count; i++) copyValue(tupleItem(pool, entry(indices, i)), tupleItem(result, i));
  setRef(out, result);
  return true;
}

const product: Tool = {
  slots: 2, // tuple of pools, indices (unbound: not begun; None: over)
  signature: "(type, /, *iterables, repeat=1)",
  doc: "All tuples of one item from each iterable, the last one turning fastest.",
  create(object, args, extra) {
    const times = isUnbound(args + 8) ? 1 : indexValue(args + 8);
    if (times < 0) throw raise(T.ValueError, "repeat argument cannot be negative");
    const pools = newTuple(extra * times);
    setRef(field(object, 0), pools);
    for (let i = 0; i < extra; i++) setRef(tupleItem(pools, i), tupleOf(args + 16 + 8 * i));
    for (let i = extra; i < extra * times; i++) copyValue(tupleItem(pools, i - extra), tupleItem(pools, i));
  },
  next(object, out) {
    const pools = refAt(field(object, 0));
    const count = tupleLength(pools);
    const state = field(object, 1);
    if (isNone(state)) return false;
    const size = (i: number): number => tupleLength(refAt(tupleItem(pools, i)));
    if (isUnbound(state)) {
      setNone(state);
      for (let i = 0; i < count; i++) if (size(i) === 0) return false;
      setRef(state, listOfInts(new Array<number>(count).fill(0)));
    } else {
      const indices = refAt(state);
      let i = count - 1;
      for (; i >= 0; i--) {
        const next = entry(indices, i) + 1;
        if (next < size(i)) {
          setEntry(indices, i, next);
          break;
        }
        setEntry(indices, i, 0);
      }
      if (i < 0) {
        setNone(state);
        return false;
      }
    }
    const indices = refAt(state);
    const result = newTuple(count);
    for (let i = 0; i < count; i++)
      copyValue(tupleItem(refAt(tupleItem(pools, i)), entry(indices, i)), tupleItem(result, i));
    setRef(out, result);
    return true;
  },
};

/** Reads the length argument of combinations and permutations: as an int that is no object, since no pool is that long. */
function lengthArgument(slot: Slot): number {
  const length = indexValue(slot);
  if (length < 0) throw raise(T.ValueError, "r must be non-negative");
  return Math.min(length, 0x7fffffff);
}

const combining = (
  doc: string,
  first: (i: number) => number,
  advance: (indices: Address, n: number, r: number) => boolean,
): Tool => ({
  slots: 4, // pool, indices (unbound: not begun; None: over), r, unused
  signature: "(type, iterable, r)",
  doc,
  create(object, args) {
    setRef(field(object, 0), tupleOf(args + 8));
    setInt(field(object, 2), lengthArgument(args + 16));
  },
  next(object, out) {
    const pool = refAt(field(object, 0));
    const state = field(object, 1);
    const r = intAt(field(object, 2));
    const n = tupleLength(pool);
    if (isNone(state)) return false;
    if (isUnbound(state)) {
      const impossible = first(1) === 1 ? r > n : n === 0 && r > 0;
      if (impossible) {
        setNone(state);
        return false;
      }
      setRef(state, listOfInts(Array.from({ length: r }, (_, i) => first(i))));
    } else if (!advance(refAt(state), n, r)) {
      setNone(state);
      return false;
    }
    return choose(pool, refAt(state), r, out);
  },
});

const combinations = combining(
  "All choices of r items, in order of position.",
  (i) => i,
  (indices, n, r) => {
    let i = r - 1;
    while (i >= 0 && entry(indices, i) === i + n - r) i--;
    if (i < 0) return false;
    setEntry(indices, i, entry(indices, i) + 1);
    for (let j = i + 1; j < r; j++) setEntry(indices, j, entry(indices, j - 1) + 1);
    return true;
  },
);

const combinationsWithReplacement = combining(
  "All choices of r items that may repeat.",
  () => 0,
  (indices, n, r) => {
    let i = r - 1;
    while (i >= 0 && entry(indices, i) === n - 1) i--;
    if (i < 0) return false;
    const next = entry(indices, i) + 1;
    for (let j = i; j < r; j++) setEntry(indices, j, next);
    return true;
  },
);

const permutations: Tool = {
  slots: 4, // pool, indices (None: over), cycles (unbound: not begun), r
  signature: "(type, iterable, r=None)",
  doc: "All orders of r items.",
  create(object, args) {
    const pool = tupleOf(args + 8);
    setRef(field(object, 0), pool);
    const n = tupleLength(pool);
    if (!isUnbound(args + 16) && !isNone(args + 16) && !isIndex(args + 16))
      throw raise(T.TypeError, "Expected int as r");
    const r = isUnbound(args + 16) || isNone(args + 16) ? n : lengthArgument(args + 16);
    setInt(field(object, 3), r);
    if (r > n) setNone(field(object, 1));
    else setRef(field(object, 1), listOfInts(Array.from({ length: n }, (_, i) => i)));
  },
  next(object, out) {
    const state = field(object, 1);
    if (isNone(state)) return false;
    const pool = refAt(field(object, 0));
    const indices = refAt(state);
    const n = tupleLength(pool);
    const r = intAt(field(object, 3));
    if (isUnbound(field(object, 2)))
      setRef(field(object, 2), listOfInts(Array.from({ length: r }, (_, i) => n - i)));
    else if (!nextPermutation(indices, refAt(field(object, 2)), n, r)) {
      setNone(state);
      return false;
    }
    return choose(pool, indices, r, out);
  },
};

function nextPermutation(indices: Address, cycles: Address, n: number, r: number): boolean {
  for (let i = r - 1; i >= 0; i--) {
    setEntry(cycles, i, entry(cycles, i) - 1);
    if (entry(cycles, i) === 0) {
      // Item i goes to the end, the ones after it move up.
      const index = entry(indices, i);
      for (let j = i; j < n - 1; j++) setEntry(indices, j, entry(indices, j + 1));
      setEntry(indices, n - 1, index);
      setEntry(cycles, i, n - i);
    } else {
      const j = n - entry(cycles, i);
      const index = entry(indices, i);
      setEntry(indices, i, entry(indices, j));
      setEntry(indices, j, index);
      return true;
    }
  }
  return false;
}

// ---- tee -----------------------------------------------------------------------------------------------------------------

// The branches of a tee walk a chain of pairs [item, next], which the collector frees behind the slowest. A branch holds
// the source and the link to go on from; a link that is not filled yet has its item unbound.
const teeTool: Tool = {
  slots: 2, // source, link: a list of item and next link
  signature: "(type, iterable, /)",
  doc: "One of several independent iterators over one source.",
  create(object, args) {
    getIterator(args + 8, field(object, 0));
    setRef(field(object, 1), newLink());
  },
  next(object, out) {
    const link = refAt(field(object, 1));
    if (isUnbound(listItem(link, 0))) {
      const more = withTemps(1, (held) => {
        if (!iterNext(field(object, 0), held)) return false;
        copyValue(held, listItem(link, 0));
        setRef(listItem(link, 1), newLink());
        return true;
      });
      if (!more) return false;
    }
    copyValue(listItem(link, 0), out);
    copyValue(listItem(link, 1), field(object, 1));
    return true;
  },
  methods: {
    __copy__: [
      "(self, /)",
      (args, out) => {
        setRef(out, copyBranch(refAt(args)));
      },
    ],
  },
};

function newLink(): Address {
  const link = newList(0);
  withTemps(1, (held) => {
    list_append(link, held);
    list_append(link, held);
  });
  return link;
}

function copyBranch(branch: Address): Address {
  const copy = allocateOf(I32[branch >> 2]);
  copyValue(field(branch, 0), field(copy, 0));
  copyValue(field(branch, 1), field(copy, 1));
  return copy;
}

function tee(type: Address, args: Slot, out: Slot): void {
  const count = isUnbound(args + 8) ? 2 : indexValue(args + 8);
  if (count < 0) throw raise(T.ValueError, "n must be >= 0");
  withTemps(2, (held) => {
    if (isExactly(args, type)) copyValue(args, held);
    else {
      const first = allocateOf(type);
      setRef(held, first);
      teeTool.create(first, args - 8, 0);
    }
    const result = newTuple(count);
    for (let i = 0; i < count; i++)
      setRef(tupleItem(result, i), i === 0 ? refAt(held) : copyBranch(refAt(held)));
    setRef(out, result);
  });
}

// ---- Module ------------------------------------------------------------------------------------------------------------

/** Makes the module. */
export function makeItertools(): Address {
  const module = newModule("itertools");
  let grouperType: Address = 0;
  for (const [name, tool] of Object.entries({
    count,
    cycle,
    repeat,
    accumulate,
    chain,
    compress,
    dropwhile,
    takewhile,
    filterfalse,
    starmap,
    pairwise,
    batched,
    islice,
    zip_longest: zipLongest,
    product,
    combinations,
    combinations_with_replacement: combinationsWithReplacement,
    permutations,
  }))
    defineTool(module, name, tool);
  defineTool(
    module,
    "groupby",
    groupby(() => grouperType),
  );
  grouperType = defineTool(module, "_grouper", grouperTool, false);
  const teeType = defineTool(module, "_tee", teeTool, false);
  addFunctions(module, {
    tee: [
      "(iterable, n=2, /)",
      (args, out) => tee(teeType, args, out),
      "Independent iterators over one iterable.",
    ],
  });
  return module;
}
