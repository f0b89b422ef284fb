/**
 * How fast each tier is: bars with intervals, the curve of time per iteration, findings in sentences, and a table
 * that says the same without a picture.
 */
import { useMemo } from "react";
import { useChart } from "../../charts/chart.ts";
import { curveFromPairs } from "../../charts/statistics.ts";
import { Icon } from "../../components/Icon.tsx";
import { Pane } from "../../components/Pane.tsx";
import { TierMark } from "../../components/TierMark.tsx";
import { benchmarkProgram, saveFile, saveResult } from "../../session/actions.ts";
import type { BenchmarkResult } from "../../session/schedule.ts";
import { isBusy, useSession } from "../../session/store.ts";
import { lookOf, TIERS } from "../../session/tiers.ts";
import { formatTime } from "../output/view.ts";
import { buildBars, buildCurves } from "./charts.ts";
import {
  describeProtocol,
  describeResult,
  formatRatio,
  listBars,
  listWarnings,
  type SpeedBar,
} from "./view.ts";

function savePicture(canvas: HTMLCanvasElement | null, name: string): void {
  canvas?.toBlob((blob) => {
    if (blob !== null) saveFile(name, "image/png", blob);
  });
}

function BarsChart({
  bars,
  author,
  name,
}: {
  bars: readonly SpeedBar[];
  author: readonly SpeedBar[] | null;
  name: string;
}) {
  const canvas = useChart((palette) => buildBars(bars, author, palette), [bars, author]);
  return (
    <div className="chart" data-chart="bars" data-bars={bars.filter((bar) => bar.summary !== null).length}>
      <div className="chart-canvas">
        <canvas
          ref={canvas}
          role="img"
          aria-label="Bars: speed of each tier relative to Tier 1. The table below says the same."
          onDoubleClick={() => savePicture(canvas.current, `${name}-speed.png`)}
        />
      </div>
    </div>
  );
}

function CurvesChart({ result }: { result: BenchmarkResult }) {
  const canvas = useChart((palette) => buildCurves(result, palette), [result]);
  const shown = result.contenders.filter((contender) => contender.curve.length > 0);
  return (
    <div className="chart" data-chart="curves" style={{ display: "flex", flexDirection: "column" }}>
      <div className="legend">
        {shown.map((contender) => (
          <span key={contender.id}>
            <TierMark look={lookOf(contender.id)} size={11} />
            {lookOf(contender.id).shortName}
          </span>
        ))}
      </div>
      <div style={{ position: "relative", flex: 1, minHeight: 0 }}>
        <div style={{ position: "absolute", inset: 0 }}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={`Curve of time per iteration, logarithmic. ${shown
              .map((contender) => {
                const points = curveFromPairs(contender.curve);
                const last = points[points.length - 1];
                return `${lookOf(contender.id).name} ends at ${last ? last.nsPerTurn.toFixed(1) : "–"} nanoseconds.`;
              })
              .join(" ")}`}
            onDoubleClick={() => savePicture(canvas.current, `${result.program}-curve.png`)}
          />
        </div>
      </div>
    </div>
  );
}

function ResultTable({ bars }: { bars: readonly SpeedBar[] }) {
  return (
    <table className="visually-hidden">
      <caption>Times of each tier</caption>
      <thead>
        <tr>
          <th scope="col">Tier</th>
          <th scope="col">Median</th>
          <th scope="col">Least</th>
          <th scope="col">Greatest</th>
          <th scope="col">Relative to Tier 1</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.look.id}>
            <th scope="row">{bar.look.name}</th>
            <td>{bar.summary ? formatTime(bar.summary.median) : "–"}</td>
            <td>{bar.summary ? formatTime(bar.summary.min) : "–"}</td>
            <td>{bar.summary ? formatTime(bar.summary.max) : "–"}</td>
            <td>
              {bar.ratio
                ? `${formatRatio(bar.ratio.ratio)} (${formatRatio(bar.ratio.low)} to ${formatRatio(bar.ratio.high)})`
                : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Progress() {
  const benchmark = useSession((state) => state.benchmark);
  if (benchmark.phase !== "running") return null;
  const share = (benchmark.done / benchmark.total) * 100;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label="Benchmark"
      aria-valuemin={0}
      aria-valuemax={benchmark.total}
      aria-valuenow={benchmark.done}
    >
      <i style={{ width: `${share}%` }} />
    </div>
  );
}

function EmptySpeed() {
  const busy = useSession((state) => isBusy(state) || state.benchmark.phase === "running");
  const benchmark = useSession((state) => state.benchmark);
  return (
    <>
      <Progress />
      <div className="empty" style={{ maxWidth: "62ch" }}>
        <b>{busy && benchmark.phase === "running" ? "Measuring…" : "How fast is each tier, really?"}</b>
        <span>
          The whole program in each tier, one after the other, in fresh workers: medians with 95 % intervals,
          and the curve of time per iteration from the first.
        </span>
        <span className="legend" style={{ justifyContent: "center", margin: "4px 0" }}>
          {TIERS.map((look) => (
            <span key={look.id} title={look.about}>
              <TierMark look={look} />
              {look.name}
            </span>
          ))}
        </span>
        {benchmark.phase === "running" ? null : (
          <button
            type="button"
            className="button"
            style={{ margin: "0 auto" }}
            disabled={busy}
            onClick={() => void benchmarkProgram()}
          >
            <Icon name="chart" />
            Measure all tiers
          </button>
        )}
      </div>
    </>
  );
}

export function SpeedPane() {
  const own = useSession((state) => state.result);
  const author = useSession((state) => state.authorResult);
  const benchmark = useSession((state) => state.benchmark);
  const result = own ?? author;
  const bars = useMemo(() => (result === null ? [] : listBars(result)), [result]);
  const authorBars = useMemo(
    () => (own === null || author === null ? null : listBars(author)),
    [own, author],
  );
  const findings = useMemo(() => (result === null ? [] : describeResult(result)), [result]);
  const warnings = useMemo(() => (result === null ? [] : listWarnings(result)), [result]);
  const measured = bars.some((bar) => bar.summary !== null);
  const running = benchmark.phase === "running";
  return (
    <Pane
      id="speed"
      title="Speed"
      detail={
        running
          ? `run ${benchmark.done + 1} of ${benchmark.total}: ${lookOf(benchmark.contender).name}, block ${benchmark.block + 1}`
          : measured
            ? "relative to Tier 1; median, 95 % interval"
            : null
      }
      tools={
        measured && !running ? (
          <>
            <button
              type="button"
              className="button quiet small"
              onClick={() => saveResult("json")}
              title="pyperf's JSON"
            >
              <Icon name="download" size={13} />
              .json
            </button>
            <button type="button" className="button quiet small" onClick={() => saveResult("csv")}>
              .csv
            </button>
            <button type="button" className="button small" onClick={() => void benchmarkProgram()}>
              {own === null ? "Measure here" : "Measure again"}
            </button>
          </>
        ) : null
      }
    >
      {benchmark.phase === "failed" ? (
        <div className="crash" role="alert">
          <p>
            <b>The benchmark was given up.</b> {benchmark.reason}
          </p>
        </div>
      ) : null}
      {result === null || !measured ? (
        <EmptySpeed />
      ) : (
        <>
          <Progress />
          <div className="speed-body">
            <div className="speed-text" role="status">
              {running ? (
                <p>Measuring; the figures settle as blocks come in.</p>
              ) : (
                <>
                  {own === null ? (
                    <p>Measured by whoever made the link, on {result.environment.browser}:</p>
                  ) : null}
                  {findings.map((finding, index) => (
                    <p key={finding}>{index === 0 ? <b>{finding}</b> : finding}</p>
                  ))}
                  {warnings.map((warning) => (
                    <p key={warning} className="warning">
                      {warning}
                    </p>
                  ))}
                  <p className="fine-print">
                    {describeProtocol(result)} The Tier 2 interpreter is a debugging tier: nothing is compared
                    with it.
                  </p>
                </>
              )}
            </div>
            <BarsChart bars={bars} author={authorBars} name={result.program} />
            <CurvesChart result={result} />
          </div>
          <ResultTable bars={bars} />
        </>
      )}
    </Pane>
  );
}
