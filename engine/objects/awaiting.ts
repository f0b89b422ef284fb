/**
 * Awaiting: what `await`, `async for` and `anext` ask of an object (language reference, "Awaitable Objects"), and the
 * awaitable that `anext(iterator, default)` makes.
 */
import { CodeFlag } from "../bytecode/instructions.ts";
import { allocateObject } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { copyValue, isExactly, isNone, refAt, setRef, typeOf } from "../heap/values.ts";
import { callMethod } from "../runtime/call.ts";
import { isIterator, iterNext } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { isRaisedInstance, raise, raiseStopIteration, takeRaised } from "../runtime/raise.ts";
import { callSpecial0 } from "../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { async_generator_anext } from "./async_generator.ts";
import { defineType, type MethodRow } from "./define.ts";
import { lookupInType, typeNameOf } from "./type.ts";

/** Whether a value is a coroutine, or a generator that `types.coroutine` made one. */
export function isCoroutine(slot: Slot): boolean {
  if (isExactly(slot, L.T.coroutine)) return true;
  if (!isExactly(slot, L.T.generator)) return false;
  const code = I32[(refAt(slot) + L.GEN_FRAME + L.FRAME_CODE) >> 2];
  return (I32[(code + L.CODE_FLAGS) >> 2] & CodeFlag.ITERABLE_COROUTINE) !== 0;
}

export const hasMethod = (slot: Slot, name: Address): boolean => {
  const found = lookupInType(typeOf(slot), name);
  return found !== 0 && !isNone(found);
};

/** Writes what awaiting the value iterates: a coroutine itself, else what its `__await__` gives. */
export function getAwaitable(value: Slot, out: Slot): void {
  if (isCoroutine(value)) return copyValue(value, out);
  const mark = markTemps();
  const result = pushTemp();
  if (!callSpecial0(value, N.__await__, result))
    throw raise(L.T.TypeError, `'${typeNameOf(value)}' object can't be awaited`);
  if (isCoroutine(result)) throw raise(L.T.TypeError, "__await__() returned a coroutine");
  if (!isIterator(result))
    throw raise(L.T.TypeError, `__await__() returned non-iterator of type '${typeNameOf(result)}'`);
  copyValue(result, out);
  releaseTemps(mark);
}

/** `async for`: writes the asynchronous iterator over a value. */
export function getAsyncIterator(value: Slot, out: Slot): void {
  const mark = markTemps();
  const result = pushTemp();
  if (!callSpecial0(value, N.__aiter__, result))
    throw raise(
      L.T.TypeError,
      `'async for' requires an object with __aiter__ method, got ${typeNameOf(value)}`,
    );
  if (!hasMethod(result, N.__anext__))
    throw raise(
      L.T.TypeError,
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeNameOf(result)}`,
    );
  copyValue(result, out);
  releaseTemps(mark);
}

/** `async for`: writes what is awaited for the next item of an asynchronous iterator. */
export function getNextAwaitable(iterator: Slot, out: Slot): void {
  if (isExactly(iterator, L.T.async_generator)) return async_generator_anext(iterator, out);
  const mark = markTemps();
  const held = pushTemps(2);
  if (!callSpecial0(iterator, N.__anext__, held))
    throw raise(
      L.T.TypeError,
      `'async for' requires an iterator with __anext__ method, got ${typeNameOf(iterator)}`,
    );
  try {
    getAwaitable(held, held + 8);
  } catch (error) {
    if (error !== RAISED) throw error;
    const cause = takeRaised();
    const raised = raise(
      L.T.TypeError,
      `'async for' received an invalid object from __anext__: ${typeNameOf(held)}`,
    );
    const exception = refAt(L.STATE_RAISED);
    I32[(exception + L.EXC_CAUSE) >> 2] = cause;
    I32[(exception + L.EXC_CONTEXT) >> 2] = cause;
    I32[(exception + L.EXC_SUPPRESS) >> 2] = 1;
    throw raised;
  }
  copyValue(held + 8, out);
  releaseTemps(mark);
}

// ---- anext(iterator, default) ----------------------------------------------------------------------------------------

/** The awaitable of `anext(iterator, default)`: as what it wraps, but the default where that ends the iteration. */
export function newAnextAwaitable(wrapped: Slot, otherwise: Slot): Address {
  const awaitable = allocateObject(L.T.anext_awaitable, 24);
  copyValue(wrapped, awaitable + L.ANEXT_WRAPPED);
  copyValue(otherwise, awaitable + L.ANEXT_DEFAULT);
  return awaitable;
}

/** Writes the iterator behind what is wrapped. */
function innerIterator(self: Slot, out: Slot): void {
  getAwaitable(refAt(self) + L.ANEXT_WRAPPED, out);
  if (isExactly(out, L.T.coroutine)) callSpecial0(out, N.__await__, out);
}

/** Where the iteration is at its end, it ends with the default instead. */
function orDefault(self: Slot, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(L.T.StopAsyncIteration)) throw error;
    takeRaised();
    throw raiseStopIteration(refAt(self) + L.ANEXT_DEFAULT);
  }
}

function anext_next(args: Slot, out: Slot): void {
  const held = pushTemps(2);
  innerIterator(args, held);
  orDefault(args, () => {
    const row = lookupInType(typeOf(held), N.__next__);
    if (row === 0 || !callSpecial0(held, N.__next__, held + 8)) iterNext(held, held + 8);
  });
  copyValue(held + 8, out);
}

const forward =
  (name: "send" | "throw" | "close", count: number) =>
  (args: Slot, out: Slot): void => {
    const held = pushTemps(2);
    innerIterator(args, held);
    let given = 0;
    while (given < count && (I32[((args + 8 + 8 * given) >> 2) + 1] as number) !== L.TAG_UNBOUND) given++;
    orDefault(args, () => callMethod(held, N[name], args + 8, given, held + 8));
    copyValue(held + 8, out);
  };

const itself: MethodRow = ["(self, /)", (args, out) => copyValue(args, out)];

export function defineAwaitingTypes(): void {
  defineType(L.T.anext_awaitable, {
    size: 24,
    values: [L.ANEXT_WRAPPED, 2],
    methods: {
      __await__: itself,
      __iter__: itself,
      __next__: ["(self, /)", anext_next],
      send: ["(self, value, /)", forward("send", 1)],
      throw: ["(self, type, value=None, traceback=None, /)", forward("throw", 3)],
      close: ["(self, /)", forward("close", 0)],
    },
  });
}

/** `aiter(object)`. */
export function asyncIteratorOf(value: Slot, out: Slot): void {
  const mark = markTemps();
  const result = pushTemp();
  if (!callSpecial0(value, N.__aiter__, result))
    throw raise(L.T.TypeError, `'${typeNameOf(value)}' object is not an async iterable`);
  if (!hasMethod(result, N.__anext__))
    throw raise(L.T.TypeError, `aiter() returned not an async iterator of type '${typeNameOf(result)}'`);
  setRef(out, refAt(result));
  releaseTemps(mark);
}
