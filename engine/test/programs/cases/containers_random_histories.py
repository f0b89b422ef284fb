# Long random histories of list, dict, set, deque and heap: what they hold, in which order, is summed up in numbers.
state = 12345
def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return (state >> 8) % n
def idx(n): return None if rnd(4) == 0 else rnd(2 * n + 5) - n - 2
out = 0
def note(*a):
    global out
    out = (out * 31 + int.from_bytes(repr(a).encode(), "big") % 1000003) % 1000003
x = list(range(10))
for step in range(120):
    op = rnd(12)
    n = len(x)
    try:
        if op == 0: x[idx(n):idx(n)] = [rnd(100) for _ in range(rnd(5))]
        elif op == 1: del x[idx(n):idx(n):rnd(3) + 1]
        elif op == 2: x.insert(rnd(2 * n + 4) - n, rnd(50))
        elif op == 3: note(x.pop(rnd(2 * n + 4) - n))
        elif op == 4: x.extend(range(rnd(6)))
        elif op == 5: note(x[idx(n):idx(n):rnd(7) - 3])
        elif op == 6: note(x.index(rnd(50), rnd(5)))
        elif op == 7: x.remove(rnd(50))
        elif op == 8: x.sort(key=lambda v: (v % 7, -v), reverse=rnd(2) == 0)
        elif op == 9: x[::rnd(4) - 2] = [rnd(9)] * rnd(20)
        elif op == 10: x *= rnd(3) if n < 40 else 0
        else: x.append(rnd(100)); x.reverse()
    except (IndexError, ValueError) as e: note(type(e).__name__, str(e))
    note(x)
    if len(x) > 200: x = x[:20]
print("list", out)
d = {}
keys = [0, 1, -1, 1.5, "a", "bb", (1, 2), None, True, 2**40, frozenset([1]), 3.0, "0", b"x", range(3), -2.0, 10**20]
for step in range(120):
    k = keys[rnd(len(keys))] if rnd(2) else rnd(60) * 8
    op = rnd(9)
    try:
        if op < 3: d[k] = step
        elif op == 3: del d[k]
        elif op == 4: note(d.pop(k, "none"))
        elif op == 5: note(d.setdefault(k, step))
        elif op == 6: note(d.popitem())
        elif op == 7: d.update({rnd(20): step, "z": 1})
        else: note(k in d, d.get(k), list(d)[:5], list(reversed(d.values()))[:3])
    except KeyError as e: note("KeyError", str(e))
    if step % 97 == 0: note(d, d == dict(d), d | {1: 2}, list(d.items())[-3:])
print("dict", out)
a, b = set(), set()
for step in range(120):
    op = rnd(14)
    k = rnd(200)
    if op < 4: a.add(k)
    elif op < 7: b.add(k * 3)
    elif op == 7: a.discard(k)
    elif op == 8: note(a | b)
    elif op == 9: note(a & b)
    elif op == 10: note(a - b, b - a)
    elif op == 11: note(a ^ b)
    elif op == 12: note(a <= b, a < b, a == b, a.isdisjoint(b), (a & b) <= a, sorted(a)[:3])
    elif a: note(a.pop())
    if step % 101 == 0: a &= b | {1, 2, k}; b |= a; b -= {k}; note(a, b)
    if len(b) > 150: b = set(list(b)[:10])
print("set", out)
from collections import deque
q = deque(maxlen=20)
for step in range(120):
    op = rnd(12)
    try:
        if op < 2: q.append(rnd(50))
        elif op < 4: q.appendleft(rnd(50))
        elif op == 4: note(q.pop())
        elif op == 5: note(q.popleft())
        elif op == 6: q.rotate(rnd(9) - 4)
        elif op == 7: q.insert(rnd(10) - 4, rnd(50))
        elif op == 8: q.remove(rnd(50))
        elif op == 9: del q[rnd(20) - 10]
        elif op == 10: note(q.index(rnd(50)), q.count(3))
        else: q.extend([1, 2]); q.extendleft([3, 4]); q.reverse()
    except (IndexError, ValueError) as e: note(type(e).__name__, str(e))
    note(list(q))
print("deque", out)
import heapq, itertools as it
h = []
for step in range(120):
    op = rnd(5)
    if op < 3: heapq.heappush(h, (rnd(40), step))
    elif h: note(heapq.heappop(h))
    if step % 50 == 0: note(h, heapq.nsmallest(3, h), heapq.nlargest(3, h))
print("heap", out)
vals = [1, 1.5, -3, True, 2**70, -2**65, 0.0, 7]
note(sorted(vals), sorted(vals, reverse=True), sorted(vals, key=lambda v: -v))
rows = [(rnd(5), chr(97 + rnd(4)), rnd(3)) for _ in range(200)]
note(sorted(rows), sorted(rows, key=lambda r: (r[1], -r[0])), sorted(rows, key=lambda r: r[2], reverse=True), min(rows), max(rows))
note([list(g) for k, g in it.groupby(sorted(rows), key=lambda r: r[0])])
note(list(it.product("ab", [1, 2], repeat=2)), list(it.permutations(range(5), 3)), list(it.combinations("abcde", 3)), list(it.combinations_with_replacement("abc", 3)))
note(list(it.islice(it.count(5, 3), 2, 20, 4)), list(it.accumulate([1, 2, 3], initial=5)), list(it.zip_longest("abc", [1], fillvalue=0)), list(it.chain.from_iterable([[1], "ab"])), list(it.batched(range(7), 3)), list(it.pairwise("abcd")))
t1, t2 = it.tee(iter(range(5))); note(next(t1), next(t1), list(t2), list(t1))
note(list(it.takewhile(lambda v: v < 3, range(9))), list(it.dropwhile(lambda v: v < 3, range(6))), list(it.compress("abcd", [1, 0, 1, 1])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.filterfalse(None, range(3))), list(it.islice(it.cycle("ab"), 5)), list(it.repeat(1, 3)), repr(it.count(3)), repr(it.repeat(2, 5)))
print("misc", out)
class K:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        if isinstance(o, K) and len(big) < 40: big[len(big) + 1000] = 1
        return isinstance(o, K) and self.v == o.v
    def __hash__(self): return self.v % 3
big = {}
for i in range(20): big[K(i)] = i
note(len(big) >= 20, sum(1 for k in big if isinstance(k, K)))
print("mutating", len(big) >= 20)
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"V{self.n}"
vs = [V(rnd(30)) for _ in range(100)]
note(sorted(vs), sorted(vs, reverse=True), min(vs), max(vs))
print("custom", out)
def g(n):
    for i in range(n): yield i
note(list(zip(g(3), g(5))), dict(enumerate(g(4))), [*map(str, g(3))], set(filter(None, g(5))), tuple(reversed([*g(3)])), sum(g(10)), sorted(g(5), key=lambda v: -v), list(map(lambda a, b: a * b, g(4), g(3))))
a, *b, c = g(6); note(a, b, c)
(a, b), [c, *d2] = (1, 2), "xyz"; note(a, b, c, d2)
m = [[i * j for j in range(4)] for i in range(3)]; note(m, [*zip(*m)], {k: v for k, v in zip("abc", m)}, {v % 3 for r in m for v in r})
print("end", out)
