/**
 * _json_text: JSON of plain values, written and read in one go.
 *
 * What is not plain (subclasses, other types, hooks, anything malformed, deep nesting) gives None: the module json does it again
 * in Python, and finds the words for what is wrong. No Python code runs here, so nothing is collected meanwhile.
 */
import { type Address, type Slot, T } from "../../heap/layout.ts";
import { newString } from "../../heap/strings.ts";
import {
  boolAt,
  isBool,
  isFloat,
  isNone,
  isRef,
  refAt,
  setBool,
  setFloat,
  setNone,
  setRef,
  typeOf,
} from "../../heap/values.ts";
import { dictKeyAt, dictLength, dictNext, dictSet, dictValueAt, newDict } from "../../objects/dict.ts";
import { floatText, floatValue } from "../../objects/float.ts";
import { int_set, intText } from "../../objects/int.ts";
import { list_append, listItem, listLength, newList } from "../../objects/list.ts";
import { newModule } from "../../objects/module.ts";
import { textOf } from "../../objects/str.ts";
import { newTupleFrom, tupleItem, tupleLength } from "../../objects/tuple.ts";
import { compareStrings, isTrue } from "../../runtime/compare.ts";
import { markTemps, pushTemp, pushTemps, releaseTemps } from "../../runtime/state.ts";
import { addFunctions } from "../functions/table.ts";

/** Thrown for what is left to Python. */
const NOT_PLAIN: unique symbol = Symbol("not plain JSON");
const DEEPEST = 2000;
/** Digits past which an int may be refused. */
const LONGEST_INT = 4000;

// ---- Writing ---------------------------------------------------------------------------------------------------------

interface Style {
  readonly ascii: boolean;
  readonly allowNan: boolean;
  readonly sorted: boolean;
  readonly indent: string | null;
  readonly itemSeparator: string;
  readonly keySeparator: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\f": "\\f",
  "\b": "\\b",
};
const escaped = (character: string): string =>
  ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

const quoted = (text: string, ascii: boolean): string =>
  `"${text.replace(ascii ? /[^ !#-[\]-~]/g : /["\\\x00-\x1f]/g, escaped)}"`;

class Writer {
  private readonly style: Style;
  text = "";

  constructor(style: Style) {
    this.style = style;
  }

  write(slot: Slot, depth: number): void {
    if (depth > DEEPEST) throw NOT_PLAIN;
    if (isNone(slot)) this.text += "null";
    else if (isBool(slot)) this.text += boolAt(slot) ? "true" : "false";
    else if (isFloat(slot)) this.writeFloat(floatValue(slot));
    else {
      const type = typeOf(slot);
      if (type === T.int) this.text += intText(slot);
      else if (type === T.str) this.text += quoted(textOf(slot), this.style.ascii);
      else if (type === T.list) {
        const list = refAt(slot);
        this.writeItems(listLength(list), (i) => listItem(list, i), depth);
      } else if (type === T.tuple) {
        const tuple = refAt(slot);
        this.writeItems(tupleLength(tuple), (i) => tupleItem(tuple, i), depth);
      } else if (type === T.dict) this.writeDict(refAt(slot), depth);
      else throw NOT_PLAIN;
    }
  }

  private writeFloat(value: number): void {
    if (Number.isFinite(value)) this.text += floatText(value);
    else if (!this.style.allowNan) throw NOT_PLAIN;
    else this.text += Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /** What stands before an item, or (`closes`) before the end. */
  private break(depth: number, first: boolean, closes = false): void {
    const { indent, itemSeparator } = this.style;
    if (!first && !closes) this.text += itemSeparator;
    if (indent !== null) this.text += `\n${indent.repeat(closes ? depth : depth + 1)}`;
  }

  private writeItems(count: number, at: (index: number) => Slot, depth: number): void {
    if (count === 0) {
      this.text += "[]";
      return;
    }
    this.text += "[";
    for (let i = 0; i < count; i++) {
      this.break(depth, i === 0);
      this.write(at(i), depth + 1);
    }
    this.break(depth, false, true);
    this.text += "]";
  }

  private writeDict(dict: Address, depth: number): void {
    if (dictLength(dict) === 0) {
      this.text += "{}";
      return;
    }
    const entries: number[] = [];
    for (let at = dictNext(dict, 0); at >= 0; at = dictNext(dict, at + 1)) {
      const key = dictKeyAt(dict, at);
      if (!isRef(key) || typeOf(key) !== T.str) throw NOT_PLAIN;
      entries.push(at);
    }
    if (this.style.sorted)
      entries.sort((a, b) => compareStrings(refAt(dictKeyAt(dict, a)), refAt(dictKeyAt(dict, b))));
    this.text += "{";
    entries.forEach((at, i) => {
      this.break(depth, i === 0);
      this.text += quoted(textOf(dictKeyAt(dict, at)), this.style.ascii) + this.style.keySeparator;
      this.write(dictValueAt(dict, at), depth + 1);
    });
    this.break(depth, false, true);
    this.text += "}";
  }
}

/** Runs what may give up; then `out` is None. */
function orNone(out: Slot, compute: () => void): void {
  const mark = markTemps();
  try {
    compute();
  } catch (error) {
    if (error !== NOT_PLAIN) throw error;
    setNone(out);
  }
  releaseTemps(mark);
}

/** Arguments: the value, ensure_ascii, allow_nan, sort_keys, the indentation or None, the separators. */
function json_write(args: Slot, out: Slot): void {
  orNone(out, () => {
    const writer = new Writer({
      ascii: isTrue(args + 8),
      allowNan: isTrue(args + 16),
      sorted: isTrue(args + 24),
      indent: isNone(args + 32) ? null : textOf(args + 32),
      itemSeparator: textOf(args + 40),
      keySeparator: textOf(args + 48),
    });
    writer.write(args, 0);
    setRef(out, newString(writer.text));
  });
}

// ---- Reading ---------------------------------------------------------------------------------------------------------

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
const UNESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  n: "\n",
  r: "\r",
  t: "\t",
  f: "\f",
  b: "\b",
};

class Reader {
  private readonly text: string;
  private at = 0;
  /** Keys that have come before are the same objects. */
  private readonly keys = new Map<string, Address>();

  constructor(text: string) {
    this.text = text;
  }

  /** The whole text. */
  readAll(out: Slot): void {
    this.read(out, 0);
    this.skip();
    if (this.at < this.text.length) throw NOT_PLAIN;
  }

  private skip(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  /** The next character that is no space. */
  private next(): number {
    this.skip();
    return this.text.charCodeAt(this.at);
  }

  private word(word: string): void {
    if (!this.text.startsWith(word, this.at)) throw NOT_PLAIN;
    this.at += word.length;
  }

  private read(out: Slot, depth: number): void {
    if (depth > DEEPEST) throw NOT_PLAIN;
    const code = this.next();
    if (code === 34) setRef(out, newString(this.string()));
    else if (code === 123) this.readDict(out, depth);
    else if (code === 91) this.readList(out, depth);
    else if (code === 110) {
      this.word("null");
      setNone(out);
    } else if (code === 116) {
      this.word("true");
      setBool(out, true);
    } else if (code === 102) {
      this.word("false");
      setBool(out, false);
    } else this.readNumber(out);
  }

  private readNumber(out: Slot): void {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null) throw NOT_PLAIN;
    const [text, fraction, exponent] = match as unknown as [string, string | undefined, string | undefined];
    this.at += text.length;
    if (fraction !== undefined || exponent !== undefined) setFloat(out, Number(text));
    else if (text.length < 16) int_set(out, Number(text) + 0);
    else if (text.length > LONGEST_INT) throw NOT_PLAIN;
    else int_set(out, BigInt(text));
  }

  /** The string that begins with the quote here. */
  private string(): string {
    const { text } = this;
    let start = ++this.at;
    let value = "";
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === 34) break;
      // Control characters, and the end of the text.
      if (code < 32 || code !== code) throw NOT_PLAIN;
      if (code !== 92) {
        this.at++;
        continue;
      }
      value += text.slice(start, this.at);
      const letter = text[this.at + 1] ?? "";
      if (letter === "u") {
        const digits = text.slice(this.at + 2, this.at + 6);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw NOT_PLAIN;
        value += String.fromCharCode(Number.parseInt(digits, 16));
        this.at += 6;
      } else {
        const plain = UNESCAPES[letter];
        if (plain === undefined) throw NOT_PLAIN;
        value += plain;
        this.at += 2;
      }
      start = this.at;
    }
    value += text.slice(start, this.at++);
    return value;
  }

  private readList(out: Slot, depth: number): void {
    this.at++;
    const list = newList(0);
    const mark = markTemps();
    const item = pushTemp();
    if (this.next() === 93) this.at++;
    else
      for (;;) {
        this.read(item, depth + 1);
        list_append(list, item);
        const code = this.next();
        this.at++;
        if (code === 93) break;
        if (code !== 44) throw NOT_PLAIN;
      }
    releaseTemps(mark);
    setRef(out, list);
  }

  private readDict(out: Slot, depth: number): void {
    this.at++;
    const dict = newDict();
    const mark = markTemps();
    const pair = pushTemps(2);
    if (this.next() === 125) this.at++;
    else
      for (;;) {
        if (this.next() !== 34) throw NOT_PLAIN;
        const name = this.string();
        let key = this.keys.get(name);
        if (key === undefined) {
          key = newString(name);
          this.keys.set(name, key);
        }
        if (this.next() !== 58) throw NOT_PLAIN;
        this.at++;
        this.read(pair + 8, depth + 1);
        setRef(pair, key);
        dictSet(dict, pair, pair + 8);
        const code = this.next();
        this.at++;
        if (code === 125) break;
        if (code !== 44) throw NOT_PLAIN;
      }
    releaseTemps(mark);
    setRef(out, dict);
  }
}

/** The value of a text, alone in a tuple. */
function json_read(args: Slot, out: Slot): void {
  orNone(out, () => {
    const held = pushTemp();
    new Reader(textOf(args)).readAll(held);
    setRef(out, newTupleFrom(held, 1));
  });
}

/** Makes the module. */
export function makeJsonText(): Address {
  const module = newModule("_json_text");
  addFunctions(module, {
    write: [
      "(value, ensure_ascii, allow_nan, sort_keys, indent, item_separator, key_separator, /)",
      json_write,
    ],
    read: ["(text, /)", json_read],
  });
  return module;
}
