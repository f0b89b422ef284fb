"""Complete binary trees built, walked and dropped: many small objects with short lives."""

import sys


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def main(max_depth=7):
    min_depth = 4
    long_lived = build(max_depth)
    for depth in range(min_depth, max_depth + 1, 2):
        repeats = 1 << (max_depth - depth + min_depth)
        total = 0
        for _ in range(repeats):
            total += build(depth).count()
        assert total == repeats * ((2 << depth) - 1), total
        print(f"{repeats}\t trees of depth {depth}\t nodes: {total}")
    nodes = long_lived.count()
    assert nodes == (2 << max_depth) - 1, nodes
    print(f"long lived tree of depth {max_depth}\t nodes: {nodes}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
