/**
 * Modules that are written in Python inside the engine: what they define can be paused, traced and compiled like any
 * program. A native part may put names into the module first.
 */
import type { Address } from "../../heap/layout.ts";
import { refAt, setRef } from "../../heap/values.ts";
import { newModule } from "../../objects/module.ts";
import { addModule } from "../../runtime/import.ts";
import { markTemps, pushTemp, releaseTemps } from "../../runtime/state.ts";
import { interpreter } from "../../runtime/tierup.ts";

/** A module made by running `source`, after `prepare` has put native names into it. Throws RAISED. */
export function makeSourceModule(
  name: string,
  source: string,
  prepare: (module: Address) => void = () => {},
): Address {
  const mark = markTemps();
  const held = pushTemp();
  const module = newModule(name);
  setRef(held, module);
  // Entered before its body runs, so that modules may import one another in a circle.
  addModule(name, module);
  prepare(module);
  interpreter.runModule(source, `<frozen ${name}>`, module);
  const made = refAt(held);
  releaseTemps(mark);
  return made;
}
