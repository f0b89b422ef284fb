/**
 * Has programs run in a process of its own (worker.ts), bundled once so that the engine is at full speed, and ends that
 * process when it computes for too long without an answer. It counts the process's own time, so that a busy machine is
 * never taken for a hang.
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { LIBRARY_FOLDER } from "../../tools/library.ts";
import type { Result } from "./execute.ts";
import type { Answer, Task } from "./worker.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const BUNDLES = join(HERE, "..", "..", "..", "node_modules", ".cache", "tierup");

/** A worker that has computed for so long on one way without an answer hangs. */
const HANG_CPU_MS = 30_000;
/** Where a process's own time cannot be read, the clock must do, with much patience. */
const HANG_WALL_MS = 300_000;
const LOOK_EVERY_MS = 500;
/** Linux counts the time of processes in hundredths of a second. */
const TICK_MS = 10;
/**
 * A worker is replaced after so many tasks, so that what an engine leaves behind in its process
 * does not add up: not often, since V8 takes a few hundred
 * programs to be at full speed.
 */
const TASKS_PER_WORKER = 4000;

export type Outcome = Result | { readonly kind: "hung" } | { readonly kind: "died"; readonly error: string };

export interface Answered {
  readonly outcome: Outcome;
  readonly cpuMs: number;
}

/** Bundles the worker; returns its file. */
export async function bundleWorker(): Promise<string> {
  mkdirSync(BUNDLES, { recursive: true });
  // Bundles of two runs side by side must not meet.
  const outfile = join(BUNDLES, `fuzz_worker.${process.pid}.mjs`);
  await build({
    entryPoints: [join(HERE, "worker.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["pyodide"],
    logLevel: "error",
    outfile,
  });
  return outfile;
}

/** Milliseconds of processor time that a process has used; null where the system does not say. */
function cpuMsOf(pid: number): number | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  // The second field is the command in parentheses and may hold spaces; user and system time are fields 14 and 15.
  const fields = readFileSync(path, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

export class Supervisor {
  private child: ChildProcess | null = null;
  private tasks = 0;

  constructor(
    private readonly bundle: string,
    private readonly hangCpuMs = HANG_CPU_MS,
  ) {}

  /** Runs one program in several ways. What hangs or kills its process costs that way only. */
  async run(source: string, ways: readonly string[], limitMs: number): Promise<Map<string, Answered>> {
    const answers = new Map<string, Answered>();
    let left = ways;
    while (left.length > 0) {
      const failed = await this.attempt({ source, ways: left, limitMs }, answers);
      if (failed === null) break;
      left = left.slice(left.indexOf(failed) + 1);
    }
    return answers;
  }

  close(): void {
    this.child?.removeAllListeners();
    this.child?.kill("SIGKILL");
    this.child = null;
  }

  /** Gives a task to the worker; returns the way that ended it, or null when all is done. */
  private attempt(task: Task, answers: Map<string, Answered>): Promise<string | null> {
    if (++this.tasks % TASKS_PER_WORKER === 0) this.close();
    const child = (this.child ??= this.start());
    return new Promise((resolve) => {
      let way = task.ways[0]!;
      let beganCpu = cpuMsOf(child.pid!);
      let began = performance.now();
      let errors = "";
      const finish = (failed: string | null): void => {
        clearInterval(look);
        child.removeAllListeners();
        child.stderr?.removeAllListeners("data");
        resolve(failed);
      };
      const look = setInterval(() => {
        const cpu = cpuMsOf(child.pid!);
        const hangs =
          cpu === null || beganCpu === null
            ? performance.now() - began > HANG_WALL_MS
            : cpu - beganCpu > this.hangCpuMs;
        if (!hangs) return;
        answers.set(way, { outcome: { kind: "hung" }, cpuMs: this.hangCpuMs });
        finish(way);
        this.close();
      }, LOOK_EVERY_MS);
      child.stderr?.on("data", (text: Buffer) => {
        errors += text.toString();
      });
      child.on("message", (answer: Answer) => {
        if (answer.kind === "begins") {
          way = answer.way;
          beganCpu = cpuMsOf(child.pid!);
          began = performance.now();
        } else if (answer.kind === "result")
          answers.set(answer.way, { outcome: answer.result, cpuMs: answer.cpuMs });
        else finish(null);
      });
      child.on("exit", (code, signal) => {
        this.child = null;
        answers.set(way, {
          outcome: { kind: "died", error: `${signal ?? `exit code ${code}`}\n${errors}` },
          cpuMs: 0,
        });
        finish(way);
      });
      child.send(task);
    });
  }

  private start(): ChildProcess {
    return fork(this.bundle, [LIBRARY_FOLDER], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // One core is what a fuzzer in the background may have; V8 compiles beside the program otherwise.
      execArgv: ["--single-threaded"],
    });
  }
}
