/**
 * Fills the grammar's templates: expressions of a kind, blocks of statements within a budget of turns, all from one
 * source of random numbers. A row that cannot be filled where it stands (no variable of the kind, not inside a function)
 * is given up and another is tried.
 */
import type { ExpressionRow, Place, StatementRow, Theme } from "./grammar/rows.ts";
import { fits, isKind, KINDS, type Kind, literal, NAMES, NEW_VARIABLES } from "./kinds.ts";
import type { Random } from "./random.ts";
import { type ClassInfo, Scope, type Signature, type Variable } from "./scope.ts";
import { type Hole, isAtom, isEnclosed, type Part, parseTemplate } from "./template.ts";

/** Thrown where a template cannot be filled. */
const UNFIT = Symbol("unfit");

const INDENT = "    ";
const TRIES = 12;
/** Of a program's rows, so many are wanted in it. */
const ROWS_TAKEN = 0.6;
const THEMES_TAKEN = 0.55;
const NO_FEATURES: ReadonlySet<string> = new Set();
const EXCEPTIONS = [
  "ValueError",
  "KeyError",
  "IndexError",
  "TypeError",
  "ZeroDivisionError",
  "RuntimeError",
  "Halt",
];

interface Weighted<Row> {
  readonly row: Row;
  readonly weight: number;
}

/** What holds of the place where a statement is written. */
interface Context {
  readonly scope: Scope;
  readonly places: ReadonlySet<Place>;
  /** Statements that may still run here each time; loops share it out among their turns. */
  readonly budget: number;
  /** Blocks around this one. */
  readonly depth: number;
}

export class Writer {
  readonly functions: Signature[] = [];
  readonly classes: ClassInfo[] = [];
  readonly lines: string[] = [];
  private readonly used = new Set<string>();
  private readonly statements: Weighted<StatementRow>[] = [];
  private readonly expressions = new Map<Kind, Weighted<ExpressionRow>[]>();
  private owners = 0;
  /** The names of themes that this program is made of. */
  readonly themes: string[] = [];

  constructor(
    readonly random: Random,
    themes: readonly Theme[],
    /** Names that the program's frame has taken. */
    taken: readonly string[],
    /** Statements in the block of a hot loop, at most. */
    private readonly breadth: number,
  ) {
    for (const name of taken) this.used.add(name);
    for (const theme of themes) {
      if (theme.name !== "core" && !random.chance(THEMES_TAKEN)) continue;
      this.themes.push(theme.name);
      const boost = random.pick([0.5, 1, 1, 2, 4]);
      const weigh = <Row extends { readonly weight: number }>(row: Row): Weighted<Row> => ({
        row,
        weight:
          theme.name !== "core" && !random.chance(ROWS_TAKEN)
            ? 0
            : row.weight * boost * random.pick([0.4, 1, 2]),
      });
      this.statements.push(...(theme.statements ?? []).map(weigh));
      for (const kind of KINDS) {
        const rows = theme.expressions?.[kind];
        if (rows === undefined) continue;
        const known = this.expressions.get(kind) ?? [];
        known.push(...rows.map(weigh));
        this.expressions.set(kind, known);
      }
    }
  }

  newOwner(): number {
    return ++this.owners;
  }

  put(depth: number, ...lines: string[]): void {
    for (const line of lines) this.lines.push(line === "" ? "" : INDENT.repeat(depth) + line);
  }

  /** A name that the program has not used. */
  freshName(kind: Kind): string {
    return this.fresh(this.random.pick(NAMES[kind]));
  }

  fresh(base: string): string {
    let name = base;
    for (let i = 2; this.used.has(name); i++) name = `${base}${i}`;
    this.used.add(name);
    return name;
  }

  declare(scope: Scope, name: string, kind: Kind, assignable = true, features = NO_FEATURES): Variable {
    const variable = { name, kind, assignable, features, owner: scope.owner };
    scope.variables.push(variable);
    return variable;
  }

  // Expressions

  /** An expression of a kind; `depth` says how deep it may nest. */
  expression(kind: Kind, scope: Scope, depth: number, feature: string | null = null): string {
    if (kind === "obj" && feature !== null) return this.instance(scope, depth, feature);
    for (let i = 0; i < TRIES; i++) {
      const leaf = depth <= 0 || this.random.chance(0.4);
      if (leaf) {
        const text = this.random.chance(0.85) ? this.variable(kind, scope, null) : literal(kind, this.random);
        if (text !== undefined) return text;
      }
      const kinds = KINDS.filter((other) => fits(other, kind));
      const chosen = this.random.chance(0.75) ? kind : this.random.pick(kinds);
      if (!leaf && chosen === "obj" && this.random.chance(0.2)) return this.instance(scope, depth, null);
      if (!leaf && this.random.chance(0.12)) {
        const call = this.call(chosen, scope, depth);
        if (call !== undefined) return call;
      }
      const rows = (this.expressions.get(chosen) ?? []).filter(({ weight }) => weight > 0);
      if (rows.length === 0 || depth < -2) continue;
      const { row } = this.random.weighted(rows, ({ weight }) => weight);
      const text = this.attempt(() => this.fillExpression(row.text, scope, depth - 1));
      if (text !== undefined) return text;
    }
    const text =
      this.variable(kind, scope, null) ??
      literal(kind, this.random) ??
      (kind === "obj" ? this.instance(scope, 0, null) : undefined) ??
      this.plain(kind, scope);
    if (text === undefined) throw UNFIT;
    return text;
  }

  /** What an expression is when nothing else can be. */
  private plain(kind: Kind, scope: Scope): string | undefined {
    switch (kind) {
      case "fn":
        return `(lambda q: q + ${this.random.below(9)})`;
      case "gen":
        return `iter(${this.expression("ints", scope, 0)})`;
      case "objs":
        return this.classes.length === 0
          ? undefined
          : `[${this.instance(scope, 0, null)}, ${this.instance(scope, 0, null)}]`;
      default:
        return undefined;
    }
  }

  /** Fills an expression's template. */
  fillExpression(text: string, scope: Scope, depth: number): string {
    const parts = parseTemplate(text);
    // A lambda does not assign what is around it, and calls no function value: it may come to be that value.
    const inner = new Scope(scope, text.includes("lambda") ? this.newOwner() : scope.owner);
    const labels = new Map<string, string>();
    const names = new Map<Part, string>();
    for (const part of parts) {
      if (typeof part === "string" || part.mode !== "new") continue;
      const name = this.fresh(this.random.pick(["w", "q", "e", "n", "c", "j"]));
      this.declare(inner, name, part.word as Kind, false);
      names.set(part, name);
      if (part.label !== null) labels.set(part.label, name);
    }
    let out = "";
    parts.forEach((part, i) => {
      if (typeof part === "string") out += part;
      else if (part.mode === "new") out += names.get(part)!;
      else {
        const filled = this.hole(part, part.outside ? scope : inner, depth, labels);
        const after = parts[i + 1];
        out +=
          isAtom(filled) || isEnclosed(out, typeof after === "string" ? after : "") ? filled : `(${filled})`;
      }
    });
    return out;
  }

  /** The text for a hole that is no new name and no block. */
  private hole(hole: Hole, scope: Scope, depth: number, labels: Map<string, string>): string {
    if (hole.word === "") {
      const known = labels.get(hole.label!);
      if (known === undefined) throw new Error(`$${hole.label} stands for nothing yet`);
      return known;
    }
    let text: string | undefined;
    if (!isKind(hole.word)) text = this.special(hole.word, scope, depth);
    else if (hole.mode === "variable") text = this.variable(hole.word, scope, hole.feature);
    else if (hole.mode === "target") text = this.target(hole.word, scope);
    else text = this.expression(hole.word, scope, depth, hole.feature);
    if (text === undefined) throw UNFIT;
    if (hole.label !== null) labels.set(hole.label, text);
    return text;
  }

  /** What is no kind of value: conditions that hold now and then, names of exceptions, counts. */
  private special(word: string, scope: Scope, depth: number): string {
    const { random } = this;
    switch (word) {
      case "few":
        return String(random.between(2, 6));
      case "rare": {
        const counter =
          this.variable("int", scope, null, (variable) => !variable.assignable) ??
          this.expression("int", scope, 0);
        const every = random.pick([3, 7, 26, 50, 97, 500]);
        return random.chance(0.3)
          ? `${counter} == ${random.pick([2, 5, 26, 51, 120, 333])}`
          : `${counter} % ${every} == ${random.below(every)}`;
      }
      case "cond":
        return this.expression("bool", scope, depth);
      case "exception":
        return random.pick(EXCEPTIONS);
      case "class": {
        if (this.classes.length === 0) throw UNFIT;
        return random.pick(this.classes).name;
      }
      case "global": {
        const text = this.variable("int", scope, null, ({ owner, assignable }) => owner === 0 && assignable);
        if (text === undefined) throw UNFIT;
        return text;
      }
      case "outer": {
        // A variable of the function around, for nonlocal.
        const own = scope.owner;
        const text = this.variable(
          "int",
          scope,
          null,
          ({ owner, assignable }) => owner !== 0 && owner !== own && assignable,
        );
        if (text === undefined) throw UNFIT;
        return text;
      }
      case "intfunction": {
        const found = this.functions.filter(
          ({ gives, parameters }) => gives === "int" && parameters.length > 0,
        );
        if (found.length === 0) throw UNFIT;
        return random.pick(found).name;
      }
      default:
        throw new Error(`no rule "$${word}"`);
    }
  }

  private variable(
    kind: Kind,
    scope: Scope,
    feature: string | null,
    when: (variable: Variable) => boolean = () => true,
  ): string | undefined {
    const found: Variable[] = [];
    for (const variable of scope.all())
      if (
        fits(variable.kind, kind) &&
        (kind !== "fn" || variable.owner === scope.owner) &&
        (feature === null || variable.features.has(feature)) &&
        when(variable)
      )
        found.push(variable);
    if (found.length === 0) return undefined;
    // The nearest more often: programs work on what is at hand.
    const nearest = this.random.chance(0.5) ? Math.min(found.length, 4) : found.length;
    return found[this.random.below(nearest)]!.name;
  }

  private target(kind: Kind, scope: Scope): string | undefined {
    const found: Variable[] = [];
    for (const variable of scope.all())
      if (variable.kind === kind && variable.assignable && variable.owner === scope.owner)
        found.push(variable);
    return found.length === 0 ? undefined : this.random.pick(found).name;
  }

  private instance(scope: Scope, depth: number, feature: string | null): string {
    const known = this.random.chance(0.6) ? this.variable("obj", scope, feature) : undefined;
    if (known !== undefined) return known;
    const classes = this.classes.filter(({ features }) => feature === null || features.has(feature));
    if (classes.length === 0) throw UNFIT;
    const { name } = this.random.pick(classes);
    const first = this.expression("int", scope, depth - 1);
    return this.random.pick([
      `${name}(${first})`,
      `${name}(${first}, ${this.expression("num", scope, depth - 1)})`,
      `${name}(x=${first}, y=${this.expression("num", scope, depth - 1)})`,
    ]);
  }

  private call(kind: Kind, scope: Scope, depth: number): string | undefined {
    const found = this.functions.filter(({ gives, cost }) => gives === kind && cost <= this.budget);
    if (found.length === 0) return undefined;
    return this.attempt(() =>
      this.fillExpression(this.random.pick(this.random.pick(found).calls), scope, depth - 1),
    );
  }

  private attempt<Result>(write: () => Result): Result | undefined {
    try {
      return write();
    } catch (error) {
      if (error !== UNFIT) throw error;
      return undefined;
    }
  }

  // Statements

  /** The budget of the statement that is written; what calls may cost here. */
  private budget = 0;

  /** Writes a block of `count` statements. */
  block(context: Context, indent: number, count: number): void {
    let written = 0;
    for (let i = 0; i < count; i++) if (this.statement(context, indent)) written++;
    if (written === 0) this.put(indent, "pass");
  }

  private statement(context: Context, indent: number): boolean {
    const rows = this.statements.filter(
      ({ row, weight }) =>
        weight > 0 &&
        (row.needs ?? []).every((place) => context.places.has(place)) &&
        this.affords(row, context),
    );
    if (rows.length === 0) return false;
    for (let i = 0; i < TRIES; i++) {
      const { row } = this.random.weighted(rows, ({ weight }) => weight);
      const at = this.lines.length;
      const before = context.scope.variables.length;
      this.budget = context.budget;
      if (this.attempt(() => (this.fillStatement(row, context, indent), true))) return true;
      this.lines.length = at;
      context.scope.variables.length = before;
    }
    return false;
  }

  private affords(row: StatementRow, { budget, depth }: Context): boolean {
    if (row.text.includes("$body") && depth >= 4) return false;
    if (row.text.includes("$turns")) return budget >= 8;
    return row.turns === undefined || budget >= row.turns * 2;
  }

  private turnsFor(context: Context): number {
    const { random } = this;
    const most = context.places.has("loop") ? Math.floor(context.budget / 2) : context.budget;
    const wish = context.places.has("loop")
      ? random.weighted([random.between(1, 4), random.between(3, 9), random.between(10, 40)], (n) =>
          n < 10 ? 3 : 1,
        )
      : random.pick([24, 40, 60, 60, 100, 130, 260, 520]);
    return Math.max(1, Math.min(most, wish + random.below(4)));
  }

  /** Fills a row's lines. New names are known from the next line on; what stands in a block, in it only. */
  fillStatement(row: StatementRow, context: Context, indent: number): void {
    const labels = new Map<string, string>();
    const lines = row.text.split("\n");
    const places = new Set(context.places);
    if (/^ *(?:for|while)\b/m.test(row.text)) places.add("loop");
    if (/^ *try:/m.test(row.text)) places.add("guarded");
    let inside: Context = { ...context, places, depth: context.depth + 1 };
    let scope = lines.length > 1 ? new Scope(context.scope, context.scope.owner) : context.scope;
    let turns = row.turns ?? 1;
    // Inside a `def` of the row: its depth, and what holds again after it.
    let outer: { depth: number; scope: Scope; inside: Context; finish: () => void } | null = null;
    for (const line of lines) {
      const trimmed = line.trim();
      const depth = (line.length - line.trimStart().length) / INDENT.length;
      if (outer !== null && depth <= outer.depth) {
        ({ scope, inside } = outer);
        outer.finish();
        outer = null;
      }
      if (trimmed === "$body") {
        const budget = Math.floor(inside.budget / turns);
        const most = inside.depth < 2 ? this.breadth : inside.depth < 3 ? 2 : 1;
        this.block(
          { ...inside, scope: new Scope(scope, scope.owner), budget },
          indent + depth,
          this.random.between(1, most),
        );
        this.budget = context.budget;
        continue;
      }
      const names: { name: string; kind: Kind }[] = [];
      const parts = parseTemplate(trimmed);
      let out = "";
      for (let i = 0; i < parts.length; i++) {
        const part = parts[i]!;
        if (typeof part === "string") out += part;
        else if (part.mode === "new") {
          const name = this.freshName(part.word as Kind);
          if (part.label !== null) labels.set(part.label, name);
          names.push({ name, kind: part.word as Kind });
          out += name;
        } else if (part.word === "turns") out += String((turns = this.turnsFor(context)));
        else {
          const filled = this.hole(part, scope, 2, labels);
          const after = parts[i + 1];
          const bare = isAtom(filled) || isEnclosed(out, typeof after === "string" ? after : "");
          out += bare ? filled : `(${filled})`;
        }
      }
      this.put(indent + depth, out);
      if (trimmed.startsWith("def ")) {
        const [own, ...parameters] = names;
        // What is defined is known once its body is written, so that it does not call itself.
        const home = depth === 0 ? context.scope : scope;
        const finish = (): void => {
          if (own !== undefined) this.declare(home, own.name, own.kind);
        };
        outer = { depth, scope, inside, finish };
        scope = new Scope(scope, this.newOwner());
        inside = { ...inside, places: new Set<Place>(["function"]), budget: 1 };
        for (const { name, kind } of parameters) this.declare(scope, name, kind);
      } else {
        // A while loop's counter is its own.
        const isCounter = /^(?:for|with|except|case)\b/.test(trimmed) || /^while\b/m.test(row.text);
        for (const { name, kind } of names) this.declare(scope, name, kind, !isCounter);
      }
    }
    outer?.finish();
  }

  /** A variable of a kind, with a statement that sets it. */
  variableStatement(scope: Scope, indent: number, kind?: Kind): void {
    const chosen = kind ?? this.random.weighted(NEW_VARIABLES, ([, weight]) => weight)[0];
    this.attempt(() => {
      let features = NO_FEATURES;
      let text: string;
      if (chosen === "obj") {
        if (this.classes.length === 0) throw UNFIT;
        const info = this.random.pick(this.classes);
        features = info.features;
        text = `${info.name}(${this.expression("int", scope, 0)}, ${this.expression("num", scope, 0)})`;
      } else
        text =
          (this.random.chance(0.7) ? literal(chosen, this.random) : undefined) ??
          this.expression(chosen, scope, 1);
      const name = this.freshName(chosen);
      this.put(indent, `${name} = ${text}`);
      this.declare(scope, name, chosen, true, features);
    });
  }
}
