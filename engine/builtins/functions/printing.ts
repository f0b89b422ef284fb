/** Built-in functions that make or move text: ascii, format, input, print, repr. */
import { type Slot, STR_LENGTH, T } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { newString } from "../../heap/strings.ts";
import { copyValue, isNone, isUnbound, refAt, setRef } from "../../heap/values.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { typeNameOf } from "../../objects/type.ts";
import { callMethod } from "../../runtime/call.ts";
import { isTrue } from "../../runtime/compare.ts";
import { formatValue, repr, strOf, toAscii } from "../../runtime/format.ts";
import { N } from "../../runtime/names.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, PAUSED, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { host } from "../../runtime/tierup.ts";
import { isHostStream, loadStandardStream, readInputLine } from "../modules/streams.ts";
import type { FunctionTable } from "./table.ts";

/** A separator or end: its text, or what it is by default. */
function textArgument(slot: Slot, name: string, otherwise: string): string {
  if (isUnbound(slot) || isNone(slot)) return otherwise;
  if (!isStrValue(slot))
    throw raise(T.TypeError, `${name} must be None or a string, not ${typeNameOf(slot)}`);
  return textOf(slot);
}

/** Arguments: sep, end, file, flush, then the objects. */
function builtin_print(args: Slot, _out: Slot, extra: number): void {
  const separator = textArgument(args, "sep", " ");
  const end = textArgument(args + 8, "end", "\n");
  const file = pushTemp();
  if (isUnbound(args + 16) || isNone(args + 16)) {
    loadStandardStream("stdout", file);
    if (isNone(file)) return;
  } else copyValue(args + 16, file);
  const stream = isHostStream(file);
  if (stream !== 0) {
    let text = "";
    for (let i = 0; i < extra; i++) text += (i === 0 ? "" : separator) + strOf(args + 32 + 8 * i);
    host.write(stream, text + end);
  } else printTo(file, args + 32, extra, separator, end);
  if (!isUnbound(args + 24) && isTrue(args + 24) && stream === 0) {
    const mark = markTemps();
    callMethod(file, N.flush, pushTemp(), 0, pushTemp());
    releaseTemps(mark);
  }
}

/** Prints to any object with `write`: piece by piece, as a program that watches may see. */
function printTo(file: Slot, items: Slot, count: number, separator: string, end: string): void {
  const temps = pushTemps(2);
  const write = (text: string): void => {
    setRef(temps, newString(text));
    callMethod(file, N.write, temps, 1, temps + 8);
  };
  for (let i = 0; i < count; i++) {
    if (i > 0 && separator !== "") write(separator);
    write(strOf(items + 8 * i));
  }
  if (end !== "") write(end);
}

/** Whether `input()` has shown its prompt and waits for a line: it is called again when one has come. */
let prompted = false;
export function resetInput(): void {
  prompted = false;
}

function builtin_input(args: Slot, out: Slot): void {
  if (!isUnbound(args) && !prompted) {
    const file = pushTemp();
    loadStandardStream("stdout", file);
    const stream = isHostStream(file);
    if (stream !== 0) host.write(stream, strOf(args));
    else printTo(file, args, 1, "", "");
  }
  prompted = true;
  let line: string;
  try {
    line = readInputLine();
  } catch (error) {
    if (error !== PAUSED) prompted = false;
    throw error;
  }
  prompted = false;
  setRef(out, newString(line));
}

function builtin_format(args: Slot, out: Slot): void {
  const spec = args + 8;
  if (isUnbound(spec)) formatValue(args, 0, out);
  else if (!isStrValue(spec))
    throw raise(T.TypeError, `format() argument 2 must be str, not ${typeNameOf(spec)}`);
  else formatValue(args, I32[(refAt(spec) + STR_LENGTH) >> 2] === 0 ? 0 : refAt(spec), out);
}

export const PRINTING_FUNCTIONS: FunctionTable = {
  ascii: ["(obj, /)", (args, out) => toAscii(args, out), "Return an ASCII-only representation of an object."],
  format: [
    "(value, format_spec='', /)",
    builtin_format,
    "Return type(value).__format__(value, format_spec).",
  ],
  input: ["(prompt='', /)", builtin_input, "Read a line from standard input, without its newline."],
  print: [
    "(*args, sep=' ', end='\\n', file=None, flush=False)",
    builtin_print,
    "Print the values to a stream, or to sys.stdout.",
  ],
  repr: [
    "(obj, /)",
    (args, out) => repr(args, out),
    "Return the canonical string representation of the object.",
  ],
};
