/**
 * Twins: built-in functions that exist in Python too (builtins/functions/in_python.ts). A native that is given a
 * generator, or a key function, enters a nested run for each item; its twin does the same work in frames on the chain, where
 * a trace can follow it.
 *
 * A twin is made for each generator's and key function's code, since its loop is a place of its own for inline caches and
 * traces: one loop for all would have to ask in every turn which of them it serves.
 */
import { ALL, ANY, MAX, MIN, SUM } from "../builtins/functions/in_python.ts";
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { addRoots } from "../heap/roots.ts";
import { intern, jsString } from "../heap/strings.ts";
import { isExactly, isFloat, isInt, refAt, setRef } from "../heap/values.ts";
import { dictFindName, newDict } from "../objects/dict.ts";
import { codeHost, loadCode, TWIN_FILE } from "../runtime/codes.ts";
import { markTemps, pushTemps, releaseTemps } from "../runtime/state.ts";
import { interpreter } from "../runtime/tierup.ts";

/** The code of what a call would run for each item; 0 when the native does as well. */
type Subject = (args: Slot, count: number, keywordNames: Address) => Address;

const generatorCode = (slot: Slot): Address =>
  isExactly(slot, L.T.generator) ? I32[(refAt(slot) + L.GEN_FRAME + L.FRAME_CODE) >> 2] : 0;

const ofGenerator: Subject = (args, count, keywordNames) =>
  count === 1 && keywordNames === 0 ? generatorCode(args) : 0;

const ofSummands: Subject = (args, count, keywordNames) => {
  const plain = count === 1 || (count === 2 && (isInt(args + 8) || isFloat(args + 8)));
  return plain && keywordNames === 0 ? generatorCode(args) : 0;
};

/** `max` and `min` of one iterable, with a key function in Python or over a generator. */
const ofExtreme: Subject = (args, count, keywordNames) => {
  if (keywordNames === 0) return count === 1 ? generatorCode(args) : 0;
  const named = I32[(keywordNames + L.TUPLE_LENGTH) >> 2];
  if (count - named !== 1) return 0;
  let subject = 0;
  for (let i = 0; i < named; i++) {
    const name = jsString(refAt(keywordNames + L.TUPLE_ITEMS + 8 * i));
    const value = args + 8 * (1 + i);
    if (name === "key" && isExactly(value, L.T.function)) subject = I32[(refAt(value) + L.FUNC_CODE) >> 2];
    else if (name !== "default") return 0;
  }
  return subject === 0 ? generatorCode(args) : subject;
};

interface Twin {
  readonly name: string;
  readonly source: string;
  readonly subject: Subject;
  /** The compiled text; 0 until it is needed. */
  code: Address;
  readonly made: Map<Address, Address>;
}

const TWINS = [
  ["all", ALL, ofGenerator],
  ["any", ANY, ofGenerator],
  ["max", MAX, ofExtreme],
  ["min", MIN, ofExtreme],
  ["sum", SUM, ofSummands],
] as const;

let twins = new Map<Address, Twin>();

/** Finds the natives in the dict of the module `builtins`; 0: there are no traces, and natives do better. */
export function installTwins(builtinsDict: Address): void {
  twins = new Map(
    (builtinsDict === 0 ? [] : TWINS).map(([name, source, subject]) => [
      refAt(dictFindName(builtinsDict, intern(name))),
      { name, source, subject, code: 0, made: new Map() },
    ]),
  );
  addRoots((visit) => {
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
  if (twin.code === 0) twin.code = interpreter.compileSource(twin.source, TWIN_FILE, "exec");
  const globals = newDict();
  setRef(held, globals);
  interpreter.runCode(loadCode(codeHost(twin.code).object), globals, held, held + 8);
  const func = refAt(dictFindName(globals, intern(twin.name)));
  twin.made.set(subject, func);
  releaseTemps(mark);
  return func;
}
