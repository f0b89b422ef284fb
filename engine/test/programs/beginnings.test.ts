/** The short programs whose beginning is timed, as they are timed: by Tier 1, and by the JIT with the thresholds that it has. */
import { inWasm, SETTINGS, type Setting } from "../oracle/engine.ts";
import { listPrograms } from "../oracle/programs.ts";
import { declarePrograms } from "./declare.ts";

const JIT: Setting = {
  name: "JIT, with Tier 1 in WebAssembly",
  options: { tier: "jit", interpreter: "wasm" },
};

const beginnings = listPrograms(["beginnings"]);
for (const setting of [inWasm(SETTINGS.tier1), JIT]) declarePrograms(setting, undefined, beginnings);
