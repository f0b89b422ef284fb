/**
 * Writes the two builds of Tier 1 from one description (bytecode/uops.ts, bytecode/controls.ts):
 *
 *   engine/generated/tier1.ts        the dispatch function in TypeScript, and its twin that runs a single instruction
 *   engine/generated/tier1_wasm.ts   the dispatch function in WebAssembly: its bytes, and what it imports
 *
 * and the kernel beneath the second (engine/kernel):
 *
 *   engine/generated/kernel_layout.ts   the constants of heap/layout.ts, in AssemblyScript
 *   engine/generated/kernel.ts          its bytes, and what it imports
 *
 * and the built-in functions that are written in Python:
 *
 *   engine/generated/in_python.ts   images of their code
 *
 * What an instruction does is printed here, for either; how the cases are laid out is each build's own file. Run by
 * `npm run generate`; CI allows no difference. `npm run generate -- FILE.wat` also writes the WebAssembly as text.
 */
import { writeFileSync } from "node:fs";
import { printTwins } from "./in_python.ts";
import { compileKernel, layOutConstants, printKernel } from "./kernel.ts";
import { layOutTypeScript } from "./typescript_layout.ts";
import { assembleWasm, layOutWasm } from "./wasm_layout.ts";

const write = (name: string, text: string): void =>
  writeFileSync(new URL(`../generated/${name}`, import.meta.url), text);

write("tier1.ts", layOutTypeScript());
write("in_python.ts", printTwins());
const { text, imports } = layOutWasm();
write("tier1_wasm.ts", await assembleWasm(text, imports));
write("kernel_layout.ts", layOutConstants());
write("kernel.ts", printKernel(await compileKernel()));
if (process.argv[2] !== undefined) writeFileSync(process.argv[2], text);
