/**
 * How the unit and program tests run: in Node, without the page's plugins, one process a file at most
 * two at a time, so that a machine with two cores is not oversubscribed.
 *
 * The engine's modules are loaded by Node itself. Vitest's module runner would turn every imported
 * binding into a property of an object, which V8 reads anew each time: the engine is then ten times slower.
 */
import { defineConfig } from "vitest/config";

const LOADER = new URL("engine/tools/load_typescript.mjs", import.meta.url).href;

/** What waits for longer waits for ever. No test measures time: a machine may be as busy as it likes. */
const STUCK_MS = 10 * 60_000;

export default defineConfig({
  test: {
    include: ["engine/**/*.test.ts", "app/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "dist/**", "e2e/**"],
    pool: "forks",
    execArgv: ["--import", LOADER],
    server: { deps: { external: [/\/engine\/(?!.*\.test\.ts$).*\.ts$/] } },
    maxWorkers: 2,
    testTimeout: STUCK_MS,
    hookTimeout: STUCK_MS,
  },
});
