def a[T](x: T) -> T: return x
def b[T: int, U: (str, bytes), *Ts, **P](x: T, *args: *Ts, **kw: P.kwargs) -> U: ...
def c[T = int, *Ts = *tuple[int], **P = [int]](x: T = 1, *, y: T = 2): return T
def d[T](x=1, *, y=2): return T
def e[T](*, y=2): pass
async def f[T](x: T): await x
class A[T]: x: T
class B[T: A, *Ts](A[T], metaclass=M, k=1):
    def f(self, x: T) -> "B[T]": return T
    y: T
    def g[U](self, x: U, y: T) -> U: return lambda: (T, U)
    type Z = T
    type W[V] = dict[V, T]
type X = int
type Y[T] = list[T]
type Z[T: int = bool, *Ts = *tuple[int], **P = [int]] = tuple[T, *Ts]
class C:
    a = 1
    type X = a
    type Y[T: a] = tuple[a, T]
    def f[T: a](self, x: a = a) -> a: ...
    class D[T](a): b: a
    type R = lambda: a
    type S = [a for a in b]
def g():
    x = 1
    type X = x
    def h[T: x](y: x): return x, T
    class E[T](x): y: x
    type Y[T] = lambda: (x, T)
    return X
class F[__T]:
    __x: __T
    def f(self): return __T
def h[T: [x for x in y]](): pass
@decorator
def i[T](x: T): pass
@decorator
class G[T]: pass
class H[T](Base, *args, **kw): pass
class I[T](): "doc"
def j[T](a, b=1, *c, d, e=2, **f): "doc"
class J[T]:
    def k(self): return super().k(), __class__, T
x = lambda: [T for T in y]
