/**
 * One selection for the whole page, and who is related to it.
 *
 * Everything on the ladder hangs together by places (code object, offset):
 *
 *     source line ──< instruction ──< uop ──< recorded IR ══ optimised IR ──< Wasm line
 *                     (code, offset)  (place)  (uop index)    (same id, or
 *                                                              same uop)
 *
 * A selection is one of these. Its relatives are found by going up to what it comes from and down to what came
 * of it, never sideways: the relatives of one instruction are not its whole line's, but those of a line are all
 * of its instructions'. Lines belong to the program's own file only; code of the library has none.
 *
 * The index is made once a snapshot; a lookup then costs what it returns, so 5,000 rows are no matter.
 */
import type { CodePlace, IrView, Snapshot, TraceView } from "./engine.ts";

export type Selection =
  | { readonly kind: "line"; readonly line: number }
  | { readonly kind: "instruction"; readonly code: number; readonly offset: number }
  | { readonly kind: "uop"; readonly trace: number; readonly index: number }
  | { readonly kind: "ir"; readonly trace: number; readonly stage: IrStage; readonly id: number }
  | { readonly kind: "wasm"; readonly trace: number; readonly line: number };

export type IrStage = "recorded" | "optimized";

/** What lights up, by pane. Keys are made by `keyOf`; lines are numbers. */
export interface Relatives {
  readonly lines: ReadonlySet<number>;
  readonly instructions: ReadonlySet<string>;
  readonly uops: ReadonlySet<string>;
  readonly recorded: ReadonlySet<string>;
  readonly optimized: ReadonlySet<string>;
  readonly wasm: ReadonlySet<string>;
}

const EMPTY: ReadonlySet<never> = new Set<never>();

/** Nothing is related. */
export const NO_RELATIVES: Relatives = {
  lines: EMPTY,
  instructions: EMPTY,
  uops: EMPTY,
  recorded: EMPTY,
  optimized: EMPTY,
  wasm: EMPTY,
};

/** A key for "code 3, offset 56" or "trace 1, row 12". */
export function keyOf(owner: number, position: number): string {
  return `${owner}:${position}`;
}

/** Who is where in one snapshot. */
export interface SelectionIndex {
  /** Line → keys of the program's instructions on it. */
  readonly instructionsOfLine: ReadonlyMap<number, readonly string[]>;
  /** Instruction → its line in the program's file. */
  readonly lineOfInstruction: ReadonlyMap<string, number>;
  /** Instruction → traces' rows that come from it. */
  readonly uopsOfInstruction: ReadonlyMap<string, readonly string[]>;
  readonly recordedOfInstruction: ReadonlyMap<string, readonly string[]>;
  readonly optimizedOfInstruction: ReadonlyMap<string, readonly string[]>;
  readonly traces: ReadonlyMap<number, TraceIndex>;
}

interface TraceIndex {
  readonly uopPlace: ReadonlyMap<number, CodePlace>;
  readonly recorded: ReadonlyMap<number, IrView>;
  readonly optimized: ReadonlyMap<number, IrView>;
  readonly recordedOfUop: ReadonlyMap<number, readonly number[]>;
  readonly optimizedOfUop: ReadonlyMap<number, readonly number[]>;
  readonly wasmOfIr: ReadonlyMap<number, readonly number[]>;
  readonly irOfWasm: readonly (number | null)[];
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function indexTrace(trace: TraceView): TraceIndex {
  const recordedOfUop = new Map<number, number[]>();
  const optimizedOfUop = new Map<number, number[]>();
  const wasmOfIr = new Map<number, number[]>();
  for (const ir of trace.recorded) if (ir.uop !== null) append(recordedOfUop, ir.uop, ir.id);
  for (const ir of trace.optimized) if (ir.uop !== null) append(optimizedOfUop, ir.uop, ir.id);
  const lines = trace.wasm?.lines ?? [];
  lines.forEach((line, index) => {
    if (line.ir !== null) append(wasmOfIr, line.ir, index);
  });
  return {
    uopPlace: new Map(trace.uops.map((uop) => [uop.index, uop.place])),
    recorded: new Map(trace.recorded.map((ir) => [ir.id, ir])),
    optimized: new Map(trace.optimized.map((ir) => [ir.id, ir])),
    recordedOfUop,
    optimizedOfUop,
    wasmOfIr,
    irOfWasm: lines.map((line) => line.ir),
  };
}

/** Makes the index of a snapshot. `filename` is the program's own file: only its code has lines in the editor. */
export function indexSnapshot(snapshot: Snapshot, filename: string): SelectionIndex {
  const instructionsOfLine = new Map<number, string[]>();
  const lineOfInstruction = new Map<string, number>();
  for (const code of snapshot.codes) {
    if (code.filename !== filename) continue;
    for (const instruction of code.instructions) {
      if (instruction.source === null || instruction.source.line < 1) continue;
      const key = keyOf(code.id, instruction.offset);
      append(instructionsOfLine, instruction.source.line, key);
      lineOfInstruction.set(key, instruction.source.line);
    }
  }
  const uopsOfInstruction = new Map<string, string[]>();
  const recordedOfInstruction = new Map<string, string[]>();
  const optimizedOfInstruction = new Map<string, string[]>();
  const traces = new Map<number, TraceIndex>();
  for (const trace of snapshot.traces) {
    traces.set(trace.id, indexTrace(trace));
    for (const uop of trace.uops) {
      append(uopsOfInstruction, keyOf(uop.place.code, uop.place.offset), keyOf(trace.id, uop.index));
    }
    for (const [rows, map] of [
      [trace.recorded, recordedOfInstruction],
      [trace.optimized, optimizedOfInstruction],
    ] as const) {
      for (const ir of rows) {
        if (ir.place !== null) append(map, keyOf(ir.place.code, ir.place.offset), keyOf(trace.id, ir.id));
      }
    }
  }
  return {
    instructionsOfLine,
    lineOfInstruction,
    uopsOfInstruction,
    recordedOfInstruction,
    optimizedOfInstruction,
    traces,
  };
}

/** A `Relatives` under construction. */
class Gathering {
  readonly lines = new Set<number>();
  readonly instructions = new Set<string>();
  readonly uops = new Set<string>();
  readonly recorded = new Set<string>();
  readonly optimized = new Set<string>();
  readonly wasm = new Set<string>();
  private readonly index: SelectionIndex;

  constructor(index: SelectionIndex) {
    this.index = index;
  }

  /** An instruction, the line above it, and everything below it. */
  addInstruction(key: string): void {
    this.addOrigin(key);
    for (const uop of this.index.uopsOfInstruction.get(key) ?? []) this.uops.add(uop);
    for (const ir of this.index.recordedOfInstruction.get(key) ?? []) this.recorded.add(ir);
    for (const ir of this.index.optimizedOfInstruction.get(key) ?? []) {
      this.optimized.add(ir);
      const [trace, id] = ir.split(":").map(Number) as [number, number];
      this.addWasmOf(trace, id);
    }
  }

  /** An instruction and its line, but nothing below. */
  addOrigin(key: string): void {
    this.instructions.add(key);
    const line = this.index.lineOfInstruction.get(key);
    if (line !== undefined) this.lines.add(line);
  }

  addPlace(place: CodePlace | null | undefined): void {
    if (place) this.addOrigin(keyOf(place.code, place.offset));
  }

  addWasmOf(trace: number, ir: number): void {
    for (const line of this.index.traces.get(trace)?.wasmOfIr.get(ir) ?? [])
      this.wasm.add(keyOf(trace, line));
  }

  /** A uop, where it comes from, and the IR and Wasm made of it. */
  addUop(trace: number, uop: number): void {
    const rows = this.index.traces.get(trace);
    if (rows === undefined) return;
    this.uops.add(keyOf(trace, uop));
    this.addPlace(rows.uopPlace.get(uop));
    for (const id of rows.recordedOfUop.get(uop) ?? []) this.recorded.add(keyOf(trace, id));
    for (const id of rows.optimizedOfUop.get(uop) ?? []) {
      this.optimized.add(keyOf(trace, id));
      this.addWasmOf(trace, id);
    }
  }

  /** One IR instruction in both stages, its uop and place, and its Wasm. */
  addIr(trace: number, id: number): void {
    const rows = this.index.traces.get(trace);
    if (rows === undefined) return;
    const recorded = rows.recorded.get(id);
    const optimized = rows.optimized.get(id);
    if (recorded) this.recorded.add(keyOf(trace, id));
    if (optimized) this.optimized.add(keyOf(trace, id));
    const uop = optimized?.uop ?? recorded?.uop ?? null;
    if (uop !== null) {
      this.uops.add(keyOf(trace, uop));
      // A pass may have rewritten the instruction under a new id; the uop is what both came from.
      if (!recorded)
        for (const other of rows.recordedOfUop.get(uop) ?? []) this.recorded.add(keyOf(trace, other));
      if (!optimized) {
        for (const other of rows.optimizedOfUop.get(uop) ?? []) this.optimized.add(keyOf(trace, other));
      }
    }
    this.addPlace(optimized?.place ?? recorded?.place ?? (uop === null ? null : rows.uopPlace.get(uop)));
    this.addWasmOf(trace, id);
  }
}

/** Everything that is related to the selection, itself included. */
export function findRelatives(index: SelectionIndex | null, selection: Selection | null): Relatives {
  if (selection === null) return NO_RELATIVES;
  if (index === null) {
    return selection.kind === "line" ? { ...NO_RELATIVES, lines: new Set([selection.line]) } : NO_RELATIVES;
  }
  const found = new Gathering(index);
  switch (selection.kind) {
    case "line":
      found.lines.add(selection.line);
      for (const key of index.instructionsOfLine.get(selection.line) ?? []) found.addInstruction(key);
      break;
    case "instruction":
      found.addInstruction(keyOf(selection.code, selection.offset));
      break;
    case "uop":
      found.addUop(selection.trace, selection.index);
      break;
    case "ir":
      found.addIr(selection.trace, selection.id);
      break;
    case "wasm": {
      found.wasm.add(keyOf(selection.trace, selection.line));
      const ir = index.traces.get(selection.trace)?.irOfWasm[selection.line] ?? null;
      if (ir !== null) found.addIr(selection.trace, ir);
      break;
    }
  }
  return found;
}

/** The traces in which something is related, in the order of their ids. */
export function tracesOf(relatives: Relatives): number[] {
  const ids = new Set<number>();
  for (const set of [relatives.uops, relatives.recorded, relatives.optimized, relatives.wasm]) {
    for (const key of set) ids.add(Number(key.slice(0, key.indexOf(":"))));
  }
  return [...ids].sort((a, b) => a - b);
}

/** Whether two selections are the same thing. */
export function isSameSelection(a: Selection | null, b: Selection | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.kind !== b.kind) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
