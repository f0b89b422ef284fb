/**
 * CPython 3.14 as the judge of the parser: its `ast` and its SyntaxErrors, through Pyodide.
 *
 * Both trees are reduced to the same JSON: a node is `{ _: class, …fields, at: [line, column, end line, end column] }`,
 * a constant is a pair of type and text.
 */

import { loadPyodide, type PyodideInterface } from "pyodide";
import type { AstNode, ConstantValue } from "../../syntax/ast.ts";

const program = `
import ast, json, struct, warnings
warnings.simplefilter("ignore")

def constant(value):
    if value is None: return ["none"]
    if value is True: return ["true"]
    if value is False: return ["false"]
    if value is ...: return ["ellipsis"]
    if isinstance(value, int): return ["int", hex(value)]
    if isinstance(value, float): return ["float", struct.pack(">d", value).hex()]
    if isinstance(value, complex): return ["complex", struct.pack(">d", value.imag).hex()]
    if isinstance(value, bytes): return ["bytes", value.hex()]
    return ["str", value]

def reduce(node, field=None):
    if isinstance(node, list):
        return [reduce(item) for item in node]
    if isinstance(node, (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop)):
        return type(node).__name__
    if not isinstance(node, ast.AST):
        return node
    result = {"_": type(node).__name__}
    for name in node._fields:
        if name == "type_ignores": continue
        value = getattr(node, name, None)
        if name == "value" and isinstance(node, (ast.Constant, ast.MatchSingleton)):
            result[name] = constant(value)
        else:
            result[name] = reduce(value)
    if "lineno" in node._attributes:
        result["at"] = [node.lineno, node.col_offset, node.end_lineno, node.end_col_offset]
    return result

def tree(source, mode):
    return json.dumps(reduce(compile(source, "f.py", mode, flags=ast.PyCF_ONLY_AST, dont_inherit=True)))

def error(source, mode):
    try:
        compile(source, "f.py", mode, flags=ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as e:
        return json.dumps([type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text])
    return "null"
`;

/** What CPython says of an erroneous source: type, message, lineno, offset, end_lineno, end_offset, text. */
export type ErrorFacts = readonly [
  string,
  string,
  number | null,
  number | null,
  number | null,
  number | null,
  string | null,
];

export interface Oracle {
  readonly pyodide: PyodideInterface;
  tree(source: string, mode?: "exec" | "eval"): unknown;
  error(source: string, mode?: "exec" | "eval"): ErrorFacts | null;
}

export async function loadOracle(): Promise<Oracle> {
  const pyodide = await loadPyodide();
  pyodide.runPython(program);
  const tree = pyodide.globals.get("tree") as (source: string, mode: string) => string;
  const error = pyodide.globals.get("error") as (source: string, mode: string) => string;
  return {
    pyodide,
    tree: (source, mode = "exec") => JSON.parse(tree(source, mode)) as unknown,
    error: (source, mode = "exec") => JSON.parse(error(source, mode)) as ErrorFacts | null,
  };
}

function hexOfDouble(value: number): string {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  return bytes.getBigUint64(0).toString(16).padStart(16, "0");
}

function reduceConstant(value: ConstantValue): unknown {
  switch (value.type) {
    case "int":
      return ["int", `0x${value.value.toString(16)}`];
    case "float":
      return ["float", hexOfDouble(value.value)];
    case "complex":
      return ["complex", hexOfDouble(value.imag)];
    case "bytes":
      return ["bytes", Buffer.from(value.value).toString("hex")];
    case "str":
      return ["str", value.value];
    default:
      return [value.type];
  }
}

/** Our tree in the form that `Oracle.tree` returns. */
export function reduceTree(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reduceTree);
  if (typeof value !== "object" || value === null) return value;
  const node = value as AstNode;
  const result: Record<string, unknown> = { _: node.kind };
  for (const [name, field] of Object.entries(node)) {
    if (name === "kind" || name.endsWith("lineno") || name.endsWith("col_offset")) continue;
    if (name === "string_kind") result.kind = field;
    else if (name === "value" && (node.kind === "Constant" || node.kind === "MatchSingleton")) {
      result.value = reduceConstant(field as ConstantValue);
    } else result[name] = reduceTree(field);
  }
  if ("lineno" in node) result.at = [node.lineno, node.col_offset, node.end_lineno, node.end_col_offset];
  return result;
}

/** The path and the two sides of the first difference, or null. */
export function findDifference(ours: unknown, theirs: unknown, path = ""): string | null {
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null) {
    return ours === theirs
      ? null
      : `${path}: ours ${JSON.stringify(ours)}, CPython's ${JSON.stringify(theirs)}`;
  }
  const left = ours as Record<string, unknown>;
  const right = theirs as Record<string, unknown>;
  if (left._ !== right._) return `${path}: ours ${JSON.stringify(ours)}, CPython's ${JSON.stringify(theirs)}`;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = findDifference(left[key], right[key], `${path}.${key}`);
    if (difference !== null) return difference;
  }
  return null;
}
