/**
 * An exception that is raised on: RERAISE, a bare `raise`, and CLEANUP_THROW of a delegating generator. The frame is in the
 * traceback already, and the handler is the one that covers this instruction, not the first raise's, where FRAME_LASTI may
 * point again.
 */
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { unitIndex } from "../runtime/codes.ts";
import { currentFrame, frameCode } from "../runtime/frames.ts";

let reraisedUnit = -1;

/** The instruction under way raises an exception on. */
export function noteReraise(): void {
  const frame = currentFrame();
  reraisedUnit = unitIndex(frameCode(frame), I32[(frame + L.FRAME_LASTI) >> 2]);
}

/** The code unit that raised on, for the unwinder, which is told once; −1: the exception is new to the frame. */
export function takeReraised(): number {
  const unit = reraisedUnit;
  reraisedUnit = -1;
  return unit;
}
