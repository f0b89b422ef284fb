/**
 * One test a program, in one setting of the engine: the same output, the same tracebacks, the same exit code as
 * CPython, which was asked beforehand (`npm run oracle`). The settings are files of their own, so that they run
 * side by side.
 */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { inWasm, runInEngine, type Setting } from "../oracle/engine.ts";
import { readExpected } from "../oracle/expected.ts";
import { listPrograms, type Program } from "../oracle/programs.ts";
import { KNOWN_DIFFERENCES } from "./differences.ts";
import { CHANGING_MEMORY, copyMemory, describeMemoryDifference } from "./memory.ts";

/** For settings in which each turn costs a collection: leaves out the programs for the JIT, whose loops turn many thousand times. */
export const turnsLittle = ({ name }: Program): boolean => !/^cases\/(jit|traceback_jit)_/.test(name);

/**
 * Programs that import half of CPython's library: in each setting that makes everything slow they are among the long tests, for
 * what they do most is done by others too.
 */
export const usesLibrary = ({ name }: Program): boolean =>
  /^cases\/(async|decimal|hash|imports|pasted|stdlib|typing)_/.test(name);
export const usesLittle = (program: Program): boolean => !usesLibrary(program);

/** Others that take long with a collection at each turn. */
const SLOW_TO_COLLECT: readonly string[] = [
  "cases/errors_huge_requests",
  "cases/functions_many_arguments",
  "cases/containers_random_histories",
];
export const collectsSlowly = (program: Program): boolean =>
  turnsLittle(program) && (usesLibrary(program) || SLOW_TO_COLLECT.includes(program.name));
export const collectsSoon = (program: Program): boolean => turnsLittle(program) && !collectsSlowly(program);

/** Declares the tests of a setting, for all programs or those that `includes` lets through. */
export function declarePrograms(
  setting: Setting,
  includes: (program: Program) => boolean = () => true,
  programs: readonly Program[] = listPrograms(),
): void {
  describe(setting.name, () => {
    for (const program of programs.filter(includes)) {
      const difference = KNOWN_DIFFERENCES[program.name];
      if (difference !== undefined) {
        test.skip(`${program.name}: ${difference}`);
        continue;
      }
      test(program.name, async () => {
        const expected = readExpected(program);
        expect(expected, `no expectation for ${program.name}: run \`npm run oracle\``).toBeDefined();
        expect(await runInEngine(program, setting)).toEqual(expected!.outcome);
      });
    }
  });
}

/**
 * As `declarePrograms`, in both builds of Tier 1. They come from one description, so they leave the same memory behind, byte
 * for byte: objects at the same addresses, the same counters and caches.
 */
export function declareInBothBuilds(
  setting: Setting,
  includes: (program: Program) => boolean = () => true,
): void {
  describe(setting.name, () => {
    for (const program of listPrograms().filter(includes)) {
      const difference = KNOWN_DIFFERENCES[program.name];
      if (difference !== undefined) {
        test.skip(`${program.name}: ${difference}`);
        continue;
      }
      test(program.name, async () => {
        const expected = readExpected(program);
        expect(expected, `no expectation for ${program.name}: run \`npm run oracle\``).toBeDefined();
        expect(await runInEngine(program, setting)).toEqual(expected!.outcome);
        const memory = copyMemory();
        expect(await runInEngine(program, inWasm(setting))).toEqual(expected!.outcome);
        if (CHANGING_MEMORY[program.name] === undefined) {
          expect(describeMemoryDifference(memory, copyMemory())).toBeNull();
        }
      });
    }
  });
}

/** Declares the test that every known difference still is one, and is one of a program that exists. */
export function declareDifferences(setting: Setting): void {
  test("every known difference is still there", async () => {
    const programs = new Map(listPrograms().map((program) => [program.name, program]));
    const gone: string[] = [];
    for (const name of Object.keys(KNOWN_DIFFERENCES)) {
      const program = programs.get(name);
      expect(program, `${name} is no program`).toBeDefined();
      const outcome = await runInEngine(program!, setting);
      if (isDeepStrictEqual(outcome, readExpected(program!)?.outcome)) gone.push(name);
    }
    expect(gone, "these work now: take them out of differences.ts").toEqual([]);
  });
}
