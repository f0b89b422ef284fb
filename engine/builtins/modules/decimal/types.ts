/**
 * The types Decimal and Context, and the module _decimal_core. What `decimal` adds in Python is in engine/library/_decimal.py.
 *
 * A Decimal keeps its coefficient as an int, its exponent, and sign and kind in one word. Methods of both types come from
 * the same tables of operations.
 */
import { type Address, NOT_IMPLEMENTED, OBJ_HEADER, type Slot, T, TF_BASE } from "../../../heap/layout.ts";
import { I32 } from "../../../heap/memory.ts";
import { intern, newString } from "../../../heap/strings.ts";
import {
  copyValue,
  isFloat,
  isInt,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setFloat,
  setInt,
  setNone,
  setRef,
  typeOf,
} from "../../../heap/values.ts";
import { allocateOf } from "../../../objects/allocate_of.ts";
import { imaginaryPart, isComplexValue, realPart, setComplex } from "../../../objects/complex.ts";
import { type GetSetRow, type MethodRow, makeType } from "../../../objects/define.ts";
import { floatValue, isFloatValue } from "../../../objects/float.ts";
import { int_set, isIntValue, toBigInt } from "../../../objects/int.ts";
import { list_append, listItem, listLength, newList } from "../../../objects/list.ts";
import { newModule } from "../../../objects/module.ts";
import { isStrValue, textOf } from "../../../objects/str.ts";
import { newTuple, newTupleFrom, newTupleOf, tupleItem, tupleLength } from "../../../objects/tuple.ts";
import { checkInstance, isInstance, typeName, typeNameOf } from "../../../objects/type.ts";
import { getAttribute } from "../../../runtime/attributes.ts";
import { callValue } from "../../../runtime/call.ts";
import { compareNumbers, EQ, GE, GT, hashAddress, isTrue, LE, LT, NE } from "../../../runtime/compare.ts";
import type { Native } from "../../../runtime/native.ts";
import { clippedIndex, hasIndex } from "../../../runtime/number.ts";
import { raise } from "../../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../../runtime/state.ts";
import { contains, getItem } from "../../../runtime/subscript.ts";
import { addFunctions, addObject, addValue } from "../../functions/table.ts";
import * as A from "./arithmetic.ts";
import { type Context, Contexts, SIGNALS } from "./contexts.ts";
import { decimalLogarithm, exponentialOf, naturalLogarithm, powerOf, squareRoot } from "./functions.ts";
import {
  adjusted,
  Condition,
  compareNums,
  digitCount,
  FINITE,
  finish,
  finishNan,
  finite,
  flip,
  INFINITE,
  isNan,
  isZero,
  type Kind,
  type Num,
  QUIET,
  ROUNDINGS,
  type Rounding,
  rescaled,
  SIGNALING,
  type Sign,
  Work,
  wholePart,
  withSign,
} from "./number.ts";
import { formatNum, numOfFloat, numText, parseNum, ratioOf } from "./text.ts";

const COEFFICIENT = OBJ_HEADER; // value: an int
const EXPONENT = OBJ_HEADER + 8;
const FORM = OBJ_HEADER + 12; // sign + 2 · kind
const DICT = OBJ_HEADER + 16;
const DECIMAL_SIZE = OBJ_HEADER + 24;

const LARGEST_PREC = 425000000;
const LARGEST_EMAX = 425000000;
/** The rules of what is taken exactly. */
const EXACT = {
  prec: LARGEST_PREC,
  rounding: "ROUND_HALF_EVEN",
  emin: -LARGEST_EMAX,
  emax: LARGEST_EMAX,
  clamp: 0,
} as const;
/** Modulus of hashes (sys.hash_info), and 1/10 modulo that. */
const HASH_MODULUS = 2147483647n;

let decimalType: Address = 0;
let contexts: Contexts;

const isDecimal = (slot: Slot): boolean => isRef(slot) && isInstance(slot, decimalType);

function readNum(slot: Slot): Num {
  const object = refAt(slot);
  const form = I32[(object + FORM) >> 2];
  return {
    sign: (form & 1) as Sign,
    kind: (form >> 1) as Kind,
    coef: toBigInt(object + COEFFICIENT),
    exp: I32[(object + EXPONENT) >> 2],
  };
}

/** Writes a new number of a class; `out` may be an argument's slot. */
function writeNum(out: Slot, x: Num, type: Address = decimalType): void {
  const object = allocateOf(type);
  I32[(object + EXPONENT) >> 2] = x.exp;
  I32[(object + FORM) >> 2] = x.sign + 2 * x.kind;
  setInt(object + COEFFICIENT, 0);
  const mark = markTemps();
  const held = pushTemp();
  setRef(held, object);
  int_set(object + COEFFICIENT, x.coef);
  setRef(out, object);
  releaseTemps(mark);
}

const wholeNum = (value: bigint): Num => finite(value < 0n ? 1 : 0, value < 0n ? -value : value, 0);

/** The number that an operand is exactly, null for what operators leave to the other side. */
function operand(slot: Slot): Num | null {
  if (isDecimal(slot)) return readNum(slot);
  return isIntValue(slot) ? wholeNum(toBigInt(slot)) : null;
}

function requireOperand(slot: Slot): Num {
  const x = operand(slot);
  if (x === null) throw raise(T.TypeError, `conversion from ${typeNameOf(slot)} to Decimal is not supported`);
  return x;
}

function roundingArgument(slot: Slot, context: Context): Rounding {
  if (isUnbound(slot) || isNone(slot)) return context.rounding;
  const name = isStrValue(slot) ? textOf(slot) : "";
  if (!(ROUNDINGS as readonly string[]).includes(name))
    throw raise(
      T.TypeError,
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
    );
  return name as Rounding;
}

/** Does an operation under a context, and writes its result unless a signal is trapped. */
function perform(context: Context, out: Slot, compute: (work: Work) => Num): void {
  const work = new Work(context);
  const result = compute(work);
  contexts.conclude(context, work);
  writeNum(out, result);
}

// ---- Operations, by name ---------------------------------------------------------------------------------------------

type Unary = (work: Work, a: Num) => Num;
type Binary = (work: Work, a: Num, b: Num) => Num;

const UNARY: Readonly<Record<string, Unary>> = {
  exp: exponentialOf,
  ln: naturalLogarithm,
  log10: decimalLogarithm,
  logb: A.logB,
  logical_invert: A.logicalInvert,
  next_minus: A.nextMinus,
  next_plus: A.nextPlus,
  normalize: A.normalize,
  sqrt: squareRoot,
};
const BINARY: Readonly<Record<string, Binary>> = {
  compare: A.compare,
  compare_signal: A.compareSignal,
  compare_total: A.compareTotalNum,
  compare_total_mag: A.compareTotalSize,
  logical_and: A.logicalAnd,
  logical_or: A.logicalOr,
  logical_xor: A.logicalXor,
  max: A.maximum,
  max_mag: A.maximumSize,
  min: A.minimum,
  min_mag: A.minimumSize,
  next_toward: A.nextToward,
  remainder_near: A.remainderNear,
  rotate: A.rotateDigits,
  scaleb: A.scaleByPower,
  shift: A.shiftDigits,
  copy_sign: (_work, a, b) => withSign(a, b.sign),
};
/** Of contexts only: there they have names, on numbers they are operators. */
const CONTEXT_UNARY: Readonly<Record<string, Unary>> = {
  abs: A.absolute,
  minus: A.minus,
  plus: A.plus,
  copy_abs: (_work, a) => withSign(a, 0),
  copy_negate: (_work, a) => withSign(a, flip(a.sign)),
  copy_decimal: (_work, a) => a,
  canonical: (_work, a) => a,
  to_integral_exact: (work, a) => A.toIntegral(work, a, work.rules.rounding, true),
  to_integral_value: (work, a) => A.toIntegral(work, a, work.rules.rounding, false),
};
const CONTEXT_BINARY: Readonly<Record<string, Binary>> = {
  add: A.add,
  subtract: A.subtract,
  multiply: A.multiply,
  divide: A.divide,
  divide_int: A.divideInteger,
  remainder: A.remainder,
  quantize: (work, a, b) => A.quantize(work, a, b),
};
const sameQuantum = (a: Num, b: Num): boolean =>
  a.kind === FINITE && b.kind === FINITE
    ? a.exp === b.exp
    : (isNan(a) && isNan(b)) || (a.kind === INFINITE && b.kind === INFINITE);
const TESTS: Readonly<Record<string, (a: Num, context: Context) => boolean>> = {
  is_canonical: () => true,
  is_finite: (a) => a.kind === FINITE,
  is_infinite: (a) => a.kind === INFINITE,
  is_nan: isNan,
  is_normal: (a, { emin }) => a.kind === FINITE && a.coef !== 0n && adjusted(a) >= emin,
  is_qnan: (a) => a.kind === QUIET,
  is_signed: (a) => a.sign === 1,
  is_snan: (a) => a.kind === SIGNALING,
  is_subnormal: (a, { emin }) => a.kind === FINITE && a.coef !== 0n && adjusted(a) < emin,
  is_zero: isZero,
};
/** Tests that a Decimal makes with a context. */
const TESTS_IN_CONTEXT = new Set(["is_normal", "is_subnormal"]);

// ---- Making ----------------------------------------------------------------------------------------------------------

/** A number from a tuple (sign, digits, exponent). Raises ValueError. */
function numOfParts(parts: Slot): Num {
  const isList = isInstance(parts, T.list);
  const object = refAt(parts);
  const at = (i: number): Slot => (isList ? listItem(object, i) : tupleItem(object, i));
  if ((isList ? listLength(object) : tupleLength(object)) !== 3)
    throw raise(T.ValueError, "argument must be a sequence of length 3");
  if (!isIntValue(at(0))) throw raise(T.ValueError, "sign must be an integer with the value 0 or 1");
  const sign = toBigInt(at(0));
  if (sign !== 0n && sign !== 1n) throw raise(T.ValueError, "sign must be an integer with the value 0 or 1");
  let kind: Kind = FINITE;
  let exp = 0;
  if (isStrValue(at(2))) {
    const special = { F: INFINITE, n: QUIET, N: SIGNALING }[textOf(at(2))];
    if (special === undefined)
      throw raise(T.ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    kind = special as Kind;
  } else {
    if (!isIntValue(at(2))) throw raise(T.ValueError, "exponent must be an integer");
    exp = clippedIndex(at(2));
  }
  if (!isRef(at(1)) || !(isInstance(at(1), T.tuple) || isInstance(at(1), T.list)))
    throw raise(T.ValueError, "coefficient must be a tuple of digits");
  const digits = refAt(at(1));
  const listed = isInstance(at(1), T.list);
  let text = "";
  for (let i = 0; i < (listed ? listLength(digits) : tupleLength(digits)); i++) {
    const item = listed ? listItem(digits, i) : tupleItem(digits, i);
    if (!isInt(item) || I32[item >> 2] < 0 || I32[item >> 2] > 9)
      throw raise(T.ValueError, "coefficient must be a tuple of digits");
    text += String(I32[item >> 2]);
  }
  const coef = kind === INFINITE ? 0n : BigInt(text === "" ? "0" : text);
  return { sign: Number(sign) as Sign, kind, coef, exp };
}

/** The number that a value stands for, exactly. Floats are noted as such. */
function numOfValue(slot: Slot, context: Context, strict = false): Num {
  const known = operand(slot);
  if (known !== null) return known;
  if (isStrValue(slot)) {
    const x = parseNum(textOf(slot), strict);
    if (x !== null) return x;
    const work = new Work(context);
    const invalid = work.invalid(Condition.ConversionSyntax);
    contexts.conclude(context, work);
    return invalid;
  }
  if (isFloatValue(slot)) {
    contexts.conclude(context, { status: Condition.FloatOperation });
    return numOfFloat(floatValue(slot));
  }
  if (isRef(slot) && (isInstance(slot, T.tuple) || isInstance(slot, T.list))) return numOfParts(slot);
  throw raise(T.TypeError, `conversion from ${typeNameOf(slot)} to Decimal is not supported`);
}

/** Refuses what no exponent can hold. */
function requireExact(x: Num, context: Context): Num {
  if (x.kind !== FINITE) return x;
  const work = new Work(EXACT);
  const result = finish(work, x);
  if ((work.status & (Condition.Inexact | Condition.Rounded | Condition.Clamped)) === 0) return result;
  const refused = new Work(context);
  const invalid = refused.invalid();
  contexts.conclude(context, refused);
  return invalid;
}

function decimal_new(args: Slot, out: Slot): void {
  const context = contexts.argument(args + 16);
  const type = refAt(args);
  if (isUnbound(args + 8)) writeNum(out, finite(0, 0n, 0), type);
  else if (type === decimalType && isRef(args + 8) && typeOf(args + 8) === decimalType)
    copyValue(args + 8, out);
  else writeNum(out, requireExact(numOfValue(args + 8, context), context), type);
}

function fromFloat(func: string): Native {
  return (args, out) => {
    const value = args + 8;
    if (isIntValue(value)) writeNum(out, wholeNum(toBigInt(value)), refAt(args));
    else if (isFloatValue(value)) writeNum(out, numOfFloat(floatValue(value)), refAt(args));
    else if (func === "from_number" && isRef(value)) {
      if (!isDecimal(value)) throw raise(T.TypeError, `Cannot convert ${typeNameOf(value)} to Decimal`);
      writeNum(out, readNum(value), refAt(args));
    } else throw raise(T.TypeError, "argument must be int or float");
  };
}

/** A number made under a context: rounded to it. */
function createDecimal(context: Context, value: Slot, out: Slot): void {
  const x = numOfValue(value, context, true);
  const work = new Work(context);
  if (isNan(x) && digitCount(x.coef) > context.prec - context.clamp && x.coef !== 0n) {
    const invalid = work.invalid(Condition.ConversionSyntax);
    contexts.conclude(context, work);
    writeNum(out, invalid);
    return;
  }
  const result = isNan(x) ? finishNan(work, x) : finish(work, x);
  contexts.conclude(context, work);
  writeNum(out, result);
}

// ---- Operators -------------------------------------------------------------------------------------------------------

const operator =
  (compute: Binary, reflect = false): Native =>
  (args, out) => {
    const a = operand(reflect ? args + 8 : args);
    const b = operand(reflect ? args : args + 8);
    if (a === null || b === null) setRef(out, NOT_IMPLEMENTED);
    else perform(contexts.at(contexts.currentObject()), out, (work) => compute(work, a, b));
  };
const unaryOperator =
  (compute: Unary): Native =>
  (args, out) => {
    const a = readNum(args);
    perform(contexts.at(contexts.currentObject()), out, (work) => compute(work, a));
  };

function divideBoth(context: Context, a: Num, b: Num, out: Slot): void {
  const work = new Work(context);
  const [quotient, rest] = A.divideBoth(work, a, b);
  contexts.conclude(context, work);
  const mark = markTemps();
  const held = pushTemps(2);
  writeNum(held, quotient);
  writeNum(held + 8, rest);
  setRef(out, newTupleFrom(held, 2));
  releaseTemps(mark);
}

const divmodOperator =
  (reflect: boolean): Native =>
  (args, out) => {
    const a = operand(reflect ? args + 8 : args);
    const b = operand(reflect ? args : args + 8);
    if (a === null || b === null) setRef(out, NOT_IMPLEMENTED);
    else divideBoth(contexts.at(contexts.currentObject()), a, b, out);
  };

function power(context: Context, a: Num, b: Num, modulus: Num | null, out: Slot): void {
  perform(context, out, (work) =>
    modulus === null ? powerOf(work, a, b) : A.powerModulo(work, a, b, modulus),
  );
}

const powerOperator =
  (reflect: boolean): Native =>
  (args, out) => {
    const a = operand(reflect ? args + 8 : args);
    const b = operand(reflect ? args : args + 8);
    const third = args + 16;
    const modulus = isUnbound(third) || isNone(third) ? null : operand(third);
    if (a === null || b === null || (modulus === null && !isUnbound(third) && !isNone(third)))
      setRef(out, NOT_IMPLEMENTED);
    else power(contexts.at(contexts.currentObject()), a, b, modulus, out);
  };

/** The two numbers that a comparison is between; null when the other is none. */
function comparedPair(self: Slot, other: Slot, op: number, context: Context): readonly [Num, Num] | null {
  const a = readNum(self);
  const known = operand(other);
  if (known !== null) return [a, known];
  if (isFloatValue(other)) {
    if (op === EQ || op === NE) context.flags |= Condition.FloatOperation;
    else contexts.conclude(context, { status: Condition.FloatOperation });
    return [a, numOfFloat(floatValue(other))];
  }
  if (isComplexValue(other) && (op === EQ || op === NE)) {
    context.flags |= Condition.FloatOperation;
    return imaginaryPart(other) === 0 ? [a, numOfFloat(realPart(other))] : null;
  }
  const held = pushTemps(3);
  setRef(held, contexts.rational);
  if (!isRef(other) || !checkInstance(other, held)) return null;
  getAttribute(other, intern("numerator"), held + 8);
  getAttribute(other, intern("denominator"), held + 16);
  if (a.kind !== FINITE) return [a, wholeNum(toBigInt(held + 8))];
  return [finite(a.sign, a.coef * toBigInt(held + 16), a.exp), wholeNum(toBigInt(held + 8))];
}

const comparison =
  (op: number): Native =>
  (args, out) => {
    const context = contexts.at(contexts.currentObject());
    const pair = comparedPair(args, args + 8, op, context);
    if (pair === null) {
      setRef(out, NOT_IMPLEMENTED);
      return;
    }
    const [a, b] = pair;
    if (isNan(a) || isNan(b)) {
      const signals = a.kind === SIGNALING || b.kind === SIGNALING || (op !== EQ && op !== NE);
      if (signals) contexts.conclude(context, { status: Condition.InvalidOperation });
      setBool(out, op === NE);
      return;
    }
    setBool(out, compareNumbers(op, compareNums(a, b), 0));
  };

function powerModulus(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % HASH_MODULUS;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % HASH_MODULUS;
    square = (square * square) % HASH_MODULUS;
  }
  return result;
}

function decimal_hash(args: Slot, out: Slot): void {
  const x = readNum(args);
  if (x.kind === SIGNALING) throw raise(T.TypeError, "Cannot hash a signaling NaN value");
  if (x.kind === QUIET) return setInt(out, hashAddress(refAt(args)));
  if (x.kind === INFINITE) return setInt(out, x.sign === 1 ? -314159 : 314159);
  const scale =
    x.exp >= 0
      ? powerModulus(10n, BigInt(x.exp))
      : powerModulus(powerModulus(10n, HASH_MODULUS - 2n), BigInt(-x.exp));
  const size = Number(((x.coef % HASH_MODULUS) * scale) % HASH_MODULUS);
  const hash = x.sign === 1 ? -size : size;
  return setInt(out, hash === -1 ? -2 : hash);
}

// ---- To other types --------------------------------------------------------------------------------------------------

/** The int that a number is, rounded in a way. */
function toWhole(self: Slot, mode: Rounding, out: Slot): void {
  const x = readNum(self);
  if (isNan(x)) throw raise(T.ValueError, "cannot convert NaN to integer");
  if (x.kind === INFINITE) throw raise(T.OverflowError, "cannot convert Infinity to integer");
  const size = x.exp >= 0 ? wholePart(x) : rescaled(x, 0, mode).coef;
  int_set(out, x.sign === 1 ? -size : size);
}

function toFloatValue(x: Num): number {
  if (x.kind === SIGNALING) throw raise(T.ValueError, "cannot convert signaling NaN to float");
  if (x.kind === QUIET) return Number.NaN;
  return Number(numText(x));
}

function decimal_round(args: Slot, out: Slot): void {
  if (isUnbound(args + 8) || isNone(args + 8)) {
    toWhole(args, "ROUND_HALF_EVEN", out);
    return;
  }
  if (!hasIndex(args + 8)) throw raise(T.TypeError, "optional arg must be an integer");
  const x = readNum(args);
  const places = clippedIndex(args + 8);
  perform(contexts.at(contexts.currentObject()), out, (work) =>
    A.quantize(work, x, finite(0, 1n, -places), "ROUND_HALF_EVEN"),
  );
}

function decimal_as_tuple(args: Slot, out: Slot): void {
  const x = readNum(args);
  const digits = x.kind === INFINITE ? "0" : x.kind !== FINITE && x.coef === 0n ? "" : x.coef.toString();
  const temps = pushTemps(4);
  setInt(temps, x.sign);
  const tuple = newTuple(digits.length);
  for (let i = 0; i < digits.length; i++) setInt(tupleItem(tuple, i), Number(digits[i]));
  setRef(temps + 8, tuple);
  if (x.kind === FINITE) setInt(temps + 16, x.exp);
  else setRef(temps + 16, intern(x.kind === INFINITE ? "F" : x.kind === QUIET ? "n" : "N"));
  setRef(temps + 24, contexts.decimalTuple);
  callValue(temps + 24, temps, 3, 0, out);
}

function decimal_format(args: Slot, out: Slot): void {
  if (!isStrValue(args + 8)) throw raise(T.TypeError, "format arg must be str");
  const context = contexts.at(contexts.currentObject());
  const text = formatNum(readNum(args), textOf(args + 8), context.rounding, context.capitals === 1);
  if (text === null) throw raise(T.ValueError, "invalid format string");
  setRef(out, newString(text));
}

const shown = (self: Slot, engineering = false): string =>
  numText(readNum(self), contexts.at(contexts.currentObject()).capitals === 1, engineering);

// ---- Decimal ---------------------------------------------------------------------------------------------------------

function decimalMethods(): Record<string, MethodRow> {
  const methods: Record<string, MethodRow> = {};
  for (const [name, compute] of Object.entries(UNARY))
    methods[name] = [
      "(self, /, context=None)",
      (args, out) => {
        const a = readNum(args);
        perform(contexts.argument(args + 8), out, (work) => compute(work, a));
      },
    ];
  for (const [name, compute] of Object.entries(BINARY))
    methods[name] = [
      "(self, /, other, context=None)",
      (args, out) => {
        const context = contexts.argument(args + 16);
        const [a, b] = [readNum(args), requireOperand(args + 8)];
        perform(context, out, (work) => compute(work, a, b));
      },
    ];
  for (const [name, test] of Object.entries(TESTS))
    methods[name] = TESTS_IN_CONTEXT.has(name)
      ? [
          "(self, /, context=None)",
          (args, out) => setBool(out, test(readNum(args), contexts.argument(args + 8))),
        ]
      : [
          "(self, /)",
          (args, out) => setBool(out, test(readNum(args), contexts.at(contexts.currentObject()))),
        ];
  const integral = (exact: boolean): MethodRow => [
    "(self, /, rounding=None, context=None)",
    (args, out) => {
      const context = contexts.argument(args + 16);
      const mode = roundingArgument(args + 8, context);
      const a = readNum(args);
      perform(context, out, (work) => A.toIntegral(work, a, mode, exact));
    },
  ];
  const plainCopy: MethodRow = ["(self, /)", (args, out) => copyValue(args, out)];
  const unchanged = (change: (x: Num) => Num): MethodRow => [
    "(self, /)",
    (args, out) => writeNum(out, change(readNum(args))),
  ];
  return {
    ...methods,
    quantize: [
      "(self, /, exp, rounding=None, context=None)",
      (args, out) => {
        const context = contexts.argument(args + 24);
        const mode = roundingArgument(args + 16, context);
        const [a, b] = [readNum(args), requireOperand(args + 8)];
        perform(context, out, (work) => A.quantize(work, a, b, mode));
      },
    ],
    fma: [
      "(self, /, other, third, context=None)",
      (args, out) => {
        const context = contexts.argument(args + 24);
        const [a, b, c] = [readNum(args), requireOperand(args + 8), requireOperand(args + 16)];
        perform(context, out, (work) => A.multiplyAdd(work, a, b, c));
      },
    ],
    same_quantum: [
      "(self, /, other, context=None)",
      (args, out) => setBool(out, sameQuantum(readNum(args), requireOperand(args + 8))),
    ],
    to_integral: integral(false),
    to_integral_value: integral(false),
    to_integral_exact: integral(true),
    to_eng_string: [
      "(self, /, context=None)",
      (args, out) => {
        const { capitals } = contexts.argument(args + 8);
        setRef(out, newString(numText(readNum(args), capitals === 1, true)));
      },
    ],
    number_class: [
      "(self, /, context=None)",
      (args, out) => setRef(out, intern(A.numberClass(new Work(contexts.argument(args + 8)), readNum(args)))),
    ],
    adjusted: [
      "(self, /)",
      (args, out) => {
        const x = readNum(args);
        setInt(out, x.kind === FINITE ? adjusted(x) : 0);
      },
    ],
    as_integer_ratio: [
      "(self, /)",
      (args, out) => {
        const x = readNum(args);
        if (isNan(x)) throw raise(T.ValueError, "cannot convert NaN to integer ratio");
        if (x.kind === INFINITE) throw raise(T.OverflowError, "cannot convert Infinity to integer ratio");
        const [numerator, denominator] = ratioOf(x);
        const held = pushTemps(2);
        int_set(held, numerator);
        int_set(held + 8, denominator);
        setRef(out, newTupleFrom(held, 2));
      },
    ],
    as_tuple: ["(self, /)", decimal_as_tuple],
    canonical: plainCopy,
    conjugate: plainCopy,
    copy_abs: unchanged((x) => withSign(x, 0)),
    copy_negate: unchanged((x) => withSign(x, flip(x.sign))),
    radix: ["(self, /)", (_args, out) => writeNum(out, wholeNum(10n))],
    __copy__: plainCopy,
    __deepcopy__: ["(self, memo, /)", (args, out) => copyValue(args, out)],
    __reduce__: [
      "(self, /)",
      (args, out) => {
        const held = pushTemps(2);
        setRef(held, newString(shown(args)));
        setRef(held + 8, newTupleFrom(held, 1));
        setRef(held, typeOf(args));
        setRef(out, newTupleFrom(held, 2));
      },
    ],
  };
}

function defineDecimal(): Address {
  const binary = (name: string, compute: Binary): Record<string, MethodRow> => ({
    [`__${name}__`]: ["(self, value, /)", operator(compute)],
    [`__r${name}__`]: ["(self, value, /)", operator(compute, true)],
  });
  return makeType("decimal.Decimal", {
    module: "decimal",
    size: DECIMAL_SIZE,
    values: [COEFFICIENT, 1],
    refs: [DICT],
    dictOffset: DICT,
    flags: TF_BASE,
    doc: "Construct a new Decimal object.  value can be an integer, string, tuple,\nor another Decimal object.  If no value is given, return Decimal('0').",
    methods: {
      __new__: ["(cls, /, value='0', context=None)", decimal_new],
      ...binary("add", A.add),
      ...binary("sub", A.subtract),
      ...binary("mul", A.multiply),
      ...binary("truediv", A.divide),
      ...binary("floordiv", A.divideInteger),
      ...binary("mod", A.remainder),
      __divmod__: ["(self, value, /)", divmodOperator(false)],
      __rdivmod__: ["(self, value, /)", divmodOperator(true)],
      __pow__: ["(self, value, mod=None, /)", powerOperator(false)],
      __rpow__: ["(self, value, mod=None, /)", powerOperator(true)],
      __neg__: ["(self, /)", unaryOperator(A.minus)],
      __pos__: ["(self, /)", unaryOperator(A.plus)],
      __abs__: ["(self, /)", unaryOperator(A.absolute)],
      __bool__: ["(self, /)", (args, out) => setBool(out, !isZero(readNum(args)))],
      __eq__: ["(self, value, /)", comparison(EQ)],
      __ne__: ["(self, value, /)", comparison(NE)],
      __lt__: ["(self, value, /)", comparison(LT)],
      __le__: ["(self, value, /)", comparison(LE)],
      __gt__: ["(self, value, /)", comparison(GT)],
      __ge__: ["(self, value, /)", comparison(GE)],
      __hash__: ["(self, /)", decimal_hash],
      __int__: ["(self, /)", (args, out) => toWhole(args, "ROUND_DOWN", out)],
      __trunc__: ["(self, /)", (args, out) => toWhole(args, "ROUND_DOWN", out)],
      __floor__: ["(self, /)", (args, out) => toWhole(args, "ROUND_FLOOR", out)],
      __ceil__: ["(self, /)", (args, out) => toWhole(args, "ROUND_CEILING", out)],
      __round__: ["(self, ndigits=None, /)", decimal_round],
      __float__: ["(self, /)", (args, out) => setFloat(out, toFloatValue(readNum(args)))],
      __complex__: ["(self, /)", (args, out) => setComplex(out, toFloatValue(readNum(args)), 0)],
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(`Decimal('${shown(args)}')`))],
      __str__: ["(self, /)", (args, out) => setRef(out, newString(shown(args)))],
      __format__: ["(self, fmtarg, override=None, /)", decimal_format],
      ...decimalMethods(),
    },
    classMethods: {
      from_float: ["(cls, f, /)", fromFloat("from_float")],
      from_number: ["(cls, number, /)", fromFloat("from_number")],
    },
    getset: {
      real: [(self, out) => copyValue(self, out)],
      imag: [(_self, out) => writeNum(out, finite(0, 0n, 0))],
    },
  });
}

// ---- Context ---------------------------------------------------------------------------------------------------------

function intSetting(value: Slot): number {
  if (!isIntValue(value)) throw raise(T.TypeError, "argument must be an integer");
  return clippedIndex(value);
}

type Setting = (context: Context, value: Slot) => void;

const bounded =
  (
    name: "prec" | "emin" | "emax" | "capitals" | "clamp",
    low: number,
    high: number,
    message: string,
  ): Setting =>
  (context, value) => {
    const number = intSetting(value);
    if (number < low || number > high) throw raise(T.ValueError, message);
    (context as unknown as Record<string, number>)[name] = number;
  };

/** The bits of a list of signals, or of a dict that says of each whether it is set. */
function signalsArgument(value: Slot): number {
  let bits = 0;
  const held = pushTemps(2);
  if (isRef(value) && isInstance(value, T.list)) {
    for (let i = 0; i < listLength(refAt(value)); i++) {
      const item = listItem(refAt(value), i);
      let known = false;
      SIGNALS.forEach((signal, k) => {
        if (isRef(item) && refAt(item) === refAt(tupleItem(contexts.signals, k))) {
          bits |= signal;
          known = true;
        }
      });
      if (!known)
        throw raise(
          T.TypeError,
          "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]",
        );
    }
    return bits;
  }
  if (!isRef(value) || !(isInstance(value, T.dict) || typeName(typeOf(value)).endsWith("SignalDict")))
    throw raise(T.TypeError, "argument must be a signal dict");
  SIGNALS.forEach((signal, k) => {
    copyValue(tupleItem(contexts.signals, k), held);
    if (!contains(value, held)) throw raise(T.KeyError, "invalid error flag");
    getItem(value, held, held + 8);
    if (isTrue(held + 8)) bits |= signal;
  });
  return bits;
}

const SETTINGS: Readonly<Record<string, Setting>> = {
  prec: bounded("prec", 1, LARGEST_PREC, "valid range for prec is [1, MAX_PREC]"),
  rounding: (context, value) => {
    if (isNone(value))
      throw raise(
        T.TypeError,
        "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
      );
    context.rounding = roundingArgument(value, context);
  },
  Emin: bounded("emin", -LARGEST_EMAX, 0, "valid range for Emin is [MIN_EMIN, 0]"),
  Emax: bounded("emax", 0, LARGEST_EMAX, "valid range for Emax is [0, MAX_EMAX]"),
  capitals: bounded("capitals", 0, 1, "valid values for capitals are 0 or 1"),
  clamp: bounded("clamp", 0, 1, "valid values for clamp are 0 or 1"),
  flags: (context, value) => {
    context.flags = signalsArgument(value);
  },
  traps: (context, value) => {
    context.traps = signalsArgument(value);
  },
};

function signalDict(which: "flags" | "traps"): GetSetRow {
  return [
    (self, out) => {
      const mark = markTemps();
      const temps = pushTemps(3);
      setRef(temps, contexts.signalDict);
      copyValue(self, temps + 8);
      setRef(temps + 16, intern(which));
      callValue(temps, temps + 8, 2, 0, out);
      releaseTemps(mark);
    },
    (self, value) => setSetting(which, self, value),
  ];
}

function signalList(bits: number): Address {
  const list = newList(SIGNALS.length);
  SIGNALS.forEach((signal, i) => {
    if ((bits & signal) !== 0) list_append(list, tupleItem(contexts.signals, i));
  });
  return list;
}

function setSetting(name: string, self: Slot, value: Slot): void {
  if (isUnbound(value)) throw raise(T.AttributeError, "context attributes cannot be deleted");
  const mark = markTemps();
  (SETTINGS[name] as Setting)(contexts.of(self), value);
  releaseTemps(mark);
}

const numberSetting = (name: string, of: (context: Context) => number): GetSetRow => [
  (self, out) => setInt(out, of(contexts.of(self))),
  (self, value) => setSetting(name, self, value),
];

const signalNames = (bits: number): string =>
  SIGNALS.flatMap((signal, i) =>
    (bits & signal) === 0 ? [] : [typeName(refAt(tupleItem(contexts.signals, i))).replace(/^.*\./, "")],
  ).join(", ");

function context_repr(args: Slot, out: Slot): void {
  const { prec, rounding, emin, emax, capitals, clamp, flags, traps } = contexts.of(args);
  setRef(
    out,
    newString(
      `Context(prec=${prec}, rounding=${rounding}, Emin=${emin}, Emax=${emax}, capitals=${capitals}, clamp=${clamp}, ` +
        `flags=[${signalNames(flags)}], traps=[${signalNames(traps)}])`,
    ),
  );
}

function contextMethods(): Record<string, MethodRow> {
  const methods: Record<string, MethodRow> = {};
  for (const [name, compute] of [...Object.entries(UNARY), ...Object.entries(CONTEXT_UNARY)])
    methods[name] = [
      "(self, x, /)",
      (args, out) => {
        const a = requireOperand(args + 8);
        perform(contexts.of(args), out, (work) => compute(work, a));
      },
    ];
  for (const [name, compute] of [...Object.entries(BINARY), ...Object.entries(CONTEXT_BINARY)])
    methods[name] = [
      "(self, x, y, /)",
      (args, out) => {
        const [a, b] = [requireOperand(args + 8), requireOperand(args + 16)];
        perform(contexts.of(args), out, (work) => compute(work, a, b));
      },
    ];
  for (const [name, test] of Object.entries(TESTS))
    methods[name] = [
      "(self, x, /)",
      (args, out) => setBool(out, test(requireOperand(args + 8), contexts.of(args))),
    ];
  const text = (engineering: boolean): MethodRow => [
    "(self, x, /)",
    (args, out) =>
      setRef(
        out,
        newString(numText(requireOperand(args + 8), contexts.of(args).capitals === 1, engineering)),
      ),
  ];
  const copy: MethodRow = [
    "(self, /)",
    (args, out) => setRef(out, contexts.newObject(contexts.type, contexts.of(args))),
  ];
  return {
    ...methods,
    divmod: [
      "(self, x, y, /)",
      (args, out) => divideBoth(contexts.of(args), requireOperand(args + 8), requireOperand(args + 16), out),
    ],
    fma: [
      "(self, x, y, z, /)",
      (args, out) => {
        const [a, b, c] = [requireOperand(args + 8), requireOperand(args + 16), requireOperand(args + 24)];
        perform(contexts.of(args), out, (work) => A.multiplyAdd(work, a, b, c));
      },
    ],
    power: [
      "(self, /, a, b, modulo=None)",
      (args, out) => {
        const third = args + 24;
        const modulus = isUnbound(third) || isNone(third) ? null : requireOperand(third);
        power(contexts.of(args), requireOperand(args + 8), requireOperand(args + 16), modulus, out);
      },
    ],
    same_quantum: [
      "(self, x, y, /)",
      (args, out) => setBool(out, sameQuantum(requireOperand(args + 8), requireOperand(args + 16))),
    ],
    number_class: [
      "(self, x, /)",
      (args, out) =>
        setRef(out, intern(A.numberClass(new Work(contexts.of(args)), requireOperand(args + 8)))),
    ],
    to_eng_string: text(true),
    to_sci_string: text(false),
    radix: ["(self, /)", (_args, out) => writeNum(out, wholeNum(10n))],
    Etiny: ["(self, /)", (args, out) => int_set(out, new Work(contexts.of(args)).etiny)],
    Etop: ["(self, /)", (args, out) => int_set(out, new Work(contexts.of(args)).etop)],
    create_decimal: [
      "(self, num='0', /)",
      (args, out) => {
        if (isUnbound(args + 8)) writeNum(out, finite(0, 0n, 0));
        else createDecimal(contexts.of(args), args + 8, out);
      },
    ],
    create_decimal_from_float: [
      "(self, f, /)",
      (args, out) => {
        if (!isFloat(args + 8) && !isFloatValue(args + 8) && !isIntValue(args + 8))
          throw raise(T.TypeError, "argument must be int or float");
        const x = isIntValue(args + 8) ? wholeNum(toBigInt(args + 8)) : numOfFloat(floatValue(args + 8));
        perform(contexts.of(args), out, (work) => (isNan(x) ? x : finish(work, x)));
      },
    ],
    clear_flags: [
      "(self, /)",
      (args) => {
        contexts.of(args).flags = 0;
      },
    ],
    clear_traps: [
      "(self, /)",
      (args) => {
        contexts.of(args).traps = 0;
      },
    ],
    copy,
    __copy__: copy,
    __reduce__: [
      "(self, /)",
      (args, out) => {
        const { prec, rounding, emin, emax, capitals, clamp } = contexts.of(args);
        const temps = pushTemps(9);
        setRef(temps + 64, typeOf(args));
        setInt(temps, prec);
        setRef(temps + 8, intern(rounding));
        setInt(temps + 16, emin);
        setInt(temps + 24, emax);
        setInt(temps + 32, capitals);
        setInt(temps + 40, clamp);
        setRef(temps + 48, signalList(contexts.of(args).flags));
        setRef(temps + 56, signalList(contexts.of(args).traps));
        const parts = newTupleFrom(temps, 8);
        setRef(temps, parts);
        setRef(out, newTupleOf(refAt(temps + 64), parts));
      },
    ],
  };
}

function defineContext(): Address {
  return makeType("decimal.Context", {
    module: "decimal",
    size: OBJ_HEADER + 8,
    refs: [OBJ_HEADER],
    dictOffset: OBJ_HEADER,
    flags: TF_BASE,
    doc: "The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.",
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", (args, out) => setRef(out, contexts.newObject(refAt(args)))],
      __init__: [
        "(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        (args) => {
          Object.keys(SETTINGS).forEach((name, i) => {
            const value = args + 8 * (i + 1);
            if (!isUnbound(value) && !isNone(value)) setSetting(name, args, value);
          });
        },
      ],
      __repr__: ["(self, /)", context_repr],
      ...contextMethods(),
    },
    getset: {
      prec: numberSetting("prec", ({ prec }) => prec),
      rounding: [
        (self, out) => setRef(out, intern(contexts.of(self).rounding)),
        (self, value) => setSetting("rounding", self, value),
      ],
      Emin: numberSetting("Emin", ({ emin }) => emin),
      Emax: numberSetting("Emax", ({ emax }) => emax),
      capitals: numberSetting("capitals", ({ capitals }) => capitals),
      clamp: numberSetting("clamp", ({ clamp }) => clamp),
      flags: signalDict("flags"),
      traps: signalDict("traps"),
    },
  });
}

// ---- The module ------------------------------------------------------------------------------------------------------

const setOf = (args: Slot): "flags" | "traps" => textOf(args + 8) as "flags" | "traps";

/** Makes the module _decimal_core. */
export function makeDecimalCore(): Address {
  const module = newModule("_decimal_core");
  contexts = new Contexts();
  decimalType = defineDecimal();
  contexts.type = defineContext();
  addObject(module, "Decimal", decimalType);
  addObject(module, "Context", contexts.type);
  addValue(module, "ROUNDINGS", (out) => setRef(out, newTupleOf(...ROUNDINGS.map((name) => intern(name)))));
  addFunctions(module, {
    getcontext: [
      "()",
      (_args, out) => setRef(out, contexts.currentObject()),
      "Get the current default context.",
    ],
    setcontext: [
      "(context, /)",
      (args, out) => {
        contexts.setCurrent(args);
        setNone(out);
      },
      "Set a new default context.",
    ],
    set_up: [
      "(signals, conditions, decimal_tuple, signal_dict, rational, /)",
      (args) => {
        contexts.signals = refAt(args);
        contexts.conditions = refAt(args + 8);
        contexts.decimalTuple = refAt(args + 16);
        contexts.signalDict = refAt(args + 24);
        contexts.rational = refAt(args + 32);
      },
    ],
    set_templates: [
      "(default, basic, extended, /)",
      (args) => {
        contexts.templates = [refAt(args), refAt(args + 8), refAt(args + 16)];
      },
    ],
    signal: [
      "(context, which, signal, /)",
      (args, out) => setBool(out, (contexts.of(args)[setOf(args)] & contexts.signalBits(args + 16)) !== 0),
    ],
    set_signal: [
      "(context, which, signal, value, /)",
      (args) => {
        const bits = contexts.signalBits(args + 16);
        const which = setOf(args);
        const context = contexts.of(args);
        context[which] = isTrue(args + 24) ? context[which] | bits : context[which] & ~bits;
      },
    ],
  });
  return module;
}
