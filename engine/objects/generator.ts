/**
 * Generators: the object around a paused frame (layout.ts, GEN_…). The interpreter resumes frames; here are the methods.
 */

import { Op } from "../bytecode/instructions.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import { copyValue, isExactly, isNone, isUnbound, refAt, setBool, setNone, setRef } from "../heap/values.ts";
import { callValue } from "../runtime/call.ts";
import { isRaisedInstance, raise, raiseStopIteration, takeRaised } from "../runtime/raise.ts";
import { pushTemps, RAISED } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";
import { defineType, type GetSetRow, type MethodRow } from "./define.ts";
import { isException, isExceptionClass } from "./exceptions.ts";
import { addressText } from "./object.ts";
import { captureOne } from "./traceback_object.ts";
import { typeNameOf } from "./type.ts";

const AFTER_YIELD_FROM = 2;

/** The iterator that a paused generator delegates to by `yield from`, or 0 (its slot is on the generator's stack). */
function findDelegate(generator: Address): Slot {
  if (I32[(generator + L.GEN_STATE) >> 2] !== L.GEN_SUSPENDED) return 0;
  const frame = generator + L.GEN_FRAME;
  const word = U16[I32[(frame + L.FRAME_PC) >> 2] >> 1];
  const opcode = word & 255;
  const resumes = opcode === Op.RESUME || opcode === Op.RESUME_CHECK;
  return resumes && ((word >> 8) & 3) === AFTER_YIELD_FROM ? I32[(frame + L.FRAME_SP) >> 2] - 8 : 0;
}

function generator_getFrame(self: Slot, out: Slot): void {
  const generator = refAt(self);
  if (I32[(generator + L.GEN_STATE) >> 2] === L.GEN_DONE) setNone(out);
  else setRef(out, captureOne(generator + L.GEN_FRAME, 0));
}

function generator_getDelegate(self: Slot, out: Slot): void {
  const delegate = findDelegate(refAt(self));
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
  setNone(held);
  exceptionToThrow(args + 8, args + 16, held + 8);
  if (interpreter.resumeGenerator(refAt(args), held, refAt(held + 8), held + 16))
    return copyValue(held + 16, out);
  throw raiseStopIteration(held + 16);
}

function exceptionToThrow(type: Slot, value: Slot, out: Slot): void {
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
      throw raise(L.T.RuntimeError, "generator ignored GeneratorExit");
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

/** What generators, coroutines and asynchronous generators have in common, under the names that each has for it. */
const sharedRows = (prefix: string): Record<string, GetSetRow> => ({
  __name__: [(self, out) => setRef(out, I32[(refAt(self) + L.GEN_NAME) >> 2])],
  __qualname__: [(self, out) => setRef(out, I32[(refAt(self) + L.GEN_QUALNAME) >> 2])],
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

const reprRow = (kind: string): MethodRow => [
  "(self, /)",
  (args, out) =>
    setRef(
      out,
      newString(
        `<${kind} object ${jsString(I32[(refAt(args) + L.GEN_QUALNAME) >> 2])} at ${addressText(args)}>`,
      ),
    ),
];

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
    },
    getset: sharedRows("gi"),
  });
  defineType(L.T.coroutine, {
    kind: L.KIND_GENERATOR,
    size: L.GEN_FRAME,
    methods: {
      send: ["(self, arg, /)", generator_send],
      throw: ["(self, typ, val=None, tb=None, /)", generator_throw],
      close: ["(self, /)", generator_close],
      __repr__: reprRow("coroutine"),
    },
    getset: { ...sharedRows("cr"), cr_origin: [(_self, out) => setNone(out)] },
  });
  defineType(L.T.async_generator, {
    kind: L.KIND_GENERATOR,
    size: L.GEN_FRAME,
    methods: {
      __aiter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __repr__: reprRow("async_generator"),
    },
    getset: sharedRows("ag"),
  });
}
