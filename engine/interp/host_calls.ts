/**
 * The interpreter as natives see it (runtime/tierup.ts): running modules, class bodies and code objects, compiling,
 * sleeping.
 *
 * Pausing inside a native: the native throws PAUSED, the outermost run puts the frame back before the call and
 * returns, and when it goes on the call is made again; what was waited for is then there. A nested run cannot pause and
 * waits on the spot.
 */

import type { CodeObject } from "../bytecode/code.ts";
import {
  CompilationRecursionError,
  CompilationSystemError,
  compileExpression,
  compileInteractive,
  compileModule,
} from "../compile/compile.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { isRef, refAt } from "../heap/values.ts";
import { newSyntaxError } from "../objects/exceptions.ts";
import { loadCode } from "../runtime/codes.ts";
import { raise, raiseValue } from "../runtime/raise.ts";
import { sourceLine } from "../runtime/sources.ts";
import { markTemps, PAUSED, pushTemp, type RAISED, releaseTemps } from "../runtime/state.ts";
import { type CompileMode, type CompileOptions, host, type Interpreter } from "../runtime/tierup.ts";
import type { ModNode } from "../syntax/ast.ts";
import { PythonSyntaxError } from "../syntax/errors.ts";
import { parseExpression, parseInteractive, parseModule } from "../syntax/parse.ts";
import { callFunction, isNested, resumeGenerator, runBody } from "./run.ts";

let builtinsDict: Address = 0;
/** Moment (host's monotonic clock) at which the sleep under way ends; null when none is. */
let wakeAt: number | null = null;

export function resetHostCalls(builtins: Address): void {
  builtinsDict = builtins;
  wakeAt = null;
}

/** Milliseconds still to sleep, or null when the program does not sleep. */
export const sleepLeft = (): number | null =>
  wakeAt === null ? null : Math.max(0, wakeAt - host.monotonicMs());

/** What the compiler makes of something, with its errors raised as Python's (throws RAISED). */
function compiled<Result>(compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (error instanceof PythonSyntaxError) throw raiseSyntaxError(error);
    if (error instanceof CompilationSystemError) throw raise(L.T.SystemError, error.message);
    if (error instanceof CompilationRecursionError) throw raise(L.T.RecursionError, error.message);
    throw error;
  }
}

function parse(source: string, filename: string, mode: CompileMode): ModNode {
  if (mode === "exec") return parseModule(source, filename);
  return (mode === "eval" ? parseExpression : parseInteractive)(source, filename);
}

function compile(tree: ModNode, filename: string, options?: CompileOptions): CodeObject {
  if (tree.kind === "Module") return compileModule(tree, filename, options);
  return tree.kind === "Expression"
    ? compileExpression(tree, filename, options)
    : compileInteractive(tree, filename, options);
}

/** Compiles a source. A SyntaxError is raised as Python's (throws RAISED). */
export function compileSource(
  source: string,
  filename: string,
  mode: CompileMode,
  options?: CompileOptions,
): Address {
  return loadCode(compiled(() => compile(parse(source, filename, mode), filename, options)));
}

const parseSource = (source: string, filename: string, mode: CompileMode): ModNode =>
  compiled(() => parse(source, filename, mode));

const compileTree = (tree: ModNode, filename: string, options?: CompileOptions): Address =>
  loadCode(compiled(() => compile(tree, filename, options)));

function raiseSyntaxError(error: PythonSyntaxError): typeof RAISED {
  if (error.type === "MemoryError") return raise(L.T.MemoryError, error.message);
  return raiseValue(newSyntaxError(error.text === null ? withText(error) : error));
}

/** The compiler's errors know no text: it comes from the file, if there is one. */
function withText(error: PythonSyntaxError): PythonSyntaxError {
  const line = error.lineno === null ? "" : sourceLine(error.filename, error.lineno);
  if (line === "") return error;
  return new PythonSyntaxError(
    error.type,
    error.message,
    error.filename,
    error.lineno,
    error.offset,
    error.end_lineno,
    error.end_offset,
    `${line}\n`,
  );
}

function runModule(source: string, filename: string, module: Address): void {
  const dict = I32[(module + L.MODULE_DICT) >> 2];
  const mark = markTemps();
  runBody(compileSource(source, filename, "exec"), 0, dict, builtinsDict, dict, pushTemp());
  releaseTemps(mark);
}

function runModuleCode(code: CodeObject, module: Address): void {
  const dict = I32[(module + L.MODULE_DICT) >> 2];
  const mark = markTemps();
  runBody(loadCode(code), 0, dict, builtinsDict, dict, pushTemp());
  releaseTemps(mark);
}

function runClassBody(func: Address, namespace: Slot, out: Slot): void {
  runBody(
    I32[(func + L.FUNC_CODE) >> 2],
    func,
    I32[(func + L.FUNC_GLOBALS) >> 2],
    I32[(func + L.FUNC_BUILTINS) >> 2],
    refAt(namespace),
    out,
  );
}

function runCode(code: Address, globals: Address, locals: Slot, out: Slot): void {
  if (!isRef(locals)) throw raise(L.T.TypeError, "locals must be a mapping");
  runBody(code, 0, globals, builtinsDict, refAt(locals), out);
}

function sleep(seconds: number): void {
  if (wakeAt !== null && host.monotonicMs() >= wakeAt) {
    wakeAt = null;
    return;
  }
  wakeAt ??= host.monotonicMs() + seconds * 1000;
  if (!isNested()) throw PAUSED;
  while (host.monotonicMs() < wakeAt);
  wakeAt = null;
}

export function createInterpreter(invalidate: (object: Address) => void): Interpreter {
  return {
    callFunction,
    resumeGenerator,
    runModule,
    runModuleCode,
    runClassBody,
    compileSource,
    parseSource,
    compileTree,
    runCode,
    sleep,
    invalidate,
  };
}
