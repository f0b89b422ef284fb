/**
 * The training program is there so that V8 has seen nearly everything of the TypeScript build before a user's program
 * runs. How much it has seen, V8 itself tells: its block coverage of a process that does nothing but train.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createEngine, train } from "../../index.ts";
import { opname } from "../../interp/opnames.ts";
import { ORDINARY_PROGRAM } from "../../training/ordinary.ts";
import { startOracle } from "../oracle/cpython.ts";
import { runInEngine, SETTINGS } from "../oracle/engine.ts";
import type { Program } from "../oracle/programs.ts";
import { bundleProgram } from "./bundle.ts";

const PROGRAM = `
import { train } from "../../index.ts";
const slices = train({ interpreter: "typescript" });
while (slices.next().done !== true);
`;

/**
 * Instructions that ordinary programs do not reach: refused ones, those that nothing specialises to, and what only a
 * debugger or an interactive session would run.
 */
const LEFT_OUT = /LOAD_CONST_(IMMORTAL|MORTAL)|RESUME_CHECK/;

/** In the place of the program's last line: what its parts come to. */
const SHOW_PARTS = `
for n in 0, 1, 5, 18:
    for part in (texts, containers, objects, generators, numbers, documents):
        print(quiet(*part(n), sep="\\n"))
`;

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; count: number }[];
    }[];
  }[];
}

const folder = mkdtempSync(join(tmpdir(), "tierup-training-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Instructions that have a case in a piece of the dispatch function. */
const casesIn = (text: string): string[] =>
  [...text.matchAll(/case (\d+): \{/g)].map((match) => opname(Number(match[1])));

/** The instructions of the function `interpret`, and those of which nothing has run. */
function readCases(): { all: string[]; neverRun: string[] } {
  const file = join(folder, "run.mjs");
  const source = bundleProgram(PROGRAM, file);
  execFileSync(process.execPath, [file], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  const report = readdirSync(folder).find((name) => name.startsWith("coverage-"))!;
  const { result } = JSON.parse(readFileSync(join(folder, report), "utf8")) as Coverage;
  const dispatch = result
    .find(({ url }) => url.endsWith("run.mjs"))!
    .functions.find(({ functionName }) => /^interpret\d*$/.test(functionName))!;
  const casesOf = (ranges: typeof dispatch.ranges): string[] =>
    ranges.flatMap(({ startOffset, endOffset }) => casesIn(source.slice(startOffset, endOffset)));
  return {
    all: casesOf(dispatch.ranges.slice(0, 1)),
    neverRun: casesOf(dispatch.ranges.filter(({ count }) => count === 0)),
  };
}

describe("training", () => {
  it("takes the dispatch function through all instructions that programs use", () => {
    const { all, neverRun } = readCases();
    expect(all.length).toBeGreaterThan(140);
    expect(neverRun.filter((name) => !LEFT_OUT.test(name))).toEqual([]);
  });

  it("ends when another engine is created, and shows nothing of itself there", () => {
    const slices = train({ sliceMs: 5 });
    slices.next();
    let text = "";
    const engine = createEngine({
      tier: "tier1",
      write: (_stream, piece) => {
        text += piece;
      },
    });
    engine.start("import sys\nprint('Point' in globals(), 'gc' in sys.modules)", "main.py");
    engine.resume();
    expect(text).toBe("False False\n");
    expect(engine.bytecode().map((code) => code.filename)).not.toContain("training.py");
    expect(() => slices.next()).toThrow("this engine has ended");
  });

  it("shows V8 ordinary programs that do what they do in CPython", async () => {
    const source = ORDINARY_PROGRAM.replace(/^main\(20\)$/m, SHOW_PARTS);
    expect(source).not.toBe(ORDINARY_PROGRAM);
    const program: Program = {
      name: "ordinary",
      group: "cases",
      source,
      virtualPath: "/ordinary.py",
      argv: [],
      stdin: "",
    };
    const expected = (await startOracle()).run(program);
    expect(expected.stderr).toBe("");
    expect(await runInEngine(program, SETTINGS.tier1)).toEqual(expected);
  });
});
