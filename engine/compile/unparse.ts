/**
 * Expressions back to text, as `from __future__ import annotations` stores them: normal spacing, single quotes, and
 * parentheses only where precedence asks for them.
 */

import { formatBytes, formatConst, formatString } from "../bytecode/format.ts";
import type {
  Arguments,
  BinaryOperator,
  CompareOperator,
  Comprehension,
  ConstantValue,
  ExprNode,
  Keyword,
} from "../syntax/ast.ts";
import { constantOf } from "./constants.ts";

// How tightly an expression binds; one is put in parentheses where a tighter one is wanted.
const NAMED = 0,
  TUPLE = 1,
  TEST = 2,
  OR = 3,
  AND = 4,
  NOT = 5,
  COMPARE = 6,
  EXPR = 7,
  XOR = 8,
  BITAND = 9,
  SHIFT = 10,
  ARITH = 11,
  TERM = 12,
  FACTOR = 13,
  POWER = 14,
  AWAIT = 15,
  ATOM = 16;

const BINARY: Readonly<Record<BinaryOperator, readonly [symbol: string, level: number]>> = {
  Add: ["+", ARITH],
  Sub: ["-", ARITH],
  Mult: ["*", TERM],
  MatMult: ["@", TERM],
  Div: ["/", TERM],
  Mod: ["%", TERM],
  FloorDiv: ["//", TERM],
  LShift: ["<<", SHIFT],
  RShift: [">>", SHIFT],
  BitOr: ["|", EXPR],
  BitXor: ["^", XOR],
  BitAnd: ["&", BITAND],
  Pow: ["**", POWER],
};

const COMPARISON: Readonly<Record<CompareOperator, string>> = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
  Is: "is",
  IsNot: "is not",
  In: "in",
  NotIn: "not in",
};

/** The text of an annotation. */
export function unparse(expr: ExprNode): string {
  return write(expr, TEST);
}

function parenthesize(text: string, condition: boolean): string {
  return condition ? `(${text})` : text;
}

function writeAll(exprs: readonly ExprNode[]): string {
  return exprs.map((expr) => write(expr, TEST)).join(", ");
}

function write(expr: ExprNode, level: number): string {
  switch (expr.kind) {
    case "BoolOp": {
      const own = expr.op === "And" ? AND : OR;
      return parenthesize(
        expr.values.map((value) => write(value, own + 1)).join(expr.op === "And" ? " and " : " or "),
        level > own,
      );
    }
    case "BinOp": {
      const [symbol, own] = BINARY[expr.op];
      const rightAssociative = expr.op === "Pow" ? 1 : 0;
      const left = write(expr.left, own + rightAssociative);
      const right = write(expr.right, own + 1 - rightAssociative);
      return parenthesize(`${left} ${symbol} ${right}`, level > own);
    }
    case "UnaryOp": {
      const own = expr.op === "Not" ? NOT : FACTOR;
      const symbol = { Not: "not ", Invert: "~", UAdd: "+", USub: "-" }[expr.op];
      return parenthesize(symbol + write(expr.operand, own), level > own);
    }
    case "Lambda": {
      const args = writeArguments(expr.args);
      return parenthesize(`lambda${args === "" ? "" : ` ${args}`}: ${write(expr.body, TEST)}`, level > TEST);
    }
    case "IfExp":
      return parenthesize(
        `${write(expr.body, TEST + 1)} if ${write(expr.test, TEST + 1)} else ${write(expr.orelse, TEST)}`,
        level > TEST,
      );
    case "NamedExpr":
      return parenthesize(`${write(expr.target, ATOM)} := ${write(expr.value, ATOM)}`, level > NAMED);
    case "Dict":
      return `{${expr.values
        .map((value, i) => {
          const key = expr.keys[i];
          return key === null ? `**${write(value, EXPR)}` : `${write(key, TEST)}: ${write(value, TEST)}`;
        })
        .join(", ")}}`;
    case "Set":
      return `{${writeAll(expr.elts)}}`;
    case "List":
      return `[${writeAll(expr.elts)}]`;
    case "Tuple":
      if (expr.elts.length === 0) return "()";
      return parenthesize(
        expr.elts.length === 1 ? `${write(expr.elts[0], TEST)},` : writeAll(expr.elts),
        level > TUPLE,
      );
    case "ListComp":
      return `[${write(expr.elt, TEST)}${writeGenerators(expr.generators)}]`;
    case "SetComp":
      return `{${write(expr.elt, TEST)}${writeGenerators(expr.generators)}}`;
    case "DictComp":
      return `{${write(expr.key, TEST)}: ${write(expr.value, TEST)}${writeGenerators(expr.generators)}}`;
    case "GeneratorExp":
      return `(${write(expr.elt, TEST)}${writeGenerators(expr.generators)})`;
    case "Yield":
      return expr.value === null ? "(yield)" : `(yield ${write(expr.value, TEST)})`;
    case "YieldFrom":
      return `(yield from ${write(expr.value, TEST)})`;
    case "Await":
      return parenthesize(`await ${write(expr.value, ATOM)}`, level > AWAIT);
    case "Compare":
      return parenthesize(
        write(expr.left, COMPARE + 1) +
          expr.ops.map((op, i) => ` ${COMPARISON[op]} ${write(expr.comparators[i], COMPARE + 1)}`).join(""),
        level > COMPARE,
      );
    case "Call": {
      const only = expr.args.length === 1 && expr.keywords.length === 0 ? expr.args[0] : null;
      const func = write(expr.func, ATOM);
      // A generator expression brings its own parentheses.
      if (only?.kind === "GeneratorExp") return func + write(only, TEST);
      return `${func}(${[...expr.args.map((arg) => write(arg, TEST)), ...expr.keywords.map(writeKeyword)].join(", ")})`;
    }
    case "JoinedStr":
      return `f${formatString(writeJoined(expr.values))}`;
    case "TemplateStr":
      return `t${formatString(writeJoined(expr.values))}`;
    case "FormattedValue":
      return `f${formatString(writeJoined([expr]))}`;
    case "Interpolation":
      return `t${formatString(writeJoined([expr]))}`;
    case "Constant":
      return (expr.string_kind ?? "") + writeConstant(expr.value);
    case "Attribute": {
      const value = write(expr.value, ATOM);
      const isInt = expr.value.kind === "Constant" && expr.value.value.type === "int";
      return `${value}${isInt ? " " : ""}.${expr.attr}`;
    }
    case "Subscript":
      return `${write(expr.value, ATOM)}[${write(expr.slice, TUPLE)}]`;
    case "Starred":
      return `*${write(expr.value, EXPR)}`;
    case "Slice": {
      const part = (bound: ExprNode | null): string => (bound === null ? "" : write(bound, TEST));
      return `${part(expr.lower)}:${part(expr.upper)}${expr.step === null ? "" : `:${part(expr.step)}`}`;
    }
    case "Name":
      return expr.id;
  }
}

function writeConstant(value: ConstantValue): string {
  switch (value.type) {
    case "ellipsis":
      return "...";
    case "str":
      return formatString(value.value);
    case "bytes":
      return formatBytes(value.value);
    // An infinite literal is written as one that overflows.
    default:
      return formatConst(constantOf(value)).replaceAll("inf", "1e309");
  }
}

function writeKeyword(keyword: Keyword): string {
  return keyword.arg === null
    ? `**${write(keyword.value, EXPR)}`
    : `${keyword.arg}=${write(keyword.value, TEST)}`;
}

function writeGenerators(generators: readonly Comprehension[]): string {
  return generators
    .map((generator) => {
      const head = `${generator.is_async === 1 ? " async for " : " for "}${write(generator.target, TUPLE)} in ${write(generator.iter, TEST + 1)}`;
      return head + generator.ifs.map((condition) => ` if ${write(condition, TEST + 1)}`).join("");
    })
    .join("");
}

function writeArguments(args: Arguments): string {
  const parts: string[] = [];
  const positional = [...args.posonlyargs, ...args.args];
  const required = positional.length - args.defaults.length;
  positional.forEach((arg, i) => {
    parts.push(i >= required ? `${arg.arg}=${write(args.defaults[i - required], TEST)}` : arg.arg);
    if (i + 1 === args.posonlyargs.length) parts.push("/");
  });
  if (args.vararg !== null) parts.push(`*${args.vararg.arg}`);
  else if (args.kwonlyargs.length > 0) parts.push("*");
  args.kwonlyargs.forEach((arg, i) => {
    const value = args.kw_defaults[i];
    parts.push(value === null ? arg.arg : `${arg.arg}=${write(value, TEST)}`);
  });
  if (args.kwarg !== null) parts.push(`**${args.kwarg.arg}`);
  return parts.join(", ");
}

/** What stands between the quotes of an f-string or t-string. */
function writeJoined(values: readonly ExprNode[]): string {
  return values
    .map((value) => {
      if (value.kind === "Constant" && value.value.type === "str")
        return value.value.value.replaceAll("{", "{{").replaceAll("}", "}}");
      if (value.kind === "JoinedStr") return writeJoined(value.values);
      if (value.kind !== "FormattedValue" && value.kind !== "Interpolation") return write(value, TEST);
      const text = value.kind === "Interpolation" ? value.str : write(value.value, TEST + 1);
      const conversion = value.conversion === -1 ? "" : `!${String.fromCharCode(value.conversion)}`;
      const spec = value.format_spec === null ? "" : `:${writeJoined(value.format_spec.values)}`;
      return `{${text.startsWith("{") ? " " : ""}${text}${conversion}${spec}}`;
    })
    .join("");
}
