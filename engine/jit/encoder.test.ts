/** What the encoder writes is what Binaryen writes for the same calls: valid, and with the same results. */
import { expect, test } from "vitest";
import { encoder } from "./encoder.ts";
import type { Expression, Generator, ModuleBuilder } from "./generator.ts";

const binaryen = (await import("binaryen")).default;

type Build = (m: ModuleBuilder, b: Generator) => Expression;

/** The result of a function of one i32, built by each. */
function resultsOf(
  build: Build,
  { argument = 0, result = "i32" }: { argument?: number; result?: "i32" | "i64" | "f64" } = {},
): unknown[] {
  return [encoder, binaryen as Generator].map((b) => {
    const m = new b.Module();
    const body = build(m, b);
    m.addFunction("f", b.createType([b.i32]), b[result], [b.i32, b.i32, b.i64], body);
    m.addFunctionExport("f", "f");
    const bytes = m.emitBinary();
    m.dispose();
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource));
    return (exports["f"] as (x: number) => unknown)(argument);
  });
}

test.each([0, 1, -1, 63, 64, -64, -65, 127, 128, 8191, 8192, -8193, 2 ** 31 - 1, -(2 ** 31)])(
  "i32 %i",
  (value) => {
    expect(resultsOf((m) => m.i32.const(value))).toEqual([value, value]);
  },
);

test.each([
  ...[0n, 1n, -1n, 63n, 64n, -64n, -65n, 2n ** 31n, -(2n ** 31n) - 1n, 2n ** 32n, 2n ** 38n - 1n],
  ...[0x7ff80000_00000001n, 2n ** 63n - 1n, -(2n ** 63n), -(2n ** 32n)],
])("i64 %i", (value) => {
  expect(resultsOf((m) => m.i64.const(value), { result: "i64" })).toEqual([value, value]);
});

test.each([0, -0, 1.5, -1e300, 5e-324, Number.POSITIVE_INFINITY, Number.NaN])("f64 %d", (value) => {
  expect(resultsOf((m) => m.f64.const(value), { result: "f64" })).toEqual([value, value]);
});

/** Leaves `x` blocks, from the inside. */
const leaveBlocks: Build = (m, b) => {
  const x = (): Expression => m.local.get(0, b.i32);
  const is = (n: number): Expression => m.i32.eq(x(), m.i32.const(n));
  let body = m.block(null, [m.br("x1", is(1)), m.br("x2", is(2)), m.br("x3", is(3))], b.none);
  for (const n of [1, 2, 3])
    body = m.block(
      null,
      [m.block(`x${n}`, [body], b.none), m.local.set(1, m.i32.add(m.local.get(1, b.i32), m.i32.const(n)))],
      b.none,
    );
  return m.block(null, [body, m.return(m.local.get(1, b.i32))], b.none);
};

test.each([0, 1, 2, 3])("%i leaves the block of its number", (argument) => {
  const sums = [6, 6, 5, 3];
  expect(resultsOf(leaveBlocks, { argument })).toEqual([sums[argument], sums[argument]]);
});

/** Sums 1 … x in a loop with a way out in an `if`, one branch of which is missing. */
const sumInLoop: Build = (m, b) => {
  const x = (): Expression => m.local.get(0, b.i32);
  const sum = (): Expression => m.local.get(1, b.i32);
  const turn = m.block(
    null,
    [
      m.if(m.i32.eqz(x()), m.return(sum())),
      m.if(
        m.i32.eq(m.i32.rem_s(x(), m.i32.const(2)), m.i32.const(0)),
        m.local.set(1, m.i32.add(sum(), x())),
        m.block(null, [m.local.set(2, x()), m.local.set(1, m.i32.add(sum(), m.local.get(2, b.i32)))], b.none),
      ),
      m.local.set(0, m.i32.sub(x(), m.i32.const(1))),
      m.br("L"),
    ],
    b.none,
  );
  return m.block(null, [m.loop("L", turn), m.unreachable()]);
};

test("a loop ends where its `if` returns", () => {
  expect(resultsOf(sumInLoop, { argument: 100 })).toEqual([5050, 5050]);
});

test("a block may have a value, and `select` takes its condition last", () => {
  const build: Build = (m, b) =>
    m.block(
      null,
      [
        m.local.set(1, m.i32.mul(m.local.get(0, b.i32), m.i32.const(3))),
        m.select(
          m.i32.lt_s(m.local.get(1, b.i32), m.i32.const(10)),
          m.local.get(1, b.i32),
          m.i32.wrap(m.i64.extend_s(m.i32.const(-7))),
        ),
      ],
      b.i32,
    );
  expect(resultsOf(build, { argument: 3 })).toEqual([9, 9]);
  expect(resultsOf(build, { argument: 4 })).toEqual([-7, -7]);
});

test("imports, memory and table", () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
  const table = new WebAssembly.Table({ element: "anyfunc", initial: 4 });
  const results = [encoder, binaryen as Generator].map((b) => {
    const m = new b.Module();
    m.addMemoryImport("0", "e", "m");
    m.addTableImport("t", "e", "t");
    m.addFunctionImport("twice", "e", "twice", b.createType([b.i32]), b.i32);
    const zero = (): Expression => m.i32.const(0);
    const body = m.block(null, [
      m.i32.store(8, 4, zero(), m.call("twice", [m.local.get(0, b.i32)], b.i32)),
      m.f64.store(16, 8, zero(), m.f64.convert_s.i32(m.i32.load(8, 4, zero()))),
      m.return(m.call_indirect("t", m.i32.const(2), [m.local.get(0, b.i32)], b.createType([b.i32]), b.i32)),
    ]);
    m.addFunction("f", b.createType([b.i32]), b.i32, [], body);
    m.addFunction("g", b.createType([b.i32]), b.i32, [], m.i32.sub(m.local.get(0, b.i32), m.i32.const(1)));
    m.addFunctionExport("f", "f");
    m.addFunctionExport("g", "g");
    const twice = (x: number): number => 2 * x;
    const imports = { e: { m: memory, t: table, twice } };
    const { exports } = new WebAssembly.Instance(
      new WebAssembly.Module(m.emitBinary() as BufferSource),
      imports,
    );
    table.set(2, exports["g"]);
    const left = (exports["f"] as (x: number) => number)(21);
    return [left, new Float64Array(memory.buffer)[2]];
  });
  expect(results).toEqual([
    [20, 42],
    [20, 42],
  ]);
});

test("blocks are nested as deep as a trace has exits", () => {
  const m = new encoder.Module();
  let body = m.block(null, [m.br("x19999", m.local.get(0, encoder.i32))], encoder.none);
  for (let i = 0; i < 20_000; i++)
    body = m.block(
      null,
      [m.block(`x${i}`, [body], encoder.none), m.local.set(0, m.i32.const(i))],
      encoder.none,
    );
  const { i32 } = encoder;
  m.addFunction(
    "f",
    encoder.createType([i32]),
    i32,
    [],
    m.block(null, [body, m.return(m.local.get(0, i32))]),
  );
  m.addFunctionExport("f", "f");
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(m.emitBinary() as BufferSource));
  expect((exports["f"] as (x: number) => number)(1)).toBe(19_999);
});
