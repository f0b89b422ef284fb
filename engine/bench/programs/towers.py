"""The towers of Hanoi, with discs that are objects on pegs that are linked lists; each move is checked."""

import sys


class Disc:
    def __init__(self, size):
        self.size = size
        self.below = None


class Towers:
    def __init__(self, height):
        self.pegs = [None, None, None]
        self.moves = 0
        for size in range(height, 0, -1):
            self.push(0, Disc(size))

    def push(self, peg, disc):
        top = self.pegs[peg]
        if top is not None and top.size <= disc.size:
            raise ValueError("a larger disc must not lie on a smaller one")
        disc.below = top
        self.pegs[peg] = disc

    def pop(self, peg):
        top = self.pegs[peg]
        if top is None:
            raise ValueError("nothing to take")
        self.pegs[peg] = top.below
        top.below = None
        return top

    def move_top(self, source, target):
        self.push(target, self.pop(source))
        self.moves += 1

    def move(self, count, source, target):
        if count == 1:
            self.move_top(source, target)
            return
        spare = 3 - source - target
        self.move(count - 1, source, spare)
        self.move_top(source, target)
        self.move(count - 1, spare, target)

    def height(self, peg):
        count = 0
        disc = self.pegs[peg]
        while disc is not None:
            count += 1
            disc = disc.below
        return count


def main(height=8):
    towers = Towers(height)
    towers.move(height, 0, 2)
    assert [towers.height(peg) for peg in range(3)] == [0, 0, height]
    assert towers.moves == 2**height - 1, towers.moves
    print(f"{height} discs, {towers.moves} moves")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
