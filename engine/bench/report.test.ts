/** The table and the JSON of a benchmark, from made-up times. */
import { expect, test } from "vitest";
import { formatPyperf, formatTable, type Measured } from "./report.ts";
import type { Contender, RunResult } from "./suite.ts";

function runs(...times: (number | null)[]): RunResult[] {
  return times.map((ms) => ({ ms, output: "", exitCode: 0, stats: null, againMs: [] }));
}

const all: Measured[] = [
  {
    name: "fast",
    size: 10,
    runs: new Map<Contender, RunResult[]>([
      ["tier1", runs(1000, 1000, 1000)],
      ["jit", runs(100, 100, 100)],
      ["pyodide", runs(1500, 1500, 1500)],
    ]),
  },
  {
    name: "slow",
    size: 20,
    runs: new Map<Contender, RunResult[]>([
      ["tier1", runs(500, 520, 480)],
      ["jit", runs(500, 490, 510)],
      ["pyodide", runs(null)],
    ]),
  },
];

test("a table with ratios, geometric mean and worst case", () => {
  const text = formatTable(all, ["tier1", "jit", "pyodide"], 60_000);
  const lines = text.split("\n");
  expect(lines[1]).toMatch(/^fast 10 +1000 \[1000 1000\] +100 \[100 100\] .* 10\.00 \[10\.00 10\.00\]/);
  expect(lines[2]).toContain("> 60000");
  expect(lines[2]).toContain("1.00 [0.94 1.06] ?");
  expect(lines[3]).toMatch(/^geometric mean +3\.16 +15\.00 +1\.50$/);
  expect(lines[4]).toMatch(/^worst +1\.00 +15\.00 +1\.50$/);
});

test("the geometric mean of each group that has programs, beside that of the whole", () => {
  const [fast, slow] = all as [Measured, Measured];
  const grouped: Measured[] = [
    { ...fast, group: "numeric" },
    { ...fast, name: "slower", group: "text" },
    { ...slow, group: "text" },
  ];
  const lines = formatTable(grouped, ["tier1", "jit"], 60_000).split("\n");
  expect(lines[4]).toMatch(/^numeric \(1\) +10\.00$/);
  expect(lines[5]).toMatch(/^text \(2\) +3\.16$/);
  expect(lines[6]).toMatch(/^geometric mean +4\.64$/);
  // One group is the whole.
  expect(formatTable(grouped.slice(1), ["tier1", "jit"], 60_000)).not.toContain("text (");
});

test("pyperf's JSON holds seconds, and no run that was stopped", () => {
  const suite = JSON.parse(formatPyperf(all, { hostname: "x" })) as {
    benchmarks: { metadata: { name: string }; runs: { values: number[] }[] }[];
  };
  expect(suite.benchmarks.map((benchmark) => benchmark.metadata.name)).toEqual([
    "fast Tier 1",
    "fast JIT",
    "fast Pyodide",
    "slow Tier 1",
    "slow JIT",
  ]);
  expect(suite.benchmarks[0]!.runs.map((run) => run.values)).toEqual([[1], [1], [1]]);
});
