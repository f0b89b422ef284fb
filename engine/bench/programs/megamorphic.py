"""One call and one attribute for sixteen classes: what every cache that expects a few kinds does badly at."""

import sys


class Node:
    def __init__(self, value):
        self.value = value

    def weight(self):
        return 1


# Each class has an attribute more or less, in another order: no two have the same shape.
class Leaf(Node):
    def visit(self, total):
        return total + self.value


class Twice(Node):
    def __init__(self, value):
        self.extra = 2
        super().__init__(value)

    def visit(self, total):
        return total + self.value * self.extra


class Negative(Node):
    def visit(self, total):
        return total - self.value


class Named(Node):
    def __init__(self, value):
        self.name = "named"
        self.kind = "n"
        super().__init__(value)

    def visit(self, total):
        return total + len(self.name)

    def weight(self):
        return 2


class Counting(Node):
    def __init__(self, value):
        super().__init__(value)
        self.visits = 0

    def visit(self, total):
        self.visits += 1
        return total + self.visits % 3


class Pair(Node):
    def __init__(self, value):
        self.left = Leaf(value)
        self.right = Negative(value // 2)
        super().__init__(value)

    def visit(self, total):
        return self.right.visit(self.left.visit(total))

    def weight(self):
        return 3


class Slotted:
    __slots__ = ("unused", "value")

    def __init__(self, value):
        self.value = value

    def visit(self, total):
        return total ^ self.value

    def weight(self):
        return 4


def make_class(number):
    """Nine more, each of which adds its own attributes first."""

    class Made(Node):
        def __init__(self, value):
            for k in range(number):
                setattr(self, f"filler{k}", k)
            self.number = number
            super().__init__(value)

        def visit(self, total):
            return total + (self.value >> self.number)

    Made.__name__ = f"Made{number}"
    return Made


CLASSES = [Leaf, Twice, Negative, Named, Counting, Pair, Slotted] + [make_class(n) for n in range(9)]


def visit_all(nodes):
    total = 0
    for node in nodes:
        total = node.visit(total) & 0xFFFFFF
    return total


def add_up(items):
    """One `+` for ints, floats, strings, lists and tuples."""
    result = items[0]
    for item in items[1:]:
        result = result + item
    return result


def main(turns=40):
    state = 5
    nodes = []
    for i in range(200):
        state = state * 16807 % 2147483647
        nodes.append(CLASSES[state % len(CLASSES)](i))
    checksum = 0
    weight = 0
    for turn in range(turns):
        checksum = (checksum * 31 + visit_all(nodes)) % 1_000_000_007
        weight += sum(node.weight() + node.value for node in nodes)
        a = add_up([turn, 2, 3]) + len(add_up(["a", "b", "c"])) + len(add_up([[1], [2], [3, turn]]))
        assert a == turn + 12, a
        assert add_up([0.5, turn, 0.25]) == turn + 0.75
        assert add_up([(1,), (), (turn,)]) == (1, turn)
    kinds = len({type(node) for node in nodes})
    visits = sum(node.visits for node in nodes if isinstance(node, Counting))
    assert visits == turns * sum(isinstance(node, Counting) for node in nodes)
    assert kinds == len(CLASSES) == 16, kinds
    print(f"{len(nodes)} nodes of {kinds} kinds, checksum {checksum}, weight {weight}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
