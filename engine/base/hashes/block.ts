/** What all hash functions share: input is cut into blocks, and a running hash can be copied and read at any time. */

/** A hash function at work. */
export interface Hash {
  readonly name: string;
  /** Bytes of a digest; 0 for a function whose digests are as long as one asks. */
  readonly digestBytes: number;
  readonly blockBytes: number;
  update(data: Uint8Array): void;
  /** The digest of what came so far; more may come afterwards. */
  digest(length?: number): Uint8Array;
  copy(): Hash;
}

/** Collects input into blocks. `total` counts bytes, exactly up to 2^53. */
export class Blocks {
  readonly bytes: Uint8Array;
  filled = 0;
  total = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** Hands each full block to `compress`: the bytes it lies in, and where. */
  push(data: Uint8Array, compress: (bytes: Uint8Array, at: number) => void): void {
    const { bytes } = this;
    const size = bytes.length;
    this.total += data.length;
    let at = 0;
    if (this.filled > 0) {
      at = Math.min(size - this.filled, data.length);
      bytes.set(data.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < size) return;
      compress(bytes, 0);
      this.filled = 0;
    }
    for (; data.length - at >= size; at += size) compress(data, at);
    bytes.set(data.subarray(at), 0);
    this.filled = data.length - at;
  }

  copy(): Blocks {
    const copy = new Blocks(this.bytes.length);
    copy.bytes.set(this.bytes);
    copy.filled = this.filled;
    copy.total = this.total;
    return copy;
  }
}

/** A function in Merkle and Damgård's way: a chain of words, and the input's length in the padding. */
export interface ChainKind {
  readonly name: string;
  readonly digestBytes: number;
  readonly blockBytes: number;
  readonly littleEndian: boolean;
  initial(): Int32Array;
  compress(state: Int32Array, bytes: Uint8Array, at: number): void;
}

export class ChainHash implements Hash {
  private readonly kind: ChainKind;
  private readonly state: Int32Array;
  private readonly blocks: Blocks;

  constructor(kind: ChainKind, state = kind.initial(), blocks = new Blocks(kind.blockBytes)) {
    this.kind = kind;
    this.state = state;
    this.blocks = blocks;
  }

  get name(): string {
    return this.kind.name;
  }
  get digestBytes(): number {
    return this.kind.digestBytes;
  }
  get blockBytes(): number {
    return this.kind.blockBytes;
  }

  update(data: Uint8Array): void {
    this.blocks.push(data, (bytes, at) => this.kind.compress(this.state, bytes, at));
  }

  digest(): Uint8Array {
    const { kind } = this;
    const { filled, total, bytes } = this.blocks;
    const lengthBytes = kind.blockBytes / 8;
    const padded = new Uint8Array(kind.blockBytes * (filled + 1 + lengthBytes > kind.blockBytes ? 2 : 1));
    padded.set(bytes.subarray(0, filled));
    padded[filled] = 0x80;
    const view = new DataView(padded.buffer);
    const at = padded.length - 8;
    view.setBigUint64(at, BigInt(total) * 8n, kind.littleEndian);
    const state = this.state.slice();
    for (let block = 0; block < padded.length; block += kind.blockBytes) kind.compress(state, padded, block);
    const words = new DataView(new ArrayBuffer(4 * state.length));
    state.forEach((word, i) => words.setInt32(4 * i, word, kind.littleEndian));
    return new Uint8Array(words.buffer).slice(0, kind.digestBytes);
  }

  copy(): ChainHash {
    return new ChainHash(this.kind, this.state.slice(), this.blocks.copy());
  }
}
