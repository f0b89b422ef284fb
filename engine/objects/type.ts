/**
 * type: classes, their method resolution order, lookup through it, and how a class is made.
 *
 * A lookup walks the dicts of the MRO and is cached by (version, name). A type's version is given up, and a fresh one
 * taken, whenever the type or one of its bases changes: a stale cache line can then never match, and nothing has to be
 * flushed. Compiled code that relied on the old version is told through `interpreter.invalidate`.
 *
 * Layout. An instance of a Python class below `object` is KIND_INSTANCE: attributes by shape, `__slots__` members in
 * reserved slots (heap/shapes.ts). A class below a built-in type keeps that type's kind and fields and adds a `__dict__`
 * word: in the word that the kind has for it, or, for KIND_FIXED, after the fields.
 *
 * What must hold
 *   - every change of a type's dict, bases or flags after `newType` goes through `modifyType`;
 *   - TF_GETATTR, TF_SETATTR, TF_FINALIZER say what the MRO holds (`refreshFlags`).
 */

import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  BYTES_DICT,
  CELL_VALUE,
  DICT_DICT,
  FLOATOBJ_DICT,
  FRAME_GLOBALS,
  HOST_DICT,
  INT_DICT,
  KIND_BYTES,
  KIND_DICT,
  KIND_FIXED,
  KIND_FLOAT,
  KIND_HOST,
  KIND_INSTANCE,
  KIND_INT,
  KIND_LIST,
  KIND_SET,
  KIND_STR,
  KIND_TUPLE,
  KIND_TYPE,
  LIST_DICT,
  NATIVE_NAME,
  OBJ_TYPE,
  SET_DICT,
  type Slot,
  STATE_FRAME,
  STR_DICT,
  T,
  TF_ABSTRACT,
  TF_BASE,
  TF_BYTES,
  TF_DICT,
  TF_EXCEPTION,
  TF_FINALIZER,
  TF_FLOAT,
  TF_GETATTR,
  TF_HEAP,
  TF_INT,
  TF_LIST,
  TF_NO_DICT,
  TF_SET,
  TF_SETATTR,
  TF_STR,
  TF_TUPLE,
  TF_TYPE,
  TUPLE_DICT,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASE,
  TYPE_BASES,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_INLINE_SLOTS,
  TYPE_KIND,
  TYPE_MODULE,
  TYPE_MRO,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_REFS,
  TYPE_SIZE,
  TYPE_TRUE,
  TYPE_VALUES,
  TYPE_VERSION,
  VIEW_DICT,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { renewTokens, reservedSlots, setRootShape } from "../heap/shapes.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  copyValues,
  isExactly,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setBool,
  setNone,
  setRef,
  typeOf,
} from "../heap/values.ts";
import {
  attributeName,
  deleteTypeAttribute,
  findAttribute,
  findTypeAttribute,
  getAttribute,
  lookupSpecial,
  setTypeAttribute,
} from "../runtime/attributes.ts";
import { callFunctionEx, callType, callValue } from "../runtime/call.ts";
import { isTrue } from "../runtime/compare.ts";
import { forEach } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { raise, raiseAttributeError } from "../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, RAISED, releaseTemps } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";
import {
  addTypeHost,
  allocateType,
  defineType,
  freshTypeVersion,
  newGetSet,
  newNativeObject,
  typeHost,
} from "./define.ts";
import { newWrapped } from "./descriptors.ts";
import {
  dictCopy,
  dictDeleteName,
  dictFindName,
  dictKeyAt,
  dictLength,
  dictNext,
  dictSet,
  dictSetName,
  dictValueAt,
  newDict,
} from "./dict.ts";
import { addNote } from "./exceptions.ts";
import { list_append, listItem, listLength, newList } from "./list.ts";
import { object_getDict, object_setDict } from "./object.ts";
import { newTuple, newTupleFrom, newTupleOf, tupleItem, tupleLength } from "./tuple.ts";
import { newUnion } from "./union.ts";

// ---- Names and relations -----------------------------------------------------------------------------------------

/** A type's name as messages show it. */
export const typeName = (type: Address): string => jsString(I32[(type + TYPE_NAME) >> 2]);
/** The name of the type of a value. */
export const typeNameOf = (slot: Slot): string => typeName(typeOf(slot));
export const typeVersion = (type: Address): number => I32[(type + TYPE_VERSION) >> 2];

/** Whether `base` is `type` or in its MRO. Runs no Python. */
export function isSubtype(type: Address, base: Address): boolean {
  if (type === base) return true;
  const mro = I32[(type + TYPE_MRO) >> 2];
  const end = mro + TUPLE_ITEMS + 8 * I32[(mro + TUPLE_LENGTH) >> 2];
  for (let at = mro + TUPLE_ITEMS + 8; at < end; at += 8) if (I32[at >> 2] === base) return true;
  return false;
}

/** Whether the value's type is `type` or a subclass. Runs no Python: `checkInstance` is what `isinstance` does. */
export const isInstance = (slot: Slot, type: Address): boolean => isSubtype(typeOf(slot), type);

/** Whether the slot holds a class. */
export const isType = (slot: Slot): boolean =>
  isRef(slot) && (I32[(I32[(refAt(slot) + OBJ_TYPE) >> 2] + TYPE_FLAGS) >> 2] & TF_TYPE) !== 0;

const flagsOf = (type: Address): number => I32[(type + TYPE_FLAGS) >> 2];

// ---- Lookup ------------------------------------------------------------------------------------------------------

const CACHE_LINES = 4096;
const cacheVersion = new Int32Array(CACHE_LINES);
const cacheName = new Int32Array(CACHE_LINES);
const cacheSlot = new Int32Array(CACHE_LINES);

/** Empties the method cache: for a new engine, whose versions start over. */
export function resetTypeCache(): void {
  cacheVersion.fill(0);
}

/**
 * The value that `type` or one of its bases has under `name` (an interned str): the slot in the dict that holds it,
 * good until the type changes, or 0. Binds nothing, runs no Python.
 */
export function lookupInType(type: Address, name: Address): Slot {
  const version = I32[(type + TYPE_VERSION) >> 2];
  const line = ((name >> 4) ^ (version * 31)) & (CACHE_LINES - 1);
  if (cacheVersion[line] === version && cacheName[line] === name) return cacheSlot[line];
  return lookupInTypeSlow(type, name, version, line);
}

function lookupInTypeSlow(type: Address, name: Address, version: number, line: number): Slot {
  const slot = findInMro(type, 0, name);
  cacheVersion[line] = version;
  cacheName[line] = name;
  cacheSlot[line] = slot;
  return slot;
}

/** As `lookupInType`, from MRO position `start` on, not cached. */
export function findInMro(type: Address, start: number, name: Address): Slot {
  const mro = I32[(type + TYPE_MRO) >> 2];
  const count = I32[(mro + TUPLE_LENGTH) >> 2];
  for (let i = start; i < count; i++) {
    const slot = dictFindName(I32[(refAt(mro + TUPLE_ITEMS + 8 * i) + TYPE_DICT) >> 2], name);
    if (slot !== 0) return slot;
  }
  return 0;
}

/** Whether the value found in a type under a dunder's name is the engine's own (not written in Python). */
export function isNativeSlot(slot: Slot): boolean {
  if (slot === 0) return true;
  const type = typeOf(slot);
  return (
    type === T.wrapper_descriptor || type === T.method_descriptor || type === T.builtin_function_or_method
  );
}

/**
 * Whether what a class has under `__getattribute__`, `__setattr__` or `__delattr__` is the engine's own hook, which the
 * runtime need not call. (`__setattr__ = dict.__setitem__` is native too, but another function.)
 */
export const isDefaultHook = (slot: Slot, name: Address): boolean =>
  slot === 0 || (isExactly(slot, T.wrapper_descriptor) && I32[(refAt(slot) + NATIVE_NAME) >> 2] === name);

// ---- Change ------------------------------------------------------------------------------------------------------

/**
 * The type has changed: it and its subclasses get fresh versions and their flags are made true again. Must be called
 * after every change of a type's dict, and before Python runs again.
 */
export function modifyType(type: Address): void {
  renewVersions(type);
}

function renewVersions(type: Address): void {
  I32[(type + TYPE_VERSION) >> 2] = freshTypeVersion();
  refreshFlags(type);
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE) renewTokens(type);
  interpreter?.invalidate(type);
  for (const subclass of typeHost(type).subclasses) renewVersions(subclass);
}

/** Sets the flags that say what the MRO defines in Python. */
function refreshFlags(type: Address): void {
  let flags = flagsOf(type) & ~(TF_GETATTR | TF_SETATTR | TF_FINALIZER);
  if (lookupInType(type, N.__getattr__) !== 0 && type !== T.module) flags |= TF_GETATTR;
  if (!isDefaultHook(lookupInType(type, N.__getattribute__), N.__getattribute__)) flags |= TF_GETATTR;
  for (const name of [N.__setattr__, N.__delattr__])
    if (!isDefaultHook(lookupInType(type, name), name)) flags |= TF_SETATTR;
  if (!isNativeSlot(lookupInType(type, N.__del__))) flags |= TF_FINALIZER;
  I32[(type + TYPE_FLAGS) >> 2] = flags;
}

// ---- Method resolution order ---------------------------------------------------------------------------------------

const tupleToArray = (tuple: Address): Address[] =>
  Array.from({ length: tupleLength(tuple) }, (_, i) => refAt(tupleItem(tuple, i)));

/** C3: the one order that keeps each base before its own bases and the bases in the order given. */
function linearize(type: Address, bases: readonly Address[]): Address[] {
  if (bases.length === 1) return [type, ...tupleToArray(I32[((bases[0] as Address) + TYPE_MRO) >> 2])];
  for (let i = 0; i < bases.length; i++)
    if (bases.indexOf(bases[i] as Address) < i)
      throw raise(T.TypeError, `duplicate base class ${typeName(bases[i] as Address)}`);
  const sequences = [...bases.map((base) => tupleToArray(I32[(base + TYPE_MRO) >> 2])), [...bases]];
  const order = [type];
  for (;;) {
    const open = sequences.filter((sequence) => sequence.length > 0);
    if (open.length === 0) return order;
    const next = open.map((s) => s[0] as Address).find((head) => open.every((s) => s.indexOf(head) <= 0));
    if (next === undefined) {
      const heads = [...new Set(open.map((s) => s[0] as Address))].map(typeName).join(", ");
      throw raise(T.TypeError, `Cannot create a consistent method resolution order (MRO) for bases ${heads}`);
    }
    order.push(next);
    for (const sequence of open) if (sequence[0] === next) sequence.shift();
  }
}

// ---- Making a class ------------------------------------------------------------------------------------------------

/**
 * The metaclass of a class with these bases: the most derived of `metatype` and the metaclasses of the bases.
 * Raises TypeError when none of them derives from all others.
 */
export function bestMetaclass(metatype: Address, bases: Address): Address {
  let winner = metatype;
  for (let i = 0; i < tupleLength(bases); i++) {
    const candidate = typeOf(tupleItem(bases, i));
    if (isSubtype(winner, candidate)) continue;
    if (!isSubtype(candidate, winner))
      throw raise(
        T.TypeError,
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    winner = candidate;
  }
  return winner;
}

/**
 * The bases of a class statement, with what `__mro_entries__` puts in the place of objects that are no classes. Returns
 * a tuple, which is `bases` itself when nothing changed. May run Python; `bases` must be reachable.
 */
export function resolveBases(bases: Address): Address {
  const count = tupleLength(bases);
  let plain = true;
  for (let i = 0; i < count; i++) if (!isType(tupleItem(bases, i))) plain = false;
  if (plain) return bases;
  const mark = markTemps();
  const temps = pushTemps(4);
  const collected = newList(count);
  setRef(temps, collected);
  for (let i = 0; i < count; i++) {
    const base = tupleItem(bases, i);
    if (isType(base) || !findAttribute(base, N.__mro_entries__, temps + 8)) {
      list_append(collected, base);
      continue;
    }
    setRef(temps + 24, bases);
    callValue(temps + 8, temps + 24, 1, 0, temps + 8);
    if (!isExactly(temps + 8, T.tuple)) throw raise(T.TypeError, "__mro_entries__ must return a tuple");
    const entries = refAt(temps + 8);
    for (let j = 0; j < tupleLength(entries); j++) list_append(collected, tupleItem(entries, j));
  }
  const length = listLength(collected);
  const resolved = length === 0 ? newTuple(0) : newTupleFrom(listItem(collected, 0), length);
  releaseTemps(mark);
  return resolved;
}

/** The base whose layout the new type extends. Raises TypeError when two bases have layouts that exclude each other. */
function bestBase(bases: readonly Address[]): Address {
  let winner = 0;
  let best = 0;
  for (const base of bases) {
    const solid = typeHost(base).solid;
    if (winner === 0 || (solid !== winner && isSubtype(solid, winner))) {
      winner = solid;
      best = base;
    } else if (!isSubtype(winner, solid))
      throw raise(T.TypeError, "multiple bases have instance lay-out conflict");
  }
  return best;
}

/** Offset of the word for the `__dict__` of subclass instances; 0: the kind has none. */
function kindDictOffset(kind: number): number {
  switch (kind) {
    case KIND_INT:
      return INT_DICT;
    case KIND_FLOAT:
      return FLOATOBJ_DICT;
    case KIND_STR:
      return STR_DICT;
    case KIND_BYTES:
      return BYTES_DICT;
    case KIND_TUPLE:
      return TUPLE_DICT;
    case KIND_LIST:
      return LIST_DICT;
    case KIND_DICT:
      return DICT_DICT;
    case KIND_SET:
      return SET_DICT;
    case KIND_HOST:
      return HOST_DICT;
    default:
      return 0;
  }
}

/** Whether instances of the type have a `__dict__`. */
export const instancesHaveDict = (type: Address): boolean =>
  I32[(type + TYPE_KIND) >> 2] === KIND_TYPE ||
  (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE
    ? (flagsOf(type) & TF_NO_DICT) === 0
    : I32[(type + TYPE_DICT_OFFSET) >> 2] !== 0);

const INHERITED =
  TF_INT |
  TF_LIST |
  TF_TUPLE |
  TF_STR |
  TF_DICT |
  TF_EXCEPTION |
  TF_TYPE |
  TF_BYTES |
  TF_FLOAT |
  TF_SET |
  TF_ABSTRACT;

/** The names that `__slots__` of a namespace declares, or null without it. May run Python (iterates the value). */
function readSlots(namespace: Address): string[] | null {
  const declared = dictFindName(namespace, N.__slots__);
  if (declared === 0) return null;
  const names: string[] = [];
  const take = (item: Slot): void => {
    if (!isInstance(item, T.str))
      throw raise(T.TypeError, `__slots__ items must be strings, not '${typeNameOf(item)}'`);
    names.push(jsString(refAt(item)));
  };
  if (isInstance(declared, T.str)) take(declared);
  else {
    const mark = markTemps();
    const holder = pushTemp();
    copyValue(declared, holder);
    forEach(holder, take);
    releaseTemps(mark);
  }
  for (const name of names)
    if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name))
      throw raise(T.TypeError, "__slots__ must be identifiers");
  return names;
}

/** Private names are mangled with the class's name. */
export function mangleName(className: string, name: string): string {
  if (!name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** `__name__` of the module whose code runs, written to `out`; false when none does. */
function currentModuleName(out: Slot): boolean {
  const frame = I32[STATE_FRAME >> 2];
  if (frame === 0) return false;
  const slot = dictFindName(I32[(frame + FRAME_GLOBALS) >> 2], N.__name__);
  if (slot === 0) return false;
  copyValue(slot, out);
  return true;
}

/**
 * Makes a class: what `type.__new__` does. `bases` is a tuple, `namespace` a dict (copied), `keywords` the dict of the
 * class statement's other keywords or 0. Writes the class to `out`, then runs `__set_name__` of its attributes and
 * `__init_subclass__` of its bases. `bases`, `namespace` and `keywords` must be reachable.
 */
export function newType(
  metatype: Address,
  name: Address,
  bases: Address,
  namespace: Address,
  keywords: Address,
  out: Slot,
): void {
  const className = jsString(name);
  if (className.includes("\0")) throw raise(T.ValueError, "type name must not contain null characters");
  const baseList = tupleLength(bases) === 0 ? [T.object] : [];
  for (let i = 0; i < tupleLength(bases); i++) {
    if (!isType(tupleItem(bases, i))) throw raise(T.TypeError, "bases must be types");
    const base = refAt(tupleItem(bases, i));
    if ((flagsOf(base) & TF_BASE) === 0)
      throw raise(T.TypeError, `type '${typeName(base)}' is not an acceptable base type`);
    baseList.push(base);
  }
  const basesTuple = tupleLength(bases) === 0 ? newTupleOf(T.object) : bases;
  const mark = markTemps();
  const temps = pushTemps(4);
  setRef(temps + 24, basesTuple);
  const base = bestBase(baseList);
  const slots = readSlots(namespace);
  const kind = I32[(base + TYPE_KIND) >> 2];
  const basesHaveDict = baseList.some(instancesHaveDict);
  if (slots !== null && slots.length > 0 && [KIND_INT, KIND_TUPLE, KIND_BYTES].includes(kind))
    throw raise(T.TypeError, `nonempty __slots__ not supported for subtype of '${typeName(base)}'`);
  if (slots?.includes("__dict__") && basesHaveDict)
    throw raise(T.TypeError, "__dict__ slot disallowed: we already got one");

  const type = allocateType(metatype);
  const host = addTypeHost(type);
  const dict = dictCopy(namespace);
  I32[(type + TYPE_DICT) >> 2] = dict;
  I32[(type + TYPE_NAME) >> 2] = name;
  I32[(type + TYPE_BASE) >> 2] = base;
  I32[(type + TYPE_BASES) >> 2] = basesTuple;
  setNone(type + TYPE_MODULE);
  setRef(out, type);

  // Members go to reserved slots; a class below another kind keeps them as ordinary attributes.
  const members = (slots ?? [])
    .filter((s) => s !== "__dict__" && s !== "__weakref__")
    .map((s) => mangleName(className, s));
  members.sort();
  const memberSlots = kind === KIND_INSTANCE ? members : [];
  for (const member of members)
    if (dictFindName(dict, intern(member)) !== 0)
      throw raise(T.ValueError, `'${member}' in __slots__ conflicts with class variable`);
  const hasDict =
    basesHaveDict || slots === null || slots.includes("__dict__") || memberSlots.length !== members.length;
  let flags = (flagsOf(base) & INHERITED) | TF_HEAP | TF_BASE;
  for (const one of baseList) flags |= flagsOf(one) & INHERITED & ~TF_ABSTRACT;
  flags &= ~TF_ABSTRACT;
  setLayout(type, base, kind, hasDict, memberSlots.length, dict);
  if (kind === KIND_INSTANCE && !hasDict) flags |= TF_NO_DICT;
  I32[(type + TYPE_FLAGS) >> 2] = flags;
  host.slots = slots === null ? null : members;
  host.solid = memberSlots.length > 0 ? type : typeHost(base).solid;

  finishNamespace(type, dict, name, temps);
  memberSlots.forEach((member, i) => {
    const descriptor = newNativeObject(T.member_descriptor, reservedSlots(base) + i, member, type);
    setRef(temps, descriptor);
    dictSetName(dict, intern(member), temps);
  });
  if (hasDict && !basesHaveDict) addDictDescriptor(type, dict, temps, slots);

  setMro(type, metatype, baseList, temps);
  for (const one of baseList) typeHost(one).subclasses.add(type);
  I32[(type + TYPE_VERSION) >> 2] = freshTypeVersion();
  I32[(type + TYPE_TRUE) >> 2] = 0;
  refreshFlags(type);
  setTypeSlots(type, dict);
  setRef(out, type);
  callSetNames(type, namespace);
  callInitSubclass(type, keywords);
  setRef(out, type);
  releaseTemps(mark);
}

function setLayout(
  type: Address,
  base: Address,
  kind: number,
  hasDict: boolean,
  members: number,
  dict: Address,
): void {
  I32[(type + TYPE_KIND) >> 2] = kind;
  I32[(type + TYPE_SIZE) >> 2] = I32[(base + TYPE_SIZE) >> 2];
  I32[(type + TYPE_VALUES) >> 2] = I32[(base + TYPE_VALUES) >> 2];
  I32[(type + TYPE_REFS) >> 2] = I32[(base + TYPE_REFS) >> 2];
  I32[(type + TYPE_DICT_OFFSET) >> 2] = I32[(base + TYPE_DICT_OFFSET) >> 2];
  if (kind === KIND_INSTANCE) {
    const reserved = reservedSlots(base) + members;
    const known = dictFindName(dict, N.__static_attributes__);
    const assigned = known !== 0 && isExactly(known, T.tuple) ? tupleLength(refAt(known)) : 0;
    const inherited = Math.max(0, I32[(base + TYPE_INLINE_SLOTS) >> 2] - reservedSlots(base));
    const attributes = hasDict ? Math.min(48, Math.max(assigned, inherited, 2)) : 0;
    setRootShape(type, reserved + attributes, reserved);
    return;
  }
  if (!hasDict || I32[(type + TYPE_DICT_OFFSET) >> 2] !== 0 || kind === KIND_TYPE) return;
  if (kind !== KIND_FIXED) {
    I32[(type + TYPE_DICT_OFFSET) >> 2] = kindDictOffset(kind);
    return;
  }
  const offset = (I32[(base + TYPE_SIZE) >> 2] + 7) & ~7;
  I32[(type + TYPE_DICT_OFFSET) >> 2] = offset;
  I32[(type + TYPE_SIZE) >> 2] = offset + 8;
  I32[(type + TYPE_REFS) >> 2] |= 1 << (offset >> 2);
}

/** Entries of the namespace that mean something to the class: names, cells, implicit static and class methods. */
function finishNamespace(type: Address, dict: Address, name: Address, temp: Slot): void {
  if (dictFindName(dict, N.__module__) === 0 && currentModuleName(temp))
    dictSetName(dict, N.__module__, temp);
  I32[(type + TYPE_QUALNAME) >> 2] = name;
  const qualname = dictFindName(dict, N.__qualname__);
  if (qualname !== 0) {
    if (!isInstance(qualname, T.str))
      throw raise(T.TypeError, `type __qualname__ must be a str, not ${typeNameOf(qualname)}`);
    I32[(type + TYPE_QUALNAME) >> 2] = refAt(qualname);
    dictDeleteName(dict, N.__qualname__);
  }
  if (dictFindName(dict, N.__doc__) === 0) {
    setNone(temp);
    dictSetName(dict, N.__doc__, temp);
  }
  if (dictFindName(dict, N.__eq__) !== 0 && dictFindName(dict, N.__hash__) === 0) {
    setNone(temp);
    dictSetName(dict, N.__hash__, temp);
  }
  const wrap = (method: Address, wrapper: Address): void => {
    const slot = dictFindName(dict, method);
    if (slot === 0 || !isExactly(slot, T.function)) return;
    setRef(temp, newWrapped(wrapper, slot));
    dictSetName(dict, method, temp);
  };
  wrap(N.__new__, T.staticmethod);
  wrap(N.__init_subclass__, T.classmethod);
  wrap(N.__class_getitem__, T.classmethod);
  const fillCell = (cellName: Address, object: Address): void => {
    const slot = dictFindName(dict, cellName);
    if (slot === 0) return;
    if (!isExactly(slot, T.cell))
      throw raise(
        T.TypeError,
        `${jsString(cellName)} must be a nonlocal cell, not <class '${typeNameOf(slot)}'>`,
      );
    setRef(refAt(slot) + CELL_VALUE, object);
    dictDeleteName(dict, cellName);
  };
  fillCell(N.__classcell__, type);
  fillCell(N.__classdictcell__, dict);
}

/** `__dict__` and `__weakref__` as the class's own attributes, where instances get a dict for the first time. */
function addDictDescriptor(type: Address, dict: Address, temp: Slot, slots: readonly string[] | null): void {
  if (dictFindName(dict, N.__dict__) === 0) {
    setRef(
      temp,
      newGetSet(type, "__dict__", object_getDict, object_setDict, "dictionary for instance variables"),
    );
    dictSetName(dict, N.__dict__, temp);
  }
  if ((slots === null || slots.includes("__weakref__")) && dictFindName(dict, N.__weakref__) === 0) {
    setRef(
      temp,
      newGetSet(
        type,
        "__weakref__",
        (_self, value) => setNone(value),
        null,
        "list of weak references to the object",
      ),
    );
    dictSetName(dict, N.__weakref__, temp);
  }
}

function setMro(type: Address, metatype: Address, bases: readonly Address[], temps: Slot): void {
  const order = linearize(type, bases);
  setWord(type + TYPE_MRO, newTupleOf(...order));
  if (metatype === T.type) return;
  const own = lookupInType(metatype, intern("mro"));
  if (isNativeSlot(own)) return;
  setRef(temps, type);
  copyValue(own, temps + 8);
  callValue(temps + 8, temps, 1, 0, temps + 16);
  const types: Address[] = [];
  forEach(temps + 16, (item) => {
    if (!isType(item)) throw raise(T.TypeError, `mro() returned a non-class ('${typeNameOf(item)}')`);
    types.push(refAt(item));
  });
  setWord(type + TYPE_MRO, newTupleOf(...types));
}

/** A class that defines `__abstractmethods__` in its body is abstract at once. */
function setTypeSlots(type: Address, dict: Address): void {
  const methods = dictFindName(dict, N.__abstractmethods__);
  if (methods !== 0 && isTrue(methods)) I32[(type + TYPE_FLAGS) >> 2] |= TF_ABSTRACT;
}

function callSetNames(type: Address, namespace: Address): void {
  const mark = markTemps();
  const temps = pushTemps(6);
  // The hooks may change the namespace: walk a copy.
  const copy = dictCopy(namespace);
  setRef(temps + 40, copy);
  for (let i = dictNext(copy, 0); i >= 0; i = dictNext(copy, i + 1)) {
    const value = dictValueAt(copy, i);
    if (!isRef(value) || isExactly(value, T.function) || isExactly(value, T.str)) continue;
    if (!lookupSpecial(value, N.__set_name__, temps, temps + 8)) continue;
    const bound = !isUnbound(temps + 8);
    setRef(temps + 16, type);
    copyValue(dictKeyAt(copy, i), temps + 24);
    try {
      callValue(temps, bound ? temps + 8 : temps + 16, bound ? 3 : 2, 0, temps + 32);
    } catch (error) {
      if (error === RAISED)
        addNote(
          `Error calling __set_name__ on '${typeNameOf(value)}' instance '${jsString(refAt(dictKeyAt(copy, i)))}' in '${typeName(type)}'`,
        );
      throw error;
    }
  }
  releaseTemps(mark);
}

function callInitSubclass(type: Address, keywords: Address): void {
  const found = findInMro(type, 1, N.__init_subclass__);
  const mark = markTemps();
  const temps = pushTemps(2);
  setRef(temps + 8, type);
  if (isExactly(found, T.classmethod)) copyValue(refAt(found) + 8, temps);
  else if (isExactly(found, T.classmethod_descriptor)) {
    if (keywords !== 0 && dictLength(keywords) > 0)
      throw raise(T.TypeError, `${typeName(type)}.__init_subclass__() takes no keyword arguments`);
    releaseTemps(mark);
    return;
  } else copyValue(found, temps);
  callFunctionEx(temps, newTupleFrom(temps + 8, 1), keywords, temps);
  releaseTemps(mark);
}

// ---- isinstance and issubclass -----------------------------------------------------------------------------------

/** `isinstance(object, classInfo)`. May run Python. */
export function checkInstance(object: Slot, classInfo: Slot): boolean {
  if (isRef(classInfo) && typeOf(object) === refAt(classInfo)) return true;
  return checkClass(
    object,
    classInfo,
    N.__instancecheck__,
    "isinstance() arg 2 must be a type, a tuple of types, or a union",
  );
}

/** `issubclass(type, classInfo)`. May run Python. */
export function checkSubclass(type: Slot, classInfo: Slot): boolean {
  return checkClass(
    type,
    classInfo,
    N.__subclasscheck__,
    "issubclass() arg 2 must be a class, a tuple of classes, or a union",
  );
}

function checkClass(object: Slot, classInfo: Slot, hook: Address, refusal: string): boolean {
  const infoType = typeOf(classInfo);
  if (infoType === T.type)
    return hook === N.__instancecheck__
      ? typeHasInstance(object, refAt(classInfo))
      : typeHasSubclass(object, refAt(classInfo));
  if ((flagsOf(infoType) & TF_TUPLE) !== 0) {
    const tuple = refAt(classInfo);
    for (let i = 0; i < tupleLength(tuple); i++) {
      const item = tupleItem(tuple, i);
      if (
        hook === N.__instancecheck__ ? checkInstance(object, item) : checkClass(object, item, hook, refusal)
      )
        return true;
    }
    return false;
  }
  const mark = markTemps();
  const temps = pushTemps(4);
  if (!lookupSpecial(classInfo, hook, temps, temps + 8)) throw raise(T.TypeError, refusal);
  const bound = !isUnbound(temps + 8);
  copyValue(object, temps + 16);
  callValue(temps, bound ? temps + 8 : temps + 16, bound ? 2 : 1, 0, temps + 24);
  const result = isTrue(temps + 24);
  releaseTemps(mark);
  return result;
}

function typeHasInstance(object: Slot, type: Address): boolean {
  const own = typeOf(object);
  if (isSubtype(own, type)) return true;
  // An object may claim another class through `__class__` (proxies, mocks).
  if ((flagsOf(own) & TF_HEAP) === 0) return false;
  const mark = markTemps();
  const claimed = pushTemp();
  const result =
    findAttribute(object, N.__class__, claimed) &&
    isType(claimed) &&
    refAt(claimed) !== own &&
    isSubtype(refAt(claimed), type);
  releaseTemps(mark);
  return result;
}

function typeHasSubclass(object: Slot, type: Address): boolean {
  if (isType(object)) return isSubtype(refAt(object), type);
  throw raise(T.TypeError, "issubclass() arg 1 must be a class");
}

// ---- Python-visible --------------------------------------------------------------------------------------------------

function type_new(args: Slot, out: Slot, extra: number): void {
  if (!isType(args))
    throw raise(T.TypeError, `type.__new__(X): X is not a type object (${typeNameOf(args)})`);
  let metatype = refAt(args);
  const keywords = refAt(args + 8);
  const rest = args + 16;
  if (extra !== 3) throw raise(T.TypeError, `type.__new__() takes exactly 3 arguments (${extra} given)`);
  const expect = (at: Slot, type: Address, position: number): void => {
    if (!isInstance(at, type))
      throw raise(
        T.TypeError,
        `type.__new__() argument ${position} must be ${typeName(type)}, not ${typeNameOf(at)}`,
      );
  };
  expect(rest, T.str, 1);
  expect(rest + 8, T.tuple, 2);
  expect(rest + 16, T.dict, 3);
  const bases = refAt(rest + 8);
  for (let i = 0; i < tupleLength(bases); i++) {
    const item = tupleItem(bases, i);
    if (!isType(item) && findAttribute(item, N.__mro_entries__, pushTemp()))
      throw raise(T.TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
  }
  const winner = bestMetaclass(metatype, bases);
  if (winner !== metatype) {
    const make = lookupInType(winner, N.__new__);
    if (!isNativeSlot(make)) {
      setRef(args, winner);
      const temp = pushTemp();
      getAttribute(args, N.__new__, temp);
      const list = newTupleFrom(rest, 3);
      const all = newTuple(4);
      setRef(tupleItem(all, 0), winner);
      for (let i = 0; i < 3; i++) copyValue(tupleItem(list, i), tupleItem(all, i + 1));
      callFunctionEx(temp, all, keywords, out);
      return;
    }
    metatype = winner;
  }
  const holder = pushTemp();
  newType(metatype, refAt(rest), bases, refAt(rest + 16), keywords, holder);
  copyValue(holder, out);
}

function type_init(args: Slot, _out: Slot, extra: number): void {
  if (extra !== 1 && extra !== 3) throw raise(T.TypeError, "type.__init__() takes 1 or 3 arguments");
  if (extra === 1 && dictLength(refAt(args + 8)) > 0)
    throw raise(T.TypeError, "type.__init__() takes no keyword arguments");
}

function type_call(args: Slot, out: Slot, extra: number): void {
  const keywords = refAt(args + 8);
  const names = dictLength(keywords);
  if (names === 0) {
    callType(refAt(args), args + 16, extra, 0, out);
    return;
  }
  const spread = pushTemps(extra + names + 1);
  const nameTuple = newTuple(names);
  setRef(spread + 8 * (extra + names), nameTuple);
  copyValues(args + 16, spread, extra);
  let k = 0;
  for (let i = dictNext(keywords, 0); i >= 0; i = dictNext(keywords, i + 1), k++) {
    copyValue(dictKeyAt(keywords, i), tupleItem(nameTuple, k));
    copyValue(dictValueAt(keywords, i), spread + 8 * (extra + k));
  }
  callType(refAt(args), spread, extra + names, nameTuple, out);
}

/** Text of a class: `<class 'module.Name'>`. */
export function typeReprText(type: Address): string {
  return `<class '${fullTypeName(type)}'>`;
}

/** `module.qualname`, without the module for builtins. */
export function fullTypeName(type: Address): string {
  const module = typeModuleText(type);
  const qualname = jsString(I32[(type + TYPE_QUALNAME) >> 2]);
  return module === null || module === "builtins" ? qualname : `${module}.${qualname}`;
}

/** `__module__` of a type as text; null when it is missing or no str. */
export function typeModuleText(type: Address): string | null {
  if ((flagsOf(type) & TF_HEAP) === 0) {
    const own = dictFindName(I32[(type + TYPE_DICT) >> 2], N.__module__);
    if (own !== 0 && isExactly(own, T.str)) return jsString(refAt(own));
    const name = typeName(type);
    const dot = name.lastIndexOf(".");
    return dot < 0 ? "builtins" : name.slice(0, dot);
  }
  const slot = dictFindName(I32[(type + TYPE_DICT) >> 2], N.__module__);
  return slot !== 0 && isInstance(slot, T.str) ? jsString(refAt(slot)) : null;
}

const selfType = (self: Slot): Address => refAt(self);

function checkMutable(type: Address, name: string): void {
  if ((flagsOf(type) & TF_HEAP) === 0)
    throw raise(T.TypeError, `cannot set '${name}' attribute of immutable type '${typeName(type)}'`);
}

function type_getName(self: Slot, out: Slot): void {
  const type = selfType(self);
  if ((flagsOf(type) & TF_HEAP) !== 0) setRef(out, I32[(type + TYPE_NAME) >> 2]);
  else setRef(out, intern(typeName(type).replace(/^.*\./, "")));
}

function type_setName(self: Slot, value: Slot): void {
  const type = selfType(self);
  checkMutable(type, "__name__");
  if (isUnbound(value))
    throw raise(T.TypeError, `cannot delete '__name__' attribute of type '${typeName(type)}'`);
  if (!isInstance(value, T.str))
    throw raise(
      T.TypeError,
      `can only assign string to ${typeName(type)}.__name__, not '${typeNameOf(value)}'`,
    );
  I32[(type + TYPE_NAME) >> 2] = refAt(value);
}

function type_setQualname(self: Slot, value: Slot): void {
  const type = selfType(self);
  checkMutable(type, "__qualname__");
  if (isUnbound(value) || !isInstance(value, T.str))
    throw raise(
      T.TypeError,
      `can only assign string to ${typeName(type)}.__qualname__, not '${typeNameOf(value)}'`,
    );
  I32[(type + TYPE_QUALNAME) >> 2] = refAt(value);
}

function type_getModule(self: Slot, out: Slot): void {
  const type = selfType(self);
  const own = dictFindName(I32[(type + TYPE_DICT) >> 2], N.__module__);
  if ((flagsOf(type) & TF_HEAP) !== 0) {
    if (own === 0) throw raise(T.AttributeError, "__module__");
    copyValue(own, out);
  } else setRef(out, intern(typeModuleText(type) ?? "builtins"));
}

function storeOwn(self: Slot, name: Address, value: Slot): void {
  const type = selfType(self);
  checkMutable(type, jsString(name));
  const dict = I32[(type + TYPE_DICT) >> 2];
  if (isUnbound(value)) {
    if (!dictDeleteName(dict, name)) throw raise(T.AttributeError, jsString(name));
  } else dictSetName(dict, name, value);
  modifyType(type);
}

function type_setAbstractMethods(self: Slot, value: Slot): void {
  const type = selfType(self);
  storeOwn(self, N.__abstractmethods__, value);
  if (!isUnbound(value) && isTrue(value)) I32[(type + TYPE_FLAGS) >> 2] |= TF_ABSTRACT;
  else I32[(type + TYPE_FLAGS) >> 2] &= ~TF_ABSTRACT;
}

/** A read-only view of a dict. */
export function newMappingProxy(dict: Address): Address {
  const proxy = allocateObject(T.mappingproxy, 16);
  I32[(proxy + VIEW_DICT) >> 2] = dict;
  I32[(proxy + VIEW_DICT + 4) >> 2] = 0;
  return proxy;
}

function type_getDoc(self: Slot, out: Slot): void {
  const type = selfType(self);
  const slot = dictFindName(I32[(type + TYPE_DICT) >> 2], N.__doc__);
  const { doc } = typeHost(type);
  if (slot !== 0 && !isExactly(slot, T.getset_descriptor)) copyValue(slot, out);
  else if (doc === null || slot === 0) setNone(out);
  else setRef(out, newString(doc));
}

function type_getAnnotate(self: Slot, out: Slot): void {
  const dict = I32[(selfType(self) + TYPE_DICT) >> 2];
  const slot = dictFindName(dict, N.__annotate_func__) || dictFindName(dict, N.__annotate__);
  if (slot === 0) setNone(out);
  else copyValue(slot, out);
}

function type_getAnnotations(self: Slot, out: Slot): void {
  const type = selfType(self);
  if ((flagsOf(type) & TF_HEAP) === 0)
    throw raise(T.AttributeError, `type object '${typeName(type)}' has no attribute '__annotations__'`);
  const dict = I32[(type + TYPE_DICT) >> 2];
  const cached = dictFindName(dict, intern("__annotations_cache__")) || dictFindName(dict, N.__annotations__);
  if (cached !== 0) {
    copyValue(cached, out);
    return;
  }
  const temps = pushTemps(3);
  setRef(temps + 16, type);
  type_getAnnotate(self, temps);
  if (isNone(temps)) setRef(temps + 8, newDict());
  else {
    I32[(temps + 16) >> 2] = 1; // annotationlib.Format.VALUE
    I32[(temps + 20) >> 2] = -1;
    callValue(temps, temps + 16, 1, 0, temps + 8);
    if (!isInstance(temps + 8, T.dict))
      throw raise(T.TypeError, `__annotate__ returned non-dict of type '${typeNameOf(temps + 8)}'`);
  }
  dictSetName(dict, intern("__annotations_cache__"), temps + 8);
  modifyType(type);
  copyValue(temps + 8, out);
}

function type_mro(args: Slot, out: Slot): void {
  const type = refAt(args);
  const bases = tupleToArray(I32[(type + TYPE_BASES) >> 2]);
  const order = type === T.object ? [type] : linearize(type, bases);
  const list = newList(order.length);
  const temp = pushTemp();
  for (const one of order) {
    setRef(temp, one);
    list_append(list, temp);
  }
  setRef(out, list);
}

function type_subclasses(args: Slot, out: Slot): void {
  const list = newList(0);
  const temp = pushTemp();
  for (const one of typeHost(refAt(args)).subclasses) {
    setRef(temp, one);
    list_append(list, temp);
  }
  setRef(out, list);
}

/** Assigns `__bases__`: the layout must stay. */
function type_setBases(self: Slot, value: Slot): void {
  const type = selfType(self);
  checkMutable(type, "__bases__");
  if (isUnbound(value) || !isInstance(value, T.tuple) || tupleLength(refAt(value)) === 0)
    throw raise(T.TypeError, `can only assign non-empty tuple to ${typeName(type)}.__bases__, not ()`);
  const bases = tupleToArray(refAt(value));
  for (const base of bases)
    if (isSubtype(base, type)) throw raise(T.TypeError, "a __bases__ item causes an inheritance cycle");
  const base = bestBase(bases);
  const old = I32[(type + TYPE_BASE) >> 2];
  if (typeHost(base).solid !== typeHost(old).solid) {
    const what =
      I32[(base + TYPE_KIND) >> 2] === I32[(old + TYPE_KIND) >> 2] ? "object layout" : "deallocator";
    throw raise(
      T.TypeError,
      `__bases__ assignment: '${typeName(base)}' ${what} differs from '${typeName(old)}'`,
    );
  }
  const order = linearize(type, bases);
  for (const old of tupleToArray(I32[(type + TYPE_BASES) >> 2])) typeHost(old).subclasses.delete(type);
  I32[(type + TYPE_BASE) >> 2] = base;
  I32[(type + TYPE_BASES) >> 2] = refAt(value);
  setWord(type + TYPE_MRO, newTupleOf(...order));
  for (const one of bases) typeHost(one).subclasses.add(type);
  relinkSubclasses(type);
  modifyType(type);
}

function relinkSubclasses(type: Address): void {
  for (const subclass of typeHost(type).subclasses) {
    setWord(
      subclass + TYPE_MRO,
      newTupleOf(...linearize(subclass, tupleToArray(I32[(subclass + TYPE_BASES) >> 2]))),
    );
    relinkSubclasses(subclass);
  }
}

/** Names that `dir` of a class shows: its own and its bases'. Adds them to a dict. */
export function collectTypeNames(type: Address, names: Address): void {
  const mro = I32[(type + TYPE_MRO) >> 2];
  const none = pushTemp();
  setNone(none);
  for (let i = tupleLength(mro) - 1; i >= 0; i--) {
    const dict = I32[(refAt(tupleItem(mro, i)) + TYPE_DICT) >> 2];
    for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1))
      dictSet(names, dictKeyAt(dict, at), none);
  }
}

function type_dir(args: Slot, out: Slot): void {
  const names = newDict();
  setRef(pushTemp(), names);
  collectTypeNames(refAt(args), names);
  setRef(out, keysToList(names));
}

/** A list of a dict's keys. */
export function keysToList(dict: Address): Address {
  const list = newList(dictLength(dict));
  for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1))
    list_append(list, dictKeyAt(dict, at));
  return list;
}

/** `type.__subclasscheck__`, also on behalf of unions and generic aliases. */
function type_subclasscheck(args: Slot, out: Slot): void {
  setBool(out, typeHasSubclass(args + 8, refAt(args)));
}

export function defineTypeType(): void {
  defineType(T.type, {
    kind: KIND_TYPE,
    size: 128,
    flags: TF_BASE | TF_TYPE,
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    methods: {
      __new__: ["(metatype, /, *args, **kwds)", type_new],
      __init__: ["(self, /, *args, **kwds)", type_init],
      __call__: ["(self, /, *args, **kwds)", type_call],
      __repr__: ["(self, /)", (args, out) => setRef(out, newString(typeReprText(refAt(args))))],
      __or__: ["(self, value, /)", (args, out) => newUnion(args, args + 8, out)],
      __ror__: ["(self, value, /)", (args, out) => newUnion(args + 8, args, out)],
      mro: ["(self, /)", type_mro],
      __subclasses__: ["(self, /)", type_subclasses],
      __instancecheck__: [
        "(self, instance, /)",
        (args, out) => setBool(out, typeHasInstance(args + 8, refAt(args))),
      ],
      __subclasscheck__: ["(self, subclass, /)", type_subclasscheck],
      __dir__: ["(self, /)", type_dir],
      __sizeof__: [
        "(self, /)",
        (_args, out) => {
          I32[out >> 2] = 128 + 8 * 40;
          I32[(out >> 2) + 1] = -1;
        },
      ],
      __getattribute__: [
        "(self, name, /)",
        (args, out) => {
          const name = attributeName(args + 8);
          if (!findTypeAttribute(args, name, out)) throw raiseAttributeError(args, name);
        },
      ],
      __setattr__: [
        "(self, name, value, /)",
        (args) => setTypeAttribute(args, attributeName(args + 8), args + 16),
      ],
      __delattr__: ["(self, name, /)", (args) => deleteTypeAttribute(args, attributeName(args + 8))],
    },
    classMethods: {
      __prepare__: ["(cls, /, *args, **kwds)", (_args, out) => setRef(out, newDict())],
    },
    getset: {
      __name__: [type_getName, type_setName],
      __qualname__: [
        (self, out) => setRef(out, I32[(selfType(self) + TYPE_QUALNAME) >> 2]),
        type_setQualname,
      ],
      __module__: [type_getModule, (self, value) => storeOwn(self, N.__module__, value)],
      __bases__: [(self, out) => setRef(out, I32[(selfType(self) + TYPE_BASES) >> 2]), type_setBases],
      __base__: [
        (self, out) => {
          const base = I32[(selfType(self) + TYPE_BASE) >> 2];
          if (base === 0) setNone(out);
          else setRef(out, base);
        },
      ],
      __mro__: [(self, out) => setRef(out, I32[(selfType(self) + TYPE_MRO) >> 2])],
      __dict__: [(self, out) => setRef(out, newMappingProxy(I32[(selfType(self) + TYPE_DICT) >> 2]))],
      __doc__: [type_getDoc, (self, value) => storeOwn(self, N.__doc__, value)],
      __abstractmethods__: [
        (self, out) => {
          const slot = dictFindName(I32[(selfType(self) + TYPE_DICT) >> 2], N.__abstractmethods__);
          if (slot === 0 || selfType(self) === T.type) throw raise(T.AttributeError, "__abstractmethods__");
          copyValue(slot, out);
        },
        type_setAbstractMethods,
      ],
      __annotations__: [
        type_getAnnotations,
        (self, value) => storeOwn(self, intern("__annotations_cache__"), value),
      ],
      __annotate__: [type_getAnnotate, (self, value) => storeOwn(self, N.__annotate_func__, value)],
      __type_params__: [
        (self, out) => {
          const slot = dictFindName(I32[(selfType(self) + TYPE_DICT) >> 2], N.__type_params__);
          if (slot === 0) setRef(out, newTuple(0));
          else copyValue(slot, out);
        },
        (self, value) => storeOwn(self, N.__type_params__, value),
      ],
      __flags__: [
        (self, out) => {
          I32[out >> 2] = flagsOf(selfType(self));
          I32[(out >> 2) + 1] = -1;
        },
      ],
      __basicsize__: [
        (self, out) => {
          I32[out >> 2] = I32[(selfType(self) + TYPE_SIZE) >> 2];
          I32[(out >> 2) + 1] = -1;
        },
      ],
    },
  });
}
