/**
 * Compiles the kernel (engine/kernel, AssemblyScript) to WebAssembly. Its constants come from heap/layout.ts, so that no offset is
 * written twice.
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "assemblyscript/asc";
import { SMALL_BYTES } from "../heap/allocate.ts";
import * as layout from "../heap/layout.ts";
import { MAXIMUM_PAGES } from "../heap/memory.ts";
import { UNDECIDED } from "../objects/dict.ts";
import { LINEAR_PROBES } from "../objects/set.ts";
import { INTRINSICS, intrinsicOf } from "../runtime/intrinsics.ts";
import { printBytes } from "./wasm_layout.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const MODULE = "kernel.wasm";

/** The constants as a module of AssemblyScript: numbers of heap/layout.ts, `T_list` for `T.list`, `N_len` for the native's number. */
export function layOutConstants(): string {
  const constants = Object.entries({ ...layout, SMALL_BYTES, LINEAR_PROBES, UNDECIDED }).flatMap(
    ([name, value]) => (typeof value === "number" ? [[name, value] as const] : []),
  );
  const types = Object.entries(layout.T).map(
    ([name, address]) => [`T_${name.replace(/\W/g, "_")}`, address] as const,
  );
  const natives = INTRINSICS.map((name) => [`N_${name.replace(".", "_")}`, intrinsicOf(name)] as const);
  const lines = [...constants, ...types, ...natives].map(
    ([name, value]) => `export const ${name}: i32 = ${value | 0};`,
  );
  return `// Generated from heap/layout.ts by \`npm run generate\`: the constants of the kernel.\n${lines.join("\n")}\n`;
}

export interface Kernel {
  readonly wasm: Uint8Array;
  /** Functions of the engine that it calls (kernel/host.ts). */
  readonly imports: readonly string[];
}

/** Compiles the kernel. Throws with the compiler's own words when it is not correct. */
export async function compileKernel(): Promise<Kernel> {
  let wasm: Uint8Array | null = null;
  let complaint = "";
  const { error } = await main(
    [
      "engine/kernel/index.ts",
      ...["--baseDir", ROOT, "--outFile", MODULE, "--runtime", "stub", "--noAssert", "-O3"],
      ...[
        "--importMemory",
        "--maximumMemory",
        String(MAXIMUM_PAGES),
        "--enable",
        "bulk-memory",
        "--noColors",
      ],
    ],
    {
      writeFile: (name, contents) => {
        if (name === MODULE) wasm = contents as Uint8Array;
      },
      stderr: {
        write: (text) => {
          complaint += String(text);
        },
      },
    },
  );
  if (error !== null || wasm === null) throw new Error(`the kernel does not compile:\n${complaint}`);
  const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
  return {
    wasm,
    imports: WebAssembly.Module.imports(module)
      .filter(({ kind }) => kind === "function")
      .map(({ name }) => name)
      .sort(),
  };
}

/** The kernel as a module of TypeScript. */
export function printKernel({ wasm, imports }: Kernel): string {
  return `/** Generated from engine/kernel by \`npm run generate\`: the kernel, in base64, and what it asks of the engine. */
export const KERNEL_WASM =
${printBytes(wasm)};
export const KERNEL_IMPORTS = [
${imports.map((name) => `  "${name}",\n`).join("")}] as const;
`;
}
