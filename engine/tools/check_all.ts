/**
 * `npm test`: everything that must hold before a change is good, in one command, cheapest first. Each step runs
 * even when an earlier one failed, so that one run tells all; the exit code is 1 when any failed.
 * `test-results/` gets the JSON reports of Vitest and Playwright and `summary.json`, which `.ci/run` adds up.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./find_chromium.ts";
import {
  countPlaywright,
  countVitest,
  failedInPlaywright,
  failedInVitest,
  type TestCounts,
} from "./test_counts.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const RESULTS = join(ROOT, "test-results");

interface Step {
  readonly name: string;
  readonly run: () => Promise<boolean>;
}

/**
 * No step may take longer: an engine in an endless loop must fail the run, not hang it. Many times what any step takes, since a
 * machine may be busy with other things.
 */
const STEP_LIMIT_MS = 60 * 60_000;

/** The port that the page's server tries first (playwright.config.ts). */
const SERVER_PORT = 4173;

/** Runs a command at the root with its output shown; true when it exits with 0 in time. */
function runCommand(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    // A group of its own, so that what the command has started ends with it.
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", detached: true });
    const endGroup = (): void => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It ended by itself in this very moment.
      }
    };
    const watchdog = setTimeout(() => {
      console.error(`${command} ${args.join(" ")}: stopped after ${STEP_LIMIT_MS / 60_000} minutes`);
      endGroup();
    }, STEP_LIMIT_MS);
    const onInterrupt = (): never => {
      endGroup();
      process.exit(130);
    };
    process.once("SIGINT", onInterrupt);
    process.once("SIGTERM", onInterrupt);
    child.on("error", (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(false);
    });
    child.on("exit", (code) => {
      clearTimeout(watchdog);
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onInterrupt);
      resolve(code === 0);
    });
  });
}

function hasScript(name: string): boolean {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  return manifest.scripts[name] !== undefined;
}

/** Prints the generated files anew and asks Git whether anything differs from what is committed. */
async function checkGenerated(): Promise<boolean> {
  if (!hasScript("generate")) {
    console.log("generated files: there is no `generate` script, nothing to check");
    return true;
  }
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
  if (
    !existsSync(join(ROOT, "e2e")) ||
    !readdirSync(join(ROOT, "e2e")).some((name) => name.endsWith(".spec.ts"))
  ) {
    console.log("browser tests: there is no spec in e2e/");
    return true;
  }
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
  {
    name: "vitest",
    run: () =>
      runCommand("npx", [
        "vitest",
        "run",
        "--reporter=default",
        "--reporter=json",
        "--outputFile.json=test-results/vitest.json",
      ]),
  },
  { name: "playwright", run: runBrowserTests },
];

/** What a runner's report says: the counts, and the names of what failed. */
interface Verdict {
  readonly counts: TestCounts;
  readonly failures: readonly string[];
}

/** A step that failed without a failure in its report, or without leaving one, counts as one failure. */
function readReport(
  file: string,
  stepPassed: boolean,
  count: (report: unknown) => TestCounts,
  failed: (report: unknown) => string[],
): Verdict {
  const path = join(RESULTS, file);
  if (!existsSync(path)) {
    return stepPassed
      ? { counts: { passed: 0, failed: 0 }, failures: [] }
      : { counts: { passed: 0, failed: 1 }, failures: [`no report ${file}`] };
  }
  const report: unknown = JSON.parse(readFileSync(path, "utf8"));
  const counts = count(report);
  return {
    counts: stepPassed || counts.failed > 0 ? counts : { passed: counts.passed, failed: 1 },
    failures: failed(report),
  };
}

async function main(): Promise<void> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const outcome = new Map<string, boolean>();
  const lines: string[] = [];
  for (const { name, run } of STEPS) {
    console.log(`\n── ${name}`);
    const startMs = Date.now();
    const passed = await run();
    outcome.set(name, passed);
    lines.push(
      `${passed ? "ok    " : "FAILED"} ${name.padEnd(20)} ${((Date.now() - startMs) / 1000).toFixed(1)} s`,
    );
  }
  const unit = readReport("vitest.json", outcome.get("vitest")!, countVitest, failedInVitest);
  const browser = readReport(
    "playwright.json",
    outcome.get("playwright")!,
    countPlaywright,
    failedInPlaywright,
  );
  const total = {
    passed: unit.counts.passed + browser.counts.passed,
    failed: unit.counts.failed + browser.counts.failed,
  };
  writeFileSync(join(RESULTS, "summary.json"), `${JSON.stringify(total)}\n`);
  const failures = [...unit.failures, ...browser.failures].map((name) => `failed: ${name}`);
  console.log(["", ...lines, ...failures, `${total.passed} passed, ${total.failed} failed`].join("\n"));
  process.exitCode = [...outcome.values()].every(Boolean) ? 0 : 1;
}

await main();
