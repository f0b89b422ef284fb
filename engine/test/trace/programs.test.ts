/** What becomes of the loops of small programs: what is left in them, why some are not recorded, when traces are dropped. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { IrView, TraceView } from "../../inspect/views.ts";
import type { AbortReason } from "../../trace/aborts.ts";
import { printedIn, type Ran, runProgram } from "./run_program.ts";

/** A program in Tier 2, whose output was found to be that of Tier 1. */
function runTraced(source: string, threshold = 20): Ran {
  const ran = runProgram("tier2", source, threshold);
  const { printed, engine } = ran;
  const traces = engine.traces();
  const stats = engine.stats();
  // A new engine ends the one before: what is looked at is taken first.
  const kept = { ...engine, traces: () => traces, stats: () => stats };
  expect(printed).toBe(printedIn("tier1", source));
  return { printed, engine: kept };
}

/** Instructions that the loop of a trace still computes each turn; boxes are made only where an exit or a store needs them. */
const liveLoop = (trace: TraceView): IrView[] =>
  trace.optimized.filter((one) => one.section === "loop" && one.removed === null);
const count = (loop: readonly IrView[], ...ops: string[]): number =>
  loop.filter((one) => ops.includes(one.op)).length;
const isTypeCheck = ({ op, text }: IrView): boolean =>
  ["is_int", "is_float", "is_bool", "is_none", "is_ref", "unbox_ref"].includes(op) ||
  text.endsWith("(header)");

/** The root trace of the loop at a line. */
function loopAt(ran: Ran, line: number): IrView[] {
  const trace = ran.engine
    .traces()
    .find((one) => one.kind === "loop" && one.head.line === line && one.state !== "invalidated");
  expect(trace, `no trace at line ${line}`).toBeDefined();
  return liveLoop(trace!);
}

/** A function `main` whose loop is at line 3, or after what stands before it. */
/** An object whose special methods are called with less than they take. */
const LOOSE = "x = type('Loose', (), {'__len__': lambda self, n=3: n, '__str__': lambda self, s='s': s})()";

const inMain = (setup: string, loop: string, before = ""): string =>
  `${before}def main():\n    ${setup}\n${loop.replace(/^/gm, "    ")}\nmain()\n`;

describe("what is left in a loop", () => {
  test("mandelbrot: arithmetic and comparisons only", () => {
    const source = readFileSync(new URL("../../bench/programs/mandelbrot.py", import.meta.url), "utf8");
    const line = source.split("\n").findIndex((one) => one.includes("for turn in range")) + 1;
    const loop = loopAt(runTraced(source), line);
    expect(loop.filter(isTypeCheck).map((one) => one.text)).toEqual([]);
    expect(count(loop, "call", "call_stack", "unbox_int", "unbox_float")).toBe(0);
    expect(count(loop, "mul_f64")).toBe(4);
    expect(count(loop, "guard")).toBeLessThanOrEqual(2);
  });

  test("a sum over a range: the end of the range and the overflow", () => {
    const loop = loopAt(
      runTraced(inMain("total = 0", "for i in range(300):\n    total += i\nprint(total)")),
      3,
    );
    expect(count(loop, "guard")).toBe(2);
    expect(loop.filter(isTypeCheck)).toEqual([]);
  });

  test("a float recurrence: one guard, for its end", () => {
    const loop = loopAt(
      runTraced(inMain("x = 0.5", "for i in range(300):\n    x = x * 0.5 + 1.0\nprint(x)")),
      3,
    );
    expect(count(loop, "guard")).toBe(1);
    expect(count(loop, "mul_f64", "add_f64")).toBe(2);
  });

  test("reading a list: the element's type is checked, the list's is not", () => {
    const source = inMain(
      "xs = [1, 2, 3, 4] * 80; total = 0",
      "for i in range(300):\n    total += xs[i]\nprint(total)",
    );
    const loop = loopAt(runTraced(source), 3);
    expect(count(loop, "load_element")).toBe(1);
    expect(count(loop, "is_int")).toBe(1);
    expect(loop.filter((one) => one.text.endsWith("(header)"))).toEqual([]);
  });

  test("writing a list keeps its length and items known", () => {
    const source = inMain("xs = [0] * 300", "for i in range(300):\n    xs[i] = i\nprint(xs)");
    const loop = loopAt(runTraced(source), 3);
    expect(count(loop, "store_element")).toBe(1);
    expect(count(loop, "load_i32", "load_ref")).toBe(0);
  });

  test("attributes of an instance: stored, not loaded or checked again", () => {
    const before = "class P:\n    def __init__(self):\n        self.x = 0.0\n";
    const loop = loopAt(
      runTraced(inMain("p = P()", "for i in range(300):\n    p.x = p.x + 0.5\nprint(p.x)", before)),
      6,
    );
    expect(count(loop, "store_value")).toBeGreaterThanOrEqual(1);
    expect(loop.filter((one) => one.text.endsWith("(slot)") && one.op === "load_value")).toEqual([]);
    expect(loop.filter((one) => one.text.endsWith("(shape)") || isTypeCheck(one))).toEqual([]);
  });

  test.each([
    ["a function", "def step(x):\n    return x * 0.5 + 1.0\n", "x = 0.5", "x = step(x)"],
    [
      "a method",
      "class P:\n    def step(self, x):\n        return x * 0.5 + 1.0\n",
      "x = 0.5; p = P()",
      "x = p.step(x)",
    ],
  ])("%s is inlined without a trace of the call", (_name, before, setup, statement) => {
    const source = inMain(setup, `for i in range(300):\n    ${statement}\nprint(x)`, before);
    const loop = loopAt(runTraced(source), before.split("\n").length + 2);
    expect(count(loop, "call", "call_stack", "load_i32", "load_ref", "load_value")).toBe(0);
    expect(count(loop, "guard")).toBe(1);
  });
});

describe("lookups", () => {
  const SEARCHES = ["dict_find_int", "dict_find_str", "set_find_int", "set_find_str"];
  const loopOver = (setup: string, body: string): IrView[] =>
    loopAt(runTraced(inMain(setup, `for i in range(300):\n    ${body}\nprint(x)`)), 3);

  test("an int in a set, a str in a dict: no call", () => {
    const loop = loopOver(
      "x = 0; s = set(range(0, 400, 3)); d = {'a': 1}",
      "x += 1 if 'a' in d and i in s else 2",
    );
    expect(count(loop, "set_find_int")).toBe(1);
    // That of the str is the same in every turn.
    expect(count(loop, "call", "dict_find_str")).toBe(0);
  });

  test("not: a key that is neither", () => {
    const loop = loopOver("x = 0; s = set(range(0, 400, 3))", "x += 1 if (i + 0.5) in s else i & 7");
    expect(count(loop, ...SEARCHES)).toBe(0);
    expect(count(loop, "call")).toBe(1);
  });

  test("not: one with its hash has an `__eq__` of its own", () => {
    const before = `class Twin:
    def __hash__(self):
        return 7
    def __eq__(self, other):
        return False
`;
    const source = inMain(
      "x = 0; d = {Twin(): 1, 7: 2}; i = 7",
      "for turn in range(300):\n    x += d[i] + (turn & 7) - (turn | 5)\nprint(x)",
      before,
    );
    const loop = loopAt(runTraced(source), 8);
    expect(count(loop, ...SEARCHES)).toBe(0);
    expect(count(loop, "call")).toBe(1);
  });

  test("a count is read and stored with one search", () => {
    const loop = loopOver("x = [3, 1, 2] * 100; d = {1: 0, 2: 0, 3: 0}", "d[x[i]] = d.get(x[i], 0) + 1");
    expect(count(loop, "dict_find_int")).toBe(1);
    expect(count(loop, "call")).toBe(0);
  });

  test("not: the set is changed in between", () => {
    const loop = loopOver("x = 0; s = set()", "x += 1 if i in s else 2; s.add(i); x += 1 if i in s else 2");
    expect(count(loop, "set_find_int")).toBe(2); // for the first and for `add`; for the second
  });

  test("a store for a new key is a call", () => {
    const loop = loopOver("x = {}", "x[i] = (i & 7) + (i ^ 3) - (i | 5)");
    expect(count(loop, "call")).toBe(1);
  });

  test("so is one to a module's names, some of which the trace takes for constants", () => {
    const source = inMain(
      "x = 0; names = globals()",
      "for i in range(300):\n    x += same(i) + level\n    names['level'] = i\nprint(x)",
      "level = 0\ndef same(x):\n    return x\n",
    );
    const loop = loopAt(runTraced(source), 6);
    expect(count(loop, ...SEARCHES)).toBe(0);
    expect(count(loop, "call")).toBe(1);
  });
});

describe("a special method in Python", () => {
  const VECTOR =
    "class Vector:\n    def __init__(self, x, y):\n        self.x = x; self.y = y\n" +
    "    def __add__(self, other):\n        return Vector(self.x + other.x, self.y + other.y)\n" +
    "    def __lt__(self, other):\n        return self.x < other.x\n" +
    "    def __len__(self):\n        return 2\n" +
    "class Loose(Vector):\n    def __add__(self, other, scale=1):\n        return self\n";
  const loopOf = (body: string, made = "Vector"): IrView[] =>
    loopAt(
      runTraced(
        inMain(`v = ${made}(0, 0); n = 0`, `for i in range(300):\n    ${body}\nprint(v.x, n)`, VECTOR),
      ),
      15,
    );

  test("is part of the loop", () => {
    const loop = loopOf("v = v + Vector(i, 1); n += 1 if v < v else len(v)");
    const calls = loop.filter(({ op }) => op === "call" || op === "call_stack");
    expect(calls.filter(({ text }) => !text.includes("newInstanceOf"))).toEqual([]);
  });

  test("not: it takes more than the operands", () => {
    expect(count(loopOf("n += 1; v + v", "Loose"), "call", "call_stack")).toBe(1);
  });
});

describe("a generator's loop", () => {
  /** Traces of loops by line, and recordings that were given up at a YIELD_VALUE. */
  const recorded = (use: string): { loops: (number | null)[]; yields: number } => {
    const generator = "def g():\n    for i in range(900):\n        if i % 2: yield i\n";
    const { engine } = runTraced(inMain("total = 0", `${use}\nprint(total)`, generator));
    const roots = engine.traces().filter(({ kind }) => kind === "loop");
    return { loops: roots.map(({ head }) => head.line), yields: engine.stats().aborts["yields"] ?? 0 };
  };

  test("is left to the loop that takes its items", () => {
    expect(recorded("for x in g(): total += x")).toEqual({ loops: [6], yields: 0 });
  });

  test("and so is one behind another", () => {
    expect(recorded("for x in (y + 1 for y in g()): total += x")).toEqual({ loops: [6], yields: 0 });
  });

  test("not: a native takes them", () => {
    expect(recorded("total += len(dict.fromkeys(g()))").yields).toBeGreaterThan(0);
  });
});

describe("a tuple", () => {
  const source = (use: string): string =>
    inMain(
      "x = (0, 0); n = 0",
      `for i in range(300):\n    ${use}\nprint(x, n)`,
      "def both(i): return i, i + 1\n",
    );
  const made = (use: string): number => count(loopAt(runTraced(source(use)), 4), "new_tuple");

  test("that a function returns and its caller takes apart is never made", () => {
    expect(made("a, b = both(i); n += a + b")).toBe(0);
  });

  test("not: it is kept", () => {
    expect(made("x = both(i); n += x[0]")).toBe(1);
  });

  test("not: a call of the runtime takes it", () => {
    expect(made("n += len(str(both(i)))")).toBe(1);
  });
});

describe("a comprehension", () => {
  const heavyCalls = (expression: string): number =>
    runTraced(
      inMain("x = (3, 1, 2)", `y = [${expression} for i in range(300)]\nprint(len(y))`),
    ).engine.stats().aborts["mostlyCalls"] ?? 0;

  test("is no mere call, since appending is done in WebAssembly", () => {
    expect(heavyCalls("i")).toBe(0);
  });

  test("not: what it appends comes of one", () => {
    expect(heavyCalls("{x}")).toBeGreaterThan(0);
  });
});

describe("a call of a native", () => {
  const CLASS = "class Word:\n    def __str__(self): return 'word'\n    def __len__(self): return 4\n";
  /** What a loop calls, and how often it checks that nothing of what it relies on was changed meanwhile. */
  const calls = (expression: string, setup = "x = 'a b'"): { called: string[]; checks: number } => {
    const body = `for i in range(300):\n    y = ${expression}\nprint(y)`;
    const loop = loopAt(runTraced(inMain(setup, body, CLASS)), 6);
    const called = loop.filter(({ op }) => op === "call").map(({ text }) => text.replace(/\(.*/, ""));
    return { called, checks: loop.filter(({ text }) => text.endsWith("(state)")).length };
  };
  const calm = (...names: string[]) => ({ called: names.map((name) => `call ${name} writes`), checks: 0 });
  const guarded = (name: string) => ({ called: [`call ${name} escapes`], checks: 1 });

  test.each([
    ["str.split", "x.split(' ')"],
    ["str.find", "x.find('b', 1)"],
    ["int", "int('12')"],
    ["str", "str(i)"],
    ["str.join", "x.join(['a', 'b'])", "x = ','"],
    ["dict.items", "x.items()", "x = {1: 2}"],
    ["list.copy", "x.copy()", "x = [1]"],
  ])(
    "%s with operands of built-in types is one call, and nothing is checked behind it",
    (name, expression, setup?: string) => {
      expect(calls(expression, setup)).toEqual(calm(...(name === "str.join" ? ["BUILD_LIST"] : []), name));
    },
  );

  test.each([
    ["str", "str(x)", LOOSE],
    ["str.join", "','.join(x)", "x = {'a': 1}"],
    ["dict.pop", "x.pop('a', 1)", "x = {}"],
    ["list.index", "x.index(2)", "x = [1, 2]"],
  ])("not %s with others: it may run Python code", (name, expression, setup?: string) => {
    expect(calls(expression, setup)).toEqual(guarded(name));
  });

  test.each([
    ["BINARY_SLICE", "x[i % 2 : 2]"],
    ["CONTAINS_OP", "'a' in x"],
    ["BUILD_MAP", "{'n': i, 'w': x}"],
    ["BUILD_SET", "{i, 1}"],
  ])("so is %s in its general form", (name, expression) => {
    expect(calls(expression)).toEqual(calm(name));
  });

  test("not an operation on what Python defines", () => {
    expect(calls("{x: i, 1: i, 2: x, 3: i}", "x = Word()")).toEqual(guarded("BUILD_MAP"));
  });

  test("a str in an f-string is itself", () => {
    expect(calls("f'{x}-{x}'")).toEqual(calm("BUILD_STRING"));
  });

  test.each([
    ["len of a str", "len(x)"],
    ["len of a dict", "len(x)", "x = {1: 2}"],
    ["len of a set", "len(x)", "x = {1}"],
    ["len of a tuple", "len(x)", "x = 1, i, 3"],
    ["isinstance of a built-in type", "isinstance(x, int)"],
    ["isinstance of one of several", "isinstance(i, (str, int))"],
    ["isinstance of a class", "isinstance(x, Word)", "x = Word()"],
  ])("%s is no call", (_, expression, setup = "x = 'a b'") => {
    expect(calls(expression, `i = 2; ${setup}`)).toEqual({ called: [], checks: 0 });
  });

  test.each([
    ["len", "what has a __len__ with defaults", "len(x)", LOOSE],
    ["isinstance", "an object that may deny its class", "isinstance(x, int)", "x = Word()"],
    ["isinstance", "classes in a tuple of before", "isinstance(i, x)", "x = (str, int)"],
  ])("not: %s of %s", (name, _, expression, setup) => {
    expect(calls(`[${expression}, i, i, i]`, setup)).toEqual({
      called: [`call ${name} escapes`, "call BUILD_LIST writes"],
      checks: 1,
    });
  });

  test("not of a class whose metaclass has a say", () => {
    const meta =
      "class Meta(type):\n    def __instancecheck__(self, one): return True\nclass Any(metaclass=Meta): pass\n";
    const source = inMain("x = 1", "for i in range(300):\n    x += isinstance(i, Any)\nprint(x)", meta);
    expect(runTraced(source).printed).toBe("301\n");
  });

  test("sequences are unpacked without one", () => {
    expect(calls("x[0]; a, b, c = x; [d, e] = [i, a]", "x = (1, 2, 3)").called).toEqual([
      "call BUILD_LIST writes",
    ]);
  });

  test("what is added to containers under way needs no frame: generators may do it", () => {
    const body =
      "def g():\n    for i in range(300):\n        yield {**x, 'n': i}, [*x], {n for n in x}, {n: n for n in x}\n";
    const source = inMain("x = {'a': 1}; n = 0", `${body}for one in g():\n    n += len(one)\nprint(n)`);
    expect(runTraced(source).engine.stats().aborts["frame"]).toBeUndefined();
  });
});

describe("slices of lists", () => {
  const callsIn = (setup: string, body: string): string[] => {
    const source = inMain(
      `x = 0; ${setup}`,
      `for i in range(300):\n    ${body}\n    x += (i & 7) + (i ^ 3) - (i | 5) + (i & 3)\nprint(x)`,
    );
    return loopAt(runTraced(source), 3)
      .filter(({ op }) => op === "call")
      .map(({ text }) => text.replace(/^call (\w+).*/, "$1"));
  };

  test("are copied without a slice object", () => {
    expect(callsIn("row = [1, 2, 3]", "y = row[i & 1::-1]")).toEqual(["sliceList"]);
    expect(callsIn("row = [1, 2, 3]", "y = row[1:i & 3]")).toEqual(["sliceList"]);
    expect(callsIn("row = [1, 2, 3]", "y = row[:]")).toEqual(["sliceList"]);
    expect(callsIn("row = [1, 2, 3]; y = [4]", "row[:i & 1] = y")).toEqual(["storeSliceList"]);
  });

  test("not: those of other sequences, and from other values", () => {
    expect(callsIn("row = (1, 2, 3)", "y = row[i & 1::-1]")).toEqual(["BUILD_SLICE", "BINARY_OP"]);
    expect(callsIn("row = [1, 2, 3]", "y = row[i > 5::-1]")).toEqual(["BUILD_SLICE", "BINARY_OP"]);
    expect(callsIn("row = [1, 2, 3]; y = (4,)", "row[:i & 1] = y")).toEqual(["STORE_SLICE"]);
  });

  test("not: the slice object is kept", () => {
    expect(callsIn("row = [1, 2, 3]", "y = slice(1, i & 3, None); z = row[y]")).toContain("BINARY_OP");
  });
});

describe("ints that are past 32 bits for a moment", () => {
  const turn = (statement: string): IrView[] =>
    loopAt(runTraced(inMain("s = 12345; k = 7", `for i in range(300):\n    ${statement}\nprint(s, k)`)), 3);

  test.each([
    ["a random number", "s = (s * 1103515245 + 12345) & 0x7FFFFFFF", ["mul_i64", "add_i64", "narrow_i64"]],
    ["a checksum", "s = (s * 1000003 - k) % 1000000007", ["mul_i64", "sub_i64", "floor_mod_i64"]],
    ["bits of a square", "s = 12345 + ((s + i) * 1000003 >> 20) % 1000", ["mul_i64", "shr_i64"]],
    [
      "a quotient",
      "s = 12345 + (s * 1000003) // 65537 % 1000",
      ["mul_i64", "floor_div_i64", "floor_mod_i64"],
    ],
  ])("%s: in 64 bits, without a call or an object", (_name, statement, ops) => {
    const loop = turn(statement);
    for (const op of ops) expect(count(loop, op), op).toBe(1);
    expect(count(loop, "call", "call_stack", "mul_overflows")).toBe(0);
  });

  test.each([
    ["a product that is kept", "k = (s + i) * 1103515245"],
    ["one that is compared", "k = (s + i) * 1103515245 < 5"],
    ["one that may be past 64 bits", "k = (s + i) * 1103515245 * (s + 1) % 1009"],
    ["a mask that is not known", "k = (s + i) * 1103515245 & i"],
  ])("not: %s", (_name, statement) => {
    // Otherwise the loop would be left to Tier 1, as mostly calls.
    const loop = turn(`${statement}; filler = ${"i + 1 - ".repeat(20)}i`);
    expect(loop.filter(({ type }) => type === "i64")).toEqual([]);
    expect(count(loop, "call", "call_stack")).toBeGreaterThan(0);
  });
  test("so is one that was past them in other turns than the one recorded", () => {
    const source = inMain(
      "s = 0; t = [1000000006] * 15 + [1] * 285",
      "for i in range(300):\n    s += (t[i] * 31 + i) % 1000000007 & 1\nprint(s)",
    );
    const loop = loopAt(runTraced(source), 3);
    expect(count(loop, "mul_i64", "floor_mod_i64")).toBe(2);
    expect(count(loop, "call")).toBe(0);
  });

  test("not: a product that fits", () => {
    expect(turn("k = (i * 3 + 1) % 1009").filter(({ type }) => type === "i64")).toEqual([]);
  });
});

describe("functions that call themselves", () => {
  const functions = (ran: Ran): TraceView[] => ran.engine.traces().filter((one) => one.kind === "function");
  const FIB = "def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n";

  test("fib: the trace calls itself, and nothing else", () => {
    const ran = runTraced(`${FIB}print(fib(16))\n`);
    const [trace, ...others] = functions(ran);
    expect(others).toEqual([]);
    const bridges = ran.engine.traces().filter((one) => one.parent?.trace === trace?.id);
    const live = [trace!, ...bridges].flatMap((one) => one.optimized.filter((ir) => ir.removed === null));
    expect(count(live, "call_function")).toBe(2);
    expect(count(live, "call", "call_stack", "call_tree")).toBe(0);
    expect(live.filter(({ op, text }) => op === "call_function" && !text.includes("call fib(v"))).toEqual([]);
  });

  test("a loop calls the function's trace", () => {
    const ran = runTraced(
      inMain("total = 0", "for i in range(300):\n    total += fib(i % 7)\nprint(total)", FIB),
    );
    expect(functions(ran)).toHaveLength(1);
    expect(count(loopAt(ran, FIB.split("\n").length + 2), "call_function")).toBe(1);
    expect(ran.engine.stats().turns.trace).toBeGreaterThan(2 * ran.engine.stats().turns.tier1);
  });

  test.each([
    [
      "a function that does not is inlined",
      inMain("n = 0", "for i in range(300):\n    n = one(n)", "def one(n):\n    return n + 1\n"),
    ],
    [
      "a generator",
      "def count(n):\n    if n:\n        yield n\n        yield from count(n - 1)\nprint(sum(sum(count(9)) for _ in range(60)))\n",
    ],
    [
      "a function over cells of its own",
      "def deep(n):\n    return 0 if n == 0 else (lambda: n)() + deep(n - 1)\nprint(sum(deep(9) for _ in range(60)))\n",
    ],
  ])("not: %s", (_name, source) => {
    expect(functions(runTraced(source))).toEqual([]);
  });
});

describe("generators", () => {
  const NUMBERS = "def numbers(n):\n    for i in range(n):\n        yield i * 0.5\n";
  const sumOver = (items: string, before: string): IrView[] => {
    const source = inMain("total = 0.0", `for x in ${items}:\n    total += x\nprint(total)`, before);
    return loopAt(runTraced(source), before.split("\n").length + 2);
  };

  test("a turn goes through the generator's frame: no call, no check of the generator", () => {
    const loop = sumOver("numbers(400)", NUMBERS);
    expect(count(loop, "call", "call_stack", "call_tree", "call_function")).toBe(0);
    expect(loop.filter(isTypeCheck)).toEqual([]);
    expect(loop.filter(({ op, text }) => op.startsWith("load") && text.endsWith("(generator)"))).toEqual([]);
    // Of its frame only the local that changes is written.
    expect(
      loop.filter(({ op, text }) => op.startsWith("store") && text.endsWith("(generator)")),
    ).toHaveLength(1);
  });

  test("generators over generators, and `yield from`", () => {
    const before = `${NUMBERS}def halves(items):\n    for item in items:\n        yield item * 0.5\ndef chain(n):\n    yield from halves(numbers(n))\n`;
    const loop = sumOver("chain(400)", before);
    expect(count(loop, "call", "call_stack", "call_tree", "call_function")).toBe(0);
    expect(count(loop, "mul_f64")).toBe(2);
  });

  test("not: what it yields to is known to be running while something is called", () => {
    const before = "def words(n):\n    for i in range(n):\n        yield abs(i) + (i * 3 + 1) * 2 - i * 5\n";
    const loop = sumOver("words(400)", before);
    expect(count(loop, "call")).toBe(1);
    const states = loop.filter(({ op, text }) => op === "store_i32" && text.endsWith("(generator)"));
    expect(states).toHaveLength(2);
  });
});

describe("generators that call themselves", () => {
  /** Exits of the bridges of a loop that delegates every eighth turn. */
  function exitsOf(callee: string): TraceView["exits"] {
    const source = `def walk(n, depth):
    total = 0
    for i in range(n):
        if i & 7 == 3 and depth < 3:
            yield from ${callee}(n, depth + 1)
        total += i
    yield total
def nothing(n, depth):
    return
    yield
print(list(walk(40, 0)), list(walk(300, 1)))
`;
    const bridges = runTraced(source)
      .engine.traces()
      .filter(({ kind }) => kind === "bridge");
    expect(bridges.length).toBeGreaterThan(0);
    return bridges.flatMap(({ exits }) => exits);
  }
  const isTakenOver = ({ reason }: { readonly reason: string }) => reason === "another trace takes over";

  test("a bridge ends where the trace runs once more, and has no bridge there", () => {
    const exits = exitsOf("walk").filter(isTakenOver);
    expect(Math.max(...exits.map(({ count }) => count))).toBeGreaterThan(100);
    expect(exits.filter(({ bridge }) => bridge !== null)).toEqual([]);
  });

  test("not: what it delegates to is no run of it", () => {
    expect(exitsOf("nothing").filter(isTakenOver)).toEqual([]);
  });
});

describe("why a loop is not recorded", () => {
  test.each([
    [
      "recursion",
      inMain(
        "down = make(); total = 0",
        "for i in range(60):\n    total += down(5)\nprint(total)",
        "def make():\n    def down(n):\n        return n if n == 0 else down(n - 1)\n    return down\n",
      ),
    ],
    [
      "generator",
      inMain(
        "total = 0",
        "for x in numbers():\n    total += x\nprint(total)",
        "def numbers():\n    yield from range(100)\n",
      ),
    ],
    [
      "frame",
      inMain(
        "total = 0",
        "for x in numbers():\n    total += x\nprint(total)",
        "def numbers():\n    for i in range(200):\n        yield len(locals())\n",
      ),
    ],
    [
      "leftLoop",
      inMain(
        "total = 0",
        "for i in range(60):\n    total += twice()\nprint(total)",
        "def twice():\n    n = 0\n    while True:\n        n += 1\n        if n == 2: return n\n",
      ),
    ],
    [
      "yields",
      inMain(
        "total = 0",
        "for x in map(float, numbers()):\n    total += x\nprint(total)",
        "def numbers():\n    for i in range(200):\n        yield i\n",
      ),
    ],
  ])("%s", (reason, source) => {
    const { aborts } = runTraced(source).engine.stats();
    expect(Object.keys(aborts)).toContain(reason);
  });

  /** A loop of 60,000 turns that cannot be recorded. */
  const tries = (body: string, reason: AbortReason): number => {
    const source = inMain(
      "total = 0",
      `for x in map(float, numbers()):\n    total += x\nprint(total)`,
      `def numbers():\n    for i in range(60000):\n${body.replace(/^/gm, "        ")}\n        yield i\n`,
    );
    return runTraced(source, 1000).engine.stats().aborts[reason] ?? 0;
  };
  test("for a lasting reason: it is not tried a third time", () => {
    expect(tries("pass", "yields")).toBe(2);
  });

  test("not: for one that may pass", () => {
    expect(tries("try: raise ValueError\nexcept ValueError: pass", "raised")).toBeGreaterThan(2);
  });
});

describe("what a trace relied on changes", () => {
  test.each([
    [
      "a global function is bound anew",
      inMain(
        "total = 0",
        "for i in range(200):\n    total += one()\n    if i == 100: rebind()\nprint(total)",
        "def one():\n    return 1\ndef two():\n    return 2\ndef rebind():\n    globals()['one'] = two\n",
      ),
    ],
    [
      "a class attribute is bound anew",
      inMain(
        "p = P(); total = 0",
        "for i in range(200):\n    total += p.k\n    if i == 100: P.k = property(lambda self: 5)\nprint(total)",
        "class P:\n    k = 1\n",
      ),
    ],
    [
      "a method is replaced",
      inMain(
        "p = P(); total = 0",
        "for i in range(200):\n    total += p.f()\n    if i == 100: P.f = lambda self: 7\nprint(total)",
        "class P:\n    def f(self):\n        return 1\n",
      ),
    ],
  ])("%s", (_name, source) => {
    expect(runTraced(source).engine.stats().invalidations).toBeGreaterThan(0);
  });

  test("not: data of a class is other data", () => {
    const source = inMain(
      "p = P(); total = 0",
      "for i in range(200):\n    P.made += 1\n    total += p.k\n    if i == 100: P.k = 2.5\nprint(total, P.made)",
      "class P:\n    k = 1\n    made = 0\n",
    );
    const { invalidations, tracesRecorded } = runTraced(source).engine.stats();
    expect([invalidations, tracesRecorded]).toEqual([0, 1]);
  });

  test("not: another attribute of an instance is set", () => {
    const source = inMain(
      "p = P(); total = 0",
      "for i in range(200):\n    total += p.k\n    if i == 100: p.other = 5\nprint(total)",
      "class P:\n    k = 1\n",
    );
    expect(runTraced(source).engine.stats().invalidations).toBe(0);
  });
});

describe("a way that mostly calls the runtime", () => {
  /** Taken in one of so many turns. */
  const oneIn = (turns: number): string =>
    inMain(
      "total = 0; seen = []",
      `for i in range(4000):
    if i % ${turns} == 0:
        sorted(seen, reverse=True)
        sorted(seen, reverse=False)
    total += i & 7
print(total, len(seen))`,
    );
  test("becomes a bridge of a tree that pays", () => {
    expect(runTraced(oneIn(10)).engine.stats().bridges).toBe(1);
  });

  test("not: of one that is left nearly every turn", () => {
    expect(runTraced(oneIn(2)).engine.stats().bridges).toBe(0);
  });
});

describe("a tree that is left every few turns", () => {
  /** Left by 9000 runs of its loop of four turns each, of so many additions. */
  const dropped = (additions: number): number => {
    const work = `        pass\n${"        total += i & turn\n".repeat(additions)}`;
    const source = `def inner(turn):
    total = 0
    for i in range(4):
${work}    return total
def main():
    print(sum(map(inner, range(9000))))
main()
`;
    return runTraced(source).engine.stats().invalidations;
  };

  test("is kept if it does much each time", () => {
    expect(dropped(8)).toBe(0);
  });

  test("not: it does next to nothing", () => {
    expect(dropped(0)).toBe(1);
  });
});

describe("a loop that comes second in another", () => {
  /** The outer loop is at line 3. */
  const twoLoops = (end: string): string =>
    inMain(
      "total = 0",
      `for i in range(400):
    for j in range(30):
        total += j
    k = 0
    while True:
        k += 1
        total += k & 3
${end}    total += k
print(total)`,
    );
  test("may end in two ways that lead to the same statement", () => {
    const end = "        if k == 70: break\n        if k == 30 + i % 2 * 99: break\n";
    const { engine } = runTraced(twoLoops(end));
    expect(engine.stats().sideExits).toBeLessThan(150);
  });

  test("not: in two ways that lead to different statements", () => {
    const end =
      "        if k == 70: break\n        if k == 30 + i % 2 * 99:\n            k = -k\n            break\n";
    expect(runTraced(twoLoops(end)).engine.stats().sideExits).toBeGreaterThan(150);
  });
});

describe("loops in functions that a loop calls", () => {
  const summing = (end: string): string =>
    inMain(
      "total = 0",
      "for i in range(400):\n    total += inner(i)\nprint(total)",
      `def inner(n):\n    k = 0\n    for j in range(30):\n        k += j\n${end}    return k\n`,
    );
  test("the outer trace runs the inner one, and is not left for it", () => {
    const ran = runTraced(summing("        if j < 0: break\n"));
    expect(count(loopAt(ran, 9), "call_tree")).toBe(1);
    // A few to get there; 400 outer turns would leave at least as often.
    expect(ran.engine.stats().sideExits).toBeLessThan(100);
  });

  test("it may return in two ways", () => {
    const ran = runTraced(summing("        if j == 5 + n % 2 * 99: return -k\n"));
    expect(count(loopAt(ran, 9), "call_tree")).toBe(1);
    expect(ran.engine.stats().sideExits).toBeLessThan(100);
  });

  test("it may end in two ways that lead to a return", () => {
    expect(
      runTraced(summing("        if j == 5 + n % 2 * 99: break\n")).engine.stats().sideExits,
    ).toBeLessThan(100);
  });

  test("not: one way leads to what cannot be followed, and the outer trace is left for it", () => {
    const ran = runTraced(
      `def keep(*, k):\n    return k\n${summing("        if j == 5 + n % 2 * 99: return k\n    k = keep(k=k)\n")}`,
    );
    expect(ran.engine.stats().sideExits).toBeGreaterThan(100);
  });

  test("a trace that calls another goes when the other does", () => {
    const source = inMain(
      "total = 0",
      "for i in range(300):\n    total += inner()\n    if i == 200: P.k = lambda self: 5\nprint(total)",
      "class P:\n    def k(self):\n        return 1\np = P()\ndef inner():\n    t = 0\n    for j in range(30):\n        t += p.k()\n    return t\n",
    );
    expect(runTraced(source).engine.stats().invalidations).toBeGreaterThanOrEqual(2);
  });
});

describe("functions that call each other in a circle", () => {
  test("need no more room than each of them, and go on", () => {
    const file = new URL("../programs/cases/jit_functions_in_a_circle.py", import.meta.url);
    expect(runTraced(readFileSync(file, "utf8")).printed).toMatch(/^5959\n/);
  });
});

describe("what is known across a call", () => {
  const looking = (statement: string): string =>
    inMain(
      "p = P(); s = {1, 2}; xs = [1]; total = 0",
      `for i in range(300):\n    total += p.k\n    ${statement}\n    total += p.k\nprint(total)`,
      "class P:\n    def __init__(self):\n        self.k = 1\n",
    );
  const slotLoads = (ran: Ran): number =>
    loopAt(ran, 6).filter((one) => one.op === "load_value" && one.text.endsWith("(slot)")).length;

  test("a lookup in a set leaves attributes as they are", () => {
    expect(slotLoads(runTraced(looking("i in s")))).toBe(0);
  });
  test("so does a native that is known", () => {
    expect(slotLoads(runTraced(looking("s.add(i)")))).toBe(0);
  });
  test("not: a native that is not known", () => {
    expect(slotLoads(runTraced(looking("setattr(p, 'k', 2)")))).toBeGreaterThan(0);
  });
});

describe("bridges", () => {
  const branch = (condition: string): string =>
    inMain(
      "a = b = 0",
      `for i in range(400):\n    if ${condition}:\n        a += 1\n    else:\n        b += 2\nprint(a, b)`,
    );

  test("a branch that goes the other way later gets one", () => {
    const ran = runTraced(branch("i < 100"));
    expect(ran.engine.stats().bridges).toBeGreaterThan(0);
    const bridge = ran.engine.traces().find((one) => one.kind === "bridge");
    const root = ran.engine.traces().find((one) => one.id === bridge?.parent?.trace);
    expect(root?.exits.find((exit) => exit.id === bridge?.parent?.exit)?.bridge).toBe(bridge?.id);
  });
  test("not: a branch that always goes one way", () => {
    expect(runTraced(branch("i >= 0")).engine.stats().bridges).toBe(0);
  });
});
