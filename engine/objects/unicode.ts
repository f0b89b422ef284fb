/**
 * Unicode as str's methods see it: character classes and case conversion.
 *
 * The host's regular expressions and case mappings carry the Unicode database. What they lack is written out here:
 * digits and numerals that are no decimal digits, ideographs with a numeric value, title case and case folding.
 */

type Ranges = readonly (readonly [first: number, last: number])[];

function parseRanges(text: string): Ranges {
  return text.split(" ").map((item) => {
    const [first, last] = item.split("-").map((hex) => Number.parseInt(hex, 16)) as [number, number?];
    return [first, last ?? first] as const;
  });
}

function isIn(ranges: Ranges, point: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] as readonly [number, number];
    if (point < first) high = middle;
    else if (point > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** Digits that are not decimal digits: superscripts, circled digits and such. */
const OTHER_DIGITS = parseRanges(
  "b2-b3 b9 1369-1371 19da 2070 2074-2079 2080-2089 2460-2468 2474-247c 2488-2490 24ea 24f5-24fd 24ff 2776-277e 2780-2788 278a-2792 10a40-10a43 10e60-10e68 11052-1105a 1f100-1f10a",
);
/** Ideographs with a numeric value. */
const NUMERIC_IDEOGRAPHS = parseRanges(
  "3405 3483 382a 3b4d 4e00 4e03 4e07 4e09 4e24 4e5d 4e8c 4e94 4e96 4eac 4ebf-4ec0 4edf 4ee8 4f0d 4f70 4fe9 5006 5104 5146 5169 516b 516d 5341 5343-5345 534c 53c1-53c4 56db 58f1 58f9 5e7a 5efe-5eff 5f0c-5f0e 5f10 62d0 62fe 634c 67d2 6d1e 6f06 7396 767e 7695 79ed 8086 842c 8cae 8cb3 8d30 920e 94a9 9621 9646 964c 9678 96f6 f96b f973 f978 f9b2 f9d1 f9d3 f9fd 20001 20064 200e2 20121 2092a 20983 2098c 2099c 20aea 20afd 20b19 22390 22998 23b1b 2626d 2f890",
);

const ALPHA = /^\p{L}$/u;
const DECIMAL = /^\p{Nd}$/u;
const NUMBER = /^\p{N}$/u;
const LOWER = /^\p{Lowercase}$/u;
const UPPER = /^\p{Uppercase}$/u;
const TITLE = /^\p{Lt}$/u;
const UNPRINTABLE = /^[\p{C}\p{Z}]$/u;
const IDENTIFIER_START = /^[\p{XID_Start}_]$/u;
const IDENTIFIER_PART = /^\p{XID_Continue}$/u;

const text = String.fromCodePoint;

export const isDecimalPoint = (point: number): boolean =>
  point < 128 ? point >= 48 && point <= 57 : DECIMAL.test(text(point));
export const isDigitPoint = (point: number): boolean =>
  isDecimalPoint(point) || (point >= 128 && isIn(OTHER_DIGITS, point));
export const isNumericPoint = (point: number): boolean =>
  point < 128 ? isDecimalPoint(point) : NUMBER.test(text(point)) || isIn(NUMERIC_IDEOGRAPHS, point);
export const isAlphaPoint = (point: number): boolean =>
  point < 128 ? (point | 32) >= 97 && (point | 32) <= 122 : ALPHA.test(text(point));
export const isAlnumPoint = (point: number): boolean => isAlphaPoint(point) || isNumericPoint(point);
export const isLowerPoint = (point: number): boolean =>
  point < 128 ? point >= 97 && point <= 122 : LOWER.test(text(point));
export const isUpperPoint = (point: number): boolean =>
  point < 128 ? point >= 65 && point <= 90 : UPPER.test(text(point));
export const isTitlePoint = (point: number): boolean => point >= 0x1c5 && TITLE.test(text(point));
export const isCasedPoint = (point: number): boolean =>
  isLowerPoint(point) || isUpperPoint(point) || isTitlePoint(point);
export const isPrintablePoint = (point: number): boolean =>
  point < 127 ? point >= 32 : point > 160 && !UNPRINTABLE.test(text(point));
export const isIdentifierStart = (point: number): boolean => IDENTIFIER_START.test(text(point));
export const isIdentifierPart = (point: number): boolean => IDENTIFIER_PART.test(text(point));

/** Whitespace to str's methods. */
export function isSpacePoint(point: number): boolean {
  if (point < 128) return point === 32 || (point >= 9 && point <= 13) || (point >= 28 && point <= 31);
  return (
    point === 0x85 ||
    point === 0xa0 ||
    point === 0x1680 ||
    (point >= 0x2000 && point <= 0x200a) ||
    point === 0x2028 ||
    point === 0x2029 ||
    point === 0x202f ||
    point === 0x205f ||
    point === 0x3000
  );
}

/** Ends a line for `splitlines`. */
export const isLineBreak = (point: number): boolean =>
  (point >= 10 && point <= 13) ||
  (point >= 28 && point <= 30) ||
  point === 0x85 ||
  point === 0x2028 ||
  point === 0x2029;

/** Title case of one character: its upper case, but for digraphs, ligatures and Greek with iota below. */
export function titleCharacter(character: string): string {
  const point = character.codePointAt(0) as number;
  if (point < 128) return character.toUpperCase();
  if (point >= 0x1c4 && point <= 0x1cc) return text(0x1c5 + 3 * Math.floor((point - 0x1c4) / 3));
  if (point >= 0x1f1 && point <= 0x1f3) return text(0x1f2);
  // Georgian letters have capitals that title case does not use.
  if (point >= 0x10d0 && point <= 0x10ff) return character;
  if (point >= 0x1f80 && point <= 0x1faf) return text(point | 8);
  if (point === 0x1fb3 || point === 0x1fc3 || point === 0x1ff3) return text(point + 9);
  if (point === 0x1fbc || point === 0x1fcc || point === 0x1ffc) return character;
  const upper = character.toUpperCase();
  if (point === 0x149) return upper;
  if (upper.length <= character.length) return upper;
  if (point >= 0x1fb2 && point <= 0x1ff7 && upper.endsWith("Ι")) return `${upper.slice(0, -1)}\u0345`;
  return (upper[0] as string) + upper.slice(1).toLowerCase();
}

/** `str.title()`. */
export function titleText(source: string): string {
  const lower = source.toLowerCase();
  // Where lower case keeps each character's length, it supplies the final sigmas that depend on the context.
  const aligned = lower.length === source.length;
  let result = "";
  let afterCased = false;
  let at = 0;
  for (const character of source) {
    const point = character.codePointAt(0) as number;
    if (afterCased) result += aligned ? lower.slice(at, at + character.length) : character.toLowerCase();
    else result += titleCharacter(character);
    afterCased = isCasedPoint(point);
    at += character.length;
  }
  return result;
}

/** `str.capitalize()`. */
export function capitalizeText(source: string): string {
  if (source === "") return "";
  const first = text(source.codePointAt(0) as number);
  return titleCharacter(first) + source.toLowerCase().slice(first.toLowerCase().length);
}

/** `str.swapcase()`. */
export function swapCase(source: string): string {
  const lower = source.toLowerCase();
  const aligned = lower.length === source.length;
  let result = "";
  let at = 0;
  for (const character of source) {
    const point = character.codePointAt(0) as number;
    if (isUpperPoint(point))
      result += aligned ? lower.slice(at, at + character.length) : character.toLowerCase();
    else result += isLowerPoint(point) ? character.toUpperCase() : character;
    at += character.length;
  }
  return result;
}

/** `str.casefold()`: full case folding. */
export function foldCase(source: string): string {
  let result = "";
  for (const character of source) {
    const point = character.codePointAt(0) as number;
    if (point < 128) result += character.toLowerCase();
    else if (point === 0x131) result += character;
    // Cherokee folds to its capitals.
    else if ((point >= 0x13f8 && point <= 0x13fd) || (point >= 0xab70 && point <= 0xabbf))
      result += character.toUpperCase();
    else if (point >= 0x13a0 && point <= 0x13f5) result += character;
    else result += character.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  }
  return result;
}

const QUOTED_AT_ONCE = 1 << 16;
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** The text as a Python literal: `repr()` of a str. */
export function quoteText(source: string): string {
  if (/^[ -&(-[\]-~]*$/.test(source)) return `'${source}'`;
  const quote = source.includes("'") && !source.includes('"') ? '"' : "'";
  const quoted = (text: string): string =>
    text.replace(/[^ !#-&(-[\]-~]/gu, (character) => quoteCharacter(character, quote));
  if (source.length <= QUOTED_AT_ONCE) return quote + quoted(source) + quote;
  // The host gathers all that it replaces before it begins.
  let result = quote;
  for (let start = 0; start < source.length; ) {
    let end = Math.min(source.length, start + QUOTED_AT_ONCE);
    if (end < source.length && isHighSurrogate(source.charCodeAt(end - 1))) end++;
    result += quoted(source.slice(start, end));
    start = end;
  }
  return result + quote;
}

function quoteCharacter(character: string, quote: string): string {
  const point = character.codePointAt(0) as number;
  if (character === quote || point === 92) return `\\${character}`;
  if (point === 10) return "\\n";
  if (point === 13) return "\\r";
  if (point === 9) return "\\t";
  return isPrintablePoint(point) ? character : escapePoint(point);
}

/** `\xhh`, `\uhhhh` or `\Uhhhhhhhh`. */
export function escapePoint(point: number): string {
  const hex = point.toString(16);
  if (point < 256) return `\\x${hex.padStart(2, "0")}`;
  return point < 65536 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** A text with everything beyond ASCII escaped, as `ascii()` does with a repr. */
export function escapeNonAscii(source: string): string {
  return /^[\0-\x7f]*$/.test(source)
    ? source
    : source.replace(/[^\0-\x7f]/gu, (character) => escapePoint(character.codePointAt(0) as number));
}
