/** Instances: attributes, methods, properties, operators, what the special methods of classes make of syntax. */
import type { Kind } from "../kinds.ts";
import { ex, st, type Theme } from "./rows.ts";

export const objects: Theme = {
  name: "objects",
  statements: [
    st("$obj@.x = $int % 1000", 4),
    st("$obj@.x += $small", 4),
    st("$obj@.y = $num", 2),
    st("$int! += $obj@.step($int % 97)", 4),
    st("$int! = $obj@.peek()", 2),
    st("$A:obj! = $obj", 1.5),
    st("$A:objs@[$small % 2] = $obj", 2),
    st("for $obj+ in $objs@:\n    $body", 4, { turns: 4 }),
    st("for $obj+ in $objs@:\n    $int! += $obj@.step($small)\n    $body", 3, { turns: 4 }),
    st(
      "$obj@.items.append($small)\nif len($A:obj@.items) > 6:\n    del $A.items[2:]\ndel $obj@.items[9:]",
      1.5,
    ),
    st("$obj@.tag = $str", 1.5),
    st("$obj@.double = $int % 100", 1, { needs: ["guarded"] }),
    st("$obj+ = $obj", 2),
    st("$any! = $obj.add@ + $obj", 2.5, { needs: ["guarded"] }),
    st("$int! = ($obj.add@ + $obj.add).x", 2),
    st("$int! = ($obj.add@ * $small).x", 2, { needs: ["guarded"] }),
    st("if $obj.eq@ == $obj:\n    $body", 2),
    st("if $obj.lt@ < $obj:\n    $body", 2),
    st("if $obj.bool@:\n    $body\nelse:\n    $body", 2),
    st("if $obj@:\n    $body", 1),
    st("$int! += len($obj.len@)", 2),
    st("for $int+ in $obj.iter@:\n    $body", 2.5, { turns: 4 }),
    st("$obj.getitem@[$small % 3] = $int", 2),
    st("$int! += $obj.getitem@[$int % 3]", 2),
    st("$int! += $obj.call@($small)", 2),
    st("$A:mixed@[$obj.hash] = $int\nif len($A) > 9:\n    $A.clear()", 1.5),
    st("$int! += $obj.getattr@.missing", 1.5),
    st("for $int+ in $class.make($few).values():\n    $body", 1.5, { turns: 4 }),
    st("if isinstance($obj@, $class):\n    $body\nelse:\n    $body", 2),
    st("$int! += $class.shared($small)", 2),
    st("$A:obj+ = $obj\n$A.x = $int\n$int! += $A.x + $A.peek()\n$body", 2),
    st("$A:objs! = $A[1:] + [$obj]", 1),
    st("$A:objs@.append($obj)\nif len($A) > 5:\n    $A.pop(0)", 1.5),
  ],
  expressions: {
    int: [
      ex("$obj@.x", 5),
      ex("$obj@.step($int % 64)", 2),
      ex("$obj@.peek()", 2),
      ex("$objs@[$small % 2].x", 2),
      ex("$obj@.double", 1.5),
      ex("$obj@.items[$small % 2]", 1),
      ex("$obj@.factor", 1),
      ex("len($obj.len@)", 1.5),
      ex("$obj.getitem@[$small % 3]", 1.5),
      ex("$obj.call@($int % 50)", 1.5),
      ex("sum($obj.iter@)", 1),
      ex("(-$obj.add@).x", 0.6),
      ex("($obj.add@ - $obj.add).x", 0.6),
      ex("sum(q.x for q in $objs@)", 1),
      ex("max($objs@, key=lambda q: q.x).x", 0.6),
      ex("next(iter($obj.iter@), $small)", 0.6),
      ex("$obj.getattr@.other", 0.7),
      ex("$class.factor", 0.7),
      ex("$class($int).peek()", 1),
    ],
    num: [ex("$obj@.y", 4)],
    str: [ex("$obj@.tag", 1.5), ex("repr($obj)", 0.4), ex("$obj@.__class__.__name__", 0.5)],
    bool: [
      ex("$obj.eq@ == $obj", 2),
      ex("$obj@ is $obj@", 1),
      ex("$obj.lt@ < $obj.lt", 1.5),
      ex("$int in $obj.contains@", 1.5),
      ex("not $obj.bool@", 1),
      ex("$obj@.x > $obj@.x", 2),
      ex("$obj in $objs@", 0.7),
      ex("type($obj@) is $class", 0.7),
      ex("isinstance($obj@, $class)", 1),
      ex("$obj.hash in $mixed@", 0.6),
    ],
    ints: [
      ex("list($obj.iter@)", 1),
      ex("$obj@.items", 1),
      ex("[q.x for q in $objs@]", 1.5),
      ex("[q.peek() for q in $objs]", 1),
    ],
    objs: [
      ex("sorted($objs, key=lambda q: q.x)", 0.7),
      ex("$objs@[::-1]", 0.7),
      ex("[$obj for q in range(3)]", 0.7),
    ],
    fn: [ex("$obj@.step", 1.5)],
    any: [ex("$obj@.tag", 0.5)],
  },
};

/** In methods. */
export const selves: Theme = {
  name: "core",
  statements: [],
  expressions: {
    int: [ex("$me@.x", 6), ex("$me@.peek()", 1), ex("$me@.items[0]", 1), ex("$me@.factor", 1)],
    num: [ex("$me@.y", 3)],
    str: [ex("$me@.tag", 1.5)],
    bool: [ex("$me@.x > $int", 1)],
  },
};

/** What a class may have beside its attributes: lines that replace `$…` like rows, and the features that they give. */
export const MEMBERS: readonly {
  readonly features: readonly string[];
  readonly text: string;
  readonly gives?: Kind;
}[] = [
  {
    features: ["add"],
    text: "def __add__(self, other):\n    return type(self)(self.x + other.x)\ndef __sub__(self, other):\n    return type(self)((self.x - other.x) % 100)\ndef __neg__(self):\n    return type(self)(-self.x)",
  },
  {
    features: ["add"],
    text: "def __add__(self, other):\n    if not isinstance(other, type(self)):\n        return NotImplemented\n    return type(self)(self.x + other.x, self.y)\ndef __radd__(self, other):\n    return type(self)(self.x * 2)\ndef __sub__(self, other):\n    return self\ndef __neg__(self):\n    return type(self)($small - self.x)\ndef __mul__(self, n):\n    return type(self)(self.x * n % 1000)",
  },
  {
    features: ["add"],
    text: "def __iadd__(self, other):\n    self.x += other.x\n    return self\ndef __add__(self, other):\n    return self if self.x > other.x else other\n__sub__ = __add__\ndef __neg__(self):\n    return self",
  },
  { features: ["len"], text: "def __len__(self):\n    return abs(self.x) % 5" },
  {
    features: ["len", "getitem", "iter"],
    text: "def __len__(self):\n    return 3\ndef __getitem__(self, at):\n    if at >= 3:\n        raise IndexError(at)\n    return self.x + at\ndef __setitem__(self, at, new):\n    self.x = new % 1000 - at",
  },
  {
    features: ["getitem"],
    text: "def __getitem__(self, at):\n    if at > 60:\n        raise IndexError(at)\n    return self.items[at % 2]\ndef __setitem__(self, at, new):\n    self.items[at % 2] = new",
  },
  { features: ["iter"], text: "def __iter__(self):\n    return iter((self.x, self.factor, $small))" },
  { features: ["iter"], text: "def __iter__(self):\n    for n in range(3):\n        yield self.x + n" },
  {
    features: ["iter"],
    text: "def __iter__(self):\n    self.at = 0\n    return self\ndef __next__(self):\n    self.at += 1\n    if self.at > 3:\n        raise StopIteration\n    return self.x * self.at",
  },
  { features: ["contains"], text: "def __contains__(self, n):\n    return n % 3 == self.x % 3" },
  { features: ["call"], text: "def __call__(self, n, k=$small):\n    return (self.x + n * k) % 1009" },
  {
    features: ["with"],
    text: "def __enter__(self):\n    self.x += 1\n    return self.x\ndef __exit__(self, kind, error, trace):\n    self.x -= 2\n    return $bool",
  },
  {
    features: ["with"],
    text: "def __enter__(self):\n    return self\ndef __exit__(self, kind, error, trace):\n    if kind is not None:\n        self.tag = kind.__name__\n    return kind is ValueError",
  },
  { features: ["bool"], text: "def __bool__(self):\n    return self.x % $few != 0" },
  {
    features: ["eq", "hash"],
    text: "def __eq__(self, other):\n    return isinstance(other, Halt.__mro__[-1]) and getattr(other, 'x', None) == self.x\ndef __hash__(self):\n    return hash(self.x % 7)",
  },
  {
    features: ["eq", "hash"],
    text: "def __eq__(self, other):\n    if type(other) is not type(self):\n        return NotImplemented\n    return self.x == other.x and self.y == other.y\ndef __hash__(self):\n    return hash((self.x, 3))",
  },
  {
    features: ["lt"],
    text: "def __lt__(self, other):\n    return self.x < other.x\ndef __le__(self, other):\n    return not other < self",
  },
  {
    features: ["getattr"],
    text: "def __getattr__(self, name):\n    if name.startswith('_'):\n        raise AttributeError(name)\n    return len(name) + $small",
  },
];
