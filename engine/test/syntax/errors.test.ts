/** A wrong source gets CPython's error: type, message, place and line of text. */

import { beforeAll, describe, expect, it } from "vitest";
import { PythonSyntaxError } from "../../syntax/errors.ts";
import { parseExpression, parseModule } from "../../syntax/parse.ts";
import { mistakes } from "./mistakes.ts";
import { type ErrorFacts, loadOracle, type Oracle } from "./oracle.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await loadOracle();
});

function factsOf(parse: () => unknown): ErrorFacts | null {
  try {
    parse();
    return null;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    const { type, message, lineno, offset, end_lineno, end_offset, text } = error;
    return [type, message, lineno, offset, end_lineno, end_offset, text];
  }
}

describe("the error of a module", () => {
  it.each(mistakes)("%j", (source) => {
    expect(factsOf(() => parseModule(source, "f.py"))).toEqual(oracle.error(source));
  });
});

describe("the error of an expression", () => {
  it.each([
    "1 +",
    "*a",
    "x = 1",
    "yield",
    "1; 2",
    "",
    "\n",
    " 1",
    "1 2",
    "(1",
    "a b",
    "print x",
    "1 if 2",
    "1\n2",
    "# c",
    "'a",
    "f(a b)",
    "x := 1",
    "\t1",
    "1\n ",
    "pass",
    "a if b else",
    "é + ü ü",
    "1)",
    "return 1",
    "if x: y",
    "x == ",
  ])("%j", (source) => {
    expect(factsOf(() => parseExpression(source, "f.py"))).toEqual(oracle.error(source, "eval"));
  });
});

describe("a source that no table holds", () => {
  const messageOf = (source: string): string => factsOf(() => parseModule(source, "f.py"))?.[1] ?? "no error";

  it("with null bytes is refused", () => {
    expect(messageOf("x\0")).toBe("source code string cannot contain null bytes");
  });

  it("with a character's name says that names are not known", () => {
    expect(messageOf("'\\N{BULLET}'")).toContain("\\N{BULLET} is not supported");
  });

  it("with a huge decimal integer is refused", () => {
    expect(messageOf("1".repeat(4301))).toContain("Exceeds the limit (4300 digits)");
    expect(messageOf("1".repeat(4300))).toBe("no error");
    expect(messageOf(`0x${"1".repeat(5000)}`)).toBe("no error");
  });

  it("nested too deeply is refused, in the first pass and in the second", () => {
    const tooComplex = "Parser stack overflowed - Python source too complex to compile";
    for (const operator of ["-", "not ", "2 ** ", "lambda: ", "1 if 1 else "]) {
      expect(messageOf(`${operator.repeat(50_000)}1`)).toBe(tooComplex);
      expect(messageOf(`${operator.repeat(700)}1 1`)).toBe("invalid syntax");
    }
    expect(messageOf("(".repeat(201))).toBe("too many nested parentheses");
    const blocks = Array.from({ length: 101 }, (_, depth) => `${" ".repeat(depth)}if 1:\n`).join("");
    expect(messageOf(blocks)).toBe("too many levels of indentation");
  });

  it("with long chains is parsed without nesting", () => {
    expect(messageOf(`if 1: pass\n${"elif 1: pass\n".repeat(5000)}`)).toBe("no error");
    expect(messageOf(`x${".a".repeat(5000)}${"()".repeat(5000)} + ${"1 + ".repeat(5000)}1`)).toBe("no error");
  });

  it("nested in brackets is explained in linear time", () => {
    const nested = (open: string, close: string): string => `${open.repeat(40)}1 + ${close.repeat(40)}`;
    for (const [open, close] of [
      ["(", ")"],
      ["f(", ")"],
      ["[", "]"],
      ["{1: [f(a=(", "))]}"],
      ["a[", "]"],
    ]) {
      expect(messageOf(nested(open, close))).toBe("invalid syntax");
    }
  });
});
