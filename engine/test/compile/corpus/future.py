"""Doc."""
from __future__ import annotations
x: int = 1
y: list[int]
def f(a: int, *b: str, c: dict[str, "q"] = 1, **d: lambda x, /, y=1, *z, w, v=2, **u: x) -> x if y else z: ...
class C:
    a: int
    b: "str" = 1
    c: (x, y)
    d: x[y:z, ::2, ...]
    e: not a and b or c
    f: a + b * c ** -d @ e // f % g << h >> i & j | k ^ l
    g: ((a + b) * c, -(a ** b), (-a) ** b, (a, b)[0], not (not a))
    h: a < b <= c is not d not in e
    i: ([x for x in y if z], {x: y for x in z}, {x for x in y}, (x async for x in y))
    j: (f(a, *b, c=d, **e), f(x for x in y), a.b.c, 1 .real)
    k: (f"{a}{b!r:>{c}}x{{}}", f'it"s {a}')
    l: ({**a, b: c}, [*a], {a, b}, (), (a,), [])
    m: (await_, 1.5, 1j, -1, b"x", "q'", None, True, ..., 1e999)
    n: lambda: 0
    o: (a if b else c) if d else (lambda: e)
    def m(self, x: C) -> C:
        y: int = 1
        z: str
        return self
    if x:
        p: int
def g[T: int](x: T) -> T: ...
class D[T](Base[T]): x: T
type X = int
a.b: int
a[b]: int
(c): int
