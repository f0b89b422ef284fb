/**
 * `code.replace()`: a code object like another, but for some of its fields. What decides how memory is used (instructions,
 * tables, parameters) must stay as it is: bytecode that a program puts together is not run.
 */
import type { CodeObject, Const } from "../bytecode/code.ts";
import { cellvars, freevars, varnames } from "../bytecode/code.ts";
import { CodeFlag } from "../bytecode/instructions.ts";
import { type Address, type Slot, T } from "../heap/layout.ts";
import { jsString } from "../heap/strings.ts";
import {
  boolAt,
  floatAt,
  isBool,
  isExactly,
  isFloat,
  isNone,
  isUnbound,
  refAt,
  setRef,
} from "../heap/values.ts";
import { codeHost, loadCode } from "../runtime/codes.ts";
import { reprOf } from "../runtime/format.ts";
import { indexValue } from "../runtime/number.ts";
import { raise } from "../runtime/raise.ts";
import { bytesOf } from "./bytes.ts";
import { isIntValue, toBigInt } from "./int.ts";
import { tupleItem, tupleLength } from "./tuple.ts";
import { isInstance, typeNameOf } from "./type.ts";

/** The keyword parameters, in the order in which their slots follow `self`. */
const FIELDS = [
  "co_argcount",
  "co_posonlyargcount",
  "co_kwonlyargcount",
  "co_nlocals",
  "co_stacksize",
  "co_flags",
  "co_firstlineno",
  "co_code",
  "co_consts",
  "co_names",
  "co_varnames",
  "co_freevars",
  "co_cellvars",
  "co_filename",
  "co_name",
  "co_qualname",
  "co_linetable",
  "co_exceptiontable",
] as const;
type Field = (typeof FIELDS)[number];

export const CODE_REPLACE_SIGNATURE = `(self, /, *, ${FIELDS.map((name) => `${name}=<unrepresentable>`).join(", ")})`;

const refuse = (field: Field): never => {
  throw raise(T.NotImplementedError, `code.replace() cannot give code another ${field}`);
};

function text(slot: Slot, field: Field): string {
  if (!isInstance(slot, T.str))
    throw raise(T.TypeError, `replace() argument '${field}' must be str, not ${typeNameOf(slot)}`);
  return jsString(refAt(slot));
}

function tuple(slot: Slot, field: Field): Address {
  if (!isExactly(slot, T.tuple))
    throw raise(T.TypeError, `replace() argument '${field}' must be tuple, not ${typeNameOf(slot)}`);
  return refAt(slot);
}

function texts(slot: Slot, field: Field): string[] {
  const items = tuple(slot, field);
  return Array.from({ length: tupleLength(items) }, (_, i) => text(tupleItem(items, i), field));
}

function constOf(slot: Slot): Const {
  if (isNone(slot)) return { kind: "none" };
  if (isBool(slot)) return { kind: "bool", value: boolAt(slot) };
  if (isFloat(slot)) return { kind: "float", value: floatAt(slot) };
  if (isIntValue(slot)) return { kind: "int", value: toBigInt(slot) };
  if (isExactly(slot, T.str)) return { kind: "str", value: jsString(refAt(slot)) };
  if (isExactly(slot, T.bytes)) return { kind: "bytes", value: bytesOf(slot).slice() };
  if (isExactly(slot, T.ellipsis)) return { kind: "ellipsis" };
  if (isExactly(slot, T.code)) return { kind: "code", value: codeHost(refAt(slot)).object };
  if (isExactly(slot, T.tuple)) {
    const items = refAt(slot);
    return {
      kind: "tuple",
      items: Array.from({ length: tupleLength(items) }, (_, i) => constOf(tupleItem(items, i))),
    };
  }
  throw raise(T.NotImplementedError, `code.replace() cannot make ${reprOf(slot)} a constant`);
}

/** What `loadCode` gave a constant is the very object only if nothing of it changed: others keep theirs. */
function replaceConsts(slot: Slot, old: CodeObject): readonly Const[] {
  const items = tuple(slot, "co_consts");
  if (tupleLength(items) < old.consts.length) refuse("co_consts");
  return Array.from({ length: tupleLength(items) }, (_, i) => constOf(tupleItem(items, i)));
}

/** New names for the fast locals of one kind, which must be as many as before. */
function renamed(
  old: CodeObject,
  before: readonly string[],
  after: readonly string[],
  field: Field,
): string[] {
  if (after.length !== before.length) refuse(field);
  const names = new Map(before.map((name, i) => [name, after[i] as string]));
  return old.localsplusnames.map((name) => names.get(name) ?? name);
}

const PARAMETER_FLAGS = CodeFlag.VARARGS | CodeFlag.VARKEYWORDS;

/** `code.replace(**fields)`. */
export function code_replace(args: Slot, out: Slot): void {
  let code = codeHost(refAt(args)).object;
  FIELDS.forEach((field, i) => {
    const slot = args + 8 * (i + 1);
    if (!isUnbound(slot)) code = { ...code, ...changeOf(field, slot, code) };
  });
  setRef(out, loadCode(code));
}

function changeOf(field: Field, slot: Slot, old: CodeObject): Partial<CodeObject> {
  const same = (value: number): Partial<CodeObject> => (indexValue(slot) === value ? {} : refuse(field));
  switch (field) {
    case "co_argcount":
      return same(old.argcount);
    case "co_posonlyargcount":
      return same(old.posonlyargcount);
    case "co_kwonlyargcount":
      return same(old.kwonlyargcount);
    case "co_nlocals":
      return same(old.nlocals);
    case "co_stacksize":
      return { stacksize: Math.max(indexValue(slot), old.stacksize) };
    case "co_flags": {
      const flags = indexValue(slot);
      return ((flags ^ old.flags) & PARAMETER_FLAGS) === 0 ? { flags } : refuse(field);
    }
    case "co_firstlineno": {
      const firstlineno = indexValue(slot);
      return { firstlineno, positions: shifted(old.positions, firstlineno - old.firstlineno) };
    }
    case "co_consts":
      return { consts: replaceConsts(slot, old) };
    case "co_names": {
      const names = texts(slot, field);
      return names.length < old.names.length ? refuse(field) : { names };
    }
    case "co_varnames":
      return { localsplusnames: renamed(old, varnames(old), texts(slot, field), field) };
    case "co_freevars":
      return { localsplusnames: renamed(old, freevars(old), texts(slot, field), field) };
    case "co_cellvars":
      return { localsplusnames: renamed(old, cellvars(old), texts(slot, field), field) };
    case "co_filename":
      return { filename: text(slot, field) };
    case "co_name":
      return { name: text(slot, field) };
    case "co_qualname":
      return { qualname: text(slot, field) };
    case "co_code":
      return isSameCode(slot, old) ? {} : refuse(field);
    default:
      return refuse(field);
  }
}

/** Lines are the first and the second of each four numbers; −1 is no line. */
function shifted(positions: Int32Array, by: number): Int32Array {
  return positions.map((value, i) => (i % 4 < 2 && value >= 0 ? value + by : value));
}

function isSameCode(slot: Slot, { code }: CodeObject): boolean {
  if (!isExactly(slot, T.bytes)) return false;
  const bytes = bytesOf(slot).slice();
  return (
    bytes.length === 2 * code.length &&
    code.every((unit, i) => ((bytes[2 * i] as number) | ((bytes[2 * i + 1] as number) << 8)) === unit)
  );
}
