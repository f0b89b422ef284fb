/**
 * Expressions: each leaves its value on top of the stack; a target (Store) takes it from there.
 *
 * Comprehensions, calls, lambdas and string formatting have files of their own. Constant folding happens later, in the
 * flow graph, on the instructions emitted here; only `"…" % (a, b)` becomes an f-string on the tree already.
 */

import { BinaryOperator, Intrinsic1, Op } from "../../bytecode/instructions.ts";
import type {
  BinaryOperator as AstBinaryOperator,
  BoolOp,
  Compare,
  ConstantValue,
  Dict,
  ExprNode,
  IfExp,
  JoinedStr,
  Slice,
  Subscript,
} from "../../syntax/ast.ts";
import { constantOf, NONE } from "../constants.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import { isFunctionLike } from "../scope.ts";
import type { Compiler } from "../unit.ts";
import { emitAttributeExpr, emitCall } from "./calls.ts";
import { emitComprehension } from "./comprehensions.ts";
import { emitCompareOp, emitJumpIf } from "./conditions.ts";
import { emitAwaitValue, emitYieldFrom, emitYieldValue } from "./coroutines.ts";
import { emitLambda } from "./functions.ts";
import { emitSequence, STACK_USE_GUIDELINE } from "./sequences.ts";
import {
  emitFormattedValue,
  emitInterpolation,
  emitJoinedStr,
  emitTemplateStr,
  percentFormat,
} from "./strings.ts";
import { warnAboutCompare, warnAboutSubscript } from "./warnings.ts";

const BINARY: Readonly<Record<AstBinaryOperator, number>> = {
  Add: BinaryOperator.NB_ADD,
  Sub: BinaryOperator.NB_SUBTRACT,
  Mult: BinaryOperator.NB_MULTIPLY,
  MatMult: BinaryOperator.NB_MATRIX_MULTIPLY,
  Div: BinaryOperator.NB_TRUE_DIVIDE,
  Mod: BinaryOperator.NB_REMAINDER,
  Pow: BinaryOperator.NB_POWER,
  LShift: BinaryOperator.NB_LSHIFT,
  RShift: BinaryOperator.NB_RSHIFT,
  BitOr: BinaryOperator.NB_OR,
  BitXor: BinaryOperator.NB_XOR,
  BitAnd: BinaryOperator.NB_AND,
  FloorDiv: BinaryOperator.NB_FLOOR_DIVIDE,
};

/** BINARY_OP's operand for `operator`; the in-place operators follow the plain ones. */
export function binaryOperand(operator: AstBinaryOperator, inPlace: boolean): number {
  return BINARY[operator] + (inPlace ? BinaryOperator.NB_INPLACE_ADD : 0);
}

/** The value of an expression that is a constant as it stands, `__debug__` included; null for others. */
export function constantValueOf(c: Compiler, expr: ExprNode): ConstantValue | null {
  if (expr.kind === "Constant") return expr.value;
  if (expr.kind === "Name" && expr.id === "__debug__" && expr.ctx === "Load")
    return { type: c.settings.optimize === 0 ? "true" : "false" };
  return null;
}

export function emitExpr(c: Compiler, expr: ExprNode): void {
  const location = locationOf(expr);
  switch (expr.kind) {
    case "NamedExpr":
      c.visitExpr(expr.value);
      c.emit(Op.COPY, 1, location);
      c.visitExpr(expr.target);
      break;
    case "BoolOp":
      emitBoolOp(c, expr);
      break;
    case "BinOp":
      emitBinOp(c, expr);
      break;
    case "UnaryOp":
      c.visitExpr(expr.operand);
      if (expr.op === "UAdd") {
        c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.UNARY_POSITIVE, location);
      } else if (expr.op === "Not") {
        c.emitOp(Op.TO_BOOL, location);
        c.emitOp(Op.UNARY_NOT, location);
      } else {
        c.emitOp(expr.op === "USub" ? Op.UNARY_NEGATIVE : Op.UNARY_INVERT, location);
      }
      break;
    case "Lambda":
      emitLambda(c, expr);
      break;
    case "IfExp":
      emitIfExp(c, expr);
      break;
    case "Dict":
      emitDict(c, expr);
      break;
    case "Set":
      emitSequence(c, expr.elts, 0, null, Op.BUILD_SET, Op.SET_ADD, Op.SET_UPDATE, false, location);
      break;
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      emitComprehension(c, expr);
      break;
    case "Yield":
      if (!isFunctionLike(c.scope)) c.error("'yield' outside function", expr);
      if (expr.value !== null) c.visitExpr(expr.value);
      else c.emitConst(NONE, location);
      emitYieldValue(c, location);
      break;
    case "YieldFrom":
      if (!isFunctionLike(c.scope)) c.error("'yield from' outside function", expr);
      if (c.unit.kind === "asyncFunction") c.error("'yield from' inside async function", expr);
      c.visitExpr(expr.value);
      c.emitOp(Op.GET_YIELD_FROM_ITER, location);
      c.emitConst(NONE, location);
      emitYieldFrom(c, location, false);
      break;
    case "Await":
      c.visitExpr(expr.value);
      emitAwaitValue(c, location, 0);
      break;
    case "Compare":
      emitCompareExpr(c, expr);
      break;
    case "Call":
      emitCall(c, expr);
      break;
    case "Constant":
      c.emitConst(constantOf(expr.value), location);
      break;
    case "JoinedStr":
      emitJoinedStr(c, expr);
      break;
    case "TemplateStr":
      emitTemplateStr(c, expr);
      break;
    case "FormattedValue":
      emitFormattedValue(c, expr);
      break;
    case "Interpolation":
      emitInterpolation(c, expr);
      break;
    case "Attribute":
      emitAttributeExpr(c, expr);
      break;
    case "Subscript":
      emitSubscript(c, expr);
      break;
    case "Starred":
      return c.error(
        expr.ctx === "Store"
          ? "starred assignment target must be in a list or tuple"
          : "can't use starred expression here",
        expr,
      );
    case "Slice":
      emitSlice(c, expr);
      break;
    case "Name": {
      const constant = constantValueOf(c, expr);
      if (constant !== null) c.emitConst(constantOf(constant), location);
      else c.emitVariable(expr.id, expr.ctx, location);
      break;
    }
    case "List":
    case "Tuple":
      if (expr.ctx === "Store") emitUnpack(c, expr.elts, location);
      else if (expr.ctx === "Del") c.visitExprs(expr.elts);
      else
        emitSequence(
          c,
          expr.elts,
          0,
          null,
          Op.BUILD_LIST,
          Op.LIST_APPEND,
          Op.LIST_EXTEND,
          expr.kind === "Tuple",
          location,
        );
      break;
  }
}

function emitBinOp(c: Compiler, expr: ExprNode & { kind: "BinOp" }): void {
  // Long sums lean to the left: walk the spine without recursion.
  const spine: (ExprNode & { kind: "BinOp" })[] = [];
  let node: ExprNode = expr;
  let formatted: JoinedStr | null = null;
  while (node.kind === "BinOp" && (formatted = percentFormat(node)) === null) {
    spine.push(node);
    node = node.left;
  }
  c.visitExpr(formatted ?? node);
  for (let i = spine.length - 1; i >= 0; i--) {
    c.visitExpr(spine[i].right);
    c.emit(Op.BINARY_OP, binaryOperand(spine[i].op, false), locationOf(spine[i]));
  }
}

function emitBoolOp(c: Compiler, expr: BoolOp): void {
  const location = locationOf(expr);
  const jump = expr.op === "And" ? Op.JUMP_IF_FALSE : Op.JUMP_IF_TRUE;
  const end = c.newLabel();
  const last = expr.values.length - 1;
  for (let i = 0; i < last; i++) {
    c.visitExpr(expr.values[i]);
    c.emitJump(jump, end, location);
    c.emitOp(Op.POP_TOP, location);
  }
  c.visitExpr(expr.values[last]);
  c.useLabel(end);
}

function emitIfExp(c: Compiler, expr: IfExp): void {
  const end = c.newLabel();
  const next = c.newLabel();
  emitJumpIf(c, locationOf(expr), expr.test, next, false);
  c.visitExpr(expr.body);
  c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(next);
  c.visitExpr(expr.orelse);
  c.useLabel(end);
}

function emitCompareExpr(c: Compiler, expr: Compare): void {
  const location = locationOf(expr);
  warnAboutCompare(c, expr);
  c.visitExpr(expr.left);
  const last = expr.ops.length - 1;
  if (last === 0) {
    c.visitExpr(expr.comparators[0]);
    emitCompareOp(c, expr.ops[0], location);
    return;
  }
  const cleanup = c.newLabel();
  for (let i = 0; i < last; i++) {
    c.visitExpr(expr.comparators[i]);
    c.emit(Op.SWAP, 2, location);
    c.emit(Op.COPY, 2, location);
    emitCompareOp(c, expr.ops[i], location);
    c.emit(Op.COPY, 1, location);
    c.emitOp(Op.TO_BOOL, location);
    c.emitJump(Op.POP_JUMP_IF_FALSE, cleanup, location);
    c.emitOp(Op.POP_TOP, location);
  }
  c.visitExpr(expr.comparators[last]);
  emitCompareOp(c, expr.ops[last], location);
  const end = c.newLabel();
  c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
  c.useLabel(cleanup);
  c.emit(Op.SWAP, 2, location);
  c.emitOp(Op.POP_TOP, location);
  c.useLabel(end);
}

function emitUnpack(c: Compiler, elts: readonly ExprNode[], location: Location): void {
  const star = elts.findIndex((elt) => elt.kind === "Starred");
  if (star < 0) {
    c.emit(Op.UNPACK_SEQUENCE, elts.length, location);
  } else {
    const after = elts.length - star - 1;
    if (star >= 1 << 8 || after >= 0x7fffffff >> 8)
      c.error("too many expressions in star-unpacking assignment", location);
    c.emit(Op.UNPACK_EX, star + (after << 8), location);
    if (elts.slice(star + 1).some((elt) => elt.kind === "Starred"))
      c.error("multiple starred expressions in assignment", location);
  }
  for (const elt of elts) c.visitExpr(elt.kind === "Starred" ? elt.value : elt);
}

function emitSubDict(c: Compiler, expr: Dict, begin: number, end: number): void {
  const location = locationOf(expr);
  const count = end - begin;
  const big = count * 2 > STACK_USE_GUIDELINE;
  if (big) c.emit(Op.BUILD_MAP, 0, location);
  for (let i = begin; i < end; i++) {
    c.visitExpr(expr.keys[i] as ExprNode);
    c.visitExpr(expr.values[i]);
    if (big) c.emit(Op.MAP_ADD, 1, location);
  }
  if (!big) c.emit(Op.BUILD_MAP, count, location);
}

function emitDict(c: Compiler, expr: Dict): void {
  const location = locationOf(expr);
  const count = expr.values.length;
  let haveDict = false;
  let elements = 0;
  const flush = (begin: number, end: number): void => {
    emitSubDict(c, expr, begin, end);
    if (haveDict) c.emit(Op.DICT_UPDATE, 1, location);
    haveDict = true;
    elements = 0;
  };
  for (let i = 0; i < count; i++) {
    if (expr.keys[i] === null) {
      if (elements > 0) flush(i - elements, i);
      if (!haveDict) {
        c.emit(Op.BUILD_MAP, 0, location);
        haveDict = true;
      }
      c.visitExpr(expr.values[i]);
      c.emit(Op.DICT_UPDATE, 1, location);
    } else if (elements * 2 > STACK_USE_GUIDELINE) {
      flush(i - elements, i + 1);
    } else {
      elements++;
    }
  }
  if (elements > 0) flush(count - elements, count);
  if (!haveDict) c.emit(Op.BUILD_MAP, 0, location);
}

/** True for slices that are one constant: every part given is a literal. */
function isConstantSlice(c: Compiler, slice: ExprNode): boolean {
  return (
    slice.kind === "Slice" &&
    [slice.lower, slice.upper, slice.step].every((part) => part === null || constantValueOf(c, part) !== null)
  );
}

/** True for `a:b` with a part that is not constant: such slices are never made into an object. */
export function isTwoPartSlice(c: Compiler, slice: ExprNode): slice is Slice {
  return slice.kind === "Slice" && slice.step === null && !isConstantSlice(c, slice);
}

/** Pushes the bounds of a slice. */
export function emitSliceBounds(c: Compiler, slice: Slice): void {
  for (const bound of [slice.lower, slice.upper]) {
    if (bound === null) c.emitConst(NONE, locationOf(slice));
    else c.visitExpr(bound);
  }
}

function emitSlice(c: Compiler, slice: Slice): void {
  const location = locationOf(slice);
  if (isConstantSlice(c, slice)) {
    const part = (expr: ExprNode | null): ReturnType<typeof constantOf> => {
      const value = expr === null ? null : constantValueOf(c, expr);
      return value === null ? NONE : constantOf(value);
    };
    c.emitConst(
      { kind: "slice", start: part(slice.lower), stop: part(slice.upper), step: part(slice.step) },
      location,
    );
    return;
  }
  emitSliceBounds(c, slice);
  if (slice.step !== null) c.visitExpr(slice.step);
  c.emit(Op.BUILD_SLICE, slice.step === null ? 2 : 3, location);
}

function emitSubscript(c: Compiler, expr: Subscript): void {
  const location = locationOf(expr);
  if (expr.ctx === "Load") warnAboutSubscript(c, expr);
  c.visitExpr(expr.value);
  if (expr.ctx !== "Del" && isTwoPartSlice(c, expr.slice)) {
    emitSliceBounds(c, expr.slice);
    c.emitOp(expr.ctx === "Load" ? Op.BINARY_SLICE : Op.STORE_SLICE, location);
    return;
  }
  c.visitExpr(expr.slice);
  if (expr.ctx === "Load") c.emit(Op.BINARY_OP, BinaryOperator.NB_SUBSCR, location);
  else c.emitOp(expr.ctx === "Store" ? Op.STORE_SUBSCR : Op.DELETE_SUBSCR, location);
}
