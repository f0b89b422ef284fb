/** The sums printed at the end of a run, from reports cut down to what is read. */
import { expect, test } from "vitest";
import { readPlaywright, readVitest } from "./test_counts.ts";

const passed = { status: "passed", fullName: "adds" };
const failed = { status: "failed", fullName: "divides" };

test("counts and names tests, and a file that did not load as one failure", () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [
      { name: "a.test.ts", status: "passed", assertionResults: [passed, passed] },
      { name: "b.test.ts", status: "failed", assertionResults: [passed, failed] },
      { name: "c.test.ts", status: "failed", assertionResults: [] },
    ],
  };
  expect(readVitest(report)).toEqual({
    passed: 3,
    failed: 2,
    leftOut: 0,
    failures: ["b.test.ts: divides", "c.test.ts"],
  });
});

test("counts what there was no time for, but not what is skipped for another reason", () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    testResults: [
      {
        name: "a.long.test.ts",
        status: "passed",
        assertionResults: [
          passed,
          { status: "skipped", fullName: "subtracts", meta: { leftOut: true } },
          { status: "skipped", fullName: "multiplies", meta: {} },
        ],
      },
    ],
  };
  expect(readVitest(report)).toEqual({ passed: 1, failed: 0, leftOut: 1, failures: [] });
});

test("counts the browser's tests, leaving out skipped ones", () => {
  const report = {
    stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 },
    errors: [],
    suites: [
      {
        specs: [{ title: "opens", file: "a.spec.ts", ok: true }],
        suites: [{ specs: [{ title: "runs", file: "a.spec.ts", ok: false }] }],
      },
    ],
  };
  expect(readPlaywright(report)).toEqual({
    passed: 8,
    failed: 1,
    leftOut: 0,
    failures: ["a.spec.ts: runs"],
  });
});

test("counts an error outside any browser test", () => {
  const report = {
    stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [{ message: "no server" }],
    suites: [],
  };
  expect(readPlaywright(report)).toEqual({ passed: 0, failed: 1, leftOut: 0, failures: [] });
});
