/**
 * The natives that resume a generator or a coroutine: `send`, `throw`, and the built-in `next`. Called by code they push its frame in
 * place of a nested run, so that event loops written in Python, which do little else, can be paused wherever their tasks are.
 */
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { intern } from "../heap/strings.ts";
import { refAt } from "../heap/values.ts";
import { dictFindName } from "../objects/dict.ts";
import { lookupInType } from "../objects/type.ts";
import { isNative } from "../runtime/native.ts";

export type Resumption = "send" | "throw" | "next";

/** By the number of the native, which a method bound to its generator has too. */
let resuming = new Map<number, Resumption>();

/** Finds the natives in the types, which are defined, and in the dict of the module `builtins`. */
export function installResumption(builtinsDict: Address): void {
  const next = refAt(dictFindName(builtinsDict, intern("next")));
  resuming = new Map([[I32[(next + L.NATIVE_HOST) >> 2], "next"]]);
  for (const type of [L.T.generator, L.T.coroutine])
    for (const name of ["send", "throw"] as const)
      resuming.set(I32[(refAt(lookupInType(type, intern(name))) + L.NATIVE_HOST) >> 2], name);
}

/** What a callable does with a generator; null: nothing of the kind. */
export const resumption = (callable: Address): Resumption | null =>
  isNative(callable) ? (resuming.get(I32[(callable + L.NATIVE_HOST) >> 2]) ?? null) : null;
