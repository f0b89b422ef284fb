"""Loops over generators whose frames are part of the trace: paused and resumed, left, shared, ended, broken."""


def numbers(n):
    for i in range(n):
        yield i * 0.5


def total(items):
    result = 0
    for item in items:
        result += item
    return result


print(total(numbers(500)), total(i * i for i in range(300)))


# Two places at which it may pause, and one that it passes rarely.
def alternating(n):
    i = 0
    while i < n:
        yield i
        i += 1
        yield -i
        if i % 50 == 0:
            yield "fifty"


def kinds(items):
    seen = []
    sum = 0
    for item in items:
        if isinstance(item, str):
            seen.append(sum)
        else:
            sum += item * 3
    return sum, seen


print(kinds(alternating(400)))


# Chains, filters, `yield from`, values sent back.
def evens(items):
    for item in items:
        if item % 2 == 0:
            yield item


def squares(items):
    for item in items:
        yield item * item


def both(n):
    first = yield from evens_counted(n)
    second = yield from evens_counted(first)
    yield (first, second)


def evens_counted(n):
    count = 0
    for i in range(n):
        if i % 3:
            yield i
            count += 1
    return count


print(total(squares(evens(squares(range(400))))))
print([item for item in both(200)][-3:], total(x for x in both(90) if not isinstance(x, tuple)))


def averager():
    count, sum = 0, 0.0
    average = None
    while True:
        value = yield average
        count += 1
        sum += value
        average = sum / count


def averages(n):
    coroutine = averager()
    next(coroutine)
    result = 0.0
    for i in range(n):
        result = coroutine.send(i * i)
    return result


print(averages(300))


# Left early, and gone on with elsewhere.
def shared():
    generator = numbers(1000)
    parts = []
    for limit in (100, 250, 300):
        part = 0
        for item in generator:
            part += item
            if item >= limit:
                break
        parts.append(part)
    parts.append(next(generator))
    parts.append(total(generator))
    parts.append(total(generator))
    return parts


print(shared())


def two_at_once(n):
    generator = numbers(n)
    pairs = 0
    for item in generator:
        other = next(generator, None)
        pairs += item * (other if other is not None else 1000)
    return pairs


print(two_at_once(400), two_at_once(401))


# What runs inside may look at the generator.
def watching(n):
    for i in range(n):
        yield me.gi_running
        if i == n // 2:
            try:
                next(me)
            except ValueError as error:
                yield str(error)


me = watching(200)
seen = []
for value in me:
    seen.append((value, me.gi_running))
print(len(seen), seen[0], seen[101], me.gi_frame)


# Exceptions: out of it, into it, through it, and while one is handled.
def failing(n):
    for i in range(n):
        if i == 150:
            raise KeyError(i)
        yield i


def catching(n):
    caught = 0
    for i in range(n):
        try:
            yield i
            if i % 40 == 39:
                raise ValueError
        except ValueError:
            caught += 1
            yield -1
        finally:
            caught += 0
    yield ("caught", caught)


try:
    print(total(failing(149)), total(failing(400)))
except KeyError as error:
    print("KeyError", error)
print([item for item in catching(200)][-5:])


def closing(log):
    try:
        for i in range(1000):
            yield i
    finally:
        log.append("closed")


log = []
for turn in range(60):
    for item in closing(log):
        if item == turn:
            break
import gc

print(len(log) <= 60)


def inside_handler(n):
    for i in range(n):
        try:
            raise RuntimeError(i)
        except RuntimeError as error:
            yield error.args[0]


print(total(inside_handler(150)))


# Types that change on the way, names that are deleted, cells.
def changing(n):
    x = 1
    for i in range(n):
        x = x + 1 if i < 120 else x + 0.5
        yield x
    del x
    try:
        yield x
    except UnboundLocalError:
        yield 0


print(total(changing(300)))


def scaled(n, factor):
    def scale(x):
        return x * factor

    for i in range(n):
        yield scale(i)
        factor = factor + (1 if i % 100 == 0 else 0)


print(total(scaled(350, 2)))


# Recursive generators, several alive at once, and many short ones.
class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, tree(low, middle), tree(middle + 1, high))


print(total(tree(0, 300)), list(tree(0, 12)))
print(total(total(j for j in range(i)) for i in range(60)))
merged = 0
for a, b, c in zip(numbers(200), alternating(60), squares(range(200))):
    merged += a + c + (b if not isinstance(b, str) else 1000)
print(merged)


# The code of the function, and what it calls, changes meanwhile.
def step(x):
    return x + 1


def stepping(n):
    x = 0
    for _ in range(n):
        x = step(x)
        yield x


last = []
for index, x in enumerate(stepping(300)):
    if index == 200:

        def step(x):
            return x * 2 % 1000

    last.append(x)
print(last[198:206], last[-1])


# Loops within, that turn many times between two values.
def sparse(n):
    for i in range(n):
        total = 0
        for j in range(i % 7 * 5):
            total += j
        if total > 100:
            yield total


print(total(sparse(400)))


def lookahead(items):
    previous = None
    for item in items:
        if previous is not None:
            yield previous, item
        previous = item


print(total(a * b for a, b in lookahead(numbers(300))))


# Built-in functions that take a generator: all of its items, some of them, with what it raises.
def checks(n):
    return [
        sum(i * 0.1 for i in range(n)),
        sum(i for i in range(n)),
        sum((2**20 * i * i for i in range(n)), 5),
        sum((0.5 if i % 9 == 0 else i) for i in range(n)),
        sum((i * 1e16 if i % 2 else 1.0) for i in range(n)),
        sum((True for i in range(n)), 0.25),
        sum((i + 1j for i in range(n)), 0),
        sum(([i] for i in range(3)), []),
        any(i > 100 for i in range(n)),
        any(i < 0 for i in range(n)),
        all(i < 100 for i in range(n)),
        all(i >= 0 for i in range(n)),
        max(i * 7 % 101 for i in range(n)),
        min((i * 7 % 101 for i in range(n)), default=3),
        max((i for i in range(0)), default=-1),
        max(range(n), key=lambda i: -abs(i - 40)),
        min(range(n), key=lambda i: -abs(i - 40)),
        sum(1 for _ in range(0)),
        sum((x for x in [1.5, float("inf"), 2]), 1),
        sum(x for x in [1e308, 1e308, -1e308]),
    ]


for _ in range(4):
    print(checks(200))
for broken in (
    lambda: sum(x for x in [1, "a"]),
    lambda: sum((x for x in "ab"), ""),
    lambda: sum(1 // (5 - i) for i in range(200)),
    lambda: max(i for i in range(0)),
    lambda: max((x for x in [1, "a"])),
    lambda: any(1 // (50 - i) < 0 for i in range(200)),
    lambda: max([3, 1], key=lambda x: x.missing),
):
    try:
        broken()
    except Exception as error:
        print(type(error).__name__, error)
