/**
 * CPython itself (Pyodide) as a contender: loaded only when asked for, from the page's own origin, in a fresh
 * worker each time, like the tiers it is compared with.
 */
import type { TimedRun } from "./benchmark.ts";
import type { FromCpython, ToCpython } from "./cpython.worker.ts";

/** Runs a program once in CPython. Loading is not part of the time. */
export function runInCpython(source: string, signal: AbortSignal): Promise<TimedRun> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./cpython.worker.ts", import.meta.url), {
      type: "module",
      name: "cpython",
    });
    const finish = (settle: () => void): void => {
      signal.removeEventListener("abort", abort);
      worker.terminate();
      settle();
    };
    const abort = (): void => finish(() => reject(new DOMException("Stopped.", "AbortError")));
    worker.onmessage = (event: MessageEvent<FromCpython>) => {
      const message = event.data;
      finish(() => {
        if (message.type === "failed") reject(new Error(message.reason));
        else resolve({ ms: message.ms, exitCode: message.exitCode, output: message.output, curve: [] });
      });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      finish(() => reject(new Error(event.message || "CPython could not be loaded")));
    };
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort);
    const message: ToCpython = { source, folder: new URL("pyodide/", document.baseURI).href };
    worker.postMessage(message);
  });
}
