/** The frame of a call of a Python function. */
import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { copyValues } from "../heap/values.ts";
import { bindFunctionArguments } from "../runtime/call.ts";
import { currentFrame, functionStart, initializeFrame } from "../runtime/frames.ts";
import { raise } from "../runtime/raise.ts";

/** Makes the frame of a call and puts it on top. */
export function bindFrame(
  func: Address,
  args: Slot,
  count: number,
  keywordNames: Address,
  flags: number,
): Address {
  const caller = currentFrame();
  const start = functionStart(func, flags);
  const frame = caller === 0 ? L.FRAMES_BASE : I32[(caller + L.FRAME_TOP) >> 2];
  const top = frame + I32[(start.code + L.CODE_FRAME_BYTES) >> 2];
  if (top > L.FRAMES_END || I32[L.STATE_DEPTH >> 2] >= I32[L.STATE_DEPTH_LIMIT >> 2]) {
    throw raise(L.T.RecursionError, "maximum recursion depth exceeded");
  }
  initializeFrame(frame, caller, top, start);
  const locals = frame + L.FRAME_HEADER;
  if (keywordNames === 0 && I32[(start.code + L.CODE_EXACT_ARGS) >> 2] === count)
    copyValues(args, locals, count);
  else bindFunctionArguments(func, args, count, keywordNames, locals);
  I32[L.STATE_DEPTH >> 2]++;
  I32[L.STATE_FRAME >> 2] = frame;
  return frame;
}
