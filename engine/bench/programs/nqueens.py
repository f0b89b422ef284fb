"""Queens that do not attack each other: recursion with backtracking, sets and a generator."""

import sys

KNOWN_SOLUTIONS = {4: 2, 5: 10, 6: 4, 7: 40, 8: 92, 9: 352, 10: 724, 11: 2_680, 12: 14_200}


class Board:
    def __init__(self, size):
        self.size = size
        self.queens = []
        self.columns = set()
        self.rising = set()
        self.falling = set()

    def is_free(self, row, column):
        return (
            column not in self.columns
            and row + column not in self.rising
            and row - column not in self.falling
        )

    def place(self, row, column):
        self.queens.append(column)
        self.columns.add(column)
        self.rising.add(row + column)
        self.falling.add(row - column)

    def lift(self, row, column):
        self.queens.pop()
        self.columns.discard(column)
        self.rising.discard(row + column)
        self.falling.discard(row - column)


def solutions(board, row=0):
    if row == board.size:
        yield tuple(board.queens)
        return
    for column in range(board.size):
        if board.is_free(row, column):
            board.place(row, column)
            yield from solutions(board, row + 1)
            board.lift(row, column)


def main(size=6):
    count = 0
    first = None
    for solution in solutions(Board(size)):
        if first is None:
            first = solution
        count += 1
    assert count == KNOWN_SOLUTIONS.get(size, count), count
    print(f"{count} solutions for {size} queens, the first one is {first}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
