/** Outer traces that run inner ones: from Wasm to Wasm where the inner needs no frames, through the host otherwise. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tuning } from "../../base/tuning.ts";
import { collectionGate } from "../../interp/gate.ts";
import { printedIn, runProgram } from "./run_program.ts";

const { crossings } = tuning;
beforeEach(() => {
  // These programs are too short for trees to be put together after as many ways from code to code as that is worth.
  tuning.crossings = 3;
});
afterEach(() => {
  tuning.crossings = crossings;
  Object.defineProperty(collectionGate, "closed", { configurable: true, writable: true, value: 0 });
});

const TURNS = 500;
const THRESHOLD = 20;

/** Runs a program in the JIT; how often its outer loop, at line 3, ran the inner trace through the host, and how often at all. */
function run(source: string): { readonly throughHost: number; readonly entries: number } {
  // The host closes the gate around each run of an inner trace; nothing else in these programs does.
  let closings = 0;
  let closed = 0;
  Object.defineProperty(collectionGate, "closed", {
    configurable: true,
    get: () => closed,
    set(value: number) {
      if (value > closed) closings++;
      closed = value;
    },
  });
  const ran = runProgram("jit", source, THRESHOLD);
  const traces = ran.engine.traces();
  const throughHost = closings;
  expect(ran.printed).toBe(printedIn("tier1", source));
  const inner = traces.find((one) => one.kind === "loop" && one.head.line === 8);
  const outer = traces.find((one) => one.kind === "loop" && one.head.line === 3);
  expect(inner?.state).toBe("compiled");
  expect(outer?.optimized.filter(({ op, removed }) => op === "call_tree" && removed === null)).toHaveLength(
    1,
  );
  return { throughHost, entries: inner!.entries };
}

const program = (loop: string, after = ""): string => `def main():
    total = 0
    for turn in range(${TURNS}):
        total += inner(turn, "abc")
    print(total)
def inner(turn, text):
    total = 0
${loop}
    return total
${after}main()
`;

describe("an inner loop's trace", () => {
  test("is called from Wasm where it keeps to itself", () => {
    const { throughHost, entries } = run(program("    for i in range(30):\n        total += i & turn"));
    // From Tier 1 until the outer trace is there; then from that.
    expect(entries).toBeGreaterThan(TURNS - 3 * THRESHOLD);
    expect(throughHost).toBeLessThan(10);
  });

  test("so too when functions are inlined in it", () => {
    const source = program(
      "    for i in range(30):\n        total += double(i) & turn",
      "def double(x):\n    return x + x\n",
    );
    expect(run(source).throughHost).toBeLessThan(10);
  });

  test("so too when what it calls runs no Python code", () => {
    const { throughHost } = run(
      program(
        "    for i in range(30):\n        total += (i * 3 & 7) + (i ^ turn) - (i | 5) + (i & turn)\n        text.upper()",
      ),
    );
    expect(throughHost).toBeLessThan(10);
  });

  test("not: what it calls might, and look at frames", () => {
    const turns = 12;
    const work = "total += (i * 3 & 7) + (i ^ turn) - (i | 5) + (i & turn)";
    const { throughHost, entries } = run(
      program(`    for i in range(${turns}):\n        ${work}\n        total += sum((i, turn))`),
    );
    expect(entries).toBeGreaterThan(TURNS - 3 * THRESHOLD);
    // The gate is also closed around each such call.
    expect(throughHost).toBeGreaterThan(turns * TURNS + TURNS / 2);
  });
});
