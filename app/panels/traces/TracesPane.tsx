/**
 * All traces as a tree, with how often each was entered and left, and why recordings were given up.
 */
import { useMemo } from "react";
import { Listing } from "../../components/Listing.tsx";
import { Empty, Pane } from "../../components/Pane.tsx";
import { TierMark } from "../../components/TierMark.tsx";
import { select, showTrace } from "../../session/actions.ts";
import { useSnapshot, useTrace } from "../../session/derived.ts";
import { lookOf } from "../../session/tiers.ts";
import { formatCount, nameTrace } from "../trace/view.ts";
import { listTree, type TreeRow } from "./view.ts";

function TreeLine({ row }: { readonly row: TreeRow }) {
  switch (row.kind) {
    case "heading":
      return <span>{row.text}</span>;
    case "abort":
      return (
        <>
          <span className="event-time">{formatCount(row.count)}×</span>
          <span>{row.reason}</span>
        </>
      );
    case "exit":
      return (
        <>
          <span className="event-time" style={{ marginLeft: row.depth * 22 }}>
            {formatCount(row.exit.count)}×
          </span>
          <span>
            exit {row.exit.id}, line {row.exit.place.line ?? "?"}: {row.exit.reason}
          </span>
        </>
      );
    case "trace": {
      const { trace } = row;
      const compiled = trace.wasm === null ? "" : `, ${trace.wasm.bytes.toLocaleString("en")} bytes`;
      return (
        <>
          <span className="event-time" style={{ marginLeft: row.depth * 22 }}>
            {formatCount(trace.entries)}×
          </span>
          <TierMark look={lookOf(trace.state === "compiled" ? "jit" : "tier2")} size={12} />
          <span style={{ marginLeft: 8, fontWeight: 600 }}>{nameTrace(trace)}</span>
          <span className="aside">
            {trace.state}
            {compiled}
          </span>
        </>
      );
    }
  }
}

export function TracesPane() {
  const snapshot = useSnapshot();
  const shown = useTrace();
  const rows = useMemo(() => (snapshot === null ? [] : listTree(snapshot)), [snapshot]);
  const stats = snapshot?.stats;
  const pick = (row: TreeRow): void => {
    if (row.kind === "trace") {
      select({ kind: "instruction", code: row.trace.head.code, offset: row.trace.head.offset }, "traces");
      showTrace(row.trace.id);
    } else if (row.kind === "exit") {
      const guard = row.trace.optimized.find((ir) => ir.exit === row.exit.id && ir.removed === null);
      showTrace(row.trace.id);
      if (guard) select({ kind: "ir", trace: row.trace.id, stage: "optimized", id: guard.id }, "traces");
    }
  };
  return (
    <Pane
      id="traces"
      title="Traces"
      detail={
        stats && rows.length > 0
          ? `${stats.tracesCompiled} compiled, ${stats.bridges} bridges, ${formatCount(stats.sideExits)} side exits; ${(stats.recordMs + stats.optimizeMs).toFixed(1)} ms recording and optimising, ${(stats.lowerMs + stats.compileMs).toFixed(1)} ms compiling`
          : null
      }
    >
      {rows.length === 0 ? (
        <Empty title="Traces, bridges, side exits">
          Every trace with how often it was entered, where it was left and what goes on from there; and why a
          recording was given up.
        </Empty>
      ) : (
        <Listing
          label="Traces, side exits and bridges"
          prose
          rows={rows}
          marksOf={(row) =>
            row.kind === "heading"
              ? { heading: true }
              : { selected: row.kind === "trace" && row.trace.id === shown?.id }
          }
          render={(row) => <TreeLine row={row} />}
          onSelect={pick}
          revealIndex={-1}
          revealKey={null}
        />
      )}
    </Pane>
  );
}
