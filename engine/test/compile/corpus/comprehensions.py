def f(y, z):
    a = [x for x in y]
    a = [x for x in y if x if z]
    a = {x for x in y}
    a = {x: z for x in y}
    a = {x: z
         for x in y}
    a = [x + w for x in y for w in x if w]
    a = [[w for w in x] for x in y]
    a = [x for x in [v for v in y]]
    a = [w for x in y for w in [x + 1]]
    a = [w for x in y for w in (x,)]
    a = [w for x in y for w in [*x]]
    a = [lambda: x for x in y]
    a = [lambda: (x, z) for x in y]
    a = [(lambda: w)() for x in y for w in x]
    a = (x for x in y)
    a = (x for x in y for z in x if z)
    a = (lambda: x for x in y)
    a = [(t := x) for x in y]
    a = [t for x in y if (t := x)]
    a = [x for x, in y]
    a = [x for (x, *w) in y]
    a = [x for x in y if x and z or not x]
    a = [x if z else y for x in y]
    a = [a for a in a]
    x = 1
    b = [x for x in y], x
    b = [[x for x in x] for x in x]
    b = [(x for x in w) for w in y]
    b = [q for q in y if q == [q for q in q]]
    try:
        c = [x for x in y]
    except E:
        return x
    for x in [x for x in y]: pass
    return [i for i in y] + [i for i in z]

def cells(y):
    x = 0
    def g(): return x
    a = [x for x in y]
    b = [(lambda: x) for x in y]
    c = {x: (lambda: x) for x in y}
    return [g for g in y], g

def free(y):
    def g():
        a = [y for _ in y]
        b = [y for y in y]
        c = [(lambda: y) for y in y]
        return [(lambda: y) for _ in y]
    return g

def deep(n):
    return [[[n + i + j + k for i in range(j)] for j in range(k)] for k in range(n)]

def walrus():
    any((hit := x) for x in y)
    print([last := x for x in y], last)
    def inner():
        nonlocal last
        return [last := z for z in y]
    global g
    [g := x for x in y]

[a for a in b]
{a: b for a, b in c}
{a for a in b}
[lambda: a for a in b]
[(a := b) for b in c]
x = [a for a in b if [c for c in a]]
print([__name__ for _ in x], [y for y in x], (z for z in x))
class C:
    a = [b for b in c]
    d = [e for e in a if e]
    f = [[g for g in h] for h in a]
    i = [(lambda: j) for j in a]
    k = {l: m for l in a for m in a}
    n = [a for _ in a]
def multi():
    return [
        a
        for a in b
        if a
    ], {
        k:
        v
        for k, v
        in c
    }
def gen_methods(it):
    return "".join(c for c in it), sum(x * x for x in it), max((x for x in it), key=len), dict((k, v) for k, v in it)
async def comp(y, z):
    a = [x async for x in y]
    a = [await x for x in y]
    a = {x: await z async for x in y if await x}
    a = (x async for x in y)
    a = (await x for x in y)
    a = [x async for x in y for w in x]
    a = [w for x in y async for w in x]
    a = [[w async for w in x] for x in y]
    a = [x async for x in await y]
    a = [lambda: x async for x in y]
    return [x for x in (w async for w in y)]
