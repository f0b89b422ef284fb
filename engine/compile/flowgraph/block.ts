/**
 * The control flow graph: basic blocks in a list, in the order in which they will be laid out.
 *
 * A block is entered at its first instruction only, and a jump or exit is its last one. `next` is the block laid out
 * after it, into which it falls unless it ends in an unconditional jump or an exit. Passes turn instructions into NOPs
 * and leave it to `removeRedundantNops` to drop them, so that line numbers survive.
 */

import { hasJump, Op } from "../../bytecode/instructions.ts";
import type { Location } from "../location.ts";

export interface Instruction {
  opcode: number;
  oparg: number;
  location: Location;
  /** Where a jump goes, or the handler that a block push opens. */
  target: Block | null;
  /** The handler that is active while the instruction runs. */
  handler: Block | null;
}

export class Block {
  instructions: Instruction[] = [];
  next: Block | null = null;
  predecessors = 0;
  /** Stack depth on entry; negative while unknown. */
  startDepth = -1;
  /** The handler wants the offset of the raising instruction. */
  preserveLasti = false;
  /** A handler starts here. */
  isHandler = false;
  cold = false;
  warm = false;
  visited = false;
  /** Jumps go here. */
  labelled = false;
  /** Handlers active on entry, while they are being determined. */
  handlers: (Block | null)[] | null = null;
  /** Locals that may be unbound on entry, as a bit mask of the first 64. */
  unsafeLow = 0;
  unsafeHigh = 0;

  /** Handlers of instructions that once stood at an index. See `append`. */
  private readonly formerHandlers: (Block | null)[] = [];

  get last(): Instruction | undefined {
    return this.instructions[this.instructions.length - 1];
  }

  /** Puts `kept` in the place of the block's instructions. */
  replaceInstructions(kept: Instruction[]): void {
    this.instructions.forEach((instr, index) => {
      this.formerHandlers[index] = instr.handler;
    });
    this.instructions = kept;
  }

  /**
   * Adds an instruction that the optimiser made. CPython gives such an instruction no handler of its own: it has that of
   * the instruction whose place in the array it takes, if there was one, and none otherwise. The exception table shows
   * it, so this does the same.
   */
  append(opcode: number, oparg: number, location: Location, target: Block | null = null): void {
    const handler = this.formerHandlers[this.instructions.length] ?? null;
    this.instructions.push({ opcode, oparg, location, target, handler });
  }
}

export interface Graph {
  readonly entry: Block;
}

export function* blocksOf(graph: Graph): Generator<Block> {
  for (let block: Block | null = graph.entry; block !== null; block = block.next) yield block;
}

export function makeInstruction(
  opcode: number,
  oparg: number,
  location: Location,
  target: Block | null = null,
  handler: Block | null = null,
): Instruction {
  return { opcode, oparg, location, target, handler };
}

export function copyInstruction(instr: Instruction): Instruction {
  return { ...instr };
}

export function turnIntoNop(instr: Instruction): void {
  instr.opcode = Op.NOP;
  instr.oparg = 0;
  instr.target = null;
}

export function isUnconditionalJump(opcode: number): boolean {
  switch (opcode) {
    case Op.JUMP:
    case Op.JUMP_NO_INTERRUPT:
    case Op.JUMP_FORWARD:
    case Op.JUMP_BACKWARD:
    case Op.JUMP_BACKWARD_NO_INTERRUPT:
      return true;
    default:
      return false;
  }
}

export function isConditionalJump(opcode: number): boolean {
  switch (opcode) {
    case Op.POP_JUMP_IF_FALSE:
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_NONE:
    case Op.POP_JUMP_IF_NOT_NONE:
      return true;
    default:
      return false;
  }
}

/** True for instructions that leave the frame. */
export function isExit(opcode: number): boolean {
  return opcode === Op.RETURN_VALUE || opcode === Op.RAISE_VARARGS || opcode === Op.RERAISE;
}

/** True for instructions that end a block. */
export function isTerminator(opcode: number): boolean {
  return hasJump(opcode) || isExit(opcode);
}

/** True for instructions at which the interpreter looks for work (signals, other threads), and so needs a line. */
function hasEvalBreak(opcode: number): boolean {
  switch (opcode) {
    case Op.JUMP:
    case Op.JUMP_BACKWARD:
    case Op.RESUME:
    case Op.CALL:
    case Op.CALL_KW:
    case Op.CALL_FUNCTION_EX:
      return true;
    default:
      return false;
  }
}

export function exitsScope(block: Block): boolean {
  return block.last !== undefined && isExit(block.last.opcode);
}

export function fallsThrough(block: Block): boolean {
  const { last } = block;
  return last === undefined || !(isExit(last.opcode) || isUnconditionalJump(last.opcode));
}

export function hasNoLine(block: Block): boolean {
  return block.instructions.every((instr) => instr.location.line < 0);
}

export function needsLineButHasNone(block: Block): boolean {
  return (
    (exitsScope(block) || block.instructions.some((instr) => hasEvalBreak(instr.opcode))) && hasNoLine(block)
  );
}

/** The first block from `block` on, in layout order, that is not empty. */
export function firstNonEmpty(block: Block | null): Block | null {
  let result = block;
  while (result !== null && result.instructions.length === 0) result = result.next;
  return result;
}

export function isJump(instr: Instruction): boolean {
  return hasJump(instr.opcode);
}

/** The block a jump or block push names. */
export function targetOf(instr: Instruction): Block {
  if (instr.target === null) throw new Error(`instruction ${instr.opcode} has no target`);
  return instr.target;
}

export function clearVisited(graph: Graph): void {
  for (const block of blocksOf(graph)) block.visited = false;
}
