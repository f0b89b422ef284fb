/**
 * A collection at every safepoint, with freed memory poisoned: a root that is forgotten shows at once. Programs
 * with long loops are left to the other settings; here each turn costs a whole collection.
 */
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.gcStress, ({ name }) => !/^cases\/(jit|traceback_jit)_|^bench\//.test(name));
