/** Text cases for the tokenizer: source ⇒ tokens. */

import { describe, expect, it } from "vitest";
import { isIdentifier, tokenize } from "../../syntax/tokenizer.ts";
import { isKeyword, tokenTypeName } from "../../syntax/tokens.ts";

/** Types and texts on one line: `NAME:x OP …`. */
function show(source: string, endLine = true): string {
  return tokenize(source, endLine)
    .tokens.map(({ type, text }) => (text === "" ? tokenTypeName(type) : `${tokenTypeName(type)}:${text}`))
    .join(" ");
}

function places(source: string): string[] {
  return tokenize(source).tokens.map(
    (t) => `${t.text} ${t.lineno}:${t.col_offset}-${t.end_lineno}:${t.end_col_offset} ${t.level}`,
  );
}

describe("tokenize", () => {
  it.each([
    ["", "ENDMARKER"],
    ["# c", "ENDMARKER"],
    ["x", "NAME:x NEWLINE ENDMARKER"],
    ["if x:\n  y\nz", "NAME:if NAME:x COLON:: NEWLINE INDENT NAME:y NEWLINE DEDENT NAME:z NEWLINE ENDMARKER"],
    ["(x\n y)", "LPAR:( NAME:x NAME:y RPAR:) NEWLINE ENDMARKER"],
    ["a**=b//c...", "NAME:a DOUBLESTAREQUAL:**= NAME:b DOUBLESLASH:// NAME:c ELLIPSIS:... NEWLINE ENDMARKER"],
    ["a..b", "NAME:a DOT:. DOT:. NAME:b NEWLINE ENDMARKER"],
    ["1.e5j.x", "NUMBER:1.e5j DOT:. NAME:x NEWLINE ENDMARKER"],
    ["1if x", "NUMBER:1 NAME:if NAME:x NEWLINE ENDMARKER"],
    ['rb\'\\\'\' B"""a\n"b"""', 'STRING:rb\'\\\'\' STRING:B"""a\n"b""" NEWLINE ENDMARKER'],
    [
      "f'a{x!r:>{w}}b'",
      "FSTRING_START:f' FSTRING_MIDDLE:a LBRACE:{ NAME:x EXCLAMATION:! NAME:r COLON:: FSTRING_MIDDLE:> LBRACE:{ " +
        "NAME:w RBRACE:} FSTRING_MIDDLE RBRACE:} FSTRING_MIDDLE:b FSTRING_END:' NEWLINE ENDMARKER",
    ],
    [
      "t'{x:=5}'",
      "TSTRING_START:t' LBRACE:{ NAME:x COLON:: TSTRING_MIDDLE:=5 RBRACE:} TSTRING_END:' NEWLINE ENDMARKER",
    ],
    ["f'{{x}}'", "FSTRING_START:f' FSTRING_MIDDLE:{ FSTRING_MIDDLE:x} FSTRING_END:' NEWLINE ENDMARKER"],
    ["ﬁ", "NAME:fi NEWLINE ENDMARKER"],
    ["x = 'a", "NAME:x EQUAL:= ERRORTOKEN"],
    ["a ? b", "NAME:a OP:? NAME:b NEWLINE ENDMARKER"],
  ])("%j", (source, tokens) => {
    expect(show(source)).toBe(tokens);
  });

  it("supplies no line end to an expression", () => {
    expect(show("x", false)).toBe("NAME:x ENDMARKER");
  });

  it("counts columns in UTF-8 bytes and brackets after each token", () => {
    expect(places("é('😀', ü)\n  # c\n")).toEqual([
      "é 1:0-1:2 0",
      "( 1:2-1:3 1",
      "'😀' 1:3-1:9 1",
      ", 1:9-1:10 1",
      "ü 1:11-1:13 1",
      ") 1:13-1:14 0",
      " 1:14-1:15 0",
      " 2:6-2:6 0",
    ]);
  });

  it("takes \\r\\n and \\r as line ends", () => {
    const { text, lineStarts } = tokenize("a\r\nb\rc");
    expect(text).toBe("a\nb\nc\n");
    expect(lineStarts).toEqual([0, 2, 4]);
  });

  it("keeps an error for the parser to weigh", () => {
    expect(tokenize("x y\n'a").error?.outranksParser).toBe(true);
    expect(tokenize("x y\nf'a").error?.outranksParser).toBe(false);
    expect(tokenize("x y\n(").error?.unclosed?.text).toBe("(");
  });
});

describe("isIdentifier", () => {
  it.each([
    ["x", true],
    ["_1", true],
    ["été", true],
    ["1x", false],
    ["a b", false],
    ["", false],
    ["x-y", false],
  ] as const)("%j: %s", (text, expected) => {
    expect(isIdentifier(text)).toBe(expected);
  });
});

describe("isKeyword", () => {
  it("knows hard keywords only", () => {
    const types = tokenize("if match _ None x").tokens.map((token) => isKeyword(token.type));
    expect(types).toEqual([true, false, false, true, false, false, false]);
  });
});
