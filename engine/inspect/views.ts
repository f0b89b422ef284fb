/**
 * Read-only views of a running engine: plain JSON, versioned, the only thing panels and tools see of its inside.
 *
 * Ids are stable while an engine lives. Offsets are bytes from the start of a code object, as `dis` prints them.
 * Lines count from 1, columns are UTF-8 bytes from 0 (PEP 657).
 */
export const VIEW_VERSION = 1;

/** Where something comes from: a range of the source text. */
export interface SourceRange {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** One code object. */
export interface CodeView {
  readonly id: number;
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  readonly firstLine: number;
  readonly instructions: readonly InstructionView[];
}

export interface InstructionView {
  readonly offset: number;
  /** What runs now, perhaps a specialised member. */
  readonly opname: string;
  /** What the compiler emitted. */
  readonly baseOpname: string;
  readonly arg: number | null;
  /** As `dis` explains the argument. */
  readonly argrepr: string;
  readonly source: SourceRange | null;
  /** Offset a jump goes to. */
  readonly target: number | null;
  readonly isTarget: boolean;
  /** Inline cache entries with their values now. */
  readonly caches: readonly { readonly name: string; readonly value: number }[];
  /** `plain`: cannot be specialised. `adaptive`: counts. `specialised`: a member of the family runs. */
  readonly state: "plain" | "adaptive" | "specialised";
}

/** A place in a code object. */
export interface CodePlace {
  readonly code: number;
  readonly offset: number;
  readonly line: number | null;
}

/** A uop as it was recorded. */
export interface UopView {
  readonly index: number;
  readonly name: string;
  readonly arg: number;
  readonly place: CodePlace;
  /** Depth of inlined frames below the trace's own. */
  readonly depth: number;
}

/** A line of IR. Removed instructions stay as ghosts. */
export interface IrView {
  /** Number of the SSA value or effect, unique in the trace: printed as `v12`. */
  readonly id: number;
  readonly op: string;
  /** "i32" | "i64" | "f64" | "bool" | "ref" | "value" | "none" */
  readonly type: string;
  /** The whole line as the IR prints it. */
  readonly text: string;
  /** Ids of the operands. */
  readonly operands: readonly number[];
  readonly section: "recorded" | "preamble" | "loop" | "bridge";
  readonly place: CodePlace | null;
  /** Index of the uop it was recorded from, or null. */
  readonly uop: number | null;
  /** Exit taken when a guard fails. */
  readonly exit: number | null;
  readonly removed: { readonly pass: string; readonly reason: string; readonly by: number | null } | null;
}

export interface ExitView {
  readonly id: number;
  readonly place: CodePlace;
  /** In a sentence: what did not hold. */
  readonly reason: string;
  readonly count: number;
  /** Trace that continues here, or null. */
  readonly bridge: number | null;
}

export interface WasmLineView {
  readonly text: string;
  /** IR instruction the line belongs to, or null. */
  readonly ir: number | null;
}

export interface TraceView {
  readonly id: number;
  readonly kind: "loop" | "function" | "bridge";
  /** For a bridge: the trace and exit it grew from. */
  readonly parent: { readonly trace: number; readonly exit: number } | null;
  readonly head: CodePlace;
  readonly name: string;
  readonly state: "recorded" | "compiled" | "invalidated" | "rejected";
  /** Times entered from Tier 1. */
  readonly entries: number;
  readonly uops: readonly UopView[];
  /** As recorded, nothing removed. */
  readonly recorded: readonly IrView[];
  /** After optimisation, ghosts included. */
  readonly optimized: readonly IrView[];
  readonly exits: readonly ExitView[];
  readonly wasm: {
    readonly bytes: number;
    readonly lowerMs: number;
    readonly compileMs: number;
    readonly lines: readonly WasmLineView[];
    /** The module itself, base64, for download. */
    readonly module: string;
  } | null;
}

/** What happened, in order. `at` counts loop turns and calls since the start (deterministic), `ms` is the clock. */
export interface EventView {
  readonly index: number;
  readonly kind:
    | "specialise"
    | "deopt"
    | "record"
    | "abort"
    | "optimise"
    | "compile"
    | "enter"
    | "exit"
    | "bridge"
    | "invalidate"
    | "collect";
  readonly at: number;
  readonly ms: number;
  readonly trace: number | null;
  readonly place: CodePlace | null;
  /** A whole sentence for the narrator. */
  readonly text: string;
}

export interface EngineStats {
  readonly version: number;
  readonly tier: string;
  /** The build of Tier 1 that runs: "typescript" or "wasm". */
  readonly interpreter: string;
  /** Why it is not the WebAssembly build, where that was wanted. */
  readonly interpreterRefusal: string | null;
  /** Back-edges and calls, by where they ran. */
  readonly turns: { readonly tier1: number; readonly trace: number };
  readonly tracesRecorded: number;
  readonly tracesCompiled: number;
  readonly bridges: number;
  /** Abort reason → times. */
  readonly aborts: Readonly<Record<string, number>>;
  readonly sideExits: number;
  readonly invalidations: number;
  readonly wasmBytes: number;
  readonly recordMs: number;
  readonly optimizeMs: number;
  readonly lowerMs: number;
  readonly compileMs: number;
  readonly collections: number;
  readonly collectMs: number;
  readonly heapBytes: number;
  readonly specialisations: number;
  readonly deopts: number;
  /** Whether the JIT is there: "ready", "loading", "absent", or why it failed. */
  readonly jit: string;
}

/** Heat of source lines: back-edges and calls seen on a line, by tier (sampled at safepoints). */
export interface LineHeat {
  readonly line: number;
  readonly tier1: number;
  readonly trace: number;
}

/** Everything the panes need at one moment. */
export interface Snapshot {
  readonly version: number;
  readonly codes: readonly CodeView[];
  readonly traces: readonly TraceView[];
  readonly events: readonly EventView[];
  readonly heat: readonly LineHeat[];
  readonly stats: EngineStats;
}
