/**
 * The kinds of values that generated programs tell apart: finer than Python's types where a program must know more to
 * succeed (a list of ints, a small int that may be an index), coarser where it need not.
 */
import type { Random } from "./random.ts";

export const KINDS = [
  "int",
  /** An int from 0 to about 12: an index, a count. */
  "small",
  "bool",
  "float",
  /** An int or a float. */
  "num",
  "str",
  /** Lists. */
  "ints",
  "floats",
  "strs",
  "pairs",
  "anys",
  "objs",
  /** A tuple of ints, not empty. */
  "tup",
  /** Dicts: str to int, int to int, keys of all kinds to int. */
  "counts",
  "table",
  "mixed",
  /** A set of ints. */
  "bag",
  /** An instance of a class of the program's. */
  "obj",
  /** `self` in a method. */
  "me",
  /** Takes an int, gives an int. */
  "fn",
  /** A generator of ints that has perhaps ended. */
  "gen",
  /** Anything that prints the same everywhere. */
  "any",
] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (word: string): word is Kind => (KINDS as readonly string[]).includes(word);

/** Kinds whose values may stand where the key is asked for. */
const STANDS_FOR: Partial<Record<Kind, readonly Kind[]>> = {
  int: ["small", "bool"],
  num: ["int", "small", "bool", "float"],
  anys: ["ints", "floats", "strs", "pairs"],
  any: [
    "int",
    "small",
    "bool",
    "float",
    "num",
    "str",
    "ints",
    "strs",
    "tup",
    "counts",
    "anys",
    "pairs",
    "table",
  ],
};

/** Whether a value of kind `given` may stand where `wanted` is asked for. */
export const fits = (given: Kind, wanted: Kind): boolean =>
  given === wanted || (STANDS_FOR[wanted]?.includes(given) ?? false);

/** Kinds that a program would give a variable of, with how often. */
export const NEW_VARIABLES: readonly (readonly [Kind, number])[] = [
  ["int", 6],
  ["small", 1],
  ["bool", 1],
  ["float", 3],
  ["num", 2],
  ["str", 3],
  ["ints", 5],
  ["floats", 2],
  ["strs", 2],
  ["pairs", 1],
  ["anys", 1],
  ["objs", 2],
  ["tup", 2],
  ["counts", 2],
  ["table", 2],
  ["mixed", 1],
  ["bag", 2],
  ["obj", 4],
  ["fn", 2],
  ["gen", 1],
  ["any", 2],
];

/** What programs call their variables. */
export const NAMES: Readonly<Record<Kind, readonly string[]>> = {
  int: ["total", "count", "best", "acc", "state", "left", "right", "score", "mark", "lo", "hi"],
  small: ["pos", "at", "k", "step"],
  bool: ["seen", "done", "flag", "odd"],
  float: ["mean", "rate", "x", "y", "weight", "share"],
  num: ["value", "amount", "z", "limit"],
  str: ["word", "text", "line", "label", "tail"],
  ints: ["xs", "ys", "row", "stack", "values", "path"],
  floats: ["fs", "gs", "rates", "column"],
  strs: ["words", "lines", "names", "parts"],
  pairs: ["pairs", "edges", "moves"],
  anys: ["things", "bits", "found"],
  objs: ["nodes", "items", "shapes"],
  tup: ["pair", "point", "key"],
  counts: ["counts", "tally", "freq"],
  table: ["table", "memo", "index", "cache"],
  mixed: ["mixed", "lookup"],
  bag: ["bag", "visited", "pool"],
  obj: ["node", "item", "shape", "box"],
  me: ["self"],
  fn: ["f", "g", "rule", "op"],
  gen: ["it", "source", "feed"],
  any: ["u", "result", "last", "thing"],
};

const WORDS = ["a", "ab", "key", "left", "Zeta", "x1", "", "é", "日本", "tick", "mill", "zz top", "-3", "42"];

const INTS = [
  "0", "1", "2", "3", "7", "-1", "-5", "10", "64", "100", "255", "-300", "4096", "65535", "1000003",
  "2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296", "9007199254740993",
  "9223372036854775807", "9223372036854775808", "-9223372036854775808", "10**20", "-(1 << 70)",
]; // biome-ignore format: a table of numbers

const FLOATS = [
  "0.5", "1.0", "2.5", "-1.5", "0.1", "3.0", "-0.0", "0.0", "1e300", "-1e-300", "123456.789", "1e16",
  "float('inf')", "float('nan')", "-float('inf')", "2147483648.0", "9.5e18",
]; // biome-ignore format: a table of numbers

const someOf = (random: Random, least: number, most: number, one: () => string): string =>
  Array.from({ length: random.between(least, most) }, one).join(", ");

/** The text of a constant; undefined for kinds that have none. */
export function literal(kind: Kind, random: Random): string | undefined {
  const int = (): string => (random.chance(0.7) ? String(random.between(-9, 30)) : random.pick(INTS));
  const small = (): string => String(random.below(10));
  const float = (): string => random.pick(FLOATS.slice(0, random.chance(0.7) ? 6 : FLOATS.length));
  const str = (): string => JSON.stringify(random.pick(WORDS));
  switch (kind) {
    case "int":
      return int();
    case "small":
      return small();
    case "bool":
      return random.pick(["True", "False"]);
    case "float":
      return float();
    case "num":
      return random.chance(0.5) ? int() : float();
    case "str":
      return str();
    case "ints":
      return `[${someOf(random, 2, 6, int)}]`;
    case "floats":
      return `[${someOf(random, 2, 5, float)}]`;
    case "strs":
      return `[${someOf(random, 2, 5, str)}]`;
    case "pairs":
      return `[${someOf(random, 2, 4, () => `(${int()}, ${small()})`)}]`;
    case "anys":
      return `[${someOf(random, 2, 5, () => literal(random.pick(["int", "float", "str", "tup", "bool"]), random)!)}]`;
    case "tup":
      return `(${someOf(random, 2, 4, int)})`;
    case "counts":
      return `{${someOf(random, 2, 4, () => `${str()}: ${int()}`)}}`;
    case "table":
      return `{${someOf(random, 2, 5, () => `${small()}: ${int()}`)}}`;
    case "mixed":
      return `{${someOf(random, 2, 4, () => `${literal(random.pick(["int", "str", "tup", "bool"]), random)!}: ${int()}`)}}`;
    case "bag":
      return `{${someOf(random, 2, 5, small)}}`;
    case "any":
      return random.chance(0.3)
        ? "None"
        : literal(random.pick(["int", "float", "str", "tup", "ints", "bool"]), random);
    default:
      return undefined;
  }
}
