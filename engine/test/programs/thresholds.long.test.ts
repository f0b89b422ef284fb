/**
 * Traces that begin later than at the first turn: what a loop has come to by then differs (specialised or not yet, a list grown,
 * an int past 32 bits), and so does what a trace relies on.
 */
import { SETTINGS, type Setting } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

const after = (setting: Setting, threshold: number): Setting => ({
  ...setting,
  name: `${setting.name.split(",")[0]}, after ${threshold} turns`,
  options: { ...setting.options, threshold },
});

for (const threshold of [2, 7, 50]) declarePrograms(after(SETTINGS.jit, threshold));
declarePrograms(after(SETTINGS.tier2, 7));
