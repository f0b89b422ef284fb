/**
 * Tokens: their types, their names, and the tables that map operators and keywords to types.
 *
 * Every operator and every keyword has a type of its own, so that the parser decides by comparing small
 * integers and never compares text. `tokenTypeName` gives CPython's name (`OP`s under their exact names).
 * Soft keywords (`match`, `case`, `type`, `_`) are NAMEs: only the parser knows where they mean something.
 */

export const ENDMARKER: TokenType = 0;
export const NAME: TokenType = 1;
export const NUMBER: TokenType = 2;
export const STRING: TokenType = 3;
export const NEWLINE: TokenType = 4;
export const INDENT: TokenType = 5;
export const DEDENT: TokenType = 6;
export const FSTRING_START: TokenType = 7;
export const FSTRING_MIDDLE: TokenType = 8;
export const FSTRING_END: TokenType = 9;
export const TSTRING_START: TokenType = 10;
export const TSTRING_MIDDLE: TokenType = 11;
export const TSTRING_END: TokenType = 12;
/** The last token of a source that cannot be tokenised further; the token list holds the reason. */
export const ERRORTOKEN: TokenType = 13;

export const LPAR: TokenType = 14;
export const RPAR: TokenType = 15;
export const LSQB: TokenType = 16;
export const RSQB: TokenType = 17;
export const LBRACE: TokenType = 18;
export const RBRACE: TokenType = 19;
export const COLON: TokenType = 20;
export const COMMA: TokenType = 21;
export const SEMI: TokenType = 22;
export const DOT: TokenType = 23;
export const ELLIPSIS: TokenType = 24;
export const RARROW: TokenType = 25;
export const COLONEQUAL: TokenType = 26;
export const EXCLAMATION: TokenType = 27;
export const AT: TokenType = 28;
export const EQUAL: TokenType = 29;

// Binary operators, contiguous: the parser indexes a precedence table with them.
export const VBAR: TokenType = 30;
export const CIRCUMFLEX: TokenType = 31;
export const AMPER: TokenType = 32;
export const LEFTSHIFT: TokenType = 33;
export const RIGHTSHIFT: TokenType = 34;
export const PLUS: TokenType = 35;
export const MINUS: TokenType = 36;
export const STAR: TokenType = 37;
export const SLASH: TokenType = 38;
export const DOUBLESLASH: TokenType = 39;
export const PERCENT: TokenType = 40;
export const DOUBLESTAR: TokenType = 41;
export const TILDE: TokenType = 42;

export const EQEQUAL: TokenType = 43;
export const NOTEQUAL: TokenType = 44;
export const LESS: TokenType = 45;
export const LESSEQUAL: TokenType = 46;
export const GREATER: TokenType = 47;
export const GREATEREQUAL: TokenType = 48;

// Augmented assignment, contiguous.
export const PLUSEQUAL: TokenType = 49;
export const MINEQUAL: TokenType = 50;
export const STAREQUAL: TokenType = 51;
export const ATEQUAL: TokenType = 52;
export const SLASHEQUAL: TokenType = 53;
export const PERCENTEQUAL: TokenType = 54;
export const AMPEREQUAL: TokenType = 55;
export const VBAREQUAL: TokenType = 56;
export const CIRCUMFLEXEQUAL: TokenType = 57;
export const LEFTSHIFTEQUAL: TokenType = 58;
export const RIGHTSHIFTEQUAL: TokenType = 59;
export const DOUBLESTAREQUAL: TokenType = 60;
export const DOUBLESLASHEQUAL: TokenType = 61;

/** `$`, `?`, `` ` `` and `<>`: tokens that no rule accepts. */
export const OP: TokenType = 62;

export const KW_FALSE: TokenType = 64;
export const KW_NONE: TokenType = 65;
export const KW_TRUE: TokenType = 66;
export const KW_AND: TokenType = 67;
export const KW_AS: TokenType = 68;
export const KW_ASSERT: TokenType = 69;
export const KW_ASYNC: TokenType = 70;
export const KW_AWAIT: TokenType = 71;
export const KW_BREAK: TokenType = 72;
export const KW_CLASS: TokenType = 73;
export const KW_CONTINUE: TokenType = 74;
export const KW_DEF: TokenType = 75;
export const KW_DEL: TokenType = 76;
export const KW_ELIF: TokenType = 77;
export const KW_ELSE: TokenType = 78;
export const KW_EXCEPT: TokenType = 79;
export const KW_FINALLY: TokenType = 80;
export const KW_FOR: TokenType = 81;
export const KW_FROM: TokenType = 82;
export const KW_GLOBAL: TokenType = 83;
export const KW_IF: TokenType = 84;
export const KW_IMPORT: TokenType = 85;
export const KW_IN: TokenType = 86;
export const KW_IS: TokenType = 87;
export const KW_LAMBDA: TokenType = 88;
export const KW_NONLOCAL: TokenType = 89;
export const KW_NOT: TokenType = 90;
export const KW_OR: TokenType = 91;
export const KW_PASS: TokenType = 92;
export const KW_RAISE: TokenType = 93;
export const KW_RETURN: TokenType = 94;
export const KW_TRY: TokenType = 95;
export const KW_WHILE: TokenType = 96;
export const KW_WITH: TokenType = 97;
export const KW_YIELD: TokenType = 98;

/** One more than the greatest token type. */
export const TOKEN_TYPE_COUNT: TokenType = 99;

/** Any of the constants above. */
export type TokenType = number;

/**
 * A token. `start` and `end` are UTF-16 offsets into the source; lines count from 1 and columns from 0 in
 * UTF-8 bytes, as CPython's do. `text` is the NFKC-normalised identifier of a NAME and the source text of
 * everything else (empty for NEWLINE, INDENT, DEDENT and ENDMARKER).
 */
export class Token {
  constructor(
    readonly type: TokenType,
    readonly text: string,
    readonly start: number,
    readonly end: number,
    readonly lineno: number,
    readonly col_offset: number,
    readonly end_lineno: number,
    readonly end_col_offset: number,
    /** How many brackets are open after this token. */
    readonly level: number,
  ) {}
}

const operators = new Map<string, readonly [TokenType, string]>([
  ["(", [LPAR, "LPAR"]],
  [")", [RPAR, "RPAR"]],
  ["[", [LSQB, "LSQB"]],
  ["]", [RSQB, "RSQB"]],
  ["{", [LBRACE, "LBRACE"]],
  ["}", [RBRACE, "RBRACE"]],
  [":", [COLON, "COLON"]],
  [",", [COMMA, "COMMA"]],
  [";", [SEMI, "SEMI"]],
  [".", [DOT, "DOT"]],
  ["...", [ELLIPSIS, "ELLIPSIS"]],
  ["->", [RARROW, "RARROW"]],
  [":=", [COLONEQUAL, "COLONEQUAL"]],
  ["!", [EXCLAMATION, "EXCLAMATION"]],
  ["@", [AT, "AT"]],
  ["=", [EQUAL, "EQUAL"]],
  ["|", [VBAR, "VBAR"]],
  ["^", [CIRCUMFLEX, "CIRCUMFLEX"]],
  ["&", [AMPER, "AMPER"]],
  ["<<", [LEFTSHIFT, "LEFTSHIFT"]],
  [">>", [RIGHTSHIFT, "RIGHTSHIFT"]],
  ["+", [PLUS, "PLUS"]],
  ["-", [MINUS, "MINUS"]],
  ["*", [STAR, "STAR"]],
  ["/", [SLASH, "SLASH"]],
  ["//", [DOUBLESLASH, "DOUBLESLASH"]],
  ["%", [PERCENT, "PERCENT"]],
  ["**", [DOUBLESTAR, "DOUBLESTAR"]],
  ["~", [TILDE, "TILDE"]],
  ["==", [EQEQUAL, "EQEQUAL"]],
  ["!=", [NOTEQUAL, "NOTEQUAL"]],
  ["<", [LESS, "LESS"]],
  ["<=", [LESSEQUAL, "LESSEQUAL"]],
  [">", [GREATER, "GREATER"]],
  [">=", [GREATEREQUAL, "GREATEREQUAL"]],
  ["+=", [PLUSEQUAL, "PLUSEQUAL"]],
  ["-=", [MINEQUAL, "MINEQUAL"]],
  ["*=", [STAREQUAL, "STAREQUAL"]],
  ["@=", [ATEQUAL, "ATEQUAL"]],
  ["/=", [SLASHEQUAL, "SLASHEQUAL"]],
  ["%=", [PERCENTEQUAL, "PERCENTEQUAL"]],
  ["&=", [AMPEREQUAL, "AMPEREQUAL"]],
  ["|=", [VBAREQUAL, "VBAREQUAL"]],
  ["^=", [CIRCUMFLEXEQUAL, "CIRCUMFLEXEQUAL"]],
  ["<<=", [LEFTSHIFTEQUAL, "LEFTSHIFTEQUAL"]],
  [">>=", [RIGHTSHIFTEQUAL, "RIGHTSHIFTEQUAL"]],
  ["**=", [DOUBLESTAREQUAL, "DOUBLESTAREQUAL"]],
  ["//=", [DOUBLESLASHEQUAL, "DOUBLESLASHEQUAL"]],
]);

/** The hard keywords and their token types. */
export const keywords: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ["False", KW_FALSE],
  ["None", KW_NONE],
  ["True", KW_TRUE],
  ["and", KW_AND],
  ["as", KW_AS],
  ["assert", KW_ASSERT],
  ["async", KW_ASYNC],
  ["await", KW_AWAIT],
  ["break", KW_BREAK],
  ["class", KW_CLASS],
  ["continue", KW_CONTINUE],
  ["def", KW_DEF],
  ["del", KW_DEL],
  ["elif", KW_ELIF],
  ["else", KW_ELSE],
  ["except", KW_EXCEPT],
  ["finally", KW_FINALLY],
  ["for", KW_FOR],
  ["from", KW_FROM],
  ["global", KW_GLOBAL],
  ["if", KW_IF],
  ["import", KW_IMPORT],
  ["in", KW_IN],
  ["is", KW_IS],
  ["lambda", KW_LAMBDA],
  ["nonlocal", KW_NONLOCAL],
  ["not", KW_NOT],
  ["or", KW_OR],
  ["pass", KW_PASS],
  ["raise", KW_RAISE],
  ["return", KW_RETURN],
  ["try", KW_TRY],
  ["while", KW_WHILE],
  ["with", KW_WITH],
  ["yield", KW_YIELD],
]);

/** The soft keywords: identifiers that begin a statement or a pattern in some places. */
export const softKeywords: ReadonlySet<string> = new Set(["_", "case", "match", "type"]);

const typeNames: string[] = [
  "ENDMARKER",
  "NAME",
  "NUMBER",
  "STRING",
  "NEWLINE",
  "INDENT",
  "DEDENT",
  "FSTRING_START",
  "FSTRING_MIDDLE",
  "FSTRING_END",
  "TSTRING_START",
  "TSTRING_MIDDLE",
  "TSTRING_END",
  "ERRORTOKEN",
];
for (const [type, name] of operators.values()) typeNames[type] = name;
typeNames[OP] = "OP";
for (const type of keywords.values()) typeNames[type] = "NAME";

/** CPython's name of a token type; keywords are "NAME". */
export function tokenTypeName(type: TokenType): string {
  return typeNames[type] ?? "ERRORTOKEN";
}

/** The type of an operator or delimiter by its text, or undefined. */
export function operatorType(text: string): TokenType | undefined {
  return operators.get(text)?.[0];
}

/** Whether a token of this type is a hard keyword. */
export function isKeyword(type: TokenType): boolean {
  return type >= KW_FALSE;
}
