/**
 * Loading code objects: from the compiler's plain data to what runs in linear memory, and back to the host side.
 *
 * The code units are copied (they are rewritten by specialisation), constants become values, names become interned
 * strs. Loaded code lives as long as its engine: traces, tracebacks and the playground refer to it by address.
 */

import type { CodeObject, Const } from "../bytecode/code.ts";
import { cacheUnits, deoptimized, familyOf, Op } from "../bytecode/instructions.ts";
import { allocateObject, allocateStorage } from "../heap/allocate.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32, setWord, U16 } from "../heap/memory.ts";
import { intern, newString } from "../heap/strings.ts";
import { refAt, setBool, setFloat, setNone, setRef, setUnbound } from "../heap/values.ts";
import { newBytes } from "../objects/bytes.ts";
import { setComplex } from "../objects/complex.ts";
import { int_set } from "../objects/int.ts";
import { newFrozenset, setAdd } from "../objects/set.ts";
import { newSlice } from "../objects/slice.ts";
import { newTuple } from "../objects/tuple.ts";
import { pushTemp, pushTemps } from "./state.ts";

export interface LoadedCode {
  readonly id: number;
  readonly address: Address;
  readonly object: CodeObject;
}

let loaded: LoadedCode[] = [];
/** The host side by code address. */
let byAddress = new Map<Address, LoadedCode>();
/** Counts a family's head runs before it specialises; 0xFFFF-reset when specialisation is off. */
let warmup = 0;
/** Calls of a function until it is hot. */
let heat = 1;

export function resetCodes(adaptiveWarmup: number, callThreshold: number): void {
  loaded = [];
  byAddress = new Map();
  warmup = adaptiveWarmup;
  heat = callThreshold;
}

/** The host side of the code object at `code`. */
export const codeHost = (code: Address): LoadedCode => byAddress.get(code) as LoadedCode;
export const loadedCodes = (): readonly LoadedCode[] => loaded;

/** File name of built-in functions that are written in Python (interp/twins.ts). */
export const TWIN_FILE = "<built-in>";
/** Whether frames of this code are no one's business: no traceback and no frame object shows them. */
export const isHidden = (code: Address): boolean => codeHost(code).object.filename === TWIN_FILE;

/** Byte address of a code unit of `code`. */
export const unitAddress = (code: Address, unit: number): number =>
  I32[(code + L.CODE_UNITS) >> 2] + 2 * unit;
/** Index of the code unit at byte address `pc` of `code`. */
export const unitIndex = (code: Address, pc: number): number => (pc - I32[(code + L.CODE_UNITS) >> 2]) >> 1;

/** Builds the code object in memory. May allocate; never collects. */
export function loadCode(object: CodeObject): Address {
  const code = allocateObject(L.T.code, L.CODE_SIZE);
  const host: LoadedCode = { id: loaded.length, address: code, object };
  loaded.push(host);
  byAddress.set(code, host);

  const units = allocateStorage(2 * object.code.length);
  U16.set(object.code, units >> 1);
  for (let i = 0; i < object.code.length; ) {
    const opcode = (object.code[i] as number) & 255;
    const caches = cacheUnits(opcode);
    if (caches > 0 && familyOf(opcode).length > 0) U16[(units >> 1) + i + 1] = warmup;
    i += 1 + caches;
  }
  const consts = allocateStorage(8 * Math.max(1, object.consts.length));
  for (let i = 0; i < object.consts.length; i++) setUnbound(consts + 8 * i);
  const names = allocateStorage(4 * Math.max(1, object.names.length));
  object.names.forEach((name, i) => {
    setWord(names + 4 * i, intern(name));
  });
  const locals = object.localsplusnames.length;
  const field = (offset: number, value: number): void => {
    I32[(code + offset) >> 2] = value;
  };
  field(L.CODE_UNITS, units);
  field(L.CODE_UNIT_COUNT, object.code.length);
  field(L.CODE_CONSTS, consts);
  field(L.CODE_CONST_COUNT, object.consts.length);
  field(L.CODE_NAMES, names);
  field(L.CODE_LOCALS, locals);
  field(L.CODE_STACK, object.stacksize);
  field(L.CODE_FRAME_BYTES, frameBytes(object));
  // A frame for more than positional parameters cannot be filled by copying arguments.
  const plain = object.kwonlyargcount === 0 && (object.flags & (4 | 8)) === 0;
  field(L.CODE_ARGCOUNT, object.argcount);
  field(L.CODE_EXACT_ARGS, plain ? object.argcount : -1);
  field(L.CODE_KWONLY, object.kwonlyargcount);
  field(L.CODE_FLAGS, object.flags);
  field(L.CODE_HOST, host.id);
  field(L.CODE_NAME, intern(object.name));
  field(L.CODE_QUALNAME, intern(object.qualname));
  field(L.CODE_HEAT, heat);
  object.consts.forEach((constant, i) => setConst(consts + 8 * i, constant));
  return code;
}

/** Bytes of a frame running this code: header, locals, value stack, headroom; 16-aligned. */
function frameBytes(object: CodeObject): number {
  const slots = object.localsplusnames.length + object.stacksize + L.FRAME_HEADROOM;
  return (L.FRAME_HEADER + 8 * slots + 15) & ~15;
}

/** Writes a constant as a value. Strings that look like names are interned, as CPython does. */
export function setConst(slot: Slot, constant: Const): void {
  switch (constant.kind) {
    case "none":
      return setNone(slot);
    case "bool":
      return setBool(slot, constant.value);
    case "ellipsis":
      return setRef(slot, L.ELLIPSIS);
    case "int":
      return int_set(slot, constant.value);
    case "float":
      return setFloat(slot, constant.value);
    case "complex":
      return setComplex(slot, constant.real, constant.imag);
    case "str":
      return setRef(slot, /^\w*$/.test(constant.value) ? intern(constant.value) : newString(constant.value));
    case "bytes":
      return setRef(slot, newBytes(constant.value));
    case "tuple": {
      const tuple = newTuple(constant.items.length);
      constant.items.forEach((item, i) => setConst(tuple + L.TUPLE_ITEMS + 8 * i, item));
      return setRef(slot, tuple);
    }
    case "frozenset": {
      const item = pushTemp();
      setRef(slot, newFrozenset());
      for (const member of constant.items) {
        setConst(item, member);
        setAdd(refAt(slot), item);
      }
      return;
    }
    case "slice": {
      const parts = pushTemps(3);
      setConst(parts, constant.start);
      setConst(parts + 8, constant.stop);
      setConst(parts + 16, constant.step);
      return setRef(slot, newSlice(parts, parts + 8, parts + 16));
    }
    case "code":
      return setRef(slot, loadCode(constant.value));
  }
}

/** The instruction (base form) at a unit, with its EXTENDED_ARG prefixes applied. */
export function instructionAt(code: Address, unit: number): { opcode: number; arg: number; next: number } {
  const { object } = codeHost(code);
  let arg = 0;
  let at = unit;
  for (;;) {
    const word = object.code[at] as number;
    arg = (arg << 8) | (word >> 8);
    const opcode = word & 255;
    at++;
    if (opcode !== Op.EXTENDED_ARG)
      return { opcode: deoptimized(opcode), arg, next: at + cacheUnits(opcode) };
  }
}
