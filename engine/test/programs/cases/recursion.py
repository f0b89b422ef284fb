import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, a, b, c):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def flatten(x):
    return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]


def permutations(items):
    if not items:
        return [[]]
    return [[x] + rest for i, x in enumerate(items) for rest in permutations(items[:i] + items[i + 1 :])]


print(depth(800), ackermann(2, 3), hanoi(3, "a", "b", "c"), is_even(100), flatten([1, [2, [3, [4]], 5]]))
print(permutations([1, 2, 3]))


def forever(n):
    return forever(n + 1)


for _ in range(3):
    try:
        forever(0)
    except RecursionError as error:
        print(type(error).__name__, error)
print(isinstance(RecursionError(), RuntimeError), depth(500))


old = sys.getrecursionlimit()
sys.setrecursionlimit(2000)
print(old, sys.getrecursionlimit(), depth(1500))
sys.setrecursionlimit(old)
a = []
a.append(a)
print(a, repr({"self": a}))
