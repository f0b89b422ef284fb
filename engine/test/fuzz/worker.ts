/**
 * The process that runs programs, under a supervisor (supervisor.ts) that ends it when it hangs: code of a trace that does
 * not come to a safepoint blocks its process for ever. It says what it begins, so that the supervisor knows what hung.
 */
import { type Oracle, startOracle } from "../oracle/cpython.ts";
import { execute, PROGRAM_PATH, type Result } from "./execute.ts";
import { CPYTHON } from "./ways.ts";

/** What the supervisor asks for: one program in several ways, in this order. */
export interface Task {
  readonly source: string;
  readonly ways: readonly string[];
  readonly limitMs: number;
}

export type Answer =
  | { readonly kind: "begins"; readonly way: string }
  | { readonly kind: "result"; readonly way: string; readonly result: Result; readonly cpuMs: number }
  | { readonly kind: "done" };

let oracle: Oracle | null = null;

async function inCPython(source: string): Promise<Result> {
  oracle ??= await startOracle([]);
  oracle.addFile(PROGRAM_PATH, source);
  const outcome = oracle.run({
    name: "fuzz",
    group: "cases",
    source,
    virtualPath: PROGRAM_PATH,
    argv: [],
    stdin: "",
  });
  return { kind: "ended", ...outcome, turns: 0 };
}

async function perform({ source, ways, limitMs }: Task): Promise<void> {
  const send = (answer: Answer): void => void process.send!(answer);
  for (const way of ways) {
    send({ kind: "begins", way });
    const before = process.cpuUsage();
    const result = way === CPYTHON ? await inCPython(source) : await execute(source, way, limitMs);
    const { user, system } = process.cpuUsage(before);
    send({ kind: "result", way, result, cpuMs: (user + system) / 1000 });
  }
  send({ kind: "done" });
}

process.on("message", (task: Task) => void perform(task));
process.on("disconnect", () => process.exit());
