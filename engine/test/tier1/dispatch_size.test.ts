/**
 * V8 stops optimising functions past 60 KB of its own bytecode, and Tier 1 then runs twenty times slower, all at
 * once. So the dispatch function's size is read from V8 itself and has to stay well below.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundleProgram } from "./bundle.ts";

const LIMIT_BYTES = 45_000;
const PROGRAM = `
import { createEngine } from "../../index.ts";
const engine = createEngine({ tier: "tier1", interpreter: "typescript", write() {} });
engine.start("x = 1", "main.py");
engine.resume();
`;

const folder = mkdtempSync(join(tmpdir(), "tierup-size-"));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Bytes of V8 bytecode of the function of this name that a run of the engine compiles: up to its last instruction. The
 * star allows for the number that bundling may append to a name.
 */
function readBytecodeBytes(functionName: string): number {
  const file = join(folder, "run.mjs");
  bundleProgram(PROGRAM, file);
  const listing = execFileSync(
    process.execPath,
    ["--print-bytecode", `--print-bytecode-filter=${functionName}*`, file],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const offsets = [...listing.matchAll(/ @ +(\d+) : /g)].map((match) => Number(match[1]));
  return Math.max(0, ...offsets);
}

describe("the dispatch function", () => {
  it(`stays under ${LIMIT_BYTES} bytes of V8 bytecode`, () => {
    const bytes = readBytecodeBytes("interpret");
    expect(bytes, "V8 printed no function of this name").toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(LIMIT_BYTES);
  });
});
