/**
 * Expressions: operators by precedence, primaries and calls, atoms.
 *
 *     lambda, x if y else z  <  or  <  and  <  not  <  comparisons  <  |  <  ^  <  &  <  << >>  <  + -
 *       <  * / // % @  <  unary + - ~  <  **  <  await  <  x.y x[y] x(y)
 */

import type { BinaryOperator, CompareOperator, ExprNode, Keyword, Slice, UnaryOperator } from "../ast.ts";
import type { Token } from "../tokens.ts";
import * as T from "../tokens.ts";
import { LiteralError, parseNumber } from "./literals.ts";
import { ParameterParser } from "./parameters.ts";
import { setContext } from "./targets.ts";

/** Binary operators by token type: the name, and how tightly it binds (0: not a binary operator). */
const binaryOperators: (BinaryOperator | undefined)[] = [];
const precedences = new Uint8Array(T.TOKEN_TYPE_COUNT);
for (const [type, operator, precedence] of [
  [T.VBAR, "BitOr", 1],
  [T.CIRCUMFLEX, "BitXor", 2],
  [T.AMPER, "BitAnd", 3],
  [T.LEFTSHIFT, "LShift", 4],
  [T.RIGHTSHIFT, "RShift", 4],
  [T.PLUS, "Add", 5],
  [T.MINUS, "Sub", 5],
  [T.STAR, "Mult", 6],
  [T.SLASH, "Div", 6],
  [T.DOUBLESLASH, "FloorDiv", 6],
  [T.PERCENT, "Mod", 6],
  [T.AT, "MatMult", 6],
] as const) {
  binaryOperators[type] = operator;
  precedences[type] = precedence;
}

/** The arguments of a call. */
export interface CallArguments {
  readonly args: ExprNode[];
  readonly keywords: Keyword[];
}

export abstract class ExpressionParser extends ParameterParser {
  // Lists of expressions

  protected override parseYieldOrStarExpressions(): ExprNode {
    return this.token.type === T.KW_YIELD ? this.parseYield() : this.parseStarExpressions();
  }

  /** `star_expressions`: one expression, or a tuple without brackets; either may be starred. */
  protected parseStarExpressions(): ExprNode {
    const start = this.token;
    const first = this.parseStarExpression();
    if (this.token.type !== T.COMMA) return first;
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (!this.startsExpression()) break;
      const next = this.parseMore(() => this.parseStarExpression());
      if (next === null) break;
      elts.push(next);
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.from(start) };
  }

  protected override parseStarExpression(): ExprNode {
    return this.token.type === T.STAR ? this.parseStarred() : this.parseExpression();
  }

  /** `expressions`: as star_expressions, without stars. */
  protected parseExpressions(): ExprNode {
    const start = this.token;
    const first = this.parseExpression();
    if (this.token.type !== T.COMMA) return first;
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (!this.startsExpression() || this.token.type === T.STAR) break;
      const next = this.parseMore(() => this.parseExpression());
      if (next === null) break;
      elts.push(next);
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.from(start) };
  }

  /** Whether the current token can begin an expression, starred or not (after a comma: is there another?). */
  protected startsExpression(type = this.token.type): boolean {
    switch (type) {
      case T.STAR:
      case T.MINUS:
      case T.PLUS:
      case T.TILDE:
      case T.KW_NOT:
      case T.KW_LAMBDA:
      case T.KW_AWAIT:
        return true;
      default:
        return this.startsAtom(type);
    }
  }

  protected override parseYield(): ExprNode {
    const start = this.expect(T.KW_YIELD);
    if (this.accept(T.KW_FROM)) {
      const value = this.parseExpression();
      return { kind: "YieldFrom", value, ...this.from(start) };
    }
    const value = this.startsExpression() ? this.parseMore(() => this.parseStarExpressions()) : null;
    return { kind: "Yield", value, ...this.from(start) };
  }

  // Expressions

  /** `NAME ':=' expression | expression`. */
  protected override parseNamedExpression(): ExprNode {
    if (this.token.type === T.NAME && this.nextType() === T.COLONEQUAL)
      return this.parseAssignmentExpression();
    const expression = this.parseExpression();
    if (this.token.type === T.COLONEQUAL) this.fail();
    return expression;
  }

  protected parseAssignmentExpression(): ExprNode {
    const name = this.advance();
    const target = { kind: "Name", id: name.text, ctx: "Store", ...this.from(name) } as const;
    this.advance();
    const value = this.parseExpression();
    return { kind: "NamedExpr", target, value, ...this.from(name) };
  }

  protected override parseExpression(): ExprNode {
    this.enter();
    let expression: ExprNode;
    if (this.token.type === T.KW_LAMBDA) {
      expression = this.parseLambda();
    } else {
      const start = this.token;
      expression = this.parseDisjunction();
      if (this.token.type === T.KW_IF) {
        const body = expression;
        expression = this.parseMore(() => this.parseConditional(start, body)) ?? body;
      }
    }
    this.leave();
    return expression;
  }

  private parseConditional(start: Token, body: ExprNode): ExprNode {
    this.advance();
    const test = this.parseDisjunction();
    this.expect(T.KW_ELSE);
    const orelse = this.parseExpression();
    return { kind: "IfExp", test, body, orelse, ...this.from(start) };
  }

  protected parseLambda(): ExprNode {
    const start = this.advance();
    const args = this.parseParameters(T.COLON);
    this.expect(T.COLON);
    const body = this.parseExpression();
    return { kind: "Lambda", args, body, ...this.from(start) };
  }

  protected override parseDisjunction(): ExprNode {
    const start = this.token;
    const first = this.parseConjunction();
    if (this.token.type !== T.KW_OR) return first;
    const values = [first];
    while (this.token.type === T.KW_OR) {
      const value = this.parseMore(() => {
        this.advance();
        return this.parseConjunction();
      });
      if (value === null) break;
      values.push(value);
    }
    if (values.length === 1) return first;
    return { kind: "BoolOp", op: "Or", values, ...this.from(start) };
  }

  private parseConjunction(): ExprNode {
    const start = this.token;
    const first = this.parseInversion();
    if (this.token.type !== T.KW_AND) return first;
    const values = [first];
    while (this.token.type === T.KW_AND) {
      const value = this.parseMore(() => {
        this.advance();
        return this.parseInversion();
      });
      if (value === null) break;
      values.push(value);
    }
    if (values.length === 1) return first;
    return { kind: "BoolOp", op: "And", values, ...this.from(start) };
  }

  protected parseInversion(): ExprNode {
    if (this.token.type !== T.KW_NOT) return this.parseComparison();
    this.enter();
    const start = this.advance();
    const operand = this.parseInversion();
    this.leave();
    return { kind: "UnaryOp", op: "Not", operand, ...this.from(start) };
  }

  private parseComparison(): ExprNode {
    const start = this.token;
    const left = this.parseBitwiseOr();
    const ops: CompareOperator[] = [];
    const comparators: ExprNode[] = [];
    while (this.startsComparison()) {
      const right = this.parseMore(() => {
        const operator = this.parseComparisonOperator();
        return { operator, comparator: this.parseBitwiseOr() };
      });
      if (right === null) break;
      ops.push(right.operator);
      comparators.push(right.comparator);
    }
    if (ops.length === 0) return left;
    return { kind: "Compare", left, ops, comparators, ...this.from(start) };
  }

  private startsComparison(): boolean {
    const { type } = this.token;
    return (
      (type >= T.EQEQUAL && type <= T.GREATEREQUAL) ||
      type === T.KW_IN ||
      type === T.KW_IS ||
      type === T.KW_NOT
    );
  }

  /** A comparison operator, of one token or two. */
  private parseComparisonOperator(): CompareOperator {
    switch (this.advance().type) {
      case T.EQEQUAL:
        return "Eq";
      case T.NOTEQUAL:
        return "NotEq";
      case T.LESS:
        return "Lt";
      case T.LESSEQUAL:
        return "LtE";
      case T.GREATER:
        return "Gt";
      case T.GREATEREQUAL:
        return "GtE";
      case T.KW_IN:
        return "In";
      case T.KW_IS:
        return this.accept(T.KW_NOT) ? "IsNot" : "Is";
      default:
        this.expect(T.KW_IN);
        return "NotIn";
    }
  }

  protected override parseBitwiseOr(): ExprNode {
    return this.parseBinary(1);
  }

  /** Binary operators that bind at least this tightly, by precedence climbing. */
  protected parseBinary(minimum: number): ExprNode {
    // The place of what is left of an operator may begin with a bracket, which its node does not.
    const start = this.token;
    let left = this.parseFactor();
    for (;;) {
      const precedence = precedences[this.token.type];
      if (precedence < minimum || precedence === 0) return left;
      const op = binaryOperators[this.token.type] as BinaryOperator;
      const right = this.parseMore(() => {
        this.advance();
        return this.parseBinary(precedence + 1);
      });
      if (right === null) return left;
      left = { kind: "BinOp", left, op, right, ...this.from(start) };
    }
  }

  protected parseFactor(): ExprNode {
    const start = this.token;
    let op: UnaryOperator;
    switch (start.type) {
      case T.MINUS:
        op = "USub";
        break;
      case T.PLUS:
        op = "UAdd";
        break;
      case T.TILDE:
        op = "Invert";
        break;
      default:
        return this.parsePower();
    }
    this.enter();
    this.advance();
    const operand = this.parseFactor();
    this.leave();
    return { kind: "UnaryOp", op, operand, ...this.from(start) };
  }

  private parsePower(): ExprNode {
    const start = this.token;
    const left = start.type === T.KW_AWAIT ? this.parseAwait() : this.parsePrimary();
    if (this.token.type !== T.DOUBLESTAR) return left;
    this.enter();
    const right = this.parseMore(() => {
      this.advance();
      return this.parseFactor();
    });
    this.leave();
    if (right === null) return left;
    return { kind: "BinOp", left, op: "Pow", right, ...this.from(start) };
  }

  private parseAwait(): ExprNode {
    const start = this.advance();
    const value = this.parsePrimary();
    return { kind: "Await", value, ...this.from(start) };
  }

  // Primaries

  protected override parsePrimary(): ExprNode {
    const start = this.token;
    let primary = this.parseAtom();
    for (;;) {
      const { type } = this.token;
      if (type !== T.DOT && type !== T.LPAR && type !== T.LSQB) return primary;
      const value = primary;
      const longer = this.parseMore(() => this.parseTrailer(start, value));
      if (longer === null) return primary;
      primary = longer;
    }
  }

  /** An attribute, call or subscript of what has been read since `start`. */
  private parseTrailer(start: Token, value: ExprNode): ExprNode {
    if (this.accept(T.DOT)) {
      const attr = this.expect(T.NAME).text;
      return { kind: "Attribute", value, attr, ctx: "Load", ...this.from(start) };
    }
    if (this.token.type === T.LPAR) {
      const { args, keywords } = this.parseCallArguments();
      return { kind: "Call", func: value, args, keywords, ...this.from(start) };
    }
    this.advance();
    const slice = this.parseSlices();
    this.expect(T.RSQB);
    return { kind: "Subscript", value, slice, ctx: "Load", ...this.from(start) };
  }

  protected parseAtom(): ExprNode {
    const token = this.token;
    switch (token.type) {
      case T.NAME:
        this.advance();
        return {
          kind: "Name",
          id: token.text,
          ctx: "Load",
          lineno: token.lineno,
          col_offset: token.col_offset,
          end_lineno: token.end_lineno,
          end_col_offset: token.end_col_offset,
        };
      case T.NUMBER:
        return this.parseNumberToken();
      case T.STRING:
      case T.FSTRING_START:
      case T.TSTRING_START:
        return this.parseStrings();
      case T.LPAR:
        return this.parseParenthesised();
      case T.LSQB:
        return this.parseList();
      case T.LBRACE:
        return this.parseBraces();
      case T.KW_NONE:
      case T.KW_TRUE:
      case T.KW_FALSE:
      case T.ELLIPSIS:
        return this.parseSingleton();
      default:
        return this.fail();
    }
  }

  protected parseNumberToken(): ExprNode {
    const token = this.expect(T.NUMBER);
    try {
      const value = parseNumber(token.text);
      return { kind: "Constant", value, string_kind: null, ...this.from(token) };
    } catch (error) {
      if (error instanceof LiteralError) this.raiseAt(token, error.message);
      throw error;
    }
  }

  private parseSingleton(): ExprNode {
    const token = this.advance();
    const type =
      token.type === T.KW_NONE
        ? "none"
        : token.type === T.KW_TRUE
          ? "true"
          : token.type === T.KW_FALSE
            ? "false"
            : "ellipsis";
    return { kind: "Constant", value: { type }, string_kind: null, ...this.from(token) };
  }

  // Calls

  /** `'(' … ')'` after a primary; a lone generator expression shares the parentheses. */
  protected parseCallArguments(): CallArguments {
    const open = this.advance();
    const args: ExprNode[] = [];
    const keywords: Keyword[] = [];
    let sawDoubleStar = false;
    while (this.token.type !== T.RPAR) {
      const { type } = this.token;
      if (type === T.STAR) {
        if (sawDoubleStar) this.fail();
        args.push(this.parseStarredArgument());
      } else if (type === T.DOUBLESTAR) {
        sawDoubleStar = true;
        keywords.push(this.parseDoubleStarredArgument());
      } else if (type === T.NAME && this.nextType() === T.EQUAL) {
        keywords.push(this.parseKeyword());
      } else {
        if (keywords.length > 0) this.fail();
        const argument = this.parsePositionalArgument();
        if (args.length === 0 && this.startsForClause()) {
          return { args: [this.parseGeneratorRest(open, argument)], keywords };
        }
        args.push(argument);
      }
      if (!this.accept(T.COMMA)) break;
    }
    this.expect(T.RPAR);
    return { args, keywords };
  }

  protected parseStarredArgument(): ExprNode {
    const start = this.expect(T.STAR);
    const value = this.parseExpression();
    return { kind: "Starred", value, ctx: "Load", ...this.from(start) };
  }

  protected parseDoubleStarredArgument(): Keyword {
    const start = this.expect(T.DOUBLESTAR);
    const value = this.parseExpression();
    return { kind: "keyword", arg: null, value, ...this.from(start) };
  }

  protected parseKeyword(): Keyword {
    const name = this.expect(T.NAME);
    this.expect(T.EQUAL);
    const value = this.parseExpression();
    return { kind: "keyword", arg: name.text, value, ...this.from(name) };
  }

  /** `NAME ':=' expression | expression`, not followed by `=`. */
  protected parsePositionalArgument(): ExprNode {
    let argument: ExprNode;
    if (this.token.type === T.NAME && this.nextType() === T.COLONEQUAL) {
      argument = this.parseAssignmentExpression();
    } else {
      argument = this.parseExpression();
      if (this.token.type === T.COLONEQUAL) this.fail();
    }
    if (this.token.type === T.EQUAL) this.fail();
    return argument;
  }

  // Subscripts

  /** What stands between `[` and `]`: a slice, or a tuple of slices and starred expressions. */
  protected parseSlices(): ExprNode {
    const start = this.token;
    const first = this.parseSlice();
    if (this.token.type !== T.COMMA) {
      if (first.kind !== "Starred") return first;
      return { kind: "Tuple", elts: [first], ctx: "Load", ...this.from(start) };
    }
    const elts = [first];
    while (this.accept(T.COMMA)) {
      if (this.token.type === T.RSQB) break;
      elts.push(this.parseSlice());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.from(start) };
  }

  private parseSlice(): ExprNode {
    const start = this.token;
    if (start.type === T.STAR) return this.parseStarredArgument();
    if (start.type === T.COLON) return this.parseSliceRest(start, null);
    const first = this.parseNamedExpression();
    if (this.token.type !== T.COLON || first.kind === "NamedExpr") return first;
    return this.parseSliceRest(start, first);
  }

  private parseSliceRest(start: { lineno: number; col_offset: number }, lower: ExprNode | null): Slice {
    this.advance();
    let upper: ExprNode | null = null;
    let step: ExprNode | null = null;
    if (this.token.type !== T.COLON && this.startsExpression() && this.token.type !== T.STAR) {
      upper = this.parseExpression();
    }
    if (this.accept(T.COLON) && this.startsExpression() && this.token.type !== T.STAR) {
      step = this.parseExpression();
    }
    return { kind: "Slice", lower, upper, step, ...this.from(start) };
  }

  // Names as targets

  /** A NAME as a target. */
  protected parseNameTarget(): ExprNode & { readonly kind: "Name" } {
    const name = this.expect(T.NAME);
    const node = { kind: "Name", id: name.text, ctx: "Load", ...this.from(name) } as const;
    setContext(node, "Store");
    return node;
  }
}
