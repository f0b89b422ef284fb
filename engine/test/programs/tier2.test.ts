/** Traces from the first turn of every loop, executed by the interpreter of trace IR. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.tier2));
