def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


def none():
    pass


def two(a, b):
    pass


def opt(a, b=1):
    pass


def key(a, *, b, c):
    pass


def pos(a, b, /):
    pass


class C:
    def method(self, x):
        pass

    @staticmethod
    def static(x):
        pass

    @classmethod
    def cls(cls, x):
        pass


class D:
    def __init__(self, a):
        pass


attempt(lambda: none(1))
attempt(lambda: none(1, 2))
attempt(lambda: none(a=1))
attempt(lambda: two())
attempt(lambda: two(1))
attempt(lambda: two(b=1))
attempt(lambda: two(1, 2, 3))
attempt(lambda: two(1, 2, c=3))
attempt(lambda: two(1, a=2))
attempt(lambda: opt())
attempt(lambda: opt(1, 2, 3))
attempt(lambda: opt(1, 2, b=3))
attempt(lambda: key(1))
attempt(lambda: key(1, b=2))
attempt(lambda: key(1, 2, b=2, c=3))
attempt(lambda: key(b=1, c=2))
attempt(lambda: pos(a=1, b=2))
attempt(lambda: pos(1, b=2))
attempt(lambda: C().method())
attempt(lambda: C().method(1, 2))
attempt(lambda: C.method())
attempt(lambda: C.static())
attempt(lambda: C().cls(1, 2))
attempt(lambda: C(5))
attempt(lambda: D())
attempt(lambda: D(1, 2))
attempt(lambda: D(b=1))
attempt(lambda: object(1))
attempt(lambda: int(1, 2, 3))
attempt(lambda: len())
attempt(lambda: len(1, 2))
attempt(lambda: len(x=1))
attempt(lambda: two(*[1, 2, 3], **{}))
attempt(lambda: two(**{"a": 1, "z": 2}))
attempt(lambda: (lambda x: x)())
attempt(lambda: sorted())
attempt(lambda: print(foo=1))
attempt(lambda: isinstance(1))
attempt(lambda: "a".join())
attempt(lambda: [].append(x=1))
attempt(lambda: zip(strict=5, x=1))
