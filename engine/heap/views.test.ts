/**
 * `I32[…] = make()` looks up the view of memory before it calls: if that makes the memory grow, it writes to a view that is gone.
 * `setWord` is for that. So no view is written to by what may allocate; which functions may is found from the sources, by name.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ENGINE = fileURLToPath(new URL("..", import.meta.url));
/** What cannot allocate Python's objects, or is no part of a run. */
const OTHERS = /^(test|bench|tools|syntax|docs|generated|kernel)\//;

const ALLOCATORS = ["allocateCell", "growMemory", "callValue", "raise"];
/** A function, or an arrow function with a name; its body is taken to reach to the next. */
const DEFINITION = /(?:^|\n)(?:export )?(?:function\*? (\w+)|const (\w+) = (?:\([^)]*\)|\w+)(?::[^=]+)? =>)/g;
const WRITE = /\b(?:I32|U8|U16|U32|F64)\[(?:[^[\]]|\[[^[\]]*\])*\]\s*(?:[-+|&^]|>>|<<)?=(?!=)\s*[^;]*;/g;
const COPY = /\b(?:I32|U8|U16|U32|F64)\.(?:set|fill|copyWithin)\([^;]*\);/g;

const calledIn = (text: string): string[] =>
  [...text.matchAll(/\b(\w+)\(/g)].map(([, name]) => name as string);

/** What each function of the sources calls, by name. */
function callsOf(sources: Iterable<string>): Map<string, Set<string>> {
  const calls = new Map<string, Set<string>>();
  for (const source of sources) {
    const found = [...source.matchAll(DEFINITION)];
    found.forEach(({ index, 1: named, 2: arrow }, i) => {
      const name = (named ?? arrow) as string;
      const callees = calls.get(name) ?? new Set();
      for (const callee of calledIn(source.slice(index, found[i + 1]?.index))) callees.add(callee);
      calls.set(name, callees);
    });
  }
  return calls;
}

/** Names of functions that may come to allocate. */
function mayAllocate(calls: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const may = new Set(ALLOCATORS);
  for (let before = 0; before !== may.size; ) {
    before = may.size;
    for (const [name, callees] of calls)
      if (!may.has(name) && [...callees].some((one) => may.has(one))) may.add(name);
  }
  return may;
}

/** Writes to views in a text whose value or place comes of an allocation. */
function lostWrites(text: string, may: ReadonlySet<string>): string[] {
  return [...text.matchAll(WRITE), ...text.matchAll(COPY)]
    .map(([write]) => write)
    .filter((write) => calledIn(write).some((name) => may.has(name)));
}

const sources = new Map(
  readdirSync(ENGINE, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !OTHERS.test(path))
    .map((path) => [path, readFileSync(join(ENGINE, path), "utf8")]),
);

test("no view of memory is written to by what may make it grow", () => {
  const may = mayAllocate(callsOf(sources.values()));
  // The closure is not empty by accident.
  for (const name of ["newTuple", "newDict", "intern", "allocateStorage"]) expect(may).toContain(name);
  const lost = [...sources].flatMap(([path, text]) =>
    lostWrites(text, may).map((write) => `${path}: ${write}`),
  );
  expect(lost).toEqual([]);
});

test("one that is would be found", () => {
  const may = mayAllocate(
    callsOf(["function make() { return allocateCell(8); }\nconst twice = (n: number) => make();\n"]),
  );
  expect(lostWrites("I32[(list + ITEMS) >> 2] = twice(3);", may)).toHaveLength(1);
  expect(lostWrites("I32[list >> 2] +=\n  make();", may)).toHaveLength(1);
  expect(lostWrites("U8.set(bytes, make());", may)).toHaveLength(1);
  expect(lostWrites("setWord(list + ITEMS, make());", may)).toEqual([]);
  expect(lostWrites("if (I32[list >> 2] === 3) make();", may)).toEqual([]);
});
