/**
 * The classes of _io: the bases, whose methods are written against whatever a subclass in Python defines, and the concrete
 * ones over the states of states.ts and text.ts. They are made when a program first opens a file or imports io.
 */
import { type Address, type Slot, T, TUPLE_ITEMS } from "../../../heap/layout.ts";
import { U8 } from "../../../heap/memory.ts";
import { addRoots } from "../../../heap/roots.ts";
import { intern, newString } from "../../../heap/strings.ts";
import {
  copyValue,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../../../heap/values.ts";
import {
  bytesOf,
  dataAddress,
  isBytearray,
  isBytesLike,
  newBytearray,
  newBytes,
} from "../../../objects/bytes.ts";
import { type GetSetRow, type MethodRow, makeType } from "../../../objects/define.ts";
import { newDict } from "../../../objects/dict.ts";
import { int_set } from "../../../objects/int.ts";
import { list_append, newList } from "../../../objects/list.ts";
import { isContiguousView } from "../../../objects/memoryview.ts";
import { isStrValue, textOf } from "../../../objects/str.ts";
import { newTuple } from "../../../objects/tuple.ts";
import { isSubtype, typeNameOf } from "../../../objects/type.ts";
import { findAttribute, setAttribute } from "../../../runtime/attributes.ts";
import { callMethod, callType } from "../../../runtime/call.ts";
import { isTrue } from "../../../runtime/compare.ts";
import { reprOf } from "../../../runtime/format.ts";
import { forEach } from "../../../runtime/iterate.ts";
import { N } from "../../../runtime/names.ts";
import type { Native } from "../../../runtime/native.ts";
import { hasIndex, indexValue } from "../../../runtime/number.ts";
import { raise, raiseStopIteration } from "../../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../../runtime/state.ts";
import { host } from "../../../runtime/tierup.ts";
import { makeNewlineDecoder, makePair } from "./pairs.ts";
import { fileArgument } from "./paths.ts";
import {
  BUFFER_BYTES,
  BufferedBytes,
  type Bytes,
  belowOf,
  FileBytes,
  isMarkedClosed,
  MemoryBytes,
  markClosed,
  newStreamObject,
  PythonBytes,
  raiseClosed,
  raiseUnsupported,
  resetStreams,
  STREAM_LAYOUT,
  STREAM_NAME,
  setBelow,
  setState,
  setStreamName,
  setUnsupportedType,
  sizeArgument,
  stateOf,
  streamBelow,
} from "./states.ts";
import { checkNewline, MemoryText, WrappedText } from "./text.ts";

export interface IoTypes {
  readonly iobase: Address;
  readonly rawBase: Address;
  readonly bufferedBase: Address;
  readonly textBase: Address;
  readonly file: Address;
  readonly reader: Address;
  readonly writer: Address;
  readonly random: Address;
  readonly memoryBytes: Address;
  readonly text: Address;
  readonly memoryText: Address;
  readonly pair: Address;
  readonly newlineDecoder: Address;
  readonly unsupported: Address;
}

let types: IoTypes | null = null;

/** Forgets the classes of an earlier engine. */
export function resetIo(): void {
  types = null;
}

/** The classes, made when they are first asked for. */
export const ioTypes = (): IoTypes => (types ??= makeTypes());

// ---- The bases -------------------------------------------------------------------------------------------------------

const callSelf = (self: Slot, name: Address, args: Slot, count: number, out: Slot): void =>
  callMethod(self, name, args, count, out);

/** Whether `self.closed` says so. */
function isClosed(self: Slot): boolean {
  const mark = markTemps();
  const held = pushTemp();
  const closed = findAttribute(self, intern("closed"), held) && isTrue(held);
  releaseTemps(mark);
  return closed;
}
function checkOpen(self: Slot): void {
  if (isClosed(self)) throw raiseClosed();
}
/** Raises UnsupportedOperation unless `self.question()`. */
function checkAble(self: Slot, question: string, message: string): void {
  const mark = markTemps();
  const held = pushTemp();
  callSelf(self, intern(question), held, 0, held);
  if (!isTrue(held)) throw raiseUnsupported(message);
  releaseTemps(mark);
}

function base_close(args: Slot): void {
  if (isClosed(args)) return;
  const held = pushTemp();
  callSelf(args, N.flush, held, 0, held);
  if (stateOf(refAt(args)) === undefined) markClosed(refAt(args));
}

/** A line by reading one byte at a time: for streams that have nothing better. */
function base_readline(args: Slot, out: Slot): void {
  const limit = sizeArgument(args + 8);
  const temps = pushTemps(2);
  const bytes: number[] = [];
  while (limit < 0 || bytes.length < limit) {
    setInt(temps, 1);
    callSelf(args, intern("read"), temps, 1, temps + 8);
    if (isNone(temps + 8)) break;
    if (!isBytesLike(temps + 8))
      throw raise(T.OSError, `read() should have returned a bytes object, not '${typeNameOf(temps + 8)}'`);
    const part = bytesOf(temps + 8);
    if (part.length === 0) break;
    bytes.push(...part);
    if (bytes.at(-1) === 10) break;
  }
  setRef(out, newBytes(bytes));
}

function lengthOfLine(slot: Slot): number {
  return isStrValue(slot)
    ? textOf(slot).length
    : isBytesLike(slot)
      ? bytesOf(slot).length
      : isTrue(slot)
        ? 1
        : 0;
}

function base_next(args: Slot, out: Slot): void {
  const line = pushTemps(2);
  callSelf(args, intern("readline"), line, 0, line);
  if (lengthOfLine(line) === 0) throw raiseStopIteration(line + 8);
  copyValue(line, out);
}

function base_readlines(args: Slot, out: Slot): void {
  const hint = sizeArgument(args + 8);
  const list = pushTemp();
  setRef(list, newList(0));
  let length = 0;
  forEach(args, (line) => {
    list_append(refAt(list), line);
    length += lengthOfLine(line);
    return hint <= 0 || length < hint ? undefined : false;
  });
  copyValue(list, out);
}

function base_writelines(args: Slot): void {
  checkOpen(args);
  const held = pushTemp();
  forEach(args + 8, (line) => callSelf(args, N.write, line, 1, held));
}

const unsupported =
  (message: string): Native =>
  () => {
    throw raiseUnsupported(message);
  };

const BASE_METHODS: Readonly<Record<string, MethodRow>> = {
  __new__: ["(type, /, *args, **kwargs)", (args, out) => setRef(out, newStreamObject(refAt(args)))],
  __init__: ["(self, /, *args, **kwargs)", () => {}],
  __iter__: [
    "(self, /)",
    (args, out) => {
      checkOpen(args);
      copyValue(args, out);
    },
  ],
  __next__: ["(self, /)", base_next],
  __enter__: [
    "(self, /)",
    (args, out) => {
      checkOpen(args);
      copyValue(args, out);
    },
  ],
  __exit__: ["(self, /, *args)", (args) => callSelf(args, N.close, pushTemp(), 0, pushTemp())],
  close: ["(self, /)", base_close],
  flush: ["(self, /)", checkOpen],
  seek: ["(self, offset, whence=0, /)", unsupported("seek")],
  tell: [
    "(self, /)",
    (args, out) => {
      const temps = pushTemps(2);
      setInt(temps, 0);
      setInt(temps + 8, 1);
      callSelf(args, intern("seek"), temps, 2, out);
    },
  ],
  truncate: ["(self, pos=None, /)", unsupported("truncate")],
  fileno: ["(self, /)", unsupported("fileno")],
  isatty: [
    "(self, /)",
    (args, out) => {
      checkOpen(args);
      setBool(out, false);
    },
  ],
  readable: ["(self, /)", (_args, out) => setBool(out, false)],
  writable: ["(self, /)", (_args, out) => setBool(out, false)],
  seekable: ["(self, /)", (_args, out) => setBool(out, false)],
  readline: ["(self, size=-1, /)", base_readline],
  readlines: ["(self, hint=-1, /)", base_readlines],
  writelines: ["(self, lines, /)", base_writelines],
  _checkClosed: ["(self, msg=None, /)", checkOpen],
  _checkReadable: [
    "(self, msg=None, /)",
    (args) => checkAble(args, "readable", "File or stream is not readable."),
  ],
  _checkWritable: [
    "(self, msg=None, /)",
    (args) => checkAble(args, "writable", "File or stream is not writable."),
  ],
  _checkSeekable: [
    "(self, msg=None, /)",
    (args) => checkAble(args, "seekable", "File or stream is not seekable."),
  ],
};

/** `read` of a raw stream: by its `readinto`. */
function raw_read(args: Slot, out: Slot): void {
  const size = sizeArgument(args + 8);
  const temps = pushTemps(2);
  if (size < 0) {
    callSelf(args, intern("readall"), temps, 0, out);
    return;
  }
  setRef(temps, newBytearray(new Uint8Array(size)));
  callSelf(args, intern("readinto"), temps, 1, temps + 8);
  if (isNone(temps + 8)) setNone(out);
  else setRef(out, newBytes(bytesOf(temps).slice(0, indexValue(temps + 8))));
}

function raw_readall(args: Slot, out: Slot): void {
  const temps = pushTemps(2);
  const parts: number[] = [];
  for (;;) {
    setInt(temps, BUFFER_BYTES);
    callSelf(args, intern("read"), temps, 1, temps + 8);
    if (isNone(temps + 8) || bytesOf(temps + 8).length === 0) break;
    for (const byte of bytesOf(temps + 8)) parts.push(byte);
  }
  setRef(out, newBytes(parts));
}

/** Fills a writable buffer with what `read` gives. */
function readInto(buffer: Slot, read: (size: number) => Uint8Array, name: string, out: Slot): void {
  if (!isRef(buffer) || !(isBytearray(buffer) || isContiguousView(buffer)))
    throw raise(
      T.TypeError,
      `${name}() argument 1 must be read-write bytes-like object, not ${typeNameOf(buffer)}`,
    );
  const part = read(bytesOf(buffer).length);
  U8.set(part, dataAddress(refAt(buffer)));
  setInt(out, part.length);
}

function buffered_readinto(args: Slot, out: Slot): void {
  readInto(
    args + 8,
    (size) => {
      const temps = pushTemps(2);
      setInt(temps, size);
      callSelf(args, intern("read"), temps, 1, temps + 8);
      return bytesOf(temps + 8).slice();
    },
    "readinto",
    out,
  );
}

// ---- Streams of bytes ------------------------------------------------------------------------------------------------

/** The bytes behind a stream object. Raises ValueError when it is closed or was not initialised. */
function openBytes<Kind extends Bytes>(self: Slot, closedMessage?: string): Kind {
  const state = stateOf(refAt(self));
  if (state === undefined) throw raise(T.ValueError, "I/O operation on uninitialized object");
  if (state.closed) throw raiseClosed(closedMessage);
  return state as unknown as Kind;
}

/** What a layer above reads and writes: the state behind a stream of ours, or the Python methods of any other object. */
function bytesBehind(object: Slot): Bytes {
  const { file, reader, writer, random, memoryBytes } = ioTypes();
  const type = typeOf(object);
  if (isRef(object) && [file, reader, writer, random, memoryBytes].includes(type)) {
    const state = stateOf(refAt(object));
    if (state !== undefined) return state as Bytes;
  }
  return new PythonBytes(refAt(object));
}

function bytesArgument(slot: Slot): Uint8Array {
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(slot)}'`);
  return bytesOf(slot);
}

const positionArgument = (slot: Slot, otherwise: number): number =>
  isUnbound(slot) || isNone(slot) ? otherwise : indexValue(slot);

/** Methods that every stream of bytes with a state has. */
const BYTES_METHODS: Readonly<Record<string, MethodRow>> = {
  read: [
    "(self, size=-1, /)",
    (args, out) => setRef(out, newBytes(openBytes(args).read(sizeArgument(args + 8)))),
  ],
  readinto: [
    "(self, buffer, /)",
    (args, out) => readInto(args + 8, (size) => openBytes(args).read(size), "readinto", out),
  ],
  write: [
    "(self, buffer, /)",
    (args, out) => {
      const bytes = openBytes(args, "write to closed file");
      setInt(out, bytes.write(bytesArgument(args + 8).slice()));
    },
  ],
  seek: [
    "(self, offset, whence=0, /)",
    (args, out) => {
      const whence = positionArgument(args + 16, 0);
      if (whence < 0 || whence > 2)
        throw raise(T.ValueError, `invalid whence (${whence}, should be 0, 1 or 2)`);
      const bytes = openBytes(args);
      const offset = indexValue(args + 8);
      if (bytes instanceof MemoryBytes && whence === 0 && offset < 0)
        throw raise(T.ValueError, `negative seek value ${offset}`);
      int_set(out, bytes.seek(offset, whence));
    },
  ],
  tell: ["(self, /)", (args, out) => int_set(out, openBytes(args).tell())],
  truncate: [
    "(self, pos=None, /)",
    (args, out) => {
      const bytes = openBytes(args);
      const size = positionArgument(args + 8, -1);
      if (size < 0 && !isUnbound(args + 8) && !isNone(args + 8))
        throw raise(T.ValueError, `negative size value ${size}`);
      const length = size < 0 ? bytes.tell() : size;
      bytes.truncate(length);
      int_set(out, length);
    },
  ],
  flush: ["(self, /)", (args) => openBytes(args).flush()],
  close: ["(self, /)", (args) => stateOf(refAt(args))?.close()],
  readable: ["(self, /)", (args, out) => setBool(out, openBytes(args).readable)],
  writable: ["(self, /)", (args, out) => setBool(out, openBytes(args).writable)],
  seekable: ["(self, /)", (args, out) => setBool(out, openBytes(args).seekable)],
  isatty: [
    "(self, /)",
    (args, out) => {
      openBytes(args);
      setBool(out, false);
    },
  ],
};

const closedRow: GetSetRow = [(self, out) => setBool(out, stateOf(refAt(self))?.closed ?? false)];
const nameRow: GetSetRow = [
  (self, out) => {
    // A layer has the name of what is below it.
    let object = refAt(self);
    while (
      isUnbound(object + STREAM_NAME) &&
      belowOf(object) !== 0 &&
      isSubtype(typeOfObject(object), ioTypes().iobase)
    ) {
      const below = belowOf(object);
      if (!isSubtype(typeOfObject(below), ioTypes().iobase)) {
        const held = pushTemp();
        setRef(held, below);
        if (findAttribute(held, N.name, out)) return;
        break;
      }
      object = below;
    }
    if (isUnbound(object + STREAM_NAME))
      throw raise(T.AttributeError, `'${typeNameOf(self)}' object has no attribute 'name'`);
    copyValue(object + STREAM_NAME, out);
  },
  (self, value) => {
    if (isUnbound(value)) setUnbound(refAt(self) + STREAM_NAME);
    else setStreamName(refAt(self), value);
  },
];

function typeOfObject(object: Address): Address {
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, object);
  const type = typeOf(held);
  releaseTemps(mark);
  return type;
}

/** The repr of a stream: its class and its name, if it has one. */
function namedRepr(args: Slot, out: Slot): void {
  const held = pushTemp();
  const named = findAttribute(args, N.name, held);
  setRef(out, newString(`<${fullName(args)}${named ? ` name=${reprOf(held)}` : ""}>`));
}

function fullName(self: Slot): string {
  const mark = markTemps();
  const temps = pushTemps(3);
  setRef(temps, typeOf(self));
  const module =
    findAttribute(temps, N.__module__, temps + 8) && isStrValue(temps + 8) ? textOf(temps + 8) : "_io";
  const name = findAttribute(temps, N.__qualname__, temps + 16) ? textOf(temps + 16) : typeNameOf(self);
  releaseTemps(mark);
  return `${module}.${name}`;
}

function file_init(args: Slot): void {
  const mode = isUnbound(args + 16) ? "r" : textOf(args + 16);
  const closesFile = isUnbound(args + 24) || isTrue(args + 24);
  if (!/^[rwax]b?\+?b?$/.test(mode))
    throw raise(
      T.ValueError,
      /^[rwaxb+]*$/.test(mode)
        ? "Must have exactly one of create/read/write/append mode and at most one plus"
        : `invalid mode: ${mode}`,
    );
  const opened = fileArgument(args + 8, mode, args + 32);
  setState(refAt(args), new FileBytes(host.files, opened, mode.replace("b", ""), closesFile));
  setStreamName(refAt(args), args + 8);
}

function file_repr(args: Slot, out: Slot): void {
  const state = stateOf(refAt(args)) as FileBytes | undefined;
  if (state === undefined || state.closed) {
    setRef(out, newString(`<${fullName(args)} [closed]>`));
    return;
  }
  const held = pushTemp();
  const name = findAttribute(args, N.name, held) ? ` name=${reprOf(held)}` : ` fd=${state.file}`;
  const closes = state.closesFile ? "True" : "False";
  setRef(out, newString(`<${fullName(args)}${name} mode='${state.mode}' closefd=${closes}>`));
}

/** `__init__` of a buffered stream over a raw one. */
const buffered_init =
  (reads: boolean, writes: boolean): Native =>
  (args) => {
    const size = positionArgument(args + 16, BUFFER_BYTES);
    if (size <= 0) throw raise(T.ValueError, "buffer size must be strictly positive");
    const raw = bytesBehind(args + 8);
    if (reads && !raw.readable) throw raise(T.OSError, "File or stream is not readable.");
    if (writes && !raw.writable) throw raise(T.OSError, "File or stream is not writable.");
    setBelow(refAt(args), args + 8);
    setState(refAt(args), new BufferedBytes(raw, reads, writes, size));
  };

const BUFFERED_METHODS: Readonly<Record<string, MethodRow>> = {
  ...BYTES_METHODS,
  __repr__: ["(self, /)", namedRepr],
  close: [
    "(self, /)",
    (args) => {
      stateOf(refAt(args))?.close();
    },
  ],
  fileno: ["(self, /)", (args, out) => fileNumber(args, out)],
  detach: [
    "(self, /)",
    (args, out) => {
      openBytes(args).flush();
      streamBelow(refAt(args), out);
      setBelow(refAt(args), 0);
      setState(refAt(args), { closed: true, close() {} });
    },
  ],
};

const READER_METHODS: Readonly<Record<string, MethodRow>> = {
  peek: ["(self, size=0, /)", (args, out) => setRef(out, newBytes(openBytes<BufferedBytes>(args).peek()))],
  read1: [
    "(self, size=-1, /)",
    (args, out) => setRef(out, newBytes(openBytes<BufferedBytes>(args).read1(sizeArgument(args + 8)))),
  ],
  readline: [
    "(self, size=-1, /)",
    (args, out) => setRef(out, newBytes(openBytes<BufferedBytes>(args).readLine(sizeArgument(args + 8)))),
  ],
  __next__: [
    "(self, /)",
    (args, out) => {
      const line = openBytes<BufferedBytes>(args).readLine(-1);
      if (line.length === 0) throw raiseStopIteration(pushTemp());
      setRef(out, newBytes(line));
    },
  ],
};

const BUFFERED_GETSET: Readonly<Record<string, GetSetRow>> = {
  closed: closedRow,
  name: nameRow,
  mode: [(self, out) => setRef(out, intern(modeOf(refAt(self))))],
  raw: [(self, out) => streamBelow(refAt(self), out)],
};

/** The mode of the file at the bottom. */
function modeOf(object: Address): string {
  let at = object;
  while (belowOf(at) !== 0) at = belowOf(at);
  const state = stateOf(at);
  return state instanceof FileBytes ? state.mode : "rb+";
}

function fileNumber(args: Slot, out: Slot): void {
  openBytes(args);
  let at = refAt(args);
  while (belowOf(at) !== 0) at = belowOf(at);
  const state = stateOf(at);
  if (!(state instanceof FileBytes)) throw raiseUnsupported("fileno");
  setInt(out, state.file);
}

function memoryBytes_init(args: Slot): void {
  const initial =
    isUnbound(args + 8) || isNone(args + 8) ? new Uint8Array(0) : bytesArgument(args + 8).slice();
  setState(refAt(args), new MemoryBytes(initial));
}

const memoryLine = (args: Slot, limit: number): Uint8Array => {
  const memory = openBytes<MemoryBytes>(args);
  const rest = memory.contents().subarray(memory.tell());
  const end = rest.indexOf(10);
  const length = end < 0 ? rest.length : end + 1;
  return memory.read(limit < 0 ? length : Math.min(limit, length));
};

const MEMORY_METHODS: Readonly<Record<string, MethodRow>> = {
  ...BYTES_METHODS,
  __init__: ["(self, /, initial_bytes=b'')", memoryBytes_init],
  getvalue: ["(self, /)", (args, out) => setRef(out, newBytes(openBytes<MemoryBytes>(args).contents()))],
  getbuffer: [
    "(self, /)",
    (args, out) => {
      const temps = pushTemps(2);
      setRef(temps, T.memoryview);
      setRef(temps + 8, newBytearray(openBytes<MemoryBytes>(args).contents()));
      callType(T.memoryview, temps + 8, 1, 0, out);
    },
  ],
  read1: BYTES_METHODS["read"] as MethodRow,
  readline: [
    "(self, size=-1, /)",
    (args, out) => setRef(out, newBytes(memoryLine(args, sizeArgument(args + 8)))),
  ],
  __next__: [
    "(self, /)",
    (args, out) => {
      const line = memoryLine(args, -1);
      if (line.length === 0) throw raiseStopIteration(pushTemp());
      setRef(out, newBytes(line));
    },
  ],
};

// ---- Streams of text -------------------------------------------------------------------------------------------------

function openText<Kind extends WrappedText | MemoryText>(self: Slot): Kind {
  const state = stateOf(refAt(self));
  if (state === undefined) throw raise(T.ValueError, "I/O operation on uninitialized object");
  if (state.closed)
    throw raiseClosed(state instanceof MemoryText ? "I/O operation on closed file" : undefined);
  return state as Kind;
}

const textOrNull = (slot: Slot, func: string, name: string): string | null => {
  if (isUnbound(slot) || isNone(slot)) return null;
  if (!isStrValue(slot))
    throw raise(T.TypeError, `${func}() argument '${name}' must be str or None, not ${typeNameOf(slot)}`);
  return textOf(slot);
};

/** The encoding that is meant when none is named. */
const LOCALE_ENCODING = "UTF-8";

function text_init(args: Slot): void {
  const encoding = textOrNull(args + 16, "TextIOWrapper", "encoding");
  const newline = textOrNull(args + 32, "TextIOWrapper", "newline");
  makeText(
    refAt(args),
    args + 8,
    encoding,
    textOrNull(args + 24, "TextIOWrapper", "errors"),
    newline,
    !isUnbound(args + 40) && isTrue(args + 40),
    !isUnbound(args + 48) && isTrue(args + 48),
  );
}

/** Puts a text layer over the stream of bytes in `buffer`. */
export function makeText(
  object: Address,
  buffer: Slot,
  encoding: string | null,
  errors: string | null,
  newline: string | null,
  lineBuffering: boolean,
  writeThrough: boolean,
): void {
  const ends = checkNewline(newline, newline ?? "");
  const mark = markTemps();
  const held = pushTemp();
  if (!isRef(buffer) || !findAttribute(buffer, intern("readable"), held))
    throw raise(T.AttributeError, `'${typeNameOf(buffer)}' object has no attribute 'readable'`);
  releaseTemps(mark);
  const chosen = encoding === null || encoding === "locale" ? LOCALE_ENCODING : encoding;
  const text = new WrappedText(
    bytesBehind(buffer),
    chosen,
    errors ?? "strict",
    ends,
    lineBuffering,
    writeThrough,
  );
  text.checkEncoding();
  setBelow(object, buffer);
  setState(object, text);
}

function newlinesTo(out: Slot, newlines: readonly string[]): void {
  if (newlines.length === 0) setNone(out);
  else if (newlines.length === 1) setRef(out, newString(newlines[0] as string));
  else {
    const tuple = newTuple(newlines.length);
    newlines.forEach((text, i) => setRef(tuple + TUPLE_ITEMS + 8 * i, newString(text)));
    setRef(out, tuple);
  }
}

function characterCount(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}

function sizeOfText(slot: Slot): number {
  if (!isUnbound(slot) && !isNone(slot) && !hasIndex(slot))
    throw raise(T.TypeError, `argument should be integer or None, not '${typeNameOf(slot)}'`);
  return sizeArgument(slot);
}

type AnyText = WrappedText | MemoryText;

/** Methods that both kinds of text stream have. */
const TEXT_METHODS: Readonly<Record<string, MethodRow>> = {
  read: [
    "(self, size=-1, /)",
    (args, out) => {
      const size = sizeOfText(args + 8);
      setRef(out, newString(openText<AnyText>(args).read(size)));
    },
  ],
  readline: [
    "(self, size=-1, /)",
    (args, out) => {
      const size = sizeArgument(args + 8);
      setRef(out, newString(openText<AnyText>(args).readLine(size)));
    },
  ],
  __next__: [
    "(self, /)",
    (args, out) => {
      const line = openText<AnyText>(args).readLine(-1);
      if (line === "") throw raiseStopIteration(pushTemp());
      setRef(out, newString(line));
    },
  ],
};

const WRAPPER_METHODS: Readonly<Record<string, MethodRow>> = {
  ...TEXT_METHODS,
  __init__: [
    "(self, /, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
    text_init,
  ],
  __repr__: [
    "(self, /)",
    (args, out) => {
      const temps = pushTemps(2);
      let shown = `<${fullName(args)}`;
      if (findAttribute(args, N.name, temps)) shown += ` name=${reprOf(temps)}`;
      if (findAttribute(args, intern("mode"), temps)) shown += ` mode=${reprOf(temps)}`;
      const state = stateOf(refAt(args)) as WrappedText | undefined;
      setRef(out, newString(`${shown} encoding='${state?.encoding ?? ""}'>`));
    },
  ],
  write: [
    "(self, text, /)",
    (args, out) => {
      if (!isStrValue(args + 8))
        throw raise(T.TypeError, `write() argument must be str, not ${typeNameOf(args + 8)}`);
      const text = textOf(args + 8);
      openText<WrappedText>(args).write(text);
      setInt(out, characterCount(text));
    },
  ],
  flush: ["(self, /)", (args) => openText<WrappedText>(args).flush()],
  close: ["(self, /)", (args) => stateOf(refAt(args))?.close()],
  seek: [
    "(self, cookie, whence=0, /)",
    (args, out) =>
      int_set(out, openText<WrappedText>(args).seek(indexValue(args + 8), positionArgument(args + 16, 0))),
  ],
  tell: ["(self, /)", (args, out) => int_set(out, openText<WrappedText>(args).tell())],
  truncate: [
    "(self, pos=None, /)",
    (args, out) => {
      const size = positionArgument(args + 8, -1);
      int_set(out, openText<WrappedText>(args).truncate(size < 0 ? null : size));
    },
  ],
  readable: ["(self, /)", (args, out) => setBool(out, openText<WrappedText>(args).bytes.readable)],
  writable: ["(self, /)", (args, out) => setBool(out, openText<WrappedText>(args).bytes.writable)],
  seekable: ["(self, /)", (args, out) => setBool(out, openText<WrappedText>(args).bytes.seekable)],
  fileno: [
    "(self, /)",
    (args, out) => {
      openText(args);
      const below = pushTemp();
      streamBelow(refAt(args), below);
      callSelf(below, intern("fileno"), below, 0, out);
    },
  ],
  detach: [
    "(self, /)",
    (args, out) => {
      openText<WrappedText>(args).flush();
      streamBelow(refAt(args), out);
      setBelow(refAt(args), 0);
      setState(refAt(args), { closed: true, close() {} });
    },
  ],
  reconfigure: [
    "(self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
    (args) => {
      const text = openText<WrappedText>(args);
      text.flush();
      text.encoding = textOrNull(args + 8, "reconfigure", "encoding") ?? text.encoding;
      text.errors = textOrNull(args + 16, "reconfigure", "errors") ?? text.errors;
      if (!isUnbound(args + 24) && !isNone(args + 24)) {
        const newline = textOrNull(args + 24, "reconfigure", "newline");
        text.newline = checkNewline(newline, newline ?? "");
      }
      if (!isUnbound(args + 32) && !isNone(args + 32)) text.lineBuffering = isTrue(args + 32);
      if (!isUnbound(args + 40) && !isNone(args + 40)) text.writeThrough = isTrue(args + 40);
    },
  ],
};

const wrapped = (self: Slot): WrappedText => stateOf(refAt(self)) as WrappedText;

const WRAPPER_GETSET: Readonly<Record<string, GetSetRow>> = {
  closed: closedRow,
  name: nameRow,
  encoding: [(self, out) => setRef(out, newString(wrapped(self).encoding))],
  errors: [(self, out) => setRef(out, newString(wrapped(self).errors))],
  line_buffering: [(self, out) => setBool(out, wrapped(self).lineBuffering)],
  write_through: [(self, out) => setBool(out, wrapped(self).writeThrough)],
  newlines: [(self, out) => newlinesTo(out, wrapped(self).newlines)],
  buffer: [(self, out) => streamBelow(refAt(self), out)],
};

function memoryText_init(args: Slot): void {
  if (!isUnbound(args + 8) && !isNone(args + 8) && !isStrValue(args + 8))
    throw raise(T.TypeError, `initial_value must be str or None, not ${typeNameOf(args + 8)}`);
  const initial = isUnbound(args + 8) || isNone(args + 8) ? "" : textOf(args + 8);
  const newline = isUnbound(args + 16) ? "\n" : textOrNull(args + 16, "StringIO", "newline");
  setState(
    refAt(args),
    new MemoryText(initial, checkNewline(newline, isUnbound(args + 16) ? "" : reprOf(args + 16))),
  );
}

function memoryText_seek(args: Slot, out: Slot): void {
  const text = openText<MemoryText>(args);
  const offset = indexValue(args + 8);
  const whence = positionArgument(args + 16, 0);
  if (whence < 0 || whence > 2) throw raise(T.ValueError, `Invalid whence (${whence}, should be 0, 1 or 2)`);
  if (whence === 0 && offset < 0) throw raise(T.ValueError, `Negative seek position ${offset}`);
  if (whence !== 0 && offset !== 0) throw raise(T.OSError, "Can't do nonzero cur-relative seeks");
  if (whence === 0) text.position = offset;
  else if (whence === 2) text.toEnd();
  int_set(out, text.position);
}

const MEMORY_TEXT_METHODS: Readonly<Record<string, MethodRow>> = {
  ...TEXT_METHODS,
  __init__: ["(self, /, initial_value='', newline='\\n')", memoryText_init],
  write: [
    "(self, s, /)",
    (args, out) => {
      if (!isStrValue(args + 8))
        throw raise(T.TypeError, `string argument expected, got '${typeNameOf(args + 8)}'`);
      const text = textOf(args + 8);
      openText<MemoryText>(args).write(text);
      setInt(out, characterCount(text));
    },
  ],
  getvalue: ["(self, /)", (args, out) => setRef(out, newString(openText<MemoryText>(args).getValue()))],
  seek: ["(self, pos, whence=0, /)", memoryText_seek],
  tell: ["(self, /)", (args, out) => int_set(out, openText<MemoryText>(args).position)],
  truncate: [
    "(self, pos=None, /)",
    (args, out) => {
      const text = openText<MemoryText>(args);
      const size = positionArgument(args + 8, text.position);
      if (size < 0) throw raise(T.ValueError, `Negative size value ${size}`);
      text.truncate(size);
      int_set(out, size);
    },
  ],
  flush: ["(self, /)", (args) => void openText(args)],
  close: ["(self, /)", (args) => stateOf(refAt(args))?.close()],
  readable: ["(self, /)", (args, out) => setBool(out, openText(args) !== undefined)],
  writable: ["(self, /)", (args, out) => setBool(out, openText(args) !== undefined)],
  seekable: ["(self, /)", (args, out) => setBool(out, openText(args) !== undefined)],
};

// ---- Making them -----------------------------------------------------------------------------------------------------

function makeUnsupported(): Address {
  const mark = markTemps();
  const temps = pushTemps(5);
  setRef(temps, intern("UnsupportedOperation"));
  const bases = newTuple(2);
  setRef(bases + TUPLE_ITEMS, T.OSError);
  setRef(bases + TUPLE_ITEMS + 8, T.ValueError);
  setRef(temps + 8, bases);
  setRef(temps + 16, newDict());
  callType(T.type, temps, 3, 0, temps + 32);
  setRef(temps, intern("io"));
  setAttribute(temps + 32, N.__module__, temps);
  const made = refAt(temps + 32);
  releaseTemps(mark);
  return made;
}

function makeTypes(): IoTypes {
  resetStreams();
  const iobase = makeType("_io._IOBase", {
    ...STREAM_LAYOUT,
    methods: BASE_METHODS,
    getset: {
      closed: [
        (self, out) => setBool(out, isMarkedClosed(refAt(self)) || (stateOf(refAt(self))?.closed ?? false)),
      ],
    },
  });
  const rawBase = makeType("_io._RawIOBase", {
    ...STREAM_LAYOUT,
    base: iobase,
    methods: { read: ["(self, size=-1, /)", raw_read], readall: ["(self, /)", raw_readall] },
  });
  const bufferedBase = makeType("_io._BufferedIOBase", {
    ...STREAM_LAYOUT,
    base: iobase,
    methods: {
      read: ["(self, size=-1, /)", unsupported("read")],
      read1: ["(self, size=-1, /)", unsupported("read1")],
      write: ["(self, b, /)", unsupported("write")],
      detach: ["(self, /)", unsupported("detach")],
      readinto: ["(self, buffer, /)", buffered_readinto],
      readinto1: ["(self, buffer, /)", buffered_readinto],
    },
  });
  const textBase = makeType("_io._TextIOBase", {
    ...STREAM_LAYOUT,
    base: iobase,
    methods: {
      read: ["(self, size=-1, /)", unsupported("read")],
      readline: ["(self, size=-1, /)", unsupported("readline")],
      write: ["(self, s, /)", unsupported("write")],
      detach: ["(self, /)", unsupported("detach")],
    },
    getset: {
      encoding: [(_self, out) => setNone(out)],
      errors: [(_self, out) => setNone(out)],
      newlines: [(_self, out) => setNone(out)],
    },
  });
  const file = makeType("_io.FileIO", {
    ...STREAM_LAYOUT,
    base: rawBase,
    methods: {
      ...BYTES_METHODS,
      __init__: ["(self, /, file, mode='r', closefd=True, opener=None)", file_init],
      __repr__: ["(self, /)", file_repr],
      readall: ["(self, /)", (args, out) => setRef(out, newBytes(openBytes(args).read(-1)))],
      fileno: ["(self, /)", fileNumber],
    },
    getset: {
      closed: closedRow,
      name: nameRow,
      mode: [(self, out) => setRef(out, intern(modeOf(refAt(self))))],
      closefd: [(self, out) => setBool(out, (stateOf(refAt(self)) as FileBytes).closesFile)],
    },
  });
  const memoryBytes = makeType("_io.BytesIO", {
    ...STREAM_LAYOUT,
    base: bufferedBase,
    methods: MEMORY_METHODS,
    getset: { closed: closedRow },
  });
  const buffered = (name: string, reads: boolean, writes: boolean): Address =>
    makeType(`_io.${name}`, {
      ...STREAM_LAYOUT,
      base: bufferedBase,
      methods: {
        ...BUFFERED_METHODS,
        ...(reads ? READER_METHODS : {}),
        __init__: ["(self, /, raw, buffer_size=131072)", buffered_init(reads, writes)],
      },
      getset: BUFFERED_GETSET,
    });
  const text = makeType("_io.TextIOWrapper", {
    ...STREAM_LAYOUT,
    base: textBase,
    methods: WRAPPER_METHODS,
    getset: WRAPPER_GETSET,
  });
  const memoryText = makeType("_io.StringIO", {
    ...STREAM_LAYOUT,
    base: textBase,
    methods: MEMORY_TEXT_METHODS,
    getset: {
      closed: closedRow,
      line_buffering: [(_self, out) => setBool(out, false)],
      newlines: [(self, out) => newlinesTo(out, (stateOf(refAt(self)) as MemoryText).newlines)],
    },
  });
  const unsupportedOperation = makeUnsupported();
  setUnsupportedType(unsupportedOperation);
  addRoots((visit) => visit.object(unsupportedOperation));
  return {
    iobase,
    rawBase,
    bufferedBase,
    textBase,
    file,
    memoryBytes,
    reader: buffered("BufferedReader", true, false),
    writer: buffered("BufferedWriter", false, true),
    random: buffered("BufferedRandom", true, true),
    text,
    memoryText,
    pair: makePair(bufferedBase),
    newlineDecoder: makeNewlineDecoder(),
    unsupported: unsupportedOperation,
  };
}
