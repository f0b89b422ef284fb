/** Trace IR as text: one line an instruction. */

import { runtimeFunctions } from "../bytecode/runtime.ts";
import * as L from "../heap/layout.ts";
import type { Ins } from "./ir.ts";

const TAG_NAMES: Readonly<Record<number, string>> = {
  [L.TAG_BOOL]: "bool",
  [L.TAG_NONE]: "None",
  [L.TAG_UNBOUND]: "unbound",
  [L.TAG_REF]: "object",
  [L.TAG_INT]: "",
};

/** With a point or an exponent, so that it is no int, and with the sign of zero. */
const printFloat = (x: number): string =>
  Object.is(x, -0) ? "-0.0" : Number.isInteger(x) ? x.toFixed(1) : String(x);

/** An operand: a constant stands for itself, a value is `v` and its number. */
export function printOperand(ins: Ins): string {
  switch (ins.op) {
    case "const_i32":
      return String(ins.imm);
    case "const_f64":
      return printFloat(ins.imm);
    case "const_bool":
      return ins.imm === 0 ? "false" : "true";
    case "const_ref":
      return ins.imm === 0 ? "null" : `@${ins.imm.toString(16)}`;
    case "const_value": {
      const [lo, hi] = ins.words as readonly [number, number];
      if (hi === L.TAG_INT) return String(lo);
      if (hi === L.TAG_REF) return `@${lo.toString(16)}`;
      if (hi === L.TAG_BOOL) return lo === 0 ? "False" : "True";
      if (hi >>> 0 < L.FLOAT_LIMIT) {
        const bits = new Int32Array([lo, hi]);
        return printFloat(new Float64Array(bits.buffer)[0] as number);
      }
      return TAG_NAMES[hi] ?? "?";
    }
    default:
      return `v${ins.id}`;
  }
}

/** The whole line of an instruction. */
export function printIns(ins: Ins): string {
  const args = ins.args.map(printOperand);
  const left = ins.type === "none" ? "" : `v${ins.id}: ${ins.type} = `;
  switch (ins.op) {
    case "param":
      return `${left}param ${ins.imm}`;
    case "guard":
      return `guard ${ins.imm === 1 ? "" : "not "}${args[0]}${ins.snapshot === null ? "" : ` → exit ${ins.snapshot.exit}`}`;
    case "load_i32":
    case "load_ref":
    case "load_value":
      return `${left}${ins.op} ${args[0]} +${ins.imm} (${ins.alias})`;
    case "dict_find_int":
    case "dict_find_str":
    case "set_find_int":
    case "set_find_str":
      return `${left}${ins.op} ${args[0]}[${args[1]}]`;
    case "load_element":
      return `${left}load_element ${args[0]}[${args[1]}] (${ins.alias})`;
    case "store_i32":
    case "store_value":
    case "store_ref":
      return `${ins.op} ${args[0]} +${ins.imm}, ${args[1]} (${ins.alias})`;
    case "store_element":
      return `store_element ${args[0]}[${args[1]}], ${args[2]} (${ins.alias})`;
    case "inside":
      return `${left}inside ${args[0]} +${ins.imm}`;
    case "new_tuple":
      return `${left}new_tuple (${args.join(", ")})`;
    case "call":
    case "call_stack":
    case "call_tree":
      return `call ${callName(ins)}(${args.join(", ")})`;
    case "call_function":
      return `${left}call ${callName(ins)}(${args.join(", ")})`;
    case "frame_value":
      return `${left}frame_value ${ins.words?.[0] === 0 ? "" : "inlined "}+${ins.words?.[1]}`;
    default:
      return `${left}${ins.op}${args.length > 0 ? ` ${args.join(", ")}` : ""}`;
  }
}

function callName(ins: Ins): string {
  const target = ins.call;
  if (target === null) return "?";
  if (target.kind === "runtime") return `${target.fn} ${runtimeFunctions[target.fn].effect}`;
  if (target.kind === "native" || target.kind === "operands")
    return `${target.name} ${target.isCalm ? "writes" : "escapes"}`;
  return target.name;
}
