/**
 * One run over time: its curve, the events that shaped it in the narrator's sentences, and a slider that takes all
 * panes back to an earlier moment.
 */
import { useMemo } from "react";
import { useChart } from "../../charts/chart.ts";
import { curveOverTime } from "../../charts/statistics.ts";
import { Listing } from "../../components/Listing.tsx";
import { Empty, Pane } from "../../components/Pane.tsx";
import { TierMark } from "../../components/TierMark.tsx";
import { showEvent, showMoment } from "../../session/actions.ts";
import { useSnapshot } from "../../session/derived.ts";
import type { EventView } from "../../session/engine.ts";
import { isBusy, live, useSession } from "../../session/store.ts";
import { lookOf } from "../../session/tiers.ts";
import { buildTimeline } from "./chart.ts";
import { chooseFlags, EVENT_KINDS, formatMoment, tierOfMoment } from "./view.ts";

const NO_EVENTS: readonly EventView[] = [];

function MomentSlider() {
  const moments = useSession((state) => state.moments);
  const moment = useSession((state) => state.moment);
  if (moments.length < 2) return null;
  const at = moment ?? moments.length - 1;
  const time = moment === null ? "latest" : formatMoment(moments[at]!.ms);
  return (
    <label className="moments">
      <span>Look back</span>
      <input
        type="range"
        min={0}
        max={moments.length - 1}
        value={at}
        aria-valuetext={time}
        onChange={(event) => showMoment(Number(event.target.value))}
      />
      <span style={{ minWidth: 62 }}>{time}</span>
    </label>
  );
}

function RunCurve({
  events,
  focus,
}: {
  readonly events: readonly EventView[];
  readonly focus: EventView | null;
}) {
  const version = useSession((state) => state.curveVersion);
  const runTier = useSession((state) => state.runTier);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the curve has grown.
  const points = useMemo(() => curveOverTime(live.curve), [version]);
  const canvas = useChart(
    (palette) =>
      buildTimeline(
        points,
        tierOfMoment(events, runTier),
        chooseFlags(events, points),
        focus?.ms ?? null,
        palette,
      ),
    [points, events, focus, runTier],
  );
  const last = points[points.length - 1];
  return (
    <div className="chart" data-chart="timeline">
      <div className="chart-canvas">
        <canvas
          ref={canvas}
          role="img"
          aria-label={
            last
              ? `Time per iteration over the run: from ${points[0]!.nsPerTurn.toFixed(0)} to ${last.nsPerTurn.toFixed(1)} nanoseconds.`
              : "Time per iteration over the run: nothing measured yet."
          }
        />
      </div>
    </div>
  );
}

export function TimelinePane() {
  const snapshot = useSnapshot();
  const focusIndex = useSession((state) => state.event);
  const busy = useSession(isBusy);
  const events = snapshot?.events ?? NO_EVENTS;
  const specialised = snapshot?.stats.specialisations ?? 0;
  const focusRow = events.findIndex((event) => event.index === focusIndex);
  const hasCurve = useSession((state) => state.curveVersion > 0);
  if (events.length === 0 && !hasCurve) {
    return (
      <Pane id="timeline" title="Timeline">
        <Empty title={busy ? "The program has just begun…" : "The story of a run"}>
          Time per iteration from the first, coloured by tier; and everything the engine did, told in
          sentences. F8 and Shift+F8 step through it, and all panes follow.
        </Empty>
      </Pane>
    );
  }
  return (
    <Pane
      id="timeline"
      title="Timeline"
      detail="time per iteration, log scale; colour and shape are the tier"
      tools={<MomentSlider />}
    >
      <div className="split">
        <RunCurve events={events} focus={events[focusRow] ?? null} />
        <div className="narrator">
          {events.length === 0 ? (
            <Empty title="No events">
              {specialised > 0
                ? `${specialised} instructions were specialised; no loop became a trace.`
                : "No instruction was hot enough to be specialised, no loop to be traced."}
            </Empty>
          ) : (
            <Listing
              label="Events, in order"
              prose
              rows={events}
              marksOf={(event) => ({ selected: event.index === focusIndex })}
              render={(event) => (
                <>
                  <span className="event-time">{formatMoment(event.ms)}</span>
                  <TierMark look={lookOf(EVENT_KINDS[event.kind].tier)} size={11} />
                  <span className="event-text" title={event.text}>
                    {event.text}
                  </span>
                </>
              )}
              onSelect={(event) => showEvent(event.index)}
              revealIndex={focusRow}
              revealKey={focusIndex}
            />
          )}
          {focusRow >= 0 ? (
            <div className="explanation">
              <p>
                <b>{formatMoment(events[focusRow]!.ms)}</b> {events[focusRow]!.text}
              </p>
            </div>
          ) : null}
        </div>
      </div>
    </Pane>
  );
}
