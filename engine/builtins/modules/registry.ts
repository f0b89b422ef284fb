/**
 * The modules that need no file: a name, and what makes the module when it is first imported.
 *
 * Those that CPython has built in, and the native parts of the library's modules (engine/library), come before any path.
 * Those that stand in place of files of CPython's library are found where the library is: a module beside the program wins.
 */
import type { NativeModules } from "../../runtime/import.ts";
import { makeArray } from "./array.ts";
import { makeBinascii } from "./binascii.ts";
import { makeCmath } from "./cmath.ts";
import { makeCollections } from "./collections.ts";
import { makeDecimalCore } from "./decimal/types.ts";
import { makeFunctools } from "./functools.ts";
import { makeGc } from "./gc.ts";
import { makeBlake2, makeMd5, makeSha1, makeSha2, makeSha3 } from "./hashes.ts";
import { makeHeapq } from "./heapq.ts";
import { makeIo } from "./io/open.ts";
import { makeItertools } from "./itertools.ts";
import { makeJsonText } from "./json_text.ts";
import { makeMathModule } from "./math.ts";
import { makeOperatorModule } from "./operator.ts";
import { makePosix } from "./posix.ts";
import { makeRandomModule } from "./random.ts";
import { makeRegex } from "./re.ts";
import { makeSources } from "./sources.ts";
import { makeStruct } from "./struct.ts";
import { makeTimeModule } from "./time.ts";
import { makeTokenize } from "./tokenize.ts";
import { makeUnicode } from "./unicode.ts";
import { makeWeakref } from "./weakref.ts";
import { makeZlib } from "./zlib.ts";

export const BUILTIN_MODULES: NativeModules = {
  _blake2: makeBlake2,
  _md5: makeMd5,
  _sha1: makeSha1,
  _sha2: makeSha2,
  _sha3: makeSha3,
  array: makeArray,
  binascii: makeBinascii,
  cmath: makeCmath,
  _collections: makeCollections,
  _decimal_core: makeDecimalCore,
  _functools: makeFunctools,
  _gc: makeGc,
  _heapq: makeHeapq,
  _io: makeIo,
  _json_text: makeJsonText,
  _regex: makeRegex,
  _unicode: makeUnicode,
  _weakref: makeWeakref,
  _operator: makeOperatorModule,
  _sources: makeSources,
  _struct: makeStruct,
  _tokenize: makeTokenize,
  itertools: makeItertools,
  math: makeMathModule,
  posix: makePosix,
  time: makeTimeModule,
  zlib: makeZlib,
};

export const LIBRARY_MODULES: NativeModules = {
  operator: makeOperatorModule,
  random: makeRandomModule,
};
