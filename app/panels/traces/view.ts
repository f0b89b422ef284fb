/**
 * The tree of traces as rows: each trace, the exits that were taken, the bridges that grew from them, and at the end
 * what recording was given up for.
 */
import type { ExitView, Snapshot, TraceView } from "../../session/engine.ts";

export type TreeRow =
  | { readonly kind: "trace"; readonly trace: TraceView; readonly depth: number }
  | { readonly kind: "exit"; readonly trace: TraceView; readonly exit: ExitView; readonly depth: number }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "abort"; readonly reason: string; readonly count: number };

/** `innerTrace` as `inner trace`: reasons are a closed list of names in the engine. */
export function nameReason(reason: string): string {
  return reason.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
}

/** Exits never taken are left out: most guards never fail. A bridge stands under the exit it grew from. */
export function listTree(snapshot: Snapshot): TreeRow[] {
  const rows: TreeRow[] = [];
  const children = new Map<string, TraceView[]>();
  for (const trace of snapshot.traces) {
    if (trace.parent === null) continue;
    const key = `${trace.parent.trace}:${trace.parent.exit}`;
    children.set(key, [...(children.get(key) ?? []), trace]);
  }
  const seen = new Set<number>();
  const addTrace = (trace: TraceView, depth: number): void => {
    // A malformed parent must not loop the page.
    if (seen.has(trace.id)) return;
    seen.add(trace.id);
    rows.push({ kind: "trace", trace, depth });
    const exits = [...trace.exits].sort((a, b) => b.count - a.count);
    for (const exit of exits) {
      const bridges = children.get(`${trace.id}:${exit.id}`) ?? [];
      if (exit.count === 0 && bridges.length === 0) continue;
      rows.push({ kind: "exit", trace, exit, depth: depth + 1 });
      for (const bridge of bridges) addTrace(bridge, depth + 2);
    }
  };
  for (const trace of snapshot.traces) if (trace.parent === null) addTrace(trace, 0);
  for (const trace of snapshot.traces) addTrace(trace, 0);
  const aborts = Object.entries(snapshot.stats.aborts).sort((a, b) => b[1] - a[1]);
  if (aborts.length > 0) {
    rows.push({ kind: "heading", text: "Recordings given up" });
    for (const [reason, count] of aborts) rows.push({ kind: "abort", reason: nameReason(reason), count });
  }
  return rows;
}
