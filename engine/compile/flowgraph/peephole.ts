/**
 * Local rewriting, one block at a time: jumps to jumps go to the final target, conversions to bool that change nothing
 * are dropped, stack shuffles are done by reordering stores where that is invisible.
 */

import { hasTarget, Intrinsic1, Op } from "../../bytecode/instructions.ts";
import type { Block, Instruction } from "./block.ts";
import { targetOf, turnIntoNop } from "./block.ts";
import type { ConstantList } from "./fold.ts";
import { foldBinaryOp, foldListOrSet, foldLongTuple, foldTuple, foldUnaryOp } from "./fold.ts";

/**
 * Sends the jump that ends `block` to where the jump `target` goes, by `opcode`. Returns true when that is elsewhere;
 * the old jump stays as a NOP, for its line.
 */
function threadJump(block: Block, instr: Instruction, target: Instruction, opcode: number): boolean {
  if (instr.target === target.target) return false;
  const destination = targetOf(target);
  turnIntoNop(instr);
  block.append(opcode, 0, target.location, destination);
  return true;
}

export function optimizeBlock(block: Block, consts: ConstantList): void {
  const { instructions } = block;
  for (let i = 0; i < instructions.length; i++) {
    const instr = instructions[i];
    const { opcode, oparg } = instr;
    const next: Instruction | undefined = instructions[i + 1];
    const target = hasTarget(opcode) ? targetOf(instr).instructions[0] : undefined;
    switch (opcode) {
      case Op.BUILD_TUPLE:
        if (next?.opcode === Op.UNPACK_SEQUENCE && next.oparg === oparg && oparg >= 1 && oparg <= 3) {
          // `a, b = b, a` needs no tuple.
          turnIntoNop(instr);
          if (oparg === 1) turnIntoNop(next);
          else next.opcode = Op.SWAP;
          break;
        }
        foldTuple(block, i, consts);
        break;
      case Op.BUILD_LIST:
      case Op.BUILD_SET:
        foldListOrSet(block, i, consts);
        break;
      case Op.POP_JUMP_IF_NOT_NONE:
      case Op.POP_JUMP_IF_NONE:
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_TRUE:
        if (target?.opcode === Op.JUMP && threadJump(block, instr, target, opcode)) i--;
        break;
      case Op.JUMP_IF_FALSE:
      case Op.JUMP_IF_TRUE: {
        if (target === undefined) break;
        const opposite = opcode === Op.JUMP_IF_FALSE ? Op.JUMP_IF_TRUE : Op.JUMP_IF_FALSE;
        if (target.opcode === Op.JUMP || target.opcode === opcode) {
          if (threadJump(block, instr, target, opcode)) i--;
        } else if (target.opcode === opposite) {
          // The second test is known to fail: go on behind it.
          instr.target = targetOf(instr).next;
          i--;
        }
        break;
      }
      case Op.JUMP:
      case Op.JUMP_NO_INTERRUPT:
        if (target?.opcode === Op.JUMP) {
          if (threadJump(block, instr, target, Op.JUMP)) i--;
        } else if (target?.opcode === Op.JUMP_NO_INTERRUPT) {
          if (threadJump(block, instr, target, opcode)) i--;
        }
        break;
      case Op.STORE_FAST:
        // The second store to the same variable on a line makes the first one useless.
        if (
          next?.opcode === Op.STORE_FAST &&
          next.oparg === oparg &&
          next.location.line === instr.location.line
        ) {
          instr.opcode = Op.POP_TOP;
          instr.oparg = 0;
        }
        break;
      case Op.SWAP:
        if (oparg === 1) turnIntoNop(instr);
        break;
      case Op.LOAD_GLOBAL:
        if (next?.opcode === Op.PUSH_NULL && (oparg & 1) === 0) {
          instr.oparg = oparg | 1;
          turnIntoNop(next);
        }
        break;
      case Op.COMPARE_OP:
        if (next?.opcode === Op.TO_BOOL) {
          turnIntoNop(instr);
          next.opcode = Op.COMPARE_OP;
          next.oparg = oparg | 16;
        }
        break;
      case Op.CONTAINS_OP:
      case Op.IS_OP:
        if (next?.opcode === Op.TO_BOOL || next?.opcode === Op.UNARY_NOT) {
          const inverted = next.opcode === Op.UNARY_NOT ? 1 : 0;
          turnIntoNop(instr);
          next.opcode = opcode;
          next.oparg = oparg ^ inverted;
        }
        break;
      case Op.TO_BOOL:
        if (next?.opcode === Op.TO_BOOL) turnIntoNop(instr);
        break;
      case Op.UNARY_NOT:
        if (next?.opcode === Op.TO_BOOL) {
          turnIntoNop(instr);
          next.opcode = Op.UNARY_NOT;
          next.oparg = 0;
        } else if (next?.opcode === Op.UNARY_NOT) {
          turnIntoNop(instr);
          turnIntoNop(next);
        } else {
          foldUnaryOp(block, i, consts);
        }
        break;
      case Op.UNARY_INVERT:
      case Op.UNARY_NEGATIVE:
        foldUnaryOp(block, i, consts);
        break;
      case Op.CALL_INTRINSIC_1:
        if (oparg === Intrinsic1.LIST_TO_TUPLE) {
          if (next?.opcode === Op.GET_ITER) turnIntoNop(instr);
          else foldLongTuple(block, i, consts);
        } else if (oparg === Intrinsic1.UNARY_POSITIVE) {
          foldUnaryOp(block, i, consts);
        }
        break;
      case Op.BINARY_OP:
        foldBinaryOp(block, i, consts);
        break;
    }
  }
  for (let i = 0; i < instructions.length; i++) {
    if (instructions[i].opcode === Op.SWAP) {
      i = mergeSwaps(instructions, i);
      applySwaps(instructions, i);
    }
  }
}

const VISITED = -1;

/**
 * Replaces the run of SWAPs (and NOPs) that starts at `start` by a shortest one of the same effect. Returns the index of
 * the run's last instruction. The run's effect is a permutation; each of its cycles is one series of swaps with the top.
 */
function mergeSwaps(instructions: Instruction[], start: number): number {
  let depth = instructions[start].oparg;
  let end = start + 1;
  let more = false;
  for (; end < instructions.length; end++) {
    if (instructions[end].opcode === Op.SWAP) {
      depth = Math.max(depth, instructions[end].oparg);
      more = true;
    } else if (instructions[end].opcode !== Op.NOP) {
      break;
    }
  }
  if (!more) return start;
  const stack = Array.from({ length: depth }, (_, i) => i);
  for (let i = start; i < end; i++) {
    if (instructions[i].opcode !== Op.SWAP) continue;
    const other = instructions[i].oparg - 1;
    [stack[0], stack[other]] = [stack[other], stack[0]];
  }
  // Written from the end: what un-shuffles the stack forwards shuffles it backwards.
  let current = end - 1;
  for (let i = 0; i < depth; i++) {
    if (stack[i] === VISITED || stack[i] === i) continue;
    let j = i;
    for (;;) {
      if (j !== 0) {
        instructions[current].opcode = Op.SWAP;
        instructions[current].oparg = j + 1;
        current--;
      }
      if (stack[j] === VISITED) break;
      const following = stack[j];
      stack[j] = VISITED;
      j = following;
    }
  }
  for (; current >= start; current--) turnIntoNop(instructions[current]);
  return end - 1;
}

/** Instructions that take the top of the stack and do nothing that could be noticed. */
function isSwappable(opcode: number): boolean {
  return opcode === Op.STORE_FAST || opcode === Op.STORE_FAST_MAYBE_NULL || opcode === Op.POP_TOP;
}

function storedLocal(instr: Instruction): number {
  return instr.opcode === Op.STORE_FAST || instr.opcode === Op.STORE_FAST_MAYBE_NULL ? instr.oparg : -1;
}

/** The next swappable instruction after `index`, on `line` if that is given; -1 when another one comes first. */
function nextSwappable(instructions: readonly Instruction[], index: number, line: number): number {
  for (let i = index + 1; i < instructions.length; i++) {
    const instr = instructions[i];
    // A debugger must not see names bound in another order than their lines.
    if (line >= 0 && instr.location.line !== line) return -1;
    if (instr.opcode === Op.NOP) continue;
    return isSwappable(instr.opcode) ? i : -1;
  }
  return -1;
}

/** Undoes SWAPs at or before `index` by exchanging the stores that follow: SWAP 2, STORE a, STORE b → STORE b, STORE a. */
function applySwaps(instructions: Instruction[], index: number): void {
  for (let i = index; i >= 0; i--) {
    const swap = instructions[i];
    if (swap.opcode !== Op.SWAP) {
      if (swap.opcode === Op.NOP || isSwappable(swap.opcode)) continue;
      return;
    }
    const first = nextSwappable(instructions, i, -1);
    if (first < 0) return;
    const { line } = instructions[first].location;
    let second = first;
    for (let count = swap.oparg - 1; count > 0; count--) {
      second = nextSwappable(instructions, second, line);
      if (second < 0) return;
    }
    if (storesConflict(instructions, first, second)) return;
    turnIntoNop(swap);
    [instructions[first], instructions[second]] = [instructions[second], instructions[first]];
  }
}

/** True when exchanging the stores at `first` and `second` would change which value a variable ends up with. */
function storesConflict(instructions: readonly Instruction[], first: number, second: number): boolean {
  const a = storedLocal(instructions[first]);
  const b = storedLocal(instructions[second]);
  if (a < 0 && b < 0) return false;
  if (a === b) return true;
  for (let i = first + 1; i < second; i++) {
    const between = storedLocal(instructions[i]);
    if (between >= 0 && (between === a || between === b)) return true;
  }
  return false;
}
