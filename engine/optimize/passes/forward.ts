/**
 * FORWARD: a load gives what was last stored to or loaded from the place, if nothing may have changed it (memory.ts); a
 * store of what is there already is not needed.
 *
 *     store_value v1 +16, v5
 *     v8 = load_value v1 +16   ⇒  v5
 */
import { type IrOp, irOps } from "../../trace/ir.ts";
import type { Pass } from "../reducer.ts";

/** What reads back what a store has written. */
const LOADS: { readonly [Op in IrOp]?: IrOp } = {
  store_i32: "load_i32",
  store_ref: "load_ref",
  store_value: "load_value",
  store_element: "load_element",
};

export const forward: Pass = {
  name: "forward",
  reduce({ op, args, fields }, reducer) {
    const alias = fields.alias ?? null;
    if (alias === null) return null;
    const load = LOADS[op] ?? op;
    const known = reducer.memory.find(load, args, fields.imm ?? 0, alias);
    if (known === undefined) return null;
    if (irOps[op].class === "store") {
      const same = known === args[args.length - 1];
      return same ? { use: null, reason: "memory holds it already", by: known } : null;
    }
    // A place read as an address and as a number holds the same word, but the two do not mix in the IR.
    if (known.type !== irOps[op].type) return null;
    return { use: known, reason: "memory is known to hold it", by: known };
  },
};
