/**
 * The modules that need no file: a name, and what makes the module when it is first imported. collections, functools and
 * operator have native parts for speed (deque, caches, getters); purely Python ones are in source_modules.ts.
 */
import type { NativeModules } from "../../runtime/import.ts";
import { makeCollectionsModule } from "./collections.ts";
import { makeFunctoolsModule } from "./functools.ts";
import { makeItertools } from "./itertools.ts";
import { makeMathModule } from "./math.ts";
import { makeOperatorModule } from "./operator.ts";
import { makeRandomModule } from "./random.ts";
import { makeReModule } from "./re.ts";
import { SOURCE_MODULES } from "./source_modules.ts";
import { makeTimeModule } from "./time.ts";
import { makeTracebackModule } from "./traceback.ts";

export const NATIVE_MODULES: NativeModules = {
  collections: makeCollectionsModule,
  functools: makeFunctoolsModule,
  itertools: makeItertools,
  math: makeMathModule,
  operator: makeOperatorModule,
  random: makeRandomModule,
  re: makeReModule,
  time: makeTimeModule,
  traceback: makeTracebackModule,
  ...SOURCE_MODULES,
};
