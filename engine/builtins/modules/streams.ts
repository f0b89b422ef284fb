/**
 * `sys.stdin`, `sys.stdout` and `sys.stderr`: text streams that the host stands behind.
 *
 * `print` asks `isHostStream` and, for one of these, hands the host the whole text at once.
 */
import { allocateObject } from "../../heap/allocate.ts";
import { type Address, OBJ_TYPE, type Slot, T } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { intern, newString } from "../../heap/strings.ts";
import { copyValue, isRef, isUnbound, refAt, setBool, setInt, setNone, setRef } from "../../heap/values.ts";
import { makeType } from "../../objects/define.ts";
import { dictFindName } from "../../objects/dict.ts";
import { list_append, newList } from "../../objects/list.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { strLength } from "../../objects/text.ts";
import { typeNameOf } from "../../objects/type.ts";
import { forEach } from "../../runtime/iterate.ts";
import { indexValue } from "../../runtime/number.ts";
import { raise, raiseStopIteration } from "../../runtime/raise.ts";
import { pushTemp } from "../../runtime/state.ts";
import { host } from "../../runtime/tierup.ts";

const STREAM_NUMBER = 8;
const STREAM_NAMES = ["<stdin>", "<stdout>", "<stderr>"] as const;

let streamType: Address = 0;
let sysDict: Address = 0;

/** The three streams find `sys` through this: its dict. */
export function setSysDict(dict: Address): void {
  sysDict = dict;
}

/** A new stream: 0 standard input, 1 output, 2 errors. */
export function newStream(number: 0 | 1 | 2): Address {
  const stream = allocateObject(streamType, 16);
  I32[(stream + STREAM_NUMBER) >> 2] = number;
  I32[(stream + STREAM_NUMBER + 4) >> 2] = 0;
  return stream;
}

const numberOf = (slot: Slot): number => I32[(refAt(slot) + STREAM_NUMBER) >> 2];

/** 1 or 2 when the slot holds a stream that writes to the host, else 0. */
export function isHostStream(slot: Slot): 0 | 1 | 2 {
  if (!isRef(slot) || I32[(refAt(slot) + OBJ_TYPE) >> 2] !== streamType) return 0;
  return numberOf(slot) as 0 | 1 | 2;
}

/** `sys.stdout` and the like as they are now. Raises RuntimeError when it is gone. */
export function loadStandardStream(name: "stdin" | "stdout" | "stderr", out: Slot): void {
  const found = dictFindName(sysDict, intern(name));
  if (found === 0) throw raise(T.RuntimeError, `lost sys.${name}`);
  copyValue(found, out);
}

/** A line of standard input without its newline. Raises EOFError at the end. */
export function readInputLine(): string {
  const line = host.readLine();
  if (line === "") throw raise(T.EOFError, "EOF when reading a line");
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}

function stream_write(args: Slot, out: Slot): void {
  const number = isHostStream(args);
  if (number === 0) throw raise(T.ValueError, "not writable");
  if (!isStrValue(args + 8))
    throw raise(T.TypeError, `write() argument must be str, not ${typeNameOf(args + 8)}`);
  const length = strLength(refAt(args + 8));
  host.write(number, textOf(args + 8));
  setInt(out, length);
}

function stream_writelines(args: Slot): void {
  const number = isHostStream(args);
  if (number === 0) throw raise(T.ValueError, "not writable");
  forEach(args + 8, (item) => {
    if (!isStrValue(item)) throw raise(T.TypeError, `write() argument must be str, not ${typeNameOf(item)}`);
    host.write(number, textOf(item));
  });
}

function checkReadable(args: Slot): void {
  if (numberOf(args) !== 0) throw raise(T.ValueError, "not readable");
}

function stream_readline(args: Slot, out: Slot): void {
  checkReadable(args);
  setRef(out, newString(host.readLine()));
}

function stream_read(args: Slot, out: Slot): void {
  checkReadable(args);
  if (!isUnbound(args + 8) && indexValue(args + 8) >= 0)
    throw raise(T.NotImplementedError, "reading a number of characters from standard input is not supported");
  let text = "";
  for (let line = host.readLine(); line !== ""; line = host.readLine()) text += line;
  setRef(out, newString(text));
}

function stream_readlines(args: Slot, out: Slot): void {
  checkReadable(args);
  const list = newList(0);
  const held = pushTemp();
  for (let line = host.readLine(); line !== ""; line = host.readLine()) {
    setRef(held, newString(line));
    list_append(list, held);
  }
  setRef(out, list);
}

function stream_next(args: Slot, out: Slot): void {
  checkReadable(args);
  const line = host.readLine();
  const none = pushTemp();
  if (line === "") throw raiseStopIteration(none);
  setRef(out, newString(line));
}

function stream_repr(args: Slot, out: Slot): void {
  const number = numberOf(args);
  setRef(
    out,
    newString(
      `<_io.TextIOWrapper name='${STREAM_NAMES[number]}' mode='${number === 0 ? "r" : "w"}' encoding='utf-8'>`,
    ),
  );
}

/** Makes the type of the streams. */
export function defineStreamType(): void {
  streamType = makeType("_io.TextIOWrapper", {
    module: "_io",
    size: 16,
    methods: {
      __repr__: ["(self, /)", stream_repr],
      __iter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __next__: ["(self, /)", stream_next],
      __enter__: ["(self, /)", (args, out) => copyValue(args, out)],
      __exit__: ["(self, /, *args)", (_args, out) => setNone(out)],
      write: ["(self, text, /)", stream_write],
      writelines: ["(self, lines, /)", stream_writelines],
      flush: ["(self, /)", (_args, out) => setNone(out)],
      close: ["(self, /)", (_args, out) => setNone(out)],
      read: ["(self, size=-1, /)", stream_read],
      readline: ["(self, size=-1, /)", stream_readline],
      readlines: ["(self, hint=-1, /)", stream_readlines],
      isatty: ["(self, /)", (_args, out) => setBool(out, false)],
      readable: ["(self, /)", (args, out) => setBool(out, numberOf(args) === 0)],
      writable: ["(self, /)", (args, out) => setBool(out, numberOf(args) !== 0)],
      seekable: ["(self, /)", (_args, out) => setBool(out, false)],
      fileno: ["(self, /)", (args, out) => setInt(out, numberOf(args))],
    },
    getset: {
      name: [(self, out) => setRef(out, intern(STREAM_NAMES[numberOf(self)] as string))],
      mode: [(self, out) => setRef(out, intern(numberOf(self) === 0 ? "r" : "w"))],
      encoding: [(_self, out) => setRef(out, intern("utf-8"))],
      errors: [(self, out) => setRef(out, intern(numberOf(self) === 2 ? "backslashreplace" : "strict"))],
      closed: [(_self, out) => setBool(out, false)],
      line_buffering: [(self, out) => setBool(out, numberOf(self) === 2)],
    },
  });
}
