/**
 * Python's regular expressions as the host's: a pattern is read once and written in JS syntax.
 *
 * Where the two differ, what is written says what Python means: `^` and `$` look at "\n" alone, `\w`, `\d`, `\s` and `\b`
 * follow str's classes, groups have Python's numbers. Atomic groups and possessive repeats become a lookahead that is then
 * matched again; the groups they add are left out of the numbering. Where the host has no `(?i:…)`, a pattern that wants one
 * has its letters written in both cases. Refused by name: conditional groups.
 *
 * Known differences: a repeated group that takes no part in the last turn is empty here (Python keeps what it matched
 * before), and a reference to a group that has not matched matches the empty text.
 */

export const FLAG_IGNORECASE = 2;
export const FLAG_LOCALE = 4;
export const FLAG_MULTILINE = 8;
export const FLAG_DOTALL = 16;
export const FLAG_UNICODE = 32;
export const FLAG_VERBOSE = 64;
export const FLAG_DEBUG = 128;
export const FLAG_ASCII = 256;

const FLAG_LETTERS: Readonly<Record<string, number>> = {
  i: FLAG_IGNORECASE,
  L: FLAG_LOCALE,
  m: FLAG_MULTILINE,
  s: FLAG_DOTALL,
  u: FLAG_UNICODE,
  x: FLAG_VERBOSE,
  a: FLAG_ASCII,
};

/** A pattern that Python refuses; `position` is where, or −1. */
export class PatternError extends Error {
  override name = "PatternError";
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

export interface TranslatedPattern {
  readonly source: string;
  readonly flags: number;
  /** How many groups there are; group n is called `gn` in the source. */
  readonly groups: number;
  readonly names: readonly (readonly [name: string, group: number])[];
  /** Whether a part of the pattern has a mind of its own about case. */
  readonly changesCase: boolean;
  /** Whether the host is to ignore case, all over. */
  readonly ignoresCase: boolean;
}

const SPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

interface ClassSet {
  readonly digit: string;
  readonly space: string;
  readonly word: string;
}
const UNICODE_CLASSES: ClassSet = { digit: "\\p{Nd}", space: SPACES, word: "\\p{L}\\p{N}_" };
const ASCII_CLASSES: ClassSet = { digit: "0-9", space: "\\t-\\r\\x20", word: "A-Za-z0-9_" };

/** Reads a pattern. Throws PatternError. */
export function translatePattern(pattern: string, flags: number, binary: boolean): TranslatedPattern {
  const translated = new Translator(pattern, flags, binary, false).run();
  if (!translated.changesCase || hostChangesCase()) return translated;
  return new Translator(pattern, flags, binary, true).run();
}

let changes: boolean | null = null;
/**
 * Whether the host's expressions can ignore case in a part. The question is put together at run time, since bundlers make a
 * literal of a constant one, and no host without such groups would load that.
 */
function hostChangesCase(): boolean {
  changes ??= compiles(`(?${String.fromCharCode(105)}:a)`);
  return changes;
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}

class Translator {
  private readonly text: string[];
  private at = 0;
  private flags: number;
  private groups = 0;
  private readonly names = new Map<string, number>();
  private readonly open = new Set<number>();

  private changesCase = false;
  /** Letters that match in any case are written in both. */
  private readonly spelled: boolean;

  constructor(pattern: string, flags: number, binary: boolean, spelled: boolean) {
    this.spelled = spelled;
    this.text = Array.from(pattern);
    this.flags = flags;
    if (!binary && (flags & FLAG_ASCII) === 0) this.flags |= FLAG_UNICODE;
    if (binary) this.flags |= FLAG_ASCII;
  }

  run(): TranslatedPattern {
    const source = this.alternatives();
    if (this.at < this.text.length) throw new PatternError("unbalanced parenthesis", this.at);
    return {
      source,
      flags: this.flags,
      groups: this.groups,
      names: [...this.names],
      changesCase: this.changesCase,
      ignoresCase: (this.flags & FLAG_IGNORECASE) !== 0 && !this.spelled,
    };
  }

  private get classes(): ClassSet {
    return (this.flags & FLAG_ASCII) !== 0 ? ASCII_CLASSES : UNICODE_CLASSES;
  }

  private alternatives(): string {
    const branches = [this.sequence()];
    while (this.text[this.at] === "|") {
      this.at++;
      branches.push(this.sequence());
    }
    return branches.join("|");
  }

  private sequence(): string {
    let result = "";
    while (this.at < this.text.length) {
      const character = this.text[this.at] as string;
      if (character === "|" || character === ")") break;
      if ((this.flags & FLAG_VERBOSE) !== 0) {
        if (/\s/.test(character)) {
          this.at++;
          continue;
        }
        if (character === "#") {
          while (this.at < this.text.length && this.text[this.at] !== "\n") this.at++;
          continue;
        }
      }
      const start = this.at;
      const item = this.item();
      if (item === null) continue;
      result += this.repeats(item, start);
    }
    return result;
  }

  /** An item with the repeats that follow it. */
  private repeats(item: { text: string; repeatable: boolean }, start: number): string {
    let text = item.text;
    let repeated = false;
    for (;;) {
      if ((this.flags & FLAG_VERBOSE) !== 0) while (/\s/.test(this.text[this.at] ?? "")) this.at++;
      const place = this.at;
      const quantifier = this.quantifier();
      if (quantifier === "") return text;
      if (repeated) throw new PatternError("multiple repeat", place);
      if (!item.repeatable) throw new PatternError("nothing to repeat", start);
      repeated = true;
      if (this.text[this.at] === "?") {
        this.at++;
        text = `${text}${quantifier}?`;
      } else if (this.text[this.at] === "+") {
        this.at++;
        text = this.atomic(`${text}${quantifier}`);
      } else text = `${text}${quantifier}`;
    }
  }

  private quantifier(): string {
    const character = this.text[this.at];
    if (character === "*" || character === "+" || character === "?") {
      this.at++;
      return character;
    }
    if (character !== "{") return "";
    const match = /^\{(\d*)(,?)(\d*)\}/.exec(this.text.slice(this.at, this.at + 40).join(""));
    if (match === null || (match[1] === "" && match[3] === "")) return "";
    const [whole, low, comma, high] = match as unknown as [string, string, string, string];
    if (high !== "" && low !== "" && Number(high) < Number(low))
      throw new PatternError("min repeat greater than max repeat", this.at + 1);
    this.at += whole.length;
    if (comma === "") return `{${low}}`;
    return `{${low === "" ? "0" : low},${high}}`;
  }

  /** Matches as a lookahead does, without going back into it. Groups go by name, so this one is in nobody's way. */
  private atomic(text: string): string {
    const name = `atomic${this.atomicCount++}`;
    return `(?:(?=(?<${name}>${text}))\\k<${name}>)`;
  }
  private atomicCount = 0;

  private item(): { text: string; repeatable: boolean } | null {
    const place = this.at;
    const character = this.text[this.at++] as string;
    switch (character) {
      case ".":
        return { text: (this.flags & FLAG_DOTALL) !== 0 ? "[\\s\\S]" : "[^\\n]", repeatable: true };
      case "^":
        return {
          text: (this.flags & FLAG_MULTILINE) !== 0 ? "(?:(?<![^\\n]))" : "(?:(?<![\\s\\S]))",
          repeatable: true,
        };
      case "$":
        return {
          text: (this.flags & FLAG_MULTILINE) !== 0 ? "(?:(?![^\\n]))" : "(?:(?=\\n?(?![\\s\\S])))",
          repeatable: true,
        };
      case "[":
        return { text: this.characterClass(place), repeatable: true };
      case "(":
        return this.group(place);
      case "\\":
        return { text: this.escape(place), repeatable: true };
      case "*":
      case "+":
      case "?":
        throw new PatternError("nothing to repeat", place);
      case "{": {
        this.at = place;
        if (this.quantifier() !== "") throw new PatternError("nothing to repeat", place);
        this.at = place + 1;
        return { text: "\\{", repeatable: true };
      }
      default:
        return { text: this.character(character.codePointAt(0) as number), repeatable: true };
    }
  }

  /** One character outside of classes. */
  private character(point: number): string {
    const cases = this.casesOf(point);
    return cases === "" ? codePoint(point) : `[${codePoint(point)}${cases}]`;
  }

  /** The other cases of a character, where they are to be written. */
  private casesOf(point: number): string {
    if (!this.spelled || (this.flags & FLAG_IGNORECASE) === 0) return "";
    const character = String.fromCodePoint(point);
    let others = "";
    for (const other of new Set([character.toLowerCase(), character.toUpperCase()])) {
      const otherPoint = other.codePointAt(0) as number;
      if (otherPoint !== point && other.length === String.fromCodePoint(otherPoint).length)
        others += codePoint(otherPoint);
    }
    return others;
  }

  /** The other cases of a range; long ranges of letters hold both already. */
  private casesOfRange(from: number, to: number): string {
    let others = "";
    for (let point = from; point <= Math.min(to, from + 512); point++) others += this.casesOf(point);
    return others;
  }

  private escape(place: number): string {
    const character = this.text[this.at++];
    if (character === undefined) throw new PatternError("bad escape (end of pattern)", place);
    const { digit, space, word } = this.classes;
    switch (character) {
      case "d":
        return `[${digit}]`;
      case "D":
        return `[^${digit}]`;
      case "s":
        return `[${space}]`;
      case "S":
        return `[^${space}]`;
      case "w":
        return `[${word}]`;
      case "W":
        return `[^${word}]`;
      case "A":
        return "(?:(?<![\\s\\S]))";
      case "Z":
      case "z":
        return "(?:(?![\\s\\S]))";
      case "b":
        return `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
      case "B":
        return `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`;
    }
    if (/[1-9]/.test(character)) {
      let number = character;
      if (/[0-9]/.test(this.text[this.at] ?? "")) {
        const octal = character + this.text.slice(this.at, this.at + 2).join("");
        if (/^[0-3][0-7]{2}$/.test(octal)) {
          this.at += 2;
          return this.character(Number.parseInt(octal, 8));
        }
        number += this.text[this.at++];
      }
      const group = Number(number);
      if (group > this.groups) throw new PatternError(`invalid group reference ${group}`, place + 1);
      if (this.open.has(group)) throw new PatternError("cannot refer to an open group", place);
      return `(?:\\k<g${group}>)`;
    }
    return this.character(this.escapedPoint(character, place));
  }

  /** The code point of an escape that stands for one character. */
  private escapedPoint(character: string, place: number): number {
    const simple = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7, "0": 0 }[character];
    if (character === "0") {
      const digits = /^[0-7]{0,2}/.exec(this.text.slice(this.at, this.at + 2).join("")) as RegExpExecArray;
      this.at += digits[0].length;
      return Number.parseInt(`0${digits[0]}`, 8);
    }
    if (simple !== undefined) return simple;
    const width = { x: 2, u: 4, U: 8 }[character];
    if (width !== undefined) {
      const digits = this.text.slice(this.at, this.at + width).join("");
      if (!new RegExp(`^[0-9a-fA-F]{${width}}$`).test(digits))
        throw new PatternError(
          `incomplete escape \\${character}${digits.replace(/[^0-9a-fA-F].*$/s, "")}`,
          place,
        );
      this.at += width;
      return Number.parseInt(digits, 16);
    }
    if (/[A-Za-z0-9]/.test(character)) throw new PatternError(`bad escape \\${character}`, place);
    return character.codePointAt(0) as number;
  }

  private characterClass(place: number): string {
    let result = "[";
    if (this.text[this.at] === "^") {
      this.at++;
      result = "[^";
    }
    let first = true;
    for (;;) {
      if (this.at >= this.text.length) throw new PatternError("unterminated character set", place);
      if (this.text[this.at] === "]" && !first) break;
      first = false;
      const from = this.classMember();
      if (this.text[this.at] === "-" && this.text[this.at + 1] !== "]" && this.at + 1 < this.text.length) {
        const dash = this.at++;
        const to = this.classMember();
        if (typeof from === "string" || typeof to === "string" || to < from)
          throw new PatternError(
            `bad character range ${this.text.slice(dash - 1, this.at).join("")}`,
            dash - 1,
          );
        result += `${codePoint(from)}-${codePoint(to)}${this.casesOfRange(from, to)}`;
      } else result += typeof from === "string" ? from : codePoint(from) + this.casesOf(from);
    }
    this.at++;
    return `${result}]`;
  }

  /** One member: a code point, or the inside of a class. */
  private classMember(): number | string {
    const place = this.at;
    const character = this.text[this.at++] as string;
    if (character !== "\\") return character.codePointAt(0) as number;
    const escaped = this.text[this.at++];
    if (escaped === undefined) throw new PatternError("unterminated character set", place);
    const { digit, space, word } = this.classes;
    switch (escaped) {
      case "d":
        return digit;
      case "s":
        return space;
      case "w":
        return word;
      case "D":
        return this.classes === ASCII_CLASSES ? "\\x00-/:-\\u{10ffff}" : "\\P{Nd}";
      case "S":
        return "\\S\\ufeff";
      case "W":
        if (this.classes === ASCII_CLASSES) return "\\W";
        return "\\x00-/:-@\\x5b-\\x5e`\\x7b-\\xa9\\p{M}\\p{P}\\p{S}\\p{Z}\\p{C}";
      case "b":
        return 8;
    }
    if (/[1-7]/.test(escaped)) {
      const digits = /^[0-7]{0,2}/.exec(this.text.slice(this.at, this.at + 2).join("")) as RegExpExecArray;
      this.at += digits[0].length;
      return Number.parseInt(escaped + digits[0], 8);
    }
    return this.escapedPoint(escaped, place);
  }

  private group(place: number): { text: string; repeatable: boolean } | null {
    if (this.text[this.at] !== "?") return this.capture(null, place);
    this.at++;
    const kind = this.text[this.at++];
    switch (kind) {
      case ":":
        return { text: `(?:${this.inside(place)})`, repeatable: true };
      case ">":
        return { text: this.atomic(this.inside(place)), repeatable: true };
      case "=":
      case "!":
        return { text: `(?:(?${kind}${this.inside(place)}))`, repeatable: true };
      case "<": {
        const direction = this.text[this.at++];
        if (direction !== "=" && direction !== "!") {
          if (direction === undefined) throw new PatternError("unexpected end of pattern", this.at - 1);
          throw new PatternError(`unknown extension ?<${direction}`, place + 1);
        }
        return { text: `(?:(?<${direction}${this.inside(place)}))`, repeatable: true };
      }
      case "#":
        while (this.at < this.text.length && this.text[this.at] !== ")") this.at++;
        if (this.at >= this.text.length) throw new PatternError("missing ), unterminated comment", place);
        this.at++;
        return null;
      case "P": {
        const form = this.text[this.at++];
        if (form === "<") return this.capture(this.groupName(">"), place);
        if (form === "=") {
          const name = this.groupName(")");
          const group = this.names.get(name);
          if (group === undefined) throw new PatternError(`unknown group name '${name}'`, place + 4);
          return { text: `(?:\\k<g${group}>)`, repeatable: true };
        }
        throw new PatternError(`unknown extension ?P${form ?? ""}`, place + 1);
      }
      case undefined:
        throw new PatternError("unexpected end of pattern", this.at - 1);
      case "(":
        throw new PatternError("conditional groups are not supported", place);
      default:
        this.at--;
        return this.flagGroup(place);
    }
  }

  private groupName(end: string): string {
    const start = this.at;
    let name = "";
    while (this.at < this.text.length && this.text[this.at] !== end) name += this.text[this.at++];
    if (this.at >= this.text.length) throw new PatternError(`missing ${end}, unterminated name`, start);
    this.at++;
    if (name === "") throw new PatternError("missing group name", start);
    if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name))
      throw new PatternError(`bad character in group name '${name}'`, start);
    return name;
  }

  private capture(name: string | null, place: number): { text: string; repeatable: boolean } {
    const group = ++this.groups;
    if (name !== null) {
      const known = this.names.get(name);
      if (known !== undefined)
        throw new PatternError(
          `redefinition of group name '${name}' as group ${group}; was group ${known}`,
          place + 4,
        );
      this.names.set(name, group);
    }
    this.open.add(group);
    const inside = this.inside(place);
    this.open.delete(group);
    return { text: `(?<g${group}>${inside})`, repeatable: true };
  }

  private inside(place: number): string {
    const flags = this.flags;
    const text = this.alternatives();
    this.flags = flags;
    if (this.text[this.at] !== ")") throw new PatternError("missing ), unterminated subpattern", place);
    this.at++;
    return text;
  }

  /** `(?flags)` at the start, or `(?flags-flags:…)`. */
  private flagGroup(place: number): { text: string; repeatable: boolean } | null {
    let on = 0;
    let off = 0;
    let negative = false;
    for (;;) {
      const character = this.text[this.at++];
      if (character === undefined) throw new PatternError("missing -, : or )", this.at - 1);
      if (character === ")") {
        if (place !== 0) throw new PatternError("global flags not at the start of the expression", place);
        this.flags |= on;
        if ((on & FLAG_ASCII) !== 0) this.flags &= ~FLAG_UNICODE;
        return null;
      }
      if (character === ":") break;
      if (character === "-" && !negative) {
        negative = true;
        continue;
      }
      const flag = FLAG_LETTERS[character];
      if (flag === undefined) {
        if (on === 0 && off === 0 && !negative)
          throw new PatternError(`unknown extension ?${character}`, place + 1);
        throw new PatternError("unknown flag", this.at - 1);
      }
      if (negative) off |= flag;
      else on |= flag;
    }
    const before = this.flags;
    this.flags = (this.flags | on) & ~off;
    const text = this.alternatives();
    this.flags = before;
    if (this.text[this.at] !== ")") throw new PatternError("missing ), unterminated subpattern", place);
    this.at++;
    const changesCase = ((on | off) & FLAG_IGNORECASE) !== 0;
    this.changesCase ||= changesCase;
    if (!changesCase || this.spelled) return { text: `(?:${text})`, repeatable: true };
    return { text: `(?${(off & FLAG_IGNORECASE) !== 0 ? "-i" : "i"}:${text})`, repeatable: true };
  }
}

/** One character, written so that it means itself inside and outside of classes. */
function codePoint(point: number): string {
  if ((point >= 48 && point <= 57) || (point >= 65 && point <= 90) || (point >= 97 && point <= 122))
    return String.fromCharCode(point);
  return point < 65536 && (point < 0xd800 || point > 0xdfff)
    ? `\\u${point.toString(16).padStart(4, "0")}`
    : `\\u{${point.toString(16)}}`;
}
