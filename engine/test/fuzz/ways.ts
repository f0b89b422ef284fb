/**
 * The ways of running a program, whose outputs must agree: a row each, with the engine's options. Tier 1 is the reference,
 * which CPython checks in a sample. A new option of the engine is tested by a new row.
 */
import type { tuning } from "../../base/tuning.ts";
import type { EngineOptions } from "../../index.ts";

export interface Way {
  readonly options: Omit<EngineOptions, "write" | "binaryen">;
  /** Thresholds that differ from those of base/tuning.ts while it runs. */
  readonly tuning?: Partial<typeof tuning>;
  /** Programs of more turns (back-edges and calls in Tier 1) are left out: what each turn costs here. */
  readonly maxTurns?: number;
  /** Programs of fewer turns would never get hot here. */
  readonly minTurns?: number;
  /** How often it is among the ways of a program. */
  readonly weight: number;
}

export const REFERENCE = "tier1";
export const CPYTHON = "cpython";

export const WAYS: Readonly<Record<string, Way>> = {
  unspecialised: { options: { tier: "unspecialised" }, weight: 0.5 },
  "tier2-1": { options: { tier: "tier2", threshold: 1 }, weight: 3 },
  "tier2-2": { options: { tier: "tier2", threshold: 2 }, weight: 1.5 },
  "tier2-7": { options: { tier: "tier2", threshold: 7 }, weight: 2.5 },
  "tier2-50": { options: { tier: "tier2", threshold: 50 }, weight: 1.5 },
  "jit-1": { options: { tier: "jit", threshold: 1 }, weight: 1.5 },
  "jit-7": { options: { tier: "jit", threshold: 7 }, weight: 2 },
  "jit-50": { options: { tier: "jit", threshold: 50 }, weight: 1.5 },
  // Trees compiled as a whole, again and again.
  "jit-7-whole": { options: { tier: "jit", threshold: 7 }, tuning: { crossings: 0 }, weight: 1 },
  jit: { options: { tier: "jit" }, minTurns: 3000, weight: 1.5 },
  "stress-tier1": { options: { tier: "tier1", gcStress: true }, maxTurns: 900, weight: 0.7 },
  "stress-tier2-2": { options: { tier: "tier2", threshold: 2, gcStress: true }, maxTurns: 900, weight: 1 },
  "stress-jit-7": { options: { tier: "jit", threshold: 7, gcStress: true }, maxTurns: 900, weight: 1 },
};

/** The named ways, or all; throws on a name that there is not. */
export function waysNamed(names: readonly string[] | null): readonly string[] {
  for (const name of names ?? [])
    if (!Object.hasOwn(WAYS, name))
      throw new RangeError(`there is no way "${name}"; there are ${Object.keys(WAYS).join(", ")}`);
  return names ?? Object.keys(WAYS);
}
