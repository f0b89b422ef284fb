/** Command lines and what they ask for. */
import { describe, expect, test } from "vitest";
import { parseArguments, type Request } from "./arguments.ts";

function parse(line: string, terminal = false): Request {
  return parseArguments(line === "" ? [] : line.split(" "), terminal);
}

const PLAIN = {
  kind: "run",
  rest: [],
  tier: "jit",
  interpreter: "wasm",
  threshold: undefined,
  without: [],
  verify: false,
  dumps: [],
  statsFile: undefined,
};

describe("the program", () => {
  test.each([
    ["a.py", { ...PLAIN, program: { kind: "file", path: "a.py" } }],
    [
      "a.py -c x --tier=1",
      { ...PLAIN, program: { kind: "file", path: "a.py" }, rest: ["-c", "x", "--tier=1"] },
    ],
    ["-c print(1) b", { ...PLAIN, program: { kind: "code", text: "print(1)" }, rest: ["b"] }],
    ["-cprint(1) b", { ...PLAIN, program: { kind: "code", text: "print(1)" }, rest: ["b"] }],
    ["-m json.tool x", { ...PLAIN, program: { kind: "module", name: "json.tool" }, rest: ["x"] }],
    ["-mthis", { ...PLAIN, program: { kind: "module", name: "this" } }],
    ["- a b", { ...PLAIN, program: { kind: "stdin", dash: true }, rest: ["a", "b"] }],
    ["", { ...PLAIN, program: { kind: "stdin", dash: false } }],
  ])("tierup %s", (line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  test("none at a terminal is misuse", () => {
    expect(parse("", true)).toMatchObject({ kind: "misuse" });
  });
});

describe("options", () => {
  test("are read before the program only", () => {
    expect(
      parse(
        "--tier=2 --threshold=5 --without=peel --without=cse --without=peel --verify --dump=ir --dump=bytecode --dump=ir --stats=s.json a.py --tier=1",
      ),
    ).toEqual({
      kind: "run",
      program: { kind: "file", path: "a.py" },
      rest: ["--tier=1"],
      tier: "tier2",
      interpreter: "wasm",
      threshold: 5,
      without: ["peel", "cse"],
      verify: true,
      dumps: ["ir", "bytecode"],
      statsFile: "s.json",
    });
  });

  test.each([
    ["1", "tier1"],
    ["2", "tier2"],
    ["jit", "jit"],
    ["unspecialised", "unspecialised"],
  ])("--tier=%s", (name, tier) => {
    expect(parse(`--tier=${name} a.py`)).toMatchObject({ tier });
  });

  test.each(["typescript", "wasm"])("--interpreter=%s", (interpreter) => {
    expect(parse(`--interpreter=${interpreter} a.py`)).toMatchObject({ interpreter });
  });

  test.each(["-h", "--help"])("%s", (line) => expect(parse(line)).toEqual({ kind: "help" }));
  test.each(["-V", "--version"])("%s", (line) => expect(parse(line)).toEqual({ kind: "version" }));

  test.each([
    ["-c", "Argument expected for the -c option"],
    ["-m", "Argument expected for the -m option"],
    ["--wrong a.py", "unknown option --wrong"],
    ["-x a.py", "unknown option -x"],
    ["--tier=3 a.py", "--tier is one of 1, 2, jit, unspecialised"],
    ["--tier a.py", "--tier is one of 1, 2, jit, unspecialised"],
    ["--tier=toString a.py", "--tier is one of 1, 2, jit, unspecialised"],
    ["--interpreter=c a.py", "--interpreter is one of typescript, wasm"],
    ["--interpreter a.py", "--interpreter is one of typescript, wasm"],
    ["--without=magic a.py", "--without is one of fold, unbox, guards, cse, forward, peel, dce"],
    ["--without a.py", "--without is one of fold, unbox, guards, cse, forward, peel, dce"],
    ["--verify=yes a.py", "--verify takes no value"],
    ["--threshold=0 a.py", "--threshold is a whole number from 1"],
    ["--threshold=2x a.py", "--threshold is a whole number from 1"],
    ["--dump=ast a.py", "--dump is one of bytecode, uops, ir, wat"],
    ["--stats= a.py", "--stats names a file: --stats=FILE.json"],
  ])("tierup %s is misuse", (line, message) => {
    expect(parse(line)).toEqual({ kind: "misuse", message });
  });
});
