def plain(): pass
def docstring(): "doc"
def docstring_and_code():
    """First line.

        Indented.
      Less.
    \tTab
    """
    return 1
def not_docstring(): f"doc"
def bytes_docstring(): b"doc"
def parameters(a, b=1, /, c=2, *args, d, e=3, **kwargs): return a, b, c, args, d, e, kwargs
def annotated(a: int, /, b: str = "x", *c: float, d: "quoted", **e: dict[str, int]) -> list[int]: ...
def star_annotation(*args: *Ts): pass
@decorator
def decorated(): pass
@first.second(1)
@third
@fourth[0]
def multiply_decorated(x=y): pass

def closure(a, b):
    c = 1
    def inner(d, a=a):
        e = b + c
        return lambda f: a + b + c + d + e + f
    b = 2
    return inner

def cell_parameters(self, *args, key=None, **kw):
    return lambda: (self, args, key, kw)

def recursive(n):
    def go(n):
        return go(n - 1) if n else 0
    return go(n)

def unbound(flag):
    if flag:
        x = 1
    print(x)
    del x
    print(x)
    for i in y:
        z = i
    print(i, z)
    try:
        w = 1
    except E as e:
        print(e)
    print(w, e)
    return x

def borrows(a, b, c):
    d = a
    a = b
    x = a + b
    y = [a, b, a]
    a.b = c
    c[a] = b
    f(a, b)
    a.m(b, c)
    print(a, b); a = 1; print(a)
    return (a, (a := 5), a)

def stores():
    a = 1
    b = 2
    a = b = c = 3
    a, b = b, a
    a, b, c = c, b, a
    a, a = 1, 2
    a = a
    a = b; b = c
    (a, b), c = x
    return a

def swaps(a, b, c, d, e):
    a, b, c, d = d, c, b, a
    a, b, c, d, e = e, d, c, b, a
    a, o.b = o.b, a
    a[0], a[1] = a[1], a[0]
    [a, b, c] = [c, a, b]

def class_cell():
    class A:
        def f(self): return __class__
        def g(self): return super().g()
        def h(self): return super(A, self).h
        def i(*args): return super().i()
        def j(): return super().j
        def k(self): return super().__class__
        def l(self):
            super
            return [super().m() for x in y]
        @staticmethod
        def n(x): super(*x).o; super(x=1).o; super(x).o
        def p(self): super().a = 5
        def q(self):
            def r(s): return super().t()
            return r
    return A

def many_locals():
    a0=a1=a2=a3=a4=a5=a6=a7=a8=a9=a10=a11=a12=a13=a14=a15=a16=a17=a18=a19=a20=a21=a22=a23=a24=a25=a26=a27=a28=a29=a30=a31=a32=0
    b0=b1=b2=b3=b4=b5=b6=b7=b8=b9=b10=b11=b12=b13=b14=b15=b16=b17=b18=b19=b20=b21=b22=b23=b24=b25=b26=b27=b28=b29=b30=b31=b32=0
    if x:
        c0 = c1 = 1
        del b32, a3
    return a0, a15, a16, a32, b0, b31, b32, c0, c1, a3, (a14, a15), (a15, a16)

def global_functions():
    global made
    def made():
        def nested(): pass
    class other: pass

def mangled():
    class C:
        __x = 1
        def f(self, __y, *, __z=2):
            self.__a = __y
            global __g
            __g = __z
            import __m
            return self.__b.__c__, [__q for __q in __r], __class__
        class __D:
            __e: int = 1
            def g(self): self.__h(__i=5)
    class _: __x = 1
    class __E__: __x = 1

lambda *, a, b=1: a
lambda x: lambda y: lambda z: x + y + z

def static_attributes():
    class A:
        def f(self):
            self.b, self.a = 1, 2
            self.c += 1
            for self.d in x: pass
            def g(self): self.e = 1
            [self.f for self.g in y]
            del self.h
            self.i: int = 5
            this.j = 5
