/**
 * Lays Tier 1 out in WebAssembly: one function with two loops around two branch tables, hot and cold, and assembles it.
 *
 * Compared (nanoseconds a turn of an int, a call and a list loop): this layout 15, 27 and 20; one loop 18, 31 and 27; a
 * function for each opcode with tail calls two to four times slower. Binaryen's optimiser brings nothing here.
 */
import binaryen from "binaryen";
import { Op } from "../bytecode/instructions.ts";
import { printCold, printHot, rows } from "./tier1_cases.ts";
import type { Place } from "./tier1_printer.ts";
import { ENTER, get, Imports, Locals, set, WasmPrinter } from "./wasm_printer.ts";

const OPCODES = 256;

/** The word at `pc`, taken apart into opcode and operand; a prefix's operand comes before. */
const decode = (operand: (high: string) => string): string =>
  [
    set("word", `(i32.load16_u ${get("pc")})`),
    set("op", `(i32.and ${get("word")} (i32.const 255))`),
    set("arg", operand(`(i32.shr_u ${get("word")} (i32.const 8))`)),
    set("pc", `(i32.add ${get("pc")} (i32.const 2))`),
  ].join("\n");
const DECODE = decode((high) => high);
const DECODE_PREFIXED = decode((high) => `(i32.or (i32.shl ${get("arg")} (i32.const 8)) ${high})`);

interface Case {
  readonly opcode: number;
  readonly name: string;
  readonly lines: readonly string[];
}

/** Blocks around a branch table, one for each case, whose text follows where the block ends. */
function printTable(cases: readonly Case[], innermost: string): string {
  let text = innermost;
  for (const { opcode, name, lines } of cases) {
    text = `(block $c${opcode}\n${text})\n;; ${name}\n${lines.join("\n")}`;
  }
  return text;
}

function labelsOf(cases: readonly Case[], otherwise: string): string[] {
  const known = new Set(cases.map(({ opcode }) => opcode));
  return Array.from({ length: OPCODES }, (_, opcode) => (known.has(opcode) ? `$c${opcode}` : otherwise));
}

/** The module's text, and the names of the functions that it imports. */
export function layOutWasm(): { readonly text: string; readonly imports: readonly string[] } {
  const imports = new Imports();
  const locals = new Locals();
  const make = (place: Place): WasmPrinter => {
    locals.startCase();
    return new WasmPrinter(place, imports, locals);
  };
  const hotWays = { miss: "(br $miss)", done: "(br $hot)", again: "(br $run)" };
  const coldWays = { miss: "(br $missed)", done: "(br $run)", again: "(br $run)" };
  const hot: Case[] = [];
  const cold: Case[] = [];
  for (const row of rows) {
    const hotLines = printHot(row, hotWays, make);
    if (hotLines !== null) hot.push({ opcode: row.opcode, name: row.name, lines: hotLines });
    const coldLines = printCold(row, hotLines !== null, coldWays, make);
    if (coldLines !== null) cold.push({ opcode: row.opcode, name: row.name, lines: coldLines });
  }
  const missed = make({ head: 0, cacheUnits: 0, ...coldWays });
  const head = missed.invoke("miss", missed.instructionUnit(), missed.opcode);
  missed.when(missed.eq(head, missed.opcode), () => missed.invoke("unknownInstruction", missed.opcode));
  missed.setOpcode(head);

  // The prefix's block is the innermost one, so that it can branch to every other.
  const hotLabels = labelsOf(hot, "$miss");
  const first = hotLabels.with(Op.EXTENDED_ARG, "$prefix");
  const further = hotLabels.with(Op.EXTENDED_ARG, "$more");
  const innermost = `(block $prefix (br_table ${first.join(" ")} $miss ${get("op")}))
(loop $more
${DECODE_PREFIXED}
(br_table ${further.join(" ")} $miss ${get("op")}))`;

  const text = `(module
${imports.declare()}
(import "e" "memory" (memory 1 32767))
(import "e" "len" (global $len i32))
(import "e" "list.append" (global $list.append i32))
(func $interpret (export "interpret") (result i32)
(local $f i32) (local $sp i32) (local $pc i32) (local $C i32) (local $arg i32) (local $op i32) (local $word i32)
${locals.declare()}
${ENTER}
(loop $run
(block $miss
(loop $hot
${DECODE}
${printTable(hot, innermost)}
))
(loop $again
(block $missed
${printTable(cold, `(br_table ${labelsOf(cold, "$missed").join(" ")} $missed ${get("op")})`)}
)
${missed.lines.join("\n")}
(br $again)))
(unreachable))
)
`;
  return { text, imports: imports.names };
}

const LINE = 110;

/** Bytes in base64, as an expression of several lines. */
export function printBytes(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes)
    .toString("base64")
    .match(new RegExp(`.{1,${LINE}}`, "g"))!;
  return lines.map((line) => `  "${line}"`).join(" +\n");
}

/** The bytes of a module given as text. */
export function assemble(text: string): Uint8Array {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.SignExt);
  if (!module.validate()) throw new Error("a printed module is not valid");
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/** The text of engine/generated/tier1_wasm.ts. */
export async function assembleWasm(text: string, imports: readonly string[]): Promise<string> {
  const bytes = assemble(text);
  return `/**
 * The dispatch function of Tier 1 in WebAssembly. Generated by engine/tools/generate_tier1.ts; do not edit.
 * \`npm run generate -- FILE.wat\` writes it as text.
 */
import * as ops from "../interp/stack_ops.ts";
import * as support from "../interp/support.ts";

/** The module's bytes, in base64. */
export const TIER1_WASM =
${printBytes(bytes)};

/** What the module imports, but for the memory and the addresses of built-in functions. */
export const TIER1_IMPORTS = {
${imports.map((name) => `  "${name}": ${name},`).join("\n")}
};
`;
}
