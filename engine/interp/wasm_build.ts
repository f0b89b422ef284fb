/**
 * The WebAssembly build of Tier 1 (generated/tier1_wasm.ts): compiled once in a realm, instantiated for each engine,
 * whose memory and built-in functions it imports, with the kernel's functions in the place of what it has of its own.
 *
 * A host may forbid that WebAssembly is compiled (a page's policy without `wasm-unsafe-eval`); then the TypeScript build
 * goes on, and whoever asks is told why.
 */
import { assert } from "../base/assert.ts";
import { TIER1_IMPORTS, TIER1_WASM } from "../generated/tier1_wasm.ts";
import { memory } from "../heap/memory.ts";
import { builtins } from "./builtins.ts";
import { compilePrinted, instantiateKernel } from "./kernel.ts";

/** Which build of Tier 1 runs. */
export type Interpreter = "typescript" | "wasm";

let compiled: WebAssembly.Module | null = null;
let refusal: string | null = null;

/** Compiles the module, unless that has been done or refused. */
function compileOnce(): void {
  if (compiled !== null || refusal !== null) return;
  try {
    compiled = compilePrinted(TIER1_WASM);
  } catch (error) {
    refusal = `WebAssembly could not be compiled: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What runs when `wanted` is asked for. */
export function availableInterpreter(wanted: Interpreter): Interpreter {
  if (wanted === "wasm") compileOnce();
  return compiled === null ? "typescript" : wanted;
}

/** Why the WebAssembly build does not run here; null while nothing speaks against it. */
export const wasmRefusal = (): string | null => refusal;

/** The dispatch function for the present engine. */
export function instantiateInterpret(): () => number {
  assert(compiled !== null && builtins.len !== 0, "the engine is not ready for its interpreter");
  const kernel = instantiateKernel();
  const functions = Object.entries(TIER1_IMPORTS).map(([name, fn]) => [
    name,
    kernel[name.slice(name.indexOf(".") + 1)] ?? fn,
  ]);
  const imports = {
    ...Object.fromEntries(functions),
    memory,
    len: builtins.len,
    "list.append": builtins.listAppend,
  };
  // What a runtime function gives is a number or, where a truth value is taken for one, a boolean.
  const instance = new WebAssembly.Instance(compiled, { e: imports as WebAssembly.ModuleImports });
  return instance.exports["interpret"] as () => number;
}
