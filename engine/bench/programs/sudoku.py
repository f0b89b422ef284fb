"""Sudokus by backtracking over sets of bits: small lists, ints as sets, the cell with the fewest choices first."""

import sys

PUZZLES = [
    "2........671..8.2.....5.1...37.2...69.41....3......49.78....2.1.1.....4...3....7.",
    "...2.1.48..5...6.9......52.....7......21.37..86...............7.4..8..6..7.6..15.",
    "..6.........4..2...9.....35..52.6....6....1.9.......4.3.2.85..61...9.7.......7...",
]


class Solver:
    def __init__(self, puzzle):
        self.cells = [0] * 81
        self.rows = [0] * 9
        self.columns = [0] * 9
        self.boxes = [0] * 9
        self.steps = 0
        for at, char in enumerate(puzzle):
            if char != ".":
                self.put(at, 1 << int(char) - 1)

    def put(self, at, bit):
        row, column = divmod(at, 9)
        self.cells[at] = bit
        self.rows[row] |= bit
        self.columns[column] |= bit
        self.boxes[row // 3 * 3 + column // 3] |= bit

    def lift(self, at, bit):
        row, column = divmod(at, 9)
        self.cells[at] = 0
        self.rows[row] &= ~bit
        self.columns[column] &= ~bit
        self.boxes[row // 3 * 3 + column // 3] &= ~bit

    def choices(self, at):
        row, column = divmod(at, 9)
        return 511 & ~(self.rows[row] | self.columns[column] | self.boxes[row // 3 * 3 + column // 3])

    def solve(self):
        self.steps += 1
        best = -1
        fewest = 10
        best_choices = 0
        for at in range(81):
            if self.cells[at] == 0:
                choices = self.choices(at)
                count = choices.bit_count()
                if count < fewest:
                    best, fewest, best_choices = at, count, choices
                    if count < 2:
                        break
        if best < 0:
            return True
        while best_choices:
            bit = best_choices & -best_choices
            best_choices ^= bit
            self.put(best, bit)
            if self.solve():
                return True
            self.lift(best, bit)
        return False

    def __str__(self):
        return "".join(str(bit.bit_length()) for bit in self.cells)


def turned(puzzle, turns):
    """The same puzzle with its digits exchanged in a circle: as hard, and not the same."""
    return "".join(char if char == "." else str((int(char) - 1 + turns) % 9 + 1) for char in puzzle)


def is_solution(text):
    groups = [text[i * 9 : i * 9 + 9] for i in range(9)] + [text[i::9] for i in range(9)]
    groups += ["".join(text[r * 9 + c : r * 9 + c + 3] for r in range(top, top + 3)) for top in (0, 3, 6) for c in (0, 3, 6)]
    return all(set(group) == set("123456789") for group in groups)


def main(count=2):
    steps = 0
    for turn in range(count):
        puzzle = turned(PUZZLES[turn % 3], turn)
        solver = Solver(puzzle)
        assert solver.solve()
        text = str(solver)
        assert is_solution(text) and all(a in (b, ".") for a, b in zip(puzzle, text))
        steps += solver.steps
    print(f"{count} puzzles in {steps} steps, the last one begins {text[:9]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
