/**
 * `npm run bench`: the programs of the suite, in headless Chromium (or with `--node` in Node), each run in a worker (a
 * process) of its own, contenders interleaved in a seeded order so that a machine that slows down slows all of them.
 * All contenders must print the same. See engine/docs and the notes under the table for what is timed.
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, hostname } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { build as bundle } from "esbuild";
import { build as buildPage, type InlineConfig, preview } from "vite";
import { CHROMIUM_FLAGS, ensureChromium } from "../tools/find_chromium.ts";
import { buildLibrary, LIBRARY_FOLDER } from "../tools/library.ts";
import { libraryFiles } from "../tools/vite_library.ts";
import { pyodideFiles } from "../tools/vite_pyodide.ts";
import { formatFirst } from "./first_report.ts";
import {
  formatGrowth,
  type Growth,
  growthSource,
  listParts,
  operationNames,
  readGrowth,
  shortest,
} from "./growth_report.ts";
import { TWINS } from "./javascript/index.ts";
import { formatPyperf, formatTable, type Measured } from "./report.ts";
import { createRandom, shuffle } from "./statistics.ts";
import {
  CONTENDER_TITLES,
  CONTENDERS,
  type Contender,
  PROGRAM_NAMES,
  PROGRAMS,
  type ProgramName,
  type RunOrder,
  type RunResult,
  UNASKED,
} from "./suite.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "..", "..");

/** Operations whose growth is measured. */
const GROWTH = join(HERE, "growth");
const GROWTH_CONTENDERS = ["tier1", "pyodide"] as const;
/** For all the operations of a part. */
const GROWTH_LIMIT_SECONDS = 600;

/** Runs after the first, with `--first`. */
const FURTHER_RUNS = 9;
const FIRST_CONTENDERS = ["tier1", "jit", "pyodide"] as const;

const HELP = `npm run bench -- [options]

  --only NAME          only programs whose name contains NAME (may be repeated)
  --contenders LIST    of ${CONTENDERS.join(",")}
                       (default: all but ${UNASKED.join(",")})
  --first              short programs, each ten times in a realm that has just become ready
  --growth             single operations at n, 4n and 16n, beside Pyodide; --only names operations
  --rounds N           runs of each contender (default 5); the Tier 2 interpreter runs once
  --size N             size of every chosen program, instead of its own
  --limit SECONDS      a run that takes longer is stopped (default 60)
  --seed N             order of the runs (default 1)
  --node               in Node instead of Chromium
  --json FILE          writes the results in pyperf's format
`;

interface BenchOptions {
  /** Beginnings instead of the suite. */
  readonly first: boolean;
  /** Growth of operations instead of the suite. */
  readonly growth: boolean;
  readonly only: readonly string[];
  readonly programs: readonly string[];
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  readonly size: number | undefined;
  readonly limitMs: number;
  readonly seed: number;
  readonly node: boolean;
  readonly jsonFile: string | undefined;
}

/** Carries out orders, one at a time. */
interface Track {
  readonly description: string;
  run(order: RunOrder): Promise<RunResult>;
  close(): Promise<void>;
}

function readCount(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} is a whole number from 1`);
  return value;
}

function readOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      first: { type: "boolean" },
      growth: { type: "boolean" },
      only: { type: "string", multiple: true },
      contenders: { type: "string" },
      rounds: { type: "string" },
      size: { type: "string" },
      limit: { type: "string" },
      seed: { type: "string" },
      node: { type: "boolean" },
      json: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return undefined;
  const contenders = (
    values.contenders?.split(",") ??
    (values.growth
      ? GROWTH_CONTENDERS
      : values.first
        ? FIRST_CONTENDERS
        : CONTENDERS.filter((contender) => !UNASKED.includes(contender)))
  ).map((name) => {
    const contender = CONTENDERS.find((known) => known === name);
    if (contender === undefined) throw new RangeError(`--contenders are of ${CONTENDERS.join(", ")}`);
    return contender;
  });
  const only = values.only ?? [];
  const isChosen = (name: string): boolean => only.length === 0 || only.some((part) => name.includes(part));
  const known = values.growth ? listParts(GROWTH) : values.first ? beginnings() : PROGRAM_NAMES;
  const programs = known.filter((name) =>
    values.growth ? operationNames(growthSource(GROWTH, name, [])).some(isChosen) : isChosen(name),
  );
  if (programs.length === 0) throw new RangeError(`--only names none of ${known.join(", ")}`);
  return {
    first: values.first ?? false,
    growth: values.growth ?? false,
    only,
    programs,
    contenders,
    rounds: readCount(values.rounds, "rounds", values.growth ? 1 : 5),
    size: values.size === undefined ? undefined : readCount(values.size, "size", 1),
    limitMs: readCount(values.limit, "limit", values.growth ? GROWTH_LIMIT_SECONDS : 60) * 1000,
    seed: readCount(values.seed, "seed", 1),
    node: values.node ?? false,
    jsonFile: values.json,
  };
}

/** The short programs, by name. */
const beginnings = (): string[] =>
  readdirSync(join(HERE, "beginnings"))
    .filter((file) => file.endsWith(".py"))
    .map((file) => file.slice(0, -".py".length))
    .sort();

/** The size of a program; null: it has none. */
const sizeOf = (name: string, options: BenchOptions): number | null =>
  options.first ? null : (options.size ?? PROGRAMS[name as ProgramName].size);

async function openChromium(): Promise<Track> {
  const config: InlineConfig = {
    configFile: false,
    root: join(HERE, "page"),
    base: "./",
    logLevel: "error",
    plugins: [pyodideFiles(), libraryFiles()],
    worker: { format: "es" },
    build: {
      target: "es2023",
      outDir: join(ROOT, "dist", "bench"),
      emptyOutDir: true,
      chunkSizeWarningLimit: 20_000,
    },
    preview: { host: "127.0.0.1", port: 0 },
  };
  await buildPage(config);
  const server = await preview(config);
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_FLAGS] });
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls!.local[0]!);
  return {
    description: `Chromium ${browser.version()}`,
    run: (order) => page.evaluate((given) => window.runBenchmarkOrder(given), order),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

async function openNode(): Promise<Track> {
  const child = join(ROOT, "dist", "bench-node", "node_child.js");
  buildLibrary();
  await bundle({
    entryPoints: [join(HERE, "node_child.ts")],
    outfile: child,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return {
    description: `Node ${process.versions.node}`,
    run: (order) =>
      new Promise((resolve, reject) => {
        const worker = spawn(process.execPath, [child, LIBRARY_FOLDER], {
          stdio: ["pipe", "pipe", "inherit"],
        });
        let answer = "";
        worker.stdout.on("data", (data) => (answer += data));
        worker.on("error", reject);
        worker.on("close", (code) => {
          if (code === 0) resolve(JSON.parse(answer) as RunResult);
          else reject(new Error(`the process ended with ${code}`));
        });
        worker.stdin.end(JSON.stringify(order));
      }),
    close: async () => {},
  };
}

/** One line on a terminal, overwritten by the next; nothing elsewhere. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** Runs everything and gathers it; says on stderr what is going on. */
async function measure(
  track: Track,
  options: BenchOptions,
): Promise<{ all: Measured[]; problems: string[] }> {
  const random = createRandom(options.seed);
  const problems: string[] = [];
  const results = new Map(options.programs.map((name) => [name, new Map<Contender, RunResult[]>()]));
  const outputs = new Map<string, string>();
  const total = options.programs.length * options.contenders.length;
  for (let round = 1; round <= options.rounds; round++) {
    const orders = options.programs
      .flatMap((name) => options.contenders.map((contender) => ({ name, contender })))
      .filter(({ name, contender }) => contender !== "javascript" || name in TWINS);
    let done = 0;
    for (const { name, contender } of shuffle(orders, random)) {
      done++;
      const earlier = results.get(name)!.get(contender) ?? [];
      // A run that was stopped, and the debugging tier, are not repeated.
      if (earlier.length > 0 && (contender === "tier2" || earlier.some((run) => run.ms === null))) continue;
      showProgress(
        `round ${round}/${options.rounds}, ${done}/${total}: ${name}, ${CONTENDER_TITLES[contender]}`,
      );
      const folder = options.first ? "beginnings" : "programs";
      const source = readFileSync(join(HERE, folder, `${name}.py`), "utf8");
      const order: RunOrder = {
        contender,
        name,
        source,
        size: sizeOf(name, options),
        again: options.first ? FURTHER_RUNS : 0,
        limitMs: options.limitMs,
      };
      try {
        const run = await track.run(order);
        results.get(name)!.set(contender, [...earlier, run]);
        if (run.ms === null) continue;
        if (run.exitCode !== 0) problems.push(`${name}, ${CONTENDER_TITLES[contender]}: ${run.output}`);
        const before = outputs.get(name);
        if (before === undefined) outputs.set(name, run.output);
        else if (before !== run.output) {
          problems.push(
            `${name}: ${CONTENDER_TITLES[contender]} printed ${JSON.stringify(run.output)}, not ${JSON.stringify(before)}`,
          );
        }
      } catch (error) {
        problems.push(`${name}, ${CONTENDER_TITLES[contender]}: ${String(error)}`);
      }
    }
  }
  showProgress("");
  const all = options.programs.map((name) => ({
    name,
    ...(options.first ? {} : { group: PROGRAMS[name as ProgramName].group }),
    size: sizeOf(name, options),
    runs: results.get(name)!,
  }));
  return { all, problems };
}

/** Runs the operations of each part, by contender; the shortest times of all rounds. */
async function measureGrowth(track: Track, options: BenchOptions): Promise<void> {
  const random = createRandom(options.seed);
  const found = new Map(options.contenders.map((contender) => [contender, new Map<string, Growth>()]));
  for (let round = 1; round <= options.rounds; round++) {
    const orders = options.programs.flatMap((part) =>
      options.contenders.map((contender) => ({ part, contender })),
    );
    for (const { part, contender } of shuffle(orders, random)) {
      showProgress(`round ${round}/${options.rounds}: ${part}, ${CONTENDER_TITLES[contender]}`);
      const source = growthSource(GROWTH, part, options.only);
      const { limitMs } = options;
      const run = await track.run({ contender, name: part, source, size: null, again: 0, limitMs });
      const { growths, complaints } = readGrowth(run.output);
      const times = found.get(contender)!;
      for (const [name, growth] of growths) times.set(name, shortest(times.get(name), growth));
      for (const complaint of complaints)
        console.error(`PROBLEM ${CONTENDER_TITLES[contender]}: ${complaint}`);
      if (run.exitCode !== 0 || complaints.length > 0) process.exitCode = 1;
    }
  }
  showProgress("");
  const pyodide = found.get("pyodide");
  if (pyodide === undefined) throw new RangeError("--growth needs Pyodide among its contenders");
  for (const [contender, growths] of found)
    if (contender !== "pyodide") console.log(`${formatGrowth(contender, growths, pyodide)}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(HELP);
    return;
  }
  const track = options.node ? await openNode() : await openChromium();
  try {
    const processor = cpus()[0]?.model ?? "unknown processor";
    const setting = `${track.description}, ${cpus().length} × ${processor}, ${options.rounds} rounds, seed ${options.seed}\n`;
    if (options.growth) {
      console.log(setting);
      await measureGrowth(track, options);
      return;
    }
    const { all, problems } = await measure(track, options);
    console.log(setting);
    console.log(
      options.first
        ? formatFirst(all, options.contenders)
        : formatTable(all, options.contenders, options.limitMs),
    );
    if (options.jsonFile !== undefined) {
      writeFileSync(
        options.jsonFile,
        formatPyperf(all, {
          cpu_model_name: processor,
          hostname: hostname(),
          platform: track.description,
          date: new Date().toISOString(),
        }),
      );
    }
    for (const problem of problems) console.error(`\nPROBLEM ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  } finally {
    await track.close();
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof RangeError) && !(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${HELP}`);
  process.exitCode = 2;
}
