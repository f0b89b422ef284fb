/**
 * Trace IR: straight-line SSA with types and explicit effects.
 *
 * One table of operations, from which come the printer, the evaluator (trace/evaluate.ts: recorder, constant folder and
 * Tier 2 interpreter) and the lowering to Wasm (jit/lower.ts); the type checker names whichever lacks an operation.
 *
 * A root trace has two sections with one numbering:
 *
 *     preamble   the first turn: checks what the loop relies on
 *     loop       every further turn; `moves` at its end give loop-carried values their next value
 *
 * A bridge is one section that starts from the state at a side exit of its parent.
 *
 * What must hold: an operand is defined before it is used; a guard has a snapshot; operand types are as the table says;
 * after the moves, each loop-carried value `a` holds what `next` computed.
 */
import type { AliasClass } from "../bytecode/machine.ts";
import type { Kills, RuntimeName } from "../bytecode/runtime.ts";
import type { Address } from "../heap/layout.ts";

/** `value`: 64 boxed bits. `ref`: address. `bool`: i32 0 or 1. `i64`: between operations only, in no snapshot (wide.ts). */
export type IrType = "i32" | "i64" | "f64" | "bool" | "ref" | "value" | "none";

/**
 * pure: may be shared, folded, dropped. load: depends on memory. alloc: makes an object, and may be dropped. store, call: stay
 * where they are. guard: leaves the trace.
 */
export type IrClass = "pure" | "load" | "store" | "guard" | "call" | "alloc" | "const" | "entry";

interface OpRow {
  readonly type: IrType;
  /** Types of operands: i, l (i64), f, b, r, v; `*` for any number of values. */
  readonly takes: string;
  readonly class: IrClass;
}

export const irOps = {
  const_i32: { type: "i32", takes: "", class: "const" },
  const_f64: { type: "f64", takes: "", class: "const" },
  const_bool: { type: "bool", takes: "", class: "const" },
  const_ref: { type: "ref", takes: "", class: "const" },
  const_value: { type: "value", takes: "", class: "const" },
  /** Slot `imm` of the trace's own frame on entry: locals, then the value stack. */
  param: { type: "value", takes: "", class: "entry" },
  /** Python frames that calls of other traces may still add. */
  frames_left: { type: "i32", takes: "", class: "pure" },
  // tags
  is_int: { type: "bool", takes: "v", class: "pure" },
  is_float: { type: "bool", takes: "v", class: "pure" },
  is_bool: { type: "bool", takes: "v", class: "pure" },
  is_none: { type: "bool", takes: "v", class: "pure" },
  is_ref: { type: "bool", takes: "v", class: "pure" },
  is_unbound: { type: "bool", takes: "v", class: "pure" },
  unbox_int: { type: "i32", takes: "v", class: "pure" },
  unbox_float: { type: "f64", takes: "v", class: "pure" },
  unbox_bool: { type: "bool", takes: "v", class: "pure" },
  unbox_ref: { type: "ref", takes: "v", class: "pure" },
  box_int: { type: "value", takes: "i", class: "pure" },
  box_float: { type: "value", takes: "f", class: "pure" },
  box_bool: { type: "value", takes: "b", class: "pure" },
  box_ref: { type: "value", takes: "r", class: "pure" },
  same: { type: "bool", takes: "vv", class: "pure" },
  // 32-bit integers
  add_i32: { type: "i32", takes: "ii", class: "pure" },
  sub_i32: { type: "i32", takes: "ii", class: "pure" },
  mul_i32: { type: "i32", takes: "ii", class: "pure" },
  and_i32: { type: "i32", takes: "ii", class: "pure" },
  or_i32: { type: "i32", takes: "ii", class: "pure" },
  xor_i32: { type: "i32", takes: "ii", class: "pure" },
  shl_i32: { type: "i32", takes: "ii", class: "pure" },
  shr_i32: { type: "i32", takes: "ii", class: "pure" },
  floor_div_i32: { type: "i32", takes: "ii", class: "pure" },
  floor_mod_i32: { type: "i32", takes: "ii", class: "pure" },
  add_overflows: { type: "bool", takes: "ii", class: "pure" },
  sub_overflows: { type: "bool", takes: "ii", class: "pure" },
  mul_overflows: { type: "bool", takes: "ii", class: "pure" },
  eq_i32: { type: "bool", takes: "ii", class: "pure" },
  lt_i32: { type: "bool", takes: "ii", class: "pure" },
  le_i32: { type: "bool", takes: "ii", class: "pure" },
  lt_u32: { type: "bool", takes: "ii", class: "pure" },
  eq_ref: { type: "bool", takes: "rr", class: "pure" },
  // 64-bit integers; none overflows
  widen_i32: { type: "i64", takes: "i", class: "pure" },
  narrow_i64: { type: "i32", takes: "l", class: "pure" },
  add_i64: { type: "i64", takes: "ll", class: "pure" },
  sub_i64: { type: "i64", takes: "ll", class: "pure" },
  mul_i64: { type: "i64", takes: "ll", class: "pure" },
  shr_i64: { type: "i64", takes: "li", class: "pure" },
  floor_div_i64: { type: "i64", takes: "li", class: "pure" },
  floor_mod_i64: { type: "i32", takes: "li", class: "pure" },
  not: { type: "bool", takes: "b", class: "pure" },
  bool_to_i32: { type: "i32", takes: "b", class: "pure" },
  /** Address arithmetic: `imm` bytes inside an object. */
  inside: { type: "ref", takes: "r", class: "pure" },
  // floats
  add_f64: { type: "f64", takes: "ff", class: "pure" },
  sub_f64: { type: "f64", takes: "ff", class: "pure" },
  mul_f64: { type: "f64", takes: "ff", class: "pure" },
  div_f64: { type: "f64", takes: "ff", class: "pure" },
  neg_f64: { type: "f64", takes: "f", class: "pure" },
  abs_f64: { type: "f64", takes: "f", class: "pure" },
  sqrt_f64: { type: "f64", takes: "f", class: "pure" },
  eq_f64: { type: "bool", takes: "ff", class: "pure" },
  lt_f64: { type: "bool", takes: "ff", class: "pure" },
  le_f64: { type: "bool", takes: "ff", class: "pure" },
  to_f64: { type: "f64", takes: "i", class: "pure" },
  // memory; `imm` is the offset, `alias` the class
  load_i32: { type: "i32", takes: "r", class: "load" },
  load_ref: { type: "ref", takes: "r", class: "load" },
  load_value: { type: "value", takes: "r", class: "load" },
  load_element: { type: "value", takes: "ri", class: "load" },
  /** The entry of an int or a str in a table: its address; 0: it is not there; −1 (UNDECIDED): Python's `__eq__` is to be asked. */
  dict_find_int: { type: "ref", takes: "ri", class: "load" },
  dict_find_str: { type: "ref", takes: "rr", class: "load" },
  set_find_int: { type: "ref", takes: "ri", class: "load" },
  set_find_str: { type: "ref", takes: "rr", class: "load" },
  store_i32: { type: "none", takes: "ri", class: "store" },
  store_value: { type: "none", takes: "rv", class: "store" },
  store_ref: { type: "none", takes: "rr", class: "store" },
  store_element: { type: "none", takes: "riv", class: "store" },
  // control: leaves through its exit unless the operand is `imm` (1: true, 0: false)
  guard: { type: "none", takes: "b", class: "guard" },
  /**
   * A runtime function (`fn`) on values and numbers, none of which runs Python; the exit is taken when it raises. The
   * result is read with result_value / result_i32.
   */
  call: { type: "none", takes: "*", class: "call" },
  /** The frames of the snapshot are written to memory, then the instruction's own function runs over the value stack. */
  call_stack: { type: "none", takes: "", class: "call" },
  /**
   * The frames of the snapshot are written to memory, then another trace runs a loop from the innermost. It leaves by the
   * exit that was seen when this was recorded, or the exit here is taken.
   */
  call_tree: { type: "none", takes: "", class: "call" },
  /** What `call_tree` left in a frame: `words` are 0 for the root frame or 1 for those above it, and the offset there. */
  frame_value: { type: "value", takes: "", class: "call" },
  /**
   * Another function's trace (or this one) runs from the function's entry, with its arguments; the result is what it
   * returns. If it is left otherwise, the exit here is taken, behind the call.
   */
  call_function: { type: "value", takes: "*", class: "call" },
  /** A tuple of the operands. The exit is taken when there is no memory for it. */
  new_tuple: { type: "ref", takes: "*", class: "alloc" },
  /** `imm` 0: the result of `call`; k + 1: value k that `call_stack` left. */
  result_value: { type: "value", takes: "", class: "call" },
  result_i32: { type: "i32", takes: "", class: "call" },
} as const satisfies Record<string, OpRow>;

export type IrOp = keyof typeof irOps;

/** Where an instruction comes from. */
export interface Origin {
  readonly code: Address;
  /** Code unit. */
  readonly unit: number;
  /** Index of the recorded uop. */
  readonly uop: number;
}

export interface Ins {
  readonly id: number;
  readonly op: IrOp;
  readonly type: IrType;
  readonly args: readonly Ins[];
  /** Constant, offset, slot, expected truth. */
  readonly imm: number;
  /** Low and high word of const_value. */
  readonly words: readonly [lo: number, hi: number] | null;
  readonly alias: AliasClass | null;
  call: CallTarget | null;
  snapshot: Snapshot | null;
  readonly origin: Origin;
  section: "recorded" | "preamble" | "loop" | "bridge";
}

/**
 * What a call goes to. `isCalm`: by the types of its operands it runs no Python code. `ranPython`: it did when it was
 * recorded, and will again; after others a trace is left if they did.
 */
export type CallTarget =
  | { readonly kind: "runtime"; readonly fn: RuntimeName; readonly ranPython?: boolean }
  /** A native, by index. Values: what it takes if it is calm, else the callable, self or unbound, arguments. */
  | {
      readonly kind: "native";
      readonly index: number;
      readonly name: string;
      readonly kills: Kills;
      readonly isCalm: boolean;
      readonly ranPython?: boolean;
    }
  /** An instruction of interp/stack_ops.ts that needs its operands only, not the frame. */
  | {
      readonly kind: "operands";
      readonly opcode: number;
      readonly arg: number;
      readonly name: string;
      readonly pushes: number;
      readonly kills: Kills;
      readonly isCalm: boolean;
      readonly ranPython?: boolean;
    }
  /** An instruction of interp/stack_ops.ts, or a call of any native, over the value stack in memory. */
  | { readonly kind: "stack"; readonly opcode: number; readonly arg: number; readonly name: string }
  /** The trace of a function: `callee`, or the one that makes the call. */
  | {
      readonly kind: "function";
      readonly callee: CalledFunction | null;
      readonly func: Address;
      readonly code: Address;
      readonly name: string;
    }
  /** Another trace tree, which is expected to leave by an exit with this landing. */
  | { readonly kind: "tree"; readonly inner: InnerTree; readonly landing: number; readonly name: string };

/** A tree that runs a whole loop inside a turn of another: what the other knows of it. */
export interface InnerTree {
  readonly id: number;
  /** Where its runs are counted. */
  readonly cell: Address;
  /**
   * Runs it from the frame, which is on top; or goes on where its code has been run there already, with `budget` turns, and
   * was left by `exit`. False when it was left otherwise than expected, or not entered.
   */
  run(frame: Address, landing: number, exit: number, budget: number): boolean;
}

/** A function's trace: what others that call it know of it. */
export interface CalledFunction {
  readonly id: number;
  /** Runs it from the frame at an address, in which only the arguments lie; returns an exit, or RETURNED. */
  run(frame: Address): number;
}

/** One frame as a side exit rebuilds it. */
export interface FrameState {
  /** The generator in whose object the frame lies, which is resumed there; null for a frame on the stack. */
  readonly generator: Ins | null;
  readonly code: Address;
  /** The function that was called; null for the trace's own frame and a generator's, which have theirs. */
  readonly func: Ins | null;
  /** All locals, then the value stack, in slot order. */
  readonly slots: readonly Ins[];
  readonly locals: number;
  /** Code unit to go on with (for a caller: after its call). */
  readonly unit: number;
  /** Unit of the instruction that is under way, for tracebacks. */
  readonly lasti: number;
  readonly flags: number;
}

/** The state before an instruction, outermost frame first. */
export interface Snapshot {
  readonly exit: number;
  readonly frames: readonly FrameState[];
  readonly reason: string;
  /** The call raised: Python's exception is in STATE_RAISED. */
  readonly raises: boolean;
  /** The program may go either way here, so the exit stands right at the fork; that of a check may stand earlier. */
  readonly forks: boolean;
  /** The exit is right only when its guard has failed: it stands behind what the guard decides. Others may be taken at any time. */
  readonly decides: boolean;
}

/** A loop-carried value and what the turn gives it. */
export interface Move {
  readonly to: Ins;
  readonly from: Ins;
}

/** Why an instruction is not there any more. */
export interface Removal {
  readonly ins: Ins;
  readonly section: "preamble" | "loop" | "bridge";
  readonly pass: string;
  readonly reason: string;
  /** What stands in its place or proved it. */
  readonly by: Ins | null;
}

/** How a body ends. */
export type Ending =
  | { readonly kind: "loop"; readonly moves: readonly Move[] }
  /** To the start of the tree's root, with the root frame's slots. */
  | { readonly kind: "restart"; readonly slots: readonly Ins[] }
  /** Out, to Tier 1. */
  | { readonly kind: "exit"; readonly snapshot: Snapshot };

export interface TraceBody {
  readonly preamble: Ins[];
  readonly loop: Ins[];
  readonly ending: Ending;
  readonly removals: readonly Removal[];
}

let nextId = 0;
export function resetIds(from = 0): void {
  nextId = from;
}

export interface InsFields {
  readonly imm?: number;
  readonly words?: readonly [number, number] | null;
  readonly alias?: AliasClass | null;
  readonly call?: CallTarget | null;
  readonly snapshot?: Snapshot | null;
}

/** Makes an instruction (not placed anywhere yet). */
export function makeIns(
  op: IrOp,
  args: readonly Ins[],
  origin: Origin,
  section: Ins["section"],
  fields: InsFields = {},
): Ins {
  return {
    id: nextId++,
    op,
    type: irOps[op].type,
    args,
    imm: fields.imm ?? 0,
    words: fields.words ?? null,
    alias: fields.alias ?? null,
    call: fields.call ?? null,
    snapshot: fields.snapshot ?? null,
    origin,
    section,
  };
}

export const isConst = (ins: Ins): boolean => irOps[ins.op].class === "const";
export const isPure = (ins: Ins): boolean => irOps[ins.op].class === "pure";
export const isBox = (ins: Ins): boolean => ins.op.startsWith("box_");
/** What a box holds; anything else stands for itself. */
export const insideBox = (one: Ins): Ins => (isBox(one) ? (one.args[0] as Ins) : one);
/** What an exit needs to rebuild a frame. */
export const frameUses = ({ slots, generator, func }: FrameState): readonly Ins[] =>
  generator === null && func === null
    ? slots
    : [...slots, ...[generator, func].filter((one) => one !== null)];
