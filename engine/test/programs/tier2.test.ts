/** Traces from the first turn of every loop, executed by the interpreter of trace IR. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declarePrograms, usesLittle } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.tier2), usesLittle);
