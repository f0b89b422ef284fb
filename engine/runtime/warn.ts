/** Warnings that natives give, through the module `warnings`, which a program may have told what to do with them. */
import type { Address } from "../heap/layout.ts";
import { intern, newString } from "../heap/strings.ts";
import { setRef } from "../heap/values.ts";
import { callMethod } from "./call.ts";
import { importModule } from "./import.ts";
import { markTemps, pushTemps, releaseTemps } from "./state.ts";

/** Warns, in the name of the line that is running. May run Python, and raise what the program has made of the warning. */
export function warn(category: Address, message: string): void {
  const mark = markTemps();
  const temps = pushTemps(4);
  importModule("warnings", temps);
  setRef(temps + 8, newString(message));
  setRef(temps + 16, category);
  callMethod(temps, intern("warn"), temps + 8, 2, temps + 24);
  releaseTemps(mark);
}
