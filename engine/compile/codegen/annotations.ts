/**
 * Annotations: functions that compute them when they are asked for (PEP 649), or their text under
 * `from __future__ import annotations`.
 *
 * An `__annotate__` function takes a format; any but the plain value is refused with NotImplementedError, and the
 * library then evaluates it in a way of its own. The annotations of a module or class are collected while its body is
 * compiled, and their function is emitted at the end.
 */

import type { CodeObject } from "../../bytecode/code.ts";
import {
  CommonConstant,
  Comparison,
  compareOperand,
  FunctionAttribute,
  Op,
} from "../../bytecode/instructions.ts";
import type { AnnAssign, Arg, Arguments, ExprNode } from "../../syntax/ast.ts";
import { intConst, stringConst } from "../constants.ts";
import type { Location } from "../location.ts";
import { locationOf } from "../location.ts";
import type { Scope } from "../scope.ts";
import { mangle } from "../scope.ts";
import type { Compiler } from "../unit.ts";
import { unparse } from "../unparse.ts";
import { emitClosure } from "./closures.ts";

/** Formats above this one are for the library to compute. */
const VALUE_WITH_FAKE_GLOBALS = 2;

/** Starts an annotation function, up to where its format has been accepted. */
export function enterAnnotationUnit(c: Compiler, location: Location, scope: Scope, name: string): void {
  c.enterUnit("annotations", name, scope, location.line, null, {
    argcount: 0,
    posonlyargcount: 1,
    kwonlyargcount: 0,
  });
  c.emit(Op.LOAD_FAST, 0, location);
  c.emitConst(intConst(VALUE_WITH_FAKE_GLOBALS), location);
  c.emit(Op.COMPARE_OP, compareOperand(Comparison.GT), location);
  const body = c.newLabel();
  c.emitJump(Op.POP_JUMP_IF_FALSE, body, location);
  c.emit(Op.LOAD_COMMON_CONSTANT, CommonConstant.NOT_IMPLEMENTED_ERROR, location);
  c.emit(Op.RAISE_VARARGS, 1, location);
  c.useLabel(body);
}

// The symbol table calls the parameter `.format`, so that no annotation can mean it; the signature shows `format`.
function withFormatParameter(code: CodeObject): CodeObject {
  return { ...code, localsplusnames: ["format", ...code.localsplusnames.slice(1)] };
}

function leaveAnnotationUnit(c: Compiler, location: Location): void {
  c.emitOp(Op.RETURN_VALUE, location);
  emitClosure(c, location, withFormatParameter(c.finishUnit(true)), 0);
}

/** Pushes the annotation function of a function's parameters and result. Returns the bit that says so, or 0. */
export function emitFunctionAnnotations(
  c: Compiler,
  location: Location,
  args: Arguments,
  returns: ExprNode | null,
): number {
  const scope = c.symbols.scopeOf(args);
  if (!scope.annotationsUsed) return 0;
  enterAnnotationUnit(c, location, scope, scope.name);
  let count = 0;
  const emit = (name: string, annotation: ExprNode | null): void => {
    if (annotation === null) return;
    c.emitConst(stringConst(c.mangle(name)), location);
    emitAnnotation(c, annotation, location);
    count++;
  };
  const emitArg = (arg: Arg | null): void => {
    if (arg !== null) emit(arg.arg, arg.annotation);
  };
  args.args.forEach(emitArg);
  args.posonlyargs.forEach(emitArg);
  emitArg(args.vararg);
  args.kwonlyargs.forEach(emitArg);
  emitArg(args.kwarg);
  emit("return", returns);
  c.emit(Op.BUILD_MAP, count, location);
  leaveAnnotationUnit(c, location);
  return FunctionAttribute.ANNOTATE;
}

function emitAnnotation(c: Compiler, annotation: ExprNode, location: Location): void {
  if (c.futureAnnotations) emitAnnotationText(c, annotation);
  else emitUnstarred(c, annotation, location);
}

/** Evaluates an annotation or default; `*Ts` takes the one element of the iterable. */
export function emitUnstarred(c: Compiler, expr: ExprNode, location: Location): void {
  if (expr.kind === "Starred") {
    c.visitExpr(expr.value);
    c.emit(Op.UNPACK_SEQUENCE, 1, location);
  } else {
    c.visitExpr(expr);
  }
}

export function emitAnnotationText(c: Compiler, annotation: ExprNode): void {
  c.emitConst(stringConst(unparse(annotation)), locationOf(annotation));
}

/**
 * Notes the annotation of a module's or class's variable. Where it may not be reached (in a module, or under an `if`)
 * its number is added to a set at run time.
 */
export function deferAnnotation(c: Compiler, statement: AnnAssign, location: Location): void {
  const { unit } = c;
  const conditional = unit.kind === "module" || unit.conditionalDepth > 0;
  const index = conditional ? unit.nextConditionalIndex++ : -1;
  unit.deferredAnnotations.push({ statement, index });
  if (!conditional) return;
  c.emitName(
    unit.kind === "class" ? Op.LOAD_DEREF : Op.LOAD_NAME,
    "__conditional_annotations__",
    unit.cellvars,
    location,
  );
  c.emitConst(intConst(index), location);
  c.emit(Op.SET_ADD, 1, location);
  c.emitOp(Op.POP_TOP, location);
}

/** Emits the annotation function of a module or class, if it has annotations, and stores it. */
export function emitDeferredAnnotations(c: Compiler, location: Location): void {
  const { unit } = c;
  const deferred = unit.deferredAnnotations;
  const scope = unit.scope.annotationScope;
  if (deferred.length === 0 || scope === null) return;
  // A module stores its function before anything else, since it may be looked at while half run.
  const separate = unit.kind === "module";
  const inClass = unit.kind === "class";
  const main = unit.sequence;
  if (separate) unit.sequence = main.nestedSequence();
  enterAnnotationUnit(c, location, scope, scope.name);
  c.emit(Op.BUILD_MAP, 0, location);
  for (const { statement, index } of deferred) emitDeferredAnnotation(c, statement, index, inClass, location);
  leaveAnnotationUnit(c, location);
  c.emitVariable(inClass ? "__annotate_func__" : "__annotate__", "Store", location);
  if (separate) {
    main.annotations = unit.sequence;
    unit.sequence = main;
  }
}

function emitDeferredAnnotation(
  c: Compiler,
  statement: AnnAssign,
  index: number,
  inClass: boolean,
  location: Location,
): void {
  const at = locationOf(statement);
  const notSet = c.newLabel();
  if (index !== -1) {
    c.emitConst(intConst(index), at);
    if (inClass) c.emitName(Op.LOAD_DEREF, "__conditional_annotations__", c.unit.freevars, at);
    else c.emitName(Op.LOAD_GLOBAL, "__conditional_annotations__", c.unit.names, at, 0, 1);
    c.emit(Op.CONTAINS_OP, 0, at);
    c.emitJump(Op.POP_JUMP_IF_FALSE, notSet, at);
  }
  c.visitExpr(statement.annotation);
  c.emit(Op.COPY, 2, at);
  if (statement.target.kind !== "Name") throw new Error("only names have deferred annotations");
  c.emitConst(stringConst(mangle(c.unit.className, statement.target.id)), at);
  c.emitOp(Op.STORE_SUBSCR, location);
  c.useLabel(notSet);
}
