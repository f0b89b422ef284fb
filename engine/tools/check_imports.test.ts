/** The import check, on small made-up repositories: what it must find, and what it must leave alone. */
import { describe, expect, test } from "vitest";
import { findCycles, findWrongWay, listImports } from "./check_imports.ts";

function edgesOf(files: Readonly<Record<string, string>>) {
  return Object.entries(files).flatMap(([file, source]) => listImports(file, source));
}

describe("listImports", () => {
  test("reads every form of import and export", () => {
    const source = [
      `import a from "./a.ts";`,
      `import type { B } from "../b.ts";`,
      `import {\n  c,\n  type D,\n} from "./c.ts";`,
      `import "./effects.ts";`,
      `export * from "./e.ts";`,
      `export { f as g } from "./f.ts";`,
      `const h = await import("./h.ts");`,
      `import wasm from "binaryen";`,
      `import css from "./style.css?inline";`,
    ].join("\n");
    expect(listImports("engine/heap/x.ts", source).map((edge) => edge.to)).toEqual([
      "engine/heap/a.ts",
      "engine/b.ts",
      "engine/heap/c.ts",
      "engine/heap/effects.ts",
      "engine/heap/e.ts",
      "engine/heap/f.ts",
      "engine/heap/h.ts",
      "binaryen",
      "engine/heap/style.css",
    ]);
  });

  test("tells a type import from one that runs", () => {
    const edges = listImports("engine/a.ts", `import type { T } from "./b.ts";\nimport { v } from "./c.ts";`);
    expect(edges.map((edge) => edge.typeOnly)).toEqual([true, false]);
  });

  test("does not read comments, nor exports of values", () => {
    const source = `/* import a from "./a.ts" */\n// import b from "./b.ts"\nexport const from = "./c.ts";\n`;
    expect(listImports("engine/heap/x.ts", source)).toEqual([]);
  });
});

describe("findWrongWay", () => {
  test("lets a layer use what is below it, and its own folder", () => {
    const edges = edgesOf({
      "engine/heap/memory.ts": `import { assert } from "../base/assert.ts"; import { x } from "./layout.ts";`,
      "engine/jit/lower.ts": `import { Node } from "../trace/ir.ts";`,
      "engine/cli/tierup.ts": `import { createEngine } from "../index.ts";`,
    });
    expect(findWrongWay(edges)).toEqual([]);
  });

  test("refuses an upward import, a type import too", () => {
    const edges = edgesOf({ "engine/interp/loop.ts": `import type { Code } from "../jit/code.ts";` });
    expect(findWrongWay(edges)).toEqual([
      "engine/interp/loop.ts imports engine/jit/code.ts: jit is above interp",
    ]);
  });

  test("refuses the engine to know the page, and the page to reach behind the door", () => {
    const edges = edgesOf({
      "engine/runtime/state.ts": `import { store } from "../../app/session/store.ts";`,
      "app/session/engine.ts": `import { heap } from "../../engine/heap/memory.ts";`,
      "app/session/door.ts": `import { createEngine } from "../../engine/index.ts";`,
    });
    const problems = findWrongWay(edges);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("the engine knows no page");
    expect(problems[1]).toContain("only through its doors");
  });

  test("lets the page talk to an engine in a worker", () => {
    const edges = edgesOf({
      "app/session/engine.ts": `import { connect } from "../../engine/worker/client.ts"; import type { V } from "../../engine/inspect/views.ts";`,
    });
    expect(findWrongWay(edges)).toEqual([]);
  });

  test("lets protocols and built-in types import each other", () => {
    const edges = edgesOf({
      "engine/runtime/call.ts": `import { type_call } from "../objects/type.ts";`,
      "engine/objects/type.ts": `import { call } from "../runtime/call.ts";`,
    });
    expect([...findWrongWay(edges), ...findCycles(edges)]).toEqual([]);
  });

  test("refuses a folder that has no layer", () => {
    const edges = edgesOf({ "engine/misc/a.ts": `import { b } from "../base/b.ts";` });
    expect(findWrongWay(edges)[0]).toContain("no layer");
  });

  test("refuses React in the engine", () => {
    expect(findWrongWay(edgesOf({ "engine/heap/a.ts": `import React from "react";` }))).toHaveLength(1);
    expect(findWrongWay(edgesOf({ "app/a.tsx": `import React from "react";` }))).toEqual([]);
  });

  test("lets a test import upwards", () => {
    const edges = edgesOf({ "engine/heap/gc.test.ts": `import { createEngine } from "../index.ts";` });
    expect(findWrongWay(edges)).toEqual([]);
  });
});

describe("findCycles", () => {
  test("finds a circle of three, once", () => {
    const problems = findCycles(
      edgesOf({
        "engine/a.ts": `import "./b.ts";`,
        "engine/b.ts": `import "./c.ts";`,
        "engine/c.ts": `import "./a.ts";`,
      }),
    );
    expect(problems).toEqual([
      "a circle of imports: engine/a.ts -> engine/b.ts -> engine/c.ts -> engine/a.ts",
    ]);
  });

  test("finds no circle in a diamond", () => {
    const edges = edgesOf({
      "engine/a.ts": `import "./b.ts"; import "./c.ts";`,
      "engine/b.ts": `import "./d.ts";`,
      "engine/c.ts": `import "./d.ts";`,
      "engine/d.ts": `import "node:fs";`,
    });
    expect(findCycles(edges)).toEqual([]);
  });

  test("does not count a circle that exists only in types", () => {
    const edges = edgesOf({
      "engine/a.ts": `import type { B } from "./b.ts";`,
      "engine/b.ts": `import { a } from "./a.ts";`,
    });
    expect(findCycles(edges)).toEqual([]);
  });
});
