/** Structural pattern matching (PEP 634): mapping keys and class patterns. */

import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern, jsString } from "../heap/strings.ts";
import { copyValue, isExactly, refAt, setNone, setRef } from "../heap/values.ts";
import { dictFind } from "../objects/dict.ts";
import { newTuple } from "../objects/tuple.ts";
import { checkInstance, isInstance, isSubtype, isType, typeName, typeNameOf } from "../objects/type.ts";
import { findAttribute } from "./attributes.ts";
import { callMethod } from "./call.ts";
import { equals } from "./compare.ts";
import { reprOf } from "./format.ts";
import { N } from "./names.ts";
import { raise } from "./raise.ts";
import { markTemps, pushTemps, releaseTemps } from "./state.ts";

const item = (tuple: Address, i: number): Slot => tuple + L.TUPLE_ITEMS + 8 * i;
const length = (tuple: Address): number => I32[(tuple + L.TUPLE_LENGTH) >> 2];

/** `case {k: …}`: the values of `keys` in `subject` as a tuple, or None when one is missing. May run Python. */
export function matchKeys(subject: Slot, keys: Address, out: Slot): void {
  const count = length(keys);
  const mark = markTemps();
  const held = pushTemps(3 + count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      if (equals(item(keys, i), item(keys, j))) {
        throw raise(L.T.ValueError, `mapping pattern checks duplicate key (${reprOf(item(keys, i))})`);
      }
    }
    const value = held + 24 + 8 * i;
    if (isExactly(subject, L.T.dict)) {
      const found = dictFind(refAt(subject), item(keys, i));
      if (found === 0) return missing(out, mark);
      copyValue(found, value);
    } else {
      // get(key, marker): a mapping's __getitem__ may invent values.
      copyValue(item(keys, i), held);
      setRef(held + 8, L.NOT_IMPLEMENTED);
      callMethod(subject, N.get, held, 2, value);
      if (refAt(value) === L.NOT_IMPLEMENTED) return missing(out, mark);
    }
  }
  const tuple = newTuple(count);
  for (let i = 0; i < count; i++) copyValue(held + 24 + 8 * i, item(tuple, i));
  setRef(out, tuple);
  releaseTemps(mark);
}

function missing(out: Slot, mark: Slot): void {
  setNone(out);
  releaseTemps(mark);
}

/** Types whose class pattern takes the subject itself as its one positional sub-pattern. */
const SELF_MATCHING = [
  L.T.bool,
  L.T.bytearray,
  L.T.bytes,
  L.T.dict,
  L.T.float,
  L.T.frozenset,
  L.T.int,
  L.T.list,
  L.T.set,
  L.T.str,
  L.T.tuple,
];

/** `case C(a, b=…)`: the attributes asked for as a tuple, or None. `positional` sub-patterns, then those `names`. */
export function matchClass(subject: Slot, type: Slot, positional: number, names: Address, out: Slot): void {
  if (!isType(type)) throw raise(L.T.TypeError, "called match pattern must be a class");
  const mark = markTemps();
  const count = positional + length(names);
  const held = pushTemps(2 + Math.max(1, count));
  const values = held + 16;
  if (!checkInstance(subject, type)) return missing(out, mark);
  const seen = new Set<string>();
  const take = (name: string, to: Slot): boolean => {
    if (seen.has(name)) {
      throw raise(
        L.T.TypeError,
        `${typeName(refAt(type))}() got multiple sub-patterns for attribute '${name}'`,
      );
    }
    seen.add(name);
    return findAttribute(subject, intern(name), to);
  };
  if (positional > 0 && !takePositional(subject, type, positional, held, values, take))
    return missing(out, mark);
  for (let i = 0; i < length(names); i++) {
    if (!take(jsString(refAt(item(names, i))), values + 8 * (positional + i))) return missing(out, mark);
  }
  const tuple = newTuple(count);
  for (let i = 0; i < count; i++) copyValue(values + 8 * i, item(tuple, i));
  setRef(out, tuple);
  releaseTemps(mark);
}

function takePositional(
  subject: Slot,
  type: Slot,
  count: number,
  scratch: Slot,
  values: Slot,
  take: (name: string, to: Slot) => boolean,
): boolean {
  const name = typeName(refAt(type));
  let allowed = 0;
  if (findAttribute(type, N.__match_args__, scratch)) {
    if (!isExactly(scratch, L.T.tuple)) {
      throw raise(L.T.TypeError, `${name}.__match_args__ must be a tuple (got ${typeNameOf(scratch)})`);
    }
    allowed = length(refAt(scratch));
  } else if (SELF_MATCHING.some((base) => isSubtype(refAt(type), base))) {
    if (count === 1) {
      copyValue(subject, values);
      return true;
    }
    allowed = 1;
  }
  if (count > allowed) {
    const plural = allowed === 1 ? "" : "s";
    throw raise(
      L.T.TypeError,
      `${name}() accepts ${allowed} positional sub-pattern${plural} (${count} given)`,
    );
  }
  const names = refAt(scratch);
  for (let i = 0; i < count; i++) {
    const element = item(names, i);
    if (!isInstance(element, L.T.str)) {
      throw raise(L.T.TypeError, `__match_args__ elements must be strings (got ${typeNameOf(element)})`);
    }
    if (!take(jsString(refAt(element)), values + 8 * i)) return false;
  }
  return true;
}
