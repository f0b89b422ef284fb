/**
 * A short run of the fuzzer, the same each time: so many programs, however long the machine takes. What it must not do is
 * find something; `npm run fuzz` goes on where it ends.
 */
import { expect, test } from "vitest";
import { chooseWays, differenceOf } from "./compare.ts";
import { describeFinding } from "./report.ts";
import { runSession } from "./session.ts";
import type { Outcome } from "./supervisor.ts";
import { WAYS, waysNamed } from "./ways.ts";

const SEED = 1;
const PROGRAMS = 30;

test("hot programs come out the same in all ways of running, and as in CPython", async () => {
  const found: string[] = [];
  const totals = await runSession(
    {
      seed: SEED,
      programs: PROGRAMS,
      ways: null,
      waysEach: 2,
      cpythonEvery: 15,
      minutes: Number.POSITIVE_INFINITY,
    },
    async (finding) => void found.push(describeFinding(finding)),
    () => {},
  );
  expect(found.join("\n\n")).toBe("");
  // The run would be worth nothing if it left its programs out.
  const compared = Object.values(totals.ways).reduce((sum, { programs }) => sum + programs, 0);
  expect(compared).toBeGreaterThan(2.5 * PROGRAMS);
});

test("the ways of a program are drawn from its seed and fit its turns", () => {
  const all = waysNamed(null);
  expect(chooseWays(7, 500, all, 3)).toEqual(chooseWays(7, 500, all, 3));
  expect(chooseWays(7, 500, all, 100)).not.toContain("jit");
  expect(chooseWays(7, 5000, all, 100).filter((way) => WAYS[way]!.maxTurns !== undefined)).toEqual([]);
  expect(() => waysNamed(["tier3"])).toThrow('there is no way "tier3"');
});

test("every difference is told, crashes by their place", () => {
  const ended: Outcome = { kind: "ended", stdout: "1\n", stderr: "", exitCode: 0, turns: 9 };
  expect(differenceOf(ended, { ...ended, turns: 0 })).toBeNull();
  expect(differenceOf(ended, { ...ended, stdout: "2\n" })).toBe("output");
  expect(differenceOf(ended, { ...ended, stderr: "x" })).toBe("stderr");
  expect(differenceOf(ended, { ...ended, exitCode: 1 })).toBe("exit code");
  expect(differenceOf(ended, { kind: "hung" })).toBe("hang");
  const error =
    "EngineBug: at 12: -7\n    at assert (a.ts:1:2)\n    at lower (b.ts:3:4)\n    at emit (c.ts:5:6)";
  expect(differenceOf(ended, { kind: "crashed", error, stdout: "" })).toBe(
    "crash: EngineBug: at N: N (lower < emit)",
  );
});
