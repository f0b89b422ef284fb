# Enumerations with methods, data types, flags.
from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def describe(self): return self.name.lower()
    @property
    def twice(self): return self.value * 2
print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.ALIAS is Color.RED, [c.name for c in Color], Color.RED.value, Color.RED == 1, Color.RED.describe(), Color.GREEN.twice)
class Level(IntEnum):
    LOW = 1
    HIGH = 10
print(Level.HIGH > 5, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), f"{Level.HIGH}", Level(1).name, str(Level.LOW), repr(Level.LOW))
for f in (lambda: Color(9), lambda: setattr(Color, "RED", 5), lambda: Color["X"], lambda: Color.X):
    try: f()
    except Exception as e: print(type(e).__name__, e)
class A(Enum):
    X = auto()
    Y = auto()
    Z = "z"
print(list(A), A.X.value, A.Y.value, len(A), A.X in A, hash(A.X) == hash(A.X), {A.X: 1}[A.X])
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R | P.W, P.RW, repr(P.R | P.X), P.R in P.RW, ~P.R, P(0), bool(P(0)), [p for p in P.RW], P.R & P.W, P.R ^ P.RW, len(P.RW), list(P))
class S(StrEnum):
    ONE = auto()
    TWO = "two!"
print(S.ONE, S.TWO, repr(S.ONE), S.ONE == "one", S("two!"), f"{S.ONE}")
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
print(Planet.EARTH.mass, Planet.MARS, Planet((0.64, 3.39)), Planet.EARTH.value)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Animal)
class F(IntFlag):
    A = 1
    B = 2
print(F.A | F.B, repr(F.A | F.B), F.A + 1, F(3), F.A | 8, repr(F(8)))
try:
    @unique
    class U(Enum):
        A = 1
        B = 1
except ValueError as e: print(e)
print(Color.__members__, type(Color.RED), isinstance(Color.RED, Color), Color)
match Color.RED:
    case Color.GREEN: print("g")
    case Color.RED: print("r")
