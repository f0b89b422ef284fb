/**
 * `match`: structural pattern matching (PEP 634).
 *
 * Every pattern takes its subject from the top of the stack and falls through on success. On failure it jumps to a chain
 * of POP_TOPs, entered at the one that removes as many values as lie on the stack at that point:
 *
 *     fail[2]: POP_TOP
 *     fail[1]: POP_TOP
 *     fail[0]: next case
 *
 * Captured values are kept below the values still being matched, and stored in their variables only when the whole
 * pattern has matched.
 */

import type { Const } from "../../bytecode/code.ts";
import { formatConst } from "../../bytecode/format.ts";
import { BinaryOperator, Op } from "../../bytecode/instructions.ts";
import type {
  ExprNode,
  Match,
  MatchClass,
  MatchMapping,
  MatchOr,
  MatchSequence,
  PatternNode,
} from "../../syntax/ast.ts";
import { foldBinary, foldNegative } from "../arithmetic.ts";
import { constantOf, intConst, NONE, stringConst, tupleConst } from "../constants.ts";
import type { Location } from "../location.ts";
import { locationOf, NEXT_LOCATION, NO_LOCATION } from "../location.ts";
import type { Label } from "../sequence.ts";
import type { Compiler } from "../unit.ts";
import { emitCompareOp, emitJumpIf } from "./conditions.ts";

interface PatternContext {
  /** Names captured so far; their values lie on the stack, below the values in use. */
  stores: string[];
  /** Whether a pattern that always matches is allowed here. */
  allowIrrefutable: boolean;
  /** Where to jump to have `index` values popped. */
  fail: Label[];
  /** Values on top that must stay there. */
  onTop: number;
}

function isWildcard(pattern: PatternNode): boolean {
  return pattern.kind === "MatchAs" && pattern.name === null;
}

function isWildcardStar(pattern: PatternNode): boolean {
  return pattern.kind === "MatchStar" && pattern.name === null;
}

export function emitMatch(c: Compiler, stmt: Match): void {
  c.visitExpr(stmt.subject);
  const end = c.newLabel();
  const count = stmt.cases.length;
  const lastCase = stmt.cases[count - 1];
  const hasDefault = isWildcard(lastCase.pattern) && count > 1;
  const matched = count - (hasDefault ? 1 : 0);
  for (let i = 0; i < matched; i++) {
    const item = stmt.cases[i];
    const location = locationOf(item.pattern);
    // The last case may use up the subject.
    const keepsSubject = i !== matched - 1;
    if (keepsSubject) c.emit(Op.COPY, 1, location);
    const context: PatternContext = {
      stores: [],
      allowIrrefutable: item.guard !== null || i === count - 1,
      fail: [],
      onTop: 0,
    };
    emitPattern(c, item.pattern, context);
    for (const name of context.stores) c.emitVariable(name, "Store", location);
    if (item.guard !== null) {
      ensureFail(c, context, 0);
      emitJumpIf(c, location, item.guard, context.fail[0], false);
    }
    if (keepsSubject) c.emitOp(Op.POP_TOP, NEXT_LOCATION);
    c.visitStmts(item.body);
    c.emitJump(Op.JUMP, end, NO_LOCATION);
    // A failed match is reported at its pattern, not at the end of the body before.
    emitFailChain(c, location, context);
  }
  if (hasDefault) {
    const location = locationOf(lastCase.pattern);
    // The default has no code of its own; a NOP shows that its line was reached.
    c.emitOp(Op.NOP, location);
    if (lastCase.guard !== null) emitJumpIf(c, location, lastCase.guard, end, false);
    c.visitStmts(lastCase.body);
  }
  c.useLabel(end);
}

// Failure

function ensureFail(c: Compiler, context: PatternContext, index: number): void {
  while (context.fail.length <= index) context.fail.push(c.newLabel());
}

function emitJumpToFail(c: Compiler, location: Location, context: PatternContext, opcode: number): void {
  const pops = context.onTop + context.stores.length;
  ensureFail(c, context, pops);
  c.emitJump(opcode, context.fail[pops], location);
}

function emitFailChain(c: Compiler, location: Location, context: PatternContext): void {
  for (let i = context.fail.length - 1; i > 0; i--) {
    c.useLabel(context.fail[i]);
    c.emitOp(Op.POP_TOP, location);
  }
  if (context.fail.length > 0) c.useLabel(context.fail[0]);
  context.fail = [];
}

// Captures

/** Moves the top of the stack below the `count - 1` values under it. */
function emitRotate(c: Compiler, location: Location, count: number): void {
  for (let n = count; n > 1; n--) c.emit(Op.SWAP, n, location);
}

function rejectDuplicate(c: Compiler, location: Location, context: PatternContext, name: string): void {
  if (context.stores.includes(name)) c.error(`multiple assignments to name '${name}' in pattern`, location);
}

function emitCapture(c: Compiler, location: Location, name: string | null, context: PatternContext): void {
  if (name === null) {
    c.emitOp(Op.POP_TOP, location);
    return;
  }
  rejectDuplicate(c, location, context, name);
  emitRotate(c, location, context.onTop + context.stores.length + 1);
  context.stores.push(name);
}

// Patterns

function emitPattern(c: Compiler, pattern: PatternNode, context: PatternContext): void {
  const location = locationOf(pattern);
  switch (pattern.kind) {
    case "MatchValue":
      emitMatchedValue(c, pattern.value, "patterns may only match literals and attribute lookups", location);
      emitCompareOp(c, "Eq", location);
      c.emitOp(Op.TO_BOOL, location);
      emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
      break;
    case "MatchSingleton":
      c.emitConst(constantOf(pattern.value), location);
      emitCompareOp(c, "Is", location);
      emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
      break;
    case "MatchSequence":
      emitSequencePattern(c, pattern, context);
      break;
    case "MatchMapping":
      emitMappingPattern(c, pattern, context);
      break;
    case "MatchClass":
      emitClassPattern(c, pattern, context);
      break;
    case "MatchStar":
      emitCapture(c, location, pattern.name, context);
      break;
    case "MatchAs":
      if (pattern.pattern === null) {
        if (!context.allowIrrefutable) {
          c.error(
            pattern.name !== null
              ? `name capture '${pattern.name}' makes remaining patterns unreachable`
              : "wildcard makes remaining patterns unreachable",
            pattern,
          );
        }
        emitCapture(c, location, pattern.name, context);
        break;
      }
      context.onTop++;
      c.emit(Op.COPY, 1, location);
      emitPattern(c, pattern.pattern, context);
      context.onTop--;
      emitCapture(c, location, pattern.name, context);
      break;
    case "MatchOr":
      emitOrPattern(c, pattern, context);
      break;
  }
}

/** A pattern inside another: one that always matches is fine. */
function emitSubpattern(c: Compiler, pattern: PatternNode, context: PatternContext): void {
  const before = context.allowIrrefutable;
  context.allowIrrefutable = true;
  emitPattern(c, pattern, context);
  context.allowIrrefutable = before;
}

/** The constant that a literal in a pattern denotes, `-1` and `1+2j` included; null for anything else. */
function literalOf(expr: ExprNode): Const | null {
  if (expr.kind === "Constant") return constantOf(expr.value);
  if (expr.kind === "UnaryOp" && expr.op === "USub" && expr.operand.kind === "Constant") {
    return foldNegative(constantOf(expr.operand.value)) ?? null;
  }
  if (expr.kind === "BinOp" && (expr.op === "Add" || expr.op === "Sub") && expr.right.kind === "Constant") {
    const left = literalOf(expr.left);
    if (left === null) return null;
    return (
      foldBinary(
        expr.op === "Add" ? BinaryOperator.NB_ADD : BinaryOperator.NB_SUBTRACT,
        left,
        constantOf(expr.right.value),
      ) ?? null
    );
  }
  return null;
}

function emitMatchedValue(c: Compiler, expr: ExprNode, message: string, location: Location): Const | null {
  const literal = literalOf(expr);
  if (literal !== null) {
    c.emitConst(literal, locationOf(expr));
    return literal;
  }
  if (expr.kind !== "Attribute") c.error(message, location);
  c.visitExpr(expr);
  return null;
}

function emitSequencePattern(c: Compiler, pattern: MatchSequence, context: PatternContext): void {
  const location = locationOf(pattern);
  const { patterns } = pattern;
  const size = patterns.length;
  const star = patterns.findIndex((inner) => inner.kind === "MatchStar");
  if (patterns.filter((inner) => inner.kind === "MatchStar").length > 1)
    c.error("multiple starred names in sequence pattern", pattern);
  context.onTop++;
  c.emitOp(Op.MATCH_SEQUENCE, location);
  emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
  if (star < 0 || size > 1) {
    c.emitOp(Op.GET_LEN, location);
    c.emitConst(intConst(star < 0 ? size : size - 1), location);
    emitCompareOp(c, star < 0 ? "Eq" : "GtE", location);
    emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
  }
  context.onTop--;
  if (patterns.every((inner) => isWildcard(inner) || isWildcardStar(inner))) c.emitOp(Op.POP_TOP, location);
  else if (star >= 0 && isWildcardStar(patterns[star]))
    emitSequenceBySubscript(c, location, patterns, star, context);
  else emitSequenceByUnpacking(c, location, patterns, star, context);
}

function emitSequenceByUnpacking(
  c: Compiler,
  location: Location,
  patterns: readonly PatternNode[],
  star: number,
  context: PatternContext,
): void {
  const size = patterns.length;
  if (star < 0) {
    c.emit(Op.UNPACK_SEQUENCE, size, location);
  } else {
    if (star >= 1 << 8) c.error("too many expressions in star-unpacking sequence pattern", location);
    c.emit(Op.UNPACK_EX, star + ((size - star - 1) << 8), location);
  }
  context.onTop += size;
  for (const inner of patterns) {
    context.onTop--;
    emitSubpattern(c, inner, context);
  }
}

/** With `*_` only the elements that are looked at are fetched. */
function emitSequenceBySubscript(
  c: Compiler,
  location: Location,
  patterns: readonly PatternNode[],
  star: number,
  context: PatternContext,
): void {
  const size = patterns.length;
  context.onTop++;
  for (const [index, inner] of patterns.entries()) {
    if (isWildcard(inner) || index === star) continue;
    c.emit(Op.COPY, 1, location);
    if (index < star) {
      c.emitConst(intConst(index), location);
    } else {
      // The subject may not take negative indices.
      c.emitOp(Op.GET_LEN, location);
      c.emitConst(intConst(size - index), location);
      c.emit(Op.BINARY_OP, BinaryOperator.NB_SUBTRACT, location);
    }
    c.emit(Op.BINARY_OP, BinaryOperator.NB_SUBSCR, location);
    emitSubpattern(c, inner, context);
  }
  context.onTop--;
  c.emitOp(Op.POP_TOP, location);
}

function emitMappingPattern(c: Compiler, pattern: MatchMapping, context: PatternContext): void {
  const location = locationOf(pattern);
  const { keys, patterns, rest } = pattern;
  const size = keys.length;
  context.onTop++;
  c.emitOp(Op.MATCH_MAPPING, location);
  emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
  if (size === 0 && rest === null) {
    context.onTop--;
    c.emitOp(Op.POP_TOP, location);
    return;
  }
  if (size > 0) {
    c.emitOp(Op.GET_LEN, location);
    c.emitConst(intConst(size), location);
    emitCompareOp(c, "GtE", location);
    emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
  }
  const seen = new Map<string, ExprNode>();
  for (const key of keys) {
    const literal = emitMatchedValue(
      c,
      key,
      "mapping pattern keys may only match literals and attribute lookups",
      location,
    );
    if (literal === null) continue;
    const id = valueKey(c, literal);
    if (seen.has(id)) c.error(`mapping pattern checks duplicate key (${formatConst(literal)})`, pattern);
    seen.set(id, key);
  }
  c.emit(Op.BUILD_TUPLE, size, location);
  c.emitOp(Op.MATCH_KEYS, location);
  // The subject, the keys and the values (or None).
  context.onTop += 2;
  c.emit(Op.COPY, 1, location);
  c.emitConst(NONE, location);
  c.emit(Op.IS_OP, 1, location);
  emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
  c.emit(Op.UNPACK_SEQUENCE, size, location);
  context.onTop += size - 1;
  for (const inner of patterns) {
    context.onTop--;
    emitSubpattern(c, inner, context);
  }
  context.onTop -= 2;
  if (rest === null) {
    c.emitOp(Op.POP_TOP, location);
    c.emitOp(Op.POP_TOP, location);
    return;
  }
  // rest = dict(subject), without the keys.
  c.emit(Op.BUILD_MAP, 0, location);
  c.emit(Op.SWAP, 3, location);
  c.emit(Op.DICT_UPDATE, 2, location);
  c.emit(Op.UNPACK_SEQUENCE, size, location);
  for (let n = size; n > 0; n--) {
    c.emit(Op.COPY, 1 + n, location);
    c.emit(Op.SWAP, 2, location);
    c.emitOp(Op.DELETE_SUBSCR, location);
  }
  emitCapture(c, location, rest, context);
}

/** A key that is the same for equal values: `1`, `1.0` and `True` are one key of a mapping. */
function valueKey(c: Compiler, literal: Const): string {
  if (literal.kind === "bool") return `i${literal.value ? 1 : 0}`;
  if (literal.kind === "float" && Number.isInteger(literal.value)) return `i${BigInt(literal.value)}`;
  if (literal.kind === "complex" && literal.imag === 0)
    return valueKey(c, { kind: "float", value: literal.real });
  return c.keys.keyOf(literal);
}

function emitClassPattern(c: Compiler, pattern: MatchClass, context: PatternContext): void {
  const location = locationOf(pattern);
  const { patterns, kwd_attrs, kwd_patterns } = pattern;
  for (const [index, attr] of kwd_attrs.entries()) {
    const again = kwd_attrs.indexOf(attr, index + 1);
    if (again >= 0) c.error(`attribute name repeated in class pattern: ${attr}`, kwd_patterns[again]);
  }
  c.visitExpr(pattern.cls);
  c.emitConst(tupleConst(kwd_attrs.map(stringConst)), location);
  c.emit(Op.MATCH_CLASS, patterns.length, location);
  c.emit(Op.COPY, 1, location);
  c.emitConst(NONE, location);
  c.emit(Op.IS_OP, 1, location);
  context.onTop++;
  emitJumpToFail(c, location, context, Op.POP_JUMP_IF_FALSE);
  const all = [...patterns, ...kwd_patterns];
  c.emit(Op.UNPACK_SEQUENCE, all.length, location);
  context.onTop += all.length - 1;
  for (const inner of all) {
    context.onTop--;
    if (isWildcard(inner)) c.emitOp(Op.POP_TOP, location);
    else emitSubpattern(c, inner, context);
  }
}

/**
 * Alternatives bind the same names, but perhaps in another order: each is brought into the order of the first before
 * they meet.
 */
function emitOrPattern(c: Compiler, pattern: MatchOr, context: PatternContext): void {
  const location = locationOf(pattern);
  const end = c.newLabel();
  const size = pattern.patterns.length;
  let control: string[] = [];
  for (const [index, alternative] of pattern.patterns.entries()) {
    const at = locationOf(alternative);
    const inner: PatternContext = {
      stores: [],
      allowIrrefutable: index === size - 1 && context.allowIrrefutable,
      fail: [],
      onTop: 0,
    };
    c.emit(Op.COPY, 1, at);
    emitPattern(c, alternative, inner);
    if (index === 0) control = [...inner.stores];
    else reorderCaptures(c, at, pattern, inner, control);
    c.emitJump(Op.JUMP, end, at);
    emitFailChain(c, at, inner);
  }
  // No alternative matched: drop the subject.
  c.emitOp(Op.POP_TOP, location);
  emitJumpToFail(c, location, context, Op.JUMP);
  c.useLabel(end);
  // The captures lie on top of a copy of the subject and of everything else: bring them to their place.
  const rotations = control.length + 1 + context.onTop + context.stores.length;
  for (const name of control) {
    emitRotate(c, location, rotations);
    rejectDuplicate(c, location, context, name);
    context.stores.push(name);
  }
  c.emitOp(Op.POP_TOP, location);
}

function reorderCaptures(
  c: Compiler,
  location: Location,
  pattern: MatchOr,
  inner: PatternContext,
  control: readonly string[],
): void {
  if (inner.stores.length !== control.length) c.error("alternative patterns bind different names", pattern);
  for (let wanted = control.length - 1; wanted >= 0; wanted--) {
    const found = inner.stores.indexOf(control[wanted]);
    if (found < 0) c.error("alternative patterns bind different names", pattern);
    if (found === wanted) continue;
    const rotated = inner.stores.splice(0, found + 1);
    inner.stores.splice(wanted - found, 0, ...rotated);
    for (let n = found + 1; n > 0; n--) emitRotate(c, location, wanted + 1);
  }
}
