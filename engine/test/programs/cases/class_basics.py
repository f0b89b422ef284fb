class Point:
    """A point."""

    count = 0
    origin = (0, 0)

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def norm2(self):
        return self.x**2 + self.y**2

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


p, q = Point(3, 4), Point(1)
print(p, q, p.norm2(), Point.norm2(p), Point.count, p.count, p.origin, Point.__doc__, Point.__name__)
p.count = 10
print(p.count, Point.count, q.count, p.__dict__, vars(q))
p.z = 5
del p.x
print(p.__dict__, hasattr(p, "x"), hasattr(p, "z"), getattr(p, "x", "none"))
setattr(p, "w", 1)
delattr(p, "z")
print(p.__dict__, p.__class__ is Point, type(p) is Point, isinstance(p, Point), isinstance(p, object))
m = p.norm2
q.m = lambda: "own"
print(q.m(), m.__self__ is p, m.__func__ is Point.norm2, m.__name__)
Point.shift = lambda self, d: Point(self.y + d)
print(q.shift(5), Point.__mro__, Point.__bases__, Point.__module__)


class Empty:
    pass


e = Empty()
print(e.__dict__, e == e, e == Empty(), hash(e) == hash(e), bool(e), Empty() is Empty())


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


chain = Node(1, Node(2, Node(3)))
while chain:
    print(chain.value, end=" ")
    chain = chain.next
print()
print(type("Dynamic", (Point,), {"extra": 7})(1).extra, type(type), type.__name__, Empty.__qualname__)
x = Point.__new__(Point)
print(x.__dict__, str(Point), callable(Point), Point.norm2.__qualname__)
