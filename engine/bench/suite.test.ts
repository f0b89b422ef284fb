/** The table of programs against the folders that hold them, and the JavaScript against what Python printed. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { readExpected } from "../test/oracle/expected.ts";
import { listPrograms } from "../test/oracle/programs.ts";
import { TWINS } from "./javascript/index.ts";
import { PROGRAM_NAMES } from "./suite.ts";

const stems = (folder: string, extension: string): string[] =>
  readdirSync(new URL(`${folder}/`, import.meta.url))
    .filter((file) => file.endsWith(extension) && file !== "index.ts")
    .map((file) => file.slice(0, -extension.length))
    .sort();

test("every program is in the table, and nothing else", () => {
  expect([...PROGRAM_NAMES].sort()).toEqual(stems("programs", ".py"));
});

test("every program in JavaScript is in its table", () => {
  expect(Object.keys(TWINS)).toEqual(stems("javascript", ".ts"));
});

test.each(Object.keys(TWINS))("%s prints in JavaScript what it prints in Python", async (name) => {
  const program = listPrograms(["bench"]).find((one) => one.name === `bench/${name}`)!;
  const size = /len\(sys\.argv\) > 1 else ([\d_]+)\)/.exec(program.source)![1]!;
  const twin = await TWINS[name]!();
  expect(twin.main(Number(size.replaceAll("_", "")))).toBe(readExpected(program)!.outcome.stdout);
});
