/**
 * One trace in three stages: the uops as recorded, the IR lifted from them, and the IR after optimisation, in which
 * removed instructions stay as ghosts with the pass, the reason and the instruction that proved it.
 */
import { useMemo, useState } from "react";
import { CodeText } from "../../components/CodeText.tsx";
import { Listing } from "../../components/Listing.tsx";
import { Empty, Pane } from "../../components/Pane.tsx";
import { pointAt, select, showStage, showTrace } from "../../session/actions.ts";
import { useLitRelatives, useRelatives, useRevealKey, useSnapshot, useTrace } from "../../session/derived.ts";
import type { IrView, TraceView, UopView } from "../../session/engine.ts";
import type { TraceStage } from "../../session/links.ts";
import { keyOf } from "../../session/selection.ts";
import { useSession } from "../../session/store.ts";
import { lookOf } from "../../session/tiers.ts";
import {
  describeGain,
  formatCount,
  type IrRow,
  listIrRows,
  nameSection,
  nameTrace,
  stripExit,
  summarizePasses,
} from "./view.ts";

const STAGES: readonly (readonly [TraceStage, string])[] = [
  ["uops", "Uops"],
  ["recorded", "Recorded IR"],
  ["optimized", "Optimised IR"],
];

function placeText(line: number | null): string {
  return line === null ? "" : `line ${line}`;
}

function UopRows({ trace }: { readonly trace: TraceView }) {
  const relatives = useRelatives();
  const lit = useLitRelatives();
  const revealKey = useRevealKey("trace");
  const selection = useSession((state) => state.selection);
  const isSelected = (uop: UopView): boolean =>
    selection?.kind === "uop" && selection.trace === trace.id && selection.index === uop.index;
  return (
    <Listing
      label="Recorded uops"
      rows={trace.uops}
      marksOf={(uop) => ({
        selected: isSelected(uop),
        related: lit.uops.has(keyOf(trace.id, uop.index)),
      })}
      render={(uop) => (
        <>
          <span className="number">{uop.index}</span>
          <span className={uop.name.includes("GUARD") ? "guard" : undefined}>
            {"  ".repeat(uop.depth)}
            {uop.name}
          </span>
          <span className="aside">{placeText(uop.place.line)}</span>
        </>
      )}
      onPoint={(uop) => pointAt(uop === null ? null : { kind: "uop", trace: trace.id, index: uop.index })}
      onSelect={(uop) => select({ kind: "uop", trace: trace.id, index: uop.index }, "trace")}
      revealIndex={trace.uops.findIndex((uop) => relatives.uops.has(keyOf(trace.id, uop.index)))}
      revealKey={revealKey}
    />
  );
}

function IrLine({
  row,
  onProof,
}: {
  readonly row: Extract<IrRow, { kind: "ir" }>;
  readonly onProof: (id: number) => void;
}) {
  const { ir, exit } = row;
  if (ir.removed !== null) {
    const { by, pass, reason } = ir.removed;
    return (
      <>
        <span className="number">{ir.id}</span>
        <span className="ghost-text">{ir.text}</span>
        <span className="aside">
          {pass}: {reason}
          {by === null ? null : (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Enter on the row does the same.
            <span
              className="proof"
              onClick={(event) => {
                event.stopPropagation();
                onProof(by);
              }}
            >
              {` (v${by})`}
            </span>
          )}
        </span>
      </>
    );
  }
  return (
    <>
      <span className="number">{ir.id}</span>
      <CodeText text={exit === null ? ir.text : stripExit(ir.text)} />
      {exit === null ? null : (
        <span className="aside exit">
          {exit.bridge === null ? `exit ${exit.id}` : `exit ${exit.id} to trace ${exit.bridge}`}
          {exit.count > 0 ? `, ${formatCount(exit.count)}×` : ""}
        </span>
      )}
    </>
  );
}

function explainIr(row: IrRow | undefined) {
  if (row?.kind !== "ir") return null;
  const { ir, exit } = row;
  if (ir.removed !== null) {
    return (
      <p>
        <b>Removed</b> by the pass <code>{ir.removed.pass}</code>: {ir.removed.reason}
        {ir.removed.by === null ? (
          "."
        ) : (
          <>
            . Proved by <code>v{ir.removed.by}</code>; Enter goes there.
          </>
        )}
      </p>
    );
  }
  if (exit !== null) {
    return (
      <p>
        When this guard fails, the trace leaves by exit {exit.id}: {exit.reason}. So far{" "}
        {formatCount(exit.count)} times
        {exit.bridge === null ? "." : `; trace ${exit.bridge} goes on from there.`}
      </p>
    );
  }
  return (
    <p>
      <code>{ir.op}</code>, result {ir.type === "none" ? "none" : `of type ${ir.type}`}
      {ir.place?.line ? `, from line ${ir.place.line}` : ""}
      {ir.uop === null ? "." : `, recorded as uop ${ir.uop}.`}
    </p>
  );
}

function IrRows({
  trace,
  stage,
  rows,
}: {
  readonly trace: TraceView;
  readonly stage: "recorded" | "optimized";
  readonly rows: readonly IrRow[];
}) {
  const relatives = useRelatives();
  const lit = useLitRelatives();
  const revealKey = useRevealKey("trace");
  const selection = useSession((state) => state.selection);
  const related = relatives[stage];
  const isSelected = (ir: IrView): boolean =>
    selection?.kind === "ir" &&
    selection.trace === trace.id &&
    selection.stage === stage &&
    selection.id === ir.id;
  // Selected from here, so that the row that proves is scrolled to as well.
  const goTo = (id: number): void => select({ kind: "ir", trace: trace.id, stage, id }, null);
  const revealIndex = rows.findIndex((row) => row.kind === "ir" && related.has(keyOf(trace.id, row.ir.id)));
  const exact = rows.findIndex((row) => row.kind === "ir" && isSelected(row.ir));
  // Nothing selected in this trace: it opens where the time is spent, not with what runs once.
  const opensAt = rows.findIndex((row) => row.kind === "section" && row.section === "loop");
  const opening = exact < 0 && revealIndex < 0 && opensAt > 0;
  const explained = rows[exact >= 0 ? exact : related.size === 1 ? revealIndex : -1];
  return (
    <>
      <Listing
        label={stage === "recorded" ? "Recorded IR" : "Optimised IR, removed instructions included"}
        rows={rows}
        marksOf={(row) =>
          row.kind === "section"
            ? { heading: true }
            : { selected: isSelected(row.ir), related: lit[stage].has(keyOf(trace.id, row.ir.id)) }
        }
        render={(row) =>
          row.kind === "section" ? (
            <>
              <span>{nameSection(row.section)}</span>
              <span className="argument">{row.count} instructions</span>
            </>
          ) : (
            <IrLine row={row} onProof={goTo} />
          )
        }
        onPoint={(row) =>
          pointAt(row?.kind === "ir" ? { kind: "ir", trace: trace.id, stage, id: row.ir.id } : null)
        }
        onSelect={(row) => {
          if (row.kind === "ir") select({ kind: "ir", trace: trace.id, stage, id: row.ir.id }, "trace");
        }}
        onFollow={(row) => {
          if (row.kind !== "ir") return;
          if (row.ir.removed?.by != null) goTo(row.ir.removed.by);
          else if (row.exit?.bridge != null) showTrace(row.exit.bridge);
        }}
        revealIndex={opening ? opensAt : exact >= 0 ? exact : revealIndex}
        revealKey={opening ? `${trace.id} ${stage}` : revealKey}
        revealAtTop={opening}
      />
      <div className="explanation">
        {explainIr(explained) ?? (
          <p>
            <span className="ghost-text">Struck out</span>: what a pass removed, with the reason and the
            instruction that proved it. <span className="guard">guard</span>: a check that can leave the
            trace.
          </p>
        )}
      </div>
    </>
  );
}

export function TracePane() {
  const snapshot = useSnapshot();
  const trace = useTrace();
  const stage = useSession((state) => state.stage);
  const [withGhosts, setWithGhosts] = useState(true);
  const [pass, setPass] = useState<string | null>(null);
  const passes = useMemo(() => (trace === null ? [] : summarizePasses(trace)), [trace]);
  const shownPass = passes.some((summary) => summary.pass === pass) ? pass : null;
  const rows = useMemo(
    () => (trace === null || stage === "uops" ? [] : listIrRows(trace, stage, withGhosts, shownPass)),
    [trace, stage, withGhosts, shownPass],
  );
  const look = lookOf("tier2");
  if (trace === null) {
    return (
      <Pane id="trace" title="Trace" look={look}>
        <Empty look={look} title="What a hot loop really does">
          When a loop is hot, Tier 2 records it as uops, lifts them to typed SSA and removes what it can prove
          needless. What was removed stays here as a ghost, with the reason.
        </Empty>
      </Pane>
    );
  }
  return (
    <Pane
      id="trace"
      title="Trace"
      look={look}
      detail={describeGain(trace)}
      tools={
        <select
          className="select"
          aria-label="Trace"
          value={trace.id}
          onChange={(event) => {
            select(null, null);
            showTrace(Number(event.target.value));
          }}
        >
          {(snapshot?.traces ?? []).map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {nameTrace(candidate)}
            </option>
          ))}
        </select>
      }
    >
      <div className="strip">
        <fieldset className="segments small" aria-label="Stage of the trace">
          {STAGES.map(([id, name]) => (
            <button key={id} type="button" aria-pressed={stage === id} onClick={() => showStage(id)}>
              {name}
            </button>
          ))}
        </fieldset>
        {stage === "optimized"
          ? passes.map((summary) => (
              <button
                key={summary.pass}
                type="button"
                className="chip"
                aria-pressed={shownPass === summary.pass}
                title={`Show only what the pass ${summary.pass} removed`}
                onClick={() => {
                  setWithGhosts(true);
                  setPass(shownPass === summary.pass ? null : summary.pass);
                }}
              >
                {summary.pass} <b>−{summary.removed}</b>
              </button>
            ))
          : null}
        {stage === "optimized" && passes.length > 0 ? (
          <button
            type="button"
            className="chip"
            aria-pressed={!withGhosts}
            onClick={() => setWithGhosts(!withGhosts)}
          >
            hide ghosts
          </button>
        ) : null}
      </div>
      {stage === "uops" ? <UopRows trace={trace} /> : <IrRows trace={trace} stage={stage} rows={rows} />}
    </Pane>
  );
}
