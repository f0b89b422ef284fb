/**
 * The kernel (engine/kernel): compiled once in a realm, instantiated over the memory of each engine. It is built into what runs
 * above it: Tier 1 in WebAssembly calls it where the TypeScript build calls stack_ops.ts and support.ts.
 */
import { KERNEL_IMPORTS, KERNEL_WASM } from "../generated/kernel.ts";
import { allocateCell } from "../heap/allocate.ts";
import { memory } from "../heap/memory.ts";
import { growTable } from "../objects/dict.ts";
import { type LimbLoops, setLimbLoops } from "../objects/limbs.ts";
import { growSet } from "../objects/set.ts";
import { characterString } from "../objects/text.ts";
import * as ops from "./stack_ops.ts";
import * as support from "./support.ts";

/** What the kernel hands over, by the names of kernel/host.ts. */
const HOST = {
  ...ops,
  ...support,
  allocateCell,
  growTable,
  growSet,
  character: characterString,
} satisfies Record<(typeof KERNEL_IMPORTS)[number], unknown>;

let compiled: WebAssembly.Module | null = null;

/** Compiles a module that is printed in base64. */
export const compilePrinted = (base64: string): WebAssembly.Module =>
  new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

/** The kernel's functions for the present engine. Throws where WebAssembly may not be compiled. */
export function instantiateKernel(): Readonly<Record<string, WebAssembly.ExportValue>> {
  compiled ??= compilePrinted(KERNEL_WASM);
  const host = Object.fromEntries(KERNEL_IMPORTS.map((name) => [name, HOST[name]]));
  const { exports } = new WebAssembly.Instance(compiled, {
    env: { memory },
    host: host as WebAssembly.ModuleImports,
  });
  setLimbLoops(exports as unknown as LimbLoops);
  return exports;
}
