/**
 * Bundles the command line into one file for Node, `dist/cli/tierup.js`, in a fraction of a second: `prepare`
 * runs it, so that the `tierup` command works right after an install. Packages stay outside the bundle and are
 * found in `node_modules` when they are asked for (Binaryen is imported only once a JIT is wanted). The library is built
 * beside it, which takes longer, when it is not there or no longer as its sources are.
 */
import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
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
  // NB: esbuild keeps the source's own "#!" line as the first line of the output.
  logLevel: "warning",
});
chmodSync(OUTPUT, 0o755);
buildLibrary();
