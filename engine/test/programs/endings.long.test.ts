/**
 * Programs that are ended in the middle of a trace, by memory that runs out or by an interrupt: what was printed until then is
 * what CPython prints, the exception is the right one, and the heap is as it should be.
 */
import { describe, expect, test } from "vitest";
import { collect } from "../../heap/gc/collect.ts";
import { verifyHeap } from "../../heap/verify.ts";
import { runInEngine, SETTINGS, type Setting } from "../oracle/engine.ts";
import { readExpected } from "../oracle/expected.ts";
import { listPrograms, type Program } from "../oracle/programs.ts";
import { KNOWN_DIFFERENCES } from "./differences.ts";

/** What catches exceptions goes on in a way of its own. */
const CATCHES = /\b(except|finally|with|suppress|atexit|open)\b/;

const PROGRAMS = listPrograms().filter(
  (program) =>
    !CATCHES.test(program.source) &&
    KNOWN_DIFFERENCES[program.name] === undefined &&
    readExpected(program)?.outcome.exitCode === 0,
);

const ENDINGS = [
  {
    name: "no memory for allocation",
    at: [1, 3, 10, 40, 200, 1000],
    stress: (failAllocation: number) => ({ failAllocation }),
    error: "MemoryError",
    exitCode: 1,
  },
  {
    name: "an interrupt at safepoint",
    at: [1, 2, 5, 20, 100, 500],
    stress: (interruptAt: number) => ({ interruptAt, leaveTraces: true }),
    error: "KeyboardInterrupt",
    exitCode: 130,
  },
] as const;

/** Runs a program that is ended at some point, unless it is done before. */
async function check(
  program: Program,
  setting: Setting,
  ending: Pick<(typeof ENDINGS)[number], "error" | "exitCode">,
): Promise<void> {
  const { outcome: expected } = readExpected(program)!;
  const outcome = await runInEngine(program, setting);
  // An object whose making failed half-way is garbage, and nothing looks at it.
  collect();
  verifyHeap();
  if (outcome.exitCode === 0) return expect(outcome).toEqual(expected);
  expect(outcome.exitCode).toBe(ending.exitCode);
  expect(expected.stdout.slice(0, outcome.stdout.length)).toBe(outcome.stdout);
  expect(outcome.stderr).toMatch(new RegExp(`^(${ending.error}|.*\\n${ending.error})\\n$`, "s"));
}

for (const { name, at, stress, ...ending } of ENDINGS) {
  for (const base of [SETTINGS.tier2, SETTINGS.jit]) {
    for (const count of at) {
      const setting = {
        ...base,
        name: `${base.name}, ${name} ${count}`,
        options: { ...base.options, fuelQuantum: 10, stress: stress(count) },
      };
      describe(setting.name, () => {
        for (const program of PROGRAMS) test(program.name, () => check(program, setting, ending));
      });
    }
  }
}
