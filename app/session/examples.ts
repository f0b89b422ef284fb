/**
 * The twelve example programs: some of the benchmark suite, read from where the suite keeps them, so that what
 * a visitor runs is what the published figures were measured with. `size` is the program's own argument: a run
 * of about half a second in Tier 1 shows every tier at work; the suite's default sizes are made for tests.
 */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** One line: what the program is and what to watch. */
  readonly about: string;
  readonly group: "Numbers" | "Calls" | "Objects" | "Containers" | "Text";
  readonly source: string;
}

// The suite has more programs than the menu: only these are part of the page.
const SOURCES = import.meta.glob<string>(
  "../../engine/bench/programs/{mandelbrot,nbody,spectral_norm,matrix_product,sieve,fib,nqueens,richards,binary_trees,fannkuch,word_count,pipeline}.py",
  { query: "?raw", import: "default", eager: true },
);

interface ExampleRow {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly group: Example["group"];
  /** Replaces the default size in the program's last line. */
  readonly size: number;
}

const ROWS: readonly ExampleRow[] = [
  {
    id: "mandelbrot",
    title: "Mandelbrot set",
    group: "Numbers",
    size: 120,
    about: "Escape time of points: floats in a tight loop that never need a box.",
  },
  {
    id: "nbody",
    title: "Planets",
    group: "Numbers",
    size: 8_000,
    about: "The outer planets, step by step: floats in attributes of a few objects.",
  },
  {
    id: "spectral_norm",
    title: "Spectral norm",
    group: "Numbers",
    size: 80,
    about: "The power method on an infinite matrix: a small function, inlined.",
  },
  {
    id: "matrix_product",
    title: "Matrix product",
    group: "Numbers",
    size: 60,
    about: "The schoolbook's three loops: lists of lists, read by index.",
  },
  {
    id: "sieve",
    title: "Sieve of Eratosthenes",
    group: "Numbers",
    size: 500_000,
    about: "One long list of booleans: writes that a trace sends straight to memory.",
  },
  {
    id: "fib",
    title: "Fibonacci, recursive",
    group: "Calls",
    size: 25,
    about: "Nothing but calls: frames, comparisons and small additions.",
  },
  {
    id: "nqueens",
    title: "Queens",
    group: "Calls",
    size: 9,
    about: "Backtracking with sets and a generator: recursion that changes its mind.",
  },
  {
    id: "richards",
    title: "Richards",
    group: "Objects",
    size: 12_000,
    about: "A small operating system: methods of several classes behind one call.",
  },
  {
    id: "binary_trees",
    title: "Binary trees",
    group: "Objects",
    size: 11,
    about: "Trees built, walked and dropped: what allocation and collection cost.",
  },
  {
    id: "fannkuch",
    title: "Pancake flips",
    group: "Containers",
    size: 8,
    about: "All permutations of a short list: slices and index arithmetic.",
  },
  {
    id: "word_count",
    title: "Word count",
    group: "Text",
    size: 25_000,
    about: "How often each word occurs: string splitting and a dictionary.",
  },
  {
    id: "pipeline",
    title: "Log pipeline",
    group: "Text",
    size: 8_000,
    about: "A log parsed by a chain of generators: strings in motion.",
  },
];

/** Sets the size in `main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)`; a program without it is left alone. */
export function setDefaultSize(source: string, size: number): string {
  const text = size >= 10_000 ? String(size).replace(/\B(?=(\d{3})+$)/g, "_") : String(size);
  return source.replace(/(if len\(sys\.argv\) > 1 else )[\d_]+(\))/, `$1${text}$2`);
}

/** In the order of the menu. */
export const EXAMPLES: readonly Example[] = ROWS.map(({ size, ...row }) => {
  const source = SOURCES[`../../engine/bench/programs/${row.id}.py`];
  if (source === undefined) throw new RangeError(`There is no example program ${row.id}.py.`);
  return { ...row, source: setDefaultSize(source, size) };
});

export const DEFAULT_EXAMPLE: Example = EXAMPLES[0]!;

export function findExample(id: string | null): Example | null {
  return EXAMPLES.find((example) => example.id === id) ?? null;
}
