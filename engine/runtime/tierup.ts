/**
 * What lower layers ask of the interpreter, declared here and injected by engine/index.ts: upward calls without
 * upward imports.
 */
import type { CodeObject } from "../bytecode/code.ts";
import type { Address, Slot } from "../heap/layout.ts";
import type { ModNode } from "../syntax/ast.ts";
import type { FileSystem } from "./files.ts";

/** As of `compile()`. */
export type CompileMode = "exec" | "eval" | "single";

export interface CompileOptions {
  /** 0 unless given. */
  readonly optimize?: 0 | 1 | 2;
  /** `CodeFlag.FUTURE_*` bits that are on without an import. */
  readonly futureFlags?: number;
}

export interface Interpreter {
  /**
   * Calls a Python function from a native and runs it to its end in a nested `run`. `args`: `count` slots, the last
   * ones keyword values when `keywordNames` (a tuple of str, or 0) says so. Writes the result to `out`; throws RAISED.
   * Nested runs cannot be paused; they count against the recursion limit.
   */
  callFunction(func: Address, args: Slot, count: number, keywordNames: Address, out: Slot): void;
  /**
   * Resumes a generator with the value in `sent` (None to start it) in a nested `run`. True: yielded, the value is in
   * `out`. False: finished, `out` holds the return value. Throws RAISED. With `thrown` (an exception address, or 0) raises that
   * inside instead; `closes`, true by default, says whether a GeneratorExit closes what it delegates to first.
   */
  resumeGenerator(generator: Address, sent: Slot, thrown: Address, out: Slot, closes?: boolean): boolean;
  /**
   * Compiles `source` and runs it as the body of `module` (its dict is globals and locals) in a nested `run`. Throws
   * RAISED: SyntaxError, or what the body raises.
   */
  runModule(source: string, filename: string, module: Address): void;
  /** The same with code that is compiled already. */
  runModuleCode(code: CodeObject, module: Address): void;
  /**
   * Runs the body of a class statement: the code of `func` (a function without parameters), in a nested `run`, with
   * `namespace` (a dict or another mapping) as its locals. Writes what the body returns, the `__class__` cell or None,
   * to `out`. Throws RAISED.
   */
  runClassBody(func: Address, namespace: Slot, out: Slot): void;
  /** Compiles a text. Returns a code object; raises SyntaxError by throwing RAISED. */
  compileSource(source: string, filename: string, mode: CompileMode, options?: CompileOptions): Address;
  /** The tree of a text. Raises SyntaxError by throwing RAISED. */
  parseSource(source: string, filename: string, mode: CompileMode): ModNode;
  /** Compiles a tree that a program has made. Raises SyntaxError by throwing RAISED. */
  compileTree(tree: ModNode, filename: string, options?: CompileOptions): Address;
  /**
   * Runs a code object in a nested `run` with these globals (a dict) and locals (a mapping; the slot may hold the globals
   * again), and writes what it returns to `out`. Throws RAISED.
   */
  runCode(code: Address, globals: Address, locals: Slot, out: Slot): void;
  /** Lets time pass: `time.sleep`. */
  sleep(seconds: number): void;
  /** Something compiled traces may rely on changed: a type's version went away, or a value of a watched dict. */
  invalidate(object: Address): void;
}

/** Set once by engine/index.ts before any Python runs. */
export let interpreter: Interpreter;
export function installInterpreter(implementation: Interpreter): void {
  interpreter = implementation;
}

/** A module of the library, which is CPython's own for the most part: compiled when it was built. */
export interface LibraryModule {
  readonly isPackage: boolean;
  readonly code: CodeObject;
  /** Its text, for tracebacks. */
  source(): string;
}

/** Packages of others that natives are made of, beside the engine. */
export type PackageName = "pako";

/** What the engine needs of the world outside. Set by engine/index.ts for each engine. */
export interface Host {
  write(stream: 1 | 2, text: string): void;
  /** A line of stdin with its newline, "" at the end of the stream. */
  readLine(): string;
  /** Source text of a file, or undefined when there is none. */
  readFile(path: string): string | undefined;
  /**
   * The library's module of this dotted name, compiled as if from `base`.py, or `base`/__init__.py for a package; undefined
   * when there is none.
   */
  findLibrary(name: string, base: string): LibraryModule | undefined;
  /** The imported package of this name, too large for programs that do not need it; undefined when it is not at hand. */
  findPackage(name: PackageName): unknown;
  readonly files: FileSystem;
  /** `os.environ`, and the number of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly processId: number;
  /** Seconds since the epoch, and a monotonic clock in milliseconds. */
  wallSeconds(): number;
  monotonicMs(): number;
  readonly argv: readonly string[];
  readonly path: readonly string[];
}
export let host: Host;
export function installHost(implementation: Host): void {
  host = implementation;
}
