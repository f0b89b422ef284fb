/** Built-in functions on numbers and characters: abs, bin, chr, divmod, hash, hex, id, max, min, oct, ord, pow, round, sum. */
import { FLOAT_LIMIT, type Slot, T, TAG_BOOL, TAG_INT, TAG_NONE, TAG_REF } from "../../heap/layout.ts";
import { F64, I32 } from "../../heap/memory.ts";
import { codePointAt, newString } from "../../heap/strings.ts";
import {
  copyValue,
  floatAt,
  intAt,
  isFloat,
  isInt,
  isNone,
  isUnbound,
  refAt,
  setFloat,
  setInt,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { bytesOf, isBytesLike } from "../../objects/bytes.ts";
import { complexAdd } from "../../objects/complex.ts";
import { floatHash, floatToBigInt, roundFloat, roundHalfEven } from "../../objects/float.ts";
import {
  int_set,
  intAddSlow,
  intHash,
  intToDouble,
  isExactInt,
  isIntValue,
  safeNumber,
} from "../../objects/int.ts";
import { isStrValue } from "../../objects/str.ts";
import { characterString, strLength } from "../../objects/text.ts";
import { lookupInType, typeNameOf } from "../../objects/type.ts";
import { callValue } from "../../runtime/call.ts";
import { compareTrue, GT, hashOf, LT } from "../../runtime/compare.ts";
import { forEach } from "../../runtime/iterate.ts";
import { N } from "../../runtime/names.ts";
import {
  absolute,
  binaryOperation,
  divideWithRemainder,
  indexValue,
  NB_ADD,
  power,
  toIndexBigInt,
} from "../../runtime/number.ts";
import { raise } from "../../runtime/raise.ts";
import { callSpecial0, callSpecialWith } from "../../runtime/special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import type { FunctionTable } from "./table.ts";

function builtin_abs(args: Slot, out: Slot): void {
  absolute(args, out);
}

function radixText(radix: 2 | 8 | 16, prefix: string) {
  return (args: Slot, out: Slot): void => {
    const text = toIndexBigInt(args).toString(radix);
    setRef(out, newString(text.startsWith("-") ? `-${prefix}${text.slice(1)}` : prefix + text));
  };
}

function builtin_chr(args: Slot, out: Slot): void {
  const point = indexValue(args);
  if (point < 0 || point > 0x10ffff) throw raise(T.ValueError, "chr() arg not in range(0x110000)");
  setRef(out, characterString(point));
}

function builtin_ord(args: Slot, out: Slot): void {
  if (isStrValue(args)) {
    const str = refAt(args);
    if (strLength(str) === 1) {
      setInt(out, codePointAt(str, 0));
      return;
    }
    throw raise(T.TypeError, `ord() expected a character, but string of length ${strLength(str)} found`);
  }
  if (isBytesLike(args)) {
    const { length } = bytesOf(args);
    if (length !== 1)
      throw raise(T.TypeError, `ord() expected a character, but string of length ${length} found`);
    setInt(out, bytesOf(args)[0]);
    return;
  }
  throw raise(T.TypeError, `ord() expected string of length 1, but ${typeNameOf(args)} found`);
}

/** What `hash()` shows: CPython's values for numbers, ours for the rest. */
export function visibleHash(slot: Slot): number {
  const tag = I32[(slot >> 2) + 1];
  if (tag === TAG_INT || tag === TAG_BOOL) return intHash(slot);
  if (tag >>> 0 < FLOAT_LIMIT) return value(F64[slot >> 3], slot);
  if (tag === TAG_NONE) return hashOf(slot);
  const type = typeOf(slot);
  if (type === T.int) return intHash(slot);
  const found = lookupInType(type, N.__hash__);
  if (found === 0 || isNone(found) || type === T.str) return hashOf(slot);
  const mark = markTemps();
  const result = pushTemp();
  callSpecial0(slot, N.__hash__, result);
  if (!isIntValue(result)) throw raise(T.TypeError, "__hash__ method should return an integer");
  const safe = safeNumber(result);
  const hash = (safe | 0) === safe ? (safe === -1 ? -2 : safe) : intHash(result);
  releaseTemps(mark);
  return hash;
}

// NaNs of different origin should not all collide, but a float has no identity here: they hash as one.
const value = (number: number, slot: Slot): number =>
  number === number ? floatHash(number) : I32[slot >> 2] & 0x7fffffff;

function builtin_hash(args: Slot, out: Slot): void {
  setInt(out, visibleHash(args));
}

/** A number that no other live object has; equal immediates share one. */
export function identityOf(slot: Slot): number {
  const tag = I32[(slot >> 2) + 1];
  if (tag === TAG_REF) return refAt(slot);
  if (tag === TAG_INT) return 0x100000000 + 16 * (intAt(slot) >>> 0);
  if (tag === TAG_BOOL) return 16 + 16 * intAt(slot);
  if (tag === TAG_NONE) return 48;
  return 0x2000000000 + ((tag >>> 0) * 2 ** 20 + ((I32[slot >> 2] >>> 0) % 2 ** 20)) * 1;
}

function builtin_id(args: Slot, out: Slot): void {
  int_set(out, identityOf(args));
}

function builtin_divmod(args: Slot, out: Slot): void {
  divideWithRemainder(args, args + 8, out);
}

function builtin_pow(args: Slot, out: Slot): void {
  power(args, args + 8, args + 16, out);
}

function builtin_round(args: Slot, out: Slot): void {
  const plain = isUnbound(args + 8) || isNone(args + 8);
  if (isFloat(args)) {
    const number = floatAt(args);
    if (plain) {
      if (!Number.isFinite(number)) floatToBigInt(number);
      const rounded = roundHalfEven(number);
      int_set(out, Number.isSafeInteger(rounded) ? (rounded === 0 ? 0 : rounded) : BigInt(rounded));
      return;
    }
    if (isInt(args + 8)) {
      setFloat(out, roundFloat(number, intAt(args + 8)));
      return;
    }
  }
  const done = plain
    ? callSpecial0(args, N.__round__, out)
    : callSpecialWith(args, N.__round__, args + 8, out);
  if (!done) throw raise(T.TypeError, `type ${typeNameOf(args)} doesn't define __round__ method`);
}

// ---- min and max -------------------------------------------------------------------------------------------------------

/** `max` or `min`. Arguments: key, default, then the positional ones. */
function extreme(name: string, op: number) {
  return (args: Slot, out: Slot, extra: number): void => {
    const keyed = !isUnbound(args) && !isNone(args);
    const best = pushTemps(3);
    const key = best + 8;
    const other = best + 16;
    let any = false;
    const consider = (item: Slot): void => {
      if (keyed) callValue(args, item, 1, 0, other);
      else copyValue(item, other);
      if (any && !compareTrue(op, other, key)) return;
      copyValue(item, best);
      copyValue(other, key);
      any = true;
    };
    if (extra === 0) throw raise(T.TypeError, `${name} expected at least 1 argument, got 0`);
    if (extra > 1) {
      if (!isUnbound(args + 8))
        throw raise(T.TypeError, `Cannot specify a default for ${name}() with multiple positional arguments`);
      for (let i = 0; i < extra; i++) consider(args + 16 + 8 * i);
    } else forEach(args + 16, consider);
    if (any) copyValue(best, out);
    else if (!isUnbound(args + 8)) copyValue(args + 8, out);
    else throw raise(T.ValueError, `${name}() iterable argument is empty`);
  };
}

// ---- sum ---------------------------------------------------------------------------------------------------------------

/**
 * Adds floats with the lost low parts kept (Neumaier), as CPython does, so that the sum of many floats is right to the
 * last digit.
 */
class FloatSum {
  high: number;
  low = 0;
  constructor(start: number) {
    this.high = start;
  }
  add(x: number): void {
    const total = this.high + x;
    this.low += Math.abs(this.high) >= Math.abs(x) ? this.high - total + x : x - total + this.high;
    this.high = total;
  }
  get result(): number {
    return this.low !== 0 && Number.isFinite(this.low) ? this.high + this.low : this.high;
  }
}

function builtin_sum(args: Slot, out: Slot): void {
  const total = pushTemp();
  if (isUnbound(args + 8)) setInt(total, 0);
  else {
    copyValue(args + 8, total);
    if (isStrValue(total)) throw raise(T.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (isBytesLike(total)) {
      const name = typeOf(total) === T.bytearray ? "bytearray" : "bytes";
      throw raise(T.TypeError, `sum() can't sum ${name} [use b''.join(seq) instead]`);
    }
  }
  // What is summed so far lies in one of three places: a JS number, a FloatSum, or the slot `total`.
  let small = isExactInt(total) ? safeNumber(total) : Number.NaN;
  let floats: FloatSum | null = isFloat(total) ? new FloatSum(floatAt(total)) : null;
  const settle = (): void => {
    if (floats !== null) setFloat(total, floats.result);
    else if (small === small) int_set(total, small);
    floats = null;
    small = Number.NaN;
  };
  forEach(args, (item) => {
    if (small === small) {
      if (isInt(item)) {
        small += I32[item >> 2];
        if (!Number.isSafeInteger(small)) {
          const previous = small - I32[item >> 2];
          small = Number.NaN;
          int_set(total, previous);
          intAddSlow(total, item, total);
        }
        return;
      }
      if (isFloat(item)) {
        floats = new FloatSum(small);
        small = Number.NaN;
        // The first float meets the int sum by plain addition.
        floats.high += floatAt(item);
        return;
      }
    } else if (floats !== null) {
      if (isFloat(item)) {
        floats.add(floatAt(item));
        return;
      }
      if (isIntValue(item) && Math.abs(safeNumber(item)) <= 0x7fffffff) {
        floats.high += intToDouble(item);
        return;
      }
    }
    settle();
    if (typeOf(total) === T.complex && typeOf(item) === T.complex) complexAdd(total, item, total);
    else binaryOperation(NB_ADD, total, item, total);
    if (isFloat(total)) floats = new FloatSum(floatAt(total));
  });
  settle();
  copyValue(total, out);
}

export const NUMBER_FUNCTIONS: FunctionTable = {
  abs: ["(number, /)", builtin_abs, "Return the absolute value of the argument."],
  bin: ["(number, /)", radixText(2, "0b"), "Return the binary representation of an integer."],
  chr: ["(i, /)", builtin_chr, "Return a Unicode string of one character with ordinal i."],
  divmod: ["(x, y, /)", builtin_divmod, "Return the tuple (x//y, x%y)."],
  hash: ["(obj, /)", builtin_hash, "Return the hash value for the given object."],
  hex: ["(number, /)", radixText(16, "0x"), "Return the hexadecimal representation of an integer."],
  id: ["(obj, /)", builtin_id, "Return the identity of an object."],
  max: ["(*args, key=None, default=<unrepresentable>)", extreme("max", GT), "Return the largest item."],
  min: ["(*args, key=None, default=<unrepresentable>)", extreme("min", LT), "Return the smallest item."],
  oct: ["(number, /)", radixText(8, "0o"), "Return the octal representation of an integer."],
  ord: ["(character, /)", builtin_ord, "Return the ordinal value of a character."],
  pow: ["(base, exp, mod=None)", builtin_pow, "Equivalent to base**exp, or base**exp % mod."],
  round: ["(number, ndigits=None)", builtin_round, "Round a number to a given precision in decimal digits."],
  sum: ["(iterable, /, start=0)", builtin_sum, "Return the sum of a start value and an iterable of numbers."],
};
