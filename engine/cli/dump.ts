/**
 * The engine's views as text, for `--dump`: bytecode in the manner of `dis`, recorded uops, trace IR before and after
 * the optimiser, and the WebAssembly of compiled traces. The text is for reading; programs read the JSON.
 */
import type { CodeView, InstructionView, IrView, TraceView } from "../inspect/views.ts";
import type { DumpKind } from "./arguments.ts";

/** What a dump needs of an engine that has run. */
export interface DumpSource {
  readonly codes: readonly CodeView[];
  readonly traces: readonly TraceView[];
}

const STATE_MARKS = { plain: " ", adaptive: "~", specialised: "*" } as const;

function dumpInstruction(instruction: InstructionView, previousLine: number | null): string {
  const line = instruction.source?.line ?? null;
  const lineText = line === null || line === previousLine ? "" : String(line);
  const argument =
    instruction.arg === null
      ? ""
      : `${String(instruction.arg).padStart(5)}${instruction.argrepr === "" ? "" : ` (${instruction.argrepr})`}`;
  const caches = instruction.caches.map(({ name, value }) => `${name}=${value}`).join(" ");
  const label = instruction.isTarget ? ">>" : "  ";
  const text = `${lineText.padStart(5)} ${label} ${String(instruction.offset).padStart(5)} ${STATE_MARKS[instruction.state]} ${instruction.opname.padEnd(34)}${argument}`;
  return caches === "" ? text.trimEnd() : `${text.padEnd(80)} ; ${caches}`;
}

function dumpCode(code: CodeView): string {
  const lines = [`code ${code.id}: ${code.qualname}, ${code.filename}:${code.firstLine}`];
  let line: number | null = null;
  for (const instruction of code.instructions) {
    lines.push(dumpInstruction(instruction, line));
    line = instruction.source?.line ?? line;
  }
  return lines.join("\n");
}

function dumpHeading(trace: TraceView): string {
  const parent = trace.parent ? `, from exit ${trace.parent.exit} of trace ${trace.parent.trace}` : "";
  return `trace ${trace.id}: ${trace.kind} ${trace.name}${parent}, ${trace.state}, entered ${trace.entries} times`;
}

function dumpUops(trace: TraceView): string {
  const lines = trace.uops.map(
    (uop) =>
      `${String(uop.index).padStart(5)} ${"  ".repeat(uop.depth)}${uop.name} ${uop.arg}  ; code ${uop.place.code} +${uop.place.offset}, line ${uop.place.line ?? "?"}`,
  );
  return [dumpHeading(trace), ...lines].join("\n");
}

function dumpIrLine(line: IrView): string {
  if (line.removed === null) return `    ${line.text}`;
  const by = line.removed.by === null ? "" : ` by v${line.removed.by}`;
  return `  - ${line.text}  ; ${line.removed.pass}: ${line.removed.reason}${by}`;
}

function dumpIr(trace: TraceView): string {
  const lines = [dumpHeading(trace)];
  let section: string | undefined;
  for (const line of trace.optimized.length > 0 ? trace.optimized : trace.recorded) {
    if (line.section !== section) lines.push(`  ${(section = line.section)}:`);
    lines.push(dumpIrLine(line));
  }
  for (const exit of trace.exits) {
    lines.push(
      `  exit ${exit.id}: taken ${exit.count} times, line ${exit.place.line ?? "?"}; ${exit.reason}`,
    );
  }
  return lines.join("\n");
}

function dumpWasm(trace: TraceView): string {
  const { wasm } = trace;
  if (wasm === null) return `;; ${dumpHeading(trace)}: not compiled`;
  const heading = `;; ${dumpHeading(trace)}; ${wasm.bytes} bytes, lowered in ${wasm.lowerMs.toFixed(2)} ms, compiled in ${wasm.compileMs.toFixed(2)} ms`;
  return [heading, ...wasm.lines.map((line) => line.text)].join("\n");
}

/** One kind of dump, ending in a newline; a sentence when there is nothing to show. */
export function dumpText(kind: DumpKind, source: DumpSource): string {
  const parts =
    kind === "bytecode"
      ? source.codes.map(dumpCode)
      : source.traces.map(kind === "uops" ? dumpUops : kind === "ir" ? dumpIr : dumpWasm);
  if (parts.length === 0)
    return `no ${kind}: ${kind === "bytecode" ? "nothing was compiled" : "no trace was recorded"}\n`;
  return `${parts.join("\n\n")}\n`;
}
