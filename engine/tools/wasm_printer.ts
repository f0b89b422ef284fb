/**
 * Prints Tier 1 in WebAssembly's text format (tier1_printer.ts says what a printer is).
 *
 * All registers hold byte addresses. A place is an expression for an address, and its offset in bytes. A value is stored
 * as one i64: two halves that are read back as one stall the processor.
 */
import type { Bool, F64, I32, LeaveReason, Ref, Value } from "../bytecode/machine.ts";
import { type Tier1Function, tier1Functions } from "../bytecode/runtime.ts";
import * as L from "../heap/layout.ts";
import * as reasons from "../interp/reasons.ts";
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

export const get = (name: string): string => `(local.get $${name})`;
export const set = (name: string, to: string): string => `(local.set $${name} ${to})`;
export const constant = (n: number): string => `(i32.const ${n | 0})`;
const at = (offset: number): string => (offset === 0 ? "" : ` offset=${offset}`);
const plus = (a: string, n: number): string => (n === 0 ? a : `(i32.add ${a} ${constant(n)})`);
const times8 = (a: string): string => `(i32.shl ${a} ${constant(3)})`;
const boxed = (tag: number, low = 0): string => `(i64.const ${(BigInt(tag) << 32n) | BigInt(low)})`;
const withTag = (tag: number, low: string): string => `(i64.or (i64.extend_i32_u ${low}) ${boxed(tag)})`;

/** What the module takes from outside, gathered while its functions are printed. */
export class Imports {
  private readonly signatures = new Map<string, { readonly params: number; readonly gives: boolean }>();

  add(name: string, params: number, gives: boolean): void {
    const known = this.signatures.get(name);
    if (known !== undefined && (known.params !== params || known.gives !== gives))
      throw new Error(`${name} is called in two ways`);
    this.signatures.set(name, { params, gives });
  }
  get names(): string[] {
    return [...this.signatures.keys()].sort();
  }
  declare(): string {
    return this.names
      .map((name) => {
        const { params, gives } = this.signatures.get(name)!;
        return `(import "e" "${name}" (func $${name} ${"(param i32) ".repeat(params)}${gives ? "(result i32)" : ""}))`;
      })
      .join("\n");
  }
}

const LOCAL_TYPES = { i32: "i32", i64: "i64", f64: "f64" } as const;
type LocalType = keyof typeof LOCAL_TYPES;

/** The locals of the function, shared by its cases: as many of a type as the case that needs most of them. */
export class Locals {
  private readonly most = { i32: 0, i64: 0, f64: 0 };
  private now = { i32: 0, i64: 0, f64: 0 };

  startCase(): void {
    this.now = { i32: 0, i64: 0, f64: 0 };
  }
  fresh(type: LocalType): string {
    const n = this.now[type]++;
    this.most[type] = Math.max(this.most[type], n + 1);
    return `${type}_${n}`;
  }
  declare(): string {
    return (Object.keys(LOCAL_TYPES) as LocalType[])
      .flatMap((type) => Array.from({ length: this.most[type] }, (_, n) => `(local $${type}_${n} ${type})`))
      .join(" ");
  }
}

export class WasmPrinter extends Tier1Printer {
  readonly frame = node<Ref>(get("f"));
  readonly top = node<Ref>(get("sp"));
  readonly opcode = node<I32>(get("op"));

  constructor(
    place: Place,
    private readonly imports: Imports,
    private readonly locals: Locals,
  ) {
    super(place, get("arg"));
  }

  private held(type: LocalType, expression: string): string {
    // Constants, the operand and locals that are set once need no other name.
    if (/^\((i32\.const -?\d+|local\.get \$(arg|(i32|i64|f64)_\d+))\)$/.test(expression)) return expression;
    const name = this.locals.fresh(type);
    this.emit(set(name, expression));
    return get(name);
  }
  protected temp(kind: Kind, expression: string): string {
    return this.held(kind === "f64" ? "f64" : "i32", expression);
  }

  // ---- values
  /** An address and an offset, which no access may have below 0. */
  private reach({ at: base, offset }: InMemory, more = 0): readonly [string, string] {
    return offset < 0 ? [plus(base, offset), at(more)] : [base, at(offset + more)];
  }
  private load(op: string, v: InMemory, more = 0): string {
    const [base, offset] = this.reach(v, more);
    return `(${op}${offset} ${base})`;
  }
  protected low(v: Printed): string {
    if ("at" in v) return this.load("i32.load", v);
    if ("int" in v) return v.int;
    if ("bool" in v) return v.bool;
    if ("ref" in v) return v.ref;
    if ("held" in v) return `(i32.wrap_i64 ${v.held[0]})`;
    throw new Error("a float has no low word here");
  }
  protected high(v: Printed): string {
    if ("at" in v) return this.load("i32.load", v, 4);
    if ("int" in v) return constant(L.TAG_INT);
    if ("bool" in v) return constant(L.TAG_BOOL);
    if ("ref" in v) return constant(L.TAG_REF);
    if ("held" in v) return `(i32.wrap_i64 (i64.shr_u ${v.held[0]} (i64.const 32)))`;
    throw new Error("a float has no high word here");
  }
  /** All 64 bits. */
  private bits(v: Printed): string {
    if ("at" in v) return this.load("i64.load", v);
    if ("int" in v) return withTag(L.TAG_INT, v.int);
    if ("bool" in v) return withTag(L.TAG_BOOL, v.bool);
    if ("ref" in v) return withTag(L.TAG_REF, v.ref);
    if ("held" in v) return v.held[0]!;
    return `(i64.reinterpret_f64 ${v.float})`;
  }
  protected store(to: InMemory, v: Printed): void {
    const [base, offset] = this.reach(to);
    if ("float" in v) this.emit(`(f64.store${offset} ${base} ${v.float})`);
    else this.emit(`(i64.store${offset} ${base} ${this.bits(v)})`);
  }
  protected placeOf(base: Ref, offset: number): InMemory {
    return { at: text(base), offset };
  }
  protected addressOf(v: InMemory): string {
    return plus(v.at, v.offset);
  }
  protected onStack(bytes: number): InMemory {
    return { at: get("sp"), offset: bytes };
  }
  protected isOnStack(v: InMemory): boolean {
    return v.at === get("sp");
  }
  none = (): Value => made({ held: [boxed(L.TAG_NONE)] });
  unbound = (): Value => made({ held: [boxed(L.TAG_UNBOUND)] });
  builtin = (name: "len" | "list.append"): Ref => node(`(global.get $${name})`);
  typeOf(v: Value): Ref {
    const { T } = L;
    const high = this.temp("i32", this.high(value(v)));
    const tagged = (tag: number): string => `(i32.eq ${high} ${constant(tag)})`;
    const select = (c: string, yes: number, no: string): string => `(select ${constant(yes)} ${no} ${c})`;
    const isFloat = `(i32.lt_u ${high} ${constant(L.FLOAT_LIMIT)})`;
    const others = select(tagged(L.TAG_BOOL), T.bool, constant(T.NoneType));
    const immediate = select(tagged(L.TAG_INT), T.int, select(isFloat, T.float, others));
    return node(
      this.temp(
        "i32",
        `(if (result i32) ${tagged(L.TAG_REF)} (then (i32.load ${this.low(value(v))})) (else ${immediate}))`,
      ),
    );
  }
  isFloat(v: Value): Bool {
    const printed = value(v);
    return node(
      "float" in printed ? constant(1) : `(i32.lt_u ${this.high(printed)} ${constant(L.FLOAT_LIMIT)})`,
    );
  }
  isInteger(v: Value): Bool {
    const p = value(v);
    const tagged = (tag: number): string => `(i32.eq ${this.high(p)} ${constant(tag)})`;
    const heap = `(i32.eq (i32.load ${this.low(p)}) ${constant(L.T.int)})`;
    return node(`(if (result i32) ${tagged(L.TAG_REF)} (then ${heap}) (else ${tagged(L.TAG_INT)}))`);
  }
  float(v: Value): F64 {
    const p = value(v);
    if ("float" in p) return node(p.float);
    if ("at" in p) return node(this.load("f64.load", p));
    throw new Error("not a float");
  }
  bool(v: Value): Bool {
    return node(this.low(value(v)));
  }
  hold(v: Value): Value {
    const p = value(v);
    return "at" in p ? made({ held: [this.held("i64", this.bits(p))] }) : v;
  }
  same(a: Value, b: Value): Bool {
    return node(`(i64.eq ${this.bits(value(a))} ${this.bits(value(b))})`);
  }

  // ---- 32-bit integers
  i32 = (n: number): I32 => node(constant(n));
  f64 = (n: number): F64 => node(`(f64.const ${n})`);
  private pure = (op: string, a: I32, b: I32): I32 => node(`(i32.${op} ${text(a)} ${text(b)})`);
  private named = (op: string, a: I32, b: I32): I32 => node(this.temp("i32", text(this.pure(op, a, b))));
  add = (a: I32, b: I32): I32 => this.named("add", a, b);
  sub = (a: I32, b: I32): I32 => this.named("sub", a, b);
  mul = (a: I32, b: I32): I32 => this.named("mul", a, b);
  and = (a: I32, b: I32): I32 => this.pure("and", a, b);
  or = (a: I32, b: I32): I32 => this.pure("or", a, b);
  xor = (a: I32, b: I32): I32 => this.pure("xor", a, b);
  shl = (a: I32, b: I32): I32 => this.named("shl", a, b);
  shr = (a: I32, b: I32): I32 => this.pure("shr_s", a, b);
  /** Whether a remainder's sign is not the divisor's. */
  private isAstray = (remainder: I32, b: I32): string =>
    `(i32.and (i32.ne ${text(remainder)} ${constant(0)}) (i32.lt_s (i32.xor ${text(remainder)} ${text(b)}) ${constant(0)}))`;
  floorDiv(a: I32, b: I32): I32 {
    const quotient = this.named("div_s", a, b);
    const remainder = this.sub(a, this.mul(quotient, b));
    return this.sub(quotient, node(this.isAstray(remainder, b)));
  }
  floorMod(a: I32, b: I32): I32 {
    const remainder = this.named("rem_s", a, b);
    const moved = text(this.pure("add", remainder, b));
    return node(this.temp("i32", `(select ${moved} ${text(remainder)} ${this.isAstray(remainder, b)})`));
  }
  private overflows(op: string, a: I32, b: I32): Bool {
    const wide = (x: I32): string => `(i64.extend_i32_s ${text(x)})`;
    const result = this.held("i64", `(i64.${op} ${wide(a)} ${wide(b)})`);
    return node(`(i64.ne ${result} (i64.extend32_s ${result}))`);
  }
  addOverflows = (a: I32, b: I32): Bool => this.overflows("add", a, b);
  subOverflows = (a: I32, b: I32): Bool => this.overflows("sub", a, b);
  mulOverflows = (a: I32, b: I32): Bool => this.overflows("mul", a, b);
  private test = (op: string, a: I32, b: I32): Bool => node(`(i32.${op} ${text(a)} ${text(b)})`);
  eq = (a: I32, b: I32): Bool => this.test("eq", a, b);
  ne = (a: I32, b: I32): Bool => this.test("ne", a, b);
  lt = (a: I32, b: I32): Bool => this.test("lt_s", a, b);
  le = (a: I32, b: I32): Bool => this.test("le_s", a, b);
  gt = (a: I32, b: I32): Bool => this.test("gt_s", a, b);
  ge = (a: I32, b: I32): Bool => this.test("ge_s", a, b);
  ltU = (a: I32, b: I32): Bool => this.test("lt_u", a, b);
  not = (c: Bool): Bool => node(`(i32.eqz ${text(c)})`);
  differ = (c: Bool, bit: I32): Bool => node(`(i32.ne ${text(c)} (i32.and ${text(bit)} ${constant(1)}))`);
  choose = (c: Bool, yes: I32, no: I32): I32 =>
    node(this.temp("i32", `(select ${text(yes)} ${text(no)} ${text(c)})`));
  /** The outcome of a comparison as a bit of the operand's mask: less 2, equal 8, greater 4, unordered 1. */
  private compare(less: string, equal: string, others: string, operand: I32): Bool {
    const outcome = `(select ${constant(2)} (select ${constant(8)} ${others} ${equal}) ${less})`;
    return node(`(i32.ne (i32.and ${outcome} ${text(operand)}) ${constant(0)})`);
  }
  compareI = (a: I32, b: I32, operand: I32): Bool =>
    this.compare(text(this.lt(a, b)), text(this.eq(a, b)), constant(4), operand);
  compareF(a: F64, b: F64, operand: I32): Bool {
    const [x, y] = [this.temp("f64", text(a)), this.temp("f64", text(b))];
    const others = `(select ${constant(4)} ${constant(1)} (f64.gt ${x} ${y}))`;
    return this.compare(`(f64.lt ${x} ${y})`, `(f64.eq ${x} ${y})`, others, operand);
  }

  // ---- floats
  private float2 = (op: string, a: F64, b: F64): F64 => node(`(f64.${op} ${text(a)} ${text(b)})`);
  addF = (a: F64, b: F64): F64 => this.float2("add", a, b);
  subF = (a: F64, b: F64): F64 => this.float2("sub", a, b);
  mulF = (a: F64, b: F64): F64 => this.float2("mul", a, b);
  divF = (a: F64, b: F64): F64 => this.float2("div", a, b);
  negF = (a: F64): F64 => node(`(f64.neg ${text(a)})`);
  eqF = (a: F64, b: F64): Bool => node(`(f64.eq ${text(a)} ${text(b)})`);
  toF64 = (a: I32): F64 => node(`(f64.convert_i32_s ${text(a)})`);

  // ---- memory
  word = (base: Ref, offset: number): I32 =>
    node(this.temp("i32", this.load("i32.load", this.placeOf(base, offset))));
  address = (base: Ref, offset: number): Ref => this.pointer(this.word(base, offset));
  setWord(base: Ref, offset: number, v: I32 | Ref): void {
    const [from, further] = this.reach(this.placeOf(base, offset));
    this.emit(`(i32.store${further} ${from} ${text(v)})`);
  }
  inside = (object: Ref, offset: number): Ref => node(plus(text(object), offset));
  element = (base: Ref, index: I32): Ref =>
    node(this.temp("i32", `(i32.add ${text(base)} ${times8(text(index))})`));
  protected wordElement(base: Ref, index: I32): Ref {
    const scaled = `(i32.shl ${text(index)} ${constant(2)})`;
    return node(this.temp("i32", `(i32.load (i32.add ${text(base)} ${scaled}))`));
  }
  protected constantAt(index: I32): InMemory {
    return this.placeOf(this.element(node(get("C")), index), 0);
  }
  protected codeUnits(units: number, count: number): string {
    return count === 1
      ? `(i32.load16_u${at(2 * units)} ${get("pc")})`
      : `(i32.load${at(2 * units)} align=2 ${get("pc")})`;
  }
  protected storeCodeUnit(units: number, v: I32): void {
    this.emit(`(i32.store16${at(2 * units)} ${get("pc")} ${text(v)})`);
  }
  copySlots(from: Ref, to: Ref, count: I32): Ref {
    const [source, target, end] = [
      this.locals.fresh("i32"),
      this.locals.fresh("i32"),
      this.locals.fresh("i32"),
    ];
    this.emit(set(source, text(from)));
    this.emit(set(target, text(to)));
    this.emit(set(end, `(i32.add ${get(target)} ${times8(text(count))})`));
    this.repeatUpTo(target, get(end), () => {
      this.emit(`(i64.store ${get(target)} (i64.load ${get(source)}))`);
      this.emit(set(source, plus(get(source), 8)));
    });
    return node(get(target));
  }
  clearSlots(from: Ref, end: Ref): void {
    const target = this.locals.fresh("i32");
    this.emit(set(target, text(from)));
    this.repeatUpTo(target, text(end), () => this.emit(`(i64.store ${get(target)} ${boxed(L.TAG_UNBOUND)})`));
  }
  /** The body for each slot from the one that a local names up to `end`. */
  private repeatUpTo(local: string, end: string, body: () => void): void {
    this.emit(`(block $full (loop $slots (br_if $full (i32.ge_u ${get(local)} ${end}))`);
    body();
    this.emit(set(local, plus(get(local), 8)));
    this.emit("(br $slots)))");
  }

  // ---- registers
  slot = (depth: number): Ref => node(plus(get("sp"), -8 * depth));
  argument = (depth: number): Ref =>
    node(this.temp("i32", plus(`(i32.sub ${get("sp")} ${times8(get("arg"))})`, -8 * depth)));
  codeAddress = (units: number | I32): Ref =>
    node(
      typeof units === "number"
        ? plus(get("pc"), 2 * units)
        : `(i32.add ${get("pc")} (i32.shl ${text(units)} ${constant(1)}))`,
    );
  instructionUnit = (): I32 => node(`(i32.shr_u ${plus(get("pc"), -2)} ${constant(1)})`);
  setOpcode = (opcode: I32): void => this.emit(set("op", text(opcode)));
  setTop = (top: Ref): void => this.emit(set("sp", text(top)));
  enterPushed(): void {
    this.enterFrame();
    this.go();
  }
  enterFrame(frame?: Ref): void {
    this.emit(frame === undefined ? ENTER : `${set("f", text(frame))}\n${LOAD_REGISTERS}`);
    this.stale = false;
  }
  startFrame(frame: Ref, code: Ref, top: Ref): void {
    this.emit(set("f", text(frame)));
    this.emit(set("sp", text(top)));
    this.emit(set("pc", this.load("i32.load", this.placeOf(code, L.CODE_UNITS))));
    this.emit(set("C", this.load("i32.load", this.placeOf(code, L.CODE_CONSTS))));
  }
  protected advance(units: I32 | undefined, further: number): void {
    const moved = units === undefined ? get("pc") : text(this.codeAddress(units));
    this.emit(set("pc", plus(moved, 2 * further)));
  }

  // ---- control
  protected isConstant = (c: Bool, yes: boolean): boolean => text(c) === constant(yes ? 1 : 0);
  protected missUnless(c: Bool): void {
    const condition = text(c);
    const inner = /^\(i32\.eqz (.*)\)$/s.exec(condition)?.[1];
    const target = /^\(br (\$\w+)\)$/.exec(this.miss)![1];
    this.emit(`(br_if ${target} ${inner ?? `(i32.eqz ${condition})`})`);
  }
  protected open(c: Bool): void {
    this.emit(`(if ${text(c)} (then`);
  }
  protected otherwise(): void {
    this.emit(") (else");
  }
  protected close(): void {
    this.emit("))");
  }
  protected openBlock(name: string): void {
    this.emit(`(block $${name}`);
  }
  protected leaveBlock(name: string): string {
    return `(br $${name})`;
  }
  protected closeBlock(): void {
    this.emit(")");
  }
  again(): void {
    // As many prefixes as the operand needs; others would be zero, and mean nothing.
    const longer = (limit: number): string => `(i32.gt_u ${get("arg")} ${constant(limit)})`;
    const prefixes = `(i32.add (i32.add ${longer(0xff)} ${longer(0xffff)}) ${longer(0xffffff)})`;
    const back = `(i32.shl ${prefixes} ${constant(1)})`;
    this.emit(set("pc", `(i32.sub ${plus(get("pc"), -2)} ${back})`));
    this.emit(this.place.again);
  }
  exit(reason: I32): void {
    this.emit(`(return ${text(reason)})`);
  }
  exitUnlessZero(reason: I32): void {
    this.emit(`(if ${text(reason)} (then (return ${text(reason)})))`);
  }
  reason = (name: LeaveReason): I32 => node(constant(reasons[name]));

  // ---- runtime
  protected callText(name: string, args: readonly string[], gives: "i32" | "bool" | "void"): string {
    this.imports.add(name, args.length, gives !== "void");
    return `(call $${name} ${args.join(" ")})`;
  }
  protected statement(expression: string): void {
    this.emit(expression);
  }
  invoke(fn: Tier1Function, ...args: (I32 | Ref)[]): I32 {
    const gives = tier1Functions[fn];
    const expression = this.called(`support.${fn}`, args.map(text), gives);
    if (gives !== "void") return node(this.temp("i32", expression));
    this.statement(expression);
    return this.i32(0);
  }
  ask(fn: Tier1Function, ...args: (I32 | Ref)[]): Bool {
    return node(this.temp("bool", this.called(`support.${fn}`, args.map(text), "bool")));
  }
  private overStack(name: string, takesOperand: boolean): string {
    return this.called(name, takesOperand ? [get("sp"), get("arg")] : [get("sp")], "i32");
  }
  runOnStack(fn: string, takesOperand: boolean): void {
    this.emit(set("sp", this.overStack(`ops.${fn}`, takesOperand)));
  }
  pushOrRun(fn: string, takesOperand: boolean): I32 {
    return node(this.temp("i32", this.overStack(`special.${fn}`, takesOperand)));
  }
  // A memory that grows stays the same memory here.
  protected leaveIfGrown(): void {}
  restartIfGrown(): void {}
}

/** The other registers, from the frame `f`. */
const field = (base: string, offset: number): string => `(i32.load${at(offset)} ${base})`;
const LOAD_REGISTERS = [
  set("pc", field(get("f"), L.FRAME_PC)),
  set("sp", field(get("f"), L.FRAME_SP)),
  set("C", field(field(get("f"), L.FRAME_CODE), L.CODE_CONSTS)),
].join("\n");

/** All registers, from the frame on top. */
export const ENTER = `${set("f", field(constant(0), L.STATE_FRAME))}\n${LOAD_REGISTERS}`;
