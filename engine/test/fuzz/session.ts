/** A run of the fuzzer: programs of one seed after another, what was compared, what was found. */

import { chooseWays, compare, type Mismatch } from "./compare.ts";
import { generateProgram } from "./program.ts";
import { bundleWorker, Supervisor } from "./supervisor.ts";
import { CPYTHON, waysNamed } from "./ways.ts";

export interface SessionOptions {
  readonly seed: number;
  readonly programs: number;
  /** Names of ways; all when null. */
  readonly ways: readonly string[] | null;
  /** How many of them each program runs in. */
  readonly waysEach: number;
  /** CPython is asked about one program in so many; 0 is never. */
  readonly cpythonEvery: number;
  /** The session ends after this time, programs left or not. */
  readonly minutes: number;
}

/** A program that does not come out the same in all ways. */
export interface Finding {
  readonly seed: number;
  readonly source: string;
  readonly mismatches: readonly Mismatch[];
  /** It is seen only after other programs in the same process. */
  readonly onlyInCompany: boolean;
}

export interface Totals {
  programs: number;
  skipped: Record<string, number>;
  /** By way: programs and milliseconds of processor time. */
  ways: Record<string, { programs: number; cpuMs: number; mismatches: number }>;
  findings: number;
  /** How many programs had run at the last finding. */
  lastFindingAfter: number | null;
  themes: Record<string, number>;
  generateMs: number;
}

/** Runs a session; `report` hears of each finding, `progress` of each program. */
export async function runSession(
  options: SessionOptions,
  report: (finding: Finding) => Promise<void>,
  progress: (totals: Totals) => void,
): Promise<Totals> {
  const among = waysNamed(options.ways);
  const bundle = await bundleWorker();
  const supervisor = new Supervisor(bundle);
  const totals: Totals = {
    programs: 0,
    skipped: {},
    ways: {},
    findings: 0,
    lastFindingAfter: null,
    themes: {},
    generateMs: 0,
  };
  const endsAt = performance.now() + options.minutes * 60_000;
  try {
    for (let i = 0; i < options.programs && performance.now() < endsAt; i++) {
      const seed = options.seed + i;
      const began = performance.now();
      const { source, themes } = generateProgram(seed);
      totals.generateMs += performance.now() - began;
      const asksCPython = options.cpythonEvery > 0 && seed % options.cpythonEvery === 0;
      const choose = (turns: number): string[] => [
        ...(asksCPython ? [CPYTHON] : []),
        ...chooseWays(seed, turns, among, options.waysEach),
      ];
      const verdict = await compare(supervisor, source, choose);
      totals.programs++;
      for (const theme of themes) totals.themes[theme] = (totals.themes[theme] ?? 0) + 1;
      if (verdict.skipped !== null)
        totals.skipped[verdict.skipped] = (totals.skipped[verdict.skipped] ?? 0) + 1;
      for (const [way, cpuMs] of verdict.ran) {
        const row = (totals.ways[way] ??= { programs: 0, cpuMs: 0, mismatches: 0 });
        row.programs++;
        row.cpuMs += cpuMs;
      }
      if (verdict.mismatches.length > 0) {
        totals.findings++;
        totals.lastFindingAfter = totals.programs;
        const wrong = verdict.mismatches.map(({ way }) => way);
        for (const way of wrong) totals.ways[way]!.mismatches++;
        const fresh = new Supervisor(bundle);
        const alone = await compare(fresh, source, () => wrong);
        fresh.close();
        const onlyInCompany = !alone.mismatches.some(({ kind }) => kind === verdict.mismatches[0]!.kind);
        await report({ seed, source, mismatches: verdict.mismatches, onlyInCompany });
      }
      progress(totals);
    }
  } finally {
    supervisor.close();
  }
  return totals;
}
