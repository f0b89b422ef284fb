/**
 * The source lines of a traceback entry and what is drawn below them: `^` under what the instruction covers, and `~` with
 * `^` for the operator, the brackets or the call inside it.
 *
 *     x = total / len(items)        print(table[key])        compute(1, 2)
 *         ~~~~~~^~~~~~~~~~~~              ~~~~~^^^^^         ~~~~~~~^^^^^^
 *
 * Lines are handled as arrays of characters (code points), since positions count those; a wide character takes two
 * columns of carets.
 */
import type { ExprNode, Module } from "../syntax/ast.ts";
import { PythonSyntaxError } from "../syntax/errors.ts";
import { parseModule } from "../syntax/parse.ts";

/** Where the instruction stands: lines from 1, columns from 0 in UTF-8 bytes; -1 where unknown. */
export interface FramePosition {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** The part of a segment drawn with `^`: lines from 0 within the segment, columns in characters. */
interface Anchors {
  readonly leftLine: number;
  readonly leftColumn: number;
  readonly rightLine: number;
  readonly rightColumn: number;
}

const encoder = new TextEncoder();

/** Number of characters in the first `bytes` bytes of a line. */
function charactersIn(line: string, bytes: number): number {
  if (bytes <= 0) return 0;
  let seen = 0;
  let count = 0;
  for (const character of line) {
    if (seen >= bytes) break;
    seen += encoder.encode(character).length;
    count++;
  }
  return count;
}

/** Removes the white space that all lines with other text begin with. */
function dedent(lines: readonly string[]): string[] {
  let margin: string | null = null;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const indent = /^[ \t]*/.exec(line)![0];
    if (margin === null) margin = indent;
    else {
      let same = 0;
      while (same < margin.length && margin[same] === indent[same]) same++;
      margin = margin.slice(0, same);
    }
  }
  const width = margin?.length ?? 0;
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(width)));
}

// Wide and full-width blocks of Unicode's East Asian Width, and the emoji.
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that the first `count` characters take. */
function displayWidth(line: readonly string[], count = line.length): number {
  let width = 0;
  for (let i = 0; i < count; i++) width += i < line.length && WIDE.test(line[i]!) ? 2 : 1;
  return width;
}

function parseQuietly(source: string): Module | null {
  try {
    return parseModule(source, "<traceback>");
  } catch (error) {
    if (error instanceof PythonSyntaxError) return null;
    throw error;
  }
}

/** Walks over the characters of the lines of a segment. Throws RangeError past the end. */
class SegmentCursor {
  constructor(
    readonly lines: readonly (readonly string[])[],
    public line: number,
    public column: number,
  ) {}

  /** Moves to the next character there is, when the place is past the end of its line. */
  settle(): this {
    while (this.line < this.lines.length && this.column >= this.lines[this.line]!.length) {
      this.column = 0;
      this.line++;
    }
    if (this.line >= this.lines.length) throw new RangeError("past the segment");
    return this;
  }

  /** Moves on until `stop` holds; what follows a backslash or a comment sign is skipped to the next line. */
  seek(stop: (character: string) => boolean): this {
    for (;;) {
      const character = this.lines[this.line]![this.column]!;
      if (character === "\\" || character === "#") {
        this.column = 0;
        this.line++;
      } else if (stop(character)) return this;
      else this.column++;
      this.settle();
    }
  }
}

/** Where the operator, brackets or arguments of the expression in `segment` stand, or null. */
function findAnchors(segment: readonly string[]): Anchors | null {
  // In brackets, so that line breaks inside are no matter; the tree's lines are then one more.
  const tree = parseQuietly(`(\n${segment.join("\n")}\n)`);
  if (tree === null || tree.body.length !== 1) return null;
  const statement = tree.body[0]!;
  if (statement.kind !== "Expr") return null;
  const expression: ExprNode = statement.value;
  const lines = segment.map((line) => Array.from(line));
  const endOf = (node: ExprNode): SegmentCursor => {
    const line = node.end_lineno - 2;
    return new SegmentCursor(lines, line, charactersIn(segment[line]!, node.end_col_offset));
  };
  try {
    if (expression.kind === "BinOp") {
      const at = endOf(expression.left)
        .settle()
        .seek((character) => !/\s/u.test(character) && character !== ")");
      const line = lines[at.line]!;
      let right = at.column + 1;
      const operand = expression.right;
      const inside =
        operand.lineno - 2 > at.line ||
        right < charactersIn(segment[operand.lineno - 2]!, operand.col_offset);
      if (right < line.length && inside && !/[\s\\#]/u.test(line[right]!)) right++;
      return { leftLine: at.line, leftColumn: at.column, rightLine: at.line, rightColumn: right };
    }
    if (expression.kind !== "Subscript" && expression.kind !== "Call") return null;
    const [start, bracket] = expression.kind === "Call" ? [expression.func, "("] : [expression.value, "["];
    const left = endOf(start)
      .settle()
      .seek((character) => character === bracket);
    const right = endOf(expression);
    return { leftLine: left.line, leftColumn: left.column, rightLine: right.line, rightColumn: right.column };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** `return f(…)` and `name = f(…)` are not underlined when the call is all there is to see. */
function isPlainCall(lines: readonly string[], start: number, end: number): boolean | "nothing" {
  const tree = parseQuietly(lines.join("\n"));
  if (tree === null) return false;
  const statement = tree.body[0];
  if (statement === undefined) return "nothing";
  let call: ExprNode | null = null;
  if (statement.kind === "Return" && statement.value?.kind === "Call") {
    if (statement.value.func.kind === "Name") call = statement.value;
  } else if (statement.kind === "Assign" && statement.value.kind === "Call")
    if (statement.targets.length === 1 && statement.targets[0]!.kind === "Name") call = statement.value;
  return (
    call !== null &&
    call.lineno === 1 &&
    call.end_lineno === lines.length &&
    call.col_offset === start &&
    call.end_col_offset === end
  );
}

function showsCarets(start: number, end: number, lines: readonly string[], anchors: Anchors | null): boolean {
  if (isPlainCall(lines, start, end) !== false) return false;
  if (anchors !== null) return true;
  const before = Array.from(lines[0]!).slice(0, start).join("");
  const after = Array.from(lines[lines.length - 1]!)
    .slice(end)
    .join("");
  return before.trim() !== "" || after.trim() !== "";
}

/** The lines to draw: `source` holds the lines from `position.line` to `position.endLine`, ends trimmed. */
export function caretLines(position: FramePosition, source: readonly string[]): string[] {
  const dedented = dedent(source);
  if (dedented.join("").trim() === "") return [];
  if (position.column < 0 || position.endColumn < 0) return [source[0]!.trim()].filter((line) => line !== "");
  const first = source[0]!;
  const last = source[source.length - 1]!;
  const lines = dedented.map((line) => Array.from(line));
  const removed = Array.from(first).length - lines[0]!.length;
  const start = Math.max(0, charactersIn(first, position.column) - removed);
  const end = Math.max(0, charactersIn(last, position.endColumn) - removed);
  const lastLine = lines[lines.length - 1]!;

  const segment = lines.map((line) => line.join(""));
  segment[segment.length - 1] = lastLine.slice(0, end).join("");
  segment[0] = Array.from(segment[0]!).slice(start).join("");
  const anchors = findAnchors(segment);
  if (!showsCarets(start, end, dedented, anchors))
    return significantLines(lines.length, anchors, (index) => [dedented[index]!]);

  const startWidth = displayWidth(lines[0]!, start);
  const endWidth = displayWidth(lastLine, end);
  const column = (line: number, at: number): number =>
    displayWidth(lines[line]!, at + (line === 0 ? start : 0));
  const left = anchors === null ? 0 : column(anchors.leftLine, anchors.leftColumn);
  const right = anchors === null ? 0 : column(anchors.rightLine, anchors.rightColumn);
  const draw = (index: number): string[] => {
    const line = lines[index]!;
    const indent = line.length - Array.from(line.join("").trimStart()).length;
    const width = index === lines.length - 1 ? endWidth : displayWidth(line);
    let carets = "";
    for (let at = 0; at < width; at++) {
      if (at < indent || (index === 0 && at < startWidth)) carets += " ";
      else if (anchors === null) carets += "^";
      else {
        const after = index > anchors.leftLine || (index === anchors.leftLine && at >= left);
        const before = index < anchors.rightLine || (index === anchors.rightLine && at < right);
        carets += after && before ? "^" : "~";
      }
    }
    return [dedented[index]!, carets];
  };
  return significantLines(lines.length, anchors, draw);
}

/** Draws the first and the last line and those around the anchors; more than one line left out is said so. */
function significantLines(
  count: number,
  anchors: Anchors | null,
  draw: (index: number) => string[],
): string[] {
  const wanted = new Set([0, count - 1]);
  if (anchors !== null)
    for (const line of [anchors.leftLine, anchors.rightLine])
      for (let i = line - 1; i <= line + 1; i++) wanted.add(i);
  const order = [...wanted].filter((line) => line >= 0 && line < count).sort((a, b) => a - b);
  const drawn: string[] = [];
  order.forEach((line, i) => {
    const gap = i === 0 ? 1 : line - order[i - 1]!;
    if (gap === 2) drawn.push(...draw(line - 1));
    else if (gap > 2) drawn.push(`...<${gap - 1} lines>...`);
    drawn.push(...draw(line));
  });
  return drawn;
}
