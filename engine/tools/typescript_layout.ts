/**
 * Lays Tier 1 out in TypeScript: `interpret`, two loops around two switches, and `step`, the same for one instruction.
 *
 * V8 does not optimise functions beyond 60 KB of its bytecode (test/tier1/dispatch_size.test.ts), so instructions that
 * are one call share a case, through a table.
 */
import { cacheUnits, Op } from "../bytecode/instructions.ts";
import { isAdaptive, printCold, printHot, type Row, rows } from "./tier1_cases.ts";
import type { Place } from "./tier1_printer.ts";
import { ENTER, TypeScriptPrinter } from "./typescript_printer.ts";

/** Instructions worth a case of their own although they are one call. */
const DIRECT = new Set([
  "LOAD_NAME",
  "STORE_NAME",
  "BUILD_TUPLE",
  "BUILD_LIST",
  "GET_ITER",
  "FORMAT_SIMPLE",
  "BUILD_STRING",
  "BINARY_SLICE",
  "CONTAINS_OP",
  "UNPACK_SEQUENCE",
  "MAKE_FUNCTION",
]);
const inTable = (row: Row): boolean =>
  row.instruction.runtime !== undefined &&
  row.instruction.alternatives === undefined &&
  !isAdaptive(row) &&
  !DIRECT.has(row.name);

const make = (place: Place): TypeScriptPrinter => new TypeScriptPrinter(place);

/**
 * Puts a temporary that only the next line uses, once, into that line, which saves V8 a register and the reader a name.
 * Nothing comes between, so what was read is read at the same point.
 */
function inlineTemps(printed: readonly string[]): string[] {
  const lines = printed.flatMap((line) => line.split("\n"));
  const text = lines.join("\n");
  const uses = (name: string, within: string): number =>
    within.match(new RegExp(`\\b${name}\\b`, "g"))?.length ?? 0;
  for (let i = lines.length - 2; i >= 0; i--) {
    const [, name, expression] = /^const (t\d+) = (.*);$/.exec(lines[i]!) ?? [];
    if (name === undefined || /^(for|while) /.test(lines[i + 1]!)) continue;
    if (uses(name, text) !== 2 || uses(name, lines[i + 1]!) !== 1) continue;
    const atomic = /^[\w.]+(\[[^[\]]*\])?$/.test(expression!);
    const used = new RegExp(`\\b${name}\\b`);
    // Nothing has to be told apart where it is all that is assigned or returned.
    const alone = new RegExp(`(= |return )${name};$`).test(lines[i + 1]!);
    const inlined = atomic || alone ? expression! : `(${expression})`;
    lines.splice(
      i,
      2,
      lines[i + 1]!.replace(used, () => inlined),
    );
  }
  return lines;
}

/** `done` ends an instruction of the hot part: the next one, or the way out for a single step. */
function printDispatch(name: string, doc: string, done: string): string {
  const single = done !== "continue hot;";
  const again = `${single ? "begun = false;\n" : ""}continue run;`;
  const hotWays = { miss: "break;", done, again };
  const coldWays = { ...hotWays, done: "continue run;" };
  const hot: string[] = [];
  const cold: string[] = [];
  const wrap = (opcode: number, title: string, lines: readonly string[]): string =>
    `case ${opcode}: { // ${title}\n${inlineTemps(lines).join("\n")}\n}`;
  for (const row of rows.filter((each) => !inTable(each))) {
    const hotLines = printHot(row, hotWays, make);
    if (hotLines !== null) hot.push(wrap(row.opcode, row.name, hotLines));
    const coldLines = printCold(row, hotLines !== null, coldWays, make);
    if (coldLines !== null) cold.push(wrap(row.opcode, row.name, coldLines));
  }
  const shared = new TypeScriptPrinter({ head: 0, cacheUnits: 0, ...coldWays });
  shared.save();
  return `/** ${doc} */
return function ${name}(): number {
const I = views.I;
const F = views.F;
const U = views.U;
let f: number, pc: number, sp: number, C: number;
let op: number, arg: number, extended: number;
${ENTER}
${single ? "let begun = false;\n" : ""}run: for (;;) {
${single ? "if (begun) return support.leave(f, pc, sp);\nbegun = true;\n" : ""}hot: for (;;) {
op = U[pc] & 255;
arg = U[pc] >> 8;
extended = 0;
pc++;
for (;;) {
switch (op) {
${hot.join("\n")}
case ${Op.EXTENDED_ARG}: // EXTENDED_ARG
op = U[pc] & 255;
arg = (arg << 8) | (U[pc] >> 8);
pc++;
extended++;
continue;
}
break hot;
}
}
for (;;) {
switch (op) {
${cold.join("\n")}
default: {
const run = TABLE[op];
if (run === undefined) break;
${shared.lines.join("\n")}
sp = run(sp << 2, arg) >> 2;
pc += CACHES[op] as number;
if (I.length === 0) return support.leave(f, pc, sp);
continue run;
}
}
// A guard of a specialised member failed: the head of its family takes over.
const head = support.miss(pc - 1, op);
if (head === op) return support.unknownInstruction(op);
op = head;
}
}
};`;
}

const tableRow = ({ opcode, name, head, instruction }: Row): string =>
  `TABLE[${opcode}] = ops.${instruction.runtime}; // ${name}\nCACHES[${opcode}] = ${cacheUnits(head)};`;

/** The text of engine/generated/tier1.ts. */
export function layOutTypeScript(): string {
  const functions = `/** Runs until the frame marked as entry returns or a reason of interp/reasons.ts comes up. */
export function makeInterpret(views: Views): () => number {
${printDispatch("interpret", "Runs from the frame on top.", "continue hot;")}
}

/** Runs one instruction (with its EXTENDED_ARG prefixes): the recorder's pace. */
export function makeStep(views: Views): () => number {
${printDispatch("step", "Runs one instruction of the frame on top.", "continue run;")}
}`;
  const live = ["F64", "I32", "U16"].filter((name) => new RegExp(`\\b${name}\\b`).test(functions));
  return indent(`/**
 * The dispatch function of Tier 1 in TypeScript. Generated by engine/tools/generate_tier1.ts; do not edit.
 *
 * The views on memory are parameters of a maker, so that V8 sees constants; when the memory grows they are detached
 * (\`I.length === 0\`) and the function is left, to be made anew. Until then an instruction that has called uses the views of
 * heap/memory.ts.
 */
import { ${live.join(", ")} } from "../heap/memory.ts";
import * as special from "../interp/special_frames.ts";
import * as ops from "../interp/stack_ops.ts";
import * as support from "../interp/support.ts";
import { builtins } from "../interp/support.ts";

/** Instructions that are one function over the value stack, and the code units of their caches. */
const TABLE: (((top: number, arg: number) => number) | undefined)[] = new Array(256).fill(undefined);
const CACHES = new Uint8Array(256);
${rows.filter(inTable).map(tableRow).join("\n")}

export interface Views {
  readonly I: Int32Array;
  readonly F: Float64Array;
  readonly U: Uint16Array;
}

${functions}
`);
}

/** Indents by brackets, so that the file reads well and the formatter need not see it. */
function indent(source: string): string {
  let depth = 0;
  let comment = false;
  return source
    .split("\n")
    .map((raw) => {
      const line = raw.trim();
      if (line.startsWith("/*")) comment = true;
      const inComment = comment;
      if (line.endsWith("*/")) comment = false;
      if (inComment)
        return (depth === 0 ? "" : "  ".repeat(depth)) + (line.startsWith("*") ? ` ${line}` : line);
      const code = line.replace(/\/\/.*$/, "");
      const closes = (code.match(/^[}\])]+/) ?? [""])[0].length;
      const out = "  ".repeat(Math.max(0, depth - closes)) + line;
      depth += (code.match(/[{[(]/g) ?? []).length - (code.match(/[}\])]/g) ?? []).length;
      return line === "" ? "" : out;
    })
    .join("\n");
}
