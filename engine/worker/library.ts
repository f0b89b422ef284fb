/**
 * The library as files beside the page or the command line, and how its modules are handed to an engine.
 *
 * An engine asks for a module in the middle of an import and cannot wait, so the answer comes at once: from what has been
 * fetched before, or by a request that blocks the worker. `prefetch` fetches what a program will import side by side,
 * before it starts.
 */
import { readImage } from "../bytecode/image.ts";
import type { LibraryModule, PackageName } from "../runtime/tierup.ts";

/** What is known of the library without loading it, by module name (`index.json`). */
export type LibraryIndex = Readonly<
  Record<string, { readonly isPackage: boolean; readonly needs: readonly string[] }>
>;

/** Where the library's files come from: by name, at once. An image is only looked at, and for as long as it is read. */
export interface LibraryFiles {
  readBytes(name: string): Uint8Array;
  readText(name: string): string;
  /** A package that natives need, imported; undefined when it is not at hand. */
  findPackage(name: PackageName): unknown;
}

/** The modules of a library, as the engine's option `library` wants them. What was read once is kept. */
export class Library {
  private readonly index: LibraryIndex;
  private readonly files: LibraryFiles;
  private readonly modules = new Map<string, LibraryModule>();

  constructor(index: LibraryIndex, files: LibraryFiles) {
    this.index = index;
    this.files = files;
  }

  readonly findPackage = (name: PackageName): unknown => this.files.findPackage(name);

  readonly find = (name: string, base: string): LibraryModule | undefined => {
    const known = this.modules.get(name);
    if (known !== undefined) return known;
    const entry = Object.hasOwn(this.index, name) ? this.index[name] : undefined;
    if (entry === undefined) return undefined;
    const { files } = this;
    const module: LibraryModule = {
      isPackage: entry.isPackage,
      code: readImage(files.readBytes(`${name}.img`), base + (entry.isPackage ? "/__init__.py" : ".py")),
      source: () => files.readText(`${name}.py`),
    };
    this.modules.set(name, module);
    return module;
  };
}

/** Whether a program may compress or unpack something, as its text says. */
export const mayCompress = (source: string): boolean =>
  /\b(?:zlib|gzip|zipfile|tarfile|zipapp|make_archive|unpack_archive)\b/.test(source);

/** The modules that a source imports, as its text says, with all that these import in turn. */
export function importClosure(source: string, index: LibraryIndex): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const entry = Object.hasOwn(index, name) ? index[name] : undefined;
    if (entry === undefined || found.has(name)) return;
    found.add(name);
    if (name.includes(".")) visit(name.slice(0, name.lastIndexOf(".")));
    entry.needs.forEach(visit);
  };
  for (const [, names, from, parts] of source.matchAll(
    /^[ \t]*(?:import[ \t]+([\w., \t]+)|from[ \t]+([\w.]+)[ \t]+import[ \t]+\(?([\w, \t]*))/gm,
  )) {
    for (const name of names?.split(",") ?? []) visit(name.trim().split(/[ \t]/)[0] as string);
    if (from !== undefined) {
      visit(from);
      for (const part of parts?.split(",") ?? []) visit(`${from}.${part.trim().split(/[ \t]/)[0]}`);
    }
  }
  return [...found];
}
