# What holds in every Python: after a collection, what cannot be reached is gone.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None


a, b = Node("a"), Node("b")
a.other, b.other = b, a
ra, rb = weakref.ref(a), weakref.ref(b)
print(ra() is a, rb().name)
del b
gc.collect()
print(rb() is not None, a.other.name)
a = None
gc.collect()
print(ra(), rb())
kept = [Node(i) for i in range(100)]
refs = [weakref.ref(n) for n in kept]
del kept[50:]
gc.collect()
print(sum(r() is not None for r in refs), kept[10].name)
values = weakref.WeakValueDictionary()
strong = Node("strong")
values["k"] = strong
values["gone"] = Node("weak")
gc.collect()
print(sorted(values.keys()))
for _ in range(300):
    cycle = []
    cycle.append([cycle] * 3)
del cycle
gc.collect()
print(gc.isenabled(), isinstance(gc.get_count(), tuple))
try:
    weakref.ref(5)
except TypeError as error:
    print(error)
