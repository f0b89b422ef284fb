/**
 * Trace IR from text, in the form that trace/print.ts prints, for tests: recordings without a program.
 *
 *     v1: value = param 0
 *     v2: bool = is_int v1
 *     guard v2 → exit 0 [v1]
 *     head v1
 *
 * Beyond the printer's form: `[…]` after an exit names the slots it restores (none unless given), `fork` after that says
 * that the program may go either way there, and a last line `head …` names the slots at the loop's head when it comes round. Constants stand where they are used; their type
 * is the operand's. A value keeps the number it has in the text.
 */
import type { AliasClass } from "../../bytecode/machine.ts";
import { type RuntimeName, runtimeFunctions } from "../../bytecode/runtime.ts";
import * as L from "../../heap/layout.ts";
import {
  type CallTarget,
  type Ins,
  type InsFields,
  type IrOp,
  irOps,
  makeIns,
  resetIds,
  type Snapshot,
} from "../../trace/ir.ts";
import type { Recording } from "../../trace/recorder.ts";

const ORIGIN = { code: 0, unit: 0, uop: -1 };
/** Numbers of constants and of what the optimiser makes come after those of a text. */
const FIRST_UNNAMED = 1000;

const CONSTANT_OPS = {
  i: "const_i32",
  f: "const_f64",
  b: "const_bool",
  r: "const_ref",
  v: "const_value",
} as const;
type OperandKind = keyof typeof CONSTANT_OPS;

const NAMED_VALUES: Readonly<Record<string, readonly [number, number]>> = {
  True: [1, L.TAG_BOOL],
  False: [0, L.TAG_BOOL],
  None: [0, L.TAG_NONE],
  unbound: [0, L.TAG_UNBOUND],
};

/** The words of a boxed constant: `3` is an int, `3.0` a float, `@40` an object. */
function parseWords(text: string): readonly [number, number] {
  const named = NAMED_VALUES[text];
  if (named !== undefined) return named;
  if (text.startsWith("@")) return [Number.parseInt(text.slice(1), 16), L.TAG_REF];
  if (/^-?\d+$/.test(text)) return [Number(text), L.TAG_INT];
  const words = new Int32Array(new Float64Array([Number(text)]).buffer);
  return [words[0] as number, words[1] as number];
}

function parseImmediate(kind: OperandKind, text: string): number {
  if (kind === "b") return text === "true" ? 1 : 0;
  if (kind === "r") return text === "null" ? 0 : Number.parseInt(text.slice(1), 16);
  return Number(text);
}

class TraceParser {
  private readonly named = new Map<string, Ins>();
  private readonly constants = new Map<string, Ins>();
  private unnamed = FIRST_UNNAMED;
  readonly params: Ins[] = [];
  readonly list: Ins[] = [];
  head: Ins[] | null = null;

  private make(id: number, op: IrOp, args: readonly Ins[], fields: InsFields): Ins {
    resetIds(id);
    return makeIns(op, args, ORIGIN, "recorded", fields);
  }

  operand(text: string, kind: OperandKind): Ins {
    if (/^v\d+$/.test(text)) {
      const known = this.named.get(text);
      if (known === undefined) throw new SyntaxError(`${text} is used before it is defined`);
      return known;
    }
    const op = CONSTANT_OPS[kind];
    const key = `${op} ${text}`;
    let made = this.constants.get(key);
    if (made === undefined) {
      const fields = kind === "v" ? { words: parseWords(text) } : { imm: parseImmediate(kind, text) };
      made = this.make(this.unnamed++, op, [], fields);
      this.constants.set(key, made);
    }
    return made;
  }

  private values(text: string): Ins[] {
    return splitOperands(text).map((one) => this.operand(one, "v"));
  }

  private snapshot(exit: number, slots: string, forks: boolean): Snapshot {
    const state = {
      code: 0,
      func: null,
      slots: this.values(slots),
      locals: 0,
      unit: 0,
      lasti: 0,
      flags: 0,
      generator: null,
    };
    return { exit, frames: [state], reason: "", raises: false, forks, decides: false };
  }

  line(text: string): void {
    if (text === "head" || text.startsWith("head ")) {
      this.head = this.values(text.slice(4));
      return;
    }
    const [, name, left, exit, slots, fork] =
      /^(?:(v\d+): \w+ = )?(.*?)(?: → exit (\d+)(?: \[(.*)\])?( fork)?)?$/.exec(text) as unknown as [
        string,
        string | undefined,
        string,
        string | undefined,
        string | undefined,
        string | undefined,
      ];
    const { op, operands, fields } = parseOperation(left);
    const { takes } = irOps[op];
    const kinds = takes === "*" ? callKinds(fields.call ?? null) : takes;
    const args = operands.map((one, i) => this.operand(one, (kinds[i] ?? "v") as OperandKind));
    const needsExit = exit !== undefined || op === "guard" || op === "call" || op === "call_stack";
    const snapshot = needsExit ? this.snapshot(Number(exit ?? 0), slots ?? "", fork !== undefined) : null;
    const id = name === undefined ? this.unnamed++ : Number(name.slice(1));
    const made = this.make(id, op, args, { ...fields, snapshot });
    if (name !== undefined) this.named.set(name, made);
    (op === "param" ? this.params : this.list).push(made);
  }

  finish(): void {
    resetIds(this.unnamed);
  }
}

const splitOperands = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

const callKinds = (target: CallTarget | null): string =>
  target?.kind === "runtime" ? runtimeFunctions[target.fn].takes : "";

function parseCall(name: string): { op: "call" | "call_stack"; call: CallTarget } {
  const [first, effect] = name.split(" ") as [string, string?];
  if (first in runtimeFunctions) return { op: "call", call: { kind: "runtime", fn: first as RuntimeName } };
  if (/^[A-Z_]+$/.test(name)) return { op: "call_stack", call: { kind: "stack", opcode: 0, arg: 0, name } };
  return {
    op: "call",
    call: { kind: "native", index: 0, name: first, kills: "all", isCalm: effect === "writes" },
  };
}

/** The part between `=` and `→`. */
function parseOperation(text: string): { op: IrOp; operands: string[]; fields: InsFields } {
  const call = /^call (.*)\((.*)\)$/.exec(text);
  if (call !== null) {
    const { op, call: target } = parseCall(call[1] as string);
    return { op, operands: splitOperands(call[2] as string), fields: { call: target } };
  }
  const guard = /^guard (not )?(\S+)$/.exec(text);
  if (guard !== null)
    return { op: "guard", operands: [guard[2] as string], fields: { imm: guard[1] === undefined ? 1 : 0 } };
  const memory = /^(\w+) (\S+?)(?:\[(\S+)\]| \+(\d+))(?:, (\S+))?(?: \(([\w.]+)\))?$/.exec(text);
  if (memory !== null) {
    const [, op, base, index, offset, value, alias] = memory;
    const operands = [base, index, value].filter((one) => one !== undefined);
    return {
      op: knownOp(op as string),
      operands,
      fields: { imm: Number(offset ?? 0), alias: (alias ?? null) as AliasClass | null },
    };
  }
  const space = text.indexOf(" ");
  const op = knownOp(space < 0 ? text : text.slice(0, space));
  const rest = space < 0 ? "" : text.slice(space);
  if (op === "param") return { op, operands: [], fields: { imm: Number(rest) } };
  return { op, operands: splitOperands(rest), fields: {} };
}

function knownOp(name: string): IrOp {
  if (!(name in irOps)) throw new SyntaxError(`no IR operation is called ${name}`);
  return name as IrOp;
}

/** The recording that a text describes. Throws SyntaxError. */
export function parseTrace(text: string): Recording {
  const parser = new TraceParser();
  for (const line of text.split("\n").map((one) => one.trim())) if (line !== "") parser.line(line);
  const slots = parser.head ?? parser.params;
  parser.finish();
  const state = { code: 0, func: null, slots, locals: 0, unit: 0, lasti: 0, flags: 0, generator: null };
  return {
    list: parser.list,
    params: parser.params,
    uops: [],
    ending: {
      kind: "head",
      slots,
      snapshot: {
        exit: -1,
        frames: [state],
        reason: "the loop comes round",
        raises: false,
        forks: false,
        decides: false,
      },
    },
    dependencies: { types: new Set(), globals: [], stored: [], objects: new Set(), trees: new Set() },
    depth: 0,
    frameBytes: 0,
    heavyCalls: 0,
  };
}
