/**
 * Random programs come out of every tier as they come out of Tier 1. Several share an engine, since bringing one up
 * takes longer than they run; a failure names its seed.
 */
import { beforeAll, expect, test } from "vitest";
import { tuning } from "../../base/tuning.ts";
import { randomPrograms } from "./random_program.ts";
import { printedIn } from "./run_program.ts";

const PROGRAMS = 40;
const TOGETHER = 10;
/** So many are compiled too: at threshold 1 every bridge compiles its tree anew, which is what takes the time. */
const COMPILED = 20;
const BATCHES = Array.from({ length: PROGRAMS / TOGETHER }, (_, i) => 1 + TOGETHER * i);

// 15 MB of source, which takes its time: not the first program's.
let binaryen: unknown;
beforeAll(async () => {
  binaryen = await import("binaryen");
});

test.each(BATCHES)(`seeds %i and the ${TOGETHER - 1} after it`, (seed) => {
  const source = randomPrograms(seed, TOGETHER);
  const expected = printedIn("tier1", source);
  expect(printedIn("tier2", source, 1)).toBe(expected);
  if (seed > COMPILED) return;
  expect(printedIn("jit", source, 1, binaryen)).toBe(expected);
  const { crossings } = tuning;
  tuning.crossings = 0;
  try {
    expect(printedIn("jit", source, 1, binaryen), "with trees compiled as a whole").toBe(expected);
  } finally {
    tuning.crossings = crossings;
  }
});
