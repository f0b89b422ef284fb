/**
 * The timeline, computed: which tier a moment belongs to, and which events get a flag on the curve.
 */

import type { CurvePoint } from "../../charts/statistics.ts";
import type { EventView, Tier } from "../../session/engine.ts";

/** In words and in the colour of the tier it concerns. */
export const EVENT_KINDS: Readonly<
  Record<EventView["kind"], { readonly name: string; readonly tier: Tier }>
> = {
  specialise: { name: "specialised", tier: "tier1" },
  deopt: { name: "deopt", tier: "unspecialised" },
  record: { name: "recorded", tier: "tier2" },
  abort: { name: "given up", tier: "unspecialised" },
  optimise: { name: "optimised", tier: "tier2" },
  compile: { name: "compiled", tier: "jit" },
  enter: { name: "entered", tier: "jit" },
  exit: { name: "side exit", tier: "unspecialised" },
  bridge: { name: "bridge", tier: "tier2" },
  invalidate: { name: "invalidated", tier: "unspecialised" },
  collect: { name: "collected", tier: "unspecialised" },
};

/** Events after which the speed changes for good; these get a flag. */
const FLAGGED: ReadonlySet<EventView["kind"]> = new Set([
  "specialise",
  "compile",
  "bridge",
  "invalidate",
  "abort",
]);

/**
 * The tier a stretch of the curve belongs to: unspecialised until the first specialisation, Tier 1 until a trace
 * is first compiled (or, in the Tier 2 interpreter, entered). A program is rarely in one tier only; this is the highest
 * that it has reached by then.
 */
export function tierOfMoment(events: readonly EventView[], runTier: Tier): (ms: number) => Tier {
  if (runTier === "unspecialised") return () => "unspecialised";
  const first = (kinds: readonly EventView["kind"][]): number =>
    events.find((event) => kinds.includes(event.kind))?.ms ?? Number.POSITIVE_INFINITY;
  // Without a record of it: the first instructions are specialised within the first turns.
  const specialised = events.some((event) => event.kind === "specialise") ? first(["specialise"]) : 0;
  const traced = first(runTier === "tier2" ? ["record"] : ["compile", "enter"]);
  return (ms) => {
    if (runTier !== "tier1" && ms >= traced) return runTier;
    return ms >= specialised ? "tier1" : "unspecialised";
  };
}

export interface Flag {
  readonly event: EventView;
  readonly label: string;
}

/**
 * The events that get a flag: the first specialisation, and every compile, bridge, invalidation and abort, at
 * most `limit` of them; what is left out is only in the list. A compile says by how much the curve fell.
 */
export function chooseFlags(events: readonly EventView[], points: readonly CurvePoint[], limit = 10): Flag[] {
  const flags: Flag[] = [];
  let specialised = false;
  for (const event of events) {
    if (!FLAGGED.has(event.kind)) continue;
    if (event.kind === "specialise") {
      if (specialised) continue;
      specialised = true;
    }
    const gain = event.kind === "compile" ? measureGain(points, event.ms) : null;
    const trace = event.trace === null || event.kind === "specialise" ? "" : ` ${event.trace}`;
    flags.push({
      event,
      label: `${EVENT_KINDS[event.kind].name}${trace}${gain === null ? "" : `, ${gain.toFixed(1)}× faster`}`,
    });
    if (flags.length >= limit) break;
  }
  return flags;
}

/** How many times less a turn takes after a moment than before it; null when that is under 1.5 or not known. */
export function measureGain(points: readonly CurvePoint[], ms: number): number | null {
  const at = points.findIndex((point) => point.ms > ms);
  if (at < 3 || points.length - at < 5) return null;
  const mean = (list: readonly CurvePoint[]): number =>
    list.reduce((sum, point) => sum + point.nsPerTurn, 0) / list.length;
  const gain = mean(points.slice(Math.max(0, at - 6), at - 1)) / mean(points.slice(at + 1, at + 9));
  return gain >= 1.5 ? gain : null;
}

/** `12.4 ms`, for the narrator. */
export function formatMoment(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(1)} ms` : `${(ms / 1_000).toFixed(3)} s`;
}
