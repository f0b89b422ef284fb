/**
 * Standard streams, synchronously, as a Python program sees them. Output is gathered and written in pieces; a pipe
 * that is full is waited for, and one whose reader has gone ends the process quietly instead of with a stack of
 * Node's. Input is read by the line.
 */
import { readSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const FLUSH_CHARS = 1 << 16;
const READ_BYTES = 1 << 16;
const RETRY_MS = 5;

/** The exit code when nobody reads our output any more; CPython's own for a failed last flush. */
const BROKEN_PIPE_EXIT = 120;

function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Blocks the thread: the streams are synchronous, and so is the program that waits for them. */
function pauseThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function writeFully(stream: 1 | 2, text: string): void {
  // Lone surrogates cannot be written as UTF-8; the engine has refused or escaped them before.
  const bytes = Buffer.from(text, "utf8");
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(stream, bytes, at);
    } catch (error) {
      if (errorCode(error) === "EAGAIN") pauseThread(RETRY_MS);
      else if (errorCode(error) === "EPIPE") process.exit(BROKEN_PIPE_EXIT);
      else throw error;
    }
  }
}

/** Standard output and error of one program. */
export class OutputStreams {
  private pending = "";

  /** Takes text for a stream; standard error is written at once, and after what was printed before it. */
  write(stream: 1 | 2, text: string): void {
    if (stream === 1) {
      this.pending += text;
      if (this.pending.length >= FLUSH_CHARS) this.flush();
      return;
    }
    this.flush();
    writeFully(2, text);
  }

  /** Writes what is pending. */
  flush(): void {
    if (this.pending === "") return;
    const text = this.pending;
    this.pending = "";
    writeFully(1, text);
  }
}

/** Standard input, by the line, line ends read as "\n". */
export class InputStream {
  private readonly decoder = new StringDecoder("utf8");
  private readonly chunk = Buffer.alloc(READ_BYTES);
  private text = "";
  private ended = false;

  /** The next line with its "\n" (which the last may lack); null at the end. Blocks. */
  readLine(): string | null {
    for (;;) {
      const end = this.text.indexOf("\n");
      if (end >= 0) return this.take(end + 1);
      if (this.ended) return this.text === "" ? null : this.take(this.text.length);
      this.fill();
    }
  }

  /** Everything up to the end. */
  readAll(): string {
    while (!this.ended) this.fill();
    return this.take(this.text.length);
  }

  private take(length: number): string {
    const line = this.text.slice(0, length);
    this.text = this.text.slice(length);
    return line;
  }

  private fill(): void {
    let count = 0;
    try {
      count = readSync(0, this.chunk, 0, READ_BYTES, null);
    } catch (error) {
      if (errorCode(error) === "EAGAIN") {
        pauseThread(RETRY_MS);
        return;
      }
      // EOF is how a closed console says it on some systems.
      if (errorCode(error) !== "EOF") throw error;
    }
    if (count === 0) {
      this.ended = true;
      this.text += this.decoder.end();
    } else {
      this.text += this.decoder.write(this.chunk.subarray(0, count));
    }
    // A "\r" at the very end may be half of a line end; it is looked at again with what follows.
    const held = !this.ended && this.text.endsWith("\r") ? "\r" : "";
    this.text = this.text.slice(0, this.text.length - held.length).replace(/\r\n?/g, "\n") + held;
  }
}
