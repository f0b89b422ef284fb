/**
 * traceback: one entry for each frame an exception passed through. `frame`: what a traceback entry knows of its frame.
 *
 * The frames themselves are gone when a program looks at a traceback: `tb_frame` is an object made on demand that knows
 * the code, the line, and what the locals were when the exception passed through. It does not know its caller.
 */
import { lineAt } from "../bytecode/code.ts";
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  CELL_VALUE,
  FRAME_CODE,
  FRAME_GLOBALS,
  FRAME_LASTI,
  FRAME_PREVIOUS,
  type Slot,
  STATE_FRAME,
  T,
  TB_CODE,
  TB_GLOBALS,
  TB_LASTI,
  TB_LOCALS,
  TB_NEXT,
  TB_SIZE,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { intern, newString } from "../heap/strings.ts";
import { isExactly, isNone, isRef, isUnbound, refAt, setInt, setNone, setRef } from "../heap/values.ts";
import { codeHost, isHidden, unitIndex } from "../runtime/codes.ts";
import { raise } from "../runtime/raise.ts";
import { type FrameEntry, frameEntry } from "../runtime/traceback.ts";
import { defineType } from "./define.ts";
import { dictSetName, newDict } from "./dict.ts";
import { keepLocals } from "./exceptions.ts";
import { builtinsOf } from "./function.ts";
import { tupleItem } from "./tuple.ts";
import { isInstance, typeNameOf } from "./type.ts";

// frame: code object, code unit, locals (see TB_LOCALS), globals, the frame that called it
const FRAME_OBJECT_CODE = 8;
const FRAME_OBJECT_UNIT = 12;
const FRAME_OBJECT_LOCALS = 16;
const FRAME_OBJECT_GLOBALS = 20;
const FRAME_OBJECT_BACK = 24;
const FRAME_OBJECT_SIZE = 32;

function lineOf(code: Address, unit: number): number {
  return lineAt(codeHost(code).object, unit);
}

function newFrameObject(
  code: Address,
  unit: number,
  locals: Address,
  globals: Address,
  back: Address,
): Address {
  const frame = allocateObject(T.frame, FRAME_OBJECT_SIZE);
  const field = (offset: number, value: number): void => {
    I32[(frame + offset) >> 2] = value;
  };
  field(FRAME_OBJECT_CODE, code);
  field(FRAME_OBJECT_UNIT, unit);
  field(FRAME_OBJECT_LOCALS, locals);
  field(FRAME_OBJECT_GLOBALS, globals);
  field(FRAME_OBJECT_BACK, back);
  field(FRAME_OBJECT_BACK + 4, 0);
  return frame;
}

/**
 * `sys._getframe(depth)`: what is known now of the frame `depth` calls below the running one, and of those below it;
 * 0 when the stack is not that deep. The object does not follow its frame.
 */
export function captureFrame(depth: number): Address {
  const frames: Address[] = [];
  for (let at = I32[STATE_FRAME >> 2]; at !== 0; at = I32[(at + FRAME_PREVIOUS) >> 2])
    if (!isHidden(I32[(at + FRAME_CODE) >> 2])) frames.push(at);
  let captured: Address = 0;
  for (const frame of frames.slice(depth).reverse()) captured = captureOne(frame, captured);
  return captured;
}

/** A frame object for one frame, a running or a paused one; `back` is the frame object of its caller, or 0. */
export function captureOne(frame: Address, back: Address): Address {
  const code = I32[(frame + FRAME_CODE) >> 2];
  const unit = unitIndex(code, I32[(frame + FRAME_LASTI) >> 2]);
  return newFrameObject(code, unit, keepLocals(frame), I32[(frame + FRAME_GLOBALS) >> 2], back);
}

/** The places of a captured frame and of those that called it, outermost first. */
export function framePlaces(frame: Address): FrameEntry[] {
  const places: FrameEntry[] = [];
  for (let at = frame; at !== 0; at = I32[(at + FRAME_OBJECT_BACK) >> 2])
    places.push(frameEntry(I32[(at + FRAME_OBJECT_CODE) >> 2], I32[(at + FRAME_OBJECT_UNIT) >> 2]));
  return places.reverse();
}

/** `f_locals`: a new dict of the bound locals, or the namespace itself of a module or class body. */
function frame_getLocals(self: Slot, out: Slot): void {
  const locals = word(self, FRAME_OBJECT_LOCALS);
  if (locals === 0) setRef(out, newDict());
  else if (I32[locals >> 2] !== T.tuple) setRef(out, locals);
  else {
    const dict = newDict();
    const names = codeHost(word(self, FRAME_OBJECT_CODE)).object.localsplusnames;
    names.forEach((name, i) => {
      const slot = tupleItem(locals, i);
      const value = isExactly(slot, T.cell) ? refAt(slot) + CELL_VALUE : slot;
      if (!isUnbound(value)) dictSetName(dict, intern(name), value);
    });
    setRef(out, dict);
  }
}

function frame_getGlobals(self: Slot, out: Slot): void {
  setRef(out, word(self, FRAME_OBJECT_GLOBALS) || newDict());
}

const word = (self: Slot, offset: number): number => I32[(refAt(self) + offset) >> 2];

function traceback_setNext(self: Slot, value: Slot): void {
  if (isUnbound(value)) throw raise(T.TypeError, "can't delete tb_next attribute");
  if (!isNone(value) && !isInstance(value, T.traceback))
    throw raise(T.TypeError, `expected traceback object or None, got '${typeNameOf(value)}'`);
  let at = isRef(value) ? refAt(value) : 0;
  while (at !== 0) {
    if (at === refAt(self)) throw raise(T.ValueError, "traceback loop detected");
    at = I32[(at + TB_NEXT) >> 2];
  }
  I32[(refAt(self) + TB_NEXT) >> 2] = isRef(value) ? refAt(value) : 0;
}

export function defineTracebackTypes(): void {
  defineType(T.traceback, {
    size: TB_SIZE,
    refs: [TB_NEXT, TB_CODE, TB_LOCALS, TB_GLOBALS],
    getset: {
      tb_next: [
        (self, out) => {
          const next = word(self, TB_NEXT);
          if (next === 0) setNone(out);
          else setRef(out, next);
        },
        traceback_setNext,
      ],
      tb_frame: [
        (self, out) => {
          const [locals, globals] = [word(self, TB_LOCALS), word(self, TB_GLOBALS)];
          setRef(out, newFrameObject(word(self, TB_CODE), word(self, TB_LASTI), locals, globals, 0));
        },
      ],
      tb_lasti: [(self, out) => setInt(out, 2 * word(self, TB_LASTI))],
      tb_lineno: [(self, out) => setInt(out, lineOf(word(self, TB_CODE), word(self, TB_LASTI)))],
    },
  });
  defineType(T.frame, {
    size: FRAME_OBJECT_SIZE,
    refs: [FRAME_OBJECT_CODE, FRAME_OBJECT_LOCALS, FRAME_OBJECT_GLOBALS, FRAME_OBJECT_BACK],
    methods: {
      clear: [
        "(self, /)",
        (args) => {
          setWord(refAt(args) + FRAME_OBJECT_LOCALS, newDict());
        },
        "Clear all references held by the frame.",
      ],
      __repr__: [
        "(self, /)",
        (args, out) => {
          const { filename, name } = codeHost(word(args, FRAME_OBJECT_CODE)).object;
          const line = lineOf(word(args, FRAME_OBJECT_CODE), word(args, FRAME_OBJECT_UNIT));
          setRef(out, newString(`<frame, file '${filename}', line ${line}, code ${name}>`));
        },
      ],
    },
    getset: {
      f_code: [(self, out) => setRef(out, word(self, FRAME_OBJECT_CODE))],
      f_lineno: [
        (self, out) => setInt(out, lineOf(word(self, FRAME_OBJECT_CODE), word(self, FRAME_OBJECT_UNIT))),
      ],
      f_lasti: [(self, out) => setInt(out, 2 * word(self, FRAME_OBJECT_UNIT))],
      f_back: [
        (self, out) => {
          const back = word(self, FRAME_OBJECT_BACK);
          if (back === 0) setNone(out);
          else setRef(out, back);
        },
      ],
      f_locals: [frame_getLocals],
      f_globals: [frame_getGlobals],
      f_builtins: [(self, out) => setRef(out, builtinsOf(word(self, FRAME_OBJECT_GLOBALS)))],
    },
  });
}
