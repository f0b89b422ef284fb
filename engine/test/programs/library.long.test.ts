/** As tier2.test.ts and unspecialised.test.ts, for programs that import much. */
import { inWasm, SETTINGS } from "../oracle/engine.ts";
import { declareInBothBuilds, declarePrograms, usesLibrary } from "./declare.ts";

declarePrograms(inWasm(SETTINGS.tier2), usesLibrary);
declareInBothBuilds(SETTINGS.unspecialised, usesLibrary);
