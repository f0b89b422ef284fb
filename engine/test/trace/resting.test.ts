/** A trace that lacks a bridge which the program cannot afford yet: is it worth entering meanwhile? */
import { afterEach, expect, test, vi } from "vitest";
import { metrics } from "../../base/metrics.ts";
import { tuning } from "../../base/tuning.ts";
import { createEngine } from "../../index.ts";
import { Allowance } from "../../tier2/allowance.ts";

afterEach(() => void vi.restoreAllMocks());

/** One turn in `period` takes the other way. */
const branching = (period: number): string =>
  [
    "def main():",
    "    total = 0",
    "    for i in range(100_000):",
    `        if i % ${period}:`,
    "            total += 3",
    "        else:",
    "            total -= 1",
    "    print(total)",
    "main()",
  ].join("\n");

function run(source: string, tier: "tier1" | "jit" = "jit") {
  let printed = "";
  const engine = createEngine({
    tier,
    write(_stream, text) {
      printed += text;
    },
  });
  engine.start(source, "main.py");
  engine.resume();
  return { printed, stats: engine.stats() };
}

/** Lets the program have its first trace, and more when it has asked so many times. */
function allowAfter(times: number): void {
  let asked = 0;
  vi.spyOn(Allowance.prototype, "isEnough").mockImplementation(
    () => metrics.tracesRecorded === 0 || asked++ >= times,
  );
}

test("one that is left every other turn rests, and is not given up", () => {
  allowAfter(Number.POSITIVE_INFINITY);
  const { printed, stats } = run(branching(2));
  expect(printed).toBe(run(branching(2), "tier1").printed);
  expect(stats).toMatchObject({ tracesRecorded: 1, bridges: 0, sideExits: 200, invalidations: 0 });
});

test("it goes on, and gets its bridges, when there is enough for that", () => {
  allowAfter(20);
  const { printed, stats } = run(branching(2));
  expect(printed).toBe(run(branching(2), "tier1").printed);
  // The branch is there twice, in the preamble and in the loop.
  expect(stats.bridges).toBeGreaterThan(0);
  expect(stats.bridges).toBeLessThanOrEqual(2);
  expect(stats.sideExits).toBeLessThan(2 * tuning.exitThreshold + 20);
  expect(stats).toMatchObject({ tracesRecorded: 1, invalidations: 0 });
});

test("one that is left seldom goes on without its bridge", () => {
  allowAfter(Number.POSITIVE_INFINITY);
  const { printed, stats } = run(branching(100));
  expect(printed).toBe(run(branching(100), "tier1").printed);
  expect(stats.sideExits).toBeGreaterThan(900);
  expect(stats).toMatchObject({ tracesRecorded: 1, bridges: 0, invalidations: 0 });
});
