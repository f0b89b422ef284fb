/**
 * Exception handlers: replaces the bracketing SETUP_… and POP_BLOCK by what each instruction needs to know, the handler
 * that is active while it runs.
 */

import { hasJump, isBlockPush, Op, ResumePoint } from "../../bytecode/instructions.ts";
import type { Block, Graph } from "./block.ts";
import { blocksOf, clearVisited, fallsThrough, targetOf, turnIntoNop } from "./block.ts";

/** Sets `isHandler` on the blocks that start with an exception pushed. */
export function markHandlers(graph: Graph): void {
  for (const block of blocksOf(graph)) {
    for (const instr of block.instructions) {
      if (isBlockPush(instr.opcode)) targetOf(instr).isHandler = true;
    }
  }
}

/** Walks the graph with the stack of open handlers and notes the innermost one on every instruction. */
export function labelHandlers(graph: Graph): void {
  clearVisited(graph);
  const todo: Block[] = [];
  const enter = (block: Block, handlers: (Block | null)[]): void => {
    block.visited = true;
    block.handlers = handlers;
    todo.push(block);
  };
  // The bottom entry stands for "no handler".
  enter(graph.entry, [null]);
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    const handlers: (Block | null)[] = block.handlers ?? [null];
    block.handlers = null;
    let lastYieldDepth = -1;
    for (const instr of block.instructions) {
      const handler = handlers[handlers.length - 1];
      if (isBlockPush(instr.opcode)) {
        const target = targetOf(instr);
        if (!target.visited) enter(target, [...handlers]);
        if (instr.opcode !== Op.SETUP_FINALLY) target.preserveLasti = true;
        handlers.push(target);
      } else if (instr.opcode === Op.POP_BLOCK) {
        handlers.pop();
        turnIntoNop(instr);
      } else if (hasJump(instr.opcode)) {
        instr.handler = handler;
        const target = targetOf(instr);
        if (!target.visited) enter(target, [...handlers]);
      } else if (instr.opcode === Op.YIELD_VALUE) {
        instr.handler = handler;
        lastYieldDepth = handlers.length - 1;
      } else if (instr.opcode === Op.RESUME) {
        instr.handler = handler;
        if (instr.oparg !== ResumePoint.AT_FUNC_START) {
          if (lastYieldDepth === 1) instr.oparg |= ResumePoint.DEPTH1_MASK;
          lastYieldDepth = -1;
        }
      } else {
        instr.handler = handler;
      }
    }
    if (fallsThrough(block) && block.next !== null && !block.next.visited) enter(block.next, handlers);
  }
}
