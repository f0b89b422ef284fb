/**
 * The heart of the optimiser: instructions are emitted one after the other through a list of passes, each of which may
 * answer "that is known already" or "that need not be". Since every operand has been through the passes before, one walk
 * does what several would (the phase-ordering problem does not arise), and each removal has one pass to its name.
 *
 * Knowledge kept here: which pure expressions have a value (common subexpressions), which conditions are known to hold
 * (from guards), and what memory holds (memory.ts).
 */
import type { AliasClass } from "../bytecode/machine.ts";
import * as L from "../heap/layout.ts";
import {
  type Ins,
  type InsFields,
  type IrOp,
  insideBox,
  irOps,
  isConst,
  makeIns,
  type Origin,
  type Removal,
  type Snapshot,
} from "../trace/ir.ts";
import { verification } from "../trace/verify.ts";
import { MemoryState } from "./memory.ts";
import type { PassName } from "./pass_names.ts";
import { verifyReduction } from "./verify.ts";

/** An instruction that is about to be emitted. */
export interface Candidate {
  readonly op: IrOp;
  readonly args: readonly Ins[];
  readonly fields: InsFields;
}

/** What a pass found: a value to use in place of the candidate, or (null) that nothing is needed. */
export interface Reduction {
  readonly use: Ins | null;
  readonly reason: string;
  readonly by: Ins | null;
}

export interface Pass {
  readonly name: PassName;
  readonly reduce: (candidate: Candidate, reducer: Reducer) => Reduction | null;
}

/** A condition known to hold, or not to. */
export interface Truth {
  readonly value: boolean;
  readonly by: Ins;
}

/** What a bridge may take over from its parent: knowledge gained before `limit` and still good at its exit. */
export interface Inheritance {
  readonly reducer: Reducer;
  readonly mayUse: (ins: Ins) => boolean;
  readonly before: (ins: Ins) => boolean;
}

export class Reducer {
  readonly out: Ins[] = [];
  readonly removals: Removal[] = [];
  readonly memory = new MemoryState();
  section: "preamble" | "loop" | "bridge";
  private readonly values = new Map<string, Ins>();
  private readonly bounds = new Map<Ins, Ins>();
  private readonly truths = new Map<string, Truth>();
  private origin: Origin = { code: 0, unit: 0, uop: -1 };

  constructor(
    private readonly passes: readonly Pass[],
    section: "preamble" | "loop" | "bridge",
    private readonly inherited: Inheritance | null = null,
  ) {
    this.section = section;
  }

  at(origin: Origin): void {
    this.origin = origin;
  }

  /** Emits an instruction, or what the passes make of it. Null when nothing is left. */
  emit(op: IrOp, args: readonly Ins[], fields: InsFields = {}): Ins | null {
    const candidate: Candidate = { op, args, fields };
    for (const pass of this.passes) {
      const found = pass.reduce(candidate, this);
      if (found === null || (found.use !== null && !this.has(found.use))) continue;
      const ghost = makeIns(op, args, this.origin, this.section, fields);
      if (verification.isOn) verifyReduction(pass.name, ghost, found);
      this.removals.push({
        ins: ghost,
        section: this.section,
        pass: pass.name,
        reason: found.reason,
        by: found.by,
      });
      return found.use;
    }
    return this.place(candidate);
  }

  /** Whether a value is at hand: a bridge has not all that its parent computed on the way. */
  private has(ins: Ins): boolean {
    return this.inherited === null || isConst(ins) || this.placed.has(ins) || this.inherited.mayUse(ins);
  }
  private readonly placed = new Set<Ins>();

  /** As `emit`, for operations that give a value. */
  value(op: IrOp, args: readonly Ins[], fields: InsFields = {}): Ins {
    return this.emit(op, args, fields) as Ins;
  }

  private place({ op, args, fields }: Candidate): Ins {
    const placed = makeIns(op, args, this.origin, this.section, fields);
    const cls = irOps[op].class;
    if (cls === "pure" || cls === "const") this.values.set(expressionKey(op, args, fields), placed);
    if (cls !== "const") this.out.push(placed);
    this.placed.add(placed);
    if (cls === "guard") this.learn(args[0] as Ins, fields.imm === 1, placed);
    if (cls === "store" || cls === "call" || cls === "alloc") this.shared = null;
    this.memory.note(placed);
    if (op === "new_tuple") this.knowTuple(placed);
    return placed;
  }

  /** What a tuple holds is known from its making. */
  private knowTuple(tuple: Ins): void {
    const { memory } = this;
    const know = (alias: AliasClass, offset: number, value: Ins): void =>
      memory.remember(alias, tuple, offset, null, value);
    know("header", L.OBJ_TYPE, this.constant("const_i32", L.T.tuple));
    know("tuple", L.TUPLE_LENGTH, this.constant("const_i32", tuple.args.length));
    tuple.args.forEach((item, i) => know("tuple", L.TUPLE_ITEMS + 8 * i, item));
  }

  /** A constant, one instruction a value. Constants are not placed: they are operands only. */
  constant(op: "const_i32" | "const_f64" | "const_bool" | "const_ref", value: number): Ins {
    const fields = { imm: value };
    const key = expressionKey(op, [], fields);
    let made = this.findValue(key);
    if (made === undefined) {
      made = makeIns(op, [], this.origin, this.section, fields);
      this.values.set(key, made);
    }
    return made;
  }

  /** A recorded constant as an operand. */
  literal(raw: Ins): Ins {
    const fields = { imm: raw.imm, words: raw.words };
    const key = expressionKey(raw.op, [], fields);
    const known = this.findValue(key);
    if (known !== undefined) return known;
    this.values.set(key, raw);
    return raw;
  }

  /** The value an expression already has. */
  findValue(key: string): Ins | undefined {
    const own = this.values.get(key);
    if (own !== undefined || this.inherited === null) return own;
    const theirs = this.inherited.reducer.findValue(key);
    return theirs !== undefined && this.inherited.mayUse(theirs) ? theirs : undefined;
  }

  /** Records that a condition holds or does not. */
  learn(condition: Ins, value: boolean, by: Ins): void {
    if (condition.op === "not") return this.learn(condition.args[0] as Ins, !value, by);
    const [x, y] = condition.args as [Ins, Ins];
    if (condition.op === "lt_i32" && value) this.bounds.set(x, by);
    if (condition.op === "le_i32" && !value) this.bounds.set(y, by);
    this.truths.set(expressionKey(condition.op, condition.args, { imm: condition.imm }), { value, by });
  }

  /** What is known of a condition by its expression. */
  findTruth(op: IrOp, args: readonly Ins[], imm = 0): Truth | undefined {
    const key = expressionKey(op, args, { imm });
    const own = this.truths.get(key);
    if (own !== undefined || this.inherited === null) return own;
    const theirs = this.inherited.reducer.findTruth(op, args, imm);
    return theirs !== undefined && this.inherited.before(theirs.by) ? theirs : undefined;
  }

  /** The guard that showed an int to be below another, or null. */
  upperBound(x: Ins): Ins | null {
    return this.bounds.get(x) ?? this.inheritedBound(x);
  }
  private inheritedBound(x: Ins): Ins | null {
    const bound = this.inherited?.reducer.upperBound(x) ?? null;
    return bound !== null && this.inherited?.before(bound) === true ? bound : null;
  }

  /** Told of every guard found needless; the peeler listens. */
  guardEliminated(condition: Ins, by: Ins | null, fields: InsFields): void {
    this.onElimination?.(condition, by, fields);
  }
  onElimination: ((condition: Ins, by: Ins | null, fields: InsFields) => void) | null = null;

  /**
   * The snapshot that a recorded instruction leaves by. From one effect to the next nothing has changed in memory, so whatever a
   * check in between finds, Tier 1 may as well start again from the first of them: they all share its exit. A fork has its
   * own, for there it is decided what comes next.
   */
  leaving(raw: Ins, own: Snapshot, map: (ins: Ins) => Ins, newExit: () => number): Snapshot {
    const isCheck = raw.op === "guard" && !own.forks;
    if (isCheck && this.shared?.tuples.every((one) => holds(own, one, map))) {
      return { ...this.shared.snapshot, reason: own.reason };
    }
    const snapshot = this.mapSnapshot(own, map, newExit());
    this.shared = isCheck ? { snapshot, tuples: newTuples(snapshot) } : null;
    return snapshot;
  }
  /** What checks leave by until the next effect, and the tuples that have to be made for that. */
  private shared: { readonly snapshot: Snapshot; readonly tuples: readonly Ins[] } | null = null;

  /** What follows is another section of the trace. */
  begin(section: "preamble" | "loop" | "bridge"): void {
    this.section = section;
    this.shared = null;
  }

  /** Maps a snapshot's values; its exit stays. */
  mapSnapshot(snapshot: Snapshot, map: (ins: Ins) => Ins, exit: number): Snapshot {
    return {
      ...snapshot,
      exit,
      frames: snapshot.frames.map((frame) => ({
        ...frame,
        slots: frame.slots.map(map),
        generator: frame.generator === null ? null : map(frame.generator),
        func: frame.func === null ? null : map(frame.func),
      })),
    };
  }
}

/** Tuples that leaving by a snapshot would have to make. */
const newTuples = ({ frames }: Snapshot): Ins[] =>
  frames.flatMap(({ slots }) => slots.map(insideBox).filter(({ op }) => op === "new_tuple"));

/** Whether a recorded snapshot has a value in one of its slots. */
const holds = ({ frames }: Snapshot, value: Ins, map: (ins: Ins) => Ins): boolean =>
  frames.some(({ slots }) => slots.some((slot) => insideBox(map(slot)) === value));

/** Equal keys: the same value, for pure operations and constants. */
export function expressionKey(op: IrOp, args: readonly Ins[], fields: InsFields): string {
  const imm = fields.imm ?? 0;
  const words = fields.words == null ? "" : `:${fields.words[0]}:${fields.words[1]}`;
  return `${op}(${args.map((a) => a.id).join()})${Object.is(imm, -0) ? "-0" : imm}${words}`;
}
