/** Statements: assignments, loops, jumps, imports, assertions. `try`, `with` and `match` have files of their own. */

import { BinaryOperator, CommonConstant, Intrinsic1, Op } from "../../bytecode/instructions.ts";
import type {
  AnnAssign,
  Assert,
  AsyncFor,
  AugAssign,
  ExprNode,
  For,
  If,
  Import,
  ImportFrom,
  Return,
  StmtNode,
  While,
} from "../../syntax/ast.ts";
import { constantOf, intConst, NONE, stringConst, tupleConst } from "../constants.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import { isFunctionLike } from "../scope.ts";
import type { Compiler } from "../unit.ts";
import { deferAnnotation, emitAnnotationText } from "./annotations.ts";
import { attributeLocation } from "./calls.ts";
import { emitClass } from "./classes.ts";
import { emitJumpIf } from "./conditions.ts";
import { emitYieldFrom } from "./coroutines.ts";
import { emitTry, emitTryStar, emitWith } from "./exceptions.ts";
import { binaryOperand, constantValueOf, emitSliceBounds, isTwoPartSlice } from "./expressions.ts";
import { emitFunction } from "./functions.ts";
import { emitMatch } from "./patterns.ts";
import { emitTypeAlias } from "./typeparams.ts";
import { unwindAll, unwindBlock } from "./unwind.ts";

export function emitStmt(c: Compiler, stmt: StmtNode): void {
  const location = locationOf(stmt);
  switch (stmt.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      emitFunction(c, stmt);
      break;
    case "ClassDef":
      emitClass(c, stmt);
      break;
    case "TypeAlias":
      emitTypeAlias(c, stmt);
      break;
    case "Return":
      emitReturn(c, stmt);
      break;
    case "Delete":
      c.visitExprs(stmt.targets);
      break;
    case "Assign":
      c.visitExpr(stmt.value);
      stmt.targets.forEach((target, index) => {
        if (index < stmt.targets.length - 1) c.emit(Op.COPY, 1, location);
        c.visitExpr(target);
      });
      break;
    case "AugAssign":
      emitAugAssign(c, stmt);
      break;
    case "AnnAssign":
      emitAnnAssign(c, stmt);
      break;
    case "For":
      c.inConditionalBlock(() => emitFor(c, stmt));
      break;
    case "AsyncFor":
      c.inConditionalBlock(() => emitAsyncFor(c, stmt));
      break;
    case "While":
      c.inConditionalBlock(() => emitWhile(c, stmt));
      break;
    case "If":
      c.inConditionalBlock(() => emitIf(c, stmt));
      break;
    case "Match":
      c.inConditionalBlock(() => emitMatch(c, stmt));
      break;
    case "Raise": {
      let count = 0;
      if (stmt.exc !== null) {
        c.visitExpr(stmt.exc);
        count++;
        if (stmt.cause !== null) {
          c.visitExpr(stmt.cause);
          count++;
        }
      }
      c.emit(Op.RAISE_VARARGS, count, location);
      break;
    }
    case "Try":
      c.inConditionalBlock(() => emitTry(c, stmt));
      break;
    case "TryStar":
      c.inConditionalBlock(() => emitTryStar(c, stmt));
      break;
    case "With":
    case "AsyncWith":
      c.inConditionalBlock(() => emitWith(c, stmt, 0));
      break;
    case "Assert":
      emitAssert(c, stmt);
      break;
    case "Import":
      emitImport(c, stmt);
      break;
    case "ImportFrom":
      emitImportFrom(c, stmt);
      break;
    case "Global":
    case "Nonlocal":
      break;
    case "Expr":
      emitExprStmt(c, stmt.value, location);
      break;
    case "Pass":
      c.emitOp(Op.NOP, location);
      break;
    case "Break":
      emitBreak(c, location);
      break;
    case "Continue":
      emitContinue(c, location);
      break;
  }
}

function emitExprStmt(c: Compiler, value: ExprNode, location: Location): void {
  if (c.printsExpressions) {
    c.visitExpr(value);
    c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.PRINT, location);
    c.emitOp(Op.POP_TOP, NO_LOCATION);
  } else if (constantValueOf(c, value) !== null) {
    c.emitOp(Op.NOP, location);
  } else {
    c.visitExpr(value);
    c.emitOp(Op.POP_TOP, NO_LOCATION);
  }
}

// Control flow

function emitIf(c: Compiler, stmt: If): void {
  const end = c.newLabel();
  const next = stmt.orelse.length > 0 ? c.newLabel() : end;
  emitJumpIf(c, locationOf(stmt), stmt.test, next, false);
  c.visitStmts(stmt.body);
  if (stmt.orelse.length > 0) {
    c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
    c.useLabel(next);
    c.visitStmts(stmt.orelse);
  }
  c.useLabel(end);
}

function emitFor(c: Compiler, stmt: For): void {
  const start = c.newLabel();
  const body = c.newLabel();
  const cleanup = c.newLabel();
  const end = c.newLabel();
  c.pushBlock({ kind: "forLoop", start, exit: end }, locationOf(stmt));
  c.visitExpr(stmt.iter);
  const location = locationOf(stmt.iter);
  c.emitOp(Op.GET_ITER, location);
  c.useLabel(start);
  c.emitJump(Op.FOR_ITER, cleanup, location);
  // Gives the target's line an instruction of its own when the statement spans lines.
  c.emitOp(Op.NOP, locationOf(stmt.target));
  c.useLabel(body);
  c.visitExpr(stmt.target);
  c.visitStmts(stmt.body);
  c.emitJump(Op.JUMP, start, NO_LOCATION);
  c.useLabel(cleanup);
  c.emitOp(Op.END_FOR, NO_LOCATION);
  c.emitOp(Op.POP_ITER, NO_LOCATION);
  c.popBlock();
  c.visitStmts(stmt.orelse);
  c.useLabel(end);
}

function emitAsyncFor(c: Compiler, stmt: AsyncFor): void {
  const location = locationOf(stmt);
  const start = c.newLabel();
  const send = c.newLabel();
  const except = c.newLabel();
  const end = c.newLabel();
  c.visitExpr(stmt.iter);
  c.emitOp(Op.GET_AITER, locationOf(stmt.iter));
  c.useLabel(start);
  c.pushBlock({ kind: "forLoop", start, exit: end }, location);
  // StopAsyncIteration of `__anext__` ends the loop.
  c.emitJump(Op.SETUP_FINALLY, except, location);
  c.emitOp(Op.GET_ANEXT, location);
  c.emitConst(NONE, location);
  c.useLabel(send);
  emitYieldFrom(c, location, true);
  c.emitOp(Op.POP_BLOCK, location);
  c.emitOp(Op.NOT_TAKEN, location);
  c.visitExpr(stmt.target);
  c.visitStmts(stmt.body);
  c.emitJump(Op.JUMP, start, NO_LOCATION);
  c.popBlock();
  c.useLabel(except);
  c.emitJump(Op.END_ASYNC_FOR, send, locationOf(stmt.iter));
  c.visitStmts(stmt.orelse);
  c.useLabel(end);
}

function emitWhile(c: Compiler, stmt: While): void {
  const loop = c.newLabel();
  const end = c.newLabel();
  const anchor = c.newLabel();
  c.useLabel(loop);
  c.pushBlock({ kind: "whileLoop", start: loop, exit: end }, locationOf(stmt));
  emitJumpIf(c, locationOf(stmt), stmt.test, anchor, false);
  c.visitStmts(stmt.body);
  c.emitJump(Op.JUMP, loop, NO_LOCATION);
  c.popBlock();
  c.useLabel(anchor);
  c.visitStmts(stmt.orelse);
  c.useLabel(end);
}

function emitReturn(c: Compiler, stmt: Return): void {
  const { value } = stmt;
  let location = locationOf(stmt);
  const constant = value === null ? null : constantValueOf(c, value);
  const preserveTop = value !== null && constant === null;
  if (!isFunctionLike(c.scope)) c.error("'return' outside function", stmt);
  if (value !== null && c.scope.coroutine && c.scope.generator)
    c.error("'return' with value in async generator", stmt);
  if (preserveTop) {
    c.visitExpr(value);
  } else if (value !== null) {
    location = locationOf(value);
    c.emitOp(Op.NOP, location);
  }
  if (value === null || value.lineno !== stmt.lineno) {
    location = locationOf(stmt);
    c.emitOp(Op.NOP, location);
  }
  const unwound = unwindAll(c, location, preserveTop, false);
  if (value === null) c.emitConst(NONE, unwound.location);
  else if (constant !== null) c.emitConst(constantOf(constant), unwound.location);
  c.emitOp(Op.RETURN_VALUE, unwound.location);
}

function emitBreak(c: Compiler, origin: Location): void {
  c.emitOp(Op.NOP, origin);
  const { location, loop } = unwindAll(c, origin, false, true);
  if (loop === null) c.error("'break' outside loop", origin);
  const after = unwindBlock(c, location, loop, false);
  c.emitJump(Op.JUMP, loop.exit, after);
}

function emitContinue(c: Compiler, origin: Location): void {
  c.emitOp(Op.NOP, origin);
  const { location, loop } = unwindAll(c, origin, false, true);
  if (loop === null) c.error("'continue' not properly in loop", origin);
  c.emitJump(Op.JUMP, loop.start, location);
}

function emitAssert(c: Compiler, stmt: Assert): void {
  if (stmt.test.kind === "Tuple" && stmt.test.elts.length > 0)
    c.warn("assertion is always true, perhaps remove parentheses?", stmt);
  if (c.settings.optimize > 0) return;
  const location = locationOf(stmt);
  const end = c.newLabel();
  emitJumpIf(c, location, stmt.test, end, true);
  c.emit(Op.LOAD_COMMON_CONSTANT, CommonConstant.ASSERTION_ERROR, location);
  if (stmt.msg !== null) {
    c.visitExpr(stmt.msg);
    c.emit(Op.CALL, 0, location);
  }
  c.emit(Op.RAISE_VARARGS, 1, locationOf(stmt.test));
  c.useLabel(end);
}

// Assignments

function emitAugAssign(c: Compiler, stmt: AugAssign): void {
  const { target } = stmt;
  const location = locationOf(target);
  const twoParts = target.kind === "Subscript" && isTwoPartSlice(c, target.slice);
  switch (target.kind) {
    case "Attribute":
      c.visitExpr(target.value);
      c.emit(Op.COPY, 1, location);
      c.emitAttribute(Op.LOAD_ATTR, target.attr, attributeLocation(location, target));
      break;
    case "Subscript":
      c.visitExpr(target.value);
      if (isTwoPartSlice(c, target.slice)) {
        emitSliceBounds(c, target.slice);
        for (let i = 0; i < 3; i++) c.emit(Op.COPY, 3, location);
        c.emitOp(Op.BINARY_SLICE, location);
      } else {
        c.visitExpr(target.slice);
        c.emit(Op.COPY, 2, location);
        c.emit(Op.COPY, 2, location);
        c.emit(Op.BINARY_OP, BinaryOperator.NB_SUBSCR, location);
      }
      break;
    case "Name":
      c.emitVariable(target.id, "Load", location);
      break;
  }
  c.visitExpr(stmt.value);
  c.emit(Op.BINARY_OP, binaryOperand(stmt.op, true), locationOf(stmt));
  switch (target.kind) {
    case "Attribute": {
      const at = attributeLocation(location, target);
      c.emit(Op.SWAP, 2, at);
      c.emitAttribute(Op.STORE_ATTR, target.attr, at);
      break;
    }
    case "Subscript":
      if (twoParts) {
        c.emit(Op.SWAP, 4, location);
        c.emit(Op.SWAP, 3, location);
        c.emit(Op.SWAP, 2, location);
        c.emitOp(Op.STORE_SLICE, location);
      } else {
        c.emit(Op.SWAP, 3, location);
        c.emit(Op.SWAP, 2, location);
        c.emitOp(Op.STORE_SUBSCR, location);
      }
      break;
    case "Name":
      c.emitVariable(target.id, "Store", location);
      break;
  }
}

function evaluateAndDrop(c: Compiler, expr: ExprNode): void {
  c.visitExpr(expr);
  c.emitOp(Op.POP_TOP, locationOf(expr));
}

/** Evaluates a subscript for its errors only. */
function checkSubscript(c: Compiler, slice: ExprNode): void {
  if (slice.kind === "Slice") {
    for (const part of [slice.lower, slice.upper, slice.step]) if (part !== null) evaluateAndDrop(c, part);
  } else if (slice.kind === "Tuple") {
    slice.elts.forEach((elt) => checkSubscript(c, elt));
  } else {
    evaluateAndDrop(c, slice);
  }
}

function emitAnnAssign(c: Compiler, stmt: AnnAssign): void {
  const { target } = stmt;
  const location = locationOf(stmt);
  if (stmt.value !== null) {
    c.visitExpr(stmt.value);
    c.visitExpr(target);
  }
  const inNamespace = c.unit.kind === "module" || c.unit.kind === "class";
  switch (target.kind) {
    case "Name":
      if (stmt.simple === 0 || !inNamespace) break;
      if (c.futureAnnotations) {
        emitAnnotationText(c, stmt.annotation);
        c.emitName(Op.LOAD_NAME, "__annotations__", c.unit.names, location);
        c.emitConst(stringConst(c.mangle(target.id)), location);
        c.emitOp(Op.STORE_SUBSCR, location);
      } else {
        deferAnnotation(c, stmt, location);
      }
      break;
    case "Attribute":
      if (stmt.value === null) evaluateAndDrop(c, target.value);
      break;
    case "Subscript":
      if (stmt.value === null) {
        evaluateAndDrop(c, target.value);
        checkSubscript(c, target.slice);
      }
      break;
  }
}

// Imports

function emitImport(c: Compiler, stmt: Import): void {
  const location = locationOf(stmt);
  for (const alias of stmt.names) {
    c.emitConst(intConst(0), location);
    c.emitConst(NONE, location);
    c.emitName(Op.IMPORT_NAME, alias.name, c.unit.names, location);
    const parts = alias.name.split(".");
    if (alias.asname === null) {
      c.emitVariable(parts[0], "Store", location);
    } else if (parts.length === 1) {
      c.emitVariable(alias.asname, "Store", location);
    } else {
      // `import a.b.c as d` binds the innermost module: walk there from `a`.
      for (let i = 1; i < parts.length; i++) {
        if (i > 1) {
          c.emit(Op.SWAP, 2, location);
          c.emitOp(Op.POP_TOP, location);
        }
        c.emit(Op.IMPORT_FROM, c.unit.names.add(parts[i]), location);
      }
      c.emitVariable(alias.asname, "Store", location);
      c.emitOp(Op.POP_TOP, location);
    }
  }
}

function emitImportFrom(c: Compiler, stmt: ImportFrom): void {
  const location = locationOf(stmt);
  c.emitConst(intConst(stmt.level), location);
  c.emitConst(tupleConst(stmt.names.map((alias) => stringConst(alias.name))), location);
  c.emitName(Op.IMPORT_NAME, stmt.module ?? "", c.unit.names, location);
  if (stmt.names[0].name === "*") {
    c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.IMPORT_STAR, location);
    c.emitOp(Op.POP_TOP, NO_LOCATION);
    return;
  }
  for (const alias of stmt.names) {
    c.emitName(Op.IMPORT_FROM, alias.name, c.unit.names, location);
    c.emitVariable(alias.asname ?? alias.name, "Store", location);
  }
  c.emitOp(Op.POP_TOP, location);
}
