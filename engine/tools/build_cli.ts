/**
 * Bundles the command line for Node, in a fraction of a second: `prepare` runs it, so that the `tierup` command works right
 * after an install.
 *
 *     dist/cli/tierup.js        the command, one file
 *     dist/cli/binaryen.js      the code generator in two files (tools/binaryen.ts), loaded only once a program is worth it
 *     dist/cli/binaryen.wasm
 *     dist/library/             built when it is not there or no longer as its sources are, which takes longer
 */
import { chmodSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { readBinaryen } from "./binaryen.ts";
import { buildLibrary } from "./library.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const FOLDER = join(ROOT, "dist", "cli");
const OUTPUT = join(FOLDER, "tierup.js");

await build({
  entryPoints: [join(ROOT, "engine", "cli", "tierup.ts")],
  outfile: OUTPUT,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  // Found beside the command when it runs.
  external: ["./binaryen.js"],
  minifySyntax: true,
  minifyWhitespace: true,
  // NB: esbuild keeps the source's own "#!" line as the first line of the output.
  logLevel: "warning",
});
chmodSync(OUTPUT, 0o755);
const { script, wasm } = readBinaryen();
writeFileSync(join(FOLDER, "binaryen.js"), script);
writeFileSync(join(FOLDER, "binaryen.wasm"), wasm);
buildLibrary();
