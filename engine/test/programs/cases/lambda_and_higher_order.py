compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
print(list(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, range(4))))
add = lambda x, y=10: x + y
print(add(1), add(1, 2))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)), max([1, -5, 3], key=abs), min("abc", key=lambda c: -ord(c)))
print((lambda *a, **k: (a, k))(1, 2, x=3), (lambda: (yield))().__class__.__name__, (lambda x: (lambda y: x + y))(1)(2))
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print([table[o](7, 3) for o in "+-"], [f(2) for f in (abs, str, float, lambda v: v**v)])


def apply(f, *args):
    return f(*args)


print(apply(max, 3, 7), apply(str.upper, "a"), apply([].__len__), apply("{}-{}".format, 1, 2))
counter = {"n": 0}
increment = lambda: counter.__setitem__("n", counter["n"] + 1)
increment()
increment()
print(counter, (lambda: None)(), callable(add), callable(5), add.__name__)
