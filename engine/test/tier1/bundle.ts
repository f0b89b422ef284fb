/** A program of the tests as one file for a process of Node's own, in which V8 can be asked about it. */
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** Bundles TypeScript, whose imports are relative to this folder, into `file`; returns what was written. */
export function bundleProgram(source: string, file: string): string {
  const built = buildSync({
    stdin: { contents: source, resolveDir: dirname(fileURLToPath(import.meta.url)), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    write: false,
  });
  const text = new TextDecoder().decode(built.outputFiles[0]!.contents);
  writeFileSync(file, text);
  return text;
}
