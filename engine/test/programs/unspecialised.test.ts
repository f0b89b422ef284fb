/** The interpreter with every instruction in its general form. */
import { SETTINGS } from "../oracle/engine.ts";
import { declareInBothBuilds, usesLittle } from "./declare.ts";

declareInBothBuilds(SETTINGS.unspecialised, usesLittle);
