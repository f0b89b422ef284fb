/**
 * CSE: an expression that was computed before has its value already.
 *
 *     v4 = unbox_float v1
 *     v9 = unbox_float v1      ⇒  v4
 *
 * Only pure operations; loads are the business of `forward`.
 */
import { irOps } from "../../trace/ir.ts";
import { expressionKey, type Pass } from "../reducer.ts";

export const cse: Pass = {
  name: "cse",
  reduce({ op, args, fields }, reducer) {
    if (irOps[op].class !== "pure") return null;
    const known = reducer.findValue(expressionKey(op, args, fields));
    return known === undefined ? null : { use: known, reason: "computed before", by: known };
  },
};
