/**
 * What tests ask of the engine so that rare ways are taken often: each guard of a trace fails once, memory runs out or
 * moves while a trace runs, every safepoint is an interruption. None changes what a program computes; running out of
 * memory and an interrupt end it, as they would at any other time.
 */
export interface StressOptions {
  /** Each guard of a trace fails when it is asked for the so-manieth time, whether or not its condition holds. */
  readonly failGuards?: number;
  /** The so-manieth allocation while a trace runs finds no memory. */
  readonly failAllocation?: number;
  /** The memory grows at every so-manieth allocation, later at longer intervals, which takes all views of it away. */
  readonly growMemory?: number;
  /** Traces are left at the end of every turn, as if someone waited for it. */
  readonly leaveTraces?: boolean;
  /** KeyboardInterrupt at the so-manieth safepoint. */
  readonly interruptAt?: number;
}

let options: StressOptions = {};
/** Allocations, those while traces ran, and safepoints. */
let allocations = 0;
let allocationsInTraces = 0;
/** The allocation at which memory grows next. */
let growsAt = 0;
/** Intervals get longer, a 64th of all allocations: each growth costs new views and the code made for the old ones. */
const GROWTHS_BITS = 6;
let safepoints = 0;
/** How often each guard was asked, by its number. */
const asked = new Map<number, number>();
/** Traces that are running. */
let running = 0;

export function resetStress(given: StressOptions): void {
  options = given;
  allocations = allocationsInTraces = safepoints = running = 0;
  growsAt = given.growMemory ?? 0;
  asked.clear();
}

export const leavesTraces = (): boolean => options.leaveTraces === true;

export const failsGuards = (): boolean => options.failGuards !== undefined;

/** Whether a guard has to fail now. */
export function guardFails(id: number): boolean {
  const times = (asked.get(id) ?? 0) + 1;
  asked.set(id, times);
  return times === options.failGuards;
}

/** Whether every allocation has to be seen, those of compiled code too. */
export const watchesAllocations = (): boolean =>
  options.failAllocation !== undefined || options.growMemory !== undefined;

export const enterTrace = (): void => void running++;
export const leaveTrace = (): void => void running--;

/** What an allocation has to do first. */
export function atAllocation(): "fail" | "grow" | null {
  if (running > 0 && ++allocationsInTraces === options.failAllocation) return "fail";
  if (options.growMemory === undefined || ++allocations < growsAt) return null;
  growsAt = allocations + Math.max(options.growMemory, allocations >> GROWTHS_BITS);
  return "grow";
}

/** What was refused memory asks once more, elsewhere: it is to be refused again. */
export function forgetRefusal(): void {
  if (allocationsInTraces === options.failAllocation) allocationsInTraces--;
}

/** Whether the program is interrupted at this safepoint. */
export const isInterrupted = (): boolean =>
  options.interruptAt !== undefined && ++safepoints === options.interruptAt;
