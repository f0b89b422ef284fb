/**
 * `npm run compare -- [SETTING] [NAME...]`: runs programs in one setting of the engine, without a test runner, and
 * shows for each that differs from CPython the first line that does. For working on the engine: it starts in a
 * second, goes on after a crash, and says where the time went.
 */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Outcome } from "../oracle/cpython.ts";
import { runInEngine, SETTINGS } from "../oracle/engine.ts";
import { readExpected } from "../oracle/expected.ts";
import { ALL_GROUPS, listPrograms, type Program } from "../oracle/programs.ts";

const STACK_LINES = 8;
const STUCK_MS = 120_000;
const CHILD_FLAG = "--child";
const SELF = fileURLToPath(import.meta.url);

function isSetting(name: string | undefined): name is keyof typeof SETTINGS {
  return name !== undefined && Object.hasOwn(SETTINGS, name);
}

/** All that a run shows, as lines that can be laid side by side. */
function linesOf(outcome: Outcome): string[] {
  return [
    ...outcome.stdout.split("\n"),
    "-- stderr",
    ...outcome.stderr.split("\n"),
    `-- exit code ${outcome.exitCode}`,
  ];
}

/** What differs first, or undefined. */
function describeDifference(expected: Outcome, actual: Outcome): string | undefined {
  const [wanted, found] = [linesOf(expected), linesOf(actual)];
  const at = wanted.findIndex((line, index) => line !== found[index]);
  if (at < 0 && wanted.length === found.length) return undefined;
  const index = at < 0 ? wanted.length : at;
  const lastError =
    actual.stderr === expected.stderr ? "" : (actual.stderr.trimEnd().split("\n").at(-1) ?? "");
  return [
    `  CPython: ${wanted[index] ?? "(nothing)"}`,
    `  engine:  ${found[index] ?? "(nothing)"}`,
    ...(lastError === "" ? [] : [`  stderr:  ${lastError}`]),
  ].join("\n");
}

async function compareProgram(program: Program, setting: keyof typeof SETTINGS): Promise<string | undefined> {
  const expected = readExpected(program);
  if (expected === undefined) return "  has no expectation: run `npm run oracle`";
  try {
    return describeDifference(expected.outcome, await runInEngine(program, SETTINGS[setting]));
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `  CRASH ${stack.split("\n").slice(0, STACK_LINES).join("\n  ")}`;
  }
}

/** What the child answers, one line of JSON each. */
interface Answer {
  readonly name: string;
  readonly ms: number;
  readonly difference: string | null;
}

/** In the child: runs the named programs, one after the other. */
async function runChild(setting: keyof typeof SETTINGS, names: readonly string[]): Promise<void> {
  for (const program of listPrograms(ALL_GROUPS).filter(({ name }) => names.includes(name))) {
    const startMs = performance.now();
    const difference = (await compareProgram(program, setting)) ?? null;
    const answer: Answer = { name: program.name, ms: performance.now() - startMs, difference };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

/**
 * Runs a child over programs until it has done them or gets stuck; returns how many it has done, the one it got
 * stuck in included. An engine in an endless loop of its own cannot be stopped from inside its process.
 */
function runBatch(
  setting: keyof typeof SETTINGS,
  names: readonly string[],
  report: (answer: Answer) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", SELF, CHILD_FLAG, setting, ...names], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let done = 0;
    let watchdog: NodeJS.Timeout | undefined;
    const giveUp = (reason: string): void => {
      clearTimeout(watchdog);
      report({ name: names[done]!, ms: STUCK_MS, difference: `  ${reason}` });
      resolve(done + 1);
    };
    const expectAnswer = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        child.removeAllListeners();
        child.kill("SIGKILL");
        giveUp("STUCK: no answer");
      }, STUCK_MS);
    };
    expectAnswer();
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      done++;
      report(JSON.parse(line) as Answer);
      expectAnswer();
    });
    child.on("close", (code) => {
      clearTimeout(watchdog);
      if (done < names.length) giveUp(`CRASH: the process ended with ${code}`);
      else resolve(done);
    });
  });
}

async function runParent(args: readonly string[]): Promise<void> {
  const setting = isSetting(args[0]) ? args[0] : "tier1";
  const words = isSetting(args[0]) ? args.slice(1) : args;
  const names = listPrograms(ALL_GROUPS)
    .map(({ name }) => name)
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  let failed = 0;
  for (let at = 0; at < names.length; ) {
    at += await runBatch(setting, names.slice(at), ({ name, ms, difference }) => {
      if (difference !== null) failed++;
      if (difference !== null) console.log(`${name}, ${ms.toFixed(0)} ms\n${difference}`);
      else if (words.length > 0) console.log(`${name}, ${ms.toFixed(0)} ms: the same`);
    });
  }
  console.log(
    `${SETTINGS[setting].name}: ${names.length - failed} of ${names.length} programs the same as CPython`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

const args = process.argv.slice(2);
if (args[0] === CHILD_FLAG && isSetting(args[1])) await runChild(args[1], args.slice(2));
else await runParent(args);
