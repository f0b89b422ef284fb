/**
 * Twins: built-in functions that exist in Python too (builtins/functions/in_python.ts). A native that is given a
 * generator, or a key function, enters a nested run for each item; its twin does the same work in frames on the chain, where
 * no call of the host is between, and a trace can follow it.
 *
 * A twin is made for each generator's and key function's code, since its loop is a place of its own for inline caches and
 * traces: one loop for all would have to ask in every turn which of them it serves.
 */
import { base64Bytes } from "../base/bytes.ts";
import type { CodeObject } from "../bytecode/code.ts";
import { readImage } from "../bytecode/image.ts";
import { IN_PYTHON_IMAGES } from "../generated/in_python.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { addRoots } from "../heap/roots.ts";
import { intern } from "../heap/strings.ts";
import { isBool, isExactly, isFloat, isInt, refAt, setRef } from "../heap/values.ts";
import { newBuiltin } from "../objects/define.ts";
import { dictFindName, dictSetName, newDict } from "../objects/dict.ts";
import { sortByKeys } from "../objects/sort.ts";
import { lookupInType } from "../objects/type.ts";
import { loadCode, TWIN_FILE } from "../runtime/codes.ts";
import { isTrue } from "../runtime/compare.ts";
import { N } from "../runtime/names.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";

/** The code of what a call would run for each item; 0 when the native does as well. */
type Subject = (args: Slot, count: number, keywordNames: Address) => Address;

const generatorCode = (slot: Slot): Address =>
  isExactly(slot, L.T.generator) ? I32[(refAt(slot) + L.GEN_FRAME + L.FRAME_CODE) >> 2] : 0;

/** Code of a Python function, or of the one that is bound to an object. */
function functionCode(slot: Slot): Address {
  if (isExactly(slot, L.T.method)) return functionCode(refAt(slot) + L.METHOD_FUNC);
  return isExactly(slot, L.T.function) ? I32[(refAt(slot) + L.FUNC_CODE) >> 2] : 0;
}

const ofGenerator: Subject = (args, count, keywordNames) =>
  count === 1 && keywordNames === 0 ? generatorCode(args) : 0;

const ofSummands: Subject = (args, count, keywordNames) => {
  const plain = count === 1 || (count === 2 && (isInt(args + 8) || isFloat(args + 8)));
  return plain && keywordNames === 0 ? generatorCode(args) : 0;
};

/** A method of exactly this type that is given a generator. */
const ofGiven =
  (type: Address): Subject =>
  (args, count, keywordNames) =>
    count === 2 && keywordNames === 0 && isExactly(args, type) ? generatorCode(args + 8) : 0;

const ofDefault: Subject = (args, count, keywordNames) =>
  count === 2 && keywordNames === 0 ? generatorCode(args) : 0;

/**
 * Of one argument by position and the named ones for which `isKnown` holds: the code of `key`, if that is a function in Python;
 * -1 when there is a key of another kind, or an argument that only the native understands; 0 when there is no key.
 */
function keyCode(
  args: Slot,
  count: number,
  keywordNames: Address,
  isKnown: (name: Address, value: Slot) => boolean,
): number {
  const named = keywordNames === 0 ? 0 : I32[(keywordNames + L.TUPLE_LENGTH) >> 2];
  if (count - named !== 1) return -1;
  let found = 0;
  for (let i = 0; i < named; i++) {
    const name = refAt(keywordNames + L.TUPLE_ITEMS + 8 * i);
    const value = args + 8 * (1 + i);
    if (name !== N.key) {
      if (!isKnown(name, value)) return -1;
    } else if ((found = functionCode(value)) === 0) return -1;
  }
  return found;
}

/** Of one iterable, with a key function in Python or over a generator. */
const ofIterable =
  (isKnown: (name: Address, value: Slot) => boolean): Subject =>
  (args, count, keywordNames) => {
    const code = keyCode(args, count, keywordNames, isKnown);
    return code === 0 ? generatorCode(args) : Math.max(code, 0);
  };

const ofExtreme = ofIterable((name) => name === N.default);

const isReverse = (name: Address, value: Slot): boolean =>
  name === N.reverse && (isBool(value) || isInt(value));

const ofSorted = ofIterable(isReverse);

const ofSort: Subject = (args, count, keywordNames) =>
  isExactly(args, L.T.list) ? Math.max(keyCode(args, count, keywordNames, isReverse), 0) : 0;

type TwinName = keyof typeof IN_PYTHON_IMAGES;

const SUBJECTS: Readonly<Record<TwinName, Subject>> = {
  all: ofGenerator,
  any: ofGenerator,
  list: ofGenerator,
  "list.extend": ofGiven(L.T.list),
  "list.sort": ofSort,
  max: ofExtreme,
  min: ofExtreme,
  next: ofDefault,
  set: ofGenerator,
  "set.update": ofGiven(L.T.set),
  sorted: ofSorted,
  "str.join": ofGiven(L.T.str),
  sum: ofSummands,
  tuple: ofGenerator,
};

interface Twin {
  readonly name: TwinName;
  readonly native: Address;
  readonly subject: Subject;
  /** The module that defines it, compiled; null until it is needed. */
  module: CodeObject | null;
  readonly made: Map<Address, Address>;
}

let twins = new Map<Address, Twin>();
/** `sort_by_keys` of the twins' globals. */
let sorter: Address = 0;

/** Finds the natives in the dict of the module `builtins` and in the types there. */
export function installTwins(builtinsDict: Address): void {
  const named = (name: string): Address => refAt(dictFindName(builtinsDict, intern(name)));
  const find = (name: string): Address => {
    const [owner, method] = name.split(".") as [string, string?];
    return method === undefined ? named(owner) : refAt(lookupInType(named(owner), intern(method)));
  };
  twins = new Map(
    Object.entries(SUBJECTS).map(([name, subject]) => {
      const native = find(name);
      return [native, { name: name as TwinName, native, subject, module: null, made: new Map() }];
    }),
  );
  sorter = newBuiltin(
    "sort_by_keys",
    "(items, keys, reverse, /)",
    (args) => sortByKeys(refAt(args), refAt(args + 8), isTrue(args + 16)),
    null,
  );
  addRoots((visit) => {
    visit.object(sorter);
    for (const { made } of twins.values()) for (const func of made.values()) visit.object(func);
  });
}

/**
 * What a call of a native runs in its place: a Python function that takes the same arguments, or 0. `count` arguments lie
 * at `args`, the last ones named by `keywordNames`.
 */
export function twinOf(native: Address, args: Slot, count: number, keywordNames: Address): Address {
  const twin = twins.get(native);
  const subject = twin?.subject(args, count, keywordNames) ?? 0;
  return twin === undefined || subject === 0 ? 0 : (twin.made.get(subject) ?? makeTwin(twin, subject));
}

/** Whether a call of a native would go to its twin. */
export const hasTwin = (native: Address, args: Slot, count: number): boolean =>
  (twins.get(native)?.subject(args, count, 0) ?? 0) !== 0;

function makeTwin(twin: Twin, subject: Address): Address {
  const mark = markTemps();
  const held = pushTemps(2);
  twin.module ??= readImage(base64Bytes(IN_PYTHON_IMAGES[twin.name]), TWIN_FILE);
  const globals = newDict();
  setRef(held, globals);
  for (const [name, object] of [["native", twin.native] as const, ["sort_by_keys", sorter] as const]) {
    setRef(held + 8, object);
    dictSetName(globals, intern(name), held + 8);
  }
  interpreter.runCode(loadCode(twin.module), globals, held, held + 8);
  const func = refAt(dictFindName(globals, intern(twin.name.slice(twin.name.indexOf(".") + 1))));
  twin.made.set(subject, func);
  releaseTemps(mark);
  return func;
}
