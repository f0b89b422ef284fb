/** Traces from the first turn of every loop, compiled to WebAssembly. */
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.jit);
