/**
 * Constant folding on instructions: operators and displays whose operands are all constants become one LOAD_CONST, and
 * tests of constants become jumps or nothing.
 *
 *     LOAD_CONST 60; LOAD_CONST 60; BINARY_OP *    →    NOP; NOP; LOAD_CONST 3600
 */

import type { Const } from "../../bytecode/code.ts";
import { BinaryOperator, Intrinsic1, Op } from "../../bytecode/instructions.ts";
import { foldBinary, foldInvert, foldNegative, foldNot, foldPositive } from "../arithmetic.ts";
import type { ConstantKeys } from "../constants.ts";
import { FALSE, intConst, isTrue, TRUE, tupleConst } from "../constants.ts";
import { NO_LOCATION } from "../location.ts";
import type { Block, Instruction } from "./block.ts";
import { turnIntoNop } from "./block.ts";

/** Displays longer than this were built piece by piece already. */
const STACK_USE_GUIDELINE = 30;
/** Shorter lists and sets of constants are built from the stack. */
const MIN_CONST_SEQUENCE_SIZE = 3;
const SMALL_INTS = 256n;

/** The constants of a code object while its graph is optimised. */
export class ConstantList {
  private readonly indices = new Map<string, number>();

  constructor(
    readonly items: Const[],
    private readonly keys: ConstantKeys,
  ) {
    items.forEach((item, index) => this.indices.set(keys.keyOf(item), index));
  }

  add(constant: Const): number {
    const key = this.keys.keyOf(constant);
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.items.length);
    return this.items.push(constant) - 1;
  }
}

function loadsConstant(opcode: number): boolean {
  return opcode === Op.LOAD_CONST || opcode === Op.LOAD_SMALL_INT;
}

function constantValue(instr: Instruction, consts: ConstantList): Const {
  return instr.opcode === Op.LOAD_SMALL_INT ? intConst(instr.oparg) : consts.items[instr.oparg];
}

function becomeSmallInt(instr: Instruction, constant: Const): boolean {
  if (constant.kind !== "int" || constant.value < 0n || constant.value >= SMALL_INTS) return false;
  instr.opcode = Op.LOAD_SMALL_INT;
  instr.oparg = Number(constant.value);
  return true;
}

function becomeLoad(instr: Instruction, constant: Const, consts: ConstantList): void {
  if (becomeSmallInt(instr, constant)) return;
  instr.opcode = Op.LOAD_CONST;
  instr.oparg = consts.add(constant);
}

/** The `count` instructions before `index` that load constants, NOPs skipped; null when there are others. */
function constantLoadsBefore(block: Block, index: number, count: number): Instruction[] | null {
  const loads: Instruction[] = [];
  for (let i = index - 1; i >= 0 && loads.length < count; i--) {
    const instr = block.instructions[i];
    if (instr.opcode === Op.NOP) continue;
    if (!loadsConstant(instr.opcode)) return null;
    loads.push(instr);
  }
  return loads.length === count ? loads.reverse() : null;
}

function dropLoads(loads: readonly Instruction[]): void {
  for (const instr of loads) {
    turnIntoNop(instr);
    instr.location = NO_LOCATION;
  }
}

/** BUILD_TUPLE of constants. */
export function foldTuple(block: Block, index: number, consts: ConstantList): void {
  const instr = block.instructions[index];
  if (instr.oparg > STACK_USE_GUIDELINE) return;
  const loads = constantLoadsBefore(block, index, instr.oparg);
  if (loads === null) return;
  const constant = tupleConst(loads.map((load) => constantValue(load, consts)));
  dropLoads(loads);
  becomeLoad(instr, constant, consts);
}

/** A tuple that was built as a list because it is long: BUILD_LIST 0, (LOAD_CONST, LIST_APPEND 1)…, LIST_TO_TUPLE. */
export function foldLongTuple(block: Block, index: number, consts: ConstantList): void {
  const { instructions } = block;
  const items: Const[] = [];
  let expectAppend = true;
  for (let at = index - 1; at >= 0; at--) {
    const instr = instructions[at];
    if (instr.opcode === Op.NOP) continue;
    if (instr.opcode === Op.BUILD_LIST && instr.oparg === 0) {
      if (!expectAppend) return;
      dropLoads(instructions.slice(at, index).filter((dropped) => dropped.opcode !== Op.NOP));
      becomeLoad(instructions[index], tupleConst(items.reverse()), consts);
      return;
    }
    if (expectAppend) {
      if (instr.opcode !== Op.LIST_APPEND || instr.oparg !== 1) return;
    } else {
      if (!loadsConstant(instr.opcode)) return;
      items.push(constantValue(instr, consts));
    }
    expectAppend = !expectAppend;
  }
}

/**
 * A list or set display. If it is only iterated or searched, a constant one becomes a tuple or frozenset, and any list a
 * tuple. A constant one of some length is extended from a constant instead of being pushed item by item.
 */
export function foldListOrSet(block: Block, index: number, consts: ConstantList): void {
  const { instructions } = block;
  const instr = instructions[index];
  const nextOpcode = instructions[index + 1]?.opcode;
  const onlyRead = nextOpcode === Op.GET_ITER || nextOpcode === Op.CONTAINS_OP;
  const size = instr.oparg;
  if (size > STACK_USE_GUIDELINE || (size < MIN_CONST_SEQUENCE_SIZE && !onlyRead)) return;
  const loads = constantLoadsBefore(block, index, size);
  if (loads === null) {
    if (onlyRead && instr.opcode === Op.BUILD_LIST) instr.opcode = Op.BUILD_TUPLE;
    return;
  }
  const items = loads.map((load) => constantValue(load, consts));
  const constant = instr.opcode === Op.BUILD_SET ? frozensetOf(items) : tupleConst(items);
  const position = consts.add(constant);
  dropLoads(loads);
  if (onlyRead) {
    instr.opcode = Op.LOAD_CONST;
    instr.oparg = position;
    return;
  }
  const [first, second] = [instructions[index - 2], instructions[index - 1]];
  first.location = instr.location;
  first.opcode = instr.opcode;
  first.oparg = 0;
  second.opcode = Op.LOAD_CONST;
  second.oparg = position;
  instr.opcode = instr.opcode === Op.BUILD_LIST ? Op.LIST_EXTEND : Op.SET_UPDATE;
  instr.oparg = 1;
}

/** A frozenset of constants: equal ones once, the first of them kept, as in Python. */
function frozensetOf(items: readonly Const[]): Const {
  const seen = new Map<string, Const>();
  for (const item of items) {
    const key = equalityKey(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return { kind: "frozenset", items: [...seen.values()] };
}

// Numbers are equal across types.
function equalityKey(item: Const): string {
  switch (item.kind) {
    case "bool":
      return `n${item.value ? 1 : 0}`;
    case "int":
      return `n${item.value}`;
    case "float":
      return Number.isInteger(item.value) ? `n${BigInt(item.value)}` : `n${item.value}`;
    case "complex":
      return item.imag === 0
        ? equalityKey({ kind: "float", value: item.real })
        : `c${item.real},${item.imag}`;
    case "str":
      return `s${item.value}`;
    case "bytes":
      return `b${item.value.join(",")}`;
    case "tuple":
      return `(${item.items.map((inner) => `${equalityKey(inner).length}:${equalityKey(inner)}`).join("")})`;
    case "frozenset":
      return `{${item.items.map(equalityKey).sort().join("|")}}`;
    default:
      return item.kind;
  }
}

export function foldBinaryOp(block: Block, index: number, consts: ConstantList): void {
  const instr = block.instructions[index];
  if (instr.oparg >= BinaryOperator.NB_INPLACE_ADD && instr.oparg !== BinaryOperator.NB_SUBSCR) return;
  const loads = constantLoadsBefore(block, index, 2);
  if (loads === null) return;
  const result = foldBinary(instr.oparg, constantValue(loads[0], consts), constantValue(loads[1], consts));
  if (result === undefined) return;
  dropLoads(loads);
  becomeLoad(instr, result, consts);
}

export function foldUnaryOp(block: Block, index: number, consts: ConstantList): void {
  const instr = block.instructions[index];
  const loads = constantLoadsBefore(block, index, 1);
  if (loads === null) return;
  const operand = constantValue(loads[0], consts);
  const result =
    instr.opcode === Op.UNARY_NEGATIVE
      ? foldNegative(operand)
      : instr.opcode === Op.UNARY_INVERT
        ? foldInvert(operand)
        : instr.opcode === Op.UNARY_NOT
          ? foldNot(operand)
          : instr.oparg === Intrinsic1.UNARY_POSITIVE
            ? foldPositive(operand)
            : undefined;
  if (result === undefined) return;
  dropLoads(loads);
  becomeLoad(instr, result, consts);
}

/** Uses of a constant right after its load: tests, `is None`, conversion to bool. Small ints get their own instruction. */
export function optimizeConstantLoads(block: Block, consts: ConstantList): void {
  const { instructions } = block;
  let opcode = 0;
  let oparg = 0;
  for (let i = 0; i < instructions.length; i++) {
    const instr = instructions[i];
    if (instr.opcode === Op.LOAD_CONST) becomeSmallInt(instr, consts.items[instr.oparg]);
    // A copy of a constant is the constant.
    if (!(opcode === Op.LOAD_CONST && instr.opcode === Op.COPY && instr.oparg === 1))
      ({ opcode, oparg } = instr);
    if (!loadsConstant(opcode)) continue;
    const next = instructions[i + 1];
    if (next === undefined) continue;
    const constant = opcode === Op.LOAD_SMALL_INT ? intConst(oparg) : consts.items[oparg];
    switch (next.opcode) {
      case Op.POP_JUMP_IF_FALSE:
      case Op.POP_JUMP_IF_TRUE:
      case Op.JUMP_IF_FALSE:
      case Op.JUMP_IF_TRUE: {
        const pops = next.opcode === Op.POP_JUMP_IF_FALSE || next.opcode === Op.POP_JUMP_IF_TRUE;
        const jumpIfTrue = next.opcode === Op.POP_JUMP_IF_TRUE || next.opcode === Op.JUMP_IF_TRUE;
        if (pops) turnIntoNop(instr);
        if (isTrue(constant) === jumpIfTrue) next.opcode = Op.JUMP;
        else turnIntoNop(next);
        break;
      }
      case Op.IS_OP:
        if (constant.kind === "none") foldNoneTest(instructions, i);
        break;
      case Op.TO_BOOL:
        turnIntoNop(instr);
        next.opcode = Op.LOAD_CONST;
        next.oparg = consts.add(isTrue(constant) ? TRUE : FALSE);
        break;
    }
  }
}

/** LOAD_CONST None, IS_OP, (TO_BOOL,) POP_JUMP_IF_…: one jump that tests for None. */
function foldNoneTest(instructions: Instruction[], index: number): void {
  const load = instructions[index];
  const test = instructions[index + 1];
  let jump = instructions[index + 2];
  if (jump === undefined) return;
  if (jump.opcode === Op.TO_BOOL) {
    // The result of `is` is a bool already.
    turnIntoNop(jump);
    jump = instructions[index + 3];
    if (jump === undefined) return;
  }
  let invert = test.oparg !== 0;
  if (jump.opcode === Op.POP_JUMP_IF_FALSE) invert = !invert;
  else if (jump.opcode !== Op.POP_JUMP_IF_TRUE) return;
  turnIntoNop(load);
  turnIntoNop(test);
  jump.opcode = invert ? Op.POP_JUMP_IF_NOT_NONE : Op.POP_JUMP_IF_NONE;
}
