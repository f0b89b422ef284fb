/**
 * String formatting: f-strings, t-strings, and `"…" % (a, b)`, which is compiled as the f-string it amounts to.
 */

import { BinaryOperator, Conversion, Op } from "../../bytecode/instructions.ts";
import type {
  BinOp,
  ExprNode,
  FormattedValue,
  Interpolation,
  JoinedStr,
  Position,
  TemplateStr,
} from "../../syntax/ast.ts";
import { stringConst } from "../constants.ts";
import { locationOf } from "../location.ts";
import type { Compiler } from "../unit.ts";

/** Longer f-strings are joined from a list. */
const MAX_PIECES_ON_STACK = 30;

function conversionOf(code: number): number {
  switch (String.fromCharCode(code)) {
    case "s":
      return Conversion.STR;
    case "r":
      return Conversion.REPR;
    case "a":
      return Conversion.ASCII;
    default:
      throw new RangeError(`unknown conversion character ${code}`);
  }
}

export function emitJoinedStr(c: Compiler, expr: JoinedStr): void {
  const location = locationOf(expr);
  const count = expr.values.length;
  if (count > MAX_PIECES_ON_STACK) {
    c.emitConst(stringConst(""), location);
    c.emitLoadMethod("join", location);
    c.emit(Op.BUILD_LIST, 0, location);
    for (const value of expr.values) {
      c.visitExpr(value);
      c.emit(Op.LIST_APPEND, 1, location);
    }
    c.emit(Op.CALL, 1, location);
    return;
  }
  c.visitExprs(expr.values);
  if (count > 1) c.emit(Op.BUILD_STRING, count, location);
  else if (count === 0) c.emitConst(stringConst(""), location);
}

export function emitFormattedValue(c: Compiler, expr: FormattedValue): void {
  const location = locationOf(expr);
  c.visitExpr(expr.value);
  if (expr.conversion !== -1) c.emit(Op.CONVERT_VALUE, conversionOf(expr.conversion), location);
  if (expr.format_spec !== null) {
    c.visitExpr(expr.format_spec);
    c.emitOp(Op.FORMAT_WITH_SPEC, location);
  } else {
    c.emitOp(Op.FORMAT_SIMPLE, location);
  }
}

/** A template is its strings, one more than its interpolations, and those. */
export function emitTemplateStr(c: Compiler, expr: TemplateStr): void {
  const location = locationOf(expr);
  let afterInterpolation = true;
  let strings = 0;
  for (let i = 0; i < expr.values.length; i++) {
    if (expr.values[i].kind === "Interpolation") {
      if (afterInterpolation) {
        c.emitConst(stringConst(""), location);
        strings++;
      }
      afterInterpolation = true;
      continue;
    }
    c.visitExpr(expr.values[i]);
    while (i + 1 < expr.values.length && expr.values[i + 1].kind !== "Interpolation") {
      c.visitExpr(expr.values[++i]);
      c.emit(Op.BINARY_OP, BinaryOperator.NB_INPLACE_ADD, location);
    }
    strings++;
    afterInterpolation = false;
  }
  if (afterInterpolation) {
    c.emitConst(stringConst(""), location);
    strings++;
  }
  c.emit(Op.BUILD_TUPLE, strings, location);
  const interpolations = expr.values.filter((value) => value.kind === "Interpolation");
  c.visitExprs(interpolations);
  c.emit(Op.BUILD_TUPLE, interpolations.length, location);
  c.emitOp(Op.BUILD_TEMPLATE, location);
}

export function emitInterpolation(c: Compiler, expr: Interpolation): void {
  const location = locationOf(expr);
  c.visitExpr(expr.value);
  c.emitConst(stringConst(expr.str), location);
  let operand = 2;
  if (expr.format_spec !== null) {
    operand++;
    c.visitExpr(expr.format_spec);
  }
  if (expr.conversion !== -1) operand |= conversionOf(expr.conversion) << 2;
  c.emit(Op.BUILD_INTERPOLATION, operand, location);
}

const ARTIFICIAL: Position = { lineno: -1, col_offset: -1, end_lineno: -1, end_col_offset: -1 };

function artificialString(value: string): ExprNode {
  return { kind: "Constant", value: { type: "str", value }, string_kind: null, ...ARTIFICIAL };
}

// Flags in any order, a width and a precision of at most two digits, and a conversion that means what str, repr or
// ascii mean. The rest ("%d", "%5.2f", "%(name)s") differs from format() in details and is left to `%`.
const CONVERSION = /^([-+ #0]*)(\d*)(?:\.(\d*))?([sra])/s;

/**
 * The f-string that `"format" % (values)` amounts to, or null. Its pieces of text have no location of their own.
 */
export function percentFormat(expr: BinOp): JoinedStr | null {
  const { left, right } = expr;
  if (expr.op !== "Mod" || left.kind !== "Constant" || left.value.type !== "str" || right.kind !== "Tuple")
    return null;
  if (right.elts.some((elt) => elt.kind === "Starred")) return null;
  const format = left.value.value;
  const values: ExprNode[] = [];
  let used = 0;
  let at = 0;
  while (at < format.length) {
    const literal = /^(?:[^%]|%%)+/s.exec(format.slice(at));
    if (literal !== null) {
      values.push(artificialString(literal[0].replaceAll("%%", "%")));
      at += literal[0].length;
      continue;
    }
    const match = CONVERSION.exec(format.slice(at + 1));
    if (match === null || used >= right.elts.length) return null;
    const [text, flags, width, precision, code] = match;
    if (width.length > 2 || (precision !== undefined && precision.length > 2)) return null;
    let spec = "";
    if (!flags.includes("-") && width !== "" && Number(width) > 0) spec += ">";
    if (width !== "") spec += String(Number(width));
    if (precision !== undefined) spec += `.${Number(precision)}`;
    const value = right.elts[used++];
    values.push({
      kind: "FormattedValue",
      value,
      conversion: code.charCodeAt(0),
      format_spec:
        spec === "" ? null : { kind: "JoinedStr", values: [artificialString(spec)], ...ARTIFICIAL },
      lineno: value.lineno,
      col_offset: value.col_offset,
      end_lineno: value.end_lineno,
      end_col_offset: value.end_col_offset,
    });
    at += 1 + text.length;
  }
  if (used < right.elts.length) return null;
  return {
    kind: "JoinedStr",
    values,
    lineno: expr.lineno,
    col_offset: expr.col_offset,
    end_lineno: expr.end_lineno,
    end_col_offset: expr.end_col_offset,
  };
}
