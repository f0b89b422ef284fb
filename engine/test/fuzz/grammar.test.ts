/** Programs are what the fuzzer takes them for: the same for the same seed, Python, and made of all themes; every row can be filled. */
import { expect, test } from "vitest";
import { parseModule } from "../../syntax/parse.ts";
import { THEMES } from "./grammar/index.ts";
import { MEMBERS } from "./grammar/objects.ts";
import type { Place } from "./grammar/rows.ts";
import { KINDS } from "./kinds.ts";
import { generateProgram } from "./program.ts";
import { Random } from "./random.ts";
import { Scope } from "./scope.ts";
import { isAtom, isEnclosed, parseTemplate } from "./template.ts";
import { Writer } from "./writer.ts";

test("a seed gives the same program again, and another seed another", () => {
  expect(generateProgram(5).source).toBe(generateProgram(5).source);
  expect(generateProgram(5).source).not.toBe(generateProgram(6).source);
});

test("programs are Python", () => {
  for (let seed = 0; seed < 400; seed++)
    expect(() => parseModule(generateProgram(seed).source, "fuzz.py"), `seed ${seed}`).not.toThrow();
});

test("programs are made of all themes, none of all of them", () => {
  const programs = Array.from({ length: 100 }, (_, seed) => generateProgram(seed));
  expect(new Set(programs.flatMap(({ themes }) => themes))).toEqual(new Set(THEMES.map(({ name }) => name)));
  for (const { themes } of programs) expect(themes.length).toBeLessThan(THEMES.length);
});

const FEATURES = new Set(MEMBERS.flatMap(({ features }) => features));
const PLACES: ReadonlySet<Place> = new Set(["function", "generator", "loop", "guarded"]);

/** A writer that knows a variable of each kind, a class that can do everything, and a function. */
function knowingWriter(seed: number): { writer: Writer; scope: Scope } {
  const writer = new Writer(new Random(seed), THEMES, [], 2);
  const scope = new Scope(new Scope(null, 0), writer.newOwner());
  for (const kind of KINDS) writer.declare(scope, `a_${kind}`, kind, true, FEATURES);
  writer.declare(scope.parent!, "a_global", "int");
  writer.classes.push({ name: "Node", features: FEATURES, slots: false });
  writer.functions.push({ name: "mix", parameters: ["int"], gives: "int", cost: 1, calls: ["mix($int)"] });
  return { writer, scope };
}

const ROWS = THEMES.flatMap(({ statements = [], expressions = {} }) => [
  ...statements.map(({ text }) => ({ text, isStatement: true })),
  ...Object.values(expressions).flatMap((rows) => rows.map(({ text }) => ({ text, isStatement: false }))),
]);

test.each(ROWS)("a row is Python: $text", ({ text, isStatement }) => {
  for (let seed = 0; seed < 3; seed++) {
    const { writer, scope } = knowingWriter(seed);
    writer.put(0, "def scene():", "    while True:");
    if (isStatement) {
      const context = { scope, places: PLACES, budget: 200, depth: 3 };
      writer.fillStatement({ text, weight: 1 }, context, 2);
    } else writer.put(2, writer.fillExpression(text, scope, 1));
    const source = `${writer.lines.join("\n")}\n`;
    expect(() => parseModule(source, "fuzz.py"), source).not.toThrow();
  }
});

test("a template is cut into text and holes", () => {
  const hole = { label: null, feature: null, mode: "expression", outside: false };
  expect(parseTemplate("$A:ints@[$small % 2] = $obj.len")).toEqual([
    { ...hole, label: "A", word: "ints", mode: "variable" },
    "[",
    { ...hole, word: "small" },
    " % 2] = ",
    { ...hole, word: "obj", feature: "len" },
  ]);
  expect(parseTemplate("$class.factor")).toEqual([{ ...hole, word: "class" }, ".factor"]);
  expect(parseTemplate("while $A:")).toEqual(["while ", { ...hole, label: "A", word: "" }, ":"]);
  expect(parseTemplate("[$int+ for $^ints]")).toEqual([
    "[",
    { ...hole, word: "int", mode: "new" },
    " for ",
    { ...hole, word: "ints", outside: true },
    "]",
  ]);
});

test("what needs parentheses gets them", () => {
  expect(["a", "f(1, 2)", "xs[0].y", "(1 + 2)", "'a b'", "-3"].filter((text) => !isAtom(text))).toEqual([]);
  expect(["1 + 2", "not a", "a if b else c", "f(1) + g(2)", "'a' 'b'"].filter(isAtom)).toEqual([]);
  expect(isEnclosed("x = ", "")).toBe(true);
  expect(isEnclosed("f(a, ", ")")).toBe(true);
  expect(isEnclosed("if ", ":")).toBe(true);
  expect(isEnclosed("x == ", "")).toBe(false);
  expect(isEnclosed("x = ", " + 1")).toBe(false);
  expect(isEnclosed("[a for b in ", "]")).toBe(false);
});
