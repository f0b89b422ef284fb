/**
 * Frames in linear memory: pushing, popping, walking. layout.ts draws one.
 */

import type { Address, Slot } from "../heap/layout.ts";
import * as L from "../heap/layout.ts";
import { I32 } from "../heap/memory.ts";
import { setUnbound } from "../heap/values.ts";
import { raise } from "./raise.ts";

/** The frame on top, 0 when nothing runs. */
export const currentFrame = (): Address => I32[L.STATE_FRAME >> 2];
export const frameCode = (frame: Address): Address => I32[(frame + L.FRAME_CODE) >> 2];
export const frameLocals = (frame: Address): Slot => frame + L.FRAME_HEADER;
/** First slot of the value stack. */
export const frameStack = (frame: Address): Slot =>
  frame + L.FRAME_HEADER + 8 * I32[(frameCode(frame) + L.CODE_LOCALS) >> 2];

export interface FrameStart {
  readonly code: Address;
  readonly func: Address;
  readonly globals: Address;
  readonly builtins: Address;
  /** Namespace of a module or class body, or 0. */
  readonly locals: Address;
  readonly flags: number;
}

/**
 * Pushes a frame above the one on top, its locals unbound, ready to run from its first instruction. Raises
 * RecursionError at the limit.
 */
export function pushFrame(start: FrameStart): Address {
  const previous = currentFrame();
  const frame = previous === 0 ? L.FRAMES_BASE : I32[(previous + L.FRAME_TOP) >> 2];
  const bytes = I32[(start.code + L.CODE_FRAME_BYTES) >> 2];
  if (frame + bytes > L.FRAMES_END || I32[L.STATE_DEPTH >> 2] >= I32[L.STATE_DEPTH_LIMIT >> 2]) {
    throw raise(L.T.RecursionError, "maximum recursion depth exceeded");
  }
  I32[L.STATE_DEPTH >> 2]++;
  initializeFrame(frame, previous, frame + bytes, start);
  I32[L.STATE_FRAME >> 2] = frame;
  return frame;
}

/** Writes a frame's header and unbinds its locals. `top` is where a callee's frame may begin. */
export function initializeFrame(frame: Address, previous: Address, top: Address, start: FrameStart): void {
  writeFrameHeader(frame, previous, top, start);
  const locals = I32[(start.code + L.CODE_LOCALS) >> 2];
  for (let i = 0; i < locals; i++) setUnbound(frame + L.FRAME_HEADER + 8 * i);
}

/** Writes a frame's header: at its first instruction, with an empty stack. */
export function writeFrameHeader(frame: Address, previous: Address, top: Address, start: FrameStart): void {
  const locals = I32[(start.code + L.CODE_LOCALS) >> 2];
  const units = I32[(start.code + L.CODE_UNITS) >> 2];
  I32[(frame + L.FRAME_PREVIOUS) >> 2] = previous;
  I32[(frame + L.FRAME_CODE) >> 2] = start.code;
  I32[(frame + L.FRAME_FUNC) >> 2] = start.func;
  I32[(frame + L.FRAME_PC) >> 2] = units;
  I32[(frame + L.FRAME_LASTI) >> 2] = units;
  I32[(frame + L.FRAME_SP) >> 2] = frame + L.FRAME_HEADER + 8 * locals;
  I32[(frame + L.FRAME_TOP) >> 2] = top;
  I32[(frame + L.FRAME_GLOBALS) >> 2] = start.globals;
  I32[(frame + L.FRAME_BUILTINS) >> 2] = start.builtins;
  I32[(frame + L.FRAME_LOCALS) >> 2] = start.locals;
  I32[(frame + L.FRAME_OWNER) >> 2] = 0;
  I32[(frame + L.FRAME_FLAGS) >> 2] = start.flags;
}

/** What a frame needs to run a function. */
export function functionStart(func: Address, flags: number): FrameStart {
  return {
    code: I32[(func + L.FUNC_CODE) >> 2],
    func,
    globals: I32[(func + L.FUNC_GLOBALS) >> 2],
    builtins: I32[(func + L.FUNC_BUILTINS) >> 2],
    locals: 0,
    flags,
  };
}

/** Bytes that frames of these code objects take, one above the other. */
export const framesBytes = (frames: readonly { readonly code: Address }[]): number =>
  frames.reduce((bytes, { code }) => bytes + I32[(code + L.CODE_FRAME_BYTES) >> 2], 0);

/** Takes the frame on top away. */
export function popFrame(): void {
  const frame = currentFrame();
  I32[L.STATE_FRAME >> 2] = I32[(frame + L.FRAME_PREVIOUS) >> 2];
  I32[L.STATE_DEPTH >> 2]--;
}
