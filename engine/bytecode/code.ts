/**
 * Code objects: what the compiler produces and the interpreter runs, as plain host-side data.
 *
 * The fields are those of CPython 3.14's code object, so `dis`, `co_code`, `co_positions()` and tracebacks can show what
 * they show there. Where CPython packs (the line table, the exception table), this keeps the unpacked form: the packed
 * one exists to save memory in a process, and nothing here reads it.
 *
 * What must hold
 *   - `code` holds base instructions only: inline caches are present and zero, and EXTENDED_ARG precedes its instruction;
 *   - `localsplusnames` lists locals, then cells that are not locals, then free variables, and `localspluskinds` says so;
 *   - exception table ranges are in ascending order and do not overlap;
 *   - a code object is never changed once made: the interpreter copies `code` before it specialises.
 */

import { LocalKind } from "./instructions.ts";

/** A constant. Strings are JS strings, in which a lone surrogate stands for itself; `float` and `complex` keep signed zeros. */
export type Const =
  | { readonly kind: "none" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "ellipsis" }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "complex"; readonly real: number; readonly imag: number }
  | { readonly kind: "str"; readonly value: string }
  | { readonly kind: "bytes"; readonly value: Uint8Array }
  | { readonly kind: "tuple"; readonly items: readonly Const[] }
  | { readonly kind: "frozenset"; readonly items: readonly Const[] }
  | { readonly kind: "slice"; readonly start: Const; readonly stop: Const; readonly step: Const }
  | { readonly kind: "code"; readonly value: CodeObject };

/**
 * While the instruction at a unit offset in `[start, end)` runs, an exception unwinds the stack to `depth`, pushes the
 * offset of the raising instruction if `lasti`, pushes the exception, and goes on at `target`. All offsets in code units.
 */
export interface ExceptionTableEntry {
  readonly start: number;
  readonly end: number;
  readonly target: number;
  readonly depth: number;
  readonly lasti: boolean;
}

export interface CodeObject {
  readonly filename: string;
  readonly name: string;
  readonly qualname: string;
  readonly firstlineno: number;
  /** `CodeFlag` bits. */
  readonly flags: number;
  /** Positional parameters, the positional-only ones included; neither `*args` nor keyword-only ones. */
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
  /** The value stack's greatest depth. */
  readonly stacksize: number;
  readonly localsplusnames: readonly string[];
  /** `LocalKind` bits, one entry a name. */
  readonly localspluskinds: Uint8Array;
  /** Names that are locals (parameters that are also cells included): the length of `co_varnames`. */
  readonly nlocals: number;
  readonly code: Uint16Array;
  readonly consts: readonly Const[];
  readonly names: readonly string[];
  readonly exceptionTable: readonly ExceptionTableEntry[];
  /** Four numbers a code unit: line, end line, column, end column (columns in UTF-8 bytes from 0); -1 where there is none. */
  readonly positions: Int32Array;
}

/** `co_varnames`: parameters and locals. */
export function varnames(code: CodeObject): string[] {
  return code.localsplusnames.filter((_, i) => (code.localspluskinds[i] & LocalKind.LOCAL) !== 0);
}

/** `co_cellvars`: variables that inner functions share, parameters among them. */
export function cellvars(code: CodeObject): string[] {
  return code.localsplusnames.filter((_, i) => (code.localspluskinds[i] & LocalKind.CELL) !== 0);
}

/** `co_freevars`: variables of enclosing functions. */
export function freevars(code: CodeObject): string[] {
  return code.localsplusnames.filter((_, i) => (code.localspluskinds[i] & LocalKind.FREE) !== 0);
}

/** The line of the code unit at `unit`, or -1. */
export function lineAt(code: CodeObject, unit: number): number {
  return code.positions[unit * 4];
}

/** The exception table entry that covers the code unit at `unit`, or undefined. */
export function findHandler(code: CodeObject, unit: number): ExceptionTableEntry | undefined {
  let low = 0;
  let high = code.exceptionTable.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = code.exceptionTable[middle];
    if (unit < entry.start) high = middle;
    else if (unit >= entry.end) low = middle + 1;
    else return entry;
  }
  return undefined;
}
