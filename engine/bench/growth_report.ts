/**
 * The benchmark of growth: operations on the built-in types, the compiler and common modules (`growth/*.py`), each at n, 4n and
 * 16n. Here their source is put together, what they print is read, and the table made: times at the largest size, Pyodide's time over
 * ours (more is better for us), and how both grow (time goes with n to the power of that).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatMs, formatRatio, layOut } from "./report.ts";
import { geometricMean } from "./statistics.ts";
import { CONTENDER_TITLES, type Contender } from "./suite.ts";

const HARNESS = "harness";

/** The parts that the operations are in: each runs in a realm of its own. */
export const listParts = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -".py".length))
    .filter((part) => part !== HARNESS)
    .sort();

/** A program that measures a part's operations, or those whose names contain one of `only`. */
export function growthSource(folder: string, part: string, only: readonly string[]): string {
  const read = (name: string): string => readFileSync(join(folder, `${name}.py`), "utf8");
  return `${read(HARNESS)}\n${read(part)}\n_run(${JSON.stringify(only)})\n`;
}

/** Names of the operations in a source. */
export const operationNames = (source: string): string[] =>
  [...source.matchAll(/^@operation\(.*\)\ndef (\w+)\(n\):/gm)].map((match) => match[1]!);

/** How long one operation took: at each size, in ms; NaN where it was not tried. */
export interface Growth {
  readonly size: number;
  readonly ms: readonly number[];
}

/** The greatest size's factor over the one before it. */
const FACTOR = 4;

/** What a part printed, by operation. Lines that begin with "!" are complaints. */
export function readGrowth(output: string): {
  readonly growths: ReadonlyMap<string, Growth>;
  readonly complaints: readonly string[];
} {
  const growths = new Map<string, Growth>();
  const complaints: string[] = [];
  for (const line of output.split("\n").filter((text) => text !== "")) {
    const [name = "", size, ...times] = line.split(" ");
    if (name === "!" || times.length === 0) complaints.push(line);
    else growths.set(name, { size: Number(size), ms: times.map(Number) });
  }
  return { growths, complaints };
}

/** The shorter of two times at each size. */
export function shortest(a: Growth | undefined, b: Growth): Growth {
  return a === undefined ? b : { size: b.size, ms: b.ms.map((ms, i) => Math.min(ms, a.ms[i]!)) };
}

/** How the time grows between the two greatest sizes that both were tried. */
function exponentOf({ ms }: Growth, last: number): number {
  return last < 1 ? Number.NaN : Math.log(ms[last]! / ms[last - 1]!) / Math.log(FACTOR);
}

interface Row {
  readonly name: string;
  readonly size: number;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
  readonly ourExponent: number;
  readonly theirExponent: number;
}

/** Growth that is that much faster than Pyodide's is marked. */
const TOLERANCE = 0.15;

function compareGrowth(name: string, ours: Growth, theirs: Growth): Row {
  const last = ours.ms.findLastIndex((ms, i) => !Number.isNaN(ms) && !Number.isNaN(theirs.ms[i]!));
  return {
    name,
    size: ours.size * FACTOR ** Math.max(0, last),
    ours: ours.ms[last] ?? Number.NaN,
    theirs: theirs.ms[last] ?? Number.NaN,
    ratio: theirs.ms[last]! / ours.ms[last]!,
    ourExponent: exponentOf(ours, last),
    theirExponent: exponentOf(theirs, last),
  };
}

/** Half the width of a plot, and how many times faster or slower its ends stand for. */
const PLOT_HALF = 10;
const PLOT_ENDS = 32;

/** A bar from 1 towards a ratio, on a logarithmic scale: to the left we are slower, to the right faster. */
export function plotRatio(ratio: number): string {
  const length = Math.round((Math.log(ratio) / Math.log(PLOT_ENDS)) * PLOT_HALF);
  const bar = "=".repeat(Math.min(PLOT_HALF, Math.abs(length) || 0));
  return length < 0
    ? `${bar.padStart(PLOT_HALF)}|${" ".repeat(PLOT_HALF)}`
    : `${" ".repeat(PLOT_HALF)}|${bar.padEnd(PLOT_HALF)}`;
}

/** The table of one contender beside Pyodide, the slowest first. */
export function formatGrowth(
  contender: Contender,
  ours: ReadonlyMap<string, Growth>,
  theirs: ReadonlyMap<string, Growth>,
): string {
  const rows = [...ours]
    .flatMap(([name, growth]) => {
      const other = theirs.get(name);
      return other === undefined ? [] : [compareGrowth(name, growth, other)];
    })
    .sort((a, b) => a.ratio - b.ratio);
  const faster = (row: Row): boolean => row.ourExponent - row.theirExponent > TOLERANCE;
  const table = [
    [
      "operation",
      "n",
      CONTENDER_TITLES[contender],
      "Pyodide",
      "ratio",
      "grows",
      "Pyodide",
      "",
      "slower | faster",
    ],
    ...rows.map((row) => [
      row.name,
      String(row.size),
      formatMs(row.ours),
      formatMs(row.theirs),
      formatRatio(row.ratio),
      formatRatio(row.ourExponent),
      formatRatio(row.theirExponent),
      faster(row) ? "!" : "",
      plotRatio(row.ratio),
    ]),
  ];
  const ratios = rows.map(({ ratio }) => ratio).filter((ratio) => !Number.isNaN(ratio));
  return `${layOut(table)}

${rows.length} operations, ms at the largest size. Pyodide / ${CONTENDER_TITLES[contender]}: geometric mean ${formatRatio(geometricMean(ratios))}, worst ${formatRatio(Math.min(...ratios))}, ${ratios.filter((ratio) => ratio < 0.25).length} under 0.25.
Time grows with n to the power given, between the two largest sizes; "!" where that is ${TOLERANCE} more than Pyodide's (${rows.filter(faster).length}).`;
}
