/**
 * The error pass over statements and patterns, and its end: which error is reported at last.
 */

import type { Alias, ExceptHandler, ExprNode, MatchCase, Module, PatternNode, StmtNode } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import type { Token, TokenType } from "../tokens.ts";
import * as T from "../tokens.ts";
import { parseFailure } from "./cursor.ts";
import { ParameterDiagnoser } from "./diagnoseparameters.ts";
import type { Parser } from "./parser.ts";
import { describeExpression } from "./targets.ts";

const compoundKinds: ReadonlySet<StmtNode["kind"]> = new Set([
  "If",
  "For",
  "AsyncFor",
  "While",
  "With",
  "AsyncWith",
  "Try",
  "TryStar",
  "Match",
  "FunctionDef",
  "AsyncFunctionDef",
  "ClassDef",
]);

export class DiagnosingParser extends ParameterDiagnoser {
  // The verdict

  /** Parses a source that the first pass refused, and throws what there is to say about it. */
  explain<Tree>(start: (parser: Parser) => Tree): never {
    const last = this.tokens[this.furthest];
    const { error } = this.source;
    if (last.type === T.ERRORTOKEN && error !== null) this.raiseTokenError(error);
    try {
      start(this);
    } catch (failure) {
      if (failure instanceof PythonSyntaxError) {
        this.replaceByTokenError(failure);
        throw failure;
      }
      if (failure !== parseFailure) throw failure;
    }
    this.index = Math.max(this.index, this.furthest);
    if (last.type === T.INDENT) this.raiseAtToken(last, "unexpected indent", "IndentationError");
    if (last.type === T.DEDENT) this.raiseAtToken(last, "unexpected unindent", "IndentationError");
    try {
      if (last.type === T.ENDMARKER) {
        // A source without a line ends on line 0.
        const lineno = this.source.text === "" ? 0 : last.lineno;
        this.raise("invalid syntax", { lineno, offset: 0, end_lineno: lineno, end_offset: 0 });
      }
      this.raiseAtToken(last, "invalid syntax", "SyntaxError");
    } catch (failure) {
      if (failure instanceof PythonSyntaxError) this.replaceByTokenError(failure);
      throw failure;
    }
  }

  /**
   * Throws the tokenizer's error instead of the parser's where CPython prefers it: text further on that cannot be
   * tokenised, or a bracket that was never closed on a line before.
   */
  replaceByTokenError(failure: PythonSyntaxError): void {
    const { error } = this.source;
    const last = this.tokens[Math.min(this.furthestToken, this.tokens.length - 1)];
    if (error === null || failure.type === "MemoryError") return;
    if (error.outranksParser || last.type === T.ERRORTOKEN) this.raiseTokenError(error);
    if (error.unclosed === null || last.lineno <= error.unclosed.lineno) return;
    const { text, lineno, col_offset } = error.unclosed;
    const offset = this.source.characterColumn(lineno, col_offset) + 1;
    this.raise(`'${text}' was never closed`, { lineno, offset, end_lineno: lineno, end_offset: 0 });
  }

  override parseFile(): Module {
    const body: StmtNode[] = [];
    while (this.token.type !== T.ENDMARKER) {
      this.parseStatement(body);
      // Nothing goes back behind a statement of the file.
      this.forget();
    }
    return { kind: "Module", body };
  }

  protected override parseStatement(into: StmtNode[]): void {
    super.parseStatement(into);
    const last = into[into.length - 1];
    if (compoundKinds.has(last.kind) && last.lineno > this.statementLineno)
      this.statementLineno = last.lineno;
  }

  // Blocks

  /** Looks for a statement's head followed by a line end where a colon should be, or by no block. */
  private diagnoseHead(what: string, head: () => Token, needsColon = true): void {
    if (needsColon) {
      this.lookFor(() => {
        head();
        this.require(T.NEWLINE);
        this.raiseAtLast("expected ':'");
      });
    }
    this.lookFor(() => {
      const keyword = head();
      this.expect(T.COLON);
      this.requireNoBlock();
      const message = `expected an indented block after ${what} on line ${keyword.lineno}`;
      this.raiseAtLast(message, "IndentationError");
    });
  }

  private requireNoBlock(): void {
    this.expect(T.NEWLINE);
    this.refuse(T.INDENT);
  }

  protected override parseBlock(): StmtNode[] {
    return this.remember("block", () => {
      if (this.token.type === T.NEWLINE && this.nextType() !== T.INDENT) {
        this.advance();
        this.raiseAtLast("expected an indented block", "IndentationError");
      }
      return super.parseBlock();
    });
  }

  /** A colon without which nothing else could be meant. */
  private forceToken(type: TokenType, text: string): void {
    if (this.token.type === T.ERRORTOKEN) this.fail();
    if (this.token.type !== type) this.raiseAt(this.token, `expected '${text}'`);
  }

  // Expression statements and assignments

  protected override parseSimpleStatement(): StmtNode {
    return this.remember("simple_stmt", () => {
      const { type } = this.token;
      if (type === T.KW_PASS || type === T.KW_BREAK || type === T.KW_CONTINUE) {
        this.lookFor(() => this.diagnoseStatementAsExpression());
      }
      return super.parseSimpleStatement();
    });
  }

  protected override parseExpressionStatement(): StmtNode {
    const statement = this.attempt(() => super.parseExpressionStatement());
    if (statement !== null && statement.kind !== "Expr") return statement;
    const { index } = this;
    if (statement !== null && (this.token.type === T.NEWLINE || this.token.type === T.SEMI)) return statement;
    if (statement !== null) {
      // The cursor is behind the statement; mistakes are looked for from its start.
      this.reset(this.indexOf(statement));
    }
    this.diagnoseAssignment();
    if (statement === null) this.fail();
    this.reset(index);
    return statement;
  }

  /** The index of the first token of a statement that has just been read. */
  private indexOf(statement: StmtNode): number {
    let { index } = this;
    const isBefore = (token: Token): boolean =>
      token.lineno < statement.lineno ||
      (token.lineno === statement.lineno && token.col_offset < statement.col_offset);
    while (index > 0 && !isBefore(this.tokens[index - 1]) && this.tokens[index - 1].type !== T.NEWLINE)
      index--;
    while (this.tokens[index].type === T.INDENT || this.tokens[index].type === T.DEDENT) index++;
    return index;
  }

  private diagnoseAssignment(): void {
    this.lookFor(() => {
      const target = this.parseUnannotatable();
      this.expect(T.COLON);
      this.parseExpression();
      this.raiseAt(target, `only single target (not ${describeExpression(target)}) can be annotated`);
    });
    this.lookFor(() => {
      const first = this.parseStarNamedExpression();
      this.expect(T.COMMA);
      // The commas may be missing: the sequence of sequences that CPython looks for.
      while (this.attempt(() => this.parseStarNamedExpression()) !== null) this.accept(T.COMMA);
      this.expect(T.COLON);
      this.parseExpression();
      this.raiseAt(first, "only single target (not tuple) can be annotated");
    });
    this.lookFor(() => {
      const target = this.parseExpression();
      this.expect(T.COLON);
      this.parseExpression();
      this.raiseAt(target, "illegal target for annotation");
    });
    this.lookFor(() => {
      this.readTargets();
      const target = this.parseStarExpressions();
      this.expect(T.EQUAL);
      this.raiseInvalidTarget("star", target);
    });
    this.lookFor(() => {
      this.readTargets();
      const target = this.parseYield();
      this.expect(T.EQUAL);
      this.raiseAt(target, "assignment to yield expression not possible");
    });
    this.lookFor(() => {
      const target = this.parseStarExpressions();
      if (this.token.type < T.PLUSEQUAL || this.token.type > T.DOUBLESLASHEQUAL) this.fail();
      this.advance();
      this.parseYieldOrStarExpressions();
      this.raiseAt(
        target,
        `'${describeExpression(target)}' is an illegal expression for augmented assignment`,
      );
    });
  }

  /** A list or a tuple, perhaps in parentheses. */
  private parseUnannotatable(): ExprNode {
    const start = this.token;
    this.require(T.LPAR, T.LSQB);
    const atom = this.parseAtom();
    if (atom.kind === "List" || atom.kind === "Tuple") return atom;
    this.reset(this.tokens.indexOf(start));
    return this.fail();
  }

  /** Targets with their equals signs. */
  private readTargets(): void {
    const target = (): Token => {
      this.parseStarTargets();
      return this.expect(T.EQUAL);
    };
    while (this.attempt(target) !== null) {
      // Each turn reads one more.
    }
  }

  protected override parseDelete(): StmtNode {
    const statement = this.attempt(() => super.parseDelete());
    if (statement !== null) return statement;
    this.lookFor(() => {
      this.expect(T.KW_DEL);
      this.raiseInvalidTarget("delete", this.parseStarExpressions());
    });
    return this.fail();
  }

  // Imports

  protected override parseImportStatement(): StmtNode {
    this.lookFor(() => {
      const start = this.expect(T.KW_IMPORT);
      do {
        this.parseDottedName();
      } while (this.accept(T.COMMA));
      this.expect(T.KW_FROM);
      this.parseDottedName();
      this.raiseFrom(start, "Did you mean to use 'from ... import ...' instead?");
    });
    this.lookFor(() => {
      this.expect(T.KW_IMPORT);
      this.requireNames();
    });
    return super.parseImportStatement();
  }

  private requireNames(): void {
    const { token } = this;
    if (token.type === T.NEWLINE) this.raiseFrom(token, "Expected one or more names after 'import'");
  }

  protected override parseDottedAlias(): Alias {
    this.lookFor(() => {
      this.parseDottedName();
      this.diagnoseAsName();
    });
    return super.parseDottedAlias();
  }

  protected override parseImportedName(): Alias {
    this.lookFor(() => {
      this.expect(T.NAME);
      this.diagnoseAsName();
    });
    return super.parseImportedName();
  }

  private diagnoseAsName(): void {
    this.expect(T.KW_AS);
    if (this.token.type === T.NAME && [T.COMMA, T.RPAR, T.SEMI, T.NEWLINE].includes(this.nextType())) return;
    const target = this.parseExpression();
    this.raiseAt(target, `cannot use ${describeExpression(target)} as import target`);
  }

  protected override parseImportTargets(): Alias[] {
    const names = this.attempt(() => super.parseImportTargets());
    if (names !== null) return names;
    this.lookFor(() => {
      this.parseImportedName();
      for (;;) {
        this.expect(T.COMMA);
        if (this.token.type === T.NEWLINE) {
          this.raiseAtLast("trailing comma not allowed without surrounding parentheses");
        }
        this.parseImportedName();
      }
    });
    this.requireNames();
    return this.fail();
  }

  // if, while, for, with

  protected override parseBranch(): ReturnType<ParameterDiagnoser["parseBranch"]> {
    const word = this.token.type === T.KW_IF ? "if" : "elif";
    this.diagnoseHead(`'${word}' statement`, () => {
      const keyword = this.advance();
      this.parseNamedExpression();
      return keyword;
    });
    return super.parseBranch();
  }

  protected override parseElse(): StmtNode[] {
    if (this.token.type !== T.KW_ELSE) return [];
    this.diagnoseHead("'else' statement", () => this.advance(), false);
    this.lookFor(() => {
      this.advance();
      this.expect(T.COLON);
      this.parseBlock();
      if (this.token.type === T.KW_ELIF) this.raiseAtLast("'elif' block follows an 'else' block");
    });
    this.advance();
    this.forceToken(T.COLON, ":");
    return this.parseColonBlock();
  }

  protected override parseWhile(): StmtNode {
    this.diagnoseHead("'while' statement", () => {
      const keyword = this.advance();
      this.parseNamedExpression();
      return keyword;
    });
    return super.parseWhile();
  }

  protected override parseFor(start: Token, isAsync: boolean): StmtNode {
    this.diagnoseHead("'for' statement", () => {
      const keyword = this.expect(T.KW_FOR);
      this.parseStarTargets();
      this.expect(T.KW_IN);
      this.parseStarExpressions();
      return keyword;
    });
    const hasIn = this.matches(() => {
      this.advance();
      this.parseStarTargets();
      this.expect(T.KW_IN);
    });
    if (!hasIn) {
      this.diagnoseForTarget();
      this.fail();
    }
    return super.parseFor(start, isAsync);
  }

  protected override parseWith(start: Token, isAsync: boolean): StmtNode {
    const bareItems = (): Token => {
      const keyword = this.expect(T.KW_WITH);
      do {
        this.parseExpression();
        if (this.accept(T.KW_AS)) this.parseStarTarget();
      } while (this.accept(T.COMMA));
      return keyword;
    };
    const bracketedItems = (): Token => {
      const keyword = this.expect(T.KW_WITH);
      this.expect(T.LPAR);
      do {
        if (this.token.type === T.RPAR) break;
        this.parseExpressions();
        if (this.accept(T.KW_AS)) this.parseStarTarget();
      } while (this.accept(T.COMMA));
      this.expect(T.RPAR);
      return keyword;
    };
    for (const head of [bareItems, bracketedItems]) this.diagnoseHead("'with' statement", head, false);
    const statement = this.attempt(() => super.parseWith(start, isAsync));
    if (statement !== null) return statement;
    this.lookFor(() => {
      this.expect(T.KW_WITH);
      for (;;) {
        this.parseExpression();
        if (this.accept(T.KW_AS)) this.parseStarTarget();
        const comma = this.expect(T.COMMA);
        if (this.token.type === T.COLON) this.raiseAt(comma, "the last 'with' item has a trailing comma");
      }
    });
    for (const head of [bareItems, bracketedItems]) {
      this.lookFor(() => {
        head();
        this.require(T.NEWLINE);
        this.raiseAtLast("expected ':'");
      });
    }
    return this.fail();
  }

  protected override parseWithItem(): ReturnType<ParameterDiagnoser["parseWithItem"]> {
    const item = this.attempt(() => super.parseWithItem());
    if (item !== null) return item;
    this.lookFor(() => {
      this.parseExpression();
      this.expect(T.KW_AS);
      const target = this.parseExpression();
      this.require(T.COMMA, T.RPAR, T.COLON);
      this.raiseInvalidTarget("star", target);
    });
    return this.fail();
  }

  // try

  protected override parseTry(): StmtNode {
    this.diagnoseHead("'try' statement", () => this.advance(), false);
    this.lookFor(() => {
      this.advance();
      this.parseColonBlock();
      if (this.token.type === T.ERRORTOKEN) this.fail();
      if (this.token.type !== T.KW_EXCEPT && this.token.type !== T.KW_FINALLY) {
        this.raiseAtLast("expected 'except' or 'finally' block");
      }
    });
    this.lookFor(() => {
      this.advance();
      this.expect(T.COLON);
      while (this.attempt(() => this.parseBlock()) !== null) {
        // Blocks that follow each other without a head, or none.
      }
      this.diagnoseMixedHandlers();
    });
    this.lookFor(() => {
      this.advance();
      this.forceToken(T.COLON, ":");
    });
    return super.parseTry();
  }

  private diagnoseMixedHandlers(): void {
    this.require(T.KW_EXCEPT);
    const isStar = this.nextType() === T.STAR;
    while (this.token.type === T.KW_EXCEPT && (this.nextType() === T.STAR) === isStar)
      this.parseHandler(isStar);
    const start = this.expect(T.KW_EXCEPT);
    const end = isStar ? start : this.expect(T.STAR);
    if (!isStar || this.token.type !== T.COLON) {
      this.parseExpression();
      if (this.accept(T.KW_AS)) this.expect(T.NAME);
    }
    this.require(T.COLON);
    this.raiseRange(start, end, "cannot have both 'except' and 'except*' on the same 'try'");
  }

  protected override parseHandler(isStar: boolean): ExceptHandler {
    const word = isStar ? "except*" : "except";
    const head = (): Token => {
      const keyword = this.advance();
      if (isStar) this.expect(T.STAR);
      if (isStar || (this.token.type !== T.COLON && this.token.type !== T.NEWLINE)) {
        this.parseExpression();
        if (this.accept(T.KW_AS)) this.expect(T.NAME);
      }
      return keyword;
    };
    this.diagnoseHead(`'${word}' statement`, head, false);
    const handler = this.attempt(() => super.parseHandler(isStar));
    if (handler !== null) return handler;
    this.lookFor(() => {
      this.advance();
      if (isStar) this.expect(T.STAR);
      const first = this.parseExpression();
      this.expect(T.COMMA);
      this.parseExpressions();
      this.expect(T.KW_AS);
      this.expect(T.NAME);
      this.require(T.COLON);
      this.raiseFrom(first, "multiple exception types must be parenthesized when using 'as'");
    });
    this.lookFor(() => {
      head();
      this.require(T.NEWLINE);
      this.raiseAtLast("expected ':'");
    });
    if (isStar) {
      this.lookFor(() => {
        this.advance();
        this.advance();
        this.require(T.NEWLINE, T.COLON);
        this.raiseAtLast("expected one or more exception types");
      });
    }
    this.lookFor(() => {
      this.advance();
      if (isStar) this.expect(T.STAR);
      this.parseExpression();
      this.expect(T.KW_AS);
      const target = this.parseExpression();
      this.parseColonBlock();
      this.raiseAt(target, `cannot use ${word} statement with ${describeExpression(target)}`);
    });
    return this.fail();
  }

  protected override parseFinally(): StmtNode[] {
    this.diagnoseHead("'finally' statement", () => this.advance(), false);
    this.advance();
    this.forceToken(T.COLON, ":");
    return this.parseColonBlock();
  }

  // Functions and classes

  protected override parseFunction(start: Token, decorators: ExprNode[], isAsync: boolean): StmtNode {
    const readHead = (forced: boolean): Token => {
      const keyword = this.expect(T.KW_DEF);
      this.expect(T.NAME);
      this.parseTypeParameters();
      if (forced) this.forceToken(T.LPAR, "(");
      this.expect(T.LPAR);
      const { index } = this;
      // Parameters are optional: a list that cannot be read leaves the bracket to be closed at once.
      if (this.attempt(() => this.parseParameters(T.RPAR)) === null) this.reset(index);
      this.expect(T.RPAR);
      this.attempt(() => this.expect(T.RARROW) && this.parseExpression());
      if (forced) this.forceToken(T.COLON, ":");
      return keyword;
    };
    this.diagnoseHead("function definition", () => readHead(false), false);
    this.lookFor(() => {
      readHead(true);
      this.parseColonBlock();
    });
    return super.parseFunction(start, decorators, isAsync);
  }

  protected override parseClass(decorators: ExprNode[]): StmtNode {
    this.diagnoseHead("class definition", () => {
      const keyword = this.advance();
      this.expect(T.NAME);
      this.parseTypeParameters();
      if (this.token.type === T.LPAR) this.parseCallArguments();
      return keyword;
    });
    return super.parseClass(decorators);
  }

  // match

  protected override parseMatchIfAny(): StmtNode | null {
    const statement = this.attempt(() => super.parseMatchIfAny() ?? this.fail());
    if (statement !== null) return statement;
    this.diagnoseHead("'match' statement", () => {
      const keyword = this.expectWord("match");
      this.parseSubject();
      return keyword;
    });
    return null;
  }

  protected override parseCase(): MatchCase {
    this.diagnoseHead("'case' statement", () => {
      const keyword = this.expectWord("case");
      this.parsePatterns();
      if (this.accept(T.KW_IF)) this.parseNamedExpression();
      return keyword;
    });
    return super.parseCase();
  }

  protected override parsePattern(): PatternNode {
    return this.remember("pattern", () => {
      const pattern = this.attempt(() => super.parsePattern());
      if (pattern !== null) return pattern;
      this.lookFor(() => {
        this.parseOrPattern();
        this.expect(T.KW_AS);
        if (this.isWord("_")) this.raiseAt(this.token, "cannot use '_' as a target");
        const target = this.parseExpression();
        this.raiseAt(target, `cannot use ${describeExpression(target)} as pattern target`);
      });
      return this.fail();
    });
  }

  protected override parseClassPattern(cls: ExprNode): PatternNode {
    const pattern = this.attempt(() => super.parseClassPattern(cls));
    if (pattern !== null) return pattern;
    this.lookFor(() => {
      this.expect(T.LPAR);
      let sawKeyword = false;
      let first: PatternNode | null = null;
      for (;;) {
        if (this.token.type === T.NAME && this.nextType() === T.EQUAL) {
          if (first !== null) break;
          this.advance();
          this.advance();
          this.parsePattern();
          sawKeyword = true;
        } else {
          const next: PatternNode | null = this.attempt(() => this.parsePattern());
          if (next === null) break;
          if (sawKeyword) first ??= next;
        }
        if (this.token.type !== T.COMMA) break;
        this.advance();
      }
      if (first === null) this.fail();
      if (this.tokens[this.index - 1].type === T.COMMA) this.reset(this.index - 1);
      this.raiseRange(first, this.tokens[this.index - 1], "positional patterns follow keyword patterns");
    });
    return this.fail();
  }
}
