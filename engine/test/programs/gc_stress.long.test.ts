/** As gc_stress.test.ts, for programs that take long. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { collectsSlowly, declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.gcStress), collectsSlowly);
