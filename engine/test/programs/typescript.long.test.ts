/**
 * Traces, and collections at every safepoint, above the TypeScript build of Tier 1. That both builds do the same, byte for byte, is
 * a part of `npm test` (tier1.test.ts, unspecialised.test.ts), and so is all of this above the build in WebAssembly.
 */
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms, turnsLittle } from "./declare.ts";

declarePrograms(SETTINGS.tier2);
declarePrograms(SETTINGS.jit);
declarePrograms(SETTINGS.gcStress, turnsLittle);
