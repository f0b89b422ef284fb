/**
 * The number protocol: `a + b` and its kin for any operands.
 *
 * Immediate numbers and the commonest built-in types are served first; everything else goes by CPython's rule: the left
 * operand's method, then the right one's reflected method, the right one first when its type is a subclass of the left
 * one's. Concatenation and repetition of sequences come last, since in CPython they belong to another protocol: in
 * `[1] + x` the method `x.__radd__` is asked before the list.
 *
 * An in-place operation tries the in-place method and falls back to the plain one.
 */
import {
  type Address,
  NATIVE_OWNER,
  type Slot,
  T,
  TAG_BOOL,
  TAG_INT,
  TF_BYTES,
  TF_LIST,
  TF_STR,
  TF_TUPLE,
  TYPE_FLAGS,
} from "../heap/layout.ts";
import { F64, I32 } from "../heap/memory.ts";
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
  setBool,
  setFloat,
  setInt,
  setRef,
  typeOf,
} from "../heap/values.ts";
import {
  complexAdd,
  complexDivide,
  complexMultiply,
  complexNegate,
  complexPower,
  complexSubtract,
  isComplexValue,
} from "../objects/complex.ts";
import {
  divideFloats,
  floatPower,
  floatValue,
  floorDivideFloats,
  isFloatValue,
  remainderFloats,
} from "../objects/float.ts";
import {
  int_set,
  intAbsolute,
  intAddSlow,
  intAnd,
  intFloorDivide,
  intInvert,
  intLeftShift,
  intMultiplySlow,
  intNegate,
  intOr,
  intPositive,
  intPower,
  intPowerModulo,
  intRemainder,
  intRightShift,
  intSubtractSlow,
  intToDouble,
  intTrueDivide,
  intXor,
  isExactInt,
  isIntValue,
  safeNumber,
  toBigInt,
} from "../objects/int.ts";
import { str_concat, str_repeat } from "../objects/text.ts";
import { isSubtype, lookupInType, typeNameOf } from "../objects/type.ts";
import { lookupSpecial } from "./attributes.ts";
import { callValue } from "./call.ts";
import { isTrue } from "./compare.ts";
import { N } from "./names.ts";
import { nativeOf } from "./native.ts";
import { raise } from "./raise.ts";
import { callSpecial0, callSpecialWith, isNotImplemented } from "./special.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "./state.ts";
import { getItem } from "./subscript.ts";

// CPython's operands of BINARY_OP; an in-place operator is its plain one plus 13.
export const NB_ADD = 0;
export const NB_AND = 1;
export const NB_FLOOR_DIVIDE = 2;
export const NB_LSHIFT = 3;
export const NB_MATRIX_MULTIPLY = 4;
export const NB_MULTIPLY = 5;
export const NB_REMAINDER = 6;
export const NB_OR = 7;
export const NB_POWER = 8;
export const NB_RSHIFT = 9;
export const NB_SUBTRACT = 10;
export const NB_TRUE_DIVIDE = 11;
export const NB_XOR = 12;
export const NB_INPLACE = 13;
export const NB_SUBSCR = 26;
/** The operator without the difference between `+` and `+=`. */
export const plainOperator = (op: number): number => (op >= NB_INPLACE ? op - NB_INPLACE : op);
/** `divmod()`: not an operator of the bytecode. */
const NB_DIVMOD = 27;

type NameKey = keyof typeof N;
const OPERATORS: readonly (readonly [
  symbol: string,
  method: NameKey,
  reflected: NameKey,
  inplace: NameKey,
])[] = [
  ["+", "__add__", "__radd__", "__iadd__"],
  ["&", "__and__", "__rand__", "__iand__"],
  ["//", "__floordiv__", "__rfloordiv__", "__ifloordiv__"],
  ["<<", "__lshift__", "__rlshift__", "__ilshift__"],
  ["@", "__matmul__", "__rmatmul__", "__imatmul__"],
  ["*", "__mul__", "__rmul__", "__imul__"],
  ["%", "__mod__", "__rmod__", "__imod__"],
  ["|", "__or__", "__ror__", "__ior__"],
  ["** or pow()", "__pow__", "__rpow__", "__ipow__"],
  [">>", "__rshift__", "__rrshift__", "__irshift__"],
  ["-", "__sub__", "__rsub__", "__isub__"],
  ["/", "__truediv__", "__rtruediv__", "__itruediv__"],
  ["^", "__xor__", "__rxor__", "__ixor__"],
];

/** `a op b` into `out`, with CPython's number `op`. May run Python. */
export function binaryOperation(op: number, a: Slot, b: Slot, out: Slot): void {
  if (op === NB_SUBSCR) {
    getItem(a, b, out);
    return;
  }
  const plain = plainOperator(op);
  if (isFloat(a)) {
    if (isFloat(b)) {
      if (floatOperation(plain, floatAt(a), floatAt(b), out)) return;
    } else if (isExactInt(b) && floatOperation(plain, floatAt(a), intToDouble(b), out)) return;
  } else if (isExactInt(a)) {
    if (isExactInt(b)) {
      if (intOperation(plain, a, b, out)) return;
    } else if (isFloat(b) && floatOperation(plain, intToDouble(a), floatAt(b), out)) return;
  } else if (isExactly(a, T.str)) {
    if (plain === NB_ADD && isExactly(b, T.str)) {
      setRef(out, str_concat(refAt(a), refAt(b)));
      return;
    }
    if (plain === NB_MULTIPLY && isInt(b)) {
      setRef(out, str_repeat(refAt(a), I32[b >> 2]));
      return;
    }
  }
  binaryOperationSlow(op, a, b, out);
}

/** The operation on two floats; false when floats do not have it. */
function floatOperation(op: number, x: number, y: number, out: Slot): boolean {
  switch (op) {
    case NB_ADD:
      setFloat(out, x + y);
      return true;
    case NB_SUBTRACT:
      setFloat(out, x - y);
      return true;
    case NB_MULTIPLY:
      setFloat(out, x * y);
      return true;
    case NB_TRUE_DIVIDE:
      setFloat(out, divideFloats(x, y));
      return true;
    case NB_FLOOR_DIVIDE:
      setFloat(out, floorDivideFloats(x, y));
      return true;
    case NB_REMAINDER:
      setFloat(out, remainderFloats(x, y));
      return true;
    case NB_POWER:
      floatPower(x, y, out);
      return true;
    default:
      return false;
  }
}

/** The operation on two ints of any size (bools and subclasses too); false when ints do not have it. */
function intOperation(op: number, a: Slot, b: Slot, out: Slot): boolean {
  switch (op) {
    case NB_ADD:
      intAddSlow(a, b, out);
      return true;
    case NB_SUBTRACT:
      intSubtractSlow(a, b, out);
      return true;
    case NB_MULTIPLY:
      intMultiplySlow(a, b, out);
      return true;
    case NB_TRUE_DIVIDE:
      intTrueDivide(a, b, out);
      return true;
    case NB_FLOOR_DIVIDE:
      intFloorDivide(a, b, out);
      return true;
    case NB_REMAINDER:
      intRemainder(a, b, out);
      return true;
    case NB_POWER:
      intPower(a, b, out);
      return true;
    case NB_AND:
      intAnd(a, b, out);
      return true;
    case NB_OR:
      intOr(a, b, out);
      return true;
    case NB_XOR:
      intXor(a, b, out);
      return true;
    case NB_LSHIFT:
      intLeftShift(a, b, out);
      return true;
    case NB_RSHIFT:
      intRightShift(a, b, out);
      return true;
    default:
      return false;
  }
}

function complexOperation(op: number, a: Slot, b: Slot, out: Slot): boolean {
  switch (op) {
    case NB_ADD:
      complexAdd(a, b, out);
      return true;
    case NB_SUBTRACT:
      complexSubtract(a, b, out);
      return true;
    case NB_MULTIPLY:
      complexMultiply(a, b, out);
      return true;
    case NB_TRUE_DIVIDE:
      complexDivide(a, b, out);
      return true;
    case NB_POWER:
      complexPower(a, b, out);
      return true;
    default:
      return false;
  }
}

const isComplexExactly = (slot: Slot): boolean => isExactly(slot, T.complex);
const isNumberExactly = (slot: Slot): boolean =>
  !isRef(slot) ? !isNone(slot) && !isUnbound(slot) : isExactInt(slot);

function binaryOperationSlow(op: number, a: Slot, b: Slot, out: Slot): void {
  const plain = plainOperator(op);
  if (
    isComplexExactly(a)
      ? isComplexExactly(b) || isNumberExactly(b)
      : isComplexExactly(b) && isNumberExactly(a)
  ) {
    if (complexOperation(plain, a, b, out)) return;
  }
  const [symbol, method, reflected, inplace] = OPERATORS[plain] as (typeof OPERATORS)[number];
  if (op >= NB_INPLACE && callBinaryMethod(a, N[inplace], b, out)) return;
  if (tryBinary(a, b, N[method], N[reflected], out, plain === NB_ADD || plain === NB_MULTIPLY)) return;
  raiseUnsupported(op >= NB_INPLACE ? shownInPlace(symbol, plain) : symbol, a, b, plain);
}

/** The names of an operator's methods: `a.method(b)`, `b.reflected(a)`, and that of `a op= b`. */
export const operatorMethod = (plain: number): Address =>
  N[(OPERATORS[plain] as (typeof OPERATORS)[number])[1]];
export const reflectedMethod = (plain: number): Address =>
  N[(OPERATORS[plain] as (typeof OPERATORS)[number])[2]];
export const inPlaceMethod = (plain: number): Address =>
  N[(OPERATORS[plain] as (typeof OPERATORS)[number])[3]];

/**
 * What is left of `binaryOperationSlow` where the method that it calls first has given NotImplemented: that of `a op= b`, of `a op b`,
 * or `b`'s reflected one.
 */
export function binaryOperationAfter(
  op: number,
  asked: "inplace" | "method" | "reflected",
  a: Slot,
  b: Slot,
  out: Slot,
): void {
  const plain = plainOperator(op);
  const [symbol, method, reflected] = OPERATORS[plain] as (typeof OPERATORS)[number];
  const sequences = plain === NB_ADD || plain === NB_MULTIPLY;
  if (asked === "inplace" && tryBinary(a, b, N[method], N[reflected], out, sequences)) return;
  const asksRight = asked === "method" && typeOf(a) !== typeOf(b);
  if (asksRight && callBinaryMethod(b, N[reflected], a, out)) return;
  raiseUnsupported(op >= NB_INPLACE ? shownInPlace(symbol, plain) : symbol, a, b, plain);
}

const shownInPlace = (symbol: string, plain: number): string => (plain === NB_POWER ? "**=" : `${symbol}=`);

function raiseUnsupported(symbol: string, a: Slot, b: Slot, op: number): never {
  if (op === NB_MULTIPLY) {
    if (isSequenceType(typeOf(a))) raiseNotRepeatable(b);
    if (isSequenceType(typeOf(b))) raiseNotRepeatable(a);
  }
  const text = `unsupported operand type(s) for ${symbol}: '${typeNameOf(a)}' and '${typeNameOf(b)}'`;
  if (op === NB_RSHIFT && isPrintFunction(a))
    throw raise(T.TypeError, `${text}. Did you mean "print(<message>, file=<output_stream>)"?`);
  throw raise(T.TypeError, text);
}

const isPrintFunction = (slot: Slot): boolean =>
  isExactly(slot, T.builtin_function_or_method) && nativeOf(refAt(slot)).qualname === "print";

function raiseNotRepeatable(count: Slot): never {
  throw raise(T.TypeError, `can't multiply sequence by non-int of type '${typeNameOf(count)}'`);
}

/** Whether concatenation and repetition of the type are a sequence's, so that they come last. */
function isSequenceType(type: Address): boolean {
  return (
    type === T.bytearray || (I32[(type + TYPE_FLAGS) >> 2] & (TF_LIST | TF_TUPLE | TF_STR | TF_BYTES)) !== 0
  );
}

/** Whether `method` of the type is the sequence's own, not one a subclass wrote. */
function isSequenceMethod(type: Address, method: Address): boolean {
  // It can be concatenated and not repeated.
  if (type === T["string.templatelib.Template"]) return method === N.__add__;
  if (!isSequenceType(type)) return false;
  const found = lookupInType(type, method);
  return (
    found !== 0 &&
    isExactly(found, T.wrapper_descriptor) &&
    isSequenceType(I32[(refAt(found) + NATIVE_OWNER) >> 2])
  );
}

/** Calls `object.name(other)`; false when there is no such method or it gives NotImplemented. */
function callBinaryMethod(object: Slot, name: Address, other: Slot, out: Slot): boolean {
  const mark = markTemps();
  const result = pushTemp();
  const answered = callSpecialWith(object, name, other, result) && !isNotImplemented(result);
  if (answered) copyValue(result, out);
  releaseTemps(mark);
  return answered;
}

/** Both operands' methods by CPython's rule; false when neither answers. */
function tryBinary(
  a: Slot,
  b: Slot,
  method: Address,
  reflected: Address,
  out: Slot,
  sequences: boolean,
): boolean {
  const left = typeOf(a);
  const right = typeOf(b);
  const last = sequences && isSequenceMethod(left, method);
  if (left !== right) {
    const reflectedIsSequence = sequences && isSequenceMethod(right, reflected);
    if (!reflectedIsSequence && isSubtype(right, left) && overrides(right, left, reflected)) {
      if (callBinaryMethod(b, reflected, a, out)) return true;
      return callBinaryMethod(a, method, b, out);
    }
    if (!last && callBinaryMethod(a, method, b, out)) return true;
    if (!reflectedIsSequence && callBinaryMethod(b, reflected, a, out)) return true;
    if (last && callBinaryMethod(a, method, b, out)) return true;
    return reflectedIsSequence && callBinaryMethod(b, reflected, a, out);
  }
  return callBinaryMethod(a, method, b, out);
}

/** Whether the subclass brings another reflected method than its base. */
function overrides(type: Address, base: Address, reflected: Address): boolean {
  const own = lookupInType(type, reflected);
  if (own === 0) return false;
  const inherited = lookupInType(base, reflected);
  return inherited === 0 || I32[own >> 2] !== I32[inherited >> 2];
}

/** `divmod(a, b)`. May run Python. */
export function divideWithRemainder(a: Slot, b: Slot, out: Slot): void {
  if (!tryBinary(a, b, N.__divmod__, N.__rdivmod__, out, false))
    raiseUnsupported("divmod()", a, b, NB_DIVMOD);
}

/** `pow(a, b, modulus)`, with an unbound or None modulus `a ** b`. May run Python. */
export function power(a: Slot, b: Slot, modulus: Slot, out: Slot): void {
  if (isUnbound(modulus) || isNone(modulus)) {
    binaryOperation(NB_POWER, a, b, out);
    return;
  }
  if (isIntValue(a) && isIntValue(b) && isIntValue(modulus)) {
    intPowerModulo(a, b, modulus, out);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(5);
  if (lookupSpecial(a, N.__pow__, temps, temps + 8)) {
    copyValue(b, temps + 16);
    copyValue(modulus, temps + 24);
    if (isUnbound(temps + 8)) callValue(temps, temps + 16, 2, 0, temps + 32);
    else callValue(temps, temps + 8, 3, 0, temps + 32);
    if (!isNotImplemented(temps + 32)) {
      copyValue(temps + 32, out);
      releaseTemps(mark);
      return;
    }
  }
  releaseTemps(mark);
  if (isFloatValue(a) || isFloatValue(b) || isFloatValue(modulus))
    throw raise(T.TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
  throw raise(
    T.TypeError,
    `unsupported operand type(s) for ** or pow(): '${typeNameOf(a)}', '${typeNameOf(b)}', '${typeNameOf(modulus)}'`,
  );
}

/** Calls a unary dunder; raises CPython's TypeError when the type has none. */
function callUnary(object: Slot, name: Address, symbol: string, out: Slot): void {
  if (!callSpecial0(object, name, out))
    throw raise(T.TypeError, `bad operand type for ${symbol}: '${typeNameOf(object)}'`);
}

/** `-a`. May run Python. */
export function negate(a: Slot, out: Slot): void {
  const tag = I32[(a >> 2) + 1];
  if ((tag === TAG_INT || tag === TAG_BOOL) && I32[a >> 2] !== -2147483648) setInt(out, -I32[a >> 2]);
  else if (isFloat(a)) setFloat(out, -F64[a >> 3]);
  else if (isExactInt(a)) intNegate(a, out);
  else if (isComplexExactly(a)) complexNegate(a, out);
  else callUnary(a, N.__neg__, "unary -", out);
}

/** `~a`. May run Python. */
export function invert(a: Slot, out: Slot): void {
  if (isInt(a)) setInt(out, ~I32[a >> 2]);
  else if (isExactInt(a)) intInvert(a, out);
  else callUnary(a, N.__invert__, "unary ~", out);
}

/** `+a`. May run Python. */
export function positive(a: Slot, out: Slot): void {
  if (isFloat(a)) copyValue(a, out);
  else if (isExactInt(a) || I32[(a >> 2) + 1] === TAG_BOOL) intPositive(a, out);
  else callUnary(a, N.__pos__, "unary +", out);
}

/** `abs(a)`. May run Python. */
export function absolute(a: Slot, out: Slot): void {
  if (isFloat(a)) setFloat(out, Math.abs(F64[a >> 3]));
  else if (isExactInt(a) || I32[(a >> 2) + 1] === TAG_BOOL) intAbsolute(a, out);
  else callUnary(a, N.__abs__, "abs()", out);
}

/** `not a`. May run Python. */
export function notTrue(a: Slot, out: Slot): void {
  setBool(out, !isTrue(a));
}

/** The int that an object stands for (`operator.index`), into `out`: an int proper. May run Python. */
export function toIndex(slot: Slot, out: Slot): void {
  if (isIntValue(slot)) {
    intPositive(slot, out);
    return;
  }
  const mark = markTemps();
  const result = pushTemp();
  if (!callSpecial0(slot, N.__index__, result))
    throw raise(T.TypeError, `'${typeNameOf(slot)}' object cannot be interpreted as an integer`);
  if (!isIntValue(result))
    throw raise(T.TypeError, `__index__ returned non-int (type ${typeNameOf(result)})`);
  intPositive(result, out);
  releaseTemps(mark);
}

/** Whether the value is an int or has `__index__`. */
export const hasIndex = (slot: Slot): boolean =>
  isIntValue(slot) || lookupInType(typeOf(slot), N.__index__) !== 0;

/** The int that an object stands for, as a BigInt. May run Python. */
export function toIndexBigInt(slot: Slot): bigint {
  if (isIntValue(slot)) return toBigInt(slot);
  const mark = markTemps();
  const temp = pushTemps(1);
  toIndex(slot, temp);
  const value = toBigInt(temp);
  releaseTemps(mark);
  return value;
}

/** The int that an object stands for, as a JS number. Raises OverflowError past 2^53. May run Python. */
export function indexValue(slot: Slot, tooLarge = "Python int too large to convert to C ssize_t"): number {
  if (isInt(slot)) return I32[slot >> 2];
  const mark = markTemps();
  const temp = pushTemps(1);
  toIndex(slot, temp);
  const value = safeNumber(temp);
  releaseTemps(mark);
  if (value !== value) throw raise(T.OverflowError, tooLarge);
  return value;
}

/** As `indexValue`, but a value past 2^53 becomes the nearest one within (slice bounds). */
export function clippedIndex(slot: Slot): number {
  if (isInt(slot)) return I32[slot >> 2];
  const value = toIndexBigInt(slot);
  if (value > 9007199254740991n) return 9007199254740991;
  return value < -9007199254740991n ? -9007199254740991 : Number(value);
}

/** Adds `addend` to the int in a slot, in place: counters of iterators and the like. */
export function addToInt(slot: Slot, addend: number): void {
  const sum = safeNumber(slot) + addend;
  if (Number.isSafeInteger(sum)) int_set(slot, sum);
  else int_set(slot, toBigInt(slot) + BigInt(addend));
}

/** A real number as a double (int, float, their subclasses), for natives that already know what they have. */
export const numberValue = (slot: Slot): number =>
  isFloatValue(slot) ? floatValue(slot) : intToDouble(slot);
/** Whether the object is of a type that takes part in arithmetic natively. */
export const isNumberValue = (slot: Slot): boolean =>
  isIntValue(slot) || isFloatValue(slot) || isComplexValue(slot);
