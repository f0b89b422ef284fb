/** Names of opcodes, the family members of our own included. */
import { nameOf } from "../bytecode/instructions.ts";
import { ownInstructions } from "../bytecode/uops.ts";

const ownNames = new Map<number, string>(
  Object.entries(ownInstructions).map(([name, row]) => [row.opcode, name]),
);

/** Name of an opcode as it stands in running code. */
export const opname = (opcode: number): string => ownNames.get(opcode) ?? nameOf(opcode);
