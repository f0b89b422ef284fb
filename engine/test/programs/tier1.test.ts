/** The interpreter as it is meant to run, without a JIT. */
import { SETTINGS } from "../oracle/engine.ts";
import { declareDifferences, declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.tier1);
declareDifferences(SETTINGS.tier1);
