/**
 * Every program with traces in trouble: guards that fail though they hold, a collection or a pause at each safepoint, memory
 * that moves under running code, a pass left out. Nothing of it may show. Here in the Tier 2 interpreter.
 */
import { SETTINGS, troubled } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

for (const setting of troubled(SETTINGS.tier2)) declarePrograms(setting);
