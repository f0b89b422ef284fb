/**
 * The playground's build. The page uses relative addresses (`base: "./"`), so that any static host and any
 * sub-path serves it. Workers are ES modules. Binaryen is large and wanted late: it is only ever imported
 * dynamically, becomes a chunk and a `.wasm` file of its own (tools/vite_binaryen.ts), and is kept out of the development
 * server's pre-bundling, which would reload the page when a worker first asks for it. Its `node:module` import is behind a test for Node.
 */
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { binaryenFiles } from "./engine/tools/vite_binaryen.ts";
import { libraryFiles } from "./engine/tools/vite_library.ts";
import { pyodideFiles } from "./engine/tools/vite_pyodide.ts";

/** The development server's refresh needs an inline script and a socket, which the page's policy forbids. */
function relaxPolicy(): Plugin {
  return {
    name: "tierup-relax-policy",
    apply: "serve",
    transformIndexHtml: (html, context) =>
      context.server
        ? html
            .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
            .replace("connect-src 'self'", "connect-src 'self' ws:")
        : html,
  };
}

export default defineConfig({
  base: "./",
  // The development server gives workers the page's plugins, a build their own.
  plugins: [react(), binaryenFiles(), pyodideFiles(), libraryFiles(), relaxPolicy()],
  worker: { format: "es", plugins: () => [binaryenFiles()] },
  optimizeDeps: { exclude: ["binaryen", "pyodide"] },
  build: {
    target: "es2023",
    outDir: "dist/app",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 20_000,
    sourcemap: false,
  },
  server: { host: "127.0.0.1", port: 5173, open: false },
  preview: { host: "127.0.0.1" },
});
