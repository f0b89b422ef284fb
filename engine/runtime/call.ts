/**
 * Calls: any callable, natives with their arguments bound by signature, classes, and the binding of arguments to the
 * parameters of a Python function.
 *
 * Arguments are adjacent slots; the last ones are keyword values when `keywordNames` (a tuple of str, or 0) says so,
 * and `count` includes them. They must be reachable (on the value stack, or temporaries). A native whose signature is
 * met exactly runs on the caller's slots; any other shape of call is laid out in temporaries first.
 *
 * The wording of TypeErrors is CPython's, which differs between functions written in Python, built-ins without keyword
 * parameters and built-ins with them; the signature says which of these a native is.
 */
import type { CodeObject } from "../bytecode/code.ts";
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_FLAGS,
  CODE_KWONLY,
  EXC_ARGS,
  EXC_SIZE,
  FUNC_CODE,
  FUNC_DEFAULTS,
  FUNC_KWDEFAULTS,
  FUNC_QUALNAME,
  KIND_INSTANCE,
  METHOD_FUNC,
  METHOD_SELF,
  NATIVE_NAME,
  NATIVE_OWNER,
  NATIVE_SELF,
  type Slot,
  T,
  TF_ABSTRACT,
  TF_HEAP,
  TF_STR,
  TF_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_FLAGS,
  TYPE_KIND,
  TYPE_SIZE,
  WRAPPED_VALUE,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { equalStrings, intern, jsString } from "../heap/strings.ts";
import {
  copyValue,
  copyValues,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import {
  dictFindName,
  dictKeyAt,
  dictLength,
  dictNext,
  dictSet,
  dictSetName,
  dictValueAt,
  newDict,
} from "../objects/dict.ts";
import { newInstance, raiseAbstract } from "../objects/object.ts";
import { newTuple, newTupleFrom, tupleItem, tupleLength } from "../objects/tuple.ts";
import { isSubtype, lookupInType, typeName, typeNameOf } from "../objects/type.ts";
import { bindDescriptor, loadMethod, lookupSpecial } from "./attributes.ts";
import { codeHost } from "./codes.ts";
import { N } from "./names.ts";
import { type NativeFunction, nativeOf, takesAsTheyAre } from "./native.ts";
import { allocateException, raise } from "./raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "./state.ts";
import { bestMatch } from "./suggest.ts";
import { interpreter } from "./tierup.ts";

const FUNCTION = T.function;
const METHOD = T.method;
const BUILTIN = T.builtin_function_or_method;
const METHOD_DESCRIPTOR = T.method_descriptor;
const WRAPPER_DESCRIPTOR = T.wrapper_descriptor;
const TYPE = T.type;

// ---- Any callable --------------------------------------------------------------------------------------------------

/** Calls what lies in `callable`. `out` may be any slot, the callable's or an argument's too. */
export function callValue(callable: Slot, args: Slot, count: number, keywordNames: Address, out: Slot): void {
  if (!isRef(callable)) throw raise(T.TypeError, `'${typeNameOf(callable)}' object is not callable`);
  const object = refAt(callable);
  switch (typeOf(callable)) {
    case FUNCTION:
      interpreter.callFunction(object, args, count, keywordNames, out);
      return;
    case METHOD:
      callBound(object + METHOD_FUNC, object + METHOD_SELF, args, count, keywordNames, out);
      return;
    case BUILTIN: {
      const native = nativeOf(object);
      if (isUnbound(object + NATIVE_SELF)) callNative(native, args, count, keywordNames, out);
      else {
        const mark = markTemps();
        const spread = spreadWithSelf(object + NATIVE_SELF, args, count);
        callNative(native, spread, count + 1, keywordNames, out);
        releaseTemps(mark);
      }
      return;
    }
    case METHOD_DESCRIPTOR:
    case WRAPPER_DESCRIPTOR:
      checkDescriptorSelf(object, args, count - (keywordNames === 0 ? 0 : tupleLength(keywordNames)));
      callNative(nativeOf(object), args, count, keywordNames, out);
      return;
    case TYPE:
      callType(object, args, count, keywordNames, out);
      return;
    default:
      callSlow(callable, args, count, keywordNames, out);
  }
}

/** Copies `self` and the arguments to adjacent temporaries. */
function spreadWithSelf(self: Slot, args: Slot, count: number): Slot {
  const spread = pushTemps(count + 1);
  copyValue(self, spread);
  copyValues(args, spread + 8, count);
  return spread;
}

function callBound(
  func: Slot,
  self: Slot,
  args: Slot,
  count: number,
  keywordNames: Address,
  out: Slot,
): void {
  const mark = markTemps();
  const spread = spreadWithSelf(self, args, count);
  callValue(func, spread, count + 1, keywordNames, out);
  releaseTemps(mark);
}

function callSlow(callable: Slot, args: Slot, count: number, keywordNames: Address, out: Slot): void {
  const type = typeOf(callable);
  if ((I32[(type + TYPE_FLAGS) >> 2] & TF_TYPE) !== 0) {
    callClass(callable, type, args, count, keywordNames, out);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(2);
  if (type === T.staticmethod) {
    copyValue(refAt(callable) + WRAPPED_VALUE, temps);
    callValue(temps, args, count, keywordNames, out);
  } else if (type === T.classmethod_descriptor) {
    checkClassMethodSelf(refAt(callable), args, count);
    callNative(nativeOf(refAt(callable)), args, count, keywordNames, out);
  } else if (lookupSpecial(callable, N.__call__, temps, temps + 8) && !isNone(temps)) {
    if (isUnbound(temps + 8)) callValue(temps, args, count, keywordNames, out);
    else callBound(temps, temps + 8, args, count, keywordNames, out);
  } else throw raise(T.TypeError, `'${typeName(type)}' object is not callable`);
  releaseTemps(mark);
}

function checkClassMethodSelf(descriptor: Address, args: Slot, count: number): void {
  const owner = I32[(descriptor + NATIVE_OWNER) >> 2];
  const name = jsString(I32[(descriptor + NATIVE_NAME) >> 2]);
  if (count === 0)
    throw raise(T.TypeError, `descriptor '${name}' of '${typeName(owner)}' object needs an argument`);
  if (!isRef(args) || (I32[(typeOf(args) + TYPE_FLAGS) >> 2] & TF_TYPE) === 0)
    throw raise(
      T.TypeError,
      `descriptor '${name}' for type '${typeName(owner)}' needs a type, not a '${typeNameOf(args)}' as arg 2`,
    );
  if (!isSubtype(refAt(args), owner))
    throw raise(
      T.TypeError,
      `descriptor '${name}' requires a subtype of '${typeName(owner)}' but received '${typeName(refAt(args))}'`,
    );
}

/** Checks that a method of a built-in type is called with an instance of that type as its first argument. */
function checkDescriptorSelf(descriptor: Address, args: Slot, count: number): void {
  const owner = I32[(descriptor + NATIVE_OWNER) >> 2];
  if (count > 0 && (typeOf(args) === owner || isSubtype(typeOf(args), owner))) return;
  const name = jsString(I32[(descriptor + NATIVE_NAME) >> 2]);
  const wrapper = I32[descriptor >> 2] === WRAPPER_DESCRIPTOR;
  const shown = typeName(owner);
  if (count <= 0)
    throw raise(
      T.TypeError,
      wrapper
        ? `descriptor '${name}' of '${shown}' object needs an argument`
        : `unbound method ${shown}.${name}() needs an argument`,
    );
  throw raise(
    T.TypeError,
    wrapper
      ? `descriptor '${name}' requires a '${shown}' object but received a '${typeNameOf(args)}'`
      : `descriptor '${name}' for '${shown}' objects doesn't apply to a '${typeNameOf(args)}' object`,
  );
}

/** `object.name(args…)`, positional only. */
export function callMethod(object: Slot, name: Address, args: Slot, count: number, out: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(count + 2);
  copyValues(args, temps + 16, count);
  loadMethod(object, name, temps, temps + 8);
  if (isUnbound(temps + 8)) callValue(temps, temps + 16, count, 0, out);
  else callValue(temps, temps + 8, count + 1, 0, out);
  releaseTemps(mark);
}

/** Calls the dunder of the object's type without arguments. False, with `out` untouched, when the type has none. */
export function callSpecial1(object: Slot, name: Address, out: Slot): boolean {
  const mark = markTemps();
  const temps = pushTemps(2);
  const found = lookupSpecial(object, name, temps, temps + 8);
  if (found) {
    if (isUnbound(temps + 8)) callValue(temps, temps + 8, 0, 0, out);
    else callValue(temps, temps + 8, 1, 0, out);
  }
  releaseTemps(mark);
  return found;
}

/** As `callSpecial1`, with one argument. */
export function callSpecial2(object: Slot, name: Address, argument: Slot, out: Slot): boolean {
  const mark = markTemps();
  const temps = pushTemps(3);
  const found = lookupSpecial(object, name, temps, temps + 8);
  if (found) {
    copyValue(argument, temps + 16);
    if (isUnbound(temps + 8)) callValue(temps, temps + 16, 1, 0, out);
    else callValue(temps, temps + 8, 2, 0, out);
  }
  releaseTemps(mark);
  return found;
}

/** `callable(*args, **keywords)`: a tuple and a dict (or 0), which must be reachable together with the callable. */
export function callFunctionEx(callable: Slot, args: Address, keywords: Address, out: Slot): void {
  const count = tupleLength(args);
  const named = keywords === 0 ? 0 : dictLength(keywords);
  const mark = markTemps();
  const spread = pushTemps(count + named + 1);
  copyValues(args + TUPLE_ITEMS, spread, count);
  let names = 0;
  if (named > 0) {
    names = newTuple(named);
    setRef(spread + 8 * (count + named), names);
    let k = 0;
    for (let i = dictNext(keywords, 0); i >= 0; i = dictNext(keywords, i + 1), k++) {
      const key = dictKeyAt(keywords, i);
      if ((I32[(typeOf(key) + TYPE_FLAGS) >> 2] & TF_STR) === 0)
        throw raise(T.TypeError, "keywords must be strings");
      copyValue(key, names + TUPLE_ITEMS + 8 * k);
      copyValue(dictValueAt(keywords, i), spread + 8 * (count + k));
    }
  }
  callValue(callable, spread, count + named, names, out);
  releaseTemps(mark);
}

/** Calls with `count` positional arguments at `args` and the keywords of a dict: for natives with `*args, **kwargs`. */
export function callWithDict(callable: Slot, args: Slot, count: number, keywords: Address, out: Slot): void {
  if (dictLength(keywords) === 0) callValue(callable, args, count, 0, out);
  else {
    const mark = markTemps();
    const holder = pushTemp();
    setRef(holder, newTupleFrom(args, count));
    callFunctionEx(callable, refAt(holder), keywords, out);
    releaseTemps(mark);
  }
}

// ---- Classes -------------------------------------------------------------------------------------------------------

/** Calls a class whose metaclass is not `type` itself: its metaclass may have a `__call__` of its own. */
function callClass(
  callable: Slot,
  metatype: Address,
  args: Slot,
  count: number,
  keywordNames: Address,
  out: Slot,
): void {
  const own = lookupInType(metatype, N.__call__);
  if (typeOf(own) === WRAPPER_DESCRIPTOR && I32[(refAt(own) + NATIVE_OWNER) >> 2] === TYPE) {
    callType(refAt(callable), args, count, keywordNames, out);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(2);
  lookupSpecial(callable, N.__call__, temps, temps + 8);
  if (isUnbound(temps + 8)) callValue(temps, args, count, keywordNames, out);
  else callBound(temps, temps + 8, args, count, keywordNames, out);
  releaseTemps(mark);
}

/** What `type.__call__` does: `type(x)`, or a new instance of `type` by `__new__` and `__init__`. */
export function callType(type: Address, args: Slot, count: number, keywordNames: Address, out: Slot): void {
  if (type === TYPE) {
    if (count === 1 && keywordNames === 0) {
      setRef(out, typeOf(args));
      return;
    }
    if (count - (keywordNames === 0 ? 0 : tupleLength(keywordNames)) !== 3)
      throw raise(T.TypeError, "type() takes 1 or 3 arguments");
  }
  makeInstance(type, args, count, keywordNames, out);
}

/**
 * The native behind `__new__` of a built-in class whose instances need nothing else, or 0. `type` itself is not one: what it
 * does depends on how many arguments it is given.
 */
export function nativeConstructor(type: Address): Address {
  if (type === TYPE || (I32[(type + TYPE_FLAGS) >> 2] & TF_HEAP) !== 0) return 0;
  const make = lookupInType(type, N.__new__);
  if (make === 0 || typeOf(make) !== BUILTIN || isObjectsOwn(make)) return 0;
  const init = lookupInType(type, N.__init__);
  return typeOf(init) === WRAPPER_DESCRIPTOR && isObjectsOwn(init) ? refAt(make) : 0;
}

/** Whether the value found under `__new__` or `__init__` is the one of `object`. */
const isObjectsOwn = (slot: Slot): boolean =>
  isRef(slot) && I32[(refAt(slot) + NATIVE_OWNER) >> 2] === T.object && typeOf(slot) !== FUNCTION;

/** Whether what a class has under `__new__` or `__init__` is BaseException's own, which keeps the arguments and does no more. */
function isBaseExceptions(slot: Slot, name: Address): boolean {
  return isRef(slot) && refAt(slot) === refAt(lookupInType(T.BaseException, name));
}

/** What `BaseException.__new__` and `__init__` make of these arguments. */
function exceptionOf(type: Address, args: Slot, count: number): Address {
  const exception = allocateException(type);
  I32.fill(0, (exception + EXC_SIZE) >> 2, (exception + I32[(type + TYPE_SIZE) >> 2]) >> 2);
  if (count > 0) setWord(exception + EXC_ARGS, newTupleFrom(args, count));
  return exception;
}

/** A new instance: `__new__`, then `__init__` when that gave an instance of the class. */
export function makeInstance(
  type: Address,
  args: Slot,
  count: number,
  keywordNames: Address,
  out: Slot,
): void {
  const make = lookupInType(type, N.__new__);
  const init = lookupInType(type, N.__init__);
  const plainInit = typeOf(init) === WRAPPER_DESCRIPTOR && isObjectsOwn(init);
  const mark = markTemps();
  // result, then self and the arguments
  const temps = pushTemps(count + 2);
  const spread = temps + 8;
  copyValues(args, spread + 8, count);
  if (typeOf(make) === BUILTIN && isObjectsOwn(make)) {
    if (plainInit && count > 0) throw raise(T.TypeError, `${typeName(type)}() takes no arguments`);
    if ((I32[(type + TYPE_FLAGS) >> 2] & TF_ABSTRACT) !== 0) throw raiseAbstract(type);
    if (I32[(type + TYPE_KIND) >> 2] !== KIND_INSTANCE)
      throw raise(T.TypeError, `cannot create '${typeName(type)}' instances`);
    setRef(temps, newInstance(type));
  } else if (keywordNames === 0 && isBaseExceptions(make, N.__new__)) {
    setRef(temps, exceptionOf(type, args, count));
    if (isBaseExceptions(init, N.__init__)) {
      copyValue(temps, out);
      releaseTemps(mark);
      return;
    }
  } else {
    setRef(spread, type);
    if (typeOf(make) === BUILTIN) callNative(nativeOf(refAt(make)), spread, count + 1, keywordNames, temps);
    else {
      bindDescriptor(make, 0, type, temps);
      callValue(temps, spread, count + 1, keywordNames, temps);
    }
    if (!isSubtype(typeOf(temps), type)) {
      copyValue(temps, out);
      releaseTemps(mark);
      return;
    }
  }
  // The class that __new__ chose decides which __init__ runs.
  const actual = typeOf(temps);
  const initializer = actual === type ? lookupInType(type, N.__init__) : lookupInType(actual, N.__init__);
  if (!(typeOf(initializer) === WRAPPER_DESCRIPTOR && isObjectsOwn(initializer)))
    initialize(initializer, temps, spread, count, keywordNames);
  copyValue(temps, out);
  releaseTemps(mark);
}

function initialize(
  initializer: Slot,
  instance: Slot,
  spread: Slot,
  count: number,
  keywordNames: Address,
): void {
  const mark = markTemps();
  const result = pushTemps(2);
  const kind = typeOf(initializer);
  if (kind === FUNCTION || kind === WRAPPER_DESCRIPTOR) {
    copyValue(instance, spread);
    copyValue(initializer, result + 8);
    callValue(result + 8, spread, count + 1, keywordNames, result);
  } else {
    bindDescriptor(initializer, instance, typeOf(instance), result + 8);
    callValue(result + 8, spread + 8, count, keywordNames, result);
  }
  if (!isNone(result)) throw raise(T.TypeError, `__init__() should return None, not '${typeNameOf(result)}'`);
  releaseTemps(mark);
}

// ---- Natives -------------------------------------------------------------------------------------------------------

/** Calls a native with arguments bound by its signature; a bound self is the first of them. */
export function callNative(
  native: NativeFunction,
  args: Slot,
  count: number,
  keywordNames: Address,
  out: Slot,
): void {
  if (keywordNames === 0 && native.varkw === null && native.positional === native.parameters.length) {
    if (count === native.positional || (count > native.positional && native.varargs !== null)) {
      invoke(native, args, count, count - native.positional, out);
      return;
    }
  }
  if (keywordNames === 0 && takesAsTheyAre(native, count)) {
    const mark = markTemps();
    const bound = pushTemps(native.parameters.length);
    copyValues(args, bound, count);
    invoke(native, bound, native.parameters.length, 0, out);
    releaseTemps(mark);
    return;
  }
  callNativeSlow(native, args, count, keywordNames, out);
}

function invoke(native: NativeFunction, args: Slot, count: number, extra: number, out: Slot): void {
  const mark = markTemps();
  if (out >= args - 16 && out < args + 8 * count) {
    // The result is preset to None, so it may not lie over an argument, nor over the callable just below them on the value
    // stack: a native that pauses the program is called again from there.
    const result = pushTemp();
    setNone(result);
    native.call(args, result, extra);
    copyValue(result, out);
  } else {
    setNone(out);
    native.call(args, out, extra);
  }
  releaseTemps(mark);
}

function callNativeSlow(
  native: NativeFunction,
  args: Slot,
  count: number,
  keywordNames: Address,
  out: Slot,
): void {
  const { parameters, positional, varargs, varkw } = native;
  const named = keywordNames === 0 ? 0 : tupleLength(keywordNames);
  const given = count - named;
  const extra = Math.max(0, given - positional);
  if (extra > 0 && varargs === null) throw raiseNativeCount(native, given, named);
  const width = parameters.length + (varkw === null ? 0 : 1);
  const mark = markTemps();
  const bound = pushTemps(width + extra);
  copyValues(args, bound, Math.min(given, positional));
  copyValues(args + 8 * positional, bound + 8 * width, extra);
  let surplus = 0;
  if (varkw !== null) {
    surplus = newDict();
    setRef(bound + 8 * parameters.length, surplus);
  }
  for (let k = 0; k < named; k++) {
    const key = refAt(tupleItem(keywordNames, k));
    const value = args + 8 * (given + k);
    const text = jsString(key);
    const at = parameters.findIndex((p) => p.name === text && p.kind !== "positional-only");
    if (at < 0) {
      if (surplus === 0) throw raiseNativeKeyword(native, given, named, text);
      dictSetName(surplus, key, value);
    } else if (!isUnbound(bound + 8 * at))
      throw raise(
        T.TypeError,
        at < given
          ? `argument for ${native.name}() given by name ('${text}') and position (${at + 1 - selfCount(native)})`
          : `${native.name}() got multiple values for keyword argument '${text}'`,
      );
    else copyValue(value, bound + 8 * at);
  }
  for (let i = 0; i < parameters.length; i++)
    if (parameters[i]!.required && isUnbound(bound + 8 * i))
      throw raiseNativeMissing(native, given, named, i);
  invoke(native, bound, width + extra, extra, out);
  releaseTemps(mark);
}

/** 1 when the first parameter is the object or class the native belongs to, which messages do not count. */
function selfCount(native: NativeFunction): number {
  const first = native.parameters[0];
  return native.qualname.includes(".") &&
    first !== undefined &&
    ["self", "cls", "metatype", "type"].includes(first.name)
    ? 1
    : 0;
}

const takesKeywords = (native: NativeFunction): boolean =>
  native.varkw !== null || native.parameters.some((p) => p.kind !== "positional-only");
const isDunder = (name: string): boolean => name.startsWith("__") && name.endsWith("__");
const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What messages call the native: the class's name for `__new__` and `__init__`. */
function nativeShownName(native: NativeFunction): string {
  const owner = native.qualname.slice(0, native.qualname.lastIndexOf("."));
  return (native.name === "__new__" || native.name === "__init__") && owner !== "" ? owner : native.name;
}

/** TypeError for a wrong number of positional arguments. */
function raiseNativeCount(native: NativeFunction, given: number, named: number) {
  const self = selfCount(native);
  const most = native.positional - self;
  const least = native.required - self;
  const count = given - self;
  const name = nativeShownName(native);
  // int, str and sorted parse their arguments by hand.
  if (
    takesKeywords(native) &&
    !(native.name === "__new__" && (name === "int" || name === "str")) &&
    name !== "sorted"
  ) {
    if (most === 0) return raise(T.TypeError, `${name}() takes no positional arguments`);
    const all = native.parameters.length - self;
    if (count + named > all) {
      const amount = native.parameters.every((p) => p.required) ? "exactly" : "at most";
      return raise(
        T.TypeError,
        `${name}() takes ${amount} ${plural(all, "argument")} (${count + named} given)`,
      );
    }
    const amount = least === most ? "exactly" : "at most";
    return raise(
      T.TypeError,
      `${name}() takes ${amount} ${plural(most, "positional argument")} (${count} given)`,
    );
  }
  if (isDunder(native.name) && name === native.name && self === 1)
    return raise(T.TypeError, `expected ${plural(count > most ? most : least, "argument")}, got ${count}`);
  if (most === 0 && least === 0)
    return raise(T.TypeError, `${nativeFullName(native)}() takes no arguments (${count} given)`);
  if (most === 1 && least === 1 && native.varargs === null && name !== "sorted")
    return raise(T.TypeError, `${nativeFullName(native)}() takes exactly one argument (${count} given)`);
  const limit = count > most ? most : least;
  const amount = least === most && native.varargs === null ? "" : count > most ? "at most " : "at least ";
  return raise(T.TypeError, `${name} expected ${amount}${plural(limit, "argument")}, got ${count}`);
}

/** `list.append` for a method, `len` for a function. */
function nativeFullName(native: NativeFunction): string {
  if (native.name === "__new__" || native.name === "__init__") return nativeShownName(native);
  return native.module === null ? native.qualname : `${native.module}.${native.qualname}`;
}

function raiseNativeMissing(native: NativeFunction, given: number, named: number, index: number) {
  const parameter = native.parameters[index]!;
  const self = selfCount(native);
  if (!takesKeywords(native)) return raiseNativeCount(native, given, named);
  const name = nativeShownName(native);
  if (parameter.kind === "positional-only") {
    const least = native.parameters.filter((p) => p.kind === "positional-only" && p.required).length - self;
    const onlyKeywordOnly = native.parameters.every((p) => p.kind !== "positional");
    if (native.varargs !== null || (onlyKeywordOnly && named === 0 && native.positional === native.required))
      return raise(
        T.TypeError,
        `${name} expected ${native.varargs !== null ? "at least " : ""}${plural(least, "argument")}, got ${given - self}`,
      );
    return raise(
      T.TypeError,
      `${name}() takes at least ${plural(least, "positional argument")} (${given - self} given)`,
    );
  }
  if (parameter.kind === "keyword-only")
    return raise(T.TypeError, `${name}() missing required keyword-only argument: '${parameter.name}'`);
  const position = name === "enumerate" ? "" : ` (pos ${index + 1 - self})`;
  return raise(T.TypeError, `${name}() missing required argument '${parameter.name}'${position}`);
}

function raiseNativeKeyword(native: NativeFunction, given: number, named: number, keyword: string) {
  const name = nativeShownName(native);
  if (!takesKeywords(native))
    return raise(T.TypeError, `${nativeFullName(native)}() takes no keyword arguments`);
  const all = native.parameters.length - selfCount(native);
  if (given - selfCount(native) + named > all && given === selfCount(native))
    return raise(T.TypeError, `${name}() takes at most ${plural(all, "keyword argument")} (${named} given)`);
  return raise(T.TypeError, `${name}() got an unexpected keyword argument '${keyword}'`);
}

// ---- Python functions ----------------------------------------------------------------------------------------------

const CO_VARARGS = 4;
const CO_VARKEYWORDS = 8;

let parameterNames = new WeakMap<CodeObject, Int32Array>();

/** Forgets the addresses of names in an earlier engine's memory: code objects of the library are shared by engines. */
export function resetCalls(): void {
  parameterNames = new WeakMap();
}

/** The interned names of a code object's positional and keyword-only parameters. */
function namesOfParameters(code: CodeObject): Int32Array {
  let names = parameterNames.get(code);
  if (names === undefined) {
    names = Int32Array.from(code.localsplusnames.slice(0, code.argcount + code.kwonlyargcount), (name) =>
      intern(name),
    );
    parameterNames.set(code, names);
  }
  return names;
}

/**
 * Binds the arguments of a call to the parameters of a Python function: fills `locals[0 …]` in the order of the code's
 * fast locals (positional, keyword-only, `*args`, `**kwargs`) and touches no other local. `locals` and `args` may not
 * overlap. Runs no Python.
 */
export function bindFunctionArguments(
  func: Address,
  args: Slot,
  count: number,
  keywordNames: Address,
  locals: Slot,
): void {
  const code = I32[(func + FUNC_CODE) >> 2];
  const positional = I32[(code + CODE_ARGCOUNT) >> 2];
  const kwonly = I32[(code + CODE_KWONLY) >> 2];
  const flags = I32[(code + CODE_FLAGS) >> 2];
  const named = keywordNames === 0 ? 0 : I32[(keywordNames + TUPLE_LENGTH) >> 2];
  const given = count - named;
  const parameters = positional + kwonly;
  const taken = Math.min(given, positional);
  copyValues(args, locals, taken);
  for (let i = taken; i < parameters; i++) setUnbound(locals + 8 * i);
  let after = locals + 8 * parameters;
  if ((flags & CO_VARARGS) !== 0) {
    setRef(after, given > positional ? newTupleFrom(args + 8 * positional, given - positional) : newTuple(0));
    after += 8;
  }
  let surplus = 0;
  if ((flags & CO_VARKEYWORDS) !== 0) {
    surplus = newDict();
    setRef(after, surplus);
  }
  if (named > 0) bindKeywords(func, code, args + 8 * given, keywordNames, named, locals, surplus);
  if (given > positional && (flags & CO_VARARGS) === 0) throw raiseTooMany(func, code, given, locals);
  if (given < positional) fillDefaults(func, code, given, positional, locals);
  if (kwonly > 0) fillKeywordDefaults(func, code, positional, kwonly, locals);
}

function fillDefaults(func: Address, code: Address, given: number, positional: number, locals: Slot): void {
  const defaults = I32[(func + FUNC_DEFAULTS) >> 2];
  const count = defaults === 0 ? 0 : I32[(defaults + TUPLE_LENGTH) >> 2];
  const first = positional - count;
  for (let i = given; i < first; i++)
    if (isUnbound(locals + 8 * i)) throw raiseMissing(func, code, first, locals);
  for (let i = Math.max(given, first); i < positional; i++)
    if (isUnbound(locals + 8 * i)) copyValue(defaults + TUPLE_ITEMS + 8 * (i - first), locals + 8 * i);
}

function fillKeywordDefaults(
  func: Address,
  code: Address,
  positional: number,
  kwonly: number,
  locals: Slot,
): void {
  const defaults = I32[(func + FUNC_KWDEFAULTS) >> 2];
  let missing = false;
  for (let i = positional; i < positional + kwonly; i++) {
    if (!isUnbound(locals + 8 * i)) continue;
    const value = defaults === 0 ? 0 : dictFindName(defaults, namesOfParameters(codeHost(code).object)[i]!);
    if (value === 0) missing = true;
    else copyValue(value, locals + 8 * i);
  }
  if (missing) throw raiseMissingKeywords(func, code, positional, kwonly, locals);
}

function bindKeywords(
  func: Address,
  code: Address,
  values: Slot,
  keywordNames: Address,
  named: number,
  locals: Slot,
  surplus: Address,
): void {
  const host = codeHost(code).object;
  const names = namesOfParameters(host);
  for (let k = 0; k < named; k++) {
    const key = refAt(keywordNames + TUPLE_ITEMS + 8 * k);
    let at = -1;
    for (let i = host.posonlyargcount; i < names.length; i++)
      if (names[i] === key) {
        at = i;
        break;
      }
    // The name of a `**` mapping need not be interned.
    if (at < 0)
      for (let i = host.posonlyargcount; i < names.length; i++) if (equalStrings(names[i]!, key)) at = i;
    const value = values + 8 * k;
    if (at < 0) {
      if (surplus === 0) throw raiseUnexpectedKeyword(func, host, keywordNames, key);
      dictSet(surplus, keywordNames + TUPLE_ITEMS + 8 * k, value);
    } else if (!isUnbound(locals + 8 * at))
      throw raise(T.TypeError, `${functionText(func)} got multiple values for argument '${jsString(key)}'`);
    else copyValue(value, locals + 8 * at);
  }
}

/** `f()`, as messages name a Python function. */
export const functionText = (func: Address): string => `${jsString(I32[(func + FUNC_QUALNAME) >> 2])}()`;

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function listNames(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length === 1) return quoted[0]!;
  if (quoted.length === 2) return quoted.join(" and ");
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted[quoted.length - 1]}`;
}

function raiseMissing(func: Address, code: Address, end: number, locals: Slot) {
  const all = codeHost(code).object.localsplusnames;
  const missing = all.slice(0, end).filter((_, i) => isUnbound(locals + 8 * i));
  return raise(
    T.TypeError,
    `${functionText(func)} missing ${plural(missing.length, "required positional argument")}: ${listNames(missing)}`,
  );
}

function raiseMissingKeywords(
  func: Address,
  code: Address,
  positional: number,
  kwonly: number,
  locals: Slot,
) {
  const all = codeHost(code).object.localsplusnames;
  const missing = all
    .slice(positional, positional + kwonly)
    .filter((_, i) => isUnbound(locals + 8 * (positional + i)));
  return raise(
    T.TypeError,
    `${functionText(func)} missing ${plural(missing.length, "required keyword-only argument")}: ${listNames(missing)}`,
  );
}

function raiseTooMany(func: Address, code: Address, given: number, locals: Slot) {
  const positional = I32[(code + CODE_ARGCOUNT) >> 2];
  const kwonly = I32[(code + CODE_KWONLY) >> 2];
  const defaults = I32[(func + FUNC_DEFAULTS) >> 2];
  const optional = defaults === 0 ? 0 : tupleLength(defaults);
  let named = 0;
  for (let i = positional; i < positional + kwonly; i++) if (!isUnbound(locals + 8 * i)) named++;
  const takes = optional > 0 ? `from ${positional - optional} to ${positional}` : `${positional}`;
  const many = optional > 0 || positional !== 1;
  const received =
    named > 0
      ? `${given} positional argument${given === 1 ? "" : "s"} (and ${named} keyword-only argument${named === 1 ? "" : "s"}) were`
      : `${given} ${given === 1 ? "was" : "were"}`;
  return raise(
    T.TypeError,
    `${functionText(func)} takes ${takes} positional argument${many ? "s" : ""} but ${received} given`,
  );
}

function raiseUnexpectedKeyword(func: Address, host: CodeObject, keywordNames: Address, key: Address) {
  const positionalOnly = host.localsplusnames.slice(0, host.posonlyargcount);
  const passed = [];
  for (let k = 0; k < tupleLength(keywordNames); k++) {
    const name = jsString(refAt(tupleItem(keywordNames, k)));
    if (positionalOnly.includes(name)) passed.push(name);
  }
  if (passed.length > 0)
    return raise(
      T.TypeError,
      `${functionText(func)} got some positional-only arguments passed as keyword arguments: '${passed.join(", ")}'`,
    );
  const name = jsString(key);
  const candidates = host.localsplusnames.slice(host.posonlyargcount, host.argcount + host.kwonlyargcount);
  const suggestion = bestMatch(name, candidates);
  const hint = suggestion === null ? "" : `. Did you mean '${suggestion}'?`;
  return raise(T.TypeError, `${functionText(func)} got an unexpected keyword argument '${name}'${hint}`);
}
