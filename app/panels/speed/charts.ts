/**
 * The two charts of the speed pane as Chart.js configurations: bars of speed relative to Tier 1 with their
 * intervals, and the curve of time per iteration on logarithmic axes.
 */
import type { Chart, ChartConfiguration, ChartDataset, Plugin } from "chart.js";
import { formatNanoseconds, formatTurns, isLogTick, type Palette } from "../../charts/chart.ts";
import { curveFromPairs } from "../../charts/statistics.ts";
import type { BenchmarkResult } from "../../session/schedule.ts";
import { lookOf, type TierLook } from "../../session/tiers.ts";
import { labelBar, type SpeedBar } from "./view.ts";

function fillOf(look: TierLook, palette: Palette): string {
  return palette.color(`${look.color}-fill`);
}

/** Writes each bar's figure behind its end. */
function labelPlugin(bars: readonly SpeedBar[], palette: Palette): Plugin {
  return {
    id: "tierup-bar-labels",
    afterDatasetsDraw(chart: Chart) {
      const { ctx } = chart;
      const scale = chart.scales["x"]!;
      ctx.save();
      ctx.textBaseline = "middle";
      ctx.font = `600 ${palette.fontSize}px ${palette.fontFamily}`;
      chart.getDatasetMeta(0).data.forEach((element, index) => {
        const bar = bars[index]!;
        const text = labelBar(bar);
        const { left, right } = chart.chartArea;
        const end = scale.getPixelForValue(Math.max(bar.ratio?.high ?? 0, bar.ratio?.ratio ?? 0));
        const start = scale.getPixelForValue(bar.ratio?.low ?? 0);
        const width = ctx.measureText(text).width;
        // A long bar carries its figure inside; a short one has room behind it.
        const inside = end + 10 + width > right && start - width - 20 > left;
        ctx.fillStyle = inside ? palette.color("--pane") : palette.color("--ink");
        ctx.fillText(text, inside ? start - width - 10 : end + 10, element.y);
      });
      ctx.restore();
    },
  };
}

function barData(bars: readonly SpeedBar[]): { x: number; xMin: number; xMax: number }[] {
  return bars.map(({ ratio }) => ({ x: ratio?.ratio ?? 0, xMin: ratio?.low ?? 0, xMax: ratio?.high ?? 0 }));
}

/** A name in two lines, where it has two parts. */
function breakName(name: string): string[] {
  return name.split(/, | (?=interpreter|\()/);
}

/** `author` are the bars that came with a link, drawn thin beside the visitor's own. */
export function buildBars(
  bars: readonly SpeedBar[],
  author: readonly SpeedBar[] | null,
  palette: Palette,
): ChartConfiguration {
  const dataset = (of: readonly SpeedBar[], thin: boolean): ChartDataset =>
    ({
      label: thin ? "the link's author" : "here",
      data: barData(of),
      backgroundColor: of.map((bar) => fillOf(bar.look, palette) + (thin ? "66" : "")),
      borderRadius: 4,
      borderSkipped: "start",
      categoryPercentage: 0.82,
      barPercentage: thin ? 0.5 : 0.86,
      maxBarThickness: 30,
      minBarLength: 2,
      errorBarColor: palette.color("--ink"),
      errorBarWhiskerColor: palette.color("--ink"),
      errorBarLineWidth: 1.5,
      errorBarWhiskerLineWidth: 1.5,
      errorBarWhiskerSize: 9,
    }) as unknown as ChartDataset;
  const configuration = {
    type: "barWithErrorBars",
    data: {
      labels: bars.map((bar) => breakName(bar.look.name)),
      datasets: author === null ? [dataset(bars, false)] : [dataset(bars, false), dataset(author, true)],
    },
    options: {
      indexAxis: "y",
      animation: false,
      maintainAspectRatio: false,
      layout: { padding: { right: 8 } },
      plugins: { tooltip: { enabled: false } },
      scales: {
        x: {
          beginAtZero: true,
          grace: "12%",
          border: { display: false },
          grid: { color: palette.color("--line") },
          ticks: {
            color: palette.color("--dim"),
            font: { family: palette.fontFamily, size: palette.fontSize },
            maxTicksLimit: 6,
            callback: (value: number | string) => `${value}×`,
          },
        },
        y: {
          border: { display: false },
          grid: { display: false },
          ticks: {
            color: palette.color("--ink"),
            font: { family: palette.fontFamily, size: palette.fontSize },
          },
        },
      },
    },
    plugins: [labelPlugin(bars, palette)],
  };
  return configuration as unknown as ChartConfiguration;
}

/** A logarithmic axis that says its ticks in words of its own. */
export function logAxis(palette: Palette, title: string, format: (value: number) => string): object {
  return {
    type: "logarithmic",
    border: { display: false },
    title: {
      display: true,
      text: title,
      color: palette.color("--dim"),
      font: { family: palette.fontFamily, size: palette.fontSize },
    },
    grid: { color: palette.color("--line"), tickLength: 0 },
    afterBuildTicks(axis: { min: number; max: number; ticks: { value: number }[] }) {
      const span = Math.log10(axis.max / axis.min);
      axis.ticks = axis.ticks.filter((tick) => isLogTick(tick.value, span));
    },
    ticks: {
      color: palette.color("--dim"),
      padding: 6,
      font: { family: palette.fontFamily, size: palette.fontSize },
      callback: (value: number | string) => format(Number(value)),
    },
  };
}

/** Time per iteration against iterations done, one series a tier. */
export function buildCurves(result: BenchmarkResult, palette: Palette): ChartConfiguration {
  const datasets: ChartDataset<"scatter">[] = [];
  for (const contender of result.contenders) {
    const points = curveFromPairs(contender.curve);
    if (points.length === 0) continue;
    const look = lookOf(contender.id);
    const color = fillOf(look, palette);
    datasets.push({
      label: look.name,
      data: points.map((point) => ({ x: point.turns, y: point.nsPerTurn })),
      showLine: true,
      borderColor: color,
      borderWidth: 1.2,
      backgroundColor: color,
      pointStyle: look.shape,
      pointRadius: 2.6,
      pointHoverRadius: 5,
      pointBorderWidth: 0,
    });
  }
  return {
    type: "scatter",
    data: { datasets },
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
              ` ${item.dataset.label}: ${formatNanoseconds(item.parsed.y ?? 0)} after ${formatTurns(item.parsed.x ?? 0)} iterations`,
          },
        },
      },
      scales: {
        x: logAxis(palette, "iterations done", formatTurns),
        y: logAxis(palette, "time per iteration", formatNanoseconds),
      },
    },
  } as ChartConfiguration;
}
