/**
 * Type parameters (PEP 695) and `type` statements: made in a scope of their own; bounds, constraints, defaults and the
 * value of an alias are functions that are called when they are asked for.
 */

import { FunctionAttribute, Intrinsic1, Intrinsic2, Op } from "../../bytecode/instructions.ts";
import type { ExprNode, TypeAlias, TypeParamNode } from "../../syntax/ast.ts";
import { intConst, NONE, stringConst, tupleConst } from "../constants.ts";
import { locationOf } from "../location.ts";
import type { Scope } from "../scope.ts";
import type { Compiler } from "../unit.ts";
import { emitUnstarred, enterAnnotationUnit } from "./annotations.ts";
import { emitClosure } from "./closures.ts";

// The format that these functions take by default: the plain value.
const FORMAT_VALUE = tupleConst([intConst(1)]);

function emitLazyExpr(c: Compiler, expr: ExprNode, name: string, scope: Scope, allowStarred: boolean): void {
  const location = locationOf(expr);
  c.emitConst(FORMAT_VALUE, location);
  enterAnnotationUnit(c, location, scope, name);
  if (allowStarred) emitUnstarred(c, expr, location);
  else c.visitExpr(expr);
  c.emitOp(Op.RETURN_VALUE, location);
  emitClosure(c, location, c.finishUnit(true), FunctionAttribute.DEFAULTS);
}

/** Makes the type parameters, stores each in its variable, and pushes a tuple of them. */
export function emitTypeParams(c: Compiler, params: readonly TypeParamNode[]): void {
  let seenDefault = false;
  for (const param of params) {
    const location = locationOf(param);
    c.emitConst(stringConst(param.name), location);
    switch (param.kind) {
      case "TypeVar":
        if (param.bound !== null) {
          emitLazyExpr(c, param.bound, param.name, c.symbols.scopeOf(param), false);
          const constraints = param.bound.kind === "Tuple";
          c.emit(
            Op.CALL_INTRINSIC_2,
            constraints ? Intrinsic2.TYPEVAR_WITH_CONSTRAINTS : Intrinsic2.TYPEVAR_WITH_BOUND,
            location,
          );
        } else {
          c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.TYPEVAR, location);
        }
        break;
      case "TypeVarTuple":
        c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.TYPEVARTUPLE, location);
        break;
      case "ParamSpec":
        c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.PARAMSPEC, location);
        break;
    }
    if (param.default_value !== null) {
      seenDefault = true;
      const scope = param.kind === "TypeVar" ? c.symbols.defaultScopeOf(param) : c.symbols.scopeOf(param);
      emitLazyExpr(c, param.default_value, param.name, scope, param.kind === "TypeVarTuple");
      c.emit(Op.CALL_INTRINSIC_2, Intrinsic2.SET_TYPEPARAM_DEFAULT, location);
    } else if (seenDefault) {
      c.error(`non-default type parameter '${param.name}' follows default type parameter`, param);
    }
    c.emit(Op.COPY, 1, location);
    c.emitVariable(param.name, "Store", location);
  }
  c.emit(Op.BUILD_TUPLE, params.length, locationOf(params[0]));
}

export function emitTypeAlias(c: Compiler, stmt: TypeAlias): void {
  const location = locationOf(stmt);
  const name = stmt.name.id;
  const generic = stmt.type_params.length > 0;
  if (generic)
    c.enterUnit(
      "annotations",
      `<generic parameters of ${name}>`,
      c.symbols.scopeOf(stmt.type_params),
      location.line,
    );
  c.emitConst(stringConst(name), location);
  if (generic) emitTypeParams(c, stmt.type_params);
  else c.emitConst(NONE, location);

  c.emitConst(FORMAT_VALUE, location);
  enterAnnotationUnit(c, location, c.symbols.scopeOf(stmt), name);
  c.visitExpr(stmt.value);
  c.emitOp(Op.RETURN_VALUE, location);
  emitClosure(c, location, c.finishUnit(false), FunctionAttribute.DEFAULTS);
  c.emit(Op.BUILD_TUPLE, 3, location);
  c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.TYPEALIAS, location);
  if (generic) {
    emitClosure(c, location, c.finishUnit(false), 0);
    c.emitOp(Op.PUSH_NULL, location);
    c.emit(Op.CALL, 0, location);
  }
  c.emitVariable(name, "Store", location);
}
