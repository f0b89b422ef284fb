/**
 * The symbol table: which scope each name of a module belongs to.
 *
 * Two passes over the tree, as in CPython. The first, here, collects scope by scope how each name is used: bound, read,
 * declared `global`, and so on. The second (`resolve.ts`) decides what each name is. Every `SyntaxError` about names comes
 * from one of them. Names are mangled (`__x` in class `C` is `_C__x`) before they are entered.
 */

import type {
  Alias,
  AnnAssign,
  Arg,
  Arguments,
  AsyncFunctionDef,
  ClassDef,
  Comprehension,
  DictComp,
  ExprNode,
  FunctionDef,
  GeneratorExp,
  Keyword,
  ListComp,
  ModNode,
  Name,
  NamedExpr,
  PatternNode,
  Position,
  SetComp,
  StmtNode,
  TypeAlias,
  TypeParamNode,
} from "../syntax/ast.ts";
import type { FutureFeatures } from "./future.ts";
import { throwSyntaxError } from "./location.ts";

import { Analyzer } from "./resolve.ts";
import type { ComprehensionKind, ScopeKind } from "./scope.ts";
import { docstringOf, isFunctionLike, mangleIn, Scope, SymbolTable, Usage } from "./scope.ts";

/** Builds the symbol table of a module. Throws PythonSyntaxError where CPython's symbol table does. */
export function buildSymbolTable(
  module: ModNode,
  filename: string,
  future: FutureFeatures,
  optimize: number,
): SymbolTable {
  const builder = new Builder(filename, future, optimize);
  return builder.build(module);
}

const START: Position = { lineno: 0, col_offset: 0, end_lineno: 0, end_col_offset: 0 };

class Builder {
  private table!: SymbolTable;
  private current!: Scope;
  private readonly stack: Scope[] = [];
  private className: string | null = null;

  constructor(
    private readonly filename: string,
    private readonly future: FutureFeatures,
    private readonly optimize: number,
  ) {}

  build(module: ModNode): SymbolTable {
    const top = new Scope("module", "top", START);
    this.table = new SymbolTable(top);
    this.table.record(module, top, false);
    this.push(top, false);
    if (module.kind === "Expression") {
      this.visitExpr(module.body);
    } else {
      if (module.kind === "Module") top.hasDocstring = this.hasDocstring(module.body);
      this.visitStmts(module.body);
    }
    this.pop();
    new Analyzer(this.filename).analyze(top);
    return this.table;
  }

  private hasDocstring(body: readonly StmtNode[]): boolean {
    return this.optimize < 2 && docstringOf(body) !== null;
  }

  private error(message: string, position: Position): never {
    throwSyntaxError(message, this.filename, position);
  }

  // Scopes

  private newScope(
    kind: ScopeKind,
    name: string,
    node: object,
    position: Position,
    isDefault = false,
  ): Scope {
    const scope = new Scope(kind, name, position);
    scope.nested = this.current.nested || isFunctionLike(this.current);
    scope.method = this.current.kind === "class" && kind === "function";
    this.table.record(node, scope, isDefault);
    return scope;
  }

  private push(scope: Scope, addToChildren: boolean): void {
    const previous = this.stack.at(-1);
    // Assignment expressions are forbidden in a comprehension's iterable, in nested scopes too.
    if (previous !== undefined) scope.iterableDepth = previous.iterableDepth;
    if (previous !== undefined && previous.mangledNames !== null && scope.kind !== "class")
      scope.mangledNames = previous.mangledNames;
    this.stack.push(scope);
    this.current = scope;
    // Under `from __future__ import annotations` annotations are text and must not affect their surroundings.
    if (this.future.annotations && scope.kind === "annotation") return;
    if (addToChildren && previous !== undefined) previous.children.push(scope);
  }

  private pop(): void {
    this.stack.pop();
    const top = this.stack.at(-1);
    if (top !== undefined) this.current = top;
  }

  private enter(kind: ScopeKind, name: string, node: object, position: Position, isDefault = false): Scope {
    const scope = this.newScope(kind, name, node, position, isDefault);
    this.push(scope, true);
    if (kind === "annotation" || kind === "typeVariable" || kind === "typeAlias") {
      this.addDefinition(".format", Usage.PARAM, position);
      this.addDefinition(".format", Usage.USE, position);
    }
    return scope;
  }

  private enterTypeParameters(
    name: string,
    params: readonly TypeParamNode[],
    owner: StmtNode,
    hasDefaults: boolean,
    hasKeywordDefaults: boolean,
  ): void {
    const inClass = this.current.kind === "class";
    this.enter("typeParameters", name, params, owner);
    if (inClass) {
      this.current.canSeeClassScope = true;
      this.addDefinition("__classdict__", Usage.USE, owner);
    }
    if (owner.kind === "ClassDef") {
      this.addDefinition(".type_params", Usage.LOCAL, owner);
      this.addDefinition(".type_params", Usage.USE, owner);
      this.addDefinition(".generic_base", Usage.LOCAL, owner);
      this.addDefinition(".generic_base", Usage.USE, owner);
    }
    if (hasDefaults) this.addDefinition(".defaults", Usage.PARAM, owner);
    if (hasKeywordDefaults) this.addDefinition(".kwdefaults", Usage.PARAM, owner);
  }

  // Names

  private lookup(scope: Scope, name: string): number {
    return scope.symbol(mangleIn(scope, this.className, name)).usage;
  }

  private checkName(name: string, position: Position, context: "Load" | "Store" | "Del"): void {
    if (name !== "__debug__" || context === "Load") return;
    this.error(context === "Store" ? "cannot assign to __debug__" : "cannot delete __debug__", position);
  }

  private addDefinition(
    name: string,
    usage: number,
    position: Position,
    context: "Load" | "Store" | "Del" = usage === Usage.USE ? "Load" : "Store",
  ): void {
    if ((usage & (Usage.PARAM | Usage.LOCAL | Usage.IMPORT)) !== 0) this.checkName(name, position, context);
    if ((usage & Usage.TYPE_PARAM) !== 0 && this.current.mangledNames !== null)
      this.current.mangledNames.add(name);
    this.addDefinitionTo(this.current, name, usage, position);
  }

  private addDefinitionTo(scope: Scope, name: string, usage: number, position: Position): void {
    const mangled = mangleIn(this.current, this.className, name);
    const before = scope.symbol(mangled).usage;
    if ((usage & Usage.PARAM) !== 0 && (before & Usage.PARAM) !== 0) {
      this.error(`duplicate argument '${name}' in function definition`, position);
    }
    if ((usage & Usage.TYPE_PARAM) !== 0 && (before & Usage.TYPE_PARAM) !== 0) {
      this.error(`duplicate type parameter '${name}'`, position);
    }
    let after = before | usage;
    if (scope.inIterationTarget) {
      if ((after & (Usage.GLOBAL | Usage.NONLOCAL)) !== 0) {
        this.error(`comprehension inner loop cannot rebind assignment expression target '${name}'`, position);
      }
      after |= Usage.COMP_ITER;
    }
    scope.symbols.set(mangled, { usage: after, resolution: "unknown" });
    if ((usage & Usage.PARAM) !== 0) {
      scope.parameters.push(mangled);
    } else if ((usage & Usage.GLOBAL) !== 0) {
      const top = this.table.top;
      top.symbols.set(mangled, { usage: top.symbol(mangled).usage | usage, resolution: "unknown" });
    }
  }

  private recordDirective(name: string, position: Position): void {
    this.current.directives.push({ name: mangleIn(this.current, this.className, name), position });
  }

  // Statements

  private visitStmts(body: readonly StmtNode[]): void {
    for (const stmt of body) this.visitStmt(stmt);
  }

  private visitConditional(...bodies: (readonly StmtNode[])[]): void {
    this.inConditional(() => bodies.forEach((body) => this.visitStmts(body)));
  }

  private inConditional(visit: () => void): void {
    const scope = this.current;
    const before = scope.inConditionalBlock;
    scope.inConditionalBlock = true;
    visit();
    scope.inConditionalBlock = before;
  }

  private visitStmt(stmt: StmtNode): void {
    switch (stmt.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.visitFunction(stmt);
        break;
      case "ClassDef":
        this.visitClass(stmt);
        break;
      case "TypeAlias":
        this.visitTypeAlias(stmt);
        break;
      case "Return":
        this.visitOptional(stmt.value);
        break;
      case "Delete":
        this.visitExprs(stmt.targets);
        break;
      case "Assign":
        this.visitExprs(stmt.targets);
        this.visitExpr(stmt.value);
        break;
      case "AnnAssign":
        this.visitAnnAssign(stmt);
        break;
      case "AugAssign":
        this.visitExpr(stmt.target);
        this.visitExpr(stmt.value);
        break;
      case "For":
      case "AsyncFor":
        if (stmt.kind === "AsyncFor") this.requireCoroutine("'async for' outside async function", stmt);
        this.visitExpr(stmt.target);
        this.visitExpr(stmt.iter);
        this.visitConditional(stmt.body, stmt.orelse);
        break;
      case "While":
      case "If":
        this.visitExpr(stmt.test);
        this.visitConditional(stmt.body, stmt.orelse);
        break;
      case "Match":
        this.visitExpr(stmt.subject);
        this.inConditional(() => {
          for (const item of stmt.cases) {
            this.visitPattern(item.pattern);
            this.visitOptional(item.guard);
            this.visitStmts(item.body);
          }
        });
        break;
      case "Raise":
        this.visitOptional(stmt.exc);
        this.visitOptional(stmt.cause);
        break;
      case "Try":
      case "TryStar":
        this.inConditional(() => {
          this.visitStmts(stmt.body);
          for (const handler of stmt.handlers) {
            this.visitOptional(handler.type);
            if (handler.name !== null) this.addDefinition(handler.name, Usage.LOCAL, handler);
            this.visitStmts(handler.body);
          }
          this.visitStmts(stmt.orelse);
          this.visitStmts(stmt.finalbody);
        });
        break;
      case "Assert":
        this.visitExpr(stmt.test);
        this.visitOptional(stmt.msg);
        break;
      case "Import":
        stmt.names.forEach((alias) => this.visitAlias(alias));
        break;
      case "ImportFrom":
        stmt.names.forEach((alias) => this.visitAlias(alias));
        if (stmt.module === "__future__" && stmt.level === 0 && !this.future.statements.has(stmt)) {
          this.error("from __future__ imports must occur at the beginning of the file", stmt);
        }
        break;
      case "Global":
      case "Nonlocal":
        for (const name of stmt.names) this.visitDirective(stmt.kind, name, stmt);
        break;
      case "Expr":
        this.visitExpr(stmt.value);
        break;
      case "With":
      case "AsyncWith":
        if (stmt.kind === "AsyncWith") this.requireCoroutine("'async with' outside async function", stmt);
        this.inConditional(() => {
          for (const item of stmt.items) {
            this.visitExpr(item.context_expr);
            this.visitOptional(item.optional_vars);
          }
          this.visitStmts(stmt.body);
        });
        break;
      case "Pass":
      case "Break":
      case "Continue":
        break;
    }
  }

  private requireCoroutine(message: string, position: Position): void {
    if (!this.current.coroutine) this.error(message, position);
  }

  private visitFunction(stmt: FunctionDef | AsyncFunctionDef): void {
    this.addDefinition(stmt.name, Usage.LOCAL, stmt);
    this.visitExprs(stmt.args.defaults);
    stmt.args.kw_defaults.forEach((value) => this.visitOptional(value));
    this.visitExprs(stmt.decorator_list);
    const generic = stmt.type_params.length > 0;
    if (generic) {
      // CPython reserves the parameter for the defaults whether there are any or not.
      const hasKeywordDefaults = stmt.args.kw_defaults.some((value) => value !== null);
      this.enterTypeParameters(stmt.name, stmt.type_params, stmt, true, hasKeywordDefaults);
      stmt.type_params.forEach((param) => this.visitTypeParam(param));
    }
    const scope = this.newScope("function", stmt.name, stmt, stmt);
    scope.hasDocstring = this.hasDocstring(stmt.body);
    this.visitFunctionAnnotations(stmt);
    this.push(scope, true);
    scope.coroutine = stmt.kind === "AsyncFunctionDef";
    this.visitArguments(stmt.args);
    this.visitStmts(stmt.body);
    this.pop();
    if (generic) this.pop();
  }

  private visitClass(stmt: ClassDef): void {
    this.addDefinition(stmt.name, Usage.LOCAL, stmt);
    this.visitExprs(stmt.decorator_list);
    const outerClass = this.className;
    const generic = stmt.type_params.length > 0;
    if (generic) {
      this.enterTypeParameters(stmt.name, stmt.type_params, stmt, false, false);
      this.className = stmt.name;
      this.current.mangledNames = new Set();
      stmt.type_params.forEach((param) => this.visitTypeParam(param));
    }
    this.visitExprs(stmt.bases);
    this.visitKeywords(stmt.keywords);
    this.enter("class", stmt.name, stmt, stmt);
    this.className = stmt.name;
    if (generic) {
      this.addDefinition("__type_params__", Usage.LOCAL, stmt);
      this.addDefinition(".type_params", Usage.USE, stmt);
    }
    this.current.hasDocstring = this.hasDocstring(stmt.body);
    this.visitStmts(stmt.body);
    this.pop();
    if (generic) this.pop();
    this.className = outerClass;
  }

  private visitTypeAlias(stmt: TypeAlias): void {
    this.visitExpr(stmt.name);
    const name = stmt.name.id;
    const inClass = this.current.kind === "class";
    const generic = stmt.type_params.length > 0;
    if (generic) {
      this.enterTypeParameters(name, stmt.type_params, stmt, false, false);
      stmt.type_params.forEach((param) => this.visitTypeParam(param));
    }
    this.enter("typeAlias", name, stmt, stmt);
    this.current.canSeeClassScope = inClass;
    if (inClass) this.addDefinition("__classdict__", Usage.USE, stmt.value);
    this.visitExpr(stmt.value);
    this.pop();
    if (generic) this.pop();
  }

  private visitAnnAssign(stmt: AnnAssign): void {
    this.current.annotationsUsed = true;
    const target = stmt.target;
    if (target.kind === "Name") {
      const usage = this.lookup(this.current, target.id);
      if (
        (usage & (Usage.GLOBAL | Usage.NONLOCAL)) !== 0 &&
        this.current !== this.table.top &&
        stmt.simple === 1
      ) {
        this.error(
          `annotated name '${target.id}' can't be ${(usage & Usage.GLOBAL) !== 0 ? "global" : "nonlocal"}`,
          stmt,
        );
      }
      if (stmt.simple === 1) this.addDefinition(target.id, Usage.ANNOTATED | Usage.LOCAL, target);
      else if (stmt.value !== null) this.addDefinition(target.id, Usage.LOCAL, target);
    } else {
      this.visitExpr(target);
    }
    this.visitAnnotation(stmt.annotation);
    this.visitOptional(stmt.value);
  }

  private visitDirective(kind: "Global" | "Nonlocal", name: string, position: Position): void {
    const usage = this.lookup(this.current, name);
    const word = kind === "Global" ? "global" : "nonlocal";
    if ((usage & (Usage.PARAM | Usage.LOCAL | Usage.USE | Usage.ANNOTATED)) !== 0) {
      this.error(
        (usage & Usage.PARAM) !== 0
          ? `name '${name}' is parameter and ${word}`
          : (usage & Usage.USE) !== 0
            ? `name '${name}' is used prior to ${word} declaration`
            : (usage & Usage.ANNOTATED) !== 0
              ? `annotated name '${name}' can't be ${word}`
              : `name '${name}' is assigned to before ${word} declaration`,
        position,
      );
    }
    this.addDefinition(name, kind === "Global" ? Usage.GLOBAL : Usage.NONLOCAL, position);
    this.recordDirective(name, position);
  }

  private visitAlias(alias: Alias): void {
    const name = alias.asname ?? alias.name;
    if (name === "*") {
      if (this.current.kind !== "module") this.error("import * only allowed at module level", alias);
      return;
    }
    const dot = name.indexOf(".");
    this.addDefinition(dot < 0 ? name : name.slice(0, dot), Usage.IMPORT, alias);
  }

  private visitArguments(args: Arguments): void {
    const add = (arg: Arg): void => this.addDefinition(arg.arg, Usage.PARAM, arg);
    args.posonlyargs.forEach(add);
    args.args.forEach(add);
    args.kwonlyargs.forEach(add);
    if (args.vararg !== null) {
      add(args.vararg);
      this.current.varargs = true;
    }
    if (args.kwarg !== null) {
      add(args.kwarg);
      this.current.varkeywords = true;
    }
  }

  // Annotations and type parameters

  private visitFunctionAnnotations(stmt: FunctionDef | AsyncFunctionDef): void {
    const { args, returns } = stmt;
    const seesClass = this.current.canSeeClassScope || this.current.kind === "class";
    const scope = this.enter("annotation", "__annotate__", args, stmt);
    if (seesClass) {
      scope.canSeeClassScope = true;
      this.addDefinition("__classdict__", Usage.USE, stmt);
    }
    const visit = (annotation: ExprNode | null | undefined): void => {
      if (annotation === null || annotation === undefined) return;
      scope.annotationsUsed = true;
      this.visitExpr(annotation);
    };
    args.posonlyargs.forEach((arg) => visit(arg.annotation));
    args.args.forEach((arg) => visit(arg.annotation));
    visit(args.vararg?.annotation);
    visit(args.kwarg?.annotation);
    args.kwonlyargs.forEach((arg) => visit(arg.annotation));
    visit(returns);
    this.pop();
  }

  private visitAnnotation(annotation: ExprNode): void {
    const parent = this.current;
    // The annotations of a function's locals are never evaluated.
    const unevaluated = parent.kind === "function";
    // A module may be run in part, so all of its annotations count as conditional.
    const conditional = (parent.kind === "class" && parent.inConditionalBlock) || parent.kind === "module";
    if (conditional && !parent.hasConditionalAnnotations) {
      parent.hasConditionalAnnotations = true;
      this.addDefinition("__conditional_annotations__", Usage.USE, annotation);
    }
    if (parent.annotationScope === null) {
      // The key only has to be unique: the code generator takes the scope from its parent.
      const scope = this.enter("annotation", "__annotate__", {}, annotation);
      parent.annotationScope = scope;
      if (parent.kind === "class" && !this.future.annotations) {
        scope.canSeeClassScope = true;
        this.addDefinition("__classdict__", Usage.USE, annotation);
      }
    } else {
      this.push(parent.annotationScope, false);
    }
    const scope = this.current;
    if (unevaluated) scope.inUnevaluatedAnnotation = true;
    this.visitExpr(annotation);
    if (unevaluated) scope.inUnevaluatedAnnotation = false;
    this.pop();
  }

  private visitTypeParam(param: TypeParamNode): void {
    this.addDefinition(param.name, Usage.TYPE_PARAM | Usage.LOCAL, param);
    if (param.name === "__classdict__")
      this.error(`reserved name '${param.name}' cannot be used for type parameter`, param);
    if (param.kind === "TypeVar") {
      const info = param.bound?.kind === "Tuple" ? "a TypeVar constraint" : "a TypeVar bound";
      this.visitTypeParamExpr(param.bound, param, info, false);
      this.visitTypeParamExpr(param.default_value, param, "a TypeVar default", true);
    } else {
      this.visitTypeParamExpr(param.default_value, param, `a ${param.kind} default`, false);
    }
  }

  private visitTypeParamExpr(
    expr: ExprNode | null,
    param: TypeParamNode,
    info: string,
    isDefault: boolean,
  ): void {
    if (expr === null) return;
    const seesClass = this.current.canSeeClassScope;
    this.enter("typeVariable", param.name, param, expr, isDefault);
    this.current.canSeeClassScope = seesClass;
    if (seesClass) this.addDefinition("__classdict__", Usage.USE, expr);
    this.current.info = info;
    this.visitExpr(expr);
    this.pop();
  }

  private forbidInAnnotations(what: string, position: Position): void {
    switch (this.current.kind) {
      case "annotation":
        this.error(`${what} cannot be used within an annotation`, position);
      case "typeVariable":
        this.error(`${what} cannot be used within ${this.current.info ?? "a type variable"}`, position);
      case "typeAlias":
        this.error(`${what} cannot be used within a type alias`, position);
      case "typeParameters":
        this.error(`${what} cannot be used within the definition of a generic`, position);
      default:
    }
  }

  // Expressions

  private visitExprs(exprs: readonly ExprNode[]): void {
    for (const expr of exprs) this.visitExpr(expr);
  }

  private visitOptional(expr: ExprNode | null): void {
    if (expr !== null) this.visitExpr(expr);
  }

  private visitExpr(expr: ExprNode): void {
    switch (expr.kind) {
      case "NamedExpr":
        this.visitNamedExpr(expr);
        break;
      case "BoolOp":
        this.visitExprs(expr.values);
        break;
      case "BinOp": {
        // Long sums lean to the left: walk the spine without recursion.
        const rights: ExprNode[] = [];
        let node: ExprNode = expr;
        while (node.kind === "BinOp") {
          rights.push(node.right);
          node = node.left;
        }
        this.visitExpr(node);
        for (let i = rights.length - 1; i >= 0; i--) this.visitExpr(rights[i]);
        break;
      }
      case "UnaryOp":
        this.visitExpr(expr.operand);
        break;
      case "Lambda":
        this.visitExprs(expr.args.defaults);
        expr.args.kw_defaults.forEach((value) => this.visitOptional(value));
        this.enter("function", "lambda", expr, expr);
        this.visitArguments(expr.args);
        this.visitExpr(expr.body);
        this.pop();
        break;
      case "IfExp":
        this.visitExpr(expr.test);
        this.visitExpr(expr.body);
        this.visitExpr(expr.orelse);
        break;
      case "Dict":
        expr.keys.forEach((key) => this.visitOptional(key));
        this.visitExprs(expr.values);
        break;
      case "Set":
      case "List":
      case "Tuple":
        this.visitExprs(expr.elts);
        break;
      case "GeneratorExp":
        this.visitComprehension(expr, "genexpr", "generator", expr.elt, null);
        break;
      case "ListComp":
        this.visitComprehension(expr, "listcomp", "list", expr.elt, null);
        break;
      case "SetComp":
        this.visitComprehension(expr, "setcomp", "set", expr.elt, null);
        break;
      case "DictComp":
        this.visitComprehension(expr, "dictcomp", "dict", expr.key, expr.value);
        break;
      case "Yield":
      case "YieldFrom":
        this.forbidInAnnotations("yield expression", expr);
        this.visitOptional(expr.value);
        this.current.generator = true;
        if (this.current.comprehension !== null) {
          const kind = this.current.comprehension;
          this.error(
            `'yield' inside ${kind === "generator" ? "generator expression" : `${kind} comprehension`}`,
            expr,
          );
        }
        break;
      case "Await":
        this.visitAwait(expr.value, expr);
        break;
      case "Compare":
        this.visitExpr(expr.left);
        this.visitExprs(expr.comparators);
        break;
      case "Call":
        this.visitExpr(expr.func);
        this.visitExprs(expr.args);
        this.visitKeywords(expr.keywords);
        break;
      case "FormattedValue":
      case "Interpolation":
        this.visitExpr(expr.value);
        this.visitOptional(expr.format_spec);
        break;
      case "JoinedStr":
      case "TemplateStr":
        this.visitExprs(expr.values);
        break;
      case "Constant":
        break;
      case "Attribute":
        this.checkName(expr.attr, expr, expr.ctx);
        this.visitExpr(expr.value);
        break;
      case "Subscript":
        this.visitExpr(expr.value);
        this.visitExpr(expr.slice);
        break;
      case "Starred":
        this.visitExpr(expr.value);
        break;
      case "Slice":
        this.visitOptional(expr.lower);
        this.visitOptional(expr.upper);
        this.visitOptional(expr.step);
        break;
      case "Name":
        this.visitName(expr);
        break;
    }
  }

  private visitName(expr: Name): void {
    if (this.current.inUnevaluatedAnnotation) return;
    // Reading `__debug__` is a constant and no use of a name.
    if (expr.id === "__debug__" && expr.ctx === "Load") return;
    this.addDefinition(expr.id, expr.ctx === "Load" ? Usage.USE : Usage.LOCAL, expr, expr.ctx);
    // `super` without arguments needs `__class__`.
    if (expr.ctx === "Load" && expr.id === "super" && isFunctionLike(this.current)) {
      this.addDefinition("__class__", Usage.USE, expr);
    }
  }

  private visitKeywords(keywords: readonly Keyword[]): void {
    for (const keyword of keywords) {
      if (keyword.arg !== null) this.checkName(keyword.arg, keyword, "Store");
    }
    for (const keyword of keywords) this.visitExpr(keyword.value);
  }

  private visitAwait(value: ExprNode, position: Position): void {
    this.forbidInAnnotations("await expression", position);
    if (!isFunctionLike(this.current)) this.error("'await' outside function", position);
    if (!this.inAsyncFunction() && this.current.comprehension === null)
      this.error("'await' outside async function", position);
    this.visitExpr(value);
    this.current.coroutine = true;
  }

  private inAsyncFunction(): boolean {
    return this.current.kind === "function" && this.current.coroutine;
  }

  private visitNamedExpr(expr: NamedExpr): void {
    this.forbidInAnnotations("named expression", expr);
    if (this.current.iterableDepth > 0) {
      this.error("assignment expression cannot be used in a comprehension iterable expression", expr);
    }
    if (this.current.comprehension !== null) this.extendNamedExprScope(expr.target);
    this.visitExpr(expr.value);
    this.visitExpr(expr.target);
  }

  /** Binds the target of an assignment expression inside comprehensions in the scope that contains them. */
  private extendNamedExprScope(target: Name): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const scope = this.stack[i];
      if (scope.comprehension !== null) {
        const usage = this.lookup(scope, target.id);
        if ((usage & Usage.COMP_ITER) !== 0 && (usage & Usage.LOCAL) !== 0) {
          this.error(
            `assignment expression cannot rebind comprehension iteration variable '${target.id}'`,
            target,
          );
        }
        continue;
      }
      if (scope.kind === "function") {
        const isGlobal = (this.lookup(scope, target.id) & Usage.GLOBAL) !== 0;
        this.addDefinition(target.id, isGlobal ? Usage.GLOBAL : Usage.NONLOCAL, target);
        this.recordDirective(target.id, target);
        this.addDefinitionTo(scope, target.id, Usage.LOCAL, target);
        return;
      }
      if (scope.kind === "module") {
        this.addDefinition(target.id, Usage.GLOBAL, target);
        this.recordDirective(target.id, target);
        this.addDefinitionTo(scope, target.id, Usage.GLOBAL, target);
        return;
      }
      switch (scope.kind) {
        case "class":
          this.error("assignment expression within a comprehension cannot be used in a class body", target);
        case "typeParameters":
          this.error(
            "assignment expression within a comprehension cannot be used within the definition of a generic",
            target,
          );
        case "typeAlias":
          this.error("assignment expression within a comprehension cannot be used in a type alias", target);
        case "typeVariable":
          this.error(
            "assignment expression within a comprehension cannot be used in a TypeVar bound",
            target,
          );
        case "annotation":
          break;
      }
    }
  }

  private visitComprehension(
    expr: GeneratorExp | ListComp | SetComp | DictComp,
    name: string,
    kind: ComprehensionKind,
    element: ExprNode,
    value: ExprNode | null,
  ): void {
    const outermost = expr.generators[0];
    // The first iterable is evaluated in the enclosing scope.
    this.current.iterableDepth++;
    this.visitExpr(outermost.iter);
    this.current.iterableDepth--;
    const scope = this.enter("function", name, expr, expr);
    scope.comprehension = kind;
    if (outermost.is_async === 1) scope.coroutine = true;
    this.addDefinition(".0", Usage.PARAM, expr);
    this.visitIterationTarget(outermost.target);
    this.visitExprs(outermost.ifs);
    expr.generators.slice(1).forEach((generator) => this.visitInnerGenerator(generator));
    if (value !== null) this.visitExpr(value);
    this.visitExpr(element);
    scope.generator = kind === "generator";
    const isAsync = scope.coroutine && kind !== "generator";
    this.pop();
    if (isAsync && !this.inAsyncFunction() && this.current.comprehension === null) {
      this.error("asynchronous comprehension outside of an asynchronous function", expr);
    }
    if (isAsync) this.current.coroutine = true;
  }

  private visitIterationTarget(target: ExprNode): void {
    this.current.inIterationTarget = true;
    this.visitExpr(target);
    this.current.inIterationTarget = false;
  }

  private visitInnerGenerator(generator: Comprehension): void {
    this.visitIterationTarget(generator.target);
    this.current.iterableDepth++;
    this.visitExpr(generator.iter);
    this.current.iterableDepth--;
    this.visitExprs(generator.ifs);
    if (generator.is_async === 1) this.current.coroutine = true;
  }

  private visitPattern(pattern: PatternNode): void {
    switch (pattern.kind) {
      case "MatchValue":
        this.visitExpr(pattern.value);
        break;
      case "MatchSingleton":
        break;
      case "MatchSequence":
      case "MatchOr":
        pattern.patterns.forEach((inner) => this.visitPattern(inner));
        break;
      case "MatchStar":
        if (pattern.name !== null) this.addDefinition(pattern.name, Usage.LOCAL, pattern);
        break;
      case "MatchMapping":
        this.visitExprs(pattern.keys);
        pattern.patterns.forEach((inner) => this.visitPattern(inner));
        if (pattern.rest !== null) this.addDefinition(pattern.rest, Usage.LOCAL, pattern);
        break;
      case "MatchClass":
        this.visitExpr(pattern.cls);
        pattern.patterns.forEach((inner) => this.visitPattern(inner));
        pattern.kwd_attrs.forEach((attr, i) => this.checkName(attr, pattern.kwd_patterns[i], "Store"));
        pattern.kwd_patterns.forEach((inner) => this.visitPattern(inner));
        break;
      case "MatchAs":
        if (pattern.pattern !== null) this.visitPattern(pattern.pattern);
        if (pattern.name !== null) this.addDefinition(pattern.name, Usage.LOCAL, pattern);
        break;
    }
  }
}
