import { describe, expect, it } from "vitest";
import { heatClass, heatStyles, LENGTH_STEPS, measureHeat, SHARE_STEPS } from "./heat.ts";

describe("the temperature in the margin", () => {
  it("is long for hot lines and orange for those in traces", () => {
    const [cold, warm, hot] = measureHeat([
      { line: 1, tier1: 1, trace: 0 },
      { line: 2, tier1: 4_000, trace: 4_000 },
      { line: 3, tier1: 0, trace: 1_000_000 },
    ]);
    expect(cold).toMatchObject({ length: 1, share: 0 });
    expect(warm).toMatchObject({ share: SHARE_STEPS / 2 });
    expect(hot).toMatchObject({ length: LENGTH_STEPS, share: SHARE_STEPS });
  });

  it("leaves out lines that were never reached", () => {
    expect(measureHeat([{ line: 1, tier1: 0, trace: 0 }])).toEqual([]);
    expect(measureHeat([])).toEqual([]);
  });

  it("has a rule for every bar", () => {
    const styles = heatStyles();
    for (const step of measureHeat([{ line: 3, tier1: 10, trace: 70 }])) {
      expect(styles).toContain(`.${heatClass(step).split(" ")[1]}::before`);
    }
  });
});
