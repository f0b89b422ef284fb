/**
 * The few statistics of a benchmark: medians, bootstrap intervals, geometric means. The generator of random numbers is
 * seeded, so that the same samples give the same interval.
 */

/** A stream of numbers in [0, 1) from a seed: Marsaglia's xorshift on 32 bits. */
export function createRandom(seed: number): () => number {
  let state = seed | 0 || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A new array in random order (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** The middle value, or the mean of the two middle ones; NaN for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The geometric mean of positive numbers; NaN for none. */
export function geometricMean(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 2000;

function resample(values: readonly number[], random: () => number): number[] {
  return values.map(() => values[Math.floor(random() * values.length)]!);
}

function percentiles(samples: number[]): Interval {
  samples.sort((a, b) => a - b);
  return {
    low: samples[Math.floor(samples.length * 0.025)]!,
    high: samples[Math.ceil(samples.length * 0.975) - 1]!,
  };
}

/** The 95 % bootstrap interval of a median. */
export function medianInterval(values: readonly number[], random: () => number): Interval {
  return percentiles(Array.from({ length: RESAMPLES }, () => median(resample(values, random))));
}

/** The 95 % bootstrap interval of the ratio of two medians. */
export function ratioInterval(
  numerator: readonly number[],
  denominator: readonly number[],
  random: () => number,
): Interval {
  return percentiles(
    Array.from(
      { length: RESAMPLES },
      () => median(resample(numerator, random)) / median(resample(denominator, random)),
    ),
  );
}
