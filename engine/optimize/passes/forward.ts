/**
 * FORWARD: a load gives what was last stored to or loaded from the place, if nothing may have changed it (memory.ts); a
 * store of what is there already is not needed.
 *
 *     store_value v1 +16, v5
 *     v8 = load_value v1 +16   ⇒  v5
 */
import { irOps } from "../../trace/ir.ts";
import type { Pass } from "../reducer.ts";

export const forward: Pass = {
  name: "forward",
  reduce({ op, args, fields }, reducer) {
    const alias = fields.alias ?? null;
    if (irOps[op].class !== "load" || alias === null) return null;
    const known = reducer.memory.find(op, args, fields.imm ?? 0, alias);
    if (known === undefined) return null;
    // A place read as an address and as a number holds the same word, but the two do not mix in the IR.
    if (known.type !== irOps[op].type) return null;
    return { use: known, reason: "memory is known to hold it", by: known };
  },
};
