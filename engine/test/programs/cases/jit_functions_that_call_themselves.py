"""Functions whose traces call each other: every way of coming back, and of not coming back."""

import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


print([fib(n) for n in range(18)])
print([fib(float(n)) for n in range(12)], fib(True))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 9), ackermann(1, 40))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


print([is_even(n) for n in range(0, 60, 7)])


# Through overflow of 32 bits, and of 64.
def power(base, exponent):
    if exponent == 0:
        return 1
    half = power(base, exponent // 2)
    return half * half if exponent % 2 == 0 else half * half * base


print([power(3, n) for n in (5, 19, 20, 21, 40, 41, 90)], power(1.5, 11))


# What an exception passes on its way up, at every level.
trail = []


def climb(n, limit):
    if n == limit:
        raise ValueError(n)
    try:
        return climb(n + 1, limit) + 1
    finally:
        if n % 5 == 0:
            trail.append(n)


for limit in range(3, 40):
    try:
        climb(0, limit)
    except ValueError as error:
        trail.append(str(error))
print(trail)


def caught_inside(n):
    if n == 0:
        return 1 // n
    try:
        return caught_inside(n - 1)
    except ZeroDivisionError:
        if n % 3 != 0:
            raise
        return n


print([caught_inside(n) for n in range(3, 40)])


# The limit is where it is, whatever runs the calls.
def depth(n):
    return n if n == 0 else depth(n - 1)


def deepest(n):
    while True:
        try:
            depth(n)
        except RecursionError as error:
            return n, str(error)
        n += 1


first = deepest(940)
print(first == deepest(940), first[1])
sys.setrecursionlimit(5000)
second = deepest(4940)
print(second[0] - first[0], depth(4000))


def endless(n):
    return endless(n + 1)


for _ in range(3):
    try:
        endless(0)
    except RecursionError as error:
        print(error)
sys.setrecursionlimit(1000)


# Objects, methods, attributes.
class Tree:
    def __init__(self, left, right, value):
        self.left = left
        self.right = right
        self.value = value

    def total(self):
        sum = self.value
        if self.left is not None:
            sum += self.left.total()
        if self.right is not None:
            sum += self.right.total()
        return sum

    def visit(self, function):
        if self.left is not None:
            self.left.visit(function)
        function(self.value)
        if self.right is not None:
            self.right.visit(function)


def grow(depth):
    if depth == 0:
        return Tree(None, None, 1)
    return Tree(grow(depth - 1), grow(depth - 1), depth)


tree = grow(8)
print(tree.total(), tree.total())
seen = []
tree.visit(seen.append)
print(len(seen), sum(seen))
tree.left.left.value = 0.5
print(tree.total())


class Other(Tree):
    def total(self):
        return 1000


tree.right.right = Other(None, None, 0)
print(tree.total())


# What the function calls, and itself, is bound anew on the way.
def leaf(n):
    return n


def sums(n):
    if n == 0:
        return leaf(1)
    return sums(n - 1) + leaf(n)


print([sums(n) for n in range(60)][-1])
keep = leaf


def change(n):
    global leaf
    if n == 30:
        leaf = lambda n: -n
    return 0 if n == 0 else change(n - 1) + leaf(n)


print(change(20), change(50))
leaf = keep
print(change(20), change(50))


def replaced(n):
    return 0 if n == 0 else replaced(n - 1) + 1


first_version = replaced
print(replaced(80))


def replaced(n):
    return -5


print(first_version(80), replaced(3))


# Default and keyword arguments, locals that are not bound on every way, several results.
def gather(n, step=1, *, sign=1):
    if n > 0:
        extra = gather(n - step, step)
    if n <= 0:
        return (0, sign)
    total, count = extra
    return (total + n * sign, count + 1)


print([gather(n) for n in range(20)], gather(30, 3), gather(30, 4, sign=-1))


def unbound(n):
    if n > 0:
        value = unbound(n - 1)
    if n % 10 == 9:
        return value + 1
    return n


print([unbound(n) for n in range(25)])


def never_bound(n):
    if n > 100:
        value = 0
    if n == 0:
        return value
    return never_bound(n - 1)


try:
    never_bound(60)
except UnboundLocalError as error:
    print(error)


# Through built-in functions that call Python.
def nested(data):
    return sorted(map(lambda one: nested(one) if isinstance(one, list) else one, data), key=str)


print(nested([3, [2, [1, 5, [0]], 4], [[], [7]]]))


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Key) and count_down(self.n) == count_down(other.n)

    def __hash__(self):
        return 1


def count_down(n):
    return 0 if n == 0 else 1 + count_down(n - 1)


table = {Key(n): n for n in range(12)}
print([table[Key(n)] for n in range(12)])


# Generators and closures are no traces of their own, but may be on the way.
def walk(n):
    if n > 0:
        yield n
        yield from walk(n - 1)


def consume(n):
    return 0 if n == 0 else sum(walk(n % 4)) + consume(n - 1)


print(consume(50))


def outer():
    def inner(n):
        return 0 if n == 0 else inner(n - 1) + offset

    offset = 3
    return inner(40)


print(sum(outer() for _ in range(30)))


def traceback_depth(n):
    if n == 0:
        frame, count = sys._getframe(), 0
        while frame is not None:
            frame, count = frame.f_back, count + 1
        return count
    return traceback_depth(n - 1)


print([traceback_depth(n) - traceback_depth(0) for n in range(0, 50, 7)])


# From a loop, with values that only the loop knows.
def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def many():
    total = 0
    weight = 1.0
    for i in range(1, 400):
        total += gcd(i * 12, 360)
        weight = weight * 0.5 + gcd(i, 7)
        if i % 100 == 0:
            weight = int(weight)
    return total, weight


print(many())


# A value of another type comes back from far down.
def mixed(n):
    if n == 0:
        return 0
    if n == 37:
        return mixed(n - 1) + 0.25
    return mixed(n - 1) + 1


print([mixed(n) for n in (10, 36, 37, 38, 60, 36)])
