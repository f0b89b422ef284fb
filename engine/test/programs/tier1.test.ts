/** The interpreter as it is meant to run, without a JIT. */
import { SETTINGS } from "../oracle/engine.ts";
import { declareDifferences, declareInBothBuilds } from "./declare.ts";

declareInBothBuilds(SETTINGS.tier1);
declareDifferences(SETTINGS.tier1);
