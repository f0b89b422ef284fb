class A:
    pass


def f():
    pass


class B:
    def __repr__(self):
        return "<B!>"


print(repr(A())[:20], str(A).replace("__main__", "m"), repr(B()), [B()], {B(): B()}, (B(),), {1: [B()]})
print(str(f)[:14], repr(A().__init__)[:20], f.__name__, A.__name__, repr(type), repr(int), repr(None), repr(...), repr(NotImplemented))
print([], [[]], (), ((),), (1,), {}, set(), {1}, frozenset(), frozenset({1}), range(3), slice(1), b"x", bytearray(b"x"))
print({"a": None}, {1: {2: {3: {}}}}, [None, True, 1.0, "s", b"b", (), [], {}], {(1, 2): [3]})
print(repr(1 / 3), repr(10**30), repr(-0.0), repr("it's"), repr(1j), str(3.0), str(1e20))
print(repr(map(str, []))[:12], repr(iter([]))[:22], repr((x for x in []))[:18], repr(zip())[:4], repr(enumerate([]))[:10], repr({}.keys()), repr({1: 2}.items()), repr({1: 2}.values()))
l = [1]
l.append(l)
d = {}
d["me"] = d
t = ([],)
t[0].append(t)
print(l, d, t)
import math, sys
print(repr(math)[:14], repr(print), repr(math.sqrt), repr(Exception("x")), repr(KeyError()), repr(ValueError(1, "b")), str(ValueError(1, "b")))
print(type(1), type("a"), type([]), type(None), type(f), type(A()).__name__, type(len), type(range(1)), type({}.keys()), type(iter([])), type(x for x in []))
print(A.__dict__.get("__doc__"), str(A.__module__), A.__qualname__, repr(property())[:16], staticmethod(f).__func__ is f)
