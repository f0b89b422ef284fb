/**
 * Random loop programs from a seed: what traces are made of (ints near 32 bits, floats, lists, attributes, branches, inner
 * loops, calls, aliases, variables that change type, functions and class attributes that are bound anew), always
 * terminating, printing everything at the end.
 */

type Random = () => number;

/** Mulberry32: numbers in [0, 1), the same for the same seed everywhere. */
function makeRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const INTS = [
  "0",
  "1",
  "-1",
  "2",
  "3",
  "7",
  "10",
  "255",
  "2147483647",
  "-2147483648",
  "2147483646",
  "1073741824",
  "65536",
  "46341",
];
const FLOATS = ["0.0", "-0.0", "1.0", "0.5", "-1.5", "3.25", "1e10", "2.0", "1e-3"];
const COMPARISONS = ["<", "<=", "==", "!=", ">", ">="];

class Generator {
  private readonly lines: string[] = [];
  private loops = 0;

  constructor(private readonly random: Random) {}

  private below(n: number): number {
    return Math.floor(this.random() * n);
  }
  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
  private chance(p: number): boolean {
    return this.random() < p;
  }
  private put(depth: number, text: string): void {
    this.lines.push("    ".repeat(depth) + text);
  }

  // ---- expressions; `n` bounds their depth

  private intVariable(): string {
    return this.pick(["a", "b", "c", "i", "p.x", "q.x", "total"]);
  }
  private int(n: number): string {
    if (n <= 0) return this.chance(0.35) ? this.pick(INTS) : this.intVariable();
    const x = this.int(n - 1);
    const y = this.int(n - 1);
    switch (this.below(15)) {
      case 0:
      case 1:
        return `(${x} + ${y})`;
      case 2:
      case 3:
        return `(${x} - ${y})`;
      case 4:
        return `(${x} % 65536 * ${y}) % 2147483647`;
      case 5:
        return `(${x} // ${this.pick(["3", "-7", "2", "(b | 1)"])})`;
      case 6:
        return `(${x} % ${this.pick(["5", "-3", "1000003", "(a | 1)"])})`;
      case 7:
        return `(${x} ${this.pick(["&", "|", "^"])} ${y})`;
      case 8:
        return `(${x} % 4096 << ${this.below(12)})`;
      case 9:
        return `(${x} >> ${this.below(9)})`;
      case 10:
        return `xs[${x} % len(xs)]`;
      case 11:
        return `add(${x}, ${y})`;
      case 12:
        return `choose(${x}, ${y})`;
      case 13:
        return this.pick([`p.peek(${x})`, `q.peek(${x})`, "P.factor", `scale(${x})`, "p.double"]);
      default:
        return this.pick([
          `-${x}`,
          `d[${x} % 5]`,
          `(${x} if ${this.condition(n - 1)} else ${y})`,
          "pair[0]",
          "len(ys)",
        ]);
    }
  }
  private float(n: number): string {
    if (n <= 0) return this.chance(0.35) ? this.pick(FLOATS) : this.pick(["f", "g", "p.y", "q.y"]);
    const x = this.float(n - 1);
    switch (this.below(9)) {
      case 0:
      case 1:
        return `(${x} + ${this.float(n - 1)})`;
      case 2:
        return `(${x} - ${this.float(n - 1)})`;
      case 3:
        return `(${x} * ${this.chance(0.5) ? this.pick(FLOATS) : this.float(n - 1)})`;
      case 4:
        return `(${x} / ${this.pick(["2.0", "3.0", "(g * g + 1.0)"])})`;
      case 5:
        return `(${x} + ${this.int(0)})`;
      case 6:
        return `fs[${this.int(0)} % len(fs)]`;
      case 7:
        return this.pick([`-${x}`, `abs(${x})`, `blend(${x}, ${this.float(0)})`]);
      default:
        return `(${x} if ${this.condition(n - 1)} else ${this.float(n - 1)})`;
    }
  }
  private condition(n: number): string {
    switch (this.below(9)) {
      case 0:
        return `${this.float(n)} ${this.pick(COMPARISONS)} ${this.float(n)}`;
      case 1:
        return `i % ${2 + this.below(9)} ${this.pick(COMPARISONS)} ${this.below(4)}`;
      case 2:
        return `flag`;
      case 3:
        return this.pick(["p is q", "u is None", "p is not q", "not flag", "xs is ys"]);
      case 4:
        return `i ${this.pick(COMPARISONS)} ${10 + this.below(60)}`;
      case 5:
        return `a ${this.pick(["and", "or"])} ${this.int(0)} < b`;
      default:
        return `${this.int(n)} ${this.pick(COMPARISONS)} ${this.int(n)}`;
    }
  }

  // ---- statements

  private statement(depth: number, loops: number): void {
    const n = 1 + this.below(2);
    switch (this.below(24)) {
      case 0:
      case 1:
      case 2:
        return this.put(depth, `${this.pick(["a", "b", "c"])} = ${this.int(n)}`);
      case 3:
        return this.put(
          depth,
          `${this.pick(["a", "b", "c", "p.x", "q.x"])} ${this.pick(["+=", "-=", "^="])} ${this.int(1)}`,
        );
      case 4:
      case 5:
        return this.put(depth, `${this.pick(["f", "g", "p.y", "q.y"])} = ${this.float(n)}`);
      case 6:
        return this.put(depth, `${this.pick(["p", "q"])}.x = ${this.int(n)}`);
      case 7:
        return this.put(depth, `xs[${this.int(0)} % len(xs)] = ${this.int(1)}`);
      case 8:
        return this.put(depth, `ys[${this.int(0)} % len(ys)] ${this.pick(["=", "+=", "-="])} ${this.int(1)}`);
      case 9:
        return this.put(depth, `fs[${this.int(0)} % len(fs)] = ${this.float(1)}`);
      case 10:
        return this.put(
          depth,
          this.pick([
            "p, q = q, p",
            "a, b = b, a",
            "f, g = g, f",
            "xs, ys = ys, xs",
            "pair = (b, f)",
            "a, _ = pair",
          ]),
        );
      case 11:
        return this.put(depth, `u = ${this.pick([this.int(0), this.float(0), "None", "u", "flag", "'s'"])}`);
      case 12:
        return this.put(depth, `flag = ${this.condition(1)}`);
      case 13:
        return this.put(
          depth,
          this.pick([`total += p.step(${this.int(1)})`, `total += q.step(${this.int(0)})`, `c = p.step(c)`]),
        );
      case 14:
        return this.put(
          depth,
          this.pick([
            `d[${this.int(0)} % 5] = ${this.int(1)}`,
            "s += 'x'",
            `s = str(${this.int(0)})`,
            `seen.append(${this.int(0)})`,
            "total += len(s)",
            `p = P(${this.int(0)}, ${this.float(0)})`,
          ]),
        );
      case 15:
        return this.put(depth, `bump(${this.int(0)})`);
      case 16:
        if (this.chance(0.5))
          return this.put(
            depth,
            this.pick(["if isinstance(u, int): total += u", "if u == 2: f += 1.0", "if u: total ^= 1"]),
          );
        return this.put(
          depth,
          this.pick([
            `if i == ${this.below(60)}: P.factor += 1`,
            `if i == ${this.below(60)}: globals()['scale'] = add1`,
            `if i == ${this.below(60)}: P.step = P.peek`,
            `if i == ${this.below(60)}: p.extra = i`,
            `if i == ${this.below(60)}: globals()['counter'] = 1.5`,
          ]),
        );
      case 17:
      case 18:
      case 19: {
        this.put(depth, `if ${this.condition(1)}:`);
        this.block(depth + 1, loops, 1 + this.below(2));
        if (this.chance(0.15) && loops > 0) this.put(depth + 1, this.pick(["continue", "break", "continue"]));
        if (this.chance(0.5)) {
          this.put(depth, "else:");
          this.block(depth + 1, loops, 1 + this.below(2));
        }
        return;
      }
      case 20:
      case 21:
      case 22:
        if (loops < 2) return this.loop(depth, loops);
        return this.put(depth, `total = (total + ${this.int(1)}) % 1000000007`);
      default:
        return this.put(depth, `total = total + ${this.int(1)}`);
    }
  }

  private loop(depth: number, loops: number): void {
    const name = `k${this.loops++}`;
    const turns = 2 + this.below(9);
    switch (this.below(4)) {
      case 0:
        this.put(depth, `${name} = 0`);
        this.put(depth, `while ${name} < ${turns}:`);
        this.put(depth + 1, `${name} += 1`);
        break;
      case 1:
        this.put(depth, `for ${name} in ${this.pick(["xs", "ys", "(1, 2, 3)", "list(xs)"])}:`);
        break;
      case 2:
        this.put(depth, `for ${name}, e in enumerate(${this.pick(["xs", "fs"])}):`);
        break;
      default:
        this.put(
          depth,
          `for ${name} in range(${this.pick([String(turns), `${turns}, 0, -1`, "i % 4", `0, ${turns * 3}, 3`])}):`,
        );
    }
    this.put(depth + 1, `total ${this.pick(["+=", "-=", "^="])} ${name}`);
    this.block(depth + 1, loops + 1, 1 + this.below(3));
  }

  private block(depth: number, loops: number, count: number): void {
    for (let i = 0; i < count; i++) this.statement(depth, loops);
  }

  /** A function that runs one random loop and prints what it leaves behind. */
  main(): string {
    this.put(0, "def main():");
    const turns = 60 + this.below(60);
    this.put(1, `a = ${this.pick(INTS)}; b = ${this.pick(INTS)}; c = ${this.pick(INTS)}; total = 0`);
    this.put(
      1,
      `f = ${this.pick(FLOATS)}; g = ${this.pick(FLOATS)}; u = None; flag = False; s = ''; pair = (1, 2.5); seen = []`,
    );
    this.put(1, `xs = [${Array.from({ length: 2 + this.below(4) }, () => this.pick(INTS)).join(", ")}]`);
    this.put(1, `ys = ${this.chance(0.4) ? "xs" : `[${this.pick(INTS)}, ${this.pick(INTS)}, 5]`}`);
    this.put(1, `fs = [${this.pick(FLOATS)}, ${this.pick(FLOATS)}, 0.25]`);
    this.put(1, `d = {0: 1, 1: 2, 2: 3, 3: 4, 4: ${this.pick(INTS)}}`);
    this.put(
      1,
      `p = P(${this.pick(INTS)}, ${this.pick(FLOATS)}); q = ${this.chance(0.3) ? "p" : `P(${this.pick(INTS)}, 0.5)`}`,
    );
    this.put(1, "i = 0");
    this.put(1, "try:");
    if (this.chance(0.7)) this.put(2, `for i in range(${turns}):`);
    else {
      this.put(2, `while i < ${turns}:`);
      this.put(3, "i += 1");
    }
    this.block(3, 0, 3 + this.below(6));
    this.put(1, "except Exception as error:");
    this.put(2, "print(type(error).__name__, error)");
    this.put(1, "print(i, a, b, c, total, f, g, u, flag, len(s), pair, seen[-5:])");
    this.put(1, "print(xs, ys, fs, d, p.x, p.y, q.x, q.y, counter)");
    return this.lines.join("\n");
  }
}

const PROLOGUE = `class P:
    factor = 3
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def peek(self, n):
        return self.x + n
    def step(self, n):
        self.x = (self.x + n) % 2147483648
        if self.x > 1000:
            return self.x - n
        return n
    @property
    def double(self):
        return self.x % 4096 * 2
counter = 0
def bump(n):
    global counter
    counter = counter + n % 7
def add(x, y):
    return x + y
def add1(x):
    return x + 1
def scale(x):
    return x % 1024 * P.factor
def choose(x, y=4):
    if x < y:
        return x
    return y - 1
def blend(x, y):
    return x * 0.75 + y * 0.25`;

/** Undoes what a program has bound anew, so that the next starts afresh. */
const RESTORE = `main()
P.factor = 3; P.step = P_step; scale = scale_first; counter = 0
`;

/** The program of a seed. */
export const randomProgram = (seed: number): string => randomPrograms(seed, 1);

/** The programs of seeds from `first` on, one after the other in one source. */
export function randomPrograms(first: number, count: number): string {
  const mains = Array.from({ length: count }, (_, i) => {
    const main = new Generator(makeRandom(first + i)).main();
    return `# seed ${first + i}\n${main}\nprint("seed", ${first + i})\n${RESTORE}`;
  });
  return `${PROLOGUE}\nP_step = P.step; scale_first = scale\n${mains.join("")}`;
}
