/**
 * `npm run test:long -- [--minutes=N] [FILE…]`: the tests in files called `*.long.test.ts`, which take too long for every
 * change; FILE is a part of a path. With `--minutes`, what has not begun by then is left out, and how much that was is said
 * at the end: CI does what its time allows.
 */
import { parseArgs } from "node:util";
import { runSteps, vitestStep } from "./steps.ts";

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes > 0)) throw new RangeError("--minutes is a number above 0");
  return minutes;
}

const { values, positionals } = parseArgs({
  options: { minutes: { type: "string" } },
  allowPositionals: true,
});
const deadline =
  values.minutes === undefined
    ? {}
    : { TIERUP_DEADLINE: String(Date.now() + readMinutes(values.minutes) * 60_000) };
await runSteps([vitestStep("long", positionals, deadline)], "summary-long.json");
