/** _unicode: what `unicodedata` takes from the host. */
import type { Address } from "../../heap/layout.ts";
import { newString } from "../../heap/strings.ts";
import { setRef } from "../../heap/values.ts";
import { newModule } from "../../objects/module.ts";
import { textOf } from "../../objects/str.ts";
import { addFunctions } from "../functions/table.ts";

/** Makes the module. */
export function makeUnicode(): Address {
  const module = newModule("_unicode");
  addFunctions(module, {
    normalize: [
      "(form, text, /)",
      (args, out) => setRef(out, newString(textOf(args + 8).normalize(textOf(args)))),
      "A text in a normal form, which is one of the host's names for them.",
    ],
  });
  return module;
}
