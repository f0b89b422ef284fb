/** Cleaning: unreachable blocks, NOPs that carry no line, jumps to what follows anyway. */

import { hasTarget, Op } from "../../bytecode/instructions.ts";
import type { Block, Graph, Instruction } from "./block.ts";
import {
  blocksOf,
  clearVisited,
  copyInstruction,
  exitsScope,
  fallsThrough,
  firstNonEmpty,
  hasNoLine,
  isJump,
  isUnconditionalJump,
  targetOf,
  turnIntoNop,
} from "./block.ts";

/** Empties blocks that control cannot reach, and counts the predecessors of the others. */
export function removeUnreachable(graph: Graph): void {
  clearVisited(graph);
  for (const block of blocksOf(graph)) block.predecessors = 0;
  graph.entry.predecessors = 1;
  graph.entry.visited = true;
  const todo = [graph.entry];
  const reach = (block: Block): void => {
    block.predecessors++;
    if (block.visited) return;
    block.visited = true;
    todo.push(block);
  };
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    if (block.next !== null && fallsThrough(block)) reach(block.next);
    for (const instr of block.instructions) {
      if (hasTarget(instr.opcode)) reach(targetOf(instr));
    }
  }
  for (const block of blocksOf(graph)) {
    if (block.predecessors === 0) {
      block.instructions = [];
      block.isHandler = false;
    }
  }
}

/** The line of the first instruction of `block` that will stay. */
function firstLine(block: Block): number {
  const first = block.instructions.find((instr) => instr.opcode !== Op.NOP || instr.location.line >= 0);
  return first === undefined ? -1 : first.location.line;
}

/** Drops the NOPs of `block` whose line shows elsewhere. Returns how many. */
export function removeBlockNops(block: Block): number {
  const kept: Instruction[] = [];
  let previousLine = -1;
  const { instructions } = block;
  for (let i = 0; i < instructions.length; i++) {
    const instr = instructions[i];
    const { line } = instr.location;
    if (instr.opcode === Op.NOP) {
      if (line < 0 || previousLine === line) continue;
      if (i < instructions.length - 1) {
        const following = instructions[i + 1];
        if (following.location.line === line) continue;
        if (following.location.line < 0) {
          following.location = instr.location;
          continue;
        }
      } else {
        const next = firstNonEmpty(block.next);
        if (next !== null && firstLine(next) === line) continue;
      }
    }
    kept.push(instr);
    previousLine = line;
  }
  const removed = instructions.length - kept.length;
  if (removed > 0) block.replaceInstructions(kept);
  return removed;
}

export function removeRedundantNops(graph: Graph): number {
  let removed = 0;
  for (const block of blocksOf(graph)) removed += removeBlockNops(block);
  return removed;
}

/** Drops NOPs, and pairs that push a value and pop it again. */
export function removeNopsAndPairs(graph: Graph): void {
  for (let done = false; !done; ) {
    done = true;
    let current: Instruction | null = null;
    for (const block of blocksOf(graph)) {
      removeBlockNops(block);
      // A block that is jumped to may be entered without what comes before it.
      if (block.labelled) current = null;
      for (const instr of block.instructions) {
        const previous: Instruction | null = current;
        current = instr;
        if (instr.opcode !== Op.POP_TOP || previous === null) continue;
        const pushes =
          previous.opcode === Op.LOAD_CONST ||
          previous.opcode === Op.LOAD_SMALL_INT ||
          (previous.opcode === Op.COPY && previous.oparg === 1);
        if (pushes) {
          turnIntoNop(previous);
          turnIntoNop(instr);
          done = false;
        }
      }
      if ((current !== null && isJump(current)) || !fallsThrough(block)) current = null;
    }
  }
}

/** Drops jumps to the block that follows. Returns how many. */
function removeRedundantJumps(graph: Graph): number {
  let removed = 0;
  for (const block of blocksOf(graph)) {
    const { last } = block;
    if (last === undefined || !isUnconditionalJump(last.opcode)) continue;
    if (firstNonEmpty(targetOf(last)) === firstNonEmpty(block.next)) {
      turnIntoNop(last);
      removed++;
    }
  }
  return removed;
}

export function removeNopsAndJumps(graph: Graph): void {
  let removed: number;
  do {
    removed = removeRedundantNops(graph) + removeRedundantJumps(graph);
  } while (removed > 0);
}

/** Exit blocks up to this size are copied rather than jumped to. */
const MAX_COPY_SIZE = 4;

function inlineTarget(block: Block): boolean {
  const { last } = block;
  if (last === undefined || !isUnconditionalJump(last.opcode)) return false;
  const target = targetOf(last);
  const smallExit = exitsScope(target) && target.instructions.length <= MAX_COPY_SIZE;
  const artificial = hasNoLine(target) && !fallsThrough(target);
  if (!smallExit && !artificial) return false;
  const removedOpcode = last.opcode;
  turnIntoNop(last);
  block.instructions.push(...target.instructions.map(copyInstruction));
  if (artificial) {
    const copied = block.last;
    // An interruptible jump must stay one.
    if (copied !== undefined && isUnconditionalJump(copied.opcode) && removedOpcode === Op.JUMP)
      copied.opcode = Op.JUMP;
  }
  target.predecessors--;
  return true;
}

/** Replaces jumps to small exits, and to blocks without lines, by copies of them. */
export function inlineSmallBlocks(graph: Graph): void {
  let changed: boolean;
  do {
    changed = false;
    for (const block of blocksOf(graph)) {
      if (inlineTarget(block)) changed = true;
    }
  } while (changed);
}
