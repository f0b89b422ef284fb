/**
 * Functions written in Python, bound methods, built-in functions, cells, and what programs see of code objects.
 *
 * FUNC_VERSION stands for code, defaults and keyword defaults together: whoever assigns one of them takes a fresh one
 * (`renewFunctionVersion`), so a cached version vouches for all three.
 */
import { cellvars, freevars, varnames } from "../bytecode/code.ts";
import { CodeFlag } from "../bytecode/instructions.ts";
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  CELL_VALUE,
  CODE_CONST_COUNT,
  CODE_CONSTS,
  CODE_FLAGS,
  CODE_NAME,
  CODE_QUALNAME,
  CODE_SIZE,
  FRAME_BUILTINS,
  FUNC_ANNOTATE,
  FUNC_ANNOTATIONS,
  FUNC_BUILTINS,
  FUNC_CLOSURE,
  FUNC_CODE,
  FUNC_DEFAULTS,
  FUNC_DICT,
  FUNC_DOC,
  FUNC_GLOBALS,
  FUNC_KWDEFAULTS,
  FUNC_MODULE,
  FUNC_NAME,
  FUNC_QUALNAME,
  FUNC_SIZE,
  FUNC_TYPE_PARAMS,
  FUNC_VERSION,
  KIND_CODE,
  METHOD_FUNC,
  METHOD_SELF,
  MODULE_DICT,
  NATIVE_HOST,
  NATIVE_NAME,
  NATIVE_OWNER,
  NATIVE_SELF,
  NATIVE_SIZE,
  NOT_IMPLEMENTED,
  type Slot,
  STATE_FRAME,
  T,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { intern, jsString, newString } from "../heap/strings.ts";
import {
  copyValue,
  isExactly,
  isNone,
  isSame,
  isUnbound,
  refAt,
  setBool,
  setInt,
  setNone,
  setRef,
} from "../heap/values.ts";
import { getAttribute, newMethod } from "../runtime/attributes.ts";
import { callValue, callWithDict } from "../runtime/call.ts";
import { codeHost } from "../runtime/codes.ts";
import { equals, hashOf } from "../runtime/compare.ts";
import { reprOf } from "../runtime/format.ts";
import { getIterator } from "../runtime/iterate.ts";
import { N } from "../runtime/names.ts";
import { nativeOf } from "../runtime/native.ts";
import { raise } from "../runtime/raise.ts";
import { pushTemp, pushTemps } from "../runtime/state.ts";
import { newBytes } from "./bytes.ts";
import { CODE_REPLACE_SIGNATURE, code_replace } from "./code_replace.ts";
import { defineType, type GetSetRow } from "./define.ts";
import { dictFindName, newDict } from "./dict.ts";
import { list_append, newList } from "./list.ts";
import { addressText, identityHash, object_getDict, object_setDict } from "./object.ts";
import { newTuple, newTupleFrom, tupleItem, tupleLength } from "./tuple.ts";
import { isInstance, isType, typeName, typeNameOf } from "./type.ts";

// ---- Functions -----------------------------------------------------------------------------------------------------

let nextVersion = 1;
/** The dict of the module `builtins`, for functions whose globals do not name one. Set at boot. */
let builtinsDict: Address = 0;

export function resetFunctions(): void {
  nextVersion = 1;
  builtinsDict = 0;
}
export function setBuiltinsDict(dict: Address): void {
  builtinsDict = dict;
}
export const getBuiltinsDict = (): Address => builtinsDict;

/** The function's code or defaults changed: caches that hold its version miss from now on. */
export function renewFunctionVersion(func: Address): void {
  I32[(func + FUNC_VERSION) >> 2] = nextVersion++;
}

/** Where code with these globals looks for built-in names: `__builtins__` of the globals, else those of the caller. */
export function builtinsOf(globals: Address): Address {
  const own = dictFindName(globals, N.__builtins__);
  if (own !== 0) {
    if (isExactly(own, T.module)) return I32[(refAt(own) + MODULE_DICT) >> 2];
    if (isExactly(own, T.dict)) return refAt(own);
  }
  const frame = I32[STATE_FRAME >> 2];
  return frame === 0 ? builtinsDict : I32[(frame + FRAME_BUILTINS) >> 2];
}

/** A function without defaults or closure (`setFunctionAttribute` adds them): MAKE_FUNCTION. */
export function newFunction(code: Address, globals: Address): Address {
  const func = allocateObject(T.function, FUNC_SIZE);
  const field = (offset: number, value: number): void => {
    I32[(func + offset) >> 2] = value;
  };
  field(FUNC_CODE, code);
  field(FUNC_GLOBALS, globals);
  field(FUNC_BUILTINS, builtinsOf(globals));
  for (const offset of [
    FUNC_CLOSURE,
    FUNC_DEFAULTS,
    FUNC_KWDEFAULTS,
    FUNC_DICT,
    FUNC_ANNOTATIONS,
    FUNC_TYPE_PARAMS,
  ])
    field(offset, 0);
  field(FUNC_NAME, I32[(code + CODE_NAME) >> 2]);
  field(FUNC_QUALNAME, I32[(code + CODE_QUALNAME) >> 2]);
  field(FUNC_VERSION, nextVersion++);
  setNone(func + FUNC_ANNOTATE);
  setNone(func + FUNC_DOC);
  if ((I32[(code + CODE_FLAGS) >> 2] & CodeFlag.HAS_DOCSTRING) !== 0)
    copyValue(I32[(code + CODE_CONSTS) >> 2], func + FUNC_DOC);
  const module = dictFindName(globals, N.__name__);
  if (module === 0) setNone(func + FUNC_MODULE);
  else copyValue(module, func + FUNC_MODULE);
  return func;
}

/** SET_FUNCTION_ATTRIBUTE: `which` is 1 defaults, 2 keyword defaults, 4 annotations, 8 closure, 16 `__annotate__`. */
export function setFunctionAttribute(func: Address, which: number, value: Slot): void {
  if (which === 16) copyValue(value, func + FUNC_ANNOTATE);
  else {
    const offset =
      which === 1
        ? FUNC_DEFAULTS
        : which === 2
          ? FUNC_KWDEFAULTS
          : which === 4
            ? FUNC_ANNOTATIONS
            : FUNC_CLOSURE;
    I32[(func + offset) >> 2] = refAt(value);
  }
}

/** A cell with the value in `slot` (which may be unbound). */
export function newCell(slot: Slot): Address {
  const cell = allocateObject(T.cell, 16);
  copyValue(slot, cell + CELL_VALUE);
  return cell;
}

const wordRow =
  (offset: number): ((self: Slot, out: Slot) => void) =>
  (self, out) => {
    const object = I32[(refAt(self) + offset) >> 2];
    if (object === 0) setNone(out);
    else setRef(out, object);
  };

/** A row for a field that holds an address or 0; `None` and deletion store 0. */
const optionalRow = (offset: number, type: "tuple" | "dict", name: string, versioned: boolean): GetSetRow => [
  wordRow(offset),
  (self, value) => {
    if (!isUnbound(value) && !isNone(value) && !isInstance(value, T[type]))
      throw raise(T.TypeError, `${name} must be set to a ${type} object`);
    I32[(refAt(self) + offset) >> 2] = isUnbound(value) || isNone(value) ? 0 : refAt(value);
    if (versioned) renewFunctionVersion(refAt(self));
  },
];

const nameRow = (offset: number, name: string): GetSetRow => [
  wordRow(offset),
  (self, value) => {
    if (isUnbound(value) || !isInstance(value, T.str))
      throw raise(T.TypeError, `${name} must be set to a string object`);
    I32[(refAt(self) + offset) >> 2] = refAt(value);
  },
];

const valueRow = (offset: number): GetSetRow => [
  (self, out) => copyValue(refAt(self) + offset, out),
  (self, value) =>
    isUnbound(value) ? setNone(refAt(self) + offset) : copyValue(value, refAt(self) + offset),
];

function function_setCode(self: Slot, value: Slot): void {
  if (isUnbound(value) || !isExactly(value, T.code))
    throw raise(T.TypeError, "__code__ must be set to a code object");
  const func = refAt(self);
  const closure = I32[(func + FUNC_CLOSURE) >> 2];
  const free = freevars(codeHost(refAt(value)).object).length;
  const has = closure === 0 ? 0 : tupleLength(closure);
  if (has !== free)
    throw raise(
      T.ValueError,
      `${jsString(I32[(func + FUNC_NAME) >> 2])}() requires a code object with ${has} free vars, not ${free}`,
    );
  I32[(func + FUNC_CODE) >> 2] = refAt(value);
  renewFunctionVersion(func);
}

function function_getAnnotations(self: Slot, out: Slot): void {
  const func = refAt(self);
  const known = I32[(func + FUNC_ANNOTATIONS) >> 2];
  if (known !== 0) {
    // The compiler may have left (name, value, …) pairs.
    setRef(out, known);
    return;
  }
  const temps = pushTemps(3);
  const annotate = func + FUNC_ANNOTATE;
  if (isNone(annotate) || isUnbound(annotate)) setRef(temps, newDict());
  else {
    setInt(temps + 8, 1);
    callValue(annotate, temps + 8, 1, 0, temps);
    if (!isInstance(temps, T.dict))
      throw raise(T.TypeError, `__annotate__() must return a dict, not ${typeNameOf(temps)}`);
  }
  I32[(func + FUNC_ANNOTATIONS) >> 2] = refAt(temps);
  copyValue(temps, out);
}

/** `types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)`. */
function function_new(args: Slot, out: Slot): void {
  if (!isExactly(args + 8, T.code))
    throw raise(T.TypeError, `function() argument 'code' must be code, not ${typeNameOf(args + 8)}`);
  if (!isInstance(args + 16, T.dict))
    throw raise(T.TypeError, `function() argument 'globals' must be dict, not ${typeNameOf(args + 16)}`);
  const code = refAt(args + 8);
  const free = freevars(codeHost(code).object).length;
  const func = newFunction(code, refAt(args + 16));
  const given = (slot: Slot): boolean => !isUnbound(slot) && !isNone(slot);
  if (given(args + 24)) I32[(func + FUNC_NAME) >> 2] = refAt(args + 24);
  if (given(args + 32)) I32[(func + FUNC_DEFAULTS) >> 2] = refAt(args + 32);
  const cells = given(args + 40) ? tupleLength(refAt(args + 40)) : 0;
  if (cells !== free)
    throw raise(
      T.ValueError,
      `${jsString(I32[(code + CODE_NAME) >> 2])} requires closure of length ${free}, not ${cells}`,
    );
  if (given(args + 40)) I32[(func + FUNC_CLOSURE) >> 2] = refAt(args + 40);
  if (given(args + 48)) I32[(func + FUNC_KWDEFAULTS) >> 2] = refAt(args + 48);
  setRef(out, func);
}

function descriptor_get(args: Slot, out: Slot): void {
  if (isNone(args + 8)) copyValue(args, out);
  else setRef(out, newMethod(args, args + 8));
}

function defineFunctionType(): void {
  defineType(T.function, {
    size: FUNC_SIZE,
    values: [FUNC_ANNOTATE, 3],
    refs: [
      FUNC_CODE,
      FUNC_GLOBALS,
      FUNC_BUILTINS,
      FUNC_CLOSURE,
      FUNC_DEFAULTS,
      FUNC_KWDEFAULTS,
      FUNC_NAME,
      FUNC_QUALNAME,
      FUNC_DICT,
      FUNC_ANNOTATIONS,
      FUNC_TYPE_PARAMS,
    ],
    dictOffset: FUNC_DICT,
    methods: {
      __new__: ["(cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", function_new],
      __call__: [
        "(self, /, *args, **kwargs)",
        (args, out, extra) => callWithDict(args, args + 16, extra, refAt(args + 8), out),
      ],
      __get__: ["(self, instance, owner=None, /)", descriptor_get],
      __repr__: [
        "(self, /)",
        (args, out) => {
          const qualname = jsString(I32[(refAt(args) + FUNC_QUALNAME) >> 2]);
          setRef(out, newString(`<function ${qualname} at ${addressText(args)}>`));
        },
      ],
    },
    getset: {
      __code__: [wordRow(FUNC_CODE), function_setCode],
      __globals__: [wordRow(FUNC_GLOBALS)],
      __builtins__: [wordRow(FUNC_BUILTINS)],
      __closure__: [wordRow(FUNC_CLOSURE)],
      __defaults__: optionalRow(FUNC_DEFAULTS, "tuple", "__defaults__", true),
      __kwdefaults__: optionalRow(FUNC_KWDEFAULTS, "dict", "__kwdefaults__", true),
      __name__: nameRow(FUNC_NAME, "__name__"),
      __qualname__: nameRow(FUNC_QUALNAME, "__qualname__"),
      __dict__: [object_getDict, object_setDict],
      __doc__: valueRow(FUNC_DOC),
      __module__: valueRow(FUNC_MODULE),
      __annotate__: valueRow(FUNC_ANNOTATE),
      __annotations__: [
        function_getAnnotations,
        (self, value) => {
          setWord(
            refAt(self) + FUNC_ANNOTATIONS,
            isUnbound(value) || isNone(value) ? newDict() : refAt(value),
          );
        },
      ],
      __type_params__: [
        (self, out) => {
          const params = I32[(refAt(self) + FUNC_TYPE_PARAMS) >> 2];
          setRef(out, params === 0 ? newTuple(0) : params);
        },
        (self, value) => {
          if (isUnbound(value) || !isInstance(value, T.tuple))
            throw raise(T.TypeError, "__type_params__ must be set to a tuple");
          I32[(refAt(self) + FUNC_TYPE_PARAMS) >> 2] = refAt(value);
        },
      ],
    },
  });
}

// ---- Bound methods -------------------------------------------------------------------------------------------------

function method_repr(args: Slot, out: Slot): void {
  const method = refAt(args);
  const func = method + METHOD_FUNC;
  const name = isExactly(func, T.function) ? jsString(I32[(refAt(func) + FUNC_QUALNAME) >> 2]) : "?";
  setRef(out, newString(`<bound method ${name} of ${reprOf(method + METHOD_SELF)}>`));
}

function method_eq(args: Slot, out: Slot): void {
  if (!isExactly(args + 8, T.method)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const [a, b] = [refAt(args), refAt(args + 8)];
  setBool(out, isSame(a + METHOD_SELF, b + METHOD_SELF) && equals(a + METHOD_FUNC, b + METHOD_FUNC));
}

/** For pickling: a method is fetched from its object again. */
function method_reduce(args: Slot, out: Slot): void {
  const held = pushTemps(3);
  copyValue(refAt(args) + METHOD_SELF, held);
  getAttribute(refAt(args) + METHOD_FUNC, N.__name__, held + 8);
  setRef(held + 16, newTupleFrom(held, 2));
  const result = newTuple(2);
  copyValue(dictFindName(getBuiltinsDict(), intern("getattr")), tupleItem(result, 0));
  copyValue(held + 16, tupleItem(result, 1));
  setRef(out, result);
}

function defineMethodType(): void {
  defineType(T.method, {
    size: 24,
    values: [METHOD_FUNC, 2],
    methods: {
      __reduce__: ["(self, /)", method_reduce],
      __new__: [
        "(cls, function, instance, /)",
        (args, out) => {
          if (isNone(args + 16)) throw raise(T.TypeError, "instance must not be None");
          setRef(out, newMethod(args + 8, args + 16));
        },
      ],
      __call__: [
        "(self, /, *args, **kwargs)",
        (args, out, extra) => callWithDict(args, args + 16, extra, refAt(args + 8), out),
      ],
      __get__: ["(self, instance, owner=None, /)", (args, out) => copyValue(args, out)],
      __repr__: ["(self, /)", method_repr],
      __eq__: ["(self, value, /)", method_eq],
      __hash__: [
        "(self, /)",
        (args, out) => {
          const method = refAt(args);
          const self = method + METHOD_SELF;
          setInt(out, (identityHash(self) ^ Math.imul(hashOf(method + METHOD_FUNC), 31)) & 0x7fffffff);
        },
      ],
    },
    getset: {
      __func__: [(self, out) => copyValue(refAt(self) + METHOD_FUNC, out)],
      __self__: [(self, out) => copyValue(refAt(self) + METHOD_SELF, out)],
      __doc__: [
        (self, out) => {
          const func = refAt(self) + METHOD_FUNC;
          if (isExactly(func, T.function)) copyValue(refAt(func) + FUNC_DOC, out);
          else setNone(out);
        },
      ],
    },
  });
}

// ---- Built-in functions --------------------------------------------------------------------------------------------

const nativeIn = (self: Slot) => nativeOf(refAt(self));

function builtin_repr(args: Slot, out: Slot): void {
  const object = refAt(args);
  const name = jsString(I32[(object + NATIVE_NAME) >> 2]);
  const self = object + NATIVE_SELF;
  const owner = I32[(object + NATIVE_OWNER) >> 2];
  const dunder = name.startsWith("__") && name !== "__new__";
  if (owner !== 0 && isUnbound(self)) {
    const temp = pushTemp();
    setRef(temp, owner);
    setRef(out, newString(`<built-in method ${name} of type object at ${addressText(temp)}>`));
  } else if (isUnbound(self) || isExactly(self, T.module))
    setRef(out, newString(`<built-in function ${name}>`));
  else {
    const kind = dunder && !isType(self) ? `method-wrapper '${name}'` : `built-in method ${name}`;
    setRef(
      out,
      newString(`<${kind} of ${isType(self) ? "type" : typeNameOf(self)} object at ${addressText(self)}>`),
    );
  }
}

function builtin_qualname(self: Slot, out: Slot): void {
  const object = refAt(self);
  const name = jsString(I32[(object + NATIVE_NAME) >> 2]);
  const bound = object + NATIVE_SELF;
  const owner = I32[(object + NATIVE_OWNER) >> 2];
  const type = isUnbound(bound) || !isType(bound) ? owner : refAt(bound);
  setRef(out, type === 0 ? intern(name) : newString(`${typeName(type)}.${name}`));
}

/** For pickling: a function is its name, a bound method is fetched from its object again. */
function builtin_reduce(args: Slot, out: Slot): void {
  const object = refAt(args);
  const bound = object + NATIVE_SELF;
  const name = I32[(object + NATIVE_NAME) >> 2];
  const owner = I32[(object + NATIVE_OWNER) >> 2];
  if (isUnbound(bound) && owner === 0) {
    setRef(out, name);
    return;
  }
  const held = pushTemps(2);
  setRef(held + 8, name);
  if (isUnbound(bound)) setRef(held, owner);
  else copyValue(bound, held);
  const parts = newTupleFrom(held, 2);
  const result = newTuple(2);
  copyValue(dictFindName(getBuiltinsDict(), intern("getattr")), tupleItem(result, 0));
  setRef(tupleItem(result, 1), parts);
  setRef(out, result);
}

function builtin_eq(args: Slot, out: Slot): void {
  if (!isExactly(args + 8, T.builtin_function_or_method)) {
    setRef(out, NOT_IMPLEMENTED);
    return;
  }
  const [a, b] = [refAt(args), refAt(args + 8)];
  setBool(
    out,
    isSame(a + NATIVE_SELF, b + NATIVE_SELF) && I32[(a + NATIVE_HOST) >> 2] === I32[(b + NATIVE_HOST) >> 2],
  );
}

function defineBuiltinType(): void {
  defineType(T.builtin_function_or_method, {
    size: NATIVE_SIZE,
    values: [NATIVE_SELF, 1],
    refs: [NATIVE_NAME, NATIVE_OWNER],
    methods: {
      __call__: [
        "(self, /, *args, **kwargs)",
        (args, out, extra) => callWithDict(args, args + 16, extra, refAt(args + 8), out),
      ],
      __repr__: ["(self, /)", builtin_repr],
      __eq__: ["(self, value, /)", builtin_eq],
      __reduce__: ["(self, /)", builtin_reduce],
      __hash__: [
        "(self, /)",
        (args, out) => {
          const object = refAt(args);
          setInt(
            out,
            (identityHash(object + NATIVE_SELF) ^ Math.imul(I32[(object + NATIVE_HOST) >> 2], 0x9e3779b1)) &
              0x7fffffff,
          );
        },
      ],
    },
    getset: {
      __name__: [(self, out) => setRef(out, I32[(refAt(self) + NATIVE_NAME) >> 2])],
      __qualname__: [builtin_qualname],
      __self__: [
        (self, out) => {
          const bound = refAt(self) + NATIVE_SELF;
          const owner = I32[(refAt(self) + NATIVE_OWNER) >> 2];
          if (!isUnbound(bound)) copyValue(bound, out);
          else if (owner !== 0) setRef(out, owner);
          else setNone(out);
        },
      ],
      __module__: [
        (self, out) => {
          const object = refAt(self);
          if (I32[(object + NATIVE_OWNER) >> 2] !== 0 || !isUnbound(object + NATIVE_SELF)) setNone(out);
          else {
            const { module, qualname } = nativeIn(self);
            const dot = qualname.lastIndexOf(".");
            setRef(out, intern(module ?? (dot < 0 ? "builtins" : qualname.slice(0, dot))));
          }
        },
      ],
      __doc__: [
        (self, out) => {
          const { doc } = nativeIn(self);
          if (doc === null) setNone(out);
          else setRef(out, newString(doc));
        },
      ],
      __text_signature__: [(self, out) => setRef(out, newString(nativeIn(self).text))],
    },
  });
}

// ---- Cells ---------------------------------------------------------------------------------------------------------

function defineCellType(): void {
  defineType(T.cell, {
    size: 16,
    values: [CELL_VALUE, 1],
    methods: {
      __new__: ["(cls, contents=0, /)", (args, out) => setRef(out, newCell(args + 8))],
      __repr__: [
        "(self, /)",
        (args, out) => {
          const value = refAt(args) + CELL_VALUE;
          const text = isUnbound(value) ? "empty" : `${typeNameOf(value)} object at ${addressText(value)}`;
          setRef(out, newString(`<cell at ${addressText(args)}: ${text}>`));
        },
      ],
    },
    getset: {
      cell_contents: [
        (self, out) => {
          const value = refAt(self) + CELL_VALUE;
          if (isUnbound(value)) throw raise(T.ValueError, "cell is empty");
          copyValue(value, out);
        },
        (self, value) => copyValue(value, refAt(self) + CELL_VALUE),
      ],
    },
  });
}

// ---- Code objects --------------------------------------------------------------------------------------------------

const objectOf = (self: Slot) => codeHost(refAt(self)).object;

function stringTuple(texts: readonly string[], out: Slot): void {
  const tuple = newTuple(texts.length);
  texts.forEach((text, i) => setRef(tupleItem(tuple, i), intern(text)));
  setRef(out, tuple);
}

/** `co_positions()`: an iterator over (line, end line, column, end column) of each code unit. */
function code_positions(args: Slot, out: Slot): void {
  const { positions, code } = objectOf(args);
  const list = newList(code.length);
  const temps = pushTemps(2);
  setRef(temps, list);
  for (let unit = 0; unit < code.length; unit++) {
    const entry = newTuple(4);
    for (let i = 0; i < 4; i++) {
      const value = positions[4 * unit + i]!;
      if (value < 0) setNone(tupleItem(entry, i));
      else setInt(tupleItem(entry, i), value);
    }
    setRef(temps + 8, entry);
    list_append(list, temps + 8);
  }
  getIterator(temps, out);
}

/** `co_lines()`: an iterator over (start, end, line) in bytes, one for each run of a line. */
function code_lines(args: Slot, out: Slot): void {
  const { positions, code } = objectOf(args);
  const list = newList(0);
  const temps = pushTemps(2);
  setRef(temps, list);
  for (let start = 0; start < code.length; ) {
    const line = positions[4 * start]!;
    let end = start + 1;
    while (end < code.length && positions[4 * end] === line) end++;
    const entry = newTuple(3);
    setInt(tupleItem(entry, 0), 2 * start);
    setInt(tupleItem(entry, 1), 2 * end);
    if (line < 0) setNone(tupleItem(entry, 2));
    else setInt(tupleItem(entry, 2), line);
    setRef(temps + 8, entry);
    list_append(list, temps + 8);
    start = end;
  }
  getIterator(temps, out);
}

function code_consts(self: Slot, out: Slot): void {
  const code = refAt(self);
  const count = I32[(code + CODE_CONST_COUNT) >> 2];
  const tuple = newTuple(count);
  for (let i = 0; i < count; i++) copyValue(I32[(code + CODE_CONSTS) >> 2] + 8 * i, tupleItem(tuple, i));
  setRef(out, tuple);
}

function code_bytes(self: Slot, out: Slot): void {
  const units = objectOf(self).code;
  const bytes = new Uint8Array(2 * units.length);
  units.forEach((unit, i) => {
    bytes[2 * i] = unit & 255;
    bytes[2 * i + 1] = unit >> 8;
  });
  setRef(out, newBytes(bytes));
}

function defineCodeType(): void {
  const number = (read: (self: Slot) => number): GetSetRow => [(self, out) => setInt(out, read(self))];
  defineType(T.code, {
    kind: KIND_CODE,
    size: CODE_SIZE,
    methods: {
      __repr__: [
        "(self, /)",
        (args, out) => {
          const { name, filename, firstlineno } = objectOf(args);
          setRef(
            out,
            newString(
              `<code object ${name} at ${addressText(args)}, file "${filename}", line ${firstlineno}>`,
            ),
          );
        },
      ],
      co_positions: ["(self, /)", code_positions],
      co_lines: ["(self, /)", code_lines],
      replace: [
        CODE_REPLACE_SIGNATURE,
        code_replace,
        "Return a copy of the code object with new values for the specified fields.",
      ],
    },
    getset: {
      co_name: [wordRow(CODE_NAME)],
      co_qualname: [wordRow(CODE_QUALNAME)],
      co_filename: [(self, out) => setRef(out, newString(objectOf(self).filename))],
      co_firstlineno: number((self) => objectOf(self).firstlineno),
      co_argcount: number((self) => objectOf(self).argcount),
      co_posonlyargcount: number((self) => objectOf(self).posonlyargcount),
      co_kwonlyargcount: number((self) => objectOf(self).kwonlyargcount),
      co_nlocals: number((self) => objectOf(self).nlocals),
      co_stacksize: number((self) => objectOf(self).stacksize),
      co_flags: number((self) => objectOf(self).flags),
      co_varnames: [(self, out) => stringTuple(varnames(objectOf(self)), out)],
      co_cellvars: [(self, out) => stringTuple(cellvars(objectOf(self)), out)],
      co_freevars: [(self, out) => stringTuple(freevars(objectOf(self)), out)],
      co_names: [(self, out) => stringTuple(objectOf(self).names, out)],
      co_consts: [code_consts],
      co_code: [code_bytes],
    },
  });
}

export function defineFunctionTypes(): void {
  defineFunctionType();
  defineMethodType();
  defineBuiltinType();
  defineCellType();
  defineCodeType();
}
