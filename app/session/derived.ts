/**
 * What panes derive from the state in common: the shown snapshot, the index of the selection, its relatives, and
 * the trace in view. Memoised by identity, so many panes asking cost one computation.
 */
import { useMemo } from "react";
import type { Snapshot, TraceView } from "./engine.ts";
import {
  findRelatives,
  indexSnapshot,
  NO_RELATIVES,
  type Relatives,
  type Selection,
  type SelectionIndex,
  tracesOf,
} from "./selection.ts";
import { PROGRAM_FILE, shownSnapshot, useSession } from "./store.ts";

const indexes = new WeakMap<Snapshot, SelectionIndex>();
interface Answer {
  readonly index: SelectionIndex | null;
  readonly selection: Selection | null;
  readonly found: Relatives;
}

const NO_ANSWER: Answer = { index: null, selection: null, found: NO_RELATIVES };
/** The last answers: for the selection, and for what the pointer is on. */
const answers: { selected: Answer; pointed: Answer } = { selected: NO_ANSWER, pointed: NO_ANSWER };

function indexOf(snapshot: Snapshot | null): SelectionIndex | null {
  if (snapshot === null) return null;
  let index = indexes.get(snapshot);
  if (index === undefined) {
    index = indexSnapshot(snapshot, PROGRAM_FILE);
    indexes.set(snapshot, index);
  }
  return index;
}

function relativesIn(
  slot: keyof typeof answers,
  snapshot: Snapshot | null,
  selection: Selection | null,
): Relatives {
  const index = indexOf(snapshot);
  const last = answers[slot];
  if (last.index === index && last.selection === selection) return last.found;
  const found = findRelatives(index, selection);
  answers[slot] = { index, selection, found };
  return found;
}

export function useSnapshot(): Snapshot | null {
  return useSession(shownSnapshot);
}

/** Relatives of the selection: what panes scroll to and explain. */
export function useRelatives(): Relatives {
  return useSession((state) => relativesIn("selected", shownSnapshot(state), state.selection));
}

/** What lights up: relatives of what the pointer is on, else of the selection. */
export function useLitRelatives(): Relatives {
  return useSession((state) =>
    state.pointed === null
      ? relativesIn("selected", shownSnapshot(state), state.selection)
      : relativesIn("pointed", shownSnapshot(state), state.pointed),
  );
}

/**
 * The trace that the trace and Wasm panes show: the chosen one, unless the selection reaches only others; without
 * a choice the one entered most often.
 */
export function chooseTrace(
  traces: readonly TraceView[],
  chosen: number | null,
  relatives: Relatives,
): TraceView | null {
  if (traces.length === 0) return null;
  const reached = tracesOf(relatives);
  const byId = (id: number): TraceView | undefined => traces.find((trace) => trace.id === id);
  if (chosen !== null && byId(chosen) && (reached.length === 0 || reached.includes(chosen)))
    return byId(chosen)!;
  for (const id of reached) {
    const trace = byId(id);
    if (trace) return trace;
  }
  if (chosen !== null && byId(chosen)) return byId(chosen)!;
  return traces.reduce((best, trace) => (workOf(trace) > workOf(best) ? trace : best));
}

function workOf(trace: TraceView): number {
  return (trace.entries + 1) * (trace.kind === "bridge" ? 0.5 : 1) * Math.max(1, trace.optimized.length);
}

export function useTrace(): TraceView | null {
  const traces = useSnapshot()?.traces;
  const chosen = useSession((state) => state.trace);
  const relatives = useRelatives();
  return useMemo(() => chooseTrace(traces ?? [], chosen, relatives), [traces, chosen, relatives]);
}

/** Changes whenever a list should look where the selection's relatives are. */
export function useRevealKey(own: string): unknown {
  const selection = useSession((state) => state.selection);
  const selectedIn = useSession((state) => state.selectedIn);
  return selectedIn === own ? null : selection;
}
