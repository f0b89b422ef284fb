/**
 * What stands behind the streams of _io: bytes of a file, bytes in memory, a buffer before either, and the methods of a
 * Python object that is used as one.
 *
 *     FileBytes, MemoryBytes, PythonBytes ◄── BufferedBytes ◄── text.ts
 *
 * A stream object (`newStreamObject`) holds the number of its state; the states of streams that the collector has taken are
 * flushed and closed, as CPython does at the last reference.
 */
import { concatenateBytes } from "../../../base/bytes.ts";
import { type Address, OBJ_HEADER, type Slot, T, TF_BASE } from "../../../heap/layout.ts";
import { I32 } from "../../../heap/memory.ts";
import { addWeakVisitor } from "../../../heap/roots.ts";
import { intern } from "../../../heap/strings.ts";
import { copyValue, isNone, isUnbound, refAt, setInt, setNone, setRef } from "../../../heap/values.ts";
import { allocateOf } from "../../../objects/allocate_of.ts";
import { bytesOf, isBytesLike, newBytes } from "../../../objects/bytes.ts";
import { int_set } from "../../../objects/int.ts";
import { typeNameOf } from "../../../objects/type.ts";
import { callMethod } from "../../../runtime/call.ts";
import { isTrue } from "../../../runtime/compare.ts";
import { FileError, type FileSystem, MODE, withFiles } from "../../../runtime/files.ts";
import { indexValue } from "../../../runtime/number.ts";
import { raise } from "../../../runtime/raise.ts";
import { markTemps, pushTemps, RAISED, type RAISED as Raised, releaseTemps } from "../../../runtime/state.ts";

/** As CPython's `io.DEFAULT_BUFFER_SIZE`. */
export const BUFFER_BYTES = 131072;

// ---- Stream objects --------------------------------------------------------------------------------------------------

/** Number of the state; 0: none (a stream written in Python), −1: none, and closed. */
const STATE = OBJ_HEADER;
export const STREAM_DICT = OBJ_HEADER + 4;
/** The stream below: an object. */
export const STREAM_BELOW = OBJ_HEADER + 8;
/** What `name` gives: a value, unbound when there is none. */
export const STREAM_NAME = OBJ_HEADER + 16;
export const STREAM_BYTES = OBJ_HEADER + 24;
/** What the definitions of all stream classes have. */
export const STREAM_LAYOUT = {
  size: STREAM_BYTES,
  flags: TF_BASE,
  refs: [STREAM_DICT, STREAM_BELOW],
  dictOffset: STREAM_DICT,
  values: [STREAM_NAME, 1],
  module: "_io",
} as const;

/** A state behind a stream object. */
export interface State {
  closed: boolean;
  close(): void;
}

let states = new Map<number, { object: Address; state: State }>();
let nextState = 1;

/** Forgets the streams of an earlier engine. */
export function resetStreams(): void {
  states = new Map();
  nextState = 1;
  addWeakVisitor((isAlive) => {
    for (const [number, { object, state }] of states) {
      if (isAlive(object)) continue;
      states.delete(number);
      closeQuietly(state);
    }
  });
}

/** A stream that nobody holds has nobody to tell. One that rests on a Python object is left alone: no Python runs here. */
function closeQuietly(state: State): void {
  if (state.closed || (state as { runsPython?: boolean }).runsPython === true) return;
  try {
    state.close();
  } catch (error) {
    if (error !== RAISED && !(error instanceof FileError)) throw error;
  }
}

/** Closes what is still open: at the end of the program. */
export function closeStreams(): void {
  // Later ones first: a text layer before the buffer below it.
  for (const { state } of [...states.values()].reverse()) closeQuietly(state);
}

/** A stream object of a type, without a state. */
export function newStreamObject(type: Address): Address {
  return allocateOf(type);
}

/** Gives a stream object its state. */
export function setState(object: Address, state: State): void {
  states.delete(I32[(object + STATE) >> 2]);
  I32[(object + STATE) >> 2] = nextState;
  states.set(nextState++, { object, state });
}

/** The state of a stream object; undefined for one that is written in Python or was not initialised. */
export const stateOf = (object: Address): State | undefined => states.get(I32[(object + STATE) >> 2])?.state;

export const isMarkedClosed = (object: Address): boolean => I32[(object + STATE) >> 2] === -1;
export function markClosed(object: Address): void {
  I32[(object + STATE) >> 2] = -1;
}

// ---- Bytes -----------------------------------------------------------------------------------------------------------

/** A stream of bytes. Its operations raise Python's exceptions. */
export interface Bytes extends State {
  readonly readable: boolean;
  readonly writable: boolean;
  readonly seekable: boolean;
  /** Up to `size` bytes, all when negative; none at the end. */
  read(size: number): Uint8Array;
  /** Takes bytes (which it may not keep) and returns how many. */
  write(bytes: Uint8Array): number;
  seek(offset: number, whence: number): number;
  tell(): number;
  flush(): void;
  truncate(size: number): void;
}

let unsupportedType: Address = 0;
/** The class io.UnsupportedOperation, once it is made. */
export function setUnsupportedType(type: Address): void {
  unsupportedType = type;
}
export const raiseUnsupported = (message: string): typeof Raised => raise(unsupportedType, message);
export const raiseClosed = (message = "I/O operation on closed file."): typeof Raised =>
  raise(T.ValueError, message);

const NO_BYTES = new Uint8Array(0);

/** The parts together; of one, itself. */
export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length === 1 ? (parts[0] as Uint8Array) : concatenateBytes(parts);

/** A file of the file system. Its position is kept here: hosts read and write at a place that they are told. */
export class FileBytes implements Bytes {
  closed = false;
  readonly file: number;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly seekable: boolean;
  readonly closesFile: boolean;
  readonly mode: string;
  private readonly files: FileSystem;
  private readonly appends: boolean;
  private position = 0;

  constructor(files: FileSystem, file: number, mode: string, closesFile: boolean) {
    this.files = files;
    this.file = file;
    this.closesFile = closesFile;
    const updates = mode.includes("+");
    this.readable = mode.includes("r") || updates;
    this.writable = !mode.includes("r") || updates;
    this.appends = mode.includes("a");
    const kind = mode.replace(/[bt+U]/g, "");
    this.mode = `${kind === "w" && updates ? "r" : kind}b${updates ? "+" : ""}`;
    const stat = withFiles(() => files.statFile(file));
    this.seekable = (stat.mode & MODE.TYPE) === MODE.FILE;
    if (this.appends) this.position = stat.size;
  }
  read(size: number): Uint8Array {
    if (!this.readable) throw raiseUnsupported("File not open for reading");
    if (size >= 0) return this.readOnce(size);
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = this.readOnce(BUFFER_BYTES);
      if (part.length === 0) return joinBytes(parts);
      parts.push(part);
    }
  }
  private readOnce(size: number): Uint8Array {
    const into = new Uint8Array(size);
    const count = withFiles(() => this.files.read(this.file, into, this.seekable ? this.position : null));
    this.position += count;
    return into.subarray(0, count);
  }
  write(bytes: Uint8Array): number {
    if (!this.writable) throw raiseUnsupported("File not open for writing");
    let at = 0;
    while (at < bytes.length) {
      const position = this.seekable && !this.appends ? this.position : null;
      const rest = at === 0 ? bytes : bytes.subarray(at);
      const count = withFiles(() => this.files.write(this.file, rest, position));
      at += count;
      this.position += count;
    }
    if (this.appends && this.seekable) this.position = withFiles(() => this.files.statFile(this.file)).size;
    return at;
  }
  seek(offset: number, whence: number): number {
    const { files, file } = this;
    return (this.position = withFiles(() => {
      if (!this.seekable) throw new FileError("ESPIPE");
      const base = whence === 0 ? 0 : whence === 1 ? this.position : files.statFile(file).size;
      if (base + offset < 0) throw new FileError("EINVAL");
      return base + offset;
    }));
  }
  tell(): number {
    if (!this.seekable) withFiles(() => raiseSeek());
    return this.position;
  }
  flush(): void {}
  truncate(size: number): void {
    if (!this.writable) throw raiseUnsupported("File not open for writing");
    withFiles(() => this.files.truncate(this.file, size));
  }
  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (this.closesFile && this.file > 2) withFiles(() => this.files.close(this.file));
  }
}

function raiseSeek(): never {
  throw new FileError("ESPIPE");
}

/** Bytes in memory: io.BytesIO. */
export class MemoryBytes implements Bytes {
  closed = false;
  readonly readable = true;
  readonly writable = true;
  readonly seekable = true;
  private store: Uint8Array;
  private length: number;
  private position = 0;

  /** Keeps `initial`. */
  constructor(initial: Uint8Array) {
    this.store = initial;
    this.length = initial.length;
  }
  /** All of it, as a view. */
  contents(): Uint8Array {
    return this.store.subarray(0, this.length);
  }
  read(size: number): Uint8Array {
    const end = size < 0 ? this.length : Math.min(this.length, this.position + size);
    const result = this.position >= end ? NO_BYTES : this.store.subarray(this.position, end);
    this.position += result.length;
    return result;
  }
  write(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    const end = this.position + bytes.length;
    if (end > this.store.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.store.length, 64));
      grown.set(this.contents());
      this.store = grown;
    }
    if (this.position > this.length) this.store.fill(0, this.length, this.position);
    this.store.set(bytes, this.position);
    this.position = end;
    this.length = Math.max(this.length, end);
    return bytes.length;
  }
  seek(offset: number, whence: number): number {
    const base = whence === 0 ? 0 : whence === 1 ? this.position : this.length;
    return (this.position = Math.max(0, base + offset));
  }
  tell(): number {
    return this.position;
  }
  flush(): void {}
  truncate(size: number): void {
    if (size < this.length) this.length = size;
  }
  close(): void {
    this.closed = true;
    this.store = NO_BYTES;
    this.length = 0;
  }
}

/** A Python object with the methods of a stream of bytes. */
export class PythonBytes implements Bytes {
  readonly runsPython = true;
  private readonly object: Address;

  constructor(object: Address) {
    this.object = object;
  }
  /** Calls a method with what `write` puts into the argument slots, and hands its result to `take`. */
  private call<Result>(
    name: string,
    count: number,
    write: (args: Slot) => void,
    take: (result: Slot) => Result,
  ): Result {
    const mark = markTemps();
    const temps = pushTemps(4);
    setRef(temps, this.object);
    write(temps + 8);
    callMethod(temps, intern(name), temps + 8, count, temps + 24);
    const result = take(temps + 24);
    releaseTemps(mark);
    return result;
  }
  private ask(name: string): boolean {
    return this.call(name, 0, () => {}, isTrue);
  }
  get closed(): boolean {
    return false;
  }
  get readable(): boolean {
    return this.ask("readable");
  }
  get writable(): boolean {
    return this.ask("writable");
  }
  get seekable(): boolean {
    return this.ask("seekable");
  }
  read(size: number): Uint8Array {
    return this.call(
      "read",
      1,
      (args) => setInt(args, size),
      (result) => {
        if (isNone(result)) return NO_BYTES;
        if (!isBytesLike(result))
          throw raise(
            T.TypeError,
            `underlying read() should have returned a bytes-like object, not '${typeNameOf(result)}'`,
          );
        return bytesOf(result).slice();
      },
    );
  }
  write(bytes: Uint8Array): number {
    return this.call(
      "write",
      1,
      (args) => setRef(args, newBytes(bytes)),
      (result) => (isNone(result) ? bytes.length : indexValue(result)),
    );
  }
  seek(offset: number, whence: number): number {
    const write = (args: Slot): void => {
      int_set(args, offset);
      setInt(args + 8, whence);
    };
    return this.call("seek", 2, write, indexValue);
  }
  tell(): number {
    return this.call("tell", 0, () => {}, indexValue);
  }
  flush(): void {
    this.call(
      "flush",
      0,
      () => {},
      () => {},
    );
  }
  truncate(size: number): void {
    this.call(
      "truncate",
      1,
      (args) => int_set(args, size),
      () => {},
    );
  }
  close(): void {
    this.call(
      "close",
      0,
      () => {},
      () => {},
    );
  }
}

/** A buffer before a raw stream, for reading, writing or both. */
export class BufferedBytes implements Bytes {
  closed = false;
  readonly raw: Bytes;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly runsPython: boolean;
  private readonly bufferBytes: number;
  /** What was read ahead: the bytes from `readAt` on are still to come. */
  private ahead: Uint8Array = NO_BYTES;
  private readAt = 0;
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;

  constructor(raw: Bytes, reads: boolean, writes: boolean, bufferBytes: number) {
    this.raw = raw;
    this.readable = reads;
    this.writable = writes;
    this.bufferBytes = bufferBytes;
    this.runsPython = raw instanceof PythonBytes;
  }
  get seekable(): boolean {
    return this.raw.seekable;
  }
  private get left(): number {
    return this.ahead.length - this.readAt;
  }
  /** Takes up to `size` bytes from what was read ahead. */
  private take(size: number): Uint8Array {
    const part = this.ahead.subarray(this.readAt, Math.min(this.ahead.length, this.readAt + size));
    this.readAt += part.length;
    return part;
  }
  read(size: number): Uint8Array {
    if (!this.readable) throw raiseUnsupported("read");
    this.writePending();
    if (size >= 0 && size <= this.left) return this.take(size);
    const parts = [this.take(this.left)];
    if (size < 0) {
      for (;;) {
        const part = this.raw.read(-1);
        if (part.length === 0) return joinBytes(parts);
        parts.push(part);
      }
    }
    let missing = size - (parts[0] as Uint8Array).length;
    while (missing > 0) {
      this.fill(missing);
      if (this.left === 0) break;
      const part = this.take(missing);
      parts.push(part);
      missing -= part.length;
    }
    return joinBytes(parts);
  }
  /** Up to `size` bytes with one read of the raw stream at most, and none when something was read ahead. */
  read1(size: number): Uint8Array {
    if (!this.readable) throw raiseUnsupported("read");
    this.writePending();
    if (this.left === 0) this.fill(size < 0 ? this.bufferBytes : size);
    return this.take(size < 0 ? this.left : size);
  }
  private fill(wanted: number): void {
    this.ahead = this.raw.read(Math.max(this.bufferBytes, wanted));
    this.readAt = 0;
  }
  /** What was read ahead, without taking it; reads once when there is nothing. */
  peek(): Uint8Array {
    if (!this.readable) throw raiseUnsupported("peek");
    this.writePending();
    if (this.left === 0) this.fill(0);
    return this.ahead.subarray(this.readAt);
  }
  readLine(limit: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let missing = limit < 0 ? Number.POSITIVE_INFINITY : limit;
    while (missing > 0) {
      const ahead = this.peek();
      if (ahead.length === 0) break;
      const end = ahead.indexOf(10);
      const part = this.take(Math.min(missing, end < 0 ? ahead.length : end + 1));
      parts.push(part);
      missing -= part.length;
      if (part[part.length - 1] === 10) break;
    }
    return joinBytes(parts);
  }
  write(bytes: Uint8Array): number {
    if (!this.writable) throw raiseUnsupported("write");
    this.forgetAhead();
    this.pending.push(bytes.slice());
    this.pendingBytes += bytes.length;
    if (this.pendingBytes > this.bufferBytes) this.writePending();
    return bytes.length;
  }
  /** The raw stream has run ahead of the reader: it goes back to where the reader is. */
  private forgetAhead(): void {
    const { left } = this;
    this.ahead = NO_BYTES;
    this.readAt = 0;
    if (left > 0) this.raw.seek(-left, 1);
  }
  private writePending(): void {
    if (this.pendingBytes === 0) return;
    const bytes = joinBytes(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    for (let at = 0; at < bytes.length; ) at += this.raw.write(at === 0 ? bytes : bytes.subarray(at));
  }
  seek(offset: number, whence: number): number {
    this.writePending();
    const from = whence === 1 ? offset - this.left : offset;
    this.ahead = NO_BYTES;
    this.readAt = 0;
    return this.raw.seek(from, whence);
  }
  tell(): number {
    return this.raw.tell() - this.left + this.pendingBytes;
  }
  flush(): void {
    this.writePending();
    if (this.writable) this.raw.flush();
  }
  truncate(size: number): void {
    this.flush();
    this.raw.truncate(size);
  }
  close(): void {
    if (this.closed) return;
    try {
      this.writePending();
    } finally {
      this.closed = true;
      this.raw.close();
    }
  }
}

/** A size argument: None or left out is −1. */
export function sizeArgument(slot: Slot): number {
  if (isUnbound(slot) || isNone(slot)) return -1;
  return indexValue(slot);
}

/** Copies a value to where `name` finds it. */
export function setStreamName(object: Address, name: Slot): void {
  copyValue(name, object + STREAM_NAME);
}

export function streamBelow(object: Address, out: Slot): void {
  const below = I32[(object + STREAM_BELOW) >> 2];
  if (below === 0) setNone(out);
  else setRef(out, below);
}

export const belowOf = (object: Address): Address => I32[(object + STREAM_BELOW) >> 2];
/** Sets the stream below to the object in a slot; 0: there is none. */
export function setBelow(object: Address, below: Slot): void {
  I32[(object + STREAM_BELOW) >> 2] = below === 0 ? 0 : refAt(below);
}
