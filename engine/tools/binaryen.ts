/**
 * Binaryen in two files. The package is one script of 15 MB with its WebAssembly in a string literal, which takes a second
 * to read. Cut out, the script is a hundredth of that, and the host compiles the WebAssembly on threads of its own.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { assert } from "../base/assert.ts";

interface SplitBinaryen {
  /** A module whose default export makes Binaryen, given Emscripten's `instantiateWasm`. */
  readonly script: string;
  readonly wasm: Uint8Array<ArrayBuffer>;
}

/** The file of the installed package. */
export function findBinaryen(): string {
  return createRequire(import.meta.url).resolve("binaryen");
}

/** Nothing else in the script is so long. */
const LITERAL_LENGTH = 1 << 20;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** The first node below `root` that `wanted` is true of. */
function find(root: Node, wanted: (node: Node) => boolean): Node | null {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (wanted(node)) return node;
    waiting.push(...Object.values(node).flat().filter(isNode));
  }
  return null;
}

/** Cuts the script of the package. Throws if it is not written as it was. */
function splitBinaryen(source: string): SplitBinaryen {
  const { program } = parseSync("binaryen.js", source);
  const body = program.body as unknown as readonly Node[];
  const literal = find(
    program as unknown as Node,
    ({ type, start, end }) => /^(TemplateLiteral|Literal)$/.test(type) && end - start > LITERAL_LENGTH,
  );
  assert(literal !== null, "Binaryen's script holds its WebAssembly");
  // `var module = await make(), ...; export { module as default };`
  const ending = body.find(
    (node) => node.type === "VariableDeclaration" && find(node, isCallAwaited) !== null,
  );
  assert(
    ending !== undefined && ending.start > literal.end,
    "Binaryen's script ends with the call that makes it",
  );
  const make = find(ending, isCallAwaited)?.["argument"] as Node;
  const callee = make["callee"] as Node;
  const text = literal.type === "Literal" ? literal["value"] : cooked(literal);
  // A character past 255 stands for a zero.
  const wasm = Uint8Array.from(text as string, (character) => character.charCodeAt(0) & 0xff);
  assert(WebAssembly.validate(wasm), "what was cut out of Binaryen's script is WebAssembly");
  return {
    script: `${source.slice(0, literal.start)}""${source.slice(literal.end, ending.start)}export default ${source.slice(callee.start, callee.end)};\n`,
    wasm,
  };
}

const isCallAwaited = ({ type, argument }: Node): boolean =>
  type === "AwaitExpression" && (argument as Node).type === "CallExpression";

const cooked = (template: Node): string =>
  (template["quasis"] as readonly { value: { cooked: string } }[])[0]!.value.cooked;

/** Where the two files are built. */
export const BINARYEN_FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist", "binaryen");
const STAMP = join(BINARYEN_FOLDER, "stamp.txt");

/**
 * Writes `binaryen.js` and `binaryen.wasm`. It takes two seconds, so only when the package or this file is another than the last
 * time.
 */
export function buildBinaryen(): void {
  const manifest = join(dirname(findBinaryen()), "package.json");
  const digest = createHash("sha256");
  for (const file of [manifest, fileURLToPath(import.meta.url)]) digest.update(readFileSync(file));
  const stamp = digest.digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  const { script, wasm } = splitBinaryen(readFileSync(findBinaryen(), "utf8"));
  mkdirSync(BINARYEN_FOLDER, { recursive: true });
  writeFileSync(join(BINARYEN_FOLDER, "binaryen.js"), script);
  writeFileSync(join(BINARYEN_FOLDER, "binaryen.wasm"), wasm);
  writeFileSync(STAMP, stamp);
}
