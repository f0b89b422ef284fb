/**
 * The benchmark: which programs, at which size, and who competes. Sizes are chosen so that Tier 1 takes about one second (less
 * where the next size takes ten times as long, or a list of 100 MB); a program's own default is small and meant for tests.
 */

/** What programs stress. The last ones are bad for a JIT: megamorphic calls, short runs, deep recursion, huge flat code. */
export const GROUPS = [
  "numeric",
  "calls",
  "objects",
  "containers",
  "text",
  "big integers",
  "generators",
  "exceptions",
  "bad for a JIT",
] as const;

export type Group = (typeof GROUPS)[number];

interface ProgramRow {
  readonly size: number;
  readonly group: Group;
}

export const PROGRAMS = {
  nbody: { size: 300_000, group: "numeric" },
  mandelbrot: { size: 700, group: "numeric" },
  spectral_norm: { size: 400, group: "numeric" },
  sieve: { size: 10_000_000, group: "numeric" },
  matrix_product: { size: 180, group: "numeric" },
  lu: { size: 320, group: "numeric" },
  fft: { size: 17, group: "numeric" },
  monte_carlo: { size: 600_000, group: "numeric" },
  fib: { size: 35, group: "calls" },
  tak: { size: 300, group: "calls" },
  towers: { size: 21, group: "calls" },
  closures: { size: 20_000, group: "calls" },
  richards: { size: 300_000, group: "objects" },
  binary_trees: { size: 15, group: "objects" },
  constraints: { size: 4_000, group: "objects" },
  raytracer: { size: 220, group: "objects" },
  particles: { size: 1_000, group: "objects" },
  event_queue: { size: 15_000, group: "objects" },
  fannkuch: { size: 9, group: "containers" },
  nqueens: { size: 12, group: "containers" },
  word_count: { size: 400_000, group: "containers" },
  life: { size: 1_103, group: "containers" },
  lru_cache: { size: 500_000, group: "containers" },
  graph_search: { size: 160, group: "containers" },
  knapsack: { size: 700, group: "containers" },
  sudoku: { size: 120, group: "containers" },
  tokenizer: { size: 3_000, group: "text" },
  json_parser: { size: 6_000, group: "text" },
  levenshtein: { size: 250, group: "text" },
  base64_by_hand: { size: 600_000, group: "text" },
  pi_digits: { size: 1_500, group: "big integers" },
  modular_power: { size: 180, group: "big integers" },
  pipeline: { size: 200_000, group: "generators" },
  iterators: { size: 150_000, group: "generators" },
  exceptions: { size: 60_000, group: "exceptions" },
  megamorphic: { size: 10_000, group: "bad for a JIT" },
  short_runs: { size: 1_500, group: "bad for a JIT" },
  deep_recursion: { size: 600, group: "bad for a JIT" },
  flat_code: { size: 20_000, group: "bad for a JIT" },
  changing_branches: { size: 2_000_000, group: "bad for a JIT" },
} as const satisfies Record<string, ProgramRow>;

export type ProgramName = keyof typeof PROGRAMS;

export const PROGRAM_NAMES = Object.keys(PROGRAMS) as ProgramName[];

/** Who is left out unless named: the JIT is measured above the build of Tier 1 that runs by default. */
export const UNASKED: readonly Contender[] = ["jit-typescript", "javascript"];

/**
 * Who runs the programs, with Tier 1 in WebAssembly unless the name says otherwise. The Tier 2 interpreter is a debugging tier,
 * and never the baseline. JavaScript runs the programs of `javascript/` only.
 */
export const CONTENDERS = [
  "tier1",
  "tier1-typescript",
  "tier2",
  "jit",
  "jit-typescript",
  "pyodide",
  "javascript",
] as const;

export type Contender = (typeof CONTENDERS)[number];

export const CONTENDER_TITLES: Readonly<Record<Contender, string>> = {
  tier1: "Tier 1",
  "tier1-typescript": "Tier 1 in TypeScript",
  tier2: "Tier 2 interpreter",
  jit: "JIT",
  "jit-typescript": "JIT above TypeScript",
  pyodide: "Pyodide",
  javascript: "JavaScript",
};

/** One program, run once by one contender, in a realm of its own. */
export interface RunOrder {
  readonly contender: Contender;
  readonly name: string;
  readonly source: string;
  /** Its parameter; null: it has none. */
  readonly size: number | null;
  /** Further runs in the same realm. */
  readonly again: number;
  /** A run that takes longer is stopped and counts as unfinished. */
  readonly limitMs: number;
}

export interface RunResult {
  /** From handing over the source to its end, warm-up included; null when it was stopped at the limit. */
  readonly ms: number | null;
  /** Those of the further runs. */
  readonly againMs: readonly (number | null)[];
  readonly output: string;
  readonly exitCode: number;
  /** The engine's counters; null for Pyodide and JavaScript. */
  readonly stats: Readonly<Record<string, unknown>> | null;
}
