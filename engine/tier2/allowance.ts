/**
 * What a program may spend on its traces: about as much time as it has run. A trace that pays is so made at most that much too
 * late, and a program whose traces are all in vain takes at most twice its time (the argument of "rent or buy"; A. R. Karlin
 * et al., "Competitive snoopy caching", 1988).
 *
 * Time is counted in turns and uops, not in milliseconds: the same program makes the same traces everywhere.
 */
import { metrics } from "../base/metrics.ts";
import { tuning } from "../base/tuning.ts";
import { turnsOfTier1 } from "../interp/run.ts";

export class Allowance {
  private spent: number = tuning.traceDelay;

  /** Whether the program has run long enough for another trace. */
  isEnough(): boolean {
    return this.spent <= turnsOfTier1() + metrics.turnsTrace * tuning.traceTurn;
  }

  /** For a recording, whatever came of it. */
  spend(uops: number): void {
    this.spent += tuning.recordingCost + uops * tuning.uopCost;
  }
}
