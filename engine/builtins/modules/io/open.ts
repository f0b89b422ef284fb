/** `open()`, and the module _io. */
import { type Address, type Slot, T } from "../../../heap/layout.ts";
import { intern } from "../../../heap/strings.ts";
import { copyValue, isNone, isRef, isUnbound, setInt, setNone, setRef } from "../../../heap/values.ts";
import { newModule } from "../../../objects/module.ts";
import { isStrValue, textOf } from "../../../objects/str.ts";
import { typeNameOf } from "../../../objects/type.ts";
import { setAttribute } from "../../../runtime/attributes.ts";
import { callType } from "../../../runtime/call.ts";
import { isTrue } from "../../../runtime/compare.ts";
import { hasIndex, indexValue } from "../../../runtime/number.ts";
import { raise } from "../../../runtime/raise.ts";
import { pushTemps } from "../../../runtime/state.ts";
import { addFunctions, addInt, addObject, type FunctionRow } from "../../functions/table.ts";
import { pathText } from "./paths.ts";
import { BUFFER_BYTES, newStreamObject, setStreamName } from "./states.ts";
import { ioTypes, makeText } from "./types.ts";

function optionalText(slot: Slot, name: string): string | null {
  if (isUnbound(slot) || isNone(slot)) return null;
  if (!isStrValue(slot))
    throw raise(T.TypeError, `open() argument '${name}' must be str or None, not ${typeNameOf(slot)}`);
  return textOf(slot);
}

/** The modes of `open`, checked in CPython's order. */
function checkMode(mode: string): void {
  const invalid = (): never => {
    throw raise(T.ValueError, `invalid mode: '${mode}'`);
  };
  const seen = new Set<string>();
  for (const letter of mode) {
    if (!"rwaxbt+".includes(letter) || seen.has(letter)) invalid();
    seen.add(letter);
  }
  if (seen.has("t") && seen.has("b")) throw raise(T.ValueError, "can't have text and binary mode at once");
  if ([..."rwax"].filter((letter) => seen.has(letter)).length > 1)
    throw raise(T.ValueError, "must have exactly one of create/read/write/append mode");
}

/** Arguments: file, mode, buffering, encoding, errors, newline, closefd, opener. */
function builtin_open(args: Slot, out: Slot): void {
  if (!isStrValue(args) && !hasIndex(args)) pathText(args);
  const mode = optionalText(args + 8, "mode") ?? "r";
  const buffering = isUnbound(args + 16) ? -1 : indexValue(args + 16);
  const encoding = optionalText(args + 24, "encoding");
  const errors = optionalText(args + 32, "errors");
  const newline = optionalText(args + 40, "newline");
  const closesFile = isUnbound(args + 48) || isTrue(args + 48);
  checkMode(mode);
  const binary = mode.includes("b");
  if (binary && encoding !== null) throw raise(T.ValueError, "binary mode doesn't take an encoding argument");
  if (binary && errors !== null) throw raise(T.ValueError, "binary mode doesn't take an errors argument");
  if (binary && newline !== null) throw raise(T.ValueError, "binary mode doesn't take a newline argument");
  if (buffering === 0 && !binary) throw raise(T.ValueError, "can't have unbuffered text I/O");
  if (!closesFile && !hasIndex(args)) throw raise(T.ValueError, "Cannot use closefd=False with file name");
  const types = ioTypes();
  const temps = pushTemps(6);
  const rawMode = mode.replace("t", "").replace("b", "");
  copyValue(args, temps);
  setRef(temps + 8, intern(rawMode));
  if (isUnbound(args + 48)) setRef(temps + 16, intern("yes"));
  else copyValue(args + 48, temps + 16);
  if (isUnbound(args + 56)) setNone(temps + 24);
  else copyValue(args + 56, temps + 24);
  callType(types.file, temps, 4, 0, temps + 32);
  if (buffering === 0) {
    copyValue(temps + 32, out);
    return;
  }
  const updates = mode.includes("+");
  const kind = updates ? types.random : mode.includes("r") ? types.reader : types.writer;
  copyValue(temps + 32, temps);
  setInt(temps + 8, buffering > 1 ? buffering : BUFFER_BYTES);
  callType(kind, temps, 2, 0, temps + 40);
  if (binary) {
    copyValue(temps + 40, out);
    return;
  }
  const object = newStreamObject(types.text);
  setRef(temps, object);
  makeText(object, temps + 40, encoding, errors, newline, buffering === 1, false);
  setStreamName(object, args);
  // As in CPython the mode of a text file is an attribute that its `open` sets.
  setRef(temps + 8, intern(mode));
  setAttribute(temps, intern("mode"), temps + 8);
  copyValue(temps, out);
}

export const OPEN_ROW: FunctionRow = [
  "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
  builtin_open,
  "Open a file and return a stream.",
];

/** Makes the module. */
export function makeIo(): Address {
  const module = newModule("_io");
  const types = ioTypes();
  for (const [name, type] of Object.entries({
    _IOBase: types.iobase,
    _RawIOBase: types.rawBase,
    _BufferedIOBase: types.bufferedBase,
    _TextIOBase: types.textBase,
    FileIO: types.file,
    BytesIO: types.memoryBytes,
    BufferedReader: types.reader,
    BufferedWriter: types.writer,
    BufferedRandom: types.random,
    BufferedRWPair: types.pair,
    IncrementalNewlineDecoder: types.newlineDecoder,
    TextIOWrapper: types.text,
    StringIO: types.memoryText,
    UnsupportedOperation: types.unsupported,
    BlockingIOError: T.BlockingIOError,
  }))
    addObject(module, name, type);
  addInt(module, "DEFAULT_BUFFER_SIZE", BUFFER_BYTES);
  addFunctions(module, {
    open: OPEN_ROW,
    open_code: [
      "(path)",
      (args, out) => {
        const temps = pushTemps(8);
        copyValue(args, temps);
        setRef(temps + 8, intern("rb"));
        builtin_open(temps, out);
      },
    ],
    text_encoding: [
      "(encoding, stacklevel=2, /)",
      (args, out) => {
        if (isRef(args)) copyValue(args, out);
        else setRef(out, intern("utf-8"));
      },
    ],
  });
  return module;
}
