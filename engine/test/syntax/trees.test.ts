/** The trees of the parser are those of CPython's, positions included. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { parseExpression, parseInteractive, parseModule } from "../../syntax/parse.ts";
import { findDifference, loadOracle, type Oracle, reduceTree } from "./oracle.ts";
import { snippets } from "./snippets.ts";

const FILES = 60;

function readLibrary(): ReadonlyMap<string, string> {
  const pyodide = dirname(createRequire(import.meta.url).resolve("pyodide"));
  const entries = unzipSync(readFileSync(join(pyodide, "python_stdlib.zip")));
  const sources = new Map<string, string>();
  for (const [name, bytes] of Object.entries(entries)) {
    if (name.endsWith(".py")) sources.set(name, new TextDecoder().decode(bytes));
  }
  return sources;
}

let oracle: Oracle;
beforeAll(async () => {
  oracle = await loadOracle();
});

function compare(source: string): string | null {
  return findDifference(reduceTree(parseModule(source, "f.py")), oracle.tree(source));
}

describe("the tree of a module", () => {
  it.each(snippets)("%j", (source) => {
    expect(compare(source)).toBe(null);
  });

  it(`is CPython's for ${FILES} files of its library`, () => {
    const sources = [...readLibrary()];
    const step = Math.floor(sources.length / FILES);
    const differences: string[] = [];
    for (let i = 0; i < sources.length; i += step) {
      const [name, source] = sources[i];
      const difference = compare(source);
      if (difference !== null) differences.push(`${name}: ${difference}`);
    }
    expect(differences).toEqual([]);
  });

  it("holds every kind of node", () => {
    const kinds = new Set<string>();
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      else if (typeof value === "object" && value !== null && !(value instanceof Uint8Array)) {
        if ("kind" in value && typeof value.kind === "string") kinds.add(value.kind);
        Object.values(value).forEach(collect);
      }
    };
    for (const source of snippets) collect(parseModule(source, "f.py"));
    const all = JSON.parse(
      oracle.pyodide.runPython(`
        import ast, json
        json.dumps([c.__name__ for b in (ast.stmt, ast.expr, ast.pattern, ast.type_param) for c in b.__subclasses__()
                    if c.__module__ == "ast" and c.__name__ not in ("Num", "Str", "Bytes", "NameConstant", "Ellipsis")])
      `) as string,
    ) as string[];
    expect(all.filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});

describe("the tree of an expression", () => {
  it.each([
    "1",
    "1\n",
    "a, b",
    "a,",
    "(*a,)",
    "lambda: 1",
    "(yield)",
    "1 # c\n\n",
    "(x +\ny)",
    "\n1",
    "x[1:2, 3]",
    "1\r\n",
  ])("%j", (source) => {
    const difference = findDifference(
      reduceTree(parseExpression(source, "f.py")),
      oracle.tree(source, "eval"),
    );
    expect(difference).toBe(null);
  });
});

describe("the tree of a prompt's input", () => {
  it("is one statement, or the statements of one line", () => {
    expect(parseInteractive("a; b\n", "f.py").body.map((node) => node.kind)).toEqual(["Expr", "Expr"]);
    expect(parseInteractive("if a:\n  b\n\n", "f.py").body.map((node) => node.kind)).toEqual(["If"]);
  });

  it("is not two statements", () => {
    expect(() => parseInteractive("a\nb\n", "f.py")).toThrow("multiple statements found");
  });
});
