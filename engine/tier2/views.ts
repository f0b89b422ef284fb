/** Views of trace trees (inspect/views.ts): what was recorded, what became of it, where it leaves. */
import type { Address } from "../heap/layout.ts";
import type { CodePlace, ExitView, IrView, TraceView, UopView } from "../inspect/views.ts";
import { isEffect } from "../optimize/passes/deadcode.ts";
import { codeHost } from "../runtime/codes.ts";
import type { Ins, Removal } from "../trace/ir.ts";
import { printIns } from "../trace/print.ts";
import type { RecordedUop, Recording } from "../trace/recorder.ts";
import { type Bridge, type CompiledModule, entriesOf, liveOf, type Tree } from "./tree.ts";

type Places = (code: Address, unit: number) => CodePlace;

/** A root trace each, then its bridges. */
export function traceViews(trees: readonly Tree[], placeOf: Places): TraceView[] {
  return trees.flatMap((tree) => {
    const live = liveOf(tree);
    return [
      rootView(tree, placeOf, live),
      ...tree.bridges.map((bridge) => bridgeView(tree, bridge, placeOf, live)),
    ];
  });
}

/** Number of a bridge among all traces: after the roots' own. */
const BRIDGE_BASE = 1000;

function uopViews(uops: readonly RecordedUop[], placeOf: Places): UopView[] {
  return uops.map(({ name, arg, code, unit, depth }, index) => ({
    index,
    name,
    arg,
    place: placeOf(code, unit),
    depth,
  }));
}

function irView(ins: Ins, section: IrView["section"], placeOf: Places, removed: IrView["removed"]): IrView {
  return {
    id: ins.id,
    op: ins.op,
    type: ins.type,
    text: printIns(ins),
    operands: ins.args.map((arg) => arg.id),
    section,
    place: placeOf(ins.origin.code, ins.origin.unit),
    uop: ins.origin.uop < 0 ? null : ins.origin.uop,
    exit: ins.snapshot?.exit ?? null,
    removed,
  };
}

const recordedViews = ({ list }: Recording, placeOf: Places): IrView[] =>
  list.map((ins) => irView(ins, "recorded", placeOf, null));

/** What stands and what is gone, in the order in which it was emitted. */
function optimizedViews(
  list: readonly Ins[],
  removals: readonly Removal[],
  section: IrView["section"],
  live: ReadonlySet<Ins>,
  placeOf: Places,
): IrView[] {
  const standing = list.map((ins) => {
    const dead = !live.has(ins) && !isEffect(ins);
    return irView(ins, section, placeOf, dead ? { pass: "dce", reason: "nothing needs it", by: null } : null);
  });
  const ghosts = removals
    .filter((one) => one.section === section)
    .map(({ ins, pass, reason, by }) => irView(ins, section, placeOf, { pass, reason, by: by?.id ?? null }));
  return [...standing, ...ghosts].sort((a, b) => a.id - b.id);
}

function exitViews(tree: Tree, owner: Bridge | null, placeOf: Places): ExitView[] {
  const { preamble, loop } = tree.root;
  const reasons = new Map<number, Set<string>>();
  for (const { snapshot } of owner?.body.list ?? [...preamble, ...loop]) {
    if (snapshot === null) continue;
    reasons.set(snapshot.exit, (reasons.get(snapshot.exit) ?? new Set()).add(snapshot.reason));
  }
  return [...tree.exits.values()]
    .filter((exit) => exit.owner === owner)
    .map((exit) => {
      const frame = exit.snapshot.frames[exit.snapshot.frames.length - 1]!;
      return {
        id: exit.id,
        place: placeOf(frame.code, frame.unit),
        reason: [...(reasons.get(exit.id) ?? [exit.snapshot.reason])].join(", or "),
        count: exit.count,
        bridge: exit.bridge === null ? null : BRIDGE_BASE + exit.bridge.id,
      };
    });
}

function rootView(tree: Tree, placeOf: Places, live: ReadonlySet<Ins>): TraceView {
  const { root, recording, module } = tree;
  const head = placeOf(tree.head.code, tree.head.unit);
  return {
    id: tree.id,
    kind: tree.head.kind,
    parent: null,
    head,
    name: `${codeHost(tree.head.code).object.qualname}, line ${head.line}`,
    state: !tree.valid ? "invalidated" : module === null ? "recorded" : "compiled",
    entries: entriesOf(tree),
    uops: uopViews(recording.uops, placeOf),
    recorded: recordedViews(recording, placeOf),
    optimized: [
      ...optimizedViews(root.preamble, root.reducer.removals, "preamble", live, placeOf),
      ...optimizedViews(root.loop, root.reducer.removals, "loop", live, placeOf),
    ],
    exits: exitViews(tree, null, placeOf),
    wasm: wasmView(module),
  };
}

const wasmView = (module: CompiledModule | null): TraceView["wasm"] =>
  module === null
    ? null
    : {
        bytes: module.bytes.length,
        lowerMs: module.lowerMs,
        compileMs: module.compileMs,
        lines: module.text(),
        module: base64(module.bytes),
      };

function bridgeView(tree: Tree, bridge: Bridge, placeOf: Places, live: ReadonlySet<Ins>): TraceView {
  const frame = bridge.from.snapshot.frames[bridge.from.snapshot.frames.length - 1]!;
  const head = placeOf(frame.code, frame.unit);
  const { owner } = bridge.from;
  return {
    id: BRIDGE_BASE + bridge.id,
    kind: "bridge",
    parent: { trace: owner === null ? tree.id : BRIDGE_BASE + owner.id, exit: bridge.from.id },
    head,
    name: `bridge from exit ${bridge.from.id}, line ${head.line}`,
    state: !tree.valid ? "invalidated" : tree.module === null ? "recorded" : "compiled",
    entries: bridge.from.count,
    uops: uopViews(bridge.recording.uops, placeOf),
    recorded: recordedViews(bridge.recording, placeOf),
    optimized: optimizedViews(bridge.body.list, bridge.body.reducer.removals, "bridge", live, placeOf),
    exits: exitViews(tree, bridge, placeOf),
    wasm: wasmView(bridge.module),
  };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
