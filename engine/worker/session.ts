/**
 * The worker's end of the protocol (protocol.ts), apart from the worker's globals so that tests can drive it.
 *
 * A program runs in slices. Between two slices the worker goes back to its event loop, where messages of the page
 * wait: a stop, a line of input or a request for a snapshot is heard within a slice. `time.sleep` and `input()`
 * end the slice; a timer or the line starts the next.
 *
 *     idle ── run ──► running ◄──► sleeping (timer), waiting (input)
 *       ▲                │
 *       └── finished ◄───┘   at the end, at a stop, at the limit of fuel; `crash` when the engine itself fails
 *
 * What must hold: each run is answered by exactly one `finished` or `crash`, after all of its output.
 */
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type RunState,
  type TrainingOptions,
  train,
} from "../index.ts";
import { ORDINARY_PROGRAM } from "../training/ordinary.ts";
import { CurveSampler } from "./curve.ts";
import { OutputBatch } from "./output.ts";
import type { FromWorker, RunOptions, ToWorker } from "./protocol.ts";

/** What the session needs of the realm that it runs in. */
export interface Surroundings {
  post(message: FromWorker): void;
  /** Runs `task` after the messages that wait now have been heard. */
  defer(task: () => void): void;
  /** Runs `task` later; returns what takes it back. */
  delay(task: () => void, ms: number): () => void;
  now(): number;
  /** The module `binaryen`, which prints WebAssembly. */
  loadBinaryen(): Promise<unknown>;
  /** The library, if there is one. `prepare` makes ready what a source imports; null: it is. It must not reject. */
  readonly library?: NonNullable<EngineOptions["library"]> & {
    prepare(source: string): Promise<void> | null;
  };
}

/** How long Python runs before messages are looked at. */
const SLICE_MS = 8;
/** Timers fire late rather than early, but a long one may overflow: sleep at most this at a time. */
const LONGEST_TIMER_MS = 1 << 30;
/** What a shell reports for a program that was interrupted. */
const INTERRUPTED = 130;

interface Run {
  readonly number: number;
  readonly engine: Engine;
  readonly output: OutputBatch;
  readonly curve: CurveSampler | null;
  readonly startMs: number;
  readonly fuelLimit: number;
  turns: number;
  /** Lines given and not read yet; null stands for the end of the stream. */
  readonly lines: (string | null)[];
  waitsForLine: boolean;
  cancelTimer: (() => void) | null;
  ended: boolean;
}

export class EngineSession {
  private readonly around: Surroundings;
  private readonly makeEngine: (options: EngineOptions) => Engine;
  /** The latest run, kept after its end for `inspect`. */
  private run: Run | null = null;
  private printer: unknown;
  /** Whether the printer is on its way or there. */
  private printerAsked = false;

  constructor(around: Surroundings, makeEngine: (options: EngineOptions) => Engine = createEngine) {
    this.around = around;
    this.makeEngine = makeEngine;
  }

  /**
   * Says `ready`, then trains in the background: a program may be run meanwhile, and ends the training. Resolves when all is
   * settled.
   */
  async start(): Promise<void> {
    this.around.post({ type: "ready" });
    await this.trainAll({});
  }

  private async trainAll(choice: Pick<TrainingOptions, "interpreter">): Promise<void> {
    const { library } = this.around;
    const options = { ...choice, ...(library === undefined ? {} : { library }) };
    await library?.prepare(ORDINARY_PROGRAM);
    await this.train(options);
    await this.train({ ...options, jit: true });
    if (this.run === null) this.around.post({ type: "trained" });
  }

  /** Runs the training program in slices, unless and until a program is run. */
  private async train(options: TrainingOptions): Promise<void> {
    if (this.run !== null) return;
    for (const _ of train({ ...options, sliceMs: SLICE_MS })) {
      await new Promise<void>((resolve) => this.around.defer(resolve));
      if (this.run !== null) return;
    }
  }

  private async loadPrinter(): Promise<void> {
    if (this.printerAsked) return;
    this.printerAsked = true;
    let error: string | null = null;
    try {
      this.printer = await this.around.loadBinaryen();
    } catch (reason) {
      this.printerAsked = false;
      error = `Binaryen could not be loaded: ${reason instanceof Error ? reason.message : String(reason)}`;
    }
    const { run } = this;
    if (error === null && run !== null) this.guard(run, () => run.engine.attachBinaryen(this.printer));
    this.around.post({ type: "printer", error });
  }

  /** Hears a message of the page. One about a run that is over is late, and nothing happens. */
  receive(message: ToWorker): void {
    if (message.type === "run") {
      this.begin(message.run, message.source, message.filename, message.options);
      return;
    }
    if (message.type === "train") {
      void this.trainAll({ interpreter: message.interpreter });
      return;
    }
    if (message.type === "print") {
      void this.loadPrinter();
      return;
    }
    const { run } = this;
    if (run === null || run.number !== message.run) return;
    switch (message.type) {
      case "stop":
        if (!run.ended) this.finish(run, INTERRUPTED, true);
        break;
      case "stdin":
        run.lines.push(message.line);
        if (run.waitsForLine) {
          run.waitsForLine = false;
          this.around.defer(() => this.slice(run));
        }
        break;
      case "inspect":
        this.guard(run, () =>
          this.around.post({ type: "snapshot", run: run.number, snapshot: run.engine.snapshot() }),
        );
    }
  }

  private begin(number: number, source: string, filename: string, options: RunOptions): void {
    if (this.run !== null && !this.run.ended) {
      this.around.post({ type: "crash", run: number, message: "A program is running: one run at a time." });
      return;
    }
    let run: Run | null = null;
    try {
      run = this.createRun(number, options);
      this.run = run;
    } catch (error) {
      this.crash(number, run, error);
      return;
    }
    const begun = run;
    const ready = this.around.library?.prepare(source) ?? null;
    if (ready === null) this.launch(begun, source, filename);
    else void ready.then(() => this.launch(begun, source, filename));
  }

  private launch(run: Run, source: string, filename: string): void {
    if (run.ended) return;
    this.guard(run, () => run.engine.start(source, filename));
    this.around.defer(() => this.slice(run));
  }

  private createRun(number: number, options: RunOptions): Run {
    const { around } = this;
    const startMs = around.now();
    const curve = options.curve === true ? new CurveSampler() : null;
    const lines: (string | null)[] = [];
    const output = new OutputBatch(
      (stream, text) => around.post({ type: "output", run: number, stream, text }),
      () => around.now(),
    );
    const engine = this.makeEngine({
      tier: options.tier,
      ...(options.interpreter === undefined ? {} : { interpreter: options.interpreter }),
      inspect: options.inspect,
      ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
      ...(options.without === undefined ? {} : { without: options.without }),
      ...(options.memoryLimitBytes === undefined ? {} : { memoryLimitBytes: options.memoryLimitBytes }),
      ...(options.argv === undefined ? {} : { argv: options.argv }),
      ...(this.printer === undefined ? {} : { binaryen: this.printer }),
      ...(around.library === undefined ? {} : { library: around.library }),
      now: () => around.now(),
      write: (stream, text) => output.write(stream, text),
      // The end of the stream stays: every later read meets it too.
      readLine: () => (lines[0] === null ? null : asLine(lines.shift())),
      onTick: (turns) => {
        run.turns = turns;
        curve?.tick(around.now() - startMs, turns);
      },
    });
    const run: Run = {
      number,
      engine,
      output,
      curve,
      startMs,
      fuelLimit: options.fuelLimit ?? Number.POSITIVE_INFINITY,
      turns: 0,
      lines,
      waitsForLine: false,
      cancelTimer: null,
      ended: false,
    };
    return run;
  }

  private slice(run: Run): void {
    if (run.ended) return;
    run.cancelTimer = null;
    let state: RunState;
    try {
      state = run.engine.resume(SLICE_MS);
    } catch (error) {
      this.crash(run.number, run, error);
      return;
    }
    if (state.state === "finished") {
      this.finish(run, state.exitCode, false);
      return;
    }
    if (run.turns >= run.fuelLimit) {
      this.finish(run, INTERRUPTED, true);
      return;
    }
    if (state.state === "paused") {
      run.output.flushIfDue();
      this.sendCurve(run);
      this.around.defer(() => this.slice(run));
      return;
    }
    run.output.flush();
    this.sendCurve(run);
    if (state.state === "sleeping") {
      run.cancelTimer = this.around.delay(() => this.slice(run), Math.min(state.ms, LONGEST_TIMER_MS));
    } else {
      run.waitsForLine = true;
      this.around.post({ type: "input", run: run.number });
    }
  }

  private sendCurve(run: Run): void {
    const points = run.curve?.take() ?? [];
    if (points.length > 0) this.around.post({ type: "curve", run: run.number, points });
  }

  private finish(run: Run, exitCode: number, stopped: boolean): void {
    const ms = this.around.now() - run.startMs;
    this.end(run);
    this.guard(run, () => {
      const stats = run.engine.stats();
      run.curve?.end(ms, stats.turns.tier1 + stats.turns.trace);
      this.sendCurve(run);
      this.around.post({ type: "finished", run: run.number, exitCode, ms, stopped, stats });
    });
  }

  private end(run: Run): void {
    run.ended = true;
    run.waitsForLine = false;
    run.cancelTimer?.();
    run.cancelTimer = null;
    run.output.flush();
  }

  /** Calls into the engine; what it throws is a bug of its own. */
  private guard(run: Run, call: () => void): void {
    try {
      call();
    } catch (error) {
      this.crash(run.number, run, error);
    }
  }

  private crash(number: number, run: Run | null, error: unknown): void {
    if (run !== null) this.end(run);
    const message =
      error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
    this.around.post({ type: "crash", run: number, message });
  }
}

/** A line as Python reads it, with its newline; undefined stays: none has come. */
function asLine(line: string | null | undefined): string | null | undefined {
  return typeof line !== "string" || line.endsWith("\n") ? line : `${line}\n`;
}
