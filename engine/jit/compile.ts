/**
 * Compiling a tree: Binaryen makes the bytes, the host's engine makes the code. Synchronous: both take about a
 * millisecond, and the code is entered at once.
 */
import { metrics } from "../base/metrics.ts";
import { memory } from "../heap/memory.ts";
import { callOf } from "../tier2/execute.ts";
import type { Compile } from "../tier2/tier.ts";
import type { Tree, TreeCode } from "../tier2/tree.ts";
import { type BinaryenModule, lowerTree } from "./lower.ts";

/** What V8 needs of the stack for a function of its baseline compiler, and for each local there. */
const ACTIVATION_BYTES = 128;
const LOCAL_BYTES = 16;

/** The functions among an engine's traces, by tree: where those that call each other find each other as they are now. */
const newTable = (): WebAssembly.Table => new WebAssembly.Table({ element: "anyfunc", initial: 64 });

export function createCompiler(binaryen: BinaryenModule): Compile {
  const table = newTable();
  return (tree, renewBudget) => compileTree(binaryen, tree, table, renewBudget);
}

/** Gives the tree its code and what the views show of it. */
function compileTree(
  binaryen: BinaryenModule,
  tree: Tree,
  table: WebAssembly.Table,
  renewBudget: () => number,
): void {
  const start = performance.now();
  const { bytes, calls, locals } = lowerTree(binaryen, tree);
  const lowered = performance.now();
  const imports: Record<string, WebAssembly.ImportValue> = { m: memory, t: table, p: renewBudget };
  calls.forEach((ins, i) => {
    imports[`c${i}`] = callOf(ins, tree.validity);
  });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { e: imports });
  const compiled = performance.now();
  tree.run = instance.exports["f"] as TreeCode;
  if (tree.head.kind === "function") {
    if (tree.id >= table.length) table.grow(table.length);
    table.set(tree.id, instance.exports["g"]);
  }
  tree.module = {
    bytes,
    activationBytes: ACTIVATION_BYTES + LOCAL_BYTES * locals,
    lowerMs: lowered - start,
    compileMs: compiled - lowered,
    text: () => wasmText(binaryen, tree),
  };
  metrics.lowerMs += lowered - start;
  metrics.compileMs += compiled - lowered;
  metrics.wasmBytes += bytes.length;
}

/** The module as text, a line each, with the IR instruction it belongs to. */
function wasmText(binaryen: BinaryenModule, tree: Tree): WasmLine[] {
  let text = "";
  lowerTree(binaryen, tree, (module) => {
    text = module.emitText();
  });
  return readOrigins(text.trimEnd().split("\n"));
}

interface WasmLine {
  readonly text: string;
  readonly ir: number | null;
}

/**
 * Takes the `;;@ ir:NUMBER:0` comments out of Binaryen's text. Each stands before the statement it is about: the line
 * that follows and all that is indented deeper, up to its closing parenthesis. Empty ones only say that nothing is
 * known of what follows.
 */
export function readOrigins(lines: readonly string[]): WasmLine[] {
  const out: WasmLine[] = [];
  let ir: number | null = null;
  /** Indentation of the statement under way; -1 before its first line. */
  let depth = -1;
  for (const text of lines) {
    const mark = /^\s*;;@(?: ir:(\d+):\d+)?/.exec(text);
    if (mark !== null) {
      if (mark[1] !== undefined) {
        ir = Number(mark[1]);
        depth = -1;
      }
      continue;
    }
    const indent = text.search(/\S/);
    if (ir !== null) {
      if (depth < 0) depth = indent;
      else if (indent < depth || (indent === depth && text.trim() !== ")")) ir = null;
    }
    out.push({ text, ir });
  }
  return out;
}
