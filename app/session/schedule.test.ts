import { describe, expect, it } from "vitest";
import { assembleResult, pickCurve, type TimedRun } from "./benchmark.ts";
import { EXAMPLES, setDefaultSize } from "./examples.ts";
import { DEFAULT_BENCHMARK, nameBrowser, planRuns } from "./schedule.ts";

function timed(ms: number, output = "42\n"): TimedRun {
  return { ms, exitCode: 0, output, curve: [ms, 1] };
}

describe("the plan of a benchmark", () => {
  it("runs every tier once a block, in an order of its own", () => {
    const plan = planRuns({ ...DEFAULT_BENCHMARK, blocks: 6 });
    expect(plan).toHaveLength(24);
    const orders = new Set<string>();
    for (let block = 0; block < 6; block++) {
      const order = plan.filter((run) => run.block === block).map((run) => run.contender);
      expect([...order].sort()).toEqual(["jit", "tier1", "tier2", "unspecialised"]);
      orders.add(order.join());
    }
    expect(orders.size).toBeGreaterThan(2);
  });

  it("is the same for the same seed", () => {
    expect(planRuns({ ...DEFAULT_BENCHMARK, seed: 9 })).toEqual(planRuns({ ...DEFAULT_BENCHMARK, seed: 9 }));
    expect(planRuns({ ...DEFAULT_BENCHMARK, seed: 9 })).not.toEqual(
      planRuns({ ...DEFAULT_BENCHMARK, seed: 10 }),
    );
  });

  it("includes CPython when asked", () => {
    const contenders = planRuns({ ...DEFAULT_BENCHMARK, cpython: true }).map((run) => run.contender);
    expect(contenders.filter((contender) => contender === "cpython")).toHaveLength(5);
  });
});

describe("the result of a benchmark", () => {
  const environment = { browser: "Chromium 156", cores: 2, clockStepMs: 0.1 };

  it("compares every output with Tier 1's", () => {
    const runs = new Map([
      ["tier1" as const, [timed(10), timed(11)]],
      ["jit" as const, [timed(1), timed(1, "43\n")]],
    ]);
    const result = assembleResult("fib", DEFAULT_BENCHMARK, environment, runs, new Map());
    expect(result.disagreeing).toEqual(["jit"]);
    expect(result.contenders.map((contender) => contender.ms)).toEqual([
      [10, 11],
      [1, 1],
    ]);
  });

  it("keeps the curve of the middle run", () => {
    expect(pickCurve([timed(30), timed(10), timed(20)])).toEqual([20, 1]);
    expect(pickCurve([])).toEqual([]);
  });
});

describe("examples", () => {
  it("are twelve, each the suite's program with a size of its own", () => {
    expect(EXAMPLES).toHaveLength(12);
    for (const example of EXAMPLES) {
      expect(example.source, example.id).toMatch(/if len\(sys\.argv\) > 1 else [\d_]+\)/);
      expect(example.about.length, example.id).toBeLessThan(90);
    }
  });

  it("have their size set without touching anything else", () => {
    const line = "    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)\n";
    expect(setDefaultSize(line, 1_000_000)).toBe(
      "    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)\n",
    );
    expect(setDefaultSize("print(40)\n", 7)).toBe("print(40)\n");
  });
});

describe("browsers", () => {
  it("are named from what they say of themselves", () => {
    expect(nameBrowser("Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/156.0.0.0 Safari/537.36")).toBe(
      "Chromium 156",
    );
    expect(nameBrowser("Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox 140");
    expect(nameBrowser("")).toBe("unknown browser");
  });
});
