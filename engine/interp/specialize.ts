/**
 * Specialisation: the head of a family becomes the member that fits the operands it sees, in place, and back.
 *
 * The first unit of a family's cache counts: in the head down to the next attempt, in a member down the guards it may
 * still miss. Attempts back off (tuning.ts). A family is tried member by member in `choose…`; what a member relies on
 * is written to its cache here and guarded in its body (bytecode/uops.ts).
 */

import { metrics } from "../base/metrics.ts";
import { tuning } from "../base/tuning.ts";
import { lineAt } from "../bytecode/code.ts";
import { Comparison, deoptimized, Op } from "../bytecode/instructions.ts";
import { ownInstructions } from "../bytecode/uops.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, U16 } from "../heap/memory.ts";
import { shapeAt, shapeOf, shapeToken } from "../heap/shapes.ts";
import {
  intAt,
  isBool,
  isExactly,
  isFloat,
  isInt,
  isNone,
  isRef,
  isUnbound,
  refAt,
  typeOf,
} from "../heap/values.ts";
import { dictFindIndex } from "../objects/dict.ts";
import { lookupInType, typeVersion } from "../objects/type.ts";
import { isReadAsItIs } from "../runtime/attributes.ts";
import { nativeConstructor } from "../runtime/call.ts";
import { codeHost, unitIndex } from "../runtime/codes.ts";
import { currentFrame, frameCode } from "../runtime/frames.ts";
import { N } from "../runtime/names.ts";
import { isInstanceObject, resetAttributeCaches } from "./attribute_cache.ts";
import { builtins } from "./builtins.ts";
import { isRecording, recordEvent } from "./events.ts";
import { opname } from "./opnames.ts";
import { pythonInit } from "./python_init.ts";
import { resumption } from "./resumption.ts";
import { planNative } from "./special_frames.ts";
import { hasTwin } from "./twins.ts";

const Own = Object.fromEntries(Object.entries(ownInstructions).map(([name, row]) => [name, row.opcode])) as {
  readonly [Name in keyof typeof ownInstructions]: (typeof ownInstructions)[Name]["opcode"];
};
const headOfOwn = new Map<number, number>(
  Object.values(ownInstructions).map((row) => [row.opcode, Op[row.family]]),
);
/** Head of the family of any opcode, our own members included. */
export const familyHead = (opcode: number): number => headOfOwn.get(opcode) ?? deoptimized(opcode);

export interface AdaptiveSettings {
  /** Off: only heads run (the unspecialised tier). */
  specialize: boolean;
  /** Turns before JUMP_BACKWARD_JIT asks for a trace; 0: never. */
  loopThreshold: number;
}
export const adaptive: AdaptiveSettings = { specialize: true, loopThreshold: 0 };

const NEVER = 0xffff;

/** Waiting times of heads that failed, by unit index (transient: dropped when a member fits). */
let waits = new Map<number, number>();
export function resetSpecialization(): void {
  waits = new Map();
  resetAttributeCaches();
}

function write(unit: number, opcode: number): number {
  U16[unit] = (U16[unit] & 0xff00) | opcode;
  return opcode;
}

/** Called by a head whose count is spent. Returns the member now in place, or the head, which waits longer. */
export function specialize(unit: number, top: Slot, arg: number): number {
  const head = U16[unit] & 255;
  if (!adaptive.specialize) {
    U16[unit + 1] = NEVER;
    return head;
  }
  const member = choose(head, unit, top, arg);
  if (member === 0) {
    const wait = Math.min(waits.get(unit) ?? tuning.adaptiveCooldown, tuning.adaptiveCooldownLimit);
    waits.set(unit, wait * 2);
    U16[unit + 1] = wait;
    return head;
  }
  U16[unit + 1] = tuning.missLimit;
  metrics.specialisations++;
  noteChange("specialise", unit, head, member);
  return write(unit, member);
}

/** A guard of the member at `unit` failed. Returns the head, which runs this time and, after too many misses, for good. */
export function miss(unit: number, opcode: number): number {
  const head = familyHead(opcode);
  if (head === opcode) return head;
  if (U16[unit + 1] > 0) U16[unit + 1]--;
  else {
    write(unit, head);
    U16[unit + 1] = Math.min(waits.get(unit) ?? 4, tuning.adaptiveCooldownLimit);
    waits.set(unit, U16[unit + 1] * 2);
    metrics.deopts++;
    noteChange("deopt", unit, opcode, head);
  }
  return head;
}

/** Tells the timeline that an instruction changed. */
function noteChange(kind: "specialise" | "deopt", unit: number, from: number, to: number): void {
  if (!isRecording()) return;
  const code = frameCode(currentFrame());
  const at = unitIndex(code, 2 * unit);
  const { id, object } = codeHost(code);
  const line = lineAt(object, at);
  const why = kind === "specialise" ? "after what it saw" : "since its operands changed";
  recordEvent(
    kind,
    { code: id, offset: 2 * at, line: line < 1 ? null : line },
    () => `Line ${line}: ${opname(from)} becomes ${opname(to)} ${why}.`,
  );
}

/** The first run of a JUMP_BACKWARD decides whether it counts for the JIT. */
export function quickenJump(unit: number): void {
  write(unit, adaptive.loopThreshold > 0 ? Op.JUMP_BACKWARD_JIT : Op.JUMP_BACKWARD_NO_JIT);
  U16[unit + 1] = Math.min(adaptive.loopThreshold, NEVER);
}

function choose(head: number, unit: number, top: Slot, arg: number): number {
  switch (head) {
    case Op.BINARY_OP:
      return chooseBinary(arg, top - 16, top - 8);
    case Op.COMPARE_OP:
      return chooseCompare(arg, top - 16, top - 8);
    case Op.TO_BOOL:
      return chooseToBool(unit, top - 8);
    case Op.CONTAINS_OP:
      return isExactly(top - 8, L.T.dict)
        ? Op.CONTAINS_OP_DICT
        : isExactly(top - 8, L.T.set)
          ? Op.CONTAINS_OP_SET
          : 0;
    case Op.STORE_SUBSCR:
      return chooseStoreSubscript(top - 16, top - 8);
    case Op.UNPACK_SEQUENCE:
      return chooseUnpack(top - 8, arg);
    case Op.FOR_ITER:
      return chooseForIter(top - 8);
    case Op.SEND:
      return isExactly(top - 16, L.T.generator) || isExactly(top - 16, L.T.coroutine) ? Op.SEND_GEN : 0;
    case Op.LOAD_GLOBAL:
      return chooseLoadGlobal(unit, arg);
    case Op.LOAD_ATTR:
      return chooseLoadAttr(unit, top - 8, arg);
    case Op.STORE_ATTR:
      return chooseStoreAttr(unit, top - 8, arg);
    case Op.CALL:
      return chooseCall(unit, top - 8 * (arg + 2), arg);
    default:
      return 0;
  }
}

// ---- Operators -----------------------------------------------------------------------------------------------------

const IN_PLACE = 13;
const intMembers: Readonly<Record<number, number>> = {
  0: Op.BINARY_OP_ADD_INT,
  1: Own.BINARY_OP_AND_INT,
  2: Own.BINARY_OP_FLOOR_DIVIDE_INT,
  3: Own.BINARY_OP_LSHIFT_INT,
  5: Op.BINARY_OP_MULTIPLY_INT,
  6: Own.BINARY_OP_MODULO_INT,
  7: Own.BINARY_OP_OR_INT,
  9: Own.BINARY_OP_RSHIFT_INT,
  10: Op.BINARY_OP_SUBTRACT_INT,
  11: Own.BINARY_OP_TRUE_DIVIDE_INT,
  12: Own.BINARY_OP_XOR_INT,
};
const floatMembers: Readonly<Record<number, number>> = {
  0: Op.BINARY_OP_ADD_FLOAT,
  5: Op.BINARY_OP_MULTIPLY_FLOAT,
  8: Own.BINARY_OP_POWER_FLOAT,
  10: Op.BINARY_OP_SUBTRACT_FLOAT,
  11: Own.BINARY_OP_TRUE_DIVIDE_FLOAT,
};
const intFloatMembers: Readonly<Record<number, number>> = {
  0: Own.BINARY_OP_ADD_INT_FLOAT,
  5: Own.BINARY_OP_MULTIPLY_INT_FLOAT,
  10: Own.BINARY_OP_SUBTRACT_INT_FLOAT,
  11: Own.BINARY_OP_TRUE_DIVIDE_INT_FLOAT,
};
const floatIntMembers: Readonly<Record<number, number>> = {
  0: Own.BINARY_OP_ADD_FLOAT_INT,
  5: Own.BINARY_OP_MULTIPLY_FLOAT_INT,
  10: Own.BINARY_OP_SUBTRACT_FLOAT_INT,
  11: Own.BINARY_OP_TRUE_DIVIDE_FLOAT_INT,
};

const isHeapInt = (slot: Slot): boolean => isExactly(slot, L.T.int);
const isInteger = (slot: Slot): boolean => isInt(slot) || isHeapInt(slot);

function chooseBinary(arg: number, a: Slot, b: Slot): number {
  if (arg === 26) return chooseSubscript(a, b);
  const op = arg >= IN_PLACE ? arg - IN_PLACE : arg;
  if (isInt(a) && isInt(b))
    return intFits(op, intAt(a), intAt(b)) ? (intMembers[op] ?? 0) : Own.BINARY_OP_INTEGER;
  if (isFloat(a)) {
    if (isFloat(b)) return floatMembers[op] ?? 0;
    if (isInt(b)) return floatIntMembers[op] ?? 0;
    return 0;
  }
  if (isInt(a) && isFloat(b)) return intFloatMembers[op] ?? 0;
  // Division and power of large ints give floats, or take long: the head will do.
  if (isInteger(a) && isInteger(b)) return op === 11 || op === 8 ? 0 : Own.BINARY_OP_INTEGER;
  if (op === 0 && isExactly(a, L.T.str) && isExactly(b, L.T.str)) return Op.BINARY_OP_ADD_UNICODE;
  return 0;
}

/** Whether the 32-bit member would serve these operands. */
function intFits(op: number, x: number, y: number): boolean {
  switch (op) {
    case 0:
      return fits(x + y);
    case 5:
      return fits(x * y);
    case 10:
      return fits(x - y);
    case 2:
    case 6:
      return y !== 0 && y !== -1;
    case 3:
      return y >= 0 && y < 31 && (x << y) >> y === x;
    case 8:
      return false;
    default:
      return true;
  }
}
const fits = (x: number): boolean => x === (x | 0);

function chooseSubscript(container: Slot, key: Slot): number {
  if (!isRef(container)) return 0;
  const object = refAt(container);
  switch (typeOf(container)) {
    case L.T.list:
      if (!isInt(key)) return 0;
      return intAt(key) >= 0 ? Op.BINARY_OP_SUBSCR_LIST_INT : Own.BINARY_OP_SUBSCR_LIST_NEGATIVE;
    case L.T.tuple:
      return isInt(key) && intAt(key) >= 0 ? Op.BINARY_OP_SUBSCR_TUPLE_INT : 0;
    case L.T.str:
      return isInt(key) && intAt(key) >>> 0 < I32[(object + L.STR_LENGTH) >> 2]
        ? Op.BINARY_OP_SUBSCR_STR_INT
        : 0;
    case L.T.dict:
      return Op.BINARY_OP_SUBSCR_DICT;
    default:
      return 0;
  }
}

function chooseCompare(arg: number, a: Slot, b: Slot): number {
  if (isInt(a) && isInt(b)) return Op.COMPARE_OP_INT;
  if (isFloat(a) && isFloat(b)) return Op.COMPARE_OP_FLOAT;
  if (isExactly(a, L.T.str) && isExactly(b, L.T.str) && arg >> 5 <= Comparison.GE) return Op.COMPARE_OP_STR;
  return 0;
}

function chooseToBool(unit: number, v: Slot): number {
  if (isBool(v)) return Op.TO_BOOL_BOOL;
  if (isInt(v)) return Op.TO_BOOL_INT;
  if (isNone(v)) return Op.TO_BOOL_NONE;
  if (isExactly(v, L.T.list)) return Op.TO_BOOL_LIST;
  if (isExactly(v, L.T.str)) return Op.TO_BOOL_STR;
  if (!isRef(v)) return 0;
  const type = typeOf(v);
  if (I32[(type + L.TYPE_KIND) >> 2] !== L.KIND_INSTANCE) return 0;
  if (lookupInType(type, N.__bool__) !== 0 || lookupInType(type, N.__len__) !== 0) return 0;
  write32(unit + 2, typeVersion(type));
  return Op.TO_BOOL_ALWAYS_TRUE;
}

function chooseStoreSubscript(container: Slot, key: Slot): number {
  if (isExactly(container, L.T.dict)) return Op.STORE_SUBSCR_DICT;
  if (!isExactly(container, L.T.list) || !isInt(key) || intAt(key) < 0) return 0;
  return Op.STORE_SUBSCR_LIST_INT;
}

function chooseUnpack(v: Slot, count: number): number {
  return isExactly(v, L.T.tuple) && count === 2 && I32[(refAt(v) + L.TUPLE_LENGTH) >> 2] === 2
    ? Op.UNPACK_SEQUENCE_TWO_TUPLE
    : 0;
}

function chooseForIter(v: Slot): number {
  if (!isRef(v)) return 0;
  switch (typeOf(v)) {
    case L.T.range_iterator:
      return Op.FOR_ITER_RANGE;
    case L.T.list_iterator:
      return Op.FOR_ITER_LIST;
    case L.T.tuple_iterator:
      return Op.FOR_ITER_TUPLE;
    case L.T.generator:
      return Op.FOR_ITER_GEN;
    default:
      return 0;
  }
}

// ---- Names and attributes --------------------------------------------------------------------------------------------

function write32(unit: number, value: number): void {
  U16[unit] = value & 0xffff;
  U16[unit + 1] = value >>> 16;
}

const nameAt = (index: number): Address => {
  const code = frameCode(currentFrame());
  return I32[(I32[(code + L.CODE_NAMES) >> 2] >> 2) + index];
};

function chooseLoadGlobal(unit: number, arg: number): number {
  const frame = currentFrame();
  const name = nameAt(arg >> 1);
  const globals = I32[(frame + L.FRAME_GLOBALS) >> 2];
  let index = dictFindIndex(globals, name);
  if (index >= 0) {
    if (index > 0xffff || !keyIs(globals, index, name)) return 0;
    U16[unit + 2] = index;
    return Op.LOAD_GLOBAL_MODULE;
  }
  const dict = I32[(frame + L.FRAME_BUILTINS) >> 2];
  index = dictFindIndex(dict, name);
  if (index < 0 || index > 0xffff || !keyIs(dict, index, name)) return 0;
  U16[unit + 2] = index;
  write32(unit + 3, I32[(globals + L.DICT_VERSION) >> 2]);
  return Op.LOAD_GLOBAL_BUILTIN;
}

/** Whether an entry's key is this very str (an equal one that is not interned would never be found by address). */
function keyIs(dict: Address, index: number, name: Address): boolean {
  const entry = I32[(dict + L.DICT_ENTRIES) >> 2] + L.ENTRY_BYTES * index;
  return isRef(entry + L.ENTRY_KEY) && refAt(entry + L.ENTRY_KEY) === name;
}

function chooseLoadAttr(unit: number, owner: Slot, arg: number): number {
  if (!isRef(owner)) return chooseNativeMethod(unit, owner, arg);
  const name = nameAt(arg >> 1);
  const object = refAt(owner);
  const type = typeOf(owner);
  if (type === L.T.module) return chooseModuleAttr(unit, object, name);
  if (type === L.T.type) return chooseClassAttr(unit, object, name);
  if (!isInstanceObject(owner)) return chooseNativeMethod(unit, owner, arg);
  if ((I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_GETATTR) !== 0) return 0;
  const shape = shapeOf(object);
  if (shape.dictMode) return 0;
  write32(unit + 2, shapeToken(shape.address));
  const inType = lookupInType(type, name);
  const index = shape.index.get(name);
  if (inType !== 0) {
    const kind = typeOf(inType);
    if (kind === L.T.member_descriptor) return chooseMember(unit, refAt(inType));
    if (kind === L.T.property) return chooseProperty(unit, refAt(inType), arg);
    if (kind === L.T.function) {
      if (index !== undefined || (arg & 1) === 0)
        return index === undefined ? 0 : chooseSlot(unit, shape.address, index);
      write32(unit + 6, refAt(inType));
      return Op.LOAD_ATTR_METHOD_WITH_VALUES;
    }
    if (!isReadAsItIs(inType)) return 0;
  }
  if (index !== undefined) return chooseSlot(unit, shape.address, index);
  if (inType === 0) return 0;
  write32(unit + 6, inType);
  return Op.LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES;
}

function chooseSlot(unit: number, shape: Address, index: number): number {
  const inline = shapeAt(shape).inlineSlots;
  U16[unit + 4] = index < inline ? index : index - inline;
  return index < inline ? Op.LOAD_ATTR_INSTANCE_VALUE : Op.LOAD_ATTR_WITH_HINT;
}

/** `__slots__`: the member descriptor knows the slot. */
function chooseMember(unit: number, member: Address): number {
  U16[unit + 4] = I32[(member + L.NATIVE_HOST) >> 2];
  return Op.LOAD_ATTR_SLOT;
}

function chooseProperty(unit: number, property: Address, arg: number): number {
  const getter = property + L.PROPERTY_GET;
  if ((arg & 1) !== 0 || !isExactly(getter, L.T.function)) return 0;
  const code = I32[(refAt(getter) + L.FUNC_CODE) >> 2];
  if (I32[(code + L.CODE_EXACT_ARGS) >> 2] !== 1) return 0;
  write32(unit + 6, refAt(getter));
  return Op.LOAD_ATTR_PROPERTY;
}

function chooseModuleAttr(unit: number, module: Address, name: Address): number {
  const dict = I32[(module + L.MODULE_DICT) >> 2];
  const index = dictFindIndex(dict, name);
  if (index < 0 || index > 0xffff || !keyIs(dict, index, name)) return 0;
  U16[unit + 2] = index;
  return Op.LOAD_ATTR_MODULE;
}

function chooseClassAttr(unit: number, type: Address, name: Address): number {
  if (lookupInType(L.T.type, name) !== 0) return 0;
  const found = lookupInType(type, name);
  if (found === 0) return 0;
  // A function read from its class is itself.
  if (!isReadAsItIs(found) && typeOf(found) !== L.T.function) return 0;
  write32(unit + 2, typeVersion(type));
  write32(unit + 6, found);
  return Op.LOAD_ATTR_CLASS;
}

/** A method of a built-in type, for a call. */
function chooseNativeMethod(unit: number, owner: Slot, arg: number): number {
  if ((arg & 1) === 0 || !isRef(owner)) return 0;
  const type = typeOf(owner);
  if (I32[(type + L.TYPE_DICT_OFFSET) >> 2] !== 0 || (I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_GETATTR) !== 0)
    return 0;
  if (isInstanceObject(owner)) return 0;
  const found = lookupInType(type, nameAt(arg >> 1));
  if (found === 0 || typeOf(found) !== L.T.method_descriptor) return 0;
  write32(unit + 2, typeVersion(type));
  write32(unit + 6, refAt(found));
  return Op.LOAD_ATTR_METHOD_NO_DICT;
}

function chooseStoreAttr(unit: number, owner: Slot, arg: number): number {
  if (!isInstanceObject(owner)) return 0;
  const object = refAt(owner);
  const type = typeOf(owner);
  if ((I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_SETATTR) !== 0) return 0;
  const name = nameAt(arg);
  const shape = shapeOf(object);
  if (shape.dictMode) return 0;
  write32(unit + 2, shapeToken(shape.address));
  const inType = lookupInType(type, name);
  if (inType !== 0) {
    if (typeOf(inType) === L.T.member_descriptor) {
      U16[unit + 4] = I32[(refAt(inType) + L.NATIVE_HOST) >> 2];
      return Op.STORE_ATTR_SLOT;
    }
    // A data descriptor takes the store.
    if (isRef(inType) && lookupInType(typeOf(inType), N.__set__) !== 0) return 0;
  }
  const index = shape.index.get(name);
  if (index === undefined) {
    if ((I32[(type + L.TYPE_FLAGS) >> 2] & L.TF_NO_DICT) !== 0 || shape.names.length >= shape.inlineSlots)
      return 0;
    U16[unit + 4] = shape.names.length;
    return Own.STORE_ATTR_ADD;
  }
  U16[unit + 4] = index < shape.inlineSlots ? index : index - shape.inlineSlots;
  return index < shape.inlineSlots ? Op.STORE_ATTR_INSTANCE_VALUE : Op.STORE_ATTR_WITH_HINT;
}

// ---- Calls ---------------------------------------------------------------------------------------------------------

function chooseCall(unit: number, base: Slot, arg: number): number {
  if (!isRef(base)) return 0;
  const callable = refAt(base);
  const bound = isUnbound(base + 8) ? 0 : 1;
  switch (typeOf(base)) {
    case L.T.function:
      if (!exactCall(unit, callable, arg + bound)) return 0;
      return waits.has(unit) ? Own.CALL_PY_POLYMORPHIC : Op.CALL_PY_EXACT_ARGS;
    case L.T.method:
      if (bound === 1 || !isExactly(callable + L.METHOD_FUNC, L.T.function)) return 0;
      return exactCall(unit, refAt(callable + L.METHOD_FUNC), arg + 1) ? Op.CALL_BOUND_METHOD_EXACT_ARGS : 0;
    case L.T.type:
      if (callable === L.T.type && arg === 1 && bound === 0) return Op.CALL_TYPE_1;
      return bound === 0 ? chooseClassCall(unit, callable, base, arg) : 0;
    case L.T.builtin_function_or_method:
    case L.T.method_descriptor:
      if (callable === builtins.len && arg === 1 && isExactly(base + 16, L.T.list)) return Op.CALL_LEN;
      if (callable === builtins.listAppend && arg === 1 && bound === 1) return Op.CALL_LIST_APPEND;
      if (bound === 0 && planNative(callable, base + 16, arg) !== 0) return 0;
      if (runsTwin(callable, base, arg) || resumes(callable, base)) return 0;
      write32(unit + 2, callable);
      return Op.CALL_BUILTIN_FAST;
    default:
      return 0;
  }
}

/** Whether a call of the native at `base` goes to its twin in Python. */
const runsTwin = (native: Address, base: Slot, arg: number): boolean =>
  isUnbound(base + 8) ? hasTwin(native, base + 16, arg) : hasTwin(native, base + 8, arg + 1);

/** Whether a call of the native at `base` pushes a generator's frame. */
function resumes(native: Address, base: Slot): boolean {
  const kind = resumption(native);
  return kind !== null && (kind !== "next" || isExactly(base + 16, L.T.generator));
}

function exactCall(unit: number, func: Address, count: number): boolean {
  if (I32[(I32[(func + L.FUNC_CODE) >> 2] + L.CODE_EXACT_ARGS) >> 2] !== count) return false;
  write32(unit + 2, I32[(func + L.FUNC_VERSION) >> 2]);
  return true;
}

function chooseClassCall(unit: number, type: Address, base: Slot, arg: number): number {
  const init = pythonInit(type);
  if (init === 0) {
    if (nativeConstructor(type) === 0 || runsTwin(type, base, arg)) return 0;
    if (planNative(type, base + 16, arg) !== 0) return 0;
    write32(unit + 2, type);
    return Op.CALL_BUILTIN_CLASS;
  }
  if (I32[(I32[(init + L.FUNC_CODE) >> 2] + L.CODE_EXACT_ARGS) >> 2] !== arg + 1) return 0;
  I32[(type + L.TYPE_INIT) >> 2] = init;
  write32(unit + 2, typeVersion(type));
  return Op.CALL_ALLOC_AND_ENTER_INIT;
}
