/**
 * What a person can do, one function each; buttons, menus and shortcuts call the same ones.
 */
import { exportCsv, exportPyperf } from "../charts/export.ts";
import { BenchmarkError, runBenchmark } from "./benchmark.ts";
import type { Interpreter, PassName, Tier } from "./engine.ts";
import { DEFAULT_EXAMPLE, findExample } from "./examples.ts";
import { decodeLink, encodeLink, isLink, type Layout, type LinkContent, type TraceStage } from "./links.ts";
import { restartEngine, startRun, stopRun } from "./runner.ts";
import { MAX_BLOCKS } from "./schedule.ts";
import { isSameSelection, type Selection } from "./selection.ts";
import { readStored, writeStored } from "./storage.ts";
import {
  isBusy,
  live,
  type Notice,
  type PaneId,
  type SessionState,
  shownSnapshot,
  type ThemeChoice,
  useSession,
} from "./store.ts";

const { getState, setState } = useSession;

/** Turns after which a program from a link that runs by itself is stopped. */
const AUTORUN_FUEL = 200_000_000;
const BRIEF_NOTICE_MS = 4_000;

let benchmarkAbort: AbortController | null = null;
let lastNotice = 0;

// Notices

export function addNotice(kind: Notice["kind"], text: string, brief = kind === "info"): void {
  const id = ++lastNotice;
  setState((state) => ({
    notices: [...state.notices.filter((notice) => notice.text !== text), { id, kind, text, brief }],
  }));
  if (brief) setTimeout(() => dismissNotice(id), BRIEF_NOTICE_MS);
}

export function dismissNotice(id: number): void {
  setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

// The program

/** Called with every edit. The address no longer tells what is on the page, so a link in it is removed. */
export function setSource(source: string): void {
  if (source === getState().source) return;
  setState({ source });
  writeStored("source", source);
  writeStored("example", getState().example);
  if (isLink(location.hash)) history.replaceState(null, "", location.pathname + location.search);
}

export function loadExample(id: string): void {
  const example = findExample(id);
  if (example === null) return;
  setState({ example: id, selection: null, selectedIn: null, result: null, authorResult: null });
  setSource(example.source);
}

/** Whether the program differs from the example it began as. */
export function isEdited(state: SessionState): boolean {
  return findExample(state.example)?.source !== state.source;
}

/** What the program is called in titles and files. */
export function programName(state: SessionState): string {
  return state.example ?? "program";
}

// Running

export function runProgram(): void {
  if (isBusy(getState()) || getState().benchmark.phase === "running") return;
  writeStored("source", getState().source);
  startRun();
}

/** Stops whatever runs: the program, or the benchmark. */
export function stopAll(): void {
  benchmarkAbort?.abort();
  stopRun();
}

export function retryEngine(): void {
  restartEngine();
}

export async function benchmarkProgram(): Promise<void> {
  const state = getState();
  if (isBusy(state) || state.benchmark.phase === "running") return;
  const abort = new AbortController();
  benchmarkAbort = abort;
  let wasHidden = document.visibilityState === "hidden";
  const watchVisibility = (): void => {
    wasHidden ||= document.visibilityState === "hidden";
  };
  document.addEventListener("visibilitychange", watchVisibility);
  setState({ dockPane: "speed", narrowPane: "speed", result: null });
  try {
    const result = await runBenchmark(
      programName(state),
      state.source,
      {
        blocks: state.blocks,
        seed: state.seed,
        interpreter: state.interpreter,
        threshold: state.threshold,
        without: state.without,
        cpython: state.withCpython,
      },
      abort.signal,
      (progress, sofar) => setState({ benchmark: { phase: "running", ...progress }, result: sofar }),
    );
    setState({ benchmark: { phase: "idle" }, result });
    if (abort.signal.aborted) addNotice("info", "Benchmark stopped; what was measured so far is shown.");
    else if (wasHidden) {
      addNotice(
        "warning",
        "The tab was in the background during the benchmark; its figures cannot be trusted.",
      );
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    setState({ benchmark: { phase: "failed", reason } });
    if (!(error instanceof BenchmarkError)) console.error(error);
  } finally {
    document.removeEventListener("visibilitychange", watchVisibility);
    benchmarkAbort = null;
  }
}

export function setTier(tier: Tier): void {
  setState({ tier });
}

export function setInterpreter(interpreter: Interpreter): void {
  setState({ interpreter });
}

export function setThreshold(threshold: number | null): void {
  setState({ threshold: threshold === null || !(threshold >= 1) ? null : Math.floor(threshold) });
}

/** Leaves a pass of the optimiser out, or takes it in again. */
export function setPass(name: PassName, isOn: boolean): void {
  const others = getState().without.filter((one) => one !== name);
  setState({ without: isOn ? others : [...others, name] });
}

export function setBlocks(blocks: number): void {
  setState({ blocks: Math.min(MAX_BLOCKS, Math.max(1, Math.floor(blocks) || 1)) });
}

export function setSeed(seed: number): void {
  setState({ seed: Math.max(0, Math.floor(seed) || 0) });
}

export function setWithCpython(withCpython: boolean): void {
  setState({ withCpython });
}

// Looking

/** Selects something, from the pane it was selected in; the other panes follow. */
export function select(selection: Selection | null, pane: PaneId | null): void {
  if (isSameSelection(getState().selection, selection) && getState().selectedIn === pane) return;
  setState({ selection, selectedIn: pane, pointed: null });
  if (selection !== null && "trace" in selection) setState({ trace: selection.trace });
}

/** The pointer is on something, or (null) on nothing. */
export function pointAt(selection: Selection | null): void {
  if (!isSameSelection(getState().pointed, selection)) setState({ pointed: selection });
}

export function showTrace(trace: number): void {
  setState({ trace });
}

export function showStage(stage: TraceStage): void {
  setState({ stage });
}

/** Goes to a moment of the run by index; null is the latest. */
export function showMoment(moment: number | null): void {
  const { moments } = getState();
  setState({ moment: moment === null || moment >= moments.length - 1 ? null : Math.max(0, moment) });
}

/** Puts an event into the narrator's focus and shows what it is about. */
export function showEvent(index: number | null): void {
  setState({ event: index });
  if (index === null) return;
  const event = shownSnapshot(getState())?.events.find((candidate) => candidate.index === index);
  if (event === undefined) return;
  if (event.trace !== null) setState({ trace: event.trace });
  if (event.place !== null) {
    select({ kind: "instruction", code: event.place.code, offset: event.place.offset }, "timeline");
  }
}

/** The next (1) or previous (-1) event. */
export function stepEvent(direction: 1 | -1): void {
  const events = shownSnapshot(getState())?.events ?? [];
  if (events.length === 0) return;
  const at = events.findIndex((event) => event.index === getState().event);
  const next = at < 0 ? (direction === 1 ? 0 : events.length - 1) : at + direction;
  if (next < 0 || next >= events.length) return;
  setState({ dockPane: "timeline" });
  showEvent(events[next]!.index);
}

/** Brings a pane to the front and puts the keyboard into it. */
export function focusPane(pane: PaneId): void {
  setState({ narrowPane: pane });
  if (pane === "timeline" || pane === "traces" || pane === "speed") setState({ dockPane: pane });
  const needsLadder =
    pane === "bytecode" || pane === "trace" || pane === "wasm" || pane === "timeline" || pane === "traces";
  if (needsLadder && getState().layout === "simple") setState({ layout: "explore" });
  requestAnimationFrame(() => {
    const root = document.getElementById(`pane-${pane}`);
    // What a pane names itself; else where Monaco takes its keys; else the pane.
    for (const selector of ["[data-pane-focus]", ".native-edit-context", "textarea"]) {
      const target = root?.querySelector<HTMLElement>(selector);
      if (target) {
        target.focus();
        return;
      }
    }
    root?.focus();
  });
}

export function setDockPane(pane: SessionState["dockPane"]): void {
  setState({ dockPane: pane });
}

export function setNarrowPane(pane: PaneId): void {
  setState({ narrowPane: pane });
  if (pane === "timeline" || pane === "traces" || pane === "speed") setState({ dockPane: pane });
}

export function setLayout(layout: Layout): void {
  setState({ layout });
}

export function togglePresenting(): void {
  setState((state) => ({ presenting: !state.presenting }));
}

export function setHelpOpen(helpOpen: boolean): void {
  setState({ helpOpen });
}

export function setSettingsOpen(settingsOpen: boolean): void {
  setState({ settingsOpen });
}

export function setTheme(theme: ThemeChoice): void {
  setState({ theme });
  writeStored("theme", theme);
}

// Links and files

function linkContent(state: SessionState): LinkContent {
  return {
    source: state.source,
    example: state.example,
    tier: state.tier,
    interpreter: state.interpreter,
    threshold: state.threshold,
    without: state.without,
    blocks: state.blocks,
    seed: state.seed,
    layout: state.layout,
    stage: state.stage,
    selection: state.selection,
    benchmark: state.result ?? state.authorResult,
    autorun: false,
  };
}

/** Puts a link to the page as it is into the address bar and the clipboard. */
export async function copyLink(): Promise<void> {
  const fragment = encodeLink(linkContent(getState()));
  history.replaceState(null, "", fragment);
  const length = location.href.length;
  const size = `${length.toLocaleString("en")} characters`;
  const warning = length > 8_000 ? " Some programs cut links this long." : "";
  try {
    await navigator.clipboard.writeText(location.href);
    addNotice("info", `Link copied: ${size}.${warning}`);
  } catch {
    addNotice("info", `The link is in the address bar (${size}): copy it from there.${warning}`, false);
  }
}

/** Opens what the address bar holds. Returns whether there was a link that could be read. */
export function openLink(fragment: string): boolean {
  if (!isLink(fragment)) return false;
  const decoded = decodeLink(fragment);
  if (!decoded.ok) {
    addNotice("error", `${decoded.reason} The page shows its first example instead.`, false);
    history.replaceState(null, "", location.pathname + location.search);
    setState({ source: DEFAULT_EXAMPLE.source, example: DEFAULT_EXAMPLE.id });
    return false;
  }
  const { content } = decoded;
  setState({
    source: content.source,
    example: findExample(content.example)?.id ?? null,
    tier: content.tier,
    interpreter: content.interpreter,
    threshold: content.threshold,
    without: content.without,
    blocks: content.blocks,
    seed: content.seed,
    layout: content.layout,
    stage: content.stage,
    selection: content.selection,
    selectedIn: null,
    authorResult: content.benchmark,
    result: null,
    ...(content.benchmark === null ? {} : { dockPane: "speed" as const }),
  });
  if (content.autorun) startRun(AUTORUN_FUEL);
  return true;
}

/** What the page shows first: a link, else what was being edited, else the first example. */
export function openPage(): void {
  const theme = readStored("theme");
  if (theme === "light" || theme === "dark") setState({ theme });
  if (isLink(location.hash)) {
    openLink(location.hash);
    return;
  }
  const source = readStored("source");
  if (source !== null && source.trim() !== "") {
    setState({ source, example: findExample(readStored("example"))?.id ?? null });
  }
}

/** Offers a file for download. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function saveOutput(): void {
  saveFile(`${programName(getState())}.txt`, "text/plain", live.output.toText());
}

export function saveResult(format: "json" | "csv"): void {
  const result = getState().result ?? getState().authorResult;
  if (result === null) return;
  if (format === "json") saveFile(`${result.program}.json`, "application/json", exportPyperf(result));
  else saveFile(`${result.program}.csv`, "text/csv", exportCsv(result));
}
