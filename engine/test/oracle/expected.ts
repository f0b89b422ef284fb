/**
 * The committed expectations: for each program what CPython printed and returned, one small file each, written by
 * `npm run oracle`. Text is kept as a list of lines (split at "\n", so the last entry is empty when the text ends
 * with one): a difference in a review then reads like a difference of outputs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./cpython.ts";
import { digestProgram, type Program } from "./programs.ts";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "..", "programs", "expected");

interface StoredOutcome {
  readonly digest: string;
  readonly exitCode: number;
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
}

/** The folder that holds one file a program. */
export const EXPECTED_FOLDER = FOLDER;

/** The file of a program's expectation. */
export function expectedPath(program: Program): string {
  return join(FOLDER, `${program.name.replace("/", ".")}.json`);
}

/** What CPython did, and the digest of the program it was asked about; undefined when never asked. */
export function readExpected(program: Program): { outcome: Outcome; digest: string } | undefined {
  const path = expectedPath(program);
  if (!existsSync(path)) return undefined;
  const stored = JSON.parse(readFileSync(path, "utf8")) as StoredOutcome;
  return {
    digest: stored.digest,
    outcome: {
      stdout: stored.stdout.join("\n"),
      stderr: stored.stderr.join("\n"),
      exitCode: stored.exitCode,
    },
  };
}

/** Stores what CPython did. */
export function writeExpected(program: Program, outcome: Outcome): void {
  mkdirSync(FOLDER, { recursive: true });
  const stored: StoredOutcome = {
    digest: digestProgram(program),
    exitCode: outcome.exitCode,
    stdout: outcome.stdout.split("\n"),
    stderr: outcome.stderr.split("\n"),
  };
  writeFileSync(expectedPath(program), `${JSON.stringify(stored, undefined, 1)}\n`);
}
