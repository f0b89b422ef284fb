/**
 * Compiling a tree: Binaryen makes the bytes, the host's engine makes the code. Synchronous: both take about a
 * millisecond, and the code is entered at once.
 */
import { metrics } from "../base/metrics.ts";
import { memory } from "../heap/memory.ts";
import { callOf } from "../tier2/execute.ts";
import type { Tree, TreeCode } from "../tier2/tree.ts";
import { type BinaryenModule, lowerTree } from "./lower.ts";

/** Gives the tree its code and what the views show of it. */
export function compileTree(binaryen: BinaryenModule, tree: Tree): void {
  const start = performance.now();
  const { bytes, calls } = lowerTree(binaryen, tree);
  const lowered = performance.now();
  const imports: Record<string, WebAssembly.ImportValue> = { m: memory };
  calls.forEach((ins, i) => {
    imports[`c${i}`] = callOf(ins, tree.validity);
  });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), { e: imports });
  const compiled = performance.now();
  tree.run = instance.exports["f"] as TreeCode;
  tree.module = {
    bytes,
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
