/**
 * Builds the library: CPython's own modules, from the archive of the `pyodide` package, and those of engine/library, which
 * stand for what CPython has in C; each compiled to an image (bytecode/image.ts).
 *
 *     dist/library/argparse.img     the image
 *     dist/library/argparse.py      the source, for tracebacks and for who reads it
 *     dist/library/index.json       which modules there are, and what each imports at once
 *     dist/library/LICENSE.txt      CPython's licence
 *
 * Compiling it all takes some seconds, so a module is compiled only when the compiler or its source has changed.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { writeImage } from "../bytecode/image.ts";
import { compileModule } from "../compile/compile.ts";
import { parseModule } from "../syntax/parse.ts";
import type { LibraryIndex } from "../worker/library.ts";
import { writeUnicodeTables } from "./unicode_tables.ts";
import { findPyodideFolder } from "./vite_pyodide.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
/** Where the library is built. */
export const LIBRARY_FOLDER = join(ROOT, "dist", "library");
const DIGESTS = "digests.json";
const OWN_FOLDER = join(ROOT, "engine", "library");
/** The folders whose code decides what an image holds. */
const COMPILER_FOLDERS = ["syntax", "bytecode", "compile"].map((name) => join(ROOT, "engine", name));

/** What belongs to Pyodide itself, and what needs a foreign-function interface or a screen. */
const LEFT_OUT = /^(site-packages|_pyodide|pyodide|ctypes|_sysconfigdata|sqlite3|turtle|pydoc_data)\b/;

function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(folder, name));
}

/** `json/__init__.py` is the module `json`, a package. */
function moduleName(path: string): { name: string; isPackage: boolean } {
  const dotted = path.slice(0, -3).split(/[/\\]/).join(".");
  const isPackage = dotted.endsWith(".__init__");
  return { name: isPackage ? dotted.slice(0, -".__init__".length) : dotted, isPackage };
}

interface Source {
  readonly path: string;
  readonly isPackage: boolean;
  readonly text: string;
}

/** The tables of unicodedata, written anew for another CPython or another way of writing them. */
function unicodeTables(archive: Uint8Array): string {
  const writer = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "unicode_tables.ts"));
  const digest = createHash("sha256").update(archive).update(writer).digest("hex").slice(0, 16);
  const folder = join(ROOT, "dist", "unicode");
  const file = join(folder, `${digest}.py`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, writeUnicodeTables());
  }
  return readFileSync(file, "utf8");
}

/** The modules' sources by name; our own win. */
function readSources(archive: Uint8Array): Map<string, Source> {
  const sources = new Map<string, Source>();
  const add = (path: string, text: string): void => {
    const { name, isPackage } = moduleName(path);
    sources.set(name, { path, isPackage, text });
  };
  const decoder = new TextDecoder();
  const wanted = (name: string): boolean => name.endsWith(".py") && !LEFT_OUT.test(name);
  const files = unzipSync(archive, { filter: ({ name }) => wanted(name) });
  for (const [path, bytes] of Object.entries(files)) add(path, decoder.decode(bytes));
  add("_unicode_tables.py", unicodeTables(archive));
  for (const file of filesBelow(OWN_FOLDER, ".py"))
    add(relative(OWN_FOLDER, file).split("\\").join("/"), readFileSync(file, "utf8"));
  return sources;
}

/** Modules that a source imports when its body runs: import statements that are not inside a function or an `if`. */
function importsAtOnce(
  source: string,
  name: string,
  isPackage: boolean,
  known: ReadonlySet<string>,
): string[] {
  const wanted = new Set<string>();
  const parts = isPackage ? name.split(".") : name.split(".").slice(0, -1);
  const add = (dotted: string): void => {
    if (known.has(dotted)) wanted.add(dotted);
  };
  for (const line of source.split("\n")) {
    const plain = /^(?: {4})?import ([\w., ]+)/.exec(line);
    for (const one of plain?.[1]?.split(",") ?? []) add(one.trim().split(" ")[0]!);
    const from = /^(?: {4})?from (\.*)([\w.]*) import \(?([\w, *]*)/.exec(line);
    if (from === null) continue;
    const [, dots, tail, names] = from as unknown as [string, string, string, string];
    const base = dots === "" ? [] : parts.slice(0, parts.length - dots.length + 1);
    const module = [...base, ...(tail === "" ? [] : [tail])].join(".");
    add(module);
    for (const one of names.split(",")) add(`${module}.${one.trim().split(" ")[0]!}`);
  }
  wanted.delete(name);
  return [...wanted].sort();
}

/** What the images depend on besides their sources. */
function compilerDigest(): string {
  const hash = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url)));
  for (const folder of COMPILER_FOLDERS)
    for (const file of filesBelow(folder, ".ts")) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** What was built before: a digest for each module. */
function readDigests(): Record<string, string> {
  const file = join(LIBRARY_FOLDER, DIGESTS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) : {};
}

/** Builds what is not there as it should be. */
export function buildLibrary(): void {
  mkdirSync(LIBRARY_FOLDER, { recursive: true });
  const archive = readFileSync(join(findPyodideFolder(), "python_stdlib.zip"));
  const compiler = compilerDigest();
  const before = readDigests();
  const digests: Record<string, string> = {};
  const index: Record<string, LibraryIndex[string]> = {};
  const sources = readSources(archive);
  const known = new Set(sources.keys());
  for (const [name, { path, isPackage, text }] of sources) {
    const digest = createHash("sha256").update(compiler).update(path).update(text).digest("hex");
    digests[name] = digest;
    index[name] = { isPackage, needs: importsAtOnce(text, name, isPackage, known) };
    if (before[name] === digest) continue;
    const image = writeImage(compileModule(parseModule(text, path), path));
    writeFileSync(join(LIBRARY_FOLDER, `${name}.img`), image);
    writeFileSync(join(LIBRARY_FOLDER, `${name}.py`), text);
  }
  for (const name of Object.keys(before)) {
    if (known.has(name)) continue;
    for (const extension of ["img", "py"])
      rmSync(join(LIBRARY_FOLDER, `${name}.${extension}`), { force: true });
  }
  writeFileSync(join(LIBRARY_FOLDER, "index.json"), `${JSON.stringify(index)}\n`);
  writeFileSync(join(LIBRARY_FOLDER, "LICENSE.txt"), readFileSync(join(OWN_FOLDER, "LICENSE.txt")));
  writeFileSync(join(LIBRARY_FOLDER, DIGESTS), JSON.stringify(digests));
}
