/**
 * Tier 2 and the JIT behind one interface: which loops are recorded, what becomes of recordings, how trees are entered
 * and left, when they grow and when they are dropped.
 *
 *     cold ── count ──► hot ── record ──► optimise ──► compile ──► entered by ENTER_EXECUTOR
 *                        ▲        │ abort: penalty, then left alone        │ exit often taken: bridge, compiled anew
 *                        └────────┘                                         │ something it relied on changed: dropped
 */
import { assert } from "../base/assert.ts";
import { aborts, metrics } from "../base/metrics.ts";
import { tuning } from "../base/tuning.ts";
import { lineAt } from "../bytecode/code.ts";
import { Op } from "../bytecode/instructions.ts";
import { allocateStorage } from "../heap/allocate.ts";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import type { RootVisitor } from "../heap/roots.ts";
import type { CodePlace, TraceView } from "../inspect/views.ts";
import { addHeat, isRecording, recordEvent } from "../interp/events.ts";
import { LEFT, LEFT_FUEL, LEFT_HOT, LEFT_RAISED } from "../interp/reasons.ts";
import type { TraceTier } from "../interp/traces.ts";
import { dictFindName } from "../objects/dict.ts";
import { optimizeBridge, optimizeRoot } from "../optimize/pipeline.ts";
import { codeHost, unitAddress, unitIndex } from "../runtime/codes.ts";
import { currentFrame, frameCode } from "../runtime/frames.ts";
import { abortReasons, RecordingAborted } from "../trace/aborts.ts";
import { type InnerTree, type Ins, isConst, resetIds, type Snapshot } from "../trace/ir.ts";
import { type OtherTraces, type RecordedEnding, Recorder, type Recording } from "../trace/recorder.ts";
import { makeExecutor, TRACE_BUDGET } from "./execute.ts";
import { makeLinker } from "./exits.ts";
import { type Bridge, type Exit, FUEL_EXIT, type Tree } from "./tree.ts";
import { traceViews } from "./views.ts";

export interface TraceControl extends TraceTier {
  /** Gives the JIT its code generator. */
  attachCompiler(compile: (tree: Tree) => void): void;
  /** Says why there will be none. */
  compilerFailed(message: string): void;
  /** An object that traces may rely on changed. */
  invalidate(object: Address): void;
  visitRoots(visit: RootVisitor): void;
  views(): TraceView[];
  trees(): readonly Tree[];
  status(): string;
}

export interface TraceOptions {
  /** Compile to Wasm; otherwise the Tier 2 interpreter runs traces. */
  readonly compiled: boolean;
  /** Turns before recording. */
  readonly threshold: number;
}

interface Failures {
  count: number;
}

/** Traces entered one after the other before the world outside is looked at. */
const HOP_LIMIT = 1000;

/**
 * A tree that is left so often while fewer turns than four times that were done in it does not pay: either what the loop
 * sees now is not what was recorded, or it is entered for too little.
 */
const TRIAL_EXITS = 4000;
const TRIAL_TURNS = 4 * TRIAL_EXITS;

/** Recordings that may fail at one side exit before it is left alone. */
const EXIT_PATIENCE = 3;

export function createTraceTier(options: TraceOptions): TraceControl {
  const trees: Tree[] = [];
  const byHead = new Map<Address, Tree>();
  const failures = new Map<Address, Failures>();
  /** Fuel is no matter while recording: the recorder sets the pace. */
  const UNLIMITED = 1 << 30;
  let compile: ((tree: Tree) => void) | null = null;
  let status = options.compiled ? "loading" : "ready";
  let recording: Recorder | null = null;
  let nextExitId = 0;
  let bridgeCount = 0;
  const exitThreshold = Math.min(tuning.exitThreshold, options.threshold);
  resetIds();

  const newExit = (): number => nextExitId++;
  const placeOf = (code: Address, unit: number): CodePlace => {
    const host = codeHost(code);
    const line = lineAt(host.object, unit);
    return { code: host.id, offset: 2 * unit, line: line < 1 ? null : line };
  };

  // ---- recording

  interface Attempt {
    readonly reason: number;
    readonly recording: Recording | null;
  }

  /** Drives recorder and Tier 1 in step until the trace is complete or given up. */
  function record(recorder: Recorder, step: () => number, place: CodePlace): Attempt {
    const start = performance.now();
    const fuel = I32[L.STATE_FUEL >> 2];
    I32[L.STATE_FUEL >> 2] = UNLIMITED;
    recording = recorder;
    let reason = LEFT;
    let ending: RecordedEnding | null = null;
    try {
      while (ending === null) {
        const next = recorder.next();
        if (next?.kind === "inner") {
          reason = runInner(next.inner, recorder);
          if (reason !== LEFT) throw new RecordingAborted("interrupted");
          continue;
        }
        ending = next;
        if (ending !== null) break;
        reason = step();
        if (reason === LEFT_HOT) reason = LEFT;
        if (reason === LEFT_RAISED) throw new RecordingAborted("raised");
        if (reason === LEFT_FUEL) throw new RecordingAborted("interrupted");
        if (reason !== LEFT) throw new RecordingAborted("leftLoop");
        recorder.stepped();
      }
      return { reason: LEFT, recording: recorder.finish(ending) };
    } catch (error) {
      noteAbort(error, place);
      return { reason, recording: null };
    } finally {
      recording = null;
      if (I32[L.STATE_REQUEST >> 2] === 0) I32[L.STATE_FUEL >> 2] = Math.max(fuel, 1);
      else I32[L.STATE_FUEL >> 2] = 0;
      metrics.recordMs += performance.now() - start;
    }
  }

  /**
   * Runs the trace of an inner loop that a recording has come to, and tells the recorder how it was left. Returns a
   * reason: Tier 1 goes on from there if the recording does not.
   */
  function runInner(inner: InnerTree, recorder: Recorder): number {
    const tree = trees[inner.id - 1] as Tree;
    const frame = currentFrame();
    const id = runBudget(tree, frame);
    if (id === FUEL_EXIT) {
      tree.linkAtHead(frame);
      return LEFT_FUEL;
    }
    const exit = tree.exits.get(id) as Exit;
    const { snapshot } = exit;
    // In a function that was called, the way from there to its return will come first, as a bridge.
    const unfinished =
      recorder.isInlining && exit.returning < 0 && !exit.isFixed && exit.failures <= EXIT_PATIENCE;
    if (unfinished || snapshot.raises || snapshot.frames.length > 1 || exit.at?.op === "call_tree") {
      const reason = leave(tree, exit, frame);
      if (reason !== LEFT) return reason;
      throw new RecordingAborted("innerTrace");
    }
    exit.link(frame);
    // Callers rely on this exit: no bridge may grow from it.
    exit.isFixed = true;
    recorder.callTree(inner, snapshot, exit.returning);
    return LEFT;
  }

  /** Counts an abort; anything else that was thrown goes on. */
  function noteAbort(error: unknown, place: CodePlace): void {
    if (!(error instanceof RecordingAborted)) throw error;
    aborts[error.reason] = (aborts[error.reason] ?? 0) + 1;
    recordEvent(
      "abort",
      place,
      () => `Gave up a trace at line ${place.line}: ${abortReasons[error.reason]}.`,
    );
  }

  /** Whether nearly all of a turn is in the runtime; a turn that runs another trace has its work there. */
  function heavy(one: Recording): boolean {
    return one.dependencies.trees.size === 0 && one.heavyCalls * tuning.callWeight > one.uops.length;
  }

  function hotLoop(step: () => number): number {
    const frame = currentFrame();
    const code = frameCode(frame);
    const head = unitIndex(code, I32[(frame + L.FRAME_PC) >> 2]);
    const jump = I32[(frame + L.FRAME_LASTI) >> 2] >> 1;
    const key = unitAddress(code, head);
    const known = byHead.get(key);
    if (known?.valid) {
      patch(jump, known);
      return LEFT;
    }
    if (options.compiled && compile === null) {
      // The code generator is still on its way.
      U16[jump + 1] = Math.min(options.threshold, 0xffff);
      return LEFT;
    }
    const place = placeOf(code, head);
    recordEvent("record", place, () => `The loop at line ${place.line} is hot: recording one turn of it.`);
    const validity = allocateStorage(8);
    I32[validity >> 2] = 0;
    I32[(validity >> 2) + 1] = 0;
    let attempt: Attempt;
    let tree: Tree | null = null;
    try {
      const recorder = new Recorder(code, head, null, nextExitId, validity, othersOf(null));
      attempt = record(recorder, step, place);
      nextExitId = Math.max(nextExitId, recorder.nextExit);
      if (attempt.recording !== null) tree = makeTree(attempt.recording, frame, code, head, validity);
    } catch (error) {
      noteAbort(error, place);
      attempt = { reason: LEFT, recording: null };
    }
    if (tree === null) penalize(key, jump);
    else {
      byHead.set(key, tree);
      patch(jump, tree);
    }
    return attempt.reason;
  }

  function makeTree(one: Recording, frame: Address, code: Address, head: number, validity: Address): Tree {
    if (heavy(one)) throw new RecordingAborted("mostlyCalls");
    metrics.tracesRecorded++;
    const start = performance.now();
    const root = optimizeRoot(one, newExit);
    metrics.optimizeMs += performance.now() - start;
    const end = one.ending.snapshot;
    const fuelSnapshot = {
      ...end,
      exit: FUEL_EXIT,
      frames: end.frames.map((state) => ({ ...state, slots: root.atHead })),
    };
    const tree: Tree = {
      id: trees.length + 1,
      code,
      headUnit: head,
      globals: I32[(frame + L.FRAME_GLOBALS) >> 2],
      recording: one,
      root,
      bridges: [],
      exits: new Map(),
      fuelSnapshot,
      linkAtHead: makeLinker(fuelSnapshot),
      validity,
      valid: true,
      callers: new Set(),
      entries: 0,
      trial: { exits: 0, turns: 0 },
      hasPaid: false,
      run: null,
      module: null,
      depth: one.depth,
      frameBytes: one.frameBytes,
    };
    addExits(tree, null, [...root.preamble, ...root.loop]);
    const place = placeOf(code, head);
    recordEvent(
      "optimise",
      place,
      () =>
        `Trace ${tree.id}: ${one.list.length} recorded instructions became ${root.loop.length} in the loop.`,
      tree.id,
    );
    build(tree);
    trees.push(tree);
    noteCalls(tree, one);
    return tree;
  }

  const makeExit = (snapshot: Snapshot, at: Ins | null, owner: Bridge | null): Exit => ({
    id: snapshot.exit,
    snapshot,
    at,
    owner,
    link: makeLinker(snapshot),
    returning: slotsAtReturn(snapshot),
    count: 0,
    failures: 0,
    triedAt: 0,
    isFixed: false,
    bridge: null,
  });

  function slotsAtReturn({ frames, raises }: Snapshot): number {
    const [only, inlined] = frames;
    if (only === undefined || inlined !== undefined || raises) return -1;
    const opcode = U16[unitAddress(only.code, only.unit) >> 1] & 255;
    return opcode === Op.RETURN_VALUE ? only.slots.length : -1;
  }

  function noteCalls(tree: Tree, one: Recording): void {
    for (const id of one.dependencies.trees) (trees[id - 1] as Tree).callers.add(tree);
  }

  function addExits(tree: Tree, owner: Bridge | null, list: readonly Ins[]): void {
    for (const at of list) {
      const { snapshot } = at;
      if (snapshot === null) continue;
      tree.exits.set(snapshot.exit, makeExit(snapshot, at, owner));
    }
  }

  /** (Re)makes what runs the tree. */
  function build(tree: Tree): void {
    if (!options.compiled) {
      tree.run = makeExecutor(tree);
      return;
    }
    compile?.(tree);
    metrics.tracesCompiled++;
    recordEvent(
      "compile",
      placeOf(tree.code, tree.headUnit),
      () =>
        `Trace ${tree.id} compiled to ${tree.module?.bytes.length} bytes of WebAssembly in ${((tree.module?.lowerMs ?? 0) + (tree.module?.compileMs ?? 0)).toFixed(1)} ms.`,
      tree.id,
    );
  }

  function patch(jump: number, tree: Tree): void {
    U16[jump] = (U16[jump] & 0xff00) | Op.ENTER_EXECUTOR;
    U16[jump + 1] = tree.id;
  }

  /** Waits longer before the next try, and at last never tries again. */
  function penalize(key: Address, jump: number): void {
    const failed = failures.get(key) ?? { count: 0 };
    failed.count++;
    failures.set(key, failed);
    if (failed.count >= tuning.abortLimit) {
      U16[jump] = (U16[jump] & 0xff00) | Op.JUMP_BACKWARD_NO_JIT;
      return;
    }
    const wait = Math.min(options.threshold, tuning.abortPenalty) * 2 ** failed.count;
    U16[jump + 1] = Math.min(0xffff, wait + ((key >> 1) % 7));
  }

  // ---- entering and leaving

  function enter(id: number): number {
    const first = trees[id - 1] as Tree;
    if (!first.valid) {
      const jump = I32[(currentFrame() + L.FRAME_LASTI) >> 2] >> 1;
      const failed = failures.get(unitAddress(first.code, first.headUnit))?.count ?? 0;
      U16[jump] =
        (U16[jump] & 0xff00) | (failed >= tuning.abortLimit ? Op.JUMP_BACKWARD_NO_JIT : Op.JUMP_BACKWARD_JIT);
      U16[jump + 1] = Math.min(options.threshold, 0xffff);
      return LEFT;
    }
    // Where one trace leaves to the head of another, that one goes on at once.
    for (let tree: Tree | undefined = first, hops = 0; ; hops++) {
      const frame = currentFrame();
      if (tree === undefined || !tree.valid || !fits(tree, frame)) return LEFT;
      if (hops === HOP_LIMIT) return LEFT_FUEL;
      const reason = runTree(tree, frame);
      if (reason !== LEFT) return reason;
      const next = byHead.get(I32[(currentFrame() + L.FRAME_PC) >> 2]);
      // A trace that its own first guards turn away is not asked again: Tier 1 takes that turn.
      tree = next === tree ? undefined : next;
    }
  }

  /** Runs a tree with a fresh budget of turns; returns the exit. */
  function runBudget(tree: Tree, frame: Address): number {
    I32[L.STATE_BUDGET >> 2] = TRACE_BUDGET;
    const exitId = runOn(tree, frame);
    metrics.turnsTrace += TRACE_BUDGET - I32[L.STATE_BUDGET >> 2];
    return exitId;
  }

  /** Runs a tree with what is left of the budget. */
  function runOn(tree: Tree, frame: Address): number {
    tree.entries++;
    const budget = I32[L.STATE_BUDGET >> 2];
    const exitId = (tree.run as (fp: Address) => number)(frame);
    const turns = budget - I32[L.STATE_BUDGET >> 2];
    tree.trial.turns += turns;
    if (isRecording()) for (const line of linesOf(tree)) addHeat(line, "trace", turns);
    return exitId;
  }

  function runTree(tree: Tree, frame: Address): number {
    const exitId = runBudget(tree, frame);
    if (exitId !== FUEL_EXIT) return leave(tree, tree.exits.get(exitId) as Exit, frame);
    tree.linkAtHead(frame);
    return LEFT_FUEL;
  }

  const lines = new Map<Tree, ReadonlySet<number>>();
  /** Lines that one turn of a tree's loop goes through. */
  function linesOf(tree: Tree): ReadonlySet<number> {
    let set = lines.get(tree);
    if (set === undefined) {
      set = new Set(tree.recording.uops.map(({ code, unit }) => placeOf(code, unit).line ?? 0));
      lines.set(tree, set);
    }
    return set;
  }

  /** Whether the frames that a tree may rebuild fit under the limits, and it is the same module's code. */
  function fits(tree: Tree, frame: Address): boolean {
    return (
      I32[(frame + L.FRAME_GLOBALS) >> 2] === tree.globals &&
      I32[L.STATE_DEPTH >> 2] + tree.depth <= I32[L.STATE_DEPTH_LIMIT >> 2] &&
      I32[(frame + L.FRAME_TOP) >> 2] + tree.frameBytes <= L.FRAMES_END
    );
  }

  /** How the innermost trees that a call of theirs has left in an unexpected way were left, innermost first. */
  const unexpected: { readonly tree: Tree; readonly frame: Address; readonly exit: Exit | null }[] = [];

  const innerOf = (tree: Tree): InnerTree => ({
    id: tree.id,
    run(frame, way) {
      if (!tree.valid || !fits(tree, frame)) {
        unexpected.push({ tree, frame, exit: null });
        return false;
      }
      const id = runOn(tree, frame);
      if (id === way.exit) return true;
      const exit = id === FUEL_EXIT ? null : (tree.exits.get(id) as Exit);
      if (exit === null) tree.linkAtHead(frame);
      else if (exit.returning >= 0 && exit.returning === way.returning) return true;
      unexpected.push({ tree, frame, exit });
      return false;
    },
  });

  /** After a call of another tree that was left in an unexpected way: the state is that of its exit. */
  function leaveInner(): number {
    const inner = unexpected.pop();
    assert(inner !== undefined, "an inner trace has told how it was left");
    return inner.exit === null ? LEFT_FUEL : leave(inner.tree, inner.exit, inner.frame);
  }

  function leave(tree: Tree, exit: Exit, frame: Address): number {
    metrics.sideExits++;
    exit.count++;
    if (exit.at?.op === "call_tree") {
      const reason = leaveInner();
      if (tree.valid && ++tree.trial.exits >= TRIAL_EXITS) judge(tree);
      return reason;
    }
    if (exit.snapshot.raises) {
      // An instruction over the value stack has made its frames real already.
      if (exit.at?.op !== "call_stack") exit.link(frame);
      return LEFT_RAISED;
    }
    exit.link(frame);
    if (!tree.valid) return LEFT;
    // A call has run Python code, and the trace was left behind it; it is as good as before.
    I32[tree.validity >> 2] = 0;
    if (++tree.trial.exits >= TRIAL_EXITS) judge(tree);
    if (!tree.valid) return LEFT;
    if (isHot(tree, exit) && recording === null && mayGrow(tree)) return grow(tree, exit);
    return LEFT;
  }

  /**
   * Whether an exit was taken often enough for a bridge. The whole tree is compiled anew for it: the more code, the more
   * often; and each try in vain doubles the wait.
   */
  function isHot(tree: Tree, { count, failures, triedAt, isFixed }: Exit): boolean {
    if (isFixed || failures > EXIT_PATIENCE) return false;
    const kilobytes = Math.max(1, (tree.module?.bytes.length ?? 0) >> 10);
    return count - triedAt >= exitThreshold * kilobytes * 2 ** failures;
  }

  const mayGrow = (tree: Tree): boolean =>
    tree.bridges.length < tuning.bridgeLimit && (tree.module?.bytes.length ?? 0) < tuning.treeBytesLimit;

  /** Records what follows a side exit and compiles the tree anew with it. */
  function grow(tree: Tree, exit: Exit): number {
    const state = exit.snapshot.frames[exit.snapshot.frames.length - 1]!;
    const place = placeOf(state.code, state.unit);
    let attempt: Attempt;
    try {
      const recorder = new Recorder(
        tree.code,
        tree.headUnit,
        exit.snapshot,
        nextExitId,
        tree.validity,
        othersOf(tree),
      );
      attempt = record(recorder, stepOnceInTier1, place);
      nextExitId = Math.max(nextExitId, recorder.nextExit);
      if (attempt.recording !== null && tree.valid) addBridge(tree, exit, attempt.recording, place);
      else delay(exit);
    } catch (error) {
      noteAbort(error, place);
      delay(exit);
      attempt = { reason: LEFT, recording: null };
    }
    return attempt.reason;
  }

  function delay(exit: Exit): void {
    exit.failures++;
    exit.triedAt = exit.count;
  }

  const recordings = function* (): Generator<Recording> {
    for (const tree of trees) {
      if (!tree.valid) continue;
      yield tree.recording;
      for (const bridge of tree.bridges) yield bridge.recording;
    }
  };
  const has = (names: readonly { dict: Address; name: Address }[], dict: Address, name: Address): boolean =>
    names.some((one) => one.dict === dict && one.name === name);
  /** Whether running `tree` may run `other`. */
  const reaches = (tree: Tree, other: Tree): boolean =>
    tree === other || [...other.callers].some((caller) => reaches(tree, caller));
  /** For a recording that becomes part of `owner`, or a tree of its own. */
  const othersOf = (owner: Tree | null): OtherTraces => ({
    isHead: (unit) => byHead.get(unit)?.valid === true,
    innerAt(unit) {
      const tree = byHead.get(unit);
      if (tree?.valid !== true || (owner !== null && reaches(tree, owner))) return null;
      return innerOf(tree);
    },
    isConstant: (dict, name) => [...recordings()].some((one) => has(one.dependencies.globals, dict, name)),
    isStored: (dict, name) => [...recordings()].some((one) => has(one.dependencies.stored, dict, name)),
  });

  function addBridge(tree: Tree, exit: Exit, one: Recording, place: CodePlace): void {
    const start = performance.now();
    const body = optimizeBridge(one, inheritance(tree, exit), newExit);
    metrics.optimizeMs += performance.now() - start;
    metrics.bridges++;
    const bridge: Bridge = { id: ++bridgeCount, from: exit, recording: one, body };
    exit.bridge = bridge;
    tree.bridges.push(bridge);
    noteCalls(tree, one);
    tree.depth = Math.max(tree.depth, one.depth);
    tree.frameBytes = Math.max(tree.frameBytes, tree.recording.frameBytes + one.frameBytes);
    addExits(tree, bridge, body.list);
    if (body.leave !== null) {
      const { leave: snapshot } = body;
      tree.exits.set(snapshot.exit, makeExit(snapshot, null, bridge));
    }
    recordEvent(
      "bridge",
      place,
      () => `Exit ${exit.id} of trace ${tree.id} was taken ${exit.count} times: it goes on in a bridge now.`,
      tree.id,
    );
    build(tree);
  }

  /** What a bridge knows: all that was established on the way to its exit and is still in registers there. */
  function inheritance(tree: Tree, exit: Exit): Parameters<typeof optimizeBridge>[1] {
    const { owner } = exit;
    const list = owner === null ? [...tree.root.preamble, ...tree.root.loop] : owner.body.list;
    const position = new Map<Ins, number>(list.map((ins, i) => [ins, i]));
    const limit = exit.at === null ? list.length : (position.get(exit.at) as number);
    const inLoop = owner === null && limit >= tree.root.preamble.length;
    const carried = new Set(tree.root.moves.map((move) => move.to));
    const usedInLoop = new Set(tree.root.loop.flatMap((ins) => ins.args));
    const before = (ins: Ins): boolean => (position.get(ins) ?? Number.POSITIVE_INFINITY) < limit;
    return {
      reducer: owner === null ? tree.root.reducer : owner.body.reducer,
      before,
      mayUse: (ins) => {
        if (isConst(ins)) return true;
        if (!before(ins)) return false;
        // In the loop, a value of the preamble is kept up only if the loop itself needs it.
        const at = position.get(ins) as number;
        return !inLoop || at >= tree.root.preamble.length || carried.has(ins) || usedInLoop.has(ins);
      },
    };
  }

  let stepOnceInTier1: () => number = () => LEFT;

  // ---- invalidation

  function invalidate(object: Address): void {
    for (const tree of trees) {
      if (!tree.valid) continue;
      const recordings = [tree.recording, ...tree.bridges.map((bridge) => bridge.recording)];
      if (recordings.some((one) => one.dependencies.types.has(object) || globalsChanged(one, object)))
        drop(tree);
    }
  }

  function globalsChanged(one: Recording, dict: Address): boolean {
    return one.dependencies.globals.some((global) => {
      if (global.dict !== dict) return false;
      const slot = dictFindName(dict, global.name);
      return slot === 0 || I32[slot >> 2] !== global.lo || I32[(slot >> 2) + 1] !== global.hi;
    });
  }

  /**
   * Gives up a tree that is left after few turns. If it did pay once, the loop is recorded again as it runs now; else it is
   * left alone from now on.
   */
  function judge(tree: Tree): void {
    const { trial } = tree;
    const pays = trial.turns >= TRIAL_TURNS;
    trial.exits = trial.turns = 0;
    if (pays) {
      tree.hasPaid = true;
      return;
    }
    const key = unitAddress(tree.code, tree.headUnit);
    const failed = failures.get(key) ?? { count: 0 };
    failed.count = tree.hasPaid ? failed.count + 1 : tuning.abortLimit;
    failures.set(key, failed);
    drop(tree, `Trace ${tree.id} was left after few turns, again and again: it is dropped.`);
  }

  function drop(
    tree: Tree,
    text = `Something that trace ${tree.id} relied on changed: it is dropped.`,
  ): void {
    tree.valid = false;
    I32[tree.validity >> 2] = 1;
    byHead.delete(unitAddress(tree.code, tree.headUnit));
    metrics.invalidations++;
    const place = placeOf(tree.code, tree.headUnit);
    recordEvent("invalidate", place, () => text, tree.id);
    for (const caller of tree.callers)
      if (caller.valid) drop(caller, `Trace ${caller.id} calls trace ${tree.id}: it is dropped too.`);
  }

  return {
    hotLoop(step) {
      stepOnceInTier1 = step;
      return hotLoop(step);
    },
    enter,
    attachCompiler(compiler) {
      compile = compiler;
      status = "ready";
    },
    compilerFailed(message) {
      status = message;
    },
    invalidate,
    visitRoots(visit) {
      recording?.visitObjects((object) => visit.object(object));
      for (const tree of trees) {
        visit.storage(tree.validity);
        for (const one of [tree.recording, ...tree.bridges.map((bridge) => bridge.recording)]) {
          for (const object of one.dependencies.objects) visit.object(object);
        }
      }
    },
    views: () => traceViews(trees, placeOf),
    trees: () => trees,
    status: () => status,
  };
}
