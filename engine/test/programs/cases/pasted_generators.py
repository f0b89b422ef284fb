# Pipelines: generators, itertools, contextlib, closures, coroutines as accumulators.
import contextlib
import io
import itertools
import sys
import types
from collections import deque
from collections.abc import Iterable, Iterator, Sequence


def numbers(text):
    for line in text.splitlines():
        for word in line.split():
            try:
                yield float(word) if "." in word else int(word)
            except ValueError:
                print("skipped", word)


def windows(values, size):
    window = deque(maxlen=size)
    for value in values:
        window.append(value)
        if len(window) == size:
            yield tuple(window)


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total
        total, count = total + value, count + 1
        average = total / count


def flatten(items):
    for item in items:
        if isinstance(item, Iterable) and not isinstance(item, str):
            yield from flatten(item)
        else:
            yield item


def primed(function):
    def start(*args):
        generator = function(*args)
        next(generator)
        return generator
    return start


@primed
def grep(pattern, target):
    try:
        while True:
            line = yield
            if pattern in line:
                target.send(line)
    except GeneratorExit:
        target.close()


@primed
def printer(prefix):
    try:
        while True:
            print(prefix, (yield))
    finally:
        print("printer closed")


print(list(windows(numbers("1 2 x 3.5\n4 five 6"), 3)))
coro = averager()
next(coro)
print([coro.send(v) for v in (10, 20, 60)])
try:
    coro.send(None)
except StopIteration as stop:
    print("total", stop.value)
print(list(flatten([1, [2, (3, "four", [5])], {6}])))
sink = grep("py", printer(">"))
for line in ("python", "ruby", "pypy"):
    sink.send(line)
sink.close()


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        n = self.n
        while n:
            yield n
            n -= 1

    def __reversed__(self):
        return iter(range(1, self.n + 1))

    def __len__(self):
        return self.n


class Deck(Sequence):
    def __init__(self, cards):
        self.cards = cards

    def __getitem__(self, i):
        return self.cards[i]

    def __len__(self):
        return len(self.cards)


c = Countdown(3)
print(list(c), list(reversed(c)), max(c), 2 in c, sorted(c), [*c, *c], dict(enumerate(c)), list(zip(c, "abc")), sum(c), len(c))
deck = Deck("abcab")
print(deck.index("b"), deck.count("a"), list(reversed(deck)), "c" in deck, isinstance(deck, Sequence), issubclass(Countdown, Iterable))


@contextlib.contextmanager
def tag(name, out=sys.stdout):
    print(f"<{name}>", file=out)
    try:
        yield name.upper()
    except ZeroDivisionError as error:
        print("swallowed", error, file=out)
    finally:
        print(f"</{name}>", file=out)


with tag("a") as upper, tag("b"):
    print(upper)
    1 / 0
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer), contextlib.suppress(KeyError):
    print("captured")
    {}["x"]
print(repr(buffer.getvalue()))
with contextlib.ExitStack() as stack:
    names = [stack.enter_context(tag(n, buffer)) for n in "xy"]
    stack.push(lambda *details: print("exit", details[0]))
with contextlib.closing(io.StringIO("text")) as source, contextlib.nullcontext(5) as five:
    print(source.read(), five, source.closed)
print(source.closed)


class timer(contextlib.ContextDecorator):
    def __enter__(self):
        print("start")

    def __exit__(self, *details):
        print("stop")


@timer()
def job():
    return "done"


print(job())


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


evens = (n for n in fib() if n % 2 == 0)
print(list(itertools.takewhile(lambda n: n < 1000, evens)), next(itertools.dropwhile(lambda n: n < 10**6, fib())))
counter = itertools.count(10, 5)
print(next(counter), next(counter), list(itertools.islice(itertools.repeat("x", 3), 2)), [a + b for a, b in itertools.product("ab", "12")])
gen = (x for x in [1])
print(type(gen) is types.GeneratorType, gen.gi_frame is not None, next(gen), next(gen, "empty"), gen.gi_frame)


def make_counter(start=0):
    count = start

    def bump(by=1):
        nonlocal count
        count += by
        return count
    bump.reset = lambda: bump(-count)
    return bump


bump = make_counter(5)
print(bump(), bump(10), bump.reset(), bump(), [f() for f in [lambda i=i: i * i for i in range(4)]], [f() for f in [lambda: i for i in range(3)]])


def failing():
    try:
        yield 1
        yield 2
    except ValueError as error:
        yield f"caught {error}"
    finally:
        print("cleaned")


g = failing()
print(next(g), g.throw(ValueError("boom")))
try:
    next(g)
except StopIteration:
    print("over")
for act in (lambda: next(failing().throw(KeyError("k"))), lambda: list(0 for _ in None), lambda: next(iter([])), lambda: averager().send(1)):
    try:
        act()
    except (KeyError, TypeError, StopIteration) as error:
        print(type(error).__name__, error)
