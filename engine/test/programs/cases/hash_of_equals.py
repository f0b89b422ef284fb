"""What is equal is found: ints at the edges of 32 bits, their subclasses, floats, and objects with a hash of theirs."""
from enum import IntEnum


class Int(int):
    pass


class Held:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Held) else other)


class Level(IntEnum):
    BELOW = -1
    GROUND = 0
    TOP = 2**31 - 1


EDGES = [-1, -2, 0, 1, 2**31 - 2, 2**31 - 1, 2**31, -(2**31) + 1, -(2**31), -(2**31) - 1, 2**61 - 1, -(2**61), 2**64]


def main():
    for value in EDGES:
        for kind in (int, Int, Held, float):
            other = kind(value)
            if other != value:
                continue
            found = [
                other in {value},
                value in {other},
                {value: 1}.get(other),
                {other: 1}.get(value),
                other in frozenset([value, 5, 7]),
                len({value, other}),
                len({other: 1, value: 2}),
            ]
            assert hash(other) == hash(value)
            print(value, kind.__name__, found)
    names = {-1: "below", 0: "ground", 2**31 - 1: "top"}
    print([names[level] for level in Level], [Level(level).name for level in names])
    print({-1, -2}, {-1: "a", -2: "b"}[-1], sorted({-1, 6, 7, -2, 14}))
    counts = {}
    for i in range(-300, 300):
        counts[Int(i % 7 - 3)] = counts.get(i % 7 - 3, 0) + 1
    print(sorted(counts.items()))


main()
