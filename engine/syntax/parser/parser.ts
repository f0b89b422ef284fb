/**
 * The whole parser: the rules that a source starts with.
 */

import type { Expression, Interactive, Module, StmtNode } from "../ast.ts";
import * as T from "../tokens.ts";
import { CompoundStatementParser } from "./compound.ts";

export class Parser extends CompoundStatementParser {
  /** A file: statements up to the end. */
  parseFile(): Module {
    const body: StmtNode[] = [];
    while (this.token.type !== T.ENDMARKER) this.parseStatement(body);
    return { kind: "Module", body };
  }

  /** The argument of `eval`: one expression, perhaps a tuple, and nothing else. */
  parseEvalInput(): Expression {
    const body = this.parseExpressions();
    while (this.accept(T.NEWLINE)) {
      // Blank lines may follow.
    }
    if (this.token.type !== T.ENDMARKER) this.fail();
    return { kind: "Expression", body };
  }

  /** What is typed at a prompt: one line of simple statements, or one compound statement and an empty line. */
  parseInteractiveInput(): Interactive {
    const body: StmtNode[] = [];
    if (this.token.type === T.ENDMARKER) this.fail();
    this.parseStatement(body);
    if (this.token.type !== T.ENDMARKER) {
      this.raiseAtLast("multiple statements found while compiling a single statement");
    }
    return { kind: "Interactive", body };
  }

  /** The index of the last token looked at, for the error pass. */
  get furthestToken(): number {
    return Math.max(this.furthest, this.index);
  }
}
