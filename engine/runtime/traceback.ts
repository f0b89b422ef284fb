/**
 * Printing an uncaught exception as CPython 3.14 prints it to a pipe: traceback with source lines and carets, causes and
 * contexts, notes, groups, syntax errors, and "Did you mean".
 *
 * First the exception and all it is chained to become plain reports (this runs Python: `__str__`, `__dir__`), then the
 * reports become text. Which part of a line is underlined with `~` and which with `^` comes from parsing the segment
 * that the instruction covers (traceback_carets.ts).
 */
import type { CodeObject } from "../bytecode/code.ts";
import {
  type Address,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  OBJ_TYPE,
  type Slot,
  T,
  TB_CODE,
  TB_LASTI,
  TB_NEXT,
  TYPE_QUALNAME,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern, jsString } from "../heap/strings.ts";
import { intAt, isInt, isNone, isSame, refAt, setRef } from "../heap/values.ts";
import { dictFindName } from "../objects/dict.ts";
import { findField, groupExceptions, isGroup } from "../objects/exceptions.ts";
import { tupleItem, tupleLength } from "../objects/tuple.ts";
import { isInstance, typeModuleText } from "../objects/type.ts";
import { findAttribute } from "./attributes.ts";
import { callMethod } from "./call.ts";
import { codeHost } from "./codes.ts";
import { reprOf, strOf } from "./format.ts";
import { modulesDict } from "./import.ts";
import { forEach } from "./iterate.ts";
import { N } from "./names.ts";
import { takeRaised } from "./raise.ts";
import { sourceLine } from "./sources.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "./state.ts";
import { stdlibModuleNames } from "./stdlib_names.ts";
import { bestMatch } from "./suggest.ts";
import { keptLocal, lastEntry, suggestName } from "./suggest_name.ts";
import { caretLines, type FramePosition } from "./traceback_carets.ts";

export interface FrameEntry extends FramePosition {
  readonly filename: string;
  readonly name: string;
}

interface SyntaxPlace {
  readonly filename: string | null;
  readonly line: string | null;
  readonly endLine: string | null;
  readonly text: string | null;
  readonly offset: number | null;
  readonly endOffset: number | null;
  readonly message: string;
}

/** All that is printed of one exception. */
interface Report {
  readonly stack: readonly FrameEntry[];
  readonly typeName: string;
  readonly text: string;
  readonly notes: readonly string[];
  readonly syntax: SyntaxPlace | null;
  readonly suppressed: boolean;
  cause: Report | null;
  context: Report | null;
  members: Report[] | null;
}

// ---- From exceptions to reports --------------------------------------------------------------------------------------

/** What `read` returns, or `otherwise` when it raises a Python exception. */
function guarded<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read();
  } catch (error) {
    if (error !== RAISED) throw error;
    takeRaised();
    return otherwise;
  }
}

/** The place of the code unit `unit` of a loaded code object. */
export function frameEntry(code: Address, unit: number): FrameEntry {
  const { filename, name, positions }: CodeObject = codeHost(code).object;
  const position = (index: number): number => positions[4 * unit + index] ?? -1;
  return {
    filename,
    name,
    line: position(0),
    endLine: position(1),
    column: position(2),
    endColumn: position(3),
  };
}

/** The frames of a traceback (its first entry, or 0), outermost first. */
function readStack(traceback: Address): FrameEntry[] {
  const entries: FrameEntry[] = [];
  for (let at = traceback; at !== 0; at = I32[(at + TB_NEXT) >> 2])
    entries.push(frameEntry(I32[(at + TB_CODE) >> 2], I32[(at + TB_LASTI) >> 2]));
  return entries;
}

function typeText(type: Address): string {
  const module = typeModuleText(type);
  const qualname = jsString(I32[(type + TYPE_QUALNAME) >> 2]);
  return module === "builtins" || module === "__main__" ? qualname : `${module ?? "<unknown>"}.${qualname}`;
}

function readNotes(exception: Slot): string[] {
  const mark = markTemps();
  const holder = pushTemp();
  const notes: string[] = [];
  guarded(() => {
    if (!findAttribute(exception, N.__notes__, holder) || isNone(holder)) return;
    const list = isInstance(holder, T.list) || isInstance(holder, T.tuple);
    if (!list) notes.push(guarded(() => reprOf(holder), "<__notes__ repr() failed>"));
    else forEach(holder, (note) => void notes.push(guarded(() => strOf(note), "<note str() failed>")));
  }, undefined);
  releaseTemps(mark);
  return notes;
}

function readSyntax(exception: Address): SyntaxPlace {
  const text = (name: string): string | null => {
    const slot = findField(exception, "SyntaxError", name);
    return slot === 0
      ? null
      : isInstance(slot, T.str)
        ? jsString(refAt(slot))
        : guarded(() => strOf(slot), "");
  };
  const number = (name: string): number | null => {
    const slot = findField(exception, "SyntaxError", name);
    return slot !== 0 && isInt(slot) ? intAt(slot) : null;
  };
  return {
    filename: text("filename"),
    line: text("lineno"),
    endLine: text("end_lineno"),
    text: text("text"),
    offset: number("offset"),
    endOffset: number("end_offset"),
    message: text("msg") || "<no detail available>",
  };
}

/** The strings that `dir(object)` lists, sorted by code point. */
function directory(object: Slot): string[] {
  const mark = markTemps();
  const temps = pushTemps(1);
  const names: string[] = [];
  guarded(() => {
    callMethod(object, N.__dir__, temps, 0, temps);
    forEach(temps, (item) => void (isInstance(item, T.str) && names.push(jsString(refAt(item)))));
  }, undefined);
  releaseTemps(mark);
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const withoutPrivate = (names: readonly string[]): string[] => names.filter((name) => !name.startsWith("_"));

/** The text of a field that holds a str, or null. */
function fieldText(
  exception: Address,
  owner: "AttributeError" | "ImportError" | "NameError",
  name: string,
): string | null {
  const slot = findField(exception, owner, name);
  return slot !== 0 && isInstance(slot, T.str) ? jsString(refAt(slot)) : null;
}

/** What follows the message of an exception about a name: ". Did you mean: 'x'?" and the like. */
function hintFor(exception: Slot): string {
  const object = refAt(exception);
  const traceback = I32[(object + EXC_TRACEBACK) >> 2];
  if (isInstance(exception, T.ImportError)) {
    const wrong = fieldText(object, "ImportError", "name_from");
    const moduleName = fieldText(object, "ImportError", "name");
    if (wrong === null || moduleName === null) return "";
    const module = dictFindName(modulesDict(), intern(moduleName.split(".")[0]!));
    if (module === 0) return "";
    const names = directory(module);
    return didYouMean(bestMatch(wrong, wrong.startsWith("_") ? names : withoutPrivate(names)));
  }
  if (isInstance(exception, T.AttributeError)) {
    const wrong = fieldText(object, "AttributeError", "name");
    const holder = findField(object, "AttributeError", "obj");
    if (wrong === null || holder === 0) return "";
    const names = directory(holder);
    // Private names are proposed to the object's own methods only.
    const self = traceback === 0 ? 0 : keptLocal(lastEntry(traceback), "self");
    const all = wrong.startsWith("_") || (self !== 0 && isSame(self, holder));
    return didYouMean(bestMatch(wrong, all ? names : withoutPrivate(names)));
  }
  if (!isInstance(exception, T.NameError)) return "";
  const wrong = fieldText(object, "NameError", "name");
  if (wrong === null) return "";
  const suggestion = traceback === 0 ? null : suggestName(wrong, traceback);
  const hint = didYouMean(suggestion);
  if (!stdlibModuleNames.has(wrong)) return hint;
  return suggestion === null
    ? `. Did you forget to import '${wrong}'?`
    : `${hint} Or did you forget to import '${wrong}'?`;
}

const didYouMean = (suggestion: string | null): string =>
  suggestion === null ? "" : `. Did you mean: '${suggestion}'?`;

function readReport(exception: Slot): Report {
  const object = refAt(exception);
  const type = I32[(object + OBJ_TYPE) >> 2];
  const text = guarded(() => strOf(exception), "<exception str() failed>");
  return {
    stack: readStack(I32[(object + EXC_TRACEBACK) >> 2]),
    typeName: typeText(type),
    text: text + guarded(() => hintFor(exception), ""),
    notes: readNotes(exception),
    syntax: isInstance(exception, T.SyntaxError) ? readSyntax(object) : null,
    suppressed: I32[(object + EXC_SUPPRESS) >> 2] !== 0,
    cause: null,
    context: null,
    members: null,
  };
}

/** Reports of an exception and of all that hangs on it. Each exception is reported once, so circles end. */
function collectReports(root: Slot): Report {
  const seen = new Set<Address>([refAt(root)]);
  const report = readReport(root);
  const open: [Report, Slot][] = [[report, root]];
  const take = (exception: Address): [Report, Slot] | null => {
    if (exception === 0 || seen.has(exception)) return null;
    seen.add(exception);
    const slot = pushTemp();
    setRef(slot, exception);
    return [readReport(slot), slot];
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [one, slot] = next;
    const cause = take(I32[(refAt(slot) + EXC_CAUSE) >> 2]);
    const context = take(I32[(refAt(slot) + EXC_CONTEXT) >> 2]);
    const members: [Report, Slot][] = [];
    if (isGroup(slot)) {
      const tuple = groupExceptions(refAt(slot));
      for (let i = 0; i < tupleLength(tuple); i++) {
        const member = pushTemp();
        setRef(member, refAt(tupleItem(tuple, i)));
        seen.add(refAt(member));
        members.push([readReport(member), member]);
      }
      one.members = members.map(([member]) => member);
    }
    one.cause = cause?.[0] ?? null;
    one.context = context?.[0] ?? null;
    if (cause !== null) open.push(cause);
    if (context !== null) open.push(context);
    open.push(...members);
  }
  return report;
}

// ---- From reports to text --------------------------------------------------------------------------------------------

/** Repetitions of one line that are shown before they are counted instead. */
const SHOWN_REPETITIONS = 3;

function formatFrame(frame: FrameEntry): string {
  const lines: string[] = [];
  const last = Math.max(frame.line, frame.endLine);
  for (let line = frame.line; line >= 0 && line <= last; line++)
    lines.push(sourceLine(frame.filename, line).trimEnd());
  const shown = caretLines(frame, lines);
  const head = `  File "${frame.filename}", line ${frame.line < 0 ? "None" : frame.line}, in ${frame.name}\n`;
  return head + shown.map((line) => `    ${line}\n`).join("");
}

function formatStack(stack: readonly FrameEntry[]): string[] {
  const texts: string[] = [];
  let previous: FrameEntry | null = null;
  let count = 0;
  const closeRun = (): void => {
    const more = count - SHOWN_REPETITIONS;
    if (more > 0) texts.push(`  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n`);
  };
  for (const frame of stack) {
    const same =
      previous !== null &&
      previous.filename === frame.filename &&
      previous.line === frame.line &&
      previous.name === frame.name;
    if (!same) {
      closeRun();
      previous = frame;
      count = 0;
    }
    count++;
    if (count <= SHOWN_REPETITIONS) texts.push(formatFrame(frame));
  }
  closeRun();
  return texts;
}

/** The source line of a syntax error with what is wrong underlined, and the message. */
function formatSyntax(typeName: string, place: SyntaxPlace): string[] {
  const texts: string[] = [];
  let suffix = "";
  if (place.line !== null) texts.push(`  File "${place.filename || "<string>"}", line ${place.line}\n`);
  else if (place.filename !== null) suffix = ` (${place.filename})`;
  if (place.text !== null) texts.push(...underlineSyntax(place.text, place));
  texts.push(`${typeName}: ${place.message}${suffix}\n`);
  return texts;
}

function underlineSyntax(text: string, place: SyntaxPlace): string[] {
  const whole = Array.from(text);
  const right = Array.from(text.replace(/\n+$/, ""));
  const shown = Array.from(right.join("").replace(/^[ \n\f]+/, ""));
  const spaces = right.length - shown.length;
  const line = `    ${shown.join("")}\n`;
  if (place.offset === null) return [line];
  let offset = place.offset;
  let end = right.length + 1;
  if (place.line === place.endLine)
    end = place.endOffset !== null && place.endOffset !== 0 ? place.endOffset : offset;
  if (whole.length > 0 && offset > whole.length) offset = right.length + 1;
  if (whole.length > 0 && end > whole.length) end = right.length + 1;
  if (offset >= end || end < 0) end = offset + 1;
  const column = offset - 1 - spaces;
  const endColumn = end - 1 - spaces;
  if (column < 0) return [line];
  // Tabs and the like are kept, so that the carets line up.
  const pad = shown.slice(0, column).map((character) => (/\s/u.test(character) ? character : " "));
  return [line, `    ${pad.join("")}${"^".repeat(endColumn - column)}\n`];
}

/** The lines after the traceback: type and message, then the notes. */
function formatOutcome(report: Report): string[] {
  const texts =
    report.syntax !== null
      ? formatSyntax(report.typeName, report.syntax)
      : [report.text === "" ? `${report.typeName}\n` : `${report.typeName}: ${report.text}\n`];
  for (const note of report.notes) for (const line of note.split("\n")) texts.push(`${line}\n`);
  return texts;
}

const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";
const MAX_GROUP_WIDTH = 15;
const MAX_GROUP_DEPTH = 10;

/** Writes reports, with the margin that nested groups are drawn with. */
class ReportWriter {
  readonly pieces: string[] = [];
  #depth = 0;
  #needsClose = false;

  #indent(): string {
    return "  ".repeat(this.#depth);
  }

  #emit(texts: readonly string[], margin = "|"): void {
    const prefix = this.#depth > 0 ? `${this.#indent()}${margin} ` : "";
    for (const text of texts)
      this.pieces.push(prefix === "" ? text : text.replace(/[^\n]*\n|[^\n]+$/g, (line) => prefix + line));
  }

  /** Writes what the exception is chained to, oldest first, then the exception. */
  write(report: Report): void {
    const chain: [message: string | null, report: Report][] = [];
    for (let at: Report | null = report; at !== null; ) {
      const hasContext: boolean = at.context !== null && !at.suppressed;
      chain.push([at.cause !== null ? CAUSE : hasContext ? CONTEXT : null, at]);
      at = at.cause ?? (hasContext ? at.context : null);
    }
    for (const [message, one] of chain.reverse()) {
      if (message !== null) this.#emit([message]);
      if (one.members === null) {
        if (one.stack.length > 0) {
          this.#emit(["Traceback (most recent call last):\n"]);
          this.#emit(formatStack(one.stack));
        }
        this.#emit(formatOutcome(one));
      } else if (this.#depth > MAX_GROUP_DEPTH) this.#emit([`... (max_group_depth is ${MAX_GROUP_DEPTH})\n`]);
      else this.#writeGroup(one, one.members);
    }
  }

  #writeGroup(report: Report, members: readonly Report[]): void {
    const top = this.#depth === 0;
    if (top) this.#depth++;
    if (report.stack.length > 0) {
      this.#emit(["Exception Group Traceback (most recent call last):\n"], top ? "+" : "|");
      this.#emit(formatStack(report.stack));
    }
    this.#emit(formatOutcome(report));
    const count = members.length <= MAX_GROUP_WIDTH ? members.length : MAX_GROUP_WIDTH + 1;
    this.#needsClose = false;
    for (let i = 0; i < count; i++) {
      const last = i === count - 1;
      // A nested group closes the frame for all that end with it.
      if (last) this.#needsClose = true;
      const truncated = i >= MAX_GROUP_WIDTH;
      const title = truncated ? "..." : String(i + 1);
      this.pieces.push(
        `${this.#indent()}${i === 0 ? "+-" : "  "}+---------------- ${title} ----------------\n`,
      );
      this.#depth++;
      if (truncated) {
        const rest = members.length - MAX_GROUP_WIDTH;
        this.#emit([`and ${rest} more exception${rest > 1 ? "s" : ""}\n`]);
      } else this.write(members[i]!);
      if (last && this.#needsClose) {
        this.pieces.push(`${this.#indent()}+------------------------------------\n`);
        this.#needsClose = false;
      }
      this.#depth--;
    }
    if (top) this.#depth = 0;
  }
}

/**
 * The text that CPython prints for an uncaught exception. May run Python (`__str__`, `__dir__`, …), whose own exceptions
 * are swallowed; an exception being raised meanwhile stays so.
 */
export const printException = (exception: Address): string => formatException(exception, true).join("");

/** As `printException`, in the pieces of `traceback.format_exception`; without causes and contexts unless `chain`. */
export function formatException(exception: Address, chain: boolean): string[] {
  const mark = markTemps();
  const slot = pushTemp();
  setRef(slot, exception);
  const writer = new ReportWriter();
  const report = collectReports(slot);
  if (!chain) report.cause = report.context = null;
  writer.write(report);
  releaseTemps(mark);
  return writer.pieces;
}

/** The last lines of `printException`: type, message and notes (for a SyntaxError its place too), without the frames. */
export function formatExceptionOnly(exception: Address): string[] {
  const mark = markTemps();
  const slot = pushTemp();
  setRef(slot, exception);
  const lines = formatOutcome(readReport(slot));
  releaseTemps(mark);
  return lines;
}

/** The frames of a traceback, outermost first: `traceback.extract_tb`. */
export const extractTraceback = (traceback: Address): readonly FrameEntry[] => readStack(traceback);

/** Frames as a traceback shows them, one text each: `traceback.format_list`. */
export const formatFrames = (frames: readonly FrameEntry[]): string[] => formatStack(frames);
