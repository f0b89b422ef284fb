/**
 * Asynchronous generators, and the awaitables that their methods make: one turn each.
 *
 * A turn resumes the generator's frame until that yields, returns or raises. What it hands over by `await` goes on to
 * whoever awaits the turn; what it hands over by `yield` is wrapped (ASYNC_GEN_WRAP), and ends the turn with that value.
 *
 *     asend, __anext__    yield: the turn's value      return: StopAsyncIteration      raise: the same
 *     athrow              the same, begun by an exception that is raised inside
 *     aclose              yield: RuntimeError          return: None                    GeneratorExit, StopAsyncIteration: None
 *
 * Who resumes the frame, a native here or the interpreter on its chain (interp/generators.ts), asks `beginTurn` or `beginThrow`
 * first and one of the `settle…` functions for each way in which the frame is left.
 */
import { allocateObject } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { addRoots } from "../heap/roots.ts";
import {
  copyValue,
  isExactly,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setNone,
  setRef,
  setUnbound,
} from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import {
  allocateException,
  isRaisedInstance,
  raise,
  raiseStopIteration,
  raiseValue,
  takeRaised,
} from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";
import { defineType, type MethodRow } from "./define.ts";
import { exceptionToThrow, reprRow, sharedRows } from "./generator.ts";
import { newTuple, tupleItem, tupleLength } from "./tuple.ts";
import { class_getitem } from "./union.ts";

/** `sys.set_asyncgen_hooks`: what is called when one is first iterated, and what finalises one; 0: nothing. */
export const asyncGeneratorHooks = { first: 0, finalizer: 0 };

const generatorOf = (awaitable: Slot): Address => I32[(refAt(awaitable) + L.AWAITABLE_GENERATOR) >> 2];
const isClosing = (awaitable: Slot): boolean =>
  isExactly(awaitable, L.T.async_generator_athrow) && isUnbound(refAt(awaitable) + L.AWAITABLE_VALUE);

const hasFlag = (generator: Address, flag: number): boolean =>
  (I32[(generator + L.GEN_FLAGS) >> 2] & flag) !== 0;
function setFlag(generator: Address, flag: number, on: boolean): void {
  const flags = I32[(generator + L.GEN_FLAGS) >> 2];
  I32[(generator + L.GEN_FLAGS) >> 2] = on ? flags | flag : flags & ~flag;
}

const stateOf = (awaitable: Slot): number => I32[(refAt(awaitable) + L.AWAITABLE_STATE) >> 2];
function setState(awaitable: Slot, state: number): void {
  I32[(refAt(awaitable) + L.AWAITABLE_STATE) >> 2] = state;
}

/** What the methods that make the awaitable are called in messages. */
const namesOf = (awaitable: Slot): string =>
  isExactly(awaitable, L.T.async_generator_asend) ? "__anext__()/asend()" : "aclose()/athrow()";
const callOf = (awaitable: Slot): string =>
  isExactly(awaitable, L.T.async_generator_asend)
    ? "anext()"
    : isClosing(awaitable)
      ? "aclose()"
      : "athrow()";

function requireOpen(awaitable: Slot): void {
  if (stateOf(awaitable) === L.AWAITABLE_CLOSED)
    throw raise(L.T.RuntimeError, `cannot reuse already awaited ${namesOf(awaitable)}`);
}

/** A first turn must not come while another awaitable's is under way. */
function requireIdle(awaitable: Slot): void {
  if (!hasFlag(generatorOf(awaitable), L.GF_RUNNING)) return;
  setState(awaitable, L.AWAITABLE_CLOSED);
  throw raise(L.T.RuntimeError, `${callOf(awaitable)}: asynchronous generator is already running`);
}

/** The turn is over. */
function finish(awaitable: Slot): void {
  setFlag(generatorOf(awaitable), L.GF_RUNNING, false);
  setState(awaitable, L.AWAITABLE_CLOSED);
}

// ---- Turns -----------------------------------------------------------------------------------------------------------

/** How a turn goes on: `value` is sent to the generator, or is an exception to be raised inside, or there is nothing to do. */
export type TurnStart = "send" | "throw" | "ended";

/** Something is sent to an awaitable: `value`, which is replaced by what is for the generator. Raises what is wrong with that. */
export function beginTurn(awaitable: Slot, value: Slot): TurnStart {
  requireOpen(awaitable);
  const start = isExactly(awaitable, L.T.async_generator_asend)
    ? beginSend(awaitable, value)
    : beginThrowTurn(awaitable, value);
  if (start === "send") requireSendable(awaitable, value);
  return start;
}

function beginSend(awaitable: Slot, value: Slot): TurnStart {
  if (stateOf(awaitable) === L.AWAITABLE_INIT) {
    requireIdle(awaitable);
    if (isNone(value)) copyValue(refAt(awaitable) + L.AWAITABLE_VALUE, value);
    setState(awaitable, L.AWAITABLE_ITER);
  }
  setFlag(generatorOf(awaitable), L.GF_RUNNING, true);
  return "send";
}

function beginThrowTurn(awaitable: Slot, value: Slot): TurnStart {
  const generator = generatorOf(awaitable);
  if (I32[(generator + L.GEN_STATE) >> 2] === L.GEN_DONE) {
    setState(awaitable, L.AWAITABLE_CLOSED);
    return "ended";
  }
  if (stateOf(awaitable) === L.AWAITABLE_ITER) return "send";
  requireIdle(awaitable);
  if (hasFlag(generator, L.GF_CLOSED)) {
    setState(awaitable, L.AWAITABLE_CLOSED);
    throw raiseValue(allocateException(L.T.StopAsyncIteration));
  }
  if (!isNone(value)) throw raise(L.T.RuntimeError, "can't send non-None value to a just-started coroutine");
  setState(awaitable, L.AWAITABLE_ITER);
  setFlag(generator, L.GF_RUNNING, true);
  if (isClosing(awaitable)) {
    setFlag(generator, L.GF_CLOSED, true);
    setRef(value, allocateException(L.T.GeneratorExit));
    return "throw";
  }
  const given = refAt(refAt(awaitable) + L.AWAITABLE_VALUE);
  const mark = markTemps();
  const args = pushTemps(3);
  for (let i = 0; i < tupleLength(given); i++) copyValue(tupleItem(given, i), args + 8 * i);
  try {
    exceptionToThrow(args, args + 8, value);
  } catch (error) {
    if (error === RAISED) settleRaised(awaitable);
    throw error;
  }
  releaseTemps(mark);
  return "throw";
}

/** The generator takes what is sent; else the turn ends with the error. */
function requireSendable(awaitable: Slot, value: Slot): void {
  const state = I32[(generatorOf(awaitable) + L.GEN_STATE) >> 2];
  if (state === L.GEN_RUNNING) raise(L.T.ValueError, "async generator already executing");
  else if (state === L.GEN_CREATED && !isNone(value))
    raise(L.T.TypeError, "can't send non-None value to a just-started async generator");
  else return;
  settleRaised(awaitable);
  throw RAISED;
}

/** `throw` is called on an awaitable. Raises what is wrong with that. */
function beginThrow(awaitable: Slot): void {
  requireOpen(awaitable);
  if (stateOf(awaitable) !== L.AWAITABLE_INIT) return;
  requireIdle(awaitable);
  setState(awaitable, L.AWAITABLE_ITER);
  setFlag(generatorOf(awaitable), L.GF_RUNNING, true);
}

/** The generator's frame yielded what `value` holds. True: that ends the turn, with the value now there. */
export function settleYielded(awaitable: Slot, value: Slot): boolean {
  if (!isExactly(value, L.T.async_generator_wrapped_value)) return false;
  finish(awaitable);
  if (isClosing(awaitable)) throw raise(L.T.RuntimeError, "async generator ignored GeneratorExit");
  copyValue(refAt(value) + L.YIELDED_VALUE, value);
  return true;
}

/** The generator's frame returned. Returns when the turn ends with None. */
export function settleReturned(awaitable: Slot): void {
  finish(awaitable);
  if (isClosing(awaitable)) return;
  setFlag(generatorOf(awaitable), L.GF_CLOSED, true);
  throw raiseValue(allocateException(L.T.StopAsyncIteration));
}

/** An exception came out of the generator's frame. True: it is raised no more, and the turn ends with None. */
export function settleRaised(awaitable: Slot): boolean {
  finish(awaitable);
  if (!isRaisedInstance(L.T.StopAsyncIteration) && !isRaisedInstance(L.T.GeneratorExit)) return false;
  if (isClosing(awaitable)) {
    takeRaised();
    return true;
  }
  setFlag(generatorOf(awaitable), L.GF_CLOSED, true);
  return false;
}

// ---- Awaitables ------------------------------------------------------------------------------------------------------

/** Runs a turn to its next stop in a nested `run`. Raises StopIteration with the turn's value when it is over. */
function runTurn(awaitable: Slot, start: TurnStart, value: Slot, closes: boolean, out: Slot): void {
  const held = pushTemps(2);
  setNone(held);
  if (start === "ended") throw raiseStopIteration(held);
  const thrown = start === "throw" ? refAt(value) : 0;
  try {
    if (
      !interpreter.resumeGenerator(
        generatorOf(awaitable),
        thrown === 0 ? value : held,
        thrown,
        held + 8,
        closes,
      )
    ) {
      settleReturned(awaitable);
      throw raiseStopIteration(held);
    }
  } catch (error) {
    if (error !== RAISED || stateOf(awaitable) === L.AWAITABLE_CLOSED || !settleRaised(awaitable))
      throw error;
    throw raiseStopIteration(held);
  }
  if (settleYielded(awaitable, held + 8)) throw raiseStopIteration(held + 8);
  copyValue(held + 8, out);
}

function awaitable_send(args: Slot, out: Slot): void {
  const value = pushTemp();
  copyValue(args + 8, value);
  runTurn(args, beginTurn(args, value), value, false, out);
}

function awaitable_next(args: Slot, out: Slot): void {
  const value = pushTemp();
  setNone(value);
  runTurn(args, beginTurn(args, value), value, false, out);
}

function awaitable_throw(args: Slot, out: Slot): void {
  const value = pushTemp();
  beginThrow(args);
  try {
    exceptionToThrow(args + 8, args + 16, value);
  } catch (error) {
    if (error === RAISED) settleRaised(args);
    throw error;
  }
  runTurn(args, "throw", value, true, out);
}

function awaitable_close(args: Slot, out: Slot): void {
  setNone(out);
  if (stateOf(args) === L.AWAITABLE_CLOSED) return;
  const held = pushTemps(4);
  copyValue(args, held);
  setRef(held + 8, allocateException(L.T.GeneratorExit));
  setUnbound(held + 16);
  try {
    awaitable_throw(held, held + 24);
  } catch (error) {
    const ended = [L.T.StopIteration, L.T.StopAsyncIteration, L.T.GeneratorExit].some(isRaisedInstance);
    if (error !== RAISED || !ended) throw error;
    takeRaised();
    return;
  }
  throw raise(L.T.RuntimeError, "coroutine ignored GeneratorExit");
}

function newAwaitable(type: Address, generator: Slot): Address {
  callFirstHook(generator);
  const awaitable = allocateObject(type, 24);
  I32[(awaitable + L.AWAITABLE_GENERATOR) >> 2] = refAt(generator);
  I32[(awaitable + L.AWAITABLE_STATE) >> 2] = L.AWAITABLE_INIT;
  setUnbound(awaitable + L.AWAITABLE_VALUE);
  return awaitable;
}

/** The first time that something is asked of a generator the hooks are told of it. */
function callFirstHook(generator: Slot): void {
  const object = refAt(generator);
  if (hasFlag(object, L.GF_HOOKED)) return;
  setFlag(object, L.GF_HOOKED, true);
  const { first, finalizer } = asyncGeneratorHooks;
  if (finalizer !== 0) setRef(object + L.GEN_ORIGIN, finalizer);
  if (first === 0) return;
  const mark = markTemps();
  const held = pushTemps(2);
  setRef(held, first);
  callValue(held, generator, 1, 0, held + 8);
  releaseTemps(mark);
}

/** `generator.__anext__()`. */
export function async_generator_anext(args: Slot, out: Slot): void {
  const awaitable = newAwaitable(L.T.async_generator_asend, args);
  setNone(awaitable + L.AWAITABLE_VALUE);
  setRef(out, awaitable);
}

function async_generator_asend(args: Slot, out: Slot): void {
  const awaitable = newAwaitable(L.T.async_generator_asend, args);
  copyValue(args + 8, awaitable + L.AWAITABLE_VALUE);
  setRef(out, awaitable);
}

function async_generator_aclose(args: Slot, out: Slot): void {
  setRef(out, newAwaitable(L.T.async_generator_athrow, args));
}

function async_generator_athrow(args: Slot, out: Slot): void {
  const awaitable = newAwaitable(L.T.async_generator_athrow, args);
  let count = 1;
  while (count < 3 && !isUnbound(args + 8 + 8 * count)) count++;
  const given = newTuple(count);
  for (let i = 0; i < count; i++) copyValue(args + 8 + 8 * i, tupleItem(given, i));
  setRef(awaitable + L.AWAITABLE_VALUE, given);
  setRef(out, awaitable);
}

/** ASYNC_GEN_WRAP: what `yield` hands over. */
export function wrapYielded(value: Slot): void {
  const wrapped = allocateObject(L.T.async_generator_wrapped_value, 16);
  copyValue(value, wrapped + L.YIELDED_VALUE);
  setRef(value, wrapped);
}

const itself: MethodRow = ["(self, /)", (args, out) => copyValue(args, out)];

export function defineAsyncGeneratorTypes(): void {
  asyncGeneratorHooks.first = asyncGeneratorHooks.finalizer = 0;
  addRoots((visit) => {
    visit.object(asyncGeneratorHooks.first);
    visit.object(asyncGeneratorHooks.finalizer);
  });
  defineType(L.T.async_generator, {
    kind: L.KIND_GENERATOR,
    size: L.GEN_FRAME,
    methods: {
      __aiter__: itself,
      __anext__: ["(self, /)", async_generator_anext],
      asend: ["(self, value, /)", async_generator_asend],
      athrow: ["(self, type, value=None, traceback=None, /)", async_generator_athrow],
      aclose: ["(self, /)", async_generator_aclose],
      __repr__: reprRow("async_generator"),
      __class_getitem__: ["(cls, object, /)", class_getitem, "See PEP 585"],
    },
    getset: {
      ...sharedRows("ag"),
      ag_running: [(self, out) => setBool(out, hasFlag(refAt(self), L.GF_RUNNING))],
    },
  });
  for (const type of [L.T.async_generator_asend, L.T.async_generator_athrow])
    defineType(type, {
      size: 24,
      refs: [L.AWAITABLE_GENERATOR],
      values: [L.AWAITABLE_VALUE, 1],
      methods: {
        __await__: itself,
        __iter__: itself,
        __next__: ["(self, /)", awaitable_next],
        send: ["(self, value, /)", awaitable_send],
        throw: ["(self, type, value=None, traceback=None, /)", awaitable_throw],
        close: ["(self, /)", awaitable_close],
      },
    });
  defineType(L.T.async_generator_wrapped_value, { size: 16, values: [L.YIELDED_VALUE, 1] });
}
