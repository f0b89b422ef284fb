/** Binaryen on the command line: the two files that the build has made of it (tools/binaryen.ts). */
import { readFile } from "node:fs/promises";

type MakeBinaryen = (options: {
  instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): void;
}) => Promise<unknown>;

/** Loads it while the program goes on: the host compiles on threads of its own. Rejects when a file lacks or is damaged. */
export async function loadBinaryen(folder: URL): Promise<unknown> {
  const [{ default: make }, module] = await Promise.all([
    import(new URL("binaryen.js", folder).href) as Promise<{ default: MakeBinaryen }>,
    readFile(new URL("binaryen.wasm", folder)).then((bytes) => WebAssembly.compile(bytes)),
  ]);
  return make({
    instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(module, imports)),
  });
}
