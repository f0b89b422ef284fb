/** Runs one program in one way, in this process. */
import { tuning } from "../../base/tuning.ts";
import { openLibrary } from "../../cli/library.ts";
import { createEngine } from "../../index.ts";
import { REFERENCE, WAYS, type Way } from "./ways.ts";

/** The path that programs are told they have. */
export const PROGRAM_PATH = "/programs/cases/fuzz.py";

/** What a run shows, or how the engine failed. */
export type Result =
  | {
      readonly kind: "ended";
      readonly stdout: string;
      readonly stderr: string;
      readonly exitCode: number;
      readonly turns: number;
    }
  /** The engine threw what it must not. */
  | { readonly kind: "crashed"; readonly error: string; readonly stdout: string }
  /** It had not ended after the time that it was given. */
  | { readonly kind: "unfinished" };

/** Enough for any program; what asks for more grows without end. */
const MEMORY_LIMIT = 256 << 20;

const REFERENCE_WAY: Way = { options: { tier: "tier1", fuelQuantum: 50 }, weight: 1 };

/** The supervisor says where it is: the bundle of this process lies elsewhere than its sources. */
const library = openLibrary(process.argv[2] ?? "");

/** Runs to the end, or for `limitMs`, which only programs that reach safepoints obey. */
export async function execute(source: string, name: string, limitMs: number): Promise<Result> {
  const way = name === REFERENCE ? REFERENCE_WAY : WAYS[name]!;
  const output = { 1: "", 2: "" };
  const before = { ...tuning };
  Object.assign(tuning, way.tuning);
  try {
    const engine = createEngine({
      ...way.options,
      memoryLimitBytes: way.options.memoryLimitBytes ?? MEMORY_LIMIT,
      argv: [PROGRAM_PATH],
      ...(library === undefined ? {} : { library }),
      path: [PROGRAM_PATH.slice(0, PROGRAM_PATH.lastIndexOf("/"))],
      write(stream, text) {
        output[stream] += text;
      },
    });
    engine.start(source, PROGRAM_PATH);
    const run = engine.resume(limitMs);
    if (run.state !== "finished") return { kind: "unfinished" };
    const { turns } = engine.stats();
    return {
      kind: "ended",
      stdout: output[1],
      stderr: output[2],
      exitCode: run.exitCode,
      turns: turns.tier1 + turns.trace,
    };
  } catch (error) {
    return {
      kind: "crashed",
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      stdout: output[1],
    };
  } finally {
    Object.assign(tuning, before);
  }
}
