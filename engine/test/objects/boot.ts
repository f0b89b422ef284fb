/**
 * The object model without an interpreter, for tests: natives and classes work, calling a Python function fails.
 */
import { EngineBug } from "../../base/assert.ts";
import { resetAllocator } from "../../heap/allocate.ts";
import { type Address, EXC_ARGS, OBJ_TYPE, type Slot, TYPE_QUALNAME } from "../../heap/layout.ts";
import { createMemory, I32 } from "../../heap/memory.ts";
import { intern, jsString, newString } from "../../heap/strings.ts";
import { refAt, setBool, setFloat, setNone, setRef } from "../../heap/values.ts";
import { bootObjects } from "../../objects/boot.ts";
import { int_set } from "../../objects/int.ts";
import { newTuple, tupleItem } from "../../objects/tuple.ts";
import { getAttribute } from "../../runtime/attributes.ts";
import { callValue } from "../../runtime/call.ts";
import { resetCodes } from "../../runtime/codes.ts";
import { reprOf, strOf } from "../../runtime/format.ts";
import { takeRaised } from "../../runtime/raise.ts";
import { pushTemp, pushTemps, RAISED } from "../../runtime/state.ts";
import { installHost, installInterpreter } from "../../runtime/tierup.ts";
import { MemoryFiles } from "../../worker/memory_files.ts";

const refuse = (): never => {
  throw new EngineBug("there is no interpreter in this test");
};

/** Files that `host.readFile` finds. */
export const files = new Map<string, string>();
/** What was written to the standard streams. */
export const written: string[] = [];

/** Starts a fresh object model. */
export function bootForTest(): void {
  createMemory(1 << 28);
  resetAllocator();
  resetCodes(0, 0);
  installInterpreter({
    callFunction: refuse,
    resumeGenerator: refuse,
    runModule: refuse,
    invalidate: () => {},
  } as never);
  installHost({
    write: (_stream: 1 | 2, text: string) => void written.push(text),
    readLine: () => "",
    files: new MemoryFiles(),
    environment: {},
    processId: 1,
    findLibrary: () => undefined,
    findPackage: () => undefined,
    readFile: (path: string) => files.get(path),
    wallSeconds: () => 0,
    monotonicMs: () => 0,
    argv: ["test.py"],
    path: [""],
  });
  bootObjects();
}

/** A value given as JS: numbers are ints when they are whole, an object with `address` is that object. */
export type Given =
  | number
  | bigint
  | string
  | boolean
  | null
  | { readonly address: Address }
  | { readonly slot: Slot };
export const float = (value: number): { readonly slot: Slot } => {
  const slot = pushTemp();
  setFloat(slot, value);
  return { slot };
};
export const at = (address: Address): { readonly address: Address } => ({ address });

export function put(value: Given, slot: Slot): void {
  if (value === null) setNone(slot);
  else if (typeof value === "boolean") setBool(slot, value);
  else if (typeof value === "string") setRef(slot, newString(value));
  else if (typeof value === "number" || typeof value === "bigint") int_set(slot, value);
  else if ("address" in value) setRef(slot, value.address);
  else {
    I32[slot >> 2] = I32[value.slot >> 2];
    I32[(slot >> 2) + 1] = I32[(value.slot >> 2) + 1];
  }
}

/** A fresh slot with a value. */
export function value(given: Given): Slot {
  const slot = pushTemp();
  put(given, slot);
  return slot;
}

/** Calls `callable` and returns the slot of the result. */
export function call(
  callable: Given,
  args: readonly Given[] = [],
  keywords: Readonly<Record<string, Given>> = {},
): Slot {
  const names = Object.keys(keywords);
  const target = value(callable);
  const slots = pushTemps(args.length + names.length + 1);
  const out = pushTemp();
  args.forEach((arg, i) => put(arg, slots + 8 * i));
  names.forEach((name, i) => put(keywords[name]!, slots + 8 * (args.length + i)));
  let tuple = 0;
  if (names.length > 0) {
    tuple = newTuple(names.length);
    names.forEach((name, i) => setRef(tupleItem(tuple, i), intern(name)));
  }
  callValue(target, slots, args.length + names.length, tuple, out);
  return out;
}

/** `object.name`. */
export function get(object: Given, name: string): Slot {
  const out = pushTemp();
  getAttribute(value(object), intern(name), out);
  return out;
}

/** `object.name(args…)`. */
export const callMethodOf = (object: Given, name: string, args: readonly Given[] = [], keywords = {}): Slot =>
  call({ slot: get(object, name) }, args, keywords);

export const repr = (slot: Slot): string => reprOf(slot);

/** Runs `body` and returns `Type: message` of the Python exception it raises, or null. */
export function raised(body: () => void): string | null {
  try {
    body();
    return null;
  } catch (error) {
    if (error !== RAISED) throw error;
    const exception = takeRaised();
    const slot = pushTemp();
    setRef(slot, exception);
    const type = I32[(exception + OBJ_TYPE) >> 2];
    return `${jsString(I32[(type + TYPE_QUALNAME) >> 2])}: ${strOf(slot)}`;
  }
}

/** A tuple of values. */
export function tuple(...items: Given[]): { readonly address: Address } {
  const address = newTuple(items.length);
  const holder = pushTemp();
  setRef(holder, address);
  items.forEach((item, i) => put(item, tupleItem(address, i)));
  return { address };
}

export const exceptionArgs = (exception: Slot): Address => I32[(refAt(exception) + EXC_ARGS) >> 2];
