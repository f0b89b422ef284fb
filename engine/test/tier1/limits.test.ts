/** What happens at the edges of a run: no memory left, an interrupt, too deep a recursion, a pause anywhere. */
import { describe, expect, it } from "vitest";
import { createEngine, type Engine, type EngineOptions } from "../../index.ts";

interface Run {
  readonly engine: Engine;
  text: string;
}

const MEGABYTE = 1 << 20;

describe.each(["typescript", "wasm"] as const)("in %s", (interpreter) => {
  function start(source: string, options: Partial<EngineOptions> = {}): Run {
    const run = { text: "" } as { engine: Engine; text: string };
    run.engine = createEngine({
      tier: "tier1",
      interpreter,
      write: (_stream, text) => {
        run.text += text;
      },
      ...options,
    });
    run.engine.start(source, "main.py");
    return run;
  }

  describe("memory", () => {
    const eat = "def eat():\n    l = []\n    while True: l.append([0] * 1000)\n";

    it("raises MemoryError at the limit, again and again, and can go on", () => {
      const catching = `${eat}for i in range(3):\n    try: eat()\n    except MemoryError as e: print(repr(e))\nprint('on')`;
      const run = start(catching, { memoryLimitBytes: 24 * MEGABYTE });
      expect(run.engine.resume()).toEqual({ state: "finished", exitCode: 0 });
      expect(run.text).toBe(`${"MemoryError()\n".repeat(3)}on\n`);
    });

    it("prints an uncaught MemoryError with its traceback", () => {
      const run = start(`${eat}eat()`, { memoryLimitBytes: 24 * MEGABYTE });
      expect(run.engine.resume()).toEqual({ state: "finished", exitCode: 1 });
      expect(run.text).toMatch(/^Traceback[\s\S]*in eat\n[\s\S]*\nMemoryError\n$/);
    });

    it("begins with less where the host has no room for what it would like", () => {
      const { Memory } = WebAssembly;
      const asked: number[] = [];
      class Scarce extends Memory {
        constructor(descriptor: WebAssembly.MemoryDescriptor) {
          asked.push(descriptor.initial);
          if (descriptor.initial > 1000) throw new RangeError("could not allocate memory");
          super(descriptor);
        }
      }
      Object.assign(WebAssembly, { Memory: Scarce });
      try {
        // Another limit than before, so that the memory of the engine before does not serve again.
        const run = start("print(len([0] * 3000000))", { memoryLimitBytes: 200 * MEGABYTE });
        expect(asked).toHaveLength(2);
        run.engine.resume();
        expect(run.text).toBe("3000000\n");
      } finally {
        Object.assign(WebAssembly, { Memory });
      }
    });

    it("collects garbage before it runs out", () => {
      const run = start("for i in range(40):\n    x = [i] * 100000\nprint('on')", {
        memoryLimitBytes: 24 * MEGABYTE,
      });
      run.engine.resume();
      expect(run.text).toBe("on\n");
      expect(run.engine.stats().collections).toBeGreaterThan(0);
    });
  });

  describe("an interrupt", () => {
    it("ends a program with KeyboardInterrupt and code 130", () => {
      const run = start("def f():\n    while True:\n        pass\nf()");
      expect(run.engine.resume(5).state).toBe("paused");
      run.engine.interrupt();
      expect(run.engine.resume()).toEqual({ state: "finished", exitCode: 130 });
      expect(run.text).toMatch(
        /in f\n {4}while True:\n[\s\S]*\nKeyboardInterrupt\n$|in f\n {4}pass[\s\S]*KeyboardInterrupt\n$|KeyboardInterrupt\n$/,
      );
    });

    it("can be caught, and runs what has to be cleaned up", () => {
      const run = start(
        "try:\n    try:\n        while True: pass\n    finally: print('clean')\nexcept KeyboardInterrupt as e:\n    print(repr(e))",
      );
      run.engine.resume(5);
      run.engine.interrupt();
      expect(run.engine.resume()).toEqual({ state: "finished", exitCode: 0 });
      expect(run.text).toBe("clean\nKeyboardInterrupt()\n");
    });
  });

  describe("recursion", () => {
    it.each([
      ["a function", "def f(): f()", "f()"],
      ["a method", "class A:\n    def f(self): self.f()", "A().f()"],
      ["__init__", "class A:\n    def __init__(self): A()", "A()"],
      ["a generator", "def g():\n    yield from g()", "list(g())"],
      ["a key function", "def f(x): return sorted([1], key=f)", "f(1)"],
      ["a dunder", "class A:\n    def __eq__(self, o): return self == o", "A() == 1"],
      ["__getattr__", "class A:\n    def __getattr__(self, n): return getattr(self, n)", "A().x"],
      ["repr", "class A:\n    def __repr__(self): return repr(self)", "repr(A())"],
    ])("of %s raises RecursionError, and the program goes on", (_what, definition, call) => {
      const run = start(
        `${definition}\nfor i in range(2):\n    try: ${call}\n    except RecursionError: print('deep')`,
      );
      expect(run.engine.resume()).toEqual({ state: "finished", exitCode: 0 });
      expect(run.text).toBe("deep\ndeep\n");
    });

    it("goes as deep as the program sets", () => {
      const run = start(
        "import sys\nsys.setrecursionlimit(20000)\ndef f(n): return n if n == 0 else f(n - 1) + 1\nprint(f(19000))",
      );
      run.engine.resume();
      expect(run.text).toBe("19000\n");
    });
  });

  describe("a pause", () => {
    it("may come at any turn and changes nothing", () => {
      const source = `
def squares(n):
    for i in range(n):
        yield i * i
class Bag:
    def __init__(self, n): self.n = n
    def total(self):
        t = 0
        for x in squares(self.n): t += x
        return t
found = []
for k in range(12):
    try:
        found.append(Bag(k).total() // (k % 7))
    except ZeroDivisionError:
        found.append(-1)
print(sum(found), len(found))`;
      const whole = start(source);
      whole.engine.resume();
      const pieces = start(source, { gcStress: true });
      let pauses = 0;
      while (pieces.engine.resume(0).state !== "finished") pauses++;
      expect(pieces.text).toBe(whole.text);
      expect(pauses).toBeGreaterThan(100);
    });
  });
});
