/**
 * The disassembler: a code object as rows, and as the text that `dis.dis` of CPython 3.14 prints.
 *
 * A row is an instruction with its operand explained. Inline caches belong to the row of their instruction. Labels are
 * numbered in the order of the places they name: targets of jumps, and in the text also the ends of protected ranges.
 */

import type { CodeObject, Const, ExceptionTableEntry } from "./code.ts";
import { formatCode, formatConst } from "./format.ts";
import {
  binaryOperators,
  COMPARE_TO_BOOL,
  cacheFields,
  cacheUnits,
  commonConstants,
  comparisonOperators,
  conversions,
  deoptimized,
  functionAttributes,
  hasArgument,
  intrinsics1,
  intrinsics2,
  nameOf,
  Op,
  operandKind,
  specialMethods,
} from "./instructions.ts";

export interface Span {
  readonly line: number;
  readonly endLine: number;
  readonly col: number;
  readonly endCol: number;
}

/** One inline cache field. `value` is what stands in the code that was disassembled: zero before the program runs. */
export interface CacheField {
  readonly name: string;
  readonly units: number;
  readonly value: bigint;
}

export interface Row {
  /** Offset in bytes; that of the instruction itself, after its EXTENDED_ARGs. */
  readonly offset: number;
  readonly opcode: number;
  readonly name: string;
  /** The whole operand; null for instructions without one. */
  readonly arg: number | null;
  /** The operand explained as `dis` does, without the parentheses; empty when there is nothing to say. */
  readonly argrepr: string;
  /** Offset in bytes of the jump's target, or null. */
  readonly target: number | null;
  /** The number of this place's label, or null. */
  readonly label: number | null;
  readonly startsLine: boolean;
  /** The source line, or null. */
  readonly line: number | null;
  /** -1 where there is none. */
  readonly span: Span;
  readonly caches: readonly CacheField[];
}

export interface DisassembleOptions {
  /** The code as the interpreter has specialised it. The operands and jumps are those of the original. */
  readonly adaptiveCode?: Uint16Array;
  /** Number the bounds of protected ranges too, as the text does. */
  readonly labelExceptions?: boolean;
}

interface RawInstruction {
  readonly unit: number;
  readonly opcode: number;
  readonly arg: number | null;
}

/** The instructions of `code` with their whole operands, EXTENDED_ARGs among them, inline caches skipped. */
function* rawInstructions(code: Uint16Array): Generator<RawInstruction> {
  let extended = 0;
  for (let unit = 0; unit < code.length; unit += 1 + cacheUnits(code[unit] & 0xff)) {
    const opcode = code[unit] & 0xff;
    let arg: number | null = null;
    if (hasArgument(opcode)) {
      arg = (code[unit] >> 8) | extended;
      extended = deoptimized(opcode) === Op.EXTENDED_ARG ? arg << 8 : 0;
    } else {
      extended = 0;
    }
    yield { unit, opcode, arg };
  }
}

function jumpTarget({ unit, opcode, arg }: RawInstruction): number | null {
  if (arg === null) return null;
  const kind = operandKind(opcode);
  if (kind !== "jumpForward" && kind !== "jumpBackward") return null;
  return unit + 1 + cacheUnits(opcode) + (kind === "jumpForward" ? arg : -arg);
}

/** The labels of `code` by offset in units, numbered from 1. */
export function findLabels(code: CodeObject, labelExceptions = false): ReadonlyMap<number, number> {
  const places = new Set<number>();
  for (const instr of rawInstructions(code.code)) {
    const target = jumpTarget(instr);
    if (target !== null) places.add(target);
  }
  if (labelExceptions)
    for (const { start, end, target } of code.exceptionTable)
      [start, end, target].forEach((place) => places.add(place));
  return new Map([...places].sort((a, b) => a - b).map((place, index) => [place, index + 1]));
}

/** `repr` of a constant as `dis` shows it; code objects without their address. */
function explainConst(constant: Const | undefined): string {
  return constant === undefined ? "" : formatConst(constant);
}

function explain(
  code: CodeObject,
  opcode: number,
  arg: number,
  target: number | null,
  labels: ReadonlyMap<number, number>,
): string {
  const base = deoptimized(opcode);
  const withFlag = (index: number, text: string): string => code.names[index] + ((arg & 1) !== 0 ? text : "");
  switch (operandKind(base)) {
    case "const":
      return explainConst(code.consts[arg]);
    case "name":
      return code.names[arg];
    case "nameAndFlag":
      return withFlag(arg >> 1, base === Op.LOAD_GLOBAL ? " + NULL" : " + NULL|self");
    case "nameAndTwoFlags":
      return withFlag(arg >> 2, " + NULL|self");
    case "jumpForward":
    case "jumpBackward":
      return `${base === Op.END_ASYNC_FOR ? "from" : "to"} L${target === null ? "" : labels.get(target)}`;
    case "localPair":
      return `${code.localsplusnames[arg >> 4]}, ${code.localsplusnames[arg & 15]}`;
    case "local":
    case "cell":
      return code.localsplusnames[arg];
    case "compare": {
      const operator = comparisonOperators[arg >> 5];
      return (arg & COMPARE_TO_BOOL) !== 0 ? `bool(${operator})` : operator;
    }
    case "conversion":
      return conversions[arg];
    case "functionAttribute":
      return functionAttributes.filter((_, bit) => (arg & (1 << bit)) !== 0).join(", ");
    case "binary":
      return binaryOperators[arg][1];
    case "intrinsic1":
      return intrinsics1[arg];
    case "intrinsic2":
      return intrinsics2[arg];
    case "commonConstant":
      return commonConstants[arg];
    case "special":
      return specialMethods[arg];
    case "invert": {
      const operator = base === Op.IS_OP ? ["is", "is not"] : ["in", "not in"];
      return operator[arg === 0 ? 0 : 1];
    }
    case "none":
    case "number":
    case "smallInt":
    case "label":
    case "resume":
      return "";
  }
}

/** The value of `units` cache units from `unit` on, low unit first. */
function readCache(code: Uint16Array, unit: number, units: number): bigint {
  let value = 0n;
  for (let i = units - 1; i >= 0; i--) value = (value << 16n) | BigInt(code[unit + i]);
  return value;
}

/** Where source lines start: units at which the line differs from that of the unit before. */
function lineStarts(code: CodeObject): Map<number, number | null> {
  const starts = new Map<number, number | null>();
  let previous: number | null | undefined;
  for (let unit = 0; unit < code.code.length; unit++) {
    const line = code.positions[unit * 4];
    const known = line < 0 ? null : line;
    if (known !== previous) starts.set(unit, known);
    previous = known;
  }
  return starts;
}

/** The instructions of `code`, in order. */
export function disassemble(code: CodeObject, options: DisassembleOptions = {}): Row[] {
  const labels = findLabels(code, options.labelExceptions);
  const shown = options.adaptiveCode ?? code.code;
  const starts = lineStarts(code);
  let line: number | null = null;
  const rows: Row[] = [];
  for (const instr of rawInstructions(code.code)) {
    const { unit, arg } = instr;
    const startsLine = starts.has(unit);
    if (startsLine) line = starts.get(unit) ?? null;
    const opcode = shown[unit] & 0xff;
    const target = jumpTarget(instr);
    const caches: CacheField[] = [];
    let cacheAt = unit + 1;
    for (const [name, units] of cacheFields(instr.opcode)) {
      caches.push({ name, units, value: readCache(shown, cacheAt, units) });
      cacheAt += units;
    }
    const [spanLine, endLine, col, endCol] = code.positions.subarray(unit * 4, unit * 4 + 4);
    rows.push({
      offset: unit * 2,
      opcode,
      name: nameOf(opcode),
      arg,
      argrepr: arg === null ? "" : explain(code, instr.opcode, arg, target, labels),
      target: target === null ? null : target * 2,
      label: labels.get(unit) ?? null,
      startsLine,
      line,
      span: { line: spanLine, endLine, col, endCol },
      caches,
    });
  }
  return rows;
}

const NAME_WIDTH = 20;
const ARG_WIDTH = 5;
const NO_LINE = "  --";

export interface FormatOptions {
  readonly adaptiveCode?: Uint16Array;
  readonly showCaches?: boolean;
  readonly showOffsets?: boolean;
}

function lineColumnWidth(rows: readonly Row[]): number {
  const lines = rows.map((row) => row.line);
  const greatest = Math.max(-1, ...lines.map((line) => line ?? -1));
  if (greatest <= 0) return 0;
  const width = Math.max(3, String(greatest).length);
  return width < NO_LINE.length && lines.includes(null) ? NO_LINE.length : width;
}

/** The text of `dis.dis(code)` without the code objects inside it. */
export function formatDisassembly(code: CodeObject, options: FormatOptions = {}): string {
  const rows = disassemble(code, {
    labelExceptions: true,
    ...(options.adaptiveCode === undefined ? {} : { adaptiveCode: options.adaptiveCode }),
  });
  const labels = findLabels(code, true);
  const lineWidth = lineColumnWidth(rows);
  const labelWidth = 4 + String(labels.size).length;
  const offsetWidth =
    options.showOffsets === true ? String(Math.max(code.code.length * 2 - 2, 9999)).length : 0;
  const lines: string[] = [];
  const print = (
    row: Pick<Row, "offset" | "name" | "arg" | "argrepr" | "label" | "startsLine" | "line">,
  ): void => {
    if (lineWidth > 0 && row.startsLine && row.offset > 0) lines.push("");
    const fields: string[] = [];
    if (lineWidth > 0) fields.push((row.startsLine ? String(row.line ?? NO_LINE) : "").padStart(lineWidth));
    fields.push((row.label === null ? "" : `L${row.label}:`).padStart(labelWidth));
    if (offsetWidth > 0) fields.push(`${String(row.offset).padStart(offsetWidth)}  `);
    fields.push("   ", row.name.padEnd(NAME_WIDTH));
    if (row.arg !== null) {
      // A name that is too long takes room from the operand.
      fields.push(String(row.arg).padStart(ARG_WIDTH - Math.max(0, row.name.length - NAME_WIDTH)));
      if (row.argrepr !== "") fields.push(`(${row.argrepr})`);
    }
    lines.push(fields.join(" ").trimEnd());
  };
  for (const row of rows) {
    print(row);
    if (options.showCaches !== true) continue;
    let offset = row.offset;
    for (const { name, units, value } of row.caches) {
      for (let i = 0; i < units; i++) {
        offset += 2;
        const argrepr = i === 0 ? `${name}: ${value}` : "";
        print({ offset, name: "CACHE", arg: 0, argrepr, label: null, startsLine: false, line: null });
      }
    }
  }
  if (code.exceptionTable.length > 0) {
    lines.push("ExceptionTable:", ...code.exceptionTable.map((entry) => formatException(entry, labels)));
  }
  return `${lines.join("\n")}\n`;
}

function formatException(entry: ExceptionTableEntry, labels: ReadonlyMap<number, number>): string {
  const [start, end, target] = [entry.start, entry.end, entry.target].map((place) => `L${labels.get(place)}`);
  return `  ${start} to ${end} -> ${target} [${entry.depth}]${entry.lasti ? " lasti" : ""}`;
}

/** The text of `dis.dis(code)`, with the code objects inside it. Code objects have no address here, so none is printed. */
export function formatDisassemblyDeep(code: CodeObject, options: FormatOptions = {}): string {
  const parts = [formatDisassembly(code, options)];
  for (const constant of code.consts) {
    if (constant.kind !== "code") continue;
    parts.push(
      `\nDisassembly of ${formatCode(constant.value)}:\n`,
      formatDisassemblyDeep(constant.value, options),
    );
  }
  return parts.join("");
}
