/** Where programs are found, and what is said when they are not. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeSource, type Located, locateProgram, readModuleSource, splitPythonPath } from "./locate.ts";

let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tierup-locate-")));
  mkdirSync(join(folder, "package", "inner"), { recursive: true });
  mkdirSync(join(folder, "plain"));
  mkdirSync(join(folder, "elsewhere"));
  writeFileSync(join(folder, "a.py"), "print('a')\n");
  writeFileSync(join(folder, "package", "__init__.py"), "");
  writeFileSync(join(folder, "package", "inner", "__init__.py"), "");
  writeFileSync(join(folder, "package", "inner", "__main__.py"), "print('main')\n");
  writeFileSync(join(folder, "package", "module.py"), "print('module')\n");
  writeFileSync(join(folder, "elsewhere", "far.py"), "print('far')\n");
  symlinkSync(join(folder, "elsewhere", "far.py"), join(folder, "link.py"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function locate(program: Parameters<typeof locateProgram>[0], pythonPath: string[] = []) {
  return locateProgram(program, folder, pythonPath, () => "print('stdin')\n");
}

describe("a file", () => {
  test("is named by its whole path, its folder comes first on sys.path, argv keeps what was typed", () => {
    expect(locate({ kind: "file", path: "a.py" }, ["/lib"])).toEqual({
      kind: "program",
      source: "print('a')\n",
      filename: join(folder, "a.py"),
      argv0: "a.py",
      path: [folder, "/lib"],
    });
  });

  test("behind a link brings the folder it is really in", () => {
    expect((locate({ kind: "file", path: "link.py" }) as Located).path).toEqual([join(folder, "elsewhere")]);
  });

  test("that is missing is refused in CPython's words", () => {
    expect(locate({ kind: "file", path: "no.py" })).toEqual({
      kind: "refused",
      exitCode: 2,
      message: `tierup: can't open file '${join(folder, "no.py")}': [Errno 2] No such file or directory`,
    });
  });

  test("that is a folder is run by its __main__.py", () => {
    expect(locate({ kind: "file", path: "package/inner" })).toMatchObject({
      filename: join(folder, "package", "inner", "__main__.py"),
      argv0: "package/inner",
      path: [join(folder, "package", "inner")],
    });
    expect(locate({ kind: "file", path: "plain" })).toEqual({
      kind: "refused",
      exitCode: 1,
      message: `tierup: can't find '__main__' module in '${join(folder, "plain")}'`,
    });
  });
});

describe("a module", () => {
  test("is looked for in the current folder, then along PYTHONPATH", () => {
    const path = [join(folder, "elsewhere")];
    expect(locate({ kind: "module", name: "a" }, path)).toMatchObject({ filename: join(folder, "a.py") });
    expect(locate({ kind: "module", name: "far" }, path)).toMatchObject({
      source: "print('far')\n",
      argv0: join(folder, "elsewhere", "far.py"),
      path: [folder, ...path],
    });
  });

  test("inside a package is run with the package imported", () => {
    const found = locate({ kind: "module", name: "package.module" }) as Located;
    expect(found.argv0).toBe(join(folder, "package", "module.py"));
    expect(found.source).toMatch(/^import package\n/);
    expect(found.source).toContain('__package__, __file__ = "package"');
    expect(found.source).toContain("print('module')\\n");
  });

  test("that is not there is refused in CPython's words", () => {
    expect(locate({ kind: "module", name: "nothing" })).toEqual({
      kind: "refused",
      exitCode: 1,
      message: "tierup: No module named nothing",
    });
  });

  test("that is a package is run by its __main__, or refused", () => {
    expect((locate({ kind: "module", name: "package.inner" }) as Located).argv0).toBe(
      join(folder, "package", "inner", "__main__.py"),
    );
    expect(locate({ kind: "module", name: "package" })).toEqual({
      kind: "refused",
      exitCode: 1,
      message:
        "tierup: No module named package.__main__; 'package' is a package and cannot be directly executed",
    });
  });
});

test("code and standard input have CPython's names", () => {
  expect(locate({ kind: "code", text: "pass" })).toMatchObject({
    filename: "<string>",
    argv0: "-c",
    path: [""],
  });
  expect(locate({ kind: "stdin", dash: true })).toMatchObject({
    filename: "<stdin>",
    argv0: "-",
    source: "print('stdin')\n",
  });
});

test("PYTHONPATH is split as PATH is, empty entries being the current folder", () => {
  expect(splitPythonPath("/a::b", "/cwd")).toEqual(["/a", "/cwd", "/cwd/b"]);
  expect(splitPythonPath(undefined, "/cwd")).toEqual([]);
  expect(splitPythonPath("", "/cwd")).toEqual([]);
});

describe("the text of a source", () => {
  test("loses its byte order mark", () => {
    expect(decodeSource(Buffer.from("\ufeffx = 1\n"), "f.py")).toBe("x = 1\n");
  });

  test("that is no UTF-8 is refused, naming line and byte", () => {
    const bytes = Buffer.concat([Buffer.from("é = 1\n\ns = '"), Buffer.from([0xe9]), Buffer.from("'\n")]);
    const refused = decodeSource(bytes, "f.py");
    expect(refused).toMatchObject({ kind: "refused", exitCode: 1 });
    expect(JSON.stringify(refused)).toContain("Non-UTF-8 code starting with '\\\\xe9' on line 3");
  });

  test("is read for the importer, relative names from the current folder", () => {
    expect(readModuleSource("a.py", folder)).toBe("print('a')\n");
    expect(readModuleSource(join(folder, "elsewhere", "far.py"), "/")).toBe("print('far')\n");
    expect(readModuleSource("plain", folder)).toBeUndefined();
    expect(readModuleSource("missing.py", folder)).toBeUndefined();
  });
});
