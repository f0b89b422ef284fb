/**
 * A collection at every safepoint, with freed memory poisoned: a root that is forgotten shows at once. The programs for
 * the JIT, whose loops turn many thousand times, are left to the other settings; here each turn costs a collection.
 */
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.gcStress, ({ name }) => !/^cases\/(jit|traceback_jit)_/.test(name));
