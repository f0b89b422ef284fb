/**
 * Compiling a tree: the encoder makes the bytes, the host's engine makes the code. Synchronous: both take less than a
 * millisecond, and the code is entered at once. Binaryen, where it is at hand, prints what was made.
 */
import type Binaryen from "binaryen";
import { metrics } from "../base/metrics.ts";
import { guardFails } from "../base/stress.ts";
import { runtimeFunctions } from "../bytecode/runtime.ts";
import type { Address } from "../heap/layout.ts";
import { memory } from "../heap/memory.ts";
import { instantiateKernel, type KernelFunction } from "../interp/kernel.ts";
import { callOf } from "../tier2/execute.ts";
import type { Compiler } from "../tier2/tier.ts";
import { AGAIN, type Bridge, type CompiledModule, type Tree, type TreeCode } from "../tier2/tree.ts";
import type { Ins } from "../trace/ir.ts";
import { encoder } from "./encoder.ts";
import type { BinaryenModule } from "./generator.ts";
import { type Lineage, lowerRefusal, lowerTree } from "./lower.ts";

/** What V8 needs of the stack for a function of its baseline compiler, and for each local there. */
const ACTIVATION_BYTES = 128;
const LOCAL_BYTES = 16;

/** The code generator of one engine. `printer` gives Binaryen, or null while modules have no text. */
export function createCompiler(printer: () => BinaryenModule | null): Compiler {
  /** Traces by tree: where those that call each other find each other as they are now. */
  const table = new WebAssembly.Table({ element: "anyfunc", initial: 64 });
  /** Stands for loops' traces that call the host: that needs frames, which a caller in Wasm has not made. */
  const refusal = new WebAssembly.Instance(new WebAssembly.Module(lowerRefusal(encoder) as BufferSource))
    .exports["f"];
  const kernel = instantiateKernel({ declines: true });
  /** The code of bridges that have their own, by the exits that they grew from. */
  const links = new WeakMap<Tree, Map<number, TreeCode>>();
  return {
    compile(tree, renewBudget) {
      const more = { t: table, p: renewBudget };
      const { module, instance, needsFrames } = instantiate(printer, tree, null, kernel, more);
      tree.module = module;
      links.delete(tree);
      tree.run = instance.exports["f"] as TreeCode;
      tree.goOn = null;
      if (tree.id >= table.length) table.grow(table.length);
      if (tree.head.kind === "function") table.set(tree.id, instance.exports["g"]);
      else table.set(tree.id, needsFrames ? refusal : instance.exports["f"]);
    },
    retire(tree) {
      if (tree.head.kind === "loop") table.set(tree.id, refusal);
    },
    link(tree, bridge) {
      const { module, instance } = instantiate(printer, tree, bridge, kernel, { t: table });
      bridge.module = module;
      if (tree.callsFunctions) table.set(tree.id, refusal);
      let linked = links.get(tree);
      if (linked === undefined) {
        linked = new Map();
        links.set(tree, linked);
        const root = tree.run as TreeCode;
        const goOn = follow(tree, root, linked);
        tree.goOn = goOn;
        tree.run = (fp) => goOn(fp, root(fp));
      }
      linked.set(bridge.from.number, instance.exports["f"] as TreeCode);
    },
  };
}

/** Runs the code of the bridges that a tree's exits lead to. */
function follow(
  tree: Tree,
  root: TreeCode,
  linked: ReadonlyMap<number, TreeCode>,
): (fp: Address, exit: number) => number {
  return (fp, left) => {
    for (let exit = left; ; ) {
      const next = exit === AGAIN ? root : linked.get(exit);
      if (next === undefined) return exit;
      tree.crossings++;
      exit = next(fp);
    }
  };
}

/** Whether a call runs no Python code, which alone looks at frames; it may raise, for the exit makes frames. */
function isCalm({ op, call }: Ins): boolean {
  if (op === "new_tuple") return true;
  if (op !== "call" || call === null) return false;
  if (call.kind === "runtime") return runtimeFunctions[call.fn].effect !== "escapes";
  return (call.kind === "native" || call.kind === "operands") && call.isCalm;
}

interface Compiled {
  readonly module: CompiledModule;
  readonly instance: WebAssembly.Instance;
  /** Whether what it calls in the host may look at frames. */
  readonly needsFrames: boolean;
}

/** Makes the code of a whole tree, or of one of its bridges, and notes the ways out of it. */
function instantiate(
  printer: () => BinaryenModule | null,
  tree: Tree,
  bridge: Bridge | null,
  kernel: Readonly<Record<string, KernelFunction>>,
  more: WebAssembly.ModuleImports,
): Compiled {
  const start = performance.now();
  const { bytes, calls, locals, ways } = lowerTree(encoder, tree, bridge);
  const lowered = performance.now();
  const imports: Record<string, WebAssembly.ImportValue> = { m: memory, x: guardFails, ...more };
  calls.forEach((ins, i) => {
    imports[`c${i}`] = callOf(ins, tree.validity);
  });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {
    e: imports,
    k: kernel,
  });
  const compiled = performance.now();
  metrics.lowerMs += lowered - start;
  metrics.compileMs += compiled - lowered;
  metrics.wasmBytes += bytes.length;
  const module = {
    bytes,
    activationBytes: ACTIVATION_BYTES + LOCAL_BYTES * locals,
    lowerMs: lowered - start,
    compileMs: compiled - lowered,
    text: () => wasmText(printer(), tree, bridge),
  };
  for (const { number, exit: id, restoration } of ways) {
    const exit = tree.exits.get(id) ?? null;
    tree.ways.set(number, { exit, restore: restoration?.restore ?? null });
    if (exit !== null) Object.assign(exit, { number, left: restoration?.values ?? null });
  }
  return { module, instance, needsFrames: !calls.every(isCalm) || tree.callsFunctions };
}

/** The module as text, a line each, with the IR instruction it belongs to: Binaryen builds it once more. */
function wasmText(binaryen: BinaryenModule | null, tree: Tree, bridge: Bridge | null): WasmLine[] {
  if (binaryen === null) return [];
  let text = "";
  // Statements carry the number of their instruction as the line of a debug location, which the text shows.
  const print = (module: Binaryen.Module, func: number, lineage: readonly Lineage[]): void => {
    const file = module.addDebugInfoFileName("ir");
    for (const { statement, ins } of lineage) module.setDebugLocation(func, statement, file, ins.id, 0);
    text = module.emitText();
  };
  lowerTree(binaryen, tree, bridge, print);
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
