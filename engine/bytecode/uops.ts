/**
 * The meaning of every uop, once, and the uops that make up each instruction.
 *
 * From this table come the two builds of Tier 1 (engine/generated/), the recorder's trace IR, and so what the Tier 2
 * interpreter runs and the JIT lowers. See machine.ts for the rules of a body.
 *
 * An instruction is one of
 *   - `uops`: a sequence of bodies that hand their results on over a symbolic value stack;
 *   - `alternatives`: several such sequences, for instructions without an inline cache: the first whose guards hold runs,
 *     the last resort is the `runtime` function;
 *   - `runtime`: one function over the value stack in memory, as `fn(top, arg)` with the byte address of the first free slot;
 *     it takes `pops` values and leaves `pushes` (both may depend on the operand);
 *   - `control`: it moves between frames or through code (controls.ts), after the `uops`, if any.
 *
 * Shapes of the value stack are written as in CPython's bytecodes.c: deepest first, top last.
 */

import {
  CELL_VALUE,
  FUNC_VERSION,
  LIST_ITEMS,
  LIST_LENGTH,
  METHOD_FUNC,
  METHOD_SELF,
  OBJ_TYPE,
  RANGE_ITER_LEFT,
  RANGE_ITER_NEXT,
  RANGE_ITER_STEP,
  SEQ_ITER_INDEX,
  SEQ_ITER_SEQ,
  STR_LENGTH,
  T,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "../heap/layout.ts";
import type { BaseName, SpecializedName } from "./instructions.ts";
import type { Bool, F64, I32, Machine, Ref, Value } from "./machine.ts";
import type { Effect } from "./runtime.ts";

/** Fields of inline caches that bodies read. */
export type CacheField =
  | "counter"
  | "version"
  | "keys_version"
  | "descr"
  | "index"
  | "func_version"
  | "module_keys_version";

export interface Uop {
  readonly pops: number;
  body(m: Machine, ...operands: Value[]): readonly Value[];
}

const uop = (pops: number, body: Uop["body"]): Uop => ({ pops, body });

// ---- What several bodies share ---------------------------------------------------------------------------------

function guardType(m: Machine, v: Value, type: number): Ref {
  m.guard(m.isRef(v));
  const object = m.ref(v);
  m.guard(m.eq(m.loadI32(object, OBJ_TYPE, "header"), m.i32(type)));
  return object;
}

function guardInts(m: Machine, a: Value, b: Value): [I32, I32] {
  m.guard(m.isInt(a));
  m.guard(m.isInt(b));
  return [m.int(a), m.int(b)];
}

/** Dispatches on whether an int is immediate: the runtime takes either. */
function guardInteger(m: Machine, v: Value): void {
  m.guard(m.isInteger(v));
}

function guardFloats(m: Machine, a: Value, b: Value): [F64, F64] {
  m.guard(m.isFloat(a));
  m.guard(m.isFloat(b));
  return [m.float(a), m.float(b)];
}

/** Two ints in, an int out, unless it overflows 32 bits. */
const intArithmetic = (
  overflows: "addOverflows" | "subOverflows" | "mulOverflows",
  compute: "add" | "sub" | "mul",
): Uop =>
  uop(2, (m, a, b) => {
    const [x, y] = guardInts(m, a, b);
    m.guard(m.not(m[overflows](x, y)));
    return [m.boxInt(m[compute](x, y))];
  });

const intBits = (compute: "and" | "or" | "xor"): Uop =>
  uop(2, (m, a, b) => {
    const [x, y] = guardInts(m, a, b);
    return [m.boxInt(m[compute](x, y))];
  });

const floatArithmetic = (compute: "addF" | "subF" | "mulF"): Uop =>
  uop(2, (m, a, b) => {
    const [x, y] = guardFloats(m, a, b);
    return [m.boxFloat(m[compute](x, y))];
  });

const intThenFloat = (compute: "addF" | "subF" | "mulF"): Uop =>
  uop(2, (m, a, b) => {
    m.guard(m.isInt(a));
    m.guard(m.isFloat(b));
    return [m.boxFloat(m[compute](m.toF64(m.int(a)), m.float(b)))];
  });

const floatThenInt = (compute: "addF" | "subF" | "mulF"): Uop =>
  uop(2, (m, a, b) => {
    m.guard(m.isFloat(a));
    m.guard(m.isInt(b));
    return [m.boxFloat(m[compute](m.float(a), m.toF64(m.int(b))))];
  });

/** A zero divisor leaves the specialised form, whose head raises. */
function divideFloats(m: Machine, x: F64, y: F64): readonly Value[] {
  m.guard(m.not(m.eqF(y, m.f64(0))));
  return [m.boxFloat(m.divF(x, y))];
}

/** An index into something of `length` items; negative ones leave the specialised form. */
function guardIndex(m: Machine, index: Value, length: I32): I32 {
  m.guard(m.isInt(index));
  const i = m.int(index);
  m.guard(m.ltU(i, length));
  return i;
}

const jumpOn = (decide: (m: Machine, v: Value) => Bool): Uop =>
  uop(1, (m, v) => {
    m.jumpIf(decide(m, v));
    return [];
  });

/** The next item of an iterator that has one, and what moves the iterator on. */
export interface Step {
  readonly item: Value;
  commit(): void;
}

export function stepRange(m: Machine, iterator: Value): Step {
  const it = guardType(m, iterator, T.range_iterator);
  const left = m.loadI32(it, RANGE_ITER_LEFT, "iterator");
  m.exhaustedIf(m.le(left, m.i32(0)), () => {});
  const value = m.loadI32(it, RANGE_ITER_NEXT, "iterator");
  return {
    item: m.boxInt(value),
    commit() {
      m.storeI32(it, RANGE_ITER_NEXT, m.add(value, m.loadI32(it, RANGE_ITER_STEP, "iterator")), "iterator");
      m.storeI32(it, RANGE_ITER_LEFT, m.sub(left, m.i32(1)), "iterator");
    },
  };
}

export const stepList = (m: Machine, iterator: Value): Step =>
  stepSequence(m, guardType(m, iterator, T.list_iterator), (list, index) => ({
    length: m.loadI32(list, LIST_LENGTH, "list.length"),
    load: () => m.loadElement(m.loadRef(list, LIST_ITEMS, "list.items"), index, "list.element"),
  }));

export const stepTuple = (m: Machine, iterator: Value): Step =>
  stepSequence(m, guardType(m, iterator, T.tuple_iterator), (tuple, index) => ({
    length: m.loadI32(tuple, TUPLE_LENGTH, "tuple"),
    load: () => m.loadElement(m.inside(tuple, TUPLE_ITEMS), index, "tuple"),
  }));

/** At its end the iterator lets go of the sequence. */
function stepSequence(
  m: Machine,
  it: Ref,
  at: (sequence: Ref, index: I32) => { readonly length: I32; load(): Value },
): Step {
  const sequence = m.loadRef(it, SEQ_ITER_SEQ, "iterator");
  m.guard(m.not(m.sameRef(sequence, m.nullRef())));
  const index = m.loadI32(it, SEQ_ITER_INDEX, "iterator");
  const { length, load } = at(sequence, index);
  m.exhaustedIf(m.not(m.ltU(index, length)), () => m.storeI32(it, SEQ_ITER_SEQ, m.i32(0), "iterator"));
  return {
    item: m.hold(load()),
    commit: () => m.storeI32(it, SEQ_ITER_INDEX, m.add(index, m.i32(1)), "iterator"),
  };
}

const advancing = (step: (m: Machine, iterator: Value) => Step): Uop =>
  uop(1, (m, iterator) => {
    const { item, commit } = step(m, iterator);
    commit();
    return [iterator, item];
  });

// ---- The uops ----------------------------------------------------------------------------------------------------

export const uops = {
  _NOP: uop(0, () => []),
  _POP_TOP: uop(1, () => []),
  _PUSH_NULL: uop(0, (m) => [m.unbound()]),
  _LOAD_CONST: uop(0, (m) => [m.constant(m.arg)]),
  _LOAD_SMALL_INT: uop(0, (m) => [m.boxInt(m.arg)]),

  // Locals. A pair's operand packs two indices, four bits each.
  _LOAD_FAST: uop(0, (m) => [m.local(m.arg)]),
  _LOAD_FAST_LOAD_FAST: uop(0, (m) => [m.local(m.shr(m.arg, m.i32(4))), m.local(m.and(m.arg, m.i32(15)))]),
  _LOAD_FAST_CHECK: uop(0, (m) => {
    const v = m.local(m.arg);
    m.guard(m.not(m.isUnbound(v)));
    return [v];
  }),
  _LOAD_FAST_AND_CLEAR: uop(0, (m) => {
    const v = m.hold(m.local(m.arg));
    m.setLocal(m.arg, m.unbound());
    return [v];
  }),
  _STORE_FAST: uop(1, (m, v) => {
    m.setLocal(m.arg, v);
    return [];
  }),
  _STORE_FAST_LOAD_FAST: uop(1, (m, v) => {
    m.setLocal(m.shr(m.arg, m.i32(4)), v);
    return [m.local(m.and(m.arg, m.i32(15)))];
  }),
  _STORE_FAST_STORE_FAST: uop(2, (m, below, top) => {
    m.setLocal(m.shr(m.arg, m.i32(4)), top);
    m.setLocal(m.and(m.arg, m.i32(15)), below);
    return [];
  }),
  _DELETE_FAST: uop(0, (m) => {
    m.guard(m.not(m.isUnbound(m.local(m.arg))));
    m.setLocal(m.arg, m.unbound());
    return [];
  }),

  // Cells
  _MAKE_CELL: uop(0, (m) => {
    m.setLocal(m.arg, m.call("newCell", m.local(m.arg)));
    return [];
  }),
  _LOAD_DEREF: uop(0, (m) => {
    const v = m.loadValue(m.ref(m.local(m.arg)), CELL_VALUE, "cell");
    m.guard(m.not(m.isUnbound(v)));
    return [v];
  }),
  _STORE_DEREF: uop(1, (m, v) => {
    m.storeValue(m.ref(m.local(m.arg)), CELL_VALUE, v, "cell");
    return [];
  }),

  // Globals
  _LOAD_GLOBAL_MODULE: uop(0, (m) => [m.globalEntry(0)]),
  _LOAD_GLOBAL_BUILTIN: uop(0, (m) => [m.globalEntry(1)]),
  _PUSH_NULL_CONDITIONAL: uop(0, (m) => {
    m.pushNullIfLowBit();
    return [];
  }),

  // Arithmetic
  _ADD_INT: intArithmetic("addOverflows", "add"),
  _SUBTRACT_INT: intArithmetic("subOverflows", "sub"),
  _MULTIPLY_INT: intArithmetic("mulOverflows", "mul"),
  _AND_INT: intBits("and"),
  _OR_INT: intBits("or"),
  _XOR_INT: intBits("xor"),
  _LSHIFT_INT: uop(2, (m, a, b) => {
    const [x, n] = guardInts(m, a, b);
    m.guard(m.ltU(n, m.i32(31)));
    const y = m.shl(x, n);
    m.guard(m.eq(m.shr(y, n), x));
    return [m.boxInt(y)];
  }),
  _RSHIFT_INT: uop(2, (m, a, b) => {
    const [x, n] = guardInts(m, a, b);
    m.guard(m.ltU(n, m.i32(32)));
    return [m.boxInt(m.shr(x, n))];
  }),
  // A zero divisor, and −1 (which overflows for −2³¹), leave the specialised form.
  _FLOOR_DIVIDE_INT: uop(2, (m, a, b) => {
    const [x, y] = guardInts(m, a, b);
    m.guard(m.not(m.ltU(m.add(y, m.i32(1)), m.i32(2))));
    return [m.boxInt(m.floorDiv(x, y))];
  }),
  _MODULO_INT: uop(2, (m, a, b) => {
    const [x, y] = guardInts(m, a, b);
    m.guard(m.not(m.ltU(m.add(y, m.i32(1)), m.i32(2))));
    return [m.boxInt(m.floorMod(x, y))];
  }),
  _TRUE_DIVIDE_INT: uop(2, (m, a, b) => {
    const [x, y] = guardInts(m, a, b);
    return divideFloats(m, m.toF64(x), m.toF64(y));
  }),
  _ADD_FLOAT: floatArithmetic("addF"),
  _SUBTRACT_FLOAT: floatArithmetic("subF"),
  _MULTIPLY_FLOAT: floatArithmetic("mulF"),
  _TRUE_DIVIDE_FLOAT: uop(2, (m, a, b) => {
    const [x, y] = guardFloats(m, a, b);
    return divideFloats(m, x, y);
  }),
  _POWER_FLOAT: uop(2, (m, a, b) => {
    guardFloats(m, a, b);
    return [m.call("powFloat", a, b)];
  }),
  _ADD_INT_FLOAT: intThenFloat("addF"),
  _SUBTRACT_INT_FLOAT: intThenFloat("subF"),
  _MULTIPLY_INT_FLOAT: intThenFloat("mulF"),
  _ADD_FLOAT_INT: floatThenInt("addF"),
  _SUBTRACT_FLOAT_INT: floatThenInt("subF"),
  _MULTIPLY_FLOAT_INT: floatThenInt("mulF"),
  _TRUE_DIVIDE_INT_FLOAT: uop(2, (m, a, b) => {
    m.guard(m.isInt(a));
    m.guard(m.isFloat(b));
    return divideFloats(m, m.toF64(m.int(a)), m.float(b));
  }),
  _TRUE_DIVIDE_FLOAT_INT: uop(2, (m, a, b) => {
    m.guard(m.isFloat(a));
    m.guard(m.isInt(b));
    return divideFloats(m, m.float(a), m.toF64(m.int(b)));
  }),
  /** Ints of any size, at least one of them beyond 32 bits (or the result is). */
  _INTEGER_OP: uop(2, (m, a, b) => {
    guardInteger(m, a);
    guardInteger(m, b);
    return [m.call("integerOp", a, b, m.arg)];
  }),
  _ADD_STR: uop(2, (m, a, b) => {
    guardType(m, a, T.str);
    guardType(m, b, T.str);
    return [m.call("concatStrings", a, b)];
  }),
  _NEGATE_INT: uop(1, (m, a) => {
    m.guard(m.isInt(a));
    const x = m.int(a);
    m.guard(m.not(m.subOverflows(m.i32(0), x)));
    return [m.boxInt(m.sub(m.i32(0), x))];
  }),
  _NEGATE_FLOAT: uop(1, (m, a) => {
    m.guard(m.isFloat(a));
    return [m.boxFloat(m.negF(m.float(a)))];
  }),
  _INVERT_INT: uop(1, (m, a) => {
    m.guard(m.isInt(a));
    return [m.boxInt(m.xor(m.int(a), m.i32(-1)))];
  }),
  _NOT: uop(1, (m, a) => [m.boxBool(m.not(m.bool(a)))]),

  // Comparison
  _COMPARE_INT: uop(2, (m, a, b) => {
    const [x, y] = guardInts(m, a, b);
    return [m.boxBool(m.compareI(x, y, m.arg))];
  }),
  _COMPARE_FLOAT: uop(2, (m, a, b) => {
    const [x, y] = guardFloats(m, a, b);
    return [m.boxBool(m.compareF(x, y, m.arg))];
  }),
  _COMPARE_INT_FLOAT: uop(2, (m, a, b) => {
    m.guard(m.isInt(a));
    m.guard(m.isFloat(b));
    return [m.boxBool(m.compareF(m.toF64(m.int(a)), m.float(b), m.arg))];
  }),
  _COMPARE_FLOAT_INT: uop(2, (m, a, b) => {
    m.guard(m.isFloat(a));
    m.guard(m.isInt(b));
    return [m.boxBool(m.compareF(m.float(a), m.toF64(m.int(b)), m.arg))];
  }),
  _COMPARE_STR: uop(2, (m, a, b) => {
    guardType(m, a, T.str);
    guardType(m, b, T.str);
    return [m.boxBool(m.ne(m.callI32("compareStrings", a, b, m.arg), m.i32(0)))];
  }),
  _IS: uop(2, (m, a, b) => [m.boxBool(m.differ(m.same(a, b), m.arg))]),

  // Truth
  _TO_BOOL_BOOL: uop(1, (m, v) => {
    m.guard(m.isBool(v));
    return [v];
  }),
  _TO_BOOL_INT: uop(1, (m, v) => {
    m.guard(m.isInt(v));
    return [m.boxBool(m.ne(m.int(v), m.i32(0)))];
  }),
  _TO_BOOL_NONE: uop(1, (m, v) => {
    m.guard(m.isNone(v));
    return [m.boxBool(m.ne(m.i32(0), m.i32(0)))];
  }),
  _TO_BOOL_LIST: uop(1, (m, v) => {
    const list = guardType(m, v, T.list);
    return [m.boxBool(m.ne(m.loadI32(list, LIST_LENGTH, "list.length"), m.i32(0)))];
  }),
  _TO_BOOL_STR: uop(1, (m, v) => {
    const str = guardType(m, v, T.str);
    return [m.boxBool(m.ne(m.loadI32(str, STR_LENGTH, "str"), m.i32(0)))];
  }),
  _TO_BOOL_ALWAYS_TRUE: uop(1, (m, v) => {
    m.guardTypeVersion(v);
    return [m.boxBool(m.eq(m.i32(0), m.i32(0)))];
  }),
  _POP_JUMP_IF_FALSE: jumpOn((m, v) => m.not(m.bool(v))),
  _POP_JUMP_IF_TRUE: jumpOn((m, v) => m.bool(v)),
  _POP_JUMP_IF_NONE: jumpOn((m, v) => m.isNone(v)),
  _POP_JUMP_IF_NOT_NONE: jumpOn((m, v) => m.not(m.isNone(v))),

  // Subscripts
  _SUBSCR_LIST_INT: uop(2, (m, list, index) => {
    const object = guardType(m, list, T.list);
    const i = guardIndex(m, index, m.loadI32(object, LIST_LENGTH, "list.length"));
    return [m.loadElement(m.loadRef(object, LIST_ITEMS, "list.items"), i, "list.element")];
  }),
  /** A negative index, from the end. */
  _SUBSCR_LIST_NEGATIVE: uop(2, (m, list, index) => {
    const object = guardType(m, list, T.list);
    m.guard(m.isInt(index));
    const length = m.loadI32(object, LIST_LENGTH, "list.length");
    const i = m.add(m.int(index), length);
    m.guard(m.lt(m.int(index), m.i32(0)));
    m.guard(m.ltU(i, length));
    return [m.loadElement(m.loadRef(object, LIST_ITEMS, "list.items"), i, "list.element")];
  }),
  _SUBSCR_TUPLE_INT: uop(2, (m, tuple, index) => {
    const object = guardType(m, tuple, T.tuple);
    const i = guardIndex(m, index, m.loadI32(object, TUPLE_LENGTH, "tuple"));
    return [m.loadElement(m.inside(object, TUPLE_ITEMS), i, "tuple")];
  }),
  _SUBSCR_STR_INT: uop(2, (m, str, index) => {
    const object = guardType(m, str, T.str);
    const i = guardIndex(m, index, m.loadI32(object, STR_LENGTH, "str"));
    return [m.call("charAt", str, i)];
  }),
  _SUBSCR_DICT: uop(2, (m, dict, key) => {
    guardType(m, dict, T.dict);
    return [m.call("subscribeDict", dict, key)];
  }),
  _STORE_SUBSCR_LIST_INT: uop(3, (m, value, list, index) => {
    const object = guardType(m, list, T.list);
    const i = guardIndex(m, index, m.loadI32(object, LIST_LENGTH, "list.length"));
    m.storeElement(m.loadRef(object, LIST_ITEMS, "list.items"), i, value, "list.element");
    return [];
  }),
  _STORE_SUBSCR_DICT: uop(3, (m, value, dict, key) => {
    guardType(m, dict, T.dict);
    m.callVoid("storeDict", dict, key, value);
    return [];
  }),
  _CONTAINS_DICT: uop(2, (m, key, dict) => {
    guardType(m, dict, T.dict);
    return [m.boxBool(m.ne(m.callI32("dictHas", dict, key), m.arg))];
  }),
  _CONTAINS_SET: uop(2, (m, key, set) => {
    m.guard(m.isRef(set));
    const type = m.loadI32(m.ref(set), OBJ_TYPE, "header");
    m.guard(m.eq(type, m.i32(T.set)));
    return [m.boxBool(m.ne(m.callI32("setHas", set, key), m.arg))];
  }),

  // Attributes
  _LOAD_ATTR_INSTANCE_VALUE: uop(1, (m, owner) => {
    const v = m.loadSlot(m.guardShape(owner), false);
    m.guard(m.not(m.isUnbound(v)));
    return [v];
  }),
  _LOAD_ATTR_WITH_HINT: uop(1, (m, owner) => {
    const v = m.loadSlot(m.guardShape(owner), true);
    m.guard(m.not(m.isUnbound(v)));
    return [v];
  }),
  _LOAD_ATTR_MODULE: uop(1, (m, owner) => [m.moduleEntry(guardType(m, owner, T.module))]),
  /** A plain value of the class, read where the class keeps it. */
  _LOAD_ATTR_NONDESCRIPTOR: uop(1, (m, owner) => {
    m.guardShape(owner);
    return [m.loadValue(m.cachedAddress(), 0, "dict.entry")];
  }),
  _LOAD_ATTR_CLASS: uop(1, (m, owner) => {
    m.guardClass(owner);
    return [m.loadValue(m.cachedAddress(), 0, "dict.entry")];
  }),
  /** `(owner -- function, owner)` */
  _LOAD_ATTR_METHOD_WITH_VALUES: uop(1, (m, owner) => {
    m.guardShape(owner);
    return [m.boxRef(m.cachedAddress()), owner];
  }),
  _LOAD_ATTR_METHOD_NO_DICT: uop(1, (m, owner) => {
    m.guardTypeVersion(owner);
    return [m.boxRef(m.cachedAddress()), owner];
  }),
  _STORE_ATTR_INSTANCE_VALUE: uop(2, (m, value, owner) => {
    m.storeSlot(m.guardShape(owner), value, false);
    return [];
  }),
  _STORE_ATTR_WITH_HINT: uop(2, (m, value, owner) => {
    m.storeSlot(m.guardShape(owner), value, true);
    return [];
  }),
  /** The attribute is new: the instance moves on to the next shape. */
  _STORE_ATTR_ADD: uop(2, (m, value, owner) => {
    m.addSlot(m.guardShape(owner), value);
    return [];
  }),

  // Iteration: `(iterator -- iterator, item)`
  _FOR_ITER_RANGE: advancing(stepRange),
  _FOR_ITER_LIST: advancing(stepList),
  _FOR_ITER_TUPLE: advancing(stepTuple),

  // Unpacking: the first item ends on top
  _UNPACK_TWO_TUPLE: uop(1, (m, sequence) => {
    const tuple = guardType(m, sequence, T.tuple);
    m.guard(m.eq(m.loadI32(tuple, TUPLE_LENGTH, "tuple"), m.i32(2)));
    return [m.loadValue(tuple, TUPLE_ITEMS + 8, "tuple"), m.loadValue(tuple, TUPLE_ITEMS, "tuple")];
  }),

  /** Comprehensions: the list lies `oparg` below the top. */
  _LIST_APPEND: uop(1, (m, value) => {
    m.callVoid("appendToList", m.below(), value);
    return [];
  }),
  /** `(receiver, value -- value)` */
  _END_SEND: uop(2, (_m, _receiver, value) => [value]),

  // Calls: `(callable, self_or_null, args[oparg] -- …)`; these see only the part they need.
  _CHECK_FUNCTION_VERSION: uop(0, (m) => {
    const func = guardType(m, m.stackItem(2), T.function);
    m.guard(m.eq(m.loadI32(func, FUNC_VERSION, "function"), m.cache("func_version")));
    return [];
  }),
  /** For a call site where several functions come by: whichever it is, the frame is made for it. */
  _CHECK_FUNCTION: uop(0, (m) => {
    guardType(m, m.stackItem(2), T.function);
    return [];
  }),
  /** A bound method with nothing in the self slot: the function and the object take their places. */
  _EXPAND_METHOD: uop(0, (m) => {
    const method = guardType(m, m.stackItem(2), T.method);
    m.guard(m.isUnbound(m.stackItem(1)));
    const func = m.loadValue(method, METHOD_FUNC, "method");
    const object = guardType(m, func, T.function);
    m.guard(m.eq(m.loadI32(object, FUNC_VERSION, "function"), m.cache("func_version")));
    m.setStackItem(1, m.hold(m.loadValue(method, METHOD_SELF, "method")));
    m.setStackItem(2, func);
    return [];
  }),
  _CALL_LEN: uop(3, (m, callable, self, object) => {
    m.guard(m.isUnbound(self));
    m.guard(m.isRef(callable));
    m.guard(m.sameRef(m.ref(callable), m.builtin("len")));
    const list = guardType(m, object, T.list);
    return [m.boxInt(m.loadI32(list, LIST_LENGTH, "list.length"))];
  }),
  _CALL_TYPE_1: uop(3, (m, callable, self, object) => {
    m.guard(m.isUnbound(self));
    m.guard(m.isRef(callable));
    m.guard(m.sameRef(m.ref(callable), m.type(T.type)));
    return [m.boxRef(m.typeOf(object))];
  }),
  _CALL_LIST_APPEND: uop(3, (m, callable, self, value) => {
    m.guard(m.isRef(callable));
    m.guard(m.sameRef(m.ref(callable), m.builtin("list.append")));
    guardType(m, self, T.list);
    m.callVoid("appendToList", self, value);
    return [m.none()];
  }),
} as const satisfies Record<string, Uop>;

export type UopName = keyof typeof uops;

// ---- The instructions ----------------------------------------------------------------------------------------------

/** What moves between frames or through code: described in controls.ts for Tier 1, recorded by methods of the recorder. */
export type Control =
  | "extendedArg"
  | "resume"
  | "resumeExecutor"
  | "jumpForward"
  | "jumpBackward"
  | "jumpBackwardNoInterrupt"
  | "enterExecutor"
  | "call"
  | "pushFrame"
  | "enterInit"
  | "callNative"
  | "callClass"
  | "property"
  | "returnValue"
  | "returnGenerator"
  | "yieldValue"
  | "forIter"
  | "forIterGenerator"
  | "send"
  | "sendGenerator"
  | "raise"
  | "copyFreeVars"
  | "swap"
  | "copy";

export interface Instruction {
  readonly uops?: readonly UopName[];
  readonly alternatives?: readonly (readonly UopName[])[];
  /** A function of interp/stack_ops.ts. */
  readonly runtime?: string;
  /** Tier 1 calls the function of that name in interp/special_frames.ts, which may push a frame. */
  readonly pushes?: true;
  readonly effect?: Effect;
  readonly control?: Control;
}

const does = (...names: UopName[]): Instruction => ({ uops: names });
const either = (runtime: string, ...alternatives: UopName[]): Instruction => ({
  alternatives: alternatives.map((name) => [name]),
  runtime,
  effect: "escapes",
});
const runs = (runtime: string, effect: Effect = "escapes"): Instruction => ({ runtime, effect });
/** What may call a special method in Python. */
const special = (instruction: Instruction): Instruction => ({ ...instruction, pushes: true });
const controls = (control: Control, ...names: UopName[]): Instruction => ({ uops: names, control });

/**
 * Members of families that CPython has not: it serves these pairs of operands with BINARY_OP_EXTEND and a table of
 * functions, which a trace could not look into. They bear numbers that CPython leaves free.
 */
export const ownInstructions = {
  BINARY_OP_MODULO_INT: { opcode: 212, family: "BINARY_OP" },
  BINARY_OP_FLOOR_DIVIDE_INT: { opcode: 213, family: "BINARY_OP" },
  BINARY_OP_TRUE_DIVIDE_FLOAT: { opcode: 214, family: "BINARY_OP" },
  BINARY_OP_TRUE_DIVIDE_INT: { opcode: 215, family: "BINARY_OP" },
  BINARY_OP_AND_INT: { opcode: 216, family: "BINARY_OP" },
  BINARY_OP_OR_INT: { opcode: 217, family: "BINARY_OP" },
  BINARY_OP_XOR_INT: { opcode: 218, family: "BINARY_OP" },
  BINARY_OP_LSHIFT_INT: { opcode: 219, family: "BINARY_OP" },
  BINARY_OP_RSHIFT_INT: { opcode: 220, family: "BINARY_OP" },
  BINARY_OP_ADD_INT_FLOAT: { opcode: 221, family: "BINARY_OP" },
  BINARY_OP_ADD_FLOAT_INT: { opcode: 222, family: "BINARY_OP" },
  BINARY_OP_SUBTRACT_INT_FLOAT: { opcode: 223, family: "BINARY_OP" },
  BINARY_OP_SUBTRACT_FLOAT_INT: { opcode: 224, family: "BINARY_OP" },
  BINARY_OP_MULTIPLY_INT_FLOAT: { opcode: 225, family: "BINARY_OP" },
  BINARY_OP_MULTIPLY_FLOAT_INT: { opcode: 226, family: "BINARY_OP" },
  BINARY_OP_TRUE_DIVIDE_INT_FLOAT: { opcode: 227, family: "BINARY_OP" },
  BINARY_OP_TRUE_DIVIDE_FLOAT_INT: { opcode: 228, family: "BINARY_OP" },
  BINARY_OP_POWER_FLOAT: { opcode: 229, family: "BINARY_OP" },
  BINARY_OP_INTEGER: { opcode: 230, family: "BINARY_OP" },
  BINARY_OP_SUBSCR_LIST_NEGATIVE: { opcode: 231, family: "BINARY_OP" },
  STORE_ATTR_ADD: { opcode: 232, family: "STORE_ATTR" },
  CALL_PY_POLYMORPHIC: { opcode: 233, family: "CALL" },
  RESUME_EXECUTOR: { opcode: 234, family: "RESUME" },
} as const satisfies Record<string, { readonly opcode: number; readonly family: BaseName }>;

export type OwnName = keyof typeof ownInstructions;

export const instructions: { readonly [Name in BaseName | SpecializedName | OwnName]?: Instruction } = {
  // Nothing, stack and constants
  NOP: does("_NOP"),
  NOT_TAKEN: does("_NOP"),
  POP_TOP: does("_POP_TOP"),
  POP_ITER: does("_POP_TOP"),
  END_FOR: does("_POP_TOP"),
  PUSH_NULL: does("_PUSH_NULL"),
  COPY: controls("copy"),
  SWAP: controls("swap"),
  LOAD_CONST: does("_LOAD_CONST"),
  LOAD_CONST_IMMORTAL: does("_LOAD_CONST"),
  LOAD_CONST_MORTAL: does("_LOAD_CONST"),
  LOAD_SMALL_INT: does("_LOAD_SMALL_INT"),
  LOAD_COMMON_CONSTANT: runs("loadCommonConstant", "reads"),
  LOAD_BUILD_CLASS: runs("loadBuildClass", "reads"),
  LOAD_LOCALS: runs("loadLocals"),

  // Locals, cells, names
  LOAD_FAST: does("_LOAD_FAST"),
  LOAD_FAST_BORROW: does("_LOAD_FAST"),
  LOAD_FAST_LOAD_FAST: does("_LOAD_FAST_LOAD_FAST"),
  LOAD_FAST_BORROW_LOAD_FAST_BORROW: does("_LOAD_FAST_LOAD_FAST"),
  LOAD_FAST_CHECK: either("loadFastCheck", "_LOAD_FAST_CHECK"),
  LOAD_FAST_AND_CLEAR: does("_LOAD_FAST_AND_CLEAR"),
  STORE_FAST: does("_STORE_FAST"),
  STORE_FAST_LOAD_FAST: does("_STORE_FAST_LOAD_FAST"),
  STORE_FAST_STORE_FAST: does("_STORE_FAST_STORE_FAST"),
  DELETE_FAST: either("deleteFast", "_DELETE_FAST"),
  MAKE_CELL: does("_MAKE_CELL"),
  COPY_FREE_VARS: controls("copyFreeVars"),
  LOAD_DEREF: either("loadDeref", "_LOAD_DEREF"),
  STORE_DEREF: does("_STORE_DEREF"),
  DELETE_DEREF: runs("deleteDeref"),
  LOAD_FROM_DICT_OR_DEREF: runs("loadFromDictOrDeref"),
  LOAD_FROM_DICT_OR_GLOBALS: runs("loadFromDictOrGlobals"),
  LOAD_GLOBAL: runs("loadGlobal"),
  LOAD_GLOBAL_MODULE: does("_LOAD_GLOBAL_MODULE", "_PUSH_NULL_CONDITIONAL"),
  LOAD_GLOBAL_BUILTIN: does("_LOAD_GLOBAL_BUILTIN", "_PUSH_NULL_CONDITIONAL"),
  STORE_GLOBAL: runs("storeGlobal"),
  DELETE_GLOBAL: runs("deleteGlobal"),
  LOAD_NAME: runs("loadName"),
  STORE_NAME: runs("storeName"),
  DELETE_NAME: runs("deleteName"),

  // Operators
  BINARY_OP: special(runs("binaryOp")),
  BINARY_OP_ADD_INT: does("_ADD_INT"),
  BINARY_OP_SUBTRACT_INT: does("_SUBTRACT_INT"),
  BINARY_OP_MULTIPLY_INT: does("_MULTIPLY_INT"),
  BINARY_OP_MODULO_INT: does("_MODULO_INT"),
  BINARY_OP_FLOOR_DIVIDE_INT: does("_FLOOR_DIVIDE_INT"),
  BINARY_OP_TRUE_DIVIDE_INT: does("_TRUE_DIVIDE_INT"),
  BINARY_OP_AND_INT: does("_AND_INT"),
  BINARY_OP_OR_INT: does("_OR_INT"),
  BINARY_OP_XOR_INT: does("_XOR_INT"),
  BINARY_OP_LSHIFT_INT: does("_LSHIFT_INT"),
  BINARY_OP_RSHIFT_INT: does("_RSHIFT_INT"),
  BINARY_OP_INTEGER: does("_INTEGER_OP"),
  BINARY_OP_ADD_FLOAT: does("_ADD_FLOAT"),
  BINARY_OP_SUBTRACT_FLOAT: does("_SUBTRACT_FLOAT"),
  BINARY_OP_MULTIPLY_FLOAT: does("_MULTIPLY_FLOAT"),
  BINARY_OP_TRUE_DIVIDE_FLOAT: does("_TRUE_DIVIDE_FLOAT"),
  BINARY_OP_POWER_FLOAT: does("_POWER_FLOAT"),
  BINARY_OP_ADD_INT_FLOAT: does("_ADD_INT_FLOAT"),
  BINARY_OP_ADD_FLOAT_INT: does("_ADD_FLOAT_INT"),
  BINARY_OP_SUBTRACT_INT_FLOAT: does("_SUBTRACT_INT_FLOAT"),
  BINARY_OP_SUBTRACT_FLOAT_INT: does("_SUBTRACT_FLOAT_INT"),
  BINARY_OP_MULTIPLY_INT_FLOAT: does("_MULTIPLY_INT_FLOAT"),
  BINARY_OP_MULTIPLY_FLOAT_INT: does("_MULTIPLY_FLOAT_INT"),
  BINARY_OP_TRUE_DIVIDE_INT_FLOAT: does("_TRUE_DIVIDE_INT_FLOAT"),
  BINARY_OP_TRUE_DIVIDE_FLOAT_INT: does("_TRUE_DIVIDE_FLOAT_INT"),
  BINARY_OP_ADD_UNICODE: does("_ADD_STR"),
  BINARY_OP_SUBSCR_LIST_INT: does("_SUBSCR_LIST_INT"),
  BINARY_OP_SUBSCR_LIST_NEGATIVE: does("_SUBSCR_LIST_NEGATIVE"),
  BINARY_OP_SUBSCR_TUPLE_INT: does("_SUBSCR_TUPLE_INT"),
  BINARY_OP_SUBSCR_STR_INT: does("_SUBSCR_STR_INT"),
  BINARY_OP_SUBSCR_DICT: does("_SUBSCR_DICT"),
  UNARY_NEGATIVE: special(either("unaryNegative", "_NEGATE_INT", "_NEGATE_FLOAT")),
  UNARY_INVERT: special(either("unaryInvert", "_INVERT_INT")),
  UNARY_NOT: does("_NOT"),
  COMPARE_OP: special(runs("compareOp")),
  COMPARE_OP_INT: does("_COMPARE_INT"),
  COMPARE_OP_FLOAT: does("_COMPARE_FLOAT"),
  COMPARE_OP_STR: does("_COMPARE_STR"),
  IS_OP: does("_IS"),
  CONTAINS_OP: special(runs("containsOp")),
  CONTAINS_OP_DICT: does("_CONTAINS_DICT"),
  CONTAINS_OP_SET: does("_CONTAINS_SET"),
  TO_BOOL: special(runs("toBool")),
  TO_BOOL_BOOL: does("_TO_BOOL_BOOL"),
  TO_BOOL_INT: does("_TO_BOOL_INT"),
  TO_BOOL_NONE: does("_TO_BOOL_NONE"),
  TO_BOOL_LIST: does("_TO_BOOL_LIST"),
  TO_BOOL_STR: does("_TO_BOOL_STR"),
  TO_BOOL_ALWAYS_TRUE: does("_TO_BOOL_ALWAYS_TRUE"),

  // Jumps
  EXTENDED_ARG: controls("extendedArg"),
  RESUME: controls("resume"),
  RESUME_CHECK: controls("resume"),
  RESUME_EXECUTOR: controls("resumeExecutor"),
  JUMP_FORWARD: controls("jumpForward"),
  JUMP_BACKWARD: controls("jumpBackward"),
  JUMP_BACKWARD_JIT: controls("jumpBackward"),
  JUMP_BACKWARD_NO_JIT: controls("jumpBackward"),
  JUMP_BACKWARD_NO_INTERRUPT: controls("jumpBackwardNoInterrupt"),
  POP_JUMP_IF_FALSE: does("_POP_JUMP_IF_FALSE"),
  POP_JUMP_IF_TRUE: does("_POP_JUMP_IF_TRUE"),
  POP_JUMP_IF_NONE: does("_POP_JUMP_IF_NONE"),
  POP_JUMP_IF_NOT_NONE: does("_POP_JUMP_IF_NOT_NONE"),

  // Subscripts and slices
  BINARY_SLICE: runs("binarySlice"),
  STORE_SLICE: runs("storeSlice"),
  STORE_SUBSCR: special(runs("storeSubscr")),
  STORE_SUBSCR_LIST_INT: does("_STORE_SUBSCR_LIST_INT"),
  STORE_SUBSCR_DICT: does("_STORE_SUBSCR_DICT"),
  DELETE_SUBSCR: runs("deleteSubscr"),

  // Attributes
  LOAD_ATTR: runs("loadAttr"),
  LOAD_ATTR_INSTANCE_VALUE: does("_LOAD_ATTR_INSTANCE_VALUE", "_PUSH_NULL_CONDITIONAL"),
  LOAD_ATTR_SLOT: does("_LOAD_ATTR_INSTANCE_VALUE", "_PUSH_NULL_CONDITIONAL"),
  LOAD_ATTR_WITH_HINT: does("_LOAD_ATTR_WITH_HINT", "_PUSH_NULL_CONDITIONAL"),
  LOAD_ATTR_MODULE: does("_LOAD_ATTR_MODULE", "_PUSH_NULL_CONDITIONAL"),
  LOAD_ATTR_CLASS: does("_LOAD_ATTR_CLASS", "_PUSH_NULL_CONDITIONAL"),
  LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES: does("_LOAD_ATTR_NONDESCRIPTOR", "_PUSH_NULL_CONDITIONAL"),
  LOAD_ATTR_METHOD_WITH_VALUES: does("_LOAD_ATTR_METHOD_WITH_VALUES"),
  LOAD_ATTR_METHOD_NO_DICT: does("_LOAD_ATTR_METHOD_NO_DICT"),
  LOAD_ATTR_PROPERTY: controls("property"),
  LOAD_SUPER_ATTR: runs("loadSuperAttr"),
  STORE_ATTR: runs("storeAttr"),
  STORE_ATTR_INSTANCE_VALUE: does("_STORE_ATTR_INSTANCE_VALUE"),
  STORE_ATTR_SLOT: does("_STORE_ATTR_INSTANCE_VALUE"),
  STORE_ATTR_WITH_HINT: does("_STORE_ATTR_WITH_HINT"),
  STORE_ATTR_ADD: does("_STORE_ATTR_ADD"),
  DELETE_ATTR: runs("deleteAttr"),

  // Building
  BUILD_TUPLE: runs("buildTuple", "writes"),
  BUILD_LIST: runs("buildList", "writes"),
  BUILD_SET: runs("buildSet"),
  BUILD_MAP: runs("buildMap"),
  BUILD_SLICE: runs("buildSlice", "writes"),
  BUILD_STRING: runs("buildString", "writes"),
  BUILD_TEMPLATE: runs("buildTemplate", "writes"),
  BUILD_INTERPOLATION: runs("buildInterpolation", "writes"),
  LIST_APPEND: does("_LIST_APPEND"),
  LIST_EXTEND: runs("listExtend"),
  SET_ADD: runs("setAdd"),
  SET_UPDATE: runs("setUpdate"),
  MAP_ADD: runs("mapAdd"),
  DICT_UPDATE: runs("dictUpdate"),
  DICT_MERGE: runs("dictMerge"),
  FORMAT_SIMPLE: special(runs("formatSimple")),
  FORMAT_WITH_SPEC: runs("formatWithSpec"),
  CONVERT_VALUE: special(runs("convertValue")),
  MAKE_FUNCTION: runs("makeFunction", "writes"),
  SET_FUNCTION_ATTRIBUTE: runs("setFunctionAttribute", "writes"),

  // Unpacking and matching
  UNPACK_SEQUENCE: runs("unpackSequence"),
  UNPACK_SEQUENCE_TWO_TUPLE: does("_UNPACK_TWO_TUPLE"),
  UNPACK_SEQUENCE_TUPLE: runs("unpackTuple", "reads"),
  UNPACK_SEQUENCE_LIST: runs("unpackList", "reads"),
  UNPACK_EX: runs("unpackEx"),
  GET_LEN: runs("getLen"),
  MATCH_SEQUENCE: runs("matchSequence"),
  MATCH_MAPPING: runs("matchMapping"),
  MATCH_KEYS: runs("matchKeys"),
  MATCH_CLASS: runs("matchClass"),

  // Iteration
  GET_ITER: special(runs("getIter")),
  FOR_ITER: controls("forIter"),
  FOR_ITER_RANGE: does("_FOR_ITER_RANGE"),
  FOR_ITER_LIST: does("_FOR_ITER_LIST"),
  FOR_ITER_TUPLE: does("_FOR_ITER_TUPLE"),
  FOR_ITER_GEN: controls("forIterGenerator"),

  // Calls
  CALL: controls("call"),
  CALL_KW: controls("call"),
  CALL_FUNCTION_EX: controls("call"),
  CALL_PY_EXACT_ARGS: controls("pushFrame", "_CHECK_FUNCTION_VERSION"),
  CALL_PY_POLYMORPHIC: controls("pushFrame", "_CHECK_FUNCTION"),
  CALL_BOUND_METHOD_EXACT_ARGS: controls("pushFrame", "_EXPAND_METHOD"),
  CALL_ALLOC_AND_ENTER_INIT: controls("enterInit"),
  CALL_BUILTIN_FAST: controls("callNative"),
  CALL_BUILTIN_CLASS: controls("callClass"),
  CALL_LEN: does("_CALL_LEN"),
  CALL_LIST_APPEND: does("_CALL_LIST_APPEND"),
  CALL_TYPE_1: does("_CALL_TYPE_1"),
  CALL_INTRINSIC_1: runs("callIntrinsic1"),
  CALL_INTRINSIC_2: runs("callIntrinsic2"),
  RETURN_VALUE: controls("returnValue"),

  // Generators
  RETURN_GENERATOR: controls("returnGenerator"),
  YIELD_VALUE: controls("yieldValue"),
  GET_YIELD_FROM_ITER: runs("getYieldFromIter"),
  SEND: controls("send"),
  SEND_GEN: controls("sendGenerator"),
  END_SEND: does("_END_SEND"),
  CLEANUP_THROW: runs("cleanupThrow"),

  // Coroutines
  GET_AWAITABLE: runs("getAwaitable"),
  GET_AITER: runs("getAiter"),
  GET_ANEXT: runs("getAnext"),
  END_ASYNC_FOR: runs("endAsyncFor"),

  // Exceptions and with
  RAISE_VARARGS: controls("raise"),
  RERAISE: controls("raise"),
  PUSH_EXC_INFO: runs("pushExcInfo"),
  POP_EXCEPT: runs("popExcept"),
  CHECK_EXC_MATCH: runs("checkExcMatch"),
  CHECK_EG_MATCH: runs("checkEgMatch"),
  LOAD_SPECIAL: runs("loadSpecial"),
  WITH_EXCEPT_START: runs("withExceptStart"),

  // Imports, annotations
  IMPORT_NAME: runs("importName"),
  IMPORT_FROM: runs("importFrom"),
  SETUP_ANNOTATIONS: runs("setupAnnotations"),
};
