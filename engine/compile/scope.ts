/**
 * Scopes and their symbols: what the symbol table finds out, and what the code generator asks it.
 *
 * What must hold
 *   - a scope is found again by the node that opened it, by identity; the tree must not be copied in between;
 *   - `symbols` keeps the order in which names were first met: the code generator numbers hidden locals by it.
 */

import { CodeFlag } from "../bytecode/instructions.ts";
import type { Position, StmtNode } from "../syntax/ast.ts";

export type ScopeKind =
  | "module"
  | "class"
  | "function"
  | "annotation"
  | "typeVariable"
  | "typeAlias"
  | "typeParameters";
export type ComprehensionKind = "list" | "set" | "dict" | "generator";

/** How a name is used in a scope. A name has any number of these. */
export const Usage = {
  GLOBAL: 0x1,
  LOCAL: 0x2,
  PARAM: 0x4,
  NONLOCAL: 0x8,
  USE: 0x10,
  /** Free in a method, and also bound in the class. */
  FREE_CLASS: 0x40,
  IMPORT: 0x80,
  ANNOTATED: 0x100,
  COMP_ITER: 0x200,
  TYPE_PARAM: 0x400,
  /** A cell of an inlined comprehension. */
  COMP_CELL: 0x800,
} as const;
/** Any of these binds the name in the scope. */
export const BOUND = Usage.LOCAL | Usage.PARAM | Usage.IMPORT | Usage.TYPE_PARAM;

/** What a name is in a scope. "unknown" until the second pass, and for names that the scope never mentions. */
export type Resolution = "unknown" | "local" | "globalExplicit" | "globalImplicit" | "free" | "cell";

export interface SymbolInfo {
  readonly usage: number;
  readonly resolution: Resolution;
}

const UNKNOWN: SymbolInfo = { usage: 0, resolution: "unknown" };

export class Scope {
  readonly symbols = new Map<string, SymbolInfo>();
  /** Parameters, in order. */
  readonly parameters: string[] = [];
  children: Scope[] = [];
  /** True inside a function, however far. */
  nested = false;
  generator = false;
  coroutine = false;
  comprehension: ComprehensionKind | null = null;
  varargs = false;
  varkeywords = false;
  annotationsUsed = false;
  /** A method needs `__class__`. */
  needsClassClosure = false;
  /** An annotation or type parameter scope needs the class namespace. */
  needsClassDict = false;
  comprehensionInlined = false;
  /** Visiting a comprehension's target. */
  inIterationTarget = false;
  /** How many comprehension iterables enclose the node being visited. */
  iterableDepth = 0;
  canSeeClassScope = false;
  hasConditionalAnnotations = false;
  inConditionalBlock = false;
  inUnevaluatedAnnotation = false;
  hasDocstring = false;
  method = false;
  /** The scope of the annotations of a module or class. */
  annotationScope: Scope | null = null;
  /** Names of type parameters of a generic class, the only ones to be mangled around its body. */
  mangledNames: Set<string> | null = null;
  /** For the error message of an expression that a type variable may not contain. */
  info: string | null = null;
  readonly directives: { readonly name: string; readonly position: Position }[] = [];

  constructor(
    readonly kind: ScopeKind,
    readonly name: string,
    readonly position: Position,
  ) {}

  symbol(name: string): SymbolInfo {
    return this.symbols.get(name) ?? UNKNOWN;
  }
}

/** True for scopes whose locals are fast locals: functions and the scopes of annotations and type parameters. */
export function isFunctionLike(scope: Scope): boolean {
  return scope.kind !== "module" && scope.kind !== "class";
}

export class SymbolTable {
  private readonly scopes = new Map<object, Scope>();
  private readonly defaultScopes = new Map<object, Scope>();

  constructor(readonly top: Scope) {}

  /** The scope that `node` opens: a module, function, lambda, class, comprehension, type alias, type parameter (its
   * bound, or the default of a ParamSpec or TypeVarTuple), a list of type parameters, or the arguments (whose
   * annotations form a scope). */
  scopeOf(node: object): Scope {
    const scope = this.scopes.get(node);
    if (scope === undefined)
      throw new Error(
        "no scope was recorded for this node: the tree changed after the symbol table was built",
      );
    return scope;
  }

  /** The scope of a TypeVar's default, which differs from that of its bound. */
  defaultScopeOf(node: object): Scope {
    const scope = this.defaultScopes.get(node);
    if (scope === undefined) throw new Error("no scope was recorded for this default");
    return scope;
  }

  record(node: object, scope: Scope, isDefault: boolean): void {
    (isDefault ? this.defaultScopes : this.scopes).set(node, scope);
  }
}

/** `name` as a class named `className` stores it: `__x` becomes `_C__x`. */
export function mangle(className: string | null, name: string): string {
  if (className === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** Mangles `name` unless `scope` surrounds a generic class, where only its type parameters are mangled. */
export function mangleIn(scope: Scope, className: string | null, name: string): string {
  return scope.mangledNames !== null && !scope.mangledNames.has(name) ? name : mangle(className, name);
}

/** The docstring's statement is a string constant alone. */
export function docstringOf(body: readonly StmtNode[]): string | null {
  const first = body[0];
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || first.value.value.type !== "str")
    return null;
  return first.value.value.value;
}

/** `co_flags` that follow from the scope alone. */
export function scopeFlags(scope: Scope): number {
  let flags = 0;
  if (isFunctionLike(scope)) {
    flags |= CodeFlag.NEWLOCALS | CodeFlag.OPTIMIZED;
    if (scope.nested) flags |= CodeFlag.NESTED;
    if (scope.generator) flags |= scope.coroutine ? CodeFlag.ASYNC_GENERATOR : CodeFlag.GENERATOR;
    if (scope.varargs) flags |= CodeFlag.VARARGS;
    if (scope.varkeywords) flags |= CodeFlag.VARKEYWORDS;
    if (scope.hasDocstring) flags |= CodeFlag.HAS_DOCSTRING;
    if (scope.method) flags |= CodeFlag.METHOD;
  }
  if (scope.coroutine && !scope.generator) flags |= CodeFlag.COROUTINE;
  return flags;
}
