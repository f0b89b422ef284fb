/**
 * Where Tier 1 meets Tier 2: what happens when a loop is hot, and how a compiled trace is entered. The trace side is
 * injected, so that the interpreter runs with Tier 2 absent.
 */
import { LEFT } from "./reasons.ts";

export interface TraceTier {
  /**
   * A JUMP_BACKWARD_JIT ran out of count: the frame on top stands at the loop's head, FRAME_LASTI at the jump. May
   * record (driving `step`), compile and patch; leaves the frame on top ready to go on. Returns a reason of reasons.ts.
   */
  hotLoop(step: () => number): number;
  /** As `hotLoop`, for LEFT_HOT_CALL. */
  hotFunction(step: () => number): number;
  /** Runs trace `id` from the frame on top (its PC at the head); returns a reason, 0 to go on in Tier 1. */
  enter(id: number): number;
  /** Runs the trace of the function whose frame is on top, past its RESUME; returns a reason, 0 to go on in Tier 1. */
  enterFunction(): number;
}

let tier: TraceTier | null = null;
export function installTraceTier(implementation: TraceTier | null): void {
  tier = implementation;
}
export const traceTier = (): TraceTier | null => tier;

/** RESUME_EXECUTOR. */
export const enterFunctionTrace = (): number => (tier === null ? LEFT : tier.enterFunction());
/** ENTER_EXECUTOR. */
export const enterTrace = (id: number): number => (tier === null ? LEFT : tier.enter(id));
