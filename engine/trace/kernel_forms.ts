/**
 * Calls of traces that the kernel does in the usual case (engine/kernel, where the functions of these names are); what is unusual it
 * leaves to the host's function of the same name.
 */
import type { RuntimeName } from "../bytecode/runtime.ts";
import { type Instruction, instructions } from "../bytecode/uops.ts";
import { opname } from "../interp/opnames.ts";
import { intrinsicOf } from "../runtime/intrinsics.ts";
import type { CallTarget } from "./ir.ts";

/**
 * How the kernel is called.
 *   runtime   the addresses of the values, the number, the address of the result: (value…, number?, out?)
 *   stack     over a value stack, as Tier 1 calls it: (top, arg?) → the new top
 *   native    a built-in that takes its arguments as they are: (number, first, count, out) → whether it was done
 *   call      callable, self or unbound, and arguments, as Tier 1 calls it: (base, arg) → the new top
 */
export interface KernelForm {
  readonly kind: "runtime" | "stack" | "native" | "call";
  readonly name: string;
}

const RUNTIME: Readonly<Partial<Record<RuntimeName, string>>> = {
  integerOp: "integerOp",
  concatStrings: "concatStrings",
  compareStrings: "compareStrings",
  charAt: "charAt",
  appendToList: "appendToList",
  subscribeDict: "subscribeDict",
  dictHas: "dictHas",
  storeDict: "storeDict",
  setHas: "setHas",
  addToSet: "addToSet",
  newCell: "newCell",
  newInstanceOf: "newInstanceOf",
  nextItem: "nextItem",
  nextOfStr: "nextItem",
  nextKey: "nextItem",
  nextValue: "nextItem",
  nextPair: "nextItem",
  nextOfSet: "nextItem",
};

/** Functions over a value stack, by the names in `instructions`, that look at nothing but their operands. */
const STACK = new Set([
  "binaryOp",
  "binarySlice",
  "buildList",
  "buildMap",
  "buildString",
  "buildTuple",
  "compareOp",
  "containsOp",
  "formatSimple",
  "getIter",
  "storeSubscr",
  "toBool",
  "unpackList",
  "unpackSequence",
  "unpackTuple",
]);

/** Those that are given the instruction's operand too. */
export const TAKES_OPERAND: ReadonlySet<string> = new Set([
  "binaryOp",
  "buildList",
  "buildMap",
  "buildString",
  "buildTuple",
  "compareOp",
  "containsOp",
  "unpackList",
  "unpackSequence",
  "unpackTuple",
]);

/** How the kernel does a call; null: it does not. */
export function kernelForm(target: CallTarget): KernelForm | null {
  if (target.kind === "runtime") {
    const name = RUNTIME[target.fn];
    return name === undefined ? null : { kind: "runtime", name };
  }
  if (target.kind === "operands") {
    const name = (instructions as Record<string, Instruction | undefined>)[opname(target.opcode)]?.runtime;
    return name !== undefined && STACK.has(name) ? { kind: "stack", name } : null;
  }
  if (target.kind !== "native") return null;
  if (intrinsicOf(target.name) !== 0)
    return target.isCalm ? { kind: "native", name: "callKnown" } : { kind: "call", name: "callBuiltin" };
  return CLASSES.has(target.name) && !target.isCalm ? { kind: "call", name: "callBuiltin" } : null;
}

const CLASSES = new Set(["range", "str", "int", "float"]);
