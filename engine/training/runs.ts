/** Which programs a realm runs as training, and how (`train` in engine/index.ts). */
import type { Interpreter } from "../interp/wasm_build.ts";
import { INSTRUCTIONS_PROGRAM } from "./instructions.ts";
import { ORDINARY_PROGRAM } from "./ordinary.ts";

type Tier = "tier1" | "tier2" | "jit";

/** One training run. */
export interface TrainingRun {
  readonly source: string;
  /** Whether it imports from the library. */
  readonly needsLibrary: boolean;
  /** Of the engine that runs it. */
  readonly options: { readonly tier: Tier; readonly threshold?: number; readonly fuelQuantum?: number };
}

/**
 * `INSTRUCTIONS_PROGRAM`: a trace is recorded after few turns, since its loops are short, and so little fuel is given that it
 * runs out at every place where it can.
 */
const instructions = (tier: Tier): TrainingRun => ({
  source: INSTRUCTIONS_PROGRAM,
  needsLibrary: false,
  options: { tier, threshold: 30, fuelQuantum: 19 },
});

const ordinary: TrainingRun = { source: ORDINARY_PROGRAM, needsLibrary: true, options: { tier: "tier1" } };

const times = (count: number, run: TrainingRun): TrainingRun[] => new Array<TrainingRun>(count).fill(run);

/**
 * What is run for a build of Tier 1: the ordinary program once, the other in Tier 1 and with traces recorded, entered and left;
 * with `jit` several times in which they are compiled, since recorder, optimiser and code generator are slow until V8 knows them
 * too. The TypeScript build takes more, until V8 has optimised the dispatch function, for which it needs a third of a second on
 * another thread each time that something new has come up; the WebAssembly build has nothing to learn.
 */
export function trainingRuns(build: Interpreter, jit: boolean): readonly TrainingRun[] {
  if (jit)
    return [...times(4, instructions("jit")), ...(build === "wasm" ? [] : times(4, instructions("tier1")))];
  const both = [ordinary, instructions("tier1"), instructions("tier2")];
  return build === "wasm" ? both : [...both, ...times(6, instructions("tier1"))];
}
