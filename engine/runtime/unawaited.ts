/**
 * Coroutines that were made and never awaited: a program is told of them when it ends, for nothing else says that a call of
 * an `async def` did nothing. (CPython says so when the last reference goes; here objects go with a collection.)
 */

import { lineAt } from "../bytecode/code.ts";
import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { addWeakVisitor } from "../heap/roots.ts";
import { intern, jsString } from "../heap/strings.ts";
import { setInt, setRef } from "../heap/values.ts";
import { newTupleOf, tupleItem } from "../objects/tuple.ts";
import { codeHost, isHidden, unitIndex } from "./codes.ts";
import { currentFrame, frameCode } from "./frames.ts";

/** A coroutine, and where it was made. */
interface Made {
  readonly coroutine: Address;
  readonly code: Address;
  readonly lasti: Address;
}

/** A coroutine that nobody has awaited. */
export interface Unawaited {
  readonly qualname: string;
  readonly filename: string;
  /** Of the call that made it. */
  readonly line: number;
}

let made: Made[] = [];
let lost: Unawaited[] = [];
const FIRST_LIMIT = 1024;
let limit = FIRST_LIMIT;

export function resetUnawaited(): void {
  made = [];
  lost = [];
  limit = FIRST_LIMIT;
  originTracking.depth = 0;
  addWeakVisitor((isAlive) => {
    const kept: Made[] = [];
    for (const one of made) {
      if (!isUnstarted(one)) continue;
      if (isAlive(one.coroutine)) kept.push(one);
      else lost.push(describe(one));
    }
    made = kept;
  });
}

const isUnstarted = ({ coroutine }: Made): boolean => I32[(coroutine + L.GEN_STATE) >> 2] === L.GEN_CREATED;

function describe({ coroutine, code, lasti }: Made): Unawaited {
  const { object } = codeHost(code);
  return {
    qualname: jsString(I32[(coroutine + L.GEN_QUALNAME) >> 2]),
    filename: object.filename,
    line: lineAt(object, unitIndex(code, lasti)),
  };
}

/** `sys.set_coroutine_origin_tracking_depth`: how many of the callers a new coroutine remembers. */
export const originTracking = { depth: 0 };

/** A coroutine has been made by the frame that is on top. */
export function noteCoroutine(coroutine: Address): void {
  const frame = currentFrame();
  if (frame === 0) return;
  if (originTracking.depth > 0) setRef(coroutine + L.GEN_ORIGIN, originOf(originTracking.depth));
  made.push({ coroutine, code: frameCode(frame), lasti: I32[(frame + L.FRAME_LASTI) >> 2] });
  if (made.length < limit) return;
  made = made.filter(isUnstarted);
  limit = Math.max(FIRST_LIMIT, 2 * made.length);
}

/** `cr_origin`: file, line and function of each of the frames on top. */
function originOf(depth: number): Address {
  const places: Address[] = [];
  for (let at = currentFrame(); at !== 0 && places.length < depth; at = I32[(at + L.FRAME_PREVIOUS) >> 2]) {
    const code = frameCode(at);
    if (isHidden(code)) continue;
    const { object } = codeHost(code);
    const place = newTupleOf(intern(object.filename), intern(object.name), intern(object.name));
    setInt(tupleItem(place, 1), lineAt(object, unitIndex(code, I32[(at + L.FRAME_LASTI) >> 2])));
    places.push(place);
  }
  return newTupleOf(...places);
}

/** Those that nobody awaited and that are gone, or go with the program, in the order in which they were made. */
export function takeUnawaited(): readonly Unawaited[] {
  const all = [...lost, ...made.filter(isUnstarted).map(describe)];
  made = [];
  lost = [];
  return all;
}
