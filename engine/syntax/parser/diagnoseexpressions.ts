/**
 * The error pass over expressions: what CPython says of the usual mistakes in them.
 *
 * It overrides the rules of the parser: each first looks for its mistakes, then (or before, where CPython does so)
 * parses as usual. A mistake is looked for by attempting the wrong text as a grammar of its own. The order of the
 * attempts decides which message a source gets, so it follows CPython's; messages, places and even oddities are
 * CPython 3.14's, and the tests compare them.
 *
 * Attempts inside attempts would parse the same text over and over; results of the larger rules are
 * remembered by place (packrat parsing), which keeps the pass linear. A failure is a throw, which costs microseconds:
 * where one token tells that a mistake is not there, it is not looked for.
 */

import type { Comprehension, ExprNode, Keyword, Position } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import type { TokenizedSource, TokenizeError } from "../tokenizer.ts";
import * as T from "../tokens.ts";
import { softKeywords, type Token, type TokenType } from "../tokens.ts";
import type { CallArguments } from "./expressions.ts";
import { Parser } from "./parser.ts";
import { describeExpression, findInvalidTarget, type TargetPlace } from "./targets.ts";

/** A remembered result: the node and the index behind it, or null for a failure. */
type Remembered = { readonly value: unknown; readonly end: number } | null;

const legacyStatements: ReadonlySet<string> = new Set(["print", "exec"]);
const arithmetic: ReadonlySet<TokenType> = new Set([
  T.PLUS,
  T.MINUS,
  T.STAR,
  T.SLASH,
  T.PERCENT,
  T.DOUBLESLASH,
  T.AT,
]);

export abstract class ExpressionDiagnoser extends Parser {
  private readonly memory = new Map<string, Map<number, Remembered>>();
  /** Above zero, rules parse without looking for mistakes. */
  private quiet = 0;

  constructor(source: TokenizedSource, filename: string, furthest: number) {
    super(source, filename, null);
    this.furthest = furthest;
  }

  // The machinery

  protected get isQuiet(): boolean {
    return this.quiet > 0;
  }

  /** A token that could not be read ends the pass with the tokenizer's error. */
  protected override fail(): never {
    if (this.token.type === T.ERRORTOKEN && this.source.error !== null)
      this.raiseTokenError(this.source.error);
    return super.fail();
  }

  protected raiseTokenError(error: TokenizeError): never {
    const { lineno, textHasNewline } = error;
    const text = textHasNewline ? this.source.lineWithEnd(lineno) : this.source.line(lineno);
    throw new PythonSyntaxError(
      error.type,
      error.message,
      this.filename,
      error.lineno,
      error.offset,
      error.end_lineno,
      error.end_offset,
      text,
    );
  }

  protected override parseMore<Result>(rule: () => Result): Result | null {
    return this.attempt(rule);
  }

  protected remember<Result>(rule: string, parse: () => Result): Result {
    let results = this.memory.get(rule);
    if (results === undefined) this.memory.set(rule, (results = new Map()));
    const { index } = this;
    const known = results.get(index);
    if (known !== undefined) {
      if (known === null) this.fail();
      this.reset(known.end);
      return known.value as Result;
    }
    const value = this.attempt(parse);
    results.set(index, value === null ? null : { value, end: this.index });
    if (value === null) this.fail();
    return value;
  }

  /** Drops all results: nothing before the cursor will be read again. */
  protected forget(): void {
    this.memory.clear();
  }

  /** Attempts to read something wrong; whatever is raised inside stands, else the cursor returns. */
  protected lookFor(mistake: () => void): void {
    if (this.isQuiet) return;
    const { index } = this;
    this.attempt(mistake);
    this.reset(index);
  }

  /** The type of the token behind a rule, or -1 if the rule fails; reads nothing. */
  protected typeAfter(rule: () => unknown): TokenType {
    const { index } = this;
    if (this.attempt(() => rule() ?? true) === null) return -1;
    const { type } = this.token;
    this.reset(index);
    return type;
  }

  /** Whether a rule matches here; reads nothing. */
  protected matches(rule: () => unknown): boolean {
    const { index } = this;
    const matched = this.attempt(() => {
      rule();
      return true;
    });
    this.reset(index);
    return matched === true;
  }

  protected expectWord(text: string): Token {
    if (!this.isWord(text)) this.fail();
    return this.advance();
  }

  protected expectAny(...types: readonly TokenType[]): Token {
    if (!types.includes(this.token.type)) this.fail();
    return this.advance();
  }

  /** Fails unless the current token is none of these. */
  protected refuse(...types: readonly TokenType[]): void {
    if (types.includes(this.token.type)) this.fail();
  }

  /** Fails unless the current token is one of these; does not read it. */
  protected require(...types: readonly TokenType[]): void {
    if (!types.includes(this.token.type)) this.fail();
  }

  /** Throws an error that begins at a place and ends where reading has come to. */
  protected raiseFrom(
    first: { readonly lineno: number; readonly col_offset: number },
    message: string,
  ): never {
    if (this.index > this.furthest) this.furthest = this.index;
    const last = this.tokens[this.furthest];
    this.raise(message, {
      lineno: first.lineno,
      offset: this.source.characterColumn(first.lineno, first.col_offset) + 1,
      end_lineno: last.end_lineno,
      end_offset: this.source.characterColumn(last.end_lineno, last.end_col_offset),
    });
  }

  protected raiseInvalidTarget(place: TargetPlace, node: ExprNode): void {
    const invalid = findInvalidTarget(node, place);
    if (invalid === null) return;
    this.raiseAt(
      invalid,
      `cannot ${place === "delete" ? "delete" : "assign to"} ${describeExpression(invalid)}`,
    );
  }

  /** Expressions as the parser reads them, without looking for mistakes. */
  private parseQuietly(): ExprNode {
    this.quiet++;
    try {
      return super.parseExpression();
    } finally {
      this.quiet--;
    }
  }

  // Rules that are only remembered

  protected override parseDisjunction(): ExprNode {
    return this.remember("disjunction", () => super.parseDisjunction());
  }

  protected override parseBitwiseOr(): ExprNode {
    return this.remember("bitwise_or", () => super.parseBitwiseOr());
  }

  protected override parsePrimary(): ExprNode {
    return this.remember("primary", () => super.parsePrimary());
  }

  protected override parseAtom(): ExprNode {
    return this.remember("atom", () => super.parseAtom());
  }

  protected override parseStarExpressions(): ExprNode {
    return this.remember("star_expressions", () => super.parseStarExpressions());
  }

  // expression

  protected override parseExpression(): ExprNode {
    return this.remember("expression", () => {
      this.diagnoseExpression();
      this.diagnoseLegacyStatement();
      return super.parseExpression();
    });
  }

  private diagnoseExpression(): void {
    if (this.isQuiet) return;
    const { type } = this.token;
    if (type === T.STRING) this.lookFor(() => this.diagnoseBrokenString());
    const after = this.startsExpression() ? this.typeAfter(() => this.parseDisjunction()) : -1;
    if (this.startsExpression(after)) this.lookFor(() => this.diagnoseMissingComma());
    if (after === T.KW_IF) this.lookFor(() => this.diagnoseConditional());
    if (type === T.KW_PASS || type === T.KW_BREAK || type === T.KW_CONTINUE) {
      this.lookFor(() => this.diagnoseStatementAsExpression());
    }
    if (type === T.KW_LAMBDA) this.lookFor(() => this.diagnoseLambdaInString());
  }

  /** `"a" b "c"`: a quote inside a string, perhaps. */
  private diagnoseBrokenString(): void {
    this.expect(T.STRING);
    this.refuse(T.STRING);
    const first = this.parseQuietly();
    let last = first;
    while (this.token.type !== T.STRING) last = this.parseQuietly();
    this.raiseRange(first, last, "invalid syntax. Is this intended to be part of the string?");
  }

  private diagnoseMissingComma(): void {
    if (this.token.type === T.NAME && (this.nextType() === T.STRING || softKeywords.has(this.token.text)))
      return;
    const first = this.parseDisjunction();
    const second = this.parseQuietly();
    if (first.kind === "Name" && legacyStatements.has(first.id)) return;
    if (this.tokens[this.index - 1].level === 0) return;
    this.raiseRange(first, second, "invalid syntax. Perhaps you forgot a comma?");
  }

  private diagnoseConditional(): void {
    const first = this.parseDisjunction();
    this.expect(T.KW_IF);
    const test = this.parseDisjunction();
    if (this.token.type !== T.KW_ELSE && this.token.type !== T.COLON) {
      this.raiseRange(first, test, "expected 'else' after 'if' expression");
    }
    this.expect(T.KW_ELSE);
    if (!this.matches(() => this.parseExpression())) {
      this.raiseAtNext("expected expression after 'else', but statement is given");
    }
  }

  /** `pass if x else y`. */
  protected diagnoseStatementAsExpression(): void {
    const statement = this.expectAny(T.KW_PASS, T.KW_BREAK, T.KW_CONTINUE);
    this.expect(T.KW_IF);
    this.parseDisjunction();
    this.expect(T.KW_ELSE);
    this.parseSimpleStatement();
    this.raiseAt(statement, "expected expression before 'if', but statement is given");
  }

  /** In `f"{lambda x: 1}"` the colon begins the format specification. */
  private diagnoseLambdaInString(): void {
    const start = this.expect(T.KW_LAMBDA);
    if (this.token.type !== T.COLON) this.attempt(() => this.parseParameters(T.COLON));
    const colon = this.expect(T.COLON);
    this.require(T.FSTRING_MIDDLE, T.TSTRING_MIDDLE);
    const letter = this.token.type === T.FSTRING_MIDDLE ? "f" : "t";
    this.raiseRange(start, colon, `${letter}-string: lambda expressions are not allowed without parentheses`);
  }

  private diagnoseLegacyStatement(): void {
    if (this.token.type !== T.NAME || !this.startsExpression(this.nextType())) return;
    this.lookFor(() => {
      const name = this.expect(T.NAME);
      this.refuse(T.LPAR);
      const rest = this.parseStarExpressions();
      if (!legacyStatements.has(name.text)) return;
      const message = `Missing parentheses in call to '${name.text}'. Did you mean ${name.text}(...)?`;
      this.raiseRange(name, rest, message);
    });
  }

  // named_expression

  protected override parseNamedExpression(): ExprNode {
    return this.remember("named_expression", () => {
      const isAssignment = this.token.type === T.NAME && this.nextType() === T.COLONEQUAL;
      if (!isAssignment) this.diagnoseNamedExpression();
      return super.parseNamedExpression();
    });
  }

  private diagnoseNamedExpression(): void {
    if (this.isQuiet || !(this.startsExpression() || this.token.type === T.KW_PASS)) return;
    if (this.typeAfter(() => this.parseExpression()) === T.COLONEQUAL) {
      this.lookFor(() => {
        const target = this.parseExpression();
        this.expect(T.COLONEQUAL);
        this.parseExpression();
        this.raiseAt(target, `cannot use assignment expressions with ${describeExpression(target)}`);
      });
    }
    if (this.typeAfter(() => this.parseBitwiseOr()) !== T.EQUAL) return;
    this.lookFor(() => {
      const name = this.expect(T.NAME);
      this.expect(T.EQUAL);
      const value = this.parseBitwiseOr();
      this.refuse(T.EQUAL, T.COLONEQUAL);
      this.raiseRange(name, value, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    });
    this.lookFor(() => {
      this.refuse(T.KW_TRUE, T.KW_FALSE, T.KW_NONE);
      if (this.startsBracketedTarget()) return;
      const target = this.parseBitwiseOr();
      this.expect(T.EQUAL);
      this.parseBitwiseOr();
      this.refuse(T.EQUAL, T.COLONEQUAL);
      const what = describeExpression(target);
      this.raiseAt(target, `cannot assign to ${what} here. Maybe you meant '==' instead of '='?`);
    });
  }

  /** Whether a list, a tuple or a generator expression stands here. */
  private startsBracketedTarget(): boolean {
    const start = this.token;
    if (start.type !== T.LPAR && start.type !== T.LSQB) return false;
    return this.matches(() => {
      const atom = this.parseAtom();
      // A group's node begins behind its parenthesis.
      const isWhole = atom.col_offset === start.col_offset && atom.lineno === start.lineno;
      if (!isWhole || (atom.kind !== "List" && atom.kind !== "Tuple" && atom.kind !== "GeneratorExp"))
        this.fail();
    });
  }

  // Operators

  protected override parseBinary(minimum: number): ExprNode {
    if (this.token.type === T.KW_NOT && minimum >= 6 && arithmetic.has(this.tokens[this.index - 1].type)) {
      const start = this.token;
      this.lookFor(() => {
        const operand = this.parseInversion();
        this.raiseRange(start, operand, "'not' after an operator must be parenthesized");
      });
    }
    return super.parseBinary(minimum);
  }

  protected override parseFactor(): ExprNode {
    const { type } = this.token;
    if ((type === T.PLUS || type === T.MINUS || type === T.TILDE) && this.nextType() === T.KW_NOT) {
      this.lookFor(() => {
        this.advance();
        const start = this.advance();
        const operand = this.parseFactor();
        this.raiseRange(start, operand, "'not' after an operator must be parenthesized");
      });
    }
    return super.parseFactor();
  }

  // Strings

  protected override parseStrings(): ExprNode {
    return this.remember("strings", () => {
      if (this.token.type !== T.STRING || this.startsString(this.nextType())) {
        this.lookFor(() => this.diagnoseMixedStrings());
      }
      return super.parseStrings();
    });
  }

  private diagnoseMixedStrings(): void {
    let previous = this.parseOneString();
    for (;;) {
      const next = this.parseOneString();
      if ((next.kind === "TemplateStr") !== (previous.kind === "TemplateStr")) {
        this.raiseRange(previous, next, "cannot mix t-string literals with string or bytes literals");
      }
      previous = next;
    }
  }

  private parseOneString(): ExprNode {
    const start = this.token;
    if (start.type === T.STRING) return this.parseStringToken();
    if (start.type === T.FSTRING_START) return this.parseFString();
    this.require(T.TSTRING_START);
    const values: ExprNode[] = [];
    this.parseTemplate(values);
    return { kind: "TemplateStr", values, ...this.from(start) };
  }

  protected override parseReplacementField(raw: boolean): ReturnType<Parser["parseReplacementField"]> {
    const field = this.attempt(() => super.parseReplacementField(raw));
    if (field !== null) return field;
    this.diagnoseReplacementField(raw);
    return this.fail();
  }

  private diagnoseReplacementField(raw: boolean): void {
    const name = `${this.fieldPrefix()}-string`;
    this.lookFor(() => {
      this.expect(T.LBRACE);
      const { token } = this;
      const { type } = token;
      if (type === T.EQUAL || type === T.EXCLAMATION || type === T.COLON || type === T.RBRACE) {
        this.raiseAt(token, `${name}: valid expression required before '${token.text}'`);
      }
      if (!this.matches(() => this.parseYieldOrStarExpressions())) {
        this.raiseAtNext(`${name}: expecting a valid expression after '{'`);
      }
      this.parseYieldOrStarExpressions();
      this.diagnoseFieldRest(name, raw);
    });
  }

  /** What follows the expression of a replacement field. */
  private diagnoseFieldRest(name: string, raw: boolean): void {
    const { EQUAL, EXCLAMATION, COLON, RBRACE } = T;
    if (this.token.type === T.ERRORTOKEN) this.fail();
    const isDebug = this.token.type === EQUAL;
    if (!isDebug && ![EXCLAMATION, COLON, RBRACE].includes(this.token.type)) {
      this.raiseAtNext(`${name}: expecting '=', or '!', or ':', or '}'`);
    }
    if (isDebug) {
      this.advance();
      if (![EXCLAMATION, COLON, RBRACE].includes(this.token.type)) {
        this.raiseAtNext(`${name}: expecting '!', or ':', or '}'`);
      }
    }
    if (this.accept(EXCLAMATION)) {
      if (this.token.type === COLON || this.token.type === RBRACE) {
        this.raiseAtNext(`${name}: missing conversion character`);
      }
      if (this.token.type !== T.NAME) this.raiseAtNext(`${name}: invalid conversion character`);
      this.advance();
    }
    if (this.token.type !== COLON && this.token.type !== RBRACE)
      this.raiseAtNext(`${name}: expecting ':' or '}'`);
    if (this.token.type === COLON) {
      this.attempt(() => this.parseFormatSpec(raw));
      if (this.token.type === T.ERRORTOKEN) this.fail();
      if (this.token.type !== RBRACE) this.raiseAtNext(`${name}: expecting '}', or format specs`);
    }
  }

  // Brackets

  protected override parseParenthesised(): ExprNode {
    const whole = this.attempt(() => super.parseParenthesised());
    if (whole !== null) return whole;
    this.lookFor(() => {
      this.expect(T.LPAR);
      const starred = this.parseStarredArgument();
      this.expect(T.RPAR);
      this.raiseAt(starred, "cannot use starred expression here");
    });
    this.lookFor(() => {
      this.expect(T.LPAR);
      const stars = this.expect(T.DOUBLESTAR);
      this.parseExpression();
      this.expect(T.RPAR);
      this.raiseAt(stars, "cannot use double starred expression here");
    });
    this.diagnoseComprehension();
    return this.fail();
  }

  protected override parseList(): ExprNode {
    const whole = this.attempt(() => super.parseList());
    if (whole !== null) return whole;
    this.diagnoseComprehension();
    return this.fail();
  }

  protected override parseBraces(): ExprNode {
    const dict = this.attempt(() => {
      const open = this.advance();
      this.refuse(T.RBRACE);
      return this.parseDict(open, null);
    });
    if (dict !== null) return dict;
    this.diagnoseDict();
    const whole = this.attempt(() => super.parseBraces());
    if (whole !== null) return whole;
    this.lookFor(() => {
      this.expect(T.LBRACE);
      const stars = this.expect(T.DOUBLESTAR);
      this.parseBitwiseOr();
      this.parseForClauses();
      this.expect(T.RBRACE);
      this.raiseAt(stars, "dict unpacking cannot be used in dict comprehension");
    });
    this.diagnoseComprehension();
    return this.fail();
  }

  /** Whatever else is wrong with a later key, the colon missing behind it is what CPython reports. */
  protected override parseDictKey(isFirst: boolean): ExprNode {
    const { index } = this;
    try {
      return this.parseExpression();
    } catch (error) {
      if (isFirst || this.isQuiet || !(error instanceof PythonSyntaxError)) throw error;
      this.reset(index);
      const key = this.attempt(() => this.parseQuietly());
      if (key !== null && this.token.type !== T.COLON) this.raiseMissingColon(key);
      throw error;
    }
  }

  private parseDictPair(isFirst: boolean): void {
    if (this.accept(T.DOUBLESTAR)) {
      this.parseBitwiseOr();
      return;
    }
    this.parseDictKey(isFirst);
    this.expect(T.COLON);
    this.parseExpression();
  }

  private diagnoseDict(): void {
    this.lookFor(() => {
      this.expect(T.LBRACE);
      this.parseDictPair(true);
      for (;;) {
        const { index } = this;
        this.expect(T.COMMA);
        if (this.attempt(() => this.parseDictPair(false) ?? true) !== null) continue;
        this.reset(index + 1);
        this.diagnoseDictPair();
        return;
      }
    });
    this.lookFor(() => {
      this.expect(T.LBRACE);
      this.parseExpression();
      this.diagnoseDictValue();
    });
  }

  private diagnoseDictPair(): void {
    const key = this.parseExpression();
    if (this.token.type !== T.COLON) this.raiseMissingColon(key);
    this.diagnoseDictValue();
  }

  private raiseMissingColon(key: ExprNode): never {
    this.raise("':' expected after dictionary key", {
      lineno: key.lineno,
      offset: this.source.characterColumn(key.end_lineno, key.end_col_offset),
      end_lineno: key.end_lineno,
      end_offset: 0,
    });
  }

  private diagnoseDictValue(): void {
    const colon = this.expect(T.COLON);
    if (this.token.type === T.RBRACE || this.token.type === T.COMMA) {
      this.raiseAt(colon, "expression expected after dictionary key and ':'");
    }
    const star = this.expect(T.STAR);
    this.parseBitwiseOr();
    this.raiseFrom(star, "cannot use a starred expression in a dictionary value");
  }

  private diagnoseComprehension(): void {
    if (this.nextType() === T.STAR) {
      this.lookFor(() => {
        this.expectAny(T.LPAR, T.LSQB, T.LBRACE);
        const starred = this.parseStarredArgument();
        this.parseForClauses();
        this.raiseAt(starred, "iterable unpacking cannot be used in comprehension");
      });
    }
    if (this.token.type === T.LPAR) return;
    this.lookFor(() => {
      this.expectAny(T.LSQB, T.LBRACE);
      const first = this.parseStarNamedExpression();
      let last: { readonly end_lineno: number; readonly end_col_offset: number } = this.expect(T.COMMA);
      while (!this.startsForClause()) {
        last = this.parseStarNamedExpression();
        if (!this.accept(T.COMMA)) break;
      }
      this.parseForClauses();
      this.raiseRange(first, last, "did you forget parentheses around the comprehension target?");
    });
  }

  protected override parseForClause(): Comprehension {
    const { index } = this;
    const hasIn = this.matches(() => {
      this.accept(T.KW_ASYNC);
      this.expect(T.KW_FOR);
      this.parseStarTargets();
      this.expect(T.KW_IN);
    });
    if (hasIn) return super.parseForClause();
    this.lookFor(() => {
      this.accept(T.KW_ASYNC);
      this.expect(T.KW_FOR);
      this.parseBitwiseOr();
      while (this.accept(T.COMMA)) if (this.attempt(() => this.parseBitwiseOr()) === null) break;
      if (this.token.type !== T.KW_IN) this.raiseAtLast("'in' expected after for-loop variables");
    });
    this.diagnoseForTarget();
    this.reset(index);
    return this.fail();
  }

  /** `[async] for` and expressions that cannot be assigned to. */
  protected diagnoseForTarget(): void {
    this.lookFor(() => {
      this.accept(T.KW_ASYNC);
      this.expect(T.KW_FOR);
      this.raiseInvalidTarget("for", this.parseStarExpressions());
    });
  }

  // Calls

  protected override parseCallArguments(): CallArguments {
    const open = this.expect(T.LPAR);
    if (this.accept(T.RPAR)) return { args: [], keywords: [] };
    const after = this.startsExpression() ? this.typeAfter(() => this.parsePlainArgument()) : -1;
    if (after === T.KW_FOR || after === T.KW_ASYNC) {
      const generator = this.attempt(() => this.parseGeneratorRest(open, this.parsePlainArgument()));
      if (generator !== null) return { args: [generator], keywords: [] };
    }
    this.reset(this.index - 1);
    this.diagnoseComprehension();
    this.expect(T.LPAR);
    const whole = this.remember("arguments", () => {
      const result = this.attempt(() => {
        const found = this.parseArguments();
        this.accept(T.COMMA);
        this.require(T.RPAR);
        return found;
      });
      if (result !== null) return result;
      this.diagnoseArguments();
      return this.fail();
    });
    this.expect(T.RPAR);
    return whole;
  }

  /** `NAME ':=' expression | expression`, not followed by `:=`. */
  private parsePlainArgument(): ExprNode {
    if (this.token.type === T.NAME && this.nextType() === T.COLONEQUAL)
      return this.parseAssignmentExpression();
    const expression = this.parseExpression();
    this.refuse(T.COLONEQUAL);
    return expression;
  }

  /** As many arguments as are right, without a comma behind them. */
  private parseArguments(): CallArguments {
    return this.remember("args", () => {
      const args: ExprNode[] = [];
      const keywords: Keyword[] = [];
      const positional = (): ExprNode => {
        if (this.token.type === T.STAR) return this.parseStarredArgument();
        if (this.token.type === T.DOUBLESTAR) this.fail();
        const argument = this.parsePlainArgument();
        this.refuse(T.EQUAL);
        return argument;
      };
      const first = this.attempt(positional);
      if (first !== null) {
        args.push(first);
        this.repeatAfterComma(() => args.push(positional()));
        if (this.token.type === T.COMMA) {
          this.attempt(() => {
            this.expect(T.COMMA);
            this.parseKeywordArguments(args, keywords);
          });
        }
      } else this.parseKeywordArguments(args, keywords);
      return { args, keywords };
    });
  }

  private repeatAfterComma(rule: () => void): void {
    const once = (): true => {
      this.expect(T.COMMA);
      rule();
      return true;
    };
    while (this.token.type === T.COMMA && this.attempt(once) !== null) {
      // Each turn reads one more.
    }
  }

  /** Keywords and starred arguments, then keywords and double-starred ones. */
  private parseKeywordArguments(args: ExprNode[], keywords: Keyword[]): void {
    const keywordOrStarred = (): true => {
      this.diagnoseKeyword();
      if (this.token.type === T.STAR) args.push(this.parseStarredArgument());
      else keywords.push(this.parseKeyword());
      return true;
    };
    const keywordOrDoubleStarred = (): true => {
      this.diagnoseKeyword();
      keywords.push(
        this.token.type === T.DOUBLESTAR ? this.parseDoubleStarredArgument() : this.parseKeyword(),
      );
      return true;
    };
    if (this.attempt(keywordOrStarred) !== null) {
      this.repeatAfterComma(keywordOrStarred);
      this.repeatAfterComma(keywordOrDoubleStarred);
      return;
    }
    keywordOrDoubleStarred();
    this.repeatAfterComma(keywordOrDoubleStarred);
  }

  private diagnoseKeyword(): void {
    const { type } = this.token;
    if ((type === T.KW_TRUE || type === T.KW_FALSE || type === T.KW_NONE) && this.nextType() === T.EQUAL) {
      const name = this.token;
      this.lookFor(() => {
        this.advance();
        this.raiseRange(name, this.advance(), `cannot assign to ${name.text}`);
      });
    }
    if (type === T.NAME && this.nextType() === T.EQUAL) {
      this.lookFor(() => this.diagnoseKeywordComprehension());
    } else if (type === T.DOUBLESTAR) {
      this.lookFor(() => {
        const stars = this.advance();
        this.parseExpression();
        this.expect(T.EQUAL);
        const value = this.parseExpression();
        this.raiseRange(stars, value, "cannot assign to keyword argument unpacking");
      });
    } else if (this.typeAfter(() => this.parseExpression()) === T.EQUAL) {
      this.lookFor(() => {
        const expression = this.parseExpression();
        const equal = this.expect(T.EQUAL);
        this.raiseRange(expression, equal, 'expression cannot contain assignment, perhaps you meant "=="?');
      });
    }
  }

  private diagnoseKeywordComprehension(): void {
    const name = this.expect(T.NAME);
    const equal = this.expect(T.EQUAL);
    this.parseExpression();
    this.parseForClauses();
    this.raiseRange(name, equal, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }

  protected override parseStarredArgument(): ExprNode {
    this.lookFor(() => {
      const star = this.expect(T.STAR);
      this.parseExpression();
      this.expect(T.EQUAL);
      const value = this.parseExpression();
      this.raiseRange(star, value, "cannot assign to iterable argument unpacking");
    });
    const starred = this.attempt(() => super.parseStarredArgument());
    if (starred !== null) return starred;
    this.lookFor(() => {
      this.expect(T.STAR);
      this.raiseAtLast("Invalid star expression");
    });
    return this.fail();
  }

  private diagnoseArguments(): void {
    const unparenthesised = "Generator expression must be parenthesized";
    this.lookFor(() => {
      this.parseArguments();
      const comma = this.expect(T.COMMA);
      this.parseStarredArgument();
      this.refuse(T.EQUAL);
      this.raiseFrom(comma, "iterable argument unpacking follows keyword argument unpacking");
    });
    this.lookFor(() => {
      const elt = this.parseExpression();
      const last = lastPart(this.parseForClauses());
      this.expect(T.COMMA);
      this.attempt(() => this.parseArguments());
      this.raiseRange(elt, last, unparenthesised);
    });
    this.lookFor(() => this.diagnoseKeywordComprehension());
    this.lookFor(() => {
      if (this.attempt(() => this.parseArguments() && this.expect(T.COMMA)) === null) this.refuse(T.COMMA);
      const name = this.expect(T.NAME);
      const equal = this.expect(T.EQUAL);
      this.require(T.COMMA, T.RPAR);
      this.raiseRange(name, equal, "expected argument value expression");
    });
    this.lookFor(() => {
      const { args } = this.parseArguments();
      const last = lastPart(this.parseForClauses());
      if (args.length > 1) this.raiseRange(args[args.length - 1], last, unparenthesised);
    });
    this.lookFor(() => {
      this.parseArguments();
      this.expect(T.COMMA);
      const elt = this.parseExpression();
      this.raiseRange(elt, lastPart(this.parseForClauses()), unparenthesised);
    });
    this.lookFor(() => {
      const { keywords } = this.parseArguments();
      this.expect(T.COMMA);
      this.parseArguments();
      const unpacking = keywords.some((keyword) => keyword.arg === null) ? " unpacking" : "";
      this.raiseAtLast(`positional argument follows keyword argument${unpacking}`);
    });
  }
}

/** The last expression of a comprehension's clauses. */
function lastPart(clauses: readonly Comprehension[]): Position {
  const last = clauses[clauses.length - 1];
  return last.ifs.length > 0 ? last.ifs[last.ifs.length - 1] : last.iter;
}
