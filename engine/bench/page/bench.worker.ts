/** One order in one worker: loads the contender, runs the program, answers. */
import { FetchedLibrary } from "../../worker/fetched_library.ts";
import { type Pyodide, runOrder } from "../contend.ts";
import type { RunOrder, RunResult } from "../suite.ts";

export type WorkerAnswer = { readonly result: RunResult } | { readonly error: string };

interface PyodideModule {
  loadPyodide(options: { indexURL: string }): Promise<Pyodide>;
}

self.onmessage = async ({ data }: MessageEvent<{ order: RunOrder; base: string }>) => {
  let answer: WorkerAnswer;
  try {
    const indexURL = new URL("pyodide/", data.base).href;
    const result = await runOrder(data.order, {
      loadPyodide: async () => {
        const module = (await import(/* @vite-ignore */ `${indexURL}pyodide.mjs`)) as PyodideModule;
        return module.loadPyodide({ indexURL });
      },
      loadLibrary: async (source) => {
        const library = new FetchedLibrary(new URL("library/", data.base).href);
        await library.prepare(source);
        return library;
      },
    });
    answer = { result };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  self.postMessage(answer);
};
