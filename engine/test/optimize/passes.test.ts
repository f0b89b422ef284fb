/**
 * Each pass alone, as text: what it makes of a trace, and a twin of nearly the same trace in which it must not fire.
 */
import { describe, expect, test } from "vitest";
import { PASS_NAMES } from "../../optimize/pass_names.ts";
import { liveInstructions } from "../../optimize/passes/deadcode.ts";
import type { RootBody } from "../../optimize/passes/peel.ts";
import { optimizeRoot } from "../../optimize/pipeline.ts";
import type { Ins } from "../../trace/ir.ts";
import { printIns, printOperand } from "../../trace/print.ts";
import { parseTrace } from "./parse_trace.ts";

/** Values numbered anew in the order in which they appear, exits left out. */
function renumber(lines: readonly string[]): string[] {
  const numbers = new Map<string, number>();
  return lines.map((line) =>
    line.replace(/ → exit \d+/, "").replace(/\bv\d+\b/g, (name) => {
      if (!numbers.has(name)) numbers.set(name, numbers.size + 1);
      return `v${numbers.get(name)}`;
    }),
  );
}

function optimize(text: string, passes: readonly string[]): RootBody {
  let exits = 0;
  const disabled = new Set(PASS_NAMES.filter((name) => !passes.includes(name)));
  return optimizeRoot(parseTrace(text), () => exits++, disabled);
}

const trimmed = (text: string): string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** The parameters and instructions that one pass leaves of a turn, in the form of the input. */
function left(text: string, ...passes: string[]): string[] {
  const { params, loop } = optimize(text, passes);
  return renumber([...params, ...loop].map(printIns));
}

const VALUES = "v1: value = param 0\nv2: value = param 1\n";
const INTS = `${VALUES}v3: i32 = unbox_int v1\nv4: i32 = unbox_int v2\n`;
const FLOATS = `${VALUES}v3: f64 = unbox_float v1\nv4: f64 = unbox_float v2\n`;
/** Numbers that were not unboxed from anything. */
const MADE = `${VALUES}v3: f64 = to_f64 1\nv4: f64 = to_f64 2\nv5: i32 = add_i32 1, 2\n`;
const OBJECTS = `${VALUES}v3: ref = unbox_ref v1\nv4: ref = unbox_ref v2\n`;
const STORE = "store_value @40 +16, ";

/** A body after a prologue and what is left of it, which is the body itself in a twin. */
type Case = readonly [name: string, prologue: string, body: string, expected: string | null];

function declareCases(pass: string, cases: readonly Case[]): void {
  describe(pass, () => {
    for (const [name, prologue, body, expected] of cases) {
      test(expected === null ? `not: ${name}` : name, () => {
        const input = renumber(trimmed(prologue + body));
        const want = expected === null ? input : renumber(trimmed(prologue + expected));
        expect(left(prologue + body, pass)).toEqual(want);
      });
    }
  });
}

const boxI = (x: string): string => `v9: value = box_int ${x}\n${STORE}v9 (slot)`;
const boxF = (x: string): string => `v9: value = box_float ${x}\n${STORE}v9 (slot)`;

declareCases("fold", [
  ["constants are computed", VALUES, `v3: i32 = add_i32 2, 3\n${boxI("v3")}`, boxI("5")],
  [
    "an addition wraps to 32 bits",
    VALUES,
    `v3: i32 = add_i32 2147483647, 1\n${boxI("v3")}`,
    boxI("-2147483648"),
  ],
  ["floor division rounds down", VALUES, `v3: i32 = floor_div_i32 -7, 2\n${boxI("v3")}`, boxI("-4")],
  ["one operand is unknown", INTS, `v5: i32 = add_i32 v3, 3\n${boxI("v5")}`, null],
  ["x + 0 is x", INTS, `v5: i32 = add_i32 v3, 0\n${boxI("v5")}`, boxI("v3")],
  ["0 − x is not x", INTS, `v5: i32 = sub_i32 0, v3\n${boxI("v5")}`, null],
  [
    "two negations",
    VALUES,
    "v3: bool = is_int v1\nv4: bool = not v3\nv5: bool = not v4\nguard v5",
    "v3: bool = is_int v1\nv4: bool = not v3\nguard v3",
  ],
  ["x == x for ints", INTS, "v5: bool = eq_i32 v3, v3\nguard v5", "guard true"],
  ["x == x for floats (NaN)", FLOATS, "v5: bool = eq_f64 v3, v3\nguard v5", null],
  ["x * 1.0 is x", FLOATS, `v5: f64 = mul_f64 v3, 1.0\n${boxF("v5")}`, boxF("v3")],
  ["x / 1.0 is x", FLOATS, `v5: f64 = div_f64 v3, 1.0\n${boxF("v5")}`, boxF("v3")],
  ["x + 0.0 (−0.0)", FLOATS, `v5: f64 = add_f64 v3, 0.0\n${boxF("v5")}`, null],
  ["x − x (infinity)", FLOATS, `v5: f64 = sub_f64 v3, v3\n${boxF("v5")}`, null],
  ["x * 0.0 (−0.0, NaN)", FLOATS, `v5: f64 = mul_f64 v3, 0.0\n${boxF("v5")}`, null],
]);

declareCases("unbox", [
  [
    "what the trace boxed is used as it was",
    MADE,
    `v6: value = box_float v3\nv7: f64 = unbox_float v6\nv8: f64 = add_f64 v7, v4\n${boxF("v8")}`,
    `v6: value = box_float v3\nv8: f64 = add_f64 v3, v4\n${boxF("v8")}`,
  ],
  [
    "a value from memory",
    OBJECTS,
    `v5: value = load_value v3 +16 (slot)\nv6: f64 = unbox_float v5\nv7: f64 = add_f64 v6, v6\n${boxF("v7")}`,
    null,
  ],
  [
    "a box has its tag",
    MADE,
    "v6: value = box_int v5\nv7: bool = is_int v6\nguard v7",
    "v6: value = box_int v5\nguard true",
  ],
  [
    "a box has no other tag",
    MADE,
    "v6: value = box_int v5\nv7: bool = is_float v6\nguard not v7",
    "v6: value = box_int v5\nguard not false",
  ],
  ["a parameter may have any tag", VALUES, "v5: bool = is_int v1\nguard v5", null],
  ["boxing what was unboxed", INTS, `v5: value = box_int v3\n${STORE}v5 (slot)`, `${STORE}v1 (slot)`],
  ["boxing it as something else", FLOATS, `v5: i32 = unbox_int v2\nv6: f64 = to_f64 v5\n${boxF("v6")}`, null],
]);

declareCases("guards", [
  [
    "checked before",
    VALUES,
    "v3: bool = is_int v1\nguard v3\nv4: bool = is_int v1\nguard v4",
    "v3: bool = is_int v1\nguard v3\nv4: bool = is_int v1",
  ],
  ["another value", VALUES, "v3: bool = is_int v1\nguard v3\nv4: bool = is_int v2\nguard v4", null],
  [
    "a float is no int",
    VALUES,
    "v3: bool = is_float v1\nguard v3\nv4: bool = is_int v1\nguard not v4",
    "v3: bool = is_float v1\nguard v3\nv4: bool = is_int v1",
  ],
  [
    "what is no float may be no int either",
    VALUES,
    "v3: bool = is_float v1\nguard not v3\nv4: bool = is_int v1\nguard v4",
    null,
  ],
  [
    "an int below another can be incremented",
    INTS,
    "v5: bool = lt_i32 v3, v4\nguard v5\nv6: bool = add_overflows v3, 1\nguard not v6",
    "v5: bool = lt_i32 v3, v4\nguard v5\nv6: bool = add_overflows v3, 1",
  ],
  [
    "incremented by two",
    INTS,
    "v5: bool = lt_i32 v3, v4\nguard v5\nv6: bool = add_overflows v3, 2\nguard not v6",
    null,
  ],
  [
    "the greater int",
    INTS,
    "v5: bool = lt_i32 v3, v4\nguard v5\nv6: bool = add_overflows v4, 1\nguard not v6",
    null,
  ],
  [
    "an int that may be equal",
    INTS,
    "v5: bool = le_i32 v3, v4\nguard v5\nv6: bool = add_overflows v3, 1\nguard not v6",
    null,
  ],
]);

declareCases("cse", [
  [
    "computed before",
    INTS,
    `v5: i32 = add_i32 v3, v4\nv6: i32 = add_i32 v3, v4\n${boxI("v6")}`,
    `v5: i32 = add_i32 v3, v4\n${boxI("v5")}`,
  ],
  ["other operands", INTS, `v5: i32 = sub_i32 v3, v4\nv6: i32 = sub_i32 v4, v3\n${boxI("v6")}`, null],
  [
    "another offset",
    OBJECTS,
    "v5: ref = inside v3 +8\nv6: ref = inside v3 +16\nv7: bool = eq_ref v5, v6\nguard not v7",
    null,
  ],
  [
    "zeros of either sign",
    FLOATS,
    `v5: f64 = add_f64 v3, 0.0\nv6: f64 = add_f64 v3, -0.0\nv7: f64 = div_f64 v5, v6\n${boxF("v7")}`,
    null,
  ],
  [
    "loads, which memory decides",
    OBJECTS,
    `v5: value = load_value v3 +16 (slot)\nv6: value = load_value v3 +16 (slot)\n${STORE}v6 (slot)`,
    null,
  ],
]);

const LOAD = "v5: value = load_value v3 +16 (slot)\n";
const AGAIN = "v6: value = load_value v3 +16 (slot)\n";
const USE = "store_value v4 +40, v6 (cell)";
const KNOWN = "store_value v4 +40, v5 (cell)";
const ELEMENT = "v5: value = load_element v3[0] (list.element)\n";
const ELEMENT_AGAIN = `v6: value = load_element v3[0] (list.element)\n${USE}`;

declareCases("forward", [
  ["a load after a load", OBJECTS, LOAD + AGAIN + USE, LOAD + KNOWN],
  [
    "a load after a store",
    OBJECTS,
    `store_value v3 +16, v2 (slot)\n${AGAIN}${USE}`,
    "store_value v3 +16, v2 (slot)\nstore_value v4 +40, v2 (cell)",
  ],
  [
    "a store to what may be the same object in between",
    OBJECTS,
    `${LOAD}store_value v4 +16, v1 (slot)\n${AGAIN}${USE}`,
    null,
  ],
  [
    "a store at another offset in between",
    OBJECTS,
    `${LOAD}store_value v4 +24, v1 (slot)\n${AGAIN}${USE}`,
    `${LOAD}store_value v4 +24, v1 (slot)\n${KNOWN}`,
  ],
  [
    "a store of another class in between",
    OBJECTS,
    `${LOAD}store_value v4 +16, v1 (cell)\n${AGAIN}${USE}`,
    `${LOAD}store_value v4 +16, v1 (cell)\n${KNOWN}`,
  ],
  [
    "a call that may run anything in between",
    OBJECTS,
    `${LOAD}call setattr escapes(v1, v2, v2)\n${AGAIN}${USE}`,
    null,
  ],
  [
    "a call that changes dicts only in between",
    OBJECTS,
    `${LOAD}call storeDict escapes(v1, v2, v2)\n${AGAIN}${USE}`,
    `${LOAD}call storeDict escapes(v1, v2, v2)\n${KNOWN}`,
  ],
  [
    "a call that changes lists only in between",
    OBJECTS,
    `${LOAD}call appendToList writes(v1, v2)\n${AGAIN}${USE}`,
    `${LOAD}call appendToList writes(v1, v2)\n${KNOWN}`,
  ],
  [
    "an element, and a call that changes lists",
    OBJECTS,
    `${ELEMENT}call appendToList writes(v1, v2)\n${ELEMENT_AGAIN}`,
    null,
  ],
  [
    "another element of the same list is stored",
    OBJECTS,
    `${ELEMENT}store_element v3[1], v2 (list.element)\n${ELEMENT_AGAIN}`,
    `${ELEMENT}store_element v3[1], v2 (list.element)\n${KNOWN}`,
  ],
  [
    "an element of what may be the same list is stored",
    OBJECTS,
    `${ELEMENT}store_element v4[1], v2 (list.element)\n${ELEMENT_AGAIN}`,
    null,
  ],
  [
    "a store of what was loaded from there",
    OBJECTS,
    `${LOAD}store_value v3 +16, v5 (slot)\n${KNOWN}`,
    LOAD + KNOWN,
  ],
  [
    "the same store twice",
    OBJECTS,
    "store_value v3 +16, v2 (slot)\nstore_value v3 +16, v2 (slot)",
    "store_value v3 +16, v2 (slot)",
  ],
  [
    "a store of what was there before another store",
    OBJECTS,
    `${LOAD}store_value v3 +16, v2 (slot)\nstore_value v3 +16, v5 (slot)`,
    null,
  ],
  [
    "a store of what was there before a call that may run anything",
    OBJECTS,
    `${LOAD}call setattr escapes(v1, v2, v2)\nstore_value v3 +16, v5 (slot)`,
    null,
  ],
  ["a store of what is in another object", OBJECTS, `${LOAD}store_value v4 +16, v5 (slot)`, null],
  [
    "what is immutable, after any call",
    OBJECTS,
    "v5: i32 = load_i32 v3 +0 (header)\ncall storeDict escapes(v1, v2, v2)\nv6: i32 = load_i32 v3 +0 (header)\nv7: bool = eq_i32 v6, 3\nguard v7",
    "v5: i32 = load_i32 v3 +0 (header)\ncall storeDict escapes(v1, v2, v2)\nv7: bool = eq_i32 v5, 3\nguard v7",
  ],
]);

// ---- peeling: what is left in the loop, without what nothing needs

function peeledLoop(text: string): { peeled: boolean; loop: string[]; moves: number } {
  const body = optimize(text, PASS_NAMES);
  const live = liveInstructions([body.preamble, body.loop], body.moves, body.atHead);
  const loop = body.loop.filter((ins) => live.has(ins) && !ins.op.startsWith("box_"));
  return { peeled: body.peeled, loop: loop.map((ins) => ins.op), moves: body.moves.length };
}

const SUM_FLOATS = `v1: value = param 0
v2: bool = is_float v1
guard v2
v3: f64 = unbox_float v1
v4: f64 = mul_f64 v3, 0.5
v5: value = box_float v4
head v5`;

/** A turn that loads a slot of an invariant object and does `between` before its end. */
const invariantLoad = (between: string): string => `v1: value = param 0
v2: value = param 1
v3: bool = is_ref v1
guard v3
v4: ref = unbox_ref v1
v5: value = load_value v4 +16 (slot)
v6: bool = is_int v5
guard v6
v7: i32 = unbox_int v5
v8: bool = is_int v2
guard v8
v9: i32 = unbox_int v2
v10: i32 = xor_i32 v9, v7
v11: value = box_int v10
${between}
head v1, v11`;

describe("peel", () => {
  test("a carried float is checked and unboxed before the loop only", () => {
    expect(peeledLoop(SUM_FLOATS)).toEqual({ peeled: true, loop: ["mul_f64"], moves: 1 });
  });
  test("an invariant load is hoisted, with its check", () => {
    expect(peeledLoop(invariantLoad(""))).toEqual({ peeled: true, loop: ["xor_i32"], moves: 1 });
  });
  test("not: the loop stores to the class of the load", () => {
    const { loop } = peeledLoop(invariantLoad("store_value @40 +16, 7 (slot)"));
    expect(loop).toContain("load_value");
    expect(loop).toContain("guard");
  });
  test("not: the loop calls what may change it", () => {
    expect(peeledLoop(invariantLoad("call setattr escapes(v1, v2, v2)")).loop).toContain("load_value");
  });
  test("a store elsewhere does not keep it in the loop", () => {
    expect(peeledLoop(invariantLoad("store_value @40 +16, v11 (cell)")).loop).toEqual([
      "xor_i32",
      "store_value",
    ]);
  });
  test("a store of the same in every turn is made once", () => {
    expect(peeledLoop(invariantLoad("store_value @40 +16, 7 (cell)")).loop).toEqual(["xor_i32"]);
  });
  test("not: what it stores changes to and fro within a turn", () => {
    const { loop } = peeledLoop(
      invariantLoad("store_value @40 +16, 7 (cell)\nstore_value @40 +16, 8 (cell)"),
    );
    expect(loop).toEqual(["xor_i32", "store_value", "store_value"]);
  });
  test("a slot whose type changes from turn to turn is refused", () => {
    const text =
      "v1: value = param 0\nv2: bool = is_int v1\nguard v2\nv3: i32 = unbox_int v1\nv4: f64 = to_f64 v3\nv5: value = box_float v4\nhead v5";
    expect(() => optimize(text, PASS_NAMES)).toThrow("types change");
  });
  test("values that change places are carried together", () => {
    const body = optimize(
      `${INTS}v5: value = box_int v4\nv6: value = box_int v3\nguard true\nhead v5, v6`,
      PASS_NAMES,
    );
    const moves = body.moves.map(({ to, from }) => [printOperand(to), printOperand(from)]);
    for (const [to, from] of moves) expect(moves).toContainEqual([from, to]);
  });
});

describe("dce", () => {
  const live = (text: string): string[] => {
    const body = optimize(text, []);
    const needed = liveInstructions([body.loop], body.moves, []);
    return body.loop.filter((ins: Ins) => needed.has(ins)).map((ins) => ins.op);
  };
  test("what nothing uses is not needed", () => {
    expect(live(`${INTS}v5: i32 = add_i32 v3, v4`)).toEqual([]);
  });
  test("not: what an exit restores", () => {
    const text = `${INTS}v5: i32 = add_i32 v3, v4\nv6: value = box_int v5\nv7: bool = is_int v1\nguard v7 → exit 0 [v6]`;
    expect(live(text)).toEqual(["unbox_int", "unbox_int", "add_i32", "is_int", "guard"]);
  });
  test("not: stores, and what they store", () => {
    expect(live(`${INTS}v5: value = box_int v3\n${STORE}v5 (slot)`)).toContain("store_value");
  });
  test("not: what is carried into a value that is needed", () => {
    expect(
      live(
        `${VALUES}v3: bool = is_int v1\nguard v3\nv4: i32 = unbox_int v2\nv5: i32 = add_i32 v4, 1\nv6: value = box_int v5\nhead v6, v2`,
      ),
    ).toContain("add_i32");
  });
});

describe("exits", () => {
  /** The number of the exit of each guard that is left, and what it restores. */
  const exitsOf = (body: string): string[] =>
    optimize(VALUES + body, [])
      .loop.filter(({ op }) => op === "guard")
      .map(({ snapshot }) => `${snapshot?.exit} [${snapshot?.frames[0]?.slots.map(printOperand).join()}]`);
  const FIRST = "v3: bool = is_int v1\nguard v3 → exit 7 [v1]\n";
  const SECOND = "v4: bool = is_int v2\nguard v4 → exit 8 [v2]";

  test("checks with nothing in between that changes memory share the first one's", () => {
    expect(exitsOf(`${FIRST}v5: i32 = load_i32 @40 +8 (header)\n${SECOND}`)).toEqual(["0 [v1]", "0 [v1]"]);
  });
  test("not: across a store", () => {
    expect(exitsOf(`${FIRST}${STORE}v1 (slot)\n${SECOND}`)).toEqual(["0 [v1]", "1 [v2]"]);
  });
  test("not: across a call", () => {
    const [first, second] = exitsOf(`${FIRST}call list_append escapes(v1, v2) → exit 3\n${SECOND}`);
    expect(first).toBe("0 [v1]");
    expect(second).toBe("2 [v2]");
  });
  test("not: where the program forks, nor from before there to behind", () => {
    const fork = "v6: bool = is_none v1\nguard v6 → exit 9 [v1,v2] fork\n";
    expect(exitsOf(`${FIRST}${fork}${SECOND}`)).toEqual(["0 [v1]", "1 [v1,v2]", "2 [v2]"]);
  });
  test("not: where the first would make a tuple that the second need not", () => {
    const tuple = "v5: ref = new_tuple (v1, v2) → exit 5\nv6: value = box_ref v5\n";
    const first = "v3: bool = is_int v1\nguard v3 → exit 7 [v6]\n";
    const numbers = (body: string): string[] =>
      exitsOf(tuple + first + body).map((exit) => exit[0] as string);
    expect(numbers(SECOND)).toEqual(["1", "2"]);
    expect(numbers("v4: bool = is_int v2\nguard v4 → exit 8 [v6]")).toEqual(["1", "1"]);
  });
});
