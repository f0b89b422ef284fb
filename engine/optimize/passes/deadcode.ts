/**
 * DCE: what nothing needs is not computed. Needed are effects, guards, what their exits restore, and what is carried or
 * handed on; everything else only if something needed uses it.
 */
import { type Ins, type IrOp, irOps, type Move } from "../../trace/ir.ts";
import { uses } from "./peel.ts";

const CALLS: ReadonlySet<IrOp> = new Set<IrOp>(["call", "call_stack", "call_tree", "call_function"]);

/** Whether an instruction has to stay whether or not its result is used. */
export const isEffect = (ins: Ins): boolean => {
  const cls = irOps[ins.op].class;
  return cls === "store" || cls === "guard" || CALLS.has(ins.op);
};

/** Everything that the given lists need. `moves` count only if their target is needed. */
export function liveInstructions(
  lists: readonly (readonly Ins[])[],
  moves: readonly Move[],
  handedOn: readonly Ins[],
): Set<Ins> {
  const live = new Set<Ins>();
  const carried = new Map(moves.map((move) => [move.to, move.from]));
  const todo: Ins[] = [...handedOn];
  for (const list of lists) for (const ins of list) if (isEffect(ins)) todo.push(ins);
  for (let ins = todo.pop(); ins !== undefined; ins = todo.pop()) {
    if (live.has(ins)) continue;
    live.add(ins);
    todo.push(...uses(ins), ...ins.args);
    const from = carried.get(ins);
    if (from !== undefined) todo.push(from, ...from.args);
  }
  return live;
}
