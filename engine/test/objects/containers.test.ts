/**
 * The tables of dict and set and the storage of list against JS models, over long random histories of operations.
 *
 * No program runs here: keys are ints, floats, bools and strs, which compare without Python.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { resetAllocator } from "../../heap/allocate.ts";
import { DICT_VERSION, LIST_CAPACITY, type Slot, T } from "../../heap/layout.ts";
import { createMemory, I32 } from "../../heap/memory.ts";
import { intern, jsString, newString } from "../../heap/strings.ts";
import { floatAt, intAt, isFloat, isInt, refAt, setFloat, setInt, setRef } from "../../heap/values.ts";
import { bootObjects } from "../../objects/boot.ts";
import {
  dictClear,
  dictCopy,
  dictDelete,
  dictDeleteName,
  dictFind,
  dictFindName,
  dictKeyAt,
  dictLength,
  dictNext,
  dictSet,
  dictSetName,
  dictValueAt,
  newDict,
} from "../../objects/dict.ts";
import { list_append, list_insertAt, list_popAt, listItem, listLength, newList } from "../../objects/list.ts";
import {
  mergeSets,
  newSet,
  setAdd,
  setContains,
  setDiscard,
  setKeyAt,
  setLength,
  setNext,
} from "../../objects/set.ts";
import { sortList } from "../../objects/sort.ts";
import { pushTemps } from "../../runtime/state.ts";

type Key = number | string;

let slots: Slot;
beforeEach(() => {
  createMemory(2 ** 28);
  resetAllocator();
  bootObjects();
  slots = pushTemps(8);
});

/** A generator of numbers below `limit`, the same in every run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % limit;
  };
}

function writeKey(slot: Slot, key: Key): Slot {
  if (typeof key === "string") setRef(slot, key.length % 2 === 0 ? intern(key) : newString(key));
  else if (Number.isInteger(key)) setInt(slot, key);
  else setFloat(slot, key);
  return slot;
}

function readKey(slot: Slot): Key {
  if (isInt(slot)) return intAt(slot);
  return isFloat(slot) ? floatAt(slot) : jsString(refAt(slot));
}

/** Keys that collide: multiples of a power of two, negative ones, close ones, strs. */
function someKey(random: (limit: number) => number): Key {
  switch (random(4)) {
    case 0:
      return random(40);
    case 1:
      return random(40) * 1024;
    case 2:
      return -1 - random(20);
    default:
      return `k${"x".repeat(random(3))}${random(40)}`;
  }
}

describe("dict", () => {
  test("keeps keys, values and order through thousands of random operations", () => {
    const random = randomNumbers(7);
    const dict = newDict();
    const model = new Map<Key, number>();
    for (let step = 0; step < 20_000; step++) {
      const key = someKey(random);
      const slot = writeKey(slots, key);
      switch (random(5)) {
        case 0:
        case 1:
          setInt(slots + 8, step);
          dictSet(dict, slot, slots + 8);
          model.set(key, step);
          break;
        case 2:
          expect(dictDelete(dict, slot)).toBe(model.delete(key));
          break;
        default: {
          const found = dictFind(dict, slot);
          expect(found === 0 ? undefined : intAt(found)).toBe(model.get(key));
        }
      }
      if (step === 15_000) {
        dictClear(dict);
        model.clear();
      }
      if (step % 997 === 0) {
        const entries: [Key, number][] = [];
        for (let i = dictNext(dict, 0); i >= 0; i = dictNext(dict, i + 1))
          entries.push([readKey(dictKeyAt(dict, i)), intAt(dictValueAt(dict, i))]);
        expect(entries).toEqual([...model]);
        expect(dictLength(dict)).toBe(model.size);
        const copy = dictCopy(dict);
        expect(dictLength(copy)).toBe(model.size);
        for (const [known, value] of model) {
          const found = dictFind(copy, writeKey(slots, known));
          expect(found === 0 ? undefined : intAt(found)).toBe(value);
        }
      }
    }
  });

  test("grows to many entries", () => {
    const dict = newDict();
    for (let i = 0; i < 100_000; i++) {
      setInt(slots, i * 64);
      dictSet(dict, slots, slots);
    }
    for (let i = 0; i < 100_000; i += 17) {
      setInt(slots, i * 64);
      expect(intAt(dictFind(dict, slots))).toBe(i * 64);
    }
  });

  test("finds equal numbers of any type", () => {
    const dict = newDict();
    setInt(slots, 1);
    dictSet(dict, slots, slots);
    setFloat(slots + 8, 1);
    expect(dictFind(dict, slots + 8)).not.toBe(0);
    setFloat(slots + 8, -1);
    setInt(slots, -1);
    dictSet(dict, slots + 8, slots);
    expect(intAt(dictFind(dict, slots))).toBe(-1);
    expect(dictLength(dict)).toBe(2);
  });

  test("finds names by text, interned or not", () => {
    const dict = newDict();
    setRef(slots, newString("name"));
    setInt(slots + 8, 5);
    dictSet(dict, slots, slots + 8);
    expect(intAt(dictFindName(dict, intern("name")))).toBe(5);
    dictSetName(dict, intern("other"), slots + 8);
    expect(dictDeleteName(dict, newString("other"))).toBe(true);
    expect(dictFindName(dict, intern("other"))).toBe(0);
  });

  test("changes its version with its keys, not with a value", () => {
    const dict = newDict();
    const version = (): number => I32[(dict + DICT_VERSION) >> 2];
    const before = version();
    setInt(slots, 1);
    dictSet(dict, slots, slots);
    const added = version();
    expect(added).not.toBe(before);
    setInt(slots + 8, 2);
    dictSet(dict, slots, slots + 8);
    expect(version()).toBe(added);
    dictDelete(dict, slots);
    expect(version()).not.toBe(added);
  });
});

describe("set", () => {
  test("keeps its elements through thousands of random operations", () => {
    const random = randomNumbers(11);
    const set = newSet();
    const model = new Set<Key>();
    for (let step = 0; step < 20_000; step++) {
      const key = someKey(random);
      const slot = writeKey(slots, key);
      switch (random(4)) {
        case 0:
        case 1:
          expect(setAdd(set, slot)).toBe(!model.has(key));
          model.add(key);
          break;
        case 2:
          expect(setDiscard(set, slot)).toBe(model.delete(key));
          break;
        default:
          expect(setContains(set, slot)).toBe(model.has(key));
      }
      expect(setLength(set)).toBe(model.size);
      if (step % 997 === 0) expect(elements(set).sort()).toEqual([...model].sort());
    }
  });

  function elements(set: number): Key[] {
    const keys: Key[] = [];
    for (let i = setNext(set, 0); i >= 0; i = setNext(set, i + 1)) keys.push(readKey(setKeyAt(set, i)));
    return keys;
  }

  test("walks small ints in CPython's order", () => {
    const order = (...keys: number[]): Key[] => {
      const set = newSet();
      for (const key of keys) setAdd(set, writeKey(slots, key));
      return elements(set);
    };
    expect(order(3, 1, 2)).toEqual([1, 2, 3]);
    expect(order(20, 17, 14, 11, 8, 5, 2)).toEqual([2, 5, 8, 11, 14, 17, 20]);
    expect(order(100, 5, 33, 64, 8, 16)).toEqual([64, 33, 100, 5, 8, 16]);
    expect(order(0, -1, 1)).toEqual([0, 1, -1]);
    // A display of constants is a frozenset poured into a fresh set, which gets a smaller table.
    const constant = newSet();
    for (const key of [100, 5, 33, 64, 8, 16]) setAdd(constant, writeKey(slots, key));
    const display = newSet();
    mergeSets(display, constant);
    expect(elements(display)).toEqual([64, 33, 16, 100, 5, 8]);
  });
});

describe("list", () => {
  test("keeps its items through thousands of random operations", () => {
    const random = randomNumbers(3);
    const list = newList(0);
    const model: number[] = [];
    for (let step = 0; step < 20_000; step++) {
      setInt(slots, step);
      const index = random(model.length + 1);
      switch (random(5)) {
        case 0:
        case 1:
          list_append(list, slots);
          model.push(step);
          break;
        case 2:
          list_insertAt(list, index, slots);
          model.splice(index, 0, step);
          break;
        default:
          if (index < model.length) {
            list_popAt(list, index, slots + 8);
            expect(intAt(slots + 8)).toBe(model.splice(index, 1)[0]);
          }
      }
      expect(listLength(list)).toBe(model.length);
      if (step % 499 === 0) expect(model.map((_, i) => intAt(listItem(list, i)))).toEqual(model);
    }
  });

  test("over-allocates as CPython does", () => {
    const list = newList(0);
    const capacities = new Set<number>();
    for (let i = 0; i < 100; i++) {
      list_append(list, slots);
      capacities.add(I32[(list + LIST_CAPACITY) >> 2]);
    }
    expect([...capacities]).toEqual([4, 8, 16, 24, 32, 40, 52, 64, 76, 92, 108]);
  });

  test.each([
    ["ints", (random: (limit: number) => number) => random(1000) - 500],
    ["floats", (random: (limit: number) => number) => (random(1000) - 500) / 4 + 0.125],
    ["strs", (random: (limit: number) => number) => `s${random(500)}`],
  ])("sorts %s both ways", (_name, make) => {
    const random = randomNumbers(5);
    for (const length of [0, 1, 2, 3, 31, 64, 65, 200, 1000]) {
      const model: Key[] = Array.from({ length }, () => make(random));
      for (const reverse of [false, true]) {
        const list = newList(0);
        for (const key of model) list_append(list, writeKey(slots, key));
        I32[(slots + 12) >> 2] = -5;
        sortList(list, slots + 8, reverse);
        const sorted = [...model].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        if (reverse) sorted.reverse();
        expect(sorted.map((_, i) => readKey(listItem(list, i)))).toEqual(sorted);
      }
    }
  });
});

test("types are where the layout says", () => {
  expect(I32[newDict() >> 2]).toBe(T.dict);
});
