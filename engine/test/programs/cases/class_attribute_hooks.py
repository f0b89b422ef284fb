class Dynamic:
    existing = "class"

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return f"computed {name}"
        raise AttributeError(f"no {name} here")

    def __setattr__(self, name, value):
        print("set", name)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


d = Dynamic()
d.x = 1
print(d.x, d.existing, d.dyn_a, hasattr(d, "nope"), getattr(d, "nope", 0))
del d.x
try:
    d.x
except AttributeError as error:
    print(error)


class Strict:
    def __getattribute__(self, name):
        print("get", name)
        return object.__getattribute__(self, name)

    def method(self):
        return "m"


s = Strict()
s.a = 5
print(s.a, s.method())


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


p = Proxy([3, 1, 2])
p.sort()
p.append(9)
print(p._target, p.index(9))
try:
    p.nothing
except AttributeError as error:
    print(error)
try:
    len(p)
except TypeError as error:
    print(error)


class Callable:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args, **kwargs):
        return self.n, args, kwargs


c = Callable(3)
print(c(1, k=2), callable(c), list(map(Callable(0), [1])))


class Dir:
    def __dir__(self):
        return ["b", "a"]


print(dir(Dir()), [n for n in dir(Callable(1)) if not n.startswith("__")])


class Bag(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


b = Bag(a=1)
b.c = 5
print(b.a, b.c, b)
