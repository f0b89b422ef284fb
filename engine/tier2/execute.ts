/**
 * The Tier 2 interpreter: executes the optimised IR of a tree, instruction by instruction.
 *
 * It is the oracle for the optimiser and the JIT, and the slow tier in which a class can watch a trace run; never the
 * measure of anything (CPython leaves its own off for that reason). Each instruction becomes a closure over registers once,
 * when the tree is made; a list of them is run until one leaves.
 */

import { failsGuards, guardFails } from "../base/stress.ts";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { isEffect } from "../optimize/passes/deadcode.ts";
import { computeOf, evaluate, isComputed, Registers, storeOf } from "../trace/evaluate.ts";
import {
  type CallTarget,
  frameUses,
  type Ins,
  isBox,
  isConst,
  type Move,
  type Snapshot,
} from "../trace/ir.ts";
import {
  nativeCall,
  operandCall,
  type RuntimeCall,
  runtimeCall,
  stackCall,
  treeCall,
  tupleCall,
} from "./calls.ts";
import { aboveRoot, inlinedOffset, RESULTS, slotsOfFrames } from "./exits.ts";
import {
  EXIT_NOTE,
  FUEL_EXIT,
  liveOf,
  NOT_ENTERED,
  RETURNED,
  type Tree,
  type TreeCode,
  treeLists,
} from "./tree.ts";

/** Turns of traces between two looks at the world outside: whoever enters a trace puts them into STATE_BUDGET. */
export const TRACE_BUDGET = 10_000;

/** Makes the executor of a tree as it is now; when the tree grows, make another. */
export function makeExecutor(tree: Tree, renewBudget: () => number): TreeCode {
  // A tree may be under way several times: each time it has registers of its own.
  const activations: Activation[] = [];
  return (fp) => {
    const depth = underWay++;
    activations[depth] ??= new Activation(tree, registersAt(depth), renewBudget);
    const activation = activations[depth] as Activation;
    try {
      return tree.head.kind === "loop" ? activation.runLoop(fp) : activation.runFunction(fp);
    } finally {
      underWay--;
    }
  };
}

/** Traces under way on the host's stack. */
let underWay = 0;
/** Registers by the number of traces below: no two trees share an instruction, and so they may share these. */
const registerFiles: Registers[] = [];
function registersAt(depth: number): Registers {
  registerFiles[depth] ??= new Registers();
  return registerFiles[depth] as Registers;
}

/** Runs an instruction: null, or the exit that it leaves by. */
type Step = () => number | null;

/** A bridge as it is run. How it ends: with slots for the head, with what the function returns, or by leaving. */
interface Continuation {
  readonly steps: readonly Step[];
  readonly slots: readonly Ins[] | null;
  readonly result: Ins | null;
  readonly leave: Snapshot | null;
}

class Activation {
  /** The trace's own frame. */
  private root: Address = 0;
  /** Turns left, of a loop; those of a function are in memory all the time. */
  private budget = 0;
  private readonly preamble: readonly Step[];
  private readonly loop: readonly Step[];
  /** By the exit that they grew from. */
  private readonly bridges: ReadonlyMap<number, Continuation>;
  private readonly carry: () => void;

  constructor(
    private readonly tree: Tree,
    private readonly registers: Registers,
    private readonly renewBudget: () => number,
  ) {
    this.prepareAll();
    const live = liveOf(tree);
    const stepsOf = (list: readonly Ins[]): Step[] =>
      list.filter((ins) => live.has(ins) || isEffect(ins)).map((ins) => this.stepOf(ins));
    this.preamble = stepsOf(tree.root.preamble);
    this.loop = stepsOf(tree.root.loop);
    this.bridges = new Map(
      tree.bridges.map(({ from, body }): [number, Continuation] => [
        from.id,
        { ...body, steps: stepsOf(body.list) },
      ]),
    );
    this.carry = this.mover(tree.root.moves.filter(({ to }) => live.has(to)));
  }

  // ---- registers

  /** Makes registers for all that the tree computes, and puts constants into theirs. */
  private prepareAll(): void {
    const { root, bridges, fuelSnapshot } = this.tree;
    const prepare = (ins: Ins): void => {
      this.registers.reserve(ins.id + 1);
      if (isConst(ins)) evaluate(ins, this.registers);
      if (isBox(ins)) prepare(ins.args[0] as Ins);
    };
    const prepareSnapshot = ({ frames }: Snapshot): void => {
      for (const frame of frames) frameUses(frame).forEach(prepare);
    };
    root.params.forEach(prepare);
    for (const ins of treeLists(this.tree).flat()) {
      prepare(ins);
      ins.args.forEach(prepare);
      if (ins.snapshot !== null) prepareSnapshot(ins.snapshot);
    }
    for (const { from } of root.moves) prepare(from);
    if (root.result !== null) prepare(root.result);
    for (const { body } of bridges) {
      body.slots?.forEach(prepare);
      if (body.result !== null) prepare(body.result);
      if (body.leave !== null) prepareSnapshot(body.leave);
    }
    prepareSnapshot(fuelSnapshot);
  }

  /** Boxes are made where they are needed. */
  private settle(value: Ins): void {
    if (isBox(value)) evaluate(value, this.registers);
  }

  /** Writes a value to a slot. */
  private write(value: Ins, slot: Address): void {
    this.settle(value);
    I32[slot >> 2] = this.registers.lo[value.id] as number;
    I32[(slot >> 2) + 1] = this.registers.hi[value.id] as number;
  }

  private read(slot: Address, { id }: Ins): void {
    this.registers.lo[id] = I32[slot >> 2];
    this.registers.hi[id] = I32[(slot >> 2) + 1];
  }

  private writeSnapshot(snapshot: Snapshot): void {
    const { lo } = this.registers;
    const starts = slotsOfFrames(this.tree.head, snapshot, this.root, ({ id }) => lo[id] as Address);
    snapshot.frames.forEach(({ slots, func }, depth) => {
      const start = starts[depth] as Address;
      if (func !== null) I32[(start - L.FRAME_HEADER + L.FRAME_FUNC) >> 2] = lo[func.id] as number;
      slots.forEach((slot, i) => {
        this.write(slot, start + 8 * i);
      });
    });
  }

  private leave(snapshot: Snapshot): number {
    this.writeSnapshot(snapshot);
    return snapshot.exit;
  }

  // ---- instructions

  private stepOf(ins: Ins): Step {
    const act = this.actionOf(ins);
    const boxes = ins.args.filter(isBox).map((box) => ({ box, compute: computeOf(box.op) }));
    if (boxes.length === 0) return act;
    return () => {
      for (const { box, compute } of boxes) compute(box, this.registers);
      return act();
    };
  }

  private actionOf(ins: Ins): Step {
    const { registers } = this;
    const done =
      (act: () => void): Step =>
      () => {
        act();
        return null;
      };
    if (isComputed(ins.op)) {
      const compute = computeOf(ins.op);
      return () => {
        compute(ins, registers);
        return null;
      };
    }
    switch (ins.op) {
      case "guard":
        return this.guardOf(ins);
      case "store_i32":
      case "store_value":
      case "store_ref":
      case "store_element":
        return done(storeOf(ins, registers));
      case "result_value": {
        const from = ins.imm === 0 ? L.STATE_RESULT : RESULTS + 8 * (ins.imm - 1);
        return done(() => this.read(from, ins));
      }
      case "result_i32":
        return () => {
          registers.lo[ins.id] = I32[L.STATE_RESULT >> 2];
          return null;
        };
      case "frame_value": {
        const [inlined, offset] = ins.words as readonly [number, number];
        return done(() => {
          const frame = inlined === 0 ? this.root : (I32[(this.root + L.FRAME_TOP) >> 2] as number);
          this.read(frame + offset, ins);
        });
      }
      case "call_function":
        return () => this.callFunction(ins);
      case "new_tuple":
        return this.tupleOf(ins);
      case "call":
      case "call_stack":
      case "call_tree":
        return this.callStep(ins);
      default:
        throw new TypeError(`${ins.op} is not for the Tier 2 interpreter`);
    }
  }

  private guardOf(ins: Ins): Step {
    const { registers } = this;
    const snapshot = ins.snapshot as Snapshot;
    const condition = (ins.args[0] as Ins).id;
    const expected = ins.imm;
    if (failsGuards() && !snapshot.decides) {
      return () => (guardFails(ins.id) || registers.lo[condition] !== expected ? this.leave(snapshot) : null);
    }
    return () => (registers.lo[condition] === expected ? null : this.leave(snapshot));
  }

  /** Values go to STATE_ARGS; returns the numbers. */
  private writeArguments(ins: Ins): number[] {
    const numbers: number[] = [];
    let slot = L.STATE_ARGS;
    for (const arg of ins.args) {
      if (arg.type !== "value") numbers.push(this.registers.lo[arg.id] as number);
      else {
        this.write(arg, slot);
        slot += 8;
      }
    }
    return numbers;
  }

  private tupleOf(ins: Ins): Step {
    const make = callOf(ins, this.tree.validity);
    return () => {
      this.writeArguments(ins);
      const tuple = make();
      this.registers.lo[ins.id] = tuple;
      return tuple === 0 ? this.leave(ins.snapshot as Snapshot) : null;
    };
  }

  /** A call leaves by its exit when its status is not 0; those that need frames have written them before. */
  private callStep(ins: Ins): Step {
    const call: RuntimeCall = callOf(ins, this.tree.validity);
    const snapshot = ins.snapshot as Snapshot;
    const exitOf = (status: number): number | null => (status === 0 ? null : snapshot.exit);
    switch (ins.op) {
      case "call_stack":
        return () => {
          this.writeSnapshot(snapshot);
          return exitOf(call());
        };
      case "call_tree":
        return () => {
          this.writeSnapshot(snapshot);
          I32[L.STATE_BUDGET >> 2] = this.budget;
          const status = call(NOT_ENTERED, this.budget);
          this.budget = I32[L.STATE_BUDGET >> 2] as number;
          return exitOf(status);
        };
      default:
        return () => (call(...this.writeArguments(ins)) === 0 ? null : this.leave(snapshot));
    }
  }

  /** The arguments lie where the callee's frame would be. */
  private callFunction(ins: Ins): number | null {
    const { tree } = this;
    const { callee } = ins.call as CallTarget & { kind: "function" };
    const snapshot = ins.snapshot as Snapshot;
    const { frames } = snapshot;
    const frame = aboveRoot(tree.head, this.root) + inlinedOffset(frames, frames.length);
    ins.args.forEach((arg, i) => {
      this.write(arg, frame + L.FRAME_HEADER + 8 * i);
    });
    const isLoop = tree.head.kind === "loop";
    if (isLoop) I32[L.STATE_BUDGET >> 2] = this.budget;
    I32[L.STATE_ROOM >> 2] -= frames.length;
    const exit = callee === null ? (tree.run as TreeCode)(frame) : callee.run(frame);
    I32[L.STATE_ROOM >> 2] += frames.length;
    if (isLoop) this.budget = I32[L.STATE_BUDGET >> 2] as number;
    if (exit === RETURNED) {
      this.read(L.STATE_RESULT, ins);
      return null;
    }
    this.writeSnapshot(snapshot);
    I32[(frame + EXIT_NOTE) >> 2] = exit;
    return snapshot.exit;
  }

  /** Moves values all at once, since they may name each other. */
  private mover(moves: readonly Move[]): () => void {
    const { registers } = this;
    const lo = new Int32Array(moves.length);
    const hi = new Int32Array(moves.length);
    const f64 = new Float64Array(moves.length);
    return () => {
      moves.forEach(({ from }, i) => {
        this.settle(from);
        lo[i] = registers.lo[from.id] as number;
        hi[i] = registers.hi[from.id] as number;
        f64[i] = registers.f64[from.id] as number;
      });
      moves.forEach(({ to }, i) => {
        registers.lo[to.id] = lo[i] as number;
        registers.hi[to.id] = hi[i] as number;
        registers.f64[to.id] = f64[i] as number;
      });
    };
  }

  // ---- running

  /** Runs to the end of a list (null) or until an instruction leaves. */
  private run(steps: readonly Step[]): number | null {
    for (let i = 0; i < steps.length; i++) {
      const exit = (steps[i] as Step)();
      if (exit !== null) return exit;
    }
    return null;
  }

  private begin(fp: Address): void {
    this.root = fp;
    for (const param of this.tree.root.params) this.read(fp + L.FRAME_HEADER + 8 * param.imm, param);
  }

  /** A call takes a turn off the budget. */
  runFunction(fp: Address): number {
    this.begin(fp);
    const left = --I32[L.STATE_BUDGET >> 2];
    if ((left <= 0 || I32[L.STATE_REQUEST >> 2] !== 0) && this.renewBudget() !== 0) {
      this.writeSnapshot(this.tree.fuelSnapshot);
      return FUEL_EXIT;
    }
    let exit = this.run(this.preamble);
    let { result } = this.tree.root;
    while (exit !== null) {
      const bridge = this.bridges.get(exit);
      if (bridge === undefined) return exit;
      exit = this.run(bridge.steps);
      ({ result } = bridge);
      if (exit === null && result === null) exit = this.leave(bridge.leave as Snapshot);
    }
    this.write(result as Ins, L.STATE_RESULT);
    return RETURNED;
  }

  runLoop(fp: Address): number {
    this.budget = I32[L.STATE_BUDGET >> 2] as number;
    this.begin(fp);
    const exit = this.turn();
    I32[L.STATE_BUDGET >> 2] = this.budget;
    return exit;
  }

  /** Turns until the loop is left. */
  private turn(): number {
    for (;;) {
      let exit = this.run(this.preamble);
      while (exit === null) {
        exit = this.run(this.loop);
        if (exit !== null) break;
        this.carry();
        if (this.isSpent()) {
          this.writeSnapshot(this.tree.fuelSnapshot);
          return FUEL_EXIT;
        }
      }
      const left = this.runBridges(exit);
      if (left !== null) return left;
      if (this.isSpent()) {
        for (const param of this.tree.root.params)
          this.write(param, this.root + L.FRAME_HEADER + 8 * param.imm);
        return FUEL_EXIT;
      }
    }
  }

  private isSpent(): boolean {
    return --this.budget <= 0 || I32[L.STATE_REQUEST >> 2] !== 0;
  }

  /** A bridge goes on where an exit leads. Null: it came back to the head, and the loop starts afresh. */
  private runBridges(first: number): number | null {
    for (let exit = first; ; ) {
      const bridge = this.bridges.get(exit);
      if (bridge === undefined) return exit;
      const left = this.run(bridge.steps);
      if (left !== null) exit = left;
      else if (bridge.slots === null) exit = this.leave(bridge.leave as Snapshot);
      else {
        const { params } = this.tree.root;
        this.mover(bridge.slots.map((from, k) => ({ to: params[k] as Ins, from })))();
        return null;
      }
    }
  }
}

/** The call that an instruction stands for, in a tree with this validity word. */
export function callOf(ins: Ins, validity: Address): RuntimeCall {
  if (ins.op === "new_tuple") return tupleCall(ins.args.length);
  const target = ins.call;
  if (target === null || target.kind === "function") throw new TypeError("a call without a runtime function");
  if (target.kind === "runtime") return runtimeCall(target, validity);
  if (target.kind === "native") return nativeCall(target, ins.args.length, validity);
  if (target.kind === "operands") return operandCall(target, ins.args.length, validity);
  if (target.kind === "tree") return treeCall(target, ins.snapshot as Snapshot);
  return stackCall(target, ins.snapshot as Snapshot);
}
