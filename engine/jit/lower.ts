/**
 * Lowering: a trace tree becomes one Wasm function, built through Binaryen.
 *
 *     (func (param $fp) (result exit)
 *       parameters from the frame
 *       (loop $start
 *         (block $xN … (block $x1
 *           preamble            guards branch to their exit's block
 *           (loop $loop body, moves, budget, (br $loop)))
 *         exit 1: values to the frames, return 1 — or, where a bridge grew: its body, (br $start)
 *         …
 *
 * A value lies in a Wasm local; constants and boxes are formed where they are used. Exits stand in the order of their
 * numbers, and a bridge's exits have higher numbers than the exit it grew from, so every branch goes outwards.
 *
 * What must hold whenever the code is at $start: each slot of the root frame lies in memory as it is in its parameter. So an
 * exit writes only the slots that have changed.
 */
import type Binaryen from "binaryen";
import * as L from "../heap/layout.ts";
import { I32, MAXIMUM_PAGES } from "../heap/memory.ts";
import { isEffect, liveInstructions } from "../optimize/passes/deadcode.ts";
import { frameUses } from "../optimize/passes/peel.ts";
import { inlinedOffset, RESULTS } from "../tier2/exits.ts";
import {
  type Bridge,
  EXIT_NOTE,
  type Exit,
  FUEL_EXIT,
  RETURNED,
  type Tree,
  treeLists,
} from "../tier2/tree.ts";
import { type CallTarget, type Ins, type IrOp, isConst, type Snapshot } from "../trace/ir.ts";
import { EXIT_SLOTS } from "../trace/recorder.ts";

export type BinaryenModule = typeof Binaryen;
type Module = Binaryen.Module;
type Expression = Binaryen.ExpressionRef;

export interface Lowered {
  readonly bytes: Uint8Array;
  /** Instructions whose calls the imports `c0`, `c1`, … are, in order. */
  readonly calls: readonly Ins[];
  /** Locals of the function. */
  readonly locals: number;
}

const EXIT_LABEL = (id: number): string => `x${id}`;
/** Parameters: the frame; of functions also the room for further calls, and the arguments. */
const FP = 0;
const ROOM = 1;
const FIRST_ARGUMENT = 2;
/** What a function gives back when it has not returned but left its trace: no value has these bits. */
const LEFT_MARK = (BigInt(L.TAG_UNBOUND >>> 0) << 32n) | 1n;
const functionParameters = (b: BinaryenModule, args: number): Binaryen.Type[] => [
  b.i32,
  b.i32,
  ...Array.from({ length: args }, () => b.i64),
];
const TAG_BITS = (tag: number): bigint => BigInt(tag >>> 0) << 32n;
const FLOAT_BITS = BigInt(L.FLOAT_LIMIT) << 32n;

/**
 * Builds the module of a tree. `done` sees it before it is disposed of; only then do its statements carry the number
 * of the IR instruction they were lowered from, as the line of a debug location, which its text shows.
 */
export function lowerTree(b: BinaryenModule, tree: Tree, done?: (module: Module) => void): Lowered {
  const module = new b.Module();
  // Named one by one: with Features.All Binaryen writes encodings that browsers reject.
  module.setFeatures(b.Features.MutableGlobals | b.Features.SignExt | b.Features.BulkMemory);
  module.addMemoryImport("0", "e", "m");
  try {
    const lowering = new Lowering(b, module, tree);
    const { calls, locals } = lowering.build(done !== undefined);
    done?.(module);
    return { bytes: module.emitBinary(), calls, locals };
  } finally {
    module.dispose();
  }
}

/** Pages that the imported memory is declared with. */
export const memoryMaximum = MAXIMUM_PAGES;

class Lowering {
  private readonly locals = new Map<Ins, number>();
  private readonly types: Binaryen.Type[] = [];
  private readonly calls: Ins[] = [];
  /** Statements and the instructions they were lowered from. */
  private readonly origins: { readonly statement: Expression; readonly ins: Ins }[] = [];
  private readonly live: ReadonlySet<Ins>;
  private readonly budget: number;
  private readonly scratch: number;
  /** Where the first inlined frame begins. */
  private readonly above: number;
  private readonly hasCalls: boolean;
  private readonly parameters: readonly Binaryen.Type[];
  /** Slots of the root frame that may lie in memory otherwise than in their parameters. */
  private readonly overwritten: ReadonlySet<number>;
  /** Values that change at the back-edge. */
  private readonly carried: ReadonlySet<Ins>;

  constructor(
    private readonly b: BinaryenModule,
    private readonly m: Module,
    private readonly tree: Tree,
  ) {
    const handedOn = [
      ...tree.root.atHead,
      ...(tree.root.result === null ? [] : [tree.root.result]),
      ...tree.bridges.flatMap(({ body }) => [
        ...(body.slots ?? []),
        ...(body.result === null ? [] : [body.result]),
        ...(body.leave?.frames.flatMap(frameUses) ?? []),
      ]),
    ].flatMap((one) => [one, ...one.args]);
    this.live = liveInstructions(treeLists(tree), tree.root.moves, handedOn);
    this.parameters = this.isFunction ? functionParameters(b, tree.root.params.length) : [b.i32];
    tree.root.params.forEach((param, i) => {
      if (this.isFunction) this.locals.set(param, FIRST_ARGUMENT + i);
    });
    this.hasCalls = treeLists(tree).some((list) =>
      list.some((ins) => ins.call !== null || ins.op === "new_tuple"),
    );
    this.budget = this.newLocal(b.i32);
    this.scratch = this.newLocal(b.i32);
    this.above = this.newLocal(b.i32);
    this.overwritten = overwrittenSlots(tree);
    this.carried = new Set(tree.root.moves.map((move) => move.to));
  }

  private newLocal(type: Binaryen.Type): number {
    this.types.push(type);
    return this.parameters.length + this.types.length - 1;
  }

  private get isFunction(): boolean {
    return this.tree.head.kind === "function";
  }

  private typeOf(ins: Ins): Binaryen.Type {
    return ins.type === "f64" ? this.b.f64 : ins.type === "value" ? this.b.i64 : this.b.i32;
  }

  private localOf(ins: Ins): number {
    let local = this.locals.get(ins);
    if (local === undefined) {
      local = this.newLocal(this.typeOf(ins));
      this.locals.set(ins, local);
    }
    return local;
  }

  build(withOrigins: boolean): { readonly calls: readonly Ins[]; readonly locals: number } {
    const { m, b, tree } = this;
    const start: Expression[] = this.isFunction ? this.spendCall() : [];
    for (const ins of tree.root.preamble) this.lowerInto(ins, start);
    if (tree.root.result !== null) start.push(this.lowerReturn(tree.root.result));
    else {
      const loop: Expression[] = [];
      for (const ins of tree.root.loop) this.lowerInto(ins, loop);
      this.lowerMoves(loop);
      loop.push(...this.spend(), m.br("L"));
      start.push(m.loop("L", m.block(null, loop, b.none)));
    }
    // Blocks name their type: left to itself, Binaryen would search each for branches, again and again.
    let body = m.block(null, start, b.none);
    for (const exit of [...tree.exits.values()].sort((x, y) => x.id - y.id)) {
      if (exit.at !== null && !this.live.has(exit.at)) continue;
      if (exit.at === null) continue;
      body = m.block(null, [m.block(EXIT_LABEL(exit.id), [body], b.none), ...this.lowerExit(exit)], b.none);
    }
    body = m.block(null, [m.block("fuel", [body], b.none), ...this.lowerLeaving(tree.fuelSnapshot)], b.none);
    const name = this.isFunction ? "g" : "f";
    const func = m.addFunction(
      name,
      b.createType([...this.parameters]),
      this.isFunction ? b.i64 : b.i32,
      this.types,
      m.block(null, [...this.enter(), this.isFunction ? body : m.loop("P", body), m.unreachable()]),
    );
    if (withOrigins) {
      const file = m.addDebugInfoFileName("ir");
      for (const { statement, ins } of this.origins) m.setDebugLocation(func, statement, file, ins.id, 0);
    }
    m.addFunctionExport(name, name);
    if (this.isFunction) this.addEntry();
    return { calls: this.calls, locals: this.types.length + this.parameters.length };
  }

  /** Loads what a trace works with all the time. A function has its arguments already. */
  private enter(): Expression[] {
    const { m, tree } = this;
    if (this.isFunction) {
      const bytes = I32[(tree.head.code + L.CODE_FRAME_BYTES) >> 2] as number;
      return [m.local.set(this.above, m.i32.add(this.fp(), m.i32.const(bytes)))];
    }
    const entry = tree.root.params
      .filter((param) => this.live.has(param))
      .map((param) => m.local.set(this.localOf(param), this.loadSlot(param.imm)));
    entry.push(m.local.set(this.budget, m.i32.load(L.STATE_BUDGET, 4, m.i32.const(0))));
    entry.push(m.local.set(this.above, m.i32.load(L.FRAME_TOP, 4, this.fp())));
    return entry;
  }

  private loadSlot(i: number): Expression {
    return this.m.i64.load(L.FRAME_HEADER + 8 * i, 8, this.fp());
  }

  /** A function's door for the host: from and to memory. */
  private addEntry(): void {
    const { m, b, tree } = this;
    const args = tree.root.params.map((_, i) => this.loadSlot(i));
    const result = (): Expression => m.local.get(1, b.i64);
    const call = m.call("g", [this.fp(), this.loadRoom(), ...args], b.i64);
    m.addFunction(
      "f",
      b.createType([b.i32]),
      b.i32,
      [b.i64],
      m.block(null, [
        m.local.set(1, call),
        m.if(m.i64.eq(result(), m.i64.const(LEFT_MARK)), m.return(m.i32.load(EXIT_NOTE, 4, this.fp()))),
        m.i64.store(L.STATE_RESULT, 8, m.i32.const(0), result()),
        m.return(m.i32.const(RETURNED)),
      ]),
    );
    m.addFunctionExport("f", "f");
  }

  private loadRoom(): Expression {
    return this.m.i32.load(L.STATE_ROOM, 4, this.m.i32.const(0));
  }

  private room(): Expression {
    return this.isFunction ? this.m.local.get(ROOM, this.b.i32) : this.loadRoom();
  }

  /** Takes a call off the budget, which lies in memory: when that is spent, the host is asked before the function is left. */
  private spendCall(): Expression[] {
    const { m, b, scratch } = this;
    const zero = (): Expression => m.i32.const(0);
    const left = (): Expression => m.local.get(scratch, b.i32);
    m.addFunctionImport("renew", "e", "p", b.createType([]), b.i32);
    const spent = m.i32.le_s(left(), zero());
    const wanted = m.i32.or(spent, m.i32.load(L.STATE_REQUEST, 4, zero()));
    return [
      m.local.set(scratch, m.i32.sub(m.i32.load(L.STATE_BUDGET, 4, zero()), m.i32.const(1))),
      m.i32.store(L.STATE_BUDGET, 4, zero(), left()),
      m.if(wanted, m.br("fuel", m.call("renew", [], b.i32))),
    ];
  }

  private lowerReturn(value: Ins): Expression {
    return this.m.if(this.m.i32.const(1), this.m.return(this.get(value)));
  }

  private fp(): Expression {
    return this.m.local.get(FP, this.b.i32);
  }
  private aboveRoot(): Expression {
    return this.m.local.get(this.above, this.b.i32);
  }

  /** Takes one turn off the budget, and leaves when it is spent or a safepoint is wanted. */
  private spend(): Expression[] {
    const { m, b } = this;
    const left = (): Expression => m.local.get(this.budget, b.i32);
    const out = [
      m.local.set(this.budget, m.i32.sub(left(), m.i32.const(1))),
      m.br("fuel", m.i32.eqz(left())),
    ];
    if (this.hasCalls) out.push(m.br("fuel", m.i32.load(L.STATE_REQUEST, 4, m.i32.const(0))));
    return out;
  }

  // ---- values

  private get(ins: Ins): Expression {
    const { m } = this;
    switch (ins.op) {
      case "const_i32":
      case "const_bool":
      case "const_ref":
        return m.i32.const(ins.imm);
      case "const_f64":
        return m.f64.const(ins.imm);
      case "const_value": {
        const [lo, hi] = ins.words as readonly [number, number];
        return m.i64.const((BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0));
      }
      case "box_int":
        return this.tagged(L.TAG_INT, ins.args[0] as Ins);
      case "box_bool":
        return this.tagged(L.TAG_BOOL, ins.args[0] as Ins);
      case "box_ref":
        return this.tagged(L.TAG_REF, ins.args[0] as Ins);
      case "box_float":
        return m.i64.reinterpret(this.get(ins.args[0] as Ins));
      default:
        return m.local.get(this.localOf(ins), this.typeOf(ins));
    }
  }

  private tagged(tag: number, inner: Ins): Expression {
    const { m } = this;
    return m.i64.or(m.i64.const(TAG_BITS(tag)), m.i64.extend_u(this.get(inner)));
  }

  private tagOf(value: Ins): Expression {
    const { m } = this;
    return m.i32.wrap(m.i64.shr_u(this.get(value), m.i64.const(32n)));
  }

  // ---- instructions

  private lowerInto(ins: Ins, out: Expression[]): void {
    if (!this.live.has(ins) && !isEffect(ins)) return;
    if (isConst(ins) || ins.op.startsWith("box_")) return;
    const before = out.length;
    if (!this.lowerEffect(ins, out)) out.push(this.m.local.set(this.localOf(ins), this.compute(ins)));
    for (const statement of out.slice(before)) this.origins.push({ statement, ins });
  }

  private lowerEffect(ins: Ins, out: Expression[]): boolean {
    const { m } = this;
    const [a, x, y] = ins.args as [Ins, Ins, Ins];
    switch (ins.op) {
      case "guard": {
        const leaves = ins.imm === 1 ? m.i32.eqz(this.get(a)) : this.get(a);
        out.push(m.br(EXIT_LABEL((ins.snapshot as Snapshot).exit), leaves));
        return true;
      }
      case "store_i32":
      case "store_ref":
        out.push(m.i32.store(ins.imm, 4, this.get(a), this.get(x)));
        return true;
      case "store_value":
        out.push(this.storeValue(ins.imm, this.get(a), x));
        return true;
      case "store_element":
        out.push(this.storeValue(0, this.elementAt(a, x), y));
        return true;
      case "call":
      case "call_stack":
      case "call_tree":
        this.lowerCall(ins, out);
        return true;
      case "call_function":
        this.lowerFunctionCall(ins, out);
        return true;
      case "new_tuple":
        this.lowerNewTuple(ins, out);
        return true;
      case "frame_value": {
        const [inlined, offset] = ins.words as readonly [number, number];
        const base = inlined === 0 ? this.fp() : this.aboveRoot();
        out.push(m.local.set(this.localOf(ins), m.i64.load(offset, 8, base)));
        return true;
      }
      default:
        return false;
    }
  }

  private storeValue(offset: number, address: Expression, value: Ins): Expression {
    const { m } = this;
    return value.op === "box_float"
      ? m.f64.store(offset, 8, address, this.get(value.args[0] as Ins))
      : m.i64.store(offset, 8, address, this.get(value));
  }

  private elementAt(base: Ins, index: Ins): Expression {
    const { m } = this;
    return m.i32.add(this.get(base), m.i32.shl(this.get(index), m.i32.const(3)));
  }

  private lowerCall(ins: Ins, out: Expression[]): void {
    const { m, b } = this;
    const snapshot = ins.snapshot as Snapshot;
    const numbers: Expression[] = [];
    if (ins.op !== "call") out.push(...this.writeSnapshot(snapshot));
    else {
      let slot = L.STATE_ARGS;
      for (const arg of ins.args) {
        if (arg.type !== "value") numbers.push(this.get(arg));
        else {
          out.push(m.i64.store(slot, 8, m.i32.const(0), this.get(arg)));
          slot += 8;
        }
      }
    }
    const left = this.callHost(ins, numbers);
    if (ins.op !== "call_tree") {
      out.push(m.br(EXIT_LABEL(snapshot.exit), left));
      return;
    }
    // The turns of the inner loop are taken off the same budget.
    out.push(
      this.reportBudget(),
      m.local.set(this.scratch, left),
      m.local.set(this.budget, m.i32.load(L.STATE_BUDGET, 4, m.i32.const(0))),
      m.br(EXIT_LABEL(snapshot.exit), m.local.get(this.scratch, b.i32)),
    );
  }

  /** Calls what the host does for an instruction. */
  private callHost(ins: Ins, numbers: readonly Expression[]): Expression {
    const { m, b } = this;
    const name = `c${this.calls.length}`;
    m.addFunctionImport(name, "e", name, b.createType(numbers.map(() => b.i32)), b.i32);
    this.calls.push(ins);
    return m.call(name, [...numbers], b.i32);
  }

  private lowerNewTuple(ins: Ins, out: Expression[]): void {
    const { m, b } = this;
    ins.args.forEach((item, i) => {
      out.push(this.storeValue(L.STATE_ARGS + 8 * i, m.i32.const(0), item));
    });
    const local = this.localOf(ins);
    const failed = m.i32.eqz(m.local.get(local, b.i32));
    out.push(
      m.local.set(local, this.callHost(ins, [])),
      m.br(EXIT_LABEL((ins.snapshot as Snapshot).exit), failed),
    );
  }

  /** The arguments are the callee's parameters, the result is its own; no frame is made. */
  private lowerFunctionCall(ins: Ins, out: Expression[]): void {
    const { m, b, tree } = this;
    const { callee } = ins.call as CallTarget & { kind: "function" };
    const { frames, exit } = ins.snapshot as Snapshot;
    const fp = m.i32.add(this.aboveRoot(), m.i32.const(inlinedOffset(frames, frames.length)));
    const room = m.i32.sub(this.room(), m.i32.const(frames.length));
    const operands = [fp, room, ...ins.args.map((arg) => this.get(arg))];
    const itself = callee === null || callee.id === tree.id;
    if (!itself) this.importTable();
    const called = itself
      ? m.call("g", operands, b.i64)
      : m.call_indirect(
          "t",
          m.i32.const(callee.id),
          operands,
          b.createType(functionParameters(b, ins.args.length)),
          b.i64,
        );
    if (!this.isFunction) out.push(this.reportBudget());
    out.push(m.local.set(this.localOf(ins), called));
    if (!this.isFunction) out.push(m.local.set(this.budget, m.i32.load(L.STATE_BUDGET, 4, m.i32.const(0))));
    const result = m.local.get(this.localOf(ins), b.i64);
    out.push(m.br(EXIT_LABEL(exit), m.i64.eq(result, m.i64.const(LEFT_MARK))));
  }

  private importTable(): void {
    if (this.hasTable) return;
    this.hasTable = true;
    this.m.addTableImport("t", "e", "t");
  }
  private hasTable = false;

  private compute(ins: Ins): Expression {
    const { m, b, scratch } = this;
    const view: View = {
      m,
      b,
      scratch,
      get: (one) => this.get(one),
      tagOf: (one) => this.tagOf(one),
      elementAt: (base, index) => this.elementAt(base, index),
      room: () => this.room(),
    };
    return (OPERATIONS as Record<string, ComputeExpression>)[ins.op]!(view, ins);
  }

  // ---- leaving

  /** Writes the slots of a snapshot's frames, but for what lies there already. */
  private writeSnapshot({ frames }: Snapshot): Expression[] {
    const out: Expression[] = [];
    frames.forEach(({ slots, generator, func }, depth) => {
      const start =
        L.FRAME_HEADER + (generator !== null ? L.GEN_FRAME : depth === 0 ? 0 : inlinedOffset(frames, depth));
      const base = (): Expression =>
        generator !== null ? this.get(generator) : depth === 0 ? this.fp() : this.aboveRoot();
      slots.forEach((value, i) => {
        if (depth === 0 && this.isInPlace(value, i)) return;
        out.push(this.storeValue(start + 8 * i, base(), value));
      });
      if (func === null || isConst(func)) return;
      const at = start - L.FRAME_HEADER + L.FRAME_FUNC;
      out.push(this.m.i32.store(at, 4, base(), this.get(func)));
    });
    return out;
  }

  /** Whether slot `i` of the root frame surely holds this value. */
  private isInPlace(value: Ins, i: number): boolean {
    if (this.isFunction) return false;
    return value.op === "param" && value.imm === i && !this.carried.has(value) && !this.overwritten.has(i);
  }

  // A kludge: the way out looks conditional (V8 folds it), since a block that ends in an unreachable instruction makes
  // Binaryen search all that is nested in it for branches, which is quadratic in the number of exits. It can go when
  // blocks can be told that they are branched to.
  private lowerLeaving(snapshot: Snapshot, written = false): Expression[] {
    const { m } = this;
    const slots = written ? [] : this.writeSnapshot(snapshot);
    const exit = m.i32.const(snapshot.exit);
    if (this.isFunction) {
      const note = m.i32.store(EXIT_NOTE, 4, this.fp(), exit);
      return [...slots, note, m.if(m.i32.const(1), m.return(m.i64.const(LEFT_MARK)))];
    }
    return [...slots, this.reportBudget(), m.if(m.i32.const(1), m.return(exit))];
  }

  private reportBudget(): Expression {
    const { m, b } = this;
    return m.i32.store(L.STATE_BUDGET, 4, m.i32.const(0), m.local.get(this.budget, b.i32));
  }

  private lowerExit(exit: Exit): Expression[] {
    if (exit.bridge !== null) return this.lowerBridge(exit.bridge);
    return this.lowerLeaving(exit.snapshot, exit.at?.op === "call_stack" || exit.at?.op === "call_tree");
  }

  private lowerBridge({ body }: Bridge): Expression[] {
    const { m } = this;
    const out: Expression[] = [];
    for (const ins of body.list) this.lowerInto(ins, out);
    if (body.result !== null) return [...out, this.lowerReturn(body.result)];
    if (body.slots === null) {
      const exit = this.tree.exits.get((body.leave as Snapshot).exit) as Exit;
      return [...out, ...this.lowerExit(exit)];
    }
    const params = this.tree.root.params;
    body.slots.forEach((from, k) => {
      if (from !== params[k] || this.carried.has(from) || this.overwritten.has(k))
        out.push(this.storeValue(L.FRAME_HEADER + 8 * k, this.fp(), from));
    });
    // The slots may name each other's old values: all are read before any is written.
    const moves = body.slots
      .map((from, k) => ({ to: params[k] as Ins, from }))
      .filter(({ to, from }) => to !== from && this.live.has(to));
    this.lowerParallel(moves, out);
    out.push(...this.spendAtStart(), m.br("P", m.i32.const(1)));
    return out;
  }

  /** As `spend`, where the root frame is in memory as it is at the head. */
  private spendAtStart(): Expression[] {
    const { m, b } = this;
    const left = (): Expression => m.local.get(this.budget, b.i32);
    const stop = [this.reportBudget(), m.return(m.i32.const(FUEL_EXIT))];
    const spent = m.i32.le_s(left(), m.i32.const(0));
    const wanted = this.hasCalls ? m.i32.or(spent, m.i32.load(L.STATE_REQUEST, 4, m.i32.const(0))) : spent;
    return [
      m.local.set(this.budget, m.i32.sub(left(), m.i32.const(1))),
      m.if(wanted, m.block(null, stop, b.none)),
    ];
  }

  private lowerMoves(out: Expression[]): void {
    this.lowerParallel(
      this.tree.root.moves.filter((move) => this.live.has(move.to)),
      out,
    );
  }

  private lowerParallel(moves: readonly { readonly to: Ins; readonly from: Ins }[], out: Expression[]): void {
    const { m } = this;
    const targets = new Set(moves.map((move) => move.to));
    const staged = moves.map(({ to, from }) => {
      const reads = from.op.startsWith("box_") ? (from.args[0] as Ins) : from;
      if (!targets.has(reads)) return { to, value: () => this.get(from) };
      const temp = this.newLocal(this.typeOf(to));
      out.push(m.local.set(temp, this.get(from)));
      return { to, value: () => m.local.get(temp, this.typeOf(to)) };
    });
    for (const { to, value } of staged) out.push(m.local.set(this.localOf(to), value()));
  }
}

/** Slots that calls find, and leave, otherwise than they were on entry. */
function overwrittenSlots(tree: Tree): ReadonlySet<number> {
  const slots = new Set<number>();
  for (const { op, snapshot } of treeLists(tree).flat()) {
    if (op !== "call_stack" && op !== "call_tree") continue;
    const frames = snapshot?.frames ?? [];
    // An inner loop in the root frame may write to any of its slots.
    if (op === "call_tree" && frames.length === 1) for (let i = 0; i < EXIT_SLOTS; i++) slots.add(i);
    frames[0]?.slots.forEach((value, i) => {
      if (value !== tree.root.params[i]) slots.add(i);
    });
  }
  return slots;
}

interface View {
  readonly m: Module;
  readonly b: BinaryenModule;
  readonly scratch: number;
  get(ins: Ins): Expression;
  tagOf(ins: Ins): Expression;
  elementAt(base: Ins, index: Ins): Expression;
  room(): Expression;
}
type ComputeExpression = (v: View, ins: Ins) => Expression;

type Lowerable = Exclude<
  IrOp,
  | "const_i32"
  | "const_f64"
  | "const_bool"
  | "const_ref"
  | "const_value"
  | "box_int"
  | "box_float"
  | "box_bool"
  | "box_ref"
  | "param"
  | "guard"
  | "call"
  | "call_stack"
  | "call_tree"
  | "call_function"
  | "new_tuple"
  | "frame_value"
  | "store_i32"
  | "store_value"
  | "store_ref"
  | "store_element"
>;

const arg = (ins: Ins, i: number): Ins => ins.args[i] as Ins;
const i32 =
  (
    op: "add" | "sub" | "mul" | "and" | "or" | "xor" | "shl" | "shr_s" | "eq" | "lt_s" | "le_s" | "lt_u",
  ): ComputeExpression =>
  ({ m, get }, ins) =>
    m.i32[op](get(arg(ins, 0)), get(arg(ins, 1)));
const f64 =
  (op: "add" | "sub" | "mul" | "div" | "eq" | "lt" | "le"): ComputeExpression =>
  ({ m, get }, ins) =>
    m.f64[op](get(arg(ins, 0)), get(arg(ins, 1)));
const tagIs =
  (tag: number): ComputeExpression =>
  ({ m, tagOf }, ins) =>
    m.i32.eq(tagOf(arg(ins, 0)), m.i32.const(tag));
const low: ComputeExpression = ({ m, get }, ins) => m.i32.wrap(get(arg(ins, 0)));
/** The 64-bit result against the sign-extended low half. */
const overflows =
  (op: "add" | "sub" | "mul"): ComputeExpression =>
  ({ m, get }, ins) => {
    const wide = (i: number): Expression => m.i64.extend_s(get(arg(ins, i)));
    const narrow = m.i32[op](get(arg(ins, 0)), get(arg(ins, 1)));
    return m.i64.ne(m.i64[op](wide(0), wide(1)), m.i64.extend_s(narrow));
  };

const OPERATIONS: { readonly [Op in Lowerable]: ComputeExpression } = {
  frames_left: ({ room }) => room(),
  is_int: tagIs(L.TAG_INT),
  is_bool: tagIs(L.TAG_BOOL),
  is_none: tagIs(L.TAG_NONE),
  is_ref: tagIs(L.TAG_REF),
  is_unbound: tagIs(L.TAG_UNBOUND),
  is_float: ({ m, get }, ins) => m.i64.lt_u(get(arg(ins, 0)), m.i64.const(FLOAT_BITS)),
  unbox_int: low,
  unbox_bool: low,
  unbox_ref: low,
  unbox_float: ({ m, get }, ins) => m.f64.reinterpret(get(arg(ins, 0))),
  same: ({ m, get }, ins) => m.i64.eq(get(arg(ins, 0)), get(arg(ins, 1))),
  add_i32: i32("add"),
  sub_i32: i32("sub"),
  mul_i32: i32("mul"),
  and_i32: i32("and"),
  or_i32: i32("or"),
  xor_i32: i32("xor"),
  shl_i32: i32("shl"),
  shr_i32: i32("shr_s"),
  // Towards minus infinity: one less where the signs differ and something remains.
  floor_div_i32: ({ m, get }, ins) => {
    const [x, y] = [(): Expression => get(arg(ins, 0)), (): Expression => get(arg(ins, 1))];
    const inexact = m.i32.ne(m.i32.rem_s(x(), y()), m.i32.const(0));
    const differ = m.i32.lt_s(m.i32.xor(x(), y()), m.i32.const(0));
    return m.i32.sub(m.i32.div_s(x(), y()), m.i32.and(inexact, differ));
  },
  floor_mod_i32: ({ m, b, get, scratch }, ins) => {
    const y = (): Expression => get(arg(ins, 1));
    const rest = (): Expression => m.local.get(scratch, b.i32);
    const adjust = m.i32.and(
      m.i32.ne(rest(), m.i32.const(0)),
      m.i32.lt_s(m.i32.xor(rest(), y()), m.i32.const(0)),
    );
    // `select` computes its condition last, so the remainder is set before.
    return m.block(
      null,
      [
        m.local.set(scratch, m.i32.rem_s(get(arg(ins, 0)), y())),
        m.select(adjust, m.i32.add(rest(), y()), rest()),
      ],
      b.i32,
    );
  },
  add_overflows: overflows("add"),
  sub_overflows: overflows("sub"),
  mul_overflows: overflows("mul"),
  eq_i32: i32("eq"),
  eq_ref: i32("eq"),
  lt_i32: i32("lt_s"),
  le_i32: i32("le_s"),
  lt_u32: i32("lt_u"),
  not: ({ m, get }, ins) => m.i32.eqz(get(arg(ins, 0))),
  bool_to_i32: ({ get }, ins) => get(arg(ins, 0)),
  inside: ({ m, get }, ins) => m.i32.add(get(arg(ins, 0)), m.i32.const(ins.imm)),
  add_f64: f64("add"),
  sub_f64: f64("sub"),
  mul_f64: f64("mul"),
  div_f64: f64("div"),
  neg_f64: ({ m, get }, ins) => m.f64.neg(get(arg(ins, 0))),
  abs_f64: ({ m, get }, ins) => m.f64.abs(get(arg(ins, 0))),
  sqrt_f64: ({ m, get }, ins) => m.f64.sqrt(get(arg(ins, 0))),
  eq_f64: f64("eq"),
  lt_f64: f64("lt"),
  le_f64: f64("le"),
  to_f64: ({ m, get }, ins) => m.f64.convert_s.i32(get(arg(ins, 0))),
  load_i32: ({ m, get }, ins) => m.i32.load(ins.imm, 4, get(arg(ins, 0))),
  load_ref: ({ m, get }, ins) => m.i32.load(ins.imm, 4, get(arg(ins, 0))),
  load_value: ({ m, get }, ins) => m.i64.load(ins.imm, 8, get(arg(ins, 0))),
  load_element: ({ m, elementAt }, ins) => m.i64.load(0, 8, elementAt(arg(ins, 0), arg(ins, 1))),
  result_value: ({ m }, ins) =>
    m.i64.load(ins.imm === 0 ? L.STATE_RESULT : RESULTS + 8 * (ins.imm - 1), 8, m.i32.const(0)),
  result_i32: ({ m }) => m.i32.load(L.STATE_RESULT, 4, m.i32.const(0)),
};
