/**
 * The compiler against CPython 3.14: every code object must be the same, instruction for instruction, with its
 * constants, names, exception table, positions, flags and stack size.
 */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { nameOf } from "../../bytecode/instructions.ts";
import type { CompileOptions } from "../../compile/compile.ts";
import {
  CompilationRecursionError,
  compileExpression,
  compileInteractive,
  compileModule,
} from "../../compile/compile.ts";
import { parseExpression, parseInteractive, parseModule } from "../../syntax/parse.ts";
import { allCodes, dumpCode } from "./dump.ts";
import type { CodeDump, Oracle } from "./oracle.ts";
import { startOracle } from "./oracle.ts";

const CORPUS = new URL("./corpus/", import.meta.url);

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});

/** A dump as readable lines, for the report of a difference. */
function readable(dump: CodeDump): unknown {
  const instructions: string[] = [];
  for (let unit = 0; unit * 4 < dump.code.length; unit++) {
    const opcode = Number.parseInt(dump.code.slice(unit * 4, unit * 4 + 2), 16);
    const arg = Number.parseInt(dump.code.slice(unit * 4 + 2, unit * 4 + 4), 16);
    instructions.push(
      `${unit} ${nameOf(opcode)} ${arg} @${dump.positions.slice(unit * 4, unit * 4 + 4).join(",")}`,
    );
  }
  const consts = dump.consts.map((constant) =>
    typeof constant === "string" ? constant : `<code ${constant.qualname}>`,
  );
  return { ...dump, code: instructions, positions: [], consts };
}

function expectSame(actual: CodeDump, reference: ReturnType<Oracle["compile"]>): void {
  if ("error" in reference)
    throw new Error(`CPython refuses this: ${reference.message} at line ${reference.lineno}`);
  const ours = allCodes(actual);
  const theirs = allCodes(reference);
  for (const [index, dump] of theirs.entries()) {
    const own = ours[index];
    // The oracle cannot always tell the kinds.
    expect(readable(dump.kinds === null ? { ...own, kinds: null } : own)).toEqual(readable(dump));
  }
  expect(ours.length).toBe(theirs.length);
}

function checkModule(source: string, options: CompileOptions = {}): void {
  const actual = dumpCode(compileModule(parseModule(source, "<test>"), "<test>", options));
  expectSame(actual, oracle.compile(source, "<test>", "exec", options.optimize ?? 0));
}

describe("every construct compiles as in CPython", () => {
  for (const name of readdirSync(CORPUS).filter((file) => file.endsWith(".py"))) {
    const source = readFileSync(new URL(name, CORPUS), "utf8");
    it(name, () => checkModule(source));
    it(`${name}, without assertions`, () => checkModule(source, { optimize: 1 }));
    it(`${name}, without docstrings`, () => checkModule(source, { optimize: 2 }));
  }
});

describe("modules of the standard library", () => {
  const modules = [
    "abc",
    "argparse",
    "ast",
    "asyncio/base_events",
    "asyncio/tasks",
    "calendar",
    "collections/__init__",
    "contextlib",
    "copy",
    "csv",
    "dataclasses",
    "dis",
    "enum",
    "functools",
    "heapq",
    "importlib/_bootstrap",
    "inspect",
    "json/decoder",
    "logging/__init__",
    "random",
    "re/_compiler",
    "statistics",
    "string/templatelib",
    "textwrap",
    "threading",
    "traceback",
    "typing",
    "unittest/mock",
  ];
  for (const name of modules) {
    it(name, () => {
      const source = oracle.run(`
import sys, zipfile
zipfile.ZipFile(next(p for p in sys.path if p.endswith(".zip"))).read("${name}.py").decode()
`);
      checkModule(source);
    });
  }
});

describe("other ways in", () => {
  for (const source of [
    "1 + 2",
    "a if b else c",
    "[x for x in y]",
    "lambda: (yield)",
    "f(a, *b)",
    "(x := 5)",
    "f'{a}'",
  ]) {
    it(`eval: ${source}`, () => {
      expectSame(
        dumpCode(compileExpression(parseExpression(source, "<test>"), "<test>")),
        oracle.compile(source, "<test>", "eval"),
      );
    });
  }
  for (const source of [
    "1 + a\n",
    "x = 5\n",
    "if x:\n  y\n  z = 1\n\n",
    "def f():\n  1\n  a\n\n",
    "a; b; c = 1\n",
    "'text'\n",
    "x: int = 1\n",
  ]) {
    it(`single: ${JSON.stringify(source)}`, () => {
      expectSame(
        dumpCode(compileInteractive(parseInteractive(source, "<test>"), "<test>")),
        oracle.compile(source, "<test>", "single"),
      );
    });
  }
  it("an empty module", () => checkModule(""));
  it("a module of comments", () => checkModule("# nothing\n\n# here\n"));
});

describe("sizes that need longer instructions", () => {
  const many = (count: number, piece: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => piece(i)).join("");
  it("more than 255 constants and names", () =>
    checkModule(many(400, (i) => `n${i} = ${i}.5 + n${i}.a${i}\n`)));
  it("jumps over 255 units, forward and back", () =>
    checkModule(`while a:\n  if b:\n${many(80, (i) => `    f(${i})\n`)}  else:\n    c\n`));
  it("a jump whose size depends on another", () => {
    for (let size = 14; size < 24; size++)
      checkModule(`while a:\n  if b: break\n${many(size, () => "  f(x)\n")}  if c: continue\n  g\n`);
  });
  it("jumps over 65535 units", () => checkModule(`for x in y:\n${many(9000, () => "  f(x, y)\n")}`));
  it("a jump back that fits with and without an EXTENDED_ARG", () => {
    for (let size = 100; size < 140; size++) {
      checkModule(`async def f():\n  async with a:\n    pass\n${many(size, () => "  b\n")}  await c\n`);
    }
  });
  it("exception ranges over 255 units", () =>
    checkModule(`try:\n${many(100, () => "  f()\n")}except E:\n${many(100, () => "  g()\n")}`));
  it("more than 64 and more than 255 locals", () => {
    checkModule(
      `def f(a):\n${many(300, (i) => `  v${i} = a\n`)}  if a:\n    w = 1\n${many(300, (i) => `  g(v${i}, w)\n`)}  del v70, v290\n  return v70, v290, w, v1\n`,
    );
  });
  it("many cells", () =>
    checkModule(
      `def f():\n${many(300, (i) => `  v${i} = ${i}\n`)}  def g():\n    return ${many(300, (i) => `v${i}, `)}\n  return g\n`,
    ));
  it("a wide match", () =>
    checkModule(`match x:\n${many(60, (i) => `  case [${i}, a${i}, *b]: f(a${i}, b)\n`)}`));
});

describe("deep programs", () => {
  it("a sum of thousands of terms", () => {
    const code = compileModule(parseModule(`x = ${"a + ".repeat(3000)}a\n`, "<test>"), "<test>");
    expect(code.code.length).toBeGreaterThan(3000 * 6);
  });
  it("a tree too deep for the host's stack is refused with Python's words", () => {
    let tree = parseExpression("a", "<test>").body;
    const { lineno, col_offset, end_lineno, end_col_offset } = tree;
    for (let i = 0; i < 200_000; i++)
      tree = { kind: "UnaryOp", op: "Not", operand: tree, lineno, col_offset, end_lineno, end_col_offset };
    expect(() => compileExpression({ kind: "Expression", body: tree }, "<test>")).toThrow(
      CompilationRecursionError,
    );
  });
});
