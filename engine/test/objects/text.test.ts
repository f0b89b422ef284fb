/** How a text that is put together by `+` lies in memory: who shares a buffer, and who does not. */
import { beforeEach, expect, test } from "vitest";
import {
  type Address,
  BUFFER_CAPACITY,
  GROWS_FROM,
  STR_BUFFER,
  STR_FLAGS,
  STR_GROWN,
  T,
} from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { jsString, newString } from "../../heap/strings.ts";
import { copyAs, str_concat, str_repeat, substring } from "../../objects/text.ts";
import { bootForTest } from "./boot.ts";

beforeEach(bootForTest);

const long = (unit: string): Address => newString(unit.repeat(GROWS_FROM));
const hasGrown = (str: Address): boolean => (I32[(str + STR_FLAGS) >> 2] & STR_GROWN) !== 0;
const bufferOf = (str: Address): Address => I32[(str + STR_BUFFER) >> 2];

test("100,000 pieces take a few buffers, and room for a half more than the text", () => {
  const piece = newString("ab");
  const buffers = new Set<Address>();
  let text = long("x");
  for (let i = 0; i < 100_000; i++) {
    text = str_concat(text, piece);
    buffers.add(bufferOf(text));
  }
  expect(jsString(text)).toBe("x".repeat(GROWS_FROM) + "ab".repeat(100_000));
  expect(buffers.size).toBeLessThan(20);
  expect(I32[(bufferOf(text) + BUFFER_CAPACITY) >> 2]).toBeLessThan(1.5 * (GROWS_FROM + 200_000) + 1);
});

test("two that go on from one text have a buffer each, and neither sees the other's", () => {
  const base = str_concat(long("x"), newString("base"));
  const left = str_concat(base, newString("left"));
  const right = str_concat(base, newString("right"));
  expect(bufferOf(left)).toBe(bufferOf(base));
  expect(bufferOf(right)).not.toBe(bufferOf(base));
  expect([base, left, right].map((str) => jsString(str).slice(GROWS_FROM))).toEqual([
    "base",
    "baseleft",
    "baseright",
  ]);
});

test("a text ends where it ends, whatever has grown behind it", () => {
  const base = str_concat(long("x"), newString("."));
  const longer = str_concat(base, newString("more"));
  expect(bufferOf(longer)).toBe(bufferOf(base));
  expect(jsString(str_repeat(base, 2))).toBe(jsString(base) + jsString(base));
  expect(jsString(substring(longer, GROWS_FROM, GROWS_FROM + 3))).toBe(".mo");
  expect(hasGrown(copyAs(T.str, longer))).toBe(false);
  expect(jsString(copyAs(T.str, longer))).toBe(jsString(longer));
});

test("short texts, texts before longer ones, and wider pieces do not grow", () => {
  const short = newString("x".repeat(GROWS_FROM - 1));
  expect(hasGrown(str_concat(short, newString("y")))).toBe(false);
  expect(hasGrown(str_concat(long("x"), long("yz")))).toBe(false);
  expect(hasGrown(str_concat(long("x"), newString("ж")))).toBe(false);
  expect(hasGrown(str_concat(long("x"), newString("é")))).toBe(true);
  expect(hasGrown(str_concat(long("ж"), newString("x")))).toBe(true);
  expect(jsString(str_concat(str_concat(long("ж"), newString("x")), newString("é"))).slice(-3)).toBe("жxé");
});
