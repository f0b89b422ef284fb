/**
 * A Vite plugin that gives the page Binaryen in two files (tools/binaryen.ts): `import("binaryen")` brings a small script, and
 * the WebAssembly is compiled while it is fetched.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { findBinaryen, splitBinaryen } from "./binaryen.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist", "binaryen");

/** What stands in the place of the package's script. A server that gives `.wasm` another type is forgiven. */
const moduleOf = (script: string, wasmFile: string): string => `
import address from ${JSON.stringify(`${wasmFile}?url`)};
${script.replace(/export default (\w+);\s*$/, "const make = $1;")}
const compile = async () => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(\`\${address}: \${response.status} \${response.statusText}\`);
  const isWasm = response.headers.get("Content-Type") === "application/wasm";
  return isWasm ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const module = await compile();
export default await make({
  instantiateWasm: (imports, receive) => receive(new WebAssembly.Instance(module, imports)),
});
`;

/** For the page and, by `worker.plugins`, for its workers. */
export function binaryenFiles(): Plugin {
  return {
    name: "tierup-binaryen",
    enforce: "pre",
    transform(code, id) {
      if (id.split("?")[0] !== findBinaryen()) return null;
      const { script, wasm } = splitBinaryen(code);
      const file = join(FOLDER, "binaryen.wasm");
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, wasm);
      return { code: moduleOf(script, file), map: null };
    },
  };
}
