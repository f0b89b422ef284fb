/**
 * Calls and attribute access: method calls without a bound method, `super()` without an object, keyword arguments, and
 * `all`, `any` and `tuple` of a generator expression as a loop in place.
 */

import { CommonConstant, Intrinsic1, Op } from "../../bytecode/instructions.ts";
import type { Attribute, Call, ExprNode, Keyword, Name } from "../../syntax/ast.ts";
import { FALSE, stringConst, TRUE, tupleConst } from "../constants.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import { Usage } from "../scope.ts";
import type { Label } from "../sequence.ts";
import type { Compiler } from "../unit.ts";
import { emitSequence, STACK_USE_GUIDELINE } from "./sequences.ts";
import { warnAboutCall } from "./warnings.ts";

/**
 * Where an attribute access that spans lines is reported: at the attribute's name, so that each line of a chain of
 * calls shows as its own.
 */
export function attributeLocation(location: Location, attribute: Attribute): Location {
  if (location.line === attribute.end_lineno) return location;
  const line = attribute.end_lineno;
  // CPython counts characters of the name here, though columns are bytes.
  const length = [...attribute.attr].length;
  let col = -1;
  let endCol = -1;
  if (length <= attribute.end_col_offset) {
    col = attribute.end_col_offset - length;
    endCol = location.endCol;
  }
  const endLine = Math.max(line, location.endLine);
  if (line === endLine) endCol = Math.max(col, endCol);
  return { line, endLine, col, endCol };
}

/** Loads, stores or deletes an attribute. */
export function emitAttributeExpr(c: Compiler, expr: Attribute): void {
  const location = locationOf(expr);
  if (expr.ctx === "Load" && isOptimizableSuper(c, expr)) {
    const call = expr.value as Call;
    emitSuperArguments(c, call);
    emitLoadSuper(c, expr, call, false, location);
    return;
  }
  c.noteStaticAttribute(expr);
  c.visitExpr(expr.value);
  const opcode = expr.ctx === "Load" ? Op.LOAD_ATTR : expr.ctx === "Store" ? Op.STORE_ATTR : Op.DELETE_ATTR;
  c.emitAttribute(opcode, expr.attr, attributeLocation(location, expr));
}

/** True for `super().name` and `super(a, b).name` where `super` is seen to be the builtin. */
function isOptimizableSuper(c: Compiler, attribute: Attribute): boolean {
  const call = attribute.value;
  if (call.kind !== "Call" || call.func.kind !== "Name" || call.func.id !== "super") return false;
  if (attribute.attr === "__class__" || call.keywords.length > 0) return false;
  if (
    c.scope.symbol("super").resolution !== "globalImplicit" ||
    c.symbols.top.symbol("super").resolution !== "unknown"
  )
    return false;
  if (call.args.length === 2) return call.args.every((arg) => arg.kind !== "Starred");
  if (call.args.length !== 0) return false;
  const { argcount, posonlyargcount } = c.unit.signature;
  return (
    argcount + posonlyargcount > 0 &&
    c.unit.kind !== "class" &&
    c.scope.symbol("__class__").resolution === "free"
  );
}

function emitSuperArguments(c: Compiler, call: Call): void {
  c.emitVariable((call.func as Name).id, "Load", locationOf(call.func));
  if (call.args.length === 2) {
    c.visitExprs(call.args);
    return;
  }
  const location = locationOf(call);
  c.emitVariable("__class__", "Load", location);
  c.emitVariable(c.unit.varnames.names()[0], "Load", location);
}

// Two flag bits: whether a method is wanted, and whether `super` had arguments.
function emitLoadSuper(
  c: Compiler,
  attribute: Attribute,
  call: Call,
  asMethod: boolean,
  location: Location,
): void {
  const flags = (asMethod ? 1 : 0) | (call.args.length > 0 ? 2 : 0);
  c.emitName(Op.LOAD_SUPER_ATTR, attribute.attr, c.unit.names, location, flags, 2);
  c.emitOp(Op.NOP, attributeLocation(location, attribute));
}

function rejectRepeatedKeywords(c: Compiler, keywords: readonly Keyword[]): void {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { arg } of keywords) {
    if (arg === null) continue;
    if (seen.has(arg)) repeated.add(arg);
    seen.add(arg);
  }
  if (repeated.size === 0) return;
  const first = keywords.find(({ arg }) => arg !== null && repeated.has(arg));
  const other = keywords.find((keyword) => keyword !== first && keyword.arg === first?.arg);
  if (other !== undefined) c.error(`keyword argument repeated: ${other.arg}`, other);
}

export function emitCall(c: Compiler, expr: Call): void {
  rejectRepeatedKeywords(c, expr.keywords);
  if (emitMethodCall(c, expr)) return;
  const skipNormalCall = c.newLabel();
  warnAboutCall(c, expr);
  c.visitExpr(expr.func);
  emitGeneratorCall(c, expr, skipNormalCall);
  c.emitOp(Op.PUSH_NULL, locationOf(expr.func));
  emitCallArguments(c, locationOf(expr), 0, expr.args, null, expr.keywords);
  c.useLabel(skipNormalCall);
}

/** `object.method(…)` without stars: loads the method and `self` apart. Returns false when the call is of another form. */
function emitMethodCall(c: Compiler, expr: Call): boolean {
  const { func: method, args, keywords } = expr;
  if (method.kind !== "Attribute" || method.ctx !== "Load") return false;
  // An attribute of an imported module is rarely a method.
  if (method.value.kind === "Name" && (c.symbols.top.symbol(method.value.id).usage & Usage.IMPORT) !== 0)
    return false;
  if (args.length + keywords.length + (keywords.length > 0 ? 1 : 0) >= STACK_USE_GUIDELINE) return false;
  if (args.some((arg) => arg.kind === "Starred") || keywords.some(({ arg }) => arg === null)) return false;

  let location = locationOf(method);
  if (isOptimizableSuper(c, method)) {
    const call = method.value as Call;
    emitSuperArguments(c, call);
    emitLoadSuper(c, method, call, true, location);
    location = attributeLocation(location, method);
  } else {
    c.visitExpr(method.value);
    location = attributeLocation(location, method);
    c.emitLoadMethod(method.attr, location);
  }
  c.visitExprs(args);
  const callLocation = attributeLocation(locationOf(expr), method);
  if (keywords.length > 0) {
    for (const keyword of keywords) c.visitExpr(keyword.value);
    emitKeywordNames(c, location, keywords);
    c.emit(Op.CALL_KW, args.length + keywords.length, callLocation);
  } else {
    c.emit(Op.CALL, args.length, callLocation);
  }
  return true;
}

/**
 * `all(… for …)`, `any(…)`, `tuple(…)`: if the function, which is on the stack, is the builtin, runs the generator in a
 * loop here and jumps to `end` with the result. Otherwise falls through to the ordinary call.
 */
function emitGeneratorCall(c: Compiler, expr: Call, end: Label): void {
  const { func, args, keywords } = expr;
  if (func.kind !== "Name" || args.length !== 1 || keywords.length > 0 || args[0].kind !== "GeneratorExp")
    return;
  const builtin =
    func.id === "all"
      ? CommonConstant.ALL
      : func.id === "any"
        ? CommonConstant.ANY
        : func.id === "tuple"
          ? CommonConstant.TUPLE
          : null;
  if (builtin === null) return;
  const location = locationOf(func);
  const isTuple = builtin === CommonConstant.TUPLE;
  const exhausted = builtin === CommonConstant.ALL ? TRUE : FALSE;
  const found = builtin === CommonConstant.ALL ? FALSE : TRUE;

  const skip = c.newLabel();
  c.emit(Op.COPY, 1, location);
  c.emit(Op.LOAD_COMMON_CONSTANT, builtin, location);
  c.emit(Op.IS_OP, 0, location);
  c.emitJump(Op.POP_JUMP_IF_FALSE, skip, location);
  c.emitOp(Op.POP_TOP, location);
  if (isTuple) c.emit(Op.BUILD_LIST, 0, location);
  c.visitExpr(args[0]);
  const loop = c.newLabel();
  const cleanup = c.newLabel();
  c.useLabel(loop);
  c.emitJump(Op.FOR_ITER, cleanup, location);
  if (isTuple) {
    c.emit(Op.LIST_APPEND, 2, location);
    c.emitJump(Op.JUMP, loop, location);
  } else {
    c.emitOp(Op.TO_BOOL, location);
    c.emitJump(builtin === CommonConstant.ALL ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, loop, location);
  }
  c.emitOp(Op.POP_ITER, NO_LOCATION);
  if (!isTuple) c.emitConst(found, location);
  c.emitJump(Op.JUMP, end, location);
  c.useLabel(cleanup);
  c.emitOp(Op.END_FOR, NO_LOCATION);
  c.emitOp(Op.POP_ITER, NO_LOCATION);
  if (isTuple) c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.LIST_TO_TUPLE, location);
  else c.emitConst(exhausted, location);
  c.emitJump(Op.JUMP, end, location);
  c.useLabel(skip);
}

function emitKeywordNames(c: Compiler, location: Location, keywords: readonly Keyword[]): void {
  c.emitConst(tupleConst(keywords.map(({ arg }) => stringConst(arg as string))), location);
}

function emitKeywordDict(c: Compiler, location: Location, keywords: readonly Keyword[]): void {
  const big = keywords.length * 2 > STACK_USE_GUIDELINE;
  if (big) c.emit(Op.BUILD_MAP, 0, NO_LOCATION);
  for (const { arg, value } of keywords) {
    c.emitConst(stringConst(arg as string), location);
    c.visitExpr(value);
    if (big) c.emit(Op.MAP_ADD, 1, NO_LOCATION);
  }
  if (!big) c.emit(Op.BUILD_MAP, keywords.length, location);
}

/**
 * Pushes the arguments and calls. The function and NULL (or `self`) are on the stack, and `pushed` arguments after them.
 * `injected` names a variable to pass as last positional argument.
 */
export function emitCallArguments(
  c: Compiler,
  location: Location,
  pushed: number,
  args: readonly ExprNode[],
  injected: string | null,
  keywords: readonly Keyword[],
): void {
  rejectRepeatedKeywords(c, keywords);
  const simple =
    args.length + keywords.length * 2 <= STACK_USE_GUIDELINE &&
    args.every((arg) => arg.kind !== "Starred") &&
    keywords.every(({ arg }) => arg !== null);
  if (simple) {
    c.visitExprs(args);
    let count = pushed + args.length;
    if (injected !== null) {
      c.emitVariable(injected, "Load", location);
      count++;
    }
    if (keywords.length > 0) {
      for (const keyword of keywords) c.visitExpr(keyword.value);
      emitKeywordNames(c, location, keywords);
      c.emit(Op.CALL_KW, count + keywords.length, location);
    } else {
      c.emit(Op.CALL, count, location);
    }
    return;
  }
  const only = args[0];
  if (pushed === 0 && args.length === 1 && only.kind === "Starred") c.visitExpr(only.value);
  else emitSequence(c, args, pushed, injected, Op.BUILD_LIST, Op.LIST_APPEND, Op.LIST_EXTEND, true, location);
  if (keywords.length > 0) emitMergedKeywords(c, location, keywords);
  else c.emitOp(Op.PUSH_NULL, location);
  c.emitOp(Op.CALL_FUNCTION_EX, location);
}

function emitMergedKeywords(c: Compiler, location: Location, keywords: readonly Keyword[]): void {
  let haveDict = false;
  let pending: Keyword[] = [];
  const flush = (): void => {
    if (pending.length === 0) return;
    emitKeywordDict(c, location, pending);
    if (haveDict) c.emit(Op.DICT_MERGE, 1, location);
    haveDict = true;
    pending = [];
  };
  for (const keyword of keywords) {
    if (keyword.arg !== null) {
      pending.push(keyword);
      continue;
    }
    flush();
    if (!haveDict) {
      c.emit(Op.BUILD_MAP, 0, location);
      haveDict = true;
    }
    c.visitExpr(keyword.value);
    c.emit(Op.DICT_MERGE, 1, location);
  }
  flush();
}
