/** Leaving blocks early: what `return`, `break` and `continue` must undo on their way out. */

import { Op, SpecialMethod } from "../../bytecode/instructions.ts";
import { NONE } from "../constants.ts";
import type { Location } from "../location.ts";
import { NO_LOCATION } from "../location.ts";
import type { Compiler, FrameBlock } from "../unit.ts";
import { emitAwaitValue } from "./coroutines.ts";

export type LoopBlock = FrameBlock & { readonly kind: "whileLoop" | "forLoop" };

/** Calls the `__exit__` and `self` on the stack with None three times. */
export function emitExitCall(c: Compiler, location: Location): void {
  for (let i = 0; i < 3; i++) c.emitConst(NONE, location);
  c.emit(Op.CALL, 3, location);
}

/** Re-raises the exception on top after restoring the one handled before. The stack holds that, `lasti` and the exception. */
export function emitPopExceptAndReraise(c: Compiler, location: Location): void {
  c.emit(Op.COPY, 3, location);
  c.emitOp(Op.POP_EXCEPT, location);
  c.emit(Op.RERAISE, 1, location);
}

/** LOAD_SPECIAL's operands for entering and leaving a context. */
export function contextMethods(isAsync: boolean): { enter: number; exit: number } {
  return isAsync
    ? { enter: SpecialMethod.AENTER, exit: SpecialMethod.AEXIT }
    : { enter: SpecialMethod.ENTER, exit: SpecialMethod.EXIT };
}

/**
 * Undoes one block. `preserveTop` keeps the value on top, which is to be returned. Returns the location for what follows:
 * code after a `finally` or `__exit__` is artificial.
 */
export function unwindBlock(
  c: Compiler,
  location: Location,
  block: FrameBlock,
  preserveTop: boolean,
): Location {
  const bringUp = (): void => {
    if (preserveTop) c.emit(Op.SWAP, 2, location);
  };
  switch (block.kind) {
    case "whileLoop":
    case "exceptionHandler":
    case "exceptionGroupHandler":
    case "asyncComprehension":
    case "stopIteration":
      return location;
    case "forLoop":
      bringUp();
      c.emitOp(Op.POP_TOP, location);
      return location;
    case "tryExcept":
      c.emitOp(Op.POP_BLOCK, location);
      return location;
    case "finallyTry":
      c.emitOp(Op.POP_BLOCK, location);
      if (preserveTop) c.pushBlock({ kind: "popValue" }, location);
      c.visitStmts(block.body);
      if (preserveTop) c.popBlock();
      return NO_LOCATION;
    case "finallyEnd":
      bringUp();
      c.emitOp(Op.POP_TOP, location);
      bringUp();
      c.emitOp(Op.POP_BLOCK, location);
      c.emitOp(Op.POP_EXCEPT, location);
      return location;
    case "with":
    case "asyncWith": {
      const at = block.location;
      c.emitOp(Op.POP_BLOCK, at);
      if (preserveTop) {
        c.emit(Op.SWAP, 3, at);
        c.emit(Op.SWAP, 2, at);
      }
      emitExitCall(c, at);
      if (block.kind === "asyncWith") emitAwaitValue(c, at, 2);
      c.emitOp(Op.POP_TOP, at);
      return NO_LOCATION;
    }
    case "handlerCleanup":
      if (block.name !== null) c.emitOp(Op.POP_BLOCK, location);
      bringUp();
      c.emitOp(Op.POP_BLOCK, location);
      c.emitOp(Op.POP_EXCEPT, location);
      if (block.name !== null) emitUnbindException(c, location, block.name);
      return location;
    case "popValue":
      bringUp();
      c.emitOp(Op.POP_TOP, location);
      return location;
  }
}

/** `name = None; del name` at the end of an `except … as name`. */
export function emitUnbindException(c: Compiler, location: Location, name: string): void {
  c.emitConst(NONE, location);
  c.emitVariable(name, "Store", location);
  c.emitVariable(name, "Del", location);
}

/**
 * Undoes blocks from the inside out: all of them, or up to the innermost loop. The blocks are still open afterwards, for
 * the code that follows the jump.
 */
export function unwindAll(
  c: Compiler,
  location: Location,
  preserveTop: boolean,
  toLoop: boolean,
): { location: Location; loop: LoopBlock | null } {
  const { blocks } = c.unit;
  const top = blocks.at(-1);
  if (top === undefined) return { location, loop: null };
  if (top.kind === "exceptionGroupHandler")
    c.error("'break', 'continue' and 'return' cannot appear in an except* block", location);
  if (toLoop && (top.kind === "whileLoop" || top.kind === "forLoop")) return { location, loop: top };
  // While a block's own code is emitted again, it is no longer open.
  blocks.pop();
  const result = unwindAll(c, unwindBlock(c, location, top, preserveTop), preserveTop, toLoop);
  blocks.push(top);
  return result;
}
