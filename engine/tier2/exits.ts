/**
 * Leaving a trace. The trace's code writes the values of a snapshot, boxed, to where they lie in Tier 1's frames; what is
 * left to do here are the frames' headers.
 *
 *     root frame   there since the trace was entered: only its PC, LASTI and SP change
 *     inlined      each right above the one before, its header written afresh
 */

import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { unitAddress } from "../runtime/codes.ts";
import { framesBytes, functionStart, writeFrameHeader } from "../runtime/frames.ts";
import type { FrameState, Snapshot } from "../trace/ir.ts";
import type { TraceHead } from "../trace/recorder.ts";

/** Where instructions over the value stack leave their results for a trace: 8 bytes each. */
export const RESULTS = L.STATE_EXIT;

/** Bytes from the first inlined frame to inlined frame `depth` (from 1). */
export const inlinedOffset = (frames: readonly FrameState[], depth: number): number =>
  framesBytes(frames.slice(1, depth));

/** Where the first frame above a trace's own begins; a function's own need not be real. */
export const aboveRoot = ({ kind, code }: TraceHead, root: Address): Address =>
  kind === "function" ? root + I32[(code + L.CODE_FRAME_BYTES) >> 2] : I32[(root + L.FRAME_TOP) >> 2];

/** First slot of each frame of a snapshot, when `root` is the trace's own frame. */
export function slotsOfFrames(head: TraceHead, { frames }: Snapshot, root: Address): Slot[] {
  const above = aboveRoot(head, root);
  return frames.map((_, i) => L.FRAME_HEADER + (i === 0 ? root : above + inlinedOffset(frames, i)));
}

/** Makes the headers of a snapshot's frames; the innermost is then on top. */
export type FrameLinker = (root: Address) => void;

export function makeLinker({ frames }: Snapshot): FrameLinker {
  const plan = frames.map((state, depth) => ({
    start: depth === 0 ? null : functionStart(state.func, state.flags),
    bytes: I32[(state.code + L.CODE_FRAME_BYTES) >> 2],
    stackEnd: L.FRAME_HEADER + 8 * state.slots.length,
    pc: unitAddress(state.code, state.unit),
    lasti: unitAddress(state.code, state.lasti),
  }));
  return (root) => {
    let frame = root;
    for (let depth = 0; depth < plan.length; depth++) {
      const { start, bytes, stackEnd, pc, lasti } = plan[depth]!;
      if (start !== null) {
        const previous = frame;
        frame = I32[(previous + L.FRAME_TOP) >> 2];
        writeFrameHeader(frame, previous, frame + bytes, start);
        I32[L.STATE_DEPTH >> 2]++;
      }
      I32[(frame + L.FRAME_SP) >> 2] = frame + stackEnd;
      I32[(frame + L.FRAME_PC) >> 2] = pc;
      I32[(frame + L.FRAME_LASTI) >> 2] = lasti;
    }
    I32[L.STATE_FRAME >> 2] = frame;
  };
}
