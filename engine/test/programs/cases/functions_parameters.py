def plain(a, b):
    return a, b


def defaults(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def positional(a, b, /, c, *, d):
    return a, b, c, d


print(plain(1, 2), plain(b=1, a=2), plain(*[3, 4]), plain(**{"a": 5, "b": 6}))
print(defaults(1, c=3), defaults(1, 2, 3, 4, c=5, e=6), defaults(b=1, a=0, c=2), defaults(*range(4), c=1, **{"d": 9}))
print(positional(1, 2, 3, d=4), positional(1, 2, c=3, d=4))


def mutable(x, cache=[]):
    cache.append(x)
    return cache


print(mutable(1), mutable(2), mutable(3, []), mutable.__defaults__, defaults.__kwdefaults__)
n = 5


def captured_default(x=n):
    return x


n = 6
print(captured_default(), (lambda: 1)(), (lambda x, *y, z=3, **k: (x, y, z, k))(1, 2, q=4))
print(plain.__name__, plain.__qualname__, plain.__doc__, defaults.__code__.co_varnames, defaults.__code__.co_argcount)


def documented(x: int, y: "str" = "a") -> float:
    """Says something."""
    return x


print(documented.__doc__, documented.__annotations__, documented(1))


def no_return():
    pass


def early(x):
    if x:
        return
    return 1, 2


print(no_return(), early(1), early(0))


def outer():
    def inner():
        return "inner"

    return inner


print(outer()(), outer().__qualname__, outer.__module__)
plain.attribute = 5
print(plain.attribute, plain.__dict__)
