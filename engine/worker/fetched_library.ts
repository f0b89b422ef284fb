/**
 * The library of an engine in a worker: static files beside the page, fetched when a program imports them and kept for
 * later runs.
 *
 * What a program's text imports, and what that imports in turn, is fetched side by side before the program starts: one
 * round trip. What only shows while it runs (`__import__(name)`, an import inside a function of the library) is fetched by a
 * request that blocks the worker.
 */
import type { LibraryModule, PackageName } from "../runtime/tierup.ts";
import { importClosure, Library, type LibraryIndex, mayCompress } from "./library.ts";

export class FetchedLibrary {
  private readonly folder: string;
  private readonly bytes = new Map<string, Uint8Array>();
  private index: LibraryIndex | null = null;
  private library: Library | null = null;
  private readonly packages = new Map<PackageName, unknown>();

  /** `folder`: the address of the library's folder, with a slash at its end. */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** Fetches what a source will import. Null when there is nothing to wait for. Never rejects: what is missing shows when it is imported. */
  prepare(source: string): Promise<void> | null {
    if (!/^[ \t]*(import|from)[ \t]/m.test(source)) return null;
    const wantsPako = mayCompress(source) && !this.packages.has("pako");
    if (!wantsPako && this.index !== null && this.missing(source, this.index).length === 0) return null;
    const imports = this.fetchImports(source);
    return wantsPako ? Promise.all([imports, this.fetchPako()]).then(() => {}) : imports;
  }

  readonly findPackage = (name: PackageName): unknown => this.packages.get(name);

  readonly find = (name: string, base: string): LibraryModule | undefined => {
    this.index ??= JSON.parse(this.readText("index.json")) as LibraryIndex;
    this.library ??= new Library(this.index, {
      readBytes: (file) => this.bytes.get(file) ?? this.readBytes(file),
      readText: (file) => this.readText(file),
      findPackage: this.findPackage,
    });
    return this.library.find(name, base);
  };

  private missing(source: string, index: LibraryIndex): string[] {
    return importClosure(source, index)
      .map((name) => `${name}.img`)
      .filter((file) => !this.bytes.has(file));
  }

  private async fetchImports(source: string): Promise<void> {
    try {
      this.index ??= (await (await fetch(`${this.folder}index.json`)).json()) as LibraryIndex;
      await Promise.all(
        this.missing(source, this.index).map(async (file) => {
          const response = await fetch(this.folder + file);
          if (response.ok) this.bytes.set(file, new Uint8Array(await response.arrayBuffer()));
        }),
      );
    } catch {
      // Offline, or a file less: the import tries again, and says so.
    }
  }

  private async fetchPako(): Promise<void> {
    try {
      this.packages.set("pako", await import("pako"));
    } catch {
      // Said when it is needed.
    }
  }

  private request(file: string, type: XMLHttpRequestResponseType): XMLHttpRequest {
    const request = new XMLHttpRequest();
    request.open("GET", this.folder + file, false);
    request.responseType = type;
    request.send();
    if (request.status !== 200) throw new Error(`${file}: ${request.status} ${request.statusText}`);
    return request;
  }

  private readBytes(file: string): Uint8Array {
    const bytes = new Uint8Array(this.request(file, "arraybuffer").response as ArrayBuffer);
    this.bytes.set(file, bytes);
    return bytes;
  }

  private readText(file: string): string {
    return this.request(file, "text").responseText;
  }
}
