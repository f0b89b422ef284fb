/**
 * The statistics behind the speed charts, pure and seeded: the same samples give the same words.
 *
 * Times of programs are skewed and have outliers, so: medians, not means; the spread as the least and the
 * greatest sample; a ratio of two tiers with a bootstrap interval over whole blocks (a block holds one run of each
 * tier, next to each other in time, so what disturbed the machine disturbed both).
 */

/** A generator of numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A new array with the items in an order drawn from `random` (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** The middle value; NaN when there is none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Summary {
  readonly count: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summarize(values: readonly number[]): Summary {
  return {
    count: values.length,
    median: median(values),
    min: Math.min(...values),
    max: Math.max(...values),
  };
}

export interface Ratio {
  /** Baseline's median over the other's: 2 means twice as fast as the baseline. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** Whether the interval lies wholly on one side of 1. */
  readonly significant: boolean;
}

const RESAMPLES = 2_000;

/**
 * How many times as fast as the baseline, with a 95 % interval. Both lists are by block, in the same order.
 * Null when there are fewer than two blocks: one sample has no spread.
 */
export function compareTimes(baseline: readonly number[], other: readonly number[], seed = 1): Ratio | null {
  const blocks = Math.min(baseline.length, other.length);
  if (blocks < 2) return null;
  const ratio = median(baseline.slice(0, blocks)) / median(other.slice(0, blocks));
  const random = createRandom(seed);
  const ratios: number[] = [];
  const left: number[] = new Array<number>(blocks).fill(0);
  const right: number[] = new Array<number>(blocks).fill(0);
  for (let i = 0; i < RESAMPLES; i++) {
    for (let j = 0; j < blocks; j++) {
      const block = Math.floor(random() * blocks);
      left[j] = baseline[block]!;
      right[j] = other[block]!;
    }
    ratios.push(median(left) / median(right));
  }
  ratios.sort((a, b) => a - b);
  const low = ratios[Math.floor(RESAMPLES * 0.025)]!;
  const high = ratios[Math.ceil(RESAMPLES * 0.975) - 1]!;
  return { ratio, low, high, significant: low > 1 || high < 1 };
}

/** A point of the curve: turns done so far, milliseconds so far, nanoseconds a turn since the point before. */
export interface CurvePoint {
  readonly turns: number;
  readonly ms: number;
  readonly nsPerTurn: number;
}

/**
 * The curve of time per iteration from the engine's pairs (milliseconds, turns). Neighbours are merged until a
 * point spans at least `minimumMs` (a clock that steps coarsely would otherwise invent zeros and spikes) and
 * there are at most `limit` points, thinned evenly on a logarithmic axis of turns: warm-up is at its left end.
 */
export function curveFromPairs(pairs: readonly number[], minimumMs = 0.2, limit = 240): CurvePoint[] {
  const total = pairs.length < 2 ? 0 : pairs[pairs.length - 1]!;
  if (total <= 0) return [];
  const step = Math.log(total + 1) / limit;
  const points: CurvePoint[] = [];
  let ms = 0;
  let turns = 0;
  let nextLog = 0;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const nowMs = pairs[i]!;
    const nowTurns = pairs[i + 1]!;
    if (nowTurns <= turns || nowMs - ms < minimumMs) continue;
    if (Math.log(nowTurns + 1) < nextLog) continue;
    points.push({ turns: nowTurns, ms: nowMs, nsPerTurn: ((nowMs - ms) * 1e6) / (nowTurns - turns) });
    nextLog = Math.log(nowTurns + 1) + step;
    ms = nowMs;
    turns = nowTurns;
  }
  return points;
}

/** The curve over time rather than turns, for one run's timeline: at most `limit` points, evenly in time. */
export function curveOverTime(pairs: readonly number[], minimumMs = 0.2, limit = 400): CurvePoint[] {
  if (pairs.length < 2) return [];
  const step = Math.max(minimumMs, pairs[pairs.length - 2]! / limit);
  const points: CurvePoint[] = [];
  let ms = 0;
  let turns = 0;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const nowMs = pairs[i]!;
    const nowTurns = pairs[i + 1]!;
    if (nowTurns <= turns || nowMs - ms < step) continue;
    points.push({ turns: nowTurns, ms: nowMs, nsPerTurn: ((nowMs - ms) * 1e6) / (nowTurns - turns) });
    ms = nowMs;
    turns = nowTurns;
  }
  return points;
}

/** Milliseconds at which `turns` had been done, between points by straight line; null when never. */
export function timeOfTurns(pairs: readonly number[], turns: number): number | null {
  let ms = 0;
  let done = 0;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const nowMs = pairs[i]!;
    const nowTurns = pairs[i + 1]!;
    if (nowTurns >= turns) {
      if (nowTurns === done) return nowMs;
      return ms + ((turns - done) / (nowTurns - done)) * (nowMs - ms);
    }
    ms = nowMs;
    done = nowTurns;
  }
  return null;
}

/**
 * When compiling had paid for itself: the time (on the challenger's clock) from which on it was never behind the
 * baseline again, by turns done; null when that never came. A lead that was there from the start is 0.
 */
export function findBreakEven(baseline: readonly number[], challenger: readonly number[]): number | null {
  let since: number | null = 0;
  let compared = 0;
  for (let i = 0; i + 1 < challenger.length; i += 2) {
    const ms = challenger[i]!;
    const baselineMs = timeOfTurns(baseline, challenger[i + 1]!);
    if (baselineMs === null) break;
    compared++;
    // 2 % behind is noise of the clock, not a debt.
    if (ms > baselineMs * 1.02 + 0.1) since = null;
    else since ??= ms;
  }
  return compared === 0 ? null : since;
}

export type CurveShape = "flat" | "warm-up" | "slowdown" | "unsettled" | "unknown";

/**
 * In what way the time per iteration developed: the words of Barrett and others (OOPSLA 2017). The last half of the
 * run is the steady state if its quarters agree within 25 %.
 */
export function classifyCurve(points: readonly CurvePoint[]): CurveShape {
  if (points.length < 8) return "unknown";
  const last = points[points.length - 1]!;
  const meanBetween = (from: number, to: number): number => {
    const within = points.filter((point) => point.turns > from && point.turns <= to);
    return within.length === 0 ? Number.NaN : median(within.map((point) => point.nsPerTurn));
  };
  const third = meanBetween(last.turns * 0.5, last.turns * 0.75);
  const fourth = meanBetween(last.turns * 0.75, last.turns);
  if (Number.isNaN(third) || Number.isNaN(fourth)) return "unknown";
  if (Math.max(third, fourth) / Math.min(third, fourth) > 1.25) return "unsettled";
  const steady = (third + fourth) / 2;
  const first = median(points.slice(0, Math.max(3, points.length >> 3)).map((point) => point.nsPerTurn));
  if (first > steady * 1.25) return "warm-up";
  if (first < steady / 1.25) return "slowdown";
  return "flat";
}

/** What a reader should know before believing the samples. Empty when nothing is amiss. */
export function findWarnings(name: string, values: readonly number[], clockStepMs: number): string[] {
  const warnings: string[] = [];
  const { median: middle, min, max } = summarize(values);
  if (values.length === 0) return warnings;
  if (middle < 10) warnings.push(`${name}: a run takes under 10 ms; give the program more to do.`);
  else if (middle < clockStepMs * 100) {
    warnings.push(
      `${name}: a run is shorter than 100 steps of this browser's clock (${clockStepMs.toFixed(2)} ms).`,
    );
  }
  if (values.length >= 3 && max - min > middle * 0.5) {
    warnings.push(`${name}: the slowest run took ${(max / min).toFixed(1)} times the fastest.`);
  }
  return warnings;
}
