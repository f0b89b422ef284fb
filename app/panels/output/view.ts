/**
 * How a run stands, in words.
 */
import type { RunStatus } from "../../session/store.ts";

/** `0.41 s`, `12 ms`, `2 min 3 s`. */
export function formatTime(ms: number): string {
  if (!Number.isFinite(ms)) return "–";
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(2)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

export function describeRun(run: RunStatus): string {
  switch (run.phase) {
    case "idle":
      return "";
    case "running":
      return run.waitingForInput ? "waiting for input" : "running…";
    case "stopping":
      return "stopping…";
    case "finished":
      return run.exitCode === 0
        ? `finished in ${formatTime(run.ms)}`
        : `ended with exit code ${run.exitCode} after ${formatTime(run.ms)}`;
    case "stopped":
      return run.killed
        ? `stopped after ${formatTime(run.ms)}; the engine was restarted`
        : `stopped after ${formatTime(run.ms)}`;
    case "crashed":
      return "the engine failed";
  }
}
