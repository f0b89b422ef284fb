# Simulations and puzzles: itertools, sched, random, math, statistics, collections.
import itertools
import math
import operator
import random
import sched
import statistics
from collections import ChainMap, Counter, UserDict, UserList, deque
from functools import cache, cmp_to_key, partialmethod, reduce


def life(cells, steps):
    for _ in range(steps):
        counts = Counter((x + dx, y + dy) for x, y in cells for dx, dy in itertools.product((-1, 0, 1), repeat=2) if dx or dy)
        cells = {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in cells)}
    return cells


glider = life({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, 8)
for y in range(6):
    print("".join("#" if (x, y) in glider else "." for x in range(6)))


def queens(n, row=0, columns=()):
    if row == n:
        yield columns
        return
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(columns)):
            yield from queens(n, row + 1, columns + (column,))


print(sum(1 for _ in queens(6)), next(queens(8)))


def sudoku(board):
    for i, cell in enumerate(board):
        if cell == ".":
            r, c = divmod(i, 9)
            used = {board[j] for j in range(81) if j // 9 == r or j % 9 == c or (j // 27 == r // 3 and j % 9 // 3 == c // 3)}
            for digit in "123456789":
                if digit not in used:
                    if solved := sudoku(board[:i] + digit + board[i + 1:]):
                        return solved
            return None
    return board


print(sudoku("53467891267219534819834256785976142342685379171392485696153728428741963534528617."))
@cache
def edit(a, b):
    if not a or not b:
        return len(a) + len(b)
    return min(edit(a[1:], b) + 1, edit(a, b[1:]) + 1, edit(a[1:], b[1:]) + (a[0] != b[0]))


print(edit("kitten", "sitting"), edit.cache_info().hits > 0)
clock = [0]
events = []
scheduler = sched.scheduler(lambda: clock[0], lambda d: clock.__setitem__(0, clock[0] + d))
for delay, name in ((5, "c"), (1, "a"), (3, "b")):
    scheduler.enter(delay, 1, lambda n=name: events.append((clock[0], n)))
scheduler.run()
print(events)
random.seed(2024)
inside = sum(random.random() ** 2 + random.random() ** 2 < 1 for _ in range(2000))
print(inside * 4 / 2000, random.choices(["rain", "sun"], [1, 3], k=5))
data = [random.gauss(100, 15) for _ in range(50)]
print(round(statistics.mean(data), 6), round(statistics.pstdev(data), 6), statistics.mode([1, 2, 2]), statistics.multimode("aabb"), statistics.harmonic_mean([40, 60]),
      statistics.geometric_mean([1, 4, 16]).__round__(9), statistics.correlation([1, 2, 3], [1, 2, 3.5]).__round__(6), statistics.linear_regression([1, 2, 3], [2, 4, 6]),
      statistics.NormalDist(0, 1).cdf(1).__round__(6), statistics.variance([1, 2, 3, 4]), statistics.median_grouped([1, 2, 2, 3]))
print(list(itertools.accumulate([1, 2, 3, 4], operator.mul)), list(itertools.pairwise("abc")), list(itertools.batched("abcdefg", 3)), list(itertools.islice(itertools.cycle("ab"), 5)),
      [(k, len(list(g))) for k, g in itertools.groupby("aabbbc")], list(itertools.zip_longest("ab", "xyz", fillvalue="-")), list(itertools.takewhile(lambda x: x < 3, itertools.count())),
      list(itertools.starmap(pow, [(2, 3), (3, 2)])), list(itertools.compress("abcd", [1, 0, 1])), list(itertools.filterfalse(str.isupper, "aBc")), list(itertools.chain.from_iterable([[1], [2]])),
      len(list(itertools.permutations(range(4)))), list(itertools.combinations("abc", 2)), list(itertools.combinations_with_replacement("ab", 2)), [list(t) for t in itertools.tee("ab")])
print(math.comb(10, 3), math.perm(5, 2), math.gcd(12, 18), math.lcm(4, 6), math.isqrt(50), math.prod([1, 2, 3]), math.dist((0, 0), (3, 4)), math.hypot(3, 4), math.factorial(20),
      math.log2(8), math.fsum([0.1] * 10), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7), math.copysign(1, -0.0), math.degrees(math.pi), math.isclose(0.1 + 0.2, 0.3))


class Settings(UserDict):
    def __missing__(self, key):
        return f"<{key}>"


class Loud(UserList):
    def append(self, item):
        super().append(str(item).upper())


settings, loud = Settings(a=1), Loud(["x"])
loud.append("y")
print(settings["a"], settings["b"], dict(settings), loud, loud + ["z"], ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], dict(ChainMap({"a": 1}, {"b": 3})))


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state):
        self.alive = state

    set_alive = partialmethod(set_state, True)


cell = Cell()
cell.set_alive()
print(cell.alive, sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), reduce(operator.or_, [1, 2, 4]))
window, averages = deque(maxlen=3), []
for value in (3, 5, 7, 9, 11):
    window.append(value)
    averages.append(sum(window) / len(window))
print(averages, window, deque("abc").rotate(1), operator.attrgetter("alive")(cell), operator.methodcaller("upper")("x"))


def primes():
    sieve = {}
    for n in itertools.count(2):
        if n in sieve:
            for p in sieve.pop(n):
                sieve.setdefault(n + p, []).append(p)
        else:
            yield n
            sieve[n * n] = [n]


print(list(itertools.islice(primes(), 15)), [n for n in range(1, 30) if all(n % d for d in range(2, n))][:5])


def hanoi(n, a="A", b="B", c="C"):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(8), "".join("FizzBuzz"[i % 3 * 4:8 - -i % 5] or str(i) for i in range(1, 16)), [bin(n ^ n >> 1)[2:].zfill(3) for n in range(8)])
