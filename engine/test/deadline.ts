/**
 * For the long tests: what has not begun when `TIERUP_DEADLINE` (milliseconds since 1970) is past is left out, and counted as
 * such (engine/tools/test_counts.ts). Without it all are run.
 */
import { beforeEach } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    leftOut?: boolean;
  }
}

const given = process.env["TIERUP_DEADLINE"];
const deadlineMs = given === undefined ? Number.POSITIVE_INFINITY : Number(given);

beforeEach(({ task, skip }) => {
  if (Date.now() <= deadlineMs) return;
  task.meta.leftOut = true;
  skip("no time is left");
});
