t = (1, "a", 2.5)
print(t, len(t), t[0], t[-1], t[1:], t + (4,), t * 2, (), (1,), 1 in t, t.index("a"), t.count(1))
a, b, c = t
print(a, b, c)
a, b = b, a
print(a, b)
(x, (y, z)), w = (1, (2, 3)), 4
print(x, y, z, w)
print(hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[(1, 2)], (1, 2) < (1, 3), (1, 2) == (1, 2.0), tuple([1, 2]), tuple("ab"), tuple())
print((1, (2, [3])), ((),), (None,), tuple(i * i for i in range(4)), *t)
first, *rest = t
*init, last = t
head, *middle, tail = 1, 2, 3, 4
print(first, rest, init, last, head, middle, tail)
for i, (p, q) in enumerate([(1, 2), (3, 4)]):
    print(i, p, q)
t += (9,)
print(t, sum((1, 2)), max((3, 1)), sorted((3, 1, 2)), reversed((1, 2)).__class__.__name__, list(reversed((1, 2))))
m = ([1], 2)
m[0].append(5)
print(m)
for wrong in ("a, b = 1, 2, 3", "a, b = (1,)", "a, *b, c = (1,)", "a, b = 5", "a, b = None", "[a] = []"):
    try:
        exec(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
