/**
 * The tokenizer: source text to a list of tokens, by hand, one pass.
 *
 * It keeps two stacks, of indentation and of open brackets, and a third of f-strings (PEP 701): inside
 * `f"…{` the text between braces is ordinary tokens, so each open f-string remembers whether the
 * tokenizer is in its text or in one of its expressions.
 *
 *     f"a{x:>{w}}b"   FSTRING_START a { x : > { w } } b FSTRING_END
 *
 * The whole source is tokenised before it is parsed. A source that cannot be tokenised yields the tokens up
 * to that point, an ERRORTOKEN, and the error: the parser decides whether that error or one of its own is
 * the one to report, because CPython reads tokens only as its parser asks for them.
 *
 * Columns are in UTF-8 bytes. A line of ASCII needs no conversion; for others the count of extra
 * bytes is carried along from token to token.
 */

import { utf8Length } from "../base/bytes.ts";
import type { ErrorRange, SyntaxErrorType } from "./errors.ts";
import * as T from "./tokens.ts";
import { keywords, operatorType, Token, type TokenType } from "./tokens.ts";

/** CPython's limits. */
const MAX_BRACKETS = 200;
const MAX_INDENTS = 100;
const MAX_FSTRINGS = 150;
const MAX_REPLACEMENT_NESTING = 3;

/** Why tokenising stopped. */
export interface TokenizeError extends ErrorRange {
  readonly type: SyntaxErrorType;
  readonly message: string;
  /** Whether it outranks an error that the parser finds earlier in the source: not if it is in an f-string. */
  readonly outranksParser: boolean;
  /** Set where the end of the source was met inside brackets: the innermost open one. */
  readonly unclosed: OpenBracket | null;
  /** Whether more text could have made the source right: it ended in brackets or in a triple-quoted string. */
  readonly incomplete: boolean;
  /** Whether the text of the error's line is reported with its newline. */
  readonly textHasNewline: boolean;
}

/** A bracket that is still open, with its column in UTF-8 bytes. */
export interface OpenBracket {
  readonly text: string;
  readonly lineno: number;
  readonly col_offset: number;
}

/** A tokenised source. `tokens` ends with ENDMARKER, or with ERRORTOKEN when `error` is set. */
export class TokenizedSource {
  constructor(
    /** The source with `\n` line ends. */
    readonly text: string,
    readonly tokens: readonly Token[],
    /** The offset of each line's first character. */
    readonly lineStarts: readonly number[],
    readonly error: TokenizeError | null,
  ) {}

  /** The text of a line (from 1) without its newline; empty past the end. */
  line(lineno: number): string {
    const start = this.lineStarts[lineno - 1];
    if (start === undefined) return "";
    const end = this.text.indexOf("\n", start);
    return this.text.slice(start, end < 0 ? this.text.length : end);
  }

  /** The text of a line, with its newline if the source has one there. */
  lineWithEnd(lineno: number): string {
    const text = this.line(lineno);
    const end = (this.lineStarts[lineno - 1] ?? this.text.length) + text.length;
    return end < this.text.length ? `${text}\n` : text;
  }

  /** The number of characters before a UTF-8 column of a line; past its end, the column counts on. */
  characterColumn(lineno: number, column: number): number {
    const text = `${this.line(lineno)}\n`;
    let bytes = 0;
    let characters = 0;
    for (const character of text) {
      if (bytes >= column) return characters;
      const code = character.codePointAt(0) as number;
      bytes += utf8Length(code);
      characters++;
    }
    return characters + Math.max(0, column - bytes);
  }
}

/** The state of an open f-string or t-string. */
interface OpenFString {
  readonly prefix: "f" | "t";
  readonly raw: boolean;
  readonly quote: number;
  readonly quoteSize: number;
  /** Where its first character stands. */
  readonly start: number;
  readonly lineno: number;
  readonly lineStart: number;
  /** Whether the tokenizer is in its text (else in an expression). */
  inText: boolean;
  /** Brackets open inside it. */
  depth: number;
  /** The `depth` at which the innermost replacement field began, -1 outside any. */
  fieldDepth: number;
  inFormatSpec: boolean;
}

/** Thrown inside the tokenizer to stop it; never leaves this file. */
class Stop {
  constructor(readonly error: TokenizeError) {}
}

const identifierPattern = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;
const identifierStart = /[\p{XID_Start}_]/u;
const identifierContinue = /\p{XID_Continue}/u;
const unprintable = /[\p{C}\p{Z}]/u;

// Character classes of ASCII, one byte each.
const LETTER = 1;
const DIGIT = 2;
const HEX = 4;
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) classes[code] |= LETTER;
  if (/[0-9]/.test(character)) classes[code] |= DIGIT;
  if (/[0-9A-Fa-f]/.test(character)) classes[code] |= HEX;
}

// Operators of one character, by code; longer ones are looked up by text.
const singleOperators = new Uint8Array(128);
for (let code = 0; code < 128; code++) singleOperators[code] = operatorType(String.fromCharCode(code)) ?? 0;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isIdentifierPart = (code: number): boolean => code >= 128 || (classes[code] & (LETTER | DIGIT)) !== 0;

class Tokenizer {
  private position = 0;
  private lineno = 1;
  private lineStart = 0;
  private readonly lineStarts: number[] = [0];
  private readonly tokens: Token[] = [];

  private readonly indents: number[] = [0];
  /** The same indentation with a tab counted as one column: both must agree. */
  private readonly alternateIndents: number[] = [0];
  private readonly brackets: OpenBracket[] = [];
  private readonly fstrings: OpenFString[] = [];

  private readonly ascii: boolean;
  // The last column computed on a line that is not ASCII: the next one counts on from there.
  private columnAnchor = 0;
  private columnAtAnchor = 0;
  private columnLineStart = -1;

  constructor(private readonly source: string) {
    this.ascii = !/[^\x00-\x7f]/.test(source);
  }

  run(): TokenizedSource {
    let error: TokenizeError | null = null;
    try {
      this.readIndentation();
      while (this.readToken()) {
        // readToken appends what it finds.
      }
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      error = stop.error;
      this.push(T.ERRORTOKEN, "", this.position, this.position);
    }
    return new TokenizedSource(this.source, this.tokens, this.lineStarts, error);
  }

  // Positions

  /** The UTF-8 column of an offset on the line that starts at `lineStart`. */
  private column(offset: number, lineStart = this.lineStart): number {
    if (this.ascii) return offset - lineStart;
    let from = lineStart;
    let column = 0;
    if (this.columnLineStart === lineStart && this.columnAnchor <= offset) {
      from = this.columnAnchor;
      column = this.columnAtAnchor;
    }
    for (let i = from; i < offset; i++) {
      const code = this.source.charCodeAt(i);
      // A surrogate pair is four bytes: two for each half.
      column += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
    }
    this.columnLineStart = lineStart;
    this.columnAnchor = offset;
    this.columnAtAnchor = column;
    return column;
  }

  /** The number of characters between the start of a line and an offset. */
  private characters(offset: number, lineStart = this.lineStart): number {
    if (this.ascii) return offset - lineStart;
    return [...this.source.slice(lineStart, offset)].length;
  }

  private push(type: TokenType, text: string, start: number, end: number): void {
    const column = this.column(start);
    const endColumn = this.ascii ? column + end - start : this.column(end);
    this.tokens.push(
      new Token(type, text, start, end, this.lineno, column, this.lineno, endColumn, this.brackets.length),
    );
  }

  /** Appends a token that began on an earlier line, perhaps. */
  private pushMultiline(
    type: TokenType,
    start: number,
    lineno: number,
    lineStart: number,
    end: number,
    textEnd = end,
  ): void {
    const column = this.column(start, lineStart);
    const text = this.source.slice(start, textEnd);
    this.tokens.push(
      new Token(type, text, start, end, lineno, column, this.lineno, this.column(end), this.brackets.length),
    );
  }

  private beginLine(start: number): void {
    this.lineno++;
    this.lineStart = start;
    this.lineStarts.push(start);
  }

  // Errors

  /** Stops with an error at the current position, or over the given range of 1-based columns. */
  private fail(message: string, offset = this.characters(this.position), endOffset = offset): never {
    throw new Stop({
      type: "SyntaxError",
      message,
      lineno: this.lineno,
      offset,
      end_lineno: this.lineno,
      end_offset: endOffset,
      outranksParser: this.fstrings.length === 0,
      unclosed: null,
      textHasNewline: false,
      incomplete: message.startsWith("unterminated triple-quoted"),
    });
  }

  /** Stops with an error that a parser's error outranks. */
  private failSilently(type: SyntaxErrorType, message: string, offset: number, endOffset: number): never {
    throw new Stop({
      type,
      message,
      lineno: this.lineno,
      offset,
      end_lineno: this.lineno,
      end_offset: endOffset,
      outranksParser: false,
      unclosed: this.brackets.at(-1) ?? null,
      textHasNewline: true,
      incomplete: message === "unexpected EOF while parsing",
    });
  }

  private failAtEnd(): never {
    const bracket = this.brackets.at(-1);
    // The end is on the line after the last, which CPython does not count.
    if (this.position === this.lineStart && this.lineno > 1) {
      this.lineStarts.pop();
      this.lineno--;
      this.lineStart = this.lineStarts[this.lineno - 1];
    }
    if (bracket === undefined) {
      this.failSilently("SyntaxError", "unexpected EOF while parsing", this.characters(this.position), -1);
    }
    const lineStart = this.lineStarts[bracket.lineno - 1];
    let offset = lineStart;
    while (this.column(offset, lineStart) < bracket.col_offset) offset++;
    throw new Stop({
      type: "SyntaxError",
      message: `'${bracket.text}' was never closed`,
      lineno: bracket.lineno,
      offset: this.characters(offset, lineStart) + 1,
      end_lineno: bracket.lineno,
      end_offset: 0,
      outranksParser: false,
      unclosed: bracket,
      textHasNewline: bracket.lineno === this.lineno,
      incomplete: true,
    });
  }

  /** Stops at a string without an end, pointing at its first character. */
  private failUnterminated(message: string, start: number, lineno: number, lineStart: number): never {
    this.lineno = lineno;
    this.lineStart = lineStart;
    this.fail(message, this.characters(start + 1, lineStart));
  }

  // Lines

  /** Reads the blank lines and the indentation before a statement, and appends INDENT or DEDENTs. */
  private readIndentation(): void {
    const source = this.source;
    let position = this.position;
    for (;;) {
      let column = 0;
      let alternate = 0;
      let continued = 0;
      let code = source.charCodeAt(position);
      for (; ; code = source.charCodeAt(++position)) {
        if (code === 32) {
          column++;
          alternate++;
        } else if (code === 9) {
          column = (column & ~7) + 8;
          alternate++;
        } else if (code === 12) {
          column = alternate = 0;
        } else if (code === 92) {
          // Indentation cannot be split over lines by a backslash: the first line's counts, if it has any.
          if (continued === 0) continued = column;
          position++;
          this.position = position;
          this.readContinuation();
          position = this.position - 1;
        } else break;
      }
      if (code === 35) {
        position = source.indexOf("\n", position);
        if (position < 0) position = source.length;
        code = source.charCodeAt(position);
      }
      if (code === 10) {
        position++;
        if (position < source.length) {
          this.beginLine(position);
          continue;
        }
        this.position = position;
        return;
      }
      this.position = position;
      if (position >= source.length && column === 0) return;
      if (continued > 0) column = alternate = continued;
      this.changeIndentation(column, alternate);
      return;
    }
  }

  private changeIndentation(column: number, alternate: number): void {
    const indents = this.indents;
    const alternates = this.alternateIndents;
    let top = indents.length - 1;
    if (column === indents[top]) {
      if (alternate !== alternates[top]) this.failTabs();
      return;
    }
    if (column > indents[top]) {
      if (top + 1 >= MAX_INDENTS)
        this.failSilently("IndentationError", "too many levels of indentation", 1, 0);
      if (alternate <= alternates[top]) this.failTabs();
      indents.push(column);
      alternates.push(alternate);
      this.push(T.INDENT, "", this.position, this.position);
      return;
    }
    let dedents = 0;
    while (column < indents[top]) {
      top--;
      dedents++;
    }
    if (column !== indents[top]) {
      const end = this.source.indexOf("\n", this.position);
      const message = "unindent does not match any outer indentation level";
      this.failSilently("IndentationError", message, this.characters(end) + 1, -1);
    }
    indents.length = alternates.length = top + 1;
    for (; dedents > 0; dedents--) this.push(T.DEDENT, "", this.position, this.position);
    if (alternate !== alternates[top]) this.failTabs();
  }

  private failTabs(): never {
    this.failSilently("TabError", "inconsistent use of tabs and spaces in indentation", 1, 0);
  }

  /** Reads the newline that must follow a backslash; `position` is just behind the backslash. */
  private readContinuation(): void {
    if (this.source.charCodeAt(this.position) !== 10) {
      const message = "unexpected character after line continuation character";
      this.failSilently("SyntaxError", message, this.characters(this.position) + 1, 0);
    }
    this.position++;
    if (this.position >= this.source.length) {
      if (this.brackets.length > 0) this.failAtEnd();
      throw new Stop({
        type: "SyntaxError",
        message: "unexpected EOF while parsing",
        lineno: this.lineno,
        offset: this.characters(this.position),
        end_lineno: this.lineno,
        end_offset: -1,
        outranksParser: false,
        unclosed: this.brackets.at(-1) ?? null,
        textHasNewline: true,
        incomplete: true,
      });
    }
    this.beginLine(this.position);
  }

  // Tokens

  /** Reads one token (and, after a NEWLINE, the indentation). Returns false after ENDMARKER. */
  private readToken(): boolean {
    const fstring = this.fstrings.length === 0 ? undefined : this.fstrings[this.fstrings.length - 1];
    if (fstring?.inText === true) {
      this.readFStringText(fstring);
      return true;
    }
    const source = this.source;
    let code = source.charCodeAt(this.position);
    let comment = -1;
    for (;;) {
      while (code === 32 || code === 9 || code === 12) code = source.charCodeAt(++this.position);
      if (code === 35) {
        comment = this.position;
        const end = source.indexOf("\n", this.position);
        this.position = end < 0 ? source.length : end;
        code = source.charCodeAt(this.position);
      }
      if (code === 92) {
        this.position++;
        this.readContinuation();
      } else if (code === 10 && this.brackets.length > 0) {
        this.beginLine(++this.position);
      } else break;
      code = source.charCodeAt(this.position);
    }

    const start = this.position;
    if (code < 128) {
      const kind = classes[code];
      if ((kind & LETTER) !== 0) this.readIdentifier(start, code);
      else if ((kind & DIGIT) !== 0) this.readNumber(start);
      else if (code === 34 || code === 39) this.readString(start);
      else if (code === 46 && isDigit(source.charCodeAt(start + 1))) this.readNumber(start);
      else if (code === 10) {
        // The comment at a line's end is part of the NEWLINE.
        this.push(T.NEWLINE, "", comment < 0 ? start : comment, start + 1);
        this.position = start + 1;
        if (this.position < source.length) {
          this.beginLine(this.position);
          this.readIndentation();
        }
      } else this.readOperator(start, code, fstring);
      return true;
    }
    if (start < source.length) {
      this.readIdentifier(start, code);
      return true;
    }
    this.readEnd();
    return false;
  }

  private readEnd(): void {
    if (this.brackets.length > 0) this.failAtEnd();
    const end = this.source.length;
    if (end === this.lineStart && this.lineno > 1) {
      this.lineStarts.pop();
      this.lineno--;
      this.lineStart = this.lineStarts[this.lineno - 1];
    }
    for (let i = this.indents.length; i > 1; i--) this.push(T.DEDENT, "", end, end);
    this.push(T.ENDMARKER, "", end, end);
  }

  private readIdentifier(start: number, first: number): void {
    const source = this.source;
    let end = start + 1;
    let code = source.charCodeAt(end);
    let ascii = first < 128;
    while (code < 128 ? (classes[code] & (LETTER | DIGIT)) !== 0 : code >= 128) {
      if (code >= 128) ascii = false;
      code = source.charCodeAt(++end);
    }
    if ((code === 34 || code === 39) && end - start <= 5 && this.readPrefixedString(start, end)) return;
    const raw = source.slice(start, end);
    this.position = end;
    if (ascii) {
      this.push(keywords.get(raw) ?? T.NAME, raw, start, end);
      return;
    }
    if (!identifierPattern.test(raw)) this.failIdentifier(start, raw);
    this.push(T.NAME, raw.normalize("NFKC"), start, end);
  }

  private failIdentifier(start: number, raw: string): never {
    let offset = start;
    for (const character of raw) {
      const valid = offset === start ? identifierStart : identifierContinue;
      offset += character.length;
      if (!valid.test(character)) {
        const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
        this.position = offset;
        if (unprintable.test(character)) this.fail(`invalid non-printable character U+${code}`);
        this.fail(`invalid character '${character}' (U+${code})`);
      }
    }
    throw new Error(`a valid identifier was refused: ${raw}`);
  }

  // Strings

  /** Reads a string if source[start…quote) is a prefix of one; returns false if it is an identifier. */
  private readPrefixedString(start: number, quote: number): boolean {
    const prefix = this.source.slice(start, quote).toLowerCase();
    let seen = "";
    for (const letter of prefix) {
      if (!"burft".includes(letter) || seen.includes(letter)) return false;
      seen += letter;
    }
    for (const pair of ["ub", "ur", "uf", "ut", "bf", "bt", "ft"]) {
      if (seen.includes(pair[0]) && seen.includes(pair[1])) {
        const from = this.characters(start) + 1;
        this.fail(
          `'${pair[0]}' and '${pair[1]}' prefixes are incompatible`,
          from,
          this.characters(quote + 1),
        );
      }
    }
    this.position = quote;
    if (seen.includes("f") || seen.includes("t")) this.beginFString(start, quote, seen);
    else this.readString(start);
    return true;
  }

  /** Reads the quoted part of a STRING at `position`; the token begins at `start`. */
  private readString(start: number): void {
    const source = this.source;
    const { lineno, lineStart } = this;
    const quote = source.charCodeAt(this.position);
    let position = this.position + 1;
    let quoteSize = 1;
    if (source.charCodeAt(position) === quote) {
      if (source.charCodeAt(position + 1) !== quote) {
        this.position = position + 1;
        this.push(T.STRING, source.slice(start, position + 1), start, position + 1);
        return;
      }
      quoteSize = 3;
      position += 2;
    }
    let quotes = 0;
    let escapedQuote = false;
    while (quotes < quoteSize) {
      const code = source.charCodeAt(position);
      if (code === quote) {
        quotes++;
        position++;
        continue;
      }
      quotes = 0;
      if (code === 10 && quoteSize === 3 && position + 1 < source.length) {
        this.beginLine(++position);
      } else if (code === 10 || position >= source.length) {
        this.failString(start, quote, quoteSize, lineno, lineStart, escapedQuote);
      } else if (code === 92) {
        position++;
        const escaped = source.charCodeAt(position);
        if (escaped === quote) escapedQuote = true;
        if (position < source.length) position++;
        if (escaped === 10 && position < source.length) this.beginLine(position);
      } else position++;
    }
    this.position = position;
    this.pushMultiline(T.STRING, start, lineno, lineStart, position);
  }

  private failString(
    start: number,
    quote: number,
    quoteSize: number,
    lineno: number,
    lineStart: number,
    escapedQuote: boolean,
  ): never {
    const detected = `(detected at line ${this.lineno})`;
    const fstring = this.fstrings.at(-1);
    // A quote that would end the f-string around it is more likely a missing brace than a new string.
    if (fstring !== undefined && fstring.quote === quote && fstring.quoteSize === quoteSize) {
      this.failUnterminated(`${fstring.prefix}-string: expecting '}'`, start, lineno, lineStart);
    }
    let message = `unterminated string literal ${detected}`;
    if (quoteSize === 3) message = `unterminated triple-quoted string literal ${detected}`;
    else if (escapedQuote) message += "; perhaps you escaped the end quote?";
    this.failUnterminated(message, start, lineno, lineStart);
  }

  private beginFString(start: number, quoteStart: number, prefix: string): void {
    const source = this.source;
    const quote = source.charCodeAt(quoteStart);
    let quoteSize = 1;
    if (source.charCodeAt(quoteStart + 1) === quote && source.charCodeAt(quoteStart + 2) === quote)
      quoteSize = 3;
    const end = quoteStart + quoteSize;
    this.position = end;
    if (this.fstrings.length >= MAX_FSTRINGS - 1) this.fail("too many nested f-strings or t-strings");
    const kind = prefix.includes("t") ? "t" : "f";
    this.push(kind === "t" ? T.TSTRING_START : T.FSTRING_START, source.slice(start, end), start, end);
    this.fstrings.push({
      prefix: kind,
      raw: prefix.includes("r"),
      quote,
      quoteSize,
      start,
      lineno: this.lineno,
      lineStart: this.lineStart,
      inText: true,
      depth: 0,
      fieldDepth: -1,
      inFormatSpec: false,
    });
  }

  private beginField(fstring: OpenFString): void {
    fstring.fieldDepth++;
    if (fstring.fieldDepth >= MAX_REPLACEMENT_NESTING) {
      this.fail(`${fstring.prefix}-string: expressions nested too deeply`);
    }
    fstring.inText = false;
  }

  /** Reads the text of an f-string up to its next brace or its end: a MIDDLE or an END token. */
  private readFStringText(fstring: OpenFString): void {
    const source = this.source;
    const start = this.position;
    const { lineno, lineStart } = this;
    const middle = fstring.prefix === "t" ? T.TSTRING_MIDDLE : T.FSTRING_MIDDLE;
    if (source.charCodeAt(start) === 123 && source.charCodeAt(start + 1) !== 123) {
      this.beginField(fstring);
      return;
    }
    if (this.isClosingQuote(fstring, start)) {
      const end = start + fstring.quoteSize;
      this.position = end;
      this.fstrings.pop();
      this.push(middle + 1, source.slice(start, end), start, end);
      return;
    }
    const inFormatSpec = fstring.inFormatSpec && fstring.fieldDepth >= 0;
    let inCharacterName = false;
    let position = start;
    for (;;) {
      const code = source.charCodeAt(position);
      if (
        position >= source.length ||
        (code === 10 && (fstring.quoteSize === 1 || position + 1 >= source.length))
      ) {
        this.position = position;
        this.failFString(fstring, inFormatSpec && position < source.length);
      }
      if (code === fstring.quote && this.isClosingQuote(fstring, position)) {
        this.position = position;
        this.pushMultiline(middle, start, lineno, lineStart, position);
        return;
      }
      if (code === 10) {
        this.beginLine(++position);
        continue;
      }
      if (code === 123) {
        if (source.charCodeAt(position + 1) !== 123 || inFormatSpec) {
          this.position = position;
          this.beginField(fstring);
          this.pushMultiline(middle, start, lineno, lineStart, position);
          return;
        }
        // The token covers both braces of "{{" and has the text of one.
        this.pushMultiline(middle, start, lineno, lineStart, position + 2, position + 1);
        this.position = position + 2;
        return;
      }
      if (code === 125) {
        if (inCharacterName) {
          this.pushMultiline(middle, start, lineno, lineStart, position + 1);
          this.position = position + 1;
        } else if (source.charCodeAt(position + 1) === 125 && !inFormatSpec && fstring.depth === 0) {
          this.pushMultiline(middle, start, lineno, lineStart, position + 2, position + 1);
          this.position = position + 2;
        } else {
          fstring.inText = false;
          this.pushMultiline(middle, start, lineno, lineStart, position);
          this.position = position;
        }
        return;
      }
      position++;
      if (code === 92) {
        const escaped = source.charCodeAt(position);
        // A brace after a backslash is still a brace.
        if (escaped === 123 || escaped === 125) continue;
        if (!fstring.raw && escaped === 78 && source.charCodeAt(position + 1) === 123) {
          inCharacterName = true;
          position += 2;
        } else if (position < source.length) {
          position++;
          if (escaped === 10 && position < source.length) this.beginLine(position);
        }
      }
    }
  }

  private isClosingQuote(fstring: OpenFString, position: number): boolean {
    for (let i = 0; i < fstring.quoteSize; i++) {
      if (this.source.charCodeAt(position + i) !== fstring.quote) return false;
    }
    return true;
  }

  private failFString(fstring: OpenFString, inFormatSpec: boolean): never {
    const name = `${fstring.prefix}-string`;
    if (inFormatSpec && fstring.quoteSize === 1) {
      this.position++;
      this.fail(`${name}: newlines are not allowed in format specifiers for single quoted ${name}s`);
    }
    const triple = fstring.quoteSize === 3 ? "triple-quoted " : "";
    const message = `unterminated ${triple}${name} literal (detected at line ${this.lineno})`;
    this.failUnterminated(message, fstring.start, fstring.lineno, fstring.lineStart);
  }

  // Numbers

  private readNumber(start: number): void {
    const source = this.source;
    this.position = start;
    let kind = "decimal";
    const second = source.charCodeAt(start + 1) | 32;
    if (source.charCodeAt(start) !== 48) kind = this.readDecimal();
    else if (second === 120)
      kind = this.readRadix("hexadecimal", (code) => code < 128 && (classes[code] & HEX) !== 0);
    else if (second === 111) kind = this.readRadix("octal", (code) => code >= 48 && code < 56);
    else if (second === 98) kind = this.readRadix("binary", (code) => code === 48 || code === 49);
    else kind = this.readLeadingZero(start);
    this.checkNumberEnd(kind);
    this.push(T.NUMBER, source.slice(start, this.position), start, this.position);
  }

  private readRadix(kind: string, isRadixDigit: (code: number) => boolean): string {
    const source = this.source;
    this.position += 2;
    do {
      if (source.charCodeAt(this.position) === 95) this.position++;
      if (!isRadixDigit(source.charCodeAt(this.position))) this.failRadix(kind);
      while (isRadixDigit(source.charCodeAt(this.position))) this.position++;
    } while (source.charCodeAt(this.position) === 95);
    if (isDigit(source.charCodeAt(this.position))) this.failRadix(kind);
    return kind;
  }

  private failRadix(kind: string): never {
    const code = this.source.charCodeAt(this.position);
    if (kind !== "hexadecimal" && isDigit(code)) {
      this.position++;
      this.fail(`invalid digit '${String.fromCharCode(code)}' in ${kind} literal`);
    }
    this.fail(`invalid ${kind} literal`);
  }

  private readLeadingZero(start: number): string {
    const source = this.source;
    while (source.charCodeAt(this.position) === 48 || source.charCodeAt(this.position) === 95) {
      if (source.charCodeAt(this.position) === 95 && !isDigit(source.charCodeAt(this.position + 1))) {
        this.position++;
        this.fail("invalid decimal literal");
      }
      this.position++;
    }
    const zerosEnd = this.position;
    if (isDigit(source.charCodeAt(this.position))) this.readDigits();
    const kind = this.readFraction();
    if (kind === "decimal" && this.position > zerosEnd && !/[.eE]/.test(source.slice(start, this.position))) {
      this.fail(
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        this.characters(start) + 1,
        this.characters(zerosEnd) + 1,
      );
    }
    return kind;
  }

  private readDecimal(): string {
    if (isDigit(this.source.charCodeAt(this.position))) this.readDigits();
    return this.readFraction();
  }

  /** Reads digits with single underscores between them. */
  private readDigits(): void {
    const source = this.source;
    for (;;) {
      while (isDigit(source.charCodeAt(this.position))) this.position++;
      if (source.charCodeAt(this.position) !== 95) return;
      this.position++;
      if (!isDigit(source.charCodeAt(this.position))) this.fail("invalid decimal literal");
    }
  }

  /** Reads what may follow the integer part; returns "imaginary" if the number ends with `j`. */
  private readFraction(): string {
    const source = this.source;
    if (source.charCodeAt(this.position) === 46) {
      this.position++;
      if (isDigit(source.charCodeAt(this.position))) this.readDigits();
    }
    if ((source.charCodeAt(this.position) | 32) === 101) {
      const sign = source.charCodeAt(this.position + 1);
      if (sign === 43 || sign === 45) {
        this.position += 2;
        if (!isDigit(source.charCodeAt(this.position))) this.fail("invalid decimal literal");
        this.readDigits();
      } else if (isDigit(sign)) {
        this.position++;
        this.readDigits();
      }
    }
    if ((source.charCodeAt(this.position) | 32) !== 106) return "decimal";
    this.position++;
    return "imaginary";
  }

  /** A letter may not follow a number, unless it begins a keyword that may (`1if x else y`). */
  private checkNumberEnd(kind: string): void {
    const code = this.source.charCodeAt(this.position);
    if (!(code < 128) || (classes[code] & (LETTER | DIGIT)) === 0) return;
    const rest = this.source.slice(this.position, this.position + 4);
    if (/^(and|else|for|i[fns]|or|not)/.test(rest)) return;
    this.fail(`invalid ${kind} literal`);
  }

  // Operators

  private readOperator(start: number, code: number, fstring: OpenFString | undefined): void {
    const source = this.source;
    let end = start + 1;
    if (
      fstring !== undefined &&
      fstring.fieldDepth >= 0 &&
      code === 58 &&
      fstring.depth - 1 === fstring.fieldDepth
    ) {
      // This colon begins a format specification, even in `{x:=5}`.
      fstring.inText = true;
      fstring.inFormatSpec = true;
      this.position = end;
      this.push(T.COLON, ":", start, end);
      return;
    }
    let type: TokenType = singleOperators[code];
    const next = source.charCodeAt(end);
    if (isOperatorCode(next)) {
      const pair = source.slice(start, start + 2);
      const third = source.charCodeAt(start + 2);
      const triple = isOperatorCode(third) ? operatorType(source.slice(start, start + 3)) : undefined;
      const double = operatorType(pair);
      if (triple !== undefined && (double !== undefined || triple === T.ELLIPSIS)) {
        type = triple;
        end = start + 3;
      } else if (double !== undefined) {
        type = double;
        end = start + 2;
      } else if (pair === "<>") {
        // PEP 401's operator: a token, but of no use here.
        type = T.OP;
        end = start + 2;
      }
    }
    this.position = end;
    if (type === T.LPAR || type === T.LSQB || type === T.LBRACE) this.openBracket(start, code, fstring);
    else if (type === T.RPAR || type === T.RSQB || type === T.RBRACE) this.closeBracket(code, fstring);
    else if (type === 0) {
      if (code < 32 || code === 127) {
        if (code === 0) this.fail("source code cannot contain null bytes");
        this.fail(`invalid non-printable character U+${code.toString(16).toUpperCase().padStart(4, "0")}`);
      }
      // `$`, `?` and a backquote are tokens that no rule accepts.
      type = T.OP;
    }
    this.push(type, source.slice(start, end), start, end);
  }

  private openBracket(start: number, code: number, fstring: OpenFString | undefined): void {
    if (fstring !== undefined) fstring.depth++;
    if (this.brackets.length >= MAX_BRACKETS) this.fail("too many nested parentheses");
    this.brackets.push({
      text: String.fromCharCode(code),
      lineno: this.lineno,
      col_offset: this.column(start),
    });
  }

  private closeBracket(code: number, fstring: OpenFString | undefined): void {
    const closing = String.fromCharCode(code);
    if (fstring !== undefined && fstring.depth === 0 && code === 125) {
      this.fail(`${fstring.prefix}-string: single '}' is not allowed`);
    }
    const opening = this.brackets.pop();
    if (opening === undefined) this.fail(`unmatched '${closing}'`);
    const expected = opening.text === "(" ? ")" : opening.text === "[" ? "]" : "}";
    if (closing !== expected) {
      if (fstring !== undefined && opening.text === "{" && fstring.depth - 1 === fstring.fieldDepth) {
        this.fail(`${fstring.prefix}-string: unmatched '${closing}'`);
      }
      const line = opening.lineno === this.lineno ? "" : ` on line ${opening.lineno}`;
      this.fail(
        `closing parenthesis '${closing}' does not match opening parenthesis '${opening.text}'${line}`,
      );
    }
    if (fstring === undefined) return;
    fstring.depth--;
    if (fstring.depth < 0) this.fail(`${fstring.prefix}-string: unmatched '${closing}'`);
    if (code === 125 && fstring.depth === fstring.fieldDepth) {
      fstring.fieldDepth--;
      fstring.inText = true;
      fstring.inFormatSpec = false;
    }
  }
}

function isOperatorCode(code: number): boolean {
  // = > < . * / : are the characters that can continue an operator.
  return code === 61 || code === 62 || code === 60 || code === 46 || code === 42 || code === 47;
}

/**
 * Tokenises a source. Line ends may be `\n`, `\r\n` or `\r`; offsets refer to the text with `\n`, which the result
 * holds. With `endLine` (for modules) a missing last newline is supplied.
 */
export function tokenize(source: string, endLine = true): TokenizedSource {
  let text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
  if (endLine && !text.endsWith("\n") && text.length > 0) text += "\n";
  return new Tokenizer(text).run();
}

/** Whether a text is an identifier, keywords included. */
export function isIdentifier(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (!isIdentifierPart(text.charCodeAt(i))) return false;
  }
  return identifierPattern.test(text);
}
