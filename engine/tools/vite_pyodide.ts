/**
 * A Vite plugin that puts Pyodide's files (CPython in WebAssembly and its standard library) beside the page,
 * under `pyodide/`, so that no request ever leaves the page's own origin. In development they are read from
 * `node_modules`; a build copies them. They are loaded only by what asks for them: the comparison with CPython.
 */
import { copyFileSync, createReadStream, existsSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** What Pyodide fetches when it starts; nothing else of the package is served. */
export const PYODIDE_FILES = [
  "pyodide.mjs",
  "pyodide.asm.mjs",
  "pyodide.asm.wasm",
  "pyodide-lock.json",
  "python_stdlib.zip",
] as const;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  mjs: "text/javascript",
  wasm: "application/wasm",
  json: "application/json",
  zip: "application/zip",
};

/** The folder of the installed `pyodide` package. */
export function findPyodideFolder(): string {
  return dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
}

/** Serves (development) and copies (build) Pyodide's files to `pyodide/` under the page. */
export function pyodideFiles(): Plugin {
  const folder = findPyodideFolder();
  let outDir = "dist";
  return {
    name: "tierup-pyodide-files",
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
      if (config.build.outDir.startsWith("/")) outDir = config.build.outDir;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0]!;
        const name = path.slice(path.lastIndexOf("/") + 1);
        const known = (PYODIDE_FILES as readonly string[]).includes(name);
        if (!known || !path.endsWith(`/pyodide/${name}`) || path.includes("node_modules")) return next();
        const file = join(folder, name);
        if (!existsSync(file)) return next();
        const extension = name.slice(name.lastIndexOf(".") + 1);
        response.setHeader("Content-Type", CONTENT_TYPES[extension] ?? "application/octet-stream");
        response.setHeader("Content-Length", statSync(file).size);
        createReadStream(file).pipe(response);
      });
    },
    writeBundle() {
      const target = join(outDir, "pyodide");
      mkdirSync(target, { recursive: true });
      for (const name of PYODIDE_FILES) copyFileSync(join(folder, name), join(target, name));
    },
  };
}
