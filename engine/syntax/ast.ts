/**
 * The abstract syntax tree: the node classes of CPython 3.14's `ast` module as one discriminated union.
 *
 * Names, fields and their order are CPython's, so that its documentation describes this tree and
 * `ast.dump` of either is the same text. What differs, because TypeScript is not Python:
 *
 * - `kind` is the class name and discriminates the union. `Constant`'s own field `kind` (the `u` of
 *   `u"text"`) is therefore called `string_kind`.
 * - Operators and contexts are string literals ("Add", "Load"), not nodes.
 * - A constant's value is a small union of its own, `ConstantValue`, because Python tells `1` from `1.0`.
 * - `type_comment` is kept for its place in the tree and is always null: type comments are not parsed.
 *
 * Positions are CPython's: lines from 1, columns from 0 in bytes of the line's UTF-8; the end is exclusive.
 * Nodes are immutable once the parser has returned them.
 */

/** Where a node stands in the source. Columns count UTF-8 bytes. */
export interface Position {
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

export type ExprContext = "Load" | "Store" | "Del";
export type BoolOperator = "And" | "Or";
export type BinaryOperator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";
export type CompareOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

/** The value of a `Constant`. A `str` may hold lone surrogates, as Python's may. */
export type ConstantValue =
  | { readonly type: "none" }
  | { readonly type: "true" }
  | { readonly type: "false" }
  | { readonly type: "ellipsis" }
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  /** The literal `2.5j`: only the imaginary part can be written. */
  | { readonly type: "complex"; readonly imag: number }
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array };

// Modules

export interface Module {
  readonly kind: "Module";
  readonly body: readonly StmtNode[];
}
export interface Interactive {
  readonly kind: "Interactive";
  readonly body: readonly StmtNode[];
}
export interface Expression {
  readonly kind: "Expression";
  readonly body: ExprNode;
}

// Statements

export interface FunctionDef extends Position {
  readonly kind: "FunctionDef";
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly StmtNode[];
  readonly decorator_list: readonly ExprNode[];
  readonly returns: ExprNode | null;
  readonly type_comment: null;
  readonly type_params: readonly TypeParamNode[];
}

export interface AsyncFunctionDef extends Position {
  readonly kind: "AsyncFunctionDef";
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly StmtNode[];
  readonly decorator_list: readonly ExprNode[];
  readonly returns: ExprNode | null;
  readonly type_comment: null;
  readonly type_params: readonly TypeParamNode[];
}

export interface ClassDef extends Position {
  readonly kind: "ClassDef";
  readonly name: string;
  readonly bases: readonly ExprNode[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly StmtNode[];
  readonly decorator_list: readonly ExprNode[];
  readonly type_params: readonly TypeParamNode[];
}

export interface Return extends Position {
  readonly kind: "Return";
  readonly value: ExprNode | null;
}
export interface Delete extends Position {
  readonly kind: "Delete";
  readonly targets: readonly ExprNode[];
}

export interface Assign extends Position {
  readonly kind: "Assign";
  readonly targets: readonly ExprNode[];
  readonly value: ExprNode;
  readonly type_comment: null;
}

/** `type Name[params] = value`. */
export interface TypeAlias extends Position {
  readonly kind: "TypeAlias";
  readonly name: Name;
  readonly type_params: readonly TypeParamNode[];
  readonly value: ExprNode;
}

export interface AugAssign extends Position {
  readonly kind: "AugAssign";
  readonly target: Name | Attribute | Subscript;
  readonly op: BinaryOperator;
  readonly value: ExprNode;
}

export interface AnnAssign extends Position {
  readonly kind: "AnnAssign";
  readonly target: Name | Attribute | Subscript;
  readonly annotation: ExprNode;
  readonly value: ExprNode | null;
  /** 1 when the target is a name without parentheses. */
  readonly simple: 0 | 1;
}

export interface For extends Position {
  readonly kind: "For";
  readonly target: ExprNode;
  readonly iter: ExprNode;
  readonly body: readonly StmtNode[];
  readonly orelse: readonly StmtNode[];
  readonly type_comment: null;
}

export interface AsyncFor extends Position {
  readonly kind: "AsyncFor";
  readonly target: ExprNode;
  readonly iter: ExprNode;
  readonly body: readonly StmtNode[];
  readonly orelse: readonly StmtNode[];
  readonly type_comment: null;
}

export interface While extends Position {
  readonly kind: "While";
  readonly test: ExprNode;
  readonly body: readonly StmtNode[];
  readonly orelse: readonly StmtNode[];
}

/** An `elif` is an `If` alone in `orelse`. */
export interface If extends Position {
  readonly kind: "If";
  readonly test: ExprNode;
  readonly body: readonly StmtNode[];
  readonly orelse: readonly StmtNode[];
}

export interface With extends Position {
  readonly kind: "With";
  readonly items: readonly WithItem[];
  readonly body: readonly StmtNode[];
  readonly type_comment: null;
}

export interface AsyncWith extends Position {
  readonly kind: "AsyncWith";
  readonly items: readonly WithItem[];
  readonly body: readonly StmtNode[];
  readonly type_comment: null;
}

export interface Match extends Position {
  readonly kind: "Match";
  readonly subject: ExprNode;
  readonly cases: readonly MatchCase[];
}

export interface Raise extends Position {
  readonly kind: "Raise";
  readonly exc: ExprNode | null;
  readonly cause: ExprNode | null;
}

export interface Try extends Position {
  readonly kind: "Try";
  readonly body: readonly StmtNode[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly StmtNode[];
  readonly finalbody: readonly StmtNode[];
}

/** `try` with `except*`. */
export interface TryStar extends Position {
  readonly kind: "TryStar";
  readonly body: readonly StmtNode[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly StmtNode[];
  readonly finalbody: readonly StmtNode[];
}

export interface Assert extends Position {
  readonly kind: "Assert";
  readonly test: ExprNode;
  readonly msg: ExprNode | null;
}

export interface Import extends Position {
  readonly kind: "Import";
  readonly names: readonly Alias[];
}

export interface ImportFrom extends Position {
  readonly kind: "ImportFrom";
  /** Null for `from . import name`. */
  readonly module: string | null;
  readonly names: readonly Alias[];
  /** The number of leading dots. */
  readonly level: number;
}

export interface Global extends Position {
  readonly kind: "Global";
  readonly names: readonly string[];
}
export interface Nonlocal extends Position {
  readonly kind: "Nonlocal";
  readonly names: readonly string[];
}
export interface Expr extends Position {
  readonly kind: "Expr";
  readonly value: ExprNode;
}
export interface Pass extends Position {
  readonly kind: "Pass";
}
export interface Break extends Position {
  readonly kind: "Break";
}
export interface Continue extends Position {
  readonly kind: "Continue";
}

// Expressions

export interface BoolOp extends Position {
  readonly kind: "BoolOp";
  readonly op: BoolOperator;
  /** At least two. */
  readonly values: readonly ExprNode[];
}

export interface NamedExpr extends Position {
  readonly kind: "NamedExpr";
  readonly target: Name;
  readonly value: ExprNode;
}

export interface BinOp extends Position {
  readonly kind: "BinOp";
  readonly left: ExprNode;
  readonly op: BinaryOperator;
  readonly right: ExprNode;
}

export interface UnaryOp extends Position {
  readonly kind: "UnaryOp";
  readonly op: UnaryOperator;
  readonly operand: ExprNode;
}

export interface Lambda extends Position {
  readonly kind: "Lambda";
  readonly args: Arguments;
  readonly body: ExprNode;
}

export interface IfExp extends Position {
  readonly kind: "IfExp";
  readonly test: ExprNode;
  readonly body: ExprNode;
  readonly orelse: ExprNode;
}

export interface Dict extends Position {
  readonly kind: "Dict";
  /** Null where `values` holds the operand of `**`. */
  readonly keys: readonly (ExprNode | null)[];
  readonly values: readonly ExprNode[];
}

export interface Set extends Position {
  readonly kind: "Set";
  readonly elts: readonly ExprNode[];
}

export interface ListComp extends Position {
  readonly kind: "ListComp";
  readonly elt: ExprNode;
  readonly generators: readonly Comprehension[];
}

export interface SetComp extends Position {
  readonly kind: "SetComp";
  readonly elt: ExprNode;
  readonly generators: readonly Comprehension[];
}

export interface DictComp extends Position {
  readonly kind: "DictComp";
  readonly key: ExprNode;
  readonly value: ExprNode;
  readonly generators: readonly Comprehension[];
}

export interface GeneratorExp extends Position {
  readonly kind: "GeneratorExp";
  readonly elt: ExprNode;
  readonly generators: readonly Comprehension[];
}

export interface Await extends Position {
  readonly kind: "Await";
  readonly value: ExprNode;
}
export interface Yield extends Position {
  readonly kind: "Yield";
  readonly value: ExprNode | null;
}
export interface YieldFrom extends Position {
  readonly kind: "YieldFrom";
  readonly value: ExprNode;
}

/** `left ops[0] comparators[0] ops[1] comparators[1] …`. */
export interface Compare extends Position {
  readonly kind: "Compare";
  readonly left: ExprNode;
  readonly ops: readonly CompareOperator[];
  readonly comparators: readonly ExprNode[];
}

export interface Call extends Position {
  readonly kind: "Call";
  readonly func: ExprNode;
  readonly args: readonly ExprNode[];
  readonly keywords: readonly Keyword[];
}

/** `{value!conversion:format_spec}` inside an f-string. */
export interface FormattedValue extends Position {
  readonly kind: "FormattedValue";
  readonly value: ExprNode;
  /** The code of "s", "r" or "a", or -1. */
  readonly conversion: number;
  readonly format_spec: JoinedStr | null;
}

/** An f-string: `values` are `Constant` strings and `FormattedValue`s. */
export interface JoinedStr extends Position {
  readonly kind: "JoinedStr";
  readonly values: readonly ExprNode[];
}

/** `{value!conversion:format_spec}` inside a t-string; `str` is the expression's own text. */
export interface Interpolation extends Position {
  readonly kind: "Interpolation";
  readonly value: ExprNode;
  readonly str: string;
  /** The code of "s", "r" or "a", or -1. */
  readonly conversion: number;
  readonly format_spec: JoinedStr | null;
}

/** A t-string: `values` are `Constant` strings and `Interpolation`s. */
export interface TemplateStr extends Position {
  readonly kind: "TemplateStr";
  readonly values: readonly ExprNode[];
}

export interface Constant extends Position {
  readonly kind: "Constant";
  readonly value: ConstantValue;
  /** CPython's field `kind`: "u" for a string written `u"…"`. */
  readonly string_kind: "u" | null;
}

export interface Attribute extends Position {
  readonly kind: "Attribute";
  readonly value: ExprNode;
  readonly attr: string;
  readonly ctx: ExprContext;
}

export interface Subscript extends Position {
  readonly kind: "Subscript";
  readonly value: ExprNode;
  readonly slice: ExprNode;
  readonly ctx: ExprContext;
}

export interface Starred extends Position {
  readonly kind: "Starred";
  readonly value: ExprNode;
  readonly ctx: ExprContext;
}

export interface Name extends Position {
  readonly kind: "Name";
  /** Normalised to NFKC. */
  readonly id: string;
  readonly ctx: ExprContext;
}

export interface List extends Position {
  readonly kind: "List";
  readonly elts: readonly ExprNode[];
  readonly ctx: ExprContext;
}

export interface Tuple extends Position {
  readonly kind: "Tuple";
  readonly elts: readonly ExprNode[];
  readonly ctx: ExprContext;
}

/** Only inside `Subscript.slice`, alone or in a `Tuple`. */
export interface Slice extends Position {
  readonly kind: "Slice";
  readonly lower: ExprNode | null;
  readonly upper: ExprNode | null;
  readonly step: ExprNode | null;
}

// Parts of statements and expressions

export interface Comprehension {
  readonly kind: "comprehension";
  readonly target: ExprNode;
  readonly iter: ExprNode;
  readonly ifs: readonly ExprNode[];
  /** 1 for `async for`. */
  readonly is_async: 0 | 1;
}

export interface ExceptHandler extends Position {
  readonly kind: "ExceptHandler";
  readonly type: ExprNode | null;
  readonly name: string | null;
  readonly body: readonly StmtNode[];
}

/**
 * The parameters of a function. `defaults` belong to the last of `posonlyargs` + `args`;
 * `kw_defaults` runs beside `kwonlyargs`, null where a parameter is required.
 */
export interface Arguments {
  readonly kind: "arguments";
  readonly posonlyargs: readonly Arg[];
  readonly args: readonly Arg[];
  readonly vararg: Arg | null;
  readonly kwonlyargs: readonly Arg[];
  readonly kw_defaults: readonly (ExprNode | null)[];
  readonly kwarg: Arg | null;
  readonly defaults: readonly ExprNode[];
}

export interface Arg extends Position {
  readonly kind: "arg";
  readonly arg: string;
  readonly annotation: ExprNode | null;
  readonly type_comment: null;
}

export interface Keyword extends Position {
  readonly kind: "keyword";
  /** Null for `**value`. */
  readonly arg: string | null;
  readonly value: ExprNode;
}

export interface Alias extends Position {
  readonly kind: "alias";
  /** Dotted for `import a.b`; "*" for `from m import *`. */
  readonly name: string;
  readonly asname: string | null;
}

export interface WithItem {
  readonly kind: "withitem";
  readonly context_expr: ExprNode;
  readonly optional_vars: ExprNode | null;
}

export interface MatchCase {
  readonly kind: "match_case";
  readonly pattern: PatternNode;
  readonly guard: ExprNode | null;
  readonly body: readonly StmtNode[];
}

// Patterns

export interface MatchValue extends Position {
  readonly kind: "MatchValue";
  readonly value: ExprNode;
}

/** `None`, `True` or `False`, compared by identity. */
export interface MatchSingleton extends Position {
  readonly kind: "MatchSingleton";
  readonly value: ConstantValue;
}

export interface MatchSequence extends Position {
  readonly kind: "MatchSequence";
  readonly patterns: readonly PatternNode[];
}

export interface MatchMapping extends Position {
  readonly kind: "MatchMapping";
  readonly keys: readonly ExprNode[];
  readonly patterns: readonly PatternNode[];
  /** The name after `**`, or null. */
  readonly rest: string | null;
}

export interface MatchClass extends Position {
  readonly kind: "MatchClass";
  readonly cls: ExprNode;
  readonly patterns: readonly PatternNode[];
  readonly kwd_attrs: readonly string[];
  readonly kwd_patterns: readonly PatternNode[];
}

/** `*name`; null for `*_`. */
export interface MatchStar extends Position {
  readonly kind: "MatchStar";
  readonly name: string | null;
}

/** A capture, `pattern as name`, or the wildcard (both null). */
export interface MatchAs extends Position {
  readonly kind: "MatchAs";
  readonly pattern: PatternNode | null;
  readonly name: string | null;
}

export interface MatchOr extends Position {
  readonly kind: "MatchOr";
  readonly patterns: readonly PatternNode[];
}

// Type parameters

export interface TypeVar extends Position {
  readonly kind: "TypeVar";
  readonly name: string;
  readonly bound: ExprNode | null;
  readonly default_value: ExprNode | null;
}

export interface ParamSpec extends Position {
  readonly kind: "ParamSpec";
  readonly name: string;
  readonly default_value: ExprNode | null;
}

export interface TypeVarTuple extends Position {
  readonly kind: "TypeVarTuple";
  readonly name: string;
  readonly default_value: ExprNode | null;
}

// The unions, named after CPython's base classes

/** CPython's `mod`. */
export type ModNode = Module | Interactive | Expression;

/** CPython's `stmt`. */
export type StmtNode =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue;

/** CPython's `expr`. */
export type ExprNode =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

/** CPython's `pattern`. */
export type PatternNode =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

/** CPython's `type_param`. */
export type TypeParamNode = TypeVar | ParamSpec | TypeVarTuple;

/** Any node of the tree. */
export type AstNode =
  | ModNode
  | StmtNode
  | ExprNode
  | PatternNode
  | TypeParamNode
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | MatchCase;

/** Any node that has a position. */
export type PositionedNode =
  | StmtNode
  | ExprNode
  | PatternNode
  | TypeParamNode
  | ExceptHandler
  | Arg
  | Keyword
  | Alias;
