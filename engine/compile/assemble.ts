/**
 * The assembler: from blocks to a code object. Jumps become distances, operands over 255 get EXTENDED_ARG, inline
 * caches are reserved, and locations and handlers are written down for every code unit.
 *
 * A jump's distance decides its size, and sizes decide distances: sizes only grow, until nothing changes any more.
 */

import type { CodeObject, ExceptionTableEntry } from "../bytecode/code.ts";
import { cacheUnits, hasJump, LocalKind, Op } from "../bytecode/instructions.ts";
import type { ConstantKeys } from "./constants.ts";
import type { Block, Graph } from "./flowgraph/block.ts";
import { blocksOf, targetOf } from "./flowgraph/block.ts";
import { optimizeUnit } from "./flowgraph/pipeline.ts";
import type { Location } from "./location.ts";
import { NEXT_LOCATION } from "./location.ts";
import type { Unit } from "./unit.ts";

interface FlatInstruction {
  opcode: number;
  oparg: number;
  location: Location;
  /** Index of the jump's target, or -1. */
  readonly target: number;
  readonly handler: Block | null;
}

/** Makes the code object of a finished unit. */
export function assembleUnit(unit: Unit, flags: number, filename: string, keys: ConstantKeys): CodeObject {
  const { graph, consts, stacksize, localsplusnames } = optimizeUnit(unit, flags, keys);
  const { instructions, starts } = flatten(graph);
  resolveJumps(instructions);
  const { code, positions, offsets } = encode(instructions);
  const { signature } = unit;
  return {
    filename,
    name: unit.name,
    qualname: unit.qualname,
    firstlineno: unit.firstlineno,
    flags,
    argcount: signature.posonlyargcount + signature.argcount,
    posonlyargcount: signature.posonlyargcount,
    kwonlyargcount: signature.kwonlyargcount,
    // An empty stack would be of no use to a generator, which is sent a value.
    stacksize: Math.max(stacksize, 1),
    localsplusnames,
    localspluskinds: kindsOf(unit, localsplusnames.length),
    nlocals: unit.varnames.size,
    code,
    consts,
    names: unit.names.names(),
    exceptionTable: makeExceptionTable(instructions, offsets, starts),
    positions,
  };
}

function instructionUnits(opcode: number, oparg: number): number {
  const extended = oparg > 0xffffff ? 3 : oparg > 0xffff ? 2 : oparg > 0xff ? 1 : 0;
  return extended + 1 + cacheUnits(opcode);
}

/** All instructions in order, and where each block starts among them. */
function flatten(graph: Graph): { instructions: FlatInstruction[]; starts: Map<Block, number> } {
  const starts = new Map<Block, number>();
  let count = 0;
  for (const block of blocksOf(graph)) {
    starts.set(block, count);
    count += block.instructions.length;
  }
  const instructions: FlatInstruction[] = [];
  for (const block of blocksOf(graph)) {
    for (const instr of block.instructions) {
      const target = hasJump(instr.opcode) ? (starts.get(targetOf(instr)) ?? -1) : -1;
      instructions.push({
        opcode: instr.opcode,
        oparg: instr.oparg,
        location: instr.location,
        target,
        handler: instr.handler,
      });
    }
  }
  return { instructions, starts };
}

function isBackward(opcode: number): boolean {
  return (
    opcode === Op.JUMP_BACKWARD || opcode === Op.JUMP_BACKWARD_NO_INTERRUPT || opcode === Op.END_ASYNC_FOR
  );
}

// END_ASYNC_FOR, which takes over when the SEND of an `async for` raised, names the END_SEND that it stands in for.
const END_SEND_OFFSET = 5;

/** Gives jumps their direction and distance, in code units from the end of the jump. */
function resolveJumps(instructions: FlatInstruction[]): void {
  for (const [index, instr] of instructions.entries()) {
    if (instr.opcode === Op.JUMP) instr.opcode = instr.target > index ? Op.JUMP_FORWARD : Op.JUMP_BACKWARD;
    else if (instr.opcode === Op.JUMP_NO_INTERRUPT)
      instr.opcode = instr.target > index ? Op.JUMP_FORWARD : Op.JUMP_BACKWARD_NO_INTERRUPT;
    // CPython starts from the target's index; where a jump fits with and without EXTENDED_ARG, the start decides.
    if (instr.target >= 0) instr.oparg = instr.target;
  }
  for (let changed = true; changed; ) {
    changed = false;
    const offsets = offsetsOf(instructions);
    for (const [index, instr] of instructions.entries()) {
      if (instr.target < 0) continue;
      const before = instructionUnits(instr.opcode, instr.oparg);
      const distance = offsets[instr.target] - offsets[index + 1];
      instr.oparg = isBackward(instr.opcode) ? -distance : distance;
      if (instr.opcode === Op.END_ASYNC_FOR) instr.oparg -= END_SEND_OFFSET;
      if (instructionUnits(instr.opcode, instr.oparg) !== before) changed = true;
    }
  }
}

/** The offset of each instruction, and at the end the length of the code. */
function offsetsOf(instructions: readonly FlatInstruction[]): Int32Array {
  const offsets = new Int32Array(instructions.length + 1);
  for (const [index, instr] of instructions.entries()) {
    offsets[index + 1] = offsets[index] + instructionUnits(instr.opcode, instr.oparg);
  }
  return offsets;
}

function encode(instructions: readonly FlatInstruction[]): {
  code: Uint16Array;
  positions: Int32Array;
  offsets: Int32Array;
} {
  // An instruction that takes the location of its successor, which may do so itself.
  for (let i = instructions.length - 1; i >= 0; i--) {
    const instr = instructions[i];
    if (instr.location.line !== NEXT_LOCATION.line) continue;
    instr.location = instructions[i + 1]?.location ?? { line: -1, endLine: -1, col: -1, endCol: -1 };
  }
  const offsets = offsetsOf(instructions);
  const length = offsets[instructions.length];
  const code = new Uint16Array(length);
  const positions = new Int32Array(length * 4);
  for (const [index, instr] of instructions.entries()) {
    let at = offsets[index];
    for (let shift = 24; shift > 0; shift -= 8) {
      if (instr.oparg >>> shift !== 0) code[at++] = Op.EXTENDED_ARG | (((instr.oparg >>> shift) & 0xff) << 8);
    }
    code[at] = instr.opcode | ((instr.oparg & 0xff) << 8);
    const { line, endLine, col, endCol } = instr.location;
    for (let unit = offsets[index]; unit < offsets[index + 1]; unit++)
      writePosition(positions, unit, line, endLine, col, endCol);
  }
  return { code, positions, offsets };
}

// A location without columns keeps its line alone, and one without a line nothing.
function writePosition(
  positions: Int32Array,
  unit: number,
  line: number,
  endLine: number,
  col: number,
  endCol: number,
): void {
  const known = line >= 0;
  const columns = known && col >= 0 && endCol >= 0;
  positions[unit * 4] = known ? line : -1;
  positions[unit * 4 + 1] = !known ? -1 : columns ? endLine : line;
  positions[unit * 4 + 2] = columns ? col : -1;
  positions[unit * 4 + 3] = columns ? endCol : -1;
}

/** One entry for each run of instructions with the same handler. */
function makeExceptionTable(
  instructions: readonly FlatInstruction[],
  offsets: Int32Array,
  starts: ReadonlyMap<Block, number>,
): ExceptionTableEntry[] {
  const table: ExceptionTableEntry[] = [];
  let start = 0;
  let current: Block | null = null;
  const close = (end: number): void => {
    if (current === null || start === end) return;
    // The handler starts with the exception pushed, and with `lasti` below it if it wants that.
    const depth = current.startDepth - 1 - (current.preserveLasti ? 1 : 0);
    table.push({
      start,
      end,
      target: offsets[starts.get(current) ?? 0],
      depth,
      lasti: current.preserveLasti,
    });
  };
  for (const [index, instr] of instructions.entries()) {
    if (instr.handler !== current) {
      close(offsets[index]);
      start = offsets[index];
      current = instr.handler;
    }
  }
  close(offsets[instructions.length]);
  return table;
}

function kindsOf(unit: Unit, count: number): Uint8Array {
  const kinds = new Uint8Array(count);
  for (let i = 0; i < unit.varnames.size; i++) kinds[i] = LocalKind.LOCAL;
  const { argcount, posonlyargcount, kwonlyargcount } = unit.signature;
  let at = 0;
  const mark = (times: number, kind: number): void => {
    for (let n = 0; n < times && at < count; n++) kinds[at++] |= kind;
  };
  mark(posonlyargcount, LocalKind.ARG_POS);
  mark(argcount, LocalKind.ARG_POS | LocalKind.ARG_KW);
  mark(kwonlyargcount, LocalKind.ARG_KW);
  mark(unit.scope.varargs ? 1 : 0, LocalKind.ARG_VAR | LocalKind.ARG_POS);
  mark(unit.scope.varkeywords ? 1 : 0, LocalKind.ARG_VAR | LocalKind.ARG_KW);
  for (const [name] of unit.fastHidden) {
    const index = unit.varnames.get(name);
    if (index !== undefined) kinds[index] |= LocalKind.HIDDEN;
  }
  let next = unit.varnames.size;
  for (const name of unit.cellvars.names()) {
    const index = unit.varnames.get(name);
    if (index !== undefined) kinds[index] |= LocalKind.CELL;
    else kinds[next++] = LocalKind.CELL;
  }
  while (next < count) kinds[next++] = LocalKind.FREE;
  return kinds;
}
