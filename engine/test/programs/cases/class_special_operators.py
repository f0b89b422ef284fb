class V:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"V({self.n})"

    def __add__(self, o):
        return V(self.n + (o.n if isinstance(o, V) else o))

    def __radd__(self, o):
        return V(f"r{o}+{self.n}")

    def __iadd__(self, o):
        self.n += 100
        return self

    def __sub__(self, o):
        return NotImplemented

    def __rsub__(self, o):
        return "rsub"

    def __mul__(self, o): return ("mul", o)
    def __rmul__(self, o): return ("rmul", o)
    def __matmul__(self, o): return ("matmul", o)
    def __truediv__(self, o): return ("truediv", o)
    def __floordiv__(self, o): return ("floordiv", o)
    def __mod__(self, o): return ("mod", o)
    def __divmod__(self, o): return ("divmod", o)
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
    def __lshift__(self, o): return ("lshift", o)
    def __rshift__(self, o): return ("rshift", o)
    def __and__(self, o): return ("and", o)
    def __or__(self, o): return ("or", o)
    def __xor__(self, o): return ("xor", o)
    def __ror__(self, o): return ("ror", o)
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __round__(self, n=None): return ("round", n)
    def __bool__(self): return self.n > 0
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return ("le", o)
    def __hash__(self): return hash(self.n)


v = V(1)
print(v + V(2), v + 5, 5 + v, v.__radd__("s"), 3 - v)
w = v
w += 1
print(w, v is w, v * 1, 2 * v, v @ 3, v / 4, v // 5, v % 6, divmod(v, 7), v**8, pow(v, 9, 10), 2**v)
print(v << 1, v >> 2, v & 3, v | 4, v ^ 5, 1 | v, -v, +v, ~v, abs(v), int(v), float(v), round(v), round(v, 2))
print([10, 20, 30][v], "abc"[v:], range(5)[v], hex(v), bool(V(0)), not V(1), V(1) == V(1), V(1) != V(2), V(1) < V(2), V(1) > V(2), V(1) <= 3)
print({V(1): "a"}[V(1)], V(3) in [V(1), V(3)], sorted([V(3), V(1)]), max(V(1), V(9)), sum([V(1), V(2)], V(0)))
try:
    v - v
except TypeError as error:
    print(error)
w = V(1)
w *= 2
print(w)


class Base:
    def __add__(self, o): return "base add"
    def __radd__(self, o): return "base radd"


class Derived(Base):
    def __radd__(self, o): return "derived radd"


print(Base() + Base(), Base() + Derived(), Derived() + Base(), 1 + Derived())
