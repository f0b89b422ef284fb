/**
 * A Vite plugin that gives the page Binaryen in two files (tools/binaryen.ts): `import("binaryen")` brings a small script, and
 * the WebAssembly is compiled while it is fetched.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { BINARYEN_FOLDER, buildBinaryen, findBinaryen } from "./binaryen.ts";

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
    load(id) {
      if (id.split("?")[0] !== findBinaryen()) return null;
      buildBinaryen();
      const script = readFileSync(join(BINARYEN_FOLDER, "binaryen.js"), "utf8");
      return { code: moduleOf(script, join(BINARYEN_FOLDER, "binaryen.wasm")), map: null };
    },
  };
}
