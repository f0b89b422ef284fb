/**
 * Checks who imports whom. The folders of `engine/` are layers: a file imports from its own folder or from a
 * lower layer, never upwards, and no file reaches itself through its own imports, but for the object model. The page
 * (`app/`) and the browser tests know the engine only through its doors. Without such a check a convenient upward
 * import is found months later, as a cycle that nobody can cut.
 *
 * What is read: static imports and re-exports, and dynamic imports of a literal. An `import type` counts for
 * the direction (it is a dependency of the reader's) but not for cycles (it is gone when the program runs).
 * Tests may import anything of the engine: a test is above what it tests.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * The layers, lowest first. Folders on one line are one layer and may import each other: the object model, whose
 * protocols need the built-in types as much as the types need the protocols; and the door with the worker behind it.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ["base"],
  ["syntax"],
  ["heap"],
  ["bytecode"],
  ["compile"],
  ["runtime", "objects"],
  ["builtins"],
  ["interp"],
  ["trace"],
  ["optimize"],
  ["tier2"],
  ["jit"],
  ["inspect"],
  ["training"],
  // The door also hands out the client of an engine that runs in a worker; the worker's own script uses the door.
  ["index.ts", "worker"],
  ["cli"],
  ["tools"],
  ["bench"],
  ["test"],
];

/**
 * What a page may know of the engine: the door, the client that talks to an engine in a worker, and the shapes of
 * messages and views. The door itself brings the whole engine along, which a page does not want in its own thread.
 */
const PAGE_DOORS: readonly string[] = [
  "engine/index.ts",
  "engine/worker/client.ts",
  "engine/worker/protocol.ts",
  "engine/inspect/views.ts",
];

/**
 * Layers that have no rank: `generated/` holds the output of tools, and belongs to whoever imports it.
 * Cycles are still looked for.
 */
const UNRANKED: readonly string[] = ["generated"];

/** Only these may import the package on the left: a rule of the design, not of taste. */
const PACKAGE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  react: ["app"],
  "react-dom": ["app"],
  "monaco-editor": ["app"],
};

export interface ImportEdge {
  /** Path from the root of the repository, with forward slashes. */
  readonly from: string;
  /** A path from the root when relative, else the package's name as written. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const IMPORT_PATTERN =
  /(?:^|[;\n}])\s*(?:import|export)\s+(type\s+)?(?:[\w$*{}\s,]+?\s+from\s+)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/g;

/** Comments blanked, so that an example in one is not taken for an import; string contents stay. */
function stripComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(^|[\s;{}()])\/\/[^\n]*/g, "$1");
}

/** The imports that one file writes, relative ones resolved against its folder. */
export function listImports(file: string, source: string): ImportEdge[] {
  const edges: ImportEdge[] = [];
  for (const match of stripComments(source).matchAll(IMPORT_PATTERN)) {
    const specifier = (match[2] ?? match[3])!.replace(/\?.*$/, "");
    const to = specifier.startsWith(".")
      ? posix.normalize(posix.join(posix.dirname(file), specifier))
      : specifier;
    edges.push({ from: file, to, typeOnly: match[1] !== undefined });
  }
  return edges;
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.startsWith("engine/test/");
}

/** Files that hold nothing but the shapes of views: the parts that fill a view in name its shape. */
const SHAPES: readonly string[] = ["engine/inspect/views.ts"];

/** The rank of a file of `engine/`, or -1 when it has none. */
function layerOf(file: string): number {
  if (SHAPES.includes(file)) return 0;
  const head = file.slice("engine/".length).split("/")[0]!;
  return LAYERS.findIndex((names) => names.includes(head));
}

/**
 * Circles are allowed within the object model only: there they are in the nature of the thing (`type` is an object, a
 * tuple is hashed by the protocol that makes tuples). No file of it may use another one while it is being loaded.
 */
function isObjectModel(file: string): boolean {
  return /^engine\/(runtime|objects)\//.test(file);
}

/** A sentence for each import that goes the wrong way. */
export function findWrongWay(edges: readonly ImportEdge[]): string[] {
  const problems: string[] = [];
  for (const { from, to } of edges) {
    const owner = from.split("/")[0]!;
    const packageOwners = PACKAGE_OWNERS[to.split("/")[0]!];
    if (packageOwners && !packageOwners.includes(owner) && !from.endsWith(".config.ts")) {
      problems.push(`${from} imports ${to}, which only ${packageOwners.join(", ")}/ may`);
    }
    if (isTest(from)) continue;
    if (to.startsWith("engine/") && (owner === "app" || owner === "e2e")) {
      // The page's tests may use the tools' knowledge of browsers; the page itself may not.
      const allowed = PAGE_DOORS.includes(to) || (owner === "e2e" && to.startsWith("engine/tools/"));
      if (!allowed) problems.push(`${from} imports ${to}; ${owner}/ knows the engine only through its doors`);
      continue;
    }
    if (owner !== "engine") continue;
    if (to.startsWith("app/") || to.startsWith("e2e/")) {
      problems.push(`${from} imports ${to}; the engine knows no page`);
      continue;
    }
    if (!to.startsWith("engine/")) continue;
    const [fromHead, toHead] = [from, to].map((path) => path.split("/")[1]!);
    if (fromHead === toHead || UNRANKED.includes(fromHead!) || UNRANKED.includes(toHead!)) continue;
    const [fromLayer, toLayer] = [layerOf(from), layerOf(to)];
    if (fromLayer < 0)
      problems.push(`${from} is in a folder that has no layer (engine/tools/check_imports.ts)`);
    else if (toLayer < 0) problems.push(`${from} imports ${to}, which is in a folder that has no layer`);
    else if (toLayer > fromLayer) problems.push(`${from} imports ${to}: ${toHead} is above ${fromHead}`);
  }
  return problems;
}

/**
 * One sentence for each group of files that import each other in a circle: Tarjan's strongly connected
 * components over the imports that exist at run time.
 */
export function findCycles(edges: readonly ImportEdge[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, typeOnly } of edges) {
    if (typeOnly) continue;
    const list = targets.get(from);
    if (list) list.push(to);
    else targets.set(from, [to]);
  }
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const problems: string[] = [];

  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    onStack.add(file);
    for (const next of targets.get(file) ?? []) {
      if (!targets.has(next)) continue;
      if (!index.has(next)) {
        visit(next);
        low.set(file, Math.min(low.get(file)!, low.get(next)!));
      } else if (onStack.has(next)) {
        low.set(file, Math.min(low.get(file)!, index.get(next)!));
      }
    }
    if (low.get(file) !== index.get(file)) return;
    const group: string[] = [];
    let member: string;
    do {
      member = stack.pop()!;
      onStack.delete(member);
      group.push(member);
    } while (member !== file);
    if (group.every((each) => isObjectModel(each))) return;
    const selfImport = group.length === 1 && targets.get(file)!.includes(file);
    if (group.length > 1 || selfImport)
      problems.push(`a circle of imports: ${group.reverse().join(" -> ")} -> ${file}`);
  };
  for (const file of targets.keys()) if (!index.has(file)) visit(file);
  return problems;
}

/** Every TypeScript file under the given folders, as paths from the root. */
function listSources(root: string, folders: readonly string[]): string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts")) found.push(path);
    }
  };
  for (const folder of folders) walk(folder);
  return found.sort();
}

/** Checks the repository at `root`; an empty list means that all is well. */
export function checkImports(root: string): string[] {
  const edges = listSources(root, ["engine", "app", "e2e"]).flatMap((file) =>
    listImports(file, readFileSync(join(root, file), "utf8")),
  );
  return [...findWrongWay(edges), ...findCycles(edges)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const problems = checkImports(join(dirname(fileURLToPath(import.meta.url)), "..", ".."));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? "imports: in order" : `imports: ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
