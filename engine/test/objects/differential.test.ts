/**
 * Programs that print what numbers, text and the modules written here do in many cases, line by line as CPython prints it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { createEngine } from "../../index.ts";
import { type Oracle, startOracle } from "../oracle/cpython.ts";
import { builtLibrary } from "../oracle/engine.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "differential");

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});

function runInEngine(source: string): string {
  let output = "";
  const engine = createEngine({
    tier: "tier1",
    library: builtLibrary(),
    write: (stream, text) => {
      if (stream === 1) output += text;
      else output += `stderr: ${text}`;
    },
  });
  engine.start(source, "/program.py");
  while (engine.resume().state !== "finished");
  return output;
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".py"))) {
  test(`${file} prints what CPython prints`, () => {
    const source = readFileSync(join(FOLDER, file), "utf8");
    const expected = oracle
      .run({ source, virtualPath: "/program.py", argv: [], stdin: "" } as never)
      .stdout.split("\n");
    const actual = runInEngine(source).split("\n");
    for (let i = 0; i < Math.max(expected.length, actual.length); i++)
      expect(actual[i], `line ${i + 1}`).toBe(expected[i]);
  });
}
