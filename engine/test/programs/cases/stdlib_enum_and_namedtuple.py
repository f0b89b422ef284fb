from collections import namedtuple
from enum import Enum, IntEnum

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
x, y = p
print(p, p.x, p[1], x + y, p._replace(x=5), p._asdict(), Point._fields, p == (1, 2), isinstance(p, tuple))


class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1


print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.ALIAS is Color.RED, [c.name for c in Color], Color.RED.value, Color.RED == 1)


class Level(IntEnum):
    LOW = 1
    HIGH = 10


print(Level.HIGH > 5, Level.LOW + 1, sorted([Level.HIGH, Level.LOW]), f"{Level.HIGH}", Level(1).name)
try:
    Color(9)
except ValueError as error:
    print(error)
try:
    Color.RED = 5
except AttributeError as error:
    print(error)
