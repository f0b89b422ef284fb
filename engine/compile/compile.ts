/**
 * The compiler's door: from a tree to a code object, exactly as CPython 3.14 would compile it.
 *
 *     tree ─ future imports ─ symbol table ─ code generator ─ flow graph ─ assembler ─ code object
 */

import type { CodeObject } from "../bytecode/code.ts";
import { Op } from "../bytecode/instructions.ts";
import type { Expression, Interactive, ModNode, Module, Position } from "../syntax/ast.ts";
import { PythonSyntaxError } from "../syntax/errors.ts";
import { assembleUnit } from "./assemble.ts";
import { emitBody } from "./codegen/classes.ts";
import { emitExpr } from "./codegen/expressions.ts";
import { emitStmt } from "./codegen/statements.ts";
import { bodyWithoutDocstring } from "./docstring.ts";
import { readFutureFeatures } from "./future.ts";
import type { Location } from "./location.ts";
import { locationOf } from "./location.ts";
import { buildSymbolTable } from "./symtable.ts";
import { Compiler } from "./unit.ts";

export interface CompileOptions {
  /** As `compile()`'s: 0 keeps everything, 1 drops assertions, 2 docstrings too. 0 by default. */
  readonly optimize?: 0 | 1 | 2;
  /** `CodeFlag.FUTURE_*` bits that are on without an import: those of the code that calls `compile()`. */
  readonly futureFlags?: number;
  /** Called for each SyntaxWarning. */
  readonly warn?: (message: string, position: Position) => void;
}

export { CompilationSystemError } from "./codegen/closures.ts";

/** A program too deeply nested to be compiled: Python's RecursionError. */
export class CompilationRecursionError extends Error {
  constructor() {
    super("maximum recursion depth exceeded during compilation");
    this.name = "CompilationRecursionError";
  }
}

/** Compiles a module (`exec`). Throws PythonSyntaxError where CPython's compiler does, and CompilationRecursionError. */
export function compileModule(module: Module, filename: string, options: CompileOptions = {}): CodeObject {
  return compile(module, filename, options);
}

/** Compiles an expression (`eval`): the code returns its value. */
export function compileExpression(
  expression: Expression,
  filename: string,
  options: CompileOptions = {},
): CodeObject {
  return compile(expression, filename, options);
}

/** Compiles what was typed at the prompt (`single`): expression statements are printed. */
export function compileInteractive(
  interactive: Interactive,
  filename: string,
  options: CompileOptions = {},
): CodeObject {
  return compile(interactive, filename, options);
}

function compile(module: ModNode, filename: string, options: CompileOptions): CodeObject {
  try {
    return compileUnchecked(module, filename, options);
  } catch (error) {
    // The host's stack is the limit; nothing is left half done, as all state is local to this compilation.
    if (
      error instanceof RangeError &&
      !(error instanceof PythonSyntaxError) &&
      /call stack|recursion/i.test(error.message)
    ) {
      throw new CompilationRecursionError();
    }
    throw error;
  }
}

function compileUnchecked(module: ModNode, filename: string, options: CompileOptions): CodeObject {
  const optimize = options.optimize ?? 0;
  const future = readFutureFeatures(module, filename, options.futureFlags ?? 0);
  const symbols = buildSymbolTable(module, filename, future, optimize);
  const c = new Compiler(symbols, {
    filename,
    future,
    optimize,
    interactive: module.kind === "Interactive",
    warn: options.warn ?? ((): void => {}),
    visitExpr: emitExpr,
    visitStmt: emitStmt,
    assemble: assembleUnit,
  });
  c.enterUnit("module", "<module>", symbols.top, 1);
  if (module.kind === "Expression") {
    c.visitExpr(module.body);
    return c.finishUnit(false);
  }
  const body = module.kind === "Module" ? bodyWithoutDocstring(module.body, optimize) : module.body;
  const first = body[0];
  const location: Location =
    first === undefined ? { line: 1, endLine: 1, col: 0, endCol: 0 } : locationOf(first);
  if (symbols.top.hasConditionalAnnotations) {
    c.emit(Op.BUILD_SET, 0, location);
    c.emit(Op.STORE_NAME, c.unit.names.add("__conditional_annotations__"), location);
  }
  emitBody(c, location, body, module.kind === "Interactive");
  return c.finishUnit(true);
}
