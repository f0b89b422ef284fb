/**
 * Writes engine/generated/tier1.ts: the dispatch function of Tier 1, printed from the table of uops, and its twin that
 * runs a single instruction (for the recorder). Run by `npm run generate`; CI allows no difference.
 */
import { writeFileSync } from "node:fs";
import { cacheUnits, deoptimized, hasArgument, Op, opcodeOf } from "../bytecode/instructions.ts";
import {
  type Control,
  type Instruction,
  instructions,
  ownInstructions,
  refusedInstructions,
  uops,
} from "../bytecode/uops.ts";
import * as layout from "../heap/layout.ts";
import { RELOAD, SAVE, Tier1Printer } from "./tier1_printer.ts";

const FRAME = {
  pc: layout.FRAME_PC >> 2,
  sp: layout.FRAME_SP >> 2,
  lasti: layout.FRAME_LASTI >> 2,
  top: layout.FRAME_TOP >> 2,
  flags: layout.FRAME_FLAGS >> 2,
  previous: layout.FRAME_PREVIOUS >> 2,
  code: layout.FRAME_CODE >> 2,
  locals: layout.FRAME_HEADER >> 2,
};

/** Loads the registers from the frame on top. */
const ENTER = `f = I[${layout.STATE_FRAME >> 2}] >> 2;
pc = I[f + ${FRAME.pc}] >>> 1;
sp = I[f + ${FRAME.sp}] >> 2;
C = I[(I[f + ${FRAME.code}] + ${layout.CODE_CONSTS}) >> 2] >> 2;`;

const leave = (reason: string, pc = "pc"): string =>
  `I[f + ${FRAME.pc}] = (${pc}) << 1;\nI[f + ${FRAME.sp}] = sp << 2;\nreturn support.${reason};`;

interface Context {
  readonly opcode: number;
  readonly name: string;
  readonly cache: number;
  readonly miss: string;
  readonly done: string;
  /** Decodes the instruction once more, from its first prefix: it was rewritten. */
  readonly again: string;
  /** Printed for the hot loop, where nothing is called. */
  readonly hot: boolean;
}

/** New frame of a Python function whose arguments lie on the stack from word `first`, `count` of them. */
const pushFrame = (
  c: Context,
  func: string,
  first: string,
  count: string,
  base: string,
  flags: string,
): string => `
const code = I[(${func} + ${layout.FUNC_CODE}) >> 2];
if (I[(code + ${layout.CODE_EXACT_ARGS}) >> 2] !== ${count}) ${c.miss}
const frame = I[f + ${FRAME.top}];
const top = frame + I[(code + ${layout.CODE_FRAME_BYTES}) >> 2];
if (top > ${layout.FRAMES_END} || I[${layout.STATE_DEPTH >> 2}] >= I[${layout.STATE_DEPTH_LIMIT >> 2}]) ${c.miss}
I[${layout.STATE_DEPTH >> 2}]++;
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = (pc + ${c.cache}) << 1;
I[f + ${FRAME.sp}] = (${base}) << 2;
const g = frame >> 2;
I[g + ${FRAME.previous}] = f << 2;
I[g + ${FRAME.code}] = code;
I[g + ${layout.FRAME_FUNC >> 2}] = ${func};
I[g + ${FRAME.top}] = top;
I[g + ${layout.FRAME_GLOBALS >> 2}] = I[(${func} + ${layout.FUNC_GLOBALS}) >> 2];
I[g + ${layout.FRAME_BUILTINS >> 2}] = I[(${func} + ${layout.FUNC_BUILTINS}) >> 2];
I[g + ${layout.FRAME_LOCALS >> 2}] = 0;
I[g + ${layout.FRAME_OWNER >> 2}] = 0;
I[g + ${FRAME.flags}] = ${flags};
let to = g + ${FRAME.locals};
for (let from = ${first}, end = ${first} + (${count} << 1); from < end; from++) I[to++] = I[from];
sp = g + ${FRAME.locals} + (I[(code + ${layout.CODE_LOCALS}) >> 2] << 1);
while (to < sp) {
I[to++] = 0;
I[to++] = ${layout.TAG_UNBOUND};
}
f = g;
I[${layout.STATE_FRAME >> 2}] = frame;
pc = I[(code + ${layout.CODE_UNITS}) >> 2] >>> 1;
C = I[(code + ${layout.CODE_CONSTS}) >> 2] >> 2;
${c.done}`;

/** After a runtime function that gave the new top of the stack, or 0 when it pushed a frame. */
const settle = (c: Context, call: string): string => `
${SAVE}
I[f + ${FRAME.pc}] = (pc + ${c.cache}) << 1;
const top = ${call};
if (top === 0) {
if (I.length === 0) return support.LEFT;
${ENTER}
${c.done}
}
sp = top >> 2;
pc += ${c.cache};
${RELOAD("pc")}
${c.done}`;

/** A call of the very callable that the cache names, through a function of interp/support.ts. */
const callKnown = (c: Context, through: string): string => `
const base = sp - (arg << 1) - 4;
if (I[base + 1] !== ${layout.TAG_REF} || I[base] !== (U[pc + 1] | (U[pc + 2] << 16))) ${c.miss}
${SAVE}
sp = support.${through}(base << 2, arg) >> 2;
pc += ${c.cache};
${RELOAD("pc")}
${c.done}`;

const SPEND_FUEL = `if (--I[${layout.STATE_FUEL >> 2}] < 0) {
${leave("LEFT_FUEL")}
}`;
const poll = (c: Context): string => `\n${SPEND_FUEL}\n${c.done}`;

const controls: Record<Control, (c: Context) => string> = {
  extendedArg: () => "", // printed where the operand is decoded
  // Operand 0 in the low bits: where a function begins.
  resume: (c) =>
    c.name !== "RESUME"
      ? poll(c)
      : `
${SPEND_FUEL}
if ((arg & 3) === 0 && --I[(I[f + ${FRAME.code}] + ${layout.CODE_HEAT}) >> 2] === 0) {
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
${leave("LEFT_HOT_CALL")}
}
${c.done}`,
  resumeExecutor: (c) => `
${SPEND_FUEL}
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = pc << 1;
I[f + ${FRAME.sp}] = sp << 2;
const left = support.enterFunctionTrace();
if (left !== 0 || I.length === 0) return left;
${ENTER}
${c.done}`,
  jumpForward: (c) => `pc += arg;\n${c.done}`,
  jumpBackwardNoInterrupt: (c) => `pc -= arg;\n${c.done}`,
  jumpBackward: (c) =>
    c.name === "JUMP_BACKWARD_JIT"
      ? `
const count = U[pc];
if (count === 0) {
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
${leave("LEFT_HOT", "pc + 1 - arg")}
}
U[pc] = count - 1;
pc += 1 - arg;
${poll(c)}`
      : c.name === "JUMP_BACKWARD"
        ? `
if (U[pc] !== 0) {
support.quickenJump(pc - 1);
${c.again}
}
pc += 1 - arg;
${poll(c)}`
        : `pc += 1 - arg;\n${poll(c)}`,
  // An entry takes fuel, like the back-edge that it stands for: a trace may be left in every turn.
  enterExecutor: (c) => `
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = (pc + 1 - arg) << 1;
I[f + ${FRAME.sp}] = sp << 2;
const left = support.enterTrace(U[pc]);
if (left !== 0 || I.length === 0) return left;
${ENTER}
${poll(c)}`,
  copy: (c) => `
I[sp] = I[sp - (arg << 1)];
I[sp + 1] = I[sp + 1 - (arg << 1)];
sp += 2;
${c.done}`,
  swap: (c) => `
const at = sp - (arg << 1);
const lo = I[sp - 2];
const hi = I[sp - 1];
I[sp - 2] = I[at];
I[sp - 1] = I[at + 1];
I[at] = lo;
I[at + 1] = hi;
${c.done}`,
  makeCell: () => "",
  copyFreeVars: (c) => `
support.copyFreeVars(f << 2, arg);
${c.done}`,
  call: (c) => settle(c, `support.call(sp << 2, ${c.opcode}, arg)`),
  pushFrame: (c) => `
const base = sp - (arg << 1) - 4;
const func = I[base];
const bound = I[base + 3] === ${layout.TAG_UNBOUND} ? 0 : 1;
${pushFrame(c, "func", "base + 4 - (bound << 1)", "(arg + bound)", "base", "0")}`,
  enterInit: (c) => `
const base = sp - (arg << 1) - 4;
if (I[base + 1] !== ${layout.TAG_REF} || I[base + 3] !== ${layout.TAG_UNBOUND}) ${c.miss}
const type = I[base];
if (I[type >> 2] !== ${layout.T.type} || I[(type + ${layout.TYPE_VERSION}) >> 2] !== (U[pc + 1] | (U[pc + 2] << 16))) ${c.miss}
const init = I[(type + ${layout.TYPE_INIT}) >> 2];
if (I[(I[(init + ${layout.FUNC_CODE}) >> 2] + ${layout.CODE_EXACT_ARGS}) >> 2] !== arg + 1) ${c.miss}
if (I[${layout.STATE_DEPTH >> 2}] >= I[${layout.STATE_DEPTH_LIMIT >> 2}]) ${c.miss}
const object = support.newInstanceAt(type);
if (I.length === 0) return support.leave(f, pc - 1 - extended, sp);
I[base] = I[base + 2] = object;
I[base + 1] = I[base + 3] = ${layout.TAG_REF};
${pushFrame(c, "init", "base + 2", "(arg + 1)", "base + 2", String(layout.FF_INIT))}`,
  callNative: (c) => callKnown(c, "callNativeFast"),
  callClass: (c) => callKnown(c, "callClassFast"),
  property: (c) => `
if (I[sp - 1] !== ${layout.TAG_REF}) ${c.miss}
const object = I[sp - 2];
if ((I[(object + ${layout.OBJ_GC}) >> 2] & ${layout.GC_INSTANCE}) === 0) ${c.miss}
if (I[I[(object + ${layout.INSTANCE_SHAPE}) >> 2] >> 2] !== (U[pc + 1] | (U[pc + 2] << 16))) ${c.miss}
const getter = U[pc + 5] | (U[pc + 6] << 16);
${pushFrame(c, "getter", "sp - 2", "1", "sp - 2", "0")}`,
  returnValue: (c) =>
    c.hot
      ? `
if (I[f + ${FRAME.flags}] !== 0) ${c.miss}
const lo = I[sp - 2];
const hi = I[sp - 1];
f = I[f + ${FRAME.previous}] >> 2;
I[${layout.STATE_FRAME >> 2}] = f << 2;
I[${layout.STATE_DEPTH >> 2}]--;
pc = I[f + ${FRAME.pc}] >>> 1;
sp = I[f + ${FRAME.sp}] >> 2;
C = I[(I[f + ${FRAME.code}] + ${layout.CODE_CONSTS}) >> 2] >> 2;
I[sp] = lo;
I[sp + 1] = hi;
sp += 2;
${c.done}`
      : `
I[f + ${FRAME.sp}] = (sp - 2) << 2;
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
const left = support.returnFromMarked(I[sp - 2], I[sp - 1]);
if (left !== 0) return left;
${ENTER}
${c.done}`,
  returnGenerator: (c) => `
${SAVE}
I[f + ${FRAME.pc}] = pc << 1;
const left = support.returnGenerator();
if (left !== 0 || I.length === 0) return left;
${ENTER}
${c.done}`,
  yieldValue: (c) => `
${SAVE}
I[f + ${FRAME.pc}] = pc << 1;
const left = support.yieldValue(sp << 2);
if (left !== 0) return left;
${ENTER}
${c.done}`,
  // A generator's frame goes on the chain in every form, so that its depth is not the host's.
  forIter: (c) => `
if (I[sp - 1] === ${layout.TAG_REF} && I[I[sp - 2] >> 2] === ${layout.T.generator} && I[(I[sp - 2] + ${layout.GEN_STATE}) >> 2] <= ${layout.GEN_SUSPENDED}) {
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = (pc + ${c.cache}) << 1;
I[f + ${FRAME.sp}] = sp << 2;
if (support.enterGenerator(I[sp - 2], 0, ${layout.TAG_NONE}, arg)) {
${ENTER}
${c.done}
}
}
${SAVE}
const more = support.forIter(sp << 2);
pc += ${c.cache};
if (more) sp += 2;
else pc += arg + 1;
${RELOAD("pc")}
${c.done}`,
  forIterGenerator: (c) => `
if (I[sp - 1] !== ${layout.TAG_REF} || I[I[sp - 2] >> 2] !== ${layout.T.generator}) ${c.miss}
if (I[(I[sp - 2] + ${layout.GEN_STATE}) >> 2] > ${layout.GEN_SUSPENDED}) ${c.miss}
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = (pc + ${c.cache}) << 1;
I[f + ${FRAME.sp}] = sp << 2;
if (!support.enterGenerator(I[sp - 2], 0, ${layout.TAG_NONE}, arg)) ${c.miss}
${ENTER}
${c.done}`,
  send: (c) => `
if (I[sp - 3] === ${layout.TAG_REF} && I[I[sp - 4] >> 2] === ${layout.T.generator} && I[(I[sp - 4] + ${layout.GEN_STATE}) >> 2] <= ${layout.GEN_SUSPENDED}) {
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = (pc + ${c.cache}) << 1;
I[f + ${FRAME.sp}] = (sp - 2) << 2;
if (support.enterGenerator(I[sp - 4], I[sp - 2], I[sp - 1], arg)) {
${ENTER}
${c.done}
}
}
${SAVE}
const more = support.send(sp << 2);
pc += ${c.cache};
if (!more) pc += arg;
${RELOAD("pc")}
${c.done}`,
  sendGenerator: (c) => `
if (I[sp - 3] !== ${layout.TAG_REF} || I[I[sp - 4] >> 2] !== ${layout.T.generator}) ${c.miss}
if (I[(I[sp - 4] + ${layout.GEN_STATE}) >> 2] > ${layout.GEN_SUSPENDED}) ${c.miss}
I[f + ${FRAME.lasti}] = (pc - 1) << 1;
I[f + ${FRAME.pc}] = (pc + ${c.cache}) << 1;
I[f + ${FRAME.sp}] = (sp - 2) << 2;
if (!support.enterGenerator(I[sp - 4], I[sp - 2], I[sp - 1], arg)) ${c.miss}
${ENTER}
${c.done}`,
  raise: () => `
${SAVE}
return support.raiseInstruction(sp << 2, op, arg);`,
};

/** Families whose head counts down to specialisation in the first unit of its cache. */
const adaptive = new Set<number>(
  Object.entries(instructions).flatMap(([name]) => {
    const opcode = numberOf(name);
    const head = headOf(name);
    return head === opcode ||
      name.startsWith("JUMP_BACKWARD") ||
      name.startsWith("RESUME") ||
      name.startsWith("LOAD_CONST")
      ? []
      : [head];
  }),
);

function numberOf(name: string): number {
  return name in ownInstructions
    ? ownInstructions[name as keyof typeof ownInstructions].opcode
    : opcodeOf(name as Parameters<typeof opcodeOf>[0]);
}
function headOf(name: string): number {
  return name in ownInstructions
    ? opcodeOf(ownInstructions[name as keyof typeof ownInstructions].family)
    : deoptimized(numberOf(name));
}

/**
 * Whether text of a case calls anything. The hot loop holds no calls: V8 then keeps the registers of the interpreter in
 * registers of the machine, which it spills around every call of a loop.
 */
const calls = (text: string): boolean => /(support|ops)\.\w+\(/.test(text);

/** A whole sequence of uops; `miss` is what a failed guard does. */
function printUops(
  sequence: readonly (keyof typeof uops)[],
  head: number,
  done: string,
  miss: string,
): string[] {
  const printer = new Tier1Printer(head, cacheUnits(head), miss, done);
  printSequence(printer, sequence);
  printer.finish();
  return printer.lines;
}

/** Sequences to be tried one after the other: behind them comes what is done when none fits. */
const printAlternatives = (
  alternatives: NonNullable<Instruction["alternatives"]>,
  head: number,
  done: string,
): string[] =>
  alternatives.map(
    (sequence, i) => `a${i}: {\n${printUops(sequence, head, done, `break a${i};`).join("\n")}\n}`,
  );

/** The body of a case of the hot loop; null when it would have to call something. A failed guard leaves the loop. */
function printHot(name: string, row: Instruction, done: string): string | null {
  const opcode = numberOf(name);
  if (adaptive.has(opcode)) return null;
  const head = headOf(name);
  const cache = cacheUnits(head);
  const out: string[] = [];
  if (row.alternatives !== undefined) out.push(...printAlternatives(row.alternatives, head, done), "break;");
  else if (row.control !== undefined) {
    const printer = new Tier1Printer(head, cache, "break;", "");
    printSequence(printer, row.uops ?? []);
    const context: Context = { opcode, name, cache, miss: "break;", done, again: "", hot: true };
    out.push(...printer.lines, controls[row.control](context).trim());
  } else if (row.uops !== undefined && row.runtime === undefined) {
    out.push(...printUops(row.uops, head, done, "break;"));
  } else return null;
  const text = out.join("\n");
  return calls(text) ? null : text;
}

/**
 * The body of a case of the cold part; null when there is none: the instruction is in the hot loop whole, but for what
 * its family's head does when a guard has failed. Does without alternatives that the hot loop has tried.
 */
function printCold(name: string, row: Instruction, hot: boolean, again: string): string | null {
  const opcode = numberOf(name);
  const head = headOf(name);
  const cache = cacheUnits(head);
  const done = "continue run;";
  const out: string[] = [];
  if (adaptive.has(opcode)) {
    out.push(
      `if (U[pc] === 0) {\n${SAVE}\nconst to = support.specialize(pc - 1, sp << 2, arg);\nif (I.length === 0) return support.leave(f, pc - 1 - extended, sp);\nif (to !== ${opcode}) {\n${again}\n}\n} else U[pc]--;`,
    );
  }
  if (row.alternatives !== undefined && !hot) {
    out.push(...printAlternatives(row.alternatives, head, done));
  }
  if (row.runtime !== undefined) {
    out.push(SAVE, `sp = ops.${row.runtime}(sp << 2${hasArgument(opcode) ? ", arg" : ""}) >> 2;`);
    if (cache > 0) out.push(`pc += ${cache};`);
    out.push(RELOAD("pc"), done);
  } else if (row.control === "returnValue" || (row.control !== undefined && !hot)) {
    const printer = new Tier1Printer(head, cache, "break;", "");
    printSequence(printer, row.uops ?? []);
    const context: Context = { opcode, name, cache, miss: "break;", done, again, hot: false };
    out.push(...printer.lines, controls[row.control](context).trim());
  } else if (row.uops !== undefined && !hot) {
    out.push(...printUops(row.uops, head, done, "break;"));
  } else return null;
  return out.join("\n");
}

function printSequence(printer: Tier1Printer, sequence: readonly (keyof typeof uops)[]): void {
  for (const name of sequence) {
    const { pops, body } = uops[name];
    printer.push(body(printer, ...printer.pop(pops)));
  }
}

/** Instructions worth a case of their own although they are one call; the others share one, through a table. */
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
const inTable = (name: string, row: Instruction): boolean =>
  row.runtime !== undefined &&
  row.alternatives === undefined &&
  !adaptive.has(numberOf(name)) &&
  !DIRECT.has(name);

const tableRows = Object.entries(instructions)
  .filter(([name, row]) => inTable(name, row))
  .map(
    ([name, row]) =>
      `TABLE[${numberOf(name)}] = ops.${row.runtime}; // ${name}\nCACHES[${numberOf(name)}] = ${cacheUnits(headOf(name))};`,
  );

/** `done` ends an instruction of the hot loop: the next one, or the way out for a single step. */
function printDispatch(name: string, doc: string, done: string): string {
  const rows = Object.entries(instructions)
    .filter(([instruction, row]) => row.control !== "extendedArg" && !inTable(instruction, row))
    .map(([instruction, row]) => ({ opcode: numberOf(instruction), instruction, row }))
    .sort((a, b) => a.opcode - b.opcode);
  const hot: string[] = [];
  const cold: string[] = [];
  const single = done !== "continue hot;";
  const again = `pc -= 1 + extended;\n${single ? "begun = false;\n" : ""}continue run;`;
  for (const { opcode, instruction, row } of rows) {
    const title = `case ${opcode}: { // ${instruction}`;
    const hotText = printHot(instruction, row, done);
    if (hotText !== null) hot.push(`${title}\n${hotText}\n}`);
    const coldText = printCold(instruction, row, hotText !== null, again);
    if (coldText !== null) cold.push(`${title}\n${coldText}\n}`);
  }
  const executor = `case ${Op.ENTER_EXECUTOR}: { // ENTER_EXECUTOR\n${controls
    .enterExecutor({
      opcode: Op.ENTER_EXECUTOR,
      name: "ENTER_EXECUTOR",
      cache: 1,
      miss: "break;",
      done: "continue run;",
      again,
      hot: false,
    })
    .trim()}\n}`;
  const refused = Object.keys(refusedInstructions)
    .map((refusedName) => `case ${numberOf(refusedName)}:`)
    .join("\n");
  return `/** ${doc} */
return function ${name}(): number {
const I = views.I;
const F = views.F;
const U = views.U;
let f: number, pc: number, sp: number, C: number;
let op: number, arg: number, extended: number;
${ENTER}
${single ? "let begun = false;\n" : ""}run: for (;;) {
${single ? `if (begun) {\n${leave("LEFT")}\n}\nbegun = true;\n` : ""}hot: for (;;) {
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
${executor}
${refused}
${SAVE}
return support.refuseInstruction(op);
default: {
const run = TABLE[op];
if (run === undefined) break;
${SAVE}
sp = run(sp << 2, arg) >> 2;
pc += CACHES[op] as number;
${RELOAD("pc")}
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

const output = `/**
 * The dispatch function of Tier 1. Generated by engine/tools/generate_tier1.ts from bytecode/uops.ts; do not edit.
 *
 * The views on memory are parameters of a maker, so that V8 sees constants; when the memory grows they are detached
 * (\`I.length === 0\`) and the function is left, to be made anew.
 */
import * as ops from "../interp/stack_ops.ts";
import * as support from "../interp/support.ts";
import { builtins } from "../interp/support.ts";

/** Instructions that are one function over the value stack, and the code units of their caches. */
const TABLE: (((top: number, arg: number) => number) | undefined)[] = new Array(256).fill(undefined);
const CACHES = new Uint8Array(256);
${tableRows.join("\n")}

export interface Views {
  readonly I: Int32Array;
  readonly F: Float64Array;
  readonly U: Uint16Array;
}

/** Runs until the frame marked as entry returns or a reason of interp/reasons.ts comes up. */
export function makeInterpret(views: Views): () => number {
${printDispatch("interpret", "Runs from the frame on top.", "continue hot;")}
}

/** Runs one instruction (with its EXTENDED_ARG prefixes): the recorder's pace. */
export function makeStep(views: Views): () => number {
${printDispatch("step", "Runs one instruction of the frame on top.", "continue run;")}
}
`;

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

writeFileSync(new URL("../generated/tier1.ts", import.meta.url), indent(output));
