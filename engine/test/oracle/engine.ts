/**
 * Runs a program in the engine, under one of the settings in which everything must come out the same, and
 * gathers what the world sees of it, in the oracle's form. In-process: a new engine ends the one before.
 */

import { openLibrary } from "../../cli/library.ts";
import { createEngine, type EngineOptions } from "../../index.ts";
import { PASS_NAMES } from "../../optimize/pass_names.ts";
import { LIBRARY_FOLDER } from "../../tools/library.ts";
import type { Library } from "../../worker/library.ts";
import { MemoryFiles } from "../../worker/memory_files.ts";
import type { Outcome } from "./cpython.ts";
import { type Program, readVirtualFile } from "./programs.ts";

/** A way to run programs that must not show in their output. */
export interface Setting {
  readonly name: string;
  readonly options: Pick<
    EngineOptions,
    "tier" | "interpreter" | "threshold" | "gcStress" | "fuelQuantum" | "stress" | "verify" | "without"
  >;
}

/** The settings with the TypeScript build of Tier 1; `inWasm` gives each with the other. */
export const SETTINGS = {
  tier1: { name: "Tier 1", options: { tier: "tier1", interpreter: "typescript" } },
  unspecialised: {
    name: "Tier 1 without specialisation",
    options: { tier: "unspecialised", interpreter: "typescript" },
  },
  tier2: {
    name: "Tier 2 interpreter, at once",
    options: { tier: "tier2", interpreter: "typescript", threshold: 1, verify: true },
  },
  jit: {
    name: "JIT, at once",
    options: { tier: "jit", interpreter: "typescript", threshold: 1, verify: true },
  },
  gcStress: {
    name: "Tier 1, collecting at every safepoint",
    options: { tier: "tier1", interpreter: "typescript", gcStress: true },
  },
} as const satisfies Record<string, Setting>;

/** The same with Tier 1 in WebAssembly. */
export const inWasm = ({ name, options }: Setting): Setting => ({
  name: `${name}, with Tier 1 in WebAssembly`,
  options: { ...options, interpreter: "wasm" },
});

/** What is made to happen all the time while traces run, by the end of a setting's name. */
const TROUBLES: Readonly<Record<string, Setting["options"]>> = {
  "each guard fails once": { stress: { failGuards: 1 } },
  "each guard fails the second time": { stress: { failGuards: 2 } },
  "each guard fails the tenth time": { stress: { failGuards: 10 } },
  "collecting at every safepoint": { gcStress: true },
  "memory grows at every fifth allocation": { stress: { growMemory: 5 } },
  "every safepoint taken": { stress: { leaveTraces: true }, fuelQuantum: 1 },
  ...Object.fromEntries(PASS_NAMES.map((pass) => [`without ${pass}`, { without: [pass] }])),
};

/** A setting in each of these troubles. */
export const troubled = (setting: Setting): Setting[] =>
  Object.entries(TROUBLES).map(([trouble, options]) => ({
    ...setting,
    name: `${setting.name}, ${trouble}`,
    options: { ...setting.options, ...options },
  }));

/**
 * Quanta of fuel that one call of `resume` may use; few, so that leaving and entering again is tested too. They are counted
 * and not timed, so that a program pauses at the same places on every machine, however busy.
 */
const BUDGET_QUANTA = 5;

/** A program that has kept the processor for longer than this is stuck, and does not merely wait for it. */
const LIMIT_CPU_MS = 3 * 60_000;

function readLines(text: string): () => string | null {
  let at = 0;
  return () => {
    if (at >= text.length) return null;
    const end = text.indexOf("\n", at);
    const line = end < 0 ? text.slice(at) : text.slice(at, end + 1);
    at += line.length;
    return line;
  };
}

let library: Library | undefined;
/** The library that `npm run build:cli` has made. */
export function builtLibrary(): Library {
  library ??= openLibrary(LIBRARY_FOLDER);
  if (library === undefined) throw new Error("there is no library: run `npm run build:cli`");
  return library;
}

/** What this process has used of the processor so far. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs a program to its end. Throws only when the engine itself is broken or the program does not end. */
export async function runInEngine(program: Program, setting: Setting): Promise<Outcome> {
  const output = { 1: "", 2: "" };
  let looks = 0;
  const engine = createEngine({
    ...setting.options,
    argv: [program.virtualPath, ...program.argv],
    path: [program.virtualPath.slice(0, program.virtualPath.lastIndexOf("/"))],
    write: (stream, text) => {
      output[stream] += text;
    },
    readLine: readLines(program.stdin),
    fileSystem: new MemoryFiles("/home/pyodide"),
    files: { read: readVirtualFile },
    library: builtLibrary(),
    now: () => ++looks,
  });
  engine.start(program.source, program.virtualPath);
  const startCpuMs = cpuMs();
  for (;;) {
    const result = engine.resume(BUDGET_QUANTA);
    if (result.state === "finished") {
      return { stdout: output[1], stderr: output[2], exitCode: result.exitCode };
    }
    if (result.state === "sleeping") await new Promise((resolve) => setTimeout(resolve, result.ms));
    if (cpuMs() - startCpuMs > LIMIT_CPU_MS) {
      engine.interrupt();
      throw new Error(`${program.name} does not end; so far it printed:\n${output[1]}${output[2]}`);
    }
  }
}
