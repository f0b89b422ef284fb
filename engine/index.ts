/**
 * The engine's public door: everything outside engine/ comes in here.
 *
 * One engine is alive at a time in a realm (a worker, a Node process): its memory and tables are module state, which is
 * what makes them fast. Creating another ends the one before.
 */
import { assert } from "./base/assert.ts";
import { aborts, metrics, resetMetrics } from "./base/metrics.ts";
import { resetStress, type StressOptions } from "./base/stress.ts";
import { tuning } from "./base/tuning.ts";
import { bootBuiltins } from "./builtins/boot.ts";
import { reportUnawaited } from "./builtins/functions/unawaited.ts";
import { closeStreams } from "./builtins/modules/io/states.ts";
import {
  heapEnd,
  OutOfMemory,
  REQUEST_INTERRUPT,
  requestSafepoint,
  resetAllocator,
  usedBytes,
} from "./heap/allocate.ts";
import { collect, collectorDebug } from "./heap/gc/collect.ts";
import * as L from "./heap/layout.ts";
import { createMemory, I32 } from "./heap/memory.ts";
import { addRoots, resetRoots } from "./heap/roots.ts";
import { intern } from "./heap/strings.ts";
import { copyValue, isNone, isUnbound, setRef } from "./heap/values.ts";
import { codeViews } from "./inspect/codes.ts";
import {
  type CodeView,
  type EngineStats,
  type Snapshot,
  type TraceView,
  VIEW_VERSION,
} from "./inspect/views.ts";
import { installBuiltins } from "./interp/builtins.ts";
import { eventViews, heatViews, recordEvent, resetEvents, tickEvents } from "./interp/events.ts";
import { compileSource, createInterpreter, resetHostCalls, sleepLeft } from "./interp/host_calls.ts";
import { installResumption } from "./interp/resumption.ts";
import { isNested, type Outcome, resetRun, run, type SafepointHooks } from "./interp/run.ts";
import { installSpecialNatives } from "./interp/special_frames.ts";
import { adaptive, resetSpecialization } from "./interp/specialize.ts";
import { installTraceTier } from "./interp/traces.ts";
import { installTwins } from "./interp/twins.ts";
import { availableInterpreter, type Interpreter, wasmRefusal } from "./interp/wasm_build.ts";
import { createCompiler } from "./jit/compile.ts";
import type { BinaryenModule } from "./jit/generator.ts";
import { defineAsyncGeneratorTypes } from "./objects/async_generator.ts";
import { defineAwaitingTypes } from "./objects/awaiting.ts";
import { bootObjects } from "./objects/boot.ts";
import { allTypes } from "./objects/define.ts";
import { dictFindName, dictSetName, newDict } from "./objects/dict.ts";
import { defineGeneratorType } from "./objects/generator.ts";
import { isIntValue, safeNumber } from "./objects/int.ts";
import { newModule } from "./objects/module.ts";
import { isPassName, type PassName } from "./optimize/pass_names.ts";
import { loadedCodes, resetCodes } from "./runtime/codes.ts";
import { type FileSystem, OPEN } from "./runtime/files.ts";
import { strOf } from "./runtime/format.ts";
import { pushFrame } from "./runtime/frames.ts";
import { raiseHostFailure } from "./runtime/host_failure.ts";
import { addModule, importRoots, librarySource, modulesDict } from "./runtime/import.ts";
import { isRaisedInstance, raise, takeRaised } from "./runtime/raise.ts";
import { registerSource } from "./runtime/sources.ts";
import { markTemps, PAUSED, pushTemp, RAISED, releaseTemps, visitTemps } from "./runtime/state.ts";
import { installHost, installInterpreter, type LibraryModule, type PackageName } from "./runtime/tierup.ts";
import { printException } from "./runtime/traceback.ts";
import { resetUnawaited } from "./runtime/unawaited.ts";
import { type Compiler, createTraceTier, type TraceControl } from "./tier2/tier.ts";
import { verification } from "./trace/verify.ts";
import { trainingRuns } from "./training/runs.ts";
import { MemoryFiles } from "./worker/memory_files.ts";

export type { CodeView, EngineStats, EventView, Snapshot, TraceView } from "./inspect/views.ts";
export { VIEW_VERSION } from "./inspect/views.ts";
export type { Interpreter } from "./interp/wasm_build.ts";
export { EngineClient, type EngineMessage } from "./worker/client.ts";
export type { RunOptions } from "./worker/protocol.ts";

/** Tier 1 without specialisation, Tier 1, the Tier 2 interpreter, or the JIT. */
export type Tier = "unspecialised" | "tier1" | "tier2" | "jit";

export interface EngineOptions {
  /** "jit" unless given. */
  readonly tier?: Tier;
  /** The build of Tier 1: "wasm" unless given. Where WebAssembly may not be compiled "typescript" runs in its place. */
  readonly interpreter?: Interpreter;
  /**
   * Turns of a loop before a trace is recorded. Unless given, the default in base/tuning.ts, and, unless `inspect`, only
   * as many traces as the time that the program has run is worth.
   */
  readonly threshold?: number;
  /** Back-edges and calls from one safepoint to the next; the default is in base/tuning.ts. */
  readonly fuelQuantum?: number;
  /** Collect at every safepoint and poison what is freed. */
  readonly gcStress?: boolean;
  /** What is to happen much oftener than it would, for tests. */
  readonly stress?: StressOptions;
  /** Check the IR of traces after recording and after each pass. A violation is thrown. */
  readonly verify?: boolean;
  /** Passes of the optimiser to leave out (`PASS_NAMES`): what each is worth, and that none is needed for right results. */
  readonly without?: readonly PassName[];
  /** Bytes that memory may reach before Python gets MemoryError. */
  readonly memoryLimitBytes?: number;
  /** `sys.argv`. */
  readonly argv?: readonly string[];
  /** Entries of `sys.path`, looked up through `files`. */
  readonly path?: readonly string[];
  /** Receives output as it is printed. */
  write(stream: 1 | 2, text: string): void;
  /** A line of stdin with its newline; null at the end; undefined when none has come yet (the run pauses). */
  readLine?(): string | null | undefined;
  /** The standard library by module name; what is found is compiled as if from `base`.py or `base`/__init__.py. */
  readonly library?: {
    find(name: string, base: string): LibraryModule | undefined;
    /** A package that natives need, imported; undefined when it is not at hand. */
    findPackage?(name: PackageName): unknown;
  };
  /** The files that programs see; a fresh file system in memory unless given. */
  readonly fileSystem?: FileSystem;
  /** `os.environ`; empty unless given. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly processId?: number;
  /** Sources of modules by path, before those in `fileSystem`. */
  readonly files?: { read(path: string): string | undefined };
  /** The imported module `binaryen`, which prints WebAssembly for `traces`. Absent: modules have no text until `attachBinaryen`. */
  readonly binaryen?: unknown;
  /** Keep what the inspect views show: traces of every stage, events, heat. Never on while timing. */
  readonly inspect?: boolean;
  /** Called every quantum of fuel with the turns (back-edges and calls) done so far. */
  readonly onTick?: (turns: number) => void;
  /** The clock, in milliseconds, that `resume` measures its budget by; it is read every quantum of fuel. `performance.now` unless given. */
  readonly now?: () => number;
}

/** Where a run stands. */
export type RunState =
  | { readonly state: "paused" }
  | { readonly state: "sleeping"; readonly ms: number }
  /** `input()` waits for `readLine` to have a line. */
  | { readonly state: "input" }
  | { readonly state: "finished"; readonly exitCode: number };

export interface Engine {
  /** Compiles `source` as `__main__`. A SyntaxError is reported by the first `resume`. Call it once. */
  start(source: string, filename: string): void;
  /** Runs for about `budgetMs` milliseconds, or to the end when it is left out. */
  resume(budgetMs?: number): RunState;
  /** Raises KeyboardInterrupt at the next safepoint. */
  interrupt(): void;
  /** From now on `traces` has the text of WebAssembly too. */
  attachBinaryen(binaryen: unknown): void;
  stats(): EngineStats;
  bytecode(): CodeView[];
  traces(): TraceView[];
  /** Everything that panes show, at this moment. */
  snapshot(): Snapshot;
}

export interface TrainingOptions {
  /** The build of Tier 1 that programs will run in: "wasm" unless given. */
  readonly interpreter?: Interpreter;
  /** Trains the recorder, the passes and the code generator; else what runs without them. */
  readonly jit?: boolean;
  /** What programs will import from; without it, training for ordinary programs is left out. */
  readonly library?: EngineOptions["library"];
  /** About how long a slice takes. */
  readonly sliceMs?: number;
}

/**
 * Runs the training programs, so that V8 has seen at work what the engine has in JavaScript before somebody waits for a
 * program: natives and slow paths, with the TypeScript build the dispatch function, with `jit` the JIT. A realm does
 * it once, after loading, in slices; nothing of it shows in later engines.
 *
 * NB: it creates engines, which ends the one before; and whoever creates one between two slices has to stop.
 */
export function* train(training: TrainingOptions = {}): Generator<void> {
  const { jit = false, library, sliceMs } = training;
  const interpreter = availableInterpreter(training.interpreter ?? "wasm");
  for (const { source, needsLibrary, options } of trainingRuns(interpreter, jit)) {
    if (needsLibrary && library === undefined) continue;
    let text = "";
    const engine = createEngine({
      ...options,
      interpreter,
      ...(library === undefined ? {} : { library }),
      write: (_stream, piece) => {
        text += piece;
      },
    });
    engine.start(source, "training.py");
    let run: RunState;
    do {
      run = engine.resume(sliceMs);
      yield;
    } while (run.state !== "finished");
    // A library whose files do not arrive is no fault of the engine.
    assert(run.exitCode === 0 || needsLibrary, "the training program failed", text);
  }
}

/** The text of a file of a program's own, for an import; undefined when there is none, or it is no UTF-8. */
function sourceFile(files: FileSystem | undefined, path: string): string | undefined {
  if (files === undefined) return undefined;
  try {
    const file = files.open(path, OPEN.RDONLY, 0);
    try {
      const bytes = new Uint8Array(files.statFile(file).size);
      const count = files.read(file, bytes, 0);
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, count));
    } finally {
      files.close(file);
    }
  } catch {
    return undefined;
  }
}

let engines = 0;

/** Brings up a fresh engine; the one before must not be used any more. */
export function createEngine(options: EngineOptions): Engine {
  const id = ++engines;
  const tier = options.tier ?? "jit";
  const wanted = options.interpreter ?? "wasm";
  const interpreter = availableInterpreter(wanted);
  const threshold = options.threshold ?? tuning.loopThreshold;
  if (!Number.isInteger(threshold) || threshold < 1)
    throw new RangeError("threshold must be a positive integer");

  const without = options.without ?? [];
  for (const name of without)
    if (!isPassName(name)) throw new RangeError(`there is no pass "${String(name)}"`);
  verification.isOn = options.verify === true;

  resetMetrics();
  resetStress(options.stress ?? {});
  resetEvents(options.inspect === true);
  createMemory(options.memoryLimitBytes ?? tuning.memoryLimitBytes, heapEnd());
  resetAllocator();
  resetRoots();
  const traced = tier === "tier2" || tier === "jit";
  resetCodes(tuning.adaptiveWarmup, traced ? threshold : 1);
  resetSpecialization();
  adaptive.specialize = tier !== "unspecialised";
  adaptive.loopThreshold = traced ? threshold : 0;
  collectorDebug.poison = options.gcStress === true;
  collectorDebug.verifyEvery = options.gcStress === true ? tuning.verifyEvery : 0;

  let waitsForInput = false;
  installHost({
    write: (stream, text) => options.write(stream, text),
    readLine() {
      const line = options.readLine === undefined ? null : options.readLine();
      if (line === undefined) {
        if (isNested())
          throw raise(
            L.T.OSError,
            "input() cannot wait for a line inside a call that a built-in function makes",
          );
        waitsForInput = true;
        throw PAUSED;
      }
      return line ?? "";
    },
    readFile: (path) =>
      options.files?.read(path) ?? librarySource(path) ?? sourceFile(options.fileSystem, path),
    files: options.fileSystem ?? new MemoryFiles(),
    environment: options.environment ?? {},
    processId: options.processId ?? 1,
    findLibrary: (name, base) => options.library?.find(name, base),
    findPackage: (name) => options.library?.findPackage?.(name),
    wallSeconds: () => Date.now() / 1000,
    monotonicMs: () => performance.now(),
    argv: options.argv ?? [""],
    path: options.path ?? [],
  });
  let printer = binaryenOf(options.binaryen);
  let compiler: Compiler | null = null;
  let jitRefusal: string | null = null;
  if (tier === "jit") {
    try {
      compiler = createCompiler(() => printer);
    } catch (error) {
      // A host that forbids WebAssembly: Tier 1 goes on.
      jitRefusal = `WebAssembly could not be compiled: ${(error as Error).message}`;
    }
  }
  const traces: TraceControl | null =
    traced && jitRefusal === null
      ? createTraceTier({
          compiler,
          threshold,
          // Who watches, or has chosen a threshold, wants to see traces, whatever they cost.
          thrifty: options.threshold === undefined && options.inspect !== true,
          disabled: new Set(without),
        })
      : null;
  installTraceTier(traces);
  installInterpreter(createInterpreter((object) => traces?.invalidate(object)));

  const now = options.now ?? (() => performance.now());
  let deadline = Number.POSITIVE_INFINITY;
  const safepoints: SafepointHooks = {
    collect() {
      collect();
      recordEvent(
        "collect",
        null,
        () => `Collected garbage; ${Math.round(usedBytes() / 1024)} KB are in use.`,
      );
    },
    shouldPause: () => now() >= deadline,
    tick() {
      tickEvents();
      options.onTick?.(metrics.turnsTier1 + metrics.turnsTrace);
    },
    quantum: options.fuelQuantum ?? tuning.fuelQuantum,
    stress: options.gcStress === true,
  };
  resetRun(safepoints, interpreter);
  bootObjects([defineGeneratorType, defineAsyncGeneratorTypes, defineAwaitingTypes]);
  resetUnawaited();
  const builtinsModule = bootBuiltins();
  const builtinsDict = I32[(builtinsModule + L.MODULE_DICT) >> 2];
  installBuiltins(builtinsDict);
  installResumption(builtinsDict);
  installSpecialNatives(builtinsDict);
  installTwins(builtinsDict);
  resetHostCalls(builtinsDict);
  addRoots((visit) => {
    for (const type of allTypes()) visit.object(type.type);
    for (const root of importRoots()) visit.object(root);
    for (const code of loadedCodes()) visit.object(code.address);
    visit.object(builtinsModule);
    visitTemps(visit);
    traces?.visitRoots(visit);
  });

  let finished: number | null = null;
  /** What the program ended with, while what it has registered for its exit runs. */
  let leaving: number | null = null;
  let started = false;
  const requireAlive = (): void => {
    if (id !== engines) throw new TypeError("this engine has ended: a newer one was created");
  };

  function finish(exitCode: number): RunState {
    reportUnawaited();
    closeStreams();
    finished = exitCode;
    return { state: "finished", exitCode };
  }

  /** Prints what ended the program, as CPython's main program does, and returns the exit code. */
  function reportRaised(): number {
    if (isRaisedInstance(L.T.SystemExit)) return exitCodeOf(takeRaised(), options);
    const interrupted = isRaisedInstance(L.T.KeyboardInterrupt);
    options.write(2, printException(takeRaised()));
    return interrupted ? 130 : 1;
  }

  /** Begins what `atexit` has registered, if there is anything. The program goes on then, for the last time. */
  function beginLeaving(exitCode: number): boolean {
    if (leaving !== null || dictFindName(modulesDict(), intern("atexit")) === 0) return false;
    leaving = exitCode;
    const code = compileSource("import atexit\natexit._run_exitfuncs()\n", "<exit>", "exec");
    const dict = newDict();
    pushFrame({ code, func: 0, globals: dict, builtins: builtinsDict, locals: dict, flags: L.FF_ENTRY });
    return true;
  }

  const engine: Engine = {
    start(source, filename) {
      requireAlive();
      if (started) throw new TypeError("an engine runs one program");
      started = true;
      const main = newModule("__main__");
      const dict = I32[(main + L.MODULE_DICT) >> 2];
      addModule("__main__", main);
      const mark = markTemps();
      const value = pushTemp();
      setRef(value, builtinsModule);
      dictSetName(dict, intern("__builtins__"), value);
      setRef(value, intern(filename));
      dictSetName(dict, intern("__file__"), value);
      try {
        registerSource(filename, source);
        const code = compileSource(source, filename, "exec");
        pushFrame({ code, func: 0, globals: dict, builtins: builtinsDict, locals: dict, flags: L.FF_ENTRY });
      } catch (error) {
        if (error !== RAISED) throw error;
        finish(reportRaised());
      }
      releaseTemps(mark);
    },
    resume(budgetMs = Number.POSITIVE_INFINITY) {
      requireAlive();
      if (!started) throw new TypeError("start a program first");
      if (finished !== null) return { state: "finished", exitCode: finished };
      const ms = sleepLeft();
      if (ms !== null && ms > 0) return { state: "sleeping", ms };
      deadline = now() + budgetMs;
      waitsForInput = false;
      let outcome: Outcome;
      try {
        traces?.resume();
        try {
          outcome = run(true);
        } finally {
          traces?.pause();
        }
        if (outcome === "returned" || outcome === "raised") {
          const exitCode = outcome === "raised" ? reportRaised() : 0;
          if (!beginLeaving(exitCode)) return finish(leaving ?? exitCode);
          return engine.resume(Math.max(0, deadline - now()));
        }
      } catch (error) {
        if (!(error instanceof OutOfMemory)) throw error;
        // Not even the traceback had room.
        options.write(2, "MemoryError\n");
        return finish(1);
      }
      const left = sleepLeft();
      if (left !== null) return { state: "sleeping", ms: left };
      return waitsForInput ? { state: "input" } : { state: "paused" };
    },
    interrupt() {
      requireAlive();
      requestSafepoint(REQUEST_INTERRUPT);
    },
    attachBinaryen(module) {
      requireAlive();
      printer = binaryenOf(module);
    },
    stats: () => ({
      version: VIEW_VERSION,
      tier,
      interpreter,
      interpreterRefusal: wanted === interpreter ? null : wasmRefusal(),
      turns: { tier1: metrics.turnsTier1, trace: metrics.turnsTrace },
      tracesRecorded: metrics.tracesRecorded,
      tracesCompiled: metrics.tracesCompiled,
      bridges: metrics.bridges,
      aborts: { ...aborts },
      sideExits: metrics.sideExits,
      invalidations: metrics.invalidations,
      wasmBytes: metrics.wasmBytes,
      recordMs: metrics.recordMs,
      optimizeMs: metrics.optimizeMs,
      lowerMs: metrics.lowerMs,
      compileMs: metrics.compileMs,
      collections: metrics.collections,
      collectMs: metrics.collectMs,
      heapBytes: usedBytes(),
      specialisations: metrics.specialisations,
      deopts: metrics.deopts,
      jit: jitRefusal ?? (traces === null ? "absent" : "ready"),
    }),
    bytecode: codeViews,
    traces: () => traces?.views() ?? [],
    snapshot: () => ({
      version: VIEW_VERSION,
      codes: codeViews(),
      traces: engine.traces(),
      events: eventViews(),
      heat: heatViews(),
      stats: engine.stats(),
    }),
  };
  return engine;
}

/** The library inside an imported module, which may be the namespace or its default. */
function binaryenOf(module: unknown): BinaryenModule | null {
  for (const one of [module, (module as { default?: unknown } | null)?.default]) {
    if (typeof (one as { Module?: unknown } | null | undefined)?.Module === "function")
      return one as BinaryenModule;
  }
  return null;
}

/** The exit code that a SystemExit asks for; a message that is no code goes to stderr, or an empty line where it has no text. */
function exitCodeOf(exception: L.Address, options: EngineOptions): number {
  const mark = markTemps();
  const code = pushTemp();
  copyValue(exception + L.EXC_VALUE, code);
  const status = exitStatus(code);
  if (status === null) options.write(2, `${textOrNothing(code)}\n`);
  releaseTemps(mark);
  return status ?? 1;
}

/** Null: the value is a message. */
function exitStatus(code: L.Slot): number | null {
  if (isUnbound(code) || isNone(code)) return 0;
  if (!isIntValue(code)) return null;
  const number = safeNumber(code);
  // What fits no machine word ends as −1 does.
  return number === number ? Number(BigInt.asUintN(8, BigInt(number))) : 255;
}

function textOrNothing(value: L.Slot): string {
  try {
    return strOf(value);
  } catch (error) {
    if (error !== RAISED && !raiseHostFailure(error)) throw error;
    takeRaised();
    return "";
  }
}
