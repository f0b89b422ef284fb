/** Programs that random testing found: what went wrong once must come out as in Tier 1. */
import { expect, test } from "vitest";
import { printedIn } from "./run_program.ts";

const CASES: Readonly<Record<string, string>> = {
  "a call of globals() whose instruction was specialised": `
counter = 0
def main():
    u = 0
    for i in range(12):
        for z, e in enumerate((1, 2, 3)):
            k = 0
            while k < 3:
                k += 1
                u += k
            k = 0
            while k < 4:
                k += 1
                if u < 0:
                    u = 3
                else:
                    u += 1
                if i == 9: globals()['counter'] = 1.5
                u ^= 1
    print(u, counter)
main()
`,
  "a bridge is recorded while its tree is invalidated": `
def one(x):
    return x + 1
def two(x):
    return x + 2
def main():
    total = 0
    for i in range(20):
        total += one(i)
        if i == 9: globals()['one'] = two
        total ^= 1
    print(total)
main()
`,
};

test.each(Object.entries(CASES))("%s", (_name, source) => {
  expect(printedIn("tier2", source, 1)).toBe(printedIn("tier1", source));
});
