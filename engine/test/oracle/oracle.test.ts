/**
 * The committed expectations are CPython's: every one belongs to the program as it is now, and CPython is asked
 * about all of them again. So nobody can edit an expectation to fit the engine.
 */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Oracle, startOracle } from "./cpython.ts";
import { EXPECTED_FOLDER, expectedPath, readExpected } from "./expected.ts";
import { ALL_GROUPS, digestProgram, listPrograms } from "./programs.ts";

const programs = listPrograms(ALL_GROUPS);

test("every program has an expectation that belongs to it", () => {
  const stale = programs.filter((program) => readExpected(program)?.digest !== digestProgram(program));
  expect(
    stale.map(({ name }) => name),
    "run `npm run oracle`",
  ).toEqual([]);
});

test("every expectation belongs to a program", () => {
  const wanted = programs.map((program) => basename(expectedPath(program)));
  expect(readdirSync(EXPECTED_FOLDER).sort()).toEqual(wanted.sort());
});

describe("CPython still says what is stored", () => {
  let oracle: Oracle;
  beforeAll(async () => {
    oracle = await startOracle();
  });

  test("and is the version that the engine follows", () => {
    expect(oracle.version).toMatch(/^3\.14\./);
  });

  test.each(programs.map((program) => [program.name, program] as const))("%s", (_name, program) => {
    expect(oracle.run(program)).toEqual(readExpected(program)?.outcome);
  });
});
