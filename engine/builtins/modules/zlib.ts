/**
 * zlib: compressing as zlib does it, byte for byte, through its port `pako`, which the host hands over when a program
 * first compresses something. Checksums need nothing of it.
 *
 * A stream's state is kept by its object's address; a copy of a stream is a copy of that state.
 */

import type * as Pako from "pako";
import { concatenateBytes } from "../../base/bytes.ts";
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { addWeakVisitor } from "../../heap/roots.ts";
import { isNone, isUnbound, refAt, setBool, setRef } from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { bytesOf, isBytesLike, newBytes } from "../../objects/bytes.ts";
import { type MethodRow, makeType } from "../../objects/define.ts";
import { int_set } from "../../objects/int.ts";
import { newModule } from "../../objects/module.ts";
import { typeNameOf } from "../../objects/type.ts";
import { indexValue } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import type { RAISED } from "../../runtime/state.ts";
import { host } from "../../runtime/tierup.ts";
import {
  addExceptionType,
  addFunctions,
  addInt,
  addObject,
  addText,
  type FunctionTable,
} from "../functions/table.ts";
import { crc32, crcStart } from "./binascii.ts";

type Stream = InstanceType<typeof Pako.ZStream>;
type FlushMode = Pako.Z_FlushMode;

const MAX_WBITS = 15;
const DEFAULT_MEMORY = 8;
const DEFLATED = 8;
const OK = 0;
const STREAM_END = 1;
const NEED_DICT = 2;
const STREAM_ERROR = -2;
const BUF_ERROR = -5;
const NO_FLUSH = 0;
const SYNC_FLUSH = 2;
const FINISH = 4;
const CHUNK_BYTES = 16384;

let errorType: Address = 0;

function pako(): typeof Pako {
  const found = host.findPackage("pako");
  if (found === undefined)
    throw raise(
      T.ImportError,
      "what zlib is made of has not been fetched: a program in a page must name zlib, gzip, zipfile, tarfile or shutil's archives itself",
    );
  return found as typeof Pako;
}

const MESSAGES: Readonly<Record<number, string>> = {
  [BUF_ERROR]: "incomplete or truncated stream",
  [STREAM_ERROR]: "inconsistent stream state",
  [-3]: "invalid input data",
};

function raiseStream(stream: Stream | null, code: number, what: string): typeof RAISED {
  const detail = (stream?.msg ?? "") || MESSAGES[code];
  return raise(errorType, `Error ${code} ${what}${detail === undefined ? "" : `: ${detail}`}`);
}

/** A copy of the contents of a bytes-like argument. */
function bytesArgument(slot: Slot): Uint8Array {
  if (!isBytesLike(slot))
    throw raise(T.TypeError, `a bytes-like object is required, not '${typeNameOf(slot)}'`);
  return bytesOf(slot).slice();
}

const intArgument = (slot: Slot, otherwise: number): number =>
  isUnbound(slot) ? otherwise : indexValue(slot);

// ---- Running a stream ------------------------------------------------------------------------------------------------

/** What has come out so far, in chunks that grow. */
class Output {
  private readonly chunks: Uint8Array[] = [];
  private bytes = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get left(): number {
    return this.limit - this.bytes;
  }

  /** Gives a stream room to write; false when the limit is reached. */
  offer(stream: Stream): boolean {
    const size = Math.min(this.left, Math.max(CHUNK_BYTES, Math.min(this.bytes, 1 << 22)));
    if (size <= 0) return false;
    stream.output = new Uint8Array(size);
    stream.next_out = 0;
    stream.avail_out = size;
    return true;
  }

  /** Takes what the stream has written. */
  take(stream: Stream): void {
    if (stream.next_out === 0) return;
    this.chunks.push(stream.output.subarray(0, stream.next_out));
    this.bytes += stream.next_out;
  }

  join(): Uint8Array {
    const all = new Uint8Array(this.bytes);
    let at = 0;
    for (const chunk of this.chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }
}

const NO_LIMIT = Number.POSITIVE_INFINITY;

function offerInput(stream: Stream, data: Uint8Array): void {
  stream.input = data;
  stream.next_in = 0;
  stream.avail_in = data.length;
}

/** Runs a compressor over its input. */
function runDeflate(stream: Stream, data: Uint8Array, flush: FlushMode, what: string): Uint8Array {
  const { zlibDeflate } = pako();
  offerInput(stream, data);
  const output = new Output(NO_LIMIT);
  for (;;) {
    output.offer(stream);
    const code = zlibDeflate(stream, flush);
    output.take(stream);
    if (code !== OK && code !== STREAM_END && code !== BUF_ERROR) throw raiseStream(stream, code, what);
    if (stream.avail_out > 0 || code === STREAM_END) return output.join();
  }
}

/**
 * Runs a decompressor over its input until that is used up, the stream ends or so many bytes have come out. What is left of
 * the input is the stream's `input` from `next_in`.
 */
function runInflate(
  stream: Stream,
  data: Uint8Array,
  flush: FlushMode,
  limit: number,
  dictionary: Uint8Array | null,
): { readonly out: Uint8Array; readonly code: number } {
  const { zlibInflate, zlibInflateSetDictionary } = pako();
  offerInput(stream, data);
  const output = new Output(limit);
  let code: number = OK;
  while (output.offer(stream)) {
    code = zlibInflate(stream, flush);
    output.take(stream);
    if (code === NEED_DICT && dictionary !== null) {
      const set = zlibInflateSetDictionary(stream, dictionary);
      if (set !== OK) throw raiseStream(stream, set, "while setting zdict");
      continue;
    }
    if (code !== OK && code !== BUF_ERROR) break;
    if (stream.avail_out > 0) break;
  }
  return { out: output.join(), code };
}

function newDeflate(
  level: number,
  method: number,
  wbits: number,
  memory: number,
  strategy: number,
): { readonly stream: Stream; readonly code: number } {
  const { ZStream, zlibDeflateInit2 } = pako();
  const stream = new ZStream();
  // zlib's own hash: the output is the same, byte for byte.
  const code = zlibDeflateInit2(stream, level, method, wbits, memory, strategy as Pako.Z_Strategy, true);
  return { stream, code };
}

function newInflate(wbits: number): { readonly stream: Stream; readonly code: number } {
  const { ZStream, zlibInflateInit2 } = pako();
  const stream = new ZStream();
  return { stream, code: zlibInflateInit2(stream, wbits) };
}

function zlib_compress(args: Slot, out: Slot): void {
  const data = bytesArgument(args);
  const { stream, code } = newDeflate(
    intArgument(args + 8, -1),
    DEFLATED,
    intArgument(args + 16, MAX_WBITS),
    DEFAULT_MEMORY,
    0,
  );
  if (code === STREAM_ERROR) throw raise(errorType, "Bad compression level");
  if (code !== OK) throw raiseStream(stream, code, "while compressing data");
  setRef(out, newBytes(runDeflate(stream, data, FINISH, "while compressing data")));
}

function zlib_decompress(args: Slot, out: Slot): void {
  const data = bytesArgument(args);
  if (!isUnbound(args + 16)) {
    const size = indexValue(args + 16);
    if (size < 0) throw raise(T.ValueError, "bufsize must be non-zero");
  }
  const { stream, code } = newInflate(intArgument(args + 8, MAX_WBITS));
  if (code !== OK) throw raiseStream(stream, code, "while preparing to decompress data");
  const result = runInflate(stream, data, SYNC_FLUSH, NO_LIMIT, null);
  if (result.code !== STREAM_END)
    throw raiseStream(stream, result.code === OK ? BUF_ERROR : result.code, "while decompressing data");
  setRef(out, newBytes(result.out));
}

function adler32(data: Uint8Array, start: number): number {
  let a = start & 0xffff;
  let b = start >>> 16;
  for (let at = 0; at < data.length; ) {
    // So many sums stay below 2^32.
    for (const end = Math.min(at + 5552, data.length); at < end; at++) {
      a += data[at] as number;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

// ---- Objects ---------------------------------------------------------------------------------------------------------

interface StreamState {
  readonly stream: Stream;
  readonly dictionary: Uint8Array | null;
  ended: boolean;
  unused: Uint8Array;
  unconsumed: Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** A copy of a graph of plain objects, arrays and typed arrays; functions are shared. */
function cloneGraph<Value>(value: Value, seen = new Map<unknown, unknown>()): Value {
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known as Value;
  if (ArrayBuffer.isView(value)) {
    const copy = (value as unknown as Uint8Array).slice();
    seen.set(value, copy);
    return copy as Value;
  }
  const copy = (Array.isArray(value) ? [] : Object.create(Object.getPrototypeOf(value) as object)) as Record<
    string,
    unknown
  >;
  seen.set(value, copy);
  for (const [key, item] of Object.entries(value)) copy[key] = cloneGraph(item, seen);
  return copy as Value;
}

class States {
  private readonly states = new Map<Address, StreamState>();

  constructor() {
    const { states } = this;
    addWeakVisitor((isAlive) => {
      for (const object of states.keys()) if (!isAlive(object)) states.delete(object);
    });
  }

  readonly of = (self: Slot): StreamState => this.states.get(refAt(self)) as StreamState;

  newObject(type: Address, stream: Stream, dictionary: Uint8Array | null): Address {
    const object = allocateOf(type);
    this.states.set(object, { stream, dictionary, ended: false, unused: NOTHING, unconsumed: NOTHING });
    return object;
  }

  copyObject(type: Address, state: StreamState): Address {
    const object = allocateOf(type);
    this.states.set(object, { ...state, stream: cloneGraph(state.stream) });
    return object;
  }
}

const concatenated = (a: Uint8Array, b: Uint8Array): Uint8Array =>
  a.length === 0 ? b : concatenateBytes([a, b]);

const restOf = (stream: Stream): Uint8Array =>
  stream.input.slice(stream.next_in, stream.next_in + stream.avail_in);

const copyMethods = (states: States, type: () => Address, refusal: (state: StreamState) => string | null) => {
  const copy: MethodRow = [
    "(self, /)",
    (args, out) => {
      const state = states.of(args);
      const reason = refusal(state);
      if (reason !== null) throw raise(T.ValueError, reason);
      setRef(out, states.copyObject(type(), state));
    },
    "Return a copy of the object.",
  ];
  const deep: MethodRow = [copy[0], copy[1]];
  return { copy, __copy__: deep, __deepcopy__: ["(self, memo, /)", copy[1]] as MethodRow };
};

function addCompressor(module: Address): void {
  const states = new States();
  const type: Address = makeType("zlib.Compress", {
    module: "zlib",
    methods: {
      compress: [
        "(self, data, /)",
        (args, out) => {
          const { stream } = states.of(args);
          setRef(
            out,
            newBytes(runDeflate(stream, bytesArgument(args + 8), NO_FLUSH, "while compressing data")),
          );
        },
        "Returns a bytes object containing compressed data.",
      ],
      flush: [
        "(self, mode=zlib.Z_FINISH, /)",
        (args, out) => {
          const state = states.of(args);
          const mode = intArgument(args + 8, FINISH);
          if (mode === NO_FLUSH) setRef(out, newBytes([]));
          else {
            if (state.ended) throw raiseStream(null, STREAM_ERROR, "while flushing");
            const flushed = runDeflate(state.stream, NOTHING, mode as FlushMode, "while flushing");
            state.ended = mode === FINISH;
            setRef(out, newBytes(flushed));
          }
        },
        "Return a bytes object containing any remaining compressed data.",
      ],
      ...copyMethods(
        states,
        () => type,
        (state) => (state.ended ? "Inconsistent stream state" : null),
      ),
    },
  });
  addFunctions(module, {
    compressobj: [
      "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
      (args, out) => {
        const given = !isUnbound(args + 40) && !isNone(args + 40);
        const dictionary = given ? bytesArgument(args + 40) : null;
        const { stream, code } = newDeflate(
          intArgument(args, -1),
          intArgument(args + 8, DEFLATED),
          intArgument(args + 16, MAX_WBITS),
          intArgument(args + 24, DEFAULT_MEMORY),
          intArgument(args + 32, 0),
        );
        if (code === STREAM_ERROR) throw raise(T.ValueError, "Invalid initialization option");
        if (code !== OK) throw raiseStream(stream, code, "while creating compression object");
        if (dictionary !== null && pako().zlibDeflateSetDictionary(stream, dictionary) !== OK)
          throw raise(T.ValueError, "Invalid dictionary");
        setRef(out, states.newObject(type, stream, null));
      },
      "Return a compressor object.",
    ],
  });
}

const flagRow =
  (of: (state: StreamState) => boolean, states: States) =>
  (self: Slot, out: Slot): void =>
    setBool(out, of(states.of(self)));
const bytesRow =
  (of: (state: StreamState) => Uint8Array, states: States) =>
  (self: Slot, out: Slot): void =>
    setRef(out, newBytes(of(states.of(self))));

/** Notes what a run has left of its input. */
function saveRest(state: StreamState, code: number): void {
  const rest = restOf(state.stream);
  if (code === STREAM_END) {
    state.unused = concatenated(state.unused, rest);
    state.unconsumed = NOTHING;
    state.ended = true;
  } else state.unconsumed = rest;
}

function addDecompressor(module: Address): void {
  const states = new States();
  const type: Address = makeType("zlib.Decompress", {
    module: "zlib",
    methods: {
      decompress: [
        "(self, data, /, max_length=0)",
        (args, out) => {
          const state = states.of(args);
          const data = bytesArgument(args + 8);
          const limit = intArgument(args + 16, 0);
          if (limit < 0) throw raise(T.ValueError, "max_length must be non-negative");
          if (state.ended) {
            state.unused = concatenated(state.unused, data);
            setRef(out, newBytes([]));
            return;
          }
          const result = runInflate(
            state.stream,
            data,
            SYNC_FLUSH,
            limit === 0 ? NO_LIMIT : limit,
            state.dictionary,
          );
          saveRest(state, result.code);
          if (![OK, STREAM_END, BUF_ERROR].includes(result.code))
            throw raiseStream(state.stream, result.code, "while decompressing data");
          setRef(out, newBytes(result.out));
        },
        "Return a bytes object containing the decompressed version of the data.",
      ],
      flush: [
        "(self, length=zlib.DEF_BUF_SIZE, /)",
        (args, out) => {
          const state = states.of(args);
          if (intArgument(args + 8, CHUNK_BYTES) <= 0)
            throw raise(T.ValueError, "length must be greater than zero");
          if (state.ended) {
            setRef(out, newBytes([]));
            return;
          }
          const result = runInflate(state.stream, state.unconsumed, FINISH, NO_LIMIT, state.dictionary);
          saveRest(state, result.code);
          setRef(out, newBytes(result.out));
        },
        "Return a bytes object containing any remaining decompressed data.",
      ],
      ...copyMethods(
        states,
        () => type,
        () => null,
      ),
    },
    getset: {
      eof: [flagRow((state) => state.ended, states)],
      unused_data: [bytesRow((state) => state.unused, states)],
      unconsumed_tail: [bytesRow((state) => state.unconsumed, states)],
    },
  });
  addFunctions(module, {
    decompressobj: [
      "(wbits=15, zdict=b'')",
      (args, out) => {
        const wbits = intArgument(args, MAX_WBITS);
        const dictionary = isUnbound(args + 8) ? null : bytesArgument(args + 8);
        const { stream, code } = newInflate(wbits);
        if (code === STREAM_ERROR) throw raise(T.ValueError, "Invalid initialization option");
        if (code !== OK) throw raiseStream(stream, code, "while creating decompression object");
        if (dictionary !== null && wbits < 0) pako().zlibInflateSetDictionary(stream, dictionary);
        setRef(out, states.newObject(type, stream, dictionary));
      },
      "Return a decompressor object.",
    ],
  });
}

/** The decompressor that `gzip` and `zipfile` use: it keeps its input itself. */
function addZlibDecompressor(module: Address): void {
  const states = new States();
  const needsInput = new WeakMap<StreamState, boolean>();
  const type: Address = makeType("zlib._ZlibDecompressor", {
    module: "zlib",
    doc: "Create a decompressor object for decompressing data incrementally.",
    methods: {
      __new__: [
        "(cls, wbits=15, zdict=b'')",
        (args, out) => {
          const wbits = intArgument(args + 8, MAX_WBITS);
          const dictionary = isUnbound(args + 16) ? null : bytesArgument(args + 16);
          const { stream, code } = newInflate(wbits);
          if (code !== OK) throw raise(T.ValueError, "Invalid initialization option");
          if (dictionary !== null && wbits < 0) pako().zlibInflateSetDictionary(stream, dictionary);
          setRef(out, states.newObject(refAt(args), stream, dictionary));
        },
      ],
      decompress: [
        "(self, /, data, max_length=-1)",
        (args, out) => {
          const state = states.of(args);
          if (state.ended) throw raise(T.EOFError, "End of stream already reached");
          const data = concatenated(state.unconsumed, bytesArgument(args + 8));
          const limit = intArgument(args + 16, -1);
          const result = runInflate(
            state.stream,
            data,
            SYNC_FLUSH,
            limit < 0 ? NO_LIMIT : limit,
            state.dictionary,
          );
          if (![OK, STREAM_END, BUF_ERROR].includes(result.code))
            throw raiseStream(state.stream, result.code, "while decompressing data");
          saveRest(state, result.code);
          // Out of room, the stream itself may hold more to come.
          needsInput.set(state, result.out.length < (limit < 0 ? NO_LIMIT : limit) && !state.ended);
          setRef(out, newBytes(result.out));
        },
        "Decompress *data*, returning uncompressed data as bytes.",
      ],
    },
    getset: {
      eof: [flagRow((state) => state.ended, states)],
      unused_data: [bytesRow((state) => state.unused, states)],
      needs_input: [flagRow((state) => needsInput.get(state) ?? true, states)],
    },
  });
  addObject(module, "_ZlibDecompressor", type);
}

const FUNCTIONS: FunctionTable = {
  compress: [
    "(data, /, level=-1, wbits=15)",
    zlib_compress,
    "Returns a bytes object containing compressed data.",
  ],
  decompress: [
    "(data, /, wbits=15, bufsize=16384)",
    zlib_decompress,
    "Returns a bytes object containing the uncompressed data.",
  ],
  adler32: [
    "(data, value=1, /)",
    (args, out) => int_set(out, adler32(bytesArgument(args), crcStart(args + 8, 1))),
    "Compute an Adler-32 checksum of data.",
  ],
  crc32: [
    "(data, value=0, /)",
    (args, out) => int_set(out, crc32(bytesArgument(args), crcStart(args + 8, 0))),
    "Compute a CRC-32 checksum of data.",
  ],
};

const CONSTANTS = {
  DEFLATED,
  DEF_BUF_SIZE: CHUNK_BYTES,
  DEF_MEM_LEVEL: DEFAULT_MEMORY,
  MAX_WBITS,
  Z_BEST_COMPRESSION: 9,
  Z_BEST_SPEED: 1,
  Z_BLOCK: 5,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_STRATEGY: 0,
  Z_FILTERED: 1,
  Z_FINISH: FINISH,
  Z_FIXED: 4,
  Z_FULL_FLUSH: 3,
  Z_HUFFMAN_ONLY: 2,
  Z_NO_COMPRESSION: 0,
  Z_NO_FLUSH: NO_FLUSH,
  Z_PARTIAL_FLUSH: 1,
  Z_RLE: 3,
  Z_SYNC_FLUSH: SYNC_FLUSH,
  Z_TREES: 6,
} as const;

/** Makes the module. */
export function makeZlib(): Address {
  const module = newModule("zlib");
  errorType = addExceptionType(module, "error", T.Exception, "zlib");
  addFunctions(module, FUNCTIONS);
  addCompressor(module);
  addDecompressor(module);
  addZlibDecompressor(module);
  for (const [name, value] of Object.entries(CONSTANTS)) addInt(module, name, value);
  for (const name of ["ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"]) addText(module, name, "1.3.1");
  addText(module, "__version__", "1.0");
  return module;
}
