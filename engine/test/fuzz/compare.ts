/** Which ways a program is run in, and what comes out of comparing them. */
import type { Result } from "./execute.ts";
import { Random } from "./random.ts";
import type { Answered, Outcome, Supervisor } from "./supervisor.ts";
import { CPYTHON, REFERENCE, WAYS } from "./ways.ts";

/** A program takes longer than this in Tier 1: it is left out. */
export const LIMIT_MS = 4000;
/** What a slow way may take. */
const SLOW_LIMIT_MS = 120_000;

export interface Mismatch {
  readonly way: string;
  /** The same for what has probably one cause. */
  readonly kind: string;
  readonly expected: Outcome;
  readonly actual: Outcome;
}

export interface Verdict {
  /** Ways that were compared, with the time each took. */
  readonly ran: ReadonlyMap<string, number>;
  readonly mismatches: readonly Mismatch[];
  /** Why nothing was compared. */
  readonly skipped: string | null;
}

/** Some of the ways for a program of so many turns, drawn from its seed. */
export function chooseWays(seed: number, turns: number, among: readonly string[], count: number): string[] {
  const random = new Random(seed ^ 0x5eed);
  const left = among.filter((name) => {
    const { maxTurns = Number.POSITIVE_INFINITY, minTurns = 0 } = WAYS[name]!;
    return turns <= maxTurns && turns >= minTurns;
  });
  const chosen: string[] = [];
  while (chosen.length < count && left.length > 0) {
    const name = random.weighted(left, (way) => WAYS[way]!.weight);
    chosen.push(name);
    left.splice(left.indexOf(name), 1);
  }
  return chosen;
}

/** Runs a program in Tier 1, then in the ways that `choose` names for its turns, and compares. */
export async function compare(
  supervisor: Supervisor,
  source: string,
  choose: (turns: number) => readonly string[],
): Promise<Verdict> {
  const reference = (await supervisor.run(source, [REFERENCE], LIMIT_MS)).get(REFERENCE)!;
  const ran = new Map([[REFERENCE, reference.cpuMs]]);
  const expected = reference.outcome;
  if (expected.kind === "unfinished") return { ran, mismatches: [], skipped: "too long" };
  if (expected.kind !== "ended")
    return {
      ran,
      mismatches: [{ way: REFERENCE, kind: differenceOf(expected, expected)!, expected, actual: expected }],
      skipped: null,
    };
  if (/ at 0x[0-9a-f]/.test(expected.stdout + expected.stderr))
    return { ran, mismatches: [], skipped: "prints an address" };
  if (/\bMemoryError\b/.test(expected.stdout + expected.stderr))
    return { ran, mismatches: [], skipped: "no memory" };
  const answers = await supervisor.run(source, choose(expected.turns), SLOW_LIMIT_MS);
  const mismatches: Mismatch[] = [];
  for (const [way, { outcome, cpuMs }] of answers) {
    ran.set(way, cpuMs);
    const kind = differenceOf(expected, outcome);
    if (kind === null || (WAYS[way]?.endsAnyhow === true && !isFailure(outcome))) continue;
    // CPython is what the others are measured by.
    mismatches.push(
      way === CPYTHON
        ? { way, kind, expected: outcome, actual: expected }
        : { way, kind, expected, actual: outcome },
    );
  }
  return { ran, mismatches, skipped: null };
}

/** Whether the engine itself failed. */
const isFailure = ({ kind }: Outcome): boolean => kind !== "ended";

/** What differs between two outcomes, as a word for the kind of it; null when nothing does. */
export function differenceOf(reference: Outcome, outcome: Outcome): string | null {
  if (outcome.kind === "crashed") return `crash: ${crashLine(outcome.error)}`;
  if (outcome.kind === "died") return `crash: the process ended (${outcome.error.split("\n")[0]})`;
  if (outcome.kind !== "ended") return "hang";
  if (reference.kind !== "ended") return null;
  if (outcome.stdout !== reference.stdout) return "output";
  if (outcome.stderr !== reference.stderr) return "stderr";
  return outcome.exitCode === reference.exitCode ? null : "exit code";
}

/** The first line of an error without its numbers, and the places it came through: the same for the same fault. */
function crashLine(error: string): string {
  const [first = "", ...frames] = error.split("\n");
  const places = frames
    .flatMap((line) => /at (?:async )?([\w.$<>]+) /.exec(line)?.[1] ?? [])
    .filter((name) => name !== "assert");
  return `${first.replaceAll(/-?\d+/g, "N").slice(0, 120)} (${places.slice(0, 2).join(" < ")})`;
}

export type { Answered, Result };
