/**
 * Generators: the object around a paused frame (layout.ts, GEN_…). The interpreter resumes frames; here are the methods.
 */

import { Op } from "../bytecode/instructions.ts";
import { allocateObject } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  copyValues,
  isExactly,
  isNone,
  isUnbound,
  refAt,
  setBool,
  setNone,
  setRef,
} from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import type { Native } from "../runtime/native.ts";
import { isRaisedInstance, raise, raiseStopIteration, takeRaised } from "../runtime/raise.ts";
import { pushTemps, RAISED } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";
import { defineType, type GetSetRow, type MethodRow } from "./define.ts";
import { isException, isExceptionClass } from "./exceptions.ts";
import { addressText } from "./object.ts";
import { captureOne } from "./traceback_object.ts";
import { isInstance, typeNameOf } from "./type.ts";
import { class_getitem } from "./union.ts";

const AFTER_YIELD_FROM = 2;

/** What a paused generator delegates to by `yield from` or `await`, or 0 (its slot is on the generator's stack). */
export function delegateOf(generator: Address): Slot {
  if (I32[(generator + L.GEN_STATE) >> 2] !== L.GEN_SUSPENDED) return 0;
  const frame = generator + L.GEN_FRAME;
  const word = U16[I32[(frame + L.FRAME_PC) >> 2] >> 1];
  const opcode = word & 255;
  const resumes = opcode === Op.RESUME || opcode === Op.RESUME_CHECK;
  return resumes && ((word >> 8) & 3) >= AFTER_YIELD_FROM ? I32[(frame + L.FRAME_SP) >> 2] - 8 : 0;
}

function generator_getFrame(self: Slot, out: Slot): void {
  const generator = refAt(self);
  if (I32[(generator + L.GEN_STATE) >> 2] === L.GEN_DONE) setNone(out);
  else setRef(out, captureOne(generator + L.GEN_FRAME, 0));
}

function generator_getDelegate(self: Slot, out: Slot): void {
  const delegate = delegateOf(refAt(self));
  if (delegate === 0) setNone(out);
  else copyValue(delegate, out);
}

/** `next(generator)` and `send`: StopIteration with the return value at the end. */
function resume(generator: Slot, sent: Slot, out: Slot): void {
  const value = pushTemps(1);
  if (interpreter.resumeGenerator(refAt(generator), sent, 0, value)) return copyValue(value, out);
  throw raiseStopIteration(value);
}

function generator_next(args: Slot, out: Slot): void {
  const none = pushTemps(1);
  setNone(none);
  resume(args, none, out);
}

function generator_send(args: Slot, out: Slot): void {
  resume(args, args + 8, out);
}

/** `throw(exception)`, or the deprecated `throw(type, value, traceback)`. */
function generator_throw(args: Slot, out: Slot): void {
  const held = pushTemps(3);
  requireTraceback(args + 24);
  setNone(held);
  exceptionToThrow(args + 8, args + 16, held + 8);
  if (interpreter.resumeGenerator(refAt(args), held, refAt(held + 8), held + 16))
    return copyValue(held + 16, out);
  throw raiseStopIteration(held + 16);
}

function requireTraceback(slot: Slot): void {
  if (!isUnbound(slot) && !isNone(slot) && !isExactly(slot, L.T.traceback))
    throw raise(L.T.TypeError, "throw() third argument must be a traceback object");
}

/** Writes the exception that the arguments of `throw` name; value may be unbound. Raises what is wrong with them. */
export function exceptionToThrow(type: Slot, value: Slot, out: Slot): void {
  if (isException(type)) {
    if (!isUnbound(value) && !isNone(value))
      throw raise(L.T.TypeError, "instance exception may not have a separate value");
    copyValue(type, out);
  } else if (isExceptionClass(type)) {
    if (isException(value)) copyValue(value, out);
    else callValue(type, value, isUnbound(value) || isNone(value) ? 0 : 1, 0, out);
  } else {
    throw raise(
      L.T.TypeError,
      `exceptions must be classes or instances deriving from BaseException, not ${typeNameOf(type)}`,
    );
  }
}

/** Raises GeneratorExit inside; the generator may clean up but not yield. */
function generator_close(args: Slot, out: Slot): void {
  const generator = refAt(args);
  const state = I32[(generator + L.GEN_STATE) >> 2];
  setNone(out);
  if (state === L.GEN_DONE) return;
  if (state === L.GEN_CREATED) {
    I32[(generator + L.GEN_STATE) >> 2] = L.GEN_DONE;
    return;
  }
  const held = pushTemps(3);
  setNone(held);
  setRef(held + 8, L.T.GeneratorExit);
  callValue(held + 8, held + 8, 0, 0, held + 8);
  try {
    if (interpreter.resumeGenerator(generator, held, refAt(held + 8), held + 16)) {
      const kind = isExactly(args, L.T.coroutine) ? "coroutine" : "generator";
      throw raise(L.T.RuntimeError, `${kind} ignored GeneratorExit`);
    }
  } catch (error) {
    if (error !== RAISED || !(isRaisedInstance(L.T.GeneratorExit) || isRaisedInstance(L.T.StopIteration)))
      throw error;
    takeRaised();
    return;
  }
  copyValue(held + 16, out);
}

export const isGenerator = (slot: Slot): boolean => isExactly(slot, L.T.generator);

const nameRow = (name: string, offset: number): GetSetRow => [
  (self, out) => setRef(out, I32[(refAt(self) + offset) >> 2]),
  (self, value) => {
    if (isUnbound(value) || !isInstance(value, L.T.str))
      throw raise(L.T.TypeError, `${name} must be set to a string object`);
    I32[(refAt(self) + offset) >> 2] = refAt(value);
  },
];

/** What generators, coroutines and asynchronous generators have in common, under the names that each has for it. */
export const sharedRows = (prefix: string): Record<string, GetSetRow> => ({
  __name__: nameRow("__name__", L.GEN_NAME),
  __qualname__: nameRow("__qualname__", L.GEN_QUALNAME),
  [`${prefix}_running`]: [
    (self, out) => setBool(out, I32[(refAt(self) + L.GEN_STATE) >> 2] === L.GEN_RUNNING),
  ],
  [`${prefix}_suspended`]: [
    (self, out) => setBool(out, I32[(refAt(self) + L.GEN_STATE) >> 2] === L.GEN_SUSPENDED),
  ],
  [`${prefix}_frame`]: [generator_getFrame],
  [prefix === "gi" ? "gi_yieldfrom" : `${prefix}_await`]: [generator_getDelegate],
  [`${prefix}_code`]: [(self, out) => setRef(out, I32[(refAt(self) + L.GEN_FRAME + L.FRAME_CODE) >> 2])],
});

export const reprRow = (kind: string): MethodRow => [
  "(self, /)",
  (args, out) =>
    setRef(
      out,
      newString(
        `<${kind} object ${jsString(I32[(refAt(args) + L.GEN_QUALNAME) >> 2])} at ${addressText(args)}>`,
      ),
    ),
];

// ---- coroutine_wrapper: what `__await__` of a coroutine gives, which can be iterated ---------------------------------

function coroutine_await(args: Slot, out: Slot): void {
  const wrapper = allocateObject(L.T.coroutine_wrapper, 16);
  I32[(wrapper + L.WRAPPER_COROUTINE) >> 2] = refAt(args);
  I32[(wrapper + L.WRAPPER_COROUTINE + 4) >> 2] = 0;
  setRef(out, wrapper);
}

/** A method of the coroutine that is wrapped. */
const ofWrapped =
  (method: Native): Native =>
  (args, out, extra) => {
    const forwarded = pushTemps(4);
    setRef(forwarded, I32[(refAt(args) + L.WRAPPER_COROUTINE) >> 2]);
    copyValues(args + 8, forwarded + 8, 3);
    method(forwarded, out, extra);
  };

const classItem: MethodRow = ["(cls, object, /)", class_getitem, "See PEP 585"];

export function defineGeneratorType(): void {
  defineType(L.T.generator, {
    kind: L.KIND_GENERATOR,
    size: L.GEN_FRAME,
    methods: {
      __iter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __next__: ["(self, /)", generator_next],
      send: ["(self, arg, /)", generator_send],
      throw: ["(self, typ, val=None, tb=None, /)", generator_throw],
      close: ["(self, /)", generator_close],
      __repr__: reprRow("generator"),
      __class_getitem__: classItem,
    },
    getset: sharedRows("gi"),
  });
  defineType(L.T.coroutine, {
    kind: L.KIND_GENERATOR,
    size: L.GEN_FRAME,
    methods: {
      __await__: ["(self, /)", coroutine_await],
      send: ["(self, arg, /)", generator_send],
      throw: ["(self, typ, val=None, tb=None, /)", generator_throw],
      close: ["(self, /)", generator_close],
      __repr__: reprRow("coroutine"),
      __class_getitem__: classItem,
    },
    getset: {
      ...sharedRows("cr"),
      cr_origin: [(self, out) => copyValue(refAt(self) + L.GEN_ORIGIN, out)],
    },
  });
  const next: Native = (args, out) => {
    const none = pushTemps(2);
    copyValue(args, none);
    setNone(none + 8);
    generator_send(none, out);
  };
  defineType(L.T.coroutine_wrapper, {
    size: 16,
    refs: [L.WRAPPER_COROUTINE],
    methods: {
      __iter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __next__: ["(self, /)", ofWrapped((args, out) => next(args, out, 0))],
      send: ["(self, arg, /)", ofWrapped(generator_send)],
      throw: ["(self, typ, val=None, tb=None, /)", ofWrapped(generator_throw)],
      close: ["(self, /)", ofWrapped(generator_close)],
    },
  });
}
