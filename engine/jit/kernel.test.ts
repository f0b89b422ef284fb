/** The kernel that traces call: it finds what the runtime finds, makes what it makes, and declines what is not the usual case. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import { isUnbound, refAt, setFloat, setInt, setRef } from "../heap/values.ts";
import { createEngine } from "../index.ts";
import { instantiateKernel, type KernelFunction } from "../interp/kernel.ts";
import { compareStrings, nextItem } from "../interp/support.ts";
import { dictDelete, dictFindPlain, dictSet, newDict } from "../objects/dict.ts";
import { iterateString, newDictIterator } from "../objects/iterators.ts";
import { list_append, listItem, listLength, newList } from "../objects/list.ts";
import { newInstance } from "../objects/object.ts";
import { newSet, set_iter, setAdd, setDiscard, setFindPlain } from "../objects/set.ts";
import { characterString } from "../objects/text.ts";

type Kernel = Readonly<Record<string, KernelFunction>>;

let find: Kernel;
function start(): void {
  createEngine({ tier: "tier1", write() {} });
  find = instantiateKernel({ declines: true });
}

/** Calls a function of the kernel as a trace does: values in STATE_ARGS, then numbers, then where the result goes. */
function ask(
  kernel: Kernel,
  name: string,
  values: readonly bigint[],
  ...numbers: number[]
): { readonly declined: boolean; readonly answer: number } {
  I32[L.STATE_DECLINED >> 2] = 0;
  const slots = values.map((bits, i) => {
    const slot = L.STATE_ARGS + 8 * i;
    I32[slot >> 2] = Number(BigInt.asIntN(32, bits));
    I32[(slot >> 2) + 1] = Number(BigInt.asIntN(32, bits >> 32n));
    return slot;
  });
  const answer = (kernel[name] as KernelFunction)(...slots, ...numbers, L.STATE_RESULT);
  return { declined: I32[L.STATE_DECLINED >> 2] !== 0, answer };
}
beforeAll(start);

const boxed = (object: Address): bigint => (BigInt(L.TAG_REF >>> 0) << 32n) | BigInt(object);
const result = (): Address => refAt(L.STATE_RESULT);

/** Pseudo-random ints below a bound. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

const EDGES = [0, 1, -1, -2, 2 ** 31 - 1, 2 ** 31 - 2, -(2 ** 31), -(2 ** 31) + 1, -(2 ** 31) + 2];
const KEY: Address = L.STATE_ARGS + 16;
const VALUE: Address = L.STATE_ARGS + 24;

function intKey(next: (below: number) => number, spread: number): number {
  return next(8) === 0 ? (EDGES[next(EDGES.length)] as number) : next(spread) - (spread >> 1);
}

/** A new str, so that it has to be compared by its text; in each of the three widths. */
function strKey(next: (below: number) => number, spread: number): Address {
  return newString(["", "é", "猫", "🐱"][next(4)] + String(next(spread)));
}

/** Adds KEY to both tables, or takes it out of them, now and then. */
function change(dict: Address, set: Address, next: (below: number) => number, step: number): void {
  setInt(VALUE, step);
  if (next(3) === 0) {
    dictDelete(dict, KEY);
    setDiscard(set, KEY);
  } else {
    dictSet(dict, KEY, VALUE);
    setAdd(set, KEY);
  }
}

describe.each([
  ["few keys, many of them removed", 1, 12, 400],
  ["keys that crowd", 2, 300, 2000],
  ["a large table", 3, 100_000, 4000],
])("%s", (_, seed, spread, steps) => {
  test("of ints", () => {
    const next = numbersFrom(seed);
    const [dict, set] = [newDict(), newSet()];
    for (let i = 0; i < steps; i++) {
      setInt(KEY, intKey(next, spread));
      change(dict, set, next, i);
      const wanted = intKey(next, spread);
      expect(find["dict_find_int"]!(dict, wanted)).toBe(dictFindPlain(dict, wanted, L.TAG_INT));
      expect(find["set_find_int"]!(set, wanted)).toBe(setFindPlain(set, wanted, L.TAG_INT));
    }
    expect(find["dict_find_int"]!(dict, spread)).toBe(0);
  });

  test("of strs", () => {
    const next = numbersFrom(seed);
    const [dict, set] = [newDict(), newSet()];
    let found = 0;
    for (let i = 0; i < steps; i++) {
      setRef(KEY, strKey(next, spread));
      change(dict, set, next, i);
      const wanted = strKey(next, spread);
      // The WebAssembly first: it is to have the hash computed.
      const entry = find["dict_find_str"]!(dict, wanted);
      expect(entry).toBe(dictFindPlain(dict, wanted, L.TAG_REF));
      expect(find["set_find_str"]!(set, wanted)).toBe(setFindPlain(set, wanted, L.TAG_REF));
      if (entry !== 0) found++;
    }
    expect(found).toBeGreaterThan(spread > 1000 ? 0 : 20);
  });
});

test("a key of another type with the same hash is for the runtime to decide", () => {
  const [dict, set] = [newDict(), newSet()];
  setRef(KEY, newString("1"));
  setInt(VALUE, 0);
  dictSet(dict, KEY, VALUE);
  setAdd(set, KEY);
  expect(find["dict_find_int"]!(dict, 1)).toBe(0);
  expect(find["set_find_int"]!(set, 1)).toBe(0);
  // The float 1.0, which equals 1.
  setFloat(KEY, 1);
  dictSet(dict, KEY, VALUE);
  setAdd(set, KEY);
  expect(find["dict_find_int"]!(dict, 1)).toBe(-1);
  expect(find["set_find_int"]!(set, 1)).toBe(-1);
});

test("a list grows by appending as the runtime grows it", () => {
  const [ours, theirs] = [newList(0), newList(0)];
  for (let i = 0; i < 3000; i++) {
    setInt(VALUE, i);
    list_append(theirs, VALUE);
    expect(
      ask(find, "appendToList", [boxed(ours), (BigInt(L.TAG_INT >>> 0) << 32n) | BigInt(i)]).declined,
    ).toBe(false);
    expect(I32[(ours + L.LIST_CAPACITY) >> 2]).toBe(I32[(theirs + L.LIST_CAPACITY) >> 2]);
  }
  expect(listLength(ours)).toBe(3000);
  const bitsOf = (list: Address) => [...I32.subarray(listItem(list, 0) >> 2, listItem(list, 3000) >> 2)];
  expect(bitsOf(ours)).toEqual(bitsOf(theirs));
});

test("appending where there is no memory left is declined, and changes nothing", () => {
  createEngine({ tier: "tier1", write() {}, memoryLimitBytes: 32 << 20 });
  const kernel = instantiateKernel({ declines: true });
  const list = newList(0);
  while (!ask(kernel, "appendToList", [boxed(list), 0n]).declined && listLength(list) < 1e7);
  expect(isUnbound(L.STATE_RAISED)).toBe(true);
  expect(listLength(list)).toBe(I32[(list + L.LIST_CAPACITY) >> 2]);
});

describe("strs", () => {
  beforeAll(start);
  const pieces = ["", "a", "é", "猫", "🐱", "abcdefgh", "abcdefghi", "x".repeat(40), "ab\u0000c", "abcdefgx"];
  const texts = [...pieces, ...pieces.flatMap((one) => pieces.map((other) => one + other))];
  const words = (str: Address) => [...I32.subarray((str + L.STR_LENGTH) >> 2, (str + L.STR_DATA) >> 2)];

  test("are joined as in the runtime, with the flags that equality rests on", () => {
    for (const one of texts)
      for (const other of texts) {
        const { declined } = ask(find, "concatStrings", [boxed(newString(one)), boxed(newString(other))]);
        const isUsual = one !== "" && other !== "" && /^[\0-\xff]+$/.test(one + other);
        expect(declined).toBe(!isUsual);
        if (declined) continue;
        expect(jsString(result())).toBe(one + other);
        expect(words(result())).toEqual(words(newString(one + other)));
      }
  });

  test("are compared as in the runtime", () => {
    const [a, b] = [KEY, VALUE];
    for (const one of texts)
      for (const other of texts.slice(0, 40))
        for (const operand of [2, 4, 8, 2 | 8, 4 | 8, 2 | 4, 8 | 16 | 64]) {
          setRef(a, newString(one));
          setRef(b, newString(other));
          const wanted = compareStrings(a, b, operand);
          const { declined, answer } = ask(
            find,
            "compareStrings",
            [boxed(refAt(a)), boxed(refAt(b))],
            operand,
          );
          if (declined) expect(/[^\0-\xff]/.test(one + other)).toBe(true);
          else expect(answer).toBe(wanted);
        }
  });

  test("give their characters, each of which is made once", () => {
    const str = newString("aéz\u0000\u00ff");
    for (const [i, point] of [97, 233, 122, 0, 255].entries()) {
      expect(ask(find, "charAt", [boxed(str)], i).declined).toBe(false);
      expect(result()).toBe(characterString(point));
    }
    expect(ask(find, "charAt", [boxed(newString("a猫"))], 1).declined).toBe(true);
  });
});

test("instances and cells are made as by the runtime", () => {
  start();
  const type = I32[newInstance(L.T.object) >> 2] as Address;
  expect(ask(find, "newInstanceOf", [], type).declined).toBe(false);
  const [ours, theirs] = [result(), newInstance(type)];
  const bytes = L.INSTANCE_SLOTS + 8 * (I32[(type + L.TYPE_INLINE_SLOTS) >> 2] as number);
  const wordsOf = (object: Address) => [...I32.subarray(object >> 2, (object + bytes) >> 2)];
  expect(wordsOf(ours)).toEqual(wordsOf(theirs));
  expect(ask(find, "newCell", [boxed(ours)]).declined).toBe(false);
  expect(I32[result() >> 2]).toBe(L.T.cell);
  expect(refAt(result() + L.CELL_VALUE)).toBe(ours);
});

test("a cell of any size, until there is no memory left", () => {
  createEngine({ tier: "tier1", write() {}, memoryLimitBytes: 32 << 20 });
  const kernel = instantiateKernel({ declines: true });
  const allocate = (bytes: number): Address => kernel["allocateObject"]!(L.T.tuple, bytes);
  const seen = new Set<Address>();
  for (const bytes of [16, 24, 512, 513, 40_000, 200_000]) {
    const cell = allocate(bytes);
    expect(cell).toBeGreaterThanOrEqual(L.HEAP_BASE);
    expect([I32[cell >> 2], I32[(cell + L.OBJ_GC) >> 2]]).toEqual([L.T.tuple, 0]);
    seen.add(cell);
  }
  expect(seen.size).toBe(6);
  let count = 0;
  while (allocate(500) !== 0 && count < 1e6) count++;
  expect(count).toBeLessThan(1e6);
  expect(isUnbound(L.STATE_RAISED)).toBe(true);
});

test("an instance that there is no memory for is declined, and its result names no object", () => {
  createEngine({ tier: "tier1", write() {}, memoryLimitBytes: 32 << 20 });
  const kernel = instantiateKernel({ declines: true });
  const type = I32[newInstance(L.T.object) >> 2] as Address;
  do setInt(L.STATE_RESULT, 7);
  while (!ask(kernel, "newInstanceOf", [], type).declined);
  expect([I32[L.STATE_RESULT >> 2], I32[(L.STATE_RESULT >> 2) + 1]]).toEqual([7, L.TAG_INT]);
});

describe("iterators", () => {
  beforeAll(start);
  const [OURS, THEIRS] = [L.STATE_ARGS + 32, L.STATE_ARGS + 40];
  const wordsAt = (slot: Address) => [I32[slot >> 2], I32[(slot >> 2) + 1]];
  type Next = "nextKey" | "nextValue" | "nextPair" | "nextOfSet" | "nextOfStr";

  /** Steps both to the end and once more; gives what they gave, as text. */
  function sameItems(next: Next, make: () => Address): number {
    const [ours, theirs] = [make(), make()];
    setRef(OURS, ours);
    setRef(THEIRS, theirs);
    let count = 0;
    const size = next === "nextOfStr" ? 4 : 6;
    for (;;) {
      const { declined } = ask(find, "nextItem", [boxed(ours)]);
      if (declined) {
        // Only the ends of tables, and wide text.
        setRef(OURS, ours);
        nextItem(OURS, L.STATE_RESULT);
        const isWide = next === "nextOfStr" && /[^\0-\xff]/.test(jsString(refAt(KEY)));
        expect(isUnbound(L.STATE_RESULT) || isWide).toBe(true);
      }
      const got = wordsAt(L.STATE_RESULT);
      const pair = next === "nextPair" && !isUnbound(L.STATE_RESULT) ? refAt(L.STATE_RESULT) : 0;
      setRef(THEIRS, theirs);
      nextItem(THEIRS, VALUE);
      if (next === "nextOfStr" && !isUnbound(VALUE))
        expect(jsString(got[0] as Address)).toBe(jsString(refAt(VALUE)));
      else if (pair === 0) expect(got).toEqual(wordsAt(VALUE));
      else
        for (const item of [L.TUPLE_ITEMS, L.TUPLE_ITEMS + 8])
          expect(wordsAt(pair + item)).toEqual(wordsAt(refAt(VALUE) + item));
      const state = (one: Address) => [...I32.subarray((one >> 2) + 2, (one >> 2) + size)];
      expect(state(ours)).toEqual(state(theirs));
      if (isUnbound(VALUE)) return count;
      count++;
    }
  }

  test.each([0, 1, 5, 300])("over tables of %d keys, with gaps where some were", (size) => {
    const [dict, set] = [newDict(), newSet()];
    const overSet = (): Address => {
      setRef(KEY, set);
      set_iter(KEY, VALUE);
      return refAt(VALUE);
    };
    for (const gaps of [false, true]) {
      for (let i = 0; i < size; i++) {
        // Scattered, since a set goes in the order of its index.
        setInt(KEY, (i * 7919) % 10007);
        setInt(VALUE, -i);
        if (gaps && i % 3 === 0) {
          dictDelete(dict, KEY);
          setDiscard(set, KEY);
        } else {
          dictSet(dict, KEY, VALUE);
          setAdd(set, KEY);
        }
      }
      const left = gaps ? size - Math.ceil(size / 3) : size;
      expect(sameItems("nextKey", () => newDictIterator(L.T.dict_keyiterator, dict))).toBe(left);
      expect(sameItems("nextValue", () => newDictIterator(L.T.dict_valueiterator, dict))).toBe(left);
      expect(sameItems("nextPair", () => newDictIterator(L.T.dict_itemiterator, dict))).toBe(left);
      expect(sameItems("nextOfSet", overSet)).toBe(left);
    }
  });

  test.each(["", "a", "abc", "aé", "a猫b", "🐱"])("over the str %j", (text) => {
    const str = newString(text);
    const make = (): Address => {
      setRef(KEY, str);
      iterateString(KEY, VALUE);
      return refAt(VALUE);
    };
    expect(sameItems("nextOfStr", make)).toBe([...text].length);
  });

  test("leave it to the host when the table has changed", () => {
    const dict = newDict();
    setInt(KEY, 1);
    dictSet(dict, KEY, KEY);
    const iterator = newDictIterator(L.T.dict_keyiterator, dict);
    setInt(KEY, 2);
    dictSet(dict, KEY, KEY);
    expect(ask(find, "nextItem", [boxed(iterator)]).declined).toBe(true);
  });
});
