"""Built-in functions that run Python for each item: over generators, with key functions, and what goes wrong there."""

import sys


def numbers(n, log=None):
    for i in range(n):
        if log is not None:
            log.append(i)
        yield i * 7 % 11
    return "done"


def failing(n):
    yield from range(n)
    raise ValueError("no more")


# Each, hot and cold.
for turn in range(30):
    made = (
        list(numbers(5)),
        tuple(numbers(5)),
        set(numbers(5)) == {0, 7, 3, 10, 6},
        sorted(numbers(8)),
        sorted(numbers(8), reverse=True),
        sorted(numbers(6), key=lambda x: -x),
        "-".join(str(x) for x in numbers(4)),
        sum(numbers(9)),
        max(numbers(9)),
        min(numbers(9), default=3),
        min(numbers(0), default=3),
        max(numbers(9), key=lambda x: x % 5),
        any(x > 9 for x in numbers(9)),
        all(x < 9 for x in numbers(9)),
        next(numbers(3)),
        next(numbers(0), "none"),
        next((x for x in numbers(9) if x > 6), None),
    )
print(made)

# Sorting is stable, whichever way; keys are asked for once each, in order.
words = "pear fig apple kiwi date plum lime melon".split()
asked = []


def length(word):
    asked.append(word)
    return len(word)


print(sorted(words, key=length), asked == words)
print(sorted(words, key=length, reverse=True))
words.sort(key=length)
print(words)
words.sort(key=lambda word: word[::-1], reverse=1)
print(words)


class Ranked:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def by(self, word):
        return (self.rank, -len(word), word)

    def __repr__(self):
        return f"Ranked({self.rank})"


print(sorted([3, 1, 2], key=Ranked), sorted(words, key=Ranked(1).by))
print(sorted(words, key=lambda word: Ranked(word[1])))
print(max([Ranked(2), Ranked(5), Ranked(1)], key=lambda r: r.rank))

# A list is empty while it is sorted, and what is put there is an error.
data = [3, 1, 2]


def peek(x):
    seen.append(list(data))
    return x


seen = []
data.sort(key=peek)
print(data, seen)


def meddle(x):
    data.append(x)
    return x


try:
    data.sort(key=meddle)
except ValueError as error:
    print(error, data)


def refuse(x):
    if x == 2:
        raise KeyError(x)
    return x


data = [3, 2, 1]
for call in (lambda: data.sort(key=refuse), lambda: sorted(data, key=refuse), lambda: max(data, key=refuse)):
    try:
        call()
    except KeyError as error:
        frames = []
        where = error.__traceback__
        while where is not None:
            frames.append(where.tb_frame.f_code.co_name)
            where = where.tb_next
        print(error, data, frames)

# What a generator raises comes through; what it returns is StopIteration's value.
for name, call in {
    "list": lambda: list(failing(3)),
    "tuple": lambda: tuple(failing(3)),
    "set": lambda: set(failing(3)),
    "sorted": lambda: sorted(failing(3)),
    "join": lambda: "".join(str(x) for x in failing(3)),
    "sum": lambda: sum(failing(3)),
    "next": lambda: next(failing(0)),
    "default": lambda: next(failing(0), 1),
    "types": lambda: "".join(x for x in [1]),
    "mixed": lambda: "".join(x for x in ["a", 2]),
    "unhashable": lambda: set([x] for x in range(2)),
    "unordered": lambda: sorted(x for x in [1, "a"]),
    "reverse": lambda: sorted([1], key=lambda x: x, reverse="yes"),
}.items():
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__name__, error)

steps = numbers(2)
print(next(steps), next(steps))
try:
    next(steps)
except StopIteration as stop:
    print("value", stop.value)
try:
    next(steps)
except StopIteration as stop:
    print("value", stop.value)
print(next(steps, "over"))

# A generator goes on where `next` left it, also through others, and hears what is thrown.
log = []
shared = numbers(6, log)
print(next(shared), next(shared, None), list(shared), log)


def pairs(items):
    try:
        while True:
            yield next(items), next(items)
    except StopIteration:
        return


print(list(pairs(numbers(6))), list(pairs(numbers(5))))


def careless(items):
    yield next(items)
    yield next(items)


try:
    print(list(careless(numbers(1))))
except RuntimeError as error:
    print(error, repr(error.__cause__))


def running():
    yield next(me)


me = running()
try:
    next(me)
except ValueError as error:
    print(error)


def handling():
    try:
        raise KeyError("inner")
    except KeyError:
        yield sys.exception() is not None
        yield sys.exception() is not None


try:
    raise OSError("outer")
except OSError:
    handler = handling()
    print(next(handler), sys.exception(), next(handler), sys.exception())
print(sys.exception())


# One place, many kinds.
def first(items):
    return next(items)


print([first(x) for x in (numbers(3), iter([5]), iter("ab"), (x for x in "q"), map(str, [8]), zip("a", "b"))])


def collect(make, items):
    return make(items)


for make in (list, tuple, set, sorted, sum, max):
    print(collect(make, (x for x in (2, 1))), collect(make, [3, 4]), collect(make, (x for x in (5,))))


def hot(n):
    total = 0
    source = numbers(n)
    while True:
        value = next(source, None)
        if value is None:
            return total
        total += value


def hotter(n):
    total = 0
    source = numbers(n)
    for _ in range(n):
        total += next(source)
    return total, next(source, "end")


print(hot(500), hotter(500))
print(sum(len(list(x for x in range(i % 5))) for i in range(300)))
print(len([sorted(((i * j) % 7 for j in range(5)), key=lambda k: -k) for i in range(200)]))

# What is there is kept when a generator fails, and methods of subclasses are the subclasses' own.
from collections import Counter


class Loud(list):
    def append(self, item):
        print("append", item)
        super().append(item)


for turn in range(30):
    items, seen, counts = [0], {0}, Counter("ab")
    items.extend(numbers(4))
    seen.update(numbers(4))
    counts.update(x % 3 for x in numbers(6))
    loud = Loud()
    loud.extend(x for x in (1, 2))
print(items, sorted(seen), dict(counts), loud, Counter(x % 2 for x in range(5)))
for call in (items.extend, seen.update, counts.update):
    try:
        call(failing(3))
    except ValueError as error:
        print(error)
print(items, sorted(seen), dict(counts))
for call in (lambda: seen.update([x] for x in (1,)), lambda: counts.update([x] for x in (1,)), lambda: items.extend(3)):
    try:
        call()
    except TypeError as error:
        print(error)
growing = [1]
growing.extend(x + 1 for x in growing if x < 5)
print(growing)


class Plain:
    pass


class Sized(Plain):
    pass


thing, sized = Plain(), Sized()
answers = []
for i in range(120):
    if i == 60:
        Plain.__bool__ = lambda self: False
    if i == 80:
        del Plain.__bool__
        Sized.__len__ = lambda self: 0
    if i == 100:
        sized = None
    answers.append((1 if thing else 0) + (2 if sized else 0))
print([answers.count(n) for n in range(4)], answers[59], answers[60], answers[79], answers[80], answers[100])
