/**
 * Source locations of instructions, and the compiler's way of raising a SyntaxError.
 *
 * A location is a span: lines from 1, columns from 0 in UTF-8 bytes, -1 where there is none. Locations are shared and
 * never changed: a pass that moves an instruction to another line gives it another location.
 */

import type { Position } from "../syntax/ast.ts";
import { PythonSyntaxError } from "../syntax/errors.ts";

export interface Location {
  readonly line: number;
  readonly endLine: number;
  readonly col: number;
  readonly endCol: number;
}

/** Artificial code: takes the location of what precedes it. */
export const NO_LOCATION: Location = { line: -1, endLine: -1, col: -1, endCol: -1 };

/** Artificial code that takes the location of the instruction after it. */
export const NEXT_LOCATION: Location = { line: -2, endLine: -2, col: -2, endCol: -2 };

/** The span of a node. */
export function locationOf(node: Position): Location {
  return { line: node.lineno, endLine: node.end_lineno, col: node.col_offset, endCol: node.end_col_offset };
}

export function sameLocation(a: Location, b: Location): boolean {
  return (
    a === b || (a.line === b.line && a.endLine === b.endLine && a.col === b.col && a.endCol === b.endCol)
  );
}

/**
 * Raises SyntaxError at `position`. The compiler has no source, so the error carries no text; and as in CPython its
 * offsets count bytes.
 */
export function throwSyntaxError(message: string, filename: string, position: Position): never {
  throw new PythonSyntaxError(
    "SyntaxError",
    message,
    filename,
    position.lineno,
    position.col_offset + 1,
    position.end_lineno,
    position.end_col_offset + 1,
    null,
  );
}
