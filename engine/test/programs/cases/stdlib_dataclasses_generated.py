# Dataclasses: what is generated, and what is refused.
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError
@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list)
    def total(self, n): return self.price * n
@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
a, b = Item("a", 2.5), Item("a", 2.5)
print(a, a == b, a.total(4), a != Item("b"))
a.tags.append(1)
print(a, b.tags, asdict(a), astuple(a), replace(a, name="z"), [f.name for f in fields(a)], is_dataclass(a), is_dataclass(5))
print(Version(1) < Version(1, 2), sorted([Version(2), Version(1, 5)]), hash(Version(1)) == hash(Version(1)), {Version(1): 1}[Version(1)])
for f in (lambda: setattr(Version(1), "major", 5), lambda: Item(), lambda: Item(1,2,3,4), lambda: Item(x=1), lambda: hash(a), lambda: delattr(Version(1), "major"), lambda: Version(1) < 5):
    try: f()
    except Exception as error: print(type(error).__name__, error)
@dataclass
class Base:
    x: int
    y: int = 0
    def __post_init__(self): self.z = self.x + self.y
@dataclass
class Sub(Base):
    w: int = 5
    k: str = field(default="k", repr=False, compare=False)
print(Sub(1), Sub(1).z, Sub(1,2,3) == Sub(1,2,3,"q"), Sub.__match_args__)
@dataclass(slots=True)
class Sl:
    p: int
    q: int = 2
s = Sl(1); print(s, s.q, hasattr(s, "__dict__"))
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1))
try: K(1)
except TypeError as e: print(e)
try:
    @dataclass
    class Bad:
        x: list = []
except ValueError as e: print(e)
try:
    @dataclass
    class Bad2:
        x: int = 1
        y: int
except TypeError as e: print(e)
match Sub(1, 2):
    case Sub(x, y): print("match", x, y)
print(Item.__doc__, Item.__init__.__qualname__)
