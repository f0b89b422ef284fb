/** The command as a user runs it: a process of its own, with streams, arguments, environment and exit code. */
import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const COMMAND = join(ROOT, "dist", "cli", "tierup.js");
/** A command that takes longer hangs. */
const STUCK_MS = 5 * 60_000;

let folder = "";

beforeAll(() => {
  const build = spawnSync("npm", ["run", "--silent", "build:cli"], { cwd: ROOT, encoding: "utf8" });
  expect(build.stderr.replace(/^npm warn.*\n/gm, ""), "the command is built").toBe("");
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tierup-command-")));
  mkdirSync(join(folder, "lib"));
  mkdirSync(join(folder, "tool"));
  writeFileSync(join(folder, "hello.py"), "import sys\nprint('hello', *sys.argv)\n");
  writeFileSync(join(folder, "fails.py"), "def f():\n    return 1 / 0\n\nf()\n");
  writeFileSync(join(folder, "lib", "shared.py"), "WORD = 'from lib'\n");
  writeFileSync(join(folder, "uses.py"), "import shared\nprint(shared.WORD, __name__)\n");
  writeFileSync(join(folder, "tool", "__init__.py"), "NAME = 'tool'\n");
  writeFileSync(join(folder, "tool", "part.py"), "VALUE = 5\n");
  writeFileSync(
    join(folder, "tool", "main.py"),
    "import sys\nfrom . import NAME\nfrom .part import VALUE\nprint(VALUE, NAME, __name__, __package__, *sys.argv)\n",
  );
  writeFileSync(
    join(folder, "loop.py"),
    "def run(n):\n    total = 0\n    for i in range(n):\n        total += i % 7\n    return total\n\nprint(run(200000))\n",
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tierup(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    encoding: "utf8",
    input: options.input ?? "",
    env: { ...process.env, PYTHONPATH: "", ...options.env },
    timeout: STUCK_MS,
  });
}

describe("what runs", () => {
  test("a file, with its arguments", () => {
    const { stdout, stderr, status } = tierup(["--tier=1", "hello.py", "a", "--tier=2"]);
    expect({ stdout, stderr, status }).toEqual({
      stdout: "hello hello.py a --tier=2\n",
      stderr: "",
      status: 0,
    });
  });

  test("a string", () => {
    expect(tierup(["--tier=1", "-c", "import sys; print(sys.argv, 6 * 7)", "x"]).stdout).toBe(
      "['-c', 'x'] 42\n",
    );
  });

  test("standard input, named or not", () => {
    expect(tierup(["--tier=1"], { input: "print('piped')\n" }).stdout).toBe("piped\n");
    expect(tierup(["--tier=1", "-", "x"], { input: "import sys; print(sys.argv)\n" }).stdout).toBe(
      "['-', 'x']\n",
    );
  });

  test("a module of the current folder", () => {
    expect(tierup(["--tier=1", "-m", "hello", "x"]).stdout).toBe(`hello ${join(folder, "hello.py")} x\n`);
  });

  test("a module inside a package, with relative imports", () => {
    const { stdout, stderr } = tierup(["--tier=1", "-m", "tool.main", "x"]);
    expect({ stdout, stderr }).toEqual({
      stdout: `5 tool __main__ tool ${join(folder, "tool", "main.py")} x\n`,
      stderr: "",
    });
  });

  test("imports from PYTHONPATH", () => {
    const { stdout, stderr } = tierup(["--tier=1", "uses.py"], { env: { PYTHONPATH: "lib" } });
    expect({ stdout, stderr }).toEqual({ stdout: "from lib __main__\n", stderr: "" });
    expect(tierup(["--tier=1", "uses.py"]).stderr).toContain("ModuleNotFoundError: No module named 'shared'");
  });

  test("a program that reads its input", () => {
    const program = "name = input('? ')\nprint(name)\nimport sys\nprint(sys.stdin.read().upper())";
    expect(tierup(["--tier=1", "-c", program], { input: "Ann\r\none\ntwo" }).stdout).toBe(
      "? Ann\nONE\nTWO\n",
    );
  });
});

describe("how it ends", () => {
  test("with 0, or the code of SystemExit", () => {
    expect(tierup(["--tier=1", "-c", "pass"]).status).toBe(0);
    expect(tierup(["--tier=1", "-c", "import sys; sys.exit(3)"]).status).toBe(3);
    expect(tierup(["--tier=1", "-c", "raise SystemExit"]).status).toBe(0);
    const said = tierup(["--tier=1", "-c", "raise SystemExit('sorry')"]);
    expect({ stderr: said.stderr, status: said.status }).toEqual({ stderr: "sorry\n", status: 1 });
  });

  test("with 1 and a traceback", () => {
    const { stderr, status } = tierup(["--tier=1", "fails.py"]);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `Traceback (most recent call last):\n  File "${folder}/fails.py", line 4, in <module>\n    f()\n    ~^^\n` +
        `  File "${folder}/fails.py", line 2, in f\n    return 1 / 0\n           ~~^~~\n` +
        "ZeroDivisionError: division by zero\n",
    );
  });

  test("with 2 when misused, or when the file is not there", () => {
    const misused = tierup(["--wrong", "hello.py"]);
    expect(misused.status).toBe(2);
    expect(misused.stderr).toContain("unknown option --wrong\nusage: tierup");
    const missing = tierup(["nothing.py"]);
    expect({ stderr: missing.stderr, status: missing.status }).toEqual({
      stderr: `tierup: can't open file '${join(folder, "nothing.py")}': [Errno 2] No such file or directory\n`,
      status: 2,
    });
  });

  test("with 1 when a module is not there", () => {
    const { stderr, status } = tierup(["--tier=1", "-m", "nothing_here"]);
    expect(status).toBe(1);
    expect(stderr).toBe("tierup: No module named nothing_here\n");
  });

  test("with 130 and a traceback on Ctrl-C", async () => {
    const child = spawn(
      process.execPath,
      [COMMAND, "--tier=1", "-c", "print('going', flush=True)\nwhile True: pass"],
      { cwd: folder },
    );
    let stderr = "";
    child.stderr.on("data", (data) => (stderr += data));
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(stderr).toMatch(/KeyboardInterrupt\n$/);
  });

  test("quietly when nobody reads its output any more", async () => {
    const child = spawn(process.execPath, [COMMAND, "--tier=1", "-c", "while True: print('y' * 100)"], {
      cwd: folder,
    });
    let stderr = "";
    child.stderr.on("data", (data) => (stderr += data));
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.stdout.destroy();
    expect(await ended).toBe(120);
    expect(stderr).toBe("");
  });
});

describe("what it tells of itself", () => {
  test("help and version", () => {
    expect(tierup(["--help"])).toMatchObject({ status: 0, stderr: "" });
    expect(tierup(["--help"]).stdout).toMatch(/^usage: tierup/);
    expect(tierup(["--version"]).stdout).toMatch(/^Tierup \d+\.\d+\.\d+ \(Python 3\.14\)\n$/);
  });

  test("bytecode, uops, trace IR and WebAssembly, after the program's own output", () => {
    const { stdout, status } = tierup([
      "--tier=jit",
      "--threshold=10",
      "--dump=bytecode",
      "--dump=uops",
      "--dump=ir",
      "--dump=wat",
      "loop.py",
    ]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^599994\n/);
    expect(stdout).toContain("FOR_ITER");
    expect(stdout).toMatch(/trace \d+: loop/);
    expect(stdout).toContain("(func");
  });

  test("counters, as JSON", () => {
    const file = join(folder, "stats.json");
    expect(tierup(["--tier=1", `--stats=${file}`, "loop.py"]).status).toBe(0);
    const stats = JSON.parse(readFileSync(file, "utf8")) as { version: number; turns: { tier1: number } };
    expect(stats.version).toBe(1);
    expect(stats.turns.tier1).toBeGreaterThan(100_000);
  });
});

test.each(["1", "2", "jit", "unspecialised"])("--tier=%s computes the same", (tier) => {
  const { stdout, stderr } = tierup([`--tier=${tier}`, "loop.py"]);
  expect({ stdout, stderr }).toEqual({ stdout: "599994\n", stderr: "" });
});
