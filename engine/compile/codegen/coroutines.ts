/**
 * Suspension: `yield`, `yield from`, `await`, and the wrapper that turns a StopIteration that escapes a generator into
 * a RuntimeError.
 */

import { Intrinsic1, Op, ResumePoint } from "../../bytecode/instructions.ts";
import { NONE } from "../constants.ts";
import type { Location } from "../location.ts";
import { NO_LOCATION } from "../location.ts";
import type { Compiler } from "../unit.ts";

/** Yields the value on top; leaves what is sent. */
export function emitYieldValue(c: Compiler, location: Location): void {
  if (c.scope.generator && c.scope.coroutine)
    c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.ASYNC_GEN_WRAP, location);
  c.emit(Op.YIELD_VALUE, 0, location);
  c.emit(Op.RESUME, ResumePoint.AFTER_YIELD, location);
}

/**
 * Delegates to the iterator below the top, sending it the value on top, until it returns; leaves its result.
 * A virtual `try` catches the StopIteration that `close` or `throw` may raise in the middle.
 */
export function emitYieldFrom(c: Compiler, location: Location, isAwait: boolean): void {
  const send = c.newLabel();
  const fail = c.newLabel();
  const exit = c.newLabel();
  c.useLabel(send);
  c.emitJump(Op.SEND, exit, location);
  c.emitJump(Op.SETUP_FINALLY, fail, location);
  c.emit(Op.YIELD_VALUE, 1, location);
  c.emitOp(Op.POP_BLOCK, NO_LOCATION);
  c.emit(Op.RESUME, isAwait ? ResumePoint.AFTER_AWAIT : ResumePoint.AFTER_YIELD_FROM, location);
  c.emitJump(Op.JUMP_NO_INTERRUPT, send, location);
  c.useLabel(fail);
  c.emitOp(Op.CLEANUP_THROW, location);
  c.useLabel(exit);
  c.emitOp(Op.END_SEND, location);
}

/** Awaits the value on top. `origin` tells the error message where it came from: 0 `await`, 1 `__aenter__`, 2 `__aexit__`. */
export function emitAwaitValue(c: Compiler, location: Location, origin: 0 | 1 | 2): void {
  c.emit(Op.GET_AWAITABLE, origin, location);
  c.emitConst(NONE, location);
  emitYieldFrom(c, location, true);
}

/** Ends a generator's body, and wraps the whole of it in a handler for StopIteration. */
export function emitStopIterationHandler(c: Compiler): void {
  const handler = c.newLabel();
  c.unit.sequence.insertFirst(Op.SETUP_CLEANUP, handler, NO_LOCATION);
  c.emitConst(NONE, NO_LOCATION);
  c.emitOp(Op.RETURN_VALUE, NO_LOCATION);
  c.useLabel(handler);
  c.emit(Op.CALL_INTRINSIC_1, Intrinsic1.STOPITERATION_ERROR, NO_LOCATION);
  c.emit(Op.RERAISE, 1, NO_LOCATION);
}
