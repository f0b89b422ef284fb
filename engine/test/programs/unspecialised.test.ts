/** The interpreter with every instruction in its general form. */
import { SETTINGS } from "../oracle/engine.ts";
import { declarePrograms } from "./declare.ts";

declarePrograms(SETTINGS.unspecialised);
