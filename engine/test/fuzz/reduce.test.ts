/** The reducer leaves what shows the fault, and little else. */
import { expect, test } from "vitest";
import { reduce } from "./reduce.ts";

const NO_LIMIT = Number.POSITIVE_INFINITY;

const reduced = async (program: string, shows: (source: string) => boolean): Promise<string> =>
  (await reduce(program, async (source) => shows(source), NO_LIMIT)).source;

const PROGRAM = `import sys
def f(a, b=2):
    try:
        for i in range(400):
            if i % 50 == 7:
                total = sum([i, b, len("é日本")]) + xs.pop(a * 3)
            else:
                total = 3
    finally:
        print(a)
    return total
class C:
    def step(self):
        return 1
print(f(1), C().step())
`;

test("statements, arguments and operands go", async () => {
  expect(await reduced(PROGRAM, (source) => source.includes("xs.pop"))).toBe("xs.pop\n");
});

test("blocks take the place of the statement around them", async () => {
  const shows = (source: string): boolean => /for i in .*:\n.*\n? *x?.*total = /.test(source);
  expect(await reduced(PROGRAM, shows)).toBe("for i in 0:\n    total = 0\n");
});

test("clauses go, numbers shrink", async () => {
  const shows = (source: string): boolean =>
    /range\((\d+)\)/.test(source) && Number(/range\((\d+)\)/.exec(source)![1]) >= 37;
  expect(await reduced(PROGRAM, shows)).toBe("range(37)\n");
});

test("what shows nothing is left as it is", async () => {
  const { source, tries } = await reduce("x = 1\n", async () => false, NO_LIMIT);
  expect(source).toBe("x = 1\n");
  expect(tries).toBeGreaterThan(0);
});
