/**
 * What the trace pane shows, computed: rows of IR under their sections, what each pass removed, and the pieces of
 * a line that get a colour.
 */
import type { ExitView, IrView, TraceView } from "../../session/engine.ts";

export type IrRow =
  | { readonly kind: "section"; readonly section: IrView["section"]; readonly count: number }
  | { readonly kind: "ir"; readonly ir: IrView; readonly exit: ExitView | null };

const SECTION_NAMES: Readonly<Record<IrView["section"], string>> = {
  recorded: "As recorded",
  preamble: "Preamble: once, on the way in",
  loop: "Loop: every turn",
  bridge: "Bridge",
};

export function nameSection(section: IrView["section"]): string {
  return SECTION_NAMES[section];
}

/** IR under the headings of its sections. `withGhosts` false leaves out what passes removed; `pass` keeps one pass's. */
export function listIrRows(
  trace: TraceView,
  stage: "recorded" | "optimized",
  withGhosts: boolean,
  pass: string | null,
): IrRow[] {
  const exits = new Map(trace.exits.map((exit) => [exit.id, exit]));
  const rows: IrRow[] = [];
  let section: IrView["section"] | null = null;
  for (const ir of trace[stage]) {
    if (ir.removed !== null && (!withGhosts || (pass !== null && ir.removed.pass !== pass))) continue;
    if (ir.section !== section) {
      section = ir.section;
      const count = trace[stage].filter(
        (other) => other.section === section && other.removed === null,
      ).length;
      rows.push({ kind: "section", section, count });
    }
    rows.push({ kind: "ir", ir, exit: ir.exit === null ? null : (exits.get(ir.exit) ?? null) });
  }
  return rows;
}

export interface PassSummary {
  readonly pass: string;
  readonly removed: number;
}

/** What each pass removed, in the order in which its first ghost appears. */
export function summarizePasses(trace: TraceView): PassSummary[] {
  const removed = new Map<string, number>();
  for (const ir of trace.optimized) {
    if (ir.removed !== null) removed.set(ir.removed.pass, (removed.get(ir.removed.pass) ?? 0) + 1);
  }
  return [...removed].map(([pass, count]) => ({ pass, removed: count }));
}

export function countKept(trace: TraceView): number {
  return trace.optimized.filter((ir) => ir.removed === null).length;
}

/** What optimising came to, in a few words: how much was recorded, how much a turn of the loop still does. */
export function describeGain(trace: TraceView): string {
  const loop = trace.optimized.filter((ir) => ir.removed === null && ir.section === "loop").length;
  return loop > 0
    ? `${trace.recorded.length} recorded, ${loop} left in the loop`
    : `${trace.recorded.length} recorded, ${countKept(trace)} left`;
}

export interface Piece {
  readonly text: string;
  readonly kind: "plain" | "name" | "number" | "guard" | "keyword";
}

const PIECES =
  /(?<guard>\bguard\w*)|(?<keyword>\b(?:phi|jump|loop|return|call|br|br_if|if|then|else|end|block|func|param|result|local|module|import|memory)\b)|(?<name>\bv\d+\b|\$[\w.]+)|(?<number>(?<![\w.])-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)\b)/g;

/** A line of IR or Wasm text, cut into pieces that get a colour. */
export function cutLine(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(PIECES)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), kind: "plain" });
    const groups = match.groups!;
    const kind = groups["guard"]
      ? "guard"
      : groups["keyword"]
        ? "keyword"
        : groups["name"]
          ? "name"
          : "number";
    pieces.push({ text: match[0], kind });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), kind: "plain" });
  return pieces;
}

/** `1`, `24,731`, `1.4 M`: counts that are read, not compared digit by digit. */
export function formatCount(count: number): string {
  if (count < 1_000_000) return count.toLocaleString("en");
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} M` : `${(count / 1e9).toFixed(1)} G`;
}

/** A guard's line without its exit, which the pane prints beside it with more to say. */
export function stripExit(text: string): string {
  return text.replace(/\s*→ exit \d+$/, "");
}

/** The trace in a few words, for menus. */
export function nameTrace(trace: TraceView): string {
  const kind = trace.kind === "loop" ? "" : trace.kind === "bridge" ? "bridge, " : "function, ";
  return `Trace ${trace.id}: ${kind}${trace.name}`;
}
