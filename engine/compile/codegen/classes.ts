/**
 * Class definitions: the body is a function that fills a namespace; `__build_class__` runs it and calls the metaclass.
 */

import { Intrinsic1, Op } from "../../bytecode/instructions.ts";
import type { ClassDef, Expr, StmtNode } from "../../syntax/ast.ts";
import { intConst, NONE, stringConst, tupleConst } from "../constants.ts";
import { bodyWithoutDocstring, cleanDocstring } from "../docstring.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import { docstringOf } from "../scope.ts";
import type { Compiler } from "../unit.ts";
import { sortNames } from "../unit.ts";
import { emitDeferredAnnotations } from "./annotations.ts";
import { emitCallArguments } from "./calls.ts";
import { emitClosure } from "./closures.ts";
import { applyDecorators } from "./functions.ts";
import { emitTypeParams } from "./typeparams.ts";

/** The body of a module or class, after docstrings were dropped if they are: annotations' set-up, docstring, statements, annotation function. */
export function emitBody(
  c: Compiler,
  location: Location,
  body: readonly StmtNode[],
  isInteractive: boolean,
): void {
  const { scope } = c;
  if (c.futureAnnotations && scope.annotationsUsed) c.emitOp(Op.SETUP_ANNOTATIONS, location);
  if (body.length === 0) return;
  let rest = body;
  const docstring = isInteractive || !scope.hasDocstring ? null : docstringOf(body);
  if (docstring !== null) {
    c.emitConst(stringConst(cleanDocstring(docstring)), locationOf((body[0] as Expr).value));
    c.emitVariable("__doc__", "Store", NO_LOCATION);
    rest = body.slice(1);
  }
  c.visitStmts(rest);
  if (!c.futureAnnotations) emitDeferredAnnotations(c, location);
}

export function emitClass(c: Compiler, stmt: ClassDef): void {
  c.visitExprs(stmt.decorator_list);
  const firstlineno = stmt.decorator_list[0]?.lineno ?? stmt.lineno;
  const location = locationOf(stmt);
  const generic = stmt.type_params.length > 0;
  if (generic) {
    c.enterUnit(
      "annotations",
      `<generic parameters of ${stmt.name}>`,
      c.symbols.scopeOf(stmt.type_params),
      firstlineno,
      stmt.name,
    );
    emitTypeParams(c, stmt.type_params);
    c.emitVariable(".type_params", "Store", location);
  }
  emitClassBody(c, stmt, firstlineno);
  if (generic) {
    c.emitVariable(".type_params", "Load", location);
    c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.SUBSCRIPT_GENERIC, location);
    c.emitVariable(".generic_base", "Store", location);
    emitCallArguments(c, location, 2, stmt.bases, ".generic_base", stmt.keywords);
    emitClosure(c, location, c.finishUnit(false), 0);
    c.emitOp(Op.PUSH_NULL, location);
    c.emit(Op.CALL, 0, location);
  } else {
    emitCallArguments(c, location, 2, stmt.bases, null, stmt.keywords);
  }
  applyDecorators(c, stmt.decorator_list);
  c.emitVariable(stmt.name, "Store", location);
}

/** Pushes `__build_class__`, NULL, the body's function and the name: what the call of the class statement starts with. */
function emitClassBody(c: Compiler, stmt: ClassDef, firstlineno: number): void {
  c.enterUnit("class", stmt.name, c.symbols.scopeOf(stmt), firstlineno, stmt.name);
  const { unit, scope } = c;
  const start: Location = { line: firstlineno, endLine: firstlineno, col: 0, endCol: 0 };
  c.emitVariable("__name__", "Load", start);
  c.emitVariable("__module__", "Store", start);
  c.emitConst(stringConst(unit.qualname), start);
  c.emitVariable("__qualname__", "Store", start);
  c.emitConst(intConst(firstlineno), start);
  c.emitVariable("__firstlineno__", "Store", start);
  if (stmt.type_params.length > 0) {
    c.emitVariable(".type_params", "Load", start);
    c.emitVariable("__type_params__", "Store", start);
  }
  if (scope.needsClassDict) {
    c.emitOp(Op.LOAD_LOCALS, start);
    c.emit(Op.STORE_DEREF, unit.cellvars.add("__classdict__"), start);
  }
  if (scope.hasConditionalAnnotations) {
    c.emit(Op.BUILD_SET, 0, start);
    c.emit(Op.STORE_DEREF, unit.cellvars.add("__conditional_annotations__"), start);
  }
  emitBody(c, start, bodyWithoutDocstring(stmt.body, c.settings.optimize), false);
  c.emitConst(tupleConst(sortNames([...unit.staticAttributes]).map(stringConst)), NO_LOCATION);
  c.emitVariable("__static_attributes__", "Store", NO_LOCATION);
  if (scope.needsClassDict) {
    c.emit(Op.LOAD_CLOSURE, unit.cellvars.add("__classdict__"), NO_LOCATION);
    c.emitVariable("__classdictcell__", "Store", NO_LOCATION);
  }
  if (scope.needsClassClosure) {
    c.emit(Op.LOAD_CLOSURE, unit.cellvars.add("__class__"), NO_LOCATION);
    c.emit(Op.COPY, 1, NO_LOCATION);
    c.emitVariable("__classcell__", "Store", NO_LOCATION);
  } else {
    c.emitConst(NONE, NO_LOCATION);
  }
  c.emitOp(Op.RETURN_VALUE, NO_LOCATION);
  const code = c.finishUnit(true);

  const location = locationOf(stmt);
  c.emitOp(Op.LOAD_BUILD_CLASS, location);
  c.emitOp(Op.PUSH_NULL, location);
  emitClosure(c, location, code, 0);
  c.emitConst(stringConst(stmt.name), location);
}
