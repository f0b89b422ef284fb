/**
 * The browser tests: each spec drives the built page in a headless Chromium, served on this machine only.
 *
 * The server takes the first free port from `TIERUP_E2E_PORT` on (4173 unless given) and prints it; Playwright passes it on
 * as `TIERUP_SERVED_PORT`. Every worker process loads this file anew and finds it there.
 */
import { defineConfig } from "@playwright/test";
import { CHROMIUM_FLAGS, findChromium } from "./engine/tools/find_chromium.ts";

const firstPort = Number(process.env["TIERUP_E2E_PORT"] ?? 4173);
const servedPort = process.env["TIERUP_SERVED_PORT"] ?? firstPort;
const executablePath = findChromium();

/** What waits for longer waits for ever. No test measures time: a machine may be as busy as it likes. */
const STUCK_MS = 10 * 60_000;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/e2e",
  timeout: STUCK_MS,
  expect: { timeout: 60_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env["CI"]),
  // Each that fails may have waited for a minute; what has not failed by then would tell nothing new.
  maxFailures: 10,
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${servedPort}/`,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      args: [...CHROMIUM_FLAGS],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  webServer: {
    command: `npm run build && npx vite preview --host 127.0.0.1 --port ${firstPort}`,
    // What makes the port bold may stand before it, such as "ESC[1m".
    wait: { stdout: /http:\/\/127\.0\.0\.1:\D*(?:\d+m)?(?<tierup_served_port>\d+)\D/ },
    timeout: STUCK_MS,
  },
});
