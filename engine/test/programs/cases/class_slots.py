class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


p = P(1, 2)
p.x += 10
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"))
try:
    p.z = 1
except AttributeError as error:
    print(error)
del p.y
try:
    p.y
except AttributeError as error:
    print(error)
try:
    del p.y
except AttributeError as error:
    print(error)


class Q(P):
    __slots__ = ("z",)


q = Q(1, 2)
q.z = 3
print(q.x, q.z)


class R(P):
    pass


r = R(5, 6)
r.anything = 7
print(r.__dict__, r.x, type(P.x).__name__)


class S:
    __slots__ = "single"


s = S()
s.single = 1
print(s.single)
try:
    class T:
        __slots__ = ("a",)
        a = 1
except ValueError as error:
    print(error)


class U:
    __slots__ = ("__dict__", "fast")


u = U()
u.fast = 1
u.other = 2
print(u.__dict__, u.fast)
total = 0
for i in range(100):
    n = P(i, i * 2)
    total += n.x + n.y
print(total)
