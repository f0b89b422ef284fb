/**
 * The curve of one run over time, each point in the colour and shape of the tier in force, with flags for the
 * events that changed it and a line at the event in focus.
 */
import type { Chart, ChartConfiguration, Plugin } from "chart.js";
import { formatNanoseconds, type Palette } from "../../charts/chart.ts";
import type { CurvePoint } from "../../charts/statistics.ts";
import type { Tier } from "../../session/engine.ts";
import { lookOf, TIERS } from "../../session/tiers.ts";
import { logAxis } from "../speed/charts.ts";
import { EVENT_KINDS, type Flag } from "./view.ts";

/** Vertical lines with labels, in as many rows as they need to keep clear of each other. */
function flagPlugin(flags: readonly Flag[], focusMs: number | null, palette: Palette): Plugin {
  return {
    id: "tierup-flags",
    beforeDatasetsDraw(chart: Chart) {
      const { ctx, chartArea } = chart;
      const scale = chart.scales["x"]!;
      const rowEnds: number[] = [];
      ctx.save();
      ctx.font = `600 ${palette.fontSize}px ${palette.fontFamily}`;
      ctx.textBaseline = "top";
      ctx.lineWidth = 1;
      for (const { event, label } of flags) {
        const x = scale.getPixelForValue(event.ms);
        if (x < chartArea.left - 1 || x > chartArea.right + 1) continue;
        const color = palette.color(lookOf(EVENT_KINDS[event.kind].tier).color);
        ctx.strokeStyle = color;
        ctx.setLineDash([2, 3]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        const width = ctx.measureText(label).width;
        const left = Math.min(x + 4, chartArea.right - width);
        let row = rowEnds.findIndex((end) => end < left - 8);
        if (row < 0) row = rowEnds.length;
        if (row > 3) continue;
        rowEnds[row] = left + width;
        ctx.fillStyle = color;
        ctx.fillText(label, left, chartArea.top + 2 + row * (palette.fontSize + 5));
      }
      if (focusMs !== null) {
        const x = scale.getPixelForValue(focusMs);
        ctx.setLineDash([]);
        ctx.lineWidth = 2.5;
        ctx.strokeStyle = palette.color("--ink");
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

export function buildTimeline(
  points: readonly CurvePoint[],
  tierOf: (ms: number) => Tier,
  flags: readonly Flag[],
  focusMs: number | null,
  palette: Palette,
): ChartConfiguration {
  return {
    type: "scatter",
    data: {
      datasets: TIERS.map((look) => ({
        label: look.name,
        data: points
          .filter((point) => tierOf(point.ms) === look.id)
          .map((point) => ({ x: point.ms, y: point.nsPerTurn })),
        backgroundColor: palette.color(`${look.color}-fill`),
        pointStyle: look.shape,
        pointRadius: 2.8,
        pointHoverRadius: 5,
        pointBorderWidth: 0,
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      interaction: { mode: "nearest", intersect: false },
      plugins: {
        tooltip: {
          callbacks: {
            label: (item) =>
              ` ${item.dataset.label}: ${formatNanoseconds(item.parsed.y ?? 0)} an iteration at ${(item.parsed.x ?? 0).toFixed(1)} ms`,
          },
        },
      },
      scales: {
        x: {
          type: "linear",
          min: 0,
          border: { display: false },
          grid: { display: false },
          ticks: {
            color: palette.color("--dim"),
            font: { family: palette.fontFamily, size: palette.fontSize },
            maxTicksLimit: 9,
            callback: (value) => (Number(value) >= 1_000 ? `${Number(value) / 1_000} s` : `${value} ms`),
          },
        },
        y: logAxis(palette, "time per iteration", formatNanoseconds),
      },
    },
    plugins: [flagPlugin(flags, focusMs, palette)],
  } as ChartConfiguration;
}
