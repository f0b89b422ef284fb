/**
 * Finds what is to be run, in the ways and with the words of CPython: a file, a folder with a `__main__.py`, a module
 * or package on the search path. The answer is the program's text, its name in tracebacks, `sys.argv[0]` and
 * `sys.path`; or a message and an exit code.
 */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";
import type { ProgramSource } from "./arguments.ts";

export interface Located {
  readonly kind: "program";
  readonly source: string;
  /** What tracebacks call it. */
  readonly filename: string;
  readonly argv0: string;
  readonly path: readonly string[];
}

export interface NotLocated {
  readonly kind: "refused";
  readonly message: string;
  readonly exitCode: number;
}

/** The folders of PYTHONPATH, made absolute; empty entries mean the current folder. */
export function splitPythonPath(value: string | undefined, cwd: string): string[] {
  if (!value) return [];
  return value.split(delimiter).map((entry) => resolve(cwd, entry));
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

const SYSTEM_ERRORS: Readonly<Record<string, readonly [number, string]>> = {
  ENOENT: [2, "No such file or directory"],
  EACCES: [13, "Permission denied"],
  ENOTDIR: [20, "Not a directory"],
  ELOOP: [40, "Too many levels of symbolic links"],
};

/**
 * A Python source as text: UTF-8, a byte order mark dropped. Text that is no UTF-8 is refused with CPython's
 * sentence; other encodings are not supported.
 */
export function decodeSource(bytes: Uint8Array, filename: string): string | NotLocated {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const { line, byte } = findBadByte(bytes);
    const code = byte.toString(16).padStart(2, "0");
    return {
      kind: "refused",
      exitCode: 1,
      message:
        `  File "${filename}", line ${line}\nSyntaxError: Non-UTF-8 code starting with '\\x${code}' on line ${line}, ` +
        "but no encoding declared; see https://peps.python.org/pep-0263/ for details",
    };
  }
}

/** The first byte that no UTF-8 text has at its place, found line by line. */
function findBadByte(bytes: Uint8Array): { line: number; byte: number } {
  let line = 1;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!;
    const length =
      first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    const whole = length > 0 && at + length <= bytes.length;
    if (!whole) return { line, byte: first };
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, at + length));
    } catch {
      return { line, byte: first };
    }
    if (first === 10) line++;
    at += length;
  }
  return { line, byte: bytes[0] ?? 0 };
}

/** The text of a module for the engine's importer; undefined when there is no such file. */
export function readModuleSource(path: string, cwd: string): string | undefined {
  const absolute = isAbsolute(path) ? path : join(cwd, path);
  try {
    if (!isFile(absolute)) return undefined;
    const text = decodeSource(readFileSync(absolute), path);
    return typeof text === "string" ? text : undefined;
  } catch {
    // A file that may not be read is a file that is not there, as for CPython's path finder.
    return undefined;
  }
}

function locateFile(given: string, cwd: string, pythonPath: readonly string[]): Located | NotLocated {
  const absolute = resolve(cwd, given);
  let file = absolute;
  let folder: string;
  if (isFolder(absolute)) {
    file = join(absolute, "__main__.py");
    folder = absolute;
    if (!isFile(file)) {
      return {
        kind: "refused",
        exitCode: 1,
        message: `tierup: can't find '__main__' module in '${absolute}'`,
      };
    }
  } else {
    // As in CPython the script's folder is that of the file itself, not of a link to it.
    folder = dirname(existsSync(absolute) ? realpathSync(absolute) : absolute);
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    const [number, text] = SYSTEM_ERRORS[code] ?? [5, "Input/output error"];
    return {
      kind: "refused",
      exitCode: 2,
      message: `tierup: can't open file '${absolute}': [Errno ${number}] ${text}`,
    };
  }
  const source = decodeSource(bytes, file);
  if (typeof source !== "string") return source;
  return { kind: "program", source, filename: file, argv0: given, path: [folder, ...pythonPath] };
}

function locateModule(name: string, cwd: string, pythonPath: readonly string[]): Located | NotLocated {
  const path = [cwd, ...pythonPath];
  const below = name.split(".").join("/");
  for (const folder of path) {
    const packageFolder = join(folder, below);
    const main = join(packageFolder, "__main__.py");
    const isPackage = isFile(join(packageFolder, "__init__.py"));
    if (isPackage && !isFile(main)) {
      return {
        kind: "refused",
        exitCode: 1,
        message: `tierup: No module named ${name}.__main__; '${name}' is a package and cannot be directly executed`,
      };
    }
    for (const file of isPackage ? [main] : [`${packageFolder}.py`, main]) {
      if (!isFile(file)) continue;
      const text = decodeSource(readFileSync(file), file);
      if (typeof text !== "string") return text;
      // A plain module is run from its own text; one inside a package needs its package to be imported first.
      const inPackage = isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")));
      return inPackage === ""
        ? { kind: "program", source: text, filename: file, argv0: file, path }
        : {
            kind: "program",
            source: runInPackage(text, file, inPackage),
            filename: "<frozen runpy>",
            argv0: file,
            path,
          };
    }
  }
  return { kind: "refused", exitCode: 1, message: `tierup: No module named ${name}` };
}

/**
 * A program that imports a package and then runs a text as `__main__` inside it, so that relative imports work. A
 * JSON string is also a string of Python. The frame it adds to tracebacks has the name that CPython's has.
 */
function runInPackage(source: string, file: string, packageName: string): string {
  return [
    `import ${packageName}`,
    `del ${packageName.split(".")[0]}`,
    `__package__, __file__ = ${JSON.stringify(packageName)}, ${JSON.stringify(file)}`,
    `exec(compile(${JSON.stringify(source)}, ${JSON.stringify(file)}, "exec"))`,
    "",
  ].join("\n");
}

/** Finds a program. `cwd` is absolute; `readStdin` is called only when the program comes from there. */
export function locateProgram(
  program: ProgramSource,
  cwd: string,
  pythonPath: readonly string[],
  readStdin: () => string,
): Located | NotLocated {
  switch (program.kind) {
    case "file":
      return locateFile(program.path, cwd, pythonPath);
    case "module":
      return locateModule(program.name, cwd, pythonPath);
    case "code":
      return {
        kind: "program",
        source: program.text,
        filename: "<string>",
        argv0: "-c",
        path: ["", ...pythonPath],
      };
    case "stdin":
      return {
        kind: "program",
        source: readStdin(),
        filename: "<stdin>",
        argv0: program.dash ? "-" : "",
        path: ["", ...pythonPath],
      };
  }
}
