import { describe, expect, it } from "vitest";
import { SNAPSHOT, TRACE } from "../../../e2e/fixture/snapshot.ts";
import { chooseTrace } from "../../session/derived.ts";
import { NO_RELATIVES } from "../../session/selection.ts";
import { countKept, cutLine, formatCount, listIrRows, summarizePasses } from "./view.ts";

describe("the trace pane", () => {
  it("puts sections between rows and counts what runs in each", () => {
    const rows = listIrRows(TRACE, "optimized", true, null);
    const sections = rows.filter((row) => row.kind === "section");
    expect(sections.map((row) => [row.section, row.count])).toEqual([
      ["preamble", 6],
      ["loop", 14],
    ]);
    expect(rows).toHaveLength(TRACE.optimized.length + 2);
  });

  it("leaves ghosts out when asked, or keeps those of one pass", () => {
    expect(listIrRows(TRACE, "optimized", false, null)).toHaveLength(countKept(TRACE) + 2);
    const guards = listIrRows(TRACE, "optimized", true, "guards");
    expect(guards.filter((row) => row.kind === "ir" && row.ir.removed !== null)).toHaveLength(2);
  });

  it("sums up what the passes removed", () => {
    expect(summarizePasses(TRACE)).toEqual([
      { pass: "ranges", removed: 1 },
      { pass: "guards", removed: 2 },
      { pass: "sink", removed: 3 },
    ]);
  });

  it("gives a guard its exit", () => {
    const rows = listIrRows(TRACE, "optimized", true, null);
    const row = rows.find((candidate) => candidate.kind === "ir" && candidate.ir.id === 24);
    expect(row?.kind === "ir" ? row.exit?.bridge : null).toBe(2);
  });

  it("cuts lines without losing a character", () => {
    for (const text of [
      "v17 = mul_f64 v11, 2.0",
      "guard_float v1",
      "(local.get $v10)",
      "  (i32.const -50)",
      "",
    ]) {
      expect(
        cutLine(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
    expect(cutLine("guard_float v1").map((piece) => piece.kind)).toEqual(["guard", "plain", "name"]);
  });

  it("prints counts for reading", () => {
    expect([7, 24_731, 1_420_000, 3e9].map(formatCount)).toEqual(["7", "24,731", "1.4 M", "3.0 G"]);
  });
});

describe("the trace in view", () => {
  it("is the chosen one, or the one the selection reaches, or the busiest", () => {
    const { traces } = SNAPSHOT;
    expect(chooseTrace(traces, 2, NO_RELATIVES)?.id).toBe(2);
    expect(chooseTrace(traces, null, NO_RELATIVES)?.id).toBe(1);
    expect(chooseTrace(traces, 1, { ...NO_RELATIVES, optimized: new Set(["2:40"]) })?.id).toBe(2);
    expect(chooseTrace(traces, 9, NO_RELATIVES)?.id).toBe(1);
    expect(chooseTrace([], null, NO_RELATIVES)).toBe(null);
  });
});
