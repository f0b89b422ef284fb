/**
 * Types as tables: a built-in type is described by one call of `defineType`, at the end of its file.
 *
 * A row of `methods` is `[signature, native, doc]`, of `getset` `[getter, setter, doc]`. Dunders are rows like any
 * other, so that one lookup in the type's dict finds them; `null` as a row puts None there (`__hash__: null`).
 * `__new__` becomes a plain built-in that receives the class as its first argument; `__class_getitem__` and
 * `__init_subclass__` become class methods.
 *
 * What must hold
 *   - a type is defined after its base (boot.ts keeps the order), and once;
 *   - TYPE_NAME of a built-in type is its full name in messages ("types.SimpleNamespace"); `__name__` is what follows
 *     the last dot;
 *   - each type has a host record (`typeHost`), found by TYPE_HOST.
 */
import { assert } from "../base/assert.ts";
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  KIND_FIXED,
  KIND_HOST,
  KIND_INSTANCE,
  NATIVE_HOST,
  NATIVE_INTRINSIC,
  NATIVE_NAME,
  NATIVE_OWNER,
  NATIVE_SELF,
  NATIVE_SIZE,
  OBJ_GC,
  OBJ_TYPE,
  type Slot,
  STATIC_TYPES,
  type StaticTypeName,
  T,
  TF_BYTES,
  TF_DICT,
  TF_EXCEPTION,
  TF_FLOAT,
  TF_INT,
  TF_LIST,
  TF_SET,
  TF_STR,
  TF_TUPLE,
  TF_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASE,
  TYPE_BASES,
  TYPE_BYTES,
  TYPE_DICT,
  TYPE_DICT_OFFSET,
  TYPE_FLAGS,
  TYPE_HOST,
  TYPE_KIND,
  TYPE_MODULE,
  TYPE_MRO,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_REFS,
  TYPE_SIZE,
  TYPE_VALUES,
  TYPE_VERSION,
  WRAPPED_DICT,
  WRAPPED_VALUE,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { setRootShape } from "../heap/shapes.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import { refAt, setInt, setNone, setRef, setUnbound } from "../heap/values.ts";
import { intrinsicOf } from "../runtime/intrinsics.ts";
import { addNative, type Native } from "../runtime/native.ts";
import { markTemps, pushTemp, releaseTemps } from "../runtime/state.ts";
import { dictSetName, newDict } from "./dict.ts";
import { newTuple } from "./tuple.ts";

/** `self` is a slot; the result goes to `out`. (A native whose only parameter is self will do.) */
export type Getter = Native;
/** `value` is unbound when the attribute is deleted. */
export type Setter = (self: Slot, value: Slot) => void;
export type MethodRow = readonly [signature: string, call: Native, doc?: string] | null;
export type GetSetRow = readonly [get: Getter, set?: Setter | null, doc?: string];

export interface TypeDefinition {
  /** As messages show it; the name of the static type by default. */
  readonly name?: string;
  /** `object` by default. */
  readonly base?: Address;
  /** KIND_FIXED below `object`, else the base's. */
  readonly kind?: number;
  /** Bytes of the fixed part; the base's by default. */
  readonly size?: number;
  /** TF_… besides the inherited ones. TF_BASE must be given where subclasses are allowed. */
  readonly flags?: number;
  /** First value slot and how many; the base's by default. */
  readonly values?: readonly [start: number, count: number];
  /** Offsets of the words that hold addresses; the base's by default. */
  readonly refs?: readonly number[];
  /** Offset of the word that holds the `__dict__`; the base's by default, 0: none. */
  readonly dictOffset?: number;
  readonly doc?: string;
  readonly module?: string;
  readonly methods?: Readonly<Record<string, MethodRow>>;
  readonly classMethods?: Readonly<Record<string, MethodRow>>;
  readonly staticMethods?: Readonly<Record<string, MethodRow>>;
  readonly getset?: Readonly<Record<string, GetSetRow>>;
  /** Plain values of the type's dict, written to `out`. */
  readonly constants?: Readonly<Record<string, (out: Slot) => void>>;
}

/** What the host side keeps about a type. */
export interface TypeHost {
  readonly type: Address;
  /** Direct subclasses, in order of creation. */
  readonly subclasses: Set<Address>;
  /** The nearest type in the chain of bases that adds to the layout (itself for most built-in types). */
  solid: Address;
  /** Names that its own `__slots__` reserves, mangled, in order; null for a class without `__slots__`. */
  slots: readonly string[] | null;
  doc: string | null;
}

let hosts: TypeHost[] = [];
let setters: Setter[] = [];
let nextVersion = 1;

/** Forgets all types. `createStaticTypes` must follow. */
export function resetTypes(): void {
  hosts = [];
  setters = [];
  nextVersion = 1;
}

export const typeHost = (type: Address): TypeHost => hosts[I32[(type + TYPE_HOST) >> 2]] as TypeHost;
/** Every type there is. Types live for ever: a class that is gone from the program keeps its record. */
export const allTypes = (): readonly TypeHost[] => hosts;
/** A version tag that no type has had. */
export const freshTypeVersion = (): number => nextVersion++;
/** The setter of a getset descriptor, by the int in its NATIVE_SELF. */
export const setterByIndex = (index: number): Setter => setters[index] as Setter;

const INHERITED_FLAGS =
  TF_INT | TF_LIST | TF_TUPLE | TF_STR | TF_DICT | TF_EXCEPTION | TF_TYPE | TF_BYTES | TF_FLOAT | TF_SET;

/** Dunders that are slots of the type: shown as "slot wrapper". */
// biome-ignore format: a word list
const SLOT_NAMES = new Set(["__repr__", "__str__", "__hash__", "__call__", "__getattribute__", "__setattr__",
  "__delattr__", "__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__", "__iter__", "__next__", "__get__",
  "__set__", "__delete__", "__init__", "__len__", "__setitem__", "__delitem__", "__getitem__", "__contains__",
  "__bool__", "__int__", "__float__", "__index__", "__neg__", "__pos__", "__abs__", "__invert__", "__del__",
  "__await__", "__aiter__", "__anext__"]);
const BINARY_NAMES = [
  "add",
  "sub",
  "mul",
  "matmul",
  "truediv",
  "floordiv",
  "mod",
  "divmod",
  "pow",
  "lshift",
  "rshift",
  "and",
  "xor",
  "or",
];
for (const name of BINARY_NAMES) for (const prefix of ["", "r", "i"]) SLOT_NAMES.add(`__${prefix}${name}__`);

function clearType(type: Address, metatype: Address): void {
  for (let word = 0; word < TYPE_BYTES >> 2; word++) I32[(type >> 2) + word] = 0;
  I32[(type + OBJ_TYPE) >> 2] = metatype;
  I32[(type + OBJ_GC) >> 2] = 0;
}

/** Registers a host record and gives the type its first version. */
export function addTypeHost(type: Address): TypeHost {
  const host: TypeHost = { type, subclasses: new Set(), solid: type, slots: null, doc: null };
  I32[(type + TYPE_HOST) >> 2] = hosts.length;
  hosts.push(host);
  I32[(type + TYPE_VERSION) >> 2] = freshTypeVersion();
  return host;
}

/** Memory of a type with every field zero but the header. */
export function allocateType(metatype: Address): Address {
  const type = allocateObject(metatype, TYPE_BYTES);
  clearType(type, metatype);
  return type;
}

/** Names all static types and gives each an empty dict, so that the tables may mention one another in any order. */
export function createStaticTypes(): void {
  for (const name of STATIC_TYPES) {
    const type = T[name];
    clearType(type, T.type);
    setWord(type + TYPE_NAME, intern(name));
    addTypeHost(type);
  }
  for (const name of STATIC_TYPES) {
    const type = T[name];
    setWord(type + TYPE_QUALNAME, intern(name.slice(name.lastIndexOf(".") + 1)));
    setUnbound(type + TYPE_MODULE);
    setWord(type + TYPE_DICT, newDict());
    I32[(type + TYPE_BASE) >> 2] = type === T.object ? 0 : T.object;
    linkBases(type, type === T.object ? 0 : T.object);
  }
}

/** Sets the bases and the method resolution order of a built-in type, which has one base or none. */
function linkBases(type: Address, base: Address): void {
  const bases = newTuple(base === 0 ? 0 : 1);
  if (base !== 0) setRef(bases + TUPLE_ITEMS, base);
  const above = base === 0 ? 0 : I32[(base + TYPE_MRO) >> 2];
  const count = above === 0 ? 0 : I32[(above + TUPLE_LENGTH) >> 2];
  const mro = newTuple(count + 1);
  setRef(mro + TUPLE_ITEMS, type);
  for (let i = 0; i < count; i++) setRef(mro + TUPLE_ITEMS + 8 * (i + 1), refAt(above + TUPLE_ITEMS + 8 * i));
  I32[(type + TYPE_BASE) >> 2] = base;
  I32[(type + TYPE_BASES) >> 2] = bases;
  I32[(type + TYPE_MRO) >> 2] = mro;
}

/**
 * A descriptor or function object for a native. `owner` is the type whose instances it takes as self, or 0; `intrinsic` is the
 * kernel's number for it, or 0.
 */
export function newNativeObject(
  type: Address,
  index: number,
  name: string,
  owner: Address,
  intrinsic = 0,
): Address {
  const object = allocateObject(type, NATIVE_SIZE);
  I32[(object + NATIVE_HOST) >> 2] = index;
  setWord(object + NATIVE_NAME, intern(name));
  setUnbound(object + NATIVE_SELF);
  I32[(object + NATIVE_OWNER) >> 2] = owner;
  I32[(object + NATIVE_INTRINSIC) >> 2] = intrinsic;
  return object;
}

/** A built-in function such as `len`; `qualname` is what messages call it. */
export function newBuiltin(
  qualname: string,
  signature: string,
  call: Native,
  doc: string | null = null,
): Address {
  const native = addNative(qualname, signature, call, doc);
  const { index, name } = native;
  return newNativeObject(T.builtin_function_or_method, index, name, 0, intrinsicOf(qualname));
}

/** Fills in a static type. Contract: see TypeDefinition. */
export function defineType(type: Address, definition: TypeDefinition): void {
  const index = (type - T.object) / TYPE_BYTES;
  completeType(type, definition, definition.name ?? (STATIC_TYPES[index] as StaticTypeName));
}

/** A new built-in type, not at a fixed address (for native modules): `makeType("collections.deque", { … })`. */
export function makeType(name: string, definition: TypeDefinition): Address {
  const type = allocateType(T.type);
  addTypeHost(type);
  setUnbound(type + TYPE_MODULE);
  setWord(type + TYPE_DICT, newDict());
  completeType(type, definition, name);
  return type;
}

function completeType(type: Address, definition: TypeDefinition, name: string): void {
  const base = type === T.object ? 0 : (definition.base ?? T.object);
  const host = typeHost(type);
  setWord(type + TYPE_NAME, intern(name));
  const shortName = name.slice(name.lastIndexOf(".") + 1);
  setWord(type + TYPE_QUALNAME, intern(shortName));
  linkBases(type, base);
  if (base !== 0) {
    assert(I32[(base + TYPE_SIZE) >> 2] !== 0, "base defined after its subclass", name);
    typeHost(base).subclasses.add(type);
  }
  const inherited = base === 0 ? 0 : I32[(base + TYPE_FLAGS) >> 2] & INHERITED_FLAGS;
  const fresh = base === 0 || base === T.object;
  I32[(type + TYPE_FLAGS) >> 2] = inherited | (definition.flags ?? 0);
  I32[(type + TYPE_KIND) >> 2] = definition.kind ?? (fresh ? KIND_FIXED : I32[(base + TYPE_KIND) >> 2]);
  const size = definition.size ?? (fresh ? 16 : I32[(base + TYPE_SIZE) >> 2]);
  I32[(type + TYPE_SIZE) >> 2] = size;
  if (definition.values !== undefined)
    I32[(type + TYPE_VALUES) >> 2] = definition.values[0] | (definition.values[1] << 16);
  else if (!fresh) I32[(type + TYPE_VALUES) >> 2] = I32[(base + TYPE_VALUES) >> 2];
  if (definition.refs !== undefined) {
    let bits = 0;
    for (const offset of definition.refs) bits |= 1 << (offset >> 2);
    I32[(type + TYPE_REFS) >> 2] = bits;
  } else if (!fresh) I32[(type + TYPE_REFS) >> 2] = I32[(base + TYPE_REFS) >> 2];
  // The kinds with a word for it have a `__dict__` in subclasses only (`newType` says so), never in the type itself.
  const kept = [KIND_FIXED, KIND_INSTANCE, KIND_HOST].includes(I32[(type + TYPE_KIND) >> 2]);
  const inheritedOffset = fresh ? 0 : I32[(base + TYPE_DICT_OFFSET) >> 2];
  I32[(type + TYPE_DICT_OFFSET) >> 2] = kept ? (definition.dictOffset ?? inheritedOffset) : 0;
  if (I32[(type + TYPE_KIND) >> 2] === KIND_INSTANCE) setRootShape(type, 0, 0);
  // A subclass of the same layout may share bases with its siblings: what matters is who added fields.
  const sameLayout = !fresh && size === I32[(base + TYPE_SIZE) >> 2] && definition.values === undefined;
  host.solid = sameLayout ? typeHost(base).solid : type;
  host.doc = definition.doc ?? null;
  fillTypeDict(type, definition, shortName);
  I32[(type + TYPE_VERSION) >> 2] = freshTypeVersion();
}

function fillTypeDict(type: Address, definition: TypeDefinition, shortName: string): void {
  const dict = I32[(type + TYPE_DICT) >> 2];
  const mark = markTemps();
  const slot = pushTemp();
  const store = (name: string, object: Address): void => {
    setRef(slot, object);
    dictSetName(dict, intern(name), slot);
  };
  for (const [name, row] of Object.entries(definition.methods ?? {})) {
    if (row === null) {
      setNone(slot);
      dictSetName(dict, intern(name), slot);
      continue;
    }
    const native = addNative(`${shortName}.${name}`, row[0], row[1], row[2] ?? null);
    const kind =
      name === "__new__"
        ? T.builtin_function_or_method
        : name === "__class_getitem__" || name === "__init_subclass__" || name === "__subclasshook__"
          ? T.classmethod_descriptor
          : SLOT_NAMES.has(name)
            ? T.wrapper_descriptor
            : T.method_descriptor;
    store(name, newNativeObject(kind, native.index, name, type, intrinsicOf(native.qualname)));
  }
  for (const [name, row] of Object.entries(definition.classMethods ?? {})) {
    if (row === null) continue;
    const native = addNative(`${shortName}.${name}`, row[0], row[1], row[2] ?? null);
    store(name, newNativeObject(T.classmethod_descriptor, native.index, name, type));
  }
  for (const [name, row] of Object.entries(definition.staticMethods ?? {})) {
    if (row === null) continue;
    const wrapped = allocateObject(T.staticmethod, WRAPPED_DICT + 8);
    setRef(wrapped + WRAPPED_VALUE, newBuiltin(`${shortName}.${name}`, row[0], row[1], row[2] ?? null));
    I32[(wrapped + WRAPPED_DICT) >> 2] = I32[(wrapped + WRAPPED_DICT + 4) >> 2] = 0;
    store(name, wrapped);
  }
  for (const [name, [get, set, doc]] of Object.entries(definition.getset ?? {}))
    store(name, newGetSet(type, name, get, set ?? null, doc ?? null));
  for (const [name, write] of Object.entries(definition.constants ?? {})) {
    write(slot);
    dictSetName(dict, intern(name), slot);
  }
  if (definition.getset?.["__doc__"] !== undefined) {
    // The instances' own doc is an attribute; the type's is told by its host record.
  } else if (definition.doc === undefined) {
    setNone(slot);
    dictSetName(dict, intern("__doc__"), slot);
  } else store("__doc__", newString(definition.doc));
  if (definition.module !== undefined) store("__module__", intern(definition.module));
  releaseTemps(mark);
}

/** A getset descriptor of `type`. */
export function newGetSet(
  type: Address,
  name: string,
  get: Getter,
  set: Setter | null,
  doc: string | null,
): Address {
  const shortName = jsString(I32[(type + TYPE_QUALNAME) >> 2]);
  const native = addNative(`${shortName}.${name}`, "(self, /)", get, doc);
  const descriptor = newNativeObject(T.getset_descriptor, native.index, name, type);
  if (set !== null) {
    setInt(descriptor + NATIVE_SELF, setters.length);
    setters.push(set);
  }
  return descriptor;
}
