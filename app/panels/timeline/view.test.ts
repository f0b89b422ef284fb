import { describe, expect, it } from "vitest";
import { SNAPSHOT } from "../../../e2e/fixture/snapshot.ts";
import type { CurvePoint } from "../../charts/statistics.ts";
import { chooseFlags, measureGain, tierOfMoment } from "./view.ts";

const { events } = SNAPSHOT;

function flatPoints(count: number, stepMs: number, ns: (ms: number) => number): CurvePoint[] {
  return Array.from({ length: count }, (_, i) => ({
    turns: i + 1,
    ms: (i + 1) * stepMs,
    nsPerTurn: ns((i + 1) * stepMs),
  }));
}

describe("the tier of a moment", () => {
  it("climbs the ladder as events come", () => {
    const tierOf = tierOfMoment(events, "jit");
    expect([1, 5, 14].map(tierOf)).toEqual(["unspecialised", "tier1", "jit"]);
  });

  it("never climbs above the tier that was chosen", () => {
    expect(tierOfMoment(events, "tier1")(20)).toBe("tier1");
    expect(tierOfMoment(events, "unspecialised")(20)).toBe("unspecialised");
    expect(tierOfMoment([], "jit")(20)).toBe("tier1");
  });
});

describe("flags on the curve", () => {
  it("mark what changed the speed, specialisation once", () => {
    const kinds = chooseFlags(events, []).map((flag) => flag.event.kind);
    expect(kinds).toEqual(["specialise", "compile", "bridge", "abort"]);
  });

  it("say how much faster it went on", () => {
    const points = flatPoints(60, 0.5, (ms) => (ms < 13.2 ? 60 : 4));
    expect(measureGain(points, 13.2)).toBeCloseTo(15, 0);
    expect(chooseFlags(events, points)[1]!.label).toBe("compiled 1, 15.0× faster");
    expect(
      measureGain(
        flatPoints(60, 0.5, () => 60),
        13.2,
      ),
    ).toBe(null);
  });
});
