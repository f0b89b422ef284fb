/**
 * The abstract machine that prints: each uop body, run against it, becomes TypeScript text of the dispatch function.
 *
 * Registers of the generated function: `f` the running frame (word index), `sp` the first free stack slot (word index,
 * two words a value), `pc` the next code unit (index of 16-bit units), `C` the constants (word index), `arg` the operand.
 * `I`, `F`, `U` are the views on memory. While a body runs, `pc` stands at the instruction's inline cache.
 *
 * A value is printed where it lies, lazily: nothing is copied until the end of the instruction, when the results go to
 * their stack slots.
 */
import { cacheFields } from "../bytecode/instructions.ts";
import type { Bool, F64, I32, Machine, Ref, Value } from "../bytecode/machine.ts";
import { type RuntimeName, runtimeFunctions } from "../bytecode/runtime.ts";
import type { CacheField } from "../bytecode/uops.ts";
import * as layout from "../heap/layout.ts";

/** A value as the printer knows it: in memory at a word index, or computed and not yet stored. */
type Printed =
  | { readonly at: string; readonly offset: number }
  | { readonly int: string }
  | { readonly float: string }
  | { readonly bool: string }
  | { readonly ref: string }
  | { readonly words: readonly [lo: string, hi: string] };

type InMemory = { readonly at: string; readonly offset: number };
const place = (v: InMemory, more: number): string => {
  const offset = v.offset + more;
  return offset === 0 ? v.at : offset > 0 ? `${v.at} + ${offset}` : `${v.at} - ${-offset}`;
};
const value = (v: Value): Printed => v as unknown as Printed;
const made = (v: Printed): Value => v as unknown as Value;
const text = (n: I32 | F64 | Bool | Ref): string => n as unknown as string;
const node = <T extends I32 | F64 | Bool | Ref>(s: string): T => s as unknown as T;
/** Wraps what is not atomic. */
const wrap = (s: string): string => (/^[\w$.]+$|^\w+\[[^[\]]*\]$/.test(s) ? s : `(${s})`);
const hex = (n: number): string => String(n);

export class Tier1Printer implements Machine {
  readonly lines: string[] = [];
  /** Printed after the results are on the stack. */
  readonly tail: string[] = [];
  jumps = false;
  readonly arg = node<I32>("arg");
  private temps = 0;
  private stack: Printed[] = [];
  /** Values taken from the stack below what the bodies pushed. */
  private consumed = 0;

  /** `miss` is what a failed guard does; `cacheUnits` follow the instruction; `head` is the family's opcode. */
  constructor(
    private readonly head: number,
    private readonly cacheUnits: number,
    private readonly miss: string,
    private readonly done: string,
  ) {}

  private emit(line: string): void {
    this.lines.push(line);
  }
  private temp(expression: string): string {
    const name = `t${this.temps++}`;
    this.emit(`const ${name} = ${expression};`);
    return name;
  }

  pop(count: number): Value[] {
    const taken: Printed[] = [];
    for (let i = 0; i < count; i++) {
      const top = this.stack.pop();
      if (top !== undefined) taken.unshift(top);
      else {
        this.consumed++;
        taken.unshift({ at: "sp", offset: -2 * this.consumed });
      }
    }
    return taken.map(made);
  }
  push(values: readonly Value[]): void {
    this.stack.push(...values.map(value));
  }

  // ---- reading values
  private lo(v: Printed): string {
    if ("at" in v) return `I[${place(v, 0)}]`;
    if ("int" in v) return v.int;
    if ("bool" in v) return `(${v.bool} ? 1 : 0)`;
    if ("ref" in v) return v.ref;
    if ("words" in v) return v.words[0];
    throw new Error("a float has no low word here");
  }
  private hi(v: Printed): string {
    if ("at" in v) return `I[${place(v, 1)}]`;
    if ("int" in v) return hex(layout.TAG_INT);
    if ("bool" in v) return hex(layout.TAG_BOOL);
    if ("ref" in v) return hex(layout.TAG_REF);
    if ("words" in v) return v.words[1];
    throw new Error("a float has no high word here");
  }
  private tagIs(v: Value, tag: number): Bool {
    const printed = value(v);
    if ("float" in printed) return node("false");
    return node(`${this.hi(printed)} === ${tag}`);
  }

  /** Stores a value at a word index. */
  private store(target: string, offset: number, v: Printed): void {
    const to = { at: target, offset } as const;
    if ("float" in v) this.emit(`F[${wrap(place(to, 0))} >> 1] = ${v.float};`);
    else {
      this.emit(`I[${place(to, 0)}] = ${this.lo(v)};`);
      this.emit(`I[${place(to, 1)}] = ${this.hi(v)};`);
    }
  }

  /** Puts the results on the stack and moves on. */
  finish(): void {
    const first = -2 * this.consumed;
    const moves = this.stack
      .map((v, i) => ({ v, offset: first + 2 * i }))
      .filter(({ v, offset }) => !("at" in v && v.at === "sp" && v.offset === offset));
    // A later result may still lie in a slot that an earlier one is about to take.
    const held = moves.map(({ v, offset }, i) => {
      const clobbered = "at" in v && v.at === "sp" && moves.slice(0, i).some((m) => m.offset === v.offset);
      return { v: clobbered ? value(this.hold(made(v))) : v, offset };
    });
    for (const { v, offset } of held) this.store("sp", offset, v);
    const delta = 2 * (this.stack.length - this.consumed);
    if (delta !== 0) this.emit(delta > 0 ? `sp += ${delta};` : `sp -= ${-delta};`);
    for (const line of this.tail) this.emit(line);
    if (!this.jumps && this.cacheUnits > 0) this.emit(`pc += ${this.cacheUnits};`);
    this.emit(this.done);
  }

  // ---- operand, cache, frame
  cache(field: CacheField): I32 {
    let at = 0;
    for (const [name, units] of cacheFields(this.head)) {
      if (name === field) {
        const unit = at === 0 ? "U[pc]" : `U[pc + ${at}]`;
        return node(units === 1 ? unit : `${unit} | (U[pc + ${at + 1}] << 16)`);
      }
      at += units;
    }
    throw new Error(`opcode ${this.head} has no cache field ${field}`);
  }
  local(index: I32): Value {
    return made({
      at: this.temp(`f + ${layout.FRAME_HEADER >> 2} + (${wrap(text(index))} << 1)`),
      offset: 0,
    });
  }
  setLocal(index: I32, v: Value): void {
    const at = this.temp(`f + ${layout.FRAME_HEADER >> 2} + (${wrap(text(index))} << 1)`);
    this.store(at, 0, value(v));
  }
  constant(index: I32): Value {
    return made({ at: this.temp(`C + (${wrap(text(index))} << 1)`), offset: 0 });
  }
  stackItem(depth: 1 | 2): Value {
    return made({ at: this.temp(`sp - (arg << 1) - ${2 * depth}`), offset: 0 });
  }
  below(): Value {
    return made({ at: this.temp("sp - 2 - (arg << 1)"), offset: 0 });
  }
  setStackItem(depth: 1 | 2, v: Value): void {
    this.store(this.temp(`sp - (arg << 1) - ${2 * depth}`), 0, value(v));
  }

  // ---- constants
  i32 = (n: number): I32 => node(String(n));
  f64 = (n: number): F64 => node(String(n));
  none = (): Value => made({ words: ["0", String(layout.TAG_NONE)] });
  unbound = (): Value => made({ words: ["0", String(layout.TAG_UNBOUND)] });
  nullRef = (): Ref => node("0");
  builtin = (name: "len" | "list.append"): Ref =>
    node(name === "len" ? "builtins.len" : "builtins.listAppend");

  type = (address: number): Ref => node(hex(address));
  typeOf(v: Value): Ref {
    const { T } = layout;
    const [lo, hi] = [this.lo(value(v)), this.hi(value(v))];
    const others = `${hi} === ${layout.TAG_BOOL} ? ${T.bool} : ${T.NoneType}`;
    const immediate = `${hi} === ${layout.TAG_INT} ? ${T.int} : ${hi} >>> 0 < ${layout.FLOAT_LIMIT} ? ${T.float} : ${others}`;
    return node(this.temp(`${hi} === ${layout.TAG_REF} ? I[${lo} >> 2] : ${immediate}`));
  }

  // ---- values
  isInt = (v: Value): Bool => this.tagIs(v, layout.TAG_INT);
  isBool = (v: Value): Bool => this.tagIs(v, layout.TAG_BOOL);
  isNone = (v: Value): Bool => this.tagIs(v, layout.TAG_NONE);
  isRef = (v: Value): Bool => this.tagIs(v, layout.TAG_REF);
  isUnbound = (v: Value): Bool => this.tagIs(v, layout.TAG_UNBOUND);
  isFloat = (v: Value): Bool => {
    const printed = value(v);
    return node("float" in printed ? "true" : `${this.hi(printed)} >>> 0 < ${layout.FLOAT_LIMIT}`);
  };
  isInteger = (v: Value): Bool => {
    const p = value(v);
    const heap = `(${this.hi(p)} === ${layout.TAG_REF} && I[${wrap(this.lo(p))} >> 2] === ${layout.T.int})`;
    return node(`${this.hi(p)} === ${layout.TAG_INT} || ${heap}`);
  };
  int = (v: Value): I32 => {
    const p = value(v);
    return node("int" in p ? p.int : this.temp(this.lo(p)));
  };
  float = (v: Value): F64 => {
    const p = value(v);
    if ("float" in p) return node(p.float);
    if ("at" in p) return node(`F[${wrap(place(p, 0))} >> 1]`);
    throw new Error("not a float");
  };
  bool = (v: Value): Bool => {
    const p = value(v);
    return node("bool" in p ? p.bool : `${this.lo(p)} !== 0`);
  };
  ref = (v: Value): Ref => node(this.temp(this.lo(value(v))));
  boxInt = (x: I32): Value => made({ int: text(x) });
  boxFloat = (x: F64): Value => made({ float: text(x) });
  boxBool = (x: Bool): Value => made({ bool: text(x) });
  boxRef = (x: Ref): Value => made({ ref: text(x) });
  inside = (object: Ref, offset: number): Ref => node(`${text(object)} + ${offset}`);
  hold(v: Value): Value {
    const p = value(v);
    if (!("at" in p)) return v;
    return made({ words: [this.temp(this.lo(p)), this.temp(this.hi(p))] });
  }
  same(a: Value, b: Value): Bool {
    const [x, y] = [value(a), value(b)];
    return node(`${this.lo(x)} === ${this.lo(y)} && ${this.hi(x)} === ${this.hi(y)}`);
  }

  // ---- 32-bit integers
  private binary = (a: I32, operator: string, b: I32): I32 => node(`(${text(a)} ${operator} ${text(b)}) | 0`);
  add = (a: I32, b: I32): I32 => node(this.temp(`(${wrap(text(a))} + ${wrap(text(b))}) | 0`));
  sub = (a: I32, b: I32): I32 => node(this.temp(`(${wrap(text(a))} - ${wrap(text(b))}) | 0`));
  mul = (a: I32, b: I32): I32 => node(`Math.imul(${text(a)}, ${text(b)})`);
  and = (a: I32, b: I32): I32 => node(`${wrap(text(a))} & ${wrap(text(b))}`);
  or = (a: I32, b: I32): I32 => this.binary(a, "|", b);
  xor = (a: I32, b: I32): I32 => this.binary(a, "^", b);
  shl = (a: I32, b: I32): I32 => node(this.temp(`${wrap(text(a))} << ${wrap(text(b))}`));
  shr = (a: I32, b: I32): I32 => node(`${wrap(text(a))} >> ${wrap(text(b))}`);
  floorDiv = (a: I32, b: I32): I32 => node(this.temp(`Math.floor(${text(a)} / ${text(b)})`));
  floorMod(a: I32, b: I32): I32 {
    const r = this.temp(`(${text(a)} % ${text(b)}) | 0`);
    return node(
      this.temp(`${r} !== 0 && (${r} ^ ${wrap(text(b))}) < 0 ? (${r} + ${wrap(text(b))}) | 0 : ${r}`),
    );
  }
  /** A sum overflows when its sign is that of neither operand (Hacker's Delight, 2-13). */
  addOverflows(a: I32, b: I32): Bool {
    const r = this.add(a, b);
    return node(`((${text(a)} ^ ${text(r)}) & (${text(b)} ^ ${text(r)})) < 0`);
  }
  subOverflows(a: I32, b: I32): Bool {
    const r = this.sub(a, b);
    return node(`((${text(a)} ^ ${text(b)}) & (${text(a)} ^ ${text(r)})) < 0`);
  }
  /** The exact product, as a double, against its low 32 bits (past 2^53 it is rounded, but still far outside). */
  mulOverflows(a: I32, b: I32): Bool {
    const r = this.temp(`${wrap(text(a))} * ${wrap(text(b))}`);
    return node(`${r} !== (${r} | 0)`);
  }
  private test = (a: I32 | Ref, operator: string, b: I32 | Ref): Bool =>
    node(`${wrap(text(a))} ${operator} ${wrap(text(b))}`);
  eq = (a: I32, b: I32): Bool => this.test(a, "===", b);
  ne = (a: I32, b: I32): Bool => this.test(a, "!==", b);
  lt = (a: I32, b: I32): Bool => this.test(a, "<", b);
  le = (a: I32, b: I32): Bool => this.test(a, "<=", b);
  gt = (a: I32, b: I32): Bool => this.test(a, ">", b);
  ge = (a: I32, b: I32): Bool => this.test(a, ">=", b);
  ltU = (a: I32, b: I32): Bool => node(`${wrap(text(a))} >>> 0 < ${wrap(text(b))} >>> 0`);
  sameRef = (a: Ref, b: Ref): Bool => this.test(a, "===", b);
  not = (c: Bool): Bool => node(`!(${text(c)})`);
  differ = (c: Bool, bit: I32): Bool => node(`(${text(c)}) !== ((${text(bit)} & 1) !== 0)`);
  private compare(a: string, b: string, operand: I32): Bool {
    // less 2, equal 8, greater 4, unordered 1
    return node(`((${a} < ${b} ? 2 : ${a} === ${b} ? 8 : ${a} > ${b} ? 4 : 1) & ${text(operand)}) !== 0`);
  }
  compareI = (a: I32, b: I32, operand: I32): Bool => this.compare(text(a), text(b), operand);
  compareF = (a: F64, b: F64, operand: I32): Bool =>
    this.compare(this.temp(text(a)), this.temp(text(b)), operand);

  // ---- floats
  addF = (a: F64, b: F64): F64 => node(`${text(a)} + ${text(b)}`);
  subF = (a: F64, b: F64): F64 => node(`${text(a)} - ${wrap(text(b))}`);
  mulF = (a: F64, b: F64): F64 => node(`${wrap(text(a))} * ${wrap(text(b))}`);
  divF = (a: F64, b: F64): F64 => node(`${wrap(text(a))} / ${wrap(text(b))}`);
  negF = (a: F64): F64 => node(`-${wrap(text(a))}`);
  eqF = (a: F64, b: F64): Bool => node(`${text(a)} === ${text(b)}`);
  toF64 = (a: I32): F64 => node(text(a));

  // ---- memory
  private word = (base: Ref, offset: number): string =>
    `(${text(base)}${offset === 0 ? "" : ` + ${offset}`}) >> 2`;
  loadI32 = (base: Ref, offset: number): I32 => node(this.temp(`I[${this.word(base, offset)}]`));
  loadRef = (base: Ref, offset: number): Ref => node(this.temp(`I[${this.word(base, offset)}]`));
  loadValue = (base: Ref, offset: number): Value =>
    made({ at: this.temp(this.word(base, offset)), offset: 0 });
  storeI32 = (base: Ref, offset: number, v: I32): void =>
    this.emit(`I[${this.word(base, offset)}] = ${text(v)};`);
  storeValue = (base: Ref, offset: number, v: Value): void =>
    this.store(this.temp(this.word(base, offset)), 0, value(v));
  private element = (base: Ref, index: I32): string =>
    this.temp(`(${text(base)} >> 2) + (${wrap(text(index))} << 1)`);
  loadElement = (base: Ref, index: I32): Value => made({ at: this.element(base, index), offset: 0 });
  storeElement = (base: Ref, index: I32, v: Value): void =>
    this.store(this.element(base, index), 0, value(v));

  // ---- control
  guard(c: Bool): void {
    if (text(c) !== "true") this.emit(`if (!(${text(c)})) ${this.miss}`);
  }
  jumpIf(c: Bool): void {
    this.jumps = true;
    this.tail.push(`pc += ${this.temp(text(c))} ? arg + ${this.cacheUnits} : ${this.cacheUnits};`);
  }
  exhaustedIf(c: Bool, effects: () => void): void {
    this.emit(`if (${text(c)}) {`);
    effects();
    this.emit(`pc += ${this.cacheUnits + 1} + arg;`);
    this.emit(`${this.done}\n}`);
  }

  // ---- runtime
  private invoke(fn: RuntimeName, args: readonly (Value | I32 | Ref)[], out: string | null): string {
    const { takes } = runtimeFunctions[fn];
    this.emit(SAVE);
    const printed = args.map((a, i) => {
      if (takes[i] === "i") return text(a as I32);
      const v = value(a as Value);
      if (!("at" in v)) throw new Error(`${fn} takes values that lie in memory`);
      return `${wrap(place(v, 0))} << 2`;
    });
    if (out !== null) printed.push(out);
    return `support.${fn}(${printed.join(", ")})`;
  }
  private after(): void {
    this.tail.push(RELOAD(this.jumps ? "pc" : `pc + ${this.cacheUnits}`));
  }
  call(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): Value {
    // The result goes straight to the slot of the deepest operand.
    const target = { at: "sp", offset: -2 * this.consumed } as const;
    if (this.consumed === 0) {
      this.emit(`${this.invoke(fn, args, "sp << 2")};`);
    } else this.emit(`${this.invoke(fn, args, `${wrap(place(target, 0))} << 2`)};`);
    this.after();
    return made(target);
  }
  callI32(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): I32 {
    const result = this.temp(this.invoke(fn, args, null));
    this.after();
    return node(result);
  }
  callVoid(fn: RuntimeName, ...args: (Value | I32 | Ref)[]): void {
    this.emit(`${this.invoke(fn, args, null)};`);
    this.after();
  }

  // ---- caches of places
  /** The entry `index` of a dict, if its key is `name`; else the guard fails. */
  private dictEntry(dict: string, index: string, name: string): Value {
    const entry = this.temp(
      `(I[(${dict} + ${layout.DICT_ENTRIES}) >> 2] + ${layout.ENTRY_BYTES} * ${index}) >> 2`,
    );
    const key = layout.ENTRY_KEY >> 2;
    this.guard(node(`${index} < I[(${dict} + ${layout.DICT_NEXT}) >> 2]`));
    this.guard(node(`I[${entry} + ${key}] === ${name}`));
    this.guard(node(`I[${entry} + ${key + 1}] === ${layout.TAG_REF}`));
    return made({ at: entry, offset: layout.ENTRY_VALUE >> 2 });
  }
  private nameAt(index: string): string {
    return this.temp(
      `I[(I[(I[f + ${layout.FRAME_CODE >> 2}] + ${layout.CODE_NAMES}) >> 2] >> 2) + ${wrap(index)}]`,
    );
  }
  globalEntry(scope: 0 | 1): Value {
    const module = this.temp(`I[f + ${layout.FRAME_GLOBALS >> 2}]`);
    const name = this.nameAt("arg >> 1");
    const index = this.temp(text(this.cache("index")));
    if (scope === 0) return this.dictEntry(module, index, name);
    // The module must not have gained the name: its version fills the two version units.
    this.guard(node(`I[(${module} + ${layout.DICT_VERSION}) >> 2] === (U[pc + 2] | (U[pc + 3] << 16))`));
    return this.dictEntry(this.temp(`I[f + ${layout.FRAME_BUILTINS >> 2}]`), index, name);
  }
  moduleEntry(module: Ref): Value {
    const dict = this.temp(`I[(${text(module)} + ${layout.MODULE_DICT}) >> 2]`);
    return this.dictEntry(dict, this.temp("U[pc + 1]"), this.nameAt("arg >> 1"));
  }
  name(index: I32): Ref {
    return node(this.nameAt(text(index)));
  }
  guardShape(v: Value): Ref {
    this.guard(this.isRef(v));
    const object = this.ref(v);
    const o = text(object);
    this.guard(node(`(I[(${o} + ${layout.OBJ_GC}) >> 2] & ${layout.GC_INSTANCE}) !== 0`));
    this.guard(
      node(`I[I[(${o} + ${layout.INSTANCE_SHAPE}) >> 2] >> 2] === (${text(this.cache("version"))})`),
    );
    return object;
  }
  guardTypeVersion(v: Value): void {
    this.guard(this.isRef(v));
    const type = this.temp(`I[${wrap(this.lo(value(v)))} >> 2]`);
    this.guard(node(`I[(${type} + ${layout.TYPE_VERSION}) >> 2] === (${text(this.cache("version"))})`));
  }
  guardClass(v: Value): void {
    this.guard(this.isRef(v));
    const type = text(this.ref(v));
    this.guard(node(`I[${type} >> 2] === ${layout.T.type}`));
    this.guard(node(`I[(${type} + ${layout.TYPE_VERSION}) >> 2] === (${text(this.cache("version"))})`));
  }
  cachedAddress(): Ref {
    return node(this.temp(text(this.cache("descr"))));
  }
  private slot(object: Ref, overflow: boolean): string {
    const index = "U[pc + 3]"; // `index` of STORE_ATTR, the first unit of `keys_version` of LOAD_ATTR
    const o = text(object);
    return overflow
      ? this.temp(`(I[(${o} + ${layout.INSTANCE_OVERFLOW}) >> 2] >> 2) + (${index} << 1)`)
      : this.temp(`((${o} + ${layout.INSTANCE_SLOTS}) >> 2) + (${index} << 1)`);
  }
  loadSlot(object: Ref, overflow: boolean): Value {
    return made({ at: this.slot(object, overflow), offset: 0 });
  }
  storeSlot(object: Ref, v: Value, overflow: boolean): void {
    this.store(this.slot(object, overflow), 0, value(v));
  }
  addSlot(object: Ref, v: Value): void {
    const p = value(v);
    if (!("at" in p)) throw new Error("the value lies on the stack");
    this.emit(`support.addAttribute(${text(object)}, ${this.nameAt("arg")}, ${wrap(place(p, 0))} << 2);`);
    this.tail.push(RELOAD(`pc + ${this.cacheUnits}`));
  }
  pushNullIfLowBit(): void {
    this.tail.push(`if (arg & 1) {\nI[sp] = 0;\nI[sp + 1] = ${layout.TAG_UNBOUND};\nsp += 2;\n}`);
  }
}

/** Makes the frame readable for whatever a runtime function may do: raise, collect, run Python. */
export const SAVE = `I[f + ${layout.FRAME_LASTI >> 2}] = (pc - 1) << 1;\nI[f + ${layout.FRAME_SP >> 2}] = sp << 2;`;
/** The views were detached by a growth of the memory: leave, and come back with fresh ones. */
export const RELOAD = (pc: string): string => `if (I.length === 0) return support.leave(f, ${pc}, sp);`;
