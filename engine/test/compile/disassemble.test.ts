/** The disassembler's text is that of CPython's `dis`, and the instruction table is CPython's. */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { disassemble, formatDisassembly, formatDisassemblyDeep } from "../../bytecode/disassemble.ts";
import { formatConst } from "../../bytecode/format.ts";
import * as table from "../../bytecode/instructions.ts";
import { compileModule } from "../../compile/compile.ts";
import { parseModule } from "../../syntax/parse.ts";
import type { Oracle } from "./oracle.ts";
import { startOracle } from "./oracle.ts";

const CORPUS = new URL("./corpus/", import.meta.url);

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});

describe("dis.dis prints the same", () => {
  for (const name of readdirSync(CORPUS).filter((file) => file.endsWith(".py"))) {
    it(name, () => {
      const source = readFileSync(new URL(name, CORPUS), "utf8");
      const text = formatDisassemblyDeep(compileModule(parseModule(source, "<test>"), "<test>"));
      // The order of a frozenset is not defined.
      const normal = (output: string): string =>
        output.replace(
          /frozenset\(\{([^}]*)\}\)/g,
          (_, items: string) => `frozenset(${items.split(", ").sort().join(", ")})`,
        );
      expect(normal(text)).toBe(normal(oracle.disassemble(source)));
    });
  }
});

describe("rows", () => {
  const code = compileModule(parseModule("for x in y:\n    f(x)\n", "<test>"), "<test>");

  it("carry the line, the span and the target of a jump", () => {
    const rows = disassemble(code);
    const loop = rows.find((row) => row.name === "FOR_ITER");
    const end = rows.find((row) => row.name === "END_FOR");
    expect(loop?.target).toBe(end?.offset);
    expect(loop?.argrepr).toBe(`to L${end?.label}`);
    expect(loop?.span).toEqual({ line: 1, endLine: 1, col: 9, endCol: 10 });
  });

  it("carry inline caches, which are printed on demand", () => {
    const call = disassemble(code).find((row) => row.name === "CALL");
    expect(call?.caches).toEqual([
      { name: "counter", units: 1, value: 0n },
      { name: "func_version", units: 2, value: 0n },
    ]);
    expect(formatDisassembly(code, { showCaches: true })).toContain(
      "CACHE                    0 (counter: 0)",
    );
  });

  it("show specialised instructions from the interpreter's copy, with the operands of the original", () => {
    const adaptive = code.code.slice();
    const at = adaptive.findIndex((unit) => (unit & 0xff) === table.Op.FOR_ITER);
    adaptive[at] = (adaptive[at] & 0xff00) | table.Op.FOR_ITER_LIST;
    const row = disassemble(code, { adaptiveCode: adaptive })[
      disassemble(code).findIndex((candidate) => candidate.name === "FOR_ITER")
    ];
    expect(row.name).toBe("FOR_ITER_LIST");
    expect(row.argrepr).toMatch(/^to L\d+$/);
  });
});

describe("the instruction table", () => {
  it("has CPython's numbers, families, caches and operands", () => {
    const reference = JSON.parse(
      oracle.run(`
import _opcode, _opcode_metadata as m, json, opcode
json.dumps(dict(
    opmap=m.opmap, specialized=m._specialized_opmap, families=m._specializations, caches=opcode._cache_format,
    args=[o for o in m.opmap.values() if _opcode.has_arg(o)], jumps=[o for o in m.opmap.values() if _opcode.has_jump(o)],
    binary=opcode._nb_ops, one=opcode._intrinsic_1_descs, two=opcode._intrinsic_2_descs, special=opcode._special_method_names))
`),
    ) as {
      opmap: Record<string, number>;
      specialized: Record<string, number>;
      families: Record<string, string[]>;
      caches: Record<string, Record<string, number>>;
      args: number[];
      jumps: number[];
      binary: [string, string][];
      one: string[];
      two: string[];
      special: string[];
    };
    const ours = (rows: Record<string, { opcode: number }>): Record<string, number> =>
      Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row.opcode]));
    const all = {
      ...ours(table.baseInstructions),
      ...ours(table.instrumentedInstructions),
      ...ours(table.pseudoInstructions),
    };
    expect(all).toEqual(reference.opmap);
    expect(ours(table.specializedInstructions)).toEqual(reference.specialized);
    for (const [head, members] of Object.entries(reference.families)) {
      const opcode = reference.opmap[head];
      expect(
        table
          .familyOf(opcode)
          .map((member) => table.nameOf(member))
          .sort(),
      ).toEqual([...members].sort());
    }
    for (const [name, opcode] of Object.entries(reference.opmap)) {
      expect(Object.fromEntries(table.cacheFields(opcode)), name).toEqual(reference.caches[name] ?? {});
      expect(table.hasArgument(opcode), name).toBe(reference.args.includes(opcode));
      if (!name.startsWith("INSTRUMENTED"))
        expect(table.hasJump(opcode), name).toBe(reference.jumps.includes(opcode));
    }
    expect(table.binaryOperators).toEqual(reference.binary);
    expect(table.intrinsics1).toEqual(reference.one);
    expect(table.intrinsics2).toEqual(reference.two);
    expect(table.specialMethods).toEqual(reference.special);
  });

  it("has CPython's stack effects", () => {
    const reference = JSON.parse(
      oracle.run(`
import _opcode, _opcode_metadata as m, json
def effect(o, a, j):
    try: return _opcode.stack_effect(o, a if _opcode.has_arg(o) else None, jump=j)
    except ValueError: return None
json.dumps([[o, a, effect(o, a, False), effect(o, a, True)] for o in m.opmap.values() for a in range(2, 9) if o])
`),
    ) as [number, number, number | null, number | null][];
    for (const [opcode, oparg, effect, jumpEffect] of reference) {
      if (effect === null) continue;
      expect([table.nameOf(opcode), oparg, table.stackEffect(opcode, oparg)]).toEqual([
        table.nameOf(opcode),
        oparg,
        effect,
      ]);
      expect([table.nameOf(opcode), oparg, table.stackEffect(opcode, oparg, true)]).toEqual([
        table.nameOf(opcode),
        oparg,
        jumpEffect,
      ]);
    }
  });
});

describe("repr of constants", () => {
  it("is Python's for floats", () => {
    for (const value of [
      0,
      -0,
      1,
      -1.5,
      0.1,
      1e15,
      1e16,
      123456789012345680,
      1e17,
      1.5e-4,
      1e-5,
      5e-324,
      1.7976931348623157e308,
      Infinity,
      -Infinity,
      NaN,
      2 ** 53,
      1 / 3,
    ]) {
      const literal = Number.isNaN(value)
        ? "nan"
        : value === Infinity
          ? "inf"
          : value === -Infinity
            ? "-inf"
            : Object.is(value, -0)
              ? "-0.0"
              : String(value);
      expect(formatConst({ kind: "float", value })).toBe(
        oracle.run(`repr(float(${JSON.stringify(literal)}))`),
      );
    }
  });

  it("is Python's for strings and bytes", () => {
    for (const value of [
      "",
      "a'b",
      'a"b',
      `a'b"c`,
      "\n\r\t\\\0\x7f\x80\xa0\xad",
      "é日本\u2028\u200b\ud800\ue000",
      "\u{1f600}\u{10ffff}",
    ]) {
      const source = `"${[...value].map((char) => `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`).join("")}"`;
      expect(formatConst({ kind: "str", value })).toBe(oracle.run(`repr(${source})`));
    }
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    expect(formatConst({ kind: "bytes", value: bytes })).toBe(oracle.run("repr(bytes(range(256)))"));
  });
});
