/**
 * Assignment targets: which expressions are targets, how an expression becomes one, and how errors name one.
 *
 * Targets are parsed as expressions and converted: until the `=` it is not known that they are targets.
 */

import type { Attribute, ExprContext, ExprNode, Name, Subscript } from "../ast.ts";

/** Whether an expression may stand left of `=`, after `for`, or after `as` in `with`. */
export function isTarget(node: ExprNode): boolean {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return true;
    case "Starred":
      return node.value.kind !== "Starred" && isTarget(node.value);
    case "Tuple":
    case "List":
      return node.elts.every(isTarget);
    default:
      return false;
  }
}

/** Whether an expression may be deleted. */
export function isDeleteTarget(node: ExprNode): boolean {
  if (node.kind === "Tuple" || node.kind === "List") return node.elts.every(isDeleteTarget);
  return isSingleTarget(node);
}

/** Whether an expression may be annotated or assigned to with an operator. */
export function isSingleTarget(node: ExprNode): node is Name | Attribute | Subscript {
  return node.kind === "Name" || node.kind === "Attribute" || node.kind === "Subscript";
}

/** Sets the context of a target that the parser has just built, and of the targets inside it. */
export function setContext(node: ExprNode, ctx: ExprContext): void {
  switch (node.kind) {
    case "Tuple":
    case "List":
      for (const element of node.elts) setContext(element, ctx);
      break;
    case "Starred":
      setContext(node.value, ctx);
      break;
    case "Name":
    case "Attribute":
    case "Subscript":
      break;
    default:
      return;
  }
  // Nodes are immutable once the parser returns them; this is before.
  (node as { ctx: ExprContext }).ctx = ctx;
}

/** What kind of place an invalid target stands in: each refuses other expressions. */
export type TargetPlace = "star" | "delete" | "for";

/** The innermost part of an expression that keeps it from being a target, or null. */
export function findInvalidTarget(node: ExprNode, place: TargetPlace): ExprNode | null {
  switch (node.kind) {
    case "List":
    case "Tuple":
      for (const element of node.elts) {
        const invalid = findInvalidTarget(element, place);
        if (invalid !== null) return invalid;
      }
      return null;
    case "Starred":
      return place === "delete" ? node : findInvalidTarget(node.value, place);
    case "Compare":
      // In `for x in y` the target is all that stands before the `in`.
      if (place === "for") return node.ops[0] === "In" ? findInvalidTarget(node.left, place) : null;
      return node;
    case "Name":
    case "Attribute":
    case "Subscript":
      return null;
    default:
      return node;
  }
}

/** How an error message calls an expression. */
export function describeExpression(node: ExprNode): string {
  switch (node.kind) {
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Starred":
      return "starred";
    case "Name":
      return "name";
    case "List":
      return "list";
    case "Tuple":
      return "tuple";
    case "Lambda":
      return "lambda";
    case "Call":
      return "function call";
    case "BoolOp":
    case "BinOp":
    case "UnaryOp":
      return "expression";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "JoinedStr":
    case "FormattedValue":
      return "f-string expression";
    case "TemplateStr":
    case "Interpolation":
      return "t-string expression";
    case "Compare":
      return "comparison";
    case "IfExp":
      return "conditional expression";
    case "NamedExpr":
      return "named expression";
    case "Slice":
      return "slice";
    case "Constant":
      switch (node.value.type) {
        case "none":
          return "None";
        case "false":
          return "False";
        case "true":
          return "True";
        case "ellipsis":
          return "ellipsis";
        default:
          return "literal";
      }
  }
}
