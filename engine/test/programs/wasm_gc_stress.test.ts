/** A collection at every safepoint of Tier 1 in WebAssembly; of programs as in gc_stress.test.ts. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.gcStress), ({ name }) => !/^cases\/(jit|traceback_jit)_/.test(name));
