/**
 * Syntax errors: what the tokenizer and the parser throw, with CPython 3.14's words and positions.
 */

/** The Python exception that a failed parse becomes. */
export type SyntaxErrorType = "SyntaxError" | "IndentationError" | "TabError" | "MemoryError";

/**
 * A source that is not Python. Lines and offsets count from 1, offsets in characters (code points) of
 * the line, as the attributes of Python's SyntaxError do; null where CPython gives none.
 * An `end_offset` of 0 or -1 means "unknown", as in CPython.
 */
export class PythonSyntaxError extends Error {
  constructor(
    /** Which exception to raise. `MemoryError` is a source nested too deeply to parse. */
    readonly type: SyntaxErrorType,
    message: string,
    readonly filename: string,
    readonly lineno: number | null,
    readonly offset: number | null,
    readonly end_lineno: number | null,
    readonly end_offset: number | null,
    /** The line of the source, with its newline if it was the last one read. */
    readonly text: string | null,
    /** The line of the last compound statement read before the error, 0 if none: see keywordhint.ts. */
    readonly statement_lineno = 0,
  ) {
    super(message);
    this.name = "PythonSyntaxError";
  }
}

/** Where an error stands: lines from 1; columns from 1 in characters, or CPython's 0 and -1 for "unknown". */
export interface ErrorRange {
  readonly lineno: number;
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
}
