#!/usr/bin/env node
/**
 * The command `tierup`: the engine in Node, with the habits of `python`. The engine runs in slices of a few
 * milliseconds, between which Node delivers Ctrl-C and what is printed goes out.
 */
import { writeFileSync } from "node:fs";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";
import manifest from "../../package.json" with { type: "json" };
import { createEngine, type Engine } from "../index.ts";
import { HELP, parseArguments, type RunRequest, USAGE } from "./arguments.ts";
import { loadBinaryen } from "./binaryen.ts";
import { dumpText } from "./dump.ts";
import { hostFiles } from "./host_files.ts";
import { openLibrary } from "./library.ts";
import { locateProgram, readModuleSource, splitPythonPath } from "./locate.ts";
import { InputStream, OutputStreams } from "./streams.ts";

/** Between two looks at signals and output. */
const SLICE_MS = 50;
const USAGE_EXIT = 2;
/** The engine itself broke: told apart from every way in which a program can fail. */
const ENGINE_FAILURE_EXIT = 70;

const output = new OutputStreams();
const input = new InputStream();

/** Runs the engine to the end of the program; Ctrl-C reaches the program as KeyboardInterrupt. */
async function runToEnd(engine: Engine): Promise<number> {
  let wake: (() => void) | undefined;
  const onInterrupt = (): void => {
    engine.interrupt();
    wake?.();
  };
  process.on("SIGINT", onInterrupt);
  try {
    for (;;) {
      const result = engine.resume(SLICE_MS);
      output.flush();
      if (result.state === "finished") return result.exitCode;
      const waitMs = result.state === "sleeping" ? result.ms : 0;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (waitMs > 0) setTimeout(resolve, waitMs);
        else setImmediate(resolve);
      });
    }
  } finally {
    process.off("SIGINT", onInterrupt);
  }
}

/** Waits for a line; Ctrl-C while waiting ends the process, for nothing else can reach it then. */
function readLine(): string | null {
  output.flush();
  const listeners = process.listeners("SIGINT");
  process.removeAllListeners("SIGINT");
  try {
    return input.readLine();
  } finally {
    for (const listener of listeners) process.on("SIGINT", listener);
  }
}

async function runProgram(request: RunRequest): Promise<number> {
  const cwd = process.cwd();
  const pythonPath = splitPythonPath(process.env["PYTHONPATH"], cwd);
  const located = locateProgram(request.program, cwd, pythonPath, () => input.readAll());
  if (located.kind === "refused") {
    output.write(2, `${located.message}\n`);
    return located.exitCode;
  }
  const library = openLibrary(fileURLToPath(new URL("../library", import.meta.url)));
  const engine = createEngine({
    tier: request.tier,
    interpreter: request.interpreter,
    ...(request.threshold === undefined ? {} : { threshold: request.threshold }),
    without: request.without,
    verify: request.verify,
    argv: [located.argv0, ...request.rest],
    path: located.path,
    write: (stream, text) => output.write(stream, text),
    readLine,
    fileSystem: hostFiles,
    environment: process.env as Record<string, string>,
    processId: process.pid,
    files: { read: (path) => readModuleSource(path, cwd) },
    ...(library === undefined ? {} : { library }),
    inspect: request.dumps.length > 0,
  });
  engine.start(located.source, located.filename);
  const exitCode = await runToEnd(engine);
  if (request.dumps.includes("wat"))
    engine.attachBinaryen(await loadBinaryen(new URL("../binaryen/", import.meta.url)));
  for (const kind of request.dumps) {
    output.write(1, dumpText(kind, { codes: engine.bytecode(), traces: engine.traces() }));
  }
  output.flush();
  if (request.statsFile !== undefined) {
    try {
      writeFileSync(request.statsFile, `${JSON.stringify(engine.stats(), undefined, 2)}\n`);
    } catch (error) {
      output.write(2, `tierup: can't write '${request.statsFile}': ${(error as Error).message}\n`);
      return exitCode === 0 ? 1 : exitCode;
    }
  }
  return exitCode;
}

const request = parseArguments(process.argv.slice(2), isatty(0));
switch (request.kind) {
  case "help":
    output.write(1, HELP);
    break;
  case "version":
    output.write(1, `Tierup ${manifest.version} (Python 3.14)\n`);
    break;
  case "misuse":
    output.write(2, `${request.message}\n${USAGE}\nTry \`tierup --help' for more information.\n`);
    process.exitCode = USAGE_EXIT;
    break;
  case "run":
    try {
      process.exitCode = await runProgram(request);
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      output.write(
        2,
        `tierup: the engine failed; this is a mistake of Tierup, not of the program\n${detail}\n`,
      );
      process.exitCode = ENGINE_FAILURE_EXIT;
    }
    break;
}
output.flush();
// Whatever is still on its way, nobody waits for it.
process.exit();
