import { describe, expect, it } from "vitest";
import { SNAPSHOT, TRACE } from "../../../e2e/fixture/snapshot.ts";
import { listTree } from "./view.ts";

describe("the tree of traces", () => {
  it("puts bridges under the exits they grew from, busiest exit first", () => {
    const rows = listTree(SNAPSHOT).map((row) =>
      row.kind === "trace"
        ? `trace ${row.trace.id} at ${row.depth}`
        : row.kind === "exit"
          ? `exit ${row.exit.id}`
          : row.kind,
    );
    expect(rows).toEqual(["trace 1 at 0", "exit 3", "trace 2 at 2", "exit 1", "heading", "abort"]);
  });

  it("shows a bridge whose parent is gone, and survives a circle", () => {
    const orphan = { ...TRACE, id: 7, kind: "bridge" as const, parent: { trace: 99, exit: 0 } };
    const rows = listTree({ ...SNAPSHOT, traces: [orphan] });
    expect(rows[0]).toMatchObject({ kind: "trace", depth: 0 });
    const circle = { ...TRACE, parent: { trace: 1, exit: 3 } };
    expect(listTree({ ...SNAPSHOT, traces: [circle] }).length).toBeGreaterThan(0);
  });
});
