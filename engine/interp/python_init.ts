/** Which classes are called by pushing a frame for their `__init__`. */

import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { isRef, refAt, typeOf } from "../heap/values.ts";
import { lookupInType } from "../objects/type.ts";
import { N } from "../runtime/names.ts";

/** The Python `__init__` of a class whose instances `object.__new__` makes, else 0. */
export function pythonInit(type: Address): Address {
  if (I32[(type + L.TYPE_KIND) >> 2] !== L.KIND_INSTANCE) return 0;
  if ((I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_ABSTRACT) !== 0) return 0;
  const maker = lookupInType(type, N.__new__);
  const plain = lookupInType(L.T.object, N.__new__);
  if (refAt(maker) !== refAt(plain)) return 0;
  const init = lookupInType(type, N.__init__);
  return isRef(init) && typeOf(init) === L.T.function ? refAt(init) : 0;
}
