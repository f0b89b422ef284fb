/**
 * BLAKE2b and BLAKE2s (RFC 7693), with salt, person and the parameters for trees (the paper, section 2.8).
 *
 * BLAKE2b's words of 64 bits are pairs: low, high. The last block is kept back, since it is mixed in differently.
 */
import type { Hash } from "./block.ts";
import { everySecond, squareRoots } from "./roots.ts";

/** The order of the message's words in each round; BLAKE2b's rounds 10 and 11 begin again. */
const ORDER = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
/** Which four of the sixteen words a step mixes: columns, then diagonals. */
const STEPS = [
  [0, 4, 8, 12],
  [1, 5, 9, 13],
  [2, 6, 10, 14],
  [3, 7, 11, 15],
  [0, 5, 10, 15],
  [1, 6, 11, 12],
  [2, 7, 8, 13],
  [3, 4, 9, 14],
] as const;

export interface Blake2Parameters {
  readonly digestBytes: number;
  readonly key: Uint8Array;
  readonly salt: Uint8Array;
  readonly person: Uint8Array;
  readonly fanout: number;
  readonly depth: number;
  readonly leafBytes: number;
  readonly nodeOffset: bigint;
  readonly nodeDepth: number;
  readonly innerBytes: number;
  readonly lastNode: boolean;
}

const v64 = new Int32Array(32);
const v32 = new Int32Array(16);

/** v[a] += v[b] + m, in 64 bits. */
function add64(a: number, b: number, low: number, high: number): void {
  const sum = (v64[a] >>> 0) + (v64[b] >>> 0) + (low >>> 0);
  v64[a + 1] = v64[a + 1] + v64[b + 1] + high + ((sum / 0x100000000) | 0);
  v64[a] = sum | 0;
}
/** v[a] = (v[a] ^ v[b]) turned right. */
function turn64(a: number, b: number, by: number): void {
  const low = v64[a] ^ v64[b];
  const high = v64[a + 1] ^ v64[b + 1];
  if (by === 32) {
    v64[a] = high;
    v64[a + 1] = low;
  } else if (by < 32) {
    v64[a] = (low >>> by) | (high << (32 - by));
    v64[a + 1] = (high >>> by) | (low << (32 - by));
  } else {
    v64[a] = (low << 1) | (high >>> 31);
    v64[a + 1] = (high << 1) | (low >>> 31);
  }
}

function compress64(state: Int32Array, m: Int32Array, total: number, last: boolean, lastNode: boolean): void {
  v64.set(state);
  const initial = squareRoots();
  for (let i = 0; i < 8; i++) {
    v64[16 + 2 * i] = initial[2 * i + 1];
    v64[17 + 2 * i] = initial[2 * i];
  }
  v64[24] ^= total | 0;
  v64[25] ^= (total / 0x100000000) | 0;
  if (last) for (const i of [28, 29]) v64[i] = ~v64[i];
  if (last && lastNode) for (const i of [30, 31]) v64[i] = ~v64[i];
  for (let round = 0; round < 12; round++) {
    const order = ORDER[round % 10] as number[];
    for (let i = 0; i < 8; i++) {
      const step = STEPS[i] as (typeof STEPS)[number];
      const a = 2 * step[0];
      const b = 2 * step[1];
      const c = 2 * step[2];
      const d = 2 * step[3];
      const x = 2 * (order[2 * i] as number);
      const y = 2 * (order[2 * i + 1] as number);
      add64(a, b, m[x], m[x + 1]);
      turn64(d, a, 32);
      add64(c, d, 0, 0);
      turn64(b, c, 24);
      add64(a, b, m[y], m[y + 1]);
      turn64(d, a, 16);
      add64(c, d, 0, 0);
      turn64(b, c, 63);
    }
  }
  for (let i = 0; i < 16; i++) state[i] ^= v64[i] ^ v64[i + 16];
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function compress32(state: Int32Array, m: Int32Array, total: number, last: boolean, lastNode: boolean): void {
  v32.set(state);
  v32.set(everySecond(squareRoots(), 0).subarray(0, 8), 8);
  v32[12] ^= total | 0;
  v32[13] ^= (total / 0x100000000) | 0;
  if (last) v32[14] = ~v32[14];
  if (last && lastNode) v32[15] = ~v32[15];
  for (let round = 0; round < 10; round++) {
    const order = ORDER[round] as number[];
    for (let i = 0; i < 8; i++) {
      const [a, b, c, d] = STEPS[i] as (typeof STEPS)[number];
      v32[a] = v32[a] + v32[b] + m[order[2 * i] as number];
      v32[d] = rotate(v32[d] ^ v32[a], 16);
      v32[c] = v32[c] + v32[d];
      v32[b] = rotate(v32[b] ^ v32[c], 12);
      v32[a] = v32[a] + v32[b] + m[order[2 * i + 1] as number];
      v32[d] = rotate(v32[d] ^ v32[a], 8);
      v32[c] = v32[c] + v32[d];
      v32[b] = rotate(v32[b] ^ v32[c], 7);
    }
  }
  for (let i = 0; i < 8; i++) state[i] ^= v32[i] ^ v32[i + 8];
}

/** The parameter block, which the initial words are mixed with. */
function parameterBlock(wide: boolean, p: Blake2Parameters): Int32Array {
  const bytes = new Uint8Array(wide ? 64 : 32);
  const view = new DataView(bytes.buffer);
  bytes.set([p.digestBytes, p.key.length, p.fanout, p.depth]);
  view.setUint32(4, p.leafBytes, true);
  for (let i = 0; i < (wide ? 8 : 6); i++) bytes[8 + i] = Number((p.nodeOffset >> BigInt(8 * i)) & 0xffn);
  bytes[wide ? 16 : 14] = p.nodeDepth;
  bytes[wide ? 17 : 15] = p.innerBytes;
  bytes.set(p.salt, wide ? 32 : 16);
  bytes.set(p.person, wide ? 48 : 24);
  return new Int32Array(bytes.buffer);
}

export class Blake2 implements Hash {
  readonly name: string;
  readonly digestBytes: number;
  readonly blockBytes: number;
  private readonly wide: boolean;
  private readonly lastNode: boolean;
  private readonly state: Int32Array;
  private readonly block: Uint8Array;
  private filled = 0;
  private total = 0;

  constructor(wide: boolean, parameters: Blake2Parameters) {
    this.name = wide ? "blake2b" : "blake2s";
    this.wide = wide;
    this.digestBytes = parameters.digestBytes;
    this.blockBytes = wide ? 128 : 64;
    this.lastNode = parameters.lastNode;
    this.block = new Uint8Array(this.blockBytes);
    const initial = squareRoots();
    this.state = parameterBlock(wide, parameters);
    // Of a pair the high word comes first there, the low word here.
    for (let i = 0; i < this.state.length; i++) this.state[i] ^= initial[wide ? i ^ 1 : 2 * i];
    if (parameters.key.length > 0) {
      const first = new Uint8Array(this.blockBytes);
      first.set(parameters.key);
      this.update(first);
    }
  }

  private compress(state: Int32Array, block: Uint8Array, last: boolean): void {
    const words = new Int32Array(block.buffer, block.byteOffset, block.length >> 2);
    (this.wide ? compress64 : compress32)(state, words, this.total, last, this.lastNode);
  }

  update(data: Uint8Array): void {
    for (let at = 0; at < data.length; ) {
      if (this.filled === this.blockBytes) {
        this.total += this.blockBytes;
        this.compress(this.state, this.block, false);
        this.filled = 0;
      }
      const count = Math.min(this.blockBytes - this.filled, data.length - at);
      this.block.set(data.subarray(at, at + count), this.filled);
      this.filled += count;
      at += count;
    }
  }

  digest(): Uint8Array {
    const state = this.state.slice();
    const block = this.block.slice();
    block.fill(0, this.filled);
    const { total } = this;
    this.total += this.filled;
    this.compress(state, block, true);
    this.total = total;
    return new Uint8Array(state.buffer).slice(0, this.digestBytes);
  }

  copy(): Blake2 {
    const copy = Object.create(Blake2.prototype) as Blake2;
    return Object.assign(copy, this, { state: this.state.slice(), block: this.block.slice() });
  }
}
