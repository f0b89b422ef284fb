/**
 * Templates: `"…" % values` and `str.format`.
 */
import { type Slot, T } from "../heap/layout.ts";
import { intern, newString } from "../heap/strings.ts";
import { copyValue, isExactly, isRef, isUnbound, refAt, setRef, typeOf } from "../heap/values.ts";
import { bytesOf, isBytesLike, newBytes } from "../objects/bytes.ts";
import { dictFind } from "../objects/dict.ts";
import { floatValue, isFloatValue, realNumber } from "../objects/float.ts";
import { floatToInt, int_set, intText, isIntValue, safeNumber, toBigInt } from "../objects/int.ts";
import { isStrValue, textOf } from "../objects/str.ts";
import { tupleItem, tupleLength } from "../objects/tuple.ts";
import { isInstance, lookupInType, typeNameOf } from "../objects/type.ts";
import { getAttribute } from "./attributes.ts";
import { asciiOf, floatBody, formatValue, repr, reprOf, strOf, toAscii, toStr } from "./format.ts";
import { N } from "./names.ts";
import { hasIndex, toIndex } from "./number.ts";
import { raise, raiseKeyError } from "./raise.ts";
import { callSpecial0 } from "./special.ts";
import { markTemps, pushTemp, pushTemps, type RAISED, releaseTemps } from "./state.ts";
import { getItem } from "./subscript.ts";

// ---- % ---------------------------------------------------------------------------------------------------------------

/** `template % values`. May run Python. Raises TypeError, ValueError, OverflowError. */
export function percentFormat(template: string, values: Slot): string {
  return new PercentFormatter(template, values, false).run();
}

/** The same for a template of bytes, which comes and goes as Latin-1. */
export function percentFormatBytes(template: Uint8Array, values: Slot): Uint8Array {
  const text = new PercentFormatter(latin1(template), values, true).run();
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

class PercentFormatter {
  private at = 0;
  private next = 0;
  private readonly count: number;
  private readonly single: boolean;
  private readonly mapping: boolean;
  private usedMapping = false;
  private readonly current = pushTemp();
  private readonly template: string;
  private readonly values: Slot;
  private readonly binary: boolean;

  constructor(template: string, values: Slot, binary: boolean) {
    this.template = template;
    this.binary = binary;
    this.values = pushTemp();
    copyValue(values, this.values);
    const isTuple = isRef(values) && isInstance(values, T.tuple);
    this.single = !isTuple;
    this.count = isTuple ? tupleLength(refAt(values)) : 1;
    this.mapping =
      !isTuple &&
      !isStrValue(values) &&
      !isBytesLike(values) &&
      lookupInType(typeOf(values), N.__getitem__) !== 0;
  }

  run(): string {
    const { template } = this;
    let result = "";
    for (;;) {
      const mark = template.indexOf("%", this.at);
      if (mark < 0) break;
      result += template.slice(this.at, mark);
      this.at = mark + 1;
      result += this.field();
    }
    result += template.slice(this.at);
    if (this.next < this.count && !this.mapping)
      throw raise(
        T.TypeError,
        `not all arguments converted during ${this.binary ? "bytes" : "string"} formatting`,
      );
    return result;
  }

  /** The next value, in `current`. */
  private take(): Slot {
    if (this.usedMapping) return this.current;
    if (this.next >= this.count) throw raise(T.TypeError, "not enough arguments for format string");
    copyValue(this.single ? this.values : tupleItem(refAt(this.values), this.next), this.current);
    this.next++;
    return this.current;
  }

  private peek(): string {
    if (this.at >= this.template.length) throw raise(T.ValueError, "incomplete format");
    return this.template[this.at] as string;
  }

  /** A number, or `*`: the next value. */
  private readSize(what: string): number {
    if (this.template[this.at] === "*") {
      this.at++;
      const value = this.take();
      if (!isIntValue(value)) throw raise(T.TypeError, "* wants int");
      const size = safeNumber(value);
      if (!(Math.abs(size) < 0x7fffffff))
        throw raise(T.OverflowError, "Python int too large to convert to C int");
      return size;
    }
    let digits = "";
    while (/[0-9]/.test(this.template[this.at] ?? "")) digits += this.template[this.at++];
    if (Number(digits) > 0x7fffffff) throw raise(T.ValueError, `${what} too big`);
    return digits === "" ? -1 : Number(digits);
  }

  private field(): string {
    const { template } = this;
    this.usedMapping = false;
    if (this.peek() === "(") this.readKey();
    let flags = "";
    while (/[-+ #0]/.test(template[this.at] ?? "")) flags += template[this.at++];
    let width = this.readSize("width");
    if (width < -1) {
      flags += "-";
      width = -width;
    }
    let precision = -1;
    if (template[this.at] === ".") {
      this.at++;
      precision = Math.max(0, this.readSize("precision"));
    }
    if (/[hlL]/.test(template[this.at] ?? "")) this.at++;
    const code = this.peek();
    const place = this.at++;
    if (code === "%") return "%";
    let sign = "";
    let body: string;
    let numeric = true;
    switch (code) {
      case "s":
      case "b":
      case "r":
      case "a": {
        if (code === "b" && !this.binary) throw this.unsupported(code, place);
        const value = this.take();
        if (this.binary) body = code === "s" || code === "b" ? this.bytesText(value) : asciiOf(value);
        else body = code === "s" ? strOf(value) : code === "r" ? reprOf(value) : asciiOf(value);
        if (precision >= 0) body = Array.from(body).slice(0, precision).join("");
        numeric = false;
        break;
      }
      case "d":
      case "i":
      case "u":
      case "o":
      case "x":
      case "X":
        body = this.integer(code, flags, precision);
        break;
      case "e":
      case "E":
      case "f":
      case "F":
      case "g":
      case "G":
        body = this.float(code, flags, precision);
        break;
      case "c":
        body = this.character();
        numeric = false;
        break;
      default:
        throw this.unsupported(code, place);
    }
    if (numeric) {
      if (body.startsWith("-")) {
        sign = "-";
        body = body.slice(1);
      } else if (flags.includes("+")) sign = "+";
      else if (flags.includes(" ")) sign = " ";
    }
    const length = sign.length + Array.from(body).length;
    if (length >= width) return sign + body;
    if (flags.includes("-")) return (sign + body).padEnd(sign.length + body.length + width - length);
    if (numeric && flags.includes("0")) {
      const prefix = /^0[xXo]/.test(body) && flags.includes("#") ? body.slice(0, 2) : "";
      return sign + prefix + "0".repeat(width - length) + body.slice(prefix.length);
    }
    return " ".repeat(width - length) + sign + body;
  }

  private unsupported(code: string, place: number): typeof RAISED {
    const point = this.template.codePointAt(place) as number;
    const shown = point < 32 || point > 126 ? "?" : code;
    const index = Array.from(this.template.slice(0, place)).length;
    return raise(
      T.ValueError,
      `unsupported format character '${shown}' (0x${point.toString(16)}) at index ${index}`,
    );
  }

  /** What `%s` puts into bytes. */
  private bytesText(value: Slot): string {
    if (isBytesLike(value)) return latin1(bytesOf(value));
    const result = pushTemp();
    if (callSpecial0(value, N.__bytes__, result) && isBytesLike(result)) return latin1(bytesOf(result));
    throw raise(
      T.TypeError,
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeNameOf(value)}'`,
    );
  }

  private readKey(): void {
    if (!this.mapping) throw raise(T.TypeError, "format requires a mapping");
    const start = ++this.at;
    let depth = 1;
    while (this.at < this.template.length) {
      const character = this.template[this.at];
      if (character === "(") depth++;
      else if (character === ")" && --depth === 0) break;
      this.at++;
    }
    if (depth > 0) throw raise(T.ValueError, "incomplete format key");
    const key = pushTemp();
    const name = this.template.slice(start, this.at);
    setRef(
      key,
      this.binary ? newBytes(Uint8Array.from(name, (character) => character.charCodeAt(0))) : newString(name),
    );
    this.at++;
    getItem(this.values, key, this.current);
    this.usedMapping = true;
    this.next = this.count;
  }

  private integer(code: string, flags: string, precision: number): string {
    const value = this.take();
    const number = pushTemp();
    const decimal = code === "d" || code === "i" || code === "u";
    if (isIntValue(value)) copyValue(value, number);
    else if (decimal) {
      if (isFloatValue(value)) floatToInt(floatValue(value), number);
      else if (!callSpecial0(value, N.__int__, number)) {
        if (!hasIndex(value))
          throw raise(T.TypeError, `%${code} format: a real number is required, not ${typeNameOf(value)}`);
        toIndex(value, number);
      }
    } else {
      if (!hasIndex(value))
        throw raise(T.TypeError, `%${code} format: an integer is required, not ${typeNameOf(value)}`);
      toIndex(value, number);
    }
    let digits = decimal ? intText(number) : toBigInt(number).toString(code === "o" ? 8 : 16);
    const negative = digits.startsWith("-");
    if (negative) digits = digits.slice(1);
    digits = digits.padStart(precision, "0");
    if (!decimal && flags.includes("#")) digits = (code === "o" ? "0o" : "0x") + digits;
    if (code === "X") digits = digits.toUpperCase();
    return (negative ? "-" : "") + digits;
  }

  private float(code: string, flags: string, precision: number): string {
    const value = realNumber(this.take());
    const body = floatBody(Math.abs(value), code, precision, flags.includes("#"));
    const text = /[EFG]/.test(code) ? body.toUpperCase() : body;
    return value < 0 || (value === 0 && 1 / value < 0) ? `-${text}` : text;
  }

  private byteCharacter(value: Slot): string {
    if (isBytesLike(value)) {
      const bytes = bytesOf(value);
      if (bytes.length === 1) return latin1(bytes);
      throw raise(
        T.TypeError,
        `%c requires an integer in range(256) or a single byte, not a bytes object of length ${bytes.length}`,
      );
    }
    if (!hasIndex(value))
      throw raise(
        T.TypeError,
        `%c requires an integer in range(256) or a single byte, not ${typeNameOf(value)}`,
      );
    const number = pushTemp();
    toIndex(value, number);
    const byte = safeNumber(number);
    if (!(byte >= 0 && byte < 256)) throw raise(T.OverflowError, "%c arg not in range(256)");
    return String.fromCharCode(byte);
  }

  private character(): string {
    const value = this.take();
    if (this.binary) return this.byteCharacter(value);
    if (isStrValue(value)) {
      const text = textOf(value);
      const length = Array.from(text).length;
      if (length !== 1)
        throw raise(
          T.TypeError,
          `%c requires an int or a unicode character, not a string of length ${length}`,
        );
      return text;
    }
    if (!hasIndex(value))
      throw raise(T.TypeError, `%c requires an int or a unicode character, not ${typeNameOf(value)}`);
    const number = pushTemp();
    toIndex(value, number);
    const point = safeNumber(number);
    if (!(point >= 0 && point <= 0x10ffff)) throw raise(T.OverflowError, "%c arg not in range(0x110000)");
    return String.fromCodePoint(point);
  }
}

// ---- str.format ----------------------------------------------------------------------------------------------------------

/**
 * `template.format(*args, **kwargs)`: `count` arguments at `args`, keyword values in the mapping at `keywords`. A negative
 * count means `format_map`, where there are no positional arguments and any mapping will do. May run Python.
 */
export function formatTemplate(template: string, args: Slot, count: number, keywords: Slot): string {
  const state: TemplateState = { args, count, keywords, nextAuto: 0, numbering: "unknown" };
  return expandTemplate(template, state, 2);
}

interface TemplateState {
  readonly args: Slot;
  readonly count: number;
  readonly keywords: Slot;
  nextAuto: number;
  numbering: "unknown" | "automatic" | "manual";
}

function expandTemplate(template: string, state: TemplateState, depth: number): string {
  if (depth <= 0) throw raise(T.ValueError, "Max string recursion exceeded");
  let result = "";
  let at = 0;
  while (at < template.length) {
    const brace = template.slice(at).search(/[{}]/);
    if (brace < 0) return result + template.slice(at);
    result += template.slice(at, at + brace);
    at += brace;
    const mark = template[at] as string;
    const following = template[at + 1];
    if (mark === "}" && following !== "}")
      throw raise(T.ValueError, "Single '}' encountered in format string");
    if (following === undefined) throw raise(T.ValueError, "Single '{' encountered in format string");
    if (following === mark) {
      result += mark;
      at += 2;
      continue;
    }
    const field = readField(template, at + 1);
    at = field.end;
    result += expandField(field, state, depth);
  }
  return result;
}

interface Field {
  readonly name: string;
  readonly conversion: string;
  readonly spec: string;
  readonly nested: boolean;
  /** Index after the closing brace. */
  readonly end: number;
}

function readField(template: string, start: number): Field {
  let at = start;
  let inBrackets = false;
  let stop = "";
  for (; at < template.length; at++) {
    const character = template[at] as string;
    if (character === "{") throw raise(T.ValueError, "unexpected '{' in field name");
    if (character === "[") inBrackets = true;
    else if (character === "]") inBrackets = false;
    else if (!inBrackets && (character === "}" || character === ":" || character === "!")) {
      stop = character;
      break;
    }
  }
  const name = template.slice(start, at);
  if (stop === "") throw raise(T.ValueError, "expected '}' before end of string");
  at++;
  if (stop === "}") return { name, conversion: "", spec: "", nested: false, end: at };
  let conversion = "";
  if (stop === "!") {
    if (at >= template.length)
      throw raise(T.ValueError, "end of string while looking for conversion specifier");
    conversion = String.fromCodePoint(template.codePointAt(at) as number);
    at += conversion.length;
    if (at < template.length) {
      const after = template[at++];
      if (after === "}") return { name, conversion, spec: "", nested: false, end: at };
      if (after !== ":") throw raise(T.ValueError, "expected ':' after conversion specifier");
    }
  }
  const specStart = at;
  let depth = 1;
  let nested = false;
  for (; at < template.length; at++) {
    if (template[at] === "{") {
      nested = true;
      depth++;
    } else if (template[at] === "}" && --depth === 0)
      return { name, conversion, spec: template.slice(specStart, at), nested, end: at + 1 };
  }
  throw raise(T.ValueError, "unmatched '{' in format spec");
}

function expandField(field: Field, state: TemplateState, depth: number): string {
  const mark = markTemps();
  const value = pushTemps(2);
  const result = value + 8;
  loadField(field.name, state, value);
  if (field.conversion === "s") toStr(value, value);
  else if (field.conversion === "r") repr(value, value);
  else if (field.conversion === "a") toAscii(value, value);
  else if (field.conversion !== "") {
    const point = field.conversion.codePointAt(0) as number;
    const shown = point > 32 && point < 127 ? field.conversion : `\\x${point.toString(16)}`;
    throw raise(T.ValueError, `Unknown conversion specifier ${shown}`);
  }
  const spec = field.nested ? expandTemplate(field.spec, state, depth - 1) : field.spec;
  formatValue(value, spec === "" ? 0 : newString(spec), result);
  const text = textOf(result);
  releaseTemps(mark);
  return text;
}

/** Finds the object that a field name such as `0.name[key]` means. */
function loadField(name: string, state: TemplateState, out: Slot): void {
  const first = (/^[^.[]*/.exec(name) as RegExpExecArray)[0];
  let rest = name.slice(first.length);
  if (first === "" || /^[0-9]+$/.test(first)) {
    const manual = first !== "";
    if (state.count < 0) throw raise(T.ValueError, "Format string contains positional fields");
    if (manual && state.numbering === "automatic")
      throw raise(T.ValueError, "cannot switch from automatic field numbering to manual field specification");
    if (!manual && state.numbering === "manual")
      throw raise(T.ValueError, "cannot switch from manual field specification to automatic field numbering");
    state.numbering = manual ? "manual" : "automatic";
    const index = manual ? Number(first) : state.nextAuto++;
    if (index > 0x7fffffff) throw raise(T.ValueError, "Too many decimal digits in format string");
    if (index >= state.count)
      throw raise(T.IndexError, `Replacement index ${index} out of range for positional args tuple`);
    copyValue(state.args + 8 * index, out);
  } else loadKeyword(first, state, out);
  while (rest !== "") {
    if (rest[0] === ".") {
      const attribute = (/^\.[^.[]*/.exec(rest) as RegExpExecArray)[0];
      if (attribute.length === 1) throw raise(T.ValueError, "Empty attribute in format string");
      getAttribute(out, intern(attribute.slice(1)), out);
      rest = rest.slice(attribute.length);
    } else if (rest[0] === "[") {
      const end = rest.indexOf("]");
      if (end < 0) throw raise(T.ValueError, "Missing ']' in format string");
      const key = rest.slice(1, end);
      if (key === "") throw raise(T.ValueError, "Empty attribute in format string");
      const mark = markTemps();
      const keySlot = pushTemp();
      if (/^[0-9]+$/.test(key)) int_set(keySlot, BigInt(key));
      else setRef(keySlot, newString(key));
      getItem(out, keySlot, out);
      releaseTemps(mark);
      rest = rest.slice(end + 1);
    } else throw raise(T.ValueError, "Only '.' or '[' may follow ']' in format field specifier");
  }
}

function loadKeyword(name: string, state: TemplateState, out: Slot): void {
  const mark = markTemps();
  const key = pushTemp();
  setRef(key, newString(name));
  if (state.count < 0) getItem(state.keywords, key, out);
  else {
    const found =
      isUnbound(state.keywords) || !isExactly(state.keywords, T.dict)
        ? 0
        : dictFind(refAt(state.keywords), key);
    if (found === 0) throw raiseKeyError(key);
    copyValue(found, out);
  }
  releaseTemps(mark);
}
