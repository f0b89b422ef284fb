/**
 * String literals: STRING tokens, f-strings and t-strings, and their implicit concatenation.
 *
 * Adjacent literals are one node. If an f-string is among them the parts are flattened, neighbouring constants are
 * joined and empty ones dropped, so that the result does not depend on how the text was divided:
 *
 *     "a" f"b{x}" "c"   ⇒   JoinedStr [Constant "ab", FormattedValue x, Constant "c"]
 */

import { concatenateBytes } from "../../base/bytes.ts";
import type { Constant, ConstantValue, ExprNode, JoinedStr } from "../ast.ts";
import type { Token } from "../tokens.ts";
import * as T from "../tokens.ts";
import { Cursor } from "./cursor.ts";
import { decodeEscapes, LiteralError, parseString } from "./literals.ts";

/** A replacement field before it becomes a FormattedValue or an Interpolation. */
interface ReplacementField {
  readonly open: Token;
  readonly value: ExprNode;
  readonly conversion: number;
  readonly format_spec: JoinedStr | null;
  /** For `{x=}`, the constant that stands before the value. */
  readonly debug: Constant | null;
  /** The text between the brace and what ends the expression, without comments. */
  readonly text: string;
}

export abstract class StringParser extends Cursor {
  /** `yield_expr | star_expressions`. */
  protected abstract parseYieldOrStarExpressions(): ExprNode;

  /** One or more adjacent literals. */
  protected parseStrings(): ExprNode {
    const first = this.token;
    if (first.type === T.STRING && !this.startsString(this.nextType())) return this.parseStringToken();
    if (first.type === T.TSTRING_START) return this.parseTemplates(first);
    const parts: ExprNode[] = [];
    while (this.token.type === T.STRING || this.token.type === T.FSTRING_START) {
      parts.push(this.token.type === T.STRING ? this.parseStringToken() : this.parseFString());
    }
    return this.concatenate(parts, first);
  }

  protected startsString(type: number): boolean {
    return type === T.STRING || type === T.FSTRING_START || type === T.TSTRING_START;
  }

  protected parseStringToken(): Constant {
    const token = this.advance();
    try {
      const { value, unicodePrefix } = parseString(token.text, (escape, offset) => {
        this.warnEscape(token, escape, offset);
      });
      return { kind: "Constant", value, string_kind: unicodePrefix ? "u" : null, ...this.from(token) };
    } catch (error) {
      if (error instanceof LiteralError) this.raiseAt(token, error.message);
      throw error;
    }
  }

  private warnEscape(token: Token, escape: string, offset: number): void {
    if (this.warn === null) return;
    const what = /^[0-7]{3}$/.test(escape) ? "octal escape sequence" : "escape sequence";
    let lineno = token.lineno;
    for (let i = 0; i < offset; i++) if (token.text.charCodeAt(i) === 10) lineno++;
    const message = `"\\${escape}" is an invalid ${what}. Did you mean "\\\\${escape}"? A raw string is also an option.`;
    this.warn({ message, lineno });
  }

  private concatenate(parts: readonly ExprNode[], first: Token): ExprNode {
    let hasBytes = false;
    let hasText = false;
    let hasFString = false;
    for (const part of parts) {
      if (part.kind !== "Constant") hasFString = true;
      else if (part.value.type === "bytes") hasBytes = true;
      else hasText = true;
    }
    if (hasBytes && (hasText || hasFString)) this.raiseAtLast("cannot mix bytes and nonbytes literals");
    if (hasFString) {
      const values = this.foldConstants(
        parts.flatMap((part) => (part.kind === "JoinedStr" ? part.values : [part])),
      );
      return { kind: "JoinedStr", values, ...this.from(first) };
    }
    if (parts.length === 1) return parts[0];
    const constants = parts as readonly Constant[];
    const value = hasBytes ? joinBytes(constants) : joinText(constants);
    return { kind: "Constant", value, string_kind: constants[0].string_kind, ...this.from(first) };
  }

  /** Joins neighbouring text constants and drops empty ones. */
  private foldConstants(parts: readonly ExprNode[]): ExprNode[] {
    const folded: ExprNode[] = [];
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (part.kind !== "Constant") {
        folded.push(part);
        continue;
      }
      const run: Constant[] = [part];
      while (i + 1 < parts.length && parts[i + 1].kind === "Constant") run.push(parts[++i] as Constant);
      const value = joinText(run);
      if (value.type === "str" && value.value === "") continue;
      const last = run[run.length - 1];
      folded.push({
        kind: "Constant",
        value,
        string_kind: part.string_kind,
        lineno: part.lineno,
        col_offset: part.col_offset,
        end_lineno: last.end_lineno,
        end_col_offset: last.end_col_offset,
      });
    }
    return folded;
  }

  // f-strings

  protected parseFString(): JoinedStr {
    const start = this.advance();
    const raw = /r/i.test(start.text);
    const values: ExprNode[] = [];
    const middles: { readonly place: number; readonly token: Token }[] = [];
    while (this.token.type !== T.FSTRING_END) {
      if (this.token.type === T.FSTRING_MIDDLE) {
        middles.push({ place: values.length, token: this.token });
        values.push(this.makeText(this.advance()));
      } else this.pushFormattedValue(values, raw);
    }
    const end = this.advance();
    // Escapes are decoded last, and CPython reports a wrong one at the closing quote.
    if (!raw) for (const { place, token } of middles) values[place] = this.decodeText(token, end);
    return { kind: "JoinedStr", values, ...this.from(start) };
  }

  /** The text of a MIDDLE token as it stands. */
  private makeText(token: Token, value = token.text): Constant {
    return {
      kind: "Constant",
      value: { type: "str", value },
      string_kind: null,
      lineno: token.lineno,
      col_offset: token.col_offset,
      end_lineno: token.end_lineno,
      end_col_offset: token.end_col_offset,
    };
  }

  private decodeText(token: Token, errorToken: Token): Constant {
    if (!token.text.includes("\\")) return this.makeText(token);
    try {
      return this.makeText(
        token,
        decodeEscapes(token.text, (escape, offset) => this.warnEscape(token, escape, offset)),
      );
    } catch (error) {
      if (error instanceof LiteralError) this.raiseAt(errorToken, error.message);
      throw error;
    }
  }

  private parseMiddle(raw: boolean): Constant {
    const token = this.advance();
    return raw ? this.makeText(token) : this.decodeText(token, token);
  }

  protected pushFormattedValue(values: ExprNode[], raw: boolean): void {
    const field = this.parseReplacementField(raw);
    const { value, conversion, format_spec } = field;
    if (field.debug !== null) values.push(field.debug);
    values.push({ kind: "FormattedValue", value, conversion, format_spec, ...this.from(field.open) });
  }

  /** `{ value [=] [!conversion] [:format] }`. */
  protected parseReplacementField(raw: boolean): ReplacementField {
    const open = this.expect(T.LBRACE);
    const value = this.parseYieldOrStarExpressions();
    const isDebug = this.accept(T.EQUAL);
    const expressionEnd = this.token;
    let conversion = -1;
    if (this.token.type === T.EXCLAMATION) conversion = this.parseConversion();
    const format_spec = this.token.type === T.COLON ? this.parseFormatSpec(raw) : null;
    const close = this.expect(T.RBRACE);
    const text = stripComments(this.source.text.slice(open.end, expressionEnd.start));
    let debug: Constant | null = null;
    if (isDebug) {
      if (conversion < 0 && format_spec === null) conversion = 114;
      // Like CPython's, this constant ends at whichever of "!", ":" and "}" ends the expression.
      const end = expressionEnd.type === T.RBRACE ? close : expressionEnd;
      debug = {
        kind: "Constant",
        value: { type: "str", value: text },
        string_kind: null,
        lineno: open.lineno,
        col_offset: open.col_offset + 1,
        end_lineno: end.lineno,
        end_col_offset: end.col_offset,
      };
    }
    return { open, value, conversion, format_spec, debug, text };
  }

  private parseConversion(): number {
    const mark = this.advance();
    const name = this.expect(T.NAME);
    const letter = this.fieldPrefix();
    if (mark.end !== name.start) {
      this.raiseRange(
        mark,
        name,
        `${letter}-string: conversion type must come right after the exclamation mark`,
      );
    }
    if (name.text !== "s" && name.text !== "r" && name.text !== "a") {
      const message = `${letter}-string: invalid conversion character '${name.text}': expected 's', 'r', or 'a'`;
      this.raiseAt(name, message);
    }
    return name.text.charCodeAt(0);
  }

  /** The letter of the string around the current replacement field. */
  protected fieldPrefix(): "f" | "t" {
    let nested = 0;
    for (let i = this.index - 1; i >= 0; i--) {
      const { type } = this.tokens[i];
      if (type === T.FSTRING_END || type === T.TSTRING_END) nested++;
      else if (type === T.FSTRING_START || type === T.TSTRING_START) {
        if (nested === 0) return type === T.FSTRING_START ? "f" : "t";
        nested--;
      }
    }
    return "f";
  }

  protected parseFormatSpec(raw: boolean): JoinedStr {
    const colon = this.advance();
    const parts: ExprNode[] = [];
    for (;;) {
      const { type } = this.token;
      if (type === T.FSTRING_MIDDLE || type === T.TSTRING_MIDDLE) parts.push(this.parseMiddle(raw));
      else if (type === T.LBRACE) this.pushFormattedValue(parts, raw);
      else break;
    }
    return { kind: "JoinedStr", values: this.foldConstants(parts), ...this.from(colon) };
  }

  // t-strings

  private parseTemplates(first: Token): ExprNode {
    const parts: ExprNode[] = [];
    while (this.token.type === T.TSTRING_START) this.parseTemplate(parts);
    if (this.startsString(this.token.type)) this.fail();
    return { kind: "TemplateStr", values: this.foldConstants(parts), ...this.from(first) };
  }

  protected parseTemplate(parts: ExprNode[]): void {
    const start = this.advance();
    const raw = /r/i.test(start.text);
    while (this.token.type !== T.TSTRING_END) {
      if (this.token.type === T.TSTRING_MIDDLE) {
        parts.push(this.parseMiddle(raw));
        continue;
      }
      const field = this.parseReplacementField(raw);
      const { value, conversion, format_spec } = field;
      const str = field.debug === null ? field.text.trimEnd() : field.text.replace(/\s*=\s*$/, "");
      if (field.debug !== null) parts.push(field.debug);
      parts.push({ kind: "Interpolation", value, str, conversion, format_spec, ...this.from(field.open) });
    }
    this.advance();
  }
}

function joinText(constants: readonly Constant[]): ConstantValue {
  let value = "";
  for (const constant of constants) if (constant.value.type === "str") value += constant.value.value;
  return { type: "str", value };
}

function joinBytes(constants: readonly Constant[]): ConstantValue {
  const parts = constants.map((constant) =>
    constant.value.type === "bytes" ? constant.value.value : new Uint8Array(),
  );
  return { type: "bytes", value: concatenateBytes(parts) };
}

/** Removes comments from the text of a replacement field; a `#` inside a string is not one. */
function stripComments(text: string): string {
  if (!text.includes("#")) return text;
  let result = "";
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quote !== "") {
      if (character === "\\") result += text[i++];
      else if (text.startsWith(quote, i)) {
        result += quote.slice(1);
        i += quote.length - 1;
        quote = "";
      }
    } else if (character === "'" || character === '"') {
      quote = text.startsWith(character.repeat(3), i) ? character.repeat(3) : character;
      result += quote.slice(1);
      i += quote.length - 1;
    } else if (character === "#") {
      while (i < text.length && text[i] !== "\n") i++;
      if (i < text.length) result += "\n";
      continue;
    }
    result += text[i] ?? "";
  }
  return result;
}
