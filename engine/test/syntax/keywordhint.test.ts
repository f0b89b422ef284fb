/** The hint for a misspelt keyword is the one that CPython's traceback module shows. */

import { beforeAll, describe, expect, it } from "vitest";
import { compileModule } from "../../compile/compile.ts";
import { bestMatch } from "../../runtime/suggest.ts";
import { PythonSyntaxError } from "../../syntax/errors.ts";
import { suggestKeyword } from "../../syntax/keywordhint.ts";
import { isIncomplete, parseModule } from "../../syntax/parse.ts";
import { loadOracle, type Oracle } from "./oracle.ts";

let oracle: Oracle;
let show: (source: string) => string;
beforeAll(async () => {
  oracle = await loadOracle();
  oracle.pyodide.runPython(`
import traceback
def show(source):
    try:
        compile(source, "f.py", "exec")
    except SyntaxError as e:
        shown = traceback.TracebackException(type(e), e, None)
        "".join(shown.format_exception_only())
        return json.dumps([shown.msg, shown.text.strip(), shown.offset, shown.end_offset])
`);
  show = oracle.pyodide.globals.get("show") as (source: string) => string;
});

function hint(source: string): unknown {
  try {
    parseModule(source, "f.py");
    return null;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    const found = suggestKeyword(error, source, {
      nearest: (name, candidates) => bestMatch(name, candidates),
      compile: (code) => {
        compileModule(parseModule(code, "f.py"), "f.py");
      },
    });
    const { message, text, offset, end_offset } = found ?? error;
    return [message, text?.trim(), offset, end_offset];
  }
}

describe("suggestKeyword", () => {
  it.each([
    "fro x in y:\n  pass\n",
    "x = 1\nfro x in y:\n  pass\n",
    "def f():\n  x = 1\n  fro x in y:\n    pass\n",
    "def f():\n  whille True:\n    pass\n",
    "if x:\n  pass\nels:\n  pass\n",
    "retrun 1",
    "def f():\n    a\n    retrun 1\n",
    "def f():\n  if x: pass\n  retrun 1\n",
    "imprt os",
    "x = 1; imprt os",
    "form a import b",
    "clas A:\n  pass",
    "deff f(): pass",
    "a\ntry:\n  x\nexcpt A:\n  y",
    "with a az b: pass",
    "for x inn y: pass",
    "f(a fr b)",
    "[x fro x in y]",
    "x = lamda y: 1",
    "async deff f(): pass",
    "a annd b",
    "nott a b",
    "x = a if b elze c",
    "def f(): \n  yeild x",
    "whle True:\n  x",
    "a\nb\nc\nwhle True:\n  x\n\nd",
    "asert x",
    "rase x",
    "glbal x",
    "x = Tru e",
    "é = 1; imprt os",
    "class A:\n  def f(self):\n    if a:\n      pass\n    elsee:\n      pass\n",
    "one two three four",
  ])("%j", (source) => {
    expect(hint(source)).toEqual(JSON.parse(show(source)));
  });
});

describe("isIncomplete", () => {
  it.each([
    ["if x:\n", true],
    ["def f(", true],
    ["'''a", true],
    ["f'''{", true],
    ["x = \\\n", true],
    ["try:\n  a\n", true],
    ["if x", false],
    ["x", false],
    ["x y", false],
    ["'a", false],
    ["if x:\n  y\n", false],
    ["x = )", false],
  ] as const)("%j: %s", (source, expected) => {
    expect(isIncomplete(source)).toBe(expected);
  });
});
