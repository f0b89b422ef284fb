/** Function definitions and lambdas: decorators, defaults, annotations, type parameters, the body. */

import { FunctionAttribute, Intrinsic2, Op } from "../../bytecode/instructions.ts";
import type { Arguments, AsyncFunctionDef, ExprNode, FunctionDef, Lambda } from "../../syntax/ast.ts";
import { stringConst } from "../constants.ts";
import { bodyWithoutDocstring, cleanDocstring } from "../docstring.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import { docstringOf } from "../scope.ts";
import type { Compiler, Signature } from "../unit.ts";
import { emitFunctionAnnotations } from "./annotations.ts";
import { emitClosure } from "./closures.ts";
import { emitStopIterationHandler } from "./coroutines.ts";
import { emitTypeParams } from "./typeparams.ts";

function signatureOf(args: Arguments): Signature {
  return {
    argcount: args.args.length,
    posonlyargcount: args.posonlyargs.length,
    kwonlyargcount: args.kwonlyargs.length,
  };
}

/** Calls the decorators, innermost first, on what is on top. They were pushed before it. */
export function applyDecorators(c: Compiler, decorators: readonly ExprNode[]): void {
  for (let i = decorators.length - 1; i >= 0; i--) c.emit(Op.CALL, 0, locationOf(decorators[i]));
}

/** Pushes the defaults of the parameters. Returns what was pushed, as bits of `FunctionAttribute`. */
function emitDefaults(c: Compiler, location: Location, args: Arguments): number {
  let attributes = 0;
  if (args.defaults.length > 0) {
    c.visitExprs(args.defaults);
    c.emit(Op.BUILD_TUPLE, args.defaults.length, location);
    attributes |= FunctionAttribute.DEFAULTS;
  }
  let count = 0;
  for (const [index, arg] of args.kwonlyargs.entries()) {
    const value = args.kw_defaults[index];
    if (value === null) continue;
    count++;
    c.emitConst(stringConst(c.mangle(arg.arg)), location);
    c.visitExpr(value);
  }
  if (count > 0) {
    c.emit(Op.BUILD_MAP, count, location);
    attributes |= FunctionAttribute.KWDEFAULTS;
  }
  return attributes;
}

export function emitFunction(c: Compiler, stmt: FunctionDef | AsyncFunctionDef): void {
  c.visitExprs(stmt.decorator_list);
  const firstlineno = stmt.decorator_list[0]?.lineno ?? stmt.lineno;
  const location = locationOf(stmt);
  let attributes = emitDefaults(c, location, stmt.args);
  const generic = stmt.type_params.length > 0;
  // The defaults are evaluated outside the scope of the type parameters, and passed into it.
  let passed = 0;
  if (generic) {
    if ((attributes & FunctionAttribute.DEFAULTS) !== 0) passed++;
    if ((attributes & FunctionAttribute.KWDEFAULTS) !== 0) passed++;
    if (passed === 2) c.emit(Op.SWAP, 2, location);
    c.enterUnit(
      "annotations",
      `<generic parameters of ${stmt.name}>`,
      c.symbols.scopeOf(stmt.type_params),
      firstlineno,
      null,
      { argcount: passed, posonlyargcount: 0, kwonlyargcount: 0 },
    );
    emitTypeParams(c, stmt.type_params);
    for (let i = 0; i < passed; i++) c.emit(Op.LOAD_FAST, i, location);
  }
  attributes |= emitFunctionAnnotations(c, location, stmt.args, stmt.returns);
  emitFunctionBody(c, stmt, attributes, firstlineno);
  if (generic) {
    c.emit(Op.SWAP, 2, location);
    c.emit(Op.CALL_INTRINSIC_2, Intrinsic2.SET_FUNCTION_TYPE_PARAMS, location);
    emitClosure(c, location, c.finishUnit(false), 0);
    if (passed > 0) {
      c.emit(Op.SWAP, passed + 1, location);
      c.emit(Op.CALL, passed - 1, location);
    } else {
      c.emitOp(Op.PUSH_NULL, location);
      c.emit(Op.CALL, 0, location);
    }
  }
  applyDecorators(c, stmt.decorator_list);
  c.emitVariable(stmt.name, "Store", location);
}

function emitFunctionBody(
  c: Compiler,
  stmt: FunctionDef | AsyncFunctionDef,
  attributes: number,
  firstlineno: number,
): void {
  const scope = c.symbols.scopeOf(stmt);
  c.enterUnit(
    stmt.kind === "AsyncFunctionDef" ? "asyncFunction" : "function",
    stmt.name,
    scope,
    firstlineno,
    null,
    signatureOf(stmt.args),
  );
  let body = bodyWithoutDocstring(stmt.body, c.settings.optimize);
  const docstring = scope.hasDocstring ? docstringOf(body) : null;
  if (docstring !== null) {
    c.addConst(stringConst(cleanDocstring(docstring)));
    body = body.slice(1);
  }
  const suspends = scope.coroutine || scope.generator;
  c.useLabel(c.newLabel());
  if (suspends) c.pushBlock({ kind: "stopIteration" }, NO_LOCATION);
  c.visitStmts(body);
  if (suspends) {
    emitStopIterationHandler(c);
    c.popBlock();
  }
  emitClosure(c, locationOf(stmt), c.finishUnit(true), attributes);
}

export function emitLambda(c: Compiler, expr: Lambda): void {
  const location = locationOf(expr);
  const attributes = emitDefaults(c, location, expr.args);
  const scope = c.symbols.scopeOf(expr);
  c.enterUnit("lambda", "<lambda>", scope, expr.lineno, null, signatureOf(expr.args));
  c.visitExpr(expr.body);
  if (!scope.generator) c.emitOp(Op.RETURN_VALUE, locationOf(expr.body));
  emitClosure(c, location, c.finishUnit(!scope.generator), attributes);
}
