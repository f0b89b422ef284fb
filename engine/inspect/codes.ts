/** Views of loaded code: what `dis` shows, with the members and caches that are in place now. */

import { disassemble } from "../bytecode/disassemble.ts";
import { cacheFields, nameOf } from "../bytecode/instructions.ts";
import { instructions } from "../bytecode/uops.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { opname } from "../interp/opnames.ts";
import { familyHead } from "../interp/specialize.ts";
import { type LoadedCode, loadedCodes } from "../runtime/codes.ts";
import type { CodeView, InstructionView, SourceRange } from "./views.ts";

const opcodes = Array.from({ length: 256 }, (_, opcode) => opcode);
/** Opcodes that have specialised members which this engine runs. */
const heads = new Set(
  opcodes
    .filter((opcode) => opname(opcode) in instructions && familyHead(opcode) !== opcode)
    .map(familyHead)
    .filter((head) => !["LOAD_CONST", "RESUME", "JUMP_BACKWARD"].includes(opname(head))),
);

/** Every code object of programs (not of the engine's own library), in the order of loading. */
export const codeViews = (): CodeView[] =>
  loadedCodes()
    .filter(({ object }) => !object.filename.startsWith("<frozen"))
    .map(codeView);

export function codeView({ id, address, object }: LoadedCode): CodeView {
  const units = I32[(address + L.CODE_UNITS) >> 2] >> 1;
  const rows = disassemble(object);
  return {
    id,
    name: object.name,
    qualname: object.qualname,
    filename: object.filename,
    firstLine: object.firstlineno,
    instructions: rows.map((row): InstructionView => {
      const unit = row.offset / 2;
      const now = U16[units + unit] & 255;
      const base = row.opcode;
      return {
        offset: row.offset,
        opname: opname(now),
        baseOpname: nameOf(base),
        arg: row.arg,
        argrepr: row.argrepr,
        source: sourceRange(object.positions, unit),
        target: row.target,
        isTarget: row.label !== null,
        caches: cacheViews(base, units + unit + 1),
        state: now !== base ? "specialised" : heads.has(base) ? "adaptive" : "plain",
      };
    }),
  };
}

function sourceRange(positions: Int32Array, unit: number): SourceRange | null {
  const line = positions[4 * unit] as number;
  if (line < 0) return null;
  return {
    line,
    endLine: positions[4 * unit + 1] as number,
    column: positions[4 * unit + 2] as number,
    endColumn: positions[4 * unit + 3] as number,
  };
}

function cacheViews(opcode: number, at: number): { name: string; value: number }[] {
  const views: { name: string; value: number }[] = [];
  let unit = at;
  for (const [name, units] of cacheFields(opcode)) {
    let value = 0;
    for (let i = Math.min(units, 2) - 1; i >= 0; i--) value = value * 65536 + U16[unit + i];
    views.push({ name, value });
    unit += units;
  }
  return views;
}
