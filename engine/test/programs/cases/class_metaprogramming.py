class Plugin:
    registry = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry.append(cls.__name__)


class First(Plugin): ...
class Second(Plugin): ...


print(Plugin.registry)


class Singleton:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, *args):
        self.args = args


a, b = Singleton(1), Singleton(2)
print(a is b, a.args)


class NotMine:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never")


print(NotMine())
Made = type("Made", (object,), {"greet": lambda self: "hi " + self.name, "name": "dyn"})
print(Made().greet(), Made.__name__)


class Ordered(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        print("prepare", name)
        return {"injected": 1}

    def __instancecheck__(cls, instance):
        return instance == 42


class Uses(metaclass=Ordered):
    z = 1
    a = injected


print(Uses.a, isinstance(42, Uses), isinstance(1, Uses), [k for k in Uses.__dict__ if not k.startswith("__")])


class Generic:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


print(Generic[int], Generic["x"], list[int], dict[str, int])
a = First()
a.__class__ = Second
print(type(a).__name__, isinstance(a, First))


class Private:
    def __init__(self):
        self.__secret = 1

    def reveal(self):
        return self.__secret


p = Private()
print(p.reveal(), p.__dict__, p._Private__secret)
try:
    p.__secret
except AttributeError as error:
    print(error)
First.method = lambda self, n: n * 2
print(First().method(4), vars(First).get("method") is First.method, First().__doc__, hasattr(First, "registry"))
