/** Operators, comparisons and subscripts, on types whose way is short. */
import {
  DICT_USED,
  ENTRY_VALUE,
  INT_DICT,
  INT_LIMBS,
  INT_SIZE,
  LIST_ITEMS,
  LIST_LENGTH,
  SET_USED,
  STATE_HANDLED,
  T_dict,
  T_int,
  T_list,
  T_set,
  T_str,
  T_tuple,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
  TF_EXCEPTION,
  TF_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_FLAGS,
  TYPE_MRO,
  TYPE_TRUE,
  TYPE_VERSION,
  UNDECIDED,
} from "../generated/kernel_layout";
import { allocateObject, newList, newTuple } from "./allocate";
import * as host from "./host";
import * as strings from "./strings";
import { addElement, findElement, findEntry, setEntry } from "./tables";
import {
  bits,
  copyValue,
  copyValues,
  isExactly,
  isFloat,
  isInt,
  isPlainKey,
  isRef,
  low,
  setBool,
  setInt,
  setRef,
  tag,
  typeAt,
} from "./values";

// ---- ints of 64 bits

/** The int in a slot, if its magnitude is below 2^62: sums and differences of two stay in an i64. */
let wide: i64 = 0;
function loadWide(slot: i32): bool {
  if (tag(slot) === TAG_INT) {
    wide = <i64>low(slot);
    return true;
  }
  if (!isExactly(slot, T_int)) return false;
  const object = low(slot);
  const size = load<i32>(object, INT_SIZE);
  if (size > 2 || size < -2) return false;
  const magnitude = load<u64>(object, INT_LIMBS);
  if (magnitude >> 62 !== 0) return false;
  wide = size < 0 ? -(<i64>magnitude) : <i64>magnitude;
  return true;
}

function storeWide(out: i32, value: i64): bool {
  if (value === <i64>(<i32>value)) {
    setInt(out, <i32>value);
    return true;
  }
  const magnitude: u64 = value < 0 ? <u64>-value : <u64>value;
  const object = allocateObject(T_int, INT_LIMBS + 8);
  if (object === 0) return false;
  const limbs = magnitude >> 32 === 0 ? 1 : 2;
  store<i32>(object, value < 0 ? -limbs : limbs, INT_SIZE);
  store<i32>(object, 0, INT_DICT);
  store<u64>(object, magnitude, INT_LIMBS);
  setRef(out, object);
  return true;
}

const NB_ADD = 0;
const NB_AND = 1;
const NB_FLOOR_DIVIDE = 2;
const NB_LSHIFT = 3;
const NB_MULTIPLY = 5;
const NB_REMAINDER = 6;
const NB_OR = 7;
const NB_RSHIFT = 9;
const NB_SUBTRACT = 10;
const NB_XOR = 12;
const NB_INPLACE = 13;
const NB_SUBSCR = 26;

/** The operation on two ints whose result is sure to fit; false: it is another, or may not. */
function wideOperation(op: i32, a: i64, b: i64, out: i32): bool {
  switch (op) {
    case NB_ADD:
      return storeWide(out, a + b);
    case NB_SUBTRACT:
      return storeWide(out, a - b);
    case NB_MULTIPLY: {
      const bound: i64 = 1 << 31;
      if (a > bound || a < -bound || b > bound || b < -bound) return false;
      return storeWide(out, a * b);
    }
    case NB_AND:
      return storeWide(out, a & b);
    case NB_OR:
      return storeWide(out, a | b);
    case NB_XOR:
      return storeWide(out, a ^ b);
    case NB_FLOOR_DIVIDE: {
      if (b === 0) return false;
      const quotient = a / b;
      const rest = a - quotient * b;
      return storeWide(out, rest !== 0 && (rest ^ b) < 0 ? quotient - 1 : quotient);
    }
    case NB_REMAINDER: {
      if (b === 0) return false;
      const rest = a % b;
      return storeWide(out, rest !== 0 && (rest ^ b) < 0 ? rest + b : rest);
    }
    case NB_RSHIFT:
      if (b < 0) return false;
      return storeWide(out, b > 63 ? a >> 63 : a >> b);
    case NB_LSHIFT:
      if (b < 0 || b > 30 || a > i32.MAX_VALUE || a < i32.MIN_VALUE) return false;
      return storeWide(out, a << b);
    default:
      return false;
  }
}

export function integerOp(a: i32, b: i32, op: i32, out: i32): void {
  if (loadWide(a)) {
    const first = wide;
    if (loadWide(b) && wideOperation(op >= NB_INPLACE ? op - NB_INPLACE : op, first, wide, out)) return;
  }
  host.integerOp(a, b, op, out);
}

// ---- operators

/** `container[key]` into a slot; false: the engine has to do it. */
function subscribe(container: i32, key: i32, out: i32): bool {
  if (!isRef(container)) return false;
  const object = low(container);
  const type = typeAt(object);
  if (type === T_dict) {
    if (!isPlainKey(key)) return false;
    const entry = findEntry(object, key);
    if (entry === 0 || entry === UNDECIDED) return false;
    copyValue(entry + ENTRY_VALUE, out);
    return true;
  }
  if (!isInt(key)) return false;
  let index = low(key);
  if (type === T_list) {
    const length = load<i32>(object, LIST_LENGTH);
    if (index < 0) index += length;
    if (<u32>index >= <u32>length) return false;
    copyValue(load<i32>(object, LIST_ITEMS) + (index << 3), out);
    return true;
  }
  if (type === T_tuple) {
    const length = load<i32>(object, TUPLE_LENGTH);
    if (index < 0) index += length;
    if (<u32>index >= <u32>length) return false;
    copyValue(object + TUPLE_ITEMS + (index << 3), out);
    return true;
  }
  if (type === T_str && strings.isNarrow(strings.flagsOf(object))) {
    const length = strings.lengthOf(object);
    if (index < 0) index += length;
    if (<u32>index >= <u32>length) return false;
    return strings.give(out, strings.character(<i32>load<u8>(strings.textOf(object) + index)));
  }
  return false;
}

function floatAt(slot: i32): f64 {
  return isFloat(slot) ? load<f64>(slot) : <f64>low(slot);
}
function isNumber(slot: i32): bool {
  return isFloat(slot) || isInt(slot);
}

/** The operation on two numbers, not both ints. */
function floatOperation(op: i32, a: f64, b: f64, out: i32): bool {
  if (op === NB_ADD) store<f64>(out, a + b);
  else if (op === NB_SUBTRACT) store<f64>(out, a - b);
  else if (op === NB_MULTIPLY) store<f64>(out, a * b);
  else return false;
  return true;
}

export function binaryOp(top: i32, arg: i32): i32 {
  const a = top - 16;
  const b = top - 8;
  if (arg === NB_SUBSCR) return subscribe(a, b, a) ? b : host.binaryOp(top, arg);
  const op = arg >= NB_INPLACE ? arg - NB_INPLACE : arg;
  if (isNumber(a) && isNumber(b) && (isFloat(a) || isFloat(b))) {
    if (floatOperation(op, floatAt(a), floatAt(b), a)) return b;
  } else if (op === NB_ADD && isExactly(a, T_str) && isExactly(b, T_str)) {
    const made = strings.concatenate(low(a), low(b));
    if (made !== 0) {
      setRef(a, made);
      return b;
    }
  } else if (loadWide(a)) {
    const first = wide;
    if (loadWide(b) && wideOperation(op, first, wide, a)) return b;
  }
  return host.binaryOp(top, arg);
}

export function concatStrings(a: i32, b: i32, out: i32): void {
  const made = strings.concatenate(low(a), low(b));
  if (made !== 0) setRef(out, made);
  else host.concatStrings(a, b, out);
}

export function charAt(str: i32, index: i32, out: i32): void {
  const object = low(str);
  if (!strings.isNarrow(strings.flagsOf(object))) host.charAt(str, index, out);
  else if (!strings.give(out, strings.character(<i32>load<u8>(strings.textOf(object) + index))))
    host.charAt(str, index, out);
}

// ---- comparison

/** Bits of a comparison's operand: which outcomes make it true. */
const LESS = 2;
const GREATER = 4;
const EQUAL = 8;

/** Outcome of comparing exact strs; 0: the engine has to do it. */
function compareTexts(a: i32, b: i32, operand: i32): i32 {
  if (a === b) return EQUAL;
  // Where less and greater are the same answer only equality matters.
  if (((operand >> 1) ^ (operand >> 2)) & 1) {
    if (!strings.isNarrow(strings.flagsOf(a)) || !strings.isNarrow(strings.flagsOf(b))) return 0;
    const order = strings.orderNarrow(a, b);
    return order < 0 ? LESS : order > 0 ? GREATER : EQUAL;
  }
  return strings.equalStrings(a, b) ? EQUAL : LESS;
}

export function compareStrings(a: i32, b: i32, operand: i32): i32 {
  const outcome = compareTexts(low(a), low(b), operand);
  if (outcome === 0) return host.compareStrings(a, b, operand);
  return (outcome & operand) !== 0 ? 1 : 0;
}

export function compareOp(top: i32, arg: i32): i32 {
  const a = top - 16;
  const b = top - 8;
  let outcome = 0;
  if (isInt(a) && isInt(b)) {
    outcome = low(a) < low(b) ? LESS : low(a) > low(b) ? GREATER : EQUAL;
  } else if (isNumber(a) && isNumber(b)) {
    const x = floatAt(a);
    const y = floatAt(b);
    outcome = x < y ? LESS : x > y ? GREATER : x === y ? EQUAL : 1;
  } else if (isExactly(a, T_str) && isExactly(b, T_str)) outcome = compareTexts(low(a), low(b), arg);
  if (outcome === 0) return host.compareOp(top, arg);
  setBool(a, (outcome & arg) !== 0);
  return b;
}

// ---- membership

/** Whether a plain key is among so many values: 1, 0, or UNDECIDED where `__eq__` would be asked. */
function among(key: i32, items: i32, count: i32): i32 {
  const isText = isRef(key);
  for (let slot = items, end = items + (count << 3); slot < end; slot += 8) {
    if (bits(slot) === bits(key)) return 1;
    const kind = tag(slot);
    if (kind === TAG_INT || kind === TAG_NONE) continue;
    if (kind === TAG_REF && typeAt(low(slot)) === T_str) {
      if (isText && strings.equalStrings(low(slot), low(key))) return 1;
      continue;
    }
    return UNDECIDED;
  }
  return 0;
}

/** Texts up to here are searched in the simplest way. */
const SHORT_TEXT = 1000;

function holds(container: i32, key: i32): i32 {
  if (!isRef(container) || !isPlainKey(key)) return UNDECIDED;
  const object = low(container);
  const type = typeAt(object);
  if (type === T_dict || type === T_set) {
    const found = type === T_dict ? findEntry(object, key) : findElement(object, key);
    return found === UNDECIDED ? UNDECIDED : found === 0 ? 0 : 1;
  }
  if (type === T_list) return among(key, load<i32>(object, LIST_ITEMS), load<i32>(object, LIST_LENGTH));
  if (type === T_tuple) return among(key, object + TUPLE_ITEMS, load<i32>(object, TUPLE_LENGTH));
  if (type !== T_str || !isRef(key)) return UNDECIDED;
  const part = low(key);
  if (!strings.isNarrow(strings.flagsOf(object)) || !strings.isNarrow(strings.flagsOf(part)))
    return UNDECIDED;
  if (strings.lengthOf(object) > SHORT_TEXT) return UNDECIDED;
  return strings.find(object, part, 0) >= 0 ? 1 : 0;
}

/** `(item, container -- bool)`; the operand asks for `not in`. */
export function containsOp(top: i32, arg: i32): i32 {
  const found = holds(top - 8, top - 16);
  if (found === UNDECIDED) return host.containsOp(top, arg);
  setBool(top - 16, (found === 1) !== (arg === 1));
  return top - 8;
}

export function dictHas(dict: i32, key: i32): i32 {
  const found = isPlainKey(key) ? findEntry(low(dict), key) : UNDECIDED;
  return found === UNDECIDED ? host.dictHas(dict, key) : found === 0 ? 0 : 1;
}

export function setHas(set: i32, item: i32): i32 {
  const found = isPlainKey(item) ? findElement(low(set), item) : UNDECIDED;
  return found === UNDECIDED ? host.setHas(set, item) : found === 0 ? 0 : 1;
}

export function addToSet(set: i32, item: i32): void {
  if (!isPlainKey(item) || !addElement(low(set), item)) host.addToSet(set, item);
}

// ---- items

export function subscribeDict(dict: i32, key: i32, out: i32): void {
  if (!subscribe(dict, key, out)) host.subscribeDict(dict, key, out);
}

export function storeDict(dict: i32, key: i32, value: i32): void {
  if (!isPlainKey(key) || !setEntry(low(dict), key, value)) host.storeDict(dict, key, value);
}

/** `(value, container, key -- )` */
export function storeSubscr(top: i32): i32 {
  const container = top - 16;
  const key = top - 8;
  if (isExactly(container, T_dict)) {
    if (isPlainKey(key) && setEntry(low(container), key, top - 24)) return top - 24;
  } else if (isExactly(container, T_list) && isInt(key)) {
    const list = low(container);
    const length = load<i32>(list, LIST_LENGTH);
    let index = low(key);
    if (index < 0) index += length;
    if (<u32>index < <u32>length) {
      copyValue(top - 24, load<i32>(list, LIST_ITEMS) + (index << 3));
      return top - 24;
    }
  }
  return host.storeSubscr(top);
}

/** The end of a slice, cut to the sequence: `absent` where it is None; −1: it is something else. */
function bound(slot: i32, length: i32, absent: i32): i32 {
  if (tag(slot) === TAG_NONE) return absent;
  if (!isInt(slot)) return -1;
  const index = low(slot);
  if (index < 0) return max(index + length, 0);
  return min(index, length);
}

/** `(container, start, stop -- slice)` */
export function binarySlice(top: i32): i32 {
  const out = top - 24;
  if (!isRef(out)) return host.binarySlice(top);
  const object = low(out);
  const type = typeAt(object);
  if (type !== T_list && type !== T_tuple && type !== T_str) return host.binarySlice(top);
  const length =
    type === T_list
      ? load<i32>(object, LIST_LENGTH)
      : type === T_tuple
        ? load<i32>(object, TUPLE_LENGTH)
        : strings.lengthOf(object);
  const start = bound(top - 16, length, 0);
  const stop = bound(top - 8, length, length);
  if (start < 0 || stop < 0) return host.binarySlice(top);
  const count = max(stop - start, 0);
  if (type === T_list) {
    const made = newList(count);
    if (made === 0) return host.binarySlice(top);
    if (count > 0)
      copyValues(load<i32>(object, LIST_ITEMS) + (start << 3), load<i32>(made, LIST_ITEMS), count);
    store<i32>(made, count, LIST_LENGTH);
    setRef(out, made);
    return top - 16;
  }
  if (type === T_tuple) {
    if (count === 0) return host.binarySlice(top);
    if (count === length) return top - 16;
    const made = newTuple(count);
    if (made === 0) return host.binarySlice(top);
    copyValues(object + TUPLE_ITEMS + (start << 3), made + TUPLE_ITEMS, count);
    setRef(out, made);
    return top - 16;
  }
  if (!strings.isNarrow(strings.flagsOf(object))) return host.binarySlice(top);
  return strings.give(out, strings.substring(object, start, stop)) ? top - 16 : host.binarySlice(top);
}

// ---- truth, exceptions

/** Whether the engine has found that the type, as it is now, has neither `__bool__` nor `__len__`. */
function isAlwaysTrue(type: i32): bool {
  const version = load<i32>(type, TYPE_TRUE);
  return version !== 0 && version === load<i32>(type, TYPE_VERSION);
}

export function toBool(top: i32): i32 {
  const slot = top - 8;
  const kind = tag(slot);
  if (kind === TAG_REF) {
    const object = low(slot);
    const type = typeAt(object);
    if (type === T_list) setBool(slot, load<i32>(object, LIST_LENGTH) !== 0);
    else if (type === T_str) setBool(slot, strings.lengthOf(object) !== 0);
    else if (type === T_dict) setBool(slot, load<i32>(object, DICT_USED) !== 0);
    else if (type === T_tuple) setBool(slot, load<i32>(object, TUPLE_LENGTH) !== 0);
    else if (type === T_set) setBool(slot, load<i32>(object, SET_USED) !== 0);
    else if (isAlwaysTrue(type)) setBool(slot, true);
    else return host.toBool(top);
  } else if (kind === TAG_INT || kind === TAG_BOOL) setBool(slot, low(slot) !== 0);
  else if (kind === TAG_NONE) setBool(slot, false);
  else setBool(slot, load<f64>(slot) !== 0);
  return top;
}

/** Whether `base` is a type or in its MRO. */
export function isSubtype(type: i32, base: i32): bool {
  if (type === base) return true;
  const mro = load<i32>(type, TYPE_MRO);
  const end = mro + TUPLE_ITEMS + (load<i32>(mro, TUPLE_LENGTH) << 3);
  for (let slot = mro + TUPLE_ITEMS + 8; slot < end; slot += 8) if (low(slot) === base) return true;
  return false;
}

/** `(exception, class -- exception, bool)` */
export function checkExcMatch(top: i32): i32 {
  const slot = top - 8;
  if (!isRef(slot)) return host.checkExcMatch(top);
  const wanted = low(slot);
  if ((load<i32>(typeAt(wanted), TYPE_FLAGS) & TF_TYPE) === 0) return host.checkExcMatch(top);
  if ((load<i32>(wanted, TYPE_FLAGS) & TF_EXCEPTION) === 0) return host.checkExcMatch(top);
  setBool(slot, isSubtype(typeAt(low(top - 16)), wanted));
  return top;
}

/** `(exception -- previous, exception)`: the exception becomes the handled one. */
export function pushExcInfo(top: i32): i32 {
  copyValue(top - 8, top);
  copyValue(STATE_HANDLED, top - 8);
  copyValue(top, STATE_HANDLED);
  return top + 8;
}

export function popExcept(top: i32): i32 {
  copyValue(top - 8, STATE_HANDLED);
  return top - 8;
}
