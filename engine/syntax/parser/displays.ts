/**
 * What stands in brackets: groups, tuples, lists, sets, dicts, comprehensions and generator expressions.
 */

import type { Comprehension, ExprNode, GeneratorExp, Starred } from "../ast.ts";
import type { Token, TokenType } from "../tokens.ts";
import * as T from "../tokens.ts";
import { StringParser } from "./strings.ts";
import { isTarget, setContext } from "./targets.ts";

export abstract class DisplayParser extends StringParser {
  protected abstract parseExpression(): ExprNode;
  protected abstract parseNamedExpression(): ExprNode;
  protected abstract parseDisjunction(): ExprNode;
  protected abstract parseBitwiseOr(): ExprNode;
  protected abstract parsePrimary(): ExprNode;
  protected abstract parseYield(): ExprNode;

  /** `'*' bitwise_or | named_expression`. */
  protected parseStarNamedExpression(): ExprNode {
    if (this.token.type !== T.STAR) return this.parseNamedExpression();
    return this.parseStarred();
  }

  protected parseStarred(): Starred {
    const start = this.advance();
    const value = this.parseBitwiseOr();
    return { kind: "Starred", value, ctx: "Load", ...this.from(start) };
  }

  /** Whether a token begins a `for` clause of a comprehension. */
  protected startsForClause(): boolean {
    return this.token.type === T.KW_FOR || this.token.type === T.KW_ASYNC;
  }

  /** A group, a tuple or a generator expression. */
  protected parseParenthesised(): ExprNode {
    const open = this.advance();
    if (this.accept(T.RPAR)) return { kind: "Tuple", elts: [], ctx: "Load", ...this.from(open) };
    if (this.token.type === T.KW_YIELD) {
      const value = this.parseYield();
      this.expect(T.RPAR);
      return value;
    }
    const first = this.parseStarNamedExpression();
    if (this.token.type === T.COMMA) {
      const elts = this.parseElements(first, T.RPAR);
      return { kind: "Tuple", elts, ctx: "Load", ...this.from(open) };
    }
    if (first.kind === "Starred") this.fail();
    if (this.startsForClause()) return this.parseGeneratorRest(open, first);
    this.expect(T.RPAR);
    return first;
  }

  /** The rest of `first, …` up to and with the closing bracket. */
  private parseElements(first: ExprNode, close: TokenType): ExprNode[] {
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (this.token.type === close) break;
      elts.push(this.parseStarNamedElement());
    }
    this.expect(close);
    return elts;
  }

  /** A further element of a tuple, list or set: a rule of its own for the error pass. */
  protected parseStarNamedElement(): ExprNode {
    return this.parseStarNamedExpression();
  }

  protected parseGeneratorRest(open: Token, elt: ExprNode): GeneratorExp {
    const generators = this.parseForClauses();
    this.expect(T.RPAR);
    return { kind: "GeneratorExp", elt, generators, ...this.from(open) };
  }

  protected parseList(): ExprNode {
    const open = this.advance();
    if (this.accept(T.RSQB)) return { kind: "List", elts: [], ctx: "Load", ...this.from(open) };
    const first = this.parseStarNamedElement();
    if (this.startsForClause() && first.kind !== "Starred") {
      const generators = this.parseForClauses();
      this.expect(T.RSQB);
      return { kind: "ListComp", elt: first, generators, ...this.from(open) };
    }
    const elts = this.parseElements(first, T.RSQB);
    return { kind: "List", elts, ctx: "Load", ...this.from(open) };
  }

  /** A dict, a set, or a comprehension of either. */
  protected parseBraces(): ExprNode {
    const open = this.advance();
    if (this.accept(T.RBRACE)) return { kind: "Dict", keys: [], values: [], ...this.from(open) };
    if (this.token.type === T.DOUBLESTAR) return this.parseDict(open, null);
    const first = this.parseStarNamedElement();
    if (this.token.type === T.COLON && first.kind !== "Starred" && first.kind !== "NamedExpr") {
      return this.parseDict(open, first);
    }
    if (this.startsForClause() && first.kind !== "Starred") {
      const generators = this.parseForClauses();
      this.expect(T.RBRACE);
      return { kind: "SetComp", elt: first, generators, ...this.from(open) };
    }
    const elts = this.parseElements(first, T.RBRACE);
    return { kind: "Set", elts, ...this.from(open) };
  }

  /** The rest of a dict whose first key has been read, or which begins with `**` (a null key). */
  protected parseDict(open: Token, firstKey: ExprNode | null): ExprNode {
    const keys: (ExprNode | null)[] = [];
    const values: ExprNode[] = [];
    let key = firstKey;
    for (;;) {
      if (key === null && this.accept(T.DOUBLESTAR)) {
        keys.push(null);
        values.push(this.parseBitwiseOr());
      } else {
        keys.push(key ?? this.parseDictKey(keys.length === 0));
        this.expect(T.COLON);
        values.push(this.parseExpression());
      }
      if (firstKey !== null && keys.length === 1 && this.startsForClause()) {
        const generators = this.parseForClauses();
        this.expect(T.RBRACE);
        return { kind: "DictComp", key: firstKey, value: values[0], generators, ...this.from(open) };
      }
      key = null;
      if (!this.accept(T.COMMA)) break;
      if (this.token.type === T.RBRACE) break;
    }
    this.expect(T.RBRACE);
    return { kind: "Dict", keys, values, ...this.from(open) };
  }

  /** A key: a rule of its own for the error pass. */
  protected parseDictKey(_isFirst: boolean): ExprNode {
    return this.parseExpression();
  }

  // Comprehensions

  protected parseForClauses(): Comprehension[] {
    const clauses = [this.parseForClause()];
    while (this.startsForClause()) clauses.push(this.parseForClause());
    return clauses;
  }

  protected parseForClause(): Comprehension {
    const is_async = this.accept(T.KW_ASYNC) ? 1 : 0;
    this.expect(T.KW_FOR);
    const target = this.parseStarTargets();
    this.expect(T.KW_IN);
    const iter = this.parseDisjunction();
    const ifs: ExprNode[] = [];
    while (this.accept(T.KW_IF)) ifs.push(this.parseDisjunction());
    return { kind: "comprehension", target, iter, ifs, is_async };
  }

  // Targets before an `in`, which as expressions would swallow it

  /** `star_targets`: one target, or a tuple of them without brackets. */
  protected parseStarTargets(): ExprNode {
    const start = this.token;
    const first = this.parseStarTarget();
    if (this.token.type !== T.COMMA) return first;
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (!this.startsAtom() && this.token.type !== T.STAR) break;
      const next = this.parseMore(() => this.parseStarTarget());
      if (next === null) break;
      elts.push(next);
    }
    return { kind: "Tuple", elts, ctx: "Store", ...this.from(start) };
  }

  protected parseStarTarget(): ExprNode {
    const start = this.token;
    if (this.accept(T.STAR)) {
      if (this.token.type === T.STAR) this.fail();
      const value = this.parseStarTarget();
      return { kind: "Starred", value, ctx: "Store", ...this.from(start) };
    }
    const target = this.parsePrimary();
    if (!isTarget(target)) this.fail();
    setContext(target, "Store");
    return target;
  }

  /** Whether the current token, or one of another type, begins an atom. */
  protected startsAtom(type = this.token.type): boolean {
    switch (type) {
      case T.NAME:
      case T.NUMBER:
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
      case T.LPAR:
      case T.LSQB:
      case T.LBRACE:
      case T.ELLIPSIS:
      case T.KW_TRUE:
      case T.KW_FALSE:
      case T.KW_NONE:
        return true;
      default:
        return false;
    }
  }
}
