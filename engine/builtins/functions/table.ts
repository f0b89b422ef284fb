/**
 * Tables of built-in functions: rows as in types' method tables, entered into a module's dict.
 */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { intern, newString } from "../../heap/strings.ts";
import { setFloat, setRef } from "../../heap/values.ts";
import { newBuiltin } from "../../objects/define.ts";
import { dictSetName } from "../../objects/dict.ts";
import { int_set } from "../../objects/int.ts";
import { moduleDict } from "../../objects/module.ts";
import type { Native } from "../../runtime/native.ts";
import { markTemps, pushTemp, releaseTemps } from "../../runtime/state.ts";

/** `[signature, native, doc]`. */
export type FunctionRow = readonly [signature: string, call: Native, doc?: string];
export type FunctionTable = Readonly<Record<string, FunctionRow>>;

/** Enters the functions of a table into a module. They stay unbound: a bound native is called with its NATIVE_SELF first. */
export function addFunctions(module: Address, table: FunctionTable): void {
  for (const [name, [signature, call, doc]] of Object.entries(table)) {
    const native = newBuiltin(name, signature, call, doc ?? null);
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
