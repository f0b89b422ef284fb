/**
 * For the long tests: what has not begun when `TIERUP_DEADLINE` (milliseconds since 1970) is past, or when its file has used up
 * `TIERUP_SHARE_MS`, is left out, and counted as such (engine/tools/test_counts.ts). Without them all are run.
 */
import { beforeEach } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    leftOut?: boolean;
  }
}

const { TIERUP_DEADLINE: deadline, TIERUP_SHARE_MS: share } = process.env;
const deadlineMs = Math.min(
  deadline === undefined ? Number.POSITIVE_INFINITY : Number(deadline),
  share === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(share),
);

beforeEach(({ task, skip }) => {
  if (Date.now() <= deadlineMs) return;
  task.meta.leftOut = true;
  skip("no time is left");
});
