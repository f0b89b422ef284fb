/** The text of dumps, from views made by hand. */
import { expect, test } from "vitest";
import type { CodeView, TraceView } from "../inspect/views.ts";
import { dumpText } from "./dump.ts";

const code: CodeView = {
  id: 1,
  name: "f",
  qualname: "C.f",
  filename: "a.py",
  firstLine: 3,
  instructions: [
    {
      offset: 0,
      opname: "RESUME_CHECK",
      baseOpname: "RESUME",
      arg: 0,
      argrepr: "",
      source: { line: 3, endLine: 3, column: 0, endColumn: 0 },
      target: null,
      isTarget: false,
      caches: [],
      state: "specialised",
    },
    {
      offset: 2,
      opname: "LOAD_FAST",
      baseOpname: "LOAD_FAST",
      arg: 0,
      argrepr: "x",
      source: { line: 4, endLine: 4, column: 11, endColumn: 12 },
      target: null,
      isTarget: true,
      caches: [{ name: "counter", value: 17 }],
      state: "plain",
    },
  ],
};

const place = { code: 1, offset: 2, line: 4 };

const trace: TraceView = {
  id: 7,
  kind: "loop",
  parent: null,
  head: place,
  name: "C.f:4",
  state: "compiled",
  entries: 3,
  uops: [{ index: 0, name: "_LOAD_FAST", arg: 0, place, depth: 1 }],
  recorded: [],
  optimized: [
    {
      id: 1,
      op: "load",
      type: "value",
      text: "v1 = load x",
      operands: [],
      section: "loop",
      place,
      uop: 0,
      exit: null,
      removed: null,
    },
    {
      id: 2,
      op: "guard",
      type: "none",
      text: "guard v1 is int",
      operands: [1],
      section: "loop",
      place,
      uop: 0,
      exit: 0,
      removed: { pass: "guards", reason: "proved before", by: 1 },
    },
  ],
  exits: [{ id: 0, place, reason: "x was no int", count: 2, bridge: null }],
  wasm: { bytes: 120, lowerMs: 1, compileMs: 0.5, lines: [{ text: "(module)", ir: null }], module: "" },
};

const source = { codes: [code], traces: [trace] };

test("bytecode: lines, labels, specialised members, caches", () => {
  const lines = dumpText("bytecode", source).split("\n");
  expect(lines[0]).toBe("code 1: C.f, a.py:3");
  expect(lines[1]).toMatch(/^ {4}3 {8}0 \* RESUME_CHECK {2,}0$/);
  expect(lines[2]).toMatch(/^ {4}4 >> {5}2 {3}LOAD_FAST {2,}0 \(x\) +; counter=17$/);
});

test("uops are indented by the depth of inlined calls", () => {
  expect(dumpText("uops", source)).toBe(
    "trace 7: loop C.f:4, compiled, entered 3 times\n    0   _LOAD_FAST 0  ; code 1 +2, line 4\n",
  );
});

test("trace IR keeps what was removed, with the pass and the proof", () => {
  expect(dumpText("ir", source)).toBe(
    [
      "trace 7: loop C.f:4, compiled, entered 3 times",
      "  loop:",
      "    v1 = load x",
      "  - guard v1 is int  ; guards: proved before by v1",
      "  exit 0: taken 2 times, line 4; x was no int",
      "",
    ].join("\n"),
  );
});

test("WebAssembly opens with a comment, so that the dump is still a module's text", () => {
  expect(dumpText("wat", source)).toBe(
    ";; trace 7: loop C.f:4, compiled, entered 3 times; 120 bytes, lowered in 1.00 ms, compiled in 0.50 ms\n(module)\n",
  );
});

test("nothing to show is said", () => {
  expect(dumpText("ir", { codes: [], traces: [] })).toBe("no ir: no trace was recorded\n");
});
