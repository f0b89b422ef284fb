/**
 * Compound statements: those with a block.
 */

import type { ExceptHandler, ExprNode, If, MatchCase, StmtNode, WithItem } from "../ast.ts";
import type { Token } from "../tokens.ts";
import * as T from "../tokens.ts";
import { SimpleStatementParser } from "./simple.ts";

/** An `if` or `elif` before its `else` is known. */
type Branch = Pick<If, "test" | "body"> & { readonly start: Token };

export abstract class CompoundStatementParser extends SimpleStatementParser {
  /** Parses one statement, or the simple statements of one line. */
  protected parseStatement(into: StmtNode[]): void {
    switch (this.token.type) {
      case T.KW_IF:
        into.push(this.parseIf());
        break;
      case T.KW_FOR:
        into.push(this.parseFor(this.token, false));
        break;
      case T.KW_WHILE:
        into.push(this.parseWhile());
        break;
      case T.KW_TRY:
        into.push(this.parseTry());
        break;
      case T.KW_WITH:
        into.push(this.parseWith(this.token, false));
        break;
      case T.KW_DEF:
        into.push(this.parseFunction(this.token, [], false));
        break;
      case T.KW_CLASS:
        into.push(this.parseClass([]));
        break;
      case T.AT:
        into.push(this.parseDecorated());
        break;
      case T.KW_ASYNC:
        into.push(this.parseAsync());
        break;
      case T.NAME: {
        const match = this.token.text === "match" ? this.parseMatchIfAny() : null;
        if (match === null) this.parseSimpleStatements(into);
        else into.push(match);
        break;
      }
      default:
        this.parseSimpleStatements(into);
    }
  }

  /** What follows a colon: an indented block, or simple statements on the same line. */
  protected parseBlock(): StmtNode[] {
    const body: StmtNode[] = [];
    if (this.accept(T.NEWLINE)) {
      this.expect(T.INDENT);
      do {
        this.parseStatement(body);
      } while (this.token.type !== T.DEDENT && this.token.type !== T.ENDMARKER);
      this.expect(T.DEDENT);
    } else {
      this.parseSimpleStatements(body);
    }
    return body;
  }

  protected parseColonBlock(): StmtNode[] {
    this.expect(T.COLON);
    return this.parseBlock();
  }

  protected parseElse(): StmtNode[] {
    if (this.token.type !== T.KW_ELSE) return [];
    this.advance();
    return this.parseColonBlock();
  }

  // if, while, for

  protected parseIf(): StmtNode {
    // A chain of elifs nests in the tree; a loop keeps it from nesting on the stack.
    const branches: Branch[] = [this.parseBranch()];
    while (this.token.type === T.KW_ELIF) branches.push(this.parseBranch());
    let orelse: readonly StmtNode[] = this.parseElse();
    let node: If | null = null;
    for (const { start, test, body } of branches.reverse()) {
      node = { kind: "If", test, body, orelse, ...this.fromBlock(start) };
      orelse = [node];
    }
    return node as If;
  }

  protected parseBranch(): Branch {
    const start = this.advance();
    const test = this.parseNamedExpression();
    return { start, test, body: this.parseColonBlock() };
  }

  protected parseWhile(): StmtNode {
    const start = this.advance();
    const test = this.parseNamedExpression();
    const body = this.parseColonBlock();
    const orelse = this.parseElse();
    return { kind: "While", test, body, orelse, ...this.fromBlock(start) };
  }

  /** From the `for`; `start` is the `async` before it, if there is one. */
  protected parseFor(start: Token, isAsync: boolean): StmtNode {
    this.advance();
    const target = this.parseStarTargets();
    this.expect(T.KW_IN);
    const iter = this.parseStarExpressions();
    const body = this.parseColonBlock();
    const orelse = this.parseElse();
    const kind = isAsync ? "AsyncFor" : "For";
    return { kind, target, iter, body, orelse, type_comment: null, ...this.fromBlock(start) };
  }

  // with

  protected parseWith(start: Token, isAsync: boolean): StmtNode {
    this.advance();
    const items =
      (this.token.type === T.LPAR ? this.attempt(() => this.parseParenthesisedItems()) : null) ??
      this.parseWithItems();
    const body = this.parseColonBlock();
    return {
      kind: isAsync ? "AsyncWith" : "With",
      items,
      body,
      type_comment: null,
      ...this.fromBlock(start),
    };
  }

  /** Items in parentheses that are the statement's own: a colon must follow. */
  private parseParenthesisedItems(): WithItem[] {
    this.expect(T.LPAR);
    const items = [this.parseWithItem()];
    while (this.accept(T.COMMA)) {
      if (this.token.type === T.RPAR) break;
      items.push(this.parseWithItem());
    }
    this.expect(T.RPAR);
    if (this.token.type !== T.COLON) this.fail();
    return items;
  }

  private parseWithItems(): WithItem[] {
    const items = [this.parseWithItem()];
    while (this.accept(T.COMMA)) items.push(this.parseWithItem());
    return items;
  }

  protected parseWithItem(): WithItem {
    const context_expr = this.parseExpression();
    if (!this.accept(T.KW_AS)) return { kind: "withitem", context_expr, optional_vars: null };
    const optional_vars = this.parseStarTarget();
    const { type } = this.token;
    if (type !== T.COMMA && type !== T.RPAR && type !== T.COLON) this.fail();
    return { kind: "withitem", context_expr, optional_vars };
  }

  // try

  protected parseTry(): StmtNode {
    const start = this.advance();
    const body = this.parseColonBlock();
    const handlers: ExceptHandler[] = [];
    const isStar = this.token.type === T.KW_EXCEPT && this.nextType() === T.STAR;
    while (this.token.type === T.KW_EXCEPT) {
      if ((this.nextType() === T.STAR) !== isStar) this.fail();
      handlers.push(this.parseHandler(isStar));
    }
    const orelse = handlers.length > 0 ? this.parseElse() : [];
    let finalbody: StmtNode[] = [];
    if (this.token.type === T.KW_FINALLY) finalbody = this.parseFinally();
    else if (handlers.length === 0) this.fail();
    const kind = isStar ? "TryStar" : "Try";
    return { kind, body, handlers, orelse, finalbody, ...this.fromBlock(start) };
  }

  protected parseFinally(): StmtNode[] {
    this.advance();
    return this.parseColonBlock();
  }

  protected parseHandler(isStar: boolean): ExceptHandler {
    const start = this.advance();
    if (isStar) this.advance();
    let type: ExprNode | null = null;
    let name: string | null = null;
    if (this.token.type !== T.COLON || isStar) {
      type = this.parseExpressions();
      // A tuple without parentheses cannot be named.
      const isBareTuple =
        this.tokens[this.index - 1].type === T.COMMA ||
        (type.kind === "Tuple" &&
          type.elts.length > 0 &&
          type.col_offset === type.elts[0].col_offset &&
          type.lineno === type.elts[0].lineno);
      if (!isBareTuple && this.accept(T.KW_AS)) name = this.expect(T.NAME).text;
    }
    const body = this.parseColonBlock();
    return { kind: "ExceptHandler", type, name, body, ...this.fromBlock(start) };
  }

  // Functions and classes

  protected parseDecorated(): StmtNode {
    const decorators: ExprNode[] = [];
    while (this.accept(T.AT)) {
      decorators.push(this.parseNamedExpression());
      this.expect(T.NEWLINE);
    }
    if (this.token.type === T.KW_CLASS) return this.parseClass(decorators);
    const start = this.token;
    const isAsync = this.accept(T.KW_ASYNC);
    if (this.token.type !== T.KW_DEF) this.fail();
    return this.parseFunction(start, decorators, isAsync);
  }

  private parseAsync(): StmtNode {
    const start = this.advance();
    switch (this.token.type) {
      case T.KW_DEF:
        return this.parseFunction(start, [], true);
      case T.KW_WITH:
        return this.parseWith(start, true);
      case T.KW_FOR:
        return this.parseFor(start, true);
      default:
        return this.fail();
    }
  }

  /** From the `def`; `start` is the `async` before it, if there is one. */
  protected parseFunction(start: Token, decorator_list: ExprNode[], isAsync: boolean): StmtNode {
    this.advance();
    const name = this.expect(T.NAME).text;
    const type_params = this.parseTypeParameters();
    this.expect(T.LPAR);
    const args = this.parseParameters(T.RPAR);
    this.expect(T.RPAR);
    const returns = this.accept(T.RARROW) ? this.parseExpression() : null;
    const body = this.parseColonBlock();
    const kind = isAsync ? "AsyncFunctionDef" : "FunctionDef";
    return {
      kind,
      name,
      args,
      body,
      decorator_list,
      returns,
      type_comment: null,
      type_params,
      ...this.fromBlock(start),
    };
  }

  protected parseClass(decorator_list: ExprNode[]): StmtNode {
    const start = this.advance();
    const name = this.expect(T.NAME).text;
    const type_params = this.parseTypeParameters();
    const { args: bases, keywords } =
      this.token.type === T.LPAR ? this.parseClassArguments() : { args: [], keywords: [] };
    const body = this.parseColonBlock();
    return {
      kind: "ClassDef",
      name,
      bases,
      keywords,
      body,
      decorator_list,
      type_params,
      ...this.fromBlock(start),
    };
  }

  private parseClassArguments(): ReturnType<CompoundStatementParser["parseCallArguments"]> {
    const open = this.index;
    const result = this.parseCallArguments();
    // A class, unlike a call, gives a generator expression no parentheses.
    if (result.args.length === 1 && result.args[0].kind === "GeneratorExp") {
      const first = this.tokens[open];
      const generator = result.args[0];
      if (generator.col_offset === first.col_offset && generator.lineno === first.lineno) this.fail();
    }
    return result;
  }

  // match

  /** `match` begins a statement only if a subject, a colon and a line end follow; else null, nothing read. */
  protected parseMatchIfAny(): StmtNode | null {
    switch (this.nextType()) {
      // The usual ways to go on after a variable of that name.
      case T.EQUAL:
      case T.DOT:
      case T.COMMA:
      case T.COLON:
      case T.NEWLINE:
      case T.RPAR:
      case T.SEMI:
        return null;
      default:
        break;
    }
    const start = this.token;
    const subject = this.attempt(() => this.parseMatchHead());
    if (subject === null) return null;
    this.expect(T.INDENT);
    const cases: MatchCase[] = [];
    do {
      cases.push(this.parseCase());
    } while (this.token.type !== T.DEDENT);
    this.expect(T.DEDENT);
    return { kind: "Match", subject, cases, ...this.fromBlock(start) };
  }

  protected parseMatchHead(): ExprNode {
    this.advance();
    const subject = this.parseSubject();
    this.expect(T.COLON);
    this.expect(T.NEWLINE);
    if (this.token.type !== T.INDENT) this.fail();
    return subject;
  }

  protected parseSubject(): ExprNode {
    const start = this.token;
    const first = this.parseStarNamedExpression();
    if (this.token.type !== T.COMMA) {
      if (first.kind === "Starred") this.fail();
      return first;
    }
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (!this.startsExpression()) break;
      elts.push(this.parseStarNamedExpression());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.from(start) };
  }

  protected parseCase(): MatchCase {
    if (!this.isWord("case")) this.fail();
    this.advance();
    const pattern = this.parsePatterns();
    const guard = this.accept(T.KW_IF) ? this.parseNamedExpression() : null;
    const body = this.parseColonBlock();
    return { kind: "match_case", pattern, guard, body };
  }
}
