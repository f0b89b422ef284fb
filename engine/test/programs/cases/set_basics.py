s = {3, 1, 2, 3}
print(sorted(s), len(s), 2 in s, 5 not in s)
s.add(9)
s.discard(100)
s.remove(1)
s.update([5, 6], (7,))
print(sorted(s), sorted(s | {100}), sorted(s & {9, 5}), sorted(s - {9}), sorted(s ^ {9, 0}), s.isdisjoint({0}))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1}.issubset([1, 2]), {1, 2}.issuperset({1}), {1, 2} == {2, 1}, {1} != {2})
print(set(), frozenset(), frozenset([1]), {5}, set("a"), {(1, 2)}, bool(set()), set([1, 1, 1]))
f = frozenset([1, 2])
print(hash(f) == hash(frozenset([2, 1])), f | {3} == {1, 2, 3}, type(f | {3}).__name__, type({3} | f).__name__, {f: 1}[frozenset([2, 1])])
print(sorted({x * x % 7 for x in range(10)}), sorted(set("hello")), sorted(s.union([0], [11])), s.copy() == s)
a = {1, 2, 3, 4}
a &= {2, 3, 9}
print(sorted(a))
a |= {8}
a -= {2}
a ^= {3, 4}
print(sorted(a), sorted({1, 2}.intersection([2, 3], [2])), sorted({1, 2}.difference([1])), sorted({1}.symmetric_difference([2])))
a.clear()
print(a)
for wrong in (lambda: {1}.remove(5), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: set(5), lambda: {1} < [1], lambda: hash(set()), lambda: frozenset([1]).add(2), lambda: {1} + {2}):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
x = {1}
print(x.pop(), x)
seen = set()
duplicates = [v for v in [1, 2, 1, 3, 2] if v in seen or seen.add(v)]
print(duplicates, 1 in frozenset({1}), True in {1}, {1, True, 1.0})
try:
    for v in (live := {1, 2, 3}):
        live.add(v + 10)
except RuntimeError as error:
    print(error)
