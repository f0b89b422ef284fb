/**
 * Fast locals: which loads may find their variable unbound (LOAD_FAST_CHECK), which adjacent loads and stores pair up
 * (superinstructions), and which loads may borrow their reference (LOAD_FAST_BORROW).
 */

import { hasTarget, isBlockPush, Op, poppedBy, pushedBy } from "../../bytecode/instructions.ts";
import type { Block, Graph, Instruction } from "./block.ts";
import { blocksOf, clearVisited, fallsThrough, isJump, targetOf, turnIntoNop } from "./block.ts";
import { removeRedundantNops } from "./cleanup.ts";

/** Unboundness is tracked through the graph for this many locals, in two words of a mask; block by block for the rest. */
const TRACKED_LOCALS = 64;

/** Turns loads of variables that may be unbound into LOAD_FAST_CHECK. The first `parameters` locals start bound. */
export function checkUnboundLocals(graph: Graph, locals: number, parameters: number): void {
  if (locals === 0) return;
  if (locals > TRACKED_LOCALS) checkFarLocals(graph, locals);
  clearVisited(graph);
  for (const block of blocksOf(graph)) {
    block.unsafeLow = 0;
    block.unsafeHigh = 0;
  }
  const todo: Block[] = [];
  let low = 0;
  let high = 0;
  for (let i = parameters; i < Math.min(locals, TRACKED_LOCALS); i++) {
    if (i < 32) low |= 1 << i;
    else high |= 1 << (i - 32);
  }
  enterUnsafe(graph.entry, low, high, todo);
  // A `del` makes locals unbound anywhere, so each block is looked at once at least.
  for (const block of blocksOf(graph)) scanBlock(block, todo);
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
    block.visited = false;
    scanBlock(block, todo);
  }
}

/** Adds to what may be unbound on entry to `block`, and schedules it if that is news. `visited` means scheduled. */
function enterUnsafe(block: Block, low: number, high: number, todo: Block[]): void {
  const newLow = block.unsafeLow | low;
  const newHigh = block.unsafeHigh | high;
  if (newLow === block.unsafeLow && newHigh === block.unsafeHigh) return;
  block.unsafeLow = newLow;
  block.unsafeHigh = newHigh;
  if (!block.visited) {
    block.visited = true;
    todo.push(block);
  }
}

function scanBlock(block: Block, todo: Block[]): void {
  let low = block.unsafeLow;
  let high = block.unsafeHigh;
  for (const instr of block.instructions) {
    if (instr.handler !== null) enterUnsafe(instr.handler, low, high, todo);
    if (instr.oparg >= TRACKED_LOCALS) continue;
    const lowBit = instr.oparg < 32 ? 1 << instr.oparg : 0;
    const highBit = instr.oparg < 32 ? 0 : 1 << (instr.oparg - 32);
    switch (instr.opcode) {
      case Op.DELETE_FAST:
      case Op.LOAD_FAST_AND_CLEAR:
      case Op.STORE_FAST_MAYBE_NULL:
        low |= lowBit;
        high |= highBit;
        break;
      case Op.LOAD_FAST:
        if ((low & lowBit) !== 0 || (high & highBit) !== 0) instr.opcode = Op.LOAD_FAST_CHECK;
        low &= ~lowBit;
        high &= ~highBit;
        break;
      case Op.STORE_FAST:
      case Op.LOAD_FAST_CHECK:
        low &= ~lowBit;
        high &= ~highBit;
        break;
    }
  }
  if (block.next !== null && fallsThrough(block)) enterUnsafe(block.next, low, high, todo);
  const { last } = block;
  if (last !== undefined && isJump(last)) enterUnsafe(targetOf(last), low, high, todo);
}

/** Locals beyond the tracked ones are known to be bound only after a load or store in the same block. */
function checkFarLocals(graph: Graph, locals: number): void {
  const boundIn = new Int32Array(locals);
  let number = 0;
  for (const block of blocksOf(graph)) {
    number++;
    for (const instr of block.instructions) {
      if (instr.oparg < TRACKED_LOCALS) continue;
      switch (instr.opcode) {
        case Op.DELETE_FAST:
        case Op.LOAD_FAST_AND_CLEAR:
        case Op.STORE_FAST_MAYBE_NULL:
          boundIn[instr.oparg] = number - 1;
          break;
        case Op.STORE_FAST:
          boundIn[instr.oparg] = number;
          break;
        case Op.LOAD_FAST:
          if (boundIn[instr.oparg] !== number) instr.opcode = Op.LOAD_FAST_CHECK;
          boundIn[instr.oparg] = number;
          break;
      }
    }
  }
}

function pairUp(first: Instruction, second: Instruction, opcode: number): void {
  const [line1, line2] = [first.location.line, second.location.line];
  if (line1 >= 0 && line2 >= 0 && line1 !== line2) return;
  if (first.oparg >= 16 || second.oparg >= 16) return;
  first.opcode = opcode;
  first.oparg = (first.oparg << 4) | second.oparg;
  turnIntoNop(second);
}

/** Joins adjacent loads and stores of locals below 16 into one instruction. */
export function insertSuperinstructions(graph: Graph): void {
  for (const { instructions } of blocksOf(graph)) {
    for (let i = 0; i + 1 < instructions.length; i++) {
      const [first, second] = [instructions[i], instructions[i + 1]];
      if (first.opcode === Op.LOAD_FAST && second.opcode === Op.LOAD_FAST)
        pairUp(first, second, Op.LOAD_FAST_LOAD_FAST);
      else if (first.opcode === Op.STORE_FAST && second.opcode === Op.LOAD_FAST)
        pairUp(first, second, Op.STORE_FAST_LOAD_FAST);
      else if (first.opcode === Op.STORE_FAST && second.opcode === Op.STORE_FAST)
        pairUp(first, second, Op.STORE_FAST_STORE_FAST);
    }
  }
  removeRedundantNops(graph);
}

const NOT_LOCAL = -1;
const NO_PRODUCER = -1;

/** What is on the stack: the instruction that pushed it, and the local it refers to. */
interface Reference {
  readonly producer: number;
  readonly local: number;
}

/**
 * Lets a load borrow the reference that the local holds, where the local provably outlives it on the stack: it is
 * consumed in the same block, is not stored in a local, and the local is not overwritten in between.
 */
export function borrowLoads(graph: Graph): void {
  clearVisited(graph);
  graph.entry.startDepth = 0;
  graph.entry.visited = true;
  const todo = [graph.entry];
  const reach = (block: Block): void => {
    if (block.visited) return;
    block.visited = true;
    todo.push(block);
  };
  for (let block = todo.pop(); block !== undefined; block = todo.pop()) borrowInBlock(block, reach);
}

// NB: CPython does not go on behind an empty block, and so never borrows in what is reached through one only.
function reachNext(block: Block, reach: (block: Block) => void): void {
  if (block.last !== undefined && block.next !== null && fallsThrough(block)) reach(block.next);
}

function borrowInBlock(block: Block, reach: (block: Block) => void): void {
  const { instructions } = block;
  // Without loads there is nothing to decide: only go on.
  if (!instructions.some(({ opcode }) => opcode === Op.LOAD_FAST || opcode === Op.LOAD_FAST_LOAD_FAST)) {
    for (const instr of instructions) if (hasTarget(instr.opcode)) reach(targetOf(instr));
    reachNext(block, reach);
    return;
  }
  // Instructions whose reference may not be borrowed.
  const unsafe = new Uint8Array(instructions.length);
  const stack: Reference[] = Array.from({ length: Math.max(0, block.startDepth) }, () => ({
    producer: NO_PRODUCER,
    local: NOT_LOCAL,
  }));
  const push = (producer: number, local: number): void => {
    stack.push({ producer, local });
  };
  const pop = (): Reference => {
    const reference = stack.pop();
    if (reference === undefined) throw new Error("value stack underflow in the flow graph");
    return reference;
  };
  const kill = (local: number): void => {
    for (const reference of stack) if (reference.local === local) unsafe[reference.producer] = 1;
  };
  const store = (local: number, reference: Reference): void => {
    kill(local);
    if (reference.producer !== NO_PRODUCER) unsafe[reference.producer] = 1;
  };

  for (let i = 0; i < instructions.length; i++) {
    const { opcode, oparg } = instructions[i];
    switch (opcode) {
      case Op.DELETE_FAST:
        kill(oparg);
        break;
      case Op.LOAD_FAST:
        push(i, oparg);
        break;
      case Op.LOAD_FAST_AND_CLEAR:
        kill(oparg);
        push(i, oparg);
        break;
      case Op.LOAD_FAST_LOAD_FAST:
        push(i, oparg >> 4);
        push(i, oparg & 15);
        break;
      case Op.STORE_FAST:
        store(oparg, pop());
        break;
      case Op.STORE_FAST_LOAD_FAST:
        store(oparg >> 4, pop());
        push(i, oparg & 15);
        break;
      case Op.STORE_FAST_STORE_FAST:
        store(oparg >> 4, pop());
        store(oparg & 15, pop());
        break;
      case Op.COPY:
        stack.push(stack[stack.length - oparg]);
        break;
      case Op.SWAP: {
        const other = stack.length - oparg;
        const top = stack.length - 1;
        [stack[other], stack[top]] = [stack[top], stack[other]];
        break;
      }
      // These leave their inputs on the stack. NB: CPython numbers what they push from 0, not by the instruction, so that
      // a load at that index is never borrowed if the value survives the block; the numbering is part of what is emitted.
      case Op.FORMAT_SIMPLE:
      case Op.GET_ANEXT:
      case Op.GET_LEN:
      case Op.GET_YIELD_FROM_ITER:
      case Op.IMPORT_FROM:
      case Op.MATCH_KEYS:
      case Op.MATCH_MAPPING:
      case Op.MATCH_SEQUENCE:
      case Op.WITH_EXCEPT_START: {
        const net = pushedBy(opcode, oparg) - poppedBy(opcode, oparg);
        for (let n = 0; n < net; n++) push(n, NOT_LOCAL);
        break;
      }
      // These use up some inputs and push nothing new.
      case Op.DICT_MERGE:
      case Op.DICT_UPDATE:
      case Op.LIST_APPEND:
      case Op.LIST_EXTEND:
      case Op.MAP_ADD:
      case Op.RERAISE:
      case Op.SET_ADD:
      case Op.SET_UPDATE: {
        const net = poppedBy(opcode, oparg) - pushedBy(opcode, oparg);
        for (let n = 0; n < net; n++) pop();
        break;
      }
      case Op.END_SEND:
      case Op.SET_FUNCTION_ATTRIBUTE: {
        const top = pop();
        pop();
        stack.push(top);
        break;
      }
      case Op.CHECK_EXC_MATCH:
        pop();
        push(i, NOT_LOCAL);
        break;
      case Op.FOR_ITER:
        reach(targetOf(instructions[i]));
        push(i, NOT_LOCAL);
        break;
      case Op.LOAD_ATTR:
      case Op.LOAD_SUPER_ATTR: {
        const self = pop();
        if (opcode === Op.LOAD_SUPER_ATTR) {
          pop();
          pop();
        }
        push(i, NOT_LOCAL);
        // A method call may push `self` again.
        if ((oparg & 1) !== 0) stack.push(self);
        break;
      }
      case Op.LOAD_SPECIAL:
      case Op.PUSH_EXC_INFO: {
        const top = pop();
        push(i, NOT_LOCAL);
        stack.push(top);
        break;
      }
      case Op.SEND:
        reach(targetOf(instructions[i]));
        pop();
        push(i, NOT_LOCAL);
        break;
      default: {
        if (hasTarget(opcode)) reach(targetOf(instructions[i]));
        if (isBlockPush(opcode)) break;
        const popped = poppedBy(opcode, oparg);
        const pushed = pushedBy(opcode, oparg);
        for (let n = 0; n < popped; n++) pop();
        for (let n = 0; n < pushed; n++) push(i, NOT_LOCAL);
      }
    }
  }

  reachNext(block, reach);
  for (const { producer } of stack) if (producer !== NO_PRODUCER) unsafe[producer] = 1;
  for (let i = 0; i < instructions.length; i++) {
    if (unsafe[i] === 1) continue;
    const instr = instructions[i];
    if (instr.opcode === Op.LOAD_FAST) instr.opcode = Op.LOAD_FAST_BORROW;
    else if (instr.opcode === Op.LOAD_FAST_LOAD_FAST) instr.opcode = Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW;
  }
}
