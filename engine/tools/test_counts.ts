/**
 * Adds up what the two test runners report in JSON, and names what failed. Skipped tests count as neither passed
 * nor failed; a file that could not be loaded has no tests in the report and counts as one failure.
 */

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
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

/** Counts of Vitest's `json` reporter. */
export function countVitest(report: unknown): TestCounts {
  const { numPassedTests, numFailedTests, testResults } = report as VitestReport;
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** Counts of Playwright's `json` reporter; a test that passed only when repeated has passed. */
export function countPlaywright(report: unknown): TestCounts {
  const { stats, errors } = report as PlaywrightReport;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** Failed tests of Vitest's report, as "file: test", or the file alone if it did not load. */
export function failedInVitest(report: unknown): string[] {
  return (report as VitestReport).testResults.flatMap(({ name, status, assertionResults }) => {
    if (status === "failed" && assertionResults.length === 0) return [name];
    return assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${name}: ${test.fullName}`);
  });
}

/** Failed tests of Playwright's report, as "file: test". */
export function failedInPlaywright(report: unknown): string[] {
  const failedIn = ({ specs, suites = [] }: PlaywrightSuite): string[] => [
    ...specs.filter((spec) => !spec.ok).map((spec) => `${spec.file}: ${spec.title}`),
    ...suites.flatMap(failedIn),
  ];
  return (report as PlaywrightReport).suites.flatMap(failedIn);
}
