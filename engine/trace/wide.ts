/**
 * Expressions whose intermediate results are past 32 bits while what they come to is not: `(a * b + c) % m` and the like,
 * as hashes and random numbers have them. In a trace they are computed in 64 bits, without an object for each step.
 *
 * Such a chain of instructions has no effects, so that all its exits lead to the state before its first instruction: no
 * exit ever holds a value that exists in 64 bits only. A chain is planned ahead, from the bytecode: a result that is stored,
 * passed or compared before it has come back to 32 bits starts none. What each step may come to is bounded, by the
 * operands' sizes alone, below 2^63; nothing overflows and nothing is checked.
 */
import { BinaryOperator, cacheUnits, Op } from "../bytecode/instructions.ts";
import { U16 } from "../heap/memory.ts";
import { familyHead } from "../interp/specialize.ts";
import { plainOperator } from "../runtime/number.ts";

/** What is known of an operand beforehand. */
export interface Known {
  /** No value is larger in magnitude. */
  readonly bound: number;
  /** It exists in 64 bits; otherwise it is an immediate int. */
  readonly wide: boolean;
  /** The value now; 0 where it is not known. */
  readonly now: number;
  readonly isConstant: boolean;
}

const TWO31 = 2 ** 31;
/** Room for the rounding of bounds. */
const LARGEST_BOUND = 2 ** 63 * (1 - 2 ** -40);
const LONGEST_CHAIN = 24;

export const immediate = (now: number, isConstant: boolean): Known => ({
  bound: isConstant ? Math.abs(now) : TWO31,
  wide: false,
  now,
  isConstant,
});

const upTo = (bound: number): Known => ({ bound, wide: bound >= TWO31, now: 0, isConstant: false });
const bounded = (bound: number): Known | null => (bound > LARGEST_BOUND ? null : upTo(bound));

/** Whether a sum, difference or product is past 32 bits. */
export function isPastWord(operator: number, a: number, b: number): boolean {
  const isSum = operator === BinaryOperator.NB_ADD;
  if (!isSum && operator !== BinaryOperator.NB_SUBTRACT && operator !== BinaryOperator.NB_MULTIPLY)
    return false;
  const result = isSum ? a + b : operator === BinaryOperator.NB_SUBTRACT ? a - b : a * b;
  return result !== (result | 0);
}

/** What is known of a result; null if it is not computed in 64 bits. */
export function wideResult(operator: number, a: Known, b: Known): Known | null {
  switch (operator) {
    case BinaryOperator.NB_ADD:
    case BinaryOperator.NB_SUBTRACT:
      return bounded(a.bound + b.bound);
    case BinaryOperator.NB_MULTIPLY:
      return bounded(a.bound * b.bound);
    case BinaryOperator.NB_REMAINDER:
      return b.wide || b.now === 0 ? null : upTo(b.bound - 1);
    case BinaryOperator.NB_FLOOR_DIVIDE:
      if (b.wide || b.now === 0) return null;
      return bounded(b.isConstant ? Math.ceil(a.bound / Math.abs(b.now)) : a.bound);
    case BinaryOperator.NB_AND:
      return !b.wide && b.isConstant && b.now >= 0 ? upTo(b.bound) : null;
    case BinaryOperator.NB_RSHIFT:
      if (b.wide || !b.isConstant || b.now < 0 || b.now > 62) return null;
      return bounded(Math.ceil(a.bound / 2 ** b.now));
    default:
      return null;
  }
}

/** The state that a chain would start from: what is known of its operands; null of one that is no immediate int. */
export interface ChainStart {
  readonly local: (index: number) => Known | null;
  readonly constant: (index: number) => Known | null;
  /** The value `depth` below the top of the stack. */
  readonly below: (depth: number) => Known | null;
}

/**
 * The last BINARY_OP of a chain that begins with the one at `first`, or −1: indices into `U16`. The first result is past 32
 * bits.
 */
export function planChain(first: number, { local, constant, below }: ChainStart): number {
  const stack: Known[] = [];
  let taken = 0;
  const pop = (): Known | null => stack.pop() ?? below(taken++);
  const push = (known: Known | null): boolean => known !== null && stack.push(known) > 0;
  let argument = 0;
  for (let at = first, i = 0; i < LONGEST_CHAIN; i++) {
    const opcode = familyHead(U16[at] & 255);
    argument |= U16[at] >> 8;
    if (opcode === Op.EXTENDED_ARG) {
      argument <<= 8;
      at++;
      continue;
    }
    let goesOn: boolean;
    switch (opcode) {
      case Op.LOAD_FAST:
      case Op.LOAD_FAST_BORROW:
        goesOn = push(local(argument));
        break;
      case Op.LOAD_FAST_LOAD_FAST:
      case Op.LOAD_FAST_BORROW_LOAD_FAST_BORROW:
        goesOn = push(local(argument >> 4)) && push(local(argument & 15));
        break;
      case Op.LOAD_SMALL_INT:
        goesOn = push(immediate(argument, true));
        break;
      case Op.LOAD_CONST:
        goesOn = push(constant(argument));
        break;
      case Op.BINARY_OP: {
        const b = pop();
        const a = pop();
        goesOn = a !== null && b !== null && push(wideResult(plainOperator(argument), a, b));
        break;
      }
      default:
        goesOn = false;
    }
    if (!goesOn) return -1;
    if (opcode === Op.BINARY_OP && !stack.some(({ wide }) => wide)) return at;
    at += 1 + cacheUnits(opcode);
    argument = 0;
  }
  return -1;
}
