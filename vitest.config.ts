/**
 * How the unit and program tests run: in Node, without the page's plugins, one process a file at most
 * two at a time, so that a machine with two cores is not oversubscribed.
 *
 * Two projects: `quick`, which is part of `npm test`, and `long`, the files called `*.long.test.ts`, which `npm run test:long`
 * runs, and CI as far as its time reaches.
 *
 * The engine's modules are loaded by Node itself. Vitest's module runner would turn every imported
 * binding into a property of an object, which V8 reads anew each time: the engine is then ten times slower.
 */
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const LOADER = new URL("engine/tools/load_typescript.mjs", import.meta.url).href;

/** What waits for longer waits for ever. No test measures time: a machine may be as busy as it likes. */
const STUCK_MS = 10 * 60_000;

/** The files that take longest, in that order; one begun last would keep one core waiting for the other. */
const LONGEST = ["tier2", "jit", "gc_stress", "tier1", "unspecialised"].map(
  (name) => `/engine/test/programs/${name}.test.ts`,
);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

const NEVER = ["**/node_modules/**", "dist/**", "e2e/**"];
const LONG = "engine/**/*.long.test.ts";

export default defineConfig({
  test: {
    pool: "forks",
    execArgv: ["--import", LOADER],
    server: { deps: { external: [/\/engine\/(?!.*\.test\.ts$).*\.ts$/] } },
    maxWorkers: 2,
    testTimeout: STUCK_MS,
    hookTimeout: STUCK_MS,
    setupFiles: ["engine/test/watchdog.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "quick",
          include: ["engine/**/*.test.ts", "app/**/*.test.{ts,tsx}"],
          exclude: [...NEVER, LONG],
        },
      },
      {
        extends: true,
        test: {
          name: "long",
          include: [LONG],
          exclude: NEVER,
          setupFiles: ["engine/test/watchdog.ts", "engine/test/deadline.ts"],
          // For a run that ends before all are done: it should not always be the same that are left out.
          sequence: { shuffle: { files: false, tests: process.env["TIERUP_DEADLINE"] !== undefined } },
        },
      },
    ],
  },
});
