/** What CPython 3.14 draws below the lines of a traceback (carets.json), for many kinds of instruction. */
import { expect, test } from "vitest";
import { caretLines } from "../../runtime/traceback_carets.ts";
import cases from "./carets.json" with { type: "json" };

test.each(cases)("$source at $position", ({ source, position, shown }) => {
  const [line, endLine, column, endColumn] = position as [number, number, number, number];
  const lines = source.split("\n").slice(line - 1, endLine);
  const drawn = caretLines(
    { line, endLine, column, endColumn },
    lines.map((text) => text.trimEnd()),
  );
  expect(drawn.map((text) => `    ${text}\n`).join("")).toBe(shown);
});
