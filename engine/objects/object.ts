/**
 * object: instances of Python classes, and what every object can do.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  GC_INSTANCE,
  INSTANCE_OVERFLOW,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  KIND_INSTANCE,
  NOT_IMPLEMENTED,
  OBJ_GC,
  OBJ_TYPE,
  type Slot,
  T,
  TF_ABSTRACT,
  TF_BASE,
  TF_HEAP,
  TF_NO_DICT,
  TF_TYPE,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_INLINE_SLOTS,
  TYPE_KIND,
  TYPE_SHAPE,
  TYPE_SIZE,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { adoptInstance, dictModeShape, instanceSlot, reservedSlots, shapeOf } from "../heap/shapes.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  intAt,
  isExactly,
  isRef,
  isSame,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import {
  attributeName,
  deleteAttributeGeneric,
  findAttribute,
  getAttribute,
  getAttributeGeneric,
  setAttributeGeneric,
} from "../runtime/attributes.ts";
import { callFunctionEx, callMethod, callSpecial1, callSpecial2 } from "../runtime/call.ts";
import { isTrue } from "../runtime/compare.ts";
import { toStr } from "../runtime/format.ts";
import { importName } from "../runtime/import.ts";
import { forEach } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { raise } from "../runtime/raise.ts";
import { pushTemp, pushTemps, type RAISED } from "../runtime/state.ts";
import { defineType, typeHost } from "./define.ts";
import { dictKeyAt, dictLength, dictNext, dictSet, dictSetName, dictValueAt, newDict } from "./dict.ts";
import { list_append, newList } from "./list.ts";
import { newTuple, newTupleFrom, tupleItem } from "./tuple.ts";
import {
  collectTypeNames,
  fullTypeName,
  instancesHaveDict,
  isInstance,
  isNativeSlot,
  isSubtype,
  isType,
  keysToList,
  lookupInType,
  typeName,
  typeNameOf,
} from "./type.ts";

// ---- Instances -----------------------------------------------------------------------------------------------------

/** A fresh instance of a class of kind INSTANCE, without attributes. Calls neither `__new__` nor `__init__`. */
export function newInstance(type: Address): Address {
  const slots = I32[(type + TYPE_INLINE_SLOTS) >> 2];
  const instance = allocateObject(type, INSTANCE_SLOTS + 8 * slots);
  I32[(instance + OBJ_GC) >> 2] = GC_INSTANCE;
  I32[(instance + INSTANCE_SHAPE) >> 2] = I32[(type + TYPE_SHAPE) >> 2];
  I32[(instance + INSTANCE_OVERFLOW) >> 2] = 0;
  for (let i = 0; i < slots; i++) setUnbound(instance + INSTANCE_SLOTS + 8 * i);
  return instance;
}

/** The `__dict__` of an instance of kind INSTANCE. From then on its attributes live in that dict. */
export function instanceDict(instance: Address): Address {
  const shape = shapeOf(instance);
  if (shape.dictMode) return I32[(instance + INSTANCE_OVERFLOW) >> 2];
  const dict = newDict();
  for (let i = shape.root.names.length; i < shape.names.length; i++)
    dictSetName(dict, shape.names[i]!, instanceSlot(instance, shape, i));
  // What stays in the inline slots is dead: only reserved slots are scanned from now on.
  setWord(instance + INSTANCE_SHAPE, dictModeShape(shape.type).address);
  I32[(instance + INSTANCE_OVERFLOW) >> 2] = dict;
  return dict;
}

/** The `__dict__` of any object that has one, made when it is asked for first; 0 when it can have none. */
export function objectDict(object: Slot): Address {
  if (!isRef(object)) return 0;
  const type = typeOf(object);
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE)
    return (I32[(type + TYPE_FLAGS) >> 2] & TF_NO_DICT) === 0 ? instanceDict(refAt(object)) : 0;
  const offset = I32[(type + TYPE_DICT_OFFSET) >> 2];
  if (offset === 0) return 0;
  const at = (refAt(object) + offset) >> 2;
  if (I32[at] === 0) {
    const dict = newDict();
    I32[at] = dict;
  }
  return I32[at];
}

/** Getter of `__dict__` for every object that has one. */
export function object_getDict(self: Slot, out: Slot): void {
  const dict = objectDict(self);
  if (dict === 0) throw raise(T.AttributeError, `'${typeNameOf(self)}' object has no attribute '__dict__'`);
  setRef(out, dict);
}

export function object_setDict(self: Slot, value: Slot): void {
  if (isUnbound(value)) throw raise(T.TypeError, "cannot delete __dict__");
  if (!isInstance(value, T.dict))
    throw raise(T.TypeError, `__dict__ must be set to a dictionary, not a '${typeNameOf(value)}'`);
  const type = typeOf(self);
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE) {
    instanceDict(refAt(self));
    I32[(refAt(self) + INSTANCE_OVERFLOW) >> 2] = refAt(value);
  } else I32[(refAt(self) + I32[(type + TYPE_DICT_OFFSET) >> 2]) >> 2] = refAt(value);
}

/** TypeError for making an instance of a class with abstract methods. */
export function raiseAbstract(type: Address): typeof RAISED {
  const names: string[] = [];
  const declared = lookupInType(type, N.__abstractmethods__);
  if (declared !== 0) forEach(declared, (item) => void names.push(jsString(refAt(item))));
  names.sort();
  const list = names.map((name) => `'${name}'`).join(", ");
  return raise(
    T.TypeError,
    `Can't instantiate abstract class ${typeName(type)} without an implementation for abstract method${names.length > 1 ? "s" : ""} ${list}`,
  );
}

/** `<module.Name object at 0x…>`. */
export function defaultRepr(self: Slot): string {
  return `<${fullTypeName(typeOf(self))} object at ${addressText(self)}>`;
}

/** An object's address as `repr` shows it. */
export const addressText = (self: Slot): string =>
  `0x${(isRef(self) ? refAt(self) : 0).toString(16).padStart(12, "0")}`;

// ---- Python-visible ------------------------------------------------------------------------------------------------

/** `object.__new__(cls)`: surplus arguments are an error unless the class overrides the other of `__new__`, `__init__`. */
function object_new(args: Slot, out: Slot, extra: number): void {
  if (!isType(args))
    throw raise(T.TypeError, `object.__new__(X): X is not a type object (${typeNameOf(args)})`);
  const type = refAt(args);
  if (I32[(type + TYPE_KIND) >> 2] !== KIND_INSTANCE) {
    const safe = solidName(type);
    throw raise(T.TypeError, `object.__new__(${typeName(type)}) is not safe, use ${safe}.__new__()`);
  }
  if (extra > 0 || dictLength(refAt(args + 8)) > 0) {
    const ownNew = lookupInType(type, N.__new__);
    if (!isNativeSlot(ownNew))
      throw raise(T.TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    if (isNativeSlot(lookupInType(type, N.__init__)))
      throw raise(T.TypeError, `${typeName(type)}() takes no arguments`);
  }
  if ((I32[(type + TYPE_FLAGS) >> 2] & TF_ABSTRACT) !== 0) throw raiseAbstract(type);
  setRef(out, newInstance(type));
}

function solidName(type: Address): string {
  let at = type;
  while ((I32[(at + TYPE_FLAGS) >> 2] & TF_HEAP) !== 0) at = I32[(at + 24) >> 2];
  return typeName(at);
}

function object_init(args: Slot, _out: Slot, extra: number): void {
  if (extra === 0 && dictLength(refAt(args + 8)) === 0) return;
  const type = typeOf(args);
  if (!isNativeSlot(lookupInType(type, N.__init__)))
    throw raise(T.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)");
  if (isNativeSlot(lookupInType(type, N.__new__)) && I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE)
    throw raise(
      T.TypeError,
      `${typeName(type)}.__init__() takes exactly one argument (the instance to initialize)`,
    );
}

const writeNotImplemented = (_args: Slot, out: Slot): void => setRef(out, NOT_IMPLEMENTED);

function object_eq(args: Slot, out: Slot): void {
  if (isSame(args, args + 8)) setBool(out, true);
  else setRef(out, NOT_IMPLEMENTED);
}

/** `!=` is what `==` says, the other way round. */
function object_ne(args: Slot, out: Slot): void {
  const result = pushTemp();
  if (!callSpecial2(args, N.__eq__, args + 8, result)) setRef(result, NOT_IMPLEMENTED);
  if (isRef(result) && refAt(result) === NOT_IMPLEMENTED) setRef(out, NOT_IMPLEMENTED);
  else setBool(out, !isTrue(result));
}

/** Hash by identity. */
export const identityHash = (self: Slot): number =>
  isRef(self) ? (refAt(self) >> 4) & 0x7fffffff : intAt(self) & 0x7fffffff;

function object_format(args: Slot, out: Slot): void {
  if (!isInstance(args + 8, T.str))
    throw raise(T.TypeError, `__format__() argument must be str, not ${typeNameOf(args + 8)}`);
  if (jsString(refAt(args + 8)) !== "")
    throw raise(T.TypeError, `unsupported format string passed to ${typeNameOf(args)}.__format__`);
  toStr(args, out);
}

function object_dir(args: Slot, out: Slot): void {
  const names = newDict();
  const temps = pushTemps(3);
  setRef(temps, names);
  if (findAttribute(args, N.__dict__, temps + 8) && isInstance(temps + 8, T.dict)) {
    const own = refAt(temps + 8);
    setNone(temps + 16);
    for (let at = dictNext(own, 0); at >= 0; at = dictNext(own, at + 1))
      dictSet(names, dictKeyAt(own, at), temps + 16);
  }
  if (findAttribute(args, N.__class__, temps + 8) && isType(temps + 8))
    collectTypeNames(refAt(temps + 8), names);
  setRef(out, keysToList(names));
}

function object_setClass(self: Slot, value: Slot): void {
  if (isUnbound(value)) throw raise(T.TypeError, "can't delete __class__ attribute");
  if (!isType(value))
    throw raise(T.TypeError, `__class__ must be set to a class, not '${typeNameOf(value)}' object`);
  const from = typeOf(self);
  const to = refAt(value);
  const heap = (type: Address): boolean => (I32[(type + TYPE_FLAGS) >> 2] & TF_HEAP) !== 0;
  const modules = isSubtype(from, T.module) && isSubtype(to, T.module);
  if (!modules && (!heap(from) || !heap(to)))
    throw raise(
      T.TypeError,
      "__class__ assignment only supported for mutable types or ModuleType subclasses",
    );
  const instances =
    I32[(from + TYPE_KIND) >> 2] === KIND_INSTANCE && I32[(to + TYPE_KIND) >> 2] === KIND_INSTANCE;
  const fits = instances
    ? reservedSlots(from) === reservedSlots(to) && instancesHaveDict(from) === instancesHaveDict(to)
    : I32[(from + TYPE_KIND) >> 2] === I32[(to + TYPE_KIND) >> 2] &&
      I32[(from + TYPE_SIZE) >> 2] === I32[(to + TYPE_SIZE) >> 2] &&
      I32[(from + TYPE_DICT_OFFSET) >> 2] === I32[(to + TYPE_DICT_OFFSET) >> 2];
  if (!fits)
    throw raise(
      T.TypeError,
      `__class__ assignment: '${typeName(to)}' object layout differs from '${typeName(from)}'`,
    );
  if (instances) adoptInstance(refAt(self), to);
  else I32[(refAt(self) + OBJ_TYPE) >> 2] = to;
}

/** `__getstate__`: the instance's dict, or with slots a pair of dict and slot values; None when there is nothing. */
function object_getstate(args: Slot, out: Slot): void {
  const temps = pushTemps(3);
  const dict = objectDict(args);
  if (dict === 0 || dictLength(dict) === 0) setNone(temps);
  else setRef(temps, dict);
  const members = newDict();
  setRef(temps + 8, members);
  if (I32[(typeOf(args) + TYPE_KIND) >> 2] === KIND_INSTANCE && reservedSlots(typeOf(args)) > 0)
    collectMembers(args, members, temps + 16);
  if (dictLength(members) === 0) copyValue(temps, out);
  else setRef(out, newTupleFrom(temps, 2));
}

function collectMembers(object: Slot, members: Address, temp: Slot): void {
  const mro = I32[(typeOf(object) + 32) >> 2];
  const count = I32[(mro + 8) >> 2];
  for (let i = count - 1; i >= 0; i--) {
    const dict = I32[(refAt(tupleItem(mro, i)) + TYPE_DICT) >> 2];
    for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1))
      if (
        isExactly(dictValueAt(dict, at), T.member_descriptor) &&
        findAttribute(object, refAt(dictKeyAt(dict, at)), temp)
      )
        dictSet(members, dictKeyAt(dict, at), temp);
  }
}

/** `__reduce_ex__`: for protocol 2 and up, what `copyreg.__newobj__` needs to make the object again. */
function object_reduceEx(args: Slot, out: Slot): void {
  const temps = pushTemps(4);
  const own = lookupInType(typeOf(args), N.__reduce__);
  if (own !== 0 && !isSame(own, lookupInType(T.object, N.__reduce__)))
    callMethod(args, N.__reduce__, temps, 0, out);
  else reduceObject(args, out);
}

/** The built-in types whose instances are told by a dict, by items or by what `__getnewargs__` gives. */
// biome-ignore format: a word list
const PLAIN_LAYOUTS = new Set(["object", "list", "dict", "set", "frozenset", "int", "float", "str", "bytes", "tuple", "complex",
  "bool", "NoneType"]);

/** Refuses objects with a state that nothing tells: generators, files, locks. */
function requirePlainLayout(args: Slot): void {
  const { solid } = typeHost(typeOf(args));
  if (PLAIN_LAYOUTS.has(typeName(solid))) return;
  const ownState = lookupInType(typeOf(args), N.__getstate__);
  if (!isSame(ownState, lookupInType(T.object, N.__getstate__))) return;
  if (lookupInType(typeOf(args), N.__getnewargs__) !== 0) return;
  throw raise(T.TypeError, `cannot pickle '${typeNameOf(args)}' object`);
}

function reduceObject(args: Slot, out: Slot): void {
  requirePlainLayout(args);
  const temps = pushTemps(10);
  const type = typeOf(args);
  setNone(temps);
  importName("copyreg", 0, temps, 0, temps + 8);
  getAttribute(temps + 8, intern("__newobj__"), temps + 16);
  const rest = newList(1);
  setRef(temps + 24, rest);
  setRef(temps + 32, type);
  list_append(rest, temps + 32);
  if (findAttribute(args, N.__getnewargs__, temps + 40)) {
    callFunctionEx(temps + 40, newTuple(0), 0, temps + 40);
    forEach(temps + 40, (item) => list_append(rest, item));
  }
  const newArgs = newTuple(I32[(rest + 8) >> 2]);
  setRef(temps + 40, newArgs);
  let k = 0;
  forEach(temps + 24, (item) => copyValue(item, tupleItem(newArgs, k++)));
  callMethod(args, N.__getstate__, temps, 0, temps + 48);
  setNone(temps + 56);
  setNone(temps + 64);
  if (isInstance(args, T.list)) callMethod(args, N.__iter__, temps, 0, temps + 56);
  if (isInstance(args, T.dict)) {
    callMethod(args, N.items, temps, 0, temps + 64);
    callMethod(temps + 64, N.__iter__, temps, 0, temps + 64);
  }
  const result = newTuple(5);
  copyValue(temps + 16, tupleItem(result, 0));
  copyValue(temps + 40, tupleItem(result, 1));
  copyValue(temps + 48, tupleItem(result, 2));
  copyValue(temps + 56, tupleItem(result, 3));
  copyValue(temps + 64, tupleItem(result, 4));
  setRef(out, result);
}

export function defineObjectType(): void {
  defineType(T.object, {
    kind: KIND_INSTANCE,
    size: INSTANCE_SLOTS,
    flags: TF_BASE | TF_NO_DICT,
    values: [0, 0],
    refs: [],
    dictOffset: 0,
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", object_new],
      __init__: ["(self, /, *args, **kwargs)", object_init],
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(defaultRepr(args)))],
      __str__: ["(self, /)", (args, out) => void callSpecial1(args, N.__repr__, out)],
      __hash__: ["(self, /)", (args, out) => setInt(out, identityHash(args))],
      __eq__: ["(self, value, /)", object_eq],
      __ne__: ["(self, value, /)", object_ne],
      __lt__: ["(self, value, /)", writeNotImplemented],
      __le__: ["(self, value, /)", writeNotImplemented],
      __gt__: ["(self, value, /)", writeNotImplemented],
      __ge__: ["(self, value, /)", writeNotImplemented],
      __getattribute__: [
        "(self, name, /)",
        (args, out) => getAttributeGeneric(args, attributeName(args + 8), out),
      ],
      __setattr__: ["(self, name, value, /)", (args) => object_setattr(args)],
      __delattr__: ["(self, name, /)", (args) => deleteAttributeGeneric(args, attributeName(args + 8))],
      __format__: ["(self, format_spec, /)", object_format],
      __dir__: ["(self, /)", object_dir],
      __sizeof__: ["(self, /)", (args, out) => setInt(out, I32[(typeOf(args) + TYPE_SIZE) >> 2])],
      __getstate__: ["(self, /)", object_getstate],
      __reduce__: ["(self, /)", reduceObject],
      __reduce_ex__: ["(self, protocol, /)", object_reduceEx],
      __init_subclass__: ["(cls, /, *args, **kwargs)", object_initSubclass],
      __subclasshook__: ["(cls, subclass, /)", writeNotImplemented],
    },
    getset: {
      __class__: [(self, out) => setRef(out, typeOf(self)), object_setClass, "the object's class"],
    },
  });
}

function object_setattr(args: Slot): void {
  if (isType(args) && (I32[(typeOf(args) + TYPE_FLAGS) >> 2] & TF_TYPE) !== 0)
    throw raise(T.TypeError, `can't apply this __setattr__ to ${typeName(typeOf(args))} object`);
  setAttributeGeneric(args, attributeName(args + 8), args + 16);
}

function object_initSubclass(args: Slot, _out: Slot, extra: number): void {
  if (extra > 0)
    throw raise(
      T.TypeError,
      `${typeName(refAt(args))}.__init_subclass__() takes no arguments (${extra} given)`,
    );
  if (dictLength(refAt(args + 8)) > 0)
    throw raise(T.TypeError, `${typeName(refAt(args))}.__init_subclass__() takes no keyword arguments`);
}
