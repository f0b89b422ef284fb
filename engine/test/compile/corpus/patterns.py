def a(x):
    match x:
        case 1: return 1
        case -1: return 2
        case 1.5 | -2.5: return 3
        case 1 + 2j | -1 - 2j: return 4
        case "s" "t": return 5
        case b"b": return 6
        case None: return 7
        case True | False: return 8
        case a.b.c: return 9
        case _: return 10
def b(x):
    match x:
        case []: pass
        case [_]: pass
        case [_, _]: pass
        case [a]: pass
        case [a, b]: return a, b
        case [a, *b]: return b
        case [*a, b]: return a
        case [a, *_]: pass
        case [*_, a]: pass
        case [a, *_, b]: pass
        case [_, a, *_, b, _]: pass
        case [*_]: pass
        case [a, *b, c] if a: return c
        case (a, (b, c)): pass
        case a, b: pass
        case [1, [2, [a]]]: pass
        case *a,: pass
def c(x):
    match x:
        case {}: pass
        case {"a": 1}: pass
        case {"a": a, "b": b}: return a
        case {"a": a, **rest}: return rest
        case {**rest}: return rest
        case {1: _, -1: b, c.d: e}: return b, e
        case {"a": {"b": [c, d]}}: return c
def d(x):
    match x:
        case A(): pass
        case A(a): return a
        case A(a, b): return b
        case A(x=a): return a
        case A(1, b, x=c, y=2): return b, c
        case A.B.C(_): pass
        case A(_, b, x=_): pass
        case int(a) | str(a): return a
        case A(B(c), D(e=f)): return c, f
def e(x):
    match x:
        case a: return a
    match x:
        case [a, b] | (b, a, _): return a, b
        case [a, b, c] | [c, a, b, _] | [b, c, a, _, _]: return a, b, c
        case (1 | 2) as a: return a
        case [1 as a, (2 | 3) as b] as c: return a, b, c
        case {"k": [a, *b] as c} | {"k2": (a, b, c)}: return a, b, c
        case _ if y: return 1
        case a if a > 1: return 2
        case _: pass
def f(x):
    match x:
        case 1:
            match y:
                case 2: z()
        case 3 if y:
            for i in x:
                match i:
                    case 4: break
                    case 5: continue
def g(x):
    match x, y:
        case 1, 2: pass
    match *x, y:
        case _: pass
    match (x):
        case (1): pass
    match x:
        case 0: return 0
        case _: return 1
match x:
    case {"a": a}: print(a)
    case [b, *c]: print(b)
    case _: pass
class C:
    match x:
        case a: pass
def h(x):
    match x:
        case _: return 1
def i(x):
    match x:
        case [a] if a:
            lambda: a
        case A(b=[c, *d], e={"f": g, **h}): return lambda: (c, d, g, h)
    return x
