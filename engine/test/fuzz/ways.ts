/**
 * The ways of running a program, whose outputs must agree: a row each, with the engine's options. Tier 1 is the reference,
 * which CPython checks in a sample. A new option of the engine is tested by a new row.
 */
import type { tuning } from "../../base/tuning.ts";
import type { EngineOptions } from "../../index.ts";
import { PASS_NAMES } from "../../optimize/pass_names.ts";

export interface Way {
  readonly options: Omit<EngineOptions, "write" | "binaryen">;
  /** Thresholds that differ from those of base/tuning.ts while it runs. */
  readonly tuning?: Partial<typeof tuning>;
  /** Programs of more turns (back-edges and calls in Tier 1) are left out: what each turn costs here. */
  readonly maxTurns?: number;
  /** Programs of fewer turns would never get hot here. */
  readonly minTurns?: number;
  /** It may end with another output (memory runs out, an interrupt comes): only crashes and hangs count. */
  readonly endsAnyhow?: boolean;
  /** How often it is among the ways of a program. */
  readonly weight: number;
}

export const REFERENCE = "tier1";
export const CPYTHON = "cpython";

export const WAYS: Readonly<Record<string, Way>> = {
  // The other build of Tier 1; the reference runs in WebAssembly.
  typescript: { options: { tier: "tier1", interpreter: "typescript" }, weight: 1 },
  "typescript-jit-7": { options: { tier: "jit", threshold: 7, interpreter: "typescript" }, weight: 0.7 },
  unspecialised: { options: { tier: "unspecialised" }, weight: 0.5 },
  "tier2-1": { options: { tier: "tier2", threshold: 1 }, weight: 3 },
  // Here and below, the IR is verified after each pass too.
  "tier2-2": { options: { tier: "tier2", threshold: 2, verify: true }, weight: 1.5 },
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
  ...inBothTiers("guards-1", { threshold: 2, stress: { failGuards: 1 } }),
  ...inBothTiers("guards-2", { threshold: 2, stress: { failGuards: 2 }, verify: true }),
  ...inBothTiers("guards-10", { threshold: 2, stress: { failGuards: 10 } }),
  ...inBothTiers("growing", { threshold: 2, stress: { growMemory: 5 } }),
  ...inBothTiers("leaving", { threshold: 2, stress: { leaveTraces: true }, fuelQuantum: 1 }),
  ...inBothTiers("no-memory", { threshold: 2, stress: { failAllocation: 40 } }, true),
  ...inBothTiers("interrupted", { threshold: 2, stress: { interruptAt: 60 }, fuelQuantum: 1 }, true),
  ...Object.fromEntries(
    PASS_NAMES.map((pass) => [
      `without-${pass}`,
      { options: { tier: "tier2", threshold: 2, without: [pass], verify: true }, weight: 0.15 } satisfies Way,
    ]),
  ),
};

/** What happens all the time while traces run, in the Tier 2 interpreter and compiled. */
function inBothTiers(name: string, options: Way["options"], endsAnyhow = false): Record<string, Way> {
  const way = { weight: 0.4, maxTurns: 3000, endsAnyhow };
  return {
    [`tier2-${name}`]: { ...way, options: { ...options, tier: "tier2" } },
    [`jit-${name}`]: { ...way, options: { ...options, tier: "jit" } },
  };
}

/** The named ways, or all; throws on a name that there is not. */
export function waysNamed(names: readonly string[] | null): readonly string[] {
  for (const name of names ?? [])
    if (!Object.hasOwn(WAYS, name))
      throw new RangeError(`there is no way "${name}"; there are ${Object.keys(WAYS).join(", ")}`);
  return names ?? Object.keys(WAYS);
}
