/** The map of the fixed areas. */
import { expect, test } from "vitest";
import * as L from "./layout.ts";

/** Bytes of the state words that are larger than one word. */
const SIZES: Readonly<Record<string, number>> = {
  STATE_RAISED: 8,
  STATE_HANDLED: 8,
  STATE_RESULT: 8,
  STATE_ARGS: 16 * 8,
};

test("no two state words lie in the same place", () => {
  const words = Object.entries(L as unknown as Record<string, number>)
    .filter(([name]) => name.startsWith("STATE_"))
    .sort(([, a], [, b]) => a - b);
  expect(words.length).toBeGreaterThan(10);
  words.forEach(([name, start], i) => {
    const [next, end] = words[i + 1] ?? ["FREE_LISTS", L.FREE_LISTS];
    expect(start + (SIZES[name] ?? 4), `${name} reaches into ${next}`).toBeLessThanOrEqual(end);
  });
});
