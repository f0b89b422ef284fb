/**
 * Makes a program small that shows a fault: delta debugging along the syntax tree. First statements are deleted, halves of
 * a block before single ones; then blocks take the place of the statement around them, and clauses go; then expressions
 * are replaced by a part of themselves or a constant, elements and arguments go, numbers shrink. What still shows the
 * fault is kept, until nothing can be left out. Whether it does is the caller's to say; what is no longer Python, or wrong
 * in the same way everywhere, does not.
 *
 * It relies on how generated programs are laid out: one statement a line, blocks below their heads, no comments.
 */
import type { Position } from "../../syntax/ast.ts";
import { parseModule } from "../../syntax/parse.ts";

/** Bytes `from` to `to` of the source are replaced. Positions in trees count bytes. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

type Field = string | number | boolean | bigint | null | undefined | Node | readonly Field[];
/** Any node, seen from outside: its fields by name. */
interface Node extends Partial<Position> {
  readonly kind?: string;
  readonly [field: string]: Field;
}

const isNode = (field: Field): field is Node =>
  typeof field === "object" && field !== null && !Array.isArray(field);

/** A program, its tree, and where its lines begin. */
class Source {
  readonly bytes: Buffer;
  readonly tree: Node;
  private readonly lineStarts: number[] = [0];

  constructor(readonly text: string) {
    this.bytes = Buffer.from(text);
    this.tree = parseModule(text, "reduce.py") as unknown as Node;
    for (let i = 0; i < this.bytes.length; i++) if (this.bytes[i] === 10) this.lineStarts.push(i + 1);
    this.lineStarts.push(this.bytes.length);
  }

  startOf(node: Node): number {
    return this.lineStarts[node.lineno! - 1]! + node.col_offset!;
  }

  endOf(node: Node): number {
    return this.lineStarts[node.end_lineno! - 1]! + node.end_col_offset!;
  }

  /** The offset at which a line begins; lines count from 1. */
  lineStart(line: number): number {
    return this.lineStarts[Math.min(line - 1, this.lineStarts.length - 1)]!;
  }

  slice(from: number, to: number): string {
    return this.bytes.subarray(from, to).toString();
  }

  with({ from, to, text }: Edit): string {
    return this.slice(0, from) + text + this.slice(to, this.bytes.length);
  }
}

function* children(node: Node): Generator<Node> {
  for (const field of Object.values(node)) {
    if (Array.isArray(field))
      for (const one of field as readonly Field[]) {
        if (isNode(one)) yield one;
      }
    else if (isNode(field)) yield field;
  }
}

/** A node and all below it, outer ones first. */
function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* walk(child);
}

const BLOCKS = ["body", "orelse", "finalbody"] as const;

const blockOf = (node: Node, name: string): readonly Node[] => {
  const field = node[name];
  return Array.isArray(field) && field.every((one) => isNode(one) && one.lineno !== undefined)
    ? (field as Node[])
    : [];
};

/** The blocks of statements of a program, outer ones first. */
function* blocks(tree: Node): Generator<readonly Node[]> {
  for (const node of walk(tree))
    for (const name of BLOCKS) {
      // The body of a lambda or a conditional expression is no block, nor is it a list.
      const block = blockOf(node, name);
      if (block.length > 0) yield block;
    }
}

const firstLine = (statement: Node): number =>
  Math.min(statement.lineno!, ...blockOf(statement, "decorator_list").map(({ lineno }) => lineno!));

/** The edit that leaves out some neighbours of a block. */
function withoutStatements(source: Source, block: readonly Node[], first: number, count: number): Edit {
  const from = source.lineStart(firstLine(block[first]!));
  const to = source.lineStart(block[first + count - 1]!.end_lineno! + 1);
  const indent = " ".repeat(block[first]!.col_offset!);
  return { from, to, text: count === block.length ? `${indent}pass\n` : "" };
}

/** Edits that put a block in the place of its statement, and that leave clauses out. */
function* blockEdits(source: Source): Generator<Edit> {
  for (const node of walk(source.tree)) {
    if (node.kind === "Module" || node.lineno === undefined) continue;
    const whole = { from: source.lineStart(firstLine(node)), to: source.lineStart(node.end_lineno! + 1) };
    for (const name of BLOCKS) {
      const block = blockOf(node, name);
      if (block.length === 0) continue;
      const [from, to] = [
        source.lineStart(firstLine(block[0]!)),
        source.lineStart(block.at(-1)!.end_lineno! + 1),
      ];
      const dedent = block[0]!.col_offset! - node.col_offset!;
      if (node.kind !== "ExceptHandler")
        yield { ...whole, text: source.slice(from, to).replaceAll(new RegExp(`^ {${dedent}}`, "gm"), "") };
      // `else:` and `finally:` stand in the line before their block.
      if (name !== "body") yield { from: source.lineStart(firstLine(block[0]!) - 1), to, text: "" };
    }
    if (node.kind === "ExceptHandler") yield { ...whole, text: "" };
    else if (STATEMENTS.has(node.kind!))
      for (const name of ["value", "iter", "test"] as const) {
        const part = node[name];
        if (!isNode(part) || node.kind === "Expr") continue;
        const indent = " ".repeat(node.col_offset!);
        yield { ...whole, text: `${indent}${source.slice(source.startOf(part), source.endOf(part))}\n` };
      }
    if (node.kind === "Match")
      for (const one of node["cases"] as Node[]) {
        const body = one["body"] as Node[];
        const [from, to] = [
          source.lineStart((one["pattern"] as Node).lineno!),
          source.lineStart(body.at(-1)!.end_lineno! + 1),
        ];
        yield { from, to, text: "" };
        const dedent = body[0]!.col_offset! - node.col_offset!;
        const inner = source.slice(source.lineStart(firstLine(body[0]!)), to);
        yield { ...whole, text: inner.replaceAll(new RegExp(`^ {${dedent}}`, "gm"), "") };
      }
  }
}

const EXPRESSIONS: ReadonlySet<string> = new Set(
  "BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set ListComp SetComp DictComp GeneratorExp Yield YieldFrom Compare Call JoinedStr Attribute Subscript List Tuple Name".split(
    " ",
  ),
);

/** Edits that put something simpler in the place of an expression. */
function* expressionEdits(source: Source): Generator<Edit> {
  for (const node of walk(source.tree)) {
    if (node.lineno === undefined || !EXPRESSIONS.has(node.kind!)) continue;
    if (node["ctx"] !== undefined && node["ctx"] !== "Load") continue;
    const place = { from: source.startOf(node), to: source.endOf(node) };
    const old = source.slice(place.from, place.to);
    const constants = node.kind === "Name" ? ["0"] : ["0", "1", "None", "''", "[0, 1]", "(0, 1)", "{}"];
    for (const text of constants) if (text !== old) yield { ...place, text };
    for (const child of children(node)) {
      if (child.lineno === undefined || !(EXPRESSIONS.has(child.kind!) || child.kind === "Constant"))
        continue;
      const inner = source.slice(source.startOf(child), source.endOf(child));
      yield { ...place, text: /^[\w.]+$/.test(inner) ? inner : `(${inner})` };
    }
  }
}

/** Edits that leave out elements, arguments, targets, filters, defaults and the like. */
function* elementEdits(source: Source): Generator<Edit> {
  for (const node of walk(source.tree)) {
    if (Array.isArray(node["defaults"])) {
      const values = node["defaults"] as Node[];
      const names = (node["args"] as Node[]).slice(-values.length);
      for (let i = 0; i < values.length && names.length === values.length; i++)
        yield { from: source.endOf(names[i]!), to: source.endOf(values[i]!), text: "" };
    }
    for (const field of Object.values(node)) {
      if (!Array.isArray(field) || field.length === 0) continue;
      const list = (field as readonly Field[]).filter(
        (one): one is Node => isNode(one) && one.lineno !== undefined,
      );
      if (list.length !== field.length || list.some(({ kind }) => kind === undefined || STATEMENTS.has(kind)))
        continue;
      for (let i = 0; i < list.length; i++) {
        const [before, one, after] = [list[i - 1], list[i]!, list[i + 1]];
        if (after !== undefined) yield { from: source.startOf(one), to: source.startOf(after), text: "" };
        else if (before !== undefined) yield { from: source.endOf(before), to: source.endOf(one), text: "" };
        else yield { from: source.startOf(one), to: source.endOf(one), text: "" };
      }
    }
  }
}

const STATEMENTS: ReadonlySet<string> = new Set(
  "FunctionDef ClassDef Return Delete Assign AugAssign For While If With Match Raise Try Assert Import ImportFrom Global Nonlocal Expr Pass Break Continue ExceptHandler".split(
    " ",
  ),
);

/** Edits that make numbers and texts smaller, and take parentheses away. */
function* constantEdits(source: Source): Generator<Edit> {
  for (const match of source.text.matchAll(/\b\d+\b/g)) {
    const number = BigInt(match[0]);
    const from = Buffer.byteLength(source.text.slice(0, match.index));
    const place = { from, to: from + match[0].length };
    for (const smaller of [2n, number / 2n, number - number / 4n, number - 1n])
      if (smaller < number && smaller >= 0n) yield { ...place, text: String(smaller) };
  }
  for (const match of source.text.matchAll(/\(([\w.]+)\)/g)) {
    const from = Buffer.byteLength(source.text.slice(0, match.index));
    yield {
      from,
      to: from + Buffer.byteLength(match[0]),
      text: /[\w.]$/.test(source.text.slice(0, match.index)) ? match[0] : match[1]!,
    };
  }
}

export interface Reduction {
  readonly source: string;
  /** Candidates that were run. */
  readonly tries: number;
  /** False when time was up before nothing more could go. */
  readonly finished: boolean;
}

/** Reduces `program`, which `shows` the fault, for at most `limitMs`. */
export async function reduce(
  program: string,
  shows: (source: string) => Promise<boolean>,
  limitMs: number,
): Promise<Reduction> {
  const endsAt = performance.now() + limitMs;
  const seen = new Set([program]);
  let current = new Source(program);
  let tries = 0;

  /** Takes `text` for the current program if it still shows the fault. */
  async function accept(text: string): Promise<boolean> {
    if (seen.has(text) || performance.now() > endsAt) return false;
    seen.add(text);
    let candidate: Source;
    try {
      candidate = new Source(text);
    } catch {
      return false; // no longer Python
    }
    tries++;
    if (!(await shows(text))) return false;
    current = candidate;
    return true;
  }

  async function dropStatements(): Promise<void> {
    const all = (): (readonly Node[])[] => [...blocks(current.tree)];
    for (let at = 0; at < all().length; at++) {
      for (let size = all()[at]!.length; size >= 1; size = Math.floor(size / 2)) {
        for (let first = 0; ; ) {
          const block = all()[at];
          if (block === undefined || first >= block.length) break;
          const count = Math.min(size, block.length - first);
          const isPass = block.length === 1 && block[0]!.kind === "Pass";
          if (isPass || !(await accept(current.with(withoutStatements(current, block, first, count)))))
            first += count;
        }
      }
    }
  }

  async function tryEdits(edits: (source: Source) => Iterable<Edit>): Promise<void> {
    for (let at = 0; ; ) {
      const list = [...edits(current)];
      if (at >= list.length || performance.now() > endsAt) return;
      let taken = false;
      for (; at < list.length && !taken; ) {
        taken = await accept(current.with(list[at]!));
        if (!taken) at++;
      }
    }
  }

  let before: string;
  do {
    before = current.text;
    await dropStatements();
    await tryEdits(blockEdits);
    await dropStatements();
    await tryEdits(expressionEdits);
    await tryEdits(elementEdits);
    await tryEdits(constantEdits);
  } while (current.text !== before && performance.now() < endsAt);
  return { source: current.text, tries, finished: performance.now() < endsAt };
}
