/** What a program may spend on traces, by a clock that stands still unless it is moved. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { metrics, resetMetrics } from "../base/metrics.ts";
import { tuning } from "../base/tuning.ts";
import { Allowance } from "./allowance.ts";

let nowMs = 0;
beforeEach(() => {
  nowMs = 1000;
  resetMetrics();
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.restoreAllMocks();
  resetMetrics();
});

function running(): Allowance {
  const allowance = new Allowance();
  allowance.resume();
  return allowance;
}

/** How long a program runs before its first trace. */
const firstMs = (): number => (tuning.firstTraceMs - tuning.traceCreditMs) / tuning.traceShare;

describe("an allowance", () => {
  test("for the first trace takes as long as it is expected to but for the credit, at its share", () => {
    const allowance = running();
    nowMs += firstMs() - 1;
    expect(allowance.isEnough(0)).toBe(false);
    nowMs += 1;
    expect(allowance.isEnough(0)).toBe(true);
  });

  test("counts what traces have cost so far, whatever came of them, and expects the next to cost as much", () => {
    const allowance = running();
    metrics.recordMs = 20;
    metrics.optimizeMs = metrics.lowerMs = metrics.compileMs = 10;
    metrics.tracesRecorded = metrics.bridges = 1;
    // 50 ms have been spent, 75 would be.
    nowMs += 50 + (75 - tuning.traceCreditMs) / tuning.traceShare - 1;
    expect(allowance.isEnough(0)).toBe(false);
    nowMs += 1;
    expect(allowance.isEnough(0)).toBe(true);
  });

  test("grows by a part of what traces have saved", () => {
    const allowance = running();
    metrics.recordMs = 20;
    metrics.tracesRecorded = 1;
    nowMs += 20;
    const neededMs = (40 - tuning.traceCreditMs) / tuning.traceReinvested;
    expect(allowance.isEnough(neededMs - 1)).toBe(false);
    expect(allowance.isEnough(neededMs)).toBe(true);
  });

  test("does not grow while the program waits", () => {
    const allowance = running();
    nowMs += 1;
    allowance.pause();
    nowMs += 60_000;
    allowance.resume();
    expect(allowance.isEnough(0)).toBe(false);
    nowMs += firstMs() - 1;
    expect(allowance.isEnough(0)).toBe(true);
  });
});
