/**
 * Built-in functions, methods and classes that Tier 1 calls without asking the engine, where the arguments are of the usual
 * kinds. What a native does is said in TypeScript; each form here answers as that would, or hands the call over.
 */
import {
  DICT_USED,
  ENTRY_VALUE,
  LIST_CAPACITY,
  LIST_ITEMS,
  LIST_LENGTH,
  N_abs,
  N_chr,
  N_dict_get,
  N_dict_items,
  N_dict_keys,
  N_dict_values,
  N_isinstance,
  N_len,
  N_list_append,
  N_list_pop,
  N_max,
  N_min,
  N_ord,
  N_set_add,
  N_set_update,
  N_str_endswith,
  N_str_join,
  N_str_startswith,
  NATIVE_INTRINSIC,
  NATIVE_SELF,
  RANGE_LENGTH,
  RANGE_START,
  RANGE_STEP,
  RANGE_STOP,
  SET_USED,
  STR_ASCII,
  STR_DATA,
  T_bool,
  T_builtin_function_or_method,
  T_dict,
  T_dict_items,
  T_dict_keys,
  T_dict_values,
  T_float,
  T_int,
  T_list,
  T_method_descriptor,
  T_NoneType,
  T_range,
  T_set,
  T_str,
  T_tuple,
  T_type,
  TAG_BOOL,
  TAG_INT,
  TAG_NONE,
  TAG_REF,
  TAG_UNBOUND,
  TF_HEAP,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_FLAGS,
  UNDECIDED,
  VIEW_DICT,
} from "../generated/kernel_layout";
import { allocateObject } from "./allocate";
import { appendToList } from "./build";
import * as host from "./host";
import { isSubtype } from "./operators";
import * as strings from "./strings";
import { addElement, addItems, findEntry } from "./tables";
import {
  copyValue,
  isExactly,
  isFloat,
  isInt,
  isPlainKey,
  isRef,
  low,
  setBool,
  setInt,
  setNone,
  setRef,
  tag,
  typeAt,
} from "./values";

/** Length of a built-in container, or −1. */
function lengthOf(slot: i32): i32 {
  if (!isRef(slot)) return -1;
  const object = low(slot);
  const type = typeAt(object);
  if (type === T_list) return load<i32>(object, LIST_LENGTH);
  if (type === T_str) return strings.lengthOf(object);
  if (type === T_dict) return load<i32>(object, DICT_USED);
  if (type === T_tuple) return load<i32>(object, TUPLE_LENGTH);
  if (type === T_set) return load<i32>(object, SET_USED);
  return -1;
}

function typeOf(slot: i32): i32 {
  const kind = tag(slot);
  if (kind === TAG_REF) return typeAt(low(slot));
  if (kind === TAG_INT) return T_int;
  if (kind === TAG_BOOL) return T_bool;
  return kind === TAG_NONE ? T_NoneType : T_float;
}

/** The smallest or greatest of two or more numbers of one kind; of equal ones the first. */
function extreme(args: i32, count: i32, greatest: bool, out: i32): bool {
  let best = args;
  const end = args + (count << 3);
  const areInts = isInt(args);
  if (!areInts && !isFloat(args)) return false;
  for (let slot = args + 8; slot < end; slot += 8) {
    let isBetter = false;
    if (areInts) {
      if (!isInt(slot)) return false;
      isBetter = greatest ? low(slot) > low(best) : low(slot) < low(best);
    } else {
      if (!isFloat(slot)) return false;
      isBetter = greatest ? load<f64>(slot) > load<f64>(best) : load<f64>(slot) < load<f64>(best);
    }
    if (isBetter) best = slot;
  }
  copyValue(best, out);
  return true;
}

function absolute(value: i32, out: i32): bool {
  if (isFloat(value)) store<f64>(out, Math.abs(load<f64>(value)));
  else if (isInt(value) && low(value) !== i32.MIN_VALUE)
    setInt(out, low(value) < 0 ? -low(value) : low(value));
  else return false;
  return true;
}

function isInstance(value: i32, wanted: i32, out: i32): bool {
  if (!isRef(wanted) || typeAt(low(wanted)) !== T_type) return false;
  const type = typeOf(value);
  const answer = isSubtype(type, low(wanted));
  // A class of the program may say something else of its instances' `__class__`.
  if (!answer && (load<i32>(type, TYPE_FLAGS) & TF_HEAP) !== 0) return false;
  setBool(out, answer);
  return true;
}

/** The last item; false where the list has to shrink. */
function popLast(self: i32, out: i32): bool {
  const list = low(self);
  const length = load<i32>(list, LIST_LENGTH) - 1;
  if (length < 0 || length < load<i32>(list, LIST_CAPACITY) >> 1) return false;
  copyValue(load<i32>(list, LIST_ITEMS) + (length << 3), out);
  store<i32>(list, length, LIST_LENGTH);
  return true;
}

/** `dict.get(key, absent)`; `absent` 0: None. */
function get(self: i32, key: i32, absent: i32, out: i32): bool {
  if (!isPlainKey(key)) return false;
  const entry = findEntry(low(self), key);
  if (entry === UNDECIDED) return false;
  if (entry !== 0) copyValue(entry + ENTRY_VALUE, out);
  else if (absent === 0) setNone(out);
  else copyValue(absent, out);
  return true;
}

function view(type: i32, self: i32, out: i32): bool {
  const made = allocateObject(type, 16);
  if (made === 0) return false;
  store<i64>(made, <i64>low(self), VIEW_DICT);
  setRef(out, made);
  return true;
}

/** `separator.join(pieces)` of a list or tuple. */
function join(separator: i32, pieces: i32, out: i32): bool {
  if (!strings.isNarrowStr(separator) || !isRef(pieces)) return false;
  const object = low(pieces);
  const type = typeAt(object);
  let made = 0;
  if (type === T_list)
    made = strings.join(low(separator), load<i32>(object, LIST_ITEMS), load<i32>(object, LIST_LENGTH));
  else if (type === T_tuple)
    made = strings.join(low(separator), object + TUPLE_ITEMS, load<i32>(object, TUPLE_LENGTH));
  if (made === 0) return false;
  setRef(out, made);
  return true;
}

function beginsOrEnds(self: i32, part: i32, atEnd: bool, out: i32): bool {
  if (!strings.isNarrowStr(self) || !strings.isNarrowStr(part)) return false;
  const text = low(self);
  const at = atEnd ? strings.lengthOf(text) - strings.lengthOf(low(part)) : 0;
  setBool(out, strings.isAt(text, low(part), at));
  return true;
}

/** Calls a native that the kernel knows; false: the engine has to. */
export function callKnown(native: i32, args: i32, count: i32, out: i32): bool {
  if (count === 1) {
    switch (native) {
      case N_len: {
        const length = lengthOf(args);
        if (length < 0) return false;
        setInt(out, length);
        return true;
      }
      case N_ord: {
        if (!strings.isNarrowStr(args) || strings.lengthOf(low(args)) !== 1) return false;
        setInt(out, <i32>load<u8>(low(args), STR_DATA));
        return true;
      }
      case N_chr:
        return isInt(args) && <u32>low(args) <= 255 && strings.give(out, strings.character(low(args)));
      case N_abs:
        return absolute(args, out);
      case N_list_pop:
        return isExactly(args, T_list) && popLast(args, out);
      case N_dict_keys:
        return isExactly(args, T_dict) && view(T_dict_keys, args, out);
      case N_dict_values:
        return isExactly(args, T_dict) && view(T_dict_values, args, out);
      case N_dict_items:
        return isExactly(args, T_dict) && view(T_dict_items, args, out);
      default:
        return false;
    }
  }
  const second = args + 8;
  if (native === N_min || native === N_max) return extreme(args, count, native === N_max, out);
  if (count === 3)
    return native === N_dict_get && isExactly(args, T_dict) && get(args, second, args + 16, out);
  if (count !== 2) return false;
  switch (native) {
    case N_isinstance:
      return isInstance(args, second, out);
    case N_list_append:
      if (!isExactly(args, T_list)) return false;
      appendToList(args, second);
      setNone(out);
      return true;
    case N_dict_get:
      return isExactly(args, T_dict) && get(args, second, 0, out);
    case N_set_add:
      if (!isExactly(args, T_set) || !isPlainKey(second) || !addElement(low(args), second)) return false;
      setNone(out);
      return true;
    case N_set_update:
      if (!isExactly(args, T_set) || !isRef(second) || !addItems(low(args), low(second))) return false;
      setNone(out);
      return true;
    case N_str_join:
      return join(args, second, out);
    case N_str_startswith:
      return beginsOrEnds(args, second, false, out);
    case N_str_endswith:
      return beginsOrEnds(args, second, true, out);
    default:
      return false;
  }
}

/** CALL of the native whose identity was guarded; the callable lies at `base`. Returns the new top. */
export function callNativeFast(base: i32, arg: i32): i32 {
  const object = low(base);
  const type = typeAt(object);
  if (type !== T_builtin_function_or_method && type !== T_method_descriptor)
    return host.callNativeFast(base, arg);
  const native = load<i32>(object, NATIVE_INTRINSIC);
  if (native !== 0 && tag(object + NATIVE_SELF) === TAG_UNBOUND) {
    const isMethod = tag(base + 8) !== TAG_UNBOUND;
    if (callKnown(native, isMethod ? base + 8 : base + 16, isMethod ? arg + 1 : arg, base)) return base + 8;
  }
  return host.callNativeFast(base, arg);
}

/** `range(stop)` and `range(start, stop)` of ints whose distance is an int of 32 bits. */
function makeRange(args: i32, count: i32, out: i32): bool {
  if (count > 2 || !isInt(args) || (count === 2 && !isInt(args + 8))) return false;
  const start = count === 2 ? low(args) : 0;
  const stop = count === 2 ? low(args + 8) : low(args);
  const length = <i64>stop - <i64>start;
  if (length > i32.MAX_VALUE) return false;
  const range = allocateObject(T_range, RANGE_LENGTH + 8);
  if (range === 0) return false;
  setInt(range + RANGE_START, start);
  setInt(range + RANGE_STOP, stop);
  setInt(range + RANGE_STEP, 1);
  setInt(range + RANGE_LENGTH, length < 0 ? 0 : <i32>length);
  setRef(out, range);
  return true;
}

/** The decimal digits of an int, or 0. */
export function decimal(value: i32): i32 {
  if (value >= 0 && value < 10) return strings.character(48 + value);
  let rest: u32 = value < 0 ? 0 - <u32>value : <u32>value;
  let digits = value < 0 ? 1 : 0;
  for (let left = rest; left !== 0; left /= 10) digits++;
  const str = strings.newNarrow(digits, STR_ASCII);
  if (str === 0) return 0;
  for (let at = str + STR_DATA + digits - 1; rest !== 0; at--, rest /= 10)
    store<u8>(at, <u8>(48 + (rest % 10)));
  if (value < 0) store<u8>(str, 45, STR_DATA);
  return str;
}

function digits(value: i32, out: i32): bool {
  const str = decimal(low(value));
  if (str !== 0) setRef(out, str);
  return str !== 0;
}

/** CALL of the built-in class whose identity was guarded. Returns the new top. */
export function callClassFast(base: i32, arg: i32): i32 {
  if (tag(base + 8) === TAG_UNBOUND && arg > 0) {
    const type = low(base);
    const args = base + 16;
    if (type === T_range && makeRange(args, arg, base)) return base + 8;
    if (arg === 1) {
      if (type === T_str && isInt(args) && digits(args, base)) return base + 8;
      if (type === T_float && isInt(args)) {
        store<f64>(base, <f64>low(args));
        return base + 8;
      }
      if (type === T_int && isInt(args)) {
        copyValue(args, base);
        return base + 8;
      }
      if (type === T_int && isFloat(args) && Math.abs(load<f64>(args)) < 2147483647) {
        setInt(base, <i32>load<f64>(args));
        return base + 8;
      }
    }
  }
  return host.callClassFast(base, arg);
}

/** A call of a built-in function or class for a trace, which has seen to it that it is one. */
export function callBuiltin(base: i32, arg: i32): i32 {
  return typeAt(low(base)) === T_type ? callClassFast(base, arg) : callNativeFast(base, arg);
}

/** `(value -- text)` */
export function formatSimple(top: i32): i32 {
  const slot = top - 8;
  if (isInt(slot) ? digits(slot, slot) : isExactly(slot, T_str)) return top;
  return host.formatSimple(top);
}
