/**
 * Raising: making the exception, chaining it to the one being handled, and leaving it in STATE_RAISED.
 *
 * Each function returns the mark to throw, so that the control flow is visible where it happens:
 * `throw raise(T.TypeError, "text")`. Only the interpreter and the few natives that swallow an exception catch RAISED.
 *
 * What must hold: the chain of `__context__` has no circle.
 */
import { allocateObject } from "../heap/allocate.ts";
import {
  type Address,
  EMPTY_TUPLE,
  EXC_ARGS,
  EXC_CAUSE,
  EXC_CONTEXT,
  EXC_DICT,
  EXC_SUPPRESS,
  EXC_TRACEBACK,
  EXC_VALUE,
  OBJ_TYPE,
  type Slot,
  STATE_HANDLED,
  STATE_RAISED,
  T,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_MRO,
  TYPE_SIZE,
} from "../heap/layout.ts";
import { I32, setWord } from "../heap/memory.ts";
import { jsString, newString } from "../heap/strings.ts";
import { copyValue, isRef, refAt, setNone, setRef, setUnbound } from "../heap/values.ts";
import { newTuple, newTupleFrom } from "../objects/tuple.ts";
import { typeName, typeNameOf } from "../objects/type.ts";
import { clearRaised, markTemps, pushTemps, RAISED, releaseTemps, setRaised } from "./state.ts";

/** An exception of a built-in class (or one with its layout) with no arguments yet and no context. Runs no Python. */
export function allocateException(type: Address): Address {
  const exception = allocateObject(type, I32[(type + TYPE_SIZE) >> 2]);
  I32[(exception + EXC_ARGS) >> 2] = EMPTY_TUPLE;
  I32[(exception + EXC_TRACEBACK) >> 2] = 0;
  I32[(exception + EXC_CONTEXT) >> 2] = 0;
  I32[(exception + EXC_CAUSE) >> 2] = 0;
  I32[(exception + EXC_SUPPRESS) >> 2] = 0;
  I32[(exception + EXC_DICT) >> 2] = 0;
  setUnbound(exception + EXC_VALUE);
  return exception;
}

/** Raises `type(message)`. */
export function raise(type: Address, message: string): typeof RAISED {
  const exception = allocateException(type);
  const args = newTuple(1);
  setRef(args + TUPLE_ITEMS, newString(message));
  I32[(exception + EXC_ARGS) >> 2] = args;
  return raiseValue(exception);
}

/** Raises an exception object, with the one being handled as its context. */
export function raiseValue(exception: Address): typeof RAISED {
  setContext(exception);
  setRaised(exception);
  return RAISED;
}

/** Makes the exception being handled the context of `exception`, and cuts the circle that this may close. */
export function setContext(exception: Address): void {
  if (!isRef(STATE_HANDLED)) return;
  const handled = refAt(STATE_HANDLED);
  if (handled === exception) return;
  let at = handled;
  // A circle that a program made by assigning __context__ is found by the slower pointer.
  let slow = handled;
  let step = false;
  for (;;) {
    const next = I32[(at + EXC_CONTEXT) >> 2];
    if (next === 0) break;
    if (next === exception) {
      I32[(at + EXC_CONTEXT) >> 2] = 0;
      break;
    }
    at = next;
    if (step) slow = I32[(slow + EXC_CONTEXT) >> 2];
    if (at === slow) break;
    step = !step;
  }
  I32[(exception + EXC_CONTEXT) >> 2] = handled;
}

/** Raises `KeyError(key)`. */
export function raiseKeyError(key: Slot): typeof RAISED {
  const exception = allocateException(T.KeyError);
  setWord(exception + EXC_ARGS, newTupleFrom(key, 1));
  return raiseValue(exception);
}

/** Raises `StopIteration(value)`, or `StopIteration()` when the value is None or unbound. */
export function raiseStopIteration(value: Slot): typeof RAISED {
  const exception = allocateException(T.StopIteration);
  if (isRef(value) || typeNameOf(value) !== "NoneType") {
    setWord(exception + EXC_ARGS, newTupleFrom(value, 1));
    copyValue(value, exception + EXC_VALUE);
  } else setNone(exception + EXC_VALUE);
  return raiseValue(exception);
}

/** Raises an exception with a message whose extra fields (EXC_VALUE) are the tuple of `count` values at `fields`. */
export function raiseWithFields(type: Address, message: string, fields: Slot, count: number): typeof RAISED {
  const exception = allocateException(type);
  setRef(exception + EXC_VALUE, newTupleFrom(fields, count));
  const args = newTuple(1);
  setRef(args + TUPLE_ITEMS, newString(message));
  I32[(exception + EXC_ARGS) >> 2] = args;
  return raiseValue(exception);
}

/** Raises AttributeError for the attribute `name` that `object` lacks, in the words that its type calls for. */
export function raiseAttributeError(object: Slot, name: Address): typeof RAISED {
  const type = isRef(object) ? I32[(refAt(object) + OBJ_TYPE) >> 2] : 0;
  const text = jsString(name);
  const message =
    type !== 0 && isSubtypeOf(type, T.type)
      ? `type object '${typeName(refAt(object))}' has no attribute '${text}'`
      : `'${typeNameOf(object)}' object has no attribute '${text}'`;
  return raiseAttributeErrorText(object, name, message);
}

/** Raises AttributeError with another text; `name` and `obj` are set. */
export function raiseAttributeErrorText(object: Slot, name: Address, message: string): typeof RAISED {
  const mark = markTemps();
  const fields = pushTemps(2);
  setRef(fields, name);
  copyValue(object, fields + 8);
  const raised: typeof RAISED = raiseWithFields(T.AttributeError, message, fields, 2);
  releaseTemps(mark);
  return raised;
}

/** Raises NameError (or UnboundLocalError) about `name`. */
export function raiseNameError(type: Address, name: Address, message: string): typeof RAISED {
  const mark = markTemps();
  const fields = pushTemps(1);
  setRef(fields, name);
  const raised: typeof RAISED = raiseWithFields(type, message, fields, 1);
  releaseTemps(mark);
  return raised;
}

function isSubtypeOf(type: Address, base: Address): boolean {
  const mro = I32[(type + TYPE_MRO) >> 2];
  const count = I32[(mro + TUPLE_LENGTH) >> 2];
  for (let i = 0; i < count; i++) if (refAt(mro + TUPLE_ITEMS + 8 * i) === base) return true;
  return false;
}

/** Whether the exception being raised is an instance of `type` (a class). False when none is. */
export function isRaisedInstance(type: Address): boolean {
  return isRef(STATE_RAISED) && isSubtypeOf(I32[(refAt(STATE_RAISED) + OBJ_TYPE) >> 2], type);
}

/** Takes the exception being raised: it is raised no longer. */
export function takeRaised(): Address {
  const exception = refAt(STATE_RAISED);
  clearRaised();
  return exception;
}
