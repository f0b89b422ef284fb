/** The library on the command line: files that the build has put beside the command. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Library, type LibraryIndex } from "../worker/library.ts";

/** The library in a folder; undefined when it has not been built. */
export function openLibrary(folder: string): Library | undefined {
  const index = join(folder, "index.json");
  if (!existsSync(index)) return undefined;
  return new Library(JSON.parse(readFileSync(index, "utf8")) as LibraryIndex, {
    readBytes: (name) => readFileSync(join(folder, name)),
    readText: (name) => readFileSync(join(folder, name), "utf8"),
    findPackage: (name) => createRequire(import.meta.url)(name) as unknown,
  });
}
