/**
 * What must hold of what the passes make of a recording, beyond what holds of all IR (trace/verify.ts).
 *
 *     a pass        puts a value of the same type in the place of an instruction, or nothing in that of a guard or a store
 *     a root trace  after the moves each loop-carried value has what its type holds, once; the slots at the head are values
 *     a bridge      computes with what its exit has left behind, or itself
 */
import { EngineBug } from "../base/assert.ts";
import { frameUses, type Ins, insideBox, irOps, type Snapshot } from "../trace/ir.ts";
import { printIns, printOperand } from "../trace/print.ts";
import { IrVerifier } from "../trace/verify.ts";
import type { RootBody } from "./passes/peel.ts";
import type { BridgeBody } from "./pipeline.ts";
import type { Inheritance, Reduction } from "./reducer.ts";

/** `ghost`: the instruction that a pass has taken out. */
export function verifyReduction(pass: string, ghost: Ins, { use }: Reduction): void {
  const fail = (why: string): never => {
    throw new EngineBug(`the IR is wrong after ${pass}: ${printIns(ghost)}: ${why}`);
  };
  const { class: cls, type } = irOps[ghost.op];
  if (use === null) {
    if (cls !== "guard" && cls !== "store")
      fail("what gives a value, or calls, is not taken out without one");
  } else if (use.type !== type) fail(`${printOperand(use)} in its place is a ${use.type}, not a ${type}`);
}

/** A loop or a function. */
export function verifyRoot(root: RootBody, stage = "the passes"): void {
  const { params, preamble, loop, moves, atHead, result } = root;
  const verifier = new IrVerifier(stage, params);
  verifier.checkAll(preamble);
  const carried = new Set<Ins>([...params, ...preamble]);
  for (const slot of atHead) verifier.checkValue(slot, "value", "a slot at the head");
  if (result !== null) verifier.checkValue(result, "value", "what is returned");
  verifier.checkAll(loop);
  const seen = new Set<Ins>();
  for (const { to, from } of moves) {
    if (!carried.has(to)) verifier.fail(to, "the loop carries what the preamble has not computed");
    if (seen.has(to)) verifier.fail(to, "two moves give it a value");
    seen.add(to);
    verifier.checkValue(from, to.type, `what ${printOperand(to)} becomes`);
  }
}

/** A bridge, with what its exit's snapshot holds. */
export function verifyBridge(body: BridgeBody, inherited: Inheritance, stage = "the passes"): void {
  const verifier = new IrVerifier(stage, [], inherited.mayUse);
  verifier.checkAll(body.list);
  for (const slot of body.slots ?? []) verifier.checkValue(slot, "value", "a slot at the head");
  if (body.result !== null) verifier.checkValue(body.result, "value", "what is returned");
  if (body.leave !== null) verifier.checkEnd(body.leave, null);
  const endings = [body.slots, body.result, body.leave].filter((one) => one !== null);
  if (endings.length !== 1) verifier.fail(null, `a bridge ends in one way, not ${endings.length}`);
}

/** What of a tree each exit needs is computed in the list that the exit belongs to, or left to it by a parent's. */
export function verifyExits(
  exits: ReadonlyMap<number, { readonly snapshot: Snapshot }>,
  list: readonly Ins[],
): void {
  for (const ins of list) {
    const { snapshot } = ins;
    if (snapshot === null) continue;
    const exit = exits.get(snapshot.exit);
    const fail = (why: string): never => {
      throw new EngineBug(`the exits of a tree are wrong: ${printIns(ins)}: ${why}`);
    };
    if (exit === undefined) fail("its exit is not among them");
    else if (exit.snapshot.frames !== snapshot.frames) fail("its exit has another state");
    const i64 = snapshot.frames
      .flatMap(frameUses)
      .map(insideBox)
      .find(({ type }) => type === "i64");
    if (i64 !== undefined) fail(`${printOperand(i64)} is a number of 64 bits`);
  }
}
