/**
 * The recorder: the abstract machine that builds trace IR while the program runs.
 *
 * It goes ahead of Tier 1 by one instruction: it runs the bodies of the instruction that comes next against itself, which
 * appends IR and computes every node from the program's present state, then lets Tier 1 execute the instruction. So it
 * knows which way each branch goes and whether each guard holds. A guard that does not hold now means that the
 * specialised member would miss: the instruction is specialised afresh and recorded again, or recorded as a call of
 * its general form.
 *
 * What is recorded is plain: every check, every box. Making it good is the optimiser's work (optimize/).
 *
 * Inlined frames exist only here; in the trace they are rebuilt by side exits from snapshots.
 */

import { assert } from "../base/assert.ts";
import { failsGuards } from "../base/stress.ts";
import { tuning } from "../base/tuning.ts";
import {
  BinaryOperator,
  CodeFlag,
  cacheUnits,
  familyOf,
  Op,
  poppedBy,
  pushedBy,
} from "../bytecode/instructions.ts";
import type { AliasClass, Bool, F64, I32 as I32Node, Machine, Ref, Value } from "../bytecode/machine.ts";
import { type Kills, type RuntimeName, runtimeFunctions } from "../bytecode/runtime.ts";
import {
  type CacheField,
  type Instruction,
  instructions,
  ownInstructions,
  type Step,
  stepList,
  stepRange,
  stepTuple,
  type UopName,
  uops,
} from "../bytecode/uops.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { shapeAt, shapeToken, shapeWith } from "../heap/shapes.ts";
import { jsString } from "../heap/strings.ts";
import { isUnbound, typeOfTag } from "../heap/values.ts";
import { builtins } from "../interp/builtins.ts";
import { PythonForbidden, pythonRuns } from "../interp/gate.ts";
import { opname } from "../interp/opnames.ts";
import { pythonInit } from "../interp/python_init.ts";
import { resumption } from "../interp/resumption.ts";
import {
  Finish,
  finishOf,
  operandsOf,
  planNative,
  plannedForm,
  planSpecial,
  specialFlags,
} from "../interp/special_frames.ts";
import { familyHead, specialize } from "../interp/specialize.ts";
import { compareStrings, dictHas, setHas } from "../interp/support.ts";
import { twinOf } from "../interp/twins.ts";
import { dictFindIndex, dictFindPlain, UNDECIDED } from "../objects/dict.ts";
import { setFindPlain } from "../objects/set.ts";
import { isSubtype, typeVersion } from "../objects/type.ts";
import { nativeConstructor } from "../runtime/call.ts";
import { unitAddress, unitIndex } from "../runtime/codes.ts";
import { currentFrame, framesBytes } from "../runtime/frames.ts";
import { isIteratorType } from "../runtime/iterate.ts";
import { isNative, type NativeFunction, nativeOf, takesAsTheyAre } from "../runtime/native.ts";
import { plainOperator } from "../runtime/number.ts";
import { markTemps, releaseTemps } from "../runtime/state.ts";
import { abortReasons, RecordingAborted } from "./aborts.ts";
import { evaluate, isComputed, Registers } from "./evaluate.ts";
import {
  type CalledFunction,
  type CallTarget,
  type FrameState,
  frameUses,
  type InnerTree,
  type Ins,
  type InsFields,
  type IrOp,
  insideBox,
  isConst,
  makeIns,
  type Origin,
  type Snapshot,
} from "./ir.ts";
import { kernelForm } from "./kernel_forms.ts";
import { calmOperands, isCalmNative, nativeKills, operandKills } from "./natives.ts";
import { IrVerifier, verification, verifyState } from "./verify.ts";
import { immediate, isPastWord, type Known, planChain, wideResult } from "./wide.ts";

/** What a trace takes for granted; when it changes the trace is dropped. */
export interface Dependencies {
  readonly types: Set<Address>;
  /** Values of globals taken as constants: dict, name, words. */
  readonly globals: {
    readonly dict: Address;
    readonly name: Address;
    readonly lo: number;
    readonly hi: number;
  }[];
  /** Names of modules that the trace stores to. */
  readonly stored: { readonly dict: Address; readonly name: Address }[];
  /** Objects named in the code, to be kept alive. */
  readonly objects: Set<Address>;
  /** Numbers of the trees that it calls. */
  readonly trees: Set<number>;
}

export interface RecordedUop {
  readonly name: string;
  readonly arg: number;
  readonly code: Address;
  readonly unit: number;
  readonly depth: number;
}

export type RecordedEnding =
  /** Came round to the head: the root frame's slots then. */
  | { readonly kind: "head"; readonly slots: readonly Ins[]; readonly snapshot: Snapshot }
  /** The function whose trace this is returns. */
  | { readonly kind: "return"; readonly value: Ins; readonly snapshot: Snapshot }
  /** Leaves to Tier 1 here. */
  | { readonly kind: "exit"; readonly snapshot: Snapshot };

/** Where a tree begins: at the head of a loop, or behind a function's RESUME. */
export interface TraceHead {
  readonly kind: "loop" | "function";
  readonly code: Address;
  readonly unit: number;
}

export interface Recording {
  readonly list: readonly Ins[];
  readonly params: readonly Ins[];
  readonly uops: readonly RecordedUop[];
  readonly ending: RecordedEnding;
  readonly dependencies: Dependencies;
  /** Deepest inlining, in frames, and bytes that inlined frames may need. */
  readonly depth: number;
  readonly frameBytes: number;
  /** Calls into the runtime, against everything recorded. */
  readonly heavyCalls: number;
}

/** Where a key is in a table. */
interface Found {
  readonly at: Ref;
  /** Whether it is there. */
  readonly found: Ins;
  /** It is there now. */
  readonly isThere: boolean;
}

/** Not an ending: an inner loop that has a trace begins here; it is run, and recording goes on after it. */
export interface InnerLoop {
  readonly kind: "inner";
  readonly inner: InnerTree;
}

/** Not an ending: a function that has a trace is called; it is run to its return, and recording goes on after it. */
export interface FunctionCall {
  readonly kind: "function";
}

/** Not an ending: the jump back of a loop that has a trace was recorded and made; Tier 1 does not take this step. */
export interface Jump {
  readonly kind: "jumped";
}

/** What a recording has to know of the traces that exist. */
export interface OtherTraces {
  /** Whether a trace starts at a code unit's address. */
  isHead(unit: Address): boolean;
  /** The trace that starts at a code unit's address, if this recording may call it. */
  innerAt(unit: Address): InnerTree | null;
  /** The trace of a function of the same module, if there is one. */
  functionOf(func: Address): CalledFunction | null;
  /** Asks for a trace of a function that calls itself. */
  wantFunction(code: Address): void;
  /** Whether a trace takes the value of this name of a module for constant. */
  isConstant(dict: Address, name: Address): boolean;
  /** Whether a trace stores to this name of a module, unseen by the dict's watcher. */
  isStored(dict: Address, name: Address): boolean;
}

interface AbstractFrame {
  readonly code: Address;
  /** Null for the trace's own frame and a generator's. */
  readonly func: Ins | null;
  /** Where the frame really lies now. */
  readonly address: Address;
  readonly locals: number;
  slots: Ins[];
  /** Unit to go on with when the callee returns. */
  resume: number;
  lasti: number;
  readonly flags: number;
  /** The generator that the frame belongs to, when it was resumed by the trace. */
  readonly generator: Ins | null;
  /** Where it was noted in memory that the generator is running; -1: nowhere yet. */
  runsSince: number;
}

/** A guard did not hold: Tier 1 would miss. Never leaves this file. */
class GuardMissed extends Error {}
const MISSED = new GuardMissed("guard missed");
/** Thrown by `exhaustedIf`: the rest of the body does not run. */
const EXHAUSTED = new GuardMissed("exhausted");

const node = (ins: Ins): never => ins as never;
const ins = (n: unknown): Ins => n as Ins;

/** Natives that look at the running frame, or wait: they need every frame in memory, or cannot run from a trace at all. */
const FRAME_SENSITIVE = new Set([
  "locals",
  "globals",
  "vars",
  "dir",
  "super",
  "exec",
  "eval",
  "compile",
  "__import__",
  "__build_class__",
  "_getframe",
  "print_exc",
]);
const WAITING = new Set(["input", "sleep"]);

/** Iterators that a `zip` steps within a trace. */
const ZIP_LIMIT = 4;
/** First slot of a generator's frame, from its address. */
const GENERATOR_SLOTS = L.GEN_FRAME + L.FRAME_HEADER;
/** Slots of all frames at an exit. */
export const EXIT_SLOTS = 400;
const INNER_TURNS = 4;

export class Recorder implements Machine {
  readonly r = new Registers();
  private list: Ins[] = [];
  private readonly params: Ins[] = [];
  private readonly uopList: RecordedUop[] = [];
  private readonly literals = new Map<string, Ins>();
  private readonly dependencies: Dependencies = {
    types: new Set(),
    globals: [],
    stored: [],
    objects: new Set(),
    trees: new Set(),
  };
  private frames: AbstractFrame[];
  private origin: Origin = { code: 0, unit: 0, uop: 0 };
  private opcode = 0;
  private argument = 0;
  /** Unit of the first cache entry of the instruction. */
  private cacheAt = 0;
  /** Unit after the instruction and its cache. */
  private after = 0;
  private pushed: Ins[] = [];
  private jump: number | null = null;
  /** Slots of results that exist only after Tier 1 has run the instruction. */
  private pending: { readonly ins: Ins; readonly depthFromTop: number }[] = [];
  private exits: number;
  private turns = new Map<number, number>();
  private depth = 0;
  private frameBytes = 0;
  private heavyCalls = 0;
  private started = false;
  /** A loop goes on here, or is about to end, rather than begins. */
  private cameBack = false;
  /** The present instruction calls a function that has a trace. */
  private calling = false;
  /** The present instruction stands for a jump, which Tier 1 must not take since it would enter a trace. */
  private jumps = false;

  /** Uops recorded so far. */
  get length(): number {
    return this.uopList.length;
  }

  /** For a root trace `start` is null; for a bridge, the state at the exit, whose frames lie in memory. */
  constructor(
    private readonly head: TraceHead,
    private readonly start: Snapshot | null,
    firstExit: number,
    /** Cell that is nonzero once the tree was invalidated. */
    private readonly validity: Address,
    private readonly others: OtherTraces,
  ) {
    this.exits = firstExit;
    const top = currentFrame();
    if (start === null) {
      const { code, unit } = head;
      const locals = I32[(code + L.CODE_LOCALS) >> 2];
      const given = head.kind === "function" ? I32[(code + L.CODE_EXACT_ARGS) >> 2] : EXIT_SLOTS;
      const count = (I32[(top + L.FRAME_SP) >> 2] - top - L.FRAME_HEADER) >> 3;
      if (count > EXIT_SLOTS) throw new RecordingAborted("state");
      this.origin = { code, unit, uop: -1 };
      const slots: Ins[] = [];
      for (let i = 0; i < count; i++) {
        if (i >= given) {
          slots.push(ins(this.unbound()));
          continue;
        }
        const param = makeIns("param", [], this.origin, "recorded", { imm: i });
        this.setConcrete(param, top + L.FRAME_HEADER + 8 * i);
        this.params.push(param);
        slots.push(param);
      }
      const place = { code, func: null, address: top, locals, resume: unit, lasti: unit };
      this.frames = [{ ...place, slots, flags: 0, generator: null, runsSince: -1 }];
    } else {
      this.frames = this.framesFrom(start, top);
    }
    this.depth = this.frames.length - 1;
  }

  /** The frames that a side exit left in memory, with the parent's instructions as their contents. */
  private framesFrom(start: Snapshot, top: Address): AbstractFrame[] {
    const addresses: Address[] = [];
    for (let frame = top, i = 0; i < start.frames.length; i++) {
      addresses.unshift(frame);
      frame = I32[(frame + L.FRAME_PREVIOUS) >> 2];
    }
    return start.frames.map((state, i): AbstractFrame => {
      const address = addresses[i] as Address;
      state.slots.forEach((slot, k) => this.setConcrete(slot, address + L.FRAME_HEADER + 8 * k));
      if (state.generator !== null) this.setAddress(state.generator, address - L.GEN_FRAME);
      if (state.func !== null) this.setAddress(state.func, I32[(address + L.FRAME_FUNC) >> 2]);
      return {
        code: state.code,
        func: state.func,
        address,
        locals: state.locals,
        slots: [...state.slots],
        resume: state.unit,
        lasti: state.lasti,
        flags: state.flags,
        generator: state.generator,
        // A side exit has resumed it.
        runsSince: state.generator === null ? -1 : 0,
      };
    });
  }

  private setAddress(target: Ins, address: Address): void {
    this.r.reserve(target.id + 1);
    this.r.lo[target.id] = address;
  }

  private setConcrete(target: Ins, slot: Slot): void {
    this.r.reserve(target.id + 1);
    this.r.lo[target.id] = I32[slot >> 2];
    this.r.hi[target.id] = I32[(slot >> 2) + 1];
    // A box seen from a snapshot: what is inside has the same bits.
    const inner = target.args[0];
    if (inner !== undefined && target.op.startsWith("box_")) {
      this.r.reserve(inner.id + 1);
      this.r.lo[inner.id] = this.r.lo[target.id];
    }
  }

  /** Whether the instruction to come is in a function that the trace calls. */
  get isInlining(): boolean {
    return this.frames.length > 1;
  }

  private get frame(): AbstractFrame {
    return this.frames[this.frames.length - 1] as AbstractFrame;
  }

  // ---- driving

  /**
   * Records the instruction that Tier 1 runs next. Returns the ending if the trace is complete before it, else null.
   * Throws RecordingAborted.
   */
  next(): RecordedEnding | InnerLoop | FunctionCall | Jump | null {
    const top = this.frame;
    if (currentFrame() !== top.address) throw new RecordingAborted("lostTrack");
    this.settlePending();
    // In place of a slice object that is never made something else stands for a moment.
    if (verification.isOn && this.sliced === null) verifyState(this.frames, (one) => this.concrete(one));
    const code = top.code;
    let unit = unitIndex(code, I32[(top.address + L.FRAME_PC) >> 2]);
    const start = unit;
    if (this.started && this.isAtHead(code, unit)) return this.comeRound();
    const { cameBack } = this;
    this.cameBack = false;
    if (this.started && !cameBack) {
      const inner = this.mayMakeFrames ? this.others.innerAt(unitAddress(code, unit)) : null;
      if (inner !== null) {
        this.begin(code, unit, unit, 0, 0);
        return { kind: "inner", inner };
      }
    }
    // The head of this trace in a frame above: another run of it, which goes on by itself.
    const isAgain = this.isHeadOf(code, unit);
    const takenOver = this.start !== null && (isAgain || top.generator === null);
    if (this.started && takenOver && this.others.isHead(unitAddress(code, unit))) {
      // A bridge leaves where another trace takes over.
      this.begin(code, unit, unit, 0, 0);
      return { kind: "exit", snapshot: this.snapshot("another trace takes over") };
    }
    this.started = true;
    if (this.list.length > tuning.traceLengthLimit) throw new RecordingAborted("tooLong");
    const units = I32[(code + L.CODE_UNITS) >> 2] >> 1;
    let argument = 0;
    let word = U16[units + unit];
    while ((word & 255) === Op.EXTENDED_ARG) {
      argument = (argument | (word >> 8)) << 8;
      word = U16[units + ++unit];
    }
    this.begin(code, start, unit, word & 255, argument | (word >> 8));
    const ending = this.recordInstruction(units + unit);
    if (this.calling) return { kind: "function" };
    if (!this.jumps) return ending;
    I32[(top.address + L.FRAME_PC) >> 2] = unitAddress(code, top.resume);
    return { kind: "jumped" };
  }

  /** Whether the frames can be made real for something that is called, and be taken away again. */
  private get mayMakeFrames(): boolean {
    return this.head.kind === "loop" && this.frames.every(({ generator }) => generator === null);
  }

  private isAtHead(code: Address, unit: number): boolean {
    return this.frames.length === 1 && this.isHeadOf(code, unit);
  }

  private isHeadOf(code: Address, unit: number): boolean {
    const { head } = this;
    return head.kind === "loop" && code === head.code && unit === head.unit;
  }

  private comeRound(): RecordedEnding {
    this.begin(this.head.code, this.head.unit, this.head.unit, 0, 0);
    return { kind: "head", slots: [...this.frame.slots], snapshot: this.snapshot("the loop comes round") };
  }

  /**
   * Records the call of an inner loop's trace, which has just been run here and was left by `exit`, in its own frame: what
   * it may have changed is in memory.
   */
  callTree(inner: InnerTree, exit: Snapshot, landing: number): void {
    const state = exit.frames[0] as FrameState;
    const frame = this.frame;
    this.noteUop(`_RUN_TRACE ${inner.id}`);
    this.dependencies.trees.add(inner.id);
    this.emit("call_tree", [], {
      call: { kind: "tree", inner, landing, name: `trace ${inner.id}` },
      snapshot: this.snapshot("the inner loop ended in another way"),
    });
    const offset = L.FRAME_HEADER + framesBytes(this.frames.slice(1, -1));
    const inlined = this.frames.length > 1 ? 1 : 0;
    frame.slots = state.slots.map((_, i) => {
      const value = this.emit("frame_value", [], { words: [inlined, offset + 8 * i] });
      this.setConcrete(value, frame.address + L.FRAME_HEADER + 8 * i);
      return value;
    });
    // It may have been left at its head, with the loop's end still to come.
    this.cameBack = true;
    this.checkAfter = true;
    this.stepped();
  }

  private begin(code: Address, start: number, unit: number, opcode: number, argument: number): void {
    this.origin = { code, unit: start, uop: this.uopList.length };
    this.opcode = opcode;
    this.argument = argument;
    this.cacheAt = (I32[(code + L.CODE_UNITS) >> 2] >> 1) + unit + 1;
    this.after = unit + 1 + cacheUnits(familyHead(opcode));
    this.jump = null;
    this.calling = false;
    this.jumps = false;
    this.frame.resume = start;
    this.frame.lasti = unit;
    if (this.chainEnd < 0) this.keepState();
  }

  /** Tries the instruction as it stands, then specialised afresh, then in its general form. */
  private recordInstruction(unit: number): RecordedEnding | null {
    if (this.sliced !== null) {
      this.takeSliced(this.sliced);
      return null;
    }
    if (familyHead(this.opcode) === Op.BINARY_OP && this.isInChain(unit)) {
      this.recordWide(unit);
      return null;
    }
    const mark = this.list.length;
    const uopMark = this.uopList.length;
    const slots = [...this.frame.slots];
    const attempt = (general: boolean): RecordedEnding | null | "missed" => {
      try {
        if (this.opcode === Op.ENTER_EXECUTOR) return this.meetTrace();
        const row = (instructions as Record<string, Instruction | undefined>)[opname(this.opcode)];
        if (row === undefined) throw new RecordingAborted("unsupported");
        return this.recordRow(general ? { ...row, alternatives: [] } : row);
      } catch (error) {
        if (error !== MISSED) throw error;
      }
      this.list.length = mark;
      this.uopList.length = uopMark;
      this.frame.slots = [...slots];
      this.jump = null;
      this.pending = [];
      this.checkAfter = false;
      for (const frame of this.frames) if (frame.runsSince >= mark) frame.runsSince = -1;
      return "missed";
    };
    const head = familyHead(this.opcode);
    const isAdaptive = familyOf(head).length > 0 && cacheUnits(head) > 0;
    // A head may be there for good because operands differ from time to time; in this trace they are what they are now.
    const first = isAdaptive && this.opcode === head ? "missed" : attempt(false);
    if (first !== "missed") return first;
    if (isAdaptive) {
      // Tier 1 would count down first; recording cannot wait.
      U16[unit] = (U16[unit] & 0xff00) | head;
      this.opcode = specialize(unit, this.concreteTop(), this.argument);
      if (this.opcode !== head) {
        const second = attempt(false);
        if (second !== "missed") return second;
      }
      this.opcode = head;
    }
    const last = attempt(true);
    if (last === "missed") throw new RecordingAborted("unsupported");
    return last;
  }

  /** Byte address of the first free stack slot of the running frame. */
  private concreteTop(): Slot {
    return this.frame.address + L.FRAME_HEADER + 8 * this.frame.slots.length;
  }

  private recordRow(row: Instruction): RecordedEnding | null {
    if (row.alternatives !== undefined) {
      const slots = [...this.frame.slots];
      const mark = this.list.length;
      for (const sequence of row.alternatives) {
        try {
          this.runSequence(sequence);
          this.finishInstruction();
          return null;
        } catch (error) {
          if (error !== MISSED) throw error;
          this.list.length = mark;
          this.frame.slots = [...slots];
        }
      }
    }
    if (row.control !== undefined) {
      this.runSequence(row.uops ?? []);
      return this.control(row.control);
    }
    if (row.runtime !== undefined) {
      const name = opname(this.opcode);
      if (name === "LOAD_NAME") this.loadName();
      else if (name === "STORE_NAME") this.storeName(this.moduleNames());
      else if (name === "STORE_GLOBAL") this.storeName(I32[(this.frame.address + L.FRAME_GLOBALS) >> 2]);
      else if (row.pushes === true && this.callSpecial()) return null;
      else if (OPERANDS_ONLY.has(name) || this.makesFunctionHere(name)) this.callOperands();
      else this.callStack();
      return null;
    }
    this.runSequence(row.uops ?? []);
    this.finishInstruction();
    return null;
  }

  /** MAKE_FUNCTION looks at the running frame's globals too: in a trace, those of the trace's own frame. */
  private makesFunctionHere(name: string): boolean {
    const globals = ({ address }: AbstractFrame): Address => I32[(address + L.FRAME_GLOBALS) >> 2];
    return name === "MAKE_FUNCTION" && globals(this.frame) === globals(this.frames[0] as AbstractFrame);
  }

  private runSequence(sequence: readonly UopName[]): void {
    for (const name of sequence) {
      this.noteUop(name);
      const { pops, body } = uops[name];
      const operands = pops === 0 ? [] : this.frame.slots.splice(this.frame.slots.length - pops, pops);
      this.pushed = [];
      try {
        const results = body(this, ...operands.map(node)).map(ins);
        this.frame.slots.push(...results, ...this.pushed);
      } catch (error) {
        if (error !== EXHAUSTED) throw error;
        this.frame.slots.push(...operands);
        return;
      }
    }
  }

  private noteUop(name: string): void {
    this.origin = { ...this.origin, uop: this.uopList.length };
    this.uopList.push({
      name,
      arg: this.argument,
      code: this.origin.code,
      unit: this.origin.unit,
      depth: this.frames.length - 1,
    });
  }

  private finishInstruction(): void {
    this.frame.resume = this.jump ?? this.after;
  }

  /** Results of calls get their concrete values from where Tier 1 has put them. */
  private settlePending(): void {
    const frame = this.frame;
    for (const { ins: target } of this.pending) {
      const at = frame.slots.lastIndexOf(target);
      if (at >= 0) this.setConcrete(target, frame.address + L.FRAME_HEADER + 8 * at);
    }
    this.pending = [];
  }

  finish(ending: RecordedEnding): Recording {
    if (verification.isOn) this.verify(ending);
    return {
      list: this.list,
      params: this.params,
      uops: this.uopList,
      ending,
      dependencies: this.dependencies,
      depth: this.depth,
      frameBytes: this.frameBytes,
      heavyCalls: this.heavyCalls,
    };
  }

  private verify(ending: RecordedEnding): void {
    const given = this.start?.frames.flatMap(frameUses) ?? [];
    const verifier = new IrVerifier("recording", [...this.params, ...given]);
    verifier.checkAll(this.list);
    verifier.checkEnd(ending.snapshot, null);
    if (ending.kind === "return") verifier.checkValue(ending.value, "value", "what is returned");
  }

  get nextExit(): number {
    return this.exits;
  }

  /** Objects that the recording holds on to while it goes on. */
  visitObjects(visit: (object: Address) => void): void {
    for (const object of this.dependencies.objects) visit(object);
  }

  // ---- emitting

  private emit(op: IrOp, args: readonly Ins[], fields: InsFields = {}): Ins {
    const made = makeIns(op, args, this.origin, "recorded", fields);
    this.r.reserve(made.id + 1);
    if (isComputed(op)) evaluate(made, this.r);
    this.list.push(made);
    return made;
  }

  constant = (index: I32Node): Value =>
    node(this.constantSlot(I32[(this.frame.code + L.CODE_CONSTS) >> 2] + 8 * this.index(index)));

  private literal(op: "const_i32" | "const_ref" | "const_f64" | "const_bool", value: number): Ins {
    const key = `${op}${Object.is(value, -0) ? "-0" : value}`;
    let made = this.literals.get(key);
    if (made === undefined) {
      made = makeIns(op, [], this.origin, "recorded", { imm: value });
      this.r.reserve(made.id + 1);
      evaluate(made, this.r);
      this.literals.set(key, made);
    }
    return made;
  }

  private constValue(lo: number, hi: number): Ins {
    const key = `v${lo}:${hi}`;
    let made = this.literals.get(key);
    if (made === undefined) {
      made = makeIns("const_value", [], this.origin, "recorded", { words: [lo, hi] });
      this.r.reserve(made.id + 1);
      evaluate(made, this.r);
      this.literals.set(key, made);
      if (hi === L.TAG_REF && lo >= L.HEAP_BASE) this.dependencies.objects.add(lo);
    }
    return made;
  }

  /** The state before the present instruction, or that of other frames, with an exit of its own. */
  private snapshot(
    reason: string,
    { raises = false, forks = false, decides = false, frames = this.before } = {},
  ): Snapshot {
    let count = 0;
    const states = frames.map((frame): FrameState => {
      count += frame.slots.length;
      return {
        code: frame.code,
        func: frame.func,
        slots: frame.slots,
        locals: frame.locals,
        unit: frame.resume,
        lasti: frame.lasti,
        flags: frame.flags,
        generator: frame.generator,
      };
    });
    if (count > EXIT_SLOTS) throw new RecordingAborted("state");
    return { exit: this.exits++, frames: states, reason, raises, forks, decides };
  }
  /** The frames before the present instruction: what its exits restore. */
  private before: readonly AbstractFrame[] = [];

  private keepState(): void {
    this.before = this.frames.map((frame) => ({ ...frame, slots: [...frame.slots] }));
  }

  private guardThat(condition: Ins, expected: boolean, reason: string): void {
    const holds = this.r.lo[condition.id] !== 0;
    if (holds !== expected) throw MISSED;
    this.emit("guard", [condition], { imm: expected ? 1 : 0, snapshot: this.snapshot(reason) });
  }

  // ---- the machine: operand, cache, frame

  get arg(): I32Node {
    return node(this.literal("const_i32", this.argument));
  }
  private cacheValue(field: CacheField): number {
    const at = this.cacheAt;
    const low = (k: number): number => U16[at + k] | (U16[at + k + 1] << 16);
    switch (field) {
      case "counter":
        return U16[at];
      case "version":
      case "func_version":
        return low(1);
      case "keys_version":
        return low(3);
      case "descr":
        return low(5);
      case "module_keys_version":
        return low(2);
      case "index":
        return U16[at + (familyHead(this.opcode) === Op.STORE_ATTR ? 3 : 1)];
    }
  }
  cache = (field: CacheField): I32Node => node(this.literal("const_i32", this.cacheValue(field)));
  private index(n: I32Node): number {
    return this.r.lo[ins(n).id];
  }
  local = (index: I32Node): Value => node(this.frame.slots[this.index(index)] as Ins);
  setLocal = (index: I32Node, value: Value): void => {
    this.frame.slots[this.index(index)] = ins(value);
  };
  private constantSlot(slot: Slot): Ins {
    return this.constValue(I32[slot >> 2], I32[(slot >> 2) + 1]);
  }
  stackItem = (depth: 1 | 2): Value =>
    node(this.frame.slots[this.frame.slots.length - this.argument - depth] as Ins);
  setStackItem = (depth: 1 | 2, value: Value): void => {
    this.frame.slots[this.frame.slots.length - this.argument - depth] = ins(value);
  };
  below = (): Value => node(this.frame.slots[this.frame.slots.length - this.argument] as Ins);
  private nameAt(index: number): Address {
    return I32[(I32[(this.frame.code + L.CODE_NAMES) >> 2] >> 2) + index];
  }
  name = (index: I32Node): Ref => node(this.literal("const_ref", this.nameAt(this.index(index))));

  // ---- constants and values
  i32 = (value: number): I32Node => node(this.literal("const_i32", value));
  f64 = (value: number): F64 => node(this.literal("const_f64", value));
  none = (): Value => node(this.constValue(0, L.TAG_NONE));
  unbound = (): Value => node(this.constValue(0, L.TAG_UNBOUND));
  nullRef = (): Ref => node(this.literal("const_ref", 0));
  builtin = (name: "len" | "list.append"): Ref =>
    node(this.literal("const_ref", name === "len" ? builtins.len : builtins.listAppend));
  type = (address: number): Ref => node(this.literal("const_ref", address));
  /** The tag is guarded, so that the class of a value that is no object is known. */
  typeOf = (v: Value): Ref => {
    const type = this.typeNow(ins(v));
    if (this.concrete(ins(v)).hi === L.TAG_REF) {
      this.guard(this.isRef(v));
      return this.loadRef(this.ref(v), L.OBJ_TYPE, "header");
    }
    this.guard(this[TAG_TESTS.get(type)!](v));
    return this.type(type);
  };
  /** The type that a value has while recording. */
  private typeNow(v: Ins): Address {
    const { lo, hi } = this.concrete(v);
    return hi === L.TAG_REF ? I32[(lo + L.OBJ_TYPE) >> 2] : typeOfTag(hi);
  }
  /** It has this type in every turn. */
  private guardTypeNow(v: Ins): void {
    if (this.concrete(v).hi === L.TAG_REF) this.guardRefTo(v, this.typeNow(v));
    else this.typeOf(node(v));
  }
  private unary = (op: IrOp, a: unknown, fields: InsFields = {}): never =>
    node(this.emit(op, [ins(a)], fields));
  private binary = (op: IrOp, a: unknown, b: unknown, fields: InsFields = {}): never =>
    node(this.emit(op, [ins(a), ins(b)], fields));
  isInt = (v: Value): Bool => this.unary("is_int", v);
  isFloat = (v: Value): Bool => this.unary("is_float", v);
  isBool = (v: Value): Bool => this.unary("is_bool", v);
  isNone = (v: Value): Bool => this.unary("is_none", v);
  isRef = (v: Value): Bool => this.unary("is_ref", v);
  isUnbound = (v: Value): Bool => this.unary("is_unbound", v);
  isInteger = (v: Value): Bool => {
    if (this.r.hi[ins(v).id] === L.TAG_INT) return this.isInt(v);
    this.guardThat(ins(this.isRef(v)), true, "an operand is no longer an int");
    return this.eq(this.loadI32(this.ref(v), L.OBJ_TYPE, "header"), this.i32(L.T.int));
  };
  int = (v: Value): I32Node => this.unary("unbox_int", v);
  float = (v: Value): F64 => this.unary("unbox_float", v);
  bool = (v: Value): Bool => this.unary("unbox_bool", v);
  ref = (v: Value): Ref => this.unary("unbox_ref", v);
  boxInt = (x: I32Node): Value => this.unary("box_int", x);
  boxFloat = (x: F64): Value => this.unary("box_float", x);
  boxBool = (x: Bool): Value => this.unary("box_bool", x);
  boxRef = (x: Ref): Value => this.unary("box_ref", x);
  hold = (v: Value): Value => v;
  inside = (object: Ref, offset: number): Ref => this.unary("inside", object, { imm: offset });
  same = (a: Value, b: Value): Bool => this.binary("same", a, b);

  // ---- numbers
  add = (a: I32Node, b: I32Node): I32Node => this.binary("add_i32", a, b);
  sub = (a: I32Node, b: I32Node): I32Node => this.binary("sub_i32", a, b);
  mul = (a: I32Node, b: I32Node): I32Node => this.binary("mul_i32", a, b);
  and = (a: I32Node, b: I32Node): I32Node => this.foldedOperand("and_i32", a, b);
  or = (a: I32Node, b: I32Node): I32Node => this.binary("or_i32", a, b);
  xor = (a: I32Node, b: I32Node): I32Node => this.binary("xor_i32", a, b);
  shl = (a: I32Node, b: I32Node): I32Node => this.binary("shl_i32", a, b);
  shr = (a: I32Node, b: I32Node): I32Node => this.foldedOperand("shr_i32", a, b);
  /** Arithmetic on the instruction's own operand is no part of the trace. */
  private foldedOperand(op: "and_i32" | "shr_i32", a: I32Node, b: I32Node): I32Node {
    const [x, y] = [ins(a), ins(b)];
    if (x.op !== "const_i32" || y.op !== "const_i32") return this.binary(op, a, b);
    return this.i32(op === "and_i32" ? x.imm & y.imm : x.imm >> y.imm);
  }
  floorDiv = (a: I32Node, b: I32Node): I32Node => this.binary("floor_div_i32", a, b);
  floorMod = (a: I32Node, b: I32Node): I32Node => this.binary("floor_mod_i32", a, b);
  addOverflows = (a: I32Node, b: I32Node): Bool => this.binary("add_overflows", a, b);
  subOverflows = (a: I32Node, b: I32Node): Bool => this.binary("sub_overflows", a, b);
  mulOverflows = (a: I32Node, b: I32Node): Bool => this.binary("mul_overflows", a, b);
  eq = (a: I32Node, b: I32Node): Bool => this.binary("eq_i32", a, b);
  ne = (a: I32Node, b: I32Node): Bool => this.not(this.eq(a, b));
  lt = (a: I32Node, b: I32Node): Bool => this.binary("lt_i32", a, b);
  le = (a: I32Node, b: I32Node): Bool => this.binary("le_i32", a, b);
  gt = (a: I32Node, b: I32Node): Bool => this.binary("lt_i32", b, a);
  ge = (a: I32Node, b: I32Node): Bool => this.binary("le_i32", b, a);
  ltU = (a: I32Node, b: I32Node): Bool => this.binary("lt_u32", a, b);
  sameRef = (a: Ref, b: Ref): Bool => this.binary("eq_ref", a, b);
  not = (c: Bool): Bool => this.unary("not", c);
  differ = (c: Bool, bit: I32Node): Bool => ((this.index(bit) & 1) === 0 ? c : this.not(c));
  compareI = (a: I32Node, b: I32Node, operand: I32Node): Bool => {
    switch (this.index(operand) & 14) {
      case 2:
        return this.lt(a, b);
      case 10:
        return this.le(a, b);
      case 8:
        return this.eq(a, b);
      case 4:
        return this.gt(a, b);
      case 12:
        return this.ge(a, b);
      default:
        return this.ne(a, b);
    }
  };
  compareF = (a: F64, b: F64, operand: I32Node): Bool => {
    switch (this.index(operand) & 15) {
      case 2:
        return this.binary("lt_f64", a, b);
      case 10:
        return this.binary("le_f64", a, b);
      case 8:
        return this.binary("eq_f64", a, b);
      case 4:
        return this.binary("lt_f64", b, a);
      case 12:
        return this.binary("le_f64", b, a);
      default:
        return this.not(this.binary("eq_f64", a, b));
    }
  };
  addF = (a: F64, b: F64): F64 => this.binary("add_f64", a, b);
  subF = (a: F64, b: F64): F64 => this.binary("sub_f64", a, b);
  mulF = (a: F64, b: F64): F64 => this.binary("mul_f64", a, b);
  divF = (a: F64, b: F64): F64 => this.binary("div_f64", a, b);
  negF = (a: F64): F64 => this.unary("neg_f64", a);
  eqF = (a: F64, b: F64): Bool => this.binary("eq_f64", a, b);
  toF64 = (a: I32Node): F64 => this.unary("to_f64", a);

  // ---- memory
  loadI32 = (base: Ref, offset: number, alias: AliasClass): I32Node =>
    this.unary("load_i32", base, { imm: offset, alias });
  loadRef = (base: Ref, offset: number, alias: AliasClass): Ref =>
    this.unary("load_ref", base, { imm: offset, alias });
  loadValue = (base: Ref, offset: number, alias: AliasClass): Value =>
    this.unary("load_value", base, { imm: offset, alias });
  loadElement = (base: Ref, index: I32Node, alias: AliasClass): Value =>
    this.binary("load_element", base, index, { alias });
  storeI32 = (base: Ref, offset: number, value: I32Node, alias: AliasClass): void => {
    this.emit("store_i32", [ins(base), ins(value)], { imm: offset, alias });
  };
  storeValue = (base: Ref, offset: number, value: Value, alias: AliasClass): void => {
    this.emit("store_value", [ins(base), ins(value)], { imm: offset, alias });
  };
  storeElement = (base: Ref, index: I32Node, value: Value, alias: AliasClass): void => {
    this.emit("store_element", [ins(base), ins(index), ins(value)], { alias });
  };

  // ---- control
  guard = (c: Bool): void => this.guardThat(ins(c), true, this.guardReason(ins(c)));
  private guardReason(c: Ins): string {
    return (
      GUARD_TEXT[c.op === "not" ? `not ${c.args[0]!.op}` : c.op] ??
      "something specialised code relied on changed"
    );
  }
  jumpIf = (c: Bool): void => {
    const taken = this.r.lo[ins(c).id] !== 0;
    const target = this.after + this.argument;
    // Where the other way leads is known: the exit stands there, behind the branch.
    const resume = this.throughJumps(taken ? this.after : target);
    const top = { ...this.frame, slots: [...this.frame.slots], resume };
    // Where every guard has to fail once it stands before: behind the branch only one that has really failed may leave.
    const decides = !failsGuards();
    const frames = decides ? [...this.before.slice(0, -1), top] : this.before;
    this.emit("guard", [ins(c)], {
      imm: taken ? 1 : 0,
      snapshot: this.snapshot("a branch went the other way", { forks: true, decides, frames }),
    });
    if (taken) this.jump = target;
  };
  /** Where a way really leads that begins with jumps. */
  private throughJumps(start: number): number {
    const units = I32[(this.frame.code + L.CODE_UNITS) >> 2] >> 1;
    for (let unit = start; ; ) {
      const opcode = U16[units + unit] & 255;
      if (opcode === Op.JUMP_FORWARD) unit += 1 + (U16[units + unit] >> 8);
      else if (opcode === Op.NOT_TAKEN || opcode === Op.NOP) unit++;
      else return unit;
    }
  }
  exhaustedIf = (c: Bool, effects: () => void): void => {
    const exhausted = this.r.lo[ins(c).id] !== 0;
    const reason = exhausted ? "the iterator had more items" : "the iterator was exhausted";
    this.emit("guard", [ins(c)], {
      imm: exhausted ? 1 : 0,
      snapshot: this.snapshot(reason, { forks: true }),
    });
    if (!exhausted) return;
    effects();
    this.jump = this.after + this.argument + 1;
    throw EXHAUSTED;
  };

  // ---- runtime
  call = (fn: RuntimeName, ...args: (Value | I32Node | Ref)[]): Value => {
    if (fn === "subscribeDict") {
      const entry = this.entryOf(...(args as [Value, Value]));
      if (entry !== null) return this.loadValue(entry, L.ENTRY_VALUE, "dict.value");
    }
    this.emitCall({ kind: "runtime", fn }, args.map(ins), this.keysAreCalm(fn, args));
    return node(this.result("result_value"));
  };
  callI32 = (fn: RuntimeName, ...args: (Value | I32Node | Ref)[]): I32Node => {
    if (fn === "dictHas" || fn === "setHas") {
      const [table, key] = args as [Value, Value];
      const entry = this.findKey(fn === "dictHas" ? "dict" : "set", table, key);
      if (entry !== null) return node(this.emit("bool_to_i32", [entry.found]));
    }
    this.emitCall({ kind: "runtime", fn }, args.map(ins), this.keysAreCalm(fn, args));
    const result = this.emit("result_i32", []);
    this.r.lo[result.id] = this.runNow(fn, args);
    return node(result);
  };
  callVoid = (fn: RuntimeName, ...args: (Value | I32Node | Ref)[]): void => {
    if (fn === "storeDict" && this.replaceValue(...(args as [Value, Value, Value]))) return;
    this.emitCall({ kind: "runtime", fn }, args.map(ins), this.keysAreCalm(fn, args));
  };

  /**
   * Looks an int or a str up in a table whose type has been checked, without a call. Null: the key is of another type, or
   * one with its hash is, which has to be asked; or it is absent, and is `wanted`.
   */
  private findKey(table: "dict" | "set", owner: Value, key: Value, wanted = false): Found | null {
    const { lo, hi } = this.concrete(ins(key));
    const isText = this.isExactly(ins(key), L.T.str);
    if (hi !== L.TAG_INT && !isText) return null;
    const find = table === "dict" ? dictFindPlain : setFindPlain;
    const place = find(this.r.lo[ins(owner).id], lo, hi);
    if (place === UNDECIDED || (wanted && place === 0)) return null;
    this.guardPlainKey(ins(key));
    const operand = hi === L.TAG_INT ? ins(this.int(key)) : ins(this.ref(key));
    const op = `${table}_find_${isText ? "str" : "int"}` as const;
    const at = this.emit(op, [ins(this.ref(owner)), operand], { alias: `${table}.table` });
    const undecided = this.emit("eq_ref", [at, this.literal("const_ref", UNDECIDED)]);
    this.guardThat(undecided, false, "a key with this hash has an __eq__ of its own");
    const absent = this.emit("eq_ref", [at, this.literal("const_ref", 0)]);
    return { at: node(at), found: this.emit("not", [absent]), isThere: place !== 0 };
  }

  /** The entry of a key that is in a dict now, and has to be in every turn; null where that cannot be told without a call. */
  private entryOf(dict: Value, key: Value): Ref | null {
    const entry = this.findKey("dict", dict, key, true);
    if (entry === null) return null;
    this.guardThat(entry.found, true, "a key is no longer there");
    return entry.at;
  }

  /** `dict[key] = value` for a key that is there: a store. */
  private replaceValue(dict: Value, key: Value, value: Value): boolean {
    if (I32[(this.r.lo[ins(dict).id] + L.DICT_FLAGS) >> 2] !== 0) return false;
    const entry = this.entryOf(dict, key);
    if (entry === null) return false;
    // A dict of names that traces take for constants tells them.
    const flags = this.loadI32(this.ref(dict), L.DICT_FLAGS, "dict.table");
    this.guardThat(ins(this.eq(flags, this.i32(0))), true, "names of this dict are taken for constants");
    this.storeValue(entry, L.ENTRY_VALUE, value, "dict.value");
    return true;
  }

  private result(op: "result_value"): Ins {
    const result = this.emit(op, []);
    this.pending.push({ ins: result, depthFromTop: 0 });
    return result;
  }
  /** Comparison and membership have no effect, unless a key brings Python code: their answer is had by asking now. */
  private runNow(fn: RuntimeName, args: readonly unknown[]): number {
    const ask = ASKABLE[fn];
    assert(ask !== undefined, "a call for an i32 must be without effect", fn);
    const slots = args.map((a, i) => {
      const one = ins(a);
      if (runtimeFunctions[fn].takes[i] === "i") return this.r.lo[one.id];
      const slot = L.STATE_ARGS + 8 * i;
      I32[slot >> 2] = this.r.lo[one.id];
      I32[(slot >> 2) + 1] = this.r.hi[one.id];
      return slot;
    });
    const mark = markTemps();
    pythonRuns.forbidden = true;
    try {
      return ask(...slots);
    } catch (error) {
      if (!(error instanceof PythonForbidden)) throw error;
      releaseTemps(mark);
      throw new RecordingAborted("callee");
    } finally {
      pythonRuns.forbidden = false;
    }
  }

  private emitCall(target: CallTarget, args: readonly Ins[], calm: boolean): void {
    if (args.length > 14) throw new RecordingAborted("state");
    this.noteGenerators();
    const call = this.emit("call", args, {
      call: target,
      snapshot: this.snapshot("the runtime raised an exception", { raises: true }),
    });
    if (calm) return;
    if (kernelForm(target) === null) this.heavyCalls++;
    this.watched = { call, runs: pythonRuns.count };
    this.emitValidityGuard();
  }
  /** The call that Tier 1 is about to make: whether it runs Python code is seen then. */
  private watched: { readonly call: Ins; readonly runs: number } | null = null;

  private noteRuns(): void {
    if (this.watched === null) return;
    const { call, runs } = this.watched;
    this.watched = null;
    const target = call.call as CallTarget;
    const { kind } = target;
    if (pythonRuns.count !== runs && kind !== "stack" && kind !== "tree" && kind !== "function")
      call.call = { ...target, ranPython: true };
  }

  /** After code that may run Python: whatever the trace relies on must still hold. The state is that after the call. */
  private emitValidityGuard(): void {
    this.checkAfter = true;
  }
  private checkAfter = false;

  /** Emits, before the next instruction, the check that the call before has not invalidated the trace. */
  private emitPendingCheck(): void {
    if (!this.checkAfter) return;
    this.checkAfter = false;
    // A bridge of a tree that the call has just invalidated: nothing is left to grow on.
    if (I32[this.validity >> 2] !== 0) throw new RecordingAborted("nested");
    const cell = this.literal("const_ref", this.validity);
    const word = this.emit("load_i32", [cell], { imm: 0, alias: "state" });
    const valid = this.emit("eq_i32", [word, this.literal("const_i32", 0)]);
    this.guardThat(valid, true, "the code that was called changed what the trace relies on");
  }

  /** Keys of built-in types need no Python to be found; others run through the general form. */
  private keysAreCalm(fn: RuntimeName, args: readonly unknown[]): boolean {
    const key = KEY_ARGUMENT[fn];
    if (key === undefined) return runtimeFunctions[fn].effect !== "escapes";
    this.guardPlainKey(ins(args[key]));
    return false;
  }

  private guardPlainKey(value: Ins): void {
    const hi = this.r.hi[value.id];
    if (hi === L.TAG_INT) this.guardThat(ins(this.isInt(node(value))), true, "a key is no longer an int");
    else if (hi === L.TAG_REF) {
      this.guardThat(ins(this.isRef(node(value))), true, "a key is no longer a str");
      const type = I32[this.r.lo[value.id] >> 2];
      if (type !== L.T.str && type !== L.T.tuple) throw MISSED;
      const loaded = this.loadI32(this.ref(node(value)), L.OBJ_TYPE, "header");
      this.guardThat(ins(this.eq(loaded, this.i32(type))), true, "the type of a key changed");
    }
  }

  /** The instruction in its general form: frames to memory, its function over the value stack, results from there. */
  private callStack(): void {
    // A member of a family has no general form of its own: that is its head's.
    const row = (instructions as Record<string, Instruction | undefined>)[opname(this.opcode)];
    if (row?.runtime === undefined) this.opcode = familyHead(this.opcode);
    const pops = poppedBy(this.opcode, this.argument);
    const pushes = pushedBy(this.opcode, this.argument);
    const name = opname(this.opcode);
    if (pushes > 16) throw new RecordingAborted("state");
    if (!this.mayMakeFrames) throw new RecordingAborted("frame");
    this.noteUop(`_${name}`);
    if (
      name === "STORE_NAME" ||
      name === "STORE_GLOBAL" ||
      name === "DELETE_NAME" ||
      name === "DELETE_GLOBAL"
    ) {
      this.refuseRebinding();
    }
    this.emit("call_stack", [], {
      call: { kind: "stack", opcode: this.opcode, arg: this.argument, name },
      snapshot: this.snapshot("the runtime raised an exception", { raises: true }),
    });
    this.heavyCalls += 3;
    const slots = this.frame.slots;
    slots.length -= pops;
    for (let i = 0; i < pushes; i++) {
      const result = this.emit("result_value", [], { imm: i + 1 });
      this.pending.push({ ins: result, depthFromTop: pushes - 1 - i });
      slots.push(result);
    }
    if (LOCAL_WRITERS.has(name)) throw new RecordingAborted("unsupported");
    this.checkAfter = true;
    this.finishInstruction();
  }

  /** Slices of lists, with ends that need no Python to be read. */
  private sliceOfList(name: string): boolean {
    const { slots } = this.frame;
    if (name === "STORE_SLICE") return this.storeSliceOfList(...(slots.slice(-4) as [Ins, Ins, Ins, Ins]));
    const pops = poppedBy(this.opcode, this.argument);
    const parts = this.partsOfSlice(name, slots.slice(slots.length - pops));
    if (parts === null) return false;
    const isBuilt = name === "BUILD_SLICE";
    const list = slots.at(isBuilt ? -pops - 1 : -pops) as Ins;
    if (!this.isPlainSlice(list, parts)) return false;
    this.noteUop("_SLICE_LIST");
    this.guardSlice(list, parts);
    const [start, stop, step] = parts;
    const slice = ins(this.call("sliceList", node(list), node(start), node(stop), node(step)));
    // The instruction after BUILD_SLICE takes the slice at once; until then something stands for the slice object.
    if (isBuilt) this.sliced = slice;
    slots.splice(-pops, pops, isBuilt ? ins(this.none()) : slice);
    this.finishInstruction();
    return true;
  }

  /** What an instruction slices by; null: it slices nothing, or makes a slice object that is more than a subscript. */
  private partsOfSlice(name: string, operands: readonly Ins[]): [Ins, Ins, Ins] | null {
    const isSubscript = (opcode: number, argument: number): boolean =>
      familyHead(opcode) === Op.BINARY_OP && argument === BinaryOperator.NB_SUBSCR;
    const none = ins(this.none());
    const [first, second, third] = operands as [Ins, Ins, Ins?];
    if (name === "BINARY_SLICE") return [second, third as Ins, none];
    if (name === "BUILD_SLICE") {
      const next = U16[unitAddress(this.frame.code, this.after) >> 1] as number;
      return isSubscript(next & 255, next >> 8) ? [first, second, third ?? none] : null;
    }
    const isConstant = second?.op === "const_value" && this.isExactly(second, L.T.slice);
    if (!isSubscript(this.opcode, this.argument) || !isConstant) return null;
    const part = (offset: number): Ins => this.constantSlot(this.r.lo[second.id] + offset);
    return [part(L.SLICE_START), part(L.SLICE_STOP), part(L.SLICE_STEP)];
  }

  private storeSliceOfList(items: Ins, list: Ins, start: Ins, stop: Ins): boolean {
    if (!this.isExactly(items, L.T.list) || !this.isPlainSlice(list, [start, stop])) return false;
    this.noteUop("_STORE_SLICE_LIST");
    this.guardRefTo(items, L.T.list);
    this.guardSlice(list, [start, stop]);
    this.frame.slots.length -= 4;
    this.callVoid("storeSliceList", node(list), node(start), node(stop), node(items));
    this.finishInstruction();
    return true;
  }
  /** A slice of a list that is taken as soon as its slice object has been made. */
  private sliced: Ins | null = null;

  /** The subscript for which the slice has been taken already, with the slice object. */
  private takeSliced(slice: Ins): void {
    this.sliced = null;
    this.frame.slots.splice(-2, 2, slice);
    this.pending = [{ ins: slice, depthFromTop: 0 }];
    this.finishInstruction();
  }

  private isExactly(value: Ins, type: Address): boolean {
    const { lo, hi } = this.concrete(value);
    return hi === L.TAG_REF && I32[lo >> 2] === type;
  }
  private isPlainSlice(list: Ins, parts: readonly Ins[]): boolean {
    const tags = parts.map(({ id }) => this.r.hi[id]);
    return this.isExactly(list, L.T.list) && tags.every((hi) => hi === L.TAG_INT || hi === L.TAG_NONE);
  }
  private guardSlice(list: Ins, parts: readonly Ins[]): void {
    this.guardRefTo(list, L.T.list);
    for (const part of parts) {
      const isInt = this.r.hi[part.id] === L.TAG_INT;
      const check = isInt ? this.isInt(node(part)) : this.isNone(node(part));
      this.guardThat(ins(check), true, "an end of a slice is of another type");
    }
  }

  /** An instruction whose general form looks at its operands only: cheaper than one that needs the frames. */
  private callOperands(): void {
    const name = opname(this.opcode);
    // What is added to stays where it is, further down; here it is the first operand.
    const isInPlace = IN_PLACE.has(name);
    const left = isInPlace ? pushedBy(this.opcode, this.argument) : 0;
    const pops = poppedBy(this.opcode, this.argument) - left;
    const pushes = pushedBy(this.opcode, this.argument) - left;
    if (pops + Number(isInPlace) > 14 || pushes > 16) return this.callStack();
    if (this.withoutCall(name)) return;
    const slots = this.frame.slots;
    this.noteUop(`_${name}`);
    const operands = slots.splice(slots.length - pops, pops);
    if (isInPlace) operands.unshift(slots[slots.length - this.argument] as Ins);
    const calm = calmOperands(
      name,
      operands.map((one) => this.typeNow(one)),
    );
    // A calm call computes where its operands wait.
    const isCalm = calm !== null && operands.length + pushes < ARGUMENT_SLOTS;
    if (isCalm) for (const i of calm) this.guardTypeNow(operands[i] as Ins);
    this.emitCall(
      {
        kind: "operands",
        opcode: this.opcode,
        arg: isInPlace ? 1 : this.argument,
        name,
        pushes,
        isCalm,
        kills: name === "BINARY_OP" ? this.binaryKills(operands) : operandKills(name),
      },
      operands,
      isCalm,
    );
    for (let i = 0; i < pushes; i++) {
      const result = this.emit("result_value", [], { imm: i + 1 });
      this.pending.push({ ins: result, depthFromTop: pushes - 1 - i });
      slots.push(result);
    }
    this.finishInstruction();
  }

  /** What some of these instructions are for operands of certain types; false: a call. */
  private withoutCall(name: string): boolean {
    const { slots } = this.frame;
    const top = slots.at(-1) as Ins;
    if (familyHead(this.opcode) === Op.UNPACK_SEQUENCE) return this.unpack();
    if (name === "GET_ITER" && this.isExactly(top, L.T.range)) {
      this.noteUop("_GET_ITER_RANGE");
      this.guardRefTo(top, L.T.range);
      slots[slots.length - 1] = ins(this.call("iterateRange", node(top)));
    } else if (name === "GET_YIELD_FROM_ITER" && this.isExactly(top, L.T.generator)) {
      this.keep(top, L.T.generator);
    } else if (name === "GET_AWAITABLE" && this.isFreshCoroutine(top)) {
      this.keep(top, L.T.coroutine);
      const state = this.loadI32(this.ref(node(top)), L.GEN_STATE, "generator");
      this.guardThat(ins(this.eq(state, this.i32(L.GEN_CREATED))), true, "a coroutine has begun already");
    } else if (name === "FORMAT_SIMPLE" && this.isExactly(top, L.T.str)) {
      this.keep(top, L.T.str);
    } else if (name === "BUILD_TUPLE" && this.argument > 0) {
      this.noteUop("_BUILD_TUPLE");
      this.pushTuple(slots.splice(-this.argument));
    } else return this.sliceOfList(name);
    this.finishInstruction();
    return true;
  }

  /** One that has begun may be awaited by another: that is for the runtime to say. */
  private isFreshCoroutine(value: Ins): boolean {
    return (
      this.isExactly(value, L.T.coroutine) &&
      I32[(this.concrete(value).lo + L.GEN_STATE) >> 2] === L.GEN_CREATED
    );
  }

  /** UNPACK_SEQUENCE of a list or a tuple with as many items as are wanted; the first ends on top. */
  private unpack(): boolean {
    const { slots } = this.frame;
    const sequence = slots.at(-1) as Ins;
    const type = this.typeNow(sequence);
    if (type !== L.T.tuple && type !== L.T.list) return false;
    const isTuple = type === L.T.tuple;
    const { lo } = this.concrete(sequence);
    const count = this.argument;
    if (I32[(lo + (isTuple ? L.TUPLE_LENGTH : L.LIST_LENGTH)) >> 2] !== count) return false;
    this.noteUop(isTuple ? "_UNPACK_TUPLE" : "_UNPACK_LIST");
    const object = node(this.guardRefTo(sequence, type)) as Ref;
    const length = isTuple
      ? this.loadI32(object, L.TUPLE_LENGTH, "tuple")
      : this.loadI32(object, L.LIST_LENGTH, "list.length");
    this.guardThat(ins(this.eq(length, this.i32(count))), true, "a sequence has another length");
    const items = isTuple ? null : this.loadRef(object, L.LIST_ITEMS, "list.items");
    slots.length -= 1;
    for (let i = count - 1; i >= 0; i--) {
      const item =
        items === null
          ? this.loadValue(object, L.TUPLE_ITEMS + 8 * i, "tuple")
          : this.loadElement(items, this.i32(i), "list.element");
      slots.push(ins(item));
    }
    this.finishInstruction();
    return true;
  }

  /** Nothing is to be done for a value of this type. */
  private keep(value: Ins, type: Address): void {
    this.noteUop("_NOP");
    this.guardRefTo(value, type);
  }

  /**
   * `+=` may extend a list in place, from any iterator; on built-in values operators only make new ones. So a guard makes
   * sure of the left operand.
   */
  private binaryKills(operands: readonly Ins[]): Kills {
    const left = operands[0] as Ins;
    if (!VALUES.has(this.typeNow(left))) return "all";
    this.guardTypeNow(left);
    return "none";
  }

  private refuseRebinding(): void {
    const name = this.nameAt(this.argument);
    if (this.dependencies.globals.some((one) => one.name === name)) throw new RecordingAborted("rebinds");
  }

  // ---- places that caches name

  /** A word of an object is what it is now. */
  private guardWord(object: Ins, offset: number, alias: AliasClass, reason: string): void {
    const loaded = this.loadI32(node(object), offset, alias);
    const same = this.eq(loaded, this.i32(I32[(this.r.lo[object.id] + offset) >> 2]));
    this.guardThat(ins(same), true, reason);
  }

  private guardRefTo(v: Ins, type: Address): Ins {
    this.guardThat(ins(this.isRef(node(v))), true, "a value is no longer an object");
    const object = ins(this.ref(node(v)));
    const loaded = this.loadI32(node(object), L.OBJ_TYPE, "header");
    this.guardThat(ins(this.eq(loaded, this.i32(type))), true, "the type of an object changed");
    return object;
  }

  guardShape = (v: Value): Ref => {
    if (this.r.hi[ins(v).id] !== L.TAG_REF) throw MISSED;
    const address = this.r.lo[ins(v).id];
    if ((I32[(address + L.OBJ_GC) >> 2] & L.GC_INSTANCE) === 0) throw MISSED;
    const shape = shapeAt(I32[(address + L.INSTANCE_SHAPE) >> 2]);
    if (shapeToken(shape.address) !== this.cacheValue("version")) throw MISSED;
    const object = this.guardRefTo(ins(v), shape.type);
    const loaded = this.loadRef(node(object), L.INSTANCE_SHAPE, "shape");
    const same = this.sameRef(loaded, node(this.literal("const_ref", shape.address)));
    this.guardThat(ins(same), true, "the shape of an object changed");
    this.dependencies.types.add(shape.type);
    return node(object);
  };

  guardTypeVersion = (v: Value): void => {
    if (this.r.hi[ins(v).id] !== L.TAG_REF) throw MISSED;
    const type = I32[this.r.lo[ins(v).id] >> 2];
    if (typeVersion(type) !== this.cacheValue("version")) throw MISSED;
    this.guardRefTo(ins(v), type);
    this.dependencies.types.add(type);
  };

  guardClass = (v: Value): void => {
    const { lo, hi } = this.concrete(ins(v));
    if (hi !== L.TAG_REF || I32[lo >> 2] !== L.T.type || typeVersion(lo) !== this.cacheValue("version"))
      throw MISSED;
    const same = this.same(v, node(this.constValue(lo, hi)));
    this.guardThat(ins(same), true, "another class is used");
    this.dependencies.types.add(lo);
  };

  private concrete(v: Ins): { lo: number; hi: number } {
    return { lo: this.r.lo[v.id], hi: this.r.hi[v.id] };
  }

  private slotIndex(): number {
    return U16[this.cacheAt + 3];
  }
  loadSlot = (object: Ref, overflow: boolean): Value =>
    overflow
      ? this.loadValue(
          this.loadRef(object, L.INSTANCE_OVERFLOW, "overflow"),
          8 * this.slotIndex(),
          "overflow",
        )
      : this.loadValue(object, L.INSTANCE_SLOTS + 8 * this.slotIndex(), "slot");
  storeSlot = (object: Ref, value: Value, overflow: boolean): void => {
    if (overflow) {
      this.storeValue(
        this.loadRef(object, L.INSTANCE_OVERFLOW, "overflow"),
        8 * this.slotIndex(),
        value,
        "overflow",
      );
    } else this.storeValue(object, L.INSTANCE_SLOTS + 8 * this.slotIndex(), value, "slot");
  };
  addSlot = (object: Ref, value: Value): void => {
    const shape = shapeAt(I32[(this.r.lo[ins(object).id] + L.INSTANCE_SHAPE) >> 2]);
    const next = shapeWith(shape, this.nameAt(this.argument));
    this.storeValue(object, L.INSTANCE_SLOTS + 8 * this.slotIndex(), value, "slot");
    this.storeI32(object, L.INSTANCE_SHAPE, node(this.literal("const_i32", next.address)), "shape");
  };
  cachedAddress = (): Ref => node(this.literal("const_ref", this.cacheValue("descr")));

  /**
   * The value at a dict entry whose key is `name`. Functions, classes and modules are taken as constants, and the dict is
   * watched; other values are read where they lie, while the dict's keys stay as they are.
   */
  private entryValue(dict: Address, index: number, name: Address): Ins {
    const entry = I32[(dict + L.DICT_ENTRIES) >> 2] + L.ENTRY_BYTES * index;
    const key = (entry + L.ENTRY_KEY) >> 2;
    if (index >= I32[(dict + L.DICT_NEXT) >> 2] || I32[key] !== name || I32[key + 1] !== L.TAG_REF)
      throw MISSED;
    const lo = I32[(entry + L.ENTRY_VALUE) >> 2];
    const hi = I32[((entry + L.ENTRY_VALUE) >> 2) + 1];
    if (hi === L.TAG_REF && CONSTANT_LIKE.has(I32[lo >> 2]) && !this.isStored(dict, name)) {
      I32[(dict + L.DICT_FLAGS) >> 2] |= L.DICT_WATCHED;
      this.dependencies.objects.add(dict);
      this.dependencies.globals.push({ dict, name, lo, hi });
      return this.constValue(lo, hi);
    }
    this.guardKeys(dict);
    const table = this.loadRef(node(this.literal("const_ref", dict)), L.DICT_ENTRIES, "dict.table");
    return ins(this.loadValue(table, L.ENTRY_BYTES * index + L.ENTRY_VALUE, "dict.entry"));
  }
  private isStored(dict: Address, name: Address): boolean {
    const own = this.dependencies.stored.some((one) => one.dict === dict && one.name === name);
    return own || this.others.isStored(dict, name);
  }

  /** Dict of a module body's names, or 0 where names live elsewhere (class bodies, `exec` with a namespace). */
  private moduleNames(): Address {
    const frame = this.frame.address;
    const space = I32[(frame + L.FRAME_LOCALS) >> 2];
    return space === I32[(frame + L.FRAME_GLOBALS) >> 2] && this.frames.length === 1 ? space : 0;
  }

  /** LOAD_NAME in a module body: a place in the module's dict, or in that of the built-ins. */
  private loadName(): void {
    const dict = this.moduleNames();
    const name = this.nameAt(this.argument);
    if (dict === 0) return this.callStack();
    this.noteUop("_LOAD_NAME");
    let index = dictFindIndex(dict, name);
    let value: Ins;
    if (index >= 0) value = this.entryValue(dict, index, name);
    else {
      const builtinNames = I32[(this.frame.address + L.FRAME_BUILTINS) >> 2];
      index = dictFindIndex(builtinNames, name);
      if (index < 0) throw new RecordingAborted("raised");
      this.guardKeys(dict);
      value = this.entryValue(builtinNames, index, name);
    }
    this.frame.slots.push(value);
    this.finishInstruction();
  }

  /** STORE_NAME and STORE_GLOBAL to a name that is there: its place in the module's dict. */
  private storeName(dict: Address): void {
    const name = this.nameAt(this.argument);
    const index = dict === 0 ? -1 : dictFindIndex(dict, name);
    if (index < 0) return this.callStack();
    const taken = this.dependencies.globals.some((one) => one.dict === dict && one.name === name);
    if (taken || this.others.isConstant(dict, name)) throw new RecordingAborted("rebinds");
    this.noteUop("_STORE_NAME");
    this.guardKeys(dict);
    this.dependencies.stored.push({ dict, name });
    const table = this.loadRef(node(this.literal("const_ref", dict)), L.DICT_ENTRIES, "dict.table");
    const value = this.frame.slots.pop() as Ins;
    this.storeValue(table, L.ENTRY_BYTES * index + L.ENTRY_VALUE, node(value), "dict.entry");
    this.finishInstruction();
  }

  private guardKeys(dict: Address): void {
    this.dependencies.objects.add(dict);
    const object = this.literal("const_ref", dict);
    this.guardWord(object, L.DICT_VERSION, "dict.table", "names were added to or removed from a module");
  }
  globalEntry = (scope: 0 | 1): Value => {
    const frame = this.frame.address;
    const globals = I32[(frame + L.FRAME_GLOBALS) >> 2];
    const name = this.nameAt(this.argument >> 1);
    const index = U16[this.cacheAt + 1];
    if (scope === 0) return node(this.entryValue(globals, index, name));
    if (I32[(globals + L.DICT_VERSION) >> 2] !== this.cacheValue("module_keys_version")) throw MISSED;
    this.guardKeys(globals);
    return node(this.entryValue(I32[(frame + L.FRAME_BUILTINS) >> 2], index, name));
  };
  moduleEntry = (module: Ref): Value => {
    const address = this.r.lo[ins(module).id];
    const same = this.sameRef(module, node(this.literal("const_ref", address)));
    this.guardThat(ins(same), true, "another module is used");
    return node(
      this.entryValue(
        I32[(address + L.MODULE_DICT) >> 2],
        U16[this.cacheAt + 1],
        this.nameAt(this.argument >> 1),
      ),
    );
  };
  pushNullIfLowBit = (): void => {
    if ((this.argument & 1) !== 0) this.pushed.push(ins(this.unbound()));
  };

  // ---- control

  private control(kind: NonNullable<Instruction["control"]>): RecordedEnding | null {
    switch (kind) {
      case "resume":
        this.finishInstruction();
        return null;
      case "jumpForward":
        this.jump = this.after + this.argument;
        this.finishInstruction();
        return null;
      case "jumpBackwardNoInterrupt":
      case "jumpBackward":
        return this.jumpBack();
      case "copy":
        this.frame.slots.push(this.frame.slots[this.frame.slots.length - this.argument] as Ins);
        this.finishInstruction();
        return null;
      case "swap":
        this.swap();
        return null;
      case "copyFreeVars":
        this.copyFreeVars();
        return null;
      case "pushFrame":
        this.pushCall();
        return null;
      case "enterInit":
        this.enterInit();
        return null;
      case "property":
        this.enterProperty();
        return null;
      case "callClass":
        this.callAny();
        return null;
      case "callNative":
        this.callNative();
        return null;
      case "call":
        this.callGeneral();
        return null;
      case "returnValue":
        return this.returnValue();
      case "forIter":
        this.iterate();
        return null;
      case "forIterGenerator":
        this.resumeGenerator(this.frame.slots.at(-1) as Ins, ins(this.none()));
        return null;
      case "send":
      case "sendGenerator":
        this.send();
        return null;
      case "yieldValue":
        return this.yieldValue();
      case "returnGenerator":
        return this.returnGenerator();
      case "raise":
        return this.stopHere("raised");
      default:
        throw new RecordingAborted("unsupported");
    }
  }

  /** Ends a bridge here, going on in Tier 1; a root trace that cannot come round is of no use. */
  private stopHere(reason: ConstructorParameters<typeof RecordingAborted>[0]): RecordedEnding {
    if (this.start === null || this.uopList.length === 0) throw new RecordingAborted(reason);
    return { kind: "exit", snapshot: this.snapshot(`the trace ends here: ${abortReasons[reason]}`) };
  }

  private jumpBack(target = this.after - this.argument): RecordedEnding | null {
    if (!this.isAtHead(this.frame.code, target)) {
      const key = unitAddress(this.frame.code, target);
      const turns = (this.turns.get(key) ?? 0) + 1;
      this.turns.set(key, turns);
      if (turns > INNER_TURNS) return this.stopHere("innerLoop");
    }
    this.jump = target;
    this.cameBack = true;
    this.finishInstruction();
    return null;
  }

  /** A loop that has a trace turns: this one's, or another, which is left to. */
  private meetTrace(): RecordedEnding | null {
    // It stands in the place of a jump, whose cache follows.
    const target = this.after + cacheUnits(Op.JUMP_BACKWARD) - this.argument;
    if (this.isAtHead(this.frame.code, target)) {
      // Tier 1 must not take this step, which would run the trace.
      return this.comeRound();
    }
    // A generator's frame is not in memory: its loop is recorded as part of this one.
    if (this.frame.generator === null) return this.stopHere("innerTrace");
    const ending = this.jumpBack(target);
    this.jumps = ending === null;
    return ending;
  }

  private swap(): void {
    const slots = this.frame.slots;
    const [a, b] = [slots.length - 1, slots.length - this.argument];
    [slots[a], slots[b]] = [slots[b] as Ins, slots[a] as Ins];
    this.finishInstruction();
  }

  private copyFreeVars(): void {
    const frame = this.frame;
    if (frame.func === null) throw new RecordingAborted("unsupported");
    const closure = this.loadRef(node(frame.func), L.FUNC_CLOSURE, "function");
    for (let i = 0; i < this.argument; i++) {
      frame.slots[frame.locals - this.argument + i] = ins(
        this.loadValue(closure, L.TUPLE_ITEMS + 8 * i, "tuple"),
      );
    }
    this.finishInstruction();
  }

  /** A special method in Python that the instruction calls first: its frame goes on above (interp/special_frames.ts). */
  private callSpecial(): boolean {
    const func = planSpecial(familyHead(this.opcode), this.concreteTop(), this.argument);
    if (func === 0) return false;
    const { slots } = this.frame;
    const { args, asked, pops, finish } = plannedForm;
    const given = args.map((depth) => slots[slots.length - depth] as Ins);
    this.noteUop("_PUSH_SPECIAL_FRAME");
    for (const operand of given.slice(0, asked)) this.guardClassOf(operand);
    slots.length -= pops;
    this.enterMethod(func, given, specialFlags(finish, this.argument));
    return true;
  }

  /** Guards the type of a value, whose attributes stay what they are. */
  private guardClassOf(v: Ins): void {
    const type = this.typeNow(v);
    this.guardTypeNow(v);
    if ((I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_HEAP) !== 0) this.dependencies.types.add(type);
  }

  /** A call of a function that the types guarded before have. */
  private enterMethod(func: Address, args: readonly Ins[], flags: number): void {
    const callee = this.literal("const_ref", func);
    this.guardFunction(callee);
    this.enterFunction(callee, args, flags);
  }

  /** A special method returns: what Tier 1 makes of the value (`finishSpecial`), for values of the kind that it has now. */
  private finishSpecial(value: Ins): void {
    const finish = finishOf(this.frame.flags);
    const caller = this.frames.at(-2) as AbstractFrame;
    const argument = U16[unitAddress(caller.code, caller.lasti) >> 1] >> 8;
    const { lo, hi } = this.concrete(value);
    const check = (holds: boolean, test: Bool): void => {
      if (!holds) throw new RecordingAborted("callee");
      this.guardThat(ins(test), true, "a special method returned another kind of value");
    };
    const truth = (): Bool => {
      check(hi === L.TAG_BOOL, this.isBool(node(value)));
      return this.bool(node(value));
    };
    const length = (): I32Node => {
      check(hi === L.TAG_INT && lo >= 0, this.isInt(node(value)));
      const number = this.int(node(value));
      this.guardThat(ins(this.lt(number, this.i32(0))), false, "a length is negative");
      return number;
    };
    const result = (): Ins | null => {
      switch (finish) {
        case Finish.COMPARE:
        case Finish.BINARY:
        case Finish.INPLACE:
        case Finish.REFLECTED: {
          if (finish === Finish.COMPARE && (argument & 16) !== 0) return ins(this.boxBool(truth()));
          const refused = this.same(node(value), node(this.constValue(L.NOT_IMPLEMENTED, L.TAG_REF)));
          check(hi !== L.TAG_REF || lo !== L.NOT_IMPLEMENTED, this.not(refused));
          return value;
        }
        case Finish.UNEQUAL:
          return ins(this.boxBool(this.not(truth())));
        case Finish.TRUTH:
          return ins(this.boxBool(truth()));
        case Finish.CONTAINS:
          return ins(this.boxBool(argument === 1 ? this.not(truth()) : truth()));
        case Finish.LENGTH:
          length();
          return value;
        case Finish.LENGTH_TRUTH:
          return ins(this.boxBool(this.ne(length(), this.i32(0))));
        case Finish.ITERATOR:
          if (!isIteratorType(this.typeNow(value))) throw new RecordingAborted("callee");
          this.guardClassOf(value);
          return value;
        case Finish.STR:
        case Finish.REPR:
          if (!this.isExactly(value, L.T.str)) throw new RecordingAborted("callee");
          this.guardTypeNow(value);
          return value;
        case Finish.STORE:
          return null;
        case Finish.NEXT:
          return value;
      }
    };
    const made = result();
    this.frames = this.frames.slice(0, -1);
    const { slots } = this.frame;
    slots.length -= operandsOf(finish);
    if (made !== null) slots.push(made);
  }

  /**
   * A call of a Python function: of its trace if it has one, else it is inlined. `args` become the callee's first locals.
   * The caller's stack is already without the operands.
   */
  private enterFunction(func: Ins, args: readonly Ins[], flags = 0): void {
    const address = this.r.lo[func.id];
    const code = I32[(address + L.FUNC_CODE) >> 2];
    if (flags === 0) {
      const own = this.head.kind === "function" && code === this.head.code;
      const callee = own ? null : this.others.functionOf(address);
      if (own || callee !== null) return this.callFunction(callee, address, args);
    }
    if (this.head.kind === "function") this.guardRoom();
    if (this.frames.length > tuning.inlineDepthLimit) throw new RecordingAborted("tooDeep");
    if (this.frames.filter((frame) => frame.code === code).length > 1) {
      this.others.wantFunction(code);
      throw new RecordingAborted("recursion");
    }
    const caller = this.frame;
    caller.resume = this.after;
    const locals = I32[(code + L.CODE_LOCALS) >> 2];
    const unbound = ins(this.unbound());
    const slots = [...args];
    while (slots.length < locals) slots.push(unbound);
    this.frameBytes += I32[(code + L.CODE_FRAME_BYTES) >> 2];
    this.frames.push({
      code,
      func,
      address: I32[(caller.address + L.FRAME_TOP) >> 2],
      locals,
      slots,
      resume: 0,
      lasti: 0,
      flags,
      generator: null,
      runsSince: -1,
    });
    this.depth = Math.max(this.depth, this.frames.length - 1);
  }

  /** A call is possible from here. */
  private guardRoom(): void {
    const room = this.emit("frames_left", []);
    const enough = this.le(this.i32(this.frames.length), node(room));
    this.guardThat(ins(enough), true, "calls are nested too deep");
  }

  /** Calls the trace of a function (`callee`, or this one), which makes frames only if it is left. */
  private callFunction(callee: CalledFunction | null, func: Address, args: readonly Ins[]): void {
    this.guardRoom();
    if (callee !== null) this.dependencies.trees.add(callee.id);
    const { frame } = this;
    const code = I32[(func + L.FUNC_CODE) >> 2];
    this.noteGenerators();
    frame.resume = this.after;
    this.keepState();
    const call = this.emit("call_function", args, {
      call: { kind: "function", callee, func, code, name: jsString(I32[(func + L.FUNC_QUALNAME) >> 2]) },
      snapshot: this.snapshot("the function that was called left its trace"),
    });
    frame.slots.push(call);
    this.pending = [{ ins: call, depthFromTop: 0 }];
    this.checkAfter = true;
    this.calling = true;
  }

  /** CALL_PY_EXACT_ARGS and its like; the callee's version was guarded. */
  private pushCall(): void {
    const slots = this.frame.slots;
    const base = slots.length - this.argument - 2;
    const args = slots.slice(this.guardSelf(slots[base + 1] as Ins) ? base + 1 : base + 2);
    const func = ins(this.ref(node(slots[base] as Ins)));
    const address = this.r.lo[func.id];
    if (I32[(I32[(address + L.FUNC_CODE) >> 2] + L.CODE_EXACT_ARGS) >> 2] !== args.length) throw MISSED;
    if (this.opcode !== ownInstructions.CALL_PY_POLYMORPHIC.opcode) this.keepFunction(func);
    else if (this.others.functionOf(address) === null) this.guardCode(func);
    else this.guardFunction(func);
    slots.length = base;
    this.enterFunction(func, args);
  }

  /** One of several functions is called that may have the same code: closures that are made anew each time. */
  private guardCode(func: Ins): void {
    for (const offset of [L.FUNC_CODE, L.FUNC_GLOBALS])
      this.guardWord(func, offset, "function", "another function is called");
  }

  /** The function is the one that is called now. */
  private guardFunction(func: Ins): void {
    this.guardWord(func, L.FUNC_VERSION, "function", "another function is called");
    this.keepFunction(func);
  }

  private keepFunction(func: Ins): void {
    this.dependencies.objects.add(this.r.lo[func.id]);
  }

  private enterInit(): void {
    const slots = this.frame.slots;
    const base = slots.length - this.argument - 2;
    const callee = slots[base] as Ins;
    const { lo: type, hi } = this.concrete(callee);
    if (hi !== L.TAG_REF || this.r.hi[(slots[base + 1] as Ins).id] !== L.TAG_UNBOUND) throw MISSED;
    if (I32[type >> 2] !== L.T.type || typeVersion(type) !== this.cacheValue("version")) throw MISSED;
    const init = pythonInit(type);
    if (init === 0) throw MISSED;
    this.noteUop("_ALLOC_AND_ENTER_INIT");
    const args = slots.slice(base + 2);
    if (I32[(I32[(init + L.FUNC_CODE) >> 2] + L.CODE_EXACT_ARGS) >> 2] !== args.length + 1) throw MISSED;
    this.guardThat(
      ins(this.same(node(callee), node(this.constValue(type, hi)))),
      true,
      "another class is called",
    );
    this.dependencies.types.add(type);
    const object = ins(this.call("newInstanceOf", node(this.literal("const_i32", type))));
    slots.length = base;
    slots.push(object);
    this.enterFunction(this.literal("const_ref", init), [object, ...args], L.FF_INIT);
    // Tier 1 allocates when it runs the instruction; the instance is the callee's first local then.
    this.pending = [{ ins: object, depthFromTop: 0 }];
  }

  private enterProperty(): void {
    const slots = this.frame.slots;
    const owner = slots[slots.length - 1] as Ins;
    this.noteUop("_PUSH_PROPERTY_FRAME");
    this.guardShape(node(owner));
    slots.length -= 1;
    this.enterFunction(this.literal("const_ref", this.cacheValue("descr")), [owner]);
  }

  /** A built-in function, guarded by identity. */
  private callNative(): void {
    const slots = this.frame.slots;
    const base = slots.length - this.argument - 2;
    const callee = slots[base] as Ins;
    const { lo: object, hi } = this.concrete(callee);
    if (hi !== L.TAG_REF || object !== this.cacheValue("func_version") || !isNative(object)) throw MISSED;
    const native = nativeOf(object);
    if (WAITING.has(native.name)) throw new RecordingAborted("suspends");
    if (FRAME_SENSITIVE.has(native.name)) return this.callStack();
    this.noteUop(`_CALL_BUILTIN ${native.qualname}`);
    this.guardThat(
      ins(this.same(node(callee), node(this.constValue(object, hi)))),
      true,
      "another function is called",
    );
    const operands = slots.slice(base);
    const given = this.givenTo(object, operands);
    const intrinsic = this.intrinsic(native.qualname, given) ?? this.tableMethod(native.qualname, given);
    if (intrinsic !== null) {
      slots.length = base;
      slots.push(intrinsic);
      return this.finishInstruction();
    }
    this.callBuiltin(native, native.qualname, operands, given);
    slots.length = base;
    slots.push(this.result("result_value"));
    this.finishInstruction();
  }

  /** What a native is called with: `operands` are the callable, self or unbound, and arguments; what it is bound to comes first. */
  private givenTo(object: Address, operands: readonly Ins[]): Ins[] {
    const [, self, ...rest] = operands as [Ins, Ins, ...Ins[]];
    if (this.guardSelf(self)) return [self, ...rest];
    const bound = object + L.NATIVE_SELF;
    return isUnbound(bound) ? rest : [this.constantSlot(bound), ...rest];
  }

  /** Whether a call has a self beside its callable, in every turn. */
  private guardSelf(self: Ins): boolean {
    const isMethod = this.r.hi[self.id] !== L.TAG_UNBOUND;
    this.guardThat(ins(this.isUnbound(node(self))), !isMethod, "a call changed between method and function");
    return isMethod;
  }

  /**
   * Calls a native on `operands`. Where the types of what it is `given` see to it that no Python code runs, that is handed
   * over as the native wants it, and nothing is to be looked at afterwards. A constructor is given its class first.
   */
  private callBuiltin(
    native: NativeFunction | null,
    name: string,
    operands: readonly Ins[],
    given: readonly Ins[],
    isClass = false,
  ): void {
    const args = isClass ? [operands[0] as Ins, ...given] : [...given];
    const target = { kind: "native", index: native?.index ?? -1, name, kills: nativeKills(name) } as const;
    const types = given.map((one) => this.typeNow(one));
    if (native === null || !takesAsTheyAre(native, args.length) || !isCalmNative(name, types)) {
      return this.emitCall({ ...target, isCalm: false }, operands, false);
    }
    for (const one of given) this.guardTypeNow(one);
    while (args.length < native.parameters.length) args.push(ins(this.unbound()));
    this.emitCall({ ...target, isCalm: true }, args, true);
  }

  /** Natives that are a few operations. */
  private intrinsic(name: string, operands: readonly Ins[]): Ins | null {
    const [x, y] = operands;
    if (x === undefined || operands.length > 2) return null;
    if (y !== undefined) return name === "isinstance" ? this.isInstanceOf(x, y) : null;
    if (name === "len") return this.lengthOf(x);
    const float = this.r.hi[x.id] >>> 0 < L.FLOAT_LIMIT;
    if (
      !float ||
      !(name === "math.sqrt" || name === "sqrt" || name === "abs" || name === "math.fabs" || name === "fabs")
    )
      return null;
    this.guardThat(ins(this.isFloat(node(x))), true, "an operand is no longer a float");
    const value = ins(this.float(node(x)));
    if (name.endsWith("sqrt")) {
      const negative = this.emit("lt_f64", [value, this.literal("const_f64", 0)]);
      this.guardThat(negative, false, "the square root of a negative number");
      return ins(this.boxFloat(node(this.emit("sqrt_f64", [value]))));
    }
    return ins(this.boxFloat(node(this.emit("abs_f64", [value]))));
  }

  /** `len` of a built-in container. */
  private lengthOf(x: Ins): Ins | null {
    const type = this.typeNow(x);
    const place = LENGTHS.get(type);
    if (place === undefined) return null;
    return ins(this.boxInt(this.loadI32(node(this.guardRefTo(x, type)), ...place)));
  }

  /**
   * `isinstance` of a class, or of a tuple of classes made right here, none with a metaclass of its own: what it says of this
   * type. Objects of Python's classes may deny theirs (`__class__`): of them only a yes is certain.
   */
  private isInstanceOf(x: Ins, classes: Ins): Ins | null {
    const made = insideBox(classes);
    const listed = made.op === "new_tuple" ? made.args : [classes];
    if (!listed.every((one) => this.isExactly(one, L.T.type))) return null;
    const type = this.typeNow(x);
    const holds = listed.some((one) => isSubtype(type, this.concrete(one).lo));
    const isHeap = (I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_HEAP) !== 0;
    if (isHeap && !holds) return null;
    this.guardTypeNow(x);
    if (isHeap) this.dependencies.types.add(type);
    for (const one of listed) {
      const { lo, hi } = this.concrete(one);
      this.guardThat(
        ins(this.same(node(one), node(this.constValue(lo, hi)))),
        true,
        "another class is asked for",
      );
      this.dependencies.objects.add(lo);
    }
    return this.constValue(Number(holds), L.TAG_BOOL);
  }

  /** Methods of dicts and sets with a key that needs no Python to be found. */
  private tableMethod(name: string, operands: readonly Ins[]): Ins | null {
    const isSet = name === "set.add" || name === "set.discard";
    if (!isSet && name !== "dict.get") return null;
    const [self, key, given] = operands;
    if (self === undefined || key === undefined || operands.length > (isSet ? 2 : 3)) return null;
    const type = isSet ? L.T.set : L.T.dict;
    if (!this.isExactly(self, type)) return null;
    this.guardRefTo(self, type);
    const entry = this.findKey(isSet ? "set" : "dict", node(self), node(key));
    if (entry === null) return null;
    if (isSet) {
      this.callVoid(name === "set.add" ? "addToSet" : "discardFromSet", node(self), node(key));
      return ins(this.none());
    }
    this.guardThat(entry.found, entry.isThere, "a key is in the dict, or not, as it was not before");
    if (!entry.isThere) return given ?? ins(this.none());
    return ins(this.loadValue(entry.at, L.ENTRY_VALUE, "dict.value"));
  }

  /** CALL in its general form: Python functions with defaults are inlined, natives are called, the rest is refused. */
  private callGeneral(): void {
    if (this.opcode !== Op.CALL) return this.callAny();
    const slots = this.frame.slots;
    const base = slots.length - this.argument - 2;
    const { lo: callee, hi } = this.concrete(slots[base] as Ins);
    const type = hi === L.TAG_REF ? I32[callee >> 2] : 0;
    if (this.callSpecialOf(base, callee)) return;
    const isBuiltIn =
      type === L.T.builtin_function_or_method || type === L.T.method_descriptor || type === L.T.type;
    if (isBuiltIn && (this.callTwin(base, callee) || this.callNext(base, callee))) return;
    if (type !== L.T.function) return this.callAny();
    const code = I32[(callee + L.FUNC_CODE) >> 2];
    const count = I32[(code + L.CODE_ARGCOUNT) >> 2];
    const defaults = I32[(callee + L.FUNC_DEFAULTS) >> 2];
    const bound = this.r.hi[(slots[base + 1] as Ins).id] !== L.TAG_UNBOUND;
    const args = slots.slice(bound ? base + 1 : base + 2);
    const given = defaults === 0 ? 0 : I32[(defaults + L.TUPLE_LENGTH) >> 2];
    const plain = I32[(code + L.CODE_EXACT_ARGS) >> 2] === count;
    if (!plain || args.length > count || args.length < count - given) throw new RecordingAborted("callee");
    this.noteUop("_PUSH_FRAME_WITH_DEFAULTS");
    this.guardSelf(slots[base + 1] as Ins);
    const func = this.guardRefTo(slots[base] as Ins, L.T.function);
    this.guardFunction(func);
    for (let i = args.length; i < count; i++) {
      args.push(this.constantSlot(defaults + L.TUPLE_ITEMS + 8 * (i - (count - given))));
    }
    slots.length = base;
    this.enterFunction(func, args);
  }

  /** A built-in function whose twin in Python runs in its place (interp/twins.ts). */
  private callTwin(base: number, native: Address): boolean {
    const { slots } = this.frame;
    const isMethod = this.r.hi[(slots[base + 1] as Ins).id] !== L.TAG_UNBOUND;
    const args = slots.slice(isMethod ? base + 1 : base + 2);
    const twin = twinOf(native, this.concreteTop() - 8 * args.length, args.length, 0);
    const given = args.find((arg) => this.isExactly(arg, L.T.generator));
    if (twin === 0 || given === undefined) return false;
    this.noteUop("_PUSH_TWIN_FRAME");
    this.guardBuiltIn(base, native);
    const generator = this.guardRefTo(given, L.T.generator);
    this.guardWord(generator, L.GEN_FRAME + L.FRAME_CODE, "header", "another generator is given");
    const defaults = I32[(twin + L.FUNC_DEFAULTS) >> 2];
    const missing = I32[(I32[(twin + L.FUNC_CODE) >> 2] + L.CODE_EXACT_ARGS) >> 2] - args.length;
    if (missing < 0) throw new RecordingAborted("callee");
    for (let i = 0; i < missing; i++) args.push(this.constantSlot(defaults + L.TUPLE_ITEMS + 8 * i));
    slots.length = base;
    this.dependencies.objects.add(twin);
    this.enterFunction(this.literal("const_ref", twin), args);
    return true;
  }

  /** A call of a built-in function that a special method of its argument answers. */
  private callSpecialOf(base: number, native: Address): boolean {
    const { slots } = this.frame;
    if (slots.length !== base + 3 || this.r.hi[(slots[base + 1] as Ins).id] !== L.TAG_UNBOUND) return false;
    const func = planNative(native, this.concreteTop() - 8, 1);
    if (func === 0) return false;
    const { finish } = plannedForm;
    const given = slots[base + 2] as Ins;
    this.noteUop("_PUSH_SPECIAL_FRAME");
    this.guardBuiltIn(base, native);
    this.guardClassOf(given);
    slots.length = base;
    this.enterMethod(func, [given], specialFlags(finish, 0));
    return true;
  }

  /** Guards that a call is of this built-in function, and no other object comes before the arguments. */
  private guardBuiltIn(base: number, native: Address): void {
    const { slots } = this.frame;
    const same = this.same(node(slots[base] as Ins), node(this.constValue(native, L.TAG_REF)));
    this.guardThat(ins(same), true, "another function is called");
    this.guardSelf(slots[base + 1] as Ins);
  }

  /** `next` of a generator: its frame goes on above the caller's, and what it yields is the result. */
  private callNext(base: number, native: Address): boolean {
    const { slots } = this.frame;
    const given = slots[base + 2];
    if (resumption(native) !== "next" || slots.length !== base + 3 || given === undefined) return false;
    if (!this.isExactly(given, L.T.generator)) return false;
    this.guardBuiltIn(base, native);
    slots.length = base;
    slots.push(given);
    this.resumeGenerator(given, ins(this.none()), L.FF_CALL);
    return true;
  }

  /** A call that runs in the runtime; one that would run Python code there is better left to Tier 1. */
  private callAny(): void {
    const slots = this.frame.slots;
    const extra = this.opcode === Op.CALL_KW ? 1 : 0;
    const base =
      this.opcode === Op.CALL_FUNCTION_EX ? slots.length - 4 : slots.length - this.argument - 2 - extra;
    const { lo: callee, hi } = this.concrete(slots[base] as Ins);
    if (hi !== L.TAG_REF) throw new RecordingAborted("callee");
    const type = I32[callee >> 2];
    const native = type === L.T.builtin_function_or_method || type === L.T.method_descriptor;
    const builtinType = type === L.T.type && (I32[(callee + L.TYPE_FLAGS) >> 2] & L.TF_HEAP) === 0;
    if (!native && !builtinType) throw new RecordingAborted("callee");
    if (native) {
      const { name } = nativeOf(callee);
      if (WAITING.has(name)) throw new RecordingAborted("suspends");
      const kind = resumption(callee);
      if (kind !== null && kind !== "next") throw new RecordingAborted("generator");
    } else if (extra === 0 && this.opcode !== Op.CALL_FUNCTION_EX) {
      if (callee !== L.T.type && callee !== L.T.super) return this.callBuiltinType(base, callee);
    }
    this.callStack();
  }

  private callBuiltinType(base: number, type: Address): void {
    const slots = this.frame.slots;
    const args = slots.slice(base);
    const name = jsString(I32[(type + L.TYPE_NAME) >> 2]);
    this.noteUop(`_CALL_BUILTIN_CLASS ${name}`);
    const same = this.same(node(args[0] as Ins), node(this.constValue(type, L.TAG_REF)));
    this.guardThat(ins(same), true, "another class is called");
    if (type === L.T.range && this.newRange(base, args.slice(2))) return;
    const make = nativeConstructor(type);
    const isMethod = this.guardSelf(args[1] as Ins);
    this.callBuiltin(make === 0 ? null : nativeOf(make), name, args, args.slice(isMethod ? 1 : 2), true);
    slots.length = base;
    slots.push(this.result("result_value"));
    this.finishInstruction();
  }

  /** `range(stop)` and `range(start, stop)` of 32-bit ints; false for other arguments. */
  private newRange(base: number, args: readonly Ins[]): boolean {
    const small = args.every((arg) => this.r.hi[arg.id] === L.TAG_INT);
    if (!small || args.length < 1 || args.length > 2) return false;
    for (const arg of args)
      this.guardThat(ins(this.isInt(node(arg))), true, "an operand is no longer an int");
    const stop = args[args.length - 1] as Ins;
    const start = args.length === 2 ? (args[0] as Ins) : this.constValue(0, L.TAG_INT);
    const slots = this.frame.slots;
    const range = ins(this.call("newRange", node(start), node(stop)));
    slots.length = base;
    slots.push(range);
    this.finishInstruction();
    return true;
  }

  private returnValue(): RecordedEnding | null {
    const callee = this.frame;
    const value = callee.slots[callee.slots.length - 1] as Ins;
    if (this.frames.length === 1) {
      if (this.head.kind === "loop") return this.stopHere("leftLoop");
      return { kind: "return", value, snapshot: this.snapshot("the function returns") };
    }
    if ((callee.flags & L.FF_CALL) !== 0) return this.stopHere("raised");
    if (callee.generator !== null) {
      this.storeI32(node(callee.generator), L.GEN_STATE, this.i32(L.GEN_DONE), "generator");
      this.frames = this.frames.slice(0, -1);
      this.frame.slots.push(value);
      this.frame.resume += callee.flags >> L.FF_OFFSET_SHIFT;
    } else if ((callee.flags & L.FF_SPECIAL) !== 0) this.finishSpecial(value);
    else if ((callee.flags & L.FF_INIT) !== 0) {
      this.guardThat(ins(this.isNone(node(value))), true, "__init__ returned a value");
      this.frames = this.frames.slice(0, -1);
    } else {
      this.frames = this.frames.slice(0, -1);
      this.frame.slots.push(value);
    }
    return null;
  }

  // ---- ints of 64 bits (wide.ts)

  /** The last instruction, in `U16`, of a chain that is under way: exits lead to where it began. −1: there is none. */
  private chainEnd = -1;
  /** What is known of the results in it. */
  private readonly chained = new Map<Ins, Known>();

  /** What is known of an int; null when it is no immediate one. */
  private knownInt(v: Ins): Known | null {
    const known = this.chained.get(v);
    if (known !== undefined) return known;
    const { lo, hi } = this.concrete(v);
    const literal = v.op === "box_int" ? (v.args[0] as Ins) : v;
    return hi === L.TAG_INT ? immediate(lo, isConst(literal)) : null;
  }

  /** Whether the BINARY_OP to come belongs to a chain, or begins one, since its result is past 32 bits. */
  private isInChain(unit: number): boolean {
    if (this.chainEnd >= 0) return true;
    const { slots } = this.frame;
    const below = (depth: number): Known | null => this.knownInt(slots[slots.length - 1 - depth] as Ins);
    const [b, a] = [below(0), below(1)];
    if (a === null || b === null) return false;
    // Now, or in a turn before: Tier 1 has an instruction for it.
    const wasPast = this.opcode === ownInstructions.BINARY_OP_INTEGER.opcode;
    if (!wasPast && !isPastWord(plainOperator(this.argument), a.now, b.now)) return false;
    this.chainEnd = planChain(unit, {
      local: (index) => this.knownInt(slots[index] as Ins),
      constant: (index) => this.knownInt(ins(this.constant(this.i32(index)))),
      below,
    });
    return this.chainEnd >= 0;
  }

  private recordWide(unit: number): void {
    const { slots } = this.frame;
    const operator = plainOperator(this.argument);
    this.noteUop("_WIDE_BINARY_OP");
    const [a, b] = slots.splice(slots.length - 2) as [Ins, Ins];
    const known = wideResult(operator, this.knownInt(a) as Known, this.knownInt(b) as Known);
    assert(known !== null, "a chain is planned to its end");
    const narrow = (v: Ins): Ins => {
      if (v.type === "i64") return this.emit("narrow_i64", [v]);
      this.guard(this.isInt(node(v)));
      return ins(this.int(node(v)));
    };
    const widen = (v: Ins): Ins => (v.type === "i64" ? v : this.emit("widen_i32", [narrow(v)]));
    const divisor = (): Ins => {
      const y = narrow(b);
      this.guardThat(ins(this.eq(node(y), this.i32(0))), false, "a division by zero");
      return y;
    };
    const compute = (): Ins => {
      switch (operator) {
        case BinaryOperator.NB_ADD:
          return this.emit("add_i64", [widen(a), widen(b)]);
        case BinaryOperator.NB_SUBTRACT:
          return this.emit("sub_i64", [widen(a), widen(b)]);
        case BinaryOperator.NB_MULTIPLY:
          return this.emit("mul_i64", [widen(a), widen(b)]);
        case BinaryOperator.NB_FLOOR_DIVIDE:
          return this.emit("floor_div_i64", [widen(a), divisor()]);
        case BinaryOperator.NB_REMAINDER:
          return this.emit("floor_mod_i64", [widen(a), divisor()]);
        case BinaryOperator.NB_AND:
          return this.emit("and_i32", [narrow(a), narrow(b)]);
        default:
          return this.emit("shr_i64", [widen(a), narrow(b)]);
      }
    };
    const computed = compute();
    const small = (): Ins => (computed.type === "i64" ? narrow(computed) : computed);
    const result = known.wide ? computed : ins(this.boxInt(node(small())));
    this.chained.set(result, known);
    slots.push(result);
    if (unit === this.chainEnd) {
      this.chainEnd = -1;
      this.chained.clear();
    }
    this.finishInstruction();
  }

  // ---- generators: while one is paused, its frame is in memory; while it runs, its slots are values like all others

  /** FOR_ITER, SEND or a call: the generator's frame goes on above the one that resumes it, with the sent value on its stack. */
  private resumeGenerator(
    receiver: Ins,
    sent: Ins,
    flags = L.FF_GENERATOR | (this.argument << L.FF_OFFSET_SHIFT),
  ): void {
    const { lo: object, hi } = this.concrete(receiver);
    const type = hi === L.TAG_REF ? I32[object >> 2] : 0;
    if (type !== L.T.generator && type !== L.T.coroutine) throw MISSED;
    const state = I32[(object + L.GEN_STATE) >> 2];
    if (state > L.GEN_SUSPENDED || I32[((object + L.GEN_HANDLED) >> 2) + 1] !== L.TAG_NONE) {
      throw new RecordingAborted("generator");
    }
    const address = object + L.GEN_FRAME;
    const code = I32[(address + L.FRAME_CODE) >> 2];
    if (this.frames.length > tuning.inlineDepthLimit) throw new RecordingAborted("tooDeep");
    if (this.frames.filter((frame) => frame.code === code).length > 1)
      throw new RecordingAborted("recursion");
    this.noteUop("_RESUME_GENERATOR");
    const generator = this.guardRefTo(receiver, type);
    const word = (offset: number, alias: AliasClass): void =>
      this.guardWord(generator, offset, alias, "a generator stands elsewhere");
    word(L.GEN_FRAME + L.FRAME_CODE, "header");
    word(L.GEN_FRAME + L.FRAME_GLOBALS, "header");
    word(L.GEN_STATE, "generator");
    word(L.GEN_FRAME + L.FRAME_PC, "generator");
    const handled = this.loadValue(node(generator), L.GEN_HANDLED, "generator");
    this.guardThat(ins(this.isNone(handled)), true, "a generator is handling an exception");
    if (this.head.kind === "function") this.guardRoom();
    const count = (I32[(address + L.FRAME_SP) >> 2] - address - L.FRAME_HEADER) >> 3;
    const slots = Array.from({ length: count }, (_, i) =>
      ins(this.loadValue(node(generator), GENERATOR_SLOTS + 8 * i, "generator")),
    );
    const unit = unitIndex(code, I32[(address + L.FRAME_PC) >> 2]);
    this.frame.resume = this.after;
    this.frames.push({
      code,
      func: null,
      address,
      locals: I32[(code + L.CODE_LOCALS) >> 2],
      slots: [...slots, sent],
      resume: unit,
      lasti: unit,
      flags,
      generator,
      runsSince: -1,
    });
    this.depth = Math.max(this.depth, this.frames.length - 1);
  }

  private send(): void {
    const { slots } = this.frame;
    const receiver = slots.at(-2) as Ins;
    const { lo, hi } = this.concrete(receiver);
    const type = hi === L.TAG_REF ? I32[lo >> 2] : 0;
    if (type !== L.T.generator && type !== L.T.coroutine) throw new RecordingAborted("generator");
    this.resumeGenerator(receiver, slots.pop() as Ins);
  }

  /** A call of a generator function: its frame is made real, and moves into a new generator. */
  private returnGenerator(): RecordedEnding | null {
    const { flags, generator, code } = this.frame;
    const kinds = CodeFlag.GENERATOR | CodeFlag.COROUTINE;
    const isGenerator = (I32[(code + L.CODE_FLAGS) >> 2] & kinds) !== 0;
    if (this.frames.length === 1 || flags !== 0 || generator !== null || !isGenerator || !this.mayMakeFrames)
      return this.stopHere("generator");
    this.noteUop("_RETURN_GENERATOR");
    this.emit("call_stack", [], {
      call: { kind: "stack", opcode: this.opcode, arg: 0, name: "RETURN_GENERATOR" },
      snapshot: this.snapshot("there is no memory left", { raises: true }),
    });
    this.heavyCalls++;
    this.frames = this.frames.slice(0, -1);
    const made = this.emit("result_value", [], { imm: 1 });
    this.frame.slots.push(made);
    this.pending = [{ ins: made, depthFromTop: 0 }];
    return null;
  }

  /** The generator pauses: what is known of its frame goes back to memory. */
  private yieldValue(): RecordedEnding | null {
    const { generator, slots, code, flags } = this.frame;
    if (generator === null) return this.stopHere(this.frames.length === 1 ? "yields" : "generator");
    const value = slots.pop() as Ins;
    const object = node(generator) as Ref;
    slots.forEach((slot, i) => {
      this.storeValue(object, GENERATOR_SLOTS + 8 * i, node(slot), "generator");
    });
    const word = (offset: number, number: number): void =>
      this.storeI32(object, offset, this.i32(number), "generator");
    word(L.GEN_FRAME + L.FRAME_PC, unitAddress(code, this.after));
    word(L.GEN_FRAME + L.FRAME_LASTI, unitAddress(code, this.frame.lasti));
    word(L.GEN_STATE, L.GEN_SUSPENDED);
    const end = this.inside(object, GENERATOR_SLOTS + 8 * slots.length);
    this.emit("store_ref", [generator, ins(end)], { imm: L.GEN_FRAME + L.FRAME_SP, alias: "generator" });
    this.frames = this.frames.slice(0, -1);
    if ((flags & L.FF_CALL) !== 0) this.frame.slots.pop();
    this.frame.slots.push(value);
    return null;
  }

  /** Code that is called may find out which generators are running. */
  private noteGenerators(): void {
    for (const frame of this.frames) {
      if (frame.generator === null || frame.runsSince >= 0) continue;
      frame.runsSince = this.list.length;
      this.storeI32(node(frame.generator), L.GEN_STATE, this.i32(L.GEN_RUNNING), "generator");
    }
  }

  // ---- iterators over iterators: what they do to those that have members of their own is part of the trace

  /** How an iterator is stepped, if it is not at its end; else null. */
  private stepOf(iterator: Ins): ((m: Machine, iterator: Value) => Step) | null {
    const { lo: object, hi } = this.concrete(iterator);
    if (hi !== L.TAG_REF) return null;
    const word = (offset: number): number => I32[(object + offset) >> 2];
    const sequence = word(L.SEQ_ITER_SEQ);
    switch (I32[object >> 2]) {
      case L.T.range_iterator:
        return word(L.RANGE_ITER_LEFT) > 0 ? stepRange : null;
      case L.T.list_iterator:
        return sequence !== 0 && word(L.SEQ_ITER_INDEX) < I32[(sequence + L.LIST_LENGTH) >> 2]
          ? stepList
          : null;
      case L.T.tuple_iterator:
        return sequence !== 0 && word(L.SEQ_ITER_INDEX) < I32[(sequence + L.TUPLE_LENGTH) >> 2]
          ? stepTuple
          : null;
      default:
        return null;
    }
  }

  private iterateEnumerate(iterator: Ins): boolean {
    const { lo: object } = this.concrete(iterator);
    const index = (object + L.ENUMERATE_INDEX) >> 2;
    if (I32[index + 1] !== L.TAG_INT || I32[index] === 0x7fffffff) return false;
    const inner = this.loadInner(this.guardRefTo(iterator, L.T.enumerate), L.ENUMERATE_ITER);
    const step = this.stepOf(inner);
    if (step === null) return false;
    this.noteUop("_FOR_ITER_ENUMERATE");
    const holder = this.ref(node(iterator));
    const count = this.loadValue(holder, L.ENUMERATE_INDEX, "iterator.index");
    this.guard(this.isInt(count));
    const number = this.int(count);
    this.guard(this.not(this.addOverflows(number, this.i32(1))));
    const { item, commit } = step(this, node(inner));
    this.pushTuple([ins(count), ins(item)]);
    commit();
    this.storeValue(holder, L.ENUMERATE_INDEX, this.boxInt(this.add(number, this.i32(1))), "iterator.index");
    this.finishInstruction();
    return true;
  }

  private iterateZip(iterator: Ins): boolean {
    const { lo: object } = this.concrete(iterator);
    if (I32[(object + L.COMBINE_STRICT) >> 2] !== 0) return false;
    const count = I32[(I32[(object + L.COMBINE_ITERS) >> 2] + L.TUPLE_LENGTH) >> 2];
    if (count === 0 || count > ZIP_LIMIT) return false;
    const tuple = this.loadInner(this.guardRefTo(iterator, L.T.zip), L.COMBINE_ITERS);
    const iterators = Array.from({ length: count }, (_, i) =>
      this.loadInner(ins(this.ref(node(tuple))), L.TUPLE_ITEMS + 8 * i),
    );
    const steps = iterators.map((inner) => this.stepOf(inner));
    // One iterator twice is stepped twice; each step here would start from where the first does.
    const distinct = new Set(iterators.map((inner) => this.concrete(inner).lo)).size === count;
    if (!distinct || steps.includes(null)) return false;
    this.noteUop("_FOR_ITER_ZIP");
    const strict = this.loadI32(this.ref(node(iterator)), L.COMBINE_STRICT, "header");
    this.guard(this.eq(strict, this.i32(0)));
    const length = this.loadI32(this.ref(node(tuple)), L.TUPLE_LENGTH, "tuple");
    this.guard(this.eq(length, this.i32(count)));
    iterators.forEach((inner, i) => {
      for (const other of iterators.slice(0, i)) this.guard(this.not(this.same(node(other), node(inner))));
    });
    const taken = steps.map((step, i) => step!(this, node(iterators[i])));
    this.pushTuple(taken.map(({ item }) => ins(item)));
    for (const { commit } of taken) commit();
    this.finishInstruction();
    return true;
  }

  /** A field that an iterator is made with and keeps. */
  private loadInner(object: Ins, offset: number): Ins {
    return ins(this.loadValue(node(object), offset, "header"));
  }

  /** Pushes a new tuple, which is never made if nothing but this trace sees it. */
  private pushTuple(items: readonly Ins[]): void {
    const snapshot = this.snapshot("there is no memory left", { raises: true });
    const tuple = ins(this.boxRef(node(this.emit("new_tuple", items, { snapshot }))));
    this.frame.slots.push(tuple);
    this.pending = [{ ins: tuple, depthFromTop: 0 }];
  }

  /** FOR_ITER over an iterator without a member of its own. */
  private iterate(): void {
    const slots = this.frame.slots;
    if (this.callSpecial()) return;
    const iterator = slots[slots.length - 1] as Ins;
    const type = this.r.hi[iterator.id] === L.TAG_REF ? I32[this.r.lo[iterator.id] >> 2] : 0;
    if (type === L.T.generator) return this.resumeGenerator(iterator, ins(this.none()));
    if (type === L.T.enumerate && this.iterateEnumerate(iterator)) return;
    if (type === L.T.zip && this.iterateZip(iterator)) return;
    const fn = NATIVE_ITERATORS.get(type);
    if (fn === undefined) throw new RecordingAborted("callee");
    this.noteUop("_FOR_ITER_NATIVE");
    this.guardRefTo(iterator, type);
    this.emitCall({ kind: "runtime", fn }, [iterator], fn !== "nextItem");
    const item = this.emit("result_value", []);
    this.deferred = { item };
  }
  /** FOR_ITER's item: whether there is one shows only when Tier 1 has run the instruction. */
  private deferred: { readonly item: Ins } | null = null;

  /** Called after Tier 1 has run the instruction that `next` recorded. */
  stepped(): void {
    this.noteRuns();
    if (this.deferred !== null) {
      const { item } = this.deferred;
      this.deferred = null;
      const frame = this.frame;
      const unit = unitIndex(frame.code, I32[(frame.address + L.FRAME_PC) >> 2]);
      const end = this.emit("is_unbound", [item]);
      if (unit === this.after) {
        // At the end again, asking once more does no harm: the state is that before the instruction.
        this.emit("guard", [end], {
          imm: 0,
          snapshot: this.snapshot("the iterator was exhausted", { forks: true, decides: true }),
        });
        frame.slots.push(item);
        this.setConcrete(item, frame.address + L.FRAME_HEADER + 8 * (frame.slots.length - 1));
        frame.resume = this.after;
      } else {
        // If there was an item after all, it must not be lost: the exit stands behind the instruction.
        frame.slots.push(item);
        frame.resume = this.after;
        this.keepState();
        this.emit("guard", [end], {
          imm: 1,
          snapshot: this.snapshot("the iterator had more items", { forks: true, decides: true }),
        });
        frame.slots.pop();
        frame.resume = unit;
      }
    }
    if (this.checkAfter) {
      this.settlePending();
      const frame = this.frame;
      frame.resume = unitIndex(frame.code, I32[(frame.address + L.FRAME_PC) >> 2]);
      this.keepState();
      this.emitPendingCheck();
    }
  }
}

const GUARD_TEXT: Readonly<Record<string, string>> = {
  is_int: "an operand is no longer an int",
  is_float: "an operand is no longer a float",
  is_bool: "a value is no longer a bool",
  is_ref: "a value is no longer an object",
  is_unbound: "a variable became bound",
  "not is_unbound": "a variable is unbound",
  eq_i32: "the type of an object changed",
  "not add_overflows": "an addition overflowed 32 bits",
  "not sub_overflows": "a subtraction overflowed 32 bits",
  "not mul_overflows": "a multiplication overflowed 32 bits",
  lt_u32: "an index went out of range",
  "not eq_f64": "a division by zero",
};

/** Runtime functions without effect that give an i32: the recorder asks them itself. */
const ASKABLE: { readonly [Name in RuntimeName]?: (...args: number[]) => number } = {
  compareStrings: compareStrings as (...args: number[]) => number,
  dictHas: dictHas as (...args: number[]) => number,
  setHas: setHas as (...args: number[]) => number,
};

/** Which argument is a key to be hashed and compared. */
const KEY_ARGUMENT: { readonly [Name in RuntimeName]?: number } = {
  subscribeDict: 1,
  dictHas: 1,
  storeDict: 1,
  setHas: 1,
};

const CONSTANT_LIKE = new Set<Address>([
  L.T.function,
  L.T.type,
  L.T.module,
  L.T.builtin_function_or_method,
  L.T.method_descriptor,
]);

/** What advances the iterators that are no generators. */
const NATIVE_ITERATORS = new Map<Address, RuntimeName>([
  [L.T.str_iterator, "nextOfStr"],
  [L.T.ascii_str_iterator, "nextOfStr"],
  [L.T.dict_keyiterator, "nextKey"],
  [L.T.dict_valueiterator, "nextValue"],
  [L.T.dict_itemiterator, "nextPair"],
  [L.T.set_iterator, "nextOfSet"],
  [L.T.bytes_iterator, "nextItem"],
  [L.T.list_reverseiterator, "nextItem"],
  [L.T.longrange_iterator, "nextItem"],
  [L.T.enumerate, "nextItem"],
  [L.T.zip, "nextItem"],
  [L.T.reversed, "nextItem"],
]);

/** Types whose operators change nothing. */
const VALUES = new Set<Address>([L.T.int, L.T.float, L.T.str, L.T.bytes, L.T.tuple, L.T.range]);

/** What tells the types apart whose values are no objects. */
const TAG_TESTS = new Map<Address, "isInt" | "isFloat" | "isBool" | "isNone">([
  [L.T.int, "isInt"],
  [L.T.float, "isFloat"],
  [L.T.bool, "isBool"],
  [L.T.NoneType, "isNone"],
]);

/** They add to a container that lies their operand below the top. */
const IN_PLACE = new Set(["LIST_EXTEND", "SET_ADD", "SET_UPDATE", "MAP_ADD", "DICT_UPDATE"]);

/** General forms that look at nothing but their operands. */
const OPERANDS_ONLY = new Set([
  "BINARY_OP",
  "COMPARE_OP",
  "CONTAINS_OP",
  "TO_BOOL",
  "UNARY_NEGATIVE",
  "UNARY_INVERT",
  "BINARY_SLICE",
  "STORE_SLICE",
  "STORE_SUBSCR",
  "DELETE_SUBSCR",
  "GET_ITER",
  "FORMAT_SIMPLE",
  "FORMAT_WITH_SPEC",
  "CONVERT_VALUE",
  "SET_FUNCTION_ATTRIBUTE",
  "UNPACK_SEQUENCE",
  "UNPACK_SEQUENCE_TUPLE",
  "UNPACK_SEQUENCE_LIST",
  "BUILD_TUPLE",
  "BUILD_LIST",
  "BUILD_SET",
  "BUILD_MAP",
  "BUILD_SLICE",
  "BUILD_STRING",
  "BUILD_TEMPLATE",
  "BUILD_INTERPOLATION",
  "GET_LEN",
  "GET_YIELD_FROM_ITER",
  "GET_AWAITABLE",
  ...IN_PLACE,
]);

/** Where containers keep their number of items. */
const LENGTHS = new Map<Address, [offset: number, alias: AliasClass]>([
  [L.T.list, [L.LIST_LENGTH, "list.length"]],
  [L.T.tuple, [L.TUPLE_LENGTH, "tuple"]],
  [L.T.str, [L.STR_LENGTH, "str"]],
  [L.T.dict, [L.DICT_USED, "dict.table"]],
  [L.T.set, [L.SET_USED, "set.table"]],
]);

/** Values that wait for a call (STATE_ARGS). */
const ARGUMENT_SLOTS = 16;

/** General forms that change locals behind the recorder's back. */
const LOCAL_WRITERS = new Set(["DELETE_FAST", "LOAD_FAST_CHECK", "DELETE_DEREF"]);
