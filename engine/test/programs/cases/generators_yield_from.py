def inner():
    received = []
    while True:
        try:
            x = yield len(received)
        except ValueError:
            x = "thrown"
        if x is None:
            return received
        received.append(x)


def outer():
    result = yield from inner()
    print("inner returned", result)
    yield from "ab"
    yield from [1, 2]
    return "outer done"


g = outer()
print(next(g), g.send("a"), g.send("b"), g.throw(ValueError), g.send(None))
print(list(g))


def delegate():
    value = yield from outer_return()
    yield value


def outer_return():
    yield 1
    return 99


print(list(delegate()))


def chain(*its):
    for it in its:
        yield from it


print(list(chain(range(2), "x", chain([5], (6,)))))


def flatten(x):
    for y in x:
        if isinstance(y, list):
            yield from flatten(y)
        else:
            yield y


print(list(flatten([1, [2, [3, [4, []]]], 5])))


def closing():
    try:
        yield from sub()
    finally:
        print("outer closed")


def sub():
    try:
        yield 1
        yield 2
    finally:
        print("sub closed")


c = closing()
next(c)
c.close()
try:
    list((lambda: (yield from 5))())
except TypeError as error:
    print(error)


def deep(n):
    if n:
        yield n
        yield from deep(n - 1)


print(sum(deep(100)), len(list(deep(50))))
