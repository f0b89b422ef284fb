/** Traces from the first turn of every loop, compiled to WebAssembly. */
import { afterAll, beforeAll, describe } from "vitest";
import { tuning } from "../../base/tuning.ts";
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.jit));

// As in programs that run for long: trees whose bridges have code of their own are put together anew now and then.
describe("trees put together", () => {
  const { crossings } = tuning;
  beforeAll(() => {
    tuning.crossings = 3;
  });
  afterAll(() => {
    tuning.crossings = crossings;
  });
  declarePrograms(inWasm(SETTINGS.jit), ({ name }) => /cases\/jit_|bench\/|algorithms/.test(name));
});
