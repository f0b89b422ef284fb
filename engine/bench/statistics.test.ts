/** The statistics of the benchmark, on samples whose answers are known. */
import { expect, test } from "vitest";
import { createRandom, geometricMean, median, medianInterval, ratioInterval, shuffle } from "./statistics.ts";

test("median", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test("geometric mean", () => {
  expect(geometricMean([1, 100])).toBeCloseTo(10);
  expect(geometricMean([])).toBeNaN();
});

test("the same seed gives the same order, another seed another", () => {
  const items = Array.from({ length: 20 }, (_, i) => i);
  expect(shuffle(items, createRandom(1))).toEqual(shuffle(items, createRandom(1)));
  expect(shuffle(items, createRandom(1))).not.toEqual(shuffle(items, createRandom(2)));
  expect(shuffle(items, createRandom(3)).sort((a, b) => a - b)).toEqual(items);
});

test("intervals hold the value and are as wide as the samples scatter", () => {
  const random = createRandom(7);
  expect(medianInterval([5, 5, 5], random)).toEqual({ low: 5, high: 5 });
  const { low, high } = medianInterval([9, 10, 10, 10, 11], random);
  expect(low).toBeGreaterThanOrEqual(9);
  expect(high).toBeLessThanOrEqual(11);
  expect(ratioInterval([10, 10, 10], [5, 5, 5], random)).toEqual({ low: 2, high: 2 });
});
