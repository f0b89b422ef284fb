/**
 * "invalid syntax. Did you mean 'for'?": a misspelt keyword, found by putting keywords in the place of names.
 *
 * Only a plain "invalid syntax" (or a comma that seems missing) gets the hint. The text from the last compound
 * statement to the error is taken out and dedented; each name in it is replaced by the keywords that resemble
 * it, by edit distance and by difflib's ratio, and the first replacement that compiles is the hint. It is
 * looked for when an error is shown, as CPython does in its `traceback` module, not when it is raised.
 */

import { PythonSyntaxError } from "./errors.ts";
import { isIncomplete, parseModule } from "./parse.ts";
import { tokenize } from "./tokenizer.ts";
import * as T from "./tokens.ts";
import { keywords } from "./tokens.ts";

const MAX_CHARACTERS = 1024;
const MAX_NAMES = 10;
const MAX_KEYWORDS = 3;
const MIN_RATIO = 0.5;

/** What to show instead of the error's own message and place. Lines count from the start of the text tried. */
export interface KeywordHint {
  readonly message: string;
  readonly text: string;
  readonly lineno: number;
  readonly offset: number;
  readonly end_lineno: number;
  readonly end_offset: number;
}

/** What the search needs from above: the nearest of some names, and whether a source compiles (it throws if not). */
export interface HintTools {
  nearest(name: string, candidates: readonly string[]): string | null;
  compile(source: string): void;
}

/** The hint for an error of this source, or null. */
export function suggestKeyword(
  error: PythonSyntaxError,
  source: string,
  tools: HintTools,
): KeywordHint | null {
  if (error.message !== "invalid syntax" && !error.message.includes("Perhaps you forgot a comma"))
    return null;
  const first = Math.max(error.statement_lineno - 1, 0);
  const code = dedent(source.split(/\r\n?|\n/).slice(first, error.lineno ?? 0)).join("\n");
  if (code.length > MAX_CHARACTERS) return null;
  const tokens = tokenize(code);
  let namesLeft = MAX_NAMES;
  for (const token of tokens.tokens) {
    if (token.type !== T.NAME) continue;
    const name = code.slice(token.start, token.end);
    if (--namesLeft < 0) return null;
    for (const keyword of findSimilarKeywords(name, tools)) {
      if (keyword === name) continue;
      const replaced = code.slice(0, token.start) + keyword + code.slice(token.end);
      if (!isAcceptable(replaced, tools)) continue;
      const { lineno } = token;
      return {
        message: `invalid syntax. Did you mean '${keyword}'?`,
        text: tokens.lineWithEnd(lineno),
        lineno,
        offset: tokens.characterColumn(lineno, token.col_offset) + 1,
        end_lineno: lineno,
        end_offset: tokens.characterColumn(lineno, token.end_col_offset) + 1,
      };
    }
  }
  return null;
}

/** Removes the whitespace that all lines begin with; lines of whitespace become empty and do not count. */
function dedent(lines: readonly string[]): string[] {
  const filled = lines.map((line) => (line.trim() === "" ? "" : line));
  let margin: string | null = null;
  for (const line of filled) {
    if (line === "") continue;
    const indent: string = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (margin === null) margin = indent;
    let common = 0;
    while (common < margin.length && margin[common] === indent[common]) common++;
    margin = margin.slice(0, common);
  }
  return filled.map((line) => line.slice(margin?.length ?? 0));
}

/** Whether a source compiles, or could if more lines followed. */
function isAcceptable(source: string, tools: HintTools): boolean {
  try {
    parseModule(source, "<hint>");
  } catch (error) {
    if (error instanceof PythonSyntaxError) return isIncomplete(source);
    throw error;
  }
  try {
    tools.compile(source);
    return true;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return false;
    throw error;
  }
}

function findSimilarKeywords(name: string, tools: HintTools): string[] {
  const all = [...keywords.keys()];
  const nearest = tools.nearest(name, all);
  const similar = all
    .map((keyword) => ({ keyword, ratio: matchRatio(keyword, name) }))
    .filter(({ ratio }) => ratio >= MIN_RATIO)
    .sort((a, b) => b.ratio - a.ratio || (a.keyword < b.keyword ? 1 : -1))
    .slice(0, MAX_KEYWORDS)
    .map(({ keyword }) => keyword);
  return (nearest === null ? similar : [nearest, ...similar]).slice(0, MAX_KEYWORDS);
}

/** The ratio of difflib's SequenceMatcher: twice the letters in matching blocks, over all letters. */
function matchRatio(a: string, b: string): number {
  const countMatches = (fromA: number, toA: number, fromB: number, toB: number): number => {
    let size = 0;
    let bestA = fromA;
    let bestB = fromB;
    for (let i = fromA; i < toA; i++) {
      for (let j = fromB; j < toB; j++) {
        let length = 0;
        while (i + length < toA && j + length < toB && a[i + length] === b[j + length]) length++;
        if (length > size) {
          size = length;
          bestA = i;
          bestB = j;
        }
      }
    }
    if (size === 0) return 0;
    return (
      size + countMatches(fromA, bestA, fromB, bestB) + countMatches(bestA + size, toA, bestB + size, toB)
    );
  };
  return (2 * countMatches(0, a.length, 0, b.length)) / (a.length + b.length);
}
