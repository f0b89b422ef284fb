/**
 * Chart.js, with only the parts that the page uses, and a hook that keeps one chart on one canvas: made once,
 * fed new data without animation, coloured anew when the theme changes.
 */
import {
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  ScatterController,
  Tooltip,
} from "chart.js";
import { BarWithErrorBar, BarWithErrorBarsController } from "chartjs-chart-error-bars";
import { type RefObject, useEffect, useRef, useSyncExternalStore } from "react";

Chart.register(
  BarElement,
  BarWithErrorBar,
  BarWithErrorBarsController,
  CategoryScale,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
);
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;

/** The colours of the page's styles, for canvases, which cannot read custom properties. */
export interface Palette {
  /** Changes with the theme and with the size of type. */
  readonly key: string;
  readonly fontFamily: string;
  readonly fontSize: number;
  color(name: `--${string}`): string;
}

function paletteKey(): string {
  const root = document.documentElement;
  return `${root.dataset["theme"]} ${root.dataset["presenting"]}`;
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme", "data-presenting"],
  });
  return () => observer.disconnect();
}

export function usePalette(): Palette {
  const key = useSyncExternalStore(subscribe, paletteKey);
  const styles = getComputedStyle(document.documentElement);
  return {
    key,
    fontFamily: styles.getPropertyValue("--ui"),
    fontSize: Number.parseFloat(styles.getPropertyValue("--text-small")),
    color: (name) => styles.getPropertyValue(name).trim(),
  };
}

/**
 * Keeps a chart on the canvas. `build` is called whenever one of `inputs` changes; it must return a whole
 * configuration, of the same kind each time. Its plugins may draw before and after the datasets.
 */
export function useChart(
  build: (palette: Palette) => ChartConfiguration,
  inputs: readonly unknown[],
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);
  // A chart keeps the plugins it was made with; this one hands on to those of the latest configuration.
  const drawers = useRef<readonly Plugin[]>([]);
  const palette = usePalette();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what `build` depends on.
  useEffect(() => {
    if (canvas.current === null) return;
    const configuration = build(palette);
    drawers.current = configuration.plugins ?? [];
    if (chart.current === null) {
      const handOn: Plugin = {
        id: "tierup-hand-on",
        beforeDatasetsDraw: (drawn, args, options) => {
          for (const plugin of drawers.current) plugin.beforeDatasetsDraw?.(drawn, args, options);
        },
        afterDatasetsDraw: (drawn, args, options) => {
          for (const plugin of drawers.current) plugin.afterDatasetsDraw?.(drawn, args, options, false);
        },
      };
      chart.current = new Chart(canvas.current, { ...configuration, plugins: [handOn] });
    } else {
      chart.current.data = configuration.data;
      chart.current.options = configuration.options ?? {};
      chart.current.update("none");
    }
  }, [...inputs, palette.key]);
  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
    },
    [],
  );
  return canvas;
}

/** `3 ns`, `1.2 µs`, `40 ms`. */
export function formatNanoseconds(ns: number): string {
  if (ns < 1_000) return `${trim(ns)} ns`;
  if (ns < 1e6) return `${trim(ns / 1e3)} µs`;
  return `${trim(ns / 1e6)} ms`;
}

/** `100`, `10 k`, `1 M`. */
export function formatTurns(turns: number): string {
  if (turns < 1_000) return trim(turns);
  if (turns < 1e6) return `${trim(turns / 1e3)} k`;
  return `${trim(turns / 1e6)} M`;
}

function trim(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

/** Ticks of a logarithmic axis: powers of ten, and 3 of each when there are few. */
export function isLogTick(value: number, span: number): boolean {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) < 1e-6) return true;
  return span < 2.2 && Math.abs(value / 10 ** Math.floor(exponent) - 3) < 1e-6;
}
