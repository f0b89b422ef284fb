/** Traces from the first turn of every loop, executed by the interpreter of trace IR. */
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.tier2);
