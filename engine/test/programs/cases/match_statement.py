class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def describe(value):
    match value:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case True:
            return "never"
        case -5:
            return "minus five"
        case None:
            return "none"
        case "hello" | "hi":
            return "greeting"
        case str(s) if len(s) > 5:
            return f"long {s}"
        case str():
            return "text"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"from one {rest}"
        case [x, y] if x == y:
            return "twins"
        case (x, [y, z]):
            return f"nested {x} {y} {z}"
        case [_, *_, last]:
            return f"last {last}"
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": t, **rest}:
            return f"{t} with {rest}"
        case {}:
            return "mapping"
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=yy):
            return f"on y {yy}"
        case Point(a, b) as p:
            return f"point {a} {b} {p is value}"
        case int(n) | float(n):
            return f"number {n}"
        case _:
            return "other"


for v in (0, 2, -5, None, "hi", "longer text", "abc", [], [7], [1, 2, 3], (4, 4), [1.5, (2, 3)], [9, 8, 7], {"type": "circle", "r": 3},
          {"type": "box", "w": 1}, {"z": 1}, Point(0, 0), Point(0, 9), Point(3, 4), 42, 2.5, {1, 2}, b"x", False, range(3)):
    print(describe(v))


class Color:
    RED = "r"
    BLUE = "b"


def constant(v):
    match v:
        case Color.RED:
            return "red"
        case Color.BLUE:
            return "blue"
        case ("go", ("north" | "south") as direction):
            return direction
        case {"a": [{"b": deep}, *_]}:
            return deep


print(constant("r"), constant("b"), constant(("go", "south")), constant({"a": [{"b": 5}, 6]}), constant("z"))
match 5, 6:
    case x, y:
        print(x, y)
match = {"case": 1}
case = match["case"]
print(case)
try:
    match Point(1, 2):
        case Point(1, 2, 3):
            pass
except TypeError as error:
    print(error)
