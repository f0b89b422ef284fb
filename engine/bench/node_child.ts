/** One order in one process of Node: read from standard input, answered on standard output, both as JSON. The argument is the library's folder. */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { openLibrary } from "../cli/library.ts";
import { type Pyodide, runOrder } from "./contend.ts";
import type { RunOrder } from "./suite.ts";

const order = JSON.parse(readFileSync(0, "utf8")) as RunOrder;
const result = await runOrder(order, {
  loadPyodide: async () => (await loadPyodide()) as unknown as Pyodide,
  loadLibrary: async () => openLibrary(process.argv[2]!),
});
process.stdout.write(JSON.stringify(result));
