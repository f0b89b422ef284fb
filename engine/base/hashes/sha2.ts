/** The SHA-2 family (FIPS 180-4). Words of 64 bits are pairs of 32: high, low. */
import { ChainHash, type ChainKind } from "./block.ts";
import { cubeRoots, everySecond, squareRoots } from "./roots.ts";

const words = new Int32Array(160);
let constants32: Int32Array | null = null;

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function compress32(state: Int32Array, bytes: Uint8Array, at: number): void {
  constants32 ??= everySecond(cubeRoots(), 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 64);
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(4 * i);
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const first = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const second = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    words[i] = words[i - 16] + first + words[i - 7] + second;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const t1 =
      (h +
        (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
        ((e & f) ^ (~e & g)) +
        constants32[i] +
        words[i]) |
      0;
    const t2 = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}

const high = (sum: number): number => (sum / 0x100000000) | 0;
/** Working variables a to h of SHA-512, high and low. */
const v = new Int32Array(16);

function compress64(state: Int32Array, bytes: Uint8Array, at: number): void {
  const constants = cubeRoots();
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 128);
  for (let i = 0; i < 32; i++) words[i] = view.getInt32(4 * i);
  for (let i = 32; i < 160; i += 2) {
    const xh = words[i - 30];
    const xl = words[i - 29];
    const yh = words[i - 4];
    const yl = words[i - 3];
    // Right rotations by 1 and 8, shift by 7; by 19 and 61, shift by 6.
    const firstHigh = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7);
    const firstLow = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25));
    const secondHigh = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6);
    const secondLow = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26));
    const low = (words[i - 31] >>> 0) + (firstLow >>> 0) + (words[i - 13] >>> 0) + (secondLow >>> 0);
    words[i + 1] = low | 0;
    words[i] = words[i - 32] + firstHigh + words[i - 14] + secondHigh + high(low);
  }
  v.set(state);
  for (let i = 0; i < 160; i += 2) {
    const ah = v[0];
    const al = v[1];
    const eh = v[8];
    const el = v[9];
    const sumEHigh = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23));
    const sumELow = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23));
    const chooseHigh = (eh & v[10]) ^ (~eh & v[12]);
    const chooseLow = (el & v[11]) ^ (~el & v[13]);
    const low =
      (v[15] >>> 0) + (sumELow >>> 0) + (chooseLow >>> 0) + (constants[i + 1] >>> 0) + (words[i + 1] >>> 0);
    const t1High = (v[14] + sumEHigh + chooseHigh + constants[i] + words[i] + high(low)) | 0;
    const t1Low = low | 0;
    const sumAHigh = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25));
    const sumALow = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25));
    const majorHigh = (ah & v[2]) ^ (ah & v[4]) ^ (v[2] & v[4]);
    const majorLow = (al & v[3]) ^ (al & v[5]) ^ (v[3] & v[5]);
    v.copyWithin(2, 0, 14);
    // d, now in the place of e, takes t1.
    const nextE = (v[9] >>> 0) + (t1Low >>> 0);
    v[9] = nextE | 0;
    v[8] = v[8] + t1High + high(nextE);
    const nextA = (t1Low >>> 0) + (sumALow >>> 0) + (majorLow >>> 0);
    v[1] = nextA | 0;
    v[0] = t1High + sumAHigh + majorHigh + high(nextA);
  }
  for (let i = 0; i < 16; i += 2) {
    const low = (state[i + 1] >>> 0) + (v[i + 1] >>> 0);
    state[i + 1] = low | 0;
    state[i] = state[i] + v[i] + high(low);
  }
}

const narrow = (name: string, digestBytes: number, initial: () => Int32Array): ChainKind => ({
  name,
  digestBytes,
  blockBytes: 64,
  littleEndian: false,
  initial,
  compress: compress32,
});
const wide = (name: string, digestBytes: number, initial: () => Int32Array): ChainKind => ({
  name,
  digestBytes,
  blockBytes: 128,
  littleEndian: false,
  initial,
  compress: compress64,
});

// The short forms begin with the roots of the second eight primes.
export const SHA224 = narrow("sha224", 28, () => everySecond(squareRoots(), 1).slice(8));
export const SHA256 = narrow("sha256", 32, () => everySecond(squareRoots(), 0).slice(0, 8));
export const SHA384 = wide("sha384", 48, () => squareRoots().slice(16));
export const SHA512 = wide("sha512", 64, () => squareRoots().slice(0, 16));

/** The digest of a whole message. */
export function sha512(message: Uint8Array): Uint8Array {
  const hash = new ChainHash(SHA512);
  hash.update(message);
  return hash.digest();
}
