/**
 * What each instruction does in Tier 1, run against a printer: the same for both builds.
 *
 * A build has two parts. In the hot one no case calls anything, so that the compiler can keep the registers of the
 * interpreter in registers of the machine, which it spills around every call of a loop. Whatever has to call (natives,
 * slow paths, the heads of families, a return out of the `run`), and every member whose guard failed, is in the cold one.
 */

import { type ControlSite, controls, countDown, runOnStack } from "../bytecode/controls.ts";
import { cacheUnits, deoptimized, hasArgument, Op, opcodeOf } from "../bytecode/instructions.ts";
import { type Instruction, instructions, ownInstructions, type UopName, uops } from "../bytecode/uops.ts";
import type { Place, Tier1Printer } from "./tier1_printer.ts";

export interface Row {
  readonly opcode: number;
  readonly name: string;
  /** The opcode of its family's head. */
  readonly head: number;
  readonly instruction: Instruction;
}

function numberOf(name: string): number {
  return name in ownInstructions
    ? ownInstructions[name as keyof typeof ownInstructions].opcode
    : opcodeOf(name as Parameters<typeof opcodeOf>[0]);
}
function headOf(name: string): number {
  return name in ownInstructions
    ? opcodeOf(ownInstructions[name as keyof typeof ownInstructions].family)
    : deoptimized(numberOf(name));
}

/** Every instruction with a case, in order; EXTENDED_ARG is part of decoding. */
export const rows: readonly Row[] = [
  ...Object.entries(instructions)
    .filter(([, { control }]) => control !== "extendedArg")
    .map(([name, instruction]) => ({ opcode: numberOf(name), name, head: headOf(name), instruction })),
  {
    opcode: Op.ENTER_EXECUTOR,
    name: "ENTER_EXECUTOR",
    head: Op.JUMP_BACKWARD,
    instruction: { control: "enterExecutor" } satisfies Instruction,
  },
].sort((a, b) => a.opcode - b.opcode);

/** Families whose head counts down to specialisation in the first unit of its cache. */
const adaptive = new Set<number>(
  rows
    .filter(
      ({ opcode, head, name }) => head !== opcode && !/^(JUMP_BACKWARD|RESUME|LOAD_CONST|ENTER)/.test(name),
    )
    .map(({ head }) => head),
);
export const isAdaptive = ({ opcode }: Row): boolean => adaptive.has(opcode);
export const takesOperand = ({ opcode }: Row): boolean => hasArgument(opcode);

/** Makes a printer for a case. */
export type MakePrinter = (place: Place) => Tier1Printer;
/** The ways out of a case that a build's part has. */
export type Ways = Pick<Place, "miss" | "done" | "again">;

function printSequence(printer: Tier1Printer, sequence: readonly UopName[]): void {
  for (const name of sequence) {
    const { pops, body } = uops[name];
    printer.push(body(printer, ...printer.pop(pops)));
  }
}

const placeOf = ({ head }: Row, ways: Ways): Place => ({ head, cacheUnits: cacheUnits(head), ...ways });

function printUops(printer: Tier1Printer, sequence: readonly UopName[]): void {
  printSequence(printer, sequence);
  printer.finish();
}

/** Sequences to be tried one after the other; behind them comes what is done when none fits. */
function printAlternatives(printer: Tier1Printer, { alternatives }: Instruction): void {
  for (const sequence of alternatives ?? []) printer.attempt(() => printUops(printer, sequence));
}

function printControl(printer: Tier1Printer, row: Row, hot: boolean): void {
  const { control, uops: sequence } = row.instruction;
  if (control === undefined || control === "extendedArg") throw new Error(`${row.name} is no control`);
  printSequence(printer, sequence ?? []);
  const site: ControlSite = { name: row.name, opcode: row.opcode, hot };
  controls[control](printer, site);
}

/** The lines of a case of the hot part; null when it would have to call something. */
export function printHot(row: Row, ways: Ways, make: MakePrinter): readonly string[] | null {
  if (isAdaptive(row)) return null;
  const { alternatives, control, uops: sequence, runtime } = row.instruction;
  const printer = make(placeOf(row, ways));
  if (alternatives !== undefined) {
    printAlternatives(printer, row.instruction);
    printer.missAlways();
  } else if (control !== undefined) printControl(printer, row, true);
  else if (sequence !== undefined && runtime === undefined) printUops(printer, sequence);
  else return null;
  return printer.calls ? null : printer.lines;
}

/**
 * The lines of a case of the cold part; null when there is none: the instruction is in the hot part whole, but for what
 * its family's head does when a guard has failed. Does without alternatives that the hot part has tried.
 */
export function printCold(row: Row, inHot: boolean, ways: Ways, make: MakePrinter): readonly string[] | null {
  const { control, uops: sequence, runtime } = row.instruction;
  const site: ControlSite = { name: row.name, opcode: row.opcode, hot: false };
  const printer = make(placeOf(row, ways));
  if (isAdaptive(row)) countDown(printer, site);
  if (!inHot) printAlternatives(printer, row.instruction);
  if (runtime !== undefined) runOnStack(printer, runtime, takesOperand(row), row.instruction.pushes === true);
  else if (control === "returnValue" || (control !== undefined && !inHot)) printControl(printer, row, false);
  else if (sequence !== undefined && !inHot) printUops(printer, sequence);
  else return null;
  return printer.lines;
}
