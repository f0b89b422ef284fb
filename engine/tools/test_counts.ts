/**
 * Adds up what the two test runners report in JSON, and names what failed. Skipped tests count as neither passed
 * nor failed; a file that could not be loaded has no tests in the report and counts as one failure.
 */

/** What a report says. */
export interface Verdict {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were not begun, since there was no time left (engine/test/deadline.ts). */
  readonly leftOut: number;
  /** "file: test" for each that failed, or the file alone if it did not load. */
  readonly failures: readonly string[];
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly meta?: { readonly leftOut?: boolean };
    }[];
  }[];
}

interface PlaywrightSuite {
  readonly specs: readonly { readonly title: string; readonly file: string; readonly ok: boolean }[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
  readonly suites: readonly PlaywrightSuite[];
}

/** Vitest's `json` report. */
export function readVitest(report: unknown): Verdict {
  const { numPassedTests, numFailedTests, testResults } = report as VitestReport;
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, title: `${name}: ${test.fullName}` })),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    leftOut: tests.filter(({ meta }) => meta?.leftOut === true).length,
    failures: [
      ...tests.filter(({ status }) => status === "failed").map(({ title }) => title),
      ...broken.map(({ name }) => name),
    ],
  };
}

/** Playwright's `json` report; a test that passed only when repeated has passed. */
export function readPlaywright(report: unknown): Verdict {
  const { stats, errors, suites } = report as PlaywrightReport;
  const failedIn = ({ specs, suites: inner = [] }: PlaywrightSuite): string[] => [
    ...specs.filter((spec) => !spec.ok).map((spec) => `${spec.file}: ${spec.title}`),
    ...inner.flatMap(failedIn),
  ];
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    leftOut: 0,
    failures: suites.flatMap(failedIn),
  };
}
