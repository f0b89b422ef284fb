/**
 * `try`, `except`, `except*`, `finally` and `with`.
 *
 * A protected range is opened by SETUP_FINALLY (the handler starts with the exception pushed), SETUP_CLEANUP (with the
 * offset of the raising instruction below it) or SETUP_WITH, and closed by POP_BLOCK; the flow graph turns these into the
 * exception table. A `finally` body is emitted once for each way out: falling through, an exception, and each jump.
 *
 *     try body ── POP_BLOCK ── else ─────────────────────────────► end
 *        └─ exc: PUSH_EXC_INFO ─ match 1 ─ body 1 ─ POP_EXCEPT ──► end
 *                                  └ no: match 2 … └ no: RERAISE
 *        └─ exc in a handler: restore what was handled before, RERAISE
 */

import { Intrinsic2, Op } from "../../bytecode/instructions.ts";
import type { AsyncWith, ExceptHandler, Try, TryStar, With } from "../../syntax/ast.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import type { Label } from "../sequence.ts";
import type { Compiler } from "../unit.ts";
import { emitAwaitValue } from "./coroutines.ts";
import { contextMethods, emitExitCall, emitPopExceptAndReraise, emitUnbindException } from "./unwind.ts";

export function emitTry(c: Compiler, stmt: Try): void {
  if (stmt.finalbody.length > 0)
    emitFinally(c, stmt, () => (stmt.handlers.length > 0 ? emitTryExcept(c, stmt) : c.visitStmts(stmt.body)));
  else emitTryExcept(c, stmt);
}

export function emitTryStar(c: Compiler, stmt: TryStar): void {
  if (stmt.finalbody.length > 0)
    emitFinally(c, stmt, () =>
      stmt.handlers.length > 0 ? emitTryStarExcept(c, stmt) : c.visitStmts(stmt.body),
    );
  else emitTryStarExcept(c, stmt);
}

function emitFinally(c: Compiler, stmt: Try | TryStar, emitProtected: () => void): void {
  const location = locationOf(stmt);
  const body = c.newLabel();
  const end = c.newLabel();
  const exit = c.newLabel();
  const cleanup = c.newLabel();
  c.emitJump(Op.SETUP_FINALLY, end, location);
  c.useLabel(body);
  c.pushBlock({ kind: "finallyTry", body: stmt.finalbody }, location);
  emitProtected();
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
  c.popBlock();
  c.visitStmts(stmt.finalbody);
  c.emitJump(Op.JUMP_NO_INTERRUPT, exit, NO_LOCATION);
  c.useLabel(end);
  c.emitJump(Op.SETUP_CLEANUP, cleanup, NO_LOCATION);
  c.emitOp(Op.PUSH_EXC_INFO, NO_LOCATION);
  c.pushBlock({ kind: "finallyEnd" }, NO_LOCATION);
  c.visitStmts(stmt.finalbody);
  c.popBlock();
  c.emit(Op.RERAISE, 0, NO_LOCATION);
  c.useLabel(cleanup);
  emitPopExceptAndReraise(c, NO_LOCATION);
  c.useLabel(exit);
}

function emitProtectedBody(c: Compiler, stmt: Try | TryStar, except: Label): void {
  const location = locationOf(stmt);
  const body = c.newLabel();
  c.emitJump(Op.SETUP_FINALLY, except, location);
  c.useLabel(body);
  c.pushBlock({ kind: "tryExcept" }, location);
  c.visitStmts(stmt.body);
  c.popBlock();
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
}

function emitTryExcept(c: Compiler, stmt: Try): void {
  const except = c.newLabel();
  const end = c.newLabel();
  const cleanup = c.newLabel();
  emitProtectedBody(c, stmt, except);
  c.visitStmts(stmt.orelse);
  c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(except);
  c.emitJump(Op.SETUP_CLEANUP, cleanup, NO_LOCATION);
  c.emitOp(Op.PUSH_EXC_INFO, NO_LOCATION);
  c.pushBlock({ kind: "exceptionHandler" }, locationOf(stmt));
  for (const [index, handler] of stmt.handlers.entries()) {
    if (handler.type === null && index < stmt.handlers.length - 1)
      c.error("default 'except:' must be last", handler);
    emitHandler(c, handler, end);
  }
  c.popBlock();
  c.emit(Op.RERAISE, 0, NO_LOCATION);
  c.useLabel(cleanup);
  emitPopExceptAndReraise(c, NO_LOCATION);
  c.useLabel(end);
}

function emitHandler(c: Compiler, handler: ExceptHandler, end: Label): void {
  const location = locationOf(handler);
  const next = c.newLabel();
  if (handler.type !== null) {
    c.visitExpr(handler.type);
    c.emitOp(Op.CHECK_EXC_MATCH, location);
    c.emitJump(Op.POP_JUMP_IF_FALSE, next, location);
  }
  if (handler.name !== null) {
    const { name } = handler;
    c.emitVariable(name, "Store", location);
    // The name is unbound again however the body is left.
    const cleanupEnd = c.newLabel();
    emitHandlerBody(c, handler, name, cleanupEnd);
    c.emitOp(Op.POP_BLOCK, NO_LOCATION);
    c.emitOp(Op.POP_BLOCK, NO_LOCATION);
    c.emitOp(Op.POP_EXCEPT, NO_LOCATION);
    emitUnbindException(c, NO_LOCATION, name);
    c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
    c.useLabel(cleanupEnd);
    emitUnbindException(c, NO_LOCATION, name);
    c.emit(Op.RERAISE, 1, NO_LOCATION);
  } else {
    c.emitOp(Op.POP_TOP, location);
    emitHandlerBody(c, handler, null, null);
    c.emitOp(Op.POP_BLOCK, NO_LOCATION);
    c.emitOp(Op.POP_EXCEPT, NO_LOCATION);
    c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
  }
  c.useLabel(next);
}

/** The body of a handler; `cleanup` protects it when given. */
function emitHandlerBody(
  c: Compiler,
  handler: ExceptHandler,
  name: string | null,
  cleanup: Label | null,
): void {
  const location = locationOf(handler);
  if (cleanup !== null) c.emitJump(Op.SETUP_CLEANUP, cleanup, location);
  c.pushBlock({ kind: "handlerCleanup", name }, location);
  c.visitStmts(handler.body);
  c.popBlock();
}

/**
 * `except*`: each handler takes its part of the group. What handlers raise, and what none took, is gathered in a list
 * and raised again at the end as one group.
 */
function emitTryStarExcept(c: Compiler, stmt: TryStar): void {
  const except = c.newLabel();
  const orelse = c.newLabel();
  const end = c.newLabel();
  const cleanup = c.newLabel();
  const reraiseStar = c.newLabel();
  emitProtectedBody(c, stmt, except);
  c.emitJump(Op.JUMP_NO_INTERRUPT, orelse, NO_LOCATION);
  c.useLabel(except);
  c.emitJump(Op.SETUP_CLEANUP, cleanup, NO_LOCATION);
  c.emitOp(Op.PUSH_EXC_INFO, NO_LOCATION);
  c.pushBlock({ kind: "exceptionGroupHandler" }, locationOf(stmt));
  for (const [index, handler] of stmt.handlers.entries()) emitStarHandler(c, handler, index === 0);
  // What is left of the group, or None.
  c.emit(Op.LIST_APPEND, 1, NO_LOCATION);
  c.emitJump(Op.JUMP_NO_INTERRUPT, reraiseStar, NO_LOCATION);
  c.popBlock();
  const reraise = c.newLabel();
  c.useLabel(reraiseStar);
  c.emit(Op.CALL_INTRINSIC_2, Intrinsic2.PREP_RERAISE_STAR, NO_LOCATION);
  c.emit(Op.COPY, 1, NO_LOCATION);
  c.emitJump(Op.POP_JUMP_IF_NOT_NONE, reraise, NO_LOCATION);
  c.emitOp(Op.POP_TOP, NO_LOCATION);
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
  c.emitOp(Op.POP_EXCEPT, NO_LOCATION);
  c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(reraise);
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
  c.emit(Op.SWAP, 2, NO_LOCATION);
  c.emitOp(Op.POP_EXCEPT, NO_LOCATION);
  c.emit(Op.RERAISE, 0, NO_LOCATION);
  c.useLabel(cleanup);
  emitPopExceptAndReraise(c, NO_LOCATION);
  c.useLabel(orelse);
  c.visitStmts(stmt.orelse);
  c.useLabel(end);
}

function emitStarHandler(c: Compiler, handler: ExceptHandler, isFirst: boolean): void {
  const location = locationOf(handler);
  const next = c.newLabel();
  const withError = c.newLabel();
  const noMatch = c.newLabel();
  if (isFirst) {
    // [group] becomes [group, raised = [], rest = group].
    c.emit(Op.BUILD_LIST, 0, location);
    c.emit(Op.COPY, 2, location);
  }
  if (handler.type !== null) {
    c.visitExpr(handler.type);
    c.emitOp(Op.CHECK_EG_MATCH, location);
    c.emit(Op.COPY, 1, location);
    c.emitJump(Op.POP_JUMP_IF_NONE, noMatch, location);
  }
  const cleanupEnd = c.newLabel();
  if (handler.name !== null) c.emitVariable(handler.name, "Store", location);
  else c.emitOp(Op.POP_TOP, location);
  emitHandlerBody(c, handler, handler.name, cleanupEnd);
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
  if (handler.name !== null) emitUnbindException(c, NO_LOCATION, handler.name);
  c.emitJump(Op.JUMP_NO_INTERRUPT, next, NO_LOCATION);
  c.useLabel(cleanupEnd);
  if (handler.name !== null) emitUnbindException(c, NO_LOCATION, handler.name);
  c.emit(Op.LIST_APPEND, 3, NO_LOCATION);
  c.emitOp(Op.POP_TOP, NO_LOCATION);
  c.emitJump(Op.JUMP_NO_INTERRUPT, withError, NO_LOCATION);
  c.useLabel(next);
  c.emitOp(Op.NOP, NO_LOCATION);
  c.emitJump(Op.JUMP_NO_INTERRUPT, withError, NO_LOCATION);
  c.useLabel(noMatch);
  c.emitOp(Op.POP_TOP, location);
  c.useLabel(withError);
}

/** `with` and `async with`: item `index` and, inside it, those that follow and the body. */
export function emitWith(c: Compiler, stmt: With | AsyncWith, index: number): void {
  const isAsync = stmt.kind === "AsyncWith";
  const item = stmt.items[index];
  const location = locationOf(item.context_expr);
  const block = c.newLabel();
  const final = c.newLabel();
  const exit = c.newLabel();
  const cleanup = c.newLabel();
  const methods = contextMethods(isAsync);

  c.visitExpr(item.context_expr);
  c.emit(Op.COPY, 1, location);
  c.emit(Op.LOAD_SPECIAL, methods.exit, location);
  c.emit(Op.SWAP, 2, location);
  c.emit(Op.SWAP, 3, location);
  c.emit(Op.LOAD_SPECIAL, methods.enter, location);
  c.emit(Op.CALL, 0, location);
  if (isAsync) emitAwaitValue(c, location, 1);
  c.emitJump(Op.SETUP_WITH, final, location);
  c.useLabel(block);
  c.pushBlock({ kind: isAsync ? "asyncWith" : "with", location }, location);
  if (item.optional_vars !== null) c.visitExpr(item.optional_vars);
  else c.emitOp(Op.POP_TOP, location);
  if (index + 1 === stmt.items.length) c.visitStmts(stmt.body);
  else emitWith(c, stmt, index + 1);
  c.emitOp(Op.POP_BLOCK, isAsync ? location : NO_LOCATION);
  c.popBlock();

  emitExitCall(c, location);
  if (isAsync) emitAwaitValue(c, location, 2);
  c.emitOp(Op.POP_TOP, location);
  c.emitJump(Op.JUMP, exit, location);

  c.useLabel(final);
  c.emitJump(Op.SETUP_CLEANUP, cleanup, location);
  c.emitOp(Op.PUSH_EXC_INFO, location);
  c.emitOp(Op.WITH_EXCEPT_START, location);
  if (isAsync) emitAwaitValue(c, location, 2);
  emitWithExceptFinish(c, cleanup);
  c.useLabel(exit);
}

/** After `__exit__` has seen an exception: re-raises it unless the result is true. */
function emitWithExceptFinish(c: Compiler, cleanup: Label): void {
  const suppress = c.newLabel();
  c.emitOp(Op.TO_BOOL, NO_LOCATION);
  c.emitJump(Op.POP_JUMP_IF_TRUE, suppress, NO_LOCATION);
  c.emit(Op.RERAISE, 2, NO_LOCATION);
  c.useLabel(suppress);
  c.emitOp(Op.POP_TOP, NO_LOCATION);
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
  c.emitOp(Op.POP_EXCEPT, NO_LOCATION);
  for (let i = 0; i < 3; i++) c.emitOp(Op.POP_TOP, NO_LOCATION);
  const exit = c.newLabel();
  c.emitJump(Op.JUMP_NO_INTERRUPT, exit, NO_LOCATION);
  c.useLabel(cleanup);
  emitPopExceptAndReraise(c, NO_LOCATION);
  c.useLabel(exit);
}
