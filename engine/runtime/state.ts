/**
 * What natives share with the interpreter while they run: the exception being raised, temporaries, host objects.
 *
 * A Python exception is state (STATE_RAISED). A native that raises writes it there and throws the one `RAISED` mark,
 * so that no native has to test a status after each call; nothing is allocated for the throw. The interpreter catches
 * the mark at its edge. Hot natives return a status instead.
 *
 * Temporaries are slots on a stack of their own, seen by the collector. A native that needs room for a value takes a
 * temporary; they are all given back when the outermost native call returns, so natives never release them (a loop in
 * a native that takes one each turn uses `markTemps`/`releaseTemps`).
 */
import { allocateStorage, OutOfMemory } from "../heap/allocate.ts";
import {
  type Address,
  type Slot,
  STATE_HANDLED,
  STATE_RAISED,
  TEMPS_BASE,
  TEMPS_END,
} from "../heap/layout.ts";
import type { RootVisitor } from "../heap/roots.ts";
import { isUnbound, setNone, setRef, setUnbound } from "../heap/values.ts";

/** Thrown (never constructed anew) when STATE_RAISED holds an exception. */
export const RAISED: unique symbol = Symbol("a Python exception is raised");

/** Thrown by a native that has to wait (sleep, input) when the run can be paused: its call is made again later. */
export const PAUSED: unique symbol = Symbol("the program waits");

let tempTop: Slot = TEMPS_BASE;

/** A fresh slot, unbound, alive until the outermost native call returns. */
export function pushTemp(): Slot {
  return pushTemps(1);
}

/** `count` adjacent fresh slots. */
export function pushTemps(count: number): Slot {
  const slot = tempTop;
  if (slot + 8 * count > TEMPS_END) return pushElsewhere(count);
  tempTop += 8 * count;
  for (let i = 0; i < count; i++) setUnbound(slot + 8 * i);
  return slot;
}

/** Slots that found no room on the stack, as a call with a hundred thousand arguments takes them; one there stands for them. */
interface Elsewhere {
  readonly top: Slot;
  readonly slots: Slot;
  readonly count: number;
}
const elsewhere: Elsewhere[] = [];

function pushElsewhere(count: number): Slot {
  if (tempTop + 8 > TEMPS_END) throw new OutOfMemory("native temporaries overflow");
  const slots = allocateStorage(8 * count);
  for (let i = 0; i < count; i++) setUnbound(slots + 8 * i);
  elsewhere.push({ top: tempTop, slots, count });
  setUnbound(tempTop);
  tempTop += 8;
  return slots;
}

/**
 * The address of so many bytes of scratch in what is free of the temporaries, good until the next push; 0 when there are not so many.
 */
export const scratchBytes = (bytes: number): number => (tempTop + bytes <= TEMPS_END ? tempTop : 0);

/** The top of the temporaries, for `releaseTemps`. */
export const markTemps = (): Slot => tempTop;
export function releaseTemps(mark: Slot): void {
  tempTop = mark;
  while (elsewhere.length > 0 && (elsewhere.at(-1) as Elsewhere).top >= mark) elsewhere.pop();
}

/** The temporaries are roots. */
export function visitTemps(visit: RootVisitor): void {
  for (let slot = TEMPS_BASE; slot < tempTop; slot += 8) visit.slot(slot);
  for (const { slots, count } of elsewhere) {
    visit.storage(slots);
    for (let i = 0; i < count; i++) visit.slot(slots + 8 * i);
  }
}

/** Host objects behind KIND_HOST cells. */
export interface HostObject {
  /** Tells the collector every value slot and every object this host object keeps alive. */
  trace(visitSlot: (slot: Slot) => void, visitObject: (object: Address) => void): void;
}

export const isRaised = (): boolean => !isUnbound(STATE_RAISED);
export function setRaised(exception: Address): void {
  setRef(STATE_RAISED, exception);
}
export function clearRaised(): void {
  setUnbound(STATE_RAISED);
}

export function resetState(): void {
  tempTop = TEMPS_BASE;
  elsewhere.length = 0;
  setUnbound(STATE_RAISED);
  setNone(STATE_HANDLED);
}
