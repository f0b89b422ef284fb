/**
 * Displays and argument lists: values side by side on the stack while they are few, a list that grows when they are
 * many or when a star hides how many they are.
 */

import { Intrinsic1, Op } from "../../bytecode/instructions.ts";
import type { ExprNode } from "../../syntax/ast.ts";
import type { Location } from "../location.ts";
import type { Compiler } from "../unit.ts";

/** Containers longer than this are built piece by piece, to bound the stack. */
export const STACK_USE_GUIDELINE = 30;

/**
 * Builds a list, set or tuple from `elts`, stars included, after `pushed` values that are on the stack already.
 * `injected` names a variable to append.
 */
export function emitSequence(
  c: Compiler,
  elts: readonly ExprNode[],
  pushed: number,
  injected: string | null,
  build: number,
  add: number,
  extend: number,
  tuple: boolean,
  location: Location,
): void {
  const big = elts.length + pushed + (injected === null ? 0 : 1) > STACK_USE_GUIDELINE;
  if (!big && !elts.some((elt) => elt.kind === "Starred")) {
    c.visitExprs(elts);
    let count = elts.length + pushed;
    if (injected !== null) {
      c.emitVariable(injected, "Load", location);
      count++;
    }
    c.emit(tuple ? Op.BUILD_TUPLE : build, count, location);
    return;
  }
  let built = false;
  if (big) {
    c.emit(build, pushed, location);
    built = true;
  }
  for (const [index, elt] of elts.entries()) {
    if (elt.kind === "Starred") {
      if (!built) {
        c.emit(build, index + pushed, location);
        built = true;
      }
      c.visitExpr(elt.value);
      c.emit(extend, 1, location);
    } else {
      c.visitExpr(elt);
      if (built) c.emit(add, 1, location);
    }
  }
  if (injected !== null) {
    c.emitVariable(injected, "Load", location);
    c.emit(add, 1, location);
  }
  if (tuple) c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.LIST_TO_TUPLE, location);
}
