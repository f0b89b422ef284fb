/**
 * super: lookup that starts after a class in the MRO of another.
 *
 * `super().name` is compiled to LOAD_SUPER_ATTR, which makes no object: it calls `getSuperAttribute` or
 * `loadSuperMethod` here. A super object made by hand goes the same way.
 */
import {
  type Address,
  CELL_VALUE,
  FRAME_CODE,
  FRAME_HEADER,
  type Slot,
  STATE_FRAME,
  SUPER_SELF,
  SUPER_SELF_TYPE,
  SUPER_TYPE,
  T,
  TF_BASE,
  TYPE_DICT,
  TYPE_MRO,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isNone,
  isRef,
  isUnbound,
  refAt,
  setNone,
  setRef,
  setUnbound,
  typeOf,
} from "../heap/values.ts";
import { attributeName, bindDescriptor, findAttribute, getAttributeGeneric } from "../runtime/attributes.ts";
import { codeHost } from "../runtime/codes.ts";
import { N } from "../runtime/names.ts";
import { raise, raiseAttributeErrorText } from "../runtime/raise.ts";
import { pushTemp } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { defineType } from "./define.ts";
import { dictFindName } from "./dict.ts";
import { tupleItem, tupleLength } from "./tuple.ts";
import { isSubtype, isType, typeName, typeNameOf } from "./type.ts";

/** The value that the classes after `type` in the MRO of `start` have under `name`: a slot, or 0. */
function findAfter(start: Address, type: Address, name: Address): Slot {
  const mro = I32[(start + TYPE_MRO) >> 2];
  const count = tupleLength(mro);
  let i = 0;
  while (i < count && refAt(tupleItem(mro, i)) !== type) i++;
  for (i++; i < count; i++) {
    const slot = dictFindName(I32[(refAt(tupleItem(mro, i)) + TYPE_DICT) >> 2], name);
    if (slot !== 0) return slot;
  }
  return 0;
}

/**
 * The class whose MRO `super(type, self)` walks: that of `self`, or `self` when it is a subclass of `type`. Raises
 * TypeError when `self` is neither.
 */
function startType(type: Address, self: Slot): Address {
  if (isType(self) && isSubtype(refAt(self), type)) return refAt(self);
  if (isSubtype(typeOf(self), type)) return typeOf(self);
  const claimed = pushTemp();
  if (findAttribute(self, N.__class__, claimed) && isType(claimed) && isSubtype(refAt(claimed), type))
    return refAt(claimed);
  throw raise(
    T.TypeError,
    `super(type, obj): obj (${isType(self) ? "type" : "instance of"} ${isType(self) ? typeName(refAt(self)) : typeNameOf(self)}) is not an instance or subtype of type (${typeName(type)}).`,
  );
}

/** Whether `self` stands for a class here, so that methods found are not bound to it. */
const isClassLookup = (start: Address, self: Slot): boolean => isRef(self) && refAt(self) === start;

/** `super(type, self).name`. Raises AttributeError. */
export function getSuperAttribute(type: Address, self: Slot, name: Address, out: Slot): void {
  const start = startType(type, self);
  if (name === N.__class__) {
    setRef(out, T.super);
    return;
  }
  const found = findAfter(start, type, name);
  if (found === 0)
    throw raiseAttributeErrorText(self, name, `'super' object has no attribute '${jsString(name)}'`);
  bindDescriptor(found, isClassLookup(start, self) ? 0 : self, start, out);
}

/** As `loadMethod`, for `super(type, self).name(…)`. `outFunc` and `outSelf` may not be the slot of `self`. */
export function loadSuperMethod(
  type: Address,
  self: Slot,
  name: Address,
  outFunc: Slot,
  outSelf: Slot,
): void {
  const start = startType(type, self);
  const found = name === N.__class__ ? 0 : findAfter(start, type, name);
  if (found !== 0 && !isClassLookup(start, self)) {
    const kind = typeOf(found);
    if (kind === T.function || kind === T.method_descriptor || kind === T.wrapper_descriptor) {
      copyValue(self, outSelf);
      copyValue(found, outFunc);
      return;
    }
  }
  getSuperAttribute(type, self, name, outFunc);
  setUnbound(outSelf);
}

/** Attribute of a super object: what the classes above have, else the object's own. Returns whether it is there. */
export function findSuperAttribute(object: Slot, name: Address, out: Slot): boolean {
  const self = refAt(object);
  const start = I32[(self + SUPER_SELF_TYPE) >> 2];
  if (start !== 0 && name !== N.__class__) {
    const bound = self + SUPER_SELF;
    const found = findAfter(start, I32[(self + SUPER_TYPE) >> 2], name);
    if (found !== 0) {
      bindDescriptor(found, isClassLookup(start, bound) ? 0 : bound, start, out);
      return true;
    }
  }
  // Its own attributes: __thisclass__, __self__, ….
  const own = lookupOwn(name);
  if (own === 0) return false;
  bindDescriptor(own, object, typeOf(object), out);
  return true;
}

const lookupOwn = (name: Address): Slot =>
  dictFindName(I32[(T.super + TYPE_DICT) >> 2], name) || dictFindName(I32[(T.object + TYPE_DICT) >> 2], name);

/** `super()` in a method: the class from the `__class__` cell and the first argument, found in the calling frame. */
function fillFromFrame(self: Address): void {
  const frame = I32[STATE_FRAME >> 2];
  if (frame === 0) throw raise(T.RuntimeError, "super(): no current frame");
  const code = codeHost(I32[(frame + FRAME_CODE) >> 2]).object;
  if (code.argcount === 0) throw raise(T.RuntimeError, "super(): no arguments");
  let first = frame + FRAME_HEADER;
  if (isExactly(first, T.cell)) first = refAt(first) + CELL_VALUE;
  if (isUnbound(first)) throw raise(T.RuntimeError, "super(): arg[0] deleted");
  const at = code.localsplusnames.lastIndexOf("__class__");
  if (at < 0) throw raise(T.RuntimeError, "super(): __class__ cell not found");
  const cell = frame + FRAME_HEADER + 8 * at;
  if (!isExactly(cell, T.cell) || isUnbound(refAt(cell) + CELL_VALUE))
    throw raise(T.RuntimeError, "super(): empty __class__ cell");
  const type = refAt(cell) + CELL_VALUE;
  if (!isType(type)) throw raise(T.RuntimeError, `super(): __class__ is not a type (${typeNameOf(type)})`);
  I32[(self + SUPER_TYPE) >> 2] = refAt(type);
  bindTo(self, first);
}

function bindTo(self: Address, object: Slot): void {
  setWord(self + SUPER_SELF_TYPE, startType(I32[(self + SUPER_TYPE) >> 2], object));
  copyValue(object, self + SUPER_SELF);
}

function super_init(args: Slot): void {
  const self = refAt(args);
  if (isUnbound(args + 8)) {
    fillFromFrame(self);
    return;
  }
  if (!isType(args + 8))
    throw raise(T.TypeError, `super() argument 1 must be a type, not ${typeNameOf(args + 8)}`);
  I32[(self + SUPER_TYPE) >> 2] = refAt(args + 8);
  if (!isUnbound(args + 16) && !isNone(args + 16)) bindTo(self, args + 16);
}

function super_get(args: Slot, out: Slot): void {
  const self = refAt(args);
  if (isNone(args + 8) || I32[(self + SUPER_SELF_TYPE) >> 2] !== 0) {
    copyValue(args, out);
    return;
  }
  const bound = allocateOf(typeOf(args));
  I32[(bound + SUPER_TYPE) >> 2] = I32[(self + SUPER_TYPE) >> 2];
  bindTo(bound, args + 8);
  setRef(out, bound);
}

function super_repr(args: Slot, out: Slot): void {
  const self = refAt(args);
  const type = typeName(I32[(self + SUPER_TYPE) >> 2]);
  const start = I32[(self + SUPER_SELF_TYPE) >> 2];
  setRef(
    out,
    newString(`<super: <class '${type}'>, ${start === 0 ? "NULL" : `<${typeName(start)} object>`}>`),
  );
}

const refOrNone = (address: Address, out: Slot): void =>
  address === 0 ? setNone(out) : setRef(out, address);

export function defineSuperType(): void {
  defineType(T.super, {
    size: SUPER_SELF + 8,
    flags: TF_BASE,
    values: [SUPER_SELF, 1],
    refs: [SUPER_TYPE, SUPER_SELF_TYPE],
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", (args, out) => setRef(out, allocateOf(refAt(args)))],
      __init__: ["(self, type=0, object_or_type=0, /)", super_init],
      __get__: ["(self, instance, owner=None, /)", super_get],
      __repr__: ["(self, /)", super_repr],
      __getattribute__: [
        "(self, name, /)",
        (args, out) => {
          const name = attributeName(args + 8);
          if (!findSuperAttribute(args, name, out)) getAttributeGeneric(args, name, out);
        },
      ],
    },
    getset: {
      __thisclass__: [(self, out) => refOrNone(I32[(refAt(self) + SUPER_TYPE) >> 2], out)],
      __self_class__: [(self, out) => refOrNone(I32[(refAt(self) + SUPER_SELF_TYPE) >> 2], out)],
      __self__: [
        (self, out) => {
          if (I32[(refAt(self) + SUPER_SELF_TYPE) >> 2] === 0) setNone(out);
          else copyValue(refAt(self) + SUPER_SELF, out);
        },
      ],
    },
  });
}
