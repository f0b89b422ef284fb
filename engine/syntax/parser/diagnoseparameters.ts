/**
 * The error pass over parameters, of functions and lambdas and of types.
 */

import type { Arguments, ExprNode, TypeParamNode } from "../ast.ts";
import type { TokenType } from "../tokens.ts";
import * as T from "../tokens.ts";
import { ExpressionDiagnoser } from "./diagnoseexpressions.ts";

export abstract class ParameterDiagnoser extends ExpressionDiagnoser {
  protected override parseParameters(close: TokenType): Arguments {
    return this.remember(`parameters ${close}`, () => {
      this.diagnoseParameters(close);
      this.diagnoseStars(close);
      return super.parseParameters(close);
    });
  }

  protected override parseDefault(): ExprNode {
    const equal = this.token;
    if (
      !this.isQuiet &&
      equal.type === T.EQUAL &&
      (this.nextType() === T.RPAR || this.nextType() === T.COMMA)
    ) {
      this.raiseAt(equal, "expected default value expression");
    }
    return super.parseDefault();
  }

  // One parameter with what separates it from the next

  private endParameter(close: TokenType): void {
    if (!this.accept(T.COMMA)) this.require(close);
  }

  private readRequired(close: TokenType): ReturnType<ParameterDiagnoser["parseParameter"]> {
    const parameter = this.parseParameter(close === T.RPAR);
    this.endParameter(close);
    return parameter;
  }

  private readOptional(close: TokenType): true {
    this.parseParameter(close === T.RPAR);
    this.parseDefault();
    this.endParameter(close);
    return true;
  }

  private readAny(close: TokenType): true {
    this.parseParameter(close === T.RPAR);
    if (this.token.type === T.EQUAL) this.parseDefault();
    this.endParameter(close);
    return true;
  }

  /** Reads as many as there are, and returns how many. */
  private repeat(rule: () => unknown): number {
    let count = 0;
    while (this.attempt(() => rule() ?? true) !== null) count++;
    return count;
  }

  /** Positional parameters up to and with a slash: any, or only such where some (or none) have defaults. */
  private readSlash(close: TokenType, defaults: "some" | "none" | "any" = "any"): true {
    const required = this.repeat(() => this.readRequired(close));
    const optional = defaults === "none" ? 0 : this.repeat(() => this.readOptional(close));
    if (required + optional === 0 || (defaults === "some" && optional === 0)) this.fail();
    this.expect(T.SLASH);
    this.endParameter(close);
    return true;
  }

  private diagnoseParameters(close: TokenType): void {
    this.lookFor(() => {
      const slash = this.expect(T.SLASH);
      this.expect(T.COMMA);
      this.raiseAt(slash, "at least one argument must precede /");
    });
    this.lookFor(() => {
      this.readSlash(close);
      this.repeat(() => this.readAny(close));
      this.raiseAt(this.expect(T.SLASH), "/ may appear only once");
    });
    this.lookFor(() => {
      this.attempt(() => this.readSlash(close, "none"));
      this.repeat(() => this.readRequired(close));
      const hasDefaults =
        this.attempt(() => this.readSlash(close, "some")) !== null ||
        this.repeat(() => this.readOptional(close)) > 0;
      if (!hasDefaults) this.fail();
      const parameter = this.readRequired(close);
      this.raiseAt(parameter, "parameter without a default follows parameter with a default");
    });
    this.lookFor(() => {
      this.repeat(() => this.readRequired(close));
      const open = this.expect(T.LPAR);
      if (close === T.RPAR) {
        if (this.repeat(() => this.readRequired(T.RPAR)) === 0) this.fail();
      } else {
        do {
          this.parseParameter(false);
        } while (this.accept(T.COMMA) && this.token.type === T.NAME);
      }
      const end = this.expect(T.RPAR);
      const what = close === T.RPAR ? "Function parameters" : "Lambda expression parameters";
      this.raiseRange(open, end, `${what} cannot be parenthesized`);
    });
    this.lookFor(() => {
      this.attempt(() => this.readSlash(close));
      this.repeat(() => this.readAny(close));
      this.expect(T.STAR);
      if (!this.accept(T.COMMA)) this.readRequired(close);
      this.repeat(() => this.readAny(close));
      this.raiseAt(this.expect(T.SLASH), "/ must be ahead of *");
    });
    this.lookFor(() => {
      if (this.repeat(() => this.readAny(close)) === 0) this.fail();
      this.expect(T.SLASH);
      this.raiseAt(this.expect(T.STAR), "expected comma between / and *");
    });
  }

  /** Mistakes from the first star on. */
  private diagnoseStars(close: TokenType): void {
    this.lookFor(() => {
      this.attempt(() => this.readSlash(close));
      this.repeat(() => this.readAny(close));
      if (this.token.type === T.STAR) {
        this.diagnoseStar(close);
        this.advance();
        if (!this.accept(T.COMMA)) {
          this.parseParameter(close === T.RPAR, true);
          this.endParameter(close);
        }
        this.repeat(() => this.readAny(close));
      }
      if (this.token.type === T.DOUBLESTAR) this.diagnoseDoubleStar(close);
    });
  }

  private diagnoseStar(close: TokenType): void {
    this.lookFor(() => {
      const star = this.expect(T.STAR);
      if (this.token.type !== close) {
        this.expect(T.COMMA);
        this.require(close, T.DOUBLESTAR);
      }
      const message = "named arguments must follow bare *";
      if (close === T.COLON) this.raiseAtLast(message);
      this.raiseAt(star, message);
    });
    this.lookFor(() => {
      this.expect(T.STAR);
      this.parseParameter(close === T.RPAR);
      this.raiseAt(this.expect(T.EQUAL), "var-positional argument cannot have default value");
    });
    this.lookFor(() => {
      this.expect(T.STAR);
      if (!this.accept(T.COMMA)) this.readRequired(close);
      this.repeat(() => this.readAny(close));
      const star = this.expect(T.STAR);
      if (!this.accept(T.COMMA)) this.readRequired(close);
      this.raiseAt(star, "* argument may appear only once");
    });
  }

  private diagnoseDoubleStar(close: TokenType): void {
    const annotated = close === T.RPAR;
    this.expect(T.DOUBLESTAR);
    this.parseParameter(annotated);
    if (this.token.type === T.EQUAL) {
      this.raiseAt(this.token, "var-keyword argument cannot have default value");
    }
    this.expect(T.COMMA);
    const message = "arguments cannot follow var-keyword argument";
    if (this.token.type === T.NAME) this.raiseAt(this.parseParameter(annotated), message);
    this.raiseAt(this.expectAny(T.STAR, T.DOUBLESTAR, T.SLASH), message);
  }

  // Type parameters

  protected override parseTypeParameters(): TypeParamNode[] {
    if (this.token.type === T.LSQB && this.nextType() === T.RSQB) {
      this.advance();
      this.raiseFrom(this.token, "Type parameter list cannot be empty");
    }
    return super.parseTypeParameters();
  }

  protected override parseTypeParameter(): TypeParamNode {
    if (this.token.type !== T.NAME) {
      this.lookFor(() => {
        const what = this.expectAny(T.STAR, T.DOUBLESTAR).type === T.STAR ? "TypeVarTuple" : "ParamSpec";
        this.expect(T.NAME);
        const colon = this.expect(T.COLON);
        const bound = this.parseExpression();
        this.raiseFrom(colon, `cannot use ${bound.kind === "Tuple" ? "constraints" : "bound"} with ${what}`);
      });
    }
    return super.parseTypeParameter();
  }
}
