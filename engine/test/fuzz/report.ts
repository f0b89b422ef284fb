/** What is shown of a mismatch: the program, both outputs where they part, the way, the command that repeats it. */
import type { Finding } from "./session.ts";
import type { Outcome } from "./supervisor.ts";
import { CPYTHON, REFERENCE } from "./ways.ts";

const CONTEXT_LINES = 3;
const DIFFERENT_LINES = 6;

/** All of an outcome, as lines that can be laid side by side. */
function linesOf(outcome: Outcome): string[] {
  switch (outcome.kind) {
    case "ended":
      return [
        ...outcome.stdout.split("\n"),
        "-- stderr",
        ...outcome.stderr.split("\n"),
        `-- exit code ${outcome.exitCode}`,
      ];
    case "crashed":
    case "died":
      return outcome.error.split("\n").slice(0, 12);
    default:
      return ["(it does not end)"];
  }
}

/** Where two outcomes part, a few lines of each. */
export function describeDifference(expected: Outcome, actual: Outcome): string {
  const [wanted, found] = [linesOf(expected), linesOf(actual)];
  if (actual.kind !== "ended") return found.map((line) => `+ ${line}`).join("\n");
  let at = 0;
  while (at < wanted.length && wanted[at] === found[at]) at++;
  return [
    ...wanted.slice(Math.max(0, at - CONTEXT_LINES), at).map((line) => `  ${line}`),
    ...wanted.slice(at, at + DIFFERENT_LINES).map((line) => `- ${line}`),
    ...found.slice(at, at + DIFFERENT_LINES).map((line) => `+ ${line}`),
  ].join("\n");
}

/** The whole report. */
export function describeFinding({ seed, mismatches, source, onlyInCompany }: Finding): string {
  const ways = mismatches.map(({ way }) => way).join(",");
  const { way, kind, expected, actual } = mismatches[0]!;
  return `ways: ${ways}
kind: ${kind}${onlyInCompany ? " (only after other programs in the same process)" : ""}
again: npm run fuzz -- --seed ${seed} --programs 1 --ways ${ways}
${way === CPYTHON ? "- CPython, + Tier 1" : `- ${REFERENCE}, + ${way}`}
${describeDifference(expected, actual)}

program of seed ${seed}:
${source}`;
}
