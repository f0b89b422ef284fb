/**
 * The encoder: WebAssembly's binary format, as far as traces need it (WebAssembly Core Specification, chapter 5).
 *
 * Expressions are offsets into a pool of numbers, where each has its opcode, what belongs to it, and its operands' offsets. Nothing
 * is written until `emitBinary`, which goes through them once; labels are resolved on the way. So a module takes time in
 * proportion to its size, however deep its blocks are nested.
 *
 * Nothing is validated: the host does that when it compiles the module.
 */
import { assert } from "../base/assert.ts";
import { MAXIMUM_PAGES } from "../heap/memory.ts";
import type { Expression, Generator, ModuleBuilder, Type } from "./generator.ts";

/** Value types by their codes; further numbers are lists of them (`createType`). */
const NONE = 0;
const [I32, I64, F64] = [0x7f, 0x7e, 0x7c];
const FIRST_LIST = 0x100;
const typeLists: Type[][] = [];
const listNumbers = new Map<string, Type>();

function createType(types: Type[]): Type {
  const key = types.join();
  let number = listNumbers.get(key);
  if (number === undefined) {
    number = FIRST_LIST + typeLists.push([...types]) - 1;
    listNumbers.set(key, number);
  }
  return number;
}

function typesOf(type: Type): readonly Type[] {
  if (type === NONE) return [];
  return type < FIRST_LIST ? [type] : (typeLists[type - FIRST_LIST] as Type[]);
}

/** Opcodes (chapter 5.4) that have immediates. The others are a byte after their operands. */
const UNREACHABLE = 0x00;
const BLOCK = 0x02;
const LOOP = 0x03;
const IF = 0x04;
const ELSE = 0x05;
const END = 0x0b;
const BR = 0x0c;
const BR_IF = 0x0d;
const RETURN = 0x0f;
const CALL = 0x10;
const CALL_INDIRECT = 0x11;
const SELECT = 0x1b;
const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const FIRST_LOAD = 0x28;
const FIRST_STORE = 0x36;
const LAST_STORE = 0x3e;
const CONST_I32 = 0x41;
const CONST_I64 = 0x42;
const CONST_F64 = 0x44;
/** Of a block type: no result. */
const EMPTY_BLOCK = 0x40;

const EXTERNAL = { function: 0, table: 1, memory: 2 } as const;
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const FUNCTION_TYPE = 0x60;
const FUNCTION_REFERENCE = 0x70;

const floatBits = new Float64Array(1);
const floatWords = new Int32Array(floatBits.buffer);

/** A growing row of bytes. */
class Bytes {
  data = new Uint8Array(1024);
  length = 0;

  byte(value: number): void {
    if (this.length === this.data.length) this.grow(1);
    this.data[this.length++] = value;
  }

  private grow(more: number): void {
    const larger = new Uint8Array(2 * (this.length + more));
    larger.set(this.data);
    this.data = larger;
  }

  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  signed(value: number): void {
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** The same of 64 bits, given as two words. */
  signedWords(low: number, high: number): void {
    let [lo, hi] = [low | 0, high | 0];
    while (hi !== lo >> 31 || lo < -64 || lo > 63) {
      this.byte((lo & 0x7f) | 0x80);
      lo = (lo >>> 7) | (hi << 25);
      hi >>= 7;
    }
    this.byte(lo & 0x7f);
  }

  word(value: number): void {
    for (let shift = 0; shift < 32; shift += 8) this.byte((value >>> shift) & 0xff);
  }

  name(text: string): void {
    this.unsigned(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  all(bytes: Bytes): void {
    if (this.length + bytes.length > this.data.length) this.grow(bytes.length);
    this.data.set(bytes.data.subarray(0, bytes.length), this.length);
    this.length += bytes.length;
  }

  /** What `write` writes, after its length. */
  sized(write: (inside: Bytes) => void): void {
    const inside = new Bytes();
    write(inside);
    this.unsigned(inside.length);
    this.all(inside);
  }

  section(id: number, items: readonly ((out: Bytes) => void)[]): void {
    if (items.length === 0) return;
    this.byte(id);
    this.sized((out) => {
      out.unsigned(items.length);
      for (const write of items) write(out);
    });
  }
}

interface Signature {
  readonly params: Type;
  readonly results: Type;
}

/** Of both the signature is given by its number. */
interface Imported {
  readonly signature: number;
  readonly module: string;
  readonly base: string;
}

interface Defined {
  readonly signature: number;
  readonly vars: readonly Type[];
  readonly body: Expression;
}

const NO_LABEL = -1;

class EncodedModule implements ModuleBuilder {
  private readonly pool: number[] = [];
  private readonly labels = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private readonly signatures: Signature[] = [];
  private readonly imports = new Map<number, Imported>();
  private readonly defined = new Map<number, Defined>();
  private readonly exports: { readonly name: string; readonly target: number }[] = [];
  private memory: readonly [string, string] | null = null;
  private table: readonly [string, string] | null = null;

  // ---- expressions

  private put(...numbers: number[]): Expression {
    const at = this.pool.length;
    for (const number of numbers) this.pool.push(number);
    return at;
  }

  private numberOf(all: Map<string, number>, name: string): number {
    let number = all.get(name);
    if (number === undefined) {
      number = all.size;
      all.set(name, number);
    }
    return number;
  }

  private signatureOf(params: Type, results: Type): number {
    const known = this.signatures.findIndex((one) => one.params === params && one.results === results);
    return known >= 0 ? known : this.signatures.push({ params, results }) - 1;
  }

  private readonly unary =
    (opcode: number) =>
    (value: Expression): Expression =>
      this.put(opcode, 1, value);
  private readonly binary =
    (opcode: number) =>
    (left: Expression, right: Expression): Expression =>
      this.put(opcode, 2, left, right);
  private readonly loading =
    (opcode: number) =>
    (offset: number, align: number, pointer: Expression): Expression =>
      this.put(opcode, offset, 31 - Math.clz32(align), pointer);
  private readonly storing =
    (opcode: number) =>
    (offset: number, align: number, pointer: Expression, value: Expression): Expression =>
      this.put(opcode, offset, 31 - Math.clz32(align), pointer, value);

  readonly local = {
    get: (index: number, _type: Type): Expression => this.put(LOCAL_GET, index),
    set: (index: number, value: Expression): Expression => this.put(LOCAL_SET, index, value),
  };

  readonly i32 = {
    const: (value: number): Expression => this.put(CONST_I32, value | 0),
    load: this.loading(0x28),
    store: this.storing(0x36),
    eqz: this.unary(0x45),
    eq: this.binary(0x46),
    ne: this.binary(0x47),
    lt_s: this.binary(0x48),
    lt_u: this.binary(0x49),
    le_s: this.binary(0x4c),
    add: this.binary(0x6a),
    sub: this.binary(0x6b),
    mul: this.binary(0x6c),
    div_s: this.binary(0x6d),
    rem_s: this.binary(0x6f),
    and: this.binary(0x71),
    or: this.binary(0x72),
    xor: this.binary(0x73),
    shl: this.binary(0x74),
    shr_s: this.binary(0x75),
    wrap: this.unary(0xa7),
  };

  readonly i64 = {
    const: (value: bigint): Expression =>
      this.put(CONST_I64, Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n))),
    load: this.loading(0x29),
    store: this.storing(0x37),
    eq: this.binary(0x51),
    ne: this.binary(0x52),
    lt_s: this.binary(0x53),
    lt_u: this.binary(0x54),
    add: this.binary(0x7c),
    sub: this.binary(0x7d),
    mul: this.binary(0x7e),
    div_s: this.binary(0x7f),
    rem_s: this.binary(0x81),
    or: this.binary(0x84),
    xor: this.binary(0x85),
    shr_s: this.binary(0x87),
    shr_u: this.binary(0x88),
    extend_s: this.unary(0xac),
    extend_u: this.unary(0xad),
    reinterpret: this.unary(0xbd),
  };

  readonly f64 = {
    const: (value: number): Expression => {
      floatBits[0] = value;
      return this.put(CONST_F64, floatWords[0], floatWords[1]);
    },
    load: this.loading(0x2b),
    store: this.storing(0x39),
    eq: this.binary(0x61),
    lt: this.binary(0x63),
    le: this.binary(0x65),
    abs: this.unary(0x99),
    neg: this.unary(0x9a),
    sqrt: this.unary(0x9f),
    add: this.binary(0xa0),
    sub: this.binary(0xa1),
    mul: this.binary(0xa2),
    div: this.binary(0xa3),
    convert_s: { i32: this.unary(0xb7) },
    reinterpret: this.unary(0xbf),
  };

  private labelled(
    opcode: number,
    label: string | null,
    type: Type,
    inside: readonly Expression[],
  ): Expression {
    const number = label === null ? NO_LABEL : this.numberOf(this.labels, label);
    return this.put(opcode, number, type, inside.length, ...inside);
  }

  block(label: string | null, children: readonly Expression[], type: Type = NONE): Expression {
    return this.labelled(BLOCK, label, type, children);
  }
  loop(label: string | null, body: Expression): Expression {
    return this.labelled(LOOP, label, NONE, [body]);
  }
  if(condition: Expression, ifTrue: Expression, ifFalse = -1): Expression {
    return this.put(IF, condition, ifTrue, ifFalse);
  }
  br(label: string, condition?: Expression): Expression {
    const number = this.numberOf(this.labels, label);
    return condition === undefined ? this.put(BR, number) : this.put(BR_IF, number, condition);
  }
  call(name: string, operands: readonly Expression[], _type: Type): Expression {
    return this.put(CALL, this.numberOf(this.names, name), operands.length, ...operands);
  }
  call_indirect(
    _table: string,
    target: Expression,
    operands: readonly Expression[],
    params: Type,
    results: Type,
  ): Expression {
    const signature = this.signatureOf(params, results);
    return this.put(CALL_INDIRECT, signature, operands.length + 1, ...operands, target);
  }
  /** Its condition is computed last. */
  select(condition: Expression, ifTrue: Expression, ifFalse: Expression): Expression {
    return this.put(SELECT, 3, ifTrue, ifFalse, condition);
  }
  return(value: Expression): Expression {
    return this.put(RETURN, 1, value);
  }
  unreachable(): Expression {
    return this.put(UNREACHABLE, 0);
  }

  // ---- the module

  addFunctionImport(name: string, module: string, base: string, params: Type, results: Type): void {
    const number = this.numberOf(this.names, name);
    this.imports.set(number, { module, base, signature: this.signatureOf(params, results) });
  }
  addTableImport(_name: string, module: string, base: string): void {
    this.table = [module, base];
  }
  addMemoryImport(_name: string, module: string, base: string): void {
    this.memory = [module, base];
  }
  addFunction(name: string, params: Type, results: Type, vars: readonly Type[], body: Expression): number {
    const number = this.numberOf(this.names, name);
    this.defined.set(number, { signature: this.signatureOf(params, results), vars: [...vars], body });
    return number;
  }
  addFunctionExport(name: string, exported: string): number {
    return this.exports.push({ name: exported, target: this.numberOf(this.names, name) });
  }

  emitBinary(): Uint8Array {
    const out = new Bytes();
    out.word(0x6d736100);
    out.word(1);
    // Imported functions have the first indices.
    const indices = new Map([...this.imports.keys(), ...this.defined.keys()].map((number, i) => [number, i]));
    const imports = [...this.imports.values()].map((one) => (to: Bytes): void => {
      to.name(one.module);
      to.name(one.base);
      to.byte(EXTERNAL.function);
      to.unsigned(one.signature);
    });
    const { memory, table } = this;
    if (memory !== null) imports.push((to) => writeMemory(to, memory));
    if (table !== null) imports.push((to) => writeTable(to, table));
    const code = [...this.defined.values()].map((one) => (to: Bytes): void => {
      to.sized((inside) => this.writeFunction(inside, one, indices));
    });
    out.section(
      SECTION.type,
      this.signatures.map((one) => (to) => writeSignature(to, one)),
    );
    out.section(SECTION.import, imports);
    out.section(
      SECTION.function,
      [...this.defined.values()].map(
        ({ signature }) =>
          (to) =>
            to.unsigned(signature),
      ),
    );
    out.section(
      SECTION.export,
      this.exports.map(({ name, target }) => (to) => {
        to.name(name);
        to.byte(EXTERNAL.function);
        to.unsigned(indices.get(target) as number);
      }),
    );
    out.section(SECTION.code, code);
    return out.data.slice(0, out.length);
  }

  dispose(): void {}

  private writeFunction(out: Bytes, { vars, body }: Defined, indices: ReadonlyMap<number, number>): void {
    const runs: { type: Type; count: number }[] = [];
    for (const type of vars) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    out.unsigned(runs.length);
    for (const { type, count } of runs) {
      out.unsigned(count);
      out.byte(type);
    }
    new Writer(this.pool, this.labels.size, indices, out).write(body);
    out.byte(END);
  }
}

function writeSignature(out: Bytes, { params, results }: Signature): void {
  out.byte(FUNCTION_TYPE);
  for (const types of [typesOf(params), typesOf(results)]) {
    out.unsigned(types.length);
    for (const type of types) out.byte(type);
  }
}

function writeMemory(out: Bytes, [module, base]: readonly [string, string]): void {
  out.name(module);
  out.name(base);
  out.byte(EXTERNAL.memory);
  out.byte(1);
  out.unsigned(0);
  out.unsigned(MAXIMUM_PAGES);
}

function writeTable(out: Bytes, [module, base]: readonly [string, string]): void {
  out.name(module);
  out.name(base);
  out.byte(EXTERNAL.table);
  out.byte(FUNCTION_REFERENCE);
  out.byte(0);
  out.unsigned(0);
}

/** Goes through the expressions of a function. */
class Writer {
  /** Depth at which the construct of a label was opened. */
  private readonly openedAt: Int32Array;
  private depth = 0;

  constructor(
    private readonly pool: readonly number[],
    labels: number,
    private readonly indices: ReadonlyMap<number, number>,
    private readonly out: Bytes,
  ) {
    this.openedAt = new Int32Array(labels);
  }

  private operand(at: number): number {
    return this.pool[at] as number;
  }

  write(at: Expression): void {
    const { out } = this;
    const opcode = this.operand(at);
    switch (opcode) {
      case BLOCK:
      case LOOP:
        return this.writeNested(at);
      case IF: {
        this.write(this.operand(at + 1));
        out.byte(IF);
        out.byte(EMPTY_BLOCK);
        this.depth++;
        this.write(this.operand(at + 2));
        const otherwise = this.operand(at + 3);
        if (otherwise >= 0) {
          out.byte(ELSE);
          this.write(otherwise);
        }
        this.depth--;
        return out.byte(END);
      }
      case BR:
      case BR_IF:
        if (opcode === BR_IF) this.write(this.operand(at + 2));
        out.byte(opcode);
        return out.unsigned(this.depth - (this.openedAt[this.operand(at + 1)] as number));
      case CALL:
        this.writeAll(at + 3, this.operand(at + 2));
        out.byte(CALL);
        return out.unsigned(this.indices.get(this.operand(at + 1)) as number);
      case CALL_INDIRECT:
        this.writeAll(at + 3, this.operand(at + 2));
        out.byte(CALL_INDIRECT);
        out.unsigned(this.operand(at + 1));
        return out.byte(0);
      case LOCAL_GET:
        out.byte(LOCAL_GET);
        return out.unsigned(this.operand(at + 1));
      case LOCAL_SET:
        this.write(this.operand(at + 2));
        out.byte(LOCAL_SET);
        return out.unsigned(this.operand(at + 1));
      case CONST_I32:
        out.byte(CONST_I32);
        return out.signed(this.operand(at + 1));
      case CONST_I64:
        out.byte(CONST_I64);
        return out.signedWords(this.operand(at + 1), this.operand(at + 2));
      case CONST_F64:
        out.byte(CONST_F64);
        out.word(this.operand(at + 1));
        return out.word(this.operand(at + 2));
    }
    if (opcode >= FIRST_LOAD && opcode <= LAST_STORE) {
      this.writeAll(at + 3, opcode < FIRST_STORE ? 1 : 2);
      out.byte(opcode);
      out.unsigned(this.operand(at + 2));
      return out.unsigned(this.operand(at + 1));
    }
    this.writeAll(at + 2, this.operand(at + 1));
    out.byte(opcode);
  }

  private writeAll(first: number, count: number): void {
    for (let i = 0; i < count; i++) this.write(this.operand(first + i));
  }

  private isNested(at: Expression): boolean {
    const opcode = this.operand(at);
    return opcode === BLOCK || opcode === LOOP;
  }

  /** Blocks that stand first in each other are as many as a trace has exits: too deep to recur for each. */
  private writeNested(outermost: Expression): void {
    const { out } = this;
    const chain: Expression[] = [];
    for (let at = outermost; this.isNested(at); at = this.operand(at + 4)) {
      const label = this.operand(at + 1);
      chain.push(at);
      if (label !== NO_LABEL) {
        out.byte(this.operand(at));
        out.byte(EMPTY_BLOCK);
        this.openedAt[label] = ++this.depth;
      }
      if (this.operand(at + 3) === 0) break;
    }
    for (let at = chain.pop(), isInnermost = true; at !== undefined; at = chain.pop(), isInnermost = false) {
      const count = this.operand(at + 3);
      const from = isInnermost ? 0 : 1;
      this.writeAll(at + 4 + from, count - from);
      if (this.operand(at + 1) === NO_LABEL) continue;
      assert(this.operand(at + 2) === NONE, "a block with a label has no result");
      this.depth--;
      out.byte(END);
    }
  }
}

/** Makes modules by itself. */
export const encoder: Generator<EncodedModule> = {
  Module: EncodedModule,
  none: NONE,
  i32: I32,
  i64: I64,
  f64: F64,
  createType,
};
