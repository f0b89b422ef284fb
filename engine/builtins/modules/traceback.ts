/**
 * traceback: formatting and printing exceptions and stacks. What it prints is what the interpreter prints
 * (runtime/traceback.ts); this module cuts it into the pieces that programs ask for.
 */
import { type Address, type Slot, STATE_HANDLED, T } from "../../heap/layout.ts";
import { newString } from "../../heap/strings.ts";
import { copyValue, isNone, isRef, isUnbound, refAt, setInt, setNone, setRef } from "../../heap/values.ts";
import { isException } from "../../objects/exceptions.ts";
import { list_append, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { captureFrame, framePlaces } from "../../objects/traceback_object.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { callMethod } from "../../runtime/call.ts";
import { isTrue } from "../../runtime/compare.ts";
import { N } from "../../runtime/names.ts";
import { indexValue } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { sourceLine } from "../../runtime/sources.ts";
import { pushTemp, pushTemps } from "../../runtime/state.ts";
import {
  extractTraceback,
  type FrameEntry,
  formatException,
  formatExceptionOnly,
  formatFrames,
} from "../../runtime/traceback.ts";
import { addFunctions, addObject } from "../functions/table.ts";
import { loadStandardStream } from "./streams.ts";
import { makeStructSequence, newStructSequence } from "./struct_sequence.ts";

let frameSummary: Address = 0;

/** Writes to the file in `file`, `sys.stderr` when that is None or was not given. */
function writeText(file: Slot, text: string): void {
  const temps = pushTemps(3);
  if (isUnbound(file) || isNone(file)) loadStandardStream("stderr", temps);
  else copyValue(file, temps);
  setRef(temps + 8, newString(text));
  callMethod(temps, N.write, temps + 8, 1, temps + 16);
}

function writeList(texts: readonly string[], out: Slot): void {
  const list = newList(texts.length);
  const temp = pushTemp();
  for (const text of texts) {
    setRef(temp, newString(text));
    list_append(list, temp);
  }
  setRef(out, list);
}

const given = (slot: Slot): boolean => !isUnbound(slot) && !isNone(slot);
const isChained = (slot: Slot): boolean => isUnbound(slot) || isTrue(slot);

/** The last frames, or with a negative limit the first, as `limit` asks. */
function limited(frames: readonly FrameEntry[], limit: Slot): readonly FrameEntry[] {
  if (!given(limit)) return frames;
  const count = indexValue(limit);
  return count >= 0 ? frames.slice(0, count) : frames.slice(count);
}

/** The pieces for the exception in `(exc, value, tb)`: one exception, or the old three arguments. */
function piecesOf(args: Slot, chain: boolean): string[] {
  const slot = isUnbound(args + 8) ? args : args + 8;
  if (isNone(slot)) return ["NoneType: None\n"];
  if (!isException(slot)) throw raise(T.TypeError, `Exception expected for value, ${typeNameOf(slot)} found`);
  return formatException(refAt(slot), chain);
}

const handledPieces = (chain: boolean): string[] =>
  isRef(STATE_HANDLED) ? formatException(refAt(STATE_HANDLED), chain) : ["NoneType: None\n"];

/** The frames of the traceback in `slot`. */
function framesOf(slot: Slot, limit: Slot): readonly FrameEntry[] {
  if (isNone(slot)) return [];
  if (!isInstance(slot, T.traceback))
    throw raise(T.TypeError, `expected a traceback, got '${typeNameOf(slot)}'`);
  return limited(extractTraceback(refAt(slot)), limit);
}

/** The frames that run now, outermost first. */
const stackFrames = (limit: Slot): readonly FrameEntry[] => limited(framePlaces(captureFrame(0)), limit);

function writeSummaries(frames: readonly FrameEntry[], out: Slot): void {
  const list = newList(frames.length);
  const temps = pushTemps(2);
  setRef(temps, list);
  for (const frame of frames) {
    const texts = [frame.filename, "", frame.name, sourceLine(frame.filename, frame.line).trim()];
    const summary = newStructSequence(frameSummary, 4, (slot, i) => {
      if (i === 1) setInt(slot, frame.line);
      else setRef(slot, newString(texts[i]!));
    });
    setRef(temps + 8, summary);
    list_append(list, temps + 8);
  }
  copyValue(temps, out);
}

export function makeTracebackModule(): Address {
  const module = newModule("traceback");
  frameSummary = makeStructSequence("traceback.FrameSummary", ["filename", "lineno", "name", "line"], true);
  addObject(module, "FrameSummary", frameSummary);
  addFunctions(module, {
    print_exc: [
      "(limit=None, file=None, chain=True)",
      (args) => writeText(args + 8, handledPieces(isChained(args + 16)).join("")),
    ],
    format_exc: [
      "(limit=None, chain=True)",
      (args, out) => setRef(out, newString(handledPieces(isChained(args + 8)).join(""))),
    ],
    print_exception: [
      "(exc, /, value=None, tb=None, limit=None, file=None, chain=True)",
      (args) => writeText(args + 32, piecesOf(args, isChained(args + 40)).join("")),
    ],
    format_exception: [
      "(exc, /, value=None, tb=None, limit=None, chain=True)",
      (args, out) => writeList(piecesOf(args, isChained(args + 32)), out),
    ],
    format_exception_only: [
      "(exc, /, value=None, *, show_group=False)",
      (args, out) => {
        const slot = isUnbound(args + 8) ? args : args + 8;
        if (isNone(slot)) writeList(["NoneType: None\n"], out);
        else writeList(formatExceptionOnly(refAt(slot)), out);
      },
    ],
    print_tb: [
      "(tb, limit=None, file=None)",
      (args) => writeText(args + 16, formatFrames(framesOf(args, args + 8)).join("")),
    ],
    format_tb: ["(tb, limit=None)", (args, out) => writeList(formatFrames(framesOf(args, args + 8)), out)],
    extract_tb: ["(tb, limit=None)", (args, out) => writeSummaries(framesOf(args, args + 8), out)],
    print_stack: [
      "(f=None, limit=None, file=None)",
      (args) => writeText(args + 16, formatFrames(stackFrames(args + 8)).join("")),
    ],
    format_stack: [
      "(f=None, limit=None)",
      (args, out) => writeList(formatFrames(stackFrames(args + 8)), out),
    ],
    extract_stack: ["(f=None, limit=None)", (args, out) => writeSummaries(stackFrames(args + 8), out)],
    clear_frames: ["(tb)", (_args, out) => setNone(out)],
  });
  return module;
}
