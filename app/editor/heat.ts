/**
 * The temperature in the margin: for each line a bar whose length is how often the line was reached (a logarithmic
 * scale of eight steps) and whose parts are where that was: Tier 1 (blue) and traces (orange).
 *
 * Monaco's margin takes class names only, so the possible bars are a small, fixed set of classes.
 */
import type { LineHeat } from "../session/engine.ts";

/** Steps of length; a bar is `LENGTH_STEPS` times `STEP_WIDTH` at most. */
export const LENGTH_STEPS = 8;
/** Steps of the share that ran in traces. */
export const SHARE_STEPS = 4;
const STEP_WIDTH = 4;

export interface HeatStep {
  readonly line: number;
  /** 1 to `LENGTH_STEPS`. */
  readonly length: number;
  /** 0: all in Tier 1. `SHARE_STEPS`: all in traces. */
  readonly share: number;
}

/** How long each line's bar is, and how much of it is orange. Lines never reached have none. */
export function measureHeat(heat: readonly LineHeat[]): HeatStep[] {
  const hottest = Math.max(1, ...heat.map((line) => line.tier1 + line.trace));
  const steps: HeatStep[] = [];
  for (const { line, tier1, trace } of heat) {
    const total = tier1 + trace;
    if (total <= 0) continue;
    const length = Math.max(1, Math.round((Math.log(total + 1) / Math.log(hottest + 1)) * LENGTH_STEPS));
    steps.push({ line, length, share: Math.round((trace / total) * SHARE_STEPS) });
  }
  return steps;
}

export function heatClass(step: HeatStep): string {
  return `heat heat-${step.length}-${step.share}`;
}

/** The rules for every bar that there can be. */
export function heatStyles(): string {
  const rules = [
    ".heat::before{content:'';position:absolute;left:6px;top:calc(50% - 4px);height:8px;border-radius:2px}",
  ];
  for (let length = 1; length <= LENGTH_STEPS; length++) {
    for (let share = 0; share <= SHARE_STEPS; share++) {
      const percent = 100 - (share / SHARE_STEPS) * 100;
      rules.push(
        `.heat-${length}-${share}::before{width:${length * STEP_WIDTH}px;background:linear-gradient(90deg,var(--tier-1-fill) ${percent}%,var(--tier-3-fill) ${percent}%)}`,
      );
    }
  }
  return rules.join("\n");
}
