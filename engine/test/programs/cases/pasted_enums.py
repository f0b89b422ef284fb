# Kinds of things: enum, dataclasses, match, typing, abc, operator overloading.
import enum
import functools
import operator
from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, make_dataclass, replace
from enum import Enum, Flag, IntEnum, StrEnum, auto, unique
from typing import Any, Callable, ClassVar, Literal, NamedTuple, Optional, TypedDict, Union, get_args, get_origin, get_type_hints


class Planet(Enum):
    MERCURY = (3.303e23, 2.4397e6)
    EARTH = (5.976e24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return round(6.67430e-11 * self.mass / self.radius ** 2, 3)


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Suit(StrEnum):
    HEARTS = auto()
    SPADES = "♠"


print([p.gravity for p in Planet], Planet["EARTH"].name, Planet.EARTH in Planet, len(Planet), list(Planet.__members__), Planet((3.303e23, 2.4397e6)))
print(Perm.R | Perm.X, Perm.RW & ~Perm.W, Perm.W in Perm.RW, Perm(5), bool(Perm(0)), list(Perm.RW), Perm.RW.value, ~Perm.R, Perm.X ^ Perm.RW)
print(Level.HIGH > Level.LOW, Level.LOW + 1, sorted(Level, reverse=True), f"{Level.HIGH}", Suit.HEARTS, Suit.SPADES.upper(), f"{Suit.HEARTS:>8}", repr(Suit.SPADES))
try:
    @unique
    class Bad(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)
for act in (lambda: Level(3), lambda: Planet["PLUTO"], lambda: setattr(Level, "LOW", 2), lambda: type("Sub", (Level,), {}), lambda: Perm(99)):
    try:
        print(act())
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
Dynamic = Enum("Dynamic", "ONE TWO THREE")
print(list(Dynamic), Dynamic.TWO.value, enum.Enum("Pair", {"A": "x"}).A)


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0
    _: KW_ONLY
    label: str = field(default="", compare=False)
    scale: InitVar[int] = 1
    known: ClassVar[list] = []

    def __post_init__(self, scale):
        self.major *= scale
        self.known.append(self)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


print(Version(1, 2) < Version(1, 10), Version(2, label="beta", scale=3), asdict(Version(1)), astuple(Point(1)), replace(Point(1, 2), y=5), Point(1) + Point(2, 3), hash(Point(1)) == hash(Point(1)))
print([f.name for f in fields(Version)], len(Version.known), Version(1) == Version(1, label="x"), make_dataclass("Made", [("a", int), ("b", str, "z")])(1))
for act in (lambda: setattr(Point(1), "x", 2), lambda: Version(), lambda: Version(1, 2, "x"), lambda: Point(1).z, lambda: Point(1) < Point(2), lambda: dataclass(type("D", (), {"__annotations__": {"a": list}, "a": []}))):
    try:
        print(act())
    except (AttributeError, TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Shape(ABC):
    registry: dict[str, type] = {}

    def __init_subclass__(cls, /, kind=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Shape.registry[kind or cls.__name__.lower()] = cls

    @property
    @abstractmethod
    def area(self) -> float: ...

    @classmethod
    def make(cls, kind, *args):
        return cls.registry[kind](*args)


@dataclass
class Square(Shape):
    side: float

    @property
    def area(self):
        return self.side ** 2


@dataclass
class Circle(Shape, kind="round"):
    r: float

    @functools.cached_property
    def area(self):
        return round(3.14159 * self.r ** 2, 2)


def describe(thing):
    match thing:
        case Square(side=s) if s > 10:
            return f"big square {s}"
        case Square(side) | Circle(r=side):
            return f"{type(thing).__name__} of {side}"
        case [Point(x, y), *rest]:
            return f"points from {x},{y} and {len(rest)} more"
        case {"kind": "car", "wheels": (3 | 4) as n, **other}:
            return f"car on {n}, {other}"
        case str() | bytes() as text:
            return f"text {text!r}"
        case Level.HIGH | Planet.EARTH:
            return "high or home"
        case int(n) if n < 0:
            return "negative"
        case None | True | False:
            return "constant"
        case (a, b):
            return f"pair {a} {b}"
    return "unknown"


Square.__match_args__ = ("side",)
for thing in (Square(11), Square(2), Shape.make("round", 3), [Point(1, 2), 3, 4], {"kind": "car", "wheels": 3, "color": "red"}, "x", Level.HIGH, -5, None, (1, 2), 3.5, {"kind": "car"}):
    print(describe(thing))
print(sorted(Shape.registry), Shape.make("square", 2).area, Circle(2).area)


class Employee(TypedDict, total=False):
    name: str
    age: int


class Pair(NamedTuple):
    left: int
    right: str = "r"


print(Employee(name="x"), Employee.__total__, Pair(1), Pair(1)._asdict(), Pair._fields, Pair(1)._replace(left=3), Pair._field_defaults)
print(get_type_hints(Version)["major"], get_origin(list[int]), get_args(dict[str, int]), Optional[int], Union[int, str], Literal["a", "b"], Callable[[int], str], get_args(Literal[1, 2]), int | None)


@functools.total_ordering
class Vec:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __getitem__(self, index):
        return Vec(*self.parts[index]) if isinstance(index, slice) else self.parts[index]

    def __matmul__(self, other):
        return sum(map(operator.mul, self.parts, other.parts))

    def __neg__(self):
        return Vec(*map(operator.neg, self.parts))

    def __format__(self, spec):
        return "<" + ", ".join(format(p, spec) for p in self.parts) + ">"

    def __contains__(self, part):
        return part in self.parts

    __hash__ = None


print(Vec(1, 2) >= Vec(1, 1), Vec(1, 2, 3) @ Vec(4, 5, 6), f"{-Vec(1, 2.5):.2f}", f"{Vec(1, 2, 3)[1:]}", 2 in Vec(2), max(Vec(1), Vec(3)).parts)
