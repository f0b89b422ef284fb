/** One order in one process of Node: read from standard input, answered on standard output, both as JSON. */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";
import { type Pyodide, runOrder } from "./contend.ts";
import type { RunOrder } from "./suite.ts";

const order = JSON.parse(readFileSync(0, "utf8")) as RunOrder;
const result = await runOrder(order, {
  loadBinaryen: async () => (await import("binaryen")).default,
  loadPyodide: async () => (await loadPyodide()) as unknown as Pyodide,
});
process.stdout.write(JSON.stringify(result));
