/**
 * Simple statements: those that fit on a line with others, separated by semicolons.
 */

import type { Alias, BinaryOperator, ExprNode, ImportFrom, StmtNode } from "../ast.ts";
import type { Token } from "../tokens.ts";
import * as T from "../tokens.ts";
import { PatternParser } from "./patterns.ts";
import { isDeleteTarget, isSingleTarget, isTarget, setContext } from "./targets.ts";

const augmentedOperators: (BinaryOperator | undefined)[] = [];
for (const [type, operator] of [
  [T.PLUSEQUAL, "Add"],
  [T.MINEQUAL, "Sub"],
  [T.STAREQUAL, "Mult"],
  [T.ATEQUAL, "MatMult"],
  [T.SLASHEQUAL, "Div"],
  [T.PERCENTEQUAL, "Mod"],
  [T.AMPEREQUAL, "BitAnd"],
  [T.VBAREQUAL, "BitOr"],
  [T.CIRCUMFLEXEQUAL, "BitXor"],
  [T.LEFTSHIFTEQUAL, "LShift"],
  [T.RIGHTSHIFTEQUAL, "RShift"],
  [T.DOUBLESTAREQUAL, "Pow"],
  [T.DOUBLESLASHEQUAL, "FloorDiv"],
] as const) {
  augmentedOperators[type] = operator;
}

export abstract class SimpleStatementParser extends PatternParser {
  /** The statements of one line, up to and with its NEWLINE. */
  protected parseSimpleStatements(into: StmtNode[]): void {
    do {
      into.push(this.parseSimpleStatement());
    } while (this.accept(T.SEMI) && this.token.type !== T.NEWLINE);
    this.expect(T.NEWLINE);
  }

  protected parseSimpleStatement(): StmtNode {
    const start = this.token;
    switch (start.type) {
      case T.KW_RETURN: {
        this.advance();
        const value = this.startsExpression() ? this.parseMore(() => this.parseStarExpressions()) : null;
        return { kind: "Return", value, ...this.from(start) };
      }
      case T.KW_PASS:
        this.advance();
        return { kind: "Pass", ...this.from(start) };
      case T.KW_BREAK:
        this.advance();
        return { kind: "Break", ...this.from(start) };
      case T.KW_CONTINUE:
        this.advance();
        return { kind: "Continue", ...this.from(start) };
      case T.KW_IMPORT:
      case T.KW_FROM:
        return this.parseImportStatement();
      case T.KW_RAISE:
        return this.parseRaise();
      case T.KW_ASSERT:
        return this.parseAssert();
      case T.KW_DEL:
        return this.parseDelete();
      case T.KW_GLOBAL:
      case T.KW_NONLOCAL: {
        this.advance();
        const names = [this.expect(T.NAME).text];
        while (this.accept(T.COMMA)) names.push(this.expect(T.NAME).text);
        return { kind: start.type === T.KW_GLOBAL ? "Global" : "Nonlocal", names, ...this.from(start) };
      }
      case T.NAME:
        if (start.text === "type" && this.nextType() === T.NAME) return this.parseTypeAlias();
        return this.parseExpressionStatement();
      default:
        return this.parseExpressionStatement();
    }
  }

  // Expressions and assignments

  protected parseExpressionStatement(): StmtNode {
    const start = this.token;
    const first = this.parseYieldOrStarExpressions();
    const { type } = this.token;
    if (type === T.EQUAL) return this.parseAssignment(start, first);
    if (type === T.COLON) return this.parseAnnotatedAssignment(start, first);
    const op = augmentedOperators[type];
    if (op === undefined) return { kind: "Expr", value: first, ...this.from(start) };
    if (!isSingleTarget(first)) this.fail();
    setContext(first, "Store");
    this.advance();
    const value = this.parseYieldOrStarExpressions();
    return { kind: "AugAssign", target: first, op, value, ...this.from(start) };
  }

  private parseAssignment(start: Token, first: ExprNode): StmtNode {
    const targets: ExprNode[] = [];
    let value = first;
    while (this.token.type === T.EQUAL) {
      if (!isTarget(value)) this.fail();
      setContext(value, "Store");
      targets.push(value);
      this.advance();
      value = this.parseYieldOrStarExpressions();
    }
    return { kind: "Assign", targets, value, type_comment: null, ...this.from(start) };
  }

  private parseAnnotatedAssignment(start: Token, target: ExprNode): StmtNode {
    if (!isSingleTarget(target)) this.fail();
    setContext(target, "Store");
    this.advance();
    const annotation = this.parseExpression();
    const value = this.token.type === T.EQUAL ? this.parseMore(() => this.parseAnnotatedValue()) : null;
    const simple = target.kind === "Name" && start.type === T.NAME ? 1 : 0;
    return { kind: "AnnAssign", target, annotation, value, simple, ...this.from(start) };
  }

  private parseAnnotatedValue(): ExprNode {
    this.advance();
    return this.parseYieldOrStarExpressions();
  }

  private parseTypeAlias(): StmtNode {
    const start = this.advance();
    const name = this.parseNameTarget();
    const type_params = this.parseTypeParameters();
    this.expect(T.EQUAL);
    const value = this.parseExpression();
    return { kind: "TypeAlias", name, type_params, value, ...this.from(start) };
  }

  // Other simple statements

  protected parseRaise(): StmtNode {
    const start = this.advance();
    const exc = this.startsExpression() && this.token.type !== T.STAR ? this.parseExpression() : null;
    const cause = exc !== null && this.accept(T.KW_FROM) ? this.parseExpression() : null;
    return { kind: "Raise", exc, cause, ...this.from(start) };
  }

  protected parseAssert(): StmtNode {
    const start = this.advance();
    const test = this.parseExpression();
    const msg = this.accept(T.COMMA) ? this.parseExpression() : null;
    return { kind: "Assert", test, msg, ...this.from(start) };
  }

  protected parseDelete(): StmtNode {
    const start = this.advance();
    const targets: ExprNode[] = [];
    do {
      const target = this.parsePrimary();
      if (!isDeleteTarget(target)) this.fail();
      setContext(target, "Del");
      targets.push(target);
    } while (this.accept(T.COMMA) && this.startsAtom());
    if (this.token.type !== T.SEMI && this.token.type !== T.NEWLINE) this.fail();
    return { kind: "Delete", targets, ...this.from(start) };
  }

  // Imports

  protected parseImportStatement(): StmtNode {
    const start = this.advance();
    if (start.type === T.KW_FROM) return this.parseImportFrom(start);
    const names = [this.parseDottedAlias()];
    while (this.accept(T.COMMA)) names.push(this.parseDottedAlias());
    return { kind: "Import", names, ...this.from(start) };
  }

  protected parseDottedAlias(): Alias {
    const start = this.token;
    const name = this.parseDottedName();
    const asname = this.accept(T.KW_AS) ? this.expect(T.NAME).text : null;
    return { kind: "alias", name, asname, ...this.from(start) };
  }

  protected parseDottedName(): string {
    let name = this.expect(T.NAME).text;
    while (this.accept(T.DOT)) name += `.${this.expect(T.NAME).text}`;
    return name;
  }

  private parseImportFrom(start: Token): ImportFrom {
    let level = 0;
    for (; ; this.advance()) {
      if (this.token.type === T.DOT) level++;
      else if (this.token.type === T.ELLIPSIS) level += 3;
      else break;
    }
    const module = level > 0 && this.token.type === T.KW_IMPORT ? null : this.parseDottedName();
    this.expect(T.KW_IMPORT);
    const names = this.parseImportTargets();
    return { kind: "ImportFrom", module, names, level, ...this.from(start) };
  }

  protected parseImportTargets(): Alias[] {
    const star = this.token;
    if (this.accept(T.STAR)) return [{ kind: "alias", name: "*", asname: null, ...this.from(star) }];
    const parenthesised = this.accept(T.LPAR);
    const names = [this.parseImportedName()];
    while (this.accept(T.COMMA)) {
      if (parenthesised && this.token.type === T.RPAR) break;
      names.push(this.parseImportedName());
    }
    if (parenthesised) this.expect(T.RPAR);
    return names;
  }

  protected parseImportedName(): Alias {
    const name = this.expect(T.NAME);
    const asname = this.accept(T.KW_AS) ? this.expect(T.NAME).text : null;
    return { kind: "alias", name: name.text, asname, ...this.from(name) };
  }
}
