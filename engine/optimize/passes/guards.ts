/**
 * GUARDS: a guard whose condition is known already is not needed.
 *
 *     guard is_float v1
 *     …
 *     guard is_float v1        ⇒  (known since the first)
 *     guard not is_int v1      ⇒  (a float is no int)
 *
 * Known are constants, what an earlier guard checked, and what follows from it: a value has one tag; a word that equals one
 * constant equals no other; an int below another can be incremented without overflow.
 */
import { type Ins, type IrOp, isConst } from "../../trace/ir.ts";
import type { Pass, Reducer, Truth } from "../reducer.ts";

const TAG_TESTS: readonly IrOp[] = ["is_int", "is_float", "is_bool", "is_none", "is_ref", "is_unbound"];

export interface Known {
  readonly value: boolean;
  readonly reason: string;
  readonly by: Ins | null;
}

const since = ({ value, by }: Truth, reason: string): Known => ({ value, reason, by });

/** Whether a condition is known, and why. */
export function truthOf(condition: Ins, reducer: Reducer): Known | null {
  if (condition.op === "const_bool")
    return { value: condition.imm !== 0, reason: "it is a constant", by: null };
  if (condition.op === "not") {
    const inner = truthOf(condition.args[0] as Ins, reducer);
    return inner === null ? null : { ...inner, value: !inner.value };
  }
  const checked = reducer.findTruth(condition.op, condition.args, condition.imm);
  if (checked !== undefined) return since(checked, "checked before");
  if (TAG_TESTS.includes(condition.op)) return tagTruth(condition, reducer);
  if (condition.op === "add_overflows") return incrementTruth(condition, reducer);
  return null;
}

/** A value has exactly one tag. */
function tagTruth(condition: Ins, reducer: Reducer): Known | null {
  for (const other of TAG_TESTS) {
    if (other === condition.op) continue;
    const truth = reducer.findTruth(other, condition.args);
    if (truth?.value === true) return since({ value: false, by: truth.by }, "it has another type");
  }
  return null;
}

/** x < y ≤ 2³¹−1, so x + 1 does not overflow. */
function incrementTruth(condition: Ins, reducer: Reducer): Known | null {
  const [x, step] = condition.args as [Ins, Ins];
  if (!isConst(step) || step.imm !== 1) return null;
  const bound = reducer.upperBound(x);
  return bound === null ? null : { value: false, reason: "it is below another int", by: bound };
}

export const guards: Pass = {
  name: "guards",
  reduce({ op, args, fields }, reducer) {
    if (op !== "guard") return null;
    const known = truthOf(args[0] as Ins, reducer);
    if (known === null || known.value !== (fields.imm === 1)) return null;
    reducer.guardEliminated(args[0] as Ins, known.by, fields);
    return { use: null, reason: known.reason, by: known.by };
  },
};
