/**
 * Parameters of functions and lambdas, and type parameters.
 */

import type { Arg, Arguments, ExprNode, TypeParamNode } from "../ast.ts";
import type { TokenType } from "../tokens.ts";
import * as T from "../tokens.ts";
import { DisplayParser } from "./displays.ts";

export abstract class ParameterParser extends DisplayParser {
  /** `'*' bitwise_or | expression`. */
  protected abstract parseStarExpression(): ExprNode;

  /**
   * The parameters up to `close`, which is left: `)` of a function, whose parameters may be annotated, or `:` of
   * a lambda.
   */
  protected parseParameters(close: TokenType): Arguments {
    const annotated = close === T.RPAR;
    let posonlyargs: Arg[] = [];
    let args: Arg[] = [];
    const defaults: ExprNode[] = [];
    let sawSlash = false;
    while (this.token.type !== close && this.token.type !== T.STAR && this.token.type !== T.DOUBLESTAR) {
      if (this.token.type === T.SLASH) {
        if (sawSlash || args.length === 0) this.fail();
        sawSlash = true;
        posonlyargs = args;
        args = [];
        this.advance();
      } else {
        args.push(this.parseParameter(annotated));
        if (this.token.type === T.EQUAL) defaults.push(this.parseDefault());
        else if (defaults.length > 0) this.fail();
      }
      if (!this.accept(T.COMMA) && this.token.type !== close) this.fail();
    }
    let vararg: Arg | null = null;
    const kwonlyargs: Arg[] = [];
    const kw_defaults: (ExprNode | null)[] = [];
    if (this.accept(T.STAR)) {
      if (this.token.type !== T.COMMA) vararg = this.parseParameter(annotated, true);
      if (!this.accept(T.COMMA) && this.token.type !== close) this.fail();
      while (this.token.type === T.NAME) {
        kwonlyargs.push(this.parseParameter(annotated));
        kw_defaults.push(this.token.type === T.EQUAL ? this.parseDefault() : null);
        if (!this.accept(T.COMMA)) break;
      }
      if (vararg === null && kwonlyargs.length === 0) this.fail();
    }
    let kwarg: Arg | null = null;
    if (this.accept(T.DOUBLESTAR)) {
      kwarg = this.parseParameter(annotated);
      this.accept(T.COMMA);
    }
    if (this.token.type !== close) this.fail();
    return { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
  }

  /** One name with its annotation; that of `*name` may be starred. */
  protected parseParameter(annotated: boolean, starred = false): Arg {
    const name = this.expect(T.NAME);
    let annotation: ExprNode | null = null;
    if (annotated && this.accept(T.COLON)) {
      annotation = starred ? this.parseStarExpression() : this.parseExpression();
    }
    return { kind: "arg", arg: name.text, annotation, type_comment: null, ...this.from(name) };
  }

  protected parseDefault(): ExprNode {
    this.expect(T.EQUAL);
    return this.parseExpression();
  }

  // Type parameters

  /** `[T, *Ts, **P]` if the current token opens one. */
  protected parseTypeParameters(): TypeParamNode[] {
    const parameters: TypeParamNode[] = [];
    if (!this.accept(T.LSQB)) return parameters;
    do {
      parameters.push(this.parseTypeParameter());
    } while (this.accept(T.COMMA) && this.token.type !== T.RSQB);
    this.expect(T.RSQB);
    return parameters;
  }

  protected parseTypeParameter(): TypeParamNode {
    const start = this.token;
    if (this.accept(T.STAR)) {
      const name = this.expect(T.NAME).text;
      const default_value = this.accept(T.EQUAL) ? this.parseStarExpression() : null;
      return { kind: "TypeVarTuple", name, default_value, ...this.from(start) };
    }
    if (this.accept(T.DOUBLESTAR)) {
      const name = this.expect(T.NAME).text;
      const default_value = this.accept(T.EQUAL) ? this.parseExpression() : null;
      return { kind: "ParamSpec", name, default_value, ...this.from(start) };
    }
    const name = this.expect(T.NAME).text;
    const bound = this.accept(T.COLON) ? this.parseExpression() : null;
    const default_value = this.accept(T.EQUAL) ? this.parseExpression() : null;
    return { kind: "TypeVar", name, bound, default_value, ...this.from(start) };
  }
}
