/**
 * The header: what to run, how, and what came of it in one line.
 */
import {
  benchmarkProgram,
  copyLink,
  runProgram,
  setHelpOpen,
  setLayout,
  setTheme,
  setTier,
  stopAll,
  togglePresenting,
} from "../session/actions.ts";
import type { EngineStats, Tier } from "../session/engine.ts";
import { isBusy, type SessionState, shownSnapshot, useSession } from "../session/store.ts";
import { lookOf, TIERS } from "../session/tiers.ts";
import { ExampleMenu } from "./ExampleMenu.tsx";
import { Icon } from "./Icon.tsx";
import { SettingsMenu } from "./SettingsMenu.tsx";
import { TierMark } from "./TierMark.tsx";

function Logo() {
  return (
    <h1 className="logo">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <rect x="1" y="15" width="5" height="6" rx="1.5" fill="var(--tier-0-fill)" />
        <rect x="8" y="9" width="5" height="12" rx="1.5" fill="var(--tier-1-fill)" />
        <rect x="15" y="1" width="6" height="20" rx="1.5" fill="var(--tier-3-fill)" />
      </svg>
      Tierup
    </h1>
  );
}

/** Share of loop turns and calls that ran in traces, in percent; null before there were any. */
export function traceShare(stats: EngineStats | null): number | null {
  const total = (stats?.turns.tier1 ?? 0) + (stats?.turns.trace ?? 0);
  return stats === null || total === 0 ? null : (stats.turns.trace / total) * 100;
}

const describeEngine = (state: SessionState): string =>
  state.engineLoaded ? "Ready" : "Loading the engine…";

function Status() {
  const stats = useSession((state) => shownSnapshot(state)?.stats ?? state.stats);
  const phase = useSession((state) => state.run.phase);
  const ready = useSession(describeEngine);
  const runTier = useSession((state) => state.runTier);
  const share = traceShare(stats);
  if (phase === "idle" || stats === null)
    return <div className="status">{phase === "idle" ? ready : ""}</div>;
  return (
    <div className="status">
      {stats.interpreter === "typescript" ? (
        <span title={stats.interpreterRefusal ?? "As set"}>Tier 1 in TypeScript</span>
      ) : null}
      <span>
        <b>{stats.specialisations.toLocaleString("en")}</b> specialisations
      </span>
      {runTier === "jit" || runTier === "tier2" ? (
        <span>
          <b>{runTier === "jit" ? stats.tracesCompiled : stats.tracesRecorded}</b> traces
        </span>
      ) : null}
      {share !== null && share > 0 ? (
        <span className="tier-word" title="Share of loop turns and calls">
          <b>{share.toFixed(1)} %</b> in
          <TierMark look={lookOf(runTier)} size={11} />
          <b style={{ color: `var(${lookOf(runTier).color})` }}>
            {runTier === "jit" ? "WebAssembly" : "traces"}
          </b>
        </span>
      ) : null}
    </div>
  );
}

function RunButton() {
  const busy = useSession((state) => isBusy(state) || state.benchmark.phase === "running");
  const stopping = useSession((state) => state.run.phase === "stopping");
  return busy ? (
    <button type="button" className="button stop run-button" disabled={stopping} onClick={stopAll}>
      <Icon name="stop" />
      Stop
      <kbd>Ctrl .</kbd>
    </button>
  ) : (
    <button type="button" className="button primary run-button" onClick={runProgram}>
      <Icon name="run" />
      Run
      <kbd>Ctrl ↵</kbd>
    </button>
  );
}

const NEXT_THEME = { system: "light", light: "dark", dark: "system" } as const;
const THEME_ICONS = { system: "system", light: "sun", dark: "moon" } as const;

export function Header() {
  const tier = useSession((state) => state.tier);
  const layout = useSession((state) => state.layout);
  const presenting = useSession((state) => state.presenting);
  const theme = useSession((state) => state.theme);
  const busy = useSession((state) => isBusy(state) || state.benchmark.phase === "running");
  return (
    <header className="header">
      <Logo />
      <ExampleMenu />
      <select
        className="select"
        aria-label="Tier to run in"
        title={lookOf(tier).about}
        value={tier}
        onChange={(event) => setTier(event.target.value as Tier)}
      >
        {TIERS.map((look) => (
          <option key={look.id} value={look.id}>
            {look.name}
          </option>
        ))}
      </select>
      <RunButton />
      <button
        type="button"
        className="button"
        disabled={busy}
        title="Measure all tiers (Ctrl+Shift+Enter)"
        onClick={() => void benchmarkProgram()}
      >
        <Icon name="chart" />
        Benchmark
      </button>
      <Status />
      <fieldset className="segments wide-only not-presenting" aria-label="Layout">
        <button type="button" aria-pressed={layout === "simple"} onClick={() => setLayout("simple")}>
          Simple
        </button>
        <button type="button" aria-pressed={layout === "explore"} onClick={() => setLayout("explore")}>
          Explore
        </button>
      </fieldset>
      <button
        type="button"
        className="button wide-only"
        aria-pressed={presenting}
        title="Large type (P)"
        onClick={togglePresenting}
      >
        {presenting ? "Normal type" : "Present"}
      </button>
      <button
        type="button"
        className="button"
        title="Copy a link that holds everything (Ctrl+S)"
        onClick={() => void copyLink()}
      >
        <Icon name="link" />
        Share
      </button>
      <SettingsMenu />
      <button
        type="button"
        className="button icon not-presenting"
        aria-label={`Theme: ${theme}. Change to ${NEXT_THEME[theme]}.`}
        title={`Theme: ${theme}`}
        onClick={() => setTheme(NEXT_THEME[theme])}
      >
        <Icon name={THEME_ICONS[theme]} />
      </button>
      <button
        type="button"
        className="button icon not-presenting"
        aria-label="Help and keyboard"
        title="Help (?)"
        onClick={() => setHelpOpen(true)}
      >
        ?
      </button>
    </header>
  );
}
