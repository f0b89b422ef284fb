/**
 * SHA-3 and SHAKE (FIPS 202): a sponge over the permutation Keccak-f[1600].
 *
 * A lane of 64 bits is a pair of words: low, high, so that the state's bytes are in order.
 */
import { Blocks, type Hash } from "./block.ts";

const TARGETS = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
const TURNS = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

/** The rounds' constants (low, high), bits of a shift register. */
const ROUNDS = ((): Int32Array => {
  const words = new Int32Array(48);
  let register = 1;
  for (let round = 0; round < 24; round++)
    for (let j = 0; j < 7; j++) {
      register = ((register << 1) ^ ((register >> 7) * 0x71)) & 0xff;
      if ((register & 2) === 0) continue;
      const bit = (1 << j) - 1;
      words[2 * round + (bit >> 5)] ^= 1 << (bit & 31);
    }
  return words;
})();

const column = new Int32Array(10);

function permute(s: Int32Array): void {
  for (let round = 0; round < 24; round++) {
    // θ
    for (let x = 0; x < 10; x++) column[x] = s[x] ^ s[x + 10] ^ s[x + 20] ^ s[x + 30] ^ s[x + 40];
    for (let x = 0; x < 10; x += 2) {
      const before = (x + 8) % 10;
      const after = (x + 2) % 10;
      const low = column[before] ^ ((column[after] << 1) | (column[after + 1] >>> 31));
      const high = column[before + 1] ^ ((column[after + 1] << 1) | (column[after] >>> 31));
      for (let y = x; y < 50; y += 10) {
        s[y] ^= low;
        s[y + 1] ^= high;
      }
    }
    // ρ and π
    let low = s[2];
    let high = s[3];
    for (let i = 0; i < 24; i++) {
      const target = 2 * (TARGETS[i] as number);
      const turn = TURNS[i] as number;
      const nextLow = s[target];
      const nextHigh = s[target + 1];
      const by = turn & 31;
      // Turned by 32 or more, the halves change places.
      const [l, h] = turn < 32 ? [low, high] : [high, low];
      s[target] = by === 0 ? l : (l << by) | (h >>> (32 - by));
      s[target + 1] = by === 0 ? h : (h << by) | (l >>> (32 - by));
      low = nextLow;
      high = nextHigh;
    }
    // χ
    for (let y = 0; y < 50; y += 10) {
      for (let x = 0; x < 10; x++) column[x] = s[y + x];
      for (let x = 0; x < 10; x++) s[y + x] = column[x] ^ (~column[(x + 2) % 10] & column[(x + 4) % 10]);
    }
    // ι
    s[0] ^= ROUNDS[2 * round];
    s[1] ^= ROUNDS[2 * round + 1];
  }
}

export interface SpongeKind {
  readonly name: string;
  /** 0: as long as one asks. */
  readonly digestBytes: number;
  readonly blockBytes: number;
  /** What follows the input: 0x06 for a hash, 0x1f for an output of any length. */
  readonly suffix: number;
}

export class Sponge implements Hash {
  private readonly kind: SpongeKind;
  private readonly state: Int32Array;
  private readonly blocks: Blocks;

  constructor(kind: SpongeKind, state = new Int32Array(50), blocks = new Blocks(kind.blockBytes)) {
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
  /** The suffix and its neighbours as CPython shows them (`_suffix`, `_capacity_bits`, `_rate_bits`). */
  get suffix(): number {
    return this.kind.suffix;
  }

  update(data: Uint8Array): void {
    const into = new Uint8Array(this.state.buffer);
    this.blocks.push(data, (bytes, at) => {
      for (let i = 0; i < this.kind.blockBytes; i++) into[i] ^= bytes[at + i];
      permute(this.state);
    });
  }

  digest(length = this.kind.digestBytes): Uint8Array {
    const { blockBytes, suffix } = this.kind;
    const state = this.state.slice();
    const bytes = new Uint8Array(state.buffer);
    const { filled, bytes: rest } = this.blocks;
    for (let i = 0; i < filled; i++) bytes[i] ^= rest[i];
    bytes[filled] ^= suffix;
    bytes[blockBytes - 1] ^= 0x80;
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += blockBytes) {
      permute(state);
      out.set(bytes.subarray(0, Math.min(blockBytes, length - at)), at);
    }
    return out;
  }

  copy(): Sponge {
    return new Sponge(this.kind, this.state.slice(), this.blocks.copy());
  }
}

const fixed = (bits: number): SpongeKind => ({
  name: `sha3_${bits}`,
  digestBytes: bits / 8,
  blockBytes: 200 - bits / 4,
  suffix: 0x06,
});
const shake = (bits: number): SpongeKind => ({
  name: `shake_${bits}`,
  digestBytes: 0,
  blockBytes: 200 - bits / 4,
  suffix: 0x1f,
});
export const SPONGES = {
  sha3_224: fixed(224),
  sha3_256: fixed(256),
  sha3_384: fixed(384),
  sha3_512: fixed(512),
  shake_128: shake(128),
  shake_256: shake(256),
} as const;
