/**
 * _tokenize: the tokenizer's tokens for `tokenize`.
 *
 * The parser needs neither comments nor line ends inside brackets, so the tokenizer leaves them out: they are what lies
 * between its tokens. The whole source is read before the first token is given; an error comes after the tokens before it.
 */
import { type Address, OBJ_HEADER, type Slot, T } from "../../heap/layout.ts";
import { I32, setWord } from "../../heap/memory.ts";
import { newString } from "../../heap/strings.ts";
import { copyValue, isNone, isUnbound, refAt, setInt, setNone, setRef } from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { bytesOf, isBytesLike } from "../../objects/bytes.ts";
import { decodeBytes } from "../../objects/codecs.ts";
import { makeType } from "../../objects/define.ts";
import { newSyntaxError } from "../../objects/exceptions.ts";
import { iterator_iter, iterator_next } from "../../objects/iterators.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { newTuple, newTupleFrom, tupleItem } from "../../objects/tuple.ts";
import { typeNameOf } from "../../objects/type.ts";
import { callValue } from "../../runtime/call.ts";
import { isTrue } from "../../runtime/compare.ts";
import { moduleNexts } from "../../runtime/protocols.ts";
import { isRaisedInstance, raise, raiseValue, takeRaised } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../../runtime/state.ts";
import { PythonSyntaxError } from "../../syntax/errors.ts";
import { type TokenizeError, tokenize } from "../../syntax/tokenizer.ts";
import * as Tokens from "../../syntax/tokens.ts";
import { addObject } from "../functions/table.ts";

/** CPython's numbers are places in this list. */
// biome-ignore format: a word list
const NAMES = ["ENDMARKER", "NAME", "NUMBER", "STRING", "NEWLINE", "INDENT", "DEDENT", "LPAR", "RPAR", "LSQB", "RSQB", "COLON",
  "COMMA", "SEMI", "PLUS", "MINUS", "STAR", "SLASH", "VBAR", "AMPER", "LESS", "GREATER", "EQUAL", "DOT", "PERCENT", "LBRACE",
  "RBRACE", "EQEQUAL", "NOTEQUAL", "LESSEQUAL", "GREATEREQUAL", "TILDE", "CIRCUMFLEX", "LEFTSHIFT", "RIGHTSHIFT",
  "DOUBLESTAR", "PLUSEQUAL", "MINEQUAL", "STAREQUAL", "SLASHEQUAL", "PERCENTEQUAL", "AMPEREQUAL", "VBAREQUAL",
  "CIRCUMFLEXEQUAL", "LEFTSHIFTEQUAL", "RIGHTSHIFTEQUAL", "DOUBLESTAREQUAL", "DOUBLESLASH", "DOUBLESLASHEQUAL", "AT",
  "ATEQUAL", "RARROW", "ELLIPSIS", "COLONEQUAL", "EXCLAMATION", "OP", "TYPE_IGNORE", "TYPE_COMMENT", "SOFT_KEYWORD",
  "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END", "TSTRING_START", "TSTRING_MIDDLE", "TSTRING_END", "COMMENT", "NL"];
const NUMBERS = new Map(NAMES.map((name, number) => [name, number]));
const OP = 55;
const LPAR = 7;
const NEWLINE = 4;
const INDENT = 5;
const COMMENT = 65;
const NL = 66;

/** A token as `tokenize` shows it, by offsets into the source. */
interface Shown {
  readonly type: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a source, comments and all if `extra`. */
function listTokens(
  source: string,
  extra: boolean,
): { readonly tokens: Shown[]; readonly error: TokenizeError | null } {
  const { tokens: plain, text, error } = tokenize(source);
  const tokens: Shown[] = [];
  let at = 0;
  /** What the tokenizer has passed over: comments, and ends of lines that end no statement. */
  const fill = (end: number): void => {
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === 35) {
        let stop = text.indexOf("\n", at);
        if (stop < 0) stop = text.length;
        if (extra) tokens.push({ type: COMMENT, text: text.slice(at, stop), start: at, end: stop });
        at = stop;
      } else if (code === 10) {
        if (extra) tokens.push({ type: NL, text: at < source.length ? "\n" : "", start: at, end: at + 1 });
        at++;
      } else if (code === 92) at += 2;
      else at++;
    }
  };
  for (const token of plain) {
    if (token.type === Tokens.ERRORTOKEN) {
      fill(Math.min(token.start, text.length));
      break;
    }
    fill(token.start);
    const name = Tokens.tokenTypeName(token.type);
    let type = NUMBERS.get(name) ?? OP;
    if (type === NEWLINE) {
      // A comment before the end of the line is part of the token.
      const stop = token.end - 1;
      fill(Math.min(stop, text.length));
      at = stop;
      tokens.push({ type, text: stop < source.length ? "\n" : "", start: stop, end: token.end });
    } else if (type === INDENT) {
      const start = text.lastIndexOf("\n", token.start - 1) + 1;
      tokens.push({ type, text: text.slice(start, token.start), start, end: token.start });
    } else {
      if (extra && type >= LPAR && type < OP) type = OP;
      const isMiddle = name.endsWith("_MIDDLE");
      const raw = isMiddle ? token.text : text.slice(token.start, token.end);
      tokens.push({ type, text: raw, start: token.start, end: token.start + raw.length });
    }
    at = Math.max(at, token.end);
  }
  return { tokens, error };
}

/** Lines of a source, for places in it. */
class Lines {
  private readonly source: string;
  private readonly starts = [0];
  private line = 0;

  constructor(source: string) {
    this.source = source;
    for (let at = source.indexOf("\n"); at >= 0; at = source.indexOf("\n", at + 1)) this.starts.push(at + 1);
    // A last line without an end has one behind it.
    if (!source.endsWith("\n") && source !== "") this.starts.push(source.length + 1);
  }

  /** Line (from 0) and column of an offset; offsets come in order, nearly. */
  place(offset: number): readonly [line: number, column: number] {
    const { starts } = this;
    while (this.line > 0 && (starts[this.line] as number) > offset) this.line--;
    while (this.line + 1 < starts.length && (starts[this.line + 1] as number) <= offset) this.line++;
    const start = starts[this.line] as number;
    return [
      this.line,
      [...this.source.slice(start, offset)].length +
        Math.max(0, offset - Math.max(start, this.source.length)),
    ];
  }

  /** The text of some lines, ends included. */
  text(first: number, last: number): string {
    return this.source.slice(this.starts[first], this.starts[last + 1] ?? this.source.length);
  }
}

function writePlace(out: Slot, line: number, column: number): void {
  const pair = newTuple(2);
  setInt(tupleItem(pair, 0), line + 1);
  setInt(tupleItem(pair, 1), column);
  setRef(out, pair);
}

/** All tokens as tuples. */
function writeTokens(source: string, tokens: readonly Shown[], out: Slot): void {
  const lines = new Lines(source);
  const mark = markTemps();
  const temps = pushTemps(6);
  setRef(temps + 40, newList(tokens.length));
  for (const { type, text, start, end } of tokens) {
    const [line, column] = lines.place(start);
    // A token that ends a line ends on it.
    const endsLine = type === NEWLINE || type === NL;
    const [endLine, endColumn] = endsLine ? [line, column + 1] : lines.place(end);
    setInt(temps, type);
    setRef(temps + 8, newString(text));
    writePlace(temps + 16, line, column);
    writePlace(temps + 24, endLine, endColumn);
    setRef(temps + 32, newString(endsLine && text === "" ? "" : lines.text(line, endLine)));
    setRef(temps, newTupleFrom(temps, 5));
    list_append(refAt(temps + 40), temps);
  }
  copyValue(temps + 40, out);
  releaseTemps(mark);
}

/** The whole source that a `readline` gives. */
function readSource(readline: Slot, encoding: string | null): string {
  let source = "";
  for (;;) {
    const mark = markTemps();
    const line = pushTemp();
    try {
      callValue(readline, line, 0, 0, line);
    } catch (error) {
      if (error !== RAISED || !isRaisedInstance(T.StopIteration)) throw error;
      takeRaised();
      releaseTemps(mark);
      return source;
    }
    let text: string;
    if (encoding !== null) {
      if (!isBytesLike(line)) throw raise(T.TypeError, "readline() returned a non-bytes object");
      text = decodeBytes(bytesOf(line).slice(), encoding, "replace");
    } else {
      if (!isStrValue(line)) throw raise(T.TypeError, "readline() returned a non-string object");
      text = textOf(line);
    }
    releaseTemps(mark);
    if (text === "") return source;
    source += text;
  }
}

function raiseTokenError(source: string, error: TokenizeError) {
  const lines = source.split("\n");
  let { message, lineno, offset } = error;
  if (error.unclosed !== null || message === "unexpected EOF while parsing") {
    message = "unexpected EOF in multi-line statement";
    lineno = lines.length - (lines.at(-1) === "" ? 1 : 0);
    offset = 0;
  }
  const text = lineno === null ? null : `${lines[lineno - 1] ?? ""}\n`;
  return raiseValue(
    newSyntaxError(
      new PythonSyntaxError(
        error.type,
        message,
        "<string>",
        lineno,
        offset,
        error.end_lineno,
        error.end_offset,
        text,
      ),
    ),
  );
}

const READLINE = OBJ_HEADER; // value
const ENCODING = OBJ_HEADER + 8; // value: str or None
const TOKENS = OBJ_HEADER + 16; // list; 0 until the source has been read
const INDEX = OBJ_HEADER + 20;
const EXTRA = OBJ_HEADER + 24;
const ITERATOR_SIZE = OBJ_HEADER + 32;

/** Makes the module. */
export function makeTokenize(): Address {
  const module = newModule("_tokenize");
  /** By iterator, the error that comes after its tokens. */
  const failures = new Map<Address, { readonly source: string; readonly error: TokenizeError }>();
  const type = makeType("_tokenize.TokenizerIter", {
    module: "_tokenize",
    size: ITERATOR_SIZE,
    values: [READLINE, 2],
    refs: [TOKENS],
    methods: {
      __new__: [
        "(cls, readline, /, *, encoding=None, extra_tokens=False)",
        (args, out) => {
          const iterator = allocateOf(refAt(args));
          copyValue(args + 8, iterator + READLINE);
          if (isUnbound(args + 16)) setNone(iterator + ENCODING);
          else copyValue(args + 16, iterator + ENCODING);
          setWord(iterator + EXTRA, !isUnbound(args + 24) && isTrue(args + 24) ? 1 : 0);
          setRef(out, iterator);
        },
      ],
      __iter__: ["(self, /)", iterator_iter],
      __next__: ["(self, /)", iterator_next],
    },
  });
  moduleNexts.set(type, (iterator, out) => {
    if (I32[(iterator + TOKENS) >> 2] === 0) {
      const mark = markTemps();
      const held = pushTemps(2);
      setRef(held, iterator);
      const encoding = iterator + ENCODING;
      if (!isNone(encoding) && !isStrValue(encoding))
        throw raise(
          T.TypeError,
          `TokenizerIter() argument 'encoding' must be str, not ${typeNameOf(encoding)}`,
        );
      const source = readSource(iterator + READLINE, isNone(encoding) ? null : textOf(encoding));
      const { tokens, error } = listTokens(
        source.replaceAll("\r\n", "\n"),
        I32[(iterator + EXTRA) >> 2] === 1,
      );
      writeTokens(source.replaceAll("\r\n", "\n"), tokens, held + 8);
      setWord(iterator + TOKENS, refAt(held + 8));
      if (error !== null) failures.set(iterator, { source, error });
      releaseTemps(mark);
    }
    const list = I32[(iterator + TOKENS) >> 2];
    const index = I32[(iterator + INDEX) >> 2];
    if (index >= listLength(list)) {
      const failure = failures.get(iterator);
      if (failure === undefined) return false;
      failures.delete(iterator);
      throw raiseTokenError(failure.source, failure.error);
    }
    copyValue(listItem(list, index), out);
    I32[(iterator + INDEX) >> 2] = index + 1;
    return true;
  });
  addObject(module, "TokenizerIter", type);
  return module;
}
