/**
 * Commands made of steps: each step runs even when an earlier one failed, so that one run tells all; at the end come a line a
 * step, the names of what failed, and "N passed, N failed". Test runners are counted by the reports that they leave in
 * `test-results/`; any other step that fails counts as one failure. The sum is left there too, for `.ci/run` to add up.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readVitest, type Verdict } from "./test_counts.ts";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const RESULTS = join(ROOT, "test-results");

export interface Step {
  readonly name: string;
  /** Whether it passed. */
  readonly run: () => Promise<boolean>;
  /** What a test runner writes into `test-results/`, and how to read it. */
  readonly report?: { readonly file: string; readonly read: (report: unknown) => Verdict };
}

/** No step may take longer: a run must fail, not hang. Many times what any step takes, since a machine may be busy with other things. */
const STEP_LIMIT_MS = 6 * 3_600_000;

/** Runs a command at the root with its output shown; true when it exits with 0 in time. */
export function runCommand(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    // A group of its own, so that what the command has started ends with it.
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: "inherit",
      detached: true,
      env: { ...process.env, ...env },
    });
    const endGroup = (): void => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, "SIGKILL");
      } catch {
        // It ended by itself in this very moment.
      }
    };
    const watchdog = setTimeout(() => {
      console.error(`${command} ${args.join(" ")}: stopped after ${STEP_LIMIT_MS / 3_600_000} hours`);
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

/** The tests of a project of Vitest's (vitest.config.ts); `filters` are parts of the paths of files. */
export function vitestStep(
  project: "quick" | "long",
  filters: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Step {
  const file = `vitest-${project}.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=test-results/${file}`];
  return {
    name: `vitest, ${project}`,
    run: () => runCommand("npx", ["vitest", "run", "--project", project, ...reporters, ...filters], env),
    report: { file, read: readVitest },
  };
}

/** What a step adds to the sum. One that failed without a failure in its report, or without leaving one, counts as one. */
function judge({ name, report }: Step, passed: boolean): Verdict {
  const path = report === undefined ? undefined : join(RESULTS, report.file);
  if (report !== undefined && path !== undefined && existsSync(path)) {
    const verdict = report.read(JSON.parse(readFileSync(path, "utf8")));
    if (passed || verdict.failed > 0) return verdict;
    return { ...verdict, failed: 1, failures: [...verdict.failures, name] };
  }
  return { passed: 0, failed: passed ? 0 : 1, leftOut: 0, failures: passed ? [] : [name] };
}

/** Runs all steps, says what came of them and sets the exit code. `sumFile` is the name of the sum in `test-results/`. */
export async function runSteps(steps: readonly Step[], sumFile: string): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  for (const { report } of steps)
    if (report !== undefined) rmSync(join(RESULTS, report.file), { force: true });
  const lines: string[] = [];
  const sum = { passed: 0, failed: 0 };
  let leftOut = 0;
  const failures: string[] = [];
  for (const step of steps) {
    console.log(`\n── ${step.name}`);
    const startMs = Date.now();
    const passed = await step.run();
    const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
    lines.push(`${passed ? "ok    " : "FAILED"} ${step.name.padEnd(20)} ${seconds} s`);
    const verdict = judge(step, passed);
    sum.passed += verdict.passed;
    sum.failed += verdict.failed;
    leftOut += verdict.leftOut;
    failures.push(...verdict.failures);
    if (!passed) process.exitCode = 1;
  }
  writeFileSync(join(RESULTS, sumFile), `${JSON.stringify(sum)}\n`);
  if (leftOut > 0) lines.push(`left out, since there was no time for them: ${leftOut}`);
  console.log(["", ...lines, ...failures.map((name) => `failed: ${name}`)].join("\n"));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
}
