/**
 * Syntax trees as Python objects, and back: what `compile()` gives and takes for `ast`.
 *
 * The parser's nodes have CPython's names and fields in CPython's order (syntax/ast.ts), so one walk over any node makes
 * the object. The way back reads the table of `_ast` (engine/library/_ast.py), which says what each field may hold;
 * trees_check.ts then looks at what the types alone do not say.
 */
import { type Address, ELLIPSIS, type Slot, T, TYPE_MRO } from "../../heap/layout.ts";
import { I32 } from "../../heap/memory.ts";
import { intern, newString } from "../../heap/strings.ts";
import {
  boolAt,
  copyValue,
  isBool,
  isFloat,
  isNone,
  isRef,
  refAt,
  setBool,
  setFloat,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { bytesOf, newBytes } from "../../objects/bytes.ts";
import { imaginaryPart, isComplexValue, realPart, setComplex } from "../../objects/complex.ts";
import { dictFindName } from "../../objects/dict.ts";
import { floatValue } from "../../objects/float.ts";
import { int_set, isIntValue, toBigInt } from "../../objects/int.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newInstance } from "../../objects/object.ts";
import { isStrValue, textOf } from "../../objects/str.ts";
import { tupleItem, tupleLength } from "../../objects/tuple.ts";
import { isInstance, typeNameOf } from "../../objects/type.ts";
import { findAttribute, getAttribute, setAttribute } from "../../runtime/attributes.ts";
import { reprOf } from "../../runtime/format.ts";
import { importModule, modulesDict } from "../../runtime/import.ts";
import { raise } from "../../runtime/raise.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { getItem } from "../../runtime/subscript.ts";
import type { AstNode, ConstantValue, ModNode } from "../../syntax/ast.ts";
import { checkTree } from "./trees_check.ts";

const PLACE = ["lineno", "col_offset", "end_lineno", "end_col_offset"] as const;

/** A value of the module `_ast`. */
function fromModule(name: string, out: Slot): void {
  const mark = markTemps();
  const module = pushTemp();
  importModule("_ast", module);
  getAttribute(module, intern(name), out);
  releaseTemps(mark);
}

// ---- To Python -------------------------------------------------------------------------------------------------------

/** Makes Python objects of one tree. */
class TreeWriter {
  private readonly classes = new Map<string, Address>();
  private readonly shared: Slot;

  constructor() {
    this.shared = pushTemp();
    fromModule("_instances", this.shared);
  }

  private classOf(kind: string): Address {
    let type = this.classes.get(kind);
    if (type === undefined) {
      const mark = markTemps();
      const held = pushTemp();
      fromModule(kind, held);
      type = refAt(held); // Types live for ever.
      this.classes.set(kind, type);
      releaseTemps(mark);
    }
    return type;
  }

  /** The one node of an operator or a context. */
  private writeShared(kind: string, out: Slot): void {
    const mark = markTemps();
    const key = pushTemp();
    setRef(key, intern(kind));
    getItem(this.shared, key, out);
    releaseTemps(mark);
  }

  private writeConstant(value: ConstantValue, out: Slot): void {
    switch (value.type) {
      case "none":
        return setNone(out);
      case "true":
      case "false":
        return setBool(out, value.type === "true");
      case "ellipsis":
        return setRef(out, ELLIPSIS);
      case "int":
        return int_set(out, value.value);
      case "float":
        return setFloat(out, value.value);
      case "complex":
        return setComplex(out, 0, value.imag);
      case "str":
        return setRef(out, newString(value.value));
      default:
        return setRef(out, newBytes(value.value));
    }
  }

  private writeList(items: readonly unknown[], field: string, out: Slot): void {
    const mark = markTemps();
    const held = pushTemps(2);
    setRef(held, newList(items.length));
    for (const item of items) {
      this.writeField(item, field, held + 8);
      list_append(refAt(held), held + 8);
    }
    copyValue(held, out);
    releaseTemps(mark);
  }

  private writeField(value: unknown, field: string, out: Slot): void {
    if (value === null) setNone(out);
    else if (typeof value === "number") int_set(out, value);
    else if (typeof value === "string") {
      if (field === "op" || field === "ops" || field === "ctx") this.writeShared(value, out);
      else setRef(out, field === "str" ? newString(value) : intern(value));
    } else if (Array.isArray(value)) this.writeList(value, field, out);
    else if (Object.hasOwn(value as object, "kind")) this.write(value as AstNode, out);
    else this.writeConstant(value as ConstantValue, out);
  }

  write(node: AstNode, out: Slot): void {
    const mark = markTemps();
    const held = pushTemps(2);
    setRef(held, newInstance(this.classOf(node.kind)));
    for (const [name, value] of Object.entries(node)) {
      if (name === "kind") continue;
      this.writeField(value, name, held + 8);
      setAttribute(held, intern(name === "string_kind" ? "kind" : name), held + 8);
    }
    if (node.kind === "Module") {
      setRef(held + 8, newList(0));
      setAttribute(held, intern("type_ignores"), held + 8);
    }
    copyValue(held, out);
    releaseTemps(mark);
  }
}

/** Writes the objects of `ast` for a tree. */
export function writeTree(tree: ModNode, out: Slot): void {
  const mark = markTemps();
  new TreeWriter().write(tree, out);
  releaseTemps(mark);
}

// ---- From Python -----------------------------------------------------------------------------------------------------

interface Field {
  readonly name: string;
  /** Another line of the table, or `identifier`, `string`, `int`, `constant`. */
  readonly type: string;
  readonly optional: boolean;
  readonly list: boolean;
}
interface Line {
  readonly name: string;
  readonly base: string;
  /** Whether nodes have a place in the source; the base's answer where there is one. */
  readonly placed: boolean;
  readonly fields: readonly Field[];
}

let table: ReadonlyMap<string, Line> | null = null;

/** The table of `_ast`, read once. */
function tableOf(): ReadonlyMap<string, Line> {
  if (table !== null) return table;
  const mark = markTemps();
  const held = pushTemp();
  fromModule("_TABLE", held);
  const lines = new Map<string, Line>();
  for (const [, name, base, place, fields] of textOf(held).matchAll(
    /^(\w+)\((\w+)\)(@?):(.*)$/gm,
  ) as Iterable<string[]>) {
    lines.set(name as string, {
      name: name as string,
      base: base as string,
      placed: place === "@" || (lines.get(base as string)?.placed ?? false),
      fields: [...(fields as string).matchAll(/(\w+):(\w+)(\??)(\*?)/g)].map(
        ([, field, type, optional, list]) => ({
          name: field as string,
          type: type as string,
          optional: optional === "?",
          list: list === "*",
        }),
      ),
    });
  }
  releaseTemps(mark);
  table = lines;
  return lines;
}

/** Reads objects of `ast` into the parser's nodes. */
class TreeReader {
  private readonly lines = tableOf();
  private readonly classes = new Map<Address, Line>();
  /** The classes that no node is of, as each is of one below. */
  private readonly bases = new Set<string>();

  constructor() {
    const mark = markTemps();
    const held = pushTemp();
    for (const line of this.lines.values()) {
      fromModule(line.name, held);
      this.classes.set(refAt(held), line);
      this.bases.add(line.base);
    }
    releaseTemps(mark);
  }

  /** The line of the table that an object's class, or the nearest class above it, stands in. */
  private lineOf(node: Slot, wanted: string): Line {
    const mro = I32[(typeOf(node) + TYPE_MRO) >> 2];
    for (let i = 0; i < tupleLength(mro); i++) {
      const line = this.classes.get(refAt(tupleItem(mro, i)));
      if (line === undefined) continue;
      if (line.name === wanted ? !this.bases.has(wanted) : line.base === wanted) return line;
      break;
    }
    throw raise(T.TypeError, `expected some sort of ${wanted}, but got ${reprOf(node)}`);
  }

  private readNumber(slot: Slot): number {
    if (!isIntValue(slot)) throw raise(T.ValueError, `invalid integer value: ${reprOf(slot)}`);
    return Number(BigInt.asIntN(32, toBigInt(slot)));
  }

  private readConstant(slot: Slot): unknown {
    if (isNone(slot)) return { type: "none" };
    if (isBool(slot)) return { type: boolAt(slot) ? "true" : "false" };
    if (isFloat(slot)) return { type: "float", value: floatValue(slot) };
    if (isRef(slot) && refAt(slot) === ELLIPSIS) return { type: "ellipsis" };
    const type = typeOf(slot);
    if (type === T.int) return { type: "int", value: toBigInt(slot) };
    if (type === T.str) return { type: "str", value: textOf(slot) };
    if (type === T.bytes) return { type: "bytes", value: bytesOf(slot).slice() };
    throw raise(T.TypeError, `got an invalid type in Constant: ${typeNameOf(slot)}`);
  }

  /** A constant that no literal can write, as the expression that computes it; null for the others. */
  private readBuiltConstant(slot: Slot, place: object): unknown {
    const constant = (value: unknown): unknown => ({ kind: "Constant", value, string_kind: null, ...place });
    if (isComplexValue(slot)) {
      const imaginary = constant({ type: "complex", imag: imaginaryPart(slot) });
      if (Object.is(realPart(slot), 0)) return imaginary;
      const real = constant({ type: "float", value: realPart(slot) });
      return { kind: "BinOp", left: real, op: "Add", right: imaginary, ...place };
    }
    if (!isRef(slot) || typeOf(slot) !== T.tuple) return null;
    const tuple = refAt(slot);
    const elts = Array.from({ length: tupleLength(tuple) }, (_, i) => {
      const item = tupleItem(tuple, i);
      return this.readBuiltConstant(item, place) ?? constant(this.readConstant(item));
    });
    return { kind: "Tuple", elts, ctx: "Load", ...place };
  }

  private readValue(slot: Slot, field: Field): unknown {
    switch (field.type) {
      case "identifier":
        if (!isStrValue(slot)) throw raise(T.TypeError, "AST identifier must be of type str");
        return textOf(slot);
      case "string":
        if (!isStrValue(slot)) throw raise(T.TypeError, "AST string must be of type str");
        return textOf(slot);
      case "int":
        return this.readNumber(slot);
      case "constant":
        return this.readConstant(slot);
      default:
        return this.read(slot, field.type);
    }
  }

  private readField(node: Slot, line: Line, field: Field): unknown {
    const mark = markTemps();
    const held = pushTemps(2);
    if (!findAttribute(node, intern(field.name), held)) {
      releaseTemps(mark);
      if (field.list) return [];
      if (field.optional) return field.type === "int" ? 0 : null;
      if (field.type === "expr_context") return "Load";
      throw raise(T.TypeError, `required field "${field.name}" missing from ${line.name}`);
    }
    let value: unknown;
    if (field.list) {
      if (!isRef(held) || !isInstance(held, T.list))
        throw raise(
          T.TypeError,
          `${line.name} field "${field.name}" must be a list, not a ${typeNameOf(held)}`,
        );
      const list = refAt(held);
      const items: unknown[] = [];
      for (let i = 0; i < listLength(list); i++) {
        copyValue(listItem(list, i), held + 8);
        if (isNone(held + 8)) {
          if (!field.optional) throw raise(T.ValueError, "None disallowed in expression list");
          items.push(null);
        } else items.push(this.readValue(held + 8, field));
      }
      value = items;
    } else if (isNone(held) && field.type !== "constant") {
      if (!field.optional) throw raise(T.ValueError, `field '${field.name}' is required for ${line.name}`);
      value = field.type === "int" ? 0 : null;
    } else value = this.readValue(held, field);
    releaseTemps(mark);
    return value;
  }

  private readPlace(node: Slot, wanted: string): Record<string, number> {
    const mark = markTemps();
    const held = pushTemp();
    const place: Record<string, number> = {};
    for (const name of PLACE) {
      if (findAttribute(node, intern(name), held) && !isNone(held)) place[name] = this.readNumber(held);
      else if (name === "end_lineno") place[name] = place["lineno"] as number;
      else if (name === "end_col_offset") place[name] = place["col_offset"] as number;
      else throw raise(T.TypeError, `required field "${name}" missing from ${wanted}`);
    }
    releaseTemps(mark);
    return place;
  }

  /** Reads a node of a class or a base class of the table. */
  read(node: Slot, wanted: string): unknown {
    // The place is asked for first, as CPython does: what is no node has none.
    const place = this.lines.get(wanted)?.placed === true ? this.readPlace(node, wanted) : {};
    const line = this.lineOf(node, wanted);
    if (line.fields.length === 0 && !line.placed) return line.name;
    if (line.name === "Constant") {
      const mark = markTemps();
      const held = pushTemp();
      const built = findAttribute(node, intern("value"), held) ? this.readBuiltConstant(held, place) : null;
      releaseTemps(mark);
      if (built !== null) return built;
    }
    const result: Record<string, unknown> = { kind: line.name };
    for (const field of line.fields) {
      if (field.name === "type_ignores") continue;
      const value = this.readField(node, line, field);
      if (field.name === "kind") result["string_kind"] = value;
      else if (field.name === "str" && line.name === "Interpolation")
        result[field.name] = (value as { value?: unknown }).value ?? "";
      else result[field.name] = field.type === "string" && field.name === "type_comment" ? null : value;
    }
    return Object.assign(result, place);
  }
}

/** Whether a value is a node of `ast`; where nobody has imported that, there are none. */
export function isTree(slot: Slot): boolean {
  if (!isRef(slot) || dictFindName(modulesDict(), intern("_ast")) === 0) return false;
  const mark = markTemps();
  const held = pushTemp();
  fromModule("AST", held);
  const answer = isInstance(slot, refAt(held));
  releaseTemps(mark);
  return answer;
}

/** Reads the tree of a module, an expression or what was typed at a prompt; raises TypeError and ValueError as CPython's compiler does. */
export function readTree(node: Slot, mode: "exec" | "eval" | "single"): ModNode {
  const mark = markTemps();
  const reader = new TreeReader();
  const wanted = { exec: "Module", eval: "Expression", single: "Interactive" }[mode];
  const given = typeNameOf(node).replace(/^.*\./, "");
  if (given !== wanted) {
    throw raise(T.TypeError, `expected ${wanted} node, got ${given}`);
  }
  const tree = reader.read(node, wanted) as ModNode;
  releaseTemps(mark);
  checkTree(tree);
  return tree;
}
