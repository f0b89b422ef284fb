/**
 * The text of sources by file name, for tracebacks: what was run, whether or not a file of that name can be read.
 */
import { host } from "./tierup.ts";

let sources = new Map<string, readonly string[]>();

export function resetSources(): void {
  sources = new Map();
}

const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** Remembers the text of a source that runs under `filename`. */
export function registerSource(filename: string, text: string): void {
  sources.set(filename, splitLines(text));
}

/** Line `number` (from 1) of a source, without its end; "" when it is not known. */
export function sourceLine(filename: string, number: number): string {
  let lines = sources.get(filename);
  if (lines === undefined && !filename.startsWith("<")) {
    const text = host?.readFile(filename);
    if (text !== undefined) {
      lines = splitLines(text);
      sources.set(filename, lines);
    }
  }
  return lines?.[number - 1] ?? "";
}

/** The text of a source that runs or can be read, as `linecache` wants it; undefined when there is none. */
export function sourceText(filename: string): string | undefined {
  return (
    sources.get(filename)?.join("\n") ?? (filename.startsWith("<") ? undefined : host.readFile(filename))
  );
}
