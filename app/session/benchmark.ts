/**
 * Carries out a benchmark: each run in a fresh worker, one after the other, in the planned order.
 *
 * A worker is given time to load its engine and to train before the program starts, in every tier: that
 * would otherwise take the processor from whatever is being timed. Compiling traces is not loading: it is part of
 * the program's time. Nothing is recorded for the panes; the curve is sampled in every tier alike.
 */

import { runInCpython } from "./cpython.ts";
import type { EngineMessage, Tier } from "./engine.ts";
import { EngineClient } from "./engine.ts";
import {
  type BenchmarkResult,
  type BenchmarkSettings,
  type ContenderResult,
  type Environment,
  nameBrowser,
  planRuns,
} from "./schedule.ts";
import { type Contender, lookOf } from "./tiers.ts";

/** One run as it was measured. */
export interface TimedRun {
  readonly ms: number;
  readonly exitCode: number;
  /** All that the program printed, both streams. */
  readonly output: string;
  readonly curve: readonly number[];
}

/** Thrown when a benchmark cannot go on; the message is for the visitor. */
export class BenchmarkError extends Error {}

/** Thrown for one contender that cannot take part; the others go on. */
class AbsentError extends Error {}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly contender: Contender;
  readonly block: number;
}

/** On a machine that is busy with other things it takes many times as long as on a quiet one. */
const LOAD_LIMIT_MS = 120_000;
/** Output beyond this is compared no further. */
const OUTPUT_LIMIT = 1_000_000;

/** The smallest step this browser's clock makes, in milliseconds. */
export function measureClockStep(): number {
  let smallest = Number.POSITIVE_INFINITY;
  const end = performance.now() + 20;
  let last = performance.now();
  while (last < end) {
    const now = performance.now();
    if (now > last) {
      smallest = Math.min(smallest, now - last);
      last = now;
    }
  }
  return Math.round(smallest * 1_000) / 1_000;
}

function describeEnvironment(): Environment {
  return {
    browser: nameBrowser(navigator.userAgent),
    cores: navigator.hardwareConcurrency,
    clockStepMs: measureClockStep(),
  };
}

/** Runs a program once in a fresh worker. Rejects with `AbsentError` when the tier cannot run here. */
function runOnce(
  source: string,
  tier: Tier,
  { interpreter, threshold, without }: BenchmarkSettings,
  signal: AbortSignal,
): Promise<TimedRun> {
  return new Promise((resolve, reject) => {
    let output = "";
    const curve: number[] = [];
    let loaded = false;
    let asked = false;
    const finish = (settle: () => void): void => {
      clearTimeout(loadTimer);
      signal.removeEventListener("abort", abort);
      client.dispose();
      settle();
    };
    const abort = (): void => finish(() => reject(new DOMException("Stopped.", "AbortError")));
    const begin = (): void => {
      clearTimeout(loadTimer);
      client.run(source, "main.py", {
        tier,
        interpreter,
        inspect: false,
        curve: true,
        without,
        ...(threshold === null ? {} : { threshold }),
      });
    };
    const hear = (message: EngineMessage): void => {
      switch (message.type) {
        case "ready":
          loaded = true;
          break;
        case "trained":
          // The worker trains for the WebAssembly build by itself.
          if (interpreter === "wasm" || asked) begin();
          else {
            asked = true;
            client.train(interpreter);
          }
          break;
        case "output":
          if (output.length < OUTPUT_LIMIT) output += message.text;
          break;
        case "curve":
          for (const value of message.points) curve.push(value);
          break;
        case "input":
          client.sendLine(null);
          break;
        case "finished":
          finish(() => resolve({ ms: message.ms, exitCode: message.exitCode, output, curve }));
          break;
        case "crash":
          finish(() => reject(new AbsentError(`the engine failed: ${message.message}`)));
          break;
        default:
          break;
      }
    };
    const client = new EngineClient(hear);
    const loadTimer = setTimeout(() => {
      if (loaded) begin();
      else finish(() => reject(new AbsentError("the engine did not load in time")));
    }, LOAD_LIMIT_MS);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
}

/** Of several runs, the curve of the one whose time is nearest the median. */
export function pickCurve(runs: readonly TimedRun[]): readonly number[] {
  const sorted = [...runs].sort((a, b) => a.ms - b.ms);
  return sorted[(sorted.length - 1) >> 1]?.curve ?? [];
}

/** Puts the runs of all contenders together; `runs` may lack some when the benchmark was stopped. */
export function assembleResult(
  program: string,
  settings: BenchmarkSettings,
  environment: Environment,
  runs: ReadonlyMap<Contender, readonly TimedRun[]>,
  absent: ReadonlyMap<Contender, string>,
): BenchmarkResult {
  const contenders: ContenderResult[] = [];
  const disagreeing: Contender[] = [];
  const expected = runs.get("tier1")?.[0]?.output;
  for (const [id, list] of runs) {
    contenders.push({
      id,
      ms: list.map((run) => run.ms),
      curve: pickCurve(list),
      absent: absent.get(id) ?? null,
    });
    if (expected !== undefined && list.some((run) => run.output !== expected)) disagreeing.push(id);
  }
  return { program, settings, environment, contenders, disagreeing };
}

/**
 * Measures a program in every tier. `report` hears the progress and, after each block, what is known so far.
 * Rejects with `BenchmarkError` when the program itself does not end well; an abort resolves with what there is.
 */
export async function runBenchmark(
  program: string,
  source: string,
  settings: BenchmarkSettings,
  signal: AbortSignal,
  report: (progress: Progress, sofar: BenchmarkResult) => void,
): Promise<BenchmarkResult> {
  const environment = describeEnvironment();
  const runs = new Map<Contender, TimedRun[]>([
    ["unspecialised", []],
    ["tier1", []],
    ["tier2", []],
    ["jit", []],
  ]);
  if (settings.cpython) runs.set("cpython", []);
  const absent = new Map<Contender, string>();
  const assemble = (): BenchmarkResult => assembleResult(program, settings, environment, runs, absent);
  const plan = planRuns(settings);
  for (const [done, { block, contender }] of plan.entries()) {
    if (signal.aborted) break;
    report({ done, total: plan.length, contender, block }, assemble());
    if (absent.has(contender)) continue;
    try {
      const run =
        contender === "cpython"
          ? await runInCpython(source, signal)
          : await runOnce(source, contender, settings, signal);
      if (run.exitCode !== 0) {
        const last = run.output.trimEnd().split("\n").at(-1) ?? "";
        throw new BenchmarkError(
          `The program ended with exit code ${run.exitCode} in ${lookOf(contender).name}${last === "" ? "" : `: ${last}`}`,
        );
      }
      runs.get(contender)!.push(run);
    } catch (error) {
      if (error instanceof BenchmarkError) throw error;
      if (error instanceof DOMException && error.name === "AbortError") break;
      absent.set(contender, error instanceof Error ? error.message : String(error));
    }
  }
  return assemble();
}
