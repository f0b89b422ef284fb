/**
 * The training program for natives and the library: what people write, of every kind a little, so that V8 has seen parser,
 * compiler, imports, built-in types and the slow paths of Tier 1 at work before somebody waits for them. A function of JavaScript
 * that V8 has not seen often is interpreted, which takes a dozen times as long.
 *
 * It prints nothing, and depends on nothing that changes from run to run.
 */
export const ORDINARY_PROGRAM = String.raw`
import abc
import bisect
import collections
import contextlib
import dataclasses
import enum
import functools
import heapq
import itertools
import json
import math
import operator
import random
import re
import string
import textwrap
import time
import typing


class Suit(enum.Enum):
    HEARTS = 1
    SPADES = 2

    @property
    def label(self):
        return self.name.title()


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


@dataclasses.dataclass
class Item:
    name: str
    price: float
    count: int = 1
    tags: list = dataclasses.field(default_factory=list)

    def total(self):
        return self.price * self.count


@dataclasses.dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


class Shape(abc.ABC):
    made = 0

    def __init__(self, name):
        self.name = name
        Shape.made += 1

    @abc.abstractmethod
    def area(self): ...

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __lt__(self, other):
        return self.area() < other.area()


class Square(Shape):
    def __init__(self, side, **more):
        super().__init__("square", **more)
        self.side = side

    def area(self):
        return self.side**2


class Circle(Shape):
    def __init__(self, radius):
        super().__init__(name="circle")
        self.radius = radius

    def area(self):
        return math.pi * self.radius * self.radius


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __iter__(self):
        yield self.x
        yield self.y

    def __str__(self):
        return "(%g, %g)" % (self.x, self.y)

    def __repr__(self):
        return "Vector({!r}, {!r})".format(self.x, self.y)


class Stack:
    def __init__(self, items=()):
        self._items = list(items)

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise IndexError("pop from an empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = value

    def __delitem__(self, index):
        del self._items[index]

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __reversed__(self):
        return reversed(self._items)

    def __call__(self, *items):
        for item in items:
            self.push(item)
        return self

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return kind is IndexError


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left


class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def degrees(self):
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError(f"too cold: {value}")
        self._degrees = value

    @classmethod
    def of(cls, text):
        return cls(float(text))

    @staticmethod
    def freezing():
        return 0.0

    def __getattr__(self, name):
        if name == "kelvin":
            return self._degrees + 273.15
        raise AttributeError(name)


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError("not positive")
        setattr(instance, self.name, value)


class Account:
    balance = Positive()
    count = 0

    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.history = []
        Account.count += 1

    def deposit(self, amount, *, note="", **details):
        if amount <= 0:
            raise Refused("deposit", amount)
        self.balance += amount
        self.history.append(("deposit", amount, note, details))
        return self


class Refused(Exception):
    def __init__(self, what, amount):
        super().__init__(f"{what} of {amount}")
        self.what = what
        self.amount = amount


class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right
        self.parent = None

    def insert(self, value):
        side = "left" if value < self.value else "right"
        child = getattr(self, side)
        if child is None:
            child = Node(value)
            child.parent = self
            setattr(self, side, child)
        else:
            child.insert(value)

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def repeated(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(times):
                result = function(*args, **kwargs)
            return result

        return wrapper

    return decorate


@logged
def area(width, height=2, *rest, unit="m", **more):
    return width * height + len(rest) + len(unit) + len(more)


@repeated(2)
def greet(name, greeting="Hello"):
    return f"{greeting}, {name}!"


@functools.lru_cache(maxsize=None)
def stairs(n):
    return 1 if n < 2 else stairs(n - 1) + stairs(n - 2)


@contextlib.contextmanager
def noted(log, label):
    log.append(f"begin {label}")
    try:
        yield label
    except KeyError as error:
        log.append(f"caught {error}")
    finally:
        log.append(f"end {label}")


def evens(limit):
    for n in range(limit):
        if n % 2 == 0:
            yield n


def averages():
    total = 0.0
    count = 0
    average = None
    while True:
        value = yield average
        total += value
        count += 1
        average = total / count


def flatten(nested):
    for part in nested:
        if isinstance(part, (list, tuple)):
            yield from flatten(part)
        else:
            yield part


def kind(value):
    match value:
        case 0 | 1:
            return "bit"
        case int() if value > 100:
            return "large"
        case [first, *rest]:
            return f"list of {len(rest) + 1}"
        case {"name": name, **others}:
            return f"{name} and {len(others)}"
        case Vector(x=0):
            return "upright"
        case str():
            return "text"
        case _:
            return "other"


TEXT = """The quick brown fox jumps over the lazy dog. The dog sleeps;
the fox, quick as ever, runs away at 10:45 on 2024-03-17 (day 77).
Errors: 3, warnings: 12, user=anna id=42"""


def texts(n):
    words = re.findall(r"[a-z]+", TEXT.lower())
    counts = collections.Counter(words)
    common = counts.most_common(3)
    lengths = collections.defaultdict(list)
    for word in words:
        lengths[len(word)].append(word)
    table = {}
    for word in TEXT.split():
        word = word.strip(string.punctuation).lower()
        table[word] = table.get(word, 0) + 1
        table.setdefault(word[:1], n)
    lines = [f"{word:<10}|{count:>5d}|{count / 7:8.3f}" for word, count in sorted(table.items())]
    lines += ["%-10s %5d %6.2f" % (word, n, n / 3) for word in words[:3]]
    lines.append("-" * 20 + "=".join(reversed(words)).upper().center(60, "*"))
    for line in TEXT.splitlines():
        found = re.search(r"(?P<hour>\d+):(?P<minute>\d+)", line)
        if found:
            lines.append(found.group("hour") + found["minute"] + str(found.groups()))
        key, _, value = line.partition(":")
        lines.append(value or key)
    text = "\n".join(lines)
    shifted = "".join(chr((ord(c) - 97 + n) % 26 + 97) if c.islower() else c for c in TEXT)
    parts = [text.find("fox"), text.count("o"), text.replace("fox", "cat").index("cat"), shifted[::-1][:5]]
    parts += [text.startswith("a"), "dog" in TEXT, TEXT.title(), TEXT.swapcase(), "7".zfill(3), "a,b,,c".split(",")]
    parts += [c for c in TEXT if c.isalpha() and not c.isupper() or c.isdigit()]
    parts.append(re.sub(r"\d+", lambda m: str(int(m.group()) + 1), TEXT))
    parts.append(textwrap.fill(TEXT, 30))
    parts.append(f"{n:,} {n:b} {n:#x} {n / 7:.2%} {n!r:>8} {'x':^5} {n:05d} {1e6 * n:.3e} {n + 0.5}")
    parts.append(TEXT.translate(str.maketrans("aeiou", "12345")))
    parts.append(TEXT.encode("utf-8").decode("utf-8") == TEXT)
    return parts


def containers(n):
    numbers = [(i * 37 + n) % 101 for i in range(30)]
    squares = {i: i * i for i in numbers}
    pairs = list(zip(numbers, map(str, numbers)))
    numbers.sort()
    ranked = sorted(pairs, key=lambda pair: (-len(pair[1]), pair[0]), reverse=n % 2 == 0)
    best = max(pairs, key=operator.itemgetter(0)), min(numbers), max(numbers, default=0)
    odd = set(filter(lambda i: i % 2, numbers))
    union = odd | {1, 2, 3} | set(range(5))
    odd.update([7, 9])
    odd.discard(7)
    odd &= union
    both = odd & union, odd ^ union, odd - union, odd <= union, frozenset(union)
    queue = collections.deque(numbers, maxlen=20)
    queue.appendleft(0)
    while len(queue) > 15:
        queue.popleft()
    heap = []
    for number in numbers:
        heapq.heappush(heap, (number, str(number)))
    drained = [heapq.heappop(heap) for _ in range(10)]
    matrix = [[i * j for j in range(4)] for i in range(4)]
    turned = [list(row) for row in zip(*matrix)]
    matrix[0][1:3] = [9, 9, 9]
    del matrix[0][0]
    first, second, *others = numbers
    total = sum(a * b for a, b in zip(numbers, others))
    total += sum(numbers) + sum(x / 2 for x in numbers) + math.prod([1, 2, 3])
    flags = any(i > 90 for i in numbers), all(i >= 0 for i in numbers)
    chunks = [numbers[i : i + 5] for i in range(0, len(numbers), 5)]
    joined = ", ".join(str(i) for i in numbers[::2])
    ordered = dict(sorted(squares.items(), key=lambda entry: entry[1]))
    inverse = {value: key for key, value in ordered.items()}
    merged = {**ordered, "name": joined} | {"more": 1}
    grouped = {k: len(list(g)) for k, g in itertools.groupby(numbers, key=lambda i: i // 10)}
    combos = list(itertools.combinations("abc", 2)) + list(itertools.permutations("ab")) + list(itertools.product("ab", "cd"))
    chained = list(itertools.chain(numbers[:2], "ab")) + list(itertools.accumulate(numbers[:4])) + list(itertools.islice(itertools.count(n), 3))
    place = bisect.bisect_left(numbers, 50)
    reduced = functools.reduce(lambda a, b: a + b, numbers, 0)
    points = collections.namedtuple("points", "x y") if n == 0 else Point
    point = points(1, y=2)
    x, y = point
    copied = numbers.copy()
    copied.insert(3, 4)
    copied.remove(4)
    copied.reverse()
    copied.extend(range(3))
    copied += [1]
    copied.index(1), copied.count(1), copied.pop(), copied.pop(0)
    for index, (a, b) in enumerate(pairs):
        if a in squares and b not in merged:
            merged[b] = index
    merged.pop("name", None)
    if "more" in merged:
        del merged["more"]
    keys = list(merged) + list(merged.keys()) + list(merged.values()) + [str(entry) for entry in merged.items()]
    tree = collections.ChainMap({"a": 1}, {"b": n})
    cache = collections.OrderedDict()
    cache["a"] = cache["b"] = 1
    cache.move_to_end("a")
    cache.popitem(last=False)
    grid = {(i, j): "#" if (i + j) % 3 else "." for i in range(4) for j in range(4)}
    near = sum(grid.get((1 + i, 1 + j)) == "#" for i in (-1, 0, 1) for j in (-1, 0, 1))
    return ranked, best, both, drained, turned, total, flags, chunks, inverse, grouped, combos, chained, place, reduced, x + y, keys, tree["b"], near, tuple(queue), point


Point = collections.namedtuple("Point", ["x", "y"])


def objects(n):
    shapes = [Square(n), Circle(n + 1), Square(side=3)]
    shapes.sort()
    names = [repr(shape) for shape in shapes] + [str(Vector(n, 1)), repr(Vector(1.5, n))]
    total = sum(shape.area() for shape in shapes)
    v = Vector(n, 2)
    for _ in range(5):
        v = v + Vector(1, 1) * 2 - 0.5 * Vector(1)
    seen = {v, -v, Vector(n, 2)}
    found = v in seen, v == Vector(), abs(v), bool(Vector()), list(v), v != -v
    items = [Item("pen", 1.5, n), Item("cup", 4.25), Item("hat", 9.0, 2, ["new"])]
    items.sort(key=lambda item: item.total(), reverse=True)
    cheap = min(items, key=operator.attrgetter("price"))
    report = "\n".join(f"{item.name:<6}{item.total():>8.2f}" for item in items) + repr(cheap)
    newer = Version(1, n) < Version(2) and Version(1, 2) == Version(1, 2), hash(Version(1)) == hash(Version(1)), dataclasses.replace(cheap, count=3)
    account = Account("anna", 10)
    account.deposit(5).deposit(7, note="gift", day=n)
    problems = []
    for amount in (3, -1, 0):
        try:
            account.deposit(amount)
        except Refused as error:
            problems.append(str(error))
        else:
            problems.append("fine")
        finally:
            problems.append(amount)
    for attempt in (lambda: 1 // 0, lambda: [][1], lambda: {}["x"], lambda: int("x"), lambda: None.x, lambda: "a" + 1, lambda: Celsius(1).warm):
        try:
            attempt()
        except (ZeroDivisionError, IndexError, KeyError) as error:
            problems.append(f"{type(error).__name__}: {error}")
        except Exception as error:
            problems.append(repr(error))
    try:
        try:
            account.balance = -1
        except ValueError as error:
            raise RuntimeError("changed") from error
    except RuntimeError as error:
        problems.append(str(error.__cause__))
    warm = Celsius.of("20")
    warm.degrees += 1
    temperatures = warm.degrees, warm.kelvin, Celsius.freezing(), getattr(warm, "missing", None), hasattr(warm, "degrees")
    stack = Stack([1, 2])
    stack(3, 4)
    stack[0] = 9
    del stack[1]
    with stack as inner:
        inner.pop()
        while True:
            inner.pop()
    stack.push(1)
    members = len(stack), 1 in stack, list(reversed(stack)), [x for x in stack], bool(stack), stack[-1], stack[0:1]
    log = []
    with noted(log, "a"), noted(log, "b"):
        log.append({}.get("x"))
    with contextlib.suppress(KeyError):
        raise KeyError("gone")
    root = Node(50)
    for value in (30, 70, 20, 60, 80, n):
        root.insert(value)
    in_order = list(root)
    suits = [suit.label for suit in Suit] + [Suit(1).name, Suit["SPADES"].value, Level.LOW < Level.HIGH, Suit.HEARTS is Suit.HEARTS]
    kinds = [kind(value) for value in (0, 200, [1, 2], {"name": "x", "y": 1}, Vector(0, 1), "s", None)]
    checks = isinstance(n, int), issubclass(Square, Shape), isinstance(shapes[0], Shape), callable(kind), type(v) is Vector, id(v) == id(v)
    called = area(3), area(*[2, 3, 4], unit="km", **{"deep": 1}), area.calls, greet("you"), greet(greeting="Hi", name="me"), stairs(20 + n)
    return names, total, found, report, newer, problems, temperatures, members, log, in_order, suits, kinds, checks, called


def generators(n):
    mean = averages()
    next(mean)
    means = [mean.send(value) for value in (1, 2, n)]
    mean.close()
    first = next((i for i in evens(30) if i > n), None)
    lazily = list(evens(20)), tuple(evens(10)), set(evens(10)), sum(evens(50)), max(evens(20)), sorted(evens(20), key=lambda i: -i)
    flat = list(flatten([1, [2, (3, [4, 5])], [[6]]]))
    down = [i for i in Countdown(5)], list(Countdown(4)), sum(Countdown(6))
    joined = "-".join(str(i) for i in evens(12))
    table = dict((i, str(i)) for i in evens(12))
    counted = collections.Counter(i % 3 for i in evens(30))
    iterator = iter([1, 2, 3])
    steps = next(iterator), next(iterator), next(iterator), next(iterator, "end")
    pipeline = map(lambda i: i * 2, filter(lambda i: i % 3 == 0, evens(40)))
    adders = [lambda x, k=k: x + k for k in range(3)]
    total = 0

    def add(amount):
        nonlocal total
        total += amount
        return total

    added = [add(adder(n)) for adder in adders]
    return means, first, lazily, flat, down, joined, table, counted, steps, list(pipeline), added, functools.partial(add, 2)()


def numbers(n):
    random.seed(n)
    rolls = [random.randint(1, 6) for _ in range(10)] + [random.random(), random.choice("abc"), random.uniform(1, 2)]
    deck = list(range(20))
    random.shuffle(deck)
    drawn = random.sample(deck, 3)
    large = 2**100 + n, (3**50 * 7**30) % 10**9, pow(7, 50, 13), math.factorial(25), -(10**20) // 7, str(2**200), int("9" * 30)
    parts = divmod(n, 7), n // 3, -n % 5, n << 40, n >> 1, n & 6, n | 9, n ^ 3, ~n, abs(-n), round(n / 3, 2), round(2.5), int(3.9), float("1.5")
    roots = math.sqrt(n + 1), math.floor(2.7), math.ceil(2.1), math.gcd(n, 12), math.sin(n), math.log(n + 1), math.isclose(0.1 + 0.2, 0.3), math.inf > n
    bases = bin(n), hex(n), oct(n), int("ff", 16), ord("a"), chr(97), n.bit_length(), complex(1, 2) * 2, (0.1).hex(), n.to_bytes(2, "big")
    primes = [i for i in range(2, 60) if all(i % k for k in range(2, int(i**0.5) + 1))]
    sieve = bytearray([1]) * 50
    for i in range(2, 8):
        if sieve[i]:
            sieve[i * i :: i] = bytes(len(range(i * i, 50, i)))
    a, b = 0, 1
    while a < 10**25:
        a, b = b, a + b
    return rolls, drawn, large, parts, roots, bases, primes, sum(sieve), a


def documents(n):
    data = {"name": "anna", "ages": [1, 2.5, None, True, n], "nested": {"a": [], "b": "x\n\u00e9"}}
    text = json.dumps(data)
    again = json.loads(text)
    pretty = json.dumps(again, indent=2, sort_keys=True)
    rows = [line.split(";") for line in "a;1\nb;2\nc;x".split("\n")]
    values = []
    for name, value in rows:
        try:
            values.append((name, int(value)))
        except ValueError:
            values.append((name, None))
    tokens = [(m.lastgroup, m.group()) for m in re.finditer(r"(?P<number>\d+)|(?P<name>\w+)|(?P<sign>[-+*/()=])", "x = 3 * (y + 42)")]
    return pretty, values, tokens, time.perf_counter() > 0, typing.Optional


def quiet(*values, sep=" "):
    return sep.join(map(str, values))


def main(rounds):
    shown = 0
    for n in range(rounds):
        for part in (texts, containers, objects, generators, numbers, documents):
            shown += len(quiet(*part(n % 20)))
    return shown


main(20)
`;
