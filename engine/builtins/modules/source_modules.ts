/**
 * Modules of the standard library that are written in Python inside the engine: small ones of our own, with the names
 * and the behaviour that ordinary programs use. Each is compiled when it is first imported.
 */
import type { NativeModules } from "../../runtime/import.ts";
import { registerSource } from "../../runtime/sources.ts";
import { ABC } from "./library/abc.ts";
import { BISECT } from "./library/bisect.ts";
import { COLLECTIONS_ABC } from "./library/collections_abc.ts";
import { CONTEXTLIB } from "./library/contextlib.ts";
import { COPY } from "./library/copy.ts";
import { DATACLASSES } from "./library/dataclasses.ts";
import { DATETIME } from "./library/datetime.ts";
import { ENUM } from "./library/enum.ts";
import { FRACTIONS } from "./library/fractions.ts";
import { GC } from "./library/gc.ts";
import { HEAPQ } from "./library/heapq.ts";
import { IMPORTLIB } from "./library/importlib.ts";
import { IO } from "./library/io.ts";
import { JSON_SOURCE } from "./library/json.ts";
import { OS, POSIXPATH } from "./library/os.ts";
import { STATISTICS } from "./library/statistics.ts";
import { STRING } from "./library/string.ts";
import { TEXTWRAP } from "./library/textwrap.ts";
import { TYPES } from "./library/types.ts";
import { TYPING } from "./library/typing.ts";
import { WEAKREF } from "./library/weakref.ts";
import { makeSourceModule } from "./source_module.ts";

const SOURCES: Readonly<Record<string, string>> = {
  abc: ABC,
  bisect: BISECT,
  "collections.abc": COLLECTIONS_ABC,
  contextlib: CONTEXTLIB,
  copy: COPY,
  dataclasses: DATACLASSES,
  datetime: DATETIME,
  enum: ENUM,
  fractions: FRACTIONS,
  gc: GC,
  heapq: HEAPQ,
  importlib: IMPORTLIB,
  io: IO,
  json: JSON_SOURCE,
  os: OS,
  posixpath: POSIXPATH,
  statistics: STATISTICS,
  string: STRING,
  textwrap: TEXTWRAP,
  types: TYPES,
  typing: TYPING,
  weakref: WEAKREF,
};

/** Makers of these modules, by name. */
export const SOURCE_MODULES: NativeModules = Object.fromEntries(
  Object.entries(SOURCES).map(([name, source]) => [
    name,
    () => {
      registerSource(`<frozen ${name}>`, source);
      return makeSourceModule(name, source);
    },
  ]),
);
