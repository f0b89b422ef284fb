/**
 * The tiers as a person meets them: order, name, colour, shape. Colour never stands alone: a tier is always
 * also a shape (mark, chart point) or a word.
 */
import type { Tier } from "./engine.ts";

/** What is compared in a benchmark: the engine's tiers, and CPython itself (Pyodide) on demand. */
export type Contender = Tier | "cpython";

export interface TierLook {
  readonly id: Contender;
  /** As charts and legends print it. */
  readonly name: string;
  /** Where there is no room for more. */
  readonly shortName: string;
  /** The custom property that holds its colour, light and dark. */
  readonly color: `--${string}`;
  /** A Chart.js point style; `TierMark` draws the same. */
  readonly shape: "circle" | "rect" | "rectRot" | "triangle" | "star";
  /** What it is, in a sentence. */
  readonly about: string;
}

export const TIERS: readonly TierLook[] = [
  {
    id: "unspecialised",
    name: "Tier 1, unspecialised",
    shortName: "Tier 1 plain",
    color: "--tier-0",
    shape: "circle",
    about: "The bytecode interpreter with its instructions left as the compiler emitted them.",
  },
  {
    id: "tier1",
    name: "Tier 1",
    shortName: "Tier 1",
    color: "--tier-1",
    shape: "rect",
    about: "The bytecode interpreter that rewrites hot instructions to specialised ones. The baseline.",
  },
  {
    id: "tier2",
    name: "Tier 2 interpreter",
    shortName: "Tier 2",
    color: "--tier-2",
    shape: "rectRot",
    about:
      "Optimised traces, interpreted one IR instruction at a time: a debugging tier, and the wrong baseline.",
  },
  {
    id: "jit",
    name: "JIT",
    shortName: "JIT",
    color: "--tier-3",
    shape: "triangle",
    about: "Optimised traces, compiled to WebAssembly.",
  },
];

export const CPYTHON: TierLook = {
  id: "cpython",
  name: "CPython (Pyodide)",
  shortName: "CPython",
  color: "--tier-c",
  shape: "star",
  about: "CPython 3.14 itself, compiled to WebAssembly, in the same tab.",
};

/** The look of a contender. */
export function lookOf(id: Contender): TierLook {
  return id === "cpython" ? CPYTHON : TIERS.find((tier) => tier.id === id)!;
}

export function isTier(value: unknown): value is Tier {
  return TIERS.some((tier) => tier.id === value);
}
