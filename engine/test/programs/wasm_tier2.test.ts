/** Traces from the first turn of every loop, executed by the interpreter of trace IR, above Tier 1 in WebAssembly. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.tier2));
