/**
 * The one state of the page. Components read it through `useSession(selector)`; only `actions.ts`, `runner.ts` and
 * `benchmark.ts` write it.
 *
 * What the engine sends at a high rate (output, curve) does not live here: it is collected in `live` and announced
 * once a frame by a version number, so React never works at the rate of events. Snapshots come a few times a
 * second and are replaced whole; everything derived from one is computed by pure functions and memoised by
 * the snapshot's identity.
 */
import { create } from "zustand";
import type { EngineStats, Interpreter, PassName, Snapshot, Tier } from "./engine.ts";
import { DEFAULT_EXAMPLE } from "./examples.ts";
import type { Layout, TraceStage } from "./links.ts";
import { OutputBuffer } from "./output.ts";
import { type BenchmarkResult, DEFAULT_BENCHMARK } from "./schedule.ts";
import type { Selection } from "./selection.ts";
import type { Contender } from "./tiers.ts";

/** The name under which the program runs; tracebacks and code objects carry it. */
export const PROGRAM_FILE = "main.py";

export type PaneId = "source" | "bytecode" | "trace" | "wasm" | "output" | "timeline" | "traces" | "speed";

export type RunStatus =
  | { readonly phase: "idle" }
  | { readonly phase: "running"; readonly waitingForInput: boolean }
  | { readonly phase: "stopping" }
  | { readonly phase: "finished"; readonly exitCode: number; readonly ms: number }
  /** Stopped by the visitor; `killed` when the engine did not answer and its worker was terminated. */
  | { readonly phase: "stopped"; readonly ms: number; readonly killed: boolean }
  /** The engine failed, not the program. */
  | { readonly phase: "crashed"; readonly message: string };

/** What prints WebAssembly: it is loaded once somebody looks at it. */
export type PrinterState =
  | { readonly phase: "absent" }
  | { readonly phase: "loading" }
  | { readonly phase: "ready" }
  | { readonly phase: "failed"; readonly reason: string };

export type BenchmarkState =
  | { readonly phase: "idle" }
  | {
      readonly phase: "running";
      readonly done: number;
      readonly total: number;
      readonly contender: Contender;
      readonly block: number;
    }
  | { readonly phase: "failed"; readonly reason: string };

export interface Notice {
  readonly id: number;
  readonly kind: "info" | "warning" | "error";
  readonly text: string;
  /** Goes by itself after a few seconds. */
  readonly brief: boolean;
}

/** A state of the engine that can be gone back to. */
export interface Moment {
  readonly ms: number;
  readonly snapshot: Snapshot;
}

export type ThemeChoice = "system" | "light" | "dark";

export interface SessionState {
  readonly source: string;
  /** The example the program began as. */
  readonly example: string | null;
  readonly tier: Tier;
  readonly interpreter: Interpreter;
  readonly threshold: number | null;
  /** Passes of the optimiser that are left out. */
  readonly without: readonly PassName[];
  readonly blocks: number;
  readonly seed: number;
  readonly withCpython: boolean;

  readonly engineLoaded: boolean;
  readonly printer: PrinterState;
  readonly run: RunStatus;
  /** Tier of the latest run. */
  readonly runTier: Tier;
  /** The program as the latest run saw it: marks in the editor are for this text. */
  readonly runSource: string | null;
  readonly stats: EngineStats | null;
  readonly outputVersion: number;
  readonly curveVersion: number;

  /** The engine's latest state, and those on the way to it. */
  readonly snapshot: Snapshot | null;
  readonly moments: readonly Moment[];
  /** Index into `moments` while looking back, or null for the latest. */
  readonly moment: number | null;
  /** Index of the event in the narrator's focus, or null. */
  readonly event: number | null;

  readonly selection: Selection | null;
  /** What the pointer is on: its relatives light up too, but nothing scrolls or changes for it. */
  readonly pointed: Selection | null;
  /** The pane in which the selection was made: it need not scroll to it. */
  readonly selectedIn: PaneId | null;
  /** The trace that the trace and Wasm panes show, or null for the first. */
  readonly trace: number | null;
  readonly stage: TraceStage;

  readonly benchmark: BenchmarkState;
  readonly result: BenchmarkResult | null;
  /** Results that came with a link, laid under the visitor's own. */
  readonly authorResult: BenchmarkResult | null;

  readonly theme: ThemeChoice;
  readonly layout: Layout;
  readonly presenting: boolean;
  /** The tab of the dock, and of a narrow screen. */
  readonly dockPane: "timeline" | "traces" | "speed";
  readonly narrowPane: PaneId;
  readonly helpOpen: boolean;
  readonly settingsOpen: boolean;
  readonly notices: readonly Notice[];
}

export const INITIAL_STATE: SessionState = {
  source: DEFAULT_EXAMPLE.source,
  example: DEFAULT_EXAMPLE.id,
  tier: "jit",
  interpreter: "wasm",
  threshold: null,
  without: [],
  blocks: DEFAULT_BENCHMARK.blocks,
  seed: DEFAULT_BENCHMARK.seed,
  withCpython: false,
  engineLoaded: false,
  printer: { phase: "absent" },
  run: { phase: "idle" },
  runTier: "jit",
  runSource: null,
  stats: null,
  outputVersion: 0,
  curveVersion: 0,
  snapshot: null,
  moments: [],
  moment: null,
  event: null,
  selection: null,
  pointed: null,
  selectedIn: null,
  trace: null,
  stage: "optimized",
  benchmark: { phase: "idle" },
  result: null,
  authorResult: null,
  theme: "system",
  layout: "explore",
  presenting: false,
  dockPane: "timeline",
  narrowPane: "source",
  helpOpen: false,
  settingsOpen: false,
  notices: [],
};

export const useSession = create<SessionState>()(() => INITIAL_STATE);

/** What arrives faster than a screen is drawn; `outputVersion` and `curveVersion` say that it has changed. */
export const live: { readonly output: OutputBuffer; curve: number[] } = {
  output: new OutputBuffer(),
  curve: [],
};

/** The snapshot the panes show: the latest, or the moment looked back at. */
export function shownSnapshot(state: SessionState): Snapshot | null {
  return state.moment === null ? state.snapshot : (state.moments[state.moment]?.snapshot ?? state.snapshot);
}

/** Whether a program runs or is being stopped. */
export function isBusy(state: SessionState): boolean {
  return state.run.phase === "running" || state.run.phase === "stopping";
}
