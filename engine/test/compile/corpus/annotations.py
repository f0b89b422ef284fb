a: int
b: str = "x"
if a:
    c: int = 1
for d in e:
    f: int
def g(x: int = 1) -> None:
    y: int
    z: undefined_name = 2
    def h(w: x): ...
    class I:
        j: x
        k: y
        if x:
            l: z
            m: int
        def n(self, o: l) -> m: ...
    return h
class P:
    q: int
    def r(self, s: q) -> q: ...
    t: q = 1
    u: [q for q in v]
    w: lambda: q
    class X:
        y: q
        z: P
    if q:
        aa: int
    try:
        bb: q
    except E:
        cc: q
    match q:
        case 1:
            dd: int
__ee: int
class FF:
    __gg: int
    hh: __ii
def jj(kk: (yield_), *ll: int, mm: "nn" = 1, **oo) -> pp: yield kk
lambda: (qq)
async def rr(ss: await_) -> tt: ...
def uu(a, /, b: int, *, c): ...
a.b: int = 1
a[0]: int = 2
(vv): int
