/**
 * Text over a stream of bytes (io.TextIOWrapper), and text in memory (io.StringIO).
 *
 * Bytes are read in chunks and decoded ahead of the reader; what is written waits as text. `tell` counts back from the
 * end of what was read, by encoding again what is still to come.
 */
import { T } from "../../../heap/layout.ts";
import { decodeBytes, encodeText } from "../../../objects/codecs.ts";
import { raise } from "../../../runtime/raise.ts";
import { BufferedBytes, type Bytes, joinBytes, raiseUnsupported, type State } from "./states.ts";

const CHUNK_BYTES = 1 << 16;
const PENDING_CHARACTERS = 8192;
const NO_BYTES = new Uint8Array(0);

/** null: any line end is read as "\n"; "": any ends a line and is kept; else the one that ends a line. */
export type Newline = null | "" | "\n" | "\r" | "\r\n";

/** The newline argument as a text or null. Raises ValueError. */
export function checkNewline(text: string | null, shown: string): Newline {
  if (text === null || text === "" || text === "\n" || text === "\r" || text === "\r\n") return text;
  throw raise(T.ValueError, `illegal newline value: ${shown}`);
}

const translateEnds = (text: string): string => (text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text);

/** The end of the line that starts at `from`: after its newline, or −1 when the text ends before one is sure. */
function lineEnd(text: string, from: number, newline: Newline, isAll: boolean): number {
  if (newline !== "") {
    const wanted = newline ?? "\n";
    const at = text.indexOf(wanted, from);
    return at < 0 ? -1 : at + wanted.length;
  }
  const feed = text.indexOf("\n", from);
  const before = feed < 0 ? text : text.slice(from, feed);
  const back = feed < 0 ? text.indexOf("\r", from) : before.indexOf("\r");
  if (back < 0) return feed < 0 ? -1 : feed + 1;
  const at = feed < 0 ? back : from + back;
  if (at + 1 === text.length && !isAll) return -1;
  return text[at + 1] === "\n" ? at + 2 : at + 1;
}

/** The index after `count` code points from `from`, at most the text's length. */
function afterPoints(text: string, from: number, count: number): number {
  if (count >= text.length - from) return text.length;
  const plain = from + count;
  if (!/[\ud800-\udbff]/.test(text.slice(from, plain))) return plain;
  let at = from;
  for (let i = 0; i < count && at < text.length; i++) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
  return at;
}

/** How many bytes at the end begin a character that is not complete. */
function incompleteBytes(bytes: Uint8Array, encoding: string): number {
  const name = encoding.toLowerCase().replace(/[-_ ]/g, "");
  if (name.startsWith("utf8") || name === "u8") {
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const byte = bytes[bytes.length - back] as number;
      if ((byte & 0xc0) === 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      return length > back ? back : 0;
    }
    return 0;
  }
  if (name.startsWith("utf32")) return bytes.length % 4;
  if (!name.startsWith("utf16")) return 0;
  const odd = bytes.length % 2;
  const high = bytes[bytes.length - odd - (name.endsWith("be") ? 2 : 1)] ?? 0;
  return high >= 0xd8 && high < 0xdc ? odd + 2 : odd;
}

export class WrappedText implements State {
  closed = false;
  readonly bytes: Bytes;
  encoding: string;
  errors: string;
  newline: Newline;
  lineBuffering: boolean;
  writeThrough: boolean;
  private text = "";
  private at = 0;
  /** Bytes that begin a character whose rest has not been read. */
  private tail: Uint8Array = NO_BYTES;
  private readAll = false;
  private heldReturn = false;
  private pending: string[] = [];
  private pendingLength = 0;
  /** A byte order mark is due (before the first write), or was read. */
  private atStart: boolean;
  private order: string | null = null;
  private seen = { lf: false, cr: false, crlf: false };

  constructor(
    bytes: Bytes,
    encoding: string,
    errors: string,
    newline: Newline,
    lineBuffering: boolean,
    writeThrough: boolean,
  ) {
    this.bytes = bytes;
    this.encoding = encoding;
    this.errors = errors;
    this.newline = newline;
    this.lineBuffering = lineBuffering;
    this.writeThrough = writeThrough;
    this.atStart = true;
    if (bytes.seekable && bytes.writable && bytes.tell() > 0) this.atStart = false;
  }
  get runsPython(): boolean {
    return (this.bytes as { runsPython?: boolean }).runsPython === true;
  }
  /** The line ends met so far, in CPython's order. */
  get newlines(): string[] {
    const { cr, lf, crlf } = this.seen;
    return [...(cr ? ["\r"] : []), ...(lf ? ["\n"] : []), ...(crlf ? ["\r\n"] : [])];
  }

  /** Raises LookupError when there is no such encoding. */
  checkEncoding(): void {
    decodeBytes(NO_BYTES, this.encoding, "strict");
  }

  // -- Reading

  private checkReadable(): void {
    if (!this.bytes.readable) throw raiseUnsupported("not readable");
    if (this.pendingLength > 0) this.writePending();
  }
  /** Reads and decodes a chunk more, or all there is. False at the end. */
  private fill(all: boolean): boolean {
    if (this.readAll) return false;
    const { bytes } = this;
    const chunk = all
      ? bytes.read(-1)
      : bytes instanceof BufferedBytes
        ? bytes.read1(CHUNK_BYTES)
        : bytes.read(CHUNK_BYTES);
    const isLast = chunk.length === 0 || all;
    const data = this.tail.length === 0 ? chunk : joinBytes([this.tail, chunk]);
    const held = isLast ? 0 : incompleteBytes(data, this.encoding);
    this.tail = data.slice(data.length - held);
    this.readAll = isLast;
    let fresh = this.decode(data.subarray(0, data.length - held));
    if (this.newline === null) {
      if (this.heldReturn) fresh = `\r${fresh}`;
      this.heldReturn = !isLast && fresh.endsWith("\r");
      if (this.heldReturn) fresh = fresh.slice(0, -1);
    }
    if (this.newline === null || this.newline === "") this.noteEnds(fresh);
    if (this.newline === null) fresh = translateEnds(fresh);
    this.text = this.text.slice(this.at) + fresh;
    this.at = 0;
    return chunk.length > 0;
  }
  private noteEnds(text: string): void {
    if (!text.includes("\r")) {
      if (!this.seen.lf && text.includes("\n")) this.seen.lf = true;
      return;
    }
    for (const [end] of text.matchAll(/\r\n|\r|\n/g))
      this.seen[end === "\r\n" ? "crlf" : end === "\r" ? "cr" : "lf"] = true;
  }
  private decode(data: Uint8Array): string {
    if (data.length === 0) return "";
    const first = this.atStart;
    this.atStart = false;
    const name = this.encoding.toLowerCase().replace(/[-_ ]/g, "");
    if (name === "utf16" || name === "utf32") {
      if (first) this.order = data[0] === 0xfe || (data[0] === 0 && data[2] === 0xfe) ? "be" : "le";
      return decodeBytes(data, first ? this.encoding : `${this.encoding}-${this.order ?? "le"}`, this.errors);
    }
    return decodeBytes(data, name === "utf8sig" && !first ? "utf-8" : this.encoding, this.errors);
  }
  read(size: number): string {
    this.checkReadable();
    if (size < 0) while (this.fill(true));
    else {
      // NB: a code point may take two units.
      while (afterPoints(this.text, this.at, size) - this.at < size && this.fill(false));
    }
    const end = size < 0 ? this.text.length : afterPoints(this.text, this.at, size);
    const result = this.text.slice(this.at, end);
    this.at = end;
    return result;
  }
  readLine(limit: number): string {
    this.checkReadable();
    let end = lineEnd(this.text, this.at, this.newline, this.readAll);
    while (end < 0) {
      if (limit >= 0 && this.text.length - this.at > 2 * limit) break;
      if (!this.fill(false)) {
        end = lineEnd(this.text, this.at, this.newline, true);
        break;
      }
      end = lineEnd(this.text, this.at, this.newline, this.readAll);
    }
    if (end < 0) end = this.text.length;
    if (limit >= 0) end = Math.min(end, afterPoints(this.text, this.at, limit));
    const line = this.text.slice(this.at, end);
    this.at = end;
    return line;
  }

  // -- Writing

  write(text: string): void {
    if (!this.bytes.writable) throw raiseUnsupported("not writable");
    const ends = text.includes("\n") || text.includes("\r");
    const shown =
      ends && (this.newline === null || this.newline === "" || this.newline === "\n")
        ? text
        : text.replaceAll("\n", this.newline || "\n");
    this.forgetAhead();
    this.pending.push(shown);
    this.pendingLength += shown.length;
    // What cannot be encoded is said by the write that brings it, as far as that costs nothing.
    if (/[^\0-\x7f]/.test(shown)) this.writePending();
    if (this.writeThrough || this.pendingLength > PENDING_CHARACTERS) this.writePending();
    if (this.lineBuffering && ends) this.flush();
  }
  private forgetAhead(): void {
    if (this.text !== "" || this.tail.length > 0 || this.readAll) {
      if (this.bytes.seekable && this.at < this.text.length) this.bytes.seek(this.tell(), 0);
      this.forget();
    }
  }
  private forget(): void {
    this.text = "";
    this.at = 0;
    this.tail = NO_BYTES;
    this.readAll = false;
    this.heldReturn = false;
  }
  writePending(): void {
    if (this.pendingLength === 0) return;
    const text = this.pending.join("");
    this.pending = [];
    this.pendingLength = 0;
    this.bytes.write(this.encode(text, this.atStart));
    this.atStart = false;
  }
  private encode(text: string, isFirst: boolean): Uint8Array {
    const name = this.encoding.toLowerCase().replace(/[-_ ]/g, "");
    if (!isFirst && (name === "utf16" || name === "utf32"))
      return encodeText(text, `${this.encoding}-${this.order ?? "le"}`, this.errors);
    return encodeText(text, name === "utf8sig" && !isFirst ? "utf-8" : this.encoding, this.errors);
  }
  flush(): void {
    this.writePending();
    this.bytes.flush();
  }

  // -- Positions

  tell(): number {
    if (!this.bytes.seekable) throw raiseUnsupported("underlying stream is not seekable");
    this.flush();
    const left = this.text.slice(this.at);
    const ahead = left === "" ? 0 : this.encode(this.untranslated(left), false).length;
    return this.bytes.tell() - this.tail.length - ahead - (this.heldReturn ? 1 : 0);
  }
  /** A text as it stood in the file, if that has had line ends of one kind only. */
  private untranslated(text: string): string {
    const { lf, cr, crlf } = this.seen;
    if (this.newline !== null || lf || cr === crlf) return text;
    return text.replaceAll("\n", crlf ? "\r\n" : "\r");
  }
  seek(position: number, whence: number): number {
    if (!this.bytes.seekable) throw raiseUnsupported("underlying stream is not seekable");
    if (whence === 1) {
      if (position !== 0) throw raiseUnsupported("can't do nonzero cur-relative seeks");
      return this.seek(this.tell(), 0);
    }
    if (whence === 2 && position !== 0) throw raiseUnsupported("can't do nonzero end-relative seeks");
    if (whence < 0 || whence > 2)
      throw raise(T.ValueError, `invalid whence (${whence}, should be 0, 1 or 2)`);
    if (whence === 0 && position < 0) throw raise(T.ValueError, `negative seek position ${position}`);
    this.flush();
    const reached = this.bytes.seek(position, whence);
    this.forget();
    this.atStart = reached === 0;
    return reached;
  }
  truncate(size: number | null): number {
    this.flush();
    const length = size ?? this.tell();
    this.bytes.truncate(length);
    return length;
  }
  close(): void {
    if (this.closed) return;
    try {
      this.writePending();
    } finally {
      this.closed = true;
      this.bytes.close();
    }
  }
}

/** Text in memory. Positions count code points; inside they are indices of the host's string. */
export class MemoryText implements State {
  closed = false;
  readonly newline: Newline;
  private text = "";
  private at = 0;
  private seen = { lf: false, cr: false, crlf: false };

  constructor(initial: string, newline: Newline) {
    this.newline = newline;
    if (initial !== "") {
      this.write(initial);
      this.at = 0;
    }
  }
  get newlines(): string[] {
    const { cr, lf, crlf } = this.seen;
    return [...(cr ? ["\r"] : []), ...(lf ? ["\n"] : []), ...(crlf ? ["\r\n"] : [])];
  }
  getValue(): string {
    return this.text;
  }
  /** Code points before the position. */
  get position(): number {
    return this.at > this.text.length || !/[\ud800-\udbff]/.test(this.text)
      ? this.at
      : Array.from(this.text.slice(0, this.at)).length;
  }
  set position(points: number) {
    this.at = points > this.text.length ? points : afterPoints(this.text, 0, points);
  }
  toEnd(): void {
    this.at = this.text.length;
  }
  write(given: string): void {
    if (given === "") return;
    let text = given;
    if (this.newline === null) {
      for (const [end] of text.matchAll(/\r\n|\r|\n/g))
        this.seen[end === "\r\n" ? "crlf" : end === "\r" ? "cr" : "lf"] = true;
      text = translateEnds(text);
    } else if (this.newline === "\r" || this.newline === "\r\n") text = text.replaceAll("\n", this.newline);
    if (this.at === this.text.length) this.text += text;
    else {
      if (this.at > this.text.length) this.text += "\0".repeat(this.at - this.text.length);
      const count = /[\ud800-\udbff]/.test(text) ? Array.from(text).length : text.length;
      this.text =
        this.text.slice(0, this.at) + text + this.text.slice(afterPoints(this.text, this.at, count));
    }
    this.at += text.length;
  }
  read(size: number): string {
    if (this.at >= this.text.length) return "";
    const end = size < 0 ? this.text.length : afterPoints(this.text, this.at, size);
    const result = this.text.slice(this.at, end);
    this.at = end;
    return result;
  }
  readLine(limit: number): string {
    if (this.at >= this.text.length) return "";
    let end = lineEnd(this.text, this.at, this.newline, true);
    if (end < 0) end = this.text.length;
    if (limit >= 0) end = Math.min(end, afterPoints(this.text, this.at, limit));
    const line = this.text.slice(this.at, end);
    this.at = end;
    return line;
  }
  truncate(points: number): void {
    this.text = this.text.slice(0, afterPoints(this.text, 0, points));
  }
  close(): void {
    this.closed = true;
    this.text = "";
  }
}
