/**
 * The code generator's state: the stack of code objects being compiled, and the primitives that emit instructions.
 *
 * One `Unit` becomes one code object. A `Compiler` holds the current unit and those around it. The topics of the code
 * generator (`codegen/*`) are functions on a `Compiler`; where they need each other in a circle (an expression holds a
 * lambda, whose body is an expression) they go through `visitExpr` and `visitStmts`, injected by `compile.ts`.
 *
 * What must hold
 *   - operands that name things are indices into the unit's own tables; cells and free variables are numbered from the
 *     first cell here, and moved behind the locals by the flow graph;
 *   - a unit ends with a return, added by `finishUnit`.
 */

import type { CodeObject, Const } from "../bytecode/code.ts";
import { CodeFlag, Op, ResumePoint } from "../bytecode/instructions.ts";
import type { AnnAssign, Attribute, ExprNode, Position, StmtNode } from "../syntax/ast.ts";
import { ConstantKeys, NONE } from "./constants.ts";
import type { FutureFeatures } from "./future.ts";
import type { Location } from "./location.ts";
import { NO_LOCATION, throwSyntaxError } from "./location.ts";
import type { Resolution, Scope, SymbolTable } from "./scope.ts";
import { isFunctionLike, mangle, mangleIn, scopeFlags } from "./scope.ts";
import type { Label } from "./sequence.ts";
import { InstructionSequence } from "./sequence.ts";

export type UnitKind =
  | "module"
  | "class"
  | "function"
  | "asyncFunction"
  | "lambda"
  | "comprehension"
  | "annotations";

/** What must be undone when `return`, `break` or `continue` leaves a block. */
export type FrameBlock =
  | { readonly kind: "whileLoop" | "forLoop"; readonly start: Label; readonly exit: Label }
  | {
      readonly kind:
        | "tryExcept"
        | "finallyEnd"
        | "exceptionHandler"
        | "exceptionGroupHandler"
        | "popValue"
        | "stopIteration"
        | "asyncComprehension";
    }
  | { readonly kind: "finallyTry"; readonly body: readonly StmtNode[] }
  | { readonly kind: "with" | "asyncWith"; readonly location: Location }
  | { readonly kind: "handlerCleanup"; readonly name: string | null };

/** How many blocks may be nested; also the depth of the exception stack. */
const MAX_BLOCKS = 21;

/** Constants or names in the order of their first use. */
export class IndexTable<Item> {
  readonly items: Item[] = [];
  private readonly indices = new Map<string, number>();

  indexOf(key: string, item: Item): number {
    const known = this.indices.get(key);
    if (known !== undefined) return known;
    this.indices.set(key, this.items.length);
    return this.items.push(item) - 1;
  }
}

/** A numbered set of names; the numbers of free variables start after the cells'. */
export class NameTable {
  private readonly indices = new Map<string, number>();

  constructor(
    names: Iterable<string> = [],
    private readonly offset = 0,
  ) {
    for (const name of names) this.add(name);
  }

  get size(): number {
    return this.indices.size;
  }

  /** The index of `name`, entering it when it is new. */
  add(name: string): number {
    let index = this.indices.get(name);
    if (index === undefined) {
      index = this.indices.size + this.offset;
      this.indices.set(name, index);
    }
    return index;
  }

  get(name: string): number | undefined {
    return this.indices.get(name);
  }

  names(): string[] {
    return [...this.indices.keys()];
  }

  entries(): IterableIterator<[string, number]> {
    return this.indices.entries();
  }
}

export interface Signature {
  readonly argcount: number;
  readonly posonlyargcount: number;
  readonly kwonlyargcount: number;
}

const NO_PARAMETERS: Signature = { argcount: 0, posonlyargcount: 0, kwonlyargcount: 0 };

export class Unit {
  qualname: string;
  readonly consts = new IndexTable<Const>();
  readonly names = new NameTable();
  readonly varnames: NameTable;
  readonly cellvars: NameTable;
  readonly freevars: NameTable;
  /** Names that an inlined comprehension makes fast locals of a module or class; true while it is being compiled. */
  readonly fastHidden = new Map<string, boolean>();
  sequence = new InstructionSequence();
  stashedSequence: InstructionSequence | null = null;
  readonly blocks: FrameBlock[] = [];
  inlinedComprehensions = 0;
  conditionalDepth = 0;
  /** Attributes that methods set on `self`. */
  readonly staticAttributes = new Set<string>();
  readonly deferredAnnotations: { readonly statement: AnnAssign; readonly index: number }[] = [];
  nextConditionalIndex = 0;

  constructor(
    readonly kind: UnitKind,
    readonly name: string,
    readonly scope: Scope,
    readonly firstlineno: number,
    /** The class whose name private names are mangled with. */
    readonly className: string | null,
    readonly signature: Signature,
  ) {
    this.qualname = name;
    this.varnames = new NameTable(scope.parameters);
    const cells = sortedNames(scope, (resolution, usage) => resolution === "cell" || (usage & 0x800) !== 0);
    if (scope.needsClassClosure) cells.push("__class__");
    if (scope.needsClassDict) cells.push("__classdict__");
    if (scope.hasConditionalAnnotations) cells.push("__conditional_annotations__");
    this.cellvars = new NameTable(cells);
    const free = sortedNames(scope, (resolution, usage) => resolution === "free" || (usage & 0x40) !== 0);
    this.freevars = new NameTable(free, this.cellvars.size);
  }
}

/** The order of Python's strings: by code points, which differs from the host's beyond the BMP. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = (left[i].codePointAt(0) ?? 0) - (right[i].codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function sortNames(names: string[]): string[] {
  return names.sort(compareCodePoints);
}

function sortedNames(scope: Scope, wanted: (resolution: Resolution, usage: number) => boolean): string[] {
  const names: string[] = [];
  for (const [name, symbol] of scope.symbols) {
    if (wanted(symbol.resolution, symbol.usage)) names.push(name);
  }
  return sortNames(names);
}

/** A warning of the compiler: `SyntaxWarning` at a span. */
export type WarnFunction = (message: string, position: Position) => void;

export interface CompilerSettings {
  readonly filename: string;
  readonly future: FutureFeatures;
  /** 0: everything; 1: no `assert`, `__debug__` is False; 2: no docstrings either. */
  readonly optimize: 0 | 1 | 2;
  /** Expression statements at the top level are printed. */
  readonly interactive: boolean;
  readonly warn: WarnFunction;
  readonly visitExpr: (c: Compiler, expr: ExprNode) => void;
  readonly visitStmt: (c: Compiler, stmt: StmtNode) => void;
  readonly assemble: (unit: Unit, flags: number, filename: string, keys: ConstantKeys) => CodeObject;
}

export class Compiler {
  unit!: Unit;
  readonly stack: Unit[] = [];
  readonly keys = new ConstantKeys();

  constructor(
    readonly symbols: SymbolTable,
    readonly settings: CompilerSettings,
  ) {}

  get scope(): Scope {
    return this.unit.scope;
  }

  get futureAnnotations(): boolean {
    return this.settings.future.annotations;
  }

  // Visiting

  visitExpr(expr: ExprNode): void {
    this.settings.visitExpr(this, expr);
  }

  visitExprs(exprs: readonly ExprNode[]): void {
    for (const expr of exprs) this.settings.visitExpr(this, expr);
  }

  visitStmts(body: readonly StmtNode[]): void {
    for (const stmt of body) this.settings.visitStmt(this, stmt);
  }

  error(message: string, position: Position | Location): never {
    throwSyntaxError(
      message,
      this.settings.filename,
      "lineno" in position
        ? position
        : {
            lineno: position.line,
            col_offset: position.col,
            end_lineno: position.endLine,
            end_col_offset: position.endCol,
          },
    );
  }

  warn(message: string, position: Position): void {
    this.settings.warn(message, position);
  }

  // Units

  /**
   * Starts a code object for `scope` and emits its RESUME. `className` overrides the class that private names belong to.
   */
  enterUnit(
    kind: UnitKind,
    name: string,
    scope: Scope,
    firstlineno: number,
    className: string | null = null,
    signature: Signature = NO_PARAMETERS,
  ): void {
    const outer = this.unit as Unit | undefined;
    const unit = new Unit(kind, name, scope, firstlineno, className ?? outer?.className ?? null, signature);
    if (outer !== undefined) this.stack.push(outer);
    this.unit = unit;
    if (kind !== "module") unit.qualname = this.qualifiedName(unit);
    const line = kind === "module" ? 0 : firstlineno;
    const location: Location = { line, endLine: firstlineno, col: 0, endCol: 0 };
    this.emit(Op.RESUME, ResumePoint.AT_FUNC_START, location);
    if (kind === "module") this.emit(Op.ANNOTATIONS_PLACEHOLDER, 0, location);
  }

  private qualifiedName(unit: Unit): string {
    const depth = this.stack.length;
    if (depth <= 1) return unit.name;
    let parent = this.stack[depth - 1];
    if (parent.kind === "annotations") {
      // A scope of type parameters does not show in names.
      if (depth === 2) return unit.name;
      parent = this.stack[depth - 2];
    }
    if (unit.kind === "function" || unit.kind === "asyncFunction" || unit.kind === "class") {
      const mangled = mangle(parent.className, unit.name);
      if (parent.scope.symbol(mangled).resolution === "globalExplicit") return unit.name;
    }
    const inFunction =
      parent.kind === "function" || parent.kind === "asyncFunction" || parent.kind === "lambda";
    return `${parent.qualname}${inFunction ? ".<locals>" : ""}.${unit.name}`;
  }

  /** Ends the current code object, whose code falls off its end returning None if `returnsNone`, else the top of the stack. */
  finishUnit(returnsNone: boolean): CodeObject {
    const unit = this.unit;
    if (returnsNone) this.emitConst(NONE, NO_LOCATION);
    this.emit(Op.RETURN_VALUE, 0, NO_LOCATION);
    const flags = scopeFlags(unit.scope) | this.settings.future.flags;
    const code = this.settings.assemble(unit, flags, this.settings.filename, this.keys);
    const outer = this.stack.pop();
    if (outer !== undefined) this.unit = outer;
    return code;
  }

  // Emitting

  newLabel(): Label {
    return this.unit.sequence.newLabel();
  }

  useLabel(label: Label): void {
    this.unit.sequence.useLabel(label);
  }

  emit(opcode: number, oparg: number, location: Location): void {
    this.unit.sequence.add(opcode, oparg, location);
  }

  /** Emits an instruction without operand. */
  emitOp(opcode: number, location: Location): void {
    this.unit.sequence.add(opcode, 0, location);
  }

  emitJump(opcode: number, target: Label, location: Location): void {
    this.unit.sequence.add(opcode, target, location);
  }

  addConst(constant: Const): number {
    return this.unit.consts.indexOf(this.keys.keyOf(constant), constant);
  }

  emitConst(constant: Const, location: Location): void {
    this.emit(Op.LOAD_CONST, this.addConst(constant), location);
  }

  /** `name` as the current scope stores it. */
  mangle(name: string): string {
    return mangleIn(this.unit.scope, this.unit.className, name);
  }

  /** Emits an instruction that names `name` in `table`, after mangling. `flags` go below the index, in `flagBits` bits. */
  emitName(
    opcode: number,
    name: string,
    table: NameTable,
    location: Location,
    flags = 0,
    flagBits = 0,
  ): void {
    this.emit(opcode, (table.add(this.mangle(name)) << flagBits) | flags, location);
  }

  emitAttribute(opcode: number, attribute: string, location: Location): void {
    this.emitName(opcode, attribute, this.unit.names, location, 0, opcode === Op.LOAD_ATTR ? 1 : 0);
  }

  /** LOAD_ATTR in the form that a method call uses: pushes the method and `self`, or the attribute and NULL. */
  emitLoadMethod(attribute: string, location: Location): void {
    this.emitName(Op.LOAD_ATTR, attribute, this.unit.names, location, 1, 1);
  }

  /** Loads, stores or deletes the variable `name`. */
  emitVariable(name: string, context: "Load" | "Store" | "Del", location: Location): void {
    const unit = this.unit;
    const scope = unit.scope;
    const mangled = this.mangle(name);
    const { resolution } = scope.symbol(mangled);
    switch (resolution) {
      case "free":
      case "cell":
        this.emitCellVariable(
          mangled,
          resolution === "free" ? unit.freevars : unit.cellvars,
          context,
          location,
        );
        return;
      case "local":
        if (isFunctionLike(scope) || unit.fastHidden.get(mangled) === true) {
          this.emit(
            pick(context, Op.LOAD_FAST, Op.STORE_FAST, Op.DELETE_FAST),
            unit.varnames.add(mangled),
            location,
          );
          return;
        }
        break;
      case "globalImplicit":
        if (isFunctionLike(scope)) {
          this.emitGlobal(mangled, context, location, scope.canSeeClassScope);
          return;
        }
        break;
      case "globalExplicit":
        this.emitGlobal(mangled, context, location, false);
        return;
      case "unknown":
        break;
    }
    const index = unit.names.add(mangled);
    // The names of a class are out of sight of a comprehension inlined in it.
    if (context === "Load" && scope.kind === "class" && unit.inlinedComprehensions > 0)
      this.emit(Op.LOAD_GLOBAL, index << 1, location);
    else this.emit(pick(context, Op.LOAD_NAME, Op.STORE_NAME, Op.DELETE_NAME), index, location);
  }

  private emitCellVariable(
    mangled: string,
    table: NameTable,
    context: "Load" | "Store" | "Del",
    location: Location,
  ): void {
    const index = table.add(mangled);
    if (context !== "Load") {
      this.emit(context === "Store" ? Op.STORE_DEREF : Op.DELETE_DEREF, index, location);
    } else if (this.scope.kind === "class" && this.unit.inlinedComprehensions === 0) {
      this.emitOp(Op.LOAD_LOCALS, location);
      this.emit(Op.LOAD_FROM_DICT_OR_DEREF, index, location);
    } else if (this.scope.canSeeClassScope) {
      this.emitClassDict(location);
      this.emit(Op.LOAD_FROM_DICT_OR_DEREF, index, location);
    } else {
      this.emit(Op.LOAD_DEREF, index, location);
    }
  }

  private emitGlobal(
    mangled: string,
    context: "Load" | "Store" | "Del",
    location: Location,
    seesClass: boolean,
  ): void {
    const index = this.unit.names.add(mangled);
    if (context !== "Load") {
      this.emit(context === "Store" ? Op.STORE_GLOBAL : Op.DELETE_GLOBAL, index, location);
    } else if (seesClass) {
      this.emitClassDict(location);
      this.emit(Op.LOAD_FROM_DICT_OR_GLOBALS, index, location);
    } else {
      this.emit(Op.LOAD_GLOBAL, index << 1, location);
    }
  }

  private emitClassDict(location: Location): void {
    this.emit(Op.LOAD_DEREF, this.unit.freevars.add("__classdict__"), location);
  }

  // Blocks

  pushBlock(block: FrameBlock, location: Location): void {
    if (this.unit.blocks.length >= MAX_BLOCKS) this.error("too many statically nested blocks", location);
    this.unit.blocks.push(block);
  }

  popBlock(): void {
    this.unit.blocks.pop();
  }

  /** Runs `emit` as the body of a statement that may be skipped; annotations in it are recorded when they are reached. */
  inConditionalBlock(emit: () => void): void {
    this.unit.conditionalDepth++;
    emit();
    this.unit.conditionalDepth--;
  }

  // Classes

  /** Notes `self.name = …` for the `__static_attributes__` of the class around. */
  noteStaticAttribute(expr: Attribute): void {
    if (expr.ctx !== "Store" || expr.value.kind !== "Name" || expr.value.id !== "self") return;
    for (let i = this.stack.length - 1; i >= 0; i--) {
      if (this.stack[i].kind === "class") {
        this.stack[i].staticAttributes.add(expr.attr);
        return;
      }
    }
  }

  /** True when expression statements here are to be printed. */
  get printsExpressions(): boolean {
    return this.settings.interactive && this.stack.length === 0;
  }
}

function pick(context: "Load" | "Store" | "Del", load: number, store: number, del: number): number {
  return context === "Load" ? load : context === "Store" ? store : del;
}

/** True for units that yield: generators, coroutines and asynchronous generators. */
export function isGeneratorFlags(flags: number): boolean {
  return (flags & (CodeFlag.GENERATOR | CodeFlag.COROUTINE | CodeFlag.ASYNC_GENERATOR)) !== 0;
}
