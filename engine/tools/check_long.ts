/**
 * `npm run test:long -- [--minutes=N] [FILE…]`: the tests in files called `*.long.test.ts`, which take too long for every
 * change; FILE is a part of a path. With `--minutes` each file gets an equal share of that time, its tests come in an order of
 * chance, and what has not begun when the share is used up is left out; how much that was is said at the end. So CI does what
 * its time allows, and other tests on another day.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, runSteps, vitestStep } from "./steps.ts";

/** Files that run side by side (`maxWorkers` in vitest.config.ts). */
const SIDE_BY_SIDE = 2;

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new RangeError("--minutes is a number above 0");
  return minutes;
}

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string" } },
  allowPositionals: true,
});

/** What engine/test/deadline.ts reads. */
function limitTime(minutes: number): Record<string, string> {
  const files = readdirSync(join(ROOT, "engine"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".long.test.ts"))
    .filter((path) => positionals.length === 0 || positionals.some((part) => path.includes(part)));
  const allMs = minutes * 60_000;
  const shareMs = Math.min(1, SIDE_BY_SIDE / Math.max(1, files.length)) * allMs;
  return { TIERUP_DEADLINE: String(Date.now() + allMs), TIERUP_SHARE_MS: String(shareMs) };
}

const limit = values.minutes === undefined ? {} : limitTime(readMinutes(values.minutes));
await runSteps([vitestStep("long", positionals, limit)], "summary-long.json");
