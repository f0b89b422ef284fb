/**
 * The kernel (engine/kernel): compiled once in a realm, instantiated over the memory of each engine. It is built into what runs
 * above it: Tier 1 in WebAssembly calls it where the TypeScript build calls stack_ops.ts and support.ts.
 */
import { base64Bytes } from "../base/bytes.ts";
import { forgetRefusal } from "../base/stress.ts";
import { KERNEL_IMPORTS, KERNEL_WASM } from "../generated/kernel.ts";
import { allocateCell, OutOfMemory } from "../heap/allocate.ts";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, memory } from "../heap/memory.ts";
import { growTable } from "../objects/dict.ts";
import { type LimbLoops, setLimbLoops } from "../objects/limbs.ts";
import { growList } from "../objects/list.ts";
import { characterString } from "../objects/text.ts";
import * as special from "./special_frames.ts";
import * as ops from "./stack_ops.ts";
import * as support from "./support.ts";

/** What `provide` gives, or 0 where there is no memory for it: whoever is handed the call next will find that out and raise. */
function orNothing(provide: () => Address): Address {
  try {
    return provide();
  } catch (error) {
    if (!(error instanceof OutOfMemory)) throw error;
    forgetRefusal();
    return 0;
  }
}

/** What the kernel asks for, by the names of kernel/host.ts. */
const PROVIDED = {
  allocateCell: (bytes: number) => orNothing(() => allocateCell(bytes)),
  growTable: (dict: Address) => orNothing(() => (growTable(dict), 1)),
  growList: (list: Address) => orNothing(() => (growList(list), 1)),
  character: (point: number) => orNothing(() => characterString(point)),
};

/** What it hands over besides. */
const HOST = { ...ops, ...support, ...special, ...PROVIDED } satisfies Record<
  (typeof KERNEL_IMPORTS)[number],
  unknown
>;

/** For traces: says that the call is the host's, who is told what traces have to be told (tier2/calls.ts). */
const decline = (): number => {
  I32[L.STATE_DECLINED >> 2] = 1;
  return 0;
};

let compiled: WebAssembly.Module | null = null;

/** Compiles a module that is printed in base64. */
export const compilePrinted = (base64: string): WebAssembly.Module =>
  new WebAssembly.Module(base64Bytes(base64));

export type KernelFunction = (...args: number[]) => number;

/**
 * The kernel's functions for the present engine. With `declines` they set STATE_DECLINED where they would hand a call over, and return at
 * once. Throws where WebAssembly may not be compiled.
 */
export function instantiateKernel({ declines = false } = {}): Readonly<Record<string, KernelFunction>> {
  compiled ??= compilePrinted(KERNEL_WASM);
  const host = Object.fromEntries(
    KERNEL_IMPORTS.map((name) => [name, declines && !(name in PROVIDED) ? decline : HOST[name]]),
  );
  const { exports } = new WebAssembly.Instance(compiled, {
    env: { memory },
    host: host as WebAssembly.ModuleImports,
  });
  setLimbLoops(exports as unknown as LimbLoops);
  return exports as Record<string, KernelFunction>;
}
