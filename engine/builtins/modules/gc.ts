/** _gc: asking the collector to run. It does at the next safepoint, which the Python part of `gc` then reaches. */

import { REQUEST_COLLECT, requestSafepoint } from "../../heap/allocate.ts";
import type { Address } from "../../heap/layout.ts";
import { newModule } from "../../objects/module.ts";
import { addFunctions } from "../functions/table.ts";

/** Makes the module. */
export function makeGc(): Address {
  const module = newModule("_gc");
  addFunctions(module, {
    request: [
      "()",
      () => requestSafepoint(REQUEST_COLLECT),
      "Makes the collector run at the next safepoint.",
    ],
  });
  return module;
}
