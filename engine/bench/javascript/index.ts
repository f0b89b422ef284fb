/**
 * Programs of the suite written once more in plain JavaScript: the same algorithm, operation for operation, and the same
 * output. What V8 makes of them is the limit that a JIT for Python can strive for.
 */

/** A program: takes its size, and returns all that it prints. */
export interface Twin {
  main(size: number): string;
}

/** By the program's name; each is loaded only by who runs it. */
export const TWINS: Readonly<Record<string, () => Promise<Twin>>> = {
  binary_trees: () => import("./binary_trees.ts"),
  fannkuch: () => import("./fannkuch.ts"),
  fft: () => import("./fft.ts"),
  fib: () => import("./fib.ts"),
  knapsack: () => import("./knapsack.ts"),
  levenshtein: () => import("./levenshtein.ts"),
  lu: () => import("./lu.ts"),
  mandelbrot: () => import("./mandelbrot.ts"),
  matrix_product: () => import("./matrix_product.ts"),
  nbody: () => import("./nbody.ts"),
  raytracer: () => import("./raytracer.ts"),
  sieve: () => import("./sieve.ts"),
  spectral_norm: () => import("./spectral_norm.ts"),
  tak: () => import("./tak.ts"),
};
