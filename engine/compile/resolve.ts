/**
 * The second pass of the symbol table: decides what each name is.
 *
 * Scopes are walked from the outside in, with the names that enclosing functions bind; and back from the inside out,
 * with the names that inner scopes left free, which turn a local into a cell. The names of a comprehension that is inlined
 * (PEP 709) are copied into its parent.
 */

import { throwSyntaxError } from "./location.ts";
import type { Resolution, Scope } from "./scope.ts";
import { BOUND, isFunctionLike, Usage } from "./scope.ts";

/** Names that a class body provides to its methods by a cell of its own, and that are never free through it. */
const CLASS_CELLS = ["__class__", "__classdict__", "__conditional_annotations__"] as const;

/**
 * The second pass.
 *
 * `bound` are the names that enclosing functions bind (null at module level), `globals` those that enclosing scopes
 * declare global, `typeParams` those of `bound` that are type parameters. A scope changes its own copies.
 */
export class Analyzer {
  constructor(private readonly filename: string) {}

  analyze(top: Scope): void {
    this.analyzeScope(top, null, new Set(), new Set(), new Set(), null);
  }

  /** Adds the names that `scope` and its children leave free to `free`. */
  private analyzeScope(
    scope: Scope,
    bound: Set<string> | null,
    free: Set<string>,
    globals: Set<string>,
    typeParams: Set<string>,
    classScope: Scope | null,
  ): void {
    const local = new Set<string>();
    const resolutions = new Map<string, Resolution>();
    const newGlobals = new Set<string>();
    const newFree = new Set<string>();
    const newBound = new Set<string>();
    const inlinedCells = new Set<string>();

    // A class's own names are invisible in its methods: pass on what it was given, before looking at them.
    if (scope.kind === "class") {
      addAll(newGlobals, globals);
      if (bound !== null) addAll(newBound, bound);
    }
    for (const [name, symbol] of scope.symbols) {
      resolutions.set(
        name,
        this.resolve(scope, name, symbol.usage, bound, local, free, globals, typeParams, classScope),
      );
    }
    if (scope.kind === "class") {
      CLASS_CELLS.forEach((name) => newBound.add(name));
    } else {
      if (isFunctionLike(scope)) addAll(newBound, local);
      if (bound !== null) addAll(newBound, bound);
      addAll(newGlobals, globals);
    }

    for (const child of scope.children) {
      const childClass = !child.canSeeClassScope ? null : scope.kind === "class" ? scope : classScope;
      // Comprehensions are inlined, generator expressions and those in annotation scopes of a class excepted.
      const inline = child.comprehension !== null && !child.generator && !scope.canSeeClassScope;
      const childFree = new Set(newFree);
      this.analyzeScope(
        child,
        new Set(newBound),
        childFree,
        new Set(newGlobals),
        new Set(typeParams),
        childClass,
      );
      if (inline) {
        inlineComprehension(scope, child, resolutions, childFree, inlinedCells);
        child.comprehensionInlined = true;
      }
      addAll(newFree, childFree);
    }
    scope.children = scope.children.flatMap((child) =>
      child.comprehensionInlined ? child.children : [child],
    );

    if (isFunctionLike(scope)) {
      for (const [name, resolution] of resolutions) {
        if (resolution === "local" && (newFree.has(name) || inlinedCells.has(name))) {
          resolutions.set(name, "cell");
          newFree.delete(name);
        }
      }
    } else if (scope.kind === "class") {
      if (newFree.delete("__class__")) scope.needsClassClosure = true;
      if (newFree.delete("__classdict__")) scope.needsClassDict = true;
      if (newFree.delete("__conditional_annotations__")) scope.hasConditionalAnnotations = true;
    }
    updateSymbols(scope, resolutions, bound, newFree, inlinedCells);
    addAll(free, newFree);
  }

  private resolve(
    scope: Scope,
    name: string,
    usage: number,
    bound: Set<string> | null,
    local: Set<string>,
    free: Set<string>,
    globals: Set<string>,
    typeParams: Set<string>,
    classScope: Scope | null,
  ): Resolution {
    if ((usage & Usage.GLOBAL) !== 0) {
      if ((usage & Usage.NONLOCAL) !== 0)
        this.errorAtDirective(scope, name, `name '${name}' is nonlocal and global`);
      globals.add(name);
      bound?.delete(name);
      return "globalExplicit";
    }
    if ((usage & Usage.NONLOCAL) !== 0) {
      if (bound === null)
        this.errorAtDirective(scope, name, "nonlocal declaration not allowed at module level");
      if (!bound.has(name)) this.errorAtDirective(scope, name, `no binding for nonlocal '${name}' found`);
      if (typeParams.has(name))
        this.errorAtDirective(scope, name, `nonlocal binding not allowed for type parameter '${name}'`);
      free.add(name);
      return "free";
    }
    if ((usage & BOUND) !== 0) {
      local.add(name);
      globals.delete(name);
      if ((usage & Usage.TYPE_PARAM) !== 0) typeParams.add(name);
      else typeParams.delete(name);
      return "local";
    }
    // A name that the class itself binds is looked up in the class and then among the globals, not in outer functions.
    if (classScope !== null) {
      const classUsage = classScope.symbol(name).usage;
      if ((classUsage & Usage.GLOBAL) !== 0) return "globalExplicit";
      if ((classUsage & BOUND) !== 0 && (classUsage & Usage.NONLOCAL) === 0) return "globalImplicit";
    }
    if (bound?.has(name) === true) {
      free.add(name);
      return "free";
    }
    return "globalImplicit";
  }

  private errorAtDirective(scope: Scope, name: string, message: string): never {
    const directive = scope.directives.find((candidate) => candidate.name === name);
    throwSyntaxError(message, this.filename, directive?.position ?? scope.position);
  }
}

function addAll(to: Set<string>, from: Iterable<string>): void {
  for (const name of from) to.add(name);
}

function isFreeInAnyChild(scope: Scope, name: string): boolean {
  return scope.children.some((child) => child.symbol(name).resolution === "free");
}

/** Enters the names of the inlined comprehension `inner` into `scope`. */
function inlineComprehension(
  scope: Scope,
  inner: Scope,
  resolutions: Map<string, Resolution>,
  innerFree: Set<string>,
  inlinedCells: Set<string>,
): void {
  const removed: string[] = [];
  for (const [name, symbol] of inner.symbols) {
    if ((symbol.usage & Usage.PARAM) !== 0) continue;
    let resolution = symbol.resolution;
    if (resolution === "cell" || (symbol.usage & Usage.COMP_CELL) !== 0) inlinedCells.add(name);
    const existing = scope.symbols.get(name);
    if (resolution === "free" && scope.kind === "class" && CLASS_CELLS.some((cell) => cell === name)) {
      resolution = "globalImplicit";
      innerFree.delete(name);
      removed.push(name);
    }
    if (existing === undefined) {
      scope.symbols.set(name, { usage: symbol.usage, resolution: "unknown" });
      resolutions.set(name, resolution);
    } else if ((existing.usage & BOUND) !== 0 && scope.kind !== "class" && !isFreeInAnyChild(inner, name)) {
      // What was free in the comprehension is now simply a local of the function around it.
      innerFree.delete(name);
    }
  }
  removed.forEach((name) => inner.symbols.delete(name));
}

/** Writes the decisions into the scope's symbols, and adds the names that only inner scopes use. */
function updateSymbols(
  scope: Scope,
  resolutions: Map<string, Resolution>,
  bound: Set<string> | null,
  free: Set<string>,
  inlinedCells: Set<string>,
): void {
  for (const [name, symbol] of scope.symbols) {
    const usage = inlinedCells.has(name) ? symbol.usage | Usage.COMP_CELL : symbol.usage;
    scope.symbols.set(name, { usage, resolution: resolutions.get(name) ?? "unknown" });
  }
  for (const name of free) {
    const symbol = scope.symbols.get(name);
    if (symbol !== undefined) {
      // A method's free variable may have the name of something that the class binds: the class passes both on.
      if (scope.kind === "class" || scope.canSeeClassScope) {
        scope.symbols.set(name, { usage: symbol.usage | Usage.FREE_CLASS, resolution: symbol.resolution });
      }
      continue;
    }
    if (bound !== null && !bound.has(name)) continue;
    scope.symbols.set(name, { usage: 0, resolution: "free" });
  }
}
