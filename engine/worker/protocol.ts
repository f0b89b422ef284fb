/**
 * Messages between the page and the worker in which an engine runs. One run at a time in a worker.
 */
import type { EngineStats, Snapshot } from "../inspect/views.ts";
import type { PassName } from "../optimize/pass_names.ts";

export { isPassName, PASS_NAMES, type PassName } from "../optimize/pass_names.ts";

/** How a program runs: Tier 1 without specialisation, Tier 1, the Tier 2 interpreter, or the JIT. */
export type Tier = "unspecialised" | "tier1" | "tier2" | "jit";

/** The build of Tier 1 that runs. */
export type Interpreter = "typescript" | "wasm";

export interface RunOptions {
  readonly tier: Tier;
  /** "wasm" unless given; where that may not be compiled, the statistics say so. */
  readonly interpreter?: Interpreter;
  /** Loop turns before recording starts; absent: the default. */
  readonly threshold?: number;
  /** Passes of the optimiser that are left out. */
  readonly without?: readonly PassName[];
  /** Keep what the panes show (traces before and after, events, heat). Off while timing. */
  readonly inspect: boolean;
  /** Send `curve` messages. */
  readonly curve?: boolean;
  /** Back-edges and calls after which the program is stopped; absent: no limit. */
  readonly fuelLimit?: number;
  readonly memoryLimitBytes?: number;
  readonly argv?: readonly string[];
}

export type ToWorker =
  | {
      readonly type: "run";
      readonly run: number;
      readonly source: string;
      readonly filename: string;
      readonly options: RunOptions;
    }
  /** Trains for programs in the TypeScript build, which the worker does not by itself; answered by `trained`. */
  | { readonly type: "train"; readonly interpreter: Interpreter }
  /** From now on snapshots are to have the text of WebAssembly; answered by `printer`. */
  | { readonly type: "print" }
  | { readonly type: "stop"; readonly run: number }
  /** A line for `input()`, or null at the end of the stream. */
  | { readonly type: "stdin"; readonly run: number; readonly line: string | null }
  /** Asks for a `snapshot`. Also answered while a program runs. */
  | { readonly type: "inspect"; readonly run: number };

export type FromWorker =
  /** The engine is loaded: Python can run. */
  | { readonly type: "ready" }
  /** After `print`: Binaryen is loaded (`error` null) or could not be; then modules have no text. */
  | { readonly type: "printer"; readonly error: string | null }
  /** The training program has run (train.ts): from now on programs meet code that is optimised. */
  | { readonly type: "trained" }
  | { readonly type: "output"; readonly run: number; readonly stream: 1 | 2; readonly text: string }
  | { readonly type: "input"; readonly run: number }
  | { readonly type: "snapshot"; readonly run: number; readonly snapshot: Snapshot }
  /** Pairs of milliseconds since the start and loop turns (back-edges and calls) done by then. */
  | { readonly type: "curve"; readonly run: number; readonly points: readonly number[] }
  | {
      readonly type: "finished";
      readonly run: number;
      readonly exitCode: number;
      readonly ms: number;
      readonly stopped: boolean;
      readonly stats: EngineStats;
    }
  /** The engine itself failed: not the program's fault. */
  | { readonly type: "crash"; readonly run: number; readonly message: string };
