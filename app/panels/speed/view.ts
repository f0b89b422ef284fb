/**
 * What the speed pane says about a benchmark, computed: bars, verdicts in whole sentences, warnings.
 *
 * Everything is told relative to the Tier 1 interpreter. The Tier 2 interpreter is a debugging tier: a figure
 * relative to it would flatter the JIT, so none is ever formed.
 */
import {
  classifyCurve,
  compareTimes,
  curveFromPairs,
  findBreakEven,
  findWarnings,
  type Ratio,
  type Summary,
  summarize,
} from "../../charts/statistics.ts";
import type { BenchmarkResult, ContenderResult } from "../../session/schedule.ts";
import { type Contender, CPYTHON, lookOf, TIERS, type TierLook } from "../../session/tiers.ts";
import { formatTime } from "../output/view.ts";

export interface SpeedBar {
  readonly look: TierLook;
  readonly summary: Summary | null;
  /** Relative to Tier 1; null without enough samples. The baseline itself is exactly 1. */
  readonly ratio: Ratio | null;
  readonly absent: string | null;
}

const EXACT: Ratio = { ratio: 1, low: 1, high: 1, significant: false };

function findContender(result: BenchmarkResult, id: Contender): ContenderResult | undefined {
  return result.contenders.find((contender) => contender.id === id);
}

/** One bar a contender, in the order of the ladder; contenders without a sample have a bar of no length. */
export function listBars(result: BenchmarkResult): SpeedBar[] {
  const baseline = findContender(result, "tier1")?.ms ?? [];
  const looks = findContender(result, "cpython") ? [...TIERS, CPYTHON] : TIERS;
  return looks.map((look) => {
    const contender = findContender(result, look.id);
    const ms = contender?.ms ?? [];
    return {
      look,
      summary: ms.length === 0 ? null : summarize(ms),
      ratio: look.id === "tier1" && ms.length > 0 ? EXACT : compareTimes(baseline, ms, result.settings.seed),
      absent: contender?.absent ?? null,
    };
  });
}

/** `20`, `3.4`, `0.41`: two digits that mean something. */
export function formatRatio(ratio: number): string {
  if (ratio >= 10) return ratio.toFixed(1);
  return ratio >= 1 ? ratio.toFixed(2) : ratio.toPrecision(2);
}

/** The end of a bar: the ratio and the median. */
export function labelBar(bar: SpeedBar): string {
  if (bar.summary === null) return bar.absent === null ? "" : "not available";
  const time = formatTime(bar.summary.median);
  if (bar.look.id === "tier1") return `1×, the baseline (${time})`;
  if (bar.ratio === null) return time;
  const note = bar.look.id === "tier2" ? ", debugging tier" : "";
  return `${formatRatio(bar.ratio.ratio)}×${note} (${time})`;
}

function describeRatio(name: string, ratio: Ratio): string {
  const interval = `95 % interval ${formatRatio(ratio.low)} to ${formatRatio(ratio.high)}`;
  if (!ratio.significant) return `${name} and Tier 1: no significant difference (${interval}).`;
  return ratio.ratio > 1
    ? `${name} is ${formatRatio(ratio.ratio)} times as fast as Tier 1 (${interval}).`
    : `${name} takes ${formatRatio(1 / ratio.ratio)} times as long as Tier 1 (95 % interval ${formatRatio(1 / ratio.high)} to ${formatRatio(1 / ratio.low)}).`;
}

const SHAPES = {
  flat: "its time per iteration was flat",
  "warm-up": "it warmed up and then settled",
  slowdown: "it became slower on the way",
  unsettled: "it never settled",
  unknown: "",
} as const;

/** The findings, most important first, each a whole sentence. */
export function describeResult(result: BenchmarkResult): string[] {
  const sentences: string[] = [];
  const bars = listBars(result);
  const ofTier = (id: Contender): SpeedBar | undefined => bars.find((bar) => bar.look.id === id);
  const jit = ofTier("jit");
  if (jit?.absent != null) sentences.push(`The JIT took no part: ${jit.absent}`);
  else if (jit?.ratio) {
    let sentence = describeRatio("The JIT", jit.ratio);
    const jitCurve = findContender(result, "jit")?.curve ?? [];
    const paid = findBreakEven(findContender(result, "tier1")?.curve ?? [], jitCurve);
    const shape = SHAPES[classifyCurve(curveFromPairs(jitCurve))];
    if (jit.ratio.significant && jit.ratio.ratio > 1 && paid !== null && paid > 0) {
      sentence += ` Compiling had paid for itself after ${formatTime(paid)}.`;
    }
    if (shape !== "") sentence += ` Over the run ${shape}.`;
    sentences.push(sentence);
  }
  const cpython = ofTier("cpython");
  if (cpython?.absent != null) sentences.push(`CPython took no part: ${cpython.absent}`);
  else if (cpython?.summary && jit?.summary) {
    const versus = compareTimes(
      findContender(result, "cpython")!.ms,
      findContender(result, "jit")!.ms,
      result.settings.seed,
    );
    if (versus !== null) {
      sentences.push(
        versus.significant
          ? `Against CPython in the same tab, the JIT is ${formatRatio(versus.ratio)} times as fast (95 % interval ${formatRatio(versus.low)} to ${formatRatio(versus.high)}).`
          : "Against CPython in the same tab, the JIT shows no significant difference.",
      );
    }
  }
  const plain = ofTier("unspecialised");
  if (plain?.ratio) sentences.push(describeRatio("Tier 1 without specialisation", plain.ratio));
  return sentences;
}

/** What to know before believing the figures. */
export function listWarnings(result: BenchmarkResult): string[] {
  const warnings: string[] = [];
  for (const id of result.disagreeing) {
    warnings.push(`${lookOf(id).name} printed something else than Tier 1: its time means nothing.`);
  }
  for (const bar of listBars(result)) {
    const contender = findContender(result, bar.look.id);
    if (bar.look.id === "tier2" || contender === undefined) continue;
    warnings.push(...findWarnings(bar.look.name, contender.ms, result.environment.clockStepMs));
  }
  return warnings;
}

/** How it was measured, in one paragraph. */
export function describeProtocol(result: BenchmarkResult): string {
  const { environment, settings } = result;
  const blocks = Math.max(0, ...result.contenders.map((contender) => contender.ms.length));
  const without = settings.without.length === 0 ? "" : `, without the passes ${settings.without.join(", ")}`;
  const threshold = settings.threshold === null ? "" : `, traces start after ${settings.threshold} turns`;
  const build = settings.interpreter === "wasm" ? "" : ", Tier 1 in TypeScript";
  return `${blocks} of ${settings.blocks} blocks; in each, every tier runs the whole program once, one after the other, in a fresh worker and an order drawn from seed ${settings.seed}${threshold}${without}${build}. Loading is not counted, compiling is. ${environment.browser}, ${environment.cores} cores, clock step ${environment.clockStepMs} ms.`;
}
