import { describe, expect, it } from "vitest";
import {
  classifyCurve,
  compareTimes,
  createRandom,
  curveFromPairs,
  curveOverTime,
  findBreakEven,
  findWarnings,
  median,
  shuffle,
  timeOfTurns,
} from "./statistics.ts";

/** A run of `phases`: [turns, nanoseconds a turn], sampled every `step` turns. */
function runOf(phases: readonly (readonly [number, number])[], step = 1_000): number[] {
  const pairs: number[] = [];
  let ms = 0;
  let turns = 0;
  for (const [count, ns] of phases) {
    for (let done = 0; done < count; done += step) {
      ms += (step * ns) / 1e6;
      turns += step;
      pairs.push(ms, turns);
    }
  }
  return pairs;
}

describe("median and order", () => {
  it("takes the middle, or the mean of the two in the middle", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("draws the same order from the same seed, and keeps every item", () => {
    const items = ["a", "b", "c", "d"];
    expect(shuffle(items, createRandom(7))).toEqual(shuffle(items, createRandom(7)));
    expect(shuffle(items, createRandom(7)).sort()).toEqual(items);
    const orders = new Set(Array.from({ length: 40 }, (_, i) => shuffle(items, createRandom(i)).join("")));
    expect(orders.size).toBeGreaterThan(10);
  });
});

describe("ratios", () => {
  it("finds a clear difference significant, with an interval around the ratio", () => {
    const result = compareTimes([100, 102, 98, 101, 99], [10, 10.2, 9.9, 10.1, 9.8])!;
    expect(result.ratio).toBeCloseTo(10, 0);
    expect(result.low).toBeLessThanOrEqual(result.ratio);
    expect(result.high).toBeGreaterThanOrEqual(result.ratio);
    expect(result.significant).toBe(true);
  });

  it("does not call noise a difference", () => {
    expect(compareTimes([100, 110, 95, 105, 99], [102, 96, 108, 99, 104])!.significant).toBe(false);
  });

  it("has nothing to say about a single block", () => {
    expect(compareTimes([100], [10])).toBe(null);
  });
});

describe("the curve", () => {
  const warmUp = runOf([
    [20_000, 60],
    [1_000_000, 4],
  ]);

  it("turns pairs into nanoseconds a turn", () => {
    const points = curveFromPairs(warmUp);
    expect(points[0]!.nsPerTurn).toBeCloseTo(60, 5);
    expect(points[points.length - 1]!.nsPerTurn).toBeCloseTo(4, 5);
    expect(points.length).toBeLessThanOrEqual(241);
    expect(curveOverTime(warmUp).length).toBeLessThanOrEqual(401);
    expect(curveFromPairs([])).toEqual([]);
  });

  it("is told in the words of the field", () => {
    expect(classifyCurve(curveFromPairs(warmUp))).toBe("warm-up");
    expect(classifyCurve(curveFromPairs(runOf([[1_000_000, 20]])))).toBe("flat");
    expect(
      classifyCurve(
        curveFromPairs(
          runOf([
            [200_000, 10],
            [800_000, 30],
          ]),
        ),
      ),
    ).toBe("slowdown");
    const drifting = Array.from({ length: 10 }, (_, i) => [100_000, 10 + i * 8] as const);
    expect(classifyCurve(curveFromPairs(runOf(drifting)))).toBe("unsettled");
    expect(classifyCurve([])).toBe("unknown");
  });

  it("knows when a number of turns had been done", () => {
    expect(timeOfTurns([10, 100, 20, 200], 150)).toBe(15);
    expect(timeOfTurns([10, 100], 150)).toBe(null);
  });
});

describe("the break-even point", () => {
  const baseline = runOf([[400_000, 50]]);

  it("is where the debt of compiling has been worked off", () => {
    const jit = runOf([
      [20_000, 50],
      [1_000, 3_000],
      [379_000, 5],
    ]);
    const paid = findBreakEven(baseline, jit)!;
    // 1 ms behind 50 ns a turn is 2.95 ms of debt, repaid at 45 ns a turn: after about 66,000 turns.
    expect(paid).toBeGreaterThan(4);
    expect(paid).toBeLessThan(4.6);
  });

  it("never comes for a run that stays behind", () => {
    expect(findBreakEven(baseline, runOf([[400_000, 80]]))).toBe(null);
    expect(findBreakEven(baseline, [])).toBe(null);
  });
});

describe("warnings", () => {
  it("name runs that are too short or too unsteady", () => {
    expect(findWarnings("JIT", [4, 4.1, 4.2], 0.1)).toHaveLength(1);
    expect(findWarnings("JIT", [50, 51, 90], 0.1)[0]).toMatch(/slowest run took 1\.8 times/);
    expect(findWarnings("JIT", [50, 51, 52], 1)).toHaveLength(1);
    expect(findWarnings("JIT", [500, 510, 520], 0.1)).toEqual([]);
  });
});
