/** As trouble_tier2.long.test.ts, with traces compiled to WebAssembly. */
import { SETTINGS, troubled } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

for (const setting of troubled(SETTINGS.jit)) declarePrograms(setting);
