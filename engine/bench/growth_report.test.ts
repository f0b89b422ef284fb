import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createEngine } from "../index.ts";
import {
  formatGrowth,
  growthSource,
  listParts,
  operationNames,
  plotRatio,
  readGrowth,
} from "./growth_report.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "growth");

describe("The benchmark of growth", () => {
  const sources = listParts(FOLDER).map((part) => growthSource(FOLDER, part, []));

  test("has at least 150 operations, each under a name of its own", () => {
    const names = sources.flatMap(operationNames);
    expect(names.length).toBeGreaterThanOrEqual(150);
    expect(new Set(names).size).toBe(names.length);
  });

  test("prints a line for an operation, with a time for each size", () => {
    let output = "";
    const engine = createEngine({ tier: "tier1", write: (_stream, text) => void (output += text) });
    engine.start(growthSource(FOLDER, "lists", ["tuple_build"]), "growth.py");
    while (engine.resume(1000).state !== "finished");
    const { growths, complaints } = readGrowth(output);
    expect(complaints).toEqual([]);
    expect([...growths.keys()]).toEqual(["tuple_build"]);
    expect(growths.get("tuple_build")?.ms).toHaveLength(3);
  });

  test("reads times that were not tried, and complaints", () => {
    const { growths, complaints } = readGrowth("a 10 1.5 6.0 -\n! b 5 MemoryError \n");
    expect(growths.get("a")).toEqual({ size: 10, ms: [1.5, 6, Number.NaN] });
    expect(complaints).toEqual(["! b 5 MemoryError "]);
  });

  test("compares at the largest size that both reached, and marks what grows faster", () => {
    const ours = new Map([["a", { size: 10, ms: [1, 16, Number.NaN] }]]);
    const theirs = new Map([["a", { size: 10, ms: [1, 4, 16] }]]);
    const text = formatGrowth("tier1", ours, theirs);
    expect(text).toMatch(/^a\s+40\s+16\.0\s+4\.0\s+0\.25\s+2\.00\s+1\.00\s+!/m);
    expect(text).toContain("geometric mean 0.25, worst 0.25, 0 under 0.25");
  });

  test("plots ratios on a logarithmic scale", () => {
    expect(plotRatio(1)).toBe("          |          ");
    expect(plotRatio(32)).toBe("          |==========");
    expect(plotRatio(1 / 1000)).toBe("==========|          ");
  });
});
