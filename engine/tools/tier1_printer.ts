/**
 * What the two printers of Tier 1 share. Run against one, a body becomes the text of one case of the dispatch function.
 *
 * Registers of that function: `f` the running frame, `sp` the first free stack slot, `pc` the next code unit, `C` the
 * constants, `arg` the operand. While a body runs, `pc` stands at the instruction's inline cache.
 *
 * A value is printed where it lies, lazily: nothing is copied until the end of the instruction, when the results go to
 * their stack slots.
 */
import { cacheFields } from "../bytecode/instructions.ts";
import type { Bool, F64, I32, LeaveReason, Ref, Tier1Machine, Value } from "../bytecode/machine.ts";
import { type RuntimeName, runtimeFunctions, type Tier1Function } from "../bytecode/runtime.ts";
import type { CacheField } from "../bytecode/uops.ts";
import * as L from "../heap/layout.ts";

/** A value in memory: `offset` bytes past a place that is written as its printer likes. */
export interface InMemory {
  readonly at: string;
  readonly offset: number;
}
/** A value as a printer knows it: in memory, or computed and not yet stored. `held` is all of it, read earlier. */
export type Printed =
  | InMemory
  | { readonly int: string }
  | { readonly float: string }
  | { readonly bool: string }
  | { readonly ref: string }
  | { readonly held: readonly string[] };

export const value = (v: Value): Printed => v as unknown as Printed;
export const made = (v: Printed): Value => v as unknown as Value;
export const text = (n: I32 | F64 | Bool | Ref): string => n as unknown as string;
export const node = <T extends I32 | F64 | Bool | Ref>(s: string): T => s as unknown as T;

/** What a case is printed for. */
export interface Place {
  /** The family's opcode: whose inline cache follows the instruction. */
  readonly head: number;
  readonly cacheUnits: number;
  /** What a failed guard does. */
  readonly miss: string;
  /** On to the next instruction. */
  readonly done: string;
  /** Decodes anew from `pc`. */
  readonly again: string;
}

/** The kinds of temporaries. */
export type Kind = "i32" | "f64" | "bool";

export abstract class Tier1Printer implements Tier1Machine {
  readonly lines: string[] = [];
  /** Whether anything is called: such a case is not for the hot part. */
  calls = false;
  readonly arg: I32;
  abstract readonly opcode: I32;
  abstract readonly frame: Ref;
  abstract readonly top: Ref;
  protected miss: string;
  /** The last call may have made the memory grow. */
  protected stale = false;
  private stack: Printed[] = [];
  /** Values taken from the stack below what the bodies pushed. */
  protected consumed = 0;
  /** Printed after the results are on the stack. */
  private tail: (() => void)[] = [];
  private jumps = false;
  private attempts = 0;

  constructor(
    protected readonly place: Place,
    operand: string,
  ) {
    this.miss = place.miss;
    this.arg = node(operand);
  }

  // ---- what each language says its own way
  /** An expression with a name, computed here. */
  protected abstract temp(kind: Kind, expression: string): string;
  protected abstract low(v: Printed): string;
  protected abstract high(v: Printed): string;
  /** Stores a value at a place. */
  protected abstract store(to: InMemory, v: Printed): void;
  /** The place `offset` bytes past an address. */
  protected abstract placeOf(base: Ref, offset: number): InMemory;
  /** Byte address of a place. */
  protected abstract addressOf(v: InMemory): string;
  /** The place of a slot of the running frame's stack, `bytes` past its top. */
  protected abstract onStack(bytes: number): InMemory;
  protected abstract isOnStack(v: InMemory): boolean;
  protected abstract isConstant(c: Bool, yes: boolean): boolean;
  protected abstract missUnless(c: Bool): void;
  protected abstract open(c: Bool): void;
  protected abstract otherwise(): void;
  protected abstract close(): void;
  /** Opens a block that `name` leaves; `leaveBlock` is that. */
  protected abstract openBlock(name: string): void;
  protected abstract leaveBlock(name: string): string;
  protected abstract closeBlock(): void;
  /** A call of a function of interp/support.ts or interp/stack_ops.ts: the expression. */
  protected abstract callText(name: string, args: readonly string[], gives: "i32" | "bool" | "void"): string;
  /** An expression for its effects only. */
  protected abstract statement(expression: string): void;
  /** Where views on memory are lost when it grows: leaves, if that has happened. */
  protected abstract leaveIfGrown(): void;
  /** Moves `pc` on. */
  protected abstract advance(units: I32 | undefined, further: number): void;
  /** Unsigned 16-bit code unit `at` units past `pc`, or two of them as 32 bits. */
  protected abstract codeUnits(at: number, units: number): string;
  protected abstract storeCodeUnit(at: number, v: I32): void;
  protected abstract constantAt(index: I32): InMemory;

  abstract hold(v: Value): Value;
  abstract float(v: Value): F64;
  abstract bool(v: Value): Bool;
  abstract same(a: Value, b: Value): Bool;
  abstract isFloat(v: Value): Bool;
  abstract isInteger(v: Value): Bool;
  abstract typeOf(v: Value): Ref;
  abstract none(): Value;
  abstract unbound(): Value;
  abstract f64(n: number): F64;
  abstract builtin(name: "len" | "list.append"): Ref;
  abstract inside(object: Ref, offset: number): Ref;
  abstract slot(depth: number): Ref;
  abstract argument(depth: number): Ref;
  abstract codeAddress(units: number | I32): Ref;
  abstract instructionUnit(): I32;
  abstract setTop(top: Ref): void;
  abstract enterFrame(frame?: Ref): void;
  abstract startFrame(frame: Ref, code: Ref, top: Ref): void;
  abstract address(base: Ref, offset: number): Ref;
  abstract setWord(base: Ref, offset: number, v: I32 | Ref): void;
  abstract element(base: Ref, index: I32): Ref;
  abstract copySlots(from: Ref, to: Ref, count: I32): Ref;
  abstract clearSlots(from: Ref, end: Ref): void;
  abstract choose(c: Bool, yes: I32, no: I32): I32;
  abstract again(): void;
  abstract exit(reason: I32): void;
  abstract exitUnlessZero(reason: I32): void;
  abstract reason(name: LeaveReason): I32;
  abstract runOnStack(fn: string, takesOperand: boolean): void;
  abstract pushOrRun(fn: string, takesOperand: boolean): I32;
  abstract enterPushed(): void;
  abstract restartIfGrown(): void;
  abstract word(base: Ref, offset: number): I32;

  abstract i32(n: number): I32;
  abstract add(a: I32, b: I32): I32;
  abstract sub(a: I32, b: I32): I32;
  abstract mul(a: I32, b: I32): I32;
  abstract and(a: I32, b: I32): I32;
  abstract or(a: I32, b: I32): I32;
  abstract xor(a: I32, b: I32): I32;
  abstract shl(a: I32, b: I32): I32;
  abstract shr(a: I32, b: I32): I32;
  abstract floorDiv(a: I32, b: I32): I32;
  abstract floorMod(a: I32, b: I32): I32;
  abstract addOverflows(a: I32, b: I32): Bool;
  abstract subOverflows(a: I32, b: I32): Bool;
  abstract mulOverflows(a: I32, b: I32): Bool;
  abstract eq(a: I32, b: I32): Bool;
  abstract ne(a: I32, b: I32): Bool;
  abstract lt(a: I32, b: I32): Bool;
  abstract le(a: I32, b: I32): Bool;
  abstract gt(a: I32, b: I32): Bool;
  abstract ge(a: I32, b: I32): Bool;
  abstract ltU(a: I32, b: I32): Bool;
  abstract not(c: Bool): Bool;
  abstract differ(c: Bool, bit: I32): Bool;
  abstract compareI(a: I32, b: I32, operand: I32): Bool;
  abstract compareF(a: F64, b: F64, operand: I32): Bool;
  abstract addF(a: F64, b: F64): F64;
  abstract subF(a: F64, b: F64): F64;
  abstract mulF(a: F64, b: F64): F64;
  abstract divF(a: F64, b: F64): F64;
  abstract negF(a: F64): F64;
  abstract eqF(a: F64, b: F64): Bool;
  abstract toF64(a: I32): F64;

  // ---- the symbolic stack
  pop(count: number): Value[] {
    const taken: Printed[] = [];
    for (let i = 0; i < count; i++) {
      const top = this.stack.pop();
      if (top !== undefined) taken.unshift(top);
      else {
        this.consumed++;
        taken.unshift(this.onStack(-8 * this.consumed));
      }
    }
    return taken.map(made);
  }
  push(values: readonly Value[]): void {
    this.stack.push(...values.map(value));
  }
  /** Puts the results on the stack; further bodies start from there. */
  settle(): void {
    const first = -8 * this.consumed;
    const moves = this.stack
      .map((v, i) => ({ v, to: this.onStack(first + 8 * i) }))
      .filter(({ v, to }) => !("at" in v && this.isOnStack(v) && v.offset === to.offset));
    // A later result may still lie in a slot that an earlier one is about to take.
    const held = moves.map(({ v, to }, i) => {
      const clobbered =
        "at" in v && this.isOnStack(v) && moves.slice(0, i).some((move) => move.to.offset === v.offset);
      return { v: clobbered ? value(this.hold(made(v))) : v, to };
    });
    for (const { v, to } of held) this.store(to, v);
    const delta = this.stack.length - this.consumed;
    if (delta !== 0) this.setTop(this.slot(-delta));
    for (const print of this.tail) print();
    this.stack = [];
    this.tail = [];
    this.consumed = 0;
  }
  /** Puts the results on the stack and moves on. */
  finish(): void {
    this.settle();
    if (!this.jumps) this.move();
    this.go();
  }

  protected emit(line: string): void {
    this.lines.push(line);
  }

  // ---- operand, cache, frame
  get cacheUnits(): number {
    return this.place.cacheUnits;
  }
  private fieldAt(field: CacheField): readonly [at: number, units: number] {
    let at = 0;
    for (const [name, units] of cacheFields(this.place.head)) {
      if (name === field) return [at, units];
      at += units;
    }
    throw new Error(`opcode ${this.place.head} has no cache field ${field}`);
  }
  cache(field: CacheField): I32 {
    return node(this.codeUnits(...this.fieldAt(field)));
  }
  setCache(field: CacheField, v: I32): void {
    this.storeCodeUnit(this.fieldAt(field)[0], v);
  }
  local(index: I32): Value {
    return made(this.placeOf(this.element(this.frame, index), L.FRAME_HEADER));
  }
  setLocal(index: I32, v: Value): void {
    this.store(this.placeOf(this.element(this.frame, index), L.FRAME_HEADER), value(v));
  }
  constant(index: I32): Value {
    return made(this.constantAt(index));
  }
  stackItem(depth: 1 | 2): Value {
    return made(this.placeOf(this.argument(depth), 0));
  }
  setStackItem(depth: 1 | 2, v: Value): void {
    this.store(this.placeOf(this.argument(depth), 0), value(v));
  }
  below(): Value {
    return this.stackItem(1);
  }

  // ---- values
  nullRef = (): Ref => node(text(this.i32(0)));
  type = (address: number): Ref => node(text(this.i32(address)));
  private tagIs(v: Value, tag: number): Bool {
    const printed = value(v);
    if ("float" in printed) return this.ne(this.i32(0), this.i32(0));
    return this.eq(node(this.high(printed)), this.i32(tag));
  }
  isInt = (v: Value): Bool => this.tagIs(v, L.TAG_INT);
  isBool = (v: Value): Bool => this.tagIs(v, L.TAG_BOOL);
  isNone = (v: Value): Bool => this.tagIs(v, L.TAG_NONE);
  isRef = (v: Value): Bool => this.tagIs(v, L.TAG_REF);
  isUnbound = (v: Value): Bool => this.tagIs(v, L.TAG_UNBOUND);
  int(v: Value): I32 {
    const p = value(v);
    return node("int" in p ? p.int : this.temp("i32", this.low(p)));
  }
  ref(v: Value): Ref {
    const p = value(v);
    return node("ref" in p ? p.ref : this.temp("i32", this.low(p)));
  }
  boxInt = (x: I32): Value => made({ int: text(x) });
  boxFloat = (x: F64): Value => made({ float: text(x) });
  boxBool = (x: Bool): Value => made({ bool: text(x) });
  boxRef = (x: Ref): Value => made({ ref: text(x) });
  words(v: Value): readonly [I32, I32] {
    const p = value(v);
    return [node(this.low(p)), node(this.high(p))];
  }
  number = (address: Ref): I32 => node(text(address));
  pointer = (n: I32): Ref => node(text(n));
  sameRef(a: Ref, b: Ref): Bool {
    return this.eq(this.number(a), this.number(b));
  }

  // ---- memory
  loadI32 = (base: Ref, offset: number): I32 => this.word(base, offset);
  loadRef = (base: Ref, offset: number): Ref => this.pointer(this.word(base, offset));
  loadValue = (base: Ref, offset: number): Value => made(this.placeOf(base, offset));
  storeI32 = (base: Ref, offset: number, v: I32): void => this.setWord(base, offset, v);
  storeValue = (base: Ref, offset: number, v: Value): void =>
    this.store(this.placeOf(base, offset), value(v));
  loadElement = (base: Ref, index: I32): Value => made(this.placeOf(this.element(base, index), 0));
  storeElement = (base: Ref, index: I32, v: Value): void =>
    this.store(this.placeOf(this.element(base, index), 0), value(v));

  // ---- control
  guard(c: Bool): void {
    if (!this.isConstant(c, true)) this.missUnless(c);
  }
  jumpIf(c: Bool): void {
    this.jumps = true;
    const held = node<Bool>(this.temp("bool", text(c)));
    this.tail.push(() => this.move(this.choose(held, this.arg, this.i32(0))));
  }
  exhaustedIf(c: Bool, effects: () => void): void {
    this.when(c, () => {
      effects();
      this.move(this.arg, 1);
      this.go();
    });
  }
  when(c: Bool, body: () => void): void {
    const before = this.stale;
    this.open(c);
    body();
    this.close();
    this.stale ||= before;
  }
  either(c: Bool, yes: () => void, no: () => void): void {
    const before = this.stale;
    this.open(c);
    yes();
    const after = this.stale;
    this.stale = before;
    this.otherwise();
    no();
    this.close();
    this.stale ||= after;
  }
  attempt(body: () => void): void {
    const name = `a${this.attempts++}`;
    const miss = this.miss;
    this.openBlock(name);
    this.miss = this.leaveBlock(name);
    body();
    this.closeBlock();
    this.miss = miss;
    this.jumps = false;
    this.stack = [];
    this.tail = [];
    this.consumed = 0;
  }
  /** Where nothing fits: what a failed guard does. */
  missAlways(): void {
    this.emit(this.miss);
  }
  move(units?: I32, further = 0): void {
    const all = this.place.cacheUnits + further;
    if (units !== undefined || all !== 0) this.advance(units, all);
  }
  go(): void {
    if (this.stale) this.leaveIfGrown();
    this.stale = false;
    this.emit(this.place.done);
  }

  // ---- runtime
  save(): void {
    this.setWord(this.frame, L.FRAME_LASTI, this.codeAddress(-1));
    this.setWord(this.frame, L.FRAME_SP, this.top);
  }
  protected called(name: string, args: readonly string[], gives: "i32" | "bool" | "void"): string {
    this.calls = true;
    this.stale = true;
    return this.callText(name, args, gives);
  }
  private runtime(
    fn: RuntimeName,
    args: readonly (Value | I32 | Ref)[],
    more: string[],
    gives: "i32" | "void",
  ): string {
    const { takes } = runtimeFunctions[fn];
    this.save();
    const printed = args.map((argument, i) => {
      if (takes[i] === "i") return text(argument as I32);
      const v = value(argument as Value);
      if (!("at" in v)) throw new Error(`${fn} takes values that lie in memory`);
      return this.addressOf(v);
    });
    return this.called(`support.${fn}`, [...printed, ...more], gives);
  }
  call(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): Value {
    // The result goes straight to the slot of the deepest operand.
    const target = this.onStack(-8 * this.consumed);
    this.statement(this.runtime(fn, args, [this.addressOf(target)], "void"));
    return made(target);
  }
  callI32(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): I32 {
    return node(this.temp("i32", this.runtime(fn, args, [], "i32")));
  }
  callVoid(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): void {
    const { gives } = runtimeFunctions[fn];
    if (gives !== "void") throw new Error(`${fn} gives something`);
    this.statement(this.runtime(fn, args, [], "void"));
  }
  abstract invoke(fn: Tier1Function, ...args: (I32 | Ref)[]): I32;
  abstract ask(fn: Tier1Function, ...args: (I32 | Ref)[]): Bool;

  // ---- caches of places
  /** The entry `index` of a dict, if its key is `name`; else the guard fails. */
  private dictEntry(dict: Ref, index: I32, name: Ref): Value {
    this.guard(this.lt(index, this.word(dict, L.DICT_NEXT)));
    const entry = this.entryOf(dict, index);
    const key = this.loadValue(entry, L.ENTRY_KEY);
    this.guard(this.same(key, this.boxRef(name)));
    return this.loadValue(entry, L.ENTRY_VALUE);
  }
  private entryOf(dict: Ref, index: I32): Ref {
    // As many slots as three times the index: an entry is hash, key and value.
    const slots = this.add(index, this.shl(index, this.i32(1)));
    return this.element(this.loadRef(dict, L.DICT_ENTRIES), slots);
  }
  name(index: I32): Ref {
    const names = this.loadRef(this.loadRef(this.frame, L.FRAME_CODE), L.CODE_NAMES);
    return this.wordElement(names, index);
  }
  /** The address that lies `4·index` past another. */
  protected abstract wordElement(base: Ref, index: I32): Ref;
  /** The operand of LOAD_GLOBAL and LOAD_ATTR without its low bit. */
  private namedByOperand(): Ref {
    return this.name(this.shr(this.arg, this.i32(1)));
  }
  globalEntry(scope: 0 | 1): Value {
    const module = this.loadRef(this.frame, L.FRAME_GLOBALS);
    const name = this.namedByOperand();
    const index = node<I32>(this.temp("i32", text(this.cache("index"))));
    if (scope === 0) return this.dictEntry(module, index, name);
    // The module must not have gained the name: its version fills the two version units.
    this.guard(this.eq(this.word(module, L.DICT_VERSION), node(this.codeUnits(2, 2))));
    return this.dictEntry(this.loadRef(this.frame, L.FRAME_BUILTINS), index, name);
  }
  moduleEntry(module: Ref): Value {
    const dict = this.loadRef(module, L.MODULE_DICT);
    const index = node<I32>(this.temp("i32", this.codeUnits(1, 1)));
    return this.dictEntry(dict, index, this.namedByOperand());
  }
  guardShape(v: Value): Ref {
    this.guard(this.isRef(v));
    const object = this.ref(v);
    const flags = this.and(this.word(object, L.OBJ_GC), this.i32(L.GC_INSTANCE));
    this.guard(this.ne(flags, this.i32(0)));
    const shape = this.loadRef(object, L.INSTANCE_SHAPE);
    this.guard(this.eq(this.word(shape, L.SHAPE_TOKEN), this.cache("version")));
    return object;
  }
  guardTypeVersion(v: Value): void {
    this.guard(this.isRef(v));
    const type = this.loadRef(this.ref(v), L.OBJ_TYPE);
    this.guard(this.eq(this.word(type, L.TYPE_VERSION), this.cache("version")));
  }
  guardClass(v: Value): void {
    this.guard(this.isRef(v));
    const type = this.ref(v);
    this.guard(this.eq(this.word(type, L.OBJ_TYPE), this.i32(L.T.type)));
    this.guard(this.eq(this.word(type, L.TYPE_VERSION), this.cache("version")));
  }
  cachedAddress(): Ref {
    // An address takes two of the four units.
    return node(this.temp("i32", this.codeUnits(this.fieldAt("descr")[0], 2)));
  }
  private slotOf(object: Ref, overflow: boolean): InMemory {
    // `index` of STORE_ATTR, the first unit of `keys_version` of LOAD_ATTR
    const index = node<I32>(this.codeUnits(3, 1));
    return overflow
      ? this.placeOf(this.element(this.loadRef(object, L.INSTANCE_OVERFLOW), index), 0)
      : this.placeOf(this.element(object, index), L.INSTANCE_SLOTS);
  }
  loadSlot(object: Ref, overflow: boolean): Value {
    return made(this.slotOf(object, overflow));
  }
  storeSlot(object: Ref, v: Value, overflow: boolean): void {
    this.store(this.slotOf(object, overflow), value(v));
  }
  addSlot(object: Ref, v: Value): void {
    const p = value(v);
    if (!("at" in p)) throw new Error("the value lies on the stack");
    this.invoke("addAttribute", object, this.name(this.arg), node(this.addressOf(p)));
  }
  pushNullIfLowBit(): void {
    this.tail.push(() =>
      this.when(this.ne(this.and(this.arg, this.i32(1)), this.i32(0)), () => {
        this.storeValue(this.top, 0, this.unbound());
        this.setTop(this.slot(-1));
      }),
    );
  }
}
