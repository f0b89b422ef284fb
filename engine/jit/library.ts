/**
 * What traces do with tables, lists and new objects without leaving WebAssembly: functions written once for all trees.
 *
 *     dict_find_int, dict_find_str,      (table, key) → entry, 0 or UNDECIDED, as `dictFindPlain` and `setFindPlain` find it
 *     set_find_int, set_find_str         (objects/dict.ts and set.ts explain the probing); the key is an int, or an exact
 *                                        str's address
 *     appendToList, newInstanceOf, …     runtime functions (library_objects.ts)
 *     allocate                           (bytes, type) → a cell with its header, or 0 when an exception is raised
 *
 * They are a module of their own: V8 keeps its optimised code while trees come and go.
 */
import type { LibraryRuntime } from "../bytecode/runtime.ts";
import { LIBRARY_WASM } from "../generated/library.ts";
import { memory } from "../heap/memory.ts";
import { hashString } from "../heap/strings.ts";
import { compilePrinted } from "../interp/kernel.ts";
import { hashOfInt } from "../objects/int.ts";
import { cellFor, runtimeCall } from "../tier2/calls.ts";
import type { IrOp } from "../trace/ir.ts";
import { hostImports } from "./library_objects.ts";

export type Lookup = Extract<IrOp, `${"dict" | "set"}_find_${string}`>;

/** The library over the memory of an engine, as imports of a tree's module. */
export type Library = Readonly<
  Record<Lookup, (table: number, key: number) => number> &
    Record<"allocate", (bytes: number, type: number) => number> &
    Record<LibraryRuntime, (...args: (number | bigint)[]) => number>
>;

let compiled: WebAssembly.Module | null = null;

/** The library over the memory of the present engine. */
export function createLibrary(): Library {
  compiled ??= compilePrinted(LIBRARY_WASM);
  const imports = {
    m: memory,
    hash_int: hashOfInt,
    hash_str: hashString,
    host_cell: cellFor,
    ...hostImports((fn) => runtimeCall({ kind: "runtime", fn }, 0)),
  };
  return new WebAssembly.Instance(compiled, { e: imports }).exports as unknown as Library;
}
