/**
 * Prints Tier 1 in TypeScript (tier1_printer.ts says what a printer is).
 *
 * `I`, `F`, `U` are the views on memory. `f`, `sp` and `C` are word indices (two words a value), `pc` is an index of 16-bit
 * units: so an access needs no shift. An address that stems from such an index is printed as `(index << 2)`, and an
 * access through it undoes that. A place is a word index, as text, and its offset in bytes.
 */
import type { Bool, F64, I32, LeaveReason, Ref, Value } from "../bytecode/machine.ts";
import { type Tier1Function, tier1Functions } from "../bytecode/runtime.ts";
import * as L from "../heap/layout.ts";
import {
  type InMemory,
  type Kind,
  made,
  node,
  type Place,
  type Printed,
  Tier1Printer,
  text,
  value,
} from "./tier1_printer.ts";

/** Wraps what is not atomic. */
const wrap = (s: string): string => (/^[\w$.]+$|^\w+\[[^[\]]*\]$|^\([^()]*\)$/.test(s) ? s : `(${s})`);
/** A word index: a name and a constant. */
const shifted = (name: string, words: number): string =>
  words === 0 ? name : words > 0 ? `${name} + ${words}` : `${name} - ${-words}`;
const at = ({ at: name, offset }: InMemory, more = 0): string => shifted(name, (offset >> 2) + more);
const pointer = (index: string): Ref => node(`(${index} << 2)`);

/** Takes an address apart that stems from a word index. */
function wordForm(address: string): { readonly name: string; readonly words: number } | null {
  const match = /^\(([A-Za-z]\w*)(?: ([+-]) (\d+))? << 2\)$/.exec(address);
  if (match === null) return null;
  const [, name, sign, digits] = match;
  return { name: name!, words: Number(`${sign ?? ""}${digits ?? 0}`) };
}

/** The word index of what lies `offset` bytes past an address. */
function wordIndex(base: Ref, offset: number): string {
  const form = wordForm(text(base));
  if (form !== null) return shifted(form.name, form.words + (offset >> 2));
  if (/^\d+$/.test(text(base))) return String((Number(text(base)) + offset) >> 2);
  return `(${text(base)}${offset === 0 ? "" : ` + ${offset}`}) >> 2`;
}

export class TypeScriptPrinter extends Tier1Printer {
  readonly opcode = node<I32>("op");
  readonly frame = pointer("f");
  readonly top = pointer("sp");
  private temps = 0;
  /** The view of words behind the last call, as a constant of the present block; null: it has none yet. */
  private fresh: string | null = null;
  // The views on memory; behind a call, which may have made it grow, those of heap/memory.ts, until that was looked at.
  private get wordView(): string {
    if (!this.stale) return "I";
    if (this.fresh === null) {
      this.fresh = `t${this.temps++}`;
      this.emit(`const ${this.fresh} = I32;`);
    }
    return this.fresh;
  }
  private get floatView(): string {
    return this.stale ? "F64" : "F";
  }
  private get unitView(): string {
    return this.stale ? "U16" : "U";
  }

  constructor(place: Place) {
    super(place, "arg");
  }

  protected temp(_kind: Kind, expression: string): string {
    const name = `t${this.temps++}`;
    this.emit(`const ${name} = ${expression};`);
    return name;
  }
  private wordTemp(expression: string): string {
    return this.temp("i32", expression);
  }

  // ---- values
  protected low(v: Printed): string {
    if ("at" in v) return `${this.wordView}[${at(v)}]`;
    if ("int" in v) return v.int;
    if ("bool" in v) return `(${v.bool} ? 1 : 0)`;
    if ("ref" in v) return v.ref;
    if ("held" in v) return v.held[0]!;
    throw new Error("a float has no low word here");
  }
  protected high(v: Printed): string {
    if ("at" in v) return `${this.wordView}[${at(v, 1)}]`;
    if ("int" in v) return String(L.TAG_INT);
    if ("bool" in v) return String(L.TAG_BOOL);
    if ("ref" in v) return String(L.TAG_REF);
    if ("held" in v) return v.held[1]!;
    throw new Error("a float has no high word here");
  }
  protected store(to: InMemory, v: Printed): void {
    if ("float" in v) this.emit(`${this.floatView}[${wrap(at(to))} >> 1] = ${v.float};`);
    else {
      const low = this.low(v);
      // An assignment looks up the view before it calls.
      const word = /\b(?:support|ops|special)\./.test(low) ? this.wordTemp(low) : low;
      this.emit(`${this.wordView}[${at(to)}] = ${word};`);
      this.emit(`${this.wordView}[${at(to, 1)}] = ${this.high(v)};`);
    }
  }
  protected placeOf(base: Ref, offset: number): InMemory {
    const form = wordForm(text(base));
    if (form !== null) return { at: form.name, offset: 4 * form.words + offset };
    return { at: this.wordTemp(wordIndex(base, offset)), offset: 0 };
  }
  protected addressOf(v: InMemory): string {
    return `${wrap(at(v))} << 2`;
  }
  protected onStack(bytes: number): InMemory {
    return { at: "sp", offset: bytes };
  }
  protected isOnStack(v: InMemory): boolean {
    return v.at === "sp";
  }
  none = (): Value => made({ held: ["0", String(L.TAG_NONE)] });
  unbound = (): Value => made({ held: ["0", String(L.TAG_UNBOUND)] });
  builtin = (name: "len" | "list.append"): Ref =>
    node(name === "len" ? "builtins.len" : "builtins.listAppend");
  typeOf(v: Value): Ref {
    const { T } = L;
    const [low, high] = [this.low(value(v)), this.high(value(v))];
    const others = `${high} === ${L.TAG_BOOL} ? ${T.bool} : ${T.NoneType}`;
    const immediate = `${high} === ${L.TAG_INT} ? ${T.int} : ${high} >>> 0 < ${L.FLOAT_LIMIT} ? ${T.float} : ${others}`;
    return node(this.wordTemp(`${high} === ${L.TAG_REF} ? ${this.wordView}[${low} >> 2] : ${immediate}`));
  }
  isFloat(v: Value): Bool {
    const printed = value(v);
    return node("float" in printed ? "true" : `${this.high(printed)} >>> 0 < ${L.FLOAT_LIMIT}`);
  }
  isInteger(v: Value): Bool {
    const p = value(v);
    const heap = `(${this.high(p)} === ${L.TAG_REF} && ${this.wordView}[${wrap(this.low(p))} >> 2] === ${L.T.int})`;
    return node(`${this.high(p)} === ${L.TAG_INT} || ${heap}`);
  }
  float(v: Value): F64 {
    const p = value(v);
    if ("float" in p) return node(p.float);
    if ("at" in p) return node(`${this.floatView}[${wrap(at(p))} >> 1]`);
    throw new Error("not a float");
  }
  bool(v: Value): Bool {
    const p = value(v);
    return node("bool" in p ? p.bool : `${this.low(p)} !== 0`);
  }
  hold(v: Value): Value {
    const p = value(v);
    if (!("at" in p)) return v;
    return made({ held: [this.wordTemp(this.low(p)), this.wordTemp(this.high(p))] });
  }
  same(a: Value, b: Value): Bool {
    const [x, y] = [value(a), value(b)];
    return node(`${this.low(x)} === ${this.low(y)} && ${this.high(x)} === ${this.high(y)}`);
  }

  // ---- 32-bit integers
  i32 = (n: number): I32 => node(String(n));
  f64 = (n: number): F64 => node(String(n));
  private bits = (a: I32, operator: string, b: I32): I32 =>
    node(`${wrap(text(a))} ${operator} ${wrap(text(b))}`);
  add = (a: I32, b: I32): I32 => node(this.wordTemp(`(${wrap(text(a))} + ${wrap(text(b))}) | 0`));
  sub = (a: I32, b: I32): I32 => node(this.wordTemp(`(${wrap(text(a))} - ${wrap(text(b))}) | 0`));
  mul = (a: I32, b: I32): I32 => node(`Math.imul(${text(a)}, ${text(b)})`);
  and = (a: I32, b: I32): I32 => this.bits(a, "&", b);
  or = (a: I32, b: I32): I32 => this.bits(a, "|", b);
  xor = (a: I32, b: I32): I32 => this.bits(a, "^", b);
  shl = (a: I32, b: I32): I32 => node(this.wordTemp(text(this.bits(a, "<<", b))));
  shr = (a: I32, b: I32): I32 => this.bits(a, ">>", b);
  floorDiv = (a: I32, b: I32): I32 => node(this.wordTemp(`Math.floor(${text(a)} / ${text(b)})`));
  floorMod(a: I32, b: I32): I32 {
    const r = this.wordTemp(`(${text(a)} % ${text(b)}) | 0`);
    const y = wrap(text(b));
    return node(this.wordTemp(`${r} !== 0 && (${r} ^ ${y}) < 0 ? (${r} + ${y}) | 0 : ${r}`));
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
    const r = this.temp("f64", `${wrap(text(a))} * ${wrap(text(b))}`);
    return node(`${r} !== (${r} | 0)`);
  }
  private test = (a: I32, operator: string, b: I32): Bool =>
    node(`${wrap(text(a))} ${operator} ${wrap(text(b))}`);
  eq = (a: I32, b: I32): Bool => this.test(a, "===", b);
  ne = (a: I32, b: I32): Bool => this.test(a, "!==", b);
  lt = (a: I32, b: I32): Bool => this.test(a, "<", b);
  le = (a: I32, b: I32): Bool => this.test(a, "<=", b);
  gt = (a: I32, b: I32): Bool => this.test(a, ">", b);
  ge = (a: I32, b: I32): Bool => this.test(a, ">=", b);
  ltU = (a: I32, b: I32): Bool => node(`${wrap(text(a))} >>> 0 < ${wrap(text(b))} >>> 0`);
  not = (c: Bool): Bool => node(`!(${text(c)})`);
  differ = (c: Bool, bit: I32): Bool => node(`(${text(c)}) !== ((${text(bit)} & 1) !== 0)`);
  choose = (c: Bool, yes: I32, no: I32): I32 =>
    node(this.wordTemp(`${text(c)} ? ${text(yes)} : ${text(no)}`));
  private compare(a: string, b: string, operand: I32): Bool {
    // less 2, equal 8, greater 4, unordered 1
    return node(`((${a} < ${b} ? 2 : ${a} === ${b} ? 8 : ${a} > ${b} ? 4 : 1) & ${text(operand)}) !== 0`);
  }
  compareI = (a: I32, b: I32, operand: I32): Bool => this.compare(text(a), text(b), operand);
  compareF = (a: F64, b: F64, operand: I32): Bool =>
    this.compare(this.temp("f64", text(a)), this.temp("f64", text(b)), operand);

  // ---- floats
  addF = (a: F64, b: F64): F64 => node(`${text(a)} + ${text(b)}`);
  subF = (a: F64, b: F64): F64 => node(`${text(a)} - ${wrap(text(b))}`);
  mulF = (a: F64, b: F64): F64 => node(`${wrap(text(a))} * ${wrap(text(b))}`);
  divF = (a: F64, b: F64): F64 => node(`${wrap(text(a))} / ${wrap(text(b))}`);
  negF = (a: F64): F64 => node(`-${wrap(text(a))}`);
  eqF = (a: F64, b: F64): Bool => node(`${text(a)} === ${text(b)}`);
  toF64 = (a: I32): F64 => node(text(a));

  // ---- memory
  word = (base: Ref, offset: number): I32 =>
    node(this.wordTemp(`${this.wordView}[${wordIndex(base, offset)}]`));
  address = (base: Ref, offset: number): Ref =>
    pointer(this.wordTemp(`${this.wordView}[${wordIndex(base, offset)}] >> 2`));
  setWord = (base: Ref, offset: number, v: I32 | Ref): void =>
    this.emit(`${this.wordView}[${wordIndex(base, offset)}] = ${text(v)};`);
  inside(object: Ref, offset: number): Ref {
    const form = wordForm(text(object));
    return form === null
      ? node(`${text(object)} + ${offset}`)
      : pointer(shifted(form.name, form.words + (offset >> 2)));
  }
  element(base: Ref, index: I32): Ref {
    const words = wordForm(text(base)) === null ? `(${wordIndex(base, 0)})` : wordIndex(base, 0);
    return pointer(this.wordTemp(`${words} + (${wrap(text(index))} << 1)`));
  }
  protected wordElement(base: Ref, index: I32): Ref {
    return node(this.wordTemp(`${this.wordView}[(${wordIndex(base, 0)}) + ${wrap(text(index))}]`));
  }
  protected constantAt(index: I32): InMemory {
    return { at: this.wordTemp(`C + (${wrap(text(index))} << 1)`), offset: 0 };
  }
  protected codeUnits(units: number, count: number): string {
    const unit = (n: number): string => `${this.unitView}[${shifted("pc", n)}]`;
    return count === 1 ? unit(units) : `(${unit(units)} | (${unit(units + 1)} << 16))`;
  }
  protected storeCodeUnit(units: number, v: I32): void {
    this.emit(`${this.unitView}[${shifted("pc", units)}] = ${text(v)};`);
  }
  copySlots(from: Ref, to: Ref, count: I32): Ref {
    const [source, target] = [`t${this.temps++}`, `t${this.temps++}`];
    this.emit(`let ${target} = ${wordIndex(to, 0)};`);
    this.emit(
      `for (let ${source} = ${wordIndex(from, 0)}, end = ${source} + (${text(count)} << 1); ${source} < end; ${source}++) ${this.wordView}[${target}++] = ${this.wordView}[${source}];`,
    );
    return pointer(target);
  }
  clearSlots(from: Ref, end: Ref): void {
    const target = `t${this.temps++}`;
    this.emit(`let ${target} = ${wordIndex(from, 0)};`);
    this.emit(
      `while (${target} < ${wordIndex(end, 0)}) {\n${this.wordView}[${target}++] = 0;\n${this.wordView}[${target}++] = ${L.TAG_UNBOUND};\n}`,
    );
  }

  // ---- registers
  slot = (depth: number): Ref => pointer(shifted("sp", -2 * depth));
  argument = (depth: number): Ref =>
    pointer(this.wordTemp(`sp - (arg << 1)${depth === 0 ? "" : ` - ${2 * depth}`}`));
  codeAddress = (units: number | I32): Ref =>
    node(`(${typeof units === "number" ? shifted("pc", units) : `pc + ${wrap(text(units))}`}) << 1`);
  instructionUnit = (): I32 => node("pc - 1");
  setTop(top: Ref): void {
    const form = wordForm(text(top));
    if (form?.name === "sp") {
      this.emit(form.words < 0 ? `sp -= ${-form.words};` : `sp += ${form.words};`);
    } else this.emit(`sp = ${wordIndex(top, 0)};`);
  }
  enterFrame(frame?: Ref): void {
    if (this.stale) this.emit("if (I.length === 0) return support.LEFT;");
    this.stale = false;
    this.emit(frame === undefined ? ENTER : `f = ${wordIndex(frame, 0)};\n${LOAD_REGISTERS}`);
  }
  // V8 bytecode is scarce: the function is left, and entered again with the registers of that frame.
  enterPushed(): void {
    this.emit("return support.LEFT;");
  }
  startFrame(frame: Ref, code: Ref, top: Ref): void {
    this.emit(`f = ${wordIndex(frame, 0)};`);
    this.emit(`pc = ${this.wordView}[${wordIndex(code, L.CODE_UNITS)}] >>> 1;`);
    this.emit(`sp = ${wordIndex(top, 0)};`);
    this.emit(`C = ${this.wordView}[${wordIndex(code, L.CODE_CONSTS)}] >> 2;`);
  }
  protected advance(units: I32 | undefined, further: number): void {
    this.emit(`pc += ${units === undefined ? further : shifted(text(units), further)};`);
  }

  // ---- control
  protected isConstant = (c: Bool, yes: boolean): boolean => text(c) === String(yes);
  protected missUnless(c: Bool): void {
    this.emit(`if (!(${text(c)})) ${this.miss}`);
  }
  protected open(c: Bool): void {
    this.fresh = null;
    this.emit(`if (${text(c)}) {`);
  }
  protected otherwise(): void {
    this.fresh = null;
    this.emit("} else {");
  }
  protected close(): void {
    this.fresh = null;
    this.emit("}");
  }
  protected openBlock(name: string): void {
    this.fresh = null;
    this.emit(`${name}: {`);
  }
  protected leaveBlock(name: string): string {
    return `break ${name};`;
  }
  protected closeBlock(): void {
    this.fresh = null;
    this.emit("}");
  }
  again(): void {
    this.emit(`pc -= 1 + extended;\n${this.place.again}`);
  }
  exit(reason: I32): void {
    this.emit(`return ${text(reason)};`);
  }
  exitUnlessZero(reason: I32): void {
    this.emit(`if (${text(reason)} !== 0 || I.length === 0) return ${text(reason)};`);
    this.stale = false;
  }
  reason = (name: LeaveReason): I32 => node(`support.${name}`);

  // ---- runtime
  protected callText(name: string, args: readonly string[]): string {
    this.fresh = null;
    return `${name}(${args.join(", ")})`;
  }
  protected statement(expression: string): void {
    this.emit(`${expression};`);
  }
  invoke(fn: Tier1Function, ...args: (I32 | Ref)[]): I32 {
    const gives = tier1Functions[fn];
    const expression = this.called(`support.${fn}`, args.map(text), gives);
    if (gives !== "void") return node(this.wordTemp(expression));
    this.statement(expression);
    return this.i32(0);
  }
  ask(fn: Tier1Function, ...args: (I32 | Ref)[]): Bool {
    return node(this.temp("bool", this.called(`support.${fn}`, args.map(text), "bool")));
  }
  private overStack(name: string, takesOperand: boolean): string {
    return this.called(name, takesOperand ? ["sp << 2", "arg"] : ["sp << 2"], "i32");
  }
  runOnStack(fn: string, takesOperand: boolean): void {
    this.emit(`sp = ${this.overStack(`ops.${fn}`, takesOperand)} >> 2;`);
  }
  pushOrRun(fn: string, takesOperand: boolean): I32 {
    return node(this.wordTemp(this.overStack(`special.${fn}`, takesOperand)));
  }
  protected leaveIfGrown(): void {
    this.emit("if (I.length === 0) return support.leave(f, pc, sp);");
  }
  restartIfGrown(): void {
    this.emit("if (I.length === 0) return support.leave(f, pc - 1 - extended, sp);");
    this.stale = false;
  }
}

/** The other registers, from the frame `f`. */
const LOAD_REGISTERS = `pc = I[f + ${L.FRAME_PC >> 2}] >>> 1;
sp = I[f + ${L.FRAME_SP >> 2}] >> 2;
C = I[(I[f + ${L.FRAME_CODE >> 2}] + ${L.CODE_CONSTS}) >> 2] >> 2;`;

/** All registers, from the frame on top. */
export const ENTER = `f = I[${L.STATE_FRAME >> 2}] >> 2;\n${LOAD_REGISTERS}`;
