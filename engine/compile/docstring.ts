/**
 * Docstrings are stored without the indentation of the source, as `inspect.cleandoc` would, but with their blank lines,
 * so that line numbers in them still fit.
 */

import type { StmtNode } from "../syntax/ast.ts";
import { docstringOf } from "./scope.ts";

const TAB_WIDTH = 8;

function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  let result = "";
  let column = 0;
  for (const char of text) {
    if (char === "\t") {
      const width = TAB_WIDTH - (column % TAB_WIDTH);
      result += " ".repeat(width);
      column += width;
    } else {
      result += char;
      column = char === "\n" || char === "\r" ? 0 : column + 1;
    }
  }
  return result;
}

/** `text` with tabs expanded, the first line's indentation removed, and from the others the indentation they share. */
export function cleanDocstring(text: string): string {
  const [first, ...rest] = expandTabs(text).split("\n");
  let margin = Infinity;
  for (const line of rest) {
    const indentation = line.length - line.replace(/^ +/, "").length;
    if (indentation < line.length) margin = Math.min(margin, indentation);
  }
  if (margin === Infinity) margin = 0;
  const strip = (line: string): string => {
    let at = 0;
    while (at < margin && line[at] === " ") at++;
    return line.slice(at);
  };
  return [first.replace(/^ +/, ""), ...rest.map(strip)].join("\n");
}

/** `body` without its docstring if the optimisation level drops them; a body of nothing else becomes `pass`. */
export function bodyWithoutDocstring(body: readonly StmtNode[], optimize: number): readonly StmtNode[] {
  if (optimize < 2 || docstringOf(body) === null) return body;
  if (body.length > 1) return body.slice(1);
  const { lineno, col_offset } = body[0];
  return [
    { kind: "Pass", lineno, col_offset, end_lineno: lineno, end_col_offset: col_offset + "pass".length },
  ];
}
