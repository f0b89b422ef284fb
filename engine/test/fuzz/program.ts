/**
 * A program from a seed: helpers as far as they are used, classes, functions, then scenes: hot loops in a function or in
 * the module, each of which prints all it has left. The same seed gives the same program everywhere. Programs end: their
 * loops are counted, what they grow they trim, functions call only what stands before them.
 */
import { THEMES } from "./grammar/index.ts";
import { MEMBERS } from "./grammar/objects.ts";
import type { Place } from "./grammar/rows.ts";
import { type Kind, NEW_VARIABLES } from "./kinds.ts";
import { Random } from "./random.ts";
import { Scope, type Variable } from "./scope.ts";
import { Writer } from "./writer.ts";

export interface GeneratedProgram {
  readonly seed: number;
  readonly source: string;
  /** The topics that it is made of. */
  readonly themes: readonly string[];
}

/** Helpers by name, in the order in which they stand; a program has those that it names. */
const HELPERS: Readonly<Record<string, string>> = {
  builtins: "import builtins",
  sys: "import sys",
  reduce: "from functools import reduce",
  islice: "from itertools import islice",
  chain: "from itertools import chain",
  suppressing: "from contextlib import suppress as suppressing",
  first_max: "first_max = max",
  Halt: "class Halt(Exception):\n    pass",
  note: `noted = [0]
def note(*what):
    noted[0] += 1
    if noted[0] < 40 or noted[0] % 50 == 0:
        print(noted[0], *what)`,
  counting: `def counting(n):
    k = 0
    while k < n:
        yield k
        k += 1`,
  through: `def through(source):
    for item in source:
        if item is not None:
            yield item`,
  nested: `def nested(n):
    for outer in range(n):
        yield from range(outer % 3)
        yield outer`,
  echo: `def echo(n):
    seen = 0
    for turn in range(300):
        try:
            got = yield n + seen
            if got:
                seen = (seen + got) % 1000
        except ValueError as error:
            seen = -len(error.args)
        finally:
            n += 1`,
  walk_tree: `def walk_tree(tree):
    if tree is not None:
        item, left, right = tree
        yield from walk_tree(left)
        yield item
        yield from walk_tree(right)`,
  fail_at: `def fail_at(n, every):
    if n % every == 1:
        raise Halt(every)
    return n`,
  guarded: `def guarded(n, k):
    try:
        return n % 100 // k
    except ZeroDivisionError:
        return k - 1
    finally:
        k += 1`,
  dive: `def dive(n):
    return dive(n + 1) + 1`,
  rule_now: `def rule_first(n):
    return n % 50 + 1
def rule_second(n, k=2):
    return n % 7 * k
rule = rule_first
def rule_now(n):
    return rule(n)`,
  swap_rule: `def swap_rule():
    global rule
    rule = rule_second if rule is rule_first else rule_first`,
  ticks: "ticks = 0",
  bump: `def bump(n):
    global ticks
    ticks += n`,
};
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  fail_at: ["Halt"],
  bump: ["ticks"],
  swap_rule: ["rule_now"],
};

/** Names that templates write as they stand. */
const TAKEN = [
  ...Object.keys(HELPERS),
  ..."rule rule_first rule_second noted put take get add find up setter getter grow move error late self other n at".split(
    " ",
  ),
  ..."w q e c j abs max min sum len".split(" "),
];

const CLASS_NAMES = ["Node", "Point", "Shape", "Cell", "Item", "Token"];
const FUNCTION_NAMES = ["mix", "weigh", "scan", "fold", "pick_one", "collect", "measure", "shift"];
const PARAMETER_KINDS: readonly Kind[] = [
  "int",
  "int",
  "int",
  "num",
  "ints",
  "str",
  "float",
  "small",
  "table",
  "obj",
];
const RESULT_KINDS: readonly Kind[] = [
  "int",
  "int",
  "int",
  "num",
  "float",
  "ints",
  "str",
  "bool",
  "tup",
  "gen",
];

class ProgramWriter {
  private readonly random: Random;
  private readonly writer: Writer;
  private readonly module = new Scope(null, 0);
  /** Statements that the whole program runs, about. */
  private readonly scale: number;
  private readonly large: boolean;

  constructor(readonly seed: number) {
    this.random = new Random(seed);
    this.large = this.random.chance(0.2);
    this.writer = new Writer(this.random, THEMES, TAKEN, this.large ? 6 : 4);
    this.scale = this.random.pick(this.large ? [130, 260, 260, 400, 800, 1500] : [60, 60, 90, 120, 200, 320]);
  }

  write(): GeneratedProgram {
    const { random, writer } = this;
    const hasObjects = writer.themes.includes("objects") || writer.themes.includes("classes patched");
    const classes = hasObjects ? random.between(1, this.large ? 3 : 2) : this.large ? 1 : 0;
    for (let i = 0; i < classes; i++) this.classDefinition(CLASS_NAMES[i]!);
    const functions = random.below(this.large ? 4 : 2);
    for (let i = 0; i < functions; i++) this.functionDefinition(writer.fresh(random.pick(FUNCTION_NAMES)));
    const globals = random.between(0, 3);
    for (let i = 0; i < globals; i++)
      writer.variableStatement(this.module, 0, random.pick(["int", "int", "ints", "table", "float"]));
    const scenes = this.large && random.chance(0.5) ? 2 : 1;
    for (let i = 0; i < scenes; i++) {
      if (random.chance(0.2)) this.moduleScene();
      else this.functionScene(`scene_${i}`);
    }
    writer.put(0, `print(${this.shown(this.module, 0) || '"end"'})`);
    if (writer.functions.length > 0 && random.chance(0.04)) {
      // Now and then a program ends as programs end: by a traceback.
      writer.put(0, "def fall(n):", "    return [1 // q for q in range(n, -1, -1)]", "fall(3)");
    }
    const body = writer.lines.join("\n");
    return {
      seed: this.seed,
      source: `${this.helpers(body)}${body}\n`,
      themes: writer.themes,
    };
  }

  private helpers(body: string): string {
    const wanted = new Set(Object.keys(HELPERS).filter((name) => new RegExp(`\\b${name}\\b`).test(body)));
    if (/\brule\b/.test(body)) wanted.add("rule_now");
    for (const name of [...wanted]) for (const needed of NEEDS[name] ?? []) wanted.add(needed);
    return Object.keys(HELPERS)
      .filter((name) => wanted.has(name))
      .map((name) => `${HELPERS[name]}\n`)
      .join("");
  }

  private classDefinition(name: string): void {
    const { random, writer } = this;
    const base = writer.classes.length > 0 && random.chance(0.4) ? random.pick(writer.classes) : null;
    const members = MEMBERS.filter(() => random.chance(0.2));
    const slots = base === null && random.chance(0.2);
    const features = new Set([...(base?.features ?? []), ...members.flatMap((member) => member.features)]);
    // __eq__ without __hash__ takes the base's hash away: rows give both.
    writer.put(0, `class ${name}${base === null ? "" : `(${base.name})`}:`);
    if (slots) writer.put(1, "__slots__ = ('x', 'y', 'tag', 'items', 'at')");
    writer.put(1, `factor = ${random.between(1, 9)}`);
    if (base === null) {
      writer.put(1, `def __init__(self, x, y=${random.pick(["2", "0.5", "None or 3"])}):`);
      const fields = [
        "self.x = x",
        "self.y = y",
        `self.tag = ${random.pick(['"t"', '"tag"', "str(x)"])}`,
        "self.items = [x % 5, 1]",
      ];
      writer.put(2, ...fields);
      if (random.chance(0.3) && !slots) writer.put(2, "if x % 3 == 0:", "    self.late = x");
    } else if (random.chance(0.7)) {
      writer.put(1, "def __init__(self, x, y=1):", `    super().__init__(x + ${random.below(3)}, y)`);
      if (random.chance(0.5)) writer.put(2, "self.tag = 'sub'");
    }
    const scope = new Scope(this.module, writer.newOwner());
    writer.declare(scope, "self", "me", false);
    writer.declare(scope, "n", "int");
    const places = new Set<Place>(["function"]);
    writer.put(
      1,
      "def peek(self):",
      `    return ${base !== null && random.chance(0.5) ? "super().peek() + 1" : "self.x"}`,
    );
    if (base === null || random.chance(0.6)) {
      writer.put(1, "def step(self, n):");
      if (base !== null && random.chance(0.4)) writer.put(2, "n = super().step(n) % 50");
      if (random.chance(0.4)) writer.block({ scope, places, budget: random.pick([1, 1, 6]), depth: 3 }, 2, 1);
      writer.put(
        2,
        random.pick([
          "self.x = (self.x + n) % 1009",
          "self.x += n",
          "self.x = n - self.x",
          "self.items[0] = n",
        ]),
      );
      writer.put(2, `return ${writer.expression("int", scope, 1)}`);
    }
    if (base === null || random.chance(0.3)) {
      writer.put(1, "@property", "def double(self):", "    return self.x % 4096 * 2");
      if (random.chance(0.6)) writer.put(1, "@double.setter", "def double(self, n):", "    self.x = n // 2");
    }
    if (base === null) {
      writer.put(1, "@staticmethod", "def shared(n):", `    return n + ${random.below(9)}`);
      writer.put(1, "@classmethod", "def make(cls, n):", "    return {q: cls(q).x for q in range(n)}");
    }
    for (const member of members)
      writer.put(
        1,
        ...member.text
          .replaceAll("$small", () => String(random.below(9)))
          .replaceAll("$few", () => String(random.between(2, 5)))
          .replaceAll("$bool", () => random.pick(["True", "False", "kind is None"]))
          .split("\n"),
      );
    writer.put(1, "def __repr__(self):", `    return f"${name}({self.x}, {self.y})"`);
    writer.classes.push({ name, features, slots });
  }

  private functionDefinition(name: string): void {
    const { random, writer } = this;
    const gives = random.pick(RESULT_KINDS);
    const generator = gives === "gen";
    const kinds = Array.from({ length: random.between(1, 3) }, () => random.pick(PARAMETER_KINDS)).filter(
      (kind) => kind !== "obj" || writer.classes.length > 0,
    );
    const scope = new Scope(this.module, writer.newOwner());
    const names = kinds.map((kind) => writer.freshName(kind));
    const defaults = random.chance(0.4);
    const variadic = random.chance(0.15);
    const keywords = random.chance(0.15);
    const parameters = names.map((parameter, i) =>
      defaults && i === names.length - 1 && kinds[i] !== "obj"
        ? `${parameter}=${writer.expression(kinds[i]!, new Scope(null, 0), 0)}`
        : parameter,
    );
    if (variadic) parameters.push("*more");
    if (keywords) parameters.push("**named");
    const common: ReadonlySet<string> = new Set(
      writer.classes.length === 0
        ? []
        : [...writer.classes[0]!.features].filter((feature) =>
            writer.classes.every(({ features }) => features.has(feature)),
          ),
    );
    names.forEach((parameter, i) => writer.declare(scope, parameter, kinds[i]!, true, common));
    writer.put(0, `def ${name}(${parameters.join(", ")}):`);
    const recursive = !generator && gives === "int" && kinds[0] === "int" && random.chance(0.3);
    if (recursive) {
      const result = writer.expression("int", scope, 1);
      writer.put(1, `if not 0 < ${names[0]} < 40:`, `    return ${result}`);
    }
    const budget = random.pick([1, 1, 1, 6, 16]);
    const places: Place[] = generator ? ["function", "generator"] : ["function"];
    for (let i = random.below(3); i > 0; i--) writer.variableStatement(scope, 1);
    writer.block({ scope, places: new Set(places), budget, depth: 2 }, 1, random.between(1, 3));
    if (variadic) writer.put(1, `${names[0]} = ${names[0]} if not more else ${names[0]}`);
    if (generator) writer.put(1, `yield ${writer.expression("int", scope, 1)}`);
    else if (recursive) {
      const others = names.slice(1);
      const again = `${name}(${[`${names[0]} - ${random.between(3, 9)}`, ...others].join(", ")})`;
      writer.put(1, `return ${again} + ${writer.expression("int", scope, 1)}`);
    } else writer.put(1, `return ${writer.expression(gives, scope, 2)}`);
    const holes = kinds.map((kind) => `$${kind}`);
    const calls = [`${name}(${holes.join(", ")})`];
    if (defaults && holes.length > 1 && kinds.at(-1) !== "obj")
      calls.push(`${name}(${holes.slice(0, -1).join(", ")})`);
    calls.push(
      `${name}(${holes.map((hole, i) => (i === holes.length - 1 && !variadic ? `${names[i]}=${hole}` : hole)).join(", ")})`,
    );
    if (variadic) calls.push(`${name}(${holes.join(", ")}, *$ints)`, `${name}(${holes.join(", ")}, $int)`);
    if (keywords)
      calls.push(`${name}(${holes.join(", ")}, a=$int)`, `${name}(${holes.join(", ")}, **{'b': $int})`);
    writer.functions.push({ name, parameters: kinds, gives, cost: budget * (recursive ? 10 : 3), calls });
  }

  private functionScene(name: string): void {
    const { random, writer } = this;
    const scope = new Scope(this.module, writer.newOwner());
    writer.put(0, `def ${name}():`);
    this.scene(scope, 1, true);
    const again = random.chance(0.25);
    writer.put(
      0,
      "try:",
      `    ${again ? `${name}()\n    ` : ""}${name}()`,
      "except Exception as error:",
      "    print(type(error).__name__, error)",
    );
  }

  private moduleScene(): void {
    const { writer } = this;
    writer.put(0, "try:");
    this.scene(this.module, 1, false);
    writer.put(0, "except Exception as error:", "    print(type(error).__name__, error)");
  }

  private scene(scope: Scope, indent: number, isFunction: boolean): void {
    const { random, writer } = this;
    const first = scope.variables.length;
    writer.variableStatement(scope, indent, "int");
    writer.variableStatement(scope, indent, "int");
    writer.variableStatement(scope, indent, "ints");
    for (let i = random.between(1, this.large ? 7 : 4); i > 0; i--) {
      const kind = random.weighted(NEW_VARIABLES, ([, weight]) => weight)[0];
      writer.variableStatement(scope, indent, kind);
    }
    const places = new Set<Place>(isFunction ? ["function"] : ["module"]);
    const guarded = random.chance(0.45);
    const hot = random.pick([
      "for $int+ in range($turns):",
      "for $int+ in range($turns):",
      "for $int+, $int+ in enumerate(range($turns)):",
      "for $int+, $small+ in zip(range($turns), [1, 2, 0] * 900):",
      "for $int+ in range($turns, 0, -1):",
      "WHILE",
    ]);
    const inner = guarded
      ? "    try:\n        $body\n    except Exception as error:\n        note(type(error).__name__, error)"
      : "    $body";
    const text =
      hot === "WHILE" ? `$A:int+ = $turns\nwhile $A > 0:\n    $A -= 1\n${inner}` : `${hot}\n${inner}`;
    const context = { scope, places, budget: this.scale, depth: 0 };
    writer.block({ ...context, budget: 1, depth: 2 }, indent, random.below(2) + 1);
    writer.fillStatement({ text, weight: 1 }, context, indent);
    if (random.chance(0.3)) writer.block(context, indent, 2);
    writer.put(indent, `print(${this.shown(scope, first)})`);
  }

  /** The arguments that print all variables from the `first` on. */
  private shown(scope: Scope, first: number): string {
    return scope.variables
      .slice(first)
      .filter(({ kind }) => kind !== "fn")
      .map(printed)
      .join(", ");
  }
}

/** How a variable is printed: what is the same everywhere, and not the address of anything. */
function printed({ name, kind }: Variable): string {
  if (kind === "gen") return `next(${name}, "done")`;
  if (kind === "bag") return `sorted(${name})`;
  return name;
}

export const generateProgram = (seed: number): GeneratedProgram => new ProgramWriter(seed).write();
