/**
 * Measurements in the formats of other tools: pyperf's JSON (`pyperf compare_to` reads it) and CSV.
 */
import type { BenchmarkResult } from "../session/schedule.ts";
import { lookOf } from "../session/tiers.ts";

/** pyperf's format 1.0: one benchmark a tier, one run a block, seconds. */
export function exportPyperf(result: BenchmarkResult): string {
  const { environment, settings } = result;
  return `${JSON.stringify(
    {
      version: "1.0",
      metadata: {
        python_implementation: "tierup",
        platform: environment.browser,
        cpu_count: environment.cores,
        timer: `performance.now(), step ${environment.clockStepMs} ms`,
        tierup_seed: settings.seed,
        tierup_interpreter: settings.interpreter,
        tierup_threshold: settings.threshold ?? "default",
        tierup_without: settings.without.join(),
        unit: "second",
      },
      benchmarks: result.contenders
        .filter((contender) => contender.ms.length > 0)
        .map((contender) => ({
          metadata: { name: `${result.program} (${lookOf(contender.id).name})`, loops: 1 },
          runs: contender.ms.map((ms) => ({ values: [ms / 1_000] })),
        })),
    },
    null,
    1,
  )}\n`;
}

/** One row a run: tier, block, milliseconds. */
export function exportCsv(result: BenchmarkResult): string {
  const rows = ["program,tier,block,ms"];
  for (const contender of result.contenders) {
    contender.ms.forEach((ms, block) =>
      rows.push(`${result.program},${contender.id},${block + 1},${ms.toFixed(3)}`),
    );
  }
  return `${rows.join("\n")}\n`;
}
