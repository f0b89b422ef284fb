/**
 * Output on its way to the page, gathered into few messages: a program that prints without end makes one message a
 * tick, not one a line. Order is kept across the two streams.
 */

/** Between two messages, while a program keeps printing. */
const FLUSH_MS = 16;
/** Text beyond this is sent at the next look, whatever the clock says. */
const FLUSH_CHARACTERS = 1 << 16;

export class OutputBatch {
  private readonly send: (stream: 1 | 2, text: string) => void;
  private readonly now: () => number;
  private pieces: string[] = [];
  private stream: 1 | 2 = 1;
  private characters = 0;
  private lastFlush = Number.NEGATIVE_INFINITY;

  constructor(send: (stream: 1 | 2, text: string) => void, now: () => number) {
    this.send = send;
    this.now = now;
  }

  write(stream: 1 | 2, text: string): void {
    if (stream !== this.stream && this.pieces.length > 0) this.flush();
    this.stream = stream;
    this.pieces.push(text);
    this.characters += text.length;
  }

  /** Sends what is due: called between slices, so that a burst of prints becomes one message. */
  flushIfDue(): void {
    if (this.characters >= FLUSH_CHARACTERS || this.now() - this.lastFlush >= FLUSH_MS) this.flush();
  }

  /** Sends everything. */
  flush(): void {
    if (this.pieces.length === 0) return;
    const text = this.pieces.join("");
    this.pieces = [];
    this.characters = 0;
    this.lastFlush = this.now();
    this.send(this.stream, text);
  }
}
