/**
 * Comparisons, and conditions that decide a jump: `and`, `or`, `not`, conditional expressions and chained comparisons
 * become control flow, without a value in between.
 */

import { Comparison, compareOperand, Op } from "../../bytecode/instructions.ts";
import type { Compare, CompareOperator, ExprNode } from "../../syntax/ast.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import type { Label } from "../sequence.ts";
import type { Compiler } from "../unit.ts";
import { warnAboutCompare } from "./warnings.ts";

/** Emits a comparison of the two topmost values. */
export function emitCompareOp(c: Compiler, operator: CompareOperator, location: Location): void {
  switch (operator) {
    case "Is":
      c.emit(Op.IS_OP, 0, location);
      break;
    case "IsNot":
      c.emit(Op.IS_OP, 1, location);
      break;
    case "In":
      c.emit(Op.CONTAINS_OP, 0, location);
      break;
    case "NotIn":
      c.emit(Op.CONTAINS_OP, 1, location);
      break;
    case "Lt":
      c.emit(Op.COMPARE_OP, compareOperand(Comparison.LT), location);
      break;
    case "LtE":
      c.emit(Op.COMPARE_OP, compareOperand(Comparison.LE), location);
      break;
    case "Eq":
      c.emit(Op.COMPARE_OP, compareOperand(Comparison.EQ), location);
      break;
    case "NotEq":
      c.emit(Op.COMPARE_OP, compareOperand(Comparison.NE), location);
      break;
    case "Gt":
      c.emit(Op.COMPARE_OP, compareOperand(Comparison.GT), location);
      break;
    case "GtE":
      c.emit(Op.COMPARE_OP, compareOperand(Comparison.GE), location);
      break;
  }
}

/** Jumps to `target` if `expr` is `condition`, and falls through otherwise; leaves nothing on the stack. */
export function emitJumpIf(
  c: Compiler,
  location: Location,
  expr: ExprNode,
  target: Label,
  condition: boolean,
): void {
  switch (expr.kind) {
    case "UnaryOp":
      if (expr.op === "Not") {
        emitJumpIf(c, location, expr.operand, target, !condition);
        return;
      }
      break;
    case "BoolOp": {
      const shortCircuit = expr.op === "Or";
      // An operand that settles the result the other way goes behind this test.
      const inner = shortCircuit === condition ? target : c.newLabel();
      const last = expr.values.length - 1;
      for (let i = 0; i < last; i++) emitJumpIf(c, location, expr.values[i], inner, shortCircuit);
      emitJumpIf(c, location, expr.values[last], target, condition);
      if (inner !== target) c.useLabel(inner);
      return;
    }
    case "IfExp": {
      const end = c.newLabel();
      const otherwise = c.newLabel();
      emitJumpIf(c, location, expr.test, otherwise, false);
      emitJumpIf(c, location, expr.body, target, condition);
      c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
      c.useLabel(otherwise);
      emitJumpIf(c, location, expr.orelse, target, condition);
      c.useLabel(end);
      return;
    }
    case "Compare":
      if (expr.ops.length > 1) {
        emitJumpIfChain(c, expr, target, condition);
        return;
      }
      break;
    default:
  }
  c.visitExpr(expr);
  const at = locationOf(expr);
  c.emitOp(Op.TO_BOOL, at);
  c.emitJump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target, at);
}

function emitJumpIfChain(c: Compiler, expr: Compare, target: Label, condition: boolean): void {
  const location = locationOf(expr);
  const last = expr.ops.length - 1;
  warnAboutCompare(c, expr);
  const cleanup = c.newLabel();
  c.visitExpr(expr.left);
  for (let i = 0; i < last; i++) {
    c.visitExpr(expr.comparators[i]);
    c.emit(Op.SWAP, 2, location);
    c.emit(Op.COPY, 2, location);
    emitCompareOp(c, expr.ops[i], location);
    c.emitOp(Op.TO_BOOL, location);
    c.emitJump(Op.POP_JUMP_IF_FALSE, cleanup, location);
  }
  c.visitExpr(expr.comparators[last]);
  emitCompareOp(c, expr.ops[last], location);
  c.emitOp(Op.TO_BOOL, location);
  c.emitJump(condition ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, target, location);
  const end = c.newLabel();
  c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(cleanup);
  c.emitOp(Op.POP_TOP, location);
  if (!condition) c.emitJump(Op.JUMP_NO_INTERRUPT, target, NO_LOCATION);
  c.useLabel(end);
}
