/**
 * The page's end of the protocol: one `EngineClient` owns one worker at a time, and brings up a fresh one when a
 * worker has to be given up.
 *
 * Stopping is a request first. The engine sees it at its next quantum of fuel and answers with `finished`, output
 * complete. Code that never comes back to a safepoint in time (a native function over a huge value) would not
 * answer, so after `STOP_GRACE_MS` the worker is terminated: what had arrived by then is kept by whoever
 * listens, `killed` is reported in place of `finished`, and a fresh worker loads at once.
 *
 * What must hold: after `run` exactly one of `finished`, `crash` or `killed` is reported for its number, and
 * nothing for that number afterwards.
 */
import type { FromWorker, Interpreter, RunOptions, ToWorker } from "./protocol.ts";

/** How long a stopped program may take to answer before its worker is terminated. */
export const STOP_GRACE_MS = 80;

/** What a listener hears: the worker's messages, and what the client itself has to say about the worker. */
export type EngineMessage =
  | FromWorker
  /** The worker did not answer `stop` in time and was terminated. */
  | { readonly type: "killed"; readonly run: number }
  /** A fresh worker is loading in place of one that was killed or crashed. */
  | { readonly type: "restarted" };

/** The part of `Worker` that the client needs; tests give their own. */
export interface EngineWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A new worker with the engine in it; it reports `ready` when Python can run. */
export function createEngineWorker(): EngineWorker {
  return new Worker(new URL("./engine.worker.ts", import.meta.url), { type: "module", name: "tierup" });
}

export class EngineClient {
  private worker: EngineWorker;
  private readonly listener: (message: EngineMessage) => void;
  private readonly createWorker: () => EngineWorker;
  private lastRun = 0;
  /** Number of the run under way, or 0. */
  private running = 0;
  private graceTimer: ReturnType<typeof setTimeout> | null = null;
  private loaded = false;
  private disposed = false;

  constructor(listener: (message: EngineMessage) => void, createWorker = createEngineWorker) {
    this.listener = listener;
    this.createWorker = createWorker;
    this.worker = this.attachWorker();
  }

  /** Whether the present worker has said `ready`. A run may be asked for before. */
  get isReady(): boolean {
    return this.loaded;
  }

  /** Whether a run has begun and not ended. */
  get isRunning(): boolean {
    return this.running !== 0;
  }

  /** Starts a program and returns its number. A program that still runs is a misuse: stop it first. */
  run(source: string, filename: string, options: RunOptions): number {
    if (this.disposed) throw new RangeError("This engine client has been disposed of.");
    if (this.running !== 0) throw new RangeError("A program is running: one run at a time in a worker.");
    this.running = ++this.lastRun;
    this.worker.postMessage({ type: "run", run: this.running, source, filename, options });
    return this.running;
  }

  /** Has the worker trained for programs in another build of Tier 1 than the default; `trained` is heard once more. */
  train(interpreter: Interpreter): void {
    this.worker.postMessage({ type: "train", interpreter });
  }

  /** Has the worker print WebAssembly from now on; `printer` tells whether it can. */
  print(): void {
    this.worker.postMessage({ type: "print" });
  }

  /** Asks the program to stop; terminates its worker when it does not answer. Does nothing when none runs. */
  stop(): void {
    if (this.running === 0 || this.graceTimer !== null) return;
    this.worker.postMessage({ type: "stop", run: this.running });
    this.graceTimer = setTimeout(() => this.killWorker(), STOP_GRACE_MS);
  }

  /** A line for `input()`, or null at the end of the stream. */
  sendLine(line: string | null): void {
    if (this.running !== 0) this.worker.postMessage({ type: "stdin", run: this.running, line });
  }

  /** Asks for a `snapshot` of the latest run; answered while it runs and after. */
  inspect(): void {
    if (this.lastRun !== 0) this.worker.postMessage({ type: "inspect", run: this.lastRun });
  }

  /** Terminates the worker for good; nothing is reported any more. */
  dispose(): void {
    this.disposed = true;
    this.clearGrace();
    this.detachWorker();
  }

  private attachWorker(): EngineWorker {
    const worker = this.createWorker();
    worker.onmessage = (event) => {
      if (this.worker === worker && !this.disposed) this.receive(event.data);
    };
    worker.onerror = (event) => {
      if (this.worker !== worker || this.disposed) return;
      event.preventDefault();
      this.receive({
        type: "crash",
        run: this.running,
        message: event.message || "The engine's worker could not be loaded.",
      });
    };
    return worker;
  }

  private detachWorker(): void {
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    if (message.type === "ready") this.loaded = true;
    if (message.type === "finished" || message.type === "crash") {
      this.clearGrace();
      this.running = 0;
    }
    this.listener(message);
    // After a crash nothing in the worker can be relied on. One that never loaded would not load a second
    // time either, and trying for ever would burn the machine: it stays down until the page asks again.
    if (message.type === "crash" && this.loaded) this.restart();
  }

  private killWorker(): void {
    const run = this.running;
    this.clearGrace();
    this.running = 0;
    if (run === 0) return;
    this.listener({ type: "killed", run });
    this.restart();
  }

  /** Replaces the worker by a fresh one. */
  restart(): void {
    this.clearGrace();
    this.detachWorker();
    this.loaded = false;
    this.worker = this.attachWorker();
    this.listener({ type: "restarted" });
  }

  private clearGrace(): void {
    if (this.graceTimer !== null) clearTimeout(this.graceTimer);
    this.graceTimer = null;
  }
}
