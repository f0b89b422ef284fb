/**
 * Roots that live on the host's side: any module that keeps addresses of heap objects across safepoints registers a
 * visitor here when the engine boots.
 */
import type { Address, Slot } from "./layout.ts";

export interface RootVisitor {
  /** An object that must live; 0 is ignored. */
  object(object: Address): void;
  /** A value that must live. */
  slot(slot: Slot): void;
  /** A storage cell, by its payload, that holds no references. */
  storage(payload: Address): void;
}

let visitors: ((visit: RootVisitor) => void)[] = [];
let weakVisitors: ((isAlive: (object: Address) => boolean) => void)[] = [];

export function resetRoots(): void {
  visitors = [];
  weakVisitors = [];
}
export function addRoots(enumerate: (visit: RootVisitor) => void): void {
  visitors.push(enumerate);
}
export function visitRoots(visit: RootVisitor): void {
  for (const enumerate of visitors) enumerate(visit);
}

/** Registers what wants to know, after marking and before anything is freed, which objects live on (weak references). */
export function addWeakVisitor(visit: (isAlive: (object: Address) => boolean) => void): void {
  weakVisitors.push(visit);
}
export function visitWeak(isAlive: (object: Address) => boolean): void {
  for (const visit of weakVisitors) visit(isAlive);
}
