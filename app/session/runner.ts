/**
 * Runs the program in the page's engine and keeps the state in step with what the engine says.
 *
 * - Output and curve are collected as they come and announced once a frame.
 * - While a program is watched, snapshots are asked for one at a time, the next only after the last has come and
 *   a pause that grows with its cost: watching never takes more than about a tenth of the time.
 * - Whatever ends a run (finish, stop, kill, crash), the output so far stays.
 */
import { EngineClient, type EngineMessage, type Snapshot } from "./engine.ts";
import { live, type Moment, PROGRAM_FILE, type RunStatus, useSession } from "./store.ts";

/** Snapshots to go back to; when there are more, every second one is dropped. */
const MOMENT_LIMIT = 48;
const SNAPSHOT_PAUSE_MS = 120;
/** The first snapshot comes early: what the program was before anything got hot. */
const FIRST_SNAPSHOT_MS = 30;

let client: EngineClient | null = null;
let currentRun = 0;
let startedAt = 0;
let flushPending = false;
let outputDirty = false;
let curveDirty = false;
let inspectAskedAt = 0;
/** Whether the latest moment is the end of the run. */
let endShown = false;
let inspectTimer: ReturnType<typeof setTimeout> | null = null;

/** Brings up the engine; harmless when it is up. */
export function startEngine(): void {
  if (client !== null) return;
  client = new EngineClient(receive);
}

/** Tries again after the engine could not be loaded. */
export function restartEngine(): void {
  if (client === null) startEngine();
  else client.restart();
  useSession.setState({ run: { phase: "idle" } });
}

/** Runs the program in the editor with the present settings. */
export function startRun(fuelLimit?: number): void {
  startEngine();
  const { source, tier, interpreter, threshold, without } = useSession.getState();
  if (client!.isRunning) return;
  live.output.clear();
  live.curve = [];
  startedAt = performance.now();
  endShown = false;
  useSession.setState({
    run: { phase: "running", waitingForInput: false },
    runTier: tier,
    runSource: source,
    stats: null,
    snapshot: null,
    moments: [],
    moment: null,
    event: null,
    trace: null,
    outputVersion: live.output.version,
    curveVersion: 0,
  });
  currentRun = client!.run(source, PROGRAM_FILE, {
    tier,
    interpreter,
    inspect: true,
    curve: true,
    without,
    ...(threshold === null ? {} : { threshold }),
    ...(fuelLimit === undefined ? {} : { fuelLimit }),
  });
  scheduleInspect(FIRST_SNAPSHOT_MS);
}

/** Stops the program that runs; does nothing when none does. */
export function stopRun(): void {
  if (client === null || !client.isRunning) return;
  useSession.setState({ run: { phase: "stopping" } });
  client.stop();
}

/** Has WebAssembly printed from now on, for panes that show it. */
export function startPrinter(): void {
  const { phase } = useSession.getState().printer;
  if (client === null || phase === "loading" || phase === "ready") return;
  useSession.setState({ printer: { phase: "loading" } });
  client.print();
}

/** Answers `input()`; null is the end of the stream. The line is echoed, as a terminal would. */
export function answerInput(line: string | null): void {
  if (client === null || !client.isRunning) return;
  if (line !== null) {
    live.output.write(1, `${line}\n`);
    outputDirty = true;
    scheduleFlush();
  }
  useSession.setState({ run: { phase: "running", waitingForInput: false } });
  client.sendLine(line);
}

function scheduleInspect(afterMs: number): void {
  if (inspectTimer !== null) clearTimeout(inspectTimer);
  inspectTimer = setTimeout(() => {
    inspectTimer = null;
    if (client?.isRunning) askForSnapshot();
  }, afterMs);
}

function askForSnapshot(): void {
  inspectAskedAt = performance.now();
  client?.inspect();
}

function scheduleFlush(): void {
  if (flushPending) return;
  flushPending = true;
  // A hidden tab draws no frames; its state is kept up all the same.
  if (document.visibilityState === "hidden") setTimeout(flush, 100);
  else requestAnimationFrame(flush);
}

function flush(): void {
  flushPending = false;
  useSession.setState((state) => ({
    outputVersion: outputDirty ? live.output.version : state.outputVersion,
    curveVersion: curveDirty ? state.curveVersion + 1 : state.curveVersion,
  }));
  outputDirty = false;
  curveDirty = false;
}

function endRun(run: RunStatus): void {
  if (inspectTimer !== null) clearTimeout(inspectTimer);
  inspectTimer = null;
  flush();
  useSession.setState({ run });
}

/** Keeps a snapshot as a moment to go back to. */
export function addMoment(moments: readonly Moment[], moment: Moment): Moment[] {
  const kept = moments.length < MOMENT_LIMIT ? [...moments] : moments.filter((_, index) => index % 2 === 0);
  kept.push(moment);
  return kept;
}

function keepSnapshot(snapshot: Snapshot): void {
  const now = performance.now();
  useSession.setState(({ moments }) => {
    const latest = moments.at(-1);
    // The end of a run is one moment, however often it is looked at.
    const kept =
      endShown && latest !== undefined
        ? [...moments.slice(0, -1), { ...latest, snapshot }]
        : addMoment(moments, { ms: now - startedAt, snapshot });
    return { snapshot, moments: kept, stats: snapshot.stats };
  });
  endShown = !client?.isRunning;
  scheduleInspect(Math.max(SNAPSHOT_PAUSE_MS, (now - inspectAskedAt) * 9));
}

function receive(message: EngineMessage): void {
  if ("run" in message && message.run !== currentRun && message.type !== "crash") return;
  switch (message.type) {
    case "ready":
      useSession.setState({ engineLoaded: true });
      break;
    case "restarted":
      useSession.setState({ engineLoaded: false, printer: { phase: "absent" } });
      break;
    case "printer":
      useSession.setState({
        printer: message.error === null ? { phase: "ready" } : { phase: "failed", reason: message.error },
      });
      // What is on show gets its text.
      if (message.error === null && !client?.isRunning) askForSnapshot();
      break;
    case "output":
      live.output.write(message.stream, message.text);
      outputDirty = true;
      scheduleFlush();
      break;
    case "curve":
      for (const value of message.points) live.curve.push(value);
      curveDirty = true;
      scheduleFlush();
      break;
    case "input":
      flush();
      useSession.setState({ run: { phase: "running", waitingForInput: true } });
      break;
    case "snapshot":
      keepSnapshot(message.snapshot);
      break;
    case "finished":
      endRun(
        message.stopped
          ? { phase: "stopped", ms: message.ms, killed: false }
          : { phase: "finished", exitCode: message.exitCode, ms: message.ms },
      );
      useSession.setState({ stats: message.stats });
      askForSnapshot();
      break;
    case "killed":
      endRun({ phase: "stopped", ms: performance.now() - startedAt, killed: true });
      break;
    case "crash":
      endRun({ phase: "crashed", message: message.message });
      break;
  }
}
