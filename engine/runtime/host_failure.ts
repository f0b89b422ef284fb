/**
 * What the host throws where a program asks for too much: text or arrays longer than it has, more memory, a deeper stack. To
 * Python it is what it would be there. Everything else that is thrown is a bug of the engine.
 */
import { OutOfMemory } from "../heap/allocate.ts";
import { T } from "../heap/layout.ts";
import { allocateException, raise, raiseValue } from "./raise.ts";

// The words of V8, SpiderMonkey and JavaScriptCore, in this order.
const STACK = /call stack|too much recursion/i;
const SIZE =
  /string length|array length|typed array|array buffer|BigInt|count value|allocation|repeat count|too large|out of memory|out of range/i;

/** Raises what a failure of the host is in Python. False: it is none, and goes on. */
export function raiseHostFailure(error: unknown): boolean {
  // SpiderMonkey has a class of its own for its limits.
  const isLimit =
    error instanceof RangeError || (error instanceof Error && error.constructor.name === "InternalError");
  if (isLimit && STACK.test(error.message)) raise(T.RecursionError, "maximum recursion depth exceeded");
  else if (error instanceof OutOfMemory || (isLimit && SIZE.test(error.message)))
    raiseValue(allocateException(T.MemoryError));
  else return false;
  return true;
}
