/** The thread of watchdog.ts: hears the name of each test when it begins, and null when it has ended. */
import { writeSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/** Many times what any test uses. */
const LIMIT_MS = 5 * 60_000;
const LOOK_MS = 5_000;

/** What all threads of this process have used of the processor. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @type {string | null} */
let running = null;
let startMs = 0;
parentPort?.on("message", (/** @type {string | null} */ name) => {
  running = name;
  startMs = cpuMs();
});

setInterval(() => {
  if (running === null || cpuMs() - startMs < LIMIT_MS) return;
  // Nothing that goes through the thread that hangs would be seen.
  writeSync(2, `\n${running} has kept the processor for ${LIMIT_MS / 60_000} minutes and does not end\n`);
  process.kill(process.pid, "SIGKILL");
}, LOOK_MS);
