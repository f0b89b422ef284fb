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
import { interpreter } from "../../runtime/tierup.ts";
import { OPEN_ROW } from "../modules/io/open.ts";
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

function builtin_compile(args: Slot, out: Slot): void {
  const filename = isStrValue(args + 8) ? textOf(args + 8) : "<string>";
  if (!isStrValue(args + 16))
    throw raise(T.TypeError, `compile() argument 'mode' must be str, not ${typeNameOf(args + 16)}`);
  const mode = textOf(args + 16);
  if (mode !== "exec" && mode !== "eval" && mode !== "single")
    throw raise(T.ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
  if (!isUnbound(args + 24) && indexValue(args + 24) !== 0)
    throw raise(T.NotImplementedError, "compile() flags are not supported");
  setRef(out, interpreter.compileSource(sourceText(args, "compile"), filename, mode));
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
