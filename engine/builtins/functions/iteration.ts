/** Built-in functions on containers and iterators: aiter, all, anext, any, iter, len, next, sorted. */
import { type Slot, T } from "../../heap/layout.ts";
import { copyValue, isUnbound, setBool, setInt, setNone, setRef, typeOf } from "../../heap/values.ts";
import { asyncIteratorOf, newAnextAwaitable } from "../../objects/awaiting.ts";
import { newCallableIterator } from "../../objects/iterators.ts";
import { sortList } from "../../objects/sort.ts";
import { typeNameOf } from "../../objects/type.ts";
import { isTrue } from "../../runtime/compare.ts";
import { forEach, getIterator, isIterator, iterNext, listOf } from "../../runtime/iterate.ts";
import { N } from "../../runtime/names.ts";
import { nexts, protocolRow } from "../../runtime/protocols.ts";
import { isRaisedInstance, raise, raiseStopIteration, takeRaised } from "../../runtime/raise.ts";
import { callSpecial0 } from "../../runtime/special.ts";
import { pushTemp, RAISED } from "../../runtime/state.ts";
import { getLength } from "../../runtime/subscript.ts";
import { isCallable } from "./objects.ts";
import type { FunctionTable } from "./table.ts";

function builtin_len(args: Slot, out: Slot): void {
  setInt(out, getLength(args));
}

function builtin_iter(args: Slot, out: Slot): void {
  if (isUnbound(args + 8)) getIterator(args, out);
  else {
    if (!isCallable(args)) throw raise(T.TypeError, "iter(v, w): v must be callable");
    setRef(out, newCallableIterator(args, args + 8));
  }
}

function builtin_next(args: Slot, out: Slot): void {
  if (!isIterator(args)) throw raise(T.TypeError, `'${typeNameOf(args)}' object is not an iterator`);
  const result = pushTemp();
  const row = protocolRow(typeOf(args));
  const native = (row >= 0 && nexts[row] !== undefined) || typeOf(args) === T.generator;
  let found = true;
  if (native) found = iterNext(args, result);
  else if (isUnbound(args + 8)) {
    // The iterator's own StopIteration goes on, with its value.
    callSpecial0(args, N.__next__, result);
  } else {
    try {
      callSpecial0(args, N.__next__, result);
    } catch (error) {
      if (error !== RAISED || !isRaisedInstance(T.StopIteration)) throw error;
      takeRaised();
      found = false;
    }
  }
  if (found) copyValue(result, out);
  else if (!isUnbound(args + 8)) copyValue(args + 8, out);
  else {
    // A generator left its return value; other iterators end without one.
    if (typeOf(args) !== T.generator) setNone(result);
    throw raiseStopIteration(result);
  }
}

function builtin_all(args: Slot, out: Slot): void {
  let answer = true;
  forEach(args, (item) => {
    answer = isTrue(item);
    return answer;
  });
  setBool(out, answer);
}

function builtin_any(args: Slot, out: Slot): void {
  let answer = false;
  forEach(args, (item) => {
    answer = isTrue(item);
    return !answer;
  });
  setBool(out, answer);
}

function builtin_sorted(args: Slot, out: Slot): void {
  const held = pushTemp();
  const list = listOf(args);
  setRef(held, list);
  sortList(list, args + 8, !isUnbound(args + 16) && isTrue(args + 16));
  setRef(out, list);
}

function builtin_aiter(args: Slot, out: Slot): void {
  asyncIteratorOf(args, out);
}

function builtin_anext(args: Slot, out: Slot): void {
  const result = pushTemp();
  if (!callSpecial0(args, N.__anext__, result))
    throw raise(T.TypeError, `'${typeNameOf(args)}' object is not an async iterator`);
  if (isUnbound(args + 8)) copyValue(result, out);
  else setRef(out, newAnextAwaitable(result, args + 8));
}

export const ITERATION_FUNCTIONS: FunctionTable = {
  aiter: ["(async_iterable, /)", builtin_aiter, "Return an AsyncIterator for an AsyncIterable object."],
  all: ["(iterable, /)", builtin_all, "Return True if bool(x) is True for all values x in the iterable."],
  anext: [
    "(aiterator, default=<unrepresentable>, /)",
    builtin_anext,
    "Return the next item from the async iterator.",
  ],
  any: ["(iterable, /)", builtin_any, "Return True if bool(x) is True for any x in the iterable."],
  iter: ["(object, sentinel=<unrepresentable>, /)", builtin_iter, "Get an iterator from an object."],
  len: ["(obj, /)", builtin_len, "Return the number of items in a container."],
  next: ["(iterator, default=<unrepresentable>, /)", builtin_next, "Return the next item from the iterator."],
  sorted: [
    "(iterable, /, *, key=None, reverse=False)",
    builtin_sorted,
    "Return a new list of the items in ascending order.",
  ],
};
