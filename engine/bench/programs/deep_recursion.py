"""Recursion hundreds of calls deep: Ackermann's function, functions that call each other, a long chain of nodes."""

import sys


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


class Link:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest

    def total(self):
        return self.value if self.rest is None else self.value + self.rest.total()

    def mapped(self, function):
        return Link(function(self.value), None if self.rest is None else self.rest.mapped(function))


def nested_depth(value):
    return 1 + max(map(nested_depth, value), default=0) if isinstance(value, list) else 0


def main(turns=2):
    chain = None
    nested = []
    for i in range(400):
        chain = Link(i, chain)
        if i < 40:
            nested = [nested, []]
    checksum = 0
    for turn in range(turns):
        assert ackermann(2, 60 + turn % 8) == 2 * (60 + turn % 8) + 3
        assert is_even(500 + turn % 100) == (turn % 2 == 0)
        chain = chain.mapped(lambda value: value + 1)
        total = chain.total()
        assert total == 400 * 399 // 2 + 400 * (turn + 1), total
        assert nested_depth(nested) == 41
        checksum = (checksum * 31 + total) % 1_000_000_007
    print(f"{turns} turns, checksum {checksum}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
