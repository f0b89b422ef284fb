import functools
from functools import cmp_to_key, partial, reduce


def trace(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


@trace
def add(a, b=1):
    """Adds."""
    return a + b


print(add.__name__, add.__doc__, add.__wrapped__.__name__, add(1, 2))


@functools.lru_cache(maxsize=None)
def slow(n):
    print("computing", n)
    return n * n


print(slow(3), slow(3), slow.cache_info().hits)
print(reduce(lambda a, b: a + b, [1, 2, 3, 4]), reduce(lambda a, b: a * b, [], 1), reduce(max, [3, 9, 2]))
print(partial(add, 5)(6), partial(int, base=2)("101"), partial(print, "a", sep="-")("b"))
print(sorted([5, 2, 9], key=cmp_to_key(lambda a, b: b - a)))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)


class Lazy:
    @functools.cached_property
    def value(self):
        print("once")
        return 42


lazy = Lazy()
print(lazy.value, lazy.value)


@functools.singledispatch
def describe(x):
    return "object"


@describe.register
def _(x: int):
    return "int"


print(describe(1), describe("a"))


@functools.total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


versions = [Version(t) for t in ("1.10", "1.9", "1.2.3", "2.0")]
print(sorted(versions), max(versions), min(versions), versions[0] >= versions[1], versions[0] <= versions[3], versions[0] > versions[2])
print(len({Version("1.0"), Version("1.0")}), {Version("1.0"): "x"}[Version("1.0")])
