/**
 * Attributes: getting, setting and deleting them, and looking up special methods on the type.
 *
 * The order is Python's: a data descriptor of the type, then the instance, then what else the type has. `lookupInType`
 * answers from the method cache, instances answer through their shape; nothing is allocated on the common paths but the
 * bound method that the program asked for (and `loadMethod` avoids that one).
 *
 * Names are interned strs. `out` may be the slot of the object itself. The object must be reachable, since descriptors
 * may run Python.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  EXC_VALUE,
  INSTANCE_OVERFLOW,
  INSTANCE_SLOTS,
  KIND_INSTANCE,
  METHOD_FUNC,
  METHOD_SELF,
  MODULE_DICT,
  NATIVE_HOST,
  NATIVE_INTRINSIC,
  NATIVE_NAME,
  NATIVE_OWNER,
  NATIVE_SELF,
  PROPERTY_DELETE,
  PROPERTY_GET,
  PROPERTY_NAME,
  PROPERTY_SET,
  type Slot,
  STATE_RAISED,
  STR_FLAGS,
  STR_INTERNED,
  T,
  TF_GETATTR,
  TF_HEAP,
  TF_NO_DICT,
  TF_SETATTR,
  TF_STR,
  TF_TYPE,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_KIND,
  WRAPPED_VALUE,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import {
  addInstanceSlot,
  findInstanceSlot,
  hasShapeWith,
  removeInstanceSlot,
  shapeOf,
} from "../heap/shapes.ts";
import { internObject, jsString } from "../heap/strings.ts";
import {
  copyValue,
  intAt,
  isExactly,
  isRef,
  isUnbound,
  refAt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { setterByIndex } from "../objects/define.ts";
import { dictDeleteName, dictFindName, dictSetName, newDict } from "../objects/dict.ts";
import { setField } from "../objects/exceptions.ts";
import { isBeingMade, moduleMissingAttribute } from "../objects/module.ts";
import { instanceDict } from "../objects/object.ts";
import { findSuperAttribute } from "../objects/super.ts";
import { isDefaultHook, isSubtype, lookupInType, modifyType, typeName, typeNameOf } from "../objects/type.ts";
import { findAliasAttribute } from "../objects/union.ts";
import { callValue } from "./call.ts";
import { N } from "./names.ts";
import { nativeOf } from "./native.ts";
import {
  isRaisedInstance,
  raise,
  raiseAttributeError,
  raiseAttributeErrorText,
  takeRaised,
} from "./raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "./state.ts";

// Plain constants: a property of `T` is a hash lookup.
const FUNCTION = T.function;
const METHOD_DESCRIPTOR = T.method_descriptor;
const WRAPPER_DESCRIPTOR = T.wrapper_descriptor;
const CLASSMETHOD_DESCRIPTOR = T.classmethod_descriptor;
const PROPERTY = T.property;
const GETSET = T.getset_descriptor;
const MEMBER = T.member_descriptor;
const CLASSMETHOD = T.classmethod;
const STATICMETHOD = T.staticmethod;
const BUILTIN = T.builtin_function_or_method;
const SUPER = T.super;
const MODULE = T.module;
const INT = T.int;
const STR = T.str;
const TYPE = T.type;
const METHOD = T.method;
const ALIAS = T["types.GenericAlias"];

// ---- Descriptors -------------------------------------------------------------------------------------------------

/** What kind of descriptor a value found in a type is. */
const PLAIN = 0;
const NON_DATA = 1;
const DATA = 2;

function descriptorKind(type: Address): number {
  switch (type) {
    case FUNCTION:
    case METHOD_DESCRIPTOR:
    case WRAPPER_DESCRIPTOR:
    case CLASSMETHOD_DESCRIPTOR:
    case CLASSMETHOD:
    case STATICMETHOD:
      return NON_DATA;
    case PROPERTY:
    case GETSET:
    case MEMBER:
      return DATA;
    case BUILTIN:
    case INT:
    case STR:
    case TYPE:
      return PLAIN;
    default:
      if (lookupInType(type, N.__set__) !== 0 || lookupInType(type, N.__delete__) !== 0) return DATA;
      return lookupInType(type, N.__get__) !== 0 ? NON_DATA : PLAIN;
  }
}

/** Types of the engine's own descriptors, which all have `__get__`. */
const GETTERS = new Set<Address>([
  FUNCTION,
  PROPERTY,
  CLASSMETHOD,
  STATICMETHOD,
  METHOD_DESCRIPTOR,
  WRAPPER_DESCRIPTOR,
  GETSET,
  MEMBER,
  CLASSMETHOD_DESCRIPTOR,
]);
/** Whether reading an attribute of a class that has this value gives the value itself, whoever asks. */
export const isReadAsItIs = (value: Slot): boolean => !isRef(value) || !hasGetter(typeOf(value));
const hasGetter = (type: Address): boolean => GETTERS.has(type) || lookupInType(type, N.__get__) !== 0;

/** Whether a descriptor of a type is asked before the object's own attribute is read: one without `__get__` only takes stores. */
const isReadFirst = (type: Address): boolean => descriptorKind(type) === DATA && hasGetter(type);

/** A bound method: `func` called with `self` first. */
export function newMethod(func: Slot, self: Slot): Address {
  const method = allocateObject(T.method, 24);
  copyValue(func, method + METHOD_FUNC);
  copyValue(self, method + METHOD_SELF);
  return method;
}

/** A built-in method bound to `self`: `descriptor` is a method or wrapper descriptor. */
function bindNative(descriptor: Address, self: Slot): Address {
  const index = I32[(descriptor + NATIVE_HOST) >> 2];
  const bound = allocateObject(BUILTIN, 32);
  I32[(bound + NATIVE_HOST) >> 2] = index;
  I32[(bound + NATIVE_NAME) >> 2] = I32[(descriptor + NATIVE_NAME) >> 2];
  copyValue(self, bound + NATIVE_SELF);
  I32[(bound + NATIVE_OWNER) >> 2] = I32[(descriptor + NATIVE_OWNER) >> 2];
  I32[(bound + NATIVE_INTRINSIC) >> 2] = 0;
  return bound;
}

/**
 * What the value `found` in a class gives when it is reached through `object` (0: through the class itself) of class
 * `type`: its `__get__`.
 */
export function bindDescriptor(found: Slot, object: Slot, type: Address, out: Slot): void {
  const kind = typeOf(found);
  switch (kind) {
    case FUNCTION:
      if (object === 0) copyValue(found, out);
      else setRef(out, newMethod(found, object));
      return;
    case METHOD_DESCRIPTOR:
    case WRAPPER_DESCRIPTOR:
      if (object === 0) copyValue(found, out);
      else setRef(out, bindNative(refAt(found), object));
      return;
    case PROPERTY:
      if (object === 0) copyValue(found, out);
      else getProperty(refAt(found), object, out);
      return;
    case GETSET:
      if (object === 0) copyValue(found, out);
      else nativeOf(refAt(found)).call(object, out, 0);
      return;
    case MEMBER:
      if (object === 0) copyValue(found, out);
      else getMember(refAt(found), object, out);
      return;
    case STATICMETHOD:
      copyValue(refAt(found) + WRAPPED_VALUE, out);
      return;
    case CLASSMETHOD: {
      const wrapped = refAt(found) + WRAPPED_VALUE;
      const method = newMethod(wrapped, wrapped);
      setRef(method + METHOD_SELF, type);
      setRef(out, method);
      return;
    }
    case CLASSMETHOD_DESCRIPTOR: {
      const bound = bindNative(refAt(found), found);
      setRef(bound + NATIVE_SELF, type);
      setRef(out, bound);
      return;
    }
    case BUILTIN:
    case INT:
    case STR:
    case TYPE:
      copyValue(found, out);
      return;
    default:
      bindDescriptorSlow(found, kind, object, type, out);
  }
}

function bindDescriptorSlow(found: Slot, kind: Address, object: Slot, type: Address, out: Slot): void {
  const getter = lookupInType(kind, N.__get__);
  if (getter === 0) {
    copyValue(found, out);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(4);
  copyValue(getter, temps);
  copyValue(found, temps + 8);
  if (object === 0) setNone(temps + 16);
  else copyValue(object, temps + 16);
  setRef(temps + 24, type);
  callValue(temps, temps + 8, 3, 0, out);
  releaseTemps(mark);
}

function getProperty(property: Address, object: Slot, out: Slot): void {
  const getter = property + PROPERTY_GET;
  if (!isRef(getter)) throw raise(T.AttributeError, `${propertyText(property, object)} has no getter`);
  callValue(getter, object, 1, 0, out);
}

/** `property 'x' of 'C' object`, as error messages start. */
function propertyText(property: Address, object: Slot): string {
  const name = property + PROPERTY_NAME;
  const shown = isRef(name) && isExactly(name, STR) ? `'${jsString(refAt(name))}' ` : "";
  return `property ${shown}of '${typeNameOf(object)}' object`;
}

/** Slot of a `__slots__` member in an instance, after checking that the descriptor fits the object. */
function memberSlot(descriptor: Address, object: Slot): Slot {
  const owner = I32[(descriptor + NATIVE_OWNER) >> 2];
  if (!isSubtype(typeOf(object), owner))
    throw raise(
      T.TypeError,
      `descriptor '${jsString(I32[(descriptor + NATIVE_NAME) >> 2])}' for '${typeName(owner)}' objects doesn't apply to a '${typeNameOf(object)}' object`,
    );
  return refAt(object) + INSTANCE_SLOTS + 8 * I32[(descriptor + NATIVE_HOST) >> 2];
}

function getMember(descriptor: Address, object: Slot, out: Slot): void {
  const slot = memberSlot(descriptor, object);
  if (isUnbound(slot)) throw raiseAttributeError(object, I32[(descriptor + NATIVE_NAME) >> 2]);
  copyValue(slot, out);
}

/** The `__set__` (or, with an unbound value, `__delete__`) of a data descriptor found in the object's class. */
function setThroughDescriptor(found: Slot, object: Slot, value: Slot): void {
  const descriptor = refAt(found);
  switch (typeOf(found)) {
    case PROPERTY:
      setProperty(descriptor, object, value);
      return;
    case GETSET:
      setGetSet(descriptor, object, value);
      return;
    case MEMBER: {
      const slot = memberSlot(descriptor, object);
      if (isUnbound(value) && isUnbound(slot))
        throw raise(T.AttributeError, jsString(I32[(descriptor + NATIVE_NAME) >> 2]));
      copyValue(value, slot);
      return;
    }
  }
  const deleting = isUnbound(value);
  const hook = lookupInType(typeOf(found), deleting ? N.__delete__ : N.__set__);
  if (hook === 0) throw raise(T.AttributeError, deleting ? "__delete__" : "__set__");
  const mark = markTemps();
  const temps = pushTemps(5);
  copyValue(hook, temps);
  copyValue(found, temps + 8);
  copyValue(object, temps + 16);
  copyValue(value, temps + 24);
  callValue(temps, temps + 8, deleting ? 2 : 3, 0, temps + 32);
  releaseTemps(mark);
}

function setProperty(property: Address, object: Slot, value: Slot): void {
  const deleting = isUnbound(value);
  const func = property + (deleting ? PROPERTY_DELETE : PROPERTY_SET);
  if (!isRef(func))
    throw raise(
      T.AttributeError,
      `${propertyText(property, object)} has no ${deleting ? "deleter" : "setter"}`,
    );
  const mark = markTemps();
  const temps = pushTemps(3);
  copyValue(object, temps);
  copyValue(value, temps + 8);
  callValue(func, temps, deleting ? 1 : 2, 0, temps + 16);
  releaseTemps(mark);
}

/** Stores through a getset descriptor, whose owner the object's type has in its MRO. */
export function setGetSet(descriptor: Address, object: Slot, value: Slot): void {
  const setter = descriptor + NATIVE_SELF;
  if (isUnbound(setter)) {
    const owner = typeName(I32[(descriptor + NATIVE_OWNER) >> 2]);
    throw raise(
      T.AttributeError,
      `attribute '${jsString(I32[(descriptor + NATIVE_NAME) >> 2])}' of '${owner}' objects is not writable`,
    );
  }
  setterByIndex(intAt(setter))(object, value);
}

// ---- Instances ---------------------------------------------------------------------------------------------------

/** Slot of the instance's own attribute, or 0. Runs no Python. `type` is the object's type. */
export function findOwnAttribute(object: Slot, type: Address, name: Address): Slot {
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE) {
    const instance = I32[object >> 2];
    const shape = shapeOf(instance);
    if (shape.dictMode) return dictFindName(I32[(instance + INSTANCE_OVERFLOW) >> 2], name);
    return findInstanceSlot(instance, name);
  }
  const offset = I32[(type + TYPE_DICT_OFFSET) >> 2];
  if (offset === 0 || I32[(object >> 2) + 1] !== -2) return 0;
  const dict = I32[(I32[object >> 2] + offset) >> 2];
  return dict === 0 ? 0 : dictFindName(dict, name);
}

/** Stores the instance's own attribute. Returns false when it can have none. */
function storeOwnAttribute(object: Slot, type: Address, name: Address, value: Slot): boolean {
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE) {
    const instance = I32[object >> 2];
    const shape = shapeOf(instance);
    if (shape.dictMode) {
      dictSetName(I32[(instance + INSTANCE_OVERFLOW) >> 2], name, value);
      return true;
    }
    let slot = findInstanceSlot(instance, name);
    if (slot === 0) {
      if ((I32[(type + TYPE_FLAGS) >> 2] & TF_NO_DICT) !== 0) return false;
      if (!hasShapeWith(shape, name)) {
        dictSetName(instanceDict(instance), name, value);
        return true;
      }
      slot = addInstanceSlot(instance, name);
    }
    copyValue(value, slot);
    return true;
  }
  const offset = I32[(type + TYPE_DICT_OFFSET) >> 2];
  if (offset === 0 || I32[(object >> 2) + 1] !== -2) return false;
  const at = (I32[object >> 2] + offset) >> 2;
  if (I32[at] === 0) {
    const dict = newDict();
    I32[at] = dict;
  }
  dictSetName(I32[at], name, value);
  return true;
}

function deleteOwnAttribute(object: Slot, type: Address, name: Address): boolean {
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE) {
    const instance = I32[object >> 2];
    if (shapeOf(instance).dictMode) return dictDeleteName(I32[(instance + INSTANCE_OVERFLOW) >> 2], name);
    if (findInstanceSlot(instance, name) === 0) return false;
    removeInstanceSlot(instance, name);
    return true;
  }
  const offset = I32[(type + TYPE_DICT_OFFSET) >> 2];
  if (offset === 0 || !isRef(object)) return false;
  const dict = I32[(I32[object >> 2] + offset) >> 2];
  return dict !== 0 && dictDeleteName(dict, name);
}

// ---- Getting -----------------------------------------------------------------------------------------------------

/** `object.name`. Raises AttributeError when there is none. */
export function getAttribute(object: Slot, name: Address, out: Slot): void {
  let found: boolean;
  try {
    found = lookupAttribute(object, name, out);
  } catch (error) {
    if (error === RAISED) completeAttributeError(object, name);
    throw error;
  }
  if (!found) throw raiseMissing(object, name);
}

/** An AttributeError that a program's own hook or property raised learns what was asked of which object, for hints. */
function completeAttributeError(object: Slot, name: Address): void {
  if (!isRaisedInstance(T.AttributeError) || !isUnbound(refAt(STATE_RAISED) + EXC_VALUE)) return;
  const mark = markTemps();
  const temp = pushTemp();
  setRef(temp, name);
  setField(refAt(STATE_RAISED), "AttributeError", "name", temp);
  setField(refAt(STATE_RAISED), "AttributeError", "obj", object);
  releaseTemps(mark);
}

/** As `getAttribute`, but false, with nothing raised and `out` untouched, for a missing attribute. */
export function findAttribute(object: Slot, name: Address, out: Slot): boolean {
  try {
    return lookupAttribute(object, name, out);
  } catch (error) {
    if (error !== RAISED || !isRaisedInstance(T.AttributeError)) throw error;
    takeRaised();
    return false;
  }
}

/** Full lookup. False: absent, and nothing raised yet. (What a program's own hook raises is thrown.) */
function lookupAttribute(object: Slot, name: Address, out: Slot): boolean {
  const type = typeOf(object);
  const flags = I32[(type + TYPE_FLAGS) >> 2];
  if ((flags & (TF_GETATTR | TF_TYPE)) !== 0) {
    if ((flags & TF_GETATTR) !== 0) return lookupWithHooks(object, type, name, out);
    return findTypeAttribute(object, name, out);
  }
  if (type === SUPER) return findSuperAttribute(object, name, out);
  return findGeneric(object, type, name, out);
}

/** `object.__getattribute__`'s own lookup. Returns whether the attribute is there. */
function findGeneric(object: Slot, type: Address, name: Address, out: Slot): boolean {
  const found = lookupInType(type, name);
  if (found === 0) {
    const own = findOwnAttribute(object, type, name);
    if (own !== 0) {
      copyValue(own, out);
      return true;
    }
    return findElsewhere(object, type, name, out);
  }
  if (!isReadFirst(typeOf(found))) {
    const own = findOwnAttribute(object, type, name);
    if (own !== 0) {
      copyValue(own, out);
      return true;
    }
  }
  bindDescriptor(found, object, type, out);
  return true;
}

/** Modules may define `__getattr__`; a bound method has the attributes of its function. */
function findElsewhere(object: Slot, type: Address, name: Address, out: Slot): boolean {
  if (type === ALIAS) return findAliasAttribute(object, name, out);
  if (type === METHOD) return lookupAttribute(refAt(object) + METHOD_FUNC, name, out);
  return type === MODULE || isSubtype(type, MODULE) ? moduleMissingAttribute(object, name, out) : false;
}

/** A type with `__getattribute__` or `__getattr__` written in Python. */
function lookupWithHooks(object: Slot, type: Address, name: Address, out: Slot): boolean {
  const custom = lookupInType(type, N.__getattribute__);
  const native = isDefaultHook(custom, N.__getattribute__);
  const fallback = lookupInType(type, N.__getattr__);
  try {
    if (native) {
      const found =
        (I32[(type + TYPE_FLAGS) >> 2] & TF_TYPE) !== 0
          ? findTypeAttribute(object, name, out)
          : isSubtype(type, SUPER)
            ? findSuperAttribute(object, name, out)
            : findGeneric(object, type, name, out);
      if (found) return true;
      if (fallback === 0) return false;
    } else {
      callHook(custom, object, name, out);
      return true;
    }
  } catch (error) {
    if (error !== RAISED || fallback === 0 || !isRaisedInstance(T.AttributeError)) throw error;
    takeRaised();
  }
  callHook(lookupInType(type, N.__getattr__), object, name, out);
  return true;
}

/** Calls `hook(object, name)`, a value found in the object's class. */
function callHook(hook: Slot, object: Slot, name: Address, out: Slot): void {
  const mark = markTemps();
  const temps = pushTemps(3);
  if (isExactly(hook, FUNCTION)) copyValue(hook, temps);
  else {
    bindDescriptor(hook, object, typeOf(object), temps);
    setRef(temps + 16, name);
    callValue(temps, temps + 16, 1, 0, out);
    releaseTemps(mark);
    return;
  }
  copyValue(object, temps + 8);
  setRef(temps + 16, name);
  callValue(temps, temps + 8, 2, 0, out);
  releaseTemps(mark);
}

/** `object.__getattribute__(name)`: the lookup without the hooks of the object's class. */
export function getAttributeGeneric(object: Slot, name: Address, out: Slot): void {
  if (!findGeneric(object, typeOf(object), name, out)) throw raiseMissing(object, name);
}

/** Attribute of a class: `type.__getattribute__`. Returns whether it is there. */
export function findTypeAttribute(object: Slot, name: Address, out: Slot): boolean {
  const type = refAt(object);
  const metatype = typeOf(object);
  const meta = lookupInType(metatype, name);
  if (meta !== 0 && isReadFirst(typeOf(meta))) {
    bindDescriptor(meta, object, metatype, out);
    return true;
  }
  const found = lookupInType(type, name);
  if (found !== 0) {
    bindDescriptor(found, 0, type, out);
    return true;
  }
  if (meta === 0) return false;
  bindDescriptor(meta, object, metatype, out);
  return true;
}

function raiseMissing(object: Slot, name: Address): typeof RAISED {
  if (isRef(object)) {
    const type = typeOf(object);
    if (type === SUPER)
      return raiseAttributeErrorText(object, name, `'super' object has no attribute '${jsString(name)}'`);
    if (I32[(type + TYPE_DICT_OFFSET) >> 2] === MODULE_DICT && isSubtype(type, MODULE)) {
      const own = dictFindName(I32[(refAt(object) + MODULE_DICT) >> 2], N.__name__);
      const text =
        own !== 0 && isExactly(own, STR)
          ? isBeingMade(refAt(object))
            ? `partially initialized module '${jsString(refAt(own))}' has no attribute '${jsString(name)}' (most likely due to a circular import)`
            : `module '${jsString(refAt(own))}' has no attribute '${jsString(name)}'`
          : `module has no attribute '${jsString(name)}'`;
      return raiseAttributeErrorText(object, name, text);
    }
  }
  return raiseAttributeError(object, name);
}

/**
 * For a call `object.name(…)`: when the attribute is a plain function or built-in method of the class, writes it to
 * `outFunc` and the object to `outSelf`, without making a bound method. Otherwise writes the attribute to `outFunc`
 * and leaves `outSelf` unbound. `outFunc` may be the slot of the object.
 */
export function loadMethod(object: Slot, name: Address, outFunc: Slot, outSelf: Slot): void {
  const type = typeOf(object);
  if ((I32[(type + TYPE_FLAGS) >> 2] & (TF_GETATTR | TF_TYPE)) === 0 && type !== SUPER) {
    const found = lookupInType(type, name);
    if (found !== 0) {
      const kind = typeOf(found);
      if (
        (kind === FUNCTION || kind === METHOD_DESCRIPTOR || kind === WRAPPER_DESCRIPTOR) &&
        findOwnAttribute(object, type, name) === 0
      ) {
        copyValue(object, outSelf);
        copyValue(found, outFunc);
        return;
      }
    }
  }
  getAttribute(object, name, outFunc);
  setUnbound(outSelf);
}

// ---- Special methods ---------------------------------------------------------------------------------------------

/**
 * Looks a dunder up on the object's type, as the interpreter does for operators. True: `outFunc` is what to call, with
 * `outSelf` as first argument unless that is unbound. False when the type has none. The slots may not be the object's.
 */
export function lookupSpecial(object: Slot, name: Address, outFunc: Slot, outSelf: Slot): boolean {
  const type = typeOf(object);
  const found = lookupInType(type, name);
  if (found === 0) return false;
  const kind = typeOf(found);
  if (kind === FUNCTION || kind === METHOD_DESCRIPTOR || kind === WRAPPER_DESCRIPTOR) {
    copyValue(object, outSelf);
    copyValue(found, outFunc);
    return true;
  }
  setUnbound(outSelf);
  bindDescriptor(found, object, type, outFunc);
  return true;
}

// ---- Setting -----------------------------------------------------------------------------------------------------

/** `object.name = value`. */
export function setAttribute(object: Slot, name: Address, value: Slot): void {
  const type = typeOf(object);
  const flags = I32[(type + TYPE_FLAGS) >> 2];
  if ((flags & (TF_SETATTR | TF_TYPE)) !== 0) {
    if ((flags & TF_SETATTR) !== 0) return setWithHook(object, type, N.__setattr__, name, value);
    return setTypeAttribute(object, name, value);
  }
  setAttributeGeneric(object, name, value);
}

/** `object.__setattr__(name, value)`: without the hooks of the object's class. */
export function setAttributeGeneric(object: Slot, name: Address, value: Slot): void {
  const type = typeOf(object);
  const found = lookupInType(type, name);
  if (found !== 0 && descriptorKind(typeOf(found)) === DATA) {
    setThroughDescriptor(found, object, value);
    return;
  }
  if (storeOwnAttribute(object, type, name, value)) return;
  throw raiseNotSettable(object, type, name, found !== 0, true);
}

function raiseNotSettable(
  object: Slot,
  type: Address,
  name: Address,
  found: boolean,
  setting: boolean,
): typeof RAISED {
  const text = jsString(name);
  if (found)
    return raiseAttributeErrorText(
      object,
      name,
      `'${typeName(type)}' object attribute '${text}' is read-only`,
    );
  return raiseAttributeErrorText(
    object,
    name,
    `'${typeName(type)}' object has no attribute '${text}'${setting ? " and no __dict__ for setting new attributes" : ""}`,
  );
}

function setWithHook(object: Slot, type: Address, hookName: Address, name: Address, value: Slot): void {
  const hook = lookupInType(type, hookName);
  if (isDefaultHook(hook, hookName)) {
    const isClass = (I32[(type + TYPE_FLAGS) >> 2] & TF_TYPE) !== 0;
    if (hookName === N.__setattr__) {
      if (isClass) setTypeAttribute(object, name, value);
      else setAttributeGeneric(object, name, value);
    } else if (isClass) deleteTypeAttribute(object, name);
    else deleteAttributeGeneric(object, name);
    return;
  }
  const mark = markTemps();
  const temps = pushTemps(5);
  copyValue(object, temps + 8);
  setRef(temps + 16, name);
  copyValue(value, temps + 24);
  const surplus = isUnbound(value) ? 1 : 2;
  if (isExactly(hook, FUNCTION)) {
    copyValue(hook, temps);
    callValue(temps, temps + 8, 1 + surplus, 0, temps + 32);
  } else {
    bindDescriptor(hook, object, type, temps);
    callValue(temps, temps + 16, surplus, 0, temps + 32);
  }
  releaseTemps(mark);
}

/** Sets an attribute of a class. */
export function setTypeAttribute(object: Slot, name: Address, value: Slot): void {
  const type = refAt(object);
  const meta = lookupInType(typeOf(object), name);
  if ((I32[(type + TYPE_FLAGS) >> 2] & TF_HEAP) === 0)
    throw raise(
      T.TypeError,
      `cannot set '${jsString(name)}' attribute of immutable type '${typeName(type)}'`,
    );
  if (meta !== 0 && descriptorKind(typeOf(meta)) === DATA) {
    setThroughDescriptor(meta, object, value);
    return;
  }
  const dict = I32[(type + TYPE_DICT) >> 2];
  const before = dictFindName(dict, name);
  const isData = before !== 0 && isPlain(before) && isPlain(value) && !isDunder(name);
  dictSetName(dict, name, value);
  // What relies on a type's version reads data where the dict has it, each time: only what it is must not change.
  if (!isData) modifyType(type);
}

/** Whether a value is no descriptor: read as it is, and no matter to stores. */
const isPlain = (value: Slot): boolean => !isRef(value) || descriptorKind(typeOf(value)) === PLAIN;

/** Whether a name may have a meaning to the language. */
const isDunder = (name: Address): boolean => jsString(name).startsWith("__");

// ---- Deleting ----------------------------------------------------------------------------------------------------

/** `del object.name`. */
export function deleteAttribute(object: Slot, name: Address): void {
  const type = typeOf(object);
  const flags = I32[(type + TYPE_FLAGS) >> 2];
  if ((flags & TF_SETATTR) !== 0) {
    const mark = markTemps();
    setWithHook(object, type, N.__delattr__, name, pushTemp());
    releaseTemps(mark);
  } else if ((flags & TF_TYPE) !== 0) deleteTypeAttribute(object, name);
  else deleteAttributeGeneric(object, name);
}

/** `object.__delattr__(name)`: without the hooks of the object's class. */
export function deleteAttributeGeneric(object: Slot, name: Address): void {
  const type = typeOf(object);
  const found = lookupInType(type, name);
  if (found !== 0 && descriptorKind(typeOf(found)) === DATA) {
    const mark = markTemps();
    setThroughDescriptor(found, object, pushTemp());
    releaseTemps(mark);
    return;
  }
  if (deleteOwnAttribute(object, type, name)) return;
  if (found !== 0 && !hasOwnAttributes(type)) throw raiseNotSettable(object, type, name, true, false);
  throw raiseAttributeError(object, name);
}

const hasOwnAttributes = (type: Address): boolean =>
  I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE
    ? (I32[(type + TYPE_FLAGS) >> 2] & TF_NO_DICT) === 0
    : I32[(type + TYPE_DICT_OFFSET) >> 2] !== 0;

/** Deletes an attribute of a class. */
export function deleteTypeAttribute(object: Slot, name: Address): void {
  const type = refAt(object);
  if ((I32[(type + TYPE_FLAGS) >> 2] & TF_HEAP) === 0)
    throw raise(
      T.TypeError,
      `cannot set '${jsString(name)}' attribute of immutable type '${typeName(type)}'`,
    );
  const meta = lookupInType(typeOf(object), name);
  if (meta !== 0 && descriptorKind(typeOf(meta)) === DATA) {
    const mark = markTemps();
    setThroughDescriptor(meta, object, pushTemp());
    releaseTemps(mark);
    return;
  }
  if (!dictDeleteName(I32[(type + TYPE_DICT) >> 2], name)) throw raiseAttributeError(object, name);
  modifyType(type);
}

// ---- Names -------------------------------------------------------------------------------------------------------

/** The interned name in a slot that a program gave as an attribute's name. Raises TypeError for what is no str. */
export function attributeName(slot: Slot): Address {
  if (!isRef(slot) || (I32[(typeOf(slot) + TYPE_FLAGS) >> 2] & TF_STR) === 0)
    throw raise(T.TypeError, `attribute name must be string, not '${typeNameOf(slot)}'`);
  const name = refAt(slot);
  return (I32[(name + STR_FLAGS) >> 2] & STR_INTERNED) !== 0 ? name : internObject(name);
}
