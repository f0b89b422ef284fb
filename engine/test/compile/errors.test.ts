/** What CPython's compiler refuses is refused here, in its words and at its place. */

import { beforeAll, describe, expect, it } from "vitest";
import { compileModule } from "../../compile/compile.ts";
import { PythonSyntaxError } from "../../syntax/errors.ts";
import { parseModule } from "../../syntax/parse.ts";
import type { Oracle } from "./oracle.ts";
import { startOracle } from "./oracle.ts";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});

const refused = [
  "return 1",
  "class C: return 1",
  "yield 1",
  "class C: yield",
  "await x",
  "def f(): await x",
  "break",
  "continue",
  "if x: break",
  "def f():\n  for x in y:\n    def g(): continue",
  "class C:\n  while x:\n    class D: break",
  "def f(a, a): pass",
  "def f(a, *, a): pass",
  "def f(a, *a): pass",
  "lambda a, b, a: 0",
  "def f(a, **a): pass",
  "def f(x):\n  global x",
  "def f():\n  x = 1\n  global x",
  "def f():\n  print(x)\n  global x",
  "def f():\n  x: int\n  global x",
  "def f():\n  global x\n  x: int",
  "def f(x):\n  nonlocal x",
  "def f():\n  nonlocal x",
  "nonlocal x",
  "def f():\n  x = 1\n  def g():\n    x = 2\n    nonlocal x",
  "def f():\n  x = 1\n  def g():\n    print(x)\n    nonlocal x",
  "def f():\n  x = 1\n  def g():\n    global x\n    nonlocal x",
  "class C:\n  x = 1\n  def f(self):\n    nonlocal x",
  "x = 1\nglobal x",
  "print(x)\nglobal x",
  "x: int\nglobal x",
  "def f():\n  from m import *",
  "class C:\n  from m import *",
  "[x := 1 for x in y]",
  "[(x := 1) for y in z for x in w]",
  "[x for x in (y := z)]",
  "[x for x in [y := 1 for z in w]]",
  "class C: [x := 1 for y in z]",
  "[[(x := 1) for y in z] for x in w]",
  "[lambda: (x := 1) for x in [lambda: (q := 2)]]",
  "[(yield) for x in y]",
  "def f(): {(yield): 1 for x in y}",
  "def f(): ((yield) for x in y)",
  "def f(): [(yield from z) for x in y]",
  "async def f(): yield from x",
  "async def f():\n  yield\n  return 1",
  "def f(): [x async for x in y]",
  "[x async for x in y]",
  "def f():\n  async with a: pass",
  "def f():\n  async for a in b: pass",
  "async with a: pass",
  "def f(): [await x for x in y]",
  "async def f(): lambda: await x",
  "*a = b",
  "*a, *b = c",
  "x = *a",
  "del *a",
  "f(a=1, a=2)",
  "f(a=1, **b, a=2)",
  "class C(a=1, a=2): pass",
  "o.m(a=1, b=2, a=3)",
  "try: pass\nexcept: pass\nexcept E: pass",
  "for x in y:\n  try: pass\n  except* E: break",
  "def f():\n  try: pass\n  except* E: return",
  "for x in y:\n  try: pass\n  except* E: continue",
  "for x in y:\n  try: pass\n  except* E:\n    with z: break",
  "match x:\n  case a: pass\n  case b: pass",
  "match x:\n  case _: pass\n  case 1: pass",
  "match x:\n  case a | 1: pass",
  "match x:\n  case [a, a]: pass",
  "match x:\n  case (a | b): pass",
  "match x:\n  case [a] | [b]: pass",
  "match x:\n  case [a, b] | [a]: pass",
  "match x:\n  case {'a': 1, 'a': 2}: pass",
  "match x:\n  case {1: a, 1.0: b}: pass",
  "match x:\n  case A(a=1, a=2): pass",
  "match x:\n  case [*a, *b]: pass",
  "match x:\n  case {'a': a, **a}: pass",
  "match x:\n  case A(b=b, c=b): pass",
  "__debug__ = 1",
  "def __debug__(): pass",
  "def f(__debug__): pass",
  "x.__debug__ = 1",
  "f(__debug__=1)",
  "del __debug__",
  "import __debug__",
  "for __debug__ in x: pass",
  "class __debug__: pass",
  "with x as __debug__: pass",
  "match x:\n  case __debug__: pass",
  "(__debug__ := 1)",
  "from __future__ import nothing",
  "from __future__ import braces",
  "x = 1\nfrom __future__ import annotations",
  "def f():\n  from __future__ import annotations",
  "def f[T, T](): pass",
  "def f[T=int, U](): pass",
  "class C[T, *T]: pass",
  "type X[T, T] = int",
  "def f[T]():\n  nonlocal T",
  "class C[T]:\n  def f(self):\n    nonlocal T",
  "type X = (yield)",
  "type X = (a := 1)",
  "type X = await a",
  "def f[T: (yield)](): pass",
  "def f[T = (a := 1)](): pass",
  "class C[T]((yield)): pass",
  "class C[T]((a := 1)): pass",
  "def f(x: (yield)): pass",
  "def f() -> (a := 1): pass",
  "x: (yield)",
  "def f(x: await y): pass",
  "class C[T]([(x := 1) for y in z]): pass",
  "type X = [(x := 1) for y in z]",
  "def f[T: [(x := 1) for y in z]](): pass",
  "def f[__classdict__: int](): pass",
  "def f():\n" +
    Array.from({ length: 21 }, (_, i) => `${"  ".repeat(i + 1)}with a: `)
      .join("\n")
      .replace(/: $/gm, ":") +
    " pass",
  "def f():\n" + Array.from({ length: 45 }, (_, i) => `${" ".repeat(i + 1)}while a:`).join("\n") + " pass",
  "def f():\n  try: x = 1\n  finally:\n    yield from [await z]",
];

describe("refused", () => {
  for (const source of refused) {
    it(JSON.stringify(source.length > 100 ? `${source.slice(0, 60)}…` : source), () => {
      const reference = oracle.compile(source, "<test>");
      let actual: unknown = "accepted";
      try {
        compileModule(parseModule(source, "<test>"), "<test>");
      } catch (error) {
        if (!(error instanceof PythonSyntaxError)) throw error;
        const { type, message, lineno, offset, end_lineno, end_offset } = error;
        actual = { error: type, message, lineno, offset, end_lineno, end_offset };
      }
      if (!("error" in reference)) expect(actual).toBe("accepted");
      else expect(actual).toEqual(reference);
    });
  }
});

describe("warned about", () => {
  const cases: readonly (readonly [source: string, message: string])[] = [
    ["x is 5", '"is" with \'int\' literal. Did you mean "=="?'],
    ["x is not 'a'", '"is not" with \'str\' literal. Did you mean "!="?'],
    ["if x is () and y: pass", '"is" with \'tuple\' literal. Did you mean "=="?'],
    ["assert (x, 'message')", "assertion is always true, perhaps remove parentheses?"],
    ["[(1, 2)(3)]", "'tuple' object is not callable; perhaps you missed a comma?"],
    ["'text'(x)", "'str' object is not callable; perhaps you missed a comma?"],
    ["{1}[0]", "'set' object is not subscriptable; perhaps you missed a comma?"],
    ["5[0]", "'int' object is not subscriptable; perhaps you missed a comma?"],
    ["[1]['a']", "list indices must be integers or slices, not str; perhaps you missed a comma?"],
    ["'a'[1.5]", "str indices must be integers or slices, not float; perhaps you missed a comma?"],
    ["(1, 2)[3, 4]", "tuple indices must be integers or slices, not tuple; perhaps you missed a comma?"],
  ];
  for (const [source, message] of cases) {
    it(source, () => {
      const warnings: string[] = [];
      compileModule(parseModule(source, "<test>"), "<test>", { warn: (text) => warnings.push(text) });
      expect(warnings).toEqual([message]);
      const reference = oracle.run(`
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    compile(${JSON.stringify(source)}, "<test>", "exec")
"\\n".join(str(w.message) for w in seen)
`);
      expect(message).toBe(reference);
    });
  }
  for (const source of [
    "x is None",
    "x is True",
    "x is ...",
    "assert ()",
    "f(3)",
    "'a'[0]",
    "[1][True]",
    "x[1.5]",
    "(lambda: 0)()",
    "{}['a']",
  ]) {
    it(`not: ${source}`, () => {
      const warnings: string[] = [];
      compileModule(parseModule(source, "<test>"), "<test>", { warn: (text) => warnings.push(text) });
      expect(warnings).toEqual([]);
    });
  }
});
