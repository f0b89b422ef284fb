from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list)

    def total(self, n):
        return self.price * n


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0


a, b = Item("a", 2.5), Item("a", 2.5)
print(a, a == b, a.total(4), a != Item("b"))
a.tags.append(1)
print(a, b.tags)
print(Version(1) < Version(1, 2), sorted([Version(2), Version(1, 5)]), hash(Version(1)) == hash(Version(1)), {Version(1): 1}[Version(1)])
try:
    Version(1).major = 5
except Exception as error:
    print(type(error).__name__, error)
try:
    Item()
except TypeError as error:
    print(error)
