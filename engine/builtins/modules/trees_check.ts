/** What a tree that a program has made must be like before it is compiled: CPython's validator, in its words. */
import { T } from "../../heap/layout.ts";
import { raise } from "../../runtime/raise.ts";
import type {
  Arguments,
  AstNode,
  Comprehension,
  ExprContext,
  ExprNode,
  ModNode,
  StmtNode,
} from "../../syntax/ast.ts";

const refuse = (message: string) => raise(T.ValueError, message);

function checkNotEmpty(items: readonly unknown[], what: string, owner: string): void {
  if (items.length === 0) throw refuse(`empty ${what} on ${owner}`);
}

function checkName(name: string): void {
  if (name === "None" || name === "True" || name === "False")
    throw refuse(`identifier field can't represent '${name}' constant`);
}

function checkPlace(node: AstNode): void {
  if (!("lineno" in node)) return;
  const { lineno, end_lineno, col_offset, end_col_offset } = node;
  if (lineno > end_lineno) throw refuse(`AST node line range (${lineno}, ${end_lineno}) is not valid`);
  if ((lineno < 0 && end_lineno !== lineno) || (col_offset < 0 && col_offset !== end_col_offset))
    throw refuse(
      `AST node column range (${col_offset}, ${end_col_offset}) for line range (${lineno}, ${end_lineno}) is not valid`,
    );
  if (lineno === end_lineno && col_offset > end_col_offset)
    throw refuse(`line ${lineno}, column ${col_offset}-${end_col_offset} is not a valid range`);
}

function checkContext(node: ExprNode, wanted: ExprContext): void {
  switch (node.kind) {
    case "Attribute":
    case "Subscript":
    case "Starred":
    case "Name":
    case "List":
    case "Tuple":
      if (node.ctx !== wanted)
        throw refuse(`expression must have ${wanted} context but has ${node.ctx} instead`);
      return;
    default:
      if (wanted !== "Load") throw refuse(`expression which can't be assigned to in ${wanted} context`);
  }
}

function checkExpressions(nodes: readonly (ExprNode | null)[], context: ExprContext = "Load"): void {
  for (const node of nodes) if (node !== null) checkExpression(node, context);
}

function checkArguments(args: Arguments): void {
  for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs, args.vararg, args.kwarg])
    if (arg?.annotation != null) checkExpression(arg.annotation, "Load");
  if (args.defaults.length > args.posonlyargs.length + args.args.length)
    throw refuse("more positional defaults than args on arguments");
  if (args.kw_defaults.length !== args.kwonlyargs.length)
    throw refuse("length of kwonlyargs is not the same as kw_defaults on arguments");
  checkExpressions(args.defaults);
  checkExpressions(args.kw_defaults);
}

function checkGenerators(generators: readonly Comprehension[]): void {
  if (generators.length === 0) throw refuse("comprehension with no generators");
  for (const { target, iter, ifs } of generators) {
    checkExpression(target, "Store");
    checkExpression(iter, "Load");
    checkExpressions(ifs);
  }
}

function checkExpression(node: ExprNode, context: ExprContext): void {
  checkPlace(node);
  checkContext(node, context);
  const each = (...nodes: readonly (ExprNode | null)[]): void => checkExpressions(nodes);
  switch (node.kind) {
    case "BoolOp":
      if (node.values.length < 2) throw refuse("BoolOp with less than 2 values");
      return checkExpressions(node.values);
    case "BinOp":
      return each(node.left, node.right);
    case "UnaryOp":
      return each(node.operand);
    case "Lambda":
      checkArguments(node.args);
      return each(node.body);
    case "IfExp":
      return each(node.test, node.body, node.orelse);
    case "Dict":
      if (node.keys.length !== node.values.length)
        throw refuse("Dict doesn't have the same number of keys as values");
      checkExpressions(node.keys);
      return checkExpressions(node.values);
    case "Set":
      return checkExpressions(node.elts);
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      checkGenerators(node.generators);
      return each(node.elt);
    case "DictComp":
      checkGenerators(node.generators);
      return each(node.key, node.value);
    case "Yield":
    case "YieldFrom":
    case "Await":
    case "FormattedValue":
    case "Interpolation":
    case "Attribute":
      return each(node.value);
    case "Compare":
      if (node.comparators.length === 0) throw refuse("Compare has no comparators");
      if (node.comparators.length !== node.ops.length)
        throw refuse("Compare has a different number of comparators and operands");
      return each(node.left, ...node.comparators);
    case "Call":
      checkExpression(node.func, "Load");
      checkExpressions(node.args);
      return checkExpressions(node.keywords.map(({ value }) => value));
    case "JoinedStr":
    case "TemplateStr":
      return checkExpressions(node.values);
    case "Subscript":
      return each(node.slice, node.value);
    case "Starred":
      return checkExpression(node.value, context);
    case "List":
    case "Tuple":
      return checkExpressions(node.elts, context);
    case "Slice":
      return each(node.lower, node.upper, node.step);
    case "NamedExpr":
      if (node.target.kind !== "Name") throw raise(T.TypeError, "NamedExpr target must be a Name");
      return each(node.value);
    case "Name":
      return checkName(node.id);
    case "Constant":
      return;
  }
}

function checkBody(body: readonly StmtNode[], owner: string): void {
  checkNotEmpty(body, "body", owner);
  checkStatements(body);
}

function checkStatements(body: readonly StmtNode[]): void {
  for (const node of body) checkStatement(node);
}

function checkStatement(node: StmtNode): void {
  checkPlace(node);
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      checkBody(node.body, node.kind);
      checkArguments(node.args);
      checkExpressions(node.decorator_list);
      return checkExpressions([node.returns]);
    case "ClassDef":
      checkBody(node.body, "ClassDef");
      checkExpressions(node.bases);
      checkExpressions(node.keywords.map(({ value }) => value));
      return checkExpressions(node.decorator_list);
    case "Return":
    case "Expr":
      return checkExpressions([node.value]);
    case "Delete":
      checkNotEmpty(node.targets, "targets", "Delete");
      return checkExpressions(node.targets, "Del");
    case "Assign":
      checkNotEmpty(node.targets, "targets", "Assign");
      checkExpressions(node.targets, "Store");
      return checkExpression(node.value, "Load");
    case "AugAssign":
      checkExpression(node.target, "Store");
      return checkExpression(node.value, "Load");
    case "AnnAssign":
      if (node.target.kind !== "Name" && node.simple !== 0)
        throw raise(T.TypeError, "AnnAssign with simple non-Name target");
      checkExpression(node.target, "Store");
      return checkExpressions([node.value, node.annotation]);
    case "TypeAlias":
      if (node.name.kind !== "Name") throw raise(T.TypeError, "TypeAlias with non-Name name");
      checkExpression(node.name, "Store");
      return checkExpression(node.value, "Load");
    case "For":
    case "AsyncFor":
      checkExpression(node.target, "Store");
      checkExpression(node.iter, "Load");
      checkBody(node.body, node.kind);
      return checkStatements(node.orelse);
    case "While":
    case "If":
      checkExpression(node.test, "Load");
      checkBody(node.body, node.kind);
      return checkStatements(node.orelse);
    case "With":
    case "AsyncWith":
      checkNotEmpty(node.items, "items", node.kind);
      for (const item of node.items) {
        checkExpression(item.context_expr, "Load");
        if (item.optional_vars !== null) checkExpression(item.optional_vars, "Store");
      }
      return checkBody(node.body, node.kind);
    case "Match":
      checkExpression(node.subject, "Load");
      checkNotEmpty(node.cases, "cases", "Match");
      for (const { guard, body } of node.cases) {
        checkExpressions([guard]);
        checkBody(body, "match_case");
      }
      return;
    case "Raise":
      if (node.exc === null && node.cause !== null) throw refuse("Raise with cause but no exception");
      return checkExpressions([node.exc, node.cause]);
    case "Try":
    case "TryStar":
      checkBody(node.body, node.kind);
      if (node.handlers.length === 0 && node.finalbody.length === 0)
        throw refuse(`${node.kind} has neither handlers nor finalbody`);
      if (node.handlers.length === 0 && node.orelse.length > 0)
        throw refuse(`${node.kind} has orelse but no except handlers`);
      for (const handler of node.handlers) {
        checkExpressions([handler.type]);
        checkBody(handler.body, "ExceptHandler");
      }
      checkStatements(node.finalbody);
      return checkStatements(node.orelse);
    case "Assert":
      return checkExpressions([node.test, node.msg]);
    case "Import":
      return checkNotEmpty(node.names, "names", "Import");
    case "ImportFrom":
      if (node.level < 0) throw refuse("Negative ImportFrom level");
      return checkNotEmpty(node.names, "names", "ImportFrom");
    case "Global":
    case "Nonlocal":
      return checkNotEmpty(node.names, "names", node.kind);
    default:
  }
}

/** Raises ValueError or TypeError for a tree that cannot be compiled. */
export function checkTree(tree: ModNode): void {
  if (tree.kind === "Expression") checkExpression(tree.body, "Load");
  else checkStatements(tree.body);
}
