/**
 * The modules that need no file: a name, and what makes the module when it is first imported.
 *
 * Those that CPython has built in come before any path. Those in place of files of its library are found where the library
 * is, so that a module beside the program wins: collections, functools and operator have native parts for speed (deque,
 * caches, getters); purely Python ones are in source_modules.ts.
 */
import type { NativeModules } from "../../runtime/import.ts";
import { makeCollectionsModule } from "./collections.ts";
import { makeFunctoolsModule } from "./functools.ts";
import { makeGc } from "./gc.ts";
import { makeHeapq } from "./heapq.ts";
import { makeItertools } from "./itertools.ts";
import { makeMathModule } from "./math.ts";
import { makeOperatorModule } from "./operator.ts";
import { makeRandomModule } from "./random.ts";
import { makeReModule } from "./re.ts";
import { SOURCE_MODULES } from "./source_modules.ts";
import { makeTimeModule } from "./time.ts";
import { makeTracebackModule } from "./traceback.ts";
import { makeWeakref } from "./weakref.ts";

const { gc, ...IN_PYTHON } = SOURCE_MODULES;

export const BUILTIN_MODULES: NativeModules = {
  _gc: makeGc,
  _heapq: makeHeapq,
  _weakref: makeWeakref,
  ...(gc === undefined ? {} : { gc }),
  itertools: makeItertools,
  math: makeMathModule,
  time: makeTimeModule,
};

export const LIBRARY_MODULES: NativeModules = {
  collections: makeCollectionsModule,
  functools: makeFunctoolsModule,
  operator: makeOperatorModule,
  random: makeRandomModule,
  re: makeReModule,
  traceback: makeTracebackModule,
  ...IN_PYTHON,
};
