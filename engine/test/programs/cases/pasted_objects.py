# Objects at work: descriptors, metaclasses, slots, weak references, copy, observers, plugins, a tiny ORM.
import copy
import functools
import gc
import inspect
import operator
import types
import weakref
from collections import defaultdict


class Typed:
    def __init__(self, kind, default=None, check=None):
        self.kind, self.default, self.check = kind, default, check

    def __set_name__(self, owner, name):
        self.name = name
        owner.columns = [*getattr(owner, "columns", []), name]

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        if self.check and not self.check(value):
            raise ValueError(f"bad {self.name}: {value!r}")
        instance.__dict__[self.name] = value


class ModelMeta(type):
    tables = {}

    def __new__(mcls, name, bases, space, **options):
        cls = super().__new__(mcls, name, bases, space)
        if bases:
            cls.table = options.get("table", name.lower() + "s")
            mcls.tables[cls.table] = cls
            cls.rows = []
        return cls

    def __init__(cls, name, bases, space, **options):
        super().__init__(name, bases, space)

    def __len__(cls):
        return len(cls.rows)

    def __iter__(cls):
        return iter(cls.rows)

    def __getitem__(cls, key):
        return cls.rows[key - 1]


class Model(metaclass=ModelMeta):
    def __init__(self, **values):
        for name, value in values.items():
            if name not in self.columns:
                raise AttributeError(f"{type(self).__name__} has no column {name!r}")
            setattr(self, name, value)
        type(self).rows.append(self)

    @classmethod
    def where(cls, **conditions):
        for row in cls:
            for key, wanted in conditions.items():
                name, _, test = key.partition("__")
                if not getattr(operator, test or "eq")(getattr(row, name), wanted):
                    break
            else:
                yield row

    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(f'{c}={getattr(self, c)!r}' for c in self.columns)}>"


class User(Model):
    name = Typed(str)
    age = Typed(int, 0, lambda n: 0 <= n < 150)


class Post(Model, table="articles"):
    title = Typed(str)
    author = Typed(User)


ann, bob = User(name="Ann", age=30), User(name="Bob")
Post(title="Hi", author=ann)
print(list(User.where(age__gt=10)), list(User.where(name="Bob")), len(User), User[1].name, Post[1], ModelMeta.tables)
for act in (lambda: User(name=3), lambda: User(age=200), lambda: User(color="red"), lambda: User[9], lambda: setattr(ann, "age", "x")):
    try:
        act()
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        print(type(error).__name__, error)


class Subject:
    def __init__(self):
        self.listeners = defaultdict(weakref.WeakSet)

    def on(self, event, listener):
        self.listeners[event].add(listener)
        return listener

    def emit(self, event, *args):
        return sorted(listener(*args) for listener in self.listeners[event])


class Listener:
    def __init__(self, name):
        self.name = name

    def __call__(self, value):
        return f"{self.name}:{value}"


subject, first = Subject(), Listener("a")
second = subject.on("x", Listener("b"))
subject.on("x", first)
print(subject.emit("x", 1))
del second
gc.collect()
print(subject.emit("x", 2), weakref.getweakrefcount(first) > 0)


class Meter:
    __slots__ = ("_value", "__weakref__")

    def __init__(self, value=0):
        self._value = value

    @property
    def value(self):
        """The value."""
        return self._value

    @value.setter
    def value(self, new):
        self._value = max(0, new)

    @value.deleter
    def value(self):
        self._value = 0

    @staticmethod
    def of(text):
        return Meter(int(text))

    def __iadd__(self, n):
        self.value += n
        return self

    def __bool__(self):
        return self._value > 0

    def __index__(self):
        return self._value

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(f"no {name}")


meter = Meter.of("5")
meter += 3
meter.value -= 100
print(meter.value, bool(meter), [10, 20][meter], Meter.value.__doc__, meter.get_x(), hex(Meter(255)), meter(1, a=2), hasattr(meter, "nope"), Meter.__slots__)
del meter.value
try:
    meter.other = 1
except AttributeError as error:
    print(error)


class Base:
    def __init__(self, *args, **kwargs):
        self.log = [*kwargs.pop("log", []), f"Base{args}"]

    def greet(self):
        return "base"


class Left(Base):
    def __init__(self, left, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.log.append(f"Left({left})")

    def greet(self):
        return "left>" + super().greet()


class Right(Base):
    def __init__(self, *args, right="r", **kwargs):
        super().__init__(*args, **kwargs)
        self.log.append(f"Right({right})")

    def greet(self):
        return "right>" + super().greet()


class Both(Left, Right):
    def greet(self):
        return "both>" + super().greet()


both = Both("l", 1, right="R", log=["start"])
print(both.log, both.greet(), [c.__name__ for c in Both.__mro__], Both.__bases__, issubclass(Both, Base), super(Left, both).greet())
deep, shallow = copy.deepcopy(both), copy.copy(both)
deep.log.append("deep")
shallow.log.append("shared")
print(len(both.log), len(deep.log), both.__dict__.keys(), vars(Left).keys() >= {"greet"})


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)
    wrapper.calls = 0
    return wrapper


@trace
def area(w: float, h: float = 1.0, *, unit="m") -> str:
    """The area."""
    return f"{w * h}{unit}"


print(area(2, 3), area(2, unit="cm"), area.calls, area.__name__, area.__doc__, inspect.signature(area), inspect.signature(area).parameters["h"].default, area.__wrapped__.__annotations__)
bound = inspect.signature(area).bind(1, unit="x")
bound.apply_defaults()
print(bound.arguments, inspect.getdoc(area), inspect.isfunction(area), [n for n, _ in inspect.getmembers(both, inspect.ismethod)])
module = types.ModuleType("made")
exec("x = 1\ndef f(): return x + 1", module.__dict__)
print(module.f(), module, types.SimpleNamespace(a=1, b=[2]), type("Dyn", (Base,), {"extra": property(lambda self: 42)})().extra, callable(area), isinstance(both, (int, Right)))
