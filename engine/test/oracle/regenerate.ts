/**
 * `npm run oracle [NAME...]`: asks CPython about every program (or those whose name contains one of the words) and
 * stores its answers. Programs that take long or fail unexpectedly are named, so that an accident is not stored
 * unseen: a case that is meant to fail says so by its name, `traceback_…` or `exit_…`.
 */
import { readdirSync, unlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { startOracle } from "./cpython.ts";
import { EXPECTED_FOLDER, expectedPath, writeExpected } from "./expected.ts";
import { ALL_GROUPS, listPrograms } from "./programs.ts";

const SLOW_MS = 300;

const words = process.argv.slice(2);
const programs = listPrograms(ALL_GROUPS);
const chosen = programs.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const oracle = await startOracle();
console.log(`CPython ${oracle.version}: ${chosen.length} programs`);
for (const program of chosen) {
  const startMs = performance.now();
  const outcome = oracle.run(program);
  const tookMs = performance.now() - startMs;
  if (tookMs > SLOW_MS && program.group === "cases")
    console.log(`slow: ${program.name} took ${tookMs.toFixed(0)} ms`);
  const meantToFail = /^cases\/(traceback|exit)_/.test(program.name);
  if (outcome.exitCode !== 0 && !meantToFail) console.log(`FAILED: ${program.name}\n${outcome.stderr}`);
  writeExpected(program, outcome);
}
if (words.length === 0) {
  const wanted = new Set(programs.map((program) => basename(expectedPath(program))));
  for (const file of readdirSync(EXPECTED_FOLDER)) {
    if (!wanted.has(file)) unlinkSync(join(EXPECTED_FOLDER, file));
  }
}
