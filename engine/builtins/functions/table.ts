/**
 * Tables of built-in functions: rows as in types' method tables, entered into a module's dict.
 */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { intern, jsString, newString } from "../../heap/strings.ts";
import { refAt, setFloat, setRef } from "../../heap/values.ts";
import { newBuiltin } from "../../objects/define.ts";
import { dictFindName, dictSetName, newDict } from "../../objects/dict.ts";
import { int_set } from "../../objects/int.ts";
import { moduleDict } from "../../objects/module.ts";
import { newTupleOf } from "../../objects/tuple.ts";
import { callType } from "../../runtime/call.ts";
import { N } from "../../runtime/names.ts";
import { type Native, nativeOf } from "../../runtime/native.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";

/** `[signature, native, doc]`. */
export type FunctionRow = readonly [signature: string, call: Native, doc?: string];
export type FunctionTable = Readonly<Record<string, FunctionRow>>;

/** Enters the functions of a table into a module. They stay unbound: a bound native is called with its NATIVE_SELF first. */
export function addFunctions(module: Address, table: FunctionTable): void {
  const held = dictFindName(moduleDict(module), N.__name__);
  const moduleName = held === 0 ? "builtins" : jsString(refAt(held));
  for (const [name, [signature, call, doc]] of Object.entries(table)) {
    const native = newBuiltin(name, signature, call, doc ?? null);
    if (moduleName !== "builtins") nativeOf(native).module = moduleName;
    addObject(module, name, native);
  }
}

/** Sets a module's name to an object. */
export function addObject(module: Address, name: string, object: Address): void {
  addValue(module, name, (out) => setRef(out, object));
}

/** Sets a module's name to a value that `write` puts into a slot. */
export function addValue(module: Address, name: string, write: (out: Slot) => void): void {
  const mark = markTemps();
  const temp = pushTemp();
  write(temp);
  dictSetName(moduleDict(module), intern(name), temp);
  releaseTemps(mark);
}

export const addText = (module: Address, name: string, text: string): void =>
  addObject(module, name, newString(text));
export const addInt = (module: Address, name: string, value: number | bigint): void =>
  addValue(module, name, (out) => int_set(out, value));
export const addFloat = (module: Address, name: string, value: number): void =>
  addValue(module, name, (out) => setFloat(out, value));
/** Enters a static type under its own name. */
export const addType = (module: Address, name: keyof typeof T): void => addObject(module, name, T[name]);

/** A new class of exceptions, entered into a module; `moduleName` is its `__module__`. */
export function addExceptionType(module: Address, name: string, base: Address, moduleName: string): Address {
  const mark = markTemps();
  const temps = pushTemps(5);
  setRef(temps, intern(name));
  setRef(temps + 8, newTupleOf(base));
  setRef(temps + 16, newDict());
  setRef(temps + 24, intern(moduleName));
  dictSetName(refAt(temps + 16), N.__module__, temps + 24);
  callType(T.type, temps, 3, 0, temps + 32);
  const type = refAt(temps + 32);
  addObject(module, name, type);
  releaseTemps(mark);
  return type;
}
