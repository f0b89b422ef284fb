/**
 * Special methods that are written in Python, as frames on the chain: `a + b`, `a < b`, `a[k]`, `not a`, `for x in a` push the
 * method's frame as a call would, so that their depth is not the host's, a program can be paused in them, and a trace can follow.
 *
 * Tier 1 calls the functions below in the place of those of the same name in stack_ops.ts and support.ts, which do the same in a
 * nested run: 0 instead of the new top of the stack says that a frame was pushed. Where the value that comes back is not yet
 * the instruction's result, the frame has FF_SPECIAL and, above FF_OFFSET_SHIFT, what is to be made of it (`finishSpecial`); the operands
 * then stay on the caller's stack. `planSpecial` decides, for Tier 1 and for the recorder.
 */
import { CodeFlag, Conversion, cacheUnits, Op } from "../bytecode/instructions.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { intern } from "../heap/strings.ts";
import {
  copyValue,
  isBool,
  isExactly,
  isFloat,
  isInt,
  isRef,
  isSame,
  refAt,
  setBool,
  setInt,
  typeOf,
} from "../heap/values.ts";
import { dictFindName } from "../objects/dict.ts";
import { isInstance, isSubtype, lookupInType, typeNameOf, typeVersion } from "../objects/type.ts";
import { compareAfter, comparisonMethod, EQ, isTrue, lengthResult, NE } from "../runtime/compare.ts";
import { currentFrame } from "../runtime/frames.ts";
import { isIterator, iterNext } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import {
  binaryOperationAfter,
  inPlaceMethod,
  NB_INPLACE,
  NB_SUBSCR,
  operatorMethod,
  plainOperator,
  reflectedMethod,
} from "../runtime/number.ts";
import { isRaisedInstance, raise, takeRaised } from "../runtime/raise.ts";
import { isNotImplemented } from "../runtime/special.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";
import { bindFrame } from "./bind_frame.ts";
import * as ops from "./stack_ops.ts";

/** What becomes of the value that a special method returns. */
export const Finish = {
  /** It is the result of the operation, or NotImplemented: then the other operand's method is asked. */
  BINARY: L.FINISH_BINARY,
  /** The same of `a += b`: then `a + b` is. */
  INPLACE: L.FINISH_INPLACE,
  /** The same of the right operand's method: then there is no such operation. */
  REFLECTED: L.FINISH_REFLECTED,
  COMPARE: L.FINISH_COMPARE,
  /** `__eq__` in the place of a `__ne__` that there is not. */
  UNEQUAL: L.FINISH_UNEQUAL,
  TRUTH: L.FINISH_TRUTH,
  /** `__len__` for who has no `__bool__`. */
  LENGTH_TRUTH: L.FINISH_LENGTH_TRUTH,
  CONTAINS: L.FINISH_CONTAINS,
  /** Dropped, with the operands. */
  STORE: L.FINISH_STORE,
  /** The next item; StopIteration ends the loop. */
  NEXT: L.FINISH_NEXT,
  ITERATOR: L.FINISH_ITERATOR,
  LENGTH: L.FINISH_LENGTH,
  STR: L.FINISH_STR,
  REPR: L.FINISH_REPR,
} as const;
export type Finish = (typeof Finish)[keyof typeof Finish];

/** How a method is called: which operands are its arguments, as depths below the top of the stack, and what follows. */
export interface SpecialForm {
  readonly args: readonly number[];
  /** How many of these have a type on which it hangs what is called. */
  readonly asked: number;
  /** Operands that leave the stack now. */
  readonly pops: number;
  /** 0: the value that is returned is the result. */
  readonly finish: Finish | 0;
}

const FORMS = {
  binary: { args: [2, 1], asked: 2, pops: 0, finish: Finish.BINARY },
  inplace: { args: [2, 1], asked: 1, pops: 0, finish: Finish.INPLACE },
  reflected: { args: [1, 2], asked: 2, pops: 0, finish: Finish.REFLECTED },
  compare: { args: [2, 1], asked: 2, pops: 0, finish: Finish.COMPARE },
  unequal: { args: [2, 1], asked: 2, pops: 0, finish: Finish.UNEQUAL },
  item: { args: [2, 1], asked: 1, pops: 2, finish: 0 },
  length: { args: [1], asked: 1, pops: 1, finish: Finish.LENGTH },
  str: { args: [1], asked: 1, pops: 1, finish: Finish.STR },
  repr: { args: [1], asked: 1, pops: 1, finish: Finish.REPR },
  unary: { args: [1], asked: 1, pops: 1, finish: 0 },
  truth: { args: [1], asked: 1, pops: 0, finish: Finish.TRUTH },
  lengthTruth: { args: [1], asked: 1, pops: 0, finish: Finish.LENGTH_TRUTH },
  contains: { args: [1, 2], asked: 1, pops: 0, finish: Finish.CONTAINS },
  store: { args: [2, 1, 3], asked: 1, pops: 0, finish: Finish.STORE },
  next: { args: [1], asked: 1, pops: 0, finish: Finish.NEXT },
  iterator: { args: [1], asked: 1, pops: 0, finish: Finish.ITERATOR },
  /** A generator function's result is an iterator. */
  generator: { args: [1], asked: 1, pops: 1, finish: 0 },
} as const satisfies Record<string, SpecialForm>;

/** How many operands each instruction has while the method runs. */
const OPERANDS: Readonly<Record<Finish, number>> = {
  [Finish.BINARY]: 2,
  [Finish.INPLACE]: 2,
  [Finish.REFLECTED]: 2,
  [Finish.COMPARE]: 2,
  [Finish.UNEQUAL]: 2,
  [Finish.TRUTH]: 1,
  [Finish.LENGTH_TRUTH]: 1,
  [Finish.CONTAINS]: 2,
  [Finish.STORE]: 3,
  [Finish.NEXT]: 0,
  [Finish.ITERATOR]: 1,
  [Finish.LENGTH]: 0,
  [Finish.STR]: 0,
  [Finish.REPR]: 0,
};
export const operandsOf = (finish: Finish): number => OPERANDS[finish];

/** Above the number of what is to be done, the length of the loop that FOR_ITER is the head of. */
const LENGTH_SHIFT = L.FF_OFFSET_SHIFT + L.FINISH_BITS;

/** The flags of a method's frame; `arg` is the operand of the instruction. */
export function specialFlags(finish: Finish | 0, arg: number): number {
  if (finish === 0) return 0;
  const length = finish === Finish.NEXT ? arg << LENGTH_SHIFT : 0;
  return L.FF_SPECIAL | (finish << L.FF_OFFSET_SHIFT) | length;
}
export const finishOf = (flags: number): Finish =>
  ((flags >> L.FF_OFFSET_SHIFT) & ((1 << L.FINISH_BITS) - 1)) as Finish;

// ---- Planned ---------------------------------------------------------------------------------------------------------

const RUNS_LATER = CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR;

/** Whether a value is an instance of a class that a program has made. */
const isInstanceOfHeapType = (slot: Slot): boolean =>
  isRef(slot) && (I32[(typeOf(slot) + L.TYPE_FLAGS) >> 2] & L.TF_HEAP) !== 0;

/** The type's method of this name, if that is a Python function of so many arguments, else 0. */
function methodOf(type: Address, name: Address, count: number): Address {
  const found = lookupInType(type, name);
  if (found === 0 || !isExactly(found, L.T.function)) return 0;
  const func = refAt(found);
  return I32[(I32[(func + L.FUNC_CODE) >> 2] + L.CODE_EXACT_ARGS) >> 2] === count ? func : 0;
}

const runsLater = (func: Address): boolean =>
  (I32[(I32[(func + L.FUNC_CODE) >> 2] + L.CODE_FLAGS) >> 2] & RUNS_LATER) !== 0;

/** The same of one that runs when it is called. */
function plainMethodOf(type: Address, name: Address, count: number): Address {
  const func = methodOf(type, name, count);
  return func !== 0 && runsLater(func) ? 0 : func;
}

/** How the method that `planSpecial` has found is called. */
export let plannedForm: SpecialForm = FORMS.binary;

function planned(func: Address, form: SpecialForm): Address {
  plannedForm = form;
  return func;
}

/** A call of the type's method of this name, in this form. */
const planFrom = (type: Address, name: Address, form: SpecialForm): Address =>
  planned(plainMethodOf(type, name, form.args.length), form);

/** The same of the type of an instance. */
const planMethod = (object: Slot, name: Address, form: SpecialForm): Address =>
  isInstanceOfHeapType(object) ? planFrom(typeOf(object), name, form) : 0;

/** Numbers that answer for themselves whatever another class has for them. */
const isPlainNumber = (slot: Slot): boolean => isInt(slot) || isFloat(slot) || isBool(slot);
const isNumberType = (type: Address): boolean =>
  isSubtype(type, L.T.int) || isSubtype(type, L.T.float) || isSubtype(type, L.T.complex);

/** Whether the type of a right operand may be asked before that of the left one: it is derived from it. */
const mayAskFirst = (right: Address, left: Address): boolean => right !== left && isSubtype(right, left);

function planBinary(top: Slot, op: number): Address {
  const [a, b] = [top - 16, top - 8];
  if (op === NB_SUBSCR) return planMethod(a, N.__getitem__, FORMS.item);
  const plain = plainOperator(op);
  if (!isInstanceOfHeapType(a)) {
    const asksRight = isPlainNumber(a) && !isNumberType(typeOf(b));
    return asksRight ? planMethod(b, reflectedMethod(plain), FORMS.reflected) : 0;
  }
  const type = typeOf(a);
  if (op >= NB_INPLACE && lookupInType(type, inPlaceMethod(plain)) !== 0)
    return planFrom(type, inPlaceMethod(plain), FORMS.inplace);
  return mayAskFirst(typeOf(b), type) ? 0 : planFrom(type, operatorMethod(plain), FORMS.binary);
}

function planComparison(top: Slot, op: number): Address {
  const [a, b] = [top - 16, top - 8];
  if (!isInstanceOfHeapType(a)) return 0;
  const type = typeOf(a);
  if (mayAskFirst(typeOf(b), type)) return 0;
  const name = comparisonMethod(op);
  const func = planFrom(type, name, FORMS.compare);
  if (func !== 0) return func;
  const found = lookupInType(type, name);
  const inherits = op === NE && found !== 0 && isSame(found, lookupInType(L.T.object, name));
  return inherits ? planFrom(type, comparisonMethod(EQ), FORMS.unequal) : 0;
}

function planTruth(slot: Slot): Address {
  if (!isInstanceOfHeapType(slot)) return 0;
  const type = typeOf(slot);
  if (lookupInType(type, N.__bool__) !== 0) return planFrom(type, N.__bool__, FORMS.truth);
  if (lookupInType(type, N.__len__) !== 0) return planFrom(type, N.__len__, FORMS.lengthTruth);
  I32[(type + L.TYPE_TRUE) >> 2] = typeVersion(type);
  return 0;
}

function planIteration(slot: Slot): Address {
  const func = methodOf(typeOf(slot), N.__iter__, 1);
  if (func === 0) return 0;
  if (!runsLater(func)) return planned(func, FORMS.iterator);
  const isGenerator =
    (I32[(I32[(func + L.FUNC_CODE) >> 2] + L.CODE_FLAGS) >> 2] & RUNS_LATER) === CodeFlag.GENERATOR;
  return isGenerator ? planned(func, FORMS.generator) : 0;
}

/**
 * The Python function that an instruction in its general form calls first, with its operands below `top`; 0: it calls none, or only a
 * nested run will do. `plannedForm` then says how.
 */
export function planSpecial(opcode: number, top: Slot, arg: number): Address {
  switch (opcode) {
    case Op.BINARY_OP:
      return planBinary(top, arg);
    case Op.COMPARE_OP:
      return planComparison(top, arg >> 5);
    case Op.CONTAINS_OP:
      return planMethod(top - 8, N.__contains__, FORMS.contains);
    case Op.TO_BOOL:
      return planTruth(top - 8);
    case Op.UNARY_NEGATIVE:
      return planMethod(top - 8, N.__neg__, FORMS.unary);
    case Op.UNARY_INVERT:
      return planMethod(top - 8, N.__invert__, FORMS.unary);
    case Op.STORE_SUBSCR:
      return planMethod(top - 16, N.__setitem__, FORMS.store);
    case Op.GET_ITER:
      return isInstanceOfHeapType(top - 8) ? planIteration(top - 8) : 0;
    case Op.FOR_ITER:
      return planMethod(top - 8, N.__next__, FORMS.next);
    case Op.FORMAT_SIMPLE:
      return planFormat(top - 8);
    case Op.CONVERT_VALUE:
      return arg === Conversion.ASCII ? 0 : arg === Conversion.STR ? planText(top - 8) : planRepr(top - 8);
    default:
      return 0;
  }
}

const planRepr = (slot: Slot): Address => planMethod(slot, N.__repr__, FORMS.repr);

/** `str()` of an object whose `__str__` or, if it has none, whose `__repr__` is in Python. */
function planText(slot: Slot): Address {
  if (!isInstanceOfHeapType(slot)) return 0;
  const type = typeOf(slot);
  if (!isSame(lookupInType(type, N.__str__), lookupInType(L.T.object, N.__str__)))
    return planFrom(type, N.__str__, FORMS.str);
  return planRepr(slot);
}

/** `format()` without a specification, of an object that has `__format__` from `object`. */
function planFormat(slot: Slot): Address {
  if (!isInstanceOfHeapType(slot)) return 0;
  return isSame(lookupInType(typeOf(slot), N.__format__), lookupInType(L.T.object, N.__format__))
    ? planText(slot)
    : 0;
}

/** What calls of built-in functions and classes with one argument come to, by their address. */
let natives = new Map<Address, (argument: Slot) => Address>();

/** Finds them in the dict of the module `builtins`. */
export function installSpecialNatives(builtinsDict: Address): void {
  const plans: Record<string, (argument: Slot) => Address> = {
    abs: (argument) => planMethod(argument, N.__abs__, FORMS.unary),
    len: (argument) => planMethod(argument, N.__len__, FORMS.length),
    next: (argument) => planMethod(argument, N.__next__, FORMS.unary),
    repr: planRepr,
    str: planText,
  };
  natives = new Map(
    Object.entries(plans).map(([name, plan]) => [refAt(dictFindName(builtinsDict, intern(name))), plan]),
  );
}

/** As `planSpecial`, of a call of a built-in function or class that a special method answers. */
export const planNative = (callable: Address, args: Slot, count: number): Address =>
  count === 1 ? (natives.get(callable)?.(args) ?? 0) : 0;

// ---- Pushed ----------------------------------------------------------------------------------------------------------

/** Pushes the frame of the method that an instruction calls; false: it calls none. */
function pushes(opcode: number, top: Slot, arg: number): boolean {
  const func = planSpecial(opcode, top, arg);
  if (func === 0) return false;
  const { args, pops, finish } = plannedForm;
  const mark = markTemps();
  const given = pushTemps(args.length);
  for (let i = 0; i < args.length; i++) copyValue(top - 8 * (args[i] as number), given + 8 * i);
  const caller = currentFrame();
  bindFrame(func, given, args.length, 0, specialFlags(finish, arg));
  I32[(caller + L.FRAME_SP) >> 2] = top - 8 * pops;
  I32[(caller + L.FRAME_PC) >> 2] = I32[(caller + L.FRAME_LASTI) >> 2] + 2 * (1 + cacheUnits(opcode));
  releaseTemps(mark);
  return true;
}

export const binaryOp = (top: Slot, arg: number): Slot =>
  pushes(Op.BINARY_OP, top, arg) ? 0 : ops.binaryOp(top, arg);
export const compareOp = (top: Slot, arg: number): Slot =>
  pushes(Op.COMPARE_OP, top, arg) ? 0 : ops.compareOp(top, arg);
export const containsOp = (top: Slot, arg: number): Slot =>
  pushes(Op.CONTAINS_OP, top, arg) ? 0 : ops.containsOp(top, arg);
export const toBool = (top: Slot): Slot => (pushes(Op.TO_BOOL, top, 0) ? 0 : ops.toBool(top));
export const unaryNegative = (top: Slot): Slot =>
  pushes(Op.UNARY_NEGATIVE, top, 0) ? 0 : ops.unaryNegative(top);
export const unaryInvert = (top: Slot): Slot => (pushes(Op.UNARY_INVERT, top, 0) ? 0 : ops.unaryInvert(top));
export const storeSubscr = (top: Slot): Slot => (pushes(Op.STORE_SUBSCR, top, 0) ? 0 : ops.storeSubscr(top));
export const formatSimple = (top: Slot): Slot =>
  pushes(Op.FORMAT_SIMPLE, top, 0) ? 0 : ops.formatSimple(top);
export const convertValue = (top: Slot, arg: number): Slot =>
  pushes(Op.CONVERT_VALUE, top, arg) ? 0 : ops.convertValue(top, arg);
export const getIter = (top: Slot): Slot => (pushes(Op.GET_ITER, top, 0) ? 0 : ops.getIter(top));

/** FOR_ITER: 1 when the item lies at `top`, 0 at the end, 2 when a frame was pushed that will put it there. */
export function forIter(top: Slot, arg: number): number {
  if (pushes(Op.FOR_ITER, top, arg)) return 2;
  return iterNext(top - 8, top) ? 1 : 0;
}

// ---- Finished --------------------------------------------------------------------------------------------------------

const ASKED = {
  [Finish.BINARY]: "method",
  [Finish.INPLACE]: "inplace",
  [Finish.REFLECTED]: "reflected",
} as const;

/** The operand of the instruction that the frame on top is in, as far as its own byte goes. */
const operandNow = (): number => U16[I32[(currentFrame() + L.FRAME_LASTI) >> 2] >> 1] >> 8;

/**
 * A special method has returned the value in `value`, and its frame is popped: makes the result of the caller's instruction of it. May
 * run Python in a nested run, and raise.
 */
export function finishSpecial(flags: number, value: Slot): void {
  const caller = currentFrame();
  const finish = finishOf(flags);
  const top = I32[(caller + L.FRAME_SP) >> 2];
  const out = top - 8 * OPERANDS[finish];
  switch (finish) {
    case Finish.BINARY:
    case Finish.INPLACE:
    case Finish.REFLECTED:
      if (!isNotImplemented(value)) copyValue(value, out);
      else binaryOperationAfter(operandNow(), ASKED[finish], out, top - 8, out);
      break;
    case Finish.COMPARE:
    case Finish.UNEQUAL: {
      const arg = operandNow();
      if (isNotImplemented(value)) compareAfter(arg >> 5, out, top - 8, out);
      else if (finish === Finish.COMPARE) copyValue(value, out);
      else setBool(out, !isTrue(value));
      if ((arg & 16) !== 0 && !isBool(out)) setBool(out, isTrue(out));
      break;
    }
    case Finish.TRUTH:
      if (!isBool(value))
        throw raise(L.T.TypeError, `__bool__ should return bool, returned ${typeNameOf(value)}`);
      copyValue(value, out);
      break;
    case Finish.LENGTH_TRUTH:
      setBool(out, lengthResult(value) !== 0);
      break;
    case Finish.CONTAINS:
      setBool(out, isTrue(value) !== (operandNow() === 1));
      break;
    case Finish.STORE:
      I32[(caller + L.FRAME_SP) >> 2] = out;
      return;
    case Finish.NEXT:
      copyValue(value, out);
      break;
    case Finish.ITERATOR:
      if (!isIterator(value))
        throw raise(L.T.TypeError, `iter() returned non-iterator of type '${typeNameOf(value)}'`);
      copyValue(value, out);
      break;
    case Finish.LENGTH:
      setInt(out, lengthResult(value));
      break;
    case Finish.STR:
    case Finish.REPR: {
      const name = finish === Finish.STR ? "__str__" : "__repr__";
      if (!isInstance(value, L.T.str))
        throw raise(L.T.TypeError, `${name} returned non-string (type ${typeNameOf(value)})`);
      copyValue(value, out);
    }
  }
  I32[(caller + L.FRAME_SP) >> 2] = out + 8;
}

/** An exception went through the frame of a special method with these flags: whether it only ends its caller's loop. */
export function endsLoop(flags: number): boolean {
  if ((flags & L.FF_SPECIAL) === 0 || finishOf(flags) !== Finish.NEXT) return false;
  if (!isRaisedInstance(L.T.StopIteration)) return false;
  takeRaised();
  const caller = currentFrame();
  // FRAME_PC is behind FOR_ITER and its cache; END_FOR is passed over.
  I32[(caller + L.FRAME_PC) >> 2] += 2 * ((flags >> LENGTH_SHIFT) + 1);
  return true;
}
