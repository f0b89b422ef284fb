/**
 * Where a Chromium is: the one named by `TIERUP_CHROMIUM`, the system's, or Playwright's own. Run as a script
 * it installs one when there is none (`npx playwright install --with-deps chromium`, then the system's package
 * manager when we are root), so that a fresh machine can run the browser tests and the benchmark.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "@playwright/test";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Switches every browser of ours is started with: no sandbox (containers), no graphics card, no traffic of its own. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium that can be started, or undefined when there is none. */
export function findChromium(): string | undefined {
  const named = process.env["TIERUP_CHROMIUM"];
  if (named) return named;
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of SYSTEM_NAMES) {
      const path = join(folder, name);
      if (folder !== "" && isExecutable(path)) return path;
    }
  }
  const own = chromium.executablePath();
  return own !== "" && isExecutable(own) ? own : undefined;
}

/** Finds a Chromium, installing one when there is none. Throws when every way fails. */
export function ensureChromium(): string {
  const present = findChromium();
  if (present) return present;
  const attempts: string[][] = [["npx", "playwright", "install", "--with-deps", "chromium"]];
  if (process.getuid?.() === 0) {
    attempts.push(["sh", "-c", "apt-get update && apt-get install -y --no-install-recommends chromium"]);
  }
  attempts.push(["npx", "playwright", "install", "chromium"]);
  for (const [command, ...args] of attempts) {
    console.log(`No Chromium found; trying: ${[command, ...args].join(" ")}`);
    spawnSync(command!, args, { stdio: "inherit" });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error("No Chromium could be found or installed; name one in TIERUP_CHROMIUM.");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(ensureChromium());
