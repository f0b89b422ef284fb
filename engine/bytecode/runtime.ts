/**
 * The runtime functions that uops and instructions call: what they take and what they may do. Implemented in
 * interp/support.ts, one function of the same name each.
 *
 * `effect` is all that the optimiser knows of a call:
 *   pure       depends on its arguments only, raises nothing
 *   reads      also reads the heap
 *   writes     may change the heap and raise, but runs no Python code
 *   escapes    may run any Python code; everything has to be in memory
 */
export type Effect = "pure" | "reads" | "writes" | "escapes";

/**
 * What of the heap a trace may no longer rely on after the call.
 *   none       at most new objects
 *   list       lengths, items and elements of lists
 *   dict       tables and entries of dicts
 *   set        tables of sets
 *   iterator   the words of built-in iterators
 *   all        everything that is not immutable
 * Python code that the call runs is noticed when it happens: the trace is then left behind it (tier2/calls.ts).
 */
export type Kills = "none" | "list" | "dict" | "set" | "iterator" | "all";

export interface RuntimeRow {
  /** v: value (passed as a slot), i: i32 or address. */
  readonly takes: string;
  readonly gives: "value" | "i32" | "void";
  readonly effect: Effect;
  readonly kills: Kills;
}

export const runtimeFunctions = {
  powFloat: { takes: "vv", gives: "value", effect: "writes", kills: "none" },
  integerOp: { takes: "vvi", gives: "value", effect: "writes", kills: "none" },
  concatStrings: { takes: "vv", gives: "value", effect: "writes", kills: "none" },
  compareStrings: { takes: "vvi", gives: "i32", effect: "reads", kills: "none" },
  charAt: { takes: "vi", gives: "value", effect: "writes", kills: "none" },
  appendToList: { takes: "vv", gives: "void", effect: "writes", kills: "list" },
  /** `list[start:stop:step]`, with ends and step that are ints or None. */
  sliceList: { takes: "vvvv", gives: "value", effect: "writes", kills: "none" },
  /** `list[start:stop] = items`, from a list, with such ends. */
  storeSliceList: { takes: "vvvv", gives: "void", effect: "writes", kills: "list" },
  subscribeDict: { takes: "vv", gives: "value", effect: "escapes", kills: "none" },
  dictHas: { takes: "vv", gives: "i32", effect: "escapes", kills: "none" },
  storeDict: { takes: "vvv", gives: "void", effect: "escapes", kills: "dict" },
  setHas: { takes: "vv", gives: "i32", effect: "escapes", kills: "none" },
  /** Of a key that needs no Python to be found. */
  addToSet: { takes: "vv", gives: "void", effect: "writes", kills: "set" },
  discardFromSet: { takes: "vv", gives: "void", effect: "writes", kills: "set" },
  /** A range of two 32-bit ints, with step 1. */
  newRange: { takes: "vv", gives: "value", effect: "writes", kills: "none" },
  /** An iterator over a range. */
  iterateRange: { takes: "v", gives: "value", effect: "writes", kills: "none" },
  newCell: { takes: "v", gives: "value", effect: "writes", kills: "none" },
  /** A fresh instance of the class at an address. */
  newInstanceOf: { takes: "i", gives: "value", effect: "writes", kills: "none" },
  /** Advances an iterator that is no generator; unbound at the end, and again at every later call. */
  nextItem: { takes: "v", gives: "value", effect: "escapes", kills: "iterator" },
  // The same of iterators over a str, over a dict's keys, values and items, and over a set.
  nextOfStr: { takes: "v", gives: "value", effect: "writes", kills: "iterator" },
  nextKey: { takes: "v", gives: "value", effect: "writes", kills: "iterator" },
  nextValue: { takes: "v", gives: "value", effect: "writes", kills: "iterator" },
  nextPair: { takes: "v", gives: "value", effect: "writes", kills: "iterator" },
  nextOfSet: { takes: "v", gives: "value", effect: "writes", kills: "iterator" },
} as const satisfies Record<string, RuntimeRow>;

export type RuntimeName = keyof typeof runtimeFunctions;

/**
 * Functions of interp/support.ts that only Tier 1 calls: calls and returns that are not the plain ones, generators, raising,
 * specialisation, traces. They take numbers and addresses; what they give: a number, yes or no, or nothing.
 */
export const tier1Functions = {
  addAttribute: "void",
  call: "i32",
  callClassFast: "i32",
  callNativeFast: "i32",
  copyFreeVars: "void",
  enterFunctionTrace: "i32",
  enterGenerator: "bool",
  enterTrace: "i32",
  forIter: "i32",
  miss: "i32",
  newInstanceAt: "i32",
  quickenJump: "void",
  raiseInstruction: "i32",
  returnFromMarked: "i32",
  returnGenerator: "i32",
  send: "i32",
  specialize: "i32",
  unknownInstruction: "void",
  yieldValue: "i32",
} as const satisfies Record<string, "i32" | "bool" | "void">;

export type Tier1Function = keyof typeof tier1Functions;
