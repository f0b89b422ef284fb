class A: pass
class B(A): "doc"
class C(A, B, metaclass=M, key=1):
    """Doc.

    More."""
    x = 1
    y: int
    z: str = "s"
    def f(self): return self
    @property
    def g(self): return self.__private
    class Inner:
        w = x
        def h(self): return Inner
    [i for i in range(x)]
    v = [x for _ in y]
    u = [lambda: i for i in range(3)]
    t = [(lambda: x)() for x in y]
    s = {k: v for k, v in z}
    r = (x for x in y)
    if x:
        q: int = 1
    else:
        q: str
    for p in y:
        o: float
    try:
        n: int
    finally:
        m: int
    with a as l:
        k: int
    while x:
        j: int
    del x
    locals()
    __slots__ = ("a",)
    __module__ = "other"
class D(*bases, **keywords): pass
class E(A, *bases, key=1, **keywords): pass
@decorator
class F: pass
@first
@second(1)
class G(A):
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw)

def f(x):
    y = 1
    class H:
        z = x
        x = x
        def g(self): return x, y, z
        w: x
        v = y
        def h(self, a: y = y) -> x: ...
        [x for x in y]
        [y for _ in x]
        [(x, y, z) for _ in [1]]
        def super_in_comprehension(self): return [super().a for _ in x]
        global gg
        gg = 3
    class I:
        class J:
            def k(self): return x, __class__
            l: y
    class Outer:
        nonlocal y
        y = 2
        print(y)
    return H

class K:
    a: int
    b: "str" = 1
    __c: float
    d.e: int
    (f): int = 1
    def m(self):
        x: int = 1
        y: str
        self.z: int = 2

class L:
    def f[T](self, x: T) -> T: return x
    type X[U] = list[U]
    y = 1
    type Y = y
    def g(self, a: y): pass

class M:
    x = [__class__ for _ in y]
    z = lambda: __class__

class N:
    @staticmethod
    def f(): pass
    f2 = f
    class O(f2): pass
    print(f2)
