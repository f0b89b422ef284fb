/**
 * Exceptions: the class tree, their arguments and fields, groups, and what `raise` and `except` do with them.
 *
 * Classes that know more than their arguments (AttributeError's `name`, OSError's `errno`, …) keep those fields in
 * EXC_VALUE, as a tuple made with the exception and written in place; FIELDS names its items. StopIteration and
 * SystemExit keep their one value there directly, since the interpreter reads it.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  CODE_LOCALS,
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_DICT,
  EXC_SIZE,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  EXC_VALUE,
  FRAME_CODE,
  FRAME_GLOBALS,
  FRAME_HEADER,
  FRAME_LOCALS,
  KIND_FIXED,
  OBJ_TYPE,
  type Slot,
  STATE_FRAME,
  STATE_RAISED,
  type StaticTypeName,
  T,
  TB_CODE,
  TB_GLOBALS,
  TB_LASTI,
  TB_LOCALS,
  TB_NEXT,
  TB_SIZE,
  TF_BASE,
  TF_EXCEPTION,
  TYPE_BASES,
  TYPE_FLAGS,
  TYPE_MRO,
  TYPE_SIZE,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isInt,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../heap/values.ts";
import { findAttribute, setAttribute } from "../runtime/attributes.ts";
import { callMethod, callValue } from "../runtime/call.ts";
import { isTrue } from "../runtime/compare.ts";
import { reprOf, strOf } from "../runtime/format.ts";
import { forEach } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { indexValue } from "../runtime/number.ts";
import { allocateException, raise, raiseValue } from "../runtime/raise.ts";
import { isRaised, markTemps, pushTemp, pushTemps, type RAISED, releaseTemps } from "../runtime/state.ts";
import type { PythonSyntaxError } from "../syntax/errors.ts";
import { defineType, type GetSetRow, type MethodRow, type TypeDefinition, typeHost } from "./define.ts";
import { dictKeyAt, dictLength, dictNext, dictValueAt } from "./dict.ts";
import { list_append, listItem, listLength, newList } from "./list.ts";
import { object_getDict, object_setDict } from "./object.ts";
import { newTuple, newTupleFrom, newTupleOf, tupleItem, tupleLength } from "./tuple.ts";
import { isInstance, isSubtype, isType, typeName, typeNameOf } from "./type.ts";
import { class_getitem } from "./union.ts";

// ---- Fields --------------------------------------------------------------------------------------------------------

/** Names of the fields that a class adds, by the built-in class that adds them. */
const FIELDS = {
  AttributeError: ["name", "obj"],
  NameError: ["name"],
  ImportError: ["msg", "name", "path", "name_from"],
  OSError: ["errno", "strerror", "filename", "filename2"],
  SyntaxError: [
    "msg",
    "filename",
    "lineno",
    "offset",
    "text",
    "end_lineno",
    "end_offset",
    "print_file_and_line",
  ],
  UnicodeDecodeError: ["encoding", "object", "start", "end", "reason"],
  UnicodeEncodeError: ["encoding", "object", "start", "end", "reason"],
  UnicodeTranslateError: ["object", "start", "end", "reason"],
  BaseExceptionGroup: ["message", "exceptions"],
} as const satisfies Partial<Record<StaticTypeName, readonly string[]>>;

type FieldOwner = keyof typeof FIELDS;

/** Slot of field `index` of an exception, or 0 when its fields were never set. */
function fieldSlot(exception: Address, index: number): Slot {
  const holder = exception + EXC_VALUE;
  return isExactly(holder, T.tuple) && index < tupleLength(refAt(holder))
    ? tupleItem(refAt(holder), index)
    : 0;
}

/** Writes a field of an exception of class `owner`. `value` may be unbound (then it reads as None). */
export function setField(exception: Address, owner: FieldOwner, name: string, value: Slot): void {
  const names: readonly string[] = FIELDS[owner];
  const holder = exception + EXC_VALUE;
  if (!isExactly(holder, T.tuple)) {
    const fields = newTuple(names.length);
    for (let i = 0; i < names.length; i++) setNone(tupleItem(fields, i));
    setRef(holder, fields);
  }
  const slot = tupleItem(refAt(holder), names.indexOf(name));
  if (isUnbound(value)) setNone(slot);
  else copyValue(value, slot);
}

/** Slot of a field that is set and not None, or 0. */
export function findField(exception: Address, owner: FieldOwner, name: string): Slot {
  const slot = fieldSlot(exception, (FIELDS[owner] as readonly string[]).indexOf(name));
  return slot === 0 || isNone(slot) || isUnbound(slot) ? 0 : slot;
}

function fieldRows(owner: FieldOwner): Record<string, GetSetRow> {
  const rows: Record<string, GetSetRow> = {};
  FIELDS[owner].forEach((name, index) => {
    rows[name] = [
      (self, out) => {
        const slot = fieldSlot(refAt(self), index);
        if (slot === 0) setNone(out);
        else copyValue(slot, out);
      },
      (self, value) => setField(refAt(self), owner, name, value),
    ];
  });
  return rows;
}

// ---- Making and raising --------------------------------------------------------------------------------------------

/** A new exception of a built-in class with these arguments (adjacent slots). Runs no Python. */
export function newException(type: Address, args: Slot, count: number): Address {
  const exception = allocateException(type);
  setWord(exception + EXC_ARGS, newTupleFrom(args, count));
  return exception;
}

/** Whether a value is a class of exceptions. */
export const isExceptionClass = (slot: Slot): boolean =>
  isType(slot) && (I32[(refAt(slot) + TYPE_FLAGS) >> 2] & TF_EXCEPTION) !== 0;

/** Whether a value is an exception. */
export const isException = (slot: Slot): boolean =>
  isRef(slot) && (I32[(typeOf(slot) + TYPE_FLAGS) >> 2] & TF_EXCEPTION) !== 0;

/** Writes the exception that `slot` stands for: itself, or a new instance of the class. */
function instantiate(slot: Slot, out: Slot, refusal: string): void {
  if (isException(slot)) {
    copyValue(slot, out);
    return;
  }
  if (!isExceptionClass(slot)) throw raise(T.TypeError, refusal);
  const type = refAt(slot);
  callValue(slot, slot, 0, 0, out);
  if (!isException(out))
    throw raise(
      T.TypeError,
      `calling <class '${typeName(type)}'> should have returned an instance of BaseException, not <class '${typeNameOf(out)}'>`,
    );
}

/**
 * The `raise` statement: `raise exception from cause` (`cause` is 0 without `from`). Returns the mark to throw.
 * May run Python.
 */
export function raiseStatement(exception: Slot, cause: Slot): typeof RAISED {
  const mark = markTemps();
  const temps = pushTemps(2);
  instantiate(exception, temps, "exceptions must derive from BaseException");
  if (cause !== 0) {
    const object = refAt(temps);
    if (isNone(cause)) I32[(object + EXC_CAUSE) >> 2] = 0;
    else {
      instantiate(cause, temps + 8, "exception causes must derive from BaseException");
      I32[(object + EXC_CAUSE) >> 2] = refAt(temps + 8);
    }
    I32[(object + EXC_SUPPRESS) >> 2] = 1;
  }
  const raised: typeof RAISED = raiseValue(refAt(temps));
  releaseTemps(mark);
  return raised;
}

/** `except type:`: whether it catches. Raises TypeError for what is no class of exceptions. */
export function exceptionMatches(exception: Slot, type: Slot): boolean {
  if (isExactly(type, T.tuple)) {
    const tuple = refAt(type);
    for (let i = 0; i < tupleLength(tuple); i++) checkCatchable(tupleItem(tuple, i));
    for (let i = 0; i < tupleLength(tuple); i++)
      if (isSubtype(typeOf(exception), refAt(tupleItem(tuple, i)))) return true;
    return false;
  }
  checkCatchable(type);
  return isSubtype(typeOf(exception), refAt(type));
}

function checkCatchable(type: Slot): void {
  if (!isExceptionClass(type))
    throw raise(T.TypeError, "catching classes that do not inherit from BaseException is not allowed");
}

/** Adds a note to the exception being raised. */
export function addNote(text: string): void {
  if (!isRaised()) return;
  const mark = markTemps();
  const temps = pushTemps(2);
  setRef(temps, newString(text));
  appendNote(refAt(STATE_RAISED), temps);
  releaseTemps(mark);
}

function appendNote(exception: Address, note: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(2);
  setRef(temps, exception);
  if (!findAttribute(temps, N.__notes__, temps + 8)) {
    setRef(temps + 8, newList(1));
    setAttribute(temps, N.__notes__, temps + 8);
  }
  if (!isInstance(temps + 8, T.list)) throw raise(T.TypeError, "Cannot add note: __notes__ is not a list");
  list_append(refAt(temps + 8), note);
  releaseTemps(mark);
}

/** The locals of a frame as they are now, for a traceback or a frame object: see TB_LOCALS. */
export function keepLocals(frame: Address): Address {
  const namespace = I32[(frame + FRAME_LOCALS) >> 2];
  if (namespace !== 0) return namespace;
  return newTupleFrom(frame + FRAME_HEADER, I32[(I32[(frame + FRAME_CODE) >> 2] + CODE_LOCALS) >> 2]);
}

/** Prepends a traceback entry for the code unit `lasti` of `code` to an exception's traceback. */
export function addTraceback(exception: Address, code: Address, lasti: number): void {
  const entry = allocateObject(T.traceback, TB_SIZE);
  I32[(entry + TB_NEXT) >> 2] = I32[(exception + EXC_TRACEBACK) >> 2];
  I32[(entry + TB_CODE) >> 2] = code;
  I32[(entry + TB_LASTI) >> 2] = lasti;
  I32[(entry + TB_LOCALS) >> 2] = 0;
  I32[(entry + TB_GLOBALS) >> 2] = 0;
  I32[(entry + TB_GLOBALS + 4) >> 2] = 0;
  I32[(exception + EXC_TRACEBACK) >> 2] = entry;
  const frame = I32[STATE_FRAME >> 2];
  if (frame === 0 || I32[(frame + FRAME_CODE) >> 2] !== code) return;
  setWord(entry + TB_LOCALS, keepLocals(frame));
  I32[(entry + TB_GLOBALS) >> 2] = I32[(frame + FRAME_GLOBALS) >> 2];
}

// ---- BaseException ---------------------------------------------------------------------------------------------------

function exception_new(args: Slot, out: Slot, extra: number): void {
  const type = refAt(args);
  const exception = allocateException(type);
  for (let at = EXC_SIZE; at < I32[(type + TYPE_SIZE) >> 2]; at += 4) I32[(exception + at) >> 2] = 0;
  setWord(exception + EXC_ARGS, newTupleFrom(args + 16, extra));
  setRef(out, exception);
}

/** Refuses keywords and keeps the positional arguments. */
function exception_init(args: Slot, _out: Slot, extra: number): void {
  if (dictLength(refAt(args + 8)) > 0)
    throw raise(T.TypeError, `${typeNameOf(args)}() takes no keyword arguments`);
  setWord(refAt(args) + EXC_ARGS, newTupleFrom(args + 16, extra));
}

const argsOf = (exception: Address): Address => I32[(exception + EXC_ARGS) >> 2];

function exception_str(args: Slot, out: Slot): void {
  const own = argsOf(refAt(args));
  const count = tupleLength(own);
  if (count === 0) setRef(out, newString(""));
  else if (count === 1) setRef(out, newString(strOf(tupleItem(own, 0))));
  else setRef(out, newString(tupleText(own)));
}

function tupleText(tuple: Address): string {
  const temp = pushTemp();
  setRef(temp, tuple);
  return reprOf(temp);
}

function exception_repr(args: Slot, out: Slot): void {
  const own = argsOf(refAt(args));
  const name = typeNameOf(args).replace(/^.*\./, "");
  setRef(
    out,
    newString(tupleLength(own) === 1 ? `${name}(${reprOf(tupleItem(own, 0))})` : `${name}${tupleText(own)}`),
  );
}

function exception_withTraceback(args: Slot, out: Slot): void {
  setTraceback(args, args + 8);
  copyValue(args, out);
}

function setTraceback(self: Slot, value: Slot): void {
  if (!isNone(value) && !isExactly(value, T.traceback))
    throw raise(T.TypeError, "__traceback__ must be a traceback or None");
  I32[(refAt(self) + EXC_TRACEBACK) >> 2] = isNone(value) ? 0 : refAt(value);
}

function exception_addNote(args: Slot, out: Slot): void {
  if (!isInstance(args + 8, T.str))
    throw raise(T.TypeError, `add_note() argument must be str, not ${typeNameOf(args + 8)}`);
  appendNote(refAt(args), args + 8);
  setNone(out);
}

const linkRow = (offset: number, name: string, alsoSuppress: boolean): GetSetRow => [
  (self, out) => {
    const other = I32[(refAt(self) + offset) >> 2];
    if (other === 0) setNone(out);
    else setRef(out, other);
  },
  (self, value) => {
    if (isUnbound(value)) throw raise(T.TypeError, `${name} may not be deleted`);
    if (!isNone(value) && !isException(value))
      throw raise(
        T.TypeError,
        `exception ${name === "__cause__" ? "cause" : "context"} must be None or derive from BaseException`,
      );
    I32[(refAt(self) + offset) >> 2] = isNone(value) ? 0 : refAt(value);
    if (alsoSuppress) I32[(refAt(self) + EXC_SUPPRESS) >> 2] = 1;
  },
];

const argsRow: GetSetRow = [
  (self, out) => setRef(out, argsOf(refAt(self))),
  (self, value) => {
    if (isUnbound(value)) throw raise(T.TypeError, "args may not be deleted");
    const items = newList(0);
    const temp = pushTemp();
    setRef(temp, items);
    forEach(value, (item) => list_append(items, item));
    setWord(
      refAt(self) + EXC_ARGS,
      listLength(items) === 0 ? newTuple(0) : newTupleFrom(listItem(items, 0), listLength(items)),
    );
  },
];

/** `__reduce__`: class, arguments, and the dict when there is one. */
function exception_reduce(args: Slot, out: Slot): void {
  const self = refAt(args);
  const dict = I32[(self + EXC_DICT) >> 2];
  const result = newTuple(dict === 0 ? 2 : 3);
  setRef(tupleItem(result, 0), I32[(self + OBJ_TYPE) >> 2]);
  setRef(tupleItem(result, 1), argsOf(self));
  if (dict !== 0) setRef(tupleItem(result, 2), dict);
  setRef(out, result);
}

function exception_setstate(args: Slot): void {
  if (isNone(args + 8)) return;
  const dict = refAt(args + 8);
  for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1))
    setAttribute(args, intern(jsString(refAt(dictKeyAt(dict, at)))), dictValueAt(dict, at));
}

function defineBaseException(): void {
  defineType(T.BaseException, {
    kind: KIND_FIXED,
    size: EXC_SIZE,
    flags: TF_BASE | TF_EXCEPTION,
    values: [EXC_VALUE, 1],
    refs: [EXC_ARGS, EXC_TRACEBACK, EXC_CONTEXT, EXC_CAUSE, EXC_DICT],
    dictOffset: EXC_DICT,
    doc: "Common base class for all exceptions",
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", exception_new],
      __init__: ["(self, /, *args, **kwargs)", exception_init],
      __str__: ["(self, /)", exception_str],
      __repr__: ["(self, /)", exception_repr],
      with_traceback: ["(self, tb, /)", exception_withTraceback],
      add_note: ["(self, note, /)", exception_addNote],
      __reduce__: ["(self, /)", exception_reduce],
      __setstate__: ["(self, state, /)", exception_setstate],
    },
    getset: {
      args: argsRow,
      __dict__: [object_getDict, object_setDict],
      __traceback__: [
        (self, out) => {
          const traceback = I32[(refAt(self) + EXC_TRACEBACK) >> 2];
          if (traceback === 0) setNone(out);
          else setRef(out, traceback);
        },
        (self, value) => {
          if (isUnbound(value)) throw raise(T.TypeError, "__traceback__ may not be deleted");
          setTraceback(self, value);
        },
      ],
      __context__: linkRow(EXC_CONTEXT, "__context__", false),
      __cause__: linkRow(EXC_CAUSE, "__cause__", true),
      __suppress_context__: [
        (self, out) => setBool(out, I32[(refAt(self) + EXC_SUPPRESS) >> 2] !== 0),
        (self, value) => {
          setWord(refAt(self) + EXC_SUPPRESS, isTrue(value) ? 1 : 0);
        },
      ],
    },
  });
}

// ---- Classes with fields -------------------------------------------------------------------------------------------

/** Takes the keywords that a class knows out of a call's dict and stores them as fields; refuses others. */
function takeKeywords(args: Slot, owner: FieldOwner, known: readonly string[]): void {
  const keywords = refAt(args + 8);
  const exception = refAt(args);
  for (let at = dictNext(keywords, 0); at >= 0; at = dictNext(keywords, at + 1)) {
    const name = jsString(refAt(dictKeyAt(keywords, at)));
    if (!known.includes(name))
      throw raise(T.TypeError, `${owner}() got an unexpected keyword argument '${name}'`);
    setField(exception, owner, name, dictValueAt(keywords, at));
  }
}

function keepArgs(args: Slot, extra: number): void {
  setWord(refAt(args) + EXC_ARGS, newTupleFrom(args + 16, extra));
}

const initWithKeywords = (owner: FieldOwner, known: readonly string[]): MethodRow => [
  "(self, /, *args, **kwargs)",
  (args, _out, extra) => {
    keepArgs(args, extra);
    takeKeywords(args, owner, known);
  },
];

const initWithValue: MethodRow = [
  "(self, /, *args, **kwargs)",
  (args, out, extra) => {
    exception_init(args, out, extra);
    const value = refAt(args) + EXC_VALUE;
    if (extra === 0) setNone(value);
    else if (extra === 1 || typeOf(args) === T.StopIteration || isSubtype(typeOf(args), T.StopIteration))
      copyValue(args + 16, value);
    else setRef(value, argsOf(refAt(args)));
  },
];

const valueRow: GetSetRow = [
  (self, out) => {
    const value = refAt(self) + EXC_VALUE;
    if (isUnbound(value)) setNone(out);
    else copyValue(value, out);
  },
  (self, value) => copyValue(value, refAt(self) + EXC_VALUE),
];

function keyError_str(args: Slot, out: Slot): void {
  const own = argsOf(refAt(args));
  if (tupleLength(own) === 1) setRef(out, newString(reprOf(tupleItem(own, 0))));
  else exception_str(args, out);
}

function importError_init(args: Slot, _out: Slot, extra: number): void {
  keepArgs(args, extra);
  takeKeywords(args, "ImportError", ["name", "path", "name_from"]);
  if (extra === 1) setField(refAt(args), "ImportError", "msg", args + 16);
}

function importError_str(args: Slot, out: Slot): void {
  const message = findField(refAt(args), "ImportError", "msg");
  if (message !== 0 && isExactly(message, T.str)) copyValue(message, out);
  else exception_str(args, out);
}

/** The subclass of OSError that stands for an error number (Linux's numbers, as on most machines that programs come from). */
const ERRNO_CLASSES: Readonly<Record<number, StaticTypeName>> = {
  1: "PermissionError",
  2: "FileNotFoundError",
  3: "ProcessLookupError",
  4: "InterruptedError",
  10: "ChildProcessError",
  11: "BlockingIOError",
  13: "PermissionError",
  17: "FileExistsError",
  20: "NotADirectoryError",
  21: "IsADirectoryError",
  32: "BrokenPipeError",
  103: "ConnectionAbortedError",
  104: "ConnectionResetError",
  108: "BrokenPipeError",
  110: "TimeoutError",
  111: "ConnectionRefusedError",
  114: "BlockingIOError",
  115: "BlockingIOError",
};

function osError_new(args: Slot, out: Slot, extra: number): void {
  let type = refAt(args);
  if (type === T.OSError && extra >= 2 && isInt(args + 16)) {
    const better = ERRNO_CLASSES[I32[(args + 16) >> 2] as number];
    if (better !== undefined) type = T[better];
  }
  const exception = allocateException(type);
  for (let at = EXC_SIZE; at < I32[(type + TYPE_SIZE) >> 2]; at += 4) I32[(exception + at) >> 2] = 0;
  setWord(exception + EXC_ARGS, newTupleFrom(args + 16, extra));
  setOsFields(exception, args + 16, extra);
  setRef(out, exception);
}

function setOsFields(exception: Address, args: Slot, count: number): void {
  if (count < 2 || count > 5) return;
  setField(exception, "OSError", "errno", args);
  setField(exception, "OSError", "strerror", args + 8);
  if (count >= 3) {
    setField(exception, "OSError", "filename", args + 16);
    setWord(exception + EXC_ARGS, newTupleFrom(args, 2));
  }
  if (count === 5) setField(exception, "OSError", "filename2", args + 32);
}

function osError_init(args: Slot, out: Slot, extra: number): void {
  exception_init(args, out, extra);
  setOsFields(refAt(args), args + 16, extra);
}

function osError_str(args: Slot, out: Slot): void {
  const self = refAt(args);
  const field = (name: string): Slot => findField(self, "OSError", name);
  const errno = field("errno");
  const strerror = field("strerror");
  if (errno === 0 || strerror === 0) {
    exception_str(args, out);
    return;
  }
  let text = `[Errno ${strOf(errno)}] ${strOf(strerror)}`;
  if (field("filename") !== 0) text += `: ${reprOf(field("filename"))}`;
  if (field("filename2") !== 0) text += ` -> ${reprOf(field("filename2"))}`;
  setRef(out, newString(text));
}

function syntaxError_init(args: Slot, out: Slot, extra: number): void {
  exception_init(args, out, extra);
  const self = refAt(args);
  if (extra >= 1) setField(self, "SyntaxError", "msg", args + 16);
  if (extra !== 2 || !isInstance(args + 24, T.tuple)) return;
  const place = refAt(args + 24);
  const names = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"];
  for (let i = 0; i < Math.min(tupleLength(place), names.length); i++)
    setField(self, "SyntaxError", names[i]!, tupleItem(place, i));
}

function syntaxError_str(args: Slot, out: Slot): void {
  const self = refAt(args);
  const message = findField(self, "SyntaxError", "msg");
  const filename = findField(self, "SyntaxError", "filename");
  const line = findField(self, "SyntaxError", "lineno");
  const text = message === 0 ? "None" : strOf(message);
  const file =
    filename !== 0 && isInstance(filename, T.str) ? jsString(refAt(filename)).replace(/^.*\//, "") : null;
  const number = line !== 0 && isInt(line) ? I32[line >> 2] : null;
  const place =
    file !== null && number !== null
      ? ` (${file}, line ${number})`
      : file !== null
        ? ` (${file})`
        : number !== null
          ? ` (line ${number})`
          : "";
  setRef(out, newString(text + place));
}

/** The Python exception for a source that the parser or the compiler refused. */
export function newSyntaxError(error: PythonSyntaxError): Address {
  const exception = allocateException(T[error.type]);
  const mark = markTemps();
  const temps = pushTemps(2);
  const place = newTuple(6);
  const number = (index: number, value: number | null): void => {
    if (value === null) setNone(tupleItem(place, index));
    else setInt(tupleItem(place, index), value);
  };
  setRef(temps, newString(error.message));
  setRef(temps + 8, place);
  setRef(tupleItem(place, 0), newString(error.filename));
  number(1, error.lineno);
  number(2, error.offset);
  if (error.text === null) setNone(tupleItem(place, 3));
  else setRef(tupleItem(place, 3), newString(error.text));
  number(4, error.end_lineno);
  number(5, error.end_offset);
  setWord(exception + EXC_ARGS, newTupleFrom(temps, error.type === "MemoryError" ? 1 : 2));
  if (error.type !== "MemoryError") {
    setField(exception, "SyntaxError", "msg", temps);
    ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"].forEach((name, i) => {
      setField(exception, "SyntaxError", name, tupleItem(place, i));
    });
  }
  releaseTemps(mark);
  return exception;
}

const unicodeInit = (
  owner: "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError",
): MethodRow => [
  "(self, /, *args, **kwargs)",
  (args, out, extra) => {
    exception_init(args, out, extra);
    const names = FIELDS[owner];
    if (extra !== names.length)
      throw raise(T.TypeError, `function takes exactly ${names.length} arguments (${extra} given)`);
    names.forEach((name, i) => setField(refAt(args), owner, name, args + 16 + 8 * i));
  },
];

const unicodeStr = (owner: "UnicodeDecodeError" | "UnicodeEncodeError"): MethodRow => [
  "(self, /)",
  (args, out) => {
    const self = refAt(args);
    const field = (name: string): Slot => findField(self, owner, name);
    if (field("object") === 0) {
      setRef(out, newString(""));
      return;
    }
    const start = indexValue(field("start"));
    const end = indexValue(field("end"));
    const codec = strOf(field("encoding"));
    const reason = strOf(field("reason"));
    const verb = owner === "UnicodeDecodeError" ? "decode" : "encode";
    let what: string;
    if (end === start + 1) what = `${unitText(field("object"), start, owner)} in position ${start}`;
    else what = `${owner === "UnicodeDecodeError" ? "bytes" : "characters"} in position ${start}-${end - 1}`;
    setRef(out, newString(`'${codec}' codec can't ${verb} ${what}: ${reason}`));
  },
];

function unitText(object: Slot, at: number, owner: string): string {
  const item = pushTemp();
  const key = pushTemp();
  setInt(key, at);
  callMethod(object, N.__getitem__, key, 1, item);
  if (owner === "UnicodeDecodeError") return `byte 0x${indexValue(item).toString(16).padStart(2, "0")}`;
  const point = jsString(refAt(item)).codePointAt(0)!;
  const hex = point.toString(16);
  return `character '${point < 0x100 ? `\\x${hex.padStart(2, "0")}` : point < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`}'`;
}

// ---- Groups --------------------------------------------------------------------------------------------------------

/** The tuple of exceptions in a group. */
export const groupExceptions = (group: Address): Address => refAt(fieldSlot(group, 1));
/** Whether a value is an exception group. */
export const isGroup = (slot: Slot): boolean => isInstance(slot, T.BaseExceptionGroup);

function group_new(args: Slot, out: Slot): void {
  if (!isInstance(args + 8, T.str))
    throw raise(T.TypeError, `argument 1 must be str, not ${typeNameOf(args + 8)}`);
  const temps = pushTemps(2);
  const items = newList(0);
  setRef(temps, items);
  if (!isInstance(args + 16, T.list) && !isInstance(args + 16, T.tuple)) {
    if (!findAttribute(args + 16, N.__getitem__, temps + 8))
      throw raise(T.TypeError, "second argument (exceptions) must be a sequence");
  }
  forEach(args + 16, (item) => list_append(items, item));
  const count = listLength(items);
  if (count === 0) throw raise(T.ValueError, "second argument (exceptions) must be a non-empty sequence");
  let plain = true;
  for (let i = 0; i < count; i++) {
    if (!isException(listItem(items, i)))
      throw raise(T.ValueError, `Item ${i} of second argument (exceptions) is not an exception`);
    if (!isInstance(listItem(items, i), T.Exception)) plain = false;
  }
  let type = refAt(args);
  if (type === T.BaseExceptionGroup && plain) type = T.ExceptionGroup;
  else if (!plain && type === T.ExceptionGroup)
    throw raise(T.TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  else if (!plain && isSubtype(type, T.Exception))
    throw raise(T.TypeError, `Cannot nest BaseExceptions in '${typeName(type)}'`);
  const exception = allocateException(type);
  for (let at = EXC_SIZE; at < I32[(type + TYPE_SIZE) >> 2]; at += 4) I32[(exception + at) >> 2] = 0;
  setWord(exception + EXC_ARGS, newTupleFrom(args + 8, 2));
  setRef(temps + 8, newTupleFrom(listItem(items, 0), count));
  setField(exception, "BaseExceptionGroup", "message", args + 8);
  setField(exception, "BaseExceptionGroup", "exceptions", temps + 8);
  setRef(out, exception);
}

function group_str(args: Slot, out: Slot): void {
  const count = tupleLength(groupExceptions(refAt(args)));
  const message = strOf(fieldSlot(refAt(args), 0));
  setRef(out, newString(`${message} (${count} sub-exception${count === 1 ? "" : "s"})`));
}

function group_repr(args: Slot, out: Slot): void {
  const name = typeNameOf(args).replace(/^.*\./, "");
  const own = argsOf(refAt(args));
  const shown =
    isExactly(tupleItem(own, 1), T.list) || isExactly(tupleItem(own, 1), T.tuple)
      ? reprOf(tupleItem(own, 1))
      : reprOf(fieldSlot(refAt(args), 1));
  setRef(out, newString(`${name}(${reprOf(tupleItem(own, 0))}, ${shown})`));
}

function group_derive(args: Slot, out: Slot): void {
  const temps = pushTemps(3);
  setRef(temps, T.BaseExceptionGroup);
  copyValue(fieldSlot(refAt(args), 0), temps + 8);
  copyValue(args + 8, temps + 16);
  callValue(temps, temps + 8, 2, 0, out);
}

/** A condition of `split` and `subgroup`: a class, a tuple of classes, or a function. */
function conditionHolds(exception: Slot, condition: Slot): boolean {
  if (isExceptionClass(condition) || isExactly(condition, T.tuple))
    return exceptionMatches(exception, condition);
  const result = pushTemp();
  callValue(condition, exception, 1, 0, result);
  return isTrue(result);
}

/** Makes the group of `items` that takes the place of `group`: same message, traceback, cause, context and notes. */
function deriveGroup(group: Slot, items: Address, out: Slot): void {
  const temps = pushTemps(3);
  setRef(temps, items);
  callMethod(group, intern("derive"), temps, 1, temps + 8);
  if (!isGroup(temps + 8)) throw raise(T.TypeError, "derive must return an instance of BaseExceptionGroup");
  const from = refAt(group);
  const to = refAt(temps + 8);
  for (const offset of [EXC_TRACEBACK, EXC_CONTEXT, EXC_CAUSE, EXC_SUPPRESS])
    I32[(to + offset) >> 2] = I32[(from + offset) >> 2];
  if (findAttribute(group, N.__notes__, temps + 16) && isInstance(temps + 16, T.list)) {
    const notes = refAt(temps + 16);
    const copy = newList(listLength(notes));
    for (let i = 0; i < listLength(notes); i++) list_append(copy, listItem(notes, i));
    setRef(temps + 16, copy);
    setAttribute(temps + 8, N.__notes__, temps + 16);
  }
  copyValue(temps + 8, out);
}

/** Splits by a condition into what holds and the rest; either is None when empty. */
function splitException(exception: Slot, condition: Slot, outMatch: Slot, outRest: Slot): void {
  setNone(outMatch);
  setNone(outRest);
  if (conditionHolds(exception, condition)) {
    copyValue(exception, outMatch);
    return;
  }
  if (!isGroup(exception)) {
    copyValue(exception, outRest);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(4);
  const matches = newList(0);
  setRef(temps, matches);
  const rest = newList(0);
  setRef(temps + 8, rest);
  const members = groupExceptions(refAt(exception));
  for (let i = 0; i < tupleLength(members); i++) {
    splitException(tupleItem(members, i), condition, temps + 16, temps + 24);
    if (!isNone(temps + 16)) list_append(matches, temps + 16);
    if (!isNone(temps + 24)) list_append(rest, temps + 24);
  }
  if (listLength(matches) > 0) deriveGroup(exception, matches, outMatch);
  if (listLength(rest) > 0) deriveGroup(exception, rest, outRest);
  releaseTemps(mark);
}

function checkCondition(condition: Slot): void {
  if (isExceptionClass(condition)) return;
  if (isExactly(condition, T.tuple)) {
    const tuple = refAt(condition);
    let all = true;
    for (let i = 0; i < tupleLength(tuple); i++) all &&= isExceptionClass(tupleItem(tuple, i));
    if (all) return;
  } else if (!isType(condition) && findAttribute(condition, N.__call__, pushTemp())) return;
  throw raise(
    T.TypeError,
    "expected an exception type, a tuple of exception types, or a callable (other than a class)",
  );
}

function group_split(args: Slot, out: Slot): void {
  checkCondition(args + 8);
  const temps = pushTemps(2);
  splitException(args, args + 8, temps, temps + 8);
  setRef(out, newTupleFrom(temps, 2));
}

function group_subgroup(args: Slot, out: Slot): void {
  checkCondition(args + 8);
  const temps = pushTemps(2);
  splitException(args, args + 8, temps, temps + 8);
  copyValue(temps, out);
}

/**
 * `except* type`: splits what is being handled into the part that matches (None when nothing does) and the rest. An
 * exception that is no group is wrapped in one. `outMatch` and `outRest` may not be the argument slots.
 */
export function matchGroup(exception: Slot, type: Slot, outMatch: Slot, outRest: Slot): void {
  if (isNone(exception)) {
    setNone(outMatch);
    setNone(outRest);
    return;
  }
  const check = (one: Slot): void => {
    checkCatchable(one);
    if (isSubtype(refAt(one), T.BaseExceptionGroup))
      throw raise(T.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
  };
  if (isExactly(type, T.tuple))
    for (let i = 0; i < tupleLength(refAt(type)); i++) check(tupleItem(refAt(type), i));
  else check(type);
  if (isGroup(exception)) {
    splitException(exception, type, outMatch, outRest);
    return;
  }
  if (!exceptionMatches(exception, type)) {
    setNone(outMatch);
    copyValue(exception, outRest);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(5);
  setRef(temps, T.BaseExceptionGroup);
  setRef(temps + 8, newString(""));
  const original = refAt(exception);
  setRef(temps + 16, newTupleFrom(exception, 1));
  callValue(temps, temps + 8, 2, 0, temps + 24);
  I32[(refAt(temps + 24) + EXC_TRACEBACK) >> 2] = I32[(original + EXC_TRACEBACK) >> 2];
  copyValue(temps + 24, outMatch);
  setNone(outRest);
  releaseTemps(mark);
}

/** Every leaf of an exception that is (part of) a group. */
function collectLeaves(exception: Slot, leaves: Set<Address>): void {
  if (!isGroup(exception)) {
    leaves.add(refAt(exception));
    return;
  }
  const members = groupExceptions(refAt(exception));
  for (let i = 0; i < tupleLength(members); i++) collectLeaves(tupleItem(members, i), leaves);
}

/**
 * The end of `try … except*`: what is to be raised, from the original exception and the list of what the clauses left
 * (unhandled parts, and new exceptions they raised); None when all was handled.
 */
export function prepareReraiseStar(original: Slot, leftovers: Slot, out: Slot): void {
  const list = refAt(leftovers);
  const mark = markTemps();
  const temps = pushTemps(5);
  const raised = newList(0);
  setRef(temps, raised);
  const reraised = newList(0);
  setRef(temps + 8, reraised);
  for (let i = 0; i < listLength(list); i++) {
    const one = listItem(list, i);
    if (isNone(one)) continue;
    if (isPartOf(one, original)) list_append(reraised, one);
    else list_append(raised, one);
  }
  if (!isGroup(original)) {
    // A naked exception: at most one thing is left of it.
    if (listLength(raised) === 0) {
      if (listLength(reraised) === 0) setNone(out);
      else copyValue(listItem(reraised, 0), out);
      releaseTemps(mark);
      return;
    }
    if (listLength(raised) + listLength(reraised) === 1) {
      copyValue(listItem(raised, 0), out);
      releaseTemps(mark);
      return;
    }
  }
  if (listLength(reraised) > 0 && isGroup(original)) {
    const leaves = new Set<Address>();
    for (let i = 0; i < listLength(reraised); i++) collectLeaves(listItem(reraised, i), leaves);
    projectGroup(original, leaves, temps + 16);
    if (listLength(raised) === 0) {
      copyValue(temps + 16, out);
      releaseTemps(mark);
      return;
    }
    list_append(raised, temps + 16);
  } else for (let i = 0; i < listLength(reraised); i++) list_append(raised, listItem(reraised, i));
  if (listLength(raised) === 0) setNone(out);
  else if (listLength(raised) === 1) copyValue(listItem(raised, 0), out);
  else {
    setRef(temps + 16, T.BaseExceptionGroup);
    setRef(temps + 24, newString(""));
    setRef(temps + 32, raised);
    callValue(temps + 16, temps + 24, 2, 0, out);
  }
  releaseTemps(mark);
}

/** Whether a leftover is a part of the original (it then shares its traceback), and not newly raised. */
function isPartOf(one: Slot, original: Slot): boolean {
  if (refAt(one) === refAt(original)) return true;
  if (!isGroup(one)) return false;
  const [a, b] = [refAt(one), refAt(original)];
  return (
    I32[(a + EXC_CONTEXT) >> 2] === I32[(b + EXC_CONTEXT) >> 2] &&
    I32[(a + EXC_CAUSE) >> 2] === I32[(b + EXC_CAUSE) >> 2] &&
    I32[(a + EXC_TRACEBACK) >> 2] === I32[(b + EXC_TRACEBACK) >> 2]
  );
}

/** The part of a group whose leaves are in the set, in the group's own structure. */
function projectGroup(exception: Slot, leaves: ReadonlySet<Address>, out: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(2);
  const kept = newList(0);
  setRef(temps, kept);
  const members = groupExceptions(refAt(exception));
  for (let i = 0; i < tupleLength(members); i++) {
    const member = tupleItem(members, i);
    if (isGroup(member)) {
      projectGroup(member, leaves, temps + 8);
      if (!isNone(temps + 8)) list_append(kept, temps + 8);
    } else if (leaves.has(refAt(member))) list_append(kept, member);
  }
  if (listLength(kept) === 0) setNone(out);
  else if (listLength(kept) === tupleLength(members)) copyValue(exception, out);
  else deriveGroup(exception, kept, out);
  releaseTemps(mark);
}

// ---- The tree --------------------------------------------------------------------------------------------------------

/** Subclasses that add nothing of their own, each after its base. */
// biome-ignore format: a table
const PLAIN: readonly (readonly [StaticTypeName, StaticTypeName])[] = [
  ["Exception", "BaseException"], ["GeneratorExit", "BaseException"], ["KeyboardInterrupt", "BaseException"],
  ["ArithmeticError", "Exception"], ["FloatingPointError", "ArithmeticError"], ["OverflowError", "ArithmeticError"],
  ["ZeroDivisionError", "ArithmeticError"], ["AssertionError", "Exception"], ["BufferError", "Exception"],
  ["EOFError", "Exception"], ["LookupError", "Exception"], ["IndexError", "LookupError"], ["MemoryError", "Exception"],
  ["ReferenceError", "Exception"], ["RuntimeError", "Exception"], ["NotImplementedError", "RuntimeError"],
  ["RecursionError", "RuntimeError"], ["PythonFinalizationError", "RuntimeError"], ["StopAsyncIteration", "Exception"],
  ["SystemError", "Exception"], ["TypeError", "Exception"], ["ValueError", "Exception"], ["UnicodeError", "ValueError"],
  ["Warning", "Exception"], ["BytesWarning", "Warning"], ["DeprecationWarning", "Warning"],
  ["EncodingWarning", "Warning"], ["FutureWarning", "Warning"], ["ImportWarning", "Warning"],
  ["PendingDeprecationWarning", "Warning"], ["ResourceWarning", "Warning"], ["RuntimeWarning", "Warning"],
  ["SyntaxWarning", "Warning"], ["UnicodeWarning", "Warning"], ["UserWarning", "Warning"],
];

function defineException(
  name: StaticTypeName,
  base: StaticTypeName,
  more: Omit<TypeDefinition, "base" | "flags"> = {},
): void {
  defineType(T[name], { base: T[base], flags: TF_BASE, ...more });
}

export function defineExceptionTypes(): void {
  defineBaseException();
  for (const [name, base] of PLAIN) defineException(name, base);
  defineException("StopIteration", "Exception", {
    methods: { __init__: initWithValue },
    getset: { value: valueRow },
  });
  defineException("SystemExit", "BaseException", {
    methods: { __init__: initWithValue },
    getset: { code: valueRow },
  });
  defineException("KeyError", "LookupError", { methods: { __str__: ["(self, /)", keyError_str] } });
  defineException("AttributeError", "Exception", {
    methods: { __init__: initWithKeywords("AttributeError", ["name", "obj"]) },
    getset: fieldRows("AttributeError"),
  });
  defineException("NameError", "Exception", {
    methods: { __init__: initWithKeywords("NameError", ["name"]) },
    getset: fieldRows("NameError"),
  });
  defineException("UnboundLocalError", "NameError");
  defineException("ImportError", "Exception", {
    methods: {
      __init__: ["(self, /, *args, **kwargs)", importError_init],
      __str__: ["(self, /)", importError_str],
    },
    getset: fieldRows("ImportError"),
  });
  defineException("ModuleNotFoundError", "ImportError");
  defineException("OSError", "Exception", {
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", osError_new],
      __init__: ["(self, /, *args, **kwargs)", osError_init],
      __str__: ["(self, /)", osError_str],
    },
    getset: fieldRows("OSError"),
  });
  for (const name of [
    "FileNotFoundError",
    "FileExistsError",
    "PermissionError",
    "IsADirectoryError",
    "NotADirectoryError",
    "TimeoutError",
    "ConnectionError",
    "BlockingIOError",
    "ChildProcessError",
    "InterruptedError",
    "ProcessLookupError",
  ] as const)
    defineException(name, "OSError");
  for (const name of [
    "BrokenPipeError",
    "ConnectionAbortedError",
    "ConnectionRefusedError",
    "ConnectionResetError",
  ] as const)
    defineException(name, "ConnectionError");
  defineException("SyntaxError", "Exception", {
    methods: {
      __init__: ["(self, /, *args, **kwargs)", syntaxError_init],
      __str__: ["(self, /)", syntaxError_str],
    },
    getset: fieldRows("SyntaxError"),
  });
  defineException("IndentationError", "SyntaxError");
  defineException("TabError", "IndentationError");
  for (const name of ["UnicodeDecodeError", "UnicodeEncodeError"] as const)
    defineException(name, "UnicodeError", {
      methods: { __init__: unicodeInit(name), __str__: unicodeStr(name) },
      getset: fieldRows(name),
    });
  defineException("UnicodeTranslateError", "UnicodeError", {
    methods: { __init__: unicodeInit("UnicodeTranslateError") },
    getset: fieldRows("UnicodeTranslateError"),
  });
  defineException("BaseExceptionGroup", "BaseException", {
    methods: {
      __new__: ["(cls, message, exceptions, /)", group_new],
      __init__: ["(self, /, *args, **kwargs)", exception_init],
      __str__: ["(self, /)", group_str],
      __repr__: ["(self, /)", group_repr],
      derive: ["(self, excs, /)", group_derive],
      split: ["(self, matcher_value, /)", group_split],
      subgroup: ["(self, matcher_value, /)", group_subgroup],
      __class_getitem__: ["(cls, item, /)", class_getitem],
    },
    getset: fieldRows("BaseExceptionGroup"),
  });
  defineException("ExceptionGroup", "BaseExceptionGroup");
  // The one built-in class with two bases.
  const group = T.ExceptionGroup;
  setWord(group + TYPE_BASES, newTupleOf(T.BaseExceptionGroup, T.Exception));
  setWord(group + TYPE_MRO, newTupleOf(group, T.BaseExceptionGroup, T.Exception, T.BaseException, T.object));
  typeHost(T.Exception).subclasses.add(group);
}
