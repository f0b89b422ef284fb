/**
 * What a benchmark is, and in which order its runs are made: pure, so that a link with the same settings means
 * the same order everywhere.
 *
 *     block 1:  tier1  jit  unspecialised  tier2      one run at a time, a fresh worker for each,
 *     block 2:  jit  tier2  tier1  unspecialised      an order drawn anew for each block
 *     …
 */
import { createRandom, shuffle } from "../charts/statistics.ts";
import type { Interpreter, PassName } from "./engine.ts";
import type { Contender } from "./tiers.ts";

export interface BenchmarkSettings {
  readonly blocks: number;
  readonly seed: number;
  /** The build of Tier 1, in all tiers. */
  readonly interpreter: Interpreter;
  /** Turns before recording starts; null: the engine's default. */
  readonly threshold: number | null;
  /** Passes of the optimiser that are left out. */
  readonly without: readonly PassName[];
  /** Whether CPython (Pyodide) takes part. */
  readonly cpython: boolean;
}

export const MAX_BLOCKS = 50;

export const DEFAULT_BENCHMARK: BenchmarkSettings = {
  blocks: 5,
  seed: 1,
  interpreter: "wasm",
  threshold: null,
  without: [],
  cpython: false,
};

export interface PlannedRun {
  readonly block: number;
  readonly contender: Contender;
}

/** The runs in order. */
export function planRuns(settings: BenchmarkSettings): PlannedRun[] {
  const contenders: Contender[] = ["unspecialised", "tier1", "tier2", "jit"];
  if (settings.cpython) contenders.push("cpython");
  const random = createRandom(settings.seed);
  const plan: PlannedRun[] = [];
  for (let block = 0; block < settings.blocks; block++) {
    for (const contender of shuffle(contenders, random)) plan.push({ block, contender });
  }
  return plan;
}

/** All that was measured of one contender. */
export interface ContenderResult {
  readonly id: Contender;
  /** By block; shorter than the others when the benchmark was stopped. */
  readonly ms: readonly number[];
  /** Pairs of milliseconds and turns of the run nearest the median. */
  readonly curve: readonly number[];
  /** Why it did not take part, or null. */
  readonly absent: string | null;
}

export interface Environment {
  readonly browser: string;
  readonly cores: number;
  readonly clockStepMs: number;
}

export interface BenchmarkResult {
  /** Name of the program, for titles and exports. */
  readonly program: string;
  readonly settings: BenchmarkSettings;
  readonly environment: Environment;
  readonly contenders: readonly ContenderResult[];
  /** Contenders whose output differed from Tier 1's. Empty when all agree. */
  readonly disagreeing: readonly Contender[];
}

/** The engine's name in user-agent strings, with its version. */
export function nameBrowser(userAgent: string): string {
  const known: readonly (readonly [RegExp, string])[] = [
    [/Firefox\/(\d+)/, "Firefox"],
    [/Edg\/(\d+)/, "Edge"],
    [/Chrom(?:e|ium)\/(\d+)/, "Chromium"],
    [/Version\/(\d+).*Safari/, "Safari"],
  ];
  for (const [pattern, name] of known) {
    const match = pattern.exec(userAgent);
    if (match) return `${name} ${match[1]}`;
  }
  return "unknown browser";
}
