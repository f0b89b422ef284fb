/** Built-in functions that run code: compile, eval, exec, `__import__`; breakpoint is refused by name. */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { copyValue, isExactly, isNone, isRef, isUnbound, refAt, setRef } from "../../heap/values.ts";
import { bytesOf, isBytesLike } from "../../objects/bytes.ts";
import { decodeBytes } from "../../objects/codecs.ts";
import { dictFindName, dictSetName } from "../../objects/dict.ts";
import { getBuiltinsDict } from "../../objects/function.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { emptyTuple } from "../../objects/tuple.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { importName } from "../../runtime/import.ts";
import { N } from "../../runtime/names.ts";
import { indexValue } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { pushTemp } from "../../runtime/state.ts";
import { type CompileMode, interpreter } from "../../runtime/tierup.ts";
import { OPEN_ROW } from "../modules/io/open.ts";
import { isTree, readTree, writeTree } from "../modules/trees.ts";
import { currentGlobals, currentLocals } from "./objects.ts";
import type { FunctionTable } from "./table.ts";

/** Source text of an argument. */
function sourceText(slot: Slot, name: string): string {
  if (isStrValue(slot)) {
    const text = textOf(slot);
    if (text.includes("\0")) throw raise(T.SyntaxError, "source code string cannot contain null bytes");
    return text;
  }
  if (isBytesLike(slot)) return decodeBytes(bytesOf(slot).slice(), "utf-8-sig", "strict");
  throw raise(T.TypeError, `${name}() arg 1 must be a string, bytes or code object`);
}

/** Runs a text or code object in the namespaces that the arguments give. */
function runIn(args: Slot, mode: "exec" | "eval", out: Slot): void {
  const globals = pushTemp();
  const locals = pushTemp();
  const noGlobals = isUnbound(args + 8) || isNone(args + 8);
  if (noGlobals) setRef(globals, currentGlobals());
  else {
    if (!isRef(args + 8) || !isInstance(args + 8, T.dict))
      throw raise(T.TypeError, `${mode}() globals must be a dict, not ${typeNameOf(args + 8)}`);
    copyValue(args + 8, globals);
  }
  if (!isUnbound(args + 16) && !isNone(args + 16)) copyValue(args + 16, locals);
  else if (noGlobals) currentLocals(locals);
  else copyValue(globals, locals);
  if (dictFindName(refAt(globals), N.__builtins__) === 0) {
    const builtins = pushTemp();
    setRef(builtins, getBuiltinsDict());
    dictSetName(refAt(globals), N.__builtins__, builtins);
  }
  const held = pushTemp();
  let code: Address;
  if (isExactly(args, T.code)) code = refAt(args);
  else {
    const source = sourceText(args, mode);
    code = interpreter.compileSource(
      mode === "eval" ? source.replace(/^[ \t]+/, "") : source,
      "<string>",
      mode,
    );
  }
  setRef(held, code);
  interpreter.runCode(code, refAt(globals), locals, out);
}

function builtin_eval(args: Slot, out: Slot): void {
  runIn(args, "eval", out);
}

function builtin_exec(args: Slot): void {
  runIn(args, "exec", pushTemp());
}

// The flags of compile().
const ONLY_AST = 0x400;
const TYPE_COMMENTS = 0x1000;
const TOP_LEVEL_AWAIT = 0x2000;
const OPTIMIZED_AST = 0x8400;
const INCOMPLETE_INPUT = 0x4000;
const DONT_IMPLY_DEDENT = 0x200;
/** Those of `__future__` that still change anything: barry_as_FLUFL, annotations; and those that no longer do. */
const FUTURE_FLAGS = 0x1fe0000;
const KNOWN_FLAGS =
  ONLY_AST |
  TYPE_COMMENTS |
  TOP_LEVEL_AWAIT |
  OPTIMIZED_AST |
  INCOMPLETE_INPUT |
  DONT_IMPLY_DEDENT |
  FUTURE_FLAGS;

function compileMode(slot: Slot, onlyTree: boolean): CompileMode {
  if (!isStrValue(slot))
    throw raise(T.TypeError, `compile() argument 'mode' must be str, not ${typeNameOf(slot)}`);
  const mode = textOf(slot);
  if (mode === "exec" || mode === "eval" || mode === "single") return mode;
  if (mode !== "func_type")
    throw raise(
      T.ValueError,
      `compile() mode must be 'exec', 'eval'${onlyTree ? ", 'single' or 'func_type'" : " or 'single'"}`,
    );
  if (!onlyTree) throw raise(T.ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  throw raise(
    T.NotImplementedError,
    "compile() mode 'func_type' is not supported: type comments are not parsed",
  );
}

function builtin_compile(args: Slot, out: Slot): void {
  const filename = isStrValue(args + 8)
    ? textOf(args + 8)
    : isBytesLike(args + 8)
      ? decodeBytes(bytesOf(args + 8).slice(), "utf-8", "surrogateescape")
      : "<string>";
  const flags = isUnbound(args + 24) ? 0 : indexValue(args + 24);
  if ((flags & ~KNOWN_FLAGS) !== 0) throw raise(T.ValueError, "compile(): unrecognised flags");
  const level = isUnbound(args + 40) ? -1 : indexValue(args + 40);
  if (level < -1 || level > 2) throw raise(T.ValueError, "compile(): invalid optimize value");
  const onlyTree = (flags & ONLY_AST) !== 0;
  const mode = compileMode(args + 16, onlyTree);
  const options = { optimize: Math.max(level, 0) as 0 | 1 | 2, futureFlags: flags & FUTURE_FLAGS };
  const given = isTree(args);
  if (onlyTree) {
    if ((flags & OPTIMIZED_AST) === OPTIMIZED_AST && level > 0)
      throw raise(T.NotImplementedError, "compile() gives no optimised trees");
    if (given) copyValue(args, out);
    else writeTree(interpreter.parseSource(compiledText(args, mode), filename, mode), out);
  } else if (given) setRef(out, interpreter.compileTree(readTree(args, mode), filename, options));
  else setRef(out, interpreter.compileSource(compiledText(args, mode), filename, mode, options));
}

/** The text that compile() is given. */
function compiledText(slot: Slot, mode: CompileMode): string {
  if (!isStrValue(slot) && !isBytesLike(slot))
    throw raise(T.TypeError, "compile() arg 1 must be a string, bytes or AST object");
  const text = sourceText(slot, "compile");
  return mode === "eval" ? text.replace(/^[ \t]+/, "") : text;
}

function builtin_import(args: Slot, out: Slot): void {
  if (!isStrValue(args))
    throw raise(T.TypeError, `__import__() argument 1 must be str, not ${typeNameOf(args)}`);
  const fromlist = pushTemp();
  if (isUnbound(args + 24)) setRef(fromlist, emptyTuple());
  else copyValue(args + 24, fromlist);
  const globals = isExactly(args + 8, T.dict) ? refAt(args + 8) : currentGlobals();
  importName(textOf(args), globals, fromlist, isUnbound(args + 32) ? 0 : indexValue(args + 32), out);
}

function refuse(name: string, reason: string) {
  return (): never => {
    throw raise(T.NotImplementedError, `${name}() is not supported: ${reason}`);
  };
}

export const EXECUTION_FUNCTIONS: FunctionTable = {
  __import__: ["(name, globals=None, locals=None, fromlist=(), level=0)", builtin_import, "Import a module."],
  breakpoint: ["(*args, **kws)", refuse("breakpoint", "there is no debugger"), "Call the debugger."],
  compile: [
    "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
    builtin_compile,
    "Compile source into a code object that can be executed by exec() or eval().",
  ],
  eval: [
    "(source, /, globals=None, locals=None)",
    builtin_eval,
    "Evaluate the given source and return its value.",
  ],
  exec: [
    "(source, /, globals=None, locals=None, *, closure=None)",
    builtin_exec,
    "Execute the given source.",
  ],
  open: OPEN_ROW,
};
