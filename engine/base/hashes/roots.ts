/** The constants of the SHA-2 family and of BLAKE2: fractions of roots of the first primes, 64 bits each. */

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < count; n++) if (primes.every((p) => n % p !== 0n)) primes.push(n);
  return primes;
}

/** The first 64 bits of the fraction of the `degree`-th root of n. */
function rootFraction(n: bigint, degree: bigint): bigint {
  const scaled = n << (64n * degree);
  let low = 0n;
  let high = n << 64n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle - 1n;
  }
  return BigInt.asUintN(64, low);
}

function roots(count: number, degree: bigint): Int32Array {
  const words = new Int32Array(2 * count);
  firstPrimes(count).forEach((prime, i) => {
    const fraction = rootFraction(prime, degree);
    words[2 * i] = Number(BigInt.asIntN(32, fraction >> 32n));
    words[2 * i + 1] = Number(BigInt.asIntN(32, fraction));
  });
  return words;
}

let squares: Int32Array | null = null;
let cubes: Int32Array | null = null;
/** Of the square roots of the first 16 primes: high word, low word, and so on. */
export const squareRoots = (): Int32Array => (squares ??= roots(16, 2n));
/** Of the cube roots of the first 80 primes. */
export const cubeRoots = (): Int32Array => (cubes ??= roots(80, 3n));
/** Every second word of a list: high words from 0, low words from 1. */
export const everySecond = (words: Int32Array, from: number): Int32Array =>
  Int32Array.from({ length: words.length >> 1 }, (_, i) => words[2 * i + from] as number);
