/** Runs a program in one tier, for tests of traces: what it printed, and the engine to look into. */
import { createEngine, type Engine, type Tier } from "../../index.ts";

export interface Ran {
  readonly printed: string;
  readonly engine: Engine;
}

/** Runs to the end. Both streams come as one text. */
export function runProgram(tier: Tier, source: string, threshold: number): Ran {
  let printed = "";
  const engine = createEngine({
    tier,
    threshold,
    inspect: true,
    write(_stream, text) {
      printed += text;
    },
  });
  engine.start(source, "main.py");
  const { state } = engine.resume();
  if (state !== "finished") throw new Error(`the program stands at "${state}"`);
  return { printed, engine };
}

/** What a program prints in a tier. */
export const printedIn = (tier: Tier, source: string, threshold = 20): string =>
  runProgram(tier, source, threshold).printed;
