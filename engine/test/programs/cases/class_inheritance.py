class Animal:
    sound = "..."

    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name} says {self.sound}"

    def __str__(self):
        return f"{type(self).__name__}({self.name})"


class Dog(Animal):
    sound = "woof"

    def __init__(self, name, tricks=()):
        super().__init__(name)
        self.tricks = list(tricks)

    def speak(self):
        return super().speak() + "!"


class Puppy(Dog):
    def speak(self):
        return super().speak().replace("woof", "yip")


for a in (Animal("a"), Dog("d", ["sit"]), Puppy("p")):
    print(a, a.speak(), isinstance(a, Dog), isinstance(a, Animal))
print(issubclass(Puppy, Animal), issubclass(Dog, Puppy), Puppy.__mro__[1].__name__, Dog.__bases__, issubclass(bool, (str, int)))
print(super(Puppy, Puppy("z")).speak(), Animal.speak(Puppy("q")))


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__], D.mro()[-1])


class Mixin:
    def extra(self):
        return f"extra {self.name}"


class Both(Mixin, Dog):
    pass


print(Both("m").extra(), Both("m").speak())


class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def __repr__(self):
        return "Stack" + super().__repr__()


s = Stack([1]).push(2)
print(s, len(s), s[0], s == [1, 2], isinstance(s, list), s + [3])


class Upper(str):
    def __new__(cls, value):
        return super().__new__(cls, value.upper())


class Celsius(float):
    def f(self):
        return self * 9 / 5 + 32


class Count(dict):
    def __missing__(self, key):
        return 0


c = Count(a=1)
c["b"] += 2
print(Upper("abc"), type(Upper("a")).__name__, Celsius(100).f(), c, c["zz"], type(Celsius(1) + 1).__name__)
A.late = lambda self: "late"
print(D().late(), D.__base__.__name__, A.__subclasses__() == [B, C])
