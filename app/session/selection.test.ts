import { describe, expect, it } from "vitest";
import { SNAPSHOT } from "../../e2e/fixture/snapshot.ts";
import type { IrView, Snapshot } from "./engine.ts";
import {
  findRelatives,
  indexSnapshot,
  isSameSelection,
  NO_RELATIVES,
  type Selection,
  tracesOf,
} from "./selection.ts";

const INDEX = indexSnapshot(SNAPSHOT, "main.py");

function relate(selection: Selection) {
  const found = findRelatives(INDEX, selection);
  return Object.fromEntries(
    Object.entries(found)
      .filter(([name]) => name !== "index")
      .map(([name, set]) => [name, [...(set as Set<string | number>)]]),
  );
}

describe("relatives of a selection", () => {
  it("of a line: all its instructions and what became of them", () => {
    expect(relate({ kind: "line", line: 11 })).toEqual({
      lines: [11],
      instructions: ["2:44", "2:46", "2:58"],
      uops: ["1:4", "1:5", "1:6", "1:7", "1:8", "1:9"],
      recorded: ["1:16", "1:17", "1:18"],
      optimized: ["1:1", "1:11", "1:2", "1:3", "1:16", "1:17", "1:18"],
      wasm: ["1:7", "1:8"],
    });
  });

  it("of an instruction: its line, but not the line's other instructions", () => {
    const found = relate({ kind: "instruction", code: 2, offset: 58 });
    expect(found["lines"]).toEqual([11]);
    expect(found["instructions"]).toEqual(["2:58"]);
    expect(found["optimized"]).toEqual(["1:18"]);
    expect(found["wasm"]).toEqual([]);
  });

  it("of a uop: the IR recorded from it and the Wasm below", () => {
    expect(relate({ kind: "uop", trace: 1, index: 8 })).toEqual({
      lines: [11],
      instructions: ["2:46"],
      uops: ["1:8"],
      recorded: ["1:17"],
      optimized: ["1:3", "1:17"],
      wasm: ["1:7", "1:8"],
    });
  });

  it("of an IR instruction: the same one in the other stage, its uop, its place", () => {
    const found = relate({ kind: "ir", trace: 1, stage: "optimized", id: 24 });
    expect(found).toEqual({
      lines: [13],
      instructions: ["2:96"],
      uops: ["1:17"],
      recorded: ["1:24"],
      optimized: ["1:24"],
      wasm: ["1:14"],
    });
  });

  it("of an IR instruction that only one stage has: through the uop", () => {
    expect(relate({ kind: "ir", trace: 1, stage: "optimized", id: 3 })["recorded"]).toEqual(["1:17"]);
  });

  it("of a Wasm line: the IR it was made for", () => {
    const found = relate({ kind: "wasm", trace: 1, line: 7 });
    expect(found["wasm"]).toEqual(["1:7", "1:8"]);
    expect(found["optimized"]).toEqual(["1:17"]);
    expect(found["lines"]).toEqual([11]);
  });

  it("of a Wasm line that belongs to no IR: itself", () => {
    expect(relate({ kind: "wasm", trace: 1, line: 0 })).toMatchObject({
      wasm: ["1:0"],
      optimized: [],
      lines: [],
    });
  });

  it("of what no longer exists: nothing, without complaint", () => {
    expect(relate({ kind: "ir", trace: 9, stage: "optimized", id: 1 })["optimized"]).toEqual([]);
    expect(relate({ kind: "uop", trace: 1, index: 999 })["lines"]).toEqual([]);
  });

  it("without a snapshot: a line is still a line", () => {
    expect([...findRelatives(null, { kind: "line", line: 3 }).lines]).toEqual([3]);
    expect(findRelatives(null, { kind: "uop", trace: 1, index: 1 })).toBe(NO_RELATIVES);
    expect(findRelatives(INDEX, null)).toBe(NO_RELATIVES);
  });

  it("does not light up lines of the editor for code of the library", () => {
    const library: Snapshot = {
      ...SNAPSHOT,
      codes: SNAPSHOT.codes.map((code) => ({ ...code, filename: "/lib/json/decoder.py" })),
    };
    const index = indexSnapshot(library, "main.py");
    expect([...findRelatives(index, { kind: "ir", trace: 1, stage: "optimized", id: 17 }).lines]).toEqual([]);
    expect([...findRelatives(index, { kind: "line", line: 11 }).optimized]).toEqual([]);
  });

  it("names the traces it reaches", () => {
    expect(tracesOf(findRelatives(INDEX, { kind: "line", line: 14 }))).toEqual([2]);
    expect(tracesOf(NO_RELATIVES)).toEqual([]);
  });

  it("finds relatives among many rows quickly", () => {
    const template = SNAPSHOT.traces[0]!;
    const optimized: IrView[] = Array.from({ length: 50_000 }, (_, id) => ({
      ...template.optimized[id % template.optimized.length]!,
      id,
      uop: id,
    }));
    const big = indexSnapshot({ ...SNAPSHOT, traces: [{ ...template, optimized }] }, "main.py");
    // Work is proportional to what is found: the selected one and its place, not 50,000 rows.
    const found = findRelatives(big, { kind: "ir", trace: 1, stage: "optimized", id: 40_001 });
    expect(found.optimized.size).toBe(1);
  });
});

describe("sameness of selections", () => {
  it("is of value, not of identity", () => {
    expect(isSameSelection({ kind: "line", line: 3 }, { kind: "line", line: 3 })).toBe(true);
    expect(isSameSelection({ kind: "line", line: 3 }, { kind: "line", line: 4 })).toBe(false);
    expect(isSameSelection(null, { kind: "line", line: 4 })).toBe(false);
    expect(isSameSelection(null, null)).toBe(true);
  });
});
