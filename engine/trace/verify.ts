/**
 * The verifier of trace IR: what must hold of a list of instructions, whoever made it (the recorder, a pass, the peeler).
 *
 *     order      an operand is computed before it is used; a box is there as soon as what is in it is
 *     types      operands are as the table of operations says, those of calls as their target takes them
 *     effects    nothing stores to what is written only once; a result is read right behind its call
 *     exits      whatever may leave has a snapshot, nothing else has; checks share an exit only where nothing happens between
 *     snapshots  every frame has all its locals and no more stack than its code; it goes on at an instruction
 *
 * A violation is a bug of the engine, and says which instruction, after what, and why. It costs more than the optimiser itself:
 * tests always verify, others when they ask for it (`verify` of the engine's options).
 */
import { EngineBug } from "../base/assert.ts";
import { cacheUnits, Op, pushedBy } from "../bytecode/instructions.ts";
import { runtimeFunctions } from "../bytecode/runtime.ts";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { familyHead } from "../interp/specialize.ts";
import {
  type CallTarget,
  type FrameState,
  type Ins,
  type IrOp,
  type IrType,
  irOps,
  isBox,
  isConst,
  type Snapshot,
} from "./ir.ts";
import { printIns, printOperand } from "./print.ts";

/** Whether IR is verified wherever it is made. */
export const verification = { isOn: false };

const TYPES: Readonly<Record<string, IrType>> = {
  i: "i32",
  l: "i64",
  f: "f64",
  b: "bool",
  r: "ref",
  v: "value",
};

/** Kinds of target that the operations which call may have. */
const TARGETS: { readonly [Op in IrOp]?: readonly CallTarget["kind"][] } = {
  call: ["runtime", "native", "operands"],
  call_stack: ["stack"],
  call_tree: ["tree"],
  call_function: ["function"],
};

/** Alias classes that no trace stores to: their words are written when an object is made. */
const WRITTEN_ONCE: ReadonlySet<string> = new Set(["header", "str", "tuple", "method"]);

const leaves = ({ op }: Ins): boolean => op === "guard" || op === "new_tuple" || TARGETS[op] !== undefined;
const changes = ({ op }: Ins): boolean => irOps[op].class === "store" || TARGETS[op] !== undefined;

/** Goes through instructions in their order, and throws EngineBug at the first that is wrong. */
export class IrVerifier {
  private readonly computed: Set<Ins>;
  /** The call whose result can be read now. */
  private call: Ins | null = null;
  /** Number of changes of memory so far, and what it was when an exit was first used. */
  private changes = 0;
  private readonly exits = new Map<number, { readonly snapshot: Snapshot; readonly changes: number }>();

  /**
   * `stage`: what has made the instructions. `given`: values that are there before the first; `mayUse`: further values, of a
   * bridge's parent.
   */
  constructor(
    private readonly stage: string,
    given: Iterable<Ins>,
    private readonly mayUse: (one: Ins) => boolean = () => false,
  ) {
    this.computed = new Set(given);
  }

  checkAll(list: readonly Ins[]): void {
    for (const ins of list) this.check(ins);
  }

  check(ins: Ins): void {
    this.checkOperands(ins);
    this.checkFields(ins);
    this.checkResult(ins);
    if (ins.snapshot !== null) this.checkExit(ins, ins.snapshot);
    if (TARGETS[ins.op] !== undefined) this.call = ins;
    if (changes(ins)) this.changes++;
    if (this.computed.has(ins)) this.fail(ins, "it stands there twice");
    this.computed.add(ins);
  }

  /** What is true of a value that is needed at this point: a slot, a move, a result. */
  checkValue(ins: Ins, type: IrType, what: string): void {
    if (ins.type !== type) this.fail(ins, `${what} is a ${type}, and this a ${ins.type}`);
    if (!this.isThere(ins)) this.fail(ins, `${what} is not computed before`);
  }

  /** A snapshot that belongs to no instruction: where a trace ends. */
  checkEnd(snapshot: Snapshot, at: Ins | null): void {
    for (const [depth, frame] of snapshot.frames.entries()) this.checkFrame(at, frame, depth);
  }

  fail(ins: Ins | null, why: string): never {
    throw new EngineBug(
      `the IR is wrong after ${this.stage}: ${ins === null ? "" : `${printIns(ins)}: `}${why}`,
    );
  }

  private isThere(one: Ins): boolean {
    if (isConst(one) || this.computed.has(one) || this.mayUse(one)) return true;
    return isBox(one) && this.isThere(one.args[0] as Ins);
  }

  // ---- operands

  private checkOperands(ins: Ins): void {
    const { takes } = irOps[ins.op];
    if (takes !== "*") {
      if (ins.args.length !== takes.length) this.fail(ins, `it takes ${takes.length} operands`);
      ins.args.forEach((arg, k) => {
        const type = TYPES[takes[k] as string] as IrType;
        if (arg.type !== type) this.fail(ins, `${printOperand(arg)} is a ${arg.type}, not a ${type}`);
      });
    } else this.checkArguments(ins);
    for (const arg of ins.args) {
      if (!this.isThere(arg)) this.fail(ins, `${printOperand(arg)} is not computed before`);
    }
  }

  private checkArguments(ins: Ins): void {
    const { call } = ins;
    const takes = call?.kind === "runtime" ? runtimeFunctions[call.fn].takes : "v".repeat(ins.args.length);
    if (takes.length !== ins.args.length) this.fail(ins, `it takes ${takes.length} operands`);
    ins.args.forEach(({ type }, k) => {
      const fits = takes[k] === "v" ? type === "value" : type === "i32" || type === "ref";
      if (!fits) this.fail(ins, `operand ${k} is a ${type}, not a ${takes[k] === "v" ? "value" : "number"}`);
    });
  }

  private checkFields(ins: Ins): void {
    const { class: cls, type } = irOps[ins.op];
    if (ins.type !== type) this.fail(ins, `its type is ${ins.type}`);
    const isMemory = cls === "load" || cls === "store";
    if (isMemory !== (ins.alias !== null))
      this.fail(ins, "loads and stores, and only they, name an alias class");
    if (cls === "store" && WRITTEN_ONCE.has(ins.alias as string))
      this.fail(ins, `what is in "${ins.alias}" is written only once`);
    if (ins.op === "guard" && ins.imm !== 0 && ins.imm !== 1) this.fail(ins, "it expects neither truth");
    if ((ins.op === "const_value" || ins.op === "frame_value") !== (ins.words !== null))
      this.fail(ins, "words belong to boxed constants and to values of frames");
    const kinds = TARGETS[ins.op];
    if ((kinds !== undefined) !== (ins.call !== null)) this.fail(ins, "calls, and only they, have a target");
    if (kinds !== undefined && !kinds.includes((ins.call as CallTarget).kind))
      this.fail(ins, `its target is of the kind "${ins.call?.kind}"`);
    if (leaves(ins) !== (ins.snapshot !== null))
      this.fail(ins, "what may leave, and only that, has a snapshot");
  }

  /** Results lie in one place, until the next call. */
  private checkResult(ins: Ins): void {
    const target = this.call?.call ?? null;
    const fits = (): boolean => {
      switch (ins.op) {
        case "result_i32":
          return target?.kind === "runtime" && runtimeFunctions[target.fn].gives === "i32";
        case "frame_value":
          return target?.kind === "tree";
        case "result_value":
          if (ins.imm > 0) return ins.imm <= resultsOf(target);
          return (
            target?.kind === "native" ||
            (target?.kind === "runtime" && runtimeFunctions[target.fn].gives === "value")
          );
        default:
          return true;
      }
    };
    if (!fits()) this.fail(ins, "the call before gives no such result");
  }

  // ---- exits

  private checkExit(ins: Ins, snapshot: Snapshot): void {
    const { exit, frames, raises, forks, decides } = snapshot;
    if (raises && ins.op === "guard") this.fail(ins, "a guard does not raise");
    if (decides && !(forks && ins.op === "guard")) this.fail(ins, "only a fork decides");
    const known = this.exits.get(exit);
    if (known === undefined) {
      frames.forEach((frame, depth) => {
        this.checkFrame(ins, frame, depth);
      });
      this.exits.set(exit, { snapshot, changes: this.changes });
      return;
    }
    if (ins.op !== "guard" || forks) this.fail(ins, `exit ${exit} is not its own`);
    if (known.snapshot.frames !== frames) this.fail(ins, `exit ${exit} has two states`);
    if (known.changes !== this.changes) this.fail(ins, `memory has changed since exit ${exit}`);
  }

  private checkFrame(ins: Ins | null, frame: FrameState, depth: number): void {
    const { code, func, generator, slots, locals } = frame;
    const where = `frame ${depth} of its snapshot`;
    if (depth === 0 ? func !== null || generator !== null : (func === null) === (generator === null))
      this.fail(ins, `${where} is that of ${depth === 0 ? "the trace itself" : "a function or a generator"}`);
    for (const one of [func, generator]) {
      if (one === null) continue;
      if (one.type !== "ref" || !this.isThere(one))
        this.fail(ins, `${where}: ${printOperand(one)} is no object`);
    }
    if (slots.length < locals) this.fail(ins, `${where} lacks a local`);
    for (const slot of slots) {
      if (slot.type !== "value") this.fail(ins, `${where}: ${printOperand(slot)} is a ${slot.type}`);
      if (!this.isThere(slot)) this.fail(ins, `${where}: ${printOperand(slot)} is not computed before`);
    }
    // Recordings from text have no code.
    if (code === 0) return;
    if (L.FRAME_HEADER + 8 * slots.length > I32[(code + L.CODE_FRAME_BYTES) >> 2])
      this.fail(ins, `${where} has more stack than its code`);
    for (const unit of [frame.unit, frame.lasti]) {
      if (!isInstruction(code, unit)) this.fail(ins, `${where}: at ${unit} is no instruction`);
    }
  }
}

/** Values that a call over the value stack, or over operands, leaves. */
function resultsOf(target: CallTarget | null): number {
  if (target?.kind === "operands") return target.pushes;
  if (target?.kind !== "stack") return 0;
  return target.opcode === Op.RETURN_GENERATOR ? 1 : pushedBy(target.opcode, target.arg);
}

/** Whether an instruction (its prefixes count to it) begins at a unit of a code object, rather than a cache. */
function isInstruction(code: Address, wanted: number): boolean {
  const units = I32[(code + L.CODE_UNITS) >> 2] >> 1;
  let unit = 0;
  while (unit < wanted) {
    const opcode = U16[units + unit] & 255;
    // A jump that enters a trace has the cache of the jump.
    unit += 1 + cacheUnits(opcode === Op.ENTER_EXECUTOR ? Op.JUMP_BACKWARD : familyHead(opcode));
  }
  return unit === wanted;
}

/** A frame as the recorder sees it. */
interface SeenFrame {
  readonly code: Address;
  readonly address: Address;
  readonly slots: readonly Ins[];
}

/** What a value is at this moment: its words. */
type Concrete = (one: Ins) => { readonly lo: number; readonly hi: number };

/**
 * Whether the recorder's frames are those that Tier 1 has: as many slots, and in each the value that Tier 1 has there. So every
 * snapshot is complete, and every result what the program has computed.
 */
export function verifyState(frames: readonly SeenFrame[], concrete: Concrete): void {
  for (const [depth, { address, slots, code }] of frames.entries()) {
    const fail = (why: string): never => {
      const unit = (I32[(address + L.FRAME_PC) >> 2] - I32[(code + L.CODE_UNITS) >> 2]) >> 1;
      throw new EngineBug(`the recording has lost Tier 1: frame ${depth}, before unit ${unit}: ${why}`);
    };
    const count = (I32[(address + L.FRAME_SP) >> 2] - address - L.FRAME_HEADER) >> 3;
    if (depth === frames.length - 1 && count !== slots.length)
      fail(`${slots.length} slots are recorded, ${count} are there`);
    slots.forEach((slot, i) => {
      // Numbers of 64 bits exist between the instructions of a chain only.
      if (slot.type !== "value") return;
      const { lo, hi } = concrete(slot);
      const at = (address + L.FRAME_HEADER + 8 * i) >> 2;
      const [wantedLo, wantedHi] = [I32[at], I32[at + 1]];
      if (lo !== wantedLo || hi !== wantedHi)
        fail(`slot ${i} is ${printOperand(slot)}, ${hi}:${lo}, and in memory ${wantedHi}:${wantedLo}`);
    });
  }
}
