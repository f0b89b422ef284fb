/**
 * What a benchmark says: one table for people, and results in pyperf's JSON for tools. Every ratio comes with its 95 %
 * interval, every mean with the worst case beside it.
 */
import { createRandom, geometricMean, median, medianInterval, ratioInterval } from "./statistics.ts";
import { CONTENDER_TITLES, type Contender, GROUPS, type Group, type RunResult } from "./suite.ts";

/** Times and last counters of one program, by contender. `ms` lacks runs that were stopped. */
export interface Measured {
  readonly name: string;
  /** What the program stresses; absent where programs are in no groups. */
  readonly group?: Group;
  readonly size: number | null;
  readonly runs: ReadonlyMap<Contender, readonly RunResult[]>;
}

/** The ratios that matter: numerator over denominator, so that more is better for the latter; except JavaScript, which is the JIT's limit. */
const RATIOS: readonly (readonly [Contender, Contender])[] = [
  ["tier1", "jit"],
  ["tier1-typescript", "tier1"],
  ["jit-typescript", "jit"],
  ["pyodide", "jit"],
  ["pyodide", "tier1"],
  ["jit", "javascript"],
];

export function timesOf(measured: Measured, contender: Contender): number[] {
  return (measured.runs.get(contender) ?? []).flatMap((run) => (run.ms === null ? [] : [run.ms]));
}

export function formatMs(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toFixed(1);
}

export function formatRatio(ratio: number): string {
  return Number.isNaN(ratio) ? "-" : ratio.toFixed(2);
}

function describeTimes(measured: Measured, contender: Contender, limitMs: number): string {
  const runs = measured.runs.get(contender) ?? [];
  if (runs.length === 0) return "-";
  const times = timesOf(measured, contender);
  if (times.length === 0) return `> ${formatMs(limitMs)}`;
  if (times.length === 1) return formatMs(times[0]!);
  const { low, high } = medianInterval(times, createRandom(1));
  return `${formatMs(median(times))} [${formatMs(low)} ${formatMs(high)}]`;
}

function describeRatio(
  measured: Measured,
  [numerator, denominator]: readonly [Contender, Contender],
): string {
  const { text, isUnsure } = ratioOf(timesOf(measured, numerator), timesOf(measured, denominator));
  return isUnsure ? `${text} ?` : text;
}

/** The ratio of two medians with its interval, if there is one; unsure where that holds 1. */
export function ratioOf(
  above: readonly number[],
  below: readonly number[],
): { readonly text: string; readonly isUnsure: boolean } {
  const ratio = formatRatio(median(above) / median(below));
  if (above.length < 2 || below.length < 2) return { text: ratio, isUnsure: false };
  const { low, high } = ratioInterval(above, below, createRandom(1));
  return { text: `${ratio} [${formatRatio(low)} ${formatRatio(high)}]`, isUnsure: low <= 1 && high >= 1 };
}

function describeCounters(measured: Measured): string[] {
  const stats = measured.runs.get("jit")?.at(-1)?.stats;
  if (!stats) return ["-", "-", "-", "-"];
  const number = (name: string): number => Number(stats[name] ?? 0);
  const compileMs = number("recordMs") + number("optimizeMs") + number("lowerMs") + number("compileMs");
  const aborts = Object.values((stats["aborts"] ?? {}) as Record<string, number>).reduce((a, b) => a + b, 0);
  return [
    `${number("tracesCompiled")}/${number("tracesRecorded")}`,
    compileMs.toFixed(1),
    String(number("sideExits")),
    `${aborts}/${number("collections")}`,
  ];
}

/** Columns padded to the widest cell: the first to the left, the others to the right. */
export function layOut(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The table of results: times in milliseconds, medians with 95 % intervals. */
export function formatTable(
  all: readonly Measured[],
  contenders: readonly Contender[],
  limitMs: number,
): string {
  const ratios = RATIOS.filter((pair) => pair.every((contender) => contenders.includes(contender)));
  const counters = contenders.includes("jit");
  const heading = [
    "program",
    ...contenders.map((contender) => `${CONTENDER_TITLES[contender]} ms`),
    ...ratios.map(([above, below]) => `${CONTENDER_TITLES[above]} / ${CONTENDER_TITLES[below]}`),
    ...(counters ? ["traces", "compile ms", "exits", "aborts/gc"] : []),
  ];
  const rows = all.map((measured) => [
    `${measured.name} ${measured.size}`,
    ...contenders.map((contender) => describeTimes(measured, contender, limitMs)),
    ...ratios.map((pair) => describeRatio(measured, pair)),
    ...(counters ? describeCounters(measured) : []),
  ]);
  const summary = (
    title: string,
    among: readonly Measured[],
    pick: (values: readonly number[], pair: readonly [Contender, Contender]) => string,
  ): string[] => [
    title,
    ...contenders.map(() => ""),
    ...ratios.map((pair) => {
      const [above, below] = pair;
      const values = among
        .map((measured) => median(timesOf(measured, above)) / median(timesOf(measured, below)))
        .filter((ratio) => !Number.isNaN(ratio));
      return pick(values, pair);
    }),
  ];
  const mean = (values: readonly number[]): string => formatRatio(geometricMean(values));
  const groups = GROUPS.map((group) => ({ group, among: all.filter((one) => one.group === group) })).filter(
    ({ among }) => among.length > 0 && among.length < all.length,
  );
  const table = [
    heading,
    ...rows,
    ...groups.map(({ group, among }) => summary(`${group} (${among.length})`, among, mean)),
    summary("geometric mean", all, mean),
    summary("worst", all, (values, [, below]) => {
      const worst = below === "javascript" ? Math.max : Math.min;
      return values.length === 0 ? "-" : formatRatio(worst(...values));
    }),
  ];
  const notes = ["Medians, with 95 % bootstrap intervals; warm-up is included, start-up is not."];
  if (groups.length > 0) notes.push("Beside a group, and how many programs it has: their geometric mean.");
  if (contenders.includes("tier2"))
    notes.push("The Tier 2 interpreter is a debugging tier, and no baseline.");
  if (rows.some((row) => row.some((cell) => cell.endsWith("?")))) notes.push("?: no significant difference.");
  return `${layOut(table)}\n\n${notes.join("\n")}`;
}

/** A pyperf suite: one benchmark for each program and contender, values in seconds, one run each. */
export function formatPyperf(all: readonly Measured[], metadata: Readonly<Record<string, string>>): string {
  const benchmarks = all.flatMap((measured) =>
    [...measured.runs].flatMap(([contender, runs]) => {
      const finished = runs.filter((run) => run.ms !== null);
      if (finished.length === 0) return [];
      return [
        {
          metadata: {
            name: `${measured.name} ${CONTENDER_TITLES[contender]}`,
            unit: "second",
            loops: 1,
            size: measured.size,
          },
          runs: finished.map((run) => ({
            values: [run.ms! / 1000],
            metadata: run.stats ? { tierup_stats: JSON.stringify(run.stats) } : {},
          })),
        },
      ];
    }),
  );
  return `${JSON.stringify({ version: "1.0", metadata, benchmarks }, undefined, 1)}\n`;
}
