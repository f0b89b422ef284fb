/**
 * What a program may spend on its traces: a share of the time that it has run, and a part of what they have saved. So a program
 * whose traces are all in vain takes at most that share longer (the argument of "rent or buy"; A. R. Karlin et al., "Competitive
 * snoopy caching", 1988), and one whose traces pay soon has as many as it wants.
 *
 * Times are measured: what a recording costs differs by a factor of ten between hosts, and between code that V8 has
 * seen before and has not. So which traces there are may differ from run to run; what a program computes does not.
 */
import { metrics } from "../base/metrics.ts";
import { tuning } from "../base/tuning.ts";

export class Allowance {
  private ranMs = 0;
  private resumedAt = 0;

  /** The program runs from now on. */
  resume(): void {
    this.resumedAt = performance.now();
  }

  /** It waits: for time to pass, for a line, for whoever runs it. */
  pause(): void {
    this.ranMs += performance.now() - this.resumedAt;
  }

  /** Whether there is enough for another recording, if the traces so far have saved that much. */
  isEnough(savedMs: number): boolean {
    const { recordMs, optimizeMs, lowerMs, compileMs, tracesRecorded, bridges } = metrics;
    const spentMs = recordMs + optimizeMs + lowerMs + compileMs;
    const made = tracesRecorded + bridges;
    const nextMs = made === 0 ? tuning.firstTraceMs : spentMs / made;
    const ranMs = this.ranMs + performance.now() - this.resumedAt;
    const { traceCreditMs, traceShare, traceReinvested } = tuning;
    const allowedMs = traceCreditMs + traceShare * (ranMs - spentMs) + traceReinvested * savedMs;
    return spentMs + nextMs <= allowedMs;
  }
}
