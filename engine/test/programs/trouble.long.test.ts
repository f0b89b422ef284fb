/**
 * Every program with traces in trouble: guards that fail though they hold, a collection or a pause at each safepoint, memory
 * that moves under compiled code, a pass left out. Nothing of it may show.
 */
import { TROUBLED } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

for (const setting of TROUBLED) declarePrograms(setting);
