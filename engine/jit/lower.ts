/**
 * Lowering: a trace tree becomes one Wasm function.
 *
 *     (func (param $fp) (result exit)
 *       parameters from the frame
 *       (loop $start
 *         (block $xN … (block $x1
 *           preamble            guards branch to their exit's block
 *           (loop $loop body, moves, budget, (br $loop)))
 *         exit 1: leaves its values behind, returns its number — or, where a bridge grew: its body, (br $start)
 *         …
 *
 * A value lies in a Wasm local; constants and boxes are formed where they are used. Exits stand in the order of their
 * numbers, and a bridge's exits have higher numbers than the exit it grew from, so every branch goes outwards.
 *
 * What must hold whenever the code is at $start: each slot of the root frame lies in memory as it is in its parameter. So an
 * exit writes only the slots that have changed.
 */
import { assert } from "../base/assert.ts";
import { failsGuards } from "../base/stress.ts";
import { runtimeFunctions } from "../bytecode/runtime.ts";
import type { Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { isEffect } from "../optimize/passes/deadcode.ts";
import { framesBytes } from "../runtime/frames.ts";
import { intrinsicOf } from "../runtime/intrinsics.ts";
import { inlinedOffset, RESULTS } from "../tier2/exits.ts";
import { planRestoration, type Restoration } from "../tier2/restore.ts";
import {
  AGAIN,
  type Bridge,
  EXIT_NOTE,
  type Exit,
  HEAD_EXIT,
  landingMask,
  liveOf,
  NOT_ENTERED,
  RETURNED,
  TREE_ENTRIES,
  TREE_TURNS,
  type Tree,
  treeLists,
  writtenNumber,
} from "../tier2/tree.ts";
import {
  type CallTarget,
  type FrameState,
  type InnerTree,
  type Ins,
  type IrOp,
  isConst,
  type Snapshot,
} from "../trace/ir.ts";
import { type KernelForm, kernelForm } from "../trace/kernel_forms.ts";
import { EXIT_SLOTS } from "../trace/recorder.ts";
import type { Expression, Generator, ModuleBuilder, Type } from "./generator.ts";

export interface Lowered {
  readonly bytes: Uint8Array;
  /** Instructions whose calls the imports `c0`, `c1`, … are, in order. */
  readonly calls: readonly Ins[];
  /** Locals of the function. */
  readonly locals: number;
  readonly ways: readonly Way[];
}

/** A way out of code: which exit it is, and how the slots of its frames come of what the code leaves behind. */
interface Way {
  /**
   * What the code returns. Where the host writes the slots it is another number for each piece of code, since old code may be
   * under way when new is made.
   */
  readonly number: number;
  /** An exit's number, or FUEL_EXIT. */
  readonly exit: number;
  /** Null: the code writes the slots itself. */
  readonly restoration: Restoration | null;
}

let nextWay = 0;

const EXIT_LABEL = (id: number): string => `x${id}`;
/** Parameters: the frame; of functions also the room for further calls, and the arguments. */
const FP = 0;
const ROOM = 1;
const FIRST_ARGUMENT = 2;
/** What a function gives back when it has not returned but left its trace: no value has these bits. */
const LEFT_MARK = (BigInt(L.TAG_UNBOUND >>> 0) << 32n) | 1n;
const functionParameters = (b: Generator, args: number): Type[] => [
  b.i32,
  b.i32,
  ...Array.from({ length: args }, () => b.i64),
];
const TAG_BITS = (tag: number): bigint => BigInt(tag >>> 0) << 32n;
const FLOAT_BITS = BigInt(L.FLOAT_LIMIT) << 32n;

/** A statement, and the instruction that it was lowered from. */
export interface Lineage {
  readonly statement: Expression;
  readonly ins: Ins;
}

/** Builds the module of a tree, or of a bridge by itself. `done` sees it before it is disposed of. */
export function lowerTree<Builder extends ModuleBuilder>(
  b: Generator<Builder>,
  tree: Tree,
  bridge: Bridge | null = null,
  done?: (module: Builder, func: number, lineage: readonly Lineage[]) => void,
): Lowered {
  const module = new b.Module();
  module.addMemoryImport("0", "e", "m");
  try {
    const lowering = new Lowering(b, module, tree, bridge);
    const func = lowering.build();
    done?.(module, func, lowering.lineage);
    const { calls, localCount, ways } = lowering;
    return { bytes: module.emitBinary(), calls, locals: localCount, ways };
  } finally {
    module.dispose();
  }
}

/** Builds the module whose `f` stands for the code of a tree that may not be called from Wasm. */
export function lowerRefusal(b: Generator): Uint8Array {
  const module = new b.Module();
  try {
    module.addFunction("f", b.createType([b.i32]), b.i32, [], module.i32.const(NOT_ENTERED));
    module.addFunctionExport("f", "f");
    return module.emitBinary();
  } finally {
    module.dispose();
  }
}

class Lowering {
  private readonly locals = new Map<Ins, number>();
  private readonly types: Type[] = [];
  readonly calls: Ins[] = [];
  readonly ways: Way[] = [];
  readonly lineage: Lineage[] = [];
  private readonly live: ReadonlySet<Ins>;
  private readonly budget: number;
  /** The exit that is being taken, where several share their code. */
  private readonly which: number;
  private readonly scratch: number;
  /** Where the first inlined frame begins. */
  private readonly above: number;
  private readonly hasCalls: boolean;
  private readonly parameters: readonly Type[];
  /** Slots of the root frame that may lie in memory otherwise than in their parameters. */
  private readonly overwritten: ReadonlySet<number>;
  /** Offsets in generators' objects that the trace stores to. */
  private readonly stored: ReadonlySet<number>;
  /** Values that change at the back-edge. */
  private readonly carried: ReadonlySet<Ins>;

  constructor(
    private readonly b: Generator,
    private readonly m: ModuleBuilder,
    private readonly tree: Tree,
    /** Lowered by itself; null: the whole tree is lowered. */
    private readonly alone: Bridge | null,
  ) {
    this.live = liveOf(tree, alone);
    this.parameters = this.isFunction ? functionParameters(b, tree.root.params.length) : [b.i32];
    tree.root.params.forEach((param, i) => {
      if (this.isFunction) this.locals.set(param, FIRST_ARGUMENT + i);
    });
    this.hasCalls = treeLists(tree).some((list) =>
      list.some((ins) => ins.call !== null || ins.op === "new_tuple"),
    );
    this.budget = this.newLocal(b.i32);
    this.scratch = this.newLocal(b.i32);
    this.which = this.newLocal(b.i32);
    this.above = this.newLocal(b.i32);
    this.overwritten = overwrittenSlots(tree);
    this.stored = new Set(
      treeLists(tree)
        .flat()
        .filter(({ op, alias }) => op === "store_value" && alias === "generator")
        .map(({ imm }) => imm),
    );
    this.carried = new Set(tree.root.moves.map((move) => move.to));
  }

  private newLocal(type: Type): number {
    this.types.push(type);
    return this.parameters.length + this.types.length - 1;
  }

  private get isFunction(): boolean {
    return this.tree.head.kind === "function";
  }

  private typeOf(ins: Ins): Type {
    if (ins.type === "f64") return this.b.f64;
    return ins.type === "value" || ins.type === "i64" ? this.b.i64 : this.b.i32;
  }

  private localOf(ins: Ins): number {
    let local = this.locals.get(ins);
    if (local === undefined) {
      local = this.newLocal(this.typeOf(ins));
      this.locals.set(ins, local);
    }
    return local;
  }

  get localCount(): number {
    return this.types.length + this.parameters.length;
  }

  /** Returns the function that the tree's code is in. */
  build(): number {
    const { m, b, tree } = this;
    if (this.alone !== null) return this.buildBridge(this.alone);
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
    let body = this.lowerAllExits(m.block(null, start, b.none));
    body = m.block(null, [m.block("fuel", [body], b.none), ...this.lowerLeaving(tree.fuelSnapshot)], b.none);
    const func = this.addFunction([...this.enter(), this.isFunction ? body : m.loop("P", body)]);
    if (this.isFunction) this.addEntry();
    return func;
  }

  /** The exits around the code that branches to them: those of the tree, or of a bridge by itself. */
  private lowerAllExits(inside: Expression): Expression {
    const { alone, live } = this;
    const exits = [...this.tree.exits.values()]
      .filter(({ at, owner }) => at !== null && live.has(at) && (alone === null || owner === alone))
      .sort((x, y) => x.id - y.id);
    return this.groupsOf(exits).reduce((body, group) => this.lowerExits(group, body), inside);
  }

  private addFunction(code: Expression[]): number {
    const { m, b } = this;
    const name = this.isFunction ? "g" : "f";
    const func = m.addFunction(
      name,
      b.createType([...this.parameters]),
      this.isFunction ? b.i64 : b.i32,
      this.types,
      m.block(null, [...code, m.unreachable()]),
    );
    m.addFunctionExport(name, name);
    return func;
  }

  /** A bridge by itself takes up what the exit that it grew from has left behind. */
  private buildBridge(bridge: Bridge): number {
    const { m, b } = this;
    const body = this.lowerAllExits(m.block(null, this.lowerBridge(bridge), b.none));
    const own = new Set(bridge.body.list);
    const taken = [...this.locals]
      .filter(([ins]) => !own.has(ins))
      .map(([ins, local]) => m.local.set(local, this.takeUp(ins, bridge.from)));
    return this.addFunction([...this.enterFrame(), ...taken, body]);
  }

  /** A value of the parent: among what was left behind, or in the slot that holds it all along. */
  private takeUp(ins: Ins, from: Exit): Expression {
    const { m } = this;
    const k = from.left?.indexOf(ins) ?? -1;
    const at = RESULTS + 8 * k;
    if (k >= 0 && ins.type === "f64") return m.f64.load(at, 8, m.i32.const(0));
    if (k >= 0 && ins.type === "value") return m.i64.load(at, 8, m.i32.const(0));
    if (k >= 0) return m.i32.load(at, 4, m.i32.const(0));
    if (ins.op === "param") return this.loadSlot(ins.imm);
    assert(ins.op === "load_value" && ins.alias === "generator", "a bridge finds the values it uses", ins.id);
    return m.i64.load(ins.imm, 8, this.takeUp(ins.args[0] as Ins, from));
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
    return [...entry, ...this.enterFrame()];
  }

  private enterFrame(): Expression[] {
    const { m } = this;
    return [
      m.local.set(this.budget, this.budgetInMemory()),
      m.local.set(this.above, m.i32.load(L.FRAME_TOP, 4, this.fp())),
    ];
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
    for (const statement of out.slice(before)) this.lineage.push({ statement, ins });
  }

  private lowerEffect(ins: Ins, out: Expression[]): boolean {
    const { m } = this;
    const [a, x, y] = ins.args as [Ins, Ins, Ins];
    switch (ins.op) {
      case "guard": {
        const snapshot = ins.snapshot as Snapshot;
        const leaves = ins.imm === 1 ? m.i32.eqz(this.get(a)) : this.get(a);
        const isForced = failsGuards() && !snapshot.decides;
        out.push(m.br(EXIT_LABEL(snapshot.exit), isForced ? m.i32.or(this.forced(ins), leaves) : leaves));
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
        this.lowerCall(ins, out);
        return true;
      case "call_tree":
        this.lowerTreeCall(ins, out);
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

  /** Asks the host whether a guard has to fail for a test. */
  private forced({ id }: Ins): Expression {
    const { m, b } = this;
    m.addFunctionImport("forced", "e", "x", b.createType([b.i32]), b.i32);
    return m.call("forced", [m.i32.const(id)], b.i32);
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

  /** A call of a function of the kernel, all of whose parameters are i32. */
  private callKernel(name: string, operands: readonly Expression[], result: Type = this.b.i32): Expression {
    const { m, b } = this;
    if (!this.imported.has(name)) {
      this.imported.add(name);
      const types = operands.map(() => b.i32);
      m.addFunctionImport(name, "k", name, b.createType(types), result);
    }
    return m.call(name, [...operands], result);
  }
  private readonly imported = new Set<string>();

  private lowerCall(ins: Ins, out: Expression[]): void {
    const { m, b } = this;
    const { exit } = ins.snapshot as Snapshot;
    if (ins.op !== "call") {
      out.push(
        ...this.writeSnapshot(ins.snapshot as Snapshot),
        m.br(EXIT_LABEL(exit), this.callHost(ins, [])),
      );
      return;
    }
    const form = kernelForm(ins.call as CallTarget);
    const inHost = (): Expression => m.br(EXIT_LABEL(exit), this.callHost(ins, this.numbersOf(ins)));
    if (form === null) {
      out.push(...this.storeValues(ins, L.STATE_ARGS), inHost());
      return;
    }
    const isDeclined = this.askKernel(ins, form, out);
    const zero = (): Expression => m.i32.const(0);
    const restored =
      form.kind === "runtime" || form.kind === "native" ? [] : this.storeValues(ins, L.STATE_ARGS);
    const handOver = [m.i32.store(L.STATE_DECLINED, 4, zero(), zero()), ...restored, inHost()];
    out.push(m.if(isDeclined, m.block(null, handOver, b.none)));
  }

  /** Puts a call's values into slots one after the other. */
  private storeValues({ args }: Ins, first: Slot): Expression[] {
    return args
      .filter(({ type }) => type === "value")
      .map((value, i) => this.storeValue(first + 8 * i, this.m.i32.const(0), value));
  }

  private numbersOf({ args }: Ins): Expression[] {
    return args.filter(({ type }) => type !== "value").map((one) => this.get(one));
  }

  /** Calls the kernel for a call; what it leaves to the host is known by the result. */
  private askKernel(ins: Ins, form: KernelForm, out: Expression[]): Expression {
    const { m, b } = this;
    const at = (slot: Slot): Expression => m.i32.const(slot);
    const isDeclined = (): Expression => m.i32.load(L.STATE_DECLINED, 4, m.i32.const(0));
    if (form.kind === "runtime") {
      const { takes, gives } = runtimeFunctions[form.name];
      const slots = [...takes].filter((one) => one === "v").map((_, i) => at(L.STATE_ARGS + 8 * i));
      const operands = [...slots, ...this.numbersOf(ins)];
      out.push(...this.storeValues(ins, L.STATE_ARGS));
      if (gives === "value") operands.push(at(L.STATE_RESULT));
      const call = this.callKernel(form.name, operands, gives === "i32" ? b.i32 : b.none);
      // With a tag, for the result is a root.
      const answer = (): Expression => m.i64.or(m.i64.const(TAG_BITS(L.TAG_INT)), m.i64.extend_u(call));
      out.push(gives === "i32" ? m.i64.store(L.STATE_RESULT, 8, m.i32.const(0), answer()) : call);
      return isDeclined();
    }
    if (form.kind === "native") {
      const target = ins.call as CallTarget & { kind: "native" };
      const count = ins.args.filter((one) => !isUnboundConstant(one)).length;
      out.push(...this.storeValues(ins, L.STATE_ARGS));
      const operands = [m.i32.const(intrinsicOf(target.name)), at(L.STATE_ARGS), m.i32.const(count)];
      return m.i32.or(
        m.i32.eqz(this.callKernel("callKnown", [...operands, at(L.STATE_RESULT)])),
        isDeclined(),
      );
    }
    // The results take the operands' place, which is where results of instructions are looked for.
    out.push(...this.storeValues(ins, RESULTS));
    if (form.kind === "call") {
      const call = this.callKernel("callBuiltin", [at(RESULTS), m.i32.const(ins.args.length - 2)]);
      const result = m.i64.load(RESULTS, 8, m.i32.const(0));
      out.push(m.local.set(this.scratch, call), m.i64.store(L.STATE_RESULT, 8, m.i32.const(0), result));
      return isDeclined();
    }
    const { arg } = ins.call as CallTarget & { kind: "operands" };
    const operands = [at(RESULTS + 8 * ins.args.length)];
    if (form.takesOperand) operands.push(m.i32.const(arg));
    out.push(m.local.set(this.scratch, this.callKernel(form.name, operands)));
    return isDeclined();
  }

  /**
   * Another loop's trace, in the innermost frame. It is called from Wasm to Wasm; the host makes frames and looks on only when
   * it was left in another way than expected. Its turns are taken off the same budget.
   */
  private lowerTreeCall(ins: Ins, out: Expression[]): void {
    const { m, b, scratch } = this;
    const { inner, landing } = ins.call as CallTarget & { kind: "tree" };
    const snapshot = ins.snapshot as Snapshot;
    const exit = (): Expression => m.local.get(scratch, b.i32);
    const before = (): Expression => m.local.get(this.budget, b.i32);
    const after = (): Expression => this.budgetInMemory();
    const count = (offset: number, by: Expression): Expression => {
      const cell = (): Expression => m.i32.const(inner.cell);
      return m.i32.store(offset, 4, cell(), m.i32.add(m.i32.load(offset, 4, cell()), by));
    };
    const expected = m.i32.const(writtenNumber(0, landing));
    out.push(
      ...this.writeSnapshot(snapshot),
      this.reportBudget(),
      m.local.set(scratch, this.callInner(inner, snapshot, out)),
      m.if(
        m.i32.eq(m.i32.and(exit(), m.i32.const(landingMask)), expected),
        m.block(
          null,
          [
            count(TREE_ENTRIES, m.i32.const(1)),
            count(TREE_TURNS, m.i32.sub(before(), after())),
            m.local.set(scratch, m.i32.const(0)),
          ],
          b.none,
        ),
        m.local.set(scratch, this.callHost(ins, [exit(), before()])),
      ),
      m.local.set(this.budget, after()),
      m.br(EXIT_LABEL(snapshot.exit), exit()),
    );
  }

  /** The code of an inner trace on the innermost frame, of which it needs no more of a header than where it ends. */
  private callInner({ id }: InnerTree, { frames }: Snapshot, out: Expression[]): Expression {
    const { m, b } = this;
    if (frames.some(({ generator }) => generator !== null)) return m.i32.const(NOT_ENTERED);
    this.importTable();
    const { code } = frames.at(-1) as FrameState;
    const offset = inlinedOffset(frames, frames.length - 1);
    const frame = (): Expression =>
      frames.length === 1 ? this.fp() : m.i32.add(this.aboveRoot(), m.i32.const(offset));
    if (frames.length > 1) {
      const bytes = I32[(code + L.CODE_FRAME_BYTES) >> 2] as number;
      out.push(m.i32.store(L.FRAME_TOP, 4, frame(), m.i32.add(frame(), m.i32.const(bytes))));
    }
    return m.call_indirect("t", m.i32.const(id), [frame()], b.createType([b.i32]), b.i32);
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
    const tuple = (): Expression => m.local.get(this.localOf(ins), b.i32);
    const bytes = L.TUPLE_ITEMS + 8 * ins.args.length;
    out.push(
      m.local.set(
        this.localOf(ins),
        this.callKernel("allocateObject", [m.i32.const(L.T.tuple), m.i32.const(bytes)]),
      ),
      // The host makes it, or raises.
      m.if(
        m.i32.eqz(tuple()),
        m.block(
          null,
          [
            ...this.storeValues(ins, L.STATE_ARGS),
            m.local.set(this.localOf(ins), this.callHost(ins, [])),
            m.br(EXIT_LABEL((ins.snapshot as Snapshot).exit), m.i32.eqz(tuple())),
          ],
          b.none,
        ),
      ),
      m.i32.store(L.TUPLE_LENGTH, 4, tuple(), m.i32.const(ins.args.length)),
      m.i32.store(L.TUPLE_DICT, 4, tuple(), m.i32.const(0)),
      ...ins.args.map((item, i) => this.storeValue(L.TUPLE_ITEMS + 8 * i, tuple(), item)),
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
    if (!this.isFunction) out.push(m.local.set(this.budget, this.budgetInMemory()));
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
      find: (lookup, table, key) => this.callKernel(lookup, [table, key]),
      room: () => this.room(),
    };
    return (OPERATIONS as Record<string, ComputeExpression>)[ins.op]!(view, ins);
  }

  // ---- leaving

  /** Writes the slots of a snapshot's frames, but for what lies there already. */
  private writeSnapshot(snapshot: Snapshot): Expression[] {
    const { frames } = snapshot;
    const out: Expression[] = [];
    frames.forEach(({ slots, generator, func }, depth) => {
      const start =
        L.FRAME_HEADER + (generator !== null ? L.GEN_FRAME : depth === 0 ? 0 : inlinedOffset(frames, depth));
      const base = (): Expression =>
        generator !== null ? this.get(generator) : depth === 0 ? this.fp() : this.aboveRoot();
      slots.forEach((value, i) => {
        if (this.isInPlace(snapshot, depth, i)) return;
        out.push(this.storeValue(start + 8 * i, base(), value));
      });
      if (func === null || isConst(func)) return;
      const at = start - L.FRAME_HEADER + L.FRAME_FUNC;
      out.push(this.m.i32.store(at, 4, base(), this.get(func)));
    });
    return out;
  }

  /** Whether slot `i` of a frame surely holds what the snapshot says: in the root frame, or in a generator's. */
  private isInPlace({ frames }: Snapshot, depth: number, i: number): boolean {
    const { slots, generator } = frames[depth] as FrameState;
    const value = slots[i] as Ins;
    if (this.carried.has(value)) return false;
    if (generator !== null) {
      const offset = L.GEN_FRAME + L.FRAME_HEADER + 8 * i;
      const isLoaded = value.op === "load_value" && value.args[0] === generator && value.imm === offset;
      return isLoaded && !this.stored.has(offset);
    }
    const isGiven = value.op === "param" && value.imm === i;
    return depth === 0 && isGiven && !this.isFunction && !this.overwritten.has(i);
  }

  // A kludge: the way out looks conditional (V8 folds it), since a block that ends in an unreachable instruction makes
  // Binaryen search all that is nested in it for branches, which is quadratic in the number of exits. It can go when
  // blocks can be told that they are branched to.
  private lowerWayOut(values: readonly Expression[], exit: () => Expression): Expression[] {
    const { m } = this;
    if (this.isFunction) {
      const note = m.i32.store(EXIT_NOTE, 4, this.fp(), exit());
      return [...values, note, m.if(m.i32.const(1), m.return(m.i64.const(LEFT_MARK)))];
    }
    return [...values, this.reportBudget(), m.if(m.i32.const(1), m.return(exit()))];
  }

  private lowerLeaving(snapshot: Snapshot): Expression[] {
    if (!this.hasRoom(snapshot)) return this.lowerWritten(snapshot);
    const restoration = this.restorationOf(snapshot);
    const number = this.wayOut(snapshot, restoration);
    return this.lowerWayOut(this.leaveValues(restoration.values), () => this.m.i32.const(number));
  }

  private restorationOf(snapshot: Snapshot): Restoration {
    let known = this.planned.get(snapshot);
    if (known === undefined) {
      known = planRestoration(this.tree.head, snapshot, (depth, i) => this.isInPlace(snapshot, depth, i));
      this.planned.set(snapshot, known);
    }
    return known;
  }
  private readonly planned = new Map<Snapshot, Restoration>();

  /** Behind a call of a function that was left, there is no more room than up to that function's frame. */
  private hasRoom(snapshot: Snapshot): boolean {
    const onStack = snapshot.frames.filter(({ generator }) => generator === null);
    const room = framesBytes(onStack) - L.FRAME_HEADER;
    return !this.isFunction || 8 * this.restorationOf(snapshot).values.length <= room;
  }

  /** Stores what the frames of a snapshot are made from. */
  private leaveValues(values: readonly Ins[]): Expression[] {
    const { m } = this;
    const first = this.isFunction ? L.FRAME_HEADER : RESULTS;
    const base = (): Expression => (this.isFunction ? this.fp() : m.i32.const(0));
    return values.map((value, k) => {
      const at = first + 8 * k;
      if (value.type === "f64") return m.f64.store(at, 8, base(), this.get(value));
      if (value.type === "value") return m.i64.store(at, 8, base(), this.get(value));
      return m.i32.store(at, 4, base(), this.get(value));
    });
  }

  private budgetInMemory(): Expression {
    return this.m.i32.load(L.STATE_BUDGET, 4, this.m.i32.const(0));
  }

  private reportBudget(): Expression {
    const { m, b } = this;
    return m.i32.store(L.STATE_BUDGET, 4, m.i32.const(0), m.local.get(this.budget, b.i32));
  }

  /** Exits one after the other that leave the same values behind share the code for that. */
  private groupsOf(exits: readonly Exit[]): Exit[][] {
    const groups: Exit[][] = [];
    let last: string | null = null;
    for (const exit of exits) {
      const plain =
        !this.goesOn(exit) && !leavesFrames(exit) && !isWayOut(exit) && this.hasRoom(exit.snapshot);
      const key = plain
        ? this.restorationOf(exit.snapshot)
            .values.map(({ id }) => id)
            .join()
        : `exit ${exit.id}`;
      if (key === last) (groups.at(-1) as Exit[]).push(exit);
      else groups.push([exit]);
      last = key;
    }
    return groups;
  }

  /** The code of a group of exits, around the code that branches to them. */
  private lowerExits(group: readonly Exit[], inside: Expression): Expression {
    const { m, b, which } = this;
    const [only, ...others] = group as [Exit, ...Exit[]];
    if (others.length === 0)
      return m.block(null, [m.block(EXIT_LABEL(only.id), [inside], b.none), ...this.lowerExit(only)], b.none);
    const tail = `t${only.id}`;
    let body = [inside];
    for (const { id, snapshot } of group) {
      const skip = m.br(tail, m.i32.const(1));
      const number = this.wayOut(snapshot, this.restorationOf(snapshot));
      body = [m.block(EXIT_LABEL(id), body, b.none), m.local.set(which, m.i32.const(number)), skip];
    }
    const { values } = this.restorationOf(only.snapshot);
    const leave = this.lowerWayOut(this.leaveValues(values), () => m.local.get(which, b.i32));
    return m.block(null, [m.block(tail, body, b.none), ...leave], b.none);
  }

  /** Whether the code of a bridge follows. */
  private goesOn(exit: Exit): boolean {
    return exit.bridge !== null && this.alone === null;
  }

  private lowerExit(exit: Exit): Expression[] {
    const { bridge, snapshot } = exit;
    if (bridge !== null && this.goesOn(exit)) return this.lowerBridge(bridge);
    if (leavesFrames(exit) || isWayOut(exit)) return this.lowerWritten(snapshot, leavesFrames(exit));
    return this.lowerLeaving(snapshot);
  }

  /** Leaves with the slots in memory: written here, or before. */
  private lowerWritten(snapshot: Snapshot, before = false): Expression[] {
    const number = this.wayOut(snapshot, null);
    return this.lowerWayOut(before ? [] : this.writeSnapshot(snapshot), () => this.m.i32.const(number));
  }

  private wayOut({ exit }: Snapshot, restoration: Restoration | null): number {
    const written = restoration === null ? this.tree.exits.get(exit) : undefined;
    const number = written === undefined ? nextWay++ : writtenNumber(exit, written.landing);
    this.ways.push({ number, exit, restoration });
    return number;
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
    if (this.alone !== null) {
      return [...out, ...this.spendAtStart(), m.if(m.i32.const(1), m.return(m.i32.const(AGAIN)))];
    }
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
    const stop = [this.reportBudget(), m.return(m.i32.const(HEAD_EXIT))];
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

/** Whether an exit finds the frames in memory: the call that it belongs to has made them real. */
const leavesFrames = ({ at }: Exit): boolean => at?.op === "call_stack" || at?.op === "call_tree";

/** Whether a trace is expected to leave here, again and again: the code itself then writes the slots. */
const isWayOut = ({ at, landing }: Exit): boolean => at === null || landing !== 0;

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

type Lookup = Extract<IrOp, `${"dict" | "set"}_find_${string}`>;

/** A parameter of a native that nothing is given for. */
const isUnboundConstant = ({ op, words }: Ins): boolean =>
  op === "const_value" && words?.[1] === L.TAG_UNBOUND;

interface View {
  readonly m: ModuleBuilder;
  readonly b: Generator;
  readonly scratch: number;
  get(ins: Ins): Expression;
  tagOf(ins: Ins): Expression;
  elementAt(base: Ins, index: Ins): Expression;
  find(lookup: Lookup, table: Expression, key: Expression): Expression;
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
const i64 =
  (op: "add" | "sub" | "mul"): ComputeExpression =>
  ({ m, get }, ins) =>
    m.i64[op](get(arg(ins, 0)), get(arg(ins, 1)));
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
/** The remainder with the sign of the divisor, from the one with the sign of the dividend. */
function floorMod({ m, b, get, scratch }: View, remainder: Expression, divisor: Ins): Expression {
  const rest = (): Expression => m.local.get(scratch, b.i32);
  const differ = m.i32.lt_s(m.i32.xor(rest(), get(divisor)), m.i32.const(0));
  const adjust = m.i32.and(m.i32.ne(rest(), m.i32.const(0)), differ);
  // `select` computes its condition last, so the remainder is set before.
  return m.block(
    null,
    [m.local.set(scratch, remainder), m.select(adjust, m.i32.add(rest(), get(divisor)), rest())],
    b.i32,
  );
}

const lookup: ComputeExpression = ({ find, get }, ins) =>
  find(ins.op as Lookup, get(arg(ins, 0)), get(arg(ins, 1)));

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
  floor_mod_i32: (v, ins) => floorMod(v, v.m.i32.rem_s(v.get(arg(ins, 0)), v.get(arg(ins, 1))), arg(ins, 1)),
  widen_i32: ({ m, get }, ins) => m.i64.extend_s(get(arg(ins, 0))),
  narrow_i64: low,
  add_i64: i64("add"),
  sub_i64: i64("sub"),
  mul_i64: i64("mul"),
  shr_i64: ({ m, get }, ins) => m.i64.shr_s(get(arg(ins, 0)), m.i64.extend_s(get(arg(ins, 1)))),
  floor_div_i64: ({ m, get }, ins) => {
    const x = (): Expression => get(arg(ins, 0));
    const y = (): Expression => m.i64.extend_s(get(arg(ins, 1)));
    const inexact = m.i64.ne(m.i64.rem_s(x(), y()), m.i64.const(0n));
    const differ = m.i64.lt_s(m.i64.xor(x(), y()), m.i64.const(0n));
    return m.i64.sub(m.i64.div_s(x(), y()), m.i64.extend_u(m.i32.and(inexact, differ)));
  },
  // Smaller than the divisor, the remainder fits 32 bits.
  floor_mod_i64: (v, ins) => {
    const { m, get } = v;
    const rest = m.i64.rem_s(get(arg(ins, 0)), m.i64.extend_s(get(arg(ins, 1))));
    return floorMod(v, m.i32.wrap(rest), arg(ins, 1));
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
  dict_find_int: lookup,
  dict_find_str: lookup,
  set_find_int: lookup,
  set_find_str: lookup,
  load_element: ({ m, elementAt }, ins) => m.i64.load(0, 8, elementAt(arg(ins, 0), arg(ins, 1))),
  result_value: ({ m }, ins) =>
    m.i64.load(ins.imm === 0 ? L.STATE_RESULT : RESULTS + 8 * (ins.imm - 1), 8, m.i32.const(0)),
  result_i32: ({ m }) => m.i32.load(L.STATE_RESULT, 4, m.i32.const(0)),
};
