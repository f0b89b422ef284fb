"""Operators, comparisons, subscripts, truth and iteration whose methods are in Python: hot, deep, refused and failing."""

import sys


class Number:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"N({self.value})"

    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.value + other.value)
        if isinstance(other, int):
            return Number(self.value + other)
        return NotImplemented

    def __radd__(self, other):
        if isinstance(other, (int, float)):
            return Number(other + self.value)
        return NotImplemented

    def __sub__(self, other):
        return Number(self.value - getattr(other, "value", other))

    def __isub__(self, other):
        if isinstance(other, str):
            return NotImplemented
        self.value -= getattr(other, "value", other)
        return self

    def __mul__(self, other, *more):
        return Number(self.value * other)

    def __eq__(self, other):
        if not isinstance(other, Number):
            return NotImplemented
        return self.value == other.value

    def __hash__(self):
        return hash(self.value)

    def __lt__(self, other):
        if not isinstance(other, Number):
            return NotImplemented
        return self.value < other.value

    def __le__(self, other):
        return [self.value, other]

    def __neg__(self):
        return Number(-self.value)

    def __invert__(self):
        return Number(~self.value)

    def __bool__(self):
        return self.value != 0


class Special(Number):
    def __radd__(self, other):
        return f"special {other!r}"

    def __gt__(self, other):
        return "greater"


class Right:
    def __radd__(self, other):
        return ("right", other)

    def __rsub__(self, other):
        return NotImplemented

    def __eq__(self, other):
        return "equal"

    def __gt__(self, other):
        return "right is greater"


def attempt(call):
    try:
        return call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


a, b = Number(3), Number(4)
for turn in range(40):
    shown = (a + b, a + 1, 2 + a, 2.5 + a, a - b, a - 1, a * 2, -a, ~a, a == b, a != b, a == Number(3), a < b, not a)
print(shown)
print(sum([a, b, a], Number(0)), sum([a, b]), a + Special(1), Special(1) + a, a + Right(), a == Right(), a != Right(), a < Right())
print(attempt(lambda: a + "x"), attempt(lambda: "x" + a), attempt(lambda: a - Right()), attempt(lambda: 1 - Right()))
print(attempt(lambda: a < 3), attempt(lambda: 3 < a), attempt(lambda: a > 3), a > b, a <= b, a == 3, a != 3, 3 == a)
print([x for x in (a, Number(0), b) if x], bool(Number(0)), Number(0) or "none", a and "some")
c = d = Number(10)
c -= 3
c -= b
print(c, c is d, attempt(lambda: exec("c -= 'x'", {"c": Number(1)})))
c += 1
print(c, c is d, 1 if a <= b else 2, a < b < Number(9), Number(9) > b > a)


class Box:
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, key):
        if key == "fail":
            raise KeyError(key)
        return self.items[key]

    def __setitem__(self, key, value):
        self.items[key] = value
        return "dropped"

    def __delitem__(self, key):
        del self.items[key]

    def __len__(self):
        return len(self.items)

    def __contains__(self, item):
        return item in self.items and "yes"

    def __iter__(self):
        for item in self.items:
            yield item


box = Box(1, 2, 3)
for turn in range(40):
    box[0] = turn
    box[1] += box[0]
    found = box[0], box[-1], box[0:2], 3 in box, 9 in box, 9 not in box, len(box), [x for x in box], bool(box)
print(found, attempt(lambda: box["fail"]), attempt(lambda: box[9]), not Box(), len(Box()), [*box], list(box), tuple(box))
first, *rest = box
print(first, rest, max(box), sorted(box), sum(box), dict.fromkeys(box))


class Count:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left <= 0:
            raise StopIteration(self.left)
        self.left -= 1
        return self.left


class Deeper(Count):
    def __next__(self):
        return self.step()

    def step(self):
        if self.left == 2:
            next(iter([]))
        return super().__next__()


class Broken(Count):
    def __next__(self):
        if self.left == 1:
            raise ValueError("broken")
        return super().__next__()


def walk(iterator):
    taken = []
    for item in iterator:
        taken.append(item)
    else:
        taken.append("end")
    return taken


for turn in range(40):
    walked = walk(Count(4)), walk(Deeper(5)), walk(Count(0))
print(walked, attempt(lambda: walk(Broken(3))), sum(sum(Count(i)) for i in range(30)))
total = 0
for i in range(60):
    for j in Count(i % 4):
        if j == 2:
            continue
        for k in Count(2):
            total += i + j * k
    else:
        total += 1
print(total)
shared = Count(5)
print([next(shared), next(shared)], walk(shared), walk(shared))
for item in Count(10):
    if item < 5:
        break
print(item)


def outer():
    for item in Count(3):
        yield item
    yield from Count(2)
    return "over"


print(list(outer()), [(x, y) for x in Count(3) for y in Count(x)])


class Wrong:
    def __bool__(self):
        return 1

    def __len__(self):
        return -1

    def __iter__(self):
        return 3

    def __contains__(self, item):
        raise LookupError(item)

    def __eq__(self, other):
        raise ArithmeticError("never equal")

    __hash__ = None


class Lengths:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        return self.length


wrong = Wrong()
for call in (
    lambda: not wrong,
    lambda: len(wrong),
    lambda: [x for x in wrong],
    lambda: 1 in wrong,
    lambda: wrong == 1,
    lambda: wrong != 1,
    lambda: {wrong: 1},
    lambda: len(Lengths("x")),
    lambda: len(Lengths(True)),
    lambda: len(Lengths(2**80)),
    lambda: not Lengths(-1),
    lambda: not Lengths(0),
    lambda: -wrong,
    lambda: wrong[0],
    lambda: wrong < wrong,
):
    print(attempt(call))


def frames():
    names = []
    frame = sys._getframe(1)
    while frame.f_code.co_name != "<module>":
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


class Seen:
    def __add__(self, other):
        return frames()

    def __iter__(self):
        self.names = frames()
        return iter(())

    def __len__(self):
        self.names = frames()
        return 0

    def __call__(self, *args, **kwargs):
        return frames(), args, kwargs


def look():
    seen = Seen()
    print(seen + 1)
    for _ in seen:
        pass
    print(seen.names)
    print(len(seen), seen.names, seen(1, b=2), (lambda f: f(*[3], c=4))(seen))


look()


class Deep:
    def __init__(self, below):
        self.below = below

    def __len__(self):
        return 1 + len(self.below) if self.below is not None else 0

    def __eq__(self, other):
        return other is not None and self.below == other.below

    def __contains__(self, item):
        return self.below is not None and item in self.below

    def __add__(self, other):
        return 1 if self.below is None else 1 + (self.below + other)

    def __neg__(self):
        return 0 if self.below is None else -self.below

    def __getitem__(self, key):
        return key if self.below is None else self.below[key]

    def __iter__(self):
        yield self
        if self.below is not None:
            yield from self.below


def nest(n):
    made = None
    for _ in range(n):
        made = Deep(made)
    return made


deep, other = nest(150), nest(150)
print(len(deep), deep == other, 5 in deep, deep + 1, -deep, deep[7], len(list(deep)), deep == nest(149))


class Changing:
    def __add__(self, other):
        return 1


thing = Changing()
results = []
for i in range(120):
    if i == 50:
        Changing.__add__ = lambda self, other: 2
    if i == 80:
        del Changing.__add__
        Changing.__radd__ = lambda self, other: 3
    if i == 100:
        Changing.__add__ = lambda self, other: NotImplemented
    try:
        results.append(thing + thing if i < 80 or i >= 100 else 1 + thing)
    except TypeError:
        results.append("refused")
print([results.index(x) for x in (1, 2, 3, "refused")], len(results))


class Meta(type):
    def __len__(cls):
        return 42

    def __iter__(cls):
        yield from "ab"

    def __getitem__(cls, key):
        return key

    def __call__(cls, *args):
        return super().__call__(*args)


class WithMeta(metaclass=Meta):
    def __init__(self, x=0):
        self.x = x


print(len(WithMeta), list(WithMeta), WithMeta[3], WithMeta(5).x, WithMeta().x)
try:
    a + b + Number("x")
except TypeError as error:
    where = error.__traceback__
    while where is not None:
        print(where.tb_frame.f_code.co_name, where.tb_lineno)
        where = where.tb_next


class Text(str):
    pass


class Shown:
    def __init__(self, shown):
        self.shown = shown

    def __str__(self):
        return self.shown

    def __abs__(self):
        return "absolute"


class OnlyRepr:
    def __repr__(self):
        return Text("only repr")


class Formatted(Shown):
    def __format__(self, spec):
        return f"<{spec}>"


for turn in range(40):
    shown = Shown("plain"), OnlyRepr(), Formatted("x")
    lines = [f"{x} {x!s} {x!r:.9}" for x in shown] + [str(x) for x in shown] + [abs(shown[0])]
    kinds = type(str(shown[1])), type(f"{shown[1]}"), type(repr(shown[1])), len(repr(shown[1]))
print(lines, kinds, "%s %r" % (shown[0], shown[1]), "{} {!r}".format(shown[0], shown[1]), *shown)
for call in (lambda: str(Shown(3)), lambda: f"{Shown(3)}", lambda: f"{Shown(None)!s}", lambda: abs(OnlyRepr()), lambda: next(Count(0))):
    print(attempt(call))
