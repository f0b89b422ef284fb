# Exceptions thrown into generators that delegate: each frame stands once in the traceback.
import traceback


def inner(n):
    yield from (z for z in range(n))


def outer(n):
    result = yield from inner(n)
    return result


def names(error):
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


for kind in (KeyError(1), GeneratorExit(), ValueError("x")):
    g = outer(3)
    next(g)
    try:
        g.throw(kind)
    except BaseException as error:
        print(type(error).__name__, names(error))


class Sub:
    """An iterator with a throw of its own."""

    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, error):
        raise LookupError("from the iterator") from error


def over_sub():
    yield from Sub()


def catching():
    try:
        yield from outer(2)
    except KeyError as error:
        yield names(error)
        raise


g = over_sub()
next(g)
try:
    g.throw(KeyError(2))
except LookupError as error:
    print(names(error), names(error.__cause__))

g = catching()
next(g)
print(g.throw(KeyError(3)))
try:
    next(g)
except KeyError as error:
    print(names(error))

g = outer(3)
next(g)
g.throw(RuntimeError("seen at last"))
