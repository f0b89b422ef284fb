/**
 * UNBOX: values that were boxed by the trace itself are used as they were before.
 *
 *     v4 = box_float v3            (v4 stays only where memory or an exit needs it)
 *     v5 = is_float v4         ⇒  true
 *     v6 = unbox_float v4      ⇒  v3
 *
 * Peeling carries this across the back-edge: the loop-carried value is then the unboxed one.
 */
import * as L from "../../heap/layout.ts";
import type { Ins, IrOp } from "../../trace/ir.ts";
import type { Candidate, Pass, Reducer, Reduction } from "../reducer.ts";

const BOXED_AS: Partial<Record<IrOp, IrOp>> = {
  is_int: "box_int",
  is_float: "box_float",
  is_bool: "box_bool",
  is_ref: "box_ref",
  unbox_int: "box_int",
  unbox_float: "box_float",
  unbox_bool: "box_bool",
  unbox_ref: "box_ref",
};

function reduce({ op, args }: Candidate, reducer: Reducer): Reduction | null {
  const boxed = args[0] as Ins;
  const matching = BOXED_AS[op];
  if (op.startsWith("is_")) {
    if (boxed.op.startsWith("box_")) {
      const use = reducer.constant("const_bool", boxed.op === matching ? 1 : 0);
      return { use, reason: "the trace boxed it itself", by: boxed };
    }
    return null;
  }
  if (matching !== undefined) {
    if (boxed.op === matching)
      return { use: boxed.args[0] as Ins, reason: "the trace boxed it itself", by: boxed };
    if (boxed.op === "const_value") return constantInside(op, boxed, reducer);
    return null;
  }
  // Boxing what was just unboxed gives back the box.
  if (op.startsWith("box_") && boxed.op === `un${op}`) {
    return { use: boxed.args[0] as Ins, reason: "it was unboxed just before", by: boxed };
  }
  if (op === "same" && args.every((a) => a.op === "box_ref")) {
    const [a, b] = args as [Ins, Ins];
    return {
      use: reducer.value("eq_ref", [a.args[0] as Ins, b.args[0] as Ins]),
      reason: "both are objects",
      by: a,
    };
  }
  return null;
}

/** The inside of a constant: references are typed as such. */
function constantInside(op: IrOp, boxed: Ins, reducer: Reducer): Reduction | null {
  const [lo, hi] = boxed.words as readonly [number, number];
  const reason = "it is a constant";
  if (op === "unbox_ref" && hi === L.TAG_REF)
    return { use: reducer.constant("const_ref", lo), reason, by: boxed };
  return null;
}

export const unbox: Pass = { name: "unbox", reduce };
