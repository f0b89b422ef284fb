x = 1
del x
try:
    x
except NameError as error:
    print(error)
a, b, c = 1, 2, 3
del a, (b, c)
print("a" in globals(), "b" in globals())
lst = [1, 2, 3, 4, 5]
del lst[0], lst[-1]
print(lst)
del lst[:2]
print(lst)
d = {"a": 1, "b": {"c": 2}}
del d["b"]["c"]
print(d)


class O:
    kind = "class"


o = O()
o.kind = "instance"
print(o.kind)
del o.kind
print(o.kind)
try:
    del o.kind
except AttributeError as error:
    print(error)
del O.kind
print(hasattr(o, "kind"))


def rebind():
    v = [1]
    w = v
    del v
    w.append(2)
    return w


print(rebind())
for i in range(2000):
    o.temp = i
    del o.temp
print(o.__dict__)
cells = []


def closure():
    n = 5

    def inner():
        return n

    return inner


print(closure()())
