/** Traces from the first turn of every loop, compiled to WebAssembly. */
import { afterAll, beforeAll, describe } from "vitest";
import { tuning } from "../../base/tuning.ts";
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.jit);

// As trees of programs that run for long: bridges have code of their own, and trees are put together anew now and then.
describe("bridges by themselves", () => {
  const { smallTreeBytes, crossings } = tuning;
  beforeAll(() => {
    Object.assign(tuning, { smallTreeBytes: 0, crossings: 3 });
  });
  afterAll(() => {
    Object.assign(tuning, { smallTreeBytes, crossings });
  });
  declarePrograms(SETTINGS.jit, ({ name }) => /cases\/jit_|bench\/|algorithms/.test(name));
});
