import { describe, expect, it } from "vitest";
import { exportCsv, exportPyperf } from "../../charts/export.ts";
import type { BenchmarkResult } from "../../session/schedule.ts";
import { describeProtocol, describeResult, formatRatio, labelBar, listBars, listWarnings } from "./view.ts";

const RESULT: BenchmarkResult = {
  program: "mandelbrot",
  settings: { blocks: 3, seed: 1, interpreter: "wasm", threshold: null, without: [], cpython: false },
  environment: { browser: "Chromium 156", cores: 2, clockStepMs: 0.1 },
  contenders: [
    { id: "unspecialised", ms: [2_000, 2_040, 1_980], curve: [], absent: null },
    { id: "tier1", ms: [1_000, 1_010, 990], curve: [], absent: null },
    { id: "tier2", ms: [6_000, 6_100, 5_900], curve: [], absent: null },
    { id: "jit", ms: [50, 51, 49], curve: [], absent: null },
  ],
  disagreeing: [],
};

describe("the speed pane", () => {
  it("has a bar for every tier, relative to Tier 1", () => {
    const bars = listBars(RESULT);
    expect(bars.map((bar) => bar.look.id)).toEqual(["unspecialised", "tier1", "tier2", "jit"]);
    expect(bars.map((bar) => Number(bar.ratio!.ratio.toFixed(2)))).toEqual([0.5, 1, 0.17, 20]);
    expect(labelBar(bars[3]!)).toBe("20.0× (50 ms)");
    expect(labelBar(bars[1]!)).toBe("1×, the baseline (1.00 s)");
    expect(labelBar(bars[2]!)).toContain("debugging tier");
  });

  it("says what was found in sentences, and never compares with the Tier 2 interpreter", () => {
    const sentences = describeResult(RESULT);
    expect(sentences[0]).toMatch(/^The JIT is 20\.0 times as fast as Tier 1 \(95 % interval/);
    expect(sentences.join(" ")).toMatch(/without specialisation takes 2\.00 times as long as Tier 1/);
    expect(sentences.join(" ")).not.toMatch(/Tier 2/);
  });

  it("says aloud when there is no difference", () => {
    const same = RESULT.contenders.map((contender) =>
      contender.id === "jit" ? { ...contender, ms: [1_005, 995, 1_002] } : contender,
    );
    expect(describeResult({ ...RESULT, contenders: same })[0]).toMatch(/no significant difference/);
  });

  it("says why a tier took no part", () => {
    const without = RESULT.contenders.map((contender) =>
      contender.id === "jit" ? { ...contender, ms: [], absent: "Binaryen could not be loaded." } : contender,
    );
    const result = { ...RESULT, contenders: without };
    expect(describeResult(result)[0]).toBe("The JIT took no part: Binaryen could not be loaded.");
    expect(labelBar(listBars(result)[3]!)).toBe("not available");
  });

  it("warns when outputs differ or runs are too short", () => {
    expect(listWarnings(RESULT)).toEqual([]);
    expect(listWarnings({ ...RESULT, disagreeing: ["jit"] })[0]).toMatch(/printed something else/);
    const short = [{ id: "tier1" as const, ms: [1, 1, 1], curve: [], absent: null }];
    expect(listWarnings({ ...RESULT, contenders: short })[0]).toMatch(/under 10 ms/);
  });

  it("tells how it measured", () => {
    expect(describeProtocol(RESULT)).toMatch(/^3 of 3 blocks;.*fresh worker.*seed 1/);
  });

  it("prints ratios with digits that mean something", () => {
    expect([20.04, 3.456, 0.4123].map(formatRatio)).toEqual(["20.0", "3.46", "0.41"]);
  });
});

describe("exports", () => {
  it("are pyperf's JSON in seconds, and CSV", () => {
    const json = JSON.parse(exportPyperf(RESULT));
    expect(json.version).toBe("1.0");
    expect(json.benchmarks).toHaveLength(4);
    expect(json.benchmarks[3].runs[0]).toEqual({ values: [0.05] });
    expect(exportCsv(RESULT).split("\n")[1]).toBe("mandelbrot,unspecialised,1,2000.000");
  });
});
