/**
 * Leaving a trace: the values of a snapshot, which the trace's code has written to the exit buffer boxed and in slot
 * order, become Tier 1's frames again.
 */

import type { Address } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { unitAddress } from "../runtime/codes.ts";
import { functionStart, initializeFrame } from "../runtime/frames.ts";
import type { Snapshot } from "../trace/ir.ts";

/** Where exits write values: 8 bytes each. */
export const EXIT_BUFFER = L.STATE_EXIT;

/** Rebuilds the frames of a snapshot from the exit buffer and puts the innermost on top. `root` is the trace's own frame. */
export function rebuildFrames(snapshot: Snapshot, root: Address): void {
  let from = EXIT_BUFFER >> 2;
  let frame = root;
  snapshot.frames.forEach((state, depth) => {
    if (depth > 0) {
      const previous = frame;
      frame = I32[(previous + L.FRAME_TOP) >> 2];
      const bytes = I32[(state.code + L.CODE_FRAME_BYTES) >> 2];
      initializeFrame(frame, previous, frame + bytes, functionStart(state.func, state.flags));
      I32[L.STATE_DEPTH >> 2]++;
    }
    const slots = (frame + L.FRAME_HEADER) >> 2;
    const words = 2 * state.slots.length;
    I32.copyWithin(slots, from, from + words);
    from += words;
    I32[(frame + L.FRAME_SP) >> 2] = (slots + words) << 2;
    I32[(frame + L.FRAME_PC) >> 2] = unitAddress(state.code, state.unit);
    I32[(frame + L.FRAME_LASTI) >> 2] = unitAddress(state.code, state.lasti);
  });
  I32[L.STATE_FRAME >> 2] = frame;
}
