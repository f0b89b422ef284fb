/**
 * What each IR operation computes, in TypeScript: for the recorder (which runs beside the program), the constant folder,
 * and the Tier 2 interpreter.
 *
 * Results lie in registers by instruction id: i32, bool and ref in `lo`, f64 in `f64`, a value and an i64 in `lo` and `hi`.
 */
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { dictFindPlain } from "../objects/dict.ts";
import { floorDivideBig, remainderBig } from "../objects/int.ts";
import { setFindPlain } from "../objects/set.ts";
import type { Ins, IrOp } from "./ir.ts";

export class Registers {
  lo = new Int32Array(256);
  hi = new Int32Array(256);
  f64 = new Float64Array(256);

  /** Makes room for ids below `count`. */
  reserve(count: number): void {
    if (count <= this.lo.length) return;
    const size = Math.max(count, this.lo.length * 2);
    const [lo, hi, f64] = [this.lo, this.hi, this.f64];
    this.lo = new Int32Array(size);
    this.hi = new Int32Array(size);
    this.f64 = new Float64Array(size);
    this.lo.set(lo);
    this.hi.set(hi);
    this.f64.set(f64);
  }

  /** Copies a result of either kind. */
  copy(from: number, to: number): void {
    this.lo[to] = this.lo[from];
    this.hi[to] = this.hi[from];
    this.f64[to] = this.f64[from];
  }
}

const floatBits = new Float64Array(1);
const floatWords = new Int32Array(floatBits.buffer);

/** Operations that compute a result from operands and memory. Stores, guards and calls are the executor's business. */
type Computed = Exclude<
  IrOp,
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
  | "param"
  | "result_value"
  | "result_i32"
>;
/** Computes one instruction into its registers. */
export type Compute = (ins: Ins, r: Registers) => void;

const i32 =
  (compute: (a: number, b: number) => number): Compute =>
  (ins, r) => {
    r.lo[ins.id] = compute(r.lo[ins.args[0]!.id], r.lo[ins.args[1]!.id]);
  };
const test =
  (holds: (a: number, b: number) => boolean): Compute =>
  (ins, r) => {
    r.lo[ins.id] = holds(r.lo[ins.args[0]!.id], r.lo[ins.args[1]!.id]) ? 1 : 0;
  };
const float =
  (compute: (a: number, b: number) => number): Compute =>
  (ins, r) => {
    r.f64[ins.id] = compute(r.f64[ins.args[0]!.id], r.f64[ins.args[1]?.id ?? 0]);
  };
const whole = (r: Registers, { id, type }: Ins): bigint =>
  type === "i64" ? (BigInt(r.hi[id]) << 32n) | BigInt(r.lo[id] >>> 0) : BigInt(r.lo[id]);
/** On integers of 32 or 64 bits, with a result that fits. */
const integer =
  (compute: (a: bigint, b: bigint) => bigint): Compute =>
  ({ id, args }, r) => {
    const result = compute(whole(r, args[0]!), args[1] === undefined ? 0n : whole(r, args[1]));
    r.lo[id] = Number(BigInt.asIntN(32, result));
    r.hi[id] = Number(result >> 32n);
  };
const floatTest =
  (holds: (a: number, b: number) => boolean): Compute =>
  (ins, r) => {
    r.lo[ins.id] = holds(r.f64[ins.args[0]!.id], r.f64[ins.args[1]!.id]) ? 1 : 0;
  };
const tag =
  (holds: (hi: number) => boolean): Compute =>
  (ins, r) => {
    r.lo[ins.id] = holds(r.hi[ins.args[0]!.id]) ? 1 : 0;
  };
const unbox: Compute = (ins, r) => {
  r.lo[ins.id] = r.lo[ins.args[0]!.id];
};
const box =
  (hi: number): Compute =>
  (ins, r) => {
    r.lo[ins.id] = r.lo[ins.args[0]!.id];
    r.hi[ins.id] = hi;
  };
const constant: Compute = (ins, r) => {
  r.lo[ins.id] = ins.imm;
};
const loadWord: Compute = (ins, r) => {
  r.lo[ins.id] = I32[(r.lo[ins.args[0]!.id] + ins.imm) >> 2];
};
const loadWords = (address: number, ins: Ins, r: Registers): void => {
  r.lo[ins.id] = I32[address >> 2];
  r.hi[ins.id] = I32[(address >> 2) + 1];
};

const lookup =
  (find: (table: number, key: number, tag: number) => number, keyTag: number): Compute =>
  (ins, r) => {
    r.lo[ins.id] = find(r.lo[ins.args[0]!.id], r.lo[ins.args[1]!.id], keyTag);
  };

const computes: { readonly [Op in Computed]: Compute } = {
  const_i32: constant,
  const_bool: constant,
  const_ref: constant,
  const_f64: (ins, r) => {
    r.f64[ins.id] = ins.imm;
  },
  const_value: (ins, r) => {
    r.lo[ins.id] = ins.words![0];
    r.hi[ins.id] = ins.words![1];
  },
  frames_left: (ins, r) => {
    r.lo[ins.id] = I32[L.STATE_ROOM >> 2];
  },
  is_int: tag((hi) => hi === L.TAG_INT),
  is_float: tag((hi) => hi >>> 0 < L.FLOAT_LIMIT),
  is_bool: tag((hi) => hi === L.TAG_BOOL),
  is_none: tag((hi) => hi === L.TAG_NONE),
  is_ref: tag((hi) => hi === L.TAG_REF),
  is_unbound: tag((hi) => hi === L.TAG_UNBOUND),
  unbox_int: unbox,
  unbox_bool: unbox,
  unbox_ref: unbox,
  unbox_float: (ins, r) => {
    floatWords[0] = r.lo[ins.args[0]!.id];
    floatWords[1] = r.hi[ins.args[0]!.id];
    r.f64[ins.id] = floatBits[0];
  },
  box_int: box(L.TAG_INT),
  box_bool: box(L.TAG_BOOL),
  box_ref: box(L.TAG_REF),
  box_float: (ins, r) => {
    floatBits[0] = r.f64[ins.args[0]!.id];
    r.lo[ins.id] = floatWords[0];
    r.hi[ins.id] = floatWords[1];
  },
  same: (ins, r) => {
    const [a, b] = ins.args as [Ins, Ins];
    r.lo[ins.id] = r.lo[a.id] === r.lo[b.id] && r.hi[a.id] === r.hi[b.id] ? 1 : 0;
  },
  add_i32: i32((a, b) => a + b),
  sub_i32: i32((a, b) => a - b),
  mul_i32: i32(Math.imul),
  and_i32: i32((a, b) => a & b),
  or_i32: i32((a, b) => a | b),
  xor_i32: i32((a, b) => a ^ b),
  shl_i32: i32((a, b) => a << b),
  shr_i32: i32((a, b) => a >> b),
  floor_div_i32: i32((a, b) => Math.floor(a / b)),
  floor_mod_i32: i32((a, b) => a - b * Math.floor(a / b)),
  add_overflows: test((a, b) => a + b !== ((a + b) | 0)),
  sub_overflows: test((a, b) => a - b !== ((a - b) | 0)),
  mul_overflows: test((a, b) => a * b !== Math.imul(a, b)),
  eq_i32: test((a, b) => a === b),
  lt_i32: test((a, b) => a < b),
  le_i32: test((a, b) => a <= b),
  lt_u32: test((a, b) => a >>> 0 < b >>> 0),
  eq_ref: test((a, b) => a === b),
  widen_i32: integer((a) => a),
  narrow_i64: unbox,
  add_i64: integer((a, b) => a + b),
  sub_i64: integer((a, b) => a - b),
  mul_i64: integer((a, b) => a * b),
  shr_i64: integer((a, b) => a >> b),
  floor_div_i64: integer(floorDivideBig),
  floor_mod_i64: integer(remainderBig),
  not: (ins, r) => {
    r.lo[ins.id] = r.lo[ins.args[0]!.id] ^ 1;
  },
  bool_to_i32: unbox,
  inside: (ins, r) => {
    r.lo[ins.id] = r.lo[ins.args[0]!.id] + ins.imm;
  },
  add_f64: float((a, b) => a + b),
  sub_f64: float((a, b) => a - b),
  mul_f64: float((a, b) => a * b),
  div_f64: float((a, b) => a / b),
  neg_f64: float((a) => -a),
  abs_f64: float(Math.abs),
  sqrt_f64: float(Math.sqrt),
  eq_f64: floatTest((a, b) => a === b),
  lt_f64: floatTest((a, b) => a < b),
  le_f64: floatTest((a, b) => a <= b),
  to_f64: (ins, r) => {
    r.f64[ins.id] = r.lo[ins.args[0]!.id];
  },
  load_i32: loadWord,
  load_ref: loadWord,
  load_value: (ins, r) => loadWords(r.lo[ins.args[0]!.id] + ins.imm, ins, r),
  load_element: (ins, r) => loadWords(r.lo[ins.args[0]!.id] + 8 * r.lo[ins.args[1]!.id], ins, r),
  dict_find_int: lookup(dictFindPlain, L.TAG_INT),
  dict_find_str: lookup(dictFindPlain, L.TAG_REF),
  set_find_int: lookup(setFindPlain, L.TAG_INT),
  set_find_str: lookup(setFindPlain, L.TAG_REF),
};

/** Whether `evaluate` knows the operation. */
export const isComputed = (op: IrOp): op is Computed => op in computes;

/** What an operation that `evaluate` knows computes. */
export const computeOf = (op: IrOp): Compute => (computes as Record<string, Compute>)[op]!;

/** Computes one instruction into its registers. */
export function evaluate(ins: Ins, r: Registers): void {
  computeOf(ins.op)(ins, r);
}

/** What carries out a store. */
export function storeOf({ op, args, imm }: Ins, r: Registers): () => void {
  const base = (args[0] as Ins).id;
  const value = (args[args.length - 1] as Ins).id;
  if (op === "store_i32" || op === "store_ref") {
    return () => {
      I32[(r.lo[base] + imm) >> 2] = r.lo[value];
    };
  }
  const index = op === "store_element" ? (args[1] as Ins).id : -1;
  return () => {
    const address = index < 0 ? r.lo[base] + imm : r.lo[base] + 8 * r.lo[index];
    I32[address >> 2] = r.lo[value];
    I32[(address >> 2) + 1] = r.hi[value];
  };
}
