/**
 * FOLD: constant folding and algebraic simplification.
 *
 *     v5 = add_i32 2, 3        ⇒  5
 *     v6 = not (not v4)        ⇒  v4
 *     v7 = eq_i32 v3, v3       ⇒  true
 *     v9 = eq_i32 (bool_to_i32 v8), 1  ⇒  v8
 *
 * A rule never makes more work than it removes, and never touches floats beyond what IEEE 754 allows: `x * 1.0` is x, but
 * `x + 0.0` is not (−0.0), nor is `x * 0.0` zero.
 */
import { evaluate, isComputed, Registers } from "../../trace/evaluate.ts";
import { type Ins, irOps, isConst, makeIns } from "../../trace/ir.ts";
import type { Candidate, Pass, Reducer, Reduction } from "../reducer.ts";

const registers = new Registers();

/** Computes an operation whose operands are all constants. */
function foldConstants({ op, args, fields }: Candidate, reducer: Reducer): Reduction | null {
  const { type, class: cls } = irOps[op];
  if (cls !== "pure" || args.length === 0 || !args.every(isConst) || !isComputed(op)) return null;
  const scratch = {
    ...makeIns(
      op,
      args.map((a, i) => ({ ...a, id: i + 1 })),
      (args[0] as Ins).origin,
      "recorded",
      fields,
    ),
    id: 0,
  };
  registers.reserve(8);
  for (const arg of scratch.args) evaluate(arg, registers);
  evaluate(scratch, registers);
  const use =
    type === "i32"
      ? reducer.constant("const_i32", registers.lo[0])
      : type === "bool"
        ? reducer.constant("const_bool", registers.lo[0])
        : type === "ref"
          ? reducer.constant("const_ref", registers.lo[0])
          : type === "f64"
            ? reducer.constant("const_f64", registers.f64[0])
            : null;
  return use === null ? null : { use, reason: "its operands are constants", by: null };
}

const isNumber = (ins: Ins, value: number): boolean =>
  isConst(ins) && ins.words === null && Object.is(ins.imm, value);

const bothSidesAreOne = (a: Ins, b: Ins, reducer: Reducer): Reduction | null =>
  a === b ? { use: reducer.constant("const_bool", 1), reason: "both sides are one value", by: a } : null;

function simplify({ op, args }: Candidate, reducer: Reducer): Reduction | null {
  const [a, b] = args as [Ins, Ins];
  const use = (ins: Ins, reason: string): Reduction => ({ use: ins, reason, by: ins });
  switch (op) {
    case "not":
      return a.op === "not" ? use(a.args[0] as Ins, "two negations") : null;
    case "add_i32":
      return isNumber(b, 0) ? use(a, "adding nothing") : isNumber(a, 0) ? use(b, "adding nothing") : null;
    case "sub_i32":
    case "shl_i32":
    case "shr_i32":
      return isNumber(b, 0) ? use(a, "nothing changes") : null;
    case "mul_i32":
      return isNumber(b, 1) ? use(a, "times one") : null;
    case "mul_f64":
      return isNumber(b, 1) ? use(a, "times one") : isNumber(a, 1) ? use(b, "times one") : null;
    case "div_f64":
      return isNumber(b, 1) ? use(a, "divided by one") : null;
    case "eq_i32": {
      if (a.op === "bool_to_i32" && isNumber(b, 1)) return use(a.args[0] as Ins, "a bool as a number");
      if (a.op === "bool_to_i32" && isNumber(b, 0))
        return use(reducer.value("not", [a.args[0] as Ins]), "a bool as a number");
      return bothSidesAreOne(a, b, reducer);
    }
    case "eq_ref":
    case "same":
    case "le_i32":
      return bothSidesAreOne(a, b, reducer);
    case "lt_i32":
    case "lt_u32":
      return a === b
        ? { use: reducer.constant("const_bool", 0), reason: "both sides are one value", by: a }
        : null;
    default:
      return null;
  }
}

export const fold: Pass = {
  name: "fold",
  reduce: (candidate, reducer) => foldConstants(candidate, reducer) ?? simplify(candidate, reducer),
};
