/** Functions from code objects: the cells they close over, and what is attached to them. */

import type { CodeObject } from "../../bytecode/code.ts";
import { freevars } from "../../bytecode/code.ts";
import { FunctionAttribute, Op } from "../../bytecode/instructions.ts";
import type { Location } from "../location.ts";
import type { Compiler } from "../unit.ts";

/** What CPython's compiler gives up on with a SystemError of its own: the message is its. */
export class CompilationSystemError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CompilationSystemError";
  }
}

/** `reftype` of a cell, and of a free variable, in CPython's message. */
const REFERENCE_TYPES = { cell: 5, free: 4 } as const;

/**
 * Pushes the cell of `name`, to be closed over by `code`.
 *
 * NB: the comprehension of a class body that is inlined has no cell for what its lambdas want of the class (`__class__`).
 */
export function emitLoadCell(c: Compiler, name: string, location: Location, code: CodeObject): void {
  const { unit } = c;
  const classCell =
    unit.kind === "class" &&
    (name === "__class__" || name === "__classdict__" || name === "__conditional_annotations__");
  const isCell = classCell || unit.scope.symbol(name).resolution === "cell";
  const index = (isCell ? unit.cellvars : unit.freevars).get(name);
  if (index === undefined) {
    const names = freevars(code).map((one) => `'${one}'`);
    const shown = names.length === 1 ? `(${names[0]},)` : `(${names.join(", ")})`;
    throw new CompilationSystemError(
      `compiler_lookup_arg(name='${name}') with reftype=${REFERENCE_TYPES[isCell ? "cell" : "free"]} failed in ${unit.qualname}; freevars of code ${code.name}: ${shown}`,
    );
  }
  c.emit(Op.LOAD_CLOSURE, index, location);
}

/**
 * Pushes a function made from `code`. `attributes` (bits of `FunctionAttribute`) says what lies on the stack for it, in
 * CPython's order: defaults deepest, then keyword defaults, then the annotations.
 */
export function emitClosure(c: Compiler, location: Location, code: CodeObject, attributes: number): void {
  const free = freevars(code);
  for (const name of free) emitLoadCell(c, name, location, code);
  if (free.length > 0) c.emit(Op.BUILD_TUPLE, free.length, location);
  c.emitConst({ kind: "code", value: code }, location);
  c.emitOp(Op.MAKE_FUNCTION, location);
  if (free.length > 0) c.emit(Op.SET_FUNCTION_ATTRIBUTE, FunctionAttribute.CLOSURE, location);
  for (const attribute of [
    FunctionAttribute.ANNOTATIONS,
    FunctionAttribute.ANNOTATE,
    FunctionAttribute.KWDEFAULTS,
    FunctionAttribute.DEFAULTS,
  ]) {
    if ((attributes & attribute) !== 0) c.emit(Op.SET_FUNCTION_ATTRIBUTE, attribute, location);
  }
}
