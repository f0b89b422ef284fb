/** The sums printed at the end of a run, from reports cut down to what is read. */
import { expect, test } from "vitest";
import { countPlaywright, countVitest, failedInPlaywright, failedInVitest } from "./test_counts.ts";

test("counts tests, and a file that did not load as one failure", () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    testResults: [
      { status: "passed", assertionResults: [1, 2, 3, 4] },
      { status: "failed", assertionResults: [1, 2] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2 });
});

test("counts the browser's tests, leaving out skipped ones", () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 }, errors: [] };
  expect(countPlaywright(report)).toEqual({ passed: 8, failed: 1 });
});

test("counts an error outside any browser test", () => {
  const report = {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: "no server" }],
  };
  expect(countPlaywright(report)).toEqual({ passed: 0, failed: 1 });
});

test("names the tests that failed, and a file that did not load", () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: "a.test.ts",
        status: "failed",
        assertionResults: [
          { status: "passed", fullName: "adds" },
          { status: "failed", fullName: "divides" },
        ],
      },
      { name: "b.test.ts", status: "failed", assertionResults: [] },
    ],
  };
  expect(failedInVitest(report)).toEqual(["a.test.ts: divides", "b.test.ts"]);
});

test("names the browser's tests that failed, in nested suites too", () => {
  const report = {
    suites: [
      {
        specs: [{ title: "opens", file: "a.spec.ts", ok: true }],
        suites: [{ specs: [{ title: "runs", file: "a.spec.ts", ok: false }] }],
      },
    ],
  };
  expect(failedInPlaywright(report)).toEqual(["a.spec.ts: runs"]);
});
