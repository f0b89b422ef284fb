/**
 * What the bytecode pane shows, computed: rows, what an instruction does in a sentence, what changed since the
 * moment before.
 */
import type { CodeView, InstructionView, Snapshot } from "../../session/engine.ts";
import { keyOf } from "../../session/selection.ts";

export type BytecodeRow =
  | { readonly kind: "code"; readonly code: CodeView; readonly specialised: number }
  | {
      readonly kind: "instruction";
      readonly code: CodeView;
      readonly instruction: InstructionView;
      readonly key: string;
      /** First instruction of its source line: the line number is printed there. */
      readonly startsLine: boolean;
    };

/** Code objects in the order they are shown: the program's own by line, then library code that a trace reached. */
export function orderCodes(snapshot: Snapshot, filename: string): CodeView[] {
  const traced = new Set(snapshot.traces.flatMap((trace) => trace.uops.map((uop) => uop.place.code)));
  const own = snapshot.codes.filter((code) => code.filename === filename);
  const library = snapshot.codes.filter((code) => code.filename !== filename && traced.has(code.id));
  own.sort((a, b) => a.firstLine - b.firstLine || a.id - b.id);
  return [...own, ...library];
}

export function countSpecialised(code: CodeView): number {
  return code.instructions.filter((instruction) => instruction.state === "specialised").length;
}

/** Rows of all code objects, each under its heading. */
export function listRows(codes: readonly CodeView[]): BytecodeRow[] {
  const rows: BytecodeRow[] = [];
  for (const code of codes) {
    rows.push({ kind: "code", code, specialised: countSpecialised(code) });
    let line = -1;
    for (const instruction of code.instructions) {
      const startsLine = instruction.source !== null && instruction.source.line !== line;
      if (instruction.source !== null) line = instruction.source.line;
      rows.push({
        kind: "instruction",
        code,
        instruction,
        key: keyOf(code.id, instruction.offset),
        startsLine,
      });
    }
  }
  return rows;
}

/** Keys of the instructions that run as something else than in the moment before. */
export function findRewritten(before: Snapshot | null, now: Snapshot): Set<string> {
  const rewritten = new Set<string>();
  if (before === null || before === now) return rewritten;
  const earlier = new Map<string, string>();
  for (const code of before.codes) {
    for (const instruction of code.instructions)
      earlier.set(keyOf(code.id, instruction.offset), instruction.opname);
  }
  for (const code of now.codes) {
    for (const instruction of code.instructions) {
      const key = keyOf(code.id, instruction.offset);
      const was = earlier.get(key);
      if (was !== undefined && was !== instruction.opname) rewritten.add(key);
    }
  }
  return rewritten;
}

/** What the families of instructions do, longest name first where one begins like another. */
const MEANINGS: readonly (readonly [prefix: string, meaning: string])[] = [
  ["BINARY_OP_SUBSCR", "Pops a container and a key, pushes the item."],
  ["BINARY_OP", "Pops two operands, pushes the result of the operator."],
  ["BINARY_SLICE", "Pops a container, start and stop, pushes the slice."],
  ["STORE_SLICE", "Stores a value into a slice of a container."],
  ["STORE_SUBSCR", "Stores a value under a key of a container."],
  ["DELETE_SUBSCR", "Deletes a key of a container."],
  ["COMPARE_OP", "Pops two operands, pushes the result of the comparison."],
  ["CONTAINS_OP", "Pushes whether a value is in a container."],
  ["IS_OP", "Pushes whether two operands are the same object."],
  ["TO_BOOL", "Replaces a value by its truth."],
  ["UNARY_", "Replaces a value by the result of the operator."],
  ["LOAD_FAST_BORROW_LOAD_FAST_BORROW", "Pushes two local variables: two loads in one."],
  ["LOAD_FAST_LOAD_FAST", "Pushes two local variables: two loads in one."],
  ["LOAD_FAST_AND_CLEAR", "Pushes a local variable and unbinds it, as a comprehension needs."],
  ["LOAD_FAST_CHECK", "Pushes a local variable, or raises UnboundLocalError."],
  ["LOAD_FAST", "Pushes a local variable."],
  ["STORE_FAST_STORE_FAST", "Pops two values into two local variables."],
  ["STORE_FAST_LOAD_FAST", "Pops a value into a local variable, then pushes another."],
  ["STORE_FAST", "Pops a value into a local variable."],
  ["DELETE_FAST", "Unbinds a local variable."],
  ["LOAD_CONST", "Pushes a constant."],
  ["LOAD_SMALL_INT", "Pushes a small integer that is part of the instruction."],
  ["LOAD_COMMON_CONSTANT", "Pushes a constant that every program knows."],
  ["LOAD_GLOBAL", "Pushes a global variable or a built-in; the cache remembers where it was found."],
  ["LOAD_NAME", "Looks a name up in locals, globals and built-ins."],
  ["STORE_GLOBAL", "Pops a value into a global variable."],
  ["STORE_NAME", "Pops a value into a name of the module or class."],
  ["LOAD_DEREF", "Pushes a variable shared with an inner or outer function."],
  ["STORE_DEREF", "Pops a value into a variable shared with an inner or outer function."],
  ["LOAD_ATTR", "Replaces an object by one of its attributes; the cache remembers the type and the place."],
  ["STORE_ATTR", "Stores a value into an attribute."],
  ["LOAD_SUPER_ATTR", "Looks an attribute up past the present class, as super() does."],
  ["LOAD_SPECIAL", "Looks up a special method on a type."],
  ["FOR_ITER", "Pushes the next item of the iterator, or leaves the loop when there is none."],
  ["GET_ITER", "Replaces an iterable by its iterator."],
  ["END_FOR", "Tidies up after a loop that ran to its end."],
  ["POP_ITER", "Drops the iterator of a loop."],
  ["JUMP_BACKWARD", "Goes back to the head of a loop, and counts: hot loops start traces here."],
  ["JUMP_FORWARD", "Goes on further down."],
  ["POP_JUMP_IF_FALSE", "Jumps when the value is false."],
  ["POP_JUMP_IF_TRUE", "Jumps when the value is true."],
  ["POP_JUMP_IF_NONE", "Jumps when the value is None."],
  ["POP_JUMP_IF_NOT_NONE", "Jumps when the value is not None."],
  ["CALL_INTRINSIC", "Calls a helper built into the interpreter."],
  ["CALL", "Calls what was pushed before its arguments; the cache remembers what it was."],
  ["PUSH_NULL", "Pushes the empty slot that a call without a receiver has."],
  ["RETURN_VALUE", "Returns the value on top of the stack."],
  ["RETURN_GENERATOR", "Makes the frame a generator."],
  ["YIELD_VALUE", "Hands a value out of the generator."],
  ["SEND", "Sends a value into a sub-iterator."],
  ["RESUME", "Marks where a function begins or goes on; safepoint."],
  ["BUILD_", "Builds a container from values on the stack."],
  ["LIST_APPEND", "Appends to the list of a comprehension."],
  ["LIST_EXTEND", "Extends a list that is being built."],
  ["SET_ADD", "Adds to the set of a comprehension."],
  ["MAP_ADD", "Adds to the dict of a comprehension."],
  ["UNPACK_SEQUENCE", "Pops a sequence, pushes its items."],
  ["UNPACK_EX", "Pops an iterable, pushes its items and the rest."],
  ["MAKE_FUNCTION", "Makes a function from a code object."],
  ["MAKE_CELL", "Gives a variable a cell, so that functions can share it."],
  ["COPY_FREE_VARS", "Brings the shared variables of the outer function into the frame."],
  ["SET_FUNCTION_ATTRIBUTE", "Gives a new function its defaults, closure or annotations."],
  ["IMPORT_NAME", "Imports a module."],
  ["IMPORT_FROM", "Takes a name from an imported module."],
  ["FORMAT_", "Formats a value for an f-string."],
  ["CONVERT_VALUE", "Applies str, repr or ascii for an f-string."],
  ["COPY", "Pushes a value again that lies deeper on the stack."],
  ["SWAP", "Swaps the top of the stack with a value further down."],
  ["POP_TOP", "Drops the top of the stack."],
  ["PUSH_EXC_INFO", "Begins the handling of an exception."],
  ["CHECK_EXC_MATCH", "Pushes whether the exception is of the class named."],
  ["POP_EXCEPT", "Ends the handling of an exception."],
  ["RERAISE", "Raises the exception again."],
  ["RAISE_VARARGS", "Raises an exception."],
  ["NOP", "Does nothing; it carries a line number."],
  ["NOT_TAKEN", "Marks the way on of a branch; it does nothing."],
  ["EXTENDED_ARG", "Holds the upper bits of the next instruction's argument."],
];

const BY_LENGTH = [...MEANINGS].sort((a, b) => b[0].length - a[0].length);

/** What an instruction does, in a sentence; empty for a name that is not known. */
export function explainOpcode(opname: string): string {
  return BY_LENGTH.find(([prefix]) => opname.startsWith(prefix))?.[1] ?? "";
}

/** The argument as `dis` explains it, else the target of a jump, else the bare number; empty when there is none. */
export function printArgument(instruction: InstructionView): string {
  if (instruction.argrepr !== "") return instruction.argrepr;
  if (instruction.target !== null) return `to ${instruction.target}`;
  return instruction.arg === null ? "" : String(instruction.arg);
}

/** How it stands with specialisation, in a sentence. */
export function explainState(instruction: InstructionView): string {
  switch (instruction.state) {
    case "plain":
      return "It cannot be specialised.";
    case "adaptive":
      return "It counts how often it runs and will be specialised when it is hot.";
    case "specialised":
      return `Specialised from ${instruction.baseOpname} for what it has seen so far.`;
  }
}
