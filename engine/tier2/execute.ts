/**
 * The Tier 2 interpreter: executes the optimised IR of a tree, instruction by instruction.
 *
 * It is the oracle for the optimiser and the JIT, and the slow tier in which a class can watch a trace run; never the
 * measure of anything (CPython leaves its own off for that reason).
 */

import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { frameUses } from "../optimize/passes/peel.ts";
import { evaluate, isComputed, Registers, store } from "../trace/evaluate.ts";
import { type CallTarget, type Ins, isConst, type Snapshot } from "../trace/ir.ts";
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
  type Bridge,
  EXIT_NOTE,
  FUEL_EXIT,
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
  if (tree.head.kind === "loop") return makeActivation(tree, renewBudget);
  // A function may be under way several times: each time it has registers of its own.
  const activations: TreeCode[] = [];
  let depth = 0;
  return (fp) => {
    activations[depth] ??= makeActivation(tree, renewBudget);
    const code = activations[depth++] as TreeCode;
    const exit = code(fp);
    depth--;
    return exit;
  };
}

function makeActivation(tree: Tree, renewBudget: () => number): TreeCode {
  const registers = new Registers();
  const calls = new Map<Ins, RuntimeCall>();
  const handlers = new Map<number, Bridge>();
  for (const bridge of tree.bridges) handlers.set(bridge.from.id, bridge);
  const prepare = (ins: Ins): void => {
    registers.reserve(ins.id + 1);
    if (isConst(ins)) evaluate(ins, registers);
  };
  const all = treeLists(tree).flat();
  for (const ins of [...tree.root.params, ...all]) {
    prepare(ins);
    for (const arg of ins.args) prepareDeep(arg, prepare);
    for (const frame of ins.snapshot?.frames ?? [])
      for (const slot of frameUses(frame)) prepareDeep(slot, prepare);
    const isHosts = ins.call !== null || ins.op === "new_tuple";
    if (isHosts && ins.op !== "call_function") calls.set(ins, callOf(ins, tree.validity));
  }
  for (const move of tree.root.moves) prepareDeep(move.from, prepare);
  for (const { body } of tree.bridges) {
    for (const slot of body.slots ?? []) prepareDeep(slot, prepare);
    if (body.result !== null) prepareDeep(body.result, prepare);
  }
  if (tree.root.result !== null) prepareDeep(tree.root.result, prepare);
  for (const frame of tree.fuelSnapshot.frames) for (const slot of frame.slots) prepareDeep(slot, prepare);

  /** Boxes are made where they are needed. */
  const settle = (value: Ins): void => {
    if (value.op.startsWith("box_") || isConst(value)) evaluate(value, registers);
  };
  let root: Address = 0;
  const writeSnapshot = (snapshot: Snapshot): void => {
    const starts = slotsOfFrames(tree.head, snapshot, root, ({ id }) => registers.lo[id] as Address);
    snapshot.frames.forEach(({ slots, func }, depth) => {
      let at = (starts[depth] as number) >> 2;
      if (func !== null) I32[at + ((L.FRAME_FUNC - L.FRAME_HEADER) >> 2)] = registers.lo[func.id];
      for (const slot of slots) {
        settle(slot);
        I32[at++] = registers.lo[slot.id];
        I32[at++] = registers.hi[slot.id];
      }
    });
  };

  /** Runs a list; returns the exit taken, or null at its end. */
  const runList = (list: readonly Ins[]): number | null => {
    for (const ins of list) {
      for (const arg of ins.args) settle(arg);
      if (isComputed(ins.op)) {
        evaluate(ins, registers);
        continue;
      }
      switch (ins.op) {
        case "guard":
          if (registers.lo[(ins.args[0] as Ins).id] !== ins.imm) {
            writeSnapshot(ins.snapshot as Snapshot);
            return (ins.snapshot as Snapshot).exit;
          }
          break;
        case "store_i32":
        case "store_value":
        case "store_ref":
        case "store_element":
          store(ins, registers);
          break;
        case "call":
        case "call_stack":
        case "call_tree":
          if (!runCall(ins)) return (ins.snapshot as Snapshot).exit;
          break;
        case "new_tuple":
          writeArguments(ins);
          registers.lo[ins.id] = (calls.get(ins) as RuntimeCall)();
          if (registers.lo[ins.id] === 0) {
            writeSnapshot(ins.snapshot as Snapshot);
            return (ins.snapshot as Snapshot).exit;
          }
          break;
        case "call_function":
          if (!callFunction(ins)) return (ins.snapshot as Snapshot).exit;
          break;
        case "result_value": {
          const from = ins.imm === 0 ? L.STATE_RESULT : RESULTS + 8 * (ins.imm - 1);
          registers.lo[ins.id] = I32[from >> 2];
          registers.hi[ins.id] = I32[(from >> 2) + 1];
          break;
        }
        case "frame_value": {
          const [inlined, offset] = ins.words as readonly [number, number];
          const at = ((inlined === 0 ? root : I32[(root + L.FRAME_TOP) >> 2]) + offset) >> 2;
          registers.lo[ins.id] = I32[at];
          registers.hi[ins.id] = I32[at + 1];
          break;
        }
        case "result_i32":
          registers.lo[ins.id] = I32[L.STATE_RESULT >> 2];
      }
    }
    return null;
  };

  /** Values go to STATE_ARGS; returns the numbers. */
  const writeArguments = (ins: Ins): number[] => {
    const numbers: number[] = [];
    let at = L.STATE_ARGS >> 2;
    for (const arg of ins.args) {
      if (arg.type !== "value") numbers.push(registers.lo[arg.id]);
      else {
        I32[at++] = registers.lo[arg.id];
        I32[at++] = registers.hi[arg.id];
      }
    }
    return numbers;
  };

  const runCall = (ins: Ins): boolean => {
    const call = calls.get(ins) as RuntimeCall;
    const snapshot = ins.snapshot as Snapshot;
    if (ins.op === "call_stack") {
      writeSnapshot(snapshot);
      return call() === 0;
    }
    if (ins.op === "call_tree") {
      writeSnapshot(snapshot);
      I32[L.STATE_BUDGET >> 2] = budget;
      const status = call(NOT_ENTERED, budget);
      budget = I32[L.STATE_BUDGET >> 2];
      return status === 0;
    }
    if (call(...writeArguments(ins)) === 0) return true;
    writeSnapshot(snapshot);
    return false;
  };

  /** The arguments lie where the callee's frame would be. */
  const callFunction = (ins: Ins): boolean => {
    const { callee } = ins.call as CallTarget & { kind: "function" };
    const { frames } = ins.snapshot as Snapshot;
    const frame = aboveRoot(tree.head, root) + inlinedOffset(frames, frames.length);
    ins.args.forEach((arg, i) => {
      const at = (frame + L.FRAME_HEADER + 8 * i) >> 2;
      I32[at] = registers.lo[arg.id];
      I32[at + 1] = registers.hi[arg.id];
    });
    const isLoop = tree.head.kind === "loop";
    if (isLoop) I32[L.STATE_BUDGET >> 2] = budget;
    I32[L.STATE_ROOM >> 2] -= frames.length;
    const exit = callee === null ? (tree.run as TreeCode)(frame) : callee.run(frame);
    I32[L.STATE_ROOM >> 2] += frames.length;
    if (isLoop) budget = I32[L.STATE_BUDGET >> 2];
    if (exit !== RETURNED) {
      writeSnapshot(ins.snapshot as Snapshot);
      I32[(frame + EXIT_NOTE) >> 2] = exit;
      return false;
    }
    registers.lo[ins.id] = I32[L.STATE_RESULT >> 2];
    registers.hi[ins.id] = I32[(L.STATE_RESULT >> 2) + 1];
    return true;
  };

  const temps = tree.root.moves.map((_, i) => i);
  const moveLo = new Int32Array(temps.length);
  const moveHi = new Int32Array(temps.length);
  const moveF = new Float64Array(temps.length);
  const carry = (): void => {
    tree.root.moves.forEach(({ from }, i) => {
      settle(from);
      moveLo[i] = registers.lo[from.id];
      moveHi[i] = registers.hi[from.id];
      moveF[i] = registers.f64[from.id];
    });
    tree.root.moves.forEach(({ to }, i) => {
      registers.lo[to.id] = moveLo[i] as number;
      registers.hi[to.id] = moveHi[i] as number;
      registers.f64[to.id] = moveF[i] as number;
    });
  };

  const begin = (fp: Address): void => {
    root = fp;
    for (const param of tree.root.params) {
      const at = (fp + L.FRAME_HEADER + 8 * param.imm) >> 2;
      registers.lo[param.id] = I32[at];
      registers.hi[param.id] = I32[at + 1];
    }
  };

  /** A call takes a turn off the budget, which for functions is in memory all the time. */
  const runFunction = (fp: Address): number => {
    begin(fp);
    const left = --I32[L.STATE_BUDGET >> 2];
    if ((left <= 0 || I32[L.STATE_REQUEST >> 2] !== 0) && renewBudget() !== 0) {
      writeSnapshot(tree.fuelSnapshot);
      return FUEL_EXIT;
    }
    let exit = runList(tree.root.preamble);
    let { result } = tree.root;
    while (exit !== null) {
      const bridge = handlers.get(exit);
      if (bridge === undefined) return exit;
      exit = runList(bridge.body.list);
      ({ result } = bridge.body);
      if (exit !== null || result !== null) continue;
      const leave = bridge.body.leave as Snapshot;
      writeSnapshot(leave);
      exit = leave.exit;
    }
    const value = result as Ins;
    settle(value);
    I32[L.STATE_RESULT >> 2] = registers.lo[value.id];
    I32[(L.STATE_RESULT >> 2) + 1] = registers.hi[value.id];
    return RETURNED;
  };

  let budget = 0;
  const runLoop = (fp: Address): number => {
    budget = I32[L.STATE_BUDGET >> 2];
    begin(fp);
    for (;;) {
      let exit = runList(tree.root.preamble);
      while (exit === null) {
        exit = runList(tree.root.loop);
        if (exit !== null) break;
        carry();
        if (--budget === 0 || I32[L.STATE_REQUEST >> 2] !== 0) {
          I32[L.STATE_BUDGET >> 2] = budget;
          writeSnapshot(tree.fuelSnapshot);
          return FUEL_EXIT;
        }
      }
      // A bridge goes on where the exit leads; at its end the loop starts afresh.
      for (;;) {
        const bridge = handlers.get(exit);
        if (bridge === undefined) {
          I32[L.STATE_BUDGET >> 2] = budget;
          return exit;
        }
        const next = runList(bridge.body.list);
        if (next !== null) {
          exit = next;
          continue;
        }
        if (bridge.body.slots === null) {
          const leave = bridge.body.leave as Snapshot;
          writeSnapshot(leave);
          exit = leave.exit;
          continue;
        }
        restart(bridge.body.slots);
        break;
      }
      if (--budget <= 0 || I32[L.STATE_REQUEST >> 2] !== 0) {
        I32[L.STATE_BUDGET >> 2] = budget;
        writeParams();
        return FUEL_EXIT;
      }
    }
  };
  return tree.head.kind === "loop" ? runLoop : runFunction;

  /** The slots become the root's parameters, all at once. */
  function restart(slots: readonly Ins[]): void {
    const lo = slots.map((slot) => (settle(slot), registers.lo[slot.id]));
    const hi = slots.map((slot) => registers.hi[slot.id]);
    tree.root.params.forEach((param, k) => {
      registers.lo[param.id] = lo[k] as number;
      registers.hi[param.id] = hi[k] as number;
    });
  }
  function writeParams(): void {
    tree.root.params.forEach((param, k) => {
      const at = (root + L.FRAME_HEADER + 8 * k) >> 2;
      I32[at] = registers.lo[param.id];
      I32[at + 1] = registers.hi[param.id];
    });
  }
}

function prepareDeep(ins: Ins, prepare: (ins: Ins) => void): void {
  prepare(ins);
  if (ins.op.startsWith("box_")) for (const arg of ins.args) prepareDeep(arg, prepare);
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
