/**
 * The cursor: the parser's place in the token list, and how a rule fails.
 *
 * The parser is recursive descent, one method a rule, in a chain of classes by topic (each file extends the
 * one before; `parser.ts` is the end):
 *
 *     cursor ─ strings ─ displays ─ parameters ─ expressions ─ patterns ─ simple ─ compound ─ parser
 *                                                                                             │
 *                                     overridden by the error pass: diagnoseexpressions ─ diagnosestatements
 *
 * A rule either returns its node, with the cursor behind it, or fails by throwing `parseFailure`. The first pass
 * says nothing about why: when it has failed, the source is parsed again by the diagnosing parser, which
 * knows the common mistakes. `furthest` is the last token that the parser looked at; like CPython,
 * the plain "invalid syntax" points at it.
 */

import type { Position } from "../ast.ts";
import { type ErrorRange, PythonSyntaxError, type SyntaxErrorType } from "../errors.ts";
import type { TokenizedSource } from "../tokenizer.ts";
import type { Token, TokenType } from "../tokens.ts";
import * as T from "../tokens.ts";

/** What a failing rule throws: one object, because a stack trace would cost more than the parse. */
export const parseFailure = { failure: "the source does not match the grammar" } as const;

/** A warning that CPython gives while it parses (a SyntaxWarning). */
export interface ParseWarning {
  readonly message: string;
  readonly lineno: number;
}

export type WarningListener = (warning: ParseWarning) => void;

// Nesting that costs stack: the host's holds some ten thousand small frames.
const MAX_DEPTH = 1500;

export abstract class Cursor {
  protected index = 0;
  /** The token at `index`. */
  protected token: Token;
  protected readonly tokens: readonly Token[];
  /** The index of the last token looked at. */
  protected furthest = 0;
  private depth = 0;
  /** The line of the last compound statement read; only the error pass keeps it. */
  protected statementLineno = 0;

  constructor(
    protected readonly source: TokenizedSource,
    readonly filename: string,
    protected readonly warn: WarningListener | null,
  ) {
    this.tokens = source.tokens;
    this.token = source.tokens[0];
  }

  // Moving

  /** Steps over the current token and returns it. */
  protected advance(): Token {
    const token = this.token;
    this.token = this.tokens[++this.index];
    return token;
  }

  protected accept(type: TokenType): boolean {
    if (this.token.type !== type) return false;
    this.token = this.tokens[++this.index];
    return true;
  }

  protected expect(type: TokenType): Token {
    if (this.token.type !== type) this.fail();
    return this.advance();
  }

  /** The type of the token after the current one. */
  protected nextType(): TokenType {
    const next = this.tokens[this.index + 1];
    return next === undefined ? T.ENDMARKER : next.type;
  }

  /** Whether the current token is this soft keyword. */
  protected isWord(text: string): boolean {
    return this.token.type === T.NAME && this.token.text === text;
  }

  protected fail(): never {
    if (this.index > this.furthest) this.furthest = this.index;
    throw parseFailure;
  }

  protected reset(index: number): void {
    if (this.index > this.furthest) this.furthest = this.index;
    this.index = index;
    this.token = this.tokens[index];
  }

  /** Runs a rule; if it fails, returns null with the cursor where it was. */
  protected attempt<Result>(rule: () => Result): Result | null {
    const { index, depth } = this;
    try {
      return rule();
    } catch (failure) {
      if (failure !== parseFailure) throw failure;
      this.reset(index);
      this.depth = depth;
      return null;
    }
  }

  /**
   * Runs a rule that continues what has been read: an operator with its operand, a comma with the next element. If it
   * fails, so does the parse. Only the error pass goes on, with what precedes: whether that much
   * is valid decides which mistake it takes the source for.
   */
  protected parseMore<Result>(rule: () => Result): Result | null {
    return rule();
  }

  // Nesting

  /** Every rule that can contain itself without a bracket calls this, and `leave` when it is done. */
  protected enter(): void {
    if (++this.depth > MAX_DEPTH) {
      const { lineno } = this.token;
      const message = "Parser stack overflowed - Python source too complex to compile";
      this.raise(message, { lineno, offset: 1, end_lineno: lineno, end_offset: 0 }, "MemoryError");
    }
  }

  protected leave(): void {
    this.depth--;
  }

  // Positions

  /** From the start of a token or node to the end of the last token read. */
  protected from(start: { readonly lineno: number; readonly col_offset: number }): Position {
    const last = this.tokens[this.index - 1];
    return {
      lineno: start.lineno,
      col_offset: start.col_offset,
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    };
  }

  /** As `from`, where the last tokens read may be the NEWLINE and DEDENTs of a block. */
  protected fromBlock(start: { readonly lineno: number; readonly col_offset: number }): Position {
    let index = this.index - 1;
    while (index > 0 && this.tokens[index].type >= T.NEWLINE && this.tokens[index].type <= T.DEDENT) index--;
    const last = this.tokens[index];
    return {
      lineno: start.lineno,
      col_offset: start.col_offset,
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    };
  }

  // Errors with a message

  /** Throws a syntax error at a place already in characters. */
  protected raise(message: string, at: ErrorRange, type: SyntaxErrorType = "SyntaxError"): never {
    const lastRead = this.tokens[Math.max(this.furthest, this.index)] ?? this.tokens[this.tokens.length - 1];
    const isLastRead = lastRead.end_lineno <= at.lineno;
    const text = isLastRead ? this.source.lineWithEnd(at.lineno) : this.source.line(at.lineno);
    throw new PythonSyntaxError(
      type,
      message,
      this.filename,
      at.lineno,
      at.offset,
      at.end_lineno,
      at.end_offset,
      text,
      this.statementLineno,
    );
  }

  /** Throws a syntax error over a range of nodes or tokens. */
  protected raiseRange(
    first: { readonly lineno: number; readonly col_offset: number },
    last: { readonly end_lineno: number; readonly end_col_offset: number },
    message: string,
    type: SyntaxErrorType = "SyntaxError",
  ): never {
    this.raise(
      message,
      {
        lineno: first.lineno,
        offset: this.source.characterColumn(first.lineno, first.col_offset) + 1,
        end_lineno: last.end_lineno,
        end_offset: this.endOffset(first.lineno, last),
      },
      type,
    );
  }

  /** CPython measures the end against the first line, even if it is on another. */
  private endOffset(
    lineno: number,
    last: { readonly end_lineno: number; readonly end_col_offset: number },
  ): number {
    const offset = this.source.characterColumn(last.end_lineno, last.end_col_offset) + 1;
    return last.end_lineno === lineno ? offset : Math.min(offset, [...this.source.line(lineno)].length + 1);
  }

  /** Throws a syntax error at a node or token. */
  protected raiseAt(where: Position, message: string): never {
    this.raiseRange(where, where, message);
  }

  /** Throws a syntax error at the last token looked at. */
  protected raiseAtLast(message: string, type: SyntaxErrorType = "SyntaxError"): never {
    if (this.index > this.furthest) this.furthest = this.index;
    const last = this.tokens[this.furthest];
    this.raiseAtToken(last, message, type);
  }

  /** Throws a syntax error at the current token. */
  protected raiseAtNext(message: string): never {
    this.raiseAtToken(this.token, message, "SyntaxError");
  }

  protected raiseAtToken(token: Token, message: string, type: SyntaxErrorType): never {
    const { lineno } = token;
    if (token.type === T.INDENT || token.type === T.DEDENT || token.type === T.ENDMARKER) {
      // These have no extent: CPython gives the number of characters read of the line.
      const offset = this.source.characterColumn(lineno, token.col_offset);
      this.raise(message, { lineno, offset, end_lineno: lineno, end_offset: -1 }, type);
    }
    this.raiseRange(token, token, message, type);
  }
}
