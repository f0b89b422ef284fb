/**
 * `npm run fuzz -- [OPTION…]`: writes random hot programs and runs each in several ways, which must agree. See
 * engine/docs/fuzzing.md.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compare, type Mismatch } from "./compare.ts";
import { generateProgram } from "./program.ts";
import { reduce } from "./reduce.ts";
import { describeDifference, describeFinding } from "./report.ts";
import { type Finding, runSession, type Totals } from "./session.ts";
import { bundleWorker, Supervisor } from "./supervisor.ts";
import { CPYTHON, WAYS, waysNamed } from "./ways.ts";

const HELP = `usage: npm run fuzz -- [option] ...

  --programs N     how many programs (200)
  --seed S         the seed of the first; the next has the next (the time of day unless given)
  --ways A,B       ways of running (all): ${Object.keys(WAYS).join(", ")}, ${CPYTHON}
  --each N         ways that each program runs in, drawn by weight (2; all when --ways is given)
  --cpython N      CPython is asked about one program in N (10; 0: never)
  --minutes M      end after this time
  --reduce         make each finding small (with --file: that program)
  --keep FOLDER    where findings go (test-results/fuzz)
  --json FILE      write the totals there
  --print          print the program of --seed and end
  --file FILE      compare this program instead`;

const SHOW_EVERY_MS = 10_000;
/** How long one finding may be reduced. */
const REDUCE_LIMIT_MS = 240_000;
/** A candidate hangs when it computes for so long; many do when the fault is a hang. */
const REDUCE_HANG_MS = 4_000;

function count(text: string, option: string, least = 1): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`--${option} must be a whole number from ${least} on`);
  return value;
}

function showTotals(totals: Totals): string {
  const rows = Object.entries(totals.ways)
    .sort(([, a], [, b]) => b.programs - a.programs)
    .map(
      ([way, { programs, cpuMs, mismatches }]) =>
        `${way.padEnd(16)} ${String(programs).padStart(7)} ${(cpuMs / programs).toFixed(0).padStart(7)} ms ${String(mismatches).padStart(5)}`,
    );
  return `${"way".padEnd(16)} programs  each in  wrong\n${rows.join("\n")}
programs: ${totals.programs}; findings: ${totals.findings}${totals.lastFindingAfter === null ? "" : `, the last in program ${totals.lastFindingAfter}`}; left out: ${JSON.stringify(totals.skipped)}`;
}

/** A small program that differs in the same way; undefined when the difference needs other programs before it. */
async function reduced(source: string, { way, kind }: Mismatch): Promise<string | undefined> {
  const supervisor = new Supervisor(await bundleWorker(), REDUCE_HANG_MS);
  const shows = async (candidate: string): Promise<boolean> =>
    (await compare(supervisor, candidate, () => [way])).mismatches.some((mismatch) => mismatch.kind === kind);
  try {
    if (!(await shows(source))) return undefined;
    return (await reduce(source, shows, REDUCE_LIMIT_MS)).source;
  } finally {
    supervisor.close();
  }
}

async function reduceFile(path: string, ways: readonly string[]): Promise<number> {
  const source = readFileSync(path, "utf8");
  const supervisor = new Supervisor(await bundleWorker());
  const { mismatches } = await compare(supervisor, source, () => ways);
  supervisor.close();
  const [mismatch] = mismatches;
  const small = mismatch === undefined ? undefined : await reduced(source, mismatch);
  if (small === undefined) {
    console.log("nothing differs");
    return 0;
  }
  console.log(`${mismatch!.way}: ${mismatch!.kind}`);
  process.stdout.write(small);
  return 1;
}

async function compareFile(path: string, ways: readonly string[]): Promise<number> {
  const supervisor = new Supervisor(await bundleWorker());
  const verdict = await compare(supervisor, readFileSync(path, "utf8"), () => ways);
  supervisor.close();
  if (verdict.skipped !== null) console.log(`left out: ${verdict.skipped}`);
  for (const { way, kind, expected, actual } of verdict.mismatches)
    console.log(`${way}: ${kind}\n${describeDifference(expected, actual)}`);
  console.log(`${verdict.ran.size - 1} ways, ${verdict.mismatches.length} wrong`);
  return verdict.mismatches.length === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      programs: { type: "string", default: "200" },
      seed: { type: "string" },
      ways: { type: "string" },
      each: { type: "string" },
      cpython: { type: "string" },
      minutes: { type: "string", default: "100000" },
      keep: { type: "string", default: "test-results/fuzz" },
      json: { type: "string" },
      reduce: { type: "boolean", default: false },
      print: { type: "boolean", default: false },
      file: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const named = values.ways?.split(",") ?? null;
  const ways = waysNamed(named?.filter((way) => way !== CPYTHON) ?? null);
  if (values.file !== undefined) {
    const wanted = named === null ? [CPYTHON, ...ways] : named;
    return await (values.reduce ? reduceFile : compareFile)(values.file, wanted);
  }
  const seed =
    values.seed === undefined ? Math.floor(Date.now() / 1000) % 1_000_000_000 : count(values.seed, "seed", 0);
  if (values.print) {
    process.stdout.write(generateProgram(seed).source);
    return 0;
  }
  const defaultEvery = named === null ? 10 : named.includes(CPYTHON) ? 1 : 0;
  const save = (totals: Totals): void => {
    if (values.json !== undefined)
      writeFileSync(values.json, `${JSON.stringify({ seed, ...totals }, undefined, 1)}\n`);
  };
  mkdirSync(values.keep, { recursive: true });
  let shownAt = performance.now();
  const began = shownAt;
  const totals = await runSession(
    {
      seed,
      programs: count(values.programs, "programs"),
      ways,
      waysEach: values.each === undefined ? (named === null ? 2 : ways.length) : count(values.each, "each"),
      cpythonEvery: values.cpython === undefined ? defaultEvery : count(values.cpython, "cpython", 0),
      minutes: Number(values.minutes),
    },
    async (finding: Finding) => {
      const text = describeFinding(finding);
      const stem = join(values.keep, `${finding.seed}_${finding.mismatches[0]!.way}`);
      writeFileSync(`${stem}.py`, finding.source);
      writeFileSync(`${stem}.txt`, text);
      const small = values.reduce ? await reduced(finding.source, finding.mismatches[0]!) : undefined;
      if (small !== undefined) writeFileSync(`${stem}.small.py`, small);
      console.log(`\n${text.split("\n\nprogram of seed")[0]}\nprogram: ${stem}.py\n${small ?? ""}`);
    },
    (now) => {
      if (performance.now() - shownAt < SHOW_EVERY_MS) return;
      shownAt = performance.now();
      save(now);
      const seconds = (shownAt - began) / 1000;
      console.log(
        `${now.programs} programs, ${now.findings} findings, ${(now.programs / seconds).toFixed(1)} programs a second`,
      );
    },
  );
  console.log(`seeds ${seed} to ${seed + totals.programs - 1}\n${showTotals(totals)}`);
  if (values.json !== undefined)
    writeFileSync(values.json, `${JSON.stringify({ seed, ...totals }, undefined, 1)}\n`);
  return totals.findings === 0 ? 0 : 1;
}

process.exitCode = await main();
