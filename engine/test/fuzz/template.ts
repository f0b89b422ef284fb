/**
 * Templates: Python text with holes, from which the grammar's rows are made. A hole begins with `$`:
 *
 *     $int        an expression of that kind
 *     $int@       a variable of that kind
 *     $int!       a variable that may be assigned here
 *     $int+       a new name for a variable of that kind, known to what follows (in an expression: to all of it)
 *     $^ints      an expression (or, with @, a variable) that does not know the expression's own new names
 *     $A:ints@    any of these, remembered: $A is the same text again
 *     $obj.len    an instance of a class with that feature; with @ a variable
 *     $body       alone in its line: a block of statements. In it new names are known, and `break` may stand
 *     $few        2 to 6, as a constant; $turns: how often a loop turns, which the block after it pays for
 *     $other      what another rule writes: a generator's hole, such as $rare (see `Writer.special`)
 */
export type Mode = "expression" | "variable" | "target" | "new";

export interface Hole {
  readonly label: string | null;
  /** The kind or rule asked for; empty where only a label is repeated. */
  readonly word: string;
  readonly feature: string | null;
  readonly mode: Mode;
  readonly outside: boolean;
}

export type Part = string | Hole;

const HOLE =
  /\$(?:([A-Z])(?::(?=[\^a-z])|(?![a-z])))?(?:(\^)?([a-z][a-z0-9_]*)(?:(?<=obj)\.([a-z]+))?([@!+])?)?/g;

const MODES: Readonly<Record<string, Mode>> = { "@": "variable", "!": "target", "+": "new" };

/** Cuts one line or expression into text and holes. */
export function parseTemplate(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(HOLE)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    at = match.index + match[0].length;
    const [, label, outside, word, feature, mark] = match;
    parts.push({
      label: label ?? null,
      word: word ?? "",
      feature: feature ?? null,
      mode: mark === undefined ? "expression" : MODES[mark]!,
      outside: outside !== undefined,
    });
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

/** Whether `text` can be an operand as it stands: a name, a constant, a call, a display, something in parentheses. */
export function isAtom(text: string): boolean {
  if (/^(?:-?[\w.]+|f?"[^"]*")$/.test(text)) return true;
  let depth = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== "") {
      if (char === "\\") i++;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (depth === 0 && !/[\w.]/.test(char)) return false;
  }
  return !/^(?:not|lambda|yield)\b/.test(text);
}

/** Whether an operand between `before` and `after` needs no parentheses whatever it is. */
export const isEnclosed = (before: string, after: string): boolean =>
  /(?:^|[([{,:]|^\s*return|^\s*(?:el)?if|^\s*while|(?:^|[^=!<>])=) *$/.test(before) &&
  /^(?: *(?:$|[)\]},:])| for\b)/.test(after);
