/**
 * Constants: what a literal becomes, when two of them are one, and arithmetic on them at compile time.
 *
 * Two constants are the same entry of `co_consts` when they have one type and one value, `0.0` and `-0.0` being two, and
 * `(1, 2)` and `(1.0, 2.0)` too. So constants are identified by a key that spells out type and value. Code objects are
 * compared by content: a `finally` block that holds a lambda is compiled twice and should still yield one code object.
 */

import type { CodeObject, Const } from "../bytecode/code.ts";
import type { ConstantValue } from "../syntax/ast.ts";

export const NONE: Const = { kind: "none" };
export const TRUE: Const = { kind: "bool", value: true };
export const FALSE: Const = { kind: "bool", value: false };

export function stringConst(value: string): Const {
  return { kind: "str", value };
}

export function intConst(value: number | bigint): Const {
  return { kind: "int", value: BigInt(value) };
}

export function tupleConst(items: readonly Const[]): Const {
  return { kind: "tuple", items };
}

/** The constant that a literal denotes. */
export function constantOf(value: ConstantValue): Const {
  switch (value.type) {
    case "none":
      return NONE;
    case "true":
      return TRUE;
    case "false":
      return FALSE;
    case "ellipsis":
      return { kind: "ellipsis" };
    case "int":
      return { kind: "int", value: value.value };
    case "float":
      return { kind: "float", value: value.value };
    case "complex":
      return { kind: "complex", real: 0, imag: value.imag };
    case "str":
      return { kind: "str", value: value.value };
    case "bytes":
      return { kind: "bytes", value: value.value };
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Gives every constant its key; one for a whole compilation, since code objects are numbered. */
export class ConstantKeys {
  private readonly codes = new Map<string, { readonly code: CodeObject; readonly id: number }[]>();
  private readonly ids = new WeakMap<CodeObject, number>();
  private nextId = 0;

  keyOf(constant: Const): string {
    switch (constant.kind) {
      case "none":
        return "N";
      case "ellipsis":
        return "E";
      case "bool":
        return constant.value ? "T" : "F";
      case "int":
        return `i${constant.value}`;
      case "float":
        return `f${floatKey(constant.value)}`;
      case "complex":
        return `c${floatKey(constant.real)},${floatKey(constant.imag)}`;
      case "str":
        return `s${constant.value.length}:${constant.value}`;
      case "bytes":
        return `b${constant.value.join(",")}`;
      case "tuple":
        return `(${constant.items.map((item) => this.keyOf(item)).join("|")})`;
      case "frozenset":
        return `{${constant.items
          .map((item) => this.keyOf(item))
          .sort()
          .join("|")}}`;
      case "slice":
        return `[${this.keyOf(constant.start)}|${this.keyOf(constant.stop)}|${this.keyOf(constant.step)}]`;
      case "code":
        return `code${this.codeId(constant.value)}`;
    }
  }

  private codeId(code: CodeObject): number {
    const known = this.ids.get(code);
    if (known !== undefined) return known;
    const bucketKey = `${code.firstlineno}:${code.code.length}:${code.name}`;
    const bucket = this.codes.get(bucketKey) ?? [];
    this.codes.set(bucketKey, bucket);
    let entry = bucket.find((candidate) => this.sameCode(candidate.code, code));
    if (entry === undefined) {
      entry = { code, id: this.nextId++ };
      bucket.push(entry);
    }
    this.ids.set(code, entry.id);
    return entry.id;
  }

  private sameCode(a: CodeObject, b: CodeObject): boolean {
    return (
      a.flags === b.flags &&
      a.argcount === b.argcount &&
      a.posonlyargcount === b.posonlyargcount &&
      a.kwonlyargcount === b.kwonlyargcount &&
      sameItems(a.code, b.code) &&
      sameItems(a.positions, b.positions) &&
      sameItems(a.names, b.names) &&
      sameItems(a.localsplusnames, b.localsplusnames) &&
      sameItems(
        a.consts.map((item) => this.keyOf(item)),
        b.consts.map((item) => this.keyOf(item)),
      ) &&
      JSON.stringify(a.exceptionTable) === JSON.stringify(b.exceptionTable)
    );
  }
}

function sameItems<T>(a: ArrayLike<T>, b: ArrayLike<T>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** The truth value of a constant. */
export function isTrue(constant: Const): boolean {
  switch (constant.kind) {
    case "none":
      return false;
    case "bool":
      return constant.value;
    case "int":
      return constant.value !== 0n;
    case "float":
      return constant.value !== 0;
    case "complex":
      return constant.real !== 0 || constant.imag !== 0;
    case "str":
      return constant.value !== "";
    case "bytes":
      return constant.value.length > 0;
    case "tuple":
    case "frozenset":
      return constant.items.length > 0;
    case "ellipsis":
    case "slice":
    case "code":
      return true;
  }
}
