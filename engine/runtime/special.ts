/**
 * Calling a special method (dunder) on behalf of an operation: looked up on the type, never on the instance.
 *
 * Each function returns false, with nothing written, when the type has no such method (or has None in its place, which
 * is how a class opts out). The object and the arguments are copied to temporaries first, so that they stay reachable
 * while Python runs, and so that `out` may alias any of them.
 */
import { type Address, NOT_IMPLEMENTED, type Slot } from "../heap/layout.ts";
import { copyValue, isNone, isRef, isUnbound, refAt } from "../heap/values.ts";
import { lookupSpecial } from "./attributes.ts";
import { callValue } from "./call.ts";
import { markTemps, pushTemps, releaseTemps } from "./state.ts";

/** Whether the slot holds `NotImplemented`. */
export const isNotImplemented = (slot: Slot): boolean => isRef(slot) && refAt(slot) === NOT_IMPLEMENTED;

// Temporaries: function, self, two arguments, result.
function callFound(frame: Slot, count: number, out: Slot): void {
  const bound = isUnbound(frame + 8);
  callValue(frame, bound ? frame + 16 : frame + 8, bound ? count : count + 1, 0, out);
}

/** `type(object).name(object)`. */
export function callSpecial0(object: Slot, name: Address, out: Slot): boolean {
  const mark = markTemps();
  const frame = pushTemps(2);
  if (!lookupSpecial(object, name, frame, frame + 8) || isNone(frame)) {
    releaseTemps(mark);
    return false;
  }
  callFound(frame, 0, out);
  releaseTemps(mark);
  return true;
}

/** `type(object).name(object, argument)`. */
export function callSpecialWith(object: Slot, name: Address, argument: Slot, out: Slot): boolean {
  const mark = markTemps();
  const frame = pushTemps(3);
  if (!lookupSpecial(object, name, frame, frame + 8) || isNone(frame)) {
    releaseTemps(mark);
    return false;
  }
  copyValue(argument, frame + 16);
  callFound(frame, 1, out);
  releaseTemps(mark);
  return true;
}

/** `type(object).name(object, first, second)`, whose result is dropped. */
export function callSpecialWithTwo(object: Slot, name: Address, first: Slot, second: Slot): boolean {
  const mark = markTemps();
  const frame = pushTemps(5);
  if (!lookupSpecial(object, name, frame, frame + 8) || isNone(frame)) {
    releaseTemps(mark);
    return false;
  }
  copyValue(first, frame + 16);
  copyValue(second, frame + 24);
  callFound(frame, 2, frame + 32);
  releaseTemps(mark);
  return true;
}
