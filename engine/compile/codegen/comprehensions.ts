/**
 * Comprehensions and generator expressions.
 *
 * A list, set or dict comprehension is inlined (PEP 709): its code stands in the enclosing code object, and the names it
 * binds are kept apart by pushing what the enclosing function has in those slots and restoring it afterwards, also when an
 * exception passes through. A generator expression, and a comprehension where inlining is not possible, becomes a
 * function that is called at once with the iterator of its first iterable.
 */

import { Op } from "../../bytecode/instructions.ts";
import type { Comprehension, DictComp, ExprNode, GeneratorExp, ListComp, SetComp } from "../../syntax/ast.ts";
import { NONE } from "../constants.ts";
import type { Location } from "../location.ts";
import { locationOf, NO_LOCATION } from "../location.ts";
import type { Scope, SymbolInfo } from "../scope.ts";
import { isFunctionLike, Usage } from "../scope.ts";
import type { Label } from "../sequence.ts";
import { NO_LABEL } from "../sequence.ts";
import type { Compiler } from "../unit.ts";
import { emitClosure } from "./closures.ts";
import { emitJumpIf } from "./conditions.ts";
import { emitAwaitValue, emitStopIterationHandler, emitYieldFrom, emitYieldValue } from "./coroutines.ts";

type AnyComprehension = ListComp | SetComp | DictComp | GeneratorExp;

const NAMES = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
} as const;
const BUILD = { ListComp: Op.BUILD_LIST, SetComp: Op.BUILD_SET, DictComp: Op.BUILD_MAP } as const;

export function emitComprehension(c: Compiler, expr: AnyComprehension): void {
  const scope = c.symbols.scopeOf(expr);
  if (scope.comprehensionInlined) emitInlined(c, expr, scope);
  else emitAsFunction(c, expr, scope);
}

/** Evaluates the first iterable and takes its iterator, in the enclosing scope. */
function emitOutermostIterator(c: Compiler, generator: Comprehension): void {
  c.visitExpr(generator.iter);
  c.emitOp(generator.is_async === 1 ? Op.GET_AITER : Op.GET_ITER, locationOf(generator.iter));
}

function emitAsFunction(c: Compiler, expr: AnyComprehension, scope: Scope): void {
  const location = locationOf(expr);
  const outermost = expr.generators[0];
  c.enterUnit("comprehension", NAMES[expr.kind], scope, expr.lineno, null, {
    argcount: 1,
    posonlyargcount: 0,
    kwonlyargcount: 0,
  });
  if (expr.kind !== "GeneratorExp") c.emit(BUILD[expr.kind], 0, location);
  emitGenerator(c, location, expr, 0, 0, false);
  if (expr.kind === "GeneratorExp") emitStopIterationHandler(c);
  else c.emitOp(Op.RETURN_VALUE, location);
  const code = c.finishUnit(true);
  emitClosure(c, location, code, 0);
  emitOutermostIterator(c, outermost);
  c.emit(Op.CALL, 0, location);
  if (scope.coroutine && expr.kind !== "GeneratorExp") emitAwaitValue(c, location, 0);
}

interface InlinedState {
  /** Names whose slots are saved on the stack, in order. */
  readonly pushed: string[];
  readonly cleanup: Label;
  readonly outerSymbols: Map<string, SymbolInfo>;
  readonly hidden: Set<string>;
}

function emitInlined(c: Compiler, expr: AnyComprehension, scope: Scope): void {
  const location = locationOf(expr);
  emitOutermostIterator(c, expr.generators[0]);
  const state = enterInlined(c, location, scope);
  if (expr.kind !== "GeneratorExp") {
    c.emit(BUILD[expr.kind], 0, location);
    c.emit(Op.SWAP, 2, location);
  }
  emitGenerator(c, location, expr, 0, 0, true);
  leaveInlined(c, location, state);
}

function enterInlined(c: Compiler, location: Location, inner: Scope): InlinedState {
  const unit = c.unit;
  const outer = unit.scope;
  const inClass = outer.kind === "class" && unit.inlinedComprehensions === 0;
  const outerSymbols = new Map<string, SymbolInfo>();
  const hidden = new Set<string>();
  unit.inlinedComprehensions++;
  const bindsHere = (symbol: SymbolInfo): boolean =>
    (symbol.usage & Usage.LOCAL) !== 0 && (symbol.usage & Usage.NONLOCAL) === 0;

  // While the comprehension is compiled, its names mean what they mean inside it. What is free inside is what it is
  // outside; and a cell inside that is free outside is reached alike.
  for (const [name, symbol] of inner.symbols) {
    const outside = outer.symbol(name);
    const differs =
      symbol.resolution !== outside.resolution &&
      symbol.resolution !== "free" &&
      !(symbol.resolution === "cell" && outside.resolution === "free");
    if (differs || inClass) {
      outerSymbols.set(name, outside);
      outer.symbols.set(name, symbol);
    }
    if ((bindsHere(symbol) || inClass) && !isFunctionLike(outer) && unit.fastHidden.get(name) !== true) {
      unit.fastHidden.set(name, true);
      hidden.add(name);
    }
  }

  const pushed: string[] = [];
  for (const [name, symbol] of inner.symbols) {
    if (!bindsHere(symbol)) continue;
    // What is pushed may be nothing, or, for a cell, the cell itself: the comprehension gets a new one.
    c.emitName(Op.LOAD_FAST_AND_CLEAR, name, unit.varnames, location);
    if (symbol.resolution === "cell") {
      c.emitName(
        Op.MAKE_CELL,
        name,
        outer.symbol(name).resolution === "free" ? unit.freevars : unit.cellvars,
        location,
      );
    }
    pushed.push(name);
  }
  let cleanup = NO_LABEL;
  if (pushed.length > 0) {
    // Bring the iterator back to the top.
    c.emit(Op.SWAP, pushed.length + 1, location);
    cleanup = c.newLabel();
    c.emitJump(Op.SETUP_FINALLY, cleanup, location);
  }
  return { pushed, cleanup, outerSymbols, hidden };
}

function leaveInlined(c: Compiler, location: Location, state: InlinedState): void {
  if (state.pushed.length > 0) {
    c.emitOp(Op.POP_BLOCK, NO_LOCATION);
    const end = c.newLabel();
    c.emitJump(Op.JUMP_NO_INTERRUPT, end, NO_LOCATION);
    c.useLabel(state.cleanup);
    // Drop the unfinished result from under the exception.
    c.emit(Op.SWAP, 2, NO_LOCATION);
    c.emitOp(Op.POP_TOP, NO_LOCATION);
    restoreLocals(c, location, state.pushed);
    c.emit(Op.RERAISE, 0, NO_LOCATION);
    c.useLabel(end);
    restoreLocals(c, location, state.pushed);
  }
  const unit = c.unit;
  unit.inlinedComprehensions--;
  for (const [name, symbol] of state.outerSymbols) unit.scope.symbols.set(name, symbol);
  for (const name of state.hidden) unit.fastHidden.set(name, false);
}

function restoreLocals(c: Compiler, location: Location, pushed: readonly string[]): void {
  c.emit(Op.SWAP, pushed.length + 1, location);
  for (let i = pushed.length - 1; i >= 0; i--) {
    c.emitName(Op.STORE_FAST_MAYBE_NULL, pushed[i], c.unit.varnames, location);
  }
}

/** Emits the loop of generator `index` and, inside it, those that follow. `depth` counts the iterators on the stack. */
function emitGenerator(
  c: Compiler,
  location: Location,
  expr: AnyComprehension,
  index: number,
  depth: number,
  iteratorOnStack: boolean,
): void {
  if (expr.generators[index].is_async === 1)
    emitAsyncGenerator(c, location, expr, index, depth, iteratorOnStack);
  else emitSyncGenerator(c, location, expr, index, depth, iteratorOnStack);
}

/** The only element of a list or tuple display: `for y in [f(x)]` is an assignment, and compiled as one. */
function singleElement(iterable: ExprNode): ExprNode | null {
  if ((iterable.kind !== "List" && iterable.kind !== "Tuple") || iterable.elts.length !== 1) return null;
  return iterable.elts[0].kind === "Starred" ? null : iterable.elts[0];
}

function emitSyncGenerator(
  c: Compiler,
  location: Location,
  expr: AnyComprehension,
  index: number,
  outerDepth: number,
  iteratorOnStack: boolean,
): void {
  const generator = expr.generators[index];
  const start = c.newLabel();
  const ifCleanup = c.newLabel();
  const anchor = c.newLabel();
  let loops = true;
  let depth = outerDepth;
  if (!iteratorOnStack) {
    if (index === 0) {
      c.emit(Op.LOAD_FAST, 0, location);
    } else {
      const single = singleElement(generator.iter);
      if (single !== null) {
        c.visitExpr(single);
        loops = false;
      } else {
        c.visitExpr(generator.iter);
        c.emitOp(Op.GET_ITER, locationOf(generator.iter));
      }
    }
  }
  if (loops) {
    depth++;
    c.useLabel(start);
    c.emitJump(Op.FOR_ITER, anchor, locationOf(generator.iter));
  }
  c.visitExpr(generator.target);
  for (const condition of generator.ifs) emitJumpIf(c, location, condition, ifCleanup, false);
  const elementLocation = emitRest(c, location, expr, index, depth);
  c.useLabel(ifCleanup);
  if (loops) {
    c.emitJump(Op.JUMP, start, elementLocation);
    c.useLabel(anchor);
    c.emitOp(Op.END_FOR, NO_LOCATION);
    c.emitOp(Op.POP_ITER, NO_LOCATION);
  }
}

function emitAsyncGenerator(
  c: Compiler,
  location: Location,
  expr: AnyComprehension,
  index: number,
  depth: number,
  iteratorOnStack: boolean,
): void {
  const generator = expr.generators[index];
  const start = c.newLabel();
  const send = c.newLabel();
  const except = c.newLabel();
  const ifCleanup = c.newLabel();
  if (!iteratorOnStack) {
    if (index === 0) {
      c.emit(Op.LOAD_FAST, 0, location);
    } else {
      c.visitExpr(generator.iter);
      c.emitOp(Op.GET_AITER, locationOf(generator.iter));
    }
  }
  c.useLabel(start);
  c.pushBlock({ kind: "asyncComprehension" }, location);
  c.emitJump(Op.SETUP_FINALLY, except, location);
  c.emitOp(Op.GET_ANEXT, location);
  c.emitConst(NONE, location);
  c.useLabel(send);
  emitYieldFrom(c, location, true);
  c.emitOp(Op.POP_BLOCK, location);
  c.visitExpr(generator.target);
  for (const condition of generator.ifs) emitJumpIf(c, location, condition, ifCleanup, false);
  const elementLocation = emitRest(c, location, expr, index, depth + 1);
  c.useLabel(ifCleanup);
  c.emitJump(Op.JUMP, start, elementLocation);
  c.popBlock();
  c.useLabel(except);
  c.emitJump(Op.END_ASYNC_FOR, send, location);
}

/** The next generator, or, in the last one, the element. Returns where the element stands. */
function emitRest(
  c: Compiler,
  location: Location,
  expr: AnyComprehension,
  index: number,
  depth: number,
): Location {
  const element = expr.kind === "DictComp" ? expr.key : expr.elt;
  const elementLocation = locationOf(element);
  if (index + 1 < expr.generators.length) {
    emitGenerator(c, location, expr, index + 1, depth, false);
    return elementLocation;
  }
  c.visitExpr(element);
  switch (expr.kind) {
    case "GeneratorExp":
      emitYieldValue(c, elementLocation);
      c.emitOp(Op.POP_TOP, elementLocation);
      return elementLocation;
    case "ListComp":
      c.emit(Op.LIST_APPEND, depth + 1, elementLocation);
      return elementLocation;
    case "SetComp":
      c.emit(Op.SET_ADD, depth + 1, elementLocation);
      return elementLocation;
    case "DictComp": {
      c.visitExpr(expr.value);
      const both: Location = {
        line: elementLocation.line,
        endLine: expr.value.end_lineno,
        col: elementLocation.col,
        endCol: expr.value.end_col_offset,
      };
      c.emit(Op.MAP_ADD, depth + 1, both);
      return both;
    }
  }
}
