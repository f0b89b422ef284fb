/**
 * The benchmark: which programs, at which size, and who competes. Sizes are chosen so that Tier 1 takes one to three
 * seconds (less where the next size takes ten times as long, or a list of 100 MB); a program's own default is small and
 * meant for tests.
 */
export const SIZES = {
  fib: 35,
  nbody: 300_000,
  mandelbrot: 700,
  spectral_norm: 400,
  fannkuch: 9,
  sieve: 10_000_000,
  matrix_product: 180,
  nqueens: 12,
  richards: 300_000,
  binary_trees: 15,
  word_count: 400_000,
  pipeline: 200_000,
} as const satisfies Record<string, number>;

export type ProgramName = keyof typeof SIZES;

export const PROGRAM_NAMES = Object.keys(SIZES) as ProgramName[];

/** Who is left out unless named: the JIT is measured above the build of Tier 1 that runs by default. */
export const UNASKED: readonly Contender[] = ["jit-typescript"];

/** Who runs the programs, with Tier 1 in WebAssembly unless the name says otherwise. The Tier 2 interpreter is a debugging tier, and never the baseline. */
export const CONTENDERS = ["tier1", "tier1-typescript", "tier2", "jit", "jit-typescript", "pyodide"] as const;

export type Contender = (typeof CONTENDERS)[number];

export const CONTENDER_TITLES: Readonly<Record<Contender, string>> = {
  tier1: "Tier 1",
  "tier1-typescript": "Tier 1 in TypeScript",
  tier2: "Tier 2 interpreter",
  jit: "JIT",
  "jit-typescript": "JIT above TypeScript",
  pyodide: "Pyodide",
};

/** One program, run once by one contender, in a realm of its own. */
export interface RunOrder {
  readonly contender: Contender;
  readonly name: string;
  readonly source: string;
  readonly size: number;
  /** A run that takes longer is stopped and counts as unfinished. */
  readonly limitMs: number;
}

export interface RunResult {
  /** From handing over the source to its end, warm-up included; null when it was stopped at the limit. */
  readonly ms: number | null;
  readonly output: string;
  readonly exitCode: number;
  /** The engine's counters; null for Pyodide. */
  readonly stats: Readonly<Record<string, unknown>> | null;
}
