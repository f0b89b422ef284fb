/** Traces from the first turn of every loop, compiled to WebAssembly, above Tier 1 in WebAssembly. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.jit));
