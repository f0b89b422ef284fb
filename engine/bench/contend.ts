/**
 * Runs one program as one contender, in a worker of the page or in a process of Node. Before the clock starts, the engine
 * is loaded and trained as in the playground, or CPython loaded, and what the program imports fetched; compiling the program, specialising,
 * recording and compiling traces are inside it, for they are part of what a program costs.
 */
import { createEngine, type EngineOptions, type TrainingOptions, train } from "../index.ts";
import { ORDINARY_PROGRAM } from "../training/ordinary.ts";
import { TWINS } from "./javascript/index.ts";
import type { Contender, RunOrder, RunResult } from "./suite.ts";

/** Between two looks at the clock; long, for each costs an exit from the hot loop. */
const SLICE_MS = 200;

/** What a contender needs from where it runs. */
export interface Surroundings {
  /** CPython in WebAssembly, started. */
  loadPyodide(): Promise<Pyodide>;
  /** The engine's library, with what this source imports at hand. */
  loadLibrary(source: string): Promise<EngineOptions["library"]>;
}

/** The part of Pyodide's interface that is used. */
export interface Pyodide {
  setStdout(options: { batched: (text: string) => void }): void;
  runPython(code: string, options?: { globals?: unknown; filename?: string }): unknown;
  toPy(value: unknown): unknown;
}

function trainFully(options: TrainingOptions): void {
  const slices = train(options);
  while (slices.next().done !== true);
}

function optionsOf(contender: Contender): Required<Pick<EngineOptions, "tier" | "interpreter">> {
  const [tier, build] = contender.split("-") as ["tier1" | "tier2" | "jit", "typescript" | undefined];
  return { tier, interpreter: build ?? "wasm" };
}

/** One run of an order: its time, from a fresh engine or fresh globals to the end, and what it printed. */
type Run = Omit<RunResult, "againMs">;

async function runInEngine(order: RunOrder, surroundings: Surroundings): Promise<() => Run> {
  const { tier, interpreter } = optionsOf(order.contender);
  const library = await surroundings.loadLibrary(ORDINARY_PROGRAM + order.source);
  trainFully({ interpreter, library });
  if (tier === "jit") trainFully({ interpreter, library, jit: true });
  return () => {
    let output = "";
    const startMs = performance.now();
    const engine = createEngine({
      tier,
      interpreter,
      argv: argumentsOf(order),
      write: (_stream, text) => {
        output += text;
      },
      ...(library === undefined ? {} : { library }),
    });
    engine.start(order.source, `${order.name}.py`);
    for (;;) {
      const result = engine.resume(SLICE_MS);
      const ms = performance.now() - startMs;
      if (result.state !== "finished" && ms <= order.limitMs) continue;
      const stats = engine.stats();
      if (stats.interpreter !== interpreter)
        throw new Error(stats.interpreterRefusal ?? "another build of Tier 1 runs");
      return result.state === "finished"
        ? { ms, output, exitCode: result.exitCode, stats: { ...stats } }
        : { ms: null, output, exitCode: -1, stats: { ...stats } };
    }
  };
}

const argumentsOf = ({ name, size }: RunOrder): string[] => [
  `${name}.py`,
  ...(size === null ? [] : [String(size)]),
];

async function runInPyodide(order: RunOrder, surroundings: Surroundings): Promise<() => Run> {
  const pyodide = await surroundings.loadPyodide();
  let output = "";
  pyodide.setStdout({
    batched: (text) => {
      output += `${text}\n`;
    },
  });
  pyodide.runPython(`import sys; sys.argv = ${JSON.stringify(argumentsOf(order))}`);
  return () => {
    output = "";
    let exitCode = 0;
    const startMs = performance.now();
    const globals = pyodide.toPy({ __name__: "__main__" });
    try {
      pyodide.runPython(order.source, { globals, filename: `${order.name}.py` });
    } catch (error) {
      output += String(error);
      exitCode = 1;
    }
    return { ms: performance.now() - startMs, output, exitCode, stats: null };
  };
}

async function runInJavaScript(order: RunOrder): Promise<() => Run> {
  const load = TWINS[order.name];
  if (load === undefined || order.size === null)
    throw new Error(`${order.name} is not written in JavaScript`);
  const { size } = order;
  const twin = await load();
  return () => {
    const startMs = performance.now();
    const output = twin.main(size);
    return { ms: performance.now() - startMs, output, exitCode: 0, stats: null };
  };
}

/** Loads a contender, and gives what runs the program once. */
function prepare(order: RunOrder, surroundings: Surroundings): Promise<() => Run> {
  if (order.contender === "pyodide") return runInPyodide(order, surroundings);
  if (order.contender === "javascript") return runInJavaScript(order);
  return runInEngine(order, surroundings);
}

/** Runs an order. Rejects only when the contender cannot be loaded or breaks. */
export async function runOrder(order: RunOrder, surroundings: Surroundings): Promise<RunResult> {
  const run = await prepare(order, surroundings);
  const first = run();
  const againMs: (number | null)[] = [];
  while (againMs.length < order.again) againMs.push(run().ms);
  return { ...first, againMs };
}
