/**
 * The last steps before assembly: cold blocks (exception handlers and what only they reach) go to the end, pseudo-
 * instructions become real ones, conditional jumps point forward, cells and free variables get their final index.
 */

import { hasTarget, isBlockPush, Op, stackEffect } from "../../bytecode/instructions.ts";
import type { Location } from "../location.ts";
import { NO_LOCATION } from "../location.ts";
import type { Unit } from "../unit.ts";
import { isGeneratorFlags } from "../unit.ts";
import type { Graph } from "./block.ts";
import {
  Block,
  blocksOf,
  clearVisited,
  fallsThrough,
  isConditionalJump,
  isExit,
  isJump,
  isUnconditionalJump,
  makeInstruction,
  targetOf,
  turnIntoNop,
} from "./block.ts";
import { removeNopsAndJumps } from "./cleanup.ts";

function walk(
  start: readonly Block[],
  visit: (block: Block) => void,
  mayEnter: (block: Block) => boolean,
): void {
  const todo = [...start];
  for (const block of todo) block.visited = true;
  const reach = (block: Block): void => {
    if (block.visited || !mayEnter(block)) return;
    block.visited = true;
    todo.push(block);
  };
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    visit(block);
    if (block.next !== null && fallsThrough(block)) reach(block.next);
    for (const instr of block.instructions) if (isJump(instr)) reach(targetOf(instr));
  }
}

/** Moves the blocks that only exceptions reach behind all others, keeping both in order. */
export function moveColdBlocks(graph: Graph): void {
  if (graph.entry.next === null) return;
  clearVisited(graph);
  walk(
    [graph.entry],
    (block) => (block.warm = true),
    () => true,
  );
  clearVisited(graph);
  walk(
    [...blocksOf(graph)].filter((block) => block.isHandler),
    (block) => (block.cold = true),
    (block) => !block.warm,
  );

  // Cold code that falls into warm code must jump there once it is moved.
  for (const block of blocksOf(graph)) {
    const { next } = block;
    if (!block.cold || next === null || !next.warm || !fallsThrough(block)) continue;
    const jump = new Block();
    next.labelled = true;
    jump.instructions.push(makeInstruction(Op.JUMP_NO_INTERRUPT, 0, NO_LOCATION, next));
    jump.cold = true;
    jump.predecessors = 1;
    jump.next = next;
    block.next = jump;
  }

  const all = [...blocksOf(graph)];
  const cold = all.filter((block) => block.cold);
  const ordered = [...all.filter((block) => !block.cold), ...cold];
  ordered.forEach((block, index) => (block.next = ordered[index + 1] ?? null));
  if (cold.length > 0) removeNopsAndJumps(graph);
}

/** JUMP_IF_TRUE and JUMP_IF_FALSE, which keep the value, become a test of a copy. */
export function expandConditionalJumps(graph: Graph): void {
  for (const block of blocksOf(graph)) {
    const { last } = block;
    if (last === undefined || (last.opcode !== Op.JUMP_IF_FALSE && last.opcode !== Op.JUMP_IF_TRUE)) continue;
    last.opcode = last.opcode === Op.JUMP_IF_FALSE ? Op.POP_JUMP_IF_FALSE : Op.POP_JUMP_IF_TRUE;
    block.instructions.splice(
      -1,
      0,
      makeInstruction(Op.COPY, 1, last.location, null, last.handler),
      makeInstruction(Op.TO_BOOL, 0, last.location, null, last.handler),
    );
  }
}

/** Determines the stack depth on entry to each block. Returns the greatest depth anywhere. */
export function computeStackDepth(graph: Graph): number {
  for (const block of blocksOf(graph)) block.startDepth = -1;
  let greatest = 0;
  const todo: Block[] = [];
  const enter = (block: Block, depth: number): void => {
    if (block.startDepth >= 0) {
      if (block.startDepth !== depth)
        throw new Error(`a block is entered at stack depths ${block.startDepth} and ${depth}`);
      return;
    }
    block.startDepth = depth;
    todo.push(block);
  };
  enter(graph.entry, 0);
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    let depth = block.startDepth;
    let ended = false;
    for (const instr of block.instructions) {
      greatest = Math.max(greatest, depth);
      if (hasTarget(instr.opcode) && instr.opcode !== Op.END_ASYNC_FOR) {
        enter(targetOf(instr), depth + stackEffect(instr.opcode, instr.oparg, true));
      }
      depth += stackEffect(instr.opcode, instr.oparg);
      if (depth < 0) throw new Error(`the stack underflows at instruction ${instr.opcode}`);
      if (isUnconditionalJump(instr.opcode) || isExit(instr.opcode)) {
        ended = true;
        break;
      }
    }
    if (!ended && block.next !== null) enter(block.next, depth);
  }
  return greatest;
}

export interface LocalsLayout {
  readonly names: string[];
  /** The index of each cell and free variable among the fast locals, by its number in the unit. */
  readonly indices: number[];
}

/** Lays out the fast locals: variables, then cells that are not parameters, then free variables. */
function layOutLocals(unit: Unit): LocalsLayout {
  const names = unit.varnames.names();
  const indices: number[] = [];
  for (const name of [...unit.cellvars.names(), ...unit.freevars.names()]) {
    // A parameter that is a cell keeps its place.
    const parameter = indices.length < unit.cellvars.size ? unit.varnames.get(name) : undefined;
    if (parameter !== undefined) indices.push(parameter);
    else indices.push(names.push(name) - 1);
  }
  return { names, indices };
}

/** Adds what a code object starts with, and gives cells and free variables their final index. */
export function prepareLocals(graph: Graph, unit: Unit, flags: number): LocalsLayout {
  const layout = layOutLocals(unit);
  const cellCount = unit.cellvars.size;
  const prefix = [];
  if (unit.freevars.size > 0)
    prefix.push(makeInstruction(Op.COPY_FREE_VARS, unit.freevars.size, NO_LOCATION));
  const cells = Array.from({ length: cellCount }, (_, number) => number).sort(
    (a, b) => layout.indices[a] - layout.indices[b],
  );
  for (const cell of cells) prefix.push(makeInstruction(Op.MAKE_CELL, cell, NO_LOCATION));
  if (isGeneratorFlags(flags)) {
    const location: Location = { line: unit.firstlineno, endLine: unit.firstlineno, col: -1, endCol: -1 };
    prefix.push(makeInstruction(Op.RETURN_GENERATOR, 0, location), makeInstruction(Op.POP_TOP, 0, location));
  }
  graph.entry.instructions.unshift(...prefix);
  for (const { instructions } of blocksOf(graph)) {
    for (const instr of instructions) {
      switch (instr.opcode) {
        case Op.MAKE_CELL:
        case Op.LOAD_CLOSURE:
        case Op.LOAD_DEREF:
        case Op.STORE_DEREF:
        case Op.DELETE_DEREF:
        case Op.LOAD_FROM_DICT_OR_DEREF:
          instr.oparg = layout.indices[instr.oparg];
          break;
      }
    }
  }
  return layout;
}

/** Replaces the pseudo-instructions that are left. */
export function convertPseudoInstructions(graph: Graph): void {
  for (const { instructions } of blocksOf(graph)) {
    for (const instr of instructions) {
      if (isBlockPush(instr.opcode)) turnIntoNop(instr);
      else if (instr.opcode === Op.LOAD_CLOSURE) instr.opcode = Op.LOAD_FAST;
      else if (instr.opcode === Op.STORE_FAST_MAYBE_NULL) instr.opcode = Op.STORE_FAST;
    }
  }
  removeNopsAndJumps(graph);
}

const REVERSED: ReadonlyMap<number, number> = new Map([
  [Op.POP_JUMP_IF_NOT_NONE, Op.POP_JUMP_IF_NONE],
  [Op.POP_JUMP_IF_NONE, Op.POP_JUMP_IF_NOT_NONE],
  [Op.POP_JUMP_IF_FALSE, Op.POP_JUMP_IF_TRUE],
  [Op.POP_JUMP_IF_TRUE, Op.POP_JUMP_IF_FALSE],
]);

/**
 * Conditional jumps only go forward: one that goes back is reversed, over a jump back. NOT_TAKEN marks the way on, for
 * monitoring.
 */
export function normalizeJumps(graph: Graph): void {
  clearVisited(graph);
  for (const block of blocksOf(graph)) {
    block.visited = true;
    const { last } = block;
    if (last === undefined || !isConditionalJump(last.opcode)) continue;
    const target = targetOf(last);
    if (!target.visited) {
      block.append(Op.NOT_TAKEN, 0, last.location);
      continue;
    }
    const back = new Block();
    back.instructions.push(
      makeInstruction(Op.NOT_TAKEN, 0, last.location),
      makeInstruction(Op.JUMP, 0, last.location, target),
    );
    back.startDepth = target.startDepth;
    back.cold = block.cold;
    back.next = block.next;
    last.opcode = REVERSED.get(last.opcode) ?? last.opcode;
    last.target = block.next;
    block.next = back;
  }
}
