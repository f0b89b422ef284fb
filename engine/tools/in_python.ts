/** Compiles the twins of built-in functions (builtins/functions/in_python.ts) to images, so that no program waits for that. */
import { IN_PYTHON } from "../builtins/functions/in_python.ts";
import { writeImage } from "../bytecode/image.ts";
import { compileModule } from "../compile/compile.ts";
import { TWIN_FILE } from "../runtime/codes.ts";
import { parseModule } from "../syntax/parse.ts";
import { printBytes } from "./wasm_layout.ts";

/** The images as a module of TypeScript. */
export function printTwins(): string {
  const rows = Object.entries(IN_PYTHON).map(([name, source]) => {
    const image = writeImage(compileModule(parseModule(source, TWIN_FILE), TWIN_FILE));
    return `  "${name}":\n${printBytes(image)},\n`;
  });
  return `/** Generated from builtins/functions/in_python.ts by \`npm run generate\`: images of modules, in base64. */
export const IN_PYTHON_IMAGES = {
${rows.join("")}} as const;
`;
}
