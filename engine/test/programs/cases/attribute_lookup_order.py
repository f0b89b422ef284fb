class Base:
    shared = "base"
    only = "only base"

    def method(self):
        return "base method"


class Child(Base):
    shared = "child"

    def method(self):
        return "child " + super().method()


c = Child()
print(c.shared, c.only, c.method())
c.shared = "instance"
c.method = lambda: "instance method"
print(c.shared, c.method(), Child.shared, Child().method())
del c.shared, c.method
print(c.shared, c.method())
Base.only = "changed"
print(c.only)
Child.only = "in child"
print(c.only, Base.only)
del Child.only
print(c.only)


class Data:
    def __get__(self, i, o):
        return "data descriptor"

    def __set__(self, i, v):
        pass


class Non:
    def __get__(self, i, o):
        return "non-data descriptor"


class Holder:
    d = Data()
    n = Non()

    def __getattr__(self, name):
        return f"fallback {name}"


h = Holder()
h.__dict__.update(d="dict", n="dict")
print(h.d, h.n, h.zzz, Holder.n)


class Meta(type):
    m = "from meta"
    shared = "meta shared"

    def meta_method(cls):
        return cls.__name__


class WithMeta(metaclass=Meta):
    shared = "class shared"


print(WithMeta.m, WithMeta.shared, WithMeta.meta_method())
try:
    WithMeta().m
except AttributeError as error:
    print(error)
f = c.method
print(f(), f.__self__ is c, Child.method(c), Base.method(c))
print(c.__class__.__name__, c.__doc__, c.__module__, type(c).__dict__["shared"], "shared" in c.__dict__)
x = [].append
x2 = "abc".upper
print(x2(), x.__name__, list.append.__name__, str.upper("q"), int.__add__(1, 2))
Child.__bases__ = (type("NewBase", (Base,), {"only": "new base"}),)
print(c.only, c.method())
