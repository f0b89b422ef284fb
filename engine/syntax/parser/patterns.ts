/**
 * Patterns of `match` statements.
 */

import type { ConstantValue, ExprNode, PatternNode } from "../ast.ts";
import * as T from "../tokens.ts";
import { ExpressionParser } from "./expressions.ts";

export abstract class PatternParser extends ExpressionParser {
  /** `patterns`: the pattern of a case, where a sequence needs no brackets. */
  protected parsePatterns(): PatternNode {
    const start = this.token;
    const first = this.parseMaybeStarPattern();
    if (this.token.type !== T.COMMA) {
      if (first.kind === "MatchStar") this.fail();
      return first;
    }
    const patterns = [first];
    while (this.accept(T.COMMA)) {
      if (!this.startsPattern()) break;
      patterns.push(this.parseMaybeStarPattern());
    }
    return { kind: "MatchSequence", patterns, ...this.from(start) };
  }

  private startsPattern(): boolean {
    return (
      this.startsAtom() ||
      this.token.type === T.STAR ||
      this.token.type === T.MINUS ||
      this.token.type === T.PLUS
    );
  }

  private parseMaybeStarPattern(): PatternNode {
    if (this.token.type !== T.STAR) return this.parsePattern();
    const start = this.advance();
    const name = this.expect(T.NAME).text;
    this.refuseDotted();
    return { kind: "MatchStar", name: name === "_" ? null : name, ...this.from(start) };
  }

  /** After a captured name: `.`, `(` and `=` would make it something else. */
  private refuseDotted(): void {
    if (this.token.type === T.DOT || this.token.type === T.LPAR || this.token.type === T.EQUAL) this.fail();
  }

  /** `or_pattern ['as' NAME]`. */
  protected parsePattern(): PatternNode {
    const start = this.token;
    const pattern = this.parseOrPattern();
    if (this.token.type !== T.KW_AS) return pattern;
    this.advance();
    if (this.isWord("_")) this.fail();
    const name = this.expect(T.NAME).text;
    this.refuseDotted();
    return { kind: "MatchAs", pattern, name, ...this.from(start) };
  }

  protected parseOrPattern(): PatternNode {
    const start = this.token;
    const first = this.parseClosedPattern();
    if (this.token.type !== T.VBAR) return first;
    const patterns = [first];
    while (this.accept(T.VBAR)) patterns.push(this.parseClosedPattern());
    return { kind: "MatchOr", patterns, ...this.from(start) };
  }

  private parseClosedPattern(): PatternNode {
    const start = this.token;
    switch (start.type) {
      case T.NUMBER:
      case T.MINUS:
      case T.PLUS: {
        const value = this.parseSignedNumber();
        return { kind: "MatchValue", value, ...this.from(start) };
      }
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START: {
        const value = this.parseStrings();
        return { kind: "MatchValue", value, ...this.from(start) };
      }
      case T.KW_NONE:
      case T.KW_TRUE:
      case T.KW_FALSE: {
        this.advance();
        const type = start.type === T.KW_NONE ? "none" : start.type === T.KW_TRUE ? "true" : "false";
        const value: ConstantValue = { type };
        return { kind: "MatchSingleton", value, ...this.from(start) };
      }
      case T.NAME:
        return this.parseNamePattern();
      case T.LPAR:
        return this.parseGroupPattern();
      case T.LSQB: {
        this.advance();
        const patterns = this.parsePatternsUntil(T.RSQB);
        return { kind: "MatchSequence", patterns, ...this.from(start) };
      }
      case T.LBRACE:
        return this.parseMappingPattern();
      default:
        return this.fail();
    }
  }

  /** Patterns and commas up to and with the closing bracket. */
  private parsePatternsUntil(close: number): PatternNode[] {
    const patterns: PatternNode[] = [];
    while (this.token.type !== close) {
      patterns.push(this.parseMaybeStarPattern());
      if (!this.accept(T.COMMA)) break;
    }
    this.expect(close);
    return patterns;
  }

  private parseGroupPattern(): PatternNode {
    const start = this.advance();
    if (this.accept(T.RPAR)) return { kind: "MatchSequence", patterns: [], ...this.from(start) };
    const first = this.parseMaybeStarPattern();
    if (first.kind !== "MatchStar" && this.accept(T.RPAR)) return first;
    this.expect(T.COMMA);
    const patterns = [first, ...this.parsePatternsUntil(T.RPAR)];
    return { kind: "MatchSequence", patterns, ...this.from(start) };
  }

  /** A capture, the wildcard, a dotted value, or a class pattern. */
  private parseNamePattern(): PatternNode {
    const start = this.token;
    if (this.nextType() !== T.DOT && this.nextType() !== T.LPAR) {
      const name = this.advance().text;
      if (this.token.type === T.EQUAL) this.fail();
      return { kind: "MatchAs", pattern: null, name: name === "_" ? null : name, ...this.from(start) };
    }
    const value = this.parseNameOrAttribute();
    if (this.token.type === T.LPAR) return this.parseClassPattern(value);
    if (this.token.type === T.EQUAL) this.fail();
    return { kind: "MatchValue", value, ...this.from(start) };
  }

  protected parseNameOrAttribute(): ExprNode {
    const start = this.expect(T.NAME);
    let value: ExprNode = { kind: "Name", id: start.text, ctx: "Load", ...this.from(start) };
    while (this.accept(T.DOT)) {
      const attr = this.expect(T.NAME).text;
      value = { kind: "Attribute", value, attr, ctx: "Load", ...this.from(start) };
    }
    return value;
  }

  protected parseClassPattern(cls: ExprNode): PatternNode {
    this.advance();
    const patterns: PatternNode[] = [];
    const kwd_attrs: string[] = [];
    const kwd_patterns: PatternNode[] = [];
    while (this.token.type !== T.RPAR) {
      if (this.token.type === T.NAME && this.nextType() === T.EQUAL) {
        kwd_attrs.push(this.advance().text);
        this.advance();
        kwd_patterns.push(this.parsePattern());
      } else {
        if (kwd_attrs.length > 0) this.fail();
        patterns.push(this.parsePattern());
      }
      if (!this.accept(T.COMMA)) break;
    }
    this.expect(T.RPAR);
    return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, ...this.from(cls) };
  }

  protected parseMappingPattern(): PatternNode {
    const start = this.advance();
    const keys: ExprNode[] = [];
    const patterns: PatternNode[] = [];
    let rest: string | null = null;
    while (this.token.type !== T.RBRACE) {
      if (rest !== null) this.fail();
      if (this.accept(T.DOUBLESTAR)) {
        if (this.isWord("_")) this.fail();
        rest = this.expect(T.NAME).text;
        this.refuseDotted();
      } else {
        keys.push(this.parseMappingKey());
        this.expect(T.COLON);
        patterns.push(this.parsePattern());
      }
      if (!this.accept(T.COMMA)) break;
    }
    this.expect(T.RBRACE);
    return { kind: "MatchMapping", keys, patterns, rest, ...this.from(start) };
  }

  private parseMappingKey(): ExprNode {
    switch (this.token.type) {
      case T.NUMBER:
      case T.MINUS:
      case T.PLUS:
        return this.parseSignedNumber();
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
      case T.KW_NONE:
      case T.KW_TRUE:
      case T.KW_FALSE:
        return this.parseAtom();
      default: {
        const key = this.parseNameOrAttribute();
        if (key.kind === "Name") this.fail();
        return key;
      }
    }
  }

  /** `[-+] NUMBER`, or a real number plus or minus an imaginary one. */
  private parseSignedNumber(): ExprNode {
    const start = this.token;
    let left = this.parseSignedReal();
    if (this.token.type === T.PLUS || this.token.type === T.MINUS) {
      const number = left.kind === "UnaryOp" ? left.operand : left;
      if (isComplex(number)) this.raiseAt(left, "real number required in complex literal");
      const op = this.advance().type === T.PLUS ? "Add" : "Sub";
      const right = this.parseNumberToken();
      if (!isComplex(right)) this.raiseAt(right, "imaginary number required in complex literal");
      left = { kind: "BinOp", left, op, right, ...this.from(start) };
    }
    return left;
  }

  private parseSignedReal(): ExprNode {
    const start = this.token;
    if (this.accept(T.MINUS)) {
      const operand = this.parseNumberToken();
      return { kind: "UnaryOp", op: "USub", operand, ...this.from(start) };
    }
    // CPython 3.14's grammar has no `+` here.
    return this.parseNumberToken();
  }
}

function isComplex(node: ExprNode): boolean {
  return node.kind === "Constant" && node.value.type === "complex";
}
