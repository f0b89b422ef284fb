/**
 * A Vite plugin that puts the library (tools/library.ts) beside the page, under `library/`: one file a module, fetched
 * when a program imports it, and the index that says which there are. In development they are read from `dist/library`;
 * a build copies them.
 */
import { cpSync, createReadStream, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { buildLibrary, LIBRARY_FOLDER } from "./library.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  img: "application/octet-stream",
  py: "text/plain; charset=utf-8",
  json: "application/json",
  txt: "text/plain; charset=utf-8",
};

/** Serves (development) and copies (build) the library to `library/` under the page. */
export function libraryFiles(): Plugin {
  let outDir = "dist";
  return {
    name: "tierup-library-files",
    configResolved(config) {
      outDir = config.build.outDir.startsWith("/")
        ? config.build.outDir
        : join(config.root, config.build.outDir);
    },
    buildStart: buildLibrary,
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = /\/library\/([\w.]+)$/.exec((request.url ?? "").split("?")[0]!)?.[1];
        if (name === undefined) return next();
        const file = join(LIBRARY_FOLDER, name);
        if (!existsSync(file)) return next();
        const extension = name.slice(name.lastIndexOf(".") + 1);
        response.setHeader("Content-Type", CONTENT_TYPES[extension] ?? "application/octet-stream");
        response.setHeader("Content-Length", statSync(file).size);
        createReadStream(file).pipe(response);
      });
    },
    writeBundle() {
      cpSync(LIBRARY_FOLDER, join(outDir, "library"), { recursive: true });
    },
  };
}
