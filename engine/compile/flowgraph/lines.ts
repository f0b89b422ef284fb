/**
 * Line numbers: every instruction that may raise, return or be interrupted needs one (PEP 626).
 *
 * Artificial code takes the line of what runs before it. Where an exit without a line is reached from several places it
 * is copied, one for each.
 */

import { NO_LOCATION } from "../location.ts";
import type { Graph } from "./block.ts";
import {
  Block,
  blocksOf,
  copyInstruction,
  fallsThrough,
  firstNonEmpty,
  isJump,
  needsLineButHasNone,
  targetOf,
} from "./block.ts";

export function resolveLines(graph: Graph): void {
  duplicateExitsWithoutLine(graph);
  propagateLines(graph);
}

function duplicateExitsWithoutLine(graph: Graph): void {
  for (const block of blocksOf(graph)) {
    const { last } = block;
    if (last === undefined || !isJump(last)) continue;
    const target = firstNonEmpty(targetOf(last));
    if (target === null || !needsLineButHasNone(target) || target.predecessors <= 1) continue;
    const copy = new Block();
    copy.instructions = target.instructions.map(copyInstruction);
    copy.instructions[0].location = last.location;
    copy.labelled = true;
    copy.predecessors = 1;
    copy.next = target.next;
    target.next = copy;
    target.predecessors--;
    last.target = copy;
  }
  // Those that are left are reached by falling through, from one place.
  for (const block of blocksOf(graph)) {
    const { last, next } = block;
    if (last !== undefined && next !== null && fallsThrough(block) && needsLineButHasNone(next)) {
      if (next.instructions.length > 0) next.instructions[0].location = last.location;
    }
  }
}

function propagateLines(graph: Graph): void {
  for (const block of blocksOf(graph)) {
    const { last, next } = block;
    if (last === undefined) continue;
    let location = NO_LOCATION;
    for (const instr of block.instructions) {
      if (instr.location.line === NO_LOCATION.line) instr.location = location;
      else location = instr.location;
    }
    if (next !== null && fallsThrough(block) && next.predecessors === 1 && next.instructions.length > 0) {
      if (next.instructions[0].location.line === NO_LOCATION.line) next.instructions[0].location = location;
    }
    if (isJump(last)) {
      const target = targetOf(last);
      if (
        target.predecessors === 1 &&
        target.instructions.length > 0 &&
        target.instructions[0].location.line === NO_LOCATION.line
      ) {
        target.instructions[0].location = location;
      }
    }
  }
}
