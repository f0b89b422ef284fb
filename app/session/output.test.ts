import { describe, expect, it } from "vitest";
import { findTracebackLine, HEAD_LINES, LINE_LIMIT, OutputBuffer, TAIL_LINES } from "./output.ts";

function rowsOf(buffer: OutputBuffer): (string | null)[] {
  return Array.from({ length: buffer.rowCount }, (_, i) => buffer.row(i)?.text ?? null);
}

describe("the output buffer", () => {
  it("joins pieces into lines and shows an unfinished one", () => {
    const buffer = new OutputBuffer();
    buffer.write(1, "ab");
    buffer.write(1, "c\nde\n\nf");
    expect(rowsOf(buffer)).toEqual(["abc", "de", "", "f"]);
  });

  it("begins a new line when the stream changes", () => {
    const buffer = new OutputBuffer();
    buffer.write(1, "out");
    buffer.write(2, "err\n");
    expect(buffer.row(0)).toEqual({ stream: 1, text: "out" });
    expect(buffer.row(1)).toEqual({ stream: 2, text: "err" });
  });

  it("keeps the beginning and the end of endless output and counts what it drops", () => {
    const buffer = new OutputBuffer();
    const total = HEAD_LINES + TAIL_LINES + 123;
    for (let i = 0; i < total; i++) buffer.write(1, `${i}\n`);
    expect(buffer.omittedLines).toBe(123);
    expect(buffer.rowCount).toBe(HEAD_LINES + TAIL_LINES + 1);
    expect(buffer.row(HEAD_LINES - 1)?.text).toBe(String(HEAD_LINES - 1));
    expect(buffer.row(HEAD_LINES)).toBe(null);
    expect(buffer.row(HEAD_LINES + 1)?.text).toBe(String(HEAD_LINES + 123));
    expect(buffer.row(buffer.rowCount - 1)?.text).toBe(String(total - 1));
    expect(buffer.toText()).toContain("… 123 lines omitted …");
  });

  it("cuts a line that is too long, and says so", () => {
    const buffer = new OutputBuffer();
    for (let i = 0; i < 10; i++) buffer.write(1, "x".repeat(LINE_LIMIT / 2));
    buffer.write(1, "\n");
    expect(buffer.row(0)?.text).toMatch(/^x+ … 16000 more characters$/);
  });

  it("lets a carriage return rewrite the line", () => {
    const buffer = new OutputBuffer();
    buffer.write(1, "10 %\r20 %\r");
    expect(rowsOf(buffer)).toEqual(["20 %"]);
    buffer.write(1, "30 %\n");
    expect(rowsOf(buffer)).toEqual(["30 %"]);
  });
});

describe("rows of a traceback", () => {
  it("lead to lines of the program, not of the library", () => {
    expect(findTracebackLine('  File "main.py", line 12, in f', "main.py")).toBe(12);
    expect(findTracebackLine('  File "/lib/json/decoder.py", line 3, in f', "main.py")).toBe(null);
    expect(findTracebackLine("ZeroDivisionError: division by zero", "main.py")).toBe(null);
  });
});
