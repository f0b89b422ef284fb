class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("name", owner.__name__, name)
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, "unset")

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}")
        instance.__dict__[self.name] = value

    def __delete__(self, instance):
        print("delete", self.name)
        instance.__dict__.pop(self.name, None)


class NonData:
    def __get__(self, instance, owner):
        return ("nondata", instance is None, owner.__name__)


class Person:
    name = Typed(str)
    age = Typed(int)
    nd = NonData()


p = Person()
print(p.name, p.nd, Person.nd, type(Person.age).__name__)
p.name = "Ann"
p.age = 5
try:
    p.age = "old"
except TypeError as error:
    print(error)
print(p.__dict__, p.name)
del p.name
print(p.name)
p.nd = "instance wins"
p.__dict__["age"] = "data descriptor wins but reads the dict"
print(p.nd, p.age)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        value = self.function(instance)
        setattr(instance, self.function.__name__, value)
        return value


class Work:
    @Lazy
    def result(self):
        print("computed once")
        return 42


w = Work()
print(w.result, w.result)


def free(self, x):
    return self, x


print(free.__get__(5)(6), free.__get__(None, int) is free)


class Base:
    def __init_subclass__(cls, /, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.tag = tag
        print("subclass", cls.__name__, tag)


class One(Base, tag="one"):
    pass


class Two(One):
    pass


print(One.tag, Two.tag)


class Meta(type):
    def __new__(mcls, name, bases, namespace, **kwargs):
        namespace["made_by"] = mcls.__name__
        return super().__new__(mcls, name, bases, namespace)

    def __call__(cls, *args):
        print("calling", cls.__name__)
        return super().__call__(*args)

    def __len__(cls):
        return 99


class WithMeta(metaclass=Meta):
    def __init__(self, x):
        self.x = x


print(WithMeta(3).x, WithMeta.made_by, len(WithMeta), type(WithMeta).__name__)
