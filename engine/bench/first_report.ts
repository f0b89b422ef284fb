/**
 * What the benchmark of beginnings says: for each short program its first run in a realm that has just become ready, and the
 * sum of the runs after it. Medians over the rounds; Pyodide's time over ours, so that more is better for us.
 */
import { formatMs, formatRatio, layOut, type Measured, ratioOf } from "./report.ts";
import { geometricMean, median } from "./statistics.ts";
import { CONTENDER_TITLES, type Contender, type RunResult } from "./suite.ts";

const firstOf = ({ ms }: RunResult): number | null => ms;

/** Null if one of them was stopped. */
const againOf = ({ againMs }: RunResult): number | null =>
  againMs.reduce((sum, ms) => (sum === null || ms === null ? null : sum + ms), 0);

const PARTS = [
  { title: "first", of: firstOf },
  { title: "next", of: againOf },
] as const;

function timesOf(
  measured: Measured,
  contender: Contender,
  of: (run: RunResult) => number | null,
): readonly number[] {
  return (measured.runs.get(contender) ?? []).flatMap((run) => of(run) ?? []);
}

/** The table of first and further runs. */
export function formatFirst(all: readonly Measured[], contenders: readonly Contender[]): string {
  const ours = contenders.includes("pyodide")
    ? contenders.filter((contender) => contender !== "pyodide")
    : [];
  const columns = PARTS.flatMap(({ title, of }) => [
    ...contenders.map((contender) => ({
      heading: `${CONTENDER_TITLES[contender]} ${title}`,
      cell: (measured: Measured) => formatMs(median(timesOf(measured, contender, of))),
      ratio: null,
    })),
    ...ours.map((contender) => {
      const times = (measured: Measured): readonly [readonly number[], readonly number[]] => [
        timesOf(measured, "pyodide", of),
        timesOf(measured, contender, of),
      ];
      const ratio = (measured: Measured): number => {
        const [above, below] = times(measured);
        return median(above) / median(below);
      };
      return {
        heading: `/ ${CONTENDER_TITLES[contender]}`,
        cell: (measured: Measured) => ratioOf(...times(measured)).text,
        ratio,
      };
    }),
  ]);
  const summary = (title: string, pick: (ratios: readonly number[]) => number): string[] => [
    title,
    ...columns.map(({ ratio }) => {
      const values = ratio === null ? [] : all.map(ratio).filter((value) => !Number.isNaN(value));
      return values.length === 0 ? "" : formatRatio(pick(values));
    }),
  ];
  const table = [
    ["program (ms)", ...columns.map(({ heading }) => heading)],
    ...all.map((measured) => [measured.name, ...columns.map(({ cell }) => cell(measured))]),
    summary("geometric mean", geometricMean),
    summary("worst", (values) => Math.min(...values)),
  ];
  return `${layOut(table)}\n\nMedians; ratios are Pyodide's time over that of the contender, with 95 % bootstrap intervals. A run is from handing over the source to its end.`;
}
