import { describe, expect, it } from "vitest";
import { findInnerLoop, foldText } from "./view.ts";

function linesOf(text: string, ir: (line: number) => number | null = () => null) {
  return text
    .trim()
    .split("\n")
    .map((line, index) => ({ text: line, ir: ir(index) }));
}

const TEXT = `
(module
 (func $f (param $0 i32)
  (loop $L
   (local.set $3
    (i32.add
     (local.get $1)
     (i32.const 1)
    )
   )
   (br_if $L
    (local.get $3)
   )
  )
 )
)`;

describe("WebAssembly for reading", () => {
  it("puts short expressions on a line and closes where things end", () => {
    expect(foldText(linesOf(TEXT)).map((row) => row.text)).toEqual([
      "(module",
      "  (func $f (param $0 i32)",
      "    (loop $L",
      "      (local.set $3 (i32.add (local.get $1) (i32.const 1)))",
      "      (br_if $L (local.get $3)))))",
    ]);
  });

  it("loses no character but spaces", () => {
    const squeeze = (text: string): string => text.replaceAll(/\s+/g, "");
    expect(
      squeeze(
        foldText(linesOf(TEXT))
          .map((row) => row.text)
          .join(""),
      ),
    ).toBe(squeeze(TEXT));
  });

  it("keeps which lines a row stands for", () => {
    const rows = foldText(linesOf(TEXT));
    expect(rows[3]).toMatchObject({ first: 3, last: 8 });
    expect(rows[rows.length - 1]!.last).toBe(14);
  });

  it("joins only what belongs to one IR instruction", () => {
    const rows = foldText(
      linesOf(TEXT, (line) => (line >= 3 && line <= 8 ? (line === 3 || line === 8 ? 7 : 8) : null)),
    );
    expect(rows.map((row) => row.ir)).toContain(8);
    expect(rows.find((row) => row.text.includes("local.set"))!.text).toBe("      (local.set $3");
  });

  it("writes blocks that open right inside each other on one row", () => {
    const ladder = "(block $fuel\n (block\n  (block $x2\n   (nop)\n  )\n  (unreachable)\n )\n)";
    expect(foldText(linesOf(ladder)).map((row) => row.text)).toEqual([
      "(block $fuel (block (block $x2 (nop)) (unreachable)))",
    ]);
    const longer = ladder.replace(
      "(nop)",
      "(call $a_function_with_a_name_that_is_long)\n   (call $and_another_one)",
    );
    expect(foldText(linesOf(longer))[0]!.text).toBe("(block $fuel (block (block $x2");
    expect(foldText(linesOf(longer))[1]!.text).toMatch(/^ {2}\(call/);
  });

  it("opens at the loop that runs every turn", () => {
    expect(findInnerLoop(foldText(linesOf(TEXT)))).toBe(2);
    expect(findInnerLoop([])).toBe(-1);
  });
});
