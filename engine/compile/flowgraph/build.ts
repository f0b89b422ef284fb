/** Cuts the code generator's output into basic blocks. */

import { hasTarget } from "../../bytecode/instructions.ts";
import type { SequenceInstruction } from "../sequence.ts";
import type { Graph } from "./block.ts";
import { Block, isTerminator, makeInstruction } from "./block.ts";

/** The graph of `sequence`, whose jumps name indices into it. A block starts at every target and after every terminator. */
export function buildGraph(sequence: readonly SequenceInstruction[]): Graph {
  const isTarget = new Uint8Array(sequence.length + 1);
  for (const instr of sequence) {
    if (hasTarget(instr.opcode)) isTarget[instr.oparg] = 1;
  }
  const entry = new Block();
  const blockAt = new Map<number, Block>();
  let current = entry;
  for (const [index, instr] of sequence.entries()) {
    const { last } = current;
    const terminated = last !== undefined && isTerminator(last.opcode);
    if (terminated || (isTarget[index] === 1 && (last !== undefined || current.labelled))) {
      const block = new Block();
      current.next = block;
      current = block;
    }
    if (isTarget[index] === 1) {
      current.labelled = true;
      blockAt.set(index, current);
    }
    current.instructions.push(makeInstruction(instr.opcode, instr.oparg, instr.location));
  }
  for (let block: Block | null = entry; block !== null; block = block.next) {
    for (const instr of block.instructions) {
      if (hasTarget(instr.opcode)) instr.target = blockAt.get(instr.oparg) ?? null;
    }
  }
  return { entry };
}
