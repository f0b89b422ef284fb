/**
 * property, classmethod, staticmethod, and the descriptors that built-in types keep in their dicts: method descriptors,
 * slot wrappers, getset and member descriptors.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  NATIVE_HOST,
  NATIVE_NAME,
  NATIVE_OWNER,
  NATIVE_SELF,
  NATIVE_SIZE,
  PROPERTY_DELETE,
  PROPERTY_DOC,
  PROPERTY_GET,
  PROPERTY_NAME,
  PROPERTY_SET,
  type Slot,
  T,
  TF_BASE,
  TYPE_QUALNAME,
  WRAPPED_DICT,
  WRAPPED_VALUE,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
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
import { bindDescriptor, findAttribute, setGetSet } from "../runtime/attributes.ts";
import { callValue, callWithDict } from "../runtime/call.ts";
import { isTrue } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { N } from "../runtime/names.ts";
import { type Native, nativeOf } from "../runtime/native.ts";
import { raise } from "../runtime/raise.ts";
import { pushTemp, pushTemps } from "../runtime/state.ts";
import { allocateOf } from "./allocate_of.ts";
import { defineType, type GetSetRow, type MethodRow } from "./define.ts";
import { object_getDict, object_setDict } from "./object.ts";
import { isSubtype, typeName, typeNameOf } from "./type.ts";

/** A staticmethod or classmethod (`wrapper` is the type) around the value in `func`. */
export function newWrapped(wrapper: Address, func: Slot): Address {
  const wrapped = allocateObject(wrapper, WRAPPED_DICT + 8);
  copyValue(func, wrapped + WRAPPED_VALUE);
  I32[(wrapped + WRAPPED_DICT) >> 2] = 0;
  I32[(wrapped + WRAPPED_DICT + 4) >> 2] = 0;
  return wrapped;
}

// ---- property ------------------------------------------------------------------------------------------------------

const noneIfUnbound = (slot: Slot, out: Slot): void =>
  isUnbound(slot) ? setNone(out) : copyValue(slot, out);

function property_init(args: Slot): void {
  const self = refAt(args);
  const set = (offset: number, from: Slot): void =>
    isUnbound(from) || isNone(from) ? setNone(self + offset) : copyValue(from, self + offset);
  set(PROPERTY_GET, args + 8);
  set(PROPERTY_SET, args + 16);
  set(PROPERTY_DELETE, args + 24);
  set(PROPERTY_DOC, args + 32);
  setNone(self + PROPERTY_NAME);
  if (isNone(self + PROPERTY_DOC) && isRef(self + PROPERTY_GET)) {
    const doc = pushTemp();
    if (findAttribute(args + 8, N.__doc__, doc)) copyValue(doc, self + PROPERTY_DOC);
  }
}

/** `property.getter`, `setter`, `deleter`: a copy with one function replaced, of the same class. */
const replaceFunction =
  (offset: number): Native =>
  (args, out) => {
    const self = refAt(args);
    const temps = pushTemps(6);
    copyValue(self + PROPERTY_GET, temps + 8);
    copyValue(self + PROPERTY_SET, temps + 16);
    copyValue(self + PROPERTY_DELETE, temps + 24);
    copyValue(args + 8, temps + offset);
    const given = self + PROPERTY_DOC;
    const fromGetter = offset === PROPERTY_GET;
    if (fromGetter) setNone(temps + 32);
    else copyValue(given, temps + 32);
    setRef(temps, typeOf(args));
    const result = temps + 40;
    callValue(temps, temps + 8, 4, 0, result);
    copyValue(self + PROPERTY_NAME, refAt(result) + PROPERTY_NAME);
    copyValue(result, out);
  };

function property_get(args: Slot, out: Slot): void {
  if (isNone(args + 8)) copyValue(args, out);
  else bindDescriptorOf(args, args + 8, out);
}

function bindDescriptorOf(descriptor: Slot, object: Slot, out: Slot): void {
  const getter = refAt(descriptor) + PROPERTY_GET;
  if (!isRef(getter))
    throw raise(
      T.AttributeError,
      `${propertyName(descriptor)} of '${typeNameOf(object)}' object has no getter`,
    );
  callValue(getter, object, 1, 0, out);
}

const propertyName = (descriptor: Slot): string => {
  const name = refAt(descriptor) + PROPERTY_NAME;
  return isRef(name) ? `property ${reprOf(name)}` : "property";
};

function property_set(args: Slot): void {
  const setter = refAt(args) + PROPERTY_SET;
  if (!isRef(setter))
    throw raise(T.AttributeError, `${propertyName(args)} of '${typeNameOf(args + 8)}' object has no setter`);
  callValue(setter, args + 8, 2, 0, pushTemp());
}

function property_delete(args: Slot): void {
  const deleter = refAt(args) + PROPERTY_DELETE;
  if (!isRef(deleter))
    throw raise(T.AttributeError, `${propertyName(args)} of '${typeNameOf(args + 8)}' object has no deleter`);
  callValue(deleter, args + 8, 1, 0, pushTemp());
}

function property_isAbstract(self: Slot, out: Slot): void {
  const temp = pushTemp();
  let abstract = false;
  for (const offset of [PROPERTY_GET, PROPERTY_SET, PROPERTY_DELETE]) {
    const func = refAt(self) + offset;
    if (isRef(func) && findAttribute(func, N.__isabstractmethod__, temp) && isTrue(temp)) abstract = true;
  }
  setBool(out, abstract);
}

const allocateInstanceOf: Native = (args, out) => setRef(out, allocateOf(refAt(args)));

function definePropertyType(): void {
  const part = (offset: number): GetSetRow => [(self, out) => noneIfUnbound(refAt(self) + offset, out)];
  defineType(T.property, {
    size: 48,
    flags: TF_BASE,
    values: [PROPERTY_GET, 5],
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", allocateInstanceOf],
      __init__: ["(self, fget=None, fset=None, fdel=None, doc=None)", property_init],
      __get__: ["(self, instance, owner=None, /)", property_get],
      __set__: ["(self, instance, value, /)", property_set],
      __delete__: ["(self, instance, /)", property_delete],
      __set_name__: ["(self, owner, name, /)", (args) => copyValue(args + 16, refAt(args) + PROPERTY_NAME)],
      getter: ["(self, fget, /)", replaceFunction(PROPERTY_GET)],
      setter: ["(self, fset, /)", replaceFunction(PROPERTY_SET)],
      deleter: ["(self, fdel, /)", replaceFunction(PROPERTY_DELETE)],
    },
    getset: {
      fget: part(PROPERTY_GET),
      fset: part(PROPERTY_SET),
      fdel: part(PROPERTY_DELETE),
      __doc__: [
        (self, out) => noneIfUnbound(refAt(self) + PROPERTY_DOC, out),
        (self, value) =>
          isUnbound(value)
            ? setNone(refAt(self) + PROPERTY_DOC)
            : copyValue(value, refAt(self) + PROPERTY_DOC),
      ],
      __name__: [
        (self, out) => {
          const name = refAt(self) + PROPERTY_NAME;
          if (isRef(name)) copyValue(name, out);
          else if (
            !isRef(refAt(self) + PROPERTY_GET) ||
            !findAttribute(refAt(self) + PROPERTY_GET, N.__name__, out)
          )
            throw raise(T.AttributeError, "'property' object has no attribute '__name__'");
        },
        (self, value) => copyValue(value, refAt(self) + PROPERTY_NAME),
      ],
      __isabstractmethod__: [property_isAbstract],
    },
  });
}

// ---- classmethod, staticmethod -------------------------------------------------------------------------------------

/** An attribute that shows the one of the wrapped function. */
const forward = (name: keyof typeof N): GetSetRow => [
  (self, out) => {
    if (!findAttribute(refAt(self) + WRAPPED_VALUE, N[name], out))
      throw raise(T.AttributeError, `'${typeNameOf(self)}' object has no attribute '${name}'`);
  },
];

function wrapped_isAbstract(self: Slot, out: Slot): void {
  const temp = pushTemp();
  setBool(out, findAttribute(refAt(self) + WRAPPED_VALUE, N.__isabstractmethod__, temp) && isTrue(temp));
}

function defineWrappedType(type: Address, get: Native, extra: Record<string, MethodRow>): void {
  defineType(type, {
    size: WRAPPED_DICT + 8,
    flags: TF_BASE,
    values: [WRAPPED_VALUE, 1],
    refs: [WRAPPED_DICT],
    dictOffset: WRAPPED_DICT,
    methods: {
      __new__: ["(cls, /, *args, **kwargs)", allocateInstanceOf],
      __init__: ["(self, function, /)", (args) => copyValue(args + 8, refAt(args) + WRAPPED_VALUE)],
      __get__: ["(self, instance, owner=None, /)", get],
      __repr__: [
        "(self, /)",
        (args, out) =>
          setRef(out, newString(`<${typeNameOf(args)}(${reprOf(refAt(args) + WRAPPED_VALUE)})>`)),
      ],
      ...extra,
    },
    getset: {
      __func__: [(self, out) => noneIfUnbound(refAt(self) + WRAPPED_VALUE, out)],
      __wrapped__: [(self, out) => noneIfUnbound(refAt(self) + WRAPPED_VALUE, out)],
      __isabstractmethod__: [wrapped_isAbstract],
      __dict__: [object_getDict, object_setDict],
      __name__: forward("__name__"),
      __qualname__: forward("__qualname__"),
      __module__: forward("__module__"),
      __doc__: forward("__doc__"),
      __annotations__: forward("__annotations__"),
    },
  });
}

function classmethod_get(args: Slot, out: Slot): void {
  const owner = isUnbound(args + 16) || isNone(args + 16) ? typeOf(args + 8) : refAt(args + 16);
  bindDescriptor(classmethodHolder(args), 0, owner, out);
}

/** A subclass of classmethod binds as classmethod does. */
function classmethodHolder(args: Slot): Slot {
  if (isExactly(args, T.classmethod)) return args;
  const temp = pushTemp();
  setRef(temp, newWrapped(T.classmethod, refAt(args) + WRAPPED_VALUE));
  return temp;
}

// ---- Descriptors of built-in types -----------------------------------------------------------------------------------

/** Checks that a descriptor of a built-in type is applied to an instance of that type. */
function checkApplies(descriptor: Slot, object: Slot): void {
  const owner = I32[(refAt(descriptor) + NATIVE_OWNER) >> 2];
  if (isSubtype(typeOf(object), owner)) return;
  throw raise(
    T.TypeError,
    `descriptor '${jsString(I32[(refAt(descriptor) + NATIVE_NAME) >> 2])}' for '${typeName(owner)}' objects doesn't apply to a '${typeNameOf(object)}' object`,
  );
}

function descriptor_get(args: Slot, out: Slot): void {
  if (isNone(args + 8) && !isUnbound(args + 16) && !isNone(args + 16)) {
    copyValue(args, out);
    return;
  }
  checkApplies(args, args + 8);
  bindDescriptor(args, args + 8, typeOf(args + 8), out);
}

const describe =
  (what: string, of: string): Native =>
  (args, out) => {
    const self = refAt(args);
    const name = jsString(I32[(self + NATIVE_NAME) >> 2]);
    setRef(out, newString(`<${what} '${name}' of '${typeName(I32[(self + NATIVE_OWNER) >> 2])}' ${of}>`));
  };

const nativeIn = (self: Slot) => nativeOf(refAt(self));

const descriptorGetSet: Record<string, GetSetRow> = {
  __name__: [(self, out) => setRef(out, I32[(refAt(self) + NATIVE_NAME) >> 2])],
  __qualname__: [
    (self, out) => {
      const owner = I32[(refAt(self) + NATIVE_OWNER) >> 2];
      const name = jsString(I32[(refAt(self) + NATIVE_NAME) >> 2]);
      setRef(out, newString(`${jsString(I32[(owner + TYPE_QUALNAME) >> 2])}.${name}`));
    },
  ],
  __objclass__: [(self, out) => setRef(out, I32[(refAt(self) + NATIVE_OWNER) >> 2])],
};

const docOfNative: GetSetRow = [
  (self, out) => {
    const { doc } = nativeIn(self);
    if (doc === null) setNone(out);
    else setRef(out, newString(doc));
  },
];
const signatureOfNative: GetSetRow = [
  (self, out) => setRef(out, newString(nativeIn(self).text.replace("(self", "($self"))),
];

/** Calling a descriptor object: the call machinery does it without this row, which is there for `__call__` by name. */
function descriptor_call(args: Slot, out: Slot, extra: number): void {
  const keywords = refAt(args + 8);
  callWithDict(args, args + 16, extra, keywords, out);
}

function defineNativeDescriptor(type: Address, what: string): void {
  defineType(type, {
    size: NATIVE_SIZE,
    values: [NATIVE_SELF, 1],
    refs: [NATIVE_NAME, NATIVE_OWNER],
    methods: {
      __get__: ["(self, instance, owner=None, /)", descriptor_get],
      __call__: ["(self, /, *args, **kwargs)", descriptor_call],
      __repr__: ["(self, /)", describe(what, "objects")],
    },
    getset: { ...descriptorGetSet, __doc__: docOfNative, __text_signature__: signatureOfNative },
  });
}

function classmethodDescriptor_get(args: Slot, out: Slot): void {
  const owner = isUnbound(args + 16) || isNone(args + 16) ? typeOf(args + 8) : refAt(args + 16);
  bindDescriptor(args, 0, owner, out);
}

function dataDescriptor_set(args: Slot): void {
  checkApplies(args, args + 8);
  setGetSet(refAt(args), args + 8, args + 16);
}

function dataDescriptor_delete(args: Slot): void {
  checkApplies(args, args + 8);
  setGetSet(refAt(args), args + 8, pushTemp());
}

function member_set(args: Slot): void {
  checkApplies(args, args + 8);
  const slot = refAt(args + 8) + 16 + 8 * I32[(refAt(args) + NATIVE_HOST) >> 2];
  copyValue(args + 16, slot);
}

function member_delete(args: Slot): void {
  const value = pushTemps(3);
  copyValue(args, value);
  copyValue(args + 8, value + 8);
  member_set(value);
}

function defineDataDescriptors(): void {
  const common = { size: NATIVE_SIZE, values: [NATIVE_SELF, 1] as const, refs: [NATIVE_NAME, NATIVE_OWNER] };
  defineType(T.getset_descriptor, {
    ...common,
    methods: {
      __get__: ["(self, instance, owner=None, /)", descriptor_get],
      __set__: ["(self, instance, value, /)", dataDescriptor_set],
      __delete__: ["(self, instance, /)", dataDescriptor_delete],
      __repr__: ["(self, /)", describe("attribute", "objects")],
    },
    getset: { ...descriptorGetSet, __doc__: docOfNative },
  });
  defineType(T.member_descriptor, {
    ...common,
    methods: {
      __get__: ["(self, instance, owner=None, /)", descriptor_get],
      __set__: ["(self, instance, value, /)", member_set],
      __delete__: ["(self, instance, /)", member_delete],
      __repr__: ["(self, /)", describe("member", "objects")],
    },
    getset: { ...descriptorGetSet, __doc__: [(_self, out) => setNone(out)] },
  });
}

export function defineDescriptorTypes(): void {
  definePropertyType();
  defineWrappedType(T.classmethod, classmethod_get, {});
  defineWrappedType(T.staticmethod, (args, out) => copyValue(refAt(args) + WRAPPED_VALUE, out), {
    __call__: [
      "(self, /, *args, **kwargs)",
      (args, out, extra) => callWithDict(refAt(args) + WRAPPED_VALUE, args + 16, extra, refAt(args + 8), out),
    ],
  });
  defineNativeDescriptor(T.method_descriptor, "method");
  defineNativeDescriptor(T.wrapper_descriptor, "slot wrapper");
  defineType(T.classmethod_descriptor, {
    size: NATIVE_SIZE,
    values: [NATIVE_SELF, 1],
    refs: [NATIVE_NAME, NATIVE_OWNER],
    methods: {
      __get__: ["(self, instance, owner=None, /)", classmethodDescriptor_get],
      __call__: ["(self, /, *args, **kwargs)", descriptor_call],
      __repr__: ["(self, /)", describe("method", "objects")],
    },
    getset: { ...descriptorGetSet, __doc__: docOfNative },
  });
  defineDataDescriptors();
}
