import { describe, expect, it } from "vitest";
import { COLD_SNAPSHOT, SNAPSHOT } from "../../../e2e/fixture/snapshot.ts";
import { countSpecialised, explainOpcode, findRewritten, listRows, orderCodes } from "./view.ts";

describe("the bytecode pane", () => {
  it("lists the program's code under headings, by line", () => {
    const rows = listRows(orderCodes(SNAPSHOT, "main.py"));
    const headings = rows.filter((row) => row.kind === "code").map((row) => row.code.qualname);
    expect(headings).toEqual(["<module>", "escape_time"]);
    expect(rows).toHaveLength(2 + SNAPSHOT.codes.reduce((sum, code) => sum + code.instructions.length, 0));
  });

  it("prints a line number once, where the line starts", () => {
    const rows = listRows(orderCodes(SNAPSHOT, "main.py"));
    const starts = rows.filter((row) => row.kind === "instruction" && row.code.id === 2 && row.startsLine);
    const lines = starts.map((row) => (row.kind === "instruction" ? row.instruction.source!.line : 0));
    expect(lines).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 10, 17]);
  });

  it("leaves out library code that no trace reached", () => {
    const library = { ...SNAPSHOT.codes[1]!, id: 9, filename: "/lib/json.py" };
    const snapshot = { ...SNAPSHOT, codes: [...SNAPSHOT.codes, library] };
    expect(orderCodes(snapshot, "main.py").map((code) => code.id)).toEqual([1, 2]);
    expect(orderCodes({ ...snapshot, codes: [library] }, "main.py")).toEqual([]);
  });

  it("knows what was rewritten between two moments", () => {
    expect(findRewritten(COLD_SNAPSHOT, SNAPSHOT)).toContain("2:46");
    expect(findRewritten(COLD_SNAPSHOT, SNAPSHOT).size).toBe(countSpecialised(SNAPSHOT.codes[1]!));
    expect(findRewritten(SNAPSHOT, SNAPSHOT).size).toBe(0);
    expect(findRewritten(null, SNAPSHOT).size).toBe(0);
  });

  it("explains by the longest name that fits", () => {
    expect(explainOpcode("LOAD_FAST_BORROW_LOAD_FAST_BORROW")).toMatch(/two loads in one/);
    expect(explainOpcode("LOAD_FAST_BORROW")).toMatch(/a local variable/);
    expect(explainOpcode("CALL_INTRINSIC_1")).toMatch(/helper/);
    expect(explainOpcode("SOMETHING_NEW")).toBe("");
  });
});
