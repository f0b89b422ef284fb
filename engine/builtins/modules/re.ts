/**
 * _regex: what the module re is made of. The host's regular expressions do the matching (regex_syntax.ts writes a pattern for them); patterns and
 * matches are Python classes.
 *
 * A compiled pattern is an index into a table that lives as long as the engine. The text that was searched last is kept
 * as a JS string, since scanners search the same text many times.
 */

import { type Address, type Slot, T } from "../../heap/layout.ts";
import { addRoots } from "../../heap/roots.ts";
import { jsString, newString } from "../../heap/strings.ts";
import { refAt, setInt, setNone, setRef } from "../../heap/values.ts";
import { bytesOf, isBytesLike } from "../../objects/bytes.ts";
import { list_append, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { isStrValue } from "../../objects/str.ts";
import { strLength } from "../../objects/text.ts";
import { newTuple, tupleItem } from "../../objects/tuple.ts";
import { typeNameOf } from "../../objects/type.ts";
import { callValue } from "../../runtime/call.ts";
import { indexValue } from "../../runtime/number.ts";
import { raise, raiseValue } from "../../runtime/raise.ts";
import { markTemps, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { addFunctions } from "../functions/table.ts";
import { PatternError, translatePattern } from "./regex_syntax.ts";

interface CompiledPattern {
  /** By how to match: at a position, from a position to the end, anywhere from a position. */
  readonly expressions: readonly [RegExp, RegExp, RegExp];
  readonly groups: number;
}

let patterns: CompiledPattern[] = [];
// The text searched last: its object (a root, so that the address stays its own), text, and code unit of each code point.
let lastObject: Address = 0;
let lastText = "";
let lastOffsets: Int32Array | null = null;

/** Arguments: pattern, flags, the exception class. Returns (handle, flags, groups, names). */
function re_compile(args: Slot, out: Slot): void {
  const binary = isBytesLike(args);
  const pattern = binary ? latin1(bytesOf(args)) : jsString(refAt(args));
  const flags = indexValue(args + 8);
  try {
    const translated = translatePattern(pattern, flags, binary);
    const mode = `du${translated.ignoresCase ? "i" : ""}`;
    const body = `(?:${translated.source})`;
    patterns.push({
      expressions: [
        new RegExp(body, `${mode}y`),
        new RegExp(`${body}(?![\\s\\S])`, `${mode}y`),
        new RegExp(body, `${mode}g`),
      ],
      groups: translated.groups,
    });
    const names = newList(0);
    const held = pushTemps(2);
    setRef(held, names);
    for (const [name, group] of translated.names) {
      const pair = newTuple(2);
      setRef(tupleItem(pair, 0), newString(name));
      setInt(tupleItem(pair, 1), group);
      setRef(held + 8, pair);
      list_append(names, held + 8);
    }
    const tuple = newTuple(4);
    setInt(tupleItem(tuple, 0), patterns.length - 1);
    setInt(tupleItem(tuple, 1), binary ? translated.flags & ~256 : translated.flags);
    setInt(tupleItem(tuple, 2), translated.groups);
    setRef(tupleItem(tuple, 3), names);
    setRef(out, tuple);
  } catch (error) {
    if (error instanceof SyntaxError) throw raisePattern(args, `not supported here: ${error.message}`, -1);
    if (!(error instanceof PatternError)) throw error;
    throw raisePattern(args, error.message, error.position);
  }
}

/** Raises the exception class in the third argument, by calling it. */
function raisePattern(args: Slot, message: string, position: number) {
  const call = pushTemps(4);
  setRef(call, newString(message));
  setRef(call + 8, refAt(args));
  if (position < 0) setNone(call + 16);
  else setInt(call + 16, position);
  callValue(args + 16, call, 3, 0, call + 24);
  return raiseValue(refAt(call + 24));
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Loads the text to search. */
function loadText(slot: Slot): void {
  const object = refAt(slot);
  if (isBytesLike(slot)) {
    // Bytes may change under their address (a bytearray), so they are read afresh.
    lastObject = 0;
    lastText = latin1(bytesOf(slot));
    lastOffsets = null;
    return;
  }
  if (!isStrValue(slot))
    throw raise(T.TypeError, `expected string or bytes-like object, got '${typeNameOf(slot)}'`);
  if (object === lastObject) return;
  lastText = jsString(object);
  lastObject = object;
  lastOffsets = null;
  const length = strLength(object);
  if (length === lastText.length) return;
  lastOffsets = new Int32Array(length + 1);
  let unit = 0;
  for (let i = 0; i < length; i++) {
    lastOffsets[i] = unit;
    unit += (lastText.codePointAt(unit) as number) > 0xffff ? 2 : 1;
  }
  lastOffsets[length] = unit;
}

const unitOf = (point: number): number => (lastOffsets === null ? point : lastOffsets[point]);
function pointOf(unit: number): number {
  if (lastOffsets === null) return unit;
  let low = 0;
  let high = lastOffsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lastOffsets[middle] < unit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The spans of a match: a tuple of (start, end), −1 for groups that took no part. */
function writeSpans(result: RegExpExecArray, groups: number, out: Slot): void {
  const indices = result.indices as RegExpIndicesArray;
  const held = pushTemps(2);
  const spans = newTuple(groups + 1);
  setRef(held, spans);
  for (let i = 0; i <= groups; i++) {
    const span = i === 0 ? indices[0] : indices.groups?.[`g${i}`];
    const pair = newTuple(2);
    setInt(tupleItem(pair, 0), span === undefined ? -1 : pointOf(span[0]));
    setInt(tupleItem(pair, 1), span === undefined ? -1 : pointOf(span[1]));
    setRef(tupleItem(spans, i), pair);
  }
  setRef(out, spans);
}

/** Arguments: handle, text, start, end, how (0 at the start, 1 all of it, 2 anywhere). */
function re_search(args: Slot, out: Slot): void {
  const pattern = patterns[indexValue(args)] as CompiledPattern;
  loadText(args + 8);
  const expression = pattern.expressions[indexValue(args + 32)] as RegExp;
  const text = lastText.slice(0, unitOf(indexValue(args + 24)));
  expression.lastIndex = unitOf(indexValue(args + 16));
  const result = expression.lastIndex > text.length ? null : expression.exec(text);
  if (result === null) setNone(out);
  else writeSpans(result, pattern.groups, out);
}

/** Arguments: handle, text, start, end, limit (negative: none). A list of spans. */
function re_search_all(args: Slot, out: Slot): void {
  const pattern = patterns[indexValue(args)] as CompiledPattern;
  loadText(args + 8);
  const expression = pattern.expressions[2];
  const text = lastText.slice(0, unitOf(indexValue(args + 24)));
  const limit = indexValue(args + 32);
  const list = newList(0);
  const held = pushTemps(2);
  setRef(held, list);
  let at = unitOf(indexValue(args + 16));
  // An empty match may follow another match at its end, but not an empty one.
  let emptyAt = -1;
  for (let count = 0; limit < 0 || count < limit; ) {
    if (at > text.length) break;
    expression.lastIndex = at;
    const result = expression.exec(text);
    if (result === null) break;
    const end = result.index + result[0].length;
    if (end === result.index && end === emptyAt) {
      at = end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
      continue;
    }
    const mark = markTemps();
    writeSpans(result, pattern.groups, held + 8);
    releaseTemps(mark);
    list_append(list, held + 8);
    count++;
    emptyAt = end === result.index ? end : -1;
    at = end;
  }
  setRef(out, list);
}

/** Makes the module. */
export function makeRegex(): Address {
  patterns = [];
  lastObject = 0;
  addRoots((visit) => visit.object(lastObject));
  const module = newModule("_regex");
  addFunctions(module, {
    _compile: ["(pattern, flags, error, /)", re_compile],
    _search: ["(handle, string, pos, endpos, how, /)", re_search],
    _search_all: ["(handle, string, pos, endpos, limit, /)", re_search_all],
  });
  return module;
}
