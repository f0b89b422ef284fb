/** Functions from code objects: the cells they close over, and what is attached to them. */

import type { CodeObject } from "../../bytecode/code.ts";
import { freevars } from "../../bytecode/code.ts";
import { FunctionAttribute, Op } from "../../bytecode/instructions.ts";
import type { Location } from "../location.ts";
import type { Compiler } from "../unit.ts";

/** Pushes the cell of `name`, to be closed over. */
export function emitLoadCell(c: Compiler, name: string, location: Location): void {
  const { unit } = c;
  const classCell =
    unit.kind === "class" &&
    (name === "__class__" || name === "__classdict__" || name === "__conditional_annotations__");
  const isCell = classCell || unit.scope.symbol(name).resolution === "cell";
  const index = (isCell ? unit.cellvars : unit.freevars).get(name);
  if (index === undefined) throw new Error(`no cell for ${name} in ${unit.qualname}`);
  c.emit(Op.LOAD_CLOSURE, index, location);
}

/**
 * Pushes a function made from `code`. `attributes` (bits of `FunctionAttribute`) says what lies on the stack for it, in
 * CPython's order: defaults deepest, then keyword defaults, then the annotations.
 */
export function emitClosure(c: Compiler, location: Location, code: CodeObject, attributes: number): void {
  const free = freevars(code);
  for (const name of free) emitLoadCell(c, name, location);
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
