a, *b = 1, 2, 3
*c, d = "xyz"
e, *f, g = range(5)
[h, [i, *j]] = [1, [2, 3, 4]]
print(a, b, c, d, e, f, g, h, i, j)
x = y = z = 0
(p, q), r = [1, 2], 3
print(x, y, z, p, q, r)
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 2}, {**{"a": 1}, "b": 2, **{"a": 3}})


def show(*args, **kwargs):
    print(args, kwargs)


show(*[1, 2], 3, *(4,), **{"k": 1}, m=2, **{"z": 3})
show(*"ab", *range(2))
for n, *rest in [(1, 2, 3), (4,), (5, 6)]:
    print(n, rest)
l = [1, 2, 3]
l[0], l[1] = l[1], l[0]
i = 0
i, l[i] = 2, "set"
print(l, i)


class O:
    pass


o = O()
o.a, o.b = 10, 20
print(o.a, o.b)
(k, v), = {"key": "value"}.items()
print(k, v)
m = 1,
print(m, *(), [*()])
for wrong in (lambda: show(*5), lambda: show(**5), lambda: show(**{1: 2}), lambda: show(a=1, **{"a": 2}), lambda: [*5], lambda: {**[]}):
    try:
        wrong()
    except TypeError as error:
        print(error)
