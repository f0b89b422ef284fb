/**
 * The Python programs that the engine is compared on: every file of `engine/test/programs/cases` (a folder there
 * holds modules that a case imports), the benchmark programs at their small default size, and the short programs whose
 * beginning is timed, which have no other size.
 *
 * Both CPython and the engine see a program under one made-up path, `/programs/<group>/<name>.py`, so that
 * tracebacks agree letter by letter wherever the checkout is. A case may open with directives, one a line:
 *
 *     # argv: ["a", "b"]          what follows the file name in sys.argv
 *     # stdin: "one\ntwo\n"       the text on standard input
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ENGINE = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** The groups of programs: the folder on disk, and the part of the virtual path that stands for it. */
export const GROUPS = {
  cases: join(ENGINE, "test", "programs", "cases"),
  bench: join(ENGINE, "bench", "programs"),
  beginnings: join(ENGINE, "bench", "beginnings"),
} as const;

export type GroupName = keyof typeof GROUPS;

export const ALL_GROUPS = Object.keys(GROUPS) as GroupName[];

/** Those that run in every setting. Beginnings take as long as is worth timing: too long for a setting that is slow. */
const EVERYWHERE: readonly GroupName[] = ["cases", "bench"];

export interface Program {
  /** `<group>/<stem>`: unique, and the name of the expectation's file. */
  readonly name: string;
  readonly group: GroupName;
  readonly source: string;
  /** The path that the program is told it has. */
  readonly virtualPath: string;
  readonly argv: readonly string[];
  readonly stdin: string;
}

function readDirective(source: string, key: string): unknown {
  const match = new RegExp(`^# ${key}: (.+)$`, "m").exec(source.slice(0, 500));
  return match ? JSON.parse(match[1]!) : undefined;
}

function readProgram(group: GroupName, stem: string): Program {
  const source = readFileSync(join(GROUPS[group], `${stem}.py`), "utf8");
  return {
    name: `${group}/${stem}`,
    group,
    source,
    virtualPath: `/programs/${group}/${stem}.py`,
    argv: (readDirective(source, "argv") as string[] | undefined) ?? [],
    stdin: (readDirective(source, "stdin") as string | undefined) ?? "",
  };
}

/** All programs of these groups, in order of name. */
export function listPrograms(groups: readonly GroupName[] = EVERYWHERE): Program[] {
  return groups.flatMap((group) =>
    readdirSync(GROUPS[group])
      .filter((file) => file.endsWith(".py"))
      .sort()
      .map((file) => readProgram(group, file.slice(0, -3))),
  );
}

/** The file on disk behind a virtual path, or undefined when the path is not below `/programs`. */
function locate(virtualPath: string): string | undefined {
  const match = /^\/programs\/(\w+)\/(.+)$/.exec(virtualPath);
  if (!match || !(match[1]! in GROUPS)) return undefined;
  return join(GROUPS[match[1] as GroupName], match[2]!);
}

/** The text of the file at a virtual path; undefined when there is none. */
export function readVirtualFile(virtualPath: string): string | undefined {
  const path = locate(virtualPath);
  return path !== undefined && existsSync(path) && statSync(path).isFile()
    ? readFileSync(path, "utf8")
    : undefined;
}

/** Every Python file of a group with its virtual path, modules beside the programs included. */
export function listGroupFiles(group: GroupName): { virtualPath: string; text: string }[] {
  const found: { virtualPath: string; text: string }[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.name.endsWith(".py")) {
        const below = relative(GROUPS[group], path).split("\\").join("/");
        found.push({ virtualPath: `/programs/${group}/${below}`, text: readFileSync(path, "utf8") });
      }
    }
  };
  walk(GROUPS[group]);
  return found;
}

/** A digest of a program and of every module beside its group, so that a stale expectation is noticed. */
export function digestProgram(program: Program): string {
  const hash = createHash("sha256").update(program.source);
  for (const { virtualPath, text } of listGroupFiles(program.group)) {
    // Files directly in the group are programs of their own; those in folders are modules.
    if (virtualPath.split("/").length > 4) hash.update(virtualPath).update(text);
  }
  return hash.digest("hex").slice(0, 16);
}
