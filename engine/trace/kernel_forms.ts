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
export type KernelForm =
  | { readonly kind: "runtime"; readonly name: RuntimeName }
  | { readonly kind: "stack"; readonly name: string; readonly takesOperand: boolean }
  | { readonly kind: "native" }
  | { readonly kind: "call" };

const RUNTIME: ReadonlySet<RuntimeName> = new Set([
  "addToSet",
  "appendToList",
  "charAt",
  "compareStrings",
  "concatStrings",
  "dictHas",
  "integerOp",
  "newCell",
  "newInstanceOf",
  "nextItem",
  "nextKey",
  "nextOfSet",
  "nextOfStr",
  "nextPair",
  "nextValue",
  "setHas",
  "storeDict",
  "subscribeDict",
]);

/** Functions over a value stack, by the names in `instructions`, that look at nothing but their operands; true: and at the instruction's. */
const STACK: ReadonlyMap<string, boolean> = new Map([
  ["binaryOp", true],
  ["binarySlice", false],
  ["buildList", true],
  ["buildMap", true],
  ["buildString", true],
  ["buildTuple", true],
  ["compareOp", true],
  ["containsOp", true],
  ["formatSimple", false],
  ["getIter", false],
  ["storeSubscr", false],
  ["toBool", false],
  ["unpackList", true],
  ["unpackSequence", true],
  ["unpackTuple", true],
]);

/** Built-in classes whose calls the kernel knows. */
const CLASSES: ReadonlySet<string> = new Set(["range", "str", "int", "float"]);

/** How the kernel does a call; null: it does not. */
export function kernelForm(target: CallTarget): KernelForm | null {
  if (target.kind === "runtime") return RUNTIME.has(target.fn) ? { kind: "runtime", name: target.fn } : null;
  if (target.kind === "operands") {
    const name = (instructions as Record<string, Instruction | undefined>)[opname(target.opcode)]?.runtime;
    const takesOperand = STACK.get(name ?? "");
    return name === undefined || takesOperand === undefined ? null : { kind: "stack", name, takesOperand };
  }
  if (target.kind !== "native") return null;
  if (intrinsicOf(target.name) !== 0) return { kind: target.isCalm ? "native" : "call" };
  return CLASSES.has(target.name) && !target.isCalm ? { kind: "call" } : null;
}
