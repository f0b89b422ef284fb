import { afterEach, describe, expect, it } from "vitest";
import type { Engine } from "../index.ts";
import { CurveSampler } from "./curve.ts";
import { OutputBatch } from "./output.ts";
import type { FromWorker, RunOptions } from "./protocol.ts";
import { EngineSession, type Surroundings } from "./session.ts";

const OPTIONS: RunOptions = { tier: "tier1", inspect: false };
/** How much later it is each time somebody looks at the clock, which is what makes it go: no test measures time. */
const LOOK_MS = 1;
/** So many looks at the clock, with a quantum of fuel between two, the page may have to wait until it is heard. */
const SLICE_LOOKS = 12;

type Kind = FromWorker["type"];
type Message<K extends Kind> = Extract<FromWorker, { type: K }>;

/** A page: keeps what the session posts, and waits for messages. */
class Page implements Surroundings {
  readonly heard: FromWorker[] = [];
  /** Looks at the clock when the session last went back to the event loop; one entry each time. */
  readonly breaks: number[] = [];
  private listeners: (() => void)[] = [];
  private looks = 0;

  post(message: FromWorker): void {
    this.heard.push(message);
    for (const listener of this.listeners) listener();
  }
  defer(task: () => void): void {
    this.breaks.push(this.looks);
    setImmediate(task);
  }
  delay(task: () => void, ms: number): () => void {
    this.breaks.push(this.looks);
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  }
  now(): number {
    return LOOK_MS * ++this.looks;
  }
  async loadBinaryen(): Promise<unknown> {
    throw new Error("not here");
  }
  of<K extends Kind>(type: K): Message<K>[] {
    return this.heard.filter((message): message is Message<K> => message.type === type);
  }
  get text(): string {
    return this.of("output")
      .map((message) => message.text)
      .join("");
  }
  /** Resolves with the first message of a kind, or throws if the engine crashed. */
  async wait<K extends Kind>(type: K): Promise<Message<K>> {
    for (;;) {
      const found = this.of(type)[0];
      if (found !== undefined) return found;
      const crash = this.of("crash")[0];
      if (crash !== undefined) throw new Error(crash.message);
      await new Promise<void>((resolve) => this.listeners.push(resolve));
    }
  }
}

/** Lets the event loop turn so many times. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe("the worker's end of the protocol", () => {
  let page = new Page();
  let session = new EngineSession(page);
  afterEach(() => {
    page = new Page();
    session = new EngineSession(page);
  });
  const run = (source: string, options: RunOptions = OPTIONS): void =>
    session.receive({ type: "run", run: 1, source, filename: "main.py", options });

  it("says that it is ready, and then that it is trained", async () => {
    await session.start();
    expect(page.heard.map(({ type }) => type)).toEqual(["ready", "trained"]);
  });

  it("says why WebAssembly has no text, and loads what prints it once", async () => {
    session.receive({ type: "print" });
    expect((await page.wait("printer")).error).toMatch(/could not be loaded: not here/);
    let loaded = 0;
    page.loadBinaryen = async () => {
      loaded++;
      return (await import("binaryen")).default;
    };
    session.receive({ type: "print" });
    session.receive({ type: "print" });
    while (page.of("printer").length === 1) await turns(1);
    expect(page.of("printer").map(({ error }) => error === null)).toEqual([false, true]);
    expect(loaded).toBe(1);
    run("for i in range(3000):\n    pass", { ...OPTIONS, tier: "jit", threshold: 100, inspect: true });
    await page.wait("finished");
    session.receive({ type: "inspect", run: 1 });
    const [trace] = (await page.wait("snapshot")).snapshot.traces;
    expect(trace?.wasm?.lines.map(({ text }) => text).join("\n")).toContain("(loop $L");
  });

  it("trains for the other build of Tier 1 when it is told to", async () => {
    await session.start();
    session.receive({ type: "train", interpreter: "typescript" });
    const { length } = page.of("trained");
    while (page.of("trained").length === length) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(page.of("trained")).toHaveLength(length + 1);
    run("print('after')", { ...OPTIONS, interpreter: "typescript" });
    expect((await page.wait("finished")).stats.interpreter).toBe("typescript");
  });

  it("gives up training for a program", async () => {
    const started = session.start();
    run("print('at once')");
    await page.wait("finished");
    await started;
    expect(page.text).toBe("at once\n");
    expect(page.of("trained")).toEqual([]);
  });

  it("runs a program to its end, all output before `finished`", async () => {
    run("import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('again')\nsys.exit(3)");
    const finished = await page.wait("finished");
    expect(finished).toMatchObject({ run: 1, exitCode: 3, stopped: false });
    expect(finished.stats.tier).toBe("tier1");
    expect(page.of("output").map(({ stream, text }) => [stream, text])).toEqual([
      [1, "out\n"],
      [2, "err\n"],
      [1, "again\n"],
    ]);
    expect(page.heard.at(-1)?.type).toBe("finished");
  });

  it("reports a syntax error as the program's", async () => {
    run("def");
    expect(await page.wait("finished")).toMatchObject({ exitCode: 1, stopped: false });
    expect(page.text).toContain("SyntaxError: invalid syntax");
  });

  it.each(["while True: pass", "while True: print('x')", "import time\ntime.sleep(1000)", "input()"])(
    "stops %j",
    async (source) => {
      run(source);
      await turns(10);
      expect(page.of("finished")).toEqual([]);
      session.receive({ type: "stop", run: 1 });
      // At once, not some turns later.
      expect(page.heard.at(-1)).toMatchObject({ type: "finished", stopped: true, exitCode: 130 });
      const count = page.heard.length;
      await turns(10);
      expect(page.heard).toHaveLength(count);
    },
  );

  it.each(["while True: pass", "while True: print('x')", "def f():\n    while True: [].append(f)\nf()"])(
    "goes back to the event loop, where a stop is heard, every few quanta of %j",
    async (source) => {
      run(source);
      await turns(10);
      session.receive({ type: "stop", run: 1 });
      const slices = page.breaks.slice(1).map((looks, i) => looks - page.breaks[i]!);
      expect(slices.length).toBeGreaterThanOrEqual(9);
      expect(Math.max(...slices)).toBeLessThanOrEqual(SLICE_LOOKS);
    },
  );

  it("gathers a flood of prints into few messages", async () => {
    run("for i in range(60000): print(i)");
    await page.wait("finished");
    expect(page.text.split("\n")).toHaveLength(60001);
    // One at most each time the session goes back to the event loop, and the rest at the end.
    expect(page.breaks.length).toBeLessThan(10);
    expect(page.of("output").length).toBeLessThanOrEqual(page.breaks.length + 1);
  });

  it.each([
    ["send", "def task():\n    while True: yield from range(9)\nt = task()\nwhile True: t.send(None)"],
    ["send, inside", "def task():\n    yield\n    while True: pass\nt = task()\nnext(t)\nt.send(None)"],
    [
      "await",
      "async def forever():\n    while True: pass\nasync def task():\n    await forever()\ntask().send(None)",
    ],
    [
      "async for",
      "async def a():\n    while True: yield\nasync def b():\n    async for _ in a(): pass\nb().send(None)",
    ],
    [
      "throw",
      "def t():\n    try: yield\n    except KeyError:\n        while True: pass\nt = t()\nnext(t)\nt.throw(KeyError())",
    ],
    [
      "throw, inside",
      "def inner():\n    try: yield\n    except KeyError:\n        while True: pass\ndef outer(): yield from inner()\nt = outer()\nnext(t)\nt.throw(KeyError())",
    ],
  ])("goes back to the event loop inside a generator that was resumed by %s", async (_, source) => {
    run(source);
    await turns(10);
    session.receive({ type: "stop", run: 1 });
    const slices = page.breaks.slice(1).map((looks, i) => looks - page.breaks[i]!);
    expect(slices.length).toBeGreaterThanOrEqual(9);
    expect(Math.max(...slices)).toBeLessThanOrEqual(SLICE_LOOKS);
  });

  it("asks for lines, and tells the end of the stream", async () => {
    run("print(input('name? '))\ntry:\n    input()\nexcept EOFError:\n    print('end')");
    await page.wait("input");
    expect(page.text).toBe("name? ");
    session.receive({ type: "stdin", run: 1, line: "Ada" });
    session.receive({ type: "stdin", run: 1, line: null });
    await page.wait("finished");
    expect(page.text).toBe("name? Ada\nend\n");
  });

  it("sleeps without holding the worker up", async () => {
    run("import time\nprint('before')\ntime.sleep(0.2)\nprint('after')");
    await page.wait("output");
    session.receive({ type: "inspect", run: 1 });
    expect(page.of("snapshot")).toHaveLength(1);
    expect(page.of("finished")).toHaveLength(0);
    await page.wait("finished");
    expect(page.text).toBe("before\nafter\n");
  });

  it("shows the engine while a program runs and after", async () => {
    run("def f(n):\n    while n: n -= 1\nf(300000)", { ...OPTIONS, inspect: true });
    await turns(2);
    session.receive({ type: "inspect", run: 1 });
    await page.wait("finished");
    session.receive({ type: "inspect", run: 1 });
    const names = page.of("snapshot").map(({ snapshot }) => snapshot.codes.map((code) => code.name));
    expect(names.at(-1)).toEqual(expect.arrayContaining(["<module>", "f"]));
  });

  it("stops at the limit of fuel", async () => {
    run("while True: pass", { ...OPTIONS, fuelLimit: 100_000 });
    expect(await page.wait("finished")).toMatchObject({ stopped: true });
  });

  it("samples the curve of a run", async () => {
    run("for i in range(500000): pass", { ...OPTIONS, curve: true });
    await page.wait("finished");
    const points = page.of("curve").flatMap((message) => message.points);
    expect(points.length % 2).toBe(0);
    expect(points.length).toBeGreaterThan(2);
    // What is left of the last quantum of fuel is not counted.
    expect(points.at(-1)).toBeGreaterThan(450_000);
  });

  it("reports a failure of the engine as a crash", async () => {
    const broken = new EngineSession(page, () => {
      return {
        start() {},
        resume() {
          throw new Error("assertion failed");
        },
      } as unknown as Engine;
    });
    broken.receive({ type: "run", run: 1, source: "", filename: "main.py", options: OPTIONS });
    await expect(page.wait("finished")).rejects.toThrow(/assertion failed/);
  });

  it("hears nothing about runs that are over", async () => {
    run("pass");
    await page.wait("finished");
    session.receive({ type: "stop", run: 1 });
    session.receive({ type: "stdin", run: 0, line: "x" });
    expect(page.of("finished")).toHaveLength(1);
  });
});

describe("batches of output", () => {
  it("sends when due, and at once when streams change", () => {
    let now = 0;
    const sent: string[] = [];
    const batch = new OutputBatch(
      (stream, text) => sent.push(`${stream}:${text}`),
      () => now,
    );
    batch.write(1, "a");
    batch.flushIfDue();
    batch.write(1, "b");
    batch.flushIfDue();
    expect(sent).toEqual(["1:a"]);
    batch.write(2, "c");
    expect(sent).toEqual(["1:a", "1:b"]);
    now = 16;
    batch.flushIfDue();
    expect(sent).toEqual(["1:a", "1:b", "2:c"]);
  });
});

describe("the curve", () => {
  it("thins a long run to a few hundred points", () => {
    const curve = new CurveSampler();
    for (let ms = 0; ms < 60_000; ms += 0.1) curve.tick(ms, ms * 1000);
    const points = curve.take();
    expect(points.length / 2).toBeGreaterThan(200);
    expect(points.length / 2).toBeLessThan(800);
    expect(curve.take()).toEqual([]);
  });
});
