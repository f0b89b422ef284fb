/**
 * The training program for Tier 1 and the JIT: Python that takes the dispatch function through its instructions and through both
 * ways of their branches, each a few times. V8 optimises only what it has seen run; an instruction that appears later
 * throws the optimised dispatch function away, and the program then runs several times slower until V8 has made
 * another. After this program it has seen nearly all (engine/test/tier1/training.test.ts counts what is left out).
 */
export const INSTRUCTIONS_PROGRAM = `
import math
from _gc import request as collect


class Point:
    limit = 3

    def __init__(self, x, y):
        first = x
        self.x = first
        self.y = y

    def total(self):
        return self.x + self.y

    def scaled(self, factor=2):
        return self.x * factor

    @property
    def double(self):
        x = self.x
        return x + x

    @classmethod
    def make(cls, x):
        return cls(x, 0)

    @staticmethod
    def zero():
        return 0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        return self.x == other.x

    def __len__(self):
        return 2

    def __getitem__(self, index):
        return self.x if index == 0 else self.y

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return True


class Derived(Point):
    def __init__(self, x):
        y = x
        super().__init__(x, y)

    def total(self):
        return super().total() + 1


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a
        self.b = a


class Empty:
    pass


class Wide:
    def __init__(self, n):
        self.a = self.b = self.c = self.d = self.e = self.f = self.g = self.h = n
        self.i = self.j = self.k = self.l = self.m = self.n = self.o = self.p = n
        self.p = self.o + self.n


class Callbacks:
    __slots__ = ("handler", "other")
    default = len

    def __init__(self, handler):
        local = handler
        self.handler = local


class Reader:
    def __getattribute__(self, name):
        return name


# Made before its class had room for so many attributes.
early = Empty()
for letter in "abcdefghijklmnopqrstuvwxyz":
    setattr(early, letter, 0)
early.last = 0
counter = 0


def identity(value):
    return value


def defaults(a, b=1, *rest, c=2, **named):
    return a


def counting(n):
    i = 0
    while i < n:
        yield i
        i += 1


def delegating(n):
    yield from [n, n]
    got = yield from counting(n)
    yield got


def echo():
    received = None
    while True:
        received = yield received


def closures(start):
    value = start

    def add(n):
        nonlocal value
        value += n
        return value

    def later():
        return unset

    try:
        later()
    except NameError:
        value += 0
    unset = start
    return add


def numbers(i):
    global counter
    counter += 1
    big = 1 << 40
    f = i * 0.5
    s = i + 3 - 2 * i
    s = s + (i // 3) + (i % 3) + (i & 5) + (i | 8) + (i ^ 3) + (i << 1) + (i >> 1) + i ** 2
    s += big - big + (big + i) - (i + big) + (big * i) // big + (big % 7)
    s += 2147483647 + i
    s -= -2147483648 - i
    s *= 65537
    s = s * s - s * s
    f = f + 1.5 - 0.25 * f
    f = f / 2.0 + i / 4 + i * 1.5 + 1.5 * i + i - 0.5 + (1.5 - i) + (1.5 + i) + (i + 1.5) + f ** 2 + 7.5 % 2.0
    f += 1
    f -= i
    f *= 2
    f /= 3
    f = f // 1.0 + (i - f) + i / 2.5 + f ** 1.5 + (i + 1) ** 0.5
    a = -i, -f, ~i, +i, not i, not f, -big
    if i < 3 or i > 30 or i <= 2 or i >= 31 or i == 5 or i != 5:
        s += 1
    if f < 0.5 or f > 1e9 or f <= 0.5 or f >= 1e9 or f == 0.25 or f != 0.25:
        s += 1
    if i < 1.5 or 1.5 < i or i == 2.0 or 2.0 != i or big < i or big == i or big > f:
        s += 1
    if i < 3 and f > 0 and big != big:
        s += 1
    nan = float("nan")
    if f == f and f <= f and f != nan:
        s += 1
    if nan < f or nan > i or nan == f or i != nan:
        s += 1
    if big < 1.0 or big == "x":
        s += 1
    for maybe in None, i, None:
        if maybe is None:
            s += 1
        if maybe is not None:
            s += 2
        s += 1 if maybe is None else 2
    if i % 2:
        sometimes = i
    try:
        s += sometimes
    except UnboundLocalError:
        s += 1
    gone = i
    del gone
    try:
        del gone
    except UnboundLocalError:
        s += 1
    flag = ~True == ~big
    flag = i == 2
    if flag:
        s += flag
    if not flag:
        s -= 1
    if s is None or s is not None:
        s = s or 1
    while s and i > 50:
        s = None
    return a, s, True + flag, 1 if f else 0, abs(i - 5), abs(f), float(i), int(f), max(i, 2), min(f, 1.0), divmod(i, 3)


def texts(i):
    s = "abc" + str(i) + "é"
    t = f"{i}:{s!r:>8} {i:02d} {s}"
    letters = 0
    for c in s:
        if c == "a" or c < "b" or c >= "c" or "c" > c or c != "d":
            letters += 1
    u = s[0] + s[i % 3] + s[-1] + s[1:] + s[:2] + s * 2 + "é€"[i % 2]
    if s == t or s != u or s < t or "a" in s or "z" not in s:
        letters += len(s)
    b = b"xyz"[i % 3] + len(b"xyz")
    if s:
        letters += ord(s[0])
    return s.upper().lower(), ",".join([s, t]), s.split("c"), s.startswith("a"), "%d" % i, b, s.replace("a", "b"), chr(97 + i % 5)


def containers(i):
    l = [1, 2.5, "x", None, i]
    l[0] = i
    l[-1] = l[0]
    l[1:2] = [1.5, 2]
    l.append(i)
    l += [1]
    a, b, *c = l
    p, q = a, b
    p, q = q, p
    (x, y), z = (p, q), [1, 2, 3]
    x, y, w = z
    x, y, w = "uvw"
    t = (1, 2.0, i)
    k = t[0] + t[-1] + t[i % 3]
    t = t + (3,)
    t = t[1:]
    d = {"a": 1, i: 2, 2.5: 3, (1, 2): 4}
    d["b"] = d["a"]
    d[i] = i
    d["a"] += 1
    if i in d and "q" not in d and i in l and i in t:
        k += d[i]
    s = {1, 2, i}
    s.add(i)
    if 1 in s and 77 not in s:
        k += len(s) + len(l) + len(t) + len(d) + len("abc") + len(range(i))
    for key in d:
        k += 1
    for key, value in d.items():
        k += 1
    for value in d.values():
        k += 1
    for element in s:
        k += element
    for n, element in enumerate(l):
        k += n
    for left, right in zip(l, t):
        k += 1
    for n in range(2):
        for m in (1, 2):
            if m == 1:
                continue
            k += m
        else:
            k += 1
    for n in range(0, 10, 3):
        if n > 5:
            break
    for n in range(i, -1, -7):
        k += n
    for m in [1, 2]:
        k += m
    for m in reversed(l):
        k += 1
    del d["b"], l[0]
    squares = [n * n for n in l if isinstance(n, int)]
    sets = {n % 3 for n in range(5)}
    maps = {n: n + 1 for n in range(5)}
    lazy = sum(n + k for n in range(5))
    total = sum([1, 2, 3]) + sum([0.5, 1.5])
    if any(n > 3 for n in l if n is int) or all(n < 9 for n in squares):
        k += 1
    merged = [*l, *t]
    both = {**maps, **{1: 2}}
    l.sort(key=str)
    copy = sorted([3, 1, 2], key=lambda n: -n), list(t), tuple(l), dict(a=1), set(t), list(map(str, t))
    if l and t and d and s and not [] and not {} and not ():
        k += 1
    slices = l[1:], l[:-1], l[::2], l[:], t[0:1]
    l.pop()
    l[i % 2] = l[-2] = k
    k += l[-2] + max(*[1, 2]) + len(str(*[i]))
    matrix = [[0.5] * 3 for _ in range(2)]
    matrix[1][i % 3] = matrix[0][1] + 1.0
    matrix[i % 2][0] += 2.0
    return k


def objects(i):
    p = Point(i, 2)
    q = Point(1, i)
    p.x = q.y
    p.x += 1
    q.y = p.x + q.x
    p.z = i
    p.z = p.z + 1
    e = Empty()
    e.a = e.b = i
    e.a += e.b
    s = Slotted(i)
    s.a = s.b + 1
    s.b += 1
    r = p + q
    t = r.total() + p.scaled() + p.scaled(3) + p.double + Point.make(i).x + Point.zero() + p.limit + Point.limit
    d = Derived(i)
    t += d.total() + d.x + len(p) + p[0] + p[1]
    if p == q or p != q or p is q or isinstance(p, Point) or type(p) is Point:
        t += 1
    for shape in (p, d, q, d) * 12:
        t += shape.x + shape.total()
    if p or e:
        t += 1
    method = p.total
    t += method() + identity(i) + identity(value=i) + defaults(i) + defaults(i, 2, 3, c=4, k=5) + identity(*[i])
    t += math.sqrt(4.0) + math.pi + math.floor(2.5) + math.pow(2.0, 2.0)
    f = p.scaled
    t += f(2) + (lambda a: a)(i) + getattr(p, "x") + int(hasattr(p, "nothing"))
    setattr(p, "w", i)
    e.__dict__["n"] = i
    t += e.n
    p.limit = 4
    t += p.limit
    Reader().anything
    e.handler = p.handler = identity
    c = Callbacks(identity)
    t += e.handler(1) + p.handler(2) + c.handler(3) + Point.total(p) + math.trunc(1.5)
    c.other = c.handler
    w = Wide(i)
    w.q = w.r = w.s = w.t = w.u = w.v = w.w = w.x = w.y = w.z = i
    w.z += w.y + w.x + w.p
    t += w.z
    early.last = early.last + i
    e.__dict__["handler"] = identity
    e.__dict__["more"] = i
    e.more = i + 1
    t += e.handler(4) + e.more
    if Empty() and c:
        t += 1
    return t


def control(i):
    n = 0
    for value in counting(3):
        n += value
    for value in delegating(2):
        n += 1
    g = echo()
    next(g)
    n += g.send(1)
    g.close()
    add = closures(i)
    n += add(1) + add(2)
    try:
        if i % 4 == 0:
            raise ValueError(i)
        if i % 4 == 1:
            [].pop()
        if i % 4 == 2:
            {}["missing"]
        n += 1
    except ValueError as error:
        n += len(error.args)
    except (IndexError, KeyError):
        n += 2
    else:
        n += 3
    finally:
        n += 1
    with Point(1, 2) as p:
        n += p.x
        if i % 3 == 0:
            raise KeyError
    match i % 5:
        case 0:
            n += 1
        case 1 | 2:
            n += 2
        case _:
            n += 3
    assert n >= 0
    return n


def long_way_back(n):
    a = b = c = d = 1
    while n:
        a, b, c, d = b, c, d, a + n
        a, b, c, d = b + c, c + d, d + a, a + b
        a, b, c, d = a % 7, b % 7, c % 7, d % 7
        a, b, c, d = a - c, b - d, c - b, d - a
        a, b, c, d = a * 3 + b, b * 3 + c, c * 3 + d, d * 3 + a
        a, b, c, d = (a + b) % 11, (b + c) % 11, (c + d) % 11, (d + a) % 11
        if a == b or c == d or a == c or b == d:
            a, b, c, d = d + 1, c + 1, b + 1, a + 1
        n -= 1
    unused = later = None
    return a + b + c + d if unused is later else None


def outgrowing(n):
    """Sums, differences and products that leave 32 bits where they were small before."""
    a = b = c = 1
    while n:
        a += 150000000
        b -= 150000000
        c *= 3
        d = a + c
        e = b - c
        f = a * c
        n -= 1
    return d + e + f


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def kinds(a, b):
    return a + b, a == b, a < b, a * 2, a[0], len(a), a in (a, b), a is b


def main(rounds):
    for i in range(rounds):
        numbers(i)
        texts(i)
        containers(i)
        objects(i)
        control(i)
        fib(3)
        long_way_back(3)
        outgrowing(25)
        if i % 8 == 0:
            collect()
        for pair in ((1,), (2,)), ("a", "b"), ([1], [2]):
            kinds(*pair)


total = 0
for turn in range(3):
    total += turn
main(60)
`;
