/**
 * Ends a process whose test never does. An engine in an endless loop cannot be interrupted from its own thread, and Vitest would
 * wait for it as long as for its whole run; so another thread watches. It goes by the time of the processor, which a machine
 * that is busy with other things does not give: a test that merely waits for its turn is left alone.
 */
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach } from "vitest";

const watchdog = new Worker(new URL("./watchdog_thread.mjs", import.meta.url));
watchdog.unref();

beforeEach(({ task }) => watchdog.postMessage(`${task.file.name}: ${task.name}`));
afterEach(() => watchdog.postMessage(null));
