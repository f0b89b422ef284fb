/**
 * WebAssembly's text for reading. Binaryen prints one operation a line; here an expression that fits on a line is
 * put on one, as a person would write it:
 *
 *     (local.set $3            (local.set $3
 *      (i32.add         ⇒       (i32.add (local.get $1) (i32.const 1)))
 *       (local.get $1)
 *       (i32.const 1)
 *      )
 *     )
 *
 * A row keeps which lines of the text it stands for, so that the selection, which counts the engine's lines, finds it.
 * Lines are joined only when they belong to the same IR instruction.
 */
import type { WasmLineView } from "../../session/engine.ts";

export interface WasmRow {
  readonly text: string;
  readonly ir: number | null;
  /** Lines of the engine's text, counted from 0, last one included. */
  readonly first: number;
  readonly last: number;
}

/** A row longer than this, its indentation not counted, is not formed. */
const ROOM = 56;

function canJoin(rows: readonly WasmRow[]): boolean {
  const first = rows[0]!;
  let length = 0;
  for (const row of rows) {
    if (row.ir !== first.ir || /^\s*\((?:loop|func|module|if|then|else)\b/.test(row.text)) return false;
    length += row.text.trim().length + 1;
    if (length > ROOM) return false;
  }
  return true;
}

function join(rows: readonly WasmRow[]): WasmRow {
  const first = rows[0]!;
  const rest = rows
    .slice(1)
    .map((row) => row.text.trim())
    .join(" ")
    .replaceAll(" )", ")");
  return { ...first, text: `${first.text} ${rest}`.replace(/ \)$/, ")"), last: rows[rows.length - 1]!.last };
}

/** The text with short expressions on one line and lone closing parentheses moved up to what they close. */
export function foldText(lines: readonly WasmLineView[]): WasmRow[] {
  const out: WasmRow[] = [];
  /** Where in `out` the expressions under way begin. */
  const open: number[] = [];
  lines.forEach(({ text, ir }, index) => {
    const row: WasmRow = { text, ir, first: index, last: index };
    if (text.trim() !== ")") {
      if (text.trimStart().startsWith("(") && !isBalanced(text)) open.push(out.length);
      out.push(row);
      return;
    }
    const begun = open.pop();
    if (begun === undefined) {
      out.push(row);
      return;
    }
    const parts = [...out.slice(begun), row];
    if (canJoin(parts)) out.splice(begun, parts.length - 1, join(parts));
    else {
      const closed = out[out.length - 1]!;
      out[out.length - 1] = { ...closed, text: `${closed.text})`, last: index };
    }
  });
  return indent(joinLadders(out));
}

const LADDER = /^\s*\(block(?: \$\S+)?$/;

/** Blocks that open right inside each other, as exits need them, on as few rows as hold them. */
function joinLadders(rows: readonly WasmRow[]): WasmRow[] {
  const out: WasmRow[] = [];
  for (const row of rows) {
    const before = out[out.length - 1];
    const isStep =
      before !== undefined && LADDER.test(row.text) && before.text.trimStart().startsWith("(block");
    if (
      isStep &&
      before.ir === row.ir &&
      before.text.trim().length + row.text.trim().length < ROOM &&
      !before.text.includes(")")
    ) {
      out[out.length - 1] = { ...before, text: `${before.text} ${row.text.trim()}`, last: row.last };
    } else out.push(row);
  }
  return out;
}

/** Indents each row by how many rows above it are still open. */
function indent(rows: readonly WasmRow[]): WasmRow[] {
  /** How many parentheses each open row has yet to close. */
  const open: number[] = [];
  return rows.map((row) => {
    const text = row.text.trim();
    const depth = open.length;
    let own = 0;
    for (const character of text) {
      if (character === "(") own++;
      else if (character === ")" && own > 0) own--;
      else if (character === ")" && open.length > 0 && --open[open.length - 1]! === 0) open.pop();
    }
    if (own > 0) open.push(own);
    return { ...row, text: "  ".repeat(depth) + text };
  });
}

/** Where the text's innermost first loop begins: what comes before it runs once. -1 without a loop. */
export function findInnerLoop(rows: readonly WasmRow[]): number {
  const isLoop = (row: WasmRow): boolean => /^\s*\(loop\b/.test(row.text);
  const named = rows.findIndex((row) => /^\s*\(loop \$L\b/.test(row.text));
  return named >= 0 ? named : rows.findIndex(isLoop);
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth++;
    else if (character === ")") depth--;
  }
  return depth === 0;
}
