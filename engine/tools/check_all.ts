/**
 * `npm test`: everything that must hold before a change is good, in one command, cheapest first. What takes too long for that
 * is `npm run test:long` (check_long.ts).
 */
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { ensureChromium } from "./find_chromium.ts";
import { RESULTS, runCommand, runSteps, type Step, vitestStep } from "./steps.ts";
import { readPlaywright } from "./test_counts.ts";

/** The port that the page's server tries first (playwright.config.ts). */
const SERVER_PORT = 4173;

/** Prints the generated files anew and asks Git whether anything differs from what is committed. */
async function checkGenerated(): Promise<boolean> {
  if (!(await runCommand("npm", ["run", "--silent", "generate"]))) return false;
  return runCommand("git", ["diff", "--exit-code", "--stat", "--", "engine/generated"]);
}

/** Keeps a port busy, if nobody else does already; returns what lets go of it. */
function holdPort(port: number): Promise<() => void> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(() => undefined));
    server.listen(port, "127.0.0.1", () => resolve(() => server.close()));
  });
}

async function runBrowserTests(): Promise<boolean> {
  try {
    console.log(`Chromium: ${ensureChromium()}`);
  } catch (error) {
    console.error(String(error));
    return false;
  }
  // Somebody's program may have the port, so every run has to find another.
  const release = await holdPort(SERVER_PORT);
  const passed = await runCommand("npx", ["playwright", "test"]);
  release();
  return passed;
}

const STEPS: readonly Step[] = [
  { name: "format and lint", run: () => runCommand("npm", ["run", "--silent", "lint"]) },
  { name: "types", run: () => runCommand("npm", ["run", "--silent", "typecheck"]) },
  { name: "imports", run: () => runCommand("npx", ["tsx", "engine/tools/check_imports.ts"]) },
  { name: "generated files", run: checkGenerated },
  { name: "command line build", run: () => runCommand("npm", ["run", "--silent", "build:cli"]) },
  vitestStep("quick"),
  {
    name: "playwright",
    run: runBrowserTests,
    report: { file: "playwright.json", read: readPlaywright },
  },
];

rmSync(RESULTS, { recursive: true, force: true });
await runSteps(STEPS, "summary.json");
