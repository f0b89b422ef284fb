/**
 * What a program has printed, kept within bounds.
 *
 * Lines are kept, not characters: the first `HEAD_LINES` and the last `TAIL_LINES`; what falls out between them
 * is counted and said. A line longer than `LINE_LIMIT` characters is cut and says so. So a program that prints
 * without end costs a bounded amount of memory, and both how it began and where it is can be read.
 *
 * The buffer is filled between two frames and read once a frame; it is not React state, its `version` is.
 */
export type Stream = 1 | 2;

export interface OutputLine {
  readonly stream: Stream;
  readonly text: string;
}

export const HEAD_LINES = 2_000;
export const TAIL_LINES = 8_000;
export const LINE_LIMIT = 4_000;

export class OutputBuffer {
  private head: OutputLine[] = [];
  /** A ring: once full, `tailStart` is the oldest line. */
  private tail: OutputLine[] = [];
  private tailStart = 0;
  /** Lines that fell out between head and tail. */
  omittedLines = 0;
  /** Characters written so far, those that are no longer kept included. */
  characters = 0;
  /** Goes up with every change. */
  version = 0;
  private openText = "";
  private openStream: Stream = 1;
  private openCut = 0;

  write(stream: Stream, text: string): void {
    if (text === "") return;
    this.version++;
    this.characters += text.length;
    // Streams share the screen: a change of stream in the middle of a line begins a new one.
    if (stream !== this.openStream && (this.openText !== "" || this.openCut > 0)) this.closeLine();
    this.openStream = stream;
    let start = 0;
    for (;;) {
      const end = text.indexOf("\n", start);
      if (end < 0) break;
      this.extendLine(text.slice(start, end));
      this.closeLine();
      start = end + 1;
    }
    this.extendLine(text.slice(start));
  }

  clear(): void {
    this.head = [];
    this.tail = [];
    this.tailStart = 0;
    this.omittedLines = 0;
    this.characters = 0;
    this.openText = "";
    this.openStream = 1;
    this.openCut = 0;
    this.version++;
  }

  /** Rows to show: an unfinished last line counts, and so does the note about omitted ones. */
  get rowCount(): number {
    return this.head.length + this.tail.length + (this.omittedLines > 0 ? 1 : 0) + (this.hasOpenLine ? 1 : 0);
  }

  /** A row, or null where the note about omitted lines belongs. */
  row(index: number): OutputLine | null {
    let at = index;
    if (at < this.head.length) return this.head[at]!;
    at -= this.head.length;
    if (this.omittedLines > 0) {
      if (at === 0) return null;
      at--;
    }
    if (at < this.tail.length) return this.tail[(this.tailStart + at) % this.tail.length]!;
    return this.openLine();
  }

  /** All that is kept, as text. */
  toText(): string {
    const rows: string[] = [];
    for (let i = 0; i < this.rowCount; i++) {
      const line = this.row(i);
      rows.push(line === null ? `… ${this.omittedLines} lines omitted …` : line.text);
    }
    return rows.join("\n");
  }

  private get hasOpenLine(): boolean {
    return this.openText !== "" || this.openCut > 0;
  }

  private extendLine(text: string): void {
    const room = LINE_LIMIT - this.openText.length;
    if (text.length <= room) this.openText += text;
    else {
      this.openText += text.slice(0, Math.max(0, room));
      this.openCut += text.length - Math.max(0, room);
    }
  }

  private openLine(): OutputLine {
    // A carriage return sends the cursor back: a progress bar shows its last state.
    const last = this.openText.lastIndexOf("\r", this.openText.length - 2);
    const text = (last < 0 ? this.openText : this.openText.slice(last + 1)).replace(/\r$/, "");
    return {
      stream: this.openStream,
      text: this.openCut > 0 ? `${text} … ${this.openCut} more characters` : text,
    };
  }

  private closeLine(): void {
    const line = this.openLine();
    this.openText = "";
    this.openCut = 0;
    if (this.head.length < HEAD_LINES) this.head.push(line);
    else if (this.tail.length < TAIL_LINES) this.tail.push(line);
    else {
      this.tail[this.tailStart] = line;
      this.tailStart = (this.tailStart + 1) % TAIL_LINES;
      this.omittedLines++;
    }
  }
}

/** The line of the program that a row of a traceback names, or null. */
export function findTracebackLine(text: string, filename: string): number | null {
  const match = /^\s*File "([^"]+)", line (\d+)/.exec(text);
  return match !== null && match[1] === filename ? Number(match[2]) : null;
}
