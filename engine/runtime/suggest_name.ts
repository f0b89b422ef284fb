/**
 * What a misspelt variable was probably meant to be: the nearest of the names that the frame saw where the NameError
 * was raised. The last entry of the traceback keeps that frame's locals and globals.
 */
import {
  type Address,
  CELL_VALUE,
  type Slot,
  T,
  TB_CODE,
  TB_GLOBALS,
  TB_LOCALS,
  TB_NEXT,
} from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern, jsString } from "../heap/strings.ts";
import { isExactly, isUnbound, refAt } from "../heap/values.ts";
import { dictFindName, dictKeyAt, dictNext } from "../objects/dict.ts";
import { builtinsOf } from "../objects/function.ts";
import { tupleItem } from "../objects/tuple.ts";
import { findAttribute } from "./attributes.ts";
import { codeHost } from "./codes.ts";
import { markTemps, pushTemp, releaseTemps } from "./state.ts";
import { bestMatch } from "./suggest.ts";

function addKeys(dict: Address, names: string[]): void {
  for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1))
    if (isExactly(dictKeyAt(dict, at), T.str)) names.push(jsString(refAt(dictKeyAt(dict, at))));
}

/** The innermost entry of a traceback. */
export function lastEntry(traceback: Address): Address {
  let at = traceback;
  while (I32[(at + TB_NEXT) >> 2] !== 0) at = I32[(at + TB_NEXT) >> 2];
  return at;
}

/** Calls `visit` with the bound locals that a traceback entry keeps. */
function eachLocal(entry: Address, visit: (name: string, value: Slot) => void): void {
  const locals = I32[(entry + TB_LOCALS) >> 2];
  if (locals === 0) return;
  if (I32[locals >> 2] === T.tuple)
    codeHost(I32[(entry + TB_CODE) >> 2]).object.localsplusnames.forEach((name, i) => {
      const slot = tupleItem(locals, i);
      const value = isExactly(slot, T.cell) ? refAt(slot) + CELL_VALUE : slot;
      if (!isUnbound(value)) visit(name, value);
    });
  else if (I32[locals >> 2] === T.dict) {
    const names: string[] = [];
    addKeys(locals, names);
    for (const name of names) visit(name, dictFindName(locals, intern(name)));
  }
}

/** Slot of the local `name` that a traceback entry keeps, or 0. */
export function keptLocal(entry: Address, name: string): Slot {
  let found = 0;
  eachLocal(entry, (one, value) => {
    if (one === name) found = value;
  });
  return found;
}

/** The hint for a name that was undefined in the innermost frame of a traceback, or null. May run Python. */
export function suggestName(wrong: string, traceback: Address): string | null {
  const entry = lastEntry(traceback);
  const self = keptLocal(entry, "self");
  if (self !== 0) {
    const mark = markTemps();
    const has = findAttribute(self, intern(wrong), pushTemp());
    releaseTemps(mark);
    if (has) return `self.${wrong}`;
  }
  const names: string[] = [];
  eachLocal(entry, (name) => names.push(name));
  const globals = I32[(entry + TB_GLOBALS) >> 2];
  if (globals !== 0) {
    addKeys(globals, names);
    addKeys(builtinsOf(globals), names);
  }
  return bestMatch(wrong, names);
}
