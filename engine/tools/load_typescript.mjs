/**
 * Lets Node load the engine's TypeScript: `node --import ./engine/tools/load_typescript.mjs`. For the tests, which are many
 * processes that load the same three hundred modules: each module is transpiled once, and kept until its text changes.
 *
 * Only files that end in `.ts` are touched. A loader that looks at all JavaScript, as tsx does, spends twelve seconds on
 * Binaryen in every process that imports it. Types are not checked, and nothing but exact file names is resolved.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const KEPT = join(ROOT, "node_modules", ".cache", "tierup");

// Node runs the hooks in a thread of its own, where this file is loaded once more.
if (isMainThread) {
  process.setSourceMapsEnabled(true);
  register(import.meta.url);
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  if (!url.startsWith("file:") || !url.endsWith(".ts")) return next(url, context);
  return { format: "module", source: await transpile(fileURLToPath(url)), shortCircuit: true };
}

/**
 * JavaScript of a module, its source map at the end. What is kept begins with a line that names the text it was made of.
 *
 * @param {string} path
 */
async function transpile(path) {
  const text = readFileSync(path, "utf8");
  const mark = `// ${createHash("sha1").update(text).digest("hex")}\n`;
  const file = join(KEPT, `${relative(ROOT, path).replaceAll(/[\\/]/g, "~")}.js`);
  const kept = readIfThere(file);
  if (kept?.startsWith(mark)) return kept;
  const { transform } = await import("esbuild");
  const { code } = await transform(text, {
    loader: "ts",
    format: "esm",
    target: "node20",
    sourcefile: path,
    sourcemap: "inline",
    banner: mark.trimEnd(),
  });
  mkdirSync(KEPT, { recursive: true });
  // Others may be writing the same: whoever reads finds the whole of either.
  writeFileSync(`${file}.${process.pid}`, code);
  renameSync(`${file}.${process.pid}`, file);
  return code;
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
