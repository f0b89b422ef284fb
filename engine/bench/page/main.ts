/** The page of the benchmark: a fresh worker for each order, ended as soon as it has answered. */
import type { RunOrder, RunResult } from "../suite.ts";
import type { WorkerAnswer } from "./bench.worker.ts";

declare global {
  interface Window {
    /** Called by the runner, from outside the page. */
    runBenchmarkOrder(order: RunOrder): Promise<RunResult>;
  }
}

window.runBenchmarkOrder = (order) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./bench.worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      worker.terminate();
      if ("error" in data) reject(new Error(data.error));
      else resolve(data.result);
    };
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(event.message));
    };
    worker.postMessage({ order, base: document.baseURI });
  });
