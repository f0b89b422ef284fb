/** A collection at every safepoint, with freed memory poisoned: a root that is forgotten shows at once. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { collectsSoon, declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.gcStress), collectsSoon);
