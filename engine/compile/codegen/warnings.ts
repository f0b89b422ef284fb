/**
 * What the compiler warns about: code that can hardly be meant, such as `x is 5` or `(1, 2)(3)`.
 */

import type { Call, Compare, ConstantValue, ExprNode, Subscript } from "../../syntax/ast.ts";
import type { Compiler } from "../unit.ts";

const CONSTANT_TYPES: Readonly<Record<ConstantValue["type"], string>> = {
  none: "NoneType",
  true: "bool",
  false: "bool",
  ellipsis: "ellipsis",
  int: "int",
  float: "float",
  complex: "complex",
  str: "str",
  bytes: "bytes",
};

/** The name of the type that an expression is seen to have, or null. */
function inferType(expr: ExprNode): string | null {
  switch (expr.kind) {
    case "Tuple":
      return "tuple";
    case "List":
    case "ListComp":
      return "list";
    case "Dict":
    case "DictComp":
      return "dict";
    case "Set":
    case "SetComp":
      return "set";
    case "GeneratorExp":
      return "generator";
    case "Lambda":
      return "function";
    case "TemplateStr":
      return "string.templatelib.Template";
    case "Interpolation":
      return "string.templatelib.Interpolation";
    case "JoinedStr":
    case "FormattedValue":
      return "str";
    case "Constant":
      return CONSTANT_TYPES[expr.value.type];
    default:
      return null;
  }
}

/** True for what `is` may sensibly be given: anything but literals, `None` and its like excepted. */
function isIdentityOperand(expr: ExprNode): boolean {
  if (expr.kind === "Tuple") return !expr.elts.every((elt) => elt.kind === "Constant");
  if (expr.kind !== "Constant") return true;
  return ["none", "true", "false", "ellipsis"].includes(expr.value.type);
}

export function warnAboutCompare(c: Compiler, expr: Compare): void {
  let left = expr.left;
  for (const [index, operator] of expr.ops.entries()) {
    const right = expr.comparators[index];
    if (operator === "Is" || operator === "IsNot") {
      const literal = !isIdentityOperand(left) ? left : !isIdentityOperand(right) ? right : null;
      if (literal !== null) {
        const [written, meant] = operator === "Is" ? ["is", "=="] : ["is not", "!="];
        c.warn(`"${written}" with '${inferType(literal)}' literal. Did you mean "${meant}"?`, expr);
        return;
      }
    }
    left = right;
  }
}

export function warnAboutCall(c: Compiler, expr: Call): void {
  const { func } = expr;
  if (func.kind === "Lambda") return;
  const type = inferType(func);
  if (type !== null) c.warn(`'${type}' object is not callable; perhaps you missed a comma?`, func);
}

export function warnAboutSubscript(c: Compiler, expr: Subscript): void {
  const { value, slice } = expr;
  const type = inferType(value);
  if (type === null) return;
  const subscriptable =
    value.kind === "Constant"
      ? !["none", "ellipsis", "int", "float", "complex"].includes(value.value.type)
      : !["Set", "SetComp", "GeneratorExp", "Lambda", "TemplateStr", "Interpolation"].includes(value.kind);
  if (!subscriptable) {
    c.warn(`'${type}' object is not subscriptable; perhaps you missed a comma?`, value);
    return;
  }
  const indexType = inferType(slice);
  if (indexType === null || indexType === "int" || indexType === "bool") return;
  const indexed =
    value.kind === "Constant"
      ? value.value.type === "str" || value.value.type === "bytes"
      : ["Tuple", "List", "ListComp", "JoinedStr", "FormattedValue"].includes(value.kind);
  if (indexed)
    c.warn(
      `${type} indices must be integers or slices, not ${indexType}; perhaps you missed a comma?`,
      value,
    );
}
