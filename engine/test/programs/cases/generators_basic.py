def count(n):
    print("start")
    for i in range(n):
        yield i
    print("end")
    return "result"


g = count(3)
print(type(g).__name__, next(g), next(g))
print(list(g))
print(next(g, "exhausted"))
h = count(1)
next(h)
try:
    next(h)
except StopIteration as stop:
    print("value", stop.value)


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(15)])


def take(n, it):
    for _, x in zip(range(n), it):
        yield x


def pipeline():
    evens = (x for x in fib() if x % 2 == 0)
    squares = (x * x for x in evens)
    return list(take(6, squares))


print(pipeline(), sum(x * x for x in range(10)), max(len(w) for w in ["a", "bbb"]), any(x > 3 for x in fib()), all(x < 5 for x in [1, 9]))


def empty():
    return
    yield


print(list(empty()), iter(g) is g)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)), dict(enumerate(tree(2))), "-".join(map(str, tree(2))))
a, b, *c = tree(3)
print(a, b, c)
print(2 in fib(), list(zip(fib(), "abc")), sorted(tree(2), reverse=True))


def local_state():
    total = 0
    while total < 50:
        total += yield_value if (yield_value := (yield total)) else 7


print(list(local_state()))
