/**
 * Leaving a trace. The trace's code writes the values of a snapshot, boxed, to where they lie in Tier 1's frames; what is
 * left to do here are the frames' headers.
 *
 *     root frame   there since the trace was entered: only its PC, LASTI and SP change
 *     inlined      each right above the one before, its header written afresh
 *     generator's  in the generator, which is resumed; the frame below has it on top of its stack
 */

import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { refAt } from "../heap/values.ts";
import { resumeFrame } from "../interp/generators.ts";
import { unitAddress } from "../runtime/codes.ts";
import { currentFrame, framesBytes, functionStart, writeFrameHeader } from "../runtime/frames.ts";
import { type FrameState, type Ins, isConst, type Snapshot } from "../trace/ir.ts";
import type { TraceHead } from "../trace/recorder.ts";

/** Where instructions over the value stack leave their results for a trace: 8 bytes each. */
export const RESULTS = L.STATE_EXIT;

/** Bytes from the first inlined frame to inlined frame `depth` (from 1); a generator's does not lie on the stack. */
export const inlinedOffset = (frames: readonly FrameState[], depth: number): number =>
  framesBytes(frames.slice(1, depth).filter(({ generator }) => generator === null));

/** Where the first frame above a trace's own begins; a function's own need not be real. */
export const aboveRoot = ({ kind, code }: TraceHead, root: Address): Address =>
  kind === "function" ? root + I32[(code + L.CODE_FRAME_BYTES) >> 2] : I32[(root + L.FRAME_TOP) >> 2];

/** First slot of each frame of a snapshot, when `root` is the trace's own frame; `addressOf` gives a generator's address. */
export function slotsOfFrames(
  head: TraceHead,
  { frames }: Snapshot,
  root: Address,
  addressOf: (generator: Ins) => Address,
): Slot[] {
  const above = aboveRoot(head, root);
  return frames.map(({ generator }, i) => {
    if (generator !== null) return addressOf(generator) + L.GEN_FRAME + L.FRAME_HEADER;
    return L.FRAME_HEADER + (i === 0 ? root : above + inlinedOffset(frames, i));
  });
}

/** Makes the headers of a snapshot's frames; the innermost is then on top. */
export type FrameLinker = (root: Address) => void;

export function makeLinker({ frames }: Snapshot): FrameLinker {
  const plan = frames.map((state) => ({
    flags: state.flags,
    /** A function that is always the same; 0: another each time, whose address lies in the frame already. */
    known: state.func !== null && isConst(state.func) ? state.func.imm : 0,
    isInlined: state.func !== null,
    isResumed: state.generator !== null,
    bytes: I32[(state.code + L.CODE_FRAME_BYTES) >> 2],
    stackEnd: L.FRAME_HEADER + 8 * state.slots.length,
    pc: unitAddress(state.code, state.unit),
    lasti: unitAddress(state.code, state.lasti),
  }));
  return (root) => {
    let frame = root;
    for (let depth = 0; depth < plan.length; depth++) {
      const { flags, known, isInlined, isResumed, bytes, stackEnd, pc, lasti } = plan[depth]!;
      if (isResumed) {
        I32[L.STATE_FRAME >> 2] = frame;
        resumeFrame(refAt(I32[(frame + L.FRAME_SP) >> 2] - 8), flags);
        frame = currentFrame();
      }
      if (isInlined) {
        const previous = frame;
        frame = I32[(previous + L.FRAME_TOP) >> 2];
        const func = known === 0 ? I32[(frame + L.FRAME_FUNC) >> 2] : known;
        writeFrameHeader(frame, previous, frame + bytes, functionStart(func, flags));
        I32[L.STATE_DEPTH >> 2]++;
      }
      I32[(frame + L.FRAME_SP) >> 2] = frame + stackEnd;
      I32[(frame + L.FRAME_PC) >> 2] = pc;
      I32[(frame + L.FRAME_LASTI) >> 2] = lasti;
    }
    I32[L.STATE_FRAME >> 2] = frame;
  };
}
