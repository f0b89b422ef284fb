/** How error messages name what is called. */

import type { Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { jsString } from "../heap/strings.ts";
import { refAt } from "../heap/values.ts";
import { isInstance } from "../objects/type.ts";
import { findAttribute } from "../runtime/attributes.ts";
import { strOf } from "../runtime/format.ts";
import { N } from "../runtime/names.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";

/** `module.f()`, without the module for built-ins; the text of what has no qualified name. */
export function calleeText(callable: Slot): string {
  const mark = markTemps();
  const temps = pushTemps(2);
  let text: string;
  if (!findAttribute(callable, N.__qualname__, temps) || !isInstance(temps, L.T.str)) text = strOf(callable);
  else {
    const named = findAttribute(callable, N.__module__, temps + 8) && isInstance(temps + 8, L.T.str);
    const module = named ? jsString(refAt(temps + 8)) : "builtins";
    const qualname = jsString(refAt(temps));
    text = module === "builtins" ? `${qualname}()` : `${module}.${qualname}()`;
  }
  releaseTemps(mark);
  return text;
}
