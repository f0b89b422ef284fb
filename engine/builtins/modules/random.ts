/**
 * The module random: CPython's algorithms on the Mersenne Twister, number for number, so that a seeded program gives the
 * same sequence.
 *
 * An instance keeps the 624 words of the twister and their index in a bytes object of its own, and the second of a pair
 * of Gaussian numbers. The module's functions are methods of one hidden instance.
 */
import {
  exactCos,
  exactSin,
  roundedExp,
  roundedLog,
  roundedLog2,
  roundedPower,
} from "../../base/elementary.ts";
import { sha512 } from "../../base/hashes/sha2.ts";
import { allocateObject } from "../../heap/allocate.ts";
import { type Address, BYTES_DATA, type Slot, T, TF_BASE } from "../../heap/layout.ts";
import { I32, setWord, U8 } from "../../heap/memory.ts";
import { intern } from "../../heap/strings.ts";
import {
  copyValue,
  floatAt,
  isExactly,
  isFloat,
  isInt,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setFloat,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { allocateOf } from "../../objects/allocate_of.ts";
import { allocateBytes, bytesOf, isBytesLike, newBytes } from "../../objects/bytes.ts";
import { encodeText } from "../../objects/codecs.ts";
import { type MethodRow, makeType } from "../../objects/define.ts";
import { floatHash, floatValue, isFloatValue, realNumber, remainderFloats } from "../../objects/float.ts";
import { bitLength, checkBits, int_set, isIntValue, safeNumber, toBigInt } from "../../objects/int.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isSetValue } from "../../objects/set.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { newTuple, tupleItem, tupleLength } from "../../objects/tuple.ts";
import { isInstance, lookupInType } from "../../objects/type.ts";
import { getAttribute } from "../../runtime/attributes.ts";
import { listOf } from "../../runtime/iterate.ts";
import { N } from "../../runtime/names.ts";
import type { Native } from "../../runtime/native.ts";
import { binaryOperation, indexValue, NB_ADD, toIndexBigInt } from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { getItem, getLength, setItem } from "../../runtime/subscript.ts";
import { host } from "../../runtime/tierup.ts";
import { addObject, addValue } from "../functions/table.ts";
import { logGamma } from "./math.ts";

const RANDOM_STATE = 8; // bytes: 624 words, then the index of the next one
const RANDOM_DICT = 12;
const RANDOM_GAUSS = 16; // value: the Gaussian number in store, or None
const RANDOM_SIZE = 24;

const WORDS = 624;
const PERIOD = 397;

// ---- Mersenne Twister ------------------------------------------------------------------------------------------------

/** Index of the first state word in I32. */
const stateOf = (self: Address): number => (I32[(self + RANDOM_STATE) >> 2] + BYTES_DATA) >> 2;

function seedWord(state: number, seed: number): void {
  I32[state] = seed;
  for (let i = 1; i < WORDS; i++) {
    const previous = I32[state + i - 1] ^ (I32[state + i - 1] >>> 30);
    I32[state + i] = (Math.imul(1812433253, previous) + i) | 0;
  }
  I32[state + WORDS] = WORDS;
}

function seedWords(state: number, key: readonly number[]): void {
  seedWord(state, 19650218);
  let i = 1;
  let j = 0;
  for (let k = Math.max(WORDS, key.length); k > 0; k--) {
    const previous = I32[state + i - 1] ^ (I32[state + i - 1] >>> 30);
    I32[state + i] = ((I32[state + i] ^ Math.imul(previous, 1664525)) + (key[j] as number) + j) | 0;
    i++;
    j++;
    if (i >= WORDS) {
      I32[state] = I32[state + WORDS - 1];
      i = 1;
    }
    if (j >= key.length) j = 0;
  }
  for (let k = WORDS - 1; k > 0; k--) {
    const previous = I32[state + i - 1] ^ (I32[state + i - 1] >>> 30);
    I32[state + i] = ((I32[state + i] ^ Math.imul(previous, 1566083941)) - i) | 0;
    i++;
    if (i >= WORDS) {
      I32[state] = I32[state + WORDS - 1];
      i = 1;
    }
  }
  I32[state] = 0x80000000 | 0;
}

const entropy = new Uint32Array(1);

/** The next 32 random bits, unsigned. A generator without a state draws on the host's entropy. */
function nextWord(self: Address): number {
  if (I32[(self + RANDOM_STATE) >> 2] === 0)
    return (crypto.getRandomValues(entropy) as Uint32Array)[0] as number;
  const state = stateOf(self);
  let index = I32[state + WORDS];
  if (index >= WORDS) {
    twist(state);
    index = 0;
  }
  I32[state + WORDS] = index + 1;
  let y = I32[state + index];
  y ^= y >>> 11;
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return (y ^ (y >>> 18)) >>> 0;
}

function twist(state: number): void {
  for (let k = 0; k < WORDS; k++) {
    const y = (I32[state + k] & 0x80000000) | (I32[state + ((k + 1) % WORDS)] & 0x7fffffff);
    const mixed = I32[state + ((k + PERIOD) % WORDS)] ^ (y >>> 1);
    I32[state + k] = (y & 1) === 0 ? mixed : mixed ^ 0x9908b0df;
  }
}

/** A random float in [0, 1) with 53 bits. */
function nextFloat(self: Address): number {
  const a = nextWord(self) >>> 5;
  const b = nextWord(self) >>> 6;
  return (a * 67108864 + b) * (1 / 9007199254740992);
}

function nextBits(self: Address, count: number): bigint {
  if (count === 0) return 0n;
  checkBits(count);
  // The first word is the lowest.
  const words: string[] = [];
  for (let left = count; left > 0; left -= 32) {
    const word = nextWord(self);
    words.push((left < 32 ? word >>> (32 - left) : word).toString(16).padStart(8, "0"));
  }
  return BigInt(`0x${words.reverse().join("")}`);
}

/** A random int in [0, n), by rejection. n is positive. */
function below(self: Address, n: number): number {
  if (n > 0xffffffff) return Number(belowBig(self, BigInt(n)));
  const shift = Math.clz32(n);
  let r = nextWord(self) >>> shift;
  while (r >= n) r = nextWord(self) >>> shift;
  return r;
}

function belowBig(self: Address, n: bigint): bigint {
  const bits = bitLength(n);
  let r = nextBits(self, bits);
  while (r >= n) r = nextBits(self, bits);
  return r;
}

// ---- Seeding ---------------------------------------------------------------------------------------------------------

function seedWithInt(self: Address, value: bigint): void {
  const key: number[] = [];
  let rest = value < 0n ? -value : value;
  while (rest > 0n) {
    key.push(Number(rest & 0xffffffffn));
    rest >>= 32n;
  }
  if (key.length === 0) key.push(0);
  seedWords(stateOf(self), key);
}

function seedRandom(self: Address, seed: Slot): void {
  setNone(self + RANDOM_GAUSS);
  if (isUnbound(seed) || isNone(seed)) {
    const key = Array.from({ length: 8 }, () => Math.floor(Math.random() * 4294967296));
    key.push(Math.floor(host.wallSeconds() * 1000) >>> 0);
    seedWords(stateOf(self), key);
  } else if (isIntValue(seed)) seedWithInt(self, toBigInt(seed));
  else if (isFloatValue(seed)) seedWithInt(self, BigInt(floatHash(floatValue(seed)) >>> 0));
  else if (isStrValue(seed) || isBytesLike(seed)) {
    const bytes = isStrValue(seed) ? encodeText(textOf(seed), "utf-8", "strict") : bytesOf(seed).slice();
    let value = 0n;
    for (const byte of [...bytes, ...sha512(bytes)]) value = (value << 8n) | BigInt(byte);
    seedWithInt(self, value);
  } else
    throw raise(
      T.TypeError,
      "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
    );
}

function random_new(args: Slot, out: Slot): void {
  const self = allocateObject(refAt(args), RANDOM_SIZE);
  I32[(self + RANDOM_STATE) >> 2] = 0;
  I32[(self + RANDOM_DICT) >> 2] = 0;
  setNone(self + RANDOM_GAUSS);
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, self);
  setWord(self + RANDOM_STATE, newBytes(new Uint8Array(4 * (WORDS + 1))));
  seedRandom(self, args + 8);
  setRef(out, self);
  releaseTemps(mark);
}

function random_getstate(args: Slot, out: Slot): void {
  const self = refAt(args);
  const words = newTuple(WORDS + 1);
  for (let i = 0; i <= WORDS; i++) int_set(tupleItem(words, i), I32[stateOf(self) + i] >>> 0);
  const tuple = newTuple(3);
  setInt(tupleItem(tuple, 0), 3);
  setRef(tupleItem(tuple, 1), words);
  copyValue(self + RANDOM_GAUSS, tupleItem(tuple, 2));
  setRef(out, tuple);
}

function random_setstate(args: Slot): void {
  const self = refAt(args);
  if (
    !isExactly(args + 8, T.tuple) ||
    tupleLength(refAt(args + 8)) !== 3 ||
    !isExactly(tupleItem(refAt(args + 8), 1), T.tuple)
  )
    throw raise(T.TypeError, "state vector must be a tuple");
  const tuple = refAt(args + 8);
  const words = refAt(tupleItem(tuple, 1));
  if (tupleLength(words) !== WORDS + 1) throw raise(T.ValueError, "state vector is the wrong size");
  for (let i = 0; i <= WORDS; i++)
    I32[stateOf(self) + i] = Number(toBigInt(tupleItem(words, i)) & 0xffffffffn) | 0;
  copyValue(tupleItem(tuple, 2), self + RANDOM_GAUSS);
}

// ---- Integers --------------------------------------------------------------------------------------------------------

function random_getrandbits(args: Slot, out: Slot): void {
  const count = indexValue(args + 8);
  if (count < 0) throw raise(T.ValueError, "Cannot convert negative int");
  if (count <= 32 && count > 0) int_set(out, nextWord(refAt(args)) >>> (32 - count));
  else int_set(out, nextBits(refAt(args), count));
}

function random_randbytes(args: Slot, out: Slot): void {
  const count = indexValue(args + 8);
  if (count < 0) throw raise(T.ValueError, "Cannot convert negative int");
  const bytes = allocateBytes(count);
  const data = bytes + BYTES_DATA;
  // Words as `getrandbits` draws them, the lowest byte first; of the last one the highest bytes.
  for (let i = 0; i < count; i += 4) {
    const drawn = nextWord(refAt(args));
    const used = Math.min(4, count - i);
    for (let k = 0, word = drawn >>> (8 * (4 - used)); k < used; k++, word >>>= 8) U8[data + i + k] = word;
  }
  setRef(out, bytes);
}

/** start + a random int below width, into `out`. */
function offsetBelow(self: Address, start: bigint, width: bigint, step: bigint, out: Slot): void {
  int_set(out, start + step * belowBig(self, width));
}

function random_randrange(args: Slot, out: Slot): void {
  const self = refAt(args);
  if (isInt(args + 8) && isUnbound(args + 24)) {
    const first =
      isUnbound(args + 16) || isNone(args + 16) ? 0 : isInt(args + 16) ? safeNumber(args + 8) : Number.NaN;
    const last = isUnbound(args + 16) || isNone(args + 16) ? safeNumber(args + 8) : safeNumber(args + 16);
    if (first === first && last > first && last - first <= 0xffffffff) {
      int_set(out, first + below(self, last - first));
      return;
    }
  }
  const start = toIndexBigInt(args + 8);
  if (isUnbound(args + 16) || isNone(args + 16)) {
    if (!isUnbound(args + 24) && toIndexBigInt(args + 24) !== 1n)
      throw raise(T.TypeError, "Missing a non-None stop argument");
    if (start <= 0n) throw raise(T.ValueError, "empty range for randrange()");
    offsetBelow(self, 0n, start, 1n, out);
    return;
  }
  const stop = toIndexBigInt(args + 16);
  const step = isUnbound(args + 24) ? 1n : toIndexBigInt(args + 24);
  const width = stop - start;
  if (step === 1n) {
    if (width <= 0n) throw raise(T.ValueError, `empty range in randrange(${start}, ${stop})`);
    offsetBelow(self, start, width, 1n, out);
    return;
  }
  if (step === 0n) throw raise(T.ValueError, "zero step for randrange()");
  const count = step > 0n ? (width + step - 1n) / step : (width + step + 1n) / step;
  if (count <= 0n || width === 0n || width > 0n !== step > 0n)
    throw raise(T.ValueError, `empty range in randrange(${start}, ${stop}, ${step})`);
  offsetBelow(self, start, count, step, out);
}

function random_randint(args: Slot, out: Slot): void {
  const self = refAt(args);
  if (isInt(args + 8) && isInt(args + 16)) {
    const low = safeNumber(args + 8);
    const count = safeNumber(args + 16) - low + 1;
    if (count > 0 && count <= 0xffffffff) {
      int_set(out, low + below(self, count));
      return;
    }
  }
  const low = toIndexBigInt(args + 8);
  const high = toIndexBigInt(args + 16);
  if (high < low) throw raise(T.ValueError, `empty range in randint(${low}, ${high})`);
  offsetBelow(self, low, high - low + 1n, 1n, out);
}

// ---- Sequences -------------------------------------------------------------------------------------------------------

function itemAt(sequence: Slot, index: number, out: Slot): void {
  const mark = markTemps();
  const key = pushTemp();
  setInt(key, index);
  getItem(sequence, key, out);
  releaseTemps(mark);
}

function random_choice(args: Slot, out: Slot): void {
  const length = getLength(args + 8);
  if (length === 0) throw raise(T.IndexError, "Cannot choose from an empty sequence");
  itemAt(args + 8, below(refAt(args), length), out);
}

function random_shuffle(args: Slot): void {
  const self = refAt(args);
  const sequence = args + 8;
  const temps = pushTemps(4);
  if (isExactly(sequence, T.list)) {
    const list = refAt(sequence);
    for (let i = listLength(list) - 1; i > 0; i--) {
      const j = below(self, i + 1);
      copyValue(listItem(list, i), temps);
      copyValue(listItem(list, j), listItem(list, i));
      copyValue(temps, listItem(list, j));
    }
    return;
  }
  for (let i = getLength(sequence) - 1; i > 0; i--) {
    const j = below(self, i + 1);
    setInt(temps, i);
    setInt(temps + 8, j);
    getItem(sequence, temps, temps + 16);
    getItem(sequence, temps + 8, temps + 24);
    setItem(sequence, temps, temps + 24);
    setItem(sequence, temps + 8, temps + 16);
  }
}

/** Which of n things a sample of k takes, in order. */
function sampleIndexes(self: Address, n: number, k: number): number[] {
  let setSize = 21;
  if (k > 5) setSize += 4 ** Math.ceil(roundedLog(k * 3) / roundedLog(4));
  const result: number[] = [];
  if (n <= setSize) {
    const pool = Array.from({ length: n }, (_, i) => i);
    for (let i = 0; i < k; i++) {
      const j = below(self, n - i);
      result.push(pool[j] as number);
      pool[j] = pool[n - i - 1] as number;
    }
  } else {
    const selected = new Set<number>();
    for (let i = 0; i < k; i++) {
      let j = below(self, n);
      while (selected.has(j)) j = below(self, n);
      selected.add(j);
      result.push(j);
    }
  }
  return result;
}

function checkSample(k: number, n: number): void {
  if (k < 0 || k > n) throw raise(T.ValueError, "Sample larger than population or is negative");
}

/** Arguments: self, population, k, counts. */
function random_sample(args: Slot, out: Slot): void {
  const self = refAt(args);
  const population = args + 8;
  if (
    isSetValue(population) ||
    lookupInType(typeOf(population), N.__getitem__) === 0 ||
    (isRef(population) && isInstance(population, T.dict))
  )
    throw raise(T.TypeError, "Population must be a sequence.  For dicts or sets, use sorted(d).");
  const n = getLength(population);
  const k = indexValue(args + 16);
  let indexes: number[];
  if (!isUnbound(args + 24) && !isNone(args + 24)) {
    const counts = numbersOf(args + 24);
    if (counts.length !== n) throw raise(T.ValueError, "The number of counts does not match the population");
    let total = 0;
    const ends = counts.map((count) => {
      total += count;
      return total;
    });
    if (total < 0) throw raise(T.ValueError, "Counts must be non-negative");
    checkSample(k, total);
    indexes = sampleIndexes(self, total, k).map((selection) => bisectRight(ends, selection, 0, n));
  } else {
    checkSample(k, n);
    indexes = sampleIndexes(self, n, k);
  }
  writeItems(population, indexes, out);
}

function writeItems(population: Slot, indexes: readonly number[], out: Slot): void {
  const temps = pushTemps(2);
  const list = newList(indexes.length);
  setRef(temps, list);
  for (const index of indexes) {
    itemAt(population, index, temps + 8);
    list_append(list, temps + 8);
  }
  setRef(out, list);
}

function numbersOf(iterable: Slot): number[] {
  const held = pushTemp();
  const list = listOf(iterable);
  setRef(held, list);
  return Array.from({ length: listLength(list) }, (_, i) => realNumber(listItem(list, i)));
}

function bisectRight(values: readonly number[], x: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x < (values[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Arguments: self, population, weights, cum_weights, k. */
function random_choices(args: Slot, out: Slot): void {
  const self = refAt(args);
  const population = args + 8;
  const n = getLength(population);
  const k = isUnbound(args + 32) ? 1 : indexValue(args + 32);
  const given = (slot: Slot): boolean => !isUnbound(slot) && !isNone(slot);
  const indexes: number[] = [];
  if (!given(args + 16) && !given(args + 24)) {
    for (let i = 0; i < k; i++) indexes.push(Math.floor(nextFloat(self) * n));
    if (n === 0 && k > 0) throw raise(T.IndexError, "list index out of range");
  } else {
    if (given(args + 16) && given(args + 24))
      throw raise(T.TypeError, "Cannot specify both weights and cumulative weights");
    let ends: number[];
    if (given(args + 24)) ends = numbersOf(args + 24);
    else {
      if (isIntValue(args + 16))
        throw raise(
          T.TypeError,
          `The number of choices must be a keyword argument: k=${safeNumber(args + 16)}`,
        );
      ends = accumulate(args + 16);
    }
    if (ends.length !== n) throw raise(T.ValueError, "The number of weights does not match the population");
    const total = ends[n - 1] as number;
    if (!(total > 0)) throw raise(T.ValueError, "Total of weights must be greater than zero");
    if (!Number.isFinite(total)) throw raise(T.ValueError, "Total of weights must be finite");
    for (let i = 0; i < k; i++) indexes.push(bisectRight(ends, nextFloat(self) * total, 0, n - 1));
  }
  writeItems(population, indexes, out);
}

/** Running totals as Python adds: exact for ints. */
function accumulate(weights: Slot): number[] {
  const temps = pushTemps(2);
  const list = listOf(weights);
  setRef(temps, list);
  const ends: number[] = [];
  setInt(temps + 8, 0);
  for (let i = 0; i < listLength(list); i++) {
    if (i === 0) copyValue(listItem(list, i), temps + 8);
    else binaryOperation(NB_ADD, temps + 8, listItem(list, i), temps + 8);
    ends.push(realNumber(temps + 8));
  }
  return ends;
}

// ---- Distributions -----------------------------------------------------------------------------------------------------

const NV_MAGIC = (4 * roundedExp(-0.5)) / Math.sqrt(2);
const LOG4 = roundedLog(4);
const SG_MAGIC = 1 + roundedLog(4.5);
const TWO_PI = 2 * Math.PI;

const optional = (slot: Slot, otherwise: number): number => (isUnbound(slot) ? otherwise : realNumber(slot));

function random_uniform(args: Slot, out: Slot): void {
  const a = realNumber(args + 8);
  setFloat(out, a + (realNumber(args + 16) - a) * nextFloat(refAt(args)));
}

function random_triangular(args: Slot, out: Slot): void {
  let low = optional(args + 8, 0);
  let high = optional(args + 16, 1);
  let u = nextFloat(refAt(args));
  let c = 0.5;
  if (!isUnbound(args + 24) && !isNone(args + 24)) {
    if (high === low) {
      setFloat(out, low);
      return;
    }
    c = (realNumber(args + 24) - low) / (high - low);
  }
  if (u > c) {
    u = 1 - u;
    c = 1 - c;
    [low, high] = [high, low];
  }
  setFloat(out, low + (high - low) * Math.sqrt(u * c));
}

function nextNormal(self: Address, mu: number, sigma: number): number {
  for (;;) {
    const u1 = nextFloat(self);
    const u2 = 1 - nextFloat(self);
    const z = (NV_MAGIC * (u1 - 0.5)) / u2;
    if ((z * z) / 4 <= -roundedLog(u2)) return mu + z * sigma;
  }
}

function random_gauss(args: Slot, out: Slot): void {
  const self = refAt(args);
  const mu = optional(args + 8, 0);
  const sigma = optional(args + 16, 1);
  let z: number;
  if (isFloat(self + RANDOM_GAUSS)) {
    z = floatAt(self + RANDOM_GAUSS);
    setNone(self + RANDOM_GAUSS);
  } else {
    const angle = nextFloat(self) * TWO_PI;
    const radius = Math.sqrt(-2 * roundedLog(1 - nextFloat(self)));
    z = exactCos(angle) * radius;
    setFloat(self + RANDOM_GAUSS, exactSin(angle) * radius);
  }
  setFloat(out, mu + z * sigma);
}

function nextGamma(self: Address, alpha: number, beta: number): number {
  if (alpha <= 0 || beta <= 0) throw raise(T.ValueError, "gammavariate: alpha and beta must be > 0.0");
  if (alpha > 1) {
    const ainv = Math.sqrt(2 * alpha - 1);
    const bbb = alpha - LOG4;
    const ccc = alpha + ainv;
    for (;;) {
      const u1 = nextFloat(self);
      if (!(u1 > 1e-7 && u1 < 0.9999999)) continue;
      const u2 = 1 - nextFloat(self);
      const v = roundedLog(u1 / (1 - u1)) / ainv;
      const x = alpha * roundedExp(v);
      const z = u1 * u1 * u2;
      const r = bbb + ccc * v - x;
      if (r + SG_MAGIC - 4.5 * z >= 0 || r >= roundedLog(z)) return x * beta;
    }
  }
  if (alpha === 1) return -roundedLog(1 - nextFloat(self)) * beta;
  for (;;) {
    const u = nextFloat(self);
    const b = (Math.E + alpha) / Math.E;
    const p = b * u;
    const x = p <= 1 ? roundedPower(p, 1 / alpha) : -roundedLog((b - p) / alpha);
    const u1 = nextFloat(self);
    if (p > 1) {
      if (u1 <= roundedPower(x, alpha - 1)) return x * beta;
    } else if (u1 <= roundedExp(-x)) return x * beta;
  }
}

function random_betavariate(args: Slot, out: Slot): void {
  const self = refAt(args);
  const y = nextGamma(self, realNumber(args + 8), 1);
  setFloat(out, y === 0 ? 0 : y / (y + nextGamma(self, realNumber(args + 16), 1)));
}

function random_vonmisesvariate(args: Slot, out: Slot): void {
  const self = refAt(args);
  const mu = realNumber(args + 8);
  const kappa = realNumber(args + 16);
  if (kappa <= 1e-6) {
    setFloat(out, TWO_PI * nextFloat(self));
    return;
  }
  const s = 0.5 / kappa;
  const r = s + Math.sqrt(1 + s * s);
  let z: number;
  for (;;) {
    z = exactCos(Math.PI * nextFloat(self));
    const d = z / (r + z);
    const u2 = nextFloat(self);
    if (u2 < 1 - d * d || u2 <= (1 - d) * roundedExp(d)) break;
  }
  const q = 1 / r;
  const f = (q + z) / (1 + q * z);
  setFloat(out, remainderFloats(nextFloat(self) > 0.5 ? mu + Math.acos(f) : mu - Math.acos(f), TWO_PI));
}

/** How often of n times something of probability p happens: Hörmann's BTRS, or counting from success to success where few are to be expected. */
function nextBinomial(self: Address, n: number, p: number): number {
  if (n < 0) throw raise(T.ValueError, "n must be non-negative");
  if (p <= 0 || p >= 1) {
    if (p === 0) return 0;
    if (p === 1) return n;
    throw raise(T.ValueError, "p must be in the range 0.0 <= p <= 1.0");
  }
  if (n === 1) return nextFloat(self) < p ? 1 : 0;
  if (p > 0.5) return n - nextBinomial(self, n, 1 - p);
  if (n * p < 10) {
    const c = roundedLog2(1 - p);
    if (c === 0) return 0;
    for (let x = 0, y = 0; ; x++) {
      y += Math.floor(roundedLog2(nextFloat(self)) / c) + 1;
      if (y > n) return x;
    }
  }
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = roundedLog(p / (1 - p));
  const m = Math.floor((n + 1) * p);
  const h = logGamma(m + 1) + logGamma(n - m + 1);
  for (;;) {
    const u = nextFloat(self) - 0.5;
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (k < 0 || k > n) continue;
    const v = nextFloat(self);
    if (us >= 0.07 && v <= vr) return k;
    const scaled = v * (alpha / (a / (us * us) + b));
    if (roundedLog(scaled) <= h - logGamma(k + 1) - logGamma(n - k + 1) + (k - m) * odds) return k;
  }
}

/** A distribution of one or two parameters from uniform numbers. */
function distribution(
  compute: (self: Address, a: number, b: number) => number,
  a: number,
  b: number,
): Native {
  return (args, out) => setFloat(out, compute(refAt(args), optional(args + 8, a), optional(args + 16, b)));
}

/** A distribution of one parameter. */
function distributionOfOne(compute: (self: Address, a: number) => number, a: number): Native {
  return (args, out) => setFloat(out, compute(refAt(args), optional(args + 8, a)));
}

const METHODS: Readonly<Record<string, MethodRow>> = {
  random: [
    "(self, /)",
    (args, out) => setFloat(out, nextFloat(refAt(args))),
    "random() -> x in the interval [0, 1).",
  ],
  seed: [
    "(self, /, a=None, version=2)",
    (args) => seedRandom(refAt(args), args + 8),
    "Initialize internal state from a seed.",
  ],
  getstate: ["(self, /)", random_getstate],
  setstate: ["(self, state, /)", random_setstate],
  getrandbits: ["(self, k, /)", random_getrandbits],
  randbytes: ["(self, /, n)", random_randbytes],
  randrange: ["(self, /, start, stop=None, step=1)", random_randrange],
  randint: ["(self, /, a, b)", random_randint],
  choice: ["(self, /, seq)", random_choice],
  shuffle: ["(self, /, x)", random_shuffle],
  sample: ["(self, /, population, k, *, counts=None)", random_sample],
  choices: ["(self, /, population, weights=None, *, cum_weights=None, k=1)", random_choices],
  uniform: ["(self, /, a, b)", random_uniform],
  triangular: ["(self, /, low=0.0, high=1.0, mode=None)", random_triangular],
  gauss: ["(self, /, mu=0.0, sigma=1.0)", random_gauss],
  normalvariate: ["(self, /, mu=0.0, sigma=1.0)", distribution(nextNormal, 0, 1)],
  lognormvariate: [
    "(self, /, mu=0.0, sigma=1.0)",
    distribution((self, mu, sigma) => roundedExp(nextNormal(self, mu, sigma)), 0, 1),
  ],
  expovariate: [
    "(self, /, lambd=1.0)",
    distributionOfOne((self, lambda) => -roundedLog(1 - nextFloat(self)) / lambda, 1),
  ],
  binomialvariate: [
    "(self, /, n=1, p=0.5)",
    (args, out) =>
      int_set(
        out,
        nextBinomial(refAt(args), isUnbound(args + 8) ? 1 : indexValue(args + 8), optional(args + 16, 0.5)),
      ),
  ],
  gammavariate: ["(self, /, alpha, beta)", distribution(nextGamma, 0, 0)],
  betavariate: ["(self, /, alpha, beta)", random_betavariate],
  paretovariate: [
    "(self, /, alpha)",
    distributionOfOne((self, alpha) => roundedPower(1 - nextFloat(self), -1 / alpha), 0),
  ],
  weibullvariate: [
    "(self, /, alpha, beta)",
    distribution(
      (self, alpha, beta) => alpha * roundedPower(-roundedLog(1 - nextFloat(self)), 1 / beta),
      0,
      0,
    ),
  ],
  vonmisesvariate: ["(self, /, mu, kappa)", random_vonmisesvariate],
};

const refuseState = (): never => {
  throw raise(T.NotImplementedError, "System entropy source does not have state.");
};

function makeSystemRandom(base: Address): Address {
  return makeType("random.SystemRandom", {
    module: "random",
    base,
    flags: TF_BASE,
    doc: "Alternate random number generator using sources provided by the operating system.",
    methods: {
      __new__: [
        "(cls, *args, **kwds)",
        (args, out) => {
          const self = allocateOf(refAt(args));
          setNone(self + RANDOM_GAUSS);
          setRef(out, self);
        },
      ],
      seed: ["(self, /, *args, **kwds)", () => {}],
      getstate: ["(self, /, *args, **kwds)", refuseState],
      setstate: ["(self, /, *args, **kwds)", refuseState],
      _randbelow: [
        "(self, n, /)",
        (args, out) => int_set(out, belowBig(refAt(args), toIndexBigInt(args + 8))),
      ],
    },
  });
}

export function makeRandomModule(): Address {
  const module = newModule("random");
  const type = makeType("random.Random", {
    module: "random",
    size: RANDOM_SIZE,
    flags: TF_BASE,
    refs: [RANDOM_STATE, RANDOM_DICT],
    values: [RANDOM_GAUSS, 1],
    dictOffset: RANDOM_DICT,
    doc: "Random number generator: the Mersenne Twister.",
    methods: { __new__: ["(cls, x=None)", random_new], ...METHODS },
  });
  addObject(module, "Random", type);
  addObject(module, "SystemRandom", makeSystemRandom(type));
  const mark = markTemps();
  const temps = pushTemps(4);
  setRef(temps, type);
  random_new(temps, temps + 16);
  addValue(module, "_inst", (out) => copyValue(temps + 16, out));
  for (const name of Object.keys(METHODS))
    addValue(module, name, (out) => getAttribute(temps + 16, intern(name), out));
  releaseTemps(mark);
  return module;
}
