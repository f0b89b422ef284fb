/**
 * Bundles the command line for Node, in a fraction of a second: `prepare` runs it, so that the `tierup` command works right
 * after an install.
 *
 *     dist/cli/tierup.js        the command, one file
 *
 * What lies beside it takes longer, and is built when it is not there or no longer as its sources are:
 *
 *     dist/binaryen/            what prints WebAssembly, in two files (tools/binaryen.ts)
 *     dist/library/             the standard library (tools/library.ts)
 */
import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildBinaryen } from "./binaryen.ts";
import { buildLibrary } from "./library.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const OUTPUT = join(ROOT, "dist", "cli", "tierup.js");

await build({
  entryPoints: [join(ROOT, "engine", "cli", "tierup.ts")],
  outfile: OUTPUT,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  minifySyntax: true,
  minifyWhitespace: true,
  // NB: esbuild keeps the source's own "#!" line as the first line of the output.
  logLevel: "warning",
});
chmodSync(OUTPUT, 0o755);
buildBinaryen();
buildLibrary();
