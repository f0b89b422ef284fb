/**
 * The abstract machine in whose terms each uop's meaning is written, once (uops.ts).
 *
 * Three things implement it: two printers turn each call into text of Tier 1, TypeScript and WebAssembly
 * (tools/generate_tier1.ts); the recorder (trace/recorder.ts) turns it into trace IR, which the Tier 2 interpreter executes
 * and the JIT lowers to WebAssembly.
 *
 * A body is straight-line: it asks for nodes and hands them on. Rules, which every body keeps:
 *   - guards first: after a `guard` fails in Tier 1 the family's head runs the instruction afresh, and a trace leaves
 *     with the state before the instruction, so nothing may have been stored before the last guard;
 *   - at most one runtime call that raises, after the guards;
 *   - `jumpIf` comes last.
 */
import type { RuntimeName, Tier1Function } from "./runtime.ts";
import type { CacheField } from "./uops.ts";

declare const kind: unique symbol;
/** A result of the machine; what it is inside is the implementation's business. */
export interface Node<K extends string> {
  readonly [kind]?: K;
}
/** A Python value, boxed. */
export type Value = Node<"value">;
export type I32 = Node<"i32">;
export type F64 = Node<"f64">;
export type Bool = Node<"bool">;
/** Address of a heap object or of storage. */
export type Ref = Node<"ref">;

/**
 * What a load or store touches; two accesses of different classes never alias. Elements and fields of one class may.
 */
export type AliasClass =
  | "header" // OBJ_TYPE: written once
  | "shape"
  | "slot"
  | "overflow" // instances
  | "list.length"
  | "list.items"
  | "list.element"
  | "tuple" // immutable after construction
  | "str" // immutable
  | "cell"
  | "function" // FUNC_VERSION, FUNC_CODE
  | "method" // immutable
  | "iterator" // words of built-in iterators
  | "iterator.index" // of enumerate
  | "dict.table"
  | "set.table"
  | "dict.entry" // by its place in the table
  | "dict.value" // of an entry that was looked up
  | "type" // versions and fields of types
  | "frame"
  | "state"
  | "generator";

export interface Machine {
  // ---- the instruction's operand and inline cache
  readonly arg: I32;
  cache(field: CacheField): I32;

  // ---- constants
  i32(value: number): I32;
  f64(value: number): F64;
  none(): Value;
  unbound(): Value;

  // ---- the frame
  local(index: I32): Value;
  setLocal(index: I32, value: Value): void;
  constant(index: I32): Value;
  /** The interned name at an index of `co_names`. */
  name(index: I32): Ref;

  // ---- values
  isInt(v: Value): Bool;
  isFloat(v: Value): Bool;
  isBool(v: Value): Bool;
  isNone(v: Value): Bool;
  isRef(v: Value): Bool;
  isUnbound(v: Value): Bool;
  int(v: Value): I32;
  float(v: Value): F64;
  bool(v: Value): Bool;
  ref(v: Value): Ref;
  boxInt(x: I32): Value;
  boxFloat(x: F64): Value;
  boxBool(x: Bool): Value;
  boxRef(x: Ref): Value;
  /** An int of any size, immediate or not. */
  isInteger(v: Value): Bool;
  /** Reads the value now, before later stores. */
  hold(v: Value): Value;
  nullRef(): Ref;
  /** A static type. */
  type(address: number): Ref;
  /** The address `offset` bytes inside an object. */
  inside(object: Ref, offset: number): Ref;
  /** The same 64 bits. */
  same(a: Value, b: Value): Bool;

  // ---- 32-bit integers (wrapping)
  add(a: I32, b: I32): I32;
  sub(a: I32, b: I32): I32;
  mul(a: I32, b: I32): I32;
  and(a: I32, b: I32): I32;
  or(a: I32, b: I32): I32;
  xor(a: I32, b: I32): I32;
  shl(a: I32, b: I32): I32;
  shr(a: I32, b: I32): I32;
  /** Division and remainder towards minus infinity; the divisor is not 0, and not −1 when the dividend is −2³¹. */
  floorDiv(a: I32, b: I32): I32;
  floorMod(a: I32, b: I32): I32;
  addOverflows(a: I32, b: I32): Bool;
  subOverflows(a: I32, b: I32): Bool;
  mulOverflows(a: I32, b: I32): Bool;
  eq(a: I32, b: I32): Bool;
  ne(a: I32, b: I32): Bool;
  lt(a: I32, b: I32): Bool;
  le(a: I32, b: I32): Bool;
  gt(a: I32, b: I32): Bool;
  ge(a: I32, b: I32): Bool;
  /** Unsigned less-than: an index in bounds. */
  ltU(a: I32, b: I32): Bool;
  sameRef(a: Ref, b: Ref): Bool;
  /** Whether a truth value differs from the low bit of an operand. */
  differ(c: Bool, bit: I32): Bool;
  not(c: Bool): Bool;
  /** Comparison by the COMPARE_OP operand: mask of less (2), equal (8), greater (4), unordered (1). */
  compareI(a: I32, b: I32, operand: I32): Bool;
  compareF(a: F64, b: F64, operand: I32): Bool;

  // ---- floats
  addF(a: F64, b: F64): F64;
  subF(a: F64, b: F64): F64;
  mulF(a: F64, b: F64): F64;
  divF(a: F64, b: F64): F64;
  negF(a: F64): F64;
  eqF(a: F64, b: F64): Bool;
  toF64(a: I32): F64;

  // ---- memory
  loadI32(base: Ref, offset: number, alias: AliasClass): I32;
  loadRef(base: Ref, offset: number, alias: AliasClass): Ref;
  loadValue(base: Ref, offset: number, alias: AliasClass): Value;
  storeI32(base: Ref, offset: number, value: I32, alias: AliasClass): void;
  storeValue(base: Ref, offset: number, value: Value, alias: AliasClass): void;
  /** The value at `base + 8·index`. */
  loadElement(base: Ref, index: I32, alias: AliasClass): Value;
  storeElement(base: Ref, index: I32, value: Value, alias: AliasClass): void;

  // ---- control
  /** What specialisation relied on. */
  guard(c: Bool): void;
  /** Goes on `arg` units further if `c` holds. */
  jumpIf(c: Bool): void;
  /** FOR_ITER's way out: if `c` holds, `effects` happen and the loop is left, past END_FOR. */
  exhaustedIf(c: Bool, effects: () => void): void;

  // ---- runtime
  call(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): Value;
  callI32(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): I32;
  callVoid(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): void;

  // ---- what has a meaning of its own to each implementation
  /** The value at the entry of the running frame's globals (0) or builtins (1) that the cache found, its key checked. */
  globalEntry(scope: 0 | 1): Value;
  /** Guards that an instance has the cached shape token; returns the object. */
  guardShape(v: Value): Ref;
  /** Guards that the type of the value has the cached version. */
  guardTypeVersion(v: Value): void;
  /** Guards that the value is a class (whose metaclass is `type`) with the cached version. */
  guardClass(v: Value): void;
  /** Slot of an instance by the cached index, inline or in its overflow storage. */
  loadSlot(object: Ref, overflow: boolean): Value;
  storeSlot(object: Ref, value: Value, overflow: boolean): void;
  /** Gives the instance its next attribute, the one this instruction names, in an inline slot. */
  addSlot(object: Ref, value: Value): void;
  /** The address in the `descr` cache, valid while what was guarded holds. */
  cachedAddress(): Ref;
  /** The entry of a module's dict that the cache found, its key checked. */
  moduleEntry(module: Ref): Value;
  /** Pushes an unbound value if the operand's low bit is set. */
  pushNullIfLowBit(): void;
  /** The value `oparg + depth` below the top: 2 the callable, 1 the self-or-null of a call. */
  stackItem(depth: 1 | 2): Value;
  setStackItem(depth: 1 | 2, value: Value): void;
  /** The value `oparg` below the one that was popped: what a comprehension builds. */
  below(): Value;
  /** A built-in function or method by its qualified name. */
  builtin(name: "len" | "list.append"): Ref;
  /** The class of a value. */
  typeOf(v: Value): Ref;
}

/** Why a `control` leaves Tier 1 (interp/reasons.ts); the other reasons come from the functions that it calls. */
export type LeaveReason = "LEFT_FUEL" | "LEFT_HOT" | "LEFT_HOT_CALL";

/**
 * What the instructions that move between frames or through code need besides (controls.ts): the registers of Tier 1,
 * branches, and the functions that only it calls. Its two printers implement it; a trace has no such registers.
 *
 * `pc` stands at the instruction's inline cache until `move`. The bodies of controls are printed in order, so `frame`
 * and `top` are what the registers hold at that point.
 */
export interface Tier1Machine extends Machine {
  // ---- registers
  /** The opcode that was decoded, or the head that its family's member fell back on. */
  readonly opcode: I32;
  readonly frame: Ref;
  /** The first free slot of the value stack. */
  readonly top: Ref;
  /** The slot `depth` below the top. */
  slot(depth: number): Ref;
  /** The slot `oparg + depth` below the top. */
  argument(depth: number): Ref;
  /** Code units of the inline cache. */
  readonly cacheUnits: number;
  /** Byte address of the code unit `units` past `pc`; the instruction itself is at -1. */
  codeAddress(units: number | I32): Ref;
  /** Index of the instruction's code unit. */
  instructionUnit(): I32;
  setTop(top: Ref): void;
  /** Takes all registers from a frame that is not running; unless given, from the one on top. */
  enterFrame(frame?: Ref): void;
  /** Ends: goes on with a frame that the runtime has pushed, not often enough to be worth much code. */
  enterPushed(): void;
  /** Takes them for a new frame, which begins at the first unit of its code. */
  startFrame(frame: Ref, code: Ref, top: Ref): void;

  // ---- memory, where alias classes mean nothing
  word(base: Ref, offset: number): I32;
  address(base: Ref, offset: number): Ref;
  setWord(base: Ref, offset: number, value: I32 | Ref): void;
  setCache(field: CacheField, value: I32): void;
  /** An address as a number, and back. */
  number(address: Ref): I32;
  pointer(number: I32): Ref;
  /** The address `8·index` past another. */
  element(base: Ref, index: I32): Ref;
  /** Copies values; returns the address behind the last one written. */
  copySlots(from: Ref, to: Ref, count: I32): Ref;
  /** Makes the slots up to `end` unbound. */
  clearSlots(from: Ref, end: Ref): void;
  /** The low and the high half of a value. */
  words(v: Value): readonly [low: I32, high: I32];
  choose(c: Bool, yes: I32, no: I32): I32;

  // ---- the way through the code
  when(c: Bool, body: () => void): void;
  either(c: Bool, yes: () => void, no: () => void): void;
  /** A guard that fails in the body skips the rest of it. */
  attempt(body: () => void): void;
  /** Past the cache and `further` units, and `units` more. */
  move(units?: I32, further?: number): void;
  /** On to the instruction at `pc`. */
  go(): void;
  /** Decodes the instruction once more, from its first prefix: it was rewritten. */
  again(): void;
  /** Leaves Tier 1. */
  exit(reason: I32): void;
  exitUnlessZero(reason: I32): void;
  reason(name: LeaveReason): I32;

  // ---- runtime
  /** Makes the frame readable for whatever a runtime function may do: raise, collect, run Python. */
  save(): void;
  invoke(fn: Tier1Function, ...args: (I32 | Ref)[]): I32;
  /** As `invoke`, of functions that answer yes or no. */
  ask(fn: Tier1Function, ...args: (I32 | Ref)[]): Bool;
  /** A function of interp/stack_ops.ts over the value stack. */
  runOnStack(fn: string, takesOperand: boolean): void;
  /** A function of interp/special_frames.ts over the value stack: its new top, or 0 when a frame was pushed. */
  pushOrRun(fn: string, takesOperand: boolean): I32;
  /** An implementation that lost its views on memory to the last call runs the instruction afresh. */
  restartIfGrown(): void;
}
